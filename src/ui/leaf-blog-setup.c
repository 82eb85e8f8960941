/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-setup"

#include "config.h"

#include "leaf-blog-setup.h"

#include "leaf-blogs.h"
#include "leaf-credentials.h"
#include "leaf-discovery.h"

typedef struct
{
  LeafLibrary *library;
  LeafBlog *blog; /* the one to log in to again, or NULL */
  char *address;
  char *user;
  char *password;
} Setup;

static void
setup_free (Setup *setup)
{
  g_clear_object (&setup->library);
  g_clear_object (&setup->blog);
  g_free (setup->address);
  g_free (setup->user);
  leaf_credentials_free (setup->password);
  g_free (setup);
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

  leaf_blog_set_name (blog, leaf_blog_get_name (found));
  leaf_blog_set_address (blog, leaf_blog_get_address (found));
  leaf_blog_set_user (blog, leaf_blog_get_user (found));
  for (unsigned int i = 0; keys[i] != NULL; i++)
    leaf_blog_set_setting (blog, keys[i], leaf_blog_get_setting (found, keys[i]));

  return blog;
}

static LeafBlog *
set_up (Setup *setup, GCancellable *cancellable, GError **error)
{
  g_autoptr (LeafBlog) blog = leaf_discover_blog (setup->library, setup->address, setup->user,
                                                  setup->password, cancellable, error);

  if (blog == NULL)
    return NULL;

  if (setup->blog != NULL)
    {
      LeafBlog *merged = merge (setup->blog, blog);

      g_object_unref (blog);
      blog = merged;
    }

  if (setup->password != NULL &&
      !leaf_credentials_store (blog, setup->password, cancellable, error))
    return NULL;

  if (!leaf_library_run (setup->library, LEAF_LIBRARY_WRITE, save_func, blog, error))
    return NULL;

  return g_steal_pointer (&blog);
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
 * @blog: (nullable): a blog of the library to log in to again, or %NULL for a new one
 * @address: what the user typed: an address or a folder
 * @user: (nullable): the name to log in with
 * @password: (nullable): the application password
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Finds the blog, checks the log-in, keeps the password in the Secret Service and the blog in the
 * library. Nothing is kept when one of these fails.
 */
void
leaf_blog_setup_async (LeafLibrary         *library,
                       LeafBlog            *blog,
                       const char          *address,
                       const char          *user,
                       const char          *password,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Setup *setup = g_new0 (Setup, 1);

  g_return_if_fail (LEAF_IS_LIBRARY (library));
  g_return_if_fail (address != NULL);

  setup->library = g_object_ref (library);
  setup->blog = blog != NULL ? leaf_blog_copy (blog) : NULL;
  setup->address = g_strdup (address);
  setup->user = g_strdup (user);
  setup->password = g_strdup (password);

  g_task_set_source_tag (task, leaf_blog_setup_async);
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
