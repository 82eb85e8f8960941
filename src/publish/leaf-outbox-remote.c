/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-outbox-remote.h"

#include "leaf-content.h"
#include "leaf-document-compare.h"
#include "leaf-document-html.h"
#include "leaf-outbox-private.h"
#include "leaf-outbox-remote-private.h"
#include "leaf-publications.h"
#include "leaf-reviews.h"

#include <glib/gi18n.h>

/* A post does not show all of a text: empty lines, rows without a rating. So what somebody changed on the blog is found out against
 * what the post showed of the text that was sent, and then done to that text itself: what no reader sees is not taken away by
 * taking theirs. */

/* What is known here. */
typedef struct {
  gint64 review;
  gint64 blog;
  LeafPublication *publication;
  LeafPostSource *source;
  LeafOverwritten *overwritten; /* NULL: nothing was */
  char *mine_html;
  char *base_html; /* NULL: not known */
} Known;

static void
known_clear (Known *self)
{
  g_clear_pointer (&self->publication, leaf_publication_free);
  g_clear_pointer (&self->source, leaf_post_source_free);
  g_clear_pointer (&self->overwritten, leaf_overwritten_free);
  g_free (self->mine_html);
  g_free (self->base_html);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

/**
 * leaf_remote_change_free:
 * @self: (transfer full) (nullable): what was seen
 *
 * Frees @self.
 */
void
leaf_remote_change_free (LeafRemoteChange *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->base, leaf_document_unref);
  g_clear_pointer (&self->mine, leaf_document_unref);
  g_clear_pointer (&self->theirs, leaf_document_unref);
  g_clear_pointer (&self->merge, leaf_merge_free);
  g_free (self->base_title);
  g_free (self->mine_title);
  g_free (self->theirs_title);
  g_free (self->mine_html);
  g_free (self->remote_id);
  g_free (self->remote_modified);
  g_free (self->remote_hash);
  g_free (self->known);
  g_free (self);
}

/**
 * leaf_remote_change_count_clashes:
 * @self: what was seen
 *
 * Counts the places in which somebody has to choose.
 *
 * Returns: how many, the title being one
 */
unsigned int
leaf_remote_change_count_clashes (const LeafRemoteChange *self)
{
  return leaf_merge_get_n_clashes (self->merge) + (self->title_clash ? 1 : 0);
}

/**
 * leaf_remote_change_get_title:
 * @self: what was seen
 *
 * Merges the titles: the one that was changed, hers where both were.
 *
 * Returns: (transfer none): the title
 */
const char *
leaf_remote_change_get_title (const LeafRemoteChange *self)
{
  return g_strcmp0 (self->mine_title, self->base_title) == 0 ? self->theirs_title : self->mine_title;
}

/**
 * leaf_outbox_dup_known:
 * @publication: a publication
 *
 * Tells what is known of a post, so that one look can be told from another.
 *
 * Returns: (transfer full): words that change whenever the post is written from here
 */
char *
leaf_outbox_dup_known (const LeafPublication *publication)
{
  const char *const known[] = { publication->remote_id, publication->remote_modified, publication->remote_hash, publication->content_hash };
  GString *words = g_string_new (NULL);

  for (unsigned int i = 0; i < G_N_ELEMENTS (known); i++)
    g_string_append_printf (words, "%s\n", known[i] != NULL ? known[i] : "");

  return g_string_free (words, FALSE);
}

/* The text as it was last sent, for publications that do not say: the newest version that went to a blog. */
static gboolean
find_published_text (LeafDb *db, Known *known, GError **error)
{
  g_autoptr (GPtrArray) revisions = leaf_revisions_list (db, known->review, error);

  if (revisions == NULL)
    return FALSE;
  for (unsigned int i = 0; i < revisions->len && known->base_html == NULL; i++)
    {
      const LeafRevision *revision = g_ptr_array_index (revisions, i);

      if (g_strcmp0 (revision->reason, LEAF_REVISION_PUBLISHED) == 0)
        known->base_html = g_strdup (revision->html);
    }
  return TRUE;
}

static gboolean
load_overwritten (LeafDb *db, Known *known, GError **error)
{
  g_autoptr (GError) failure = NULL;

  known->overwritten = leaf_overwritten_load (db, known->publication->id, &failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return failure == NULL;
}

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  Known *known = data;
  g_autoptr (GError) failure = NULL;

  known->publication = leaf_publications_find (db, known->review, known->blog, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (known->publication == NULL || known->publication->remote_id == NULL)
    {
      g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                           _("This review is not on the blog, as far as Flyleaf knows. Publish it first."));
      return FALSE;
    }

  known->mine_html = leaf_reviews_load_html (db, known->review, error);
  if (known->mine_html == NULL)
    return FALSE;
  if (!load_overwritten (db, known, error))
    return FALSE;
  if (known->overwritten != NULL)
    {
      known->base_html = g_strdup (known->overwritten->base);
      return TRUE;
    }
  known->base_html = g_strdup (known->publication->base);
  return known->base_html != NULL || find_published_text (db, known, error);
}

static gint64
parse_modified (const char *modified)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = modified != NULL ? g_date_time_new_from_iso8601 (modified, utc) : NULL;

  return date != NULL ? g_date_time_to_unix (date) : 0;
}

/* What is there counts: WordPress's stamp moves when nothing changed. That of a file does not, and its page has more than the post. */
static LeafRemoteState
judge (const LeafPublication *publication, LeafMarkup markup, const LeafRemotePost *remote, const char *hash)
{
  gboolean same = g_strcmp0 (remote != NULL ? remote->modified : NULL, publication->remote_modified) == 0;

  if (remote == NULL)
    return LEAF_REMOTE_DELETED;
  if (remote->state == LEAF_PUBLICATION_REMOVED)
    return LEAF_REMOTE_TRASHED;
  if (hash != NULL && publication->remote_hash != NULL && (markup != LEAF_MARKUP_HTML || same))
    same = g_str_equal (hash, publication->remote_hash);
  return same ? LEAF_REMOTE_UNCHANGED : LEAF_REMOTE_CHANGED;
}

/* What two texts have in common, where nobody knows what they were made of. */
static LeafDocument *
find_common (const LeafDocument *a, const LeafDocument *b)
{
  g_autoptr (GPtrArray) blocks = leaf_document_compare (a, b);
  g_autoptr (GString) html = g_string_new (NULL);

  for (unsigned int i = 0; i < blocks->len; i++)
    {
      const LeafCompareBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == LEAF_COMPARE_SAME)
        {
          g_autoptr (LeafDocument) one = leaf_document_slice_blocks (a, block->a, 1);
          g_autofree char *piece = leaf_document_to_html (one);

          g_string_append (html, piece);
        }
    }
  return leaf_document_new_from_html (html->str, html->len, NULL);
}

/* Their changes, done to the text that was sent: where these meet what the post did not show, theirs count. */
static LeafDocument *
apply_changes (const LeafDocument *shown, const LeafDocument *sent, const LeafDocument *theirs)
{
  g_autoptr (LeafMerge) merge = leaf_document_merge (shown, sent, theirs);
  unsigned int n_clashes = leaf_merge_get_n_clashes (merge);
  g_autofree LeafMergeChoice *choices = g_new (LeafMergeChoice, n_clashes + 1);

  for (unsigned int i = 0; i < n_clashes; i++)
    choices[i] = LEAF_MERGE_TAKE_THEIRS;
  return leaf_merge_make_document (merge, choices);
}

static void
compare_titles (LeafRemoteChange *change, const Known *known, const LeafRemotePost *remote)
{
  const char *base_title = known->overwritten != NULL ? known->overwritten->base_title : known->publication->base_title;
  gboolean mine_changed, theirs_changed;

  change->mine_title = leaf_post_dup_title (known->source);
  if (remote != NULL && remote->title != NULL)
    change->theirs_title = leaf_content_dup_text (remote->title);
  /* As the blog stored it: with character references, for some roles. */
  if (base_title != NULL)
    change->base_title = leaf_content_dup_text (base_title);
  if (change->theirs_title == NULL)
    change->theirs_title = g_strdup (change->base_title != NULL ? change->base_title : change->mine_title);

  mine_changed = g_strcmp0 (change->mine_title, change->base_title) != 0;
  theirs_changed = g_strcmp0 (change->theirs_title, change->base_title) != 0;
  change->title_clash = mine_changed && theirs_changed && g_strcmp0 (change->mine_title, change->theirs_title) != 0;
}

static gboolean
compare_texts (LeafRemoteChange *change, const Known *known, LeafPostText *text, GError **error)
{
  change->mine = leaf_document_new_from_html (known->mine_html, -1, error);
  if (change->mine == NULL)
    return FALSE;
  if (known->base_html != NULL)
    change->base = leaf_document_new_from_html (known->base_html, -1, NULL);
  change->has_base = change->base != NULL;

  if (text == NULL)
    {
      if (change->base == NULL)
        change->base = leaf_document_copy (change->mine);
      change->theirs = leaf_document_copy (change->base);
    }
  else if (change->has_base)
    {
      g_autoptr (LeafDocument) shown = leaf_post_show (known->source, change->base);

      change->theirs = apply_changes (shown, change->base, text->document);
    }
  else
    {
      g_autoptr (LeafDocument) shown = leaf_post_show (known->source, change->mine);

      change->theirs = apply_changes (shown, change->mine, text->document);
      change->base = find_common (change->mine, change->theirs);
    }
  change->merge = leaf_document_merge (change->base, change->mine, change->theirs);
  return TRUE;
}

static LeafRemoteChange *
make_change (LeafOutbox *self, const Known *known, LeafPublisher *publisher, const LeafRemotePost *remote, GCancellable *cancellable, GError **error)
{
  g_autoptr (LeafRemoteChange) change = g_new0 (LeafRemoteChange, 1);
  LeafPostFlags flags;
  LeafMarkup markup = leaf_publisher_get_markup (publisher, &flags);
  g_autoptr (LeafPostText) text = NULL;

  change->review = known->review;
  change->blog = known->blog;
  change->mine_html = g_strdup (known->mine_html);
  change->known = leaf_outbox_dup_known (known->publication);
  if (remote != NULL)
    {
      change->remote_id = g_strdup (remote->id);
      change->remote_modified = g_strdup (remote->modified);
      change->remote_hash = leaf_remote_post_hash (remote);
      change->modified = parse_modified (remote->modified);
    }
  change->overwritten = known->overwritten != NULL;
  change->state = change->overwritten ? LEAF_REMOTE_CHANGED : judge (known->publication, markup, remote, change->remote_hash);

  if (remote != NULL && remote->content != NULL)
    {
      text = leaf_outbox_read_remote (self, known->source, markup, remote->content, &change->n_links, cancellable, error);
      if (text == NULL)
        return NULL;
      change->flags = text->flags;
    }
  /* Unchanged is unchanged, however the blog writes down what it was sent. */
  if (change->state == LEAF_REMOTE_UNCHANGED && known->base_html != NULL)
    g_clear_pointer (&text, leaf_post_text_free);
  if (!compare_texts (change, known, text, error))
    return NULL;

  compare_titles (change, known, change->state == LEAF_REMOTE_UNCHANGED ? NULL : remote);
  return g_steal_pointer (&change);
}

/* What somebody wrote, as if it still were there. */
static LeafRemotePost *
describe_overwritten (const Known *known)
{
  LeafRemotePost *remote = leaf_remote_post_new ();

  remote->id = g_strdup (known->publication->remote_id);
  remote->title = g_strdup (known->overwritten->title);
  remote->content = g_strdup (known->overwritten->content);
  remote->modified = g_strdup (known->overwritten->modified);

  return remote;
}

static LeafRemoteChange *
look_in_lane (LeafOutboxLane *lane, Known *known, GCancellable *cancellable, GError **error)
{
  LeafLibrary *library = leaf_outbox_get_library (lane->outbox);
  LeafPublisher *publisher;
  g_autoptr (LeafRemotePost) remote = NULL;
  g_autoptr (GError) failure = NULL;

  if (!leaf_library_run (library, LEAF_LIBRARY_READ, load_func, known, error))
    return NULL;
  known->source = leaf_outbox_load_source (library, known->review, known->blog, error);
  if (known->source == NULL)
    return NULL;
  publisher = leaf_outbox_lane_connect (lane, known->source->blog, cancellable, error);
  if (publisher == NULL)
    return NULL;

  if (known->overwritten != NULL)
    remote = describe_overwritten (known);
  else
    remote = leaf_publisher_fetch (publisher, known->publication, cancellable, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  return make_change (lane->outbox, known, publisher, remote, cancellable, error);
}

/**
 * leaf_outbox_look_remote:
 * @self: an outbox
 * @review: a review
 * @blog: a blog it is on
 * @cancellable: (nullable): a cancellable
 * @error: set to one sentence
 *
 * Fetches the post and finds out what was changed there since it was last written from here, and what here. Pictures that are
 * new there are brought into the library. Nothing else is written, here or there. What somebody wrote there in the moment in which
 * it was written from here is compared first: that is kept here, and the post is not fetched. While a job of that blog runs it
 * waits, since what is known of the post and what is there would not belong together. Blocks.
 *
 * Returns: (transfer full): what was seen, or %NULL
 */
LeafRemoteChange *
leaf_outbox_look_remote (LeafOutbox *self, gint64 review, gint64 blog, GCancellable *cancellable, GError **error)
{
  g_auto (Known) known = { .review = review, .blog = blog };
  LeafRemoteChange *change;
  LeafOutboxLane lane;

  g_return_val_if_fail (LEAF_IS_OUTBOX (self), NULL);

  if (!leaf_outbox_lane_enter (&lane, self, blog, cancellable, error))
    return NULL;
  change = look_in_lane (&lane, &known, cancellable, error);
  leaf_outbox_lane_leave (&lane);

  return change;
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const gint64 *ids = data;
  g_autoptr (GError) error = NULL;
  LeafRemoteChange *change = leaf_outbox_look_remote (source, ids[0], ids[1], cancellable, &error);

  if (change != NULL)
    g_task_return_pointer (task, change, (GDestroyNotify) leaf_remote_change_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * leaf_outbox_look_remote_async:
 * @self: an outbox
 * @review: a review
 * @blog: a blog it is on
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Does leaf_outbox_look_remote() in a worker thread.
 */
void
leaf_outbox_look_remote_async (LeafOutbox *self, gint64 review, gint64 blog, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  const gint64 ids[] = { review, blog };

  g_return_if_fail (LEAF_IS_OUTBOX (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_outbox_look_remote_async);
  g_task_set_task_data (task, g_memdup2 (ids, sizeof ids), g_free);
  g_task_run_in_thread (task, look_thread);
}

/**
 * leaf_outbox_look_remote_finish:
 * @self: an outbox
 * @result: what the callback got
 * @error: set to one sentence
 *
 * Ends leaf_outbox_look_remote_async().
 *
 * Returns: (transfer full): what was seen, or %NULL
 */
LeafRemoteChange *
leaf_outbox_look_remote_finish (LeafOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
