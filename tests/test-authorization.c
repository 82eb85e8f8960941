/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-authorization.h"

#include "leaf-publisher.h"
#include "leaf-test-library.h"

#include <glib/gstdio.h>
#include <string.h>

#define BLOG "https://blog.example/"
#define PAGE BLOG "wp-admin/authorize-application.php"
#define GOOD "&site_url=https%3A%2F%2Fblog.example&user_login=Ann%20R&password=abcd%20EFGH+1234"

static char *dir;

static LeafAuthorization *
begin (void)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();

  leaf_blog_set_address (blog, BLOG);
  leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_API_ROOT, BLOG "wp-json/");
  return leaf_authorization_new (blog, PAGE);
}

static char *
answer (LeafAuthorization *authorization, const char *rest)
{
  return g_strconcat ("flyleaf://authorized?state=", authorization->state, rest, NULL);
}

static char *
dup_state_file (void)
{
  return g_build_filename (dir, "flyleaf", "authorization", NULL);
}

static void
test_address (void)
{
  g_autoptr (LeafAuthorization) one = begin ();
  g_autoptr (LeafAuthorization) other = begin ();
  g_autofree char *address = leaf_authorization_dup_address (one);
  g_autofree char *again = leaf_authorization_dup_address (one);
  g_autofree char *success = g_strdup_printf ("&success_url=flyleaf%%3A%%2F%%2Fauthorized%%3Fstate%%3D%s&", one->state);

  g_assert_true (g_str_has_prefix (address, PAGE "?app_name=Flyleaf%20"));
  g_assert_cmpstr (address, !=, again);
  g_assert_nonnull (strstr (address, "&app_id=" LEAF_AUTHORIZATION_APP_ID "&"));
  g_assert_nonnull (strstr (address, success));
  g_assert_nonnull (strstr (address, "&reject_url=flyleaf%3A%2F%2Fauthorized%3Fstate%3D"));
  g_assert_cmpuint (strlen (one->state), ==, 32);
  g_assert_cmpstr (one->state, !=, other->state);
  g_assert_true (g_uuid_string_is_valid (LEAF_AUTHORIZATION_APP_ID));
}

static void
test_good (void)
{
  static const char *const sites[] = { GOOD, "&password=abcd+EFGH+1234&user_login=Ann+R&site_url=http://blog.example/wp" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (sites); i++)
    {
      g_autoptr (LeafAuthorization) authorization = begin ();
      g_autofree char *address = answer (authorization, sites[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (LeafGrant) grant = leaf_authorization_redeem (authorization, address, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (grant->user, ==, "Ann R");
      g_assert_cmpstr (grant->password, ==, "abcd EFGH 1234");
    }
}

static void
test_refused (void)
{
  static const struct {
    const char *rest;
    const char *part;
  } cases[] = {
    { "&site_url=https://evil.example&user_login=ann&password=abcdEFGH", "another blog than blog.example" },
    { "&site_url=https://blog.example.evil.example&user_login=ann&password=abcdEFGH", "another blog" },
    { "&site_url=https://blog.example:8443&user_login=ann&password=abcdEFGH", "another blog" },
    { "&site_url=https://blog.example@evil.example&user_login=ann&password=abcdEFGH", "another blog" },
    { "&user_login=ann&password=abcdEFGH", "another blog" },
    { "&site_url=https://blog.example&user_login=ann", "without a password" },
    { "&site_url=https://blog.example&user_login=ann&password=", "without a password" },
    { "&site_url=https://blog.example&password=abcdEFGH", "without a password" },
    { "&site_url=https://blog.example&user_login=%ff&password=abcdEFGH", "without a password" },
    { "&site_url=https://blog.example&user_login=a%00b&password=abcdEFGH", "without a password" },
    { "&success=false", "was told not to let Flyleaf in" },
    { "&success=false&error=disabled", "switched off at blog.example for your account" },
    { "x" GOOD, "does not wait for" },
    { "#" GOOD, "another blog" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LeafAuthorization) authorization = begin ();
      g_autofree char *address = answer (authorization, cases[i].rest);
      g_autoptr (GError) error = NULL;

      g_assert_null (leaf_authorization_redeem (authorization, address, &error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN);
      if (strstr (error->message, cases[i].part) == NULL)
        g_error ("%s: %s", cases[i].rest, error->message);
      g_assert_null (strstr (error->message, "EFGH"));
      g_assert_null (strstr (error->message, authorization->state));
    }
}

static void
test_not_answers (void)
{
  static const char *const others[] = { "flyleaf:authorized", "flyleaf://authorizedx?state=1", "flyleaf://book/1", "https://authorized/?state=1", "" };

  for (unsigned int i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (leaf_authorization_is_answer (others[i]));
  g_assert_true (leaf_authorization_is_answer ("flyleaf://authorized"));
  g_assert_true (leaf_authorization_is_answer ("FLYLEAF://Authorized/?state=1"));
}

/* An hour, by whatever the clock was turned to. */
static void
test_expires (void)
{
  static const int ages[] = { 60 * 60 + 2, -60 };

  for (unsigned int i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autoptr (LeafAuthorization) authorization = begin ();
      g_autofree char *address = answer (authorization, GOOD);
      g_autoptr (GError) error = NULL;

      authorization->begun -= ages[i];
      g_assert_null (leaf_authorization_redeem (authorization, address, &error));
      g_assert_nonnull (strstr (error->message, "longer than an hour"));
    }
}

/* Another program takes it up from a file that has no secret; it counts once. */
static void
test_take (void)
{
  g_autoptr (LeafAuthorization) authorization = begin ();
  g_autoptr (LeafAuthorization) taken = NULL;
  g_autoptr (LeafAuthorization) again = NULL;
  g_autofree char *address = answer (authorization, GOOD);
  g_autofree char *path = dup_state_file ();
  g_autoptr (LeafGrant) grant = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  authorization->library = g_strdup ("/somewhere/library.db");
  g_assert_true (leaf_authorization_save (authorization, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);

  /* A page that guesses does not end what she is in the middle of. */
  g_assert_null (leaf_authorization_take ("flyleaf://authorized?state=0123456789abcdef0123456789abcdef" GOOD, &taken, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN);
  g_assert_null (taken);
  g_clear_error (&error);

  grant = leaf_authorization_take (address, &taken, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (grant->user, ==, "Ann R");
  g_assert_cmpstr (taken->address, ==, BLOG);
  g_assert_cmpstr (taken->library, ==, "/somewhere/library.db");
  g_assert_null (taken->blog);
  g_assert_cmpint (g_stat (path, &info), !=, 0);

  g_assert_null (leaf_authorization_take (address, &again, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN);
}

/* Right state, wrong blog: that was the one try. */
static void
test_take_mixed_up (void)
{
  g_autoptr (LeafAuthorization) authorization = begin ();
  g_autoptr (LeafAuthorization) taken = NULL;
  g_autoptr (LeafAuthorization) again = NULL;
  g_autofree char *wrong = answer (authorization, "&site_url=https://evil.example&user_login=ann&password=abcdEFGH");
  g_autofree char *right = answer (authorization, GOOD);

  g_assert_true (leaf_authorization_save (authorization, NULL));
  g_assert_null (leaf_authorization_take (wrong, &taken, NULL));
  g_assert_nonnull (taken);
  g_assert_null (leaf_authorization_take (right, &again, NULL));
}

/* Whatever stands in the file, it is no log-in. */
static void
test_broken_file (void)
{
  static const char *const texts[] = { "", "nonsense", "[Authorization]\nState=x\n", "[Authorization]\nAddress=https://blog.example/\n",
                                       "[Other]\nState=0123456789abcdef0123456789abcdef\n" };
  g_autofree char *path = dup_state_file ();
  g_autofree char *large = g_strnfill (100 * 1000, 'x');

  for (unsigned int i = 0; i <= G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, i < G_N_ELEMENTS (texts) ? texts[i] : large, -1, NULL));
      g_assert_null (leaf_authorization_load (&error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN);
    }
}

/* One that was given up, and no other. */
static void
test_forget (void)
{
  g_autoptr (LeafAuthorization) first = begin ();
  g_autoptr (LeafAuthorization) second = begin ();
  g_autofree char *path = dup_state_file ();

  g_assert_true (leaf_authorization_save (first, NULL));
  g_assert_true (leaf_authorization_save (second, NULL));
  leaf_authorization_forget (first);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  leaf_authorization_forget (second);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  int status;

  dir = g_dir_make_tmp ("flyleaf-test-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", dir, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/authorization/address", test_address);
  g_test_add_func ("/authorization/good", test_good);
  g_test_add_func ("/authorization/refused", test_refused);
  g_test_add_func ("/authorization/not-answers", test_not_answers);
  g_test_add_func ("/authorization/expires", test_expires);
  g_test_add_func ("/authorization/take", test_take);
  g_test_add_func ("/authorization/take-mixed-up", test_take_mixed_up);
  g_test_add_func ("/authorization/broken-file", test_broken_file);
  g_test_add_func ("/authorization/forget", test_forget);
  status = g_test_run ();
  leaf_test_remove_tree (dir);
  g_free (dir);

  return status;
}
