/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox-private.h"
#include "leaf-test-library.h"
#include "leaf-test-publisher.h"

G_BEGIN_DECLS

/* A library with a review, a blog in memory and an outbox between them. */
typedef struct {
  LeafTestLibrary library;
  LeafTestBlog *remote;
  LeafOutbox *outbox;
  gint64 blog;
  gint64 review;
} LeafTestOutbox;

typedef void (*LeafTestOutboxFunc) (LeafTestOutbox *fixture, gconstpointer data);

void        leaf_test_outbox_set_up      (LeafTestOutbox *self, gconstpointer unused);
void        leaf_test_outbox_tear_down   (LeafTestOutbox *self, gconstpointer unused);
/* `name` is the whole path of the test. */
void        leaf_test_add_outbox         (const char *name, gconstpointer data, LeafTestOutboxFunc func);
gint64      leaf_test_outbox_add_blog    (LeafTestOutbox *self, const char *name);
/* Another one for the same library, as if there were two windows. */
LeafOutbox *leaf_test_outbox_make_second (LeafTestOutbox *self);
/* A job whose next try lies ahead is tried now. */
void        leaf_test_outbox_make_due    (LeafTestOutbox *self, gint64 job);
/* There is one post with all of its pictures, and nothing is left to do. */
void        leaf_test_outbox_assert_once (LeafTestOutbox *self);

G_END_DECLS
