/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-html"

#include "config.h"

#include "leaf-html-private.h"

#include <stdlib.h>
#include <string.h>

/* How far the channels of a colour lie apart at least, and how bright it is: the page a text was copied from is white, black or
 * nearly so, a marker is not. The palest one of Google Docs has 21. */
#define MIN_CHROMA 20
#define MIN_BRIGHTNESS 128
#define MIN_OPACITY 0.3

/* The colours a marker has in word processors, and their names in CSS. White, black and the greys are no marker. */
static const char *const names[] = {
  "yellow", "lightyellow", "gold", "khaki", "orange", "lime", "lightgreen", "palegreen", "green", "springgreen", "aqua", "cyan", "lightcyan", "turquoise",
  "lightblue", "skyblue", "blue", "fuchsia", "magenta", "pink", "lightpink", "hotpink", "plum", "violet", "red", "salmon", "coral", "teal", "olive",
};

static gboolean
is_bright (unsigned int red, unsigned int green, unsigned int blue)
{
  unsigned int high = MAX (red, MAX (green, blue));
  unsigned int low = MIN (red, MIN (green, blue));

  return high - low >= MIN_CHROMA && high >= MIN_BRIGHTNESS;
}

static gboolean
is_bright_hex (const char *digits)
{
  gsize length = strspn (digits, "0123456789abcdef");
  unsigned int channels[3];

  if (length != 3 && length != 6)
    return FALSE;
  for (unsigned int i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      unsigned int high = (unsigned int) g_ascii_xdigit_value (digits[length == 3 ? i : 2 * i]);
      unsigned int low = (unsigned int) g_ascii_xdigit_value (digits[length == 3 ? i : 2 * i + 1]);

      channels[i] = 16 * high + low;
    }
  return is_bright (channels[0], channels[1], channels[2]);
}

/* "255, 255, 0)", "255 255 0 / 50%)": the numbers of rgb() and rgba(). */
static gboolean
is_bright_rgb (const char *text)
{
  double numbers[4] = { 0, 0, 0, 1 };

  for (unsigned int i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      char *end;

      text += strspn (text, " ,/");
      numbers[i] = *text == ')' ? (i == 3 ? 1 : 0) : g_ascii_strtod (text, &end);
      if (*text == ')')
        break;
      if (end == text)
        return FALSE;
      if (*end == '%')
        {
          numbers[i] *= i == 3 ? 0.01 : 2.55;
          end++;
        }
      text = end;
    }
  for (unsigned int i = 0; i < 3; i++)
    if (!(numbers[i] >= 0 && numbers[i] <= 255))
      return FALSE;
  return numbers[3] >= MIN_OPACITY && is_bright ((unsigned int) numbers[0], (unsigned int) numbers[1], (unsigned int) numbers[2]);
}

/* Whether a background, in lower case, is that of a marker and not that of a page. */
gboolean
leaf_html_is_highlight (const char *color)
{
  const char *found;
  gsize length;

  if (strstr (color, "url(") != NULL)
    return FALSE;
  if ((found = strchr (color, '#')) != NULL)
    return is_bright_hex (found + 1);
  if ((found = strstr (color, "rgb")) != NULL && (found = strchr (found, '(')) != NULL)
    return is_bright_rgb (found + 1);

  length = strcspn (color, " ");
  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && strncmp (color, names[i], length) == 0)
      return TRUE;
  return FALSE;
}
