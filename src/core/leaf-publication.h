/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* One review on one blog: at most one row for each pair. The UUID is the marker inside the post. */
typedef enum {
  LEAF_PUBLICATION_NONE,      /* nothing there yet, as far as is known */
  LEAF_PUBLICATION_DRAFT,
  LEAF_PUBLICATION_SCHEDULED,
  LEAF_PUBLICATION_PUBLISHED,
  LEAF_PUBLICATION_REMOVED,
} LeafPublicationState;

typedef struct {
  gint64 id;
  char *uuid;
  gint64 review;
  gint64 blog;
  LeafPublicationState state;
  char *remote_id;       /* NULL until the blog gave one */
  char *remote_address;  /* the permalink */
  char *remote_modified; /* the blog's own stamp, to compare for equality only */
  char *remote_version;  /* the blog's number of the version that was last written from here; NULL when it has none */
  char *content_hash;    /* SHA-256 of what was last sent and confirmed */
  char *remote_hash;     /* SHA-256 of what the blog said it stored */
  char *base;            /* the review's text as the blog stored it when last seen, as document HTML: what hers and
                            the blog's are both compared with; NULL when not known */
  char *base_title;      /* the post's title then */
  GStrv differences;     /* sentences: what the blog made another of than was sent; NULL when nothing */
  gint64 published;      /* seconds since 1970, UTC; 0 never */
  gint64 modified;
} LeafPublication;

#define LEAF_TYPE_PUBLICATION (leaf_publication_get_type ())
GType            leaf_publication_get_type (void);
LeafPublication *leaf_publication_new      (void);
LeafPublication *leaf_publication_copy     (const LeafPublication *self);
void             leaf_publication_free     (LeafPublication *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafPublication, leaf_publication_free)

/* One thing to do on a blog, committed before a byte leaves. */
typedef enum {
  LEAF_JOB_PUBLISH,   /* create or update */
  LEAF_JOB_TAKE_DOWN, /* nobody can read it any more; it stays on the blog as a draft */
  LEAF_JOB_PUT_BACK,  /* published again as it was, from a draft or the trash */
  LEAF_JOB_DELETE,    /* to the blog's trash, where it has one */
} LeafJobAction;

typedef enum {
  LEAF_JOB_WAITING,   /* not begun, or to be tried again at next_try */
  LEAF_JOB_SENDING,   /* a request may be under way, or the program died in one: look up before trying again */
  LEAF_JOB_DONE,
  LEAF_JOB_FAILED,    /* needs her attention */
} LeafJobState;

/* What she can do about a job that failed depends on it. Kept in libraries: the numbers stay. */
typedef enum {
  LEAF_JOB_PROBLEM_NONE,    /* did not fail */
  LEAF_JOB_PROBLEM_OTHER,
  LEAF_JOB_PROBLEM_BLOG,    /* the blog cannot be reached as it is set up: address, certificate, name and password, folder */
  LEAF_JOB_PROBLEM_CHANGED, /* somebody changed the post on the blog */
  LEAF_JOB_PROBLEM_TIME,    /* it may not be public then */
} LeafJobProblem;

typedef struct {
  gint64 id;
  gint64 publication;
  LeafJobAction action;
  LeafJobState state;
  LeafPublicationState wanted; /* draft, scheduled or published */
  gint64 at;             /* scheduled: when; else 0 */
  char *content_hash;    /* of what is to be sent */
  int attempts;
  gint64 next_try;
  char *last_error;      /* one sentence */
  LeafJobProblem problem; /* of which kind that is */
  gint64 created;
} LeafJob;

#define LEAF_TYPE_JOB (leaf_job_get_type ())
GType    leaf_job_get_type (void);
LeafJob *leaf_job_new      (void);
LeafJob *leaf_job_copy     (const LeafJob *self);
void     leaf_job_free     (LeafJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafJob, leaf_job_free)

G_END_DECLS
