/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-publish-target"

#include "config.h"

#include "leaf-publish-target.h"

#include "leaf-blogs.h"
#include "leaf-clock.h"
#include "leaf-publications.h"
#include "leaf-reviews.h"

#include <glib/gi18n.h>

/**
 * leaf_publish_target_free:
 * @self: (transfer full) (nullable): a target
 *
 * Frees @self.
 */
void
leaf_publish_target_free (LeafPublishTarget *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->blog);
  g_clear_pointer (&self->publication, leaf_publication_free);
  g_clear_pointer (&self->job, leaf_job_free);
  g_free (self);
}

static gboolean
load_publication (LeafDb *db, LeafPublishTarget *target, GPtrArray *publications, GError **error)
{
  gint64 blog = leaf_blog_get_id (target->blog);
  g_autoptr (GError) failure = NULL;

  for (unsigned int i = 0; i < publications->len; i++)
    {
      const LeafPublication *publication = g_ptr_array_index (publications, i);

      if (publication->blog == blog)
        target->publication = leaf_publication_copy (publication);
    }
  if (target->publication == NULL)
    return TRUE;

  target->job = leaf_jobs_open_for (db, target->publication->id, &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
is_there (const LeafPublishTarget *target)
{
  LeafPublicationState state = leaf_publish_target_get_state (target);

  return state != LEAF_PUBLICATION_NONE && state != LEAF_PUBLICATION_REMOVED;
}

/* Where she chose nothing: where the review is already; a new one goes where new ones go, else to her first blog. */
static void
choose (GPtrArray *targets, GHashTable *choices)
{
  gboolean there = FALSE;
  gboolean usual = FALSE;
  gboolean any = FALSE;

  for (unsigned int i = 0; i < targets->len; i++)
    {
      const LeafPublishTarget *target = g_ptr_array_index (targets, i);

      there |= is_there (target);
      usual |= leaf_blog_get_flag (target->blog, LEAF_BLOG_SETTING_CHOSEN);
    }

  for (unsigned int i = 0; i < targets->len; i++)
    {
      LeafPublishTarget *target = g_ptr_array_index (targets, i);
      gint64 blog = leaf_blog_get_id (target->blog);
      gpointer chosen;

      if (g_hash_table_lookup_extended (choices, &blog, NULL, &chosen))
        target->chosen = GPOINTER_TO_INT (chosen);
      else if (there)
        target->chosen = is_there (target);
      else
        target->chosen = usual ? leaf_blog_get_flag (target->blog, LEAF_BLOG_SETTING_CHOSEN) : i == 0;
      any |= target->chosen;
    }

  /* She chose one that was removed since. */
  if (!any && targets->len > 0)
    ((LeafPublishTarget *) g_ptr_array_index (targets, 0))->chosen = TRUE;
}

/**
 * leaf_publish_targets_load:
 * @db: a connection
 * @review: a review's id, or 0 for one that is not begun
 * @error: return location for an error
 *
 * Loads where a review is, and where it may go.
 *
 * Returns: (transfer full) (element-type LeafPublishTarget): one a blog, in the order of the blogs, or
 *   %NULL with a %LEAF_STORE_ERROR
 */
GPtrArray *
leaf_publish_targets_load (LeafDb *db, gint64 review, GError **error)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_publish_target_free);
  g_autoptr (GPtrArray) blogs = leaf_blogs_list (db, error);
  g_autoptr (GPtrArray) publications = NULL;
  g_autoptr (GHashTable) choices = NULL;

  if (blogs == NULL)
    return NULL;
  /* No review is one whose id is 0, which means all of them here. */
  publications = review != 0 ? leaf_publications_list (db, review, error) : g_ptr_array_new ();
  if (publications == NULL)
    return NULL;
  choices = leaf_review_blogs_load (db, review, error);
  if (choices == NULL)
    return NULL;

  for (unsigned int i = 0; i < blogs->len; i++)
    {
      LeafPublishTarget *target = g_new0 (LeafPublishTarget, 1);

      g_ptr_array_add (targets, target);
      target->blog = g_object_ref (g_ptr_array_index (blogs, i));
      target->flags = leaf_publisher_find_flags (target->blog);
      if (!load_publication (db, target, publications, error))
        return NULL;
    }
  choose (targets, choices);

  return g_steal_pointer (&targets);
}

/**
 * leaf_publish_target_get_state:
 * @self: a target
 *
 * Returns: what the blog has of the review
 */
LeafPublicationState
leaf_publish_target_get_state (const LeafPublishTarget *self)
{
  return self->publication != NULL ? self->publication->state : LEAF_PUBLICATION_NONE;
}

/**
 * leaf_publish_target_get_name:
 * @self: a target
 *
 * Returns: (transfer none): the blog's name, or its address where it has none
 */
const char *
leaf_publish_target_get_name (const LeafPublishTarget *self)
{
  if (leaf_blog_get_name (self->blog) != NULL)
    return leaf_blog_get_name (self->blog);

  return leaf_blog_get_address (self->blog) != NULL ? leaf_blog_get_address (self->blog) : "";
}

static gboolean
may_publish (const LeafPublishTarget *self)
{
  return g_strcmp0 (leaf_blog_get_setting (self->blog, LEAF_BLOG_SETTING_MAY_PUBLISH), "false") != 0;
}

static gboolean
wants_drafts (const LeafPublishTarget *self)
{
  return (self->flags & LEAF_PUBLISHER_DRAFTS) != 0 &&
         (!may_publish (self) || g_strcmp0 (leaf_blog_get_setting (self->blog, LEAF_BLOG_SETTING_STATUS), "draft") == 0);
}

/* Readers saw it once, and it was taken down since. */
static gboolean
is_taken_down (const LeafPublishTarget *self)
{
  return leaf_publish_target_get_state (self) == LEAF_PUBLICATION_DRAFT && self->publication->published > 0;
}

/**
 * leaf_publish_target_get_verb:
 * @self: a target
 *
 * Returns: what is most likely wanted there, and what the Publish button does
 */
LeafPublishVerb
leaf_publish_target_get_verb (const LeafPublishTarget *self)
{
  switch (leaf_publish_target_get_state (self))
    {
    case LEAF_PUBLICATION_SCHEDULED:
    case LEAF_PUBLICATION_PUBLISHED:
      return LEAF_PUBLISH_UPDATE;
    case LEAF_PUBLICATION_REMOVED:
      return LEAF_PUBLISH_AGAIN;
    case LEAF_PUBLICATION_DRAFT:
      if (is_taken_down (self))
        return LEAF_PUBLISH_AGAIN;
      /* fall through */
    case LEAF_PUBLICATION_NONE:
    default:
      return wants_drafts (self) ? LEAF_PUBLISH_SAVE_DRAFT : LEAF_PUBLISH_NEW;
    }
}

/**
 * leaf_publish_target_get_wanted:
 * @self: a target
 * @at: (out): when, for a scheduled post, else 0
 *
 * Gets what the verb asks of the outbox. A post that waits for its day keeps that day.
 *
 * Returns: draft, scheduled or published
 */
LeafPublicationState
leaf_publish_target_get_wanted (const LeafPublishTarget *self, gint64 *at)
{
  *at = 0;

  if (leaf_publish_target_get_verb (self) == LEAF_PUBLISH_SAVE_DRAFT)
    return LEAF_PUBLICATION_DRAFT;
  if (leaf_publish_target_get_state (self) == LEAF_PUBLICATION_SCHEDULED &&
      self->publication->published > g_get_real_time () / G_USEC_PER_SEC)
    {
      *at = self->publication->published;
      return LEAF_PUBLICATION_SCHEDULED;
    }

  return LEAF_PUBLICATION_PUBLISHED;
}

/**
 * leaf_publish_target_get_abilities:
 * @self: a target
 *
 * Returns: what can be done there now
 */
LeafPublishAbilities
leaf_publish_target_get_abilities (const LeafPublishTarget *self)
{
  LeafPublicationState state = leaf_publish_target_get_state (self);
  LeafPublishAbilities abilities = 0;

  if (may_publish (self))
    abilities |= LEAF_PUBLISH_CAN_PUBLISH;
  if ((self->flags & LEAF_PUBLISHER_DRAFTS) != 0 && (state == LEAF_PUBLICATION_NONE || state == LEAF_PUBLICATION_DRAFT))
    abilities |= LEAF_PUBLISH_CAN_SAVE_DRAFT;
  if ((self->flags & LEAF_PUBLISHER_SCHEDULES) != 0 && may_publish (self) && state != LEAF_PUBLICATION_PUBLISHED)
    abilities |= LEAF_PUBLISH_CAN_SCHEDULE;
  if ((self->flags & LEAF_PUBLISHER_TAKES_DOWN) != 0 && state == LEAF_PUBLICATION_PUBLISHED)
    abilities |= LEAF_PUBLISH_CAN_TAKE_DOWN;
  if (((self->flags & LEAF_PUBLISHER_TAKES_DOWN) != 0 && is_taken_down (self)) ||
      ((self->flags & LEAF_PUBLISHER_TRASH) != 0 && state == LEAF_PUBLICATION_REMOVED))
    abilities |= LEAF_PUBLISH_CAN_PUT_BACK;
  if ((self->flags & LEAF_PUBLISHER_DELETES) != 0 && is_there (self))
    abilities |= LEAF_PUBLISH_CAN_DELETE;
  if (is_there (self) && self->publication->remote_address != NULL)
    abilities |= LEAF_PUBLISH_CAN_COMPARE;
  /* What was taken down has an address still, where nobody finds it. */
  if ((abilities & LEAF_PUBLISH_CAN_COMPARE) != 0 && !is_taken_down (self))
    abilities |= LEAF_PUBLISH_CAN_OPEN;

  return abilities;
}

static char *
describe_scheduled (const LeafPublishTarget *self, gint64 now)
{
  g_autofree char *time = NULL;

  if (self->publication->published == 0)
    /* Translators: the blog of that name will publish the review */
    return g_strdup_printf (_("Scheduled on %s"), leaf_publish_target_get_name (self));

  time = leaf_clock_describe_short (self->publication->published, now);
  /* Translators: the name of a blog, and a time: "Scheduled on Pages & Tea for 3 December, 09:00" */
  return g_strdup_printf (_("Scheduled on %s for %s"), leaf_publish_target_get_name (self), time);
}

static char *
describe_state (const LeafPublishTarget *self, gint64 now)
{
  const char *blog = leaf_publish_target_get_name (self);

  switch (leaf_publish_target_get_state (self))
    {
    case LEAF_PUBLICATION_DRAFT:
      if (is_taken_down (self))
        /* Translators: the review was published on the blog of that name, and is a draft there now */
        return g_strdup_printf (_("Taken down from %s"), blog);
      /* Translators: a draft of the review lies on the blog of that name */
      return g_strdup_printf (_("Draft on %s"), blog);
    case LEAF_PUBLICATION_SCHEDULED:
      return describe_scheduled (self, now);
    case LEAF_PUBLICATION_PUBLISHED:
      /* Translators: the review is published on the blog of that name */
      return g_strdup_printf (_("Published on %s"), blog);
    case LEAF_PUBLICATION_REMOVED:
      /* Translators: the review was published on the blog of that name, and is in its trash */
      return g_strdup_printf (_("Deleted from %s"), blog);
    case LEAF_PUBLICATION_NONE:
    default:
      return NULL;
    }
}

/**
 * leaf_publish_target_describe:
 * @self: a target
 * @now: the time
 *
 * Says where the review is on the blog, and that something waits or failed.
 *
 * Returns: (transfer full) (nullable): a few words; %NULL when there is nothing to say
 */
char *
leaf_publish_target_describe (const LeafPublishTarget *self, gint64 now)
{
  const char *blog = leaf_publish_target_get_name (self);
  g_autofree char *state = describe_state (self, now);

  if (self->job == NULL || self->job->state == LEAF_JOB_DONE)
    return g_steal_pointer (&state);

  if (self->job->state == LEAF_JOB_FAILED)
    {
      if (state == NULL)
        /* Translators: publishing the review on the blog of that name failed */
        return g_strdup_printf (_("Not published on %s"), blog);
      /* Translators: where the review is: "Published on Pages & Tea"; and a change to it failed */
      return g_strdup_printf (_("%s (needs attention)"), state);
    }
  if (state == NULL)
    /* Translators: the review waits in the outbox for the blog of that name */
    return g_strdup_printf (_("In the outbox for %s"), blog);
  /* Translators: where the review is: "Published on Pages & Tea"; and a change to it waits in the outbox */
  return g_strdup_printf (_("%s (in the outbox)"), state);
}
