/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-posts-private.h"

#include "leaf-blogs.h"
#include "leaf-publications.h"
#include "leaf-publisher.h"

#include <glib/gi18n.h>
#include <unistd.h>

static void
order_free (LeafCliOrder *order)
{
  g_clear_object (&order->review);
  g_clear_object (&order->blog);
  g_clear_pointer (&order->outcome, leaf_outcome_free);
  g_clear_error (&order->error);
  g_free (order);
}

static gboolean
list_blogs_cb (LeafDb *db, gpointer data, GError **error)
{
  GPtrArray **blogs = data;

  *blogs = leaf_blogs_list (db, error);
  return *blogs != NULL;
}

static GPtrArray *
find_blogs (LeafCli *cli, char **names, gboolean all, GError **error)
{
  g_autoptr (GPtrArray) blogs = NULL;

  if (all && names != NULL)
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("--blog and --all-blogs do not go together."));
      return NULL;
    }
  if (all && !leaf_cli_read (cli, list_blogs_cb, &blogs, error))
    return NULL;
  if (blogs != NULL && blogs->len > 0)
    return g_steal_pointer (&blogs);

  g_clear_pointer (&blogs, g_ptr_array_unref);
  blogs = g_ptr_array_new_with_free_func (g_object_unref);
  for (unsigned int i = 0; i == 0 || (names != NULL && names[i] != NULL); i++)
    {
      LeafBlog *blog = leaf_cli_find_blog (cli, names != NULL ? names[i] : NULL, error);

      if (blog == NULL)
        return NULL;
      g_ptr_array_add (blogs, blog);
    }

  return g_steal_pointer (&blogs);
}

/* On every blog where there is a post. */
static gboolean
keep_present_cb (LeafDb *db, gpointer data, GError **error)
{
  GPtrArray *orders = data;

  for (unsigned int i = orders->len; i > 0; i--)
    {
      const LeafCliOrder *order = g_ptr_array_index (orders, i - 1);
      g_autoptr (GError) failure = NULL;
      g_autoptr (LeafPublication) publication =
        leaf_publications_find (db, leaf_review_get_id (order->review), leaf_blog_get_id (order->blog), &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (publication == NULL || publication->remote_id == NULL)
        g_ptr_array_remove_index (orders, i - 1);
    }
  if (orders->len == 0)
    g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED, _("There is no post of it on any blog."));

  return orders->len > 0;
}

GPtrArray *
leaf_cli_list_orders (LeafCli *cli, char **names, gboolean all_blogs, LeafJobAction action, GError **error)
{
  g_autoptr (GPtrArray) orders = g_ptr_array_new_with_free_func ((GDestroyNotify) order_free);
  g_autoptr (GPtrArray) reviews = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) blogs = NULL;

  for (unsigned int i = 0; i < cli->n_words; i++)
    {
      LeafReview *review = leaf_cli_find_review (cli, cli->words[i], error);

      if (review == NULL)
        return NULL;
      g_ptr_array_add (reviews, review);
    }
  blogs = find_blogs (cli, names, all_blogs, error);
  if (blogs == NULL)
    return NULL;

  for (unsigned int i = 0; i < reviews->len; i++)
    for (unsigned int j = 0; j < blogs->len; j++)
      {
        LeafCliOrder *order = g_new0 (LeafCliOrder, 1);

        order->review = g_object_ref (g_ptr_array_index (reviews, i));
        order->blog = g_object_ref (g_ptr_array_index (blogs, j));
        order->action = action;
        g_ptr_array_add (orders, order);
      }
  if (all_blogs && action != LEAF_JOB_PUBLISH && !leaf_cli_read (cli, keep_present_cb, orders, error))
    return NULL;

  return g_steal_pointer (&orders);
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

typedef struct {
  LeafOutbox *outbox;
  GPtrArray *orders;
} Run;

/* All are committed before the first one runs: what is cut off goes on later. */
static gpointer
run_orders (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  const Run *run = data;
  g_autoptr (GArray) jobs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) results = NULL;
  unsigned int n = 0;

  for (unsigned int i = 0; i < run->orders->len; i++)
    {
      LeafCliOrder *order = g_ptr_array_index (run->orders, i);
      const LeafOutboxOrder ordered = {
        .review = leaf_review_get_id (order->review), .blog = leaf_blog_get_id (order->blog), .action = order->action,
        .wanted = order->wanted, .at = order->at, .keep_mine = order->keep_mine,
      };

      order->job = leaf_outbox_add (run->outbox, &ordered, &order->error);
      if (order->job != 0)
        g_array_append_val (jobs, order->job);
    }

  results = leaf_outbox_run_jobs (run->outbox, jobs, cancellable);
  for (unsigned int i = 0; i < run->orders->len; i++)
    {
      LeafCliOrder *order = g_ptr_array_index (run->orders, i);
      LeafOutboxResult *result;

      if (order->job == 0)
        continue;
      result = g_ptr_array_index (results, n++);
      order->outcome = g_steal_pointer (&result->outcome);
      order->error = g_steal_pointer (&result->error);
    }

  return run->orders;
}

static const char *
describe_published (const LeafOutcome *outcome)
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
      if (outcome->created)
        return _("Published.");
      return outcome->was_down ? _("Published again.") : _("The post is updated.");
    }
}

static const char *
describe_taken_down (const LeafOutcome *outcome)
{
  if (outcome->state != LEAF_PUBLICATION_DRAFT)
    return _("There is no post to take down.");

  return outcome->was_down ? _("It is down already.") : _("Taken down.");
}

static const char *
describe_outcome (const LeafOutcome *outcome)
{
  switch (outcome->action)
    {
    case LEAF_JOB_TAKE_DOWN:
      return describe_taken_down (outcome);
    case LEAF_JOB_PUT_BACK:
      return _("Put back.");
    case LEAF_JOB_DELETE:
      return outcome->unchanged ? _("There is no post to delete.") : _("Deleted.");
    case LEAF_JOB_PUBLISH:
    default:
      return describe_published (outcome);
    }
}

static void
add_json (JsonBuilder *builder, const LeafCliOrder *order, gboolean several)
{
  const LeafOutcome *outcome = order->outcome;

  json_builder_begin_object (builder);
  if (several)
    {
      leaf_cli_json_int (builder, "review", leaf_review_get_id (order->review));
      leaf_cli_json_int (builder, "blog", leaf_blog_get_id (order->blog));
      leaf_cli_json_string (builder, "error", order->error != NULL ? order->error->message : NULL);
    }
  leaf_cli_json_int (builder, "job", order->job);
  if (outcome != NULL)
    {
      leaf_cli_json_string (builder, "state", leaf_cli_state_name (outcome->state));
      leaf_cli_json_bool (builder, "created", outcome->created);
      leaf_cli_json_bool (builder, "unchanged", outcome->unchanged);
      leaf_cli_json_string (builder, "address", outcome->address);
      leaf_cli_json_strv (builder, "warnings", (const char *const *) outcome->warnings);
    }
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *orders)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (orders->len == 1)
    add_json (builder, g_ptr_array_index (orders, 0), FALSE);
  else
    {
      json_builder_begin_array (builder);
      for (unsigned int i = 0; i < orders->len; i++)
        add_json (builder, g_ptr_array_index (orders, i), TRUE);
      json_builder_end_array (builder);
    }
  leaf_cli_print_json (builder);
}

/* Which one it is, when there are several: "Title, Blog: ". */
static char *
dup_prefix (LeafCli *cli, const LeafCliOrder *order)
{
  g_autofree char *review = g_strdup_printf ("%" G_GINT64_FORMAT, leaf_review_get_id (order->review));

  return g_strdup_printf ("%s, %s: ", leaf_review_get_title (order->review) != NULL ? leaf_review_get_title (order->review) : review,
                          leaf_blog_get_name (order->blog));
}

static void
print_order (LeafCli *cli, const LeafCliOrder *order, gboolean several)
{
  const LeafOutcome *outcome = order->outcome;
  g_autofree char *prefix = several ? dup_prefix (cli, order) : g_strdup ("");
  gboolean there;

  if (outcome == NULL)
    {
      leaf_cli_message ("%s%s", prefix, order->error->message);
      return;
    }

  leaf_cli_message ("%s%s", prefix, describe_outcome (outcome));
  for (unsigned int i = 0; outcome->warnings != NULL && outcome->warnings[i] != NULL; i++)
    leaf_cli_message ("%s%s", prefix, outcome->warnings[i]);
  there = outcome->action == LEAF_JOB_PUBLISH || outcome->state == LEAF_PUBLICATION_PUBLISHED;
  if (!cli->json && there && outcome->address != NULL)
    leaf_cli_print_row (outcome->address, NULL);
}

gboolean
leaf_cli_carry_out (LeafCli *cli, LeafOutbox *outbox, GPtrArray *orders, GError **error)
{
  Run run = { outbox, orders };
  gboolean several = orders->len > 1;
  unsigned int n_failed = 0;
  LeafCliOrder *first;

  g_signal_connect (outbox, "progress", G_CALLBACK (progress_cb), NULL);
  if (leaf_cli_run_in_thread (cli, run_orders, &run, error) == NULL)
    return FALSE;

  for (unsigned int i = 0; i < orders->len; i++)
    {
      LeafCliOrder *order = g_ptr_array_index (orders, i);

      if (order->error != NULL)
        {
          add_advice (&order->error);
          n_failed++;
        }
    }
  first = g_ptr_array_index (orders, 0);
  if (!several && first->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first->error));
      return FALSE;
    }

  for (unsigned int i = 0; i < orders->len; i++)
    print_order (cli, g_ptr_array_index (orders, i), several);
  if (cli->json)
    print_json (orders);
  if (n_failed == 0)
    return TRUE;

  g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED,
               g_dngettext (GETTEXT_PACKAGE, "%u of %u posts could not be done.", "%u of %u posts could not be done.", n_failed),
               n_failed, orders->len);
  return FALSE;
}
