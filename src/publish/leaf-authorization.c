/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-authorization"

#include "config.h"

#include "leaf-authorization.h"

#include "leaf-credentials.h"
#include "leaf-http.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define GROUP "Authorization"
/* WordPress wants scheme and host (measured). */
#define ANSWER LEAF_AUTHORIZATION_SCHEME "://authorized"
#define STATE_BYTES 16
/* Time enough to find the password of the log-in page, and the telephone that confirms it. */
#define VALID_SECONDS (60 * 60)
#define MAX_FILE 8192
#define MAX_ANSWER 8192

static const struct {
  const char *key;
  size_t offset;
} fields[] = {
  { "State", G_STRUCT_OFFSET (LeafAuthorization, state) },
  { "Address", G_STRUCT_OFFSET (LeafAuthorization, address) },
  { "Root", G_STRUCT_OFFSET (LeafAuthorization, root) },
  { "Page", G_STRUCT_OFFSET (LeafAuthorization, page) },
  { "Library", G_STRUCT_OFFSET (LeafAuthorization, library) },
  { "Blog", G_STRUCT_OFFSET (LeafAuthorization, blog) },
};

static char **
get_field (LeafAuthorization *self, unsigned int i)
{
  return G_STRUCT_MEMBER_P (self, fields[i].offset);
}

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "flyleaf", "authorization", NULL);
}

/**
 * leaf_authorization_make_state:
 *
 * Makes a word that nobody can guess. Not of GLib's random numbers: those can be foretold.
 *
 * Returns: (transfer full): 128 random bits in hexadecimal digits
 */
char *
leaf_authorization_make_state (void)
{
  guint8 bytes[STATE_BYTES];
  g_autoptr (GString) state = g_string_new (NULL);

  if (getentropy (bytes, sizeof bytes) != 0)
    g_error ("getentropy: %s", g_strerror (errno));
  for (unsigned int i = 0; i < sizeof bytes; i++)
    g_string_append_printf (state, "%02x", bytes[i]);

  return g_string_free (g_steal_pointer (&state), FALSE);
}

/**
 * leaf_authorization_new:
 * @found: what leaf_discover() found at the address
 * @page: the page that hands out application passwords
 *
 * Begins a log-in in the browser.
 *
 * Returns: (transfer full): the log-in
 */
LeafAuthorization *
leaf_authorization_new (LeafBlog *found, const char *page)
{
  LeafAuthorization *self = g_new0 (LeafAuthorization, 1);

  self->state = leaf_authorization_make_state ();
  self->address = g_strdup (leaf_blog_get_address (found));
  self->root = g_strdup (leaf_blog_get_setting (found, LEAF_BLOG_SETTING_API_ROOT));
  self->page = g_strdup (page);
  self->begun = g_get_real_time () / G_USEC_PER_SEC;

  return self;
}

/**
 * leaf_authorization_copy:
 * @self: a log-in
 *
 * Copies @self, for another thread.
 *
 * Returns: (transfer full): the copy
 */
LeafAuthorization *
leaf_authorization_copy (LeafAuthorization *self)
{
  LeafAuthorization *copy = g_new0 (LeafAuthorization, 1);

  for (unsigned int i = 0; i < G_N_ELEMENTS (fields); i++)
    *get_field (copy, i) = g_strdup (*get_field (self, i));
  copy->begun = self->begun;

  return copy;
}

/**
 * leaf_authorization_free:
 * @self: (transfer full) (nullable): a log-in
 *
 * Frees @self.
 */
void
leaf_authorization_free (LeafAuthorization *self)
{
  if (self == NULL)
    return;

  for (unsigned int i = 0; i < G_N_ELEMENTS (fields); i++)
    g_free (*get_field (self, i));
  g_free (self);
}

/**
 * leaf_authorization_dup_address:
 * @self: a log-in
 *
 * Puts together what the browser has to open, each time anew. It holds no password; the answer will.
 *
 * Returns: (transfer full): the address
 */
char *
leaf_authorization_dup_address (LeafAuthorization *self)
{
  g_autofree char *success = g_strconcat (ANSWER "?state=", self->state, NULL);
  g_autofree char *reject = g_strconcat (success, "&success=false", NULL);
  g_autofree char *success_escaped = g_uri_escape_string (success, NULL, FALSE);
  g_autofree char *reject_escaped = g_uri_escape_string (reject, NULL, FALSE);
  g_autoptr (GDateTime) begun = g_date_time_new_from_unix_local (self->begun);
  g_autofree char *time = g_date_time_format (begun, "%Y-%m-%d %H:%M");
  /* WordPress wants another name for each password of a user (409 application_password_duplicate_name), also when the page is
   * opened again after a password that never arrived. */
  g_autofree char *name = g_strdup_printf ("Flyleaf %s (%08x)", time, g_random_int ());
  g_autofree char *name_escaped = g_uri_escape_string (name, NULL, FALSE);

  return g_strconcat (self->page, strchr (self->page, '?') != NULL ? "&" : "?",
                      "app_name=", name_escaped, "&app_id=" LEAF_AUTHORIZATION_APP_ID "&success_url=", success_escaped,
                      "&reject_url=", reject_escaped, NULL);
}

/**
 * leaf_authorization_save:
 * @self: a log-in
 * @error: set when the file cannot be written
 *
 * Keeps @self for the program that the browser starts: it may not be this one any more. Blocks.
 *
 * Returns: whether it is kept
 */
gboolean
leaf_authorization_save (LeafAuthorization *self, GError **error)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  gsize length;

  for (unsigned int i = 0; i < G_N_ELEMENTS (fields); i++)
    if (*get_field (self, i) != NULL)
      g_key_file_set_string (file, GROUP, fields[i].key, *get_field (self, i));
  g_key_file_set_int64 (file, GROUP, "Begun", self->begun);
  text = g_key_file_to_data (file, &length, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_FAILED, _("The folder %s cannot be made: %s"), folder, g_strerror (errno));
      return FALSE;
    }

  return g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static void
set_none (GError **error)
{
  g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN,
                       _("The browser came back from a log-in that Flyleaf does not wait for. Begin again in the preferences, under Blogs."));
}

/**
 * leaf_authorization_load:
 * @error: set to %LEAF_PUBLISH_ERROR_LOGIN when there is none
 *
 * Gets the log-in that was begun last. Blocks.
 *
 * Returns: (transfer full): the log-in, or %NULL
 */
LeafAuthorization *
leaf_authorization_load (GError **error)
{
  g_autofree char *path = dup_path ();
  g_autofree char *text = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (LeafAuthorization) self = g_new0 (LeafAuthorization, 1);
  GStatBuf info;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > MAX_FILE ||
      !g_file_get_contents (path, &text, NULL, NULL) || !g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE, NULL))
    {
      set_none (error);
      return NULL;
    }

  for (unsigned int i = 0; i < G_N_ELEMENTS (fields); i++)
    *get_field (self, i) = g_key_file_get_string (file, GROUP, fields[i].key, NULL);
  self->begun = g_key_file_get_int64 (file, GROUP, "Begun", NULL);
  if (self->state == NULL || strlen (self->state) != 2 * STATE_BYTES || self->address == NULL || self->root == NULL || self->page == NULL)
    {
      set_none (error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * leaf_authorization_forget:
 * @self: a log-in that was begun
 *
 * Waits for it no more; a later one stays. Blocks.
 */
void
leaf_authorization_forget (LeafAuthorization *self)
{
  g_autoptr (LeafAuthorization) kept = leaf_authorization_load (NULL);
  g_autofree char *path = dup_path ();

  if (kept != NULL && g_str_equal (kept->state, self->state))
    g_unlink (path);
}

/**
 * leaf_authorization_is_answer:
 * @address: an address that the program was asked to open
 *
 * Tells whether @address is what a browser comes back with. It may hold a password then: not a word of it
 * belongs into a log or a message.
 *
 * Returns: whether it is
 */
gboolean
leaf_authorization_is_answer (const char *address)
{
  g_return_val_if_fail (address != NULL, FALSE);

  return g_ascii_strncasecmp (address, ANSWER, strlen (ANSWER)) == 0 &&
         (address[strlen (ANSWER)] == '\0' || strchr ("?/", address[strlen (ANSWER)]) != NULL);
}

/* The value of a parameter, decoded as forms are; NULL when it is not there, or no text. Wipe it. */
static char *
dup_parameter (const char *answer, const char *name)
{
  const char *p = strchr (answer, '?');
  size_t length = strlen (name);

  while (p != NULL && *++p != '\0')
    {
      size_t n = strcspn (p, "&#");

      if (n > length && p[length] == '=' && strncmp (p, name, length) == 0)
        {
          char *raw = g_strndup (p + length + 1, n - length - 1);
          char *value;

          for (char *q = raw; *q != '\0'; q++)
            if (*q == '+')
              *q = ' ';
          value = g_uri_unescape_string (raw, NULL);
          leaf_credentials_free (raw);
          if (value != NULL && !g_utf8_validate (value, -1, NULL))
            g_clear_pointer (&value, leaf_credentials_free);
          return value;
        }
      p = p[n] == '&' ? p + n : NULL;
    }

  return NULL;
}

/* WordPress says where it is installed, which may be beside the blog's home, and behind a proxy calls itself http. */
static gboolean
is_same_blog (LeafAuthorization *self, const char *site)
{
  const char *known[] = { self->address, self->root, self->page };

  for (unsigned int i = 0; site != NULL && i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *secure = NULL;

      if (leaf_http_same_origin (site, known[i]))
        return TRUE;
      if (g_str_has_prefix (site, "http://") && g_str_has_prefix (known[i], "https://"))
        secure = g_strconcat ("https://", site + strlen ("http://"), NULL);
      if (secure != NULL && leaf_http_same_origin (secure, known[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_refusal (LeafAuthorization *self, const char *answer, GError **error)
{
  g_autofree char *success = dup_parameter (answer, "success");
  g_autofree char *reason = dup_parameter (answer, "error");
  g_autofree char *host = leaf_http_dup_host (self->address);

  if (g_strcmp0 (reason, "disabled") == 0)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN,
                 _("Application passwords are switched off at %s for your account. Ask whoever runs the blog to allow them."), host);
  else if (g_strcmp0 (success, "false") == 0)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN,
                 _("%s was told not to let Flyleaf in. Log in again and choose “Yes” there."), host);
  else
    return FALSE;

  return TRUE;
}

/**
 * leaf_authorization_redeem:
 * @self: the log-in that was begun
 * @answer: the address that the browser came back with
 * @error: set to a sentence, in which nothing of @answer stands
 *
 * Takes name and password out of an answer. It has to carry the state of this very log-in, come in time,
 * and be of the same blog: any page can make the browser open such an address.
 *
 * Whoever calls this forgets the log-in afterwards, as leaf_authorization_take() does: it counts once.
 *
 * Returns: (transfer full): the name and the password, or %NULL
 */
LeafGrant *
leaf_authorization_redeem (LeafAuthorization *self, const char *answer, GError **error)
{
  g_autofree char *state = NULL;
  g_autofree char *site = NULL;
  g_autoptr (LeafGrant) grant = g_new0 (LeafGrant, 1);
  gint64 age = g_get_real_time () / G_USEC_PER_SEC - self->begun;

  g_return_val_if_fail (answer != NULL, NULL);

  state = leaf_authorization_is_answer (answer) && strlen (answer) <= MAX_ANSWER ? dup_parameter (answer, "state") : NULL;
  if (g_strcmp0 (state, self->state) != 0)
    {
      set_none (error);
      return NULL;
    }
  if (age < 0 || age > VALID_SECONDS)
    {
      g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN,
                           _("The log-in in the browser took longer than an hour and counts no longer. Begin again."));
      return NULL;
    }
  if (is_refusal (self, answer, error))
    return NULL;

  site = dup_parameter (answer, "site_url");
  if (!is_same_blog (self, site))
    {
      g_autofree char *host = leaf_http_dup_host (self->address);

      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN,
                   _("The browser came back from another blog than %s, so its password was not used. Begin again."), host);
      return NULL;
    }

  grant->user = dup_parameter (answer, "user_login");
  grant->password = dup_parameter (answer, "password");
  if (grant->user == NULL || *grant->user == '\0' || grant->password == NULL || *grant->password == '\0')
    {
      g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_LOGIN,
                           _("The browser came back without a password. Begin again, or use an application password."));
      return NULL;
    }

  return g_steal_pointer (&grant);
}

/* A page that guesses must not end the log-in that she is in the middle of. */
static gboolean
carries_state (LeafAuthorization *self, const char *answer)
{
  g_autofree char *state = dup_parameter (answer, "state");

  return g_strcmp0 (state, self->state) == 0;
}

/**
 * leaf_authorization_take:
 * @answer: the address that the browser came back with
 * @authorization: (out) (transfer full) (nullable): the log-in it belongs to, when it belongs to one
 * @error: set to a sentence, in which nothing of @answer stands
 *
 * Does leaf_authorization_redeem() for the log-in that was begun last, and forgets it: an answer counts
 * once, whoever of two programs takes it. Blocks.
 *
 * Returns: (transfer full): the name and the password, or %NULL
 */
LeafGrant *
leaf_authorization_take (const char *answer, LeafAuthorization **authorization, GError **error)
{
  g_autoptr (LeafAuthorization) self = leaf_authorization_load (error);
  g_autofree char *path = dup_path ();
  LeafGrant *grant;

  *authorization = NULL;
  if (self == NULL)
    return NULL;
  if (!carries_state (self, answer) || g_unlink (path) != 0)
    {
      set_none (error);
      return NULL;
    }

  grant = leaf_authorization_redeem (self, answer, error);
  *authorization = g_steal_pointer (&self);
  return grant;
}

/**
 * leaf_grant_new:
 * @user: a log-in name
 * @password: its password
 *
 * Makes a pair of both.
 *
 * Returns: (transfer full): the pair
 */
LeafGrant *
leaf_grant_new (const char *user, const char *password)
{
  LeafGrant *self = g_new0 (LeafGrant, 1);

  self->user = g_strdup (user);
  self->password = g_strdup (password);
  return self;
}

/**
 * leaf_grant_copy:
 * @self: (nullable): a name and a password
 *
 * Copies @self.
 *
 * Returns: (transfer full) (nullable): the copy; %NULL of %NULL
 */
LeafGrant *
leaf_grant_copy (const LeafGrant *self)
{
  return self != NULL ? leaf_grant_new (self->user, self->password) : NULL;
}

/**
 * leaf_grant_free:
 * @self: (transfer full) (nullable): a name and a password
 *
 * Wipes the password and frees both.
 */
void
leaf_grant_free (LeafGrant *self)
{
  if (self == NULL)
    return;

  leaf_credentials_free (self->password);
  g_free (self->user);
  g_free (self);
}
