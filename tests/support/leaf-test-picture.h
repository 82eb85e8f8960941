/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Picture files made on the spot; `seed` gives another picture. Formats: "png", "jpeg", "gif", "webp". */
GBytes  *leaf_test_picture_new             (const char *format, int width, int height, unsigned int seed);
gboolean leaf_test_picture_has_webp        (void);
GBytes  *leaf_test_picture_new_huge_png    (guint32 width, guint32 height); /* a header that promises pixels */
GBytes  *leaf_test_picture_new_huge_gif    (guint16 width, guint16 height);
GBytes  *leaf_test_picture_new_animation   (int n_frames);
GBytes  *leaf_test_picture_new_turned_jpeg (int width, int height); /* by Exif: to be seen turned by 90 degrees */
void     leaf_test_picture_get_size        (GBytes *bytes, int *width, int *height);

/* The most memory this process ever had, in MB. */
int      leaf_test_peak_memory_mb (void);

G_END_DECLS
