/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The verbs of the command line: no display is opened. */
gboolean leaf_cli_is_verb (const char *word);
char    *leaf_cli_dup_help (void);
/* Exit status: 0 done, 1 failed, 2 wrong usage. `library_path` NULL: the default one. */
int      leaf_cli_run     (const char *library_path, int argc, char **argv);

G_END_DECLS
