/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-discovery.h"

#include "leaf-role.h"
#include "leaf-site-folder.h"
#include "leaf-test-library.h"
#include "leaf-test-server.h"

#include <glib/gstdio.h>
#include <string.h>

#define USER "ann"
#define PASSWORD "abcd EFGH"

/* The sentence names the host and never the password. */
static void
assert_sentence (const GError *error, const char *part)
{
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_null (strstr (error->message, "EFGH"));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

typedef struct {
  const char *name;
  const char *path;
  int code;
  const char *part;
} Case;

static const Case cases[] = {
  { "passwords-off", "", LEAF_PUBLISH_ERROR_LOGIN, "Application passwords are switched off" },
  { "off-for-user", "", LEAF_PUBLISH_ERROR_LOGIN, "for your account" },
  { "wrong-password", "", LEAF_PUBLISH_ERROR_LOGIN, "does not know this name with this password" },
  { "stripped-header", "", LEAF_PUBLISH_ERROR_LOGIN, "drops the log-in" },
  { "subscriber", "", LEAF_PUBLISH_ERROR_FORBIDDEN, "may only read" },
  { "firewall", "", LEAF_PUBLISH_ERROR_FORBIDDEN, "firewall" },
  { "all-blocked", "", LEAF_PUBLISH_ERROR_FORBIDDEN, "firewall" },
  { "page-for-data", "", LEAF_PUBLISH_ERROR_TEMPORARY, "page instead of data" },
  { "unknown-name", "", LEAF_PUBLISH_ERROR_LOGIN, "knows nobody named “ann”" },
  { "incorrect-password", "", LEAF_PUBLISH_ERROR_LOGIN, "but not this password" },
  { "rest-off", "", LEAF_PUBLISH_ERROR_LOGIN, "switched off, or open only to people it knows" },
  { "not-a-blog", "shop/index.html", LEAF_PUBLISH_ERROR_NOT_A_BLOG, "no WordPress blog" },
};

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  LeafTestServer *server = leaf_test_server_new (one->name, NULL);
  g_autofree char *address = g_strconcat (leaf_test_server_get_address (server), one->path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_discover_blog (NULL, address, USER, PASSWORD, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, one->code);
  assert_sentence (error, one->part);
  leaf_test_server_finish (server);
}

/* What is said before anybody logs in. */
static const Case looks[] = {
  { "passwords-off", "", LEAF_PUBLISH_ERROR_LOGIN, "Application passwords are switched off" },
  { "firewall-cloudflare", "", LEAF_PUBLISH_ERROR_FORBIDDEN, "(Cloudflare) answers in place of the blog (403)" },
  { "firewall-sucuri", "", LEAF_PUBLISH_ERROR_FORBIDDEN, "(Sucuri)" },
  { "firewall-wordfence", "", LEAF_PUBLISH_ERROR_FORBIDDEN, "(Wordfence)" },
  { "firewall-modsecurity", "", LEAF_PUBLISH_ERROR_FORBIDDEN, "(ModSecurity)" },
  { "behind-cloudflare", "", LEAF_PUBLISH_ERROR_NOT_A_BLOG, "no WordPress blog" },
  { "all-blocked", "", LEAF_PUBLISH_ERROR_FORBIDDEN, "firewall or a security plugin" },
  { "rest-missing", "", LEAF_PUBLISH_ERROR_FORBIDDEN, "its REST interface is switched off. Allow it" },
  { "rest-hidden", "", LEAF_PUBLISH_ERROR_FORBIDDEN, "its REST interface is switched off" },
  { "maintenance", "", LEAF_PUBLISH_ERROR_TEMPORARY, "closed for maintenance" },
  { "fault", "", LEAF_PUBLISH_ERROR_TEMPORARY, "has a fault (500)" },
  { "server-password", "", LEAF_PUBLISH_ERROR_FORBIDDEN, "a password of its own" },
  { "system-ghost", "", LEAF_PUBLISH_ERROR_NOT_A_BLOG, "made with Ghost" },
  { "system-hugo", "", LEAF_PUBLISH_ERROR_NOT_A_BLOG, "made with Hugo" },
  { "system-blogger", "", LEAF_PUBLISH_ERROR_NOT_A_BLOG, "made with Blogger" },
  { "system-squarespace", "", LEAF_PUBLISH_ERROR_NOT_A_BLOG, "made with Squarespace" },
  { "system-wordpress-com", "", LEAF_PUBLISH_ERROR_NOT_A_BLOG, "lives at WordPress.com" },
  { "root-elsewhere", "", LEAF_PUBLISH_ERROR_ADDRESS, "says that it lives at" },
};

static void
test_look (gconstpointer data)
{
  const Case *one = data;
  LeafTestServer *server = leaf_test_server_new (one->name, NULL);
  g_autoptr (GError) error = NULL;

  leaf_test_server_set_other (server, "https://other.example/");
  g_assert_null (leaf_discover (NULL, leaf_test_server_get_address (server), NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, one->code);
  assert_sentence (error, one->part);
  assert_sentence (error, "127.0.0.1");
  leaf_test_server_finish (server);
}

static LeafFound *
look (LeafTestServer *server)
{
  g_autoptr (GError) error = NULL;
  LeafFound *found = leaf_discover (NULL, leaf_test_server_get_address (server), NULL, &error);

  g_assert_no_error (error);
  g_assert_null (leaf_blog_get_user (found->blog));
  return found;
}

static void
assert_authorize_page (LeafFound *found, LeafTestServer *server)
{
  g_autofree char *page = g_strconcat (leaf_test_server_get_address (server), "wp-admin/authorize-application.php", NULL);

  g_assert_cmpstr (found->authorize, ==, page);
}

/* Name, address, interface, picture, and where passwords are handed out, without a log-in. */
static void
test_found (void)
{
  LeafTestServer *server = leaf_test_server_new ("found", NULL);
  g_autoptr (LeafFound) found = look (server);
  g_autofree char *root = g_strconcat (leaf_test_server_get_address (server), "wp-json/", NULL);

  g_assert_cmpstr (leaf_blog_get_name (found->blog), ==, "Ann & Books");
  g_assert_cmpstr (leaf_blog_get_setting (found->blog, LEAF_BLOG_SETTING_API_ROOT), ==, root);
  assert_authorize_page (found, server);
  g_assert_cmpuint (g_bytes_get_size (found->icon), ==, 4);
  g_assert_null (found->came_from);
  g_assert_false (found->closed);
  leaf_test_server_finish (server);
}

/* Her log-in is typed on that page, so it is never one that is not encrypted: then the usual one is tried. */
static void
test_found_elsewhere (void)
{
  LeafTestServer *server = leaf_test_server_new ("found-elsewhere", NULL);
  g_autoptr (LeafFound) found = look (server);

  assert_authorize_page (found, server);
  leaf_test_server_finish (server);
}

static void
test_coming_soon (void)
{
  LeafTestServer *server = leaf_test_server_new ("coming-soon", NULL);
  g_autoptr (LeafFound) found = look (server);

  g_assert_cmpstr (leaf_blog_get_name (found->blog), ==, "Soon");
  g_assert_null (leaf_blog_get_setting (found->blog, LEAF_BLOG_SETTING_TIME_ZONE));
  leaf_test_server_finish (server);
}

/* An interface for members only is found all the same, and asked again with the log-in. */
static void
test_closed (void)
{
  LeafTestServer *server = leaf_test_server_new ("rest-closed", NULL);
  g_autoptr (LeafFound) found = look (server);
  g_autoptr (LeafBlog) blog = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (found->closed);
  assert_authorize_page (found, server);
  leaf_test_server_finish (server);

  server = leaf_test_server_new ("rest-closed-login", NULL);
  blog = leaf_discover_blog (NULL, leaf_test_server_get_address (server), USER, PASSWORD, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (leaf_blog_get_name (blog), ==, "Ann & Books");
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_ROLE), ==, "author");
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_MAY_UPLOAD), ==, "true");
  leaf_test_server_finish (server);
}

static void
test_granted_lost (void)
{
  LeafTestServer *server = leaf_test_server_new ("granted-lost", NULL);
  char user[] = USER;
  char password[] = PASSWORD;
  const LeafGrant grant = { user, password };
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_discover_granted (NULL, leaf_test_server_get_address (server), &grant, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN);
  assert_sentence (error, "drops the log-in");
  assert_sentence (error, "may still be valid: revoke it in WordPress");
  leaf_test_server_finish (server);
}

/* What comes to nothing leaves no password alive on the blog. */
static void
test_granted_in_vain (void)
{
  LeafTestServer *server = leaf_test_server_new ("granted-in-vain", NULL);
  char user[] = USER;
  char password[] = PASSWORD;
  const LeafGrant grant = { user, password };
  g_autoptr (GError) error = NULL;

  g_assert_null (leaf_discover_granted (NULL, leaf_test_server_get_address (server), &grant, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN);
  assert_sentence (error, "may only read");
  g_assert_null (strstr (error->message, "valid"));
  leaf_test_server_finish (server);
}

/* Something listens there that knows no TLS. */
typedef struct {
  GSocketListener *listener;
  GCancellable *end;
  unsigned int n_connections; /* atomic */
} Deaf;

static gpointer
answer_deaf_thread (gpointer data)
{
  const char answer[] = "HTTP/1.0 400 Bad Request\r\n\r\n";
  Deaf *deaf = data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (deaf->listener, NULL, deaf->end, NULL)) != NULL)
    {
      g_atomic_int_inc (&deaf->n_connections);
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer, strlen (answer), NULL, NULL, NULL);
      g_object_unref (connection);
    }

  return NULL;
}

/* She does not wait once more for a blog that could not be reached: to give a password back takes a connection, too. */
static void
test_granted_unreachable (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GCancellable) end = g_cancellable_new ();
  Deaf deaf = { .listener = listener, .end = end };
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *address = g_strdup_printf ("https://127.0.0.1:%u/", port);
  GThread *thread = g_thread_new ("deaf", answer_deaf_thread, &deaf);
  char user[] = USER;
  char password[] = PASSWORD;
  const LeafGrant grant = { user, password };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) mistyped = NULL;
  unsigned int n;

  g_assert_null (leaf_discover_blog (NULL, address, USER, PASSWORD, NULL, &mistyped));
  n = g_atomic_int_and (&deaf.n_connections, 0);
  g_assert_cmpuint (n, >, 0);
  g_assert_null (leaf_discover_granted (NULL, address, &grant, NULL, &error));
  g_assert_cmpuint (g_atomic_int_get (&deaf.n_connections), ==, n);
  g_assert_true (g_str_has_prefix (error->message, mistyped->message));
  assert_sentence (error, "may still be valid: revoke it in WordPress");

  g_cancellable_cancel (end);
  g_thread_join (thread);
}

/* What each role is told, by what it may do and not by its name. */
static void
test_roles (void)
{
  static const struct {
    const char *role;
    const char *publish;
    const char *upload;
    const char *unfiltered;
    const char *name;
    const char *part;
  } roles[] = {
    { "administrator", "true", "true", "true", "Administrator", "exactly as you wrote them" },
    { "editor", "true", "true", "true", "Editor", "exactly as you wrote them" },
    { "editor", "true", "true", "false", "Editor", "WordPress removes" },
    { "author", "true", "true", "false", "Author", "WordPress removes" },
    { "contributor", "false", "false", "false", "Contributor", "drafts, which somebody else on the blog publishes. WordPress takes no pictures" },
    { "shop_helper", "true", "false", "false", "shop_helper", "takes no pictures" },
    { NULL, "false", "true", "false", NULL, "drafts with pictures" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      g_autoptr (LeafBlog) blog = leaf_blog_new ();
      g_autofree char *name = NULL;
      g_autofree char *sentence = NULL;

      g_assert_null (leaf_role_describe (blog));
      leaf_blog_set_user (blog, USER);
      leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_ROLE, roles[i].role);
      leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_MAY_PUBLISH, roles[i].publish);
      leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_MAY_UPLOAD, roles[i].upload);
      leaf_blog_set_setting (blog, LEAF_BLOG_SETTING_UNFILTERED_HTML, roles[i].unfiltered);
      name = leaf_role_dup_name (blog);
      sentence = leaf_role_describe (blog);
      g_assert_cmpstr (name, ==, roles[i].name);
      g_assert_nonnull (strstr (sentence, roles[i].part));
    }
}

static void
test_good (void)
{
  LeafTestServer *server = leaf_test_server_new ("good", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafBlog) blog = leaf_discover_blog (NULL, leaf_test_server_get_address (server), USER, PASSWORD, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (leaf_blog_get_system (blog), ==, LEAF_BLOG_SYSTEM_WORDPRESS);
  g_assert_cmpstr (leaf_blog_get_name (blog), ==, "Ann & Books");
  g_assert_cmpstr (leaf_blog_get_address (blog), ==, leaf_test_server_get_address (server));
  g_assert_cmpstr (leaf_blog_get_user (blog), ==, USER);
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_ROLE), ==, "editor");
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_GMT_OFFSET), ==, "5.5");
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_TIME_ZONE), ==, "Asia/Kolkata");
  g_assert_true (leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_UNFILTERED_HTML));
  g_assert_true (leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_MAY_PUBLISH));
  g_assert_true (leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_DETAILS_BLOCK));
  leaf_test_server_finish (server);
}

static void
test_link_element (void)
{
  LeafTestServer *server = leaf_test_server_new ("link-element", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafBlog) blog = leaf_discover_blog (NULL, leaf_test_server_get_address (server), USER, PASSWORD, NULL, &error);
  g_autofree char *root = g_strconcat (leaf_test_server_get_address (server), "index.php?rest_route=/", NULL);

  g_assert_no_error (error);
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_API_ROOT), ==, root);
  g_assert_cmpstr (leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_TIME_ZONE), ==, "-03:30");
  g_assert_false (leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_UNFILTERED_HTML));
  g_assert_false (leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_DETAILS_BLOCK));
  leaf_test_server_finish (server);
}

/* Neither a page nor a redirect takes the password to another origin: the other server hears nothing. */
static void
test_other_origin (gconstpointer name)
{
  LeafTestServer *other = leaf_test_server_new ("silent", NULL);
  LeafTestServer *server = leaf_test_server_new (name, NULL);
  g_autoptr (GError) error = NULL;

  leaf_test_server_set_other (server, leaf_test_server_get_address (other));
  g_assert_null (leaf_discover_blog (NULL, leaf_test_server_get_address (server), USER, PASSWORD, NULL, &error));
  g_assert_nonnull (error);
  assert_sentence (error, "127.0.0.1");
  leaf_test_server_finish (server);
  leaf_test_server_finish (other);
}

/* A blog that moved is followed while nothing secret is sent, and is known by its new address. A password that
 * was meant for the old one is not taken along. */
static void
test_moved (void)
{
  LeafTestServer *new_home = leaf_test_server_new ("found", NULL);
  LeafTestServer *server = leaf_test_server_new ("moved", NULL);
  g_autoptr (LeafFound) found = NULL;
  g_autofree char *host = g_strdup (leaf_test_server_get_address (server) + strlen ("http://"));
  g_autoptr (GError) error = NULL;

  leaf_test_server_set_other (server, leaf_test_server_get_address (new_home));
  found = look (server);
  host[strlen (host) - 1] = '\0';
  g_assert_cmpstr (found->came_from, ==, host);
  g_assert_cmpstr (leaf_blog_get_address (found->blog), ==, leaf_test_server_get_address (new_home));
  leaf_test_server_finish (server);
  leaf_test_server_finish (new_home);

  new_home = leaf_test_server_new ("only-page", NULL);
  server = leaf_test_server_new ("moved", NULL);
  leaf_test_server_set_other (server, leaf_test_server_get_address (new_home));
  g_assert_null (leaf_discover_blog (NULL, leaf_test_server_get_address (server), USER, PASSWORD, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_ADDRESS);
  assert_sentence (error, "leads to");
  assert_sentence (error, leaf_test_server_get_address (new_home));
  leaf_test_server_finish (server);
  leaf_test_server_finish (new_home);
}

/* Not an address, and no connection: said before anything is sent. */
static void
test_addresses (void)
{
  static const char *const wrong[] = { "", "   ", "my blog", "ftp://blog.example/", "mailto:ann@blog.example", "https://", "http:///x", "://", "a b://c" };
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *nobody = g_strdup_printf ("127.0.0.1:%u", port);
  g_autoptr (GError) error = NULL;

  for (unsigned int i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (leaf_discover_blog (NULL, wrong[i], USER, PASSWORD, NULL, &error));
      g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_ADDRESS);
      g_clear_error (&error);
    }

  /* RFC 6761: a name that no server ever has. */
  g_assert_null (leaf_discover_blog (NULL, "blog.invalid/wp-admin/", USER, PASSWORD, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_ADDRESS);
  assert_sentence (error, "blog.invalid");
  g_clear_error (&error);

  g_socket_listener_close (listener);
  g_assert_null (leaf_discover_blog (NULL, nobody, USER, PASSWORD, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY);
  assert_sentence (error, "cannot be reached");
}

/* Whoever asks, the form says what is meant; a word that could be a host is a folder where there is one. */
static void
test_typed (LeafTestLibrary *fixture, gconstpointer unused)
{
  static const struct {
    const char *typed;
    const char *path; /* NULL: an address */
  } words[] = {
    { "/srv/../srv/site", "/srv/site" },
    { "file:///srv/my%20site", "/srv/my site" },
    { "https://blog.example/", NULL },
    { "blog.example", NULL },
    { ".example", NULL },
    { "~ann", NULL },
    { "", NULL },
  };
  g_autofree char *home = leaf_site_folder_dup_typed ("~/Books");
  g_autofree char *here = leaf_site_folder_dup_typed ("./new");
  g_autofree char *own_home = g_build_filename (g_get_home_dir (), "Books", NULL);
  g_autofree char *own_here = g_canonicalize_filename ("new", NULL);
  g_autofree char *current = g_get_current_dir ();
  g_autofree char *bare = NULL;

  for (unsigned int i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *path = leaf_site_folder_dup_typed (words[i].typed);

      g_assert_cmpstr (path, ==, words[i].path);
      g_assert_cmpint (leaf_site_folder_is_typed (words[i].typed), ==, words[i].path != NULL);
    }
  g_assert_cmpstr (home, ==, own_home);
  g_assert_cmpstr (here, ==, own_here);

  g_assert_no_errno (g_chdir (fixture->dir));
  g_assert_no_errno (g_mkdir ("blog.example", 0700));
  bare = leaf_site_folder_dup_typed ("blog.example");
  g_assert_no_errno (g_chdir (current));
  g_assert_true (g_str_has_suffix (bare, "/blog.example"));
  g_assert_false (leaf_site_folder_is_typed ("blog.example"));
}

/* Looking leaves no trace; what is to be added is made and marked. */
static void
test_folder (LeafTestLibrary *fixture, gconstpointer unused)
{
  g_autofree char *folder = g_build_filename (fixture->dir, "site", NULL);
  g_autofree char *mark = g_build_filename (folder, LEAF_SITE_MANIFEST, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafFound) found = leaf_discover (fixture->library, folder, NULL, &error);
  g_autoptr (LeafFound) again = NULL;
  g_autoptr (LeafBlog) blog = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (leaf_blog_get_system (found->blog), ==, LEAF_BLOG_SYSTEM_SITE);
  g_assert_cmpstr (leaf_blog_get_name (found->blog), ==, "site");
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_no_errno (g_mkdir (folder, 0700));
  again = leaf_discover (fixture->library, folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));

  blog = leaf_discover_blog (fixture->library, folder, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (leaf_blog_get_system (blog), ==, LEAF_BLOG_SYSTEM_SITE);
  g_assert_cmpstr (leaf_blog_get_address (blog), ==, folder);
  g_assert_true (g_file_test (mark, G_FILE_TEST_EXISTS));
  g_assert_null (leaf_discover (fixture->library, mark, NULL, &error));
  g_assert_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FOLDER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/discovery/good", test_good);
  g_test_add_func ("/discovery/link-element", test_link_element);
  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/discovery/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_data_func ("/discovery/root-elsewhere", "root-elsewhere", test_other_origin);
  g_test_add_data_func ("/discovery/redirect-elsewhere", "redirect-elsewhere", test_other_origin);
  g_test_add_func ("/discovery/moved", test_moved);
  g_test_add_func ("/discovery/addresses", test_addresses);
  for (unsigned int i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strconcat ("/discovery/look/", looks[i].name, NULL);

      g_test_add_data_func (path, &looks[i], test_look);
    }
  g_test_add_func ("/discovery/found", test_found);
  g_test_add_func ("/discovery/found-elsewhere", test_found_elsewhere);
  g_test_add_func ("/discovery/coming-soon", test_coming_soon);
  g_test_add_func ("/discovery/closed", test_closed);
  g_test_add_func ("/discovery/granted-lost", test_granted_lost);
  g_test_add_func ("/discovery/granted-in-vain", test_granted_in_vain);
  g_test_add_func ("/discovery/granted-unreachable", test_granted_unreachable);
  g_test_add_func ("/discovery/roles", test_roles);
  leaf_test_add_library ("/discovery/typed", test_typed);
  leaf_test_add_library ("/discovery/folder", test_folder);

  return g_test_run ();
}
