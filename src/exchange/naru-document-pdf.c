/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document as PDF. */
#include "naru-document-private.h"

#include <cairo-pdf.h>

#include "naru-error.h"

static cairo_status_t
write_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static const char *
find_title (NaruDocument *self)
{
  GPtrArray *blocks = naru_document_get_blocks (self);

  for (guint i = 0; i < blocks->len; i++)
    {
      const NaruBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == NARU_BLOCK_TITLE)
        return block->cells[0];
    }
  return NULL;
}

/**
 * naru_documents_to_pdf:
 * @documents: (element-type NaruDocument): documents, of which each begins on a page of its own
 * @flags: whether in large print
 * @error: return location for an error
 *
 * Writes documents one after the other into one file on A4, tagged, so that it can be read out.
 *
 * Returns: (transfer full) (nullable): the file; %NARU_ERROR_FAILED if cairo could not write it
 */
GBytes *
naru_documents_to_pdf (GPtrArray *documents, NaruPrintFlags flags, GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  cairo_surface_t *surface
      = cairo_pdf_surface_create_for_stream (write_cb, out, NARU_A4_WIDTH, NARU_A4_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  const char *title = documents->len == 1 ? find_title (documents->pdata[0]) : NULL;
  cairo_status_t status;

  if (title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  for (guint d = 0; d < documents->len; d++)
    {
      g_autoptr (NaruLayout) layout
          = naru_layout_new (documents->pdata[d], NARU_A4_WIDTH, NARU_A4_HEIGHT, flags);

      for (guint i = 0; i < naru_layout_get_n_pages (layout); i++)
        {
          naru_layout_draw (layout, i, cr);
          cairo_show_page (cr);
        }
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&out));
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_FAILED, cairo_status_to_string (status));
  return NULL;
}

/**
 * naru_document_to_pdf:
 * @self: a document
 * @flags: whether in large print
 * @error: return location for an error
 *
 * Writes the document on A4, with its title, and tagged, so that it can be read out.
 *
 * Returns: (transfer full) (nullable): the file; %NARU_ERROR_FAILED if cairo could not write it
 */
GBytes *
naru_document_to_pdf (NaruDocument *self, NaruPrintFlags flags, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, self);
  return naru_documents_to_pdf (one, flags, error);
}
