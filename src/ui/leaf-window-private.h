/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-cover-grid.h"
#include "leaf-last-place.h"
#include "leaf-sidebar.h"
#include "leaf-window.h"

G_BEGIN_DECLS

struct _LeafWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *views; /* opening, error, list, covers */
  AdwStatusPage *error_page;
  LeafPanes *panes;
  AdwBin *covers_bin;
  GtkWidget *review_pane;
  GtkWidget *book_pane;
  AdwHeaderBar *review_header;
  AdwHeaderBar *book_header;
  AdwWindowTitle *review_title;
  GtkWidget *review_back;
  GtkWidget *book_back;
  GtkWidget *book_toggle;
  GtkWidget *leave_button;
  GtkStack *review_stack; /* empty, review */
  AdwStatusPage *review_empty;
  GtkButton *review_empty_button;
  AdwBin *review_bin;
  AdwBin *book_bin;

  GtkWidget *review_page;
  GtkWidget *book_page;
  LeafSidebar *sidebar;
  LeafCoverGrid *covers;
  LeafBrowse *browse;
  LeafLibrary *library;
  LeafOutbox *outbox;
  GSettings *settings;
  GCancellable *cancellable;
  GSignalGroup *library_signals;

  gint64 book;
  gboolean covers_wanted; /* the view is "covers" */
  char *error_path;
};

/* leaf-window-actions.c */
void leaf_window_class_init_actions (GtkWidgetClass *widget_class);

/* leaf-window-mending.c */
void leaf_window_class_init_mending (GtkWidgetClass *widget_class);

/* leaf-window-focus.c */
void leaf_window_class_init_focus (GtkWidgetClass *widget_class);
void leaf_window_set_focus_mode   (LeafWindow *self, gboolean focus_mode);
void leaf_window_update_focus     (LeafWindow *self);

/* leaf-window-books.c */
void leaf_window_load_title     (LeafWindow *self);
void leaf_window_return_to_place (LeafWindow *self);
void leaf_window_remove_books   (LeafWindow *self, const gint64 *ids, unsigned int n_ids);
void leaf_window_restore_books  (LeafWindow *self, const gint64 *ids, unsigned int n_ids);

void leaf_window_update_view    (LeafWindow *self);
void leaf_window_set_view       (LeafWindow *self, gboolean covers);
void leaf_window_set_place      (LeafWindow *self, const LeafLastPlace *place);

G_END_DECLS
