/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-profiles"

#include "config.h"

#include "leaf-profiles.h"

#include "leaf-db-private.h"

/**
 * leaf_profiles_load:
 * @db: a connection
 * @error: return location for an error
 *
 * Returns: (transfer full): the user's profile, an empty one with id 0 when she has set none, or
 *   %NULL with a %LEAF_STORE_ERROR
 */
LeafProfile *
leaf_profiles_load (LeafDb *db,
                    GError **error)
{
  g_autoptr (LeafStatement) row = NULL;
  g_autoptr (LeafProfile) profile = NULL;
  int result;

  row = leaf_statement_new (db, "SELECT id, name, role, bio, picture FROM profiles ORDER BY id LIMIT 1",
                            error);
  if (row == NULL)
    return NULL;

  result = leaf_statement_next (row, error);
  if (result < 0)
    return NULL;

  profile = leaf_profile_new ();
  if (result > 0) {
    leaf_profile_set_id (profile, leaf_statement_get_int (row, 0));
    leaf_profile_set_name (profile, leaf_statement_get_text (row, 1));
    leaf_profile_set_role (profile, leaf_statement_get_text (row, 2));
    leaf_profile_set_bio (profile, leaf_statement_get_text (row, 3));
    leaf_profile_set_picture (profile, leaf_statement_get_text (row, 4));
  }

  return g_steal_pointer (&profile);
}

/**
 * leaf_profiles_save:
 * @db: the writing connection
 * @profile: the profile; with id 0 it is added and gets its id
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with a %LEAF_STORE_ERROR
 */
gboolean
leaf_profiles_save (LeafDb *db,
                    LeafProfile *profile,
                    GError **error)
{
  g_autoptr (LeafStatement) statement = NULL;

  g_return_val_if_fail (LEAF_IS_PROFILE (profile), FALSE);

  statement = leaf_statement_new (db,
                                  "INSERT INTO profiles (id, name, role, bio, picture)"
                                  " VALUES (?1, ?2, ?3, ?4, ?5)"
                                  " ON CONFLICT (id) DO UPDATE"
                                  "   SET name = ?2, role = ?3, bio = ?4, picture = ?5",
                                  error);
  if (statement == NULL)
    return FALSE;

  if (leaf_profile_get_id (profile) != 0)
    leaf_statement_bind_int (statement, 1, leaf_profile_get_id (profile));
  leaf_statement_bind_text (statement, 2, leaf_profile_get_name (profile));
  leaf_statement_bind_text (statement, 3, leaf_profile_get_role (profile));
  leaf_statement_bind_text (statement, 4, leaf_profile_get_bio (profile));
  leaf_statement_bind_text (statement, 5, leaf_profile_get_picture (profile));
  if (!leaf_statement_run (statement, error))
    return FALSE;

  if (leaf_profile_get_id (profile) == 0)
    leaf_profile_set_id (profile, leaf_db_get_last_id (db));
  leaf_db_note_change (db, LEAF_CHANGE_PROFILE, leaf_profile_get_id (profile));

  return TRUE;
}
