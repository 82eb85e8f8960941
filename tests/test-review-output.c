/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What GTK prints is what is written as PDF. */

#include "config.h"

#include "leaf-review-output.h"
#include "leaf-test-library.h"
#include "leaf-test-publish.h"

#include <adwaita.h>
#include <string.h>

typedef struct {
  LeafReviewExport *review;
  gboolean done;
} Reading;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;

  reading->review = leaf_review_export_finish (LEAF_LIBRARY (source), result, &error);
  g_assert_no_error (error);
  reading->done = TRUE;
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gboolean *done)
{
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  *done = TRUE;
}

static void
test_print (LeafTestLibrary *fixture, gconstpointer unused)
{
  gint64 review = leaf_test_save_review (fixture->library);
  g_autofree char *path = g_build_filename (fixture->dir, "printed.pdf", NULL);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *pdf = NULL;
  Reading reading = { 0 };
  gboolean done = FALSE;

  leaf_review_export_async (fixture->library, review, NULL, LEAF_EXPORT_PDF, NULL, read_cb, &reading);
  while (!reading.done)
    g_main_context_iteration (NULL, TRUE);

  operation = leaf_review_output_create_print (reading.review);
  gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), &done);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, NULL);
  while (!done)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (g_file_get_contents (path, &pdf, NULL, NULL));
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));
  g_assert_cmpint (gtk_print_operation_get_n_pages_to_print (operation), >, 1);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  leaf_test_add_library ("/review-output/print", test_print);

  return g_test_run ();
}
