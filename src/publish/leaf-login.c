/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-login"

#include "config.h"

#include "leaf-login.h"

#include "leaf-blogs.h"
#include "leaf-credentials.h"
#include "leaf-publisher.h"

/* What a check found out; the rest of the blog may have been changed meanwhile. */
typedef struct {
  LeafBlog *before;
  LeafBlog *after;
} Found;

typedef struct {
  LeafLibrary *library;
  LeafBlog *blog;
  gboolean ours_only;
} Revocation;

static void
revocation_free (Revocation *self)
{
  g_object_unref (self->library);
  g_object_unref (self->blog);
  g_free (self);
}

static gboolean
save_found_func (LeafDb *db, gpointer data, GError **error)
{
  Found *found = data;
  g_autoptr (LeafBlog) blog = leaf_blogs_load (db, leaf_blog_get_id (found->after), error);
  g_auto (GStrv) keys = leaf_blog_list_settings (found->after);
  gboolean changed = FALSE;

  if (blog == NULL)
    return FALSE;

  if (g_strcmp0 (leaf_blog_get_name (found->before), leaf_blog_get_name (found->after)) != 0)
    {
      leaf_blog_set_name (blog, leaf_blog_get_name (found->after));
      changed = TRUE;
    }
  for (unsigned int i = 0; keys[i] != NULL; i++)
    {
      const char *value = leaf_blog_get_setting (found->after, keys[i]);

      if (g_strcmp0 (value, leaf_blog_get_setting (found->before, keys[i])) == 0)
        continue;
      leaf_blog_set_setting (blog, keys[i], value);
      changed = TRUE;
    }
  if (leaf_blog_get_setting (found->after, LEAF_BLOG_SETTING_PROBLEM) == NULL &&
      leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_PROBLEM) != NULL)
    {
      leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_PROBLEM, NULL);
      changed = TRUE;
    }

  return !changed || leaf_blogs_save (db, blog, error);
}

/**
 * leaf_login_connect:
 * @library: the library
 * @blog: a blog of it
 * @cancellable: (nullable): a cancellable
 * @error: set when there is no password, or no such system
 *
 * Gets the publisher of a blog, with the password where somebody logs in.
 *
 * Returns: (transfer full): the publisher, or %NULL
 */
LeafPublisher *
leaf_login_connect (LeafLibrary *library, LeafBlog *blog, GCancellable *cancellable, GError **error)
{
  char *password = NULL;
  LeafPublisher *publisher;

  /* Folders have no log-in. */
  if (leaf_blog_get_user (blog) != NULL)
    {
      password = leaf_credentials_lookup (blog, cancellable, error);
      if (password == NULL)
        return NULL;
    }

  publisher = leaf_publisher_new (blog, library, password, error);
  leaf_credentials_free (password);
  return publisher;
}

/* What she has to do something about, and not what passes by itself. */
static gboolean
is_problem (const GError *error)
{
  return error->domain == LEAF_PUBLISH_ERROR && error->code != LEAF_PUBLISH_ERROR_TEMPORARY &&
         error->code != LEAF_PUBLISH_ERROR_UNCLEAR;
}

static gboolean
keep_failure (LeafLibrary *library, LeafBlog *before, LeafBlog *blog, const GError *failure, GError **error)
{
  Found found = { before, blog };

  if (failure != NULL && !is_problem (failure))
    return TRUE;

  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_PROBLEM, failure != NULL ? failure->message : NULL);
  return leaf_library_run (library, LEAF_LIBRARY_WRITE, save_found_func, &found, error);
}

/**
 * leaf_login_check_with:
 * @library: the library
 * @blog: a blog of it, which @publisher works for; what is found out is written into it as well
 * @publisher: its publisher
 * @cancellable: (nullable): a cancellable
 * @error: set to what is wrong
 *
 * Does leaf_login_check() by a publisher that is there already.
 *
 * Returns: whether all is good
 */
gboolean
leaf_login_check_with (LeafLibrary *library, LeafBlog *blog, LeafPublisher *publisher, GCancellable *cancellable, GError **error)
{
  g_autoptr (LeafBlog) before = leaf_blog_copy (blog);
  g_autoptr (GError) failure = NULL;

  if (leaf_publisher_check (publisher, cancellable, &failure))
    return keep_failure (library, before, blog, NULL, error);

  keep_failure (library, before, blog, failure, NULL);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * leaf_login_check:
 * @library: the library
 * @blog: a blog of it; what is found out is written into it as well
 * @cancellable: (nullable): a cancellable
 * @error: set to what is wrong
 *
 * Asks the blog whether address and log-in are still good, and keeps what it says: name, role and
 * capabilities, or else why not, which the preferences show beside the blog until a check succeeds.
 * A blog that cannot be reached just now is no reason to log in again and leaves all as it was.
 *
 * Returns: whether all is good
 */
gboolean
leaf_login_check (LeafLibrary *library, LeafBlog *blog, GCancellable *cancellable, GError **error)
{
  g_autoptr (LeafBlog) before = leaf_blog_copy (blog);
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafPublisher) publisher = leaf_login_connect (library, blog, cancellable, &failure);

  if (publisher != NULL)
    return leaf_login_check_with (library, blog, publisher, cancellable, error);

  keep_failure (library, before, blog, failure, NULL);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * leaf_login_forget_problem:
 * @library: the library
 * @blog: a blog of it that has just taken a post
 *
 * Takes back what an earlier check said against the log-in, if it said something.
 */
void
leaf_login_forget_problem (LeafLibrary *library, LeafBlog *blog)
{
  g_autoptr (LeafBlog) before = NULL;
  g_autoptr (GError) error = NULL;

  if (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_PROBLEM) == NULL)
    return;

  before = leaf_blog_copy (blog);
  if (!keep_failure (library, before, blog, NULL, &error))
    g_message ("%s", error->message);
}

/**
 * leaf_login_revoke:
 * @library: the library
 * @blog: a blog of it
 * @ours_only: only a password that the blog made for Flyleaf, and none that was pasted
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be told; the keyring keeps the password then
 *
 * Logs out: the blog forgets the password, then the keyring does.
 *
 * Returns: whether both have
 */
gboolean
leaf_login_revoke (LeafLibrary *library, LeafBlog *blog, gboolean ours_only, GCancellable *cancellable, GError **error)
{
  g_autoptr (LeafPublisher) publisher = leaf_login_connect (library, blog, cancellable, error);

  if (publisher == NULL || !leaf_publisher_revoke (publisher, ours_only, cancellable, error))
    return FALSE;

  /* With FLYLEAF_PASSWORD there may be no Secret Service, and then nothing is kept in it. */
  return leaf_credentials_get_environment () != NULL || leaf_credentials_remove (blog, cancellable, error);
}

static void
revoke_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Revocation *revocation = data;
  GError *error = NULL;

  if (leaf_login_revoke (revocation->library, revocation->blog, revocation->ours_only, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * leaf_login_revoke_async:
 * @library: the library
 * @blog: a blog of it
 * @ours_only: only a password that the blog made for Flyleaf
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Does leaf_login_revoke() in a worker thread.
 */
void
leaf_login_revoke_async (LeafLibrary *library,
                         LeafBlog *blog,
                         gboolean ours_only,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Revocation *revocation = g_new0 (Revocation, 1);

  revocation->library = g_object_ref (library);
  revocation->blog = leaf_blog_copy (blog);
  revocation->ours_only = ours_only;
  g_task_set_source_tag (task, leaf_login_revoke_async);
  g_task_set_task_data (task, revocation, (GDestroyNotify) revocation_free);
  g_task_run_in_thread (task, revoke_thread);
}

/**
 * leaf_login_revoke_finish:
 * @result: what the callback got
 * @error: set when the blog could not be told
 *
 * Ends leaf_login_revoke_async().
 *
 * Returns: whether blog and keyring have forgotten the password
 */
gboolean
leaf_login_revoke_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, leaf_login_revoke_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
