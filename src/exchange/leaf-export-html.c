/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-export-html"

#include "config.h"

#include "leaf-export-private.h"

#include "leaf-text.h"

#include <string.h>

/* Readable on a screen, light or dark, and on paper. */
static const char style[] =
  ":root { color-scheme: light dark; }\n"
  "body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.6 Georgia, 'Noto Serif', serif; }\n"
  "h1, h2, h3, h4 { line-height: 1.25; }\n"
  "img { max-width: 100%; height: auto; border-radius: .25rem; }\n"
  "figure { margin: 1.5rem 0; }\n"
  "figcaption { font-size: .9em; opacity: .75; }\n"
  "blockquote { margin: 1.5rem 0; padding-inline-start: 1rem; border-inline-start: .25rem solid #8886; }\n"
  "blockquote cite { font-size: .9em; opacity: .75; }\n"
  "details { margin: 1rem 0; padding: .5rem 1rem; background: #8882; border-radius: .25rem; }\n"
  "table { border-collapse: collapse; }\n"
  "th, td { padding: .25rem 1rem .25rem 0; text-align: start; }\n"
  ".flyleaf-card { display: flex; gap: 1.5rem; align-items: flex-start; flex-wrap: wrap; margin-bottom: 1.5rem; }\n"
  ".flyleaf-card > div:first-child { flex: 0 0 10rem; }\n"
  ".flyleaf-card > div { flex: 1 1 16rem; }\n"
  ".flyleaf-card figure { margin: 0; }\n"
  ".flyleaf-author { display: flex; gap: 1rem; align-items: center; margin-top: 2rem; }\n"
  ".flyleaf-portrait { flex: none; margin: 0; }\n"
  ".flyleaf-portrait img { width: 5rem; height: 5rem; object-fit: cover; border-radius: 50%; }\n"
  "@media print { body { max-width: none; margin: 0; font-size: 11pt; } figure { break-inside: avoid; } }\n";

/* A picture stands in the post by a name of its own, which is short, until the post is written; then its bytes
 * take the place of the name where it is shown. */
static char *
make_name (unsigned int number)
{
  return g_strdup_printf ("#flyleaf-picture-%u", number);
}

static void
put_picture (GString *html, const char *name, const LeafWebPicture *picture)
{
  g_autofree char *data = g_base64_encode (g_bytes_get_data (picture->bytes, NULL), g_bytes_get_size (picture->bytes));
  g_autofree char *wanted = g_strdup_printf ("src=\"%s\"", name);
  g_autofree char *source = g_strdup_printf ("src=\"data:%s;base64,%s\"", picture->mime_type, data);

  g_string_replace (html, wanted, source, 0);
}

char *
leaf_export_make_html (LeafReviewExport *self, GError **error)
{
  g_autoptr (GPtrArray) pictures = leaf_post_list_pictures (self->source);
  g_autoptr (GHashTable) media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) leaf_post_media_free);
  g_autoptr (LeafPost) post = NULL;
  g_autofree char *title = NULL;
  g_autofree char *language = NULL;
  GString *html;

  for (unsigned int i = 0; i < pictures->len; i++)
    {
      const LeafPostPicture *picture = g_ptr_array_index (pictures, i);
      const LeafWebPicture *scaled = ((LeafExportPicture *) g_hash_table_lookup (self->pictures, picture->sha256))->scaled;
      g_autofree char *name = make_name (i);

      g_hash_table_insert (media, g_strdup (picture->sha256), leaf_post_media_new (NULL, name, scaled->width, scaled->height));
    }
  post = leaf_post_compose (self->source, LEAF_MARKUP_HTML, 0, media, error);
  if (post == NULL)
    return NULL;

  title = leaf_text_escape (post->title);
  language = leaf_text_escape (post->language != NULL ? post->language : "en");
  html = g_string_new (NULL);
  g_string_append_printf (html, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", language);
  g_string_append (html, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"Flyleaf\">\n");
  g_string_append_printf (html, "<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<h1>%s</h1>\n", title, style, title);
  g_string_append (html, post->content);
  g_string_append (html, "\n</main>\n</body>\n</html>\n");

  for (unsigned int i = 0; i < pictures->len; i++)
    {
      const LeafPostPicture *picture = g_ptr_array_index (pictures, i);
      g_autofree char *name = make_name (i);

      put_picture (html, name, ((LeafExportPicture *) g_hash_table_lookup (self->pictures, picture->sha256))->scaled);
    }
  return g_string_free (html, FALSE);
}
