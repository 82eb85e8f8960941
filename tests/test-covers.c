/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Covers as textures: the cache stays within its limit, and a thumbnail shows the right one. */

#include "leaf-cover-cache.h"
#include "leaf-pictures.h"
#include "leaf-test-library.h"
#include "leaf-test-picture.h"
#include "leaf-thumbnail.h"

#include <adwaita.h>

#define SIZE 60
#define N_PICTURES 12

static char *
add_picture (LeafTestLibrary *fixture, int number)
{
  g_autoptr (GBytes) bytes = leaf_test_picture_new ("png", 40, SIZE, (unsigned int) number);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafPicture) picture = leaf_pictures_add (fixture->library, bytes, &error);

  g_assert_no_error (error);
  return g_strdup (picture->sha256);
}

typedef struct {
  GdkTexture *texture;
  GError *error;
  gboolean done;
} Load;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Load *load = user_data;

  load->texture = leaf_cover_cache_load_finish (LEAF_COVER_CACHE (source), result, &load->error);
  load->done = TRUE;
}

static void
load_cover (LeafCoverCache *cache, const char *sha256, Load *load)
{
  *load = (Load) { 0 };
  leaf_cover_cache_load_async (cache, sha256, SIZE, NULL, loaded_cb, load);
  while (!load->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_cache (LeafTestLibrary *fixture, gconstpointer unused)
{
  LeafCoverCache *cache = leaf_cover_cache_get (fixture->library);
  char *pictures[N_PICTURES];
  size_t limit = 5 * SIZE * SIZE * 4;

  g_assert_true (cache == leaf_cover_cache_get (fixture->library));
  leaf_cover_cache_set_limit (cache, limit);
  for (int i = 0; i < N_PICTURES; i++)
    {
      g_autoptr (GdkTexture) texture = NULL;
      Load load;

      pictures[i] = add_picture (fixture, i);
      g_assert_null (leaf_cover_cache_lookup (cache, pictures[i], SIZE));
      load_cover (cache, pictures[i], &load);
      g_assert_no_error (load.error);
      texture = load.texture;
      g_assert_cmpint (gdk_texture_get_height (texture), ==, SIZE);
      g_assert_true (leaf_cover_cache_lookup (cache, pictures[i], SIZE) == texture);
      g_assert_null (leaf_cover_cache_lookup (cache, pictures[i], SIZE + 1));
      g_assert_cmpuint (leaf_cover_cache_get_bytes (cache), <=, limit);

      /* The first is used again and again, and so it stays. */
      g_assert_nonnull (leaf_cover_cache_lookup (cache, pictures[0], SIZE));
    }
  g_assert_null (leaf_cover_cache_lookup (cache, pictures[1], SIZE));

  leaf_cover_cache_set_limit (cache, 0);
  g_assert_cmpuint (leaf_cover_cache_get_bytes (cache), ==, 0);
  for (int i = 0; i < N_PICTURES; i++)
    g_free (pictures[i]);
}

static void
test_missing (LeafTestLibrary *fixture, gconstpointer unused)
{
  LeafCoverCache *cache = leaf_cover_cache_get (fixture->library);
  g_autofree char *nothing = g_strnfill (64, '0');
  Load load;

  load_cover (cache, nothing, &load);
  g_assert_null (load.texture);
  g_assert_nonnull (load.error);
  g_clear_error (&load.error);
}

static void
test_thumbnail (LeafTestLibrary *fixture, gconstpointer unused)
{
  g_autofree char *first = add_picture (fixture, 0);
  g_autofree char *second = add_picture (fixture, 1);
  GtkWidget *window = gtk_window_new ();
  LeafThumbnail *thumbnail = LEAF_THUMBNAIL (leaf_thumbnail_new (40));

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (thumbnail));
  leaf_thumbnail_set_text (thumbnail, "Emma", "Jane Austen");
  leaf_thumbnail_set_library (thumbnail, fixture->library);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_false (leaf_thumbnail_is_loaded (thumbnail));

  /* The row was given to another book before the first cover came. */
  leaf_thumbnail_set_cover (thumbnail, first);
  leaf_thumbnail_set_cover (thumbnail, second);
  while (!leaf_thumbnail_is_loaded (thumbnail))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (leaf_cover_cache_lookup (leaf_cover_cache_get (fixture->library), second, SIZE));
  g_assert_null (leaf_cover_cache_lookup (leaf_cover_cache_get (fixture->library), first, SIZE));

  leaf_thumbnail_set_cover (thumbnail, NULL);
  g_assert_false (leaf_thumbnail_is_loaded (thumbnail));

  /* At hand, it is there at once. */
  leaf_thumbnail_set_cover (thumbnail, second);
  g_assert_true (leaf_thumbnail_is_loaded (thumbnail));

  g_object_ref (thumbnail);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (thumbnail);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  leaf_test_add_library ("/covers/cache", test_cache);
  leaf_test_add_library ("/covers/missing", test_missing);
  leaf_test_add_library ("/covers/thumbnail", test_thumbnail);

  return g_test_run ();
}
