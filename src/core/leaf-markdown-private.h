/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cmark.h>
#include <glib.h>

G_BEGIN_DECLS

/* Marks an escaped sign while cmark reads: "\~" is written as "\~", this and "\~" again, so that punctuation still stands on both sides. */
#define LEAF_MARKDOWN_ESCAPED '\001'

gboolean leaf_markdown_is_pair_sign (char c);
void     leaf_markdown_read_pairs   (cmark_node *root);

G_END_DECLS
