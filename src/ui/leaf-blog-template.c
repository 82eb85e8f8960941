/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-template"

#include "config.h"

#include "leaf-blog-template.h"

#include "leaf-template-list.h"

#include <glib/gi18n.h>

struct _LeafBlogTemplate
{
  AdwPreferencesGroup parent_instance;

  LeafBlogEdit *edit;
  AdwComboRow *row;
  GArray *ids; /* gint64: what its items stand for; empty until they are read */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (LeafBlogTemplate, leaf_blog_template, ADW_TYPE_PREFERENCES_GROUP)

/* One that is gone, or another blog's, is none. */
static void
select_chosen (LeafBlogTemplate *self)
{
  const char *value = leaf_blog_get_setting (leaf_blog_edit_get_blog (self->edit), LEAF_BLOG_SETTING_TEMPLATE);
  gint64 chosen = value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
  unsigned int selected = 0;

  for (unsigned int i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == chosen)
      selected = i;
  self->filling = TRUE;
  adw_combo_row_set_selected (self->row, selected);
  self->filling = FALSE;
}

static void
selected_cb (LeafBlogTemplate *self)
{
  unsigned int selected = adw_combo_row_get_selected (self->row);
  g_autofree char *value = NULL;

  if (self->filling || selected >= self->ids->len)
    return;

  value = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (self->ids, gint64, selected));
  leaf_blog_edit_set (self->edit, LEAF_BLOG_SETTING_TEMPLATE, selected > 0 ? value : NULL);
}

static void
show (LeafBlogTemplate *self, GPtrArray *templates)
{
  const gint64 nothing = 0;
  gint64 blog = leaf_blog_get_id (leaf_blog_edit_get_blog (self->edit));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_array_set_size (self->ids, 0);
  g_array_append_val (self->ids, nothing);
  gtk_string_list_append (names, _("An empty page"));
  for (unsigned int i = 0; i < templates->len; i++)
    {
      const LeafTemplate *template = g_ptr_array_index (templates, i);

      if (template->blog != 0 && template->blog != blog)
        continue;
      g_array_append_val (self->ids, template->id);
      gtk_string_list_append (names, template->name);
    }

  self->filling = TRUE;
  adw_combo_row_set_model (self->row, G_LIST_MODEL (names));
  self->filling = FALSE;
  select_chosen (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->row), self->ids->len > 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), self->ids->len > 1 ? NULL : _("Templates are made in the preferences"));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LeafBlogTemplate) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = leaf_template_list_finish (LEAF_LIBRARY (source), result, &error);

  if (self->edit == NULL)
    return;
  if (templates != NULL)
    show (self, templates);
  else
    leaf_blog_edit_fail (self->edit, error->message);
}

static void
list (LeafBlogTemplate *self)
{
  leaf_template_list_async (leaf_blog_edit_get_library (self->edit), listed_cb, g_object_ref (self));
}

static void
library_changed_cb (LeafBlogTemplate *self, LeafChange what, gint64 id)
{
  if (what == LEAF_CHANGE_TEMPLATE && self->edit != NULL)
    list (self);
}

static void
followed_cb (LeafBlogTemplate *self, const char *key)
{
  if (g_str_equal (key, LEAF_BLOG_SETTING_TEMPLATE))
    select_chosen (self);
}

static void
leaf_blog_template_dispose (GObject *object)
{
  LeafBlogTemplate *self = LEAF_BLOG_TEMPLATE (object);

  self->filling = TRUE;
  g_clear_object (&self->edit);

  G_OBJECT_CLASS (leaf_blog_template_parent_class)->dispose (object);
}

static void
leaf_blog_template_finalize (GObject *object)
{
  g_array_unref (LEAF_BLOG_TEMPLATE (object)->ids);

  G_OBJECT_CLASS (leaf_blog_template_parent_class)->finalize (object);
}

static void
leaf_blog_template_class_init (LeafBlogTemplateClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leaf_blog_template_dispose;
  G_OBJECT_CLASS (klass)->finalize = leaf_blog_template_finalize;
}

static void
leaf_blog_template_init (LeafBlogTemplate *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("_Begin With"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->row), FALSE);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("New Reviews"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("Where a review goes to several blogs, the first that has a template counts."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
  g_signal_connect_swapped (self->row, "notify::selected", G_CALLBACK (selected_cb), self);
}

/**
 * leaf_blog_template_new:
 * @edit: the settings of a blog
 *
 * Returns: (transfer none): the group
 */
GtkWidget *
leaf_blog_template_new (LeafBlogEdit *edit)
{
  LeafBlogTemplate *self = g_object_new (LEAF_TYPE_BLOG_TEMPLATE, NULL);

  self->edit = g_object_ref (edit);
  g_signal_connect_object (edit, "followed", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (leaf_blog_edit_get_library (edit), "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  list (self);

  return GTK_WIDGET (self);
}
