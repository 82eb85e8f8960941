/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-pictures.h"

#include "leaf-test-library.h"
#include "leaf-test-picture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define WIDTH 60
#define HEIGHT 90

static LeafPicture *
add (LeafTestLibrary *fixture,
     GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  LeafPicture *picture = leaf_pictures_add (fixture->library, bytes, &error);

  g_assert_no_error (error);
  g_assert_nonnull (picture);

  return picture;
}

/* One sentence, nothing written. */
static void
refuse (LeafTestLibrary *fixture,
        GBytes *bytes,
        const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_pictures_add (fixture->library, bytes, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_false (g_file_test (leaf_library_get_pictures_dir (fixture->library), G_FILE_TEST_EXISTS));
}

static GBytes *
cut (GBytes *bytes,
     gsize size)
{
  g_assert_cmpuint (size, <, g_bytes_get_size (bytes));

  return g_bytes_new_from_bytes (bytes, 0, size);
}

static void
assert_path_ends (LeafTestLibrary *fixture,
                  const char *sha256)
{
  g_autofree char *path = leaf_pictures_get_path (fixture->library, sha256);
  g_autofree char *end = g_strdup_printf ("/library-pictures/%.2s/%s", sha256, sha256);

  g_assert_true (g_str_has_suffix (path, end));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
check_format (LeafTestLibrary *fixture,
              const char *format,
              const char *mime_type)
{
  g_autoptr (GBytes) bytes = leaf_test_picture_new (format, WIDTH, HEIGHT, 7);
  g_autoptr (LeafPicture) picture = add (fixture, bytes);
  g_autoptr (LeafPicture) found = NULL;
  g_autoptr (GBytes) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  g_assert_cmpstr (picture->sha256, ==, sha256);
  g_assert_cmpstr (picture->mime_type, ==, mime_type);
  g_assert_cmpint (picture->width, ==, WIDTH);
  g_assert_cmpint (picture->height, ==, HEIGHT);
  assert_path_ends (fixture, sha256);

  loaded = leaf_pictures_load (fixture->library, sha256, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (loaded, bytes));

  found = leaf_pictures_find (fixture->library, sha256, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->mime_type, ==, mime_type);
  g_assert_cmpint (found->width, ==, WIDTH);
  g_assert_cmpint (found->height, ==, HEIGHT);
}

static void
test_formats (LeafTestLibrary *fixture,
              gconstpointer unused)
{
  check_format (fixture, "png", "image/png");
  check_format (fixture, "jpeg", "image/jpeg");
  check_format (fixture, "gif", "image/gif");
  if (leaf_test_picture_has_webp ())
    check_format (fixture, "webp", "image/webp");
  else
    g_test_message ("no WebP: gdk-pixbuf has no loader for it here");
}

static void
test_never_twice (LeafTestLibrary *fixture,
                  gconstpointer unused)
{
  g_autoptr (GBytes) bytes = leaf_test_picture_new ("png", WIDTH, HEIGHT, 1);
  g_autoptr (LeafPicture) first = add (fixture, bytes);
  g_autoptr (LeafPicture) second = NULL;
  g_autofree char *path = leaf_pictures_get_path (fixture->library, first->sha256);
  struct stat before, after;

  g_assert_cmpint (stat (path, &before), ==, 0);
  second = add (fixture, bytes);
  g_assert_cmpint (stat (path, &after), ==, 0);
  g_assert_cmpstr (second->sha256, ==, first->sha256);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
}

static void
test_damaged_file_is_mended (LeafTestLibrary *fixture,
                             gconstpointer unused)
{
  g_autoptr (GBytes) bytes = leaf_test_picture_new ("png", WIDTH, HEIGHT, 1);
  g_autoptr (LeafPicture) picture = add (fixture, bytes);
  g_autofree char *path = leaf_pictures_get_path (fixture->library, picture->sha256);
  g_autoptr (LeafPicture) again = NULL;
  g_autoptr (GBytes) loaded = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "gone", -1, NULL));
  g_assert_null (leaf_pictures_load (fixture->library, picture->sha256, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_DAMAGED);
  g_clear_error (&error);

  g_unlink (path);
  g_assert_null (leaf_pictures_load (fixture->library, picture->sha256, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  again = add (fixture, bytes);
  loaded = leaf_pictures_load (fixture->library, again->sha256, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (loaded, bytes));
}

static void
test_not_pictures (LeafTestLibrary *fixture,
                   gconstpointer unused)
{
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) text = g_bytes_new_static ("Dear reader,\n", 13);
  g_autoptr (GBytes) svg = g_bytes_new_static ("<svg xmlns='http://www.w3.org/2000/svg'/>", 41);
  g_autoptr (GBytes) bmp = g_bytes_new_static ("BM\x3a\0\0\0\0\0\0\0\x36\0\0\0", 14);

  refuse (fixture, empty, "empty");
  refuse (fixture, text, "not a JPEG, PNG, WebP or GIF");
  refuse (fixture, svg, "not a JPEG, PNG, WebP or GIF");
  refuse (fixture, bmp, "not a JPEG, PNG, WebP or GIF");
}

/* Cut off anywhere, a picture is refused. Only bytes after its end may be missing. */
static void
test_truncated (LeafTestLibrary *fixture,
                gconstpointer unused)
{
  static const char *const formats[] = { "png", "jpeg", "gif", "webp" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autoptr (GBytes) bytes = NULL;

    if (g_str_equal (formats[i], "webp") && !leaf_test_picture_has_webp ())
      continue;

    bytes = leaf_test_picture_new (formats[i], 200, 300, 5);
    for (int part = 1; part < 10; part++) {
      g_autoptr (GBytes) truncated = cut (bytes, 20 + (g_bytes_get_size (bytes) - 20) * part / 10);

      refuse (fixture, truncated, "damaged");
    }
  }
}

/* Random damage may be seen or not, but it never crashes. */
static void
test_garbled (LeafTestLibrary *fixture,
              gconstpointer unused)
{
  static const char *const formats[] = { "png", "jpeg", "gif", "webp" };

  for (int i = 0; i < 400; i++) {
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GBytes) garbled = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (LeafPicture) picture = NULL;
    const char *format = formats[i % G_N_ELEMENTS (formats)];
    guint8 *data;
    gsize size;

    if (g_str_equal (format, "webp") && !leaf_test_picture_has_webp ())
      continue;

    bytes = leaf_test_picture_new (format, 20, 30, 5);
    data = g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    size = g_bytes_get_size (bytes);
    for (int j = 0; j < 3; j++)
      data[g_test_rand_int_range (0, j == 0 ? MIN (size, 40) : size)] = g_test_rand_int_range (0, 256);
    garbled = g_bytes_new_take (data, size);

    picture = leaf_pictures_add (fixture->library, garbled, &error);
    if (picture == NULL)
      g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE);
    else
      g_assert_cmpint ((gint64) picture->width * picture->height, <=, LEAF_PICTURE_MAX_PIXELS);
  }
}

/* Refused by the header: 3.6 GB of pixels are never asked for. */
static void
test_huge (LeafTestLibrary *fixture,
           gconstpointer unused)
{
  g_autoptr (GBytes) png = leaf_test_picture_new_huge_png (30000, 30000);
  g_autoptr (GBytes) wide = leaf_test_picture_new_huge_png (0x7fffffff, 0x7fffffff);
  g_autoptr (GBytes) gif = leaf_test_picture_new_huge_gif (60000, 60000);

  refuse (fixture, png, "30000 × 30000 pixels");
  refuse (fixture, wide, "pixels");
  refuse (fixture, gif, "60000 × 60000 pixels");
  g_assert_cmpint (leaf_test_peak_memory_mb (), <, 1500);
}

static void
test_too_many_bytes (LeafTestLibrary *fixture,
                     gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->dir, "large.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (LEAF_PICTURE_MAX_BYTES + 1), LEAF_PICTURE_MAX_BYTES + 1);
  g_autoptr (GError) error = NULL;

  refuse (fixture, bytes, "larger than 50 MB");

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_cmpint (truncate (path, (off_t) 100 * 1024 * 1024 * 1024), ==, 0);
  g_assert_null (leaf_pictures_add_file (fixture->library, file, NULL, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE);
  g_assert_nonnull (strstr (error->message, "“large.jpg” is larger than 50 MB"));
}

static void
refuse_file (LeafTestLibrary *fixture,
             const char *path,
             const char *part)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_pictures_add_file (fixture->library, file, NULL, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE);
  if (strstr (error->message, part) == NULL)
    g_error ("“%s” does not say “%s”", error->message, part);
}

static void
test_files (LeafTestLibrary *fixture,
            gconstpointer unused)
{
  g_autofree char *text = g_build_filename (fixture->dir, "text.jpg", NULL);
  g_autofree char *empty = g_build_filename (fixture->dir, "empty.png", NULL);
  g_autofree char *missing = g_build_filename (fixture->dir, "missing.png", NULL);
  g_autofree char *misnamed = g_build_filename (fixture->dir, "cover.txt", NULL);
  g_autofree char *pipe = g_build_filename (fixture->dir, "pipe.png", NULL);
  g_autoptr (GBytes) png = leaf_test_picture_new ("png", WIDTH, HEIGHT, 2);
  g_autoptr (GFile) file = g_file_new_for_path (misnamed);
  g_autoptr (LeafPicture) picture = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (text, "Dear reader,\n", -1, NULL));
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  g_assert_true (g_file_set_contents (misnamed, g_bytes_get_data (png, NULL), g_bytes_get_size (png), NULL));

  refuse_file (fixture, text, "“text.jpg” is not a JPEG, PNG, WebP or GIF picture");
  refuse_file (fixture, empty, "“empty.png” is empty");
  refuse_file (fixture, missing, "“missing.png” cannot be read");
  refuse_file (fixture, fixture->dir, "is a folder, a pipe or a device");
  /* Nobody writes into the pipe, and zeros have no end. */
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  refuse_file (fixture, pipe, "“pipe.png” is a folder, a pipe or a device");
  refuse_file (fixture, "/dev/zero", "“zero” is a folder, a pipe or a device");

  picture = leaf_pictures_add_file (fixture->library, file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (picture->mime_type, ==, "image/png");
}

/* Of an animation the first frame counts, and only that is decoded. */
static void
test_animation (LeafTestLibrary *fixture,
                gconstpointer unused)
{
  g_autoptr (GBytes) gif = leaf_test_picture_new_animation (500);
  g_autoptr (GBytes) truncated = cut (gif, g_bytes_get_size (gif) - 3);
  g_autoptr (LeafPicture) picture = NULL;

  refuse (fixture, truncated, "damaged");
  picture = add (fixture, gif);
  g_assert_cmpstr (picture->mime_type, ==, "image/gif");
}

static void
test_orientation (LeafTestLibrary *fixture,
                  gconstpointer unused)
{
  g_autoptr (GBytes) jpeg = leaf_test_picture_new_turned_jpeg (WIDTH, HEIGHT);
  g_autoptr (LeafPicture) picture = add (fixture, jpeg);

  g_assert_cmpint (picture->width, ==, HEIGHT);
  g_assert_cmpint (picture->height, ==, WIDTH);
}

typedef struct {
  gboolean done;
  LeafPicture *picture;
  GBytes *bytes;
  GError *error;
} Answer;

static void
added_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  Answer *answer = user_data;

  answer->picture = leaf_pictures_add_finish (LEAF_LIBRARY (source), result, &answer->error);
  answer->done = TRUE;
}

static void
thumbnail_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  Answer *answer = user_data;

  answer->bytes = leaf_pictures_load_thumbnail_finish (LEAF_LIBRARY (source), result, &answer->error);
  answer->done = TRUE;
}

static void
wait_for (Answer *answer)
{
  while (!answer->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_async (LeafTestLibrary *fixture,
            gconstpointer unused)
{
  g_autoptr (GBytes) png = leaf_test_picture_new ("png", WIDTH, HEIGHT, 3);
  g_autoptr (GBytes) text = g_bytes_new_static ("no", 2);
  Answer good = { 0 };
  Answer bad = { 0 };

  leaf_pictures_add_async (fixture->library, png, NULL, added_cb, &good);
  leaf_pictures_add_async (fixture->library, text, NULL, added_cb, &bad);
  wait_for (&good);
  wait_for (&bad);

  g_assert_no_error (good.error);
  assert_path_ends (fixture, good.picture->sha256);
  g_assert_error (bad.error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE);

  leaf_picture_free (good.picture);
  g_error_free (bad.error);
}

static GBytes *
get_thumbnail (LeafTestLibrary *fixture,
               const char *sha256,
               int size)
{
  Answer answer = { 0 };

  leaf_pictures_load_thumbnail_async (fixture->library, sha256, size, NULL, thumbnail_cb, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);

  return answer.bytes;
}

static char *
dup_thumbnail_path (const char *sha256,
                    int size)
{
  g_autofree char *name = g_strdup_printf ("%s.png", sha256);
  g_autofree char *folder = g_strdup_printf ("%d", size);

  return g_build_filename (g_get_user_cache_dir (), "flyleaf", "thumbnails", folder, name, NULL);
}

static void
test_thumbnail (LeafTestLibrary *fixture,
                gconstpointer unused)
{
  g_autoptr (GBytes) jpeg = leaf_test_picture_new ("jpeg", 600, 900, 4);
  g_autoptr (LeafPicture) picture = add (fixture, jpeg);
  g_autofree char *path = dup_thumbnail_path (picture->sha256, 96);
  g_autoptr (GBytes) thumbnail = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GBytes) mended = NULL;
  g_autoptr (GBytes) large = NULL;
  int width, height;

  thumbnail = get_thumbnail (fixture, picture->sha256, 96);
  leaf_test_picture_get_size (thumbnail, &width, &height);
  g_assert_cmpint (width, ==, 64);
  g_assert_cmpint (height, ==, 96);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));

  again = get_thumbnail (fixture, picture->sha256, 96);
  g_assert_true (g_bytes_equal (again, thumbnail));

  /* Half a file in the cache, as a full disk leaves it with other programs. */
  g_assert_cmpint (truncate (path, 50), ==, 0);
  mended = get_thumbnail (fixture, picture->sha256, 96);
  g_assert_true (g_bytes_equal (mended, thumbnail));

  /* Never larger than the picture is. */
  large = get_thumbnail (fixture, picture->sha256, 2000);
  leaf_test_picture_get_size (large, &width, &height);
  g_assert_cmpint (width, ==, 600);
  g_assert_cmpint (height, ==, 900);
}

static void
test_thumbnail_of_nothing (LeafTestLibrary *fixture,
                           gconstpointer unused)
{
  static const char *const addresses[] = {
    "0000000000000000000000000000000000000000000000000000000000000000",
    "../../../../../../../../etc/passwd",
    "",
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (addresses); i++) {
    Answer answer = { 0 };

    leaf_pictures_load_thumbnail_async (fixture->library, addresses[i], 96, NULL, thumbnail_cb, &answer);
    wait_for (&answer);
    g_assert_error (answer.error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
    g_error_free (answer.error);
  }
}

static void
test_thumbnail_cancelled (LeafTestLibrary *fixture,
                          gconstpointer unused)
{
  g_autoptr (GBytes) jpeg = leaf_test_picture_new ("jpeg", 600, 900, 4);
  g_autoptr (LeafPicture) picture = add (fixture, jpeg);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answer = { 0 };

  g_cancellable_cancel (cancellable);
  leaf_pictures_load_thumbnail_async (fixture->library, picture->sha256, 96, cancellable, thumbnail_cb, &answer);
  wait_for (&answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_error_free (answer.error);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  leaf_test_add_library ("/pictures/formats", test_formats);
  leaf_test_add_library ("/pictures/never-twice", test_never_twice);
  leaf_test_add_library ("/pictures/damaged-file-is-mended", test_damaged_file_is_mended);
  leaf_test_add_library ("/pictures/not-pictures", test_not_pictures);
  leaf_test_add_library ("/pictures/truncated", test_truncated);
  leaf_test_add_library ("/pictures/garbled", test_garbled);
  leaf_test_add_library ("/pictures/huge", test_huge);
  leaf_test_add_library ("/pictures/too-many-bytes", test_too_many_bytes);
  leaf_test_add_library ("/pictures/files", test_files);
  leaf_test_add_library ("/pictures/animation", test_animation);
  leaf_test_add_library ("/pictures/orientation", test_orientation);
  leaf_test_add_library ("/pictures/async", test_async);
  leaf_test_add_library ("/pictures/thumbnail", test_thumbnail);
  leaf_test_add_library ("/pictures/thumbnail-of-nothing", test_thumbnail_of_nothing);
  leaf_test_add_library ("/pictures/thumbnail-cancelled", test_thumbnail_cancelled);

  return g_test_run ();
}
