/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cover-grid"

#include "config.h"

#include "leaf-cover-grid.h"

#include "leaf-book-selection.h"
#include "leaf-book-tile.h"
#include "leaf-browse-message.h"
#include "leaf-place-button.h"
#include "leaf-sort-button.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafCoverGrid
{
  GtkWidget parent_instance;

  GtkSearchEntry *search;
  LeafPlaceButton *place_button;
  LeafBrowseMessage *message;
  GtkGridView *grid_view;
  GtkActionBar *bar;
  GtkLabel *count;
  GtkMenuButton *publish_button;
  GtkButton *open_button;

  LeafBrowse *browse;
  GtkMultiSelection *selection;
};

G_DEFINE_FINAL_TYPE (LeafCoverGrid, leaf_cover_grid, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_BROWSE,
  N_PROPS
};

enum {
  BOOK_OPENED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static unsigned int signals[N_SIGNALS];

static gint64
leaf_cover_grid_book_at (LeafCoverGrid *self, unsigned int position)
{
  LeafBookList *list = leaf_browse_get_list (self->browse);

  return list != NULL ? leaf_book_list_get_id (list, position) : 0;
}

static GArray *
leaf_cover_grid_dup_selected (LeafCoverGrid *self)
{
  return leaf_book_selection_dup_ids (GTK_SELECTION_MODEL (self->selection), self->browse);
}

static void
leaf_cover_grid_selection_cb (LeafCoverGrid *self)
{
  g_autoptr (GtkBitset) selected =
    gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  unsigned int n_selected = (unsigned int) gtk_bitset_get_size (selected);
  g_autofree char *text = leaf_book_selection_describe (n_selected);

  gtk_label_set_label (self->count, text);
  gtk_action_bar_set_revealed (self->bar, n_selected > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), n_selected == 1);
}

static void
leaf_cover_grid_list_cb (LeafCoverGrid *self)
{
  gtk_multi_selection_set_model (self->selection,
                                 G_LIST_MODEL (leaf_browse_get_list (self->browse)));
}

static void
leaf_cover_grid_open (LeafCoverGrid *self, gint64 book)
{
  if (book != 0)
    g_signal_emit (self, signals[BOOK_OPENED], 0, book);
}

static void
leaf_cover_grid_activate_cb (LeafCoverGrid *self, unsigned int position)
{
  leaf_cover_grid_open (self, leaf_cover_grid_book_at (self, position));
}

static void
leaf_cover_grid_open_cb (LeafCoverGrid *self)
{
  g_autoptr (GArray) ids = leaf_cover_grid_dup_selected (self);

  if (ids->len > 0)
    leaf_cover_grid_open (self, g_array_index (ids, gint64, 0));
}

static void
leaf_cover_grid_remove_cb (LeafCoverGrid *self)
{
  g_autoptr (GArray) ids = leaf_cover_grid_dup_selected (self);

  leaf_book_selection_remove (GTK_WIDGET (self), ids);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static void
leaf_cover_grid_bulk_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  g_autoptr (GArray) ids = leaf_cover_grid_dup_selected (LEAF_COVER_GRID (widget));

  leaf_book_selection_publish (widget, ids, g_variant_get_string (target, NULL));
}

static gboolean
leaf_cover_grid_delete_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  leaf_cover_grid_remove_cb (user_data);
  return GDK_EVENT_STOP;
}

static gboolean
leaf_cover_grid_escape_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  LeafCoverGrid *self = user_data;

  if (!gtk_action_bar_get_revealed (self->bar))
    return GDK_EVENT_PROPAGATE;

  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  return GDK_EVENT_STOP;
}

static void
leaf_cover_grid_search_changed_cb (LeafCoverGrid *self)
{
  leaf_browse_set_search (self->browse, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
leaf_cover_grid_search_activate_cb (LeafCoverGrid *self)
{
  leaf_cover_grid_search_changed_cb (self);
  leaf_cover_grid_focus (self);
}

static void
leaf_cover_grid_stop_search_cb (LeafCoverGrid *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  leaf_cover_grid_search_activate_cb (self);
}

static void
leaf_cover_grid_browse_search_cb (LeafCoverGrid *self)
{
  const char *search = leaf_browse_get_search (self->browse);

  if (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->search)), search))
    return;

  /* Setting a text empties the entry first, and that is no search for everything. */
  g_signal_handlers_block_by_func (self->search, leaf_cover_grid_search_changed_cb, self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), search);
  g_signal_handlers_unblock_by_func (self->search, leaf_cover_grid_search_changed_cb, self);
}

static void
leaf_cover_grid_setup_cb (LeafCoverGrid *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, leaf_book_tile_new (leaf_browse_get_library (self->browse)));
}

static void
leaf_cover_grid_bind_cb (LeafCoverGrid *self, GtkListItem *item)
{
  leaf_book_tile_set_row (LEAF_BOOK_TILE (gtk_list_item_get_child (item)),
                          gtk_list_item_get_item (item));
}

static void
leaf_cover_grid_unbind_cb (LeafCoverGrid *self, GtkListItem *item)
{
  leaf_book_tile_set_row (LEAF_BOOK_TILE (gtk_list_item_get_child (item)), NULL);
}

static void
leaf_cover_grid_get_property (GObject *object,
                              unsigned int prop_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  LeafCoverGrid *self = LEAF_COVER_GRID (object);

  switch (prop_id)
    {
    case PROP_BROWSE:
      g_value_set_object (value, self->browse);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_cover_grid_set_property (GObject *object,
                              unsigned int prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  LeafCoverGrid *self = LEAF_COVER_GRID (object);

  switch (prop_id)
    {
    case PROP_BROWSE:
      self->browse = g_value_dup_object (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_cover_grid_constructed (GObject *object)
{
  LeafCoverGrid *self = LEAF_COVER_GRID (object);

  G_OBJECT_CLASS (leaf_cover_grid_parent_class)->constructed (object);

  leaf_place_button_set_browse (self->place_button, self->browse);
  leaf_browse_message_set_browse (self->message, self->browse);
  g_signal_connect_object (self->browse, "notify::list", G_CALLBACK (leaf_cover_grid_list_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->browse, "notify::search",
                           G_CALLBACK (leaf_cover_grid_browse_search_cb), self, G_CONNECT_SWAPPED);
  leaf_cover_grid_list_cb (self);
  leaf_cover_grid_browse_search_cb (self);
}

static void
leaf_cover_grid_dispose (GObject *object)
{
  LeafCoverGrid *self = LEAF_COVER_GRID (object);
  GtkWidget *child;

  gtk_search_entry_set_key_capture_widget (self->search, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->selection);
  g_clear_object (&self->browse);

  G_OBJECT_CLASS (leaf_cover_grid_parent_class)->dispose (object);
}

static void
leaf_cover_grid_class_init (LeafCoverGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();

  object_class->constructed = leaf_cover_grid_constructed;
  object_class->dispose = leaf_cover_grid_dispose;
  object_class->get_property = leaf_cover_grid_get_property;
  object_class->set_property = leaf_cover_grid_set_property;

  properties[PROP_BROWSE] =
    g_param_spec_object ("browse", NULL, NULL, LEAF_TYPE_BROWSE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[BOOK_OPENED] = g_signal_new ("book-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (LEAF_TYPE_BROWSE_MESSAGE);
  g_type_ensure (LEAF_TYPE_PLACE_BUTTON);
  g_type_ensure (LEAF_TYPE_SORT_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               LEAF_UI_RESOURCE ("leaf-cover-grid.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafCoverGrid, search);
  gtk_widget_class_bind_template_child (widget_class, LeafCoverGrid, place_button);
  gtk_widget_class_bind_template_child (widget_class, LeafCoverGrid, message);
  gtk_widget_class_bind_template_child (widget_class, LeafCoverGrid, grid_view);
  gtk_widget_class_bind_template_child (widget_class, LeafCoverGrid, bar);
  gtk_widget_class_bind_template_child (widget_class, LeafCoverGrid, count);
  gtk_widget_class_bind_template_child (widget_class, LeafCoverGrid, publish_button);
  gtk_widget_class_bind_template_child (widget_class, LeafCoverGrid, open_button);
  gtk_widget_class_install_action (widget_class, "covers.bulk", "s", leaf_cover_grid_bulk_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_cover_grid_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_cover_grid_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_cover_grid_remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_cover_grid_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_cover_grid_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_cover_grid_stop_search_cb);
}

static void
leaf_cover_grid_add_shortcuts (LeafCoverGrid *self)
{
  GtkShortcutController *controller = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  gtk_shortcut_controller_add_shortcut (
    controller,
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Delete|KP_Delete"),
                      gtk_callback_action_new (leaf_cover_grid_delete_key_cb, self, NULL)));
  gtk_shortcut_controller_add_shortcut (
    controller,
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                      gtk_callback_action_new (leaf_cover_grid_escape_key_cb, self, NULL)));
  /* Ahead of the search, which takes every key of the books that means something in a text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (controller), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->grid_view), GTK_EVENT_CONTROLLER (controller));
}

static void
leaf_cover_grid_init (LeafCoverGrid *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GMenuModel) menu = leaf_book_selection_make_menu ("covers.bulk");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->publish_button, menu);

  self->selection = gtk_multi_selection_new (NULL);
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (leaf_cover_grid_selection_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (leaf_cover_grid_selection_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (factory, "setup", G_CALLBACK (leaf_cover_grid_setup_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (leaf_cover_grid_bind_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (leaf_cover_grid_unbind_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_grid_view_set_factory (self->grid_view, factory);
  gtk_grid_view_set_model (self->grid_view, GTK_SELECTION_MODEL (self->selection));
  leaf_cover_grid_add_shortcuts (self);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->grid_view));
}

/**
 * leaf_cover_grid_new:
 * @browse: where in the library she looks
 *
 * Returns: (transfer floating): a grid
 */
GtkWidget *
leaf_cover_grid_new (LeafBrowse *browse)
{
  g_return_val_if_fail (LEAF_IS_BROWSE (browse), NULL);

  return g_object_new (LEAF_TYPE_COVER_GRID, "browse", browse, NULL);
}

/**
 * leaf_cover_grid_focus:
 * @self: a grid
 *
 * Moves the focus to the covers, or to what stands in their place.
 */
void
leaf_cover_grid_focus (LeafCoverGrid *self)
{
  g_return_if_fail (LEAF_IS_COVER_GRID (self));

  if (leaf_browse_get_state (self->browse) == LEAF_BROWSE_BOOKS)
    gtk_widget_grab_focus (GTK_WIDGET (self->grid_view));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->message), GTK_DIR_TAB_FORWARD);
}

/**
 * leaf_cover_grid_focus_search:
 * @self: a grid
 *
 * Moves the focus to the search, with what is there selected.
 */
void
leaf_cover_grid_focus_search (LeafCoverGrid *self)
{
  g_return_if_fail (LEAF_IS_COVER_GRID (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}
