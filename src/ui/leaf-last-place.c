/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A small file among the state of the user's programs: written often, worth little. It is neither
 * synchronized to the disk, nor is anything said when it is missing, broken or of another library. */

#define G_LOG_DOMAIN "leaf-last-place"

#include "config.h"

#include "leaf-last-place.h"

#include <glib/gstdio.h>

#define GROUP "Place"
#define MAX_FILE 4096

typedef struct {
  char *library;
  LeafLastPlace place;
} Work;

static void
work_free (Work *work)
{
  g_free (work->library);
  g_free (work);
}

static char *
get_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "flyleaf", "last-place", NULL);
}

static unsigned int
get_offset (GKeyFile   *file,
            const char *key)
{
  return (unsigned int) MIN (g_key_file_get_uint64 (file, GROUP, key, NULL), G_MAXINT);
}

static void
save_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const Work *work = data;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = get_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_key_file_set_string (file, GROUP, "Library", work->library);
  g_key_file_set_int64 (file, GROUP, "Book", work->place.book);
  g_key_file_set_uint64 (file, GROUP, "Cursor", work->place.place.cursor);
  g_key_file_set_uint64 (file, GROUP, "Bound", work->place.place.bound);
  g_key_file_set_uint64 (file, GROUP, "Top", work->place.place.top);
  g_key_file_set_boolean (file, GROUP, "Writing", work->place.writing);
  text = g_key_file_to_data (file, &length, NULL);

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_debug ("The place is not kept: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
read_place (const char    *text,
            gsize          length,
            const char    *library,
            LeafLastPlace *place)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *of = NULL;
  gint64 book;

  if (length > MAX_FILE || !g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, NULL))
    return;

  of = g_key_file_get_string (file, GROUP, "Library", NULL);
  book = g_key_file_get_int64 (file, GROUP, "Book", NULL);
  if (book <= 0 || g_strcmp0 (of, library) != 0)
    return;

  place->book = book;
  place->place = (LeafEditorPlace) { get_offset (file, "Cursor"), get_offset (file, "Bound"), get_offset (file, "Top") };
  place->writing = g_key_file_get_boolean (file, GROUP, "Writing", NULL);
}

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const Work *work = data;
  g_autofree char *path = get_path ();
  g_autofree char *text = NULL;
  LeafLastPlace place = { 0 };
  GStatBuf info;
  gsize length;

  if (g_stat (path, &info) == 0 && info.st_size <= MAX_FILE && g_file_get_contents (path, &text, &length, NULL))
    read_place (text, length, work->library, &place);
  g_task_return_pointer (task, g_memdup2 (&place, sizeof place), g_free);
}

/**
 * leaf_last_place_save_async: (skip)
 * @library: the file of the library
 * @place: where she is
 * @callback: called when it is kept, or could not be
 * @user_data: for @callback
 */
void
leaf_last_place_save_async (const char          *library,
                            const LeafLastPlace *place,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->library = g_strdup (library);
  work->place = *place;
  g_task_set_source_tag (task, leaf_last_place_save_async);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, save_thread);
}

/**
 * leaf_last_place_save_finish: (skip)
 * @result: what the callback got
 *
 * There is nothing to do when the place could not be kept.
 */
void
leaf_last_place_save_finish (GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}

/**
 * leaf_last_place_load_async: (skip)
 * @library: the file of the library
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is read
 * @user_data: for @callback
 */
void
leaf_last_place_load_async (const char          *library,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  work->library = g_strdup (library);
  g_task_set_source_tag (task, leaf_last_place_load_async);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * leaf_last_place_load_finish: (skip)
 * @result: what the callback got
 *
 * Returns: where she was in this library; its book is 0 when that is not known
 */
LeafLastPlace
leaf_last_place_load_finish (GAsyncResult *result)
{
  g_autofree LeafLastPlace *place = g_task_propagate_pointer (G_TASK (result), NULL);

  return place != NULL ? *place : (LeafLastPlace) { 0 };
}
