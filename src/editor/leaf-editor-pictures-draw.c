/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-buffer-private.h"
#include "leaf-editor-layer-private.h"
#include "leaf-editor-pictures.h"

#include <glib/gi18n.h>

#define OUTLINE      2
#define NOTE_PADDING 6
#define NOTE_INSET   8

/* Where the picture is, in buffer coordinates. */
static void
get_area (LeafEditor   *self,
          unsigned int  offset,
          GdkRectangle *area)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), &iter, (int) offset);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, area);
}

/* The note on a picture that readers who do not see it would learn nothing of. */
static PangoLayout *
create_note (LeafEditor         *self,
             const GdkRectangle *area,
             GdkRectangle       *place)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), _("No alternative text"));
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, MAX (1, area->width - 2 * (NOTE_PADDING + NOTE_INSET)) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, &width, &height);

  place->width = width + 2 * NOTE_PADDING;
  place->height = height + NOTE_PADDING;
  place->x = area->x + NOTE_INSET;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    place->x = area->x + area->width - NOTE_INSET - place->width;
  place->y = area->y + area->height - NOTE_INSET - place->height;
  return layout;
}

static void
draw_note (LeafEditor         *self,
           GtkSnapshot        *snapshot,
           const GdkRectangle *area)
{
  const GdkRGBA shade = { 0, 0, 0, 0.65f };
  const GdkRGBA white = { 1, 1, 1, 1 };
  GdkRectangle place;
  g_autoptr (PangoLayout) layout = create_note (self, area, &place);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) place.x, (float) place.y, (float) place.width, (float) place.height);
  GskRoundedRect pill;

  gsk_rounded_rect_init_from_rect (&pill, &bounds, (float) place.height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, &shade, &bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (place.x + NOTE_PADDING),
                                                          (float) place.y + (float) NOTE_PADDING / 2));
  gtk_snapshot_append_layout (snapshot, layout, &white);
  gtk_snapshot_restore (snapshot);
}

static void
draw_outline (LeafEditor         *self,
              GtkSnapshot        *snapshot,
              const GdkRectangle *area)
{
  GdkRGBA color = self->colors.accent;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) area->x - OUTLINE, (float) area->y - OUTLINE,
                                               (float) area->width + 2 * OUTLINE, (float) area->height + 2 * OUTLINE);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, 3);
  gtk_snapshot_append_border (snapshot, &outline,
                              (const float[]) { OUTLINE, OUTLINE, OUTLINE, OUTLINE },
                              (const GdkRGBA[]) { color, color, color, color });
}

static void
draw_figure (LeafEditor   *self,
             GtkSnapshot  *snapshot,
             unsigned int  offset,
             const char   *alt)
{
  unsigned int active;
  GdkRectangle area;

  get_area (self, offset, &area);
  if (alt == NULL || *alt == '\0')
    draw_note (self, snapshot, &area);
  if (leaf_editor_find_figure (self, &active) && active == offset)
    draw_outline (self, snapshot, &area);
}

static void
draw_drop_place (LeafEditor         *self,
                 GtkSnapshot        *snapshot,
                 const GdkRectangle *visible)
{
  gtk_snapshot_append_color (snapshot, &self->colors.accent,
                             &GRAPHENE_RECT_INIT (LEAF_EDITOR_MARGIN, (float) self->drop_edge - 1,
                                                  (float) MAX (1, visible->width - 2 * LEAF_EDITOR_MARGIN), 2));
}

/**
 * leaf_editor_snapshot_pictures: (skip)
 * @self: an editor
 * @snapshot: of the layer above the text
 *
 * Draws what stands on the pictures on the screen: which one the cursor is on, and that one has no
 * alternative text.
 */
void
leaf_editor_snapshot_pictures (LeafEditor  *self,
                               GtkSnapshot *snapshot)
{
  GdkRectangle visible;
  LeafEditorLine line;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  if (g_hash_table_size (self->buffer->figures) > 0)
    for (gboolean there = leaf_editor_line_init (&line, self, visible.y, visible.width);
         there;
         there = leaf_editor_line_next (&line, &visible))
      if (line.style->kind == LEAF_BLOCK_FIGURE)
        draw_figure (self, snapshot, (unsigned int) gtk_text_iter_get_offset (&line.start), line.style->alt);

  if (self->drop_shown)
    draw_drop_place (self, snapshot, &visible);
}

/**
 * leaf_editor_get_figure_area:
 * @self: an editor
 * @offset: where a figure begins
 * @area: (out): where its picture is, in the widget
 *
 * Returns: whether there is a figure
 */
gboolean
leaf_editor_get_figure_area (LeafEditor   *self,
                             unsigned int  offset,
                             GdkRectangle *area)
{
  g_return_val_if_fail (LEAF_IS_EDITOR (self), FALSE);

  if (!leaf_editor_get_figure (self, offset, NULL, NULL))
    return FALSE;

  get_area (self, offset, area);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, area->x, area->y,
                                         &area->x, &area->y);
  return TRUE;
}

/**
 * leaf_editor_find_figure_at:
 * @self: an editor
 * @x: in the widget
 * @y: in the widget
 * @offset: (out): where the figure begins
 * @on_note: (out): whether it is on the note that there is no alternative text
 *
 * Returns: whether the place is on a picture
 */
gboolean
leaf_editor_find_figure_at (LeafEditor   *self,
                            double        x,
                            double        y,
                            unsigned int *offset,
                            gboolean     *on_note)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GdkRectangle point = { 0, 0, 1, 1 };
  GdkRectangle area, place;
  const char *alt;
  GtkTextIter iter;

  g_return_val_if_fail (LEAF_IS_EDITOR (self), FALSE);

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &point.x, &point.y);
  gtk_text_view_get_line_at_y (view, &iter, point.y, NULL);
  *offset = (unsigned int) gtk_text_iter_get_offset (&iter);
  if (!leaf_editor_get_figure (self, *offset, NULL, &alt))
    return FALSE;

  get_area (self, *offset, &area);
  if (!gdk_rectangle_intersect (&area, &point, NULL))
    return FALSE;
  *on_note = FALSE;
  if (alt == NULL || *alt == '\0')
    {
      g_object_unref (create_note (self, &area, &place));
      *on_note = gdk_rectangle_intersect (&place, &point, NULL);
    }
  return TRUE;
}

/**
 * leaf_editor_size_allocate: (skip)
 * @widget: an editor
 * @width: its new width
 * @height: its new height
 * @baseline: its baseline
 *
 * Pictures are as wide as the column allows, which the text has to know before it is laid out.
 */
void
leaf_editor_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  GtkWidgetClass *parent_class = GTK_WIDGET_CLASS (g_type_class_peek (GTK_TYPE_TEXT_VIEW));

  leaf_editor_buffer_set_figure_width (LEAF_EDITOR (widget)->buffer, MAX (1, width - 2 * LEAF_EDITOR_MARGIN));
  parent_class->size_allocate (widget, width, height, baseline);
  if (LEAF_EDITOR (widget)->menu != NULL)
    leaf_editor_menu_present (LEAF_EDITOR (widget)->menu);
}
