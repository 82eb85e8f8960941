/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-html"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-html-private.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* Gumbo walks its stack of open elements at each tag, frees its tree by recursion and reopens each
 * unclosed formatting element in each paragraph. Measured with 0.10.1: 20,000 nested <div> take two
 * seconds and 100,000 more than a minute, freeing 50,000 nested elements needs more than 1 MB of stack,
 * and 39 kB of unclosed <font> become 730 MB. So this stands in front of it: one pass over the tags
 * that writes them again
 *
 * - as a vocabulary of some forty elements and eight attributes, everything else unwrapped or skipped;
 * - with each end that HTML implies written out, so that the stack here is the stack there;
 * - never deeper than LEAF_HTML_MAX_DEPTH, with at most MAX_FORMATTING open formatting elements of a kind;
 * - and stopping where the tree would have more than MAX_NODES nodes.
 *
 * Nothing here makes anything safe: that is the reader's part, which builds the document anew. */

#define MAX_FORMATTING 3
#define MAX_NODES 2000000
#define BYTES_PER_NODE 64
#define MAX_UNENDED 16
#define N_FORMATTING (LEAF_TAG_SMALL + 1)

typedef enum {
  FORMATTING = 1 << 0,
  VOID = 1 << 1,
  BLOCK = 1 << 2,   /* ends a paragraph */
  HEADING = 1 << 3,
  ITEM = 1 << 4,
  PART = 1 << 5,    /* of a table */
  BARRIER = 1 << 6, /* hides the elements around it */
} TagFlags;

static const struct {
  const char *name;
  TagFlags flags;
} tags[LEAF_N_TAGS] = {
  [LEAF_TAG_A] = { "a", FORMATTING },
  [LEAF_TAG_B] = { "b", FORMATTING },
  [LEAF_TAG_I] = { "i", FORMATTING },
  [LEAF_TAG_U] = { "u", FORMATTING },
  [LEAF_TAG_S] = { "s", FORMATTING },
  [LEAF_TAG_CODE] = { "code", FORMATTING },
  [LEAF_TAG_SMALL] = { "small", FORMATTING },
  [LEAF_TAG_SPAN] = { "span", 0 },
  [LEAF_TAG_MARK] = { "mark", 0 },
  [LEAF_TAG_SUP] = { "sup", 0 },
  [LEAF_TAG_CITE] = { "cite", 0 },
  [LEAF_TAG_BR] = { "br", VOID },
  [LEAF_TAG_HR] = { "hr", VOID | BLOCK },
  [LEAF_TAG_IMG] = { "img", VOID },
  [LEAF_TAG_P] = { "p", BLOCK },
  [LEAF_TAG_DIV] = { "div", BLOCK },
  [LEAF_TAG_FOOTER] = { "footer", BLOCK },
  [LEAF_TAG_H1] = { "h1", BLOCK | HEADING },
  [LEAF_TAG_H2] = { "h2", BLOCK | HEADING },
  [LEAF_TAG_H3] = { "h3", BLOCK | HEADING },
  [LEAF_TAG_H4] = { "h4", BLOCK | HEADING },
  [LEAF_TAG_PRE] = { "pre", BLOCK },
  [LEAF_TAG_BLOCKQUOTE] = { "blockquote", BLOCK },
  [LEAF_TAG_FIGURE] = { "figure", BLOCK },
  [LEAF_TAG_FIGCAPTION] = { "figcaption", BLOCK },
  [LEAF_TAG_DETAILS] = { "details", BLOCK },
  [LEAF_TAG_SUMMARY] = { "summary", BLOCK },
  [LEAF_TAG_UL] = { "ul", BLOCK },
  [LEAF_TAG_OL] = { "ol", BLOCK },
  [LEAF_TAG_LI] = { "li", BLOCK | ITEM },
  [LEAF_TAG_DD] = { "dd", BLOCK | ITEM },
  [LEAF_TAG_DT] = { "dt", BLOCK | ITEM },
  [LEAF_TAG_TABLE] = { "table", BLOCK | BARRIER },
  [LEAF_TAG_CAPTION] = { "caption", PART | BARRIER },
  [LEAF_TAG_TBODY] = { "tbody", PART },
  [LEAF_TAG_TR] = { "tr", PART },
  [LEAF_TAG_TD] = { "td", PART | BARRIER },
};

/* Foreign names, in the order of strcmp(), and what they are here. */
static const struct {
  const char *name;
  LeafTag tag;
} names[] = {
  { "a", LEAF_TAG_A },
  { "address", LEAF_TAG_DIV },
  { "applet", LEAF_TAG_SKIP },
  { "article", LEAF_TAG_DIV },
  { "aside", LEAF_TAG_DIV },
  { "audio", LEAF_TAG_SKIP },
  { "b", LEAF_TAG_B },
  { "blockquote", LEAF_TAG_BLOCKQUOTE },
  { "br", LEAF_TAG_BR },
  { "canvas", LEAF_TAG_SKIP },
  { "caption", LEAF_TAG_CAPTION },
  { "center", LEAF_TAG_DIV },
  { "cite", LEAF_TAG_CITE },
  { "code", LEAF_TAG_CODE },
  { "datalist", LEAF_TAG_SKIP },
  { "dd", LEAF_TAG_DD },
  { "del", LEAF_TAG_S },
  { "details", LEAF_TAG_DETAILS },
  { "dfn", LEAF_TAG_I },
  { "dir", LEAF_TAG_UL },
  { "div", LEAF_TAG_DIV },
  { "dl", LEAF_TAG_DIV },
  { "dt", LEAF_TAG_DT },
  { "em", LEAF_TAG_I },
  { "fieldset", LEAF_TAG_DIV },
  { "figcaption", LEAF_TAG_FIGCAPTION },
  { "figure", LEAF_TAG_FIGURE },
  { "footer", LEAF_TAG_FOOTER },
  { "form", LEAF_TAG_DIV },
  { "h1", LEAF_TAG_H1 },
  { "h2", LEAF_TAG_H2 },
  { "h3", LEAF_TAG_H3 },
  { "h4", LEAF_TAG_H4 },
  { "h5", LEAF_TAG_H4 },
  { "h6", LEAF_TAG_H4 },
  { "header", LEAF_TAG_DIV },
  { "hgroup", LEAF_TAG_DIV },
  { "hr", LEAF_TAG_HR },
  { "i", LEAF_TAG_I },
  { "iframe", LEAF_TAG_SKIP },
  { "img", LEAF_TAG_IMG },
  { "ins", LEAF_TAG_U },
  { "kbd", LEAF_TAG_CODE },
  { "li", LEAF_TAG_LI },
  { "listing", LEAF_TAG_PRE },
  { "main", LEAF_TAG_DIV },
  { "mark", LEAF_TAG_MARK },
  { "math", LEAF_TAG_SKIP },
  { "menu", LEAF_TAG_UL },
  { "nav", LEAF_TAG_DIV },
  { "noembed", LEAF_TAG_SKIP },
  { "noframes", LEAF_TAG_SKIP },
  { "noscript", LEAF_TAG_SKIP },
  { "object", LEAF_TAG_SKIP },
  { "ol", LEAF_TAG_OL },
  { "p", LEAF_TAG_P },
  { "pre", LEAF_TAG_PRE },
  { "q", LEAF_TAG_Q },
  { "s", LEAF_TAG_S },
  { "samp", LEAF_TAG_CODE },
  { "script", LEAF_TAG_SKIP },
  { "section", LEAF_TAG_DIV },
  { "select", LEAF_TAG_SKIP },
  { "span", LEAF_TAG_SPAN },
  { "spoiler", LEAF_TAG_SMALL },
  { "strike", LEAF_TAG_S },
  { "strong", LEAF_TAG_B },
  { "style", LEAF_TAG_SKIP },
  { "summary", LEAF_TAG_SUMMARY },
  { "sup", LEAF_TAG_SUP },
  { "svg", LEAF_TAG_SKIP },
  { "table", LEAF_TAG_TABLE },
  { "tbody", LEAF_TAG_TBODY },
  { "td", LEAF_TAG_TD },
  { "template", LEAF_TAG_SKIP },
  { "textarea", LEAF_TAG_SKIP },
  { "tfoot", LEAF_TAG_TBODY },
  { "th", LEAF_TAG_TD },
  { "thead", LEAF_TAG_TBODY },
  { "title", LEAF_TAG_SKIP },
  { "tr", LEAF_TAG_TR },
  { "tt", LEAF_TAG_CODE },
  { "u", LEAF_TAG_U },
  { "ul", LEAF_TAG_UL },
  { "var", LEAF_TAG_I },
  { "video", LEAF_TAG_SKIP },
  { "xml", LEAF_TAG_SKIP },
};

/* Formatting elements are reopened in each block, with their attributes. */
typedef struct {
  unsigned int n_open;
  gsize n_bytes;
} Formatting;

typedef struct {
  LeafTag tag;
  Formatting formatting[N_FORMATTING]; /* barriers: what was open around it */
} OpenElement;

typedef struct {
  const char *end;
  GString *out;
  OpenElement stack[LEAF_HTML_MAX_DEPTH];
  unsigned int depth;
  Formatting formatting[N_FORMATTING];
  unsigned int ignored[LEAF_N_TAGS];      /* start tags left out, whose end tags go with them */
  gboolean unclosed[G_N_ELEMENTS (names)]; /* elements to skip that have no end in the rest of the text */
  unsigned int n_unended;
  gsize n_nodes;
} Guard;

static int
compare_name (gconstpointer key, gconstpointer element)
{
  const LeafHtmlSlice *name = key;
  const char *known = *(const char *const *) element;
  int order = g_ascii_strncasecmp (name->data, known, name->length);

  return order != 0 ? order : (known[name->length] == '\0' ? 0 : -1);
}

static LeafTag
find_tag (LeafHtmlSlice name, unsigned int *index)
{
  const gpointer found = name.length > 10 ? NULL
                         : bsearch (&name, names, G_N_ELEMENTS (names), sizeof names[0], compare_name);

  if (found == NULL)
    return LEAF_TAG_NONE;
  *index = ((const char *) found - (const char *) names) / sizeof names[0];
  return names[*index].tag;
}

static LeafTag
top_tag (const Guard *self)
{
  return self->depth > 0 ? self->stack[self->depth - 1].tag : LEAF_TAG_NONE;
}

static void
guard_pop (Guard *self)
{
  const OpenElement *top = &self->stack[--self->depth];

  g_string_append_printf (self->out, "</%s>", tags[top->tag].name);
  if (tags[top->tag].flags & BARRIER)
    memcpy (self->formatting, top->formatting, sizeof self->formatting);
}

static void
guard_pop_to (Guard *self, unsigned int depth)
{
  while (self->depth > depth)
    guard_pop (self);
}

/* Finds the open element of a tag that is not hidden behind a table or a cell: 0, or its place plus 1. */
static unsigned int
guard_find (const Guard *self, LeafTag tag)
{
  gboolean any_heading = (tags[tag].flags & HEADING) != 0;

  for (unsigned int i = self->depth; i > 0; i--)
    {
      LeafTag open = self->stack[i - 1].tag;

      if (open == tag || (any_heading && (tags[open].flags & HEADING)))
        return i;
      if (open == LEAF_TAG_TABLE || ((tags[open].flags & BARRIER) && !(tags[tag].flags & PART) && tag != LEAF_TAG_TABLE))
        return 0;
    }
  return 0;
}

static void
append_attribute (GString *out, const char *name, LeafHtmlSlice value)
{
  if (value.data == NULL)
    return;
  g_string_append_printf (out, " %s=\"", name);
  for (gsize i = 0; i < value.length; i++)
    {
      if (value.data[i] == '"')
        g_string_append (out, "&quot;");
      else
        g_string_append_c (out, value.data[i]);
    }
  g_string_append_c (out, '"');
}

/* The first class that means something, in the stored form or in what other programs write; or NULL. */
static const char *
find_class (LeafHtmlSlice value)
{
  static const char *const known[] = { "spoiler", "content-warning", "ratings", LEAF_HTML_FOREIGN_CLASSES };
  const char *end;

  if (value.data == NULL)
    return NULL;
  end = value.data + value.length;
  for (const char *p = value.data; p < end;)
    {
      const char *start = p;

      while (p < end && !g_ascii_isspace (*p))
        p++;
      for (unsigned int i = 0; i < G_N_ELEMENTS (known); i++)
        if ((gsize) (p - start) == strlen (known[i]) && g_ascii_strncasecmp (start, known[i], p - start) == 0)
          return known[i];
      while (p < end && g_ascii_isspace (*p))
        p++;
    }
  return NULL;
}

/* A table that says that it only places things. */
static gboolean
is_layout (LeafHtmlSlice role)
{
  return (role.length == 4 && g_ascii_strncasecmp (role.data, "none", 4) == 0) ||
         (role.length == 12 && g_ascii_strncasecmp (role.data, "presentation", 12) == 0);
}

static void
guard_write_start (Guard *self, LeafTag tag, const LeafHtmlToken *token)
{
  const char *class_name = find_class (token->class_name);

  g_string_append_printf (self->out, "<%s", tags[tag].name);
  if (tag == LEAF_TAG_A)
    append_attribute (self->out, "href", token->href);
  if (tag == LEAF_TAG_IMG)
    append_attribute (self->out, "alt", token->alt);
  if (tag == LEAF_TAG_FIGURE)
    append_attribute (self->out, "data-picture", token->data_picture);
  if (tag == LEAF_TAG_TR)
    append_attribute (self->out, "data-rating", token->data_rating);
  if (tag == LEAF_TAG_LI)
    append_attribute (self->out, "aria-level", token->aria_level);
  if (tag == LEAF_TAG_TABLE && is_layout (token->role))
    g_string_append (self->out, " role=\"none\"");
  if (class_name != NULL)
    g_string_append_printf (self->out, " class=\"%s\"", class_name);
  if (token->hidden)
    g_string_append (self->out, " style=\"display:none\"");
  else if (!(tags[tag].flags & VOID))
    append_attribute (self->out, "style", token->style);
  g_string_append_c (self->out, '>');

  self->n_nodes += 2;
  for (unsigned int i = 0; i < N_FORMATTING; i++)
    self->n_nodes += self->formatting[i].n_open * (1 + self->formatting[i].n_bytes / BYTES_PER_NODE);
}

/* A row ends the cell before it, and so on: closes what stands between a part of a table and the
 * nearest element it may stand in. FALSE outside of a table. */
static gboolean
guard_close_for_part (Guard *self, LeafTag tag)
{
  for (unsigned int i = self->depth; i > 0; i--)
    {
      LeafTag open = self->stack[i - 1].tag;

      if (open == LEAF_TAG_TABLE || (open == LEAF_TAG_TBODY && (tag == LEAF_TAG_TR || tag == LEAF_TAG_TD)) ||
          (open == LEAF_TAG_TR && tag == LEAF_TAG_TD))
        {
          guard_pop_to (self, i);
          return TRUE;
        }
    }
  return FALSE;
}

static void
guard_close_for_block (Guard *self, LeafTag tag)
{
  unsigned int paragraph;

  if (tags[tag].flags & ITEM)
    for (unsigned int i = self->depth; i > 0; i--)
      {
        LeafTag open = self->stack[i - 1].tag;

        if (open == tag || (tag != LEAF_TAG_LI && (open == LEAF_TAG_DD || open == LEAF_TAG_DT)))
          {
            guard_pop_to (self, i - 1);
            break;
          }
        if ((tags[open].flags & (BLOCK | PART)) && open != LEAF_TAG_P && open != LEAF_TAG_DIV)
          break;
      }

  paragraph = guard_find (self, LEAF_TAG_P);
  if (paragraph > 0)
    guard_pop_to (self, paragraph - 1);
  if ((tags[tag].flags & HEADING) && (tags[top_tag (self)].flags & HEADING))
    guard_pop (self);
  if (tag == LEAF_TAG_TABLE && (top_tag (self) == LEAF_TAG_TABLE || top_tag (self) == LEAF_TAG_TBODY || top_tag (self) == LEAF_TAG_TR))
    guard_pop_to (self, guard_find (self, LEAF_TAG_TABLE) - 1);
}

static void
guard_start (Guard *self, LeafTag tag, const LeafHtmlToken *token)
{
  TagFlags flags = tags[tag].flags;

  if (flags & FORMATTING)
    {
      Formatting *open = &self->formatting[tag];

      if (tag == LEAF_TAG_A)
        open->n_open = 0; /* a link ends the one before it */
      if (open->n_open >= MAX_FORMATTING)
        {
          self->ignored[tag]++;
          return;
        }
      guard_write_start (self, tag, token);
      open->n_bytes = MAX (open->n_open > 0 ? open->n_bytes : 0, token->href.length + token->style.length);
      open->n_open++;
      return;
    }

  if ((flags & PART) && !guard_close_for_part (self, tag))
    {
      self->ignored[tag]++;
      return;
    }
  if (flags & BLOCK)
    guard_close_for_block (self, tag);
  if (flags & VOID)
    {
      guard_write_start (self, tag, token);
      return;
    }
  if (self->depth == LEAF_HTML_MAX_DEPTH)
    {
      self->ignored[tag]++;
      return;
    }

  guard_write_start (self, tag, token);
  self->stack[self->depth].tag = tag;
  if (flags & BARRIER)
    {
      memcpy (self->stack[self->depth].formatting, self->formatting, sizeof self->formatting);
      memset (self->formatting, 0, sizeof self->formatting);
    }
  self->depth++;
}

static void
guard_end (Guard *self, LeafTag tag)
{
  unsigned int place;

  if (self->ignored[tag] > 0)
    self->ignored[tag]--;
  else if (tags[tag].flags & FORMATTING)
    {
      if (self->formatting[tag].n_open > 0)
        {
          self->formatting[tag].n_open--;
          g_string_append_printf (self->out, "</%s>", tags[tag].name);
        }
    }
  else if (tag == LEAF_TAG_BR)
    g_string_append (self->out, "<br>");
  else if ((place = guard_find (self, tag)) > 0)
    guard_pop_to (self, place - 1);
}

/* Finds the end tag of an element that is skipped: the place behind it, the end of the text for an
 * unclosed script or style, or NULL for any other unclosed one, whose content is read instead. */
static const char *
guard_skip (Guard *self, unsigned int index, const char *p)
{
  const char *name = names[index].name;
  gsize length = strlen (name);

  while (!self->unclosed[index] && (p = memchr (p, '<', self->end - p)) != NULL)
    {
      if ((gsize) (self->end - p) > length + 2 && p[1] == '/' && g_ascii_strncasecmp (p + 2, name, length) == 0 &&
          !g_ascii_isalnum (p[length + 2]))
        {
          const char *close = memchr (p, '>', self->end - p);

          return close != NULL ? close + 1 : self->end;
        }
      p++;
    }

  self->unclosed[index] = TRUE;
  return strcmp (name, "script") == 0 || strcmp (name, "style") == 0 ? self->end : NULL;
}

/* Behind a comment, a doctype or anything else that begins with "<!", "<?" or "</" and is no tag. */
static const char *
guard_skip_comment (Guard *self, const char *p)
{
  const char *close;

  if (self->end - p >= 4 && memcmp (p, "<!--", 4) == 0)
    {
      p += 4;
      if (p < self->end && *p == '>')
        return p + 1;
      if (self->end - p >= 2 && memcmp (p, "->", 2) == 0)
        return p + 2;
      while ((p = memmem (p, self->end - p, "--", 2)) != NULL)
        {
          if (self->end - p >= 3 && p[2] == '>')
            return p + 3;
          if (self->end - p >= 4 && p[2] == '!' && p[3] == '>')
            return p + 4;
          p++;
        }
      return self->end;
    }

  close = memchr (p, '>', self->end - p);
  return close != NULL ? close + 1 : self->end;
}

static const char *
guard_markup (Guard *self, const char *p)
{
  LeafHtmlToken token;
  const char *behind;
  unsigned int index;
  LeafTag tag;

  if (self->end - p >= 2 && (p[1] == '!' || p[1] == '?' || (p[1] == '/' && !(self->end - p >= 3 && g_ascii_isalpha (p[2])))))
    return guard_skip_comment (self, p);
  behind = NULL;
  if (self->end - p >= 2 && (p[1] == '/' || g_ascii_isalpha (p[1])) && self->n_unended < MAX_UNENDED)
    {
      behind = leaf_html_token_read (&token, p, self->end);
      /* The standard drops a tag that does not end, and so all the rest of what she wrote: "a <b and c".
       * Here it is text. Counted, because each costs a walk to the end. */
      if (behind == NULL)
        self->n_unended++;
    }
  if (behind == NULL)
    {
      /* Escaped, lest it make a tag with what comes after the next one left out. */
      g_string_append (self->out, "&lt;");
      return p + 1;
    }

  tag = find_tag (token.name, &index);
  if (tag == LEAF_TAG_SKIP)
    {
      const char *skipped = token.end ? NULL : guard_skip (self, index, behind);

      return skipped != NULL ? skipped : behind;
    }
  if (tag == LEAF_TAG_Q)
    g_string_append (self->out, token.end ? "\342\200\235" : "\342\200\234");
  else if (tag != LEAF_TAG_NONE && token.end)
    guard_end (self, tag);
  else if (tag != LEAF_TAG_NONE)
    guard_start (self, tag, &token);
  return behind;
}

/* Writes HTML anew so that gumbo takes time and depth in bounds; `html` has been through
 * leaf_html_clean(). Linear in its length. */
GString *
leaf_html_guard (const char *html, gsize length, GError **error)
{
  g_autofree Guard *self = g_new0 (Guard, 1);
  const char *p = html;

  self->end = html + length;
  /* With a doctype, or gumbo is in quirks mode, where a table does not end a paragraph. */
  self->out = g_string_sized_new (length + 64);
  g_string_append (self->out, "<!DOCTYPE html><body>");

  while (p < self->end)
    {
      const char *markup = memchr (p, '<', self->end - p);

      if (markup == NULL)
        markup = self->end;
      g_string_append_len (self->out, p, markup - p);
      p = markup < self->end ? guard_markup (self, markup) : markup;

      if (self->n_nodes > MAX_NODES)
        {
          g_string_free (self->out, TRUE);
          g_set_error_literal (error, LEAF_DOCUMENT_ERROR, LEAF_DOCUMENT_ERROR_TOO_LARGE,
                               _("The text has too many parts. Divide it and read the pieces one by one."));
          return NULL;
        }
    }
  guard_pop_to (self, 0);
  return g_steal_pointer (&self->out);
}
