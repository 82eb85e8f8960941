/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-history-window"

#include "config.h"

#include "leaf-history-window.h"

#include "leaf-comparison-view.h"
#include "leaf-document-html.h"
#include "leaf-narrow-box.h"
#include "leaf-reviews.h"
#include "leaf-ui.h"
#include "leaf-version-row.h"

#include <glib/gi18n.h>

struct _LeafHistoryWindow
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  GtkStack *stack;       /* loading, versions, empty, error */
  AdwStatusPage *error_page;
  LeafNarrowBox *panes;
  GtkListBox *list;
  GtkDropDown *chooser;
  LeafComparisonView *comparison;
  GtkButton *bring_back_button;

  LeafLibrary *library;
  gint64 review;
  LeafDocument *present;
  GPtrArray *revisions;  /* LeafRevision without text, the newest first */
  LeafDocument *chosen;  /* what Bring Back brings back */
  GCancellable *cancellable;
  GCancellable *comparing;
  unsigned int n_counted;
};

G_DEFINE_FINAL_TYPE (LeafHistoryWindow, leaf_history_window, ADW_TYPE_WINDOW)

enum {
  BRING_BACK,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

/* For the reading thread, which also compares: it takes a while for long texts. */
typedef struct {
  gint64 a;
  gint64 b;             /* 0: the present text */
  LeafDocument *before;
  LeafDocument *after;
  GPtrArray *changes;
} Comparison;

typedef struct {
  gint64 review;
  GPtrArray *revisions;
} Listing;

typedef struct {
  gint64 id;
  unsigned int n_words;
} Count;

static void
comparison_free (Comparison *self)
{
  g_clear_pointer (&self->before, leaf_document_unref);
  g_clear_pointer (&self->after, leaf_document_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_free (self);
}

static void
listing_free (Listing *self)
{
  g_clear_pointer (&self->revisions, g_ptr_array_unref);
  g_free (self);
}

static LeafDocument *
load_document (LeafDb  *db,
               gint64   id,
               GError **error)
{
  g_autoptr (LeafRevision) revision = leaf_revisions_load (db, id, error);

  return revision != NULL ? leaf_document_new_from_html (revision->html, -1, error) : NULL;
}

static gboolean
compare_func (LeafDb   *db,
              gpointer  data,
              GError  **error)
{
  Comparison *self = data;

  self->before = load_document (db, self->a, error);
  if (self->before == NULL)
    return FALSE;
  if (self->after == NULL)
    self->after = load_document (db, self->b, error);
  if (self->after == NULL)
    return FALSE;

  self->changes = leaf_document_compare (self->before, self->after);
  return TRUE;
}

static gboolean
list_func (LeafDb   *db,
           gpointer  data,
           GError  **error)
{
  Listing *self = data;

  self->revisions = leaf_revisions_list_without_text (db, self->review, error);
  return self->revisions != NULL;
}

static gboolean
count_func (LeafDb   *db,
            gpointer  data,
            GError  **error)
{
  Count *self = data;
  g_autoptr (LeafDocument) document = load_document (db, self->id, error);

  if (document == NULL)
    return FALSE;
  self->n_words = leaf_document_count_words (document);
  return TRUE;
}

static void
show_error (LeafHistoryWindow *self,
            const GError      *error)
{
  g_autofree char *sentence = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->error_page, sentence);
  gtk_stack_set_visible_child_name (self->stack, "error");
  gtk_widget_set_sensitive (GTK_WIDGET (self->bring_back_button), FALSE);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (LeafHistoryWindow) self = data;
  g_autoptr (GError) error = NULL;
  Comparison *work = leaf_library_run_data (result);
  gboolean done = leaf_library_run_finish (LEAF_LIBRARY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->library == NULL)
    return;
  if (!done)
    {
      show_error (self, error);
      return;
    }

  self->chosen = leaf_document_ref (work->before);
  gtk_widget_set_sensitive (GTK_WIDGET (self->bring_back_button), !leaf_document_equal (self->chosen, self->present));
  leaf_comparison_view_show (self->comparison, work->before, work->after, work->changes);
}

/* The version of a row of the chooser; 0 for the present text. */
static gint64
get_other (LeafHistoryWindow *self)
{
  unsigned int index = gtk_drop_down_get_selected (self->chooser);

  if (index == 0 || index == GTK_INVALID_LIST_POSITION)
    return 0;
  return ((const LeafRevision *) g_ptr_array_index (self->revisions, index - 1))->id;
}

static void
compare (LeafHistoryWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  Comparison *work;

  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  g_clear_pointer (&self->chosen, leaf_document_unref);
  gtk_widget_set_sensitive (GTK_WIDGET (self->bring_back_button), FALSE);
  if (row == NULL)
    {
      leaf_comparison_view_clear (self->comparison);
      return;
    }

  work = g_new0 (Comparison, 1);
  work->a = leaf_version_row_get_id (LEAF_VERSION_ROW (row));
  work->b = get_other (self);
  if (work->b == 0)
    work->after = leaf_document_copy (self->present);
  self->comparing = g_cancellable_new ();
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, compare_func, work, (GDestroyNotify) comparison_free,
                          self->comparing, compared_cb, g_object_ref (self));
}

static void count_next (LeafHistoryWindow *self);

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (LeafHistoryWindow) self = data;
  Count *count = leaf_library_run_data (result);

  if (self->library == NULL)
    return;
  if (leaf_library_run_finish (LEAF_LIBRARY (source), result, NULL))
    leaf_version_row_set_words (LEAF_VERSION_ROW (gtk_list_box_get_row_at_index (self->list, (int) self->n_counted)),
                                count->n_words);
  self->n_counted++;
  count_next (self);
}

/* One after the other, so that what she asks for meanwhile comes between. */
static void
count_next (LeafHistoryWindow *self)
{
  Count *count;

  if (self->n_counted >= self->revisions->len)
    return;

  count = g_new0 (Count, 1);
  count->id = ((const LeafRevision *) g_ptr_array_index (self->revisions, self->n_counted))->id;
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, count_func, count, g_free,
                          self->cancellable, counted_cb, g_object_ref (self));
}

static void
fill (LeafHistoryWindow *self)
{
  g_autoptr (GtkStringList) others = gtk_string_list_new (NULL);

  gtk_string_list_append (others, _("Present Text"));
  for (unsigned int i = 0; i < self->revisions->len; i++)
    {
      const LeafRevision *revision = g_ptr_array_index (self->revisions, i);
      g_autofree char *when = leaf_version_describe_time (revision->created);

      gtk_string_list_append (others, when);
      gtk_list_box_append (self->list, leaf_version_row_new (revision));
    }
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (others));
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (LeafHistoryWindow) self = data;
  g_autoptr (GError) error = NULL;
  Listing *listing = leaf_library_run_data (result);
  gboolean done = leaf_library_run_finish (LEAF_LIBRARY (source), result, &error);

  if (self->library == NULL)
    return;
  if (!done)
    {
      show_error (self, error);
      return;
    }

  self->revisions = g_steal_pointer (&listing->revisions);
  if (self->revisions->len == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }

  fill (self);
  gtk_stack_set_visible_child_name (self->stack, "versions");
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
  count_next (self);
}

static void
choice_cb (LeafHistoryWindow *self)
{
  if (self->library != NULL && self->revisions != NULL) /* rows are also taken away with the window */
    compare (self);
}

static void
bring_back_cb (LeafHistoryWindow *self)
{
  g_autoptr (LeafDocument) chosen = self->chosen != NULL ? leaf_document_ref (self->chosen) : NULL;

  if (chosen == NULL)
    return;

  g_signal_emit (self, signals[BRING_BACK], 0, chosen);
  gtk_window_close (GTK_WINDOW (self));
}

static void
leaf_history_window_dispose (GObject *object)
{
  LeafHistoryWindow *self = LEAF_HISTORY_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->comparing);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (leaf_history_window_parent_class)->dispose (object);
}

static void
leaf_history_window_finalize (GObject *object)
{
  LeafHistoryWindow *self = LEAF_HISTORY_WINDOW (object);

  g_clear_pointer (&self->present, leaf_document_unref);
  g_clear_pointer (&self->chosen, leaf_document_unref);
  g_clear_pointer (&self->revisions, g_ptr_array_unref);

  G_OBJECT_CLASS (leaf_history_window_parent_class)->finalize (object);
}

static void
leaf_history_window_class_init (LeafHistoryWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();
  g_type_ensure (LEAF_TYPE_COMPARISON_VIEW);
  g_type_ensure (LEAF_TYPE_NARROW_BOX);
  object_class->dispose = leaf_history_window_dispose;
  object_class->finalize = leaf_history_window_finalize;

  /**
   * LeafHistoryWindow::bring-back:
   * @self: the window
   * @document: an older text
   *
   * She wants this text instead of the present one.
   */
  signals[BRING_BACK] =
    g_signal_new ("bring-back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, LEAF_TYPE_DOCUMENT | G_SIGNAL_TYPE_STATIC_SCOPE);

  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-history-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafHistoryWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, LeafHistoryWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LeafHistoryWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, LeafHistoryWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, LeafHistoryWindow, list);
  gtk_widget_class_bind_template_child (widget_class, LeafHistoryWindow, chooser);
  gtk_widget_class_bind_template_child (widget_class, LeafHistoryWindow, comparison);
  gtk_widget_class_bind_template_child (widget_class, LeafHistoryWindow, bring_back_button);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, bring_back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* The buttons are deeper than the window, where keys are looked for. */
static void
add_shortcut (LeafHistoryWindow *self,
              unsigned int       key,
              const char        *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, GDK_ALT_MASK),
                                                          gtk_named_action_new (action)));
  gtk_widget_add_controller (GTK_WIDGET (self->comparison), controller);
}

static void
leaf_history_window_init (LeafHistoryWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_ui_end_with_parent (GTK_WINDOW (self));
  g_object_bind_property (self->panes, "narrow", self->comparison, "narrow", G_BINDING_SYNC_CREATE);
  add_shortcut (self, GDK_KEY_Up, "comparison.previous");
  add_shortcut (self, GDK_KEY_Down, "comparison.next");
}

/**
 * leaf_history_window_new: (skip)
 * @parent: the window it belongs to
 * @library: an open library
 * @review: id of a review
 * @present: (transfer none): the text as it is in the editor; copied
 * @title: what the review is called
 *
 * Returns: (transfer none): a window, to be presented
 */
GtkWindow *
leaf_history_window_new (GtkWindow    *parent,
                         LeafLibrary  *library,
                         gint64        review,
                         LeafDocument *present,
                         const char   *title)
{
  LeafHistoryWindow *self;
  Listing *listing;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (present != NULL, NULL);

  self = g_object_new (LEAF_TYPE_HISTORY_WINDOW, "transient-for", parent, NULL);
  self->library = g_object_ref (library);
  self->review = review;
  self->present = leaf_document_copy (present);
  adw_window_title_set_subtitle (self->window_title, title);

  listing = g_new0 (Listing, 1);
  listing->review = review;
  leaf_library_run_async (library, LEAF_LIBRARY_READ, list_func, listing, (GDestroyNotify) listing_free,
                          self->cancellable, listed_cb, g_object_ref (self));
  return GTK_WINDOW (self);
}
