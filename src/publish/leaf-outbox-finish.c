/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

#include "leaf-document-html.h"
#include "leaf-post-reader.h"

/**
 * leaf_outbox_make_outcome:
 * @work: a job
 *
 * Says how a job ended, by what is known of its post.
 *
 * Returns: (transfer full): the outcome
 */
LeafOutcome *
leaf_outbox_make_outcome (const LeafOutboxWork *work)
{
  LeafOutcome *outcome = g_new0 (LeafOutcome, 1);

  outcome->job = work->job->id;
  outcome->action = work->job->action;
  outcome->state = work->publication->state;
  outcome->address = g_strdup (work->publication->remote_address);

  return outcome;
}

static void
set_text (char **target, const char *text)
{
  g_free (*target);
  *target = g_strdup (text);
}

static char *
read_text (const LeafOutboxWork *work, const char *content)
{
  g_autoptr (LeafPostText) text = NULL;

  if (content != NULL && work->pictures != NULL)
    text = leaf_post_read (content, work->markup, work->publication->uuid, work->pictures, NULL);

  return text != NULL ? leaf_document_to_html (text->document) : NULL;
}

/* Her own text, with what no post shows, unless the blog made another one of it: then that one. */
static char *
dup_base (const LeafOutboxWork *work, const LeafPost *post, const LeafRemotePost *remote)
{
  g_autofree char *sent = read_text (work, post->content);
  g_autofree char *stored = read_text (work, remote->content);

  if (sent != NULL && stored != NULL && !g_str_equal (sent, stored))
    return g_steal_pointer (&stored);

  return leaf_document_to_html (leaf_review_get_document (work->source->review));
}

/* What hers and the blog's will be compared with, and what the blog made another of than was sent. */
static void
keep_base (LeafOutboxWork *work, const LeafPost *post, const LeafRemotePost *remote)
{
  LeafPublication *publication = work->publication;

  g_free (publication->base);
  publication->base = dup_base (work, post, remote);
  set_text (&publication->base_title, remote->title != NULL ? remote->title : post->title);
  g_strfreev (publication->differences);
  publication->differences = remote->warnings != NULL && remote->warnings[0] != NULL ? g_strdupv (remote->warnings) : NULL;
}

/**
 * leaf_outbox_finish_publish:
 * @self: an outbox
 * @work: a job
 * @post: what was sent
 * @remote: what the blog says it stored
 * @error: set when it could not be committed
 *
 * Commits where the post is.
 *
 * Returns: (transfer full): the outcome, or %NULL
 */
LeafOutcome *
leaf_outbox_finish_publish (LeafOutbox *self, LeafOutboxWork *work, const LeafPost *post, const LeafRemotePost *remote, GError **error)
{
  LeafPublication *publication = work->publication;
  LeafOutcome *outcome;
  gboolean created = g_strcmp0 (publication->remote_id, remote->id) != 0;

  set_text (&publication->remote_id, remote->id);
  set_text (&publication->remote_address, remote->address);
  set_text (&publication->remote_modified, remote->modified);
  set_text (&publication->content_hash, post->hash);
  g_free (publication->remote_hash);
  publication->remote_hash = leaf_remote_post_hash (remote);
  publication->state = remote->state;
  if (remote->state == LEAF_PUBLICATION_PUBLISHED || remote->state == LEAF_PUBLICATION_SCHEDULED)
    publication->published = work->source->published > 0 ? work->source->published : leaf_outbox_get_now ();
  else if (publication->published > leaf_outbox_get_now ())
    publication->published = 0;
  publication->modified = leaf_outbox_get_now ();
  keep_base (work, post, remote);

  work->job->state = LEAF_JOB_DONE;
  g_clear_pointer (&work->job->last_error, g_free);
  if (!leaf_outbox_save_done (self->library, work, error))
    return NULL;

  outcome = leaf_outbox_make_outcome (work);
  outcome->created = created;
  outcome->warnings = g_strdupv (remote->warnings);
  return outcome;
}

/**
 * leaf_outbox_finish_change:
 * @self: an outbox
 * @work: a job
 * @remote: (nullable): how the post is now; %NULL when it is gone for good
 * @error: set when it could not be committed
 *
 * Commits what became of a post whose text was not sent.
 *
 * Returns: (transfer full): the outcome, or %NULL
 */
LeafOutcome *
leaf_outbox_finish_change (LeafOutbox *self, LeafOutboxWork *work, const LeafRemotePost *remote, GError **error)
{
  leaf_outbox_note_remote (work->publication, remote);
  /* Its text was not published now. */
  g_clear_pointer (&work->source, leaf_post_source_free);

  work->job->state = LEAF_JOB_DONE;
  g_clear_pointer (&work->job->content_hash, g_free);
  g_clear_pointer (&work->job->last_error, g_free);

  return leaf_outbox_save_done (self->library, work, error) ? leaf_outbox_make_outcome (work) : NULL;
}
