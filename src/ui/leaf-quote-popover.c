/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-quote-popover"

#include "config.h"

#include "leaf-quote-popover.h"

#include "leaf-quotes.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>
#include <string.h>

/* More than can be seen at a glance. */
#define MANY 5

struct _LeafQuotePopover
{
  GtkPopover parent_instance;

  GtkWidget *search;
  GtkWidget *hint;
  GtkWidget *scroller;
  GtkListBox *list;

  LeafEditor *editor;
  GPtrArray *quotes; /* LeafQuote, in the order of the rows */
  gint64 book;
};

G_DEFINE_FINAL_TYPE (LeafQuotePopover, leaf_quote_popover, GTK_TYPE_POPOVER)

/* What a read job brings. */
typedef struct {
  LeafQuotePopover *popover;
  gint64 book;
  GPtrArray *quotes;
} Loaded;

static void
loaded_free (Loaded *loaded)
{
  g_object_unref (loaded->popover);
  g_clear_pointer (&loaded->quotes, g_ptr_array_unref);
  g_free (loaded);
}

static gboolean
load_func (LeafDb   *db,
           gpointer  data,
           GError  **error)
{
  Loaded *loaded = data;

  return (loaded->quotes = leaf_quotes_list (db, loaded->book, error)) != NULL;
}

/* In a document this character is a picture or a line. */
static char *
without_objects (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, LEAF_OBJECT_STRING, -1);

  return g_strjoinv ("", parts);
}

/* A quotation with its place, as blocks of a review. */
static LeafDocument *
make_blocks (const LeafQuote *quote)
{
  LeafDocument *blocks = leaf_document_new ();
  g_autofree char *text = without_objects (quote->text);
  g_autofree char *source = without_objects (quote->source != NULL ? quote->source : "");
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);

  for (unsigned int i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      {
        leaf_document_append_block (blocks, &(LeafBlockStyle) { .kind = LEAF_BLOCK_QUOTE });
        leaf_document_append_text (blocks, lines[i], -1, NULL);
      }
  if (*source != '\0')
    {
      gboolean is_page = source[strspn (source, "0123456789")] == '\0';
      /* TRANSLATORS: where in a book words stand, as it is written below a quotation. */
      g_autofree char *page = is_page ? g_strdup_printf (_("p. %s"), source) : NULL;

      leaf_document_append_block (blocks, &(LeafBlockStyle) { .kind = LEAF_BLOCK_QUOTE_SOURCE });
      leaf_document_append_text (blocks, is_page ? page : source, -1, NULL);
    }

  return blocks;
}

static void
row_activated_cb (LeafQuotePopover *self,
                  GtkListBoxRow    *row)
{
  const LeafQuote *quote = g_ptr_array_index (self->quotes, gtk_list_box_row_get_index (row));
  g_autoptr (LeafDocument) blocks = make_blocks (quote);

  leaf_editor_insert_blocks (self->editor, blocks);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text != NULL ? text : "", -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

static gboolean
has_words (const char *text,
           const char *words)
{
  g_autofree char *folded = fold (text);

  return strstr (folded, words) != NULL;
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       user_data)
{
  LeafQuotePopover *self = LEAF_QUOTE_POPOVER (user_data);
  const LeafQuote *quote = g_ptr_array_index (self->quotes, gtk_list_box_row_get_index (row));
  g_autofree char *words = fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));

  return has_words (quote->text, words) || has_words (quote->source, words) || has_words (quote->note, words);
}

static void
search_changed_cb (LeafQuotePopover *self)
{
  gtk_list_box_invalidate_filter (self->list);
}

/* Enter takes the first that fits, also before the list has heard of the last letter. */
static void
search_activate_cb (LeafQuotePopover *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (filter_cb (row, self))
      {
        row_activated_cb (self, row);
        return;
      }
}

static void
closed_cb (LeafQuotePopover *self)
{
  if (self->editor != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static GtkWidget *
make_label (const char *text,
            int         n_lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), n_lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  return label;
}

static GtkWidget *
make_row (const LeafQuote *quote)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *line = g_strdelimit (g_strdup (quote->text), "\r\n\t", ' ');

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), make_label (line, 3));
  if (quote->source != NULL)
    {
      GtkWidget *source = make_label (quote->source, 1);

      gtk_widget_add_css_class (source, "caption");
      gtk_widget_add_css_class (source, "dim-label");
      gtk_box_append (GTK_BOX (box), source);
    }

  return box;
}

static void
fill (LeafQuotePopover *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (unsigned int i = 0; i < self->quotes->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (self->quotes, i)));

  gtk_widget_set_visible (self->search, self->quotes->len > MANY);
  gtk_widget_set_visible (self->hint, self->quotes->len == 0);
  gtk_widget_set_visible (self->scroller, self->quotes->len > 0);
}

static void
leaf_quote_popover_dispose (GObject *object)
{
  g_clear_object (&LEAF_QUOTE_POPOVER (object)->editor);

  G_OBJECT_CLASS (leaf_quote_popover_parent_class)->dispose (object);
}

static void
leaf_quote_popover_finalize (GObject *object)
{
  g_ptr_array_unref (LEAF_QUOTE_POPOVER (object)->quotes);

  G_OBJECT_CLASS (leaf_quote_popover_parent_class)->finalize (object);
}

static void
leaf_quote_popover_class_init (LeafQuotePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leaf_quote_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = leaf_quote_popover_finalize;

  leaf_ui_ensure ();
  gtk_widget_class_set_template_from_resource (widget_class, LEAF_UI_RESOURCE ("leaf-quote-popover.ui"));
  gtk_widget_class_bind_template_child (widget_class, LeafQuotePopover, search);
  gtk_widget_class_bind_template_child (widget_class, LeafQuotePopover, hint);
  gtk_widget_class_bind_template_child (widget_class, LeafQuotePopover, scroller);
  gtk_widget_class_bind_template_child (widget_class, LeafQuotePopover, list);
}

static void
leaf_quote_popover_init (LeafQuotePopover *self)
{
  self->quotes = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_quote_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);

  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_activate_cb), self);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/**
 * leaf_quote_popover_new:
 *
 * Returns: (transfer floating): a popover; give it a parent
 */
GtkWidget *
leaf_quote_popover_new (void)
{
  return g_object_new (LEAF_TYPE_QUOTE_POPOVER, NULL);
}

static void
load_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  Loaded *loaded = leaf_library_run_data (result);
  LeafQuotePopover *self = loaded->popover;
  GtkListBoxRow *first;

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      leaf_ui_show_toast (GTK_WIDGET (self), leaf_ui_toast_new (error->message));
      return;
    }
  /* The page may be gone, or show another book by now. */
  if (self->editor == NULL || loaded->book != self->book || !gtk_widget_get_mapped (GTK_WIDGET (self->editor)))
    return;

  g_ptr_array_unref (self->quotes);
  self->quotes = g_steal_pointer (&loaded->quotes);
  fill (self);
  leaf_ui_point_to_cursor (GTK_POPOVER (self), GTK_TEXT_VIEW (self->editor));
  gtk_popover_popup (GTK_POPOVER (self));

  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (self->quotes->len > MANY)
    gtk_widget_grab_focus (self->search);
  else if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

/**
 * leaf_quote_popover_choose:
 * @self: a popover with a parent
 * @editor: where the quotation is put
 * @library: an open library
 * @book: id of the book whose quotations are shown
 *
 * Opens at the cursor of the editor once the quotations are read.
 */
void
leaf_quote_popover_choose (LeafQuotePopover *self,
                           LeafEditor       *editor,
                           LeafLibrary      *library,
                           gint64            book)
{
  Loaded *loaded;

  g_return_if_fail (LEAF_IS_QUOTE_POPOVER (self));
  g_return_if_fail (LEAF_IS_EDITOR (editor));
  g_return_if_fail (LEAF_IS_LIBRARY (library));

  g_set_object (&self->editor, editor);
  self->book = book;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  loaded = g_new0 (Loaded, 1);
  loaded->popover = g_object_ref (self);
  loaded->book = book;
  leaf_library_run_async (library, LEAF_LIBRARY_READ, load_func, loaded, (GDestroyNotify) loaded_free, NULL, load_cb,
                          NULL);
}
