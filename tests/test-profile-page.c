/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-profile-page.h"
#include "leaf-profiles.h"
#include "leaf-test-library.h"
#include "leaf-test-wait.h"
#include "leaf-ui.h"

#include <adwaita.h>

typedef struct {
  const char *name;
  const char *role;
  const char *bio;
} Profile;

static gboolean
write_func (LeafDb *db, gpointer data, GError **error)
{
  const Profile *profile = data;
  g_autoptr (LeafProfile) stored = leaf_profiles_load (db, error);

  leaf_profile_set_name (stored, profile->name);
  leaf_profile_set_role (stored, profile->role);
  leaf_profile_set_bio (stored, profile->bio);
  return leaf_profiles_save (db, stored, error);
}

static gboolean
read_func (LeafDb *db, gpointer data, GError **error)
{
  LeafProfile **stored = data;

  return (*stored = leaf_profiles_load (db, error)) != NULL;
}

static gboolean
has_stored (LeafLibrary *library, const char *name, const char *role, const char *bio)
{
  g_autoptr (LeafProfile) stored = NULL;

  leaf_test_run (library, LEAF_LIBRARY_READ, read_func, &stored);
  return g_strcmp0 (leaf_profile_get_name (stored), name) == 0 && g_strcmp0 (leaf_profile_get_role (stored), role) == 0 &&
         g_strcmp0 (leaf_profile_get_bio (stored), bio) == 0;
}

static GtkEditable *
row_of (GtkWidget *page, const char *name)
{
  return GTK_EDITABLE (gtk_widget_get_template_child (page, LEAF_TYPE_PROFILE_PAGE, name));
}

static GtkWidget *
open_page (LeafTestLibrary *fixture, GtkWidget **page)
{
  Profile profile = { "Ann", "Editor", "Reads." };
  GtkWidget *window = adw_preferences_window_new ();

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, write_func, &profile);
  *page = g_object_new (LEAF_TYPE_PROFILE_PAGE, NULL);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (*page));
  gtk_window_present (GTK_WINDOW (window));
  leaf_profile_page_set_library (LEAF_PROFILE_PAGE (*page), fixture->library);
  return window;
}

/* What is typed before the profile has come stays, and the rest comes. */
static void
test_typed_early (LeafTestLibrary *fixture, gconstpointer unused)
{
  GtkWidget *page;
  GtkWidget *window = open_page (fixture, &page);

  gtk_editable_set_text (row_of (page, "name_row"), "Ann Reader");
  leaf_test_wait_until (g_str_equal (gtk_editable_get_text (row_of (page, "bio_row")), "Reads."));
  g_assert_cmpstr (gtk_editable_get_text (row_of (page, "name_row")), ==, "Ann Reader");
  g_assert_cmpstr (gtk_editable_get_text (row_of (page, "role_row")), ==, "Editor");
  leaf_test_wait_until (has_stored (fixture->library, "Ann Reader", "Editor", "Reads."));

  gtk_editable_set_text (row_of (page, "role_row"), "");
  leaf_test_wait_until (has_stored (fixture->library, "Ann Reader", NULL, "Reads."));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* And so it does when the window is closed before that. */
static void
test_closed_early (LeafTestLibrary *fixture, gconstpointer unused)
{
  GtkWidget *page;
  GtkWidget *window = open_page (fixture, &page);

  gtk_editable_set_text (row_of (page, "bio_row"), "Reads all night.");
  gtk_window_destroy (GTK_WINDOW (window));
  leaf_test_wait_until (has_stored (fixture->library, "Ann", "Editor", "Reads all night."));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  leaf_ui_ensure ();

  leaf_test_add_library ("/profile-page/typed-early", test_typed_early);
  leaf_test_add_library ("/profile-page/closed-early", test_closed_early);

  return g_test_run ();
}
