/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Chooses the language of a blog's posts: searched by name, or written as a tag. Signal "chosen" (a BCP 47 tag). */
#define LEAF_TYPE_LANGUAGE_POPOVER (leaf_language_popover_get_type ())
G_DECLARE_FINAL_TYPE (LeafLanguagePopover, leaf_language_popover, LEAF, LANGUAGE_POPOVER, GtkPopover)

GtkWidget *leaf_language_popover_new (void);

G_END_DECLS
