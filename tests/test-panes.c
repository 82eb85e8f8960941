/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the three panes fold: all at 1300 pixels, the book over the review at 800, one at 360. */

#include "leaf-panes.h"

#include <adwaita.h>

typedef struct {
  GtkWidget *window;
  LeafPanes *panes;
  GtkWidget *children[3];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer width)
{
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), GPOINTER_TO_INT (width), 600);
  fixture->panes = LEAF_PANES (leaf_panes_new ());
  for (int i = LEAF_PANE_SIDEBAR; i <= LEAF_PANE_BOOK; i++)
    {
      fixture->children[i] = adw_bin_new ();
      leaf_panes_set_child (fixture->panes, (LeafPaneId) i, fixture->children[i]);
    }
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->panes));
  gtk_window_present (GTK_WINDOW (fixture->window));

  /* What the window manager draws around the window may take a few pixels. */
  while (gtk_widget_get_width (GTK_WIDGET (fixture->panes)) < GPOINTER_TO_INT (width) - 40)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer width)
{
  g_object_ref (fixture->panes);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->panes);
}

static gboolean
in_view (Fixture *fixture, LeafPaneId pane)
{
  GtkWidget *child = fixture->children[pane];
  GtkWidget *panes = GTK_WIDGET (fixture->panes);
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (child) && gtk_widget_compute_bounds (child, panes, &bounds) &&
         bounds.origin.x >= 0 &&
         bounds.origin.x + bounds.size.width <= gtk_widget_get_width (panes);
}

/* Panes slide; the test goes on when they have arrived. */
static void
wait_until_in_view (Fixture *fixture, LeafPaneId pane, gboolean expected)
{
  while (in_view (fixture, pane) != expected)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_wide (Fixture *fixture, gconstpointer width)
{
  g_assert_false (leaf_panes_get_folded (fixture->panes));
  g_assert_false (leaf_panes_get_book_folded (fixture->panes));
  g_assert_true (leaf_panes_get_show_book (fixture->panes));
  wait_until_in_view (fixture, LEAF_PANE_SIDEBAR, TRUE);
  wait_until_in_view (fixture, LEAF_PANE_REVIEW, TRUE);
  wait_until_in_view (fixture, LEAF_PANE_BOOK, TRUE);

  g_assert_cmpint (gtk_widget_get_width (fixture->children[LEAF_PANE_SIDEBAR]), ==, 300);
  g_assert_cmpint (gtk_widget_get_width (fixture->children[LEAF_PANE_BOOK]), ==, 340);

  leaf_panes_show_pane (fixture->panes, LEAF_PANE_REVIEW);
  g_assert_false (leaf_panes_back (fixture->panes));
}

static void
test_wide_hide_book (Fixture *fixture, gconstpointer width)
{
  leaf_panes_set_show_book (fixture->panes, FALSE);
  g_assert_false (leaf_panes_get_book_wanted (fixture->panes));
  wait_until_in_view (fixture, LEAF_PANE_BOOK, FALSE);

  leaf_panes_set_book_wanted (fixture->panes, TRUE);
  g_assert_true (leaf_panes_get_show_book (fixture->panes));
  wait_until_in_view (fixture, LEAF_PANE_BOOK, TRUE);
}

static void
test_wide_without_book (Fixture *fixture, gconstpointer width)
{
  leaf_panes_set_has_book (fixture->panes, FALSE);
  g_assert_false (leaf_panes_get_show_book (fixture->panes));
  g_assert_true (leaf_panes_get_book_wanted (fixture->panes));
  leaf_panes_set_show_book (fixture->panes, TRUE);
  g_assert_false (leaf_panes_get_show_book (fixture->panes));

  leaf_panes_set_has_book (fixture->panes, TRUE);
  g_assert_true (leaf_panes_get_show_book (fixture->panes));
}

static void
test_medium (Fixture *fixture, gconstpointer width)
{
  g_assert_false (leaf_panes_get_folded (fixture->panes));
  g_assert_true (leaf_panes_get_book_folded (fixture->panes));
  g_assert_false (leaf_panes_get_show_book (fixture->panes));
  wait_until_in_view (fixture, LEAF_PANE_SIDEBAR, TRUE);
  wait_until_in_view (fixture, LEAF_PANE_REVIEW, TRUE);
  wait_until_in_view (fixture, LEAF_PANE_BOOK, FALSE);

  leaf_panes_show_pane (fixture->panes, LEAF_PANE_BOOK);
  g_assert_cmpint (leaf_panes_get_pane (fixture->panes), ==, LEAF_PANE_BOOK);
  wait_until_in_view (fixture, LEAF_PANE_BOOK, TRUE);

  g_assert_true (leaf_panes_back (fixture->panes));
  g_assert_false (leaf_panes_get_show_book (fixture->panes));
  g_assert_true (leaf_panes_get_book_wanted (fixture->panes));
  g_assert_false (leaf_panes_back (fixture->panes));
}

static void
test_narrow (Fixture *fixture, gconstpointer width)
{
  g_assert_true (leaf_panes_get_folded (fixture->panes));
  g_assert_cmpint (leaf_panes_get_pane (fixture->panes), ==, LEAF_PANE_SIDEBAR);
  wait_until_in_view (fixture, LEAF_PANE_SIDEBAR, TRUE);

  leaf_panes_show_pane (fixture->panes, LEAF_PANE_REVIEW);
  wait_until_in_view (fixture, LEAF_PANE_REVIEW, TRUE);
  wait_until_in_view (fixture, LEAF_PANE_SIDEBAR, FALSE);

  leaf_panes_show_pane (fixture->panes, LEAF_PANE_BOOK);
  wait_until_in_view (fixture, LEAF_PANE_BOOK, TRUE);
  g_assert_cmpint (gtk_widget_get_width (fixture->children[LEAF_PANE_BOOK]), ==,
                   gtk_widget_get_width (GTK_WIDGET (fixture->panes)));

  g_assert_true (leaf_panes_back (fixture->panes));
  g_assert_cmpint (leaf_panes_get_pane (fixture->panes), ==, LEAF_PANE_REVIEW);
  g_assert_true (leaf_panes_back (fixture->panes));
  g_assert_cmpint (leaf_panes_get_pane (fixture->panes), ==, LEAF_PANE_SIDEBAR);
  g_assert_false (leaf_panes_back (fixture->panes));
  wait_until_in_view (fixture, LEAF_PANE_SIDEBAR, TRUE);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, width, func) \
  g_test_add ("/panes/" path, Fixture, GINT_TO_POINTER (width), set_up, func, tear_down)
  ADD ("wide", 1300, test_wide);
  ADD ("wide/hide-book", 1300, test_wide_hide_book);
  ADD ("wide/without-book", 1300, test_wide_without_book);
  ADD ("medium", 800, test_medium);
  ADD ("narrow", 360, test_narrow);
#undef ADD

  return g_test_run ();
}
