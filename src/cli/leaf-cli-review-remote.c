/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody changed on a blog, beside what was changed here. */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-review-private.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-outbox-remote.h"

#include <glib/gi18n.h>

typedef struct {
  LeafOutbox *outbox;
  gint64 review;
  gint64 blog;
  LeafRemoteChange *change;
  LeafRemoteAnswer answer;
  LeafDocument *document;
  const char *title;
} Remote;

static void
remote_clear (Remote *remote)
{
  g_clear_object (&remote->outbox);
  g_clear_pointer (&remote->change, leaf_remote_change_free);
  g_clear_pointer (&remote->document, leaf_document_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Remote, remote_clear)

static gpointer
look (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  const Remote *remote = data;

  return leaf_outbox_look_remote (remote->outbox, remote->review, remote->blog, cancellable, error);
}

static gpointer
answer (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  const Remote *remote = data;
  gboolean done = leaf_outbox_answer_remote (remote->outbox, remote->change, remote->answer, remote->document, remote->title,
                                             cancellable, error);

  return GINT_TO_POINTER (done);
}

static const char *
name_state (const LeafRemoteChange *change)
{
  static const char *const names[] = { "unchanged", "changed", "trashed", "deleted" };

  return change->overwritten ? "overwritten" : names[change->state];
}

static const char *
name_kind (LeafMergeKind kind)
{
  static const char *const names[] = { "same", "mine", "theirs", "both", "clash" };

  return names[kind];
}

static char *
dup_blocks (const LeafDocument *document, unsigned int index, unsigned int n_blocks, gboolean html)
{
  g_autoptr (LeafDocument) blocks = leaf_document_slice_blocks (document, index, n_blocks);

  if (blocks == NULL)
    return g_strdup ("");
  return html ? leaf_document_to_html (blocks) : leaf_document_to_markdown (blocks);
}

/* A sign in front of each line, as diff has it. */
static void
print_lines (const char *sign, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (unsigned int i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      leaf_cli_print ("%s %s\n", sign, lines[i]);
}

static void
print_part (const LeafRemoteChange *change, const LeafMergePart *part)
{
  g_autofree char *base = dup_blocks (change->base, part->base, part->n_base, FALSE);
  g_autofree char *mine = dup_blocks (change->mine, part->mine, part->n_mine, FALSE);
  g_autofree char *theirs = dup_blocks (change->theirs, part->theirs, part->n_theirs, FALSE);

  leaf_cli_print ("@ %s\n", name_kind (part->kind));
  print_lines ("-", base);
  if (part->kind != LEAF_MERGE_THEIRS)
    print_lines ("<", mine);
  if (part->kind != LEAF_MERGE_MINE)
    print_lines (">", theirs);
}

static void
print_title (const LeafRemoteChange *change)
{
  if (g_strcmp0 (change->mine_title, change->theirs_title) == 0)
    return;
  leaf_cli_print ("@ %s\n", change->title_clash ? "clash" : g_strcmp0 (change->mine_title, change->base_title) == 0 ? "theirs" : "mine");
  print_lines ("-", change->base_title != NULL ? change->base_title : "");
  print_lines ("<", change->mine_title);
  print_lines (">", change->theirs_title);
}

static void
print_change (const LeafRemoteChange *change)
{
  leaf_cli_print_field ("state", name_state (change));
  if (change->modified > 0)
    {
      g_autofree char *modified = leaf_cli_format_time (change->modified);

      leaf_cli_print_field ("modified", modified);
    }
  print_title (change);
  for (unsigned int i = 0; i < leaf_merge_get_n_parts (change->merge); i++)
    {
      const LeafMergePart *part = leaf_merge_get_part (change->merge, i);

      if (part->kind != LEAF_MERGE_SAME)
        print_part (change, part);
    }
}

static void
add_html (JsonBuilder *builder, const char *name, const LeafDocument *document, unsigned int index, unsigned int n_blocks)
{
  g_autofree char *html = dup_blocks (document, index, n_blocks, TRUE);

  leaf_cli_json_string (builder, name, html);
}

static void
print_json (const LeafRemoteChange *change)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  leaf_cli_json_string (builder, "state", name_state (change));
  leaf_cli_json_time (builder, "modified", change->modified);
  leaf_cli_json_bool (builder, "base_known", change->has_base);
  leaf_cli_json_int (builder, "clashes", leaf_remote_change_count_clashes (change));
  leaf_cli_json_string (builder, "base_title", change->base_title);
  leaf_cli_json_string (builder, "my_title", change->mine_title);
  leaf_cli_json_string (builder, "their_title", change->theirs_title);
  add_html (builder, "their_html", change->theirs, 0, leaf_document_get_n_blocks (change->theirs));
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (unsigned int i = 0; i < leaf_merge_get_n_parts (change->merge); i++)
    {
      const LeafMergePart *part = leaf_merge_get_part (change->merge, i);

      json_builder_begin_object (builder);
      leaf_cli_json_string (builder, "kind", name_kind (part->kind));
      add_html (builder, "base", change->base, part->base, part->n_base);
      add_html (builder, "mine", change->mine, part->mine, part->n_mine);
      add_html (builder, "theirs", change->theirs, part->theirs, part->n_theirs);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  leaf_cli_print_json (builder);
}

/* Names each place in which somebody has to choose. */
static gboolean
check_clashes (const LeafRemoteChange *change, GError **error)
{
  unsigned int n_clashes = leaf_remote_change_count_clashes (change);

  if (n_clashes == 0)
    return TRUE;

  if (change->title_clash)
    leaf_cli_message ("< %s\n> %s", change->mine_title, change->theirs_title);
  for (unsigned int i = 0; i < leaf_merge_get_n_clashes (change->merge); i++)
    {
      const LeafMergePart *part = leaf_merge_get_clash (change->merge, i);
      g_autofree char *mine = dup_blocks (change->mine, part->mine, part->n_mine, FALSE);
      g_autofree char *theirs = dup_blocks (change->theirs, part->theirs, part->n_theirs, FALSE);

      leaf_cli_message ("< %s\n> %s", g_strchomp (mine), g_strchomp (theirs));
    }
  g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED,
               ngettext ("Both changed %u place and not in the same way, so nothing was merged. Keep yours or theirs, or merge in the window.",
                         "Both changed %u places and not in the same way, so nothing was merged. Keep yours or theirs, or merge in the window.",
                         n_clashes), n_clashes);
  return FALSE;
}

static gboolean
choose (Remote *remote, const char *keep, GError **error)
{
  const LeafRemoteChange *change = remote->change;

  if (g_strcmp0 (keep, "mine") == 0)
    {
      remote->answer = LEAF_REMOTE_KEEP_MINE;
      return TRUE;
    }
  if (change->state == LEAF_REMOTE_DELETED)
    {
      g_set_error_literal (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_FAILED,
                           _("The post was deleted on the blog: there is nothing of theirs to keep."));
      return FALSE;
    }
  if (g_str_equal (keep, "theirs"))
    {
      remote->answer = LEAF_REMOTE_TAKE_THEIRS;
      remote->document = leaf_document_ref (change->theirs);
      remote->title = change->theirs_title;
      return TRUE;
    }

  if (!check_clashes (change, error))
    return FALSE;
  remote->answer = LEAF_REMOTE_TAKE_MERGED;
  remote->document = leaf_merge_make_document (change->merge, NULL);
  remote->title = leaf_remote_change_get_title (change);
  return TRUE;
}

static const char *
describe_answer (LeafRemoteAnswer answer, gboolean overwritten)
{
  switch (answer)
    {
    case LEAF_REMOTE_TAKE_THEIRS:
      if (overwritten)
        return _("The review has the text that was overwritten now. Publish it to bring it back to the blog.");
      return _("The review has the text of the blog now.");
    case LEAF_REMOTE_TAKE_MERGED:
      return _("The review has both texts now. Publish it to bring them to the blog.");
    case LEAF_REMOTE_KEEP_MINE:
    default:
      return _("Your text counts. Publish it to bring it to the blog.");
    }
}

gboolean
leaf_cli_review_run_remote (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autofree char *blog_name = NULL;
  g_autofree char *keep = NULL;
  const GOptionEntry entries[] = {
    { "blog", 'b', 0, G_OPTION_ARG_FILENAME, &blog_name, N_("Which one, when there are several blogs"), N_("BLOG") },
    { "keep", 0, 0, G_OPTION_ARG_STRING, &keep, N_("Decide: “mine”, “theirs” or “merge”"), N_("WHOSE") },
    { NULL }
  };
  g_autoptr (LeafReview) review = NULL;
  g_autoptr (LeafBlog) blog = NULL;
  g_auto (Remote) remote = { 0 };

  if (!leaf_cli_parse (cli, entries, NULL, argc, argv, 1, 1, error))
    return FALSE;
  if (keep != NULL && !g_str_equal (keep, "mine") && !g_str_equal (keep, "theirs") && !g_str_equal (keep, "merge"))
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("“%s” is none of “mine”, “theirs” and “merge”."), keep);
      return FALSE;
    }
  review = leaf_cli_find_review (cli, cli->words[0], error);
  if (review == NULL)
    return FALSE;
  blog = leaf_cli_find_blog (cli, blog_name, error);
  if (blog == NULL)
    return FALSE;

  remote.outbox = leaf_outbox_new (cli->library);
  remote.review = leaf_review_get_id (review);
  remote.blog = leaf_blog_get_id (blog);
  remote.change = leaf_cli_run_in_thread (cli, look, &remote, error);
  if (remote.change == NULL)
    return FALSE;

  if (keep != NULL)
    {
      if (!choose (&remote, keep, error) || leaf_cli_run_in_thread (cli, answer, &remote, error) == NULL)
        return FALSE;
      leaf_cli_message ("%s", describe_answer (remote.answer, remote.change->overwritten));
    }
  else if (!cli->json)
    print_change (remote.change);
  if (cli->json)
    print_json (remote.change);
  return TRUE;
}
