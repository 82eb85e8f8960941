/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publisher.h"

G_BEGIN_DECLS

/* A site in a temporary folder. */
typedef struct {
  char *parent; /* of the folder; removed with everything in it */
  char *folder; /* does not exist yet */
  LeafBlog *blog;
  LeafPublisher *site;
} LeafTestSite;

typedef void (*LeafTestSiteFunc) (LeafTestSite *fixture, gconstpointer unused);

void            leaf_test_add_site         (const char *name, LeafTestSiteFunc func);
char           *leaf_test_site_path        (LeafTestSite *self, const char *name);
char           *leaf_test_site_read        (LeafTestSite *self, const char *name);
void            leaf_test_site_write       (LeafTestSite *self, const char *name, const char *text);
gboolean        leaf_test_site_has         (LeafTestSite *self, const char *name);

/* As the outbox does it: the pictures, the post. NULL with an error. */
LeafRemotePost *leaf_test_site_try         (LeafTestSite *self, LeafPostSource *source, const LeafPublication *publication, GError **error);
LeafRemotePost *leaf_test_site_publish     (LeafTestSite *self, LeafPostSource *source, const LeafPublication *publication);

/* Every file by its name in the folder; the lock left out. */
GHashTable     *leaf_test_site_snapshot    (LeafTestSite *self);
void            leaf_test_assert_same_site (GHashTable *actual, GHashTable *expected);

/* Every page, the feed and the sitemap are well-formed, every relative address leads to a file, and
 * none is absolute but those of the web. */
void            leaf_test_assert_whole_site (LeafTestSite *self);

G_END_DECLS
