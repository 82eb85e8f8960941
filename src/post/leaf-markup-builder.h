/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-post.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Writes markup that is well-formed and escaped by construction: text and attribute values only
 * ever go in through functions that escape them, and elements close in the order they opened.
 * What it writes is HTML and well-formed XML at once. */
typedef struct _LeafMarkupBuilder LeafMarkupBuilder;

LeafMarkupBuilder *leaf_markup_builder_new  (LeafMarkup markup);
void               leaf_markup_builder_free (LeafMarkupBuilder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafMarkupBuilder, leaf_markup_builder_free)

/* The rest are pairs of attribute name and value, ended by NULL; a NULL value leaves the attribute out. */
void  leaf_markup_builder_open        (LeafMarkupBuilder *self, const char *name, ...) G_GNUC_NULL_TERMINATED;
void  leaf_markup_builder_empty       (LeafMarkupBuilder *self, const char *name, ...) G_GNUC_NULL_TERMINATED;
void  leaf_markup_builder_close       (LeafMarkupBuilder *self);
void  leaf_markup_builder_text        (LeafMarkupBuilder *self, const char *text);
void  leaf_markup_builder_text_n      (LeafMarkupBuilder *self, const char *text, gsize length);
void  leaf_markup_builder_element     (LeafMarkupBuilder *self, const char *name, const char *text);
void  leaf_markup_builder_newline     (LeafMarkupBuilder *self);

/* Block comments; nothing but a line between blocks in plain HTML. */
void  leaf_markup_builder_begin_block (LeafMarkupBuilder *self, const char *name, JsonObject *attributes);
void  leaf_markup_builder_end_block   (LeafMarkupBuilder *self);

void  leaf_markup_builder_json_script (LeafMarkupBuilder *self, const char *json);
void  leaf_markup_builder_append      (LeafMarkupBuilder *self, const char *markup);
void  leaf_markup_builder_doctype     (LeafMarkupBuilder *self, const char *doctype);

char *leaf_markup_builder_end         (LeafMarkupBuilder *self);

char *leaf_markup_json_safe           (const char *json);

G_END_DECLS
