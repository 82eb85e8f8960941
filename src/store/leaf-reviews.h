/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-db.h"
#include "leaf-review.h"

G_BEGIN_DECLS

/* Why a revision was kept. */
#define LEAF_REVISION_SESSION   "session"   /* the end of a session of work */
#define LEAF_REVISION_PUBLISHED "published" /* went to a blog */
#define LEAF_REVISION_REPLACED  "replaced"  /* something else came in its place: an older version, a file */
#define LEAF_REVISION_OTHER     "other"     /* another program wrote it while she was writing */

typedef struct {
  gint64 id;
  gint64 review;
  gint64 created; /* seconds since 1970, UTC */
  char *reason;
  char *html;
} LeafRevision;

void leaf_revision_free (LeafRevision *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafRevision, leaf_revision_free)

gboolean    leaf_reviews_save          (LeafDb *db, LeafReview *review, GError **error); /* everything; inserts or updates */
gboolean    leaf_reviews_save_document (LeafDb *db, gint64 id, const char *html, const char *plain_text, GError **error); /* autosave: text alone */
LeafReview *leaf_reviews_load          (LeafDb *db, gint64 id, GError **error);
gint64      leaf_reviews_find_for_book (LeafDb *db, gint64 book, GError **error); /* 0 none, -1 error */
gint64      leaf_reviews_ensure_for_book (LeafDb *db, gint64 book, GError **error); /* the same, made when there is none; 0 error */
gint64      leaf_reviews_find_uuid     (LeafDb *db, const char *uuid, GError **error); /* the same */
GArray     *leaf_reviews_list          (LeafDb *db, GError **error); /* ids, newest first */
GStrv       leaf_reviews_list_links    (LeafDb *db, unsigned int max, GError **error); /* where their links lead, newest first */
gboolean    leaf_reviews_remove        (LeafDb *db, gint64 id, GError **error);
gboolean    leaf_reviews_restore       (LeafDb *db, gint64 id, GError **error);

char       *leaf_reviews_load_html     (LeafDb *db, gint64 id, GError **error); /* the text as it is stored */

GHashTable *leaf_review_blogs_load     (LeafDb *db, gint64 review, GError **error); /* blog's id → whether she chose it */
gboolean    leaf_review_blogs_choose   (LeafDb *db, gint64 review, gint64 blog, gboolean chosen, GError **error);

gboolean      leaf_revisions_add    (LeafDb *db, gint64 review, const char *reason, GError **error); /* of the text as stored; a repeat of the last is not added */
gboolean      leaf_revisions_add_at (LeafDb *db, gint64 review, const char *reason, gint64 now, GError **error);
GPtrArray    *leaf_revisions_list   (LeafDb *db, gint64 review, GError **error); /* LeafRevision, newest first */
GPtrArray    *leaf_revisions_list_without_text (LeafDb *db, gint64 review, GError **error);
LeafRevision *leaf_revisions_load   (LeafDb *db, gint64 id, GError **error);

G_END_DECLS
