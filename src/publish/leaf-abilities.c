/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-abilities"

#include "config.h"

#include "leaf-abilities.h"

#include <glib/gi18n.h>

/* Settings that have an effect only where the system can do this. */
static const struct
{
  const char *key;
  LeafPublisherFlags needs;
} settings[] = {
  { LEAF_BLOG_SETTING_FEATURED_ALT, LEAF_PUBLISHER_FEATURED },
  { LEAF_BLOG_SETTING_GENRES_AS, LEAF_PUBLISHER_CATEGORIES },
  { LEAF_BLOG_SETTING_COMMENTS, LEAF_PUBLISHER_COMMENTS },
  { LEAF_BLOG_SETTING_STATUS, LEAF_PUBLISHER_DRAFTS },
  { LEAF_BLOG_SETTING_PUBLIC_ADDRESS, LEAF_PUBLISHER_OWN_SITE },
};

/**
 * leaf_abilities_use_setting:
 * @flags: what a system can do
 * @key: the key of a setting
 *
 * Returns: whether the setting has an effect there
 */
gboolean
leaf_abilities_use_setting (LeafPublisherFlags flags, const char *key)
{
  g_return_val_if_fail (key != NULL, FALSE);

  for (unsigned int i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_str_equal (settings[i].key, key))
      return (flags & settings[i].needs) != 0;

  return TRUE;
}

/**
 * leaf_abilities_check_wanted:
 * @blog: a blog
 * @wanted: draft, scheduled or published
 * @error: set to %LEAF_PUBLISH_ERROR_REFUSED
 *
 * Asked before there is a job: what a blog can never do must not wait in the outbox. A blog of an unknown kind
 * has no say, as nothing at all can be sent there.
 *
 * Returns: whether the blog can have a post so
 */
gboolean
leaf_abilities_check_wanted (LeafBlog *blog, LeafPublicationState wanted, GError **error)
{
  LeafPublisherFlags flags = leaf_publisher_find_flags (blog);

  if (flags == 0)
    return TRUE;

  if (wanted == LEAF_PUBLICATION_DRAFT && (flags & LEAF_PUBLISHER_DRAFTS) == 0)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                 _("“%s” has no drafts: publish the review there when it is ready."), leaf_blog_get_name (blog));
  else if (wanted == LEAF_PUBLICATION_SCHEDULED && (flags & LEAF_PUBLISHER_SCHEDULES) == 0)
    g_set_error (error, LEAF_PUBLISH_ERROR, LEAF_PUBLISH_ERROR_REFUSED,
                 _("“%s” cannot wait for a time: publish the review there when its day has come."), leaf_blog_get_name (blog));
  else
    return TRUE;

  return FALSE;
}
