/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-place"

#include "config.h"

#include "leaf-place.h"

#include <glib/gi18n.h>

typedef struct {
  const char *nick; /* in settings */
  const char *icon;
  const char *label;
  const char *empty_label;
  const char *empty_hint;
  const char *state_label;
  const char *state_class;
} PlaceInfo;

static const PlaceInfo places[] = {
  [LEAF_PLACE_ALL] = {
    "all", "leaf-library-symbolic", N_("All Books"),
    N_("No Books Yet"), N_("Add the first one, and it appears here."),
    "", "",
  },
  [LEAF_PLACE_TO_REVIEW] = {
    "to-review", "leaf-book-symbolic", N_("To Review"),
    N_("Nothing to Review"), N_("Every book of your library has a review."),
    N_("To review"), "to-review",
  },
  [LEAF_PLACE_DRAFTS] = {
    "drafts", "leaf-pen-symbolic", N_("Drafts"),
    N_("No Drafts"), N_("A review you have begun to write appears here."),
    N_("Draft"), "draft",
  },
  [LEAF_PLACE_SCHEDULED] = {
    "scheduled", "leaf-clock-symbolic", N_("Scheduled"),
    N_("Nothing Scheduled"), N_("A review that waits for its day appears here."),
    N_("Scheduled"), "scheduled",
  },
  [LEAF_PLACE_PUBLISHED] = {
    "published", "leaf-published-symbolic", N_("Published"),
    N_("Nothing Published Yet"), N_("A review that is on your blog appears here."),
    N_("Published"), "published",
  },
  [LEAF_PLACE_ATTENTION] = {
    "attention", "dialog-warning-symbolic", N_("Needs Attention"),
    N_("All Is Well"), N_("A review that could not be published appears here."),
    N_("Needs attention"), "attention",
  },
  [LEAF_PLACE_SHELF] = {
    "shelf", "leaf-shelf-symbolic", "",
    N_("This Shelf Is Empty"), N_("A book gets its shelves in its details."),
    "", "",
  },
  [LEAF_PLACE_GENRE] = {
    "genre", "leaf-tag-symbolic", "",
    N_("No Book of This Genre"), N_("A book gets its genres in its details."),
    "", "",
  },
};

static const char *const sorts[] = {
  [LEAF_SORT_ADDED] = "added",
  [LEAF_SORT_TITLE] = "title",
  [LEAF_SORT_AUTHOR] = "author",
  [LEAF_SORT_RATING] = "rating",
  [LEAF_SORT_PUBLISHED] = "published",
};

static const PlaceInfo *
place_info (LeafPlace place)
{
  g_return_val_if_fail ((size_t) place < G_N_ELEMENTS (places), &places[LEAF_PLACE_ALL]);

  return &places[place];
}

static const char *
translate (const char *text)
{
  return *text != '\0' ? _(text) : text;
}

/**
 * leaf_place_get_label:
 * @place: a place
 *
 * Returns: its name, translated; empty for a shelf or a genre, which have one of their own
 */
const char *
leaf_place_get_label (LeafPlace place)
{
  return translate (place_info (place)->label);
}

/**
 * leaf_place_get_icon:
 * @place: a place
 *
 * Returns: the name of its icon
 */
const char *
leaf_place_get_icon (LeafPlace place)
{
  return place_info (place)->icon;
}

/**
 * leaf_place_get_empty_label:
 * @place: a place
 *
 * Returns: the heading shown when no book is there, translated
 */
const char *
leaf_place_get_empty_label (LeafPlace place)
{
  return translate (place_info (place)->empty_label);
}

/**
 * leaf_place_get_empty_hint:
 * @place: a place
 *
 * Returns: what would appear there, translated
 */
const char *
leaf_place_get_empty_hint (LeafPlace place)
{
  return translate (place_info (place)->empty_hint);
}

/**
 * leaf_place_get_state_label:
 * @state: the state of a book
 *
 * Returns: its name, translated
 */
const char *
leaf_place_get_state_label (LeafPlace state)
{
  return translate (place_info (state)->state_label);
}

/**
 * leaf_place_get_state_class:
 * @state: the state of a book
 *
 * Returns: the CSS class of its pill
 */
const char *
leaf_place_get_state_class (LeafPlace state)
{
  return place_info (state)->state_class;
}

/**
 * leaf_place_to_nick:
 * @place: a place
 *
 * Returns: its name in the settings
 */
const char *
leaf_place_to_nick (LeafPlace place)
{
  return place_info (place)->nick;
}

/**
 * leaf_place_from_nick:
 * @nick: (nullable): a name from the settings
 *
 * Returns: the place, all books when there is none of that name
 */
LeafPlace
leaf_place_from_nick (const char *nick)
{
  for (size_t i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_strcmp0 (nick, places[i].nick) == 0)
      return (LeafPlace) i;

  return LEAF_PLACE_ALL;
}

/**
 * leaf_sort_to_nick:
 * @sort: an order
 *
 * Returns: its name in the settings and as the target of the sort action
 */
const char *
leaf_sort_to_nick (LeafSort sort)
{
  g_return_val_if_fail ((size_t) sort < G_N_ELEMENTS (sorts), sorts[LEAF_SORT_ADDED]);

  return sorts[sort];
}

/**
 * leaf_sort_from_nick:
 * @nick: (nullable): a name from the settings
 *
 * Returns: the order, newest first when there is none of that name
 */
LeafSort
leaf_sort_from_nick (const char *nick)
{
  for (size_t i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_strcmp0 (nick, sorts[i]) == 0)
      return (LeafSort) i;

  return LEAF_SORT_ADDED;
}
