/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor.h"

struct _LeafEditor
{
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (LeafEditor, leaf_editor, GTK_TYPE_TEXT_VIEW)

static void
leaf_editor_class_init (LeafEditorClass *klass)
{
}

static void
leaf_editor_init (LeafEditor *self)
{
}

GtkWidget *
leaf_editor_new (void)
{
  return g_object_new (LEAF_TYPE_EDITOR, NULL);
}
