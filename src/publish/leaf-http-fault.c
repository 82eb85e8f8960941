/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-http"

#include "config.h"

#include "leaf-http-private.h"

#include <glib/gi18n.h>

static gboolean
is_self_signed (GTlsCertificate *certificate)
{
  g_autofree char *subject = NULL;
  g_autofree char *issuer = NULL;

  if (certificate == NULL)
    return FALSE;

  subject = g_tls_certificate_get_subject_name (certificate);
  issuer = g_tls_certificate_get_issuer_name (certificate);
  return g_strcmp0 (subject, issuer) == 0;
}

/**
 * leaf_http_blames_time:
 * @message: a message that failed because of a certificate
 *
 * Tells whether nothing is wrong with a certificate but its time, which can be the fault of our own clock.
 *
 * Returns: whether it is so
 */
gboolean
leaf_http_blames_time (SoupMessage *message)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);

  return flags != 0 && (flags & ~(G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED)) == 0;
}

static gboolean
is_within (GTlsCertificate *certificate, GDateTime *date)
{
  g_autoptr (GDateTime) from = certificate != NULL ? g_tls_certificate_get_not_valid_before (certificate) : NULL;
  g_autoptr (GDateTime) to = certificate != NULL ? g_tls_certificate_get_not_valid_after (certificate) : NULL;

  return from != NULL && to != NULL && g_date_time_compare (from, date) <= 0 && g_date_time_compare (date, to) <= 0;
}

static char *
format_day (GDateTime *date)
{
  g_autoptr (GDateTime) local = date != NULL ? g_date_time_to_local (date) : NULL;

  /* Translators: a date and a time, as strftime() writes them */
  return local != NULL ? g_date_time_format (local, _("%-e %B %Y, %H:%M")) : g_strdup ("?");
}

static char *
describe_time (SoupMessage *message, const char *host, gint64 clock)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);
  GTlsCertificate *certificate = soup_message_get_tls_peer_certificate (message);
  g_autoptr (GDateTime) theirs = clock > 0 ? g_date_time_new_from_unix_utc (clock) : NULL;
  g_autoptr (GDateTime) ours = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) edge = NULL;
  g_autofree char *now = format_day (ours);
  g_autofree char *then = NULL;

  if (theirs != NULL && is_within (certificate, theirs))
    {
      then = format_day (theirs);
      return g_strdup_printf (_("The clock of this computer is wrong: it says %s, and %s says %s. Set it, then try again."),
                              now, host, then);
    }

  edge = certificate == NULL ? NULL
         : flags & G_TLS_CERTIFICATE_EXPIRED ? g_tls_certificate_get_not_valid_after (certificate)
                                             : g_tls_certificate_get_not_valid_before (certificate);
  then = format_day (edge);
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return g_strdup_printf (_("The certificate of %s has expired (%s). Renew it, then try again."), host, then);

  return g_strdup_printf (_("The certificate of %s is not valid before %s, and it is %s by the clock of this computer. "
                            "Check both."), host, then, now);
}

/* Several things can be wrong at once; the one to name is the one she can do something about. */
static char *
describe_certificate (SoupMessage *message, const char *host, gint64 clock)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);

  if (flags & (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED))
    return describe_time (message, host, clock);
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return g_strdup_printf (_("The certificate at %s belongs to another address. Check the address."), host);
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return g_strdup_printf (_("The certificate of %s has been revoked. Ask whoever runs the server."), host);
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA && is_self_signed (soup_message_get_tls_peer_certificate (message)))
    return g_strdup_printf (_("The certificate of %s is signed by itself, so nobody vouches for it. "
                              "Install one from a recognised authority."), host);
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return g_strdup_printf (_("The certificate of %s comes from an authority that this computer does not know."), host);

  return g_strdup_printf (_("The certificate of %s is not good, so the connection would not be secure."), host);
}

static gboolean
is_unreachable (const GError *cause)
{
  return g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE);
}

/* No way out of this computer, and not only none to this blog? */
static gboolean
is_offline (const GError *cause)
{
  gboolean no_way = cause->domain == G_RESOLVER_ERROR || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND) ||
                    g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
                    g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE);

  return no_way && !g_network_monitor_get_network_available (g_network_monitor_get_default ());
}

/* Before anything left, whatever went wrong is certainly not done on the blog. */
static LeafHttpFault
fail_before (SoupMessage *message, const char *host, gint64 clock, const GError *cause, GError **error)
{
  if (is_offline (cause))
    {
      g_autoptr (GError) offline = g_error_new_literal (LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY,
                                                        _("There is no network. Flyleaf goes on when there is one."));

      leaf_publish_error_set_offline (offline);
      g_propagate_error (error, g_steal_pointer (&offline));
      return LEAF_HTTP_FAULT_OFFLINE;
    }

  if (cause->domain == G_RESOLVER_ERROR || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY,
                   _("No server named %s can be found. Check the address and the network."), host);
      return LEAF_HTTP_FAULT_NO_HOST;
    }

  if (cause->domain == G_TLS_ERROR &&
      (cause->code == G_TLS_ERROR_BAD_CERTIFICATE || soup_message_get_tls_peer_certificate_errors (message) != 0))
    {
      g_autofree char *sentence = describe_certificate (message, host, clock);

      g_set_error_literal (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_INSECURE, sentence);
      return LEAF_HTTP_FAULT_CERTIFICATE;
    }

  if (cause->domain == G_TLS_ERROR)
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_INSECURE,
                   _("The server at %s does not offer a secure connection (https)."), host);
      return LEAF_HTTP_FAULT_NOT_TLS;
    }

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY,
                   _("The server at %s does not answer. Try again later."), host);
      return LEAF_HTTP_FAULT_TIMEOUT;
    }

  if (is_unreachable (cause))
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY,
                 _("The server at %s cannot be reached. Check the address and the network."), host);
  else
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY,
                 _("No connection to %s: %s"), host, cause->message);

  return LEAF_HTTP_FAULT_REFUSED;
}

/**
 * leaf_http_fail:
 * @message: the message that failed
 * @begun: whether the request, or a part of it, has left
 * @clock: what time the server says it is, where a certificate was refused for its time alone; 0 unknown
 * @cause: what libsoup said
 * @error: set to a sentence and the code that says what to do next
 *
 * Sorts a failure of the transport by what it means for the blog: before the first byte left nothing can
 * have happened; after it, a reading request changes nothing and may be repeated, and any other may or may not
 * have been carried out.
 *
 * Returns: the kind of failure
 */
LeafHttpFault
leaf_http_fail (SoupMessage *message, gboolean begun, gint64 clock, const GError *cause, GError **error)
{
  g_autofree char *address = g_uri_to_string (soup_message_get_uri (message));
  g_autofree char *host = leaf_http_dup_host (address);
  gboolean reading = g_str_equal (soup_message_get_method (message), SOUP_METHOD_GET) ||
                     g_str_equal (soup_message_get_method (message), SOUP_METHOD_HEAD);
  int code = reading ? LEAF_PUBLISH_ERROR_TEMPORARY : LEAF_PUBLISH_ERROR_UNCLEAR;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_error_copy (cause));
      return LEAF_HTTP_FAULT_CANCELLED;
    }

  if (!begun)
    return fail_before (message, host, clock, cause, error);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, code, _("The server at %s did not answer in time. Try again later."), host);
      return LEAF_HTTP_FAULT_TIMEOUT;
    }

  g_set_error (error, LEAF_PUBLISH_ERROR, code,
               _("The connection to %s broke before the answer was complete. Try again later."), host);
  return LEAF_HTTP_FAULT_CUT;
}
