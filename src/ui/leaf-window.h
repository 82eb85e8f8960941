/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-application.h"
#include "leaf-browse.h"
#include "leaf-panes.h"
#include "leaf-review-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LEAF_TYPE_WINDOW (leaf_window_get_type ())
G_DECLARE_FINAL_TYPE (LeafWindow, leaf_window, LEAF, WINDOW, AdwApplicationWindow)

LeafWindow *leaf_window_new         (LeafApplication *application);
void        leaf_window_set_library (LeafWindow *self, LeafLibrary *library, LeafOutbox *outbox);
void        leaf_window_show_error  (LeafWindow *self, const char *path, const GError *error); /* the library at `path` could not be opened */
void        leaf_window_flush       (LeafWindow *self); /* saves what is typed now */

void        leaf_window_add_toast   (LeafWindow *self, AdwToast *toast); /* (transfer full) */
void        leaf_window_tell        (LeafWindow *self, const char *text);  /* plain text, no markup */

gint64      leaf_window_get_book    (LeafWindow *self); /* 0: none */
void        leaf_window_set_book    (LeafWindow *self, gint64 book);  /* shows it in the review and the book pane */
void        leaf_window_open_book   (LeafWindow *self, gint64 book);  /* and goes to its review */
LeafTaken   leaf_window_check_text  (LeafWindow *self, gint64 review, LeafDocument *present);
LeafTaken   leaf_window_take_text   (LeafWindow *self, gint64 review, LeafDocument *present, LeafDocument *document, const char *title,
                                     const char *told); /* see leaf_review_page_take_text() */
LeafBrowse *leaf_window_get_browse  (LeafWindow *self);
LeafPanes  *leaf_window_get_panes   (LeafWindow *self);

G_END_DECLS
