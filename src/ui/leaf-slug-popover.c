/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-slug-popover"

#include "config.h"

#include "leaf-slug-popover.h"

#include "leaf-reviews.h"
#include "leaf-text.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafSlugPopover
{
  GtkPopover parent_instance;

  LeafLibrary *library;
  gint64 review;

  GtkEditable *entry;
  GtkLabel *note;
  GtkWidget *apply_button;
};

G_DEFINE_FINAL_TYPE (LeafSlugPopover, leaf_slug_popover, GTK_TYPE_POPOVER)

/* What the writing thread takes along. */
typedef struct
{
  gint64 review;
  char *slug;
} Slug;

static void
slug_free (Slug *slug)
{
  g_free (slug->slug);
  g_free (slug);
}

static Slug *
slug_new (LeafSlugPopover *self, const char *text)
{
  Slug *slug = g_new0 (Slug, 1);

  slug->review = self->review;
  slug->slug = g_strdup (text);

  return slug;
}

static gboolean
save_func (LeafDb *db, gpointer data, GError **error)
{
  Slug *slug = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, slug->review, error);

  if (review == NULL)
    return FALSE;

  leaf_review_set_slug (review, slug->slug);
  return leaf_reviews_save (db, review, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafSlugPopover) self = user_data;
  g_autoptr (GError) error = NULL;

  if (leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    gtk_popover_popdown (GTK_POPOVER (self));
  else if (self->note != NULL)
    gtk_label_set_label (self->note, error->message);
}

/* What cannot stand in an address is written as it can, for her to see before it is kept. */
static void
apply_cb (LeafSlugPopover *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  g_autofree char *slug = leaf_text_slugify (typed);

  if (!g_str_equal (typed, slug))
    {
      gtk_editable_set_text (self->entry, slug);
      gtk_label_set_label (self->note, _("This is how it can be part of an address."));
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      return;
    }

  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, save_func, slug_new (self, *slug != '\0' ? slug : NULL),
                          (GDestroyNotify) slug_free, NULL, saved_cb, g_object_ref (self));
}

static void
leaf_slug_popover_dispose (GObject *object)
{
  LeafSlugPopover *self = LEAF_SLUG_POPOVER (object);

  g_clear_object (&self->library);
  gtk_widget_dispose_template (GTK_WIDGET (object), LEAF_TYPE_SLUG_POPOVER);

  G_OBJECT_CLASS (leaf_slug_popover_parent_class)->dispose (object);
}

static void
leaf_slug_popover_class_init (LeafSlugPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leaf_slug_popover_dispose;

  leaf_ui_ensure ();
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-slug-popover.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafSlugPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, LeafSlugPopover, note);
  gtk_widget_class_bind_template_child (widget_class, LeafSlugPopover, apply_button);
}

static void
leaf_slug_popover_init (LeafSlugPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_swapped (self->apply_button, "clicked", G_CALLBACK (apply_cb), self);
}

/**
 * leaf_slug_popover_new:
 * @library: the library
 * @review: id of a review
 * @slug: the last part of its address as it is
 *
 * Returns: (transfer floating): a popover; give it a parent
 */
GtkWidget *
leaf_slug_popover_new (LeafLibrary *library, gint64 review, const char *slug)
{
  LeafSlugPopover *self;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (slug != NULL, NULL);

  self = g_object_new (LEAF_TYPE_SLUG_POPOVER, NULL);
  self->library = g_object_ref (library);
  self->review = review;
  gtk_editable_set_text (self->entry, slug);

  return GTK_WIDGET (self);
}
