/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-keys.h"
#include "leaf-editor-transfer.h"

/* Files that were dropped, or copied in a file manager: what is in those that hold text, one after the other. */
typedef struct {
  GSList *files; /* GFile, still to be read */
  LeafDocument *document;
} Reading;

static void
reading_free (Reading *self)
{
  g_slist_free_full (self->files, g_object_unref);
  g_clear_pointer (&self->document, leaf_document_unref);
  g_free (self);
}

static void read_next (GTask *task);

static void
file_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (GTask) task = data;
  Reading *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  LeafTransferLook look;
  g_autoptr (LeafDocument) document = leaf_transfer_read_finish (result, &look, &error);

  /* All or nothing: half of the files would look like all of them. */
  if (document == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (self->document == NULL)
    self->document = g_steal_pointer (&document);
  else
    leaf_editor_fragment_append (self->document, document);
  read_next (g_steal_pointer (&task));
}

/* Other files among those with text are left out. */
static void
read_next (GTask *task)
{
  Reading *self = g_task_get_task_data (task);

  while (self->files != NULL)
    {
      g_autoptr (GFile) file = self->files->data;

      self->files = g_slist_delete_link (self->files, self->files);
      if (leaf_transfer_is_text_file (file))
        {
          leaf_transfer_read_async (G_OBJECT (file), LEAF_TRANSFER_FORMATTED, g_task_get_cancellable (task), file_read_cb, task);
          return;
        }
    }

  g_task_return_pointer (task, g_steal_pointer (&self->document), (GDestroyNotify) leaf_document_unref);
  g_object_unref (task);
}

/**
 * leaf_transfer_has_files: (skip)
 * @formats: what is offered
 *
 * Files offer their names as text, too; who drops or pastes a file means what is in it. A link on a web page
 * offers HTML beside its address.
 *
 * Returns: whether it is files
 */
gboolean
leaf_transfer_has_files (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) &&
         !gdk_content_formats_contain_mime_type (formats, "text/html") &&
         !gdk_content_formats_contain_mime_type (formats, "text/x-moz-url");
}

/**
 * leaf_transfer_read_files_async: (skip)
 * @files: (element-type GFile): files
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 *
 * Reads those of @files that hold text.
 */
void
leaf_transfer_read_files_async (const GSList        *files,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Reading *self = g_new0 (Reading, 1);

  for (const GSList *link = files; link != NULL; link = link->next)
    self->files = g_slist_prepend (self->files, g_object_ref (link->data));
  self->files = g_slist_reverse (self->files);
  g_task_set_source_tag (task, leaf_transfer_read_files_async);
  g_task_set_task_data (task, self, (GDestroyNotify) reading_free);
  read_next (task);
}

/**
 * leaf_transfer_read_files_finish: (skip)
 * @result: what the callback got
 * @error: set when one of them cannot be read
 *
 * Returns: (transfer full) (nullable): their text; %NULL without @error when none of them holds text
 */
LeafDocument *
leaf_transfer_read_files_finish (GAsyncResult  *result,
                                 GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
