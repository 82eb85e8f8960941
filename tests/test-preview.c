/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where no browser can be opened, the preview can be seen all the same. */

#include "config.h"

#include "leaf-review-page.h"
#include "leaf-test-applications.h"
#include "leaf-test-library.h"
#include "leaf-test-publish.h"
#include "leaf-test-wait.h"
#include "leaf-ui.h"

#include <adwaita.h>
#include <libsoup/soup.h>
#include <string.h>

/* The toast that is shown, of those that offer an address. */
static AdwToast *
find_toast (GtkWidget *overlay, const char *words)
{
  for (GtkWidget *child = gtk_widget_get_first_child (overlay); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (G_OBJECT_TYPE_NAME (child), "AdwToastWidget"))
      {
        AdwToast *toast;

        g_object_get (child, "toast", &toast, NULL);
        g_object_unref (toast);
        if (strstr (adw_toast_get_title (toast), words) != NULL)
          return toast;
      }

  return NULL;
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_assert_no_error (error);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  *(GBytes **) data = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static void
test_no_browser (LeafTestLibrary *fixture, gconstpointer unused)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *page = g_object_new (LEAF_TYPE_REVIEW_PAGE, "library", fixture->library, NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *address = NULL;
  gint64 review = 0;

  leaf_test_save_review (fixture->library);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  gtk_window_set_child (GTK_WINDOW (window), overlay);
  gtk_window_present (GTK_WINDOW (window));
  leaf_review_page_set_book (LEAF_REVIEW_PAGE (page), 1);
  while (review == 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (page, "review", &review, NULL);
    }

  gtk_widget_activate_action (page, "review.preview", NULL);
  leaf_test_wait_until (find_toast (overlay, "No browser could be opened") != NULL);
  leaf_test_wait_until (find_toast (overlay, "Opening the preview") == NULL);
  g_signal_emit_by_name (find_toast (overlay, "No browser"), "button-clicked");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (page), NULL, pasted_cb, &address);
  leaf_test_wait_until (address != NULL);
  message = soup_message_new ("GET", address);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, answered_cb, &bytes);
  leaf_test_wait_until (bytes != NULL);
  g_assert_cmpint (soup_message_get_status (message), ==, SOUP_STATUS_OK);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "The Moonstone"));

  gtk_window_destroy (GTK_WINDOW (window));
  leaf_test_drain ();
}

int
main (int argc, char **argv)
{
  g_autofree char *dir = g_dir_make_tmp ("flyleaf-test-XXXXXX", NULL);
  int status;

  leaf_test_hide_applications (dir);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  leaf_ui_ensure ();

  leaf_test_add_library ("/preview/no-browser", test_no_browser);
  status = g_test_run ();
  leaf_test_remove_tree (dir);

  return status;
}
