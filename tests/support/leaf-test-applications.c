/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-applications.h"

#include <errno.h>
#include <unistd.h>

/**
 * leaf_test_hide_applications:
 * @dir: an empty folder, for as long as the program runs
 *
 * All that the computer shares, but not its applications: whichever browsers it has, here there is none. To be
 * called before anything else.
 */
void
leaf_test_hide_applications (const char *dir)
{
  const char *dirs = g_getenv ("XDG_DATA_DIRS");
  g_auto (GStrv) shared_dirs = g_strsplit (dirs != NULL && *dirs != '\0' ? dirs : "/usr/local/share:/usr/share", ":", -1);

  /* GLib looks up the folders once, so it is not asked before they are set. */
  for (char **shared = shared_dirs; *shared != NULL; shared++)
    {
      g_autoptr (GDir) folder = g_dir_open (*shared, 0, NULL);
      const char *name;

      while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
        {
          g_autofree char *target = g_build_filename (*shared, name, NULL);
          g_autofree char *link = g_build_filename (dir, name, NULL);

          /* Of two of a name the first counts. */
          if (!g_str_equal (name, "applications") && symlink (target, link) != 0)
            g_assert_cmpint (errno, ==, EEXIST);
        }
    }
  g_setenv ("XDG_DATA_DIRS", dir, TRUE);
  g_setenv ("XDG_DATA_HOME", dir, TRUE);
  g_setenv ("XDG_CONFIG_DIRS", dir, TRUE);
  g_setenv ("XDG_CONFIG_HOME", dir, TRUE);
}
