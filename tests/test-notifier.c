/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What reaches the desktop, seen by a notification server of the test's own on the private bus. */

#include "config.h"

#include "leaf-notifier.h"
#include "leaf-test-outbox.h"
#include "leaf-test-publish.h"
#include "leaf-test-wait.h"
#include "leaf-ui.h"

#include <adwaita.h>

typedef struct {
  unsigned int id;
  char *title;
  char *body;
} Shown;

typedef struct {
  LeafTestOutbox base;
  LeafOutboxList *list;
  LeafNotifier *notifier;
  gint64 reviews[2];
  GPtrArray *shown;   /* Shown: on the screen */
  unsigned int n_sent;
  gint64 opened;      /* what a click has led to */
  gboolean outbox_opened;
} Fixture;

static GApplication *application;
static GDBusConnection *bus;
static Fixture *current;

static void
shown_free (Shown *shown)
{
  g_free (shown->title);
  g_free (shown->body);
  g_free (shown);
}

static void
take_away (unsigned int id)
{
  for (unsigned int i = 0; current != NULL && i < current->shown->len; i++)
    if (((Shown *) g_ptr_array_index (current->shown, i))->id == id)
      g_ptr_array_remove_index (current->shown, i--);
}

static unsigned int
show (GVariant *parameters)
{
  static unsigned int last_id;
  Shown *shown = g_new0 (Shown, 1);
  unsigned int replaces;

  g_variant_get_child (parameters, 1, "u", &replaces);
  g_variant_get_child (parameters, 3, "s", &shown->title);
  g_variant_get_child (parameters, 4, "s", &shown->body);
  shown->id = replaces != 0 ? replaces : ++last_id;
  take_away (shown->id);
  last_id = MAX (last_id, shown->id);
  if (current == NULL)
    {
      unsigned int id = shown->id;

      shown_free (shown);
      return id;
    }
  g_ptr_array_add (current->shown, shown);
  current->n_sent++;
  return shown->id;
}

static void
called_cb (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *method,
           GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  unsigned int id;

  if (g_str_equal (method, "Notify"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", show (parameters)));
  else if (g_str_equal (method, "CloseNotification"))
    {
      g_variant_get (parameters, "(u)", &id);
      take_away (id);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else if (g_str_equal (method, "GetCapabilities"))
    {
      const char *const capabilities[] = { "body", "actions", NULL };

      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^as)", capabilities));
    }
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(ssss)", "test", "Flyleaf", "1", "1.2"));
}

static const char introspection[] =
  "<node><interface name='org.freedesktop.Notifications'>"
  "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
  "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
  "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
  "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
  "<method name='GetServerInformation'><arg type='s' direction='out'/><arg type='s' direction='out'/>"
  "<arg type='s' direction='out'/><arg type='s' direction='out'/></method>"
  "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
  "<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>"
  "</interface></node>";

static void
acquired_cb (GDBusConnection *connection, const char *name, gpointer acquired)
{
  *(gboolean *) acquired = TRUE;
}

static void
start_server (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GError) error = NULL;
  gboolean acquired = FALSE;

  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (bus, "/org/freedesktop/Notifications", node->interfaces[0], &vtable, NULL, NULL, &error);
  g_assert_no_error (error);
  g_bus_own_name_on_connection (bus, "org.freedesktop.Notifications", G_BUS_NAME_OWNER_FLAGS_NONE, acquired_cb, NULL,
                                &acquired, NULL);
  leaf_test_wait_until (acquired);
}

static void
open_review_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  current->opened = g_variant_get_int64 (parameter);
}

static void
open_outbox_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  current->outbox_opened = TRUE;
}

static void
start_application (void)
{
  static const GActionEntry entries[] = {
    { .name = "open-review", .activate = open_review_cb, .parameter_type = "x" },
    { .name = "outbox", .activate = open_outbox_cb },
  };
  g_autoptr (GError) error = NULL;

  application = g_application_new ("io.github.flyleaf_app.Test", G_APPLICATION_DEFAULT_FLAGS);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), NULL);
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer settled)
{
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  *(gboolean *) settled = reply != NULL;
}

/* GLib can only take back what it knows the number of: wait for an answer that comes after that one. */
static void
settle (void)
{
  gboolean settled = FALSE;

  g_dbus_connection_call (bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                          "org.freedesktop.Notifications", "GetServerInformation", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          NULL, settled_cb, &settled);
  leaf_test_wait_until (settled);
}

static void
set_up (Fixture *fixture, gconstpointer unused)
{
  leaf_test_outbox_set_up (&fixture->base, NULL);
  fixture->reviews[0] = fixture->base.review;
  fixture->reviews[1] = leaf_test_save_review (fixture->base.library.library);
  leaf_outbox_set_patience (fixture->base.outbox, 0);
  fixture->list = leaf_outbox_list_get (fixture->base.library.library, fixture->base.outbox);
  fixture->notifier = leaf_notifier_new (application, fixture->list);
  fixture->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) shown_free);
  current = fixture;
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  settle ();
  g_application_withdraw_notification (application, LEAF_NOTIFICATION_DONE);
  g_application_withdraw_notification (application, LEAF_NOTIFICATION_ATTENTION);
  leaf_test_wait_until (fixture->shown->len == 0);
  current = NULL;
  g_ptr_array_unref (fixture->shown);
  g_object_unref (fixture->notifier);
  leaf_test_outbox_tear_down (&fixture->base, NULL);
}

static void
publish (Fixture *fixture, int review)
{
  leaf_outbox_publish_async (fixture->base.outbox, fixture->reviews[review], fixture->base.blog, LEAF_PUBLICATION_PUBLISHED, 0,
                             NULL, NULL, NULL);
}

static const Shown *
only (Fixture *fixture)
{
  return fixture->shown->len == 1 ? g_ptr_array_index (fixture->shown, 0) : NULL;
}

/* As servers do: what was clicked goes. */
static void
click (Fixture *fixture)
{
  unsigned int id = only (fixture)->id;

  settle ();
  g_dbus_connection_emit_signal (bus, NULL, "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "ActionInvoked",
                                 g_variant_new ("(us)", id, "default"), NULL);
  take_away (id);
  g_dbus_connection_emit_signal (bus, NULL, "/org/freedesktop/Notifications", "org.freedesktop.Notifications",
                                 "NotificationClosed", g_variant_new ("(uu)", id, 2), NULL);
}

/* While she looks elsewhere: what, and with a click there; gone when she comes back. */
static void
test_done (Fixture *fixture, gconstpointer unused)
{
  leaf_notifier_set_looking (fixture->notifier, FALSE);
  publish (fixture, 0);
  leaf_test_wait_until (only (fixture) != NULL);
  g_assert_cmpstr (only (fixture)->title, ==, "Your review is on the blog");
  g_assert_cmpstr (only (fixture)->body, ==, "The Moonstone");
  click (fixture);
  leaf_test_wait_until (fixture->opened == fixture->reviews[0]);

  publish (fixture, 1);
  leaf_test_wait_until (only (fixture) != NULL && g_str_equal (only (fixture)->title, "2 reviews are on your blogs"));
  settle ();
  leaf_notifier_set_looking (fixture->notifier, TRUE);
  leaf_test_wait_until (fixture->shown->len == 0);
}

/* A scheduled post whose day has come, and the blog has published it: told once. */
static void
test_scheduled (Fixture *fixture, gconstpointer unused)
{
  gint64 at = g_get_real_time () / G_USEC_PER_SEC + 3600;
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafOutcome) scheduled =
    leaf_outbox_publish (fixture->base.outbox, fixture->reviews[0], fixture->base.blog, LEAF_PUBLICATION_SCHEDULED, at, NULL, &error);
  g_autoptr (LeafOutcome) waiting = NULL;
  g_autoptr (LeafOutcome) seen = NULL;
  g_autoptr (LeafOutcome) again = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (scheduled);
  leaf_test_drain ();
  settle ();
  leaf_notifier_set_looking (fixture->notifier, FALSE);
  waiting = leaf_outbox_refresh (fixture->base.outbox, fixture->reviews[0], fixture->base.blog, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (waiting->state, ==, LEAF_PUBLICATION_SCHEDULED);
  leaf_test_blog_set_state (fixture->base.remote, LEAF_PUBLICATION_PUBLISHED);
  seen = leaf_outbox_refresh (fixture->base.outbox, fixture->reviews[0], fixture->base.blog, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (seen->state, ==, LEAF_PUBLICATION_PUBLISHED);
  leaf_test_wait_until (only (fixture) != NULL);
  g_assert_cmpstr (only (fixture)->title, ==, "Your review is on the blog");
  g_assert_cmpstr (only (fixture)->body, ==, "The Moonstone");

  again = leaf_outbox_refresh (fixture->base.outbox, fixture->reviews[0], fixture->base.blog, NULL, &error);
  g_assert_no_error (error);
  leaf_test_drain ();
  settle ();
  g_assert_cmpuint (fixture->n_sent, ==, 1);
}

/* She sees it herself. */
static void
test_looking (Fixture *fixture, gconstpointer unused)
{
  publish (fixture, 0);
  leaf_test_wait_until (leaf_test_blog_count_posts (fixture->base.remote) == 1 &&
                        g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) == 0);
  leaf_test_blog_fail (fixture->base.remote, "send", 1, LEAF_PUBLISH_ERROR_REFUSED, 0, FALSE);
  publish (fixture, 1);
  leaf_test_wait_until (leaf_outbox_list_get_n_failed (fixture->list) == 1);
  leaf_test_drain ();
  g_assert_cmpuint (fixture->n_sent, ==, 0);
}

/* Once, with the sentence, and gone when it is settled. A retry by itself is no news. */
static void
test_attention (Fixture *fixture, gconstpointer unused)
{
  leaf_notifier_set_looking (fixture->notifier, FALSE);
  leaf_test_blog_fail (fixture->base.remote, "send", 1, LEAF_PUBLISH_ERROR_TEMPORARY, 0, FALSE);
  publish (fixture, 1);
  leaf_test_wait_until (leaf_test_blog_count_calls (fixture->base.remote, "send") == 1 &&
                        leaf_outbox_list_get_n_under_way (fixture->list) == 1);

  leaf_test_blog_fail (fixture->base.remote, "send", 1, LEAF_PUBLISH_ERROR_REFUSED, 0, FALSE);
  publish (fixture, 0);
  leaf_test_wait_until (only (fixture) != NULL);
  g_assert_cmpuint (fixture->n_sent, ==, 1);
  g_assert_cmpstr (only (fixture)->title, ==, "“The Moonstone” needs your attention");
  g_assert_true (g_str_has_prefix (only (fixture)->body, "It was to fail"));

  settle ();
  /* Coming back does not settle it; what settles it takes it away. */
  leaf_notifier_set_looking (fixture->notifier, TRUE);
  leaf_test_drain ();
  g_assert_cmpuint (fixture->shown->len, ==, 1);
  publish (fixture, 0);
  leaf_test_wait_until (fixture->shown->len == 0);
}

/* Several are one bubble, which leads to the outbox. */
static void
test_several (Fixture *fixture, gconstpointer unused)
{
  leaf_notifier_set_looking (fixture->notifier, FALSE);
  leaf_test_blog_fail (fixture->base.remote, "send", 2, LEAF_PUBLISH_ERROR_REFUSED, 0, FALSE);
  publish (fixture, 0);
  publish (fixture, 1);
  leaf_test_wait_until (only (fixture) != NULL && g_str_equal (only (fixture)->title, "2 reviews need your attention"));
  click (fixture);
  leaf_test_wait_until (fixture->outbox_opened);
}

static void
add (const char *name, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  start_server ();
  start_application ();

  add ("/notifier/done", test_done);
  add ("/notifier/scheduled", test_scheduled);
  add ("/notifier/looking", test_looking);
  add ("/notifier/attention", test_attention);
  add ("/notifier/several", test_several);

  status = g_test_run ();
  g_object_unref (application);
  return status;
}
