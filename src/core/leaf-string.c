/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-string.h"

/**
 * leaf_string_set:
 * @target: (inout): a string of its owner
 * @value: (nullable): what it is to be; may be a part of what it was
 *
 * Copies @value into @target.
 *
 * Returns: whether that changed anything
 */
gboolean
leaf_string_set (char **target, const char *value)
{
  char *copy;

  if (g_strcmp0 (*target, value) == 0)
    return FALSE;

  copy = g_strdup (value); /* before what it may be a part of goes */
  g_free (*target);
  *target = copy;
  return TRUE;
}

/**
 * leaf_string_set_optional:
 * @target: (inout): a string of its owner
 * @value: (nullable): what it is to be
 *
 * As leaf_string_set(), for a string that may be unknown: an empty one is none.
 *
 * Returns: whether that changed anything
 */
gboolean
leaf_string_set_optional (char **target, const char *value)
{
  return leaf_string_set (target, value != NULL && *value != '\0' ? value : NULL);
}

/**
 * leaf_strv_set:
 * @target: (inout): a list of strings of its owner, never %NULL
 * @value: (nullable) (array zero-terminated=1): what it is to be
 *
 * Copies @value into @target.
 *
 * Returns: whether that changed anything
 */
gboolean
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
