/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How publishing ended, and what she can do then. */

#define G_LOG_DOMAIN "leaf-publish-button"

#include "config.h"

#include "leaf-publish-button-private.h"

#include "leaf-dialogs.h"
#include "leaf-publisher.h"
#include "leaf-remote-window.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

static GtkWindow *
get_window (LeafPublishButton *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/**
 * leaf_publish_button_open_address:
 * @self: the button
 * @address: the address of a post
 *
 * Opens it in the web browser.
 */
void
leaf_publish_button_open_address (LeafPublishButton *self, const char *address)
{
  leaf_dialogs_open_address_async (get_window (self), address, NULL, NULL, NULL);
}

static void
toast_open_cb (AdwToast *toast, LeafPublishButton *self)
{
  leaf_publish_button_open_address (self, g_object_get_data (G_OBJECT (toast), "address"));
}

static void
show_success (LeafPublishButton *self, LeafOutcome *outcome)
{
  const char *text = _("Published");
  AdwToast *toast;

  if (outcome->unchanged)
    text = _("The blog already has exactly this");
  else if (outcome->state == LEAF_PUBLICATION_DRAFT)
    text = _("Saved as a draft on the blog");
  else if (outcome->state == LEAF_PUBLICATION_SCHEDULED)
    text = _("Scheduled");
  else if (!outcome->created)
    text = _("Updated");

  toast = leaf_ui_toast_new (text);
  adw_toast_set_timeout (toast, 10);
  if (outcome->address != NULL)
    {
      adw_toast_set_button_label (toast, _("_Open"));
      g_object_set_data_full (G_OBJECT (toast), "address", g_strdup (outcome->address), g_free);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (toast_open_cb), self, 0);
    }
  leaf_ui_show_toast (GTK_WIDGET (self), toast);
}

static void
open_post (LeafPublishButton *self)
{
  if (self->publishing_address != NULL)
    leaf_publish_button_open_address (self, self->publishing_address);
}

static void
warnings_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafPublishButton) self = user_data;
  g_autofree char *answer = leaf_dialogs_ask_finish (result, NULL);

  if (g_strcmp0 (answer, "open") == 0)
    open_post (self);
}

static void
show_warnings (LeafPublishButton *self, LeafOutcome *outcome)
{
  const LeafAnswer answers[] = {
    { "close", _("_Close"), LEAF_ANSWER_PLAIN },
    { "open", _("_Open the Post"), LEAF_ANSWER_SUGGESTED },
  };
  g_autofree char *body = g_strjoinv ("\n\n", outcome->warnings);

  leaf_dialogs_ask_async (get_window (self), _("Published, but the Blog Changed Something"), body,
                          answers, G_N_ELEMENTS (answers), NULL, warnings_answered_cb,
                          g_object_ref (self));
}

/* What was to be published when it turned out that the blog has another text. */
typedef struct
{
  LeafPublishButton *button;
  gint64 review;
  gint64 blog;
  LeafPublicationState wanted;
} Stopped;

static void
stopped_free (gpointer data, GClosure *closure)
{
  Stopped *stopped = data;

  g_object_unref (stopped->button);
  g_free (stopped);
}

/* She wanted to publish: what she decided for goes to the blog. */
static void
resolved_cb (LeafRemoteWindow *window, gboolean publish, gpointer data)
{
  const Stopped *stopped = data;

  if (publish && stopped->button->outbox != NULL)
    leaf_publish_button_publish (stopped->button, stopped->review, stopped->blog, stopped->wanted);
}

static void
show_both (LeafPublishButton *self)
{
  GtkWindow *window = leaf_remote_window_present (get_window (self), self->library, self->outbox, self->publishing_review, self->publishing_blog);
  Stopped *stopped = g_new0 (Stopped, 1);

  stopped->button = g_object_ref (self);
  stopped->review = self->publishing_review;
  stopped->blog = self->publishing_blog;
  stopped->wanted = self->publishing_wanted;
  g_signal_connect_data (window, "resolved", G_CALLBACK (resolved_cb), stopped, stopped_free, 0);
}

static void
error_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafPublishButton) self = user_data;
  g_autofree char *answer = leaf_dialogs_ask_finish (result, NULL);

  if (self->outbox == NULL)
    return;

  if (g_strcmp0 (answer, "again") == 0)
    leaf_publish_button_publish (self, self->publishing_review, self->publishing_blog, self->publishing_wanted);
  else if (g_strcmp0 (answer, "blogs") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.blogs", NULL);
}

static gboolean
is_about_the_blog (const GError *error)
{
  return g_error_matches (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN) ||
         g_error_matches (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_NO_PASSWORD) ||
         g_error_matches (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_ADDRESS) ||
         g_error_matches (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_NOT_A_BLOG) ||
         g_error_matches (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER);
}

/**
 * leaf_publish_button_show_error:
 * @self: the button
 * @error: why it did not go through
 *
 * Says so, with what can be done about it. A cancel needs no words.
 */
void
leaf_publish_button_show_error (LeafPublishButton *self, const GError *error)
{
  const LeafAnswer again[] = {
    { "close", _("_Close"), LEAF_ANSWER_PLAIN },
    { "again", _("_Try Again"), LEAF_ANSWER_SUGGESTED },
  };
  const LeafAnswer blogs[] = {
    { "close", _("_Close"), LEAF_ANSWER_PLAIN },
    { "blogs", _("_Blog Settings…"), LEAF_ANSWER_SUGGESTED },
  };
  const LeafAnswer *answers = again;
  g_autofree char *body = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (g_error_matches (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED))
    {
      show_both (self);
      return;
    }
  if (is_about_the_blog (error))
    answers = blogs;

  /* The outbox keeps what did not get through; she need not wait for the blog herself. */
  if (g_error_matches (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY) ||
      g_error_matches (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR))
    body = g_strdup_printf ("%s\n\n%s", error->message,
                            _("Flyleaf also tries again by itself, now and then, while it is open."));

  leaf_dialogs_ask_async (get_window (self),
                          self->publishing_address != NULL ? _("Not Updated") : _("Not Published"),
                          body != NULL ? body : error->message, answers, G_N_ELEMENTS (again), NULL,
                          error_answered_cb, g_object_ref (self));
}

/**
 * leaf_publish_button_show_outcome:
 * @self: the button
 * @outcome: how it ended
 *
 * Says that it went well, and what the blog made of it.
 */
void
leaf_publish_button_show_outcome (LeafPublishButton *self, LeafOutcome *outcome)
{
  if (outcome->warnings != NULL && outcome->warnings[0] != NULL)
    show_warnings (self, outcome);
  else
    show_success (self, outcome);
}
