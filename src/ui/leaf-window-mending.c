/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the checklist before publishing leads. */

#define G_LOG_DOMAIN "leaf-window"

#include "config.h"

#include "leaf-window-private.h"

#include "leaf-book-page.h"
#include "leaf-review-page.h"

static void
leaf_window_mend_review_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  LeafWindow *self = LEAF_WINDOW (widget);
  const char *what;
  unsigned int offset, length;
  gint64 book;

  g_variant_get (target, "(x&suu)", &book, &what, &offset, &length);
  if (self->library == NULL || book == 0)
    return;

  leaf_window_open_book (self, book);
  leaf_review_page_mend (LEAF_REVIEW_PAGE (self->review_page), what, offset, length);
}

static void
leaf_window_choose_cover_cb (GtkWidget *widget, const char *action, GVariant *target)
{
  LeafWindow *self = LEAF_WINDOW (widget);

  if (self->library == NULL)
    return;

  gtk_widget_activate_action_variant (widget, "win.book-details", target);
  leaf_book_page_choose_cover (LEAF_BOOK_PAGE (self->book_page));
}

/**
 * leaf_window_class_init_mending:
 * @widget_class: the class of the window
 *
 * The actions that go to what is to be mended: "win.mend-review" with a book, what to do there (see
 * leaf_review_page_mend()) and the place in the text; "win.choose-cover" with a book.
 */
void
leaf_window_class_init_mending (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.mend-review", "(xsuu)", leaf_window_mend_review_cb);
  gtk_widget_class_install_action (widget_class, "win.choose-cover", "x", leaf_window_choose_cover_cb);
}
