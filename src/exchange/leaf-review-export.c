/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-review-export"

#include "config.h"

#include "leaf-export-private.h"

#include "leaf-books.h"
#include "leaf-files.h"
#include "leaf-picture-probe.h"
#include "leaf-pictures.h"
#include "leaf-post-labels.h"
#include "leaf-profiles.h"
#include "leaf-reviews.h"
#include "leaf-worker.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* A picture on paper: 200 dots an inch over the width of the text. */
#define PICTURE_SIZE 1600

/* All pictures of a review together, decoded. */
#define MAX_PIXELS (64 * 1024 * 1024)

typedef struct {
  gint64 review;
  LeafPostSource *source;
} Load;

/* The labels around the text are in the language of the review. */
static LeafBlog *
make_blog (LeafReview *review)
{
  LeafBlog *blog = leaf_blog_new ();
  const char *language = leaf_review_get_language (review);

  if (language != NULL && !g_str_equal (language, LEAF_LANGUAGE_NONE))
    {
      g_autofree char *tag = g_strdelimit (g_strdup (language), "_", '-');

      leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_LANGUAGE, tag);
    }
  return blog;
}

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  Load *load = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, load->review, error);
  g_autoptr (LeafProfile) profile = review != NULL ? leaf_profiles_load (db, error) : NULL;
  g_autoptr (GPtrArray) books = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (LeafBlog) blog = NULL;
  const gint64 *ids;
  unsigned int n_books;

  if (profile == NULL)
    return FALSE;

  ids = leaf_review_get_books (review, &n_books);
  for (unsigned int i = 0; i < n_books; i++)
    {
      LeafBook *book = leaf_books_load (db, ids[i], error);

      if (book == NULL)
        return FALSE;
      g_ptr_array_add (books, book);
    }

  blog = make_blog (review);
  load->source = leaf_post_source_new (review, books, profile, blog, leaf_review_get_uuid (review));
  return TRUE;
}

/* More pictures, smaller ones: what is decoded at once stays within a bound. */
static int
choose_size (unsigned int n_pictures)
{
  return MIN (PICTURE_SIZE, (int) sqrt ((double) MAX_PIXELS / MAX (1, n_pictures)));
}

static gboolean
load_pictures (LeafReviewExport *self, LeafLibrary *library, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) pictures = leaf_post_list_pictures (self->source);
  int size = choose_size (pictures->len);

  for (unsigned int i = 0; i < pictures->len; i++)
    {
      const LeafPostPicture *wanted = g_ptr_array_index (pictures, i);
      LeafExportPicture *picture;
      LeafPictureProbe probe;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      picture = g_new0 (LeafExportPicture, 1);
      g_hash_table_insert (self->pictures, g_strdup (wanted->sha256), picture);
      picture->original = leaf_pictures_load (library, wanted->sha256, error);
      if (picture->original == NULL)
        return FALSE;
      leaf_picture_probe (picture->original, &probe);
      picture->mime_type = probe.mime_type;
      picture->scaled = leaf_web_picture_new (picture->original, size, size, error);
      if (picture->scaled == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * leaf_review_export_load:
 * @library: a library
 * @review: id of a review
 * @cancellable: (nullable): a cancellable
 * @error: set when it cannot be read, or a picture is missing
 *
 * Reads a review, as it is once all that is being saved now is saved. Blocks.
 *
 * Returns: (transfer full): the review, or %NULL
 */
LeafReviewExport *
leaf_review_export_load (LeafLibrary *library, gint64 review, GCancellable *cancellable, GError **error)
{
  g_autoptr (LeafReviewExport) self = NULL;
  Load load = { .review = review };

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);

  /* Behind the last save. */
  if (!leaf_library_run (library, LEAF_LIBRARY_WRITE, load_func, &load, error))
    return NULL;

  self = g_new0 (LeafReviewExport, 1);
  self->source = load.source;
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, leaf_export_picture_free);

  return load_pictures (self, library, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * leaf_review_export_free:
 * @self: (transfer full) (nullable): a review
 *
 * Frees @self.
 */
void
leaf_review_export_free (LeafReviewExport *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->source, leaf_post_source_free);
  g_clear_pointer (&self->pictures, g_hash_table_unref);
  g_free (self);
}

/**
 * leaf_review_export_dup_title:
 * @self: a review
 *
 * Returns: (transfer full): its title, hers or the one by pattern
 */
char *
leaf_review_export_dup_title (LeafReviewExport *self)
{
  char *title = self->source->books->len > 0 ? leaf_post_dup_title (self->source) : NULL;

  if (title == NULL)
    title = g_strdup (leaf_review_get_title (self->source->review));
  return title != NULL ? title : g_strdup (_("Review"));
}

const char *
leaf_export_language (LeafReviewExport *self)
{
  const char *language = leaf_blog_get_setting (self->source->blog, LEAF_BLOG_SETTING_LANGUAGE);

  return language != NULL && *language != '\0' ? language : "en";
}

/* "Dracula, Bram Stoker": what is reviewed, a line for each book. */
char *
leaf_export_dup_byline (LeafReviewExport *self)
{
  GString *lines = g_string_new (NULL);

  for (unsigned int i = 0; i < self->source->books->len; i++)
    {
      LeafBook *book = g_ptr_array_index (self->source->books, i);
      g_auto (GStrv) names = leaf_book_dup_authors (book);
      g_autofree char *authors = leaf_post_join_names (leaf_export_language (self), (const char *const *) names);

      if (i > 0)
        g_string_append_c (lines, '\n');
      g_string_append (lines, leaf_book_get_title (book));
      if (authors != NULL && *authors != '\0')
        g_string_append_printf (lines, ", %s", authors);
      if (leaf_book_get_publisher (book) != NULL)
        g_string_append_printf (lines, " (%s)", leaf_book_get_publisher (book));
    }
  return g_string_free (lines, FALSE);
}

char *
leaf_export_dup_rating (LeafReviewExport *self)
{
  int rating = leaf_review_get_rating (self->source->review);
  const char *language = leaf_export_language (self);
  g_autofree char *number = leaf_post_rating_text (language, rating);

  if (rating == 0)
    return NULL;
  return g_strdup_printf ("%s%s %s %s %d", leaf_post_label (language, LEAF_LABEL_RATING), leaf_post_label (language, LEAF_LABEL_COLON),
                          number, leaf_post_label (language, LEAF_LABEL_OUT_OF), LEAF_RATING_MAX / 2);
}

/**
 * leaf_export_format_from_name:
 * @name: the name of a file
 * @format: (out): what it is to be
 *
 * Returns: whether the ending of the name says so
 */
gboolean
leaf_export_format_from_name (const char *name, LeafExportFormat *format)
{
  static const struct {
    const char *suffix;
    LeafExportFormat format;
  } suffixes[] = {
    { ".md", LEAF_EXPORT_MARKDOWN }, { ".markdown", LEAF_EXPORT_MARKDOWN },
    { ".html", LEAF_EXPORT_HTML },   { ".htm", LEAF_EXPORT_HTML },
    { ".pdf", LEAF_EXPORT_PDF },
  };
  g_autofree char *lower = NULL;

  g_return_val_if_fail (name != NULL && format != NULL, FALSE);

  lower = g_ascii_strdown (name, -1);
  for (unsigned int i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (lower, suffixes[i].suffix))
      {
        *format = suffixes[i].format;
        return TRUE;
      }
  return FALSE;
}

/* There whole or not at all, and with the rights that any new file of hers has. */
static gboolean
write_file (const char *path, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, FALSE,
                                  G_FILE_CREATE_REPLACE_DESTINATION, NULL, cancellable, error);
}

/* The pictures first: a text without them would look whole. As large as they are, but turned as they are to be
 * seen and without what their cameras noted: the folder may be on its way to a blog. */
static gboolean
write_markdown (LeafReviewExport *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  const char *dot = strrchr (path, '.');
  g_autofree char *stem = g_strndup (path, dot != NULL ? (gsize) (dot - path) : strlen (path));
  g_autofree char *folder = g_strconcat (stem, "-pictures", NULL);
  g_autofree char *folder_name = g_path_get_basename (folder);
  g_autofree char *text = leaf_export_make_markdown (self, folder_name, pictures);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  GHashTableIter iter;
  gpointer name, picture;

  if (g_hash_table_size (pictures) > 0 && g_mkdir_with_parents (folder, 0777) != 0)
    {
      leaf_files_set_error (folder, errno, error);
      return FALSE;
    }
  g_hash_table_iter_init (&iter, pictures);
  while (g_hash_table_iter_next (&iter, &name, &picture))
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autoptr (LeafWebPicture) whole = leaf_web_picture_new (picture, 0, 0, error);

      if (whole == NULL || !write_file (file, whole->bytes, cancellable, error))
        return FALSE;
    }
  return write_file (path, bytes, cancellable, error);
}

/**
 * leaf_review_export_write:
 * @self: a review
 * @path: the file
 * @format: what it is to be
 * @cancellable: (nullable): a cancellable
 * @error: set when it could not be written
 *
 * Writes a review into a file, in the place of what is there. The file is there whole or not at all. Blocks.
 *
 * Returns: whether it was written
 */
gboolean
leaf_review_export_write (LeafReviewExport *self,
                          const char *path,
                          LeafExportFormat format,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  if (format == LEAF_EXPORT_MARKDOWN)
    return write_markdown (self, path, cancellable, error);
  if (format == LEAF_EXPORT_HTML)
    {
      char *html = leaf_export_make_html (self, error);

      bytes = html != NULL ? g_bytes_new_take (html, strlen (html)) : NULL;
    }
  else
    bytes = leaf_export_make_pdf (self, cancellable, error);

  return bytes != NULL && write_file (path, bytes, cancellable, error);
}

typedef struct {
  gint64 review;
  char *path;
  LeafExportFormat format;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_free (work->path);
  g_free (work);
}

/* Decoding is not for the thread that draws. */
static gboolean
decode_pictures (LeafReviewExport *self, GError **error)
{
  GHashTableIter iter;
  gpointer picture;

  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, NULL, &picture))
    if (leaf_export_picture_get_surface (picture, error) == NULL)
      return FALSE;
  return TRUE;
}

static gpointer
run_work (gpointer source_object, gpointer task_data, GCancellable *cancellable, GError **error)
{
  const Work *work = task_data;
  g_autoptr (LeafReviewExport) self = leaf_review_export_load (source_object, work->review, cancellable, error);

  if (self == NULL)
    return NULL;
  if (work->path != NULL ? !leaf_review_export_write (self, work->path, work->format, cancellable, error) : !decode_pictures (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * leaf_review_export_async:
 * @library: a library
 * @review: id of a review
 * @path: (nullable): the file to write, %NULL to get ready for printing
 * @format: what the file is to be
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * leaf_review_export_load() and leaf_review_export_write() in a worker thread.
 */
void
leaf_review_export_async (LeafLibrary *library,
                          gint64 review,
                          const char *path,
                          LeafExportFormat format,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (LEAF_IS_LIBRARY (library));

  work = g_new0 (Work, 1);
  work->review = review;
  work->path = g_strdup (path);
  work->format = format;
  task = g_task_new (library, cancellable, callback, user_data);
  g_task_set_source_tag (task, leaf_review_export_async);
  g_task_set_task_data (task, work, work_free);
  leaf_worker_run (LEAF_WORKER_PICTURE, task, run_work, (GDestroyNotify) leaf_review_export_free);
}

/**
 * leaf_review_export_finish:
 * @library: a library
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends leaf_review_export_async().
 *
 * Returns: (transfer full): the review, or %NULL with an error
 */
LeafReviewExport *
leaf_review_export_finish (LeafLibrary *library, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, library), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
