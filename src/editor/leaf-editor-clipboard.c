/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-editor-keys.h"
#include "leaf-editor-private.h"

#define HTML_TYPE "text/html"

/* What is pasted beyond this is read in a thread. */
#define SMALL_PASTE (64 * 1024)

static GdkContentProvider *
make_content (LeafEditor *self)
{
  LeafDocument *document = leaf_editor_buffer_get_document (self->buffer);
  g_autoptr (LeafDocument) slice = NULL;
  g_autofree char *text = NULL;
  GdkContentProvider *providers[2];
  unsigned int start, end;
  char *html;

  if (!leaf_editor_buffer_get_range (self->buffer, &start, &end))
    return NULL;

  slice = leaf_document_slice (document, start, end);
  html = leaf_document_to_html (slice);
  text = leaf_document_to_plain_text (slice);
  {
    g_autoptr (GBytes) bytes = g_bytes_new_take (html, strlen (html));

    providers[0] = gdk_content_provider_new_for_bytes (HTML_TYPE, bytes);
  }
  providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

static gboolean
copy_selection (LeafEditor *self)
{
  g_autoptr (GdkContentProvider) content = make_content (self);

  if (content == NULL)
    return FALSE;
  return gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), content);
}

/* Puts the selection on the clipboard: as HTML, and as plain text with the markers of its lists. */
void
leaf_editor_copy_clipboard (GtkTextView *view)
{
  copy_selection (LEAF_EDITOR (view));
}

void
leaf_editor_cut_clipboard (GtkTextView *view)
{
  LeafEditor *self = LEAF_EDITOR (view);

  if (copy_selection (self) && gtk_text_view_get_editable (view))
    {
      gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self->buffer));
      gtk_text_buffer_delete_selection (GTK_TEXT_BUFFER (self->buffer), TRUE, TRUE);
      gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self->buffer));
      gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
    }
}

static void
parse_html_thread (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  GError *error = NULL;
  gsize length;
  const char *html = g_bytes_get_data (task_data, &length);
  LeafDocument *document = leaf_document_new_from_html (html, (gssize) length, &error);

  if (document != NULL)
    g_task_return_pointer (task, document, (GDestroyNotify) leaf_document_unref);
  else
    g_task_return_error (task, error);
}

static void
insert_pasted (LeafEditor   *self,
               LeafDocument *document)
{
  if (gtk_text_view_get_editable (GTK_TEXT_VIEW (self)) && leaf_document_get_length (document) > 0)
    leaf_editor_insert (self, document);
}

/* The document was made in a thread: only a copy of it may be mixed with ours. */
static void
html_parsed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafDocument) document = g_task_propagate_pointer (G_TASK (result), &error);

  if (document != NULL)
    insert_pasted (LEAF_EDITOR (source), document);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_error_bell (GTK_WIDGET (source));
}

/* Browsers on X11 have been seen to hand out UTF-16 with a byte order mark. */
static GBytes *
to_utf8 (GBytes *bytes)
{
  gsize length;
  const unsigned char *data = g_bytes_get_data (bytes, &length);

  if (length >= 2 && ((data[0] == 0xff && data[1] == 0xfe) || (data[0] == 0xfe && data[1] == 0xff)))
    {
      gsize written;
      char *text = g_convert ((const char *) data, (gssize) length, "UTF-8", "UTF-16", NULL, &written, NULL);

      return text != NULL ? g_bytes_new_take (text, written) : g_bytes_new (NULL, 0);
    }
  if (!g_utf8_validate_len ((const char *) data, length, NULL))
    {
      char *text = g_utf8_make_valid ((const char *) data, (gssize) length);

      return g_bytes_new_take (text, strlen (text));
    }
  return g_bytes_ref (bytes);
}

static void
paste_html (LeafEditor *self,
            GBytes     *bytes)
{
  g_autoptr (GBytes) html = to_utf8 (bytes);

  if (g_bytes_get_size (html) > SMALL_PASTE)
    {
      g_autoptr (GTask) task = g_task_new (self, self->cancellable, html_parsed_cb, NULL);

      g_task_set_source_tag (task, paste_html);
      g_task_set_task_data (task, g_steal_pointer (&html), (GDestroyNotify) g_bytes_unref);
      g_task_run_in_thread (task, parse_html_thread);
    }
  else
    {
      gsize length;
      const char *data = g_bytes_get_data (html, &length);
      g_autoptr (LeafDocument) document = leaf_document_new_from_html (data != NULL ? data : "", (gssize) length, NULL);

      if (document != NULL)
        insert_pasted (self, document);
    }
}

static void
html_spliced_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (LeafEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  paste_html (self, bytes);
}

static void
html_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (LeafEditor) self = data;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GOutputStream) memory = NULL;

  stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  if (stream == NULL)
    {
      if (!g_cancellable_is_cancelled (self->cancellable))
        gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  /* A stream that cannot grow: whoever owns the clipboard does not decide how much memory we take. */
  memory = g_memory_output_stream_new (g_malloc (LEAF_DOCUMENT_MAX_BYTES), LEAF_DOCUMENT_MAX_BYTES, NULL, g_free);
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, self->cancellable, html_spliced_cb, g_object_ref (self));
}

static void
text_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (LeafEditor) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (LeafDocument) document = NULL;

  if (text == NULL)
    {
      if (!g_cancellable_is_cancelled (self->cancellable))
        gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  document = leaf_document_new_from_text (text, -1, NULL);
  if (document != NULL)
    insert_pasted (self, document);
}

/* Pastes HTML where there is some, else plain text. */
void
leaf_editor_paste_clipboard (GtkTextView *view)
{
  LeafEditor *self = LEAF_EDITOR (view);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  const char *types[] = { HTML_TYPE, NULL };
  gboolean taken = FALSE;

  if (!gtk_text_view_get_editable (view))
    return;

  g_signal_emit_by_name (self, "paste-pictures", &taken);
  if (taken)
    return;

  if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), HTML_TYPE))
    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, self->cancellable, html_read_cb, g_object_ref (self));
  else
    leaf_editor_paste_plain (self);
}

/* Pastes the words alone. */
void
leaf_editor_paste_plain (LeafEditor *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));

  gdk_clipboard_read_text_async (clipboard, self->cancellable, text_read_cb, g_object_ref (self));
}

/* Text dragged about in one editor is moved; from another one it is copied. */
static GdkDragAction
drag_motion_cb (GtkDropTarget *target,
                double         x,
                double         y,
                LeafEditor    *self)
{
  GdkDrag *drag = gdk_drop_get_drag (gtk_drop_target_get_current_drop (target));
  GValue value = G_VALUE_INIT;
  gboolean ours;

  g_value_init (&value, GTK_TYPE_TEXT_BUFFER);
  ours = drag != NULL &&
         gdk_content_provider_get_value (gdk_drag_get_content (drag), &value, NULL) &&
         g_value_get_object (&value) == self->buffer;
  g_value_unset (&value);
  return ours ? GDK_ACTION_MOVE : GDK_ACTION_COPY;
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
  unsigned int start, end, offset;
  GtkTextIter iter;
  int buffer_x, buffer_y;

  if (!gtk_text_view_get_editable (view) || !LEAF_IS_EDITOR_BUFFER (source) ||
      !leaf_editor_buffer_get_range (LEAF_EDITOR_BUFFER (source), &start, &end))
    return FALSE;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (view, &iter, buffer_x, buffer_y);
  offset = (unsigned int) gtk_text_iter_get_offset (&iter);
  if (source == GTK_TEXT_BUFFER (self->buffer) && offset >= start && offset <= end)
    return FALSE;

  slice = leaf_document_slice (leaf_editor_buffer_get_document (LEAF_EDITOR_BUFFER (source)), start, end);
  put_dropped (self, slice, &iter, source == GTK_TEXT_BUFFER (self->buffer));
  return TRUE;
}

/* Text dragged from an editor keeps its look; GTK's own target, which takes plain text, serves
 * everybody else. */
void
leaf_editor_add_drop_target (LeafEditor *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GTK_TYPE_TEXT_BUFFER, GDK_ACTION_COPY | GDK_ACTION_MOVE);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "enter", G_CALLBACK (drag_motion_cb), self, 0);
  g_signal_connect_object (target, "motion", G_CALLBACK (drag_motion_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
