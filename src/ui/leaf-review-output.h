/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-review-export.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A review leaves as a file or on paper. The library has to have been given what is not saved yet. */
void               leaf_review_output_export       (GtkWidget *page, LeafLibrary *library, gint64 review, const char *title);
void               leaf_review_output_print        (GtkWidget *page, LeafLibrary *library, gint64 review);

GtkPrintOperation *leaf_review_output_create_print (LeafReviewExport *review); /* takes over the review */

G_END_DECLS
