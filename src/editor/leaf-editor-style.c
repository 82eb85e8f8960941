/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is drawn beside the text follows the colours and the font of the widget. */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-private.h"

#include <string.h>

#define LABEL_SCALE 0.8

static void
look_up (GtkStyleContext *context,
         const char      *name,
         const GdkRGBA   *other,
         GdkRGBA         *color)
{
  if (!gtk_style_context_lookup_color (context, name, color))
    *color = *other;
}

static void
update_colors (LeafEditor *self)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  LeafEditorColors colors;

  memset (&colors, 0, sizeof colors);
  gtk_style_context_get_color (context, &colors.text);
  look_up (context, "accent_color", &colors.text, &colors.accent);
  look_up (context, "warning_color", &colors.accent, &colors.warning);
  look_up (context, "warning_bg_color", &colors.warning, &colors.highlight);
  look_up (context, "error_color", &colors.text, &colors.error);
  colors.star = colors.warning;

  if (memcmp (&colors, &self->colors, sizeof colors) == 0)
    return;
  self->colors = colors;
  leaf_editor_buffer_set_colors (self->buffer, &colors);
}

static int
measure (PangoLayout *layout,
         int         *width)
{
  int height;

  pango_layout_get_pixel_size (layout, width, &height);
  return height;
}

static void
update_metrics (LeafEditor *self)
{
  g_autoptr (PangoLayout) label = leaf_editor_create_label (self, "X");
  g_autoptr (PangoLayout) number = leaf_editor_create_number (self, "0.0", TRUE);
  LeafEditorMetrics metrics;

  memset (&metrics, 0, sizeof metrics);
  metrics.label = measure (label, NULL) + 2;
  metrics.row = measure (number, &metrics.number);
  metrics.star = MAX (12, metrics.row * 9 / 10);

  if (memcmp (&metrics, &self->metrics, sizeof metrics) == 0)
    return;
  self->metrics = metrics;
  leaf_editor_buffer_set_metrics (self->buffer, &metrics);
}

static PangoLayout *
create_layout (LeafEditor *self,
               const char *text,
               double      scale,
               gboolean    bold)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

/* A small heading above a group of lines. */
PangoLayout *
leaf_editor_create_label (LeafEditor *self,
                          const char *text)
{
  return create_layout (self, text, LABEL_SCALE, TRUE);
}

/* What stands in a table of ratings: figures are equally wide. */
PangoLayout *
leaf_editor_create_number (LeafEditor *self,
                           const char *text,
                           gboolean    bold)
{
  return create_layout (self, text, 1, bold);
}

/* After the style of the widget has changed. */
void
leaf_editor_update_style (LeafEditor *self)
{
  if (self->buffer == NULL)
    return;
  update_colors (self);
  update_metrics (self);
}
