/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window to drag from, as a file manager or a web browser would offer it:
 *
 *   drag-source --file PATH       text/uri-list with the file, or with several: --file PATH --file PATH
 *   drag-source --picture PATH    the picture's bytes under its own type
 *   drag-source --html ADDRESS    text/html with an <img>, and text/uri-list of another page
 */

#include "config.h"

#include <gtk/gtk.h>
#include <string.h>

static char **files;
static char *picture;
static char *html;

static const GOptionEntry entries[] = {
  { "file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, "Offer a file", "PATH" },
  { "picture", 0, 0, G_OPTION_ARG_FILENAME, &picture, "Offer a picture's bytes", "PATH" },
  { "html", 0, 0, G_OPTION_ARG_STRING, &html, "Offer HTML with a picture", "ADDRESS" },
  { NULL },
};

static GdkContentProvider *
provide_file (void)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (unsigned int i = 0; files[i] != NULL; i++)
    {
      g_autoptr (GFile) target = g_file_new_for_commandline_arg (files[i]);
      g_autofree char *uri = g_file_get_uri (target);

      g_string_append_printf (list, "%s\r\n", uri);
    }
  bytes = g_bytes_new (list->str, list->len);

  return gdk_content_provider_new_for_bytes ("text/uri-list", bytes);
}

static GdkContentProvider *
provide_picture (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *type = g_content_type_guess (picture, NULL, 0, NULL);
  g_autofree char *mime_type = g_content_type_get_mime_type (type);
  g_autoptr (GBytes) bytes = NULL;
  char *contents;
  gsize length;

  if (!g_file_get_contents (picture, &contents, &length, &error))
    g_error ("%s", error->message);
  bytes = g_bytes_new_take (contents, length);

  return gdk_content_provider_new_for_bytes (mime_type, bytes);
}

static GdkContentProvider *
provide_html (void)
{
  g_autofree char *markup = g_strdup_printf ("<a href=\"http://127.0.0.1:9/page\"><img src=\"%s\"></a>", html);
  g_autoptr (GBytes) markup_bytes = g_bytes_new (markup, strlen (markup));
  const char *list = "http://127.0.0.1:9/page\r\n";
  g_autoptr (GBytes) list_bytes = g_bytes_new (list, strlen (list));
  GdkContentProvider *providers[] = {
    gdk_content_provider_new_for_bytes ("text/uri-list", list_bytes),
    gdk_content_provider_new_for_bytes ("text/html", markup_bytes),
  };

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y)
{
  if (files != NULL)
    return provide_file ();
  if (picture != NULL)
    return provide_picture ();

  return provide_html ();
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  GtkDragSource *source = gtk_drag_source_new ();
  GtkWidget *window;
  GtkWidget *label;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) ||
      (files == NULL && picture == NULL && html == NULL))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "Nothing to offer.");
      return 2;
    }

  gtk_init ();
  window = gtk_window_new ();
  label = gtk_label_new ("Drag me");
  gtk_window_set_title (GTK_WINDOW (window), "Drag Source");
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 120, 120);
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), NULL);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_window_present (GTK_WINDOW (window));

  for (;;)
    g_main_context_iteration (NULL, TRUE);
}
