/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cli"

#include "config.h"

#include "leaf-cli-review-private.h"

#include "leaf-review-export.h"

#include <glib/gi18n.h>

/* What the thread is given. */
typedef struct {
  gint64 review;
  const char *path;
  LeafExportFormat format;
} Export;

static gpointer
export_thread (LeafCli *cli, gpointer data, GCancellable *cancellable, GError **error)
{
  const Export *export = data;
  g_autoptr (LeafReviewExport) review = leaf_review_export_load (cli->library, export->review, cancellable, error);

  if (review == NULL || !leaf_review_export_write (review, export->path, export->format, cancellable, error))
    return NULL;
  return GINT_TO_POINTER (TRUE);
}

/**
 * leaf_cli_review_run_export:
 * @cli: the call
 * @argc: how many words there are in @argv
 * @argv: the words behind the verb
 * @error: return location for an error
 *
 * The verb `review export`: writes a review into a file of the kind its name ends in.
 *
 * Returns: whether it was written
 */
gboolean
leaf_cli_review_run_export (LeafCli *cli, int argc, char **argv, GError **error)
{
  g_autoptr (LeafReview) review = NULL;
  Export export = { 0 };

  if (!leaf_cli_parse (cli, NULL, NULL, argc, argv, 2, 2, error))
    return FALSE;
  export.path = cli->words[1];
  if (!leaf_export_format_from_name (export.path, &export.format))
    {
      g_set_error (error, LEAF_CLI_ERROR, LEAF_CLI_ERROR_USAGE, _("The name of the file has to end in .md, .html or .pdf, and “%s” does not."),
                   export.path);
      return FALSE;
    }
  review = leaf_cli_find_review (cli, cli->words[0], error);
  if (review == NULL)
    return FALSE;

  export.review = leaf_review_get_id (review);
  return leaf_cli_run_in_thread (cli, export_thread, &export, error) != NULL;
}
