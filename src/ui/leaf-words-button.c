/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-words-button"

#include "config.h"

#include "leaf-ui.h"
#include "leaf-words-button.h"

#include <glib/gi18n.h>

/* Silent reading of English prose: 238 words a minute (Brysbaert 2019, a meta-analysis of 190 studies). */
#define WORDS_A_MINUTE 238

/* Not at each key and not at each step of a selection. */
#define DELAY 300

struct _LeafWordsButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GtkLabel *title_label;
  GtkLabel *words_label;
  GtkLabel *characters_label;
  GtkLabel *letters_label;
  GtkLabel *sentences_label;
  GtkLabel *paragraphs_label;
  GtkLabel *time_label;

  LeafEditor *editor; /* weak */
  unsigned int source;
};

G_DEFINE_FINAL_TYPE (LeafWordsButton, leaf_words_button, ADW_TYPE_BIN)

static unsigned int
get_minutes (const LeafTextCounts *counts)
{
  return (counts->n_words + WORDS_A_MINUTE - 1) / WORDS_A_MINUTE;
}

static char *
describe (const LeafTextCounts *whole,
          const LeafTextCounts *selected)
{
  unsigned int n_minutes = get_minutes (selected != NULL ? selected : whole);
  g_autofree char *words = NULL;
  g_autofree char *minutes = NULL;

  if (selected != NULL)
    /* Translators: how many words are selected, and how many there are: "12 of 412 words" */
    words = g_strdup_printf (ngettext ("%u of %u word", "%u of %u words", whole->n_words),
                             selected->n_words, whole->n_words);
  else
    words = g_strdup_printf (ngettext ("%u word", "%u words", whole->n_words), whole->n_words);
  if (n_minutes == 0)
    return g_steal_pointer (&words);

  minutes = g_strdup_printf (ngettext ("%u minute to read", "%u minutes to read", n_minutes), n_minutes);
  /* Translators: number of words, time to read them: "412 words · 2 minutes to read" */
  return g_strdup_printf (_("%s · %s"), words, minutes);
}

static void
set_number (GtkLabel     *label,
            unsigned int  number)
{
  /* With the separators of the language. */
  g_autofree char *text = g_strdup_printf ("%'u", number);

  gtk_label_set_label (label, text);
}

static void
show_details (LeafWordsButton      *self,
              const LeafTextCounts *counts,
              gboolean              selected)
{
  unsigned int n_minutes = get_minutes (counts);
  g_autofree char *time = g_strdup_printf (ngettext ("%u minute", "%u minutes", n_minutes), n_minutes);

  gtk_label_set_label (self->title_label, selected ? _("Selection") : _("Review"));
  set_number (self->words_label, counts->n_words);
  set_number (self->characters_label, counts->n_characters);
  set_number (self->letters_label, counts->n_characters - counts->n_spaces);
  set_number (self->sentences_label, counts->n_sentences);
  set_number (self->paragraphs_label, counts->n_paragraphs);
  gtk_label_set_label (self->time_label, time);
}

static gboolean
update_cb (gpointer data)
{
  LeafWordsButton *self = data;

  self->source = 0;
  leaf_words_button_update (self);
  return G_SOURCE_REMOVE;
}

static void
update_soon (LeafWordsButton *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (DELAY, update_cb, self);
}

static void
mark_set_cb (LeafWordsButton   *self,
             const GtkTextIter *location,
             GtkTextMark       *mark)
{
  if (gtk_text_mark_get_name (mark) != NULL)
    update_soon (self);
}

static void
leaf_words_button_dispose (GObject *object)
{
  LeafWordsButton *self = LEAF_WORDS_BUTTON (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_weak_pointer (&self->editor);

  G_OBJECT_CLASS (leaf_words_button_parent_class)->dispose (object);
}

static void
leaf_words_button_class_init (LeafWordsButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leaf_words_button_dispose;

  leaf_ui_ensure ();
  gtk_widget_class_set_css_name (widget_class, "leafwordsbutton");
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-words-button.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafWordsButton, button);
  gtk_widget_class_bind_template_child (widget_class, LeafWordsButton, label);
  gtk_widget_class_bind_template_child (widget_class, LeafWordsButton, title_label);
  gtk_widget_class_bind_template_child (widget_class, LeafWordsButton, words_label);
  gtk_widget_class_bind_template_child (widget_class, LeafWordsButton, characters_label);
  gtk_widget_class_bind_template_child (widget_class, LeafWordsButton, letters_label);
  gtk_widget_class_bind_template_child (widget_class, LeafWordsButton, sentences_label);
  gtk_widget_class_bind_template_child (widget_class, LeafWordsButton, paragraphs_label);
  gtk_widget_class_bind_template_child (widget_class, LeafWordsButton, time_label);
}

static void
leaf_words_button_init (LeafWordsButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * leaf_words_button_set_editor:
 * @self: a words button
 * @editor: (transfer none): whose words; set once
 */
void
leaf_words_button_set_editor (LeafWordsButton *self,
                              LeafEditor      *editor)
{
  g_return_if_fail (LEAF_IS_WORDS_BUTTON (self));
  g_return_if_fail (LEAF_IS_EDITOR (editor));
  g_return_if_fail (self->editor == NULL);

  g_set_weak_pointer (&self->editor, editor);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), "mark-set",
                           G_CALLBACK (mark_set_cb), self, G_CONNECT_SWAPPED);
  leaf_words_button_update (self);
}

/**
 * leaf_words_button_update:
 * @self: a words button with an editor
 *
 * Counts at once. After edits and new selections this happens by itself, a moment later.
 */
void
leaf_words_button_update (LeafWordsButton *self)
{
  LeafTextCounts whole, selected;
  unsigned int start, end;
  g_autofree char *label = NULL;
  LeafDocument *document;
  gboolean has_selection;

  g_return_if_fail (LEAF_IS_WORDS_BUTTON (self));

  if (self->editor == NULL)
    return;

  g_clear_handle_id (&self->source, g_source_remove);
  document = leaf_editor_get_document (self->editor);
  has_selection = leaf_editor_get_range (self->editor, &start, &end);
  leaf_document_count (document, 0, G_MAXUINT, &whole);
  if (has_selection)
    leaf_document_count (document, start, end, &selected);

  label = describe (&whole, has_selection ? &selected : NULL);
  gtk_label_set_label (self->label, label);
  leaf_ui_name_menu_button (self->button, label);
  show_details (self, has_selection ? &selected : &whole, has_selection);
}
