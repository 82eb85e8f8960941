/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A review as Markdown, as a page that needs no other file, and on paper. */

#include "config.h"

#include "leaf-document-html.h"
#include "leaf-document-markdown.h"
#include "leaf-pictures.h"
#include "leaf-print-layout.h"
#include "leaf-review-export.h"
#include "leaf-reviews.h"
#include "leaf-test-library.h"
#include "leaf-test-picture.h"
#include "leaf-test-publish.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <pango/pangocairo.h>
#include <string.h>

static char *
write_review (LeafTestLibrary *fixture, gint64 review, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafReviewExport) export = leaf_review_export_load (fixture->library, review, NULL, &error);
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  LeafExportFormat format;

  g_assert_no_error (error);
  g_assert_true (leaf_export_format_from_name (path, &format));
  leaf_review_export_write (export, path, format, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

static char *
read_text (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is missing in:\n%s", part, text);
}

static void
assert_has_not (const char *text, const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("“%s” should not be in:\n%s", part, text);
}

static void
test_markdown (LeafTestLibrary *fixture, gconstpointer unused)
{
  gint64 review = leaf_test_save_review (fixture->library);
  g_autofree char *path = write_review (fixture, review, "The Moonstone.md");
  g_autofree char *folder = g_build_filename (fixture->dir, "The Moonstone-pictures", NULL);
  g_autofree char *text = read_text (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (LeafDocument) again = NULL;
  const char *name;
  g_autofree char *place = NULL;

  assert_has (text, "# The Moonstone, Wilkie Collins: Book Review\n");
  assert_has (text, "4.5 out of 5");
  assert_has (text, "Opium, suicide");
  assert_has (text, "## Who is speaking?");

  /* The one picture of the text, beside it, and the text leads there. */
  g_assert_nonnull (dir);
  name = g_dir_read_name (dir);
  g_assert_nonnull (name);
  place = g_strdup_printf ("](The%%20Moonstone-pictures/%s)", name);
  assert_has (text, place);
  g_assert_null (g_dir_read_name (dir));
  assert_has_not (text, "data-picture");

  again = leaf_document_new_from_markdown (text, -1, NULL);
  g_assert_nonnull (again);
}

/* Whoever gets the folder learns nothing of the camera, and sees the picture upright and as large as it is. */
static void
test_markdown_private (LeafTestLibrary *fixture, gconstpointer unused)
{
  gint64 review = leaf_test_save_review (fixture->library);
  g_autoptr (GBytes) original = leaf_test_picture_new_turned_jpeg (3000, 200);
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafPicture) picture = leaf_pictures_add (fixture->library, original, &error);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;
  g_autofree char *data = NULL;
  int width, height;
  gsize size;

  g_assert_no_error (error);
  text = g_strdup_printf ("A.</p><figure data-picture=\"%s\"><img alt=\"A strip\"></figure><p>B.", picture->sha256);
  leaf_test_append_text (fixture->library, review, text);
  path = write_review (fixture, review, "private.md");
  name = g_strdup_printf ("%.12s.jpg", picture->sha256);
  file = g_build_filename (fixture->dir, "private-pictures", name, NULL);
  g_assert_true (g_file_get_contents (file, &data, &size, NULL));
  g_assert_null (memmem (data, size, "Exif", 4));
  g_assert_nonnull (gdk_pixbuf_get_file_info (file, &width, &height));
  g_assert_cmpint (width, ==, 200);
  g_assert_cmpint (height, ==, 3000);
}

static void
test_html (LeafTestLibrary *fixture, gconstpointer unused)
{
  gint64 review = leaf_test_save_review (fixture->library);
  g_autofree char *path = write_review (fixture, review, "review.html");
  g_autofree char *html = read_text (path);

  assert_has (html, "<h1>The Moonstone, Wilkie Collins: Book Review</h1>");
  assert_has (html, "src=\"data:image/jpeg;base64,");
  assert_has (html, "src=\"data:image/png;base64,");
  assert_has (html, "Who is speaking?");
  assert_has_not (html, "src=\"#");
  assert_has_not (html, "src=\"http");
  assert_has_not (html, "file:");
  assert_has_not (html, "<script");
}

/* What is in a PDF, or NULL when nothing here can read one. */
static char *
read_pdf (const char *path)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  const char *arguments[] = { program, "-layout", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  int status;

  if (program == NULL)
    {
      g_test_skip ("pdftotext (poppler-utils) is not installed");
      return NULL;
    }
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return text;
}

static void
test_pdf (LeafTestLibrary *fixture, gconstpointer unused)
{
  static const char *const words[] = {
    "The Moonstone, Wilkie Collins",
    "★★★★½",
    "Opium, suicide",
    "Who is speaking?",
    "Betteredge, as I remember him, p. 12",
    "The Shivering Sand, as I imagine it",
    "• The voices",
    "1. The middle is endless",
    "2. The three travellers",
    "The opium experiment is the best chapter",
    "opium, taken and given",
    "Characters",
    "1 of",
  };
  gint64 review = leaf_test_save_review (fixture->library);
  g_autofree char *path = write_review (fixture, review, "review.pdf");
  g_autofree char *text = read_pdf (path);
  g_autofree char *head = read_text (path);

  g_assert_true (g_str_has_prefix (head, "%PDF-"));
  for (unsigned int i = 0; text != NULL && i < G_N_ELEMENTS (words); i++)
    assert_has (text, words[i]);
}

static gboolean
save_long (LeafDb *db, gpointer data, GError **error)
{
  const gint64 *review = data;
  g_autoptr (GString) html = g_string_new (NULL);

  for (int i = 0; i < 120; i++)
    g_string_append_printf (html, "<h2>Heading %d.</h2><p>Paragraph %d with some more words so that it takes more than one line on a page of paper, however "
                                  "wide it is, and a few words more.</p>", i, i);
  return leaf_reviews_save_document (db, *review, html->str, "", error);
}

/* No heading at the foot of a page without the text it belongs to, and nothing is lost between pages. */
static void
test_pages (LeafTestLibrary *fixture, gconstpointer unused)
{
  gint64 review = leaf_test_save_review (fixture->library);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) pages = NULL;
  unsigned int n_pages;

  leaf_test_run (fixture->library, LEAF_LIBRARY_WRITE, save_long, &review);
  path = write_review (fixture, review, "long.pdf");
  text = read_pdf (path);
  if (text == NULL)
    return;

  for (int i = 0; i < 120; i++)
    {
      g_autofree char *heading = g_strdup_printf ("Heading %d.", i);
      g_autofree char *paragraph = g_strdup_printf ("Paragraph %d with", i);

      assert_has (text, heading);
      assert_has (text, paragraph);
      g_assert_null (strstr (strstr (text, paragraph) + 1, paragraph));
    }

  pages = g_strsplit (text, "\f", -1);
  n_pages = g_strv_length (pages) - 1;
  g_assert_cmpuint (n_pages, >, 5);
  for (unsigned int i = 0; i < n_pages; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u of %u", i + 1, n_pages);
      const char *heading = g_strrstr (pages[i], "Heading");
      const char *paragraph = g_strrstr (pages[i], "Paragraph");

      assert_has (pages[i], number);
      g_assert_true (heading == NULL || (paragraph != NULL && heading < paragraph));
    }
}

/* Paper smaller than anything on it. */
static void
test_small_paper (LeafTestLibrary *fixture, gconstpointer unused)
{
  gint64 review = leaf_test_save_review (fixture->library);
  g_autoptr (LeafReviewExport) export = leaf_review_export_load (fixture->library, review, NULL, NULL);
  g_autoptr (PangoFontMap) fonts = pango_cairo_font_map_new ();
  g_autoptr (GObject) context = G_OBJECT (pango_font_map_create_context (fonts));
  g_autoptr (LeafPrintLayout) layout = leaf_print_layout_new (export, PANGO_CONTEXT (context), 30, 40, NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 30, 40);
  cairo_t *cairo = cairo_create (surface);

  g_assert_cmpuint (leaf_print_layout_get_n_pages (layout), >, 10);
  for (unsigned int i = 0; i < leaf_print_layout_get_n_pages (layout); i++)
    leaf_print_layout_draw_page (layout, cairo, i);
  g_assert_cmpint (cairo_status (cairo), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
}

static void
test_errors (LeafTestLibrary *fixture, gconstpointer unused)
{
  gint64 review = leaf_test_save_review (fixture->library);
  g_autoptr (LeafReviewExport) export = leaf_review_export_load (fixture->library, review, NULL, NULL);
  g_autofree char *nowhere = g_build_filename (fixture->dir, "no", "such", "folder.pdf", NULL);
  g_autoptr (GError) error = NULL;
  LeafExportFormat format;

  g_assert_false (leaf_export_format_from_name ("review.doc", &format));
  g_assert_true (leaf_export_format_from_name ("REVIEW.PDF", &format));
  g_assert_cmpint (format, ==, LEAF_EXPORT_PDF);
  g_assert_false (leaf_review_export_write (export, nowhere, format, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  g_assert_null (leaf_review_export_load (fixture->library, 4711, NULL, &error));
  g_assert_error (error, LEAF_STORE_ERROR, LEAF_STORE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  leaf_test_add_library ("/review-export/markdown", test_markdown);
  leaf_test_add_library ("/review-export/markdown-private", test_markdown_private);
  leaf_test_add_library ("/review-export/html", test_html);
  leaf_test_add_library ("/review-export/pdf", test_pdf);
  leaf_test_add_library ("/review-export/pages", test_pages);
  leaf_test_add_library ("/review-export/small-paper", test_small_paper);
  leaf_test_add_library ("/review-export/errors", test_errors);

  return g_test_run ();
}
