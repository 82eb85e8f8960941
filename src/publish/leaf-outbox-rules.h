/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publication.h"

G_BEGIN_DECLS

/* What becomes of an open job when she orders something else of the same post, which has one job at most.
 *
 * Her last word counts. Only where it and the earlier one do not contradict each other are both done: putting back
 * a post whose newer text waits means publishing that text.
 *
 *              ordered now:
 * open job     Publish       Take down     Put back      Delete
 * Publish      Publish       Take down     Publish       Delete
 * Take down    Publish       Take down     Put back      Delete
 * Put back     Publish       Take down     Put back      Delete
 * Delete       Publish       Take down     Put back      Delete
 *
 * When certainly nothing was sent of the open job (WAITING or FAILED), it just becomes the other one. Nothing is left to do
 * if there is no post at all: taking down or deleting one that was never sent is done with no request.
 *
 * When something may be under way (SENDING), the job stays SENDING and it is looked up first:
 * - Publish, its end unknown, then Take down or Delete: the marker is looked up as long as the post may still arrive;
 *   found, it is taken down or deleted; not found, nothing is there.
 * - Publish, its end unknown, then Publish or Put back: as ever, looked up and sent again only if it is not there.
 * - Take down, Put back or Delete, its end unknown, then Publish: the post is fetched, and that it is a draft or in the
 *   trash is taken for our own doing, not for a change somebody made on the blog.
 * - one of those three, its end unknown, then another of them: not before the earlier request can no longer arrive. */
LeafJobAction leaf_outbox_combine (LeafJobAction open, LeafJobAction ordered);

G_END_DECLS
