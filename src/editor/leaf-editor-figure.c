/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-figure.h"

#define MAX_WIDTH  300
#define MAX_HEIGHT 240

struct _LeafEditorFigure
{
  GObject parent_instance;

  char *picture;
  GdkPaintable *paintable;
  gboolean asked;
};

static void leaf_editor_figure_paintable_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LeafEditorFigure, leaf_editor_figure, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, leaf_editor_figure_paintable_init))

static void
get_size (LeafEditorFigure *self,
          int              *width,
          int              *height)
{
  *width = MAX_WIDTH;
  *height = MAX_HEIGHT / 2;
  if (self->paintable != NULL && gdk_paintable_get_intrinsic_width (self->paintable) > 0)
    {
      double full_width = gdk_paintable_get_intrinsic_width (self->paintable);
      double full_height = MAX (1, gdk_paintable_get_intrinsic_height (self->paintable));
      double scale = MIN (1.0, MIN (MAX_WIDTH / full_width, MAX_HEIGHT / full_height));

      *width = MAX (1, (int) (full_width * scale));
      *height = MAX (1, (int) (full_height * scale));
    }
}

static void
leaf_editor_figure_snapshot (GdkPaintable *paintable,
                             GdkSnapshot  *snapshot,
                             double        width,
                             double        height)
{
  LeafEditorFigure *self = LEAF_EDITOR_FIGURE (paintable);

  if (self->paintable != NULL)
    gdk_paintable_snapshot (self->paintable, snapshot, width, height);
  else
    gtk_snapshot_append_color (snapshot,
                               &(GdkRGBA) { 0.5f, 0.5f, 0.5f, 0.2f },
                               &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

static int
leaf_editor_figure_get_intrinsic_width (GdkPaintable *paintable)
{
  int width, height;

  get_size (LEAF_EDITOR_FIGURE (paintable), &width, &height);
  return width;
}

static int
leaf_editor_figure_get_intrinsic_height (GdkPaintable *paintable)
{
  int width, height;

  get_size (LEAF_EDITOR_FIGURE (paintable), &width, &height);
  return height;
}

static void
leaf_editor_figure_paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = leaf_editor_figure_snapshot;
  iface->get_intrinsic_width = leaf_editor_figure_get_intrinsic_width;
  iface->get_intrinsic_height = leaf_editor_figure_get_intrinsic_height;
}

static void
leaf_editor_figure_finalize (GObject *object)
{
  LeafEditorFigure *self = LEAF_EDITOR_FIGURE (object);

  g_clear_object (&self->paintable);
  g_free (self->picture);

  G_OBJECT_CLASS (leaf_editor_figure_parent_class)->finalize (object);
}

static void
leaf_editor_figure_class_init (LeafEditorFigureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leaf_editor_figure_finalize;
}

static void
leaf_editor_figure_init (LeafEditorFigure *self)
{
}

/**
 * leaf_editor_figure_new: (skip)
 * @picture: SHA-256 of the picture in the library
 *
 * Returns: (transfer full): a figure that has not been read yet
 */
LeafEditorFigure *
leaf_editor_figure_new (const char *picture)
{
  LeafEditorFigure *self = g_object_new (LEAF_TYPE_EDITOR_FIGURE, NULL);

  self->picture = g_strdup (picture);
  return self;
}

/**
 * leaf_editor_figure_set_paintable: (skip)
 * @self: a figure
 * @paintable: (transfer none): what it shows
 *
 * The picture has been read; the text makes room for it.
 */
void
leaf_editor_figure_set_paintable (LeafEditorFigure *self,
                                  GdkPaintable     *paintable)
{
  if (g_set_object (&self->paintable, paintable))
    gdk_paintable_invalidate_size (GDK_PAINTABLE (self));
}

/**
 * leaf_editor_figure_is_asked: (skip)
 * @self: a figure
 *
 * Whether somebody was asked for the picture before; the first call says %FALSE, then it was.
 *
 * Returns: %TRUE from the second call on
 */
gboolean
leaf_editor_figure_is_asked (LeafEditorFigure *self)
{
  gboolean asked = self->asked;

  self->asked = TRUE;
  return asked;
}
