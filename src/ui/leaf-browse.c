/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-browse"

#include "config.h"

#include "leaf-browse.h"

#include "leaf-place.h"

struct _LeafBrowse
{
  GObject parent_instance;

  LeafLibrary *library;
  LeafBookList *list;
  LeafPlace place;
  char *name;
  char *search;
  LeafSort sort;
  LeafBrowseState state;
};

G_DEFINE_FINAL_TYPE (LeafBrowse, leaf_browse, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_LIBRARY,
  PROP_LIST,
  PROP_PLACE_LABEL,
  PROP_SEARCH,
  PROP_SORT,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static LeafBrowseState
leaf_browse_compute_state (LeafBrowse *self)
{
  if (self->list == NULL)
    return LEAF_BROWSE_LOADING;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    return LEAF_BROWSE_BOOKS;
  if (leaf_book_list_get_loading (self->list))
    return self->state == LEAF_BROWSE_BOOKS ? LEAF_BROWSE_LOADING : self->state;
  if (*self->search != '\0')
    return LEAF_BROWSE_NOTHING_FOUND;
  if (self->place != LEAF_PLACE_ALL)
    return LEAF_BROWSE_EMPTY_PLACE;
  return LEAF_BROWSE_EMPTY_LIBRARY;
}

/* Notifies even when the state stays: "nothing found" tells of other words now. */
static void
leaf_browse_update_state (LeafBrowse *self)
{
  LeafBrowseState state = leaf_browse_compute_state (self);

  if (state == self->state && state == LEAF_BROWSE_BOOKS)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
leaf_browse_run_query (LeafBrowse *self)
{
  LeafBookQuery query = {
    .place = self->place,
    .name = self->name,
    .search = self->search,
    .sort = self->sort,
  };

  if (self->list == NULL)
    return;

  leaf_book_list_set_query (self->list, &query);
  leaf_browse_update_state (self);
}

static void
leaf_browse_get_property (GObject *object, unsigned int prop_id, GValue *value, GParamSpec *pspec)
{
  LeafBrowse *self = LEAF_BROWSE (object);

  switch (prop_id)
    {
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;

    case PROP_LIST:
      g_value_set_object (value, self->list);
      break;

    case PROP_PLACE_LABEL:
      g_value_set_string (value, leaf_browse_get_place_label (self));
      break;

    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;

    case PROP_SORT:
      g_value_set_string (value, leaf_browse_get_sort (self));
      break;

    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_browse_set_property (GObject *object,
                          unsigned int prop_id,
                          const GValue *value,
                          GParamSpec *pspec)
{
  LeafBrowse *self = LEAF_BROWSE (object);

  switch (prop_id)
    {
    case PROP_LIBRARY:
      leaf_browse_set_library (self, g_value_get_object (value));
      break;

    case PROP_SEARCH:
      leaf_browse_set_search (self, g_value_get_string (value));
      break;

    case PROP_SORT:
      leaf_browse_set_sort (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_browse_dispose (GObject *object)
{
  LeafBrowse *self = LEAF_BROWSE (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (leaf_browse_parent_class)->dispose (object);
}

static void
leaf_browse_finalize (GObject *object)
{
  LeafBrowse *self = LEAF_BROWSE (object);

  g_free (self->name);
  g_free (self->search);

  G_OBJECT_CLASS (leaf_browse_parent_class)->finalize (object);
}

static void
leaf_browse_class_init (LeafBrowseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = leaf_browse_dispose;
  object_class->finalize = leaf_browse_finalize;
  object_class->get_property = leaf_browse_get_property;
  object_class->set_property = leaf_browse_set_property;

  properties[PROP_LIBRARY] =
    g_param_spec_object ("library", NULL, NULL, LEAF_TYPE_LIBRARY,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LIST] =
    g_param_spec_object ("list", NULL, NULL, LEAF_TYPE_BOOK_LIST,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PLACE_LABEL] =
    g_param_spec_string ("place-label", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCH] =
    g_param_spec_string ("search", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SORT] =
    g_param_spec_string ("sort", NULL, NULL, "added",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] =
    g_param_spec_int ("state", NULL, NULL, LEAF_BROWSE_LOADING, LEAF_BROWSE_NOTHING_FOUND,
                      LEAF_BROWSE_LOADING, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
leaf_browse_init (LeafBrowse *self)
{
  self->search = g_strdup ("");
  self->sort = LEAF_SORT_ADDED;
}

/**
 * leaf_browse_new:
 *
 * Returns: (transfer full): a look at all books, the newest first, once it has a library
 */
LeafBrowse *
leaf_browse_new (void)
{
  return g_object_new (LEAF_TYPE_BROWSE, NULL);
}

/**
 * leaf_browse_get_library:
 * @self: a look
 *
 * Returns: (transfer none) (nullable): the library
 */
LeafLibrary *
leaf_browse_get_library (LeafBrowse *self)
{
  g_return_val_if_fail (LEAF_IS_BROWSE (self), NULL);

  return self->library;
}

/**
 * leaf_browse_set_library:
 * @self: a look
 * @library: (nullable): the library to look at
 */
void
leaf_browse_set_library (LeafBrowse *self, LeafLibrary *library)
{
  g_return_if_fail (LEAF_IS_BROWSE (self));
  g_return_if_fail (library == NULL || LEAF_IS_LIBRARY (library));

  if (!g_set_object (&self->library, library))
    return;

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);

  if (library != NULL)
    {
      self->list = leaf_book_list_new (library);
      g_signal_connect_object (self->list, "items-changed",
                               G_CALLBACK (leaf_browse_update_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->list, "notify::loading",
                               G_CALLBACK (leaf_browse_update_state), self, G_CONNECT_SWAPPED);
      leaf_browse_run_query (self);
    }

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIBRARY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIST]);
  leaf_browse_update_state (self);
}

/**
 * leaf_browse_get_list:
 * @self: a look
 *
 * Returns: (transfer none) (nullable): the books, %NULL without a library
 */
LeafBookList *
leaf_browse_get_list (LeafBrowse *self)
{
  g_return_val_if_fail (LEAF_IS_BROWSE (self), NULL);

  return self->list;
}

/**
 * leaf_browse_get_place:
 * @self: a look
 * @name: (out) (optional) (nullable) (transfer none): the name of the shelf or genre
 *
 * Returns: the place
 */
LeafPlace
leaf_browse_get_place (LeafBrowse *self, const char **name)
{
  g_return_val_if_fail (LEAF_IS_BROWSE (self), LEAF_PLACE_ALL);

  if (name != NULL)
    *name = self->name;
  return self->place;
}

/**
 * leaf_browse_set_place:
 * @self: a look
 * @place: where to look
 * @name: (nullable): the name of the shelf or genre
 */
void
leaf_browse_set_place (LeafBrowse *self, LeafPlace place, const char *name)
{
  g_return_if_fail (LEAF_IS_BROWSE (self));

  if (place < LEAF_N_FIXED_PLACES)
    name = NULL;
  else if (name == NULL || *name == '\0')
    place = LEAF_PLACE_ALL;

  if (self->place == place && g_strcmp0 (self->name, name) == 0)
    return;

  self->place = place;
  g_free (self->name);
  self->name = g_strdup (name);
  leaf_browse_run_query (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACE_LABEL]);
}

/**
 * leaf_browse_get_place_label:
 * @self: a look
 *
 * Returns: the name of the place, translated
 */
const char *
leaf_browse_get_place_label (LeafBrowse *self)
{
  g_return_val_if_fail (LEAF_IS_BROWSE (self), NULL);

  return self->name != NULL ? self->name : leaf_place_get_label (self->place);
}

/**
 * leaf_browse_get_search:
 * @self: a look
 *
 * Returns: the words looked for
 */
const char *
leaf_browse_get_search (LeafBrowse *self)
{
  g_return_val_if_fail (LEAF_IS_BROWSE (self), "");

  return self->search;
}

/**
 * leaf_browse_set_search:
 * @self: a look
 * @search: (nullable): anything she typed
 */
void
leaf_browse_set_search (LeafBrowse *self, const char *search)
{
  g_return_if_fail (LEAF_IS_BROWSE (self));

  if (search == NULL)
    search = "";
  if (g_str_equal (self->search, search))
    return;

  g_free (self->search);
  self->search = g_strdup (search);
  leaf_browse_run_query (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

/**
 * leaf_browse_get_sort:
 * @self: a look
 *
 * Returns: the nick of the order
 */
const char *
leaf_browse_get_sort (LeafBrowse *self)
{
  g_return_val_if_fail (LEAF_IS_BROWSE (self), NULL);

  return leaf_sort_to_nick (self->sort);
}

/**
 * leaf_browse_set_sort:
 * @self: a look
 * @sort: (nullable): the nick of an order
 */
void
leaf_browse_set_sort (LeafBrowse *self, const char *sort)
{
  LeafSort value = leaf_sort_from_nick (sort);

  g_return_if_fail (LEAF_IS_BROWSE (self));

  if (self->sort == value)
    return;

  self->sort = value;
  leaf_browse_run_query (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
}

/**
 * leaf_browse_get_state:
 * @self: a look
 *
 * Returns: what is to be said where the list would stand
 */
LeafBrowseState
leaf_browse_get_state (LeafBrowse *self)
{
  g_return_val_if_fail (LEAF_IS_BROWSE (self), LEAF_BROWSE_LOADING);

  return self->state;
}
