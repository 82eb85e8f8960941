/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-review-pictures"

#include "config.h"

#include "leaf-review-pictures-private.h"

#include "leaf-alt-popover.h"
#include "leaf-cover-window.h"
#include "leaf-document-html.h"
#include "leaf-editor-pictures.h"

#include <glib/gi18n.h>

static const char *const picture_types[] = { "image/png", "image/jpeg", "image/webp", "image/gif" };

/* What only works on a figure. */
static const char *const figure_actions[] = { "alt", "replace", "open", "remove" };

static gboolean
is_editable (LeafReviewPictures *self)
{
  return self->editor != NULL && self->library != NULL && gtk_text_view_get_editable (GTK_TEXT_VIEW (self->editor));
}

static void
edit_alt (LeafReviewPictures *self,
          unsigned int        offset)
{
  if (self->popover == NULL)
    {
      self->popover = leaf_alt_popover_new ();
      gtk_widget_set_parent (self->popover, self->page);
    }
  leaf_alt_popover_edit (LEAF_ALT_POPOVER (self->popover), self->editor, offset);
}

static void
open_large (LeafReviewPictures *self,
            unsigned int        offset)
{
  GtkRoot *root = gtk_widget_get_root (self->page);
  const char *picture, *alt;
  GtkWidget *window;

  if (self->library == NULL || !leaf_editor_get_figure (self->editor, offset, &picture, &alt))
    return;

  window = leaf_cover_window_new_for_picture (self->library, picture, alt);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (window));
}

static void
insert_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  if (is_editable (data))
    leaf_review_pictures_choose (data);
}

static void
figure_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  LeafReviewPictures *self = data;
  const char *name = g_action_get_name (G_ACTION (action));
  unsigned int offset;

  if (self->editor == NULL || !leaf_editor_find_figure (self->editor, &offset))
    return;
  if (g_str_equal (name, "open"))
    open_large (self, offset);
  else if (!is_editable (self))
    return;
  else if (g_str_equal (name, "alt"))
    edit_alt (self, offset);
  else if (g_str_equal (name, "replace"))
    leaf_review_pictures_replace (self, offset);
  else
    leaf_editor_remove_figure (self->editor, offset);
}

static void
update_actions (LeafReviewPictures *self)
{
  gboolean figure = self->editor != NULL && leaf_editor_get_active_block (self->editor, NULL) == LEAF_BLOCK_FIGURE;

  for (unsigned int i = 0; i < G_N_ELEMENTS (figure_actions); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), figure_actions[i]);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), figure);
    }
  if (self->editor != NULL)
    gtk_widget_queue_draw (GTK_WIDGET (self->editor));
}

static void
open_menu (LeafReviewPictures *self,
           unsigned int        offset)
{
  GdkRectangle area;
  double x, y;

  if (!leaf_editor_get_figure_area (self->editor, offset, &area))
    return;
  if (self->menu == NULL)
    {
      g_autoptr (GMenu) menu = g_menu_new ();

      g_menu_append (menu, _("_Alternative Text…"), "picture.alt");
      g_menu_append (menu, _("_Open Large"), "picture.open");
      g_menu_append (menu, _("_Replace…"), "picture.replace");
      g_menu_append (menu, _("Re_move"), "picture.remove");
      self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
      gtk_widget_set_parent (self->menu, self->page);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
    }
  if (gtk_widget_translate_coordinates (GTK_WIDGET (self->editor), self->page, area.x + area.width / 2.0,
                                        MAX (0, area.y + area.height / 2.0), &x, &y))
    gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* On a picture the pointer takes hold of the picture, not of a place in the text. */
static void
pressed_cb (GtkGestureClick    *gesture,
            int                 n_press,
            double              x,
            double              y,
            LeafReviewPictures *self)
{
  unsigned int button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  unsigned int offset;
  gboolean on_note;

  if ((button != GDK_BUTTON_PRIMARY && button != GDK_BUTTON_SECONDARY) ||
      !leaf_editor_find_figure_at (self->editor, x, y, &offset, &on_note))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  leaf_editor_select_figure (self->editor, offset);
  if (button == GDK_BUTTON_SECONDARY)
    open_menu (self, offset);
  else if (n_press == 2)
    open_large (self, offset);
  else if (on_note && n_press == 1 && is_editable (self))
    edit_alt (self, offset);
}

/* Enter would put a line in the place of the picture. */
static gboolean
key_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   data)
{
  LeafReviewPictures *self = data;
  const char *name = g_variant_get_string (args, NULL);
  unsigned int offset;

  if (self->editor == NULL || !leaf_editor_find_figure (self->editor, &offset))
    return FALSE;
  if (g_str_equal (name, "properties") || leaf_editor_is_figure_selected (self->editor))
    {
      if (g_str_equal (name, "menu"))
        open_menu (self, offset);
      else if (is_editable (self))
        edit_alt (self, offset);
      return TRUE;
    }
  return FALSE;
}

static void
add_keys (LeafReviewPictures *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  const struct
  {
    unsigned int key;
    GdkModifierType modifiers;
    const char *name;
  } keys[] = {
    { GDK_KEY_Return, 0, "enter" },
    { GDK_KEY_KP_Enter, 0, "enter" },
    { GDK_KEY_Return, GDK_ALT_MASK, "properties" },
    { GDK_KEY_Menu, 0, "menu" },
    { GDK_KEY_F10, GDK_SHIFT_MASK, "menu" },
  };

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (unsigned int i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                                       gtk_callback_action_new (key_cb, self, NULL), "s", keys[i].name));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_p, GDK_CONTROL_MASK | GDK_ALT_MASK),
                      gtk_named_action_new ("picture.insert")));
  gtk_widget_add_controller (GTK_WIDGET (self->editor), controller);
}

static gboolean
offers_picture (GdkContentFormats *formats)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (picture_types); i++)
    if (gdk_content_formats_contain_mime_type (formats, picture_types[i]))
      return TRUE;
  return FALSE;
}

static gboolean
offers_text (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8") ||
         gdk_content_formats_contain_mime_type (formats, "text/plain");
}

/* Writers and tables put a picture of the text beside the text; browsers that copy a picture give no text. */
static gboolean
paste_pictures_cb (LeafReviewPictures *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->editor));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  gboolean picture = offers_picture (formats) && !offers_text (formats);
  gboolean files = gdk_content_formats_contain_mime_type (formats, "text/uri-list") &&
                   !gdk_content_formats_contain_mime_type (formats, "text/html");

  if (!is_editable (self) || (!picture && !files))
    return FALSE;

  leaf_review_pictures_paste (self, clipboard);
  return TRUE;
}

static gboolean
accept_cb (GtkDropTargetAsync *target,
           GdkDrop            *drop,
           LeafReviewPictures *self)
{
  GdkContentFormats *formats = gdk_drop_get_formats (drop);

  return is_editable (self) && gdk_drop_get_drag (drop) == NULL && offers_picture (formats);
}

static GdkDragAction
motion_cb (GtkDropTargetAsync *target,
           GdkDrop            *drop,
           double              x,
           double              y,
           LeafReviewPictures *self)
{
  leaf_editor_show_drop_place (self->editor, y);
  return GDK_ACTION_COPY;
}

static void
leave_cb (GtkDropTargetAsync *target,
          GdkDrop            *drop,
          LeafReviewPictures *self)
{
  leaf_editor_hide_drop_place (self->editor);
}

static gboolean
drop_cb (GtkDropTargetAsync *target,
         GdkDrop            *drop,
         double              x,
         double              y,
         LeafReviewPictures *self)
{
  leaf_editor_hide_drop_place (self->editor);
  if (!is_editable (self))
    return FALSE;

  /* GTK takes the frame away only when the pointer comes and goes again. */
  gtk_widget_unset_state_flags (GTK_WIDGET (self->editor), GTK_STATE_FLAG_DROP_ACTIVE);

  leaf_review_pictures_drop (self, drop, leaf_editor_create_drop_mark (self->editor, y));
  return TRUE;
}

/* Files, or something of a web page, in which the editor found no text. */
static gboolean
drop_pictures_cb (LeafReviewPictures *self,
                  GdkDrop            *drop,
                  GtkTextMark        *place)
{
  if (!is_editable (self))
    return FALSE;

  leaf_review_pictures_drop (self, drop, place);
  return TRUE;
}

static void
add_drop_target (LeafReviewPictures *self)
{
  GtkDropTargetAsync *target;

  target = gtk_drop_target_async_new (gdk_content_formats_new ((const char **) picture_types, G_N_ELEMENTS (picture_types)), GDK_ACTION_COPY);

  /* Before the text view, which would put the address of a file in as text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "accept", G_CALLBACK (accept_cb), self, 0);
  g_signal_connect_object (target, "drag-enter", G_CALLBACK (motion_cb), self, 0);
  g_signal_connect_object (target, "drag-motion", G_CALLBACK (motion_cb), self, 0);
  g_signal_connect_object (target, "drag-leave", G_CALLBACK (leave_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->editor), GTK_EVENT_CONTROLLER (target));
}

/* Connects to the editor. */
void
leaf_review_pictures_set_up (LeafReviewPictures *self)
{
  const GActionEntry insert = { .name = "insert", .activate = insert_cb };
  GtkGesture *click = gtk_gesture_click_new ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), &insert, 1, self);
  for (unsigned int i = 0; i < G_N_ELEMENTS (figure_actions); i++)
    {
      const GActionEntry entry = { .name = figure_actions[i], .activate = figure_cb };

      g_action_map_add_action_entries (G_ACTION_MAP (self->actions), &entry, 1, self);
    }
  gtk_widget_insert_action_group (self->page, "picture", G_ACTION_GROUP (self->actions));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->editor), GTK_EVENT_CONTROLLER (click));

  g_signal_connect_object (self->editor, "notify::active-block", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "paste-pictures", G_CALLBACK (paste_pictures_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "drop-pictures", G_CALLBACK (drop_pictures_cb), self, G_CONNECT_SWAPPED);
  add_keys (self);
  add_drop_target (self);
  update_actions (self);
}

/* An address becomes a link, as when it is dropped on any other editor. */
void
leaf_review_pictures_put_text (LeafReviewPictures *self,
                               GtkTextMark        *place,
                               const char         *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  g_autoptr (LeafDocument) fragment = leaf_document_new ();
  g_autoptr (GRefString) link = leaf_link_is_safe (text) ? g_ref_string_new (text) : NULL;
  const LeafTextStyle style = { LEAF_MARK_NONE, link };
  GtkTextIter iter;

  leaf_document_append_text (fragment, text, -1, &style);
  gtk_text_buffer_begin_user_action (buffer);
  if (place != NULL)
    {
      gtk_text_buffer_get_iter_at_mark (buffer, &iter, place);
      gtk_text_buffer_place_cursor (buffer, &iter);
    }
  leaf_editor_insert (self->editor, fragment);
  gtk_text_buffer_end_user_action (buffer);
}
