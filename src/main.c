/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "flyleaf"

#include "config.h"

#include "leaf-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (LeafApplication) application = leaf_application_new (NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
