/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Spelling as the menus beside the editor show it: on or off, in which language, the next word. */

#define G_LOG_DOMAIN "leaf-editor-language"

#include "config.h"

#include "leaf-editor-menu.h"
#include "leaf-editor-private.h"
#include "leaf-editor-spelling-private.h"
#include "leaf-review.h"

#include <glib/gi18n.h>

static void
append_language (GMenu      *menu,
                 const char *label,
                 const char *tag)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "editor.language", "s", tag);
  g_menu_append_item (menu, item);
}

static const char *
name_of (GPtrArray  *languages,
         const char *tag)
{
  for (unsigned int i = 0; i < languages->len; i++)
    {
      const LeafLanguage *language = g_ptr_array_index (languages, i);

      if (g_strcmp0 (language->tag, tag) == 0)
        return language->name;
    }
  return NULL;
}

static void
append_hint (GMenu      *menu,
             const char *tag)
{
  g_autofree char *name = leaf_language_dup_name (tag);
  /* Translators: a language: "No dictionary for French (France)" */
  g_autofree char *hint = g_strdup_printf (_("No Dictionary for %s"), name);

  /* There is no such action: the line can be read, not chosen. */
  g_menu_append (menu, hint, "editor.no-dictionary");
}

/* Also that of a review which was written where more dictionaries are installed. */
static void
fill_languages (LeafEditor *self)
{
  const char *chosen = leaf_editor_spelling_get_language (self->spelling);
  const char *usual = leaf_languages_find_default (self->languages, g_get_language_names ());
  g_autoptr (GMenu) general = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();

  g_menu_remove_all (self->languages_menu);
  if (usual != NULL)
    {
      /* Translators: the language of the system: "As the System: English (United Kingdom)" */
      g_autofree char *label = g_strdup_printf (_("As the System: %s"), name_of (self->languages, usual));

      append_language (general, label, "");
    }
  append_language (general, _("Do Not Check This Text"), LEAF_LANGUAGE_NONE);
  g_menu_append_section (self->languages_menu, NULL, G_MENU_MODEL (general));

  for (unsigned int i = 0; i < self->languages->len; i++)
    {
      const LeafLanguage *language = g_ptr_array_index (self->languages, i);

      append_language (others, language->name, language->tag);
    }
  if (usual == NULL && chosen == NULL)
    append_hint (others, g_get_language_names ()[0]);
  else if (chosen != NULL && !g_str_equal (chosen, LEAF_LANGUAGE_NONE) && name_of (self->languages, chosen) == NULL)
    append_hint (others, chosen);
  g_menu_append_section (self->languages_menu, NULL, G_MENU_MODEL (others));
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (LeafEditor) self = data;
  g_autoptr (GPtrArray) languages = leaf_speller_list_finish (LEAF_SPELLER (source), result, NULL);

  if (languages == NULL || self->spelling == NULL)
    return;
  g_clear_pointer (&self->languages, g_ptr_array_unref);
  self->languages = g_steal_pointer (&languages);
  fill_languages (self);
}

static void
language_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  leaf_editor_set_language (data, g_variant_get_string (parameter, NULL));
}

static void
check_spelling_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  leaf_editor_set_check_spelling (data, !leaf_editor_get_check_spelling (data));
}

static void
next_misspelling_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       data)
{
  LeafEditor *self = data;

  if (leaf_editor_spelling_is_active (self->spelling))
    leaf_editor_spelling_search (self->spelling);
}

static void
searched_cb (LeafEditor          *self,
             LeafSpellingOutcome  outcome,
             unsigned int         start,
             unsigned int         end)
{
  if (outcome != LEAF_SPELLING_FOUND)
    {
      g_signal_emit_by_name (self, "spelling-message",
                             outcome == LEAF_SPELLING_NOTHING ? _("No misspelled words")
                                                              : _("There is no dictionary for this language"));
      return;
    }

  leaf_editor_buffer_set_cursor (self->buffer, (LeafCursor) { end, start });
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)),
                                0.15, FALSE, 0, 0);
  leaf_editor_spelling_settle (self->spelling);
  leaf_editor_menu_popup_word (self->menu, &(LeafSpellingRange) { start, end });
}

static void
update_language_actions (LeafEditor *self)
{
  const char *language = leaf_editor_spelling_get_language (self->spelling);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "language");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (language != NULL ? language : ""));
  action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "check-spelling");
  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_boolean (leaf_editor_spelling_get_enabled (self->spelling)));
  action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "next-misspelling");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), leaf_editor_spelling_is_active (self->spelling));
  if (self->languages != NULL)
    fill_languages (self);
}

/* GTK gives the key to a blinking cursor in a text that cannot be edited: before it sees it. */
static void
add_next_shortcut (LeafEditor *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F7, 0),
                                                          gtk_named_action_new ("editor.next-misspelling")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* Makes the spelling of an editor, which is off, and its actions. */
void
leaf_editor_add_spelling (LeafEditor *self)
{
  const GActionEntry entries[] = {
    { .name = "language", .activate = language_cb, .parameter_type = "s", .state = "''" },
    { .name = "check-spelling", .activate = check_spelling_cb, .state = "false" },
    { .name = "next-misspelling", .activate = next_misspelling_cb },
  };
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenuItem) item = NULL;

  self->spelling = leaf_editor_spelling_new (self);
  g_signal_connect_object (self->spelling, "searched", G_CALLBACK (searched_cb), self, G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);

  self->languages_menu = g_menu_new ();
  self->spelling_menu = g_menu_new ();
  g_menu_append (section, _("_Mark Misspelled Words"), "editor.check-spelling");
  item = g_menu_item_new (_("_Next Misspelled Word"), "editor.next-misspelling");
  g_menu_item_set_attribute (item, "accel", "s", "F7");
  g_menu_append_item (section, item);
  g_menu_append_section (self->spelling_menu, NULL, G_MENU_MODEL (section));
  g_menu_append_section (self->spelling_menu, NULL, G_MENU_MODEL (self->languages_menu));
  self->menu = leaf_editor_menu_new (self);
  add_next_shortcut (self);
  update_language_actions (self);
}

/* When the editor goes. */
void
leaf_editor_remove_spelling (LeafEditor *self)
{
  if (self->spelling == NULL)
    return;

  leaf_editor_menu_close (self->menu);
  leaf_editor_spelling_close (self->spelling);
  g_clear_object (&self->menu);
  g_clear_object (&self->spelling);
  g_clear_object (&self->spelling_menu);
  g_clear_object (&self->languages_menu);
  g_clear_pointer (&self->languages, g_ptr_array_unref);
}

/* What the text is written in, as far as one knows. */
const char *
leaf_editor_get_written_language (LeafEditor *self)
{
  const char *language = leaf_editor_spelling_get_language (self->spelling);

  if (language == NULL || g_str_equal (language, LEAF_LANGUAGE_NONE))
    return g_get_language_names ()[0];
  return language;
}

/**
 * leaf_editor_set_check_spelling:
 * @self: an editor
 * @check: whether misspelled words are marked
 *
 * Switches the marks on or off, for all texts of this editor.
 */
void
leaf_editor_set_check_spelling (LeafEditor *self,
                                gboolean    check)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));

  check = !!check;
  if (leaf_editor_spelling_get_enabled (self->spelling) == check)
    return;

  leaf_editor_spelling_set_enabled (self->spelling, check);
  if (check && self->languages == NULL)
    leaf_speller_list_async (leaf_speller_get_default (), self->spelling->cancellable, listed_cb, g_object_ref (self));
  update_language_actions (self);
  g_object_notify (G_OBJECT (self), "check-spelling");
}

/**
 * leaf_editor_get_check_spelling:
 * @self: an editor
 *
 * Returns: whether misspelled words are marked
 */
gboolean
leaf_editor_get_check_spelling (LeafEditor *self)
{
  g_return_val_if_fail (LEAF_IS_EDITOR (self), FALSE);

  return leaf_editor_spelling_get_enabled (self->spelling);
}

/**
 * leaf_editor_set_language:
 * @self: an editor
 * @language: (nullable): the tag of a dictionary, %LEAF_LANGUAGE_NONE not to check this text, %NULL or "" for
 *   the language of the system
 *
 * Says in which language the text is written.
 */
void
leaf_editor_set_language (LeafEditor *self,
                          const char *language)
{
  g_return_if_fail (LEAF_IS_EDITOR (self));

  if (language != NULL && *language == '\0')
    language = NULL;
  if (g_strcmp0 (leaf_editor_spelling_get_language (self->spelling), language) == 0)
    return;

  leaf_editor_spelling_set_language (self->spelling, language);
  update_language_actions (self);
  g_object_notify (G_OBJECT (self), "language");
}

/**
 * leaf_editor_get_language:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): see leaf_editor_set_language()
 */
const char *
leaf_editor_get_language (LeafEditor *self)
{
  g_return_val_if_fail (LEAF_IS_EDITOR (self), NULL);

  return leaf_editor_spelling_get_language (self->spelling);
}

/**
 * leaf_editor_get_spelling_menu:
 * @self: an editor
 *
 * Spelling on or off, the next misspelled word, the language, for a menu beside the editor where its
 * actions have the prefix "editor".
 *
 * Returns: (transfer none): the menu, which follows the text
 */
GMenuModel *
leaf_editor_get_spelling_menu (LeafEditor *self)
{
  g_return_val_if_fail (LEAF_IS_EDITOR (self), NULL);

  return G_MENU_MODEL (self->spelling_menu);
}
