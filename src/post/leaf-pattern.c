/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-pattern"

#include "config.h"

#include "leaf-pattern.h"

#include "leaf-isbn.h"
#include "leaf-post-labels.h"
#include "leaf-post-writer-private.h"
#include "leaf-text.h"

#include <string.h>

#define MAX_NAME 32

typedef struct
{
  const LeafPostSource *source;
  LeafBook *book; /* NULL: all of them */
} SourceValues;

typedef struct
{
  LeafPatternFunc func;
  gpointer user_data;
  gboolean tidy;
  GString *string;
  gsize literal;           /* where the text of the pattern itself begins again */
  gboolean skip_separator; /* nothing but empty values so far */
} Expansion;

/* Reads "{name}" at @p; returns what follows it, or NULL when there is no placeholder. */
static const char *
scan_placeholder (const char *p,
                  char name[MAX_NAME])
{
  size_t length;

  if (*p != '{')
    return NULL;

  length = strspn (p + 1, "abcdefghijklmnopqrstuvwxyz0123456789-");
  if (length == 0 || length >= MAX_NAME || p[1 + length] != '}')
    return NULL;

  memcpy (name, p + 1, length);
  name[length] = '\0';

  return p + length + 2;
}

static gboolean
is_separator (gunichar c)
{
  switch (c)
    {
    case ' ':
    case ',':
    case ';':
    case ':':
    case '-':
    case '/':
    case '|':
    case '#':
    case 0xb7:
    case 0x2013:
    case 0x2014:
      return TRUE;
    default:
      return FALSE;
    }
}

/* "{title}, {authors}: Review" without authors is "Emma: Review", not "Emma, : Review". */
static void
drop_separator (Expansion *self)
{
  while (self->string->len > self->literal)
    {
      const char *last = g_utf8_prev_char (self->string->str + self->string->len);

      if (!is_separator (g_utf8_get_char (last)))
        return;
      g_string_truncate (self->string, last - self->string->str);
    }
  if (self->string->len == 0)
    self->skip_separator = TRUE;
}

/* A bracket that holds only placeholders without a value says nothing: " ({series} #{number})". */
static const char *
skip_empty_bracket (Expansion *self,
                    const char *p)
{
  char name[MAX_NAME];
  gboolean any = FALSE;

  for (p++; *p != '\0' && *p != ')'; )
    {
      const char *next = scan_placeholder (p, name);
      g_autofree char *value = NULL;

      if (next == NULL)
        {
          p = g_utf8_next_char (p);
          continue;
        }
      value = self->func (name, self->user_data);
      if (value == NULL || *value != '\0')
        return NULL;
      any = TRUE;
      p = next;
    }

  return any && *p == ')' ? p + 1 : NULL;
}

static void
append_value (Expansion *self,
              const char *value)
{
  g_string_append (self->string, value);
  self->literal = self->string->len;
  self->skip_separator = FALSE;
}

static char *
expand (const char *pattern,
        LeafPatternFunc func,
        gpointer user_data,
        gboolean tidy)
{
  Expansion self = { .func = func, .user_data = user_data, .tidy = tidy, .string = g_string_new (NULL) };
  char name[MAX_NAME];

  for (const char *p = pattern; *p != '\0'; )
    {
      const char *next = scan_placeholder (p, name);

      if (next != NULL)
        {
          g_autofree char *value = func (name, user_data);

          if (value == NULL)
            {
              g_autofree char *kept = g_strndup (p, next - p);
              append_value (&self, kept);
            }
          else if (*value != '\0')
            append_value (&self, value);
          else if (tidy)
            drop_separator (&self);
          p = next;
          continue;
        }

      if (tidy && *p == '(' && (next = skip_empty_bracket (&self, p)) != NULL)
        {
          drop_separator (&self);
          p = next;
          continue;
        }

      next = g_utf8_next_char (p);
      if (!self.skip_separator || !is_separator (g_utf8_get_char (p)))
        {
          g_string_append_len (self.string, p, next - p);
          self.skip_separator = FALSE;
        }
      p = next;
    }

  return g_string_free (self.string, FALSE);
}

/* On one line, each run of white space one space. */
static char *
collapse (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *collapsed = g_string_sized_new (strlen (valid));
  gboolean space = FALSE;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((g_unichar_isspace (c) && c != 0xa0) || g_unichar_iscntrl (c))
        {
          space = collapsed->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (collapsed, ' ');
      space = FALSE;
      g_string_append_unichar (collapsed, c);
    }

  return g_string_free (collapsed, FALSE);
}

/**
 * leaf_pattern_expand_with:
 * @pattern: text with placeholders
 * @func: (scope call): gives the value of each
 *
 * Expands a pattern for people to read. A placeholder that means nothing stays as it was written, so
 * that the mistake is seen; one without a value goes, with the punctuation before it.
 *
 * Returns: (transfer full): one line of text
 */
char *
leaf_pattern_expand_with (const char *pattern,
                          LeafPatternFunc func,
                          gpointer user_data)
{
  g_autofree char *valid = NULL;
  g_autofree char *expanded = NULL;

  g_return_val_if_fail (pattern != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);

  valid = g_utf8_make_valid (pattern, -1);
  expanded = expand (valid, func, user_data, TRUE);

  return collapse (expanded);
}

/**
 * leaf_pattern_replace:
 * @pattern: text with placeholders
 * @func: (scope call): gives the value of each
 *
 * Expands a pattern that a machine is to read, such as an address: nothing is tidied up.
 *
 * Returns: (transfer full): the text
 */
char *
leaf_pattern_replace (const char *pattern,
                      LeafPatternFunc func,
                      gpointer user_data)
{
  g_autofree char *valid = NULL;

  g_return_val_if_fail (pattern != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);

  valid = g_utf8_make_valid (pattern, -1);

  return expand (valid, func, user_data, FALSE);
}

static char *
dup_or_empty (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

/* What only a single book has. */
static char *
book_value (const char *name,
            LeafBook *book)
{
  const LeafDate *published = leaf_book_get_published (book);

  if (g_str_equal (name, "series"))
    return dup_or_empty (leaf_book_get_series (book));
  if (g_str_equal (name, "number"))
    return dup_or_empty (leaf_book_get_series_number (book));
  if (g_str_equal (name, "publisher"))
    return dup_or_empty (leaf_book_get_publisher (book));
  if (g_str_equal (name, "year"))
    return published->year != 0 ? g_strdup_printf ("%d", published->year) : g_strdup ("");
  if (g_str_equal (name, "format"))
    return dup_or_empty (leaf_book_get_format (book));
  if (g_str_equal (name, "pages"))
    return leaf_book_get_pages (book) != 0 ? g_strdup_printf ("%u", leaf_book_get_pages (book)) : g_strdup ("");
  if (g_str_equal (name, "isbn"))
    return dup_or_empty (leaf_book_get_isbn (book));
  if (g_str_equal (name, "isbn10"))
    {
      char *isbn10 = leaf_book_get_isbn (book) != NULL ? leaf_isbn_to_10 (leaf_book_get_isbn (book)) : NULL;
      return isbn10 != NULL ? isbn10 : g_strdup ("");
    }

  return NULL;
}

static void
add_name (GPtrArray *names,
          const char *name)
{
  if (*name != '\0' && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

/* The titles, authors or genres of the books, each once. */
static GPtrArray *
collect_names (const SourceValues *values,
               const char *what)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (unsigned int i = 0; i < values->source->books->len; i++)
    {
      LeafBook *book = g_ptr_array_index (values->source->books, i);

      if (values->book != NULL && values->book != book)
        continue;
      if (g_str_equal (what, "title"))
        add_name (names, leaf_book_get_title (book));
      else if (g_str_has_prefix (what, "author"))
        {
          g_auto (GStrv) authors = leaf_book_dup_authors (book);
          for (unsigned int j = 0; authors[j] != NULL; j++)
            add_name (names, authors[j]);
        }
      else
        {
          const char *const *genres = leaf_book_get_genres (book);
          for (unsigned int j = 0; genres[j] != NULL; j++)
            add_name (names, genres[j]);
        }
    }
  g_ptr_array_add (names, NULL);

  return names;
}

static char *
source_value (const char *name,
              gpointer user_data)
{
  SourceValues *values = user_data;
  const LeafPostSource *source = values->source;
  const char *language = leaf_blog_get_setting (source->blog, LEAF_BLOG_SETTING_LANGUAGE);
  LeafBook *first = values->book != NULL ? values->book : g_ptr_array_index (source->books, 0);
  g_autoptr (GPtrArray) names = NULL;

  if (g_str_equal (name, "title") || g_str_equal (name, "authors"))
    {
      names = collect_names (values, name);
      return leaf_post_join_names (language, (const char *const *) names->pdata);
    }
  if (g_str_equal (name, "author") || g_str_equal (name, "genre"))
    {
      names = collect_names (values, name);
      return dup_or_empty (g_ptr_array_index (names, 0));
    }
  if (g_str_equal (name, "genres"))
    {
      names = collect_names (values, name);
      return g_strjoinv (", ", (char **) names->pdata);
    }
  if (g_str_equal (name, "published"))
    {
      char *date = leaf_post_format_date (source, leaf_book_get_published (first));
      return date != NULL ? date : g_strdup ("");
    }
  if (g_str_equal (name, "rating"))
    {
      int rating = leaf_review_get_rating (source->review);
      return rating > 0 ? leaf_post_rating_text (language, rating) : g_strdup ("");
    }
  if (g_str_equal (name, "reviewer"))
    return dup_or_empty (leaf_profile_get_name (source->profile));
  if (g_str_equal (name, "blog"))
    return dup_or_empty (leaf_blog_get_name (source->blog));

  return book_value (name, first);
}

/**
 * leaf_pattern_list_names:
 *
 * Returns: (transfer none) (array zero-terminated=1): the placeholders that leaf_pattern_expand() knows
 */
const char *const *
leaf_pattern_list_names (void)
{
  static const char *const names[] = {
    "title", "authors", "author", "series", "number", "publisher", "published", "year", "genres", "genre",
    "format", "pages", "isbn", "isbn10", "rating", "reviewer", "blog", NULL,
  };

  return names;
}

/**
 * leaf_pattern_find_unknown:
 * @pattern: text with placeholders
 *
 * Looks for a slip of the finger: a placeholder that means nothing stays in the post as it was written.
 *
 * Returns: (transfer full) (nullable): the first one, with its braces, or %NULL
 */
char *
leaf_pattern_find_unknown (const char *pattern)
{
  char name[MAX_NAME];

  g_return_val_if_fail (pattern != NULL, NULL);

  for (const char *p = pattern; (p = strchr (p, '{')) != NULL; p++)
    {
      const char *next = scan_placeholder (p, name);

      if (next != NULL && !g_strv_contains (leaf_pattern_list_names (), name))
        return g_strndup (p, next - p);
    }

  return NULL;
}

/**
 * leaf_pattern_expand:
 * @book: (nullable): the one book of @source to speak of; NULL: all of them
 *
 * Expands a pattern over a review's books.
 *
 * Returns: (transfer full): one line of text
 */
char *
leaf_pattern_expand (const char *pattern,
                     const LeafPostSource *source,
                     LeafBook *book)
{
  SourceValues values = { source, book };

  g_return_val_if_fail (source != NULL && source->books->len > 0, NULL);

  return leaf_pattern_expand_with (pattern, source_value, &values);
}

/**
 * leaf_pattern_expand_slug:
 *
 * Expands a pattern into a slug: ASCII, because WordPress percent-encodes everything else.
 *
 * Returns: (transfer full): a slug, never empty
 */
char *
leaf_pattern_expand_slug (const char *pattern,
                          const LeafPostSource *source)
{
  g_autofree char *expanded = leaf_pattern_expand (pattern, source, NULL);
  g_autofree char *slug = leaf_text_slugify (expanded);

  if (*slug != '\0')
    return g_steal_pointer (&slug);

  return g_strdup_printf ("review-%.8s", source->marker);
}
