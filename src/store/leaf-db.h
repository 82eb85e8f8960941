/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-store-error.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* One SQLite connection with its statement cache, owned by one thread; every function here and
 * every table function asserts that it runs there. Only store/ includes sqlite3.h. */
typedef struct _LeafDb LeafDb;

/* What a table function changed; LeafLibrary emits it on the main thread after the commit. */
typedef enum {
  LEAF_CHANGE_BOOK,
  LEAF_CHANGE_REVIEW,
  LEAF_CHANGE_PROFILE,
  LEAF_CHANGE_BLOG,
  LEAF_CHANGE_PUBLICATION,
  LEAF_CHANGE_JOB,
  LEAF_CHANGE_TEMPLATE,
  LEAF_N_CHANGES
} LeafChange;

void leaf_db_note_change (LeafDb *db, LeafChange what, gint64 id);

G_END_DECLS
