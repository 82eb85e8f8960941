/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-json-ld"

#include "config.h"

#include "leaf-blog-settings.h"
#include "leaf-post-writer-private.h"

#include <string.h>

static void
set_string (JsonObject *object,
            const char *name,
            const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (object, name, value);
}

static JsonObject *
new_thing (const char *type,
           const char *name)
{
  JsonObject *thing = json_object_new ();

  json_object_set_string_member (thing, "@type", type);
  set_string (thing, "name", name);

  return thing;
}

/* The people of one role, always as an array. */
static void
set_people (JsonObject *object,
            const char *property,
            LeafBook *book,
            const char *role)
{
  GPtrArray *contributors = leaf_book_get_contributors (book);
  g_autoptr (JsonArray) people = json_array_new ();

  for (unsigned int i = 0; i < contributors->len; i++)
    {
      const LeafContributor *contributor = g_ptr_array_index (contributors, i);

      if (g_strcmp0 (contributor->role, role) == 0)
        json_array_add_object_element (people, new_thing ("Person", contributor->name));
    }
  if (json_array_get_length (people) > 0)
    json_object_set_array_member (object, property, g_steal_pointer (&people));
}

/* schema.org's words for the formats it knows; she writes what she likes. */
static const char *
get_book_format (const char *format)
{
  static const struct
  {
    const char *part;
    const char *address;
  } formats[] = {
    { "audio", "https://schema.org/AudiobookFormat" },
    { "ebook", "https://schema.org/EBook" },
    { "e-book", "https://schema.org/EBook" },
    { "epub", "https://schema.org/EBook" },
    { "kindle", "https://schema.org/EBook" },
    { "hardcover", "https://schema.org/Hardcover" },
    { "hardback", "https://schema.org/Hardcover" },
    { "paperback", "https://schema.org/Paperback" },
    { "softcover", "https://schema.org/Paperback" },
  };
  g_autofree char *lower = format != NULL ? g_ascii_strdown (format, -1) : NULL;

  for (unsigned int i = 0; lower != NULL && i < G_N_ELEMENTS (formats); i++)
    {
      if (strstr (lower, formats[i].part) != NULL)
        return formats[i].address;
    }

  return NULL;
}

static void
set_genres (JsonObject *object,
            LeafBook *book)
{
  const char *const *genres = leaf_book_get_genres (book);
  JsonArray *array;

  if (genres[0] == NULL)
    return;

  array = json_array_new ();
  for (unsigned int i = 0; genres[i] != NULL; i++)
    json_array_add_string_element (array, genres[i]);
  json_object_set_array_member (object, "genre", array);
}

static void
set_series (JsonObject *object,
            LeafBook *book)
{
  const char *series = leaf_book_get_series (book);

  if (series == NULL || *series == '\0')
    return;

  json_object_set_object_member (object, "isPartOf", new_thing ("BookSeries", series));
  set_string (object, "position", leaf_book_get_series_number (book));
}

/* Only addresses that a machine elsewhere can follow. */
static void
set_cover (const LeafPostWriter *self,
           JsonObject *object,
           LeafBook *book)
{
  const char *cover = leaf_book_get_cover (book);
  const LeafPostMedia *media = cover != NULL ? g_hash_table_lookup (self->media, cover) : NULL;

  if (media != NULL && (g_str_has_prefix (media->address, "https://") || g_str_has_prefix (media->address, "http://")))
    json_object_set_string_member (object, "image", media->address);
}

static JsonObject *
make_book (const LeafPostWriter *self,
           LeafBook *book)
{
  JsonObject *object = new_thing ("Book", leaf_book_get_title (book));
  const char *publisher = leaf_book_get_publisher (book);
  g_autofree char *published = leaf_date_to_string (leaf_book_get_published (book));

  set_people (object, "author", book, "author");
  set_people (object, "translator", book, "translator");
  set_people (object, "editor", book, "editor");
  set_people (object, "illustrator", book, "illustrator");
  set_people (object, "readBy", book, "narrator");
  set_string (object, "isbn", leaf_book_get_isbn (book));
  if (publisher != NULL && *publisher != '\0')
    json_object_set_object_member (object, "publisher", new_thing ("Organization", publisher));
  set_string (object, "datePublished", published);
  if (leaf_book_get_pages (book) > 0)
    json_object_set_int_member (object, "numberOfPages", leaf_book_get_pages (book));
  set_string (object, "bookFormat", get_book_format (leaf_book_get_format (book)));
  set_string (object, "inLanguage", leaf_book_get_language (book));
  set_genres (object, book);
  set_series (object, book);
  set_cover (self, object, book);

  return object;
}

static void
set_books (const LeafPostWriter *self,
           JsonObject *review)
{
  GPtrArray *books = self->source->books;
  JsonArray *array;

  if (books->len == 1)
    {
      json_object_set_object_member (review, "itemReviewed", make_book (self, g_ptr_array_index (books, 0)));
      return;
    }

  array = json_array_new ();
  for (unsigned int i = 0; i < books->len; i++)
    json_array_add_object_element (array, make_book (self, g_ptr_array_index (books, i)));
  json_object_set_array_member (review, "itemReviewed", array);
}

static void
set_rating (JsonObject *review,
            int rating)
{
  JsonObject *object;

  if (rating <= 0 || rating > LEAF_RATING_MAX)
    return;

  object = new_thing ("Rating", NULL);
  json_object_set_double_member (object, "ratingValue", rating / 2.0);
  json_object_set_double_member (object, "bestRating", LEAF_RATING_MAX / 2);
  json_object_set_double_member (object, "worstRating", 0.5);
  json_object_set_object_member (review, "reviewRating", object);
}

/**
 * leaf_post_make_json_ld:
 *
 * Describes the review to machines: a schema.org Review of a Book, with the ISO form of dates, several
 * authors as an array and the rating that is also visible in the post.
 *
 * Returns: (transfer full): JSON that can stand in a script element
 */
char *
leaf_post_make_json_ld (const LeafPostWriter *self,
                        const char *title,
                        const char *excerpt)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) review = json_object_new ();
  g_autofree char *json = NULL;
  g_autofree char *published = NULL;
  LeafDate date = leaf_post_source_get_date (self->source);
  const char *name = leaf_profile_get_name (self->source->profile);

  json_object_set_string_member (review, "@context", "https://schema.org");
  json_object_set_string_member (review, "@type", "Review");
  set_string (review, "name", title);
  set_string (review, "description", excerpt);
  set_string (review, "inLanguage", self->language);
  if (*name == '\0')
    name = leaf_blog_get_name (self->source->blog);
  if (name != NULL && *name != '\0')
    json_object_set_object_member (review, "author", new_thing ("Person", name));
  published = leaf_date_to_string (&date);
  set_string (review, "datePublished", published);
  set_books (self, review);
  if (leaf_blog_shows_part (self->source->blog, LEAF_BLOG_PART_RATING))
    set_rating (review, leaf_review_get_rating (self->source->review));

  json_node_set_object (node, review);
  json = json_to_string (node, FALSE);

  return leaf_markup_json_safe (json);
}
