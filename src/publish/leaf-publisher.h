/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"
#include "leaf-blogs.h"
#include "leaf-library.h"
#include "leaf-post.h"
#include "leaf-publication.h"
#include "leaf-web-picture.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  LEAF_PUBLISH_ERROR_FAILED,
  LEAF_PUBLISH_ERROR_ADDRESS,     /* not an address, no such host */
  LEAF_PUBLISH_ERROR_NOT_A_BLOG,
  LEAF_PUBLISH_ERROR_INSECURE,    /* plain http, bad certificate */
  LEAF_PUBLISH_ERROR_LOGIN,       /* wrong name or password, or none allowed */
  LEAF_PUBLISH_ERROR_FORBIDDEN,   /* the role may not */
  LEAF_PUBLISH_ERROR_REFUSED,     /* 4xx: not to be tried again as it is */
  LEAF_PUBLISH_ERROR_TEMPORARY,   /* certainly not done; to be tried again later */
  LEAF_PUBLISH_ERROR_UNCLEAR,     /* may or may not be done: look the marker up first */
  LEAF_PUBLISH_ERROR_NO_PASSWORD, /* the Secret Service has none, or there is no Secret Service */
  LEAF_PUBLISH_ERROR_CHANGED,     /* changed on the blog since it was last sent */
  LEAF_PUBLISH_ERROR_FOLDER,      /* the site folder cannot be written */
  LEAF_PUBLISH_ERROR_EMBARGO,     /* the publisher of the book does not allow it yet */
} LeafPublishError;

#define LEAF_PUBLISH_ERROR (leaf_publish_error_quark ())
GQuark leaf_publish_error_quark           (void);
void   leaf_publish_error_set_retry_after (GError *error, int seconds);
int    leaf_publish_error_get_retry_after (const GError *error); /* the server's own wish; 0 none */
void   leaf_publish_error_set_offline     (GError *error);
gboolean leaf_publish_error_is_offline    (const GError *error); /* this computer has no network */
/* A no that is not the blog's own, as a firewall gives when it has read the blog's answer: it may be done all the same. */
void     leaf_publish_error_set_doubtful  (GError *error, gboolean doubtful);
gboolean leaf_publish_error_is_doubtful   (const GError *error);
LeafJobProblem leaf_publish_error_get_problem (const GError *error); /* of any domain */

/* What the blog said of a post. */
typedef struct _LeafRemotePost LeafRemotePost;

struct _LeafRemotePost {
  char *id;
  char *address;
  char *modified;
  char *version;              /* the blog's number of its newest version; NULL when it did not say */
  char *title;                /* as stored (edit context), or NULL when it did not say */
  char *content;              /* likewise */
  char *slug;
  LeafPublicationState state;
  gint64 published;           /* seconds since 1970, UTC; 0 unknown */
  GStrv warnings;             /* sentences: the blog changed or dropped this */
  char *featured;             /* the blog's id of the featured picture, "0" for none; NULL when it did not say */
  GStrv lost;                 /* unless NULL the post has to be sent again, after these pictures (SHA-256), which the blog no longer has */
  char *twin;                 /* where the same review is once more, address or id; NULL: nowhere, as far as can be told */
  GStrv terms;                /* the blog's ids of what it is filed under, "tags/12"; NULL when it did not say */
  gboolean unfiled;           /* it is not under all that it was sent with, and has to be sent again */
  gboolean left_unfiled;      /* likewise, and to file it there failed just now, which the warnings tell: the next order mends it */
  gboolean filtered;          /* it took away what is for machines: the post has to be sent again without, and every other one from now on */
  LeafRemotePost *overwritten; /* what somebody wrote between our look and our write; NULL: nothing, as far as can be told */
};

LeafRemotePost *leaf_remote_post_new  (void);
void            leaf_remote_post_free (LeafRemotePost *self);
void            leaf_remote_post_add_warning (LeafRemotePost *self, const char *sentence);
char           *leaf_remote_post_hash (const LeafRemotePost *self); /* of title and content as stored; NULL when unknown */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafRemotePost, leaf_remote_post_free)

/* A blog system. All functions block and run in a worker thread, never on the main loop. */
#define LEAF_TYPE_PUBLISHER (leaf_publisher_get_type ())
G_DECLARE_INTERFACE (LeafPublisher, leaf_publisher, LEAF, PUBLISHER, GObject)

typedef enum {
  LEAF_PUBLISHER_NEEDS_PASSWORD = 1 << 0,
  LEAF_PUBLISHER_SCHEDULES      = 1 << 1, /* the blog publishes later by itself */
  LEAF_PUBLISHER_DRAFTS         = 1 << 2,
  LEAF_PUBLISHER_TAKES_DOWN     = 1 << 3, /* out of sight, and put back as it was */
  LEAF_PUBLISHER_DELETES        = 1 << 4,
  LEAF_PUBLISHER_TRASH          = 1 << 5, /* what was deleted can be put back for a while */
  LEAF_PUBLISHER_CATEGORIES     = 1 << 6, /* beside tags */
  LEAF_PUBLISHER_COMMENTS       = 1 << 7, /* readers may write below a post */
  LEAF_PUBLISHER_FEATURED       = 1 << 8, /* a picture beside the post, with an alternative text of its own */
  LEAF_PUBLISHER_OWN_SITE       = 1 << 9, /* the site around the posts is written by Flyleaf: she says its name, and where it is seen */
} LeafPublisherFlags;

struct _LeafPublisherInterface {
  GTypeInterface parent;

  LeafPublisherFlags flags; /* what the system can do, whatever the blog */
  /* Address and log-in are good? Fills in the blog's name and settings (role, capabilities, API root). */
  gboolean (*check) (LeafPublisher *self, GCancellable *cancellable, GError **error);
  /* Makes the blog forget the password; `ours_only`: unless she pasted it. NULL: there is none to forget. */
  gboolean (*revoke) (LeafPublisher *self, gboolean ours_only, GCancellable *cancellable, GError **error);
  LeafMarkup (*get_markup) (LeafPublisher *self, LeafPostFlags *flags);
  /* Makes the picture have an address; asks the blog first when `unclear` (an earlier try was cut off). */
  LeafPostMedia *(*upload) (LeafPublisher *self, const LeafPostPicture *picture, GBytes *bytes, const char *mime_type,
                            gboolean unclear, GCancellable *cancellable, GError **error);
  /* The post with this marker, or NULL without error when there is none. */
  LeafRemotePost *(*find) (LeafPublisher *self, const char *marker, const char *id, const char *slug, GCancellable *cancellable, GError **error);
  /* Creates (publication->remote_id NULL) or updates. An update first looks whether the post is still as last
   * sent: LEAF_PUBLISH_ERROR_CHANGED if not, unless the publication has neither remote_modified nor remote_hash. `source` for systems that write more than the post. */
  LeafRemotePost *(*send) (LeafPublisher *self, const LeafPost *post, const LeafPostSource *source, GHashTable *media,
                           const LeafPublication *publication, const LeafJob *job, GCancellable *cancellable, GError **error);
  /* A post that was sent already: would the system make the same of it now? Asks nobody. NULL: it would. */
  gboolean (*is_current) (LeafPublisher *self, const LeafPost *post, const LeafPostSource *source);
  /* A post of ours that was found after its answer got lost, looked at as send() looks at the answer: fills in what is lost, filtered, unfiled
   * and overwritten, and adds to the warnings. NULL: there is nothing to find out. */
  gboolean (*examine) (LeafPublisher *self, LeafRemotePost *found, const LeafPost *post, GHashTable *media,
                       const LeafPublication *publication, GCancellable *cancellable, GError **error);
  /* The post as it is now, by its remote_id (NULL: by its marker); REMOVED in the trash. NULL without error: gone for good. */
  LeafRemotePost *(*fetch) (LeafPublisher *self, const LeafPublication *publication, GCancellable *cancellable, GError **error);
  /* Takes down, puts back or deletes, by job->action. What is so already is a success, and so is a post gone for good that was to go:
   * then the answer has no id. */
  LeafRemotePost *(*change_state) (LeafPublisher *self, const LeafPublication *publication, const LeafJob *job, GCancellable *cancellable,
                                   GError **error);
  GPtrArray *(*list_terms) (LeafPublisher *self, GCancellable *cancellable, GError **error);
  gboolean (*find_slug) (LeafPublisher *self, const char *slug, const LeafPublication *publication, gboolean *free, GCancellable *cancellable,
                         GError **error);
};

/* By the blog's system; the password may be NULL for systems that need none. */
LeafPublisher *leaf_publisher_new (LeafBlog *blog, LeafLibrary *library, const char *password, GError **error);

LeafPublisherFlags leaf_publisher_find_flags (LeafBlog *blog); /* of its system; 0: unknown */
gboolean           leaf_publisher_check      (LeafPublisher *self, GCancellable *cancellable, GError **error);
gboolean           leaf_publisher_revoke     (LeafPublisher *self, gboolean ours_only, GCancellable *cancellable, GError **error);
LeafMarkup         leaf_publisher_get_markup (LeafPublisher *self, LeafPostFlags *flags);
LeafWebPicture    *leaf_publisher_make_picture (LeafLibrary *library, const LeafPostPicture *picture, GError **error); /* as blogs get it */
LeafPostMedia     *leaf_publisher_upload     (LeafPublisher *self, const LeafPostPicture *picture, GBytes *bytes, const char *mime_type,
                                              gboolean unclear, GCancellable *cancellable, GError **error);
LeafRemotePost    *leaf_publisher_find       (LeafPublisher *self, const char *marker, const char *id, const char *slug, GCancellable *cancellable,
                                              GError **error);
LeafRemotePost    *leaf_publisher_send       (LeafPublisher *self, const LeafPost *post, const LeafPostSource *source, GHashTable *media,
                                              const LeafPublication *publication, const LeafJob *job, GCancellable *cancellable, GError **error);
gboolean           leaf_publisher_is_current (LeafPublisher *self, const LeafPost *post, const LeafPostSource *source);
gboolean           leaf_publisher_examine    (LeafPublisher *self, LeafRemotePost *found, const LeafPost *post, GHashTable *media,
                                              const LeafPublication *publication, GCancellable *cancellable, GError **error);
LeafRemotePost    *leaf_publisher_fetch      (LeafPublisher *self, const LeafPublication *publication, GCancellable *cancellable, GError **error);
LeafRemotePost    *leaf_publisher_change_state (LeafPublisher *self, const LeafPublication *publication, const LeafJob *job,
                                                GCancellable *cancellable, GError **error);
GPtrArray         *leaf_publisher_list_terms (LeafPublisher *self, GCancellable *cancellable, GError **error); /* LeafTerm; see leaf_blog_terms_replace() */
/* May the post have this slug? Drafts, scheduled posts and the trash count; `publication` (or NULL) is the post itself. */
gboolean           leaf_publisher_find_slug  (LeafPublisher *self, const char *slug, const LeafPublication *publication, gboolean *free,
                                              GCancellable *cancellable, GError **error);

G_END_DECLS
