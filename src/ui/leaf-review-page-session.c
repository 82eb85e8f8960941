/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Going from review to review, and remembering where she was. */

#define G_LOG_DOMAIN "leaf-review-page"

#include "config.h"

#include "leaf-review-page-private.h"

#include <glib/gi18n.h>

/* With what is typed, the place is stored within a second. Milliseconds. */
#define PLACE_DELAY 500

static void place_changed (LeafReviewPage *self);

static void
place_kept_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (LeafReviewPage) self = data;

  leaf_last_place_save_finish (result);
  self->keeping_place = FALSE;
}

static gboolean
is_same_place (const LeafLastPlace *a,
               const LeafLastPlace *b)
{
  return a->book == b->book && a->place.cursor == b->place.cursor && a->place.bound == b->place.bound &&
         a->place.top == b->place.top && a->writing == b->writing;
}

/* Where she is now is stored, if that is not done already. */
void
leaf_review_page_keep_place (LeafReviewPage *self)
{
  LeafLastPlace place = { 0 };

  if (self->session == NULL || self->library == NULL || self->keeping_place ||
      !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->editor)))
    return;

  place.book = leaf_review_session_get_book_id (self->session);
  place.writing = gtk_widget_is_focus (GTK_WIDGET (self->editor));
  leaf_editor_get_place (self->editor, &place.place);
  if (is_same_place (&place, &self->kept_place))
    return;

  self->kept_place = place;
  self->keeping_place = TRUE;
  leaf_last_place_save_async (leaf_library_get_path (self->library), &place, place_kept_cb, g_object_ref (self));
}

static gboolean
keep_place_cb (gpointer data)
{
  LeafReviewPage *self = data;

  if (self->keeping_place)
    return G_SOURCE_CONTINUE;

  self->place_source = 0;
  leaf_review_page_keep_place (self);
  return G_SOURCE_REMOVE;
}

static void
place_changed (LeafReviewPage *self)
{
  if (self->place_source == 0 && self->editor != NULL && !self->filling)
    self->place_source = g_timeout_add (PLACE_DELAY, keep_place_cb, self);
}

static void
mark_set_cb (LeafReviewPage    *self,
             const GtkTextIter *location,
             GtkTextMark       *mark)
{
  if (mark == gtk_text_buffer_get_insert (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor))))
    place_changed (self);
}

void
leaf_review_page_watch_place (LeafReviewPage *self)
{
  GtkScrolledWindow *scroller =
    GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self->editor), GTK_TYPE_SCROLLED_WINDOW));

  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor)), "mark-set",
                           G_CALLBACK (mark_set_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (scroller), "value-changed",
                           G_CALLBACK (place_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (place_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::has-focus", G_CALLBACK (place_changed), self, G_CONNECT_SWAPPED);
}

static void
show_book (LeafReviewPage *self)
{
  const char *title = leaf_review_session_get_title (self->session);
  LeafBook *book = leaf_review_session_get_book (self->session);
  g_autofree char *placeholder = NULL;

  self->filling = TRUE;
  gtk_text_set_placeholder_text (self->title_text, leaf_review_session_get_pattern_title (self->session));
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->title_text)), title != NULL ? title : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->title_text), title != NULL ? title : "");
  self->filling = FALSE;

  /* Translators: the title of a book */
  placeholder = g_strdup_printf (_("Start writing your review of “%s”…"), leaf_book_get_title (book));
  g_object_set (self->editor, "placeholder-text", placeholder, NULL);
}

/* The text that the session has, with its journal where it is that of the text as it was left. */
static void
show_text (LeafReviewPage *self)
{
  LeafDocument *document = leaf_review_session_get_document (self->session);
  gint64 book = leaf_review_session_get_book_id (self->session);
  LeafEditorState *state = leaf_parked_reviews_take (self->parked, book, document);
  LeafEditorPlace place;

  if (state != NULL)
    leaf_editor_put_state (self->editor, state);
  else
    {
      leaf_editor_set_document (self->editor, document);
      if (leaf_parked_reviews_get_place (self->parked, book, &place))
        leaf_editor_set_place (self->editor, &place);
    }
}

/* She is in it already, and another program changed the text: she can take that back. */
static void
follow_text (LeafReviewPage *self)
{
  LeafEditorPlace place;

  leaf_editor_get_place (self->editor, &place);
  leaf_editor_replace_document (self->editor, leaf_review_session_get_document (self->session));
  leaf_editor_set_place (self->editor, &place);
}

static void
loaded_cb (LeafReviewPage *self)
{
  self->filling = TRUE;
  leaf_editor_set_language (self->editor, leaf_review_session_get_language (self->session));
  if (gtk_text_view_get_editable (GTK_TEXT_VIEW (self->editor)))
    follow_text (self);
  else
    show_text (self);
  self->filling = FALSE;
  leaf_review_session_set_document (self->session, leaf_editor_get_document (self->editor));

  show_book (self);
  leaf_words_button_update (self->words_button);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->editor), TRUE);
  gtk_editable_set_editable (GTK_EDITABLE (self->title_text), TRUE);
  if (self->focus_wanted)
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  self->focus_wanted = FALSE;
  leaf_review_page_mend_pending (self);
  place_changed (self);
}

static void
other_kept_cb (LeafReviewPage    *self,
               LeafReviewSession *session)
{
  leaf_review_page_tell_other (self, session);
}

static void
session_state_cb (LeafReviewPage *self)
{
  leaf_review_page_update_saved (self);
}

static void
session_review_cb (LeafReviewPage *self)
{
  leaf_review_page_notify_review (self);
}

static void
leaving_state_cb (LeafReviewPage    *self,
                  GParamSpec        *pspec,
                  LeafReviewSession *session)
{
  if (leaf_review_session_get_state (session) == LEAF_SESSION_SAVED)
    {
      g_signal_handlers_disconnect_by_data (session, self);
      g_ptr_array_remove (self->leaving, session);
    }
  leaf_review_page_update_error (self);
}

void
leaf_review_page_leave_session (LeafReviewPage *self)
{
  g_autoptr (LeafReviewSession) session = g_steal_pointer (&self->session);
  gint64 book;

  if (session == NULL)
    return;

  book = leaf_review_session_get_book_id (session);
  if (gtk_text_view_get_editable (GTK_TEXT_VIEW (self->editor)))
    {
      LeafEditorPlace place;

      leaf_editor_get_place (self->editor, &place);
      leaf_parked_reviews_set_place (self->parked, book, &place);
      self->filling = TRUE;
      leaf_parked_reviews_put (self->parked, book, leaf_editor_take_state (self->editor));
      self->filling = FALSE;
    }
  g_signal_handlers_disconnect_by_data (session, self);
  leaf_review_session_close (session);
  if (leaf_review_session_get_state (session) == LEAF_SESSION_SAVING)
    {
      g_signal_connect_object (session, "notify::state", G_CALLBACK (leaving_state_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "other-kept", G_CALLBACK (other_kept_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->leaving, g_steal_pointer (&session));
    }
}

void
leaf_review_page_clear_editor (LeafReviewPage *self)
{
  g_autoptr (LeafDocument) empty = leaf_document_new ();

  self->filling = TRUE;
  leaf_editor_set_document (self->editor, empty);
  leaf_editor_set_language (self->editor, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->title_text), "");
  gtk_text_set_placeholder_text (self->title_text, NULL);
  g_object_set (self->editor, "placeholder-text", NULL, NULL);
  self->filling = FALSE;
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->editor), FALSE);
  gtk_editable_set_editable (GTK_EDITABLE (self->title_text), FALSE);
}

/* What she wrote there a moment ago may not be stored yet: then the library would give older text. */
static LeafReviewSession *
take_leaving (LeafReviewPage *self,
              gint64          book)
{
  for (unsigned int i = 0; i < self->leaving->len; i++)
    {
      LeafReviewSession *session = g_ptr_array_index (self->leaving, i);

      if (leaf_review_session_get_book_id (session) == book && leaf_review_session_is_loaded (session))
        {
          g_signal_handlers_disconnect_by_data (session, self);
          return g_ptr_array_steal_index (self->leaving, i);
        }
    }
  return NULL;
}

void
leaf_review_page_enter_session (LeafReviewPage *self,
                                gint64          book)
{
  LeafReviewSession *left = take_leaving (self, book);

  self->session = left != NULL ? left : leaf_review_session_new (self->library, book);
  g_signal_connect_object (self->session, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "refreshed", G_CALLBACK (show_book), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "other-kept", G_CALLBACK (other_kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::state", G_CALLBACK (session_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::review", G_CALLBACK (session_review_cb), self, G_CONNECT_SWAPPED);
  if (left != NULL)
    {
      leaf_review_session_reopen (left);
      loaded_cb (self);
    }
}
