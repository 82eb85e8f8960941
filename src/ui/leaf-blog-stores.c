/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-stores"

#include "config.h"

#include "leaf-blog-stores.h"

#include <glib/gi18n.h>

struct _LeafBlogStores
{
  AdwPreferencesGroup parent_instance;

  LeafBlogEdit *edit;
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

/* Stores of her own, and the order, stay as they are. */
static void
active_cb (GtkSwitch *toggle, GParamSpec *pspec, LeafBlogStores *self)
{
  const char *id = g_object_get_data (G_OBJECT (toggle), "store");
  g_auto (GStrv) words = dup_words (self);
  g_autoptr (GString) value = g_string_new (NULL);

  for (unsigned int i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !g_str_equal (words[i], id))
      g_string_append_printf (value, "%s%s", value->len > 0 ? "," : "", words[i]);
  if (gtk_switch_get_active (toggle))
    g_string_append_printf (value, "%s%s", value->len > 0 ? "," : "", id);

  leaf_blog_edit_set (self->edit, LEAF_BLOG_SETTING_STORES, value->str);
}

static void
changed_cb (GtkEditable *entry, LeafBlogStores *self)
{
  const char *text = gtk_editable_get_text (entry);

  leaf_blog_edit_type (self->edit, g_object_get_data (G_OBJECT (entry), "key"), *text != '\0' ? text : NULL);
}

static void
add_store (LeafBlogStores *self, const char *id, const char *name, const char *const *words)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();
  g_autofree char *markup = g_markup_escape_text (name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (toggle), g_strv_contains (words, id));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  g_object_set_data (G_OBJECT (toggle), "store", (gpointer) id);
  g_signal_connect (toggle, "notify::active", G_CALLBACK (active_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
add_entry (LeafBlogStores *self, const char *key, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), leaf_blog_get_setting (leaf_blog_edit_get_blog (self->edit), key));
  g_object_set_data (G_OBJECT (row), "key", (gpointer) key);
  g_signal_connect (row, "changed", G_CALLBACK (changed_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
leaf_blog_stores_dispose (GObject *object)
{
  LeafBlogStores *self = LEAF_BLOG_STORES (object);

  g_clear_object (&self->edit);

  G_OBJECT_CLASS (leaf_blog_stores_parent_class)->dispose (object);
}

static void
leaf_blog_stores_class_init (LeafBlogStoresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leaf_blog_stores_dispose;
}

static void
leaf_blog_stores_init (LeafBlogStores *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Stores"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _("Books are found there by their ISBN."));
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
  g_auto (GStrv) words = NULL;

  self->edit = g_object_ref (edit);
  words = dup_words (self);
  for (unsigned int i = 0; i < G_N_ELEMENTS (stores); i++)
    add_store (self, stores[i].id, stores[i].name, (const char *const *) words);
  for (unsigned int i = 0; i < G_N_ELEMENTS (entries); i++)
    add_entry (self, entries[i].key, _(entries[i].title));

  return GTK_WIDGET (self);
}
