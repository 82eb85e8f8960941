/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-http.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What went wrong on the way, as a sentence with the right code. `begun`: the request, or a part of it, has left. */
LeafHttpFault leaf_http_fail (SoupMessage *message, gboolean begun, gint64 clock, const GError *cause, GError **error);
gboolean      leaf_http_blames_time (SoupMessage *message);

G_END_DECLS
