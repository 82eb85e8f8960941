/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-templates-page"

#include "config.h"

#include "leaf-templates-page.h"

#include "leaf-template-editor.h"
#include "leaf-template-list.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafTemplatesPage
{
  AdwPreferencesPage parent_instance;

  LeafLibrary *library;
  GPtrArray *rows; /* AdwActionRow, owned by the group, each with its "template", by name */
  GSignalGroup *library_signals;

  AdwPreferencesGroup *group;
  GtkWidget *new_button;
  GtkWidget *empty_row;
};

G_DEFINE_FINAL_TYPE (LeafTemplatesPage, leaf_templates_page, ADW_TYPE_PREFERENCES_PAGE)

static void list (LeafTemplatesPage *self);

static gboolean
remove_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_templates_remove (db, *(gint64 *) data, error);
}

static gboolean
restore_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_templates_restore (db, *(gint64 *) data, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LeafTemplatesPage) self = data;
  g_autoptr (GError) error = NULL;

  if (leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    return;

  leaf_ui_show_toast (GTK_WIDGET (self), leaf_ui_toast_new (error->message));
  if (self->library != NULL)
    list (self);
}

static void
write_id (LeafTemplatesPage *self, LeafLibraryFunc func, gint64 id)
{
  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, func, g_memdup2 (&id, sizeof id), g_free, NULL, written_cb,
                          g_object_ref (self));
}

static const LeafTemplate *
get_template (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "template");
}

static void
undo_remove_cb (AdwToast *toast, LeafTemplatesPage *self)
{
  if (self->library != NULL)
    write_id (self, restore_func, *(gint64 *) g_object_get_data (G_OBJECT (toast), "id"));
}

/* Who removes with the keyboard goes on beside what is going. */
static void
move_focus (LeafTemplatesPage *self, GtkWidget *row)
{
  unsigned int i;

  if (!g_ptr_array_find (self->rows, row, &i))
    return;

  if (i + 1 < self->rows->len)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, i + 1));
  else if (i > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows, i - 1));
  else
    gtk_widget_grab_focus (self->new_button);
}

/* The row goes when the library says so. */
static void
remove_cb (GtkWidget *button, LeafTemplatesPage *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  const LeafTemplate *template = get_template (row);
  g_autofree char *text = g_strdup_printf (_("“%s” removed"), template->name);
  AdwToast *toast = leaf_ui_toast_new (text);

  adw_toast_set_button_label (toast, _("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "id", g_memdup2 (&template->id, sizeof template->id), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_remove_cb), self, 0);

  move_focus (self, row);
  gtk_widget_set_sensitive (row, FALSE);
  write_id (self, remove_func, template->id);
  leaf_ui_show_toast (GTK_WIDGET (self), toast);
}

static void
activated_cb (GtkWidget *row, LeafTemplatesPage *self)
{
  leaf_templates_page_edit (self, get_template (row));
}

static GtkWidget *
new_row (LeafTemplatesPage *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "button", button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, 0);
  adw_preferences_group_add (self->group, row);

  return row;
}

/* A row reads its title as markup. */
static void
fill_row (GtkWidget *row, LeafTemplate *template)
{
  g_autofree char *title = g_markup_escape_text (template->name, -1);
  g_autofree char *subtitle = g_markup_escape_text (template->blog_name != NULL ? template->blog_name : _("All Blogs"), -1);
  /* Translators: %s is the name of a template */
  g_autofree char *remove = g_strdup_printf (_("Remove “%s”"), template->name);

  gtk_widget_set_sensitive (row, TRUE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (g_object_get_data (G_OBJECT (row), "button")), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  remove, -1);
  g_object_set_data_full (G_OBJECT (row), "template", template, (GDestroyNotify) leaf_template_free);
}

static GtkWidget *
take_row (GPtrArray *rows, gint64 id)
{
  for (unsigned int i = 0; i < rows->len; i++)
    if (get_template (g_ptr_array_index (rows, i))->id == id)
      return g_ptr_array_steal_index (rows, i);

  return NULL;
}

/* Rows stay where they are while she works with them: a name that changes is sorted the next time. */
static void
show_templates (LeafTemplatesPage *self, GPtrArray *templates)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->rows);

  gtk_widget_set_visible (self->empty_row, templates->len == 0);
  self->rows = g_ptr_array_new ();
  while (templates->len > 0)
    {
      LeafTemplate *template = g_ptr_array_steal_index (templates, 0);
      GtkWidget *row = take_row (old, template->id);

      if (row == NULL)
        row = new_row (self);
      fill_row (row, template);
      g_ptr_array_add (self->rows, row);
    }

  for (unsigned int i = 0; i < old->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (old, i));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LeafTemplatesPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) templates = leaf_template_list_finish (LEAF_LIBRARY (source), result, &error);

  if (self->library == NULL)
    return;

  if (templates != NULL)
    show_templates (self, templates);
  else
    leaf_ui_show_toast (GTK_WIDGET (self), leaf_ui_toast_new (error->message));
}

static void
list (LeafTemplatesPage *self)
{
  leaf_template_list_async (self->library, listed_cb, g_object_ref (self));
}

static void
library_changed_cb (LeafTemplatesPage *self, LeafChange what, gint64 id)
{
  if (what == LEAF_CHANGE_TEMPLATE || what == LEAF_CHANGE_BLOG)
    list (self);
}

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (LeafTemplate) template = leaf_template_new (_("New Template"), "", 0);

  leaf_templates_page_edit (LEAF_TEMPLATES_PAGE (widget), template);
}

/* AdwPreferencesWindow of libadwaita 1.2 keeps the groups of its pages for ever, with all that is in them. */
static void
leaf_templates_page_dispose (GObject *object)
{
  LeafTemplatesPage *self = LEAF_TEMPLATES_PAGE (object);

  for (unsigned int i = 0; self->rows != NULL && i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_clear_object (&self->library_signals);
  g_clear_object (&self->library);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (leaf_templates_page_parent_class)->dispose (object);
}

static void
leaf_templates_page_class_init (LeafTemplatesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leaf_templates_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-templates-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafTemplatesPage, group);
  gtk_widget_class_bind_template_child (widget_class, LeafTemplatesPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, LeafTemplatesPage, empty_row);

  gtk_widget_class_install_action (widget_class, "templates.new", NULL, new_action);
}

static void
leaf_templates_page_init (LeafTemplatesPage *self)
{
  self->rows = g_ptr_array_new ();
  self->library_signals = g_signal_group_new (LEAF_TYPE_LIBRARY);
  g_signal_group_connect_swapped (self->library_signals, "changed", G_CALLBACK (library_changed_cb), self);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * leaf_templates_page_set_library:
 * @self: the page
 * @library: the library the templates are in
 *
 * Shows the templates of a library and follows its changes.
 */
void
leaf_templates_page_set_library (LeafTemplatesPage *self, LeafLibrary *library)
{
  g_return_if_fail (LEAF_IS_TEMPLATES_PAGE (self));
  g_return_if_fail (self->library == NULL);

  self->library = g_object_ref (library);
  g_signal_group_set_target (self->library_signals, library);
  list (self);
}

/**
 * leaf_templates_page_edit:
 * @self: the page, in a window of preferences
 * @template: one of the templates, or a new one without an id
 *
 * Goes on to the name and the text of a template.
 */
void
leaf_templates_page_edit (LeafTemplatesPage *self, const LeafTemplate *template)
{
  GtkWidget *window;

  g_return_if_fail (LEAF_IS_TEMPLATES_PAGE (self));
  g_return_if_fail (template != NULL);

  window = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_WINDOW);
  if (window != NULL)
    adw_preferences_window_present_subpage (ADW_PREFERENCES_WINDOW (window), leaf_template_editor_new (self->library, template));
}
