/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* How long a review is, or what is selected of it: words and reading time in a line, more when pressed. */
#define LEAF_TYPE_WORDS_BUTTON (leaf_words_button_get_type ())
G_DECLARE_FINAL_TYPE (LeafWordsButton, leaf_words_button, LEAF, WORDS_BUTTON, AdwBin)

void leaf_words_button_set_editor (LeafWordsButton *self, LeafEditor *editor);
void leaf_words_button_update     (LeafWordsButton *self); /* at once, after another document came */

G_END_DECLS
