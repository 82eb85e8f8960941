/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* There is no browser here, whatever is installed. */
void leaf_test_hide_applications (const char *dir);

G_END_DECLS
