/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"

G_BEGIN_DECLS

/* A fresh library in a temporary folder of its own, closed and removed after the test. */
typedef struct {
  char *dir;
  char *path; /* of the library file */
  LeafLibrary *library;
} LeafTestLibrary;

typedef void (*LeafTestLibraryFunc) (LeafTestLibrary *fixture, gconstpointer unused);

void leaf_test_library_set_up    (LeafTestLibrary *fixture, gconstpointer unused);
void leaf_test_library_tear_down (LeafTestLibrary *fixture, gconstpointer unused);
void leaf_test_library_reopen    (LeafTestLibrary *fixture);
void leaf_test_add_library       (const char *name, LeafTestLibraryFunc func);

/* Runs and checks that there was no error. */
void leaf_test_run (LeafLibrary *library, LeafLibraryMode mode, LeafLibraryFunc func, gpointer data);

/* A read that ends only when it is cancelled. */
typedef struct {
  int running; /* atomic */
} LeafTestEndless;

gboolean leaf_test_read_for_ever (LeafDb *db, gpointer data, GError **error);

/* Adds books, always the same ones; every third has a review. */
void leaf_test_fill_library (LeafLibrary *library, int n_books);

/* leaf_library_check() finds nothing. */
void leaf_test_assert_sound (LeafLibrary *library);

/* Deletes a folder with everything in it. */
void leaf_test_remove_tree (const char *path);

G_END_DECLS
