/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

G_BEGIN_DECLS

LeafDocument *leaf_document_new_from_markdown (const char *markdown, gssize length, GError **error);
LeafDocument *leaf_document_new_from_text     (const char *text, gssize length, GError **error); /* a line, a paragraph */
gboolean      leaf_text_is_markdown           (const char *text);
char         *leaf_document_to_markdown       (const LeafDocument *self);
char         *leaf_document_to_plain_text     (const LeafDocument *self); /* list markers added */

G_END_DECLS
