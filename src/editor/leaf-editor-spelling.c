/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor-spelling"

#include "config.h"

#include "leaf-editor-spelling-private.h"

#include "leaf-editor-private.h"
#include "leaf-review.h"

#include <string.h>

/* Milliseconds between a change and the question: while she types, after something else. */
#define DELAY_TYPING 200
#define DELAY_OTHER  20

/* How many blocks are remembered before those far from the screen are forgotten. */
#define MAX_BLOCKS 500

G_DEFINE_FINAL_TYPE (LeafEditorSpelling, leaf_editor_spelling, G_TYPE_OBJECT)

enum {
  SIGNAL_SEARCHED,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

/* What is known of a block, by its address. Another block may come to have the same address: so the text
 * is kept, and tells what of it still holds. */
typedef struct {
  char *text;
  GArray *ranges;  /* LeafSpellingRange */
  gboolean fresh;  /* said of this very text */
} Checked;

typedef struct {
  LeafEditorSpelling *spelling;
  GPtrArray *blocks; /* addresses, never followed */
  GPtrArray *texts;
  gsize n_bytes;
  unsigned int generation;
  gboolean full;
} Batch;

static void
checked_free (Checked *checked)
{
  g_free (checked->text);
  g_array_unref (checked->ranges);
  g_free (checked);
}

static void
batch_free (Batch *batch)
{
  g_object_unref (batch->spelling);
  g_ptr_array_unref (batch->blocks);
  g_ptr_array_unref (batch->texts);
  g_free (batch);
}

static Batch *
batch_new (LeafEditorSpelling *self)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->spelling = g_object_ref (self);
  batch->blocks = g_ptr_array_new ();
  batch->texts = g_ptr_array_new_with_free_func (g_free);
  batch->generation = self->generation;
  return batch;
}

/* Bytes that two texts have in common at the beginning, in whole characters. */
static gsize
common_start (const char *a,
              const char *b)
{
  gsize n = 0;

  while (a[n] != '\0' && a[n] == b[n])
    n++;
  while (n > 0 && ((guint8) a[n] & 0xC0) == 0x80)
    n--;
  return n;
}

static gsize
common_end (const char *a,
            gsize       a_length,
            const char *b,
            gsize       b_length)
{
  gsize n = 0;

  while (n < a_length && n < b_length && a[a_length - 1 - n] == b[b_length - 1 - n])
    n++;
  while (n > 0 && ((guint8) a[a_length - n] & 0xC0) == 0x80)
    n--;
  return n;
}

/* The text has changed in one place: words before and behind it are what they were. Those that the change
 * touches are not known until they are looked up. */
static void
adapt (Checked    *checked,
       const char *text)
{
  gsize old_length = strlen (checked->text);
  gsize new_length = strlen (text);
  gsize start = common_start (checked->text, text);
  gsize end = common_end (checked->text + start, old_length - start, text + start, new_length - start);
  unsigned int n_start = (unsigned int) g_utf8_strlen (text, (gssize) start);
  unsigned int n_old = n_start + (unsigned int) g_utf8_strlen (checked->text + start, (gssize) (old_length - start - end));
  unsigned int n_new = n_start + (unsigned int) g_utf8_strlen (text + start, (gssize) (new_length - start - end));
  unsigned int n_kept = 0;

  for (unsigned int i = 0; i < checked->ranges->len; i++)
    {
      LeafSpellingRange range = g_array_index (checked->ranges, LeafSpellingRange, i);

      if (range.end >= n_start && range.start <= n_old)
        continue;
      if (range.start > n_old)
        {
          range.start = range.start - n_old + n_new;
          range.end = range.end - n_old + n_new;
        }
      g_array_index (checked->ranges, LeafSpellingRange, n_kept++) = range;
    }
  g_array_set_size (checked->ranges, n_kept);
  g_free (checked->text);
  checked->text = g_strdup (text);
  checked->fresh = FALSE;
}

static Checked *
look_up (LeafEditorSpelling *self,
         const LeafBlock    *block)
{
  Checked *checked = g_hash_table_lookup (self->blocks, block);

  if (checked != NULL && !g_str_equal (checked->text, leaf_block_get_text (block)))
    adapt (checked, leaf_block_get_text (block));
  return checked;
}

/* Whether there was room for it, and whether it was needed. */
static gboolean
batch_add (Batch           *batch,
           const LeafBlock *block)
{
  Checked *checked = look_up (batch->spelling, block);
  gsize n_bytes;

  if (checked != NULL && checked->fresh)
    return TRUE;

  n_bytes = strlen (leaf_block_get_text (block));
  if (batch->texts->len > 0 && batch->n_bytes + n_bytes > LEAF_SPELLING_MAX_BATCH)
    {
      batch->full = TRUE;
      return FALSE;
    }
  g_ptr_array_add (batch->blocks, (gpointer) block);
  g_ptr_array_add (batch->texts, g_strdup (leaf_block_get_text (block)));
  batch->n_bytes += n_bytes;
  return TRUE;
}

static void queue_check (LeafEditorSpelling *self, unsigned int delay);

static void
take_results (LeafEditorSpelling *self,
              Batch              *batch,
              GPtrArray          *results)
{
  for (unsigned int i = 0; i < results->len; i++)
    {
      Checked *checked = g_new0 (Checked, 1);

      checked->text = g_strdup (g_ptr_array_index (batch->texts, i));
      checked->ranges = g_array_ref (g_ptr_array_index (results, i));
      checked->fresh = batch->generation == self->generation;
      g_hash_table_replace (self->blocks, g_ptr_array_index (batch->blocks, i), checked);
    }
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Batch *batch = data;
  LeafEditorSpelling *self = batch->spelling;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = leaf_speller_check_finish (LEAF_SPELLER (source), result, &error);

  if (self->editor != NULL && batch->generation == self->generation)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        self->no_dictionary = TRUE;
      if (results != NULL)
        take_results (self, batch, results);
    }
  if (self->editor != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->checking = FALSE;
      gtk_widget_queue_draw (GTK_WIDGET (self->editor));
      if (batch->full || batch->generation != self->generation)
        queue_check (self, 0);
    }
  batch_free (batch);
}

/* The blocks between two heights in the text. */
static void
gather (LeafEditorSpelling *self,
        Batch              *batch,
        GHashTable         *near,
        int                 top,
        int                 bottom)
{
  LeafDocument *document = leaf_editor_get_document (self->editor);
  unsigned int n_blocks = leaf_document_get_n_blocks (document);
  GtkTextIter first, last;

  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self->editor), &first, top, NULL);
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (self->editor), &last, bottom, NULL);
  for (unsigned int i = (unsigned int) gtk_text_iter_get_line (&first);
       i <= (unsigned int) gtk_text_iter_get_line (&last) && i < n_blocks;
       i++)
    {
      const LeafBlock *block = leaf_document_get_block (document, i);

      g_hash_table_add (near, (gpointer) block);
      if (!batch_add (batch, block))
        break;
    }
}

static gboolean
is_far_cb (gpointer block,
           gpointer checked,
           gpointer near)
{
  return !g_hash_table_contains (near, block);
}

static gboolean
check_cb (gpointer data)
{
  LeafEditorSpelling *self = data;
  g_autoptr (GHashTable) near = g_hash_table_new (NULL, NULL);
  Batch *batch = batch_new (self);
  GdkRectangle visible;

  self->check_source = 0;
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->editor), &visible);
  self->checked_y = visible.y;
  gather (self, batch, near, visible.y, visible.y + visible.height);
  gather (self, batch, near, visible.y + visible.height, visible.y + 2 * visible.height);
  gather (self, batch, near, visible.y - visible.height, visible.y);
  if (!batch->full && g_hash_table_size (self->blocks) > MAX_BLOCKS)
    g_hash_table_foreach_remove (self->blocks, is_far_cb, near);

  if (batch->texts->len == 0)
    batch_free (batch);
  else
    {
      self->checking = TRUE;
      leaf_speller_check_async (self->speller, self->language, batch->texts, self->cancellable, checked_cb, batch);
    }
  return G_SOURCE_REMOVE;
}

static void
queue_check (LeafEditorSpelling *self,
             unsigned int        delay)
{
  if (self->check_source == 0 && !self->checking && !self->no_dictionary && leaf_editor_spelling_is_active (self))
    self->check_source = g_timeout_add (delay, check_cb, self);
}

/* Nothing that was said holds for sure; until it is said again, it is better than nothing. */
static void
doubt_all (LeafEditorSpelling *self)
{
  GHashTableIter iter;
  gpointer checked;

  self->generation++;
  g_hash_table_iter_init (&iter, self->blocks);
  while (g_hash_table_iter_next (&iter, NULL, &checked))
    ((Checked *) checked)->fresh = FALSE;
  queue_check (self, 0);
}

static void
forget_all (LeafEditorSpelling *self)
{
  self->generation++;
  self->no_dictionary = FALSE;
  g_hash_table_remove_all (self->blocks);
  if (self->editor != NULL)
    gtk_widget_queue_draw (GTK_WIDGET (self->editor));
}

static void
leaf_editor_spelling_finalize (GObject *object)
{
  LeafEditorSpelling *self = LEAF_EDITOR_SPELLING (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->speller);
  g_clear_pointer (&self->blocks, g_hash_table_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  g_free (self->language);

  G_OBJECT_CLASS (leaf_editor_spelling_parent_class)->finalize (object);
}

static void
leaf_editor_spelling_class_init (LeafEditorSpellingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leaf_editor_spelling_finalize;

  /**
   * LeafEditorSpelling::searched:
   * @self: the spelling
   * @outcome: a #LeafSpellingOutcome
   * @start: where the word begins that was found, in characters
   * @end: where it ends
   *
   * The search for the next misspelled word has come to an end.
   */
  signals[SIGNAL_SEARCHED] =
    g_signal_new ("searched", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
}

static void
leaf_editor_spelling_init (LeafEditorSpelling *self)
{
  self->cancellable = g_cancellable_new ();
  self->speller = g_object_ref (leaf_speller_get_default ());
  self->blocks = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) checked_free);
  self->marks = g_array_new (FALSE, FALSE, sizeof (LeafSpellingRange));
  g_signal_connect_object (self->speller, "words-changed", G_CALLBACK (doubt_all), self, G_CONNECT_SWAPPED);
}

/**
 * leaf_editor_spelling_new: (skip)
 * @editor: the editor; no reference is kept
 *
 * Returns: (transfer full): its spelling, which is off
 */
LeafEditorSpelling *
leaf_editor_spelling_new (LeafEditor *editor)
{
  LeafEditorSpelling *self = g_object_new (LEAF_TYPE_EDITOR_SPELLING, NULL);

  self->editor = editor;
  return self;
}

/**
 * leaf_editor_spelling_close: (skip)
 * @self: a spelling
 *
 * The editor goes: nothing more is asked or drawn.
 */
void
leaf_editor_spelling_close (LeafEditorSpelling *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->check_source, g_source_remove);
  self->enabled = FALSE;
  self->editor = NULL;
}

/**
 * leaf_editor_spelling_get_enabled: (skip)
 * @self: a spelling
 *
 * Returns: whether misspelled words are to be marked
 */
gboolean
leaf_editor_spelling_get_enabled (LeafEditorSpelling *self)
{
  return self->enabled;
}

/**
 * leaf_editor_spelling_set_enabled: (skip)
 * @self: a spelling
 * @enabled: whether misspelled words are to be marked
 */
void
leaf_editor_spelling_set_enabled (LeafEditorSpelling *self,
                                  gboolean            enabled)
{
  self->enabled = enabled;
  forget_all (self);
}

/**
 * leaf_editor_spelling_get_language: (skip)
 * @self: a spelling
 *
 * Returns: (transfer none) (nullable): the tag of a dictionary, %LEAF_LANGUAGE_NONE, or %NULL for that of
 *   the system's language
 */
const char *
leaf_editor_spelling_get_language (LeafEditorSpelling *self)
{
  return self->language;
}

/**
 * leaf_editor_spelling_set_language: (skip)
 * @self: a spelling
 * @language: (nullable): the tag of a dictionary, %LEAF_LANGUAGE_NONE, or %NULL for that of the system's
 *   language
 */
void
leaf_editor_spelling_set_language (LeafEditorSpelling *self,
                                   const char         *language)
{
  char *copy = g_strdup (language);

  g_free (self->language);
  self->language = copy;
  forget_all (self);
}

/**
 * leaf_editor_spelling_is_active: (skip)
 * @self: a spelling
 *
 * Returns: whether words of this text are checked
 */
gboolean
leaf_editor_spelling_is_active (LeafEditorSpelling *self)
{
  return self->enabled && g_strcmp0 (self->language, LEAF_LANGUAGE_NONE) != 0;
}

/**
 * leaf_editor_spelling_edited: (skip)
 * @self: a spelling
 *
 * The text was changed at the cursor: the word there is not finished.
 */
void
leaf_editor_spelling_edited (LeafEditorSpelling *self)
{
  self->typing = TRUE;
  self->cursor = leaf_editor_get_cursor (self->editor);
  self->n_edits++;
}

static gboolean
is_step_in_word (LeafEditorSpelling *self,
                 unsigned int        cursor)
{
  unsigned int between = MIN (cursor, self->cursor);
  GtkTextIter iter;
  gunichar c;

  if (MAX (cursor, self->cursor) - between > 1)
    return FALSE;
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor)), &iter, (int) between);
  c = gtk_text_iter_get_char (&iter);
  return cursor == self->cursor || g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '\'' || c == 0x2019;
}

/**
 * leaf_editor_spelling_moved: (skip)
 * @self: a spelling
 *
 * The cursor was moved: a word she leaves is finished.
 */
void
leaf_editor_spelling_moved (LeafEditorSpelling *self)
{
  unsigned int cursor = leaf_editor_get_cursor (self->editor);

  if (self->typing && !is_step_in_word (self, cursor))
    leaf_editor_spelling_settle (self);
  self->cursor = cursor;
}

/**
 * leaf_editor_spelling_settle: (skip)
 * @self: a spelling
 *
 * The word at the cursor is finished, too: what changed it last was no typing.
 */
void
leaf_editor_spelling_settle (LeafEditorSpelling *self)
{
  self->typing = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self->editor));
}

/**
 * leaf_editor_spelling_reset: (skip)
 * @self: a spelling
 *
 * The editor shows another document.
 */
void
leaf_editor_spelling_reset (LeafEditorSpelling *self)
{
  self->n_edits++;
  forget_all (self);
  leaf_editor_spelling_settle (self);
}

/* A search has come to an end. */
void
leaf_editor_spelling_found (LeafEditorSpelling  *self,
                            LeafSpellingOutcome  outcome,
                            LeafSpellingRange    range)
{
  g_signal_emit (self, signals[SIGNAL_SEARCHED], 0, outcome, range.start, range.end);
}

/**
 * leaf_editor_spelling_shown: (skip)
 * @self: a spelling
 * @visible: what of the text is on the screen
 *
 * The text is drawn: what comes next when she scrolls on is looked up before it is seen.
 */
void
leaf_editor_spelling_shown (LeafEditorSpelling *self,
                            const GdkRectangle *visible)
{
  if (ABS (visible->y - self->checked_y) > visible->height / 2)
    queue_check (self, DELAY_OTHER);
}

/* What is written in a typewriter's letters is no prose. */
gboolean
leaf_editor_spelling_is_code (const LeafBlock *block,
                              unsigned int     place)
{
  unsigned int n_spans;
  const LeafSpan *spans = leaf_block_get_spans (block, &n_spans);

  for (unsigned int i = 0; i < n_spans; i++)
    {
      if (place < spans[i].n_chars)
        return (spans[i].style.marks & LEAF_MARK_CODE) != 0;
      place -= spans[i].n_chars;
    }
  return FALSE;
}

/**
 * leaf_editor_spelling_get_marks: (skip)
 * @self: a spelling
 * @index: a block of the document that is on the screen
 *
 * The words to mark in a block, as far as they are known. What is not known is asked for; the editor is
 * drawn again when the answer is there. The word that is being typed is left out.
 *
 * Returns: (transfer none) (element-type LeafSpellingRange): the words, places in the block, in order;
 *   valid until the next call
 */
GArray *
leaf_editor_spelling_get_marks (LeafEditorSpelling *self,
                                unsigned int        index)
{
  LeafDocument *document;
  const LeafBlock *block;
  Checked *checked;
  unsigned int start;

  g_array_set_size (self->marks, 0);
  if (!leaf_editor_spelling_is_active (self))
    return self->marks;

  document = leaf_editor_get_document (self->editor);
  block = leaf_document_get_block (document, index);
  checked = look_up (self, block);
  if (checked == NULL || !checked->fresh)
    queue_check (self, self->typing ? DELAY_TYPING : DELAY_OTHER);
  if (checked == NULL || checked->ranges->len == 0)
    return self->marks;

  start = leaf_document_get_block_start (document, index);
  for (unsigned int i = 0; i < checked->ranges->len; i++)
    {
      LeafSpellingRange range = g_array_index (checked->ranges, LeafSpellingRange, i);
      gboolean at_cursor = start + range.start <= self->cursor && self->cursor <= start + range.end;

      if ((self->typing && at_cursor && gtk_widget_has_focus (GTK_WIDGET (self->editor))) ||
          leaf_editor_spelling_is_code (block, range.start))
        continue;
      g_array_append_val (self->marks, range);
    }
  return self->marks;
}

/**
 * leaf_editor_spelling_find: (skip)
 * @self: a spelling
 * @offset: a place in the document, in characters
 * @range: (out): the word there
 *
 * Returns: whether the word there is marked as misspelled
 */
gboolean
leaf_editor_spelling_find (LeafEditorSpelling *self,
                           unsigned int        offset,
                           LeafSpellingRange  *range)
{
  unsigned int column;
  unsigned int index = leaf_document_locate (leaf_editor_get_document (self->editor), offset, &column);
  GArray *marks = leaf_editor_spelling_get_marks (self, index);

  for (unsigned int i = 0; i < marks->len; i++)
    {
      LeafSpellingRange mark = g_array_index (marks, LeafSpellingRange, i);

      if (mark.start <= column && column <= mark.end)
        {
          range->start = offset - column + mark.start;
          range->end = offset - column + mark.end;
          return TRUE;
        }
    }
  return FALSE;
}
