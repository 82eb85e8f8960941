/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-dialogs"

#include "config.h"

#include "leaf-dialogs.h"

#include <glib/gi18n.h>
#include <string.h>

/* The picture formats the library keeps; see leaf-pictures.h. */
static const char *const picture_types[] = { "image/jpeg", "image/png", "image/webp", "image/gif" };

static void leaf_dialogs_cancelled_cb (GCancellable *cancellable, GTask *task);

/* Cancelling closes the dialog; the task lives as long as somebody may still answer it. */
static void
leaf_dialogs_follow_cancellable (GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (leaf_dialogs_cancelled_cb),
                             task, 0);
}

static void
leaf_dialogs_unfollow_cancellable (GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    g_signal_handlers_disconnect_by_func (cancellable, leaf_dialogs_cancelled_cb, task);
}

static void
leaf_dialogs_return_closed (GTask *task)
{
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The dialog was closed");
}

static GPtrArray *
leaf_dialogs_list_files (GtkFileChooser *chooser)
{
  g_autoptr (GListModel) model = gtk_file_chooser_get_files (chooser);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  for (unsigned int i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (files, g_list_model_get_item (model, i));
  return files;
}

static void
leaf_dialogs_chooser_response_cb (GtkNativeDialog *chooser, int response, GTask *task)
{
  leaf_dialogs_unfollow_cancellable (task);
  gtk_native_dialog_hide (chooser);

  if (response == GTK_RESPONSE_ACCEPT && g_async_result_is_tagged (G_ASYNC_RESULT (task), leaf_dialogs_choose_pictures_async))
    g_task_return_pointer (task, leaf_dialogs_list_files (GTK_FILE_CHOOSER (chooser)),
                           (GDestroyNotify) g_ptr_array_unref);
  else if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)),
                           g_object_unref);
  else
    leaf_dialogs_return_closed (task);

  g_object_unref (task);
}

static void
leaf_dialogs_cancelled_cb (GCancellable *cancellable, GTask *task)
{
  gpointer dialog = g_task_get_task_data (task);

  /* Hiding a native dialog is no answer to it. */
  if (GTK_IS_NATIVE_DIALOG (dialog))
    leaf_dialogs_chooser_response_cb (dialog, GTK_RESPONSE_CANCEL, task);
  else
    gtk_window_close (GTK_WINDOW (dialog));
}

/* Takes over `chooser`; the task keeps it until it is answered. */
static void
leaf_dialogs_run_chooser (GtkFileChooserNative *chooser, GTask *task)
{
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_task_set_task_data (task, chooser, g_object_unref);
  g_signal_connect (chooser, "response", G_CALLBACK (leaf_dialogs_chooser_response_cb), task);
  leaf_dialogs_follow_cancellable (task);

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
leaf_dialogs_choose_pictures (GtkWindow *parent, const char *title, gboolean several, GTask *task)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *chooser;

  gtk_file_filter_set_name (filter, _("Pictures"));
  for (size_t i = 0; i < G_N_ELEMENTS (picture_types); i++)
    gtk_file_filter_add_mime_type (filter, picture_types[i]);

  chooser = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN,
                                         _("_Choose"), NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), several);
  leaf_dialogs_run_chooser (chooser, task);
}

/**
 * leaf_dialogs_choose_picture_async:
 * @parent: (nullable): the window it belongs to
 * @title: what the picture is for, translated
 * @cancellable: (nullable): closes the dialog
 * @callback: called when she chose or closed
 * @user_data: for @callback
 *
 * Asks for a picture file of a kind the library can keep.
 */
void
leaf_dialogs_choose_picture_async (GtkWindow *parent,
                                   const char *title,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_dialogs_choose_picture_async);
  leaf_dialogs_choose_pictures (parent, title, FALSE, task);
}

/**
 * leaf_dialogs_choose_picture_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the file, or %NULL with %G_IO_ERROR_CANCELLED when she closed it
 */
GFile *
leaf_dialogs_choose_picture_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * leaf_dialogs_choose_pictures_async:
 * @parent: (nullable): the window it belongs to
 * @title: what the pictures are for, translated
 * @cancellable: (nullable): closes the dialog
 * @callback: called when she chose or closed
 * @user_data: for @callback
 *
 * Asks for one picture file or several.
 */
void
leaf_dialogs_choose_pictures_async (GtkWindow *parent,
                                    const char *title,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_dialogs_choose_pictures_async);
  leaf_dialogs_choose_pictures (parent, title, TRUE, task);
}

/**
 * leaf_dialogs_choose_pictures_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type GFile): the files, at least one, or %NULL with %G_IO_ERROR_CANCELLED
 *   when she closed it
 */
GPtrArray *
leaf_dialogs_choose_pictures_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The kind that is chosen is a suffix: the name follows the filter. */
static void
leaf_dialogs_kind_changed_cb (GtkFileChooser *chooser)
{
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  const char *suffix = filter != NULL ? g_object_get_data (G_OBJECT (filter), "suffix") : NULL;
  g_autofree char *name = gtk_file_chooser_get_current_name (chooser);
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;
  g_autofree char *stem = NULL;
  g_autofree char *renamed = NULL;

  if (suffix == NULL || name == NULL || g_str_has_suffix (name, suffix))
    return;

  stem = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
  renamed = g_strconcat (stem, suffix, NULL);
  gtk_file_chooser_set_current_name (chooser, renamed);
}

/**
 * leaf_dialogs_save_file_async:
 * @parent: (nullable): the window it belongs to
 * @title: what is saved, translated
 * @name: the name to begin with, without suffix
 * @kinds: (array length=n_kinds): the kinds of file it can be; the first is proposed
 * @n_kinds: how many
 * @cancellable: (nullable): closes the dialog
 * @callback: called when she chose or closed
 * @user_data: for @callback
 *
 * Asks where to save a file. She is asked again before a file that exists is written over.
 */
void
leaf_dialogs_save_file_async (GtkWindow *parent,
                              const char *title,
                              const char *name,
                              const LeafFileKind *kinds,
                              unsigned int n_kinds,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autofree char *file_name = NULL;
  GtkFileChooserNative *chooser;
  GTask *task;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (name != NULL);
  g_return_if_fail (kinds != NULL && n_kinds > 0);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_dialogs_save_file_async);

  chooser = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _("_Save"), NULL);
  file_name = g_strconcat (name, kinds[0].suffix, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file_name);
  for (unsigned int i = 0; i < n_kinds; i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, kinds[i].name);
      gtk_file_filter_add_suffix (filter, kinds[i].suffix + 1);
      g_object_set_data (G_OBJECT (filter), "suffix", (gpointer) kinds[i].suffix);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
    }
  g_signal_connect (chooser, "notify::filter", G_CALLBACK (leaf_dialogs_kind_changed_cb), NULL);
  leaf_dialogs_run_chooser (chooser, task);
}

/**
 * leaf_dialogs_save_file_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the file, or %NULL with %G_IO_ERROR_CANCELLED when she closed it
 */
GFile *
leaf_dialogs_save_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * leaf_dialogs_choose_folder_async:
 * @parent: (nullable): the window it belongs to
 * @title: what the folder is for, translated
 * @initial: (nullable): where to begin
 * @cancellable: (nullable): closes the dialog
 * @callback: called when she chose or closed
 * @user_data: for @callback
 *
 * Asks for a folder; she can make a new one.
 */
void
leaf_dialogs_choose_folder_async (GtkWindow *parent,
                                  const char *title,
                                  GFile *initial,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GtkFileChooserNative *chooser;
  GTask *task;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (initial == NULL || G_IS_FILE (initial));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_dialogs_choose_folder_async);

  chooser = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                         _("_Choose"), NULL);
  if (initial != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), initial, NULL);
  leaf_dialogs_run_chooser (chooser, task);
}

/**
 * leaf_dialogs_choose_folder_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the folder, or %NULL with %G_IO_ERROR_CANCELLED when she closed it
 */
GFile *
leaf_dialogs_choose_folder_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
leaf_dialogs_answer_cb (AdwMessageDialog *dialog, const char *response, GTask *task)
{
  leaf_dialogs_unfollow_cancellable (task);
  g_signal_handlers_disconnect_by_func (dialog, leaf_dialogs_answer_cb, task);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_strdup (response), g_free);

  g_object_unref (task);
}

static AdwResponseAppearance
leaf_dialogs_appearance (LeafAnswerLook look)
{
  switch (look)
    {
    case LEAF_ANSWER_SUGGESTED:
      return ADW_RESPONSE_SUGGESTED;

    case LEAF_ANSWER_DESTRUCTIVE:
      return ADW_RESPONSE_DESTRUCTIVE;

    case LEAF_ANSWER_PLAIN:
    default:
      return ADW_RESPONSE_DEFAULT;
    }
}

/**
 * leaf_dialogs_ask_async:
 * @parent: the window it belongs to
 * @heading: the question, translated
 * @body: (nullable): what there is to know, translated
 * @answers: (array length=n_answers): the buttons; the first is also what closing means
 * @n_answers: how many
 * @cancellable: (nullable): closes the dialog
 * @callback: called when she answered
 * @user_data: for @callback
 *
 * Asks a question that only she can answer. Not for "are you sure": that is what undo is for.
 */
void
leaf_dialogs_ask_async (GtkWindow *parent,
                        const char *heading,
                        const char *body,
                        const LeafAnswer *answers,
                        unsigned int n_answers,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  AdwMessageDialog *dialog;
  GTask *task;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (answers != NULL && n_answers > 0);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_dialogs_ask_async);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  for (unsigned int i = 0; i < n_answers; i++)
    {
      adw_message_dialog_add_response (dialog, answers[i].id, answers[i].label);
      adw_message_dialog_set_response_appearance (dialog, answers[i].id,
                                                  leaf_dialogs_appearance (answers[i].look));
      if (answers[i].look == LEAF_ANSWER_SUGGESTED)
        adw_message_dialog_set_default_response (dialog, answers[i].id);
    }
  adw_message_dialog_set_close_response (dialog, answers[0].id);

  g_task_set_task_data (task, g_object_ref (dialog), g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (leaf_dialogs_answer_cb), task);
  leaf_dialogs_follow_cancellable (task);
  /* Destroyed with its window it would leave whoever waits without an answer. */
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), FALSE);
  if (parent != NULL)
    g_signal_connect_object (parent, "destroy", G_CALLBACK (gtk_window_close), dialog, G_CONNECT_SWAPPED);

  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * leaf_dialogs_ask_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the id of the answer, or %NULL when it was cancelled
 */
char *
leaf_dialogs_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
leaf_dialogs_shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GtkWindow *parent = source != NULL ? GTK_WINDOW (source) : NULL;
  GError *error = NULL;

  if (gtk_show_uri_full_finish (parent, result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * leaf_dialogs_open_address_async:
 * @parent: (nullable): the window it belongs to
 * @address: what to open: https:, mailto:, file:, help:
 * @cancellable: (nullable): a cancellable
 * @callback: called when a program took it, or none did
 * @user_data: for @callback
 *
 * Opens an address in the program she uses for it.
 */
void
leaf_dialogs_open_address_async (GtkWindow *parent,
                                 const char *address,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (address != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_dialogs_open_address_async);

  gtk_show_uri_full (parent, address, GDK_CURRENT_TIME, cancellable, leaf_dialogs_shown_cb, task);
}

/**
 * leaf_dialogs_open_address_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether a program took it
 */
gboolean
leaf_dialogs_open_address_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
