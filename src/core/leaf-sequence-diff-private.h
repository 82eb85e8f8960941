/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which members of two sequences of numbers are the same; members are compared by value. */
void leaf_sequence_diff (const guint32 *a, unsigned int n_a, const guint32 *b, unsigned int n_b, gboolean *a_kept, gboolean *b_kept);

G_END_DECLS
