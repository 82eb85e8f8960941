/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-quotes-list"

#include "config.h"

#include "leaf-quotes-list.h"

#include "leaf-quote-row.h"
#include "leaf-saves.h"
#include "leaf-store-error.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

#define SAVE_DELAY_MS  600
#define RETRY_DELAY_MS 5000
#define UNFOLDING      (400 * G_TIME_SPAN_MILLISECOND) /* longer than a row takes to unfold */

struct _LeafQuotesList
{
  AdwPreferencesGroup parent_instance;

  LeafLibrary *library;
  gint64 book;
  GPtrArray *rows;     /* LeafQuoteRow: those shown, in this order */
  GHashTable *changed; /* rows, shown or not, with something to save */
  GHashTable *saving;  /* rows on their way to the library */
  GHashTable *doomed;  /* new rows, removed before the library had them */
  char *problem;       /* why the last save failed */
  unsigned int save_source;
  GSignalGroup *library_signals;

  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (LeafQuotesList, leaf_quotes_list, ADW_TYPE_PREFERENCES_GROUP)

enum {
  PROP_0,
  PROP_LIBRARY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What the threads of the library are given. */
typedef struct {
  gint64 book;
  GPtrArray *quotes;
} Loaded;

typedef struct {
  LeafQuote *quote;
  LeafQuoteRow *row;
} Saved;

static void save_after (LeafQuotesList *self, unsigned int milliseconds);
static void remove_row (LeafQuotesList *self, LeafQuoteRow *row);

static void
loaded_free (Loaded *loaded)
{
  g_clear_pointer (&loaded->quotes, g_ptr_array_unref);
  g_free (loaded);
}

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  Loaded *loaded = data;

  return (loaded->quotes = leaf_quotes_list (db, loaded->book, error)) != NULL;
}

static void
saved_free (Saved *saved)
{
  leaf_quote_free (saved->quote);
  g_object_unref (saved->row);
  g_free (saved);
}

static gboolean
save_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_quotes_save (db, ((Saved *) data)->quote, error);
}

static gboolean
remove_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_quotes_remove (db, *(gint64 *) data, error);
}

static gboolean
restore_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_quotes_restore (db, *(gint64 *) data, error);
}

/* Publishing waits for what is not stored yet. */
static void
note_saves (LeafQuotesList *self)
{
  LeafSaves *saves = leaf_saves_get (self->library);
  gboolean pending = g_hash_table_size (self->changed) > 0 || g_hash_table_size (self->saving) > 0;

  if (!pending)
    g_clear_pointer (&self->problem, g_free);
  if (pending && self->problem != NULL)
    leaf_saves_note (saves, self, LEAF_SAVES_FAILED, self->problem);
  else
    leaf_saves_note (saves, self, pending ? LEAF_SAVES_PENDING : LEAF_SAVES_DONE, NULL);
}

static void
mark_changed (LeafQuotesList *self, LeafQuoteRow *row)
{
  g_hash_table_add (self->changed, g_object_ref (row));
}

static gboolean
is_unsaved (LeafQuotesList *self, LeafQuoteRow *row)
{
  return g_hash_table_contains (self->changed, row) || g_hash_table_contains (self->saving, row);
}

static void
row_changed_cb (LeafQuotesList *self, LeafQuoteRow *row)
{
  mark_changed (self, row);
  /* Not put off by the next letter: she may type for minutes without a rest. */
  if (self->save_source == 0)
    save_after (self, SAVE_DELAY_MS);
}

/* Nothing quoted is nothing kept. In an idle: the focus is on its way. */
static gboolean
check_left_cb (gpointer user_data)
{
  LeafQuoteRow *row = LEAF_QUOTE_ROW (user_data);
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (row), LEAF_TYPE_QUOTES_LIST);
  g_autoptr (LeafQuote) quote = leaf_quote_row_dup_quote (row);

  if (list == NULL || leaf_quote_row_has_text (row) ||
      (gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return G_SOURCE_REMOVE;

  if (quote->id != 0 || (quote->source == NULL && quote->note == NULL))
    remove_row (LEAF_QUOTES_LIST (list), row);

  return G_SOURCE_REMOVE;
}

static void
row_left_cb (LeafQuotesList *self, LeafQuoteRow *row)
{
  leaf_quotes_list_flush (self);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, check_left_cb, g_object_ref (row), g_object_unref);
}

static LeafQuoteRow *
new_row (LeafQuotesList *self, const LeafQuote *quote)
{
  LeafQuoteRow *row = LEAF_QUOTE_ROW (leaf_quote_row_new (quote));

  g_signal_connect_object (row, "changed", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "left", G_CALLBACK (row_left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (remove_row), self, G_CONNECT_SWAPPED);
  return g_object_ref_sink (row);
}

/* Rows that stay in front are left alone: one of them may have the focus. */
static void
show_rows (LeafQuotesList *self, GPtrArray *wanted)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->rows);
  unsigned int same = 0;

  self->rows = g_ptr_array_ref (wanted);
  while (same < before->len && same < wanted->len &&
         g_ptr_array_index (before, same) == g_ptr_array_index (wanted, same))
    same++;

  for (unsigned int i = same; i < before->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (before, i));
  for (unsigned int i = same; i < wanted->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (wanted, i));
}

/* Its row, or one that was left with something to save. */
static LeafQuoteRow *
find_row (LeafQuotesList *self, gint64 id)
{
  GHashTableIter iter;
  gpointer row;

  for (unsigned int i = 0; i < self->rows->len; i++)
    if (leaf_quote_row_get_id (g_ptr_array_index (self->rows, i)) == id)
      return g_ptr_array_index (self->rows, i);

  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (leaf_quote_row_get_id (row) == id)
      return row;

  return NULL;
}

static void
append_new_rows (LeafQuotesList *self, GPtrArray *wanted)
{
  GHashTableIter iter;
  gpointer row;

  for (unsigned int i = 0; i < self->rows->len; i++)
    if (leaf_quote_row_get_id (g_ptr_array_index (self->rows, i)) == 0)
      g_ptr_array_add (wanted, g_object_ref (g_ptr_array_index (self->rows, i)));

  g_hash_table_iter_init (&iter, self->changed);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    if (leaf_quote_row_get_id (row) == 0 && leaf_quote_row_get_book (row) == self->book &&
        !g_ptr_array_find (wanted, row, NULL))
      g_ptr_array_add (wanted, g_object_ref (row));
}

static void
fill (LeafQuotesList *self, GPtrArray *quotes)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);

  for (unsigned int i = 0; i < quotes->len; i++)
    {
      const LeafQuote *quote = g_ptr_array_index (quotes, i);
      LeafQuoteRow *row = find_row (self, quote->id);

      if (row == NULL)
        g_ptr_array_add (wanted, new_row (self, quote));
      else
        {
          /* One that she has emptied is about to be removed. */
          if (!is_unsaved (self, row) && leaf_quote_row_has_text (row) &&
              (gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
            leaf_quote_row_set_quote (row, quote);
          g_ptr_array_add (wanted, g_object_ref (row));
        }
    }
  append_new_rows (self, wanted);
  show_rows (self, wanted);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafQuotesList) self = user_data;
  g_autoptr (GError) error = NULL;
  Loaded *loaded = leaf_library_run_data (result);

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    g_debug ("Quotations cannot be read: %s", error->message);
  else if (self->library != NULL && loaded->book == self->book && g_hash_table_size (self->saving) == 0)
    /* Else one of them may be a row that does not know its number yet; the last save loads again. */
    fill (self, loaded->quotes);
}

static void
load (LeafQuotesList *self)
{
  Loaded *loaded;

  if (self->library == NULL || self->book == 0)
    return;

  loaded = g_new0 (Loaded, 1);
  loaded->book = self->book;
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, load_func, loaded, (GDestroyNotify) loaded_free,
                          NULL, load_cb, g_object_ref (self));
}

static gboolean
save_delay_cb (gpointer user_data)
{
  LeafQuotesList *self = user_data;

  self->save_source = 0;
  leaf_quotes_list_flush (self);

  return G_SOURCE_REMOVE;
}

static void
save_after (LeafQuotesList *self, unsigned int milliseconds)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (milliseconds, save_delay_cb, self);
  note_saves (self);
}

/* Kept and tried again until it can be saved. */
static void
keep_unsaved (LeafQuotesList *self, LeafQuoteRow *row, const GError *error)
{
  gboolean gone = g_error_matches (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);

  if (gone && !g_ptr_array_find (self->rows, row, NULL))
    return;

  /* Removed by another program while she writes in it: hers is a new one. */
  if (gone)
    leaf_quote_row_set_id (row, 0);
  else if (self->problem == NULL)
    leaf_ui_show_toast (GTK_WIDGET (self), leaf_ui_toast_new (error->message));

  mark_changed (self, row);
  if (!gone)
    {
      g_free (self->problem);
      self->problem = g_strdup (error->message);
    }
  save_after (self, gone ? 0 : RETRY_DELAY_MS);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafQuotesList) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    leaf_ui_show_toast (GTK_WIDGET (self), leaf_ui_toast_new (error->message));
  load (self);
}

static void
run_for_id (LeafQuotesList *self, LeafLibraryFunc func, gint64 id)
{
  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, func, g_memdup2 (&id, sizeof id), g_free, NULL,
                          removed_cb, g_object_ref (self));
}

static void
save_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafQuotesList) self = user_data;
  g_autoptr (GError) error = NULL;
  Saved *saved = leaf_library_run_data (result);
  gboolean done = leaf_library_run_finish (LEAF_LIBRARY (source), result, &error);
  gboolean doomed = g_hash_table_remove (self->doomed, saved->row);

  g_hash_table_remove (self->saving, saved->row);
  if (self->library == NULL)
    return;

  if (done)
    {
      leaf_quote_row_set_id (saved->row, saved->quote->id);
      if (doomed)
        run_for_id (self, remove_func, saved->quote->id);
      if (g_hash_table_contains (self->changed, saved->row))
        save_after (self, SAVE_DELAY_MS);
      if (g_hash_table_size (self->saving) == 0)
        load (self);
    }
  else if (!doomed)
    keep_unsaved (self, saved->row, error);

  note_saves (self);
}

static void
save_row (LeafQuotesList *self, LeafQuoteRow *row)
{
  Saved *saved = g_new0 (Saved, 1);

  saved->row = g_object_ref (row);
  saved->quote = leaf_quote_row_dup_quote (row);
  g_hash_table_add (self->saving, g_object_ref (row));
  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, save_func, saved, (GDestroyNotify) saved_free, NULL,
                          save_cb, g_object_ref (self));
}

typedef struct {
  LeafQuotesList *list;
  gint64 id;
} Undo;

static void
undo_free (gpointer data, GClosure *closure)
{
  g_object_unref (((Undo *) data)->list);
  g_free (data);
}

static void
undo_cb (AdwToast *toast, Undo *undo)
{
  if (undo->list->library != NULL)
    run_for_id (undo->list, restore_func, undo->id);
}

static void
offer_undo (LeafQuotesList *self, gint64 id)
{
  AdwToast *toast = leaf_ui_toast_new (_("Quotation removed"));
  Undo *undo = g_new0 (Undo, 1);

  undo->list = g_object_ref (self);
  undo->id = id;
  adw_toast_set_button_label (toast, _("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), undo, undo_free, 0);
  leaf_ui_show_toast (GTK_WIDGET (self), toast);
}

/* What she typed last is saved before it goes, so that it is what comes back. */
static void
remove_row (LeafQuotesList *self, LeafQuoteRow *row)
{
  gint64 id = leaf_quote_row_get_id (row);
  gboolean focused = (gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  g_object_ref (row);
  leaf_quotes_list_flush (self);
  g_hash_table_remove (self->changed, row);
  if (g_ptr_array_remove (self->rows, row))
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  if (focused)
    gtk_widget_grab_focus (self->add_button);

  if (id != 0)
    {
      run_for_id (self, remove_func, id);
      offer_undo (self, id);
    }
  else if (g_hash_table_contains (self->saving, row))
    g_hash_table_add (self->doomed, g_object_ref (row));
  g_object_unref (row);
  note_saves (self);
}

/* The page scrolls to what has the focus, but a row that is new has no place yet, and grows while it unfolds. */
static gboolean
follow_cb (GtkWidget     *row,
           GdkFrameClock *clock,
           gpointer       data)
{
  gint64 *end = data;
  GtkWidget *scroller = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  if (*end == 0)
    *end = gdk_frame_clock_get_frame_time (clock) + UNFOLDING;
  if (scroller != NULL && gtk_widget_compute_bounds (row, scroller, &bounds))
    {
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
      double top = gtk_adjustment_get_value (adjustment) + (double) bounds.origin.y;

      gtk_adjustment_clamp_page (adjustment, top, top + (double) bounds.size.height);
    }

  return gdk_frame_clock_get_frame_time (clock) < *end ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
add_cb (LeafQuotesList *self)
{
  const LeafQuote quote = { .book = self->book };
  LeafQuoteRow *row;

  if (self->book == 0)
    return;

  row = new_row (self, &quote);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
  leaf_quote_row_edit (row);
  gtk_widget_add_tick_callback (GTK_WIDGET (row), follow_cb, g_new0 (gint64, 1), g_free);
}

static void
library_changed_cb (LeafQuotesList *self, LeafChange what, gint64 id)
{
  if (what == LEAF_CHANGE_BOOK && (id == self->book || id == 0) && g_hash_table_size (self->saving) == 0)
    load (self);
}

static void
leaf_quotes_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, LEAF_QUOTES_LIST (object)->library);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_quotes_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LeafQuotesList *self = LEAF_QUOTES_LIST (object);

  switch (prop_id)
    {
    case PROP_LIBRARY:
      if (g_set_object (&self->library, g_value_get_object (value)))
        {
          g_signal_group_set_target (self->library_signals, self->library);
          g_signal_connect_object (leaf_saves_get (self->library), "flush", G_CALLBACK (leaf_quotes_list_flush), self,
                                   G_CONNECT_SWAPPED);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_quotes_list_dispose (GObject *object)
{
  LeafQuotesList *self = LEAF_QUOTES_LIST (object);

  if (self->library != NULL)
    {
      leaf_quotes_list_flush (self);
      leaf_saves_note (leaf_saves_get (self->library), self, LEAF_SAVES_DONE, NULL);
    }

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_object (&self->library_signals);
  g_clear_object (&self->library);
  g_ptr_array_set_size (self->rows, 0);
  g_hash_table_remove_all (self->changed);

  G_OBJECT_CLASS (leaf_quotes_list_parent_class)->dispose (object);
}

static void
leaf_quotes_list_finalize (GObject *object)
{
  LeafQuotesList *self = LEAF_QUOTES_LIST (object);

  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->changed);
  g_hash_table_unref (self->saving);
  g_hash_table_unref (self->doomed);
  g_free (self->problem);

  G_OBJECT_CLASS (leaf_quotes_list_parent_class)->finalize (object);
}

static void
leaf_quotes_list_class_init (LeafQuotesListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = leaf_quotes_list_get_property;
  object_class->set_property = leaf_quotes_list_set_property;
  object_class->dispose = leaf_quotes_list_dispose;
  object_class->finalize = leaf_quotes_list_finalize;

  properties[PROP_LIBRARY] =
      g_param_spec_object ("library", NULL, NULL, LEAF_TYPE_LIBRARY,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  leaf_ui_ensure ();
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-quotes-list.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafQuotesList, add_button);
}

static void
leaf_quotes_list_init (LeafQuotesList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->changed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->saving = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->doomed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->library_signals = g_signal_group_new (LEAF_TYPE_LIBRARY);
  g_signal_group_connect_swapped (self->library_signals, "changed", G_CALLBACK (library_changed_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->add_button, "clicked", G_CALLBACK (add_cb), self);
}

/**
 * leaf_quotes_list_set_book:
 * @self: the list
 * @book: id of a book in the library, or 0 for none
 *
 * Shows the quotations of another book; what was typed for the one before is saved.
 */
void
leaf_quotes_list_set_book (LeafQuotesList *self, gint64 book)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (LEAF_IS_QUOTES_LIST (self));

  if (book == self->book)
    return;

  leaf_quotes_list_flush (self);
  self->book = book;
  show_rows (self, none);
  load (self);
}

/**
 * leaf_quotes_list_flush:
 * @self: the list
 *
 * Sends what was typed and is not saved yet to the library, without waiting for it.
 */
void
leaf_quotes_list_flush (LeafQuotesList *self)
{
  g_autofree gpointer *rows = NULL;
  unsigned int n_rows;

  g_return_if_fail (LEAF_IS_QUOTES_LIST (self));

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->library == NULL)
    return;

  rows = g_hash_table_get_keys_as_array (self->changed, &n_rows);
  for (unsigned int i = 0; i < n_rows; i++)
    {
      LeafQuoteRow *row = rows[i];

      /* One that is on its way goes again when it has arrived: it may get its number only then. */
      if (g_hash_table_contains (self->saving, row))
        continue;
      /* An empty one is removed when she leaves it. */
      if (leaf_quote_row_has_text (row))
        save_row (self, row);
      g_hash_table_remove (self->changed, row);
    }
  note_saves (self);
}
