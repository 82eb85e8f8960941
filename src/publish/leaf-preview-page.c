/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-preview"

#include "config.h"

#include "leaf-preview-page.h"

#include "leaf-blogs.h"
#include "leaf-markup-builder.h"
#include "leaf-outbox-private.h"
#include "leaf-site-pages.h"
#include "leaf-store-error.h"

#include <glib/gi18n.h>

static gboolean
list_blogs_func (LeafDb *db, gpointer data, GError **error)
{
  GPtrArray **blogs = data;

  *blogs = leaf_blogs_list (db, error);
  return *blogs != NULL;
}

static const char *
get_name (LeafBlog *blog)
{
  const char *name = leaf_blog_get_name (blog);

  return name != NULL && *name != '\0' ? name : leaf_blog_get_address (blog);
}

/* Of Flyleaf's own words, whatever the language of the post is. */
static const char *
get_own_direction (void)
{
  const char *direction = leaf_site_get_direction (g_get_language_names ()[0]);

  return direction != NULL ? direction : "ltr";
}

static void
write_blogs (LeafMarkupBuilder *builder, GPtrArray *blogs, gint64 shown)
{
  leaf_markup_builder_open (builder, "header", "class", "site", "dir", get_own_direction (), NULL);
  leaf_markup_builder_open (builder, "nav", "aria-label", _("Blogs"), NULL);
  leaf_markup_builder_text (builder, _("Preview"));
  for (unsigned int i = 0; i < blogs->len; i++)
    {
      LeafBlog *blog = g_ptr_array_index (blogs, i);
      gint64 id = leaf_blog_get_id (blog);
      g_autofree char *address = g_strdup_printf ("../%" G_GINT64_FORMAT "/", id);

      leaf_markup_builder_text (builder, " · ");
      leaf_markup_builder_open (builder, "a", "href", address, "aria-current", id == shown ? "page" : NULL, NULL);
      leaf_markup_builder_text (builder, get_name (blog));
      leaf_markup_builder_close (builder);
    }
  leaf_markup_builder_close (builder);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);
}

static void
write_head (LeafMarkupBuilder *builder, const LeafPost *post)
{
  leaf_markup_builder_doctype (builder, "<!DOCTYPE html>");
  leaf_markup_builder_open (builder, "html", "lang", post != NULL ? post->language : NULL,
                            "dir", post != NULL ? leaf_site_get_direction (post->language) : NULL, NULL);
  leaf_markup_builder_newline (builder);
  leaf_markup_builder_open (builder, "head", NULL);
  leaf_markup_builder_empty (builder, "meta", "charset", "utf-8", NULL);
  leaf_markup_builder_empty (builder, "meta", "name", "viewport", "content", "width=device-width, initial-scale=1", NULL);
  leaf_markup_builder_empty (builder, "meta", "name", "color-scheme", "content", "light dark", NULL);
  leaf_markup_builder_element (builder, "title", post != NULL ? post->title : _("Preview"));
  leaf_markup_builder_empty (builder, "link", "rel", "stylesheet", "href", "style.css", NULL);
  leaf_markup_builder_open (builder, "script", "src", "preview.js", "defer", "defer", NULL);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);
}

/* What says whether the page is another one: the post, or why there is none, and the names of the blogs. */
static char *
make_version (const LeafPost *post, const char *message, GPtrArray *blogs)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *what = post != NULL ? post->hash : message;

  g_checksum_update (checksum, (const guchar *) what, -1);
  for (unsigned int i = 0; blogs != NULL && i < blogs->len; i++)
    {
      const char *name = get_name (g_ptr_array_index (blogs, i));

      g_checksum_update (checksum, (const guchar *) "\n", 1);
      g_checksum_update (checksum, (const guchar *) name, -1);
    }

  return g_strdup (g_checksum_get_string (checksum));
}

/**
 * leaf_preview_page_make:
 * @library: a library
 * @review: a review
 * @blog: a blog, or 0 for none
 * @pictures: the address that the SHA-256 of a picture is put behind
 * @found: (out): whether there are such a review and such a blog
 * @version: (out): another one as soon as the page is another one
 *
 * Makes the page that shows the post as the blog would get it, or why it cannot be one yet. Blocks.
 *
 * Returns: (transfer full): the page
 */
char *
leaf_preview_page_make (LeafLibrary *library, gint64 review, gint64 blog, const char *pictures, gboolean *found, char **version)
{
  g_autoptr (LeafMarkupBuilder) builder = leaf_markup_builder_new (LEAF_MARKUP_HTML);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = NULL;
  g_autoptr (LeafPost) post = NULL;

  if (leaf_library_run (library, LEAF_LIBRARY_READ, list_blogs_func, &blogs, &error))
    post = leaf_outbox_preview_at (library, review, blog, pictures, NULL, &error);
  *found = !g_error_matches (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
  *version = make_version (post, error != NULL ? error->message : "", blogs);

  write_head (builder, post);
  leaf_markup_builder_open (builder, "body", "class", "review", "data-version", *version, NULL);
  leaf_markup_builder_newline (builder);
  if (blogs != NULL && blogs->len > 0)
    write_blogs (builder, blogs, blog);
  leaf_markup_builder_open (builder, "main", "id", "content", NULL);
  leaf_markup_builder_open (builder, "article", NULL);
  leaf_markup_builder_newline (builder);
  if (post != NULL)
    {
      leaf_markup_builder_element (builder, "h1", post->title);
      leaf_markup_builder_append (builder, post->content);
    }
  else
    {
      leaf_markup_builder_open (builder, "p", "dir", get_own_direction (), NULL);
      leaf_markup_builder_text (builder, error->message);
      leaf_markup_builder_close (builder);
    }
  leaf_markup_builder_newline (builder);
  for (int i = 0; i < 4; i++)
    leaf_markup_builder_close (builder);

  return leaf_markup_builder_end (builder);
}
