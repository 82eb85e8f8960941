/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The folder of a site. Files in it are there whole or not at all. */
#define LEAF_SITE_MANIFEST ".flyleaf/site.json"
#define LEAF_SITE_PICTURES "pictures"
#define LEAF_SITE_TAKEN_DOWN ".flyleaf/taken-down"

/* What she types where an address of a blog or a folder is asked for. */
gboolean leaf_site_folder_is_typed (const char *typed); /* by its form; the disk is not touched */
char    *leaf_site_folder_dup_typed (const char *typed); /* also one that is there, whatever it looks like; NULL: none */

char    *leaf_site_folder_path_for (const char *address);
gboolean leaf_site_folder_look     (const char *folder, GError **error); /* nothing is written */
gboolean leaf_site_folder_claim    (const char *folder, GError **error);
int      leaf_site_folder_lock     (const char *folder);
void     leaf_site_folder_unlock   (int lock);
gboolean leaf_site_folder_write    (const char *folder, const char *name, const char *data, gssize size, GError **error);
gboolean leaf_site_folder_remove   (const char *folder, const char *name, GError **error);
char    *leaf_site_folder_hash     (const char *folder, const char *name);
gboolean leaf_site_folder_exists   (const char *folder, const char *name);

G_END_DECLS
