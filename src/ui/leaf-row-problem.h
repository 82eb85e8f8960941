/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void leaf_row_problem_set (GtkWidget *row, const char *problem);
gboolean leaf_row_problem_is_set (GtkWidget *row);
void leaf_row_note_set (GtkWidget *row, const char *note);

G_END_DECLS
