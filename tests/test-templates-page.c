/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Templates: listed, written, renamed, removed and brought back in the preferences; kept and begun with at a review. */

#include "config.h"

#include "leaf-blogs.h"
#include "leaf-books.h"
#include "leaf-document-html.h"
#include "leaf-editor.h"
#include "leaf-preferences.h"
#include "leaf-review-page.h"
#include "leaf-row-problem.h"
#include "leaf-template-editor.h"
#include "leaf-templates-page.h"
#include "leaf-test-library.h"
#include "leaf-test-publish.h"
#include "leaf-test-wait.h"
#include "leaf-test-widget.h"
#include "leaf-ui.h"

/* What has to go with a window. */
static GtkWidget *watched[4];

static gboolean
save_template (LeafDb *db, gpointer data, GError **error)
{
  return leaf_templates_save (db, data, error);
}

static gint64
add_template (LeafLibrary *library, const char *name)
{
  g_autoptr (LeafTemplate) template = leaf_template_new (name, "<p>About {title}</p>\n", 0);

  leaf_test_run (library, LEAF_LIBRARY_WRITE, save_template, template);
  return template->id;
}

static gboolean
list_templates (LeafDb *db, gpointer data, GError **error)
{
  GPtrArray **templates = data;

  return (*templates = leaf_templates_list (db, 0, error)) != NULL;
}

/* The only one of the library; NULL for none. */
static LeafTemplate *
read_only (LeafLibrary *library)
{
  g_autoptr (GPtrArray) templates = NULL;

  leaf_test_run (library, LEAF_LIBRARY_READ, list_templates, &templates);
  g_assert_cmpuint (templates->len, <=, 1);
  return templates->len == 1 ? g_ptr_array_steal_index (templates, 0) : NULL;
}

static gboolean
has_name (LeafLibrary *library, const char *name)
{
  g_autoptr (LeafTemplate) template = read_only (library);

  return g_strcmp0 (template != NULL ? template->name : NULL, name) == 0;
}

static gboolean
is_for (LeafLibrary *library, gint64 blog)
{
  g_autoptr (LeafTemplate) template = read_only (library);

  return template != NULL && template->blog == blog;
}

static gboolean
has_html (LeafLibrary *library, const char *html)
{
  g_autoptr (LeafTemplate) template = read_only (library);

  return g_strcmp0 (template != NULL ? template->html : NULL, html) == 0;
}

static GObject *
child_of (GtkWidget *widget, const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (child);
  return child;
}

static void
type_text (LeafEditor *editor, const char *text)
{
  gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), text, -1, TRUE);
}

static GtkWidget *
find_row (GtkWidget *page, const char *title)
{
  for (int i = 0;; i++)
    {
      int nth = i;
      GtkWidget *row = leaf_test_find_nth_widget (page, ADW_TYPE_ACTION_ROW, &nth);

      if (row == NULL || g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title))
        return row;
    }
}

static const char *
get_subtitle (GtkWidget *row)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
}

/* As Enter does in the list. */
static GtkWidget *
open_row (GtkWidget *window, const char *title)
{
  leaf_test_wait_until (find_row (window, title) != NULL);
  gtk_widget_activate (find_row (window, title));
  return leaf_test_wait_for_nth_widget (window, LEAF_TYPE_TEMPLATE_EDITOR, 0);
}

static void
go_back (GtkWidget *window)
{
  GtkWidget *editor = leaf_test_find_widget (window, LEAF_TYPE_TEMPLATE_EDITOR);

  g_set_weak_pointer (&watched[0], editor);
  g_signal_emit_by_name (leaf_test_find_widget (editor, GTK_TYPE_BUTTON), "clicked");
  leaf_test_wait_until (watched[0] == NULL);
  leaf_test_wait_for_nth_widget (window, LEAF_TYPE_TEMPLATES_PAGE, 0);
}

static GtkWidget *
preferences_new (LeafLibrary *library)
{
  GtkWidget *window = leaf_preferences_new (library);

  leaf_preferences_show_templates (LEAF_PREFERENCES (window), NULL);
  gtk_window_present (GTK_WINDOW (window));
  leaf_test_wait_for_nth_widget (window, LEAF_TYPE_TEMPLATES_PAGE, 0);
  return window;
}

static gboolean
do_nothing (LeafDb *db, gpointer data, GError **error)
{
  return TRUE;
}

static void
settle (LeafLibrary *library)
{
  leaf_test_run (library, LEAF_LIBRARY_WRITE, do_nothing, NULL);
  leaf_test_run (library, LEAF_LIBRARY_READ, do_nothing, NULL);
  leaf_test_drain ();
}

/* Nothing stays of it, and the library has what was typed in it. */
static void
close_window (GtkWidget *window, LeafLibrary *library)
{
  GtkWidget *page = leaf_test_find_widget (window, LEAF_TYPE_TEMPLATES_PAGE);
  GtkWidget *row = page != NULL ? find_row (page, "Novels") : NULL;
  GtkWidget *editor = leaf_test_find_widget (window, LEAF_TYPE_TEMPLATE_EDITOR);

  g_set_weak_pointer (&watched[0], page);
  g_set_weak_pointer (&watched[1], row);
  g_set_weak_pointer (&watched[2], editor);
  g_set_weak_pointer (&watched[3], window);
  gtk_window_destroy (GTK_WINDOW (window));
  for (unsigned int i = 0; i < G_N_ELEMENTS (watched); i++)
    leaf_test_wait_until (watched[i] == NULL);
  settle (library);
}

static void
test_new (LeafTestLibrary *fixture, gconstpointer unused)
{
  GtkWidget *window = preferences_new (fixture->library);
  GtkWidget *page = leaf_test_find_widget (window, LEAF_TYPE_TEMPLATES_PAGE);
  GtkWidget *editor;

  /* Nothing is made of a look. */
  leaf_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (child_of (page, "empty_row"))));
  gtk_widget_activate_action (page, "templates.new", NULL);
  leaf_test_wait_for_nth_widget (window, LEAF_TYPE_TEMPLATE_EDITOR, 0);
  go_back (window);
  settle (fixture->library);
  g_assert_true (has_name (fixture->library, NULL));

  /* The name first, then the text, before the first is saved or after: it is one template. */
  gtk_widget_activate_action (page, "templates.new", NULL);
  editor = leaf_test_wait_for_nth_widget (window, LEAF_TYPE_TEMPLATE_EDITOR, 0);
  leaf_test_wait_until (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (window))));
  gtk_editable_set_text (GTK_EDITABLE (child_of (editor, "name_row")), " Short & Sweet ");
  leaf_test_wait_until (has_name (fixture->library, "Short & Sweet"));
  type_text (LEAF_EDITOR (child_of (editor, "editor")), "About {title}");
  go_back (window);
  leaf_test_wait_until (has_html (fixture->library, "<p>About {title}</p>\n"));
  leaf_test_wait_until (find_row (window, "Short &amp; Sweet") != NULL);
  g_assert_cmpstr (get_subtitle (find_row (window, "Short &amp; Sweet")), ==, "All Blogs");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (child_of (page, "empty_row"))));

  close_window (window, fixture->library);
}

static void
test_edit (LeafTestLibrary *fixture, gconstpointer unused)
{
  GtkWidget *window, *editor, *name;

  add_template (fixture->library, "Novels");
  window = preferences_new (fixture->library);
  editor = open_row (window, "Novels");
  leaf_test_assert_narrow (window);
  name = GTK_WIDGET (child_of (editor, "name_row"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "Novels");

  /* Not without a name. What is written is kept, also when the window is closed at once. */
  gtk_editable_set_text (GTK_EDITABLE (name), "  ");
  g_assert_true (leaf_row_problem_is_set (name));
  leaf_editor_set_cursor (LEAF_EDITOR (child_of (editor, "editor")), 0);
  type_text (LEAF_EDITOR (child_of (editor, "editor")), "All ");
  close_window (window, fixture->library);
  g_assert_true (has_html (fixture->library, "<p>All About {title}</p>\n"));
  g_assert_true (has_name (fixture->library, "Novels"));
}

/* As at the end of the session: the main window goes, and takes the preferences along. */
static void
test_parent (LeafTestLibrary *fixture, gconstpointer unused)
{
  GtkWidget *parent = gtk_window_new ();
  GtkWidget *window, *editor;

  add_template (fixture->library, "Novels");
  gtk_window_present (GTK_WINDOW (parent));
  window = preferences_new (fixture->library);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (parent));
  editor = open_row (window, "Novels");
  leaf_editor_set_cursor (LEAF_EDITOR (child_of (editor, "editor")), 0);
  type_text (LEAF_EDITOR (child_of (editor, "editor")), "All ");

  g_set_weak_pointer (&watched[0], window);
  gtk_window_destroy (GTK_WINDOW (parent));
  leaf_test_wait_until (watched[0] == NULL);
  settle (fixture->library);
  g_assert_true (has_html (fixture->library, "<p>All About {title}</p>\n"));
}

static gboolean
rename_template (LeafDb *db, gpointer data, GError **error)
{
  g_autoptr (LeafTemplate) template = leaf_templates_load (db, *(gint64 *) data, error);

  if (template == NULL)
    return FALSE;

  g_free (template->name);
  template->name = g_strdup ("Stories");
  return leaf_templates_save (db, template, error);
}

/* By a verb, say, while she writes. */
static void
test_changed_meanwhile (LeafTestLibrary *fixture, gconstpointer unused)
{
  gint64 id = add_template (fixture->library, "Novels");
  GtkWidget *window = preferences_new (fixture->library);
  GtkWidget *editor = open_row (window, "Novels");

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, rename_template, &id);
  leaf_editor_set_cursor (LEAF_EDITOR (child_of (editor, "editor")), 0);
  type_text (LEAF_EDITOR (child_of (editor, "editor")), "All ");
  leaf_test_wait_until (has_html (fixture->library, "<p>All About {title}</p>\n"));
  g_assert_true (has_name (fixture->library, "Stories"));
  go_back (window);
  leaf_test_wait_until (find_row (window, "Stories") != NULL);

  close_window (window, fixture->library);
}

static void
test_blog (LeafTestLibrary *fixture, gconstpointer unused)
{
  g_autoptr (LeafBlog) blog = leaf_blog_new ();
  GtkWidget *window, *editor;
  AdwComboRow *combo;
  gint64 id;

  leaf_blog_set_system (blog, LEAF_BLOG_SYSTEM_WORDPRESS);
  leaf_blog_set_name (blog, "The Window Seat");
  leaf_blog_set_address (blog, "https://blog.example/");
  id = leaf_test_save_blog (fixture->library, blog);
  add_template (fixture->library, "Novels");
  window = preferences_new (fixture->library);

  editor = open_row (window, "Novels");
  combo = ADW_COMBO_ROW (child_of (editor, "blog_row"));
  leaf_test_wait_until (gtk_widget_get_sensitive (GTK_WIDGET (combo)));
  adw_combo_row_set_selected (combo, 1);
  go_back (window);
  leaf_test_wait_until (is_for (fixture->library, id));
  leaf_test_wait_until (g_strcmp0 (get_subtitle (find_row (window, "Novels")), "The Window Seat") == 0);

  editor = open_row (window, "Novels");
  combo = ADW_COMBO_ROW (child_of (editor, "blog_row"));
  leaf_test_wait_until (gtk_widget_get_sensitive (GTK_WIDGET (combo)));
  g_assert_cmpuint (adw_combo_row_get_selected (combo), ==, 1);
  adw_combo_row_set_selected (combo, 0);
  leaf_test_wait_until (is_for (fixture->library, 0));

  close_window (window, fixture->library);
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  for (int i = 0;; i++)
    {
      int nth = i;
      GtkWidget *button = leaf_test_find_nth_widget (root, GTK_TYPE_BUTTON, &nth);

      if (button == NULL || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
        return button;
    }
}

static void
test_remove (LeafTestLibrary *fixture, gconstpointer unused)
{
  GtkWidget *window, *row;

  add_template (fixture->library, "Novels");
  window = preferences_new (fixture->library);
  leaf_test_wait_until (find_row (window, "Novels") != NULL);
  row = find_row (window, "Novels");

  g_signal_emit_by_name (leaf_test_find_widget (row, GTK_TYPE_BUTTON), "clicked");
  leaf_test_wait_until (has_name (fixture->library, NULL));
  leaf_test_wait_until (find_row (window, "Novels") == NULL);
  leaf_test_wait_until (find_row (window, "No template yet") != NULL);

  leaf_test_wait_until (find_button (window, "_Undo") != NULL);
  g_signal_emit_by_name (find_button (window, "_Undo"), "clicked");
  leaf_test_wait_until (has_name (fixture->library, "Novels"));
  leaf_test_wait_until (find_row (window, "Novels") != NULL);
  g_assert_true (gtk_widget_is_sensitive (find_row (window, "Novels")));

  close_window (window, fixture->library);
}

typedef struct {
  const char *title;
  gint64 id;
} NewBook;

static gboolean
save_book (LeafDb *db, gpointer data, GError **error)
{
  NewBook *added = data;
  g_autoptr (LeafBook) book = leaf_book_new ();

  leaf_book_set_title (book, added->title);
  if (!leaf_books_save (db, book, error))
    return FALSE;
  added->id = leaf_book_get_id (book);
  return TRUE;
}

static gint64
add_book (LeafLibrary *library, const char *title)
{
  NewBook added = { .title = title };

  leaf_test_run (library, LEAF_LIBRARY_WRITE, save_book, &added);
  return added.id;
}

static void
show (GtkWidget *page, gint64 book)
{
  leaf_review_page_set_book (LEAF_REVIEW_PAGE (page), book);
  leaf_test_wait_until (gtk_text_view_get_editable (GTK_TEXT_VIEW (child_of (page, "editor"))));
}

/* Whether the menu of templates says so; the first section has them. */
static gboolean
offers (GtkWidget *page, const char *label)
{
  GMenuModel *menu = G_MENU_MODEL (child_of (page, "templates_menu"));
  g_autoptr (GMenuModel) names = NULL;

  if (g_menu_model_get_n_items (menu) == 0)
    return FALSE;

  names = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
  for (int i = 0; i < g_menu_model_get_n_items (names); i++)
    {
      g_autofree char *name = NULL;

      g_menu_model_get_item_attribute (names, i, G_MENU_ATTRIBUTE_LABEL, "s", &name);
      if (g_str_equal (name, label))
        return TRUE;
    }

  return FALSE;
}

static GtkWidget *
find_preferences (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (unsigned int i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (LEAF_IS_PREFERENCES (window))
        return window;
    }

  return NULL;
}

static gboolean
says (LeafEditor *editor, const char *html)
{
  g_autofree char *actual = leaf_document_to_html (leaf_editor_get_document (editor));

  return g_str_equal (actual, html);
}

/* It is in the library by the time the preferences show it. */
static void
keep_as_template (GtkWidget *page, LeafLibrary *library)
{
  GtkWidget *editor;

  gtk_widget_activate_action (page, "review.save-template", NULL);
  leaf_test_wait_until (find_preferences () != NULL);
  g_assert_true (has_name (library, "Emma"));
  editor = leaf_test_wait_for_nth_widget (find_preferences (), LEAF_TYPE_TEMPLATE_EDITOR, 0);
  g_assert_true (says (LEAF_EDITOR (child_of (editor, "editor")), "<p>About {title}</p>\n"));
  gtk_editable_set_text (GTK_EDITABLE (child_of (editor, "name_row")), "A_novel");
  close_window (find_preferences (), library);
  g_assert_true (has_name (library, "A_novel"));
}

static void
test_review (LeafTestLibrary *fixture, gconstpointer unused)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = g_object_new (LEAF_TYPE_REVIEW_PAGE, "library", fixture->library, NULL);
  LeafEditor *editor = LEAF_EDITOR (child_of (page, "editor"));
  gint64 first = add_book (fixture->library, "Emma");
  gint64 second = add_book (fixture->library, "Persuasion <1818>");
  g_autoptr (LeafTemplate) template = NULL;

  gtk_window_set_default_size (GTK_WINDOW (window), 700, 500);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  show (page, first);

  /* Nothing is no template. */
  gtk_widget_activate_action (page, "review.save-template", NULL);
  settle (fixture->library);
  g_assert_true (has_name (fixture->library, NULL));

  type_text (editor, "About {title}");
  keep_as_template (page, fixture->library);
  leaf_test_wait_until (offers (page, "A__novel"));
  template = read_only (fixture->library);

  /* A text that is there is not written over. */
  gtk_widget_activate_action (page, "review.begin-with-template", "x", template->id);
  settle (fixture->library);
  g_assert_true (says (editor, "<p>About {title}</p>\n"));

  show (page, second);
  g_assert_true (leaf_document_is_empty (leaf_editor_get_document (editor)));
  gtk_widget_activate_action (page, "review.begin-with-template", "x", template->id);
  leaf_test_wait_until (says (editor, "<p>About Persuasion &lt;1818&gt;</p>\n"));

  leaf_editor_undo (editor);
  g_assert_true (leaf_document_is_empty (leaf_editor_get_document (editor)));
  g_assert_false (leaf_editor_get_can_undo (editor));

  leaf_review_page_flush (LEAF_REVIEW_PAGE (page));
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (window));
  leaf_test_wait_until (page == NULL);
  settle (fixture->library);
}

static void
changed_cb (LeafLibrary *library, LeafChange what, gint64 id, gpointer data)
{
  if (what == LEAF_CHANGE_TEMPLATE)
    *(gboolean *) data = TRUE;
}

/* The menu leads to the preferences, and a verb in a terminal is followed. */
static void
test_follow (LeafTestLibrary *fixture, gconstpointer unused)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = g_object_new (LEAF_TYPE_REVIEW_PAGE, "library", fixture->library, NULL);
  g_autoptr (LeafLibrary) other = NULL;
  g_autoptr (GError) error = NULL;
  gboolean told = FALSE;

  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  leaf_library_watch (fixture->library);
  settle (fixture->library);
  g_signal_connect (fixture->library, "changed", G_CALLBACK (changed_cb), &told);

  other = leaf_library_open (fixture->path, &error);
  g_assert_no_error (error);
  add_template (other, "Novels");
  leaf_test_wait_until (told && offers (page, "Novels"));
  g_signal_handlers_disconnect_by_data (fixture->library, &told);
  leaf_library_close (other);

  gtk_widget_activate_action (page, "review.edit-templates", NULL);
  leaf_test_wait_until (find_preferences () != NULL && find_row (find_preferences (), "Novels") != NULL);
  close_window (find_preferences (), fixture->library);

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (window));
  leaf_test_wait_until (page == NULL);
  settle (fixture->library);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  leaf_ui_ensure ();

  leaf_test_add_library ("/templates-page/new", test_new);
  leaf_test_add_library ("/templates-page/edit", test_edit);
  leaf_test_add_library ("/templates-page/parent", test_parent);
  leaf_test_add_library ("/templates-page/changed-meanwhile", test_changed_meanwhile);
  leaf_test_add_library ("/templates-page/blog", test_blog);
  leaf_test_add_library ("/templates-page/remove", test_remove);
  leaf_test_add_library ("/templates-page/review", test_review);
  leaf_test_add_library ("/templates-page/follow", test_follow);

  return g_test_run ();
}
