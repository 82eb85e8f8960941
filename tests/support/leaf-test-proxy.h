/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Stands between Flyleaf and a real blog, in threads of its own: hands every request on whole, waits for
 * the whole answer, so that the blog has committed, and then may lose it; or keeps the request to itself. */
typedef struct _LeafTestProxy LeafTestProxy;

typedef enum {
  LEAF_TEST_FAULT_NONE,

  /* After the blog has committed. */
  LEAF_TEST_FAULT_CLOSE,   /* hangs up without an answer */
  LEAF_TEST_FAULT_RESET,   /* the same, rudely */
  LEAF_TEST_FAULT_HALF,    /* half the answer */
  LEAF_TEST_FAULT_SHORT,   /* the same, and Content-Length has promised all of it */
  LEAF_TEST_FAULT_PAGE,    /* 200 and a web page instead */
  LEAF_TEST_FAULT_GATEWAY, /* 504 instead */
  LEAF_TEST_FAULT_ERROR,   /* 500 instead, as WordPress words it */
  LEAF_TEST_FAULT_FILTER,  /* 403 and a page instead: a firewall that reads answers */
  LEAF_TEST_FAULT_SILENT,  /* nothing, until the other side has had enough */
  LEAF_TEST_FAULT_TRICKLE, /* a blank now and then for the answer's body, likewise */
  LEAF_TEST_FAULT_SLOW,    /* the answer in small pieces, and all of it */
  LEAF_TEST_FAULT_WARNING, /* the answer behind a warning of PHP */
  LEAF_TEST_FAULT_KILL,    /* SIGKILL to a process, and no answer */

  /* The blog sees nothing of it. */
  LEAF_TEST_FAULT_REFUSE,       /* hangs up */
  LEAF_TEST_FAULT_RESET_BEFORE, /* the same, rudely */
  LEAF_TEST_FAULT_HOLD,         /* nothing, until the other side has had enough */
  LEAF_TEST_FAULT_PAGE_BEFORE,  /* 200 and a web page */
  LEAF_TEST_FAULT_401,          /* as WordPress words it */
  LEAF_TEST_FAULT_403,          /* a firewall's page */
  LEAF_TEST_FAULT_404,          /* a web server's page */
  LEAF_TEST_FAULT_413,          /* likewise */
  LEAF_TEST_FAULT_429,          /* a page, and Retry-After: 90 */
  LEAF_TEST_FAULT_500,          /* a page */
  LEAF_TEST_FAULT_502,          /* a page */
  LEAF_TEST_FAULT_301,          /* to another origin, see leaf_test_proxy_set_other() */
  LEAF_TEST_FAULT_307,          /* likewise, and says to send the same again there */
  LEAF_TEST_FAULT_LATE,         /* hangs up, and the blog is asked only after so many look-ups found nothing */
} LeafTestFault;

LeafTestProxy *leaf_test_proxy_new        (const char *upstream); /* http://127.0.0.1:PORT/; NULL: answers "{}" itself */
const char    *leaf_test_proxy_get_address (LeafTestProxy *self); /* http://127.0.0.1:PORT/ */
void           leaf_test_proxy_set_other  (LeafTestProxy *self, LeafTestProxy *other);
/* The next request that has `needle` in its first line suffers; several wait for their turn. */
void           leaf_test_proxy_add_fault  (LeafTestProxy *self, const char *needle, LeafTestFault fault);
void           leaf_test_proxy_set_victim (LeafTestProxy *self, int pid);
gboolean       leaf_test_proxy_is_calm    (LeafTestProxy *self); /* every fault has struck */
/* Nothing listens any more once `n_more` requests have been answered, until it is opened again. */
void           leaf_test_proxy_shut       (LeafTestProxy *self, unsigned int n_more);
void           leaf_test_proxy_open       (LeafTestProxy *self);
/* Calls `func`, in a thread of the proxy's, before the next request that has `needle` in its first line goes on, and suffers. */
void           leaf_test_proxy_before     (LeafTestProxy *self, const char *needle, LeafTestFault fault, void (*func) (gpointer data), gpointer data);
/* First lines of the requests since the last call, "POST /wp-json/wp/v2/posts?… HTTP/1.1" each. */
char         **leaf_test_proxy_take_log   (LeafTestProxy *self);
/* The last request since then that has `needle` in its first line, head and body; NULL: none. */
GBytes        *leaf_test_proxy_dup_request (LeafTestProxy *self, const char *needle);

G_END_DECLS
