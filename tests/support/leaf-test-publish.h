/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"
#include "leaf-book.h"
#include "leaf-library.h"
#include "leaf-outbox.h"
#include "leaf-publication.h"
#include "leaf-review.h"

G_BEGIN_DECLS

/* A review with every part that a post can have, with real pictures, saved in the library. */
gint64 leaf_test_save_review (LeafLibrary *library);
gint64 leaf_test_save_blog   (LeafLibrary *library, LeafBlog *blog);
LeafBlog *leaf_test_load_blog (LeafLibrary *library, gint64 id);

/* A plain one with a cover, and no two of them alike. */
gint64  leaf_test_save_numbered_review (LeafLibrary *library, unsigned int number);
GBytes *leaf_test_numbered_cover       (unsigned int number); /* its picture */

/* Changes one thing and saves it. */
void   leaf_test_set_slug    (LeafLibrary *library, gint64 review, const char *slug);
void   leaf_test_append_text (LeafLibrary *library, gint64 review, const char *text);
void   leaf_test_replace_text (LeafLibrary *library, gint64 review, const char *from, const char *to);

typedef void (*LeafTestBookFunc) (LeafBook *book, gpointer data);
void   leaf_test_change_book (LeafLibrary *library, gint64 review, LeafTestBookFunc func, gpointer data);

LeafPublication *leaf_test_load_publication (LeafLibrary *library, gint64 review, gint64 blog);
LeafJob         *leaf_test_load_job         (LeafLibrary *library, gint64 job);
void             leaf_test_save_job         (LeafLibrary *library, LeafJob *job);
GPtrArray       *leaf_test_list_open_jobs   (LeafLibrary *library);
unsigned int     leaf_test_count_open_jobs  (LeafLibrary *library);

/* What leaf_credentials_lookup() gives from now on. */
void   leaf_test_set_password (const char *password);

/* Gives an outbox up and waits until the last thread that worked for it has let it go. */
void   leaf_test_release_outbox (LeafOutbox **outbox);
/* Has a review published that is not on the blog yet. */
void   leaf_test_publish        (LeafOutbox *outbox, gint64 review, gint64 blog);
/* Commits a job and does not run it; what is published is for all to see. */
gint64 leaf_test_order          (LeafOutbox *outbox, gint64 review, gint64 blog, LeafJobAction action);
/* The same, to publish over whatever is on the blog. */
void   leaf_test_keep_mine      (LeafOutbox *outbox, gint64 review, gint64 blog);

/* Runs what waits for the main thread. */
void   leaf_test_drain (void);

G_END_DECLS
