/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-window"

#include "config.h"

#include "leaf-window-private.h"

#include "leaf-book-page.h"
#include "leaf-place.h"
#include "leaf-review-page.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (LeafWindow, leaf_window, ADW_TYPE_APPLICATION_WINDOW)

enum {
  PROP_0,
  PROP_FOCUS_MODE,
  PROP_SHOW_BOOK,
  PROP_SORT,
  PROP_VIEW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Which pane ends at the window's edge, and so carries its buttons. */
static void
leaf_window_update_title_buttons (LeafWindow *self)
{
  gboolean folded = leaf_panes_get_folded (self->panes);
  gboolean beside = leaf_panes_get_show_book (self->panes) &&
                    !leaf_panes_get_book_folded (self->panes);

  adw_header_bar_set_show_start_title_buttons (self->review_header, folded);
  adw_header_bar_set_show_end_title_buttons (self->review_header, !beside);
  adw_header_bar_set_show_start_title_buttons (self->book_header, folded);
}

static void
leaf_window_sort_cb (LeafWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

static void
leaf_window_alone_cb (LeafWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOCUS_MODE]);
}

static void
leaf_window_panes_cb (LeafWindow *self)
{
  leaf_window_update_title_buttons (self);
  leaf_window_update_focus (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_BOOK]);
}

/**
 * leaf_window_update_view:
 * @self: the window
 *
 * Shows what there is to show: the list or the covers, and in the panes a book or what to do
 * without one.
 */
void
leaf_window_update_view (LeafWindow *self)
{
  gboolean empty = leaf_browse_get_state (self->browse) == LEAF_BROWSE_EMPTY_LIBRARY;
  const char *view = gtk_stack_get_visible_child_name (self->views);

  if (self->library != NULL)
    {
      const char *wanted = self->covers_wanted ? "covers" : "list";

      if (g_strcmp0 (view, wanted) != 0)
        gtk_stack_set_visible_child_name (self->views, wanted);
    }

  gtk_stack_set_visible_child_name (self->review_stack, self->book != 0 ? "review" : "empty");
  leaf_panes_set_has_book (self->panes, self->book != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->review_empty_button), empty);
  if (empty)
    {
      adw_status_page_set_icon_name (self->review_empty, APPLICATION_ID);
      adw_status_page_set_title (self->review_empty, _("Welcome to Flyleaf"));
      adw_status_page_set_description (self->review_empty,
                                       _("Keep the books you review, write about them here, and "
                                         "put each review on your blog with one click."));
    }
  else
    {
      adw_status_page_set_icon_name (self->review_empty, "leaf-pen-symbolic");
      adw_status_page_set_title (self->review_empty, _("No Book Chosen"));
      adw_status_page_set_description (self->review_empty,
                                       _("Choose a book to read or write its review."));
    }
}

/**
 * leaf_window_set_view:
 * @self: the window
 * @covers: the covers of the whole library instead of list, review and book
 */
void
leaf_window_set_view (LeafWindow *self, gboolean covers)
{
  covers = !!covers;
  if (self->covers_wanted == covers)
    return;

  if (covers)
    leaf_window_set_focus_mode (self, FALSE);
  self->covers_wanted = covers;
  if (covers && self->covers == NULL)
    {
      self->covers = LEAF_COVER_GRID (leaf_cover_grid_new (self->browse));
      g_signal_connect_object (self->covers, "book-opened", G_CALLBACK (leaf_window_open_book),
                               self, G_CONNECT_SWAPPED);
      adw_bin_set_child (self->covers_bin, GTK_WIDGET (self->covers));
    }
  leaf_window_update_view (self);
  if (covers)
    leaf_cover_grid_focus (self->covers);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

static void
leaf_window_save_settings (LeafWindow *self)
{
  const char *name;
  LeafPlace place = leaf_browse_get_place (self->browse, &name);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", MAX (width, 360));
  g_settings_set_int (self->settings, "window-height", MAX (height, 500));
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_boolean (self->settings, "show-book",
                          leaf_panes_get_book_wanted (self->panes));
  g_settings_set_string (self->settings, "view", self->covers_wanted ? "covers" : "list");
  g_settings_set_string (self->settings, "place", leaf_place_to_nick (place));
  g_settings_set_string (self->settings, "place-name", name != NULL ? name : "");
  g_settings_set_string (self->settings, "sort", leaf_browse_get_sort (self->browse));
  g_settings_set_int64 (self->settings, "last-book", self->book);
}

static void
leaf_window_load_settings (LeafWindow *self)
{
  g_autofree char *place = g_settings_get_string (self->settings, "place");
  g_autofree char *name = g_settings_get_string (self->settings, "place-name");
  g_autofree char *sort = g_settings_get_string (self->settings, "sort");

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  leaf_panes_set_book_wanted (self->panes, g_settings_get_boolean (self->settings, "show-book"));
  leaf_browse_set_place (self->browse, leaf_place_from_nick (place), name);
  leaf_browse_set_sort (self->browse, sort);
}

static void
leaf_window_library_changed_cb (LeafWindow *self, LeafChange what, gint64 id)
{
  if (what == LEAF_CHANGE_BOOK && (id == self->book || id == 0))
    leaf_window_load_title (self);
}

static gboolean
leaf_window_close_request (GtkWindow *window)
{
  LeafWindow *self = LEAF_WINDOW (window);

  leaf_window_flush (self);
  if (self->library != NULL)
    leaf_window_save_settings (self);

  return GTK_WINDOW_CLASS (leaf_window_parent_class)->close_request (window);
}

static void
leaf_window_get_property (GObject *object, unsigned int prop_id, GValue *value, GParamSpec *pspec)
{
  LeafWindow *self = LEAF_WINDOW (object);

  switch (prop_id)
    {
    case PROP_FOCUS_MODE:
      g_value_set_boolean (value, leaf_panes_get_alone (self->panes));
      break;

    case PROP_SHOW_BOOK:
      g_value_set_boolean (value, leaf_panes_get_show_book (self->panes));
      break;

    case PROP_SORT:
      g_value_set_string (value, leaf_browse_get_sort (self->browse));
      break;

    case PROP_VIEW:
      g_value_set_string (value, self->covers_wanted ? "covers" : "list");
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_window_set_property (GObject *object,
                          unsigned int prop_id,
                          const GValue *value,
                          GParamSpec *pspec)
{
  LeafWindow *self = LEAF_WINDOW (object);

  switch (prop_id)
    {
    case PROP_FOCUS_MODE:
      leaf_window_set_focus_mode (self, g_value_get_boolean (value));
      break;

    case PROP_SHOW_BOOK:
      leaf_panes_set_show_book (self->panes, g_value_get_boolean (value));
      break;

    case PROP_SORT:
      leaf_browse_set_sort (self->browse, g_value_get_string (value));
      break;

    case PROP_VIEW:
      leaf_window_set_view (self, g_strcmp0 (g_value_get_string (value), "covers") == 0);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_window_dispose (GObject *object)
{
  LeafWindow *self = LEAF_WINDOW (object);

  /* The panes and the browse still move while they go; there is nothing left to follow them. */
  if (self->browse != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->panes, self);
      g_signal_handlers_disconnect_by_data (self->browse, self);
    }

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->library_signals);
  g_clear_object (&self->settings);
  g_clear_object (&self->outbox);
  g_clear_object (&self->library);
  g_clear_object (&self->browse);
  g_clear_pointer (&self->error_path, g_free);

  G_OBJECT_CLASS (leaf_window_parent_class)->dispose (object);
}

static void
leaf_window_class_init (LeafWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkWindowClass *window_class = GTK_WINDOW_CLASS (klass);

  leaf_ui_ensure ();

  object_class->dispose = leaf_window_dispose;
  object_class->get_property = leaf_window_get_property;
  object_class->set_property = leaf_window_set_property;

  window_class->close_request = leaf_window_close_request;

  properties[PROP_FOCUS_MODE] =
    g_param_spec_boolean ("focus-mode", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_BOOK] =
    g_param_spec_boolean ("show-book", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SORT] =
    g_param_spec_string ("sort", NULL, NULL, "added",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VIEW] =
    g_param_spec_string ("view", NULL, NULL, "list",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LEAF_TYPE_PANES);
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, views);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, covers_bin);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, review_pane);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, book_pane);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, review_header);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, book_header);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, review_title);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, review_back);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, book_back);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, review_stack);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, book_toggle);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, leave_button);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, review_empty);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, review_empty_button);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, review_bin);
  gtk_widget_class_bind_template_child (widget_class, LeafWindow, book_bin);

  leaf_window_class_init_actions (widget_class);
  leaf_window_class_init_focus (widget_class);
  leaf_window_class_init_mending (widget_class);
}

static void
leaf_window_init_panes (LeafWindow *self)
{
  self->sidebar = LEAF_SIDEBAR (leaf_sidebar_new (self->browse));
  g_signal_connect_object (self->sidebar, "book-selected", G_CALLBACK (leaf_window_set_book), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "book-opened", G_CALLBACK (leaf_window_open_book), self,
                           G_CONNECT_SWAPPED);

  leaf_panes_set_child (self->panes, LEAF_PANE_SIDEBAR, GTK_WIDGET (self->sidebar));
  leaf_panes_set_child (self->panes, LEAF_PANE_REVIEW, self->review_pane);
  leaf_panes_set_child (self->panes, LEAF_PANE_BOOK, self->book_pane);

  g_object_bind_property (self->panes, "folded", self->sidebar, "folded", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->panes, "book-folded", self->book_back, "visible",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->panes, "notify", G_CALLBACK (leaf_window_panes_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panes, "notify::alone", G_CALLBACK (leaf_window_alone_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (leaf_window_update_focus), NULL);
}

static void
leaf_window_mouse_back_cb (LeafWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
leaf_window_init (LeafWindow *self)
{
  GtkGesture *mouse_back = gtk_gesture_click_new ();

  self->browse = leaf_browse_new ();
  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (APPLICATION_ID);

  gtk_widget_init_template (GTK_WIDGET (self));

  leaf_window_init_panes (self);
  leaf_window_load_settings (self);

  /* The thumb button of a mouse; GDK has no name for it. */
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (mouse_back), 8);
  g_signal_connect_swapped (mouse_back, "pressed", G_CALLBACK (leaf_window_mouse_back_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (mouse_back));

  self->library_signals = g_signal_group_new (LEAF_TYPE_LIBRARY);
  g_signal_group_connect_swapped (self->library_signals, "changed",
                                  G_CALLBACK (leaf_window_library_changed_cb), self);
  g_signal_connect_object (self->browse, "notify::state", G_CALLBACK (leaf_window_update_view),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->browse, "notify::sort", G_CALLBACK (leaf_window_sort_cb), self,
                           G_CONNECT_SWAPPED);
  leaf_window_panes_cb (self);
  leaf_window_update_view (self);
}

/**
 * leaf_window_new:
 * @application: the application
 *
 * Returns: (transfer none): the window, waiting for its library
 */
LeafWindow *
leaf_window_new (LeafApplication *application)
{
  return g_object_new (LEAF_TYPE_WINDOW, "application", application, NULL);
}

/**
 * leaf_window_set_library:
 * @self: the window
 * @library: what it shows
 * @outbox: what publishes
 */
void
leaf_window_set_library (LeafWindow *self, LeafLibrary *library, LeafOutbox *outbox)
{
  g_autofree char *view = NULL;

  g_return_if_fail (LEAF_IS_WINDOW (self));
  g_return_if_fail (LEAF_IS_LIBRARY (library));

  if (!g_set_object (&self->library, library))
    return;

  g_set_object (&self->outbox, outbox);
  g_signal_group_set_target (self->library_signals, library);
  leaf_browse_set_library (self->browse, library);
  if (outbox != NULL)
    leaf_sidebar_set_outbox (self->sidebar, leaf_outbox_list_get (library, outbox));

  view = g_settings_get_string (self->settings, "view");
  leaf_window_set_view (self, g_str_equal (view, "covers"));
  leaf_window_return_to_place (self);
  leaf_window_update_view (self);
  if (!self->covers_wanted)
    leaf_sidebar_focus_list (self->sidebar);
}

/**
 * leaf_window_show_error:
 * @self: the window
 * @path: the library's file
 * @error: why it could not be opened
 *
 * Says why there is no library to show. Nothing at @path was changed.
 */
void
leaf_window_show_error (LeafWindow *self, const char *path, const GError *error)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (LEAF_IS_WINDOW (self));
  g_return_if_fail (error != NULL);

  g_free (self->error_path);
  self->error_path = g_strdup (path);

  /* The sentence names the file, and says what to do. */
  sentence = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->error_page, sentence);
  gtk_stack_set_visible_child_name (self->views, "error");
}

/**
 * leaf_window_flush:
 * @self: the window
 *
 * Gives everything typed to the library now.
 */
void
leaf_window_flush (LeafWindow *self)
{
  g_return_if_fail (LEAF_IS_WINDOW (self));

  if (self->review_page == NULL)
    return;

  leaf_review_page_flush (LEAF_REVIEW_PAGE (self->review_page));
  leaf_book_page_flush (LEAF_BOOK_PAGE (self->book_page));
}

/**
 * leaf_window_add_toast:
 * @self: the window
 * @toast: (transfer full): what to tell her
 */
void
leaf_window_add_toast (LeafWindow *self, AdwToast *toast)
{
  g_return_if_fail (LEAF_IS_WINDOW (self));
  g_return_if_fail (ADW_IS_TOAST (toast));

  /* What was asked for may end after the window was closed. */
  if (self->toasts != NULL)
    adw_toast_overlay_add_toast (self->toasts, toast);
  else
    g_object_unref (toast);
}

/**
 * leaf_window_tell:
 * @self: the window
 * @text: what to tell her, translated plain text
 */
void
leaf_window_tell (LeafWindow *self, const char *text)
{
  g_return_if_fail (LEAF_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  leaf_window_add_toast (self, leaf_ui_toast_new (text));
}

/**
 * leaf_window_get_book:
 * @self: the window
 *
 * Returns: the id of the book shown, 0 for none
 */
gint64
leaf_window_get_book (LeafWindow *self)
{
  g_return_val_if_fail (LEAF_IS_WINDOW (self), 0);

  return self->book;
}

/* Made for the first book shown: a window without one opens sooner. */
static void
leaf_window_ensure_pages (LeafWindow *self)
{
  if (self->review_page != NULL)
    return;

  self->review_page = g_object_new (LEAF_TYPE_REVIEW_PAGE,
                                    "library", self->library,
                                    "outbox", self->outbox,
                                    NULL);
  adw_bin_set_child (self->review_bin, self->review_page);

  self->book_page = g_object_new (LEAF_TYPE_BOOK_PAGE, "library", self->library, NULL);
  adw_bin_set_child (self->book_bin, self->book_page);
  g_object_bind_property (self->book_page, "rating", self->review_page, "rating", G_BINDING_SYNC_CREATE);
}

/**
 * leaf_window_set_book:
 * @self: the window
 * @book: the id of a book, 0 for none
 *
 * Shows a book and its review.
 */
void
leaf_window_set_book (LeafWindow *self, gint64 book)
{
  g_return_if_fail (LEAF_IS_WINDOW (self));

  if (self->book == book)
    return;

  self->book = book;
  if (book != 0)
    leaf_window_ensure_pages (self);
  if (self->review_page != NULL)
    {
      leaf_review_page_set_book (LEAF_REVIEW_PAGE (self->review_page), book);
      leaf_book_page_set_book (LEAF_BOOK_PAGE (self->book_page), book);
    }
  leaf_sidebar_set_book (self->sidebar, book);
  leaf_window_load_title (self);
  leaf_window_update_view (self);
}

/**
 * leaf_window_set_place:
 * @self: the window
 * @place: a book, and where she was in its review
 *
 * Shows a book and its review as she left it; if she was writing, she can go on.
 */
void
leaf_window_set_place (LeafWindow *self, const LeafLastPlace *place)
{
  g_return_if_fail (LEAF_IS_WINDOW (self));
  g_return_if_fail (place != NULL && place->book != 0);

  leaf_window_ensure_pages (self);
  leaf_review_page_set_place (LEAF_REVIEW_PAGE (self->review_page), place);
  leaf_window_set_book (self, place->book);
  if (place->writing && !self->covers_wanted)
    leaf_panes_show_pane (self->panes, LEAF_PANE_REVIEW);
}

/**
 * leaf_window_open_book:
 * @self: the window
 * @book: the id of a book
 *
 * Shows a book and goes to its review, where she can write at once.
 */
void
leaf_window_open_book (LeafWindow *self, gint64 book)
{
  g_return_if_fail (LEAF_IS_WINDOW (self));

  leaf_window_set_book (self, book);
  leaf_window_set_view (self, FALSE);
  leaf_panes_show_pane (self->panes, LEAF_PANE_REVIEW);
  if (self->review_page != NULL)
    leaf_review_page_focus_text (LEAF_REVIEW_PAGE (self->review_page));
}

/**
 * leaf_window_check_text: (skip)
 * @self: a window
 * @review: id of a review
 * @present: a text
 *
 * Looks what would come of leaf_window_take_text(), and changes nothing.
 *
 * Returns: %LEAF_TAKEN if the editor shows that review, with that text
 */
LeafTaken
leaf_window_check_text (LeafWindow *self, gint64 review, LeafDocument *present)
{
  g_return_val_if_fail (LEAF_IS_WINDOW (self), LEAF_TAKEN_NOT_OPEN);

  if (self->review_page == NULL)
    return LEAF_TAKEN_NOT_OPEN;
  return leaf_review_page_check_text (LEAF_REVIEW_PAGE (self->review_page), review, present);
}

/**
 * leaf_window_take_text: (skip)
 * @self: a window
 * @review: id of a review
 * @present: the text that it is to take the place of
 * @document: the new text, which is stored
 * @title: (nullable): the new title, likewise; %NULL to leave it
 * @told: what a toast says of it
 *
 * Puts another text into the editor, if it shows that review.
 *
 * Returns: what came of it
 */
LeafTaken
leaf_window_take_text (LeafWindow *self, gint64 review, LeafDocument *present, LeafDocument *document, const char *title, const char *told)
{
  g_return_val_if_fail (LEAF_IS_WINDOW (self), LEAF_TAKEN_NOT_OPEN);

  if (self->review_page == NULL)
    return LEAF_TAKEN_NOT_OPEN;
  return leaf_review_page_take_text (LEAF_REVIEW_PAGE (self->review_page), review, present, document, title, told);
}

/**
 * leaf_window_get_browse:
 * @self: the window
 *
 * Returns: (transfer none): where in the library she looks
 */
LeafBrowse *
leaf_window_get_browse (LeafWindow *self)
{
  g_return_val_if_fail (LEAF_IS_WINDOW (self), NULL);

  return self->browse;
}

/**
 * leaf_window_get_panes:
 * @self: the window
 *
 * Returns: (transfer none): its panes
 */
LeafPanes *
leaf_window_get_panes (LeafWindow *self)
{
  g_return_val_if_fail (LEAF_IS_WINDOW (self), NULL);

  return self->panes;
}
