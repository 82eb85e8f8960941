/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-site-folder"

#include "config.h"

#include "leaf-site-folder.h"

#include "leaf-files.h"
#include "leaf-publisher.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>

/* What may lie in a folder that is to become a site: nothing here is a page that we could spoil. Names
 * that begin with a dot (.git, .nojekyll, .DS_Store) are harmless, too. */
static const char *const harmless_names[] = {
  "CNAME", "COPYING", "LICENSE", "LICENSE.md", "README", "README.md", "Thumbs.db", "desktop.ini", "favicon.ico",
  "lost+found", "robots.txt", NULL,
};

/* One sentence and one thing to do. */
static void
set_folder_error (const char *path,
                  int system_errno,
                  GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  switch ((int) leaf_files_get_code (system_errno))
    {
    case LEAF_STORE_ERROR_FULL:
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER,
                   _("There is no space left to write “%s”. Free some space and publish again."), name);
      break;
    case LEAF_STORE_ERROR_READ_ONLY:
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER,
                   _("“%s” cannot be written. Make its folder writable, or choose another one."), name);
      break;
    default:
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER,
                   _("“%s” could not be written: %s."), name, g_strerror (system_errno));
      break;
    }
}

/**
 * leaf_site_folder_is_typed:
 * @typed: what she typed where the address of a blog or a folder is asked for
 *
 * Tells a folder from an address by the form alone, so that one that is not there yet can be made.
 *
 * Returns: whether it can only be a folder
 */
gboolean
leaf_site_folder_is_typed (const char *typed)
{
  static const char *const beginnings[] = { "/", "~/", "./", "../", "file:", NULL };

  g_return_val_if_fail (typed != NULL, FALSE);

  for (unsigned int i = 0; beginnings[i] != NULL; i++)
    if (g_str_has_prefix (typed, beginnings[i]))
      return TRUE;

  return g_str_equal (typed, "~") || g_str_equal (typed, ".") || g_str_equal (typed, "..");
}

/**
 * leaf_site_folder_dup_typed:
 * @typed: what she typed where the address of a blog or a folder is asked for
 *
 * Finds the folder that is meant. A word that could be an address means a folder when there is one of that name
 * here.
 *
 * Returns: (transfer full) (nullable): its absolute path; %NULL when no folder is meant
 */
char *
leaf_site_folder_dup_typed (const char *typed)
{
  g_return_val_if_fail (typed != NULL, NULL);

  if (g_str_has_prefix (typed, "file:"))
    return g_filename_from_uri (typed, NULL, NULL);
  if (g_str_equal (typed, "~") || g_str_has_prefix (typed, "~/"))
    return g_build_filename (g_get_home_dir (), typed + 1, NULL);
  if (leaf_site_folder_is_typed (typed) || (strstr (typed, "://") == NULL && g_file_test (typed, G_FILE_TEST_IS_DIR)))
    return g_canonicalize_filename (typed, NULL);

  return NULL;
}

/**
 * leaf_site_folder_path_for:
 * @address: (nullable): a blog's address
 *
 * Returns: (transfer full) (nullable): the absolute path it means, or %NULL when it means no folder
 */
char *
leaf_site_folder_path_for (const char *address)
{
  if (address == NULL)
    return NULL;
  if (g_ascii_strncasecmp (address, "file:", 5) == 0)
    return g_filename_from_uri (address, NULL, NULL);
  if (!g_path_is_absolute (address))
    return NULL;

  return g_canonicalize_filename (address, "/");
}

/* The first name in the folder that is neither ours nor harmless. */
static char *
find_foreign (GDir *dir)
{
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (*name != '.' && !g_strv_contains (harmless_names, name))
        return g_filename_display_name (name);
    }

  return NULL;
}

/**
 * leaf_site_folder_look:
 * @folder: an absolute path
 * @error: set to %LEAF_PUBLISH_ERROR_FOLDER
 *
 * Looks whether a site can live in the folder: it is not there yet, or holds one of ours already, or nothing
 * that we could overwrite. Nothing is written.
 *
 * Returns: whether it can
 */
gboolean
leaf_site_folder_look (const char *folder,
                       GError **error)
{
  g_autofree char *display_name = g_filename_display_name (folder);
  g_autofree char *foreign = NULL;
  g_autoptr (GDir) dir = NULL;

  if (leaf_site_folder_exists (folder, LEAF_SITE_MANIFEST))
    {
      if (g_access (folder, W_OK) == 0)
        return TRUE;
      set_folder_error (folder, errno, error);
      return FALSE;
    }
  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER,
                   _("“%s” is a file. Choose a folder for your site."), display_name);
      return FALSE;
    }
  dir = g_dir_open (folder, 0, NULL);
  if (dir == NULL)
    {
      set_folder_error (folder, EACCES, error);
      return FALSE;
    }

  foreign = find_foreign (dir);
  if (foreign == NULL)
    return TRUE;
  g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER,
               _("“%s” contains “%s”, which Flyleaf did not write. Choose an empty folder for your site."),
               display_name, foreign);

  return FALSE;
}

/**
 * leaf_site_folder_claim:
 * @folder: an absolute path
 * @error: set to %LEAF_PUBLISH_ERROR_FOLDER
 *
 * Does leaf_site_folder_look(), and makes the folder when it does not exist.
 *
 * Returns: whether the folder is there, and a site can live in it
 */
gboolean
leaf_site_folder_claim (const char *folder,
                        GError **error)
{
  if (!leaf_site_folder_look (folder, error))
    return FALSE;
  if (g_mkdir_with_parents (folder, 0777) == 0)
    return TRUE;

  set_folder_error (folder, errno, error);

  return FALSE;
}

/**
 * leaf_site_folder_lock:
 *
 * Waits until no other Flyleaf writes into the folder. Where locks do not work (some network drives)
 * there is none.
 *
 * Returns: what to give to leaf_site_folder_unlock()
 */
int
leaf_site_folder_lock (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, ".flyleaf", "lock", NULL);
  int lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

  if (lock >= 0)
    while (flock (lock, LOCK_EX) != 0 && errno == EINTR)
      continue;

  return lock;
}

/**
 * leaf_site_folder_unlock:
 * @lock: what leaf_site_folder_lock() gave
 *
 * Lets the next one write.
 */
void
leaf_site_folder_unlock (int lock)
{
  if (lock >= 0)
    g_close (lock, NULL);
}

static gboolean
has_content (const char *path,
             const char *data,
             gsize size)
{
  g_autofree char *old = NULL;
  gsize old_size;

  return g_file_get_contents (path, &old, &old_size, NULL) && old_size == size && memcmp (old, data, size) == 0;
}

/**
 * leaf_site_folder_write:
 * @name: relative to @folder
 * @size: bytes, or -1 for text that ends in a zero byte
 *
 * Writes a file and the folder it is in: under another name first and synchronised, so that a reader
 * never finds part of it, even after a power cut. A file that is right already is left alone.
 *
 * Returns: %TRUE, or %FALSE with `LEAF_PUBLISH_ERROR_FOLDER`
 */
gboolean
leaf_site_folder_write (const char *folder,
                        const char *name,
                        const char *data,
                        gssize size,
                        GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  int result;

  if (size < 0)
    size = strlen (data);
  if (has_content (path, data, size))
    return TRUE;
  if (g_mkdir_with_parents (parent, 0777) != 0)
    {
      set_folder_error (parent, errno, error);
      return FALSE;
    }
  /* Readable for a web server, as the library's own files are not. */
  result = leaf_files_replace (path, data, size, 0666);
  if (result == 0)
    return TRUE;

  set_folder_error (path, result, error);

  return FALSE;
}

/**
 * leaf_site_folder_remove:
 * @name: a file, relative to @folder
 *
 * Removes a file, and the folder it was in when nothing else is there.
 *
 * Returns: %TRUE, also when it was not there, or %FALSE with `LEAF_PUBLISH_ERROR_FOLDER`
 */
gboolean
leaf_site_folder_remove (const char *folder,
                         const char *name,
                         GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_unlink (path) != 0 && errno != ENOENT && errno != ENOTDIR)
    {
      set_folder_error (path, errno, error);
      return FALSE;
    }

  /* Only an empty one goes. */
  g_rmdir (parent);
  return TRUE;
}

/**
 * leaf_site_folder_hash:
 *
 * Returns: (transfer full) (nullable): the SHA-256 of a file, or %NULL when there is none
 */
char *
leaf_site_folder_hash (const char *folder,
                       const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *data = NULL;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return NULL;

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, size);
}

/**
 * leaf_site_folder_exists:
 * @name: relative to @folder
 *
 * Returns: whether anything has that name, be it a link that leads nowhere
 */
gboolean
leaf_site_folder_exists (const char *folder,
                         const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf status;

  return g_lstat (path, &status) == 0;
}
