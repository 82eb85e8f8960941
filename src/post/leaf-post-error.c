/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-post.h"

G_DEFINE_QUARK (leaf-post-error-quark, leaf_post_error)
