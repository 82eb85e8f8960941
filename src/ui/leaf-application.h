/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-library.h"
#include "leaf-outbox.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LEAF_TYPE_APPLICATION (leaf_application_get_type ())
G_DECLARE_FINAL_TYPE (LeafApplication, leaf_application, LEAF, APPLICATION, AdwApplication)

LeafApplication *leaf_application_new              (const char *library_path); /* NULL: the default one */
LeafLibrary     *leaf_application_get_library      (LeafApplication *self);    /* NULL until opened */
LeafOutbox      *leaf_application_get_outbox       (LeafApplication *self);
const char      *leaf_application_get_library_path (LeafApplication *self);

G_END_DECLS
