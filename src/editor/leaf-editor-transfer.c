/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-editor-buffer.h"
#include "leaf-editor-transfer.h"
#include "leaf-text.h"

#include <string.h>

#define HTML_TYPE "text/html"
#define MARKDOWN_TYPE "text/markdown"

/* Firefox: the elements around what was copied, the innermost empty. */
#define CONTEXT_TYPE "text/_moz_htmlcontext"
#define MAX_CONTEXT_BYTES (16 * 1024)

/* What is longer than this is read in a thread. */
#define SMALL_BYTES (64 * 1024)

typedef enum {
  KIND_HTML,
  KIND_MARKDOWN,
  KIND_TEXT, /* which may be Markdown */
  KIND_WORDS,
} Kind;

typedef struct {
  Kind kind;
  LeafTransferLook look;
  char *context;
  GBytes *bytes;
} Reading;

static void
reading_free (Reading *self)
{
  g_free (self->context);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static LeafDocument *
read_words (Reading     *self,
            const char  *text,
            gsize        length,
            GError     **error)
{
  self->look = LEAF_TRANSFER_PLAIN;
  return leaf_document_new_from_text (text, (gssize) length, error);
}

static LeafDocument *
parse (Reading  *self,
       GError  **error)
{
  gsize n_bytes, length;
  const char *data = g_bytes_get_data (self->bytes, &n_bytes);
  g_autofree char *text = leaf_text_decode (data != NULL ? data : "", n_bytes, &length);

  switch (self->kind)
    {
    case KIND_HTML:
      return leaf_document_new_from_clipboard (text, (gssize) length, self->context, error);
    case KIND_MARKDOWN:
      return leaf_document_new_from_markdown (text, (gssize) length, error);
    case KIND_TEXT:
      if (leaf_text_is_markdown (text))
        return leaf_document_new_from_markdown (text, (gssize) length, error);
      return read_words (self, text, length, error);
    case KIND_WORDS:
    default:
      return read_words (self, text, length, error);
    }
}

static void
return_document (GTask        *task,
                 LeafDocument *document,
                 GError       *error)
{
  if (document != NULL)
    g_task_return_pointer (task, document, (GDestroyNotify) leaf_document_unref);
  else
    g_task_return_error (task, error);
}

static void
parse_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;
  LeafDocument *document = parse (task_data, &error);

  return_document (task, document, error);
}

/* Takes over the bytes. */
static void
parse_bytes (GTask  *task,
             GBytes *bytes)
{
  Reading *self = g_task_get_task_data (task);

  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = bytes;
  if (g_bytes_get_size (bytes) > SMALL_BYTES)
    g_task_run_in_thread (task, parse_thread);
  else
    {
      GError *error = NULL;
      LeafDocument *document = parse (self, &error);

      return_document (task, document, error);
    }
}

/* A stream that cannot grow: whoever owns the clipboard does not decide how much memory we take. */
static void
splice (GTask               *task,
        GInputStream        *stream,
        gsize                max_bytes,
        GAsyncReadyCallback  callback)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new (g_malloc (max_bytes), max_bytes, NULL, g_free);

  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, g_task_get_cancellable (task), callback, task);
}

static void
spliced_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0)
    g_task_return_error (task, error);
  else
    parse_bytes (task, g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source)));
}

static void
read_from (GObject             *source,
           const char          *type,
           GCancellable        *cancellable,
           GAsyncReadyCallback  callback,
           gpointer             data)
{
  const char *types[] = { type, NULL };

  if (GDK_IS_DROP (source))
    gdk_drop_read_async (GDK_DROP (source), types, G_PRIORITY_DEFAULT, cancellable, callback, data);
  else
    gdk_clipboard_read_async (GDK_CLIPBOARD (source), types, G_PRIORITY_DEFAULT, cancellable, callback, data);
}

static GInputStream *
read_from_finish (GObject       *source,
                  GAsyncResult  *result,
                  GError       **error)
{
  if (GDK_IS_DROP (source))
    return gdk_drop_read_finish (GDK_DROP (source), result, NULL, error);
  return gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, error);
}

static void
stream_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GInputStream) stream = read_from_finish (source, result, &error);

  if (stream == NULL)
    g_task_return_error (task, error);
  else
    splice (g_steal_pointer (&task), stream, LEAF_DOCUMENT_MAX_BYTES, spliced_cb);
}

static void
read_html (GTask *task)
{
  read_from (g_task_get_source_object (task), HTML_TYPE, g_task_get_cancellable (task), stream_read_cb, task);
}

/* Without its surroundings the HTML is still something. */
static void
context_spliced_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  GTask *task = data;
  Reading *self = g_task_get_task_data (task);

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) > 0)
    {
      g_autoptr (GBytes) bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
      gsize length;
      const char *bytes_data = g_bytes_get_data (bytes, &length);

      self->context = leaf_text_decode (bytes_data, length, NULL);
    }
  read_html (task);
}

static void
context_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (GInputStream) stream = read_from_finish (source, result, NULL);

  if (stream == NULL)
    read_html (data);
  else
    splice (data, stream, MAX_CONTEXT_BYTES, context_spliced_cb);
}

static void
take_text (GTask  *task,
           char   *text,
           GError *error)
{
  if (text != NULL)
    parse_bytes (task, g_bytes_new_take (text, strlen (text)));
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no text");
}

static void
clipboard_text_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  take_text (task, text, error);
}

static void
drop_text_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (source), result, &error);

  take_text (task, value != NULL ? g_value_dup_string (value) : NULL, error);
}

static void
file_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    g_task_return_error (task, error);
  else
    splice (g_steal_pointer (&task), G_INPUT_STREAM (stream), LEAF_DOCUMENT_MAX_BYTES, spliced_cb);
}

/* What a file has in it, by its name. FALSE when it is no text. */
static gboolean
find_kind (GFile *file,
           Kind  *kind)
{
  static const struct
  {
    const char *suffix;
    Kind kind;
  } kinds[] = {
    { ".md", KIND_MARKDOWN }, { ".markdown", KIND_MARKDOWN }, { ".html", KIND_HTML }, { ".htm", KIND_HTML },
    { ".xhtml", KIND_HTML },  { ".txt", KIND_TEXT },          { ".text", KIND_TEXT },
  };
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  for (unsigned int i = 0; lower != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_suffix (lower, kinds[i].suffix))
      {
        *kind = kinds[i].kind;
        return TRUE;
      }
  return FALSE;
}

/**
 * leaf_transfer_is_text_file: (skip)
 * @file: a file that was dropped
 *
 * Returns: whether leaf_transfer_read_async() takes it, by its name
 */
gboolean
leaf_transfer_is_text_file (GFile *file)
{
  Kind kind;

  return find_kind (file, &kind);
}

/**
 * leaf_transfer_has_text: (skip)
 * @formats: what is offered
 *
 * Returns: whether there is text of any kind in it
 */
gboolean
leaf_transfer_has_text (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_mime_type (formats, HTML_TYPE) ||
         gdk_content_formats_contain_mime_type (formats, MARKDOWN_TYPE) ||
         gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8") ||
         gdk_content_formats_contain_mime_type (formats, "text/plain") ||
         gdk_content_formats_contain_gtype (formats, G_TYPE_STRING);
}

static void
read_offered (GTask             *task,
              GdkContentFormats *formats,
              LeafTransferLook   look)
{
  Reading *self = g_task_get_task_data (task);
  GObject *source = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->kind = look == LEAF_TRANSFER_PLAIN ? KIND_WORDS : KIND_TEXT;
  if (look == LEAF_TRANSFER_FORMATTED && gdk_content_formats_contain_mime_type (formats, HTML_TYPE))
    {
      self->kind = KIND_HTML;
      if (gdk_content_formats_contain_mime_type (formats, CONTEXT_TYPE))
        read_from (source, CONTEXT_TYPE, cancellable, context_read_cb, task);
      else
        read_html (task);
    }
  else if (look == LEAF_TRANSFER_FORMATTED && gdk_content_formats_contain_mime_type (formats, MARKDOWN_TYPE))
    {
      self->kind = KIND_MARKDOWN;
      read_from (source, MARKDOWN_TYPE, cancellable, stream_read_cb, task);
    }
  else if (GDK_IS_DROP (source))
    gdk_drop_read_value_async (GDK_DROP (source), G_TYPE_STRING, G_PRIORITY_DEFAULT, cancellable, drop_text_cb, task);
  else
    gdk_clipboard_read_text_async (GDK_CLIPBOARD (source), cancellable, clipboard_text_cb, task);
}

/**
 * leaf_transfer_read_async: (skip)
 * @source: a `GdkClipboard`, a `GdkDrop` or a `GFile`
 * @look: what is wanted: of a clipboard the best it has, or its words alone
 * @cancellable: (nullable): to stop it
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Reads what another program offers: HTML where there is some, else Markdown, else text, which is taken for Markdown where it clearly is. At most
 * %LEAF_DOCUMENT_MAX_BYTES of a stream are taken, and a long text is read in a thread.
 */
void
leaf_transfer_read_async (GObject             *source,
                          LeafTransferLook     look,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);
  Reading *self = g_new0 (Reading, 1);

  g_task_set_source_tag (task, leaf_transfer_read_async);
  g_task_set_task_data (task, self, (GDestroyNotify) reading_free);

  if (G_IS_FILE (source))
    {
      if (!find_kind (G_FILE (source), &self->kind))
        self->kind = KIND_TEXT;
      g_file_read_async (G_FILE (source), G_PRIORITY_DEFAULT, cancellable, file_read_cb, task);
    }
  else if (GDK_IS_DROP (source))
    read_offered (task, gdk_drop_get_formats (GDK_DROP (source)), look);
  else
    read_offered (task, gdk_clipboard_get_formats (GDK_CLIPBOARD (source)), look);
}

/**
 * leaf_transfer_read_finish: (skip)
 * @result: what the callback got
 * @look: (out): whether the document has a look of its own
 * @error: return location for an error
 *
 * Returns: (transfer full): the document
 */
LeafDocument *
leaf_transfer_read_finish (GAsyncResult      *result,
                           LeafTransferLook  *look,
                           GError           **error)
{
  Reading *self = g_task_get_task_data (G_TASK (result));

  *look = self->look;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GdkContentProvider *
provide (const char *type,
         char       *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return gdk_content_provider_new_for_bytes (type, bytes);
}

/**
 * leaf_transfer_make_content: (skip)
 * @document: what is copied
 *
 * Returns: (transfer full): the document as HTML, as Markdown, and as text with the markers of its lists
 */
GdkContentProvider *
leaf_transfer_make_content (const LeafDocument *document)
{
  g_autofree char *text = leaf_document_to_plain_text (document);
  GdkContentProvider *providers[] = {
    provide (HTML_TYPE, leaf_document_to_clipboard (document)),
    provide (MARKDOWN_TYPE, leaf_document_to_markdown (document)),
    gdk_content_provider_new_typed (G_TYPE_STRING, text),
  };

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

static void
serialized_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    gdk_content_serializer_return_success (data);
  else
    gdk_content_serializer_return_error (data, error);
}

/* The selection of a text buffer, as a text view hands it out when it is dragged, or put in the primary selection. */
static void
serialize_cb (GdkContentSerializer *serializer)
{
  const char *type = gdk_content_serializer_get_mime_type (serializer);
  GtkTextBuffer *buffer = g_value_get_object (gdk_content_serializer_get_value (serializer));
  char *(*write) (const LeafDocument *document) = gdk_content_serializer_get_user_data (serializer);
  char *text = NULL;
  unsigned int start, end;
  GtkTextIter first, last;

  if (LEAF_IS_EDITOR_BUFFER (buffer) && leaf_editor_buffer_get_range (LEAF_EDITOR_BUFFER (buffer), &start, &end))
    {
      g_autoptr (LeafDocument) slice = leaf_document_slice (leaf_editor_buffer_get_document (LEAF_EDITOR_BUFFER (buffer)), start, end);

      text = write (slice);
    }
  else if (buffer != NULL && g_str_has_prefix (type, "text/plain") && gtk_text_buffer_get_selection_bounds (buffer, &first, &last))
    text = gtk_text_buffer_get_text (buffer, &first, &last, FALSE);

  if (text == NULL)
    text = g_strdup ("");
  gdk_content_serializer_set_task_data (serializer, text, g_free);
  g_output_stream_write_all_async (gdk_content_serializer_get_output_stream (serializer), text, strlen (text),
                                   gdk_content_serializer_get_priority (serializer),
                                   gdk_content_serializer_get_cancellable (serializer), serialized_cb, serializer);
}

/**
 * leaf_transfer_register_serializers: (skip)
 *
 * Lets text that is dragged out of an editor leave it as it would by the clipboard. Of two serializers GDK takes the older: this has to
 * be called before the first text buffer is made, as GTK knows one for plain text.
 */
void
leaf_transfer_register_serializers (void)
{
  static const struct
  {
    const char *type;
    char *(*write) (const LeafDocument *document);
  } forms[] = {
    { HTML_TYPE, leaf_document_to_clipboard },
    { MARKDOWN_TYPE, leaf_document_to_markdown },
    { "text/plain;charset=utf-8", leaf_document_to_plain_text },
    { "text/plain", leaf_document_to_plain_text },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (forms); i++)
    gdk_content_register_serializer (GTK_TYPE_TEXT_BUFFER, forms[i].type, serialize_cb, forms[i].write, NULL);
}
