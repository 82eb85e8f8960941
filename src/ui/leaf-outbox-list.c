/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox-list"

#include "config.h"

#include "leaf-outbox-list.h"

struct _LeafOutboxList
{
  GObject parent_instance;

  LeafOutbox *outbox;   /* which holds this list; NULL when it has gone */
  LeafLibrary *library;
  GPtrArray *items;     /* LeafOutboxItem */
  GHashTable *steps;    /* job → Step: what runs */
  gboolean loaded;
  gboolean loading;
  gboolean again;       /* something changed while it was being read */
  unsigned int n_failed;
  unsigned int n_under_way;
};

static void leaf_outbox_list_init_model (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LeafOutboxList, leaf_outbox_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, leaf_outbox_list_init_model))

enum {
  PROP_0,
  PROP_N_FAILED,
  PROP_N_UNDER_WAY,
  N_PROPS
};

enum {
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static unsigned int signals[N_SIGNALS];

static void load (LeafOutboxList *self);

static GType
get_item_type (GListModel *model)
{
  return LEAF_TYPE_OUTBOX_ITEM;
}

static unsigned int
get_n_items (GListModel *model)
{
  return LEAF_OUTBOX_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, unsigned int position)
{
  LeafOutboxList *self = LEAF_OUTBOX_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
leaf_outbox_list_init_model (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

/* What a job is doing. */
typedef struct
{
  char *step;
  double fraction;
} Step;

static void
step_free (Step *self)
{
  g_free (self->step);
  g_free (self);
}

static LeafOutboxItem *
find (LeafOutboxList *self, gint64 job)
{
  for (unsigned int i = 0; i < self->items->len; i++)
    {
      LeafOutboxItem *item = g_ptr_array_index (self->items, i);

      if (leaf_outbox_item_get_job (item)->id == job)
        return item;
    }

  return NULL;
}

static void
count (LeafOutboxList *self)
{
  unsigned int n_failed = 0;

  for (unsigned int i = 0; i < self->items->len; i++)
    n_failed += leaf_outbox_item_get_state (g_ptr_array_index (self->items, i)) == LEAF_OUTBOX_ITEM_FAILED;

  g_object_freeze_notify (G_OBJECT (self));
  if (self->n_failed != n_failed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FAILED]);
  if (self->n_under_way != self->items->len - n_failed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_UNDER_WAY]);
  self->n_failed = n_failed;
  self->n_under_way = self->items->len - n_failed;
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

typedef struct
{
  GPtrArray *entries; /* LeafOutboxEntry */
} Load;

static void
load_free (Load *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self);
}

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  Load *self = data;

  self->entries = leaf_outbox_list_entries (db, TRUE, error);
  return self->entries != NULL;
}

/* A job may begin to run before it was read. */
static LeafOutboxItem *
make_item (LeafOutboxList *self, LeafOutboxEntry *entry)
{
  const Step *step = g_hash_table_lookup (self->steps, &entry->job->id);
  LeafOutboxItem *item = leaf_outbox_item_new (entry);

  if (step != NULL)
    leaf_outbox_item_set_step (item, step->step, step->fraction);
  return item;
}

static gboolean
has_job (GPtrArray *entries, gint64 job)
{
  for (unsigned int i = 0; i < entries->len; i++)
    {
      const LeafOutboxEntry *entry = g_ptr_array_index (entries, i);

      if (entry != NULL && entry->job->id == job)
        return TRUE;
    }

  return FALSE;
}

/* Both are in the order of the jobs, so what is new comes last. */
static void
take_entries (LeafOutboxList *self, GPtrArray *entries)
{
  unsigned int at;
  unsigned int n_new = 0;

  for (unsigned int i = self->items->len; i > 0; i--)
    if (!has_job (entries, leaf_outbox_item_get_job (g_ptr_array_index (self->items, i - 1))->id))
      {
        g_ptr_array_remove_index (self->items, i - 1);
        g_list_model_items_changed (G_LIST_MODEL (self), i - 1, 1, 0);
      }

  at = self->items->len;
  g_ptr_array_set_free_func (entries, NULL);
  for (unsigned int i = 0; i < entries->len; i++)
    {
      LeafOutboxEntry *entry = g_ptr_array_index (entries, i);
      LeafOutboxItem *item = find (self, entry->job->id);

      if (item != NULL)
        leaf_outbox_item_set_entry (item, entry);
      else
        {
          g_ptr_array_add (self->items, make_item (self, entry));
          n_new++;
        }
    }
  if (n_new > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), at, 0, n_new);
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafOutboxList) self = user_data;
  g_autoptr (GError) error = NULL;
  Load *loaded = leaf_library_run_data (result);

  self->loading = FALSE;
  if (self->outbox == NULL)
    return;

  if (leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      self->loaded = TRUE;
      take_entries (self, loaded->entries);
      count (self);
    }
  else
    g_debug ("The outbox cannot be read: %s", error->message);
  if (self->again)
    load (self);
}

static void
load (LeafOutboxList *self)
{
  self->again = self->loading;
  if (self->loading)
    return;

  self->loading = TRUE;
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, load_func, g_new0 (Load, 1), (GDestroyNotify) load_free, NULL,
                          load_cb, g_object_ref (self));
}

static void
library_changed_cb (LeafOutboxList *self, LeafChange what, gint64 id)
{
  if (what == LEAF_CHANGE_JOB || what == LEAF_CHANGE_PUBLICATION || what == LEAF_CHANGE_BLOG ||
      (self->items->len > 0 && (what == LEAF_CHANGE_BOOK || what == LEAF_CHANGE_REVIEW)))
    load (self);
}

static void
set_step (LeafOutboxList *self, gint64 job, const char *step, double fraction)
{
  LeafOutboxItem *item = find (self, job);

  if (item == NULL)
    return;

  leaf_outbox_item_set_step (item, step, fraction);
  count (self);
}

static void
progress_cb (LeafOutboxList *self, gint64 job, const char *step, double fraction)
{
  Step *now = g_new0 (Step, 1);

  now->step = g_strdup (step);
  now->fraction = fraction;
  g_hash_table_insert (self->steps, g_memdup2 (&job, sizeof job), now);
  set_step (self, job, step, fraction);
}

static void
finished_cb (LeafOutboxList *self, gint64 job)
{
  g_hash_table_remove (self->steps, &job);
  set_step (self, job, NULL, 0);
}

static void
leaf_outbox_list_get_property (GObject *object, unsigned int prop_id, GValue *value, GParamSpec *pspec)
{
  LeafOutboxList *self = LEAF_OUTBOX_LIST (object);

  switch (prop_id)
    {
    case PROP_N_FAILED:
      g_value_set_uint (value, self->n_failed);
      break;
    case PROP_N_UNDER_WAY:
      g_value_set_uint (value, self->n_under_way);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_outbox_list_finalize (GObject *object)
{
  LeafOutboxList *self = LEAF_OUTBOX_LIST (object);

  g_ptr_array_unref (self->items);
  g_hash_table_unref (self->steps);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (leaf_outbox_list_parent_class)->finalize (object);
}

static void
leaf_outbox_list_class_init (LeafOutboxListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = leaf_outbox_list_get_property;
  object_class->finalize = leaf_outbox_list_finalize;

  properties[PROP_N_FAILED] = g_param_spec_uint ("n-failed", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_UNDER_WAY] = g_param_spec_uint ("n-under-way", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
leaf_outbox_list_init (LeafOutboxList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->steps = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) step_free);
}

static void
outbox_gone_cb (gpointer data)
{
  g_autoptr (LeafOutboxList) self = data;

  self->outbox = NULL;
}

/**
 * leaf_outbox_list_get:
 * @library: a library
 * @outbox: its outbox
 *
 * Gets the list of an outbox, which everything in the window that tells of it shares.
 *
 * Returns: (transfer none): the list, which lives as long as @outbox
 */
LeafOutboxList *
leaf_outbox_list_get (LeafLibrary *library, LeafOutbox *outbox)
{
  LeafOutboxList *self;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (LEAF_IS_OUTBOX (outbox), NULL);

  self = g_object_get_data (G_OBJECT (outbox), "leaf-outbox-list");
  if (self != NULL)
    return self;

  self = g_object_new (LEAF_TYPE_OUTBOX_LIST, NULL);
  self->outbox = outbox;
  self->library = g_object_ref (library);
  g_object_set_data_full (G_OBJECT (outbox), "leaf-outbox-list", self, outbox_gone_cb);
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (outbox, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (outbox, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  load (self);
  return self;
}

/**
 * leaf_outbox_list_get_outbox:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): the outbox
 */
LeafOutbox *
leaf_outbox_list_get_outbox (LeafOutboxList *self)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX_LIST (self), NULL);

  return self->outbox;
}

/**
 * leaf_outbox_list_get_library:
 * @self: a list
 *
 * Returns: (transfer none): the library whose outbox it is
 */
LeafLibrary *
leaf_outbox_list_get_library (LeafOutboxList *self)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX_LIST (self), NULL);

  return self->library;
}

/**
 * leaf_outbox_list_find_failed:
 * @self: a list
 * @review: a review's id
 *
 * Returns: (transfer none) (nullable): the first thing about the review that needs her
 */
LeafOutboxItem *
leaf_outbox_list_find_failed (LeafOutboxList *self, gint64 review)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX_LIST (self), NULL);

  for (unsigned int i = 0; i < self->items->len; i++)
    {
      LeafOutboxItem *item = g_ptr_array_index (self->items, i);

      if (leaf_outbox_item_get_review (item) == review && leaf_outbox_item_get_state (item) == LEAF_OUTBOX_ITEM_FAILED)
        return item;
    }

  return NULL;
}

/**
 * leaf_outbox_list_get_n_failed:
 * @self: a list
 *
 * Returns: how many things need her
 */
unsigned int
leaf_outbox_list_get_n_failed (LeafOutboxList *self)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX_LIST (self), 0);

  return self->n_failed;
}

/**
 * leaf_outbox_list_get_n_under_way:
 * @self: a list
 *
 * Returns: how many run or wait
 */
unsigned int
leaf_outbox_list_get_n_under_way (LeafOutboxList *self)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX_LIST (self), 0);

  return self->n_under_way;
}

/**
 * leaf_outbox_list_is_loaded:
 * @self: a list
 *
 * Returns: whether the library was read already
 */
gboolean
leaf_outbox_list_is_loaded (LeafOutboxList *self)
{
  g_return_val_if_fail (LEAF_IS_OUTBOX_LIST (self), FALSE);

  return self->loaded;
}
