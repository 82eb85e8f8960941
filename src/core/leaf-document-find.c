/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-document"

#include "config.h"

#include "leaf-document-find.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

/* The longest a character gets when it is taken apart and folded: U+FDFA, 18 (Unicode 15). */
#define MAX_FOLDED 18

#define CACHE_SIZE 512

#define ZERO_WIDTH_JOINER 0x200d

/* How one character of the text is compared. */
typedef struct {
  gunichar c;
  unsigned int n;
  gunichar folded[MAX_FOLDED];
} Folding;

/* One character to compare, and where the character of the text that it comes from is. */
typedef struct {
  gunichar c;
  unsigned int offset; /* in characters */
  unsigned int byte;
} Unit;

struct _LeafFind {
  LeafFindFlags flags;
  GArray *needle;          /* Unit */
  unsigned int *fallbacks; /* of Knuth, Morris and Pratt: as many as the needle is long */
  gboolean begins_inside;  /* the needle itself begins with a mark */
  GArray *units;           /* of the block looked at; kept for the next one */
  UBreakIterator *words;
  UText *utext;
  Folding *cache;
};

/* Canonical equivalents are alike whatever the flags; but for the case, so are an apostrophe and
 * the typewriter's, a space and one that does not break. */
static void
fold_character (gunichar c, gboolean match_case, Folding *folding)
{
  gunichar pieces[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_pieces = g_unichar_fully_decompose (c, FALSE, pieces, G_N_ELEMENTS (pieces));

  folding->c = c;
  folding->n = 0;
  for (gsize i = 0; i < n_pieces; i++)
    {
      UChar source[2], folded[2 * MAX_FOLDED];
      UErrorCode status = U_ZERO_ERROR;
      int32_t n_source = 0;
      int32_t n_folded;

      if (!match_case && pieces[i] == 0x2019)
        pieces[i] = '\'';
      else if (!match_case && (pieces[i] == 0xa0 || pieces[i] == 0x202f))
        pieces[i] = ' ';
      U16_APPEND_UNSAFE (source, n_source, pieces[i]);
      n_folded = match_case ? 0
                            : u_strFoldCase (folded, G_N_ELEMENTS (folded), source, n_source, U_FOLD_CASE_DEFAULT, &status);
      if (match_case || U_FAILURE (status))
        {
          n_folded = n_source;
          memcpy (folded, source, sizeof source);
        }
      for (int32_t at = 0; at < n_folded && folding->n < MAX_FOLDED;)
        {
          UChar32 unit;

          U16_NEXT (folded, at, n_folded, unit);
          folding->folded[folding->n++] = (gunichar) unit;
        }
    }
}

static const Folding *
look_up (LeafFind *self, gunichar c)
{
  Folding *folding = &self->cache[c % CACHE_SIZE];

  if (folding->c != c)
    fold_character (c, (self->flags & LEAF_FIND_MATCH_CASE) != 0, folding);
  return folding;
}

/* Marks on one letter have an order of their own, however they were typed. */
static void
append_unit (GArray *units, const Unit *unit)
{
  unsigned int place = units->len;
  int rank = unit->c < 0x300 ? 0 : g_unichar_combining_class (unit->c);

  if (rank > 0)
    while (place > 0 && g_unichar_combining_class (g_array_index (units, Unit, place - 1).c) > rank)
      place--;
  g_array_insert_vals (units, place, unit, 1);
}

/* Nearly all of most texts: worth to be done in one go. Returns how many characters. */
static unsigned int
fold_ascii (LeafFind *self, const char *text, unsigned int byte, unsigned int offset, GArray *units)
{
  gboolean match_case = (self->flags & LEAF_FIND_MATCH_CASE) != 0;
  unsigned int before = units->len;
  unsigned int n = 0;
  Unit *unit;

  while (text[byte + n] != '\0' && (unsigned char) text[byte + n] < 0x80)
    n++;
  if (n == 0)
    return 0;

  g_array_set_size (units, before + n);
  unit = &g_array_index (units, Unit, before);
  for (unsigned int i = 0; i < n; i++)
    {
      char c = text[byte + i];

      unit[i] = (Unit) { (gunichar) (match_case ? c : g_ascii_tolower (c)), offset + i, byte + i };
    }
  return n;
}

static void
fold_text (LeafFind *self, const char *text, GArray *units)
{
  unsigned int byte = 0;
  unsigned int offset = 0;

  g_array_set_size (units, 0);
  for (;;)
    {
      unsigned int n_ascii = fold_ascii (self, text, byte, offset, units);
      const Folding *folding;

      byte += n_ascii;
      offset += n_ascii;
      if (text[byte] == '\0')
        return;

      folding = look_up (self, g_utf8_get_char (text + byte));
      for (unsigned int i = 0; i < folding->n; i++)
        append_unit (units, &(Unit) { folding->folded[i], offset, byte });
      byte += (unsigned int) (g_utf8_next_char (text + byte) - (text + byte));
      offset++;
    }
}

/* By rules GB9, GB9a and GB11 of Unicode's annex 29. */
static gboolean
goes_on_with (gunichar before, gunichar after)
{
  if (before == ZERO_WIDTH_JOINER)
    return TRUE;
  if (after < 0x300)
    return FALSE;
  switch (u_getIntPropertyValue ((UChar32) after, UCHAR_GRAPHEME_CLUSTER_BREAK))
    {
    case U_GCB_EXTEND:
    case U_GCB_SPACING_MARK:
    case U_GCB_ZWJ:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Whether a reader sees a border in front of a unit. */
static gboolean
is_border (const GArray *units, unsigned int place)
{
  const Unit *before, *after;

  if (place == 0 || place == units->len)
    return TRUE;
  before = &g_array_index (units, Unit, place - 1);
  after = &g_array_index (units, Unit, place);
  return before->offset != after->offset && !goes_on_with (before->c, after->c);
}

static gboolean
is_word (LeafFind *self, const char *text, unsigned int start, unsigned int end)
{
  UErrorCode status = U_ZERO_ERROR;

  if (self->words == NULL)
    self->words = ubrk_open (UBRK_WORD, NULL, NULL, 0, &status);
  if (self->utext == NULL)
    {
      self->utext = utext_openUTF8 (NULL, text, -1, &status);
      if (U_SUCCESS (status))
        ubrk_setUText (self->words, self->utext, &status);
    }
  if (U_FAILURE (status))
    return FALSE;
  return ubrk_isBoundary (self->words, (int32_t) start) && ubrk_isBoundary (self->words, (int32_t) end);
}

static gboolean
is_match (LeafFind *self, const char *text, unsigned int first, unsigned int last, LeafFindMatch *match)
{
  const Unit *start = &g_array_index (self->units, Unit, first);
  const Unit *behind = last < self->units->len ? &g_array_index (self->units, Unit, last) : NULL;
  const char *end;

  if (!is_border (self->units, last))
    return FALSE;
  if (!is_border (self->units, first) && (!self->begins_inside || start[-1].offset == start->offset))
    return FALSE;

  match->start = start->offset;
  match->end = behind != NULL ? behind->offset : match->start + (unsigned int) g_utf8_strlen (text + start->byte, -1);
  if (!(self->flags & LEAF_FIND_WHOLE_WORD))
    return TRUE;
  end = behind != NULL ? text + behind->byte : text + start->byte + strlen (text + start->byte);
  return is_word (self, text, start->byte, (unsigned int) (end - text));
}

static void
make_fallbacks (LeafFind *self)
{
  unsigned int matched = 0;

  self->fallbacks = g_new0 (unsigned int, self->needle->len);
  for (unsigned int i = 1; i < self->needle->len; i++)
    {
      gunichar c = g_array_index (self->needle, Unit, i).c;

      while (matched > 0 && g_array_index (self->needle, Unit, matched).c != c)
        matched = self->fallbacks[matched - 1];
      if (g_array_index (self->needle, Unit, matched).c == c)
        matched++;
      self->fallbacks[i] = matched;
    }
}

/**
 * leaf_find_new:
 * @text: the words to look for
 * @flags: how
 *
 * Makes ready to look for words. Unless the case is to match, "Strasse" is found in "Straße", and a
 * straight apostrophe stands for a typographic one; whatever is asked, it does not matter whether an
 * accent is a character of its own (Unicode's canonical caseless matching, D145).
 *
 * Returns: (transfer full) (nullable): %NULL when no text can have this in it
 */
LeafFind *
leaf_find_new (const char *text, LeafFindFlags flags)
{
  LeafFind *self;

  g_return_val_if_fail (text != NULL, NULL);

  if (*text == '\0' || !g_utf8_validate (text, -1, NULL) || strstr (text, LEAF_OBJECT_STRING) != NULL)
    return NULL;

  self = g_new0 (LeafFind, 1);
  self->flags = flags;
  self->needle = g_array_new (FALSE, FALSE, sizeof (Unit));
  self->units = g_array_new (FALSE, FALSE, sizeof (Unit));
  self->cache = g_new0 (Folding, CACHE_SIZE);
  fold_text (self, text, self->needle);
  self->begins_inside = goes_on_with (0, g_array_index (self->needle, Unit, 0).c);
  make_fallbacks (self);
  return self;
}

/**
 * leaf_find_free:
 *
 * Frees what leaf_find_new() made.
 */
void
leaf_find_free (LeafFind *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->words, ubrk_close);
  g_clear_pointer (&self->utext, utext_close);
  g_array_unref (self->needle);
  g_array_unref (self->units);
  g_free (self->fallbacks);
  g_free (self->cache);
  g_free (self);
}

/**
 * leaf_find_add_matches:
 * @document: where to look
 * @index: number of a block
 * @matches: (element-type LeafFindMatch): takes the matches in that block, in order, none over another
 *
 * Looks through one block, in time that grows with its length only.
 */
void
leaf_find_add_matches (LeafFind *self, const LeafDocument *document, unsigned int index, GArray *matches)
{
  unsigned int block_start, n_needle, matched = 0;
  const char *text;

  g_return_if_fail (self != NULL);
  g_return_if_fail (document != NULL);
  g_return_if_fail (index < leaf_document_get_n_blocks (document));

  text = leaf_block_get_text (leaf_document_get_block (document, index));
  block_start = leaf_document_get_block_start (document, index);
  n_needle = self->needle->len;
  fold_text (self, text, self->units);

  for (unsigned int i = 0; i < self->units->len; i++)
    {
      gunichar c = g_array_index (self->units, Unit, i).c;
      LeafFindMatch match;

      while (matched > 0 && g_array_index (self->needle, Unit, matched).c != c)
        matched = self->fallbacks[matched - 1];
      if (g_array_index (self->needle, Unit, matched).c == c)
        matched++;
      if (matched < n_needle)
        continue;

      if (is_match (self, text, i + 1 - n_needle, i + 1, &match))
        {
          match.start += block_start;
          match.end += block_start;
          g_array_append_val (matches, match);
          matched = 0;
        }
      else
        matched = self->fallbacks[matched - 1];
    }
  /* Its text may be gone before the next block is asked for. */
  g_clear_pointer (&self->utext, utext_close);
}

/**
 * leaf_find_get_next:
 * @document: where to look
 * @offset: from where on, in characters
 * @match: (out): the first match that begins there or later; behind the end it goes on from the beginning
 *
 * Returns: %FALSE when there is no match in the document
 */
gboolean
leaf_find_get_next (LeafFind *self, const LeafDocument *document, unsigned int offset, LeafFindMatch *match)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (LeafFindMatch));
  unsigned int n_blocks, first;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (document != NULL, FALSE);
  g_return_val_if_fail (match != NULL, FALSE);

  n_blocks = leaf_document_get_n_blocks (document);
  first = leaf_document_locate (document, offset, NULL);
  for (unsigned int i = 0; i <= n_blocks; i++)
    {
      g_array_set_size (matches, 0);
      leaf_find_add_matches (self, document, (first + i) % n_blocks, matches);
      for (unsigned int j = 0; j < matches->len; j++)
        {
          *match = g_array_index (matches, LeafFindMatch, j);
          if (i > 0 || match->start >= offset)
            return TRUE;
        }
    }
  return FALSE;
}

/**
 * leaf_find_get_previous:
 * @document: where to look
 * @offset: up to where, in characters
 * @match: (out): the last match that ends there or earlier; in front of the beginning it goes on from the end
 *
 * Returns: %FALSE when there is no match in the document
 */
gboolean
leaf_find_get_previous (LeafFind *self, const LeafDocument *document, unsigned int offset, LeafFindMatch *match)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (LeafFindMatch));
  unsigned int n_blocks, first;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (document != NULL, FALSE);
  g_return_val_if_fail (match != NULL, FALSE);

  n_blocks = leaf_document_get_n_blocks (document);
  first = leaf_document_locate (document, offset, NULL);
  for (unsigned int i = 0; i <= n_blocks; i++)
    {
      g_array_set_size (matches, 0);
      leaf_find_add_matches (self, document, (first + n_blocks - i % n_blocks) % n_blocks, matches);
      for (unsigned int j = matches->len; j > 0; j--)
        {
          *match = g_array_index (matches, LeafFindMatch, j - 1);
          if (i > 0 || match->end <= offset)
            return TRUE;
        }
    }
  return FALSE;
}

/**
 * leaf_find_replace:
 * @document: where the matches are
 * @matches: (array length=n_matches): matches, in order
 * @n_matches: how many, at least one
 * @text: what comes in their place, with the look of the first character of each; line ends become spaces
 *
 * Makes what is to replace the range from the beginning of the first match to the end of the last.
 *
 * Returns: (transfer full): a fragment, for leaf_document_replace()
 */
LeafDocument *
leaf_find_replace (const LeafDocument *document, const LeafFindMatch *matches, unsigned int n_matches, const char *text)
{
  g_autofree char *line = NULL;
  LeafDocument *fragment;
  unsigned int start;

  g_return_val_if_fail (document != NULL, NULL);
  g_return_val_if_fail (matches != NULL && n_matches > 0, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  line = g_strdelimit (g_strdup (text), "\r\n", ' ');
  start = matches[0].start;
  fragment = leaf_document_slice (document, start, matches[n_matches - 1].end);
  /* From the end, so that what is still to be replaced stays where it was found. */
  for (unsigned int i = n_matches; i > 0; i--)
    {
      const LeafFindMatch *match = &matches[i - 1];
      g_autoptr (LeafDocument) words = leaf_document_new ();
      LeafTextStyle style = leaf_document_get_style_at (document, match->start);
      unsigned int index = leaf_document_locate (document, match->start, NULL);

      leaf_document_append_block (words, leaf_block_get_style (leaf_document_get_block (document, index)));
      leaf_document_append_text (words, line, -1, &style);
      leaf_document_replace (fragment, match->start - start, match->end - start, words);
    }
  return fragment;
}
