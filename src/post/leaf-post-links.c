/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-links"

#include "config.h"

#include "leaf-post-links.h"

#include "leaf-document-html.h"
#include "leaf-isbn.h"
#include "leaf-pattern.h"

#include <string.h>

/* The stores by the names that the blog's settings use. `affiliate` is NULL where a link cannot carry
 * the id; such a link earns nothing and is not called an affiliate link. */
static const struct
{
  const char *id;
  const char *label;
  const char *plain;
  const char *affiliate;
} stores[] = {
  { "bookshop", "Bookshop.org", "https://bookshop.org/book/{isbn}", "https://bookshop.org/a/{affiliate}/{isbn}" },
  { "barnesandnoble", "Barnes & Noble", "https://www.barnesandnoble.com/s/{isbn}", NULL },
  { "librofm", "Libro.fm", "https://libro.fm/search?q={isbn}", NULL },
  { "goodreads", "Goodreads", "https://www.goodreads.com/search?q={isbn}", NULL },
  /* Amazon knows printed books by their ISBN-10; those that have none are found by a search. */
  { "amazon", "Amazon", "https://www.amazon.{domain}/dp/{isbn10}", "https://www.amazon.{domain}/dp/{isbn10}?tag={affiliate}" },
  { "amazon-search", "Amazon", "https://www.amazon.{domain}/s?k={isbn}", "https://www.amazon.{domain}/s?k={isbn}&tag={affiliate}" },
};

/* Hosts whose only purpose is to count who sent the buyer. */
static const char *const affiliate_hosts[] = {
  "amzn.to", "anrdoezrs.net", "awin1.com", "dpbolvw.net", "geni.us", "jdoqocy.com", "kqzyfj.com", "linksynergy.com",
  "prf.hn", "pxf.io", "rstyle.me", "shareasale.com", "shrsl.com", "sjv.io", "tkqlhce.com",
};

/* What shops call the one who sent the buyer; whatever its value. */
static const char *const affiliate_keys[] = {
  "aff", "aff_id", "affid", "affiliate", "affiliate_id", "affiliateid", "aid", "awinaffid",
};

typedef struct
{
  const LeafPostSource *source;
  LeafBook *book;
  const char *affiliate;
  const char *domain;
} LinkValues;

/**
 * leaf_store_link_free:
 * @self: (transfer full) (nullable): a link
 *
 * Frees a link of leaf_post_list_links().
 */
void
leaf_store_link_free (LeafStoreLink *self)
{
  if (self == NULL)
    return;

  g_free (self->label);
  g_free (self->address);
  g_free (self);
}

static gboolean
host_matches (const char *host,
              const char *domain)
{
  size_t host_length = strlen (host), length = strlen (domain);

  return host_length >= length && g_ascii_strcasecmp (host + host_length - length, domain) == 0 &&
         (host_length == length || host[host_length - length - 1] == '.');
}

/**
 * leaf_link_is_amazon:
 * @address: an absolute address
 *
 * Returns: whether the link leads to one of Amazon's shops, whose programme demands a sentence of its own
 */
gboolean
leaf_link_is_amazon (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL)
    return FALSE;
  if (host_matches (host, "amzn.to"))
    return TRUE;
  if (g_ascii_strncasecmp (host, "www.", 4) == 0)
    host += 4;

  /* "amazon.com" to "amazon.com.au"; not "amazon.example.org". */
  return g_ascii_strncasecmp (host, "amazon.", 7) == 0 && strlen (host) <= strlen ("amazon.com.au");
}

static gboolean
has_affiliate_key (const char *query)
{
  g_auto (GStrv) pairs = g_strsplit (query, "&", 64);

  for (unsigned int i = 0; pairs[i] != NULL; i++)
    {
      char *value = strchr (pairs[i], '=');

      if (value == NULL || value[1] == '\0')
        continue;
      *value = '\0';
      for (unsigned int j = 0; j < G_N_ELEMENTS (affiliate_keys); j++)
        {
          if (g_ascii_strcasecmp (pairs[i], affiliate_keys[j]) == 0)
            return TRUE;
        }
    }

  return FALSE;
}

/**
 * leaf_link_is_affiliate:
 * @address: an absolute address
 *
 * Recognises links that pay the one who set them, such as she may have pasted into her text: Amazon
 * with a tag, Bookshop.org's /a/, the redirecting hosts of the affiliate networks, and what other shops put
 * into a query.
 *
 * Returns: whether the link has to be disclosed (FTC 16 CFR 255)
 */
gboolean
leaf_link_is_affiliate (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  const char *query;

  if (host == NULL)
    return FALSE;

  for (unsigned int i = 0; i < G_N_ELEMENTS (affiliate_hosts); i++)
    {
      if (host_matches (host, affiliate_hosts[i]))
        return TRUE;
    }
  if (host_matches (host, "bookshop.org") && g_str_has_prefix (g_uri_get_path (uri), "/a/"))
    return TRUE;

  query = g_uri_get_query (uri);
  if (query == NULL)
    return FALSE;
  if (has_affiliate_key (query))
    return TRUE;
  if (!leaf_link_is_amazon (address))
    return FALSE;

  return g_str_has_prefix (query, "tag=") || strstr (query, "&tag=") != NULL;
}

static char *
link_value (const char *name,
            gpointer user_data)
{
  LinkValues *values = user_data;
  g_autofree char *pattern = NULL;
  g_autofree char *value = NULL;

  if (g_str_equal (name, "affiliate"))
    return g_uri_escape_string (values->affiliate, NULL, FALSE);
  if (g_str_equal (name, "domain"))
    return g_strdup (values->domain);
  if (g_str_equal (name, "isbn13"))
    name = "isbn";

  pattern = g_strdup_printf ("{%s}", name);
  value = leaf_pattern_expand (pattern, values->source, values->book);

  return g_uri_escape_string (value, NULL, FALSE);
}

static const char *
get_affiliate_id (LeafBlog *blog,
                  const char *store)
{
  g_autofree char *key = g_strconcat (LEAF_BLOG_SETTING_AFFILIATE_PREFIX, store, NULL);
  const char *id = leaf_blog_get_setting (blog, key);

  return id != NULL ? id : "";
}

/* "com", "co.uk", "de"; what cannot be the end of a host name is not used. */
static const char *
get_amazon_domain (LeafBlog *blog)
{
  const char *domain = leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_AMAZON_DOMAIN);

  if (domain == NULL || *domain == '\0' || strlen (domain) > 10 ||
      strspn (domain, "abcdefghijklmnopqrstuvwxyz.") != strlen (domain) || *domain == '.')
    return "com";

  return domain;
}

static LeafStoreLink *
make_link (const LinkValues *values,
           const char *label,
           const char *pattern,
           gboolean affiliate)
{
  LeafStoreLink *link = g_new0 (LeafStoreLink, 1);

  link->label = g_strdup (label);
  link->address = leaf_pattern_replace (pattern, link_value, (gpointer) values);
  link->affiliate = affiliate;

  return link;
}

static LeafStoreLink *
make_store_link (LinkValues *values,
                 const char *store)
{
  const char *row = store;

  values->affiliate = get_affiliate_id (values->source->blog, store);
  if (g_str_equal (store, "amazon"))
    {
      g_autofree char *isbn10 = leaf_isbn_to_10 (leaf_book_get_isbn (values->book));

      if (isbn10 == NULL)
        row = "amazon-search";
    }

  for (unsigned int i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      gboolean affiliate = *values->affiliate != '\0' && stores[i].affiliate != NULL;

      if (g_str_equal (row, stores[i].id))
        return make_link (values, stores[i].label, affiliate ? stores[i].affiliate : stores[i].plain, affiliate);
    }

  return NULL;
}

/* The user's own: "Powell's=https://…/{isbn}?partner={affiliate}". */
static LeafStoreLink *
make_own_link (LinkValues *values,
               const char *label,
               const char *pattern)
{
  LeafStoreLink *link;

  if (*label == '\0')
    return NULL;

  values->affiliate = get_affiliate_id (values->source->blog, label);
  link = make_link (values, label, pattern, *values->affiliate != '\0');
  link->affiliate |= leaf_link_is_affiliate (link->address);
  if (!leaf_link_is_safe (link->address))
    g_clear_pointer (&link, leaf_store_link_free);

  return link;
}

/**
 * leaf_post_list_links:
 * @book: one of the books of @source
 *
 * Lists the stores of the blog's settings where @book can be had, in the order set there. They find a
 * book by its ISBN: without one there is no link, unless the user's own pattern asks for none.
 *
 * Returns: (transfer full) (element-type LeafStoreLink): the links
 */
GPtrArray *
leaf_post_list_links (const LeafPostSource *source,
                      LeafBook *book)
{
  GPtrArray *links = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_store_link_free);
  const char *setting = leaf_blog_get_setting (source->blog, LEAF_BLOG_SETTING_STORES);
  g_auto (GStrv) names = g_strsplit (setting != NULL ? setting : "", ",", -1);
  LinkValues values = { source, book, "", get_amazon_domain (source->blog) };
  const char *isbn = leaf_book_get_isbn (book);

  for (unsigned int i = 0; names[i] != NULL; i++)
    {
      LeafStoreLink *link = NULL;
      char *pattern;

      g_strstrip (names[i]);
      pattern = strchr (names[i], '=');
      if (pattern != NULL)
        {
          *pattern++ = '\0';
          if (isbn != NULL || strstr (pattern, "{isbn") == NULL)
            link = make_own_link (&values, names[i], pattern);
        }
      else if (isbn != NULL)
        link = make_store_link (&values, names[i]);

      if (link != NULL)
        g_ptr_array_add (links, link);
    }

  return links;
}
