/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-writing-tools"

#include "config.h"

#include "leaf-outline-popover.h"
#include "leaf-text-popover.h"
#include "leaf-writing-tools.h"

struct _LeafWritingTools
{
  GObject parent_instance;

  GtkWidget *page;   /* not owned: outlives this */
  GtkWidget *anchor; /* the same: what popovers point to while it can be seen */
  LeafEditor *editor;
  LeafFindBar *find_bar;
  LeafTextLook *look;
  GtkWidget *outline;
  GtkWidget *text;
  GSimpleActionGroup *actions;
};

G_DEFINE_FINAL_TYPE (LeafWritingTools, leaf_writing_tools, G_TYPE_OBJECT)

/* At the menu that has the item or, where that is hidden, at the top of the text. */
static void
point_popover (LeafWritingTools *self,
               GtkWidget        *popover)
{
  GtkWidget *target = gtk_widget_get_mapped (self->anchor) ? self->anchor : GTK_WIDGET (self->editor);
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (target, self->page, &bounds))
    return;

  if (target != self->anchor)
    bounds.size.height = MIN (bounds.size.height, 1);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                               &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                 (int) bounds.size.width, (int) bounds.size.height });
}

static void
find_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  LeafWritingTools *self = data;

  leaf_find_bar_open (self->find_bar, g_str_equal (g_action_get_name (G_ACTION (action)), "replace"));
}

static void
find_again_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  LeafWritingTools *self = data;

  leaf_find_bar_go (self->find_bar, g_str_equal (g_action_get_name (G_ACTION (action)), "find-next"));
}

static void
outline_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  LeafWritingTools *self = data;

  point_popover (self, self->outline);
  leaf_outline_popover_open (LEAF_OUTLINE_POPOVER (self->outline), self->editor);
}

static void
text_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  LeafWritingTools *self = data;

  point_popover (self, self->text);
  leaf_text_popover_open (LEAF_TEXT_POPOVER (self->text));
}

static void
size_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  leaf_text_look_change_size (((LeafWritingTools *) data)->look, g_variant_get_int32 (parameter));
}

static void
text_closed_cb (LeafWritingTools *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* Escape belongs to others while there is nothing to close. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   data)
{
  LeafWritingTools *self = data;

  if (!leaf_find_bar_is_open (self->find_bar))
    return GDK_EVENT_PROPAGATE;
  leaf_find_bar_close (self->find_bar);
  return GDK_EVENT_STOP;
}

static void
add_keys (LeafWritingTools *self)
{
  static const struct
  {
    const char *keys;
    const char *action;
    int by; /* of the size */
  } shortcuts[] = {
    { "<Control>f", "write.find", 0 },
    { "<Control>h", "write.replace", 0 },
    { "<Control>g|F3", "write.find-next", 0 },
    { "<Control><Shift>g|<Shift>F3", "write.find-previous", 0 },
    { "<Control><Shift>o", "write.outline", 0 },
    { "<Control>plus|<Control>equal|<Control>KP_Add", "write.size", 1 },
    { "<Control>minus|<Control>KP_Subtract", "write.size", -1 },
    { "<Control>0|<Control>KP_0", "write.size", 0 },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (unsigned int i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].keys),
                                                gtk_named_action_new (shortcuts[i].action));

      if (g_str_equal (shortcuts[i].action, "write.size"))
        gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (shortcuts[i].by));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (self->page, controller);
}

static void
leaf_writing_tools_dispose (GObject *object)
{
  LeafWritingTools *self = LEAF_WRITING_TOOLS (object);

  leaf_writing_tools_unparent (self);
  g_clear_object (&self->look);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (leaf_writing_tools_parent_class)->dispose (object);
}

static void
leaf_writing_tools_class_init (LeafWritingToolsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leaf_writing_tools_dispose;
}

static void
leaf_writing_tools_init (LeafWritingTools *self)
{
  const GActionEntry entries[] = {
    { .name = "find", .activate = find_cb },
    { .name = "replace", .activate = find_cb },
    { .name = "find-next", .activate = find_again_cb },
    { .name = "find-previous", .activate = find_again_cb },
    { .name = "outline", .activate = outline_cb },
    { .name = "text", .activate = text_cb },
    { .name = "size", .activate = size_cb, .parameter_type = "i" },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

/**
 * leaf_writing_tools_new:
 * @page: what gets the actions and keys; holds everything else and outlives this
 * @editor: what she writes in
 * @find_bar: where she says what to find
 * @anchor: the button that popovers point to
 *
 * Returns: (transfer full): the tools
 */
LeafWritingTools *
leaf_writing_tools_new (GtkWidget   *page,
                        LeafEditor  *editor,
                        LeafFindBar *find_bar,
                        GtkWidget   *anchor)
{
  LeafWritingTools *self;

  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);
  g_return_val_if_fail (LEAF_IS_EDITOR (editor), NULL);
  g_return_val_if_fail (LEAF_IS_FIND_BAR (find_bar), NULL);

  self = g_object_new (LEAF_TYPE_WRITING_TOOLS, NULL);
  self->page = page;
  self->anchor = anchor;
  self->editor = editor;
  self->find_bar = find_bar;
  self->look = leaf_text_look_new (editor);
  self->outline = leaf_outline_popover_new ();
  self->text = leaf_text_popover_new (self->look);
  gtk_widget_set_parent (self->outline, page);
  gtk_widget_set_parent (self->text, page);
  g_signal_connect_object (self->text, "closed", G_CALLBACK (text_closed_cb), self, G_CONNECT_SWAPPED);

  leaf_find_bar_set_editor (find_bar, editor);
  gtk_widget_insert_action_group (page, "write", G_ACTION_GROUP (self->actions));
  add_keys (self);
  return self;
}

/**
 * leaf_writing_tools_get_look:
 * @self: the tools
 *
 * Returns: (transfer none): what lets the text look as she wants
 */
LeafTextLook *
leaf_writing_tools_get_look (LeafWritingTools *self)
{
  g_return_val_if_fail (LEAF_IS_WRITING_TOOLS (self), NULL);

  return self->look;
}

/**
 * leaf_writing_tools_set_active:
 * @self: the tools
 * @active: whether there is something to write in
 *
 * Another review comes: what was found in the last one is no longer looked for.
 */
void
leaf_writing_tools_set_active (LeafWritingTools *self,
                               gboolean          active)
{
  g_auto (GStrv) names = NULL;

  g_return_if_fail (LEAF_IS_WRITING_TOOLS (self));

  leaf_find_bar_close (self->find_bar);
  names = g_action_group_list_actions (G_ACTION_GROUP (self->actions));
  for (unsigned int i = 0; names[i] != NULL; i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i])), active);
}

/**
 * leaf_writing_tools_has_popup:
 * @self: the tools
 *
 * Returns: whether one of the tools has the keyboard
 */
gboolean
leaf_writing_tools_has_popup (LeafWritingTools *self)
{
  g_return_val_if_fail (LEAF_IS_WRITING_TOOLS (self), FALSE);

  return gtk_widget_get_visible (self->outline) || gtk_widget_get_visible (self->text) ||
         (gtk_widget_get_state_flags (GTK_WIDGET (self->find_bar)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/**
 * leaf_writing_tools_unparent:
 * @self: the tools
 *
 * Takes the popovers off the page.
 */
void
leaf_writing_tools_unparent (LeafWritingTools *self)
{
  g_return_if_fail (LEAF_IS_WRITING_TOOLS (self));

  g_clear_pointer (&self->outline, gtk_widget_unparent);
  g_clear_pointer (&self->text, gtk_widget_unparent);
}
