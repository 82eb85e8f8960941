/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-book-list"

#include "config.h"

#include "leaf-book-list.h"

#include "leaf-book-row-private.h"
#include "leaf-id-diff.h"

/* Rows out of sight that are kept, so that scrolling back and forth loads nothing. */
#define MAX_RECENT 400

struct _LeafBookList {
  GObject parent_instance;

  LeafLibrary *library;
  LeafBookQuery *query;
  GArray *ids;           /* gint64; an array that is shown is never changed, but replaced */

  GHashTable *rows;      /* id -> LeafBookRow, not owned: those that somebody uses */
  GQueue recent;         /* LeafBookRow */

  GArray *wanted;        /* gint64: rows to be filled in the next read */
  unsigned int load_id;  /* the source that starts it */

  GCancellable *running; /* the query under way */
  gboolean outdated;     /* the library or the query changed since it began */
  gboolean applying;     /* telling of the changes, one by one */
};

/* A query in the reading thread. */
typedef struct {
  LeafBookQuery *query;
  GArray *old_ids;
  GArray *new_ids;
  GArray *splices;
} QueryJob;

/* Rows being filled. */
typedef struct {
  GArray *ids;
  GPtrArray *summaries;
} LoadJob;

static void leaf_book_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LeafBookList, leaf_book_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, leaf_book_list_model_init))

enum {
  PROP_0,
  PROP_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void start_query (LeafBookList *self);

static void
query_job_free (QueryJob *job)
{
  g_clear_pointer (&job->query, leaf_book_query_free);
  g_clear_pointer (&job->old_ids, g_array_unref);
  g_clear_pointer (&job->new_ids, g_array_unref);
  g_clear_pointer (&job->splices, g_array_unref);
  g_free (job);
}

static void
load_job_free (LoadJob *job)
{
  g_clear_pointer (&job->ids, g_array_unref);
  g_clear_pointer (&job->summaries, g_ptr_array_unref);
  g_free (job);
}

/* In the reading thread; comparing the lists there too keeps it off the main loop. */
static gboolean
run_query (LeafDb *db,
           gpointer data,
           GError **error)
{
  QueryJob *job = data;

  job->new_ids = leaf_books_query (db, job->query, error);
  if (job->new_ids == NULL)
    return FALSE;

  job->splices = leaf_id_diff (job->old_ids, job->new_ids);

  return TRUE;
}

static gboolean
run_load (LeafDb *db,
          gpointer data,
          GError **error)
{
  LoadJob *job = data;

  job->summaries = leaf_books_summaries (db, (const gint64 *) (gpointer) job->ids->data, job->ids->len, error);

  return job->summaries != NULL;
}

static void
take_ids (LeafBookList *self,
          GArray *ids)
{
  g_array_unref (self->ids);
  self->ids = ids;
}

/* Whoever hears of a change sees the list as it is by then, and so each splice is done alone. */
static void
apply (LeafBookList *self,
       GArray *new_ids,
       const GArray *splices)
{
  self->applying = TRUE;
  if (splices->len > 1)
    take_ids (self, g_array_copy (self->ids));

  for (unsigned int i = 0; i < splices->len; i++) {
    const LeafSplice *splice = &g_array_index (splices, LeafSplice, i);

    if (splices->len == 1) {
      take_ids (self, g_array_ref (new_ids));
    } else {
      if (splice->removed > 0)
        g_array_remove_range (self->ids, splice->position, splice->removed);
      if (splice->added > 0)
        g_array_insert_vals (self->ids, splice->position,
                             &g_array_index (new_ids, gint64, splice->position), splice->added);
    }
    g_list_model_items_changed (G_LIST_MODEL (self), splice->position, splice->removed, splice->added);
  }

  take_ids (self, g_array_ref (new_ids));
  self->applying = FALSE;
}

static void
query_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (LeafBookList) self = user_data;
  g_autoptr (GError) error = NULL;
  QueryJob *job = leaf_library_run_data (result);
  gboolean succeeded;

  succeeded = leaf_library_run_finish (LEAF_LIBRARY (source), result, &error);

  /* A later query has taken its place. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_clear_object (&self->running);
  if (succeeded)
    apply (self, job->new_ids, job->splices);
  else if (!g_error_matches (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_CLOSED))
    g_warning ("Cannot list the books: %s", error->message);

  if (self->outdated)
    start_query (self);
  else
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
start_query (LeafBookList *self)
{
  gboolean was_loading = self->running != NULL || self->outdated;
  QueryJob *job;

  /* The ids of this moment are of no query. */
  if (self->applying) {
    self->outdated = TRUE;
    return;
  }

  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  self->running = g_cancellable_new ();
  self->outdated = FALSE;

  job = g_new0 (QueryJob, 1);
  job->query = leaf_book_query_copy (self->query);
  job->old_ids = g_array_ref (self->ids);
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, run_query, job, (GDestroyNotify) query_job_free,
                          self->running, query_cb, g_object_ref (self));

  if (!was_loading)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
load_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (LeafBookList) self = user_data;
  g_autoptr (GError) error = NULL;
  LoadJob *job = leaf_library_run_data (result);

  if (!leaf_library_run_finish (LEAF_LIBRARY (source), result, &error)) {
    if (!g_error_matches (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_CLOSED))
      g_warning ("Cannot load books: %s", error->message);
    return;
  }

  for (unsigned int i = 0; i < job->summaries->len; i++) {
    const LeafBookSummary *summary = g_ptr_array_index (job->summaries, i);
    LeafBookRow *row = g_hash_table_lookup (self->rows, &summary->id);

    if (row != NULL) {
      g_object_ref (row);
      leaf_book_row_update (row, summary);
      g_object_unref (row);
    }
  }
}

static gboolean
load_wanted_cb (gpointer user_data)
{
  LeafBookList *self = user_data;
  LoadJob *job = g_new0 (LoadJob, 1);

  self->load_id = 0;
  job->ids = g_steal_pointer (&self->wanted);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  leaf_library_run_async (self->library, LEAF_LIBRARY_READ, run_load, job, (GDestroyNotify) load_job_free,
                          NULL, load_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

/* All rows that are asked for in one turn of the main loop are read at once. */
static void
want (LeafBookList *self,
      gint64 id)
{
  g_array_append_val (self->wanted, id);
  if (self->load_id == 0) {
    self->load_id = g_idle_add_full (G_PRIORITY_DEFAULT, load_wanted_cb, self, NULL);
    g_source_set_name_by_id (self->load_id, "[flyleaf] load books");
  }
}

static void
want_all (LeafBookList *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    want (self, *(const gint64 *) id);
}

/* In the row's last moment, while it still knows its id. */
static void
row_gone_cb (gpointer user_data,
             GObject *where_the_row_was)
{
  LeafBookList *self = user_data;
  gint64 id = leaf_book_row_get_id ((LeafBookRow *) where_the_row_was);

  g_hash_table_remove (self->rows, &id);
}

static LeafBookRow *
make_row (LeafBookList *self,
          gint64 id)
{
  LeafBookRow *row = leaf_book_row_new (id);

  g_hash_table_insert (self->rows, g_memdup2 (&id, sizeof id), row);
  g_object_weak_ref (G_OBJECT (row), row_gone_cb, self);

  g_queue_push_tail (&self->recent, g_object_ref (row));
  if (self->recent.length > MAX_RECENT)
    g_object_unref (g_queue_pop_head (&self->recent));

  want (self, id);

  return row;
}

static void
changed_cb (LeafLibrary *library,
            int what,
            gint64 id,
            gpointer user_data)
{
  LeafBookList *self = user_data;

  if (what != LEAF_CHANGE_BOOK)
    return;

  if (id == 0)
    want_all (self);
  else if (g_hash_table_contains (self->rows, &id))
    want (self, id);

  if (self->running != NULL)
    self->outdated = TRUE;
  else if (self->query != NULL)
    start_query (self);
}

static GType
leaf_book_list_get_item_type (GListModel *model)
{
  return LEAF_TYPE_BOOK_ROW;
}

static unsigned int
leaf_book_list_get_n_items (GListModel *model)
{
  LeafBookList *self = LEAF_BOOK_LIST (model);

  return self->ids->len;
}

static gpointer
leaf_book_list_get_item (GListModel *model,
                         unsigned int position)
{
  LeafBookList *self = LEAF_BOOK_LIST (model);
  LeafBookRow *row;
  gint64 id;

  if (position >= self->ids->len)
    return NULL;

  id = g_array_index (self->ids, gint64, position);
  row = g_hash_table_lookup (self->rows, &id);

  return row != NULL ? g_object_ref (row) : make_row (self, id);
}

static void
leaf_book_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = leaf_book_list_get_item_type;
  iface->get_n_items = leaf_book_list_get_n_items;
  iface->get_item = leaf_book_list_get_item;
}

static void
forget_rows (LeafBookList *self)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_object_weak_unref (row, row_gone_cb, self);
  g_hash_table_remove_all (self->rows);
  g_queue_clear_full (&self->recent, g_object_unref);
}

static void
leaf_book_list_dispose (GObject *object)
{
  LeafBookList *self = LEAF_BOOK_LIST (object);

  g_clear_handle_id (&self->load_id, g_source_remove);
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  forget_rows (self);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (leaf_book_list_parent_class)->dispose (object);
}

static void
leaf_book_list_finalize (GObject *object)
{
  LeafBookList *self = LEAF_BOOK_LIST (object);

  g_clear_pointer (&self->query, leaf_book_query_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->wanted, g_array_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);

  G_OBJECT_CLASS (leaf_book_list_parent_class)->finalize (object);
}

static void
leaf_book_list_get_property (GObject *object,
                             unsigned int prop_id,
                             GValue *value,
                             GParamSpec *pspec)
{
  LeafBookList *self = LEAF_BOOK_LIST (object);

  switch (prop_id) {
  case PROP_LOADING:
    g_value_set_boolean (value, leaf_book_list_get_loading (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
leaf_book_list_class_init (LeafBookListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = leaf_book_list_dispose;
  object_class->finalize = leaf_book_list_finalize;
  object_class->get_property = leaf_book_list_get_property;

  properties[PROP_LOADING] =
    g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
leaf_book_list_init (LeafBookList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * leaf_book_list_new:
 * @library: a library
 *
 * Makes a list of nothing, until it is given a query. For the main thread.
 *
 * Returns: (transfer full): the list
 */
LeafBookList *
leaf_book_list_new (LeafLibrary *library)
{
  LeafBookList *self;

  g_return_val_if_fail (LEAF_IS_LIBRARY (library), NULL);

  self = g_object_new (LEAF_TYPE_BOOK_LIST, NULL);
  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (changed_cb), self, 0);

  return self;
}

/**
 * leaf_book_list_set_query:
 * @self: a list
 * @query: what to show
 *
 * Shows other books, a moment later. A query that has not come to its end is given up for this one.
 * From then on the list follows the library: it is changed only where books came, went or moved, so
 * that whoever looks at it stays where he is.
 */
void
leaf_book_list_set_query (LeafBookList *self,
                          const LeafBookQuery *query)
{
  g_return_if_fail (LEAF_IS_BOOK_LIST (self));
  g_return_if_fail (query != NULL);

  if (self->query != NULL && leaf_book_query_equal (self->query, query))
    return;

  g_clear_pointer (&self->query, leaf_book_query_free);
  self->query = leaf_book_query_copy (query);
  start_query (self);
}

/**
 * leaf_book_list_get_loading:
 * @self: a list
 *
 * Returns: whether a query is under way
 */
gboolean
leaf_book_list_get_loading (LeafBookList *self)
{
  g_return_val_if_fail (LEAF_IS_BOOK_LIST (self), FALSE);

  return self->running != NULL || self->outdated;
}

/**
 * leaf_book_list_get_id:
 * @self: a list
 * @position: a position
 *
 * Unlike the item there, this loads nothing: for a selection of thousands of books.
 *
 * Returns: the book's id, 0 behind the end
 */
gint64
leaf_book_list_get_id (LeafBookList *self,
                       unsigned int position)
{
  g_return_val_if_fail (LEAF_IS_BOOK_LIST (self), 0);

  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

/**
 * leaf_book_list_find:
 * @self: a list
 * @id: a book's id
 *
 * Returns: its position, or %G_MAXUINT when it is not in the list
 */
unsigned int
leaf_book_list_find (LeafBookList *self,
                     gint64 id)
{
  g_return_val_if_fail (LEAF_IS_BOOK_LIST (self), G_MAXUINT);

  for (unsigned int i = 0; i < self->ids->len; i++) {
    if (g_array_index (self->ids, gint64, i) == id)
      return i;
  }

  return G_MAXUINT;
}
