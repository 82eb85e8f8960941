/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-book.h"

G_BEGIN_DECLS

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
