/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Earlier versions of a review: listing them, reading one, bringing one back. */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-review-private.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-reviews.h"

#include <glib/gi18n.h>

typedef struct {
  gint64 review;
  gint64 revision;
  GPtrArray *revisions; /* LeafRevision */
} History;

static void
history_clear (History *history)
{
  g_clear_pointer (&history->revisions, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (History, history_clear)

static gboolean
list_cb (LeafDb *db, gpointer data, GError **error)
{
  History *history = data;

  history->revisions = leaf_revisions_list (db, history->review, error);
  return history->revisions != NULL;
}

static unsigned int
count_words (const LeafRevision *revision)
{
  g_autoptr (LeafDocument) document = leaf_document_new_from_html (revision->html, -1, NULL);

  return document != NULL ? leaf_document_count_words (document) : 0;
}

static void
print_json (const History *history)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (unsigned int i = 0; i < history->revisions->len; i++)
    {
      const LeafRevision *revision = g_ptr_array_index (history->revisions, i);

      json_builder_begin_object (builder);
      leaf_cli_json_int (builder, "id", revision->id);
      leaf_cli_json_time (builder, "created", revision->created);
      leaf_cli_json_string (builder, "reason", revision->reason);
      leaf_cli_json_int (builder, "words", count_words (revision));
      leaf_cli_json_string (builder, "html", revision->html);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  leaf_cli_print_json (builder);
}

static void
print_list (const History *history)
{
  for (unsigned int i = 0; i < history->revisions->len; i++)
    {
      const LeafRevision *revision = g_ptr_array_index (history->revisions, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, revision->id);
      g_autofree char *words = g_strdup_printf ("%u", count_words (revision));
      g_autofree char *created = leaf_cli_format_time (revision->created);

      leaf_cli_print_row (id, created, revision->reason, words, NULL);
    }
}

/* One that is of this review: the numbers count through the library. */
static gboolean
find_revision (LeafDb *db, History *history, LeafRevision **revision, GError **error)
{
  *revision = leaf_revisions_load (db, history->revision, error);
  if (*revision != NULL && (*revision)->review != history->review)
    {
      g_clear_pointer (revision, leaf_revision_free);
      g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND, _("The review has no version %lld."),
                   (long long) history->revision);
    }
  return *revision != NULL;
}

static gboolean
show_cb (LeafDb *db, gpointer data, GError **error)
{
  History *history = data;
  LeafRevision *revision;

  history->revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_revision_free);
  if (!find_revision (db, history, &revision, error))
    return FALSE;
  g_ptr_array_add (history->revisions, revision);
  return TRUE;
}

/* The present text is kept first, so nothing is lost by a mistake. */
static gboolean
bring_back_cb (LeafDb *db, gpointer data, GError **error)
{
  History *history = data;
  g_autoptr (LeafRevision) revision = NULL;
  g_autoptr (LeafDocument) document = NULL;
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;

  if (!find_revision (db, history, &revision, error))
    return FALSE;
  document = leaf_document_new_from_html (revision->html, -1, error);
  if (document == NULL)
    return FALSE;

  html = leaf_document_to_html (document);
  text = leaf_document_to_plain_text (document);
  return leaf_revisions_add (db, history->review, LEAF_REVISION_REPLACED, error) &&
         leaf_reviews_save_document (db, history->review, html, text, error);
}

static gboolean
parse_revision (const char *word, gint64 *id, GError **error)
{
  if (leaf_cli_parse_id (word, id))
    return TRUE;

  g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is no number of a version."), word);
  return FALSE;
}

gboolean
leaf_cli_review_run_history (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_auto (History) history = { 0 };
  g_autoptr (LeafReview) review = NULL;
  gboolean one;

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 1, 2, error))
    return FALSE;
  review = leaf_cli_find_review (cli, cli->words[0], error);
  if (review == NULL)
    return FALSE;

  history.review = leaf_review_get_id (review);
  one = cli->n_words > 1;
  if (one && !parse_revision (cli->words[1], &history.revision, error))
    return FALSE;
  if (!leaf_cli_read (cli, one ? show_cb : list_cb, &history, error))
    return FALSE;

  if (cli->json)
    print_json (&history);
  else if (one)
    leaf_cli_print ("%s", ((const LeafRevision *) g_ptr_array_index (history.revisions, 0))->html);
  else
    print_list (&history);
  return TRUE;
}

/* For "review restore" with a version. */
gboolean
leaf_cli_review_bring_back (LeafCli *cli, GError **error)
{
  g_auto (History) history = { 0 };
  g_autoptr (LeafReview) review = leaf_cli_find_review (cli, cli->words[0], error);

  if (review == NULL)
    return FALSE;

  history.review = leaf_review_get_id (review);
  return parse_revision (cli->words[1], &history.revision, error) &&
         leaf_cli_write (cli, bring_back_cb, &history, error);
}
