/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-publish-run"

#include "config.h"

#include "leaf-publish-run.h"

#include "leaf-checklist.h"
#include "leaf-saves.h"

struct _LeafPublishRun
{
  GObject parent_instance;

  LeafLibrary *library;
  LeafOutbox *outbox;
  GPtrArray *items;     /* LeafPublishItem */
  GHashTable *started;  /* items that were begun */
  GHashTable *busy;     /* ids of blogs at work */
  GCancellable *cancellable;
  GtkWidget *parent;    /* weak; who asks her first */
  gboolean asks;
  gboolean waiting;
  gboolean asking;
  gboolean added;       /* to the outbox */
  gboolean ended;
};

G_DEFINE_FINAL_TYPE (LeafPublishRun, leaf_publish_run, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_WAITING,
  PROP_ASKING,
  N_PROPS
};

enum {
  CHANGED,
  ENDED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static unsigned int signals[N_SIGNALS];

static void start_next (LeafPublishRun *self);

static void
item_free (LeafPublishItem *item)
{
  g_free (item->title);
  g_free (item->blog_name);
  g_free (item->address);
  g_clear_pointer (&item->outcome, leaf_outcome_free);
  g_clear_error (&item->error);
  g_free (item);
}

static void
set_waiting (LeafPublishRun *self, gboolean waiting)
{
  if (self->waiting == waiting)
    return;

  self->waiting = waiting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING]);
}

static void
set_asking (LeafPublishRun *self, gboolean asking)
{
  if (self->asking == asking)
    return;

  self->asking = asking;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASKING]);
}

static void
end (LeafPublishRun *self)
{
  if (self->ended)
    return;

  self->ended = TRUE;
  g_signal_emit (self, signals[ENDED], 0);
}

/* What a callback has to know. */
typedef struct
{
  LeafPublishRun *run;
  LeafPublishItem *item;
} Call;

static void
item_ended (Call *call, LeafOutcome *outcome, GError *error)
{
  g_autoptr (LeafPublishRun) self = call->run;
  LeafPublishItem *item = call->item;

  g_free (call);
  item->outcome = outcome;
  item->error = error;
  if (outcome != NULL && outcome->address != NULL)
    {
      g_free (item->address);
      item->address = g_strdup (outcome->address);
    }
  g_hash_table_remove (self->busy, &item->blog);
  g_signal_emit (self, signals[CHANGED], 0);
  start_next (self);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  LeafOutcome *outcome = leaf_outbox_run_job_finish (LEAF_OUTBOX (source), result, &error);

  item_ended (user_data, outcome, error);
}

static void
start_item (LeafPublishRun *self, LeafPublishItem *item)
{
  Call *call = g_new0 (Call, 1);

  call->run = g_object_ref (self);
  call->item = item;
  g_hash_table_add (self->started, item);
  g_hash_table_add (self->busy, &item->blog);
  leaf_outbox_run_job_async (self->outbox, item->job, NULL, ran_cb, call);
}

/* One at a time for each blog: that is how the outbox works them off, too, and no thread waits for another. */
static void
start_next (LeafPublishRun *self)
{
  gboolean cancelled = g_cancellable_is_cancelled (self->cancellable);

  for (unsigned int i = 0; i < self->items->len; i++)
    {
      LeafPublishItem *item = g_ptr_array_index (self->items, i);

      if (g_hash_table_contains (self->started, item) || item->error != NULL)
        continue;
      if (cancelled)
        g_cancellable_set_error_if_cancelled (self->cancellable, &item->error);
      else if (!g_hash_table_contains (self->busy, &item->blog))
        start_item (self, item);
    }

  if (g_hash_table_size (self->busy) == 0 && leaf_publish_run_count_ended (self) == self->items->len)
    end (self);
}

/* What became of adding one item. */
typedef struct
{
  gint64 job;
  GError *error;
} Added;

static void
added_clear (Added *added)
{
  g_clear_error (&added->error);
}

/* All of them are in the outbox before the first one is sent: if the power fails then, nothing is forgotten. */
static void
add_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LeafPublishRun *self = source;
  GArray *all = g_array_new (FALSE, TRUE, sizeof (Added));

  g_array_set_clear_func (all, (GDestroyNotify) added_clear);
  for (unsigned int i = 0; i < self->items->len; i++)
    {
      const LeafPublishItem *item = g_ptr_array_index (self->items, i);
      const LeafOutboxOrder order = {
        .review = item->review, .blog = item->blog, .action = item->action, .wanted = item->wanted, .at = item->at,
      };
      Added added = { 0 };

      if (!g_cancellable_set_error_if_cancelled (self->cancellable, &added.error))
        added.job = leaf_outbox_add (self->outbox, &order, &added.error);
      g_array_append_val (all, added);
    }
  g_task_return_pointer (task, all, (GDestroyNotify) g_array_unref);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LeafPublishRun *self = LEAF_PUBLISH_RUN (source);
  g_autoptr (GArray) all = g_task_propagate_pointer (G_TASK (result), NULL);

  for (unsigned int i = 0; i < all->len; i++)
    {
      LeafPublishItem *item = g_ptr_array_index (self->items, i);
      Added *added = &g_array_index (all, Added, i);

      item->job = added->job;
      item->error = g_steal_pointer (&added->error);
    }
  self->added = TRUE;
  set_waiting (self, FALSE);
  /* Stopped in between. */
  if (g_cancellable_is_cancelled (self->cancellable))
    leaf_publish_run_cancel (self);
  g_signal_emit (self, signals[CHANGED], 0);
  start_next (self);
}

static void
add (LeafPublishRun *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, added_cb, NULL);

  g_task_set_source_tag (task, add);
  g_task_run_in_thread (task, add_thread);
}

/* Nothing is ordered that could not be looked at. */
static void
give_up (LeafPublishRun *self, const GError *error)
{
  for (unsigned int i = 0; i < self->items->len; i++)
    ((LeafPublishItem *) g_ptr_array_index (self->items, i))->error = g_error_copy (error);
  g_signal_emit (self, signals[CHANGED], 0);
  start_next (self);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafPublishRun) self = user_data;
  g_autoptr (GError) error = NULL;

  set_asking (self, FALSE);
  if (leaf_checklist_ask_finish (result, &error))
    add (self);
  else
    give_up (self, error);
}

/* What becomes public, or is to; what takes a post out of sight is not looked at. */
static void
ask (LeafPublishRun *self)
{
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (LeafChecklistTarget));
  gint64 review = 0;

  for (unsigned int i = 0; i < self->items->len; i++)
    {
      const LeafPublishItem *item = g_ptr_array_index (self->items, i);
      LeafChecklistTarget target = { item->blog, item->wanted, item->at };

      if (item->action != LEAF_JOB_PUBLISH)
        continue;
      g_array_append_val (targets, target);
      review = item->review;
    }
  if (targets->len == 0)
    {
      add (self);
      return;
    }

  set_asking (self, TRUE);
  set_waiting (self, FALSE);
  leaf_checklist_ask_async (self->parent, self->library, self->outbox, review,
                            (const LeafChecklistTarget *) (gpointer) targets->data, targets->len, self->cancellable,
                            asked_cb, g_object_ref (self));
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafPublishRun) self = user_data;

  /* Nothing is published unasked when who was to ask is gone. */
  if (!leaf_saves_flush_finish (LEAF_SAVES (source), result, NULL) || (self->asks && self->parent == NULL))
    g_cancellable_cancel (self->cancellable);
  if (self->asks && !g_cancellable_is_cancelled (self->cancellable))
    ask (self);
  else
    add (self);
}

static void
leaf_publish_run_get_property (GObject *object, unsigned int prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_WAITING:
      g_value_set_boolean (value, LEAF_PUBLISH_RUN (object)->waiting);
      break;
    case PROP_ASKING:
      g_value_set_boolean (value, LEAF_PUBLISH_RUN (object)->asking);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_publish_run_finalize (GObject *object)
{
  LeafPublishRun *self = LEAF_PUBLISH_RUN (object);

  g_hash_table_unref (self->started);
  g_hash_table_unref (self->busy);
  g_ptr_array_unref (self->items);
  g_object_unref (self->cancellable);
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->library);
  g_clear_object (&self->outbox);

  G_OBJECT_CLASS (leaf_publish_run_parent_class)->finalize (object);
}

static void
leaf_publish_run_class_init (LeafPublishRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = leaf_publish_run_get_property;
  object_class->finalize = leaf_publish_run_finalize;

  properties[PROP_WAITING] =
    g_param_spec_boolean ("waiting", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ASKING] =
    g_param_spec_boolean ("asking", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
leaf_publish_run_init (LeafPublishRun *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  self->started = g_hash_table_new (NULL, NULL);
  self->busy = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->cancellable = g_cancellable_new ();
}

/**
 * leaf_publish_run_new:
 * @library: the library
 * @outbox: its outbox
 *
 * Returns: (transfer full): a run of nothing yet
 */
LeafPublishRun *
leaf_publish_run_new (LeafLibrary *library, LeafOutbox *outbox)
{
  LeafPublishRun *self;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (LEAF_IS_OUTBOX (outbox), NULL);

  self = g_object_new (LEAF_TYPE_PUBLISH_RUN, NULL);
  self->library = g_object_ref (library);
  self->outbox = g_object_ref (outbox);
  return self;
}

/**
 * leaf_publish_run_add:
 * @self: a run that was not started
 * @review: a review's id
 * @title: what the review is about
 * @blog: a blog's id
 * @blog_name: how it is called
 *
 * Adds one thing to do: publishing, unless the caller sets another one.
 *
 * Returns: (transfer none): it, to be filled in
 */
LeafPublishItem *
leaf_publish_run_add (LeafPublishRun *self, gint64 review, const char *title, gint64 blog, const char *blog_name)
{
  LeafPublishItem *item;

  g_return_val_if_fail (LEAF_IS_PUBLISH_RUN (self), NULL);

  item = g_new0 (LeafPublishItem, 1);
  item->review = review;
  item->blog = blog;
  item->title = g_strdup (title);
  item->blog_name = g_strdup (blog_name);
  item->action = LEAF_JOB_PUBLISH;
  item->wanted = LEAF_PUBLICATION_PUBLISHED;
  g_ptr_array_add (self->items, item);
  return item;
}

/**
 * leaf_publish_run_ask_first:
 * @self: a run of one review that was not started
 * @parent: a widget in a window that can show a review and a book
 *
 * Has the checklist shown before anything becomes public, when there is something to mend.
 */
void
leaf_publish_run_ask_first (LeafPublishRun *self, GtkWidget *parent)
{
  g_return_if_fail (LEAF_IS_PUBLISH_RUN (self));
  g_return_if_fail (GTK_IS_WIDGET (parent));

  self->asks = TRUE;
  g_set_weak_pointer (&self->parent, parent);
}

/**
 * leaf_publish_run_start:
 * @self: a run
 *
 * Begins, as soon as everything typed is stored.
 */
void
leaf_publish_run_start (LeafPublishRun *self)
{
  g_return_if_fail (LEAF_IS_PUBLISH_RUN (self));

  set_waiting (self, TRUE);
  leaf_saves_flush_async (leaf_saves_get (self->library), self->cancellable, stored_cb, g_object_ref (self));
}

/**
 * leaf_publish_run_cancel:
 * @self: a run
 *
 * Stops what is under way and begins nothing more.
 */
void
leaf_publish_run_cancel (LeafPublishRun *self)
{
  g_return_if_fail (LEAF_IS_PUBLISH_RUN (self));

  g_cancellable_cancel (self->cancellable);
  for (unsigned int i = 0; self->added && i < self->items->len; i++)
    {
      const LeafPublishItem *item = g_ptr_array_index (self->items, i);

      if (item->job != 0 && item->outcome == NULL && item->error == NULL)
        leaf_outbox_cancel_job (self->outbox, item->job);
    }
}

/**
 * leaf_publish_run_is_waiting:
 * @self: a run
 *
 * Returns: whether something typed is still being stored
 */
gboolean
leaf_publish_run_is_waiting (LeafPublishRun *self)
{
  g_return_val_if_fail (LEAF_IS_PUBLISH_RUN (self), FALSE);

  return self->waiting;
}

/**
 * leaf_publish_run_is_asking:
 * @self: a run
 *
 * Returns: whether it waits for her to have seen what there is to mend
 */
gboolean
leaf_publish_run_is_asking (LeafPublishRun *self)
{
  g_return_val_if_fail (LEAF_IS_PUBLISH_RUN (self), FALSE);

  return self->asking;
}

/**
 * leaf_publish_run_get_items:
 * @self: a run
 *
 * Returns: (transfer none) (element-type LeafPublishItem): what it does
 */
GPtrArray *
leaf_publish_run_get_items (LeafPublishRun *self)
{
  g_return_val_if_fail (LEAF_IS_PUBLISH_RUN (self), NULL);

  return self->items;
}

/**
 * leaf_publish_run_count_ended:
 * @self: a run
 *
 * Returns: how many have ended, well or not
 */
unsigned int
leaf_publish_run_count_ended (LeafPublishRun *self)
{
  unsigned int n = 0;

  g_return_val_if_fail (LEAF_IS_PUBLISH_RUN (self), 0);

  for (unsigned int i = 0; i < self->items->len; i++)
    {
      const LeafPublishItem *item = g_ptr_array_index (self->items, i);

      n += item->outcome != NULL || item->error != NULL;
    }

  return n;
}
