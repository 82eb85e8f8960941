/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-saves"

#include "config.h"

#include "leaf-saves.h"

struct _LeafSaves
{
  GObject parent_instance;

  GHashTable *pending; /* owners */
  GHashTable *failed;  /* owner → why, one sentence */
  GPtrArray *waiting;  /* GTask; their data is the source that hears of a cancel, or NULL */
};

G_DEFINE_FINAL_TYPE (LeafSaves, leaf_saves, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_STATE,
  N_PROPS
};

enum {
  SIGNAL_FLUSH,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static unsigned int signals[N_SIGNALS];

static void
source_free (gpointer data)
{
  GSource *source = data;

  g_source_destroy (source);
  g_source_unref (source);
}

static void
end_waiting (LeafSaves *self)
{
  while (leaf_saves_get_state (self) == LEAF_SAVES_DONE && self->waiting->len > 0)
    {
      g_autoptr (GTask) task = g_ptr_array_steal_index (self->waiting, 0);

      g_task_set_task_data (task, NULL, NULL);
      g_task_return_boolean (task, TRUE);
    }
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      data)
{
  GTask *task = data;
  LeafSaves *self = g_task_get_source_object (task);
  g_autoptr (GTask) owned = NULL;
  unsigned int at;

  if (g_ptr_array_find (self->waiting, task, &at))
    {
      owned = g_ptr_array_steal_index (self->waiting, at);
      g_task_return_error_if_cancelled (task);
    }

  return G_SOURCE_REMOVE;
}

static void
leaf_saves_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, leaf_saves_get_state (LEAF_SAVES (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_saves_finalize (GObject *object)
{
  LeafSaves *self = LEAF_SAVES (object);

  g_hash_table_unref (self->pending);
  g_hash_table_unref (self->failed);
  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (leaf_saves_parent_class)->finalize (object);
}

static void
leaf_saves_class_init (LeafSavesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = leaf_saves_get_property;
  object_class->finalize = leaf_saves_finalize;

  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, LEAF_SAVES_FAILED, 0,
                                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LeafSaves::flush:
   * @self: the saves
   *
   * What is typed is to be given to the library now, also what failed before.
   */
  signals[SIGNAL_FLUSH] =
    g_signal_new ("flush", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
leaf_saves_init (LeafSaves *self)
{
  self->pending = g_hash_table_new (NULL, NULL);
  self->failed = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * leaf_saves_get:
 * @library: a library
 *
 * Returns: (transfer none): what is saved in it; it lives as long as the library
 */
LeafSaves *
leaf_saves_get (LeafLibrary *library)
{
  static GQuark quark;
  LeafSaves *self;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);

  if (quark == 0)
    quark = g_quark_from_static_string ("leaf-saves");

  self = g_object_get_qdata (G_OBJECT (library), quark);
  if (self == NULL)
    {
      self = g_object_new (LEAF_TYPE_SAVES, NULL);
      g_object_set_qdata_full (G_OBJECT (library), quark, self, g_object_unref);
    }

  return self;
}

/**
 * leaf_saves_note:
 * @self: the saves
 * @owner: who has something to save; never looked into
 * @state: how far that is; with %LEAF_SAVES_DONE the owner is forgotten
 * @message: (nullable): why it failed, one sentence
 *
 * Says how it is with what one pane or review has to save.
 */
void
leaf_saves_note (LeafSaves      *self,
                 gconstpointer   owner,
                 LeafSavesState  state,
                 const char     *message)
{
  g_return_if_fail (LEAF_IS_SAVES (self));
  g_return_if_fail (owner != NULL);
  g_return_if_fail (state != LEAF_SAVES_FAILED || message != NULL);

  g_hash_table_remove (self->pending, owner);
  g_hash_table_remove (self->failed, owner);
  if (state == LEAF_SAVES_PENDING)
    g_hash_table_add (self->pending, (gpointer) owner);
  else if (state == LEAF_SAVES_FAILED)
    g_hash_table_replace (self->failed, (gpointer) owner, g_strdup (message));

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  end_waiting (self);
}

/**
 * leaf_saves_get_state:
 * @self: the saves
 *
 * Returns: %LEAF_SAVES_FAILED when anything could not be saved, %LEAF_SAVES_PENDING when something
 *   is not saved yet
 */
LeafSavesState
leaf_saves_get_state (LeafSaves *self)
{
  g_return_val_if_fail (LEAF_IS_SAVES (self), LEAF_SAVES_DONE);

  if (g_hash_table_size (self->failed) > 0)
    return LEAF_SAVES_FAILED;

  return g_hash_table_size (self->pending) > 0 ? LEAF_SAVES_PENDING : LEAF_SAVES_DONE;
}

/**
 * leaf_saves_get_message:
 * @self: the saves
 *
 * Returns: (transfer none) (nullable): why something could not be saved, one sentence
 */
const char *
leaf_saves_get_message (LeafSaves *self)
{
  GHashTableIter iter;
  gpointer message = NULL;

  g_return_val_if_fail (LEAF_IS_SAVES (self), NULL);

  g_hash_table_iter_init (&iter, self->failed);
  g_hash_table_iter_next (&iter, NULL, &message);
  return message;
}

/**
 * leaf_saves_flush_async:
 * @self: the saves
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Has everything typed given to the library, and waits until it is there: also while saving fails,
 * as that is tried again.
 */
void
leaf_saves_flush_async (LeafSaves           *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (LEAF_IS_SAVES (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_saves_flush_async);
  g_ptr_array_add (self->waiting, task);
  if (cancellable != NULL)
    {
      GSource *source = g_cancellable_source_new (cancellable);

      g_task_attach_source (task, source, G_SOURCE_FUNC (cancelled_cb));
      g_task_set_task_data (task, source, source_free);
    }

  g_signal_emit (self, signals[SIGNAL_FLUSH], 0);
  end_waiting (self);
}

/**
 * leaf_saves_flush_finish:
 * @self: the saves
 * @result: what the callback got
 * @error: set after a cancel
 *
 * Returns: %TRUE when everything is stored
 */
gboolean
leaf_saves_flush_finish (LeafSaves     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
