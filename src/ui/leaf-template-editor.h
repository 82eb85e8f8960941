/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"
#include "leaf-templates.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The name, the blog and the text of a template, as a page of the preferences. Every change is saved. */
#define LEAF_TYPE_TEMPLATE_EDITOR (leaf_template_editor_get_type ())
G_DECLARE_FINAL_TYPE (LeafTemplateEditor, leaf_template_editor, LEAF, TEMPLATE_EDITOR, AdwBin)

GtkWidget *leaf_template_editor_new (LeafLibrary *library, const LeafTemplate *template);

G_END_DECLS
