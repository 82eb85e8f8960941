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

/* She mends one thing after another, and each is a change of the library. Milliseconds. */
#define LOAD_DELAY 300

struct _LeafBulkWindow
{
  AdwWindow parent_instance;

  GtkButton *close_button;
  GtkWidget *stop_button;
  GtkButton *start_button;
  GtkLabel *summary;
  GtkProgressBar *progress;
  GtkWidget *leave_group;
  AdwActionRow *leave_row;
  GtkSwitch *leave_switch;
  AdwPreferencesGroup *group;

  LeafLibrary *library;
  LeafOutbox *outbox;
  LeafBulkTask task;
  gint64 at;
  GArray *books;       /* gint64 */
  GPtrArray *plan;     /* LeafBulkEntry; NULL until loaded */
  GPtrArray *rows;     /* AdwActionRow, one an entry */
  LeafPublishRun *run; /* NULL: not begun */
  gboolean anyway;     /* with what has something to mend */
  gboolean ended;
  GCancellable *cancellable;
  GSignalGroup *library_signals;
  gboolean loading;
  gboolean load_again; /* something changed meanwhile */
  char *pressed;       /* what would have been done when the button was pressed meanwhile; NULL: it was not */
  unsigned int load_source;
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

static const char *
get_anyway_title (LeafBulkTask task)
{
  return task == LEAF_BULK_SCHEDULE ? _("Schedule Anyway") : _("Publish Anyway");
}

/* What a click on the button does, and to how many it does nothing; why is said in their rows. */
static char *
describe_plan (LeafBulkWindow *self)
{
  unsigned int n_warned = leaf_bulk_plan_count_warned (self->plan);
  unsigned int n = leaf_bulk_plan_count (self->plan, TRUE) - n_warned;
  gboolean leave = gtk_switch_get_active (self->leave_switch);
  unsigned int n_not = leaf_bulk_plan_count (self->plan, FALSE) + (leave ? n_warned : 0);
  g_autofree char *time = self->at != 0 ? leaf_clock_describe (self->at, NULL) : NULL;
  g_autofree char *can = g_strdup_printf (ngettext ("%u review is ready.", "%u reviews are ready.", n), n);
  g_autofree char *warned = g_strdup_printf (ngettext ("%u review has something you might mend first.",
                                                       "%u reviews have something you might mend first.", n_warned), n_warned);
  g_autofree char *cannot = g_strdup_printf (ngettext ("%u is left out.", "%u are left out.", n_not), n_not);
  g_autoptr (GPtrArray) sentences = g_ptr_array_new ();
  g_autofree char *text = NULL;

  if (n > 0)
    g_ptr_array_add (sentences, can);
  if (n_warned > 0 && (!leave || n == 0))
    g_ptr_array_add (sentences, warned);
  if (sentences->len == 0)
    g_ptr_array_add (sentences, (gpointer) _("None of these reviews is ready for that."));
  else if (n_not > 0)
    g_ptr_array_add (sentences, cannot);
  g_ptr_array_add (sentences, NULL);
  text = g_strjoinv (" ", (char **) sentences->pdata);

  return time != NULL ? g_strdup_printf ("%s\n%s", time, text) : g_steal_pointer (&text);
}

/* What the switch does to those that might be mended. */
static char *
describe_leave (LeafBulkWindow *self)
{
  unsigned int n = leaf_bulk_plan_count_warned (self->plan);

  if (gtk_switch_get_active (self->leave_switch))
    return g_strdup_printf (ngettext ("Leaves out %u review until you mend it.",
                                      "Leaves out %u reviews until you mend them.", n), n);

  return g_strdup_printf (ngettext ("%u review is included as it is.", "%u reviews are included as they are.", n), n);
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

/* Beside the text, which the checklist leads to: this window may be in nobody's way meanwhile. */
static void
look_cb (GtkWidget *button, LeafBulkWindow *self)
{
  const LeafBulkEntry *entry = g_object_get_data (G_OBJECT (button), "entry");
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GArray) targets = leaf_bulk_entry_make_targets (entry, self->task, self->at);

  gtk_window_set_modal (GTK_WINDOW (self), FALSE);
  leaf_checklist_present (GTK_WIDGET (parent != NULL ? parent : GTK_WINDOW (self)), self->library, self->outbox, entry->review,
                          (const LeafChecklistTarget *) (gpointer) targets->data, targets->len);
}

static void
add_look_button (LeafBulkWindow *self, GtkWidget *row, LeafBulkEntry *entry)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Look…"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row, NULL, -1);
  g_object_set_data (G_OBJECT (button), "entry", entry);
  g_object_set_data (G_OBJECT (row), "button", button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (look_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
}

/* With the colour of that name; @name is what the icon says, for those who do not see it. */
static void
set_icon (GtkImage *image, const char *icon, const char *colour, const char *name)
{
  static const char *const colours[] = { "error", "warning", "success" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (colours); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (image), colours[i]);
  gtk_image_set_from_icon_name (image, icon);
  if (colour != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (image), colour);
  gtk_widget_set_tooltip_text (GTK_WIDGET (image), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, name != NULL ? name : "", -1);
}

static void
add_row (LeafBulkWindow *self, LeafBulkEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new ();
  g_autofree char *title = g_markup_escape_text (entry->title, -1);
  g_autofree char *problems = leaf_bulk_entry_describe_problems (entry);
  g_autofree char *where = entry->reason == NULL ? describe_targets (self, entry) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  set_subtitle (row, problems != NULL ? problems : where != NULL ? where : entry->reason);
  gtk_widget_set_sensitive (row, entry->reason == NULL || problems != NULL);
  if (problems != NULL && entry->reason != NULL)
    set_icon (GTK_IMAGE (icon), "dialog-error-symbolic", "error", _("Must be mended"));
  else if (problems != NULL)
    set_icon (GTK_IMAGE (icon), "dialog-warning-symbolic", "warning", _("Warning"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  g_object_set_data (G_OBJECT (row), "icon", icon);
  g_object_set_data (G_OBJECT (row), "entry", entry);
  if (problems != NULL)
    add_look_button (self, row, entry);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

/* What there is to mend comes first, what nothing can be done with last. */
static int
get_rank (const LeafBulkEntry *entry)
{
  if (entry->findings != NULL && (entry->reason != NULL || entry->warned))
    return 0;

  return entry->reason == NULL ? 1 : 2;
}

/* The row with the focus, -1: none. */
static int
get_focused (LeafBulkWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  for (unsigned int i = 0; focus != NULL && i < self->rows->len; i++)
    if (focus == g_ptr_array_index (self->rows, i) || gtk_widget_is_ancestor (focus, g_ptr_array_index (self->rows, i)))
      return (int) i;

  return -1;
}

static void
fill (LeafBulkWindow *self)
{
  int focused = get_focused (self);

  for (unsigned int i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (int rank = 0; rank <= 2; rank++)
    for (unsigned int i = 0; i < self->plan->len; i++)
      {
        LeafBulkEntry *entry = g_ptr_array_index (self->plan, i);

        if (get_rank (entry) == rank)
          add_row (self, entry);
      }
  if (focused >= 0 && focused < (int) self->rows->len)
    gtk_widget_child_focus (g_ptr_array_index (self->rows, (unsigned int) focused), GTK_DIR_TAB_FORWARD);
}

static void
update_start_button (LeafBulkWindow *self)
{
  unsigned int n_warned = leaf_bulk_plan_count_warned (self->plan);
  gboolean anyway = n_warned > 0 && !gtk_switch_get_active (self->leave_switch);
  unsigned int n = leaf_bulk_plan_count (self->plan, TRUE) - (anyway ? 0 : n_warned);
  /* Translators: what is to be done, and with how many reviews: "Publish (5)" */
  g_autofree char *label = g_strdup_printf (_("%s (%u)"), anyway ? get_anyway_title (self->task) : get_title (self->task), n);

  gtk_button_set_label (self->start_button, label);
  /* She was not asked when: nothing could be scheduled. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->start_button), n > 0 && (self->task != LEAF_BULK_SCHEDULE || self->at != 0));
  if (anyway)
    gtk_widget_remove_css_class (GTK_WIDGET (self->start_button), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->start_button), "suggested-action");
}

/* What the heading, the switch and the button say belongs together. */
static void
update_words (LeafBulkWindow *self)
{
  g_autofree char *text = describe_plan (self);
  g_autofree char *leave = describe_leave (self);

  gtk_label_set_label (self->summary, text);
  adw_action_row_set_subtitle (self->leave_row, leave);
  update_start_button (self);
}

static void
leaf_bulk_window_update_cb (LeafBulkWindow *self)
{
  if (self->plan != NULL && self->run == NULL && !self->loading)
    update_words (self);
}

static void
show_plan (LeafBulkWindow *self)
{
  unsigned int n_warned = leaf_bulk_plan_count_warned (self->plan);
  gboolean first = self->rows->len == 0;

  /* Else nothing at all would be left for the button. */
  if (first && n_warned > 0 && n_warned == leaf_bulk_plan_count (self->plan, TRUE))
    gtk_switch_set_active (self->leave_switch, FALSE);
  gtk_widget_set_visible (self->leave_group, n_warned > 0);
  fill (self);
  update_words (self);
  if (first && gtk_widget_get_sensitive (GTK_WIDGET (self->start_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->start_button));
}

static void load (LeafBulkWindow *self);
static void leaf_bulk_window_start_cb (LeafBulkWindow *self);

/* What a press of the button agrees to. */
static char *
dup_agreement (LeafBulkWindow *self)
{
  g_autofree char *key = leaf_bulk_plan_dup_key (self->plan);

  return g_strconcat (gtk_button_get_label (self->start_button), "\n", key, NULL);
}

/* What came out may be something else than what she has agreed to: then she sees that, and has to agree anew. */
static void
start_as_pressed (LeafBulkWindow *self)
{
  g_autofree char *pressed = g_steal_pointer (&self->pressed);
  g_autofree char *now = dup_agreement (self);

  if (gtk_widget_get_sensitive (GTK_WIDGET (self->start_button)) && g_str_equal (now, pressed))
    leaf_bulk_window_start_cb (self);
}

/* Takes over @plan, which is NULL after an error. */
static void
take_plan (LeafBulkWindow *self, GPtrArray *plan, const GError *error)
{
  self->loading = FALSE;
  if (plan != NULL && self->run == NULL)
    {
      GPtrArray *before = self->plan;

      self->plan = plan;
      show_plan (self);
      /* The rows pointed into it until now. */
      g_clear_pointer (&before, g_ptr_array_unref);
    }
  else if (plan != NULL)
    g_ptr_array_unref (plan);
  else
    {
      gtk_label_set_label (self->summary, error->message);
      gtk_widget_set_sensitive (GTK_WIDGET (self->start_button), FALSE);
    }
  if (self->load_again)
    load (self);
  else if (self->pressed != NULL)
    start_as_pressed (self);
}

/* What a check brings back. */
typedef struct
{
  LeafBulkWindow *window;
  GPtrArray *plan;
} Checked;

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Checked *checked = user_data;
  g_autoptr (LeafBulkWindow) self = checked->window;
  g_autoptr (GPtrArray) plan = checked->plan;
  g_autoptr (GError) error = NULL;
  gboolean complete = leaf_bulk_plan_check_finish (result, &error);

  if (self->outbox != NULL)
    take_plan (self, complete ? g_steal_pointer (&plan) : NULL, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBulkWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plan = leaf_bulk_plan_load_finish (LEAF_LIBRARY (source), result, &error);
  Checked *checked;

  if (self->outbox == NULL)
    return; /* closed meanwhile */
  if (plan == NULL || self->task == LEAF_BULK_DRAFT || self->task == LEAF_BULK_TAKE_DOWN)
    {
      take_plan (self, g_steal_pointer (&plan), error);
      return;
    }

  checked = g_new0 (Checked, 1);
  checked->window = g_object_ref (self);
  checked->plan = g_ptr_array_ref (plan);
  leaf_bulk_plan_check_async (plan, self->library, self->outbox, self->task, self->at, self->cancellable, checked_cb, checked);
}

static void
load (LeafBulkWindow *self)
{
  self->load_again = self->loading;
  if (self->loading)
    return;

  self->loading = TRUE;
  leaf_bulk_plan_load_async (self->library, self->task, (const gint64 *) (gpointer) self->books->data, self->books->len,
                             loaded_cb, g_object_ref (self));
}

static gboolean
load_cb (gpointer user_data)
{
  LeafBulkWindow *self = user_data;

  self->load_source = 0;
  if (self->run == NULL)
    load (self);

  return G_SOURCE_REMOVE;
}

/* She mends what the checklist of a review shows. */
static void
library_changed_cb (LeafBulkWindow *self, LeafChange what, gint64 id)
{
  if (self->load_source == 0 && self->run == NULL && what != LEAF_CHANGE_PUBLICATION && what != LEAF_CHANGE_JOB)
    self->load_source = g_timeout_add (LOAD_DELAY, load_cb, self);
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

  if (entry->reason != NULL || (entry->warned && !self->anyway))
    return;

  failure = find_failure (self, entry, &n_left);
  if (failure != NULL)
    {
      set_subtitle (row, failure);
      set_icon (icon, "dialog-warning-symbolic", "warning", _("Warning"));
    }
  else if (n_left == 0)
    set_icon (icon, "object-select-symbolic", "success", _("Done"));
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
accept (LeafBulkWindow *self, const LeafBulkEntry *entry)
{
  if (entry->reason == NULL && entry->findings != NULL)
    leaf_checklist_accept (self->outbox, entry->review, entry->findings);
}

/* What is done is told in the rows; what there was to mend is over. */
static void
clear_problems (LeafBulkWindow *self)
{
  gtk_widget_set_visible (self->leave_group, FALSE);
  for (unsigned int i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      const LeafBulkEntry *entry = g_object_get_data (G_OBJECT (row), "entry");
      GtkWidget *button = g_object_get_data (G_OBJECT (row), "button");
      g_autofree char *where = NULL;

      if (button != NULL)
        gtk_widget_set_visible (button, FALSE);
      if (entry->reason != NULL || (entry->warned && !self->anyway))
        continue;
      where = describe_targets (self, entry);
      set_subtitle (row, where);
      set_icon (g_object_get_data (G_OBJECT (row), "icon"), NULL, NULL, NULL);
    }
}

static void
leaf_bulk_window_start_cb (LeafBulkWindow *self)
{
  if (self->run != NULL || self->plan == NULL)
    return;
  if (self->loading)
    {
      g_free (self->pressed);
      self->pressed = dup_agreement (self);
      return;
    }

  self->anyway = !gtk_switch_get_active (self->leave_switch);
  for (unsigned int i = 0; self->anyway && i < self->plan->len; i++)
    accept (self, g_ptr_array_index (self->plan, i));
  self->run = leaf_publish_run_new (self->library, self->outbox);
  leaf_bulk_plan_add_items (self->plan, self->task, self->at, self->anyway, self->run);
  g_signal_connect_object (self->run, "changed", G_CALLBACK (run_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "ended", G_CALLBACK (run_ended_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->close_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->start_button), FALSE);
  gtk_widget_set_visible (self->stop_button, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  gtk_widget_grab_focus (self->stop_button);
  clear_problems (self);
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

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->load_source, g_source_remove);
  g_clear_object (&self->library_signals);
  g_clear_object (&self->run);
  g_clear_object (&self->outbox);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (leaf_bulk_window_parent_class)->dispose (object);
}

static void
leaf_bulk_window_finalize (GObject *object)
{
  LeafBulkWindow *self = LEAF_BULK_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->books, g_array_unref);
  g_free (self->pressed);
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
  gtk_widget_class_bind_template_child (widget_class, LeafBulkWindow, leave_group);
  gtk_widget_class_bind_template_child (widget_class, LeafBulkWindow, leave_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBulkWindow, leave_switch);
  gtk_widget_class_bind_template_child (widget_class, LeafBulkWindow, group);
  gtk_widget_class_bind_template_callback (widget_class, leaf_bulk_window_update_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_bulk_window_start_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_bulk_window_stop_cb);
}

static void
leaf_bulk_window_init (LeafBulkWindow *self)
{
  self->rows = g_ptr_array_new ();
  self->books = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
  self->library_signals = g_signal_group_new (LEAF_TYPE_LIBRARY);
  g_signal_group_connect_swapped (self->library_signals, "changed", G_CALLBACK (library_changed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_ui_end_with_parent (GTK_WINDOW (self));
}

/**
 * leaf_bulk_window_new:
 * @parent: (nullable): the window it belongs to
 * @library: the library
 * @outbox: its outbox
 * @task: what is to be done
 * @at: when, for %LEAF_BULK_SCHEDULE; 0: only says why nothing can be scheduled
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
  g_array_append_vals (self->books, books, n_books);
  /* What says why nothing can be scheduled does not change its mind: she would have to be asked when. */
  if (task != LEAF_BULK_SCHEDULE || at != 0)
    g_signal_group_set_target (self->library_signals, library);
  load (self);
  return GTK_WINDOW (self);
}

/* What is to be scheduled, once she has said when. */
typedef struct
{
  LeafLibrary *library;
  LeafOutbox *outbox;
  GtkWindow *parent;
  GArray *books; /* gint64 */
} Selection;

static void
selection_free (Selection *selection)
{
  g_object_unref (selection->library);
  g_object_unref (selection->outbox);
  g_object_unref (selection->parent);
  g_array_unref (selection->books);
  g_free (selection);
}

static void
present_schedule (Selection *selection, gint64 at)
{
  gtk_window_present (leaf_bulk_window_new (selection->parent, selection->library, selection->outbox, LEAF_BULK_SCHEDULE, at,
                                            (const gint64 *) (gpointer) selection->books->data, selection->books->len));
}

static void
scheduled_cb (GtkWindow *dialog, gint64 at, Selection *selection)
{
  present_schedule (selection, at);
}

static void
selection_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Selection *selection = user_data;
  g_autoptr (GPtrArray) plan = leaf_bulk_plan_load_finish (LEAF_LIBRARY (source), result, NULL);
  GtkWindow *dialog;

  if (!gtk_widget_get_visible (GTK_WIDGET (selection->parent)))
    {
      selection_free (selection); /* closed meanwhile */
      return;
    }
  /* No day would help: the window says why, and so it does when the library cannot be read. */
  if (plan == NULL || leaf_bulk_plan_count (plan, TRUE) == 0)
    {
      present_schedule (selection, 0);
      selection_free (selection);
      return;
    }

  dialog = leaf_schedule_dialog_new (selection->parent);
  g_object_set_data_full (G_OBJECT (dialog), "selection", selection, (GDestroyNotify) selection_free);
  g_signal_connect (dialog, "scheduled", G_CALLBACK (scheduled_cb), selection);
  gtk_window_present (dialog);
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
 * Shows what can be done with the books; asks before when, if that has to be known and something can be done.
 */
void
leaf_bulk_window_present (GtkWindow *parent, LeafLibrary *library, LeafOutbox *outbox, LeafBulkTask task,
                          const gint64 *books, unsigned int n_books)
{
  Selection *selection;

  if (task != LEAF_BULK_SCHEDULE)
    {
      gtk_window_present (leaf_bulk_window_new (parent, library, outbox, task, 0, books, n_books));
      return;
    }

  selection = g_new0 (Selection, 1);
  selection->library = g_object_ref (library);
  selection->outbox = g_object_ref (outbox);
  selection->parent = g_object_ref (parent);
  selection->books = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (selection->books, books, n_books);
  leaf_bulk_plan_load_async (library, task, books, n_books, selection_loaded_cb, selection);
}
