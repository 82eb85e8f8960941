/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-sidebar"

#include "config.h"

#include "leaf-sidebar-private.h"

#include "leaf-book-row-widget.h"
#include "leaf-book-selection.h"
#include "leaf-sort-button.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (LeafSidebar, leaf_sidebar, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_BROWSE,
  PROP_FOLDED,
  N_PROPS
};

enum {
  BOOK_SELECTED,
  BOOK_OPENED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static unsigned int signals[N_SIGNALS];

static void
leaf_sidebar_activate_cb (LeafSidebar *self, unsigned int position)
{
  gint64 book = leaf_sidebar_book_at (self, position);

  if (book != 0)
    g_signal_emit (self, signals[BOOK_OPENED], 0, book);
}

static void
leaf_sidebar_search_changed_cb (LeafSidebar *self)
{
  leaf_browse_set_search (self->browse, gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

/* Enter right after typing means the first book found, even when the delay is not over yet. */
static void
leaf_sidebar_search_activate_cb (LeafSidebar *self)
{
  leaf_sidebar_search_changed_cb (self);
  leaf_sidebar_focus_list (self);
}

static void
leaf_sidebar_stop_search_cb (LeafSidebar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  leaf_sidebar_search_changed_cb (self);
  leaf_sidebar_focus_list (self);
}

/* The place or a button can end a search too. */
static void
leaf_sidebar_browse_search_cb (LeafSidebar *self)
{
  const char *search = leaf_browse_get_search (self->browse);

  if (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->search)), search))
    return;

  /* Setting a text empties the entry first, and that is no search for everything. */
  g_signal_handlers_block_by_func (self->search, leaf_sidebar_search_changed_cb, self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), search);
  g_signal_handlers_unblock_by_func (self->search, leaf_sidebar_search_changed_cb, self);
}

static gboolean
leaf_sidebar_search_key_cb (LeafSidebar *self,
                            unsigned int keyval,
                            unsigned int keycode,
                            GdkModifierType state)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  leaf_sidebar_focus_list (self);
  return GDK_EVENT_STOP;
}

static void
leaf_sidebar_bulk_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  leaf_book_selection_publish (widget, LEAF_SIDEBAR (widget)->chosen, g_variant_get_string (target, NULL));
}

/* Where a click is all that can open a book, it does. */
static void
leaf_sidebar_click_cb (GtkGestureClick *gesture,
                       int n_press,
                       double x,
                       double y,
                       LeafSidebar *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  LeafBookRow *row = leaf_book_row_widget_get_row (LEAF_BOOK_ROW_WIDGET (widget));
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (self->folded && row != NULL && (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    g_signal_emit (self, signals[BOOK_OPENED], 0, leaf_book_row_get_id (row));
}

static void
leaf_sidebar_setup_cb (LeafSidebar *self, GtkListItem *item)
{
  GtkWidget *widget = leaf_book_row_widget_new (leaf_browse_get_library (self->browse));
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (leaf_sidebar_click_cb), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  leaf_sidebar_add_menu_click (self, widget);

  gtk_list_item_set_child (item, widget);
}

static void
leaf_sidebar_bind_cb (LeafSidebar *self, GtkListItem *item)
{
  leaf_book_row_widget_set_row (LEAF_BOOK_ROW_WIDGET (gtk_list_item_get_child (item)),
                                gtk_list_item_get_item (item));
}

static void
leaf_sidebar_unbind_cb (LeafSidebar *self, GtkListItem *item)
{
  leaf_book_row_widget_set_row (LEAF_BOOK_ROW_WIDGET (gtk_list_item_get_child (item)), NULL);
}

/* With the outbox beside it and the buttons of the window there is no room for a title in a narrow one. */
static void
leaf_sidebar_update_title (LeafSidebar *self)
{
  gtk_widget_set_visible (self->title, !self->folded || !gtk_widget_get_visible (GTK_WIDGET (self->outbox_button)));
}

static void
leaf_sidebar_set_folded (LeafSidebar *self, gboolean folded)
{
  if (self->folded == folded)
    return;

  self->folded = folded;
  adw_header_bar_set_show_end_title_buttons (self->header, folded);
  leaf_sidebar_update_title (self);
  /* Unfolded, the empty review beside it offers the same, larger. */
  leaf_browse_message_set_offer_first_book (self->message, folded);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
leaf_sidebar_get_property (GObject *object, unsigned int prop_id, GValue *value, GParamSpec *pspec)
{
  LeafSidebar *self = LEAF_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_BROWSE:
      g_value_set_object (value, self->browse);
      break;

    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_sidebar_set_property (GObject *object,
                           unsigned int prop_id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  LeafSidebar *self = LEAF_SIDEBAR (object);

  switch (prop_id)
    {
    case PROP_BROWSE:
      self->browse = g_value_dup_object (value);
      break;

    case PROP_FOLDED:
      leaf_sidebar_set_folded (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_sidebar_constructed (GObject *object)
{
  LeafSidebar *self = LEAF_SIDEBAR (object);

  G_OBJECT_CLASS (leaf_sidebar_parent_class)->constructed (object);

  leaf_place_button_set_browse (self->place_button, self->browse);
  leaf_browse_message_set_browse (self->message, self->browse);
  g_signal_connect_object (self->browse, "notify::search",
                           G_CALLBACK (leaf_sidebar_browse_search_cb), self, G_CONNECT_SWAPPED);
  leaf_sidebar_follow_browse (self);
  leaf_sidebar_browse_search_cb (self);
}

static void
leaf_sidebar_dispose (GObject *object)
{
  LeafSidebar *self = LEAF_SIDEBAR (object);
  GtkWidget *child;

  gtk_search_entry_set_key_capture_widget (self->search, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->context_menu = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->browse);

  G_OBJECT_CLASS (leaf_sidebar_parent_class)->dispose (object);
}

static void
leaf_sidebar_finalize (GObject *object)
{
  g_array_unref (LEAF_SIDEBAR (object)->chosen);

  G_OBJECT_CLASS (leaf_sidebar_parent_class)->finalize (object);
}

static void
leaf_sidebar_class_init (LeafSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();

  object_class->constructed = leaf_sidebar_constructed;
  object_class->dispose = leaf_sidebar_dispose;
  object_class->finalize = leaf_sidebar_finalize;
  object_class->get_property = leaf_sidebar_get_property;
  object_class->set_property = leaf_sidebar_set_property;

  properties[PROP_BROWSE] =
    g_param_spec_object ("browse", NULL, NULL, LEAF_TYPE_BROWSE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDED] =
    g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[BOOK_SELECTED] = g_signal_new ("book-selected", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_INT64);
  signals[BOOK_OPENED] = g_signal_new ("book-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (LEAF_TYPE_BROWSE_MESSAGE);
  g_type_ensure (LEAF_TYPE_OUTBOX_BUTTON);
  g_type_ensure (LEAF_TYPE_PLACE_BUTTON);
  g_type_ensure (LEAF_TYPE_SORT_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-sidebar.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafSidebar, header);
  gtk_widget_class_bind_template_child (widget_class, LeafSidebar, title);
  gtk_widget_class_bind_template_child (widget_class, LeafSidebar, outbox_button);
  gtk_widget_class_bind_template_child (widget_class, LeafSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, LeafSidebar, search);
  gtk_widget_class_bind_template_child (widget_class, LeafSidebar, place_button);
  gtk_widget_class_bind_template_child (widget_class, LeafSidebar, message);
  gtk_widget_class_bind_template_child (widget_class, LeafSidebar, list_view);
  gtk_widget_class_bind_template_child (widget_class, LeafSidebar, bar);
  gtk_widget_class_bind_template_child (widget_class, LeafSidebar, count);
  gtk_widget_class_bind_template_child (widget_class, LeafSidebar, publish_button);
  gtk_widget_class_install_action (widget_class, "sidebar.bulk", "s", leaf_sidebar_bulk_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_sidebar_deselect);
  gtk_widget_class_bind_template_callback (widget_class, leaf_sidebar_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_sidebar_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_sidebar_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_sidebar_stop_search_cb);
}

static void
leaf_sidebar_init (LeafSidebar *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GMenuModel) menu = leaf_book_selection_make_menu ("sidebar.bulk");
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_ui_name_menu_button (self->menu_button, _("Main menu"));
  leaf_browse_message_set_offer_first_book (self->message, FALSE);
  g_signal_connect_object (self->outbox_button, "notify::visible", G_CALLBACK (leaf_sidebar_update_title), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_menu_model (self->publish_button, menu);

  g_signal_connect_object (factory, "setup", G_CALLBACK (leaf_sidebar_setup_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (leaf_sidebar_bind_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (leaf_sidebar_unbind_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  leaf_sidebar_init_selection (self);
  leaf_sidebar_add_list_keys (self);

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (leaf_sidebar_search_key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list_view));
}

/**
 * leaf_sidebar_new:
 * @browse: where in the library she looks
 *
 * Returns: (transfer floating): a sidebar
 */
GtkWidget *
leaf_sidebar_new (LeafBrowse *browse)
{
  g_return_val_if_fail (LEAF_IS_BROWSE (browse), NULL);

  return g_object_new (LEAF_TYPE_SIDEBAR, "browse", browse, NULL);
}

/**
 * leaf_sidebar_set_outbox:
 * @self: a sidebar
 * @outbox: the outbox
 *
 * Shows in the header while something is in @outbox.
 */
void
leaf_sidebar_set_outbox (LeafSidebar *self, LeafOutboxList *outbox)
{
  g_return_if_fail (LEAF_IS_SIDEBAR (self));

  leaf_outbox_button_set_list (self->outbox_button, outbox);
}

/**
 * leaf_sidebar_set_book:
 * @self: a sidebar
 * @book: the id of a book, 0 for none
 *
 * Selects the row of @book when it is in the list, now or later.
 */
void
leaf_sidebar_set_book (LeafSidebar *self, gint64 book)
{
  g_return_if_fail (LEAF_IS_SIDEBAR (self));

  if (self->book == book)
    return;

  self->book = book;
  self->scroll_to_book = book != 0;
  g_array_set_size (self->chosen, 0);
  leaf_sidebar_restore_selection (self);
}

/**
 * leaf_sidebar_focus_search:
 * @self: a sidebar
 *
 * Moves the focus to the search, with what is there selected.
 */
void
leaf_sidebar_focus_search (LeafSidebar *self)
{
  g_return_if_fail (LEAF_IS_SIDEBAR (self));

  self->focus_list = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

/**
 * leaf_sidebar_focus_list:
 * @self: a sidebar
 *
 * Moves the focus to the books, or to what stands in their place.
 */
void
leaf_sidebar_focus_list (LeafSidebar *self)
{
  g_return_if_fail (LEAF_IS_SIDEBAR (self));

  self->focus_list = leaf_browse_get_state (self->browse) == LEAF_BROWSE_LOADING;
  if (self->focus_list)
    return;

  if (leaf_browse_get_state (self->browse) == LEAF_BROWSE_BOOKS)
    gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->message), GTK_DIR_TAB_FORWARD);
}
