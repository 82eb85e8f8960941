/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-wordpress"

#include "config.h"

#include "leaf-wordpress-private.h"

#include <glib/gi18n.h>

/* WordPress answers 400 to more (measured). */
#define PER_PAGE 100
/* A blog with more than 5,000 tags is no list to choose from. */
#define MAX_PAGES 50

static void
add_term (GPtrArray *terms, const char *taxonomy, JsonObject *object)
{
  gint64 id = leaf_wordpress_get_number (object, "id");
  gint64 above = leaf_wordpress_get_number (object, "parent");
  g_autofree char *remote_id = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autofree char *parent = above > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, above) : NULL;
  g_autofree char *name = leaf_wordpress_decode_text (leaf_wordpress_get_text (object, "name"));

  if (id > 0 && *name != '\0')
    g_ptr_array_add (terms, leaf_term_new (taxonomy, remote_id, name, parent));
}

/* How many the page had; -1 on failure. */
static int
read_page (LeafWordpress *self, const char *taxonomy, int page, GPtrArray *terms, GCancellable *cancellable, GError **error)
{
  g_autofree char *route = g_strconcat ("wp/v2/", taxonomy, NULL);
  g_autofree char *query = g_strdup_printf ("per_page=%d&page=%d&orderby=name&_fields=id,name,parent", PER_PAGE, page);
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonNode) node = leaf_wordpress_get (self, route, query, cancellable, &failure);
  JsonArray *array;

  if (node == NULL)
    {
      /* A plugin may have taken the kind away. */
      if (leaf_wordpress_is_refused (self, "rest_no_route"))
        return 0;
      g_propagate_error (error, g_steal_pointer (&failure));
      return -1;
    }
  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_TEMPORARY,
                   _("%s did not give a list of its categories and tags. Try again later."), self->host);
      return -1;
    }

  array = json_node_get_array (node);
  for (unsigned int i = 0; i < MIN (json_array_get_length (array), PER_PAGE); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        add_term (terms, taxonomy, json_node_get_object (element));
    }

  return (int) MIN (json_array_get_length (array), PER_PAGE);
}

/**
 * leaf_wordpress_list_terms:
 * @self: the blog
 * @cancellable: (nullable): a cancellable
 * @error: set on failure
 *
 * Fetches all categories and all tags, by name.
 *
 * Returns: (transfer full) (element-type LeafTerm): the terms, or %NULL
 */
GPtrArray *
leaf_wordpress_list_terms (LeafWordpress *self, GCancellable *cancellable, GError **error)
{
  static const char *const taxonomies[] = { "categories", "tags" };
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_term_free);

  for (unsigned int i = 0; i < G_N_ELEMENTS (taxonomies); i++)
    for (int page = 1; page <= MAX_PAGES; page++)
      {
        int n = read_page (self, taxonomies[i], page, terms, cancellable, error);

        if (n < 0)
          return NULL;
        if (n < PER_PAGE)
          break;
      }

  return g_steal_pointer (&terms);
}
