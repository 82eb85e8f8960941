/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-http"

#include "config.h"

#include "leaf-http.h"

#include <libsoup/soup.h>

/**
 * leaf_http_same_origin:
 * @a: an address
 * @b: another one
 *
 * Tells whether two addresses have scheme, host and port in common (RFC 6454). A secret that belongs
 * to one of them may go to the other only then.
 *
 * Returns: whether they have; %FALSE when one is not an address
 */
gboolean
leaf_http_same_origin (const char *a, const char *b)
{
  g_autoptr (GUri) left = g_uri_parse (a, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GUri) right = g_uri_parse (b, SOUP_HTTP_URI_FLAGS, NULL);

  if (left == NULL || right == NULL || g_uri_get_host (left) == NULL || g_uri_get_host (right) == NULL)
    return FALSE;

  /* SOUP_HTTP_URI_FLAGS has G_URI_FLAGS_SCHEME_NORMALIZE: the default port is filled in. */
  return g_str_equal (g_uri_get_scheme (left), g_uri_get_scheme (right)) &&
         g_ascii_strcasecmp (g_uri_get_host (left), g_uri_get_host (right)) == 0 &&
         g_uri_get_port (left) == g_uri_get_port (right);
}

static const char *
skip_www (const char *host)
{
  return g_ascii_strncasecmp (host, "www.", 4) == 0 ? host + 4 : host;
}

/**
 * leaf_http_same_place:
 * @a: an address
 * @b: another one
 *
 * Tells whether two addresses are one to the person who typed them: their hosts and ports differ in
 * nothing but "www." in front, or in http having become https.
 *
 * Returns: whether they are; %FALSE when one is not an address
 */
gboolean
leaf_http_same_place (const char *a, const char *b)
{
  g_autoptr (GUri) left = g_uri_parse (a, SOUP_HTTP_URI_FLAGS & ~G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  g_autoptr (GUri) right = g_uri_parse (b, SOUP_HTTP_URI_FLAGS & ~G_URI_FLAGS_SCHEME_NORMALIZE, NULL);

  if (leaf_http_same_origin (a, b))
    return TRUE;
  if (left == NULL || right == NULL || g_uri_get_host (left) == NULL || g_uri_get_host (right) == NULL)
    return FALSE;

  return g_ascii_strcasecmp (skip_www (g_uri_get_host (left)), skip_www (g_uri_get_host (right))) == 0 &&
         g_uri_get_port (left) == g_uri_get_port (right);
}

/**
 * leaf_http_is_loopback:
 * @host: a host name or a number
 *
 * Tells whether @host is this machine for sure (RFC 6761 for the name): what goes there passes no
 * network, so that plain http is allowed.
 *
 * Returns: whether it is
 */
gboolean
leaf_http_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) number = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  number = g_inet_address_new_from_string (host);
  return number != NULL && g_inet_address_get_is_loopback (number);
}

/**
 * leaf_http_dup_host:
 * @address: an address
 *
 * The host an address names, as messages show it: with the port only when it is an unusual one, and
 * never with a name or a password that may stand in the address.
 *
 * Returns: (transfer full): the host, or @address when it has none
 */
char *
leaf_http_dup_host (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS & ~G_URI_FLAGS_SCHEME_NORMALIZE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return g_strdup (address);
  if (g_uri_get_port (uri) > 0)
    return g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri));

  return g_strdup (g_uri_get_host (uri));
}
