/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-wordpress"

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-wordpress-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* WordPress answers 400 to more (measured). */
#define PER_PAGE 100
#define MAX_PAGES 20

typedef struct {
  gint64 blog;
  const char *taxonomy;
  const char *name;
  char *remote_id;
} TermJob;

typedef struct {
  gint64 blog;
  const LeafGenreTerm *term;
  const char *new_id;
} MoveJob;

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
search_term (LeafWordpress *self, const char *taxonomy, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strconcat ("wp/v2/", taxonomy, NULL);
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
make_term (LeafWordpress *self, const char *taxonomy, const char *name, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strconcat ("wp/v2/", taxonomy, NULL);
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
  if (leaf_wordpress_is_own_refusal (failure))
    return search_term (self, taxonomy, name, cancellable, error);

  /* Making a term twice makes one: an unclear answer needs no look-up, and no post has left yet. */
  leaf_wordpress_clear_doubt (failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return -1;
}

static const char *const taxonomies[LEAF_WORDPRESS_N_TAXONOMIES] = { LEAF_TAXONOMY_CATEGORIES, LEAF_TAXONOMY_TAGS };

static LeafWordpressTerms *
terms_new (void)
{
  LeafWordpressTerms *self = g_new0 (LeafWordpressTerms, 1);

  for (unsigned int i = 0; i < LEAF_WORDPRESS_N_TAXONOMIES; i++)
    self->ids[i] = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

void
leaf_wordpress_terms_free (LeafWordpressTerms *self)
{
  if (self == NULL)
    return;

  for (unsigned int i = 0; i < LEAF_WORDPRESS_N_TAXONOMIES; i++)
    g_array_unref (self->ids[i]);
  g_free (self);
}

static void
add_id (LeafWordpressTerms *self, const char *taxonomy, gint64 id)
{
  GArray *ids = self->ids[g_str_equal (taxonomy, taxonomies[0]) ? 0 : 1];

  for (unsigned int i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return;

  g_array_append_val (ids, id);
}

/* The name alone, without those above it. */
static const char *
get_own_name (const LeafGenreTerm *term)
{
  const char *last = g_strrstr (term->name, LEAF_TERM_SEPARATOR);

  return last != NULL ? last + strlen (LEAF_TERM_SEPARATOR) : term->name;
}

/* Remembers that the term was sent from here, so that a later update can take it off the post again. */
static gboolean
remember (LeafWordpress *self, const LeafGenreTerm *term, gint64 id, GError **error)
{
  g_autofree char *remote_id = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  TermJob job = { leaf_blog_get_id (self->blog), term->taxonomy, term->name, NULL };
  g_autofree char *known = NULL;

  if (self->library == NULL)
    return TRUE;
  if (!leaf_library_run (self->library, LEAF_LIBRARY_READ, find_term_func, &job, error))
    return FALSE;
  known = g_steal_pointer (&job.remote_id);
  if (g_strcmp0 (known, remote_id) == 0)
    return TRUE;

  job.remote_id = remote_id;
  return leaf_library_run (self->library, LEAF_LIBRARY_WRITE, save_term_func, &job, error);
}

/* By its name: 0 without error when there is none and the account may not make it; -1 on failure. */
static gint64
resolve_name (LeafWordpress *self, const LeafGenreTerm *term, GCancellable *cancellable, GError **error)
{
  TermJob job = { leaf_blog_get_id (self->blog), term->taxonomy, term->name, NULL };
  g_autofree char *remote_id = NULL;

  if (self->library != NULL && !leaf_library_run (self->library, LEAF_LIBRARY_READ, find_term_func, &job, error))
    return -1;
  remote_id = g_steal_pointer (&job.remote_id);
  if (remote_id != NULL)
    return g_ascii_strtoll (remote_id, NULL, 10);

  return make_term (self, term->taxonomy, term->name, cancellable, error);
}

static gboolean
move_func (LeafDb *db, gpointer data, GError **error)
{
  MoveJob *job = data;

  return leaf_blog_genres_move (db, job->blog, job->term->taxonomy, job->term->remote_id, job->new_id, error);
}

/* One that she chose, and that is no longer there under its id: it may have been made again. 0: it was not. */
static gint64
find_again (LeafWordpress *self, const LeafGenreTerm *term, GCancellable *cancellable, GError **error)
{
  gint64 id = search_term (self, term->taxonomy, get_own_name (term), cancellable, error);
  g_autofree char *new_id = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  MoveJob job = { leaf_blog_get_id (self->blog), term, new_id };

  if (id > 0 && self->library != NULL && !leaf_library_run (self->library, LEAF_LIBRARY_WRITE, move_func, &job, error))
    return -1;

  return id;
}

/* A post that is filed twice is told once. */
static void
add_warning (GPtrArray *warnings, char *sentence)
{
  if (g_ptr_array_find_with_equal_func (warnings, sentence, g_str_equal, NULL))
    g_free (sentence);
  else
    g_ptr_array_add (warnings, sentence);
}

/* One sentence, however many there are. */
static void
warn_of_refused (LeafWordpress *self, GPtrArray *refused, GPtrArray *warnings)
{
  g_autofree char *names = NULL;

  if (refused->len == 0)
    return;

  g_ptr_array_add (refused, NULL);
  names = g_strjoinv (_("”, “"), (char **) refused->pdata);
  add_warning (warnings,
               g_strdup_printf (ngettext ("Your account on %s may not make the category “%s”, so the post was filed without it. "
                                          "Ask an administrator to make it, then publish again.",
                                          "Your account on %s may not make the categories “%s”, so the post was filed without "
                                          "them. Ask an administrator to make them, then publish again.",
                                          refused->len - 1),
                                self->host, names));
}

/**
 * leaf_wordpress_resolve_terms:
 * @self: the blog
 * @filed: (element-type LeafGenreTerm): what the post is filed under
 * @stored: (nullable): what the blog stored of the post, if it dropped some of them
 * @warnings: (element-type utf8): gets a sentence for those that cannot be had
 * @cancellable: (nullable): a cancellable
 * @error: set on failure
 *
 * Finds the ids of terms: those she chose for a genre have theirs, those used before are remembered in
 * the library and cost no request, others are made. An Author may not make categories (measured: 403):
 * then the post goes without them, and a warning says which. A category is where a post is filed, no
 * part of the post itself.
 *
 * Returns: (transfer full): ids, in order; %NULL on failure
 */
LeafWordpressTerms *
leaf_wordpress_resolve_terms (LeafWordpress *self,
                              GPtrArray *filed,
                              JsonObject *stored,
                              GPtrArray *warnings,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (LeafWordpressTerms) terms = terms_new ();
  g_autoptr (GPtrArray) refused = g_ptr_array_new ();

  for (unsigned int i = 0; i < filed->len; i++)
    {
      const LeafGenreTerm *term = g_ptr_array_index (filed, i);
      gint64 id = term->remote_id != NULL ? g_ascii_strtoll (term->remote_id, NULL, 10)
                                          : resolve_name (self, term, cancellable, error);

      if (term->remote_id != NULL && stored != NULL && !leaf_wordpress_has_number (stored, term->taxonomy, id))
        id = find_again (self, term, cancellable, error);
      if (id < 0)
        return NULL;
      if (id > 0)
        {
          add_id (terms, term->taxonomy, id);
          if (!remember (self, term, id, error))
            return NULL;
        }
      else if (term->remote_id == NULL)
        g_ptr_array_add (refused, term->name);
      else
        add_warning (warnings,
                     g_strdup_printf (_("“%s” is no longer on %s, so the post was filed without it. Choose in the settings of the "
                                        "blog what becomes of the genre “%s”."),
                                      term->name, self->host, term->genre));
    }
  warn_of_refused (self, refused, warnings);

  return g_steal_pointer (&terms);
}

/**
 * leaf_wordpress_forget_terms:
 * @self: the blog
 * @filed: (element-type LeafGenreTerm): what a post is filed under
 * @error: set on failure
 *
 * Forgets the ids of terms, of which the blog silently dropped some: somebody deleted them there.
 *
 * Returns: whether it could be done
 */
gboolean
leaf_wordpress_forget_terms (LeafWordpress *self, GPtrArray *filed, GError **error)
{
  for (unsigned int i = 0; self->library != NULL && i < filed->len; i++)
    {
      const LeafGenreTerm *term = g_ptr_array_index (filed, i);
      TermJob job = { leaf_blog_get_id (self->blog), term->taxonomy, term->name, NULL };

      if (!leaf_library_run (self->library, LEAF_LIBRARY_WRITE, forget_term_func, &job, error))
        return FALSE;
    }

  return TRUE;
}

typedef struct {
  gint64 blog;
  LeafWordpressTerms *terms;
  JsonObject *post;
} KeepJob;

/* The category that every post without one gets does not count. */
static gboolean
keep_one_kind (LeafDb *db, KeepJob *job, unsigned int kind, JsonArray *present, GError **error)
{
  gboolean alone = g_str_equal (taxonomies[kind], LEAF_TAXONOMY_CATEGORIES) && json_array_get_length (present) == 1;

  for (unsigned int i = 0; i < json_array_get_length (present); i++)
    {
      JsonNode *element = json_array_get_element (present, i);
      gint64 id = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_int (element) : 0;
      g_autofree char *remote_id = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      gboolean known;

      if (id <= 0)
        continue;
      if (!leaf_blog_term_known (db, job->blog, taxonomies[kind], remote_id, &known, error))
        return FALSE;
      job->terms->replaces[kind] |= known;
      if (!known && !alone)
        add_id (job->terms, taxonomies[kind], id);
    }

  return TRUE;
}

static gboolean
keep_func (LeafDb *db, gpointer data, GError **error)
{
  KeepJob *job = data;

  for (unsigned int i = 0; i < LEAF_WORDPRESS_N_TAXONOMIES; i++)
    {
      JsonNode *node = json_object_get_member (job->post, taxonomies[i]);

      if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) && !keep_one_kind (db, job, i, json_node_get_array (node), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * leaf_wordpress_keep_terms:
 * @self: the blog
 * @terms: what will be sent; added to
 * @post: the post as it is on the blog
 * @error: set on failure
 *
 * Adds the terms that somebody put on the post on the blog: an update replaces the whole list.
 *
 * Returns: whether it could be done
 */
gboolean
leaf_wordpress_keep_terms (LeafWordpress *self, LeafWordpressTerms *terms, JsonObject *post, GError **error)
{
  KeepJob job = { leaf_blog_get_id (self->blog), terms, post };

  for (unsigned int i = 0; i < LEAF_WORDPRESS_N_TAXONOMIES; i++)
    if (g_str_equal (taxonomies[i], LEAF_TAXONOMY_TAGS))
      terms->replaces[i] = TRUE;

  return self->library == NULL || leaf_library_run (self->library, LEAF_LIBRARY_READ, keep_func, &job, error);
}

/**
 * leaf_wordpress_add_terms:
 * @terms: what a post is filed under
 * @builder: the body of a request, inside its object
 *
 * Writes the terms into a request: a kind of which there are none only where some were sent before.
 */
void
leaf_wordpress_add_terms (const LeafWordpressTerms *terms, JsonBuilder *builder)
{
  for (unsigned int i = 0; i < LEAF_WORDPRESS_N_TAXONOMIES; i++)
    {
      if (terms->ids[i]->len == 0 && !terms->replaces[i])
        continue;

      json_builder_set_member_name (builder, taxonomies[i]);
      json_builder_begin_array (builder);
      for (unsigned int j = 0; j < terms->ids[i]->len; j++)
        json_builder_add_int_value (builder, g_array_index (terms->ids[i], gint64, j));
      json_builder_end_array (builder);
    }
}

static char *
make_term_id (const char *taxonomy, gint64 id)
{
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT, taxonomy, id);
}

/**
 * leaf_wordpress_read_terms:
 * @post: a post as the blog has it
 *
 * Reads what it is filed under.
 *
 * Returns: (transfer full) (nullable): the ids, each behind its taxonomy; %NULL when the blog did not say
 */
char **
leaf_wordpress_read_terms (JsonObject *post)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (unsigned int i = 0; i < LEAF_WORDPRESS_N_TAXONOMIES; i++)
    {
      JsonNode *node = json_object_get_member (post, taxonomies[i]);
      JsonArray *ids = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      if (ids == NULL)
        return NULL;
      for (unsigned int j = 0; j < json_array_get_length (ids); j++)
        {
          JsonNode *element = json_array_get_element (ids, j);
          g_autofree char *id = make_term_id (taxonomies[i], JSON_NODE_HOLDS_VALUE (element) ? json_node_get_int (element) : 0);

          g_strv_builder_add (builder, id);
        }
    }

  return g_strv_builder_end (builder);
}

/**
 * leaf_wordpress_look_at_terms:
 * @self: the blog
 * @filed: (element-type LeafGenreTerm): what the post is filed under
 * @remote: (inout): a post that was looked up
 * @error: set on failure
 *
 * Finds out without asking the blog whether the post is filed under all that it was sent with. A term whose id is
 * not known may be one that was being made again when the answer was lost: then it counts as missing.
 *
 * Returns: whether it could be done
 */
gboolean
leaf_wordpress_look_at_terms (LeafWordpress *self, GPtrArray *filed, LeafRemotePost *remote, GError **error)
{
  for (unsigned int i = 0; remote->terms != NULL && !remote->unfiled && i < filed->len; i++)
    {
      const LeafGenreTerm *term = g_ptr_array_index (filed, i);
      TermJob job = { leaf_blog_get_id (self->blog), term->taxonomy, term->name, g_strdup (term->remote_id) };
      g_autofree char *known = NULL;
      g_autofree char *id = NULL;

      if (job.remote_id == NULL && self->library != NULL &&
          !leaf_library_run (self->library, LEAF_LIBRARY_READ, find_term_func, &job, error))
        return FALSE;
      known = job.remote_id;
      id = known != NULL ? make_term_id (term->taxonomy, g_ascii_strtoll (known, NULL, 10)) : NULL;
      remote->unfiled = id == NULL || !g_strv_contains ((const char *const *) remote->terms, id);
    }

  return TRUE;
}

/**
 * leaf_wordpress_has_terms:
 * @terms: what was sent
 * @post: the post as the blog stored it
 *
 * Returns: whether the post is filed under all of them, as far as the blog says
 */
gboolean
leaf_wordpress_has_terms (const LeafWordpressTerms *terms, JsonObject *post)
{
  for (unsigned int i = 0; i < LEAF_WORDPRESS_N_TAXONOMIES; i++)
    for (unsigned int j = 0; json_object_has_member (post, taxonomies[i]) && j < terms->ids[i]->len; j++)
      if (!leaf_wordpress_has_number (post, taxonomies[i], g_array_index (terms->ids[i], gint64, j)))
        return FALSE;

  return TRUE;
}
