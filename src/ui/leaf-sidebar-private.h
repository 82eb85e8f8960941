/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-sidebar.h"

#include "leaf-browse-message.h"
#include "leaf-outbox-button.h"
#include "leaf-place-button.h"

G_BEGIN_DECLS

struct _LeafSidebar
{
  GtkWidget parent_instance;

  AdwHeaderBar *header;
  GtkWidget *title;
  LeafOutboxButton *outbox_button;
  GtkMenuButton *menu_button;
  GtkSearchEntry *search;
  LeafPlaceButton *place_button;
  LeafBrowseMessage *message;
  GtkListView *list_view;
  GtkActionBar *bar;
  GtkLabel *count;
  GtkMenuButton *publish_button;
  GtkWidget *context_menu; /* NULL until asked for */

  LeafBrowse *browse;
  GtkMultiSelection *selection;
  GArray *chosen;           /* gint64; when there are several */
  gint64 book;              /* the one shown in the other panes; it may be filtered out here */
  gboolean focus_list;     /* once there are books in it */
  gboolean scroll_to_book; /* once the list has it */
  gboolean query_changed;   /* and the list has not heard of it */
  gboolean scroll_to_top;   /* else to the book */
  unsigned int scroll_tick; /* 0 when none waits */
  gboolean restoring;       /* the selection moves because the list does */
  gboolean folded;
};

/* leaf-sidebar-selection.c */
void     leaf_sidebar_init_selection    (LeafSidebar *self);
void     leaf_sidebar_follow_browse     (LeafSidebar *self); /* once it is there */
void     leaf_sidebar_restore_selection (LeafSidebar *self);
void     leaf_sidebar_deselect          (LeafSidebar *self);
gint64   leaf_sidebar_book_at           (LeafSidebar *self, unsigned int position);
gboolean leaf_sidebar_has_several       (LeafSidebar *self);

/* leaf-sidebar-menu.c */
void     leaf_sidebar_add_menu_click    (LeafSidebar *self, GtkWidget *widget);
void     leaf_sidebar_add_list_keys     (LeafSidebar *self);

G_END_DECLS
