/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-site.h"
#include "leaf-site-manifest.h"

G_BEGIN_DECLS

struct _LeafSite
{
  GObject parent_instance;

  LeafBlog *blog;
  LeafLibrary *library; /* NULL in tests: no sizes, and lost pictures stay lost */
  char *folder;         /* NULL when the address is none */
};

/* leaf-site.c */
char             *leaf_site_dup_page_name   (const char *slug);
char             *leaf_site_dup_base        (LeafSite *self);
gboolean          leaf_site_has_no_name     (LeafSite *self);
LeafSiteManifest *leaf_site_load_manifest   (LeafSite *self, GError **error);
gboolean          leaf_site_mark_as_ours    (LeafSite *self, GError **error);

/* leaf-site-pictures.c */
LeafPostMedia *leaf_site_upload           (LeafPublisher *publisher, const LeafPostPicture *picture, GBytes *bytes, const char *mime_type,
                                           gboolean unclear, GCancellable *cancellable, GError **error);
const char    *leaf_site_get_picture_file (const LeafPostMedia *media);
gboolean       leaf_site_restore_pictures (LeafSite *self, const LeafPostSource *source, GHashTable *media, GError **error);

/* leaf-site-write.c */
gboolean        leaf_site_write_redirects (LeafSite *self, const LeafSiteManifest *manifest, const char *base, GError **error);
gboolean        leaf_site_write           (LeafSite *self, LeafSiteManifest *manifest, const LeafSitePost *entry, const char *page,
                                           const char *base, GError **error);
char           *leaf_site_dup_down_name   (const LeafSitePost *entry);
LeafRemotePost *leaf_site_describe        (LeafSite *self, const LeafSitePost *entry);
LeafRemotePost *leaf_site_find            (LeafPublisher *publisher, const char *marker, const char *id, const char *slug,
                                           GCancellable *cancellable, GError **error);

/* leaf-site-send.c */
gboolean        leaf_site_slug_is_free (LeafSite *self, const LeafSiteManifest *manifest, const LeafSitePost *entry, const char *slug,
                                        const char *marker);
LeafRemotePost *leaf_site_send         (LeafPublisher *publisher, const LeafPost *post, const LeafPostSource *source, GHashTable *media,
                                        const LeafPublication *publication, const LeafJob *job, GCancellable *cancellable, GError **error);
gboolean        leaf_site_is_current   (LeafPublisher *publisher, const LeafPost *post, const LeafPostSource *source);

/* leaf-site-state.c */
LeafRemotePost *leaf_site_fetch        (LeafPublisher *publisher, const LeafPublication *publication, GCancellable *cancellable, GError **error);
LeafRemotePost *leaf_site_change_state (LeafPublisher *publisher, const LeafPublication *publication, const LeafJob *job,
                                        GCancellable *cancellable, GError **error);
GPtrArray      *leaf_site_list_terms   (LeafPublisher *publisher, GCancellable *cancellable, GError **error);
gboolean        leaf_site_find_slug    (LeafPublisher *publisher, const char *slug, const LeafPublication *publication, gboolean *free,
                                        GCancellable *cancellable, GError **error);

G_END_DECLS
