/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words a post says by itself. They follow the language of the blog, not that of the person's
 * desktop, so they are a table of their own: gettext would have to change the locale of the whole
 * process, which no thread may do. */
typedef enum {
  LEAF_LABEL_TITLE,
  LEAF_LABEL_AUTHOR,
  LEAF_LABEL_AUTHORS,
  LEAF_LABEL_TRANSLATOR,
  LEAF_LABEL_EDITOR,
  LEAF_LABEL_ILLUSTRATOR,
  LEAF_LABEL_NARRATOR,
  LEAF_LABEL_SERIES,
  LEAF_LABEL_GENRE,
  LEAF_LABEL_GENRES,
  LEAF_LABEL_PUBLISHER,
  LEAF_LABEL_PUBLISHED,
  LEAF_LABEL_FORMAT,
  LEAF_LABEL_PAGES,
  LEAF_LABEL_AND,
  LEAF_LABEL_COLON,                 /* what stands between a label and its value */
  LEAF_LABEL_DECIMAL,               /* the decimal mark */
  LEAF_LABEL_ABOUT_THE_BOOK,
  LEAF_LABEL_FROM_THE_PUBLISHER,
  LEAF_LABEL_CONTENT_WARNINGS,
  LEAF_LABEL_CONTENT_WARNING,       /* a part of the text that is folded */
  LEAF_LABEL_RATING,
  LEAF_LABEL_OUT_OF,
  LEAF_LABEL_OVERALL,               /* below ratings by category */
  LEAF_LABEL_MY_REVIEW,
  LEAF_LABEL_SPOILER,
  LEAF_LABEL_GET_THE_BOOK,
  LEAF_LABEL_REVIEWED_BY,
  LEAF_LABEL_AFFILIATE,             /* the disclosures: whole sentences */
  LEAF_LABEL_AMAZON,
  LEAF_LABEL_FREE_COPY,             /* {publisher} */
  LEAF_LABEL_FREE_COPY_NO_PUBLISHER,
  LEAF_LABEL_REVIEWS,               /* the site folder's own pages */
  LEAF_LABEL_SKIP_TO_CONTENT,
  LEAF_LABEL_ALL_REVIEWS,
  LEAF_LABEL_FEED,
  LEAF_LABEL_MOVED,
  LEAF_N_LABELS,
} LeafLabel;

const char *leaf_post_label       (const char *language, LeafLabel label);
gboolean    leaf_post_label_is    (const char *text, LeafLabel label); /* in any language */
char       *leaf_post_join_names  (const char *language, const char *const *names);
char       *leaf_post_rating_text (const char *language, int rating);

G_END_DECLS
