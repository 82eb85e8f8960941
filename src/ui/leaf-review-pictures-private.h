/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-review-pictures.h"

G_BEGIN_DECLS

struct _LeafReviewPictures
{
  GObject parent_instance;

  GtkWidget *page;     /* not owned; NULL once closed, as is the editor */
  LeafEditor *editor;
  LeafLibrary *library;
  GCancellable *cancellable;
  GPtrArray *arriving; /* GCancellable of each that is on its way into this text */
  GSimpleActionGroup *actions;
  GtkWidget *popover;
  GtkWidget *menu;
};

/* leaf-review-pictures.c */
void leaf_review_pictures_choose   (LeafReviewPictures *self);
void leaf_review_pictures_replace  (LeafReviewPictures *self, unsigned int offset);
void leaf_review_pictures_drop     (LeafReviewPictures *self, GdkDrop *drop, GtkTextMark *place);
void leaf_review_pictures_paste    (LeafReviewPictures *self, GdkClipboard *clipboard);

/* leaf-review-pictures-input.c: what pointer and keys do. */
void leaf_review_pictures_set_up   (LeafReviewPictures *self);
void leaf_review_pictures_put_text (LeafReviewPictures *self, GtkTextMark *place, const char *text);

G_END_DECLS
