/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-wait.h"

/**
 * leaf_wait:
 * @milliseconds: how long
 * @cancellable: (nullable): a cancellable
 *
 * Has the calling worker thread wait until the time is over or somebody cancels.
 */
void
leaf_wait (int milliseconds, GCancellable *cancellable)
{
  GPollFD fd;

  if (g_cancellable_make_pollfd (cancellable, &fd))
    {
      g_poll (&fd, 1, milliseconds);
      g_cancellable_release_fd (cancellable);
    }
  else
    g_usleep (milliseconds * 1000);
}
