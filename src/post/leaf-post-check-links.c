/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-post-check"

#include "config.h"

#include "leaf-post-check-private.h"
#include "leaf-post-runs-private.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

/* Names that mean something in one network alone: RFC 6761, 6762, 8375, 2606, and what routers call themselves. */
static const char *const local_domains[] = {
  "localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa",
  "test", "invalid", "example",
};

static gboolean
ends_with_domain (const char *host,
                  const char *domain)
{
  size_t host_length = strlen (host), length = strlen (domain);

  return host_length >= length && g_str_equal (host + host_length - length, domain) &&
         (host_length == length || host[host_length - length - 1] == '.');
}

/* RFC 6598, shared by the customers of a provider; RFC 4193, what IPv6 has for 192.168. */
static gboolean
is_shared_number (GInetAddress *number)
{
  const guint8 *bytes = g_inet_address_to_bytes (number);

  if (g_inet_address_get_family (number) == G_SOCKET_FAMILY_IPV4)
    return bytes[0] == 100 && (bytes[1] & 0xc0) == 64;

  return (bytes[0] & 0xfe) == 0xfc;
}

static LeafAddressReach
get_number_reach (GInetAddress *number)
{
  return g_inet_address_get_is_loopback (number) || g_inet_address_get_is_link_local (number) ||
         g_inet_address_get_is_site_local (number) || g_inet_address_get_is_any (number) ||
         g_inet_address_get_is_multicast (number) || is_shared_number (number)
         ? LEAF_ADDRESS_LOCAL : LEAF_ADDRESS_PUBLIC;
}

/* One part of a name; letters of other scripts are encoded on the way. */
static gboolean
is_label (const char *label)
{
  size_t length = strlen (label);

  if (length == 0 || length > 63 || label[0] == '-' || label[length - 1] == '-')
    return FALSE;

  for (const char *p = label; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_' && (*p & 0x80) == 0)
        return FALSE;
    }

  return TRUE;
}

static LeafAddressReach
get_host_reach (const char *address_host)
{
  g_autoptr (GInetAddress) number = g_inet_address_new_from_string (address_host);
  g_autofree char *host = g_ascii_strdown (address_host, -1);
  g_auto (GStrv) labels = NULL;
  unsigned int n_labels;
  const char *last;

  if (number != NULL)
    return get_number_reach (number);

  if (g_str_has_suffix (host, "."))
    host[strlen (host) - 1] = '\0';
  labels = g_strsplit (host, ".", -1);
  n_labels = g_strv_length (labels);
  if (n_labels == 0)
    return LEAF_ADDRESS_MALFORMED;
  for (unsigned int i = 0; i < n_labels; i++)
    {
      if (!is_label (labels[i]))
        return LEAF_ADDRESS_MALFORMED;
    }
  for (unsigned int i = 0; i < G_N_ELEMENTS (local_domains); i++)
    {
      if (ends_with_domain (host, local_domains[i]))
        return LEAF_ADDRESS_LOCAL;
    }
  if (n_labels == 1)
    /* "https://https://…": the scheme was typed twice. */
    return g_str_equal (host, "http") || g_str_equal (host, "https") || g_str_equal (host, "www")
           ? LEAF_ADDRESS_MALFORMED : LEAF_ADDRESS_LOCAL;

  last = labels[n_labels - 1];

  return last[1] == '\0' || strspn (last, "0123456789") == strlen (last) ? LEAF_ADDRESS_MALFORMED : LEAF_ADDRESS_PUBLIC;
}

/* The pages of WordPress that an author sees, and her readers do not. */
static gboolean
is_private_page (GUri *uri)
{
  const char *path = g_uri_get_path (uri);
  const char *query = g_uri_get_query (uri);

  return strstr (path, "/wp-admin/") != NULL || g_str_has_suffix (path, "/wp-login.php") ||
         (query != NULL && (g_str_has_prefix (query, "preview=true") || strstr (query, "&preview=true") != NULL));
}

static LeafAddressReach
get_mail_reach (const char *address)
{
  const char *to = strchr (address, ':') + 1;
  g_autofree char *mail = g_uri_unescape_segment (to, to + strcspn (to, "?,"), NULL);
  const char *at = mail != NULL ? strrchr (mail, '@') : NULL;

  return at != NULL && at != mail ? get_host_reach (at + 1) : LEAF_ADDRESS_MALFORMED;
}

/**
 * leaf_address_get_reach:
 * @address: what a link points to
 *
 * Judges an address by its looks: would it lead a reader anywhere? Nothing is asked on the network.
 *
 * Returns: who can get there
 */
LeafAddressReach
leaf_address_get_reach (const char *address)
{
  g_autoptr (GUri) uri = NULL;
  const char *scheme;

  g_return_val_if_fail (address != NULL, LEAF_ADDRESS_MALFORMED);

  scheme = g_uri_peek_scheme (address);
  if (g_strcmp0 (scheme, "file") == 0)
    return LEAF_ADDRESS_LOCAL;
  if (g_strcmp0 (scheme, "mailto") == 0)
    return get_mail_reach (address);
  if (g_strcmp0 (scheme, "http") != 0 && g_strcmp0 (scheme, "https") != 0)
    return LEAF_ADDRESS_MALFORMED;

  uri = g_uri_parse (address, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return LEAF_ADDRESS_MALFORMED;
  if (is_private_page (uri))
    return LEAF_ADDRESS_PRIVATE;

  return get_host_reach (g_uri_get_host (uri));
}

/* What to say of a link, or NULL. */
static const char *
judge (LeafPostChecker *self,
       const char *address,
       LeafProblemKind *kind,
       LeafSeverity *severity,
       LeafFix *fix)
{
  *severity = LEAF_SEVERITY_WARNS;
  *fix = LEAF_FIX_EDIT_LINK;

  switch (leaf_address_get_reach (address))
    {
    case LEAF_ADDRESS_LOCAL:
      *kind = LEAF_PROBLEM_LOCAL_LINK;
      *fix = LEAF_FIX_REMOVE_LINK;
      /* Translators: %s are the words of a link in the review. */
      return _("The link “%s” leads only to something on your own computer or network.");
    case LEAF_ADDRESS_PRIVATE:
      *kind = LEAF_PROBLEM_LOCAL_LINK;
      return _("The link “%s” leads to a page of the blog that only its authors can see.");
    case LEAF_ADDRESS_MALFORMED:
      *kind = LEAF_PROBLEM_MALFORMED_LINK;
      return _("The address of the link “%s” is not complete or misspelt.");
    case LEAF_ADDRESS_PUBLIC:
    default:
      break;
    }

  *kind = LEAF_PROBLEM_BROKEN_LINK;
  switch (self->facts->links != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (self->facts->links, address)) : LEAF_LINK_WORKS)
    {
    case LEAF_LINK_GONE:
      return _("The link “%s” leads to a page that does not exist.");
    case LEAF_LINK_NO_HOST:
      return _("The link “%s” leads to a site that does not exist.");
    case LEAF_LINK_SILENT:
      *severity = LEAF_SEVERITY_HINTS;
      return _("The site of the link “%s” does not answer at the moment.");
    case LEAF_LINK_INSECURE:
      return _("The site of the link “%s” has no valid certificate, so browsers warn of it.");
    case LEAF_LINK_WORKS:
    default:
      return NULL;
    }
}

static char *
make_sentence (const char *format,
               const LeafDocument *document,
               const LeafPostLink *link)
{
  g_autofree char *text = leaf_post_link_dup_text (document, link);
  g_autofree char *quoted = leaf_post_check_quote (leaf_post_text_is_blank (text) ? link->address : text);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strjoinv (quoted, parts);
}

static void
check_review (LeafPostChecker *self)
{
  g_autoptr (GArray) links = leaf_post_document_list_links (self->review);

  for (unsigned int i = 0; i < links->len; i++)
    {
      const LeafPostLink *link = &g_array_index (links, LeafPostLink, i);
      LeafProblemKind kind;
      LeafSeverity severity;
      LeafFix fix;
      const char *format = judge (self, link->address, &kind, &severity, &fix);

      if (format != NULL)
        leaf_post_checker_add_at (self, kind, severity, fix, make_sentence (format, self->review, link), link->block, link->start,
                                  link->length)->address = g_strdup (link->address);
    }
}

static void
check_synopsis (LeafPostChecker *self,
                LeafBook *book)
{
  const LeafDocument *synopsis = leaf_book_get_synopsis (book);
  g_autoptr (GArray) links = leaf_post_document_list_links (synopsis);

  for (unsigned int i = 0; i < links->len; i++)
    {
      const LeafPostLink *link = &g_array_index (links, LeafPostLink, i);
      LeafProblemKind kind;
      LeafSeverity severity;
      LeafFix fix;
      const char *format = judge (self, link->address, &kind, &severity, &fix);
      LeafPostProblem *problem;

      if (format == NULL)
        continue;
      problem = leaf_post_checker_add (self, kind, severity, LEAF_FIX_BOOK, make_sentence (format, synopsis, link));
      problem->book = leaf_book_get_id (book);
      problem->address = g_strdup (link->address);
    }
}

static void
add_addresses (GPtrArray *addresses,
               GHashTable *seen,
               const LeafDocument *document)
{
  g_autoptr (GArray) links = leaf_post_document_list_links (document);

  for (unsigned int i = 0; i < links->len; i++)
    {
      const char *address = g_array_index (links, LeafPostLink, i).address;
      const char *scheme = g_uri_peek_scheme (address);

      if (g_str_has_prefix (scheme != NULL ? scheme : "", "http") && leaf_address_get_reach (address) == LEAF_ADDRESS_PUBLIC &&
          g_hash_table_add (seen, g_strdup (address)))
        g_ptr_array_add (addresses, g_strdup (address));
    }
}

/**
 * leaf_post_list_addresses:
 * @source: the review and what belongs to it
 *
 * Lists where the links of the review and of the synopses that the blog shows lead to, as far as that can be asked
 * on the network.
 *
 * Returns: (transfer full) (array zero-terminated=1): addresses, each once, in the order of the post
 */
char **
leaf_post_list_addresses (const LeafPostSource *source)
{
  GPtrArray *addresses = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (source != NULL, NULL);

  for (unsigned int i = 0; i < source->books->len && leaf_blog_shows_part (source->blog, LEAF_BLOG_PART_SYNOPSIS); i++)
    add_addresses (addresses, seen, leaf_book_get_synopsis (g_ptr_array_index (source->books, i)));
  add_addresses (addresses, seen, leaf_review_get_document (source->review));
  g_ptr_array_add (addresses, NULL);

  return (char **) g_ptr_array_free (addresses, FALSE);
}

/* Links that lead a reader nowhere. */
void
leaf_post_check_links (LeafPostChecker *self)
{
  check_review (self);
  for (unsigned int i = 0; i < self->source->books->len && leaf_post_checker_shows (self, LEAF_BLOG_PART_SYNOPSIS); i++)
    check_synopsis (self, g_ptr_array_index (self->source->books, i));
}
