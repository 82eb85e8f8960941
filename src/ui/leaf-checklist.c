/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-checklist"

#include "config.h"

#include "leaf-checklist-private.h"

#include "leaf-checklist-row.h"
#include "leaf-saves.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

/* She types, and each letter is a change of the library. Milliseconds. */
#define CHECK_DELAY 300

struct _LeafChecklist
{
  AdwWindow parent_instance;

  LeafLibrary *library;
  LeafOutbox *outbox;
  GtkWidget *parent_widget; /* weak */
  GtkWidget *popover;       /* opened by a button of a problem; NULL: none */
  int popover_row;          /* of which row */
  gint64 review;
  GArray *targets;         /* LeafChecklistTarget */
  LeafCheckFlags flags;    /* what is asked beyond this computer */
  LeafChecklistFindings *findings;
  GTask *asking;           /* until she has decided */
  GCancellable *cancellable;
  GSignalGroup *library_signals;
  unsigned int check_source;
  gboolean checking;
  gboolean check_again;    /* something changed meanwhile */

  AdwWindowTitle *window_title;
  AdwHeaderBar *header;
  GtkWidget *cancel_button;
  GtkButton *publish_button;
  GtkStack *stack;
  GtkListBox *list;
  AdwStatusPage *error_page;
  GtkRevealer *busy_revealer;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (LeafChecklist, leaf_checklist, ADW_TYPE_WINDOW)

static void check (LeafChecklist *self);

GtkWidget *
leaf_checklist_get_parent (LeafChecklist *self)
{
  return self->parent_widget;
}

LeafLibrary *
leaf_checklist_get_library (LeafChecklist *self)
{
  return self->library;
}

gint64
leaf_checklist_get_review (LeafChecklist *self)
{
  return self->review;
}

gint64
leaf_checklist_get_book (LeafChecklist *self)
{
  return self->findings != NULL ? self->findings->book : 0;
}

static const char *
get_publish_label (LeafChecklist *self)
{
  const LeafChecklistTarget *first = self->targets->len > 0 ? &g_array_index (self->targets, LeafChecklistTarget, 0) : NULL;
  gboolean good = leaf_checklist_findings_get_worst (self->findings) == LEAF_SEVERITY_HINTS;

  if (first != NULL && first->wanted == LEAF_PUBLICATION_SCHEDULED)
    return good ? _("_Schedule") : _("_Schedule Anyway");

  return good ? _("_Publish") : _("_Publish Anyway");
}

static void
update_publish_button (LeafChecklist *self)
{
  LeafSeverity worst = leaf_checklist_findings_get_worst (self->findings);

  gtk_button_set_label (self->publish_button, get_publish_label (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->publish_button), worst != LEAF_SEVERITY_STOPS);
  if (worst == LEAF_SEVERITY_HINTS)
    gtk_widget_add_css_class (GTK_WIDGET (self->publish_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->publish_button), "suggested-action");
}

static void
mend_cb (LeafChecklistRow *row, LeafChecklist *self)
{
  LeafChecklistItem *item = g_ptr_array_index (self->findings->items, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));

  leaf_checklist_mend (self, item, leaf_checklist_row_get_button (row));
}

static void
row_activated_cb (LeafChecklist *self, GtkListBoxRow *row)
{
  if (gtk_widget_get_visible (leaf_checklist_row_get_button (LEAF_CHECKLIST_ROW (row))))
    mend_cb (LEAF_CHECKLIST_ROW (row), self);
}

/* The row with the focus, -1: none. */
static int
get_focused (LeafChecklist *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  return row != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

/* What she mended is gone; she goes on with the one that is now in its place. */
static void
focus_row (LeafChecklist *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, MIN (index, (int) self->findings->items->len - 1));

  if (row != NULL)
    gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
  else if (gtk_widget_get_visible (GTK_WIDGET (self->publish_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->publish_button));
}

void
leaf_checklist_take_popover (LeafChecklist *self, GtkWidget *popover)
{
  self->popover = popover;
  self->popover_row = MAX (0, get_focused (self));
}

/* GTK moves the focus out of what is hidden in the next frame only. What has it must not be taken away before:
 * its parent would keep it. */
void
leaf_checklist_remove_popover (LeafChecklist *self)
{
  GtkWidget *popover = g_steal_pointer (&self->popover);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean focused = popover != NULL && focus != NULL && gtk_widget_is_ancestor (focus, popover);

  if (popover == NULL)
    return;

  gtk_popover_popdown (GTK_POPOVER (popover));
  if (focused)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_unparent (popover);
  if (focused && self->findings != NULL)
    focus_row (self, self->popover_row);
}

static void
fill (LeafChecklist *self)
{
  int focused = get_focused (self);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  for (unsigned int i = 0; i < self->findings->items->len; i++)
    {
      const LeafChecklistItem *item = g_ptr_array_index (self->findings->items, i);
      GtkWidget *widget = leaf_checklist_row_new (item->problem);

      g_signal_connect_object (widget, "mend", G_CALLBACK (mend_cb), self, 0);
      gtk_list_box_append (self->list, widget);
    }

  gtk_stack_set_visible_child_name (self->stack, self->findings->items->len > 0 ? "list" : "good");
  if (focused >= 0)
    focus_row (self, focused);
}

/* Takes over @findings. */
static void
show_findings (LeafChecklist *self, LeafChecklistFindings *findings)
{
  g_autoptr (LeafChecklistFindings) before = self->findings;

  self->findings = findings;
  adw_window_title_set_subtitle (self->window_title, findings->title != NULL ? findings->title : "");
  update_publish_button (self);
  if (before == NULL || !leaf_checklist_findings_equal (before, findings) ||
      g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "error") == 0)
    fill (self);
  if (before == NULL)
    focus_row (self, 0);
}

static void
update_busy (LeafChecklist *self)
{
  gboolean busy = self->checking && self->flags != LEAF_CHECK_HERE;

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_revealer_set_reveal_child (self->busy_revealer, busy);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafChecklist) self = user_data;
  g_autoptr (GError) error = NULL;
  LeafChecklistFindings *findings = leaf_checklist_find_finish (result, &error);

  self->checking = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->library == NULL)
    {
      g_clear_pointer (&findings, leaf_checklist_findings_free);
      return;
    }

  update_busy (self);
  if (findings != NULL)
    show_findings (self, findings);
  else
    {
      adw_status_page_set_description (self->error_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "error");
      gtk_widget_set_sensitive (GTK_WIDGET (self->publish_button), FALSE);
    }
  if (self->check_again)
    check (self);
}

static void
check (LeafChecklist *self)
{
  self->check_again = self->checking;
  if (self->checking)
    return;

  self->checking = TRUE;
  update_busy (self);
  leaf_checklist_find_async (self->library, self->outbox, self->review,
                             (const LeafChecklistTarget *) (gpointer) self->targets->data, self->targets->len, self->flags,
                             self->cancellable, found_cb, g_object_ref (self));
}

static gboolean
check_cb (gpointer user_data)
{
  LeafChecklist *self = user_data;

  self->check_source = 0;
  check (self);

  return G_SOURCE_REMOVE;
}

static void
library_changed_cb (LeafChecklist *self, LeafChange what, gint64 id)
{
  if (self->check_source == 0 && what != LEAF_CHANGE_PUBLICATION)
    self->check_source = g_timeout_add (CHECK_DELAY, check_cb, self);
}

static void
decide (LeafChecklist *self, gboolean publish)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->asking);

  if (task == NULL)
    return;
  if (publish)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
}

/* What she has accepted is not asked again, as long as the program runs. */
static GHashTable *
get_accepted (LeafOutbox *outbox)
{
  GHashTable *accepted = g_object_get_data (G_OBJECT (outbox), "leaf-checklist-accepted");

  if (accepted == NULL)
    {
      accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_object_set_data_full (G_OBJECT (outbox), "leaf-checklist-accepted", accepted, (GDestroyNotify) g_hash_table_unref);
    }

  return accepted;
}

static char *
make_key (gint64 review, const LeafChecklistItem *item)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s %s", review, leaf_problem_kind_get_name (item->problem->kind), item->problem->sentence);
}

gboolean
leaf_checklist_is_accepted (LeafOutbox *outbox, gint64 review, LeafChecklistFindings *findings)
{
  for (unsigned int i = 0; i < findings->items->len; i++)
    {
      const LeafChecklistItem *item = g_ptr_array_index (findings->items, i);
      g_autofree char *key = make_key (review, item);

      if (item->problem->severity == LEAF_SEVERITY_STOPS ||
          (item->problem->severity == LEAF_SEVERITY_WARNS && !g_hash_table_contains (get_accepted (outbox), key)))
        return FALSE;
    }

  return TRUE;
}

void
leaf_checklist_accept (LeafOutbox *outbox, gint64 review, LeafChecklistFindings *findings)
{
  for (unsigned int i = 0; i < findings->items->len; i++)
    g_hash_table_add (get_accepted (outbox), make_key (review, g_ptr_array_index (findings->items, i)));
}

static void
publish_cb (LeafChecklist *self)
{
  leaf_checklist_accept (self->outbox, self->review, self->findings);
  decide (self, TRUE);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
leaf_checklist_close_request (GtkWindow *window)
{
  decide (LEAF_CHECKLIST (window), FALSE);
  leaf_checklist_remove_popover (LEAF_CHECKLIST (window));

  return GTK_WINDOW_CLASS (leaf_checklist_parent_class)->close_request (window);
}

static void
leaf_checklist_dispose (GObject *object)
{
  LeafChecklist *self = LEAF_CHECKLIST (object);

  decide (self, FALSE);
  leaf_checklist_remove_popover (self);
  g_clear_handle_id (&self->check_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->library_signals);
  g_clear_object (&self->library);
  g_clear_object (&self->outbox);
  g_clear_weak_pointer (&self->parent_widget);

  G_OBJECT_CLASS (leaf_checklist_parent_class)->dispose (object);
}

static void
leaf_checklist_finalize (GObject *object)
{
  LeafChecklist *self = LEAF_CHECKLIST (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->findings, leaf_checklist_findings_free);
  g_clear_pointer (&self->targets, g_array_unref);

  G_OBJECT_CLASS (leaf_checklist_parent_class)->finalize (object);
}

static void
leaf_checklist_class_init (LeafChecklistClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = leaf_checklist_dispose;
  object_class->finalize = leaf_checklist_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = leaf_checklist_close_request;

  leaf_ui_ensure ();
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-checklist.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafChecklist, window_title);
  gtk_widget_class_bind_template_child (widget_class, LeafChecklist, header);
  gtk_widget_class_bind_template_child (widget_class, LeafChecklist, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, LeafChecklist, publish_button);
  gtk_widget_class_bind_template_child (widget_class, LeafChecklist, stack);
  gtk_widget_class_bind_template_child (widget_class, LeafChecklist, list);
  gtk_widget_class_bind_template_child (widget_class, LeafChecklist, error_page);
  gtk_widget_class_bind_template_child (widget_class, LeafChecklist, busy_revealer);
  gtk_widget_class_bind_template_child (widget_class, LeafChecklist, spinner);
  gtk_widget_class_bind_template_callback (widget_class, publish_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
leaf_checklist_init (LeafChecklist *self)
{
  self->cancellable = g_cancellable_new ();
  self->library_signals = g_signal_group_new (LEAF_TYPE_LIBRARY);
  g_signal_group_connect_swapped (self->library_signals, "changed", G_CALLBACK (library_changed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_ui_end_with_parent (GTK_WINDOW (self));
}

/* The one that is there already is about something else by now. */
static void
close_other (GtkWindow *parent)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (LEAF_IS_CHECKLIST (l->data) && gtk_window_get_transient_for (l->data) == parent)
      {
        gtk_window_close (l->data);
        return;
      }
}

static LeafChecklist *
make (GtkWidget *parent, LeafLibrary *library, LeafOutbox *outbox, gint64 review, LeafCheckFlags flags)
{
  LeafChecklist *self = g_object_new (LEAF_TYPE_CHECKLIST, NULL);
  GtkRoot *root = gtk_widget_get_root (parent);

  self->library = g_object_ref (library);
  self->outbox = g_object_ref (outbox);
  self->review = review;
  self->flags = flags;
  self->targets = g_array_new (FALSE, FALSE, sizeof (LeafChecklistTarget));
  g_set_weak_pointer (&self->parent_widget, parent);
  g_signal_group_set_target (self->library_signals, library);
  if (GTK_IS_WINDOW (root))
    {
      close_other (GTK_WINDOW (root));
      gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
    }

  return self;
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafChecklist) self = user_data;

  if (leaf_saves_flush_finish (LEAF_SAVES (source), result, NULL) && self->library != NULL)
    check (self);
}

/**
 * leaf_checklist_present:
 * @parent: the widget it belongs to, in a window that can show a review and a book
 * @library: the library
 * @outbox: the outbox
 * @review: id of a review
 * @targets: (array length=n_targets) (nullable): what is to be done with it
 * @n_targets: 0: where it is, or on the first blog
 *
 * Shows what there is to mend in a review.
 *
 * Returns: (transfer none): the window
 */
LeafChecklist *
leaf_checklist_present (GtkWidget *parent,
                        LeafLibrary *library,
                        LeafOutbox *outbox,
                        gint64 review,
                        const LeafChecklistTarget *targets,
                        unsigned int n_targets)
{
  LeafChecklist *self;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (LEAF_IS_OUTBOX (outbox), NULL);

  self = make (parent, library, outbox, review, LEAF_CHECK_SLUG | LEAF_CHECK_LINKS);
  if (n_targets > 0)
    g_array_append_vals (self->targets, targets, n_targets);
  leaf_saves_flush_async (leaf_saves_get (library), self->cancellable, stored_cb, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));

  return self;
}

/* What a question knows before there is a window. */
typedef struct
{
  GtkWidget *parent; /* weak */
  LeafLibrary *library;
  LeafOutbox *outbox;
  gint64 review;
  GArray *targets;
} Question;

static void
question_free (Question *question)
{
  g_clear_weak_pointer (&question->parent);
  g_object_unref (question->library);
  g_object_unref (question->outbox);
  g_array_unref (question->targets);
  g_free (question);
}

static void
ask_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  GError *error = NULL;
  LeafChecklistFindings *findings = leaf_checklist_find_finish (result, &error);
  LeafChecklist *self;

  if (findings == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (leaf_checklist_is_accepted (question->outbox, question->review, findings))
    {
      leaf_checklist_findings_free (findings);
      g_task_return_boolean (task, TRUE);
      return;
    }
  /* Without a window nobody can be asked. */
  if (question->parent == NULL)
    {
      leaf_checklist_findings_free (findings);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
      return;
    }

  self = make (question->parent, question->library, question->outbox, question->review, LEAF_CHECK_HERE);
  g_array_append_vals (self->targets, question->targets->data, question->targets->len);
  self->asking = g_steal_pointer (&task);
  if (g_task_get_cancellable (self->asking) != NULL)
    g_signal_connect_object (g_task_get_cancellable (self->asking), "cancelled", G_CALLBACK (gtk_window_close), self,
                             G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->cancel_button, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->publish_button), TRUE);
  adw_header_bar_set_show_start_title_buttons (self->header, FALSE);
  adw_header_bar_set_show_end_title_buttons (self->header, FALSE);
  /* Shown first: a window that gets a focus before it is on the screen is no window to assistive technology (GTK 4.8). */
  gtk_window_present (GTK_WINDOW (self));
  show_findings (self, findings);
}

static void
ask_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  GError *error = NULL;

  if (!leaf_saves_flush_finish (LEAF_SAVES (source), result, &error))
    g_task_return_error (task, error);
  else
    leaf_checklist_find_async (question->library, question->outbox, question->review,
                               (const LeafChecklistTarget *) (gpointer) question->targets->data, question->targets->len,
                               LEAF_CHECK_HERE, g_task_get_cancellable (task), ask_found_cb, g_object_ref (task));
}

/**
 * leaf_checklist_ask_async:
 * @parent: the widget that publishes, in a window that can show a review and a book
 * @library: the library
 * @outbox: the outbox
 * @review: id of a review
 * @targets: (array length=n_targets): what is to be done with it
 * @n_targets: how many
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Looks, once all she typed is stored, whether there is something to mend before a review is published, and
 * shows it if so. Hints alone are in nobody's way, nor is what she has accepted before, nor a draft that only
 * she sees.
 */
void
leaf_checklist_ask_async (GtkWidget *parent,
                          LeafLibrary *library,
                          LeafOutbox *outbox,
                          gint64 review,
                          const LeafChecklistTarget *targets,
                          unsigned int n_targets,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Question *question = g_new0 (Question, 1);

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (LEAF_IS_LIBRARY (library));
  g_return_if_fail (LEAF_IS_OUTBOX (outbox));

  g_set_weak_pointer (&question->parent, parent);
  question->library = g_object_ref (library);
  question->outbox = g_object_ref (outbox);
  question->review = review;
  question->targets = g_array_new (FALSE, FALSE, sizeof (LeafChecklistTarget));
  for (unsigned int i = 0; i < n_targets; i++)
    if (targets[i].wanted != LEAF_PUBLICATION_DRAFT)
      g_array_append_val (question->targets, targets[i]);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_checklist_ask_async);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  if (question->targets->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    leaf_saves_flush_async (leaf_saves_get (library), cancellable, ask_stored_cb, g_object_ref (task));
}

/**
 * leaf_checklist_ask_finish:
 * @result: what the callback got
 * @error: set to %G_IO_ERROR_CANCELLED when she turned back; or why the review cannot be checked
 *
 * Ends leaf_checklist_ask_async().
 *
 * Returns: %TRUE to publish
 */
gboolean
leaf_checklist_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, leaf_checklist_ask_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
