/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How it ended, and what she can do then. */

#define G_LOG_DOMAIN "leaf-publish-button"

#include "config.h"

#include "leaf-publish-button-private.h"

#include "leaf-dialogs.h"
#include "leaf-publish-changes.h"
#include "leaf-remedy.h"
#include "leaf-remote-window.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

/* Long enough to reach for its button. */
#define TOAST_SECONDS 10

static void
toast_open_cb (AdwToast *toast, LeafPublishButton *self)
{
  leaf_publish_button_open_address (self, g_object_get_data (G_OBJECT (toast), "address"));
}

static void
toast_undo_cb (AdwToast *toast, LeafPublishButton *self)
{
  leaf_publish_button_start (self, g_object_get_data (G_OBJECT (toast), "undo"));
}

static const char *
describe_published (const LeafOutcome *outcome)
{
  if (outcome->unchanged)
    return _("The blog already has exactly this");
  if (outcome->state == LEAF_PUBLICATION_DRAFT)
    return _("Saved as a draft on the blog");
  if (outcome->state == LEAF_PUBLICATION_SCHEDULED)
    return _("Scheduled");
  if (outcome->created)
    return _("Published");

  return outcome->was_down ? _("Published again") : _("Updated");
}

static const char *
describe_item (const LeafPublishItem *item)
{
  switch (item->action)
    {
    case LEAF_JOB_TAKE_DOWN:
      return item->at != 0 ? _("Unscheduled: it stays on the blog as a draft") : _("Taken down: readers do not see it any more");
    case LEAF_JOB_PUT_BACK:
      return _("Put back");
    case LEAF_JOB_DELETE:
      return _("Deleted from the blog");
    case LEAF_JOB_PUBLISH:
    default:
      return describe_published (item->outcome);
    }
}

/* All at once were asked for the same thing, but it may be an update here and a new post there. */
static char *
describe_done (GPtrArray *done)
{
  const LeafPublishItem *first = g_ptr_array_index (done, 0);
  const char *what = describe_item (first);

  if (done->len == 1)
    return g_strdup (what);

  for (unsigned int i = 1; i < done->len; i++)
    if (g_strcmp0 (describe_item (g_ptr_array_index (done, i)), what) != 0)
      what = _("Published");
  /* Translators: what was done: "Published"; and on how many blogs */
  return g_strdup_printf (ngettext ("%s (%u blog)", "%s (%u blogs)", done->len), what, done->len);
}

/* What brings it back as it was, where it can be brought back. */
static void
add_undo (LeafPublishButton *self, LeafPublishRun *undo, const LeafPublishItem *item)
{
  const LeafPublishTarget *target = leaf_publish_model_find (self->model, item->blog);
  LeafPublishItem *back;

  if ((item->action != LEAF_JOB_TAKE_DOWN && item->action != LEAF_JOB_DELETE) || target == NULL ||
      (item->action == LEAF_JOB_DELETE && (target->flags & LEAF_PUBLISHER_TRASH) == 0))
    return;

  back = leaf_publish_run_add (undo, item->review, item->title, item->blog, item->blog_name);
  back->address = g_strdup (item->address);
  if (item->action == LEAF_JOB_TAKE_DOWN && item->at != 0)
    {
      back->wanted = LEAF_PUBLICATION_SCHEDULED;
      back->at = item->at;
    }
  else
    back->action = LEAF_JOB_PUT_BACK;
}

static void
offer_undo (LeafPublishButton *self, AdwToast *toast, GPtrArray *done)
{
  g_autoptr (LeafPublishRun) undo =
    leaf_publish_run_new (leaf_publish_model_get_library (self->model), leaf_publish_model_get_outbox (self->model));

  for (unsigned int i = 0; i < done->len; i++)
    add_undo (self, undo, g_ptr_array_index (done, i));
  if (leaf_publish_run_get_items (undo)->len == 0)
    return;

  adw_toast_set_button_label (toast, _("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "undo", g_steal_pointer (&undo), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (toast_undo_cb), self, 0);
}

static void
show_done (LeafPublishButton *self, GPtrArray *done)
{
  const LeafPublishItem *first = g_ptr_array_index (done, 0);
  g_autofree char *text = describe_done (done);
  AdwToast *toast = leaf_ui_toast_new (text);

  adw_toast_set_timeout (toast, TOAST_SECONDS);
  /* What she did last is what she may want to undo, not after an earlier one has gone. */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  if (first->action == LEAF_JOB_TAKE_DOWN || first->action == LEAF_JOB_DELETE)
    offer_undo (self, toast, done);
  else if (done->len == 1 && first->address != NULL)
    {
      adw_toast_set_button_label (toast, _("_Open"));
      g_object_set_data_full (G_OBJECT (toast), "address", g_strdup (first->address), g_free);
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (toast_open_cb), self, 0);
    }
  leaf_ui_show_toast (GTK_WIDGET (self), toast);
}

/* Each blog has its own; the state line and the menu lead to those that she closes without reading. */
static void
show_changes (LeafPublishButton *self, const LeafPublishItem *item)
{
  leaf_publish_changes_present (leaf_publish_button_get_window (self), item->blog_name,
                                (const char *const *) item->outcome->warnings, item->address);
}

/* What did not go through, kept until she has answered. */
typedef struct
{
  LeafPublishButton *button;
  LeafPublishItem item; /* owns its strings */
} Stopped;

static void
stopped_free (Stopped *stopped)
{
  g_object_unref (stopped->button);
  g_free (stopped->item.title);
  g_free (stopped->item.blog_name);
  g_free (stopped->item.address);
  g_free (stopped);
}

static Stopped *
stopped_new (LeafPublishButton *self, const LeafPublishItem *item)
{
  Stopped *stopped = g_new0 (Stopped, 1);

  stopped->button = g_object_ref (self);
  stopped->item = *item;
  stopped->item.title = g_strdup (item->title);
  stopped->item.blog_name = g_strdup (item->blog_name);
  stopped->item.address = g_strdup (item->address);
  stopped->item.outcome = NULL;
  stopped->item.error = NULL;
  return stopped;
}

static void
stopped_closure_free (gpointer data, GClosure *closure)
{
  stopped_free (data);
}

/* She wanted to publish: what she decided for goes to the blog. */
static void
resolved_cb (LeafRemoteWindow *window, gboolean publish, gpointer data)
{
  const Stopped *stopped = data;

  if (publish && leaf_publish_model_get_outbox (stopped->button->model) != NULL)
    leaf_publish_button_repeat (stopped->button, &stopped->item);
}

static void
show_both (LeafPublishButton *self, const LeafPublishItem *item)
{
  GtkWindow *window = leaf_remote_window_present (leaf_publish_button_get_window (self),
                                                  leaf_publish_model_get_library (self->model),
                                                  leaf_publish_model_get_outbox (self->model), item->review, item->blog);

  g_signal_connect_data (window, "resolved", G_CALLBACK (resolved_cb), stopped_new (self, item), stopped_closure_free, 0);
}

static void
error_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Stopped *stopped = user_data;
  g_autofree char *answer = leaf_dialogs_ask_finish (result, NULL);

  /* Else the window has gone. */
  if (leaf_publish_model_get_outbox (stopped->button->model) != NULL)
    {
      if (g_strcmp0 (answer, "again") == 0)
        leaf_publish_button_repeat (stopped->button, &stopped->item);
      else if (g_strcmp0 (answer, "blog") == 0)
        gtk_widget_activate_action (GTK_WIDGET (stopped->button), "app.set-up-blog", "x", stopped->item.blog);
      else if (g_strcmp0 (answer, "schedule") == 0)
        gtk_widget_activate_action (GTK_WIDGET (stopped->button), "publish.schedule", "x", stopped->item.blog);
    }
  stopped_free (stopped);
}

/* The outbox keeps what did not get through; she need not wait for the blog herself. */
static gboolean
is_tried_again (const GError *error)
{
  return g_error_matches (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY) ||
         g_error_matches (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR);
}

static const char *
get_heading (const LeafPublishItem *item)
{
  switch (item->action)
    {
    case LEAF_JOB_TAKE_DOWN:
      return _("Not Taken Down");
    case LEAF_JOB_PUT_BACK:
      return _("Not Put Back");
    case LEAF_JOB_DELETE:
      return _("Not Deleted");
    case LEAF_JOB_PUBLISH:
    default:
      return item->address != NULL ? _("Not Updated") : _("Not Published");
    }
}

/* Says why, with what can be done about it. */
static void
show_error (LeafPublishButton *self, const LeafPublishItem *item)
{
  LeafRemedy remedy = leaf_remedy_find (item->error);
  const LeafAnswer answers[] = {
    { "close", _("_Close"), LEAF_ANSWER_PLAIN },
    { remedy == LEAF_REMEDY_LOG_IN ? "blog" : remedy == LEAF_REMEDY_RESCHEDULE ? "schedule" : "again",
      leaf_remedy_get_label (remedy), LEAF_ANSWER_SUGGESTED },
  };
  g_autofree char *body = NULL;

  if (remedy == LEAF_REMEDY_COMPARE)
    {
      show_both (self, item);
      return;
    }

  if (is_tried_again (item->error))
    body = g_strdup_printf ("%s\n\n%s", item->error->message,
                            _("Flyleaf also tries again by itself, now and then, while it is open."));
  leaf_dialogs_ask_async (leaf_publish_button_get_window (self), get_heading (item),
                          body != NULL ? body : item->error->message, answers, G_N_ELEMENTS (answers), NULL,
                          error_answered_cb, stopped_new (self, item));
}

static void
errors_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafPublishButton) self = user_data;
  g_autofree char *answer = leaf_dialogs_ask_finish (result, NULL);

  if (g_strcmp0 (answer, "outbox") == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "app.outbox", NULL);
}

/* Several at once: a sentence each, and the outbox has what to do about each. */
static void
show_errors (LeafPublishButton *self, GPtrArray *failed)
{
  const LeafAnswer answers[] = {
    { "close", _("_Close"), LEAF_ANSWER_PLAIN },
    { "outbox", _("Show the _Outbox"), LEAF_ANSWER_SUGGESTED },
  };
  g_autoptr (GString) body = g_string_new (NULL);

  for (unsigned int i = 0; i < failed->len; i++)
    {
      const LeafPublishItem *item = g_ptr_array_index (failed, i);

      /* Translators: the name of a blog, and one sentence that says what went wrong there */
      g_string_append_printf (body, _("%s: %s"), item->blog_name, item->error->message);
      if (i + 1 < failed->len)
        g_string_append (body, "\n\n");
    }
  leaf_dialogs_ask_async (leaf_publish_button_get_window (self), get_heading (g_ptr_array_index (failed, 0)), body->str,
                          answers, G_N_ELEMENTS (answers), NULL, errors_answered_cb, g_object_ref (self));
}

/**
 * leaf_publish_button_answer:
 * @self: the button
 * @run: what has ended
 *
 * Says how it ended. What she stopped herself needs no words.
 */
void
leaf_publish_button_answer (LeafPublishButton *self, LeafPublishRun *run)
{
  GPtrArray *items = leaf_publish_run_get_items (run);
  g_autoptr (GPtrArray) done = g_ptr_array_new ();
  g_autoptr (GPtrArray) failed = g_ptr_array_new ();

  for (unsigned int i = 0; i < items->len; i++)
    {
      LeafPublishItem *item = g_ptr_array_index (items, i);

      if (item->outcome != NULL && item->outcome->warnings != NULL && item->outcome->warnings[0] != NULL)
        show_changes (self, item);
      else if (item->outcome != NULL)
        g_ptr_array_add (done, item);
      else if (leaf_remedy_find (item->error) != LEAF_REMEDY_NONE)
        g_ptr_array_add (failed, item);
    }

  if (done->len > 0)
    show_done (self, done);
  if (failed->len == 1)
    show_error (self, g_ptr_array_index (failed, 0));
  else if (failed->len > 1)
    show_errors (self, failed);
}
