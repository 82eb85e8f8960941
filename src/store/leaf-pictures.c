/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-pictures"

#include "config.h"

#include "leaf-pictures.h"

#include "leaf-db-private.h"
#include "leaf-files.h"
#include "leaf-picture-decode.h"
#include "leaf-worker.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_SIZE (256 * 1024)

/* A row to write or to read. */
typedef struct {
  const LeafPicture *picture;
  gsize size;
  const char *sha256;
  LeafPicture *found;
} Row;

/* What leaf_pictures_add_async() has to add: one of the two. */
typedef struct {
  GBytes *bytes;
  GFile *file;
} Addition;

static void
addition_free (Addition *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_object (&self->file);
  g_free (self);
}

static void
set_not_found (const char *sha256,
               GError **error)
{
  g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND,
               _("There is no picture %s in the library."), sha256);
}

static gboolean
insert_row (LeafDb *db,
            gpointer data,
            GError **error)
{
  const Row *row = data;
  g_autoptr (LeafStatement) statement = NULL;

  statement = leaf_statement_new (db,
                                  "INSERT INTO pictures (sha256, mime, size, width, height, added)"
                                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (sha256) DO NOTHING",
                                  error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_text (statement, 1, row->picture->sha256);
  leaf_statement_bind_text (statement, 2, row->picture->mime_type);
  leaf_statement_bind_int (statement, 3, row->size);
  leaf_statement_bind_int (statement, 4, row->picture->width);
  leaf_statement_bind_int (statement, 5, row->picture->height);
  leaf_statement_bind_int (statement, 6, leaf_db_now ());

  return leaf_statement_run (statement, error);
}

static gboolean
find_row (LeafDb *db,
          gpointer data,
          GError **error)
{
  Row *row = data;
  g_autoptr (LeafStatement) statement = NULL;
  int result;

  statement = leaf_statement_new (db, "SELECT mime, width, height FROM pictures WHERE sha256 = ?1", error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_text (statement, 1, row->sha256);
  result = leaf_statement_next (statement, error);
  if (result == 0)
    set_not_found (row->sha256, error);
  if (result <= 0)
    return FALSE;

  row->found = g_new0 (LeafPicture, 1);
  row->found->sha256 = g_strdup (row->sha256);
  row->found->mime_type = leaf_statement_dup_text (statement, 0);
  row->found->width = leaf_statement_get_int (statement, 1);
  row->found->height = leaf_statement_get_int (statement, 2);

  return TRUE;
}

/* The file as it is, or NULL when it is missing or not what its name says. */
static GBytes *
read_original (const char *path,
               const char *sha256)
{
  g_autofree char *found = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return NULL;

  bytes = g_bytes_new_take (data, size);
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return g_str_equal (found, sha256) ? g_steal_pointer (&bytes) : NULL;
}

/* One that is there and whole is not written again; one that is damaged is mended. */
static gboolean
write_original (LeafLibrary *library,
                const char *sha256,
                GBytes *bytes,
                GError **error)
{
  g_autofree char *path = leaf_pictures_get_path (library, sha256);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GBytes) there = read_original (path, sha256);

  if (there != NULL)
    return TRUE;

  return leaf_files_make_dir (folder, error) && leaf_files_write (path, bytes, error);
}

static LeafPicture *
add (LeafLibrary *library,
     GBytes *bytes,
     const char *name,
     GError **error)
{
  g_autoptr (LeafPicture) picture = g_new0 (LeafPicture, 1);
  Row row = { 0 };

  if (!leaf_picture_check (bytes, name, picture, error) ||
      !write_original (library, picture->sha256, bytes, error))
    return NULL;

  row.picture = picture;
  row.size = g_bytes_get_size (bytes);
  if (!leaf_library_run (library, LEAF_LIBRARY_WRITE, insert_row, &row, error))
    return NULL;

  return g_steal_pointer (&picture);
}

static void
set_unreadable (const char *name,
                const char *reason,
                GError **error)
{
  g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE, _("“%s” cannot be read: %s."), name, reason);
}

/* A pipe would keep us waiting for whoever writes into it, be it only to open it. */
static int
open_regular (const char *path,
              const char *name,
              GError **error)
{
  int fd = g_open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
  struct stat status;

  if (fd < 0 || fstat (fd, &status) != 0) {
    set_unreadable (name, g_strerror (errno), error);
  } else if (!S_ISREG (status.st_mode)) {
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE,
                 _("“%s” is a folder, a pipe or a device. Choose a file with a picture."), name);
  } else {
    return fd;
  }

  if (fd >= 0)
    close (fd);

  return -1;
}

/* Never more than the limit, however the file grows. */
static GBytes *
read_descriptor (int fd,
                 const char *name,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (READ_SIZE);

  for (;;) {
    gssize n_read;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;

    n_read = read (fd, buffer, READ_SIZE);
    if (n_read < 0 && errno == EINTR)
      continue;
    if (n_read < 0) {
      set_unreadable (name, g_strerror (errno), error);
      return NULL;
    }
    if (n_read == 0)
      return g_byte_array_free_to_bytes (g_steal_pointer (&all));

    g_byte_array_append (all, buffer, (unsigned int) n_read);
    if (all->len > LEAF_PICTURE_MAX_BYTES) {
      leaf_picture_set_too_large (name, error);
      return NULL;
    }
  }
}

static GBytes *
read_path (const char *path,
           const char *name,
           GCancellable *cancellable,
           GError **error)
{
  int fd = open_regular (path, name, error);
  GBytes *bytes;

  if (fd < 0)
    return NULL;

  bytes = read_descriptor (fd, name, cancellable, error);
  close (fd);

  return bytes;
}

/* Never more than the limit, whatever the file claims to be. */
static GBytes *
read_stream (GFile *file,
           const char *name,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GByteArray) all = NULL;

  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;

  all = g_byte_array_new ();
  do {
    g_clear_pointer (&bytes, g_bytes_unref);
    bytes = g_input_stream_read_bytes (G_INPUT_STREAM (stream), READ_SIZE, cancellable, error);
    if (bytes == NULL)
      return NULL;

    g_byte_array_append (all, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    if (all->len > LEAF_PICTURE_MAX_BYTES) {
      leaf_picture_set_too_large (name, error);
      return NULL;
    }
  } while (g_bytes_get_size (bytes) > 0);

  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static char *
dup_display_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL ? g_filename_display_name (name) : g_file_get_parse_name (file);
}

static gpointer
run_addition (gpointer source_object,
              gpointer task_data,
              GCancellable *cancellable,
              GError **error)
{
  const Addition *addition = task_data;

  if (addition->file != NULL)
    return leaf_pictures_add_file (source_object, addition->file, cancellable, error);

  return leaf_pictures_add (source_object, addition->bytes, error);
}

static void
add_async (LeafLibrary *library,
           Addition *addition,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (library, cancellable, callback, user_data);

  g_task_set_source_tag (task, leaf_pictures_add_async);
  g_task_set_task_data (task, addition, (GDestroyNotify) addition_free);
  leaf_worker_run (LEAF_WORKER_PICTURE, task, run_addition, (GDestroyNotify) leaf_picture_free);
}

/**
 * leaf_picture_free:
 * @self: (transfer full): a picture
 */
void
leaf_picture_free (LeafPicture *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->sha256);
  g_free (self->mime_type);
  g_free (self);
}

/**
 * leaf_pictures_add:
 * @library: a library
 * @bytes: a JPEG, PNG, WebP or GIF file
 * @error: return location for an error
 *
 * Adds a picture, unless the library has it. It is decoded to know that it can be. Blocks; for worker
 * threads and verbs.
 *
 * Returns: (transfer full): what is known of the picture, or %NULL with %LEAF_STORE_ERROR_PICTURE
 *   and one sentence, or another %LEAF_STORE_ERROR
 */
LeafPicture *
leaf_pictures_add (LeafLibrary *library,
                   GBytes *bytes,
                   GError **error)
{
  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  return add (library, bytes, NULL, error);
}

/**
 * leaf_pictures_add_file:
 * @library: a library
 * @file: a JPEG, PNG, WebP or GIF file
 * @cancellable: (nullable): stops reading
 * @error: return location for an error
 *
 * Adds the picture in @file. See leaf_pictures_add().
 *
 * Returns: (transfer full): what is known of the picture, or %NULL with an error
 */
LeafPicture *
leaf_pictures_add_file (LeafLibrary *library,
                        GFile *file,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GError *local_error = NULL;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = dup_display_name (file);
  path = g_file_get_path (file);
  bytes = path != NULL ? read_path (path, name, cancellable, &local_error)
                       : read_stream (file, name, cancellable, &local_error);
  if (bytes != NULL)
    return add (library, bytes, name, error);

  if (local_error->domain == G_IO_ERROR && local_error->code != G_IO_ERROR_CANCELLED) {
    set_unreadable (name, local_error->message, error);
    g_clear_error (&local_error);
  } else {
    g_propagate_error (error, local_error);
  }

  return NULL;
}

/**
 * leaf_pictures_add_async:
 * @library: a library
 * @bytes: a JPEG, PNG, WebP or GIF file
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * leaf_pictures_add() in a worker thread.
 */
void
leaf_pictures_add_async (LeafLibrary *library,
                         GBytes *bytes,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Addition *addition;

  g_return_if_fail (LEAF_IS_LIBRARY (library));
  g_return_if_fail (bytes != NULL);

  addition = g_new0 (Addition, 1);
  addition->bytes = g_bytes_ref (bytes);
  add_async (library, addition, cancellable, callback, user_data);
}

/**
 * leaf_pictures_add_file_async:
 * @library: a library
 * @file: a JPEG, PNG, WebP or GIF file
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * leaf_pictures_add_file() in a worker thread.
 */
void
leaf_pictures_add_file_async (LeafLibrary *library,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Addition *addition;

  g_return_if_fail (LEAF_IS_LIBRARY (library));
  g_return_if_fail (G_IS_FILE (file));

  addition = g_new0 (Addition, 1);
  addition->file = g_object_ref (file);
  add_async (library, addition, cancellable, callback, user_data);
}

/**
 * leaf_pictures_add_finish:
 * @library: a library
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends leaf_pictures_add_async() and leaf_pictures_add_file_async().
 *
 * Returns: (transfer full): what is known of the picture, or %NULL with an error
 */
LeafPicture *
leaf_pictures_add_finish (LeafLibrary *library,
                          GAsyncResult *result,
                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, leaf_pictures_add_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * leaf_pictures_find:
 * @library: a library
 * @sha256: a picture's address
 * @error: return location for an error
 *
 * Blocks; for worker threads and verbs.
 *
 * Returns: (transfer full): what is known of the picture, or %NULL with a %LEAF_STORE_ERROR
 */
LeafPicture *
leaf_pictures_find (LeafLibrary *library,
                    const char *sha256,
                    GError **error)
{
  Row row = { 0 };

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  row.sha256 = sha256;
  if (!leaf_library_run (library, LEAF_LIBRARY_READ, find_row, &row, error))
    return NULL;

  return row.found;
}

/**
 * leaf_pictures_get_path:
 * @library: a library
 * @sha256: a picture's address
 *
 * Returns: (nullable) (transfer full): the file of the original, whether it exists or not; %NULL when
 *   @sha256 is no address
 */
char *
leaf_pictures_get_path (LeafLibrary *library,
                        const char *sha256)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);

  if (!leaf_picture_is_address (sha256))
    return NULL;

  folder = g_strndup (sha256, 2);

  return g_build_filename (leaf_library_get_pictures_dir (library), folder, sha256, NULL);
}

/**
 * leaf_pictures_load:
 * @library: a library
 * @sha256: a picture's address
 * @error: return location for an error
 *
 * Reads the original. Blocks; for worker threads and verbs.
 *
 * Returns: (transfer full): exactly the bytes that were added, or %NULL with
 *   %LEAF_STORE_ERROR_NOT_FOUND or, when the file is not what it was, %LEAF_STORE_ERROR_DAMAGED
 */
GBytes *
leaf_pictures_load (LeafLibrary *library,
                    const char *sha256,
                    GError **error)
{
  g_autofree char *path = NULL;
  GBytes *bytes;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  path = leaf_pictures_get_path (library, sha256);
  if (path == NULL || !g_file_test (path, G_FILE_TEST_EXISTS)) {
    set_not_found (sha256, error);
    return NULL;
  }

  bytes = read_original (path, sha256);
  if (bytes == NULL)
    g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_DAMAGED,
                 _("The picture %s in the library is damaged. Add it again."), sha256);

  return bytes;
}
