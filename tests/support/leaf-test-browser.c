/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-test"

#include "config.h"

#include "leaf-test-browser.h"

#include <libsoup/soup.h>
#include <string.h>

/* A request with the cookies of the session; the page that came. */
static char *
load (SoupSession *session, SoupMessage *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = soup_session_send_and_read (session, message, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), <, 400);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
get (SoupSession *session, const char *address)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", address);

  return load (session, message);
}

static void
log_in (SoupSession *session, LeafTestWordpress *wordpress, const char *user)
{
  g_autofree char *address = g_strconcat (wordpress->address, "wp-login.php", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *password = g_key_file_get_string (wordpress->keys, user, "login", &error);
  g_autofree char *form = soup_form_encode ("log", user, "pwd", password, "testcookie", "1", NULL);
  g_autoptr (SoupMessage) message = soup_message_new_from_encoded_form ("POST", address, g_steal_pointer (&form));
  g_autofree char *before = get (session, address);
  g_autofree char *after = NULL;

  g_assert_no_error (error);
  after = load (session, message);
  g_assert_nonnull (strstr (before, "wp-submit"));
  g_assert_null (strstr (after, "login_error"));
}

/* What a page gives its script: `var NAME = {…};` */
static JsonNode *
read_variable (const char *page, const char *name)
{
  g_autofree char *start = g_strdup_printf ("var %s = {", name);
  const char *hit = strstr (page, start);
  const char *end;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_assert_nonnull (hit);
  hit += strlen (start) - 1;
  end = strstr (hit, "};");
  g_assert_nonnull (end);
  text = g_strndup (hit, end + 1 - hit);
  node = json_from_string (text, &error);
  g_assert_no_error (error);
  return node;
}

static char *
read_field (const char *page, const char *name)
{
  g_autofree char *start = g_strdup_printf ("name=\"%s\" value=\"", name);
  const char *hit = strstr (page, start);

  g_assert_nonnull (hit);
  hit += strlen (start);
  return g_strndup (hit, strcspn (hit, "\""));
}

static const char *
get_text (JsonNode *node, const char *member)
{
  return json_object_get_string_member (json_node_get_object (node), member);
}

/* What wp-admin/js/auth-app.js does when the button is pressed. */
static char *
approve_page (SoupSession *session, const char *page, JsonNode *app)
{
  g_autoptr (JsonNode) api = read_variable (page, "wpApiSettings");
  g_autofree char *address = g_strconcat (get_text (api, "root"), "wp/v2/users/me/application-passwords", NULL);
  g_autofree char *name = read_field (page, "app_name");
  g_autofree char *id = read_field (page, "app_id");
  g_autofree char *form = soup_form_encode ("name", name, "app_id", id, NULL);
  g_autoptr (SoupMessage) message = soup_message_new_from_encoded_form ("POST", address, g_steal_pointer (&form));
  g_autofree char *answer = NULL;
  g_autoptr (JsonNode) made = NULL;
  g_autofree char *site = g_uri_escape_string (get_text (app, "site_url"), NULL, FALSE);
  g_autofree char *user = g_uri_escape_string (get_text (app, "user_login"), NULL, FALSE);
  g_autofree char *password = NULL;
  const char *success = get_text (app, "success");

  soup_message_headers_replace (soup_message_get_request_headers (message), "X-WP-Nonce", get_text (api, "nonce"));
  answer = load (session, message);
  made = json_from_string (answer, NULL);
  password = g_uri_escape_string (get_text (made, "password"), NULL, FALSE);

  return g_strconcat (success, strchr (success, '?') != NULL ? "&" : "?", "site_url=", site, "&user_login=", user,
                      "&password=", password, NULL);
}

/**
 * leaf_test_browse_authorize:
 * @wordpress: a blog
 * @user: who sits at the browser
 * @page: the page that Flyleaf has opened
 * @approve: which button is pressed
 *
 * Returns: (transfer full): where the browser goes then
 */
char *
leaf_test_browse_authorize (LeafTestWordpress *wordpress, const char *user, const char *page, gboolean approve)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupCookieJar) jar = soup_cookie_jar_new ();
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) app = NULL;

  soup_session_add_feature (session, SOUP_SESSION_FEATURE (jar));
  log_in (session, wordpress, user);
  text = get (session, page);
  g_assert_nonnull (strstr (text, "auth-app-card"));
  app = read_variable (text, "authApp");

  return approve ? approve_page (session, text, app) : g_strdup (get_text (app, "reject"));
}
