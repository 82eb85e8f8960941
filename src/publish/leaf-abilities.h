/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-publisher.h"

G_BEGIN_DECLS

/* What can be done on a blog, known from its system alone: nobody is asked, and nothing is connected. */
gboolean leaf_abilities_use_setting  (LeafPublisherFlags flags, const char *key);
gboolean leaf_abilities_check_wanted (LeafBlog *blog, LeafPublicationState wanted, GError **error);

G_END_DECLS
