/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For setters: each copies `value` into `*target` and tells whether that changed anything. */
gboolean leaf_string_set          (char **target, const char *value);
gboolean leaf_string_set_optional (char **target, const char *value); /* an empty one is none */
gboolean leaf_strv_set            (char ***target, const char *const *value);

G_END_DECLS
