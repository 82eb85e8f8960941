/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spoilers and content warnings: what readers of the post see only when they unfold it. */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-layer-private.h"

#include <glib/gi18n.h>

#define LABEL_TOP 5

static void
draw_label (const LeafEditorLine *line,
            gboolean              warning)
{
  LeafEditor *self = line->editor;
  g_autoptr (PangoLayout) layout = leaf_editor_create_label (self, warning ? _("Content warning") : _("Spoiler"));
  GdkRGBA color = leaf_editor_faded (warning ? &self->colors.warning : &self->colors.text, warning ? 1 : 0.75f);

  leaf_editor_line_draw_layout (line, layout, &color,
                                LEAF_EDITOR_MARGIN + self->step, line->area.y + LABEL_TOP);
}

void
leaf_editor_line_draw_folded (const LeafEditorLine *line)
{
  LeafEditor *self = line->editor;
  gboolean warning = line->style->kind == LEAF_BLOCK_WARNING;
  const GdkRGBA *color = warning ? &self->colors.warning : &self->colors.text;
  GdkRGBA shade = leaf_editor_faded (color, warning ? 0.1f : 0.06f);
  GdkRGBA edge = leaf_editor_faded (color, warning ? 0.8f : 0.35f);
  int height = leaf_editor_line_get_height (line);

  leaf_editor_line_fill (line, &shade, LEAF_EDITOR_MARGIN, line->area.y, line->area.width - 2 * LEAF_EDITOR_MARGIN, height);
  leaf_editor_line_fill (line, &edge, LEAF_EDITOR_MARGIN, line->area.y, LEAF_EDITOR_BAR_WIDTH, height);
  if (leaf_editor_buffer_get_line_labelled (self->buffer, line->index))
    draw_label (line, warning);
}
