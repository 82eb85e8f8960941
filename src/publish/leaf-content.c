/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-content"

#include "config.h"

#include "leaf-content.h"

#include <glib/gi18n.h>
#include <string.h>

/* How many names a warning lists, and how many characters of a changed place it shows. */
#define MAX_NAMES 6
#define SNIPPET 40

/* The end of the tag or comment that begins at `p`, just behind it; `p` when none begins there. */
static const char *
skip_tag (const char *p, const char *end)
{
  char quote = '\0';

  if (strncmp (p, "<!--", 4) == 0)
    {
      const char *close = strstr (p + 4, "-->");

      return close != NULL ? close + 3 : end;
    }
  if (p[0] != '<' || (!g_ascii_isalpha (p[1]) && p[1] != '/' && p[1] != '!'))
    return p;

  for (const char *q = p + 1; q < end; q++)
    {
      if (quote != '\0')
        {
          if (*q == quote)
            quote = '\0';
        }
      else if (*q == '"' || *q == '\'')
        quote = *q;
      else if (*q == '>')
        return q + 1;
    }

  return end;
}

static gboolean
is_element (const char *p, const char *name)
{
  gsize length = strlen (name);

  return p[0] == '<' && g_ascii_strncasecmp (p + 1, name, length) == 0 && !g_ascii_isalnum (p[1 + length]);
}

/* Scripts and styles are no text: their end, or `p`. */
static const char *
skip_hidden (const char *p, const char *end)
{
  static const char *const names[] = { "script", "style" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_element (p, names[i]))
      {
        g_autofree char *close = g_strconcat ("</", names[i], NULL);
        const char *q = strstr (p, close);

        return q != NULL ? q : end;
      }

  return p;
}

static void
append_collapsed (GString *out, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isspace (text[i]))
        g_string_append_c (out, text[i]);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
}

/* The five that a filter may write in another way than we do. */
static void
append_entity (GString *out, const char **p)
{
  static const struct {
    const char *name;
    const char *value;
  } entities[] = {
    { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#039;", "'" }, { "&#39;", "'" }, { "&#038;", "&" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strncmp (*p, entities[i].name, strlen (entities[i].name)) == 0)
      {
        g_string_append (out, entities[i].value);
        *p += strlen (entities[i].name);
        return;
      }

  g_string_append_c (out, *(*p)++);
}

static char *
dup_text (const char *html, gboolean hides)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *end = html + strlen (html);
  const char *p = html;

  while (p < end)
    {
      const char *hidden = hides ? skip_hidden (p, end) : p;
      const char *next = skip_tag (p, end);

      if (hidden > p)
        p = hidden;
      else if (next > p)
        {
          append_collapsed (out, " ", 1);
          p = next;
        }
      else if (*p == '&')
        append_entity (out, &p);
      else
        append_collapsed (out, p++, 1);
    }

  return g_strstrip (g_string_free (g_steal_pointer (&out), FALSE));
}

/**
 * leaf_content_dup_text:
 * @html: HTML
 *
 * Takes what a reader sees: no tags, comments, scripts or styles, and white space collapsed.
 *
 * Returns: (transfer full): the text
 */
char *
leaf_content_dup_text (const char *html)
{
  return dup_text (html, TRUE);
}

/**
 * leaf_content_is_bared:
 * @stored: HTML
 * @sent: HTML
 *
 * Tells whether a blog took the tags of scripts away and left what was in them for all to see, as WordPress
 * does with accounts that may not write everything.
 *
 * Returns: whether @stored is what that makes of @sent
 */
gboolean
leaf_content_is_bared (const char *stored, const char *sent)
{
  g_autofree char *shown = leaf_content_dup_text (stored);
  g_autofree char *bare = dup_text (sent, FALSE);

  return g_str_equal (shown, bare);
}

/**
 * leaf_content_same_text:
 * @a: HTML
 * @b: HTML
 *
 * Tells whether a reader sees the same, whatever became of the tags on the way.
 *
 * Returns: whether the texts are equal
 */
gboolean
leaf_content_same_text (const char *a, const char *b)
{
  g_autofree char *text_a = leaf_content_dup_text (a);
  g_autofree char *text_b = leaf_content_dup_text (b);

  return g_str_equal (text_a, text_b);
}

/* Counts the names of elements as "time" and of their attributes as "itemprop=". */
static GHashTable *
count_names (const char *html)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *end = html + strlen (html);

  for (const char *p = html; p < end;)
    {
      const char *next = skip_tag (p, end);
      g_auto (GStrv) words = NULL;
      g_autofree char *tag = NULL;

      if (next == p || !g_ascii_isalpha (p[1]))
        {
          p = MAX (next, p + 1);
          continue;
        }

      tag = g_strndup (p + 1, next - p - 1);
      words = g_strsplit_set (tag, " \t\r\n/>", -1);
      for (unsigned int i = 0; words[i] != NULL; i++)
        {
          char *equals = strchr (words[i], '=');
          g_autofree char *name = NULL;
          char *key;

          if (!g_ascii_isalpha (*words[i]) || (i > 0 && equals == NULL))
            continue;
          name = i == 0 ? g_strconcat ("<", words[i], ">", NULL) : g_strndup (words[i], equals - words[i] + 1);
          key = g_ascii_strdown (name, -1);
          g_hash_table_insert (counts, key, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, key)) + 1));
        }
      p = next;
    }

  return counts;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names that there are fewer of than were sent, or NULL. */
static char *
list_lost (const char *sent, const char *stored)
{
  g_autoptr (GHashTable) before = count_names (sent);
  g_autoptr (GHashTable) after = count_names (stored);
  g_autoptr (GPtrArray) lost = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;
  gpointer count;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &name, &count))
    if (GPOINTER_TO_INT (g_hash_table_lookup (after, name)) < GPOINTER_TO_INT (count))
      g_ptr_array_add (lost, name);
  if (lost->len == 0)
    return NULL;

  g_ptr_array_sort (lost, compare_names);
  g_ptr_array_set_size (lost, MIN (lost->len, MAX_NAMES));
  g_ptr_array_add (lost, NULL);

  return g_strjoinv (", ", (char **) lost->pdata);
}

static char *
dup_snippet (const char *text, gsize at)
{
  const char *start = text;
  gsize length = strlen (text);
  const char *p = text + MIN (at, length);

  for (int i = 0; i < SNIPPET / 2 && p > text; i++)
    p = start = g_utf8_prev_char (p);

  return g_utf8_substring (start, 0, MIN (g_utf8_strlen (start, -1), SNIPPET));
}

/**
 * leaf_content_compare:
 * @sent: what was sent
 * @stored: what the blog says it stored
 * @warnings: (element-type utf8): gets a sentence for what is missing and one for a changed text
 *
 * Says what became of a post on its way into the blog. Equal contents give nothing.
 */
void
leaf_content_compare (const char *sent, const char *stored, GPtrArray *warnings)
{
  g_autofree char *lost = NULL;
  g_autofree char *sent_text = NULL;
  g_autofree char *stored_text = NULL;
  gsize at = 0;

  if (g_str_equal (sent, stored) || !g_utf8_validate (sent, -1, NULL) || !g_utf8_validate (stored, -1, NULL))
    return;

  lost = list_lost (sent, stored);
  if (lost != NULL)
    g_ptr_array_add (warnings, g_strdup_printf (_("The blog removed parts of the markup: %s."), lost));

  sent_text = leaf_content_dup_text (sent);
  stored_text = leaf_content_dup_text (stored);
  while (sent_text[at] != '\0' && sent_text[at] == stored_text[at])
    at++;
  if (sent_text[at] != stored_text[at])
    {
      g_autofree char *ours = dup_snippet (sent_text, at);
      g_autofree char *theirs = dup_snippet (stored_text, at);

      g_ptr_array_add (warnings, g_strdup_printf (_("The blog changed the text: “%s” became “%s”."), ours, theirs));
    }
}
