/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

/* How often it is looked whether the time of a job has come. */
#define CLOCK_SECONDS 60

static void serve (LeafOutbox *self);

static void
served_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  LeafOutbox *self = LEAF_OUTBOX (source);
  g_autoptr (GError) error = NULL;
  gboolean again = self->again;

  self->serving = FALSE;
  self->again = FALSE;
  /* Each job keeps its own error; this is the library's. */
  if (leaf_outbox_run_due_finish (self, result, &error) < 0)
    g_message ("%s", error->message);
  if (again && self->clock != 0)
    serve (self);
}

static void
serve (LeafOutbox *self)
{
  if (self->serving)
    return;

  self->serving = TRUE;
  leaf_outbox_run_due_async (self, NULL, served_cb, NULL);
}

static gboolean
clock_cb (gpointer data)
{
  serve (data);

  return G_SOURCE_CONTINUE;
}

static void
network_changed_cb (GNetworkMonitor *monitor, gboolean available, gpointer data)
{
  leaf_outbox_network_changed (data, available);
}

/**
 * leaf_outbox_network_changed:
 * @self: an outbox that was started
 * @available: whether there is a network now
 *
 * Goes on at once with what waits for a network.
 */
void
leaf_outbox_network_changed (LeafOutbox *self, gboolean available)
{
  if (!available || self->clock == 0)
    return;

  /* What runs now may have given up a moment ago. */
  self->again = self->serving;
  serve (self);
}

/**
 * leaf_outbox_start:
 * @self: an outbox
 *
 * Runs what is due now, looks again every minute and when the network comes back, so that a job that
 * waits is tried when its time comes, without the window being started anew. For the thread of the
 * main loop.
 */
void
leaf_outbox_start (LeafOutbox *self)
{
  g_return_if_fail (LEAF_IS_OUTBOX (self));

  if (self->clock != 0)
    return;

  self->clock = g_timeout_add_seconds (CLOCK_SECONDS, clock_cb, self);
  self->network = g_signal_connect (g_network_monitor_get_default (), "network-changed", G_CALLBACK (network_changed_cb), self);
  serve (self);
}

/**
 * leaf_outbox_stop:
 * @self: an outbox
 *
 * Ends what leaf_outbox_start() began.
 */
void
leaf_outbox_stop (LeafOutbox *self)
{
  if (self->network != 0)
    g_signal_handler_disconnect (g_network_monitor_get_default (), self->network);
  self->network = 0;
  g_clear_handle_id (&self->clock, g_source_remove);
}
