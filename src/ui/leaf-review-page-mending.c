/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Going to what is to be mended before publishing. */

#define G_LOG_DOMAIN "leaf-review-page"

#include "config.h"

#include "leaf-review-page-private.h"

#include "leaf-checklist.h"
#include "leaf-editor-pictures.h"

#include <string.h>

/* How long a text may take to be laid out. */
#define FRAMES 120

static void
select_range (LeafReviewPage *self, unsigned int offset, unsigned int length)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) offset);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) (offset + length));
  gtk_text_buffer_select_range (buffer, &start, &end);
}

static gboolean
is_cursor_seen (LeafReviewPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->editor));
  GdkRectangle seen, place;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self->editor), &iter, &place);
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self->editor), &seen);

  return place.y >= seen.y && place.y < seen.y + seen.height;
}

/* Popovers point at the text, which is laid out and scrolled there first: that takes some frames. */
static gboolean
open_popover_cb (GtkWidget *editor, GdkFrameClock *clock, gpointer user_data)
{
  LeafReviewPage *self = user_data;

  if (!is_cursor_seen (self) && self->mend_patience-- > 0)
    return G_SOURCE_CONTINUE;

  self->mend_tick = 0;
  if (!is_cursor_seen (self))
    g_debug ("The place to mend stays out of sight");
  else if (g_str_equal (self->mend_popover, "describe"))
    gtk_widget_activate_action (GTK_WIDGET (self), "picture.alt", NULL);
  else
    leaf_link_popover_edit (self->link_popover, self->editor);
  g_clear_pointer (&self->mend_popover, g_free);

  return G_SOURCE_REMOVE;
}

void
leaf_review_page_stop_mending (LeafReviewPage *self)
{
  if (self->mend_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->editor), self->mend_tick);
  self->mend_tick = 0;
  g_clear_pointer (&self->mend_popover, g_free);
}

static void
mend_now (LeafReviewPage *self)
{
  g_autofree char *what = g_steal_pointer (&self->mend_what);
  unsigned int offset = self->mend_offset, length = self->mend_length;

  if (g_str_equal (what, "title"))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->title_text));
      return;
    }

  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  leaf_editor_show_place (self->editor, offset);
  if (g_str_equal (what, "describe"))
    leaf_editor_select_figure (self->editor, offset);
  else
    select_range (self, offset, length);

  if (g_str_equal (what, "hide"))
    leaf_editor_toggle_mark (self->editor, LEAF_MARK_SPOILER);
  else if (g_str_equal (what, "unlink"))
    leaf_editor_set_link (self->editor, NULL);
  else if (g_str_equal (what, "describe") || g_str_equal (what, "link"))
    {
      leaf_review_page_stop_mending (self);
      self->mend_popover = g_steal_pointer (&what);
      self->mend_patience = FRAMES;
      self->mend_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->editor), open_popover_cb, self, NULL);
    }
}

/* As soon as the text is there. */
void
leaf_review_page_mend_pending (LeafReviewPage *self)
{
  if (self->mend_what != NULL && self->session != NULL && leaf_review_session_is_loaded (self->session))
    mend_now (self);
}

/**
 * leaf_review_page_mend:
 * @self: a review page
 * @what: "show"; "describe" a picture; "hide" as a spoiler; "link" or "unlink"; "title"
 * @offset: where in the text
 * @length: how many characters
 *
 * Goes to a place in the review that is shown, once it is loaded, and does there what mends it. What it changes
 * can be undone.
 */
void
leaf_review_page_mend (LeafReviewPage *self, const char *what, unsigned int offset, unsigned int length)
{
  g_return_if_fail (LEAF_IS_REVIEW_PAGE (self));
  g_return_if_fail (what != NULL);

  g_free (self->mend_what);
  self->mend_what = g_strdup (what);
  self->mend_offset = offset;
  self->mend_length = length;
  leaf_review_page_mend_pending (self);
}

static void
check_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LeafReviewPage *self = LEAF_REVIEW_PAGE (widget);
  gint64 review = self->session != NULL ? leaf_review_session_get_review (self->session) : 0;

  if (review != 0 && self->library != NULL && self->outbox != NULL)
    leaf_checklist_present (widget, self->library, self->outbox, review, NULL, 0);
}

void
leaf_review_page_class_init_mending (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.check", NULL, check_cb);
}
