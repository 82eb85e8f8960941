/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-book.h"

G_BEGIN_DECLS

/* For the functions about properties, which are in a file of their own. */
enum
{
  LEAF_BOOK_PROP_0,
  LEAF_BOOK_PROP_ID,
  LEAF_BOOK_PROP_UUID,
  LEAF_BOOK_PROP_TITLE,
  LEAF_BOOK_PROP_CONTRIBUTORS,
  LEAF_BOOK_PROP_AUTHORS,
  LEAF_BOOK_PROP_GENRES,
  LEAF_BOOK_PROP_SHELVES,
  LEAF_BOOK_PROP_PUBLISHER,
  LEAF_BOOK_PROP_PUBLISHED,
  LEAF_BOOK_PROP_EMBARGO,
  LEAF_BOOK_PROP_ISBN,
  LEAF_BOOK_PROP_SERIES,
  LEAF_BOOK_PROP_SERIES_NUMBER,
  LEAF_BOOK_PROP_PAGES,
  LEAF_BOOK_PROP_FORMAT,
  LEAF_BOOK_PROP_LANGUAGE,
  LEAF_BOOK_PROP_SYNOPSIS,
  LEAF_BOOK_PROP_COVER,
  LEAF_BOOK_PROP_COVER_ALT,
  LEAF_BOOK_N_PROPS
};

extern GParamSpec *leaf_book_properties[LEAF_BOOK_N_PROPS];

struct _LeafBook
{
  GObject parent_instance;

  gint64 id;
  char *uuid;
  char *title;
  GPtrArray *contributors;
  char **genres;
  char **shelves;
  char *publisher;
  LeafDate published;
  LeafDate embargo;
  char *embargo_text; /* what stands in its place and is no day, or NULL */
  char *isbn;
  char *series;
  char *series_number;
  unsigned int pages;
  char *format;
  char *language;
  LeafDocument *synopsis;
  char *cover;
  char *cover_alt;
};

void leaf_book_notify_contributors (LeafBook *self);

G_END_DECLS
