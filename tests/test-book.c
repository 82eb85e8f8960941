/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-blog.h"
#include "leaf-book.h"
#include "leaf-profile.h"
#include "leaf-publication.h"
#include "leaf-review.h"

#include <string.h>

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(int *) user_data)++;
}

static LeafDocument *
make_document (const char *text)
{
  LeafDocument *document = leaf_document_new ();

  leaf_document_append_text (document, text, -1, NULL);
  return document;
}

static LeafBook *
make_book (void)
{
  const char *const authors[] = { "Ann Author", "Bob Writer", NULL };
  const char *const genres[] = { "Fantasy", "Classics", NULL };
  const char *const shelves[] = { "Favourites", NULL };
  const LeafDate published = { 2010, 8, 31 };
  const LeafDate embargo = { 2010, 8, 1 };
  g_autoptr (LeafDocument) synopsis = make_document ("What the publisher says.");
  LeafBook *book = leaf_book_new ();

  leaf_book_set_id (book, 7);
  leaf_book_set_title (book, "A Book");
  leaf_book_set_authors (book, authors);
  leaf_book_set_genres (book, genres);
  leaf_book_set_shelves (book, shelves);
  leaf_book_set_publisher (book, "A House");
  leaf_book_set_published (book, &published);
  leaf_book_set_embargo (book, &embargo);
  leaf_book_set_isbn (book, "9780307740991");
  leaf_book_set_series (book, "A Series");
  leaf_book_set_series_number (book, "1.5");
  leaf_book_set_pages (book, 321);
  leaf_book_set_format (book, "Paperback");
  leaf_book_set_language (book, "en");
  leaf_book_set_synopsis (book, synopsis);
  leaf_book_set_cover (book, "aa");
  leaf_book_set_cover_alt (book, "A red cover");

  return book;
}

/* Every property of `a` that can be written says the same in `b`. */
static void
assert_same_properties (GObject *a, GObject *b)
{
  unsigned int n_specs;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (a), &n_specs);

  for (unsigned int i = 0; i < n_specs; i++)
    {
      g_auto (GValue) one = G_VALUE_INIT;
      g_auto (GValue) other = G_VALUE_INIT;

      if (G_TYPE_IS_BOXED (specs[i]->value_type))
        continue;
      g_object_get_property (a, specs[i]->name, &one);
      g_object_get_property (b, specs[i]->name, &other);
      g_assert_cmpint (g_param_values_cmp (specs[i], &one, &other), ==, 0);
    }
}

static void
test_book_new (void)
{
  g_autoptr (LeafBook) book = leaf_book_new ();
  g_autoptr (LeafBook) other = leaf_book_new ();
  g_autofree char *authors = leaf_book_dup_authors_text (book);

  g_assert_cmpint (leaf_book_get_id (book), ==, 0);
  g_assert_true (g_uuid_string_is_valid (leaf_book_get_uuid (book)));
  g_assert_cmpstr (leaf_book_get_uuid (book), !=, leaf_book_get_uuid (other));
  g_assert_cmpstr (leaf_book_get_title (book), ==, "");
  g_assert_cmpstr (authors, ==, "");
  g_assert_cmpuint (leaf_book_get_contributors (book)->len, ==, 0);
  g_assert_null (leaf_book_get_genres (book)[0]);
  g_assert_null (leaf_book_get_shelves (book)[0]);
  g_assert_null (leaf_book_get_publisher (book));
  g_assert_cmpint (leaf_book_get_published (book)->year, ==, 0);
  g_assert_true (leaf_document_is_empty (leaf_book_get_synopsis (book)));
}

static void
test_book_copy (void)
{
  g_autoptr (LeafBook) book = make_book ();
  g_autoptr (LeafBook) copy = leaf_book_copy (book);
  g_autofree char *text = NULL;

  assert_same_properties (G_OBJECT (book), G_OBJECT (copy));
  g_assert_cmpint (leaf_date_compare (leaf_book_get_published (copy), leaf_book_get_published (book)), ==, 0);
  g_assert_cmpint (leaf_date_compare (leaf_book_get_embargo (copy), leaf_book_get_embargo (book)), ==, 0);
  g_assert_cmpint (leaf_book_get_embargo (copy)->day, ==, 1);
  g_assert_true (g_strv_equal (leaf_book_get_genres (copy), leaf_book_get_genres (book)));
  g_assert_true (g_strv_equal (leaf_book_get_shelves (copy), leaf_book_get_shelves (book)));
  g_assert_true (leaf_document_equal (leaf_book_get_synopsis (copy), leaf_book_get_synopsis (book)));

  g_assert_true (leaf_book_get_synopsis (copy) != leaf_book_get_synopsis (book));
  g_assert_true (leaf_book_get_contributors (copy) != leaf_book_get_contributors (book));

  leaf_document_append_text (leaf_book_get_synopsis (book), " More.", -1, NULL);
  text = leaf_document_get_text (leaf_book_get_synopsis (copy), 0,
                                 leaf_document_get_length (leaf_book_get_synopsis (copy)));
  g_assert_cmpstr (text, ==, "What the publisher says.");
}

/* The day begins where the user is. */
static void
test_book_embargo (void)
{
  static const struct
  {
    const char *zone;
    const char *still;
    const char *no_more;
  } cases[] = {
    { "UTC", "2026-10-05T23:59:59Z", "2026-10-06T00:00:00Z" },
    { "+13:00", "2026-10-05T10:59:59Z", "2026-10-05T11:00:00Z" },
    { "-11:00", "2026-10-06T10:59:59Z", "2026-10-06T11:00:00Z" },
  };
  const LeafDate day = { 2026, 10, 6 };
  const LeafDate none = { 0 };
  g_autofree char *zone = g_strdup (g_getenv ("TZ"));
  g_autoptr (LeafBook) book = leaf_book_new ();
  g_autoptr (LeafBook) copy = NULL;

  g_assert_false (leaf_book_is_embargoed (book, 0));
  g_assert_cmpint (leaf_book_get_embargo_end (book), ==, 0);

  leaf_book_set_embargo (book, &day);
  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) still = g_date_time_new_from_iso8601 (cases[i].still, NULL);
      g_autoptr (GDateTime) no_more = g_date_time_new_from_iso8601 (cases[i].no_more, NULL);

      g_setenv ("TZ", cases[i].zone, TRUE);
      g_assert_true (leaf_book_is_embargoed (book, g_date_time_to_unix (still)));
      g_assert_false (leaf_book_is_embargoed (book, g_date_time_to_unix (no_more)));
      g_assert_cmpint (leaf_book_get_embargo_end (book), ==, g_date_time_to_unix (no_more));
    }

  leaf_book_set_embargo (book, &none);
  g_assert_false (leaf_book_is_embargoed (book, 0));

  /* One that cannot be read is one that is not reached. */
  leaf_book_set_embargo_text (book, "the autumn");
  g_assert_true (leaf_book_is_embargoed (book, G_MAXINT64 - 1));
  copy = leaf_book_copy (book);
  g_assert_true (leaf_book_is_embargoed (copy, 0));
  leaf_book_set_embargo (book, &none);
  g_assert_null (leaf_book_get_embargo_text (book));
  g_assert_false (leaf_book_is_embargoed (book, 0));

  if (zone != NULL)
    g_setenv ("TZ", zone, TRUE);
  else
    g_unsetenv ("TZ");
}

static void
test_book_authors (void)
{
  const char *const authors[] = { "Cy", "Dee", NULL };
  g_autoptr (LeafBook) book = make_book ();
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_contributor_free);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  const LeafContributor *last;
  int n_changes = 0;

  g_ptr_array_add (people, leaf_contributor_new ("Tess Translator", "translator"));
  g_ptr_array_add (people, leaf_contributor_new ("Ann Author", NULL));
  leaf_book_set_contributors (book, people);
  before = leaf_book_dup_authors_text (book);
  g_assert_cmpstr (before, ==, "Ann Author");

  g_signal_connect (book, "notify::authors", G_CALLBACK (count_cb), &n_changes);
  leaf_book_set_authors (book, authors);
  leaf_book_set_authors (book, authors);
  g_assert_cmpint (n_changes, ==, 1);

  after = leaf_book_dup_authors_text (book);
  g_assert_cmpstr (after, ==, "Cy and Dee");
  g_assert_cmpuint (leaf_book_get_contributors (book)->len, ==, 3);
  last = g_ptr_array_index (leaf_book_get_contributors (book), 2);
  g_assert_cmpstr (last->name, ==, "Tess Translator");
  g_assert_cmpstr (last->role, ==, "translator");

  leaf_book_set_authors (book, NULL);
  g_assert_cmpuint (leaf_book_get_contributors (book)->len, ==, 1);
}

static void
test_book_notify (void)
{
  g_autoptr (LeafBook) book = leaf_book_new ();
  int n_changes = 0;

  g_signal_connect (book, "notify", G_CALLBACK (count_cb), &n_changes);

  leaf_book_set_publisher (book, NULL);
  leaf_book_set_publisher (book, "");
  leaf_book_set_title (book, NULL);
  leaf_book_set_genres (book, NULL);
  leaf_book_set_published (book, &(LeafDate){ 0 });
  g_assert_cmpint (n_changes, ==, 0);

  leaf_book_set_publisher (book, "A House");
  leaf_book_set_publisher (book, "A House");
  g_assert_cmpint (n_changes, ==, 1);

  leaf_book_set_publisher (book, "");
  g_assert_cmpint (n_changes, ==, 2);
  g_assert_null (leaf_book_get_publisher (book));

  g_object_set (book, "pages", 12, "series-number", "2", NULL);
  g_assert_cmpint (n_changes, ==, 4);
  g_assert_cmpuint (leaf_book_get_pages (book), ==, 12);
  g_assert_cmpstr (leaf_book_get_series_number (book), ==, "2");
}

/* A setter may be given a part of what it replaces. */
static void
test_book_set_own_string (void)
{
  g_autoptr (LeafBook) book = make_book ();

  leaf_book_set_title (book, leaf_book_get_title (book) + 2);
  g_assert_cmpstr (leaf_book_get_title (book), ==, "Book");

  leaf_book_set_genres (book, leaf_book_get_genres (book) + 1);
  g_assert_cmpstr (leaf_book_get_genres (book)[0], ==, "Classics");
  g_assert_null (leaf_book_get_genres (book)[1]);

  leaf_book_set_contributors (book, leaf_book_get_contributors (book));
  g_assert_cmpuint (leaf_book_get_contributors (book)->len, ==, 2);
}

static void
test_review (void)
{
  const gint64 books[] = { 3, 1, 2 };
  g_autoptr (LeafDocument) document = make_document ("Good.");
  g_autoptr (LeafReview) review = leaf_review_new ();
  g_autoptr (LeafReview) copy = NULL;
  const gint64 *ids;
  unsigned int n_books;

  g_assert_true (leaf_document_is_empty (leaf_review_get_document (review)));
  leaf_review_get_books (review, &n_books);
  g_assert_cmpuint (n_books, ==, 0);

  leaf_review_set_books (review, books, 3);
  leaf_review_set_title (review, "Three books");
  leaf_review_set_rating (review, 9);
  leaf_review_set_warnings (review, "Spiders");
  leaf_review_set_free_copy (review, 5);
  leaf_review_set_language (review, "en_GB");
  leaf_review_set_document (review, document);
  leaf_review_set_created (review, 1000);
  leaf_review_set_modified (review, 2000);
  copy = leaf_review_copy (review);

  assert_same_properties (G_OBJECT (review), G_OBJECT (copy));
  g_assert_cmpint (leaf_review_get_free_copy (copy), ==, TRUE);
  ids = leaf_review_get_books (copy, &n_books);
  g_assert_cmpmem (ids, n_books * sizeof (gint64), books, sizeof books);
  g_assert_true (leaf_document_equal (leaf_review_get_document (copy), document));
  g_assert_true (leaf_review_get_document (copy) != document);
  g_assert_true (leaf_review_get_document (review) == document);

  leaf_review_set_rating (review, 11);
  g_assert_cmpint (leaf_review_get_rating (review), ==, LEAF_RATING_MAX);
  leaf_review_set_rating (review, -1);
  g_assert_cmpint (leaf_review_get_rating (review), ==, 0);
  leaf_review_set_document (review, NULL);
  g_assert_true (leaf_document_is_empty (leaf_review_get_document (review)));
}

static void
setting_changed_cb (LeafBlog *blog, const char *key, gpointer user_data)
{
  g_assert_cmpstr (key, ==, LEAF_BLOG_SETTING_LANGUAGE);
  (*(int *) user_data)++;
}

static void
test_blog (void)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();
  g_autoptr (LeafBlog) copy = NULL;
  g_auto (GStrv) keys = NULL;
  int n_changes = 0;

  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_TITLE), ==, "{title}, {authors}: Book Review");
  g_assert_cmpstr (leaf_blog_get_setting (blog, "affiliate-amazon"), ==, "");
  g_assert_null (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_API_ROOT));
  g_assert_true (leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_AUTHOR_BOX));
  g_assert_false (leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_UNFILTERED_HTML));

  g_signal_connect (blog, "setting-changed::language", G_CALLBACK (setting_changed_cb), &n_changes);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_STORES, "");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_LANGUAGE, "de");
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_LANGUAGE, "de");
  g_assert_cmpint (n_changes, ==, 1);

  leaf_blog_set_name (blog, "A Blog");
  leaf_blog_set_user (blog, "ann");
  copy = leaf_blog_copy (blog);
  assert_same_properties (G_OBJECT (blog), G_OBJECT (copy));
  g_assert_cmpstr (leaf_blog_get_setting (copy, LEAF_BLOG_SETTING_STORES), ==, "");
  keys = leaf_blog_list_settings (copy);
  g_assert_cmpuint (g_strv_length (keys), ==, 2);
  g_assert_cmpstr (keys[0], ==, LEAF_BLOG_SETTING_LANGUAGE);
  g_assert_cmpstr (keys[1], ==, LEAF_BLOG_SETTING_STORES);

  leaf_blog_set_setting (blog, keys[0], NULL);
  g_assert_cmpint (n_changes, ==, 2);
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_LANGUAGE), ==, "en");
  g_assert_cmpstr (leaf_blog_get_setting (copy, LEAF_BLOG_SETTING_LANGUAGE), ==, "de");
}

static void
test_profile (void)
{
  g_autoptr (LeafProfile) profile = leaf_profile_new ();
  g_autoptr (LeafProfile) copy = NULL;

  g_assert_cmpstr (leaf_profile_get_name (profile), ==, "");
  g_assert_null (leaf_profile_get_bio (profile));

  leaf_profile_set_name (profile, "Ann");
  leaf_profile_set_role (profile, "Editor");
  leaf_profile_set_bio (profile, "Reads.");
  leaf_profile_set_picture (profile, "bb");
  copy = leaf_profile_copy (profile);
  assert_same_properties (G_OBJECT (profile), G_OBJECT (copy));

  leaf_profile_set_name (profile, NULL);
  g_assert_cmpstr (leaf_profile_get_name (profile), ==, "");
  g_assert_cmpstr (leaf_profile_get_name (copy), ==, "Ann");
}

static void
test_publication (void)
{
  g_autoptr (LeafPublication) publication = leaf_publication_new ();
  g_autoptr (LeafPublication) copy = NULL;
  g_autoptr (LeafJob) job = leaf_job_new ();
  g_autoptr (LeafJob) job_copy = NULL;

  g_assert_true (g_uuid_string_is_valid (publication->uuid));
  publication->remote_id = g_strdup ("12");
  publication->published = 99;
  copy = g_boxed_copy (LEAF_TYPE_PUBLICATION, publication);
  g_assert_cmpstr (copy->uuid, ==, publication->uuid);
  g_assert_true (copy->uuid != publication->uuid);
  g_assert_cmpstr (copy->remote_id, ==, "12");
  g_assert_cmpint (copy->published, ==, 99);

  g_assert_cmpint (job->wanted, ==, LEAF_PUBLICATION_PUBLISHED);
  job->last_error = g_strdup ("The blog did not answer.");
  job_copy = leaf_job_copy (job);
  g_assert_cmpstr (job_copy->last_error, ==, job->last_error);
  g_assert_true (job_copy->last_error != job->last_error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/book/new", test_book_new);
  g_test_add_func ("/book/copy", test_book_copy);
  g_test_add_func ("/book/embargo", test_book_embargo);
  g_test_add_func ("/book/authors", test_book_authors);
  g_test_add_func ("/book/notify", test_book_notify);
  g_test_add_func ("/book/set-own-string", test_book_set_own_string);
  g_test_add_func ("/review", test_review);
  g_test_add_func ("/blog", test_blog);
  g_test_add_func ("/profile", test_profile);
  g_test_add_func ("/publication", test_publication);

  return g_test_run ();
}
