/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-find-bar"

#include "config.h"

#include "leaf-editor-find.h"
#include "leaf-find-bar.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

struct _LeafFindBar
{
  AdwBin parent_instance;

  GtkWidget *bar;
  GtkEditable *find_entry;
  GtkLabel *count_label;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  GtkMenuButton *options_button;
  GtkWidget *close_button;
  GtkWidget *replace_row;
  GtkEditable *replace_entry;
  GtkWidget *replace_button;
  GtkWidget *replace_all_button;

  LeafEditor *editor; /* weak */
  LeafEditorFind *find;
  GSimpleActionGroup *options;
  unsigned int origin; /* where she was when she began to look */
  unsigned int n_replaced;
  gboolean moving;     /* the cursor is moved by this bar */
};

G_DEFINE_FINAL_TYPE (LeafFindBar, leaf_find_bar, ADW_TYPE_BIN)

static gboolean
has_text (LeafFindBar *self)
{
  return *gtk_editable_get_text (self->find_entry) != '\0';
}

static char *
describe_matches (LeafFindBar *self)
{
  unsigned int n_matches = leaf_editor_find_get_n_matches (self->find);
  unsigned int position = leaf_editor_find_get_position (self->find);

  if (self->n_replaced > 0)
    return g_strdup_printf (ngettext ("%u replaced", "%u replaced", self->n_replaced), self->n_replaced);
  if (!has_text (self))
    return g_strdup ("");
  if (n_matches == 0)
    return g_strdup (_("No matches"));
  if (position > 0)
    /* Translators: which of the matches is selected, and how many there are: "3 of 12" */
    return g_strdup_printf (_("%u of %u"), position, n_matches);
  return g_strdup_printf (ngettext ("%u match", "%u matches", n_matches), n_matches);
}

static gboolean
has_focus_on_button (LeafFindBar *self)
{
  return gtk_widget_has_focus (self->previous_button) || gtk_widget_has_focus (self->next_button) ||
         gtk_widget_has_focus (self->replace_button) || gtk_widget_has_focus (self->replace_all_button);
}

/* The label is a live region: assistive technology says what becomes of it. */
static void
update (LeafFindBar *self)
{
  g_autofree char *label = NULL;
  gboolean found, missing;

  /* While a new count is under way the old one stands. */
  if (self->find == NULL || !leaf_find_bar_is_open (self) || !leaf_editor_find_is_counted (self->find))
    return;

  found = leaf_editor_find_get_n_matches (self->find) > 0;
  missing = has_text (self) && !found && self->n_replaced == 0;
  label = describe_matches (self);
  gtk_label_set_label (self->count_label, label);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), *label != '\0');
  /* A button that has the keyboard and nothing to do any more would leave it nowhere. */
  if (!found && has_focus_on_button (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
  gtk_widget_set_sensitive (self->previous_button, found);
  gtk_widget_set_sensitive (self->next_button, found);
  gtk_widget_set_sensitive (self->replace_button, found);
  gtk_widget_set_sensitive (self->replace_all_button, found);

  if (missing)
    gtk_widget_add_css_class (GTK_WIDGET (self->find_entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->find_entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->find_entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               missing ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static gboolean
get_option (LeafFindBar *self,
            const char  *name)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->options), name);

  return g_variant_get_boolean (state);
}

static void
look_for_text (LeafFindBar *self)
{
  LeafFindFlags flags = LEAF_FIND_DEFAULT;

  if (get_option (self, "match-case"))
    flags |= LEAF_FIND_MATCH_CASE;
  if (get_option (self, "whole-word"))
    flags |= LEAF_FIND_WHOLE_WORD;
  self->n_replaced = 0;
  leaf_editor_find_set_text (self->find, gtk_editable_get_text (self->find_entry), flags);
}

static void
move_to_match (LeafFindBar         *self,
               LeafEditorFindWhere  where)
{
  self->moving = TRUE;
  leaf_editor_find_select (self->find, where);
  self->moving = FALSE;
}

/* As she types, always from where she began: a longer word may be found earlier than a shorter one. */
static void
search_changed_cb (LeafFindBar *self)
{
  if (self->editor == NULL || !leaf_find_bar_is_open (self))
    return;

  look_for_text (self);
  self->moving = TRUE;
  if (has_text (self))
    leaf_editor_set_cursor (self->editor, self->origin);
  leaf_editor_find_select (self->find, LEAF_EDITOR_FIND_HERE);
  self->moving = FALSE;
}

static void
option_cb (GSimpleAction *action,
           GVariant      *value,
           gpointer       data)
{
  g_simple_action_set_state (action, value);
  search_changed_cb (data);
}

/* Where she goes by herself is where the next search begins. */
static void
mark_set_cb (LeafFindBar       *self,
             const GtkTextIter *location,
             GtkTextMark       *mark)
{
  if (!self->moving && mark == gtk_text_buffer_get_insert (gtk_text_iter_get_buffer (location)))
    self->origin = (unsigned int) gtk_text_iter_get_offset (location);
}

static void
next_cb (LeafFindBar *self)
{
  leaf_find_bar_go (self, TRUE);
}

static void
previous_cb (LeafFindBar *self)
{
  leaf_find_bar_go (self, FALSE);
}

static void
replace_cb (LeafFindBar *self)
{
  if (self->find == NULL)
    return;

  self->n_replaced = 0;
  self->moving = TRUE;
  leaf_editor_find_replace (self->find, gtk_editable_get_text (self->replace_entry));
  self->moving = FALSE;
}

static void
replace_all_cb (LeafFindBar *self)
{
  if (self->find != NULL)
    self->n_replaced = leaf_editor_find_replace_all (self->find, gtk_editable_get_text (self->replace_entry));
}

static gboolean
previous_key_cb (GtkWidget *widget,
                 GVariant  *args,
                 gpointer   data)
{
  leaf_find_bar_go (LEAF_FIND_BAR (widget), FALSE);
  return GDK_EVENT_STOP;
}

/* The words to put there come after those to find; Shift+Tab goes back over the buttons between them. */
static gboolean
tab_key_cb (GtkWidget *widget,
            GVariant  *args,
            gpointer   data)
{
  LeafFindBar *self = data;

  return gtk_widget_get_visible (self->replace_row) && gtk_widget_grab_focus (GTK_WIDGET (self->replace_entry));
}

/* What she changed by hand is no longer what was said about the last replacement. */
static void
editor_changed_cb (LeafFindBar *self)
{
  self->n_replaced = 0;
}

static void
leaf_find_bar_dispose (GObject *object)
{
  LeafFindBar *self = LEAF_FIND_BAR (object);

  if (self->find != NULL)
    g_signal_handlers_disconnect_by_data (self->find, self);
  g_clear_object (&self->find);
  g_clear_weak_pointer (&self->editor);
  g_clear_object (&self->options);

  G_OBJECT_CLASS (leaf_find_bar_parent_class)->dispose (object);
}

static void
leaf_find_bar_class_init (LeafFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leaf_find_bar_dispose;

  leaf_ui_ensure ();
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-find-bar.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafFindBar, bar);
  gtk_widget_class_bind_template_child (widget_class, LeafFindBar, find_entry);
  gtk_widget_class_bind_template_child (widget_class, LeafFindBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, LeafFindBar, previous_button);
  gtk_widget_class_bind_template_child (widget_class, LeafFindBar, next_button);
  gtk_widget_class_bind_template_child (widget_class, LeafFindBar, options_button);
  gtk_widget_class_bind_template_child (widget_class, LeafFindBar, close_button);
  gtk_widget_class_bind_template_child (widget_class, LeafFindBar, replace_row);
  gtk_widget_class_bind_template_child (widget_class, LeafFindBar, replace_entry);
  gtk_widget_class_bind_template_child (widget_class, LeafFindBar, replace_button);
  gtk_widget_class_bind_template_child (widget_class, LeafFindBar, replace_all_button);
}

static void
add_options (LeafFindBar *self)
{
  const GActionEntry entries[] = {
    { .name = "match-case", .state = "false", .change_state = option_cb },
    { .name = "whole-word", .state = "false", .change_state = option_cb },
  };

  self->options = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->options), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "find", G_ACTION_GROUP (self->options));
}

/* The entries themselves would take Shift+Enter for Enter. */
static void
add_previous_key (LeafFindBar *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_SHIFT_MASK),
                                                   gtk_keyval_trigger_new (GDK_KEY_KP_Enter, GDK_SHIFT_MASK)),
                      gtk_callback_action_new (previous_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
add_tab_key (LeafFindBar *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Tab, 0),
                      gtk_callback_action_new (tab_key_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->find_entry), controller);
}

static void
leaf_find_bar_init (LeafFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  leaf_ui_name_menu_button (self->options_button, _("How to find"));

  add_options (self);
  add_previous_key (self);
  add_tab_key (self);
  g_signal_connect_swapped (self->find_entry, "changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->find_entry, "activate", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (self->next_button, "clicked", G_CALLBACK (next_cb), self);
  g_signal_connect_swapped (self->previous_button, "clicked", G_CALLBACK (previous_cb), self);
  g_signal_connect_swapped (self->close_button, "clicked", G_CALLBACK (leaf_find_bar_close), self);
  g_signal_connect_swapped (self->replace_entry, "activate", G_CALLBACK (replace_cb), self);
  g_signal_connect_swapped (self->replace_button, "clicked", G_CALLBACK (replace_cb), self);
  g_signal_connect_swapped (self->replace_all_button, "clicked", G_CALLBACK (replace_all_cb), self);
}

/**
 * leaf_find_bar_set_editor:
 * @self: a find bar
 * @editor: (transfer none): where to look; set once
 */
void
leaf_find_bar_set_editor (LeafFindBar *self,
                          LeafEditor  *editor)
{
  g_return_if_fail (LEAF_IS_FIND_BAR (self));
  g_return_if_fail (LEAF_IS_EDITOR (editor));
  g_return_if_fail (self->editor == NULL);

  g_set_weak_pointer (&self->editor, editor);
  self->find = leaf_editor_find_new (editor);
  g_signal_connect_swapped (self->find, "updated", G_CALLBACK (update), self);
  g_signal_connect_object (editor, "changed", G_CALLBACK (editor_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), "mark-set",
                           G_CALLBACK (mark_set_cb), self, G_CONNECT_SWAPPED);
}

/* What is selected is what she most likely looks for; a whole paragraph is not. */
static gboolean
take_selection (LeafFindBar *self)
{
  g_autofree char *selected = NULL;
  unsigned int start, end;

  if (!leaf_editor_get_range (self->editor, &start, &end) || end - start > 200)
    return FALSE;

  selected = leaf_document_get_text (leaf_editor_get_document (self->editor), start, end);
  if (strchr (selected, '\n') != NULL || strstr (selected, LEAF_OBJECT_STRING) != NULL)
    return FALSE;

  self->origin = start;
  gtk_editable_set_text (self->find_entry, selected);
  return TRUE;
}

/**
 * leaf_find_bar_open:
 * @self: a find bar with an editor
 * @replace: whether to replace as well
 *
 * Opens the bar and goes there with the keyboard. What is selected in the editor is looked for.
 */
void
leaf_find_bar_open (LeafFindBar *self,
                    gboolean     replace)
{
  gboolean was_open;

  g_return_if_fail (LEAF_IS_FIND_BAR (self));
  g_return_if_fail (self->editor != NULL);

  was_open = leaf_find_bar_is_open (self);
  gtk_widget_set_visible (self->replace_row, replace);
  /* At once, without a transition: what is not on the screen yet loses the first letters she types. */
  gtk_widget_set_visible (self->bar, TRUE);
  /* What was looked for last is shown again, but nothing moves before she says so. */
  if ((!was_open || gtk_widget_has_focus (GTK_WIDGET (self->editor))) && take_selection (self))
    search_changed_cb (self);
  else if (!was_open)
    look_for_text (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
  gtk_editable_select_region (self->find_entry, 0, -1);
}

/**
 * leaf_find_bar_close:
 * @self: a find bar
 *
 * Closes the bar; the cursor stays at the match.
 */
void
leaf_find_bar_close (LeafFindBar *self)
{
  gboolean focused;

  g_return_if_fail (LEAF_IS_FIND_BAR (self));

  if (!leaf_find_bar_is_open (self))
    return;

  focused = (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  if (focused && self->editor != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  gtk_widget_set_visible (self->bar, FALSE);
  leaf_editor_find_leave (self->find);
}

/**
 * leaf_find_bar_is_open:
 * @self: a find bar
 *
 * Returns: whether it is to be seen
 */
gboolean
leaf_find_bar_is_open (LeafFindBar *self)
{
  g_return_val_if_fail (LEAF_IS_FIND_BAR (self), FALSE);

  return gtk_widget_get_visible (self->bar);
}

/**
 * leaf_find_bar_go:
 * @self: a find bar with an editor
 * @forward: to the next match, not to the previous one
 *
 * Goes on to another match. What was looked for last is still known after the bar was closed; when
 * there is nothing, the bar opens to be told.
 */
void
leaf_find_bar_go (LeafFindBar *self,
                  gboolean     forward)
{
  g_return_if_fail (LEAF_IS_FIND_BAR (self));
  g_return_if_fail (self->editor != NULL);

  if (!has_text (self))
    {
      leaf_find_bar_open (self, FALSE);
      return;
    }

  if (!leaf_find_bar_is_open (self))
    {
      gtk_widget_set_visible (self->replace_row, FALSE);
      gtk_widget_set_visible (self->bar, TRUE);
      look_for_text (self);
    }
  self->n_replaced = 0;
  move_to_match (self, forward ? LEAF_EDITOR_FIND_NEXT : LEAF_EDITOR_FIND_PREVIOUS);
  update (self);
}
