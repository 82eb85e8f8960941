/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Stands between Flyleaf and a real blog, in threads of its own: hands every request on whole, waits for
 * the whole answer, so that the blog has committed, and then may lose it. */
typedef struct _LeafTestProxy LeafTestProxy;

typedef enum {
  LEAF_TEST_FAULT_NONE,
  LEAF_TEST_FAULT_CLOSE,   /* hangs up without an answer */
  LEAF_TEST_FAULT_RESET,   /* the same, rudely */
  LEAF_TEST_FAULT_HALF,    /* half the answer */
  LEAF_TEST_FAULT_PAGE,    /* 200 and a web page instead */
  LEAF_TEST_FAULT_GATEWAY, /* 504 instead */
  LEAF_TEST_FAULT_KILL,    /* SIGKILL to a process, and no answer */
  LEAF_TEST_FAULT_REFUSE,  /* hangs up before the blog has seen anything */
  LEAF_TEST_FAULT_LATE,    /* hangs up, and the blog is asked only after so many look-ups found nothing */
} LeafTestFault;

LeafTestProxy *leaf_test_proxy_new        (const char *upstream); /* http://127.0.0.1:PORT/ */
const char    *leaf_test_proxy_get_address (LeafTestProxy *self); /* http://127.0.0.1:PORT/ */
/* The next request that has `needle` in its first line suffers; several wait for their turn. */
void           leaf_test_proxy_add_fault  (LeafTestProxy *self, const char *needle, LeafTestFault fault);
void           leaf_test_proxy_set_victim (LeafTestProxy *self, int pid);
gboolean       leaf_test_proxy_is_calm    (LeafTestProxy *self); /* every fault has struck */
/* First lines of the requests since the last call, "POST /wp-json/wp/v2/posts?… HTTP/1.1" each. */
char         **leaf_test_proxy_take_log   (LeafTestProxy *self);
/* The last request since then that has `needle` in its first line, head and body; NULL: none. */
GBytes        *leaf_test_proxy_dup_request (LeafTestProxy *self, const char *needle);

G_END_DECLS
