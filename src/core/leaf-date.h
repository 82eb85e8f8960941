/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A date at the precision known: month and day are 0 when unknown, year 0 means no date at all. */
typedef struct {
  int year;
  int month;
  int day;
} LeafDate;

/* How a date is written for readers; but for ISO in the words of their language. */
typedef enum {
  LEAF_DATE_STYLE_LONG,            /* as the language does: "August 31, 2010" in American English */
  LEAF_DATE_STYLE_ISO,             /* "2010-08-31" */
  LEAF_DATE_STYLE_DAY_MONTH_YEAR,  /* "31 August 2010" */
  LEAF_DATE_STYLE_MONTH_DAY_YEAR,  /* "August 31, 2010" */
} LeafDateStyle;

#define LEAF_TYPE_DATE (leaf_date_get_type ()) /* boxed */
GType leaf_date_get_type (void);

gboolean leaf_date_parse      (const char *text, LeafDate *date); /* "2010", "2010-08", "2010-08-31"; "" is no date */
char    *leaf_date_to_string  (const LeafDate *date);             /* the same forms; NULL for no date */
gboolean leaf_date_is_valid   (const LeafDate *date);
int      leaf_date_compare    (const LeafDate *a, const LeafDate *b);
char    *leaf_date_format     (const LeafDate *date, const char *language); /* "August 31, 2010", in a BCP 47 language (ICU) */
char    *leaf_date_format_as  (const LeafDate *date, const char *language, LeafDateStyle style);

G_END_DECLS
