/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publisher.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define LEAF_HTTP_MAX_BYTES (16 * 1024 * 1024)

/* The one place that talks HTTP to blogs. Made, used and freed in one worker thread; every call blocks. */
typedef struct _LeafHttp LeafHttp;

typedef enum {
  LEAF_HTTP_FAULT_NONE,
  LEAF_HTTP_FAULT_OFFLINE,     /* this computer has no network */
  LEAF_HTTP_FAULT_NO_HOST,     /* the name is unknown */
  LEAF_HTTP_FAULT_REFUSED,     /* nothing listens there, or no way to it */
  LEAF_HTTP_FAULT_CERTIFICATE,
  LEAF_HTTP_FAULT_NOT_TLS,
  LEAF_HTTP_FAULT_PLAIN,       /* http: to a host that is not this machine */
  LEAF_HTTP_FAULT_REDIRECT,    /* to another origin, or in a circle */
  LEAF_HTTP_FAULT_TIMEOUT,
  LEAF_HTTP_FAULT_CUT,         /* the connection ended before the answer did */
  LEAF_HTTP_FAULT_TOO_LARGE,
  LEAF_HTTP_FAULT_CANCELLED,
} LeafHttpFault;

typedef struct {
  const char *method;       /* NULL: GET */
  const char *address;
  const char *content_type; /* of the body */
  GBytes *body;
  const char *disposition;      /* Content-Disposition */
  const char *unmodified_since; /* If-Unmodified-Since */
  gboolean anonymous;       /* without the log-in; redirects to another origin are followed */
  gboolean head_only;       /* the first 512 KiB of the body are enough: the rest is not read */
} LeafHttpRequest;

typedef struct {
  unsigned int status;
  char *address;      /* where the answer came from, after redirects */
  char *content_type; /* without parameters; "" when none */
  char *link;         /* all Link fields, or NULL */
  char *fields;       /* all header fields in small letters, "\nname: value" each, for telling who answered */
  gint64 date;        /* the server's clock, seconds since 1970; 0 unknown */
  int retry_after;    /* seconds; 0 none */
  GBytes *body;
} LeafHttpAnswer;

void leaf_http_answer_free (LeafHttpAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafHttpAnswer, leaf_http_answer_free)

LeafHttp *leaf_http_new  (void);
void      leaf_http_free (LeafHttp *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeafHttp, leaf_http_free)

void            leaf_http_set_timeout (LeafHttp *self, unsigned int seconds);
void            leaf_http_set_login   (LeafHttp *self, const char *origin, const char *user, const char *password);
LeafHttpAnswer *leaf_http_send        (LeafHttp *self, const LeafHttpRequest *request, GCancellable *cancellable, GError **error);
LeafHttpFault   leaf_http_get_fault   (LeafHttp *self);

/* Addresses. */
gboolean leaf_http_same_origin (const char *a, const char *b);
gboolean leaf_http_same_place  (const char *a, const char *b); /* but for "www." and for https */
gboolean leaf_http_is_loopback (const char *host);
char    *leaf_http_dup_host    (const char *address);

G_END_DECLS
