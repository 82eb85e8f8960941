/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
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
unsigned int leaf_html_count_cells  (const GumboElement *row);

G_END_DECLS
