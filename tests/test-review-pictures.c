/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures come into the text, and what is done with them can be undone. */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-editor-pictures.h"
#include "leaf-pictures.h"
#include "leaf-review-pictures.h"
#include "leaf-test-library.h"
#include "leaf-test-picture.h"
#include "leaf-test-widget.h"

#include <adwaita.h>

#define FIRST  "1111111111111111111111111111111111111111111111111111111111111111"
#define SECOND "2222222222222222222222222222222222222222222222222222222222222222"

#define FIGURE(picture) "<figure data-picture=\"" picture "\"><img alt=\"\"></figure>"

typedef struct {
  GtkWidget *window;
  GtkWidget *page;
  AdwToastOverlay *overlay;
  LeafEditor *editor;
  LeafReviewPictures *pictures;
} Page;

static void
set_html (LeafEditor *editor, const char *html)
{
  g_autoptr (LeafDocument) document = leaf_document_new_from_html (html, -1, NULL);

  leaf_editor_set_document (editor, document);
}

static char *
get_html (LeafEditor *editor)
{
  char *html = leaf_document_to_html (leaf_editor_get_document (editor));

  return g_strdelimit (html, "\n", ' ');
}

static void
assert_html (LeafEditor *editor, const char *expected)
{
  g_autofree char *html = get_html (editor);
  g_autoptr (LeafDocument) wanted = leaf_document_new_from_html (expected, -1, NULL);
  g_autofree char *wanted_html = leaf_document_to_html (wanted);

  g_assert_cmpstr (html, ==, g_strdelimit (wanted_html, "\n", ' '));
}

static void
page_set_up (Page *page, LeafTestLibrary *fixture)
{
  page->window = gtk_window_new ();
  page->overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  page->page = adw_bin_new ();
  page->editor = LEAF_EDITOR (leaf_editor_new ());
  adw_bin_set_child (ADW_BIN (page->page), GTK_WIDGET (page->editor));
  adw_toast_overlay_set_child (page->overlay, page->page);
  gtk_window_set_child (GTK_WINDOW (page->window), GTK_WIDGET (page->overlay));
  gtk_window_set_default_size (GTK_WINDOW (page->window), 500, 400);
  page->pictures = leaf_review_pictures_new (page->page, page->editor);
  leaf_review_pictures_set_library (page->pictures, fixture->library);
  gtk_window_present (GTK_WINDOW (page->window));
}

static void
page_tear_down (Page *page)
{
  /* What is still being read for it lets it go. */
  g_object_add_weak_pointer (G_OBJECT (page->pictures), (gpointer *) &page->pictures);
  leaf_review_pictures_close (page->pictures);
  g_object_unref (page->pictures);
  while (page->pictures != NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (page->window));
}

static unsigned int
count_figures (LeafEditor *editor)
{
  LeafDocument *document = leaf_editor_get_document (editor);
  unsigned int n_figures = 0;

  for (unsigned int i = 0; i < leaf_document_get_n_blocks (document); i++)
    n_figures += leaf_block_get_style (leaf_document_get_block (document, i))->kind == LEAF_BLOCK_FIGURE;
  return n_figures;
}

static void
wait_for_figures (LeafEditor *editor, unsigned int n_figures)
{
  while (count_figures (editor) != n_figures)
    g_main_context_iteration (NULL, TRUE);
}

static GFile *
write_file (LeafTestLibrary *fixture, const char *name, GBytes *bytes)
{
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  return g_file_new_for_path (path);
}

static void
test_insert (void)
{
  LeafEditor *editor = g_object_ref_sink (LEAF_EDITOR (leaf_editor_new ()));
  const char *const both[] = { FIRST, SECOND, NULL };
  GtkTextMark *mark;

  /* In the middle of a paragraph, which they part. */
  set_html (editor, "<p>onetwo</p>");
  leaf_editor_set_cursor (editor, 3);
  leaf_editor_insert_pictures (editor, NULL, both);
  assert_html (editor, "<p>one</p>" FIGURE (FIRST) FIGURE (SECOND) "<p>two</p>");
  leaf_editor_undo (editor);
  assert_html (editor, "<p>onetwo</p>");
  g_assert_cmpuint (leaf_editor_get_cursor (editor), ==, 3);
  g_assert_false (leaf_editor_get_can_undo (editor));
  leaf_editor_redo (editor);
  assert_html (editor, "<p>one</p>" FIGURE (FIRST) FIGURE (SECOND) "<p>two</p>");

  /* At the end, where she writes on below. */
  set_html (editor, "<p>one</p>");
  leaf_editor_set_cursor (editor, 3);
  leaf_editor_insert_pictures (editor, NULL, both);
  assert_html (editor, "<p>one</p>" FIGURE (FIRST) FIGURE (SECOND) "<p><br></p>");
  g_assert_cmpuint (leaf_editor_get_cursor (editor), ==, leaf_document_get_length (leaf_editor_get_document (editor)));

  /* At a place that was kept while she typed. */
  set_html (editor, "<p>one</p><p>two</p>");
  mark = leaf_editor_create_mark (editor, 4);
  leaf_editor_set_cursor (editor, 0);
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), "first ", -1);
  leaf_editor_insert_pictures (editor, mark, both);
  gtk_text_buffer_delete_mark (gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)), mark);
  assert_html (editor, "<p>first one</p>" FIGURE (FIRST) FIGURE (SECOND) "<p>two</p>");

  g_assert_finalize_object (editor);
}

static void
test_change (void)
{
  LeafEditor *editor = g_object_ref_sink (LEAF_EDITOR (leaf_editor_new ()));
  const char *picture, *alt;
  unsigned int offset;

  set_html (editor, "<p>a</p><figure data-picture=\"" FIRST "\"><img alt=\"\"><figcaption>c</figcaption></figure><p>b</p>");
  g_assert_false (leaf_editor_find_figure (editor, &offset));
  leaf_editor_set_cursor (editor, 4);
  g_assert_true (leaf_editor_find_figure (editor, &offset));
  g_assert_cmpuint (offset, ==, 2);
  g_assert_false (leaf_editor_is_figure_selected (editor));
  leaf_editor_select_figure (editor, offset);
  g_assert_true (leaf_editor_is_figure_selected (editor));

  leaf_editor_change_figure (editor, offset, NULL, "A map");
  g_assert_true (leaf_editor_get_figure (editor, offset, &picture, &alt));
  g_assert_cmpstr (picture, ==, FIRST);
  g_assert_cmpstr (alt, ==, "A map");
  g_assert_true (leaf_editor_is_figure_selected (editor));

  leaf_editor_set_cursor (editor, 2);
  leaf_editor_change_figure (editor, offset, SECOND, NULL);
  g_assert_true (leaf_editor_get_figure (editor, offset, &picture, &alt));
  g_assert_cmpstr (picture, ==, SECOND);
  g_assert_cmpstr (alt, ==, "A map");
  g_assert_cmpuint (leaf_editor_get_cursor (editor), ==, 2);

  leaf_editor_undo (editor);
  leaf_editor_undo (editor);
  assert_html (editor, "<p>a</p><figure data-picture=\"" FIRST "\"><img alt=\"\"><figcaption>c</figcaption></figure><p>b</p>");

  leaf_editor_remove_figure (editor, offset);
  assert_html (editor, "<p>a</p><p>b</p>");
  leaf_editor_undo (editor);
  g_assert_true (leaf_editor_get_figure (editor, offset, &picture, NULL));
  g_assert_cmpstr (picture, ==, FIRST);

  /* With nothing else in the text, and as its last. */
  set_html (editor, FIGURE (FIRST));
  leaf_editor_remove_figure (editor, 0);
  assert_html (editor, "<p><br></p>");
  set_html (editor, "<h2>a</h2>" FIGURE (FIRST));
  leaf_editor_remove_figure (editor, 2);
  assert_html (editor, "<h2>a</h2>");

  g_assert_finalize_object (editor);
}

static void
asked_cb (LeafEditor *editor, const char *picture, GHashTable *asked)
{
  g_hash_table_insert (asked, g_strdup (picture), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (asked, picture)) + 1));
}

static unsigned int
count_repeated (GHashTable *asked)
{
  unsigned int n_repeated = 0;
  GHashTableIter iter;
  gpointer n_times;

  g_hash_table_iter_init (&iter, asked);
  while (g_hash_table_iter_next (&iter, NULL, &n_times))
    n_repeated += GPOINTER_TO_UINT (n_times) > 1;
  return n_repeated;
}

/* What is shown again after its pixels were let go is asked for again. */
static void
test_memory (void)
{
  LeafEditor *editor = g_object_ref_sink (LEAF_EDITOR (leaf_editor_new ()));
  g_autoptr (GHashTable) asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 2048, 2048); /* 16 MB */
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  for (int i = 0; i < 8; i++)
    g_string_append_printf (html, "<figure data-picture=\"%064x\"><img alt=\"\"></figure>", i);
  g_signal_connect (editor, "picture-needed", G_CALLBACK (asked_cb), asked);
  set_html (editor, html->str);
  g_assert_cmpuint (g_hash_table_size (asked), ==, 8);

  for (int i = 0; i < 8; i++)
    {
      g_autoptr (GdkTexture) texture = gdk_texture_new_for_pixbuf (pixbuf);
      g_autofree char *picture = g_strdup_printf ("%064x", i);

      leaf_editor_set_picture (editor, picture, GDK_PAINTABLE (texture));
    }

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (editor));
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 300);
  gtk_window_present (GTK_WINDOW (window));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor));

  /* Four of the eight fit. */
  for (int line = 0; count_repeated (asked) < 4; line = (line + 1) % 8)
    {
      gtk_text_buffer_get_iter_at_line (buffer, &iter, line);
      gtk_text_buffer_place_cursor (buffer, &iter);
      gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (editor), gtk_text_buffer_get_insert (buffer), 0, TRUE, 0, 0);
      for (int i = 0; i < 20; i++)
        g_main_context_iteration (NULL, TRUE);
    }

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (editor);
}

/* As GTK says it when the right button goes down there. */
static void
press_secondary (LeafEditor *editor, double x, double y)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (editor));
  unsigned int n_pressed = 0;

  for (unsigned int i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller) &&
          gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == GDK_BUTTON_SECONDARY)
        {
          g_signal_emit_by_name (controller, "pressed", 1, x, y);
          n_pressed++;
        }
    }
  g_assert_cmpuint (n_pressed, >, 0);
}

/* A picture has a menu of its own: that of the text does not come up as well. */
static void
test_menu (LeafTestLibrary *fixture, gconstpointer unused)
{
  GdkRectangle area;
  Page page;

  page_set_up (&page, fixture);
  set_html (page.editor, "<p>one</p>" FIGURE (FIRST));
  while (!leaf_editor_get_figure_area (page.editor, 4, &area) || area.width < 10 || area.height < 10)
    g_main_context_iteration (NULL, TRUE);

  press_secondary (page.editor, area.x + area.width / 2.0, area.y + area.height / 2.0);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (page.editor)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_assert_false (GTK_IS_POPOVER_MENU (child) && gtk_widget_get_visible (child));

  press_secondary (page.editor, area.x + 5, area.y - 5);
  leaf_test_wait_for_nth_widget (GTK_WIDGET (page.editor), GTK_TYPE_POPOVER_MENU, 0);

  page_tear_down (&page);
}

static void
test_files (LeafTestLibrary *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) png = leaf_test_picture_new ("png", 40, 30, 1);
  g_autoptr (GBytes) jpeg = leaf_test_picture_new ("jpeg", 60, 30, 2);
  g_autoptr (GBytes) text = g_bytes_new_static ("no picture", 10);
  g_autoptr (LeafPicture) stored = NULL;
  g_autofree char *before = NULL;
  const char *picture;
  Page page;

  page_set_up (&page, fixture);
  set_html (page.editor, "<p>one</p>");
  g_ptr_array_add (files, write_file (fixture, "a.png", png));
  g_ptr_array_add (files, write_file (fixture, "b.jpg", jpeg));
  leaf_review_pictures_insert (page.pictures, files);
  wait_for_figures (page.editor, 2);

  /* In their order, with the bytes in the library. */
  g_assert_true (leaf_editor_get_figure (page.editor, 0, &picture, NULL));
  stored = leaf_pictures_find (fixture->library, picture, NULL);
  g_assert_nonnull (stored);
  g_assert_cmpint (stored->width, ==, 40);
  leaf_editor_undo (page.editor);
  assert_html (page.editor, "<p>one</p>");
  g_assert_false (leaf_editor_get_can_undo (page.editor));

  /* One that is none: nothing is changed, and one sentence says why. */
  before = get_html (page.editor);
  g_ptr_array_add (files, write_file (fixture, "c.jpg", text));
  leaf_review_pictures_insert (page.pictures, files);
  while (leaf_test_find_widget (GTK_WIDGET (page.overlay), g_type_from_name ("AdwToastWidget")) == NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_html (page.editor, before);
  g_assert_false (leaf_editor_get_can_undo (page.editor));

  page_tear_down (&page);
  leaf_test_assert_sound (fixture->library);
}

static void
test_paste (LeafTestLibrary *fixture, gconstpointer unused)
{
  g_autoptr (GBytes) png = leaf_test_picture_new ("png", 40, 30, 1);
  g_autoptr (GdkContentProvider) picture = gdk_content_provider_new_for_bytes ("image/png", png);
  g_autoptr (GFile) file = write_file (fixture, "a.png", png);
  g_autofree char *address = g_file_get_uri (file);
  g_autofree char *list = g_strconcat (address, "\r\n", address, "\r\n", NULL);
  g_autoptr (GBytes) list_bytes = g_bytes_new (list, strlen (list));
  g_autoptr (GdkContentProvider) files = gdk_content_provider_new_for_bytes ("text/uri-list", list_bytes);
  g_autoptr (GdkContentProvider) words = gdk_content_provider_new_typed (G_TYPE_STRING, "words");
  g_autoptr (GdkContentProvider) both = NULL;
  GdkClipboard *clipboard;
  Page page;

  page_set_up (&page, fixture);
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (page.editor));
  set_html (page.editor, "<p>one</p>");

  gdk_clipboard_set_content (clipboard, picture);
  g_signal_emit_by_name (page.editor, "paste-clipboard");
  wait_for_figures (page.editor, 1);
  gdk_clipboard_set_content (clipboard, files);
  g_signal_emit_by_name (page.editor, "paste-clipboard");
  wait_for_figures (page.editor, 3);
  leaf_editor_undo (page.editor);
  g_assert_cmpuint (count_figures (page.editor), ==, 1);
  leaf_editor_undo (page.editor);

  /* A word processor offers a picture of the words beside the words. */
  both = gdk_content_provider_new_union ((GdkContentProvider *[]) { g_object_ref (picture), g_object_ref (words) }, 2);
  gdk_clipboard_set_content (clipboard, both);
  g_signal_emit_by_name (page.editor, "paste-clipboard");
  while (!leaf_editor_get_can_undo (page.editor))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_figures (page.editor), ==, 0);
  assert_html (page.editor, "<p>wordsone</p>");

  page_tear_down (&page);
}

/* Another review is shown before they are there. */
static void
test_cancel (LeafTestLibrary *fixture, gconstpointer unused)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) png = leaf_test_picture_new ("png", 40, 30, 1);
  Page page;

  page_set_up (&page, fixture);
  set_html (page.editor, "<p>one</p>");
  g_ptr_array_add (files, write_file (fixture, "a.png", png));
  leaf_review_pictures_insert (page.pictures, files);
  leaf_review_pictures_cancel (page.pictures);
  g_object_ref (page.editor);
  page_tear_down (&page);
  assert_html (page.editor, "<p>one</p>");
  g_assert_finalize_object (page.editor);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/review-pictures/insert", test_insert);
  g_test_add_func ("/review-pictures/change", test_change);
  g_test_add_func ("/review-pictures/memory", test_memory);
  leaf_test_add_library ("/review-pictures/menu", test_menu);
  leaf_test_add_library ("/review-pictures/files", test_files);
  leaf_test_add_library ("/review-pictures/paste", test_paste);
  leaf_test_add_library ("/review-pictures/cancel", test_cancel);

  return g_test_run ();
}
