/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-template-list"

#include "config.h"

#include "leaf-template-list.h"

static gboolean
list_func (LeafDb *db, gpointer data, GError **error)
{
  GPtrArray **templates = data;

  return (*templates = leaf_templates_list (db, 0, error)) != NULL;
}

static void
list_free (gpointer data)
{
  GPtrArray **templates = data;

  g_clear_pointer (templates, g_ptr_array_unref);
  g_free (templates);
}

/**
 * leaf_template_list_async:
 * @library: a library
 * @callback: called when they are read
 * @user_data: for @callback
 *
 * Reads the templates; see leaf_templates_list().
 */
void
leaf_template_list_async (LeafLibrary *library, GAsyncReadyCallback callback, gpointer user_data)
{
  leaf_library_run_async (library, LEAF_LIBRARY_READ, list_func, g_new0 (GPtrArray *, 1), list_free, NULL, callback, user_data);
}

/**
 * leaf_template_list_finish:
 * @library: the library
 * @result: what the callback was given
 * @error: set on failure
 *
 * Returns: (transfer full) (element-type LeafTemplate): the templates by name, or %NULL
 */
GPtrArray *
leaf_template_list_finish (LeafLibrary *library, GAsyncResult *result, GError **error)
{
  GPtrArray **templates = leaf_library_run_data (result);

  return leaf_library_run_finish (library, result, error) ? g_steal_pointer (templates) : NULL;
}
