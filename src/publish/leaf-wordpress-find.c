/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-wordpress"

#include "config.h"

#include "leaf-evidence.h"
#include "leaf-wordpress-private.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#define RELATION "https://api.w.org/"
/* A blog may live in a folder; this many folders up from what she typed are tried. */
#define MAX_FOLDERS 5

/* From `Link: <ADDRESS>; rel="https://api.w.org/"` (RFC 8288), where a page has it. */
static char *
find_in_header (const char *link)
{
  const char *p = link;

  while (p != NULL && (p = strchr (p, '<')) != NULL)
    {
      const char *close = strchr (p, '>');
      const char *next = close != NULL ? strchr (close, '<') : NULL;
      g_autofree char *rest = NULL;

      if (close == NULL)
        return NULL;
      rest = next != NULL ? g_strndup (close, next - close) : g_strdup (close);
      if (strstr (rest, "rel=\"" RELATION "\"") != NULL || strstr (rest, "rel=" RELATION) != NULL)
        return g_strndup (p + 1, close - p - 1);
      p = close;
    }

  return NULL;
}

/* From `<link rel='https://api.w.org/' href='ADDRESS' />`, where a proxy dropped the header. */
static char *
find_in_page (GBytes *body)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  const char *hit = data != NULL ? g_strstr_len (data, length, RELATION) : NULL;
  const char *open;
  const char *close;
  g_autofree char *tag = NULL;
  g_autofree char *address = NULL;
  char *href;
  char *end;

  if (hit == NULL)
    return NULL;
  open = g_strrstr_len (data, hit - data, "<link");
  close = memchr (hit, '>', data + length - hit);
  if (open == NULL || close == NULL || close - open > 2000)
    return NULL;

  tag = g_strndup (open, close - open);
  href = strstr (tag, "href=");
  if (href == NULL || (href[5] != '"' && href[5] != '\''))
    return NULL;
  end = strchr (href + 6, href[5]);
  if (end == NULL)
    return NULL;

  address = g_strndup (href + 6, end - href - 6);
  return leaf_wordpress_decode_text (address);
}

static gboolean
is_root (JsonNode *node)
{
  JsonArray *namespaces;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  if (!json_object_has_member (json_node_get_object (node), "namespaces") ||
      !JSON_NODE_HOLDS_ARRAY (json_object_get_member (json_node_get_object (node), "namespaces")))
    return FALSE;

  namespaces = json_object_get_array_member (json_node_get_object (node), "namespaces");
  for (unsigned int i = 0; i < json_array_get_length (namespaces); i++)
    {
      JsonNode *element = json_array_get_element (namespaces, i);

      if (JSON_NODE_HOLDS_VALUE (element) && g_strcmp0 (json_node_get_string (element), "wp/v2") == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_barred (const LeafHttpAnswer *answer)
{
  return answer->status == 401 || answer->status == 403 || answer->status == 406;
}

/* What is there instead of an interface, most certain first. */
static void
explain (const LeafHttpAnswer *page, const LeafHttpAnswer *blocked, const char *host, GError **error)
{
  const char *system = leaf_evidence_find_system (page);

  if ((blocked != NULL && leaf_evidence_explain (blocked, host, error)) ||
      (page->status >= 400 && leaf_evidence_explain (page, host, error)))
    return;

  if (system != NULL)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_NOT_A_BLOG,
                 /* Translators: a host, and the name of a system such as Ghost */
                 _("The blog at %s is made with %s. Flyleaf publishes to WordPress, and to a folder for a site of its own."),
                 host, system);
  else if (leaf_evidence_is_wordpress (page))
    leaf_wordpress_fail_closed (NULL, host, error);
  else if (blocked != NULL || is_barred (page) || leaf_evidence_find_firewall (page) != NULL)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FORBIDDEN,
                 _("A firewall or a security plugin at %s keeps Flyleaf out. Allow the REST interface there."), host);
  else
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_NOT_A_BLOG,
                 _("There is a server at %s, but no WordPress blog. Check the address."), host);
}

/* "https://host/a/b.php" → "https://host/a/" → "https://host/"; NULL at the end. */
static char *
parent_of (const char *address, gboolean first)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GUri) parent = NULL;
  g_autofree char *path = NULL;
  char *slash;

  if (uri == NULL)
    return NULL;

  path = g_strdup (g_uri_get_path (uri));
  if (!first)
    {
      if (strlen (path) <= 1)
        return NULL;
      path[strlen (path) - 1] = '\0';
    }
  slash = strrchr (path, '/');
  if (slash != NULL)
    slash[1] = '\0';

  parent = g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri),
                        slash != NULL ? path : "/", NULL, NULL);
  return g_uri_to_string (parent);
}

/* Where neither page nor header says it: both forms of the root, in the folder and those above it. The first
 * answer that something else gave in place of an interface is kept in `blocked`. */
static char *
probe (LeafHttp *http, const char *page, LeafHttpAnswer **blocked, GCancellable *cancellable, GError **error)
{
  static const char *const forms[] = { "?rest_route=/", "wp-json/" };
  g_autofree char *base = parent_of (page, TRUE);

  for (int i = 0; base != NULL && i < MAX_FOLDERS; i++)
    {
      g_autofree char *below = g_steal_pointer (&base);

      for (unsigned int j = 0; j < G_N_ELEMENTS (forms); j++)
        {
          g_autofree char *address = g_strconcat (below, forms[j], NULL);
          LeafHttpRequest request = { .address = address, .anonymous = TRUE };
          g_autoptr (LeafHttpAnswer) answer = leaf_http_send (http, &request, cancellable, error);
          g_autoptr (JsonNode) node = NULL;

          if (answer == NULL)
            return NULL;
          node = leaf_wordpress_parse (answer->body);
          /* An interface that shows itself to nobody is there all the same. */
          if (is_root (node) || leaf_wordpress_is_closed (answer, node))
            return g_strdup (answer->address);
          if (*blocked == NULL && (is_barred (answer) || leaf_evidence_find_firewall (answer) != NULL))
            *blocked = g_steal_pointer (&answer);
        }
      base = parent_of (below, FALSE);
    }

  return NULL;
}

/**
 * leaf_wordpress_upgrade:
 * @root: an address that a blog says of itself
 * @page: the address it was asked at
 *
 * Behind a proxy WordPress often calls itself http although the page came by https: the host counts.
 *
 * Returns: (transfer full): @root, by https when @page was
 */
char *
leaf_wordpress_upgrade (const char *root, const char *page)
{
  if (g_str_has_prefix (root, "http://") && g_str_has_prefix (page, "https://"))
    {
      g_autofree char *secure = g_strconcat ("https://", root + strlen ("http://"), NULL);

      if (leaf_http_same_origin (secure, page))
        return g_steal_pointer (&secure);
    }

  return g_strdup (root);
}

/**
 * leaf_wordpress_find_root:
 * @http: a session
 * @typed: the address of the blog, or of any page of it
 * @home: (out) (transfer full): the folder the interface is in, for a blog that does not say its home
 * @cancellable: (nullable): a cancellable
 * @error: set to what the address is instead
 *
 * Finds the REST interface of a WordPress: by the Link header, the link element, or by asking where it
 * usually is, with and without pretty permalinks. Only an interface of the same origin as the page
 * counts, since the password will go there.
 *
 * Returns: (transfer full): the root's address, or %NULL
 */
char *
leaf_wordpress_find_root (LeafHttp *http, const char *typed, char **home, GCancellable *cancellable, GError **error)
{
  LeafHttpRequest request = { .address = typed, .anonymous = TRUE, .head_only = TRUE };
  g_autoptr (LeafHttpAnswer) page = leaf_http_send (http, &request, cancellable, error);
  g_autofree char *named = NULL;
  g_autofree char *root = NULL;
  g_autofree char *host = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (LeafHttpAnswer) blocked = NULL;

  if (page == NULL)
    return NULL;

  host = leaf_http_dup_host (page->address);
  named = find_in_header (page->link);
  if (named == NULL)
    named = find_in_page (page->body);
  if (named != NULL)
    root = leaf_wordpress_upgrade (named, page->address);
  else
    root = probe (http, page->address, &blocked, cancellable, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (root == NULL)
    {
      explain (page, blocked, host, error);
      return NULL;
    }
  if (g_str_has_prefix (root, "https://public-api.wordpress.com/"))
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_NOT_A_BLOG,
                   _("The blog at %s lives at WordPress.com, where application passwords do not work. "
                     "Flyleaf publishes to a WordPress of your own."), host);
      return NULL;
    }
  if (!leaf_http_same_origin (root, page->address))
    {
      g_autofree char *elsewhere = leaf_http_dup_host (root);

      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_ADDRESS,
                   _("The blog at %s says that it lives at %s. If that is yours, enter that address."), host, elsewhere);
      return NULL;
    }

  *home = parent_of (page->address, TRUE);
  return g_steal_pointer (&root);
}
