/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-site-manifest"

#include "config.h"

#include "leaf-site-manifest.h"

#include "leaf-publisher.h"
#include "leaf-site-folder.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* The second one knows of pages that were taken down. It is written only where there are such, so that an older Flyleaf
 * can go on with all other sites. */
#define FORMAT 1
#define FORMAT_DOWN 2
#define MAX_BYTES (64 * 1024 * 1024)
#define MAX_DEPTH 8

/**
 * leaf_site_post_new:
 *
 * Returns: (transfer full): an empty entry; its fields are set directly
 */
LeafSitePost *
leaf_site_post_new (void)
{
  return g_new0 (LeafSitePost, 1);
}

/**
 * leaf_site_post_free:
 * @self: (transfer full) (nullable): an entry
 *
 * Frees @self.
 */
void
leaf_site_post_free (LeafSitePost *self)
{
  if (self == NULL)
    return;

  g_free (self->uuid);
  g_free (self->slug);
  g_free (self->title);
  g_free (self->book);
  g_free (self->authors);
  g_free (self->reviewer);
  g_free (self->language);
  g_free (self->excerpt);
  g_strfreev (self->terms);
  g_free (self->cover);
  g_free (self->hash);
  g_free (self->page);
  g_free (self);
}

/**
 * leaf_site_redirect_new:
 * @slug: an address that a review has left
 * @uuid: the review
 *
 * Returns: (transfer full): a redirect
 */
LeafSiteRedirect *
leaf_site_redirect_new (const char *slug,
                        const char *uuid)
{
  LeafSiteRedirect *self = g_new0 (LeafSiteRedirect, 1);

  self->slug = g_strdup (slug);
  self->uuid = g_strdup (uuid);

  return self;
}

/**
 * leaf_site_redirect_free:
 * @self: (transfer full) (nullable): a redirect
 *
 * Frees @self.
 */
void
leaf_site_redirect_free (LeafSiteRedirect *self)
{
  if (self == NULL)
    return;

  g_free (self->slug);
  g_free (self->uuid);
  g_free (self);
}

/**
 * leaf_site_manifest_new:
 * @uuid: of the site
 *
 * Returns: (transfer full): the manifest of a site without reviews
 */
LeafSiteManifest *
leaf_site_manifest_new (const char *uuid)
{
  LeafSiteManifest *self = g_new0 (LeafSiteManifest, 1);

  self->uuid = g_strdup (uuid);
  self->title = g_strdup ("");
  self->language = g_strdup ("en");
  self->posts = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_site_post_free);
  self->redirects = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_site_redirect_free);

  return self;
}

/**
 * leaf_site_manifest_free:
 * @self: (transfer full) (nullable): a manifest
 *
 * Frees @self and its entries.
 */
void
leaf_site_manifest_free (LeafSiteManifest *self)
{
  if (self == NULL)
    return;

  g_free (self->uuid);
  g_free (self->title);
  g_free (self->language);
  g_free (self->style_hash);
  g_ptr_array_unref (self->posts);
  g_ptr_array_unref (self->redirects);
  g_free (self);
}

/* Reading. The file may have been edited by hand or by a foe: names that become paths are checked, and
 * what is not as we write it makes the whole file unreadable rather than the site wrong. */

static char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return g_strdup ("");

  return g_utf8_make_valid (json_node_get_string (node), -1);
}

static gint64
get_int (JsonObject *object,
         const char *name,
         gint64 min,
         gint64 max)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_INT64)
    return min;

  return CLAMP (json_node_get_int (node), min, max);
}

static char **
get_strings (JsonObject *object,
             const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  GPtrArray *strings = g_ptr_array_new ();
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (unsigned int i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) == G_TYPE_STRING)
        g_ptr_array_add (strings, g_utf8_make_valid (json_node_get_string (element), -1));
    }
  g_ptr_array_add (strings, NULL);

  return (char **) g_ptr_array_free (strings, FALSE);
}

static gboolean
is_slug (const char *text)
{
  return *text != '\0' && *text != '-' && strlen (text) <= 200 &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (text) && !g_str_equal (text, LEAF_SITE_PICTURES);
}

static gboolean
is_picture (const char *name)
{
  size_t length = strspn (name, "0123456789abcdef");

  return length > 0 && name[length] == '.' && strspn (name + length + 1, "abcdefghijklmnopqrstuvwxyz") == strlen (name + length + 1);
}

static LeafSitePost *
read_post (JsonObject *object)
{
  LeafSitePost *post = leaf_site_post_new ();

  post->uuid = get_string (object, "uuid");
  post->slug = get_string (object, "slug");
  post->title = get_string (object, "title");
  post->book = get_string (object, "book");
  post->authors = get_string (object, "authors");
  post->reviewer = get_string (object, "reviewer");
  post->language = get_string (object, "language");
  post->excerpt = get_string (object, "excerpt");
  post->terms = get_strings (object, "terms");
  post->rating = get_int (object, "rating", 0, LEAF_RATING_MAX);
  post->published = get_int (object, "published", 0, G_MAXINT32 * G_GINT64_CONSTANT (60));
  post->updated = get_int (object, "updated", 0, G_MAXINT32 * G_GINT64_CONSTANT (60));
  post->cover = get_string (object, "cover");
  post->cover_width = get_int (object, "cover-width", 0, 100000);
  post->cover_height = get_int (object, "cover-height", 0, 100000);
  post->hash = get_string (object, "hash");
  post->page = get_string (object, "page");
  post->down = get_int (object, "down", 0, 1) == 1;
  if (!is_picture (post->cover))
    g_clear_pointer (&post->cover, g_free);
  if (g_uuid_string_is_valid (post->uuid) && is_slug (post->slug))
    return post;

  leaf_site_post_free (post);

  return NULL;
}

static JsonArray *
get_objects (JsonObject *object,
             const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (unsigned int i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      if (!JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
        return NULL;
    }

  return array;
}

/* @taken: the addresses that are given away, so that no two pages are one file. */
static gboolean
read_posts (LeafSiteManifest *self,
            JsonObject *root,
            GHashTable *taken,
            GHashTable *uuids)
{
  JsonArray *array = get_objects (root, "posts");

  if (array == NULL)
    return FALSE;
  for (unsigned int i = 0; i < json_array_get_length (array); i++)
    {
      LeafSitePost *post = read_post (json_array_get_object_element (array, i));

      if (post == NULL)
        return FALSE;
      g_ptr_array_add (self->posts, post);
      if (!g_hash_table_add (uuids, post->uuid) || !g_hash_table_add (taken, post->slug))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_redirects (LeafSiteManifest *self,
                JsonObject *root,
                GHashTable *taken,
                GHashTable *uuids)
{
  JsonArray *array = get_objects (root, "redirects");

  if (array == NULL)
    return FALSE;
  for (unsigned int i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);
      g_autofree char *slug = get_string (object, "slug");
      g_autofree char *uuid = get_string (object, "uuid");
      LeafSiteRedirect *redirect;

      if (!is_slug (slug) || !g_hash_table_contains (uuids, uuid))
        return FALSE;
      redirect = leaf_site_redirect_new (slug, uuid);
      g_ptr_array_add (self->redirects, redirect);
      if (!g_hash_table_add (taken, redirect->slug))
        return FALSE;
    }

  return TRUE;
}

/* json-glib's parser calls itself for each bracket; ours nest three deep. */
static gboolean
is_shallow (const char *json,
            gsize size)
{
  unsigned int depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < size; i++)
    {
      if (in_string && json[i] == '\\')
        i++;
      else if (json[i] == '"')
        in_string = !in_string;
      else if (!in_string && (json[i] == '{' || json[i] == '['))
        depth++;
      else if (!in_string && (json[i] == '}' || json[i] == ']') && depth > 0)
        depth--;
      if (depth > MAX_DEPTH)
        return FALSE;
    }

  return TRUE;
}

/**
 * leaf_site_manifest_parse:
 * @json: what stands in the file
 * @size: bytes
 * @newer: (out): whether a newer Flyleaf wrote it
 *
 * Reads a manifest.
 *
 * Returns: (transfer full) (nullable): the manifest, or %NULL when it is not one of this Flyleaf's
 */
LeafSiteManifest *
leaf_site_manifest_parse (const char *json,
                          gsize size,
                          gboolean *newer)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (LeafSiteManifest) self = NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) uuids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *uuid = NULL;
  JsonObject *root;
  gint64 format;

  *newer = FALSE;
  if (size > MAX_BYTES || !g_utf8_validate (json, size, NULL) || !is_shallow (json, size) ||
      !json_parser_load_from_data (parser, json, size, NULL))
    return NULL;
  if (json_parser_get_root (parser) == NULL || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return NULL;

  root = json_node_get_object (json_parser_get_root (parser));
  format = get_int (root, "flyleaf-site", 0, G_MAXINT);
  *newer = format > FORMAT_DOWN;
  uuid = get_string (root, "uuid");
  if (format < FORMAT || format > FORMAT_DOWN || !g_uuid_string_is_valid (uuid))
    return NULL;

  self = leaf_site_manifest_new (uuid);
  g_free (self->title);
  self->title = get_string (root, "title");
  g_free (self->language);
  self->language = get_string (root, "language");
  self->style_hash = get_string (root, "style");
  if (!read_posts (self, root, taken, uuids) || !read_redirects (self, root, taken, uuids))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * leaf_site_manifest_load:
 * @uuid: of the blog, for a site that has none yet
 *
 * Reads what is ours in the folder.
 *
 * Returns: (transfer full) (nullable): the manifest, empty for a new site, or %NULL with
 *   `LEAF_PUBLISH_ERROR_FOLDER`
 */
LeafSiteManifest *
leaf_site_manifest_load (const char *folder,
                         const char *uuid,
                         GError **error)
{
  g_autofree char *path = g_build_filename (folder, LEAF_SITE_MANIFEST, NULL);
  g_autofree char *display_name = g_filename_display_name (path);
  g_autofree char *json = NULL;
  g_autoptr (GError) local_error = NULL;
  LeafSiteManifest *self;
  gboolean newer = FALSE;
  gsize size;

  if (!g_file_get_contents (path, &json, &size, &local_error))
    {
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return leaf_site_manifest_new (uuid);
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER,
                   _("“%s” cannot be read. Make it readable, or choose another folder."), display_name);
      return NULL;
    }

  self = leaf_site_manifest_parse (json, size, &newer);
  if (self == NULL && newer)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER,
                 _("“%s” was written by a newer Flyleaf. Update Flyleaf to publish here."), display_name);
  else if (self == NULL)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER,
                 _("“%s” is damaged. Put back a copy of it, or choose an empty folder."), display_name);

  return self;
}

static void
write_post (JsonBuilder *builder,
            const LeafSitePost *post)
{
  const struct
  {
    const char *name;
    const char *value;
  } strings[] = {
    { "uuid", post->uuid }, { "slug", post->slug }, { "title", post->title }, { "book", post->book },
    { "authors", post->authors }, { "reviewer", post->reviewer }, { "language", post->language },
    { "excerpt", post->excerpt }, { "cover", post->cover }, { "hash", post->hash },
    { "page", post->page },
  };
  const struct
  {
    const char *name;
    gint64 value;
  } numbers[] = {
    { "rating", post->rating }, { "published", post->published }, { "updated", post->updated },
    { "cover-width", post->cover_width }, { "cover-height", post->cover_height },
  };

  json_builder_begin_object (builder);
  for (unsigned int i = 0; i < G_N_ELEMENTS (strings); i++)
    {
      json_builder_set_member_name (builder, strings[i].name);
      json_builder_add_string_value (builder, strings[i].value != NULL ? strings[i].value : "");
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      json_builder_set_member_name (builder, numbers[i].name);
      json_builder_add_int_value (builder, numbers[i].value);
    }
  if (post->down)
    {
      json_builder_set_member_name (builder, "down");
      json_builder_add_int_value (builder, 1);
    }
  json_builder_set_member_name (builder, "terms");
  json_builder_begin_array (builder);
  for (unsigned int i = 0; post->terms != NULL && post->terms[i] != NULL; i++)
    json_builder_add_string_value (builder, post->terms[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
write_string (JsonBuilder *builder,
              const char *name,
              const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value != NULL ? value : "");
}

static gboolean
has_taken_down (const LeafSiteManifest *self)
{
  for (unsigned int i = 0; i < self->posts->len; i++)
    {
      if (((LeafSitePost *) g_ptr_array_index (self->posts, i))->down)
        return TRUE;
    }

  return FALSE;
}

/**
 * leaf_site_manifest_to_json:
 *
 * Returns: (transfer full): what leaf_site_manifest_parse() reads
 */
char *
leaf_site_manifest_to_json (const LeafSiteManifest *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "flyleaf-site");
  json_builder_add_int_value (builder, has_taken_down (self) ? FORMAT_DOWN : FORMAT);
  write_string (builder, "uuid", self->uuid);
  write_string (builder, "title", self->title);
  write_string (builder, "language", self->language);
  write_string (builder, "style", self->style_hash);
  json_builder_set_member_name (builder, "posts");
  json_builder_begin_array (builder);
  for (unsigned int i = 0; i < self->posts->len; i++)
    write_post (builder, g_ptr_array_index (self->posts, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "redirects");
  json_builder_begin_array (builder);
  for (unsigned int i = 0; i < self->redirects->len; i++)
    {
      const LeafSiteRedirect *redirect = g_ptr_array_index (self->redirects, i);

      json_builder_begin_object (builder);
      write_string (builder, "slug", redirect->slug);
      write_string (builder, "uuid", redirect->uuid);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, TRUE);
}

/**
 * leaf_site_manifest_save:
 * @folder: the site
 * @error: return location for an error
 *
 * Writes the manifest, whole or not at all.
 *
 * Returns: %TRUE, or %FALSE with `LEAF_PUBLISH_ERROR_FOLDER`
 */
gboolean
leaf_site_manifest_save (const LeafSiteManifest *self,
                         const char *folder,
                         GError **error)
{
  g_autofree char *json = leaf_site_manifest_to_json (self);

  return leaf_site_folder_write (folder, LEAF_SITE_MANIFEST, json, -1, error);
}

/**
 * leaf_site_manifest_find:
 *
 * Returns: (transfer none) (nullable): the review with this marker
 */
LeafSitePost *
leaf_site_manifest_find (const LeafSiteManifest *self,
                         const char *uuid)
{
  for (unsigned int i = 0; i < self->posts->len; i++)
    {
      LeafSitePost *post = g_ptr_array_index (self->posts, i);

      if (g_str_equal (post->uuid, uuid))
        return post;
    }

  return NULL;
}

/**
 * leaf_site_manifest_has_redirect:
 *
 * Returns: whether the address is one that the review @uuid has left
 */
gboolean
leaf_site_manifest_has_redirect (const LeafSiteManifest *self,
                                 const char *slug,
                                 const char *uuid)
{
  for (unsigned int i = 0; i < self->redirects->len; i++)
    {
      const LeafSiteRedirect *redirect = g_ptr_array_index (self->redirects, i);

      if (g_str_equal (redirect->slug, slug) && g_str_equal (redirect->uuid, uuid))
        return TRUE;
    }

  return FALSE;
}

/**
 * leaf_site_manifest_slug_is_of_other:
 *
 * Returns: whether the address is, or once was, that of another review than @uuid
 */
gboolean
leaf_site_manifest_slug_is_of_other (const LeafSiteManifest *self,
                                     const char *slug,
                                     const char *uuid)
{
  for (unsigned int i = 0; i < self->posts->len; i++)
    {
      const LeafSitePost *post = g_ptr_array_index (self->posts, i);

      if (g_str_equal (post->slug, slug) && !g_str_equal (post->uuid, uuid))
        return TRUE;
    }
  for (unsigned int i = 0; i < self->redirects->len; i++)
    {
      const LeafSiteRedirect *redirect = g_ptr_array_index (self->redirects, i);

      if (g_str_equal (redirect->slug, slug) && !g_str_equal (redirect->uuid, uuid))
        return TRUE;
    }

  return FALSE;
}

/**
 * leaf_site_manifest_forget:
 * @post: one of the posts; freed
 *
 * Takes a review out, with the addresses it has left.
 */
void
leaf_site_manifest_forget (LeafSiteManifest *self,
                           LeafSitePost *post)
{
  for (unsigned int i = self->redirects->len; i > 0; i--)
    {
      const LeafSiteRedirect *redirect = g_ptr_array_index (self->redirects, i - 1);

      if (g_str_equal (redirect->uuid, post->uuid))
        g_ptr_array_remove_index (self->redirects, i - 1);
    }
  g_ptr_array_remove (self->posts, post);
}

/**
 * leaf_site_manifest_move:
 * @post: one of the posts
 * @slug: its new address
 *
 * Gives a review another address and notes that the old one leads there.
 */
void
leaf_site_manifest_move (LeafSiteManifest *self,
                         LeafSitePost *post,
                         const char *slug)
{
  if (g_strcmp0 (post->slug, slug) == 0)
    return;

  for (unsigned int i = self->redirects->len; i > 0; i--)
    {
      const LeafSiteRedirect *redirect = g_ptr_array_index (self->redirects, i - 1);

      if (g_str_equal (redirect->slug, slug))
        g_ptr_array_remove_index (self->redirects, i - 1);
    }
  if (post->slug != NULL)
    g_ptr_array_add (self->redirects, leaf_site_redirect_new (post->slug, post->uuid));
  g_free (post->slug);
  post->slug = g_strdup (slug);
}

static int
compare_newest (gconstpointer a,
                gconstpointer b)
{
  const LeafSitePost *first = *(LeafSitePost *const *) a, *second = *(LeafSitePost *const *) b;

  if (first->published != second->published)
    return first->published < second->published ? 1 : -1;

  return strcmp (first->uuid, second->uuid);
}

/**
 * leaf_site_manifest_list_newest:
 *
 * Returns: (transfer container) (element-type LeafSitePost): the reviews that readers find, newest first
 */
GPtrArray *
leaf_site_manifest_list_newest (const LeafSiteManifest *self)
{
  GPtrArray *posts = g_ptr_array_new ();

  for (unsigned int i = 0; i < self->posts->len; i++)
    {
      LeafSitePost *post = g_ptr_array_index (self->posts, i);

      if (!post->down)
        g_ptr_array_add (posts, post);
    }
  g_ptr_array_sort (posts, compare_newest);

  return posts;
}
