/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-parts"

#include "config.h"

#include "leaf-blog-parts.h"

#include "leaf-blog-settings.h"

#include <glib/gi18n.h>

struct _LeafBlogParts
{
  AdwPreferencesGroup parent_instance;

  LeafBlogEdit *edit;
  GtkListBox *list;
  GtkWidget *rows[LEAF_BLOG_N_PARTS]; /* by part */
  GtkWidget *switches[LEAF_BLOG_N_PARTS];
  LeafBlogPart order[LEAF_BLOG_N_PARTS]; /* all of them, those that do not show too */
  gboolean filling;
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

/* Those that do not show stand below what they stand below by default. */
static void
read_order (LeafBlogParts *self)
{
  unsigned int n = leaf_blog_get_parts (leaf_blog_edit_get_blog (self->edit), self->order);

  for (unsigned int part = 0; part < LEAF_BLOG_N_PARTS; part++)
    {
      unsigned int place = 0;
      gboolean found = FALSE;

      for (unsigned int i = 0; i < n; i++)
        {
          found |= self->order[i] == part;
          if (part > 0 && self->order[i] == part - 1)
            place = i + 1;
        }
      if (found)
        continue;
      for (unsigned int i = n++; i > place; i--)
        self->order[i] = self->order[i - 1];
      self->order[place] = part;
    }
}

static void
save (LeafBlogParts *self)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (unsigned int i = 0; i < LEAF_BLOG_N_PARTS; i++)
    {
      LeafBlogPart part = self->order[i];

      /* The box of the author has a setting of its own, and keeps its place. */
      if (part != LEAF_BLOG_PART_AUTHOR && !gtk_switch_get_active (GTK_SWITCH (self->switches[part])))
        continue;
      g_string_append_printf (value, "%s%s", value->len > 0 ? "," : "", leaf_blog_part_get_name (part));
    }

  leaf_blog_edit_type (self->edit, LEAF_BLOG_SETTING_AUTHOR_BOX,
                       gtk_switch_get_active (GTK_SWITCH (self->switches[LEAF_BLOG_PART_AUTHOR])) ? "true" : "false");
  leaf_blog_edit_set (self->edit, LEAF_BLOG_SETTING_PARTS,
                      g_str_equal (value->str, leaf_blog_get_default (LEAF_BLOG_SETTING_PARTS)) ? NULL : value->str);
}

static int
find_place (LeafBlogParts *self, LeafBlogPart part)
{
  for (int i = 0; i < LEAF_BLOG_N_PARTS; i++)
    if (self->order[i] == part)
      return i;

  return -1;
}

static void
move (LeafBlogParts *self, LeafBlogPart part, int to)
{
  int from = find_place (self, part);
  GtkWidget *row = self->rows[part];

  if (to < 0 || to >= LEAF_BLOG_N_PARTS || to == from)
    return;

  for (int i = from; i != to; i += to > from ? 1 : -1)
    self->order[i] = self->order[i + (to > from ? 1 : -1)];
  self->order[to] = part;

  g_object_ref (row);
  gtk_list_box_remove (self->list, row);
  gtk_list_box_insert (self->list, row, to);
  g_object_unref (row);
  save (self);
}

static LeafBlogPart
get_part (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "part"));
}

/* The focus stays on what moves it. */
static void
move_by (LeafBlogParts *self, GtkWidget *widget, int by)
{
  LeafBlogPart part = get_part (widget);

  move (self, part, find_place (self, part) + by);
  gtk_widget_grab_focus (widget);
}

static void
up_cb (GtkWidget *button, LeafBlogParts *self)
{
  move_by (self, button, -1);
}

static void
down_cb (GtkWidget *button, LeafBlogParts *self)
{
  move_by (self, button, 1);
}

static void
active_cb (LeafBlogParts *self)
{
  if (!self->filling)
    save (self);
}

static gboolean
key_cb (GtkEventControllerKey *controller, unsigned int key, unsigned int code, GdkModifierType state, LeafBlogParts *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));

  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK || (key != GDK_KEY_Up && key != GDK_KEY_Down))
    return GDK_EVENT_PROPAGATE;

  move_by (self, row, key == GDK_KEY_Up ? -1 : 1);
  return GDK_EVENT_STOP;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, gpointer user_data)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));

  return gdk_content_provider_new_typed (ADW_TYPE_ACTION_ROW, row);
}

static void
begin_cb (GtkDragSource *source, GdkDrag *drag, gpointer user_data)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, paintable, 0, 0);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, LeafBlogParts *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));
  GtkWidget *moved = g_value_get_object (value);

  /* A row of another list means nothing here. */
  if (moved == NULL || gtk_widget_get_parent (moved) != GTK_WIDGET (self->list))
    return FALSE;

  move (self, get_part (moved), find_place (self, get_part (row)));
  return TRUE;
}

static void
add_button (LeafBlogParts *self, GtkWidget *row, LeafBlogPart part, gboolean up)
{
  GtkWidget *button = gtk_button_new_from_icon_name (up ? "go-up-symbolic" : "go-down-symbolic");
  const char *title = _(texts[part].title);
  /* Translators: %s is a part of a post, such as the rating. */
  g_autofree char *label = up ? g_strdup_printf (_("Move Up: %s"), title) : g_strdup_printf (_("Move Down: %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (button), "part", GUINT_TO_POINTER (part));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect (button, "clicked", up ? G_CALLBACK (up_cb) : G_CALLBACK (down_cb), self);
}

static void
make_movable (LeafBlogParts *self, GtkWidget *row)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (ADW_TYPE_ACTION_ROW, GDK_ACTION_MOVE);

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (row, keys);
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), NULL);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), NULL);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

static void
add_row (LeafBlogParts *self, LeafBlogPart part)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *widget = gtk_switch_new ();

  self->rows[part] = row;
  self->switches[part] = widget;
  g_object_set_data (G_OBJECT (row), "part", GUINT_TO_POINTER (part));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(texts[part].title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(texts[part].subtitle));
  add_button (self, row, part, TRUE);
  add_button (self, row, part, FALSE);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (widget, part != LEAF_BLOG_PART_REVIEW);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, _(texts[part].title), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  make_movable (self, row);
  g_signal_connect_swapped (widget, "notify::active", G_CALLBACK (active_cb), self);
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
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
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
  read_order (self);
  self->filling = TRUE;
  for (unsigned int i = 0; i < LEAF_BLOG_N_PARTS; i++)
    {
      LeafBlogPart part = self->order[i];

      add_row (self, part);
      gtk_list_box_append (self->list, self->rows[part]);
      gtk_switch_set_active (GTK_SWITCH (self->switches[part]), leaf_blog_shows_part (leaf_blog_edit_get_blog (edit), part));
    }
  self->filling = FALSE;

  return GTK_WIDGET (self);
}
