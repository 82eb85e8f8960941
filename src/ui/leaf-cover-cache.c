/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-cover-cache"

#include "config.h"

#include "leaf-cover-cache.h"

#include "leaf-pictures.h"

/* About 900 tiles of the cover grid on an ordinary screen. */
#define DEFAULT_LIMIT (64 * 1024 * 1024)

typedef struct {
  char *key;
  GdkTexture *texture;
  size_t bytes;
  GList link; /* in `used`, the last used first */
} Entry;

struct _LeafCoverCache
{
  GObject parent_instance;

  LeafLibrary *library; /* not owned: the library owns the cache */
  GHashTable *entries;  /* key → Entry */
  GQueue used;
  size_t bytes;
  size_t limit;
};

G_DEFINE_FINAL_TYPE (LeafCoverCache, leaf_cover_cache, G_TYPE_OBJECT)

static void
entry_free (Entry *entry)
{
  g_object_unref (entry->texture);
  g_free (entry->key);
  g_free (entry);
}

static char *
leaf_cover_cache_key (const char *sha256, int size)
{
  return g_strdup_printf ("%s@%d", sha256, size);
}

static void
leaf_cover_cache_trim (LeafCoverCache *self)
{
  while (self->bytes > self->limit && self->used.length > 0)
    {
      Entry *entry = g_queue_peek_tail (&self->used);

      g_queue_unlink (&self->used, &entry->link);
      self->bytes -= entry->bytes;
      g_hash_table_remove (self->entries, entry->key);
    }
}

static void
leaf_cover_cache_insert (LeafCoverCache *self, const char *key, GdkTexture *texture)
{
  Entry *entry;

  if (g_hash_table_contains (self->entries, key))
    return;

  entry = g_new0 (Entry, 1);
  entry->key = g_strdup (key);
  entry->texture = g_object_ref (texture);
  entry->bytes = (size_t) gdk_texture_get_width (texture) * gdk_texture_get_height (texture) * 4;
  entry->link.data = entry;

  g_hash_table_insert (self->entries, entry->key, entry);
  g_queue_push_head_link (&self->used, &entry->link);
  self->bytes += entry->bytes;
  leaf_cover_cache_trim (self);
}

static void
leaf_cover_cache_decode_thread (GTask *task,
                                gpointer source_object,
                                gpointer task_data,
                                GCancellable *cancellable)
{
  GBytes *bytes = task_data;
  GError *error = NULL;
  GdkTexture *texture;

  texture = gdk_texture_new_from_bytes (bytes, &error);
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
leaf_cover_cache_decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LeafCoverCache *self = LEAF_COVER_CACHE (source);
  g_autoptr (GTask) task = user_data;
  g_autoptr (GdkTexture) texture = NULL;
  GError *error = NULL;

  texture = g_task_propagate_pointer (G_TASK (result), &error);
  if (texture == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  leaf_cover_cache_insert (self, g_task_get_task_data (task), texture);
  g_task_return_pointer (task, g_steal_pointer (&texture), g_object_unref);
}

static void
leaf_cover_cache_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GTask) decode = NULL;
  GError *error = NULL;
  GBytes *bytes;

  bytes = leaf_pictures_load_thumbnail_finish (LEAF_LIBRARY (source), result, &error);
  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  decode = g_task_new (g_task_get_source_object (task), g_task_get_cancellable (task),
                       leaf_cover_cache_decoded_cb, g_object_ref (task));
  g_task_set_task_data (decode, bytes, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (decode, leaf_cover_cache_decode_thread);
}

static void
leaf_cover_cache_finalize (GObject *object)
{
  LeafCoverCache *self = LEAF_COVER_CACHE (object);

  g_hash_table_unref (self->entries);

  G_OBJECT_CLASS (leaf_cover_cache_parent_class)->finalize (object);
}

static void
leaf_cover_cache_class_init (LeafCoverCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = leaf_cover_cache_finalize;
}

static void
leaf_cover_cache_init (LeafCoverCache *self)
{
  self->limit = DEFAULT_LIMIT;
  g_queue_init (&self->used);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) entry_free);
}

/**
 * leaf_cover_cache_get:
 * @library: a library
 *
 * Returns: (transfer none): the cache of @library, which lives as long as it does
 */
LeafCoverCache *
leaf_cover_cache_get (LeafLibrary *library)
{
  static GQuark quark;
  LeafCoverCache *self;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);

  if (quark == 0)
    quark = g_quark_from_static_string ("leaf-cover-cache");

  self = g_object_get_qdata (G_OBJECT (library), quark);
  if (self == NULL)
    {
      self = g_object_new (LEAF_TYPE_COVER_CACHE, NULL);
      self->library = library;
      g_object_set_qdata_full (G_OBJECT (library), quark, self, g_object_unref);
    }

  return self;
}

/**
 * leaf_cover_cache_set_limit:
 * @self: a cache
 * @bytes: how much memory its textures may take, in bytes of pixels
 */
void
leaf_cover_cache_set_limit (LeafCoverCache *self, size_t bytes)
{
  g_return_if_fail (LEAF_IS_COVER_CACHE (self));

  self->limit = bytes;
  leaf_cover_cache_trim (self);
}

/**
 * leaf_cover_cache_get_bytes:
 * @self: a cache
 *
 * Returns: how much its textures take, in bytes of pixels
 */
size_t
leaf_cover_cache_get_bytes (LeafCoverCache *self)
{
  g_return_val_if_fail (LEAF_IS_COVER_CACHE (self), 0);

  return self->bytes;
}

/**
 * leaf_cover_cache_lookup:
 * @self: a cache
 * @sha256: the address of a picture in the library
 * @size: the side of the square it is to fit, in device pixels
 *
 * Returns: (transfer none) (nullable): the texture when it is at hand
 */
GdkTexture *
leaf_cover_cache_lookup (LeafCoverCache *self, const char *sha256, int size)
{
  g_autofree char *key = NULL;
  Entry *entry;

  g_return_val_if_fail (LEAF_IS_COVER_CACHE (self), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  key = leaf_cover_cache_key (sha256, size);
  entry = g_hash_table_lookup (self->entries, key);
  if (entry == NULL)
    return NULL;

  g_queue_unlink (&self->used, &entry->link);
  g_queue_push_head_link (&self->used, &entry->link);
  return entry->texture;
}

/**
 * leaf_cover_cache_load_async:
 * @self: a cache
 * @sha256: the address of a picture in the library
 * @size: the side of the square it is to fit, in device pixels
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Reads, scales and decodes in worker threads.
 */
void
leaf_cover_cache_load_async (LeafCoverCache *self,
                             const char *sha256,
                             int size,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (LEAF_IS_COVER_CACHE (self));
  g_return_if_fail (sha256 != NULL);
  g_return_if_fail (size > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_cover_cache_load_async);
  g_task_set_task_data (task, leaf_cover_cache_key (sha256, size), g_free);

  leaf_pictures_load_thumbnail_async (self->library, sha256, size, cancellable,
                                      leaf_cover_cache_loaded_cb, task);
}

/**
 * leaf_cover_cache_load_finish:
 * @self: a cache
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full): the texture
 */
GdkTexture *
leaf_cover_cache_load_finish (LeafCoverCache *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
