/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-picture-transfer"

#include "config.h"

#include "leaf-picture-transfer.h"

#include "leaf-download.h"
#include "leaf-picture-address.h"

#include <glib/gi18n.h>

#define CHUNK (256 * 1024)

/* What one drop may bring at once. */
#define MAX_PICTURES 100

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
  gboolean several;
  GStrv addresses; /* of what is being taken in, one after the other */
  unsigned int next_address;
  GPtrArray *pictures; /* LeafPicture: already in the library */
} Transfer;

static void ask_next          (GTask *task);
static void read_chunk        (GTask *task, GInputStream *stream);
static void take_next_address (GTask *task);

static void
transfer_free (Transfer *transfer)
{
  g_clear_object (&transfer->library);
  g_clear_object (&transfer->drop);
  g_clear_object (&transfer->clipboard);
  g_clear_pointer (&transfer->bytes, g_byte_array_unref);
  g_clear_error (&transfer->error);
  g_clear_pointer (&transfer->addresses, g_strfreev);
  g_clear_pointer (&transfer->pictures, g_ptr_array_unref);
  g_free (transfer);
}

static GdkContentFormats *
get_offered (Transfer *transfer)
{
  if (transfer->drop != NULL)
    return gdk_drop_get_formats (transfer->drop);
  return transfer->clipboard != NULL ? gdk_clipboard_get_formats (transfer->clipboard) : NULL;
}

/* Text is no failure where several pictures may be among other things: then the drop is still to be finished. */
static gboolean
is_only_text (Transfer *transfer)
{
  return transfer->several && transfer->error == NULL && transfer->pictures->len == 0;
}

static void
end (GTask *task)
{
  Transfer *transfer = g_task_get_task_data (task);
  gboolean done = transfer->pictures->len > 0 && transfer->error == NULL;

  if (is_only_text (transfer) && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no picture in it");
      return;
    }

  if (transfer->drop != NULL)
    gdk_drop_finish (transfer->drop, done ? GDK_ACTION_COPY : 0);

  if (done)
    g_task_return_pointer (task, g_steal_pointer (&transfer->pictures), (GDestroyNotify) g_ptr_array_unref);
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

/* Of a list of several, all go in or none: half of them would have to be looked for. */
static void
fail (GTask *task, GError *error)
{
  Transfer *transfer = g_task_get_task_data (task);

  if (transfer->addresses == NULL || transfer->addresses[0] == NULL || transfer->addresses[1] == NULL)
    {
      fail_and_ask_next (task, error);
      return;
    }

  g_clear_error (&transfer->error);
  transfer->error = error;
  end (task);
  g_object_unref (task);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Transfer *transfer = g_task_get_task_data (task);
  GError *error = NULL;
  LeafPicture *picture = leaf_pictures_add_finish (LEAF_LIBRARY (source), result, &error);

  if (picture == NULL)
    {
      fail (task, error);
      return;
    }

  g_clear_error (&transfer->error);
  g_ptr_array_add (transfer->pictures, picture);
  if (transfer->several && transfer->addresses != NULL && transfer->addresses[transfer->next_address] != NULL)
    {
      take_next_address (task);
      return;
    }
  end (task);
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
    fail (task, error);
}

static void
take_next_address (GTask *task)
{
  Transfer *transfer = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  const char *address = transfer->addresses[transfer->next_address++];
  g_autoptr (GBytes) bytes = NULL;

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

/* An address on the web that came without the HTML of a picture is a link, unless its name says otherwise. */
static gboolean
is_link (const char *address)
{
  static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".webp", ".gif" };
  g_autoptr (GUri) uri = NULL;
  g_autofree char *path = NULL;

  if (g_ascii_strncasecmp (address, "http", 4) != 0)
    return FALSE;
  uri = g_uri_parse (address, G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (uri == NULL)
    return TRUE;
  path = g_ascii_strdown (g_uri_get_path (uri), -1);
  for (unsigned int i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (path, endings[i]))
      return FALSE;
  return TRUE;
}

/* Takes over @addresses. */
static void
take_addresses (GTask *task, GStrv addresses)
{
  Transfer *transfer = g_task_get_task_data (task);

  g_clear_pointer (&transfer->addresses, g_strfreev);
  transfer->addresses = addresses;
  transfer->next_address = 0;
  if (g_strv_length (addresses) > MAX_PICTURES)
    {
      fail (task, g_error_new (LEAF_STORE_ERROR, LEAF_STORE_ERROR_PICTURE,
                               ngettext ("More than %d picture at once is too much. Choose fewer.",
                                         "More than %d pictures at once are too many. Choose fewer.", MAX_PICTURES),
                               MAX_PICTURES));
      return;
    }

  if (addresses[0] == NULL || (transfer->several && !g_str_equal (transfer->type, "text/html") && is_link (addresses[0])))
    ask_next (task);
  else
    take_next_address (task);
}

static void
take_bytes (GTask *task)
{
  Transfer *transfer = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&transfer->bytes));
  const char *data = g_bytes_get_data (bytes, NULL);
  gsize length = g_bytes_get_size (bytes);
  g_autofree char *address = NULL;
  GStrv addresses;

  if (g_str_has_prefix (transfer->type, "image/"))
    {
      leaf_pictures_add_async (transfer->library, bytes, g_task_get_cancellable (task), added_cb, task);
      return;
    }

  if (g_str_equal (transfer->type, "text/html"))
    {
      address = leaf_picture_address_from_html (data, length);
      addresses = g_strdupv ((char *[]) { address, NULL });
    }
  else
    addresses = leaf_picture_address_list (data, length);

  take_addresses (task, addresses);
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

  while (transfer->next_type < G_N_ELEMENTS (mime_types) && get_offered (transfer) != NULL)
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

  end (task);
  g_object_unref (task);
}

static GTask *
start (LeafLibrary         *library,
       GdkDrop             *drop,
       GdkClipboard        *clipboard,
       gboolean             several,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Transfer *transfer = g_new0 (Transfer, 1);

  transfer->library = g_object_ref (library);
  transfer->several = several;
  transfer->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_picture_free);
  g_set_object (&transfer->drop, drop);
  g_set_object (&transfer->clipboard, clipboard);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, transfer, (GDestroyNotify) transfer_free);
  return task;
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

  ask_next (start (library, drop, NULL, FALSE, cancellable, callback, user_data));
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

  ask_next (start (library, NULL, clipboard, FALSE, cancellable, callback, user_data));
}

/**
 * leaf_picture_transfer_drop_several_async:
 * @library: the library that gets the pictures
 * @drop: what was dropped
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * As leaf_picture_transfer_drop_async(), but takes all files of the drop, in order, or none. When there is
 * only text in it, the error is %G_IO_ERROR_NOT_FOUND and the drop is still to be read and finished.
 */
void
leaf_picture_transfer_drop_several_async (LeafLibrary         *library,
                                          GdkDrop             *drop,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data)
{
  g_return_if_fail (LEAF_IS_LIBRARY (library));
  g_return_if_fail (GDK_IS_DROP (drop));

  ask_next (start (library, drop, NULL, TRUE, cancellable, callback, user_data));
}

/**
 * leaf_picture_transfer_paste_several_async:
 * @library: the library that gets the pictures
 * @clipboard: where to look
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * As leaf_picture_transfer_paste_async(), but takes all files that were copied, in order, or none. When there
 * is only text, the error is %G_IO_ERROR_NOT_FOUND.
 */
void
leaf_picture_transfer_paste_several_async (LeafLibrary         *library,
                                           GdkClipboard        *clipboard,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data)
{
  g_return_if_fail (LEAF_IS_LIBRARY (library));
  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));

  ask_next (start (library, NULL, clipboard, TRUE, cancellable, callback, user_data));
}

/**
 * leaf_picture_transfer_files_async:
 * @library: the library that gets the pictures
 * @files: (element-type GFile): picture files, at least one
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when done
 * @user_data: data for @callback
 *
 * Puts files into the library, in order, or none of them.
 */
void
leaf_picture_transfer_files_async (LeafLibrary         *library,
                                   GPtrArray           *files,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GTask *task;

  g_return_if_fail (LEAF_IS_LIBRARY (library));
  g_return_if_fail (files != NULL && files->len > 0);

  for (unsigned int i = 0; i < files->len; i++)
    {
      g_autofree char *address = g_file_get_uri (g_ptr_array_index (files, i));

      g_strv_builder_add (builder, address);
    }
  task = start (library, NULL, NULL, TRUE, cancellable, callback, user_data);
  ((Transfer *) g_task_get_task_data (task))->type = "text/uri-list";
  take_addresses (task, g_strv_builder_end (builder));
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
  g_autoptr (GPtrArray) pictures = leaf_picture_transfer_finish_several (result, error);

  return pictures != NULL ? g_ptr_array_steal_index (pictures, 0) : NULL;
}

/**
 * leaf_picture_transfer_finish_several:
 * @result: the result
 * @error: return location for an error, one sentence for the user
 *
 * Ends a transfer of several pictures.
 *
 * Returns: (transfer full) (nullable) (element-type LeafPicture): the pictures, at least one, now in the library
 */
GPtrArray *
leaf_picture_transfer_finish_several (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, start), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
