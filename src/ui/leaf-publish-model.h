/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-date.h"
#include "leaf-outbox.h"
#include "leaf-publish-target.h"

G_BEGIN_DECLS

/* Where one review is, where it may go, and what is being done about that, as the library has it. The
 * Publish button, the state line and the banner of a review are views of one of these. No widget.
 *
 * Properties: "library", "outbox", "review" (id, 0 for none). Signals: "changed"; "progress" (something
 * under way has come further). */
#define LEAF_TYPE_PUBLISH_MODEL (leaf_publish_model_get_type ())
G_DECLARE_FINAL_TYPE (LeafPublishModel, leaf_publish_model, LEAF, PUBLISH_MODEL, GObject)

LeafPublishModel  *leaf_publish_model_new         (void);
LeafLibrary       *leaf_publish_model_get_library (LeafPublishModel *self);
LeafOutbox        *leaf_publish_model_get_outbox  (LeafPublishModel *self);
gint64             leaf_publish_model_get_review  (LeafPublishModel *self);
void               leaf_publish_model_set_review  (LeafPublishModel *self, gint64 review);
void               leaf_publish_model_reload      (LeafPublishModel *self);
gboolean           leaf_publish_model_is_loaded   (LeafPublishModel *self); /* what it tells is of this review */

GPtrArray         *leaf_publish_model_get_targets (LeafPublishModel *self); /* LeafPublishTarget; empty until loaded */
LeafPublishTarget *leaf_publish_model_find        (LeafPublishModel *self, gint64 blog); /* NULL: no such blog */
GPtrArray         *leaf_publish_model_dup_chosen  (LeafPublishModel *self, gint64 blog); /* those meant by `blog`; 0: the chosen ones */
const char        *leaf_publish_model_get_title   (LeafPublishModel *self); /* of the book; never NULL */
const LeafDate    *leaf_publish_model_get_publication_day (LeafPublishModel *self);
const LeafDate    *leaf_publish_model_get_embargo (LeafPublishModel *self);

/* How far the job of a target is; NULL: it does not run. */
const char        *leaf_publish_model_get_step    (LeafPublishModel *self, const LeafPublishTarget *target, double *fraction);

/* Notes where the review goes; the last one that is chosen stays so. */
void               leaf_publish_model_choose      (LeafPublishModel *self, gint64 blog, gboolean chosen);
gboolean           leaf_publish_model_is_usual    (LeafPublishModel *self); /* new reviews go there, too */
void               leaf_publish_model_make_usual  (LeafPublishModel *self);

G_END_DECLS
