/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Adding a blog: one field, what was found, and each problem beside what it is about. */

#include "config.h"

#include "leaf-blog-dialog-private.h"
#include "leaf-blog-row.h"
#include "leaf-blog-setup.h"
#include "leaf-blogs.h"
#include "leaf-row-problem.h"
#include "leaf-ui.h"

#include "leaf-test-applications.h"
#include "leaf-test-library.h"
#include "leaf-test-widget.h"
#include "leaf-test-publish.h"
#include "leaf-test-server.h"
#include "leaf-test-wait.h"
#include "leaf-test-widget.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Never with a Secret Service: there is none on the bus of this test. */

static LeafBlogDialog *
open_dialog (LeafTestLibrary *fixture, LeafBlog *blog)
{
  GtkWidget *dialog = leaf_blog_dialog_new (fixture->library, blog);

  gtk_window_present (GTK_WINDOW (dialog));
  while (!gtk_widget_get_mapped (dialog))
    g_main_context_iteration (NULL, TRUE);
  return LEAF_BLOG_DIALOG (dialog);
}

static void
close_dialog (LeafBlogDialog *dialog)
{
  gpointer weak = dialog;

  g_object_add_weak_pointer (weak, &weak);
  gtk_window_close (GTK_WINDOW (dialog));
  while (g_atomic_pointer_get (&weak) != NULL)
    g_main_context_iteration (NULL, FALSE);
}

static void
type (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
press (LeafBlogDialog *dialog, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (dialog), action, NULL));
}

static void
wait_while_busy (LeafBlogDialog *dialog)
{
  while (dialog->busy)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_page (LeafBlogDialog *dialog, const char *page)
{
  while (!leaf_blog_dialog_is_at (dialog, page) || dialog->busy)
    g_main_context_iteration (NULL, TRUE);
  leaf_test_assert_narrow (GTK_WIDGET (dialog));
}

static gboolean
has_focus (GtkWidget *widget)
{
  return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void
find (LeafBlogDialog *dialog, LeafTestServer *server)
{
  type (dialog->address_row, leaf_test_server_get_address (server));
  g_signal_emit_by_name (dialog->address_row, "entry-activated");
  wait_for_page (dialog, "found");
}

static void
assert_problem (LeafBlogDialog *dialog, const char *part)
{
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (dialog->found_problem)));
  if (strstr (gtk_label_get_label (dialog->found_problem), part) == NULL)
    g_error ("“%s” is not in: %s", part, gtk_label_get_label (dialog->found_problem));
}

/* Every page fits a narrow screen: the stack is as wide as its widest. */
static void
test_narrow (LeafTestLibrary *fixture, gconstpointer unused)
{
  LeafBlogDialog *dialog = open_dialog (fixture, NULL);
  int width;

  gtk_widget_measure (GTK_WIDGET (dialog), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 360);
  close_dialog (dialog);
}

/* Below the row, which has the keyboard again; gone when she types on. */
static void
test_wrong_address (LeafTestLibrary *fixture, gconstpointer unused)
{
  LeafBlogDialog *dialog = open_dialog (fixture, NULL);

  g_assert_true (has_focus (dialog->address_row));
  g_assert_cmpstr (gtk_button_get_label (dialog->next_button), ==, "_Next");
  type (dialog->address_row, "blog.invalid");
  press (dialog, "blog.next");
  g_assert_true (dialog->busy);
  wait_while_busy (dialog);
  g_assert_true (leaf_blog_dialog_is_at (dialog, "address"));
  g_assert_true (leaf_row_problem_is_set (dialog->address_row));
  g_assert_true (has_focus (dialog->address_row));
  type (dialog->address_row, "blog.invalid2");
  g_assert_false (leaf_row_problem_is_set (dialog->address_row));
  close_dialog (dialog);
}

static gboolean
list_func (LeafDb *db, gpointer data, GError **error)
{
  GPtrArray **blogs = data;

  return (*blogs = leaf_blogs_list (db, error)) != NULL;
}

static void
test_folder (LeafTestLibrary *fixture, gconstpointer unused)
{
  LeafBlogDialog *dialog = open_dialog (fixture, NULL);
  g_autofree char *folder = g_build_filename (fixture->dir, "site", NULL);
  g_autoptr (GPtrArray) blogs = NULL;
  gpointer weak = dialog;

  g_object_add_weak_pointer (weak, &weak);
  type (dialog->address_row, folder);
  g_assert_cmpstr (gtk_button_get_label (dialog->next_button), ==, "_Add");
  press (dialog, "blog.next");
  while (g_atomic_pointer_get (&weak) != NULL)
    g_main_context_iteration (NULL, TRUE);

  leaf_test_run (fixture->library, LEAF_LIBRARY_READ, list_func, &blogs);
  g_assert_cmpuint (blogs->len, ==, 1);
  g_assert_cmpstr (leaf_blog_get_address (g_ptr_array_index (blogs, 0)), ==, folder);
}

/* A folder that looks like a host: nobody logs in there either. */
static void
test_bare_folder (LeafTestLibrary *fixture, gconstpointer unused)
{
  LeafBlogDialog *dialog = open_dialog (fixture, NULL);
  g_autofree char *before = g_get_current_dir ();
  g_autofree char *folder = g_build_filename (fixture->dir, "site", NULL);
  g_autoptr (GPtrArray) blogs = NULL;
  gpointer weak = dialog;

  g_object_add_weak_pointer (weak, &weak);
  g_assert_no_errno (g_mkdir (folder, 0700));
  g_assert_no_errno (g_chdir (fixture->dir));
  type (dialog->address_row, "site");
  press (dialog, "blog.next");
  while (g_atomic_pointer_get (&weak) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_errno (g_chdir (before));

  leaf_test_run (fixture->library, LEAF_LIBRARY_READ, list_func, &blogs);
  g_assert_cmpuint (blogs->len, ==, 1);
  g_assert_cmpstr (leaf_blog_get_address (g_ptr_array_index (blogs, 0)), ==, folder);
}

/* What was found is shown; a wrong password is said below the password. */
static void
test_wrong_password (LeafTestLibrary *fixture, gconstpointer unused)
{
  LeafTestServer *server = leaf_test_server_new ("dialog", NULL);
  LeafBlogDialog *dialog = open_dialog (fixture, NULL);

  find (dialog, server);
  g_assert_cmpstr (gtk_label_get_label (dialog->found_name), ==, "Ann & Books");
  g_assert_cmpstr (gtk_label_get_label (dialog->found_note), ==, leaf_test_server_get_address (server));
  g_assert_true (has_focus (dialog->browser_button));
  press (dialog, "blog.password");
  g_assert_true (has_focus (dialog->user_row));
  type (dialog->user_row, "ann");
  type (dialog->password_row, "abcd EFGH");
  press (dialog, "blog.next");
  wait_while_busy (dialog);
  g_assert_true (leaf_blog_dialog_is_at (dialog, "password"));
  g_assert_true (leaf_row_problem_is_set (dialog->password_row));
  g_assert_true (has_focus (dialog->password_row));
  press (dialog, "blog.back");
  g_assert_true (leaf_blog_dialog_is_at (dialog, "found"));
  press (dialog, "blog.back");
  g_assert_true (leaf_blog_dialog_is_at (dialog, "address"));
  close_dialog (dialog);
  leaf_test_server_finish (server);
}

/* Found at another address than the one that was typed: both are named. */
static void
test_moved (LeafTestLibrary *fixture, gconstpointer unused)
{
  LeafTestServer *home = leaf_test_server_new ("found", NULL);
  LeafTestServer *server = leaf_test_server_new ("moved", NULL);
  LeafBlogDialog *dialog = open_dialog (fixture, NULL);
  const char *typed = leaf_test_server_get_address (server) + strlen ("http://");
  g_autofree char *leads = g_strdup_printf ("%s\n%.*s leads here.", leaf_test_server_get_address (home), (int) strlen (typed) - 1, typed);

  leaf_test_server_set_other (server, leaf_test_server_get_address (home));
  find (dialog, server);
  g_assert_cmpstr (gtk_label_get_label (dialog->found_note), ==, leads);
  close_dialog (dialog);
  leaf_test_server_finish (server);
  leaf_test_server_finish (home);
}

static void
wait_for_no_file (LeafTestLibrary *fixture)
{
  g_autofree char *path = g_build_filename (g_get_user_state_dir (), "flyleaf", "authorization", NULL);

  while (g_file_test (path, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, FALSE);
}

/* There is no browser on this session: she is told, and nothing is waited for. */
static void
test_no_browser (LeafTestLibrary *fixture, gconstpointer unused)
{
  LeafTestServer *server = leaf_test_server_new ("found", NULL);
  LeafBlogDialog *dialog = open_dialog (fixture, NULL);

  find (dialog, server);
  press (dialog, "blog.browser");
  g_assert_true (leaf_blog_dialog_is_at (dialog, "waiting"));
  wait_for_page (dialog, "found");
  assert_problem (dialog, "No browser could be opened");
  g_assert_null (dialog->authorization);
  wait_for_no_file (fixture);
  close_dialog (dialog);
  leaf_test_server_finish (server);
}

/* The answer goes to the dialog that began, is taken once, and fails with a sentence where there is no keyring. */
static void
test_answer (LeafTestLibrary *fixture, gconstpointer unused)
{
  LeafTestServer *server = leaf_test_server_new ("dialog-returned", NULL);
  LeafBlogDialog *dialog = open_dialog (fixture, NULL);
  g_autoptr (LeafAuthorization) authorization = NULL;
  g_autoptr (LeafAuthorization) other = NULL;
  g_autoptr (LeafGrant) grant = leaf_grant_new ("ann", "abcd EFGH");
  g_autoptr (GError) error = g_error_new_literal (LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN, "It said no.");

  find (dialog, server);
  authorization = leaf_authorization_new (dialog->found->blog, dialog->found->authorize);
  other = leaf_authorization_new (dialog->found->blog, dialog->found->authorize);
  g_assert_null (leaf_blog_dialog_find_waiting (authorization));
  dialog->authorization = leaf_authorization_copy (authorization);
  leaf_blog_dialog_go (dialog, "waiting");
  g_assert_true (leaf_blog_dialog_find_waiting (authorization) == dialog);
  g_assert_null (leaf_blog_dialog_find_waiting (other));
  leaf_blog_dialog_fail (dialog, error);
  assert_problem (dialog, "It said no.");
  g_assert_null (leaf_blog_dialog_find_waiting (authorization));
  close_dialog (dialog);

  /* By a program that was started for it; the blog does not know the password, so it was lost on its way. */
  dialog = LEAF_BLOG_DIALOG (leaf_blog_dialog_new_returned (fixture->library, authorization));
  gtk_window_present (GTK_WINDOW (dialog));
  leaf_blog_dialog_take (dialog, grant);
  g_assert_true (leaf_blog_dialog_is_at (dialog, "waiting"));
  wait_for_page (dialog, "found");
  assert_problem (dialog, "drops the log-in");
  close_dialog (dialog);
  leaf_test_server_finish (server);
}

static void
set_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError **error = data;

  g_assert_null (leaf_blog_setup_finish (result, error));
}

/* She calls a log-in off for which the blog has handed out a password: that it stays there is told all the same. */
static void
test_called_off (LeafTestLibrary *fixture, gconstpointer unused)
{
  LeafTestServer *server = leaf_test_server_new ("granted-cancelled", NULL);
  g_autoptr (LeafGrant) grant = leaf_grant_new ("ann", "abcd EFGH");
  const LeafBlogLogin login = { .address = leaf_test_server_get_address (server), .grant = grant, .granted = TRUE };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  leaf_blog_setup_async (fixture->library, &login, cancellable, set_up_cb, &error);
  leaf_test_wait_until (error != NULL);
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "may still be valid"));
  leaf_test_server_finish (server);
}

static LeafBlog *
save_blog (LeafTestLibrary *fixture, const char *address)
{
  LeafBlog *blog = leaf_blog_new ();

  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_name (blog, "Ann & Books");
  leaf_blog_set_address (blog, address);
  leaf_blog_set_user (blog, "ann");
  leaf_test_save_blog (fixture->library, blog);
  return blog;
}

/* Again: the address is fixed and looked at by itself, the name is known. */
static void
test_again (LeafTestLibrary *fixture, gconstpointer unused)
{
  LeafTestServer *server = leaf_test_server_new ("found", NULL);
  g_autoptr (LeafBlog) blog = save_blog (fixture, leaf_test_server_get_address (server));
  LeafBlogDialog *dialog = open_dialog (fixture, blog);

  wait_for_page (dialog, "found");
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (dialog->address_row)));
  g_assert_false (gtk_widget_get_visible (dialog->back_button));
  press (dialog, "blog.password");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (dialog->user_row)), ==, "ann");
  g_assert_true (has_focus (dialog->password_row));
  close_dialog (dialog);
  leaf_test_server_finish (server);
}

/* Why a check failed stands in the row, which opens by itself. */
static void
test_row (LeafTestLibrary *fixture, gconstpointer unused)
{
  g_autoptr (LeafBlog) blog = save_blog (fixture, "https://blog.example/");
  GtkWidget *row = g_object_ref_sink (leaf_blog_row_new (fixture->library));

  leaf_blog_row_set_blog (LEAF_BLOG_ROW (row), blog);
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, "https://blog.example/");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_PROBLEM, "It does not know <you> & me.");
  leaf_blog_row_set_blog (LEAF_BLOG_ROW (row), blog);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, "Flyleaf cannot publish here just now");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_PROBLEM, NULL);
  leaf_blog_row_set_blog (LEAF_BLOG_ROW (row), blog);
  g_assert_cmpstr (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), ==, "https://blog.example/");
  g_object_unref (row);
}

/* The button with this label or icon, once it is on the screen; in the toast or beside it. */
static GtkWidget *
wait_for_button (GtkWidget *window, gboolean in_toast, const char *name)
{
  for (;;)
    {
      GType type = g_type_from_name ("AdwToastWidget");
      GtkWidget *place = !in_toast ? window : type != 0 ? leaf_test_find_widget (window, type) : NULL;
      GtkWidget *button = place;

      for (int i = 0; button != NULL; i++)
        {
          int nth = i;

          button = leaf_test_find_nth_widget (place, GTK_TYPE_BUTTON, &nth);
          if (button != NULL && (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), name) == 0 ||
                                 g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (button)), name) == 0))
            return button;
        }
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
click (GtkWidget *window, gboolean in_toast, const char *name)
{
  g_signal_emit_by_name (wait_for_button (window, in_toast, name), "clicked");
}

static GtkWidget *
open_preferences (LeafTestLibrary *fixture, LeafBlog *blog, GtkWidget **row)
{
  GtkWidget *window = g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "default-width", 600, "default-height", 600, NULL);
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  *row = leaf_blog_row_new (fixture->library);
  leaf_blog_row_set_blog (LEAF_BLOG_ROW (*row), blog);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (*row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), *row);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* As when the library says that it is removed; libadwaita 1.2 never lets the groups of a preferences window go, nor what is in them. */
static void
take_out (GtkWidget *row)
{
  GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
}

static gboolean
count_blogs_func (LeafDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) blogs = leaf_blogs_list (db, error);

  *(unsigned int *) data = blogs != NULL ? blogs->len : 0;
  return blogs != NULL;
}

static void
wait_for_blogs (LeafTestLibrary *fixture, unsigned int n)
{
  unsigned int found = n + 1;

  while (found != n)
    {
      leaf_test_run (fixture->library, LEAF_LIBRARY_READ, count_blogs_func, &found);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* A blog that is removed forgets the password only when it can be undone no more, be it that she closes the window. */
static void
test_remove (LeafTestLibrary *fixture, gconstpointer unused)
{
  LeafTestServer *server = leaf_test_server_new ("given-back", NULL);
  g_autofree char *root = g_strconcat (leaf_test_server_get_address (server), "wp-json/", NULL);
  g_autoptr (LeafBlog) blog = save_blog (fixture, leaf_test_server_get_address (server));
  g_autoptr (LeafBlog) second = NULL;
  GtkWidget *window;
  GtkWidget *row;

  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_API_ROOT, root);
  leaf_test_set_password ("abcd EFGH");
  /* libadwaita 1.2 does not survive that a toast is dismissed while it fades in. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  window = open_preferences (fixture, blog, &row);
  click (window, FALSE, "Re_move");
  click (window, TRUE, "_Undo");
  wait_for_blogs (fixture, 1);

  /* Had the undo been too late, these would be one too many. */
  click (window, FALSE, "Re_move");
  wait_for_blogs (fixture, 0);
  click (window, TRUE, "window-close-symbolic");
  leaf_test_wait_until (leaf_test_server_count (server) == 2);
  take_out (row);
  gtk_window_destroy (GTK_WINDOW (window));

  second = save_blog (fixture, leaf_test_server_get_address (server));
  leaf_blog_set_setting (second, LEAF_BLOG_SETTING_API_ROOT, root);
  window = open_preferences (fixture, second, &row);
  click (window, FALSE, "Re_move");
  wait_for_button (window, TRUE, "_Undo");
  take_out (row);
  gtk_window_close (GTK_WINDOW (window));
  leaf_test_wait_until (leaf_test_server_count (server) == 4);
  wait_for_blogs (fixture, 0);
  leaf_test_wait_until (G_OBJECT (fixture->library)->ref_count == 1);
  leaf_test_set_password ("");
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-enable-animations");
  leaf_test_server_finish (server);
}

int
main (int argc, char **argv)
{
  int status;
  g_autofree char *dir = g_dir_make_tmp ("flyleaf-test-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", dir, TRUE);
  leaf_test_hide_applications (dir);
  g_test_init (&argc, &argv, NULL);
  leaf_ui_ensure ();
  adw_init ();

  leaf_test_add_library ("/blog-dialog/narrow", test_narrow);
  leaf_test_add_library ("/blog-dialog/wrong-address", test_wrong_address);
  leaf_test_add_library ("/blog-dialog/folder", test_folder);
  leaf_test_add_library ("/blog-dialog/bare-folder", test_bare_folder);
  leaf_test_add_library ("/blog-dialog/wrong-password", test_wrong_password);
  leaf_test_add_library ("/blog-dialog/moved", test_moved);
  leaf_test_add_library ("/blog-dialog/no-browser", test_no_browser);
  leaf_test_add_library ("/blog-dialog/answer", test_answer);
  leaf_test_add_library ("/blog-dialog/called-off", test_called_off);
  leaf_test_add_library ("/blog-dialog/again", test_again);
  leaf_test_add_library ("/blog-dialog/row", test_row);
  leaf_test_add_library ("/blog-dialog/remove", test_remove);
  status = g_test_run ();
  leaf_test_remove_tree (dir);

  return status;
}
