/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-post.h"
#include "leaf-site-manifest.h"

G_BEGIN_DECLS

/* The files of a site as text. The same manifest gives the same text. @base is where the site is to be
 * seen, ending in "/", or NULL when nobody said. */
const char *leaf_site_get_direction (const char *language); /* "rtl", or NULL */
char *leaf_site_make_page     (const LeafSiteManifest *manifest, const LeafPost *post, const LeafSitePost *entry, const char *base);
char *leaf_site_find_content  (const char *page);
char *leaf_site_make_index    (const LeafSiteManifest *manifest, const char *base);
char *leaf_site_make_redirect (const LeafSiteManifest *manifest, const LeafSitePost *entry, const char *base);
char *leaf_site_make_feed     (const LeafSiteManifest *manifest, const char *base);
char *leaf_site_make_sitemap  (const LeafSiteManifest *manifest, const char *base);

G_END_DECLS
