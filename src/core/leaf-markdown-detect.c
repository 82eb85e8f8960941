/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-markdown"

#include "config.h"

#include "leaf-document-markdown.h"

#include <string.h>

/* Plain text that is pasted is taken for Markdown at this many points, and as it stands below. A sign that nothing else looks like counts
 * for all of them:
 *
 *   2  a heading of "##" and more; one of "#" above an empty line; a fence of ``` that is closed; [words](https://address) with a
 *      picture's "!" or without; **words**
 *   1  any other heading of "#"; a line of quotation, "> "; an item, "- ", "* ", "+ " or a number that goes on counting, "1. ";
 *      *words*, _words_, ~~words~~, ==words==
 *
 * An address, a smiley, a price, a dash that begins an answer or a footnote's asterisk are not enough: what is wrongly taken for
 * Markdown loses signs she typed, what is wrongly taken for text loses nothing. */
#define ENOUGH 2

/* What is decided is decided by the beginning. */
#define MAX_BYTES (64 * 1024)

typedef struct {
  const char *end;
  unsigned int points;
  unsigned int number;   /* of the item above, when it had one */
  const char *fence;     /* what closes the fence that is open */
} Detector;

/* The last character in front of `p`, or a line end. */
static gunichar
before (const char *line, const char *p)
{
  return p > line ? g_utf8_get_char (g_utf8_prev_char (p)) : '\n';
}

static const char *
skip_space (const char *p, const char *end)
{
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  return p;
}

/* Whether emphasis may begin in front of this: at a word, or what may stand before one. */
static gboolean
is_inside (const char *p, const char *end)
{
  return p < end && (g_ascii_isalnum (*p) || (*p & 0x80) || strchr ("\"'([!*_~=", *p) != NULL);
}

/* Finds what closes a pair of `sign` whose inside begins at `p`: no space stands in front of it, and no letter behind. */
static const char *
find_close (const char *p, const char *end, const char *sign)
{
  gsize length = strlen (sign);
  const char *inside = p;

  while ((p = memmem (p, end - p, sign, length)) != NULL)
    {
      const char *behind = p + length;

      if (p > inside && p[-1] != ' ' && p[-1] != *sign && (behind >= end || (!g_unichar_isalnum (g_utf8_get_char (behind)) && *behind != *sign)))
        return behind;
      p = behind;
    }
  return NULL;
}

static unsigned int
count_emphasis (const char *line, const char *end)
{
  static const struct {
    const char *sign;
    unsigned int points;
  } signs[] = { { "**", 2 }, { "~~", 1 }, { "==", 1 }, { "*", 1 }, { "_", 1 } };
  unsigned int points = 0;
  gboolean unclosed[G_N_ELEMENTS (signs)] = { FALSE };

  for (const char *p = line; p < end && points < ENOUGH; p++)
    {
      if (strchr ("*_~=", *p) == NULL || g_unichar_isalnum (before (line, p)) || before (line, p) == '\\' || before (line, p) == (gunichar) *p)
        continue;
      for (unsigned int i = 0; i < G_N_ELEMENTS (signs); i++)
        {
          gsize length = strlen (signs[i].sign);
          const char *close;

          if (unclosed[i] || (gsize) (end - p) <= length || strncmp (p, signs[i].sign, length) != 0 || p[length] == *p ||
              !is_inside (p + length, end))
            continue;
          close = find_close (p + length, end, signs[i].sign);
          unclosed[i] = close == NULL;
          if (close != NULL)
            {
              points += signs[i].points;
              p = close - 1;
              break;
            }
        }
    }
  return points;
}

static gboolean
has_link (const char *line, const char *end)
{
  const char *middle = line;

  while ((middle = memmem (middle, end - middle, "](", 2)) != NULL)
    {
      const char *open = memrchr (line, '[', middle - line);
      const char *address = middle + 2;
      const char *close = memchr (address, ')', end - address);

      if (close == NULL)
        return FALSE;
      if (open != NULL && middle > open + 1 && (g_ascii_strncasecmp (address, "http", 4) == 0 || g_ascii_strncasecmp (address, "mailto:", 7) == 0))
        return TRUE;
      line = middle = address;
    }
  return FALSE;
}

static gboolean
is_blank_line (const char *line, const char *end)
{
  line = skip_space (line, end);
  return line < end && (*line == '\n' || *line == '\r');
}

static unsigned int
count_heading (const Detector *self, const char *line, const char *end, const char *next)
{
  gsize level = strspn (line, "#");

  if (level == 0 || level > 6 || line + level >= end || line[level] != ' ' || skip_space (line + level, end) >= end)
    return 0;
  return level > 1 || is_blank_line (next, self->end) ? 2 : 1;
}

static unsigned int
count_item (Detector *self, const char *line, const char *end)
{
  const char *p = skip_space (line, end);
  gsize n_digits = strspn (p, "0123456789");

  if (p < end && strchr ("-*+", *p) != NULL)
    return end - p > 2 && p[1] == ' ' && is_inside (skip_space (p + 1, end), end) ? 1 : 0;
  if (n_digits > 0 && n_digits <= 3 && end - p > (gssize) n_digits + 2 && strchr (".)", p[n_digits]) != NULL && p[n_digits + 1] == ' ')
    {
      unsigned int number = (unsigned int) g_ascii_strtoull (p, NULL, 10);
      gboolean goes_on = number == self->number + 1;

      self->number = number;
      return goes_on ? 1 : 0;
    }
  return 0;
}

/* TRUE when the line is part of a fence, or opens or closes one. */
static gboolean
take_fence (Detector *self, const char *line, const char *end)
{
  const char *p = skip_space (line, end);
  gboolean fence = end - p >= 3 && (strncmp (p, "```", 3) == 0 || strncmp (p, "~~~", 3) == 0);

  if (self->fence != NULL && fence && *p == *self->fence && skip_space (p + strspn (p, "`~"), end) >= end)
    {
      self->points += ENOUGH;
      return TRUE;
    }
  if (self->fence == NULL && fence)
    {
      self->fence = p;
      return TRUE;
    }
  return self->fence != NULL;
}

/**
 * leaf_text_is_markdown:
 * @text: UTF-8
 *
 * Tells whether plain text is so clearly Markdown that a writer who pastes it means what it says, and not its signs. Looks at the first
 * 64 KiB, in time linear in them.
 *
 * Returns: %TRUE when it is
 */
gboolean
leaf_text_is_markdown (const char *text)
{
  Detector self = { 0 };

  g_return_val_if_fail (text != NULL, FALSE);

  self.end = text + strnlen (text, MAX_BYTES);
  for (const char *line = text; line < self.end && self.points < ENOUGH;)
    {
      const char *end = line;
      const char *next;

      while (end < self.end && *end != '\n' && *end != '\r')
        end++;
      next = end;
      if (next < self.end && *next == '\r')
        next++;
      if (next < self.end && *next == '\n')
        next++;

      if (!take_fence (&self, line, end))
        {
          self.points += count_heading (&self, line, end, next) + count_item (&self, line, end) + count_emphasis (line, end);
          if (end - line > 2 && line[0] == '>' && line[1] == ' ')
            self.points++;
          if (has_link (line, end))
            self.points += 2;
        }
      line = next;
    }
  return self.points >= ENOUGH;
}
