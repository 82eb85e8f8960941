/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-book-tile"

#include "config.h"

#include "leaf-book-tile.h"

#include "leaf-book-row-widget.h"
#include "leaf-state-pill.h"
#include "leaf-thumbnail.h"
#include "leaf-ui.h"

struct _LeafBookTile
{
  GtkWidget parent_instance;

  LeafThumbnail *thumbnail;
  GtkLabel *title;
  GtkLabel *authors;
  LeafStatePill *state;

  LeafBookRow *row;
  GSignalGroup *row_signals;
};

G_DEFINE_FINAL_TYPE (LeafBookTile, leaf_book_tile, GTK_TYPE_WIDGET)

static void
leaf_book_tile_update (LeafBookTile *self)
{
  g_autofree char *words = NULL;
  const char *title = NULL;
  const char *authors = NULL;
  const char *cover = NULL;

  if (self->row != NULL && leaf_book_row_get_loaded (self->row))
    {
      title = leaf_book_row_get_title (self->row);
      authors = leaf_book_row_get_authors (self->row);
      cover = leaf_book_row_get_cover (self->row);
    }

  gtk_label_set_label (self->title, title != NULL ? title : "");
  gtk_label_set_label (self->authors, authors != NULL ? authors : "");
  leaf_thumbnail_set_text (self->thumbnail, title, authors);
  leaf_thumbnail_set_cover (self->thumbnail, cover);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), title);
  gtk_widget_set_visible (GTK_WIDGET (self->state), title != NULL);

  if (title == NULL)
    return;

  leaf_state_pill_set_state (self->state, leaf_book_row_get_state (self->row));
  words = leaf_book_row_widget_describe (self->row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
leaf_book_tile_dispose (GObject *object)
{
  LeafBookTile *self = LEAF_BOOK_TILE (object);
  GtkWidget *child;

  g_clear_object (&self->row_signals);
  g_clear_object (&self->row);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (leaf_book_tile_parent_class)->dispose (object);
}

static void
leaf_book_tile_class_init (LeafBookTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();

  object_class->dispose = leaf_book_tile_dispose;

  g_type_ensure (LEAF_TYPE_STATE_PILL);
  g_type_ensure (LEAF_TYPE_THUMBNAIL);
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-book-tile.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafBookTile, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, LeafBookTile, title);
  gtk_widget_class_bind_template_child (widget_class, LeafBookTile, authors);
  gtk_widget_class_bind_template_child (widget_class, LeafBookTile, state);
  gtk_widget_class_set_css_name (widget_class, "leafbooktile");
}

static void
leaf_book_tile_init (LeafBookTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->row_signals = g_signal_group_new (LEAF_TYPE_BOOK_ROW);
  g_signal_group_connect_swapped (self->row_signals, "notify", G_CALLBACK (leaf_book_tile_update),
                                  self);
}

/**
 * leaf_book_tile_new:
 * @library: where the covers are kept
 *
 * Returns: (transfer floating): an empty tile
 */
GtkWidget *
leaf_book_tile_new (LeafLibrary *library)
{
  LeafBookTile *self = g_object_new (LEAF_TYPE_BOOK_TILE, NULL);

  leaf_thumbnail_set_library (self->thumbnail, library);
  return GTK_WIDGET (self);
}

/**
 * leaf_book_tile_set_row:
 * @self: a tile
 * @row: (nullable): what to show
 */
void
leaf_book_tile_set_row (LeafBookTile *self, LeafBookRow *row)
{
  g_return_if_fail (LEAF_IS_BOOK_TILE (self));
  g_return_if_fail (row == NULL || LEAF_IS_BOOK_ROW (row));

  if (!g_set_object (&self->row, row))
    return;

  g_signal_group_set_target (self->row_signals, row);
  leaf_book_tile_update (self);
}
