/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A kind of file she can save as. */
typedef struct {
  const char *name;   /* translated */
  const char *suffix; /* with its dot */
} LeafFileKind;

/* Choosing a file, asking, opening an address: what GTK deprecates between our floor and now. No
 * other file names GtkFileChooserNative, AdwMessageDialog or gtk_show_uri(). Closing a file
 * dialog gives G_IO_ERROR_CANCELLED. */
void   leaf_dialogs_choose_picture_async  (GtkWindow *parent, const char *title, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
GFile *leaf_dialogs_choose_picture_finish (GAsyncResult *result, GError **error);

void       leaf_dialogs_choose_pictures_async  (GtkWindow *parent, const char *title, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *leaf_dialogs_choose_pictures_finish (GAsyncResult *result, GError **error); /* GFile, at least one */

/* Where to save; an existing file is asked about. */
void   leaf_dialogs_save_file_async  (GtkWindow *parent, const char *title, const char *name, const LeafFileKind *kinds, unsigned int n_kinds,
                                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GFile *leaf_dialogs_save_file_finish (GAsyncResult *result, GError **error);

void   leaf_dialogs_choose_folder_async   (GtkWindow *parent, const char *title, GFile *initial, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
GFile *leaf_dialogs_choose_folder_finish  (GAsyncResult *result, GError **error);

typedef enum {
  LEAF_ANSWER_PLAIN,
  LEAF_ANSWER_SUGGESTED,
  LEAF_ANSWER_DESTRUCTIVE,
} LeafAnswerLook;

/* One button. The first of the list is also what closing means; the suggested one is the default. */
typedef struct {
  const char *id;
  const char *label; /* translated, with its mnemonic */
  LeafAnswerLook look;
} LeafAnswer;

void   leaf_dialogs_ask_async  (GtkWindow *parent, const char *heading, const char *body, const LeafAnswer *answers, unsigned int n_answers,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char  *leaf_dialogs_ask_finish (GAsyncResult *result, GError **error); /* the id */

void     leaf_dialogs_open_address_async  (GtkWindow *parent, const char *address, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
gboolean leaf_dialogs_open_address_finish (GAsyncResult *result, GError **error);

G_END_DECLS
