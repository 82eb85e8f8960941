/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the reader of HTML grows with its input: four times as much beside once as much. 4 is linear, 16
 * would be quadratic. */

#include "config.h"

#include "leaf-document-html.h"

#define N_PIECES 4000
#define N_ROUNDS 5

/* Milliseconds, the best of some rounds. */
static double
measure (const char *piece,
         unsigned int n_pieces)
{
  g_autoptr (GString) html = g_string_new (NULL);
  double best = G_MAXDOUBLE;

  for (unsigned int i = 0; i < n_pieces; i++)
    g_string_append (html, piece);

  for (unsigned int round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GTimer) timer = g_timer_new ();
      g_autoptr (LeafDocument) document = leaf_document_new_from_html (html->str, -1, &error);

      g_assert_no_error (error);
      g_assert_nonnull (document);
      best = MIN (best, g_timer_elapsed (timer, NULL) * 1000);
    }

  return best;
}

static void
benchmark_growth (void)
{
  static const char *const pieces[] = {
    "<p>Some <b>text</b> and <a href=\"https://example.org/\">more</a></p>", "<ul><li>x", "<b><p>",
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      double once = measure (pieces[i], N_PIECES);
      double four_times = measure (pieces[i], 4 * N_PIECES);

      g_test_message ("%s: %.2f ms, four times as many %.2f ms, ratio %.1f", pieces[i], once, four_times,
                      four_times / once);
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/growth", benchmark_growth);

  return g_test_run ();
}
