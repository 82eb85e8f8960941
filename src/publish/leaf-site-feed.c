/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-site-feed"

#include "config.h"

#include "leaf-site-pages.h"

#include "leaf-markup-builder.h"

#define MAX_ENTRIES 50

static char *
format_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static void
write_element (LeafMarkupBuilder *builder,
               const char *name,
               const char *text)
{
  leaf_markup_builder_element (builder, name, text);
  leaf_markup_builder_newline (builder);
}

static void
write_time (LeafMarkupBuilder *builder,
            const char *name,
            gint64 seconds)
{
  g_autofree char *time = format_time (seconds);

  write_element (builder, name, time);
}

/* RFC 4287, 4.2.6: it never changes, wherever the folder goes. */
static void
write_id (LeafMarkupBuilder *builder,
          const char *uuid)
{
  g_autofree char *id = g_strconcat ("urn:uuid:", uuid, NULL);

  write_element (builder, "id", id);
}

static void
write_author (LeafMarkupBuilder *builder,
              const char *name)
{
  leaf_markup_builder_open (builder, "author", NULL);
  leaf_markup_builder_element (builder, "name", name);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);
}

/* Relative where nobody said where the site is: RFC 4287 reads it against the feed's own address. */
static char *
make_address (const char *base,
              const char *slug)
{
  return base != NULL ? g_strconcat (base, slug, "/", NULL) : g_strconcat (slug, "/index.html", NULL);
}

static void
write_entry (LeafMarkupBuilder *builder,
             const LeafSiteManifest *manifest,
             const LeafSitePost *post,
             const char *base)
{
  g_autofree char *address = make_address (base, post->slug);

  leaf_markup_builder_open (builder, "entry", "xml:lang", post->language, NULL);
  leaf_markup_builder_newline (builder);
  write_element (builder, "title", post->title);
  write_id (builder, post->uuid);
  leaf_markup_builder_empty (builder, "link", "rel", "alternate", "type", "text/html", "href", address, NULL);
  leaf_markup_builder_newline (builder);
  write_time (builder, "published", post->published);
  write_time (builder, "updated", post->updated);
  write_author (builder, *post->reviewer != '\0' ? post->reviewer : manifest->title);
  for (unsigned int i = 0; post->terms[i] != NULL; i++)
    {
      leaf_markup_builder_empty (builder, "category", "term", post->terms[i], NULL);
      leaf_markup_builder_newline (builder);
    }
  leaf_markup_builder_open (builder, "summary", "type", "text", NULL);
  leaf_markup_builder_text (builder, post->excerpt);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);
}

/**
 * leaf_site_make_feed:
 *
 * Returns: (transfer full): an Atom feed (RFC 4287) of the newest reviews
 */
char *
leaf_site_make_feed (const LeafSiteManifest *manifest,
                     const char *base)
{
  g_autoptr (LeafMarkupBuilder) builder = leaf_markup_builder_new (LEAF_MARKUP_HTML);
  g_autoptr (GPtrArray) posts = leaf_site_manifest_list_newest (manifest);
  g_autofree char *self = base != NULL ? g_strconcat (base, "feed.xml", NULL) : NULL;
  gint64 updated = 0;

  for (unsigned int i = 0; i < posts->len; i++)
    updated = MAX (updated, ((LeafSitePost *) g_ptr_array_index (posts, i))->updated);

  leaf_markup_builder_doctype (builder, "<?xml version=\"1.0\" encoding=\"utf-8\"?>");
  leaf_markup_builder_open (builder, "feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", manifest->language, NULL);
  leaf_markup_builder_newline (builder);
  write_element (builder, "title", manifest->title);
  write_id (builder, manifest->uuid);
  write_time (builder, "updated", updated);
  if (self != NULL)
    {
      leaf_markup_builder_empty (builder, "link", "rel", "self", "href", self, NULL);
      leaf_markup_builder_newline (builder);
    }
  leaf_markup_builder_empty (builder, "link", "rel", "alternate", "type", "text/html", "href", base != NULL ? base : "index.html", NULL);
  leaf_markup_builder_newline (builder);
  write_element (builder, "generator", "Flyleaf");
  for (unsigned int i = 0; i < posts->len && i < MAX_ENTRIES; i++)
    write_entry (builder, manifest, g_ptr_array_index (posts, i), base);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);

  return leaf_markup_builder_end (builder);
}

static void
write_location (LeafMarkupBuilder *builder,
                const char *address,
                gint64 modified)
{
  g_autofree char *time = modified > 0 ? format_time (modified) : NULL;

  leaf_markup_builder_open (builder, "url", NULL);
  leaf_markup_builder_element (builder, "loc", address);
  if (time != NULL)
    leaf_markup_builder_element (builder, "lastmod", time);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);
}

/**
 * leaf_site_make_sitemap:
 *
 * Returns: (transfer full): the list of pages for search engines. They want whole addresses, so it is
 *   of use to them once the blog's settings say where the site is
 */
char *
leaf_site_make_sitemap (const LeafSiteManifest *manifest,
                        const char *base)
{
  g_autoptr (LeafMarkupBuilder) builder = leaf_markup_builder_new (LEAF_MARKUP_HTML);
  g_autoptr (GPtrArray) posts = leaf_site_manifest_list_newest (manifest);

  leaf_markup_builder_doctype (builder, "<?xml version=\"1.0\" encoding=\"utf-8\"?>");
  leaf_markup_builder_open (builder, "urlset", "xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9", NULL);
  leaf_markup_builder_newline (builder);
  write_location (builder, base != NULL ? base : "index.html", 0);
  for (unsigned int i = 0; i < posts->len; i++)
    {
      const LeafSitePost *post = g_ptr_array_index (posts, i);
      g_autofree char *address = make_address (base, post->slug);

      write_location (builder, address, post->updated);
    }
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);

  return leaf_markup_builder_end (builder);
}
