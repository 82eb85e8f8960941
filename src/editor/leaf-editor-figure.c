/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-figure.h"

/* Higher than this a picture would push the text beside it out of sight. */
#define MAX_HEIGHT 480

/* The frame of a picture that has not been read. */
#define FRAME_WIDTH  300
#define FRAME_HEIGHT 120

struct _LeafEditorFigure
{
  GObject parent_instance;

  char *picture;
  GdkPaintable *paintable;
  int width;        /* of the paintable, or of the one that was let go; 0: never seen */
  int height;
  int max_width;
  gint64 drawn;     /* monotonic time */
  gboolean asked;
};

enum {
  SIGNAL_WANTED,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

static void leaf_editor_figure_paintable_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LeafEditorFigure, leaf_editor_figure, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, leaf_editor_figure_paintable_init))

static void
get_size (LeafEditorFigure *self,
          int              *width,
          int              *height)
{
  double full_width = self->width > 0 ? self->width : FRAME_WIDTH;
  double full_height = self->width > 0 ? self->height : FRAME_HEIGHT;
  double scale = MIN (1.0, MAX_HEIGHT / full_height);

  if (self->max_width > 0)
    scale = MIN (scale, self->max_width / full_width);
  *width = MAX (1, (int) (full_width * scale));
  *height = MAX (1, (int) (full_height * scale));
}

static void
leaf_editor_figure_snapshot (GdkPaintable *paintable,
                             GdkSnapshot  *snapshot,
                             double        width,
                             double        height)
{
  LeafEditorFigure *self = LEAF_EDITOR_FIGURE (paintable);

  self->drawn = g_get_monotonic_time ();
  if (self->paintable != NULL)
    gdk_paintable_snapshot (self->paintable, snapshot, width, height);
  else
    {
      gtk_snapshot_append_color (snapshot,
                                 &(GdkRGBA) { 0.5f, 0.5f, 0.5f, 0.2f },
                                 &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
      leaf_editor_figure_ask (self);
    }
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

  /**
   * LeafEditorFigure::wanted:
   * @self: the figure
   *
   * Its pixels are needed; leaf_editor_figure_set_paintable() answers, now or later.
   */
  signals[SIGNAL_WANTED] =
    g_signal_new ("wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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
 * leaf_editor_figure_get_picture: (skip)
 * @self: a figure
 *
 * Returns: (transfer none): SHA-256 of its picture
 */
const char *
leaf_editor_figure_get_picture (LeafEditorFigure *self)
{
  return self->picture;
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
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = MAX (1, gdk_paintable_get_intrinsic_height (paintable));
  gboolean resized = width > 0 && (width != self->width || height != self->height);

  self->asked = TRUE;
  if (!g_set_object (&self->paintable, paintable))
    return;

  if (resized)
    {
      self->width = width;
      self->height = height;
      gdk_paintable_invalidate_size (GDK_PAINTABLE (self));
    }
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}

/**
 * leaf_editor_figure_set_max_width: (skip)
 * @self: a figure
 * @max_width: of the column it stands in, in pixels; 0: not known
 *
 * A wider picture is shown smaller.
 */
void
leaf_editor_figure_set_max_width (LeafEditorFigure *self,
                                  int               max_width)
{
  int before_width, before_height, width, height;

  get_size (self, &before_width, &before_height);
  self->max_width = max_width;
  get_size (self, &width, &height);
  if (width != before_width || height != before_height)
    gdk_paintable_invalidate_size (GDK_PAINTABLE (self));
}

/**
 * leaf_editor_figure_ask: (skip)
 * @self: a figure
 *
 * Asks for its picture, unless somebody was asked already.
 */
void
leaf_editor_figure_ask (LeafEditorFigure *self)
{
  if (self->asked)
    return;

  self->asked = TRUE;
  g_signal_emit (self, signals[SIGNAL_WANTED], 0);
}

/**
 * leaf_editor_figure_release: (skip)
 * @self: a figure
 *
 * Lets its pixels go; when it is shown again, it asks for them again.
 */
void
leaf_editor_figure_release (LeafEditorFigure *self)
{
  g_clear_object (&self->paintable);
  self->asked = FALSE;
}

/**
 * leaf_editor_figure_get_bytes: (skip)
 * @self: a figure
 *
 * Returns: about how much memory its pixels take
 */
gsize
leaf_editor_figure_get_bytes (LeafEditorFigure *self)
{
  return self->paintable != NULL ? (gsize) self->width * (gsize) self->height * 4 : 0;
}

/**
 * leaf_editor_figure_get_drawn: (skip)
 * @self: a figure
 *
 * Returns: when it was last on the screen, in monotonic time
 */
gint64
leaf_editor_figure_get_drawn (LeafEditorFigure *self)
{
  return self->drawn;
}
