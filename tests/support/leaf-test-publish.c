/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-publish.h"

#include "leaf-blogs.h"
#include "leaf-books.h"
#include "leaf-credentials.h"
#include "leaf-document-html.h"
#include "leaf-pictures.h"
#include "leaf-profiles.h"
#include "leaf-publications.h"
#include "leaf-reviews.h"
#include "leaf-test-library.h"
#include "leaf-test-picture.h"
#include "leaf-test-post.h"

typedef struct {
  LeafPostSource *source;
  gint64 review;
  gint64 blog;
  gint64 job;
  const char *text;
  const char *from;
  LeafPublication *publication;
  LeafJob *loaded;
  LeafBlog *loaded_blog;
} Data;

static gboolean
save_func (LeafDb *db, gpointer data, GError **error)
{
  Data *save = data;
  LeafBook *book = g_ptr_array_index (save->source->books, 0);
  gint64 id;

  if (!leaf_books_save (db, book, error) || !leaf_profiles_save (db, save->source->profile, error))
    return FALSE;
  id = leaf_book_get_id (book);
  leaf_review_set_books (save->source->review, &id, 1);
  return leaf_reviews_save (db, save->source->review, error);
}

static char *
add_picture (LeafLibrary *library, const char *format, int width, int height, unsigned int seed)
{
  g_autoptr (GBytes) bytes = leaf_test_picture_new (format, width, height, seed);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafPicture) picture = leaf_pictures_add (library, bytes, &error);

  g_assert_no_error (error);
  return g_strdup (picture->sha256);
}

/**
 * leaf_test_save_review:
 * @library: a library
 *
 * Saves the review of leaf_test_post_source() with its book, its profile and three pictures.
 *
 * Returns: the review's id
 */
gint64
leaf_test_save_review (LeafLibrary *library)
{
  Data save = { .source = leaf_test_post_source () };
  g_autofree char *cover = add_picture (library, "jpeg", 300, 450, 1);
  g_autofree char *figure = add_picture (library, "png", 320, 200, 2);
  g_autofree char *portrait = add_picture (library, "jpeg", 120, 120, 3);
  g_autofree char *html = leaf_document_to_html (leaf_review_get_document (save.source->review));
  g_autoptr (GString) mended = g_string_new (html);
  g_autoptr (LeafDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_cmpuint (g_string_replace (mended, LEAF_TEST_FIGURE, figure, 0), >, 0);
  document = leaf_document_new_from_html (mended->str, mended->len, &error);
  g_assert_no_error (error);
  leaf_review_set_document (save.source->review, document);
  leaf_book_set_cover (g_ptr_array_index (save.source->books, 0), cover);
  leaf_profile_set_picture (save.source->profile, portrait);
  leaf_test_run (library, LEAF_LIBRARY_WRITE, save_func, &save);
  id = leaf_review_get_id (save.source->review);
  leaf_post_source_free (save.source);

  return id;
}

/**
 * leaf_test_numbered_cover:
 * @number: a number
 *
 * Returns: (transfer full): a picture, another one for each number
 */
GBytes *
leaf_test_numbered_cover (unsigned int number)
{
  return leaf_test_picture_new ("jpeg", 400, 600, number);
}

/**
 * leaf_test_save_numbered_review:
 * @library: a library
 * @number: has a place in the title, so also in the slugs: WordPress looks longer for a slug that is taken
 *
 * Saves a review that nobody has seen yet, of a book with a cover of its own and no other picture.
 *
 * Returns: the review's id
 */
gint64
leaf_test_save_numbered_review (LeafLibrary *library, unsigned int number)
{
  Data save = { .source = leaf_test_post_source () };
  LeafBook *book = g_ptr_array_index (save.source->books, 0);
  g_autoptr (GBytes) bytes = leaf_test_numbered_cover (number);
  g_autoptr (LeafDocument) document = leaf_document_new ();
  g_autofree char *title = g_strdup_printf ("The Moonstone qx%05u", number);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafPicture) cover = leaf_pictures_add (library, bytes, &error);
  gint64 id;

  g_assert_no_error (error);
  for (int i = 0; i < 12; i++)
    leaf_test_append (document, LEAF_BLOCK_PARAGRAPH, 0,
                      "I had put off /The Moonstone/ for years, because I thought that I knew it: a jewel, a curse, a "
                      "policeman who grows roses. What nobody had told me is how *funny* it is, and that the old steward "
                      "Betteredge, who opens <https://en.wikipedia.org/wiki/Robinson_Crusoe Robinson Crusoe> whenever life "
                      "becomes difficult, is worth the price of the book alone.");
  leaf_review_set_document (save.source->review, document);
  leaf_book_set_title (book, title);
  leaf_book_set_cover (book, cover->sha256);
  leaf_profile_set_picture (save.source->profile, NULL);
  leaf_test_run (library, LEAF_LIBRARY_WRITE, save_func, &save);
  id = leaf_review_get_id (save.source->review);
  leaf_post_source_free (save.source);

  return id;
}

typedef struct {
  gint64 review;
  LeafTestBookFunc func;
  gpointer data;
} Change;

static gboolean
change_book_func (LeafDb *db, gpointer data, GError **error)
{
  Change *change = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, change->review, error);
  g_autoptr (LeafBook) book = NULL;
  unsigned int n_books;

  if (review == NULL)
    return FALSE;
  book = leaf_books_load (db, leaf_review_get_books (review, &n_books)[0], error);
  if (book == NULL)
    return FALSE;
  change->func (book, change->data);
  return leaf_books_save (db, book, error);
}

/**
 * leaf_test_change_book:
 * @library: a library
 * @review: a review
 * @func: changes the book
 * @data: for @func
 *
 * Changes the book a review is about, and saves it.
 */
void
leaf_test_change_book (LeafLibrary *library, gint64 review, LeafTestBookFunc func, gpointer data)
{
  Change change = { review, func, data };

  leaf_test_run (library, LEAF_LIBRARY_WRITE, change_book_func, &change);
}

static gboolean
save_blog_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_blogs_save (db, data, error);
}

/**
 * leaf_test_save_blog:
 * @library: a library
 * @blog: a blog
 *
 * Returns: the blog's id
 */
gint64
leaf_test_save_blog (LeafLibrary *library, LeafBlog *blog)
{
  leaf_test_run (library, LEAF_LIBRARY_WRITE, save_blog_func, blog);
  return leaf_blog_get_id (blog);
}

static gboolean
load_blog_func (LeafDb *db, gpointer data, GError **error)
{
  Data *load = data;

  load->loaded_blog = leaf_blogs_load (db, load->blog, error);
  return load->loaded_blog != NULL;
}

/**
 * leaf_test_load_blog:
 * @library: a library
 * @id: the id of a blog, which has to be there
 *
 * Returns: (transfer full): the blog as it is stored
 */
LeafBlog *
leaf_test_load_blog (LeafLibrary *library, gint64 id)
{
  Data load = { .blog = id };

  leaf_test_run (library, LEAF_LIBRARY_READ, load_blog_func, &load);
  return load.loaded_blog;
}

static gboolean
append_func (LeafDb *db, gpointer data, GError **error)
{
  Data *append = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, append->review, error);
  g_autoptr (LeafDocument) document = NULL;
  g_autofree char *html = NULL;
  g_autofree char *longer = NULL;

  if (review == NULL)
    return FALSE;
  html = leaf_document_to_html (leaf_review_get_document (review));
  longer = g_strconcat (html, "<p>", append->text, "</p>", NULL);
  document = leaf_document_new_from_html (longer, -1, error);
  if (document == NULL)
    return FALSE;
  leaf_review_set_document (review, document);
  return leaf_reviews_save (db, review, error);
}

/**
 * leaf_test_append_text:
 * @library: a library
 * @review: a review
 * @text: a paragraph, as HTML
 *
 * Writes on.
 */
void
leaf_test_append_text (LeafLibrary *library, gint64 review, const char *text)
{
  Data append = { .review = review, .text = text };

  leaf_test_run (library, LEAF_LIBRARY_WRITE, append_func, &append);
}

static gboolean
replace_func (LeafDb *db, gpointer data, GError **error)
{
  Data *replace = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, replace->review, error);
  g_autofree char *html = leaf_document_to_html (leaf_review_get_document (review));
  g_autoptr (GString) text = g_string_new (html);
  g_autoptr (LeafDocument) document = NULL;

  g_assert_cmpuint (g_string_replace (text, replace->from, replace->text, 0), ==, 1);
  document = leaf_document_new_from_html (text->str, -1, error);
  leaf_review_set_document (review, document);
  return leaf_reviews_save (db, review, error);
}

/**
 * leaf_test_replace_text:
 * @library: a library
 * @review: a review
 * @from: what stands once in its HTML
 * @to: what comes in its place
 *
 * Writes it anew.
 */
void
leaf_test_replace_text (LeafLibrary *library, gint64 review, const char *from, const char *to)
{
  Data replace = { .review = review, .from = from, .text = to };

  leaf_test_run (library, LEAF_LIBRARY_WRITE, replace_func, &replace);
}

static gboolean
set_slug_func (LeafDb *db, gpointer data, GError **error)
{
  Data *set = data;
  g_autoptr (LeafReview) review = leaf_reviews_load (db, set->review, error);

  if (review == NULL)
    return FALSE;
  leaf_review_set_slug (review, set->text);
  return leaf_reviews_save (db, review, error);
}

/**
 * leaf_test_set_slug:
 * @library: a library
 * @review: a review
 * @slug: the end of its address
 *
 * Gives a review an address of its own.
 */
void
leaf_test_set_slug (LeafLibrary *library, gint64 review, const char *slug)
{
  Data set = { .review = review, .text = slug };

  leaf_test_run (library, LEAF_LIBRARY_WRITE, set_slug_func, &set);
}

static gboolean
load_publication_func (LeafDb *db, gpointer data, GError **error)
{
  Data *load = data;
  g_autoptr (GPtrArray) all = leaf_publications_list (db, load->review, error);

  for (unsigned int i = 0; all != NULL && i < all->len; i++)
    {
      LeafPublication *publication = g_ptr_array_index (all, i);

      if (publication->blog == load->blog)
        load->publication = leaf_publication_copy (publication);
    }

  return all != NULL;
}

/**
 * leaf_test_load_publication:
 * @library: a library
 * @review: a review
 * @blog: a blog
 *
 * Returns: (transfer full): the publication, which has to be there
 */
LeafPublication *
leaf_test_load_publication (LeafLibrary *library, gint64 review, gint64 blog)
{
  Data load = { .review = review, .blog = blog };

  leaf_test_run (library, LEAF_LIBRARY_READ, load_publication_func, &load);
  g_assert_nonnull (load.publication);
  return load.publication;
}

static gboolean
load_job_func (LeafDb *db, gpointer data, GError **error)
{
  Data *load = data;

  load->loaded = leaf_jobs_load (db, load->job, error);
  return load->loaded != NULL;
}

/**
 * leaf_test_load_job:
 * @library: a library
 * @job: a job
 *
 * Returns: (transfer full): the job
 */
LeafJob *
leaf_test_load_job (LeafLibrary *library, gint64 job)
{
  Data load = { .job = job };

  leaf_test_run (library, LEAF_LIBRARY_READ, load_job_func, &load);
  return load.loaded;
}

static gboolean
save_job_func (LeafDb *db, gpointer data, GError **error)
{
  return leaf_jobs_save (db, data, error);
}

/**
 * leaf_test_save_job:
 * @library: a library
 * @job: a job
 *
 * Saves a job as a test wants it to be.
 */
void
leaf_test_save_job (LeafLibrary *library, LeafJob *job)
{
  leaf_test_run (library, LEAF_LIBRARY_WRITE, save_job_func, job);
}

static gboolean
list_jobs_func (LeafDb *db, gpointer data, GError **error)
{
  GPtrArray **jobs = data;

  *jobs = leaf_jobs_list (db, TRUE, error);
  return *jobs != NULL;
}

/**
 * leaf_test_list_open_jobs:
 * @library: a library
 *
 * Returns: (transfer full) (element-type LeafJob): the jobs that are not done
 */
GPtrArray *
leaf_test_list_open_jobs (LeafLibrary *library)
{
  GPtrArray *jobs = NULL;

  leaf_test_run (library, LEAF_LIBRARY_READ, list_jobs_func, &jobs);
  return jobs;
}

/**
 * leaf_test_count_open_jobs:
 * @library: a library
 *
 * Returns: how many jobs are not done
 */
unsigned int
leaf_test_count_open_jobs (LeafLibrary *library)
{
  g_autoptr (GPtrArray) jobs = leaf_test_list_open_jobs (library);

  return jobs->len;
}

/**
 * leaf_test_set_password:
 * @password: a password
 *
 * Sets the password of every blog for this process.
 */
void
leaf_test_set_password (const char *password)
{
  g_setenv ("FLYLEAF_PASSWORD", password, TRUE);
  leaf_credentials_take_environment ();
}

/**
 * leaf_test_drain:
 *
 * Lets the main context do what it has.
 */
void
leaf_test_drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/**
 * leaf_test_release_outbox:
 * @outbox: (inout): an outbox
 *
 * Waits for its end, unless it came already: the thread of a GTask lets its object go a moment after the callback ran.
 */
void
leaf_test_release_outbox (LeafOutbox **outbox)
{
  gpointer weak = *outbox;

  if (weak == NULL)
    return;

  g_object_add_weak_pointer (weak, &weak);
  g_clear_object (outbox);
  while (g_atomic_pointer_get (&weak) != NULL)
    {
      leaf_test_drain ();
      g_thread_yield ();
    }
}

static gint64
order (LeafOutbox *outbox, const LeafOutboxOrder *ordered)
{
  g_autoptr (GError) error = NULL;
  gint64 id = leaf_outbox_add (outbox, ordered, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

gint64
leaf_test_order (LeafOutbox *outbox, gint64 review, gint64 blog, LeafJobAction action)
{
  return order (outbox, &(LeafOutboxOrder) { .review = review, .blog = blog, .action = action, .wanted = LEAF_PUBLICATION_PUBLISHED });
}

/**
 * leaf_test_publish:
 * @outbox: an outbox
 * @review: a review that is not on the blog yet
 * @blog: a blog
 *
 * Publishes a review for all to see, which has to go well.
 */
void
leaf_test_publish (LeafOutbox *outbox, gint64 review, gint64 blog)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) outcome = leaf_outbox_publish (outbox, review, blog, LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (outcome->created);
}

void
leaf_test_keep_mine (LeafOutbox *outbox, gint64 review, gint64 blog)
{
  order (outbox, &(LeafOutboxOrder) { .review = review, .blog = blog, .action = LEAF_JOB_PUBLISH,
                                      .wanted = LEAF_PUBLICATION_PUBLISHED, .keep_mine = TRUE });
}
