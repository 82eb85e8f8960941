/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-private.h"

#include "leaf-cli-preview.h"
#include "leaf-outbox.h"
#include "leaf-publications.h"
#include "leaf-publisher.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* WordPress publishes at once what is due within a minute, and a request takes its time. */
#define SCHEDULE_MIN_SECONDS 120

/* What the options say. */
typedef struct {
  char *blog;
  char *at;
  gboolean draft;
  gboolean public;
  gboolean keep_mine;
  gboolean dry_run;
} Options;

/* What is to be done. */
typedef struct {
  LeafOutbox *outbox;
  gint64 review;
  gint64 blog;
  LeafPublicationState wanted;
  gint64 at;
} Order;

static void
options_clear (Options *options)
{
  g_free (options->blog);
  g_free (options->at);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
check_options (const Options *options, Order *order, GError **error)
{
  if (options->draft + options->public + (options->at != NULL) > 1)
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                           _("--draft, --public and --at do not go together."));
      return FALSE;
    }

  if (options->at != NULL)
    {
      if (!leaf_cli_parse_time (options->at, &order->at, error))
        return FALSE;
      if (order->at < g_get_real_time () / G_USEC_PER_SEC + SCHEDULE_MIN_SECONDS)
        {
          g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                       _("“%s” is too soon: give a time that is at least two minutes ahead."), options->at);
          return FALSE;
        }
    }

  return TRUE;
}

static LeafPublicationState
choose_state (const Options *options, LeafBlog *blog)
{
  if (options->at != NULL)
    return LEAF_PUBLICATION_SCHEDULED;
  if (options->draft)
    return LEAF_PUBLICATION_DRAFT;
  if (options->public)
    return LEAF_PUBLICATION_PUBLISHED;

  return g_strcmp0 (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_STATUS), "draft") == 0
           ? LEAF_PUBLICATION_DRAFT
           : LEAF_PUBLICATION_PUBLISHED;
}

static gpointer
publish (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  const Order *order = data;

  return leaf_outbox_publish (order->outbox, order->review, order->blog, order->wanted, order->at, cancellable,
                              error);
}

static const char *
describe_outcome (const LeafOutcome *outcome)
{
  if (outcome->unchanged)
    return _("Nothing has changed since it was published.");

  switch (outcome->state)
    {
    case LEAF_PUBLICATION_DRAFT:
      return outcome->created ? _("Saved as a draft on the blog.") : _("The draft on the blog is updated.");
    case LEAF_PUBLICATION_SCHEDULED:
      return _("Scheduled.");
    case LEAF_PUBLICATION_PUBLISHED:
    case LEAF_PUBLICATION_NONE:
    case LEAF_PUBLICATION_REMOVED:
    default:
      return outcome->created ? _("Published.") : _("The post is updated.");
    }
}

static void
print_outcome_json (const LeafOutcome *outcome)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  leaf_cli_json_int (builder, "job", outcome->job);
  leaf_cli_json_string (builder, "state", leaf_cli_state_name (outcome->state));
  leaf_cli_json_bool (builder, "created", outcome->created);
  leaf_cli_json_bool (builder, "unchanged", outcome->unchanged);
  leaf_cli_json_string (builder, "address", outcome->address);
  leaf_cli_json_strv (builder, "warnings", (const char *const *) outcome->warnings);
  json_builder_end_object (builder);

  leaf_cli_print_json (builder);
}

static void
print_outcome (LeafCli *cli, const LeafOutcome *outcome)
{
  leaf_cli_message ("%s", describe_outcome (outcome));
  for (unsigned int i = 0; outcome->warnings != NULL && outcome->warnings[i] != NULL; i++)
    leaf_cli_message ("%s", outcome->warnings[i]);

  if (cli->json)
    print_outcome_json (outcome);
  else if (outcome->address != NULL)
    leaf_cli_print_row (outcome->address, NULL);
}

static gboolean
find_publication_cb (LeafDb *db, gpointer data, GError **error)
{
  LeafPublication *wanted = data;
  g_autoptr (GPtrArray) publications = leaf_publications_list (db, wanted->review, error);

  if (publications == NULL)
    return FALSE;

  for (unsigned int i = 0; i < publications->len; i++)
    {
      const LeafPublication *publication = g_ptr_array_index (publications, i);

      if (publication->blog == wanted->blog)
        {
          wanted->state = publication->state;
          wanted->remote_address = g_strdup (publication->remote_address);
        }
    }

  return TRUE;
}

static void
print_plan_json (const LeafPost *post, const Order *order, const LeafPublication *publication)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  leaf_cli_json_bool (builder, "dry_run", TRUE);
  leaf_cli_json_string (builder, "state", leaf_cli_state_name (order->wanted));
  leaf_cli_json_bool (builder, "created", publication->remote_address == NULL);
  leaf_cli_json_string (builder, "address", publication->remote_address);
  leaf_cli_json_time (builder, "at", order->at);
  leaf_cli_json_string (builder, "title", post->title);
  leaf_cli_json_string (builder, "slug", post->slug);
  leaf_cli_json_string (builder, "excerpt", post->excerpt);
  leaf_cli_json_strv (builder, "terms", (const char *const *) post->terms);
  leaf_cli_json_string (builder, "featured", post->featured);
  leaf_cli_json_string (builder, "featured_alt", post->featured_alt);
  leaf_cli_json_string (builder, "content", post->content);
  json_builder_end_object (builder);

  leaf_cli_print_json (builder);
}

static void
print_plan (const LeafPost *post, const Order *order, LeafBlog *blog, const LeafPublication *publication)
{
  g_autofree char *terms = g_strjoinv (", ", post->terms);
  g_autofree char *at = leaf_cli_format_time (order->at);

  leaf_cli_print_field (_("Blog"), leaf_blog_get_name (blog));
  leaf_cli_print_field (_("State"), leaf_cli_state_name (order->wanted));
  leaf_cli_print_field (_("At"), at);
  leaf_cli_print_field (_("Updates"), publication->remote_address);
  leaf_cli_print_field (_("Title"), post->title);
  leaf_cli_print_field (_("Slug"), post->slug);
  leaf_cli_print_field (_("Genres"), terms);
  leaf_cli_print_field (_("Alternative text"), post->featured_alt);
  leaf_cli_print_field (_("Excerpt"), post->excerpt);
}

/* Everything but the sending, so that what would stop it is said. */
static gboolean
run_dry (LeafCli *cli, const Order *order, LeafBlog *blog, GError **error)
{
  g_autoptr (LeafPublication) publication = leaf_publication_new ();
  g_autoptr (LeafPost) post = NULL;
  LeafMarkup markup;

  publication->review = order->review;
  publication->blog = order->blog;
  if (!leaf_cli_read (cli, find_publication_cb, publication, error))
    return FALSE;
  post = leaf_outbox_preview (cli->library, order->review, order->blog, &markup, error);
  if (post == NULL)
    return FALSE;

  if (cli->json)
    print_plan_json (post, order, publication);
  else
    print_plan (post, order, blog, publication);
  leaf_cli_message (_("Nothing was sent."));
  return TRUE;
}

/* Where the post is now, and what to do about it. */
static void
add_advice (GError **error)
{
  g_autoptr (GError) cause = g_steal_pointer (error);
  const char *advice = NULL;

  if (g_error_matches (cause, LEAF_CLI_ERROR, LEAF_CLI_ERROR_CANCELLED))
    advice = _("“flyleaf outbox list” shows what is left to do.");
  else if (g_error_matches (cause, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY) ||
           g_error_matches (cause, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_UNCLEAR))
    advice = _("“flyleaf outbox run” tries it again.");
  else if (g_error_matches (cause, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED))
    advice = _("“flyleaf review remote” shows both; with --keep-mine yours takes its place.");

  if (advice == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED, "%s %s", cause->message, advice);
}

/* For a person who waits; in the log of a script it would be noise. */
static void
progress_cb (LeafOutbox *outbox, gint64 job, const char *step, double fraction, gpointer user_data)
{
  if (isatty (STDERR_FILENO))
    leaf_cli_message ("%s…", step);
}

static gboolean
run_publish (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "blog", 'b', 0, G_OPTION_ARG_FILENAME, &options.blog, N_("Where to, when there are several blogs"), N_("BLOG") },
    { "draft", 0, 0, G_OPTION_ARG_NONE, &options.draft, N_("As a draft that only you see on the blog"), NULL },
    { "public", 0, 0, G_OPTION_ARG_NONE, &options.public, N_("For all to see, also where drafts are the default"),
      NULL },
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &options.at, N_("Later, by the blog itself: 2026-12-24T08:00"), N_("TIME") },
    { "keep-mine", 0, 0, G_OPTION_ARG_NONE, &options.keep_mine,
      N_("Also when the post was changed or removed on the blog"), NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, N_("Show what would be sent, and send nothing"), NULL },
    { NULL }
  };
  g_autoptr (LeafReview) review = NULL;
  g_autoptr (LeafBlog) blog = NULL;
  g_autoptr (LeafOutbox) outbox = NULL;
  g_autoptr (LeafOutcome) outcome = NULL;
  g_autoptr (GError) local_error = NULL;
  Order order = { 0 };

  if (!leaf_cli_parse (cli, entries, NULL, argc, argv, 1, 1, error) || !check_options (&options, &order, error))
    return FALSE;
  review = leaf_cli_find_review (cli, cli->words[0], error);
  if (review == NULL)
    return FALSE;
  blog = leaf_cli_find_blog (cli, options.blog, error);
  if (blog == NULL)
    return FALSE;

  order.review = leaf_review_get_id (review);
  order.blog = leaf_blog_get_id (blog);
  order.wanted = choose_state (&options, blog);
  if (options.dry_run)
    return run_dry (cli, &order, blog, error);

  outbox = leaf_outbox_new (cli->library);
  g_signal_connect (outbox, "progress", G_CALLBACK (progress_cb), NULL);
  if (options.keep_mine && !leaf_outbox_accept_overwrite (outbox, order.review, order.blog, error))
    return FALSE;

  order.outbox = outbox;
  outcome = leaf_cli_run_in_thread (cli, publish, &order, &local_error);
  if (outcome == NULL)
    {
      add_advice (&local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  print_outcome (cli, outcome);
  return TRUE;
}

const LeafCliVerb leaf_cli_publish_verbs[] = {
  { "preview", NULL, N_("REVIEW"), N_("Print the post as an HTML page"), LEAF_CLI_PLAIN, leaf_cli_run_preview },
  { "publish", NULL, N_("REVIEW"), N_("Put a review on a blog, or update it there"), LEAF_CLI_JSON, run_publish },
  { NULL }
};
