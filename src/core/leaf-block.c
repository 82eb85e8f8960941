/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-block"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-private.h"

#include <string.h>

static const LeafTextStyle plain = { LEAF_MARK_NONE, NULL };

/* What a character may do in the text of a block. Line ends are those at which GtkTextBuffer, too,
 * begins a line, and the line separator; control characters and noncharacters have no form in HTML. */
LeafCharacter
leaf_character_classify (gunichar c)
{
  if (c >= 0x20 && c < 0x7f)
    return LEAF_CHARACTER_KEEP;
  if (c == '\t')
    return LEAF_CHARACTER_KEEP;
  if (c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
    return LEAF_CHARACTER_SPLIT;
  if (c < 0xa0 || (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe)
    return LEAF_CHARACTER_DROP;
  if (c == LEAF_OBJECT_CHARACTER)
    return LEAF_CHARACTER_OBJECT;
  return LEAF_CHARACTER_KEEP;
}

static void
clear_span (gpointer data)
{
  LeafSpan *span = data;

  g_clear_pointer (&span->style.link, g_ref_string_release);
}

GArray *
leaf_spans_new (void)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (LeafSpan));

  g_array_set_clear_func (spans, clear_span);
  return spans;
}

void
leaf_spans_push (GArray *spans, unsigned int n_chars, const LeafTextStyle *style)
{
  LeafSpan span = { n_chars, style != NULL ? *style : plain };

  if (n_chars == 0)
    return;

  if (spans->len > 0)
    {
      LeafSpan *last = &g_array_index (spans, LeafSpan, spans->len - 1);

      if (leaf_text_style_equal (&last->style, &span.style))
        {
          last->n_chars += n_chars;
          return;
        }
    }

  if (span.style.link != NULL)
    g_ref_string_acquire (span.style.link);
  g_array_append_val (spans, span);
}

/* Keeps of a style only what its kind has, so that equal looks are equal structs. */
static void
block_style_normalize (LeafBlockStyle *style)
{
  switch (style->kind)
    {
    case LEAF_BLOCK_HEADING:
      style->level = CLAMP (style->level, 2, 4);
      break;
    case LEAF_BLOCK_BULLET:
    case LEAF_BLOCK_NUMBERED:
      style->level = MIN (style->level, LEAF_BLOCK_MAX_DEPTH);
      break;
    case LEAF_BLOCK_RATING:
      style->level = MIN (style->level, LEAF_RATING_MAX);
      break;
    case LEAF_BLOCK_PARAGRAPH:
    case LEAF_BLOCK_QUOTE:
    case LEAF_BLOCK_QUOTE_SOURCE:
    case LEAF_BLOCK_FIGURE:
    case LEAF_BLOCK_DIVIDER:
    case LEAF_BLOCK_SPOILER:
    case LEAF_BLOCK_WARNING:
    default:
      style->level = 0;
      break;
    }

  if (style->kind != LEAF_BLOCK_FIGURE)
    {
      g_clear_pointer (&style->picture, g_free);
      g_clear_pointer (&style->alt, g_free);
    }
  if (style->alt != NULL)
    {
      /* An attribute's line feeds and control characters would not come back from HTML. */
      GString *clean = g_string_sized_new (strlen (style->alt));

      for (const char *p = style->alt; *p != '\0'; p = g_utf8_next_char (p))
        {
          gunichar c = g_utf8_get_char (p);
          LeafCharacter type = leaf_character_classify (c);

          if (type == LEAF_CHARACTER_KEEP && c != '\t')
            g_string_append_unichar (clean, c);
          else if (type == LEAF_CHARACTER_SPLIT || c == '\t')
            g_string_append_c (clean, ' ');
        }
      g_free (style->alt);
      style->alt = g_string_free (clean, FALSE);
      if (style->alt[0] == '\0')
        g_clear_pointer (&style->alt, g_free);
    }
}

LeafBlock *
leaf_block_new (const LeafBlockStyle *style)
{
  LeafBlock *self = g_new0 (LeafBlock, 1);

  self->text = g_string_new (NULL);
  self->spans = leaf_spans_new ();
  self->n_words = -1;
  if (style != NULL)
    leaf_block_set_style (self, style);
  return self;
}

void
leaf_block_free (LeafBlock *self)
{
  leaf_block_style_clear (&self->style);
  g_string_free (self->text, TRUE);
  g_array_unref (self->spans);
  g_free (self);
}

LeafBlock *
leaf_block_copy (const LeafBlock *self)
{
  return leaf_block_slice (self, 0, self->n_chars);
}

gboolean
leaf_block_equal (const LeafBlock *a, const LeafBlock *b)
{
  if (a->n_chars != b->n_chars || a->spans->len != b->spans->len ||
      !leaf_block_style_equal (&a->style, &b->style) || !g_string_equal (a->text, b->text))
    return FALSE;

  for (unsigned int i = 0; i < a->spans->len; i++)
    {
      const LeafSpan *x = &g_array_index (a->spans, LeafSpan, i);
      const LeafSpan *y = &g_array_index (b->spans, LeafSpan, i);

      if (x->n_chars != y->n_chars || !leaf_text_style_equal (&x->style, &y->style))
        return FALSE;
    }
  return TRUE;
}

void
leaf_block_set_style (LeafBlock *self, const LeafBlockStyle *style)
{
  LeafBlockStyle copy;

  /* Copied first: `style` may be this block's own. */
  leaf_block_style_copy (style, &copy);
  block_style_normalize (&copy);
  leaf_block_style_clear (&self->style);
  self->style = copy;
}

/* Appends text that leaf_character_classify() has passed, all of one style. */
void
leaf_block_append (LeafBlock *self, const char *text, gsize n_bytes, const LeafTextStyle *style)
{
  unsigned int n_chars = g_utf8_strlen (text, n_bytes);

  g_string_append_len (self->text, text, n_bytes);
  leaf_spans_push (self->spans, n_chars, style);
  self->n_chars += n_chars;
  self->n_words = -1;
}

void
leaf_block_truncate (LeafBlock *self, unsigned int n_chars)
{
  const LeafBlock empty = { .text = &(GString) { (char *) "", 0, 1 } };

  if (n_chars < self->n_chars)
    leaf_block_splice (self, n_chars, self->n_chars, &empty);
}

static gsize
byte_offset (const LeafBlock *self, unsigned int offset)
{
  /* Typing happens at the end; and where bytes and characters are as many, there is nothing to walk. */
  if (offset == self->n_chars)
    return self->text->len;
  if (self->n_chars == self->text->len)
    return offset;
  return g_utf8_offset_to_pointer (self->text->str, offset) - self->text->str;
}

LeafBlock *
leaf_block_slice (const LeafBlock *self, unsigned int start, unsigned int end)
{
  LeafBlock *slice = g_new0 (LeafBlock, 1);
  gsize first = byte_offset (self, start);
  gsize last = byte_offset (self, end);

  leaf_block_style_copy (&self->style, &slice->style);
  slice->text = g_string_new_len (self->text->str + first, last - first);
  slice->n_chars = end - start;
  slice->spans = leaf_spans_new ();
  leaf_block_copy_spans (self, start, end, slice->spans);
  slice->n_words = slice->n_chars == self->n_chars ? self->n_words : -1;
  slice->n_spaces = self->n_spaces;
  slice->n_sentences = self->n_sentences;
  return slice;
}

/* Puts the text of `other` in the place of a range; the style of the block itself stays. */
void
leaf_block_splice (LeafBlock *self, unsigned int start, unsigned int end, const LeafBlock *other)
{
  GArray *spans = leaf_spans_new ();
  gsize first = byte_offset (self, start);
  gsize last = byte_offset (self, end);

  leaf_block_copy_spans (self, 0, start, spans);
  if (other->spans != NULL)
    leaf_block_copy_spans (other, 0, other->n_chars, spans);
  leaf_block_copy_spans (self, end, self->n_chars, spans);
  g_array_unref (self->spans);
  self->spans = spans;

  g_string_erase (self->text, first, last - first);
  g_string_insert_len (self->text, first, other->text->str, other->text->len);
  self->n_chars += other->n_chars - (end - start);
  self->n_words = -1;
}

/* Adds the spans of a range, cut at its ends, to `target`. */
void
leaf_block_copy_spans (const LeafBlock *self, unsigned int start, unsigned int end, GArray *target)
{
  unsigned int offset = 0;

  for (unsigned int i = 0; i < self->spans->len && offset < end; i++)
    {
      const LeafSpan *span = &g_array_index (self->spans, LeafSpan, i);
      unsigned int from = MAX (offset, start);
      unsigned int to = MIN (offset + span->n_chars, end);

      if (from < to)
        leaf_spans_push (target, to - from, &span->style);
      offset += span->n_chars;
    }
}

static void
restyle_plain_cb (LeafTextStyle *style, gpointer data)
{
  *style = plain;
}

static void
restyle_range (LeafBlock *self, unsigned int start, unsigned int end, LeafRestyleFunc func, gpointer data)
{
  GArray *spans = leaf_spans_new ();
  unsigned int offset = 0;

  leaf_block_copy_spans (self, 0, start, spans);
  for (unsigned int i = 0; i < self->spans->len && offset < end; i++)
    {
      const LeafSpan *span = &g_array_index (self->spans, LeafSpan, i);
      unsigned int from = MAX (offset, start);
      unsigned int to = MIN (offset + span->n_chars, end);

      if (from < to)
        {
          LeafTextStyle style = span->style;

          func (&style, data);
          leaf_spans_push (spans, to - from, &style);
        }
      offset += span->n_chars;
    }
  leaf_block_copy_spans (self, end, self->n_chars, spans);

  g_array_unref (self->spans);
  self->spans = spans;
}

/* Passes each style in a range through `func`. U+FFFC stands for a thing, not for text, and stays
 * plain, because the stored form has no place for its style. */
void
leaf_block_restyle (LeafBlock *self, unsigned int start, unsigned int end, LeafRestyleFunc func, gpointer data)
{
  const char *object;

  if (start >= end)
    return;

  restyle_range (self, start, end, func, data);

  object = self->text->str;
  while ((object = strstr (object, LEAF_OBJECT_STRING)) != NULL)
    {
      unsigned int offset = g_utf8_pointer_to_offset (self->text->str, object);

      restyle_range (self, offset, offset + 1, restyle_plain_cb, NULL);
      object += strlen (LEAF_OBJECT_STRING);
    }
}

static gboolean
is_word_by_itself (gunichar c)
{
  GUnicodeScript script;

  if (c < 0x2e80)
    return FALSE;
  script = g_unichar_get_script (c);
  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
         script == G_UNICODE_SCRIPT_KATAKANA || script == G_UNICODE_SCRIPT_BOPOMOFO;
}

/* What ends a sentence once white space follows; those of Chinese and Japanese need none. */
static gboolean
is_stop (gunichar c)
{
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x061f || c == 0x0964;
}

static gboolean
is_full_stop (gunichar c)
{
  return c == 0x3002 || c == 0xff01 || c == 0xff1f;
}

static gboolean
is_closing (gunichar c)
{
  if (c < 0x80)
    return c == '"' || c == '\'' || c == ')' || c == ']';
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Counts once what is asked for again and again. A word is what stands between white space or dashes
 * and has a letter or a digit in it, so that "don't", "well-read" and "3.5" are one; scripts without
 * spaces count a word a character, as editors in China and Japan do. */
static void
count_text (LeafBlock *self)
{
  gboolean in_word = FALSE, in_sentence = FALSE, stopped = FALSE;

  self->n_words = 0;
  self->n_spaces = 0;
  self->n_sentences = 0;
  for (const char *p = self->text->str; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean space = c < 0x80 ? g_ascii_isspace (*p) : g_unichar_isspace (c);
      int n_words = self->n_words;

      /* Most text is ASCII, for which looking a character up takes several times as long as the rest. */
      if (c < 0x80)
        {
          self->n_words += !in_word && g_ascii_isalnum (*p);
          in_word = !space && (in_word || g_ascii_isalnum (*p));
        }
      else if (space || c == 0x2014 || c == 0x2015 || c == 0x200b)
        in_word = FALSE;
      else if (is_word_by_itself (c))
        {
          in_word = FALSE;
          self->n_words++;
        }
      else if (!in_word && g_unichar_isalnum (c))
        {
          in_word = TRUE;
          self->n_words++;
        }

      self->n_spaces += space;
      if (in_sentence && ((space && stopped) || is_full_stop (c)))
        {
          in_sentence = stopped = FALSE;
          self->n_sentences++;
        }
      else if (!is_closing (c))
        stopped = is_stop (c);
      in_sentence |= self->n_words > n_words;
    }
  self->n_sentences += in_sentence;
}

unsigned int
leaf_block_count_words (const LeafBlock *self)
{
  if (self->n_words < 0)
    count_text ((LeafBlock *) self);
  return (unsigned int) self->n_words;
}

void
leaf_block_add_counts (const LeafBlock *self, LeafTextCounts *counts)
{
  unsigned int n_words = leaf_block_count_words (self);
  unsigned int n_objects = g_str_has_prefix (self->text->str, LEAF_OBJECT_STRING);

  counts->n_words += n_words;
  counts->n_characters += self->n_chars - n_objects;
  counts->n_spaces += self->n_spaces;
  counts->n_sentences += self->n_sentences;
  counts->n_paragraphs += n_words > 0;
}

gboolean
leaf_block_is_well_formed (const LeafBlock *self)
{
  const char *text = self->text->str;

  switch (self->style.kind)
    {
    case LEAF_BLOCK_DIVIDER:
      return strcmp (text, LEAF_OBJECT_STRING) == 0;
    case LEAF_BLOCK_FIGURE:
      return self->style.picture != NULL && strlen (self->style.picture) == 64 &&
             strspn (self->style.picture, "0123456789abcdef") == 64 &&
             g_str_has_prefix (text, LEAF_OBJECT_STRING) &&
             strstr (text + strlen (LEAF_OBJECT_STRING), LEAF_OBJECT_STRING) == NULL;
    case LEAF_BLOCK_PARAGRAPH:
    case LEAF_BLOCK_HEADING:
    case LEAF_BLOCK_QUOTE:
    case LEAF_BLOCK_QUOTE_SOURCE:
    case LEAF_BLOCK_BULLET:
    case LEAF_BLOCK_NUMBERED:
    case LEAF_BLOCK_SPOILER:
    case LEAF_BLOCK_WARNING:
    case LEAF_BLOCK_RATING:
    default:
      return strstr (text, LEAF_OBJECT_STRING) == NULL;
    }
}

/**
 * leaf_block_style_equal:
 *
 * Compares two block styles by value.
 *
 * Returns: %TRUE when they are the same
 */
gboolean
leaf_block_style_equal (const LeafBlockStyle *a, const LeafBlockStyle *b)
{
  return a->kind == b->kind && a->level == b->level &&
         g_strcmp0 (a->picture, b->picture) == 0 && g_strcmp0 (a->alt, b->alt) == 0;
}

/**
 * leaf_block_style_copy:
 * @source: a block style
 * @target: (out caller-allocates): where the copy goes; what stands there is overwritten, not freed
 *
 * Copies a block style with its strings. Release it with leaf_block_style_clear().
 */
void
leaf_block_style_copy (const LeafBlockStyle *source, LeafBlockStyle *target)
{
  LeafBlockStyle copy = *source;

  copy.picture = g_strdup (source->picture);
  copy.alt = g_strdup (source->alt);
  *target = copy;
}

/**
 * leaf_block_style_clear:
 * @style: a block style that owns its strings
 *
 * Frees the strings and leaves the style of a plain paragraph.
 */
void
leaf_block_style_clear (LeafBlockStyle *style)
{
  g_free (style->picture);
  g_free (style->alt);
  *style = (LeafBlockStyle) { LEAF_BLOCK_PARAGRAPH, 0, NULL, NULL };
}

/**
 * leaf_text_style_equal:
 *
 * Compares two text styles by value: the marks, and the address of the link.
 *
 * Returns: %TRUE when they are the same
 */
gboolean
leaf_text_style_equal (const LeafTextStyle *a, const LeafTextStyle *b)
{
  return a->marks == b->marks && (a->link == b->link || g_strcmp0 (a->link, b->link) == 0);
}

/**
 * leaf_block_get_style:
 *
 * Returns: (transfer none): what the block is
 */
const LeafBlockStyle *
leaf_block_get_style (const LeafBlock *block)
{
  g_return_val_if_fail (block != NULL, NULL);

  return &block->style;
}

/**
 * leaf_block_get_text:
 *
 * Returns: (transfer none): the characters of the block, without a line feed; a figure's begin with
 *   U+FFFC, a divider's are U+FFFC
 */
const char *
leaf_block_get_text (const LeafBlock *block)
{
  g_return_val_if_fail (block != NULL, NULL);

  return block->text->str;
}

/**
 * leaf_block_get_length:
 *
 * Returns: the number of characters of the block, the line feed behind it not counted
 */
unsigned int
leaf_block_get_length (const LeafBlock *block)
{
  g_return_val_if_fail (block != NULL, 0);

  return block->n_chars;
}

/**
 * leaf_block_get_spans:
 * @n_spans: (out): how many there are
 *
 * Gets how the characters of the block look. The spans cover the whole text; none is empty and no
 * two neighbours are equal.
 *
 * Returns: (transfer none) (array length=n_spans): the spans
 */
const LeafSpan *
leaf_block_get_spans (const LeafBlock *block, unsigned int *n_spans)
{
  g_return_val_if_fail (block != NULL, NULL);
  g_return_val_if_fail (n_spans != NULL, NULL);

  *n_spans = block->spans->len;
  return (const LeafSpan *) (gpointer) block->spans->data;
}
