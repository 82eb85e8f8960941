/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "leaf-export-pdf"

#include "config.h"

#include "leaf-export-private.h"
#include "leaf-print-layout.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <langinfo.h>
#include <pango/pangocairo.h>

#define POINTS_A_MM (72.0 / 25.4)
#define MARGIN      (20.0 * POINTS_A_MM)

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* The paper of her country, in points. */
static void
get_paper (double *width, double *height)
{
  /* The C library gives these as numbers, not as text. */
  *width = GPOINTER_TO_UINT (nl_langinfo (_NL_PAPER_WIDTH));
  *height = GPOINTER_TO_UINT (nl_langinfo (_NL_PAPER_HEIGHT));
  if (*width < 100 || *width > 1000 || *height < 100 || *height > 1000)
    {
      *width = 210;
      *height = 297;
    }
  *width *= POINTS_A_MM;
  *height *= POINTS_A_MM;
}

static gboolean
draw_pages (LeafReviewExport *self, cairo_t *cairo, double width, double height, GCancellable *cancellable, GError **error)
{
  /* A map of fonts of its own, so that this can be any thread. */
  g_autoptr (PangoFontMap) fonts = pango_cairo_font_map_new ();
  g_autoptr (GObject) made = G_OBJECT (pango_font_map_create_context (fonts));
  PangoContext *context = PANGO_CONTEXT (made);
  g_autoptr (LeafPrintLayout) layout = NULL;

  /* A PDF has 72 dots an inch, and so a point of a font is one of its units. */
  pango_cairo_context_set_resolution (context, 72);
  pango_cairo_update_context (cairo, context);
  layout = leaf_print_layout_new (self, context, width - 2 * MARGIN, height - 2 * MARGIN, error);
  if (layout == NULL)
    return FALSE;

  cairo_translate (cairo, MARGIN, MARGIN);
  for (unsigned int i = 0; i < leaf_print_layout_get_n_pages (layout); i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      leaf_print_layout_draw_page (layout, cairo, i);
      cairo_show_page (cairo);
    }
  return TRUE;
}

GBytes *
leaf_export_make_pdf (LeafReviewExport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  g_autofree char *title = leaf_review_export_dup_title (self);
  const char *author = leaf_profile_get_name (self->source->profile);
  cairo_surface_t *surface;
  cairo_status_t status;
  double width, height;
  cairo_t *cairo;
  gboolean drawn;

  get_paper (&width, &height);
  surface = cairo_pdf_surface_create_for_stream (write_cb, pdf, width, height);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Flyleaf");
  if (author != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, author);

  cairo = cairo_create (surface);
  drawn = draw_pages (self, cairo, width, height, cancellable, error);
  cairo_destroy (cairo);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!drawn)
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The PDF could not be made: %s."), cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&pdf));
}
