/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-templates"

#include "config.h"

#include "leaf-templates.h"

#include "leaf-db-private.h"

#include <glib/gi18n.h>

static void
set_not_found (gint64 id,
               GError **error)
{
  g_set_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND,
               _("There is no template %lld in the library."), (long long) id);
}

/**
 * leaf_template_new:
 * @name: what she calls it
 * @html: the text, with placeholders
 * @blog: a blog's id, or 0
 *
 * Returns: (transfer full): a template that is in no library yet
 */
LeafTemplate *
leaf_template_new (const char *name,
                   const char *html,
                   gint64 blog)
{
  LeafTemplate *self;

  g_return_val_if_fail (name != NULL && html != NULL, NULL);

  self = g_new0 (LeafTemplate, 1);
  self->name = g_strdup (name);
  self->html = g_strdup (html);
  self->blog = blog;

  return self;
}

/**
 * leaf_template_free:
 * @self: (transfer full) (nullable): a template
 *
 * Frees @self.
 */
void
leaf_template_free (LeafTemplate *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->html);
  g_free (self->blog_name);
  g_free (self);
}

/**
 * leaf_templates_save:
 * @db: the writing connection
 * @template: a template; with id 0 it is added and gets its id
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_templates_save (LeafDb *db,
                     LeafTemplate *template,
                     GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  g_return_val_if_fail (template != NULL, FALSE);

  if (template->id == 0)
    statement = leaf_statement_new (db, "INSERT INTO templates (name, html, blog) VALUES (?1, ?2, ?3)", error);
  else
    statement = leaf_statement_new (db,
                                    "UPDATE templates SET name = ?1, html = ?2, blog = ?3"
                                    " WHERE id = ?4 AND removed_at IS NULL",
                                    error);
  if (statement == NULL)
    return FALSE;

  leaf_statement_bind_text (statement, 1, template->name);
  leaf_statement_bind_text (statement, 2, template->html);
  if (template->blog != 0)
    leaf_statement_bind_int (statement, 3, template->blog);
  if (template->id != 0)
    leaf_statement_bind_int (statement, 4, template->id);
  if (!leaf_statement_run (statement, error))
    return FALSE;

  if (template->id == 0) {
    template->id = leaf_db_get_last_id (db);
  } else if (leaf_db_get_n_changed (db) == 0) {
    set_not_found (template->id, error);
    return FALSE;
  }

  leaf_db_note_change (db, LEAF_CHANGE_TEMPLATE, template->id);

  return TRUE;
}

/* The columns of a template. A blog without a name is called by its address. */
#define SELECT_TEMPLATES \
  "SELECT t.id, t.name, t.html, t.blog, coalesce (nullif (b.name, ''), b.address)" \
  "  FROM templates AS t LEFT JOIN blogs AS b ON b.id = t.blog"

static LeafTemplate *
read_template (LeafStatement *row)
{
  LeafTemplate *template = leaf_template_new (leaf_statement_get_text (row, 1), leaf_statement_get_text (row, 2),
                                              leaf_statement_get_int (row, 3));

  template->id = leaf_statement_get_int (row, 0);
  template->blog_name = leaf_statement_dup_text (row, 4);

  return template;
}

/**
 * leaf_templates_load:
 * @db: a connection
 * @id: the template's id
 * @error: return location for an error
 *
 * Returns: (transfer full): the template, or %NULL with a %LEAF_STORE_ERROR
 */
LeafTemplate *
leaf_templates_load (LeafDb *db,
                     gint64 id,
                     GError **error)
{
  g_autoptr (LeafStatement) row = NULL;
  int result;

  row = leaf_statement_new (db, SELECT_TEMPLATES " WHERE t.id = ?1 AND t.removed_at IS NULL", error);
  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, id);
  result = leaf_statement_next (row, error);
  if (result == 0)
    set_not_found (id, error);

  return result > 0 ? read_template (row) : NULL;
}

/**
 * leaf_templates_list:
 * @db: a connection
 * @blog: a blog's id: its own and those for all; or 0: every one, but for those of blogs that are gone
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type LeafTemplate): the templates by name, or %NULL with a
 *   %LEAF_STORE_ERROR
 */
GPtrArray *
leaf_templates_list (LeafDb *db,
                     gint64 blog,
                     GError **error)
{
  g_autoptr (LeafStatement) row = NULL;
  g_autoptr (GPtrArray) templates = g_ptr_array_new_with_free_func ((GDestroyNotify) leaf_template_free);
  int result;

  row = leaf_statement_new (db,
                            SELECT_TEMPLATES
                            " WHERE t.removed_at IS NULL AND b.removed_at IS NULL"
                            "   AND (?1 = 0 OR t.blog IS NULL OR t.blog = ?1)"
                            " ORDER BY t.name COLLATE NOCASE, t.id",
                            error);
  if (row == NULL)
    return NULL;

  leaf_statement_bind_int (row, 1, blog);
  while ((result = leaf_statement_next (row, error)) > 0)
    g_ptr_array_add (templates, read_template (row));

  return result == 0 ? g_steal_pointer (&templates) : NULL;
}

static gboolean
set_removed (LeafDb *db,
             gint64 id,
             gboolean removed,
             GError **error)
{
  if (!leaf_db_set_removed (db,
                            "UPDATE templates SET removed_at = ?2"
                            " WHERE id = ?1 AND (removed_at IS NULL) = (?2 IS NOT NULL)",
                            id, removed, error))
    return FALSE;

  if (leaf_db_get_n_changed (db) == 0) {
    set_not_found (id, error);
    return FALSE;
  }

  leaf_db_note_change (db, LEAF_CHANGE_TEMPLATE, id);

  return TRUE;
}

/**
 * leaf_templates_remove:
 * @db: the writing connection
 * @id: the template's id
 * @error: return location for an error
 *
 * Puts the template into the trash.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_templates_remove (LeafDb *db,
                       gint64 id,
                       GError **error)
{
  return set_removed (db, id, TRUE, error);
}

/**
 * leaf_templates_restore:
 * @db: the writing connection
 * @id: the template's id
 * @error: return location for an error
 *
 * Takes the template out of the trash again.
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_templates_restore (LeafDb *db,
                        gint64 id,
                        GError **error)
{
  return set_removed (db, id, FALSE, error);
}
