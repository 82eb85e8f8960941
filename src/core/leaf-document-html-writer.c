/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-document"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-private.h"
#include "leaf-html-private.h"

#include <string.h>

/* The stored form. leaf_document_new_from_html() reads it back to the same document; the law
 * load (save (x)) = x holds for every well-formed document (leaf_document_is_well_formed()).
 *
 * A block is written on lines of its own:
 *
 *   paragraph   <p>…</p>
 *   heading     <h2>…</h2> to <h4>
 *   quotation   <blockquote> with a <p> for each quotation block in a row and, last, a <cite> for the source, which closes it;
 *               a source without quotation stands in a <blockquote> alone
 *   list item   <ul> or <ol> with <li>; a deeper list stands inside the item before it, or directly in the list where levels are jumped
 *   figure      <figure data-picture="SHA-256, 64 hex digits"><img alt="…"><figcaption>…</figcaption></figure>; no alt attribute where there is
 *               no text, no caption element for an empty one
 *   divider     <hr>
 *   spoiler     <details class="spoiler"><summary>Spoiler</summary> with a <p> for each spoiler block in a row; the summary is not read
 *   warning     <details class="content-warning"> likewise
 *   rating      <table class="ratings"> with <tr data-rating="0 to 10"><td>category</td><td>4.5</td></tr> for each row; the second cell, empty
 *               for an unrated category, is for other programs and is not read
 *
 * Runs stand in, from the outside in, <a href>, <span class="spoiler">, <mark>, <strong>, <em>, <u>, <s>, <sup>, <code>; what two neighbours share from the outside stays open.
 *
 * An empty block holds one <br>, but for items and captions, because a <p></p> in foreign HTML means nothing. Text that HTML would
 * collapse (white space at either end, two in a row, a tab, nothing but no-break spaces) carries style="white-space: pre-wrap" on its
 * element; on a span inside it in list items, whose style a nested list would inherit. & < > and, in attributes, " are escaped, U+00A0 is &nbsp;, all else is written as it is, in UTF-8.
 *
 * What is not well-formed is mended on the way: U+FFFC where it does not belong is left out, text in a divider becomes a paragraph
 * behind it, a figure without picture its caption. */

typedef enum {
  GROUP_NONE,
  GROUP_QUOTE,
  GROUP_LIST,
  GROUP_SPOILER,
  GROUP_WARNING,
  GROUP_RATINGS,
  N_GROUPS
} Group;

typedef struct {
  GString *html;
  Group group;
  unsigned int depth; /* open lists */
  struct {
    LeafBlockKind kind;
    gboolean item; /* its last <li> is open */
  } lists[LEAF_BLOCK_MAX_DEPTH + 1];
} Writer;

const LeafMarkElement leaf_mark_elements[LEAF_N_MARKS] = {
  { LEAF_MARK_SPOILER, "<span class=\"spoiler\">", "</span>" },
  { LEAF_MARK_HIGHLIGHT, "<mark>", "</mark>" },
  { LEAF_MARK_BOLD, "<strong>", "</strong>" },
  { LEAF_MARK_ITALIC, "<em>", "</em>" },
  { LEAF_MARK_UNDERLINE, "<u>", "</u>" },
  { LEAF_MARK_STRIKETHROUGH, "<s>", "</s>" },
  { LEAF_MARK_SUPERSCRIPT, "<sup>", "</sup>" },
  { LEAF_MARK_CODE, "<code>", "</code>" },
};

/* Here and below strncmp(), not g_str_has_prefix(): newer versions of GLib measure the whole rest of
 * the text in it, which once a character is quadratic. */
static void
append_escaped (GString *html, const char *text, gsize length, gboolean in_attribute)
{
  const char *end = text + length;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      if (*p == '&')
        g_string_append (html, "&amp;");
      else if (*p == '<')
        g_string_append (html, "&lt;");
      else if (*p == '>')
        g_string_append (html, "&gt;");
      else if (*p == '"' && in_attribute)
        g_string_append (html, "&quot;");
      else if (strncmp (p, "\302\240", 2) == 0)
        g_string_append (html, "&nbsp;");
      else if (strncmp (p, LEAF_OBJECT_STRING, 3) != 0)
        g_string_append_len (html, p, g_utf8_next_char (p) - p);
    }
}

static void
close_run (GString *html, const LeafTextStyle *style, unsigned int n_kept, gboolean keep_link)
{
  for (unsigned int i = LEAF_N_MARKS; i > n_kept; i--)
    if (style->marks & leaf_mark_elements[i - 1].mark)
      g_string_append (html, leaf_mark_elements[i - 1].end);
  if (!keep_link && style->link != NULL)
    g_string_append (html, "</a>");
}

static void
open_run (GString *html, const LeafTextStyle *style, unsigned int n_kept, gboolean keep_link)
{
  if (!keep_link && style->link != NULL)
    {
      g_string_append (html, "<a href=\"");
      append_escaped (html, style->link, strlen (style->link), TRUE);
      g_string_append (html, "\">");
    }
  for (unsigned int i = n_kept; i < LEAF_N_MARKS; i++)
    if (style->marks & leaf_mark_elements[i].mark)
      g_string_append (html, leaf_mark_elements[i].start);
}

static void
switch_run (GString *html, const LeafTextStyle *from, const LeafTextStyle *to)
{
  gboolean keep_link = g_strcmp0 (from->link, to->link) == 0;
  unsigned int n_kept = 0;

  if (keep_link)
    while (n_kept < LEAF_N_MARKS && (from->marks & leaf_mark_elements[n_kept].mark) == (to->marks & leaf_mark_elements[n_kept].mark))
      n_kept++;
  close_run (html, from, n_kept, keep_link);
  open_run (html, to, n_kept, keep_link);
}

static void
append_runs (GString *html, const LeafBlock *block)
{
  const LeafTextStyle plain = { LEAF_MARK_NONE, NULL };
  const LeafTextStyle *current = &plain;
  const char *p = block->text->str;

  for (unsigned int i = 0; i < block->spans->len; i++)
    {
      const LeafSpan *span = &g_array_index (block->spans, LeafSpan, i);
      const char *end = g_utf8_offset_to_pointer (p, span->n_chars);

      switch_run (html, current, &span->style);
      append_escaped (html, p, end - p, FALSE);
      current = &span->style;
      p = end;
    }
  switch_run (html, current, &plain);
}

/* Whether HTML, and Markdown, would change the white space of a text. */
gboolean
leaf_html_needs_space_kept (const char *text)
{
  gboolean after_space = TRUE;
  gboolean only_no_break = *text != '\0';

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean space = *p == ' ' || *p == '\t';

      if (*p == '\t' || (space && after_space))
        return TRUE;
      if (strncmp (p, "\302\240", 2) != 0)
        only_no_break = FALSE;
      after_space = space;
    }
  return only_no_break || (after_space && *text != '\0');
}

/* Text of a block as it shows: a figure's is its caption. */
static const char *
readable_text (const LeafBlock *block)
{
  const char *text = block->text->str;

  return g_str_has_prefix (text, LEAF_OBJECT_STRING) ? text + strlen (LEAF_OBJECT_STRING) : text;
}

static void
append_element (GString *html, const char *name, const LeafBlock *block)
{
  const char *text = readable_text (block);

  g_string_append_printf (html, "<%s%s>", name, leaf_html_needs_space_kept (text) ? LEAF_HTML_KEEP_SPACE : "");
  if (*text == '\0')
    g_string_append (html, "<br>");
  else
    append_runs (html, block);
  g_string_append_printf (html, "</%s>\n", name);
}

static const char *
list_name (LeafBlockKind kind)
{
  return kind == LEAF_BLOCK_NUMBERED ? "ol" : "ul";
}

static void
close_list (Writer *self)
{
  self->depth--;
  if (self->lists[self->depth].item)
    g_string_append (self->html, "</li>\n");
  g_string_append_printf (self->html, "</%s>\n", list_name (self->lists[self->depth].kind));
}

static void
switch_group (Writer *self, Group group)
{
  static const struct {
    const char *start;
    const char *end;
  } groups[N_GROUPS] = {
    [GROUP_NONE] = { "", "" },
    [GROUP_QUOTE] = { "<blockquote>\n", "</blockquote>\n" },
    [GROUP_LIST] = { "", "" }, /* its elements follow the depth */
    [GROUP_SPOILER] = { "<details class=\"spoiler\"><summary>Spoiler</summary>\n", "</details>\n" },
    [GROUP_WARNING] = { "<details class=\"content-warning\"><summary>Content warning</summary>\n", "</details>\n" },
    [GROUP_RATINGS] = { "<table class=\"ratings\">\n", "</table>\n" },
  };

  if (self->group == group)
    return;

  g_string_append (self->html, groups[self->group].end);
  while (self->depth > 0)
    close_list (self);
  g_string_append (self->html, groups[group].start);
  self->group = group;
}

static void
write_item (Writer *self, const LeafBlock *block)
{
  LeafBlockKind kind = block->style.kind;
  unsigned int level = block->style.level;
  gboolean keep_space = leaf_html_needs_space_kept (block->text->str);

  while (self->depth > level + 1)
    close_list (self);
  if (self->depth == level + 1 && self->lists[level].kind != kind)
    close_list (self);
  if (self->depth == level + 1 && self->lists[level].item)
    g_string_append (self->html, "</li>\n");
  while (self->depth <= level)
    {
      if (self->depth > 0 && self->lists[self->depth - 1].item)
        g_string_append_c (self->html, '\n');
      g_string_append_printf (self->html, "<%s>\n", list_name (kind));
      self->lists[self->depth].kind = kind;
      self->lists[self->depth].item = FALSE;
      self->depth++;
    }

  g_string_append (self->html, keep_space ? "<li><span" LEAF_HTML_KEEP_SPACE ">" : "<li>");
  append_runs (self->html, block);
  if (keep_space)
    g_string_append (self->html, "</span>");
  self->lists[level].item = TRUE;
}

static void
write_rating (Writer *self, const LeafBlock *block)
{
  unsigned int rating = block->style.level;

  g_string_append_printf (self->html, "<tr data-rating=\"%u\">", rating);
  append_element (self->html, "td", block);
  if (rating > 0)
    g_string_append_printf (self->html, "<td>%u%s</td></tr>\n", rating / 2, rating % 2 != 0 ? ".5" : "");
  else
    g_string_append (self->html, "<td></td></tr>\n");
}

static void
write_figure (Writer *self, const LeafBlock *block)
{
  const char *caption = readable_text (block);

  g_string_append_printf (self->html, "<figure data-picture=\"%s\"><img", block->style.picture);
  if (block->style.alt != NULL)
    {
      g_string_append (self->html, " alt=\"");
      append_escaped (self->html, block->style.alt, strlen (block->style.alt), TRUE);
      g_string_append_c (self->html, '"');
    }
  g_string_append_c (self->html, '>');
  if (*caption != '\0')
    {
      g_string_append_printf (self->html, "<figcaption%s>", leaf_html_needs_space_kept (caption) ? LEAF_HTML_KEEP_SPACE : "");
      append_runs (self->html, block);
      g_string_append (self->html, "</figcaption>");
    }
  g_string_append (self->html, "</figure>\n");
}

static gboolean
is_picture (const char *picture)
{
  return picture != NULL && strlen (picture) == 64 && strspn (picture, "0123456789abcdef") == 64;
}

static void
write_block (Writer *self, const LeafBlock *block)
{
  static const char *const headings[] = { "h2", "h3", "h4" };

  switch (block->style.kind)
    {
    case LEAF_BLOCK_HEADING:
      switch_group (self, GROUP_NONE);
      append_element (self->html, headings[block->style.level - 2], block);
      break;
    case LEAF_BLOCK_QUOTE:
      switch_group (self, GROUP_QUOTE);
      append_element (self->html, "p", block);
      break;
    case LEAF_BLOCK_QUOTE_SOURCE:
      switch_group (self, GROUP_QUOTE);
      append_element (self->html, "cite", block);
      switch_group (self, GROUP_NONE);
      break;
    case LEAF_BLOCK_BULLET:
    case LEAF_BLOCK_NUMBERED:
      switch_group (self, GROUP_LIST);
      write_item (self, block);
      break;
    case LEAF_BLOCK_SPOILER:
      switch_group (self, GROUP_SPOILER);
      append_element (self->html, "p", block);
      break;
    case LEAF_BLOCK_WARNING:
      switch_group (self, GROUP_WARNING);
      append_element (self->html, "p", block);
      break;
    case LEAF_BLOCK_RATING:
      switch_group (self, GROUP_RATINGS);
      write_rating (self, block);
      break;
    case LEAF_BLOCK_DIVIDER:
      switch_group (self, GROUP_NONE);
      g_string_append (self->html, "<hr>\n");
      if (*readable_text (block) != '\0')
        append_element (self->html, "p", block);
      break;
    case LEAF_BLOCK_FIGURE:
      switch_group (self, GROUP_NONE);
      if (is_picture (block->style.picture))
        write_figure (self, block);
      else
        append_element (self->html, "p", block);
      break;
    case LEAF_BLOCK_PARAGRAPH:
    default:
      switch_group (self, GROUP_NONE);
      append_element (self->html, "p", block);
      break;
    }
}

/**
 * leaf_document_to_html:
 *
 * Writes the stored form, as the head of this file has it. The same document always gives the same bytes.
 *
 * Returns: (transfer full): HTML in UTF-8
 */
char *
leaf_document_to_html (const LeafDocument *self)
{
  Writer writer = { 0 };

  g_return_val_if_fail (self != NULL, NULL);

  writer.html = g_string_sized_new (self->length + 32 * self->blocks->len);
  for (unsigned int i = 0; i < self->blocks->len; i++)
    write_block (&writer, g_ptr_array_index (self->blocks, i));
  switch_group (&writer, GROUP_NONE);
  return g_string_free (writer.html, FALSE);
}

/**
 * leaf_block_to_html:
 *
 * Writes the runs of a block alone, without the element of the block and without U+FFFC, for those who
 * write elements of their own around them.
 *
 * Returns: (transfer full): HTML in UTF-8
 */
char *
leaf_block_to_html (const LeafBlock *block)
{
  GString *html;

  g_return_val_if_fail (block != NULL, NULL);

  html = g_string_new (NULL);
  append_runs (html, block);
  return g_string_free (html, FALSE);
}

/**
 * leaf_document_to_clipboard:
 *
 * Writes HTML for the clipboard, with its character set for programs that do not guess: the stored form or, where the document is but a
 * few words, these alone, so that they join the line they are pasted into. leaf_document_new_from_clipboard() knows it again, and
 * reads the same document.
 *
 * Returns: (transfer full): HTML in UTF-8
 */
char *
leaf_document_to_clipboard (const LeafDocument *self)
{
  const LeafBlock *first;
  GString *html;

  g_return_val_if_fail (self != NULL, NULL);

  html = g_string_new (LEAF_HTML_CLIPBOARD_HEAD);
  first = leaf_document_get_block (self, 0);
  if (self->blocks->len == 1 && first->style.kind == LEAF_BLOCK_PARAGRAPH)
    {
      gboolean keep_space = leaf_html_needs_space_kept (first->text->str);

      if (keep_space)
        g_string_append (html, "<span" LEAF_HTML_KEEP_SPACE ">");
      append_runs (html, first);
      if (keep_space)
        g_string_append (html, "</span>");
    }
  else
    {
      g_autofree char *stored = leaf_document_to_html (self);

      g_string_append (html, stored);
    }
  return g_string_free (html, FALSE);
}
