/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-editor"

#include "config.h"

#include "leaf-editor-buffer-private.h"
#include "leaf-editor-typing.h"

#include <string.h>

/* Straight quotes, hyphens and dots become what a printer would have set. */

#define NARROW_SPACE 0x202f
#define APOSTROPHE   0x2019
#define EN_DASH      0x2013
#define EM_DASH      0x2014

/* What " and ' become. No single quotes: the key is for apostrophes only. */
typedef struct {
  const char *language;
  gunichar open;
  gunichar close;
  gunichar single_open;
  gunichar single_close;
  gboolean spaced; /* a narrow no-break space inside the double ones */
} Quotes;

/* The delimiters of Unicode CLDR 42 (quotationStart to alternateQuotationEnd), except: nl, where CLDR has the single ones
 * only; de-CH, which CLDR does not tell from de; and French, Italian and Catalan, where words are full of apostrophes,
 * so that the key for them cannot be a quote as well. */
static const Quotes table[] = {
  { "ar", 0x201d, 0x201c, 0x2019, 0x2018, FALSE },
  { "be", 0x00ab, 0x00bb, 0x201e, 0x201c, FALSE },
  { "bg", 0x201e, 0x201c, 0x201e, 0x201c, FALSE },
  { "ca", 0x00ab, 0x00bb, 0, 0, FALSE },
  { "cs", 0x201e, 0x201c, 0x201a, 0x2018, FALSE },
  { "da", 0x201c, 0x201d, 0x2018, 0x2019, FALSE },
  { "de", 0x201e, 0x201c, 0x201a, 0x2018, FALSE },
  { "de-CH", 0x00ab, 0x00bb, 0x2039, 0x203a, FALSE },
  { "el", 0x00ab, 0x00bb, 0x201c, 0x201d, FALSE },
  { "en", 0x201c, 0x201d, 0x2018, 0x2019, FALSE },
  { "es", 0x00ab, 0x00bb, 0x201c, 0x201d, FALSE },
  { "es-MX", 0x201c, 0x201d, 0x2018, 0x2019, FALSE },
  { "et", 0x201e, 0x201c, 0x201a, 0x2018, FALSE },
  { "eu", 0x00ab, 0x00bb, 0x201c, 0x201d, FALSE },
  { "fa", 0x00ab, 0x00bb, 0x2039, 0x203a, FALSE },
  { "fi", 0x201d, 0x201d, 0x2019, 0x2019, FALSE },
  { "fr", 0x00ab, 0x00bb, 0, 0, TRUE },
  { "fr-CH", 0x00ab, 0x00bb, 0, 0, FALSE },
  { "he", 0x201d, 0x201d, 0x2019, 0x2019, FALSE },
  { "hr", 0x201e, 0x201c, 0x201a, 0x2018, FALSE },
  { "hu", 0x201e, 0x201d, 0x00bb, 0x00ab, FALSE },
  { "hy", 0x00ab, 0x00bb, 0x00ab, 0x00bb, FALSE },
  { "is", 0x201e, 0x201c, 0x201a, 0x2018, FALSE },
  { "it", 0x00ab, 0x00bb, 0, 0, FALSE },
  { "ja", 0x300c, 0x300d, 0x300e, 0x300f, FALSE },
  { "ka", 0x201e, 0x201c, 0x00ab, 0x00bb, FALSE },
  { "lt", 0x201e, 0x201c, 0x201e, 0x201c, FALSE },
  { "mk", 0x201e, 0x201c, 0x201a, 0x2018, FALSE },
  { "nb", 0x00ab, 0x00bb, 0x2018, 0x2019, FALSE },
  { "nn", 0x00ab, 0x00bb, 0x2018, 0x2019, FALSE },
  { "no", 0x00ab, 0x00bb, 0x2018, 0x2019, FALSE },
  { "nl", 0x201c, 0x201d, 0x2018, 0x2019, FALSE },
  { "pl", 0x201e, 0x201d, 0x00ab, 0x00bb, FALSE },
  { "pt", 0x201c, 0x201d, 0x2018, 0x2019, FALSE },
  { "pt-PT", 0x00ab, 0x00bb, 0x201c, 0x201d, FALSE },
  { "ro", 0x201e, 0x201d, 0x00ab, 0x00bb, FALSE },
  { "ru", 0x00ab, 0x00bb, 0x201e, 0x201c, FALSE },
  { "sk", 0x201e, 0x201c, 0x201a, 0x2018, FALSE },
  { "sl", 0x201e, 0x201c, 0x201a, 0x2018, FALSE },
  { "sq", 0x00ab, 0x00bb, 0x201c, 0x201d, FALSE },
  { "sr", 0x201e, 0x201c, 0x2018, 0x2018, FALSE },
  { "sv", 0x201d, 0x201d, 0x2019, 0x2019, FALSE },
  { "uk", 0x00ab, 0x00bb, 0x201e, 0x201c, FALSE },
  { "zh-HK", 0x300c, 0x300d, 0x300e, 0x300f, FALSE },
  { "zh-TW", 0x300c, 0x300d, 0x300e, 0x300f, FALSE },
};

/* Of "pt_PT.UTF-8", which is how a locale is named, "pt-PT". */
static const Quotes *
find_quotes (const char *language)
{
  static const Quotes other = { "", 0x201c, 0x201d, 0x2018, 0x2019, FALSE };
  g_autofree char *tag = g_strndup (language, strcspn (language, ".@"));
  const Quotes *found = &other;

  g_strdelimit (tag, "_", '-');
  for (unsigned int i = 0; i < G_N_ELEMENTS (table); i++)
    {
      gsize length = strlen (table[i].language);

      if (g_ascii_strncasecmp (tag, table[i].language, length) == 0 && (tag[length] == '\0' || tag[length] == '-') &&
          length > strlen (found->language))
        found = &table[i];
    }
  return found;
}

/* The character `back` places before the cursor, 0 where the line begins. */
static gunichar
look_back (const LeafTypedLine *line,
           unsigned int         back)
{
  return back < line->length ? line->text[line->length - 1 - back] : 0;
}

static gboolean
is_dash (gunichar c)
{
  return c == '-' || c == EN_DASH || c == EM_DASH;
}

/* A step of its own, which typing on accepts. `n` is how many characters before the cursor go. */
static void
correct (LeafEditorBuffer    *self,
         const LeafTypedLine *line,
         unsigned int         n,
         const char          *text)
{
  unsigned int end = line->start + line->length;

  gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
  leaf_editor_journal_set_automatic (self->journal);
  leaf_editor_substitute (self, end - n, end, text);
  gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
}

static void
correct_with (LeafEditorBuffer    *self,
              const LeafTypedLine *line,
              unsigned int         n,
              gunichar             first,
              gunichar             second)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_unichar (text, first);
  if (second != 0)
    g_string_append_unichar (text, second);
  correct (self, line, n, text->str);
}

/* Whether a quotation was begun and not ended. Where both marks look alike nobody needs to know. */
static gboolean
is_open (const LeafTypedLine *line,
         gunichar             open,
         gunichar             close)
{
  int depth = 0;

  for (unsigned int i = 0; i + 1 < line->length; i++)
    if (line->text[i] == open)
      depth++;
    else if (line->text[i] == close && depth > 0)
      depth--;
  return open != close && depth > 0;
}

/* Whether a quote typed now begins something. */
static gboolean
begins (const LeafTypedLine *line,
        const Quotes        *quotes,
        gunichar             open,
        gunichar             close)
{
  gunichar before = look_back (line, 1);

  if (before == NARROW_SPACE)
    before = look_back (line, 2);
  if (before == open)
    return FALSE;
  if (is_dash (before))
    return !is_open (line, open, close);
  return before == 0 || g_unichar_isspace (before) || before == quotes->open || before == quotes->single_open ||
         g_unichar_type (before) == G_UNICODE_OPEN_PUNCTUATION || before == 0xa1 || before == 0xbf ||
         before == LEAF_OBJECT_CHARACTER;
}

static gboolean
improve_double_quote (LeafEditorBuffer    *self,
                      const LeafTypedLine *line,
                      const Quotes        *quotes)
{
  gboolean spaced_by_hand = quotes->spaced && look_back (line, 1) == ' ' && is_open (line, quotes->open, quotes->close);

  if (spaced_by_hand)
    correct_with (self, line, 2, NARROW_SPACE, quotes->close);
  else if (begins (line, quotes, quotes->open, quotes->close))
    correct_with (self, line, 1, quotes->open, quotes->spaced ? NARROW_SPACE : 0);
  else if (quotes->spaced && look_back (line, 1) != NARROW_SPACE)
    correct_with (self, line, 1, NARROW_SPACE, quotes->close);
  else
    correct_with (self, line, 1, quotes->close, 0);
  return TRUE;
}

static gboolean
improve_single_quote (LeafEditorBuffer    *self,
                      const LeafTypedLine *line,
                      const Quotes        *quotes)
{
  gunichar mark = APOSTROPHE;

  if (quotes->single_open != 0)
    {
      if (begins (line, quotes, quotes->single_open, quotes->single_close))
        mark = quotes->single_open;
      else if (is_open (line, quotes->single_open, quotes->single_close))
        mark = quotes->single_close;
    }
  correct_with (self, line, 1, mark, 0);
  return TRUE;
}

/* In a quotation the mark after a letter may be its end or an apostrophe; the next letter tells. */
static gboolean
improve_letter (LeafEditorBuffer    *self,
                const LeafTypedLine *line,
                const Quotes        *quotes,
                gunichar             typed)
{
  if (quotes->single_close == 0 || quotes->single_close == APOSTROPHE ||
      look_back (line, 1) != quotes->single_close || !g_unichar_isalpha (look_back (line, 2)))
    return FALSE;

  correct_with (self, line, 2, APOSTROPHE, typed);
  return TRUE;
}

/* Dashes at the beginning of a paragraph may become a list or a divider. */
static gboolean
is_all_dashes (const LeafTypedLine *line)
{
  for (unsigned int i = 0; i < line->length; i++)
    if (!is_dash (line->text[i]))
      return FALSE;
  return TRUE;
}

static gboolean
improve_dash (LeafEditorBuffer    *self,
              const LeafTypedLine *line)
{
  gunichar before = look_back (line, 1);
  gboolean further = is_dash (look_back (line, 2));

  if (further || is_all_dashes (line))
    return FALSE;
  if (before == '-')
    {
      correct_with (self, line, 2, EN_DASH, 0);
      return TRUE;
    }
  if (before == EN_DASH)
    {
      /* So that taking it back gives the three hyphens she typed. */
      correct (self, line, 2, "---");
      leaf_editor_journal_fold (self->journal);
      gtk_text_buffer_begin_user_action (GTK_TEXT_BUFFER (self));
      leaf_editor_journal_set_automatic (self->journal);
      leaf_editor_substitute (self, line->start + line->length - 2, line->start + line->length + 1, "—");
      gtk_text_buffer_end_user_action (GTK_TEXT_BUFFER (self));
      return TRUE;
    }
  return FALSE;
}

static gboolean
improve_dots (LeafEditorBuffer    *self,
              const LeafTypedLine *line)
{
  if (look_back (line, 1) != '.' || look_back (line, 2) != '.' || look_back (line, 3) == '.')
    return FALSE;

  correct (self, line, 3, "…");
  return TRUE;
}

/* A dash that begins direct speech; and no second space after the quote that brought one along. */
static gboolean
improve_space (LeafEditorBuffer    *self,
               const LeafTypedLine *line,
               const Quotes        *quotes)
{
  if (line->length == 3 && look_back (line, 1) == '-' && look_back (line, 2) == '-')
    {
      correct_with (self, line, 3, EN_DASH, ' ');
      return TRUE;
    }
  if (quotes->spaced && look_back (line, 1) == NARROW_SPACE && look_back (line, 2) == quotes->open)
    {
      correct_with (self, line, 2, NARROW_SPACE, 0);
      return TRUE;
    }
  return FALSE;
}

/* Letters and spaces nearly always are what they should be: the character before tells, without a look at the line. */
static gboolean
may_be_improved (LeafEditorBuffer *self,
                 const Quotes     *quotes,
                 gunichar          typed)
{
  GtkTextIter iter;
  gunichar before;

  if (typed != ' ' && !g_unichar_isalpha (typed))
    return TRUE;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self), &iter, gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self)));
  if (!gtk_text_iter_backward_chars (&iter, 2))
    return FALSE;
  before = gtk_text_iter_get_char (&iter);
  return typed == ' ' ? before == '-' || before == NARROW_SPACE
                      : before == quotes->single_close && before != APOSTROPHE;
}

/**
 * leaf_editor_improve_typing: (skip)
 * @self: an editor buffer
 * @typed: the character that was typed last
 * @language: a language tag or the name of a locale
 *
 * Puts the quotes of the language, apostrophes, dashes and an ellipsis in the place of what the keyboard has for them.
 *
 * Returns: whether something was changed
 */
gboolean
leaf_editor_improve_typing (LeafEditorBuffer *self,
                            gunichar          typed,
                            const char       *language)
{
  const Quotes *quotes;
  g_auto (LeafTypedLine) line = { 0 };

  if ((typed > 0x7f || strchr ("\"'-. ", (int) typed) == NULL) && !g_unichar_isalpha (typed))
    return FALSE;

  quotes = find_quotes (language);
  if (!may_be_improved (self, quotes, typed) ||
      !leaf_typed_line_init (&line, self, typed) || !leaf_typed_line_is_plain (&line, line.length - 1))
    return FALSE;

  switch (typed)
    {
    case '"':
      return improve_double_quote (self, &line, quotes);
    case '\'':
      return improve_single_quote (self, &line, quotes);
    case '-':
      return improve_dash (self, &line);
    case '.':
      return improve_dots (self, &line);
    case ' ':
      return improve_space (self, &line, quotes);
    default:
      return improve_letter (self, &line, quotes, typed);
    }
}
