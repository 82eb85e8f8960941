/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-http.h"
#include "leaf-wordpress.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

struct _LeafWordpress {
  GObject parent_instance;

  LeafBlog *blog;
  LeafLibrary *library;
  LeafHttp *http;
  char *password;
  char *host;        /* for messages */
  JsonNode *refusal; /* what the last refused request said */
  gint64 clock;      /* the server's, at its last answer; 0 unknown */
  char *authorize;   /* the page that hands out application passwords, as the root said; or NULL */
  char *icon;        /* its picture, as the root said; or NULL */
  gboolean closed;   /* the root is shown only to those who are logged in */
  gboolean issued;   /* the blog has handed the password out a moment ago */
  int longest_pause; /* milliseconds, between two looks for a picture that may be on its way */
};

/* leaf-wordpress-json.c: reading what a server sent. All tolerate a missing or a wrong type. */
JsonNode   *leaf_wordpress_parse       (GBytes *body);
const char *leaf_wordpress_get_text    (JsonObject *object, const char *member);
const char *leaf_wordpress_get_raw     (JsonObject *object, const char *member); /* object.member.raw */
gint64      leaf_wordpress_get_link_number (JsonObject *object, const char *link, const char *member); /* object._links.link[0].member; -1: none */
gint64      leaf_wordpress_get_number  (JsonObject *object, const char *member);
JsonObject *leaf_wordpress_get_object  (JsonObject *object, const char *member);
gboolean    leaf_wordpress_has_number  (JsonObject *object, const char *member, gint64 number); /* in the array */
char       *leaf_wordpress_decode_text (const char *text); /* without tags and entities */

/* leaf-wordpress-request.c */
char     *leaf_wordpress_build_address (const char *root, const char *route, const char *query);
JsonNode *leaf_wordpress_judge         (const LeafHttpAnswer *answer, const char *host, gboolean writing, GError **error);
JsonNode *leaf_wordpress_send_request  (LeafWordpress *self, LeafHttpRequest *request, const char *route, const char *query,
                                        GCancellable *cancellable, GError **error);
JsonNode *leaf_wordpress_get           (LeafWordpress *self, const char *route, const char *query, GCancellable *cancellable, GError **error);
JsonNode *leaf_wordpress_post          (LeafWordpress *self, const char *route, const char *query, JsonNode *body, const char *unmodified_since,
                                        GCancellable *cancellable, GError **error);
JsonObject *leaf_wordpress_get_refusal (LeafWordpress *self, const char *code);
gboolean    leaf_wordpress_is_refused  (LeafWordpress *self, const char *code);
gboolean    leaf_wordpress_is_own_refusal (const GError *error);
void        leaf_wordpress_clear_doubt (GError *error);
gboolean  leaf_wordpress_is_closed     (const LeafHttpAnswer *answer, JsonNode *node);
void      leaf_wordpress_fail_closed   (const char *code, const char *host, GError **error);

/* leaf-wordpress-find.c: where the interface is. `typed` is a whole address. */
char *leaf_wordpress_find_root (LeafHttp *http, const char *typed, char **home, GCancellable *cancellable, GError **error);
char *leaf_wordpress_upgrade   (const char *root, const char *page);

/* leaf-wordpress.c */
void leaf_wordpress_set_root (LeafWordpress *self, const char *root);

/* leaf-wordpress-root.c: what the root document tells, without a log-in where that will do. */
gboolean leaf_wordpress_look (LeafWordpress *self, GCancellable *cancellable, GError **error);

/* leaf-wordpress-account.c */
gboolean leaf_wordpress_revoke        (LeafWordpress *self, gboolean ours_only, GCancellable *cancellable, GError **error);
gboolean leaf_wordpress_check_account (LeafWordpress *self, GCancellable *cancellable, GError **error);

/* leaf-wordpress-terms.c */
#define LEAF_WORDPRESS_N_TAXONOMIES 2 /* categories and tags */

/* What a post is filed under, a kind each. */
typedef struct {
  GArray *ids[LEAF_WORDPRESS_N_TAXONOMIES];       /* gint64 */
  gboolean replaces[LEAF_WORDPRESS_N_TAXONOMIES]; /* what the post on the blog has, even by nothing */
} LeafWordpressTerms;

void                leaf_wordpress_terms_free    (LeafWordpressTerms *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafWordpressTerms, leaf_wordpress_terms_free)

LeafWordpressTerms *leaf_wordpress_resolve_terms (LeafWordpress *self, GPtrArray *filed, JsonObject *stored, GPtrArray *warnings,
                                                  GCancellable *cancellable, GError **error);
gboolean            leaf_wordpress_forget_terms  (LeafWordpress *self, GPtrArray *filed, GError **error);
gboolean            leaf_wordpress_keep_terms    (LeafWordpress *self, LeafWordpressTerms *terms, JsonObject *post, GError **error);
void                leaf_wordpress_add_terms     (const LeafWordpressTerms *terms, JsonBuilder *builder);
char              **leaf_wordpress_read_terms    (JsonObject *post);
gboolean            leaf_wordpress_look_at_terms (LeafWordpress *self, GPtrArray *filed, LeafRemotePost *remote, GError **error);
gboolean            leaf_wordpress_has_terms     (const LeafWordpressTerms *terms, JsonObject *post);

/* leaf-wordpress-term-lists.c */
GPtrArray *leaf_wordpress_list_terms (LeafWordpress *self, GCancellable *cancellable, GError **error);

/* leaf-wordpress-media.c */
LeafPostMedia *leaf_wordpress_upload         (LeafWordpress *self, const LeafPostPicture *picture, GBytes *bytes, const char *mime_type,
                                              gboolean unclear, GCancellable *cancellable, GError **error);
gboolean       leaf_wordpress_knows_media    (LeafWordpress *self, gint64 id, gboolean *known, GError **error); /* sent from here */
gboolean       leaf_wordpress_describe_media (LeafWordpress *self, const char *remote_id, const char *alt, GCancellable *cancellable, GError **error);

/* The answer to a writing request is in the edit context: it tells what was stored. */
#define LEAF_WORDPRESS_FIELDS \
  "_fields=id,link,slug,status,title.raw,content.raw,excerpt.raw,modified_gmt,date_gmt,featured_media,tags,categories," \
  "_links.version-history,_links.predecessor-version"

/* leaf-wordpress-examine.c: what became of a post on its way, beside its words. */
void     leaf_wordpress_find_losses     (LeafWordpress *self, LeafRemotePost *remote, const LeafPost *post, GHashTable *media);
gboolean leaf_wordpress_look_between    (LeafWordpress *self, JsonObject *present, JsonObject *stored, LeafRemotePost *remote,
                                         GCancellable *cancellable, GError **error);
gboolean leaf_wordpress_examine         (LeafWordpress *self, LeafRemotePost *found, const LeafPost *post, GHashTable *media,
                                         const LeafPublication *publication, GCancellable *cancellable, GError **error);

/* leaf-wordpress-posts.c */
char           *leaf_wordpress_format_time (gint64 time);
gint64          leaf_wordpress_parse_time (const char *text);
LeafRemotePost *leaf_wordpress_read_post (JsonObject *object);
GPtrArray      *leaf_wordpress_find_all (LeafWordpress *self, const char *marker, GCancellable *cancellable, GError **error);
LeafRemotePost *leaf_wordpress_find (LeafWordpress *self, const char *marker, const char *id, GCancellable *cancellable, GError **error);
LeafRemotePost *leaf_wordpress_fetch (LeafWordpress *self, const LeafPublication *publication, GCancellable *cancellable, GError **error);
gboolean        leaf_wordpress_find_slug (LeafWordpress *self, const char *slug, const LeafPublication *publication, gboolean *free,
                                          GCancellable *cancellable, GError **error);

/* leaf-wordpress-state.c */
gint64          leaf_wordpress_get_now (LeafWordpress *self);
LeafRemotePost *leaf_wordpress_change_state (LeafWordpress *self, const LeafPublication *publication, const LeafJob *job,
                                             GCancellable *cancellable, GError **error);

/* leaf-wordpress-read-back.c */
void            leaf_wordpress_set_twin (LeafRemotePost *remote, GPtrArray *found);
void            leaf_wordpress_compare  (LeafWordpress *self, LeafRemotePost *remote, const LeafPost *post, const char *marker,
                                         GPtrArray *warnings, GCancellable *cancellable);
LeafRemotePost *leaf_wordpress_read_back (LeafWordpress *self, JsonNode *node, const LeafPost *post, const LeafPostSource *source,
                                          GHashTable *media, const LeafWordpressTerms *terms, const LeafJob *job, gboolean created, GPtrArray *warnings,
                                          GCancellable *cancellable, GError **error);

/* leaf-wordpress-send.c */
LeafRemotePost *leaf_wordpress_send (LeafWordpress *self, const LeafPost *post, const LeafPostSource *source, GHashTable *media,
                                     const LeafPublication *publication, const LeafJob *job, GCancellable *cancellable, GError **error);

G_END_DECLS
