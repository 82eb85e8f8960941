/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was changed inside a block: words, and how they look. */

#define G_LOG_DOMAIN "leaf-document"

#include "config.h"

#include "leaf-document-compare-private.h"
#include "leaf-document-private.h"
#include "leaf-sequence-diff-private.h"

void
leaf_interner_init (LeafInterner *self)
{
  self->table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
leaf_interner_clear (LeafInterner *self)
{
  g_clear_pointer (&self->table, g_hash_table_unref);
}

guint32
leaf_interner_number (LeafInterner *self, const char *text, gsize n_bytes)
{
  g_autofree char *key = g_strndup (text, n_bytes);
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (self->table, key));

  if (number == 0)
    {
      number = g_hash_table_size (self->table) + 1;
      g_hash_table_insert (self->table, g_steal_pointer (&key), GUINT_TO_POINTER (number));
    }
  return number;
}

/* What never stands alone: accents, the halves of an emoji, the apostrophe of "don't". */
static gboolean
goes_on (gunichar c)
{
  return g_unichar_ismark (c) || c == 0x200d || c == '\'' || c == 0x2019;
}

/* Scripts without spaces between words are compared character by character. */
static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) && !g_unichar_iswide (c);
}

static const char *
find_word_end (const char *start, unsigned int *n_chars)
{
  gunichar c = g_utf8_get_char (start);
  gboolean word = is_word (c);
  const char *p = g_utf8_next_char (start);
  gunichar previous = c;

  for (*n_chars = 1; *p != '\0'; p = g_utf8_next_char (p), (*n_chars)++)
    {
      c = g_utf8_get_char (p);
      if (!(word && is_word (c)) && !(goes_on (c) && (word || g_unichar_ismark (c) || c == 0x200d)) &&
          previous != 0x200d)
        break;
      previous = c;
    }
  return p;
}

GArray *
leaf_compare_split_words (LeafInterner *interner, const LeafBlock *block)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (LeafWord));

  for (const char *p = block->text->str; *p != '\0';)
    {
      LeafWord word = { 0, 0, g_unichar_isspace (g_utf8_get_char (p)) };
      const char *end = find_word_end (p, &word.n_chars);

      word.number = leaf_interner_number (interner, p, end - p);
      g_array_append_val (words, word);
      p = end;
    }
  return words;
}

static guint32 *
get_numbers (const GArray *words)
{
  guint32 *numbers = g_new (guint32, words->len + 1);

  for (unsigned int i = 0; i < words->len; i++)
    numbers[i] = g_array_index (words, LeafWord, i).number;
  return numbers;
}

/* A space alone between changed words is no help to who reads: the words around it belong together. */
static void
drop_lonely_spaces (const GArray *a_words, const GArray *b_words, gboolean *a_kept, gboolean *b_kept)
{
  unsigned int b = 0;

  for (unsigned int a = 0; a < a_words->len; a++)
    {
      if (!a_kept[a])
        continue;
      while (!b_kept[b])
        b++;
      if (g_array_index (a_words, LeafWord, a).space &&
          a > 0 && !a_kept[a - 1] && a + 1 < a_words->len && !a_kept[a + 1] &&
          b > 0 && !b_kept[b - 1] && b + 1 < b_words->len && !b_kept[b + 1])
        a_kept[a] = b_kept[b] = FALSE;
      b++;
    }
}

static void
push_span (GArray *spans, LeafCompareKind kind, unsigned int a_chars, unsigned int b_chars)
{
  LeafCompareSpan *last = spans->len > 0 ? &g_array_index (spans, LeafCompareSpan, spans->len - 1) : NULL;
  LeafCompareSpan span = { kind, 0, a_chars, 0, b_chars };

  if (a_chars == 0 && b_chars == 0)
    return;
  if (last != NULL)
    {
      span.a_start = last->a_start + last->a_chars;
      span.b_start = last->b_start + last->b_chars;
    }
  if (last != NULL && last->kind == kind)
    {
      last->a_chars += a_chars;
      last->b_chars += b_chars;
      return;
    }
  g_array_append_val (spans, span);
}

/* A place in the spans of a block. */
typedef struct {
  const GArray *spans;
  unsigned int index;
  unsigned int used; /* characters of that span */
} Looks;

static const LeafSpan *
looks_get (Looks *self, unsigned int *rest)
{
  const LeafSpan *span = &g_array_index (self->spans, LeafSpan, self->index);

  *rest = span->n_chars - self->used;
  return span;
}

static void
looks_skip (Looks *self, unsigned int n_chars)
{
  while (n_chars > 0)
    {
      unsigned int rest, taken;

      looks_get (self, &rest);
      taken = MIN (rest, n_chars);
      self->used += taken;
      n_chars -= taken;
      if (taken == rest)
        {
          self->index++;
          self->used = 0;
        }
    }
}

/* The same characters on both sides. */
static void
push_kept (GArray *spans, Looks *a, Looks *b, unsigned int n_chars)
{
  while (n_chars > 0)
    {
      unsigned int a_rest, b_rest, taken;
      const LeafSpan *a_span = looks_get (a, &a_rest);
      const LeafSpan *b_span = looks_get (b, &b_rest);

      taken = MIN (n_chars, MIN (a_rest, b_rest));
      push_span (spans, leaf_text_style_equal (&a_span->style, &b_span->style) ? LEAF_COMPARE_SAME : LEAF_COMPARE_CHANGED,
                 taken, taken);
      looks_skip (a, taken);
      looks_skip (b, taken);
      n_chars -= taken;
    }
}

static unsigned int
skip_changed (const GArray *words, const gboolean *kept, unsigned int *index)
{
  unsigned int n_chars = 0;

  for (; *index < words->len && !kept[*index]; (*index)++)
    n_chars += g_array_index (words, LeafWord, *index).n_chars;
  return n_chars;
}

GArray *
leaf_compare_words (const LeafBlock *a, const LeafBlock *b, const GArray *a_words, const GArray *b_words)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (LeafCompareSpan));
  g_autofree guint32 *a_numbers = get_numbers (a_words);
  g_autofree guint32 *b_numbers = get_numbers (b_words);
  g_autofree gboolean *a_kept = g_new (gboolean, a_words->len + 1);
  g_autofree gboolean *b_kept = g_new (gboolean, b_words->len + 1);
  Looks a_looks = { a->spans, 0, 0 };
  Looks b_looks = { b->spans, 0, 0 };
  unsigned int i = 0, j = 0;

  leaf_sequence_diff (a_numbers, a_words->len, b_numbers, b_words->len, a_kept, b_kept);
  drop_lonely_spaces (a_words, b_words, a_kept, b_kept);

  while (i < a_words->len || j < b_words->len)
    {
      unsigned int removed = skip_changed (a_words, a_kept, &i);
      unsigned int added = skip_changed (b_words, b_kept, &j);

      push_span (spans, LEAF_COMPARE_REMOVED, removed, 0);
      push_span (spans, LEAF_COMPARE_ADDED, 0, added);
      looks_skip (&a_looks, removed);
      looks_skip (&b_looks, added);
      if (i == a_words->len)
        continue;

      push_kept (spans, &a_looks, &b_looks, g_array_index (a_words, LeafWord, i).n_chars);
      i++, j++;
    }
  return spans;
}
