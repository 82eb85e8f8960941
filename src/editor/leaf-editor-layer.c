/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-layer-private.h"

static const LeafBlockStyle *
style_of (LeafEditor   *self,
          unsigned int  index)
{
  LeafDocument *document = leaf_editor_buffer_get_document (self->buffer);

  if (index >= leaf_document_get_n_blocks (document))
    return NULL;
  return leaf_block_get_style (leaf_document_get_block (document, index));
}

static gboolean
measure (LeafEditorLine *line)
{
  LeafEditor *self = line->editor;

  line->index = (unsigned int) gtk_text_iter_get_line (&line->start);
  line->style = style_of (self, line->index);
  if (line->style == NULL)
    return FALSE;

  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &line->start, &line->area.y, &line->area.height);
  line->rtl = leaf_editor_buffer_get_line_rtl (self->buffer, line->index);
  /* Of a line that is not laid out yet nobody knows where it is, nor of those behind it. */
  return line->area.height > 0;
}

/* Finds out what line is at a height of the text; @width is that of the text. FALSE when there is none. */
gboolean
leaf_editor_line_init (LeafEditorLine *line,
                       LeafEditor     *editor,
                       int             y,
                       int             width)
{
  *line = (LeafEditorLine) { .editor = editor, .area.width = width };
  gtk_text_view_get_line_at_y (GTK_TEXT_VIEW (editor), &line->start, y, NULL);
  return measure (line);
}

/* Goes on to the next line on the screen. */
gboolean
leaf_editor_line_next (LeafEditorLine     *line,
                       const GdkRectangle *visible)
{
  unsigned int index = line->index;

  /* The result of this is FALSE for an empty last line, too. */
  gtk_text_iter_forward_line (&line->start);
  return (unsigned int) gtk_text_iter_get_line (&line->start) != index && measure (line) &&
         line->area.y <= visible->y + visible->height;
}

/* Where the first character is: GTK has to lay the line out again to tell, so only who needs it asks. */
void
leaf_editor_line_get_first (const LeafEditorLine *line,
                            GdkRectangle         *place)
{
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (line->editor), &line->start, place);
}

/* Which characters of a line are on the screen; most lines are short, some are a whole chapter. */
void
leaf_editor_line_get_shown (const LeafEditorLine *line,
                            const GdkRectangle   *visible,
                            unsigned int         *first,
                            unsigned int         *last)
{
  GtkTextView *view = GTK_TEXT_VIEW (line->editor);
  GtkTextIter iter;

  *first = 0;
  *last = G_MAXUINT;
  if (line->area.y < visible->y)
    {
      gtk_text_view_get_iter_at_location (view, &iter, visible->x, visible->y);
      gtk_text_view_backward_display_line_start (view, &iter);
      if (gtk_text_iter_get_line (&iter) == (int) line->index)
        *first = (unsigned int) gtk_text_iter_get_line_offset (&iter);
    }
  if (line->area.y + line->area.height > visible->y + visible->height)
    {
      gtk_text_view_get_iter_at_location (view, &iter, visible->x, visible->y + visible->height);
      gtk_text_view_forward_display_line_end (view, &iter);
      if (gtk_text_iter_get_line (&iter) == (int) line->index)
        *last = (unsigned int) gtk_text_iter_get_line_offset (&iter);
    }
}

void
leaf_editor_line_fill (const LeafEditorLine *line,
                       const GdkRGBA        *color,
                       int                   x,
                       int                   y,
                       int                   width,
                       int                   height)
{
  int left = line->rtl ? line->area.width - x - width : x;

  gtk_snapshot_append_color (line->snapshot, color,
                             &GRAPHENE_RECT_INIT ((float) left, (float) y, (float) width, (float) height));
}

void
leaf_editor_line_draw_layout (const LeafEditorLine *line,
                              PangoLayout          *layout,
                              const GdkRGBA        *color,
                              int                   x,
                              int                   y)
{
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (line->snapshot);
  gtk_snapshot_translate (line->snapshot,
                          &GRAPHENE_POINT_INIT ((float) (line->rtl ? line->area.width - x - width : x), (float) y));
  gtk_snapshot_append_layout (line->snapshot, layout, color);
  gtk_snapshot_restore (line->snapshot);
}

static int
marker_end (const LeafEditorLine *line)
{
  return LEAF_EDITOR_MARGIN + line->editor->step * ((int) line->style->level + 1) - 9;
}

static void
draw_number (const LeafEditorLine *line)
{
  LeafEditor *self = line->editor;
  g_autofree char *text = g_strdup_printf ("%u.", leaf_editor_get_item_number (leaf_editor_buffer_get_document (self->buffer),
                                                                              line->index, G_MAXUINT));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  GdkRGBA color = leaf_editor_faded (&self->colors.text, 0.7f);
  GdkRectangle first;
  int width;

  leaf_editor_line_get_first (line, &first);
  pango_layout_get_pixel_size (layout, &width, NULL);
  leaf_editor_line_draw_layout (line, layout, &color, marker_end (line) - width, first.y);
}

/* A disc, a ring, a square: by depth. */
static void
draw_bullet (const LeafEditorLine *line)
{
  LeafEditor *self = line->editor;
  GdkRGBA color = leaf_editor_faded (&self->colors.text, 0.7f);
  const float size = 6;
  float x = (float) (marker_end (line) - 2) - size;
  unsigned int shape = line->style->level % 3;
  GskRoundedRect outline;
  graphene_rect_t bounds;
  GdkRectangle first;

  if (line->rtl)
    x = (float) line->area.width - x - size;
  leaf_editor_line_get_first (line, &first);
  bounds = GRAPHENE_RECT_INIT (x, (float) first.y + ((float) first.height - size) / 2, size, size);

  gsk_rounded_rect_init_from_rect (&outline, &bounds, shape == 2 ? 0 : size / 2);
  if (shape == 1)
    gtk_snapshot_append_border (line->snapshot, &outline,
                                (const float[]) { 1.3f, 1.3f, 1.3f, 1.3f },
                                (const GdkRGBA[]) { color, color, color, color });
  else
    {
      gtk_snapshot_push_rounded_clip (line->snapshot, &outline);
      gtk_snapshot_append_color (line->snapshot, &color, &bounds);
      gtk_snapshot_pop (line->snapshot);
    }
}

/* Neighbours of one kind are one quotation or one spoiler: what is drawn runs through. */
gboolean
leaf_editor_line_goes_on (const LeafEditorLine *line)
{
  const LeafBlockStyle *next = style_of (line->editor, line->index + 1);

  if (next == NULL)
    return FALSE;
  if (line->style->kind == LEAF_BLOCK_QUOTE)
    return next->kind == LEAF_BLOCK_QUOTE || next->kind == LEAF_BLOCK_QUOTE_SOURCE;
  return (line->style->kind == LEAF_BLOCK_SPOILER || line->style->kind == LEAF_BLOCK_WARNING) && next->kind == line->style->kind;
}

/* As much room below the last line as above the first; the rest sets it off from what follows. */
int
leaf_editor_line_get_height (const LeafEditorLine *line)
{
  LeafLineLook look = leaf_editor_buffer_get_line_look (line->editor->buffer, line->index);

  return line->area.height - (leaf_editor_line_goes_on (line) ? 0 : MAX (0, look.below - 6));
}

static void
draw_quote_bar (const LeafEditorLine *line)
{
  GdkRGBA color = leaf_editor_faded (&line->editor->colors.accent, 0.55f);

  leaf_editor_line_fill (line, &color, LEAF_EDITOR_MARGIN + 6, line->area.y, LEAF_EDITOR_BAR_WIDTH, leaf_editor_line_get_height (line));
}

static void
draw_divider (const LeafEditorLine *line)
{
  GdkRGBA color = leaf_editor_faded (&line->editor->colors.text, 0.25f);
  int inset = MIN (80, line->area.width / 5);
  GdkRectangle first;

  leaf_editor_line_get_first (line, &first);
  leaf_editor_line_fill (line, &color, inset, first.y + first.height / 2, MAX (1, line->area.width - 2 * inset), 1);
}

static void
draw_line (const LeafEditorLine *line)
{
  switch (line->style->kind)
    {
    case LEAF_BLOCK_BULLET:
      draw_bullet (line);
      break;
    case LEAF_BLOCK_NUMBERED:
      draw_number (line);
      break;
    case LEAF_BLOCK_QUOTE:
    case LEAF_BLOCK_QUOTE_SOURCE:
      draw_quote_bar (line);
      break;
    case LEAF_BLOCK_SPOILER:
    case LEAF_BLOCK_WARNING:
      leaf_editor_line_draw_folded (line);
      break;
    case LEAF_BLOCK_RATING:
      leaf_editor_line_draw_rating (line);
      break;
    case LEAF_BLOCK_DIVIDER:
      draw_divider (line);
      break;
    case LEAF_BLOCK_PARAGRAPH:
    case LEAF_BLOCK_HEADING:
    case LEAF_BLOCK_FIGURE:
    default:
      break;
    }
}

static gboolean
is_blank (LeafEditor *self)
{
  LeafDocument *document = leaf_editor_buffer_get_document (self->buffer);

  return !self->composing && leaf_document_get_n_blocks (document) == 1 &&
         leaf_document_get_length (document) == 0 &&
         leaf_block_get_style (leaf_document_get_block (document, 0))->kind == LEAF_BLOCK_PARAGRAPH;
}

static void
draw_placeholder (LeafEditor  *self,
                  GtkSnapshot *snapshot)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->placeholder);
  GdkRGBA color = leaf_editor_faded (&self->colors.text, 0.5f);
  GdkRectangle visible, place;
  GtkTextIter start;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &start, &place);
  pango_layout_set_width (layout, MAX (1, visible.width - 2 * LEAF_EDITOR_MARGIN) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (LEAF_EDITOR_MARGIN, (float) place.y));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

/* What she is not at lies under a veil of the paper's colour: no tag is touched. */
static void
draw_dimming (LeafEditor  *self,
              GtkSnapshot *snapshot)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  unsigned int start, end;
  GdkRectangle visible;
  GtkTextIter iter;
  GdkRGBA veil;
  int top, bottom, height;

  if (!gtk_style_context_lookup_color (context, "view_bg_color", &veil))
    return;
  veil = leaf_editor_faded (&veil, 0.65f);
  gtk_text_view_get_visible_rect (view, &visible);
  leaf_editor_buffer_get_range (self->buffer, &start, &end);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), &iter, (int) start);
  gtk_text_view_get_line_yrange (view, &iter, &top, &height);
  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), &iter, (int) end);
  gtk_text_view_get_line_yrange (view, &iter, &bottom, &height);
  bottom += height;

  if (top > visible.y)
    gtk_snapshot_append_color (snapshot, &veil,
                               &GRAPHENE_RECT_INIT (0, (float) visible.y, (float) visible.width,
                                                    (float) (MIN (top, visible.y + visible.height) - visible.y)));
  if (bottom < visible.y + visible.height)
    gtk_snapshot_append_color (snapshot, &veil,
                               &GRAPHENE_RECT_INIT (0, (float) MAX (bottom, visible.y), (float) visible.width,
                                                    (float) (visible.y + visible.height - MAX (bottom, visible.y))));
}

/* A cursor where what is dragged would come to. */
static void
draw_drop_place (LeafEditor  *self,
                 GtkSnapshot *snapshot)
{
  GdkRectangle place;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), &iter, self->drop_offset);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, &place);
  gtk_snapshot_append_color (snapshot, &self->colors.accent, &GRAPHENE_RECT_INIT (place.x - 1, place.y, 2, place.height));
}

/* Draws what is no character of the text, for the lines on the screen only. */
void
leaf_editor_snapshot_layer (GtkTextView      *view,
                            GtkTextViewLayer  layer,
                            GtkSnapshot      *snapshot)
{
  LeafEditor *self = LEAF_EDITOR (view);
  GdkRectangle visible;
  LeafEditorLine line;

  if (layer == GTK_TEXT_VIEW_LAYER_ABOVE_TEXT)
    leaf_editor_snapshot_pictures (self, snapshot);
  if (layer != GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    {
      if (self->dimmed)
        draw_dimming (self, snapshot);
      return;
    }
  if (self->drop_offset >= 0)
    draw_drop_place (self, snapshot);

  if (self->placeholder != NULL && is_blank (self))
    draw_placeholder (self, snapshot);

  gtk_text_view_get_visible_rect (view, &visible);
  leaf_editor_spelling_shown (self->spelling, &visible);
  for (gboolean there = leaf_editor_line_init (&line, self, visible.y, visible.width);
       there;
       there = leaf_editor_line_next (&line, &visible))
    {
      line.snapshot = snapshot;
      draw_line (&line);
      leaf_editor_line_draw_spelling (&line, &visible);
      if (self->find != NULL)
        leaf_editor_line_draw_matches (&line, &visible);
    }
}
