/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-comparison"

#include "config.h"

#include "leaf-comparison.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of 65,535. */
#define BACKGROUND_ALPHA 18000

struct _LeafComparisonRow
{
  GObject parent_instance;

  LeafDocument *a;
  LeafDocument *b;
  GPtrArray *changes;
  unsigned int index;
};

G_DEFINE_FINAL_TYPE (LeafComparisonRow, leaf_comparison_row, G_TYPE_OBJECT)

/* A label being written. */
typedef struct {
  GString *text;
  GString *spoken;
  PangoAttrList *attributes;
  const LeafComparisonColors *colors;
  LeafCompareKind kind; /* of what was written last */
} Writer;

static const char *
describe_kind (const LeafBlockStyle *style)
{
  switch (style->kind)
    {
    case LEAF_BLOCK_HEADING:
      return style->level == 2 ? _("Heading") : style->level == 3 ? _("Subheading") : _("Small Heading");
    case LEAF_BLOCK_QUOTE:
      return _("Quotation");
    case LEAF_BLOCK_QUOTE_SOURCE:
      return _("Source");
    case LEAF_BLOCK_BULLET:
      return _("Bulleted List");
    case LEAF_BLOCK_NUMBERED:
      return _("Numbered List");
    case LEAF_BLOCK_FIGURE:
      return _("Picture");
    case LEAF_BLOCK_DIVIDER:
      return _("Divider");
    case LEAF_BLOCK_SPOILER:
      return _("Spoiler");
    case LEAF_BLOCK_WARNING:
      return _("Content Warning");
    case LEAF_BLOCK_RATING:
      return _("Rating");
    case LEAF_BLOCK_PARAGRAPH:
    default:
      return _("Paragraph");
    }
}

/* What a block is, with what of it is not in its text. */
static char *
describe_style (const LeafBlockStyle *style)
{
  if (style->kind == LEAF_BLOCK_FIGURE && style->alt != NULL)
    /* Translators: stands for a picture; %s is its alternative text */
    return g_strdup_printf (_("Picture: %s"), style->alt);
  if (style->kind == LEAF_BLOCK_RATING && style->level > 0)
    /* Translators: how a category was rated, "Rating: 4.5 of 5" */
    return g_strdup_printf (_("Rating: %.2g of 5"), style->level / 2.0);
  return g_strdup (describe_kind (style));
}

static void
add_attribute (Writer         *self,
               PangoAttribute *attribute,
               gsize           start)
{
  attribute->start_index = (unsigned int) start;
  attribute->end_index = (unsigned int) self->text->len;
  pango_attr_list_insert (self->attributes, attribute);
}

static void
add_background (Writer        *self,
                const GdkRGBA *color,
                gsize          start)
{
  add_attribute (self, pango_attr_background_new ((guint16) (color->red * 65535), (guint16) (color->green * 65535),
                                                  (guint16) (color->blue * 65535)), start);
  add_attribute (self, pango_attr_background_alpha_new (BACKGROUND_ALPHA), start);
}

/* Never by colour alone: what is new is underlined, what has gone struck out. */
static void
mark_kind (Writer          *self,
           LeafCompareKind  kind,
           gsize            start)
{
  switch (kind)
    {
    case LEAF_COMPARE_ADDED:
      add_background (self, &self->colors->added, start);
      add_attribute (self, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start);
      break;
    case LEAF_COMPARE_REMOVED:
      add_background (self, &self->colors->removed, start);
      add_attribute (self, pango_attr_strikethrough_new (TRUE), start);
      break;
    case LEAF_COMPARE_CHANGED:
      add_background (self, &self->colors->changed, start);
      add_attribute (self, pango_attr_underline_new (PANGO_UNDERLINE_DOUBLE), start);
      break;
    case LEAF_COMPARE_SAME:
    default:
      break;
    }
}

static void
mark_look (Writer              *self,
           const LeafTextStyle *style,
           gsize                start)
{
  if (style->marks & LEAF_MARK_BOLD)
    add_attribute (self, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start);
  if (style->marks & LEAF_MARK_ITALIC)
    add_attribute (self, pango_attr_style_new (PANGO_STYLE_ITALIC), start);
  if (style->marks & LEAF_MARK_CODE)
    add_attribute (self, pango_attr_family_new ("monospace"), start);
  if (style->marks & LEAF_MARK_UNDERLINE || style->link != NULL)
    add_attribute (self, pango_attr_underline_new (PANGO_UNDERLINE_LOW), start);
  if (style->marks & LEAF_MARK_STRIKETHROUGH)
    add_attribute (self, pango_attr_strikethrough_new (TRUE), start);
  if (style->marks & LEAF_MARK_SUPERSCRIPT)
    add_attribute (self, pango_attr_rise_new (4 * PANGO_SCALE), start);
}

static void
speak (Writer          *self,
       LeafCompareKind  kind,
       const char      *text)
{
  if (kind != self->kind)
    {
      static const char *const words[] = { N_("Unchanged:"), N_("Added:"), N_("Removed:"), N_("Other formatting:") };

      g_string_append_printf (self->spoken, "%s%s ", self->spoken->len > 0 ? " " : "", _(words[kind]));
      self->kind = kind;
    }
  g_string_append (self->spoken, text);
}

/* Characters of a block, without the one that stands for a picture. */
static void
write_piece (Writer             *self,
             const LeafDocument *document,
             unsigned int        index,
             unsigned int        start,
             unsigned int        n_chars,
             LeafCompareKind     kind)
{
  const LeafBlock *block = leaf_document_get_block (document, index);
  const char *text = leaf_block_get_text (block);
  gsize from = self->text->len;
  unsigned int n_spans, offset = 0;
  const LeafSpan *spans = leaf_block_get_spans (block, &n_spans);

  for (unsigned int i = 0; i < n_spans && offset < start + n_chars; offset += spans[i++].n_chars)
    {
      unsigned int first = MAX (offset, start);
      unsigned int last = MIN (offset + spans[i].n_chars, start + n_chars);
      gsize here = self->text->len;
      const char *p, *end;

      if (first >= last)
        continue;
      p = g_utf8_offset_to_pointer (text, first);
      end = g_utf8_offset_to_pointer (p, last - first);
      if (g_str_has_prefix (p, LEAF_OBJECT_STRING))
        p += strlen (LEAF_OBJECT_STRING);
      g_string_append_len (self->text, p, end - p);
      mark_look (self, &spans[i].style, here);
    }

  mark_kind (self, kind, from);
  if (self->text->len > from)
    speak (self, kind, self->text->str + from);
}

static void
write_caption (Writer         *self,
               const char     *text,
               LeafCompareKind kind)
{
  gsize start = self->text->len;

  g_string_append (self->text, text);
  add_attribute (self, pango_attr_scale_new (PANGO_SCALE_SMALL), start);
  mark_kind (self, kind, start);
  speak (self, kind, text);
  g_string_append_c (self->spoken, ' ');
  g_string_append_c (self->text, '\n');
}

/* The kind of a block is said where it is no paragraph. */
static void
write_style (Writer               *self,
             const LeafBlockStyle *style,
             LeafCompareKind       kind)
{
  g_autofree char *text = describe_style (style);

  if (style->kind == LEAF_BLOCK_BULLET)
    {
      gsize start = self->text->len;

      g_string_append (self->text, "• ");
      mark_kind (self, kind, start);
      speak (self, kind, text);
      g_string_append_c (self->spoken, ' ');
    }
  else if (style->kind != LEAF_BLOCK_PARAGRAPH)
    write_caption (self, text, kind);
}

/* It has become another. */
static void
write_style_change (Writer               *self,
                    const LeafBlockStyle *before,
                    const LeafBlockStyle *after,
                    LeafSide              side)
{
  g_autofree char *old = describe_style (before);
  g_autofree char *new = describe_style (after);

  if (side != LEAF_SIDE_AFTER)
    write_caption (self, old, LEAF_COMPARE_REMOVED);
  if (side != LEAF_SIDE_BEFORE)
    write_caption (self, new, LEAF_COMPARE_ADDED);
}

static const LeafBlockStyle *
style_at (const LeafDocument *document,
          unsigned int        index)
{
  return leaf_block_get_style (leaf_document_get_block (document, index));
}

static void
write_whole (Writer             *self,
             const LeafDocument *document,
             unsigned int        index,
             LeafCompareKind     kind)
{
  const LeafBlock *block = leaf_document_get_block (document, index);
  gsize start;

  write_style (self, leaf_block_get_style (block), kind);
  start = self->text->len;
  write_piece (self, document, index, 0, leaf_block_get_length (block), kind);
  if (leaf_block_get_style (block)->kind == LEAF_BLOCK_HEADING)
    add_attribute (self, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start);
}

static void
write_changed (Writer                 *self,
               LeafComparisonRow      *row,
               const LeafCompareBlock *change,
               LeafSide                side)
{
  const LeafBlockStyle *before = style_at (row->a, change->a);
  const LeafBlockStyle *after = style_at (row->b, change->b);
  gsize start;

  if (change->style_changed)
    write_style_change (self, before, after, side);
  else
    write_style (self, after, LEAF_COMPARE_SAME);

  start = self->text->len;
  for (unsigned int i = 0; i < change->spans->len; i++)
    {
      const LeafCompareSpan *span = &g_array_index (change->spans, LeafCompareSpan, i);

      if (side == LEAF_SIDE_BEFORE || span->kind == LEAF_COMPARE_REMOVED)
        {
          if (side != LEAF_SIDE_AFTER && span->kind != LEAF_COMPARE_ADDED)
            write_piece (self, row->a, change->a, span->a_start, span->a_chars, span->kind);
        }
      else
        write_piece (self, row->b, change->b, span->b_start, span->b_chars, span->kind);
    }
  if ((side == LEAF_SIDE_BEFORE ? before : after)->kind == LEAF_BLOCK_HEADING)
    add_attribute (self, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start);
}

static void
leaf_comparison_row_finalize (GObject *object)
{
  LeafComparisonRow *self = LEAF_COMPARISON_ROW (object);

  leaf_document_unref (self->a);
  leaf_document_unref (self->b);
  g_ptr_array_unref (self->changes);

  G_OBJECT_CLASS (leaf_comparison_row_parent_class)->finalize (object);
}

static void
leaf_comparison_row_class_init (LeafComparisonRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leaf_comparison_row_finalize;
}

static void
leaf_comparison_row_init (LeafComparisonRow *self)
{
}

/**
 * leaf_comparison_make_rows: (skip)
 * @a: a document
 * @b: what has become of it
 * @changes: (element-type LeafCompareBlock): what leaf_document_compare() says of them
 *
 * Returns: (transfer full): a list of LeafComparisonRow
 */
GListStore *
leaf_comparison_make_rows (LeafDocument *a,
                           LeafDocument *b,
                           GPtrArray    *changes)
{
  GListStore *store = g_list_store_new (LEAF_TYPE_COMPARISON_ROW);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (unsigned int i = 0; i < changes->len; i++)
    {
      LeafComparisonRow *row = g_object_new (LEAF_TYPE_COMPARISON_ROW, NULL);

      row->a = leaf_document_ref (a);
      row->b = leaf_document_ref (b);
      row->changes = g_ptr_array_ref (changes);
      row->index = i;
      g_ptr_array_add (rows, row);
    }
  g_list_store_splice (store, 0, 0, rows->pdata, rows->len);
  return store;
}

/**
 * leaf_comparison_row_get_kind: (skip)
 * @self: a row
 *
 * Returns: what has become of this block
 */
LeafCompareKind
leaf_comparison_row_get_kind (LeafComparisonRow *self)
{
  return ((const LeafCompareBlock *) g_ptr_array_index (self->changes, self->index))->kind;
}

/**
 * leaf_comparison_row_describe: (skip)
 * @self: a row
 * @side: the block as it was, as it is, or both in one
 * @colors: for the backgrounds
 * @text: (out caller-allocates): what a label is to show; clear it
 */
void
leaf_comparison_row_describe (LeafComparisonRow          *self,
                              LeafSide                    side,
                              const LeafComparisonColors *colors,
                              LeafComparisonText         *text)
{
  const LeafCompareBlock *change = g_ptr_array_index (self->changes, self->index);
  Writer writer = { g_string_new (NULL), g_string_new (NULL), pango_attr_list_new (), colors, LEAF_COMPARE_SAME };

  switch (change->kind)
    {
    case LEAF_COMPARE_SAME:
      write_whole (&writer, self->a, change->a, LEAF_COMPARE_SAME);
      break;
    case LEAF_COMPARE_ADDED:
      if (side != LEAF_SIDE_BEFORE)
        write_whole (&writer, self->b, change->b, LEAF_COMPARE_ADDED);
      break;
    case LEAF_COMPARE_REMOVED:
      if (side != LEAF_SIDE_AFTER)
        write_whole (&writer, self->a, change->a, LEAF_COMPARE_REMOVED);
      break;
    case LEAF_COMPARE_CHANGED:
    default:
      write_changed (&writer, self, change, side);
      break;
    }

  /* A caption may stand alone. */
  if (writer.text->len > 0 && writer.text->str[writer.text->len - 1] == '\n')
    g_string_truncate (writer.text, writer.text->len - 1);
  text->text = g_string_free (writer.text, FALSE);
  text->spoken = g_string_free (writer.spoken, FALSE);
  text->attributes = writer.attributes;
}

/**
 * leaf_comparison_colors_read: (skip)
 * @self: zeroed at first
 * @widget: what is to be coloured
 *
 * Takes the colours of the style that a widget has now.
 *
 * Returns: whether they have changed
 */
gboolean
leaf_comparison_colors_read (LeafComparisonColors *self,
                             GtkWidget            *widget)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  LeafComparisonColors colors;
  gboolean changed;

  gtk_style_context_get_color (context, &colors.changed);
  colors.added = colors.removed = colors.changed;
  gtk_style_context_lookup_color (context, "success_color", &colors.added);
  gtk_style_context_lookup_color (context, "error_color", &colors.removed);
  gtk_style_context_lookup_color (context, "accent_color", &colors.changed);
  changed = memcmp (&colors, self, sizeof colors) != 0;
  *self = colors;
  return changed;
}

/**
 * leaf_comparison_text_clear: (skip)
 * @self: what leaf_comparison_row_describe() filled
 */
void
leaf_comparison_text_clear (LeafComparisonText *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->spoken, g_free);
  g_clear_pointer (&self->attributes, pango_attr_list_unref);
}
