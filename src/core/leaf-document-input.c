/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-document"

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Valid UTF-8, where NUL is a character like any other: it is dropped later. */
static gboolean
is_text (const char *text, const char *end)
{
  while (text < end)
    {
      const char *valid;

      if (g_utf8_validate (text, end - text, &valid))
        return TRUE;
      if (*valid != '\0')
        return FALSE;
      text = valid + 1;
    }
  return TRUE;
}

/* The bounds of everything that is read into a document. */
gboolean
leaf_document_check_input (const char *text, gssize length, GError **error)
{
  gsize n_bytes = length < 0 ? strlen (text) : (gsize) length;

  if (n_bytes > LEAF_DOCUMENT_MAX_BYTES)
    {
      g_set_error (error, LEAF_DOCUMENT_ERROR, LEAF_DOCUMENT_ERROR_TOO_LARGE,
                   _("The text is longer than %d MB. Divide it and read the pieces one by one."),
                   LEAF_DOCUMENT_MAX_BYTES / (1024 * 1024));
      return FALSE;
    }
  if (!is_text (text, text + n_bytes))
    {
      g_set_error_literal (error, LEAF_DOCUMENT_ERROR, LEAF_DOCUMENT_ERROR_NOT_TEXT,
                           _("This is not text in UTF-8. Save it as UTF-8 and try again."));
      return FALSE;
    }
  return TRUE;
}
