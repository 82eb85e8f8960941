/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-site"

#include "config.h"

#include "leaf-blog-site.h"

#include "leaf-blog-settings.h"
#include "leaf-row-problem.h"

#include <glib/gi18n.h>

struct _LeafBlogSite
{
  AdwPreferencesGroup parent_instance;

  LeafBlogEdit *edit;
  GtkWidget *name;
  GtkWidget *address;
};

G_DEFINE_FINAL_TYPE (LeafBlogSite, leaf_blog_site, ADW_TYPE_PREFERENCES_GROUP)

/* What cannot be taken is said, and what is saved holds; `value` NULL is the default. */
static void
take (LeafBlogSite *self, GtkWidget *row, const char *key, const char *value, const char *problem)
{
  leaf_row_problem_set (row, problem);
  if (problem == NULL)
    leaf_blog_edit_type (self->edit, key, value);
  else
    leaf_blog_edit_revert (self->edit, key);
}

static char *
dup_text (GtkWidget *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
name_changed_cb (LeafBlogSite *self)
{
  g_autofree char *name = dup_text (self->name);

  take (self, self->name, LEAF_BLOG_EDIT_NAME, name, *name != '\0' ? NULL : _("Give the site a name: it stands above every page."));
}

static void
address_changed_cb (LeafBlogSite *self)
{
  const LeafBlogSetting *setting = leaf_blog_setting_find (LEAF_BLOG_SETTING_PUBLIC_ADDRESS);
  g_autofree char *address = dup_text (self->address);
  gboolean good = *address == '\0' || leaf_blog_setting_accepts (setting, address);

  take (self, self->address, LEAF_BLOG_SETTING_PUBLIC_ADDRESS, *address != '\0' ? address : NULL,
        good ? NULL : _("Write the whole address where readers find the site, such as https://example.com/books/."));
}

static void
show (LeafBlogSite *self, GtkWidget *row, const char *text)
{
  g_autofree char *shown = dup_text (row);

  if (!g_str_equal (shown, text))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* Another window or the verbs changed it. What she has typed and cannot be taken yet is not touched. */
static void
followed_cb (LeafBlogSite *self, const char *key)
{
  LeafBlog *blog = leaf_blog_edit_get_blog (self->edit);
  const char *address = leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_PUBLIC_ADDRESS);

  if (g_str_equal (key, LEAF_BLOG_EDIT_NAME) && !leaf_row_problem_is_set (self->name))
    {
      g_signal_handlers_block_by_func (self->name, name_changed_cb, self);
      show (self, self->name, leaf_blog_get_name (blog));
      g_signal_handlers_unblock_by_func (self->name, name_changed_cb, self);
    }
  else if (g_str_equal (key, LEAF_BLOG_SETTING_PUBLIC_ADDRESS) && !leaf_row_problem_is_set (self->address))
    {
      g_signal_handlers_block_by_func (self->address, address_changed_cb, self);
      show (self, self->address, address != NULL ? address : "");
      g_signal_handlers_unblock_by_func (self->address, address_changed_cb, self);
    }
}

static void
leaf_blog_site_dispose (GObject *object)
{
  LeafBlogSite *self = LEAF_BLOG_SITE (object);

  g_clear_object (&self->edit);

  G_OBJECT_CLASS (leaf_blog_site_parent_class)->dispose (object);
}

static void
leaf_blog_site_class_init (LeafBlogSiteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leaf_blog_site_dispose;
}

static GtkWidget *
add_row (LeafBlogSite *self, const char *title, GtkInputPurpose purpose)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), purpose);
  /* The place for a sentence is made before she types: making it takes the focus away. */
  leaf_row_problem_set (row, "");
  leaf_row_problem_set (row, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);

  return row;
}

static void
leaf_blog_site_init (LeafBlogSite *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Site"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("The address is for the feed and for search engines; leave it empty while the folder is on no web "
                                           "server. The first page changes the next time you publish there, each review when it is updated."));
  self->name = add_row (self, _("_Name of the Site"), GTK_INPUT_PURPOSE_FREE_FORM);
  self->address = add_row (self, _("_Public Address"), GTK_INPUT_PURPOSE_URL);
}

/**
 * leaf_blog_site_new:
 * @edit: the settings of a folder
 *
 * Returns: (transfer none): the group
 */
GtkWidget *
leaf_blog_site_new (LeafBlogEdit *edit)
{
  LeafBlogSite *self = g_object_new (LEAF_TYPE_BLOG_SITE, NULL);
  LeafBlog *blog = leaf_blog_edit_get_blog (edit);
  const char *address = leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_PUBLIC_ADDRESS);

  self->edit = g_object_ref (edit);
  show (self, self->name, leaf_blog_get_name (blog));
  show (self, self->address, address != NULL ? address : "");
  g_signal_connect_object (self->name, "changed", G_CALLBACK (name_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->address, "changed", G_CALLBACK (address_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (edit, "followed", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
