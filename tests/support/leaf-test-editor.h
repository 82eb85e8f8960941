/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "leaf-editor-buffer.h"
#include "leaf-editor.h"

G_BEGIN_DECLS

/* A document is written in a line: blocks apart by " / ", each a kind with its level, a colon and the text; "*"
 * stands for a picture or divider and "|" for the cursor: "p:one / b0:tw|o / d:*". The kinds are paragraph,
 * heading, quote, source, bullet, numbered, figure, divider, x for a spoiler, warning and rating. */

LeafEditor *leaf_test_editor_new    (const char *notation);
char       *leaf_test_editor_print  (LeafEditor *editor);
void        leaf_test_editor_press  (LeafEditor *editor, const char *key);
void        leaf_test_editor_type   (LeafEditor *editor, const char *text);
void        leaf_test_editor_select (LeafEditor *editor, unsigned int start, unsigned int end);

GtkIMContext *leaf_test_editor_get_method (LeafEditor *editor);

void     leaf_test_editor_assert     (LeafEditor *editor, const char *expected);
void     leaf_test_editor_assert_key (const char *before, const char *key, const char *after);
void     leaf_test_editor_check      (LeafEditor *editor); /* leaf-test-editor-check.c */
gboolean leaf_test_editor_has_mark   (LeafEditor *editor, unsigned int offset, LeafMarks mark);

/* An editor in a window of a real display, and keys that come through the X server. */
typedef struct {
  GtkWidget *window;
  LeafEditor *editor;
  const char *expected;
} LeafTestKeyboard;

void leaf_test_keyboard_init          (LeafTestKeyboard *self);
void leaf_test_keyboard_clear         (LeafTestKeyboard *self);
void leaf_test_keyboard_send          (const char *verb, const char *what); /* xdotool's "type" and "key" */
void leaf_test_keyboard_wait          (LeafTestKeyboard *self, const char *expected);
void leaf_test_keyboard_watch_preedit (LeafTestKeyboard *self, char **shown);
void leaf_test_keyboard_wait_preedit  (LeafTestKeyboard *self, char **shown, const char *expected);

G_END_DECLS
