/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-template-editor"

#include "config.h"

#include "leaf-template-editor.h"

#include "leaf-blogs.h"
#include "leaf-document-html.h"
#include "leaf-link-popover.h"
#include "leaf-review-pictures.h"
#include "leaf-row-problem.h"
#include "leaf-ui.h"
#include "leaf-writing-page.h"

#include <glib/gi18n.h>

#define SAVE_DELAY_MS 600

struct _LeafTemplateEditor
{
  AdwBin parent_instance;

  GtkWidget *name_row;
  AdwComboRow *blog_row;
  LeafEditor *editor;
  LeafLinkPopover *link_popover;
  LeafReviewPictures *pictures;

  LeafLibrary *library;
  LeafTemplate *now;   /* as she has it */
  LeafTemplate *saved; /* as it went into the library last */
  GArray *blogs;       /* gint64: what the rows of `blog_row` stand for; empty until they are read */
  gboolean filling;
  gboolean saving;
  unsigned int save_source;
};

G_DEFINE_FINAL_TYPE (LeafTemplateEditor, leaf_template_editor, ADW_TYPE_BIN)

static void store (LeafTemplateEditor *self);

static LeafTemplate *
copy_template (const LeafTemplate *template)
{
  LeafTemplate *copy = leaf_template_new (template->name, template->html, template->blog);

  copy->id = template->id;

  return copy;
}

/* What the writing thread takes along. */
typedef struct {
  LeafTemplate *was;
  LeafTemplate *now; /* gets its id, if it is new */
} Edit;

static void
edit_free (Edit *edit)
{
  leaf_template_free (edit->was);
  leaf_template_free (edit->now);
  g_free (edit);
}

/* Laid over what the library holds by then: somebody else may have changed the rest. */
static gboolean
save_func (LeafDb *db, gpointer data, GError **error)
{
  Edit *edit = data;
  g_autoptr (LeafTemplate) stored = edit->was->id != 0 ? leaf_templates_load (db, edit->was->id, error) : copy_template (edit->was);

  if (stored == NULL)
    return FALSE;

  if (!g_str_equal (edit->now->name, edit->was->name))
    {
      g_free (stored->name);
      stored->name = g_strdup (edit->now->name);
    }
  if (!g_str_equal (edit->now->html, edit->was->html))
    {
      g_free (stored->html);
      stored->html = g_strdup (edit->now->html);
    }
  if (edit->now->blog != edit->was->blog)
    stored->blog = edit->now->blog;
  if (!leaf_templates_save (db, stored, error))
    return FALSE;

  edit->now->id = stored->id;
  return TRUE;
}

/* What failed is tried again with the next change, and when she leaves. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LeafTemplateEditor) self = data;
  Edit *edit = leaf_library_run_data (result);
  g_autoptr (GError) error = NULL;

  self->saving = FALSE;
  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      g_debug ("A template is not saved: %s", error->message);
      leaf_ui_show_toast (GTK_WIDGET (self), leaf_ui_toast_new (error->message));
      return;
    }

  leaf_template_free (self->saved);
  self->saved = g_steal_pointer (&edit->now);
  store (self);
}

/* One after the other: a new template has to have its id before it is saved again. */
static void
store (LeafTemplateEditor *self)
{
  Edit *edit;

  if (self->saving || (g_str_equal (self->now->name, self->saved->name) && g_str_equal (self->now->html, self->saved->html) &&
                       self->now->blog == self->saved->blog))
    return;

  edit = g_new0 (Edit, 1);
  edit->was = copy_template (self->saved);
  edit->now = copy_template (self->now);
  self->saving = TRUE;
  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, save_func, edit, (GDestroyNotify) edit_free, NULL, saved_cb,
                          g_object_ref (self));
}

/* A name that is nothing is not taken; the one before stays. */
static void
take (LeafTemplateEditor *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  unsigned int selected = adw_combo_row_get_selected (self->blog_row);

  if (*name != '\0')
    {
      g_free (self->now->name);
      self->now->name = g_steal_pointer (&name);
    }
  g_free (self->now->html);
  self->now->html = leaf_document_to_html (leaf_editor_get_document (self->editor));
  if (selected < self->blogs->len)
    self->now->blog = g_array_index (self->blogs, gint64, selected);
}

static void
flush (LeafTemplateEditor *self)
{
  g_clear_handle_id (&self->save_source, g_source_remove);
  take (self);
  store (self);
}

static gboolean
save_delay_cb (gpointer data)
{
  LeafTemplateEditor *self = data;

  self->save_source = 0;
  flush (self);

  return G_SOURCE_REMOVE;
}

static void
leaf_template_editor_changed_cb (LeafTemplateEditor *self)
{
  g_autofree char *name = NULL;

  if (self->filling)
    return;

  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  leaf_row_problem_set (self->name_row, *name != '\0' ? NULL : _("A template needs a name."));
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (SAVE_DELAY_MS, save_delay_cb, self);
}

static void
leaf_template_editor_edit_link_cb (LeafTemplateEditor *self)
{
  leaf_link_popover_edit (self->link_popover, self->editor);
}

static void
leaf_template_editor_back_cb (LeafTemplateEditor *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_WINDOW);

  if (window != NULL)
    adw_preferences_window_close_subpage (ADW_PREFERENCES_WINDOW (window));
}

static gboolean
list_blogs (LeafDb *db, gpointer data, GError **error)
{
  GPtrArray **blogs = data;

  return (*blogs = leaf_blogs_list (db, error)) != NULL;
}

static void
blogs_free (gpointer data)
{
  GPtrArray **blogs = data;

  g_clear_pointer (blogs, g_ptr_array_unref);
  g_free (blogs);
}

static void
show_blogs (LeafTemplateEditor *self, GPtrArray *blogs)
{
  const gint64 all_blogs = 0;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  unsigned int selected = 0;

  g_array_append_val (self->blogs, all_blogs);
  gtk_string_list_append (names, _("All Blogs"));
  for (unsigned int i = 0; i < blogs->len; i++)
    {
      LeafBlog *blog = g_ptr_array_index (blogs, i);
      const char *name = leaf_blog_get_name (blog);
      gint64 id = leaf_blog_get_id (blog);

      gtk_string_list_append (names, name != NULL && *name != '\0' ? name : leaf_blog_get_address (blog));
      g_array_append_val (self->blogs, id);
      if (id == self->now->blog)
        selected = i + 1;
    }

  self->filling = TRUE;
  adw_combo_row_set_model (self->blog_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->blog_row, selected);
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->blog_row), TRUE);
}

static void
blogs_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LeafTemplateEditor) self = data;
  GPtrArray **blogs = leaf_library_run_data (result);
  g_autoptr (GError) error = NULL;

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    leaf_ui_show_toast (GTK_WIDGET (self), leaf_ui_toast_new (error->message));
  else if (self->editor != NULL)
    show_blogs (self, *blogs);
}

static gboolean
focus_cb (gpointer data)
{
  LeafTemplateEditor *self = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->name_row);

  return G_SOURCE_REMOVE;
}

/* In an idle: the window gives the focus to the button at the top first. */
static void
leaf_template_editor_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (leaf_template_editor_parent_class)->map (widget);

  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_cb, g_object_ref (widget), g_object_unref);
}

/* She went back, or closed the window. */
static void
leaf_template_editor_unmap (GtkWidget *widget)
{
  flush (LEAF_TEMPLATE_EDITOR (widget));

  GTK_WIDGET_CLASS (leaf_template_editor_parent_class)->unmap (widget);
}

static void
leaf_template_editor_dispose (GObject *object)
{
  LeafTemplateEditor *self = LEAF_TEMPLATE_EDITOR (object);

  self->filling = TRUE;
  g_clear_handle_id (&self->save_source, g_source_remove);
  leaf_review_pictures_close (self->pictures);
  g_clear_pointer ((GtkWidget **) &self->link_popover, gtk_widget_unparent);
  self->editor = NULL;

  G_OBJECT_CLASS (leaf_template_editor_parent_class)->dispose (object);
}

static void
leaf_template_editor_finalize (GObject *object)
{
  LeafTemplateEditor *self = LEAF_TEMPLATE_EDITOR (object);

  g_clear_object (&self->pictures);
  g_clear_object (&self->library);
  g_clear_pointer (&self->now, leaf_template_free);
  g_clear_pointer (&self->saved, leaf_template_free);
  g_array_unref (self->blogs);

  G_OBJECT_CLASS (leaf_template_editor_parent_class)->finalize (object);
}

static void
leaf_template_editor_class_init (LeafTemplateEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (LEAF_TYPE_EDITOR);

  object_class->dispose = leaf_template_editor_dispose;
  object_class->finalize = leaf_template_editor_finalize;
  widget_class->map = leaf_template_editor_map;
  widget_class->unmap = leaf_template_editor_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-template-editor.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafTemplateEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, LeafTemplateEditor, blog_row);
  gtk_widget_class_bind_template_child (widget_class, LeafTemplateEditor, editor);
  gtk_widget_class_bind_template_callback (widget_class, leaf_template_editor_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_template_editor_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaf_template_editor_edit_link_cb);
}

static void
leaf_template_editor_init (LeafTemplateEditor *self)
{
  self->blogs = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  leaf_writing_page_bind_editor (self->editor);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "editor", leaf_editor_get_actions (self->editor));
  self->pictures = leaf_review_pictures_new (GTK_WIDGET (self), self->editor);
  self->link_popover = LEAF_LINK_POPOVER (leaf_link_popover_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->link_popover), GTK_WIDGET (self));
  /* The place for the line below is made before she types: making it takes the focus away. */
  leaf_row_problem_set (self->name_row, "");
  leaf_row_problem_set (self->name_row, NULL);
}

/* What counts as saved is the text as this editor writes it: looking at a template does not change it. */
static void
fill (LeafTemplateEditor *self, const LeafTemplate *template)
{
  g_autoptr (LeafDocument) text = leaf_document_new_from_html (template->html, -1, NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->name_row), template->name);
  if (text != NULL)
    leaf_editor_set_document (self->editor, text);
  self->filling = FALSE;

  self->now = copy_template (template);
  take (self);
  self->saved = copy_template (self->now);
}

/**
 * leaf_template_editor_new:
 * @library: the library
 * @template: one of its templates, or one without an id: it is new, and in the library as soon as she changes it
 *
 * Makes the page of a template. Every change is saved, at most a second late.
 *
 * Returns: (transfer none): the page, for adw_preferences_window_present_subpage()
 */
GtkWidget *
leaf_template_editor_new (LeafLibrary *library, const LeafTemplate *template)
{
  LeafTemplateEditor *self;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (template != NULL, NULL);

  self = g_object_new (LEAF_TYPE_TEMPLATE_EDITOR, NULL);
  self->library = g_object_ref (library);
  leaf_link_popover_set_library (self->link_popover, library);
  leaf_review_pictures_set_library (self->pictures, library);
  fill (self, template);
  leaf_library_run_async (library, LEAF_LIBRARY_READ, list_blogs, g_new0 (GPtrArray *, 1), blogs_free, NULL, blogs_cb,
                          g_object_ref (self));

  return GTK_WIDGET (self);
}
