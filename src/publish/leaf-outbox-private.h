/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox.h"
#include "leaf-publications.h"
#include "leaf-publisher.h"

G_BEGIN_DECLS

/* Gives the publisher for a blog, log-in included; another one in tests. */
typedef LeafPublisher *(*LeafOutboxConnect) (LeafBlog *blog, LeafLibrary *library, gpointer data, GCancellable *cancellable, GError **error);

struct _LeafOutbox {
  GObject parent_instance;

  LeafLibrary *library;
  LeafOutboxConnect connect;
  gpointer connect_data;
  int patience;         /* seconds */

  unsigned int clock;
  gboolean serving;     /* what the clock has begun */
  gboolean again;       /* the network came back meanwhile */
  gulong network;

  GMutex lock;
  GPtrArray *running;   /* LeafOutboxRun */
  GHashTable *slugs;    /* leaf-outbox-check.c: what blogs said a moment ago */
};

void leaf_outbox_set_connect (LeafOutbox *self, LeafOutboxConnect connect, gpointer data);

/* How long after a request whose answer is missing the blog may still be at it; 15 seconds unless set. */
void leaf_outbox_set_patience (LeafOutbox *self, int seconds);
int  leaf_outbox_get_patience (LeafOutbox *self);

LeafLibrary   *leaf_outbox_get_library (LeafOutbox *self);
LeafPublisher *leaf_outbox_connect     (LeafOutbox *self, LeafBlog *blog, GCancellable *cancellable, GError **error);
void           leaf_outbox_progress    (LeafOutbox *self, gint64 job, const char *step, double fraction);
void           leaf_outbox_tell_finished (LeafOutbox *self, gint64 job);
void           leaf_outbox_tell_published (LeafOutbox *self, gint64 publication);

/* leaf-outbox-cancel.c: a job that a thread of this outbox has, from before it waits for its blog. */
typedef struct {
  LeafOutbox *outbox;
  gint64 job;
  GCancellable *cancellable; /* ends with the caller's, and by leaf_outbox_cancel_job() */
  GCancellable *outer;
  gulong handler;
  gboolean withdrawn;
} LeafOutboxRun;

void     leaf_outbox_run_begin        (LeafOutboxRun *run, LeafOutbox *outbox, gint64 job, GCancellable *cancellable);
void     leaf_outbox_run_end          (LeafOutboxRun *run);
gboolean leaf_outbox_run_is_withdrawn (LeafOutboxRun *run);

/* leaf-outbox-lock.c: one thread of one Flyleaf at a time works for a blog. */
int  leaf_outbox_lock   (LeafLibrary *library, gint64 blog, GCancellable *cancellable, GError **error); /* -1: error */
void leaf_outbox_unlock (int lock);

/* leaf-outbox-lane.c: the lock of a blog, and the connection that its jobs share. */
typedef struct {
  LeafOutbox *outbox;
  gint64 blog;
  int lock;
  LeafBlog *connected; /* as it was when the publisher was made */
  LeafPublisher *publisher;
} LeafOutboxLane;

gboolean       leaf_outbox_lane_enter   (LeafOutboxLane *lane, LeafOutbox *outbox, gint64 blog, GCancellable *cancellable, GError **error);
void           leaf_outbox_lane_leave   (LeafOutboxLane *lane);
LeafPublisher *leaf_outbox_lane_connect (LeafOutboxLane *lane, LeafBlog *blog, GCancellable *cancellable, GError **error); /* the lane's own */

/* leaf-outbox-store.c: everything that is known of a job, loaded at once. */
typedef struct {
  LeafJob *job;
  LeafPublication *publication;
  LeafBlog *blog;
  LeafPostSource *source; /* NULL: not to be published */
  LeafJob *begun;      /* the job as this run found it, its attempt counted */
  LeafMarkup markup;   /* of the post, and where its pictures are: address → SHA-256 */
  GHashTable *pictures;
  GHashTable *media;   /* SHA-256 → LeafPostMedia */
  GError *refusal;     /* why nothing may be sent: an embargo, a review that is gone, her answer missing; NULL: it may */
  gboolean known;      /* when it began: there was something that what is on the blog could differ from */
  gboolean was_down;   /* when it began: readers had seen the post, and did not any more */
  gboolean uncertain;  /* an earlier request may have been carried out */
  gboolean sending;    /* this run has begun to send */
  gboolean superseded; /* she ordered something else before anything was sent */

  /* What the last answer told, committed together with it. */
  char *twin;          /* where the same review is once more */
  GStrv lost;          /* pictures that are not there any more */
  gboolean filtered;   /* the blog takes away what is for machines */
  LeafOverwritten *overwritten;
  gboolean mend;       /* the job stays open: the post has to be sent once more to be right */
  gboolean mended;     /* this run has done so */
} LeafOutboxWork;

void            leaf_outbox_work_free (LeafOutboxWork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafOutboxWork, leaf_outbox_work_free)

gint64          leaf_outbox_open_job     (LeafLibrary *library, const LeafOutboxOrder *order, GError **error); /* 0: error */
LeafOutboxWork *leaf_outbox_begin_work   (LeafLibrary *library, gint64 job, GError **error);
gboolean        leaf_outbox_save_failed  (LeafLibrary *library, LeafOutboxWork *work, GError **error);
gboolean        leaf_outbox_remove_job   (LeafLibrary *library, gint64 job, GError **error);
gboolean        leaf_outbox_withdraw_job (LeafLibrary *library, gint64 job, GError **error);
gboolean        leaf_outbox_save_sending (LeafLibrary *library, LeafOutboxWork *work, GError **error);
gboolean        leaf_outbox_save_done    (LeafLibrary *library, LeafOutboxWork *work, GError **error);
gint64          leaf_outbox_find_blog    (LeafLibrary *library, gint64 job, GError **error); /* 0: error */
gboolean        leaf_outbox_postpone     (LeafLibrary *library, gint64 blog, gint64 until, GError **error);

/* leaf-outbox-source.c */
GPtrArray      *leaf_outbox_read_books   (LeafDb *db, LeafReview *review, GError **error);
LeafPostSource *leaf_outbox_read_source  (LeafDb *db, gint64 review, gint64 blog, const char *marker, GError **error);
LeafPostSource *leaf_outbox_load_source  (LeafLibrary *library, gint64 review, gint64 blog, GError **error);

/* leaf-outbox-preview.c */
LeafPost       *leaf_outbox_preview_at      (LeafLibrary *library, gint64 review, gint64 blog, const char *pictures, LeafMarkup *markup, GError **error);
GBytes         *leaf_outbox_preview_picture (LeafLibrary *library, gint64 review, gint64 blog, const char *sha256, char **mime_type, GError **error);

/* leaf-outbox-check.c: LEAF_PUBLISH_ERROR_EMBARGO while nothing about the books may be public. */
gboolean leaf_outbox_check_embargo (GPtrArray *books, const LeafPublication *publication, const LeafJob *job, GError **error);

/* leaf-outbox-media.c: SHA-256 → LeafPostMedia of every picture, uploaded where needed. */
GHashTable *leaf_outbox_known_media  (LeafOutbox *self, LeafOutboxWork *work); /* NULL: one is missing */
GHashTable *leaf_outbox_gather_media (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, GCancellable *cancellable, GError **error);

/* leaf-outbox-publish.c, leaf-outbox-change.c: one way through. */
LeafOutcome *leaf_outbox_run_publish (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, GCancellable *cancellable, GError **error);
LeafOutcome *leaf_outbox_run_change  (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, GCancellable *cancellable, GError **error);

LeafPost    *leaf_outbox_compose        (LeafOutboxWork *work, LeafPublisher *publisher, GHashTable *media, GError **error);

/* leaf-outbox-finish.c: what is committed at a good end. */
LeafOutcome *leaf_outbox_make_outcome   (const LeafOutboxWork *work);
LeafOutcome *leaf_outbox_finish_publish (LeafOutbox *self, LeafOutboxWork *work, const LeafPost *post, LeafRemotePost *remote, GError **error);
LeafOutcome *leaf_outbox_finish_found  (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, const LeafPost *post, LeafRemotePost *found,
                                        GCancellable *cancellable, GError **error);
LeafOutcome *leaf_outbox_finish_change (LeafOutbox *self, LeafOutboxWork *work, const LeafRemotePost *remote, GError **error);
gboolean     leaf_outbox_save_findings (LeafDb *db, const LeafOutboxWork *work, GError **error);
void         leaf_outbox_fail_overwritten (const LeafOutboxWork *work, GError **error);

/* leaf-outbox-look.c: what is there already? */
LeafRemotePost *leaf_outbox_find_patiently (LeafOutboxWork *work, LeafPublisher *publisher, const char *slug, gint64 end,
                                            GCancellable *cancellable, GError **error);
gboolean        leaf_outbox_wait_for_earlier (LeafOutbox *self, LeafOutboxWork *work, GCancellable *cancellable, GError **error);
void            leaf_outbox_note_remote    (LeafPublication *publication, const LeafRemotePost *remote); /* NULL: gone for good */
LeafOutcome    *leaf_outbox_settle         (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, GCancellable *cancellable, GError **error);

/* leaf-outbox-run.c */
gint64       leaf_outbox_get_now (void);
gboolean     leaf_outbox_may_send (LeafOutboxWork *work, GCancellable *cancellable, GError **error);
LeafOutcome *leaf_outbox_run     (LeafOutboxLane *lane, LeafOutboxRun *run, GError **error);

/* leaf-outbox-failure.c */
void     leaf_outbox_explain_failure (LeafOutboxLane *lane, GCancellable *cancellable, GError **failure);
void     leaf_outbox_note_failure    (LeafOutbox *self, LeafOutboxWork *work, gboolean withdrawn, const GError *failure);
gint64   leaf_outbox_get_pause       (const GError *failure); /* how long the blog is to be left alone after it; 0: it is the job's alone */

/* leaf-outbox-refresh.c */
LeafOutcome *leaf_outbox_refresh_in_lane (LeafOutboxLane *lane, gint64 publication, GCancellable *cancellable, GError **error);

/* leaf-outbox-service.c: several blogs side by side, each in a thread that has its lane. */
typedef void (*LeafOutboxServe) (LeafOutboxLane *lane, gpointer data);

void leaf_outbox_serve_blogs (LeafOutbox *self, GArray *blogs, LeafOutboxServe serve, gpointer data, GCancellable *cancellable);

/* leaf-outbox-orders.c */
LeafOutcome *leaf_outbox_run_in_lane (LeafOutboxLane *lane, gint64 job, GCancellable *cancellable, GError **error);

/* leaf-outbox-clock.c: what GNetworkMonitor says. */
void leaf_outbox_network_changed (LeafOutbox *self, gboolean available);
void leaf_outbox_stop            (LeafOutbox *self);

G_END_DECLS
