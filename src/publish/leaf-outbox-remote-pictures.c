/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-outbox"

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-http.h"
#include "leaf-outbox-private.h"
#include "leaf-outbox-remote-private.h"
#include "leaf-pictures.h"

/* Whoever put more into a post will add them here by hand. */
#define MAX_FETCHED 20

typedef struct {
  gint64 blog;
  GHashTable *pictures;
  const char *sha256;
  LeafBlogMedia media;
} Media;

static gboolean
list_func (LeafDb *db, gpointer data, GError **error)
{
  Media *media = data;

  media->pictures = leaf_blog_media_list (db, media->blog, error);
  return media->pictures != NULL;
}

/* Where it is, unless the blog has it from us already. */
static gboolean
save_func (LeafDb *db, gpointer data, GError **error)
{
  Media *media = data;
  g_autoptr (LeafBlogMedia) known = leaf_blog_media_load (db, media->blog, media->sha256, error);

  if (known == NULL)
    return FALSE;
  return known->address != NULL || leaf_blog_media_save (db, media->blog, media->sha256, &media->media, error);
}

/* Only the blog itself is asked, and what has pictures of ours: a post could name any address, of her own network too. */
static gboolean
may_fetch (const LeafPostSource *source, GHashTable *pictures, const char *address)
{
  GHashTableIter iter;
  gpointer known;

  if (leaf_http_same_origin (leaf_blog_get_address (source->blog), address))
    return TRUE;
  g_hash_table_iter_init (&iter, pictures);
  while (g_hash_table_iter_next (&iter, &known, NULL))
    if (leaf_http_same_origin (known, address))
      return TRUE;
  return FALSE;
}

/* By a session without a log-in; not anonymous, since only such requests are led to other hosts. */
static LeafPicture *
fetch_from (LeafHttp *http, LeafLibrary *library, const char *address, GCancellable *cancellable)
{
  const LeafHttpRequest request = { .address = address };
  g_autoptr (LeafHttpAnswer) answer = leaf_http_send (http, &request, cancellable, NULL);

  if (answer == NULL || answer->status != 200)
    return NULL;
  return leaf_pictures_add (library, answer->body, NULL);
}

/* As it was uploaded, if that can be had: what the post shows may be a smaller copy. */
static LeafPicture *
fetch (LeafHttp *http, LeafLibrary *library, const LeafPostUnknown *unknown, char **address, GCancellable *cancellable)
{
  LeafPicture *picture = NULL;

  *address = leaf_post_dup_full_size (unknown->address);
  if (*address != NULL)
    picture = fetch_from (http, library, *address, cancellable);
  if (picture == NULL)
    {
      g_free (*address);
      *address = g_strdup (unknown->address);
      picture = fetch_from (http, library, *address, cancellable);
    }
  return picture;
}

static gboolean
bring_in (LeafHttp *http, LeafLibrary *library, const LeafPostUnknown *unknown, Media *media, LeafMarkup markup, GCancellable *cancellable)
{
  g_autofree char *address = NULL;
  g_autoptr (LeafPicture) picture = fetch (http, library, unknown, &address, cancellable);
  g_autoptr (GError) error = NULL;

  if (picture == NULL)
    return FALSE;

  g_hash_table_insert (media->pictures, g_strdup (unknown->address), g_strdup (picture->sha256));
  /* The blog has it: it need not be uploaded again. WordPress wants its number, too. */
  if (unknown->remote_id != NULL || markup == LEAF_MARKUP_HTML)
    {
      media->sha256 = picture->sha256;
      media->media = (LeafBlogMedia) { TRUE, unknown->remote_id, address, picture->width, picture->height, NULL };
      if (!leaf_library_run (library, LEAF_LIBRARY_WRITE, save_func, media, &error))
        g_message ("%s", error->message);
    }
  return TRUE;
}

/**
 * leaf_outbox_read_remote:
 * @self: an outbox
 * @source: what the post was made of
 * @markup: how the blog keeps it
 * @content: as the blog has it
 * @n_links: (out): how many pictures could not be fetched
 * @cancellable: (nullable): a cancellable
 * @error: set when it cannot be read
 *
 * Reads the text of a post. Pictures that somebody added on the blog are brought into the library; a link stays in
 * the place of one that cannot be had.
 *
 * Returns: (transfer full): the text, or %NULL
 */
LeafPostText *
leaf_outbox_read_remote (LeafOutbox *self,
                         const LeafPostSource *source,
                         LeafMarkup markup,
                         const char *content,
                         unsigned int *n_links,
                         GCancellable *cancellable,
                         GError **error)
{
  LeafLibrary *library = leaf_outbox_get_library (self);
  Media media = { .blog = leaf_blog_get_id (source->blog) };
  g_autoptr (GHashTable) pictures = NULL;
  g_autoptr (LeafPostText) text = NULL;
  g_autoptr (LeafHttp) http = NULL;
  unsigned int n_fetched = 0;

  if (!leaf_library_run (library, LEAF_LIBRARY_READ, list_func, &media, error))
    return NULL;
  pictures = media.pictures;
  text = leaf_post_read (content, markup, source->marker, pictures, error);
  if (text == NULL)
    return NULL;

  for (unsigned int i = 0; i < MIN (text->unknown->len, MAX_FETCHED); i++)
    {
      const LeafPostUnknown *unknown = g_ptr_array_index (text->unknown, i);

      if (!may_fetch (source, pictures, unknown->address))
        continue;
      if (http == NULL)
        http = leaf_http_new ();
      n_fetched += bring_in (http, library, unknown, &media, markup, cancellable);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  *n_links = text->unknown->len - n_fetched;
  if (n_fetched == 0)
    return g_steal_pointer (&text);
  return leaf_post_read (content, markup, source->marker, pictures, error);
}
