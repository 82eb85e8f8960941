/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-picture-transfer"

#include "config.h"

#include "leaf-picture-transfer.h"

#include "leaf-download.h"
#include "leaf-picture-address.h"

#include <glib/gi18n.h>

#define CHUNK (256 * 1024)

/* What is asked for, best first: the picture's own bytes keep what it is (GTK would decode it and
 * hand over pixels), then a file, then the HTML that names the picture, then bare addresses, which
 * in a browser may be those of the page behind the picture. */
static const char *const mime_types[] = {
  "image/png",
  "image/jpeg",
  "image/webp",
  "image/gif",
  "text/html",
  "text/uri-list",
  "text/plain;charset=utf-8",
  "text/plain",
};

typedef struct
{
  LeafLibrary *library;
  GdkDrop *drop;
  GdkClipboard *clipboard;
  unsigned int next_type; /* index into mime_types of the next one to ask for */
  const char *type;       /* the one being read */
  GByteArray *bytes;
  GError *error; /* why an earlier type gave no picture */
} Transfer;

static void ask_next   (GTask *task);
static void read_chunk (GTask *task, GInputStream *stream);

static void
transfer_free (Transfer *transfer)
{
  g_clear_object (&transfer->library);
  g_clear_object (&transfer->drop);
  g_clear_object (&transfer->clipboard);
  g_clear_pointer (&transfer->bytes, g_byte_array_unref);
  g_clear_error (&transfer->error);
  g_free (transfer);
}

static GdkContentFormats *
get_offered (Transfer *transfer)
{
  return transfer->drop != NULL ? gdk_drop_get_formats (transfer->drop)
                                : gdk_clipboard_get_formats (transfer->clipboard);
}

static void
end (GTask *task, LeafPicture *picture)
{
  Transfer *transfer = g_task_get_task_data (task);

  if (transfer->drop != NULL)
    gdk_drop_finish (transfer->drop, picture != NULL ? GDK_ACTION_COPY : 0);

  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify) leaf_picture_free);
  else if (transfer->error != NULL)
    g_task_return_error (task, g_steal_pointer (&transfer->error));
  else
    g_task_return_new_error (task, LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE,
                             transfer->drop != NULL ? _("There is no picture in what was dropped.")
                                                    : _("There is no picture on the clipboard."));
}

/* The first failure is the one worth telling: what follows it is only the next best guess. */
static void
fail_and_ask_next (GTask *task, GError *error)
{
  Transfer *transfer = g_task_get_task_data (task);

  if (transfer->error == NULL)
    transfer->error = error;
  else
    g_error_free (error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    transfer->next_type = G_N_ELEMENTS (mime_types);
  ask_next (task);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  LeafPicture *picture = leaf_pictures_add_finish (LEAF_LIBRARY (source), result, &error);

  if (picture == NULL)
    {
      fail_and_ask_next (task, error);
      return;
    }

  end (task, picture);
  g_object_unref (task);
}

static void
downloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Transfer *transfer = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = leaf_download_finish (result, &error);

  if (bytes != NULL)
    leaf_pictures_add_async (transfer->library, bytes, g_task_get_cancellable (task), added_cb, task);
  else
    fail_and_ask_next (task, error);
}

static void
take_address (GTask *task, const char *address)
{
  Transfer *transfer = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GBytes) bytes = NULL;

  if (address == NULL)
    {
      ask_next (task);
      return;
    }

  if (g_ascii_strncasecmp (address, "file:", 5) == 0)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (address);

      leaf_pictures_add_file_async (transfer->library, file, cancellable, added_cb, task);
    }
  else if ((bytes = leaf_picture_address_decode (address, LEAF_PICTURE_MAX_BYTES)) != NULL)
    leaf_pictures_add_async (transfer->library, bytes, cancellable, added_cb, task);
  else
    leaf_download_async (address, LEAF_PICTURE_MAX_BYTES, cancellable, downloaded_cb, task);
}

static void
take_bytes (GTask *task)
{
  Transfer *transfer = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&transfer->bytes));
  const char *data = g_bytes_get_data (bytes, NULL);
  gsize length = g_bytes_get_size (bytes);
  g_autofree char *address = NULL;

  if (g_str_has_prefix (transfer->type, "image/"))
    {
      leaf_pictures_add_async (transfer->library, bytes, g_task_get_cancellable (task), added_cb, task);
      return;
    }

  if (g_str_equal (transfer->type, "text/html"))
    address = leaf_picture_address_from_html (data, length);
  else
    address = leaf_picture_address_from_uri_list (data, length);

  take_address (task, address);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Transfer *transfer = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (chunk == NULL)
    {
      fail_and_ask_next (task, error);
      return;
    }

  if (g_bytes_get_size (chunk) == 0)
    {
      take_bytes (task);
      return;
    }

  if (transfer->bytes->len + g_bytes_get_size (chunk) > LEAF_PICTURE_MAX_BYTES)
    {
      g_autofree char *limit = g_format_size (LEAF_PICTURE_MAX_BYTES);

      fail_and_ask_next (task, g_error_new (LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE,
                                            _("The picture is larger than %s."), limit));
      return;
    }

  g_byte_array_append (transfer->bytes, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
  read_chunk (task, G_INPUT_STREAM (source));
}

static void
read_chunk (GTask *task, GInputStream *stream)
{
  g_input_stream_read_bytes_async (stream, CHUNK, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), read_cb, task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Transfer *transfer = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GInputStream) stream = NULL;

  if (transfer->drop != NULL)
    stream = gdk_drop_read_finish (transfer->drop, result, NULL, &error);
  else
    stream = gdk_clipboard_read_finish (transfer->clipboard, result, NULL, &error);

  if (stream == NULL)
    {
      fail_and_ask_next (task, error);
      return;
    }

  g_clear_pointer (&transfer->bytes, g_byte_array_unref);
  transfer->bytes = g_byte_array_new ();
  read_chunk (task, stream);
}

/* Asks for the next kind that is offered, or ends the transfer. Takes over the reference to @task. */
static void
ask_next (GTask *task)
{
  Transfer *transfer = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  while (transfer->next_type < G_N_ELEMENTS (mime_types))
    {
      const char *ask[] = { mime_types[transfer->next_type++], NULL };

      if (!gdk_content_formats_contain_mime_type (get_offered (transfer), ask[0]))
        continue;

      transfer->type = ask[0];
      if (transfer->drop != NULL)
        gdk_drop_read_async (transfer->drop, ask, G_PRIORITY_DEFAULT, cancellable, opened_cb, task);
      else
        gdk_clipboard_read_async (transfer->clipboard, ask, G_PRIORITY_DEFAULT, cancellable,
                                  opened_cb, task);
      return;
    }

  end (task, NULL);
  g_object_unref (task);
}

static void
start (LeafLibrary         *library,
       GdkDrop             *drop,
       GdkClipboard        *clipboard,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Transfer *transfer = g_new0 (Transfer, 1);

  transfer->library = g_object_ref (library);
  g_set_object (&transfer->drop, drop);
  g_set_object (&transfer->clipboard, clipboard);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, transfer, (GDestroyNotify) transfer_free);
  ask_next (task);
}

/**
 * leaf_picture_transfer_get_formats:
 *
 * The kinds of data that can hold or name a picture, for a [class@Gtk.DropTargetAsync].
 *
 * Returns: (transfer full): the formats
 */
GdkContentFormats *
leaf_picture_transfer_get_formats (void)
{
  return gdk_content_formats_new ((const char **) mime_types, G_N_ELEMENTS (mime_types));
}

/**
 * leaf_picture_transfer_drop_async:
 * @library: the library that gets the picture
 * @drop: what was dropped
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Takes the picture out of a drop, be it a file, the picture's bytes or its address on the web, puts
 * it into the library and tells the other side how the drop ended.
 */
void
leaf_picture_transfer_drop_async (LeafLibrary         *library,
                                  GdkDrop             *drop,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (LEAF_IS_LIBRARY (library));
  g_return_if_fail (GDK_IS_DROP (drop));

  start (library, drop, NULL, cancellable, callback, user_data);
}

/**
 * leaf_picture_transfer_paste_async:
 * @library: the library that gets the picture
 * @clipboard: where to look
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Takes the picture from the clipboard and puts it into the library.
 */
void
leaf_picture_transfer_paste_async (LeafLibrary         *library,
                                   GdkClipboard        *clipboard,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (LEAF_IS_LIBRARY (library));
  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));

  start (library, NULL, clipboard, cancellable, callback, user_data);
}

/**
 * leaf_picture_transfer_finish:
 * @result: the result
 * @error: return location for an error, one sentence for the user
 *
 * Ends a transfer.
 *
 * Returns: (transfer full) (nullable): the picture, now in the library
 */
LeafPicture *
leaf_picture_transfer_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, start), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
