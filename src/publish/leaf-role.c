/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-role"

#include "config.h"

#include "leaf-role.h"

#include <glib/gi18n.h>

/**
 * leaf_role_dup_name:
 * @blog: a blog that was checked
 *
 * Gets what the blog calls her.
 *
 * Returns: (transfer full) (nullable): the role, translated where WordPress brings it along
 */
char *
leaf_role_dup_name (LeafBlog *blog)
{
  static const struct {
    const char *role;
    const char *name;
  } roles[] = {
    /* Translators: roles as WordPress names them; say them as it does in your language. */
    { "administrator", N_("Administrator") },
    { "editor", N_("Editor") },
    { "author", N_("Author") },
    { "contributor", N_("Contributor") },
  };
  const char *role = leaf_blog_get_setting (blog, LEAF_BLOG_SETTING_ROLE);

  for (unsigned int i = 0; role != NULL && i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (role, roles[i].role))
      return g_strdup (_(roles[i].name));

  return g_strdup (role);
}

static gboolean
may_not (LeafBlog *blog, const char *key)
{
  return g_strcmp0 (leaf_blog_get_setting (blog, key), "false") == 0;
}

/**
 * leaf_role_describe:
 * @blog: a blog that was checked
 *
 * Says what her role means for her posts. The capabilities count and not the name of the role: plugins
 * and networks of blogs change what a role may do (an Editor of a network is filtered like an Author).
 *
 * Returns: (transfer full) (nullable): a sentence or two; %NULL for a blog without log-in
 */
char *
leaf_role_describe (LeafBlog *blog)
{
  g_return_val_if_fail (LEAF_IS_BLOG (blog), NULL);

  if (leaf_blog_get_user (blog) == NULL)
    return NULL;

  if (may_not (blog, LEAF_BLOG_SETTING_MAY_PUBLISH))
    return g_strdup (may_not (blog, LEAF_BLOG_SETTING_MAY_UPLOAD)
                       ? _("You can save drafts, which somebody else on the blog publishes. WordPress takes no pictures "
                           "from you; covers have to be added there.")
                       : _("You can save drafts with pictures, which somebody else on the blog publishes."));
  if (may_not (blog, LEAF_BLOG_SETTING_MAY_UPLOAD))
    return g_strdup (_("You can publish, but WordPress takes no pictures from you. Ask for the role Author."));
  if (!leaf_blog_get_flag (blog, LEAF_BLOG_SETTING_UNFILTERED_HTML))
    return g_strdup (_("You can publish. WordPress removes from your posts what only search engines read, so Flyleaf "
                       "leaves it out; text, pictures and the book card arrive as you wrote them."));

  return g_strdup (_("You can publish, and your posts arrive exactly as you wrote them."));
}
