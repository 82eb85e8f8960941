/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-buffer-private.h"
#include "leaf-editor-figure.h"

#include <unicode/uchar.h>

/* How many lines without a letter are looked at to find the direction of one of them. */
#define MAX_NEUTRAL 64

static gboolean
kind_has_sides (LeafBlockKind kind)
{
  return leaf_block_kind_is_list (kind) || kind == LEAF_BLOCK_QUOTE ||
         kind == LEAF_BLOCK_QUOTE_SOURCE || leaf_editor_kind_has_label (kind);
}

/* The direction of its first letter, as the Unicode bidirectional algorithm (rule P2) has it. */
static PangoDirection
block_direction (LeafEditorBuffer *self,
                 unsigned int      index)
{
  const char *text = leaf_block_get_text (leaf_document_get_block (self->document, index));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    switch (u_charDirection ((UChar32) g_utf8_get_char (p)))
      {
      case U_LEFT_TO_RIGHT:
        return PANGO_DIRECTION_LTR;
      case U_RIGHT_TO_LEFT:
      case U_RIGHT_TO_LEFT_ARABIC:
        return PANGO_DIRECTION_RTL;
      default:
        break;
      }
  return PANGO_DIRECTION_NEUTRAL;
}

/* A line without a letter follows the line before it, then the one after: GTK lays it out so. */
static PangoDirection
resolve_direction (LeafEditorBuffer *self,
                   unsigned int      index)
{
  unsigned int n_blocks = leaf_document_get_n_blocks (self->document);
  PangoDirection direction = PANGO_DIRECTION_NEUTRAL;

  for (unsigned int i = 0; i <= MIN (index, MAX_NEUTRAL) && direction == PANGO_DIRECTION_NEUTRAL; i++)
    direction = block_direction (self, index - i);
  for (unsigned int i = 1;
       i <= MAX_NEUTRAL && index + i < n_blocks && direction == PANGO_DIRECTION_NEUTRAL;
       i++)
    direction = block_direction (self, index + i);

  return direction;
}

/**
 * leaf_editor_buffer_get_line_rtl: (skip)
 * @self: an editor buffer
 * @index: a block
 *
 * Whether the block is moved in from the right, because its text runs from right to left.
 *
 * Returns: %FALSE for kinds that look the same from both sides
 */
gboolean
leaf_editor_buffer_get_line_rtl (LeafEditorBuffer *self,
                                 unsigned int      index)
{
  const LeafBlock *block = leaf_document_get_block (self->document, index);
  PangoDirection direction;

  if (!kind_has_sides (leaf_block_get_style (block)->kind))
    return FALSE;

  direction = resolve_direction (self, index);
  if (direction == PANGO_DIRECTION_NEUTRAL)
    return gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
  return direction == PANGO_DIRECTION_RTL;
}

static LeafBlockKind
kind_at (LeafEditorBuffer *self,
         unsigned int      index)
{
  return leaf_block_get_style (leaf_document_get_block (self->document, index))->kind;
}

/**
 * leaf_editor_buffer_get_line_labelled: (skip)
 * @self: an editor buffer
 * @index: a block
 *
 * Whether there is room for a label above the block, as the first of its group, or for a row below it,
 * as the last of a table of ratings.
 *
 * Returns: %FALSE for kinds that have none
 */
gboolean
leaf_editor_buffer_get_line_labelled (LeafEditorBuffer *self,
                                      unsigned int      index)
{
  LeafBlockKind kind = kind_at (self, index);

  if (!leaf_editor_kind_has_label (kind))
    return FALSE;
  if (kind == LEAF_BLOCK_RATING)
    return index + 1 == leaf_document_get_n_blocks (self->document) || kind_at (self, index + 1) != kind;
  return index == 0 || kind_at (self, index - 1) != kind;
}

/**
 * leaf_editor_buffer_get_line_look: (skip)
 * @self: an editor buffer
 * @index: a block
 *
 * Returns: its margins and spacing
 */
LeafLineLook
leaf_editor_buffer_get_line_look (LeafEditorBuffer *self,
                                  unsigned int      index)
{
  return leaf_editor_tags_get_look (&self->tags,
                                    leaf_block_get_style (leaf_document_get_block (self->document, index)),
                                    leaf_editor_buffer_get_line_rtl (self, index),
                                    leaf_editor_buffer_get_line_labelled (self, index));
}

static GtkTextTag *
wanted_block_tag (LeafEditorBuffer *self,
                  unsigned int      index)
{
  const LeafBlock *block = leaf_document_get_block (self->document, index);

  return leaf_editor_tags_get_block (&self->tags,
                                     leaf_block_get_style (block),
                                     leaf_editor_buffer_get_line_rtl (self, index),
                                     leaf_editor_buffer_get_line_labelled (self, index));
}

/* From the beginning of one line to the end of another, its line feed included. */
static void
get_lines (LeafEditorBuffer *self,
           unsigned int      first,
           unsigned int      last,
           GtkTextIter      *start,
           GtkTextIter      *end)
{
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), start, (int) first);
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), end, (int) last);
  gtk_text_iter_forward_line (end);
}

static void
apply_text_style (LeafEditorBuffer    *self,
                  const LeafTextStyle *style,
                  const GtkTextIter   *start,
                  const GtkTextIter   *end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);

  for (unsigned int i = 0; i < LEAF_N_MARKS; i++)
    if (style->marks & (1u << i))
      gtk_text_buffer_apply_tag (buffer, self->tags.marks[i], start, end);
  if (style->link != NULL)
    gtk_text_buffer_apply_tag (buffer, self->tags.link, start, end);
}

static void
tag_spans (LeafEditorBuffer *self,
           unsigned int      index)
{
  const LeafBlock *block = leaf_document_get_block (self->document, index);
  unsigned int n_spans;
  const LeafSpan *spans = leaf_block_get_spans (block, &n_spans);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &start, (int) index);
  for (unsigned int i = 0; i < n_spans; i++)
    {
      end = start;
      gtk_text_iter_forward_chars (&end, (int) spans[i].n_chars);
      apply_text_style (self, &spans[i].style, &start, &end);
      start = end;
    }
}

/* Tags lines that have no tags. Those that look alike get their block tag in one go. */
static void
tag_lines (LeafEditorBuffer *self,
           unsigned int      first,
           unsigned int      last)
{
  GtkTextTag *tag = wanted_block_tag (self, first);
  unsigned int run = first;

  for (unsigned int i = first + 1; i <= last + 1; i++)
    {
      GtkTextTag *next = i <= last ? wanted_block_tag (self, i) : NULL;
      GtkTextIter start, end;

      if (next == tag)
        continue;

      get_lines (self, run, i - 1, &start, &end);
      gtk_text_buffer_apply_tag (GTK_TEXT_BUFFER (self), tag, &start, &end);
      run = i;
      tag = next;
    }

  for (unsigned int i = first; i <= last; i++)
    tag_spans (self, i);
}

/* All at once: GTK looks for the next tag beyond the range, which in new text may be far away. */
static void
retag_lines (LeafEditorBuffer *self,
             unsigned int      first,
             unsigned int      last)
{
  GtkTextIter start, end;

  get_lines (self, first, last, &start, &end);
  gtk_text_buffer_remove_all_tags (GTK_TEXT_BUFFER (self), &start, &end);
  tag_lines (self, first, last);
}

/* Both ends are looked at: what was just typed at one of them has the right tag already. An empty
 * last line has nothing that carries a tag. */
static void
fix_line_side (LeafEditorBuffer *self,
               unsigned int      index)
{
  GtkTextTag *wanted = wanted_block_tag (self, index);
  GtkTextIter start, end;

  get_lines (self, index, index, &start, &end);
  if (gtk_text_iter_equal (&start, &end))
    return;

  gtk_text_iter_backward_char (&end);
  if (!gtk_text_iter_has_tag (&start, wanted) || !gtk_text_iter_has_tag (&end, wanted))
    retag_lines (self, index, index);
}

/* Lines without a letter beside the changed ones take their side from them, and which line of a group
 * is the first or the last one depends on what is beside it. */
static void
fix_neighbours (LeafEditorBuffer *self,
                unsigned int      first,
                unsigned int      last)
{
  unsigned int n_blocks = leaf_document_get_n_blocks (self->document);

  for (unsigned int i = last + 1; i < n_blocks && i <= last + MAX_NEUTRAL; i++)
    {
      gboolean neutral = block_direction (self, i) == PANGO_DIRECTION_NEUTRAL;

      if (neutral || (i == last + 1 && leaf_editor_kind_has_label (kind_at (self, i))))
        fix_line_side (self, i);
      if (!neutral)
        break;
    }
  for (unsigned int i = 1; i <= MIN (first, MAX_NEUTRAL); i++)
    {
      gboolean neutral = block_direction (self, first - i) == PANGO_DIRECTION_NEUTRAL;

      if (neutral || (i == 1 && leaf_editor_kind_has_label (kind_at (self, first - 1))))
        fix_line_side (self, first - i);
      if (!neutral)
        break;
    }
}

static void
insert_object (LeafEditorBuffer     *self,
               GtkTextIter          *iter,
               const LeafBlockStyle *style)
{
  if (style->kind == LEAF_BLOCK_FIGURE)
    {
      LeafEditorFigure *figure = leaf_editor_buffer_get_figure (self, style->picture != NULL ? style->picture : "");

      gtk_text_buffer_insert_paintable (GTK_TEXT_BUFFER (self), iter, GDK_PAINTABLE (figure));
      leaf_editor_figure_ask (figure);
    }
  else
    {
      g_autoptr (GdkPaintable) space = gdk_paintable_new_empty (1, LEAF_EDITOR_STEP);

      gtk_text_buffer_insert_paintable (GTK_TEXT_BUFFER (self), iter, space);
    }
}

static void
insert_blocks (LeafEditorBuffer   *self,
               GtkTextIter        *iter,
               const LeafDocument *fragment)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  unsigned int n_blocks = leaf_document_get_n_blocks (fragment);
  g_autoptr (GString) text = g_string_new (NULL);

  for (unsigned int i = 0; i < n_blocks; i++)
    {
      const LeafBlock *block = leaf_document_get_block (fragment, i);
      const char *rest = leaf_block_get_text (block);

      if (i > 0)
        g_string_append_c (text, '\n');
      if (leaf_block_kind_is_object (leaf_block_get_style (block)->kind) &&
          g_str_has_prefix (rest, LEAF_OBJECT_STRING))
        {
          gtk_text_buffer_insert (buffer, iter, text->str, (int) text->len);
          g_string_truncate (text, 0);
          insert_object (self, iter, leaf_block_get_style (block));
          rest += strlen (LEAF_OBJECT_STRING);
        }
      g_string_append (text, rest);
    }
  gtk_text_buffer_insert (buffer, iter, text->str, (int) text->len);
}

/**
 * leaf_editor_render_all: (skip)
 * @self: an editor buffer
 *
 * Fills the buffer from its document in one pass.
 */
void
leaf_editor_render_all (LeafEditorBuffer *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end;

  self->rendering++;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  insert_blocks (self, &start, self->document);
  tag_lines (self, 0, leaf_document_get_n_blocks (self->document) - 1);
  self->rendering--;
}

/**
 * leaf_editor_render_replace: (skip)
 * @self: an editor buffer
 * @start: where the document changed, in characters
 * @end: where the replaced text ended
 * @fragment: what stands there now
 *
 * Lets the buffer follow a replacement that the document has seen already.
 */
void
leaf_editor_render_replace (LeafEditorBuffer   *self,
                            unsigned int        start,
                            unsigned int        end,
                            const LeafDocument *fragment)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter from, to;
  unsigned int first, last;

  self->rendering++;
  gtk_text_buffer_get_iter_at_offset (buffer, &from, (int) start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, (int) end);
  gtk_text_buffer_delete (buffer, &from, &to);
  insert_blocks (self, &from, fragment);

  first = leaf_document_locate (self->document, start, NULL);
  last = leaf_document_locate (self->document, start + leaf_document_get_length (fragment), NULL);
  leaf_editor_render_blocks (self, first, last);
  self->rendering--;
}

/**
 * leaf_editor_render_blocks: (skip)
 * @self: an editor buffer
 * @first: first block whose styles changed
 * @last: last one
 *
 * Lets the tags of the blocks follow the document.
 */
void
leaf_editor_render_blocks (LeafEditorBuffer *self,
                           unsigned int      first,
                           unsigned int      last)
{
  self->rendering++;
  retag_lines (self, first, last);
  fix_neighbours (self, first, last);
  self->rendering--;
}

/**
 * leaf_editor_render_later: (skip)
 * @self: an editor buffer
 * @first: first block whose styles changed
 * @last: last one
 *
 * As leaf_editor_render_blocks(), but once for all changes of a user action, so that what is done to
 * thousands of lines is done to the tags in one go.
 */
void
leaf_editor_render_later (LeafEditorBuffer *self,
                          unsigned int      first,
                          unsigned int      last)
{
  self->stale_first = self->stale ? MIN (self->stale_first, first) : first;
  self->stale_last = self->stale ? MAX (self->stale_last, last) : last;
  self->stale = TRUE;
}

/**
 * leaf_editor_render_now: (skip)
 * @self: an editor buffer
 *
 * Lets the tags follow: at the end of a user action, and before lines are added or taken away.
 */
void
leaf_editor_render_now (LeafEditorBuffer *self)
{
  if (self->stale)
    leaf_editor_render_blocks (self, self->stale_first, self->stale_last);
  self->stale = FALSE;
}

/**
 * leaf_editor_render_object: (skip)
 * @self: an editor buffer
 * @index: a figure whose picture changed
 *
 * Puts the other picture in the place of the old one.
 */
void
leaf_editor_render_object (LeafEditorBuffer *self,
                           unsigned int      index)
{
  const LeafBlock *block = leaf_document_get_block (self->document, index);
  GtkTextIter start, end;

  self->rendering++;
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &start, (int) index);
  end = start;
  gtk_text_iter_forward_char (&end);
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (self), &start, &end);
  insert_object (self, &start, leaf_block_get_style (block));
  self->rendering--;
}

static gboolean
tags_are (LeafEditorBuffer    *self,
          const GtkTextIter   *iter,
          GtkTextTag          *block_tag,
          const LeafTextStyle *style)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (iter);
  unsigned int wanted = 1 + (unsigned int) __builtin_popcount (style->marks) + (style->link != NULL);

  if (g_slist_length (tags) != wanted || g_slist_find (tags, block_tag) == NULL)
    return FALSE;
  if (style->link != NULL && g_slist_find (tags, self->tags.link) == NULL)
    return FALSE;
  for (unsigned int i = 0; i < LEAF_N_MARKS; i++)
    if ((style->marks & (1u << i)) && g_slist_find (tags, self->tags.marks[i]) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * leaf_editor_render_typed: (skip)
 * @self: an editor buffer
 * @index: the block in which something was typed
 * @start: (nullable): where the new text begins, %NULL when some was deleted
 * @end: (nullable): where it ends
 * @style: (nullable): its style
 *
 * The cheap way for what happens at each key: GTK gives new text the tags of what surrounds it,
 * which nearly always are the right ones.
 */
void
leaf_editor_render_typed (LeafEditorBuffer    *self,
                          unsigned int         index,
                          const GtkTextIter   *start,
                          const GtkTextIter   *end,
                          const LeafTextStyle *style)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextTag *block_tag = wanted_block_tag (self, index);

  self->rendering++;
  if (start != NULL && !tags_are (self, start, block_tag, style))
    {
      gtk_text_buffer_remove_all_tags (buffer, start, end);
      gtk_text_buffer_apply_tag (buffer, block_tag, start, end);
      apply_text_style (self, style, start, end);
    }
  /* The line feed of a line that has become empty still looks like the text before it. */
  if (start == NULL && leaf_block_get_length (leaf_document_get_block (self->document, index)) == 0)
    retag_lines (self, index, index);
  else
    fix_line_side (self, index);
  fix_neighbours (self, index, index);
  self->rendering--;
}
