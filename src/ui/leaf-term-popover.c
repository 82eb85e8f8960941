/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-term-popover"

#include "config.h"

#include "leaf-term-popover.h"

#include "leaf-blogs.h"

#include <glib/gi18n.h>

struct _LeafTermPopover
{
  GtkPopover parent_instance;

  char *genre;
  GtkCheckButton *left_out;
  GtkSearchEntry *search;
  GtkListBox *list;
  GPtrArray *checks; /* GtkCheckButton, a term each, with the term as its data */
};

G_DEFINE_FINAL_TYPE (LeafTermPopover, leaf_term_popover, GTK_TYPE_POPOVER)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

static LeafGenreTerm *
get_term (gpointer check)
{
  return g_object_get_data (G_OBJECT (check), "term");
}

static void
toggled_cb (LeafTermPopover *self)
{
  gboolean left_out = gtk_check_button_get_active (self->left_out);

  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !left_out);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), !left_out);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer user_data)
{
  LeafTermPopover *self = user_data;
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autofree char *name = g_utf8_casefold (get_term (gtk_list_box_row_get_child (row))->name, -1);

  return strstr (name, wanted) != NULL;
}

static GtkWidget *
new_heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "leaf-section");

  return label;
}

/* A heading above the first category and the first tag that the search leaves. */
static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *taxonomy = get_term (gtk_list_box_row_get_child (row))->taxonomy;

  if (before != NULL && g_str_equal (taxonomy, get_term (gtk_list_box_row_get_child (before))->taxonomy))
    gtk_list_box_row_set_header (row, NULL);
  else
    gtk_list_box_row_set_header (row, new_heading (g_str_equal (taxonomy, LEAF_TAXONOMY_CATEGORIES) ? _("Categories") : _("Tags")));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_list_box_row_get_child (row));

  gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

/* Terms below their parents, as a tree that is read from top to bottom. */
static int
compare_checks (gconstpointer a, gconstpointer b)
{
  const LeafGenreTerm *first = get_term (*(gpointer *) a);
  const LeafGenreTerm *second = get_term (*(gpointer *) b);
  int order = g_strcmp0 (first->taxonomy, second->taxonomy);

  return order != 0 ? order : g_utf8_collate (first->name, second->name);
}

static void
add_checks (LeafTermPopover *self, GPtrArray *terms, GPtrArray *chosen)
{
  for (unsigned int i = 0; i < terms->len; i++)
    {
      const LeafTerm *term = g_ptr_array_index (terms, i);
      g_autofree char *path = leaf_term_dup_path (term, terms);
      GtkWidget *check = gtk_check_button_new_with_label (path);

      g_object_set_data_full (G_OBJECT (check), "term", leaf_genre_term_new (self->genre, term->taxonomy, term->remote_id, path),
                              (GDestroyNotify) leaf_genre_term_free);
      for (unsigned int j = 0; j < chosen->len; j++)
        {
          const LeafGenreTerm *one = g_ptr_array_index (chosen, j);

          if (g_str_equal (one->genre, self->genre) && g_str_equal (one->taxonomy, term->taxonomy) &&
              g_str_equal (one->remote_id, term->remote_id))
            gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
        }
      g_ptr_array_add (self->checks, g_object_ref_sink (check));
    }

  g_ptr_array_sort (self->checks, compare_checks);
  for (unsigned int i = 0; i < self->checks->len; i++)
    {
      GtkWidget *check = g_ptr_array_index (self->checks, i);

      gtk_list_box_append (self->list, check);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
    }
}

static void
leaf_term_popover_dispose (GObject *object)
{
  LeafTermPopover *self = LEAF_TERM_POPOVER (object);

  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->genre, g_free);

  G_OBJECT_CLASS (leaf_term_popover_parent_class)->dispose (object);
}

static void
leaf_term_popover_class_init (LeafTermPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leaf_term_popover_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LEAF_TYPE_TERM_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
leaf_term_popover_init (LeafTermPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *empty = gtk_label_new (_("Refresh the list to choose from the categories and tags of the blog."));

  self->checks = g_ptr_array_new_with_free_func (g_object_unref);
  self->left_out = GTK_CHECK_BUTTON (gtk_check_button_new_with_mnemonic (_("_Leave This Genre Out")));
  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search categories and tags"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Categories and tags"), -1);
  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (empty), 28);
  gtk_widget_add_css_class (empty, "dim-label");
  gtk_list_box_set_placeholder (self->list, empty);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), NULL);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter), self->list);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (gtk_popover_popdown), self); /* it keeps Escape for itself */

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 300);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->left_out));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

/**
 * leaf_term_popover_new:
 * @genre: a genre
 * @terms: (element-type LeafTerm): what the blog has
 * @chosen: (element-type LeafGenreTerm): what genres become now
 *
 * Returns: (transfer none): the popover
 */
GtkWidget *
leaf_term_popover_new (const char *genre, GPtrArray *terms, GPtrArray *chosen)
{
  LeafTermPopover *self = g_object_new (LEAF_TYPE_TERM_POPOVER, NULL);

  self->genre = g_strdup (genre);
  for (unsigned int i = 0; i < chosen->len; i++)
    {
      const LeafGenreTerm *one = g_ptr_array_index (chosen, i);

      if (g_str_equal (one->genre, genre) && g_str_equal (one->remote_id, ""))
        gtk_check_button_set_active (self->left_out, TRUE);
    }
  add_checks (self, terms, chosen);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !gtk_check_button_get_active (self->left_out));
  g_signal_connect_swapped (self->left_out, "toggled", G_CALLBACK (toggled_cb), self);

  return GTK_WIDGET (self);
}

/**
 * leaf_term_popover_get_chosen:
 * @self: the popover
 *
 * Returns: (transfer full) (element-type LeafGenreTerm): what the genre becomes; empty: the term of its
 *   name
 */
GPtrArray *
leaf_term_popover_get_chosen (LeafTermPopover *self)
{
  GPtrArray *chosen;

  g_return_val_if_fail (LEAF_IS_TERM_POPOVER (self), NULL);

  chosen = leaf_genre_terms_new ();
  if (gtk_check_button_get_active (self->left_out))
    {
      g_ptr_array_add (chosen, leaf_genre_term_new (self->genre, "", "", ""));
      return chosen;
    }
  for (unsigned int i = 0; i < self->checks->len; i++)
    {
      gpointer check = g_ptr_array_index (self->checks, i);

      if (gtk_check_button_get_active (check))
        g_ptr_array_add (chosen, leaf_genre_term_copy (get_term (check)));
    }

  return chosen;
}
