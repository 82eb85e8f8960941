/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

G_BEGIN_DECLS

/* The stored form: a small fixed subset of HTML.
 * p h2 h3 h4, blockquote>p+cite, ul/ol>li (nested), figure[data-picture]>img[alt]+figcaption, hr,
 * details.spoiler>summary+p; strong em u s code a[href] span.spoiler. */
#define LEAF_DOCUMENT_MAX_BYTES (32 * 1024 * 1024)

LeafDocument *leaf_document_new_from_html (const char *html, gssize length, GError **error);
LeafDocument *leaf_document_new_from_clipboard (const char *html, gssize length, const char *context, GError **error);
char         *leaf_document_to_clipboard       (const LeafDocument *self); /* for other programs; comes back unchanged */
char         *leaf_document_to_html       (const LeafDocument *self);

/* The runs of one block, for who writes elements of their own around them. */
char         *leaf_block_to_html          (const LeafBlock *block);

gboolean      leaf_link_is_safe           (const char *address); /* http, https, mailto */
char         *leaf_link_from_text         (const char *text);    /* when it is an address and nothing else */

G_END_DECLS
