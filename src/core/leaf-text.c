/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-text"

#include "config.h"

#include "leaf-text.h"

/**
 * leaf_text_uuid:
 *
 * Makes a random UUID (RFC 9562, version 4), as books, reviews, blogs and publications carry it.
 *
 * Returns: (transfer full): the UUID in its lower-case text form
 */
char *
leaf_text_uuid (void)
{
  return g_uuid_string_random ();
}
