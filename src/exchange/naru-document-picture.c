/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures in a document. */
#include "naru-document-private.h"

#include <string.h>

typedef struct
{
  const guchar *bytes;
  gsize left;
} PngSource;

static cairo_status_t
read_png_cb (void *data, unsigned char *out, unsigned int length)
{
  PngSource *source = data;

  if (length > source->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (out, source->bytes, length);
  source->bytes += length;
  source->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

/**
 * naru_document_read_picture:
 * @png: a picture as PNG
 *
 * Returns: (transfer full) (nullable): the picture; %NULL if it is none
 */
cairo_surface_t *
naru_document_read_picture (GBytes *png)
{
  PngSource source;
  cairo_surface_t *surface;

  source.bytes = g_bytes_get_data (png, &source.left);
  surface = cairo_image_surface_create_from_png_stream (read_png_cb, &source);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy (surface);
  return NULL;
}
