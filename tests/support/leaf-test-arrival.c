/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-arrival.h"

#include "leaf-test-publish.h"

#include <string.h>

/* How much of a picture's hash its name on the blog carries. */
#define HASH_PART 12

static void
get_cover_cb (LeafBook *book, gpointer data)
{
  char **cover = data;

  *cover = g_strdup (leaf_book_get_cover (book));
}

static const char *
get_text (JsonObject *object, const char *member, const char *part)
{
  return json_object_get_string_member (json_object_get_object_member (object, member), part);
}

static void
append_terms (GString *text, LeafTestWordpress *wordpress, JsonObject *post, const char *taxonomy)
{
  JsonArray *ids = json_object_get_array_member (post, taxonomy);
  g_autofree char *route = g_strconcat ("wp/v2/", taxonomy, NULL);
  g_autoptr (GString) query = g_string_new ("orderby=name&_fields=name&per_page=100&include=");
  g_autoptr (JsonNode) node = NULL;
  JsonArray *terms;

  g_string_append_printf (text, "%s:", taxonomy);
  for (unsigned int i = 0; i < json_array_get_length (ids); i++)
    g_string_append_printf (query, "%" G_GINT64_FORMAT ",", json_array_get_int_element (ids, i));
  if (json_array_get_length (ids) > 0)
    {
      node = leaf_test_wordpress_request (wordpress, "admin", "GET", route, query->str, NULL, 200);
      terms = json_node_get_array (node);
      for (unsigned int i = 0; i < json_array_get_length (terms); i++)
        g_string_append_printf (text, " %s", json_object_get_string_member (json_array_get_object_element (terms, i), "name"));
    }
  g_string_append_c (text, '\n');
}

static void
append_post (GString *text, LeafTestWordpress *wordpress, JsonObject *post, gint64 picture)
{
  static const char *const fields[] = { "status", "slug", "comment_status" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (fields); i++)
    g_string_append_printf (text, "%s: %s\n", fields[i], json_object_get_string_member (post, fields[i]));
  g_string_append_printf (text, "title: %s\nexcerpt: %s\n", get_text (post, "title", "raw"), get_text (post, "excerpt", "raw"));
  g_string_append_printf (text, "featured: %s\n",
                          json_object_get_int_member (post, "featured_media") == picture ? "the cover" : "something else");
  append_terms (text, wordpress, post, "tags");
  append_terms (text, wordpress, post, "categories");
  g_string_append_printf (text, "%s\n", get_text (post, "content", "raw"));
}

/* Numbers, names and times that differ from review to review. */
static char *
level (const char *text, const char *uuid)
{
  static const char *const patterns[][2] = {
    { "qx[0-9]{5}", "qx" },
    { "-[0-9a-f]{12}([-.])", "-HASH\\1" },
    { "wp-image-[0-9]+", "wp-image-ID" },
    { "\"id\":[0-9]+", "\"id\":ID" },
    { "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.+Z-]+", "TIME" },
  };
  g_autoptr (GString) marked = g_string_new (text);
  char *levelled;

  g_string_replace (marked, uuid, "UUID", 0);
  levelled = g_strdup (marked->str);
  for (unsigned int i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (patterns[i][0], 0, 0, NULL);
      g_autofree char *before = levelled;

      levelled = g_regex_replace (regex, before, -1, 0, patterns[i][1], 0, NULL);
      g_assert_nonnull (levelled);
    }

  return levelled;
}

/**
 * leaf_test_describe_arrival:
 * @wordpress: a blog
 * @library: a library
 * @review: a review
 * @blog: the blog in the library
 *
 * Asks the blog past Flyleaf.
 *
 * Returns: (transfer full): what is there
 */
char *
leaf_test_describe_arrival (LeafTestWordpress *wordpress, LeafLibrary *library, gint64 review, gint64 blog)
{
  g_autoptr (LeafPublication) publication = leaf_test_load_publication (library, review, blog);
  g_autofree char *cover = NULL;
  g_autofree char *post_query = g_strdup_printf ("search=flyleaf-%s&status=any,trash&context=edit&per_page=20", publication->uuid);
  g_autofree char *media_query = NULL;
  g_autoptr (JsonNode) posts = NULL;
  g_autoptr (JsonNode) pictures = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  unsigned int n_posts, n_pictures;
  gint64 picture = 0;

  leaf_test_change_book (library, review, get_cover_cb, &cover);
  media_query = g_strdup_printf ("search=%.*s&context=edit&per_page=20", HASH_PART, cover);
  posts = leaf_test_wordpress_request (wordpress, "admin", "GET", "wp/v2/posts", post_query, NULL, 200);
  pictures = leaf_test_wordpress_request (wordpress, "admin", "GET", "wp/v2/media", media_query, NULL, 200);
  n_posts = json_array_get_length (json_node_get_array (posts));
  n_pictures = json_array_get_length (json_node_get_array (pictures));

  g_string_append_printf (text, "posts: %u\npictures: %u\n", n_posts, n_pictures);
  for (unsigned int i = 0; i < n_pictures; i++)
    {
      JsonObject *object = json_array_get_object_element (json_node_get_array (pictures), i);

      picture = json_object_get_int_member (object, "id");
      g_string_append_printf (text, "alternative text: %s\n", json_object_get_string_member (object, "alt_text"));
    }
  for (unsigned int i = 0; i < n_posts; i++)
    append_post (text, wordpress, json_array_get_object_element (json_node_get_array (posts), i), picture);

  return level (text->str, publication->uuid);
}
