/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-db.h"
#include "leaf-publication.h"

G_BEGIN_DECLS

LeafPublication *leaf_publications_ensure (LeafDb *db, gint64 review, gint64 blog, GError **error); /* the pair's row, made when missing */
LeafPublication *leaf_publications_load   (LeafDb *db, gint64 id, GError **error);
LeafPublication *leaf_publications_find   (LeafDb *db, gint64 review, gint64 blog, GError **error); /* NULL without error: none */
GPtrArray       *leaf_publications_list   (LeafDb *db, gint64 review, GError **error); /* of one review; 0: all */
/* ids of those whose time to be published by the blog has come, and how they are was not looked at since, or not lately */
GArray          *leaf_publications_list_overdue (LeafDb *db, gint64 blog, gint64 now, GError **error);
gboolean         leaf_publications_save   (LeafDb *db, const LeafPublication *publication, GError **error);
/* May the blog have the post without our knowing its id (a job begun, never ended)? Then look the marker up first. */
gboolean         leaf_publications_is_uncertain (LeafDb *db, gint64 id, gboolean *uncertain, GError **error);

/* What somebody wrote on a blog and Flyleaf overwrote in the same moment: kept until she has decided about it. */
typedef struct {
  char *title;      /* as the blog stored them */
  char *content;
  char *modified;   /* the blog's stamp */
  char *base;       /* what it and hers were both made of, as document HTML; NULL when not known */
  char *base_title;
} LeafOverwritten;

void             leaf_overwritten_free   (LeafOverwritten *self);
LeafOverwritten *leaf_overwritten_load   (LeafDb *db, gint64 publication, GError **error); /* NULL without error: nothing was */
gboolean         leaf_overwritten_save   (LeafDb *db, gint64 publication, const LeafOverwritten *overwritten, GError **error);
gboolean         leaf_overwritten_remove (LeafDb *db, gint64 publication, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafOverwritten, leaf_overwritten_free)

gboolean         leaf_jobs_save     (LeafDb *db, LeafJob *job, GError **error); /* inserts (sets id) or updates */
LeafJob         *leaf_jobs_load     (LeafDb *db, gint64 id, GError **error);
LeafJob         *leaf_jobs_open_for (LeafDb *db, gint64 publication, GError **error); /* the job not DONE, or NULL without error */
GPtrArray       *leaf_jobs_list     (LeafDb *db, gboolean open_only, GError **error);
GArray          *leaf_jobs_due_on   (LeafDb *db, gint64 blog, gint64 now, GError **error); /* ids: WAITING and due, and SENDING (left by a crash) */
GArray          *leaf_jobs_list_busy_blogs (LeafDb *db, gint64 now, GError **error); /* ids of blogs that have due jobs, or overdue publications */
gboolean         leaf_jobs_postpone (LeafDb *db, gint64 blog, gint64 until, GError **error); /* those that are due on a blog wait until then */
gboolean         leaf_jobs_remove   (LeafDb *db, gint64 id, GError **error);

G_END_DECLS
