/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-profile"

#include "config.h"

#include "leaf-profile.h"

#include "leaf-string.h"

struct _LeafProfile
{
  GObject parent_instance;

  gint64 id;
  char *name;
  char *role;
  char *bio;
  char *picture;
};

G_DEFINE_FINAL_TYPE (LeafProfile, leaf_profile, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_ROLE,
  PROP_BIO,
  PROP_PICTURE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
leaf_profile_finalize (GObject *object)
{
  LeafProfile *self = LEAF_PROFILE (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->role, g_free);
  g_clear_pointer (&self->bio, g_free);
  g_clear_pointer (&self->picture, g_free);

  G_OBJECT_CLASS (leaf_profile_parent_class)->finalize (object);
}

static void
leaf_profile_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LeafProfile *self = LEAF_PROFILE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ROLE:
      g_value_set_string (value, self->role);
      break;
    case PROP_BIO:
      g_value_set_string (value, self->bio);
      break;
    case PROP_PICTURE:
      g_value_set_string (value, self->picture);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_profile_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LeafProfile *self = LEAF_PROFILE (object);

  switch (prop_id)
    {
    case PROP_ID:
      leaf_profile_set_id (self, g_value_get_int64 (value));
      break;
    case PROP_NAME:
      leaf_profile_set_name (self, g_value_get_string (value));
      break;
    case PROP_ROLE:
      leaf_profile_set_role (self, g_value_get_string (value));
      break;
    case PROP_BIO:
      leaf_profile_set_bio (self, g_value_get_string (value));
      break;
    case PROP_PICTURE:
      leaf_profile_set_picture (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_profile_class_init (LeafProfileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = leaf_profile_finalize;
  object_class->get_property = leaf_profile_get_property;
  object_class->set_property = leaf_profile_set_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_ROLE] = g_param_spec_string ("role", NULL, NULL, NULL, flags);
  properties[PROP_BIO] = g_param_spec_string ("bio", NULL, NULL, NULL, flags);
  properties[PROP_PICTURE] = g_param_spec_string ("picture", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
leaf_profile_init (LeafProfile *self)
{
  self->name = g_strdup ("");
}

/**
 * leaf_profile_new:
 *
 * Makes an empty profile that is not in a library yet.
 *
 * Returns: (transfer full): a new profile
 */
LeafProfile *
leaf_profile_new (void)
{
  return g_object_new (LEAF_TYPE_PROFILE, NULL);
}

/**
 * leaf_profile_copy:
 * @self: a profile
 *
 * Makes a copy that shares nothing with @self, for another thread.
 *
 * Returns: (transfer full): the copy
 */
LeafProfile *
leaf_profile_copy (LeafProfile *self)
{
  LeafProfile *copy;

  g_return_val_if_fail (LEAF_IS_PROFILE (self), NULL);

  copy = leaf_profile_new ();
  copy->id = self->id;
  leaf_string_set (&copy->name, self->name);
  copy->role = g_strdup (self->role);
  copy->bio = g_strdup (self->bio);
  copy->picture = g_strdup (self->picture);

  return copy;
}

/**
 * leaf_profile_get_id:
 * @self: a profile
 *
 * Returns: the number of the profile in its library, 0 when it is in none
 */
gint64
leaf_profile_get_id (LeafProfile *self)
{
  g_return_val_if_fail (LEAF_IS_PROFILE (self), 0);

  return self->id;
}

/**
 * leaf_profile_set_id:
 * @self: a profile
 * @id: the number of the profile in its library
 *
 * Set by the store alone.
 */
void
leaf_profile_set_id (LeafProfile *self, gint64 id)
{
  g_return_if_fail (LEAF_IS_PROFILE (self));

  if (self->id == id)
    return;

  self->id = id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}

/**
 * leaf_profile_get_name:
 * @self: a profile
 *
 * Returns: (transfer none): the reviewer's name; empty when it is not set
 */
const char *
leaf_profile_get_name (LeafProfile *self)
{
  g_return_val_if_fail (LEAF_IS_PROFILE (self), NULL);

  return self->name;
}

/**
 * leaf_profile_set_name:
 * @self: a profile
 * @name: (nullable): the reviewer's name, as readers see it
 *
 * Sets the reviewer's name.
 */
void
leaf_profile_set_name (LeafProfile *self, const char *name)
{
  g_return_if_fail (LEAF_IS_PROFILE (self));

  if (leaf_string_set (&self->name, name != NULL ? name : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * leaf_profile_get_role:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable): what the reviewer is on the blog: "Editor", "Contributor"
 */
const char *
leaf_profile_get_role (LeafProfile *self)
{
  g_return_val_if_fail (LEAF_IS_PROFILE (self), NULL);

  return self->role;
}

/**
 * leaf_profile_set_role:
 * @self: a profile
 * @role: (nullable): what the reviewer is on the blog
 *
 * Sets the role, as readers see it. It has nothing to do with what the blog allows the user.
 */
void
leaf_profile_set_role (LeafProfile *self, const char *role)
{
  g_return_if_fail (LEAF_IS_PROFILE (self));

  if (leaf_string_set_optional (&self->role, role))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE]);
}

/**
 * leaf_profile_get_bio:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable): one line about the reviewer, plain text
 */
const char *
leaf_profile_get_bio (LeafProfile *self)
{
  g_return_val_if_fail (LEAF_IS_PROFILE (self), NULL);

  return self->bio;
}

/**
 * leaf_profile_set_bio:
 * @self: a profile
 * @bio: (nullable): one line about the reviewer, plain text
 *
 * Sets the line below the name in the author box.
 */
void
leaf_profile_set_bio (LeafProfile *self, const char *bio)
{
  g_return_if_fail (LEAF_IS_PROFILE (self));

  if (leaf_string_set_optional (&self->bio, bio))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BIO]);
}

/**
 * leaf_profile_get_picture:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable): the SHA-256 of a picture in the library
 */
const char *
leaf_profile_get_picture (LeafProfile *self)
{
  g_return_val_if_fail (LEAF_IS_PROFILE (self), NULL);

  return self->picture;
}

/**
 * leaf_profile_set_picture:
 * @self: a profile
 * @sha256: (nullable): the SHA-256 of a picture in the library
 *
 * Sets the reviewer's picture.
 */
void
leaf_profile_set_picture (LeafProfile *self, const char *sha256)
{
  g_return_if_fail (LEAF_IS_PROFILE (self));

  if (leaf_string_set_optional (&self->picture, sha256))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PICTURE]);
}
