/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* How the editors behave while she types. */
#define LEAF_TYPE_WRITING_PAGE (leaf_writing_page_get_type ())
G_DECLARE_FINAL_TYPE (LeafWritingPage, leaf_writing_page, LEAF, WRITING_PAGE, AdwPreferencesPage)

void leaf_writing_page_bind_editor (LeafEditor *editor);

G_END_DECLS
