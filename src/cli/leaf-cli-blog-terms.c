/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-blog-settings.h"
#include "leaf-blogs.h"
#include "leaf-cli-blog-private.h"
#include "leaf-publisher.h"
#include "leaf-term-fetch.h"

#include <glib/gi18n.h>
#include <string.h>

/* All that is known of a blog's terms, and what genres become. */
typedef struct {
  gint64 blog;
  GPtrArray *terms;  /* LeafTerm */
  GPtrArray *chosen; /* LeafGenreTerm */
  char **genres;     /* in use in the library */
} Known;

static void
known_clear (Known *known)
{
  g_clear_pointer (&known->terms, g_ptr_array_unref);
  g_clear_pointer (&known->chosen, g_ptr_array_unref);
  g_clear_pointer (&known->genres, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

static gboolean
load_cb (LeafDb *db, gpointer data, GError **error)
{
  Known *known = data;

  return (known->terms = leaf_blog_terms_list (db, known->blog, error)) != NULL &&
         (known->chosen = leaf_blog_genres_list (db, known->blog, error)) != NULL &&
         (known->genres = leaf_books_list_genres (db, error)) != NULL;
}

static const char *
name_taxonomy (const char *taxonomy)
{
  return g_str_equal (taxonomy, LEAF_TAXONOMY_CATEGORIES) ? "category" : "tag";
}

static void
print_terms (LeafCli *cli, const Known *known)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (unsigned int i = 0; i < known->terms->len; i++)
    {
      const LeafTerm *term = g_ptr_array_index (known->terms, i);
      g_autofree char *path = leaf_term_dup_path (term, known->terms);

      if (!cli->json)
        {
          leaf_cli_print_row (name_taxonomy (term->taxonomy), term->remote_id, path, NULL);
          continue;
        }
      json_builder_begin_object (builder);
      leaf_cli_json_string (builder, "kind", name_taxonomy (term->taxonomy));
      leaf_cli_json_string (builder, "id", term->remote_id);
      leaf_cli_json_string (builder, "name", term->name);
      leaf_cli_json_string (builder, "path", path);
      leaf_cli_json_string (builder, "parent", term->parent);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  if (cli->json)
    leaf_cli_print_json (builder);
}

static gpointer
fetch (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  return leaf_term_fetch (cli->library, data, cancellable, error) ? data : NULL;
}

gboolean
leaf_cli_blog_run_terms (LeafCli *cli, int argc, char **argv, GError **error)
{
  gboolean fetches = FALSE;
  const GOptionEntry entries[] = {
    { "fetch", 0, 0, G_OPTION_ARG_NONE, &fetches, N_("Ask the blog for them first"), NULL },
    { NULL }
  };
  g_autoptr (LeafBlog) blog = NULL;
  g_auto (Known) known = { 0 };

  if (!leaf_cli_parse (cli, entries, NULL, argc, argv, 0, 1, error))
    return FALSE;
  blog = leaf_cli_find_blog (cli, cli->words[0], error);
  if (blog == NULL || (fetches && leaf_cli_run_in_thread (cli, fetch, blog, error) == NULL))
    return FALSE;

  known.blog = leaf_blog_get_id (blog);
  if (!leaf_cli_read (cli, load_cb, &known, error))
    return FALSE;
  if (known.terms->len == 0 && !fetches)
    leaf_cli_message (_("Nothing is known of the categories and tags of “%s” yet; --fetch asks for them."),
                      leaf_blog_get_name (blog));
  print_terms (cli, &known);
  return TRUE;
}

/* What the genre becomes, for people to read. */
static char *
describe (const Known *known, LeafBlog *blog, const char *genre)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *taxonomy = leaf_blog_get_choice (blog, LEAF_BLOG_SETTING_GENRES_AS);

  for (unsigned int i = 0; i < known->chosen->len; i++)
    {
      const LeafGenreTerm *term = g_ptr_array_index (known->chosen, i);

      if (!g_str_equal (term->genre, genre))
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      if (g_str_equal (term->remote_id, ""))
        g_string_append (text, "-");
      else
        g_string_append_printf (text, "%s:%s", name_taxonomy (term->taxonomy), term->name);
    }
  if (text->len == 0)
    g_string_append_printf (text, "%s:%s", name_taxonomy (taxonomy), genre);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
print_map (const Known *known, LeafBlog *blog)
{
  const char *last = NULL;

  for (unsigned int i = 0; known->genres[i] != NULL; i++)
    {
      g_autofree char *becomes = describe (known, blog, known->genres[i]);

      leaf_cli_print_row (known->genres[i], becomes, NULL);
    }

  /* Genres that no book has at the moment. */
  for (unsigned int i = 0; i < known->chosen->len; i++)
    {
      const LeafGenreTerm *term = g_ptr_array_index (known->chosen, i);
      g_autofree char *becomes = NULL;

      if (g_strcmp0 (last, term->genre) == 0 || g_strv_contains ((const char *const *) known->genres, term->genre))
        continue;
      last = term->genre;
      becomes = describe (known, blog, term->genre);
      leaf_cli_print_row (term->genre, becomes, NULL);
    }
}

static gboolean
is_same (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1);
  g_autofree char *folded_b = g_utf8_casefold (b, -1);

  return g_str_equal (folded_a, folded_b);
}

/* By its whole name, with or without those above it and "category:" or "tag:" before it. */
static const LeafTerm *
find_term (const Known *known, const char *text, char **path, GError **error)
{
  const LeafTerm *found = NULL;

  for (unsigned int i = 0; i < known->terms->len; i++)
    {
      const LeafTerm *term = g_ptr_array_index (known->terms, i);
      g_autofree char *prefix = g_strconcat (name_taxonomy (term->taxonomy), ":", NULL);
      const char *name = g_str_has_prefix (text, prefix) ? text + strlen (prefix) : text;
      g_autofree char *own_path = leaf_term_dup_path (term, known->terms);

      if (!is_same (name, term->name) && !is_same (name, own_path))
        continue;
      if (found != NULL)
        {
          g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED,
                       _("“%s” is more than one on the blog; say which, as “%s:%s” or “%s:%s”."), text,
                       name_taxonomy (found->taxonomy), *path, name_taxonomy (term->taxonomy), own_path);
          return NULL;
        }
      found = term;
      g_free (*path);
      *path = g_steal_pointer (&own_path);
    }

  if (found == NULL)
    g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED,
                 _("There is no category or tag “%s” on the blog, as far as is known; “flyleaf blog terms --fetch” asks anew."),
                 text);
  return found;
}

typedef struct {
  gint64 blog;
  const char *genre;
  GPtrArray *terms;
} Choice;

static gboolean
set_cb (LeafDb *db, gpointer data, GError **error)
{
  const Choice *choice = data;

  return leaf_blog_genres_set (db, choice->blog, choice->genre, choice->terms, error);
}

static gboolean
choose (LeafCli *cli, const Known *known, gboolean leaves_out, GError **error)
{
  g_autoptr (GPtrArray) terms = leaf_genre_terms_new ();
  const char *genre = cli->words[1];
  Choice choice = { known->blog, genre, terms };

  if (leaves_out)
    g_ptr_array_add (terms, leaf_genre_term_new (genre, "", "", ""));
  for (unsigned int i = 2; i < cli->n_words; i++)
    {
      g_autofree char *path = NULL;
      const LeafTerm *term = find_term (known, cli->words[i], &path, error);

      if (term == NULL)
        return FALSE;
      g_ptr_array_add (terms, leaf_genre_term_new (genre, term->taxonomy, term->remote_id, path));
    }

  return leaf_cli_write (cli, set_cb, &choice, error);
}

static gboolean
check_categories (LeafBlog *blog, GError **error)
{
  if ((leaf_publisher_find_flags (blog) & LEAF_PUBLISHER_CATEGORIES) != 0)
    return TRUE;

  g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
               _("“%s” has no categories and tags of its own: the genres stand in the posts as they are."), leaf_blog_get_name (blog));
  return FALSE;
}

gboolean
leaf_cli_blog_run_map (LeafCli *cli, int argc, char **argv, GError **error)
{
  gboolean leaves_out = FALSE;
  const GOptionEntry entries[] = {
    { "leave-out", 0, 0, G_OPTION_ARG_NONE, &leaves_out, N_("Let nothing become of the genre there"), NULL },
    { NULL }
  };
  g_autoptr (LeafBlog) blog = NULL;
  g_auto (Known) known = { 0 };

  if (!leaf_cli_parse (cli, entries, NULL, argc, argv, 1, G_MAXUINT, error))
    return FALSE;
  if (leaves_out && cli->n_words != 2)
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("Say which genre to leave out, and nothing else."));
      return FALSE;
    }
  blog = leaf_cli_find_blog (cli, cli->words[0], error);
  if (blog == NULL || !check_categories (blog, error))
    return FALSE;

  known.blog = leaf_blog_get_id (blog);
  if (!leaf_cli_read (cli, load_cb, &known, error))
    return FALSE;
  if (cli->n_words > 1)
    return choose (cli, &known, leaves_out, error);

  print_map (&known, blog);
  return TRUE;
}
