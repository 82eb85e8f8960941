/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-post.h"

G_BEGIN_DECLS

LeafDocument *leaf_test_shown_document (const LeafDocument *document, const LeafPostSource *source);

G_END_DECLS
