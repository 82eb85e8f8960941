/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each tag of a post means. */

#define G_LOG_DOMAIN "leaf-post-reader"

#include "config.h"

#include "leaf-post-labels.h"
#include "leaf-post-reader-private.h"

#include <string.h>

/* Parts of a post that do not end cost a walk to the end of the text each. */
#define MAX_REWOUND 8

typedef enum {
  TAG_INLINE,
  TAG_BLOCK,
  TAG_LEAF,
  TAG_HEADING,
  TAG_BREAK,
  TAG_PRE,
  TAG_LINK,
  TAG_SPAN,
  TAG_MARK,
  TAG_IMAGE,
  TAG_FIGURE,
  TAG_CAPTION,
  TAG_DETAILS,
  TAG_SUMMARY,
  TAG_TABLE,
  TAG_FOOT,
  TAG_ROW,
  TAG_CELL,
} TagKind;

static const struct {
  const char *name;
  TagKind kind;
} tags[] = {
  { "p", TAG_LEAF }, { "li", TAG_LEAF }, { "cite", TAG_LEAF }, { "a", TAG_LINK }, { "span", TAG_SPAN }, { "mark", TAG_MARK },
  { "br", TAG_BREAK }, { "div", TAG_BLOCK }, { "ul", TAG_BLOCK }, { "ol", TAG_BLOCK }, { "blockquote", TAG_BLOCK },
  { "h1", TAG_HEADING }, { "h2", TAG_HEADING }, { "h3", TAG_HEADING }, { "h4", TAG_HEADING }, { "h5", TAG_HEADING },
  { "h6", TAG_HEADING }, { "hr", TAG_BLOCK }, { "img", TAG_IMAGE }, { "figure", TAG_FIGURE }, { "figcaption", TAG_CAPTION },
  { "details", TAG_DETAILS }, { "summary", TAG_SUMMARY }, { "table", TAG_TABLE }, { "thead", TAG_BLOCK },
  { "tbody", TAG_BLOCK }, { "tfoot", TAG_FOOT }, { "tr", TAG_ROW }, { "th", TAG_CELL }, { "td", TAG_CELL }, { "pre", TAG_PRE },
  { "section", TAG_BLOCK }, { "article", TAG_BLOCK }, { "main", TAG_BLOCK }, { "header", TAG_BLOCK }, { "footer", TAG_BLOCK },
  { "aside", TAG_BLOCK }, { "address", TAG_BLOCK }, { "center", TAG_BLOCK }, { "dl", TAG_BLOCK }, { "dt", TAG_BLOCK },
  { "dd", TAG_BLOCK }, { "form", TAG_BLOCK }, { "iframe", TAG_BLOCK },
};

/* What a post has beside the review. */
static const char *const parts[] = {
  "flyleaf-card", "flyleaf-synopsis", "flyleaf-warnings", "flyleaf-rating", "flyleaf-disclosure", "flyleaf-stores",
  "flyleaf-author", "flyleaf-byline",
};

static TagKind
find_kind (LeafHtmlSlice name)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (tags); i++)
    if (leaf_html_slice_is (name, tags[i].name))
      return tags[i].kind;
  return TAG_INLINE;
}

/* What stands in a line. */
static gboolean
is_inline (TagKind kind)
{
  return kind == TAG_INLINE || kind == TAG_BREAK || kind == TAG_LINK || kind == TAG_SPAN || kind == TAG_MARK || kind == TAG_IMAGE;
}

static gboolean
has_class (const LeafHtmlToken *token, const char *name)
{
  gsize length = strlen (name);
  const char *p = token->class_name.data;
  const char *end;

  if (token->class_name.length == 0)
    return FALSE;

  end = p + token->class_name.length;
  while (p < end && (p = memmem (p, end - p, name, length)) != NULL)
    {
      if ((p == token->class_name.data || g_ascii_isspace (p[-1])) && (p + length == end || g_ascii_isspace (p[length])))
        return TRUE;
      p++;
    }
  return FALSE;
}

static gboolean
is_part (const LeafHtmlToken *token)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (parts); i++)
    if (has_class (token, parts[i]))
      return TRUE;
  return FALSE;
}

static gboolean
same_name (LeafHtmlSlice a, LeafHtmlSlice b)
{
  return a.length == b.length && g_ascii_strncasecmp (a.data, b.data, a.length) == 0;
}

/* Follows an element to its end. */
static void
element_follow (LeafReaderElement *self, const LeafHtmlToken *token)
{
  if (!same_name (self->name, token->name))
    return;
  if (!token->end)
    self->depth++;
  else if (--self->depth == 0)
    self->name.length = 0;
}

static void
element_begin (LeafReaderElement *self, const LeafHtmlToken *token, const char *behind)
{
  self->name = token->name;
  self->depth = 1;
  self->behind = behind;
}

/* Whether a heading of the post's own was read: it stands above another part of it, or has its words. */
void
leaf_post_reader_settle_heading (LeafPostReader *self, gboolean own)
{
  if (self->held == NULL)
    return;
  own |= leaf_post_label_is (self->heading->str, LEAF_LABEL_ABOUT_THE_BOOK) || leaf_post_label_is (self->heading->str, LEAF_LABEL_MY_REVIEW);
  if (own)
    g_string_truncate (self->held, 0);
  else
    self->flags |= LEAF_POST_READ_STRAY;
  self->held = NULL;
}

static void
read_heading (LeafPostReader *self, const LeafHtmlToken *token)
{
  if (!token->end && self->review.name.length == 0 && self->details == 0)
    {
      leaf_post_reader_block (self, "");
      self->in_heading = leaf_post_reader_new_piece (self) != NULL;
      g_string_truncate (self->heading, 0);
    }
  if (token->end)
    leaf_post_reader_close_leaf (self, token->name);
  else
    leaf_post_reader_open_leaf (self, token->name, token);
  if (token->end && self->in_heading)
    {
      self->held = self->out;
      self->in_heading = FALSE;
      leaf_post_reader_new_piece (self);
    }
}

static void
read_figure (LeafPostReader *self, const LeafHtmlToken *token)
{
  leaf_post_reader_caption (self, TRUE);
  leaf_post_reader_close_figure (self);
  leaf_post_reader_block (self, "");
  if (!token->end)
    {
      self->figures++;
      self->ratings_frame = has_class (token, "flyleaf-ratings");
    }
  else if (self->figures > 0)
    {
      self->figures--;
      self->ratings_frame = FALSE;
    }
}

static void
read_details (LeafPostReader *self, const LeafHtmlToken *token, const char *start, const char *behind)
{
  gboolean warning = has_class (token, "flyleaf-warning");

  if (self->details > 0)
    {
      /* One in the other: all of it is folded already. */
      self->details += token->end ? -1 : 1;
      if (self->details == 0)
        leaf_post_reader_unfold (self);
      else
        leaf_post_reader_block (self, "");
    }
  else if (!token->end && (warning || has_class (token, "flyleaf-spoiler")))
    leaf_post_reader_fold (self, warning);
  else
    leaf_post_reader_copy_block (self, start, behind);
}

static void
read_summary (LeafPostReader *self, const LeafHtmlToken *token, const char *start, const char *behind)
{
  if (self->details == 1)
    leaf_post_reader_summary (self, token->end);
  else
    leaf_post_reader_copy_block (self, start, behind);
}

static void
read_table (LeafPostReader *self, const LeafHtmlToken *token)
{
  gboolean was_ratings = self->ratings;

  if (was_ratings)
    leaf_post_reader_row (self, TRUE);
  self->ratings = !token->end && (self->ratings_frame || has_class (token, "flyleaf-ratings")) && !self->inlined;
  self->foot = FALSE;
  leaf_post_reader_block (self, token->end ? "</table>" : self->ratings ? "<table class=\"ratings\">" : "<table>");
}

static void
read_row (LeafPostReader *self, const LeafHtmlToken *token)
{
  if (self->ratings && !self->foot)
    leaf_post_reader_row (self, token->end);
  else
    leaf_post_reader_block (self, token->end ? "</tr>" : "<tr>");
}

static void
read_foot (LeafPostReader *self, const LeafHtmlToken *token)
{
  if (!self->ratings)
    {
      leaf_post_reader_block (self, token->end ? "</tbody>" : "<tbody>");
      return;
    }
  leaf_post_reader_row (self, TRUE);
  self->foot = !token->end;
}

/* WordPress colours words by a <mark> whose ground is clear. */
static void
read_mark (LeafPostReader *self, const LeafHtmlToken *token, const char *start, const char *behind)
{
  static const char span[] = "<span>";

  if (!token->end && has_class (token, "has-inline-color") && token->style.length > 0 &&
      memmem (token->style.data, token->style.length, "rgba(0, 0, 0, 0)", 16) != NULL)
    leaf_post_reader_copy_inline (self, span, span + strlen (span));
  else
    leaf_post_reader_copy_inline (self, start, behind);
}

/* A picture leads to itself, or where no document can say. */
static void
read_link (LeafPostReader *self, const LeafHtmlToken *token, const char *start, const char *behind)
{
  if (!token->end)
    self->picture_link = strncmp (behind + strspn (behind, " \t\n\r"), "<img", 4) == 0;
  if (!self->picture_link)
    leaf_post_reader_copy_inline (self, start, behind);
  else if (token->end)
    self->picture_link = FALSE;
}

static void
read_known (LeafPostReader *self, TagKind kind, const LeafHtmlToken *token, const char *start, const char *behind)
{
  switch (kind)
    {
    case TAG_LEAF:
      if (token->end)
        leaf_post_reader_close_leaf (self, token->name);
      else
        leaf_post_reader_open_leaf (self, token->name, token);
      break;
    case TAG_HEADING:
      read_heading (self, token);
      break;
    case TAG_PRE:
      self->verbatim = !token->end;
      leaf_post_reader_copy_block (self, start, behind);
      break;
    case TAG_LINK:
      read_link (self, token, start, behind);
      break;
    case TAG_SPAN:
      if (!token->end && has_class (token, "flyleaf-spoiler-mark") && !self->inlined)
        leaf_post_reader_sign (self, FALSE);
      else if (self->sign == NULL)
        leaf_post_reader_copy_inline (self, start, behind);
      break;
    case TAG_MARK:
      read_mark (self, token, start, behind);
      break;
    case TAG_IMAGE:
      leaf_post_reader_image (self, token);
      break;
    case TAG_FIGURE:
      read_figure (self, token);
      break;
    case TAG_CAPTION:
      leaf_post_reader_caption (self, token->end);
      break;
    case TAG_DETAILS:
      read_details (self, token, start, behind);
      break;
    case TAG_SUMMARY:
      read_summary (self, token, start, behind);
      break;
    case TAG_TABLE:
      read_table (self, token);
      break;
    case TAG_FOOT:
      read_foot (self, token);
      break;
    case TAG_ROW:
      read_row (self, token);
      break;
    case TAG_CELL:
      if (self->ratings)
        leaf_post_reader_cell (self, token);
      else
        leaf_post_reader_block (self, token->end ? "</td>" : "<td>");
      break;
    case TAG_BLOCK:
    case TAG_BREAK:
      leaf_post_reader_copy_block (self, start, behind);
      break;
    case TAG_INLINE:
    default:
      leaf_post_reader_copy_inline (self, start, behind);
      break;
    }
}

/* What goes with all that is in it: another part of the post, the overall rating, and tags within a sign or a summary. TRUE for those. */
static gboolean
is_left_out (LeafPostReader *self, TagKind kind, const LeafHtmlToken *token)
{
  if (self->part.name.length > 0)
    {
      /* A paragraph that nobody ended ends where the next block begins. */
      if (!leaf_html_slice_is (self->part.name, "p") || token->end || is_inline (kind))
        {
          element_follow (&self->part, token);
          return TRUE;
        }
      self->part.name.length = 0;
    }
  if (self->foot && kind != TAG_FOOT && kind != TAG_TABLE)
    return TRUE;
  if (self->sign != NULL)
    {
      gboolean ends = kind != TAG_INLINE;

      if (ends)
        leaf_post_reader_sign (self, TRUE);
      return !ends || kind == TAG_SPAN;
    }
  if (self->in_summary && kind != TAG_SUMMARY && kind != TAG_DETAILS)
    return TRUE;
  return FALSE;
}

void
leaf_post_reader_tag (LeafPostReader *self, const LeafHtmlToken *token, const char *start, const char *behind)
{
  TagKind kind = find_kind (token->name);

  if (is_left_out (self, kind, token))
    return;

  if (!token->end && kind != TAG_IMAGE && kind != TAG_BREAK && is_part (token) && self->n_rewound < MAX_REWOUND)
    {
      leaf_post_reader_settle_heading (self, has_class (token, "flyleaf-synopsis"));
      leaf_post_reader_block (self, "");
      element_begin (&self->part, token, behind);
      return;
    }
  if (self->review.name.length > 0)
    element_follow (&self->review, token);
  if (!token->end && (self->flags & LEAF_POST_READ_NO_REVIEW) != 0 && has_class (token, "flyleaf-review"))
    {
      leaf_post_reader_settle_heading (self, TRUE);
      self->flags &= ~LEAF_POST_READ_NO_REVIEW;
      element_begin (&self->review, token, behind);
    }
  if (!token->end && self->anchor != NULL && leaf_html_slice_is (token->id, self->anchor))
    self->flags &= ~LEAF_POST_READ_NO_MARKER;
  if (!token->end)
    leaf_post_reader_settle_heading (self, FALSE);

  if (!self->in_caption && !is_inline (kind) && kind != TAG_CAPTION)
    leaf_post_reader_close_figure (self);
  read_known (self, kind, token, start, behind);
}
