/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-template-fill"

#include "config.h"

#include "leaf-template-fill.h"

#include "leaf-blogs.h"
#include "leaf-document-html.h"
#include "leaf-outbox-private.h"
#include "leaf-pattern.h"
#include "leaf-profiles.h"

/* What comes from a book is text, and never markup. */
static char *
dup_value (const char *name, gpointer data)
{
  const LeafPostSource *source = data;
  g_autofree char *pattern = g_strdup_printf ("{%s}", name);
  g_autofree char *value = NULL;

  if (!g_strv_contains (leaf_pattern_list_names (), name))
    return NULL;
  value = leaf_pattern_expand (pattern, source, NULL);

  return g_markup_escape_text (value, -1);
}

/**
 * leaf_template_fill:
 * @db: a connection
 * @template: a template
 * @review: a review that is to begin with it, with its books
 * @error: set on failure
 *
 * Makes the text that a review begins with: the template's, with what is known of the books in the
 * place of the placeholders. A placeholder that means nothing stays, so that the mistake is seen.
 *
 * Returns: (transfer full): the text, or %NULL
 */
LeafDocument *
leaf_template_fill (LeafDb *db, const LeafTemplate *template, LeafReview *review, GError **error)
{
  g_autoptr (GPtrArray) books = NULL;
  g_autoptr (LeafProfile) profile = NULL;
  g_autoptr (LeafBlog) blog = NULL;
  g_autoptr (LeafPostSource) source = NULL;
  g_autofree char *html = NULL;

  g_return_val_if_fail (template != NULL, NULL);
  g_return_val_if_fail (LEAF_IS_REVIEW (review), NULL);

  books = leaf_outbox_read_books (db, review, error);
  profile = books != NULL ? leaf_profiles_load (db, error) : NULL;
  if (profile == NULL)
    return NULL;
  blog = template->blog != 0 ? leaf_blogs_load (db, template->blog, error) : leaf_blog_new ();
  if (blog == NULL)
    return NULL;
  if (books->len == 0)
    return leaf_document_new_from_html (template->html, -1, error);

  source = leaf_post_source_new (review, books, profile, blog, "");
  html = leaf_pattern_replace (template->html, dup_value, source);

  return leaf_document_new_from_html (html, -1, error);
}
