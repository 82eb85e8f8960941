/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"
#include "leaf-wait.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#define WAIT_SECONDS 120
#define LOOK_MILLISECONDS 50

static gboolean
may_wait (int failure, gint64 end, GCancellable *cancellable, GError **error)
{
  if (failure != EWOULDBLOCK && failure != EINTR)
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FAILED,
                   _("The folder of the library cannot be locked: %s"), g_strerror (failure));
      return FALSE;
    }
  if (g_get_monotonic_time () > end)
    {
      g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY,
                           _("Flyleaf is still at work on this blog, here or elsewhere. Try again when it has ended."));
      return FALSE;
    }

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * leaf_outbox_lock:
 * @library: a library
 * @blog: a blog
 * @cancellable: (nullable): a cancellable
 * @error: set when it could not be had
 *
 * Waits until nobody else works for @blog from this library, neither another thread nor another
 * Flyleaf. The lock is a file beside the library under flock(2): the kernel gives it back when its
 * holder is killed, so no job stays claimed by a dead process.
 *
 * Returns: the lock, to be given back with leaf_outbox_unlock(); -1 on failure
 */
int
leaf_outbox_lock (LeafLibrary *library, gint64 blog, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s-outbox-%" G_GINT64_FORMAT, leaf_library_get_path (library), blog);
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FAILED,
                   _("The folder of the library cannot be written: %s"), g_strerror (errno));
      return -1;
    }

  while (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (!may_wait (errno, end, cancellable, error))
        {
          close (fd);
          return -1;
        }
      leaf_wait (LOOK_MILLISECONDS, cancellable);
    }

  return fd;
}

/**
 * leaf_outbox_unlock:
 * @lock: what leaf_outbox_lock() gave
 *
 * Lets the next one in.
 */
void
leaf_outbox_unlock (int lock)
{
  close (lock);
}
