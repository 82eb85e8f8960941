/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox.h"

/**
 * leaf_outcome_free:
 * @self: (transfer full) (nullable): an outcome
 *
 * Frees @self.
 */
void
leaf_outcome_free (LeafOutcome *self)
{
  if (self == NULL)
    return;

  g_free (self->address);
  g_strfreev (self->warnings);
  g_free (self);
}
