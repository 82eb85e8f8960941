/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-book-page"

#include "config.h"

#include "leaf-book-page-private.h"

#include "leaf-books.h"
#include "leaf-reviews.h"
#include "leaf-row-problem.h"
#include "leaf-saves.h"
#include "leaf-ui.h"
#include "leaf-writing-page.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (LeafBookPage, leaf_book_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_LIBRARY,
  PROP_RATING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What a read job brings. */
typedef struct
{
  gint64 id;
  LeafBook *book;
  LeafReview *review; /* NULL when there is none */
} Loaded;

static void
loaded_free (Loaded *loaded)
{
  g_clear_object (&loaded->book);
  g_clear_object (&loaded->review);
  g_free (loaded);
}

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  Loaded *loaded = data;
  gint64 review;

  if ((loaded->book = leaf_books_load (db, loaded->id, error)) == NULL ||
      (review = leaf_reviews_find_for_book (db, loaded->id, error)) < 0)
    return FALSE;

  return review == 0 || (loaded->review = leaf_reviews_load (db, review, error)) != NULL;
}

static gboolean
has_focus (GtkWidget *widget)
{
  return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* The row she is in keeps what she typed: "Poe; " is not yet "Poe". So does one that could not be
 * taken, or she would never know what was wrong with it. */
static void
fill_row (GtkWidget *row, const char *text, gboolean other_book)
{
  if (!other_book && (has_focus (row) || leaf_row_problem_is_set (row)))
    return;

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), text != NULL ? text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  leaf_row_problem_set (row, NULL);
}

/* Most books have an author alone. */
static gboolean
has_others (LeafBookPage *self)
{
  for (unsigned int i = LEAF_BOOK_FIELD_TRANSLATORS; i <= LEAF_BOOK_FIELD_NARRATORS; i++)
    if (*gtk_editable_get_text (GTK_EDITABLE (self->rows[i])) != '\0')
      return TRUE;

  return FALSE;
}

static void
fill (LeafBookPage *self, Loaded *loaded)
{
  gboolean other_book = self->shown != loaded->id;

  self->filling = TRUE;
  self->shown = loaded->id;

  for (unsigned int i = 0; i < LEAF_BOOK_N_FIELDS; i++)
    {
      g_autofree char *text = leaf_book_field_get (loaded->book, i);

      fill_row (self->rows[i], text, other_book);
    }

  g_free (self->cover);
  self->cover = g_strdup (leaf_book_get_cover (loaded->book));
  leaf_cover_view_set_title (self->cover_view, leaf_book_get_title (loaded->book));
  leaf_cover_view_set_cover (self->cover_view, self->cover);

  if (other_book ||
      (!has_focus (GTK_WIDGET (self->synopsis)) &&
       !leaf_document_equal (leaf_editor_get_document (self->synopsis),
                             leaf_book_get_synopsis (loaded->book))))
    leaf_editor_set_document (self->synopsis, leaf_book_get_synopsis (loaded->book));

  leaf_rating_set_rating (self->rating,
                         loaded->review != NULL ? leaf_review_get_rating (loaded->review) : 0);
  gtk_switch_set_active (self->free_copy,
                         loaded->review != NULL && leaf_review_get_free_copy (loaded->review));
  fill_row (self->warnings_row,
            loaded->review != NULL ? leaf_review_get_warnings (loaded->review) : NULL, other_book);

  if (other_book)
    adw_expander_row_set_expanded (self->others_row, has_others (self));
  if (other_book)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_stack_set_visible_child_name (self->stack, "book");

  self->filling = FALSE;
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBookPage) self = user_data;
  g_autoptr (GError) error = NULL;
  Loaded *loaded = leaf_library_run_data (result);
  gboolean read = leaf_library_run_finish (LEAF_LIBRARY (source), result, &error);

  /* The page may be gone, or she chose another book meanwhile. */
  if (self->library == NULL || loaded->id != self->book)
    return;

  if (!read)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }

  /* Of the book in the form, what comes after her own save is newer. */
  if (self->shown != self->book ||
      (leaf_book_changes_is_empty (self->changes) && !self->synopsis_changed && self->saving->len == 0 &&
       self->unsaved->len == 0))
    fill (self, loaded);
}

void
leaf_book_page_load (LeafBookPage *self)
{
  Loaded *loaded = g_new0 (Loaded, 1);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();

  loaded->id = self->book;
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, load_func, loaded,
                          (GDestroyNotify) loaded_free, self->loading, load_cb, g_object_ref (self));
}

/* What happens in the form is news of a book only when that book is in it, and not being put there. */
static gboolean
is_edited (LeafBookPage *self)
{
  return !self->filling && self->book != 0 && self->shown == self->book;
}

static unsigned int
field_of_row (LeafBookPage *self, GtkWidget *row)
{
  unsigned int field = 0;

  while (self->rows[field] != row)
    field++;

  return field;
}

/* Half an ISBN is wrong, and no news to somebody typing it: a problem shows once she leaves the row
 * or presses Enter, and goes as soon as it is mended. */
static void
row_changed_cb (LeafBookPage *self, GtkWidget *row)
{
  unsigned int field;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autofree char *problem = NULL;

  if (!is_edited (self))
    return;

  field = field_of_row (self, row);
  g_clear_pointer (&self->changes->fields[field], g_free);
  if (leaf_book_field_check (field, text, &problem))
    self->changes->fields[field] = g_strdup (text);
  if (problem == NULL || leaf_row_problem_is_set (row))
    leaf_row_problem_set (row, problem);
  leaf_book_page_save_soon (self);
}

static void
row_checked_cb (LeafBookPage *self, GtkWidget *row)
{
  g_autofree char *problem = NULL;

  if (is_edited (self))
    {
      leaf_book_field_check (field_of_row (self, row), gtk_editable_get_text (GTK_EDITABLE (row)),
                             &problem);
      leaf_row_problem_set (row, problem);
    }
}

static void
row_left_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  LeafBookPage *self = LEAF_BOOK_PAGE (user_data);
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if (!is_edited (self) || self->library == NULL)
    return;

  row_checked_cb (self, row);
  if (!leaf_book_changes_is_empty (self->changes))
    leaf_book_page_flush (self);
  else if (!leaf_row_problem_is_set (row))
    leaf_book_page_load (self);
}

/* What could not be taken is not saved with its book; she hears it before it is out of sight. */
static void
tell_problems (LeafBookPage *self)
{
  for (unsigned int i = 0; i < LEAF_BOOK_N_FIELDS; i++)
    {
      g_autofree char *problem = NULL;

      if (leaf_row_problem_is_set (self->rows[i]) &&
          !leaf_book_field_check (i, gtk_editable_get_text (GTK_EDITABLE (self->rows[i])), &problem))
        leaf_ui_show_toast (GTK_WIDGET (self), leaf_ui_toast_new (problem));
    }
}

static void
warnings_changed_cb (LeafBookPage *self)
{
  if (!is_edited (self))
    return;

  g_free (self->changes->warnings);
  self->changes->warnings =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->warnings_row))));
  self->changes->warnings_changed = TRUE;
  leaf_book_page_save_soon (self);
}

static void
free_copy_cb (LeafBookPage *self)
{
  if (!is_edited (self))
    return;

  self->changes->free_copy = gtk_switch_get_active (self->free_copy);
  self->changes->free_copy_changed = TRUE;
  leaf_book_page_flush (self);
}

static void
rated_cb (LeafBookPage *self, int rating)
{
  if (!is_edited (self))
    return;

  self->changes->rating = rating;
  self->changes->rating_changed = TRUE;
  leaf_book_page_flush (self);
}

static void
synopsis_changed_cb (LeafBookPage *self)
{
  if (!is_edited (self))
    return;

  /* Not put off by the next letter: she may type for minutes without a rest. */
  if (!self->synopsis_changed)
    leaf_book_page_save_soon (self);
  self->synopsis_changed = TRUE;
}

typedef struct
{
  LeafBookPage *page;
  gint64 book;
  char *cover;
} CoverUndo;

static void
cover_undo_free (gpointer data, GClosure *closure)
{
  CoverUndo *undo = data;

  g_object_unref (undo->page);
  g_free (undo->cover);
  g_free (undo);
}

static void
set_cover (LeafBookPage *self, gint64 book, const char *cover)
{
  LeafBookChanges *changes = leaf_book_changes_new (book);

  changes->cover_changed = TRUE;
  changes->cover = g_strdup (cover);
  leaf_book_page_save_changes (self, changes);
}

static void
cover_undo_cb (AdwToast *toast, CoverUndo *undo)
{
  if (undo->page->library == NULL)
    return;

  set_cover (undo->page, undo->book, undo->cover);
  if (undo->page->book == undo->book)
    leaf_cover_view_set_cover (undo->page->cover_view, undo->cover);
}

static void
cover_chosen_cb (LeafBookPage *self, const char *sha256)
{
  if (!is_edited (self))
    return;

  set_cover (self, self->book, sha256);

  if (self->cover != NULL && g_strcmp0 (self->cover, sha256) != 0)
    {
      AdwToast *toast = leaf_ui_toast_new (sha256 != NULL ? _("Cover replaced") : _("Cover removed"));
      CoverUndo *undo = g_new0 (CoverUndo, 1);

      undo->page = g_object_ref (self);
      undo->book = self->book;
      undo->cover = g_strdup (self->cover);
      adw_toast_set_button_label (toast, _("_Undo"));
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (cover_undo_cb), undo, cover_undo_free, 0);
      leaf_ui_show_toast (GTK_WIDGET (self), toast);
    }

  g_free (self->cover);
  self->cover = g_strdup (sha256);
}

static void
library_changed_cb (LeafBookPage *self, LeafChange what, gint64 id)
{
  if (self->book != 0 && self->saving->len == 0 &&
      ((what == LEAF_CHANGE_BOOK && (id == self->book || id == 0)) || what == LEAF_CHANGE_REVIEW))
    leaf_book_page_load (self);
}

static void
notify_rating_cb (LeafBookPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATING]);
}

static void
leaf_book_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, LEAF_BOOK_PAGE (object)->library);
      break;
    case PROP_RATING:
      g_object_get_property (G_OBJECT (LEAF_BOOK_PAGE (object)->rating), "rating", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_book_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LeafBookPage *self = LEAF_BOOK_PAGE (object);

  switch (prop_id)
    {
    case PROP_LIBRARY:
      if (g_set_object (&self->library, g_value_get_object (value)))
        {
          g_signal_group_set_target (self->library_signals, self->library);
          g_signal_connect_object (leaf_saves_get (self->library), "flush", G_CALLBACK (leaf_book_page_flush),
                                   self, G_CONNECT_SWAPPED);
          g_object_set (self->cover_view, "library", self->library, NULL);
          g_object_set (self->quotes, "library", self->library, NULL);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_book_page_dispose (GObject *object)
{
  LeafBookPage *self = LEAF_BOOK_PAGE (object);

  if (self->library != NULL)
    {
      leaf_book_page_flush (self);
      leaf_saves_note (leaf_saves_get (self->library), self, LEAF_SAVES_DONE, NULL);
    }

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->library_signals);
  g_clear_object (&self->library);
  g_clear_pointer (&self->changes, leaf_book_changes_free);

  G_OBJECT_CLASS (leaf_book_page_parent_class)->dispose (object);
}

static void
leaf_book_page_finalize (GObject *object)
{
  LeafBookPage *self = LEAF_BOOK_PAGE (object);

  g_ptr_array_unref (self->saving);
  g_ptr_array_unref (self->unsaved);
  g_free (self->problem);
  g_free (self->cover);

  G_OBJECT_CLASS (leaf_book_page_parent_class)->finalize (object);
}

static void
leaf_book_page_class_init (LeafBookPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = leaf_book_page_get_property;
  object_class->set_property = leaf_book_page_set_property;
  object_class->dispose = leaf_book_page_dispose;
  object_class->finalize = leaf_book_page_finalize;

  properties[PROP_LIBRARY] =
      g_param_spec_object ("library", NULL, NULL, LEAF_TYPE_LIBRARY,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * LeafBookPage:rating:
   *
   * The rating of the review, in halves of a star; 0 for none.
   */
  properties[PROP_RATING] =
      g_param_spec_int ("rating", NULL, NULL, 0, LEAF_RATING_MAX, 0,
                        G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (LEAF_TYPE_COVER_VIEW);
  g_type_ensure (LEAF_TYPE_EDITOR);
  g_type_ensure (LEAF_TYPE_QUOTES_LIST);
  g_type_ensure (LEAF_TYPE_RATING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/flyleaf_app/Flyleaf/leaf-book-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, stack);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, cover_view);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, rating);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, title_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, authors_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, others_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, translators_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, editors_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, illustrators_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, narrators_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, series_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, series_number_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, genres_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, publisher_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, published_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, embargo_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, isbn_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, pages_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, format_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, shelves_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, cover_alt_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, warnings_row);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, free_copy);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, synopsis_tools);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, synopsis);
  gtk_widget_class_bind_template_child (widget_class, LeafBookPage, quotes);
}

static void
watch_rows (LeafBookPage *self)
{
  self->rows[LEAF_BOOK_FIELD_TITLE] = self->title_row;
  self->rows[LEAF_BOOK_FIELD_AUTHORS] = self->authors_row;
  self->rows[LEAF_BOOK_FIELD_TRANSLATORS] = self->translators_row;
  self->rows[LEAF_BOOK_FIELD_EDITORS] = self->editors_row;
  self->rows[LEAF_BOOK_FIELD_ILLUSTRATORS] = self->illustrators_row;
  self->rows[LEAF_BOOK_FIELD_NARRATORS] = self->narrators_row;
  self->rows[LEAF_BOOK_FIELD_GENRES] = self->genres_row;
  self->rows[LEAF_BOOK_FIELD_PUBLISHER] = self->publisher_row;
  self->rows[LEAF_BOOK_FIELD_PUBLISHED] = self->published_row;
  self->rows[LEAF_BOOK_FIELD_EMBARGO] = self->embargo_row;
  self->rows[LEAF_BOOK_FIELD_ISBN] = self->isbn_row;
  self->rows[LEAF_BOOK_FIELD_SERIES] = self->series_row;
  self->rows[LEAF_BOOK_FIELD_SERIES_NUMBER] = self->series_number_row;
  self->rows[LEAF_BOOK_FIELD_PAGES] = self->pages_row;
  self->rows[LEAF_BOOK_FIELD_FORMAT] = self->format_row;
  self->rows[LEAF_BOOK_FIELD_SHELVES] = self->shelves_row;
  self->rows[LEAF_BOOK_FIELD_COVER_ALT] = self->cover_alt_row;

  for (unsigned int i = 0; i < LEAF_BOOK_N_FIELDS; i++)
    {
      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_signal_connect_object (self->rows[i], "changed", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->rows[i], "entry-activated", G_CALLBACK (row_checked_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (focus, "leave", G_CALLBACK (row_left_cb), self, 0);
      gtk_widget_add_controller (self->rows[i], focus);
    }
}

static void
leaf_book_page_init (LeafBookPage *self)
{
  self->changes = leaf_book_changes_new (0);
  self->saving = g_ptr_array_new ();
  self->unsaved = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_book_changes_free);
  self->library_signals = g_signal_group_new (LEAF_TYPE_LIBRARY);
  g_signal_group_connect_swapped (self->library_signals, "changed",
                                  G_CALLBACK (library_changed_cb), self);

  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_writing_page_bind_editor (self->synopsis);
  watch_rows (self);
  /* The synopsis is as high as it is long, within limits, and not as low as it can be. */
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (gtk_scrolled_window_get_child (self->scroller)),
                                     GTK_SCROLL_NATURAL);
  gtk_widget_insert_action_group (self->synopsis_tools, "synopsis",
                                  leaf_editor_get_actions (self->synopsis));

  g_signal_connect_object (self->cover_view, "cover-chosen", G_CALLBACK (cover_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rating, "rated", G_CALLBACK (rated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rating, "notify::rating", G_CALLBACK (notify_rating_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->synopsis, "changed", G_CALLBACK (synopsis_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->warnings_row, "changed", G_CALLBACK (warnings_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->free_copy, "notify::active", G_CALLBACK (free_copy_cb), self, G_CONNECT_SWAPPED);
}

/**
 * leaf_book_page_new:
 *
 * Makes the pane of a book, with none in it.
 *
 * Returns: (transfer none): the pane
 */
GtkWidget *
leaf_book_page_new (void)
{
  return g_object_new (LEAF_TYPE_BOOK_PAGE, NULL);
}

/**
 * leaf_book_page_set_book:
 * @self: the pane
 * @book: id of a book in the library, or 0 for none
 *
 * Shows another book; what was typed for the one before is saved.
 */
void
leaf_book_page_set_book (LeafBookPage *self, gint64 book)
{
  g_return_if_fail (LEAF_IS_BOOK_PAGE (self));

  if (book == self->book)
    return;

  if (is_edited (self))
    tell_problems (self);
  leaf_book_page_flush (self);
  g_cancellable_cancel (self->loading);
  leaf_cover_view_set_cover (self->cover_view, NULL);
  g_clear_pointer (&self->cover, g_free);

  self->book = book;
  self->changes->book = book;
  leaf_quotes_list_set_book (self->quotes, book);

  if (book != 0 && self->library != NULL)
    leaf_book_page_load (self);
  else
    {
      self->shown = 0;
      gtk_stack_set_visible_child_name (self->stack, "none");
    }
}

/**
 * leaf_book_page_choose_cover:
 * @self: the pane
 *
 * Lets her choose a picture file as the cover of the book that is shown.
 */
void
leaf_book_page_choose_cover (LeafBookPage *self)
{
  g_return_if_fail (LEAF_IS_BOOK_PAGE (self));

  gtk_widget_activate_action (GTK_WIDGET (self->cover_view), "cover.choose", NULL);
}
