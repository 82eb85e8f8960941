/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-test-faults.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOBODY 65534

/**
 * leaf_test_become_nobody:
 * @dir: a folder that is to stay within reach
 *
 * Root may write everywhere; the tests of what may not be written run as somebody else.
 */
void
leaf_test_become_nobody (const char *dir)
{
  g_autofree char *parent = g_path_get_dirname (dir);

  if (geteuid () != 0)
    return;

  g_assert_cmpint (chmod (dir, 0755), ==, 0);
  g_assert_cmpint (chown (dir, NOBODY, NOBODY), ==, 0);
  g_assert_cmpint (setresgid (NOBODY, NOBODY, NOBODY), ==, 0);
  g_assert_cmpint (setresuid (NOBODY, NOBODY, NOBODY), ==, 0);
  /* Sanitizers look at their own process when it ends. */
  g_assert_cmpint (prctl (PR_SET_DUMPABLE, 1), ==, 0);
  g_assert_cmpint (access (parent, X_OK), ==, 0);
}

static gboolean
write_file (const char *path, const char *text)
{
  FILE *file = fopen (path, "w");
  gboolean written;

  if (file == NULL)
    return FALSE;

  written = fputs (text, file) >= 0;
  return fclose (file) == 0 && written;
}

/* Whoever is not root becomes it in a name space of his own, where mounting is allowed. */
static gboolean
enter_name_space (void)
{
  g_autofree char *users = g_strdup_printf ("0 %d 1", (int) geteuid ());
  g_autofree char *groups = g_strdup_printf ("0 %d 1", (int) getegid ());

  if (geteuid () == 0)
    return unshare (CLONE_NEWNS) == 0;

  return unshare (CLONE_NEWNS | CLONE_NEWUSER) == 0 && write_file ("/proc/self/setgroups", "deny") &&
         write_file ("/proc/self/uid_map", users) && write_file ("/proc/self/gid_map", groups);
}

static gboolean
mount_small (const char *dir,
             int n_kb)
{
  g_autofree char *options = g_strdup_printf ("size=%dk", n_kb);

  return enter_name_space () && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
         mount ("tmpfs", dir, "tmpfs", 0, options) == 0;
}

/**
 * leaf_test_small_disk:
 * @dir: an empty folder
 * @n_kb: how much it is to hold
 *
 * A small file system of its own where the system lets us have one; else no file may grow larger.
 */
void
leaf_test_small_disk (const char *dir,
                      int n_kb)
{
  struct rlimit limit = { (rlim_t) n_kb * 1024, (rlim_t) n_kb * 1024 };

  if (mount_small (dir, n_kb))
    return;

  g_test_message ("no small file system (%s): limiting the size of files instead", g_strerror (errno));
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
describe (const char *path,
          const char *name,
          GString *text)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *child;

  if (dir == NULL) {
    g_autofree char *content = NULL;
    g_autofree char *hash = NULL;
    gsize length = 0;

    g_assert_true (g_file_get_contents (path, &content, &length, NULL));
    hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) content, length);
    g_string_append_printf (text, "%s %" G_GSIZE_FORMAT " %s\n", name, length, hash);
    return;
  }

  g_string_append_printf (text, "%s/\n", name);
  while ((child = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (child));
  g_ptr_array_sort (names, compare_names);
  for (unsigned int i = 0; i < names->len; i++) {
    g_autofree char *child_path = g_build_filename (path, names->pdata[i], NULL);

    describe (child_path, names->pdata[i], text);
  }
}

/**
 * leaf_test_describe_tree:
 * @dir: a folder
 *
 * Returns: (transfer full): the same string as long as nothing in @dir changes
 */
char *
leaf_test_describe_tree (const char *dir)
{
  GString *text = g_string_new (NULL);

  describe (dir, ".", text);

  return g_string_free (text, FALSE);
}
