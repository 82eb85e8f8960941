/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-wordpress"

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-wait.h"
#include "leaf-wordpress-private.h"

#include <glib/gi18n.h>

#define FIELDS "_fields=id,slug,source_url,alt_text,media_details.width,media_details.height"
/* WordPress keeps 200 characters of a slug; the part of the hash must survive. */
#define MAX_NAME 150
#define HASH_PART 12
/* A blog that was cut off goes on with what it began: pauses between looks for a picture that may be on its way. */
#define FIRST_PAUSE 250 /* milliseconds */

static const char *
get_extension (const char *mime_type)
{
  if (g_str_equal (mime_type, "image/png"))
    return "png";
  if (g_str_equal (mime_type, "image/webp"))
    return "webp";
  if (g_str_equal (mime_type, "image/gif"))
    return "gif";

  return "jpg";
}

/* The slug of the attachment: from its name and its content, so that the same picture is found again and another one
 * never taken for it. */
static char *
build_slug (const LeafPostPicture *picture)
{
  g_autofree char *name = g_strndup (picture->name != NULL && *picture->name != '\0' ? picture->name : "picture", MAX_NAME);

  for (char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      *p = '-';

  return g_strdup_printf ("%s-%.*s", name, HASH_PART, picture->sha256);
}

static LeafPostMedia *
read_media (LeafWordpress *self, JsonNode *node, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *details = leaf_wordpress_get_object (object, "media_details");
  gint64 id = leaf_wordpress_get_number (object, "id");
  const char *address = leaf_wordpress_get_text (object, "source_url");
  g_autofree char *remote_id = NULL;

  if (id <= 0 || address == NULL || !g_uri_is_valid (address, G_URI_FLAGS_PARSE_RELAXED, NULL))
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR,
                   _("%s did not say where it put the picture. Try again later."), self->host);
      return NULL;
    }

  remote_id = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  return leaf_post_media_new (remote_id, address,
                              CLAMP (leaf_wordpress_get_number (details, "width"), 0, 100000),
                              CLAMP (leaf_wordpress_get_number (details, "height"), 0, 100000));
}

/* NULL without error: the blog has no such picture. */
static LeafPostMedia *
find_media (LeafWordpress *self, const char *slug, GCancellable *cancellable, GError **error)
{
  g_autofree char *query = g_strdup_printf ("slug=%s&context=edit&orderby=id&order=asc&" FIELDS, slug);
  g_autoptr (JsonNode) node = leaf_wordpress_get (self, "wp/v2/media", query, cancellable, error);

  if (node != NULL && !JSON_NODE_HOLDS_ARRAY (node))
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY,
                 _("%s did not give a list of its pictures. Try again later."), self->host);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) == 0)
    return NULL;

  return read_media (self, json_array_get_element (json_node_get_array (node), 0), error);
}

static LeafPostMedia *
find_patiently (LeafWordpress *self, const char *slug, GCancellable *cancellable, GError **error)
{
  for (int pause = FIRST_PAUSE;; pause *= 2)
    {
      g_autoptr (GError) failure = NULL;
      LeafPostMedia *found = find_media (self, slug, cancellable, &failure);

      if (failure != NULL)
        g_propagate_error (error, g_steal_pointer (&failure));
      else if (found == NULL && pause <= self->longest_pause && !g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          leaf_wait (pause, cancellable);
          continue;
        }
      return found;
    }
}

/* What to say of a refusal of a picture, which WordPress words for programmers. */
static void
explain_refusal (LeafWordpress *self, const LeafPostPicture *picture, GError **error)
{
  if (!g_error_matches (*error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN) ||
      leaf_wordpress_get_refusal (self, "rest_cannot_create") == NULL)
    return;

  g_clear_error (error);
  g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN,
               _("Your account on %s may not upload pictures. Ask an administrator of the blog for the role Author."), self->host);
}

/**
 * leaf_wordpress_upload:
 * @self: the blog
 * @picture: the picture and its words
 * @bytes: the file
 * @mime_type: its type
 * @unclear: whether an earlier upload may have arrived
 * @cancellable: (nullable): a cancellable
 * @error: set on failure
 *
 * Uploads a picture with its alternative text in one request: the file as the body, the words in the
 * query. When @unclear, the slug is looked up first.
 *
 * Returns: (transfer full): where it is, or %NULL
 */
LeafPostMedia *
leaf_wordpress_upload (LeafWordpress *self,
                       const LeafPostPicture *picture,
                       GBytes *bytes,
                       const char *mime_type,
                       gboolean unclear,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *slug = build_slug (picture);
  g_autofree char *alt = g_uri_escape_string (picture->alt != NULL ? picture->alt : "", NULL, FALSE);
  g_autofree char *query = g_strdup_printf ("slug=%s&title=%s&alt_text=%s&" FIELDS, slug, slug, alt);
  g_autofree char *disposition = g_strdup_printf ("attachment; filename=\"%s.%s\"", slug, get_extension (mime_type));
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) failure = NULL;
  LeafHttpRequest request = { .method = "POST", .content_type = mime_type, .body = bytes, .disposition = disposition };

  if (unclear)
    {
      LeafPostMedia *found = find_patiently (self, slug, cancellable, &failure);

      if (found != NULL)
        return found;
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }

  node = leaf_wordpress_send_request (self, &request, "wp/v2/media", query, cancellable, &failure);
  if (node == NULL)
    {
      explain_refusal (self, picture, &failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  return read_media (self, node, error);
}

typedef struct {
  gint64 blog;
  const char *remote_id;
  gboolean *known;
} KnownJob;

static gboolean
known_func (LeafDb *db, gpointer data, GError **error)
{
  KnownJob *job = data;

  return leaf_blog_media_known (db, job->blog, job->remote_id, job->known, error);
}

/**
 * leaf_wordpress_knows_media:
 * @self: the blog
 * @id: a picture there; 0 for none
 * @known: (out): whether it was sent from here
 * @error: set on failure
 *
 * Tells a picture that Flyleaf put on the blog from one that somebody chose there.
 *
 * Returns: whether it could be done
 */
gboolean
leaf_wordpress_knows_media (LeafWordpress *self, gint64 id, gboolean *known, GError **error)
{
  g_autofree char *remote_id = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  KnownJob job = { leaf_blog_get_id (self->blog), remote_id, known };

  *known = FALSE;
  return self->library == NULL || id <= 0 || leaf_library_run (self->library, LEAF_LIBRARY_READ, known_func, &job, error);
}

/**
 * leaf_wordpress_describe_media:
 * @self: the blog
 * @remote_id: a picture there
 * @alt: the alternative text it ought to have
 * @cancellable: (nullable): a cancellable
 * @error: set on failure
 *
 * Changes the alternative text of a picture that is on the blog already.
 *
 * Returns: whether it could be done
 */
gboolean
leaf_wordpress_describe_media (LeafWordpress *self, const char *remote_id, const char *alt, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strconcat ("wp/v2/media/", remote_id, NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "alt_text");
  json_builder_add_string_value (builder, alt);
  json_builder_end_object (builder);
  body = json_builder_get_root (builder);
  node = leaf_wordpress_post (self, route, "_fields=id", body, NULL, cancellable, error);

  return node != NULL;
}
