/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-wordpress"

#include "config.h"

#include "leaf-evidence.h"
#include "leaf-wordpress-private.h"

#include <glib/gi18n.h>

/* Characters of the server's own words that a message carries. */
#define MAX_MESSAGE 200
#define MAX_CODE 60

/**
 * leaf_wordpress_build_address:
 * @root: the root of the interface, with or without pretty permalinks
 * @route: a route, without a slash before it
 * @query: (nullable): parameters, encoded
 *
 * Puts an address together: `…/wp-json/` + route, or `…/index.php?rest_route=/` + route.
 *
 * Returns: (transfer full): the address
 */
char *
leaf_wordpress_build_address (const char *root, const char *route, const char *query)
{
  const char *joint = strchr (root, '?') != NULL ? "&" : "?";

  if (query == NULL || *query == '\0')
    return g_strconcat (root, route, NULL);

  return g_strconcat (root, route, joint, query, NULL);
}

static char *
dup_message (JsonObject *object)
{
  const char *text = leaf_wordpress_get_text (object, "message");
  g_autofree char *start = text != NULL ? g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_MESSAGE)) : NULL;

  return leaf_wordpress_decode_text (start);
}

/* What to do about a refusal. */
static void
fail_refused (unsigned int status, JsonObject *object, const char *host, GError **error)
{
  const char *code = leaf_wordpress_get_text (object, "code");
  g_autofree char *said = dup_message (object);

  if (g_strcmp0 (code, "rest_cannot_publish") == 0)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN,
                 _("Your account on %s may not publish. Save the post as a draft, or ask for the role Author."), host);
  else if (g_strcmp0 (code, "rest_cannot_edit") == 0)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN,
                 _("Your account on %s may not change this post, which belongs to somebody else."), host);
  else if (status == 401)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN,
                 _("%s does not accept the name and password. Make a new application password and set the blog up again."),
                 host);
  else if (status == 403)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN,
                 _("Your account on %s may not do this; ask an administrator of the blog. It said: %s"), host, said);
  else if (status == 413)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                 _("This is too large for %s. Use a smaller picture, or raise the limit on the server."), host);
  else if (*said != '\0')
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED, _("%s refused this (%u) and said: %s"), host, status, said);
  else
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                 _("Something at %s answered in place of the blog (%u). Check the address of the blog, or ask whoever runs the server."),
                 host, status);
}

/* Statuses at which another try is worth it: the server is busy or on its way up. What it refuses it refuses again. */
static gboolean
is_busy (unsigned int status)
{
  return status == 408 || status == 425 || status == 429;
}

/* It is shown to her, so it has to look like one. */
static gboolean
is_code (const char *text)
{
  size_t length = text != NULL ? strlen (text) : 0;

  return length > 0 && length <= MAX_CODE &&
         strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == length;
}

/**
 * leaf_wordpress_is_closed:
 * @answer: the answer to the root of an interface
 * @node: (nullable): its JSON
 *
 * Tells whether an interface is there that shows itself to nobody, or only to those who are logged in, as
 * plugins make it: they say 401 or 403 with a code of their own (rest_cannot_access, rest_disabled,
 * rest_login_required, rest_not_logged_in…).
 *
 * Returns: whether it is so
 */
gboolean
leaf_wordpress_is_closed (const LeafHttpAnswer *answer, JsonNode *node)
{
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *code = leaf_wordpress_get_text (object, "code");

  return (answer->status == 401 || answer->status == 403) && is_code (code) &&
         (g_str_has_prefix (code, "rest_") || g_str_has_prefix (code, "jwt_") || strstr (code, "auth") != NULL ||
          strstr (code, "forbidden") != NULL);
}

/**
 * leaf_wordpress_fail_closed:
 * @code: (nullable): the code that the interface gave, if it gave one
 * @host: the blog, for the sentence
 * @error: set
 *
 * Says that the REST interface is switched off.
 */
void
leaf_wordpress_fail_closed (const char *code, const char *host, GError **error)
{
  if (code != NULL)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN,
                 /* Translators: a host, and a code such as rest_disabled */
                 _("The REST interface of %s is switched off (%s). Allow it in the plugin that does so."), host, code);
  else
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN,
                 _("%s is a WordPress blog, but its REST interface is switched off. "
                   "Allow it in the plugin or the settings of the server that do so."), host);
}

static void
fail_status (const LeafHttpAnswer *answer, JsonNode *node, const char *host, gboolean writing, GError **error)
{
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  const char *firewall = object == NULL ? leaf_evidence_find_firewall (answer) : NULL;

  if (is_busy (answer->status))
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY,
                 _("%s asks for patience (%u). Flyleaf tries again later."), host, answer->status);
  else if (answer->status >= 500)
    g_set_error (error, LEAF_PUBLISH_ERROR, writing ? LEAF_PUBLISH_ERROR_UNCLEAR : LEAF_PUBLISH_ERROR_TEMPORARY,
                 _("%s has a fault (%u). Try again later; if it stays, ask whoever runs the server."), host, answer->status);
  else if (firewall != NULL)
    leaf_evidence_explain (answer, host, error);
  else if (object == NULL && (answer->status == 401 || answer->status == 403 || answer->status == 406 || answer->status == 429))
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN,
                 _("A firewall or a security plugin at %s answers in place of the blog (%u). "
                   "Allow the REST interface there."), host, answer->status);
  else
    fail_refused (answer->status, object, host, error);

  if (error != NULL && answer->retry_after > 0)
    leaf_publish_error_set_retry_after (*error, answer->retry_after);
  if (error != NULL)
    leaf_publish_error_set_doubtful (*error, writing && leaf_wordpress_get_text (object, "code") == NULL);
}

/**
 * leaf_wordpress_judge:
 * @answer: what came back
 * @host: the blog, for messages
 * @writing: whether the request can have changed something
 * @error: set unless the answer is a clear yes
 *
 * Tells a clear yes from everything else. A 2xx without JSON (a caching plugin, a firewall's page, a
 * hotel's log-in page) after a writing request is as unclear as no answer.
 *
 * Returns: (transfer full): the JSON, or %NULL
 */
JsonNode *
leaf_wordpress_judge (const LeafHttpAnswer *answer, const char *host, gboolean writing, GError **error)
{
  g_autoptr (JsonNode) node = leaf_wordpress_parse (answer->body);

  if (answer->status < 200 || answer->status > 299)
    {
      fail_status (answer, node, host, writing, error);
      return NULL;
    }
  if (node == NULL)
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, writing ? LEAF_PUBLISH_ERROR_UNCLEAR : LEAF_PUBLISH_ERROR_TEMPORARY,
                   _("%s answered with a page instead of data. A firewall or a plugin may stand in the way."), host);
      return NULL;
    }

  return g_steal_pointer (&node);
}

/**
 * leaf_wordpress_get_refusal:
 * @self: the blog
 * @code: a code of WordPress, such as "term_exists"
 *
 * Tells why the last request was refused.
 *
 * Returns: (transfer none) (nullable): the `data` of the refusal when it had that code, else %NULL
 */
JsonObject *
leaf_wordpress_get_refusal (LeafWordpress *self, const char *code)
{
  JsonObject *object = NULL;

  if (self->refusal != NULL && JSON_NODE_HOLDS_OBJECT (self->refusal))
    object = json_node_get_object (self->refusal);
  if (g_strcmp0 (leaf_wordpress_get_text (object, "code"), code) != 0)
    return NULL;

  return leaf_wordpress_get_object (object, "data");
}

/**
 * leaf_wordpress_is_refused:
 * @self: the blog
 * @code: a code of WordPress, such as "rest_post_invalid_id"
 *
 * Tells whether the last request was refused for this reason.
 *
 * Returns: whether it was
 */
gboolean
leaf_wordpress_is_refused (LeafWordpress *self, const char *code)
{
  if (self->refusal == NULL || !JSON_NODE_HOLDS_OBJECT (self->refusal))
    return FALSE;

  return g_strcmp0 (leaf_wordpress_get_text (json_node_get_object (self->refusal), "code"), code) == 0;
}

/**
 * leaf_wordpress_is_own_refusal:
 * @error: why a request failed
 *
 * Tells whether WordPress itself does not want it so, and never will: not a firewall before it, nor a log-in
 * that is wrong today.
 *
 * Returns: whether it is so
 */
gboolean
leaf_wordpress_is_own_refusal (const GError *error)
{
  return (g_error_matches (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN) ||
          g_error_matches (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED)) &&
         !leaf_publish_error_is_doubtful (error);
}

/**
 * leaf_wordpress_clear_doubt:
 * @error: why a request failed that may be sent twice, before that of the post
 *
 * Says that the post itself is certainly not there: what failed has only to be tried again.
 */
void
leaf_wordpress_clear_doubt (GError *error)
{
  if (error->domain != LEAF_PUBLISH_ERROR)
    return;

  leaf_publish_error_set_doubtful (error, FALSE);
  if (error->code == LEAF_PUBLISH_ERROR_UNCLEAR)
    error->code = LEAF_PUBLISH_ERROR_TEMPORARY;
}

/**
 * leaf_wordpress_send_request:
 * @self: the blog
 * @request: the request, without address; one with a method writes
 * @route: a route
 * @query: (nullable): parameters, encoded
 * @cancellable: (nullable): a cancellable
 * @error: set on failure
 *
 * Sends a request to the blog's interface.
 *
 * Returns: (transfer full): the JSON, or %NULL
 */
JsonNode *
leaf_wordpress_send_request (LeafWordpress *self,
                             LeafHttpRequest *request,
                             const char *route,
                             const char *query,
                             GCancellable *cancellable,
                             GError **error)
{
  const char *root = leaf_blog_get_setting (self->blog, LEAF_BLOG_SETTING_API_ROOT);
  g_autofree char *address = NULL;
  g_autoptr (LeafHttpAnswer) answer = NULL;

  g_clear_pointer (&self->refusal, json_node_unref);
  if (root == NULL || *root == '\0')
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_NOT_A_BLOG,
                   _("Where %s takes posts is not known yet. Check the blog in the preferences."), self->host);
      return NULL;
    }

  address = leaf_wordpress_build_address (root, route, query);
  request->address = address;
  answer = leaf_http_send (self->http, request, cancellable, error);
  if (answer == NULL)
    return NULL;

  if (answer->status >= 400)
    self->refusal = leaf_wordpress_parse (answer->body);
  if (answer->date > 0)
    self->clock = answer->date;

  return leaf_wordpress_judge (answer, self->host, request->method != NULL, error);
}

/**
 * leaf_wordpress_get:
 * @self: the blog
 * @route: a route
 * @query: (nullable): parameters, encoded
 * @cancellable: (nullable): a cancellable
 * @error: set on failure
 *
 * Reads.
 *
 * Returns: (transfer full): the JSON, or %NULL
 */
JsonNode *
leaf_wordpress_get (LeafWordpress *self, const char *route, const char *query, GCancellable *cancellable, GError **error)
{
  LeafHttpRequest request = { 0 };

  return leaf_wordpress_send_request (self, &request, route, query, cancellable, error);
}

/**
 * leaf_wordpress_post:
 * @self: the blog
 * @route: a route
 * @query: (nullable): parameters, encoded
 * @body: what to write
 * @unmodified_since: (nullable): a date for `If-Unmodified-Since`, ignored by WordPress today
 * @cancellable: (nullable): a cancellable
 * @error: set on failure; %LEAF_PUBLISH_ERROR_UNCLEAR when it may have been carried out
 *
 * Writes.
 *
 * Returns: (transfer full): the JSON, or %NULL
 */
JsonNode *
leaf_wordpress_post (LeafWordpress *self,
                     const char *route,
                     const char *query,
                     JsonNode *body,
                     const char *unmodified_since,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *text = json_to_string (body, FALSE);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  LeafHttpRequest request = {
    .method = "POST",
    .content_type = "application/json",
    .body = bytes,
    .unmodified_since = unmodified_since,
  };

  return leaf_wordpress_send_request (self, &request, route, query, cancellable, error);
}
