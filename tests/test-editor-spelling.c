/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Misspelled words are marked where she does not write, and nothing but the picture knows of it. */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-editor-keys.h"
#include "leaf-editor-private.h"
#include "leaf-review.h"

#include "leaf-test-library.h"

typedef struct {
  GtkWidget *window;
  LeafEditor *editor;
  GtkTextBuffer *buffer;
  GtkPopover *menu;
} Desk;

static gboolean
timeout_cb (gpointer data)
{
  g_error ("Waited too long for: %s", (const char *) data);
  return G_SOURCE_REMOVE;
}

static void
set_html (Desk       *desk,
          const char *html)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafDocument) document = leaf_document_new_from_html (html, -1, &error);

  g_assert_no_error (error);
  leaf_editor_set_document (desk->editor, document);
}

static GtkPopover *
find_menu (GtkWidget *editor)
{
  for (GtkWidget *child = gtk_widget_get_first_child (editor); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child))
      return GTK_POPOVER (child);
  return NULL;
}

static void
set_up (Desk          *desk,
        gconstpointer  unused)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  unsigned int limit = g_timeout_add_seconds (30, timeout_cb, (gpointer) "the window");

  desk->window = gtk_window_new ();
  desk->editor = LEAF_EDITOR (leaf_editor_new ());
  desk->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (desk->editor));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (desk->editor));
  gtk_window_set_child (GTK_WINDOW (desk->window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 600, 400);
  leaf_editor_set_language (desk->editor, "en_US");
  leaf_editor_set_check_spelling (desk->editor, TRUE);
  gtk_window_present (GTK_WINDOW (desk->window));
  gtk_widget_grab_focus (GTK_WIDGET (desk->editor));
  desk->menu = find_menu (GTK_WIDGET (desk->editor));
  g_assert_nonnull (desk->menu);
  while (!gtk_widget_has_focus (GTK_WIDGET (desk->editor)) || !gtk_window_is_active (GTK_WINDOW (desk->window)))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static void
tear_down (Desk          *desk,
           gconstpointer  unused)
{
  unsigned int limit = g_timeout_add_seconds (30, timeout_cb, (gpointer) "the editor to go");

  g_object_add_weak_pointer (G_OBJECT (desk->editor), (gpointer *) &desk->editor);
  gtk_window_destroy (GTK_WINDOW (desk->window));
  while (desk->editor != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

/* The words that are marked in a block, as they would be drawn. */
static char *
marked (Desk         *desk,
        unsigned int  index)
{
  const LeafBlock *block = leaf_document_get_block (leaf_editor_get_document (desk->editor), index);
  GArray *marks = leaf_editor_spelling_get_marks (desk->editor->spelling, index);
  GString *words = g_string_new (NULL);

  for (unsigned int i = 0; i < marks->len; i++)
    {
      LeafSpellingRange mark = g_array_index (marks, LeafSpellingRange, i);
      g_autofree char *word = g_utf8_substring (leaf_block_get_text (block), mark.start, mark.end);

      g_string_append_printf (words, "%s%s", i == 0 ? "" : "|", word);
    }
  return g_string_free (words, FALSE);
}

static void
wait_marked (Desk         *desk,
             unsigned int  index,
             const char   *wanted)
{
  unsigned int limit = g_timeout_add_seconds (30, timeout_cb, (gpointer) wanted);

  for (;;)
    {
      g_autofree char *words = marked (desk, index);

      if (g_str_equal (words, wanted))
        break;
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (limit);
}

static void
wait_menu (Desk     *desk,
           gboolean  open)
{
  unsigned int limit = g_timeout_add_seconds (30, timeout_cb, (gpointer) "the menu");

  while (gtk_widget_get_mapped (GTK_WIDGET (desk->menu)) != open)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static void
close_menu (Desk *desk)
{
  gtk_popover_popdown (desk->menu);
  wait_menu (desk, FALSE);
}

static void
assert_html (Desk       *desk,
             const char *wanted)
{
  g_autofree char *html = leaf_document_to_html (leaf_editor_get_document (desk->editor));

  g_assert_cmpstr (html, ==, wanted);
}

static void
type (Desk       *desk,
      const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gtk_text_buffer_begin_user_action (desk->buffer);
      gtk_text_buffer_insert_at_cursor (desk->buffer, p, (int) (g_utf8_next_char (p) - p));
      gtk_text_buffer_end_user_action (desk->buffer);
    }
}

static void
test_marks (Desk          *desk,
            gconstpointer  unused)
{
  static const char html[] =
    "<h2>A wrnog heading</h2>\n<p>Right here, but <strong>tihs</strong> is <a href=\"https://example.org/\">nto</a>. "
    "<code>unchekced</code></p>\n";

  set_html (desk, html);
  wait_marked (desk, 0, "wrnog");
  wait_marked (desk, 1, "tihs|nto");

  /* Nobody else knows of it. */
  assert_html (desk, html);
  g_assert_false (leaf_editor_get_can_undo (desk->editor));
}

/* The tags are those of the document alone. */
static unsigned int
count_tags (Desk *desk)
{
  return (unsigned int) gtk_text_tag_table_get_size (gtk_text_buffer_get_tag_table (desk->buffer));
}

static void
test_typing (Desk          *desk,
             gconstpointer  unused)
{
  unsigned int n_tags = count_tags (desk);

  set_html (desk, "<p>Some wrods and</p>\n");
  leaf_editor_set_cursor (desk->editor, G_MAXUINT);
  wait_marked (desk, 0, "wrods");

  /* Not while she is at it, not even when what she has so far was looked up. */
  type (desk, " recieve");
  wait_marked (desk, 0, "wrods");
  type (desk, " anything, ");
  wait_marked (desk, 0, "wrods|recieve");

  /* Marks go with their words, at once. */
  leaf_editor_set_cursor (desk->editor, 0);
  type (desk, "Here are ");
  {
    g_autofree char *words = marked (desk, 0);

    g_assert_cmpstr (words, ==, "wrods|recieve");
  }

  /* By one letter she stays in the word, by more she leaves it. */
  leaf_editor_set_cursor (desk->editor, 13);
  type (desk, "qx");
  leaf_editor_set_cursor (desk->editor, 14);
  wait_marked (desk, 0, "wrods|recieve");
  leaf_editor_set_cursor (desk->editor, 0);
  wait_marked (desk, 0, "Someqx|wrods|recieve");
  g_assert_cmpuint (count_tags (desk), ==, n_tags);
}

static void
test_language (Desk          *desk,
               gconstpointer  unused)
{
  set_html (desk, "<p>Die Bücher wrnog sind</p>\n");
  wait_marked (desk, 0, "Bücher|wrnog|sind");
  leaf_editor_set_language (desk->editor, "de_DE");
  wait_marked (desk, 0, "wrnog");
  leaf_editor_set_language (desk->editor, LEAF_LANGUAGE_NONE);
  wait_marked (desk, 0, "");
  leaf_editor_set_language (desk->editor, "xx_YY");
  wait_marked (desk, 0, "");
  leaf_editor_set_language (desk->editor, "de_DE");
  wait_marked (desk, 0, "wrnog");
  leaf_editor_set_check_spelling (desk->editor, FALSE);
  wait_marked (desk, 0, "");
}

/* The actions of the menus beside the editor say the same as its properties. */
static void
test_actions (Desk          *desk,
              gconstpointer  unused)
{
  GActionGroup *actions = leaf_editor_get_actions (desk->editor);
  g_autoptr (GVariant) language = NULL;
  g_autoptr (GVariant) check = NULL;

  g_action_group_activate_action (actions, "language", g_variant_new_string ("de_DE"));
  g_assert_cmpstr (leaf_editor_get_language (desk->editor), ==, "de_DE");
  g_action_group_activate_action (actions, "language", g_variant_new_string (""));
  g_assert_null (leaf_editor_get_language (desk->editor));
  language = g_action_group_get_action_state (actions, "language");
  g_assert_cmpstr (g_variant_get_string (language, NULL), ==, "");

  g_action_group_activate_action (actions, "check-spelling", NULL);
  g_assert_false (leaf_editor_get_check_spelling (desk->editor));
  check = g_action_group_get_action_state (actions, "check-spelling");
  g_assert_false (g_variant_get_boolean (check));
  g_assert_false (g_action_group_get_action_enabled (actions, "next-misspelling"));
}

static void
choose (Desk       *desk,
        const char *action,
        const char *target)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (desk->editor), action,
                                      target != NULL ? g_variant_new_string (target) : NULL);
}

static void
test_replace (Desk          *desk,
              gconstpointer  unused)
{
  set_html (desk, "<p>I <strong>rec<em>ieve</em></strong> <a href=\"https://example.org/\">tihs</a>.</p>\n");
  wait_marked (desk, 0, "recieve|tihs");

  /* The menu comes up at the cursor. */
  leaf_editor_set_cursor (desk->editor, 4);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->editor), "menu.popup", NULL));
  wait_menu (desk, TRUE);
  choose (desk, "spelling.replace", "receive");
  assert_html (desk, "<p>I <strong>rec<em>eive</em></strong> <a href=\"https://example.org/\">tihs</a>.</p>\n");
  g_assert_cmpuint (leaf_editor_get_cursor (desk->editor), ==, 9);
  close_menu (desk);
  wait_marked (desk, 0, "tihs");

  leaf_editor_set_cursor (desk->editor, 11);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->editor), "menu.popup", NULL));
  wait_menu (desk, TRUE);
  choose (desk, "spelling.replace", "these things");
  assert_html (desk, "<p>I <strong>rec<em>eive</em></strong> <a href=\"https://example.org/\">these things</a>.</p>\n");
  close_menu (desk);

  /* Each was one step; what comes back is still wrong. */
  leaf_editor_undo (desk->editor);
  leaf_editor_undo (desk->editor);
  assert_html (desk, "<p>I <strong>rec<em>ieve</em></strong> <a href=\"https://example.org/\">tihs</a>.</p>\n");
  g_assert_false (leaf_editor_get_can_undo (desk->editor));
  wait_marked (desk, 0, "recieve|tihs");
}

/* A word at the edges of its block, of one letter more or less, and in blocks of another kind. */
static void
test_replace_word (Desk          *desk,
                   gconstpointer  unused)
{
  static const struct
  {
    const char *before;
    unsigned int start;
    unsigned int end;
    const char *word;
    const char *after;
  } cases[] = {
    { "<p>wrod</p>\n", 0, 4, "word", "<p>word</p>\n" },
    { "<p>tooo</p>\n", 0, 4, "too", "<p>too</p>\n" },
    { "<p>to</p>\n", 0, 2, "too", "<p>too</p>\n" },
    { "<p><strong>wrd</strong>s</p>\n", 0, 4, "words", "<p><strong>word</strong>s</p>\n" },
    { "<p>a<strong>b</strong></p>\n", 0, 2, "xy", "<p>xy</p>\n" },
    { "<ul>\n<li>wrod here</li>\n</ul>\n", 0, 4, "word", "<ul>\n<li>word here</li>\n</ul>\n" },
    { "<p>one</p>\n<h2>straße wrod</h2>\n", 11, 15, "word", "<p>one</p>\n<h2>straße word</h2>\n" },
  };

  for (unsigned int i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      set_html (desk, cases[i].before);
      leaf_editor_replace_word (LEAF_EDITOR_BUFFER (desk->buffer), cases[i].start, cases[i].end, cases[i].word);
      assert_html (desk, cases[i].after);
      leaf_editor_undo (desk->editor);
      assert_html (desk, cases[i].before);
    }
}

static void
test_ignore (Desk          *desk,
             gconstpointer  unused)
{
  set_html (desk, "<p>Queequegg spoke.</p>\n<p>Queequegg’s harpoon</p>\n");
  wait_marked (desk, 1, "Queequegg’s");
  wait_marked (desk, 0, "Queequegg");
  leaf_editor_set_cursor (desk->editor, 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->editor), "menu.popup", NULL));
  wait_menu (desk, TRUE);
  choose (desk, "spelling.ignore", NULL);
  close_menu (desk);
  wait_marked (desk, 0, "");
  wait_marked (desk, 1, "");
}

static void
test_add (Desk          *desk,
          gconstpointer  unused)
{
  g_autofree char *list = g_build_filename (g_getenv ("ENCHANT_CONFIG_DIR"), "en_US.dic", NULL);
  g_autofree char *content = NULL;

  set_html (desk, "<p>Frankenstien lives.</p>\n");
  wait_marked (desk, 0, "Frankenstien");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->editor), "menu.popup", NULL));
  wait_menu (desk, TRUE);
  choose (desk, "spelling.add", NULL);
  close_menu (desk);
  wait_marked (desk, 0, "");
  g_assert_true (g_file_get_contents (list, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "Frankenstien\n");
}

static void
message_cb (LeafEditor  *editor,
            const char  *message,
            char       **last)
{
  g_free (*last);
  *last = g_strdup (message);
}

/* Whether Enter would take a suggestion from the menu. */
static gboolean
is_on_suggestion (Desk *desk)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (desk->window));
  g_autofree char *text = NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (desk->menu)) ||
      g_object_class_find_property (G_OBJECT_GET_CLASS (focus), "text") == NULL)
    return FALSE;
  g_object_get (focus, "text", &text, NULL);
  return text != NULL && !g_str_equal (text, "Add to Dictionary") && gtk_widget_is_sensitive (focus);
}

/* Suggestions come when they come, at times after the menu: Enter takes the first of them, and teaches no word. */
static void
test_first (Desk          *desk,
            gconstpointer  unused)
{
  unsigned int limit = g_timeout_add_seconds (30, timeout_cb, (gpointer) "the suggestion to be in focus");
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  set_html (desk, "<p>I recieve.</p>\n");
  wait_marked (desk, 0, "recieve");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->editor), "editor.next-misspelling", NULL));
  wait_menu (desk, TRUE);
  while (!is_on_suggestion (desk))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);

  gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (desk->window)));
  wait_menu (desk, FALSE);
  gtk_text_buffer_get_bounds (desk->buffer, &start, &end);
  text = gtk_text_buffer_get_text (desk->buffer, &start, &end, TRUE);
  g_assert_cmpstr (text, !=, "I recieve.");
}

static char *
selected_text (Desk *desk)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (desk->buffer, &start, &end);
  return gtk_text_buffer_get_text (desk->buffer, &start, &end, TRUE);
}

static void
press_next (Desk       *desk,
            const char *wanted)
{
  g_autofree char *selected = NULL;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->editor), "editor.next-misspelling", NULL));
  wait_menu (desk, TRUE);
  selected = selected_text (desk);
  g_assert_cmpstr (selected, ==, wanted);
  close_menu (desk);
}

/* Far below what is on the screen, and round again. */
static void
test_next (Desk          *desk,
           gconstpointer  unused)
{
  g_autoptr (GString) html = g_string_new ("<p>Frist and <code>nto</code> here</p>\n");
  g_autofree char *message = NULL;
  unsigned int limit;

  for (int i = 0; i < 2000; i++)
    g_string_append (html, "<p>Nothing but words that are spelled right.</p>\n");
  g_string_append (html, "<p>And at the end somehting.</p>\n");
  g_signal_connect (desk->editor, "spelling-message", G_CALLBACK (message_cb), &message);
  set_html (desk, html->str);

  press_next (desk, "Frist");
  press_next (desk, "somehting");
  press_next (desk, "Frist");
  g_assert_null (message);

  set_html (desk, "<p>All is well.</p>\n");
  limit = g_timeout_add_seconds (30, timeout_cb, (gpointer) "word that there is nothing");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->editor), "editor.next-misspelling", NULL));
  while (message == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
  g_assert_cmpstr (message, ==, "No misspelled words");
  g_signal_handlers_disconnect_by_data (desk->editor, &message);
}

/* What is far from the screen is not looked up before it is seen. */
static void
test_scrolling (Desk          *desk,
                gconstpointer  unused)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (desk->editor));
  g_autofree char *words = NULL;
  unsigned int limit;
  g_autoptr (GString) html = g_string_new (NULL);

  for (int i = 0; i < 3000; i++)
    g_string_append (html, "<p>A wrnog line.</p>\n");
  set_html (desk, html->str);
  wait_marked (desk, 0, "wrnog");

  /* The end moves on while GTK lays the lines out. */
  limit = g_timeout_add_seconds (30, timeout_cb, (gpointer) "the last line");
  while (words == NULL || !g_str_equal (words, "wrnog"))
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
      g_main_context_iteration (NULL, TRUE);
      g_free (words);
      words = marked (desk, 2999);
    }
  g_source_remove (limit);
  g_assert_false (leaf_editor_get_can_undo (desk->editor));
}

static gboolean
lists_languages (LeafEditor *editor)
{
  GMenuModel *menu = leaf_editor_get_spelling_menu (editor);
  g_autoptr (GMenuModel) languages = g_menu_model_get_item_link (menu, 1, G_MENU_LINK_SECTION);

  return g_menu_model_get_n_items (languages) > 0;
}

/* The text is shown while the dictionaries are still looked for, as when the program starts. */
static void
test_languages (Desk          *desk,
                gconstpointer  unused)
{
  LeafEditor *editor = LEAF_EDITOR (g_object_ref_sink (leaf_editor_new ()));
  g_autoptr (LeafDocument) document = leaf_document_new ();
  unsigned int limit = g_timeout_add_seconds (30, timeout_cb, (gpointer) "the languages");

  leaf_editor_set_check_spelling (editor, TRUE);
  leaf_editor_set_document (editor, document);
  while (!lists_languages (editor))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
  g_assert_finalize_object (editor);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*run) (Desk *desk, gconstpointer unused);
  } tests[] = {
    { "/editor-spelling/marks", test_marks },
    { "/editor-spelling/typing", test_typing },
    { "/editor-spelling/language", test_language },
    { "/editor-spelling/languages", test_languages },
    { "/editor-spelling/actions", test_actions },
    { "/editor-spelling/replace", test_replace },
    { "/editor-spelling/first", test_first },
    { "/editor-spelling/replace-word", test_replace_word },
    { "/editor-spelling/ignore", test_ignore },
    { "/editor-spelling/add", test_add },
    { "/editor-spelling/next", test_next },
    { "/editor-spelling/scrolling", test_scrolling },
  };
  g_autofree char *dir = g_dir_make_tmp ("flyleaf-test-XXXXXX", NULL);
  int status;

  g_setenv ("ENCHANT_CONFIG_DIR", dir, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  for (unsigned int i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Desk, NULL, set_up, tests[i].run, tear_down);
  status = g_test_run ();

  leaf_test_remove_tree (dir);
  return status;
}
