/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What helps her write, with the keys she presses: finding and replacing, counts, the outline, focus mode, the look
 * of the text, emoji, links. */

#include "config.h"

#include "leaf-books.h"
#include "leaf-document-html.h"
#include "leaf-editor.h"
#include "leaf-find-bar.h"
#include "leaf-link-popover.h"
#include "leaf-outline-popover.h"
#include "leaf-review-page.h"
#include "leaf-reviews.h"
#include "leaf-test-library.h"
#include "leaf-test-wait.h"
#include "leaf-test-widget.h"
#include "leaf-text-popover.h"
#include "leaf-window.h"
#include "leaf-words-button.h"

typedef struct {
  LeafTestLibrary library;
  LeafWindow *window;
  GtkWidget *page;
  GtkWidget *find_bar;
  LeafEditor *editor;
} Fixture;

typedef struct {
  const char *html;
  gint64 book;
} Review;

static gboolean
add_review (LeafDb   *db,
            gpointer  data,
            GError  **error)
{
  Review *review = data;
  g_autoptr (LeafBook) book = leaf_book_new ();
  gint64 id;

  leaf_book_set_title (book, "Emma");
  if (!leaf_books_save (db, book, error))
    return FALSE;
  review->book = leaf_book_get_id (book);
  id = leaf_reviews_ensure_for_book (db, review->book, error);
  return id > 0 && leaf_reviews_save_document (db, id, review->html, "", error);
}

static gboolean
do_nothing (LeafDb   *db,
            gpointer  data,
            GError  **error)
{
  return TRUE;
}

static void
xdotool (const char *verb,
         const char *what)
{
  const char *argv[] = { "xdotool", verb, "--delay", "5", what, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

static void
press (const char *keys)
{
  xdotool ("key", keys);
}

static GtkWidget *
part_of (GtkWidget  *widget,
         const char *name)
{
  GObject *part = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (part);
  return GTK_WIDGET (part);
}

static const char *
label_of (GtkWidget  *widget,
          const char *name)
{
  return gtk_label_get_label (GTK_LABEL (part_of (widget, name)));
}

static void
settle (Fixture *fixture)
{
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, do_nothing, NULL);
  leaf_test_run (fixture->library.library, LEAF_LIBRARY_READ, do_nothing, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static gboolean
has_html (Fixture    *fixture,
          const char *html)
{
  g_autofree char *shown = leaf_document_to_html (leaf_editor_get_document (fixture->editor));

  return g_str_equal (shown, html);
}

static gboolean
has_range (Fixture      *fixture,
           unsigned int  start,
           unsigned int  end)
{
  unsigned int from, to;

  leaf_editor_get_range (fixture->editor, &from, &to);
  return from == start && to == end;
}

/* Whether the text, or a tool beside it, has the keyboard. */
static gboolean
has_focus (GtkWidget *widget)
{
  return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* A popover has the focus a moment before one of its parts has; a key that comes in between is lost. */
static gboolean
part_has_focus (GtkWidget *popover)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (popover));

  return focus != NULL && focus != popover && gtk_widget_is_ancestor (focus, popover);
}

static gboolean
pressed_cb (GtkEventControllerKey *controller,
            unsigned int           keyval,
            unsigned int           keycode,
            GdkModifierType        state,
            gboolean              *arrived)
{
  *arrived = TRUE;
  return FALSE;
}

/* That a window is active the window manager says; whether the X server sends keys to it yet is seen when one comes. */
static void
wait_for_keys (GtkWindow *window)
{
  GtkEventController *controller = gtk_event_controller_key_new ();
  gboolean arrived = FALSE;
  int n = 0;

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (pressed_cb), &arrived);
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
  while (!arrived)
    {
      g_assert_cmpint (n++, <, 1000);
      press ("Shift_L");
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
  gtk_widget_remove_controller (GTK_WIDGET (window), controller);
}

static void
show_review (Fixture    *fixture,
             const char *html)
{
  Review review = { .html = html };

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, add_review, &review);
  leaf_window_set_book (fixture->window, review.book);
  fixture->page = leaf_test_wait_for_nth_widget (GTK_WIDGET (fixture->window), LEAF_TYPE_REVIEW_PAGE, 0);
  fixture->editor = LEAF_EDITOR (part_of (fixture->page, "editor"));
  fixture->find_bar = part_of (fixture->page, "find_bar");
  leaf_test_wait_until (has_html (fixture, html) && gtk_text_view_get_editable (GTK_TEXT_VIEW (fixture->editor)));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->editor));
  leaf_test_wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)) && has_focus (GTK_WIDGET (fixture->editor)));
  wait_for_keys (GTK_WINDOW (fixture->window));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  leaf_test_library_set_up (&fixture->library, NULL);
  fixture->window = leaf_window_new (NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  leaf_window_set_library (fixture->window, fixture->library.library, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  leaf_window_flush (fixture->window);
  settle (fixture);
  g_object_ref (fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle (fixture);
  leaf_test_wait_until (G_OBJECT (fixture->window)->ref_count == 1);
  g_assert_finalize_object (fixture->window);
  leaf_test_wait_until (G_OBJECT (fixture->library.library)->ref_count == 1);
  leaf_test_library_tear_down (&fixture->library, NULL);
}

static gboolean
says (Fixture    *fixture,
      const char *count)
{
  return g_str_equal (label_of (fixture->find_bar, "count_label"), count);
}

static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  GtkWidget *entry;

  show_review (fixture, "<p>one two one</p>\n<p>Two ones</p>\n");
  entry = part_of (fixture->find_bar, "find_entry");
  press ("ctrl+f");
  leaf_test_wait_until (has_focus (entry));
  xdotool ("type", "one");
  leaf_test_wait_until (says (fixture, "1 of 3"));
  press ("Return");
  leaf_test_wait_until (says (fixture, "2 of 3"));
  press ("shift+Return");
  leaf_test_wait_until (says (fixture, "1 of 3"));
  press ("F3");
  press ("ctrl+g");
  leaf_test_wait_until (says (fixture, "3 of 3"));
  press ("F3");
  leaf_test_wait_until (says (fixture, "1 of 3"));
  press ("shift+F3");
  leaf_test_wait_until (says (fixture, "3 of 3"));
  press ("ctrl+shift+g");
  leaf_test_wait_until (says (fixture, "2 of 3"));

  gtk_widget_activate_action (fixture->find_bar, "find.whole-word", NULL);
  leaf_test_wait_until (says (fixture, "1 of 2"));
  gtk_widget_activate_action (fixture->find_bar, "find.match-case", NULL);
  press ("ctrl+a");
  xdotool ("type", "two");
  leaf_test_wait_until (says (fixture, "1 of 1"));
  gtk_widget_activate_action (fixture->find_bar, "find.whole-word", NULL);
  gtk_widget_activate_action (fixture->find_bar, "find.match-case", NULL);
  leaf_test_wait_until (says (fixture, "1 of 2"));

  /* The cursor stays at the match, with the keyboard in the text. */
  press ("Escape");
  leaf_test_wait_until (has_focus (GTK_WIDGET (fixture->editor)));
  g_assert_false (leaf_find_bar_is_open (LEAF_FIND_BAR (fixture->find_bar)));
  g_assert_true (has_range (fixture, 4, 7));
}

static void
test_find_nothing (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkWidget *entry;

  show_review (fixture, "<p>one two one</p>\n");
  entry = part_of (fixture->find_bar, "find_entry");
  press ("ctrl+f");
  leaf_test_wait_until (has_focus (entry));
  xdotool ("type", "three");
  leaf_test_wait_until (says (fixture, "No matches"));
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_false (gtk_widget_is_sensitive (part_of (fixture->find_bar, "next_button")));

  /* It comes to be while she writes it; the count follows by itself. */
  gtk_widget_grab_focus (GTK_WIDGET (fixture->editor));
  leaf_test_wait_until (has_focus (GTK_WIDGET (fixture->editor)));
  press ("ctrl+End");
  xdotool ("type", " three");
  leaf_test_wait_until (says (fixture, "1 match"));
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
  press ("Escape");
  leaf_test_wait_until (!leaf_find_bar_is_open (LEAF_FIND_BAR (fixture->find_bar)));

  /* What is selected is looked for. */
  press ("Home");
  press ("ctrl+shift+Right");
  leaf_test_wait_until (has_range (fixture, 0, 3));
  press ("ctrl+f");
  leaf_test_wait_until (says (fixture, "1 of 2"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "one");
}

static void
test_replace (Fixture       *fixture,
              gconstpointer  data)
{
  static const char before[] = "<p>a <strong>cat</strong> and <em>one c</em>at</p>\n<ul>\n<li>Cat</li>\n</ul>\n";

  show_review (fixture, before);
  press ("ctrl+h");
  leaf_test_wait_until (has_focus (part_of (fixture->find_bar, "find_entry")));
  xdotool ("type", "cat");
  leaf_test_wait_until (says (fixture, "1 of 3"));
  press ("Tab");
  leaf_test_wait_until (has_focus (part_of (fixture->find_bar, "replace_entry")));
  xdotool ("type", "dog");
  press ("Return");
  leaf_test_wait_until (has_html (fixture, "<p>a <strong>dog</strong> and <em>one c</em>at</p>\n<ul>\n<li>Cat</li>\n</ul>\n"));
  leaf_test_wait_until (says (fixture, "1 of 2"));

  press ("Tab");
  press ("Tab");
  press ("space");
  leaf_test_wait_until (has_html (fixture, "<p>a <strong>dog</strong> and <em>one dog</em></p>\n<ul>\n<li>dog</li>\n</ul>\n"));
  leaf_test_wait_until (says (fixture, "2 replaced"));

  /* All at once is one step. */
  press ("Escape");
  leaf_test_wait_until (has_focus (GTK_WIDGET (fixture->editor)));
  press ("ctrl+z");
  leaf_test_wait_until (has_html (fixture, "<p>a <strong>dog</strong> and <em>one c</em>at</p>\n<ul>\n<li>Cat</li>\n</ul>\n"));
  press ("ctrl+z");
  leaf_test_wait_until (has_html (fixture, before));
  g_assert_false (leaf_editor_get_can_undo (fixture->editor));
}

static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *words;

  show_review (fixture, "<p>One two. Three!</p>\n<p>four</p>\n");
  words = leaf_test_find_widget (fixture->page, LEAF_TYPE_WORDS_BUTTON);
  leaf_test_wait_until (g_str_equal (label_of (words, "label"), "4 words · 1 minute to read"));
  press ("ctrl+shift+Right");
  press ("ctrl+shift+Right");
  leaf_test_wait_until (g_str_equal (label_of (words, "label"), "2 of 4 words · 1 minute to read"));
  g_assert_cmpstr (label_of (words, "title_label"), ==, "Selection");
  g_assert_cmpstr (label_of (words, "characters_label"), ==, "7");
  g_assert_cmpstr (label_of (words, "letters_label"), ==, "6");

  press ("ctrl+End");
  xdotool ("type", " five");
  leaf_test_wait_until (g_str_equal (label_of (words, "label"), "5 words · 1 minute to read"));
  g_assert_cmpstr (label_of (words, "title_label"), ==, "Review");
  g_assert_cmpstr (label_of (words, "sentences_label"), ==, "3");
  g_assert_cmpstr (label_of (words, "paragraphs_label"), ==, "2");
}

static GtkWidget *
find_popover (Fixture *fixture,
              GType    type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (fixture->page); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (G_TYPE_CHECK_INSTANCE_TYPE (child, type))
      return child;
  g_assert_not_reached ();
}

static void
test_outline (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *outline;

  show_review (fixture, "<p>text</p>\n");
  outline = find_popover (fixture, LEAF_TYPE_OUTLINE_POPOVER);
  press ("ctrl+shift+o");
  leaf_test_wait_until (gtk_widget_get_mapped (outline));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (part_of (outline, "stack"))), ==, "empty");
  press ("Escape");
  leaf_test_wait_until (!gtk_widget_get_mapped (outline) && has_focus (GTK_WIDGET (fixture->editor)));

  /* It knows what was written since. */
  press ("ctrl+End");
  press ("Return");
  press ("ctrl+alt+1");
  xdotool ("type", "Big");
  press ("Return");
  press ("ctrl+alt+2");
  xdotool ("type", "Small");
  leaf_test_wait_until (has_html (fixture, "<p>text</p>\n<h2>Big</h2>\n<h3>Small</h3>\n"));
  press ("ctrl+shift+o");
  leaf_test_wait_until (gtk_widget_get_mapped (outline) && has_focus (outline));
  gtk_test_accessible_assert_property (gtk_list_box_get_row_at_index (GTK_LIST_BOX (part_of (outline, "list")), 1),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Small, Subheading");
  press ("Up");
  press ("Return");
  leaf_test_wait_until (!gtk_widget_get_mapped (outline) && has_focus (GTK_WIDGET (fixture->editor)));
  g_assert_true (has_range (fixture, 5, 5));
}

static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return gtk_widget_get_height (widget) > 0 && gtk_widget_compute_bounds (widget, scroller, &bounds) &&
         bounds.origin.y >= 0 && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (scroller);
}

/* More headings than there is room for. */
static void
test_outline_long (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GString) html = g_string_new (NULL);
  GtkWidget *outline;

  for (int i = 0; i < 60; i++)
    g_string_append_printf (html, "<h2>Chapter %d</h2>\n", i);
  show_review (fixture, html->str);
  outline = find_popover (fixture, LEAF_TYPE_OUTLINE_POPOVER);
  press ("ctrl+End");
  press ("ctrl+shift+o");
  leaf_test_wait_until (gtk_widget_get_mapped (outline) && has_focus (outline));
  leaf_test_wait_until (is_in_sight (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (part_of (outline, "list")), 59))));
  press ("Escape");
  leaf_test_wait_until (!gtk_widget_get_mapped (outline));
}

static void
test_focus_mode (Fixture       *fixture,
                 gconstpointer  data)
{
  LeafPanes *panes = leaf_window_get_panes (fixture->window);
  GtkWidget *leave;

  show_review (fixture, "<p>one</p>\n<p>two</p>\n");
  leave = part_of (GTK_WIDGET (fixture->window), "leave_button");
  leaf_test_wait_until (leaf_panes_get_show_book (panes));
  press ("ctrl+F11");
  leaf_test_wait_until (leaf_panes_get_alone (panes));
  g_assert_false (gtk_widget_get_mapped (part_of (fixture->page, "toolbar")));
  g_assert_false (gtk_widget_get_mapped (part_of (fixture->page, "state_line")));
  g_assert_false (leaf_panes_get_show_book (panes));
  g_assert_true (gtk_widget_get_visible (leave));
  leaf_test_wait_until (has_focus (GTK_WIDGET (fixture->editor)));
  xdotool ("type", "x");
  leaf_test_wait_until (has_html (fixture, "<p>xone</p>\n<p>two</p>\n"));

  /* Finding works there; the first Escape closes that only. */
  press ("ctrl+f");
  leaf_test_wait_until (has_focus (fixture->find_bar));
  press ("Escape");
  leaf_test_wait_until (has_focus (GTK_WIDGET (fixture->editor)));
  g_assert_true (leaf_panes_get_alone (panes));
  press ("Escape");
  leaf_test_wait_until (!leaf_panes_get_alone (panes));
  g_assert_true (gtk_widget_get_mapped (part_of (fixture->page, "toolbar")));
  g_assert_true (leaf_panes_get_show_book (panes));
  g_assert_false (gtk_widget_get_visible (leave));

  /* The same key leaves too, and so does going elsewhere. What was hidden stays hidden. */
  leaf_panes_set_show_book (panes, FALSE);
  press ("ctrl+F11");
  leaf_test_wait_until (leaf_panes_get_alone (panes));
  press ("ctrl+F11");
  leaf_test_wait_until (!leaf_panes_get_alone (panes));
  g_assert_false (leaf_panes_get_show_book (panes));
  press ("ctrl+F11");
  leaf_test_wait_until (leaf_panes_get_alone (panes));
  press ("alt+1");
  leaf_test_wait_until (!leaf_panes_get_alone (panes));
}

static void
test_full_screen (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *leave;

  show_review (fixture, "<p>one</p>\n");
  leave = part_of (GTK_WIDGET (fixture->window), "leave_button");
  press ("F11");
  leaf_test_wait_until (gtk_window_is_fullscreen (GTK_WINDOW (fixture->window)) && gtk_widget_get_visible (leave));
  press ("F11");
  leaf_test_wait_until (!gtk_window_is_fullscreen (GTK_WINDOW (fixture->window)) && !gtk_widget_get_visible (leave));
}

static int
line_height_of (Fixture *fixture)
{
  GtkTextIter iter;
  int y, height;

  gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->editor)), &iter);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (fixture->editor), &iter, &y, &height);
  return height;
}

static void
test_look (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  GtkTextView *view;
  GtkWidget *popover;
  int usual, between;

  show_review (fixture, "<p>one</p>\n<ul>\n<li>two</li>\n</ul>\n");
  view = GTK_TEXT_VIEW (fixture->editor);
  popover = find_popover (fixture, LEAF_TYPE_TEXT_POPOVER);
  leaf_test_wait_until (line_height_of (fixture) > 0);
  usual = line_height_of (fixture);
  between = gtk_text_view_get_pixels_inside_wrap (view);

  press ("ctrl+plus");
  leaf_test_wait_until (g_settings_get_int (settings, "text-size") == 110);
  press ("ctrl+KP_Add");
  leaf_test_wait_until (g_settings_get_int (settings, "text-size") == 120);
  leaf_test_wait_until (line_height_of (fixture) > usual);
  press ("ctrl+minus");
  leaf_test_wait_until (g_settings_get_int (settings, "text-size") == 110);
  press ("ctrl+0");
  leaf_test_wait_until (g_settings_get_int (settings, "text-size") == 100);
  leaf_test_wait_until (line_height_of (fixture) == usual);

  g_settings_set_int (settings, "text-width", 400);
  leaf_test_wait_until (gtk_widget_get_width (GTK_WIDGET (view)) == 400);
  g_settings_set_int (settings, "line-height", 200);
  leaf_test_wait_until (gtk_text_view_get_pixels_inside_wrap (view) > between);

  gtk_widget_activate_action (fixture->page, "write.text", NULL);
  leaf_test_wait_until (gtk_widget_get_mapped (popover) && part_has_focus (popover));
  press ("Right");
  leaf_test_wait_until (g_settings_get_int (settings, "text-size") == 110);
  press ("alt+r");
  leaf_test_wait_until (g_settings_get_int (settings, "text-size") == 100);
  g_assert_cmpint (g_settings_get_int (settings, "text-width"), ==, 700);
  g_assert_cmpint (g_settings_get_int (settings, "line-height"), ==, 120);
  press ("Escape");
  leaf_test_wait_until (has_focus (GTK_WIDGET (view)));
}

static GtkWidget *
find_emoji_chooser (Fixture *fixture)
{
  return leaf_test_find_widget (GTK_WIDGET (fixture->editor), GTK_TYPE_EMOJI_CHOOSER);
}

static void
test_emoji (Fixture       *fixture,
            gconstpointer  data)
{
  show_review (fixture, "<p>one</p>\n");
  press ("End");
  xdotool ("type", " wolf");
  leaf_test_wait_until (has_html (fixture, "<p>one wolf</p>\n"));
  press ("ctrl+period");
  leaf_test_wait_until (find_emoji_chooser (fixture) != NULL);
  g_signal_emit_by_name (find_emoji_chooser (fixture), "emoji-picked", "🐺");
  g_assert_true (has_html (fixture, "<p>one wolf🐺</p>\n"));
  gtk_popover_popdown (GTK_POPOVER (find_emoji_chooser (fixture)));
  leaf_test_wait_until (has_focus (GTK_WIDGET (fixture->editor)) && find_emoji_chooser (fixture) == NULL);
  press ("ctrl+z");
  leaf_test_wait_until (has_html (fixture, "<p>one wolf</p>\n"));

  gtk_widget_activate_action (fixture->page, "editor.emoji", NULL);
  leaf_test_wait_until (find_emoji_chooser (fixture) != NULL);
  gtk_popover_popdown (GTK_POPOVER (find_emoji_chooser (fixture)));
  leaf_test_wait_until (find_emoji_chooser (fixture) == NULL);
}

static void
test_links (Fixture       *fixture,
            gconstpointer  data)
{
  Review earlier = { .html = "<p><a href=\"https://example.org/a?b=1&amp;c\">x</a> "
                             "<a href=\"https://example.org/other\">y</a></p>\n" };
  GtkWidget *popover, *entry, *list;
  GtkTextIter start, end;
  GtkTextBuffer *buffer;

  leaf_test_run (fixture->library.library, LEAF_LIBRARY_WRITE, add_review, &earlier);
  show_review (fixture, "<p>word https://flyleaf.example/ <a href=\"https://here.example/a\">z</a></p>\n");
  popover = find_popover (fixture, LEAF_TYPE_LINK_POPOVER);
  entry = part_of (popover, "entry");
  list = part_of (popover, "list");
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture->editor));

  /* Completed from another review; chosen by the keyboard. */
  press ("ctrl+Home");
  press ("ctrl+shift+Right");
  leaf_test_wait_until (has_range (fixture, 0, 4));
  press ("ctrl+k");
  leaf_test_wait_until (has_focus (entry));
  leaf_test_wait_until (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 2) != NULL);
  xdotool ("type", "b=1");
  leaf_test_wait_until (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1) == NULL);
  press ("Down");
  leaf_test_wait_until (has_focus (list));
  press ("Return");
  leaf_test_wait_until (has_html (fixture, "<p><a href=\"https://example.org/a?b=1&amp;c\">word</a> https://flyleaf.example/ "
                                 "<a href=\"https://here.example/a\">z</a></p>\n"));
  leaf_test_wait_until (has_focus (GTK_WIDGET (fixture->editor)));

  /* Opens with the present address; removes. */
  press ("ctrl+k");
  leaf_test_wait_until (has_focus (entry));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "https://example.org/a?b=1&c");
  press ("alt+r");
  leaf_test_wait_until (has_html (fixture, "<p>word https://flyleaf.example/ <a href=\"https://here.example/a\">z</a></p>\n"));
  leaf_test_wait_until (has_focus (GTK_WIDGET (fixture->editor)));

  /* A selected address is where the link leads. */
  gtk_text_buffer_get_iter_at_offset (buffer, &start, 5);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, 29);
  gtk_text_buffer_select_range (buffer, &start, &end);
  press ("ctrl+k");
  leaf_test_wait_until (has_focus (entry));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "https://flyleaf.example/");
  g_assert_false (gtk_widget_get_visible (part_of (popover, "remove_button")));
  press ("Return");
  leaf_test_wait_until (has_html (fixture, "<p>word <a href=\"https://flyleaf.example/\">https://flyleaf.example/</a> "
                                 "<a href=\"https://here.example/a\">z</a></p>\n"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/writing/find", Fixture, NULL, set_up, test_find, tear_down);
  g_test_add ("/writing/find-nothing", Fixture, NULL, set_up, test_find_nothing, tear_down);
  g_test_add ("/writing/replace", Fixture, NULL, set_up, test_replace, tear_down);
  g_test_add ("/writing/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/writing/outline", Fixture, NULL, set_up, test_outline, tear_down);
  g_test_add ("/writing/outline-long", Fixture, NULL, set_up, test_outline_long, tear_down);
  g_test_add ("/writing/focus-mode", Fixture, NULL, set_up, test_focus_mode, tear_down);
  g_test_add ("/writing/full-screen", Fixture, NULL, set_up, test_full_screen, tear_down);
  g_test_add ("/writing/look", Fixture, NULL, set_up, test_look, tear_down);
  g_test_add ("/writing/emoji", Fixture, NULL, set_up, test_emoji, tear_down);
  g_test_add ("/writing/links", Fixture, NULL, set_up, test_links, tear_down);

  return g_test_run ();
}
