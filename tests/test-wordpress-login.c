/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-discovery.h"
#include "leaf-login.h"
#include "leaf-outbox.h"
#include "leaf-role.h"
#include "leaf-wordpress.h"

#include "leaf-test-browser.h"
#include "leaf-test-cli.h"
#include "leaf-test-library.h"
#include "leaf-test-publish.h"

#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* How she gets in, on a real blog. */
static LeafTestWordpress *wordpress;

/* What the blog's own administrator may have put there. */
static char *
put_file (const char *name, const char *text)
{
  char *path = g_build_filename (wordpress->dir, "wp", name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

/* Each a new file: PHP remembers old ones for a while. */
static char *
put_plugin (const char *text)
{
  static int n;
  g_autofree char *name = g_strdup_printf ("site/wp-content/mu-plugins/test-%d.php", n++);

  return put_file (name, text);
}

static void
take_file (char *path)
{
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_free (path);
}

static LeafFound *
look (void)
{
  g_autoptr (GError) error = NULL;
  LeafFound *found = leaf_discover (NULL, wordpress->address, NULL, &error);

  g_assert_no_error (error);
  return found;
}

/* By the browser, up to the answer it comes back with. */
static LeafGrant *
get_granted (const char *user)
{
  g_autoptr (LeafFound) found = look ();
  g_autoptr (LeafAuthorization) authorization = leaf_authorization_new (found->blog, found->authorize);
  g_autofree char *page = leaf_authorization_dup_address (authorization);
  g_autofree char *answer = leaf_test_browse_authorize (wordpress, user, page, TRUE);
  g_autoptr (GError) error = NULL;
  LeafGrant *grant = leaf_authorization_redeem (authorization, answer, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (grant->user, ==, user);
  return grant;
}

static void
assert_refused (GError **error, int code, const char *part)
{
  g_assert_error (*error, LEAF_PUBLISH_ERROR, code);
  g_test_message ("%s", (*error)->message);
  g_assert_nonnull (strstr ((*error)->message, part));
  g_clear_error (error);
}

static void
test_look (void)
{
  g_autoptr (LeafFound) found = look ();
  g_autofree char *page = g_strconcat (wordpress->address, "wp-admin/authorize-application.php", NULL);

  g_assert_cmpstr (leaf_blog_get_name (found->blog), ==, "Test & Blog");
  g_assert_cmpstr (leaf_blog_get_address (found->blog), ==, wordpress->address);
  g_assert_cmpstr (found->authorize, ==, page);
  g_assert_false (found->closed);
}

/* Each role lets Flyleaf in, twice, and is told what that means. */
static void
test_roles (void)
{
  static const struct {
    const char *user;
    const char *name;
    const char *part;
  } roles[] = {
    { "admin", "Administrator", "exactly as you wrote them" },
    { "editor", "Editor", "exactly as you wrote them" },
    { "author", "Author", "WordPress removes" },
    { "contributor", "Contributor", "drafts" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (LeafGrant) grant = get_granted (roles[i].user);
      g_autoptr (GError) error = NULL;
      g_autoptr (LeafBlog) blog = leaf_discover_granted (NULL, wordpress->address, grant, NULL, &error);
      g_autofree char *name = NULL;
      g_autofree char *meaning = NULL;

      g_assert_no_error (error);
      name = leaf_role_dup_name (blog);
      meaning = leaf_role_describe (blog);
      g_assert_cmpstr (name, ==, roles[i].name);
      g_assert_nonnull (strstr (meaning, roles[i].part));
    }
}

/* Nor is the password that was made for nothing left alive. */
static void
test_subscriber (void)
{
  g_autoptr (LeafGrant) grant = get_granted ("subscriber");
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_discover_granted (NULL, wordpress->address, grant, NULL, &error));
  assert_refused (&error, LEAF_PUBLISH_ERROR_FORBIDDEN, "may only read");
  g_assert_null (leaf_discover_blog (NULL, wordpress->address, grant->user, grant->password, NULL, &error));
  assert_refused (&error, LEAF_PUBLISH_ERROR_LOGIN, "does not know this name with this password");
}

static void
test_rejected (void)
{
  g_autoptr (LeafFound) found = look ();
  g_autoptr (LeafAuthorization) authorization = leaf_authorization_new (found->blog, found->authorize);
  g_autofree char *page = leaf_authorization_dup_address (authorization);
  g_autofree char *answer = leaf_test_browse_authorize (wordpress, "author", page, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_authorization_redeem (authorization, answer, &error));
  assert_refused (&error, LEAF_PUBLISH_ERROR_LOGIN, "was told not to let Flyleaf in");
}

/* A password just handed out that counts as nobody's was lost on its way; a wrong one is told from that, too. */
static void
test_dropped_header (void)
{
  g_autoptr (LeafGrant) grant = get_granted ("author");
  char *path = put_file ("drop-authorization", "");
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_discover_granted (NULL, wordpress->address, grant, NULL, &error));
  assert_refused (&error, LEAF_PUBLISH_ERROR_LOGIN, "drops the log-in");
  g_assert_null (leaf_discover_blog (NULL, wordpress->address, grant->user, grant->password, NULL, &error));
  assert_refused (&error, LEAF_PUBLISH_ERROR_LOGIN, "drops the log-in");
  g_assert_null (leaf_discover_blog (NULL, wordpress->address, grant->user, "wrong wrong wrong", NULL, &error));
  assert_refused (&error, LEAF_PUBLISH_ERROR_LOGIN, "does not know this name with this password");
  take_file (path);
}

static void
test_passwords_off (void)
{
  char *path = put_plugin ("<?php add_filter( 'wp_is_application_passwords_available', '__return_false' );");
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_discover (NULL, wordpress->address, NULL, &error));
  assert_refused (&error, LEAF_PUBLISH_ERROR_LOGIN, "Application passwords are switched off");
  take_file (path);
}

/* As "Disable REST API" and its like do it. */
static void
test_closed (void)
{
  g_autoptr (LeafGrant) grant = get_granted ("author");
  char *path = put_plugin ("<?php add_filter( 'rest_authentication_errors', function( $r ) { return is_user_logged_in() ? $r : "
                           "new WP_Error( 'rest_cannot_access', 'Only for members.', array( 'status' => 401 ) ); } );");
  g_autoptr (LeafFound) found = look ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafBlog) blog = NULL;

  g_assert_true (found->closed);
  blog = leaf_discover_granted (NULL, wordpress->address, grant, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_ROLE), ==, "author");
  g_assert_null (leaf_discover_blog (NULL, wordpress->address, "author", "wrong wrong wrong", NULL, &error));
  assert_refused (&error, LEAF_PUBLISH_ERROR_LOGIN, "open only to people it knows");
  take_file (path);
}

static void
test_maintenance (void)
{
  char *path = put_file ("site/.maintenance", "<?php $upgrading = time();");
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_discover (NULL, wordpress->address, NULL, &error));
  assert_refused (&error, LEAF_PUBLISH_ERROR_TEMPORARY, "closed for maintenance");
  take_file (path);
}

static gboolean
is_good (const char *user, const char *password)
{
  g_autoptr (LeafBlog) blog = leaf_discover_blog (NULL, wordpress->address, user, password, NULL, NULL);

  return blog != NULL;
}

/* A password that was made for Flyleaf goes; one that was pasted may serve other programs, and goes when asked for. */
static void
test_revoke (void)
{
  g_autoptr (LeafGrant) grant = get_granted ("editor");
  g_autoptr (LeafBlog) blog = leaf_discover_granted (NULL, wordpress->address, grant, NULL, NULL);
  g_autofree char *pasted = leaf_test_wordpress_dup_password (wordpress, "subscriber");
  g_autofree char *editor = leaf_test_wordpress_dup_password (wordpress, "editor");
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafPublisher) granted = leaf_wordpress_new (blog, NULL, grant->password);
  g_autoptr (LeafPublisher) by_hand = leaf_wordpress_new (blog, NULL, editor);
  g_autoptr (LeafBlog) other = leaf_blog_copy (blog);
  g_autoptr (LeafPublisher) subscriber = NULL;

  g_assert_true (leaf_publisher_revoke (granted, TRUE, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (is_good ("editor", grant->password));
  /* Once more is a success as well: it is of no more use. */
  g_assert_true (leaf_publisher_revoke (granted, TRUE, NULL, &error));
  g_assert_no_error (error);

  g_assert_true (leaf_publisher_revoke (by_hand, TRUE, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (is_good ("editor", editor));

  leaf_blog_set_user (other, "subscriber");
  subscriber = leaf_wordpress_new (other, NULL, pasted);
  g_assert_true (leaf_publisher_revoke (subscriber, FALSE, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (leaf_publisher_revoke (subscriber, FALSE, NULL, &error));
}

static gboolean
load_func (LeafDb *db, gpointer data, GError **error)
{
  LeafBlog **blog = data;
  gint64 id = leaf_blog_get_id (*blog);

  g_clear_object (blog);
  return (*blog = leaf_blogs_load (db, id, error)) != NULL;
}

/* When the password goes bad the reason is kept beside the blog, until it is good again. */
static void
test_check (LeafTestLibrary *fixture, gconstpointer unused)
{
  g_autofree char *password = leaf_test_wordpress_dup_password (wordpress, "author");
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafBlog) blog = leaf_discover_blog (NULL, wordpress->address, "author", password, NULL, &error);
  char *path;

  g_assert_no_error (error);
  leaf_test_save_blog (fixture->library, blog);
  leaf_test_set_password ("wrong wrong wrong");
  g_assert_false (leaf_login_check (fixture->library, blog, NULL, &error));
  assert_refused (&error, LEAF_PUBLISH_ERROR_LOGIN, "does not know");
  leaf_test_run (fixture->library, LEAF_LIBRARY_READ, load_func, &blog);
  g_assert_nonnull (strstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_PROBLEM), "does not know"));

  /* A blog that is closed for a while is no reason to log in again, and none to forget one. */
  path = put_file ("site/.maintenance", "<?php $upgrading = time();");
  g_assert_false (leaf_login_check (fixture->library, blog, NULL, &error));
  assert_refused (&error, LEAF_PUBLISH_ERROR_TEMPORARY, "maintenance");
  take_file (path);
  leaf_test_run (fixture->library, LEAF_LIBRARY_READ, load_func, &blog);
  g_assert_nonnull (strstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_PROBLEM), "does not know"));

  leaf_test_set_password (password);
  g_assert_true (leaf_login_check (fixture->library, blog, NULL, &error));
  g_assert_no_error (error);
  leaf_test_run (fixture->library, LEAF_LIBRARY_READ, load_func, &blog);
  g_assert_null (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_PROBLEM));
}

/* The same by publishing: an answer that says 401 has the log-in looked at, and a post that arrives says it is well. */
static void
test_publish (LeafTestLibrary *fixture, gconstpointer unused)
{
  g_autofree char *password = leaf_test_wordpress_dup_password (wordpress, "author");
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafBlog) blog = leaf_discover_blog (NULL, wordpress->address, "author", password, NULL, &error);
  LeafOutbox *outbox = leaf_outbox_new (fixture->library);
  g_autoptr (LeafOutcome) refused = NULL;
  g_autoptr (LeafOutcome) published = NULL;
  gint64 review = leaf_test_save_review (fixture->library);

  g_assert_no_error (error);
  leaf_test_save_blog (fixture->library, blog);
  leaf_test_set_password ("wrong wrong wrong");
  refused = leaf_outbox_publish (outbox, review, leaf_blog_get_id (blog), LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error);
  g_assert_null (refused);
  assert_refused (&error, LEAF_PUBLISH_ERROR_LOGIN, "does not know this name with this password");
  leaf_test_run (fixture->library, LEAF_LIBRARY_READ, load_func, &blog);
  g_assert_nonnull (strstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_PROBLEM), "does not know"));

  leaf_test_release_outbox (&outbox);
  outbox = leaf_outbox_new (fixture->library);
  leaf_test_set_password (password);
  published = leaf_outbox_publish (outbox, review, leaf_blog_get_id (blog), LEAF_PUBLICATION_PUBLISHED, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (published);
  leaf_test_run (fixture->library, LEAF_LIBRARY_READ, load_func, &blog);
  g_assert_null (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_PROBLEM));
  leaf_test_release_outbox (&outbox);
}

/* The line of standard error that is the page to open. */
static char *
read_page_address (GSubprocess *process)
{
  g_autoptr (GDataInputStream) stream = g_data_input_stream_new (g_subprocess_get_stderr_pipe (process));

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (stream), FALSE);
  for (;;)
    {
      g_autoptr (GError) error = NULL;
      char *line = g_data_input_stream_read_line (stream, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (line);
      if (g_str_has_prefix (line, "http"))
        return line;
      g_free (line);
    }
}

/* The verb shows the page, takes the answer or the password, and the blog forgets it in the end. */
static void
test_verbs (LeafTestCli *cli, gconstpointer unused)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *page = NULL;
  g_autofree char *answer = NULL;
  g_autofree char *password = NULL;
  g_autofree char *line = leaf_test_wordpress_dup_password (wordpress, "author");
  g_autofree char *add_again = NULL;
  int input[2];

  g_assert_true (g_unix_open_pipe (input, 0, NULL));
  process = leaf_test_cli_spawn (cli, input[0], "blog", "add", wordpress->address, "--authorize", NULL);
  page = read_page_address (process);
  answer = leaf_test_browse_authorize (wordpress, "author", page, TRUE);
  password = g_uri_unescape_string (strstr (answer, "&password=") + strlen ("&password="), NULL);
  g_assert_cmpint (write (input[1], answer, strlen (answer)), ==, strlen (answer));
  close (input[1]);
  leaf_test_cli_finish (cli, process, NULL);
  leaf_test_cli_assert_prints (cli, "1\n");
  g_assert_nonnull (strstr (cli->err, "Author: You can publish."));
  g_assert_null (strstr (cli->err, password));
  g_assert_true (is_good ("author", password));

  cli->password = g_strdup (password);
  leaf_test_cli_run (cli, "blog", "remove", "1", "--revoke", NULL);
  leaf_test_cli_assert_prints (cli, "");
  g_assert_false (is_good ("author", password));
  g_clear_pointer (&cli->password, g_free);

  /* The password that WordPress shows where no script runs; and whose it is has to be said. */
  add_again = g_strconcat (line, "\n", NULL);
  leaf_test_cli_run_input (cli, add_again, "blog", "add", wordpress->address, "--authorize", "--user", "author", NULL);
  leaf_test_cli_assert_prints (cli, "2\n");
  leaf_test_cli_run_input (cli, add_again, "blog", "add", wordpress->address, "--authorize", NULL);
  g_assert_cmpint (cli->status, ==, 2);
  g_assert_nonnull (strstr (cli->err, "Say with --user whose password this is."));
  g_assert_null (strstr (cli->err, line));
  leaf_test_cli_run_input (cli, "flyleaf://authorized?state=0&password=abcd\n", "blog", "add", wordpress->address, "--authorize", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  g_assert_nonnull (strstr (cli->err, "does not wait for"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  wordpress = leaf_test_wordpress_start (argc > 1 ? argv[1] : "pretty");

  g_test_add_func ("/wordpress-login/look", test_look);
  g_test_add_func ("/wordpress-login/roles", test_roles);
  g_test_add_func ("/wordpress-login/subscriber", test_subscriber);
  g_test_add_func ("/wordpress-login/rejected", test_rejected);
  g_test_add_func ("/wordpress-login/dropped-header", test_dropped_header);
  g_test_add_func ("/wordpress-login/passwords-off", test_passwords_off);
  g_test_add_func ("/wordpress-login/closed", test_closed);
  g_test_add_func ("/wordpress-login/maintenance", test_maintenance);
  leaf_test_add_library ("/wordpress-login/check", test_check);
  leaf_test_add_library ("/wordpress-login/publish", test_publish);
  leaf_test_add_cli ("/wordpress-login/verbs", test_verbs);
  g_test_add_func ("/wordpress-login/revoke", test_revoke);
  status = g_test_run ();

  leaf_test_wordpress_stop (wordpress);
  return status;
}
