/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the text is shown, and where: nothing here changes the document. */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-private.h"

/* The height of a line of the text that LEAF_EDITOR_STEP is meant for. */
#define USUAL_LINE 20

/* After the font, or the height of lines, became another one. */
void
leaf_editor_update_metrics (LeafEditor *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int line = PANGO_PIXELS (pango_font_metrics_get_height (metrics));
  int between = line * (self->line_height - 100) / 100;
  int step = MAX (LEAF_EDITOR_STEP, LEAF_EDITOR_STEP * line / USUAL_LINE);

  pango_font_metrics_unref (metrics);
  if (self->buffer == NULL)
    return;

  if (gtk_text_view_get_pixels_inside_wrap (GTK_TEXT_VIEW (self)) != between)
    gtk_text_view_set_pixels_inside_wrap (GTK_TEXT_VIEW (self), between);
  if (self->step != step)
    {
      self->step = step;
      leaf_editor_buffer_set_step (self->buffer, step);
      leaf_editor_update_last_line (self);
    }
}

/**
 * leaf_editor_set_line_height:
 * @self: an editor
 * @percent: of the height that the font asks for, at least 100
 *
 * Sets how far the lines of a paragraph are apart.
 */
void
leaf_editor_set_line_height (LeafEditor *self,
                             int         percent)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));
  g_return_if_fail (percent >= 100);

  self->line_height = percent;
  leaf_editor_update_metrics (self);
}

/**
 * leaf_editor_set_dimmed:
 * @self: an editor
 * @dimmed: whether to
 *
 * Dims all paragraphs but the one she is in.
 */
void
leaf_editor_set_dimmed (LeafEditor *self,
                        gboolean    dimmed)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));

  self->dimmed = dimmed;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * leaf_editor_get_range:
 * @self: an editor
 * @start: (out): where the selection begins, in characters
 * @end: (out): where it ends
 *
 * Returns: whether something is selected; if not, both are the cursor
 */
gboolean
leaf_editor_get_range (LeafEditor   *self,
                       unsigned int *start,
                       unsigned int *end)
{
  g_return_val_if_fail (LEAF_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (start != NULL && end != NULL, FALSE);

  return leaf_editor_buffer_get_range (self->buffer, start, end);
}

/**
 * leaf_editor_show_place:
 * @self: an editor
 * @offset: in characters; past the end means the end
 *
 * Puts the cursor somewhere and scrolls so far that most of what is seen comes behind it.
 */
void
leaf_editor_show_place (LeafEditor   *self,
                        unsigned int  offset)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));

  leaf_editor_buffer_set_cursor (self->buffer, (LeafCursor) { offset, offset });
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self),
                                gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)),
                                0, TRUE, 0, 0.12);
}
