/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-reviews"

#include "config.h"

#include "leaf-reviews.h"

#include "leaf-db-private.h"
#include "leaf-document-html.h"

#include <string.h>

/* More texts are not looked at: who wants a link of years ago has it in that review. */
#define MAX_REVIEWS 300

#define BEGIN "<a href=\""

/* Undoes leaf_text_escape(), the only thing that writes these texts. */
static char *
unescape (const char *from,
          const char *to)
{
  static const struct
  {
    const char *entity;
    char character;
  } entities[] = {
    { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&#39;", '\'' },
  };
  GString *text = g_string_new (NULL);

  while (from < to) {
    unsigned int i = 0;

    while (i < G_N_ELEMENTS (entities) && !g_str_has_prefix (from, entities[i].entity))
      i++;
    if (i < G_N_ELEMENTS (entities)) {
      g_string_append_c (text, entities[i].character);
      from += strlen (entities[i].entity);
    } else {
      g_string_append_c (text, *from++);
    }
  }

  return g_string_free (text, FALSE);
}

/* Takes each address once, where it comes first. */
static void
take_links (const char *html,
            unsigned int max,
            GHashTable *known,
            GPtrArray *links)
{
  const char *p = html;

  while (links->len < max && (p = strstr (p, BEGIN)) != NULL) {
    const char *from = p + strlen (BEGIN);
    const char *to = strchr (from, '"');
    g_autofree char *link = NULL;

    if (to == NULL)
      return;
    link = unescape (from, to);
    if (leaf_link_is_safe (link) && !g_hash_table_contains (known, link)) {
      g_hash_table_add (known, link);
      g_ptr_array_add (links, g_steal_pointer (&link));
    }
    p = to;
  }
}

/**
 * leaf_reviews_list_links:
 * @db: a connection
 * @max: how many at most
 * @error: return location for an error
 *
 * Lists where the links of the reviews changed last lead, each address once.
 *
 * Returns: (transfer full): the addresses, those of the review changed last first, or %NULL with a
 *   %LEAF_STORE_ERROR
 */
GStrv
leaf_reviews_list_links (LeafDb *db,
                         unsigned int max,
                         GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);
  int result;

  statement = leaf_statement_new (db,
                                  "SELECT t.html FROM (SELECT id, modified FROM reviews WHERE removed_at IS NULL"
                                  "                     ORDER BY modified DESC, id DESC LIMIT ?1) AS r"
                                  "  JOIN review_texts AS t ON t.review = r.id"
                                  " WHERE instr (t.html, '" BEGIN "') > 0"
                                  " ORDER BY r.modified DESC, r.id DESC",
                                  error);
  if (statement == NULL)
    return NULL;

  leaf_statement_bind_int (statement, 1, MAX_REVIEWS);
  while (links->len < max && (result = leaf_statement_next (statement, error)) > 0)
    take_links (leaf_statement_get_text (statement, 0), max, known, links);
  if (links->len < max && result < 0)
    return NULL;

  g_ptr_array_add (links, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&links), FALSE);
}
