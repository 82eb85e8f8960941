/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-link-check"

#include "config.h"

#include "leaf-link-check.h"

#include "leaf-http.h"
#include "leaf-post-check.h"

/* Side by side, so that one slow site does not hold up all. */
#define N_THREADS 6

/* She mends one thing after another, and each time all is looked at again: what was learned a moment ago is still true. */
#define REMEMBERED (3 * 60 * G_USEC_PER_SEC)
#define MAX_REMEMBERED 1000

typedef struct {
  LeafLinkState state;
  gint64 until;
} Memory;

static GMutex memory_lock;
static GHashTable *memory; /* address → Memory */

typedef struct {
  GMutex lock;
  GHashTable *states; /* address → LeafLinkState */
  unsigned int seconds;
  gint64 end;
  GCancellable *cancellable;
} LinkCheck;

/* Nothing was learned from what went wrong on our side. */
static gboolean
judge_fault (LeafHttpFault fault, LeafLinkState *state)
{
  switch (fault)
    {
    case LEAF_HTTP_FAULT_NO_HOST:
      *state = LEAF_LINK_NO_HOST;
      return TRUE;
    case LEAF_HTTP_FAULT_CERTIFICATE:
      *state = LEAF_LINK_INSECURE;
      return TRUE;
    case LEAF_HTTP_FAULT_REFUSED:
    case LEAF_HTTP_FAULT_NOT_TLS:
    case LEAF_HTTP_FAULT_TIMEOUT:
    case LEAF_HTTP_FAULT_CUT:
      *state = LEAF_LINK_SILENT;
      return TRUE;
    case LEAF_HTTP_FAULT_REDIRECT:
    case LEAF_HTTP_FAULT_TOO_LARGE:
      *state = LEAF_LINK_WORKS;
      return TRUE;
    case LEAF_HTTP_FAULT_NONE:
    case LEAF_HTTP_FAULT_PLAIN:
    case LEAF_HTTP_FAULT_CANCELLED:
    default:
      return FALSE;
    }
}

/* Stores answer programs with 403, 429 or 503, and people with the page; only a clear "not there" is believed. */
static gboolean
is_gone (const LeafHttpAnswer *answer)
{
  return answer->status == 404 || answer->status == 410;
}

static gboolean
ask (LinkCheck *self, const char *address, LeafLinkState *state)
{
  g_autoptr (LeafHttp) http = leaf_http_new ();
  LeafHttpRequest request = { .method = "HEAD", .address = address, .anonymous = TRUE, .head_only = TRUE };
  g_autoptr (LeafHttpAnswer) answer = NULL;

  leaf_http_set_timeout (http, self->seconds);
  answer = leaf_http_send (http, &request, self->cancellable, NULL);
  /* Some know no HEAD, and hang up or say that there is nothing. */
  if (answer == NULL ? leaf_http_get_fault (http) == LEAF_HTTP_FAULT_CUT : answer->status >= 400)
    {
      g_clear_pointer (&answer, leaf_http_answer_free);
      request.method = "GET";
      answer = leaf_http_send (http, &request, self->cancellable, NULL);
    }
  if (answer == NULL)
    return judge_fault (leaf_http_get_fault (http), state);

  *state = is_gone (answer) ? LEAF_LINK_GONE : LEAF_LINK_WORKS;
  return TRUE;
}

static gboolean
recall (const char *address, LeafLinkState *state)
{
  const Memory *known;
  gboolean found;

  g_mutex_lock (&memory_lock);
  known = memory != NULL ? g_hash_table_lookup (memory, address) : NULL;
  found = known != NULL && g_get_monotonic_time () < known->until;
  if (found)
    *state = known->state;
  g_mutex_unlock (&memory_lock);

  return found;
}

static void
keep (GHashTable *states)
{
  GHashTableIter iter;
  gpointer address, state;

  g_mutex_lock (&memory_lock);
  if (memory == NULL)
    memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (g_hash_table_size (memory) > MAX_REMEMBERED)
    g_hash_table_remove_all (memory);
  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, &address, &state))
    if (!g_hash_table_contains (memory, address) ||
        g_get_monotonic_time () >= ((Memory *) g_hash_table_lookup (memory, address))->until)
      {
        Memory *known = g_new0 (Memory, 1);

        known->state = GPOINTER_TO_INT (state);
        known->until = g_get_monotonic_time () + REMEMBERED;
        g_hash_table_insert (memory, g_strdup (address), known);
      }
  g_mutex_unlock (&memory_lock);
}

static void
ask_func (gpointer data, gpointer user_data)
{
  LinkCheck *self = user_data;
  g_autofree char *address = data;
  LeafLinkState state;

  if (g_cancellable_is_cancelled (self->cancellable) || g_get_monotonic_time () > self->end ||
      (!recall (address, &state) && !ask (self, address, &state)))
    return;

  g_mutex_lock (&self->lock);
  g_hash_table_insert (self->states, g_steal_pointer (&address), GINT_TO_POINTER (state));
  g_mutex_unlock (&self->lock);
}

/* Not a single name can be found: it is our network that is away, not every site. GNetworkMonitor would know, but it
 * has to be made on the main thread. */
static void
doubt_when_offline (GHashTable *states)
{
  GHashTableIter iter;
  gpointer state;

  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, NULL, &state))
    if (GPOINTER_TO_INT (state) != LEAF_LINK_NO_HOST)
      return;

  if (g_hash_table_size (states) > 1)
    g_hash_table_remove_all (states);
  g_hash_table_iter_init (&iter, states);
  while (g_hash_table_iter_next (&iter, NULL, NULL))
    g_hash_table_iter_replace (&iter, GINT_TO_POINTER (LEAF_LINK_SILENT));
}

/**
 * leaf_link_check:
 * @addresses: (array zero-terminated=1): http and https addresses
 * @seconds: how long a site may take to begin to answer
 * @cancellable: (nullable): a cancellable
 * @error: set after a cancel
 *
 * Asks sites whether the pages that a review links to are there. The rules are those of leaf_http_send(): no
 * log-in, no cookie, nothing unencrypted, bounds on all. What was not learned is not in the table: plain http
 * addresses, those beyond %LEAF_LINK_CHECK_MAX, those for which there was no time. For some minutes the answers are
 * remembered. Blocks: call it in a worker
 * thread.
 *
 * Returns: (transfer full) (element-type utf8 LeafLinkState): by address, or %NULL
 */
GHashTable *
leaf_link_check (const char *const *addresses, unsigned int seconds, GCancellable *cancellable, GError **error)
{
  LinkCheck self = { .seconds = seconds, .cancellable = cancellable };
  GThreadPool *pool;

  g_return_val_if_fail (addresses != NULL, NULL);

  g_mutex_init (&self.lock);
  self.states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.end = g_get_monotonic_time () + 4 * (gint64) seconds * G_USEC_PER_SEC;
  pool = g_thread_pool_new (ask_func, &self, N_THREADS, FALSE, NULL);
  for (unsigned int i = 0; addresses[i] != NULL && i < LEAF_LINK_CHECK_MAX; i++)
    g_thread_pool_push (pool, g_strdup (addresses[i]), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  g_mutex_clear (&self.lock);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      g_hash_table_unref (self.states);
      return NULL;
    }
  doubt_when_offline (self.states);
  keep (self.states);

  return self.states;
}
