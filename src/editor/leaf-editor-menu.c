/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor-menu"

#include "config.h"

#include "leaf-editor-menu.h"

#include "leaf-editor-buffer-private.h"
#include "leaf-editor-keys.h"
#include "leaf-editor-pictures.h"
#include "leaf-editor-private.h"
#include "leaf-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_SUGGESTIONS 6

/* Milliseconds. A dictionary mostly knows by then; if not, the menu comes up without and is filled. */
#define PATIENCE 120

/* GTK scrolls to a word far away when it has laid the lines out; how often, and after how many milliseconds
 * each, that is looked at. */
#define MAX_LOOKS  10
#define LOOK_DELAY 30

struct _LeafEditorMenu
{
  GObject parent_instance;

  LeafEditor *editor;        /* NULL: gone */
  GtkWidget *popover;
  GMenu *words;              /* the suggestions */
  GMenu *word;               /* what else can be done about the word */
  GCancellable *cancellable; /* of the suggestions */
  unsigned int patience;
  GdkRectangle place;        /* where the pointer was */
  gboolean at_text;          /* by the keyboard: it comes up under the text instead */
  unsigned int offset;       /* of what it is about, in characters */
  unsigned int n_looks;

  LeafSpellingRange range;   /* the word, while there is one */
  char *text;                /* as it is written */
  char *normal;              /* as dictionaries write it */
};

G_DEFINE_FINAL_TYPE (LeafEditorMenu, leaf_editor_menu, G_TYPE_OBJECT)

static void
forget_word (LeafEditorMenu *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->patience, g_source_remove);
  self->n_looks = 0;
  g_menu_remove_all (self->words);
  g_menu_remove_all (self->word);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->normal, g_free);
}

/* Menus take an underscore for a mnemonic. */
static char *
escape_label (const char *label)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", -1);

  return g_strjoinv ("__", parts);
}

static void
append_note (GMenu      *menu,
             const char *label)
{
  g_menu_append (menu, label, "spelling.none");
}

static void
append_suggestion (LeafEditorMenu *self,
                   const char     *suggestion)
{
  g_autofree char *label = escape_label (suggestion);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "spelling.replace", "s", suggestion);
  g_menu_append_item (self->words, item);
}

/* Who writes typographic apostrophes gets them back. */
static char *
in_her_hand (LeafEditorMenu *self,
             const char     *suggestion)
{
  g_auto (GStrv) parts = g_strsplit (suggestion, "'", -1);

  if (strstr (self->text, "\xe2\x80\x99") == NULL)
    return g_strdup (suggestion);
  return g_strjoinv ("\xe2\x80\x99", parts);
}

static void
fill_suggestions (LeafEditorMenu *self,
                  GStrv           suggestions)
{
  g_menu_remove_all (self->words);
  for (unsigned int i = 0; suggestions != NULL && suggestions[i] != NULL; i++)
    {
      g_autofree char *suggestion = in_her_hand (self, suggestions[i]);

      append_suggestion (self, suggestion);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (self->words)) == 0)
    append_note (self->words, _("No Suggestions"));
}

static void
update_clipboard_actions (LeafEditor *editor)
{
  GtkWidget *widget = GTK_WIDGET (editor);
  gboolean editable = gtk_text_view_get_editable (GTK_TEXT_VIEW (editor));
  gboolean selected = gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (editor->buffer));

  gtk_widget_action_set_enabled (widget, "clipboard.cut", selected && editable);
  gtk_widget_action_set_enabled (widget, "clipboard.copy", selected);
  gtk_widget_action_set_enabled (widget, "clipboard.paste", editable);
  gtk_widget_action_set_enabled (widget, "selection.delete", selected && editable);
  gtk_widget_action_set_enabled (widget, "misc.insert-emoji", editable);
}

/* Whether the text is on the screen already. A menu may not come up outside. */
static gboolean
place_at_text (LeafEditorMenu *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->editor);
  GdkRectangle place, visible;
  GtkTextIter iter;
  int x, y;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->editor->buffer), &iter, (int) self->offset);
  gtk_text_view_get_iter_location (view, &iter, &place);
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &x, &y);

  self->place.x = CLAMP (x, 0, MAX (0, gtk_widget_get_width (GTK_WIDGET (view)) - 1));
  self->place.y = CLAMP (y, 0, MAX (0, gtk_widget_get_height (GTK_WIDGET (view)) - place.height));
  self->place.width = 1;
  self->place.height = place.height;
  return place.y >= visible.y && place.y + place.height <= visible.y + visible.height;
}

/* Not one that only says something. What holds the items can have the focus too. */
static GtkWidget *
find_first_item (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_first_item (child);

      if (found != NULL)
        return found;
    }

  return gtk_widget_get_focusable (widget) ? widget : NULL;
}

static void
focus_first_item (LeafEditorMenu *self)
{
  GtkWidget *item = find_first_item (self->popover);

  if (item != NULL)
    gtk_widget_grab_focus (item);
}

static gboolean patience_cb (gpointer data);

static void
show (LeafEditorMenu *self)
{
  g_autofree char *label = NULL;

  g_clear_handle_id (&self->patience, g_source_remove);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->editor)))
    return;
  if (self->at_text && !place_at_text (self) && self->n_looks++ < MAX_LOOKS)
    {
      self->patience = g_timeout_add (LOOK_DELAY, patience_cb, self);
      return;
    }

  if (self->text != NULL)
    /* Translators: a misspelled word */
    label = g_strdup_printf (_("Misspelled: “%s”"), self->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label != NULL ? label : _("Text"),
                                  -1);
  update_clipboard_actions (self->editor);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &self->place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  focus_first_item (self);
}

static gboolean
patience_cb (gpointer data)
{
  LeafEditorMenu *self = data;

  self->patience = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

static void
suggested_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (LeafEditorMenu) self = data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) suggestions = leaf_speller_suggest_finish (LEAF_SPELLER (source), result, &error);
  GtkWidget *first;
  gboolean untouched;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->editor == NULL)
    return;

  first = find_first_item (self->popover);
  untouched = first != NULL && gtk_widget_has_focus (first);
  fill_suggestions (self, suggestions);
  /* The menu did not wait for them: Enter takes the first suggestion all the same. */
  if (untouched)
    focus_first_item (self);
  if (self->patience != 0 && self->n_looks == 0)
    show (self);
}

static void
take_word (LeafEditorMenu          *self,
           const LeafSpellingRange *range)
{
  LeafWord word = { 0 };

  self->range = *range;
  self->text = leaf_document_get_text (leaf_editor_get_document (self->editor), range->start, range->end);
  word.text = self->text;
  word.n_bytes = strlen (self->text);
  self->normal = leaf_word_normalize (&word);
  self->cancellable = g_cancellable_new ();

  append_note (self->words, _("Looking for Suggestions…"));
  g_menu_append (self->word, _("Add t_o Dictionary"), "spelling.add");
  g_menu_append (self->word, _("_Ignore"), "spelling.ignore");
  self->patience = g_timeout_add (PATIENCE, patience_cb, self);
  leaf_speller_suggest_async (leaf_speller_get_default (),
                              leaf_editor_spelling_get_language (self->editor->spelling),
                              self->normal, MAX_SUGGESTIONS, self->cancellable, suggested_cb, g_object_ref (self));
}

/* The text may have been changed since, by a save in another program for instance. */
static gboolean
still_there (LeafEditorMenu *self)
{
  g_autofree char *text = NULL;

  if (self->text == NULL)
    return FALSE;
  text = leaf_document_get_text (leaf_editor_get_document (self->editor), self->range.start, self->range.end);
  return g_str_equal (text, self->text);
}

static void
replace_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  LeafEditorMenu *self = data;

  if (still_there (self) && gtk_text_view_get_editable (GTK_TEXT_VIEW (self->editor)))
    {
      leaf_editor_replace_word (self->editor->buffer, self->range.start, self->range.end,
                                g_variant_get_string (parameter, NULL));
      leaf_editor_spelling_settle (self->editor->spelling);
    }
}

static void
add_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       data)
{
  LeafEditorMenu *self = data;

  if (self->normal != NULL)
    leaf_speller_add (leaf_speller_get_default (), leaf_editor_spelling_get_language (self->editor->spelling),
                      self->normal);
}

static void
ignore_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  LeafEditorMenu *self = data;

  if (self->normal != NULL)
    leaf_speller_ignore (leaf_speller_get_default (), leaf_editor_spelling_get_language (self->editor->spelling),
                         self->normal);
}

static void
append_items (GMenu              *menu,
              const char *const (*items)[2],
              unsigned int        n_items)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (unsigned int i = 0; i < n_items; i++)
    g_menu_append (section, _(items[i][0]), items[i][1]);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

/* GTK's own menu is made where nobody else can put something before it. */
static GMenuModel *
make_model (LeafEditorMenu *self)
{
  static const char *const clipboard[][2] = {
    { N_("Cu_t"), "clipboard.cut" },
    { N_("_Copy"), "clipboard.copy" },
    { N_("_Paste"), "clipboard.paste" },
    { N_("_Delete"), "selection.delete" },
  };
  static const char *const steps[][2] = {
    { N_("_Undo"), "text.undo" },
    { N_("_Redo"), "text.redo" },
  };
  static const char *const rest[][2] = {
    { N_("Select _All"), "selection.select-all" },
    { N_("Insert _Emoji…"), "misc.insert-emoji" },
  };
  g_autoptr (GMenu) spelling = g_menu_new ();
  GMenu *menu = g_menu_new ();

  g_menu_append_section (menu, NULL, G_MENU_MODEL (self->words));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (self->word));
  append_items (menu, clipboard, G_N_ELEMENTS (clipboard));
  append_items (menu, steps, G_N_ELEMENTS (steps));
  append_items (menu, rest, G_N_ELEMENTS (rest));
  g_menu_append_submenu (spelling, _("Spe_lling"), leaf_editor_get_spelling_menu (self->editor));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (spelling));
  return G_MENU_MODEL (menu);
}

static void
popup_for (LeafEditorMenu *self,
           unsigned int    offset)
{
  LeafSpellingRange range;

  forget_word (self);
  self->offset = offset;
  if (leaf_editor_spelling_find (self->editor->spelling, offset, &range))
    take_word (self, &range);
  else
    show (self);
}

static void
pressed_cb (LeafEditorMenu  *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *gesture)
{
  GtkTextIter iter;
  unsigned int figure;
  gboolean on_note;
  int text_x, text_y;

  /* A picture has a menu of its own. */
  if (leaf_editor_find_figure_at (self->editor, x, y, &figure, &on_note))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self->editor), GTK_TEXT_WINDOW_WIDGET,
                                         (int) x, (int) y, &text_x, &text_y);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->editor), &iter, text_x, text_y);
  self->place = (GdkRectangle) { (int) x, (int) y, 1, 1 };
  self->at_text = FALSE;
  popup_for (self, (unsigned int) gtk_text_iter_get_offset (&iter));
}

static void
leaf_editor_menu_finalize (GObject *object)
{
  LeafEditorMenu *self = LEAF_EDITOR_MENU (object);

  forget_word (self);
  g_clear_object (&self->words);
  g_clear_object (&self->word);

  G_OBJECT_CLASS (leaf_editor_menu_parent_class)->finalize (object);
}

static void
leaf_editor_menu_class_init (LeafEditorMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leaf_editor_menu_finalize;
}

static void
leaf_editor_menu_init (LeafEditorMenu *self)
{
  self->words = g_menu_new ();
  self->word = g_menu_new ();
}

static void
add_actions (LeafEditorMenu *self)
{
  const GActionEntry entries[] = {
    { .name = "replace", .activate = replace_cb, .parameter_type = "s" },
    { .name = "add", .activate = add_cb },
    { .name = "ignore", .activate = ignore_cb },
    { .name = "none" },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (actions), "none")), FALSE);
  gtk_widget_insert_action_group (GTK_WIDGET (self->editor), "spelling", G_ACTION_GROUP (actions));
}

/**
 * leaf_editor_menu_new: (skip)
 * @editor: the editor; no reference is kept
 *
 * Returns: (transfer full): its context menu, which opens by the pointer already
 */
LeafEditorMenu *
leaf_editor_menu_new (LeafEditor *editor)
{
  LeafEditorMenu *self = g_object_new (LEAF_TYPE_EDITOR_MENU, NULL);
  GtkGesture *click = gtk_gesture_click_new ();
  g_autoptr (GMenuModel) model = NULL;

  self->editor = editor;
  add_actions (self);
  model = make_model (self);
  self->popover = gtk_popover_menu_new_from_model (model);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (editor));

  /* Before the text view itself brings up its own. */
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (editor), GTK_EVENT_CONTROLLER (click));
  return self;
}

/**
 * leaf_editor_menu_close: (skip)
 * @self: a menu
 *
 * The editor goes.
 */
void
leaf_editor_menu_close (LeafEditorMenu *self)
{
  forget_word (self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->editor = NULL;
}

/**
 * leaf_editor_menu_present: (skip)
 * @self: a menu
 *
 * Lets the menu follow the editor, which was given another place or size.
 */
void
leaf_editor_menu_present (LeafEditorMenu *self)
{
  gtk_popover_present (GTK_POPOVER (self->popover));
}

/**
 * leaf_editor_menu_popup: (skip)
 * @self: a menu
 *
 * Brings the menu up at the cursor, with suggestions if the word there is misspelled.
 */
void
leaf_editor_menu_popup (LeafEditorMenu *self)
{
  unsigned int start, end;

  leaf_editor_buffer_get_range (self->editor->buffer, &start, &end);
  self->at_text = TRUE;
  popup_for (self, start);
}

/**
 * leaf_editor_menu_popup_word: (skip)
 * @self: a menu
 * @range: a misspelled word
 *
 * Brings the menu up at a word.
 */
void
leaf_editor_menu_popup_word (LeafEditorMenu          *self,
                             const LeafSpellingRange *range)
{
  forget_word (self);
  self->at_text = TRUE;
  self->offset = range->start;
  take_word (self, range);
}
