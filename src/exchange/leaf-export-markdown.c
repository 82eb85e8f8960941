/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-export-markdown"

#include "config.h"

#include "leaf-export-private.h"

#include "leaf-document-markdown.h"
#include "leaf-post-labels.h"

#include <string.h>

/* A line of words, with what Markdown would take for its own escaped. */
static void
append_words (GString *out, const char *before, const char *words, const char *after)
{
  g_autoptr (LeafDocument) document = leaf_document_new ();
  g_autofree char *markdown = NULL;

  leaf_document_append_text (document, words, -1, NULL);
  markdown = leaf_document_to_markdown (document);
  g_strchomp (markdown);
  g_string_append_printf (out, "%s%s%s\n\n", before, markdown, after);
}

static const char *
get_extension (const char *mime_type)
{
  if (g_strcmp0 (mime_type, "image/png") == 0)
    return "png";
  if (g_strcmp0 (mime_type, "image/webp") == 0)
    return "webp";
  return g_strcmp0 (mime_type, "image/gif") == 0 ? "gif" : "jpg";
}

/* What stands between the brackets of a picture or a link. */
static char *
escape_alt (const char *alt)
{
  GString *out = g_string_new (NULL);

  for (const char *p = alt != NULL ? alt : ""; *p != '\0'; p++)
    {
      if (strchr ("\\[]`*_<&", *p) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p == '\n' ? ' ' : *p);
    }
  return g_string_free (out, FALSE);
}

static void
append_figure (GString *out, LeafReviewExport *self, const LeafDocument *document, unsigned int index, const char *folder, GHashTable *pictures)
{
  const LeafBlock *block = leaf_document_get_block (document, index);
  const LeafBlockStyle *style = leaf_block_get_style (block);
  const LeafExportPicture *picture = style->picture != NULL ? g_hash_table_lookup (self->pictures, style->picture) : NULL;
  g_autofree char *alt = escape_alt (style->alt);
  g_autofree char *escaped = NULL;
  g_autofree char *name = NULL;
  unsigned int start = leaf_document_get_block_start (document, index);

  if (picture == NULL)
    return;

  name = g_strdup_printf ("%.12s.%s", style->picture, get_extension (picture->mime_type));
  g_hash_table_insert (pictures, g_strdup (name), g_bytes_ref (picture->original));
  escaped = g_uri_escape_string (folder, NULL, TRUE);
  g_string_append_printf (out, "![%s](%s/%s)\n\n", alt, escaped, name);

  if (leaf_block_get_length (block) > 1)
    {
      g_autoptr (LeafDocument) caption = leaf_document_slice (document, start + 1, start + leaf_block_get_length (block));
      g_autofree char *markdown = NULL;

      leaf_document_set_block_style (caption, 0, &(LeafBlockStyle) { .kind = LEAF_BLOCK_PARAGRAPH });
      markdown = leaf_document_to_markdown (caption);
      g_string_append_printf (out, "%s\n\n", g_strchomp (markdown));
    }
}

/* The blocks in [first, last), none of which is a figure. */
static void
append_blocks (GString *out, const LeafDocument *document, unsigned int first, unsigned int last)
{
  g_autoptr (LeafDocument) slice = NULL;
  g_autofree char *markdown = NULL;
  unsigned int end;

  if (first == last)
    return;

  end = leaf_document_get_block_start (document, last - 1) + leaf_block_get_length (leaf_document_get_block (document, last - 1));
  slice = leaf_document_slice (document, leaf_document_get_block_start (document, first), end);
  markdown = leaf_document_to_markdown (slice);
  g_string_append_printf (out, "%s\n\n", g_strchomp (markdown));
}

char *
leaf_export_make_markdown (LeafReviewExport *self, const char *folder, GHashTable *pictures)
{
  const LeafDocument *document = leaf_review_get_document (self->source->review);
  unsigned int n_blocks = leaf_document_get_n_blocks (document);
  const char *warnings = leaf_review_get_warnings (self->source->review);
  const char *language = leaf_export_language (self);
  g_autofree char *title = leaf_review_export_dup_title (self);
  g_autofree char *byline = leaf_export_dup_byline (self);
  g_autofree char *rating = leaf_export_dup_rating (self);
  GString *out = g_string_new (NULL);
  unsigned int first = 0;

  append_words (out, "# ", title, "");
  if (*byline != '\0')
    append_words (out, "", byline, "");
  if (rating != NULL)
    append_words (out, "", rating, "");
  if (warnings != NULL && *warnings != '\0')
    {
      g_autofree char *label = g_strdup_printf ("**%s%s** ", leaf_post_label (language, LEAF_LABEL_CONTENT_WARNINGS),
                                                leaf_post_label (language, LEAF_LABEL_COLON));

      append_words (out, label, warnings, "");
    }

  for (unsigned int i = 0; i < n_blocks; i++)
    if (leaf_block_get_style (leaf_document_get_block (document, i))->kind == LEAF_BLOCK_FIGURE)
      {
        append_blocks (out, document, first, i);
        append_figure (out, self, document, i, folder, pictures);
        first = i + 1;
      }
  append_blocks (out, document, first, n_blocks);

  g_strchomp (out->str);
  out->len = strlen (out->str);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}
