/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"
#include "leaf-templates.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What new reviews can begin with. */
#define LEAF_TYPE_TEMPLATES_PAGE (leaf_templates_page_get_type ())
G_DECLARE_FINAL_TYPE (LeafTemplatesPage, leaf_templates_page, LEAF, TEMPLATES_PAGE, AdwPreferencesPage)

void leaf_templates_page_set_library (LeafTemplatesPage *self, LeafLibrary *library);
void leaf_templates_page_edit        (LeafTemplatesPage *self, const LeafTemplate *template);

G_END_DECLS
