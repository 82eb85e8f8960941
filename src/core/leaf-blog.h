/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A place to publish to, and how posts look there. */
#define LEAF_TYPE_BLOG (leaf_blog_get_type ())
G_DECLARE_FINAL_TYPE (LeafBlog, leaf_blog, LEAF, BLOG, GObject)

#define LEAF_BLOG_SYSTEM_WORDPRESS "wordpress"
#define LEAF_BLOG_SYSTEM_SITE      "site"

/* Settings: a string under a key; reading one that is not set gives its default. */
#define LEAF_BLOG_SETTING_TITLE            "title-pattern"     /* "{title}, {authors}: Book Review" */
#define LEAF_BLOG_SETTING_SLUG             "slug-pattern"      /* "{title}-{authors}-book-review" */
#define LEAF_BLOG_SETTING_FEATURED_ALT     "featured-alt"      /* "{title} {authors} book review" */
#define LEAF_BLOG_SETTING_COVER_ALT        "cover-alt"         /* "{title} Book Cover" */
#define LEAF_BLOG_SETTING_LANGUAGE         "language"          /* BCP 47, "en" */
#define LEAF_BLOG_SETTING_DATE_FORMAT      "date-format"       /* "long", "iso", "day-month-year" or "month-day-year" */
#define LEAF_BLOG_SETTING_PARTS            "parts"             /* comma list, order and presence: "card,synopsis,warnings,rating,review,links,author" */
/* The user's own words for them, with placeholders; "" is Flyleaf's wording in the blog's language. */
#define LEAF_BLOG_SETTING_SYNOPSIS_HEADING "synopsis-heading"
#define LEAF_BLOG_SETTING_REVIEW_HEADING   "review-heading"
#define LEAF_BLOG_SETTING_LINKS_LABEL      "links-label"
#define LEAF_BLOG_SETTING_STORES           "stores"            /* comma list: "bookshop,amazon,barnesandnoble,librofm,goodreads" */
#define LEAF_BLOG_SETTING_AFFILIATE_PREFIX "affiliate-"        /* + store: the affiliate id or tag; "" */
#define LEAF_BLOG_SETTING_AMAZON_DOMAIN    "amazon-domain"     /* "com" */
#define LEAF_BLOG_SETTING_DISCLOSURE       "disclosure-place"  /* "above" the first affiliate link, or "end" */
/* The user's own sentences, with placeholders; "" is Flyleaf's wording in the blog's language. */
#define LEAF_BLOG_SETTING_DISCLOSURE_AFFILIATE "disclosure-affiliate"
#define LEAF_BLOG_SETTING_DISCLOSURE_AMAZON    "disclosure-amazon"
#define LEAF_BLOG_SETTING_DISCLOSURE_FREE_COPY "disclosure-free-copy"
#define LEAF_BLOG_SETTING_GENRES_AS        "genres-as"         /* "tags" or "categories" */
#define LEAF_BLOG_SETTING_AUTHOR_BOX       "author-box"        /* "true" or "false" */
#define LEAF_BLOG_SETTING_FEATURED_IMAGE   "featured-image"    /* "true": the cover is the post's featured picture */
/* The greatest height of a cover and the greatest width of a picture in the text, in pixels. A picture that the blog
 * has already stays as it is. */
#define LEAF_BLOG_SETTING_COVER_SIZE       "cover-size"
#define LEAF_BLOG_SETTING_PICTURE_SIZE     "picture-size"
#define LEAF_BLOG_SETTING_COMMENTS         "comments"          /* "open", "closed" or "blog": as the blog has it */
#define LEAF_BLOG_SETTING_STATUS           "status"            /* "publish" or "draft" */
#define LEAF_BLOG_SETTING_CHOSEN           "chosen"            /* "true": new reviews go there, unless she says otherwise */
#define LEAF_BLOG_SETTING_TEMPLATE         "template"          /* the id of what new reviews begin with; unset: nothing */
#define LEAF_BLOG_SETTING_PUBLIC_ADDRESS   "public-address"    /* site folder: where the folder is to be seen, https://…/ */
/* What the last check told, kept so that publishing needs no further request. */
#define LEAF_BLOG_SETTING_API_ROOT         "api-root"          /* WordPress: the REST root found */
#define LEAF_BLOG_SETTING_UNFILTERED_HTML  "unfiltered-html"   /* "true": keeps JSON-LD */
#define LEAF_BLOG_SETTING_ROLE             "role"
#define LEAF_BLOG_SETTING_MAY_PUBLISH      "may-publish"       /* "false": drafts only, as a Contributor */
#define LEAF_BLOG_SETTING_MAY_UPLOAD       "may-upload"        /* "false": no pictures, as a Contributor */
#define LEAF_BLOG_SETTING_PROBLEM          "problem"           /* why the last check failed, a sentence; unset: it did not */
#define LEAF_BLOG_SETTING_DETAILS_BLOCK    "details-block"     /* "true": WordPress knows wp:details */
#define LEAF_BLOG_SETTING_GMT_OFFSET       "gmt-offset"        /* the blog's clock, hours east of UTC, "5.5" */
#define LEAF_BLOG_SETTING_TIME_ZONE        "time-zone"         /* where it is, "Europe/Berlin", or an offset that never changes, "+05:30"; unset: not told */

LeafBlog *leaf_blog_new  (void);
LeafBlog *leaf_blog_copy (LeafBlog *self);

gint64      leaf_blog_get_id      (LeafBlog *self);
void        leaf_blog_set_id      (LeafBlog *self, gint64 id);
const char *leaf_blog_get_uuid    (LeafBlog *self);
void        leaf_blog_set_uuid    (LeafBlog *self, const char *uuid);
const char *leaf_blog_get_system  (LeafBlog *self);
void        leaf_blog_set_system  (LeafBlog *self, const char *system);
const char *leaf_blog_get_name    (LeafBlog *self); /* as the blog calls itself */
void        leaf_blog_set_name    (LeafBlog *self, const char *name);
const char *leaf_blog_get_address (LeafBlog *self); /* https://…/ or an absolute folder */
void        leaf_blog_set_address (LeafBlog *self, const char *address);
const char *leaf_blog_get_user    (LeafBlog *self); /* NULL for folders */
void        leaf_blog_set_user    (LeafBlog *self, const char *user);

const char *leaf_blog_get_default  (const char *key);
const char *leaf_blog_get_setting  (LeafBlog *self, const char *key);
void        leaf_blog_set_setting  (LeafBlog *self, const char *key, const char *value); /* NULL: back to the default */
gboolean    leaf_blog_get_flag     (LeafBlog *self, const char *key); /* "true" */
char      **leaf_blog_list_settings (LeafBlog *self); /* keys that are set */

G_END_DECLS
