/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What goes wrong with disks. Each changes the process for good: for the child of a test only. */
void leaf_test_become_nobody (const char *dir);           /* so that permissions count, root or not */
void leaf_test_small_disk    (const char *dir, int n_kb); /* `dir` has room for about so much and no more */

/* What is in a folder: names, sizes and contents, in one string to compare. */
char *leaf_test_describe_tree (const char *dir);

G_END_DECLS
