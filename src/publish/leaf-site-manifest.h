/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the index and the feed say of one review. */
typedef struct {
  char *uuid;       /* the marker */
  char *slug;       /* its folder; may be another one than the post asked for */
  char *title;      /* of the post */
  char *book;       /* titles of the books */
  char *authors;    /* of the books; "" unknown */
  char *reviewer;   /* "" unknown */
  char *language;
  char *excerpt;
  char **terms;
  int rating;       /* halves, 0 none */
  gint64 published; /* seconds since 1970, UTC */
  gint64 updated;
  char *cover;      /* file name in pictures/, or NULL */
  int cover_width;
  int cover_height;
  char *hash;       /* of the LeafPost */
  char *page;       /* SHA-256 of the page as we wrote it */
  gboolean down;    /* taken down: no reader finds it, its page waits in LEAF_SITE_TAKEN_DOWN */
} LeafSitePost;

/* An address that has moved: slug → the review's UUID. */
typedef struct {
  char *slug;
  char *uuid;
} LeafSiteRedirect;

typedef struct {
  char *uuid;            /* of the site, for the feed */
  char *title;
  char *language;
  char *style_hash;      /* of style.css as we wrote it; another one there is hers */
  GPtrArray *posts;      /* LeafSitePost */
  GPtrArray *redirects;  /* LeafSiteRedirect */
} LeafSiteManifest;

LeafSitePost     *leaf_site_post_new             (void);
void              leaf_site_post_free            (LeafSitePost *self);
LeafSiteRedirect *leaf_site_redirect_new         (const char *slug, const char *uuid);
void              leaf_site_redirect_free        (LeafSiteRedirect *self);

LeafSiteManifest *leaf_site_manifest_new         (const char *uuid);
void              leaf_site_manifest_free        (LeafSiteManifest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafSiteManifest, leaf_site_manifest_free)

LeafSiteManifest *leaf_site_manifest_parse       (const char *json, gsize size, gboolean *newer);
char             *leaf_site_manifest_to_json     (const LeafSiteManifest *self);
LeafSiteManifest *leaf_site_manifest_load        (const char *folder, const char *uuid, GError **error);
gboolean          leaf_site_manifest_save        (const LeafSiteManifest *self, const char *folder, GError **error);
LeafSitePost     *leaf_site_manifest_find        (const LeafSiteManifest *self, const char *uuid);
gboolean          leaf_site_manifest_slug_is_of_other (const LeafSiteManifest *self, const char *slug, const char *uuid);
gboolean          leaf_site_manifest_has_redirect (const LeafSiteManifest *self, const char *slug, const char *uuid);
void              leaf_site_manifest_forget      (LeafSiteManifest *self, LeafSitePost *post);
void              leaf_site_manifest_move        (LeafSiteManifest *self, LeafSitePost *post, const char *slug);
GPtrArray        *leaf_site_manifest_list_newest (const LeafSiteManifest *self);

G_END_DECLS
