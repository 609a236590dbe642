/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a page that was laid out: on paper, into a file, on the screen. */
#include "naru-document-private.h"

static void
draw_lines (const NaruPiece *piece, cairo_t *cr)
{
  PangoLayoutIter *iter = pango_layout_get_iter (piece->layout);
  int line = 0, top = 0, end = piece->first + piece->n_lines;

  cairo_set_source_rgb (cr, piece->faint ? .3 : 0, piece->faint ? .3 : 0, piece->faint ? .3 : 0);
  do
    {
      PangoRectangle extents;

      if (line < piece->first)
        continue;
      if (line == piece->first)
        pango_layout_iter_get_line_yrange (iter, &top, NULL);
      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      cairo_move_to (cr, piece->x + (double) extents.x / PANGO_SCALE,
                     piece->y
                         + (double) (pango_layout_iter_get_baseline (iter) - top) / PANGO_SCALE);
      pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
    }
  while (++line < end && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
draw_picture (const NaruPiece *piece, cairo_t *cr)
{
  int width = cairo_image_surface_get_width (piece->picture);
  int height = cairo_image_surface_get_height (piece->picture);
  double scale = MIN (piece->width / MAX (width, 1), piece->height / MAX (height, 1));

  cairo_save (cr);
  cairo_translate (cr, piece->x, piece->y + piece->height - height * scale);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, piece->picture, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
draw_piece (const NaruPiece *piece, cairo_t *cr)
{
  switch (piece->kind)
    {
    case NARU_PIECE_RULE:
      cairo_set_source_rgb (cr, piece->faint ? .8 : .2, piece->faint ? .8 : .2,
                            piece->faint ? .8 : .2);
      cairo_set_line_width (cr, .6);
      cairo_move_to (cr, piece->x, piece->y);
      cairo_line_to (cr, piece->x + piece->width, piece->y);
      cairo_stroke (cr);
      break;
    case NARU_PIECE_PICTURE:
      if (piece->picture != NULL)
        draw_picture (piece, cr);
      break;
    case NARU_PIECE_LINES:
    default:
      cairo_tag_begin (cr, piece->tag, NULL);
      draw_lines (piece, cr);
      cairo_tag_end (cr, piece->tag);
      break;
    }
}

static void
draw_foot (NaruLayout *self, guint page, cairo_t *cr)
{
  double width = self->width - 2 * NARU_PRINT_SIDE;
  double scale = (self->flags & NARU_PRINT_LARGE) != 0 ? .75 : .8;
  double y = self->height - NARU_PRINT_BOTTOM + 24;
  const char *foot = naru_document_get_foot (self->document);
  g_autofree char *number = g_strdup_printf ("%u / %u", page + 1, self->n_pages);
  g_autoptr (PangoLayout) left = naru_layout_new_text (self, foot != NULL ? foot : "", scale,
                                                       PANGO_WEIGHT_NORMAL, width * .8);
  g_autoptr (PangoLayout) right
      = naru_layout_new_text (self, number, scale, PANGO_WEIGHT_NORMAL, width * .2);

  cairo_set_source_rgb (cr, .3, .3, .3);
  pango_layout_set_alignment (right, PANGO_ALIGN_RIGHT);
  pango_layout_set_height (left, 0);
  pango_layout_set_ellipsize (left, PANGO_ELLIPSIZE_END);
  cairo_move_to (cr, NARU_PRINT_SIDE, y);
  pango_cairo_show_layout (cr, left);
  cairo_move_to (cr, NARU_PRINT_SIDE + width * .8, y);
  pango_cairo_show_layout (cr, right);
}

/**
 * naru_layout_draw:
 * @self: pages
 * @page: the first is 0
 * @cr: where to draw, one unit a point, its origin the corner of the paper
 *
 * Draws one page, on whatever is there already.
 */
void
naru_layout_draw (NaruLayout *self, guint page, cairo_t *cr)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const NaruPiece *piece = g_ptr_array_index (self->pieces, i);

      if (piece->page == page)
        draw_piece (piece, cr);
    }
  draw_foot (self, page, cr);
}
