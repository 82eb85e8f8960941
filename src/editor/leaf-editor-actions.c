/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-keys.h"
#include "leaf-editor-private.h"

#include <stdlib.h>
#include <string.h>

#define HEADING "heading-"

/* What a name means; marks and kinds are told apart by `mark`. */
typedef struct {
  const char *name;
  LeafMarks mark;
  LeafBlockKind kind;
} Format;

static const Format formats[] = {
  { "bold", LEAF_MARK_BOLD, 0 },
  { "italic", LEAF_MARK_ITALIC, 0 },
  { "underline", LEAF_MARK_UNDERLINE, 0 },
  { "strikethrough", LEAF_MARK_STRIKETHROUGH, 0 },
  { "code", LEAF_MARK_CODE, 0 },
  { "spoiler", LEAF_MARK_SPOILER, 0 },
  { "highlight", LEAF_MARK_HIGHLIGHT, 0 },
  { "superscript", LEAF_MARK_SUPERSCRIPT, 0 },
  { "paragraph", LEAF_MARK_NONE, LEAF_BLOCK_PARAGRAPH },
  { "quote", LEAF_MARK_NONE, LEAF_BLOCK_QUOTE },
  { "source", LEAF_MARK_NONE, LEAF_BLOCK_QUOTE_SOURCE },
  { "bulleted", LEAF_MARK_NONE, LEAF_BLOCK_BULLET },
  { "numbered", LEAF_MARK_NONE, LEAF_BLOCK_NUMBERED },
  { "spoiler-block", LEAF_MARK_NONE, LEAF_BLOCK_SPOILER },
  { "content-warning", LEAF_MARK_NONE, LEAF_BLOCK_WARNING },
};

static const Format *
find_format (const char *name)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      return &formats[i];
  g_assert_not_reached ();
}

static gboolean
is_editable (LeafEditor *self)
{
  return gtk_text_view_get_editable (GTK_TEXT_VIEW (self));
}

static void
format_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  LeafEditor *self = data;
  const Format *format = find_format (g_action_get_name (G_ACTION (action)));

  if (!is_editable (self))
    return;
  if (format->mark != LEAF_MARK_NONE)
    leaf_editor_toggle_mark (self, format->mark);
  else
    leaf_editor_set_block (self, format->kind, 0);
}

static void
heading_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  LeafEditor *self = data;
  unsigned int level = (unsigned int) g_ascii_strtoull (g_variant_get_string (parameter, NULL), NULL, 10);

  if (is_editable (self))
    leaf_editor_set_block (self, LEAF_BLOCK_HEADING, CLAMP (level, 2, 4));
}

/* One choice of all kinds, for a menu; who chooses what is there already changes nothing. */
static void
block_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  LeafEditor *self = data;
  const char *name = g_variant_get_string (parameter, NULL);
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (action));

  if (!is_editable (self) || g_variant_equal (state, parameter))
    return;
  if (g_str_has_prefix (name, HEADING))
    leaf_editor_set_block (self, LEAF_BLOCK_HEADING, CLAMP ((unsigned int) atoi (name + strlen (HEADING)), 2, 4));
  else
    for (unsigned int i = 0; i < G_N_ELEMENTS (formats); i++)
      if (formats[i].mark == LEAF_MARK_NONE && g_str_equal (formats[i].name, name))
        leaf_editor_set_block (self, formats[i].kind, 0);
}

static void
link_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  if (is_editable (data))
    g_signal_emit_by_name (data, "edit-link");
}

static void
divider_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  LeafEditor *self = data;

  if (is_editable (self))
    leaf_editor_put_divider (self->buffer);
}

static void
ratings_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  if (is_editable (data))
    leaf_editor_put_ratings (data);
}

static void
indent_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  if (is_editable (data))
    leaf_editor_indent (data, g_str_equal (g_action_get_name (G_ACTION (action)), "indent") ? 1 : -1);
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  leaf_editor_undo (data);
}

static void
redo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  leaf_editor_redo (data);
}

/* GTK's own chooser. What she picks is a step of its own, though it may stand in the middle of a word. */
static void
emoji_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  if (is_editable (data))
    g_signal_emit_by_name (data, "insert-emoji");
}

static void
paste_plain_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  if (is_editable (data))
    leaf_editor_paste_plain (data);
}

static void
set_state (LeafEditor *self,
           const char *name,
           GVariant   *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
set_enabled (LeafEditor *self,
             const char *name,
             gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Lets buttons and menus show what the cursor is in. Called when that changes, not at each key. */
void
leaf_editor_update_actions (LeafEditor *self)
{
  LeafMarks marks = leaf_editor_get_active_marks (self);
  const LeafBlockStyle *block = &self->active_block;
  gboolean in_list = block->kind == LEAF_BLOCK_BULLET || block->kind == LEAF_BLOCK_NUMBERED;
  g_autofree char *level = NULL;
  g_autofree char *name = NULL;

  for (unsigned int i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      gboolean active = formats[i].mark != LEAF_MARK_NONE ? (marks & formats[i].mark) != 0
                                                          : block->kind == formats[i].kind;

      set_state (self, formats[i].name, g_variant_new_boolean (active));
      if (active && formats[i].mark == LEAF_MARK_NONE)
        name = g_strdup (formats[i].name);
    }
  if (block->kind == LEAF_BLOCK_HEADING)
    {
      level = g_strdup_printf ("%u", block->level);
      name = g_strconcat (HEADING, level, NULL);
    }
  set_state (self, "heading", g_variant_new_string (level != NULL ? level : ""));
  set_state (self, "block", g_variant_new_string (name != NULL ? name : ""));
  set_enabled (self, "ratings", block->kind != LEAF_BLOCK_RATING);
  set_enabled (self, "indent", in_list && block->level < LEAF_BLOCK_MAX_DEPTH);
  set_enabled (self, "outdent", in_list && block->level > 0);
  set_enabled (self, "undo", leaf_editor_get_can_undo (self));
  set_enabled (self, "redo", leaf_editor_get_can_redo (self));
}

/* Makes the actions, and puts them on the editor itself for its keys. */
void
leaf_editor_add_actions (LeafEditor *self)
{
  const GActionEntry entries[] = {
    { .name = "heading", .activate = heading_cb, .parameter_type = "s", .state = "''" },
    { .name = "block", .activate = block_cb, .parameter_type = "s", .state = "''" },
    { .name = "link", .activate = link_cb },
    { .name = "divider", .activate = divider_cb },
    { .name = "emoji", .activate = emoji_cb },
    { .name = "ratings", .activate = ratings_cb },
    { .name = "indent", .activate = indent_cb },
    { .name = "outdent", .activate = indent_cb },
    { .name = "undo", .activate = undo_cb },
    { .name = "redo", .activate = redo_cb },
    { .name = "paste-plain", .activate = paste_plain_cb },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  for (unsigned int i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      const GActionEntry entry = { .name = formats[i].name, .activate = format_cb, .state = "false" };

      g_action_map_add_action_entries (G_ACTION_MAP (self->actions), &entry, 1, self);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "editor", G_ACTION_GROUP (self->actions));
  leaf_editor_update_actions (self);
}

/* The keys of the actions; help and the shortcuts window list them. */
void
leaf_editor_class_add_bindings (GtkWidgetClass *widget_class)
{
  const GdkModifierType control = GDK_CONTROL_MASK;
  const GdkModifierType shift = GDK_CONTROL_MASK | GDK_SHIFT_MASK;
  const GdkModifierType alt = GDK_CONTROL_MASK | GDK_ALT_MASK;
  const struct
  {
    unsigned int key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_b, control, "editor.bold" },
    { GDK_KEY_i, control, "editor.italic" },
    { GDK_KEY_u, control, "editor.underline" },
    { GDK_KEY_x, shift, "editor.strikethrough" },
    { GDK_KEY_e, control, "editor.code" },
    { GDK_KEY_h, shift, "editor.highlight" },
    { GDK_KEY_p, shift, "editor.superscript" },
    { GDK_KEY_k, control, "editor.link" },
    { GDK_KEY_y, control, "editor.redo" },
    { GDK_KEY_v, shift, "editor.paste-plain" },
    { GDK_KEY_0, alt, "editor.paragraph" },
    { GDK_KEY_7, alt, "editor.numbered" },
    { GDK_KEY_8, alt, "editor.bulleted" },
    { GDK_KEY_9, alt, "editor.quote" },
    { GDK_KEY_minus, alt, "editor.divider" },
    { GDK_KEY_r, alt, "editor.ratings" },
    { GDK_KEY_bracketright, control, "editor.indent" },
    { GDK_KEY_bracketleft, control, "editor.outdent" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
  for (int level = 2; level <= 4; level++)
    {
      const char name[] = { (char) ('0' + level), '\0' };

      gtk_widget_class_add_binding_action (widget_class, (unsigned int) (GDK_KEY_1 + level - 2), alt,
                                           "editor.heading", "s", name);
    }
}
