/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-outbox-button.h"
#include "leaf-outbox-row.h"
#include "leaf-outbox-window.h"
#include "leaf-saves.h"
#include "leaf-test-outbox.h"
#include "leaf-test-publish.h"
#include "leaf-test-wait.h"
#include "leaf-test-widget.h"
#include "leaf-ui.h"

typedef struct {
  LeafTestOutbox base;
  LeafOutboxList *list;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  leaf_test_outbox_set_up (&fixture->base, NULL);
  leaf_outbox_set_patience (fixture->base.outbox, 0);

  fixture->list = leaf_outbox_list_get (fixture->base.library.library, fixture->base.outbox);
  fixture->window = leaf_outbox_window_new (fixture->list);
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  gtk_window_destroy (fixture->window);
  leaf_test_outbox_tear_down (&fixture->base, NULL);
}

static void
publish (Fixture *fixture)
{
  leaf_outbox_publish_async (fixture->base.outbox, fixture->base.review, fixture->base.blog, LEAF_PUBLICATION_PUBLISHED, 0,
                             NULL, NULL, NULL);
}

static const char *
page_of (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (
    GTK_STACK (gtk_widget_get_template_child (GTK_WIDGET (fixture->window), LEAF_TYPE_OUTBOX_WINDOW, "stack")));
}

static LeafOutboxRow *
row_of (Fixture *fixture)
{
  GtkWidget *box = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->window), LEAF_TYPE_OUTBOX_WINDOW, "list_box"));

  return LEAF_OUTBOX_ROW (gtk_list_box_get_row_at_index (GTK_LIST_BOX (box), 0));
}

static gpointer
child_of (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (row_of (fixture)), LEAF_TYPE_OUTBOX_ROW, name);
}

static gboolean
is_in_state (Fixture *fixture, LeafOutboxItemState state)
{
  g_autoptr (LeafOutboxItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);

  return item != NULL && leaf_outbox_item_get_state (item) == state;
}

static gboolean
is_empty (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) == 0;
}

static void
test_empty (Fixture *fixture, gconstpointer unused)
{
  leaf_test_wait_until (g_str_equal (page_of (fixture), "empty"));
}

/* Its own sentence, the one thing to do, and a way out. */
static void
test_failed (Fixture *fixture, gconstpointer unused)
{
  leaf_test_blog_fail (fixture->base.remote, "send", 1, LEAF_PUBLISH_ERROR_LOGIN, 0, FALSE);
  publish (fixture);
  leaf_test_wait_until (is_in_state (fixture, LEAF_OUTBOX_ITEM_FAILED));
  leaf_test_assert_narrow (GTK_WIDGET (fixture->window));
  g_assert_cmpstr (page_of (fixture), ==, "jobs");
  g_assert_cmpstr (gtk_label_get_label (child_of (fixture, "task")), ==, "Publish on Pages & Tea <3");
  g_assert_true (gtk_widget_get_visible (child_of (fixture, "remedy_button")));
  g_assert_cmpstr (gtk_button_get_label (child_of (fixture, "remedy_button")), ==, "_Set Up Again…");
  g_assert_false (gtk_widget_get_visible (child_of (fixture, "progress")));
  g_assert_cmpuint (leaf_outbox_list_get_n_failed (fixture->list), ==, 1);

  g_signal_emit_by_name (child_of (fixture, "drop_button"), "clicked");
  leaf_test_wait_until (is_empty (fixture));
  leaf_test_wait_until (g_str_equal (page_of (fixture), "empty"));
  g_assert_cmpuint (leaf_outbox_list_get_n_failed (fixture->list), ==, 0);
}

static void
test_again (Fixture *fixture, gconstpointer unused)
{
  leaf_test_blog_fail (fixture->base.remote, "send", 1, LEAF_PUBLISH_ERROR_REFUSED, 0, FALSE);
  publish (fixture);
  leaf_test_wait_until (is_in_state (fixture, LEAF_OUTBOX_ITEM_FAILED));
  g_assert_cmpstr (gtk_button_get_label (child_of (fixture, "remedy_button")), ==, "_Try Again");
  g_signal_emit_by_name (child_of (fixture, "remedy_button"), "clicked");
  leaf_test_wait_until (is_empty (fixture));
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->base.remote), ==, 1);
}

static void
flush_cb (gboolean *flushed)
{
  *flushed = TRUE;
}

/* What she is typing is stored first, so that it is that which is sent. */
static void
test_unsaved (Fixture *fixture, gconstpointer unused)
{
  LeafSaves *saves = leaf_saves_get (fixture->base.library.library);
  gboolean flushed = FALSE;

  leaf_test_blog_fail (fixture->base.remote, "send", 1, LEAF_PUBLISH_ERROR_REFUSED, 0, FALSE);
  publish (fixture);
  leaf_test_wait_until (is_in_state (fixture, LEAF_OUTBOX_ITEM_FAILED));
  leaf_saves_note (saves, fixture, LEAF_SAVES_PENDING, NULL);
  g_signal_connect_swapped (saves, "flush", G_CALLBACK (flush_cb), &flushed);
  g_signal_emit_by_name (child_of (fixture, "remedy_button"), "clicked");
  g_assert_true (flushed);
  g_assert_true (is_in_state (fixture, LEAF_OUTBOX_ITEM_FAILED));
  g_assert_cmpuint (leaf_test_blog_count_calls (fixture->base.remote, "send"), ==, 1);

  leaf_saves_note (saves, fixture, LEAF_SAVES_DONE, NULL);
  leaf_test_wait_until (is_empty (fixture));
  g_assert_cmpuint (leaf_test_blog_count_posts (fixture->base.remote), ==, 1);
  g_signal_handlers_disconnect_by_data (saves, &flushed);
}

/* When it is tried again by itself, and that she need not wait for that. */
static void
test_waiting (Fixture *fixture, gconstpointer unused)
{
  leaf_test_blog_fail (fixture->base.remote, "send", 1, LEAF_PUBLISH_ERROR_TEMPORARY, 0, FALSE);
  publish (fixture);
  leaf_test_wait_until (!is_empty (fixture) && strstr (gtk_label_get_label (child_of (fixture, "state")), "Tried again at") != NULL);
  g_assert_cmpuint (leaf_outbox_list_get_n_failed (fixture->list), ==, 0);
  g_assert_cmpuint (leaf_outbox_list_get_n_under_way (fixture->list), ==, 1);
  g_assert_cmpstr (gtk_button_get_label (child_of (fixture, "remedy_button")), ==, "_Try Again");
  g_signal_emit_by_name (child_of (fixture, "remedy_button"), "clicked");
  leaf_test_wait_until (is_empty (fixture));
}

/* How far it is; stopping it is one click. */
static void
test_running (Fixture *fixture, gconstpointer unused)
{
  leaf_test_blog_hold (fixture->base.remote);
  publish (fixture);
  leaf_test_wait_until (is_in_state (fixture, LEAF_OUTBOX_ITEM_RUNNING));
  g_assert_true (gtk_widget_get_visible (child_of (fixture, "progress")));
  g_assert_false (gtk_widget_get_visible (child_of (fixture, "remedy_button")));
  leaf_test_wait_until (leaf_test_blog_count_calls (fixture->base.remote, "send") == 1);
  leaf_test_wait_until (gtk_progress_bar_get_fraction (child_of (fixture, "progress")) > 0);
  g_signal_emit_by_name (child_of (fixture, "drop_button"), "clicked");
  leaf_test_wait_until (!is_in_state (fixture, LEAF_OUTBOX_ITEM_RUNNING));
}

/* There while something is to be seen, and more visible when that needs her. */
static void
test_button (Fixture *fixture, gconstpointer unused)
{
  GtkWidget *button = g_object_ref_sink (g_object_new (LEAF_TYPE_OUTBOX_BUTTON, NULL));
  GtkWidget *inner = adw_bin_get_child (ADW_BIN (button));

  leaf_outbox_button_set_list (LEAF_OUTBOX_BUTTON (button), fixture->list);
  g_assert_false (gtk_widget_get_visible (button));
  leaf_test_blog_fail (fixture->base.remote, "send", 1, LEAF_PUBLISH_ERROR_REFUSED, 0, FALSE);
  publish (fixture);
  leaf_test_wait_until (gtk_widget_get_visible (button));
  leaf_test_wait_until (gtk_widget_has_css_class (inner, "error"));
  gtk_test_accessible_assert_property (inner, GTK_ACCESSIBLE_PROPERTY_LABEL, "Outbox: 1 needs attention");
  g_signal_emit_by_name (child_of (fixture, "remedy_button"), "clicked");
  leaf_test_wait_until (!gtk_widget_get_visible (button));
  g_assert_finalize_object (button);
}

static void
add (const char *name, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  leaf_ui_ensure ();
  adw_init ();

  add ("/outbox-window/empty", test_empty);
  add ("/outbox-window/failed", test_failed);
  add ("/outbox-window/again", test_again);
  add ("/outbox-window/unsaved", test_unsaved);
  add ("/outbox-window/waiting", test_waiting);
  add ("/outbox-window/running", test_running);
  add ("/outbox-window/button", test_button);

  return g_test_run ();
}
