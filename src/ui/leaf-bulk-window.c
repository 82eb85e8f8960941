/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-bulk-window"

#include "config.h"

#include "leaf-bulk-window.h"

#include "leaf-clock.h"
#include "leaf-publish-menu.h"
#include "leaf-remedy.h"
#include "leaf-schedule-dialog.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafBulkWindow
{
  AdwWindow parent_instance;

  GtkButton *close_button;
  GtkWidget *stop_button;
  GtkButton *start_button;
  GtkLabel *summary;
  GtkProgressBar *progress;
  AdwPreferencesGroup *group;

  LeafLibrary *library;
  LeafOutbox *outbox;
  LeafBulkTask task;
  gint64 at;
  GPtrArray *plan;     /* LeafBulkEntry; NULL until loaded */
  GPtrArray *rows;     /* AdwActionRow, one an entry */
  LeafPublishRun *run; /* NULL: not begun */
  gboolean ended;
};

G_DEFINE_FINAL_TYPE (LeafBulkWindow, leaf_bulk_window, ADW_TYPE_WINDOW)

static const char *
get_title (LeafBulkTask task)
{
  switch (task)
    {
    case LEAF_BULK_DRAFT:
      return _("Save as Drafts");
    case LEAF_BULK_SCHEDULE:
      return _("Schedule");
    case LEAF_BULK_TAKE_DOWN:
      return _("Take Down");
    case LEAF_BULK_PUBLISH:
    default:
      return _("Publish");
    }
}

/* What is done, and how many cannot be served; why is said in their rows. */
static char *
describe_plan (LeafBulkWindow *self)
{
  unsigned int n = leaf_bulk_plan_count (self->plan, TRUE);
  unsigned int n_not = leaf_bulk_plan_count (self->plan, FALSE);
  g_autofree char *time = self->task == LEAF_BULK_SCHEDULE ? leaf_clock_describe (self->at, NULL) : NULL;
  g_autofree char *can = g_strdup_printf (ngettext ("%u review is ready.", "%u reviews are ready.", n), n);
  g_autofree char *cannot = g_strdup_printf (ngettext ("%u is left out.", "%u are left out.", n_not), n_not);
  g_autoptr (GString) text = g_string_new (NULL);

  if (time != NULL)
    g_string_append_printf (text, "%s\n", time);
  g_string_append (text, n > 0 ? can : _("None of these reviews is ready for that."));
  if (n > 0 && n_not > 0)
    g_string_append_printf (text, " %s", cannot);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_targets (LeafBulkWindow *self, const LeafBulkEntry *entry)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (self->task == LEAF_BULK_PUBLISH)
    return leaf_publish_menu_describe (entry->targets);

  for (unsigned int i = 0; i < entry->targets->len; i++)
    g_ptr_array_add (names, (gpointer) leaf_publish_target_get_name (g_ptr_array_index (entry->targets, i)));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" · ", (char **) names->pdata);
}

static void
set_subtitle (GtkWidget *row, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
}

static void
add_row (LeafBulkWindow *self, LeafBulkEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new ();
  g_autofree char *title = g_markup_escape_text (entry->title, -1);
  g_autofree char *where = entry->reason == NULL ? describe_targets (self, entry) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  set_subtitle (row, where != NULL ? where : entry->reason);
  gtk_widget_set_sensitive (row, entry->reason == NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  g_object_set_data (G_OBJECT (row), "icon", icon);
  g_object_set_data (G_OBJECT (row), "entry", entry);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBulkWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plan = leaf_bulk_plan_load_finish (LEAF_LIBRARY (source), result, &error);
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;
  unsigned int n;

  if (self->outbox == NULL)
    return; /* closed meanwhile */
  if (plan == NULL)
    {
      gtk_label_set_label (self->summary, error->message);
      return;
    }

  self->plan = g_steal_pointer (&plan);
  n = leaf_bulk_plan_count (self->plan, TRUE);
  text = describe_plan (self);
  gtk_label_set_label (self->summary, text);
  /* Those that can be served come first. */
  for (int possible = 1; possible >= 0; possible--)
    for (unsigned int i = 0; i < self->plan->len; i++)
      {
        LeafBulkEntry *entry = g_ptr_array_index (self->plan, i);

        if ((entry->reason == NULL) == possible)
          add_row (self, entry);
      }
  /* Translators: what is to be done, and with how many reviews: "Publish (5)" */
  label = g_strdup_printf (_("%s (%u)"), get_title (self->task), n);
  gtk_button_set_label (self->start_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->start_button), n > 0);
  if (n > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->start_button));
}

/* How the review of a row does on its blogs: NULL when nothing has gone wrong. */
static const char *
find_failure (LeafBulkWindow *self, const LeafBulkEntry *entry, unsigned int *n_left)
{
  GPtrArray *items = leaf_publish_run_get_items (self->run);
  const char *failure = NULL;

  *n_left = 0;
  for (unsigned int i = 0; i < items->len; i++)
    {
      const LeafPublishItem *item = g_ptr_array_index (items, i);

      if (item->review != entry->review)
        continue;
      *n_left += item->outcome == NULL && item->error == NULL;
      if (item->error != NULL)
        failure = leaf_remedy_find (item->error) == LEAF_REMEDY_NONE ? _("Stopped") : item->error->message;
    }

  return failure;
}

static void
update_row (LeafBulkWindow *self, GtkWidget *row)
{
  const LeafBulkEntry *entry = g_object_get_data (G_OBJECT (row), "entry");
  GtkImage *icon = g_object_get_data (G_OBJECT (row), "icon");
  const char *failure;
  unsigned int n_left;

  if (entry->reason != NULL)
    return;

  failure = find_failure (self, entry, &n_left);
  if (failure != NULL)
    set_subtitle (row, failure);
  if (failure != NULL)
    gtk_image_set_from_icon_name (icon, "dialog-warning-symbolic");
  else if (n_left == 0)
    gtk_image_set_from_icon_name (icon, "object-select-symbolic");
}

static char *
describe_end (LeafBulkWindow *self)
{
  GPtrArray *items = leaf_publish_run_get_items (self->run);
  unsigned int n_done = 0;
  unsigned int n_failed = 0;
  g_autofree char *done = NULL;
  g_autofree char *failed = NULL;

  for (unsigned int i = 0; i < items->len; i++)
    {
      const LeafPublishItem *item = g_ptr_array_index (items, i);

      n_done += item->outcome != NULL;
      n_failed += leaf_remedy_find (item->error) != LEAF_REMEDY_NONE;
    }

  done = g_strdup_printf (ngettext ("%u post is done.", "%u posts are done.", n_done), n_done);
  failed = g_strdup_printf (ngettext ("%u did not go through: the outbox says what to do.",
                                      "%u did not go through: the outbox says what to do.", n_failed), n_failed);
  return n_failed > 0 ? g_strdup_printf ("%s %s", done, failed) : g_steal_pointer (&done);
}

static void
run_changed_cb (LeafBulkWindow *self)
{
  GPtrArray *items = leaf_publish_run_get_items (self->run);
  unsigned int n_ended = leaf_publish_run_count_ended (self->run);
  g_autofree char *text = NULL;

  if (self->ended)
    return;

  /* Translators: how many are done, of how many */
  text = g_strdup_printf (_("%u of %u posts"), n_ended, items->len);
  gtk_label_set_label (self->summary, text);
  gtk_progress_bar_set_fraction (self->progress, (double) n_ended / items->len);
  for (unsigned int i = 0; i < self->rows->len; i++)
    update_row (self, g_ptr_array_index (self->rows, i));
}

static void
run_ended_cb (LeafBulkWindow *self)
{
  g_autofree char *text = describe_end (self);

  run_changed_cb (self);
  self->ended = TRUE;
  gtk_label_set_label (self->summary, text);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  gtk_widget_set_visible (self->stop_button, FALSE);
  gtk_button_set_label (self->close_button, _("_Close"));
  gtk_widget_set_visible (GTK_WIDGET (self->close_button), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->close_button));
}

static void
leaf_bulk_window_start_cb (LeafBulkWindow *self)
{
  if (self->run != NULL || self->plan == NULL)
    return;

  self->run = leaf_publish_run_new (self->library, self->outbox);
  leaf_bulk_plan_add_items (self->plan, self->task, self->at, self->run);
  g_signal_connect_object (self->run, "changed", G_CALLBACK (run_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "ended", G_CALLBACK (run_ended_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->close_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->start_button), FALSE);
  gtk_widget_set_visible (self->stop_button, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  gtk_widget_grab_focus (self->stop_button);
  leaf_publish_run_start (self->run);
  run_changed_cb (self);
}

static void
leaf_bulk_window_stop_cb (LeafBulkWindow *self)
{
  leaf_publish_run_cancel (self->run);
}

static void
leaf_bulk_window_dispose (GObject *object)
{
  LeafBulkWindow *self = LEAF_BULK_WINDOW (object);

  g_clear_object (&self->run);
  g_clear_object (&self->outbox);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (leaf_bulk_window_parent_class)->dispose (object);
}

static void
leaf_bulk_window_finalize (GObject *object)
{
  LeafBulkWindow *self = LEAF_BULK_WINDOW (object);

  g_clear_pointer (&self->plan, g_ptr_array_unref);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (leaf_bulk_window_parent_class)->finalize (object);
}

static void
leaf_bulk_window_class_init (LeafBulkWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();
  G_OBJECT_CLASS (klass)->dispose = leaf_bulk_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = leaf_bulk_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-bulk-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafBulkWindow, close_button);
  gtk_widget_class_bind_template_child (widget_class, LeafBulkWindow, stop_button);
  gtk_widget_class_bind_template_child (widget_class, LeafBulkWindow, start_button);
  gtk_widget_class_bind_template_child (widget_class, LeafBulkWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, LeafBulkWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, LeafBulkWindow, group);
  gtk_widget_class_bind_template_callback (widget_class, leaf_bulk_window_start_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_bulk_window_stop_cb);
}

static void
leaf_bulk_window_init (LeafBulkWindow *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_ui_end_with_parent (GTK_WINDOW (self));
}

/**
 * leaf_bulk_window_new:
 * @parent: (nullable): the window it belongs to
 * @library: the library
 * @outbox: its outbox
 * @task: what is to be done
 * @at: when, for %LEAF_BULK_SCHEDULE
 * @books: (array length=n_books): which were selected
 * @n_books: how many
 *
 * Returns: (transfer none): a window, to be presented
 */
GtkWindow *
leaf_bulk_window_new (GtkWindow *parent, LeafLibrary *library, LeafOutbox *outbox, LeafBulkTask task, gint64 at,
                      const gint64 *books, unsigned int n_books)
{
  LeafBulkWindow *self = g_object_new (LEAF_TYPE_BULK_WINDOW, "transient-for", parent, "title", get_title (task), NULL);

  self->library = g_object_ref (library);
  self->outbox = g_object_ref (outbox);
  self->task = task;
  self->at = at;
  gtk_button_set_label (self->start_button, get_title (task));
  leaf_bulk_plan_load_async (library, task, at, books, n_books, loaded_cb, g_object_ref (self));
  return GTK_WINDOW (self);
}

/* What is to be scheduled, once she has said when. */
typedef struct
{
  LeafLibrary *library;
  LeafOutbox *outbox;
  GArray *books; /* gint64 */
} Selection;

static void
selection_free (Selection *selection)
{
  g_object_unref (selection->library);
  g_object_unref (selection->outbox);
  g_array_unref (selection->books);
  g_free (selection);
}

static void
scheduled_cb (GtkWindow *dialog, gint64 at, Selection *selection)
{
  gtk_window_present (leaf_bulk_window_new (gtk_window_get_transient_for (dialog), selection->library, selection->outbox,
                                            LEAF_BULK_SCHEDULE, at, (const gint64 *) (gpointer) selection->books->data,
                                            selection->books->len));
}

/**
 * leaf_bulk_window_present:
 * @parent: the window it belongs to
 * @library: the library
 * @outbox: its outbox
 * @task: what is to be done
 * @books: (array length=n_books): which were selected
 * @n_books: how many
 *
 * Shows what can be done with the books; asks before when, if that has to be known.
 */
void
leaf_bulk_window_present (GtkWindow *parent, LeafLibrary *library, LeafOutbox *outbox, LeafBulkTask task,
                          const gint64 *books, unsigned int n_books)
{
  Selection *selection;
  GtkWindow *dialog;

  if (task != LEAF_BULK_SCHEDULE)
    {
      gtk_window_present (leaf_bulk_window_new (parent, library, outbox, task, 0, books, n_books));
      return;
    }

  selection = g_new0 (Selection, 1);
  selection->library = g_object_ref (library);
  selection->outbox = g_object_ref (outbox);
  selection->books = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (selection->books, books, n_books);
  dialog = leaf_schedule_dialog_new (parent);
  g_object_set_data_full (G_OBJECT (dialog), "selection", selection, (GDestroyNotify) selection_free);
  g_signal_connect (dialog, "scheduled", G_CALLBACK (scheduled_cb), selection);
  gtk_window_present (dialog);
}
