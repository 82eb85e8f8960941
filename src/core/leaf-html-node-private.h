/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-document.h"

#include <gumbo.h>

G_BEGIN_DECLS

/* Questions about one node of gumbo's tree. */
const char  *leaf_html_attribute    (const GumboElement *element, const char *name);
char        *leaf_html_read_picture (const GumboElement *element);
int          leaf_html_read_rating  (const GumboElement *element);
gboolean     leaf_html_has_class    (const GumboElement *element, const char *name);
gboolean     leaf_html_is_first_cell (const GumboNode *node);
GRefString  *leaf_html_read_link    (const GumboElement *element);
gboolean     leaf_html_is_source    (const GumboNode *node);
gboolean     leaf_html_is_inline    (const GumboNode *node);
gboolean     leaf_html_is_data_row  (const GumboNode *row);
gboolean     leaf_html_is_blank_cell (const GumboNode *cell);
unsigned int leaf_html_read_level   (const GumboElement *element);
LeafBlockKind leaf_html_marker_kind (const GumboNode *paragraph);

G_END_DECLS
