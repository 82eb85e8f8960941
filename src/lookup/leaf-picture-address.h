/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char   *leaf_picture_address_from_html (const char *html,
                                        gsize       length);
GStrv   leaf_picture_address_list      (const char *list,
                                        gsize       length);
GBytes *leaf_picture_address_decode    (const char *address,
                                        gsize       max_bytes);

G_END_DECLS
