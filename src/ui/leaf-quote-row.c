/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-quote-row"

#include "config.h"

#include "leaf-quote-row.h"

#include "leaf-ui.h"

#include <glib/gi18n.h>

/* How much of a folded quotation is shown, in characters. */
#define EXCERPT 160

struct _LeafQuoteRow
{
  AdwExpanderRow parent_instance;

  gint64 id;
  gint64 book;
  gboolean filling; /* by the library, not by her */

  GtkTextView *text;
  GtkEditable *source_row;
  GtkEditable *note_row;
  GtkWidget *remove_button;
};

G_DEFINE_FINAL_TYPE (LeafQuoteRow, leaf_quote_row, ADW_TYPE_EXPANDER_ROW)

enum {
  SIGNAL_CHANGED,
  SIGNAL_LEFT,
  SIGNAL_REMOVE,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

static char *
dup_text (LeafQuoteRow *self)
{
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (self->text), "text", &text, NULL);
  return g_strstrip (g_steal_pointer (&text));
}

static char *
dup_entry (GtkEditable *entry)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/* The words as one line, cut where they become too many. */
static char *
dup_excerpt (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n\t", ' ');
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (line, -1) <= EXCERPT)
    return g_steal_pointer (&line);

  cut = g_utf8_substring (line, 0, EXCERPT);
  return g_strconcat (g_strchomp (cut), "…", NULL);
}

static void
update_title (LeafQuoteRow *self)
{
  g_autofree char *text = dup_text (self);
  g_autofree char *excerpt = dup_excerpt (text);
  g_autofree char *source = dup_entry (self->source_row);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), *excerpt != '\0' ? excerpt : _("New Quotation"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), source != NULL ? source : "");
}

static void
changed_cb (LeafQuoteRow *self)
{
  update_title (self);
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
remove_cb (LeafQuoteRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVE], 0);
}

static void
left_cb (LeafQuoteRow *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
leaf_quote_row_class_init (LeafQuoteRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * LeafQuoteRow::changed:
   * @self: the row
   *
   * She typed in it.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LeafQuoteRow::left:
   * @self: the row
   *
   * The focus has gone elsewhere.
   */
  signals[SIGNAL_LEFT] =
    g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * LeafQuoteRow::remove:
   * @self: the row
   *
   * She does not want to keep it any more.
   */
  signals[SIGNAL_REMOVE] =
    g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  leaf_ui_ensure ();
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-quote-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafQuoteRow, text);
  gtk_widget_class_bind_template_child (widget_class, LeafQuoteRow, source_row);
  gtk_widget_class_bind_template_child (widget_class, LeafQuoteRow, note_row);
  gtk_widget_class_bind_template_child (widget_class, LeafQuoteRow, remove_button);
}

static void
leaf_quote_row_init (LeafQuoteRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source_row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note_row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->remove_button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * leaf_quote_row_new:
 * @quote: what is in it; its id 0 for one that is not in the library yet
 *
 * Returns: (transfer floating): the row of a quotation
 */
GtkWidget *
leaf_quote_row_new (const LeafQuote *quote)
{
  LeafQuoteRow *self = g_object_new (LEAF_TYPE_QUOTE_ROW, NULL);

  leaf_quote_row_set_quote (self, quote);
  return GTK_WIDGET (self);
}

/**
 * leaf_quote_row_get_id:
 * @self: the row
 *
 * Returns: the id of the quotation, 0 when it is not in the library yet
 */
gint64
leaf_quote_row_get_id (LeafQuoteRow *self)
{
  g_return_val_if_fail (LEAF_IS_QUOTE_ROW (self), 0);

  return self->id;
}

/**
 * leaf_quote_row_set_id:
 * @self: the row
 * @id: what the library has given the new quotation
 */
void
leaf_quote_row_set_id (LeafQuoteRow *self,
                       gint64        id)
{
  g_return_if_fail (LEAF_IS_QUOTE_ROW (self));

  self->id = id;
}

/**
 * leaf_quote_row_get_book:
 * @self: the row
 *
 * Returns: the id of the book
 */
gint64
leaf_quote_row_get_book (LeafQuoteRow *self)
{
  g_return_val_if_fail (LEAF_IS_QUOTE_ROW (self), 0);

  return self->book;
}

/**
 * leaf_quote_row_dup_quote:
 * @self: the row
 *
 * Returns: (transfer full): the quotation as it is in the row
 */
LeafQuote *
leaf_quote_row_dup_quote (LeafQuoteRow *self)
{
  LeafQuote *quote;

  g_return_val_if_fail (LEAF_IS_QUOTE_ROW (self), NULL);

  quote = g_new0 (LeafQuote, 1);
  quote->id = self->id;
  quote->book = self->book;
  quote->text = dup_text (self);
  quote->source = dup_entry (self->source_row);
  quote->note = dup_entry (self->note_row);
  return quote;
}

static void
fill_entry (GtkEditable *entry,
            const char  *text)
{
  if (g_strcmp0 (gtk_editable_get_text (entry), text != NULL ? text : "") != 0)
    gtk_editable_set_text (entry, text != NULL ? text : "");
}

/**
 * leaf_quote_row_set_quote:
 * @self: the row
 * @quote: what the library holds
 */
void
leaf_quote_row_set_quote (LeafQuoteRow    *self,
                          const LeafQuote *quote)
{
  g_autofree char *text = NULL;

  g_return_if_fail (LEAF_IS_QUOTE_ROW (self));
  g_return_if_fail (quote != NULL);

  self->filling = TRUE;
  self->id = quote->id;
  self->book = quote->book;
  text = dup_text (self);
  if (g_strcmp0 (text, quote->text) != 0)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), quote->text != NULL ? quote->text : "", -1);
  fill_entry (self->source_row, quote->source);
  fill_entry (self->note_row, quote->note);
  update_title (self);
  self->filling = FALSE;
}

/**
 * leaf_quote_row_has_text:
 * @self: the row
 *
 * Returns: whether there are any words quoted
 */
gboolean
leaf_quote_row_has_text (LeafQuoteRow *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (LEAF_IS_QUOTE_ROW (self), FALSE);

  text = dup_text (self);
  return *text != '\0';
}

/**
 * leaf_quote_row_edit:
 * @self: a row that is shown
 *
 * Unfolds the row, with the focus in the words.
 */
void
leaf_quote_row_edit (LeafQuoteRow *self)
{
  g_return_if_fail (LEAF_IS_QUOTE_ROW (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}
