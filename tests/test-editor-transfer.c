/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text that comes into the editor and leaves it: pasted, copied, and dragged with a real pointer. */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-test-editor.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  const char *type;
  const char *data;
  gssize length; /* -1: to the NUL */
} Offer;

static GdkContentProvider *
provide (const Offer  *offers,
         unsigned int  n_offers)
{
  g_autofree GdkContentProvider **providers = g_new0 (GdkContentProvider *, n_offers);

  for (unsigned int i = 0; i < n_offers; i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (offers[i].data, offers[i].length < 0 ? strlen (offers[i].data) : (gsize) offers[i].length);

      providers[i] = g_str_equal (offers[i].type, "text/plain") ? gdk_content_provider_new_typed (G_TYPE_STRING, offers[i].data)
                                                                 : gdk_content_provider_new_for_bytes (offers[i].type, bytes);
    }
  return gdk_content_provider_new_union (providers, n_offers);
}

static void
offer (LeafEditor   *editor,
       const Offer  *offers,
       unsigned int  n_offers)
{
  g_autoptr (GdkContentProvider) content = provide (offers, n_offers);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (editor)), content);
}

static gboolean
timeout_cb (gpointer data)
{
  g_error ("%s did not happen", (const char *) data);
  return G_SOURCE_REMOVE;
}

static void
wait_for_change (LeafEditor *editor)
{
  unsigned int limit = g_timeout_add_seconds (20, timeout_cb, (gpointer) "A change of the text");

  while (!leaf_editor_get_can_undo (editor))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

/* Pastes, looks, and takes it back in one step. */
static void
assert_pasted (LeafEditor *editor,
               const char *signal_or_action,
               const char *expected)
{
  g_autofree char *before = leaf_document_to_html (leaf_editor_get_document (editor));
  g_autofree char *html = NULL;
  g_autofree char *undone = NULL;

  if (g_str_equal (signal_or_action, "paste-clipboard"))
    g_signal_emit_by_name (editor, signal_or_action);
  else
    gtk_widget_activate_action (GTK_WIDGET (editor), signal_or_action, NULL);
  wait_for_change (editor);
  html = leaf_document_to_html (leaf_editor_get_document (editor));
  g_assert_cmpstr (html, ==, expected);

  leaf_editor_undo (editor);
  g_assert_false (leaf_editor_get_can_undo (editor));
  undone = leaf_document_to_html (leaf_editor_get_document (editor));
  g_assert_cmpstr (undone, ==, before);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
assert_pasted_text (const char *before,
                    const char *text,
                    const char *expected,
                    const char *expected_plain)
{
  const Offer offers[] = { { "text/plain", text, -1 } };
  LeafEditor *editor = leaf_test_editor_new (before);

  g_test_message ("%s into %s", text, before);
  offer (editor, offers, 1);
  assert_pasted (editor, "paste-clipboard", expected);
  assert_pasted (editor, "editor.paste-plain", expected_plain);
  g_assert_finalize_object (editor);
}

/* Text that is clearly Markdown means what it says, unless its words alone are wanted. */
static void
test_markdown (void)
{
  assert_pasted_text ("p:|", "## Plot\n\n- **slow**\n- ~~bad~~", "<h2>Plot</h2>\n<ul>\n<li><strong>slow</strong></li>\n<li><s>bad</s></li>\n</ul>\n",
                      "<p>## Plot</p>\n<p>- **slow**</p>\n<p>- ~~bad~~</p>\n");
  assert_pasted_text ("p:|", "# no * Markdown", "<p># no * Markdown</p>\n", "<p># no * Markdown</p>\n");
}

/* Text without a look takes that of the place. */
static void
test_plain (void)
{
  assert_pasted_text ("b0:one / b1:tw|o", "a\nb", "<ul>\n<li>one\n<ul>\n<li>twa</li>\n<li>bo</li>\n</ul>\n</li>\n</ul>\n",
                      "<ul>\n<li>one\n<ul>\n<li>twa</li>\n<li>bo</li>\n</ul>\n</li>\n</ul>\n");
  assert_pasted_text ("q:a|", "b\nc", "<blockquote>\n<p>ab</p>\n<p>c</p>\n</blockquote>\n", "<blockquote>\n<p>ab</p>\n<p>c</p>\n</blockquote>\n");
  assert_pasted_text ("h2:a|", "b\nc", "<h2>ab</h2>\n<p>c</p>\n", "<h2>ab</h2>\n<p>c</p>\n");
}

static void
test_plain_in_bold (void)
{
  const Offer offers[] = { { "text/plain", "b", -1 } };
  LeafEditor *editor = leaf_test_editor_new ("p:|");

  leaf_test_editor_press (editor, "editor.bold");
  offer (editor, offers, 1);
  assert_pasted (editor, "paste-clipboard", "<p><strong>b</strong></p>\n");
  g_assert_finalize_object (editor);
}

/* An address becomes a link: on the words that are selected, or by itself. */
static void
test_address (void)
{
  const Offer address[] = { { "text/plain", "https://example.org/", -1 } };
  const Offer link[] = { { "text/html", "<a href=\"https://example.org/\">https://example.org/</a>", -1 }, { "text/plain", "https://example.org/", -1 } };
  LeafEditor *editor;

  assert_pasted_text ("p:see |", "www.example.org", "<p>see <a href=\"https://www.example.org\">www.example.org</a></p>\n", "<p>see www.example.org</p>\n");
  assert_pasted_text ("p:|", "javascript:alert(1)", "<p>javascript:alert(1)</p>\n", "<p>javascript:alert(1)</p>\n");

  editor = leaf_test_editor_new ("p:see this now / p:two");
  leaf_test_editor_select (editor, 4, 8);
  offer (editor, address, 1);
  assert_pasted (editor, "paste-clipboard", "<p>see <a href=\"https://example.org/\">this</a> now</p>\n<p>two</p>\n");
  leaf_test_editor_select (editor, 4, 8);
  offer (editor, link, 2);
  assert_pasted (editor, "paste-clipboard", "<p>see <a href=\"https://example.org/\">this</a> now</p>\n<p>two</p>\n");
  leaf_test_editor_select (editor, 4, 8);
  assert_pasted (editor, "editor.paste-plain", "<p>see https://example.org/ now</p>\n<p>two</p>\n");

  /* Over more than a line it takes the place of what is selected. */
  leaf_test_editor_select (editor, 9, 16);
  assert_pasted (editor, "paste-clipboard", "<p>see this <a href=\"https://example.org/\">https://example.org/</a></p>\n");
  g_assert_finalize_object (editor);

  editor = leaf_test_editor_new ("p:http://old.example/");
  leaf_test_editor_select (editor, 0, 19);
  offer (editor, address, 1);
  assert_pasted (editor, "paste-clipboard", "<p><a href=\"https://example.org/\">https://example.org/</a></p>\n");
  g_assert_finalize_object (editor);
}

/* Firefox offers HTML in UTF-8, and what it was copied out of in UTF-16 without a mark. */
static void
test_firefox (void)
{
  static const char context[] = "<\0o\0l\0>\0<\0/\0o\0l\0>\0";
  const Offer offers[] = {
    { "text/_moz_htmlcontext", context, sizeof context - 1 },
    { "text/html", "<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"><li>caf\303\251</li><li>b</li>", -1 },
    { "text/plain", "1. caf\303\251\n2. b", -1 },
  };
  LeafEditor *editor = leaf_test_editor_new ("p:|");

  offer (editor, offers, G_N_ELEMENTS (offers));
  assert_pasted (editor, "paste-clipboard", "<ol>\n<li>caf\303\251</li>\n<li>b</li>\n</ol>\n");
  g_assert_finalize_object (editor);
}

/* What is still being read does not come into the text that is shown meanwhile. */
static void
test_other_document (void)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autoptr (LeafDocument) other = leaf_document_new_from_html ("<p>other</p>", -1, NULL);
  LeafEditor *editor = leaf_test_editor_new ("p:|");
  const Offer small[] = { { "text/html", "<p>later</p>", -1 } };
  Offer large = { "text/html", NULL, -1 };

  for (int i = 0; i < 20000; i++)
    g_string_append (html, "<p>large</p>");
  large.data = html->str;
  offer (editor, &large, 1);
  g_signal_emit_by_name (editor, "paste-clipboard");
  leaf_editor_set_document (editor, other);
  offer (editor, small, 1);
  g_signal_emit_by_name (editor, "paste-clipboard");
  wait_for_change (editor);
  leaf_test_editor_assert (editor, "p:later|other");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  leaf_test_editor_assert (editor, "p:later|other");
  g_assert_finalize_object (editor);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  g_autoptr (GBytes) bytes = NULL;

  g_assert_no_error (error);
  /* The clipboard is our own: the bytes are in the pipe, or come from this thread. */
  bytes = g_input_stream_read_bytes (stream, 4096, NULL, &error);
  g_assert_no_error (error);
  *(char **) data = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
read_clipboard (LeafEditor *editor,
                const char *type)
{
  const char *types[] = { type, NULL };
  char *text = NULL;

  gdk_clipboard_read_async (gtk_widget_get_clipboard (GTK_WIDGET (editor)), types, G_PRIORITY_DEFAULT, NULL, read_cb, &text);
  while (text == NULL)
    g_main_context_iteration (NULL, TRUE);
  return text;
}

static void
serialized_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (GError) error = NULL;

  gdk_content_serialize_finish (result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

/* What a drag of the selection hands out. */
static char *
drag_out (LeafEditor *editor,
          const char *type)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  GValue value = G_VALUE_INIT;
  gboolean done = FALSE;

  g_value_init (&value, GTK_TYPE_TEXT_BUFFER);
  g_value_set_object (&value, gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor)));
  gdk_content_serialize_async (memory, type, &value, G_PRIORITY_DEFAULT, NULL, serialized_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  g_value_unset (&value);
  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
}

/* HTML, Markdown and text with the markers of lists: copied, and dragged. */
static void
test_copy (void)
{
  static const char *const types[] = { "text/html", "text/markdown", "text/plain;charset=utf-8" };
  static const char *const expected[] = {
    "<h2>one</h2>\n<ul>\n<li>two\n<ol>\n<li>three</li>\n</ol>\n</li>\n</ul>\n", "## one\n\n- two\n  1. three\n", "one\n\342\200\242 two\n  1. three",
  };
  LeafEditor *editor = leaf_test_editor_new ("h2:one / b0:two / n1:three");

  leaf_test_editor_select (editor, 0, leaf_document_get_length (leaf_editor_get_document (editor)));
  g_signal_emit_by_name (editor, "copy-clipboard");
  for (unsigned int i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *dragged = drag_out (editor, types[i]);

      g_assert_true (g_str_has_suffix (dragged, expected[i]));
      if (i < 2)
        {
          g_autofree char *copied = read_clipboard (editor, types[i]);

          g_assert_cmpstr (copied, ==, dragged);
        }
    }
  g_assert_finalize_object (editor);
}

/* The pointer. */

typedef struct {
  GtkWidget *window;
  GtkWidget *label;
  LeafEditor *editor;
  GdkContentProvider *content;
} Desk;

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            Desk          *desk)
{
  return g_object_ref (desk->content);
}

static void
exited_cb (GPid     pid,
           int      status,
           gpointer data)
{
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  *(gboolean *) data = TRUE;
}

/* Runs xdotool while the window goes on. */
G_GNUC_PRINTF (1, 2)
static void
run_xdotool (const char *format,
             ...)
{
  g_autofree char *line = NULL;
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;
  va_list arguments;
  GPid pid;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  argv = g_strsplit (line, " ", -1);
  g_spawn_async (NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  g_child_watch_add (pid, exited_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
desk_init (Desk       *desk,
           const char *notation)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkDragSource *source = gtk_drag_source_new ();
  unsigned int limit;

  desk->window = gtk_window_new ();
  desk->label = gtk_label_new ("Drag me");
  desk->editor = leaf_test_editor_new (notation);
  gtk_widget_set_size_request (desk->label, 100, 100);
  gtk_widget_set_vexpand (GTK_WIDGET (desk->editor), TRUE);
  gtk_box_append (GTK_BOX (box), desk->label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (desk->editor));
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), desk);
  gtk_widget_add_controller (desk->label, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_title (GTK_WINDOW (desk->window), "Desk");
  gtk_window_set_decorated (GTK_WINDOW (desk->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 400, 400);
  gtk_window_set_child (GTK_WINDOW (desk->window), box);
  gtk_window_present (GTK_WINDOW (desk->window));
  gtk_widget_grab_focus (GTK_WIDGET (desk->editor));

  limit = g_timeout_add_seconds (20, timeout_cb, (gpointer) "The window");
  while (!gtk_window_is_active (GTK_WINDOW (desk->window)))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
  run_xdotool ("xdotool search --sync --onlyvisible --name ^Desk$ windowmove --sync 0 0");
}

static void
desk_clear (Desk *desk)
{
  g_clear_object (&desk->content);
  gtk_window_destroy (GTK_WINDOW (desk->window));
  g_object_unref (desk->editor);
}

/* Where a character of the text is on the screen. */
static void
locate (Desk *desk,
        int   offset,
        int  *x,
        int  *y)
{
  GtkTextView *view = GTK_TEXT_VIEW (desk->editor);
  GdkRectangle rectangle;
  GtkTextIter iter;
  double window_x, window_y;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &iter, offset);
  gtk_text_view_get_iter_location (view, &iter, &rectangle);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, rectangle.x + 1, rectangle.y + rectangle.height / 2, x, y);
  gtk_widget_translate_coordinates (GTK_WIDGET (view), desk->window, *x, *y, &window_x, &window_y);
  *x = (int) window_x;
  *y = (int) window_y;
}

/* Drags in steps, as a hand does. */
static void
drag (int         from_x,
      int         from_y,
      int         to_x,
      int         to_y,
      const char *modifier)
{
  run_xdotool ("xdotool mousemove --sync %d %d sleep 0.1 mousedown 1", from_x, from_y);
  for (int step = 1; step <= 12; step++)
    {
      run_xdotool ("xdotool mousemove --sync %d %d sleep 0.03", from_x + (to_x - from_x) * step / 12, from_y + (to_y - from_y) * step / 12);
      if (modifier != NULL && step == 8)
        run_xdotool ("xdotool keydown %s", modifier);
    }
  run_xdotool ("xdotool sleep 0.3 mouseup 1");
  if (modifier != NULL)
    run_xdotool ("xdotool keyup %s", modifier);
}

static void
assert_dropped (Desk       *desk,
                const char *expected)
{
  g_autofree char *html = NULL;

  wait_for_change (desk->editor);
  html = leaf_document_to_html (leaf_editor_get_document (desk->editor));
  g_assert_cmpstr (html, ==, expected);
  leaf_editor_undo (desk->editor);
  g_assert_false (leaf_editor_get_can_undo (desk->editor));
}

static void
drop_at (Desk *desk,
         int   offset)
{
  int x, y;

  locate (desk, offset, &x, &y);
  drag (50, 50, x, y, NULL);
}

static const char *program;

static void
assert_offer_dropped (const Offer  *offers,
                      unsigned int  n_offers,
                      const char   *expected)
{
  Desk desk = { 0 };

  desk_init (&desk, "p:one two");
  desk.content = provide (offers, n_offers);
  drop_at (&desk, 4);
  assert_dropped (&desk, expected);
  desk_clear (&desk);
}

static void
test_drop_html (void)
{
  const Offer offers[] = { { "text/html", "<b>bold</b>", -1 }, { "text/plain", "bold", -1 } };

  assert_offer_dropped (offers, G_N_ELEMENTS (offers), "<p>one <strong>bold</strong>two</p>\n");
}

static void
test_drop_markdown (void)
{
  const Offer offers[] = { { "text/plain", "**bold**", -1 } };

  assert_offer_dropped (offers, G_N_ELEMENTS (offers), "<p>one <strong>bold</strong>two</p>\n");
}

static void
test_drop_link (void)
{
  const Offer offers[] = { { "text/x-moz-url", "", -1 }, { "text/uri-list", "https://example.org/\r\n", -1 }, { "text/plain", "https://example.org/", -1 } };

  assert_offer_dropped (offers, G_N_ELEMENTS (offers), "<p>one <a href=\"https://example.org/\">https://example.org/</a>two</p>\n");
}

/* Each drag in a process and on an X server of its own: GTK takes a second press at the same place for a
 * double click, whatever was dragged meanwhile, and windows that are going away may still be in front. They run
 * beside each other, as a hand that drags mostly waits. */
static void
run_each (const char *const *names)
{
  g_autofree char *with_display = g_test_build_filename (G_TEST_DIST, "with-display", NULL);
  g_autoptr (GPtrArray) processes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (unsigned int i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("/editor-transfer/subprocess/", names[i], NULL);

      g_ptr_array_add (processes, g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, with_display, program, "-p", path, NULL));
      g_assert_no_error (error);
    }
  for (unsigned int i = 0; i < processes->len; i++)
    {
      g_subprocess_wait_check (g_ptr_array_index (processes, i), NULL, &error);
      g_assert_no_error (error);
    }
}

/* From another program: HTML with its look, text that is Markdown, a link. */
static void
test_drop (void)
{
  static const char *const names[] = { "drop-html", "drop-markdown", "drop-link", NULL };

  run_each (names);
}

/* Four files, one of them without text, as a file manager names them. */
typedef struct {
  char *folder;
  char *paths[4];
  GString *list;
} Files;

static void
files_init (Files *files)
{
  static const char *const names[] = { "a.md", "b.HTML", "d.pdf", "c.txt" };
  static const char *const contents[] = { "## A\n", "<p>b <i>c</i></p>", "%PDF", "d\351" };

  files->folder = g_dir_make_tmp ("flyleaf-XXXXXX", NULL);
  files->list = g_string_new (NULL);
  for (unsigned int i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *uri = NULL;

      files->paths[i] = g_build_filename (files->folder, names[i], NULL);
      uri = g_filename_to_uri (files->paths[i], NULL, NULL);
      g_assert_true (g_file_set_contents (files->paths[i], contents[i], -1, NULL));
      g_string_append_printf (files->list, "%s\r\n", uri);
    }
}

static void
files_clear (Files *files)
{
  for (unsigned int i = 0; i < G_N_ELEMENTS (files->paths); i++)
    {
      g_unlink (files->paths[i]);
      g_free (files->paths[i]);
    }
  g_rmdir (files->folder);
  g_free (files->folder);
  g_string_free (files->list, TRUE);
}

static void
test_drop_files (void)
{
  Offer offers[] = { { "text/uri-list", NULL, -1 } };
  Files files;
  Desk desk = { 0 };

  files_init (&files);
  desk_init (&desk, "p:one / p:");
  offers[0].data = files.list->str;
  desk.content = provide (offers, 1);
  drop_at (&desk, 4);
  assert_dropped (&desk, "<p>one</p>\n<h2>A</h2>\n<p>b <em>c</em></p>\n<p>d\303\251</p>\n");
  desk_clear (&desk);
  files_clear (&files);
}

/* Names of files are text, too: what is pasted is what is in them. Without text in any it is for others. */
static void
test_paste_files (void)
{
  Offer offers[] = { { "text/uri-list", NULL, -1 }, { "text/plain", "/tmp/a.md", -1 } };
  LeafEditor *editor = leaf_test_editor_new ("p:one / p:|");
  Files files;

  files_init (&files);
  offers[0].data = files.list->str;
  offer (editor, offers, 2);
  assert_pasted (editor, "paste-clipboard", "<p>one</p>\n<h2>A</h2>\n<p>b <em>c</em></p>\n<p>d\303\251</p>\n");
  g_assert_finalize_object (editor);
  files_clear (&files);
}

static void
assert_dragged_within (const char *modifier,
                       const char *expected)
{
  Desk desk = { 0 };
  int from_x, from_y, to_x, to_y;

  desk_init (&desk, "p:one two / b0:three");
  leaf_test_editor_select (desk.editor, 0, 3);
  locate (&desk, 1, &from_x, &from_y);
  locate (&desk, 13, &to_x, &to_y);
  drag (from_x, from_y, to_x, to_y, modifier);
  assert_dropped (&desk, expected);
  desk_clear (&desk);
}

static void
test_move (void)
{
  assert_dragged_within (NULL, "<p style=\"white-space: pre-wrap\"> two</p>\n<ul>\n<li>threeone</li>\n</ul>\n");
}

static void
test_copy_within (void)
{
  assert_dragged_within ("ctrl", "<p>one two</p>\n<ul>\n<li>threeone</li>\n</ul>\n");
}

/* Within the text it is moved, with Ctrl copied; each is one step. */
static void
test_drag_within (void)
{
  static const char *const names[] = { "move", "copy", NULL };

  run_each (names);
}

int
main (int    argc,
      char **argv)
{
  program = argv[0];
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/editor-transfer/markdown", test_markdown);
  g_test_add_func ("/editor-transfer/plain", test_plain);
  g_test_add_func ("/editor-transfer/plain-in-bold", test_plain_in_bold);
  g_test_add_func ("/editor-transfer/address", test_address);
  g_test_add_func ("/editor-transfer/firefox", test_firefox);
  g_test_add_func ("/editor-transfer/other-document", test_other_document);
  g_test_add_func ("/editor-transfer/copy", test_copy);
  g_test_add_func ("/editor-transfer/drop", test_drop);
  g_test_add_func ("/editor-transfer/drop-files", test_drop_files);
  g_test_add_func ("/editor-transfer/paste-files", test_paste_files);
  g_test_add_func ("/editor-transfer/drag-within", test_drag_within);
  g_test_add_func ("/editor-transfer/subprocess/drop-html", test_drop_html);
  g_test_add_func ("/editor-transfer/subprocess/drop-markdown", test_drop_markdown);
  g_test_add_func ("/editor-transfer/subprocess/drop-link", test_drop_link);
  g_test_add_func ("/editor-transfer/subprocess/move", test_move);
  g_test_add_func ("/editor-transfer/subprocess/copy", test_copy_within);

  return g_test_run ();
}
