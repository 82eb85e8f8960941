/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-credentials"

#include "config.h"

#include "leaf-credentials.h"
#include "leaf-http.h"
#include "leaf-publisher.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>

#define VARIABLE "FLYLEAF_PASSWORD"

static GMutex lock;
static char *from_environment;

static const SecretSchema *
get_schema (void)
{
  static const SecretSchema schema = {
    APPLICATION_ID ".Blog", SECRET_SCHEMA_NONE,
    {
      { "blog", SECRET_SCHEMA_ATTRIBUTE_STRING },   /* its UUID in the library */
      { "origin", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
    },
  };

  return &schema;
}

/* Each of the ways it fails, in words: no bus, no service, no keyring yet, a locked one. */
static void
explain (const GError *cause, GError **error)
{
  const char *sentence;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_error_copy (cause));
      return;
    }

  if (cause->domain == SECRET_ERROR && cause->code == SECRET_ERROR_IS_LOCKED)
    sentence = _("The keyring that holds your passwords is locked. Unlock it, then try again.");
  else if (cause->domain == SECRET_ERROR && cause->code == SECRET_ERROR_NO_SUCH_OBJECT)
    sentence = _("There is no keyring to keep passwords in. Make one in Passwords and Keys, then try again.");
  else if (g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT) ||
           g_error_matches (cause, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD))
    sentence = _("There is no keyring to keep passwords in. Make one in Passwords and Keys, then try again.");
  else if (cause->domain == G_DBUS_ERROR)
    sentence = _("No service for passwords is running (the Secret Service). Install GNOME Keyring, or set FLYLEAF_PASSWORD.");
  else
    sentence = _("There is no session bus, so the service for passwords cannot be asked. Set FLYLEAF_PASSWORD instead.");

  g_debug ("%s", cause->message);
  g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_NO_PASSWORD, sentence);
}

/* TRUE: the service has it, but behind a lock. */
static gboolean
is_locked (LeafBlog *blog, GCancellable *cancellable)
{
  g_autoptr (SecretService) service = secret_service_get_sync (SECRET_SERVICE_NONE, cancellable, NULL);
  g_autoptr (GHashTable) attributes = NULL;
  GList *items;
  gboolean locked = FALSE;

  if (service == NULL)
    return FALSE;

  attributes = secret_attributes_build (get_schema (), "blog", leaf_blog_get_uuid (blog), NULL);
  items = secret_service_search_sync (service, get_schema (), attributes, SECRET_SEARCH_ALL, cancellable, NULL);
  for (GList *l = items; l != NULL; l = l->next)
    locked |= secret_item_get_locked (l->data);
  g_list_free_full (items, g_object_unref);

  return locked;
}

/**
 * leaf_credentials_take_environment:
 *
 * Moves `FLYLEAF_PASSWORD` out of the environment into memory, where leaf_credentials_lookup() finds
 * it. Call it before any thread or child process is started.
 */
void
leaf_credentials_take_environment (void)
{
  char *value = getenv (VARIABLE);

  if (value == NULL)
    return;

  g_mutex_lock (&lock);
  leaf_credentials_free (from_environment);
  from_environment = *value != '\0' ? g_strdup (value) : NULL;
  g_mutex_unlock (&lock);

  explicit_bzero (value, strlen (value));
  g_unsetenv (VARIABLE);
}

/**
 * leaf_credentials_get_environment:
 *
 * Gives what `FLYLEAF_PASSWORD` held. It serves this call of the program and is never stored.
 *
 * Returns: (transfer none) (nullable): the password, or %NULL when none was given
 */
const char *
leaf_credentials_get_environment (void)
{
  return from_environment;
}

/**
 * leaf_credentials_store:
 * @blog: a blog
 * @password: its password
 * @cancellable: (nullable): a cancellable
 * @error: set to %LEAF_PUBLISH_ERROR_NO_PASSWORD with the reason
 *
 * Keeps a password in the Secret Service. Blocks; may ask the user to unlock her keyring.
 *
 * Returns: whether it is kept
 */
gboolean
leaf_credentials_store (LeafBlog *blog, const char *password, GCancellable *cancellable, GError **error)
{
  g_autofree char *origin = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (LEAF_IS_BLOG (blog), FALSE);
  g_return_val_if_fail (password != NULL, FALSE);

  origin = leaf_http_dup_host (leaf_blog_get_address (blog));
  /* Translators: the name of a password in the keyring; %s is a blog's host */
  label = g_strdup_printf (_("Flyleaf: %s"), origin);
  if (secret_password_store_sync (get_schema (), SECRET_COLLECTION_DEFAULT, label, password, cancellable, &cause,
                                  "blog", leaf_blog_get_uuid (blog),
                                  "origin", origin,
                                  "user", leaf_blog_get_user (blog) != NULL ? leaf_blog_get_user (blog) : "",
                                  NULL))
    return TRUE;

  if (cause != NULL)
    explain (cause, error);
  else
    g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_NO_PASSWORD,
                         _("The keyring that holds your passwords is locked. Unlock it, then try again."));
  return FALSE;
}

/**
 * leaf_credentials_lookup:
 * @blog: a blog
 * @cancellable: (nullable): a cancellable
 * @error: set to %LEAF_PUBLISH_ERROR_NO_PASSWORD with the reason
 *
 * Gets the password of a blog: the one given in `FLYLEAF_PASSWORD` for this call of the program, else
 * the one in the Secret Service. Blocks; may ask the user to unlock her keyring.
 *
 * Returns: (transfer full): the password, to be freed with leaf_credentials_free(), or %NULL
 */
char *
leaf_credentials_lookup (LeafBlog *blog, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  char *password = NULL;
  char *copy;

  g_return_val_if_fail (LEAF_IS_BLOG (blog), NULL);

  g_mutex_lock (&lock);
  copy = g_strdup (from_environment);
  g_mutex_unlock (&lock);
  if (copy != NULL)
    return copy;

  password = secret_password_lookup_sync (get_schema (), cancellable, &cause, "blog", leaf_blog_get_uuid (blog), NULL);
  if (password != NULL)
    {
      copy = g_strdup (password);
      secret_password_free (password);
      return copy;
    }

  if (cause != NULL)
    explain (cause, error);
  else if (is_locked (blog, cancellable))
    g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_NO_PASSWORD,
                         _("The keyring that holds your passwords is locked. Unlock it, then try again."));
  else
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_NO_PASSWORD,
                 _("No password is kept for %s. Set the blog up again."), leaf_blog_get_name (blog));

  return NULL;
}

/**
 * leaf_credentials_remove:
 * @blog: a blog
 * @cancellable: (nullable): a cancellable
 * @error: set to %LEAF_PUBLISH_ERROR_NO_PASSWORD with the reason
 *
 * Removes the password of a blog from the Secret Service; that there was none is no error.
 *
 * Returns: whether the service could be asked
 */
gboolean
leaf_credentials_remove (LeafBlog *blog, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (LEAF_IS_BLOG (blog), FALSE);

  secret_password_clear_sync (get_schema (), cancellable, &cause, "blog", leaf_blog_get_uuid (blog), NULL);
  if (cause != NULL)
    explain (cause, error);

  return cause == NULL;
}

/**
 * leaf_credentials_free:
 * @password: (transfer full) (nullable): a password
 *
 * Wipes a password and frees it.
 */
void
leaf_credentials_free (char *password)
{
  if (password == NULL)
    return;

  explicit_bzero (password, strlen (password));
  g_free (password);
}
