/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-outbox-private.h"

#include <glib/gi18n.h>

typedef struct {
  gint64 blog;
  const char *sha256;
  LeafBlogMedia *media;
} MediaJob;

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  MediaJob *job = data;

  job->media = leaf_blog_media_load (db, job->blog, job->sha256, error);
  return job->media != NULL;
}

static gboolean
begin_func (LeafDb *db, gpointer data, GError **error)
{
  MediaJob *job = data;

  return leaf_blog_media_begin (db, job->blog, job->sha256, error);
}

static gboolean
save_func (LeafDb *db, gpointer data, GError **error)
{
  MediaJob *job = data;

  return leaf_blog_media_save (db, job->blog, job->sha256, job->media, error);
}

static gboolean
forget_func (LeafDb *db, gpointer data, GError **error)
{
  MediaJob *job = data;

  return leaf_blog_media_forget (db, job->blog, job->sha256, error);
}

/* A clear no: the picture is not there, and the next try need not look for it. */
static void
forget_refused (LeafLibrary *library, MediaJob *job, const GError *failure)
{
  g_autoptr (GError) error = NULL;

  if (job->media->begun || failure->domain != LEAF_PUBLISH_ERROR || failure->code == LEAF_PUBLISH_ERROR_UNCLEAR ||
      leaf_publish_error_is_doubtful (failure))
    return;
  if (!leaf_library_run (library, LEAF_LIBRARY_WRITE, forget_func, job, &error))
    g_message ("%s", error->message);
}

/* First the row, then the bytes, then where it is: cut off in between, the next run asks the blog first. */
static LeafPostMedia *
upload (LeafLibrary *library, LeafPublisher *publisher, MediaJob *job, const LeafPostPicture *picture, GCancellable *cancellable,
        GError **error)
{
  g_autoptr (LeafWebPicture) web = leaf_publisher_make_picture (library, picture, error);
  g_autoptr (GError) failure = NULL;
  LeafPostMedia *media;
  LeafBlogMedia row = { 0 };

  if (web == NULL)
    return NULL;
  if (!leaf_library_run (library, LEAF_LIBRARY_WRITE, begin_func, job, error))
    return NULL;

  media = leaf_publisher_upload (publisher, picture, web->bytes, web->mime_type, job->media->begun, cancellable, &failure);
  if (media == NULL)
    {
      forget_refused (library, job, failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  row.remote_id = media->remote_id;
  row.address = media->address;
  row.width = media->width;
  row.height = media->height;
  row.alt = picture->alt;
  g_clear_pointer (&job->media, leaf_blog_media_free);
  job->media = &row;
  /* The post, which is committed before it is sent, takes it along to the disk; until then the row that was
   * begun makes a later run ask the blog. */
  if (!leaf_library_run (library, LEAF_LIBRARY_WRITE_WITHOUT_WAITING, save_func, job, error))
    g_clear_pointer (&media, leaf_post_media_free);
  job->media = NULL;

  return media;
}

static LeafPostMedia *
get_media (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, const LeafPostPicture *picture, double fraction,
           GCancellable *cancellable, GError **error)
{
  LeafLibrary *library = self->library;
  MediaJob job = { .blog = work->publication->blog, .sha256 = picture->sha256 };
  LeafPostMedia *media;

  if (!leaf_library_run (library, LEAF_LIBRARY_READ, load_func, &job, error))
    return NULL;

  if (job.media->address != NULL)
    media = leaf_post_media_new (job.media->remote_id, job.media->address, job.media->width, job.media->height);
  else
    {
      leaf_outbox_progress (self, work->job->id, _("Uploading pictures"), fraction);
      media = upload (library, publisher, &job, picture, cancellable, error);
    }
  leaf_blog_media_free (job.media);

  return media;
}

/**
 * leaf_outbox_gather_media:
 * @self: an outbox
 * @work: a job
 * @publisher: its blog
 * @cancellable: (nullable): a cancellable
 * @error: set when one is missing: nothing is published half
 *
 * Makes every picture of a post have an address on the blog; each is uploaded once a blog. What was
 * won stays won when a later one fails.
 *
 * Returns: (transfer full) (element-type utf8 LeafPostMedia): by SHA-256, or %NULL
 */
GHashTable *
leaf_outbox_gather_media (LeafOutbox *self, LeafOutboxWork *work, LeafPublisher *publisher, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) pictures = leaf_post_list_pictures (work->source);
  g_autoptr (GHashTable) media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) leaf_post_media_free);

  for (unsigned int i = 0; i < pictures->len; i++)
    {
      LeafPostPicture *picture = g_ptr_array_index (pictures, i);
      LeafPostMedia *one = get_media (self, work, publisher, picture, 0.1 + 0.6 * i / pictures->len, cancellable, error);

      if (one == NULL)
        return NULL;
      g_hash_table_insert (media, g_strdup (picture->sha256), one);
    }

  return g_steal_pointer (&media);
}

/**
 * leaf_outbox_known_media:
 * @self: an outbox
 * @work: a job
 *
 * Says where the pictures of a post are, without uploading any.
 *
 * Returns: (transfer full) (nullable) (element-type utf8 LeafPostMedia): by SHA-256; %NULL when one is missing
 */
GHashTable *
leaf_outbox_known_media (LeafOutbox *self, LeafOutboxWork *work)
{
  g_autoptr (GPtrArray) pictures = leaf_post_list_pictures (work->source);
  g_autoptr (GHashTable) media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) leaf_post_media_free);

  for (unsigned int i = 0; i < pictures->len; i++)
    {
      LeafPostPicture *picture = g_ptr_array_index (pictures, i);
      MediaJob job = { .blog = work->publication->blog, .sha256 = picture->sha256 };
      g_autoptr (LeafBlogMedia) known = NULL;

      if (!leaf_library_run (self->library, LEAF_LIBRARY_READ, load_func, &job, NULL))
        return NULL;
      known = job.media;
      if (known->address == NULL)
        return NULL;
      g_hash_table_insert (media, g_strdup (picture->sha256),
                           leaf_post_media_new (known->remote_id, known->address, known->width, known->height));
    }

  return g_steal_pointer (&media);
}
