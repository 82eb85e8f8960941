/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "leaf-publisher.h"

G_DEFINE_QUARK (leaf-publish-error-quark, leaf_publish_error)
