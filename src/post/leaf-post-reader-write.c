/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the reader of posts writes: the stored form of a document, or what the reader of that makes it of. */

#define G_LOG_DOMAIN "leaf-post-reader"

#include "config.h"

#include "leaf-post-reader-private.h"

#include <string.h>

/* Each costs memory; a post with more is none that a person wrote. */
#define MAX_PIECES 20000

/* A place that is filled later, or NULL when there are too many. What comes then goes behind it. */
GString *
leaf_post_reader_new_piece (LeafPostReader *self)
{
  GString *piece;

  if (self->pieces->len >= MAX_PIECES)
    return NULL;
  piece = g_string_new (NULL);
  g_ptr_array_add (self->pieces, piece);
  self->out = g_string_new (NULL);
  g_ptr_array_add (self->pieces, self->out);
  return piece;
}

/* Spaces are hers where they stand between words. A line end in markup is only how it was written down. */
void
leaf_post_reader_space (LeafPostReader *self, const char *text, gsize length)
{
  for (gsize i = 0; i < length && !self->lines; i++)
    self->lines = text[i] != ' ';
  if (!self->lines)
    g_string_append_len (self->spaces, text, length);
}

/* Writes the white space that was read, now that it is known what it stands before. */
void
leaf_post_reader_flush_space (LeafPostReader *self, LeafEdge next)
{
  /* WordPress makes a line end a <br> where there are no blocks (wpautop()); the old kind of post, and text
   * between blocks. */
  gboolean autop = self->markup == LEAF_MARKUP_WORDPRESS && (self->classic || self->n_leaves == 0) && !self->inlined;

  if (self->lines && self->edge == LEAF_EDGE_TEXT && next == LEAF_EDGE_TEXT)
    g_string_append (self->out, autop ? "<br>" : " ");
  else if (!self->lines && (next == LEAF_EDGE_TEXT || self->edge != LEAF_EDGE_BLOCK))
    g_string_append_len (self->out, self->spaces->str, self->spaces->len);
  g_string_truncate (self->spaces, 0);
  self->lines = FALSE;
}

/* Words, escaped as they stand in the post. */
void
leaf_post_reader_words (LeafPostReader *self, const char *text, gsize length)
{
  leaf_post_reader_decide (self);
  if (self->open_figure && !self->in_caption && self->shortcode)
    leaf_post_reader_caption (self, FALSE);
  else if (self->open_figure && !self->in_caption)
    leaf_post_reader_close_figure (self);
  leaf_post_reader_flush_space (self, LEAF_EDGE_TEXT);
  if (self->gap)
    g_string_append_c (self->out, ' ');
  self->gap = FALSE;
  g_string_append_len (self->out, text, length);
  self->edge = LEAF_EDGE_TEXT;
  if (self->in_heading)
    g_string_append_printf (self->heading, "%s%.*s", self->heading->len > 0 ? " " : "", (int) length, text);
  else if (self->review.name.length == 0)
    self->flags |= LEAF_POST_READ_STRAY;
}

void
leaf_post_reader_copy_inline (LeafPostReader *self, const char *start, const char *behind)
{
  leaf_post_reader_decide (self);
  leaf_post_reader_flush_space (self, LEAF_EDGE_TEXT);
  if (self->gap)
    g_string_append_c (self->out, ' ');
  self->gap = FALSE;
  g_string_append_len (self->out, start, behind - start);
}

/* Between blocks. Words that go back into their line stay in one. */
static gboolean
begin_block (LeafPostReader *self)
{
  leaf_post_reader_decide (self);
  leaf_post_reader_flush_space (self, LEAF_EDGE_BLOCK);
  if (!self->inlined)
    return TRUE;
  self->gap |= self->edge == LEAF_EDGE_TEXT;
  self->edge = LEAF_EDGE_BLOCK;
  return FALSE;
}

void
leaf_post_reader_copy_block (LeafPostReader *self, const char *start, const char *behind)
{
  if (begin_block (self))
    g_string_append_len (self->out, start, behind - start);
  self->edge = LEAF_EDGE_BLOCK;
}

void
leaf_post_reader_block (LeafPostReader *self, const char *markup)
{
  leaf_post_reader_copy_block (self, markup, markup + strlen (markup));
}

/* An attribute of the post's, with something of ours behind it. */
void
leaf_post_reader_append_attribute (GString *out, const char *name, LeafHtmlSlice value, const char *more)
{
  g_string_append_printf (out, " %s=\"", name);
  for (gsize i = 0; i < value.length; i++)
    {
      if (value.data[i] == '"')
        g_string_append (out, "&quot;");
      else
        g_string_append_c (out, value.data[i]);
    }
  g_string_append_printf (out, "%s\"", more);
}

/* Opens an element in which every space counts: hers are kept, as they are in the post. */
void
leaf_post_reader_open_leaf (LeafPostReader *self, LeafHtmlSlice name, const LeafHtmlToken *token)
{
  static const LeafHtmlSlice none = { NULL, 0 };

  if (begin_block (self))
    {
      g_string_append_printf (self->out, "<%.*s", (int) name.length, name.data);
      leaf_post_reader_append_attribute (self->out, "style", token != NULL ? token->style : none, ";white-space:pre-wrap");
      g_string_append (self->out, token != NULL && token->hidden ? " hidden>" : ">");
      self->n_leaves++;
    }
  self->edge = LEAF_EDGE_LEAF;
}

void
leaf_post_reader_close_leaf (LeafPostReader *self, LeafHtmlSlice name)
{
  if (begin_block (self))
    {
      g_string_append_printf (self->out, "</%.*s>", (int) name.length, name.data);
      if (self->n_leaves > 0)
        self->n_leaves--;
    }
  self->edge = LEAF_EDGE_BLOCK;
}
