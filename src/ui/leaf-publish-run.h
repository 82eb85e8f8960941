/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-outbox.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One thing to do on one blog, and how it ended. */
typedef struct {
  gint64 review;
  gint64 blog;
  LeafJobAction action;
  LeafPublicationState wanted; /* for LEAF_JOB_PUBLISH, as `at` */
  gint64 at;
  char *title;                 /* of the book */
  char *blog_name;
  char *address;               /* of the post; NULL until it is known */
  gint64 job;                  /* 0 until it is in the outbox */
  LeafOutcome *outcome;        /* NULL: not done */
  GError *error;               /* why not; NULL: not ended */
} LeafPublishItem;

/* What she asked for with one press: one review or several, on one blog or several, side by side. It
 * waits until all she typed is stored, as what is published is what is in the library, and may ask her first.
 *
 * Property, notify: "waiting" (for that), "asking". Signals: "changed" (one more has ended), "ended" (all have, or
 * nothing was begun; once). It lives until then. */
#define LEAF_TYPE_PUBLISH_RUN (leaf_publish_run_get_type ())
G_DECLARE_FINAL_TYPE (LeafPublishRun, leaf_publish_run, LEAF, PUBLISH_RUN, GObject)

LeafPublishRun  *leaf_publish_run_new         (LeafLibrary *library, LeafOutbox *outbox);
LeafPublishItem *leaf_publish_run_add         (LeafPublishRun *self, gint64 review, const char *title, gint64 blog, const char *blog_name);
void             leaf_publish_run_ask_first   (LeafPublishRun *self, GtkWidget *parent); /* one review: shows what there is to mend */
void             leaf_publish_run_start       (LeafPublishRun *self);
void             leaf_publish_run_cancel      (LeafPublishRun *self);
gboolean         leaf_publish_run_is_waiting  (LeafPublishRun *self);
gboolean         leaf_publish_run_is_asking   (LeafPublishRun *self);
GPtrArray       *leaf_publish_run_get_items   (LeafPublishRun *self); /* LeafPublishItem */
unsigned int     leaf_publish_run_count_ended (LeafPublishRun *self);

G_END_DECLS
