/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-buffer-private.h"
#include "leaf-editor-figure.h"

/* The pixels of all figures together, several screens full. What was longest out of sight is let go first. */
#define MAX_BYTES (64 * 1024 * 1024)

static void
wanted_cb (LeafEditorBuffer *self,
           LeafEditorFigure *figure)
{
  g_signal_emit_by_name (self, "picture-needed", leaf_editor_figure_get_picture (figure));
}

/**
 * leaf_editor_buffer_get_figure: (skip)
 * @self: an editor buffer
 * @picture: SHA-256 of a picture
 *
 * Returns: (transfer none): what shows it, wherever it stands in the text
 */
LeafEditorFigure *
leaf_editor_buffer_get_figure (LeafEditorBuffer *self,
                               const char       *picture)
{
  LeafEditorFigure *figure = g_hash_table_lookup (self->figures, picture);

  if (figure == NULL)
    {
      figure = leaf_editor_figure_new (picture);
      leaf_editor_figure_set_max_width (figure, self->figure_width);
      g_signal_connect_object (figure, "wanted", G_CALLBACK (wanted_cb), self, G_CONNECT_SWAPPED);
      g_hash_table_insert (self->figures, g_strdup (picture), figure);
    }
  return figure;
}

/* Lets go of pixels until the rest fits, those of @keep excepted. */
static void
trim (LeafEditorBuffer *self,
      LeafEditorFigure *keep)
{
  for (;;)
    {
      LeafEditorFigure *oldest = NULL;
      gsize n_bytes = 0;
      GHashTableIter iter;
      gpointer value;

      g_hash_table_iter_init (&iter, self->figures);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          gsize own = leaf_editor_figure_get_bytes (value);

          n_bytes += own;
          if (own > 0 && value != keep &&
              (oldest == NULL || leaf_editor_figure_get_drawn (value) < leaf_editor_figure_get_drawn (oldest)))
            oldest = value;
        }
      if (n_bytes <= MAX_BYTES || oldest == NULL)
        break;
      leaf_editor_figure_release (oldest);
    }
}

/**
 * leaf_editor_buffer_set_picture: (skip)
 * @self: an editor buffer
 * @picture: SHA-256 that "picture-needed" asked for
 * @paintable: the picture
 */
void
leaf_editor_buffer_set_picture (LeafEditorBuffer *self,
                                const char       *picture,
                                GdkPaintable     *paintable)
{
  LeafEditorFigure *figure = g_hash_table_lookup (self->figures, picture);

  if (figure == NULL)
    return;
  leaf_editor_figure_set_paintable (figure, paintable);
  trim (self, figure);
}

/**
 * leaf_editor_buffer_set_figure_width: (skip)
 * @self: an editor buffer
 * @width: of the column of text, in pixels
 *
 * Pictures are shown no wider than this.
 */
void
leaf_editor_buffer_set_figure_width (LeafEditorBuffer *self,
                                     int               width)
{
  GHashTableIter iter;
  gpointer value;

  if (self->figure_width == width)
    return;

  self->figure_width = width;
  g_hash_table_iter_init (&iter, self->figures);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    leaf_editor_figure_set_max_width (value, width);
}
