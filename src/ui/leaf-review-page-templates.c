/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Beginning a review with a template, and keeping one as a template. */

#define G_LOG_DOMAIN "leaf-review-page"

#include "config.h"

#include "leaf-review-page-private.h"

#include "leaf-document-html.h"
#include "leaf-preferences.h"
#include "leaf-reviews.h"
#include "leaf-template-fill.h"
#include "leaf-template-list.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

/* Characters of a name in the menu. */
#define MAX_LABEL 36

/* What the reading thread takes along. */
typedef struct {
  gint64 template;
  gint64 book;
  gint64 review;      /* 0: not begun */
  LeafDocument *text; /* what it brings */
} Fill;

static void
fill_free (Fill *fill)
{
  g_clear_pointer (&fill->text, leaf_document_unref);
  g_free (fill);
}

static gboolean
fill_func (LeafDb *db, gpointer data, GError **error)
{
  Fill *fill = data;
  g_autoptr (LeafTemplate) template = leaf_templates_load (db, fill->template, error);
  g_autoptr (LeafReview) review = NULL;

  if (template == NULL)
    return FALSE;

  if (fill->review != 0)
    review = leaf_reviews_load (db, fill->review, error);
  else
    {
      review = leaf_review_new ();
      leaf_review_set_books (review, &fill->book, 1);
    }

  return review != NULL && (fill->text = leaf_template_fill (db, template, review, error)) != NULL;
}

static gboolean
is_loaded (LeafReviewPage *self)
{
  return self->editor != NULL && self->session != NULL && leaf_review_session_is_loaded (self->session);
}

static gboolean
is_empty (LeafReviewPage *self)
{
  return leaf_document_is_empty (leaf_editor_get_document (self->editor));
}

/* Nothing here is hers: another template may come in its place. */
static gboolean
is_open (LeafReviewPage *self)
{
  return is_empty (self) || leaf_review_session_is_offering (self->session);
}

/* Called before the menu is seen. */
void
leaf_review_page_update_templates (LeafReviewPage *self)
{
  gboolean loaded = is_loaded (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.begin-with-template", loaded && is_open (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.save-template", loaded && !is_empty (self));
}

/* She may have gone on, or begun to write, meanwhile. */
static void
filled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LeafReviewPage) self = data;
  g_autoptr (GError) error = NULL;
  const Fill *fill = leaf_library_run_data (result);

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      leaf_ui_show_toast (GTK_WIDGET (self), leaf_ui_toast_new (error->message));
      return;
    }
  if (!is_loaded (self) || leaf_review_session_get_book_id (self->session) != fill->book || !is_open (self))
    return;

  leaf_editor_replace_document (self->editor, fill->text);
  leaf_editor_set_cursor (self->editor, 0);
  leaf_editor_show_place (self->editor, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
begin_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafReviewPage *self = LEAF_REVIEW_PAGE (widget);
  Fill *fill;

  if (!is_loaded (self) || !is_open (self))
    return;

  fill = g_new0 (Fill, 1);
  fill->template = g_variant_get_int64 (parameter);
  fill->book = leaf_review_session_get_book_id (self->session);
  fill->review = leaf_review_session_get_review (self->session);
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, fill_func, fill, (GDestroyNotify) fill_free, NULL, filled_cb,
                          g_object_ref (self));
}

static void
show_preferences (LeafReviewPage *self, const LeafTemplate *template)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *preferences = leaf_preferences_new (self->library);

  leaf_preferences_show_templates (LEAF_PREFERENCES (preferences), template);
  gtk_window_set_transient_for (GTK_WINDOW (preferences), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL);
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafReviewPage *self = LEAF_REVIEW_PAGE (widget);

  if (self->library != NULL)
    show_preferences (self, NULL);
}

static gboolean
save_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_templates_save (db, data, error);
}

/* It is kept; what is left to do is to name it, and to say {title} where it names this book. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LeafReviewPage) self = data;
  g_autoptr (GError) error = NULL;
  const LeafTemplate *template = leaf_library_run_data (result);

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    leaf_ui_show_toast (GTK_WIDGET (self), leaf_ui_toast_new (error->message));
  else if (self->editor != NULL && LEAF_LIBRARY (source) == self->library)
    show_preferences (self, template);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafReviewPage *self = LEAF_REVIEW_PAGE (widget);
  g_autofree char *html = NULL;
  LeafTemplate *template;

  if (!is_loaded (self) || is_empty (self))
    return;

  html = leaf_document_to_html (leaf_editor_get_document (self->editor));
  template = leaf_template_new (leaf_book_get_title (leaf_review_session_get_book (self->session)), html, 0);
  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, save_func, template, (GDestroyNotify) leaf_template_free, NULL, saved_cb,
                          g_object_ref (self));
}

/* No wider than the rest of the menu. An underline there stands for a mnemonic. */
static char *
dup_label (const LeafTemplate *template)
{
  g_autoptr (GString) label = g_string_new (NULL);

  if (template->blog_name != NULL)
    /* Translators: the name of a template, and of the blog it is for */
    g_string_printf (label, _("%s (%s)"), template->name, template->blog_name);
  else
    g_string_assign (label, template->name);
  if (g_utf8_strlen (label->str, (gssize) label->len) > MAX_LABEL)
    {
      g_string_truncate (label, (gsize) (g_utf8_offset_to_pointer (label->str, MAX_LABEL - 1) - label->str));
      g_string_append (label, "…");
    }
  g_string_replace (label, "_", "__", 0);

  return g_string_free (g_steal_pointer (&label), FALSE);
}

static void
fill_menu (LeafReviewPage *self, GPtrArray *templates)
{
  g_autoptr (GMenu) names = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();

  for (unsigned int i = 0; i < templates->len; i++)
    {
      const LeafTemplate *template = g_ptr_array_index (templates, i);
      g_autofree char *label = dup_label (template);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "review.begin-with-template", "x", template->id);
      g_menu_append_item (names, item);
    }
  g_menu_append (rest, _("_Save as Template…"), "review.save-template");
  g_menu_append (rest, _("_Edit Templates…"), "review.edit-templates");

  g_menu_remove_all (self->templates_menu);
  /* Translators: above the names of templates */
  g_menu_append_section (self->templates_menu, _("Begin With"), G_MENU_MODEL (names));
  g_menu_append_section (self->templates_menu, NULL, G_MENU_MODEL (rest));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LeafReviewPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = leaf_template_list_finish (LEAF_LIBRARY (source), result, &error);

  if (templates == NULL)
    g_warning ("The templates cannot be listed: %s", error->message);
  else if (self->editor != NULL && LEAF_LIBRARY (source) == self->library)
    fill_menu (self, templates);
}

static void
list (LeafReviewPage *self)
{
  leaf_template_list_async (self->library, listed_cb, g_object_ref (self));
}

static void
library_changed_cb (LeafReviewPage *self, LeafChange what, gint64 id)
{
  if (what == LEAF_CHANGE_TEMPLATE || what == LEAF_CHANGE_BLOG)
    list (self);
}

static void
library_cb (LeafReviewPage *self)
{
  g_signal_group_set_target (self->template_signals, self->library);
  if (self->library != NULL)
    list (self);
}

void
leaf_review_page_class_init_templates (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.begin-with-template", "x", begin_cb);
  gtk_widget_class_install_action (widget_class, "review.save-template", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "review.edit-templates", NULL, edit_cb);
}

void
leaf_review_page_init_templates (LeafReviewPage *self)
{
  self->template_signals = g_signal_group_new (LEAF_TYPE_LIBRARY);
  g_signal_group_connect_swapped (self->template_signals, "changed", G_CALLBACK (library_changed_cb), self);
  g_signal_connect (self, "notify::library", G_CALLBACK (library_cb), NULL);
}
