/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-buffer-private.h"

G_DEFINE_FINAL_TYPE (LeafEditorBuffer, leaf_editor_buffer, GTK_TYPE_TEXT_BUFFER)

enum {
  SIGNAL_EDITED,
  SIGNAL_ACTIVE_CHANGED,
  SIGNAL_PICTURE_NEEDED,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

static void
take_active (LeafEditorBuffer *self,
             LeafTextStyle     style)
{
  if (leaf_text_style_equal (&self->active, &style))
    {
      g_clear_pointer (&style.link, g_ref_string_release);
      return;
    }

  g_clear_pointer (&self->active.link, g_ref_string_release);
  self->active = style;
  g_signal_emit (self, signals[SIGNAL_ACTIVE_CHANGED], 0);
}

static void
restore_edit (const LeafEdit *edit,
              gboolean        forward,
              gpointer        data)
{
  LeafEditorBuffer *self = data;
  const LeafEditSide *from = forward ? &edit->before : &edit->after;
  const LeafEditSide *to = forward ? &edit->after : &edit->before;

  switch (edit->kind)
    {
    case LEAF_EDIT_REPLACE:
      {
        unsigned int end = edit->place + leaf_document_get_length (from->fragment);

        leaf_editor_render_now (self);
        leaf_document_replace (self->document, edit->place, end, to->fragment);
        leaf_editor_render_replace (self, edit->place, end, to->fragment);
      }
      break;
    case LEAF_EDIT_SPANS:
      leaf_document_set_spans (self->document,
                               edit->place,
                               (const LeafSpan *) (gpointer) to->spans->data,
                               to->spans->len);
      leaf_editor_render_spans (self, edit->place, from->spans, to->spans);
      break;
    case LEAF_EDIT_BLOCK:
      leaf_document_set_block_style (self->document, edit->place, &to->style);
      if (to->style.kind == LEAF_BLOCK_FIGURE && g_strcmp0 (to->style.picture, from->style.picture) != 0)
        leaf_editor_render_object (self, edit->place);
      leaf_editor_render_later (self, edit->place, edit->place);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
restored (LeafEditorBuffer *self,
          LeafCursor        cursor)
{
  leaf_editor_render_now (self);
  leaf_editor_buffer_set_cursor (self, cursor);
  leaf_editor_buffer_update_active (self);
  g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

static gboolean
spans_equal (GArray *a,
             GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (unsigned int i = 0; i < a->len; i++)
    {
      const LeafSpan *first = &g_array_index (a, LeafSpan, i);
      const LeafSpan *second = &g_array_index (b, LeafSpan, i);

      if (first->n_chars != second->n_chars || !leaf_text_style_equal (&first->style, &second->style))
        return FALSE;
    }
  return TRUE;
}

/* After the styles of a range were changed in the document. */
static void
finish_spans (LeafEditorBuffer *self,
              unsigned int      start,
              unsigned int      end,
              GArray           *before)
{
  g_autoptr (GArray) after = leaf_document_get_spans (self->document, start, end);

  if (spans_equal (before, after))
    {
      g_array_unref (before);
      return;
    }

  leaf_editor_render_spans (self, start, before, after);
  leaf_editor_journal_record_spans (self->journal, start, end, before, g_steal_pointer (&after));
  self->edited = TRUE;
}

static void
leaf_editor_buffer_begin_user_action (GtkTextBuffer *buffer)
{
  if (GTK_TEXT_BUFFER_CLASS (leaf_editor_buffer_parent_class)->begin_user_action != NULL)
    GTK_TEXT_BUFFER_CLASS (leaf_editor_buffer_parent_class)->begin_user_action (buffer);
  leaf_editor_buffer_begin_edit (LEAF_EDITOR_BUFFER (buffer));
}

static void
leaf_editor_buffer_end_user_action (GtkTextBuffer *buffer)
{
  leaf_editor_buffer_end_edit (LEAF_EDITOR_BUFFER (buffer));
  if (GTK_TEXT_BUFFER_CLASS (leaf_editor_buffer_parent_class)->end_user_action != NULL)
    GTK_TEXT_BUFFER_CLASS (leaf_editor_buffer_parent_class)->end_user_action (buffer);
}

static void
leaf_editor_buffer_mark_set (GtkTextBuffer     *buffer,
                             const GtkTextIter *location,
                             GtkTextMark       *mark)
{
  LeafEditorBuffer *self = LEAF_EDITOR_BUFFER (buffer);

  GTK_TEXT_BUFFER_CLASS (leaf_editor_buffer_parent_class)->mark_set (buffer, location, mark);

  if (self->rendering > 0 || self->depth > 0 ||
      (mark != gtk_text_buffer_get_insert (buffer) && mark != gtk_text_buffer_get_selection_bound (buffer)))
    return;

  leaf_editor_journal_split (self->journal);
  leaf_editor_buffer_update_active (self);
}

/* Tags and objects follow the document: nobody else may set them, GTK's drag and drop included. */
static void
leaf_editor_buffer_apply_tag (GtkTextBuffer     *buffer,
                              GtkTextTag        *tag,
                              const GtkTextIter *start,
                              const GtkTextIter *end)
{
  if (LEAF_EDITOR_BUFFER (buffer)->rendering > 0)
    GTK_TEXT_BUFFER_CLASS (leaf_editor_buffer_parent_class)->apply_tag (buffer, tag, start, end);
}

static void
leaf_editor_buffer_remove_tag (GtkTextBuffer     *buffer,
                               GtkTextTag        *tag,
                               const GtkTextIter *start,
                               const GtkTextIter *end)
{
  if (LEAF_EDITOR_BUFFER (buffer)->rendering > 0)
    GTK_TEXT_BUFFER_CLASS (leaf_editor_buffer_parent_class)->remove_tag (buffer, tag, start, end);
}

static void
leaf_editor_buffer_insert_paintable (GtkTextBuffer *buffer,
                                     GtkTextIter   *iter,
                                     GdkPaintable  *paintable)
{
  if (LEAF_EDITOR_BUFFER (buffer)->rendering > 0)
    GTK_TEXT_BUFFER_CLASS (leaf_editor_buffer_parent_class)->insert_paintable (buffer, iter, paintable);
}

static void
leaf_editor_buffer_insert_child_anchor (GtkTextBuffer      *buffer,
                                        GtkTextIter        *iter,
                                        GtkTextChildAnchor *anchor)
{
}

static void
leaf_editor_buffer_constructed (GObject *object)
{
  LeafEditorBuffer *self = LEAF_EDITOR_BUFFER (object);

  G_OBJECT_CLASS (leaf_editor_buffer_parent_class)->constructed (object);

  leaf_editor_tags_init (&self->tags, gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self)));
}

static void
leaf_editor_buffer_finalize (GObject *object)
{
  LeafEditorBuffer *self = LEAF_EDITOR_BUFFER (object);

  g_clear_pointer (&self->document, leaf_document_unref);
  g_clear_pointer (&self->journal, leaf_editor_journal_free);
  g_clear_pointer (&self->active.link, g_ref_string_release);
  g_clear_pointer (&self->figures, g_hash_table_unref);

  G_OBJECT_CLASS (leaf_editor_buffer_parent_class)->finalize (object);
}

static void
leaf_editor_buffer_class_init (LeafEditorBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkTextBufferClass *buffer_class = GTK_TEXT_BUFFER_CLASS (klass);

  object_class->constructed = leaf_editor_buffer_constructed;
  object_class->finalize = leaf_editor_buffer_finalize;

  buffer_class->insert_text = leaf_editor_buffer_insert_text;
  buffer_class->delete_range = leaf_editor_buffer_delete_range;
  buffer_class->insert_paintable = leaf_editor_buffer_insert_paintable;
  buffer_class->insert_child_anchor = leaf_editor_buffer_insert_child_anchor;
  buffer_class->apply_tag = leaf_editor_buffer_apply_tag;
  buffer_class->remove_tag = leaf_editor_buffer_remove_tag;
  buffer_class->mark_set = leaf_editor_buffer_mark_set;
  buffer_class->begin_user_action = leaf_editor_buffer_begin_user_action;
  buffer_class->end_user_action = leaf_editor_buffer_end_user_action;

  /**
   * LeafEditorBuffer::edited:
   * @self: the buffer
   *
   * A user action, an undo or a redo changed the document.
   */
  signals[SIGNAL_EDITED] =
    g_signal_new ("edited", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LeafEditorBuffer::active-changed:
   * @self: the buffer
   *
   * What is typed next would look different now.
   */
  signals[SIGNAL_ACTIVE_CHANGED] =
    g_signal_new ("active-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LeafEditorBuffer::picture-needed:
   * @self: the buffer
   * @picture: SHA-256 of a picture
   *
   * A figure was shown for the first time; leaf_editor_buffer_set_picture() answers.
   */
  signals[SIGNAL_PICTURE_NEEDED] =
    g_signal_new ("picture-needed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
leaf_editor_buffer_init (LeafEditorBuffer *self)
{
  self->document = leaf_document_new ();
  self->journal = leaf_editor_journal_new ();
  self->figures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (self), FALSE);
}

/* A user action, or an edit outside of one, begins. */
void
leaf_editor_buffer_begin_edit (LeafEditorBuffer *self)
{
  if (self->depth++ == 0)
    self->edited = FALSE;
  leaf_editor_journal_begin (self->journal, leaf_editor_buffer_get_cursor (self));
}

void
leaf_editor_buffer_end_edit (LeafEditorBuffer *self)
{
  leaf_editor_journal_end (self->journal, leaf_editor_buffer_get_cursor (self));
  if (--self->depth > 0)
    return;

  leaf_editor_render_now (self);
  if (!self->keep_active)
    leaf_editor_buffer_update_active (self);
  self->keep_active = FALSE;
  if (self->edited)
    g_signal_emit (self, signals[SIGNAL_EDITED], 0);
}

/* Document and journal, not yet the view. */
void
leaf_editor_buffer_update_model (LeafEditorBuffer   *self,
                                 unsigned int        start,
                                 unsigned int        end,
                                 const LeafDocument *fragment)
{
  LeafDocument *before = leaf_document_slice (self->document, start, end);

  leaf_editor_render_now (self);
  leaf_document_replace (self->document, start, end, fragment);
  leaf_editor_journal_record_replace (self->journal,
                                      start,
                                      before,
                                      leaf_document_slice (self->document, start, start + leaf_document_get_length (fragment)));
  self->edited = TRUE;
}

/* The style that text gets which is typed at an offset: that of the character before it, except
 * that a link goes on only inside. Takes a reference on the link. */
void
leaf_editor_buffer_get_typing_style (LeafEditorBuffer *self,
                                     unsigned int      offset,
                                     LeafTextStyle    *style)
{
  unsigned int column;
  unsigned int index = leaf_document_locate (self->document, offset, &column);
  const LeafBlock *block = leaf_document_get_block (self->document, index);
  unsigned int length = leaf_block_get_length (block);
  gboolean object = leaf_block_kind_is_object (leaf_block_get_style (block)->kind);
  GRefString *link = NULL;

  style->marks = LEAF_MARK_NONE;
  style->link = NULL;
  if (column > (object ? 1 : 0))
    {
      LeafTextStyle before = leaf_document_get_style_at (self->document, offset - 1);

      style->marks = before.marks;
      link = before.link;
    }
  else if (column < length && !object)
    style->marks = leaf_document_get_style_at (self->document, offset).marks;

  if (link != NULL && column < length)
    {
      LeafTextStyle after = leaf_document_get_style_at (self->document, offset);

      if (after.link != NULL && g_str_equal (after.link, link))
        style->link = g_ref_string_acquire (link);
    }
}

void
leaf_editor_buffer_update_active (LeafEditorBuffer *self)
{
  LeafTextStyle style;

  leaf_editor_buffer_get_typing_style (self, leaf_editor_buffer_get_cursor (self).insert, &style);
  take_active (self, style);
}

/**
 * leaf_editor_buffer_new: (skip)
 *
 * Returns: (transfer full): a buffer with one empty paragraph
 */
LeafEditorBuffer *
leaf_editor_buffer_new (void)
{
  return g_object_new (LEAF_TYPE_EDITOR_BUFFER, NULL);
}

/**
 * leaf_editor_buffer_set_document: (skip)
 * @self: an editor buffer
 * @document: (transfer none): copied
 *
 * Shows another document; the journal begins anew.
 */
void
leaf_editor_buffer_set_document (LeafEditorBuffer *self,
                                 LeafDocument     *document)
{
  LeafDocument *copy = leaf_document_copy (document);

  leaf_document_unref (self->document);
  self->document = copy;
  leaf_editor_journal_clear (self->journal);
  leaf_editor_render_all (self);
  leaf_editor_buffer_set_cursor (self, (LeafCursor) { 0, 0 });
  leaf_editor_buffer_update_active (self);
}

/**
 * leaf_editor_buffer_get_document: (skip)
 * @self: an editor buffer
 *
 * Returns: (transfer none): the document; it changes with every edit
 */
LeafDocument *
leaf_editor_buffer_get_document (LeafEditorBuffer *self)
{
  return self->document;
}

/**
 * leaf_editor_buffer_set_colors: (skip)
 * @self: an editor buffer
 * @colors: colours of the widget's present style
 */
void
leaf_editor_buffer_set_colors (LeafEditorBuffer       *self,
                               const LeafEditorColors *colors)
{
  leaf_editor_tags_set_colors (&self->tags, colors);
}

/**
 * leaf_editor_buffer_set_metrics: (skip)
 * @self: an editor buffer
 * @metrics: sizes in the widget's present font
 */
void
leaf_editor_buffer_set_metrics (LeafEditorBuffer        *self,
                                const LeafEditorMetrics *metrics)
{
  leaf_editor_tags_set_metrics (&self->tags, metrics);
}

/**
 * leaf_editor_buffer_set_shorthand: (skip)
 * @self: an editor buffer
 * @shorthand: whether Enter after `---` makes a divider of it
 */
void
leaf_editor_buffer_set_shorthand (LeafEditorBuffer *self,
                                  gboolean          shorthand)
{
  self->shorthand = shorthand;
}

/**
 * leaf_editor_buffer_set_step: (skip)
 * @self: an editor buffer
 * @step: pixels that a list level or a quotation is moved in by
 */
void
leaf_editor_buffer_set_step (LeafEditorBuffer *self,
                             int               step)
{
  leaf_editor_tags_set_step (&self->tags, step);
}

/**
 * leaf_editor_buffer_get_cursor: (skip)
 * @self: an editor buffer
 *
 * Returns: offsets of the cursor and of the other end of the selection, in characters
 */
LeafCursor
leaf_editor_buffer_get_cursor (LeafEditorBuffer *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter insert, bound;

  gtk_text_buffer_get_iter_at_mark (buffer, &insert, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_iter_at_mark (buffer, &bound, gtk_text_buffer_get_selection_bound (buffer));
  return (LeafCursor) { (unsigned int) gtk_text_iter_get_offset (&insert),
                        (unsigned int) gtk_text_iter_get_offset (&bound) };
}

/**
 * leaf_editor_buffer_set_cursor: (skip)
 * @self: an editor buffer
 * @cursor: offsets, in characters; too large ones mean the end
 */
void
leaf_editor_buffer_set_cursor (LeafEditorBuffer *self,
                               LeafCursor        cursor)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter insert, bound;

  gtk_text_buffer_get_iter_at_offset (buffer, &insert, (int) cursor.insert);
  gtk_text_buffer_get_iter_at_offset (buffer, &bound, (int) cursor.bound);
  gtk_text_buffer_select_range (buffer, &insert, &bound);
}

/**
 * leaf_editor_buffer_get_range: (skip)
 * @self: an editor buffer
 * @start: (out): where the selection begins
 * @end: (out): where it ends
 *
 * Returns: whether something is selected; if not, both are the cursor
 */
gboolean
leaf_editor_buffer_get_range (LeafEditorBuffer *self,
                              unsigned int     *start,
                              unsigned int     *end)
{
  LeafCursor cursor = leaf_editor_buffer_get_cursor (self);

  *start = MIN (cursor.insert, cursor.bound);
  *end = MAX (cursor.insert, cursor.bound);
  return *start < *end;
}

/**
 * leaf_editor_buffer_get_active: (skip)
 * @self: an editor buffer
 *
 * Returns: (transfer none): the style of what is typed next
 */
const LeafTextStyle *
leaf_editor_buffer_get_active (LeafEditorBuffer *self)
{
  return &self->active;
}

/**
 * leaf_editor_buffer_set_active: (skip)
 * @self: an editor buffer
 * @style: the style of what is typed next, until the cursor moves
 */
void
leaf_editor_buffer_set_active (LeafEditorBuffer    *self,
                               const LeafTextStyle *style)
{
  LeafTextStyle copy = *style;

  if (copy.link != NULL)
    g_ref_string_acquire (copy.link);
  leaf_editor_journal_split (self->journal);
  take_active (self, copy);
  self->keep_active = self->depth > 0;
}

/**
 * leaf_editor_buffer_replace: (skip)
 * @self: an editor buffer
 * @start: first character
 * @end: one behind the last character
 * @fragment: what to put there, see leaf_document_replace()
 *
 * Replaces text.
 */
void
leaf_editor_buffer_replace (LeafEditorBuffer   *self,
                            unsigned int        start,
                            unsigned int        end,
                            const LeafDocument *fragment)
{
  leaf_editor_buffer_begin_edit (self);
  leaf_editor_buffer_update_model (self, start, end, fragment);
  leaf_editor_render_replace (self, start, end, fragment);
  leaf_editor_buffer_end_edit (self);
}

/**
 * leaf_editor_buffer_change_marks: (skip)
 * @self: an editor buffer
 * @start: first character
 * @end: one behind the last character
 * @add: marks to set
 * @remove: marks to take away
 */
void
leaf_editor_buffer_change_marks (LeafEditorBuffer *self,
                                 unsigned int      start,
                                 unsigned int      end,
                                 LeafMarks         add,
                                 LeafMarks         remove)
{
  GArray *before = leaf_document_get_spans (self->document, start, end);

  leaf_editor_buffer_begin_edit (self);
  leaf_document_change_marks (self->document, start, end, add, remove);
  finish_spans (self, start, end, before);
  leaf_editor_buffer_end_edit (self);
}

/**
 * leaf_editor_buffer_set_link: (skip)
 * @self: an editor buffer
 * @start: first character
 * @end: one behind the last character
 * @link: (nullable): address, or %NULL to take links away
 */
void
leaf_editor_buffer_set_link (LeafEditorBuffer *self,
                             unsigned int      start,
                             unsigned int      end,
                             const char       *link)
{
  GArray *before = leaf_document_get_spans (self->document, start, end);

  leaf_editor_buffer_begin_edit (self);
  leaf_document_set_link (self->document, start, end, link);
  finish_spans (self, start, end, before);
  leaf_editor_buffer_end_edit (self);
}

/**
 * leaf_editor_buffer_set_block_style: (skip)
 * @self: an editor buffer
 * @index: which block
 * @style: its new style; text stays text and a figure a figure
 */
void
leaf_editor_buffer_set_block_style (LeafEditorBuffer     *self,
                                    unsigned int          index,
                                    const LeafBlockStyle *style)
{
  LeafBlockStyle before = { 0 };

  leaf_block_style_copy (leaf_block_get_style (leaf_document_get_block (self->document, index)), &before);
  if (!leaf_block_style_equal (&before, style))
    {
      leaf_editor_buffer_begin_edit (self);
      leaf_document_set_block_style (self->document, index, style);
      leaf_editor_journal_record_block (self->journal, index, &before,
                                        leaf_block_get_style (leaf_document_get_block (self->document, index)));
      if (style->kind == LEAF_BLOCK_FIGURE && g_strcmp0 (style->picture, before.picture) != 0)
        leaf_editor_render_object (self, index);
      leaf_editor_render_later (self, index, index);
      self->edited = TRUE;
      leaf_editor_buffer_end_edit (self);
    }
  leaf_block_style_clear (&before);
}

/**
 * leaf_editor_buffer_undo_step: (skip)
 * @self: an editor buffer
 *
 * Returns: whether there was a step to take back
 */
gboolean
leaf_editor_buffer_undo_step (LeafEditorBuffer *self)
{
  LeafCursor cursor;

  if (self->depth > 0 || !leaf_editor_journal_undo (self->journal, restore_edit, self, &cursor))
    return FALSE;

  restored (self, cursor);
  return TRUE;
}

/**
 * leaf_editor_buffer_redo_step: (skip)
 * @self: an editor buffer
 *
 * Returns: whether there was a step to do again
 */
gboolean
leaf_editor_buffer_redo_step (LeafEditorBuffer *self)
{
  LeafCursor cursor;

  if (self->depth > 0 || !leaf_editor_journal_redo (self->journal, restore_edit, self, &cursor))
    return FALSE;

  restored (self, cursor);
  return TRUE;
}

/**
 * leaf_editor_buffer_has_undo: (skip)
 * @self: an editor buffer
 *
 * Returns: whether there is a step to take back
 */
gboolean
leaf_editor_buffer_has_undo (LeafEditorBuffer *self)
{
  return leaf_editor_journal_can_undo (self->journal);
}

/**
 * leaf_editor_buffer_has_redo: (skip)
 * @self: an editor buffer
 *
 * Returns: whether there is a step to do again
 */
gboolean
leaf_editor_buffer_has_redo (LeafEditorBuffer *self)
{
  return leaf_editor_journal_can_redo (self->journal);
}
