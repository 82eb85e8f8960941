/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-book-selection"

#include "config.h"

#include "leaf-book-selection.h"

#include <glib/gi18n.h>

/**
 * leaf_book_selection_dup_ids:
 * @selection: a selection of the list that @browse has
 * @browse: where in the library she looks
 *
 * Returns: (transfer full) (element-type gint64): the books that are selected
 */
GArray *
leaf_book_selection_dup_ids (GtkSelectionModel *selection, LeafBrowse *browse)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (selection);
  LeafBookList *list = leaf_browse_get_list (browse);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  unsigned int position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = list != NULL ? leaf_book_list_get_id (list, position) : 0;

      if (id != 0)
        g_array_append_val (ids, id);
    }

  return ids;
}

/**
 * leaf_book_selection_describe:
 * @n_books: how many are selected
 *
 * Returns: (transfer full): a few words
 */
char *
leaf_book_selection_describe (unsigned int n_books)
{
  /* Translators: how many books are selected. */
  return g_strdup_printf (ngettext ("%u selected", "%u selected", n_books), n_books);
}

/**
 * leaf_book_selection_make_menu:
 * @action: the name of an action that takes the nick of a task
 *
 * Returns: (transfer full): what can be done on the blogs with several reviews
 */
GMenuModel *
leaf_book_selection_make_menu (const char *action)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) publish = g_menu_new ();
  g_autoptr (GMenu) take_down = g_menu_new ();
  const struct
  {
    GMenu *section;
    const char *label, *task;
  } items[] = {
    { publish, _("_Publish or Update…"), "publish" },
    { publish, _("Save as _Drafts…"), "draft" },
    { publish, _("_Schedule…"), "schedule" },
    { take_down, _("_Take Down…"), "take-down" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (items[i].label, NULL);

      g_menu_item_set_action_and_target (item, action, "s", items[i].task);
      g_menu_append_item (items[i].section, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (publish));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (take_down));

  return G_MENU_MODEL (menu);
}

static GVariant *
make_variant (const GArray *ids)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len, sizeof (gint64));
}

/**
 * leaf_book_selection_publish:
 * @widget: a widget in the window
 * @ids: (element-type gint64): books
 * @task: the nick of a #LeafBulkTask
 *
 * Shows what can be done with their reviews.
 */
void
leaf_book_selection_publish (GtkWidget *widget, const GArray *ids, const char *task)
{
  gtk_widget_activate_action (widget, "win.bulk", "(s@ax)", task, make_variant (ids));
}

/**
 * leaf_book_selection_remove:
 * @widget: a widget in the window
 * @ids: (element-type gint64): books
 *
 * Removes them from the library; she can take that back.
 */
void
leaf_book_selection_remove (GtkWidget *widget, const GArray *ids)
{
  if (ids->len > 0)
    gtk_widget_activate_action_variant (widget, "win.remove-books", make_variant (ids));
}
