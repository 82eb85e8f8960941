/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-reader"

#include "config.h"

#include "leaf-post-reader.h"

#include "leaf-document-html.h"
#include "leaf-post-reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* One walk over the tags writes the post again as what the reader of documents understands, which then makes the document: it bears
 * any bytes, and so this needs no tree. Everything is read but the other parts of a post, which are known by their
 * classes: then it does not matter whether somebody has taken the groups apart, and what was written outside of the review,
 * below the author box most often, is not lost. */

/* Tags that do not end cost a walk to the end of the text each. */
#define MAX_UNENDED 16

static gboolean
is_white (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Structured data whose <script> was taken away shows as text. */
static gboolean
is_bared_script (const char *text, gsize length)
{
  static const char head[] = "{\"@context\"";
  const char *end = text + length;

  while (text < end && is_white (*text))
    text++;
  return (gsize) (end - text) >= strlen (head) && strncmp (text, head, strlen (head)) == 0;
}

static void
read_words (LeafPostReader *self, const char *text, gsize length)
{
  const char *end = text + length;

  if (self->n_leaves == 0 && is_bared_script (text, length))
    return;
  while (text < end)
    {
      const char *start = text;
      gsize shortcode = *text == '[' ? leaf_post_reader_shortcode (self, text, end - text) : 0;

      if (shortcode > 0)
        {
          text += shortcode;
          continue;
        }
      if (is_white (*text) && self->verbatim == 0)
        {
          while (text < end && is_white (*text))
            text++;
          leaf_post_reader_space (self, start, text - start);
          continue;
        }
      do
        text++;
      while (text < end && (self->verbatim > 0 || !is_white (*text)) && *text != '[');
      leaf_post_reader_settle_heading (self, FALSE);
      leaf_post_reader_words (self, start, text - start);
    }
}

static void
read_text (LeafPostReader *self, const char *text, gsize length)
{
  if (self->part.name.length > 0 || self->foot)
    return;
  if (self->sign != NULL)
    g_string_append_len (self->sign->sign, text, length);
  else if (self->in_summary)
    g_string_append_len (self->summary, text, length);
  else
    {
      if (self->ratings && self->n_cells > 1)
        g_string_append_len (self->rating, text, length);
      read_words (self, text, length);
    }
}

/* Behind a comment, or a script with all that is in it. White space around a comment of WordPress's is no one's. */
static const char *
skip_comment (LeafPostReader *self, const char *p)
{
  const char *close = strncmp (p, "<!--", 4) == 0 ? strstr (p + 4, "-->") : memchr (p, '>', self->end - p);

  if (!self->lines)
    leaf_post_reader_flush_space (self, LEAF_EDGE_BLOCK);
  if (close == NULL)
    return self->end;
  return close + (*close == '>' ? 1 : 3);
}

static const char *
skip_script (LeafPostReader *self, const LeafHtmlToken *token, const char *behind)
{
  if (token->end)
    return behind;
  for (const char *p = behind; (p = memmem (p, self->end - p, "</", 2)) != NULL; p++)
    if ((gsize) (self->end - p) > token->name.length + 2 && g_ascii_strncasecmp (p + 2, token->name.data, token->name.length) == 0)
      {
        const char *close = memchr (p, '>', self->end - p);

        return close != NULL ? close + 1 : self->end;
      }
  return self->end;
}

/* Behind the markup that begins at `p`, which is read; or `p` when it is none. */
static const char *
read_markup (LeafPostReader *self, const char *p)
{
  LeafHtmlToken token;
  const char *behind;

  if (p[1] == '!' || p[1] == '?')
    return skip_comment (self, p);
  if (!(g_ascii_isalpha (p[1]) || (p[1] == '/' && g_ascii_isalpha (p[2]))) || self->n_unended >= MAX_UNENDED)
    return p;
  behind = leaf_html_token_read (&token, p, self->end);
  if (behind == NULL)
    {
      self->n_unended++;
      return p;
    }
  if (leaf_html_slice_is (token.name, "script") || leaf_html_slice_is (token.name, "style"))
    return skip_script (self, &token, behind);
  leaf_post_reader_tag (self, &token, p, behind);
  return behind;
}

static void
read_all (LeafPostReader *self, const char *content)
{
  const char *p = content;

  while (p < self->end)
    {
      const char *next;

      if (*p != '<')
        next = p + strcspn (p, "<");
      else
        next = read_markup (self, p);
      if (next == p)
        {
          read_text (self, "&lt;", 4);
          next++;
        }
      else if (*p != '<')
        read_text (self, p, next - p);
      p = next;

      /* What would take all the rest with it was no part of the post. */
      if (p == self->end && self->part.name.length > 0)
        {
          p = self->part.behind;
          self->part.name.length = 0;
          self->n_rewound++;
        }
    }
  leaf_post_reader_settle_heading (self, FALSE);
}

static void
spoiler_free (gpointer data)
{
  LeafReaderSpoiler *self = data;

  g_string_free (self->sign, TRUE);
  g_free (self);
}

static void
unknown_free (gpointer data)
{
  LeafPostUnknown *self = data;

  g_free (self->address);
  g_free (self->remote_id);
  g_free (self);
}

static void
piece_free (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
reader_init (LeafPostReader *self, const char *content, LeafMarkup markup, const char *marker, GHashTable *pictures)
{
  self->end = content + strlen (content);
  self->markup = markup;
  self->classic = strstr (content, "<!-- wp:") == NULL;
  self->anchor = marker != NULL ? g_strconcat ("flyleaf-", marker, NULL) : NULL;
  self->flags = LEAF_POST_READ_NO_REVIEW | (marker != NULL ? LEAF_POST_READ_NO_MARKER : 0);
  self->unknown = g_ptr_array_new_with_free_func (unknown_free);
  self->seen = g_hash_table_new (g_str_hash, g_str_equal);
  self->pieces = g_ptr_array_new_with_free_func (piece_free);
  self->out = g_string_new (NULL);
  g_ptr_array_add (self->pieces, self->out);
  self->spaces = g_string_new (NULL);
  self->heading = g_string_new (NULL);
  self->summary = g_string_new (NULL);
  self->rating = g_string_new (NULL);
  self->spoilers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->all_spoilers = g_ptr_array_new_with_free_func (spoiler_free);
  leaf_post_reader_learn_pictures (self, pictures);
}

static void
reader_clear (LeafPostReader *self)
{
  g_free (self->anchor);
  g_hash_table_unref (self->pictures);
  g_hash_table_unref (self->seen);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
  g_ptr_array_unref (self->pieces);
  g_string_free (self->spaces, TRUE);
  g_string_free (self->heading, TRUE);
  g_string_free (self->summary, TRUE);
  g_string_free (self->rating, TRUE);
  g_hash_table_unref (self->spoilers);
  g_ptr_array_unref (self->all_spoilers);
}

static LeafPostText *
make_text (LeafPostReader *self, GError **error)
{
  g_autoptr (GString) html = g_string_new (NULL);
  LeafDocument *document;
  LeafPostText *text;

  for (unsigned int i = 0; i < self->pieces->len; i++)
    {
      const GString *piece = g_ptr_array_index (self->pieces, i);

      g_string_append_len (html, piece->str, piece->len);
    }
  document = leaf_document_new_from_html (html->str, html->len, error);
  if (document == NULL)
    return NULL;

  text = g_new0 (LeafPostText, 1);
  text->document = document;
  /* Outside of what is not there everything is. */
  text->flags = self->flags & ((self->flags & LEAF_POST_READ_NO_REVIEW) != 0 ? ~LEAF_POST_READ_STRAY : ~0);
  text->unknown = g_steal_pointer (&self->unknown);
  return text;
}

/**
 * leaf_post_text_free:
 * @self: (transfer full) (nullable): what was read
 *
 * Frees what was read of a post.
 */
void
leaf_post_text_free (LeafPostText *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->document, leaf_document_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
  g_free (self);
}

/**
 * leaf_post_read:
 * @content: a post's content as a blog stores it, whatever bytes
 * @markup: how it was written
 * @marker: (nullable): the UUID it carries
 * @pictures: (element-type utf8 utf8) (nullable): SHA-256 of the pictures the blog has of us, by their addresses
 * @error: return location for an error
 *
 * Gets the review's text out of a post. What leaf_post_compose() writes comes back as the document it was made of, but for
 * what a post does not show: empty lines, rows without a rating, levels of a list that nobody can tell apart. Edited by hand in
 * whatever editor the blog has, it comes back as well as it can. Time and memory are linear in the length.
 *
 * Returns: (transfer full): what was read, or %NULL with a %LEAF_DOCUMENT_ERROR
 */
LeafPostText *
leaf_post_read (const char *content, LeafMarkup markup, const char *marker, GHashTable *pictures, GError **error)
{
  g_autofree char *valid = NULL;
  LeafPostReader self = { 0 };
  LeafPostText *text;

  g_return_val_if_fail (content != NULL, NULL);

  if (strlen (content) > LEAF_POST_READ_MAX_BYTES)
    {
      g_set_error_literal (error, LEAF_DOCUMENT_ERROR, LEAF_DOCUMENT_ERROR_TOO_LARGE,
                           _("The post is too large to be read back. Change it on the blog itself."));
      return NULL;
    }

  valid = g_utf8_make_valid (content, -1);
  reader_init (&self, valid, markup, marker, pictures);
  read_all (&self, valid);
  leaf_post_reader_return_signs (&self);
  text = make_text (&self, error);
  reader_clear (&self);
  return text;
}
