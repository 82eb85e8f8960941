/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folded text of a post, spoilers that go back into their line, and tables of ratings. */

#define G_LOG_DOMAIN "leaf-post-reader"

#include "config.h"

#include "leaf-post-labels.h"
#include "leaf-post-reader-private.h"

#include <string.h>

static const LeafHtmlSlice paragraph = { "p", 1 };

/* "Spoiler 1" of "[Spoiler 1]", as its brackets may be written. */
static char *
strip_brackets (const char *sign)
{
  static const char *const brackets[] = { "&#091;", "&#91;", "[" };
  gsize length;

  for (unsigned int i = 0; i < G_N_ELEMENTS (brackets); i++)
    if (strncmp (sign, brackets[i], strlen (brackets[i])) == 0)
      {
        sign += strlen (brackets[i]);
        break;
      }
  length = strlen (sign);
  return g_strndup (sign, length > 0 && sign[length - 1] == ']' ? length - 1 : length);
}

/* The sign of a spoiler: its words come below. */
void
leaf_post_reader_sign (LeafPostReader *self, gboolean end)
{
  if (!end)
    {
      GString *place;

      leaf_post_reader_copy_inline (self, NULL, NULL);
      place = leaf_post_reader_new_piece (self);
      if (place == NULL)
        return;
      self->sign = g_new0 (LeafReaderSpoiler, 1);
      self->sign->place = place;
      self->sign->sign = g_string_new (NULL);
      g_ptr_array_add (self->all_spoilers, self->sign);
      return;
    }

  g_hash_table_replace (self->spoilers, strip_brackets (self->sign->sign->str), self->sign);
  self->sign = NULL;
  self->edge = LEAF_EDGE_TEXT;
}

/* Signs whose words nobody found stay as they are. */
void
leaf_post_reader_return_signs (LeafPostReader *self)
{
  for (unsigned int i = 0; i < self->all_spoilers->len; i++)
    {
      const LeafReaderSpoiler *spoiler = g_ptr_array_index (self->all_spoilers, i);

      if (spoiler->place->len == 0)
        g_string_append_len (spoiler->place, spoiler->sign->str, spoiler->sign->len);
    }
}

void
leaf_post_reader_fold (LeafPostReader *self, gboolean warning)
{
  leaf_post_reader_block (self, "");
  self->details = 1;
  self->warning = warning;
  self->undecided = TRUE;
  g_string_truncate (self->summary, 0);
}

/* A summary that somebody wrote is text, ours is none: "Spoiler", or "Spoiler 2" whose sign is gone. */
static gboolean
is_own_summary (const LeafPostReader *self, const char *summary)
{
  g_autofree char *words = g_strdup (summary);
  gsize length = strlen (words);

  while (length > 0 && (g_ascii_isdigit (words[length - 1]) || words[length - 1] == ' '))
    length--;
  words[length] = '\0';
  return length == 0 || leaf_post_label_is (words, self->warning ? LEAF_LABEL_CONTENT_WARNING : LEAF_LABEL_SPOILER);
}

/* Begins what is folded: as a block of its own, or in the line where its sign stands. */
void
leaf_post_reader_decide (LeafPostReader *self)
{
  LeafReaderSpoiler *spoiler = NULL;
  g_autofree char *summary = NULL;

  if (!self->undecided)
    return;
  self->undecided = FALSE;
  summary = g_strstrip (g_strdup (self->summary->str));
  if (!self->warning)
    spoiler = g_hash_table_lookup (self->spoilers, summary);

  if (spoiler != NULL)
    {
      g_hash_table_remove (self->spoilers, summary);
      self->inlined = TRUE;
      self->gap = FALSE;
      self->out = spoiler->place;
      self->edge = LEAF_EDGE_BLOCK;
      g_string_append (self->out, "<span class=\"spoiler\">");
      return;
    }

  leaf_post_reader_block (self, self->warning ? "<details class=\"content-warning\">" : "<details class=\"spoiler\">");
  if (is_own_summary (self, summary))
    return;
  leaf_post_reader_open_leaf (self, paragraph, NULL);
  leaf_post_reader_words (self, summary, strlen (summary));
  leaf_post_reader_close_leaf (self, paragraph);
}

void
leaf_post_reader_unfold (LeafPostReader *self)
{
  leaf_post_reader_decide (self);
  leaf_post_reader_caption (self, TRUE);
  leaf_post_reader_close_figure (self);
  leaf_post_reader_flush_space (self, LEAF_EDGE_BLOCK);
  g_string_append (self->out, self->inlined ? "</span>" : "</details>");
  if (self->inlined)
    self->out = g_ptr_array_index (self->pieces, self->pieces->len - 1);
  self->inlined = FALSE;
  self->gap = FALSE;
  self->details = 0;
  self->edge = LEAF_EDGE_BLOCK;
}

void
leaf_post_reader_summary (LeafPostReader *self, gboolean end)
{
  self->in_summary = !end && self->undecided;
  if (end)
    leaf_post_reader_decide (self);
}

/* The rating in a cell, in halves of a star: the number, as that is what a person reads and changes; else the stars. */
static int
parse_rating (const char *text)
{
  int stars = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        {
          int rating = 2 * (*p - '0');

          if (g_ascii_isdigit (p[1]))
            return -1;
          if ((p[1] == '.' || p[1] == ',') && g_ascii_isdigit (p[2]))
            rating += p[2] >= '8' ? 2 : p[2] >= '3' ? 1 : 0;
          return rating <= LEAF_RATING_MAX ? rating : -1;
        }
      if (strncmp (p, "★", strlen ("★")) == 0)
        stars += 2;
      else if (strncmp (p, "½", strlen ("½")) == 0)
        stars += 1;
    }
  return stars > 0 && stars <= LEAF_RATING_MAX ? stars : -1;
}

void
leaf_post_reader_row (LeafPostReader *self, gboolean end)
{
  if (self->row != NULL)
    {
      int rating = parse_rating (self->rating->str);

      if (rating >= 0)
        g_string_append_printf (self->row, "<tr data-rating=\"%d\">", rating);
      else
        g_string_append (self->row, "<tr>");
      leaf_post_reader_block (self, "</tr>");
      self->row = NULL;
    }
  if (end)
    return;

  leaf_post_reader_block (self, "");
  self->row = leaf_post_reader_new_piece (self);
  self->n_cells = 0;
  g_string_truncate (self->rating, 0);
}

void
leaf_post_reader_cell (LeafPostReader *self, const LeafHtmlToken *token)
{
  static const LeafHtmlSlice cell = { "td", 2 };

  if (token->end)
    leaf_post_reader_close_leaf (self, cell);
  else
    leaf_post_reader_open_leaf (self, cell, NULL);
  self->n_cells += !token->end;
}
