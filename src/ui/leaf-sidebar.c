/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-sidebar"

#include "config.h"

#include "leaf-sidebar.h"

#include "leaf-book-row-widget.h"
#include "leaf-book-selection.h"
#include "leaf-browse-message.h"
#include "leaf-outbox-button.h"
#include "leaf-place-button.h"
#include "leaf-sort-button.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafSidebar
{
  GtkWidget parent_instance;

  AdwHeaderBar *header;
  LeafOutboxButton *outbox_button;
  GtkMenuButton *menu_button;
  GtkSearchEntry *search;
  LeafPlaceButton *place_button;
  LeafBrowseMessage *message;
  GtkListView *list_view;
  GtkActionBar *bar;
  GtkLabel *count;
  GtkMenuButton *publish_button;
  GtkWidget *context_menu; /* NULL until asked for */

  LeafBrowse *browse;
  GtkMultiSelection *selection;
  GArray *chosen;     /* gint64; when there are several */
  gint64 book;        /* the one shown in the other panes; it may be filtered out here */
  gboolean focus_list;     /* once there are books in it */
  gboolean scroll_to_book; /* once the list has it */
  gboolean query_changed;  /* and the list has not heard of it */
  gboolean scroll_to_top;  /* else to the book */
  unsigned int scroll_tick; /* 0 when none waits */
  gboolean restoring; /* the selection moves because the list does */
  gboolean folded;
};

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

static gint64
leaf_sidebar_book_at (LeafSidebar *self, unsigned int position)
{
  LeafBookList *list = leaf_browse_get_list (self->browse);

  return list != NULL ? leaf_book_list_get_id (list, position) : 0;
}

static unsigned int
leaf_sidebar_find_book (LeafSidebar *self, gint64 book)
{
  LeafBookList *list = leaf_browse_get_list (self->browse);

  return list != NULL && book != 0 ? leaf_book_list_find (list, book) : GTK_INVALID_LIST_POSITION;
}

/* A list that is told to scroll before it has a height, or in the frame in which its rows changed, shows
 * one row and no more until it is touched (GTK 4.8). */
static gboolean
leaf_sidebar_scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LeafSidebar *self = LEAF_SIDEBAR (widget);
  gint64 *first = user_data;
  unsigned int position = leaf_sidebar_find_book (self, self->book);

  if (*first < 0 && gtk_widget_get_height (GTK_WIDGET (self->list_view)) > 0)
    *first = gdk_frame_clock_get_frame_counter (clock);
  if (*first < 0 || gdk_frame_clock_get_frame_counter (clock) <= *first + 1)
    return G_SOURCE_CONTINUE;

  self->scroll_tick = 0;
  if (self->scroll_to_top)
    position = 0;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);

  return G_SOURCE_REMOVE;
}

static void
leaf_sidebar_scroll (LeafSidebar *self, gboolean to_top)
{
  gint64 *first = g_new (gint64, 1);

  *first = -1;
  self->scroll_to_top = to_top;
  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
  self->scroll_tick =
    gtk_widget_add_tick_callback (GTK_WIDGET (self), leaf_sidebar_scroll_cb, first, g_free);
}

static gboolean
leaf_sidebar_has_several (LeafSidebar *self)
{
  return self->chosen->len > 1;
}

static void
leaf_sidebar_update_bar (LeafSidebar *self)
{
  g_autofree char *text = leaf_book_selection_describe (self->chosen->len);

  gtk_label_set_label (self->count, text);
  gtk_action_bar_set_revealed (self->bar, leaf_sidebar_has_several (self));
}

/* They may be all books of a large library. */
static void
leaf_sidebar_find_chosen (LeafSidebar *self, GtkBitset *positions)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (g_int64_hash, g_int64_equal);
  unsigned int n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (!leaf_sidebar_has_several (self))
    return;

  for (unsigned int i = 0; i < self->chosen->len; i++)
    g_hash_table_add (chosen, &g_array_index (self->chosen, gint64, i));
  for (unsigned int i = 0; i < n_items; i++)
    {
      gint64 id = leaf_sidebar_book_at (self, i);

      if (g_hash_table_contains (chosen, &id))
        gtk_bitset_add (positions, i);
    }
}

/* Puts the selection back on the books that were chosen, or on the one shown, wherever they are now. */
static void
leaf_sidebar_restore_selection (LeafSidebar *self)
{
  unsigned int position = leaf_sidebar_find_book (self, self->book);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, g_list_model_get_n_items (G_LIST_MODEL (self->selection)));

  leaf_sidebar_find_chosen (self, selected);
  if (!leaf_sidebar_has_several (self) && position != GTK_INVALID_LIST_POSITION)
    gtk_bitset_add (selected, position);

  self->restoring = TRUE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, all);
  self->restoring = FALSE;
  leaf_sidebar_update_bar (self);

  if (self->scroll_to_book && position != GTK_INVALID_LIST_POSITION)
    {
      self->scroll_to_book = FALSE;
      leaf_sidebar_scroll (self, FALSE);
    }
}

/* While the list changes in steps a book may be missing that comes again; what is missing then has gone. */
static void
leaf_sidebar_loading_cb (LeafSidebar *self)
{
  g_autoptr (GArray) ids = NULL;

  if (!leaf_sidebar_has_several (self) || leaf_book_list_get_loading (leaf_browse_get_list (self->browse)))
    return;

  ids = leaf_book_selection_dup_ids (GTK_SELECTION_MODEL (self->selection), self->browse);
  g_array_set_size (self->chosen, 0);
  if (ids->len > 1)
    g_array_append_vals (self->chosen, ids->data, ids->len);
  leaf_sidebar_restore_selection (self);
}

/* Of several, only the book shown stays selected. */
static void
leaf_sidebar_deselect_cb (LeafSidebar *self)
{
  g_array_set_size (self->chosen, 0);
  leaf_sidebar_restore_selection (self);
  leaf_sidebar_focus_list (self);
}

static void
leaf_sidebar_list_cb (LeafSidebar *self)
{
  LeafBookList *list = leaf_browse_get_list (self->browse);

  g_array_set_size (self->chosen, 0);
  gtk_multi_selection_set_model (self->selection, G_LIST_MODEL (list));
  if (list != NULL)
    g_signal_connect_object (list, "notify::loading", G_CALLBACK (leaf_sidebar_loading_cb), self, G_CONNECT_SWAPPED);
}

static void
leaf_sidebar_items_changed_cb (LeafSidebar *self)
{
  leaf_sidebar_restore_selection (self);
  if (self->query_changed && g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    {
      /* The best find is first; without a search, the book she has open is what she knows. */
      self->query_changed = FALSE;
      leaf_sidebar_scroll (self, *leaf_browse_get_search (self->browse) != '\0' ||
                                   leaf_sidebar_find_book (self, self->book) == GTK_INVALID_LIST_POSITION);
    }
  if (self->focus_list && leaf_browse_get_state (self->browse) == LEAF_BROWSE_BOOKS)
    leaf_sidebar_focus_list (self);
}

static void
leaf_sidebar_query_cb (LeafSidebar *self)
{
  self->query_changed = TRUE;
}

/* One is shown beside the list; several are for what is done with all of them. */
static void
leaf_sidebar_selected_cb (LeafSidebar *self)
{
  g_autoptr (GArray) ids = NULL;
  gint64 book;

  if (self->restoring)
    return;

  ids = leaf_book_selection_dup_ids (GTK_SELECTION_MODEL (self->selection), self->browse);
  g_array_set_size (self->chosen, 0);
  if (ids->len > 1)
    g_array_append_vals (self->chosen, ids->data, ids->len);
  leaf_sidebar_update_bar (self);
  if (ids->len == 0)
    leaf_sidebar_restore_selection (self);
  if (ids->len != 1)
    return;

  book = g_array_index (ids, gint64, 0);
  if (book == self->book)
    return;

  self->book = book;
  g_signal_emit (self, signals[BOOK_SELECTED], 0, book);
}

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

/* What can be done with a row: with all that are selected when it is one of them. */
static GArray *
leaf_sidebar_dup_affected (LeafSidebar *self, gint64 book)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (unsigned int i = 0; leaf_sidebar_has_several (self) && i < self->chosen->len; i++)
    if (g_array_index (self->chosen, gint64, i) == book)
      return g_array_append_vals (ids, self->chosen->data, self->chosen->len);

  return g_array_append_val (ids, book);
}

static void
leaf_sidebar_fill_menu (LeafSidebar *self, GMenu *menu, gint64 book)
{
  g_autoptr (GArray) ids = leaf_sidebar_dup_affected (self, book);
  g_autoptr (GMenu) danger = g_menu_new ();
  g_autoptr (GMenuItem) remove = g_menu_item_new (_("Re_move from Library"), NULL);

  if (ids->len > 1)
    {
      g_autoptr (GMenuModel) publish = leaf_book_selection_make_menu ("sidebar.bulk");

      for (int i = 0; i < g_menu_model_get_n_items (publish); i++)
        {
          g_autoptr (GMenuModel) section = g_menu_model_get_item_link (publish, i, G_MENU_LINK_SECTION);

          g_menu_append_section (menu, NULL, section);
        }
    }
  else
    {
      g_autoptr (GMenuItem) write = g_menu_item_new (_("_Write Review"), NULL);
      g_autoptr (GMenuItem) details = g_menu_item_new (_("_Book Details"), NULL);

      g_menu_item_set_action_and_target (write, "win.open-book", "x", book);
      g_menu_append_item (menu, write);
      g_menu_item_set_action_and_target (details, "win.book-details", "x", book);
      g_menu_append_item (menu, details);
    }
  g_menu_item_set_action_and_target_value (remove, "win.remove-books",
                                           g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len, sizeof book));
  g_menu_append_item (danger, remove);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (danger));
}

static void
leaf_sidebar_popup_menu (LeafSidebar *self, gint64 book, const GdkRectangle *at)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  leaf_sidebar_fill_menu (self, menu, book);
  if (self->context_menu == NULL)
    {
      self->context_menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->context_menu), FALSE);
      gtk_widget_set_halign (self->context_menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->context_menu, GTK_WIDGET (self));
    }

  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->context_menu), G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->context_menu), at);
  gtk_popover_popup (GTK_POPOVER (self->context_menu));
}

static void
leaf_sidebar_menu_click_cb (GtkGestureClick *gesture,
                            int n_press,
                            double x,
                            double y,
                            LeafSidebar *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  LeafBookRow *row = leaf_book_row_widget_get_row (LEAF_BOOK_ROW_WIDGET (widget));
  double at_x, at_y;

  if (row == NULL || !gtk_widget_translate_coordinates (widget, GTK_WIDGET (self), x, y, &at_x, &at_y))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  leaf_sidebar_popup_menu (self, leaf_book_row_get_id (row),
                           &(GdkRectangle) { (int) at_x, (int) at_y, 1, 1 });
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

static gboolean
leaf_sidebar_menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  LeafSidebar *self = user_data;
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list_view));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  graphene_rect_t bounds;

  if (!LEAF_IS_BOOK_ROW_WIDGET (row) || leaf_book_row_widget_get_row (LEAF_BOOK_ROW_WIDGET (row)) == NULL ||
      !gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &bounds))
    return GDK_EVENT_PROPAGATE;

  leaf_sidebar_popup_menu (self, leaf_book_row_get_id (leaf_book_row_widget_get_row (LEAF_BOOK_ROW_WIDGET (row))),
                           &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                             (int) bounds.size.width, (int) bounds.size.height });
  return GDK_EVENT_STOP;
}

static gboolean
leaf_sidebar_delete_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  LeafSidebar *self = user_data;
  g_autoptr (GArray) ids = leaf_book_selection_dup_ids (GTK_SELECTION_MODEL (self->selection), self->browse);

  if (ids->len == 0)
    return GDK_EVENT_PROPAGATE;

  leaf_book_selection_remove (GTK_WIDGET (self), ids);
  return GDK_EVENT_STOP;
}

static gboolean
leaf_sidebar_escape_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  LeafSidebar *self = user_data;

  if (!leaf_sidebar_has_several (self))
    return GDK_EVENT_PROPAGATE;

  leaf_sidebar_deselect_cb (self);
  return GDK_EVENT_STOP;
}

static void
leaf_sidebar_add_list_shortcuts (LeafSidebar *self)
{
  GtkShortcutController *controller = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  gtk_shortcut_controller_add_shortcut (
    controller, gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Delete|KP_Delete"),
                                  gtk_callback_action_new (leaf_sidebar_delete_key_cb, self, NULL)));
  gtk_shortcut_controller_add_shortcut (
    controller, gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                                  gtk_callback_action_new (leaf_sidebar_menu_key_cb, self, NULL)));
  gtk_shortcut_controller_add_shortcut (
    controller, gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                                  gtk_callback_action_new (leaf_sidebar_escape_key_cb, self, NULL)));
  /* Ahead of the search, which takes every key of the books that means something in a text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (controller), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (controller));
}

static void
leaf_sidebar_setup_cb (LeafSidebar *self, GtkListItem *item)
{
  GtkWidget *widget = leaf_book_row_widget_new (leaf_browse_get_library (self->browse));
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu_click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (leaf_sidebar_click_cb), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu_click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (menu_click, "pressed", G_CALLBACK (leaf_sidebar_menu_click_cb), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (menu_click));

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

static void
leaf_sidebar_set_folded (LeafSidebar *self, gboolean folded)
{
  if (self->folded == folded)
    return;

  self->folded = folded;
  adw_header_bar_set_show_end_title_buttons (self->header, folded);
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
  g_signal_connect_object (self->browse, "notify::list", G_CALLBACK (leaf_sidebar_list_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->browse, "notify::search", G_CALLBACK (leaf_sidebar_query_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->browse, "notify::place-label", G_CALLBACK (leaf_sidebar_query_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->browse, "notify::sort", G_CALLBACK (leaf_sidebar_query_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->browse, "notify::search",
                           G_CALLBACK (leaf_sidebar_browse_search_cb), self, G_CONNECT_SWAPPED);
  leaf_sidebar_list_cb (self);
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
  gtk_widget_class_bind_template_callback (widget_class, leaf_sidebar_deselect_cb);
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

  self->chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_menu_button_set_menu_model (self->publish_button, menu);
  self->selection = gtk_multi_selection_new (NULL);
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (leaf_sidebar_selected_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (factory, "setup", G_CALLBACK (leaf_sidebar_setup_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (leaf_sidebar_bind_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (leaf_sidebar_unbind_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  /* After the view has connected to it: the selection may move only when the view knows the list. */
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (leaf_sidebar_items_changed_cb), self, G_CONNECT_SWAPPED);
  leaf_sidebar_add_list_shortcuts (self);

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
