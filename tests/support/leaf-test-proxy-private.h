/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-test-proxy.h"

G_BEGIN_DECLS

/* Whether the blog is asked at all. */
gboolean leaf_test_fault_passes (LeafTestFault fault);

/* Writes what `fault` leaves of the blog's answer, or what stands in its place. `path` is what was asked for. */
void     leaf_test_fault_answer (LeafTestFault fault, GSocketConnection *connection, GByteArray *answer, const char *other, const char *path);

G_END_DECLS
