/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-print"

#include "config.h"

#include "leaf-print-private.h"

#include <string.h>

#define FAMILY "Serif"
#define CODE_FAMILY "Monospace"

/* The fluorescent yellow of a marker pen, as light as paper needs it. */
#define HIGHLIGHT_RED   0xffff
#define HIGHLIGHT_GREEN 0xf2f2
#define HIGHLIGHT_BLUE  0xa0a0

static PangoLayout *
make_layout (PangoContext *context, double size, double width)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();

  pango_font_description_set_family_static (font, FAMILY);
  pango_font_description_set_size (font, (int) (size * PANGO_SCALE));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (MAX (1, width) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

/* Plain words. */
PangoLayout *
leaf_print_make_text (PangoContext *context, const char *text, double size, PangoWeight weight, double width)
{
  PangoLayout *layout = make_layout (context, size, width);

  pango_layout_set_text (layout, text, -1);
  if (weight != PANGO_WEIGHT_NORMAL)
    leaf_print_set_style (layout, PANGO_STYLE_NORMAL, weight);
  return layout;
}

static void
add (PangoAttrList *list, PangoAttribute *attribute, unsigned int start, unsigned int end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

/* Spoilers are printed as they are: paper cannot be unfolded. */
static void
add_style (PangoAttrList *list, const LeafTextStyle *style, double size, unsigned int start, unsigned int end)
{
  if (style->marks & LEAF_MARK_BOLD)
    add (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
  if (style->marks & LEAF_MARK_ITALIC)
    add (list, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
  if ((style->marks & LEAF_MARK_UNDERLINE) || style->link != NULL)
    add (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
  if (style->marks & LEAF_MARK_STRIKETHROUGH)
    add (list, pango_attr_strikethrough_new (TRUE), start, end);
  if (style->marks & LEAF_MARK_CODE)
    add (list, pango_attr_family_new (CODE_FAMILY), start, end);
  if (style->marks & LEAF_MARK_HIGHLIGHT)
    add (list, pango_attr_background_new (HIGHLIGHT_RED, HIGHLIGHT_GREEN, HIGHLIGHT_BLUE), start, end);
  if (style->marks & LEAF_MARK_SUPERSCRIPT)
    {
      add (list, pango_attr_scale_new (0.7), start, end);
      add (list, pango_attr_rise_new ((int) (size * 0.35 * PANGO_SCALE)), start, end);
    }
}

/* The runs of a block, without its first @skip characters. */
PangoLayout *
leaf_print_make_block (PangoContext *context, const LeafBlock *block, unsigned int skip, double size, double width)
{
  PangoLayout *layout = make_layout (context, size, width);
  g_autoptr (PangoAttrList) list = pango_attr_list_new ();
  const char *all = leaf_block_get_text (block);
  const char *text = g_utf8_offset_to_pointer (all, skip);
  unsigned int n_spans;
  const LeafSpan *spans = leaf_block_get_spans (block, &n_spans);
  const char *p = all;

  pango_layout_set_text (layout, text, -1);
  for (unsigned int i = 0; i < n_spans; i++)
    {
      const char *end = g_utf8_offset_to_pointer (p, spans[i].n_chars);

      if (end > text)
        add_style (list, &spans[i].style, size, (unsigned int) (MAX (p, text) - text), (unsigned int) (end - text));
      p = end;
    }
  pango_layout_set_attributes (layout, list);
  return layout;
}

/* Of all of it, under what its runs say. */
void
leaf_print_set_style (PangoLayout *layout, PangoStyle style, PangoWeight weight)
{
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (pango_layout_get_font_description (layout));

  pango_font_description_set_style (font, style);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
}
