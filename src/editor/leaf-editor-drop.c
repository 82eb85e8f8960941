/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-keys.h"
#include "leaf-editor-pictures.h"
#include "leaf-editor-private.h"

/* Text that is dropped: from an editor of ours, from another program, and in files. */

/* Where it would come to. GTK shows this for text, but only where it takes the text itself. */
static void
show_place (LeafEditor *self,
            int         offset)
{
  if (self->drop_offset == offset)
    return;
  self->drop_offset = offset;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
find_place (LeafEditor  *self,
            double       x,
            double       y,
            GtkTextIter *iter)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (view, iter, buffer_x, buffer_y);
}

static void
show_place_at (LeafEditor *self,
               double      x,
               double      y)
{
  GtkTextIter iter;

  find_place (self, x, y, &iter);
  show_place (self, gtk_text_iter_get_offset (&iter));
}

static void
leave_cb (LeafEditor *self)
{
  show_place (self, -1);
}

/* The editor buffer whose text is dragged, or NULL when it is another program's, or an entry's. */
static LeafEditorBuffer *
find_source (GdkDrop *drop)
{
  GdkDrag *drag = gdk_drop_get_drag (drop);
  LeafEditorBuffer *source = NULL;
  GValue value = G_VALUE_INIT;

  g_value_init (&value, GTK_TYPE_TEXT_BUFFER);
  if (drag != NULL && gdk_content_provider_get_value (gdk_drag_get_content (drag), &value, NULL) &&
      LEAF_IS_EDITOR_BUFFER (g_value_get_object (&value)))
    source = g_value_get_object (&value);
  g_value_unset (&value);
  return source;
}

static gboolean
is_move (LeafEditor *self,
         GdkDrop    *drop)
{
  return find_source (drop) == self->buffer && (gdk_drop_get_actions (drop) & GDK_ACTION_MOVE);
}

/* Text dragged about in one editor is moved, unless Ctrl is held; from another one it is copied. */
static GdkDragAction
drag_motion_cb (GtkDropTarget *target,
                double         x,
                double         y,
                LeafEditor    *self)
{
  show_place_at (self, x, y);
  return is_move (self, gtk_drop_target_get_current_drop (target)) ? GDK_ACTION_MOVE : GDK_ACTION_COPY;
}

/* The text view would delete what was moved after the drop, in a step of its own; here both are one
 * step, and it finds nothing left. */
static void
put_dropped (LeafEditor        *self,
             LeafDocument      *fragment,
             const GtkTextIter *place,
             gboolean           moved)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextMark *mark = gtk_text_buffer_create_mark (buffer, NULL, place, TRUE);
  GtkTextIter iter;

  gtk_text_buffer_begin_user_action (buffer);
  if (moved)
    gtk_text_buffer_delete_selection (buffer, FALSE, TRUE);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, mark);
  gtk_text_buffer_delete_mark (buffer, mark);
  gtk_text_buffer_place_cursor (buffer, &iter);
  leaf_editor_insert (self, fragment);
  gtk_text_buffer_end_user_action (buffer);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         LeafEditor    *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *source = g_value_get_object (value);
  g_autoptr (LeafDocument) slice = NULL;
  gboolean moved = is_move (self, gtk_drop_target_get_current_drop (target));
  unsigned int start, end, offset;
  GtkTextIter iter;

  show_place (self, -1);
  if (!gtk_text_view_get_editable (view) || !LEAF_IS_EDITOR_BUFFER (source) ||
      !leaf_editor_buffer_get_range (LEAF_EDITOR_BUFFER (source), &start, &end))
    return FALSE;

  find_place (self, x, y, &iter);
  offset = (unsigned int) gtk_text_iter_get_offset (&iter);
  if (source == GTK_TEXT_BUFFER (self->buffer) && offset >= start && offset <= end)
    return FALSE;

  slice = leaf_document_slice (leaf_editor_buffer_get_document (LEAF_EDITOR_BUFFER (source)), start, end);
  put_dropped (self, slice, &iter, moved);
  return TRUE;
}

/* What is dropped from outside, while it is read. */
typedef struct {
  LeafEditor *editor;
  GdkDrop *drop;
  GtkTextMark *place;
  double y;
  LeafTransferLook look;
} Dropped;

typedef enum {
  DROP_TAKEN,
  DROP_REFUSED,
  DROP_PASSED_ON,
} DropEnd;

/* Gives the program that dragged its answer. */
static void
dropped_end (Dropped *self,
             DropEnd  how)
{
  gtk_text_buffer_delete_mark (GTK_TEXT_BUFFER (self->editor->buffer), self->place);
  if (how != DROP_PASSED_ON)
    gdk_drop_finish (self->drop, how == DROP_TAKEN ? GDK_ACTION_COPY : 0);
  if (how == DROP_REFUSED)
    gtk_widget_error_bell (GTK_WIDGET (self->editor));
  g_object_unref (self->place);
  g_object_unref (self->drop);
  g_object_unref (self->editor);
  g_free (self);
}

/* There is no text in it: perhaps there are pictures. */
static void
dropped_pass_on (Dropped *self)
{
  GtkTextMark *place = leaf_editor_create_drop_mark (self->editor, self->y);
  gboolean taken = FALSE;

  g_signal_emit_by_name (self->editor, "drop-pictures", self->drop, place, &taken);
  if (!taken)
    gtk_text_buffer_delete_mark (GTK_TEXT_BUFFER (self->editor->buffer), place);
  dropped_end (self, taken ? DROP_PASSED_ON : DROP_REFUSED);
}

static void
dropped_put (Dropped      *self,
             LeafDocument *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->editor->buffer);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, self->place);
  gtk_text_buffer_place_cursor (buffer, &iter);
  leaf_editor_put_transfer (self->editor, document, self->look, LEAF_TRANSFER_FORMATTED);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
dropped_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  Dropped *self = data;
  g_autoptr (LeafDocument) document = leaf_transfer_read_finish (result, &self->look, NULL);

  if (document == NULL)
    dropped_end (self, DROP_REFUSED);
  else if (leaf_document_is_empty (document))
    dropped_pass_on (self);
  else
    {
      dropped_put (self, document);
      dropped_end (self, DROP_TAKEN);
    }
}

static void
files_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  Dropped *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafDocument) document = leaf_transfer_read_files_finish (result, &error);

  if (error != NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("A file that was dropped cannot be read: %s", error->message);
      dropped_end (self, DROP_REFUSED);
    }
  else if (document == NULL)
    dropped_pass_on (self);
  else
    {
      dropped_put (self, document);
      dropped_end (self, DROP_TAKEN);
    }
}

static void
names_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  Dropped *self = data;
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (source), result, NULL);

  /* Pictures could not be read either, or belong into another text that is shown no more. */
  if (value == NULL)
    dropped_end (self, DROP_REFUSED);
  else
    leaf_transfer_read_files_async (g_value_get_boxed (value), self->editor->cancellable, files_read_cb, self);
}

static gboolean
has_picture (GdkContentFormats *formats)
{
  gsize n_types;
  const char *const *types = gdk_content_formats_get_mime_types (formats, &n_types);

  for (gsize i = 0; i < n_types; i++)
    if (g_str_has_prefix (types[i], "image/"))
      return TRUE;
  return FALSE;
}

static gboolean
accept_cb (GtkDropTargetAsync *target,
           GdkDrop            *drop,
           LeafEditor         *self)
{
  GdkContentFormats *formats = gdk_drop_get_formats (drop);

  return gtk_text_view_get_editable (GTK_TEXT_VIEW (self)) && find_source (drop) == NULL && !has_picture (formats) &&
         (leaf_transfer_has_text (formats) || leaf_transfer_has_files (formats));
}

static GdkDragAction
foreign_motion_cb (GtkDropTargetAsync *target,
                   GdkDrop            *drop,
                   double              x,
                   double              y,
                   LeafEditor         *self)
{
  show_place_at (self, x, y);
  return GDK_ACTION_COPY;
}

static gboolean
foreign_drop_cb (GtkDropTargetAsync *target,
                 GdkDrop            *drop,
                 double              x,
                 double              y,
                 LeafEditor         *self)
{
  Dropped *dropped = g_new0 (Dropped, 1);
  GtkTextIter iter;

  show_place (self, -1);
  find_place (self, x, y, &iter);
  dropped->editor = g_object_ref (self);
  dropped->drop = g_object_ref (drop);
  dropped->y = y;
  dropped->place = g_object_ref (gtk_text_buffer_create_mark (GTK_TEXT_BUFFER (self->buffer), NULL, &iter, TRUE));
  if (leaf_transfer_has_files (gdk_drop_get_formats (drop)))
    gdk_drop_read_value_async (drop, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, self->cancellable, names_read_cb, dropped);
  else
    leaf_transfer_read_async (G_OBJECT (drop), LEAF_TRANSFER_FORMATTED, self->cancellable, dropped_read_cb, dropped);
  return TRUE;
}

static void
add_foreign_target (LeafEditor *self)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();
  GtkDropTargetAsync *target;

  gdk_content_formats_builder_add_mime_type (builder, "text/html");
  gdk_content_formats_builder_add_mime_type (builder, "text/markdown");
  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  gdk_content_formats_builder_add_gtype (builder, G_TYPE_STRING);
  target = gtk_drop_target_async_new (gdk_content_formats_builder_free_to_formats (builder), GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "accept", G_CALLBACK (accept_cb), self, 0);
  g_signal_connect_object (target, "drag-enter", G_CALLBACK (foreign_motion_cb), self, 0);
  g_signal_connect_object (target, "drag-motion", G_CALLBACK (foreign_motion_cb), self, 0);
  g_signal_connect_object (target, "drag-leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (foreign_drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* Text dragged from an editor keeps its look without being written and read, and can be moved in one step. */
void
leaf_editor_add_drop_target (LeafEditor *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GTK_TYPE_TEXT_BUFFER, GDK_ACTION_COPY | GDK_ACTION_MOVE);

  self->drop_offset = -1;
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "enter", G_CALLBACK (drag_motion_cb), self, 0);
  g_signal_connect_object (target, "motion", G_CALLBACK (drag_motion_cb), self, 0);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  add_foreign_target (self);
}
