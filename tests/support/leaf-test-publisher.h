/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publisher.h"

G_BEGIN_DECLS

/* A blog in memory, which commits and then fails as it is told. Several publishers may stand for one blog. */
typedef struct _LeafTestBlog LeafTestBlog;

LeafTestBlog *leaf_test_blog_new  (void);
void          leaf_test_blog_free (LeafTestBlog *self);
/* For leaf_outbox_set_connect(). */
LeafPublisher *leaf_test_blog_connect (LeafBlog *blog, LeafLibrary *library, gpointer self, GCancellable *cancellable, GError **error);

/* The next `n` calls of `what` ("upload", "send", "find", "fetch", "change", "check", "connect") fail with `code`; `committed`: after the blog did it. */
void leaf_test_blog_fail (LeafTestBlog *self, const char *what, int n, int code, int retry_after, gboolean committed);
/* The next send or change waits for leaf_test_blog_go_on(), or for a cancel. */
void leaf_test_blog_hold (LeafTestBlog *self);
void leaf_test_blog_wait_for_send (LeafTestBlog *self);
void leaf_test_blog_go_on (LeafTestBlog *self);
/* The next send says that the first picture is gone. */
void leaf_test_blog_lose_picture (LeafTestBlog *self);
/* Somebody puts other words into a post just before the next send, which overwrites them. */
void leaf_test_blog_intrude (LeafTestBlog *self, const char *from, const char *to);

unsigned int leaf_test_blog_count_posts    (LeafTestBlog *self);
unsigned int leaf_test_blog_count_pictures (LeafTestBlog *self);
unsigned int leaf_test_blog_count_calls    (LeafTestBlog *self, const char *what);
/* From now on it stores `to` in the place of `from`, and says that it changed something. */
void                 leaf_test_blog_make_stubborn (LeafTestBlog *self, const char *from, const char *to);
/* Of its one post; and what somebody does to it there. NONE: there is none. */
LeafPublicationState leaf_test_blog_get_state (LeafTestBlog *self);
void                 leaf_test_blog_set_state (LeafTestBlog *self, LeafPublicationState state);
/* Puts other words into its posts, titles too, as somebody does on the blog; asserts that they were there. */
void         leaf_test_blog_edit           (LeafTestBlog *self, const char *from, const char *to);
/* Has any post these words? */
gboolean     leaf_test_blog_shows          (LeafTestBlog *self, const char *words);

G_END_DECLS
