/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-language"

#include "config.h"

#include "leaf-blog-language.h"

#include "leaf-language-popover.h"
#include "leaf-language.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafBlogLanguage
{
  AdwActionRow parent_instance;

  LeafBlogEdit *edit;
};

G_DEFINE_FINAL_TYPE (LeafBlogLanguage, leaf_blog_language, ADW_TYPE_ACTION_ROW)

static void
show (LeafBlogLanguage *self)
{
  const char *tag = leaf_blog_get_setting (leaf_blog_edit_get_blog (self->edit), LEAF_BLOG_SETTING_LANGUAGE);
  g_autofree char *name = leaf_language_dup_name (tag);
  /* Translators: the name of a language, and how computers write it: "German", "de" */
  g_autofree char *text = g_strdup_printf (_("%s, %s"), name, tag);
  g_autofree char *markup = g_markup_escape_text (g_str_equal (name, tag) ? tag : text, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), markup);
}

static void
chosen_cb (LeafBlogLanguage *self, const char *tag)
{
  leaf_blog_edit_set (self->edit, LEAF_BLOG_SETTING_LANGUAGE, tag);
  show (self);
}

static void
followed_cb (LeafBlogLanguage *self, const char *key)
{
  if (g_str_equal (key, LEAF_BLOG_SETTING_LANGUAGE))
    show (self);
}

/* Made when it is asked for: it lists all the languages there are. */
static void
make_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  LeafBlogLanguage *self = user_data;
  GtkWidget *popover = leaf_language_popover_new ();

  g_signal_connect_object (popover, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
}

static void
leaf_blog_language_dispose (GObject *object)
{
  LeafBlogLanguage *self = LEAF_BLOG_LANGUAGE (object);

  g_clear_object (&self->edit);

  G_OBJECT_CLASS (leaf_blog_language_parent_class)->dispose (object);
}

static void
leaf_blog_language_class_init (LeafBlogLanguageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leaf_blog_language_dispose;
}

static void
leaf_blog_language_init (LeafBlogLanguage *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  const char *name = _("Choose the language");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "pan-down-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  leaf_ui_name_menu_button (GTK_MENU_BUTTON (button), name);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_popover_cb, self, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), button);
}

/**
 * leaf_blog_language_new:
 * @edit: the settings of a blog
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
leaf_blog_language_new (LeafBlogEdit *edit)
{
  LeafBlogLanguage *self = g_object_new (LEAF_TYPE_BLOG_LANGUAGE, NULL);

  self->edit = g_object_ref (edit);
  show (self);
  g_signal_connect_object (edit, "followed", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
