/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-private.h"

#include "leaf-blogs.h"
#include "leaf-content.h"
#include "leaf-document-html.h"
#include "leaf-post-reader.h"
#include "leaf-string.h"

#include <glib/gi18n.h>

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
  outcome->was_down = work->was_down;
  outcome->address = g_strdup (work->publication->remote_address);

  return outcome;
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
  g_autofree char *sent = NULL;
  g_autofree char *stored = NULL;

  /* Most blogs store what they are sent, and then there is nothing to read. */
  if (g_strcmp0 (post->content, remote->content) != 0)
    {
      sent = read_text (work, post->content);
      stored = read_text (work, remote->content);
    }
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
  leaf_string_set (&publication->base_title, remote->title != NULL ? remote->title : post->title);
  g_strfreev (publication->differences);
  publication->differences = remote->warnings != NULL && remote->warnings[0] != NULL ? g_strdupv (remote->warnings) : NULL;
}

/**
 * leaf_outbox_fail_overwritten:
 * @work: a job
 * @error: set
 *
 * Says that what somebody wrote on the blog has to be looked at before anything more is sent.
 */
void
leaf_outbox_fail_overwritten (const LeafOutboxWork *work, GError **error)
{
  g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_CHANGED,
               /* Translators: %s is the name of a blog */
               _("Somebody changed this post on %s while Flyleaf sent yours, which is there now. Look at both, then keep yours or theirs."),
               leaf_blog_get_name (work->blog));
}

/**
 * leaf_outbox_save_findings:
 * @db: the writing connection
 * @work: a job whose post is there
 * @error: set on failure
 *
 * Commits what else an answer told, in the transaction of the rest: which pictures are gone, that the account
 * may do less, and what was overwritten.
 *
 * Returns: whether it is written
 */
gboolean
leaf_outbox_save_findings (LeafDb *db, const LeafOutboxWork *work, GError **error)
{
  for (unsigned int i = 0; work->lost != NULL && work->lost[i] != NULL; i++)
    if (!leaf_blog_media_forget (db, work->publication->blog, work->lost[i], error))
      return FALSE;

  if (work->filtered)
    {
      g_autoptr (LeafBlog) blog = leaf_blogs_load (db, work->publication->blog, error);

      if (blog == NULL)
        return FALSE;
      leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_UNFILTERED_HTML, "false");
      if (!leaf_blogs_save (db, blog, error))
        return FALSE;
    }

  return work->overwritten == NULL || leaf_overwritten_save (db, work->publication->id, work->overwritten, error);
}

/* Before what is known of the post becomes what was sent. */
static LeafOverwritten *
make_overwritten (const LeafPublication *publication, const LeafRemotePost *theirs)
{
  LeafOverwritten *overwritten = g_new0 (LeafOverwritten, 1);

  overwritten->title = g_strdup (theirs->title);
  overwritten->content = g_strdup (theirs->content);
  overwritten->modified = g_strdup (theirs->modified);
  overwritten->base = g_strdup (publication->base);
  overwritten->base_title = g_strdup (publication->base_title);

  return overwritten;
}

/* Takes over what the answer told beside where the post is. Returns: whether there is nothing that another order would mend */
static gboolean
note_findings (LeafOutboxWork *work, LeafRemotePost *remote)
{
  gboolean unfit = remote->lost != NULL || remote->filtered;

  g_strfreev (work->lost);
  work->lost = g_strdupv (remote->lost);
  work->filtered = remote->filtered;
  g_clear_pointer (&work->overwritten, leaf_overwritten_free);
  if (remote->overwritten != NULL)
    work->overwritten = make_overwritten (work->publication, remote->overwritten);
  /* Told once, also when the post is sent a second time to mend it. */
  if (remote->twin != NULL)
    leaf_string_set (&work->twin, remote->twin);
  if (work->twin != NULL)
    {
      g_autofree char *sentence =
        g_strdup_printf (_("This review is on the blog more than once; the other post is %s."), work->twin);

      leaf_remote_post_add_warning (remote, sentence);
    }
  /* Once a run: a blog that never keeps it gets no endless stream of posts. */
  if (remote->lost != NULL && work->mended)
    leaf_remote_post_add_warning (remote, _("The blog left the featured picture out."));
  if (remote->unfiled && work->mended)
    leaf_remote_post_add_warning (remote, _("The blog dropped some of the genres."));
  work->mend = (unfit || remote->unfiled) && work->overwritten == NULL && !work->mended && work->job->wanted != LEAF_PUBLICATION_NONE;

  return !remote->unfiled && !remote->left_unfiled && (!unfit || work->mended);
}

/* Done; or open until the post is right; or stopped until she has looked at what was overwritten. */
static void
close_job (LeafOutboxWork *work)
{
  LeafJob *job = work->job;
  g_autoptr (GError) overwritten = NULL;

  g_clear_pointer (&job->last_error, g_free);
  job->state = work->mend ? LEAF_JOB_WAITING : LEAF_JOB_DONE;
  if (work->overwritten != NULL)
    {
      leaf_outbox_fail_overwritten (work, &overwritten);
      job->state = LEAF_JOB_FAILED;
      job->last_error = g_strdup (overwritten->message);
      job->problem = leaf_publish_error_get_problem (overwritten);
    }
  if (job->state != LEAF_JOB_DONE)
    g_clear_pointer (&job->content_hash, g_free);
}

/**
 * leaf_outbox_finish_publish:
 * @self: an outbox
 * @work: a job
 * @post: what was sent
 * @remote: (inout): what the blog says it stored
 * @error: set when it could not be committed, and to %LEAF_PUBLISH_ERROR_CHANGED, which is, when something of
 *   somebody else's was overwritten
 *
 * Commits where the post is. When it is not right yet, the job stays open; see @work.
 *
 * Returns: (transfer full): the outcome, or %NULL
 */
LeafOutcome *
leaf_outbox_finish_publish (LeafOutbox *self, LeafOutboxWork *work, const LeafPost *post, LeafRemotePost *remote, GError **error)
{
  LeafPublication *publication = work->publication;
  LeafOutcome *outcome;
  gboolean created = g_strcmp0 (publication->remote_id, remote->id) != 0;
  gboolean settled = note_findings (work, remote);

  leaf_string_set (&publication->remote_id, remote->id);
  leaf_string_set (&publication->remote_address, remote->address);
  leaf_string_set (&publication->remote_modified, remote->modified);
  leaf_string_set (&publication->remote_version, remote->version);
  /* What is not right is sent again when she asks for it, though its text is as before. */
  leaf_string_set (&publication->content_hash, settled ? post->hash : NULL);
  g_free (publication->remote_hash);
  publication->remote_hash = leaf_remote_post_hash (remote);
  publication->state = remote->state;
  if (remote->state == LEAF_PUBLICATION_PUBLISHED || remote->state == LEAF_PUBLICATION_SCHEDULED)
    publication->published = work->source->published > 0 ? work->source->published : leaf_outbox_get_now ();
  else if (publication->published > leaf_outbox_get_now ())
    publication->published = 0;
  publication->modified = leaf_outbox_get_now ();
  keep_base (work, post, remote);

  close_job (work);
  if (!leaf_outbox_save_done (self->library, work, error))
    return NULL;
  work->uncertain = work->sending = FALSE;
  if (work->overwritten != NULL)
    {
      leaf_outbox_fail_overwritten (work, error);
      return NULL;
    }

  outcome = leaf_outbox_make_outcome (work);
  outcome->created = created;
  outcome->warnings = g_strdupv (remote->warnings);
  return outcome;
}

/**
 * leaf_outbox_finish_found:
 * @self: an outbox
 * @work: a job
 * @publisher: its blog
 * @post: what was sent
 * @found: (inout): the post as it was found on the blog
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog could not be asked, and as for leaf_outbox_finish_publish()
 *
 * Finds out what an answer that got lost would have told, and commits where the post is.
 *
 * Returns: (transfer full): the outcome, or %NULL
 */
LeafOutcome *
leaf_outbox_finish_found (LeafOutbox *self,
                          LeafOutboxWork *work,
                          LeafPublisher *publisher,
                          const LeafPost *post,
                          LeafRemotePost *found,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  /* It is there, whatever a failure from here on says. */
  work->uncertain = TRUE;
  if (!leaf_publisher_examine (publisher, found, post, work->media, work->publication, cancellable, error))
    return NULL;

  leaf_content_compare (post->content, found->content, warnings);
  for (unsigned int i = 0; i < warnings->len; i++)
    leaf_remote_post_add_warning (found, g_ptr_array_index (warnings, i));

  return leaf_outbox_finish_publish (self, work, post, found, error);
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
