/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cover-window"

#include "config.h"

#include "leaf-cover-window.h"

#include "leaf-cover-cache.h"

#include <glib/gi18n.h>

/* Pixels of the longer side; enough for any screen, and bounded whatever the original is. */
#define LARGE_SIZE 2048

struct _LeafCoverWindow
{
  AdwWindow parent_instance;

  GCancellable *cancellable;

  GtkPicture *picture;
};

G_DEFINE_FINAL_TYPE (LeafCoverWindow, leaf_cover_window, ADW_TYPE_WINDOW)

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafCoverWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
      leaf_cover_cache_load_finish (LEAF_COVER_CACHE (source), result, &error);

  if (texture != NULL)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_window_set_title (GTK_WINDOW (self), error->message);
}

static void
leaf_cover_window_dispose (GObject *object)
{
  LeafCoverWindow *self = LEAF_COVER_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (leaf_cover_window_parent_class)->dispose (object);
}

static void
leaf_cover_window_class_init (LeafCoverWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = leaf_cover_window_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/flyleaf_app/Flyleaf/leaf-cover-window.ui");
  gtk_widget_class_bind_template_child (widget_class, LeafCoverWindow, picture);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
leaf_cover_window_init (LeafCoverWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
open_window (LeafLibrary *library, const char *sha256, const char *title)
{
  LeafCoverWindow *self = g_object_new (LEAF_TYPE_COVER_WINDOW, "title", title, NULL);

  gtk_picture_set_alternative_text (self->picture, title);
  leaf_cover_cache_load_async (leaf_cover_cache_get (library), sha256, LARGE_SIZE,
                               self->cancellable, loaded_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}

/**
 * leaf_cover_window_new:
 * @library: the library the picture is in
 * @sha256: the picture's address there
 * @title: (nullable): the title of the book whose cover this is
 *
 * Makes a window that shows a cover large.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
leaf_cover_window_new (LeafLibrary *library, const char *sha256, const char *title)
{
  g_autofree char *window_title = NULL;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  window_title = title != NULL && *title != '\0' ? g_strdup_printf (_("Cover of %s"), title)
                                                 : g_strdup (_("Cover"));
  return open_window (library, sha256, window_title);
}

/**
 * leaf_cover_window_new_for_picture:
 * @library: the library the picture is in
 * @sha256: the picture's address there
 * @alt: (nullable): its alternative text
 *
 * Makes a window that shows a picture of the text large.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
leaf_cover_window_new_for_picture (LeafLibrary *library, const char *sha256, const char *alt)
{
  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  return open_window (library, sha256, alt != NULL && *alt != '\0' ? alt : _("Picture"));
}
