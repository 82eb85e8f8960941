/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-thumbnail"

#include "config.h"

#include "leaf-thumbnail.h"

#include "leaf-cover-cache.h"

#define DEFAULT_WIDTH 40
#define CORNER 3.0f
/* Below this the title would be too small to read; its first letter stands for it. */
#define TEXT_MIN_WIDTH 72.0f

struct _LeafThumbnail
{
  GtkWidget parent_instance;

  int width;
  LeafLibrary *library;
  char *cover;
  char *title;
  char *authors;

  GdkTexture *texture;
  GCancellable *cancellable; /* of the load under way */
  unsigned int load_id;      /* idle: the load about to begin */
};

G_DEFINE_FINAL_TYPE (LeafThumbnail, leaf_thumbnail, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_WIDTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void leaf_thumbnail_load (LeafThumbnail *self);

/* The same title always has the same colour, calm enough to lie under white text (4.5:1 and more
 * for every hue at this lightness). */
static void
color_for_title (const char *title, float lightness, GdkRGBA *color)
{
  float hue = (float) (g_str_hash (title) % 360) / 60.0f;
  float chroma = 0.36f * 2.0f * lightness;
  float middle = chroma * (1.0f - ABS ((hue - 2.0f * (int) (hue / 2.0f)) - 1.0f));
  float base = lightness - chroma / 2.0f;
  float rgb[3] = { 0, 0, 0 };
  int sector = (int) hue;
  static const int strong[6] = { 0, 1, 1, 2, 2, 0 };
  static const int weak[6] = { 1, 0, 2, 1, 0, 2 };

  rgb[strong[sector]] = chroma;
  rgb[weak[sector]] = middle;
  *color = (GdkRGBA) { rgb[0] + base, rgb[1] + base, rgb[2] + base, 1.0f };
}

/* A layout whose longest word fits: a title is made smaller before a word is broken. */
static PangoLayout *
make_layout (PangoContext *context,
             const char *text,
             float size,
             PangoWeight weight,
             int max_lines,
             float width)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font =
    pango_font_description_copy (pango_context_get_font_description (context));
  int widest;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_text (layout, text, -1);

  pango_layout_get_pixel_size (layout, &widest, NULL);
  if (widest > width)
    {
      pango_font_description_set_absolute_size (font, MAX (size * width / widest, size * 0.6f) *
                                                        PANGO_SCALE);
      pango_layout_set_font_description (layout, font);
    }
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -max_lines);

  return layout;
}

static void
snapshot_text (GtkSnapshot *snapshot,
               PangoContext *context,
               const char *text,
               float size,
               PangoWeight weight,
               int max_lines,
               gboolean at_bottom,
               const graphene_rect_t *box)
{
  g_autoptr (PangoLayout) layout =
    make_layout (context, text, size, weight, max_lines, box->size.width);
  GdkRGBA white = { 1.0f, 1.0f, 1.0f, 0.95f };
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (box->origin.x,
                                                at_bottom
                                                  ? box->origin.y + box->size.height - height
                                                  : box->origin.y));
  gtk_snapshot_append_layout (snapshot, layout, &white);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_initial (GtkSnapshot *snapshot,
                  PangoContext *context,
                  const char *title,
                  float width,
                  float height)
{
  float size = width * 0.5f;
  gunichar first = g_unichar_toupper (g_utf8_get_char (title));
  char text[7] = { 0 };

  g_unichar_to_utf8 (first, text);
  snapshot_text (snapshot, context, text, size, PANGO_WEIGHT_BOLD, 1, FALSE,
                 &GRAPHENE_RECT_INIT (0, (height - size * 1.3f) / 2.0f, width, height));
}

/**
 * leaf_thumbnail_snapshot_drawn:
 * @snapshot: where to draw, from its origin on
 * @context: for the text
 * @title: the book's title
 * @authors: (nullable): its authors
 * @width: of the cover
 * @height: of the cover
 *
 * Draws a cover for a book that has none: its title on a colour of its own.
 */
void
leaf_thumbnail_snapshot_drawn (GtkSnapshot *snapshot,
                               PangoContext *context,
                               const char *title,
                               const char *authors,
                               float width,
                               float height)
{
  GdkRGBA color;
  GdkRGBA spine;
  float margin = width * 0.1f;
  float inner = width - 2.0f * margin;

  if (title == NULL)
    title = "";

  color_for_title (title, 0.36f, &color);
  color_for_title (title, 0.28f, &spine);
  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_append_color (snapshot, &spine, &GRAPHENE_RECT_INIT (0, 0, width * 0.06f, height));

  if (*title == '\0')
    return;

  if (width < TEXT_MIN_WIDTH)
    {
      snapshot_initial (snapshot, context, title, width, height);
      return;
    }

  snapshot_text (snapshot, context, title, width * 0.12f, PANGO_WEIGHT_BOLD, 5, FALSE,
                 &GRAPHENE_RECT_INIT (margin, height * 0.12f, inner, height * 0.6f));
  if (authors != NULL && *authors != '\0')
    snapshot_text (snapshot, context, authors, width * 0.085f, PANGO_WEIGHT_NORMAL, 2, TRUE,
                   &GRAPHENE_RECT_INIT (margin, height * 0.7f, inner, height * 0.24f));
}

static int
leaf_thumbnail_pixels (LeafThumbnail *self)
{
  return self->width * 3 / 2 * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static void
leaf_thumbnail_stop (LeafThumbnail *self)
{
  g_clear_handle_id (&self->load_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
leaf_thumbnail_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafThumbnail) self = user_data;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;

  texture = leaf_cover_cache_load_finish (LEAF_COVER_CACHE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (texture == NULL)
    {
      /* The drawn cover stays; whether the library is sound is for its check to say. */
      g_debug ("No thumbnail of %s: %s", self->cover, error->message);
      return;
    }

  g_set_object (&self->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
leaf_thumbnail_begin_load_cb (gpointer user_data)
{
  LeafThumbnail *self = user_data;

  self->load_id = 0;
  self->cancellable = g_cancellable_new ();
  leaf_cover_cache_load_async (leaf_cover_cache_get (self->library), self->cover,
                               leaf_thumbnail_pixels (self), self->cancellable,
                               leaf_thumbnail_loaded_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
leaf_thumbnail_load (LeafThumbnail *self)
{
  GdkTexture *texture;

  leaf_thumbnail_stop (self);
  g_clear_object (&self->texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  if (self->library == NULL || self->cover == NULL)
    return;

  texture = leaf_cover_cache_lookup (leaf_cover_cache_get (self->library), self->cover,
                                     leaf_thumbnail_pixels (self));
  if (texture != NULL)
    self->texture = g_object_ref (texture);
  else
    /* When scrolling fast, rows are bound to another book before this runs. */
    self->load_id = g_idle_add_full (G_PRIORITY_LOW, leaf_thumbnail_begin_load_cb, self, NULL);
}

static void
leaf_thumbnail_scale_factor_cb (LeafThumbnail *self)
{
  leaf_thumbnail_load (self);
}

static void
leaf_thumbnail_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  LeafThumbnail *self = LEAF_THUMBNAIL (widget);

  *minimum = *natural =
    orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->width * 3 / 2;
}

/* The largest rectangle of the cover's shape in the box, in its middle. */
static void
fit (GdkTexture *texture, float width, float height, graphene_rect_t *area)
{
  float scale = MIN (width / gdk_texture_get_width (texture),
                     height / gdk_texture_get_height (texture));
  float w = gdk_texture_get_width (texture) * scale;
  float h = gdk_texture_get_height (texture) * scale;

  graphene_rect_init (area, (width - w) / 2.0f, (height - h) / 2.0f, w, h);
}

static void
leaf_thumbnail_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LeafThumbnail *self = LEAF_THUMBNAIL (widget);
  float width = self->width;
  float height = self->width * 3 / 2;
  float left = (gtk_widget_get_width (widget) - width) / 2.0f;
  float top = (gtk_widget_get_height (widget) - height) / 2.0f;
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, width, height);
  GskRoundedRect frame;
  GdkRGBA edge;

  if (self->texture != NULL)
    fit (self->texture, width, height, &area);
  gsk_rounded_rect_init_from_rect (&frame, &area, CORNER);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (left, top));
  gtk_snapshot_push_rounded_clip (snapshot, &frame);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture, &area);
  else
    leaf_thumbnail_snapshot_drawn (snapshot, gtk_widget_get_pango_context (widget), self->title,
                                   self->authors, width, height);
  gtk_snapshot_pop (snapshot);

  /* A white cover on a white row still has an edge. */
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &edge);
  edge.alpha *= 0.15f;
  gtk_snapshot_append_border (snapshot, &frame, (float[4]) { 1, 1, 1, 1 },
                              (GdkRGBA[4]) { edge, edge, edge, edge });
  gtk_snapshot_restore (snapshot);
}

static void
leaf_thumbnail_get_property (GObject *object,
                             unsigned int prop_id,
                             GValue *value,
                             GParamSpec *pspec)
{
  LeafThumbnail *self = LEAF_THUMBNAIL (object);

  switch (prop_id)
    {
    case PROP_WIDTH:
      g_value_set_int (value, self->width);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_thumbnail_set_property (GObject *object,
                             unsigned int prop_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  LeafThumbnail *self = LEAF_THUMBNAIL (object);

  switch (prop_id)
    {
    case PROP_WIDTH:
      leaf_thumbnail_set_width (self, g_value_get_int (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_thumbnail_dispose (GObject *object)
{
  LeafThumbnail *self = LEAF_THUMBNAIL (object);

  leaf_thumbnail_stop (self);
  g_clear_object (&self->texture);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (leaf_thumbnail_parent_class)->dispose (object);
}

static void
leaf_thumbnail_finalize (GObject *object)
{
  LeafThumbnail *self = LEAF_THUMBNAIL (object);

  g_free (self->cover);
  g_free (self->title);
  g_free (self->authors);

  G_OBJECT_CLASS (leaf_thumbnail_parent_class)->finalize (object);
}

static void
leaf_thumbnail_class_init (LeafThumbnailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = leaf_thumbnail_dispose;
  object_class->finalize = leaf_thumbnail_finalize;
  object_class->get_property = leaf_thumbnail_get_property;
  object_class->set_property = leaf_thumbnail_set_property;

  widget_class->measure = leaf_thumbnail_measure;
  widget_class->snapshot = leaf_thumbnail_snapshot;

  properties[PROP_WIDTH] =
    g_param_spec_int ("width", NULL, NULL, 16, 1024, DEFAULT_WIDTH,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "leafthumbnail");
  /* It always stands beside the title that names it. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
leaf_thumbnail_init (LeafThumbnail *self)
{
  self->width = DEFAULT_WIDTH;
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (leaf_thumbnail_scale_factor_cb),
                    NULL);
}

/**
 * leaf_thumbnail_new:
 * @width: of its box, in pixels; the height is half as much again
 *
 * Returns: (transfer floating): a new thumbnail
 */
GtkWidget *
leaf_thumbnail_new (int width)
{
  return g_object_new (LEAF_TYPE_THUMBNAIL, "width", width, NULL);
}

/**
 * leaf_thumbnail_set_width:
 * @self: a thumbnail
 * @width: of its box, in pixels; the height is half as much again
 */
void
leaf_thumbnail_set_width (LeafThumbnail *self, int width)
{
  g_return_if_fail (LEAF_IS_THUMBNAIL (self));
  g_return_if_fail (width > 0);

  if (self->width == width)
    return;

  self->width = width;
  leaf_thumbnail_load (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WIDTH]);
}

/**
 * leaf_thumbnail_set_library:
 * @self: a thumbnail
 * @library: (nullable): where its cover is kept
 */
void
leaf_thumbnail_set_library (LeafThumbnail *self, LeafLibrary *library)
{
  g_return_if_fail (LEAF_IS_THUMBNAIL (self));
  g_return_if_fail (library == NULL || LEAF_IS_LIBRARY (library));

  if (g_set_object (&self->library, library))
    leaf_thumbnail_load (self);
}

/**
 * leaf_thumbnail_set_text:
 * @self: a thumbnail
 * @title: (nullable): the book's title
 * @authors: (nullable): its authors
 *
 * What the drawn cover shows where there is no other.
 */
void
leaf_thumbnail_set_text (LeafThumbnail *self, const char *title, const char *authors)
{
  g_return_if_fail (LEAF_IS_THUMBNAIL (self));

  if (g_strcmp0 (self->title, title) == 0 && g_strcmp0 (self->authors, authors) == 0)
    return;

  g_free (self->title);
  self->title = g_strdup (title);
  g_free (self->authors);
  self->authors = g_strdup (authors);
  if (self->texture == NULL)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * leaf_thumbnail_set_cover:
 * @self: a thumbnail
 * @sha256: (nullable): the address of its picture in the library
 */
void
leaf_thumbnail_set_cover (LeafThumbnail *self, const char *sha256)
{
  g_return_if_fail (LEAF_IS_THUMBNAIL (self));

  if (g_strcmp0 (self->cover, sha256) == 0)
    return;

  g_free (self->cover);
  self->cover = g_strdup (sha256);
  leaf_thumbnail_load (self);
}

/**
 * leaf_thumbnail_is_loaded:
 * @self: a thumbnail
 *
 * Returns: whether a real cover is shown, not the drawn one
 */
gboolean
leaf_thumbnail_is_loaded (LeafThumbnail *self)
{
  g_return_val_if_fail (LEAF_IS_THUMBNAIL (self), FALSE);

  return self->texture != NULL;
}
