/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of a document in its letters, and how high they are before they have a place. */
#include "naru-document-private.h"

#include <string.h>

/**
 * naru_layout_new_text:
 * @self: pages
 * @text: what is written
 * @scale: of the letters, in relation to those of the text
 * @weight: of the letters
 * @width: of the lines, in points
 *
 * Returns: (transfer full): a text in the letters of the document
 */
PangoLayout *
naru_layout_new_text (NaruLayout *self, const char *text, double scale, PangoWeight weight,
                      double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (
      strcmp (naru_document_get_language (self->document), "ko") == 0
          ? "Noto Sans CJK KR,Noto Sans KR,Sans"
          : "Cantarell,Noto Sans,Noto Sans CJK KR,Sans");

  pango_font_description_set_weight (font, weight);
  pango_font_description_set_absolute_size (font, self->size * scale * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_line_spacing (layout, 1.15f);
  return layout;
}

/**
 * naru_layout_get_height:
 *
 * Returns: how high a text is, in points
 */
double
naru_layout_get_height (PangoLayout *text)
{
  int height;

  pango_layout_get_size (text, NULL, &height);
  return (double) height / PANGO_SCALE;
}

static double
measure (NaruLayout *self, const char *text, double scale, PangoWeight weight, double indent)
{
  g_autoptr (PangoLayout) layout = naru_layout_new_text (
      self, text, scale, weight, self->width - 2 * NARU_PRINT_SIDE - indent);

  return naru_layout_get_height (layout);
}

/**
 * naru_layout_measure_pair:
 *
 * Returns: how high a caption and its text below it are in large print, in points
 */
double
naru_layout_measure_pair (NaruLayout *self, const char *key, const char *value, double indent)
{
  return measure (self, key, .8, PANGO_WEIGHT_BOLD, indent)
         + measure (self, value, 1, PANGO_WEIGHT_NORMAL, indent);
}

/**
 * naru_layout_measure_row:
 * @table: the headings
 * @row: a row under them
 *
 * Returns: how high the row is in large print, where its cells stand below each other, in points
 */
double
naru_layout_measure_row (NaruLayout *self, const NaruBlock *table, const NaruBlock *row)
{
  guint n = g_strv_length (table->cells);
  double height = measure (self, row->cells[0], 1, PANGO_WEIGHT_BOLD, 0);

  for (guint i = 1; i < n && row->cells[i] != NULL; i++)
    if (*row->cells[i] != '\0')
      height += naru_layout_measure_pair (self, table->cells[i], row->cells[i], self->size);
  return height;
}
