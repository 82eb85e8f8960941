/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-library-watch"

#include "config.h"

#include "leaf-library.h"

#include "leaf-db-private.h"

/* At most one look in this time, however much another program writes. */
#define INTERVAL_MS 500

/* Lives as long as its library. */
typedef struct {
  LeafLibrary *library;  /* not owned */
  GFileMonitor *monitor;
  gint64 version;        /* of the data, as the writing connection counts what others commit */
  unsigned int look_id;
} Watch;

/* One look, in the writing thread. */
typedef struct {
  gint64 last;
  gint64 version;
} Look;

static void
watch_free (Watch *watch)
{
  g_clear_handle_id (&watch->look_id, g_source_remove);
  g_file_monitor_cancel (watch->monitor);
  g_clear_object (&watch->monitor);
  g_free (watch);
}

/* The number changes with every commit of another connection, and with none of this one. */
static gboolean
run_look (LeafDb *db,
          gpointer data,
          GError **error)
{
  Look *look = data;

  if (!leaf_db_get_int (db, "PRAGMA data_version", &look->version, error))
    return FALSE;

  /* What was written there, nobody says: anything may be another. */
  if (look->last != 0 && look->version != look->last) {
    for (LeafChange what = LEAF_CHANGE_BOOK; what < LEAF_N_CHANGES; what++)
      leaf_db_note_change (db, what, 0);
  }

  return TRUE;
}

static void
look_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Watch *watch = g_object_get_data (source, "leaf-library-watch");
  const Look *look = leaf_library_run_data (result);

  if (leaf_library_run_finish (LEAF_LIBRARY (source), result, &error))
    watch->version = look->version;
  else
    g_debug ("%s", error->message);
}

static void
look (Watch *watch)
{
  Look *data = g_new0 (Look, 1);

  data->last = watch->version;
  leaf_library_run_async (watch->library, LEAF_LIBRARY_WRITE, run_look, data, g_free, NULL, look_cb, NULL);
}

static gboolean
timeout_cb (gpointer user_data)
{
  Watch *watch = user_data;

  watch->look_id = 0;
  look (watch);

  return G_SOURCE_REMOVE;
}

static void
log_changed_cb (Watch *watch)
{
  if (watch->look_id == 0)
    watch->look_id = g_timeout_add (INTERVAL_MS, timeout_cb, watch);
}

/**
 * leaf_library_watch:
 * @self: a library
 *
 * Notices what other programs, such as the verbs, write into the same library while it is shown:
 * #LeafLibrary::changed is then emitted for each kind with the id 0. For the window, on the main
 * thread; once is enough.
 */
void
leaf_library_watch (LeafLibrary *self)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  Watch *watch;

  g_return_if_fail (LEAF_IS_LIBRARY (self));

  if (g_object_get_data (G_OBJECT (self), "leaf-library-watch") != NULL)
    return;

  /* Where every commit goes first. */
  path = g_strconcat (leaf_library_get_path (self), "-wal", NULL);
  file = g_file_new_for_path (path);

  watch = g_new0 (Watch, 1);
  watch->library = self;
  watch->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, &error);
  if (watch->monitor == NULL) {
    g_debug ("%s", error->message);
    g_free (watch);
    return;
  }

  g_signal_connect_swapped (watch->monitor, "changed", G_CALLBACK (log_changed_cb), watch);
  g_object_set_data_full (G_OBJECT (self), "leaf-library-watch", watch, (GDestroyNotify) watch_free);
  look (watch);
}
