/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-term-fetch"

#include "config.h"

#include "leaf-term-fetch.h"

#include "leaf-blogs.h"
#include "leaf-login.h"
#include "leaf-publisher.h"

typedef struct {
  gint64 blog;
  GPtrArray *terms;
} ReplaceJob;

static gboolean
replace_func (LeafDb *db, gpointer data, GError **error)
{
  ReplaceJob *job = data;

  return leaf_blog_terms_replace (db, job->blog, job->terms, error);
}

/**
 * leaf_term_fetch:
 * @library: a library
 * @blog: a blog of it
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be asked; the list of before is kept
 *
 * Asks the blog for its categories and tags and keeps the list. Blocks.
 *
 * Returns: whether the list is new
 */
gboolean
leaf_term_fetch (LeafLibrary *library, LeafBlog *blog, GCancellable *cancellable, GError **error)
{
  g_autoptr (LeafPublisher) publisher = NULL;
  g_autoptr (GPtrArray) terms = NULL;
  ReplaceJob job;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), FALSE);
  g_return_val_if_fail (LEAF_IS_BLOG (blog), FALSE);

  publisher = leaf_login_connect (library, blog, cancellable, error);
  terms = publisher != NULL ? leaf_publisher_list_terms (publisher, cancellable, error) : NULL;
  if (terms == NULL)
    return FALSE;

  job = (ReplaceJob) { leaf_blog_get_id (blog), terms };
  return leaf_library_run (library, LEAF_LIBRARY_WRITE, replace_func, &job, error);
}

static void
fetch_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (leaf_term_fetch (source, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * leaf_term_fetch_async:
 * @library: a library
 * @blog: a blog of it
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Does leaf_term_fetch() in a worker thread.
 */
void
leaf_term_fetch_async (LeafLibrary *library, LeafBlog *blog, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (LEAF_IS_LIBRARY (library));
  g_return_if_fail (LEAF_IS_BLOG (blog));

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_term_fetch_async);
  g_task_set_task_data (task, leaf_blog_copy (blog), g_object_unref);
  g_task_run_in_thread (task, fetch_thread);
}

/**
 * leaf_term_fetch_finish:
 * @library: a library
 * @result: what the callback got
 * @error: set to one sentence
 *
 * Ends leaf_term_fetch_async().
 *
 * Returns: whether the list is new
 */
gboolean
leaf_term_fetch_finish (LeafLibrary *library, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
