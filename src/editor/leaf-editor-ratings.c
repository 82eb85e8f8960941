/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rating by category: stars are given with the pointer or with keys, and tables begin with her own categories. */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-buffer-private.h"
#include "leaf-editor-keys.h"
#include "leaf-editor-layer-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is kept of a table for the next one. */
#define MAX_CATEGORIES 20
#define MAX_CATEGORY_BYTES 200

static const LeafBlock *
block_at (LeafEditor   *self,
          unsigned int  index)
{
  return leaf_document_get_block (leaf_editor_buffer_get_document (self->buffer), index);
}

static gboolean
is_row (LeafEditor   *self,
        unsigned int  index)
{
  return index < leaf_document_get_n_blocks (leaf_editor_buffer_get_document (self->buffer)) &&
         leaf_block_get_style (block_at (self, index))->kind == LEAF_BLOCK_RATING;
}

static gboolean
find_active_row (LeafEditor   *self,
                 unsigned int *index)
{
  LeafDocument *document = leaf_editor_buffer_get_document (self->buffer);

  *index = leaf_document_locate (document, leaf_editor_buffer_get_cursor (self->buffer).insert, NULL);
  return is_row (self, *index);
}

/* The row whose stars are at a place of the widget, and what they say up to there. */
static gboolean
find_stars (LeafEditor   *self,
            double        x,
            double        y,
            unsigned int *index,
            unsigned int *rating)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  LeafEditorLine line;
  GdkRectangle visible, area;
  int left, top;

  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &left, &top);
  if (!leaf_editor_line_init (&line, self, top, visible.width) || line.style->kind != LEAF_BLOCK_RATING)
    return FALSE;

  left -= visible.x;
  leaf_editor_line_get_stars (&line, &area);
  if (left < area.x || left >= area.x + area.width || top < area.y || top >= area.y + area.height)
    return FALSE;

  left = line.rtl ? area.x + area.width - 1 - left : left - area.x;
  *index = line.index;
  *rating = MIN ((unsigned int) (left * LEAF_RATING_MAX / area.width) + 1, LEAF_RATING_MAX);
  return TRUE;
}

static void
set_rating (LeafEditor   *self,
            unsigned int  index,
            unsigned int  rating)
{
  const LeafBlockStyle style = { .kind = LEAF_BLOCK_RATING, .level = MIN (rating, LEAF_RATING_MAX) };

  leaf_editor_buffer_set_block_style (self->buffer, index, &style);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
point_at (LeafEditor   *self,
          unsigned int  row,
          unsigned int  rating)
{
  if (self->pointed_row == row && self->pointed_rating == rating)
    return;
  self->pointed_row = row;
  self->pointed_rating = rating;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The text view hides the pointer while she types, and shows its own at the next motion, so this says it each time. */
static void
motion_cb (LeafEditor *self,
           double      x,
           double      y)
{
  unsigned int row, rating;

  if (gtk_text_view_get_editable (GTK_TEXT_VIEW (self)) && find_stars (self, x, y, &row, &rating))
    {
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
      point_at (self, row, rating);
    }
  else if (self->pointed_rating > 0)
    {
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "text");
      point_at (self, 0, 0);
    }
}

static void
leave_cb (LeafEditor *self)
{
  point_at (self, 0, 0);
}

/* The same stars again take the rating away. What a double click adds is not another click. */
static void
pressed_cb (LeafEditor      *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *gesture)
{
  unsigned int row, rating, active;

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self)) || !find_stars (self, x, y, &row, &rating))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (n_press > 1)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!find_active_row (self, &active) || active != row)
    {
      unsigned int end = leaf_document_get_block_start (leaf_editor_buffer_get_document (self->buffer), row) +
                         leaf_block_get_length (block_at (self, row));

      gtk_text_view_reset_im_context (GTK_TEXT_VIEW (self));
      leaf_editor_buffer_set_cursor (self->buffer, (LeafCursor) { end, end });
    }
  point_at (self, 0, 0);
  set_rating (self, row, rating == leaf_block_get_style (block_at (self, row))->level ? 0 : rating);
}

void
leaf_editor_add_rating_controllers (LeafEditor *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  /* Before the text view, which would put the cursor there. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  g_signal_connect_object (motion, "enter", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  g_signal_connect_object (focus, "leave", G_CALLBACK (leaf_editor_leave_table), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/* Anywhere but in a table the keys are the window's. */
static gboolean
set_rating_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   data)
{
  LeafEditor *self = LEAF_EDITOR (widget);
  unsigned int row;

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self)) || !find_active_row (self, &row))
    return FALSE;
  set_rating (self, row, (unsigned int) g_variant_get_int32 (args));
  return TRUE;
}

static gboolean
change_rating_cb (GtkWidget *widget,
                  GVariant  *args,
                  gpointer   data)
{
  LeafEditor *self = LEAF_EDITOR (widget);
  int by = g_variant_get_int32 (args);
  unsigned int row;

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self)) || !find_active_row (self, &row))
    return FALSE;
  if (leaf_editor_buffer_get_line_rtl (self->buffer, row))
    by = -by;
  set_rating (self, row, (unsigned int) MAX ((int) leaf_block_get_style (block_at (self, row))->level + by, 0));
  return TRUE;
}

void
leaf_editor_class_add_rating_bindings (GtkWidgetClass *widget_class)
{
  const struct
  {
    unsigned int key;
    int by;
  } steps[] = {
    { GDK_KEY_Left, -1 },
    { GDK_KEY_KP_Left, -1 },
    { GDK_KEY_Right, 1 },
    { GDK_KEY_KP_Right, 1 },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding (widget_class, steps[i].key, GDK_ALT_MASK, change_rating_cb, "i", steps[i].by);
  for (int i = 0; i <= LEAF_RATING_MAX / 2; i++)
    {
      gtk_widget_class_add_binding (widget_class, (unsigned int) (GDK_KEY_0 + i), GDK_ALT_MASK, set_rating_cb, "i", 2 * i);
      gtk_widget_class_add_binding (widget_class, (unsigned int) (GDK_KEY_KP_0 + i), GDK_ALT_MASK, set_rating_cb, "i", 2 * i);
    }
}

static char **
dup_usual_categories (void)
{
  const char *const usual[] = { _("Characters"), _("Plot"), _("Writing"), _("Pacing"), _("Cover"), NULL };

  return g_strdupv ((char **) usual);
}

static void
append_rows (LeafEditor   *self,
             LeafDocument *fragment)
{
  gboolean own = self->rating_categories != NULL && self->rating_categories[0] != NULL;
  g_auto (GStrv) categories = own ? g_strdupv (self->rating_categories) : dup_usual_categories ();

  for (unsigned int i = 0; categories[i] != NULL && i < MAX_CATEGORIES; i++)
    {
      leaf_document_append_block (fragment, &(LeafBlockStyle) { .kind = LEAF_BLOCK_RATING });
      leaf_document_append_text (fragment, categories[i], -1, NULL);
    }
}

/* Puts a table of ratings behind the block of the cursor, which goes to its first row. In a table there is one already. */
void
leaf_editor_put_ratings (LeafEditor *self)
{
  LeafDocument *document = leaf_editor_buffer_get_document (self->buffer);
  g_autoptr (LeafDocument) fragment = leaf_document_new ();
  const LeafBlock *block;
  unsigned int index, end, first;
  gboolean empty;

  if (find_active_row (self, &index))
    return;

  block = block_at (self, index);
  end = leaf_document_get_block_start (document, index) + leaf_block_get_length (block);
  empty = leaf_block_get_length (block) == 0;
  /* The first block of a fragment joins text that stands before it. */
  if (!empty && !leaf_block_kind_is_object (leaf_block_get_style (block)->kind))
    leaf_document_append_block (fragment, NULL);
  append_rows (self, fragment);
  /* A fragment of one block would become part of the block. */
  if (index + 1 == leaf_document_get_n_blocks (document) || leaf_document_get_n_blocks (fragment) == 1)
    leaf_document_append_block (fragment, NULL);

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self->buffer));
  leaf_editor_buffer_set_cursor (self->buffer, (LeafCursor) { end, end });
  leaf_editor_put_fragment (self->buffer, fragment);
  first = empty ? index : index + 1;
  end = leaf_document_get_block_start (document, first) + leaf_block_get_length (block_at (self, first));
  leaf_editor_buffer_set_cursor (self->buffer, (LeafCursor) { end, end });
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self->buffer));
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self),
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

static char *
dup_category (const LeafBlock *block)
{
  g_autofree char *text = g_strstrip (g_strdup (leaf_block_get_text (block)));

  return *text != '\0' && strlen (text) <= MAX_CATEGORY_BYTES ? g_steal_pointer (&text) : NULL;
}

static char **
dup_categories (LeafEditor   *self,
                unsigned int  index)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  while (index > 0 && is_row (self, index - 1))
    index--;
  for (unsigned int n = 0; n < MAX_CATEGORIES && is_row (self, index); index++)
    {
      g_autofree char *category = dup_category (block_at (self, index));

      if (category == NULL)
        continue;
      g_strv_builder_add (builder, category);
      n++;
    }
  return g_strv_builder_end (builder);
}

/* After an edit: a table that the cursor is in is hers now. */
void
leaf_editor_note_table (LeafEditor *self)
{
  unsigned int row;

  if (!find_active_row (self, &row))
    return;
  self->table_row = row;
  self->table_edited = TRUE;
}

/* The next table begins with the categories of the one that she leaves. One that she took away, row by row, does not count,
 * and the usual categories are not kept, so that they follow the language of the program. */
void
leaf_editor_leave_table (LeafEditor *self)
{
  unsigned int row = self->table_row;
  g_auto (GStrv) categories = NULL;
  g_auto (GStrv) usual = NULL;

  if (!self->table_edited)
    return;
  self->table_edited = FALSE;
  if (!is_row (self, row) && (row == 0 || !is_row (self, --row)))
    return;

  categories = dup_categories (self, row);
  usual = dup_usual_categories ();
  if (categories[0] == NULL)
    return;
  if (g_strv_equal ((const char *const *) categories, (const char *const *) usual))
    g_clear_pointer (&categories[0], g_free);
  g_object_set (self, "rating-categories", categories, NULL);
}
