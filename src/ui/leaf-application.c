/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-application"

#include "config.h"

#include "leaf-application.h"

struct _LeafApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (LeafApplication, leaf_application, ADW_TYPE_APPLICATION)

static void
leaf_application_class_init (LeafApplicationClass *klass)
{
}

static void
leaf_application_init (LeafApplication *self)
{
}

LeafApplication *
leaf_application_new (const char *library_path)
{
  return g_object_new (LEAF_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
}
