/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-discovery"

#include "config.h"

#include "leaf-discovery.h"

#include "leaf-site-folder.h"
#include "leaf-wordpress-private.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

/* She waits for it, too, when a password that nobody will use is given back: a blog that answers does so soon. */
#define GIVE_BACK_SECONDS 20

typedef struct {
  LeafLibrary *library;
  char *address;
} Search;

static void
search_free (Search *self)
{
  g_clear_object (&self->library);
  g_free (self->address);
  g_free (self);
}

/* A whole address of what she typed: with a scheme, without name and password, in ASCII. */
static char *
dup_address (const char *typed, gboolean *was_plain)
{
  g_autofree char *whole = NULL;
  g_autofree char *scheme = g_uri_parse_scheme (typed);
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) clean = NULL;
  g_autofree char *host = NULL;
  gboolean has_scheme = scheme != NULL && strstr (typed, "://") != NULL;
  gboolean loopback;

  whole = has_scheme ? g_strdup (typed) : g_strconcat ("https://", typed, NULL);
  uri = g_uri_parse (whole, SOUP_HTTP_URI_FLAGS & ~G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || strpbrk (g_uri_get_host (uri), " \t@\"<>") != NULL)
    return NULL;
  if (has_scheme && g_ascii_strcasecmp (scheme, "https") != 0 && g_ascii_strcasecmp (scheme, "http") != 0)
    return NULL;

  host = g_hostname_to_ascii (g_uri_get_host (uri));
  if (host == NULL || *host == '\0')
    return NULL;

  loopback = leaf_http_is_loopback (host);
  *was_plain = has_scheme && g_ascii_strcasecmp (scheme, "http") == 0 && !loopback;
  clean = g_uri_build (SOUP_HTTP_URI_FLAGS & ~G_URI_FLAGS_SCHEME_NORMALIZE,
                       loopback && (!has_scheme || g_ascii_strcasecmp (scheme, "http") == 0) ? "http" : "https",
                       NULL, host, *was_plain && g_uri_get_port (uri) == 80 ? -1 : g_uri_get_port (uri),
                       *g_uri_get_path (uri) != '\0' ? g_uri_get_path (uri) : "/", g_uri_get_query (uri), NULL);

  return g_uri_to_string (clean);
}

static LeafBlog *
make_folder (const char *folder)
{
  LeafBlog *blog = leaf_blog_new ();

  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_SITE);
  leaf_blog_set_address (blog, folder);
  return blog;
}

/* She is about to add it: the folder is made and marked. */
static LeafBlog *
discover_folder (LeafLibrary *library, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (LeafBlog) blog = make_folder (folder);
  g_autoptr (LeafPublisher) publisher = leaf_publisher_new (blog, library, NULL, error);

  if (publisher == NULL || !leaf_publisher_check (publisher, cancellable, error))
    return NULL;

  return g_steal_pointer (&blog);
}

static LeafFound *
look_at_folder (const char *folder, GError **error)
{
  g_autofree char *name = g_path_get_basename (folder);
  LeafFound *found;

  if (!leaf_site_folder_look (folder, error))
    return NULL;

  found = g_new0 (LeafFound, 1);
  found->blog = make_folder (folder);
  leaf_blog_set_name (found->blog, name);
  return found;
}

/* While she types an address, a name that does not exist is a typing error, and not the weather. */
static void
explain (GError **error, LeafHttpFault fault, const char *address, gboolean was_plain)
{
  g_autofree char *host = leaf_http_dup_host (address);

  if (was_plain && (fault == LEAF_HTTP_FAULT_NOT_TLS || fault == LEAF_HTTP_FAULT_REFUSED))
    {
      g_clear_error (error);
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_INSECURE,
                   _("%s can only be reached without encryption (http). Your password could be read on the way, and "
                     "WordPress hands out application passwords by https alone: set up https for the blog."), host);
    }
  else if (fault == LEAF_HTTP_FAULT_NO_HOST && *error != NULL)
    (*error)->code = LEAF_PUBLISH_ERROR_ADDRESS;
}

static LeafWordpress *
make_wordpress (LeafLibrary *library, const char *address, const char *user, const char *password)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();

  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_address (blog, address);
  leaf_blog_set_user (blog, user);
  return LEAF_WORDPRESS (leaf_wordpress_new (blog, library, password));
}

static void
tell_password_stays (LeafWordpress *wordpress, GError **why)
{
  char *sentence = g_strdup_printf (_("The password that %s made for Flyleaf may still be valid: revoke it in WordPress under Users, Profile."),
                                    wordpress->host);

  /* Of what she cancelled this is all that is left to tell. */
  if (g_error_matches (*why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_error (why);
  if (*why != NULL)
    {
      g_autofree char *first = g_steal_pointer (&(*why)->message);

      (*why)->message = g_strconcat (first, " ", sentence, NULL);
    }
  else
    g_set_error_literal (why, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FAILED, sentence);
  g_free (sentence);
}

/* Also after a cancel, which ends what she waits for and not this. */
static gboolean
give_back (LeafWordpress *wordpress, GError **why)
{
  g_autoptr (GError) failure = NULL;

  leaf_http_set_timeout (wordpress->http, GIVE_BACK_SECONDS);
  if ((leaf_blog_get_setting (wordpress->blog, LEAF_BLOG_SETTING_API_ROOT) != NULL || leaf_wordpress_look (wordpress, NULL, &failure)) &&
      leaf_wordpress_revoke (wordpress, TRUE, NULL, &failure))
    return TRUE;

  g_message ("A password that was handed out stays: %s", failure->message);
  tell_password_stays (wordpress, why);
  return FALSE;
}

/* Else she would wait once more for what has just failed, and a moment later it fails again. */
static gboolean
is_reachable (LeafHttpFault fault)
{
  switch (fault)
    {
    case LEAF_HTTP_FAULT_OFFLINE:
    case LEAF_HTTP_FAULT_NO_HOST:
    case LEAF_HTTP_FAULT_REFUSED:
    case LEAF_HTTP_FAULT_CERTIFICATE:
    case LEAF_HTTP_FAULT_NOT_TLS:
    case LEAF_HTTP_FAULT_PLAIN:
    case LEAF_HTTP_FAULT_TIMEOUT:
      return FALSE;
    case LEAF_HTTP_FAULT_NONE:
    case LEAF_HTTP_FAULT_REDIRECT:
    case LEAF_HTTP_FAULT_CUT:
    case LEAF_HTTP_FAULT_TOO_LARGE:
    case LEAF_HTTP_FAULT_CANCELLED:
    default:
      return TRUE;
    }
}

static LeafBlog *
discover_wordpress (LeafLibrary *library,
                    const char *address,
                    gboolean was_plain,
                    const char *user,
                    const char *password,
                    gboolean issued,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (LeafWordpress) wordpress = make_wordpress (library, address, user, password);
  g_autoptr (GError) failure = NULL;
  LeafHttpFault fault;

  wordpress->issued = issued;
  if (!leaf_publisher_check (LEAF_PUBLISHER (wordpress), cancellable, &failure))
    {
      fault = leaf_http_get_fault (wordpress->http);
      explain (&failure, fault, address, was_plain);
      if (issued && is_reachable (fault))
        give_back (wordpress, &failure);
      else if (issued)
        tell_password_stays (wordpress, &failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  return g_object_ref (wordpress->blog);
}

/* Nice to see, and worth no failure. */
static GBytes *
load_icon (LeafWordpress *wordpress, GCancellable *cancellable)
{
  LeafHttpRequest request = { .address = wordpress->icon, .anonymous = TRUE, .head_only = TRUE };
  g_autoptr (LeafHttpAnswer) answer = wordpress->icon != NULL ? leaf_http_send (wordpress->http, &request, cancellable, NULL) : NULL;

  return answer != NULL && answer->status == 200 ? g_bytes_ref (answer->body) : NULL;
}

static LeafFound *
look_at_wordpress (LeafLibrary *library, const char *address, gboolean was_plain, GCancellable *cancellable, GError **error)
{
  g_autoptr (LeafWordpress) wordpress = make_wordpress (library, address, NULL, NULL);
  g_autoptr (GError) failure = NULL;
  LeafFound *found;

  if (!leaf_wordpress_look (wordpress, cancellable, &failure))
    {
      explain (&failure, leaf_http_get_fault (wordpress->http), address, was_plain);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  found = g_new0 (LeafFound, 1);
  found->blog = g_object_ref (wordpress->blog);
  found->authorize = g_strdup (wordpress->authorize);
  found->closed = wordpress->closed;
  found->icon = load_icon (wordpress, cancellable);
  if (!leaf_http_same_place (address, leaf_blog_get_address (found->blog)))
    found->came_from = leaf_http_dup_host (address);

  return found;
}

/* Where what she typed leads: a folder, or the whole address of a page. */
static gboolean
read_typed (const char *address, char **folder, char **whole, gboolean *was_plain, GError **error)
{
  g_autofree char *typed = g_strstrip (g_strdup (address));

  if (*typed == '\0' || !g_utf8_validate (typed, -1, NULL))
    {
      g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_ADDRESS,
                           _("Enter the address of your blog, or a folder for a site of its own."));
      return FALSE;
    }

  *folder = leaf_site_folder_dup_typed (typed);
  if (*folder != NULL)
    return TRUE;

  *whole = dup_address (typed, was_plain);
  if (*whole == NULL)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_ADDRESS,
                 _("“%s” is not an address. Enter one such as https://example.com, or a folder."), typed);
  return *whole != NULL;
}

static LeafBlog *
discover_blog (LeafLibrary *library,
               const char *address,
               const char *user,
               const char *password,
               gboolean issued,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *name = user != NULL ? g_strstrip (g_strdup (user)) : NULL;
  gboolean was_plain = FALSE;

  if (!read_typed (address, &folder, &whole, &was_plain, error))
    return NULL;
  if (folder != NULL)
    return discover_folder (library, folder, cancellable, error);

  return discover_wordpress (library, whole, was_plain, name != NULL && *name != '\0' ? name : NULL,
                             password != NULL && *password != '\0' ? password : NULL, issued, cancellable, error);
}

/**
 * leaf_found_free:
 * @self: (transfer full) (nullable): what was found
 *
 * Frees @self.
 */
void
leaf_found_free (LeafFound *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->blog);
  g_clear_pointer (&self->icon, g_bytes_unref);
  g_free (self->authorize);
  g_free (self->came_from);
  g_free (self);
}

/**
 * leaf_discover:
 * @library: (nullable): the library the blog is for
 * @address: what the user typed: an address with or without scheme, of the blog or of any page of it, or a folder
 * @cancellable: (nullable): a cancellable
 * @error: set to one sentence that says what is wrong
 *
 * Finds out which blog is behind an address, before anybody logs in: its system, its name, where it takes
 * posts, and the page where it hands out passwords. Nothing is written, nor is a folder made. An address that
 * leads to another host is followed, as nothing secret is sent; the blog that was found carries its own address.
 * Blocks: call it in a worker thread.
 *
 * Returns: (transfer full): what was found, or %NULL
 */
LeafFound *
leaf_discover (LeafLibrary *library, const char *address, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *whole = NULL;
  gboolean was_plain = FALSE;

  g_return_val_if_fail (address != NULL, NULL);

  if (!read_typed (address, &folder, &whole, &was_plain, error))
    return NULL;

  return folder != NULL ? look_at_folder (folder, error) : look_at_wordpress (library, whole, was_plain, cancellable, error);
}

/**
 * leaf_discover_blog:
 * @library: (nullable): the library the blog is for
 * @address: what the user typed: an address with or without scheme, of the blog or of any page of it, or a folder
 * @user: (nullable): the log-in name
 * @password: (nullable): an application password
 * @cancellable: (nullable): a cancellable
 * @error: set to one sentence that says what is wrong
 *
 * Finds out which system is behind an address and whether the log-in is good, for a blog that is to be added.
 * Nothing is written on a blog; a folder is made, and marked as that of a site, which shows that it can be
 * written. The password goes only to the host that was typed, and only encrypted or within this machine. Blocks:
 * call it in a worker thread.
 *
 * Returns: (transfer full): a blog that is ready to be saved, or %NULL
 */
LeafBlog *
leaf_discover_blog (LeafLibrary *library,
                    const char *address,
                    const char *user,
                    const char *password,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (address != NULL, NULL);

  return discover_blog (library, address, user, password, FALSE, cancellable, error);
}

/**
 * leaf_discover_granted:
 * @library: (nullable): the library the blog is for
 * @address: the address of the blog
 * @grant: what the blog has handed out a moment ago
 * @cancellable: (nullable): a cancellable
 * @error: set to one sentence that says what is wrong
 *
 * Does leaf_discover_blog() after a log-in in the browser. Such a password cannot be mistyped, so one that
 * counts as nobody's has been lost on its way to WordPress, and @error says so. When this fails the blog
 * is made to forget the password, since nobody will use it; if it cannot be, or could not be reached, @error
 * says that, too.
 *
 * Returns: (transfer full): a blog that is ready to be saved, or %NULL
 */
LeafBlog *
leaf_discover_granted (LeafLibrary *library, const char *address, const LeafGrant *grant, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (address != NULL && grant != NULL, NULL);

  return discover_blog (library, address, grant->user, grant->password, TRUE, cancellable, error);
}

/**
 * leaf_discover_give_back:
 * @library: (nullable): the library
 * @address: the address of the blog
 * @grant: what the blog has handed out
 * @why: (inout): why nobody will use it, if something failed; when the blog could not be made to forget the
 *   password, a sentence that says so is added, or set
 *
 * Has the blog forget a password that was made for Flyleaf and came in vain. Blocks: call it in a worker
 * thread.
 *
 * Returns: whether the password is of no more use
 */
gboolean
leaf_discover_give_back (LeafLibrary *library, const char *address, const LeafGrant *grant, GError **why)
{
  g_autoptr (LeafWordpress) wordpress = NULL;

  g_return_val_if_fail (address != NULL && grant != NULL && why != NULL, FALSE);

  wordpress = make_wordpress (library, address, grant->user, grant->password);
  wordpress->issued = TRUE;
  return give_back (wordpress, why);
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  GError *error = NULL;
  LeafFound *found = leaf_discover (search->library, search->address, cancellable, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) leaf_found_free);
  else
    g_task_return_error (task, error);
}

/**
 * leaf_discover_async:
 * @library: (nullable): the library the blog is for
 * @address: what the user typed
 * @cancellable: (nullable): a cancellable
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Does leaf_discover() in a worker thread.
 */
void
leaf_discover_async (LeafLibrary *library, const char *address, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->library = library != NULL ? g_object_ref (library) : NULL;
  search->address = g_strdup (address);
  g_task_set_source_tag (task, leaf_discover_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, look_thread);
}

/**
 * leaf_discover_finish:
 * @result: what the callback got
 * @error: set to one sentence that says what is wrong
 *
 * Ends leaf_discover_async().
 *
 * Returns: (transfer full): what was found, or %NULL
 */
LeafFound *
leaf_discover_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, leaf_discover_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
