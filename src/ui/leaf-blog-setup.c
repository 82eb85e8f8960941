/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-setup"

#include "config.h"

#include "leaf-blog-setup.h"

#include "leaf-blogs.h"
#include "leaf-credentials.h"
#include "leaf-discovery.h"
#include "leaf-publisher.h"

typedef struct
{
  LeafLibrary *library;
  char *uuid;
  char *address;
  LeafGrant *grant;
  gboolean granted;
} Setup;

static void
setup_free (Setup *setup)
{
  g_clear_object (&setup->library);
  g_free (setup->uuid);
  g_free (setup->address);
  leaf_grant_free (setup->grant);
  g_free (setup);
}

/* The blog of the library that is meant: by its UUID, or the same address and name once more. */
typedef struct
{
  const Setup *setup;
  LeafBlog *found;
  LeafBlog *known;
} Search;

static gboolean
find_known_func (LeafDb *db, gpointer data, GError **error)
{
  Search *search = data;
  g_autoptr (GPtrArray) blogs = leaf_blogs_list (db, error);

  for (unsigned int i = 0; blogs != NULL && i < blogs->len; i++)
    {
      LeafBlog *blog = g_ptr_array_index (blogs, i);
      gboolean same;

      if (search->setup->uuid != NULL)
        same = g_str_equal (leaf_blog_get_uuid (blog), search->setup->uuid);
      else
        same = g_strcmp0 (leaf_blog_get_address (blog), leaf_blog_get_address (search->found)) == 0 &&
               g_strcmp0 (leaf_blog_get_user (blog), leaf_blog_get_user (search->found)) == 0;
      if (same)
        g_set_object (&search->known, blog);
    }

  return blogs != NULL;
}

static gboolean
save_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_blogs_save (db, data, error);
}

/* What the check found out goes over what she had set: patterns and the like stay hers. */
static LeafBlog *
merge (LeafBlog *known, LeafBlog *found)
{
  LeafBlog *blog = leaf_blog_copy (known);
  g_auto (GStrv) keys = leaf_blog_list_settings (found);

  /* A folder has no name to tell. */
  if ((leaf_publisher_find_flags (found) & LEAF_PUBLISHER_OWN_SITE) == 0)
    leaf_blog_set_name (blog, leaf_blog_get_name (found));
  leaf_blog_set_address (blog, leaf_blog_get_address (found));
  leaf_blog_set_user (blog, leaf_blog_get_user (found));
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_PROBLEM, NULL);
  for (unsigned int i = 0; keys[i] != NULL; i++)
    leaf_blog_set_setting (blog, keys[i], leaf_blog_get_setting (found, keys[i]));

  return blog;
}

/* A password nobody will use any more, if it was made for Flyleaf. That it stays is untidy, and no failure. */
static void
give_back (Setup *setup, LeafBlog *blog, const char *password, GCancellable *cancellable)
{
  g_autoptr (LeafPublisher) publisher = leaf_publisher_new (blog, setup->library, password, NULL);
  g_autoptr (GError) error = NULL;

  if (publisher != NULL && !leaf_publisher_revoke (publisher, TRUE, cancellable, &error))
    g_debug ("The old password stays: %s", error->message);
}

static gboolean
keep_password (Setup *setup, LeafBlog *blog, LeafBlog *known, GCancellable *cancellable, GError **error)
{
  char *old = known != NULL ? leaf_credentials_lookup (known, cancellable, NULL) : NULL;
  gboolean kept = leaf_credentials_store (blog, setup->grant->password, cancellable, error);

  if (kept && old != NULL && !g_str_equal (old, setup->grant->password))
    give_back (setup, known, old, cancellable);
  leaf_credentials_free (old);

  return kept;
}

/* `in_use`: the password is in the keyring, and a blog of the library has it. */
static LeafBlog *
keep (Setup *setup, LeafBlog *found, gboolean *in_use, GCancellable *cancellable, GError **error)
{
  g_autoptr (LeafBlog) blog = NULL;
  g_autoptr (LeafBlog) known = NULL;
  Search search = { .setup = setup, .found = found };
  gboolean looked = leaf_library_run (setup->library, LEAF_LIBRARY_READ, find_known_func, &search, error);

  known = search.known;
  if (!looked)
    return NULL;
  blog = known != NULL ? merge (known, found) : g_object_ref (found);

  if (setup->grant != NULL && !keep_password (setup, blog, known, cancellable, error))
    return NULL;
  *in_use = known != NULL;
  if (leaf_library_run (setup->library, LEAF_LIBRARY_WRITE, save_func, blog, error))
    return g_steal_pointer (&blog);

  if (setup->grant != NULL && known == NULL)
    leaf_credentials_remove (blog, NULL, NULL);
  return NULL;
}

static LeafBlog *
set_up (Setup *setup, GCancellable *cancellable, GError **error)
{
  g_autoptr (LeafBlog) found = NULL;
  g_autoptr (GError) failure = NULL;
  gboolean in_use = FALSE;
  LeafBlog *blog;

  if (setup->granted)
    found = leaf_discover_granted (setup->library, setup->address, setup->grant, cancellable, error);
  else
    found = leaf_discover_blog (setup->library, setup->address, setup->grant != NULL ? setup->grant->user : NULL,
                                setup->grant != NULL ? setup->grant->password : NULL, cancellable, error);
  if (found == NULL)
    return NULL;

  blog = keep (setup, found, &in_use, cancellable, &failure);
  if (blog == NULL && setup->granted && !in_use)
    leaf_discover_give_back (setup->library, leaf_blog_get_address (found), setup->grant, &failure);
  if (blog == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return blog;
}

static void
setup_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  LeafBlog *blog = set_up (data, cancellable, &error);

  if (blog != NULL)
    g_task_return_pointer (task, blog, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * leaf_blog_setup_async:
 * @library: the library
 * @login: which blog, and who logs in
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Finds the blog, checks the log-in, keeps the password in the Secret Service and the blog in the
 * library. Nothing is kept when one of these fails, and a password that the blog has just handed out is given back.
 * So is an earlier one that it had made for Flyleaf. After a cancel the error is %G_IO_ERROR_CANCELLED, unless there
 * is something to tell: a password that could not be given back.
 */
void
leaf_blog_setup_async (LeafLibrary         *library,
                       const LeafBlogLogin *login,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Setup *setup;

  g_return_if_fail (LEAF_IS_LIBRARY (library));
  g_return_if_fail (login != NULL && login->address != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  setup = g_new0 (Setup, 1);
  setup->library = g_object_ref (library);
  setup->uuid = g_strdup (login->uuid);
  setup->address = g_strdup (login->address);
  setup->grant = leaf_grant_copy (login->grant);
  setup->granted = login->granted;

  g_task_set_source_tag (task, leaf_blog_setup_async);
  /* That a password may still be valid is to be told after a cancel, too. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, setup, (GDestroyNotify) setup_free);
  g_task_run_in_thread (task, setup_thread);
}

/**
 * leaf_blog_setup_finish:
 * @result: the result
 * @error: return location for an error, one sentence for the user
 *
 * Ends the set-up.
 *
 * Returns: (transfer full) (nullable): the blog as it is now in the library
 */
LeafBlog *
leaf_blog_setup_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, leaf_blog_setup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
