/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-db-private.h"
#include "leaf-library.h"
#include "leaf-profiles.h"

#include "leaf-test-library.h"

#include <glib/gstdio.h>

/* What a run does and what it leaves. */
typedef struct {
  LeafBlog *blog;
  const char *name;
  gboolean fail;
  GThread *thread;
  int *order;
  int position;
  unsigned int n_blogs;
  gint64 synchronous;
  GMainLoop *loop;
} Work;

static gboolean
save_blog (LeafDb *db,
           gpointer data,
           GError **error)
{
  Work *work = data;
  g_autoptr (LeafBlog) blog = leaf_blog_new ();

  work->thread = g_thread_self ();
  if (work->order != NULL)
    work->position = (*work->order)++;

  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_SITE);
  leaf_blog_set_name (blog, work->name);
  leaf_blog_set_address (blog, "/srv/blog");
  if (!leaf_blogs_save (db, blog, error))
    return FALSE;

  if (work->fail) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "on purpose");
    return FALSE;
  }

  return TRUE;
}

static gboolean
count_blogs (LeafDb *db,
             gpointer data,
             GError **error)
{
  Work *work = data;
  g_autoptr (GPtrArray) blogs = leaf_blogs_list (db, error);

  work->thread = g_thread_self ();
  if (blogs == NULL)
    return FALSE;
  work->n_blogs = blogs->len;

  return TRUE;
}

static unsigned int
get_n_blogs (LeafLibrary *library)
{
  Work work = { 0 };

  leaf_test_run (library, LEAF_LIBRARY_READ, count_blogs, &work);

  return work.n_blogs;
}

static void
test_threads (LeafTestLibrary *fixture,
              gconstpointer unused)
{
  Work write = { .name = "one" };
  Work read = { 0 };

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, save_blog, &write);
  leaf_test_run (fixture->library, LEAF_LIBRARY_READ, count_blogs, &read);

  g_assert_cmpuint (read.n_blogs, ==, 1);
  g_assert_true (write.thread != g_thread_self ());
  g_assert_true (read.thread != g_thread_self ());
  g_assert_true (read.thread != write.thread);
}

static void
test_rollback (LeafTestLibrary *fixture,
               gconstpointer unused)
{
  Work work = { .name = "one", .fail = TRUE };
  g_autoptr (GError) error = NULL;

  g_assert_false (leaf_library_run (fixture->library, LEAF_LIBRARY_WRITE, save_blog, &work, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpuint (get_n_blogs (fixture->library), ==, 0);

  work.fail = FALSE;
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, save_blog, &work);
  g_assert_cmpuint (get_n_blogs (fixture->library), ==, 1);
}

static gboolean
save_blog_and_read_synchronous (LeafDb *db,
                                gpointer data,
                                GError **error)
{
  Work *work = data;

  return save_blog (db, work, error) && leaf_db_get_int (db, "PRAGMA synchronous", &work->synchronous, error);
}

/* 2 waits for the disk at every commit; 1 leaves that to the next commit that does, and to checkpoints
 * (https://www.sqlite.org/pragma.html#pragma_synchronous). */
static void
test_without_waiting (LeafTestLibrary *fixture,
                      gconstpointer unused)
{
  for (int i = 0; i < 2; i++) {
    Work waiting = { .name = "one" };
    Work hasty = { .name = "two" };

    leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, save_blog_and_read_synchronous, &waiting);
    g_assert_cmpint (waiting.synchronous, ==, 2);
    leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE_WITHOUT_WAITING, save_blog_and_read_synchronous, &hasty);
    g_assert_cmpint (hasty.synchronous, ==, 1);
    g_assert_true (hasty.thread == waiting.thread);
    g_assert_cmpuint (get_n_blogs (fixture->library), ==, (i + 1) * 2);
  }
}

static void
test_reader_cannot_write (LeafTestLibrary *fixture,
                          gconstpointer unused)
{
  Work work = { .name = "one" };
  g_autoptr (GError) error = NULL;

  g_assert_false (leaf_library_run (fixture->library, LEAF_LIBRARY_READ, save_blog, &work, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_READ_ONLY);
}

static void
saved_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Work *work = leaf_library_run_data (result);

  leaf_library_run_finish (LEAF_LIBRARY (source), result, &error);
  g_assert_no_error (error);
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_assert_nonnull (work->thread);

  (*(int *) user_data)--;
}

static void
test_close_drains (LeafTestLibrary *fixture,
                   gconstpointer unused)
{
  Work works[200] = { 0 };
  Work late = { .name = "late" };
  g_autoptr (GError) error = NULL;
  int n_pending = G_N_ELEMENTS (works);
  int order = 0;

  for (unsigned int i = 0; i < G_N_ELEMENTS (works); i++) {
    works[i].name = "blog";
    works[i].order = &order;
    leaf_library_run_async (fixture->library, LEAF_LIBRARY_WRITE, save_blog, &works[i], NULL, NULL,
                            saved_cb, &n_pending);
  }
  leaf_library_close (fixture->library);

  g_assert_cmpint (order, ==, G_N_ELEMENTS (works));
  for (unsigned int i = 0; i < G_N_ELEMENTS (works); i++)
    g_assert_cmpint (works[i].position, ==, i);

  g_assert_false (leaf_library_run (fixture->library, LEAF_LIBRARY_WRITE, save_blog, &late, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_CLOSED);

  while (n_pending > 0)
    g_main_context_iteration (NULL, TRUE);

  leaf_test_library_reopen (fixture);
  g_assert_cmpuint (get_n_blogs (fixture->library), ==, G_N_ELEMENTS (works));
}

static void
freed_on_main (gpointer data)
{
  Work *work = data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  (*work->order)++;
  g_free (work);
}

static void
test_data_is_freed_on_main (LeafTestLibrary *fixture,
                            gconstpointer unused)
{
  int n_freed = 0;
  int n_pending = 20;

  g_assert_true (g_main_context_acquire (NULL));
  for (int i = 0; i < 20; i++) {
    Work *work = g_new0 (Work, 1);

    work->order = &n_freed;
    leaf_library_run_async (fixture->library, i % 2 == 0 ? LEAF_LIBRARY_READ : LEAF_LIBRARY_WRITE,
                            count_blogs, work, freed_on_main, NULL, saved_cb, &n_pending);
  }

  while (n_pending > 0 || n_freed < 20)
    g_main_context_iteration (NULL, TRUE);
  g_main_context_release (NULL);

  g_assert_cmpint (n_freed, ==, 20);
}

/* Holds the writing thread until it is let go. */
typedef struct {
  GMutex mutex;
  GCond cond;
  gboolean running;
  gboolean go;
} Gate;

static gboolean
wait_at_gate (LeafDb *db,
              gpointer data,
              GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  gate->running = TRUE;
  g_cond_broadcast (&gate->cond);
  while (!gate->go)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);

  return TRUE;
}

static void
open_gate (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->go = TRUE;
  g_cond_broadcast (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

static void
cancelled_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (leaf_library_run_finish (LEAF_LIBRARY (source), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  *(gboolean *) user_data = TRUE;
}

static void
test_cancel_queued (LeafTestLibrary *fixture,
                    gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Work work = { .name = "one" };
  gboolean cancelled = FALSE;
  Gate gate = { 0 };

  leaf_library_run_async (fixture->library, LEAF_LIBRARY_WRITE, wait_at_gate, &gate, NULL, NULL, NULL, NULL);
  leaf_library_run_async (fixture->library, LEAF_LIBRARY_WRITE, save_blog, &work, NULL, cancellable,
                          cancelled_cb, &cancelled);
  g_cancellable_cancel (cancellable);
  open_gate (&gate);

  while (!cancelled)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (work.thread);
  g_assert_cmpuint (get_n_blogs (fixture->library), ==, 0);
}

static void
test_cancel_running (LeafTestLibrary *fixture,
                     gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  LeafTestEndless endless = { 0 };
  gboolean cancelled = FALSE;

  leaf_library_run_async (fixture->library, LEAF_LIBRARY_READ, leaf_test_read_for_ever, &endless, NULL,
                          cancellable, cancelled_cb, &cancelled);
  while (!g_atomic_int_get (&endless.running))
    g_thread_yield ();
  g_cancellable_cancel (cancellable);

  while (!cancelled)
    g_main_context_iteration (NULL, TRUE);

  /* The thread is as good as before. */
  g_assert_cmpuint (get_n_blogs (fixture->library), ==, 0);
}

typedef struct {
  GArray *ids;
  gboolean own_context;
} Changes;

static void
changed_cb (LeafLibrary *library,
            int what,
            gint64 id,
            Changes *changes)
{
  g_assert_cmpint (what, ==, LEAF_CHANGE_BLOG);
  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  g_array_append_val (changes->ids, id);
}

static gboolean
save_twice (LeafDb *db,
            gpointer data,
            GError **error)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();

  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_SITE);
  leaf_blog_set_address (blog, "/srv/blog");

  return leaf_blogs_save (db, blog, error) && leaf_blogs_save (db, blog, error);
}

static void
test_changed (LeafTestLibrary *fixture,
              gconstpointer unused)
{
  Changes changes = { .ids = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  Work failing = { .name = "no", .fail = TRUE };
  g_autoptr (GError) error = NULL;

  g_signal_connect (fixture->library, "changed", G_CALLBACK (changed_cb), &changes);

  leaf_library_run (fixture->library, LEAF_LIBRARY_WRITE, save_blog, &failing, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, save_twice, NULL);

  /* Not before the main loop runs, and what was rolled back never. */
  g_assert_cmpuint (changes.ids->len, ==, 0);
  while (changes.ids->len == 0)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (changes.ids->len, ==, 1);

  g_signal_handlers_disconnect_by_data (fixture->library, &changes);
  g_array_unref (changes.ids);
}

static void
changed_then_saved_cb (LeafLibrary *library,
                       int what,
                       gint64 id,
                       int *n_pending)
{
  g_assert_cmpint (*n_pending, ==, 1);
}

/* Whoever waits for a write sees lists that already know of it. */
static void
test_changed_before_callback (LeafTestLibrary *fixture,
                              gconstpointer unused)
{
  Work work = { .name = "one" };
  int n_pending = 1;

  g_signal_connect (fixture->library, "changed", G_CALLBACK (changed_then_saved_cb), &n_pending);
  leaf_library_run_async (fixture->library, LEAF_LIBRARY_WRITE, save_blog, &work, NULL, NULL, saved_cb,
                          &n_pending);
  while (n_pending > 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (fixture->library, &n_pending);
}

/* The window and a verb on one library: both write, neither loses anything. */
static void
test_two_at_once (LeafTestLibrary *fixture,
                  gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafLibrary) other = NULL;
  Work works[50] = { 0 };
  int n_pending = G_N_ELEMENTS (works);

  other = leaf_library_open (leaf_library_get_path (fixture->library), &error);
  g_assert_no_error (error);

  for (unsigned int i = 0; i < G_N_ELEMENTS (works); i++) {
    works[i].name = "blog";
    leaf_library_run_async (i % 2 == 0 ? fixture->library : other, LEAF_LIBRARY_WRITE, save_blog, &works[i],
                            NULL, NULL, saved_cb, &n_pending);
  }
  while (n_pending > 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (get_n_blogs (fixture->library), ==, G_N_ELEMENTS (works));
  g_assert_cmpuint (get_n_blogs (other), ==, G_N_ELEMENTS (works));

  leaf_library_close (other);
  g_assert_finalize_object (g_steal_pointer (&other));
}

static gpointer
open_thread (gpointer path)
{
  g_autoptr (GError) error = NULL;
  LeafLibrary *library = leaf_library_open (path, &error);

  g_assert_no_error (error);

  return library;
}

/* Who is first makes the library, the others wait for it. */
static void
test_made_at_once (LeafTestLibrary *fixture,
                   gconstpointer unused)
{
  for (int round = 0; round < 5; round++) {
    g_autofree char *path = g_strdup_printf ("%s/round-%d.db", fixture->dir, round);
    GThread *threads[6];

    for (unsigned int i = 0; i < G_N_ELEMENTS (threads); i++)
      threads[i] = g_thread_new ("open", open_thread, path);
    for (unsigned int i = 0; i < G_N_ELEMENTS (threads); i++) {
      LeafLibrary *library = g_thread_join (threads[i]);

      leaf_test_assert_sound (library);
      g_assert_finalize_object (library);
    }
  }
}

static void
opened_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(LeafLibrary **) user_data = leaf_library_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_open_async (LeafTestLibrary *fixture,
                 gconstpointer unused)
{
  g_autofree char *path = g_build_filename (fixture->dir, "folder", "that", "is", "new", "mine.db", NULL);
  LeafLibrary *library = NULL;

  leaf_library_open_async (path, NULL, opened_cb, &library);
  while (library == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (leaf_library_get_path (library), ==, path);
  g_assert_true (g_str_has_suffix (leaf_library_get_pictures_dir (library), "/new/mine-pictures"));
  g_assert_cmpuint (get_n_blogs (library), ==, 0);
  g_assert_finalize_object (library);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static gboolean
save_profile (LeafDb *db,
              gpointer data,
              GError **error)
{
  return leaf_profiles_save (db, data, error);
}

static gboolean
load_profile (LeafDb *db,
              gpointer data,
              GError **error)
{
  *(LeafProfile **) data = leaf_profiles_load (db, error);

  return *(LeafProfile **) data != NULL;
}

static void
test_profile (LeafTestLibrary *fixture,
              gconstpointer unused)
{
  g_autoptr (LeafProfile) profile = NULL;
  g_autoptr (LeafProfile) again = NULL;

  leaf_test_run (fixture->library, LEAF_LIBRARY_READ, load_profile, &profile);
  g_assert_cmpint (leaf_profile_get_id (profile), ==, 0);
  g_assert_cmpstr (leaf_profile_get_name (profile), ==, "");

  leaf_profile_set_name (profile, "Ada Blake");
  leaf_profile_set_bio (profile, "Reads in trains.");
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, save_profile, profile);
  leaf_profile_set_role (profile, "Editor");
  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, save_profile, profile);

  leaf_test_library_reopen (fixture);
  leaf_test_run (fixture->library, LEAF_LIBRARY_READ, load_profile, &again);
  g_assert_cmpint (leaf_profile_get_id (again), ==, leaf_profile_get_id (profile));
  g_assert_cmpstr (leaf_profile_get_name (again), ==, "Ada Blake");
  g_assert_cmpstr (leaf_profile_get_role (again), ==, "Editor");
  g_assert_cmpstr (leaf_profile_get_bio (again), ==, "Reads in trains.");
  g_assert_null (leaf_profile_get_picture (again));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_library ("/library/threads", test_threads);
  leaf_test_add_library ("/library/rollback", test_rollback);
  leaf_test_add_library ("/library/without-waiting", test_without_waiting);
  leaf_test_add_library ("/library/reader-cannot-write", test_reader_cannot_write);
  leaf_test_add_library ("/library/close-drains", test_close_drains);
  leaf_test_add_library ("/library/data-is-freed-on-main", test_data_is_freed_on_main);
  leaf_test_add_library ("/library/cancel-queued", test_cancel_queued);
  leaf_test_add_library ("/library/cancel-running", test_cancel_running);
  leaf_test_add_library ("/library/changed", test_changed);
  leaf_test_add_library ("/library/changed-before-callback", test_changed_before_callback);
  leaf_test_add_library ("/library/two-at-once", test_two_at_once);
  leaf_test_add_library ("/library/made-at-once", test_made_at_once);
  leaf_test_add_library ("/library/open-async", test_open_async);
  leaf_test_add_library ("/library/profile", test_profile);

  return g_test_run ();
}
