/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-site-pages"

#include "config.h"

#include "leaf-site-pages.h"

#include "leaf-date.h"
#include "leaf-markup-builder.h"
#include "leaf-post-labels.h"
#include "leaf-site-folder.h"

#include <string.h>
#include <unicode/uloc.h>

#define STARS (LEAF_RATING_MAX / 2)
#define BEFORE_CONTENT "</h1>\n"
#define AFTER_CONTENT  "\n</article>"
#define FIRST_COVERS 8 /* what is on the screen at once: not to be loaded late */

/* A page as it stands in its folder: "" for the index, "../" for the pages of reviews. */
typedef struct
{
  const LeafSiteManifest *manifest;
  const char *up;
  const char *language;
  const char *title;
  const char *description; /* NULL for none */
  char *canonical;         /* NULL when nobody said where the site is */
} Page;

/**
 * leaf_site_get_direction:
 * @language: the language of a text, BCP 47 or a locale
 *
 * Returns: (nullable): "rtl" when it is written from right to left; %NULL for the direction that pages have anyway
 */
const char *
leaf_site_get_direction (const char *language)
{
  return uloc_isRightToLeft (language) ? "rtl" : NULL;
}

static char *
join (const char *a,
      const char *b)
{
  return g_strconcat (a, b, NULL);
}

static void
write_link (LeafMarkupBuilder *builder,
            const char *rel,
            const char *type,
            const char *title,
            const char *href)
{
  leaf_markup_builder_empty (builder, "link", "rel", rel, "type", type, "title", title, "href", href, NULL);
  leaf_markup_builder_newline (builder);
}

static void
write_meta (LeafMarkupBuilder *builder,
            const char *name,
            const char *content)
{
  leaf_markup_builder_empty (builder, "meta", "name", name, "content", content, NULL);
  leaf_markup_builder_newline (builder);
}

static void
begin_page (LeafMarkupBuilder *builder,
            const Page *page)
{
  g_autofree char *style = join (page->up, "style.css");
  g_autofree char *feed = join (page->up, "feed.xml");

  leaf_markup_builder_doctype (builder, "<!DOCTYPE html>");
  leaf_markup_builder_open (builder, "html", "lang", page->language, "dir", leaf_site_get_direction (page->language), NULL);
  leaf_markup_builder_newline (builder);
  leaf_markup_builder_open (builder, "head", NULL);
  leaf_markup_builder_newline (builder);
  leaf_markup_builder_empty (builder, "meta", "charset", "utf-8", NULL);
  leaf_markup_builder_newline (builder);
  write_meta (builder, "viewport", "width=device-width, initial-scale=1");
  leaf_markup_builder_element (builder, "title", page->title);
  leaf_markup_builder_newline (builder);
  if (page->description != NULL && *page->description != '\0')
    write_meta (builder, "description", page->description);
  write_meta (builder, "generator", "Flyleaf");
  write_meta (builder, "color-scheme", "light dark");
  write_link (builder, "stylesheet", NULL, NULL, style);
  write_link (builder, "alternate", "application/atom+xml", page->manifest->title, feed);
  if (page->canonical != NULL)
    write_link (builder, "canonical", NULL, NULL, page->canonical);
}

static void
begin_body (LeafMarkupBuilder *builder,
            const Page *page,
            const char *class_name)
{
  g_autofree char *index = join (page->up, "index.html");

  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);
  leaf_markup_builder_open (builder, "body", "class", class_name, NULL);
  leaf_markup_builder_newline (builder);
  leaf_markup_builder_open (builder, "a", "class", "skip", "href", "#content", NULL);
  leaf_markup_builder_text (builder, leaf_post_label (page->language, LEAF_LABEL_SKIP_TO_CONTENT));
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);
  leaf_markup_builder_open (builder, "header", "class", "site", NULL);
  leaf_markup_builder_open (builder, "a", "href", index, NULL);
  leaf_markup_builder_text (builder, page->manifest->title);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);
  leaf_markup_builder_open (builder, "main", "id", "content", NULL);
  leaf_markup_builder_newline (builder);
}

static char *
end_page (LeafMarkupBuilder *builder,
          Page *page)
{
  g_autofree char *index = join (page->up, "index.html");
  g_autofree char *feed = join (page->up, "feed.xml");
  char *text;

  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);
  leaf_markup_builder_open (builder, "footer", "class", "site", NULL);
  leaf_markup_builder_open (builder, "a", "href", index, NULL);
  leaf_markup_builder_text (builder, leaf_post_label (page->language, LEAF_LABEL_ALL_REVIEWS));
  leaf_markup_builder_close (builder);
  leaf_markup_builder_text (builder, " · ");
  leaf_markup_builder_open (builder, "a", "href", feed, NULL);
  leaf_markup_builder_text (builder, leaf_post_label (page->language, LEAF_LABEL_FEED));
  leaf_markup_builder_close (builder);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);
  text = leaf_markup_builder_end (builder);
  g_clear_pointer (&page->canonical, g_free);

  return text;
}

static char *
make_canonical (const char *base,
                const char *slug)
{
  if (base == NULL)
    return NULL;

  return slug != NULL ? g_strconcat (base, slug, "/", NULL) : g_strdup (base);
}

/**
 * leaf_site_make_page:
 * @post: in plain HTML, its pictures as they are seen from a folder below the site's
 * @entry: the same review in @manifest
 *
 * Returns: (transfer full): the page of one review
 */
char *
leaf_site_make_page (const LeafSiteManifest *manifest,
                     const LeafPost *post,
                     const LeafSitePost *entry,
                     const char *base)
{
  g_autoptr (LeafMarkupBuilder) builder = leaf_markup_builder_new (LEAF_MARKUP_HTML);
  g_autofree char *title = g_strdup_printf ("%s · %s", post->title, manifest->title);
  Page page = {
    .manifest = manifest,
    .up = "../",
    .language = post->language,
    .title = title,
    .description = post->excerpt,
    .canonical = make_canonical (base, entry->slug),
  };

  begin_page (builder, &page);
  if (post->json_ld != NULL)
    {
      leaf_markup_builder_json_script (builder, post->json_ld);
      leaf_markup_builder_newline (builder);
    }
  begin_body (builder, &page, "review");
  leaf_markup_builder_open (builder, "article", NULL);
  leaf_markup_builder_newline (builder);
  leaf_markup_builder_element (builder, "h1", post->title);
  leaf_markup_builder_newline (builder);
  leaf_markup_builder_append (builder, post->content);
  leaf_markup_builder_newline (builder);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);

  return end_page (builder, &page);
}

/**
 * leaf_site_find_content:
 * @page: what leaf_site_make_page() made, and somebody may have edited
 *
 * Returns: (transfer full) (nullable): the content of the post in the page
 */
char *
leaf_site_find_content (const char *page)
{
  const char *start = strstr (page, BEFORE_CONTENT);
  const char *end = g_strrstr (page, AFTER_CONTENT);

  if (start == NULL || end == NULL || end < start + strlen (BEFORE_CONTENT))
    return NULL;
  start += strlen (BEFORE_CONTENT);

  return g_strndup (start, end - start);
}

static void
write_cover (LeafMarkupBuilder *builder,
             const LeafSitePost *post,
             gboolean late)
{
  g_autofree char *address = NULL;
  g_autofree char *width = post->cover_width > 0 ? g_strdup_printf ("%d", post->cover_width) : NULL;
  g_autofree char *height = post->cover_height > 0 ? g_strdup_printf ("%d", post->cover_height) : NULL;

  leaf_markup_builder_open (builder, "span", "class", "cover", NULL);
  if (post->cover != NULL)
    {
      /* The title stands right below it, in the same link. */
      address = g_strconcat (LEAF_SITE_PICTURES "/", post->cover, NULL);
      leaf_markup_builder_empty (builder, "img", "src", address, "alt", "", "width", width, "height", height,
                                 "loading", late ? "lazy" : NULL, NULL);
    }
  else
    {
      leaf_markup_builder_open (builder, "span", "class", "no-cover", "aria-hidden", "true", NULL);
      leaf_markup_builder_text (builder, post->book);
      leaf_markup_builder_close (builder);
    }
  leaf_markup_builder_close (builder);
}

static void
write_stars (LeafMarkupBuilder *builder,
             const LeafSitePost *post,
             const char *language)
{
  g_autoptr (GString) stars = g_string_new (NULL);
  g_autofree char *number = leaf_post_rating_text (language, post->rating);
  g_autofree char *words = g_strdup_printf ("%s%s %s %s %d", leaf_post_label (language, LEAF_LABEL_RATING),
                                            leaf_post_label (language, LEAF_LABEL_COLON), number,
                                            leaf_post_label (language, LEAF_LABEL_OUT_OF), STARS);

  if (post->rating == 0)
    return;

  for (int i = 0; i < STARS; i++)
    g_string_append (stars, post->rating >= 2 * i + 2 ? "★" : post->rating == 2 * i + 1 ? "½" : "☆");
  leaf_markup_builder_open (builder, "p", "class", "stars", NULL);
  leaf_markup_builder_open (builder, "span", "aria-hidden", "true", NULL);
  leaf_markup_builder_text (builder, stars->str);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_open (builder, "span", "class", "spoken", NULL);
  leaf_markup_builder_text (builder, words);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_close (builder);
}

static LeafDate
get_day (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  LeafDate date = { 0, 0, 0 };

  if (time != NULL)
    g_date_time_get_ymd (time, &date.year, &date.month, &date.day);

  return date;
}

static void
write_day (LeafMarkupBuilder *builder,
           gint64 seconds,
           const char *language)
{
  LeafDate date = get_day (seconds);
  g_autofree char *iso = leaf_date_to_string (&date);
  g_autofree char *text = iso != NULL ? leaf_date_format (&date, language) : NULL;

  if (text == NULL)
    return;

  leaf_markup_builder_open (builder, "p", "class", "date", NULL);
  leaf_markup_builder_open (builder, "time", "datetime", iso, NULL);
  leaf_markup_builder_text (builder, text);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_close (builder);
}

static void
write_entry (LeafMarkupBuilder *builder,
             const LeafSitePost *post,
             const char *language,
             gboolean late)
{
  g_autofree char *address = g_strconcat (post->slug, "/index.html", NULL);

  leaf_markup_builder_open (builder, "li", "class", "entry", "lang", g_str_equal (post->language, language) ? NULL : post->language, NULL);
  leaf_markup_builder_open (builder, "a", "href", address, NULL);
  write_cover (builder, post, late);
  leaf_markup_builder_open (builder, "span", "class", "title", NULL);
  leaf_markup_builder_text (builder, post->book);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_close (builder);
  if (*post->authors != '\0')
    {
      leaf_markup_builder_open (builder, "p", "class", "authors", NULL);
      leaf_markup_builder_text (builder, post->authors);
      leaf_markup_builder_close (builder);
    }
  write_stars (builder, post, language);
  write_day (builder, post->published, language);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);
}

/**
 * leaf_site_make_index:
 *
 * Returns: (transfer full): the first page: the covers, newest review first
 */
char *
leaf_site_make_index (const LeafSiteManifest *manifest,
                      const char *base)
{
  g_autoptr (LeafMarkupBuilder) builder = leaf_markup_builder_new (LEAF_MARKUP_HTML);
  g_autoptr (GPtrArray) posts = leaf_site_manifest_list_newest (manifest);
  Page page = {
    .manifest = manifest,
    .up = "",
    .language = manifest->language,
    .title = manifest->title,
    .canonical = make_canonical (base, NULL),
  };

  begin_page (builder, &page);
  begin_body (builder, &page, "index");
  leaf_markup_builder_element (builder, "h1", leaf_post_label (page.language, LEAF_LABEL_REVIEWS));
  leaf_markup_builder_newline (builder);
  leaf_markup_builder_open (builder, "ul", "class", "entries", NULL);
  leaf_markup_builder_newline (builder);
  for (unsigned int i = 0; i < posts->len; i++)
    write_entry (builder, g_ptr_array_index (posts, i), page.language, i >= FIRST_COVERS);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);

  return end_page (builder, &page);
}

/**
 * leaf_site_make_redirect:
 * @entry: where the review is now
 *
 * Returns: (transfer full): what stands at an address the review has left; it needs no server
 */
char *
leaf_site_make_redirect (const LeafSiteManifest *manifest,
                         const LeafSitePost *entry,
                         const char *base)
{
  g_autoptr (LeafMarkupBuilder) builder = leaf_markup_builder_new (LEAF_MARKUP_HTML);
  g_autofree char *address = g_strdup_printf ("../%s/index.html", entry->slug);
  g_autofree char *refresh = g_strdup_printf ("0; url=%s", address);
  Page page = {
    .manifest = manifest,
    .up = "../",
    .language = entry->language,
    .title = entry->title,
    .canonical = base != NULL ? make_canonical (base, entry->slug) : g_strdup (address),
  };

  begin_page (builder, &page);
  leaf_markup_builder_empty (builder, "meta", "http-equiv", "refresh", "content", refresh, NULL);
  leaf_markup_builder_newline (builder);
  write_meta (builder, "robots", "noindex");
  begin_body (builder, &page, "moved");
  leaf_markup_builder_open (builder, "p", NULL);
  leaf_markup_builder_text (builder, leaf_post_label (page.language, LEAF_LABEL_MOVED));
  leaf_markup_builder_text (builder, " ");
  leaf_markup_builder_open (builder, "a", "href", address, NULL);
  leaf_markup_builder_text (builder, entry->title);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_close (builder);
  leaf_markup_builder_newline (builder);

  return end_page (builder, &page);
}
