/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-wordpress"

#include "config.h"

#include "leaf-authorization.h"
#include "leaf-text.h"
#include "leaf-wordpress-private.h"

#include <glib/gi18n.h>

#define PASSWORDS "wp/v2/users/me/application-passwords/"
#define INTROSPECT PASSWORDS "introspect"

/* The log-in in the body instead of the header: tells a wrong password from a header that got lost. */
#define XMLRPC \
  "<?xml version=\"1.0\"?><methodCall><methodName>wp.getUsersBlogs</methodName><params>" \
  "<param><value><string>%s</string></value></param><param><value><string>%s</string></value></param>" \
  "</params></methodCall>"

static gboolean
has_capability (JsonObject *user, const char *name)
{
  JsonObject *capabilities = leaf_wordpress_get_object (user, "capabilities");
  JsonNode *node = capabilities != NULL ? json_object_get_member (capabilities, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
}

/* TRUE: the password is good where it stands in the body, so the header was lost on its way. */
static gboolean
is_header_lost (LeafWordpress *self, GCancellable *cancellable)
{
  g_autofree char *address = g_strconcat (leaf_blog_get_address (self->blog), "xmlrpc.php", NULL);
  g_autofree char *user = leaf_text_escape (leaf_blog_get_user (self->blog));
  g_autofree char *password = leaf_text_escape (self->password);
  g_autofree char *text = g_strdup_printf (XMLRPC, user, password);
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text)); /* not copied: it is wiped below */
  LeafHttpRequest request = { .method = "POST", .address = address, .content_type = "text/xml", .body = body };
  g_autoptr (LeafHttpAnswer) answer = NULL;
  gboolean lost = FALSE;

  answer = leaf_http_send (self->http, &request, cancellable, NULL);
  if (answer != NULL && answer->status == 200)
    {
      gsize length;
      const char *data = g_bytes_get_data (answer->body, &length);

      lost = data != NULL && g_strstr_len (data, length, "<methodResponse>") != NULL &&
             g_strstr_len (data, length, "isAdmin") != NULL && g_strstr_len (data, length, "<fault>") == NULL;
    }
  explicit_bzero (password, strlen (password));
  explicit_bzero (text, strlen (text));

  return lost;
}

/* A wrong password counts as nobody (measured), and so does a header that never arrived. */
static void
explain_login (LeafWordpress *self, GCancellable *cancellable, GError **error)
{
  g_clear_error (error);

  if (leaf_wordpress_get_refusal (self, "application_passwords_disabled") != NULL ||
      leaf_wordpress_get_refusal (self, "application_passwords_disabled_for_user") != NULL)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN,
                 _("Application passwords are switched off at %s for your account. Ask whoever runs the blog to allow them."),
                 self->host);
  else if (leaf_wordpress_get_refusal (self, "invalid_username") != NULL || leaf_wordpress_get_refusal (self, "invalid_email") != NULL)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN,
                 _("%s knows nobody named “%s”. Use the name or the e-mail address that you log in to WordPress with."),
                 self->host, leaf_blog_get_user (self->blog));
  else if (leaf_wordpress_get_refusal (self, "incorrect_password") != NULL)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN,
                 _("%s knows “%s”, but not this password. It has to be an application password, "
                   "which you make in WordPress under Users, Profile."),
                 self->host, leaf_blog_get_user (self->blog));
  else if (leaf_wordpress_get_refusal (self, "rest_not_logged_in") != NULL &&
           (self->issued || is_header_lost (self, cancellable)))
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN,
                 _("The server at %s drops the log-in before WordPress sees it (the Authorization header). "
                   "Ask whoever runs the server to let it through."),
                 self->host);
  else
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN,
                 _("%s does not know this name with this password. Use your log-in name and an application password, "
                   "which you make in WordPress under Users, Profile."),
                 self->host);
}

static gboolean
read_user (LeafWordpress *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *user;
  JsonNode *roles;
  const char *role = NULL;

  node = leaf_wordpress_get (self, "wp/v2/users/me", "context=edit&_fields=id,roles,capabilities", cancellable, &failure);
  if (node == NULL)
    {
      if (g_error_matches (failure, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN))
        explain_login (self, cancellable, &failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  user = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (!has_capability (user, "edit_posts"))
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN,
                   _("Your account on %s may only read. Ask an administrator of the blog for the role Author."), self->host);
      return FALSE;
    }

  roles = json_object_get_member (user, "roles");
  if (roles != NULL && JSON_NODE_HOLDS_ARRAY (roles) && json_array_get_length (json_node_get_array (roles)) > 0 &&
      JSON_NODE_HOLDS_VALUE (json_array_get_element (json_node_get_array (roles), 0)))
    role = json_node_get_string (json_array_get_element (json_node_get_array (roles), 0));
  leaf_blog_set_setting (self->blog, LEAF_BLOG_SETTING_ROLE, role);
  leaf_blog_set_setting (self->blog, LEAF_BLOG_SETTING_UNFILTERED_HTML, has_capability (user, "unfiltered_html") ? "true" : "false");
  leaf_blog_set_setting (self->blog, LEAF_BLOG_SETTING_MAY_PUBLISH, has_capability (user, "publish_posts") ? "true" : "false");
  leaf_blog_set_setting (self->blog, LEAF_BLOG_SETTING_MAY_UPLOAD, has_capability (user, "upload_files") ? "true" : "false");

  return TRUE;
}

/* wp:details came with 6.3; an older one shows "this block is not supported" in the editor. */
static gboolean
read_block_types (LeafWordpress *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonNode) node = leaf_wordpress_get (self, "wp/v2/block-types/core/details", "_fields=name", cancellable, &failure);

  if (node == NULL && !g_error_matches (failure, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED) &&
      !g_error_matches (failure, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  leaf_blog_set_setting (self->blog, LEAF_BLOG_SETTING_DETAILS_BLOCK, node != NULL ? "true" : "false");
  return TRUE;
}

/**
 * leaf_wordpress_check_account:
 * @self: the blog
 * @cancellable: (nullable): a cancellable
 * @error: set to what is wrong with the address or the log-in
 *
 * Looks for the interface and at the log-in, and keeps in the blog's settings what publishing needs to
 * know, so that it asks for nothing of it again.
 *
 * Returns: whether all is good
 */
gboolean
leaf_wordpress_check_account (LeafWordpress *self, GCancellable *cancellable, GError **error)
{
  if (!leaf_wordpress_look (self, cancellable, error))
    return FALSE;
  if (self->password == NULL || leaf_blog_get_user (self->blog) == NULL)
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN,
                   _("%s needs your log-in name and an application password, which you make in WordPress under Users, Profile."),
                   self->host);
      return FALSE;
    }

  return read_user (self, cancellable, error) && read_block_types (self, cancellable, error);
}

/**
 * leaf_wordpress_revoke:
 * @self: the blog
 * @ours_only: only a password that the blog made for Flyleaf: one that was pasted may serve other programs too
 * @cancellable: (nullable): a cancellable
 * @error: set when the blog still accepts the password
 *
 * Makes the blog forget the application password that Flyleaf logs in with. That it knows it no longer is
 * a success; that one it has just handed out counts as nobody's is none, as it is lost on its way then.
 *
 * Returns: whether the password is of no more use, or was left alone as @ours_only wants
 */
gboolean
leaf_wordpress_revoke (LeafWordpress *self, gboolean ours_only, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) gone = NULL;
  g_autofree char *route = NULL;
  LeafHttpRequest request = { .method = "DELETE" };
  JsonObject *object;
  const char *uuid;

  node = leaf_wordpress_get (self, INTROSPECT, "_fields=uuid,app_id", cancellable, &failure);
  if (g_error_matches (failure, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN) &&
      (!self->issued || leaf_wordpress_get_refusal (self, "rest_not_logged_in") == NULL))
    return TRUE;
  object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  uuid = leaf_wordpress_get_text (object, "uuid");
  if (failure == NULL && !g_uuid_string_is_valid (uuid != NULL ? uuid : ""))
    g_set_error (&failure, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                 _("%s does not say which password this is. Revoke it in WordPress under Users, Profile."), self->host);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (ours_only && g_strcmp0 (leaf_wordpress_get_text (object, "app_id"), LEAF_AUTHORIZATION_APP_ID) != 0)
    return TRUE;

  route = g_strconcat (PASSWORDS, uuid, NULL);
  gone = leaf_wordpress_send_request (self, &request, route, NULL, cancellable, error);
  return gone != NULL;
}
