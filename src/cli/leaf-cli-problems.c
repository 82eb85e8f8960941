/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What there is to mend in a review before it is published. */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-review-private.h"

#include "leaf-blogs.h"
#include "leaf-cli-problems-private.h"

#include <glib/gi18n.h>

typedef struct {
  LeafOutbox *outbox;
  gint64 review;
  gint64 blog;
  gint64 at;
  LeafPublicationState wanted;
  LeafCheckFlags flags;
} Order;

static gpointer
check (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  const Order *order = data;

  return leaf_outbox_check (order->outbox, order->review, order->blog, order->wanted, order->at, order->flags, cancellable, error);
}

/* Blocks, but Ctrl+C is heard; NULL with an error. */
GPtrArray *
leaf_cli_find_problems (LeafCli *cli,
                        gint64 review,
                        gint64 blog,
                        LeafPublicationState wanted,
                        gint64 at,
                        LeafCheckFlags flags,
                        GError **error)
{
  g_autoptr (LeafOutbox) outbox = leaf_outbox_new (cli->library);
  Order order = { outbox, review, blog, at, wanted, flags };

  return leaf_cli_run_in_thread (cli, check, &order, error);
}

static void
add_problem_json (JsonBuilder *builder, const LeafPostProblem *problem)
{
  json_builder_begin_object (builder);
  leaf_cli_json_string (builder, "severity", leaf_severity_get_name (problem->severity));
  leaf_cli_json_string (builder, "kind", leaf_problem_kind_get_name (problem->kind));
  leaf_cli_json_string (builder, "message", problem->sentence);
  if (problem->book != 0)
    leaf_cli_json_int (builder, "book", problem->book);
  if (problem->block >= 0)
    {
      leaf_cli_json_int (builder, "block", problem->block);
      leaf_cli_json_int (builder, "offset", problem->offset);
      leaf_cli_json_int (builder, "length", problem->length);
    }
  if (problem->picture != NULL)
    leaf_cli_json_string (builder, "picture", problem->picture);
  if (problem->address != NULL)
    leaf_cli_json_string (builder, "address", problem->address);
  json_builder_end_object (builder);
}

/* Adds a member "problems", an array. */
void
leaf_cli_json_problems (JsonBuilder *builder, GPtrArray *problems)
{
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (unsigned int i = 0; i < problems->len; i++)
    add_problem_json (builder, g_ptr_array_index (problems, i));
  json_builder_end_array (builder);
}

/* One a line: "stops", "warns" or "hints", what kind, and the sentence. */
void
leaf_cli_print_problems (GPtrArray *problems)
{
  for (unsigned int i = 0; i < problems->len; i++)
    {
      const LeafPostProblem *problem = g_ptr_array_index (problems, i);

      leaf_cli_print_row (leaf_severity_get_name (problem->severity), leaf_problem_kind_get_name (problem->kind), problem->sentence, NULL);
    }
}

/* FALSE with the sentence of what stops publishing. */
gboolean
leaf_cli_judge_problems (GPtrArray *problems, GError **error)
{
  if (!leaf_post_check_stops (problems))
    return TRUE;

  g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED,
                       ((LeafPostProblem *) g_ptr_array_index (problems, 0))->sentence);
  return FALSE;
}

static gboolean
count_blogs_cb (LeafDb *db, gpointer data, GError **error)
{
  unsigned int *n_blogs = data;
  g_autoptr (GPtrArray) blogs = leaf_blogs_list (db, error);

  if (blogs == NULL)
    return FALSE;

  *n_blogs = blogs->len;
  return TRUE;
}

/* Without a blog as yet, the review is looked at as one with every default would get it. */
static gboolean
find_blog (LeafCli *cli, const char *words, gint64 *id, GError **error)
{
  g_autoptr (LeafBlog) blog = NULL;
  unsigned int n_blogs = 0;

  *id = 0;
  if (words == NULL)
    {
      if (!leaf_cli_read (cli, count_blogs_cb, &n_blogs, error))
        return FALSE;
      if (n_blogs == 0)
        return TRUE;
    }

  blog = leaf_cli_find_blog (cli, words, error);
  if (blog == NULL)
    return FALSE;

  *id = leaf_blog_get_id (blog);
  return TRUE;
}

static void
print (LeafCli *cli, GPtrArray *problems)
{
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      leaf_cli_json_bool (builder, "stops", leaf_post_check_stops (problems));
      leaf_cli_json_problems (builder, problems);
      json_builder_end_object (builder);
      leaf_cli_print_json (builder);
      return;
    }

  leaf_cli_print_problems (problems);
  if (problems->len == 0)
    leaf_cli_message (_("There is nothing to mend in this review."));
}

gboolean
leaf_cli_review_run_check (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *blog_words = NULL;
  gboolean links = FALSE;
  const GOptionEntry entries[] = {
    { "blog", 'b', 0, G_OPTION_ARG_FILENAME, &blog_words, N_("Where it is to be published, when there are several blogs"), N_("BLOG") },
    { "links", 'l', 0, G_OPTION_ARG_NONE, &links, N_("Also ask the blog for the address, and the sites that are linked to"), NULL },
    { NULL }
  };
  g_autoptr (LeafReview) review = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  gint64 blog;

  if (!leaf_cli_parse (cli, entries, NULL, argc, argv, 1, 1, error))
    return FALSE;
  review = leaf_cli_find_review (cli, cli->words[0], error);
  if (review == NULL || !find_blog (cli, blog_words, &blog, error))
    return FALSE;

  problems = leaf_cli_find_problems (cli, leaf_review_get_id (review), blog, LEAF_PUBLICATION_PUBLISHED, 0,
                                     links ? LEAF_CHECK_SLUG | LEAF_CHECK_LINKS : LEAF_CHECK_HERE, error);
  if (problems == NULL)
    return FALSE;

  print (cli, problems);
  return leaf_cli_judge_problems (problems, error);
}
