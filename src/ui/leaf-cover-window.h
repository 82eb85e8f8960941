/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A picture of the library as large as the screen lets it be. */
#define LEAF_TYPE_COVER_WINDOW (leaf_cover_window_get_type ())
G_DECLARE_FINAL_TYPE (LeafCoverWindow, leaf_cover_window, LEAF, COVER_WINDOW, AdwWindow)

GtkWidget *leaf_cover_window_new (LeafLibrary *library,
                                  const char  *sha256,
                                  const char  *title);

GtkWidget *leaf_cover_window_new_for_picture (LeafLibrary *library,
                                              const char  *sha256,
                                              const char  *alt);

G_END_DECLS
