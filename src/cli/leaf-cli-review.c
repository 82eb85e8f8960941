/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-cli-review-private.h"
#include "leaf-cli-template-private.h"
#include "leaf-reviews.h"
#include "leaf-template-fill.h"
#include "leaf-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the options say of a review; NULL is not said, empty takes the value away. */
typedef struct {
  char *from;
  char *format;
  char *title;
  char *slug;
  char *rating;
  char *warnings;
  char *language;
  char *template_name;
  gboolean says_free;

  /* made of the above */
  LeafDocument *document;
  LeafTemplate *template;
  int halves;
  gboolean is_free;

  gint64 id;     /* of the review to be changed; 0: a new one */
  GArray *books; /* of a new one */
  gint64 saved;
} Fields;

static void
fields_clear (Fields *fields)
{
  g_free (fields->from);
  g_free (fields->format);
  g_free (fields->title);
  g_free (fields->slug);
  g_free (fields->rating);
  g_free (fields->warnings);
  g_free (fields->language);
  g_free (fields->template_name);
  leaf_template_free (fields->template);
  g_clear_pointer (&fields->document, leaf_document_unref);
  g_clear_pointer (&fields->books, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fields, fields_clear)

/* --free-copy, or --free-copy=no to take it back */
static gboolean
free_copy_cb (const char *option_name, const char *value, gpointer data, GError **error)
{
  Fields *fields = data;

  fields->says_free = TRUE;
  fields->is_free = value == NULL || g_str_equal (value, "yes");
  if (fields->is_free || g_str_equal (value, "no"))
    return TRUE;

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("--free-copy wants yes or no."));
  return FALSE;
}

static gboolean
parse_fields (LeafCli *cli, Fields *fields, int argc, char **argv, unsigned int max_words, GError **error)
{
  const GOptionEntry entries[] = {
    { "from", 'f', 0, G_OPTION_ARG_FILENAME, &fields->from,
      N_("The text, from a file of type .html, .md or .txt; - is standard input"), N_("FILE") },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &fields->format, N_("What the text is: html, markdown or text"),
      N_("FORMAT") },
    { "template", 0, 0, G_OPTION_ARG_FILENAME, &fields->template_name, N_("A template, as the text of a new review"),
      N_("TEMPLATE") },
    { "title", 't', 0, G_OPTION_ARG_FILENAME, &fields->title, N_("Title of the post"), N_("TEXT") },
    { "slug", 0, 0, G_OPTION_ARG_FILENAME, &fields->slug, N_("Last part of the post’s address"), N_("TEXT") },
    { "rating", 'r', 0, G_OPTION_ARG_FILENAME, &fields->rating, N_("0.5 to 5 stars, 0 for none"), N_("STARS") },
    { "warnings", 0, 0, G_OPTION_ARG_FILENAME, &fields->warnings, N_("Content warnings"), N_("TEXT") },
    { "language", 0, 0, G_OPTION_ARG_FILENAME, &fields->language,
      N_("Language whose spelling is checked, such as en_GB, or none"), N_("LANGUAGE") },
    { "free-copy", 0, G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK, free_copy_cb,
      N_("The publisher or author gave the book away"), N_("yes|no") },
    { NULL }
  };

  return leaf_cli_parse (cli, entries, fields, argc, argv, 1, max_words, error);
}

/* As dictionaries are called: a language, and what follows it after underscores or hyphens. */
static gboolean
is_language (const char *tag)
{
  return g_regex_match_simple ("^(none|[a-z]{2,3}([_-][A-Za-z0-9]{1,16}){0,4})$", tag, 0, 0);
}

/* All that can be wrong is found before anything is stored. */
static gboolean
check_fields (Fields *fields, GError **error)
{
  if (fields->rating != NULL && !leaf_cli_parse_rating (fields->rating, &fields->halves, error))
    return FALSE;

  if (fields->slug != NULL && *fields->slug != '\0')
    {
      g_autofree char *slug = leaf_text_slugify (fields->slug);

      if (!g_str_equal (slug, fields->slug))
        {
          g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                       _("“%s” cannot be part of an address; “%s” can."), fields->slug, slug);
          return FALSE;
        }
    }

  if (fields->language != NULL && *fields->language != '\0' && !is_language (fields->language))
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                   _("“%s” is not a language. Give one such as en_GB, or none."), fields->language);
      return FALSE;
    }

  if (fields->format != NULL && fields->from == NULL)
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("--format goes with --from."));
      return FALSE;
    }
  if (fields->from != NULL)
    {
      fields->document = leaf_cli_read_document (fields->from, fields->format, error);
      if (fields->document == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
apply_fields (const Fields *fields, LeafReview *review)
{
  if (fields->document != NULL)
    leaf_review_set_document (review, fields->document);
  if (fields->title != NULL)
    leaf_review_set_title (review, fields->title);
  if (fields->slug != NULL)
    leaf_review_set_slug (review, fields->slug);
  if (fields->rating != NULL)
    leaf_review_set_rating (review, fields->halves);
  if (fields->warnings != NULL)
    leaf_review_set_warnings (review, fields->warnings);
  if (fields->language != NULL)
    leaf_review_set_language (review, fields->language);
  if (fields->says_free)
    leaf_review_set_free_copy (review, fields->is_free);
}

static gboolean
covers (LeafReview *review, GArray *books)
{
  unsigned int n_books;
  const gint64 *ids = leaf_review_get_books (review, &n_books);

  return n_books == books->len && memcmp (ids, books->data, n_books * sizeof (gint64)) == 0;
}

/* The window makes an empty review when a book is opened; that one is filled. One with text in it
 * is hers, and a second one for the same book would make a second post. */
static gboolean
find_existing (LeafDb *db, Fields *fields, LeafReview **existing, GError **error)
{
  g_autoptr (LeafReview) review = NULL;
  gint64 id;

  *existing = NULL;
  id = leaf_reviews_find_for_book (db, g_array_index (fields->books, gint64, 0), error);
  if (id <= 0)
    return id == 0;

  review = leaf_reviews_load (db, id, error);
  if (review == NULL)
    return FALSE;
  if (!covers (review, fields->books))
    return TRUE;

  if (!leaf_document_is_empty (leaf_review_get_document (review)))
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED,
                   _("There is a review already: change it with “flyleaf review edit %lld”."), (long long) id);
      return FALSE;
    }

  *existing = g_steal_pointer (&review);
  return TRUE;
}

/* As in the window: with what she chose for the blog. */
static gboolean
begin (LeafDb *db, LeafReview *review, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafDocument) document = leaf_template_begin (db, review, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  if (document != NULL)
    leaf_review_set_document (review, document);
  return TRUE;
}

static gboolean
add_cb (LeafDb *db, gpointer data, GError **error)
{
  Fields *fields = data;
  g_autoptr (LeafReview) review = NULL;

  if (!find_existing (db, fields, &review, error))
    return FALSE;

  if (review == NULL)
    {
      review = leaf_review_new ();
      leaf_review_set_books (review, (const gint64 *) (gpointer) fields->books->data, fields->books->len);
    }

  apply_fields (fields, review);
  if (fields->template != NULL)
    {
      g_autoptr (LeafDocument) document = leaf_template_fill (db, fields->template, review, error);

      if (document == NULL)
        return FALSE;
      leaf_review_set_document (review, document);
    }
  else if (fields->document == NULL && fields->template_name == NULL && !begin (db, review, error))
    return FALSE;
  if (!leaf_reviews_save (db, review, error))
    return FALSE;

  fields->saved = leaf_review_get_id (review);
  return TRUE;
}

/* The text that is replaced is kept as a revision, in the same transaction. */
static gboolean
edit_cb (LeafDb *db, gpointer data, GError **error)
{
  Fields *fields = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, fields->id, error);

  if (review == NULL)
    return FALSE;
  if (fields->document != NULL && !leaf_revisions_add (db, fields->id, LEAF_REVISION_REPLACED, error))
    return FALSE;

  apply_fields (fields, review);
  fields->saved = fields->id;
  return leaf_reviews_save (db, review, error);
}

/* The number alone, for scripts; with --json the review as it is now. */
static gboolean
print_saved (LeafCli *cli, gint64 id, GError **error)
{
  if (cli->json)
    return leaf_cli_review_print_json (cli, id, error);

  leaf_cli_print ("%" G_GINT64_FORMAT "\n", id);
  return TRUE;
}

static gboolean
find_template (LeafCli *cli, Fields *fields, GError **error)
{
  if (fields->template_name == NULL)
    return TRUE;
  if (fields->from != NULL)
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                           _("The text comes from a file or from a template, not from both."));
      return FALSE;
    }

  /* None at all, whatever the blog wants. */
  if (*fields->template_name == '\0')
    return TRUE;

  return (fields->template = leaf_cli_find_template (cli, fields->template_name, error)) != NULL;
}

static gboolean
run_add (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_auto (Fields) fields = { .books = g_array_new (FALSE, FALSE, sizeof (gint64)) };

  if (!parse_fields (cli, &fields, argc, argv, G_MAXUINT, error))
    return FALSE;

  for (unsigned int i = 0; i < cli->n_words; i++)
    {
      g_autoptr (LeafBook) book = leaf_cli_find_book (cli, cli->words[i], error);
      gint64 id;

      if (book == NULL)
        return FALSE;
      id = leaf_book_get_id (book);
      g_array_append_val (fields.books, id);
    }

  return find_template (cli, &fields, error) && check_fields (&fields, error) && leaf_cli_write (cli, add_cb, &fields, error) &&
         print_saved (cli, fields.saved, error);
}

static gboolean
run_edit (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_auto (Fields) fields = { 0 };
  g_autoptr (LeafReview) review = NULL;

  if (!parse_fields (cli, &fields, argc, argv, 1, error))
    return FALSE;
  if (fields.template_name != NULL)
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("A template is for new reviews."));
      return FALSE;
    }
  review = leaf_cli_find_review (cli, cli->words[0], error);
  if (review == NULL)
    return FALSE;

  fields.id = leaf_review_get_id (review);
  return check_fields (&fields, error) && leaf_cli_write (cli, edit_cb, &fields, error) &&
         print_saved (cli, fields.saved, error);
}

static gboolean
remove_cb (LeafDb *db, gpointer data, GError **error)
{
  return leaf_reviews_remove (db, *(gint64 *) data, error);
}

static gboolean
restore_cb (LeafDb *db, gpointer data, GError **error)
{
  return leaf_reviews_restore (db, *(gint64 *) data, error);
}

static gboolean
run_remove (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafReview) review = NULL;
  gint64 id;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 1, 1, error))
    return FALSE;
  review = leaf_cli_find_review (cli, cli->words[0], error);
  if (review == NULL)
    return FALSE;

  id = leaf_review_get_id (review);
  if (!leaf_cli_write (cli, remove_cb, &id, error))
    return FALSE;

  leaf_cli_message (_("The review is removed from the library, but not from any blog; "
                      "“flyleaf review restore %lld” brings it back."),
                    (long long) id);
  return TRUE;
}

static gboolean
run_restore (LeafCli *cli, int argc, char **argv, GError **error)
{
  gint64 id;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 1, 2, error))
    return FALSE;
  if (cli->n_words > 1)
    return leaf_cli_review_bring_back (cli, error);
  if (!leaf_cli_parse_id (cli->words[0], &id))
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is no number of a review."),
                   cli->words[0]);
      return FALSE;
    }

  return leaf_cli_write (cli, restore_cb, &id, error);
}

const LeafCliVerb leaf_cli_review_verbs[] = {
  { "review", "add", N_("BOOK…"), N_("Write a review of a book, or of several"), LEAF_CLI_JSON, run_add },
  { "review", "edit", N_("REVIEW"), N_("Change a review"), LEAF_CLI_JSON, run_edit },
  { "review", "list", "", N_("List reviews, newest first"), LEAF_CLI_JSON, leaf_cli_review_run_list },
  { "review", "show", N_("REVIEW"), N_("Show a review"), LEAF_CLI_JSON, leaf_cli_review_run_show },
  { "review", "check", N_("REVIEW"), N_("Look for what to mend before a review is published"), LEAF_CLI_JSON, leaf_cli_review_run_check },
  { "review", "export", N_("REVIEW FILE"), N_("Write a review to a .md, .html or .pdf file"), LEAF_CLI_PLAIN, leaf_cli_review_run_export },
  { "review", "remove", N_("REVIEW"), N_("Remove a review from the library"), LEAF_CLI_PLAIN, run_remove },
  { "review", "restore", N_("REVIEW [VERSION]"), N_("Bring a removed review back, or an earlier version of its text"),
    LEAF_CLI_PLAIN, run_restore },
  { "review", "history", N_("REVIEW [VERSION]"), N_("List the earlier versions of a review, or show one"), LEAF_CLI_JSON,
    leaf_cli_review_run_history },
  { "review", "remote", N_("REVIEW"), N_("Show what was changed on a blog, and keep yours, theirs or both"), LEAF_CLI_JSON,
    leaf_cli_review_run_remote },
  { NULL }
};
