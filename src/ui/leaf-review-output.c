/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-review-output"

#include "config.h"

#include "leaf-review-output.h"

#include "leaf-dialogs.h"
#include "leaf-print-layout.h"
#include "leaf-text.h"
#include "leaf-ui.h"

#include <glib/gi18n.h>

/* What of a page asked for it: the page may go away while a file is written. */
typedef struct {
  GtkWidget *page;
  LeafLibrary *library;
  gint64 review;
  char *path;
} Output;

static void
output_free (Output *output)
{
  g_object_unref (output->page);
  g_object_unref (output->library);
  g_free (output->path);
  g_free (output);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Output, output_free)

static Output *
output_new (GtkWidget    *page,
            LeafLibrary  *library,
            gint64        review)
{
  Output *output = g_new0 (Output, 1);

  output->page = g_object_ref (page);
  output->library = g_object_ref (library);
  output->review = review;
  return output;
}

static GtkWindow *
get_window (Output *output)
{
  GtkRoot *root = gtk_widget_get_root (output->page);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
show_error (Output       *output,
            const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    leaf_ui_show_toast (output->page, leaf_ui_toast_new (error->message));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (Output) output = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LeafReviewExport) review = leaf_review_export_finish (LEAF_LIBRARY (source), result, &error);
  g_autofree char *name = g_path_get_basename (output->path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *message = NULL;

  if (review == NULL)
    {
      show_error (output, error);
      return;
    }

  /* TRANSLATORS: The name of a file. */
  message = g_strdup_printf (_("The review is saved as “%s”"), shown);
  leaf_ui_show_toast (output->page, leaf_ui_toast_new (message));
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Output) output = data;
  g_autoptr (GFile) file = leaf_dialogs_save_file_finish (result, NULL);
  LeafExportFormat format;

  if (file == NULL)
    return;

  output->path = g_file_get_path (file);
  if (output->path == NULL)
    {
      leaf_ui_show_toast (output->page, leaf_ui_toast_new (_("A review can only be saved in a folder of this computer.")));
      return;
    }
  if (!leaf_export_format_from_name (output->path, &format))
    {
      leaf_ui_show_toast (output->page,
                          leaf_ui_toast_new (_("End the name of the file in .pdf, .html or .md, so that it is known what it is to be.")));
      return;
    }

  leaf_review_export_async (output->library, output->review, output->path, format, NULL, written_cb, output);
  output = NULL;
}

/**
 * leaf_review_output_export:
 * @page: the widget it is asked for in; its window gets the dialog, its toast overlay the answer
 * @library: the library the review is in
 * @review: id of the review
 * @title: (nullable): its title, which gives the file its name
 *
 * Asks where to save a review and as what, and writes it.
 */
void
leaf_review_output_export (GtkWidget    *page,
                           LeafLibrary  *library,
                           gint64        review,
                           const char   *title)
{
  const LeafFileKind kinds[] = {
    { _("PDF Documents"), ".pdf" },
    { _("Web Pages (HTML)"), ".html" },
    { _("Markdown, With Its Pictures in a Folder"), ".md" },
  };
  g_autofree char *name = NULL;
  Output *output;

  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (LEAF_IS_LIBRARY (library));

  /* A name that any system can have. */
  name = leaf_text_slugify (title != NULL ? title : "");
  output = output_new (page, library, review);
  leaf_dialogs_save_file_async (get_window (output), _("Export the Review"), *name != '\0' ? name : "review", kinds,
                                G_N_ELEMENTS (kinds), NULL, chosen_cb, output);
}

/* A print operation with what it prints. */
typedef struct {
  LeafReviewExport *review;
  LeafPrintLayout *layout;
} Print;

static void
print_free (gpointer data)
{
  Print *print = data;

  g_clear_pointer (&print->layout, leaf_print_layout_free);
  g_clear_pointer (&print->review, leaf_review_export_free);
  g_free (print);
}

static void
begin_print_cb (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                Print             *print)
{
  g_autoptr (GObject) made = G_OBJECT (gtk_print_context_create_pango_context (context));

  g_clear_pointer (&print->layout, leaf_print_layout_free);
  print->layout = leaf_print_layout_new (print->review, PANGO_CONTEXT (made), gtk_print_context_get_width (context),
                                         gtk_print_context_get_height (context), NULL);
  if (print->layout != NULL)
    gtk_print_operation_set_n_pages (operation, (int) leaf_print_layout_get_n_pages (print->layout));
  else
    gtk_print_operation_cancel (operation);
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              Print             *print)
{
  leaf_print_layout_draw_page (print->layout, gtk_print_context_get_cairo_context (context), (unsigned int) page);
}

/**
 * leaf_review_output_create_print:
 * @review: (transfer full): a review
 *
 * Returns: (transfer full): what prints it when it is run
 */
GtkPrintOperation *
leaf_review_output_create_print (LeafReviewExport *review)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autofree char *title = leaf_review_export_dup_title (review);
  Print *print = g_new0 (Print, 1);

  print->review = review;
  g_object_set_data_full (G_OBJECT (operation), "print", print, print_free);
  gtk_page_setup_set_top_margin (setup, 20, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, 20, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, 20, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, 20, GTK_UNIT_MM);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), print);
  return operation;
}

static void
done_cb (GtkPrintOperation       *operation,
         GtkPrintOperationResult  result,
         Output                  *output)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  if (error != NULL)
    show_error (output, error);
}

static void
ready_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (Output) output = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  LeafReviewExport *review = leaf_review_export_finish (LEAF_LIBRARY (source), result, &error);
  GtkWindow *window = get_window (output);

  if (review == NULL)
    {
      show_error (output, error);
      return;
    }

  operation = leaf_review_output_create_print (review);
  g_signal_connect_data (operation, "done", G_CALLBACK (done_cb), g_steal_pointer (&output),
                         (GClosureNotify) (void (*) (void)) output_free, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, window, NULL);
}

/**
 * leaf_review_output_print:
 * @page: the widget it is asked for in
 * @library: the library the review is in
 * @review: id of the review
 *
 * Opens the dialog that prints a review.
 */
void
leaf_review_output_print (GtkWidget    *page,
                          LeafLibrary  *library,
                          gint64        review)
{
  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (LEAF_IS_LIBRARY (library));

  leaf_review_export_async (library, review, NULL, LEAF_EXPORT_PDF, NULL, ready_cb,
                            output_new (page, library, review));
}
