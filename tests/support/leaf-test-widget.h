/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-test-wait.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The `nth` widget of a type that is on the screen, in the order they are drawn; NULL when there is
 * none. In a header of its own, because what the other tests share knows no GTK. */
static inline GtkWidget *
leaf_test_find_nth_widget (GtkWidget *widget, GType type, int *nth)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*nth)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = leaf_test_find_nth_widget (child, type, nth);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static inline GtkWidget *
leaf_test_find_widget (GtkWidget *widget, GType type)
{
  int nth = 0;

  return leaf_test_find_nth_widget (widget, type, &nth);
}

/* The newest window of a type that is on the screen; NULL when there is none. */
static inline gpointer
leaf_test_find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type) && gtk_widget_get_mapped (l->data))
      return l->data;

  return NULL;
}

static inline gpointer
leaf_test_wait_for_window (GType type)
{
  gpointer window;

  leaf_test_wait_until ((window = leaf_test_find_window (type)) != NULL);
  return window;
}

/* Until it is on the screen. */
static inline GtkWidget *
leaf_test_wait_for_nth_widget (GtkWidget *widget, GType type, int nth)
{
  for (;;)
    {
      int left = nth;
      GtkWidget *found = leaf_test_find_nth_widget (widget, type, &left);

      if (found != NULL)
        return found;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* A window that fits where there are 360 pixels, as on a telephone; without the frame, which not every
 * desktop draws. */
static inline void
leaf_test_assert_narrow (GtkWidget *window)
{
  int requested;

  gtk_widget_get_size_request (window, &requested, NULL);
  g_assert_cmpint (requested, <=, 360);
  for (GtkWidget *child = gtk_widget_get_first_child (window); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int minimum;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 360);
    }
}

static inline void
leaf_test_noted_cb (GSimpleAction *action, GVariant *parameter, gpointer noted)
{
  *(gboolean *) noted = TRUE;
}

/* Stands in the place of an action of the program, and does nothing but note that it was asked for. */
static inline void
leaf_test_note_action (GtkWidget *window, const char *name, gboolean *noted)
{
  g_autoptr (GSimpleActionGroup) app = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, NULL);

  g_signal_connect (action, "activate", G_CALLBACK (leaf_test_noted_cb), noted);
  g_action_map_add_action (G_ACTION_MAP (app), G_ACTION (action));
  gtk_widget_insert_action_group (window, "app", G_ACTION_GROUP (app));
}

G_END_DECLS
