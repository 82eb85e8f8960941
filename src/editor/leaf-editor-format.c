/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-editor-buffer-private.h"
#include "leaf-editor-keys.h"

#include <string.h>

/* Pictures and dividers have no marks: they do not count. */
static gboolean
range_has_mark (LeafEditorBuffer *self,
                unsigned int      start,
                unsigned int      end,
                LeafMarks         mark)
{
  gboolean any = FALSE;

  while (start < end)
    {
      unsigned int column;
      unsigned int index = leaf_document_locate (self->document, start, &column);
      const LeafBlock *block = leaf_document_get_block (self->document, index);
      unsigned int block_end = start - column + leaf_block_get_length (block);
      g_autoptr (GArray) spans = NULL;

      if (column == 0 && leaf_block_kind_is_object (leaf_block_get_style (block)->kind))
        start++;
      spans = leaf_document_get_spans (self->document, MIN (start, block_end), MIN (end, block_end));
      for (unsigned int i = 0; i < spans->len; i++)
        {
          if (!(g_array_index (spans, LeafSpan, i).style.marks & mark))
            return FALSE;
          any = TRUE;
        }
      start = block_end + 1;
    }
  return any;
}

/**
 * leaf_editor_toggle_marks: (skip)
 * @self: an editor buffer
 * @mark: one mark
 *
 * Gives the selection a mark, or takes it away when all of it has it; without a selection, what is
 * typed next.
 */
void
leaf_editor_toggle_marks (LeafEditorBuffer *self,
                          LeafMarks         mark)
{
  unsigned int start, end;

  if (leaf_editor_buffer_get_range (self, &start, &end))
    {
      gboolean remove = range_has_mark (self, start, end, mark);

      leaf_editor_buffer_change_marks (self, start, end,
                                       remove ? LEAF_MARK_NONE : mark,
                                       remove ? mark : LEAF_MARK_NONE);
    }
  else
    {
      LeafTextStyle style = *leaf_editor_buffer_get_active (self);

      style.marks ^= mark;
      leaf_editor_buffer_set_active (self, &style);
    }
}

/* The link whose characters a place is among or beside, and from where to where it goes. */
static GRefString *
link_around (LeafEditorBuffer *self,
             unsigned int      offset,
             unsigned int     *start,
             unsigned int     *end)
{
  unsigned int column, n_spans;
  unsigned int index = leaf_document_locate (self->document, offset, &column);
  const LeafSpan *spans = leaf_block_get_spans (leaf_document_get_block (self->document, index), &n_spans);
  unsigned int here = offset - column;
  GRefString *link = NULL;

  *start = *end = here;
  for (unsigned int i = 0; i < n_spans; i++)
    {
      if (g_strcmp0 (link, spans[i].style.link) != 0)
        {
          if (link != NULL && *start <= offset && offset <= *end)
            return link;
          link = spans[i].style.link;
          *start = here;
        }
      here += spans[i].n_chars;
      *end = here;
    }
  return link != NULL && *start <= offset && offset <= *end ? link : NULL;
}

/**
 * leaf_editor_find_link: (skip)
 * @self: an editor buffer
 *
 * Returns: (transfer full) (nullable): the address of the link at the cursor or the beginning of
 *   the selection
 */
char *
leaf_editor_find_link (LeafEditorBuffer *self)
{
  unsigned int start, end, from, to;

  if (leaf_editor_buffer_get_range (self, &start, &end))
    return g_strdup (leaf_document_get_style_at (self->document, start).link);
  return g_strdup (link_around (self, start, &from, &to));
}

/**
 * leaf_editor_change_link: (skip)
 * @self: an editor buffer
 * @address: (nullable): where the link leads, %NULL to take it away
 *
 * Makes the selection a link; without a selection changes the link at the cursor, and if there is
 * none, writes the address itself.
 */
void
leaf_editor_change_link (LeafEditorBuffer *self,
                         const char       *address)
{
  unsigned int start, end, from, to;

  if (address != NULL && !leaf_link_is_safe (address))
    return;

  if (leaf_editor_buffer_get_range (self, &start, &end))
    leaf_editor_buffer_set_link (self, start, end, address);
  else if (link_around (self, start, &from, &to) != NULL)
    leaf_editor_buffer_set_link (self, from, to, address);
  else if (address != NULL)
    {
      g_autoptr (LeafDocument) fragment = leaf_document_new ();
      LeafTextStyle style = { leaf_editor_buffer_get_active (self)->marks, g_ref_string_new (address) };

      leaf_document_append_text (fragment, address, -1, &style);
      leaf_editor_put_fragment (self, fragment);
      g_ref_string_release (style.link);
    }
}

static void
append_block_of (LeafDocument         *target,
                 const LeafBlock      *block,
                 const LeafBlockStyle *style)
{
  const char *text = leaf_block_get_text (block);
  unsigned int n_spans;
  const LeafSpan *spans = leaf_block_get_spans (block, &n_spans);

  leaf_document_append_block (target, style);
  for (unsigned int i = 0; i < n_spans; i++)
    {
      const char *end = g_utf8_offset_to_pointer (text, spans[i].n_chars);

      leaf_document_append_text (target, text, end - text, &spans[i].style);
      text = end;
    }
}

/**
 * leaf_editor_fragment_append: (skip)
 * @target: a fragment
 * @source: another one
 *
 * Adds the blocks of @source behind those of @target.
 */
void
leaf_editor_fragment_append (LeafDocument       *target,
                             const LeafDocument *source)
{
  unsigned int n_blocks = leaf_document_get_n_blocks (source);

  for (unsigned int i = 0; i < n_blocks; i++)
    {
      const LeafBlock *block = leaf_document_get_block (source, i);

      append_block_of (target, block, leaf_block_get_style (block));
    }
}

/* What replaces a place inside a block of `style` so that `fragment` comes to stand there: objects
 * stay in lines of their own, and text joins the line it is put into. */
static LeafDocument *
fit_fragment (const LeafDocument   *fragment,
              const LeafBlockStyle *style,
              unsigned int          column,
              unsigned int          length)
{
  LeafDocument *fitted = leaf_document_new ();
  unsigned int n_blocks = leaf_document_get_n_blocks (fragment);
  gboolean in_object = leaf_block_kind_is_object (style->kind);
  const LeafBlockStyle *first = leaf_block_get_style (leaf_document_get_block (fragment, 0));
  const LeafBlockStyle *last = leaf_block_get_style (leaf_document_get_block (fragment, n_blocks - 1));
  gboolean join_first = !in_object && column > 0 && !leaf_block_kind_is_object (first->kind);

  if (column > 0 && !join_first)
    leaf_document_append_block (fitted, style);
  for (unsigned int i = 0; i < n_blocks; i++)
    {
      const LeafBlock *block = leaf_document_get_block (fragment, i);

      append_block_of (fitted, block, i == 0 && join_first ? style : leaf_block_get_style (block));
    }
  if (in_object ? column == 0 : column < length && leaf_block_kind_is_object (last->kind))
    leaf_document_append_block (fitted, style);
  return fitted;
}

/* A few words go into a line as it is; into an empty paragraph with what they were. */
static LeafDocument *
fit_line (const LeafDocument   *fragment,
          const LeafBlockStyle *style,
          unsigned int          length)
{
  const LeafBlock *block = leaf_document_get_block (fragment, 0);
  LeafDocument *fitted = leaf_document_new ();
  gboolean fresh = length == 0 && style->kind == LEAF_BLOCK_PARAGRAPH;

  append_block_of (fitted, block, fresh ? leaf_block_get_style (block) : style);
  return fitted;
}

/**
 * leaf_editor_put_fragment: (skip)
 * @self: an editor buffer
 * @fragment: what to insert
 *
 * Puts text in the place of the selection, or at the cursor, which goes behind it.
 */
void
leaf_editor_put_fragment (LeafEditorBuffer *self,
                          LeafDocument     *fragment)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  g_autoptr (LeafDocument) fitted = NULL;
  LeafBlockStyle style = { 0 };
  unsigned int offset, end, column, length, index;
  gboolean inline_text, before_object;

  gtk_text_buffer_begin_user_action (buffer);
  leaf_editor_journal_set_apart (self->journal);
  gtk_text_buffer_delete_selection (buffer, FALSE, TRUE);

  leaf_editor_buffer_get_range (self, &offset, &end);
  index = leaf_document_locate (self->document, offset, &column);
  length = leaf_block_get_length (leaf_document_get_block (self->document, index));
  leaf_block_style_copy (leaf_block_get_style (leaf_document_get_block (self->document, index)), &style);

  inline_text = leaf_document_get_n_blocks (fragment) == 1 &&
                !leaf_block_kind_is_object (leaf_block_get_style (leaf_document_get_block (fragment, 0))->kind) &&
                style.kind != LEAF_BLOCK_DIVIDER &&
                (style.kind != LEAF_BLOCK_FIGURE || column > 0);
  before_object = leaf_block_kind_is_object (style.kind) && column == 0;

  if (inline_text)
    fitted = fit_line (fragment, &style, length);
  else
    {
      /* A caption is not taken apart. */
      if (style.kind == LEAF_BLOCK_FIGURE && column > 0)
        offset += length - column;
      fitted = fit_fragment (fragment, &style, column, length);
    }

  leaf_editor_buffer_replace (self, offset, offset, fitted);
  end = offset + leaf_document_get_length (fitted) - (before_object ? 1 : 0);
  leaf_editor_buffer_set_cursor (self, (LeafCursor) { end, end });
  leaf_block_style_clear (&style);
  gtk_text_buffer_end_user_action (buffer);
}

/**
 * leaf_editor_put_blocks: (skip)
 * @self: an editor buffer
 * @blocks: what to insert
 *
 * Puts blocks in the place of the selection, or at the cursor, on lines of their own. The cursor goes
 * behind them; at the end of the document to a paragraph to write on in.
 */
void
leaf_editor_put_blocks (LeafEditorBuffer *self,
                        LeafDocument     *blocks)
{
  g_autoptr (LeafDocument) fragment = leaf_document_new ();
  unsigned int start, end, column, index, length;
  const LeafBlock *block;
  LeafBlockKind kind;
  gboolean after_text, at_end;

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
  gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (self), FALSE, TRUE);
  leaf_editor_buffer_get_range (self, &start, &end);
  index = leaf_document_locate (self->document, start, &column);
  block = leaf_document_get_block (self->document, index);
  kind = leaf_block_get_style (block)->kind;
  length = leaf_block_get_length (block);
  after_text = column > 0 && !leaf_block_kind_is_object (kind);
  at_end = column == length && index + 1 == leaf_document_get_n_blocks (self->document);

  if (after_text)
    leaf_document_append_block (fragment, NULL);
  leaf_editor_fragment_append (fragment, blocks);
  /* A single line would be taken for words, and become an item of an empty list. */
  if (at_end || (column < length && !leaf_block_kind_is_object (kind)) ||
      (leaf_document_get_n_blocks (fragment) == 1 && kind != LEAF_BLOCK_PARAGRAPH))
    leaf_document_append_block (fragment, NULL);

  leaf_editor_put_fragment (self, fragment);
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
}

/**
 * leaf_editor_put_divider: (skip)
 * @self: an editor buffer
 *
 * Puts a divider at the cursor, which goes to the line after it.
 */
void
leaf_editor_put_divider (LeafEditorBuffer *self)
{
  g_autoptr (LeafDocument) fragment = leaf_document_new ();
  unsigned int start, end, column;
  unsigned int index;
  const LeafBlock *block;

  leaf_document_append_block (fragment, &(LeafBlockStyle) { .kind = LEAF_BLOCK_DIVIDER });
  leaf_document_append_text (fragment, LEAF_OBJECT_STRING, -1, NULL);

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
  gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (self), FALSE, TRUE);
  leaf_editor_buffer_get_range (self, &start, &end);
  index = leaf_document_locate (self->document, start, &column);
  block = leaf_document_get_block (self->document, index);
  if (column == leaf_block_get_length (block) && index + 1 == leaf_document_get_n_blocks (self->document))
    leaf_document_append_block (fragment, NULL);
  leaf_editor_put_fragment (self, fragment);
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
}

/* What two words have in common at the beginning and the end, in characters. */
static void
find_difference (const char   *old,
                 const char   *new,
                 unsigned int *n_first,
                 unsigned int *n_last)
{
  const char *old_end = old + strlen (old);
  const char *new_end = new + strlen (new);

  *n_first = *n_last = 0;
  while (*old != '\0' && g_utf8_get_char (old) == g_utf8_get_char (new))
    {
      old = g_utf8_next_char (old);
      new = g_utf8_next_char (new);
      ++*n_first;
    }
  while (old_end > old && new_end > new)
    {
      old_end = g_utf8_prev_char (old_end);
      new_end = g_utf8_prev_char (new_end);
      if (g_utf8_get_char (old_end) != g_utf8_get_char (new_end))
        break;
      ++*n_last;
    }
}

/**
 * leaf_editor_replace_word: (skip)
 * @self: an editor buffer
 * @start: where a word begins, in characters
 * @end: where it ends, in the same block
 * @word: what is to stand there
 *
 * Replaces a word, which keeps its marks and its link, also where they change within it: only the letters
 * that differ are touched. The cursor goes behind the word.
 */
void
leaf_editor_replace_word (LeafEditorBuffer *self,
                          unsigned int      start,
                          unsigned int      end,
                          const char       *word)
{
  g_autofree char *old = leaf_document_get_text (self->document, start, end);
  g_autoptr (LeafDocument) fragment = leaf_document_new ();
  unsigned int n_first, n_last, n_chars, index;
  LeafTextStyle style;
  const char *from, *to;

  find_difference (old, word, &n_first, &n_last);
  n_chars = (unsigned int) g_utf8_strlen (word, -1);
  from = g_utf8_offset_to_pointer (word, n_first);
  to = g_utf8_offset_to_pointer (word, n_chars - n_last);
  index = leaf_document_locate (self->document, start, NULL);
  style = leaf_document_get_style_at (self->document, n_first > 0 && n_first + n_last == end - start ? start + n_first - 1
                                                                                                    : start + n_first);

  leaf_document_append_block (fragment, leaf_block_get_style (leaf_document_get_block (self->document, index)));
  leaf_document_append_text (fragment, from, to - from, &style);

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
  leaf_editor_journal_set_apart (self->journal);
  leaf_editor_buffer_replace (self, start + n_first, end - n_last, fragment);
  leaf_editor_buffer_set_cursor (self, (LeafCursor) { start + n_chars, start + n_chars });
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
}
