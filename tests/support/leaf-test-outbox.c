/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-outbox.h"

#include "leaf-test-publish.h"

gint64
leaf_test_outbox_add_blog (LeafTestOutbox *self, const char *name)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();

  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_name (blog, name);
  leaf_blog_set_address (blog, "https://blog.example/");
  leaf_blog_set_user (blog, "ann");

  return leaf_test_save_blog (self->library.library, blog);
}

LeafOutbox *
leaf_test_outbox_make_second (LeafTestOutbox *self)
{
  LeafOutbox *outbox = leaf_outbox_new (self->library.library);

  leaf_outbox_set_connect (outbox, leaf_test_blog_connect, self->remote);
  return outbox;
}

void
leaf_test_outbox_set_up (LeafTestOutbox *self, gconstpointer unused)
{
  leaf_test_library_set_up (&self->library, NULL);
  self->blog = leaf_test_outbox_add_blog (self, "Pages & Tea <3");
  self->review = leaf_test_save_review (self->library.library);
  self->remote = leaf_test_blog_new ();
  self->outbox = leaf_test_outbox_make_second (self);
}

void
leaf_test_outbox_tear_down (LeafTestOutbox *self, gconstpointer unused)
{
  leaf_test_release_outbox (&self->outbox);
  leaf_test_blog_free (self->remote);
  leaf_test_library_tear_down (&self->library, NULL);
}

/**
 * leaf_test_add_outbox:
 * @name: the path of the test
 * @data: for the test
 * @func: the test
 *
 * Adds a test that has an outbox of its own.
 */
void
leaf_test_add_outbox (const char *name, gconstpointer data, LeafTestOutboxFunc func)
{
  g_test_add (name, LeafTestOutbox, data, leaf_test_outbox_set_up, func, leaf_test_outbox_tear_down);
}

void
leaf_test_outbox_make_due (LeafTestOutbox *self, gint64 job)
{
  g_autoptr (LeafJob) loaded = leaf_test_load_job (self->library.library, job);

  loaded->next_try = 0;
  leaf_test_save_job (self->library.library, loaded);
}

void
leaf_test_outbox_assert_once (LeafTestOutbox *self)
{
  g_assert_cmpuint (leaf_test_blog_count_posts (self->remote), ==, 1);
  g_assert_cmpuint (leaf_test_blog_count_pictures (self->remote), ==, 3);
  g_assert_cmpuint (leaf_test_count_open_jobs (self->library.library), ==, 0);
}
