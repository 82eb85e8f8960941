/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-wordpress"

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-wordpress-private.h"

#include <glib/gi18n.h>

/* WordPress answers 400 to more (measured). */
#define PER_PAGE 100
#define MAX_PAGES 20

typedef struct {
  gint64 blog;
  const char *taxonomy;
  const char *name;
  char *remote_id;
} TermJob;

static gboolean
find_term_func (LeafDb *db, gpointer data, GError **error)
{
  TermJob *job = data;

  return leaf_blog_term_find (db, job->blog, job->taxonomy, job->name, &job->remote_id, error);
}

static gboolean
save_term_func (LeafDb *db, gpointer data, GError **error)
{
  TermJob *job = data;

  return leaf_blog_term_save (db, job->blog, job->taxonomy, job->name, job->remote_id, error);
}

static gboolean
forget_term_func (LeafDb *db, gpointer data, GError **error)
{
  TermJob *job = data;

  return leaf_blog_term_forget (db, job->blog, job->taxonomy, job->name, error);
}

static gboolean
is_same_name (const char *stored, const char *name)
{
  g_autofree char *plain = leaf_wordpress_decode_text (stored);
  g_autofree char *a = g_utf8_casefold (plain, -1);
  g_autofree char *b = g_utf8_casefold (name, -1);

  return g_utf8_collate (a, b) == 0 || g_str_equal (a, b);
}

/* Asks for the term. `search` finds "Martha" for "art" too: names are compared whole. 0: there is none; -1: error. */
static gint64
search_term (LeafWordpress *self, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strconcat ("wp/v2/", leaf_wordpress_get_taxonomy (self), NULL);
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);

  for (int page = 1; page <= MAX_PAGES; page++)
    {
      g_autofree char *query = g_strdup_printf ("search=%s&per_page=%d&page=%d&_fields=id,name", escaped, PER_PAGE, page);
      g_autoptr (JsonNode) node = leaf_wordpress_get (self, route, query, cancellable, error);
      JsonArray *terms;

      if (node == NULL)
        return -1;
      terms = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      for (unsigned int i = 0; terms != NULL && i < json_array_get_length (terms); i++)
        {
          JsonNode *element = json_array_get_element (terms, i);
          JsonObject *term = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

          if (term != NULL && is_same_name (leaf_wordpress_get_text (term, "name"), name))
            return leaf_wordpress_get_number (term, "id");
        }
      if (terms == NULL || json_array_get_length (terms) < PER_PAGE)
        return 0;
    }

  return 0;
}

/* Making it answers both questions at once: an existing one is named in the refusal. 0: the account may not and there
 * is none; -1: error. */
static gint64
make_term (LeafWordpress *self, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strconcat ("wp/v2/", leaf_wordpress_get_taxonomy (self), NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) failure = NULL;
  JsonObject *exists;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
  json_builder_end_object (builder);
  body = json_builder_get_root (builder);

  node = leaf_wordpress_post (self, route, "_fields=id", body, NULL, cancellable, &failure);
  if (node != NULL)
    return leaf_wordpress_get_number (JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL, "id");

  exists = leaf_wordpress_get_refusal (self, "term_exists");
  if (exists != NULL && leaf_wordpress_get_number (exists, "term_id") > 0)
    return leaf_wordpress_get_number (exists, "term_id");
  if (g_error_matches (failure, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN) ||
      g_error_matches (failure, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED))
    return search_term (self, name, cancellable, error);

  /* Making a term twice makes one: an unclear answer needs no look-up, and no post has left yet. */
  if (g_error_matches (failure, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR))
    failure->code = LEAF_PUBLISH_ERROR_TEMPORARY;
  g_propagate_error (error, g_steal_pointer (&failure));
  return -1;
}

/**
 * leaf_wordpress_get_taxonomy:
 * @self: the blog
 *
 * Gets what genres become on this blog.
 *
 * Returns: "tags" or "categories", as routes and fields call them
 */
const char *
leaf_wordpress_get_taxonomy (LeafWordpress *self)
{
  const char *as = leaf_blog_get_setting (self->blog, LEAF_BLOG_SETTING_GENRES_AS);

  return g_strcmp0 (as, "categories") == 0 ? "categories" : "tags";
}

/**
 * leaf_wordpress_resolve_terms:
 * @self: the blog
 * @names: (array zero-terminated=1): genres
 * @warnings: (element-type utf8): gets a sentence for each the account may not make
 * @cancellable: (nullable): a cancellable
 * @error: set on failure
 *
 * Finds the ids of terms: those used before are remembered in the library and cost no request, others
 * are made. An Author may not make categories (measured: 403): then the post goes without this one,
 * and a warning says which. A category is where a post is filed, no part of the post itself.
 *
 * Returns: (transfer full) (element-type gint64): ids, in order; %NULL on failure
 */
GArray *
leaf_wordpress_resolve_terms (LeafWordpress *self,
                              const char *const *names,
                              GPtrArray *warnings,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (unsigned int i = 0; names != NULL && names[i] != NULL; i++)
    {
      TermJob job = { leaf_blog_get_id (self->blog), leaf_wordpress_get_taxonomy (self), names[i], NULL };
      g_autofree char *remote_id = NULL;
      gboolean saved;
      gint64 id;

      if (self->library != NULL && !leaf_library_run (self->library, LEAF_LIBRARY_READ, find_term_func, &job, error))
        return NULL;
      remote_id = g_steal_pointer (&job.remote_id);
      if (remote_id != NULL)
        {
          id = g_ascii_strtoll (remote_id, NULL, 10);
          g_array_append_val (ids, id);
          continue;
        }

      id = make_term (self, names[i], cancellable, error);
      if (id < 0)
        return NULL;
      if (id == 0)
        {
          g_ptr_array_add (warnings,
                           g_strdup_printf (_("Your account on %s may not make the category “%s”, so the post was filed without it. "
                                              "Ask an administrator to make it, then publish again."),
                                            self->host, names[i]));
          continue;
        }

      g_array_append_val (ids, id);
      job.remote_id = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      saved = self->library == NULL || leaf_library_run (self->library, LEAF_LIBRARY_WRITE, save_term_func, &job, error);
      g_free (job.remote_id);
      if (!saved)
        return NULL;
    }

  return g_steal_pointer (&ids);
}

/**
 * leaf_wordpress_forget_terms:
 * @self: the blog
 * @names: (array zero-terminated=1): genres
 * @error: set on failure
 *
 * Forgets the ids of terms, of which the blog silently dropped some: somebody deleted them there.
 *
 * Returns: whether it could be done
 */
gboolean
leaf_wordpress_forget_terms (LeafWordpress *self, const char *const *names, GError **error)
{
  for (unsigned int i = 0; self->library != NULL && names != NULL && names[i] != NULL; i++)
    {
      TermJob job = { leaf_blog_get_id (self->blog), leaf_wordpress_get_taxonomy (self), names[i], NULL };

      if (!leaf_library_run (self->library, LEAF_LIBRARY_WRITE, forget_term_func, &job, error))
        return FALSE;
    }

  return TRUE;
}

typedef struct {
  gint64 blog;
  const char *taxonomy;
  GArray *ids;
  JsonArray *present;
} KeepJob;

static gboolean
keep_func (LeafDb *db, gpointer data, GError **error)
{
  KeepJob *job = data;

  for (unsigned int i = 0; i < json_array_get_length (job->present); i++)
    {
      JsonNode *element = json_array_get_element (job->present, i);
      gint64 id = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_int (element) : 0;
      g_autofree char *remote_id = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      gboolean known;

      if (id <= 0)
        continue;
      if (!leaf_blog_term_known (db, job->blog, job->taxonomy, remote_id, &known, error))
        return FALSE;
      if (!known)
        g_array_append_val (job->ids, id);
    }

  return TRUE;
}

/**
 * leaf_wordpress_keep_terms:
 * @self: the blog
 * @ids: (element-type gint64): what will be sent; added to
 * @post: the post as it is on the blog
 * @error: set on failure
 *
 * Adds the terms that somebody put on the post on the blog: an update replaces the whole list. The
 * category that every post without one gets does not count.
 *
 * Returns: whether it could be done
 */
gboolean
leaf_wordpress_keep_terms (LeafWordpress *self, GArray *ids, JsonObject *post, GError **error)
{
  JsonNode *node = json_object_get_member (post, leaf_wordpress_get_taxonomy (self));
  KeepJob job = { leaf_blog_get_id (self->blog), leaf_wordpress_get_taxonomy (self), ids, NULL };

  if (self->library == NULL || node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return TRUE;

  job.present = json_node_get_array (node);
  if (g_str_equal (job.taxonomy, "categories") && json_array_get_length (job.present) == 1)
    return TRUE;

  return leaf_library_run (self->library, LEAF_LIBRARY_READ, keep_func, &job, error);
}
