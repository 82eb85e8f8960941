/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog-edit"

#include "config.h"

#include "leaf-blog-edit.h"

#include "leaf-blogs.h"
#include "leaf-books.h"
#include "leaf-pattern.h"
#include "leaf-profiles.h"
#include "leaf-reviews.h"

#define SAVE_DELAY_MS 600

struct _LeafBlogEdit
{
  GObject parent_instance;

  LeafLibrary *library;
  LeafBlog *blog;
  LeafBlog *saved;
  LeafPostSource *source; /* what patterns are shown with; its blog is not used */
  GHashTable *pending;    /* key → value, NULL for the default */
  unsigned int save_source;
  unsigned int n_saving;
  unsigned int n_saves; /* ever begun */
  gboolean disposed;
};

G_DEFINE_FINAL_TYPE (LeafBlogEdit, leaf_blog_edit, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  SIGNAL_FOLLOWED,
  N_SIGNALS
};

static unsigned int signals[N_SIGNALS];

typedef struct {
  gint64 blog;
  GHashTable *values;
} Changes;

static void
changes_free (Changes *changes)
{
  g_hash_table_unref (changes->values);
  g_free (changes);
}

static void
set_value (LeafBlog *blog, const char *key, const char *value)
{
  if (g_str_equal (key, LEAF_BLOG_EDIT_NAME))
    leaf_blog_set_name (blog, value);
  else
    leaf_blog_set_setting (blog, key, value);
}

static gboolean
save_func (LeafDb *db, gpointer data, GError **error)
{
  Changes *changes = data;
  g_autoptr (LeafBlog) blog = leaf_blogs_load (db, changes->blog, error);
  GHashTableIter iter;
  gpointer key, value;

  if (blog == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, changes->values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    set_value (blog, key, value);

  return leaf_blogs_save (db, blog, error);
}

typedef struct {
  gint64 id;
  unsigned int n_saves; /* when it was asked for */
  LeafBlog *blog;
} Look;

static void
look_free (Look *look)
{
  g_clear_object (&look->blog);
  g_free (look);
}

static gboolean
look_func (LeafDb *db, gpointer data, GError **error)
{
  Look *look = data;

  return (look->blog = leaf_blogs_load (db, look->id, error)) != NULL;
}

/* A value in the library, for set_value(): NULL where it is the default. */
static const char *
get_own (LeafBlog *blog, const char *key)
{
  const char *value;

  if (g_str_equal (key, LEAF_BLOG_EDIT_NAME))
    return leaf_blog_get_name (blog);

  value = leaf_blog_get_setting (blog, key);

  return g_strcmp0 (value, leaf_blog_get_default (key)) != 0 ? value : NULL;
}

/* What she has changed and not saved yet stays hers. */
static void
follow (LeafBlogEdit *self, LeafBlog *found, const char *const *keys)
{
  for (unsigned int i = 0; keys[i] != NULL; i++)
    {
      const char *value = get_own (found, keys[i]);

      set_value (self->saved, keys[i], value);
      if (g_hash_table_contains (self->pending, keys[i]) || g_strcmp0 (value, get_own (self->blog, keys[i])) == 0)
        continue;
      set_value (self->blog, keys[i], value);
      g_signal_emit (self, signals[SIGNAL_FOLLOWED], 0, keys[i]);
    }
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBlogEdit) self = user_data;
  static const char *const name[] = { LEAF_BLOG_EDIT_NAME, NULL };
  Look *look = leaf_library_run_data (result);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) mine = NULL;
  g_auto (GStrv) theirs = NULL;

  /* A blog that was removed meanwhile: saving says so. */
  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    return;
  /* It may be from before a save; that one looks again. */
  if (self->n_saving > 0 || look->n_saves != self->n_saves)
    return;

  mine = leaf_blog_list_settings (self->blog);
  theirs = leaf_blog_list_settings (look->blog);
  follow (self, look->blog, (const char *const *) mine);
  follow (self, look->blog, (const char *const *) theirs);
  follow (self, look->blog, name);
  leaf_blog_set_address (self->blog, leaf_blog_get_address (look->blog));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
look (LeafBlogEdit *self)
{
  Look *look = g_new0 (Look, 1);

  look->id = leaf_blog_get_id (self->blog);
  look->n_saves = self->n_saves;
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, look_func, look, (GDestroyNotify) look_free, NULL, looked_cb,
                          g_object_ref (self));
}

static void
library_changed_cb (LeafBlogEdit *self, LeafChange what, gint64 id)
{
  if (what == LEAF_CHANGE_BLOG && (id == 0 || id == leaf_blog_get_id (self->blog)) && self->n_saving == 0)
    look (self);
}

/* What could not be saved is hers still, and goes along with the next change. */
static void
keep_pending (LeafBlogEdit *self, const Changes *changes)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, changes->values);
  while (!self->disposed && g_hash_table_iter_next (&iter, &key, &value))
    if (!g_hash_table_contains (self->pending, key))
      g_hash_table_insert (self->pending, g_strdup (key), g_strdup (value));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBlogEdit) self = user_data;
  Changes *changes = leaf_library_run_data (result);
  g_autoptr (GError) error = NULL;

  self->n_saving--;
  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      keep_pending (self, changes);
      leaf_blog_edit_fail (self, error->message);
    }
  else if (self->n_saving == 0 && !self->disposed)
    look (self);
}

typedef struct {
  GPtrArray *books;
  LeafReview *review;
  LeafProfile *profile;
} Example;

static void
example_free (Example *example)
{
  g_clear_pointer (&example->books, g_ptr_array_unref);
  g_clear_object (&example->review);
  g_clear_object (&example->profile);
  g_free (example);
}

/* The newest review that has a book. */
static gboolean
example_func (LeafDb *db, gpointer data, GError **error)
{
  Example *example = data;
  g_autoptr (GArray) reviews = leaf_reviews_list (db, error);

  example->profile = reviews != NULL ? leaf_profiles_load (db, error) : NULL;
  if (example->profile == NULL)
    return FALSE;

  for (unsigned int i = 0; i < reviews->len; i++)
    {
      g_autoptr (LeafReview) review = leaf_reviews_load (db, g_array_index (reviews, gint64, i), error);
      unsigned int n_books;
      const gint64 *books = review != NULL ? leaf_review_get_books (review, &n_books) : NULL;
      LeafBook *book;

      if (review == NULL)
        return FALSE;
      if (n_books == 0)
        continue;
      book = leaf_books_load (db, books[0], error);
      if (book == NULL)
        return FALSE;
      example->books = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (example->books, book);
      example->review = g_steal_pointer (&review);
      break;
    }

  return TRUE;
}

/* A library without a review has no book of hers to show. */
static void
make_up (Example *example)
{
  const char *const authors[] = { "Jane Austen", NULL };
  const char *const genres[] = { "Classics", "Romance", NULL };
  const LeafDate published = { 1815, 12, 23 };
  LeafBook *book = leaf_book_new ();

  leaf_book_set_title (book, "Emma");
  leaf_book_set_authors (book, authors);
  leaf_book_set_genres (book, genres);
  leaf_book_set_publisher (book, "John Murray");
  leaf_book_set_published (book, &published);
  example->books = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (example->books, book);
  example->review = leaf_review_new ();
}

static void
example_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LeafBlogEdit) self = user_data;
  Example *example = leaf_library_run_data (result);
  g_autoptr (GError) error = NULL;

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    {
      leaf_blog_edit_fail (self, error->message);
      return;
    }

  if (example->books == NULL)
    make_up (example);
  self->source = leaf_post_source_new (example->review, example->books, example->profile, self->blog, "");
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
save_delay_cb (gpointer user_data)
{
  LeafBlogEdit *self = user_data;

  self->save_source = 0;
  leaf_blog_edit_flush (self);

  return G_SOURCE_REMOVE;
}

static void
leaf_blog_edit_dispose (GObject *object)
{
  LeafBlogEdit *self = LEAF_BLOG_EDIT (object);

  leaf_blog_edit_flush (self);
  self->disposed = TRUE;

  G_OBJECT_CLASS (leaf_blog_edit_parent_class)->dispose (object);
}

static void
leaf_blog_edit_finalize (GObject *object)
{
  LeafBlogEdit *self = LEAF_BLOG_EDIT (object);

  g_clear_pointer (&self->source, leaf_post_source_free);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_object (&self->blog);
  g_clear_object (&self->saved);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (leaf_blog_edit_parent_class)->finalize (object);
}

static void
leaf_blog_edit_class_init (LeafBlogEditClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = leaf_blog_edit_dispose;
  object_class->finalize = leaf_blog_edit_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", LEAF_TYPE_BLOG_EDIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", LEAF_TYPE_BLOG_EDIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FOLLOWED] = g_signal_new ("followed", LEAF_TYPE_BLOG_EDIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
leaf_blog_edit_init (LeafBlogEdit *self)
{
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * leaf_blog_edit_new:
 * @library: a library
 * @blog: one of its blogs
 *
 * Begins to change the settings of a blog.
 *
 * Returns: (transfer full): the settings
 */
LeafBlogEdit *
leaf_blog_edit_new (LeafLibrary *library, LeafBlog *blog)
{
  LeafBlogEdit *self;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (LEAF_IS_BLOG (blog), NULL);

  self = g_object_new (LEAF_TYPE_BLOG_EDIT, NULL);
  self->library = g_object_ref (library);
  self->blog = leaf_blog_copy (blog);
  self->saved = leaf_blog_copy (blog);
  g_signal_connect_object (library, "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  look (self);
  leaf_library_run_async (library, LEAF_LIBRARY_READ, example_func, g_new0 (Example, 1), (GDestroyNotify) example_free, NULL,
                          example_cb, g_object_ref (self));

  return self;
}

/**
 * leaf_blog_edit_get_library:
 * @self: settings
 *
 * Returns: (transfer none): the library that the blog is in
 */
LeafLibrary *
leaf_blog_edit_get_library (LeafBlogEdit *self)
{
  g_return_val_if_fail (LEAF_IS_BLOG_EDIT (self), NULL);

  return self->library;
}

/**
 * leaf_blog_edit_get_blog:
 * @self: settings
 *
 * Returns: (transfer none): the blog as she has it now, saved or not
 */
LeafBlog *
leaf_blog_edit_get_blog (LeafBlogEdit *self)
{
  g_return_val_if_fail (LEAF_IS_BLOG_EDIT (self), NULL);

  return self->blog;
}

/**
 * leaf_blog_edit_set:
 * @self: settings
 * @key: the key of one, or %LEAF_BLOG_EDIT_NAME
 * @value: (nullable): its value; %NULL for the default
 *
 * Changes a setting and saves it.
 */
void
leaf_blog_edit_set (LeafBlogEdit *self, const char *key, const char *value)
{
  leaf_blog_edit_type (self, key, value);
  leaf_blog_edit_flush (self);
}

/**
 * leaf_blog_edit_type:
 * @self: settings
 * @key: the key of one, or %LEAF_BLOG_EDIT_NAME
 * @value: (nullable): its value; %NULL for the default
 *
 * Changes a setting while she types: it is saved when she pauses.
 */
void
leaf_blog_edit_type (LeafBlogEdit *self, const char *key, const char *value)
{
  g_return_if_fail (LEAF_IS_BLOG_EDIT (self));
  g_return_if_fail (key != NULL);

  g_hash_table_replace (self->pending, g_strdup (key), g_strdup (value));
  g_clear_handle_id (&self->save_source, g_source_remove);
  self->save_source = g_timeout_add (SAVE_DELAY_MS, save_delay_cb, self);
  set_value (self->blog, key, value);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * leaf_blog_edit_revert:
 * @self: settings
 * @key: the key of one, or %LEAF_BLOG_EDIT_NAME
 *
 * What she types cannot be taken: the value that is saved holds, whatever she typed on the way here.
 */
void
leaf_blog_edit_revert (LeafBlogEdit *self, const char *key)
{
  g_return_if_fail (LEAF_IS_BLOG_EDIT (self));
  g_return_if_fail (key != NULL);

  if (!g_hash_table_remove (self->pending, key))
    return;

  set_value (self->blog, key, get_own (self->saved, key));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * leaf_blog_edit_flush:
 * @self: settings
 *
 * Saves what has not been saved yet.
 */
void
leaf_blog_edit_flush (LeafBlogEdit *self)
{
  Changes *changes;

  g_return_if_fail (LEAF_IS_BLOG_EDIT (self));

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (g_hash_table_size (self->pending) == 0)
    return;

  self->n_saving++;
  self->n_saves++;
  g_clear_object (&self->saved);
  self->saved = leaf_blog_copy (self->blog);
  changes = g_new0 (Changes, 1);
  changes->blog = leaf_blog_get_id (self->blog);
  changes->values = g_steal_pointer (&self->pending);
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  leaf_library_run_async (self->library, LEAF_LIBRARY_WRITE, save_func, changes, (GDestroyNotify) changes_free, NULL, saved_cb,
                          g_object_ref (self));
}

/**
 * leaf_blog_edit_fail:
 * @self: settings
 * @message: one sentence
 *
 * Says that something could not be done.
 */
void
leaf_blog_edit_fail (LeafBlogEdit *self, const char *message)
{
  g_return_if_fail (LEAF_IS_BLOG_EDIT (self));

  g_signal_emit (self, signals[SIGNAL_FAILED], 0, message);
}

/* The blog as she has it now. */
static LeafPostSource *
get_source (LeafBlogEdit *self)
{
  if (self->source != NULL && self->source->blog != self->blog)
    g_set_object (&self->source->blog, self->blog);

  return self->source;
}

/**
 * leaf_blog_edit_expand:
 * @self: settings
 * @pattern: a pattern
 *
 * Returns: (transfer full) (nullable): what it makes of a book of hers; %NULL until that is known
 */
char *
leaf_blog_edit_expand (LeafBlogEdit *self, const char *pattern)
{
  g_return_val_if_fail (LEAF_IS_BLOG_EDIT (self), NULL);

  return get_source (self) != NULL ? leaf_pattern_expand (pattern, self->source, NULL) : NULL;
}

/**
 * leaf_blog_edit_expand_slug:
 * @self: settings
 * @pattern: a pattern
 *
 * Returns: (transfer full) (nullable): the end of an address that it makes of a book of hers; %NULL until
 *   that is known
 */
char *
leaf_blog_edit_expand_slug (LeafBlogEdit *self, const char *pattern)
{
  g_return_val_if_fail (LEAF_IS_BLOG_EDIT (self), NULL);

  return get_source (self) != NULL ? leaf_pattern_expand_slug (pattern, self->source) : NULL;
}
