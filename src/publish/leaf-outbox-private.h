/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox.h"
#include "leaf-publisher.h"

G_BEGIN_DECLS

/* Gives the publisher for a blog, log-in included; another one in tests. */
typedef LeafPublisher *(*LeafOutboxConnect) (LeafBlog *blog, LeafLibrary *library, gpointer data, GCancellable *cancellable, GError **error);

void leaf_outbox_set_connect (LeafOutbox *self, LeafOutboxConnect connect, gpointer data);

/* How long after a request whose answer is missing the blog may still be at it; 15 seconds unless set. */
void leaf_outbox_set_patience (LeafOutbox *self, int seconds);
int  leaf_outbox_get_patience (LeafOutbox *self);

LeafLibrary   *leaf_outbox_get_library (LeafOutbox *self);
LeafPublisher *leaf_outbox_connect     (LeafOutbox *self, LeafBlog *blog, GCancellable *cancellable, GError **error);
void           leaf_outbox_progress    (LeafOutbox *self, gint64 job, const char *step, double fraction);

/* leaf-outbox-lock.c: one Flyleaf at a time works on the outbox of a library. */
int  leaf_outbox_lock   (LeafLibrary *library, GCancellable *cancellable, GError **error); /* -1: error */
void leaf_outbox_unlock (int lock);

/* leaf-outbox-store.c: everything that is known of a job, loaded at once. */
typedef struct {
  LeafJob *job;
  LeafPublication *publication;
  LeafPostSource *source;
  gboolean uncertain; /* an earlier request may have been carried out */
  gboolean sending;   /* this run has begun to send */
} LeafOutboxWork;

void            leaf_outbox_work_free (LeafOutboxWork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafOutboxWork, leaf_outbox_work_free)

gint64          leaf_outbox_open_job    (LeafLibrary *library, gint64 review, gint64 blog, LeafPublicationState wanted, gint64 at, GError **error);
LeafOutboxWork *leaf_outbox_load_work   (LeafLibrary *library, gint64 job, GError **error);
LeafPostSource *leaf_outbox_load_source (LeafLibrary *library, gint64 review, gint64 blog, GError **error);
gboolean        leaf_outbox_save_job    (LeafLibrary *library, LeafJob *job, GError **error);
gboolean        leaf_outbox_remove_job  (LeafLibrary *library, gint64 job, GError **error);
gboolean        leaf_outbox_save_sending (LeafLibrary *library, LeafOutboxWork *work, GError **error);
gboolean        leaf_outbox_save_done   (LeafLibrary *library, LeafOutboxWork *work, GError **error);

/* leaf-outbox-check.c: LEAF_PUBLISH_ERROR_EMBARGO while nothing about the books may be public. */
gboolean leaf_outbox_check_embargo (GPtrArray *books, const LeafPublication *publication, const LeafJob *job, GError **error);

/* leaf-outbox-media.c: SHA-256 → LeafPostMedia of every picture, uploaded where needed. */
GHashTable *leaf_outbox_gather_media (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, GCancellable *cancellable, GError **error);
gboolean    leaf_outbox_forget_media (LeafLibrary *library, gint64 blog, const char *const *sha256s, GError **error);

/* leaf-outbox-run.c */
LeafOutcome *leaf_outbox_run (LeafOutbox *self, gint64 job, GCancellable *cancellable, GError **error);

G_END_DECLS
