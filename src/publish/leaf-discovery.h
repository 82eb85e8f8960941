/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-authorization.h"
#include "leaf-publisher.h"

G_BEGIN_DECLS

/* What is behind an address, as far as everybody may see it. */
typedef struct {
  LeafBlog *blog;    /* system, address, name, where it takes posts; nobody is logged in */
  char *authorize;   /* the page that hands out passwords; NULL for a folder */
  char *came_from;   /* the host that was typed, when it leads to another one; or NULL */
  gboolean closed;   /* the blog tells only those who are logged in more than that it is there */
  GBytes *icon;      /* its picture, as it came; or NULL */
} LeafFound;

void leaf_found_free (LeafFound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafFound, leaf_found_free)

/* Blocks; sends no secret, and follows an address that leads to another host. */
LeafFound *leaf_discover        (LeafLibrary *library, const char *address, GCancellable *cancellable, GError **error);
void       leaf_discover_async  (LeafLibrary *library, const char *address, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
LeafFound *leaf_discover_finish (GAsyncResult *result, GError **error);

/* Which system is behind what the user typed (an address, with or without https://, or a folder), and is the log-in good?
 * Blocks; gives a LeafBlog filled in and ready to be saved. The password goes only to the blog's own origin. */
LeafBlog *leaf_discover_blog        (LeafLibrary *library, const char *address, const char *user, const char *password, GCancellable *cancellable, GError **error);
/* The same with what the blog has handed out a moment ago: if it counts as nobody's, it was lost on its way. What comes to nothing
 * is given back. */
LeafBlog *leaf_discover_granted     (LeafLibrary *library, const char *address, const LeafGrant *grant, GCancellable *cancellable, GError **error);
gboolean  leaf_discover_give_back   (LeafLibrary *library, const char *address, const LeafGrant *grant, GError **why);

G_END_DECLS
