/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Canonical form everywhere in Flyleaf: thirteen digits, no hyphens. */
char *leaf_isbn_normalize (const char *text, GError **error); /* 10 or 13, hyphens and spaces allowed; NULL + error when wrong */
char *leaf_isbn_to_10     (const char *isbn13);               /* NULL for 979 */

typedef enum {
  LEAF_ISBN_ERROR_LENGTH,
  LEAF_ISBN_ERROR_CHARACTER,
  LEAF_ISBN_ERROR_CHECK_DIGIT,
  LEAF_ISBN_ERROR_PREFIX, /* thirteen digits, but no 978 or 979 */
  LEAF_ISBN_ERROR_FILLER, /* all digits alike */
} LeafIsbnError;

#define LEAF_ISBN_ERROR (leaf_isbn_error_quark ())
GQuark leaf_isbn_error_quark (void);

G_END_DECLS
