/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-post.h"
#include "leaf-publication.h"

G_BEGIN_DECLS

/* What may be wrong with a post before it is published. Nothing here asks the disk or the network: what has
 * to be asked is handed in as facts. */

typedef enum {
  LEAF_SEVERITY_STOPS, /* it cannot or must not be published like this */
  LEAF_SEVERITY_WARNS,
  LEAF_SEVERITY_HINTS, /* may well be meant */
} LeafSeverity;

/* In the order in which they are shown, within a severity. */
typedef enum {
  LEAF_PROBLEM_NO_BOOK,
  LEAF_PROBLEM_NO_BOOK_TITLE,
  LEAF_PROBLEM_NO_TEXT,
  LEAF_PROBLEM_TEMPLATE,        /* nothing but what a template gave */
  LEAF_PROBLEM_EMBARGO,
  LEAF_PROBLEM_NO_PICTURE,      /* the library does not have it */
  LEAF_PROBLEM_SPOILER,         /* in the excerpt */
  LEAF_PROBLEM_FREE_COPY,       /* her text speaks of one, the review does not say so */
  LEAF_PROBLEM_NO_DISCLOSURE,
  LEAF_PROBLEM_LATE_DISCLOSURE, /* below the link it is about */
  LEAF_PROBLEM_SLUG,            /* another post has it */
  LEAF_PROBLEM_NO_REVIEWER,
  LEAF_PROBLEM_PLACEHOLDER,     /* in a title: "{author}" as it was written */
  LEAF_PROBLEM_NO_COVER,
  LEAF_PROBLEM_SMALL_COVER,
  LEAF_PROBLEM_NO_ALT,
  LEAF_PROBLEM_REPEATED_ALT,
  LEAF_PROBLEM_POOR_ALT,        /* a file name, the caption again */
  LEAF_PROBLEM_LOCAL_LINK,
  LEAF_PROBLEM_MALFORMED_LINK,
  LEAF_PROBLEM_BROKEN_LINK,
  LEAF_PROBLEM_EDITION,         /* an ISBN that is not the book's */
  LEAF_PROBLEM_PAGE,            /* that the book does not have */
  LEAF_PROBLEM_EMPTY_HEADING,
  LEAF_PROBLEM_EMPTY_PART,
  LEAF_PROBLEM_UNRATED,
  LEAF_PROBLEM_NO_SYNOPSIS,
} LeafProblemKind;

#define LEAF_N_PROBLEM_KINDS (LEAF_PROBLEM_NO_SYNOPSIS + 1)

/* What a button can do about it. */
typedef enum {
  LEAF_FIX_NONE,
  LEAF_FIX_SHOW,         /* offset, length: a place in the review */
  LEAF_FIX_DESCRIBE,     /* offset: a figure in the review */
  LEAF_FIX_SPOILER,      /* offset, length: to be hidden */
  LEAF_FIX_EDIT_LINK,    /* offset, length */
  LEAF_FIX_REMOVE_LINK,  /* offset, length; the words stay */
  LEAF_FIX_BOOK,         /* book: its details */
  LEAF_FIX_COVER,        /* book */
  LEAF_FIX_FREE_COPY,
  LEAF_FIX_SLUG,
  LEAF_FIX_TITLE,        /* of the post, her own */
  LEAF_FIX_PROFILE,
  LEAF_FIX_BLOG,         /* its settings */
  LEAF_FIX_DISCLOSURE,   /* put it above */
} LeafFix;

typedef struct {
  LeafProblemKind kind;
  LeafSeverity severity;
  LeafFix fix;
  char *sentence;
  gint64 book;         /* 0: none */
  int block;           /* of the review; -1: none */
  unsigned int offset; /* in the review, characters */
  unsigned int length;
  char *picture;       /* SHA-256, or NULL */
  char *address;       /* of a link; the slug that is taken; or NULL */
} LeafPostProblem;

void        leaf_post_problem_free     (LeafPostProblem *self);
const char *leaf_problem_kind_get_name (LeafProblemKind kind); /* for machines: "no-alt" */
const char *leaf_severity_get_name     (LeafSeverity severity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafPostProblem, leaf_post_problem_free)

/* What was found where a link leads. */
typedef enum {
  LEAF_LINK_WORKS, /* or refuses us alone, as stores do with programs */
  LEAF_LINK_GONE,
  LEAF_LINK_NO_HOST,
  LEAF_LINK_SILENT,
  LEAF_LINK_INSECURE, /* a certificate that browsers refuse */
} LeafLinkState;

typedef struct {
  int width;
  int height;
} LeafPostSize;

/* Facts; a table that is NULL is not known, and nothing is said about it. */
typedef struct {
  LeafPublicationState wanted; /* draft, scheduled or published */
  gint64 at;                   /* scheduled: when */
  gint64 now;
  gboolean is_public;          /* readers have the post already: whatever is sent is public at once */
  gboolean slug_taken;         /* by another post of the blog */
  gboolean is_template;        /* the text is what a template made of the book, and no more */
  GHashTable *pictures;        /* SHA-256 → LeafPostSize, of those the library has */
  GHashTable *links;           /* address → LeafLinkState */
  GHashTable *other_isbns;     /* a set: those of leaf_post_list_isbns() that are other books of the library */
} LeafPostFacts;

LeafPostFacts *leaf_post_facts_new  (void); /* to be published now; nothing else is known */
void           leaf_post_facts_free (LeafPostFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafPostFacts, leaf_post_facts_free)

GPtrArray *leaf_post_check         (const LeafPostSource *source, const LeafPostFacts *facts); /* LeafPostProblem, worst first */
gboolean   leaf_post_check_stops   (GPtrArray *problems);
char      *leaf_post_check_embargo (GPtrArray *books, gint64 at); /* why nothing may be public then, or NULL */
char     **leaf_post_list_addresses (const LeafPostSource *source); /* http and https, each once: what to ask the network about */
char     **leaf_post_list_isbns     (const LeafPostSource *source); /* that text and links speak of, thirteen digits, each once */

/* Does an address lead anywhere for a reader? */
typedef enum {
  LEAF_ADDRESS_PUBLIC,
  LEAF_ADDRESS_LOCAL,     /* only on this computer or in this network */
  LEAF_ADDRESS_PRIVATE,   /* only for those who can log in: what a blog shows its authors */
  LEAF_ADDRESS_MALFORMED,
} LeafAddressReach;

LeafAddressReach leaf_address_get_reach (const char *address);

G_END_DECLS
