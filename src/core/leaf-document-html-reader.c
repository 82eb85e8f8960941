/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-document"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-private.h"
#include "leaf-html-node-private.h"
#include "leaf-html-private.h"

#include <string.h>

/* The rules of reading, for the stored form and for foreign HTML alike, but for the last one:
 *
 * - Only what stands in LeafDocument comes out; every other element gives its text, and those that show none (script, style, title,
 *   template, svg, …) or are hidden give nothing.
 * - White space is collapsed as a browser does, but in <pre> and where `white-space` says "pre" or "pre-wrap".
 * - <br> ends a block; in headings, captions and sources, which are one line, it is a space. A block with nothing but <br>, or with nothing
 *   but no-break spaces, is an empty block; one with nothing at all is none, unless it is a list item.
 * - The innermost of quotation, list item and heading decides what a block is; within a spoiler, a content warning or a rating all is that.
 * - A table row of several cells is a paragraph, cells parted by " | "; with one cell it is layout, and vanishes (leaf_html_is_data_row()).
 * - A picture is kept as <figure data-picture="SHA-256">; any other is an address that may be gone tomorrow, and is dropped.
 * - From the clipboard, no-break spaces are kept where they are one by one, between words; and several spaces are one but in code. */

typedef struct {
  LeafMarks marks;
  GRefString *link;
  LeafBlockKind kind;
  unsigned int level;
  int depth;        /* of lists; -1 outside */
  int row;          /* rows of several cells around this, 0 for none */
  gboolean verbatim;
  gboolean loose;    /* no-break spaces are spaces */
  gboolean figure;
  gboolean ratings;  /* in a table of ratings */
  gboolean rating;   /* in a row of one */
} Context;

typedef struct {
  const GumboNode *node;
  unsigned int next;
  Context outer;           /* the context to go back to */
  GRefString *link;        /* (transfer full): what the context borrows */
  unsigned int n_blocks;   /* when it was opened */
  gboolean block;
} Frame;

typedef struct {
  LeafDocument *document;
  gboolean foreign;         /* from the clipboard */
  GArray *frames;
  Context context;
  unsigned int n_blocks;
  gboolean open;            /* text goes on in the last block */
  gboolean kept_space;      /* the open block has verbatim text */
  gboolean line_break;      /* a <br> with nothing in front of it */
  gboolean caption;         /* the next text is the caption of the last block */
  gboolean space;           /* white space to be written if text follows */
  LeafTextStyle space_style;
  GRefString *space_link;   /* (transfer full) */
  unsigned int n_cells;     /* borders of cells to be written if text follows */
} Reader;

static Frame *
reader_top (Reader *self)
{
  return &g_array_index (self->frames, Frame, self->frames->len - 1);
}

static void
reader_drop_space (Reader *self)
{
  self->space = FALSE;
  g_clear_pointer (&self->space_link, g_ref_string_release);
}

static void
reader_append_block (Reader *self, LeafBlockKind kind, unsigned int level)
{
  const LeafBlockStyle style = { kind, level, NULL, NULL };

  leaf_document_append_block (self->document, &style);
  self->n_blocks++;
  self->caption = FALSE; /* that was of the block before */
}

static void
reader_open (Reader *self)
{
  if (self->open)
    return;
  if (self->caption)
    self->caption = FALSE;
  else
    reader_append_block (self, self->context.kind, self->context.level);
  self->open = TRUE;
  self->kept_space = FALSE;
  self->n_cells = 0;
  reader_drop_space (self);
}

/* A no-break space at the end of what was written of a block goes. */
static void
reader_trim_end (Reader *self)
{
  LeafBlock *last = leaf_document_get_last (self->document);

  while (last->text->len > 2 && strcmp (last->text->str + last->text->len - 2, "\302\240") == 0)
    {
      leaf_block_truncate (last, last->n_chars - 1);
      self->document->length--;
    }
}

static gboolean
is_only_no_break_spaces (const char *text)
{
  while (strncmp (text, "\302\240", 2) == 0)
    text += 2;
  return *text == '\0';
}

static void
reader_close (Reader *self)
{
  if (self->open && !self->kept_space)
    {
      LeafBlock *last = leaf_document_get_last (self->document);

      if (is_only_no_break_spaces (last->text->str))
        {
          self->document->length -= last->n_chars;
          leaf_block_truncate (last, 0);
        }
      else if (self->foreign)
        reader_trim_end (self);
    }
  self->open = FALSE;
  self->n_cells = 0;
  reader_drop_space (self);
}

static void
reader_append (Reader *self, const char *text, gsize length)
{
  const LeafTextStyle style = { self->context.marks, self->context.link };

  reader_open (self);
  if (self->n_cells > 0)
    {
      for (unsigned int i = 0; i < self->n_cells; i++)
        leaf_document_append_text (self->document, i == 0 ? " | " : "| ", -1, NULL);
      self->n_cells = 0;
      reader_drop_space (self);
    }
  if (self->space)
    {
      leaf_document_append_text (self->document, " ", 1, &self->space_style);
      reader_drop_space (self);
    }
  leaf_document_append_text (self->document, text, length, &style);
}

static void
reader_append_space (Reader *self)
{
  if (!self->open || self->space)
    return;
  if (self->foreign && !self->kept_space)
    reader_trim_end (self);
  self->space = TRUE;
  self->space_link = self->context.link != NULL ? g_ref_string_acquire (self->context.link) : NULL;
  self->space_style = (LeafTextStyle) { self->context.marks, self->space_link };
}

/* Whether the block that is open, or would be, has but one line. */
static gboolean
reader_has_one_line (Reader *self)
{
  LeafBlockKind kind = self->open ? leaf_document_get_last (self->document)->style.kind : self->context.kind;

  return self->context.row > 0 || kind == LEAF_BLOCK_HEADING || kind == LEAF_BLOCK_QUOTE_SOURCE || kind == LEAF_BLOCK_FIGURE ||
         kind == LEAF_BLOCK_RATING;
}

static void
reader_break (Reader *self)
{
  if (self->open && reader_has_one_line (self))
    reader_append_space (self);
  else if (self->open)
    reader_close (self);
  else
    self->line_break = TRUE;
}

/* What the clipboard has of no-break spaces, as far as it means something: none beside white space or at the beginning of a block. */
static char *
reader_tighten (Reader *self, const char *text)
{
  char *tight = leaf_html_tighten_spaces (text, self->context.loose);
  gsize n_bytes = 0;

  if (self->space || (self->open && leaf_document_get_last (self->document)->n_chars == 0))
    while (strncmp (tight + n_bytes, "\302\240", 2) == 0)
      n_bytes += 2;
  else if (!self->open && strncmp (tight, "\302\240", 2) == 0)
    {
      reader_open (self);
      n_bytes = 2;
    }
  memmove (tight, tight + n_bytes, strlen (tight + n_bytes) + 1);
  return tight;
}

static void
reader_text (Reader *self, const char *text)
{
  gboolean verbatim = self->context.verbatim && self->context.row == 0;
  /* From the clipboard, a page that keeps its line ends is no reason to keep the spaces too. */
  gboolean exact = verbatim && (!self->foreign || (self->context.marks & LEAF_MARK_CODE));
  g_autofree char *valid = NULL;
  g_autofree char *tight = NULL;

  /* The number of a character reference overflows in gumbo, and becomes any byte. */
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  if (self->foreign && !exact)
    text = tight = reader_tighten (self, text);

  while (*text != '\0')
    {
      gsize length = strcspn (text, exact ? "\n\r" : " \t\n\r\f");

      if (length > 0)
        {
          reader_append (self, text, length);
          self->kept_space |= exact;
        }
      text += length;
      if (*text == '\0')
        break;
      if (verbatim && (*text == '\n' || *text == '\r'))
        reader_break (self);
      else
        reader_append_space (self);
      text++;
    }
}

/* Whether what stands in such a block is that kind of block too, whatever its element. */
static gboolean
swallows_kinds (LeafBlockKind kind)
{
  return kind == LEAF_BLOCK_SPOILER || kind == LEAF_BLOCK_WARNING || kind == LEAF_BLOCK_RATING;
}

static void
reader_enter_list (Reader *self, const GumboNode *node)
{
  Context *context = &self->context;
  const Frame *parent = reader_top (self);

  /* An item that begins with a list has an empty line of its own. */
  if (parent->node->v.element.tag == GUMBO_TAG_LI && parent->n_blocks == self->n_blocks && context->row == 0)
    {
      reader_open (self);
      reader_close (self);
    }

  context->depth = MIN (context->depth + 1, LEAF_BLOCK_MAX_DEPTH);
  if (swallows_kinds (context->kind))
    return;
  context->level = context->depth;
  context->kind = node->v.element.tag == GUMBO_TAG_OL ? LEAF_BLOCK_NUMBERED : LEAF_BLOCK_BULLET;
}

static void
reader_enter_figure (Reader *self, const GumboElement *element)
{
  LeafBlockStyle style = { LEAF_BLOCK_FIGURE, 0, NULL, NULL };

  self->context.figure = FALSE;
  style.picture = self->context.row == 0 ? leaf_html_read_picture (element) : NULL;
  if (style.picture == NULL)
    return;

  leaf_document_append_block (self->document, &style);
  leaf_document_append_text (self->document, LEAF_OBJECT_STRING, -1, NULL);
  self->n_blocks++;
  self->caption = FALSE;
  self->context.figure = TRUE;
  leaf_block_style_clear (&style);
}

static void
reader_read_alt (Reader *self, const GumboElement *element)
{
  LeafBlock *last = leaf_document_get_last (self->document);
  const char *alt = leaf_html_attribute (element, "alt");

  if (self->context.figure && last->style.kind == LEAF_BLOCK_FIGURE && last->style.alt == NULL && alt != NULL)
    {
      g_autofree char *valid = g_utf8_make_valid (alt, -1);
      LeafBlockStyle style = last->style;

      style.alt = valid;
      leaf_block_set_style (last, &style);
    }
}

static void
reader_divider (Reader *self)
{
  if (self->context.row > 0)
    return;
  reader_close (self);
  reader_append_block (self, LEAF_BLOCK_DIVIDER, 0);
  leaf_document_append_text (self->document, LEAF_OBJECT_STRING, -1, NULL);
}

/* Between blocks the open one ends; within a table row they are parted by a space. */
static void
reader_border (Reader *self)
{
  if (self->context.row > 0)
    {
      reader_append_space (self);
      return;
    }
  reader_close (self);
  self->line_break = FALSE;
}

static void
reader_set_kind (Reader *self, LeafBlockKind kind, unsigned int level)
{
  if (swallows_kinds (self->context.kind))
    return;
  if (kind == LEAF_BLOCK_HEADING && self->context.kind != LEAF_BLOCK_PARAGRAPH)
    return;
  self->context.kind = kind;
  self->context.level = level;
}

static void
reader_enter_row (Reader *self, const GumboNode *node)
{
  Context *context = &self->context;
  int rating = context->ratings ? leaf_html_read_rating (&node->v.element) : -1;

  context->rating = rating >= 0;
  if (context->rating)
    {
      context->kind = LEAF_BLOCK_RATING;
      context->level = (unsigned int) rating;
    }
  else if (context->row > 0 || leaf_html_is_data_row (node))
    context->row++;
}

/* An item that says how deep it is, 1 and up, in a list that does not. */
static void
reader_deepen (Reader *self, unsigned int level)
{
  Context *context = &self->context;

  if ((int) level <= context->depth + 1)
    return;
  context->depth = (int) MIN (level - 1, LEAF_BLOCK_MAX_DEPTH);
  if (context->kind == LEAF_BLOCK_BULLET || context->kind == LEAF_BLOCK_NUMBERED)
    context->level = (unsigned int) context->depth;
}

/* A paragraph of Word's that is an item, in no list. */
static void
reader_enter_word_item (Reader *self, const GumboNode *node, unsigned int level)
{
  if (node->v.element.tag == GUMBO_TAG_LI)
    reader_deepen (self, level);
  else if (node->v.element.tag == GUMBO_TAG_P && self->context.depth < 0 && self->context.kind == LEAF_BLOCK_PARAGRAPH)
    reader_set_kind (self, leaf_html_marker_kind (node), level - 1);
}

/* Takes up what a block element says of what is in it; its border has been drawn. */
static void
reader_enter_block (Reader *self, const GumboNode *node)
{
  const GumboElement *element = &node->v.element;
  Context *context = &self->context;

  switch ((int) element->tag)
    {
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
      reader_set_kind (self, LEAF_BLOCK_HEADING, 2);
      break;
    case GUMBO_TAG_H3:
      reader_set_kind (self, LEAF_BLOCK_HEADING, 3);
      break;
    case GUMBO_TAG_H4:
      reader_set_kind (self, LEAF_BLOCK_HEADING, 4);
      break;
    case GUMBO_TAG_BLOCKQUOTE:
      context->depth = -1;
      reader_set_kind (self, LEAF_BLOCK_QUOTE, 0);
      break;
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_FOOTER:
      if (context->kind == LEAF_BLOCK_QUOTE)
        reader_set_kind (self, LEAF_BLOCK_QUOTE_SOURCE, 0);
      break;
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
      reader_enter_list (self, node);
      break;
    case GUMBO_TAG_LI:
      if (context->depth < 0)
        {
          context->depth = 0;
          reader_set_kind (self, LEAF_BLOCK_BULLET, 0);
        }
      reader_deepen (self, leaf_html_read_level (element));
      break;
    case GUMBO_TAG_P:
      {
        unsigned int level;
        LeafBlockKind kind = leaf_html_class_kind (leaf_html_attribute (element, "class"), &level);

        if (kind != LEAF_BLOCK_PARAGRAPH && context->depth < 0)
          reader_set_kind (self, kind, level);
        break;
      }
    case GUMBO_TAG_DETAILS:
      context->kind = LEAF_BLOCK_SPOILER;
      context->level = 0;
      break;
    case GUMBO_TAG_PRE:
      context->verbatim = TRUE;
      context->marks |= LEAF_MARK_CODE;
      break;
    case GUMBO_TAG_FIGURE:
      reader_enter_figure (self, element);
      break;
    case GUMBO_TAG_FIGCAPTION:
      self->caption = context->figure && leaf_document_get_last (self->document)->style.kind == LEAF_BLOCK_FIGURE;
      break;
    case GUMBO_TAG_TR:
      reader_enter_row (self, node);
      break;
    case GUMBO_TAG_TABLE:
      context->ratings = context->row == 0 && leaf_html_has_class (element, "ratings");
      context->rating = FALSE;
      break;
    default:
      break;
    }

  if (leaf_html_has_class (element, "spoiler") || leaf_html_has_class (element, "content-warning"))
    {
      context->kind = leaf_html_has_class (element, "spoiler") ? LEAF_BLOCK_SPOILER : LEAF_BLOCK_WARNING;
      context->level = 0;
    }
}

static void
reader_enter_inline (Reader *self, const GumboElement *element, Frame *frame)
{
  Context *context = &self->context;

  switch ((int) element->tag)
    {
    case GUMBO_TAG_A:
      context->link = frame->link = leaf_html_read_link (element);
      break;
    case GUMBO_TAG_B:
      context->marks |= LEAF_MARK_BOLD;
      break;
    case GUMBO_TAG_I:
    case GUMBO_TAG_CITE:
      context->marks |= LEAF_MARK_ITALIC;
      break;
    case GUMBO_TAG_U:
      context->marks |= LEAF_MARK_UNDERLINE;
      break;
    case GUMBO_TAG_S:
      context->marks |= LEAF_MARK_STRIKETHROUGH;
      break;
    case GUMBO_TAG_CODE:
      context->marks |= LEAF_MARK_CODE;
      break;
    case GUMBO_TAG_SMALL:
      context->marks |= LEAF_MARK_SPOILER;
      break;
    case GUMBO_TAG_MARK:
      context->marks |= LEAF_MARK_HIGHLIGHT;
      break;
    case GUMBO_TAG_SUP:
      context->marks |= LEAF_MARK_SUPERSCRIPT;
      break;
    default:
      break;
    }

  if (leaf_html_has_class (element, "spoiler"))
    context->marks |= LEAF_MARK_SPOILER;
  if (leaf_html_has_class (element, "Apple-converted-space"))
    context->loose = TRUE;
  context->marks |= leaf_html_class_marks (leaf_html_attribute (element, "class"));
}

/* FALSE when the element is hidden. */
static gboolean
reader_apply_style (Reader *self, const GumboNode *node, gboolean block)
{
  const GumboElement *element = &node->v.element;
  gboolean heading = element->tag >= GUMBO_TAG_H1 && element->tag <= GUMBO_TAG_H6;
  LeafHtmlStyle style;

  leaf_html_style_read (leaf_html_attribute (element, "style"), &style);
  if (style.hidden)
    return FALSE;

  /* A heading is bold and a link underlined because of what it is. */
  if (heading)
    style.add &= ~LEAF_MARK_BOLD;
  if (self->context.link != NULL)
    style.add &= ~LEAF_MARK_UNDERLINE;
  /* The ground of a box, of a button or of code is no marker's. */
  if (block || self->context.link != NULL || (self->context.marks & LEAF_MARK_CODE))
    style.add &= ~LEAF_MARK_HIGHLIGHT;
  if (style.list_level > 0)
    reader_enter_word_item (self, node, style.list_level);
  self->context.loose |= style.loose_space;
  self->context.marks = (self->context.marks & ~style.remove) | style.add;
  if (style.white_space != LEAF_WHITE_SPACE_INHERIT)
    self->context.verbatim = style.white_space == LEAF_WHITE_SPACE_KEEP;
  return TRUE;
}

static void
reader_enter_cell (Reader *self)
{
  const Frame *row = reader_top (self);

  /* Also for the first one: where nothing stands in front, no border is written. */
  if (self->context.row == 1 && row->outer.row == 0)
    self->n_cells++;
}

static void
reader_enter (Reader *self, const GumboNode *node)
{
  const GumboElement *element = &node->v.element;
  Frame frame = { node, 0, self->context, NULL, 0, FALSE };

  switch ((int) element->tag)
    {
    case GUMBO_TAG_BR:
      reader_break (self);
      return;
    case GUMBO_TAG_HR:
      reader_divider (self);
      return;
    case GUMBO_TAG_IMG:
      reader_read_alt (self, element);
      return;
    case GUMBO_TAG_HEAD:
      return;
    case GUMBO_TAG_SUMMARY:
      /* Ours says "Spoiler" or "Content warning", for who reads the stored form with a browser. */
      if (node->parent->v.element.tag == GUMBO_TAG_DETAILS && leaf_html_attribute (&node->parent->v.element, "class") != NULL)
        return;
      break;
    case GUMBO_TAG_TD:
      /* The rating itself, which the row has said. */
      if (self->context.rating && !leaf_html_is_first_cell (node))
        return;
      /* Keeps two others apart, or a margin. */
      if (!self->context.rating && self->context.row == 0 && leaf_html_is_blank_cell (node))
        return;
      break;
    default:
      break;
    }

  frame.block = !leaf_html_is_inline (node);
  if (frame.block)
    {
      reader_border (self);
      if (element->tag == GUMBO_TAG_TD)
        reader_enter_cell (self);
      reader_enter_block (self, node);
    }
  else
    reader_enter_inline (self, element, &frame);

  if (!reader_apply_style (self, node, frame.block))
    {
      g_clear_pointer (&frame.link, g_ref_string_release);
      self->context = frame.outer;
      return;
    }
  frame.n_blocks = element->tag == GUMBO_TAG_FIGURE && self->context.figure ? self->n_blocks - 1 : self->n_blocks;
  g_array_append_val (self->frames, frame);
}

static void
reader_leave (Reader *self)
{
  Frame frame = *reader_top (self);

  if (frame.block)
    {
      gboolean empty = frame.n_blocks == self->n_blocks && self->context.row == 0;
      gboolean item = frame.node->v.element.tag == GUMBO_TAG_LI;

      if (empty && (self->line_break || item) && !self->open)
        reader_open (self);
      reader_border (self);
      if (frame.node->v.element.tag == GUMBO_TAG_FIGCAPTION)
        self->caption = FALSE;
    }
  self->context = frame.outer;
  g_clear_pointer (&frame.link, g_ref_string_release);
  g_array_set_size (self->frames, self->frames->len - 1);
}

/* Walks the tree without recursion. */
static void
reader_walk (Reader *self, const GumboNode *root)
{
  reader_enter (self, root);
  while (self->frames->len > 0)
    {
      Frame *frame = reader_top (self);
      const GumboVector *children = &frame->node->v.element.children;
      const GumboNode *child;

      if (frame->next >= children->length)
        {
          reader_leave (self);
          continue;
        }

      child = children->data[frame->next++];
      if (child->type == GUMBO_NODE_ELEMENT)
        reader_enter (self, child);
      else if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE || child->type == GUMBO_NODE_CDATA)
        reader_text (self, child->v.text.text);
    }
  reader_close (self);
}

static LeafDocument *
read_clean (const char *html, gsize n_bytes, gboolean foreign, GError **error)
{
  g_autoptr (GString) guarded = leaf_html_guard (html, n_bytes, error);
  GumboOptions options = kGumboDefaultOptions;
  GumboOutput *output;
  Reader self = { 0 };

  if (guarded == NULL)
    return NULL;

  options.max_errors = 0;
  output = gumbo_parse_with_options (&options, guarded->str, guarded->len);

  self.document = leaf_document_new ();
  self.foreign = foreign;
  self.frames = g_array_new (FALSE, FALSE, sizeof (Frame));
  self.context.depth = -1;
  reader_walk (&self, output->root);
  g_array_unref (self.frames);

  gumbo_destroy_output (&options, output);
  return self.document;
}

/**
 * leaf_document_new_from_html:
 * @html: UTF-8
 * @length: bytes of @html, or -1
 * @error: return location for an error
 *
 * Reads HTML, the stored form or any other: what the document lacks is mapped to something near or left out, so
 * that nothing comes out of it that leaf_document_to_html() cannot write. Time and memory are linear in the length, whatever
 * it holds.
 *
 * Returns: (transfer full): the document, or %NULL with %LEAF_DOCUMENT_ERROR_TOO_LARGE or
 *   %LEAF_DOCUMENT_ERROR_NOT_TEXT
 */
LeafDocument *
leaf_document_new_from_html (const char *html, gssize length, GError **error)
{
  g_autofree char *clean = NULL;
  gsize n_bytes;

  g_return_val_if_fail (html != NULL || length == 0, NULL);

  if (!leaf_document_check_input (html, length, error))
    return NULL;
  clean = leaf_html_clean (html != NULL ? html : "", length < 0 ? strlen (html) : (gsize) length, &n_bytes);
  return read_clean (clean, n_bytes, FALSE, error);
}

/**
 * leaf_document_new_from_clipboard:
 * @html: UTF-8
 * @length: bytes of @html, or -1
 * @context: (nullable): UTF-8, the elements around what was copied, as Firefox offers them
 * @error: return location for an error
 *
 * Reads HTML that another program has put on the clipboard, by the rules of leaf_document_new_from_html() and what is known of the
 * habits of other programs: a document that was copied out of a word processor comes as it was meant, not as it was written.
 *
 * Returns: (transfer full): the document, or %NULL with %LEAF_DOCUMENT_ERROR_TOO_LARGE or
 *   %LEAF_DOCUMENT_ERROR_NOT_TEXT
 */
LeafDocument *
leaf_document_new_from_clipboard (const char *html, gssize length, const char *context, GError **error)
{
  g_autofree char *clean = NULL;
  g_autofree char *clean_context = NULL;
  g_autofree char *fragment = NULL;
  gsize n_bytes, n_context_bytes;

  g_return_val_if_fail (html != NULL || length == 0, NULL);

  if (!leaf_document_check_input (html, length, error) || (context != NULL && !leaf_document_check_input (context, -1, error)))
    return NULL;
  clean = leaf_html_clean (html != NULL ? html : "", length < 0 ? strlen (html) : (gsize) length, &n_bytes);
  if (context != NULL)
    clean_context = leaf_html_clean (context, strlen (context), &n_context_bytes);
  fragment = leaf_html_take_fragment (clean, n_bytes, clean_context, &n_bytes);
  return read_clean (fragment, n_bytes, !g_str_has_prefix (clean, LEAF_HTML_CLIPBOARD_HEAD), error);
}
