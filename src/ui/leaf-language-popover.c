/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-language-popover"

#include "config.h"

#include "leaf-language-popover.h"

#include "leaf-blog-settings.h"
#include "leaf-language.h"

#include <glib/gi18n.h>
#include <string.h>

#define LIST_HEIGHT 260

struct _LeafLanguagePopover
{
  GtkPopover parent_instance;

  GtkSearchEntry *search;
  GtkFilterListModel *found;
  GtkWidget *scrolled;
  GtkButton *own;       /* takes what is written for a tag */
  GtkLabel *own_label;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (LeafLanguagePopover, leaf_language_popover, GTK_TYPE_POPOVER)

enum {
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

static const char *
get_tag (gpointer item)
{
  return g_object_get_data (item, "tag");
}

static char *
dup_wanted (LeafLanguagePopover *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
}

/* "en_GB" is in the list as "en-GB". */
static char *
dup_tag (const char *written)
{
  return g_strdelimit (g_strdup (written), "_", '-');
}

/* All the countries of a language would be in the way of the next one: they are there for who asks for it. */
static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  LeafLanguagePopover *self = user_data;
  g_autofree char *written = dup_wanted (self);
  g_autofree char *tag = dup_tag (written);
  g_auto (GStrv) words = g_str_tokenize_and_fold (written, NULL, NULL);

  if (*written == '\0')
    return strchr (get_tag (item), '-') == NULL;
  if (g_ascii_strncasecmp (get_tag (item), tag, strlen (tag)) == 0)
    return TRUE;

  /* Signs alone are no words, and would match every name. */
  return words[0] != NULL && g_str_match_string (written, gtk_string_object_get_string (item), TRUE);
}

/* The place of a language by its tag or its whole name; GTK_INVALID_LIST_POSITION: it is not in the list now. */
static unsigned int
find_exact (LeafLanguagePopover *self, const char *written)
{
  unsigned int n = g_list_model_get_n_items (G_LIST_MODEL (self->found));
  g_autofree char *wanted = g_utf8_casefold (written, -1);
  g_autofree char *tag = dup_tag (written);

  for (unsigned int i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->found), i);
      g_autofree char *name = g_utf8_casefold (gtk_string_object_get_string (GTK_STRING_OBJECT (item)), -1);

      if (g_ascii_strcasecmp (get_tag (item), tag) == 0 || g_str_equal (name, wanted))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* The first language whose name begins so; GTK_INVALID_LIST_POSITION: there is none. */
static unsigned int
find_begin (LeafLanguagePopover *self, const char *written)
{
  unsigned int n = g_list_model_get_n_items (G_LIST_MODEL (self->found));
  g_autofree char *wanted = g_utf8_casefold (written, -1);

  for (unsigned int i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->found), i);
      g_autofree char *name = g_utf8_casefold (gtk_string_object_get_string (GTK_STRING_OBJECT (item)), -1);

      if (g_str_has_prefix (name, wanted))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* Two or three letters are seldom the tag of a language that nobody knows; what follows them says that they are. */
static gboolean
is_own_tag (const char *written)
{
  return leaf_blog_setting_accepts (leaf_blog_setting_find (LEAF_BLOG_SETTING_LANGUAGE), written) &&
         (strpbrk (written, "-_") != NULL || leaf_language_is_known (written));
}

static void
searched_cb (LeafLanguagePopover *self)
{
  g_autofree char *written = dup_wanted (self);
  gboolean empty, is_tag;

  gtk_filter_changed (gtk_filter_list_model_get_filter (self->found), GTK_FILTER_CHANGE_DIFFERENT);
  empty = g_list_model_get_n_items (G_LIST_MODEL (self->found)) == 0;
  is_tag = is_own_tag (written) && find_exact (self, written) == GTK_INVALID_LIST_POSITION;

  gtk_widget_set_visible (self->scrolled, !empty);
  gtk_widget_set_visible (GTK_WIDGET (self->own), is_tag);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), empty && !is_tag);
  if (is_tag)
    {
      g_autofree char *name = leaf_language_dup_name (written);
      /* Translators: a language as computers write it, such as "sr-Latn-RS", and its name */
      g_autofree char *text = g_strdup_printf (_("Use “%s” (%s)"), written, name);

      gtk_label_set_label (self->own_label, text);
    }
}

/* The keyboard goes on where the list was opened. */
static void
close_cb (LeafLanguagePopover *self)
{
  GtkWidget *button = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_popover_popdown (GTK_POPOVER (self));
  if (button != NULL)
    gtk_widget_grab_focus (button);
}

static void
choose (LeafLanguagePopover *self, const char *tag)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, tag);
  close_cb (self);
}

static void
own_cb (LeafLanguagePopover *self)
{
  g_autofree char *written = dup_wanted (self);

  choose (self, written);
}

static void
choose_at (LeafLanguagePopover *self, unsigned int position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->found), position);

  if (item != NULL)
    choose (self, get_tag (item));
}

static void
activated_cb (GtkListView *view, unsigned int position, LeafLanguagePopover *self)
{
  choose_at (self, position);
}

/* A few letters begin a name more often than they are a tag that is not in the list. What is somewhere in several names
 * is not decided for her: the list takes the keyboard. */
static void
return_cb (LeafLanguagePopover *self)
{
  g_autofree char *written = dup_wanted (self);
  unsigned int n_found, position;

  searched_cb (self);
  if (*written == '\0')
    return;

  n_found = g_list_model_get_n_items (G_LIST_MODEL (self->found));
  position = find_exact (self, written);
  if (position == GTK_INVALID_LIST_POSITION)
    position = find_begin (self, written);
  if (position == GTK_INVALID_LIST_POSITION && n_found == 1 && !gtk_widget_get_visible (GTK_WIDGET (self->own)))
    position = 0;

  if (position != GTK_INVALID_LIST_POSITION)
    choose_at (self, position);
  else if (gtk_widget_get_visible (GTK_WIDGET (self->own)))
    own_cb (self);
  else if (n_found > 0)
    gtk_widget_child_focus (self->scrolled, GTK_DIR_TAB_FORWARD);
}

static gboolean
key_cb (LeafLanguagePopover *self, unsigned int key)
{
  if (key != GDK_KEY_Down || !gtk_widget_get_visible (self->scrolled))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_child_focus (self->scrolled, GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

static gboolean
escape_cb (LeafLanguagePopover *self, unsigned int key)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  close_cb (self);
  return GDK_EVENT_STOP;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *tag = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (tag, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), tag);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  gpointer language = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), gtk_string_object_get_string (language));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), get_tag (language));
}

static GListModel *
new_languages (void)
{
  g_autoptr (GPtrArray) languages = leaf_languages_list ();
  GListStore *store = g_list_store_new (GTK_TYPE_STRING_OBJECT);

  for (unsigned int i = 0; i < languages->len; i++)
    {
      const LeafLanguage *language = g_ptr_array_index (languages, i);
      g_autoptr (GtkStringObject) item = gtk_string_object_new (language->name);

      g_object_set_data_full (G_OBJECT (item), "tag", g_strdup (language->tag), g_free);
      g_list_store_append (store, item);
    }

  return G_LIST_MODEL (store);
}

static GtkWidget *
new_view (LeafLanguagePopover *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->found = gtk_filter_list_model_new (new_languages (), GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL)));
  view = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (self->found))), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Languages"), -1);
  g_signal_connect (view, "activate", G_CALLBACK (activated_cb), self);

  return view;
}

static GtkLabel *
new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_xalign (GTK_LABEL (label), 0);

  return GTK_LABEL (label);
}

static void
leaf_language_popover_class_init (LeafLanguagePopoverClass *klass)
{
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", LEAF_TYPE_LANGUAGE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
leaf_language_popover_init (LeafLanguagePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *escape = gtk_event_controller_key_new ();

  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _("Name, or tag: pt-BR"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search languages, or write a tag"), -1);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (searched_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (return_cb), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (close_cb), self); /* it keeps Escape for itself */
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scrolled), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), new_view (self));

  self->own_label = new_label (NULL);
  self->own = GTK_BUTTON (gtk_button_new ());
  gtk_button_set_child (self->own, GTK_WIDGET (self->own_label));
  gtk_widget_set_visible (GTK_WIDGET (self->own), FALSE);
  g_signal_connect_swapped (self->own, "clicked", G_CALLBACK (own_cb), self);

  self->problem = new_label (_("This is no language. Write its name, or its tag as in: en, de, pt-BR."));
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);

  g_signal_connect_swapped (escape, "key-pressed", G_CALLBACK (escape_cb), self);
  gtk_widget_add_controller (box, escape);
  gtk_widget_set_size_request (box, 280, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), self->scrolled);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->own));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

/**
 * leaf_language_popover_new:
 *
 * Returns: (transfer none): the popover
 */
GtkWidget *
leaf_language_popover_new (void)
{
  return g_object_new (LEAF_TYPE_LANGUAGE_POPOVER, NULL);
}
