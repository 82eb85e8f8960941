/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-wordpress"

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-wordpress-private.h"

#include <glib/gi18n.h>

/* A date less than this ahead is published at once (measured). */
#define SCHEDULE_SECONDS 60

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value != NULL ? value : "");
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static gboolean
is_public (JsonObject *present)
{
  const char *status = present != NULL ? leaf_wordpress_get_text (present, "status") : NULL;

  return g_strcmp0 (status, "private") == 0 || g_strcmp0 (status, "publish") == 0;
}

/* Status and date, by the measured rules: `future` needs its date, `publish` takes one from the future along, and so
 * would a draft that was scheduled once. `present`: the post on the blog; NULL: there is none. */
static void
add_status (LeafWordpress *self, JsonBuilder *builder, const LeafJob *job, JsonObject *present)
{
  const char *status = present != NULL ? leaf_wordpress_get_text (present, "status") : NULL;
  gint64 date = present != NULL ? leaf_wordpress_parse_time (leaf_wordpress_get_text (present, "date_gmt")) : 0;
  gboolean ahead = g_strcmp0 (status, "future") == 0 || date > leaf_wordpress_get_now (self);
  g_autofree char *at = NULL;

  /* An update never takes a post off the blog, nor shows what she made private there. */
  if (is_public (present))
    return;

  if (job->wanted == LEAF_PUBLICATION_SCHEDULED)
    {
      at = leaf_wordpress_format_time (job->at);
      add_text (builder, "status", "future");
      add_text (builder, "date_gmt", at);
      return;
    }

  add_text (builder, "status", job->wanted == LEAF_PUBLICATION_DRAFT ? "draft" : "publish");
  if (ahead && job->wanted == LEAF_PUBLICATION_PUBLISHED)
    {
      at = leaf_wordpress_format_time (leaf_wordpress_get_now (self) - 1);
      add_text (builder, "date_gmt", at);
    }
  else if (ahead)
    {
      json_builder_set_member_name (builder, "date_gmt");
      json_builder_add_null_value (builder);
    }
}

/* `present`: the post on the blog; NULL: there is none. `drops_featured`: it has a featured picture from here, and
 * shall have none. */
static JsonNode *
build_body (LeafWordpress *self, const LeafPost *post, const LeafPostSource *source, GHashTable *media,
            const LeafWordpressTerms *terms,
            const LeafJob *job, JsonObject *present, gboolean drops_featured)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  LeafPostMedia *featured = post->featured != NULL ? g_hash_table_lookup (media, post->featured) : NULL;

  json_builder_begin_object (builder);
  add_text (builder, "title", post->title);
  add_text (builder, "content", post->content);
  add_status (self, builder, job, present);
  if (post->excerpt != NULL && *post->excerpt != '\0')
    add_text (builder, "excerpt", post->excerpt);
  /* The address of a post that readers have is changed only on her word, not by a pattern. */
  if (!is_public (present) || leaf_review_get_slug (source->review) != NULL)
    add_text (builder, "slug", post->slug);
  if (post->comments != NULL)
    add_text (builder, "comment_status", post->comments);
  if (featured != NULL && featured->remote_id != NULL)
    add_number (builder, "featured_media", g_ascii_strtoll (featured->remote_id, NULL, 10));
  else if (drops_featured)
    add_number (builder, "featured_media", 0);
  leaf_wordpress_add_terms (terms, builder);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}

/* The post as it is on the blog, if it is still what was last sent; `gone`: it was deleted for good. */
static JsonNode *
fetch_unchanged (LeafWordpress *self, const LeafPublication *publication, gboolean *gone, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strconcat ("wp/v2/posts/", publication->remote_id, NULL);
  gboolean accepted = publication->remote_modified == NULL && publication->remote_hash == NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonNode) node = leaf_wordpress_get (self, route, "context=edit&" LEAF_WORDPRESS_FIELDS, cancellable, &failure);
  g_autoptr (LeafRemotePost) remote = NULL;
  g_autofree char *hash = NULL;
  gboolean changed;

  *gone = FALSE;
  if (node == NULL)
    {
      *gone = leaf_wordpress_is_refused (self, "rest_post_invalid_id");
      if (*gone && accepted)
        return NULL;
      if (*gone)
        g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED,
                     _("This post was deleted on %s. Publish your text again to make the post anew."), self->host);
      else
        g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  remote = JSON_NODE_HOLDS_OBJECT (node) ? leaf_wordpress_read_post (json_node_get_object (node)) : NULL;
  if (remote == NULL)
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY,
                   _("%s did not say what the post is now. Try again later."), self->host);
      return NULL;
    }
  /* What she deleted from here comes back without being asked for; what somebody deleted there does not. */
  if (!accepted && remote->state == LEAF_PUBLICATION_REMOVED && publication->state != LEAF_PUBLICATION_REMOVED)
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED,
                   _("This post is in the trash of %s. Publish your text again to bring the post back."), self->host);
      return NULL;
    }

  /* What is there counts: the stamp goes by the second only, and a tag or a comment moves it too. */
  hash = leaf_remote_post_hash (remote);
  if (hash != NULL && publication->remote_hash != NULL)
    changed = !g_str_equal (hash, publication->remote_hash);
  else
    changed = g_strcmp0 (remote->modified, publication->remote_modified) != 0;
  if (!accepted && changed)
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED,
                   _("This post was changed on %s since Flyleaf last sent it. Look at both, then keep yours or theirs."), self->host);
      return NULL;
    }

  return g_steal_pointer (&node);
}

typedef struct {
  gint64 blog;
  const char *sha256;
  const char *alt; /* to be saved; NULL: load */
  LeafBlogMedia *media;
} AltJob;

static gboolean
alt_func (LeafDb *db, gpointer data, GError **error)
{
  AltJob *job = data;

  g_clear_pointer (&job->media, leaf_blog_media_free);
  job->media = leaf_blog_media_load (db, job->blog, job->sha256, error);
  if (job->media == NULL || job->alt == NULL)
    return job->media != NULL;

  g_free (job->media->alt);
  job->media->alt = g_strdup (job->alt);
  return leaf_blog_media_save (db, job->blog, job->sha256, job->media, error);
}

/* WordPress's own no is no reason to keep the post back: the picture may be gone, which is found out when the post is
 * read back, or another account's. Anything else passes, and later there would be no reason to ask again. */
static gboolean
send_alt (LeafWordpress *self, const char *remote_id, AltJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (leaf_wordpress_describe_media (self, remote_id, job->alt, cancellable, &failure))
    return leaf_library_run (self->library, LEAF_LIBRARY_WRITE, alt_func, job, error);
  if (leaf_wordpress_is_own_refusal (failure))
    return TRUE;

  leaf_wordpress_clear_doubt (failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The featured picture's alternative text is the picture's own on the blog: sent again when it changed. */
static gboolean
keep_alt_current (LeafWordpress *self, const LeafPost *post, GCancellable *cancellable, GError **error)
{
  AltJob job = { leaf_blog_get_id (self->blog), post->featured, NULL, NULL };
  gboolean done = TRUE;

  if (self->library == NULL || post->featured == NULL || post->featured_alt == NULL)
    return TRUE;
  if (!leaf_library_run (self->library, LEAF_LIBRARY_READ, alt_func, &job, error))
    return FALSE;

  if (job.media->remote_id != NULL && g_strcmp0 (job.media->alt, post->featured_alt) != 0)
    {
      g_autofree char *remote_id = g_strdup (job.media->remote_id);

      job.alt = post->featured_alt;
      done = send_alt (self, remote_id, &job, cancellable, error);
    }
  leaf_blog_media_free (job.media);

  return done;
}

static char *
format_http_date (const char *modified_gmt)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (leaf_wordpress_parse_time (modified_gmt));

  return modified_gmt != NULL ? g_date_time_format (date, "%a, %d %b %Y %H:%M:%S GMT") : NULL;
}

static gboolean
check_time (const LeafJob *job, GError **error)
{
  if (job->wanted == LEAF_PUBLICATION_SCHEDULED && job->at < g_get_real_time () / G_USEC_PER_SEC + SCHEDULE_SECONDS)
    {
      g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                           _("The time to publish is past or less than a minute ahead. Choose a later one, or publish now."));
      return FALSE;
    }

  return TRUE;
}

/**
 * leaf_wordpress_send:
 * @self: the blog
 * @post: the post
 * @source: what it was made of
 * @media: (element-type utf8 LeafPostMedia): where its pictures are
 * @publication: what is known of it on the blog
 * @job: what is wanted
 * @cancellable: (nullable): a cancellable
 * @error: set on failure
 *
 * Creates or updates a post. A new one is a single request. An update looks at the post first: if it
 * was changed, trashed or deleted there, that is %LEAF_PUBLISH_ERROR_CHANGED, unless she has said
 * that hers counts (neither remote_modified nor remote_hash in @publication); then a trashed post
 * comes back and a deleted one is made anew. What somebody wrote in the moment between that look and the
 * write cannot be kept from being overwritten; it is found among the post's revisions and comes along.
 *
 * Returns: (transfer full): what the blog stored, or %NULL
 */
LeafRemotePost *
leaf_wordpress_send (LeafWordpress *self,
                     const LeafPost *post,
                     const LeafPostSource *source,
                     GHashTable *media,
                     const LeafPublication *publication,
                     const LeafJob *job,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) present = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (LeafRemotePost) remote = NULL;
  g_autoptr (LeafWordpressTerms) terms = NULL;
  g_autofree char *route = NULL;
  g_autofree char *since = NULL;
  gboolean gone = FALSE;
  gboolean drops_featured = FALSE;

  if (!check_time (job, error))
    return NULL;
  if (publication->remote_id != NULL)
    {
      g_autoptr (GError) failure = NULL;

      present = fetch_unchanged (self, publication, &gone, cancellable, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }

  terms = leaf_wordpress_resolve_terms (self, post->filed, NULL, warnings, cancellable, error);
  if (terms == NULL)
    return NULL;
  if (present != NULL)
    {
      JsonObject *object = json_node_get_object (present);

      if (!leaf_wordpress_keep_terms (self, terms, object, error))
        return NULL;
      if (post->featured == NULL &&
          !leaf_wordpress_knows_media (self, leaf_wordpress_get_number (object, "featured_media"), &drops_featured, error))
        return NULL;
      route = g_strconcat ("wp/v2/posts/", publication->remote_id, NULL);
      since = format_http_date (leaf_wordpress_get_text (object, "modified_gmt"));
    }
  if (!keep_alt_current (self, post, cancellable, error))
    return NULL;

  body = build_body (self, post, source, media, terms, job, present != NULL ? json_node_get_object (present) : NULL,
                     drops_featured);
  node = leaf_wordpress_post (self, route != NULL ? route : "wp/v2/posts", LEAF_WORDPRESS_FIELDS, body, since, cancellable, error);
  if (node == NULL)
    return NULL;

  remote = leaf_wordpress_read_back (self, node, post, source, media, terms, job, present == NULL, warnings, cancellable, error);
  if (remote == NULL || present == NULL ||
      leaf_wordpress_look_between (self, json_node_get_object (present), json_node_get_object (node), remote, cancellable, error))
    return g_steal_pointer (&remote);

  return NULL;
}
