/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-book-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is to be said where the list would stand. */
typedef enum {
  LEAF_BROWSE_LOADING,
  LEAF_BROWSE_BOOKS,
  LEAF_BROWSE_EMPTY_LIBRARY,
  LEAF_BROWSE_EMPTY_PLACE,
  LEAF_BROWSE_NOTHING_FOUND,
} LeafBrowseState;

/* Where in the library she looks: place, search and order, and the list they give. The sidebar and
 * the cover grid are two views of one of these. */
#define LEAF_TYPE_BROWSE (leaf_browse_get_type ())
G_DECLARE_FINAL_TYPE (LeafBrowse, leaf_browse, LEAF, BROWSE, GObject)

/* Properties, notify: "library", "list" (read only, NULL without library), "place-label" (read
 * only), "search", "sort" (a nick), "state" (read only). */
LeafBrowse     *leaf_browse_new             (void);
LeafLibrary    *leaf_browse_get_library     (LeafBrowse *self);
void            leaf_browse_set_library     (LeafBrowse *self, LeafLibrary *library);
LeafBookList   *leaf_browse_get_list        (LeafBrowse *self); /* (transfer none) */
LeafPlace       leaf_browse_get_place       (LeafBrowse *self, const char **name);
void            leaf_browse_set_place       (LeafBrowse *self, LeafPlace place, const char *name);
const char     *leaf_browse_get_place_label (LeafBrowse *self);
const char     *leaf_browse_get_search      (LeafBrowse *self); /* never NULL */
void            leaf_browse_set_search      (LeafBrowse *self, const char *search);
const char     *leaf_browse_get_sort        (LeafBrowse *self);
void            leaf_browse_set_sort        (LeafBrowse *self, const char *sort);
LeafBrowseState leaf_browse_get_state       (LeafBrowse *self);

G_END_DECLS
