/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-editor-keys.h"
#include "leaf-editor-private.h"

#include <string.h>

static gboolean
copy_selection (LeafEditor *self)
{
  g_autoptr (GdkContentProvider) content = NULL;
  g_autoptr (LeafDocument) slice = NULL;
  unsigned int start, end;

  if (!leaf_editor_buffer_get_range (self->buffer, &start, &end))
    return FALSE;

  slice = leaf_document_slice (leaf_editor_buffer_get_document (self->buffer), start, end);
  content = leaf_transfer_make_content (slice);
  return gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), content);
}

/* Puts the selection on the clipboard: as HTML, as Markdown, and as plain text with the markers of its lists. */
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

/* Whether words of one line are selected that a link would suit: no picture, and no address that is to be replaced. */
static gboolean
selects_words (LeafEditor   *self,
               unsigned int *start,
               unsigned int *end)
{
  LeafDocument *document = leaf_editor_buffer_get_document (self->buffer);
  g_autofree char *text = NULL;
  g_autofree char *address = NULL;
  unsigned int column;

  if (!leaf_editor_buffer_get_range (self->buffer, start, end) ||
      leaf_document_locate (document, *start, &column) != leaf_document_locate (document, *end, &column))
    return FALSE;

  text = leaf_document_get_text (document, *start, *end);
  address = leaf_link_from_text (text);
  return address == NULL && strstr (text, LEAF_OBJECT_STRING) == NULL && *g_strstrip (text) != '\0';
}

/* The address a text is, and nothing else. */
static char *
find_address (LeafDocument *document)
{
  const LeafBlock *block = leaf_document_get_block (document, 0);

  return leaf_document_get_n_blocks (document) == 1 ? leaf_link_from_text (leaf_block_get_text (block)) : NULL;
}

/* An address makes the selected words a link, or comes as a link that says itself. */
static void
put_address (LeafEditor   *self,
             LeafDocument *document,
             const char   *address)
{
  unsigned int start, end;

  if (selects_words (self, &start, &end))
    {
      leaf_editor_buffer_set_link (self->buffer, start, end, address);
      leaf_editor_buffer_set_cursor (self->buffer, (LeafCursor) { end, end });
    }
  else
    {
      leaf_document_set_link (document, 0, leaf_document_get_length (document), address);
      leaf_editor_insert (self, document);
    }
}

/* Words without a look take that of the place: in a list, lines become items, and beside bold words they are bold. */
static void
dress (LeafEditor   *self,
       LeafDocument *document)
{
  LeafDocument *target = leaf_editor_buffer_get_document (self->buffer);
  const LeafTextStyle *active = leaf_editor_buffer_get_active (self->buffer);
  const LeafBlockStyle *style;
  unsigned int start, end, column;

  leaf_document_change_marks (document, 0, leaf_document_get_length (document), active->marks, LEAF_MARK_NONE);

  leaf_editor_buffer_get_range (self->buffer, &start, &end);
  style = leaf_block_get_style (leaf_document_get_block (target, leaf_document_locate (target, start, &column)));
  if (style->kind == LEAF_BLOCK_QUOTE || style->kind == LEAF_BLOCK_BULLET || style->kind == LEAF_BLOCK_NUMBERED ||
      style->kind == LEAF_BLOCK_SPOILER || style->kind == LEAF_BLOCK_WARNING)
    for (unsigned int i = 0; i < leaf_document_get_n_blocks (document); i++)
      leaf_document_set_block_style (document, i, style);
}

/* Puts in what was read, as one step of undo. What she asked to be plain is what it says, an address too. */
void
leaf_editor_put_transfer (LeafEditor       *self,
                          LeafDocument     *document,
                          LeafTransferLook  look,
                          LeafTransferLook  wanted)
{
  g_autofree char *address = wanted == LEAF_TRANSFER_FORMATTED ? find_address (document) : NULL;
  LeafEditorPlace before;

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self)) || leaf_document_get_length (document) == 0)
    return;

  if (look == LEAF_TRANSFER_PLAIN)
    dress (self, document);
  leaf_editor_get_place (self, &before);
  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self->buffer));
  if (address != NULL)
    put_address (self, document, address);
  else
    leaf_editor_insert (self, document);
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self->buffer));
  leaf_editor_return_to_cursor (self, &before);
}

static void
take_pasted (LeafEditor       *self,
             GAsyncResult     *result,
             LeafTransferLook  wanted)
{
  g_autoptr (GError) error = NULL;
  LeafTransferLook look;
  g_autoptr (LeafDocument) document = leaf_transfer_read_finish (result, &look, &error);

  if (document != NULL)
    leaf_editor_put_transfer (self, document, look, wanted);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (LeafEditor) self = data;

  take_pasted (self, result, LEAF_TRANSFER_FORMATTED);
}

static void
pasted_plain_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (LeafEditor) self = data;

  take_pasted (self, result, LEAF_TRANSFER_PLAIN);
}

static void
paste_pictures_or_text (LeafEditor *self)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (self, "paste-pictures", &taken);
  if (!taken)
    leaf_transfer_read_async (G_OBJECT (gtk_widget_get_clipboard (GTK_WIDGET (self))), LEAF_TRANSFER_FORMATTED,
                              self->cancellable, pasted_cb, g_object_ref (self));
}

static void
files_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (LeafEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafDocument) document = leaf_transfer_read_files_finish (result, &error);

  if (document != NULL)
    leaf_editor_put_transfer (self, document, LEAF_TRANSFER_FORMATTED, LEAF_TRANSFER_FORMATTED);
  else if (error == NULL)
    paste_pictures_or_text (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
names_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (LeafEditor) self = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (value != NULL)
    leaf_transfer_read_files_async (g_value_get_boxed (value), self->cancellable, files_read_cb, g_object_ref (self));
  else
    paste_pictures_or_text (self);
}

/* Pastes what is there with its look: files that hold text, pictures, HTML, Markdown, or text. */
void
leaf_editor_paste_clipboard (GtkTextView *view)
{
  LeafEditor *self = LEAF_EDITOR (view);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));

  if (!gtk_text_view_get_editable (view))
    return;

  if (leaf_transfer_has_files (gdk_clipboard_get_formats (clipboard)))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, self->cancellable, names_read_cb,
                                    g_object_ref (self));
  else
    paste_pictures_or_text (self);
}

/* Pastes the words alone. */
void
leaf_editor_paste_plain (LeafEditor *self)
{
  leaf_transfer_read_async (G_OBJECT (gtk_widget_get_clipboard (GTK_WIDGET (self))), LEAF_TRANSFER_PLAIN, self->cancellable,
                            pasted_plain_cb, g_object_ref (self));
}
