/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-tags.h"

static const char *const block_names[LEAF_N_BLOCK_KINDS] = {
  [LEAF_BLOCK_PARAGRAPH] = "paragraph",
  [LEAF_BLOCK_HEADING] = "heading",
  [LEAF_BLOCK_QUOTE] = "quote",
  [LEAF_BLOCK_QUOTE_SOURCE] = "source",
  [LEAF_BLOCK_BULLET] = "bullet",
  [LEAF_BLOCK_NUMBERED] = "numbered",
  [LEAF_BLOCK_FIGURE] = "figure",
  [LEAF_BLOCK_DIVIDER] = "divider",
  [LEAF_BLOCK_SPOILER] = "spoiler",
  [LEAF_BLOCK_WARNING] = "warning",
  [LEAF_BLOCK_RATING] = "rating",
};

/* The levels that a kind can have; the others are never asked for. */
static void
level_range (LeafBlockKind kind,
             unsigned int *first,
             unsigned int *last)
{
  *first = *last = 0;
  if (kind == LEAF_BLOCK_HEADING)
    {
      *first = 2;
      *last = 4;
    }
  else if (kind == LEAF_BLOCK_BULLET || kind == LEAF_BLOCK_NUMBERED)
    *last = LEAF_BLOCK_MAX_DEPTH;
}

/**
 * leaf_editor_metrics_get_column:
 * @self: sizes
 *
 * Returns: the width of five stars and their number, in pixels
 */
int
leaf_editor_metrics_get_column (const LeafEditorMetrics *self)
{
  return LEAF_RATING_MAX / 2 * (self->star + LEAF_EDITOR_STAR_GAP) + LEAF_EDITOR_NUMBER_GAP + self->number;
}

/**
 * leaf_editor_kind_has_label:
 * @kind: a kind of block
 *
 * Returns: whether the first line of a group has a label above it, or the last one a row below it
 */
gboolean
leaf_editor_kind_has_label (LeafBlockKind kind)
{
  return kind == LEAF_BLOCK_SPOILER || kind == LEAF_BLOCK_WARNING || kind == LEAF_BLOCK_RATING;
}

/**
 * leaf_editor_tags_get_look:
 * @self: the tags
 * @style: what the block is
 * @rtl: whether its text runs from right to left
 * @labelled: whether there is a label above it or a row below it
 *
 * The margins and the spacing of a block, in pixels.
 *
 * GTK never swaps the margins of a line by its direction, so the side that is moved in is chosen
 * here.
 */
LeafLineLook
leaf_editor_tags_get_look (const LeafEditorTags *self,
                           const LeafBlockStyle *style,
                           gboolean              rtl,
                           gboolean              labelled)
{
  LeafLineLook look = { LEAF_EDITOR_MARGIN, LEAF_EDITOR_MARGIN, 0, 12 };
  int inset = 0;
  int far_inset = 0;

  switch (style->kind)
    {
    case LEAF_BLOCK_HEADING:
      look.above = style->level == 2 ? 16 : 10;
      look.below = 6;
      break;
    case LEAF_BLOCK_QUOTE:
      inset = self->step;
      look.above = 6;
      look.below = 6;
      break;
    case LEAF_BLOCK_QUOTE_SOURCE:
      inset = self->step;
      look.below = 14;
      break;
    case LEAF_BLOCK_BULLET:
    case LEAF_BLOCK_NUMBERED:
      inset = self->step * ((int) style->level + 1);
      look.below = 6;
      break;
    case LEAF_BLOCK_SPOILER:
    case LEAF_BLOCK_WARNING:
      inset = self->step;
      look.above = 6 + (labelled ? self->metrics.label : 0);
      look.below = 14;
      break;
    case LEAF_BLOCK_RATING:
      far_inset = leaf_editor_metrics_get_column (&self->metrics) + LEAF_EDITOR_MARGIN;
      look.above = LEAF_EDITOR_ROW_PADDING;
      look.below = LEAF_EDITOR_ROW_PADDING;
      if (labelled)
        look.below += self->metrics.row + 2 * LEAF_EDITOR_ROW_PADDING + LEAF_EDITOR_TABLE_GAP;
      break;
    case LEAF_BLOCK_DIVIDER:
      look.above = 4;
      break;
    case LEAF_BLOCK_PARAGRAPH:
    case LEAF_BLOCK_FIGURE:
    default:
      break;
    }

  look.left_margin += rtl ? far_inset : inset;
  look.right_margin += rtl ? inset : far_inset;
  return look;
}

static void
set_look (const LeafEditorTags *self,
          LeafBlockKind         kind,
          unsigned int          level,
          gboolean              rtl,
          gboolean              labelled)
{
  LeafBlockStyle style = { .kind = kind, .level = level };
  LeafLineLook look = leaf_editor_tags_get_look (self, &style, rtl, labelled);

  g_object_set (self->blocks[kind][level][rtl][labelled],
                "left-margin", look.left_margin,
                "right-margin", look.right_margin,
                "pixels-above-lines", look.above,
                "pixels-below-lines", look.below,
                NULL);
}

static GtkTextTag *
make_block_tag (LeafBlockKind kind,
                unsigned int  level,
                gboolean      rtl,
                gboolean      labelled)
{
  static const double heading_scales[] = { 0, 0, 1.5, 1.25, 1.1 };
  g_autofree char *name = g_strdup_printf ("%s-%u%s%s", block_names[kind], level,
                                           labelled ? "-labelled" : "", rtl ? "-rtl" : "");
  GtkTextTag *tag = gtk_text_tag_new (name);

  g_object_set (tag, "indent", 0, NULL);
  if (kind == LEAF_BLOCK_HEADING)
    g_object_set (tag, "scale", heading_scales[level], "weight", PANGO_WEIGHT_BOLD, NULL);
  else if (kind == LEAF_BLOCK_QUOTE)
    g_object_set (tag, "style", PANGO_STYLE_ITALIC, NULL);
  else if (kind == LEAF_BLOCK_QUOTE_SOURCE || kind == LEAF_BLOCK_FIGURE)
    g_object_set (tag, "scale", 0.9, NULL);

  return tag;
}

/**
 * leaf_editor_tags_init:
 * @self: the tags to make
 * @table: (transfer none): an empty table that takes them
 *
 * Makes the tags. The blocks come first: a later tag wins, so bold text inside a heading is still
 * told apart from the heading, and upright text in a quotation could be.
 */
void
leaf_editor_tags_init (LeafEditorTags  *self,
                       GtkTextTagTable *table)
{
  static const char *const mark_names[LEAF_N_MARKS] = {
    "bold", "italic", "underline", "strikethrough", "code", "spoiler", "highlight", "superscript"
  };

  memset (self, 0, sizeof *self);
  self->step = LEAF_EDITOR_STEP;
  self->metrics = (LeafEditorMetrics) { 18, 20, 16, 24 }; /* until the widget tells */
  for (unsigned int kind = 0; kind < LEAF_N_BLOCK_KINDS; kind++)
    {
      unsigned int first, last;

      level_range (kind, &first, &last);
      for (unsigned int level = first; level <= last; level++)
        for (unsigned int side = 0; side < (leaf_editor_kind_has_label (kind) ? 4 : 2); side++)
          {
            GtkTextTag *tag = make_block_tag (kind, level, side & 1, side >> 1);

            self->blocks[kind][level][side & 1][side >> 1] = tag;
            set_look (self, kind, level, side & 1, side >> 1);
            gtk_text_tag_table_add (table, tag);
            g_object_unref (tag);
          }
    }

  self->link = gtk_text_tag_new ("link");
  g_object_set (self->link, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  gtk_text_tag_table_add (table, self->link);
  g_object_unref (self->link);

  for (unsigned int i = 0; i < LEAF_N_MARKS; i++)
    {
      self->marks[i] = gtk_text_tag_new (mark_names[i]);
      gtk_text_tag_table_add (table, self->marks[i]);
      g_object_unref (self->marks[i]);
    }
  g_object_set (self->marks[0], "weight", PANGO_WEIGHT_HEAVY, NULL);
  g_object_set (self->marks[1], "style", PANGO_STYLE_ITALIC, NULL);
  g_object_set (self->marks[2], "underline", PANGO_UNDERLINE_SINGLE, NULL);
  g_object_set (self->marks[3], "strikethrough", TRUE, NULL);
  g_object_set (self->marks[4], "family", "monospace", "scale", 0.92, NULL);
  g_object_set (self->marks[7], "rise", 4 * PANGO_SCALE, "scale", 0.75, NULL);
}

static void
set_faded (GtkTextTag    *tag,
           const char    *property,
           const GdkRGBA *color,
           float          alpha)
{
  GdkRGBA faded = *color;

  faded.alpha *= alpha;
  g_object_set (tag, property, &faded, NULL);
}

/**
 * leaf_editor_tags_set_colors:
 * @self: the tags
 * @colors: colours of the widget's present style
 *
 * Makes the tags fit a light, dark or high-contrast style.
 */
void
leaf_editor_tags_set_colors (LeafEditorTags         *self,
                             const LeafEditorColors *colors)
{
  g_object_set (self->link, "foreground-rgba", &colors->accent, NULL);
  set_faded (self->marks[4], "background-rgba", &colors->text, 0.09f);
  set_faded (self->marks[5], "background-rgba", &colors->text, 0.2f);
  set_faded (self->marks[6], "background-rgba", &colors->highlight, 0.4f);
  for (unsigned int rtl = 0; rtl < 2; rtl++)
    {
      set_faded (self->blocks[LEAF_BLOCK_QUOTE_SOURCE][0][rtl][0], "foreground-rgba", &colors->text, 0.7f);
      set_faded (self->blocks[LEAF_BLOCK_FIGURE][0][rtl][0], "foreground-rgba", &colors->text, 0.7f);
    }
}

/* Those with labels alone, or all there are. */
static void
update_looks (const LeafEditorTags *self,
              gboolean              labelled_kinds)
{
  for (unsigned int kind = 0; kind < LEAF_N_BLOCK_KINDS; kind++)
    for (unsigned int level = 0; level <= LEAF_BLOCK_MAX_DEPTH; level++)
      for (unsigned int side = 0; side < 4; side++)
        if (self->blocks[kind][level][side & 1][side >> 1] != NULL &&
            (!labelled_kinds || leaf_editor_kind_has_label (kind)))
          set_look (self, kind, level, side & 1, side >> 1);
}

/**
 * leaf_editor_tags_set_step:
 * @self: the tags
 * @step: pixels
 *
 * Says how far a list level or a quotation is moved in: what stands beside an item grows with the text.
 */
void
leaf_editor_tags_set_step (LeafEditorTags *self,
                           int             step)
{
  if (self->step == step)
    return;

  self->step = step;
  update_looks (self, FALSE);
}

/**
 * leaf_editor_tags_set_metrics:
 * @self: the tags
 * @metrics: sizes in the widget's present font
 *
 * Makes room for what is drawn beside the text.
 */
void
leaf_editor_tags_set_metrics (LeafEditorTags          *self,
                              const LeafEditorMetrics *metrics)
{
  self->metrics = *metrics;
  update_looks (self, TRUE);
}

/**
 * leaf_editor_tags_get_block:
 * @self: the tags
 * @style: what the block is
 * @rtl: whether its text runs from right to left
 * @labelled: whether there is a label above it or a row below it
 *
 * The tag that all characters of such a block carry, its line feed included.
 *
 * Returns: (transfer none): the tag
 */
GtkTextTag *
leaf_editor_tags_get_block (const LeafEditorTags *self,
                            const LeafBlockStyle *style,
                            gboolean              rtl,
                            gboolean              labelled)
{
  unsigned int first, last;

  level_range (style->kind, &first, &last);
  return self->blocks[style->kind][CLAMP (style->level, first, last)][rtl ? 1 : 0][labelled ? 1 : 0];
}
