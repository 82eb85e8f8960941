/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *leaf_text_slugify    (const char *text); /* ASCII: [a-z0-9-], transliterated (ICU Any-Latin; Latin-ASCII), at most 190 bytes */
char *leaf_text_escape     (const char *text); /* for HTML text and attribute values: & < > " ' */
char *leaf_text_join_names (const char *const *names); /* "A", "A and B", "A, B and C", translated */
char *leaf_text_uuid       (void);
char *leaf_text_decode     (const char *data, gsize length, gsize *new_length); /* UTF-8 of UTF-8, UTF-16 or Windows' bytes */

G_END_DECLS
