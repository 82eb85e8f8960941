/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Where the .ui files and icons of this room lie; GTK derives the same path from the application id. */
#define LEAF_UI_PREFIX "/io/github/flyleaf_app/Flyleaf/"
#define LEAF_UI_RESOURCE(name) LEAF_UI_PREFIX name

void      leaf_ui_ensure           (void);
AdwToast *leaf_ui_toast_new        (const char *text); /* plain text, no markup */
void      leaf_ui_show_toast       (GtkWidget *widget, AdwToast *toast); /* takes over the toast */
void      leaf_ui_name_menu_button (GtkMenuButton *button, const char *name);
void      leaf_ui_point_to_cursor  (GtkPopover *popover, GtkTextView *view);
void      leaf_ui_end_with_parent  (GtkWindow *window); /* in the place of "destroy-with-parent" */

G_END_DECLS
