/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-html"

#include "config.h"

#include "leaf-document-private.h"
#include "leaf-html-private.h"

#include <string.h>

/* What other programs put on the clipboard, as far as it is a habit of theirs and not HTML:
 *
 * - Windows' format (CF_HTML) writes offsets in front, and comments around what was copied; so do Word for the web and Excel for the web.
 * - Firefox copies list items, cells of tables and lines of code without the elements they stand in, and offers those by themselves.
 * - Word says with classes what its styles are, and LibreOffice which number is that of a footnote.
 * - Editors in web pages write every other space of several as a no-break space, and so do who indent with the space bar.
 *
 * Properties of styles are read in leaf-html-style.c, Word's list paragraphs in the reader. */

#define START "<!--StartFragment-->"
#define END "<!--EndFragment-->"

/* More elements around what was copied than this help nobody. */
#define MAX_CONTEXT 4096

/* What is nothing without an element around it. */
static gboolean
needs_context (const char *html, const char *context)
{
  static const char *const parts[] = { "<li", "<tr", "<td", "<th", "<dt", "<dd", "<tbody" };

  if (strstr (context, "<pre") != NULL)
    return TRUE;
  if (strncmp (html, "<meta", 5) == 0)
    html += strcspn (html, ">");
  html += strspn (html, "> \t\n\r");
  for (unsigned int i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_ascii_strncasecmp (html, parts[i], strlen (parts[i])) == 0 && strchr (" >", html[strlen (parts[i])]) != NULL)
      return TRUE;
  return FALSE;
}

/* Takes what was copied out of what is on the clipboard; `context`, which may be NULL, are the elements around it, one in the other
 * and nothing in the innermost. What stands before the copied part stays, for the elements it opens. */
char *
leaf_html_take_fragment (const char *html, gsize length, const char *context, gsize *new_length)
{
  const char *end = html + length;
  const char *start, *stop;
  GString *fragment;

  if (length > 8 && strncmp (html, "Version:", 8) == 0)
    {
      const char *markup = memchr (html, '<', length);

      html = markup != NULL ? markup : end;
    }
  start = memmem (html, end - html, START, strlen (START));
  stop = start != NULL ? memmem (start, end - start, END, strlen (END)) : NULL;
  if (stop != NULL)
    end = stop;

  fragment = g_string_sized_new (end - html);
  if (context != NULL && strnlen (context, MAX_CONTEXT) < MAX_CONTEXT && needs_context (html, context))
    {
      const char *inside = strstr (context, "</");

      g_string_append_len (fragment, context, inside != NULL ? inside - context : (gssize) strlen (context));
    }
  g_string_append_len (fragment, html, end - html);
  *new_length = fragment->len;
  return g_string_free (fragment, FALSE);
}

/* Makes white space that holds a no-break space, but is wider than one, a single space; with `loose` any. */
char *
leaf_html_tighten_spaces (const char *text, gboolean loose)
{
  GString *tight = g_string_sized_new (strlen (text));

  while (*text != '\0')
    {
      const char *end = text;
      unsigned int n_spaces = 0, n_no_break = 0;

      for (;; n_spaces++)
        {
          if (strncmp (end, "\302\240", 2) == 0)
            {
              end += 2;
              n_no_break++;
            }
          else if (*end != '\0' && strchr (" \t\n\r", *end) != NULL)
            end++;
          else
            break;
        }

      if (n_no_break > 0 && (n_spaces > 1 || loose))
        g_string_append_c (tight, ' ');
      else if (n_spaces > 0)
        g_string_append_len (tight, text, end - text);
      else
        {
          end = text + 1;
          while (*end != '\0' && strchr (" \t\n\r\302", *end) == NULL)
            end++;
          g_string_append_len (tight, text, end - text);
        }
      text = end;
    }
  return g_string_free (tight, FALSE);
}

/* What a class of LEAF_HTML_FOREIGN_CLASSES says of words. */
LeafMarks
leaf_html_class_marks (const char *class_name)
{
  if (class_name == NULL)
    return LEAF_MARK_NONE;
  if (g_str_has_suffix (class_name, "noteReference") || g_str_has_suffix (class_name, "notesym"))
    return LEAF_MARK_SUPERSCRIPT;
  return LEAF_MARK_NONE;
}

/* And of a paragraph. */
LeafBlockKind
leaf_html_class_kind (const char *class_name, unsigned int *level)
{
  *level = 0;
  if (class_name != NULL && strcmp (class_name, "MsoTitle") == 0)
    {
      *level = 2;
      return LEAF_BLOCK_HEADING;
    }
  if (class_name != NULL && (g_str_has_prefix (class_name, "MsoQuote") || strcmp (class_name, "MsoIntenseQuote") == 0))
    return LEAF_BLOCK_QUOTE;
  return LEAF_BLOCK_PARAGRAPH;
}
