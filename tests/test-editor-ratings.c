/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of ratings: stars from the pointer and from keys, tables that begin with her own categories, and the
 * buttons for what is new beside them. How a document is written in a line is told in leaf-test-editor.h. */

#include "config.h"

#include "leaf-editor-layer-private.h"
#include "leaf-test-editor.h"

#include <string.h>

#define TABLE "p:one / r0:Plot / r4:Pacing / p:|two"

/* One window for all: a new one need not get the keyboard right after a click in another. */
static LeafTestKeyboard keyboard;

static void
show (const char *notation)
{
  LeafEditor *editor = leaf_test_editor_new (notation);

  leaf_editor_set_document (keyboard.editor, leaf_editor_get_document (editor));
  leaf_editor_set_cursor (keyboard.editor, leaf_editor_get_cursor (editor));
  gtk_text_view_set_editable (GTK_TEXT_VIEW (keyboard.editor), TRUE);
  g_object_set (keyboard.editor, "rating-categories", NULL, NULL);
  g_assert_finalize_object (editor);
}

static void
get_stars (LeafEditor   *editor,
           unsigned int  index,
           GdkRectangle *area)
{
  GtkTextView *view = GTK_TEXT_VIEW (editor);
  LeafEditorLine line;
  GdkRectangle visible;
  GtkTextIter iter;
  int y;

  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_buffer_get_iter_at_line (gtk_text_view_get_buffer (view), &iter, (int) index);
  gtk_text_view_get_line_yrange (view, &iter, &y, NULL);
  g_assert_true (leaf_editor_line_init (&line, editor, y, visible.width));
  g_assert_cmpuint (line.index, ==, index);
  leaf_editor_line_get_stars (&line, area);
}

/* Points at, or clicks on, the half of a star that makes a rating, through the X server. */
static void
point (unsigned int index,
       unsigned int rating,
       gboolean     click)
{
  GtkWidget *widget = GTK_WIDGET (keyboard.editor);
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;
  g_autoptr (GError) error = NULL;
  GdkRectangle area;
  double left, top, surface_x, surface_y;
  int buffer_x, widget_x, widget_y, status;

  get_stars (keyboard.editor, index, &area);
  buffer_x = area.x + (int) ((2 * rating - 1) * (unsigned int) area.width / (2 * LEAF_RATING_MAX));
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (widget), GTK_TEXT_WINDOW_WIDGET,
                                         buffer_x, area.y + area.height / 2, &widget_x, &widget_y);
  g_assert_true (gtk_widget_translate_coordinates (widget, keyboard.window, widget_x, widget_y, &left, &top));
  gtk_native_get_surface_transform (GTK_NATIVE (keyboard.window), &surface_x, &surface_y);
  x = g_strdup_printf ("%d", (int) (left + surface_x));
  y = g_strdup_printf ("%d", (int) (top + surface_y));
  {
    const char *argv[] = { "xdotool", "getwindowfocus", "mousemove", "--window", "%1", x, y,
                           click ? "click" : NULL, "1", NULL };

    g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  }
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

/* Until each line has its place, which GTK gives them when it has nothing else to do. */
static void
wait_for_layout (void)
{
  GtkTextView *view = GTK_TEXT_VIEW (keyboard.editor);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  int missing;

  do
    {
      g_main_context_iteration (NULL, TRUE);
      missing = 0;
      for (int i = 0; i < gtk_text_buffer_get_line_count (buffer); i++)
        {
          GtkTextIter iter;
          int y, height;

          gtk_text_buffer_get_iter_at_line (buffer, &iter, i);
          gtk_text_view_get_line_yrange (view, &iter, &y, &height);
          missing += height == 0;
        }
    }
  while (missing > 0 || gtk_widget_get_width (GTK_WIDGET (view)) == 0);
}

static void
wait_for_cursor (const char *name)
{
  GdkCursor *cursor;

  do
    {
      g_main_context_iteration (NULL, TRUE);
      cursor = gtk_widget_get_cursor (GTK_WIDGET (keyboard.editor));
    }
  while (cursor == NULL || g_strcmp0 (gdk_cursor_get_name (cursor), name) != 0);
}

static void
test_pointer (void)
{
  show (TABLE);
  wait_for_layout ();

  point (1, 7, FALSE);
  wait_for_cursor ("pointer");
  leaf_test_editor_assert (keyboard.editor, TABLE);

  /* Each click is a step of its own, and the same star again takes the rating away. */
  point (1, 9, TRUE);
  leaf_test_keyboard_wait (&keyboard, "p:one / r9:Plot| / r4:Pacing / p:two");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (keyboard.editor), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Rating, Plot: 4.5 of 5");
  point (2, 1, TRUE);
  leaf_test_keyboard_wait (&keyboard, "p:one / r9:Plot / r1:Pacing| / p:two");
  leaf_editor_set_cursor (keyboard.editor, 0);
  point (2, 10, TRUE);
  leaf_test_keyboard_wait (&keyboard, "p:one / r9:Plot / r10:Pacing| / p:two");

  leaf_editor_undo (keyboard.editor);
  leaf_test_editor_assert (keyboard.editor, "p:one / r9:Plot / r1:Pacing| / p:two");
  leaf_editor_undo (keyboard.editor);
  leaf_test_editor_assert (keyboard.editor, "p:one / r9:Plot / r4:Pacing| / p:two");
  leaf_editor_undo (keyboard.editor);
  leaf_test_editor_assert (keyboard.editor, "p:one / r0:Plot| / r4:Pacing / p:two");
  g_assert_false (leaf_editor_get_can_undo (keyboard.editor));
  leaf_editor_redo (keyboard.editor);
  leaf_test_editor_assert (keyboard.editor, "p:one / r9:Plot| / r4:Pacing / p:two");
}

/* The stars of a text from right to left are at its left, and are counted from the right. */
static void
test_pointer_rtl (void)
{
  show ("p:אבג / r0:עלילה / p:|דה");
  wait_for_layout ();
  point (1, 10, TRUE);
  leaf_test_keyboard_wait (&keyboard, "p:אבג / r1:עלילה| / p:דה");
  leaf_test_keyboard_send ("key", "alt+Left");
  leaf_test_keyboard_wait (&keyboard, "p:אבג / r2:עלילה| / p:דה");
}

static void
test_click_again (void)
{
  show ("p:one / r6:Plot / p:|two");
  wait_for_layout ();
  point (1, 6, TRUE);
  leaf_test_keyboard_wait (&keyboard, "p:one / r0:Plot| / p:two");

  /* Nothing to click on where nothing may be changed: then it is a click into the text. */
  gtk_text_view_set_editable (GTK_TEXT_VIEW (keyboard.editor), FALSE);
  leaf_editor_set_cursor (keyboard.editor, 0);
  point (1, 8, TRUE);
  leaf_test_keyboard_wait (&keyboard, "p:one / r0:Plot| / p:two");
}

static void
test_keys (void)
{
  show ("p:one / r0:P|lot / p:two");
  leaf_test_keyboard_send ("key", "alt+Right");
  leaf_test_keyboard_wait (&keyboard, "p:one / r1:P|lot / p:two");
  leaf_test_keyboard_send ("key", "alt+4");
  leaf_test_keyboard_wait (&keyboard, "p:one / r8:P|lot / p:two");
  leaf_test_keyboard_send ("key", "alt+Left");
  leaf_test_keyboard_wait (&keyboard, "p:one / r7:P|lot / p:two");
  leaf_test_keyboard_send ("key", "alt+5");
  leaf_test_keyboard_wait (&keyboard, "p:one / r10:P|lot / p:two");
  leaf_test_keyboard_send ("key", "alt+Right");
  leaf_test_keyboard_send ("key", "ctrl+z");
  leaf_test_keyboard_wait (&keyboard, "p:one / r7:P|lot / p:two");
  leaf_test_keyboard_send ("key", "alt+0");
  leaf_test_keyboard_wait (&keyboard, "p:one / r0:P|lot / p:two");
  leaf_test_keyboard_send ("key", "alt+Left");
  leaf_test_keyboard_send ("type", "x");
  leaf_test_keyboard_wait (&keyboard, "p:one / r0:Px|lot / p:two");
}

static void
assert_inserted (const char *before,
                 const char *after)
{
  LeafEditor *editor = leaf_test_editor_new (before);
  static const char *const categories[] = { "Plot", "Fun", NULL };

  g_object_set (editor, "rating-categories", categories, NULL);
  leaf_test_editor_press (editor, "editor.ratings");
  leaf_test_editor_assert (editor, after);
  leaf_editor_undo (editor);
  leaf_test_editor_assert (editor, before);
  leaf_editor_redo (editor);
  leaf_test_editor_assert (editor, after);
  g_assert_finalize_object (editor);
}

static void
test_insert (void)
{
  assert_inserted ("p:|", "r0:Plot| / r0:Fun / p:");
  assert_inserted ("p:o|ne", "p:one / r0:Plot| / r0:Fun / p:");
  assert_inserted ("p:one| / p:two", "p:one / r0:Plot| / r0:Fun / p:two");
  assert_inserted ("p:one / p:| / p:two", "p:one / r0:Plot| / r0:Fun / p:two");
  assert_inserted ("h2:o|ne / p:two", "h2:one / r0:Plot| / r0:Fun / p:two");
  assert_inserted ("f:|* / p:two", "f:* / r0:Plot| / r0:Fun / p:two");
  assert_inserted ("d:*| / p:two", "d:* / r0:Plot| / r0:Fun / p:two");
}

/* A table of one row is no line of text. */
static void
test_insert_one (void)
{
  static const char *const categories[] = { "Fun", NULL };
  LeafEditor *editor = leaf_test_editor_new ("f:*|x / p:two");

  g_object_set (editor, "rating-categories", categories, NULL);
  leaf_test_editor_press (editor, "editor.ratings");
  leaf_test_editor_assert (editor, "f:*x / r0:Fun| / p: / p:two");

  /* In a table there is one already. */
  g_assert_false (g_action_group_get_action_enabled (leaf_editor_get_actions (editor), "ratings"));
  leaf_test_editor_press (editor, "editor.ratings");
  leaf_test_editor_assert (editor, "f:*x / r0:Fun| / p: / p:two");
  g_assert_finalize_object (editor);
}

static void
assert_categories (LeafEditor *editor,
                   const char *expected)
{
  g_auto (GStrv) categories = NULL;
  g_autofree char *joined = NULL;

  g_object_get (editor, "rating-categories", &categories, NULL);
  joined = categories != NULL ? g_strjoinv (",", categories) : g_strdup ("");
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_categories (void)
{
  LeafEditor *editor = leaf_test_editor_new ("p:one|");

  leaf_test_editor_press (editor, "editor.ratings");
  leaf_test_editor_assert (editor, "p:one / r0:Characters| / r0:Plot / r0:Writing / r0:Pacing / r0:Cover / p:");

  /* The usual ones are not hers. */
  leaf_editor_set_cursor (editor, 0);
  assert_categories (editor, "");

  leaf_editor_set_cursor (editor, 4);
  leaf_test_editor_press (editor, "Main ");
  assert_categories (editor, "");
  leaf_editor_set_cursor (editor, 0);
  assert_categories (editor, "Main Characters,Plot,Writing,Pacing,Cover");

  /* The next table has them; taking it away again does not change that. */
  leaf_editor_undo (editor);
  leaf_editor_undo (editor);
  leaf_test_editor_assert (editor, "p:one|");
  leaf_test_editor_press (editor, "editor.ratings");
  leaf_test_editor_assert (editor, "p:one / r0:Main Characters| / r0:Plot / r0:Writing / r0:Pacing / r0:Cover / p:");
  leaf_test_editor_select (editor, 3, leaf_document_get_length (leaf_editor_get_document (editor)));
  leaf_test_editor_press (editor, "Backspace");
  leaf_test_editor_assert (editor, "p:one|");
  assert_categories (editor, "Main Characters,Plot,Writing,Pacing,Cover");
  g_assert_finalize_object (editor);
}

/* One table in a text that is not shown any more has nothing to do with the text that is. */
static void
test_other_text (void)
{
  LeafEditor *editor = leaf_test_editor_new ("r0:Plot| / p:one");
  LeafEditor *other = leaf_test_editor_new ("p:one / r0:Fun");

  leaf_test_editor_press (editor, "s");
  leaf_editor_set_document (editor, leaf_editor_get_document (other));
  assert_categories (editor, "");
  g_assert_finalize_object (editor);
  g_assert_finalize_object (other);
}

static void
assert_action (const char *before,
               const char *action,
               const char *after,
               LeafMarks   mark)
{
  LeafEditor *editor = leaf_test_editor_new (before);
  LeafDocument *first = leaf_document_copy (leaf_editor_get_document (editor));
  g_autoptr (GVariant) state = NULL;

  if (mark != LEAF_MARK_NONE)
    leaf_test_editor_select (editor, 0, 3);
  leaf_test_editor_press (editor, action);
  leaf_test_editor_assert (editor, after);
  g_assert_true (mark == LEAF_MARK_NONE || leaf_test_editor_has_mark (editor, 1, mark));
  g_assert_false (mark != LEAF_MARK_NONE && leaf_test_editor_has_mark (editor, 3, mark));
  state = g_action_group_get_action_state (leaf_editor_get_actions (editor), action + strlen ("editor."));
  g_assert_true (g_variant_get_boolean (state));

  leaf_editor_undo (editor);
  g_assert_true (leaf_document_equal (leaf_editor_get_document (editor), first));
  g_assert_false (leaf_editor_get_can_undo (editor));
  leaf_document_unref (first);
  g_assert_finalize_object (editor);
}

static void
test_actions (void)
{
  assert_action ("p:one two|", "editor.highlight", "p:one| two", LEAF_MARK_HIGHLIGHT);
  assert_action ("p:one two|", "editor.superscript", "p:one| two", LEAF_MARK_SUPERSCRIPT);
  assert_action ("p:one / p:t|wo", "editor.content-warning", "p:one / w:t|wo", LEAF_MARK_NONE);
}

static void
test_action_keys (void)
{
  show ("p:|");
  leaf_test_keyboard_send ("key", "ctrl+shift+h");
  leaf_test_keyboard_send ("type", "a");
  leaf_test_keyboard_send ("key", "ctrl+shift+h");
  leaf_test_keyboard_send ("key", "ctrl+shift+p");
  leaf_test_keyboard_send ("type", "b");
  leaf_test_keyboard_wait (&keyboard, "p:ab|");
  g_assert_true (leaf_test_editor_has_mark (keyboard.editor, 0, LEAF_MARK_HIGHLIGHT));
  g_assert_false (leaf_test_editor_has_mark (keyboard.editor, 0, LEAF_MARK_SUPERSCRIPT));
  g_assert_true (leaf_test_editor_has_mark (keyboard.editor, 1, LEAF_MARK_SUPERSCRIPT));
  g_assert_false (leaf_test_editor_has_mark (keyboard.editor, 1, LEAF_MARK_HIGHLIGHT));
  leaf_test_keyboard_send ("key", "ctrl+alt+r");
  leaf_test_keyboard_wait (&keyboard, "p:ab / r0:Characters| / r0:Plot / r0:Writing / r0:Pacing / r0:Cover / p:");
}

int
main (int    argc,
      char **argv)
{
  int result;

  gtk_test_init (&argc, &argv, NULL);
  leaf_test_keyboard_init (&keyboard);
  g_test_add_func ("/editor-ratings/pointer", test_pointer);
  g_test_add_func ("/editor-ratings/pointer-rtl", test_pointer_rtl);
  g_test_add_func ("/editor-ratings/click-again", test_click_again);
  g_test_add_func ("/editor-ratings/keys", test_keys);
  g_test_add_func ("/editor-ratings/insert", test_insert);
  g_test_add_func ("/editor-ratings/insert-one", test_insert_one);
  g_test_add_func ("/editor-ratings/categories", test_categories);
  g_test_add_func ("/editor-ratings/other-text", test_other_text);
  g_test_add_func ("/editor-ratings/actions", test_actions);
  g_test_add_func ("/editor-ratings/action-keys", test_action_keys);
  result = g_test_run ();
  leaf_test_keyboard_clear (&keyboard);
  return result;
}
