/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-remote-window"

#include "config.h"

#include "leaf-remote-window.h"

#include "leaf-remote-part.h"
#include "leaf-remote-view.h"
#include "leaf-string.h"
#include "leaf-ui.h"
#include "leaf-version-row.h"
#include "leaf-window.h"

#include <glib/gi18n.h>

/* Below this there is no room for three columns of words. */
#define NARROW 760

/* Milliseconds that noting a decision may take before the window says that it waits. */
#define SOON 300

struct _LeafRemoteWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  GtkStack *stack;       /* loading, parts, unchanged, error */
  AdwStatusPage *loading_page;
  AdwStatusPage *error_page;
  GtkLabel *summary;
  LeafRemoteView *view;
  GtkActionBar *actions;
  GtkButton *mine_button;
  GtkButton *theirs_button;
  GtkButton *merge_button;

  LeafOutbox *outbox;
  gint64 review;
  gint64 blog;
  LeafRemoteChange *change;
  LeafRemoteAnswer answer;   /* what is being noted */
  LeafDocument *document;    /* the text that goes with it, or NULL */
  char *new_title;           /* its title, if it is another one */
  LeafWindow *main;          /* where she writes; weak */
  unsigned int waiting_source;
  GCancellable *cancellable;
  gboolean narrow;
  unsigned int narrow_source;
};

G_DEFINE_FINAL_TYPE (LeafRemoteWindow, leaf_remote_window, ADW_TYPE_WINDOW)

enum {
  RESOLVED,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

static void
update_actions (LeafRemoteWindow *self)
{
  gboolean any = self->change != NULL;
  gboolean theirs = any && self->change->state != LEAF_REMOTE_DELETED;

  gtk_action_bar_set_revealed (self->actions, any && self->change->state != LEAF_REMOTE_UNCHANGED);
  gtk_widget_set_sensitive (GTK_WIDGET (self->mine_button), any);
  gtk_widget_set_sensitive (GTK_WIDGET (self->theirs_button), theirs);
  gtk_widget_set_sensitive (GTK_WIDGET (self->merge_button), theirs && leaf_remote_view_get_complete (self->view));
}

static void
show_error (LeafRemoteWindow *self, const char *title, const GError *error)
{
  g_autofree char *sentence = g_markup_escape_text (error->message, -1);

  adw_status_page_set_title (self->error_page, title);
  adw_status_page_set_description (self->error_page, sentence);
  gtk_stack_set_visible_child_name (self->stack, "error");
  g_clear_pointer (&self->change, leaf_remote_change_free);
  update_actions (self);
}

static void
add_sentence (GString *text, const char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
}

/* What was done there, and what cannot be seen in the columns. */
static char *
describe (const LeafRemoteChange *change)
{
  g_autoptr (GString) text = g_string_new (NULL);
  unsigned int n_clashes = leaf_remote_change_count_clashes (change);
  g_autofree char *when = change->modified > 0 ? leaf_version_describe_time (change->modified) : NULL;

  if (change->state == LEAF_REMOTE_DELETED)
    add_sentence (text, _("The post was deleted on the blog. Keep yours and publish it to make the post anew."));
  else if (change->state == LEAF_REMOTE_TRASHED)
    add_sentence (text, _("The post is in the trash of the blog. Keep yours and publish it to bring the post back."));
  else if (change->overwritten)
    add_sentence (text, _("Somebody changed the post on the blog while Flyleaf sent yours, which is there now."));
  else if (when != NULL)
    g_string_append_printf (text, _("The post was changed on the blog: %s."), when);
  else
    add_sentence (text, _("The post was changed on the blog."));

  if (n_clashes > 0)
    {
      g_autofree char *places = g_strdup_printf (ngettext ("To merge, choose in %u place.", "To merge, choose in %u places.", n_clashes), n_clashes);

      add_sentence (text, places);
    }
  if (!change->has_base)
    add_sentence (text, _("What was sent last is not known, so every difference is asked about."));
  if (change->flags & LEAF_POST_READ_STRAY)
    add_sentence (text, _("Somebody also wrote outside of the review; that is shown here as part of it."));
  if (change->n_links > 0)
    {
      g_autofree char *links = g_strdup_printf (ngettext ("%u picture could not be fetched and is a link.", "%u pictures could not be fetched and are links.",
                                                          change->n_links), change->n_links);

      add_sentence (text, links);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Both are worked out beside the main loop: texts may be long. */
typedef struct {
  LeafRemoteChange *change;
  GPtrArray *parts;
} Seen;

static void
seen_free (Seen *seen)
{
  g_clear_pointer (&seen->change, leaf_remote_change_free);
  g_clear_pointer (&seen->parts, g_ptr_array_unref);
  g_free (seen);
}

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Seen *seen = data;

  seen->parts = leaf_remote_part_list (seen->change);
  g_task_return_boolean (task, TRUE);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LeafRemoteWindow *self = LEAF_REMOTE_WINDOW (source);
  Seen *seen = g_task_get_task_data (G_TASK (result));
  g_autofree char *summary = NULL;

  if (self->outbox == NULL || !g_task_propagate_boolean (G_TASK (result), NULL))
    return;

  self->change = g_steal_pointer (&seen->change);
  adw_window_title_set_subtitle (self->window_title, self->change->mine_title);
  summary = describe (self->change);
  gtk_label_set_label (self->summary, summary);
  leaf_remote_view_show (self->view, seen->parts);
  gtk_stack_set_visible_child_name (self->stack, self->change->state == LEAF_REMOTE_UNCHANGED ? "unchanged" : "parts");
  update_actions (self);
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LeafRemoteWindow) self = data;
  g_autoptr (GError) error = NULL;
  LeafRemoteChange *change = leaf_outbox_look_remote_finish (LEAF_OUTBOX (source), result, &error);
  g_autoptr (GTask) task = NULL;
  Seen *seen;

  if (self->outbox == NULL)
    {
      leaf_remote_change_free (change);
      return;
    }
  if (change == NULL)
    {
      show_error (self, _("The Post Cannot Be Read"), error);
      return;
    }

  seen = g_new0 (Seen, 1);
  seen->change = change;
  task = g_task_new (self, self->cancellable, listed_cb, NULL);
  g_task_set_source_tag (task, looked_cb);
  g_task_set_task_data (task, seen, (GDestroyNotify) seen_free);
  g_task_run_in_thread (task, list_thread);
}

static void
show_loading (LeafRemoteWindow *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->loading_page, title);
  adw_status_page_set_description (self->loading_page, description);
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

static void
look (LeafRemoteWindow *self)
{
  show_loading (self, _("Looking at the Post…"), NULL);
  leaf_outbox_look_remote_async (self->outbox, self->review, self->blog, self->cancellable, looked_cb, g_object_ref (self));
}

static LeafWindow *
find_window (LeafRemoteWindow *self)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));

  while (window != NULL && !LEAF_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window != NULL ? LEAF_WINDOW (window) : NULL;
}

static const char *
describe_answer (LeafRemoteAnswer answer, gboolean overwritten)
{
  switch (answer)
    {
    case LEAF_REMOTE_TAKE_THEIRS:
      return overwritten ? _("The text that was overwritten is in the review") : _("The text of the blog is in the review");
    case LEAF_REMOTE_TAKE_MERGED:
      return _("The changes of both are in the review");
    case LEAF_REMOTE_KEEP_MINE:
    default:
      return _("Your text is kept");
    }
}

/* It is in the library, and hers in the history; where she writes it can be undone. */
static void
show_text (LeafRemoteWindow *self)
{
  const char *told = describe_answer (self->answer, self->change->overwritten);

  if (self->main == NULL)
    return;
  if (self->document == NULL)
    {
      /* Else publishing goes on, and says more than that. */
      if (self->outbox == NULL)
        leaf_window_tell (self->main, told);
      return;
    }
  if (leaf_window_take_text (self->main, self->review, self->change->mine, self->document, self->new_title, told) == LEAF_TAKEN_NOT_OPEN)
    leaf_window_tell (self->main, told);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LeafRemoteWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = leaf_outbox_answer_remote_finish (LEAF_OUTBOX (source), result, &error);

  g_clear_handle_id (&self->waiting_source, g_source_remove);
  if (done)
    show_text (self);
  /* Closing the window calls it off, unless something else was quicker. */
  else if (self->outbox == NULL && self->main != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    leaf_window_tell (self->main, error->message);
  if (self->outbox == NULL)
    return;
  if (!done)
    {
      show_error (self, _("The Decision Is Not Noted"), error);
      return;
    }

  g_signal_emit (self, signals[RESOLVED], 0, self->answer != LEAF_REMOTE_TAKE_THEIRS || self->change->overwritten);
  gtk_window_close (GTK_WINDOW (self));
}

/* Flyleaf is at work for that blog, and what it commits at its end would go over the decision. */
static gboolean
waiting_cb (gpointer data)
{
  LeafRemoteWindow *self = data;

  self->waiting_source = 0;
  gtk_action_bar_set_revealed (self->actions, FALSE);
  show_loading (self, _("Waiting for the Blog…"),
                _("Something is being published there. Your decision is noted after that; closing the window calls it off."));
  return G_SOURCE_REMOVE;
}

/* All or nothing: the editor gets no text that was not accepted. */
static void
answer (LeafRemoteWindow *self, LeafRemoteAnswer what, LeafDocument *document, const char *title)
{
  LeafWindow *window = find_window (self);

  if (document != NULL && window != NULL && leaf_window_check_text (window, self->review, self->change->mine) == LEAF_TAKEN_CHANGED)
    {
      g_autoptr (GError) error = g_error_new_literal (LEAF_STORE_ERROR, LEAF_STORE_ERROR_FAILED,
                                                      _("The review was changed here meanwhile. Look at both once more, then decide."));

      show_error (self, _("The Decision Is Not Noted"), error);
      return;
    }

  self->answer = what;
  g_clear_pointer (&self->document, leaf_document_unref);
  self->document = document != NULL ? leaf_document_ref (document) : NULL;
  leaf_string_set (&self->new_title, g_strcmp0 (title, self->change->mine_title) != 0 ? title : NULL);
  g_set_weak_pointer (&self->main, window);
  gtk_widget_set_sensitive (GTK_WIDGET (self->mine_button), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->theirs_button), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->merge_button), FALSE);
  self->waiting_source = g_timeout_add (SOON, waiting_cb, self);
  leaf_outbox_answer_remote_async (self->outbox, self->change, what, document, title, self->cancellable, answered_cb, g_object_ref (self));
}

static void
keep_mine_cb (LeafRemoteWindow *self)
{
  answer (self, LEAF_REMOTE_KEEP_MINE, NULL, NULL);
}

static void
keep_theirs_cb (LeafRemoteWindow *self)
{
  answer (self, LEAF_REMOTE_TAKE_THEIRS, self->change->theirs, self->change->theirs_title);
}

static void
merge_cb (LeafRemoteWindow *self)
{
  g_autofree LeafMergeChoice *choices = leaf_remote_view_dup_choices (self->view);
  g_autoptr (LeafDocument) merged = leaf_merge_make_document (self->change->merge, choices);
  gboolean their_title = leaf_remote_view_get_title_choice (self->view) == LEAF_MERGE_TAKE_THEIRS;

  answer (self, LEAF_REMOTE_TAKE_MERGED, merged,
          their_title ? self->change->theirs_title : leaf_remote_change_get_title (self->change));
}

static gboolean
narrow_cb (gpointer data)
{
  LeafRemoteWindow *self = data;

  self->narrow_source = 0;
  g_object_set (self->view, "narrow", self->narrow, NULL);
  return G_SOURCE_REMOVE;
}

/* Not while sizes are being given out. */
static void
leaf_remote_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LeafRemoteWindow *self = LEAF_REMOTE_WINDOW (widget);

  GTK_WIDGET_CLASS (leaf_remote_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->narrow == (width < NARROW))
    return;
  self->narrow = width < NARROW;
  if (self->narrow_source == 0)
    self->narrow_source = g_idle_add (narrow_cb, self);
}

static void
end (LeafRemoteWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->narrow_source, g_source_remove);
  g_clear_handle_id (&self->waiting_source, g_source_remove);
  g_clear_object (&self->outbox);
}

/* It is closed: what it waits for may hold it for a while yet. */
static void
leaf_remote_window_unrealize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (leaf_remote_window_parent_class)->unrealize (widget);
  end (LEAF_REMOTE_WINDOW (widget));
}

static void
leaf_remote_window_dispose (GObject *object)
{
  end (LEAF_REMOTE_WINDOW (object));

  G_OBJECT_CLASS (leaf_remote_window_parent_class)->dispose (object);
}

static void
leaf_remote_window_finalize (GObject *object)
{
  LeafRemoteWindow *self = LEAF_REMOTE_WINDOW (object);

  g_clear_weak_pointer (&self->main);
  g_clear_pointer (&self->document, leaf_document_unref);
  g_free (self->new_title);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->change, leaf_remote_change_free);

  G_OBJECT_CLASS (leaf_remote_window_parent_class)->finalize (object);
}

static void
leaf_remote_window_class_init (LeafRemoteWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();
  g_type_ensure (LEAF_TYPE_REMOTE_VIEW);
  object_class->dispose = leaf_remote_window_dispose;
  object_class->finalize = leaf_remote_window_finalize;
  widget_class->unrealize = leaf_remote_window_unrealize;
  widget_class->size_allocate = leaf_remote_window_size_allocate;

  /**
   * LeafRemoteWindow::resolved:
   * @self: the window
   * @publish: whether what is here now is to go to the blog
   *
   * She has decided, and it is noted.
   */
  signals[RESOLVED] =
    g_signal_new ("resolved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-remote-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafRemoteWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, LeafRemoteWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LeafRemoteWindow, loading_page);
  gtk_widget_class_bind_template_child (widget_class, LeafRemoteWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, LeafRemoteWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, LeafRemoteWindow, view);
  gtk_widget_class_bind_template_child (widget_class, LeafRemoteWindow, actions);
  gtk_widget_class_bind_template_child (widget_class, LeafRemoteWindow, mine_button);
  gtk_widget_class_bind_template_child (widget_class, LeafRemoteWindow, theirs_button);
  gtk_widget_class_bind_template_child (widget_class, LeafRemoteWindow, merge_button);
  gtk_widget_class_bind_template_callback (widget_class, look);
  gtk_widget_class_bind_template_callback (widget_class, keep_mine_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_theirs_cb);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
leaf_remote_window_init (LeafRemoteWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_ui_end_with_parent (GTK_WINDOW (self));
  g_signal_connect_object (self->view, "notify::complete", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
}

/**
 * leaf_remote_window_present: (skip)
 * @parent: (nullable): the window it belongs to
 * @library: an open library
 * @outbox: its outbox
 * @review: id of a review
 * @blog: id of a blog that it is on
 *
 * Looks at the post and shows what was changed. What she typed is to be stored already.
 *
 * Returns: (transfer none): the window
 */
GtkWindow *
leaf_remote_window_present (GtkWindow *parent, LeafLibrary *library, LeafOutbox *outbox, gint64 review, gint64 blog)
{
  LeafRemoteWindow *self;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (LEAF_IS_OUTBOX (outbox), NULL);

  self = g_object_new (LEAF_TYPE_REMOTE_WINDOW, "transient-for", parent, NULL);
  self->outbox = g_object_ref (outbox);
  self->review = review;
  self->blog = blog;
  look (self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}
