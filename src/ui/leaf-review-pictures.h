/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor.h"
#include "leaf-library.h"

G_BEGIN_DECLS

/* Pictures in the text of a review: takes them from files, drops and the clipboard into the library and then
 * into the editor, and offers what can be done with one, as actions "picture.…" on the page. */
#define LEAF_TYPE_REVIEW_PICTURES (leaf_review_pictures_get_type ())
G_DECLARE_FINAL_TYPE (LeafReviewPictures, leaf_review_pictures, LEAF, REVIEW_PICTURES, GObject)

LeafReviewPictures *leaf_review_pictures_new         (GtkWidget *page, LeafEditor *editor);
void                leaf_review_pictures_set_library (LeafReviewPictures *self, LeafLibrary *library);
void                leaf_review_pictures_insert      (LeafReviewPictures *self, GPtrArray *files); /* GFile */
void                leaf_review_pictures_cancel      (LeafReviewPictures *self); /* another text is shown */
void                leaf_review_pictures_close       (LeafReviewPictures *self); /* the page goes away */

G_END_DECLS
