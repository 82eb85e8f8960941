/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blogs-page"

#include "config.h"

#include "leaf-blogs-page.h"

#include "leaf-blog-dialog.h"
#include "leaf-blog-row.h"
#include "leaf-blogs.h"

#include <glib/gi18n.h>

struct _LeafBlogsPage
{
  AdwPreferencesPage parent_instance;

  LeafLibrary *library;
  GHashTable *rows; /* blog id → LeafBlogRow, owned by the group */
  GSignalGroup *library_signals;

  AdwPreferencesGroup *group;
  GtkWidget *add_button;
  GtkWidget *empty_row;
};

G_DEFINE_FINAL_TYPE (LeafBlogsPage, leaf_blogs_page, ADW_TYPE_PREFERENCES_PAGE)

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  GPtrArray **blogs = data;

  return (*blogs = leaf_blogs_list (db, error)) != NULL;
}

static void
loaded_data_free (gpointer data)
{
  GPtrArray **blogs = data;

  g_clear_pointer (blogs, g_ptr_array_unref);
  g_free (blogs);
}

static void
show_blogs (LeafBlogsPage *self, GPtrArray *blogs)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer id, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (gone, id);

  for (unsigned int i = 0; i < blogs->len; i++)
    {
      LeafBlog *blog = g_ptr_array_index (blogs, i);

      id = GSIZE_TO_POINTER ((gsize) leaf_blog_get_id (blog));
      g_hash_table_remove (gone, id);
      row = g_hash_table_lookup (self->rows, id);
      if (row == NULL)
        {
          row = leaf_blog_row_new (self->library);
          g_hash_table_insert (self->rows, id, row);
          adw_preferences_group_add (self->group, row);
        }
      leaf_blog_row_set_blog (row, blog);
    }

  g_hash_table_iter_init (&iter, gone);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      adw_preferences_group_remove (self->group, g_hash_table_lookup (self->rows, id));
      g_hash_table_remove (self->rows, id);
    }

  gtk_widget_set_visible (self->empty_row, blogs->len == 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBlogsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray **blogs = leaf_library_run_data (result);

  gboolean read = leaf_library_run_finish (LEAF_LIBRARY (source), result, &error);

  if (self->library == NULL)
    return;

  if (read)
    show_blogs (self, *blogs);
  else
    {
      /* A row reads its subtitle as markup. */
      g_autofree char *markup = g_markup_escape_text (error->message, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->empty_row), markup);
    }
}

static void
load (LeafBlogsPage *self)
{
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, load_func, g_new0 (GPtrArray *, 1),
                          loaded_data_free, NULL, loaded_cb, g_object_ref (self));
}

static void
library_changed_cb (LeafBlogsPage *self, LeafChange what, gint64 id)
{
  if (what == LEAF_CHANGE_BLOG)
    load (self);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LeafBlogsPage *self = LEAF_BLOGS_PAGE (widget);
  GtkWidget *dialog = leaf_blog_dialog_new (self->library, NULL);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* AdwPreferencesWindow of libadwaita 1.2 keeps the groups of its pages for ever, with all that is in them:
 * rows that stayed there would keep the library. */
static void
leaf_blogs_page_dispose (GObject *object)
{
  LeafBlogsPage *self = LEAF_BLOGS_PAGE (object);
  GHashTableIter iter;
  gpointer row;

  if (self->rows != NULL)
    {
      g_hash_table_iter_init (&iter, self->rows);
      while (g_hash_table_iter_next (&iter, NULL, &row))
        adw_preferences_group_remove (self->group, row);
    }
  g_clear_object (&self->library_signals);
  g_clear_object (&self->library);
  g_clear_pointer (&self->rows, g_hash_table_unref);

  G_OBJECT_CLASS (leaf_blogs_page_parent_class)->dispose (object);
}

static void
leaf_blogs_page_class_init (LeafBlogsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = leaf_blogs_page_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/flyleaf_app/Flyleaf/leaf-blogs-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LeafBlogsPage, group);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogsPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, LeafBlogsPage, empty_row);

  gtk_widget_class_install_action (widget_class, "blogs.add", NULL, add_action);
}

static void
leaf_blogs_page_init (LeafBlogsPage *self)
{
  self->rows = g_hash_table_new (NULL, NULL);
  self->library_signals = g_signal_group_new (LEAF_TYPE_LIBRARY);
  g_signal_group_connect_swapped (self->library_signals, "changed",
                                  G_CALLBACK (library_changed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * leaf_blogs_page_set_library:
 * @self: the page
 * @library: the library the blogs are in
 *
 * Shows the blogs of a library and follows its changes.
 */
void
leaf_blogs_page_set_library (LeafBlogsPage *self, LeafLibrary *library)
{
  g_return_if_fail (LEAF_IS_BLOGS_PAGE (self));
  g_return_if_fail (self->library == NULL);

  self->library = g_object_ref (library);
  g_signal_group_set_target (self->library_signals, library);
  load (self);
}

/**
 * leaf_blogs_page_focus_add:
 * @self: the page
 *
 * Moves the focus to the button that adds a blog.
 */
void
leaf_blogs_page_focus_add (LeafBlogsPage *self)
{
  g_return_if_fail (LEAF_IS_BLOGS_PAGE (self));

  gtk_widget_grab_focus (self->add_button);
}
