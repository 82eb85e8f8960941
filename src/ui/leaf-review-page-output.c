/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-review-page"

#include "config.h"

#include "leaf-review-output.h"
#include "leaf-review-page-private.h"

static gint64
get_review (LeafReviewPage *self)
{
  return self->session != NULL ? leaf_review_session_get_review (self->session) : 0;
}

/* Hers, or the one by pattern. */
static const char *
get_title (LeafReviewPage *self)
{
  const char *title = leaf_review_session_get_title (self->session);

  return title != NULL ? title : leaf_review_session_get_pattern_title (self->session);
}

/* What she wrote a moment ago belongs to it. */
static void
output_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  LeafReviewPage *self = LEAF_REVIEW_PAGE (widget);
  gint64 review = get_review (self);

  if (review == 0)
    return;
  leaf_review_page_flush (self);
  if (g_str_equal (name, "review.print"))
    leaf_review_output_print (widget, self->library, review);
  else
    leaf_review_output_export (widget, self->library, review, get_title (self));
}

static void
review_cb (LeafReviewPage *self)
{
  gboolean begun = get_review (self) != 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.print", begun);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.export", begun);
}

/* Exporting and printing, as actions of the page. */
void
leaf_review_page_class_init_output (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.print", NULL, output_cb);
  gtk_widget_class_install_action (widget_class, "review.export", NULL, output_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "review.print", NULL);
}

/* A review that has not been begun is no page yet. */
void
leaf_review_page_init_output (LeafReviewPage *self)
{
  g_signal_connect (self, "notify::review", G_CALLBACK (review_cb), NULL);
  review_cb (self);
}
