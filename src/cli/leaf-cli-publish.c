/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-posts-private.h"

#include "leaf-abilities.h"
#include "leaf-cli-preview.h"
#include "leaf-cli-problems-private.h"
#include "leaf-publications.h"
#include "leaf-schedule.h"

#include <glib/gi18n.h>

#define PUBLICATION_DAY "publication-day"

/* What the options say. */
typedef struct {
  char **blogs;
  char *at;
  gboolean all_blogs;
  gboolean draft;
  gboolean public;
  gboolean keep_mine;
  gboolean dry_run;
} Options;

static void
options_clear (Options *options)
{
  g_strfreev (options->blogs);
  g_free (options->at);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* `at`: 0 when it is each book's own day, or now. */
static gboolean
check_options (const Options *options, gint64 *at, GError **error)
{
  *at = 0;
  if (options->draft + options->public + (options->at != NULL) > 1)
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                           _("--draft, --public and --at do not go together."));
      return FALSE;
    }
  if (options->at == NULL || g_str_equal (options->at, PUBLICATION_DAY))
    return TRUE;
  if (!leaf_cli_parse_time (options->at, at, error))
    return FALSE;

  if (!leaf_schedule_check (*at, NULL))
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE,
                   _("“%s” is too soon: give a time that is at least two minutes ahead."), options->at);
      return FALSE;
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

  return (leaf_publisher_find_flags (blog) & LEAF_PUBLISHER_DRAFTS) != 0 &&
             g_strcmp0 (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_STATUS), "draft") == 0
           ? LEAF_PUBLICATION_DRAFT
           : LEAF_PUBLICATION_PUBLISHED;
}

typedef struct {
  LeafReview *review;
  GPtrArray *books;
} Books;

static gboolean
load_books_cb (LeafDb *db, gpointer data, GError **error)
{
  Books *books = data;
  unsigned int n_ids;
  const gint64 *ids = leaf_review_get_books (books->review, &n_ids);

  for (unsigned int i = 0; i < n_ids; i++)
    {
      LeafBook *book = leaf_books_load (db, ids[i], error);

      if (book == NULL)
        return FALSE;
      g_ptr_array_add (books->books, book);
    }

  return TRUE;
}

/* The day of the book, in the morning where the blog is. */
static gboolean
find_day (LeafCli *cli, LeafCliOrder *order, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GTimeZone) zone = leaf_schedule_dup_zone (order->blog);
  Books books = { order->review, list };

  return leaf_cli_read (cli, load_books_cb, &books, error) && leaf_schedule_find_publication_day (list, zone, &order->at, error);
}

static gboolean
find_publication_cb (LeafDb *db, gpointer data, GError **error)
{
  LeafPublication *wanted = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafPublication) publication = leaf_publications_find (db, wanted->review, wanted->blog, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (publication != NULL)
    {
      wanted->state = publication->state;
      wanted->remote_address = g_strdup (publication->remote_address);
    }

  return TRUE;
}

static void
add_plan_json (JsonBuilder *builder, const LeafPost *post, const LeafCliOrder *order, const LeafPublication *publication,
               GPtrArray *problems)
{
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
  leaf_cli_json_problems (builder, problems);
  json_builder_end_object (builder);
}

static void
print_plan (const LeafPost *post, const LeafCliOrder *order, const LeafPublication *publication, GPtrArray *problems)
{
  g_autofree char *terms = g_strjoinv (", ", post->terms);
  g_autofree char *at = leaf_cli_format_time (order->at);

  leaf_cli_print_field (_("Blog"), leaf_blog_get_name (order->blog));
  leaf_cli_print_field (_("State"), leaf_cli_state_name (order->wanted));
  leaf_cli_print_field (_("At"), at);
  leaf_cli_print_field (_("Updates"), publication->remote_address);
  leaf_cli_print_field (_("Title"), post->title);
  leaf_cli_print_field (_("Slug"), post->slug);
  leaf_cli_print_field (_("Genres"), terms);
  leaf_cli_print_field (_("Alternative text"), post->featured_alt);
  leaf_cli_print_field (_("Excerpt"), post->excerpt);
  leaf_cli_print_problems (problems);
}

static gboolean
run_dry (LeafCli *cli, const LeafCliOrder *order, JsonBuilder *builder, GError **stopped, GError **error)
{
  g_autoptr (LeafPublication) publication = leaf_publication_new ();
  g_autoptr (LeafPost) post = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  LeafMarkup markup;

  publication->review = leaf_review_get_id (order->review);
  publication->blog = leaf_blog_get_id (order->blog);
  if (!leaf_cli_read (cli, find_publication_cb, publication, error))
    return FALSE;
  post = leaf_outbox_preview (cli->library, publication->review, publication->blog, &markup, error);
  if (post == NULL)
    return FALSE;

  problems = leaf_cli_find_problems (cli, publication->review, publication->blog, order->wanted, order->at, LEAF_CHECK_HERE, error);
  if (problems == NULL)
    return FALSE;

  if (cli->json)
    add_plan_json (builder, post, order, publication, problems);
  else
    print_plan (post, order, publication, problems);
  if (*stopped == NULL)
    leaf_cli_judge_problems (problems, stopped);
  return TRUE;
}

/* Everything but the sending, so that what would stop it is said. */
static gboolean
run_dry_all (LeafCli *cli, GPtrArray *orders, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) stopped = NULL;

  if (orders->len > 1)
    json_builder_begin_array (builder);
  for (unsigned int i = 0; i < orders->len; i++)
    if (!run_dry (cli, g_ptr_array_index (orders, i), builder, &stopped, error))
      return FALSE;
  if (orders->len > 1)
    json_builder_end_array (builder);

  if (cli->json)
    leaf_cli_print_json (builder);
  leaf_cli_message (_("Nothing was sent."));
  if (stopped == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&stopped));
  return FALSE;
}

/* An option that one of the blogs can never follow: nothing is begun on any of them. */
static gboolean
check_wanted (const LeafCliOrder *order, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (leaf_abilities_check_wanted (order->blog, order->wanted, &failure))
    return TRUE;

  g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, failure->message);
  return FALSE;
}

static gboolean
fill_in (LeafCli *cli, const Options *options, gint64 at, GPtrArray *orders, GError **error)
{
  for (unsigned int i = 0; i < orders->len; i++)
    {
      LeafCliOrder *order = g_ptr_array_index (orders, i);

      order->wanted = choose_state (options, order->blog);
      order->at = at;
      order->keep_mine = options->keep_mine;
      if (!check_wanted (order, error))
        return FALSE;
      if (options->at != NULL && at == 0 && !find_day (cli, order, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_publish (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "blog", 'b', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.blogs, N_("Where to, when there are several blogs; again for each"),
      N_("BLOG") },
    { "all-blogs", 0, 0, G_OPTION_ARG_NONE, &options.all_blogs, N_("To every blog"), NULL },
    { "draft", 0, 0, G_OPTION_ARG_NONE, &options.draft, N_("As a draft that only you see on the blog"), NULL },
    { "public", 0, 0, G_OPTION_ARG_NONE, &options.public, N_("For all to see, also where drafts are the default"),
      NULL },
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &options.at,
      N_("Later, by the blog itself: 2026-12-24T08:00, or “publication-day” for that of the book"), N_("TIME") },
    { "keep-mine", 0, 0, G_OPTION_ARG_NONE, &options.keep_mine,
      N_("Also when the post was changed or removed on the blog"), NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, N_("Show what would be sent, and send nothing"), NULL },
    { NULL }
  };
  g_autoptr (GPtrArray) orders = NULL;
  g_autoptr (LeafOutbox) outbox = NULL;
  gint64 at;

  if (!leaf_cli_parse (cli, entries, NULL, argc, argv, 1, G_MAXUINT, error) || !check_options (&options, &at, error))
    return FALSE;
  orders = leaf_cli_list_orders (cli, options.blogs, options.all_blogs, LEAF_JOB_PUBLISH, error);
  if (orders == NULL || !fill_in (cli, &options, at, orders, error))
    return FALSE;

  if (options.dry_run)
    return run_dry_all (cli, orders, error);

  outbox = leaf_outbox_new (cli->library);
  return leaf_cli_carry_out (cli, outbox, orders, error);
}

const LeafCliVerb leaf_cli_publish_verbs[] = {
  { "preview", NULL, N_("REVIEW"), N_("Print the post as an HTML page"), LEAF_CLI_PLAIN, leaf_cli_run_preview },
  { "publish", NULL, N_("REVIEW…"), N_("Put reviews on a blog, or update them there"), LEAF_CLI_JSON, run_publish },
  { "take-down", NULL, N_("REVIEW…"), N_("Hide posts from readers; they stay on the blog as drafts"), LEAF_CLI_JSON, leaf_cli_run_take_down },
  { "put-back", NULL, N_("REVIEW…"), N_("Publish posts again as they were, also from the trash of the blog"), LEAF_CLI_JSON,
    leaf_cli_run_put_back },
  { "delete-post", NULL, N_("REVIEW…"), N_("Put posts into the trash of the blog; the reviews stay"), LEAF_CLI_JSON,
    leaf_cli_run_delete_post },
  { NULL }
};
