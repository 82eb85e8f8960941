/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-parts"

#include "config.h"

#include "leaf-blog-parts.h"

#include "leaf-blog-settings.h"
#include "leaf-order-list.h"

#include <glib/gi18n.h>

struct _LeafBlogParts
{
  AdwPreferencesGroup parent_instance;

  LeafBlogEdit *edit;
  LeafOrderList *list;
};

G_DEFINE_FINAL_TYPE (LeafBlogParts, leaf_blog_parts, ADW_TYPE_PREFERENCES_GROUP)

static const struct {
  const char *title;
  const char *subtitle;
} texts[LEAF_BLOG_N_PARTS] = {
  [LEAF_BLOG_PART_CARD] = { N_("Book Card"), N_("The cover and the facts of the book") },
  [LEAF_BLOG_PART_SYNOPSIS] = { N_("Synopsis"), N_("The publisher’s words") },
  [LEAF_BLOG_PART_WARNINGS] = { N_("Content Warnings"), N_("Folded") },
  [LEAF_BLOG_PART_RATING] = { N_("Rating"), N_("Stars and a number") },
  [LEAF_BLOG_PART_REVIEW] = { N_("Review"), N_("Your text; always there") },
  [LEAF_BLOG_PART_LINKS] = { N_("Store Links"), N_("Where the book can be had") },
  [LEAF_BLOG_PART_AUTHOR] = { N_("Author Box"), N_("Your name, role, picture and one line") },
};

static void
show (LeafBlogParts *self)
{
  LeafBlog *blog = leaf_blog_edit_get_blog (self->edit);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  LeafBlogPart parts[LEAF_BLOG_N_PARTS];
  unsigned int n = leaf_blog_get_parts (blog, parts);

  for (unsigned int i = 0; i < n; i++)
    g_strv_builder_add (builder, leaf_blog_part_get_name (parts[i]));
  ids = g_strv_builder_end (builder);
  leaf_order_list_arrange (self->list, (const char *const *) ids);
  leaf_order_list_set_active (self->list, leaf_blog_part_get_name (LEAF_BLOG_PART_AUTHOR),
                              leaf_blog_shows_part (blog, LEAF_BLOG_PART_AUTHOR));
}

static void
changed_cb (LeafBlogParts *self)
{
  const char *author = leaf_blog_part_get_name (LEAF_BLOG_PART_AUTHOR);
  g_auto (GStrv) order = leaf_order_list_dup_order (self->list);
  g_autoptr (GString) value = g_string_new (NULL);

  /* The box of the author has a setting of its own, and keeps its place. */
  for (unsigned int i = 0; order[i] != NULL; i++)
    if (g_str_equal (order[i], author) || leaf_order_list_get_active (self->list, order[i]))
      g_string_append_printf (value, "%s%s", value->len > 0 ? "," : "", order[i]);

  leaf_blog_edit_type (self->edit, LEAF_BLOG_SETTING_AUTHOR_BOX, leaf_order_list_get_active (self->list, author) ? "true" : "false");
  leaf_blog_edit_set (self->edit, LEAF_BLOG_SETTING_PARTS,
                      g_str_equal (value->str, leaf_blog_get_default (LEAF_BLOG_SETTING_PARTS)) ? NULL : value->str);
}

static void
followed_cb (LeafBlogParts *self, const char *key)
{
  if (g_str_equal (key, LEAF_BLOG_SETTING_PARTS) || g_str_equal (key, LEAF_BLOG_SETTING_AUTHOR_BOX))
    show (self);
}

static void
leaf_blog_parts_dispose (GObject *object)
{
  LeafBlogParts *self = LEAF_BLOG_PARTS (object);

  g_clear_object (&self->edit);

  G_OBJECT_CLASS (leaf_blog_parts_parent_class)->dispose (object);
}

static void
leaf_blog_parts_class_init (LeafBlogPartsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leaf_blog_parts_dispose;
}

static void
leaf_blog_parts_init (LeafBlogParts *self)
{
  self->list = LEAF_ORDER_LIST (leaf_order_list_new ());
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->list));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Parts of a Post"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("From top to bottom. Drag a part to where it shall stand, or press Alt+Up and Alt+Down."));
}

/**
 * leaf_blog_parts_new:
 * @edit: the settings of a blog
 *
 * Returns: (transfer none): the list of parts
 */
GtkWidget *
leaf_blog_parts_new (LeafBlogEdit *edit)
{
  LeafBlogParts *self = g_object_new (LEAF_TYPE_BLOG_PARTS, NULL);

  self->edit = g_object_ref (edit);
  for (unsigned int part = 0; part < LEAF_BLOG_N_PARTS; part++)
    leaf_order_list_add (self->list, leaf_blog_part_get_name (part), _(texts[part].title), _(texts[part].subtitle),
                         part == LEAF_BLOG_PART_REVIEW);
  show (self);
  g_signal_connect_object (self->list, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (edit, "followed", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
