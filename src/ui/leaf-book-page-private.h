/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-book-changes.h"
#include "leaf-book-page.h"
#include "leaf-cover-view.h"
#include "leaf-editor.h"
#include "leaf-quotes-list.h"
#include "leaf-rating.h"

G_BEGIN_DECLS

struct _LeafBookPage
{
  AdwBin parent_instance;

  LeafLibrary *library;
  gint64 book;
  gint64 shown;             /* the book the form is filled with: the one before until this one is loaded */
  char *cover;              /* as saved, for undo */
  LeafBookChanges *changes; /* not saved yet */
  GPtrArray *unsaved;       /* LeafBookChanges that could not be saved; tried again */
  char *problem;            /* why they could not */
  gboolean synopsis_changed;
  gboolean filling; /* the form is being filled in, not edited */
  unsigned int save_source;
  GPtrArray *saving;        /* LeafBookChanges on their way to the library, which owns them, in order */
  GCancellable *loading;
  GSignalGroup *library_signals;

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  LeafCoverView *cover_view;
  LeafRating *rating;
  GtkWidget *title_row;
  GtkWidget *authors_row;
  AdwExpanderRow *others_row;
  GtkWidget *translators_row;
  GtkWidget *editors_row;
  GtkWidget *illustrators_row;
  GtkWidget *narrators_row;
  GtkWidget *series_row;
  GtkWidget *series_number_row;
  GtkWidget *genres_row;
  GtkWidget *publisher_row;
  GtkWidget *published_row;
  GtkWidget *embargo_row;
  GtkWidget *isbn_row;
  GtkWidget *pages_row;
  GtkWidget *format_row;
  GtkWidget *shelves_row;
  GtkWidget *cover_alt_row;
  GtkWidget *warnings_row;
  GtkSwitch *free_copy;
  GtkWidget *synopsis_tools;
  LeafEditor *synopsis;
  LeafQuotesList *quotes;

  GtkWidget *rows[LEAF_BOOK_N_FIELDS];
};

/* leaf-book-page.c */
void leaf_book_page_load         (LeafBookPage *self);

/* leaf-book-page-saving.c */
void leaf_book_page_save_soon    (LeafBookPage *self);
void leaf_book_page_save_changes (LeafBookPage *self, LeafBookChanges *changes);

G_END_DECLS
