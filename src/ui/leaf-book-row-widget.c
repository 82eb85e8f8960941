/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-book-row-widget"

#include "config.h"

#include "leaf-book-row-widget.h"

#include "leaf-place.h"
#include "leaf-stars.h"
#include "leaf-state-pill.h"
#include "leaf-thumbnail.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafBookRowWidget
{
  GtkWidget parent_instance;

  LeafThumbnail *thumbnail;
  GtkLabel *title;
  GtkLabel *authors;
  LeafStatePill *state;
  LeafStars *stars;

  LeafBookRow *row;
  GSignalGroup *row_signals;
};

G_DEFINE_FINAL_TYPE (LeafBookRowWidget, leaf_book_row_widget, GTK_TYPE_WIDGET)

static void
leaf_book_row_widget_update (LeafBookRowWidget *self)
{
  gboolean loaded = self->row != NULL && leaf_book_row_get_loaded (self->row);
  g_autofree char *words = NULL;
  const char *title;
  const char *authors;

  gtk_widget_set_visible (GTK_WIDGET (self->state), loaded);
  if (!loaded)
    {
      gtk_label_set_label (self->title, "");
      gtk_label_set_label (self->authors, "");
      leaf_thumbnail_set_text (self->thumbnail, NULL, NULL);
      leaf_thumbnail_set_cover (self->thumbnail, NULL);
      leaf_stars_set_rating (self->stars, 0);
      return;
    }

  title = leaf_book_row_get_title (self->row);
  authors = leaf_book_row_get_authors (self->row);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->authors, authors != NULL ? authors : "");
  gtk_widget_set_visible (GTK_WIDGET (self->authors), authors != NULL && *authors != '\0');
  leaf_thumbnail_set_text (self->thumbnail, title, authors);
  leaf_thumbnail_set_cover (self->thumbnail, leaf_book_row_get_cover (self->row));
  leaf_stars_set_rating (self->stars, leaf_book_row_get_rating (self->row));
  leaf_state_pill_set_state (self->state, leaf_book_row_get_state (self->row));

  /* The item of the list is what assistive technology stops at. */
  words = leaf_book_row_widget_describe (self->row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
leaf_book_row_widget_dispose (GObject *object)
{
  LeafBookRowWidget *self = LEAF_BOOK_ROW_WIDGET (object);
  GtkWidget *child;

  g_clear_object (&self->row_signals);
  g_clear_object (&self->row);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (leaf_book_row_widget_parent_class)->dispose (object);
}

static void
leaf_book_row_widget_class_init (LeafBookRowWidgetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();

  object_class->dispose = leaf_book_row_widget_dispose;

  g_type_ensure (LEAF_TYPE_STARS);
  g_type_ensure (LEAF_TYPE_STATE_PILL);
  g_type_ensure (LEAF_TYPE_THUMBNAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LEAF_UI_RESOURCE ("leaf-book-row-widget.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafBookRowWidget, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, LeafBookRowWidget, title);
  gtk_widget_class_bind_template_child (widget_class, LeafBookRowWidget, authors);
  gtk_widget_class_bind_template_child (widget_class, LeafBookRowWidget, state);
  gtk_widget_class_bind_template_child (widget_class, LeafBookRowWidget, stars);
  gtk_widget_class_set_css_name (widget_class, "leafbookrow");
}

static void
leaf_book_row_widget_init (LeafBookRowWidget *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->row_signals = g_signal_group_new (LEAF_TYPE_BOOK_ROW);
  g_signal_group_connect_swapped (self->row_signals, "notify",
                                  G_CALLBACK (leaf_book_row_widget_update), self);
}

/**
 * leaf_book_row_widget_new:
 * @library: where the covers are kept
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
leaf_book_row_widget_new (LeafLibrary *library)
{
  LeafBookRowWidget *self = g_object_new (LEAF_TYPE_BOOK_ROW_WIDGET, NULL);

  leaf_thumbnail_set_library (self->thumbnail, library);
  return GTK_WIDGET (self);
}

/**
 * leaf_book_row_widget_get_row:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
LeafBookRow *
leaf_book_row_widget_get_row (LeafBookRowWidget *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK_ROW_WIDGET (self), NULL);

  return self->row;
}

/**
 * leaf_book_row_widget_set_row:
 * @self: a row
 * @row: (nullable): what to show
 */
void
leaf_book_row_widget_set_row (LeafBookRowWidget *self, LeafBookRow *row)
{
  g_return_if_fail (LEAF_IS_BOOK_ROW_WIDGET (self));
  g_return_if_fail (row == NULL || LEAF_IS_BOOK_ROW (row));

  if (!g_set_object (&self->row, row))
    return;

  g_signal_group_set_target (self->row_signals, row);
  leaf_book_row_widget_update (self);
}

/**
 * leaf_book_row_widget_describe:
 * @row: a loaded row
 *
 * Returns: (transfer full): the row in words, translated
 */
char *
leaf_book_row_widget_describe (LeafBookRow *row)
{
  const char *title = leaf_book_row_get_title (row);
  const char *authors = leaf_book_row_get_authors (row);
  g_autoptr (GString) words = g_string_new (NULL);

  if (authors != NULL && *authors != '\0')
    /* Translators: a book's title and authors. */
    g_string_append_printf (words, _("%s by %s"), title, authors);
  else
    g_string_append (words, title);

  g_string_append_printf (words, ", %s", leaf_place_get_state_label (leaf_book_row_get_state (row)));
  if (leaf_book_row_get_rating (row) > 0)
    {
      g_autofree char *rating = leaf_stars_describe (leaf_book_row_get_rating (row));

      g_string_append_printf (words, ", %s", rating);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}
