/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-blog.h"
#include "leaf-date.h"

G_BEGIN_DECLS

/* What a blog's settings may be, and their values as what they mean. A value that means nothing, as one of a later
 * Flyleaf would, reads as the default; it is kept all the same. */
typedef enum {
  LEAF_SETTING_TEXT,
  LEAF_SETTING_PATTERN, /* text with placeholders */
  LEAF_SETTING_CHOICE,  /* one of its values */
  LEAF_SETTING_LIST,    /* some of its values, each once, with commas between them */
  LEAF_SETTING_STORES,  /* the same, and stores of her own: NAME=ADDRESS, with placeholders */
  LEAF_SETTING_LANGUAGE, /* BCP 47; "en_GB" is taken, too, and kept as "en-GB" */
  LEAF_SETTING_ADDRESS, /* where a folder is to be seen: https://… or http://… */
  LEAF_SETTING_TEMPLATE, /* the id of a template */
  LEAF_SETTING_PIXELS,  /* LEAF_SETTING_MIN_PIXELS to LEAF_SETTING_MAX_PIXELS */
} LeafSettingKind;

/* WordPress makes smaller what is larger than this. */
#define LEAF_SETTING_MIN_PIXELS 100
#define LEAF_SETTING_MAX_PIXELS 2560

typedef struct {
  const char *key;
  LeafSettingKind kind;
  const char *const *values; /* of a choice, a list or stores, else NULL */
} LeafBlogSetting;

/* Parts of a post, in the order they have unless she wants another. */
typedef enum {
  LEAF_BLOG_PART_CARD,
  LEAF_BLOG_PART_SYNOPSIS,
  LEAF_BLOG_PART_WARNINGS,
  LEAF_BLOG_PART_RATING,
  LEAF_BLOG_PART_REVIEW, /* always there */
  LEAF_BLOG_PART_LINKS,
  LEAF_BLOG_PART_AUTHOR,
  LEAF_BLOG_N_PARTS,
} LeafBlogPart;

const LeafBlogSetting *leaf_blog_setting_list    (unsigned int *n_settings); /* those that are hers to change */
const LeafBlogSetting *leaf_blog_setting_find    (const char *key);
gboolean               leaf_blog_setting_accepts (const LeafBlogSetting *setting, const char *value);
char                  *leaf_blog_setting_dup_normal (const LeafBlogSetting *setting, const char *value); /* as it is kept */
char                  *leaf_blog_setting_find_wrong (const LeafBlogSetting *setting, const char *value); /* the word of a list */

const char    *leaf_blog_get_choice     (LeafBlog *blog, const char *key);
int            leaf_blog_get_pixels     (LeafBlog *blog, const char *key);
char         **leaf_blog_dup_list       (LeafBlog *blog, const char *key);
LeafDateStyle  leaf_blog_get_date_style (LeafBlog *blog);

unsigned int   leaf_blog_get_parts      (LeafBlog *blog, LeafBlogPart parts[LEAF_BLOG_N_PARTS]);
gboolean       leaf_blog_shows_part     (LeafBlog *blog, LeafBlogPart part);
const char    *leaf_blog_part_get_name  (LeafBlogPart part); /* as in the setting */

G_END_DECLS
