/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-wordpress"

#include "config.h"

#include "leaf-evidence.h"
#include "leaf-schedule.h"
#include "leaf-wordpress-private.h"

#include <glib/gi18n.h>

/* Where every WordPress has the page, for one whose root does not say it. */
#define AUTHORIZE_PAGE "wp-admin/authorize-application.php"

static char *
dup_folder (const char *address)
{
  if (address == NULL || g_str_has_suffix (address, "/"))
    return g_strdup (address != NULL ? address : "");

  return g_strconcat (address, "/", NULL);
}

/* Her log-in is typed there, so it has to be encrypted or this machine. */
static gboolean
is_safe (const char *address)
{
  g_autofree char *scheme = g_uri_parse_scheme (address);
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return FALSE;

  return g_ascii_strcasecmp (scheme, "https") == 0 ||
         (g_ascii_strcasecmp (scheme, "http") == 0 && leaf_http_is_loopback (g_uri_get_host (uri)));
}

static char *
dup_safe (const char *address, const char *root)
{
  g_autofree char *upgraded = address != NULL && *address != '\0' ? leaf_wordpress_upgrade (address, root) : NULL;

  return upgraded != NULL && is_safe (upgraded) ? g_steal_pointer (&upgraded) : NULL;
}

/* The offset is that of today. Where the name of a place stands beside it, that says when it changes; an empty
 * one says that it never does: somebody chose an offset instead of a city. */
static void
read_clock (LeafWordpress *self, JsonNode *offset, const char *zone)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *fixed = NULL;
  double hours;
  int minutes;

  if (offset == NULL || !JSON_NODE_HOLDS_VALUE (offset))
    return;

  hours = json_node_get_value_type (offset) == G_TYPE_STRING ? g_ascii_strtod (json_node_get_string (offset), NULL)
                                                            : json_node_get_double (offset);
  hours = hours >= -LEAF_SCHEDULE_MAX_OFFSET && hours <= LEAF_SCHEDULE_MAX_OFFSET ? hours : 0;
  leaf_blog_set_setting (self->blog, LEAF_BLOG_SETTING_GMT_OFFSET, g_ascii_formatd (text, sizeof text, "%g", hours));

  if (zone != NULL && *zone == '\0')
    {
      minutes = (int) (ABS (hours) * 60);
      zone = fixed = g_strdup_printf ("%c%02d:%02d", hours < 0 ? '-' : '+', minutes / 60, minutes % 60);
    }
  leaf_blog_set_setting (self->blog, LEAF_BLOG_SETTING_TIME_ZONE, zone != NULL && leaf_schedule_is_zone (zone) ? zone : NULL);
}

/* An object where application passwords work, an empty array where they do not (measured). */
static gboolean
read_authentication (LeafWordpress *self, JsonObject *object, const char *root, GError **error)
{
  JsonObject *passwords = leaf_wordpress_get_object (leaf_wordpress_get_object (object, "authentication"), "application-passwords");
  JsonObject *endpoints = leaf_wordpress_get_object (passwords, "endpoints");

  if (passwords == NULL)
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN,
                   _("Application passwords are switched off at %s. Ask whoever runs the blog, or its security plugin, to allow them."),
                   self->host);
      return FALSE;
    }

  g_free (self->authorize);
  self->authorize = dup_safe (leaf_wordpress_get_text (endpoints, "authorization"), root);
  return TRUE;
}

/* What the root document tells: the blog's name, its clock, its home, and whether application passwords work. */
static gboolean
read_root (LeafWordpress *self, JsonNode *node, const char *root, const char *home, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *own_home = NULL;
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_NOT_A_BLOG,
                   _("There is a server at %s, but no WordPress blog. Check the address."), self->host);
      return FALSE;
    }

  object = json_node_get_object (node);
  if (!read_authentication (self, object, root, error))
    return FALSE;

  name = leaf_wordpress_decode_text (leaf_wordpress_get_text (object, "name"));
  leaf_blog_set_name (self->blog, *name != '\0' ? name : self->host);

  own_home = dup_folder (leaf_wordpress_get_text (object, "home"));
  leaf_blog_set_address (self->blog, leaf_http_same_origin (own_home, root) ? own_home : home);
  if (self->authorize == NULL)
    self->authorize = g_strconcat (leaf_blog_get_address (self->blog), AUTHORIZE_PAGE, NULL);
  read_clock (self, json_object_get_member (object, "gmt_offset"), leaf_wordpress_get_text (object, "timezone_string"));
  g_free (self->icon);
  self->icon = dup_safe (leaf_wordpress_get_text (object, "site_icon_url"), root);

  return TRUE;
}

/* A page of the theme, a firewall, a refusal: whatever is there instead of the document. */
static void
explain_root (LeafWordpress *self, const LeafHttpAnswer *answer, JsonNode *node, GError **error)
{
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (leaf_wordpress_is_closed (answer, node))
    leaf_wordpress_fail_closed (leaf_wordpress_get_text (object, "code"), self->host, error);
  else if (answer->status == 404 || answer->status == 410)
    leaf_wordpress_fail_closed (NULL, self->host, error);
  else if (object != NULL || !leaf_evidence_explain (answer, self->host, error))
    {
      g_autoptr (JsonNode) judged = leaf_wordpress_judge (answer, self->host, FALSE, error);

      g_assert (judged == NULL);
    }
}

/* Nobody sees the interface of this blog. Those who are logged in may: go on with what can be guessed. */
static gboolean
go_on_closed (LeafWordpress *self, const char *home)
{
  self->closed = TRUE;
  if (leaf_blog_get_name (self->blog) == NULL || *leaf_blog_get_name (self->blog) == '\0')
    leaf_blog_set_name (self->blog, self->host);
  leaf_blog_set_address (self->blog, home);
  self->authorize = g_strconcat (home, AUTHORIZE_PAGE, NULL);

  return TRUE;
}

static gboolean
ask_root (LeafWordpress *self, const char *root, const char *home, gboolean logged_in, GCancellable *cancellable, GError **error)
{
  g_autofree char *address =
    leaf_wordpress_build_address (root, "", "_fields=name,home,gmt_offset,timezone_string,namespaces,authentication,site_icon_url");
  LeafHttpRequest request = { .address = address, .anonymous = !logged_in };
  g_autoptr (LeafHttpAnswer) answer = leaf_http_send (self->http, &request, cancellable, error);
  g_autoptr (JsonNode) node = NULL;

  if (answer == NULL)
    return FALSE;
  node = leaf_wordpress_parse (answer->body);
  if (answer->status >= 200 && answer->status <= 299 && node != NULL)
    return read_root (self, node, root, home, error);

  if (!logged_in && leaf_wordpress_is_closed (answer, node))
    {
      /* Without a log-in this is as far as one can look. */
      if (self->password == NULL || leaf_blog_get_user (self->blog) == NULL)
        return go_on_closed (self, home);
      return ask_root (self, root, home, TRUE, cancellable, error);
    }

  if (logged_in && leaf_wordpress_is_closed (answer, node))
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN,
                 /* Translators: a host, and a code such as rest_cannot_access */
                 _("The REST interface of %s is switched off, or open only to people it knows, and it does not know "
                   "this name with this password (%s)."),
                 self->host, leaf_wordpress_get_text (json_node_get_object (node), "code"));
  else
    explain_root (self, answer, node, error);
  return FALSE;
}

/**
 * leaf_wordpress_look:
 * @self: the blog
 * @cancellable: (nullable): a cancellable
 * @error: set to what is wrong with the address
 *
 * Finds the interface and what it tells everybody: the blog's name, its home, its clock, and where
 * application passwords are handed out. With a log-in, an address that leads to another host is refused,
 * so that the password goes where she said and nowhere else; without, it is followed.
 *
 * Returns: whether it is there
 */
gboolean
leaf_wordpress_look (LeafWordpress *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *home = NULL;
  g_autofree char *root = NULL;
  const char *typed = leaf_blog_get_address (self->blog);

  root = leaf_wordpress_find_root (self->http, typed, &home, cancellable, error);
  if (root == NULL)
    return FALSE;

  if (self->password != NULL && !leaf_http_same_place (typed, root))
    {
      g_autofree char *from = leaf_http_dup_host (typed);
      g_autofree char *to = leaf_http_dup_host (root);

      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_ADDRESS,
                   _("%s leads to %s, and your password was not sent there. If that is your blog, enter the address %s."),
                   from, to, home);
      return FALSE;
    }

  leaf_wordpress_set_root (self, root);
  return ask_root (self, root, home, FALSE, cancellable, error);
}
