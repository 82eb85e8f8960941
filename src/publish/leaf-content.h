/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The content of a post as it was sent against how a blog stored it. Texts of any size, tags however broken. */
char    *leaf_content_dup_text  (const char *html); /* what a reader sees, white space collapsed */
gboolean leaf_content_same_text (const char *a, const char *b);
gboolean leaf_content_is_bared  (const char *stored, const char *sent); /* scripts became text */
void     leaf_content_compare   (const char *sent, const char *stored, GPtrArray *warnings); /* adds sentences */

G_END_DECLS
