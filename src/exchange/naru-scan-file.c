/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of the pages of a scan, as large as paper needs them. */
#include "naru-scan.h"

#include "naru-error.h"
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <poppler.h>
#include <string.h>

#define MOST_BYTES (32 * 1024 * 1024)
#define MOST_PAGES 12
#define DOTS_PER_INCH 150.0
#define POINTS_PER_INCH 72.0
#define LONGEST_SIDE 2000 /* pixels: A4 at 150 dots an inch has 1754 */

static cairo_status_t
write_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
append_page (GByteArray *out, PopplerPage *page)
{
  double width, height, scale;
  cairo_surface_t *surface;
  cairo_t *cr;

  poppler_page_get_size (page, &width, &height);
  scale = MIN (DOTS_PER_INCH / POINTS_PER_INCH, LONGEST_SIDE / MAX (MAX (width, height), 1));
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, MAX ((int) (width * scale), 1),
                                        MAX ((int) (height * scale), 1));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render_for_printing (page, cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, write_cb, out);
  cairo_surface_destroy (surface);
}

static gboolean
append_pdf (GByteArray *out, GBytes *bytes, GError **error)
{
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, error);

  if (document == NULL)
    return FALSE;
  for (int i = 0; i < MIN (poppler_document_get_n_pages (document), MOST_PAGES); i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);

      if (page != NULL)
        append_page (out, page);
      g_clear_object (&page);
    }
  g_object_unref (document);
  return TRUE;
}

/* As a camera held it, and no larger than paper shows. */
static gboolean
append_picture (GByteArray *out, GBytes *bytes, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GdkPixbuf) read
      = gdk_pixbuf_new_from_stream_at_scale (stream, LONGEST_SIDE, LONGEST_SIDE, TRUE, NULL, error);
  g_autoptr (GdkPixbuf) turned = read != NULL ? gdk_pixbuf_apply_embedded_orientation (read) : NULL;
  g_autofree char *png = NULL;
  gsize length;

  if (turned == NULL || !gdk_pixbuf_save_to_buffer (turned, &png, &length, "png", error, NULL))
    return FALSE;
  g_byte_array_append (out, (const guint8 *) png, (guint) length);
  return TRUE;
}

/**
 * naru_scan_file_read:
 * @file: a PDF, or a picture
 * @error: return location for %NARU_ERROR_INVALID if it is neither
 *
 * Returns: (transfer full) (nullable): its first pages one after the other, each a PNG
 */
GByteArray *
naru_scan_file_read (GFile *file, GError **error)
{
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, error);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GError) reason = NULL;
  gboolean done;

  if (bytes == NULL)
    return NULL;
  if (g_bytes_get_size (bytes) > MOST_BYTES)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_TOO_LARGE, _ ("The file is too large."));
      return NULL;
    }
  if (g_bytes_get_size (bytes) >= 5 && memcmp (g_bytes_get_data (bytes, NULL), "%PDF-", 5) == 0)
    done = append_pdf (out, bytes, &reason);
  else
    done = append_picture (out, bytes, &reason);
  if (done)
    return g_steal_pointer (&out);
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID, reason->message);
  return NULL;
}
