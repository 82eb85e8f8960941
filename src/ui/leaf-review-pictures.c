/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-review-pictures"

#include "config.h"

#include "leaf-review-pictures-private.h"

#include "leaf-cover-cache.h"
#include "leaf-dialogs.h"
#include "leaf-editor-pictures.h"
#include "leaf-picture-transfer.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

/* Pixels of the longer side that a picture in the text is read at. */
#define FIGURE_SIZE 960

/* What takes longer than this says so. */
#define PATIENCE 600 /* milliseconds */

G_DEFINE_FINAL_TYPE (LeafReviewPictures, leaf_review_pictures, G_TYPE_OBJECT)

/* Pictures on their way into the text. */
typedef struct {
  LeafReviewPictures *pictures;
  GCancellable *cancellable;
  GtkTextMark *place;    /* NULL: where the cursor is then */
  GdkDrop *drop;         /* to be finished, when there was no picture in it */
  gboolean replace;      /* the picture of the figure at `place` */
  AdwToast *toast;       /* says that it takes long */
  unsigned int patience; /* source */
} Arrival;

static void
arrival_free (Arrival *arrival)
{
  LeafReviewPictures *self = arrival->pictures;

  g_clear_handle_id (&arrival->patience, g_source_remove);
  if (arrival->toast != NULL)
    {
      g_signal_handlers_disconnect_by_data (arrival->toast, arrival->cancellable);
      adw_toast_dismiss (arrival->toast);
    }
  g_clear_object (&arrival->toast);
  if (arrival->place != NULL && self->editor != NULL)
    gtk_text_buffer_delete_mark (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor)), arrival->place);
  g_ptr_array_remove (self->arriving, arrival->cancellable);
  g_clear_object (&arrival->cancellable);
  g_clear_object (&arrival->drop);
  g_object_unref (arrival->pictures);
  g_free (arrival);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arrival, arrival_free)

static void
show_error (LeafReviewPictures *self,
            const GError       *error)
{
  AdwToast *toast;

  if (self->page == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  toast = leaf_ui_toast_new (error->message);
  adw_toast_set_timeout (toast, 10);
  leaf_ui_show_toast (self->page, toast);
}

static gboolean
patience_cb (gpointer data)
{
  Arrival *arrival = data;
  GtkWidget *page = arrival->pictures->page;

  arrival->patience = 0;
  if (page != NULL)
    {
      arrival->toast = leaf_ui_toast_new (_("Adding pictures…"));
      adw_toast_set_timeout (arrival->toast, 0);
      adw_toast_set_button_label (arrival->toast, _("_Cancel"));
      g_signal_connect_swapped (arrival->toast, "button-clicked", G_CALLBACK (g_cancellable_cancel), arrival->cancellable);
      leaf_ui_show_toast (page, g_object_ref (arrival->toast));
    }
  return G_SOURCE_REMOVE;
}

/* Takes over @place. */
static Arrival *
arrival_new (LeafReviewPictures *self,
             GtkTextMark        *place)
{
  Arrival *arrival = g_new0 (Arrival, 1);

  arrival->pictures = g_object_ref (self);
  arrival->cancellable = g_cancellable_new ();
  arrival->place = place;
  arrival->patience = g_timeout_add (PATIENCE, patience_cb, arrival);
  g_ptr_array_add (self->arriving, g_object_ref (arrival->cancellable));
  return arrival;
}

static void
put_in (Arrival   *arrival,
        GPtrArray *pictures)
{
  LeafReviewPictures *self = arrival->pictures;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) addresses = NULL;

  if (g_cancellable_is_cancelled (arrival->cancellable) || self->editor == NULL ||
      !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->editor)))
    return;

  for (unsigned int i = 0; i < pictures->len; i++)
    g_strv_builder_add (builder, ((LeafPicture *) g_ptr_array_index (pictures, i))->sha256);
  addresses = g_strv_builder_end (builder);

  if (arrival->replace)
    {
      GtkTextIter iter;

      gtk_text_buffer_get_iter_at_mark (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor)), &iter, arrival->place);
      leaf_editor_change_figure (self->editor, (unsigned int) gtk_text_iter_get_offset (&iter), addresses[0], NULL);
    }
  else
    leaf_editor_insert_pictures (self->editor, arrival->place, (const char *const *) addresses);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* A link dragged from a browser, or words: what a text view would have done with them. */
static void
dropped_text_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (Arrival) arrival = data;
  LeafReviewPictures *self = arrival->pictures;
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (source), result, NULL);
  g_autofree char *text = value != NULL ? g_strstrip (g_value_dup_string (value)) : NULL;

  if (text != NULL && self->editor != NULL && gtk_text_view_get_editable (GTK_TEXT_VIEW (self->editor)))
    leaf_review_pictures_put_text (self, arrival->place, text);
  gdk_drop_finish (GDK_DROP (source), text != NULL ? GDK_ACTION_COPY : 0);
}

static void
arrived_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Arrival) arrival = data;
  LeafReviewPictures *self = arrival->pictures;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pictures = leaf_picture_transfer_finish_several (result, &error);

  if (pictures != NULL)
    put_in (arrival, pictures);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    show_error (self, error);
  else if (arrival->drop != NULL)
    {
      gdk_drop_read_value_async (arrival->drop, G_TYPE_STRING, G_PRIORITY_DEFAULT, arrival->cancellable,
                                 dropped_text_cb, arrival);
      arrival = NULL;
    }
  else if (self->editor != NULL && !g_cancellable_is_cancelled (arrival->cancellable))
    gtk_widget_activate_action (GTK_WIDGET (self->editor), "editor.paste-plain", NULL);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (LeafReviewPictures) self = data;
  g_autoptr (GPtrArray) files = leaf_dialogs_choose_pictures_finish (result, NULL);

  if (files != NULL && self->library != NULL)
    leaf_review_pictures_insert (self, files);
}

static GtkWindow *
get_window (LeafReviewPictures *self)
{
  GtkRoot *root = gtk_widget_get_root (self->page);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

void
leaf_review_pictures_choose (LeafReviewPictures *self)
{
  leaf_dialogs_choose_pictures_async (get_window (self), _("Insert Pictures"), self->cancellable, chosen_cb,
                                      g_object_ref (self));
}

/* Which figure is to get the picture that is being chosen. */
typedef struct {
  LeafReviewPictures *pictures;
  GtkTextMark *place;
} Replacement;

static void
replacement_chosen_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data)
{
  g_autofree Replacement *replacement = data;
  g_autoptr (LeafReviewPictures) self = replacement->pictures;
  g_autoptr (GFile) file = leaf_dialogs_choose_picture_finish (result, NULL);
  g_autoptr (GPtrArray) files = NULL;
  Arrival *arrival;

  if (self->editor == NULL)
    return;
  if (file == NULL || self->library == NULL)
    {
      gtk_text_buffer_delete_mark (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor)), replacement->place);
      return;
    }

  files = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (files, g_steal_pointer (&file));
  arrival = arrival_new (self, replacement->place);
  arrival->replace = TRUE;
  leaf_picture_transfer_files_async (self->library, files, arrival->cancellable, arrived_cb, arrival);
}

void
leaf_review_pictures_replace (LeafReviewPictures *self,
                              unsigned int        offset)
{
  Replacement *replacement = g_new0 (Replacement, 1);

  replacement->pictures = g_object_ref (self);
  replacement->place = leaf_editor_create_mark (self->editor, offset);
  leaf_dialogs_choose_picture_async (get_window (self), _("Replace the Picture"), self->cancellable,
                                     replacement_chosen_cb, replacement);
}

void
leaf_review_pictures_drop (LeafReviewPictures *self,
                           GdkDrop            *drop,
                           GtkTextMark        *place)
{
  Arrival *arrival = arrival_new (self, place);

  arrival->drop = g_object_ref (drop);
  leaf_picture_transfer_drop_several_async (self->library, drop, arrival->cancellable, arrived_cb, arrival);
}

void
leaf_review_pictures_paste (LeafReviewPictures *self,
                            GdkClipboard       *clipboard)
{
  Arrival *arrival = arrival_new (self, NULL);

  leaf_picture_transfer_paste_several_async (self->library, clipboard, arrival->cancellable, arrived_cb, arrival);
}

typedef struct {
  LeafReviewPictures *pictures;
  char *picture;
} Reading;

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autofree Reading *reading = data;
  g_autoptr (LeafReviewPictures) self = reading->pictures;
  g_autofree char *picture = reading->picture;
  g_autoptr (GdkTexture) texture = leaf_cover_cache_load_finish (LEAF_COVER_CACHE (source), result, NULL);

  /* A picture that is missing keeps its grey frame; publishing will say so. */
  if (texture != NULL && self->editor != NULL)
    leaf_editor_set_picture (self->editor, picture, GDK_PAINTABLE (texture));
}

static void
picture_needed_cb (LeafReviewPictures *self,
                   const char         *picture)
{
  Reading *reading;

  if (self->library == NULL || picture == NULL)
    return;

  reading = g_new0 (Reading, 1);
  reading->pictures = g_object_ref (self);
  reading->picture = g_strdup (picture);
  leaf_cover_cache_load_async (leaf_cover_cache_get (self->library), picture,
                               FIGURE_SIZE * gtk_widget_get_scale_factor (GTK_WIDGET (self->editor)),
                               self->cancellable, read_cb, reading);
}

static void
leaf_review_pictures_finalize (GObject *object)
{
  LeafReviewPictures *self = LEAF_REVIEW_PICTURES (object);

  g_clear_object (&self->library);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->arriving, g_ptr_array_unref);

  G_OBJECT_CLASS (leaf_review_pictures_parent_class)->finalize (object);
}

static void
leaf_review_pictures_class_init (LeafReviewPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leaf_review_pictures_finalize;
}

static void
leaf_review_pictures_init (LeafReviewPictures *self)
{
  self->cancellable = g_cancellable_new ();
  self->arriving = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * leaf_review_pictures_new:
 * @page: the widget that the editor is in, which gets the actions
 * @editor: the editor
 *
 * Looks after the pictures of an editor until leaf_review_pictures_close().
 *
 * Returns: (transfer full): what does so
 */
LeafReviewPictures *
leaf_review_pictures_new (GtkWidget  *page,
                          LeafEditor *editor)
{
  LeafReviewPictures *self;

  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);
  g_return_val_if_fail (LEAF_IS_EDITOR (editor), NULL);

  self = g_object_new (LEAF_TYPE_REVIEW_PICTURES, NULL);
  self->page = page;
  self->editor = editor;
  g_signal_connect_object (editor, "picture-needed", G_CALLBACK (picture_needed_cb), self, G_CONNECT_SWAPPED);
  leaf_review_pictures_set_up (self);
  return self;
}

/**
 * leaf_review_pictures_set_library:
 * @self: the pictures of an editor
 * @library: (nullable): where they are kept
 */
void
leaf_review_pictures_set_library (LeafReviewPictures *self,
                                  LeafLibrary        *library)
{
  g_return_if_fail (LEAF_IS_REVIEW_PICTURES (self));

  leaf_review_pictures_cancel (self);
  g_set_object (&self->library, library);
}

/**
 * leaf_review_pictures_insert:
 * @self: the pictures of an editor
 * @files: (element-type GFile): picture files
 *
 * Puts pictures in at the cursor, all in one step or, when one of them is none, not at all.
 */
void
leaf_review_pictures_insert (LeafReviewPictures *self,
                             GPtrArray          *files)
{
  Arrival *arrival;

  g_return_if_fail (LEAF_IS_REVIEW_PICTURES (self));
  g_return_if_fail (self->library != NULL);

  arrival = arrival_new (self, NULL);
  leaf_picture_transfer_files_async (self->library, files, arrival->cancellable, arrived_cb, arrival);
}

/**
 * leaf_review_pictures_cancel:
 * @self: the pictures of an editor
 *
 * Another text is shown: what is on its way does not belong there.
 */
void
leaf_review_pictures_cancel (LeafReviewPictures *self)
{
  g_return_if_fail (LEAF_IS_REVIEW_PICTURES (self));

  for (unsigned int i = 0; i < self->arriving->len; i++)
    g_cancellable_cancel (g_ptr_array_index (self->arriving, i));
}

/**
 * leaf_review_pictures_close:
 * @self: the pictures of an editor
 *
 * The page and its editor go away.
 */
void
leaf_review_pictures_close (LeafReviewPictures *self)
{
  g_return_if_fail (LEAF_IS_REVIEW_PICTURES (self));

  leaf_review_pictures_cancel (self);
  g_cancellable_cancel (self->cancellable);
  if (self->page != NULL)
    gtk_widget_insert_action_group (self->page, "picture", NULL);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->page = NULL;
  self->editor = NULL;
}
