/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Earlier versions of the review: looking at them, bringing one back. */

#define G_LOG_DOMAIN "leaf-review-page"

#include "config.h"

#include "leaf-review-page-private.h"

#include "leaf-history-window.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

static void
undo_cb (LeafReviewPage *self)
{
  if (self->editor != NULL)
    leaf_editor_undo (self->editor);
}

static void
replace_text (LeafReviewPage *self,
              LeafDocument   *document,
              const char     *told)
{
  AdwToast *toast = leaf_ui_toast_new (told);

  leaf_editor_replace_document (self->editor, document);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));

  adw_toast_set_button_label (toast, _("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  leaf_ui_show_toast (GTK_WIDGET (self), toast);
}

static void
bring_back_cb (LeafReviewPage *self,
               LeafDocument   *document)
{
  if (self->session == NULL)
    return;

  /* The present text is kept first. */
  leaf_review_session_keep_version (self->session);
  replace_text (self, document, _("The earlier version is back"));
}

/**
 * leaf_review_page_check_text: (skip)
 * @self: a page
 * @review: id of a review
 * @present: a text
 *
 * Looks what would come of leaf_review_page_take_text(), and changes nothing.
 *
 * Returns: %LEAF_TAKEN if that review is shown, with that text
 */
LeafTaken
leaf_review_page_check_text (LeafReviewPage *self,
                             gint64          review,
                             LeafDocument   *present)
{
  g_return_val_if_fail (LEAF_IS_REVIEW_PAGE (self), LEAF_TAKEN_NOT_OPEN);

  if (self->session == NULL || !leaf_review_session_is_loaded (self->session) || leaf_review_session_get_review (self->session) != review)
    return LEAF_TAKEN_NOT_OPEN;

  return leaf_document_equal (leaf_editor_get_document (self->editor), present) ? LEAF_TAKEN : LEAF_TAKEN_CHANGED;
}

/**
 * leaf_review_page_take_text: (skip)
 * @self: a page
 * @review: id of a review
 * @present: the text that it is to take the place of
 * @document: the new text, which is stored in the library, and the present one in the history
 * @title: (nullable): the new title, likewise; %NULL to leave it
 * @told: what a toast says of it
 *
 * Puts another text into the editor, where it can be undone, if that review is shown.
 *
 * Returns: what came of it
 */
LeafTaken
leaf_review_page_take_text (LeafReviewPage *self,
                            gint64          review,
                            LeafDocument   *present,
                            LeafDocument   *document,
                            const char     *title,
                            const char     *told)
{
  LeafTaken taken = leaf_review_page_check_text (self, review, present);

  if (taken != LEAF_TAKEN)
    return taken;

  leaf_review_session_note_stored (self->session, document);
  replace_text (self, document, told);
  if (title != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->title_text), title);
  leaf_review_session_flush (self->session);
  return LEAF_TAKEN;
}

static void
show_history (LeafReviewPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWindow *window;

  if (self->session == NULL || leaf_review_session_get_review (self->session) == 0)
    return;

  window = leaf_history_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->library,
                                    leaf_review_session_get_review (self->session),
                                    leaf_editor_get_document (self->editor),
                                    leaf_book_get_title (leaf_review_session_get_book (self->session)));
  g_signal_connect_object (window, "bring-back", G_CALLBACK (bring_back_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (window);
}

static void
history_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  show_history (LEAF_REVIEW_PAGE (widget));
}

void
leaf_review_page_class_init_history (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.history", NULL, history_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, GDK_CONTROL_MASK | GDK_ALT_MASK, "review.history", NULL);
}

/* Another program wrote the review while she did. */
void
leaf_review_page_tell_other (LeafReviewPage    *self,
                             LeafReviewSession *session)
{
  g_autofree char *text = NULL;
  AdwToast *toast;

  /* Translators: %s is the title of a book */
  text = g_strdup_printf (_("Another program changed the review of “%s”; its version is in the history"),
                          leaf_book_get_title (leaf_review_session_get_book (session)));
  toast = leaf_ui_toast_new (text);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  if (session == self->session)
    {
      adw_toast_set_button_label (toast, _("_History"));
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (show_history), self, G_CONNECT_SWAPPED);
    }
  leaf_ui_show_toast (GTK_WIDGET (self), toast);
}
