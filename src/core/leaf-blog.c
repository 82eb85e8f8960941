/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-blog"

#include "config.h"

#include "leaf-blog.h"

#include "leaf-blog-settings.h"
#include "leaf-string.h"
#include "leaf-text.h"

struct _LeafBlog
{
  GObject parent_instance;

  gint64 id;
  char *uuid;
  char *system;
  char *name;
  char *address;
  char *user;
  GHashTable *settings; /* key → value, those alone that are set */
};

G_DEFINE_FINAL_TYPE (LeafBlog, leaf_blog, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_ID,
  PROP_UUID,
  PROP_SYSTEM,
  PROP_NAME,
  PROP_ADDRESS,
  PROP_USER,
  N_PROPS
};

enum {
  SIGNAL_SETTING_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static unsigned int signals[N_SIGNALS];

static const struct {
  const char *key;
  const char *value;
} defaults[] = {
  { LEAF_BLOG_SETTING_TITLE, "{title}, {authors}: Book Review" },
  { LEAF_BLOG_SETTING_SLUG, "{title}-{authors}-book-review" },
  { LEAF_BLOG_SETTING_FEATURED_ALT, "{title} {authors} book review" },
  { LEAF_BLOG_SETTING_COVER_ALT, "{title} Book Cover" },
  { LEAF_BLOG_SETTING_LANGUAGE, "en" },
  { LEAF_BLOG_SETTING_DATE_FORMAT, "long" },
  { LEAF_BLOG_SETTING_PARTS, "card,synopsis,warnings,rating,review,links,author" },
  { LEAF_BLOG_SETTING_STORES, "bookshop,amazon,barnesandnoble,librofm,goodreads" },
  { LEAF_BLOG_SETTING_AMAZON_DOMAIN, "com" },
  { LEAF_BLOG_SETTING_DISCLOSURE, "above" },
  { LEAF_BLOG_SETTING_GENRES_AS, "tags" },
  { LEAF_BLOG_SETTING_AUTHOR_BOX, "true" },
  { LEAF_BLOG_SETTING_FEATURED_IMAGE, "true" },
  /* Twice what a card or a column of text takes is sharp on every screen. */
  { LEAF_BLOG_SETTING_COVER_SIZE, "1200" },
  { LEAF_BLOG_SETTING_PICTURE_SIZE, "1600" },
  { LEAF_BLOG_SETTING_COMMENTS, "blog" },
  { LEAF_BLOG_SETTING_STATUS, "publish" },
  { LEAF_BLOG_SETTING_UNFILTERED_HTML, "false" },
};

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
leaf_blog_finalize (GObject *object)
{
  LeafBlog *self = LEAF_BLOG (object);

  g_clear_pointer (&self->uuid, g_free);
  g_clear_pointer (&self->system, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->settings, g_hash_table_unref);

  G_OBJECT_CLASS (leaf_blog_parent_class)->finalize (object);
}

static void
leaf_blog_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LeafBlog *self = LEAF_BLOG (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_UUID:
      g_value_set_string (value, self->uuid);
      break;
    case PROP_SYSTEM:
      g_value_set_string (value, self->system);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_USER:
      g_value_set_string (value, self->user);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_blog_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  LeafBlog *self = LEAF_BLOG (object);

  switch (prop_id)
    {
    case PROP_ID:
      leaf_blog_set_id (self, g_value_get_int64 (value));
      break;
    case PROP_UUID:
      leaf_blog_set_uuid (self, g_value_get_string (value));
      break;
    case PROP_SYSTEM:
      leaf_blog_set_system (self, g_value_get_string (value));
      break;
    case PROP_NAME:
      leaf_blog_set_name (self, g_value_get_string (value));
      break;
    case PROP_ADDRESS:
      leaf_blog_set_address (self, g_value_get_string (value));
      break;
    case PROP_USER:
      leaf_blog_set_user (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leaf_blog_class_init (LeafBlogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = leaf_blog_finalize;
  object_class->get_property = leaf_blog_get_property;
  object_class->set_property = leaf_blog_set_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_UUID] = g_param_spec_string ("uuid", NULL, NULL, "", flags);
  properties[PROP_SYSTEM] = g_param_spec_string ("system", NULL, NULL, "", flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, "", flags);
  properties[PROP_USER] = g_param_spec_string ("user", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * LeafBlog::setting-changed:
   * @self: a blog
   * @key: the key of the setting
   *
   * A setting has another value. The key is the detail of the signal.
   */
  signals[SIGNAL_SETTING_CHANGED] =
    g_signal_new ("setting-changed", LEAF_TYPE_BLOG, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL,
                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
leaf_blog_init (LeafBlog *self)
{
  self->uuid = leaf_text_uuid ();
  self->system = g_strdup ("");
  self->name = g_strdup ("");
  self->address = g_strdup ("");
  self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * leaf_blog_new:
 *
 * Makes a blog with a UUID of its own and default settings, not in a library yet.
 *
 * Returns: (transfer full): a new blog
 */
LeafBlog *
leaf_blog_new (void)
{
  return g_object_new (LEAF_TYPE_BLOG, NULL);
}

/**
 * leaf_blog_copy:
 * @self: a blog
 *
 * Makes a copy, with the same id and UUID, that shares nothing with @self, for another thread.
 *
 * Returns: (transfer full): the copy
 */
LeafBlog *
leaf_blog_copy (LeafBlog *self)
{
  GHashTableIter iter;
  gpointer key, value;
  LeafBlog *copy;

  g_return_val_if_fail (LEAF_IS_BLOG (self), NULL);

  copy = leaf_blog_new ();
  leaf_blog_set_id (copy, self->id);
  leaf_blog_set_uuid (copy, self->uuid);
  leaf_blog_set_system (copy, self->system);
  leaf_blog_set_name (copy, self->name);
  leaf_blog_set_address (copy, self->address);
  leaf_blog_set_user (copy, self->user);

  g_hash_table_iter_init (&iter, self->settings);
  while (g_hash_table_iter_next (&iter, &key, &value))
    leaf_blog_set_setting (copy, key, value);

  return copy;
}

/**
 * leaf_blog_get_id:
 * @self: a blog
 *
 * Returns: the number of the blog in its library, 0 when it is in none
 */
gint64
leaf_blog_get_id (LeafBlog *self)
{
  g_return_val_if_fail (LEAF_IS_BLOG (self), 0);

  return self->id;
}

/**
 * leaf_blog_set_id:
 * @self: a blog
 * @id: the number of the blog in its library
 *
 * Set by the store alone.
 */
void
leaf_blog_set_id (LeafBlog *self, gint64 id)
{
  g_return_if_fail (LEAF_IS_BLOG (self));

  if (self->id == id)
    return;

  self->id = id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}

/**
 * leaf_blog_get_uuid:
 * @self: a blog
 *
 * Returns: (transfer none): the UUID of the blog, under which its password is kept
 */
const char *
leaf_blog_get_uuid (LeafBlog *self)
{
  g_return_val_if_fail (LEAF_IS_BLOG (self), NULL);

  return self->uuid;
}

/**
 * leaf_blog_set_uuid:
 * @self: a blog
 * @uuid: (nullable): a UUID in its text form
 *
 * Sets the UUID, for a blog that comes from a library.
 */
void
leaf_blog_set_uuid (LeafBlog *self, const char *uuid)
{
  g_return_if_fail (LEAF_IS_BLOG (self));

  if (leaf_string_set (&self->uuid, uuid != NULL ? uuid : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UUID]);
}

/**
 * leaf_blog_get_system:
 * @self: a blog
 *
 * Returns: (transfer none): %LEAF_BLOG_SYSTEM_WORDPRESS, %LEAF_BLOG_SYSTEM_SITE or another;
 *   empty when unknown
 */
const char *
leaf_blog_get_system (LeafBlog *self)
{
  g_return_val_if_fail (LEAF_IS_BLOG (self), NULL);

  return self->system;
}

/**
 * leaf_blog_set_system:
 * @self: a blog
 * @system: (nullable): the system behind the blog
 *
 * Sets the system.
 */
void
leaf_blog_set_system (LeafBlog *self, const char *system)
{
  g_return_if_fail (LEAF_IS_BLOG (self));

  if (leaf_string_set (&self->system, system != NULL ? system : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SYSTEM]);
}

/**
 * leaf_blog_get_name:
 * @self: a blog
 *
 * Returns: (transfer none): the name of the blog; empty when unknown
 */
const char *
leaf_blog_get_name (LeafBlog *self)
{
  g_return_val_if_fail (LEAF_IS_BLOG (self), NULL);

  return self->name;
}

/**
 * leaf_blog_set_name:
 * @self: a blog
 * @name: (nullable): the name of the blog, as it calls itself
 *
 * Sets the name.
 */
void
leaf_blog_set_name (LeafBlog *self, const char *name)
{
  g_return_if_fail (LEAF_IS_BLOG (self));

  if (leaf_string_set (&self->name, name != NULL ? name : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/**
 * leaf_blog_get_address:
 * @self: a blog
 *
 * Returns: (transfer none): an address with a slash at the end, or an absolute folder; empty
 *   when unknown
 */
const char *
leaf_blog_get_address (LeafBlog *self)
{
  g_return_val_if_fail (LEAF_IS_BLOG (self), NULL);

  return self->address;
}

/**
 * leaf_blog_set_address:
 * @self: a blog
 * @address: (nullable): an address or an absolute folder
 *
 * Sets where the blog is.
 */
void
leaf_blog_set_address (LeafBlog *self, const char *address)
{
  g_return_if_fail (LEAF_IS_BLOG (self));

  if (leaf_string_set (&self->address, address != NULL ? address : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESS]);
}

/**
 * leaf_blog_get_user:
 * @self: a blog
 *
 * Returns: (transfer none) (nullable): the name to log in with; %NULL for folders
 */
const char *
leaf_blog_get_user (LeafBlog *self)
{
  g_return_val_if_fail (LEAF_IS_BLOG (self), NULL);

  return self->user;
}

/**
 * leaf_blog_set_user:
 * @self: a blog
 * @user: (nullable): a name to log in with
 *
 * Sets the name to log in with.
 */
void
leaf_blog_set_user (LeafBlog *self, const char *user)
{
  g_return_if_fail (LEAF_IS_BLOG (self));

  if (leaf_string_set_optional (&self->user, user))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USER]);
}

/**
 * leaf_blog_get_default:
 * @key: a key, such as %LEAF_BLOG_SETTING_TITLE
 *
 * Returns: (transfer none) (nullable): the value of a setting that is not set; %NULL when it has none
 */
const char *
leaf_blog_get_default (const char *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  for (unsigned int i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (g_str_equal (defaults[i].key, key))
      return defaults[i].value;

  return g_str_has_prefix (key, LEAF_BLOG_SETTING_AFFILIATE_PREFIX) ? "" : NULL;
}

/**
 * leaf_blog_get_setting:
 * @self: a blog
 * @key: a key, such as %LEAF_BLOG_SETTING_TITLE
 *
 * Reads a setting.
 *
 * Returns: (transfer none) (nullable): the value, or its default when it is not set; %NULL when it
 *   has none
 */
const char *
leaf_blog_get_setting (LeafBlog *self, const char *key)
{
  const char *value;

  g_return_val_if_fail (LEAF_IS_BLOG (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  value = g_hash_table_lookup (self->settings, key);
  return value != NULL ? value : leaf_blog_get_default (key);
}

/**
 * leaf_blog_set_setting:
 * @self: a blog
 * @key: a key, such as %LEAF_BLOG_SETTING_TITLE
 * @value: (nullable): the value, which may be empty; %NULL for the default
 *
 * Changes a setting. The value is kept as leaf_blog_setting_dup_normal() has it.
 */
void
leaf_blog_set_setting (LeafBlog *self, const char *key, const char *value)
{
  const LeafBlogSetting *setting;
  g_autofree char *copy = NULL;
  g_autofree char *normal = NULL;

  g_return_if_fail (LEAF_IS_BLOG (self));
  g_return_if_fail (key != NULL);

  setting = leaf_blog_setting_find (key);
  normal = value != NULL && setting != NULL ? leaf_blog_setting_dup_normal (setting, value) : g_strdup (value);
  if (g_strcmp0 (g_hash_table_lookup (self->settings, key), normal) == 0)
    return;

  copy = g_strdup (key); /* `key` may be the table's own */
  if (normal != NULL)
    g_hash_table_replace (self->settings, g_strdup (key), g_steal_pointer (&normal));
  else
    g_hash_table_remove (self->settings, key);

  g_signal_emit (self, signals[SIGNAL_SETTING_CHANGED], g_quark_from_string (copy), copy);
}

/**
 * leaf_blog_get_flag:
 * @self: a blog
 * @key: a key, such as %LEAF_BLOG_SETTING_AUTHOR_BOX
 *
 * Reads a setting that says yes or no.
 *
 * Returns: %TRUE when its value is "true"
 */
gboolean
leaf_blog_get_flag (LeafBlog *self, const char *key)
{
  return g_strcmp0 (leaf_blog_get_setting (self, key), "true") == 0;
}

/**
 * leaf_blog_list_settings:
 * @self: a blog
 *
 * Lists the settings that are not at their default.
 *
 * Returns: (transfer full) (array zero-terminated=1): keys, in alphabetical order
 */
char **
leaf_blog_list_settings (LeafBlog *self)
{
  g_autoptr (GPtrArray) keys = NULL;
  GHashTableIter iter;
  gpointer key;

  g_return_val_if_fail (LEAF_IS_BLOG (self), NULL);

  keys = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->settings);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, g_strdup (key));
  g_ptr_array_sort (keys, compare_keys);
  g_ptr_array_add (keys, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}
