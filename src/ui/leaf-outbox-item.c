/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox-item"

#include "config.h"

#include "leaf-outbox-item.h"

#include "leaf-clock.h"

#include <glib/gi18n.h>

struct _LeafOutboxItem
{
  GObject parent_instance;

  LeafOutboxEntry *entry;
  char *step; /* NULL: it does not run */
  double fraction;
};

G_DEFINE_FINAL_TYPE (LeafOutboxItem, leaf_outbox_item, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

static void
leaf_outbox_item_finalize (GObject *object)
{
  LeafOutboxItem *self = LEAF_OUTBOX_ITEM (object);

  g_clear_pointer (&self->entry, leaf_outbox_entry_free);
  g_free (self->step);

  G_OBJECT_CLASS (leaf_outbox_item_parent_class)->finalize (object);
}

static void
leaf_outbox_item_class_init (LeafOutboxItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leaf_outbox_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
leaf_outbox_item_init (LeafOutboxItem *self)
{
}

/**
 * leaf_outbox_item_new:
 * @entry: (transfer full): a job of the outbox
 *
 * Returns: (transfer full): an item
 */
LeafOutboxItem *
leaf_outbox_item_new (LeafOutboxEntry *entry)
{
  LeafOutboxItem *self = g_object_new (LEAF_TYPE_OUTBOX_ITEM, NULL);

  self->entry = entry;
  return self;
}

/**
 * leaf_outbox_item_set_entry:
 * @self: an item
 * @entry: (transfer full): the same job, as it is now
 *
 * Follows the library.
 */
void
leaf_outbox_item_set_entry (LeafOutboxItem *self, LeafOutboxEntry *entry)
{
  g_return_if_fail (LEAF_IS_OUTBOX_ITEM (self));

  leaf_outbox_entry_free (self->entry);
  self->entry = entry;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * leaf_outbox_item_set_step:
 * @self: an item
 * @step: (nullable): what is being done, in words; %NULL when it does not run
 * @fraction: how far it is, from 0 to 1
 *
 * Follows the outbox.
 */
void
leaf_outbox_item_set_step (LeafOutboxItem *self, const char *step, double fraction)
{
  g_return_if_fail (LEAF_IS_OUTBOX_ITEM (self));

  if (step == NULL && self->step == NULL)
    return;

  g_free (self->step);
  self->step = g_strdup (step);
  self->fraction = fraction;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * leaf_outbox_item_get_job:
 * @self: an item
 *
 * Returns: (transfer none): the job, as the library has it
 */
const LeafJob *
leaf_outbox_item_get_job (LeafOutboxItem *self)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX_ITEM (self), NULL);

  return self->entry->job;
}

/**
 * leaf_outbox_item_get_review:
 * @self: an item
 *
 * Returns: the id of the review it is about
 */
gint64
leaf_outbox_item_get_review (LeafOutboxItem *self)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX_ITEM (self), 0);

  return self->entry->publication->review;
}

/**
 * leaf_outbox_item_get_blog:
 * @self: an item
 *
 * Returns: the id of the blog it is for
 */
gint64
leaf_outbox_item_get_blog (LeafOutboxItem *self)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX_ITEM (self), 0);

  return self->entry->publication->blog;
}

/**
 * leaf_outbox_item_get_title:
 * @self: an item
 *
 * Returns: (transfer none): what the review is called; never %NULL
 */
const char *
leaf_outbox_item_get_title (LeafOutboxItem *self)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX_ITEM (self), "");

  return self->entry->review != NULL ? self->entry->review : "";
}

/**
 * leaf_outbox_item_get_blog_name:
 * @self: an item
 *
 * Returns: (transfer none): how the blog is called; never %NULL
 */
const char *
leaf_outbox_item_get_blog_name (LeafOutboxItem *self)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX_ITEM (self), "");

  return self->entry->blog != NULL ? self->entry->blog : "";
}

/**
 * leaf_outbox_item_get_state:
 * @self: an item
 *
 * Returns: whether it waits, runs or needs her
 */
LeafOutboxItemState
leaf_outbox_item_get_state (LeafOutboxItem *self)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX_ITEM (self), LEAF_OUTBOX_ITEM_WAITING);

  if (self->step != NULL)
    return LEAF_OUTBOX_ITEM_RUNNING;

  return self->entry->job->state == LEAF_JOB_FAILED ? LEAF_OUTBOX_ITEM_FAILED : LEAF_OUTBOX_ITEM_WAITING;
}

/**
 * leaf_outbox_item_get_fraction:
 * @self: an item that runs
 *
 * Returns: how far it is, from 0 to 1
 */
double
leaf_outbox_item_get_fraction (LeafOutboxItem *self)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX_ITEM (self), 0);

  return self->fraction;
}

/**
 * leaf_outbox_item_get_remedy:
 * @self: an item
 * @now: the time
 *
 * Returns: the one thing that she can do about it
 */
LeafRemedy
leaf_outbox_item_get_remedy (LeafOutboxItem *self, gint64 now)
{
  const LeafJob *job = leaf_outbox_item_get_job (self);

  switch (leaf_outbox_item_get_state (self))
    {
    case LEAF_OUTBOX_ITEM_FAILED:
      /* No blog takes a time that has passed; the same again would fail again. */
      if (job->action == LEAF_JOB_PUBLISH && job->wanted == LEAF_PUBLICATION_SCHEDULED && job->at < now + LEAF_SCHEDULE_MIN_SECONDS)
        return LEAF_REMEDY_RESCHEDULE;
      return leaf_remedy_find_problem (job->problem);
    case LEAF_OUTBOX_ITEM_WAITING:
      return job->next_try > now ? LEAF_REMEDY_TRY_AGAIN : LEAF_REMEDY_NONE;
    case LEAF_OUTBOX_ITEM_RUNNING:
    default:
      return LEAF_REMEDY_NONE;
    }
}

static char *
describe_publishing (LeafOutboxItem *self, gint64 now)
{
  const LeafJob *job = self->entry->job;
  const char *blog = leaf_outbox_item_get_blog_name (self);
  g_autofree char *time = NULL;

  /* She stopped it when something may have been sent already. */
  if (job->wanted == LEAF_PUBLICATION_NONE)
    /* Translators: what is to be done; the name of a blog */
    return g_strdup_printf (_("See what arrived on %s"), blog);
  if (job->wanted == LEAF_PUBLICATION_DRAFT)
    /* Translators: what is to be done; the name of a blog */
    return g_strdup_printf (_("Save as a draft on %s"), blog);
  if (job->wanted == LEAF_PUBLICATION_SCHEDULED)
    {
      time = leaf_clock_describe_short (job->at, now);
      /* Translators: what is to be done; the name of a blog, and a time */
      return g_strdup_printf (_("Schedule on %s for %s"), blog, time);
    }
  if (self->entry->publication->state == LEAF_PUBLICATION_PUBLISHED)
    /* Translators: what is to be done; the name of a blog */
    return g_strdup_printf (_("Update on %s"), blog);

  /* Translators: what is to be done; the name of a blog */
  return g_strdup_printf (_("Publish on %s"), blog);
}

/**
 * leaf_outbox_item_describe_task:
 * @self: an item
 * @now: the time
 *
 * Returns: (transfer full): what is to be done, and where
 */
char *
leaf_outbox_item_describe_task (LeafOutboxItem *self, gint64 now)
{
  const char *blog = leaf_outbox_item_get_blog_name (self);

  switch (self->entry->job->action)
    {
    case LEAF_JOB_TAKE_DOWN:
      /* Translators: what is to be done; the name of a blog */
      return g_strdup_printf (_("Take down from %s"), blog);
    case LEAF_JOB_PUT_BACK:
      /* Translators: what is to be done; the name of a blog */
      return g_strdup_printf (_("Put back on %s"), blog);
    case LEAF_JOB_DELETE:
      /* Translators: what is to be done; the name of a blog */
      return g_strdup_printf (_("Delete from %s"), blog);
    case LEAF_JOB_PUBLISH:
    default:
      return describe_publishing (self, now);
    }
}

static char *
describe_waiting (LeafOutboxItem *self, gint64 now, gboolean online)
{
  const LeafJob *job = self->entry->job;
  g_autofree char *time = NULL;

  if (!online)
    return g_strdup (_("You are offline: it is sent when you are back."));
  if (job->next_try <= now)
    return g_strdup (_("It waits for its turn."));

  time = leaf_clock_describe_near (job->next_try, now);
  if (job->last_error == NULL)
    /* Translators: a time: "14:05" */
    return g_strdup_printf (_("Tried again at %s."), time);
  /* Translators: one sentence that says what went wrong, and a time: "14:05" */
  return g_strdup_printf (_("%s Tried again at %s."), job->last_error, time);
}

/**
 * leaf_outbox_item_describe_state:
 * @self: an item
 * @now: the time
 * @online: whether there is a network
 *
 * Returns: (transfer full): how it is: the step, what it waits for, or what went wrong
 */
char *
leaf_outbox_item_describe_state (LeafOutboxItem *self, gint64 now, gboolean online)
{
  const LeafJob *job = self->entry->job;

  switch (leaf_outbox_item_get_state (self))
    {
    case LEAF_OUTBOX_ITEM_RUNNING:
      return g_strdup (self->step);
    case LEAF_OUTBOX_ITEM_FAILED:
      return g_strdup (job->last_error != NULL ? job->last_error : _("It did not go through. Try again."));
    case LEAF_OUTBOX_ITEM_WAITING:
    default:
      return describe_waiting (self, now, online);
    }
}
