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

/* The template that is chosen for a blog; NULL without error when there is none, or not any more. */
static LeafTemplate *
load_chosen (LeafDb *db, LeafBlog *blog, GError **error)
{
  const char *chosen = leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_TEMPLATE);
  g_autoptr (LeafTemplate) template = NULL;
  g_autoptr (GError) failure = NULL;

  if (chosen == NULL)
    return NULL;

  template = leaf_templates_load (db, g_ascii_strtoll (chosen, NULL, 10), &failure);
  if (failure != NULL && !g_error_matches (failure, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&failure));
  /* It may have been made one of another blog since. */
  if (template != NULL && template->blog != 0 && template->blog != leaf_blog_get_id (blog))
    return NULL;

  return g_steal_pointer (&template);
}

/* Of the blogs that new reviews go to, the first that wants something; where she has not said which those are, her first. `error`
 * is never NULL. */
static LeafTemplate *
choose (LeafDb *db, GPtrArray *blogs, GError **error)
{
  gboolean usual = FALSE;

  for (unsigned int i = 0; i < blogs->len; i++)
    usual |= leaf_blog_get_flag (g_ptr_array_index (blogs, i), LEAF_BLOG_SETTING_CHOSEN);

  for (unsigned int i = 0; i < blogs->len; i++)
    {
      LeafBlog *blog = g_ptr_array_index (blogs, i);
      LeafTemplate *template;

      if (usual ? !leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_CHOSEN) : i > 0)
        continue;
      template = load_chosen (db, blog, error);
      if (template != NULL || *error != NULL)
        return template;
    }

  return NULL;
}

/**
 * leaf_template_begin:
 * @db: a connection
 * @review: a review that is not begun, with its books
 * @error: set on failure
 *
 * Makes the text that she wants new reviews to begin with: the template of the blog they go to. Where they go
 * to several, the first that has one counts.
 *
 * Returns: (transfer full) (nullable): the text; %NULL without @error when she wants none
 */
LeafDocument *
leaf_template_begin (LeafDb *db, LeafReview *review, GError **error)
{
  g_autoptr (GPtrArray) blogs = leaf_blogs_list (db, error);
  g_autoptr (LeafTemplate) template = NULL;
  g_autoptr (GError) failure = NULL;

  if (blogs == NULL)
    return NULL;

  template = choose (db, blogs, &failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return template != NULL ? leaf_template_fill (db, template, review, error) : NULL;
}
