/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-link-check.h"

#include "leaf-post-check.h"
#include "leaf-test-server.h"

/* -1: nothing was learned. */
static int
ask (const char *base, const char *path)
{
  g_autofree char *address = g_strconcat (base, path, NULL);
  const char *const addresses[] = { address, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) states = leaf_link_check (addresses, 10, NULL, &error);
  gpointer state;

  g_assert_no_error (error);

  return g_hash_table_lookup_extended (states, address, NULL, &state) ? GPOINTER_TO_INT (state) : -1;
}

static void
test_answers (void)
{
  LeafTestServer *server = leaf_test_server_new ("links", NULL);
  const char *base = leaf_test_server_get_address (server);

  g_assert_cmpint (ask (base, "there"), ==, LEAF_LINK_WORKS);
  g_assert_cmpint (ask (base, "gone"), ==, LEAF_LINK_GONE);
  g_assert_cmpint (ask (base, "really-gone"), ==, LEAF_LINK_GONE);
  g_assert_cmpint (ask (base, "no-head"), ==, LEAF_LINK_WORKS);
  g_assert_cmpint (ask (base, "moved"), ==, LEAF_LINK_WORKS);
  g_assert_cmpint (ask (base, "shy"), ==, LEAF_LINK_WORKS);
  g_assert_cmpint (ask (base, "busy"), ==, LEAF_LINK_WORKS);
  g_assert_cmpint (ask (base, "cut"), ==, LEAF_LINK_SILENT);
  leaf_test_server_finish (server);
}

/* Nobody listens there; no such name, which may be our network; not unencrypted; not an address. */
static void
test_unasked (void)
{
  g_assert_cmpint (ask ("http://127.0.0.1:1/", ""), ==, LEAF_LINK_SILENT);
  g_assert_cmpint (ask ("https://no-such-host.invalid/", ""), ==, LEAF_LINK_SILENT);
  g_assert_cmpint (ask ("http://example.com/", ""), ==, -1);
  g_assert_cmpint (ask ("nothing", ""), ==, -1);
}

static void
test_cancel (void)
{
  const char *const addresses[] = { "http://127.0.0.1:1/", NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (leaf_link_check (addresses, 10, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Many, side by side, and none is lost. */
static void
test_many (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) addresses = NULL;
  g_autoptr (GHashTable) states = NULL;

  for (unsigned int i = 0; i < LEAF_LINK_CHECK_MAX + 5; i++)
    {
      g_autofree char *address = g_strdup_printf ("http://127.0.0.1:1/%u", i);

      g_strv_builder_add (builder, address);
    }
  addresses = g_strv_builder_end (builder);
  states = leaf_link_check ((const char *const *) addresses, 10, NULL, NULL);
  g_assert_cmpuint (g_hash_table_size (states), ==, LEAF_LINK_CHECK_MAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/link-check/answers", test_answers);
  g_test_add_func ("/link-check/unasked", test_unasked);
  g_test_add_func ("/link-check/cancel", test_cancel);
  g_test_add_func ("/link-check/many", test_many);

  return g_test_run ();
}
