/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-thumbnails"

#include "config.h"

#include "leaf-pictures.h"

#include "leaf-files.h"
#include "leaf-picture-decode.h"
#include "leaf-picture-probe.h"
#include "leaf-worker.h"

#include <glib/gi18n.h>

#define MAX_SIZE 2048

typedef struct {
  char *sha256;
  char *original;
  int size;
} Request;

static void
request_free (Request *self)
{
  g_free (self->sha256);
  g_free (self->original);
  g_free (self);
}

static void
set_not_found (const Request *request,
               GError **error)
{
  g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND,
               _("There is no picture %s in the library."), request->sha256);
}

static char *
dup_cache_path (const Request *request)
{
  g_autofree char *size = g_strdup_printf ("%d", request->size);
  g_autofree char *name = g_strconcat (request->sha256, ".png", NULL);

  return g_build_filename (g_get_user_cache_dir (), "flyleaf", "thumbnails", size, name, NULL);
}

/* Anything in the cache that is not a whole thumbnail is as good as nothing. */
static GBytes *
read_cache (const char *path)
{
  g_autoptr (GBytes) bytes = NULL;
  LeafPictureProbe probe;
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return NULL;

  bytes = g_bytes_new_take (data, size);
  leaf_picture_probe (bytes, &probe);

  return probe.whole && g_strcmp0 (probe.mime_type, "image/png") == 0 ? g_steal_pointer (&bytes) : NULL;
}

static GBytes *
make_thumbnail (const Request *request,
                GError **error)
{
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  char *data;
  gsize size;

  if (!g_file_get_contents (request->original, &data, &size, NULL)) {
    set_not_found (request, error);
    return NULL;
  }

  original = g_bytes_new_take (data, size);
  pixbuf = leaf_picture_decode (original, NULL, request->size, error);
  if (pixbuf == NULL || !gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", error, "compression", "3", NULL))
    return NULL;

  return g_bytes_new_take (data, size);
}

static gpointer
load_thumbnail (gpointer source_object,
                gpointer task_data,
                GCancellable *cancellable,
                GError **error)
{
  const Request *request = task_data;
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) cache_error = NULL;
  GBytes *bytes;

  /* Not an address, and so no part of a path either. */
  if (request->original == NULL) {
    set_not_found (request, error);
    return NULL;
  }

  path = dup_cache_path (request);
  folder = g_path_get_dirname (path);
  bytes = read_cache (path);
  if (bytes != NULL)
    return bytes;

  bytes = make_thumbnail (request, error);
  if (bytes == NULL)
    return NULL;

  /* Without a cache it is only slower. */
  if (!leaf_files_make_dir (folder, &cache_error) || !leaf_files_write (path, bytes, &cache_error))
    g_debug ("%s", cache_error->message);

  return bytes;
}

/**
 * leaf_pictures_load_thumbnail_async:
 * @library: a library
 * @sha256: a picture's address
 * @size: the longer side at most, in pixels
 * @cancellable: (nullable): one that is cancelled while it waits costs nothing
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Gets a PNG of the picture, scaled down to fit @size × @size and never scaled up, from the cache
 * or made in a worker thread.
 */
void
leaf_pictures_load_thumbnail_async (LeafLibrary *library,
                                    const char *sha256,
                                    int size,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_return_if_fail (LEAF_IS_LIBRARY (library));
  g_return_if_fail (sha256 != NULL);
  g_return_if_fail (size > 0 && size <= MAX_SIZE);

  request = g_new0 (Request, 1);
  request->sha256 = g_strdup (sha256);
  request->original = leaf_pictures_get_path (library, sha256);
  request->size = size;

  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_pictures_load_thumbnail_async);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  leaf_worker_run (LEAF_WORKER_THUMBNAIL, task, load_thumbnail, (GDestroyNotify) g_bytes_unref);
}

/**
 * leaf_pictures_load_thumbnail_finish:
 * @library: a library
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the PNG, or %NULL with an error
 */
GBytes *
leaf_pictures_load_thumbnail_finish (LeafLibrary *library,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
