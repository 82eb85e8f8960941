/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-application"

#include "config.h"

#include "leaf-application-private.h"

#include "leaf-authorization.h"
#include "leaf-ui.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (LeafApplication, leaf_application, ADW_TYPE_APPLICATION)

/**
 * leaf_application_get_window:
 * @self: the application
 *
 * Returns: (transfer none) (nullable): its window
 */
LeafWindow *
leaf_application_get_window (LeafApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (LEAF_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

static void
leaf_application_library_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  LeafLibrary *library;
  LeafWindow *window;

  library = leaf_library_open_finish (result, &error);
  self->opening = FALSE;
  g_clear_object (&self->cancellable);
  window = leaf_application_get_window (self);

  if (library == NULL)
    {
      if (window != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        leaf_window_show_error (window, self->library_path, error);
      return;
    }

  self->library = library;
  leaf_library_watch (library);
  self->outbox = leaf_outbox_new (library);
  if (window != NULL)
    leaf_window_set_library (window, self->library, self->outbox);
  leaf_application_watch_outbox (self);
  leaf_outbox_start (self->outbox);
  leaf_application_take_answers (self);
}

/**
 * leaf_application_open_library:
 * @self: the application
 *
 * Opens the library, or tries again; the window shows it, or why there is none.
 */
void
leaf_application_open_library (LeafApplication *self)
{
  if (self->library != NULL || self->opening)
    return;

  self->opening = TRUE;
  self->cancellable = g_cancellable_new ();
  leaf_library_open_async (self->library_path, self->cancellable,
                           leaf_application_library_opened_cb, g_object_ref (self));
}

static void
leaf_application_activate (GApplication *application)
{
  LeafApplication *self = LEAF_APPLICATION (application);
  LeafWindow *window = leaf_application_get_window (self);

  if (window == NULL)
    {
      window = leaf_window_new (self);
      if (self->library != NULL)
        leaf_window_set_library (window, self->library, self->outbox);
      else
        leaf_application_open_library (self);
    }

  gtk_window_present (GTK_WINDOW (window));
}

static gboolean
is_picture (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *type = NULL;

  if (name == NULL)
    return FALSE;

  type = g_content_type_guess (name, NULL, 0, NULL);
  return g_content_type_is_a (type, "image/*");
}

/* A flyleaf: address is what a browser came back with, or only raises the window. A picture needs a
 * book to go to, which only she knows. */
static void
leaf_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  LeafApplication *self = LEAF_APPLICATION (application);
  gboolean pictures = FALSE;

  g_application_activate (application);

  for (int i = 0; i < n_files; i++)
    {
      char *address = g_file_get_uri (files[i]);

      if (leaf_authorization_is_answer (address))
        leaf_application_add_answer (self, g_steal_pointer (&address));
      else
        pictures |= is_picture (files[i]);
      g_free (address);
    }
  leaf_application_take_answers (self);
  if (pictures)
    leaf_window_tell (leaf_application_get_window (self),
                      _("To use a picture as a cover, choose the book and drop the picture on it"));
}

/**
 * leaf_application_leave:
 * @self: the application
 *
 * Ends the program. The window is closed first: that saves what was typed and remembers where she
 * was.
 */
void
leaf_application_leave (LeafApplication *self)
{
  LeafWindow *window = leaf_application_get_window (self);

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
  g_application_quit (G_APPLICATION (self));
}

/* The end of the session, or of patience. */
static gboolean
leaf_application_terminate_cb (gpointer user_data)
{
  LeafApplication *self = user_data;

  self->terminate_id = 0;
  leaf_application_leave (self);

  return G_SOURCE_REMOVE;
}

static void
leaf_application_startup (GApplication *application)
{
  LeafApplication *self = LEAF_APPLICATION (application);

  leaf_ui_ensure ();
  G_APPLICATION_CLASS (leaf_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APPLICATION_ID);
  self->terminate_id = g_unix_signal_add (SIGTERM, leaf_application_terminate_cb, self);
  leaf_application_add_actions (self);
  leaf_application_add_publishing_actions (self);
}

static void
leaf_application_shutdown (GApplication *application)
{
  LeafApplication *self = LEAF_APPLICATION (application);
  LeafWindow *window = leaf_application_get_window (self);

  /* Before the library is closed: leaving a review keeps a revision of it. */
  if (window != NULL)
    {
      leaf_window_flush (window);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  g_clear_handle_id (&self->terminate_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->notifier);
  g_clear_object (&self->outbox);
  if (self->library != NULL)
    leaf_library_close (self->library);
  g_clear_object (&self->library);

  G_APPLICATION_CLASS (leaf_application_parent_class)->shutdown (application);
}

static void
leaf_application_finalize (GObject *object)
{
  LeafApplication *self = LEAF_APPLICATION (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_free (self->library_path);

  G_OBJECT_CLASS (leaf_application_parent_class)->finalize (object);
}

static void
leaf_application_class_init (LeafApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = leaf_application_finalize;

  application_class->activate = leaf_application_activate;
  application_class->open = leaf_application_open;
  application_class->shutdown = leaf_application_shutdown;
  application_class->startup = leaf_application_startup;
}

static void
leaf_application_init (LeafApplication *self)
{
}

/**
 * leaf_application_new:
 * @library_path: (nullable): the library's file; %NULL for the default one
 *
 * A library of her own choice gets a program of its own: opening it must not end up in the window
 * of another one that is running.
 *
 * Returns: (transfer full): the application
 */
LeafApplication *
leaf_application_new (const char *library_path)
{
  LeafApplication *self;
  GApplicationFlags flags = G_APPLICATION_HANDLES_OPEN;

  if (library_path != NULL)
    flags |= G_APPLICATION_NON_UNIQUE;

  self = g_object_new (LEAF_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", flags,
                       "resource-base-path", "/io/github/flyleaf_app/Flyleaf",
                       NULL);
  self->library_path = library_path != NULL ? g_strdup (library_path) : leaf_library_default_path ();
  return self;
}
