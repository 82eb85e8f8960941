/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Runs the main loop until something holds. What never comes true ends the test with its name and place. */
#define leaf_test_wait_until(condition) \
  G_STMT_START \
  { \
    unsigned int limit_ = g_timeout_add_seconds (30, leaf_test_give_up_cb, (gpointer) (G_STRLOC ": " #condition)); \
    unsigned int tick_ = g_timeout_add (20, leaf_test_tick_cb, NULL); \
    while (!(condition)) \
      g_main_context_iteration (NULL, TRUE); \
    g_source_remove (tick_); \
    g_source_remove (limit_); \
  } \
  G_STMT_END

static inline gboolean
leaf_test_give_up_cb (gpointer condition)
{
  g_error ("Waited too long for: %s", (const char *) condition);
  return G_SOURCE_REMOVE;
}

/* What it waits for may come without an event. */
static inline gboolean
leaf_test_tick_cb (gpointer unused)
{
  return G_SOURCE_CONTINUE;
}

G_END_DECLS
