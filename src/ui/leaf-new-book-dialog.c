/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-new-book-dialog"

#include "config.h"

#include "leaf-new-book-dialog.h"

#include "leaf-book-fields.h"
#include "leaf-books.h"
#include "leaf-isbn.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafNewBookDialog
{
  AdwWindow parent_instance;

  GtkButton *add_button;
  GtkButton *show_button;
  AdwEntryRow *title_row;
  AdwEntryRow *authors_row;
  AdwEntryRow *isbn_row;
  GtkLabel *note;

  LeafLibrary *library;
  gint64 present; /* the book with this ISBN that is in the library already */
  gboolean adding;
};

G_DEFINE_FINAL_TYPE (LeafNewBookDialog, leaf_new_book_dialog, ADW_TYPE_WINDOW)

enum {
  ADDED,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

typedef struct {
  LeafBook *book;
  gint64 present;
} Addition;

static void
addition_free (Addition *addition)
{
  g_object_unref (addition->book);
  g_free (addition);
}

static gboolean
add_book (LeafDb *db, gpointer data, GError **error)
{
  Addition *addition = data;
  const char *isbn = leaf_book_get_isbn (addition->book);

  if (isbn != NULL)
    {
      addition->present = leaf_books_find_isbn (db, isbn, error);
      if (addition->present != 0)
        return addition->present > 0;
    }

  return leaf_books_save (db, addition->book, error);
}

static char *
dup_stripped (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
leaf_new_book_dialog_say (LeafNewBookDialog *self, const char *text, gboolean wrong)
{
  gtk_label_set_label (self->note, text);
  if (wrong)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->note), "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (self->note), "error");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->note), "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->note), "dim-label");
    }
}

/* An ISBN is wrong while it is being typed; that is said only when she wants to add it. */
static void
leaf_new_book_dialog_changed_cb (LeafNewBookDialog *self)
{
  g_autofree char *title = dup_stripped (self->title_row);

  self->present = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->show_button), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->isbn_row), "error");
  if (gtk_widget_has_css_class (GTK_WIDGET (self->note), "error"))
    leaf_new_book_dialog_say (self, "", FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), *title != '\0' && !self->adding);
}

static void
leaf_new_book_dialog_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafNewBookDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  Addition *addition = leaf_library_run_data (result);
  gboolean added = leaf_library_run_finish (LEAF_LIBRARY (source), result, &error);

  self->adding = FALSE;
  if (self->library == NULL)
    return; /* closed meanwhile */

  if (!added)
    {
      leaf_new_book_dialog_changed_cb (self);
      leaf_new_book_dialog_say (self, error->message, TRUE);
      return;
    }

  if (addition->present != 0)
    {
      leaf_new_book_dialog_changed_cb (self);
      self->present = addition->present;
      gtk_widget_set_visible (GTK_WIDGET (self->show_button), TRUE);
      leaf_new_book_dialog_say (self, _("A book with this ISBN is in your library already."), TRUE);
      return;
    }

  g_signal_emit (self, signals[ADDED], 0, leaf_book_get_id (addition->book));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
leaf_new_book_dialog_add_cb (LeafNewBookDialog *self)
{
  g_autofree char *title = dup_stripped (self->title_row);
  g_autofree char *isbn_text = dup_stripped (self->isbn_row);
  g_autofree char *isbn = NULL;
  g_autoptr (GError) error = NULL;
  Addition *addition;

  if (*title == '\0' || self->adding)
    return;

  if (*isbn_text != '\0')
    {
      isbn = leaf_isbn_normalize (isbn_text, &error);
      if (isbn == NULL)
        {
          gtk_widget_add_css_class (GTK_WIDGET (self->isbn_row), "error");
          gtk_widget_grab_focus (GTK_WIDGET (self->isbn_row));
          gtk_editable_set_position (GTK_EDITABLE (self->isbn_row), -1);
          leaf_new_book_dialog_say (self, error->message, TRUE);
          return;
        }
    }

  addition = g_new0 (Addition, 1);
  addition->book = leaf_book_new ();
  leaf_book_set_title (addition->book, title);
  leaf_book_field_set (addition->book, LEAF_BOOK_FIELD_AUTHORS,
                       gtk_editable_get_text (GTK_EDITABLE (self->authors_row)));
  leaf_book_set_isbn (addition->book, isbn);

  self->adding = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), FALSE);
  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, add_book, addition,
                          (GDestroyNotify) addition_free, NULL, leaf_new_book_dialog_added_cb,
                          g_object_ref (self));
}

static void
leaf_new_book_dialog_show_cb (LeafNewBookDialog *self)
{
  g_signal_emit (self, signals[ADDED], 0, self->present);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* Not in init: a focus given before the window is there leaves it without its accessible role. */
static void
leaf_new_book_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (leaf_new_book_dialog_parent_class)->map (widget);

  gtk_widget_grab_focus (GTK_WIDGET (LEAF_NEW_BOOK_DIALOG (widget)->title_row));
}

static void
leaf_new_book_dialog_dispose (GObject *object)
{
  LeafNewBookDialog *self = LEAF_NEW_BOOK_DIALOG (object);

  g_clear_object (&self->library);

  G_OBJECT_CLASS (leaf_new_book_dialog_parent_class)->dispose (object);
}

static void
leaf_new_book_dialog_class_init (LeafNewBookDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  leaf_ui_ensure ();

  object_class->dispose = leaf_new_book_dialog_dispose;
  widget_class->map = leaf_new_book_dialog_map;

  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               LEAF_UI_RESOURCE ("leaf-new-book-dialog.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafNewBookDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, LeafNewBookDialog, show_button);
  gtk_widget_class_bind_template_child (widget_class, LeafNewBookDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, LeafNewBookDialog, authors_row);
  gtk_widget_class_bind_template_child (widget_class, LeafNewBookDialog, isbn_row);
  gtk_widget_class_bind_template_child (widget_class, LeafNewBookDialog, note);
  gtk_widget_class_bind_template_callback (widget_class, leaf_new_book_dialog_add_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_new_book_dialog_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_new_book_dialog_show_cb);
}

static void
leaf_new_book_dialog_init (LeafNewBookDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * leaf_new_book_dialog_new:
 * @parent: the window it belongs to
 * @library: where the book goes
 *
 * Returns: (transfer none): a dialog, to be presented
 */
GtkWindow *
leaf_new_book_dialog_new (GtkWindow *parent, LeafLibrary *library)
{
  LeafNewBookDialog *self;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);

  self = g_object_new (LEAF_TYPE_NEW_BOOK_DIALOG, "transient-for", parent, NULL);
  self->library = g_object_ref (library);
  return GTK_WINDOW (self);
}
