/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* G_DEFINE_BOXED_TYPE for -Wpedantic: GLib's own passes the functions through a transparent union,
 * which gcc calls no ISO C. */
#define LEAF_DEFINE_BOXED_TYPE(TypeName, type_name, copy_func, free_func) \
  GType \
  type_name##_get_type (void) \
  { \
    static gsize type_id = 0; \
\
    if (g_once_init_enter (&type_id)) \
      { \
        GType type = g_boxed_type_register_static (g_intern_static_string (#TypeName), \
                                                   (GBoxedCopyFunc) copy_func, \
                                                   (GBoxedFreeFunc) free_func); \
\
        g_once_init_leave (&type_id, type); \
      } \
\
    return type_id; \
  }

G_END_DECLS
