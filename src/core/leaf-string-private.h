/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For setters: copies `value` into `*target` and tells whether that changed anything. */
static inline gboolean
leaf_string_set (char **target, const char *value)
{
  char *copy;

  if (g_strcmp0 (*target, value) == 0)
    return FALSE;

  copy = g_strdup (value); /* first: `value` may be part of the old string */
  g_free (*target);
  *target = copy;
  return TRUE;
}

/* The same for strings that may be unknown: an empty one is none. */
static inline gboolean
leaf_string_set_optional (char **target, const char *value)
{
  return leaf_string_set (target, value != NULL && *value != '\0' ? value : NULL);
}

/* The same for lists of strings, which are never NULL. */
static inline gboolean
leaf_strv_set (char ***target, const char *const *value)
{
  static const char *const none[] = { NULL };
  char **copy;

  if (value == NULL)
    value = none;
  if (g_strv_equal ((const char *const *) *target, value))
    return FALSE;

  copy = g_strdupv ((char **) value);
  g_strfreev (*target);
  *target = copy;
  return TRUE;
}

G_END_DECLS
