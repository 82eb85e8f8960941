/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-files"

#include "config.h"

#include "leaf-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/**
 * leaf_files_get_code:
 * @system_errno: what the system said when something could not be written
 *
 * Returns: %LEAF_STORE_ERROR_FULL, %LEAF_STORE_ERROR_READ_ONLY, or %LEAF_STORE_ERROR_FAILED for
 *   anything else
 */
LeafStoreError
leaf_files_get_code (int system_errno)
{
  switch (system_errno) {
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    return LEAF_STORE_ERROR_FULL;
  case EROFS:
  case EACCES:
  case EPERM:
    return LEAF_STORE_ERROR_READ_ONLY;
  default:
    return LEAF_STORE_ERROR_FAILED;
  }
}

/**
 * leaf_files_set_error:
 * @path: the file that was to be written
 * @system_errno: what the system said
 * @error: return location for an error
 *
 * Sets @error to one sentence: no space, read-only, or what the system said.
 */
void
leaf_files_set_error (const char *path,
                      int system_errno,
                      GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  LeafStoreError code = leaf_files_get_code (system_errno);

  if (code == LEAF_STORE_ERROR_FULL)
    g_set_error (error, LEAF_STORE_ERROR, code,
                 _("There is no space left to write “%s”. Free some space and try again."), name);
  else if (code == LEAF_STORE_ERROR_READ_ONLY)
    g_set_error (error, LEAF_STORE_ERROR, code,
                 _("“%s” cannot be written. Make its folder writable and try again."), name);
  else
    g_set_error (error, LEAF_STORE_ERROR, code,
                 _("“%s” could not be written: %s."), name, g_strerror (system_errno));
}

/**
 * leaf_files_stem:
 * @path: a library file
 *
 * Returns: (transfer full): @path without its `.db`: what stands beside the library begins with it
 */
char *
leaf_files_stem (const char *path)
{
  if (g_str_has_suffix (path, ".db"))
    return g_strndup (path, strlen (path) - strlen (".db"));

  return g_strdup (path);
}

static int
sync_path (const char *path,
           int flags)
{
  int fd = g_open (path, flags | O_RDONLY | O_CLOEXEC, 0);
  int result = 0;

  if (fd < 0)
    return errno;
  if (fsync (fd) != 0)
    result = errno;
  close (fd);

  return result;
}

static int
sync_folder_of (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int result = sync_path (folder, O_DIRECTORY);

  /* Some network drives cannot. */
  return result == EINVAL ? 0 : result;
}

/**
 * leaf_files_make_dir:
 * @path: a folder
 * @error: return location for an error
 *
 * Makes the folder and those above it, for the user alone.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_files_make_dir (const char *path,
                     GError **error)
{
  int result = 0;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;

  if (g_mkdir_with_parents (path, 0700) != 0)
    result = errno;
  if (result == 0)
    result = sync_folder_of (path);
  if (result == 0)
    return TRUE;

  leaf_files_set_error (path, result, error);

  return FALSE;
}

/**
 * leaf_files_commit:
 * @temporary: a file that was written completely
 * @path: what it is to be called, in the same folder
 * @error: return location for an error
 *
 * Gives the file its name once its content is on the disk. On failure @temporary is removed.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_files_commit (const char *temporary,
                   const char *path,
                   GError **error)
{
  int result = sync_path (temporary, 0);

  if (result == 0 && g_rename (temporary, path) != 0)
    result = errno;
  if (result == 0)
    result = sync_folder_of (path);
  if (result == 0)
    return TRUE;

  g_unlink (temporary);
  leaf_files_set_error (path, result, error);

  return FALSE;
}

static int
write_all (int fd,
           const char *data,
           gsize size)
{
  while (size > 0) {
    gssize written = write (fd, data, size);

    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return errno;
    data += written;
    size -= written;
  }

  return 0;
}

/**
 * leaf_files_replace:
 * @path: the file
 * @data: its content
 * @size: how many bytes
 * @mode: who may read and write it, before the umask
 *
 * Writes the file under another name first, so that @path is never there in part, and waits until it
 * is on the disk.
 *
 * Returns: 0, or what the system said
 */
int
leaf_files_replace (const char *path,
                    const char *data,
                    gsize size,
                    int mode)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, mode);
  int result;

  if (fd < 0)
    return errno;

  result = write_all (fd, data, size);
  if (result == 0 && fsync (fd) != 0)
    result = errno;
  if (close (fd) != 0 && result == 0)
    result = errno;
  if (result == 0 && g_rename (temporary, path) != 0)
    result = errno;
  if (result == 0)
    return sync_folder_of (path);

  g_unlink (temporary);

  return result;
}

/**
 * leaf_files_write:
 * @path: the file
 * @bytes: its content
 * @error: return location for an error
 *
 * leaf_files_replace() for the user alone.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_files_write (const char *path,
                  GBytes *bytes,
                  GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  int result = leaf_files_replace (path, data, size, 0600);

  if (result != 0)
    leaf_files_set_error (path, result, error);

  return result == 0;
}
