/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

#include <glib/gi18n.h>

typedef struct {
  GCancellable *cancellable;
  GPtrArray *results; /* each is touched by the thread of its blog alone */
  GArray *blogs;      /* of each job; 0 where it is not known */
} Service;

/**
 * leaf_outbox_result_free:
 * @self: (transfer full) (nullable): a result
 *
 * Frees @self.
 */
void
leaf_outbox_result_free (LeafOutboxResult *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->outcome, leaf_outcome_free);
  g_clear_error (&self->error);
  g_free (self);
}

/* What concerns the blog concerns the rest of its jobs: they are not tried, and stay in the outbox. */
static void
serve_jobs (LeafOutboxLane *lane, gpointer data)
{
  Service *service = data;
  const GError *failure = NULL;

  for (unsigned int i = 0; i < service->results->len; i++)
    {
      LeafOutboxResult *result = g_ptr_array_index (service->results, i);

      if (g_array_index (service->blogs, gint64, i) != lane->blog)
        continue;
      if (failure != NULL)
        result->error = g_error_copy (failure);
      else
        result->outcome = leaf_outbox_run_in_lane (lane, result->job, service->cancellable, &result->error);
      if (result->error != NULL && (leaf_outbox_get_pause (result->error) != 0 || g_cancellable_is_cancelled (service->cancellable)))
        failure = result->error;
    }
}

static void
add_once (GArray *ids, gint64 id)
{
  for (unsigned int i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return;

  g_array_append_val (ids, id);
}

/**
 * leaf_outbox_run_jobs:
 * @self: an outbox
 * @jobs: (element-type gint64): jobs
 * @cancellable: (nullable): a cancellable
 *
 * Runs several jobs now, blogs side by side. Blocks.
 *
 * Returns: (transfer full) (element-type LeafOutboxResult): how each ended, in the order of @jobs
 */
GPtrArray *
leaf_outbox_run_jobs (LeafOutbox *self, GArray *jobs, GCancellable *cancellable)
{
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_outbox_result_free);
  g_autoptr (GArray) of_jobs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) blogs = g_array_new (FALSE, FALSE, sizeof (gint64));
  Service service = { cancellable, results, of_jobs };

  g_return_val_if_fail (LEAF_IS_OUTBOX (self), results);

  for (unsigned int i = 0; i < jobs->len; i++)
    {
      LeafOutboxResult *result = g_new0 (LeafOutboxResult, 1);
      gint64 blog;

      result->job = g_array_index (jobs, gint64, i);
      blog = leaf_outbox_find_blog (self->library, result->job, &result->error);
      g_ptr_array_add (results, result);
      g_array_append_val (of_jobs, blog);
      if (blog != 0)
        add_once (blogs, blog);
    }
  leaf_outbox_serve_blogs (self, blogs, serve_jobs, &service, cancellable);

  for (unsigned int i = 0; i < results->len; i++)
    {
      LeafOutboxResult *result = g_ptr_array_index (results, i);

      if (result->outcome == NULL && result->error == NULL && !g_cancellable_set_error_if_cancelled (cancellable, &result->error))
        g_set_error_literal (&result->error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY,
                             _("Flyleaf is still at work on this blog, here or elsewhere. Try again when it has ended."));
    }
  return results;
}
