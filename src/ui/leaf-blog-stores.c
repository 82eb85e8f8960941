/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-stores"

#include "config.h"

#include "leaf-blog-stores.h"

#include "leaf-order-list.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LeafBlogStores
{
  AdwPreferencesGroup parent_instance;

  LeafBlogEdit *edit;
  LeafOrderList *list;
  GPtrArray *entries;
};

G_DEFINE_FINAL_TYPE (LeafBlogStores, leaf_blog_stores, ADW_TYPE_PREFERENCES_GROUP)

static const struct {
  const char *id;
  const char *name;
} stores[] = {
  { "bookshop", "Bookshop.org" },
  { "amazon", "Amazon" },
  { "barnesandnoble", "Barnes & Noble" },
  { "librofm", "Libro.fm" },
  { "goodreads", "Goodreads" },
};

/* What she types into: only where a store pays. */
static const struct {
  const char *key;
  const char *title;
} entries[] = {
  { LEAF_BLOG_SETTING_AFFILIATE_PREFIX "bookshop", N_("_Bookshop.org Affiliate Number") },
  { LEAF_BLOG_SETTING_AFFILIATE_PREFIX "amazon", N_("A_mazon Tag") },
  { LEAF_BLOG_SETTING_AMAZON_DOMAIN, N_("Amazon _Domain (com, co.uk, de…)") },
};

static char **
dup_words (LeafBlogStores *self)
{
  char **words = g_strsplit (leaf_blog_get_setting (leaf_blog_edit_get_blog (self->edit), LEAF_BLOG_SETTING_STORES), ",", -1);

  for (unsigned int i = 0; words[i] != NULL; i++)
    g_strstrip (words[i]);

  return words;
}

/* A store of her own has its address in its word, so it cannot be switched off without losing that. */
static void
show_stores (LeafBlogStores *self)
{
  g_auto (GStrv) words = dup_words (self);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) kept = NULL;

  for (unsigned int i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      leaf_order_list_add (self->list, stores[i].id, stores[i].name, NULL, FALSE);
      g_strv_builder_add (builder, stores[i].id);
    }
  g_strv_builder_addv (builder, (const char **) words);
  kept = g_strv_builder_end (builder);
  leaf_order_list_keep (self->list, (const char *const *) kept);

  for (unsigned int i = 0; words[i] != NULL; i++)
    {
      const char *address = strchr (words[i], '=');
      g_autofree char *name = address != NULL ? g_strndup (words[i], (gsize) (address - words[i])) : g_strdup (words[i]);

      if (*words[i] != '\0')
        leaf_order_list_add (self->list, words[i], name, address != NULL ? address + 1 : NULL, TRUE);
    }
  leaf_order_list_arrange (self->list, (const char *const *) words);
}

static void
order_cb (LeafBlogStores *self)
{
  g_auto (GStrv) order = leaf_order_list_dup_order (self->list);
  g_autoptr (GString) value = g_string_new (NULL);

  for (unsigned int i = 0; order[i] != NULL; i++)
    if (leaf_order_list_get_active (self->list, order[i]))
      g_string_append_printf (value, "%s%s", value->len > 0 ? "," : "", order[i]);

  leaf_blog_edit_set (self->edit, LEAF_BLOG_SETTING_STORES,
                      g_str_equal (value->str, leaf_blog_get_default (LEAF_BLOG_SETTING_STORES)) ? NULL : value->str);
}

static void
changed_cb (GtkEditable *entry, LeafBlogStores *self)
{
  const char *text = gtk_editable_get_text (entry);

  leaf_blog_edit_type (self->edit, g_object_get_data (G_OBJECT (entry), "key"), *text != '\0' ? text : NULL);
}

static void
add_entry (LeafBlogStores *self, GtkListBox *list, const char *key, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), leaf_blog_get_setting (leaf_blog_edit_get_blog (self->edit), key));
  g_object_set_data (G_OBJECT (row), "key", (gpointer) key);
  g_signal_connect (row, "changed", G_CALLBACK (changed_cb), self);
  g_ptr_array_add (self->entries, row);
  gtk_list_box_append (list, row);
}

static void
followed_cb (LeafBlogStores *self, const char *key)
{
  if (g_str_equal (key, LEAF_BLOG_SETTING_STORES))
    show_stores (self);
  for (unsigned int i = 0; i < self->entries->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->entries, i);

      if (!g_str_equal (g_object_get_data (G_OBJECT (row), "key"), key))
        continue;
      g_signal_handlers_block_by_func (row, changed_cb, self);
      gtk_editable_set_text (GTK_EDITABLE (row), leaf_blog_get_setting (leaf_blog_edit_get_blog (self->edit), key));
      g_signal_handlers_unblock_by_func (row, changed_cb, self);
    }
}

static void
leaf_blog_stores_dispose (GObject *object)
{
  LeafBlogStores *self = LEAF_BLOG_STORES (object);

  g_clear_object (&self->edit);

  G_OBJECT_CLASS (leaf_blog_stores_parent_class)->dispose (object);
}

static void
leaf_blog_stores_finalize (GObject *object)
{
  LeafBlogStores *self = LEAF_BLOG_STORES (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (leaf_blog_stores_parent_class)->finalize (object);
}

static void
leaf_blog_stores_class_init (LeafBlogStoresClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = leaf_blog_stores_dispose;
  object_class->finalize = leaf_blog_stores_finalize;
}

static void
leaf_blog_stores_init (LeafBlogStores *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Stores"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self),
                                         _("Books are found there by their ISBN. Links stand in this order; drag a store, or press Alt+Up and Alt+Down."));
  self->entries = g_ptr_array_new ();
  self->list = LEAF_ORDER_LIST (leaf_order_list_new ());
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->list));
}

/**
 * leaf_blog_stores_new:
 * @edit: the settings of a blog
 *
 * Returns: (transfer none): the stores
 */
GtkWidget *
leaf_blog_stores_new (LeafBlogEdit *edit)
{
  LeafBlogStores *self = g_object_new (LEAF_TYPE_BLOG_STORES, NULL);
  GtkListBox *numbers = GTK_LIST_BOX (gtk_list_box_new ());

  self->edit = g_object_ref (edit);
  show_stores (self);
  gtk_list_box_set_selection_mode (numbers, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (numbers), "boxed-list");
  gtk_widget_set_margin_top (GTK_WIDGET (numbers), 12);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (numbers));
  for (unsigned int i = 0; i < G_N_ELEMENTS (entries); i++)
    add_entry (self, numbers, entries[i].key, _(entries[i].title));
  g_signal_connect_object (self->list, "changed", G_CALLBACK (order_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (edit, "followed", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
