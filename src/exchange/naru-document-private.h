/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to printing: what a document consists of. */
#pragma once

#include <pango/pangocairo.h>
#include "naru-document.h"

G_BEGIN_DECLS

typedef enum
{
  NARU_BLOCK_TITLE,
  NARU_BLOCK_HEADING,
  NARU_BLOCK_TEXT,
  NARU_BLOCK_NOTE,
  NARU_BLOCK_ITEM,
  NARU_BLOCK_PAIR,
  NARU_BLOCK_TABLE, /* the headings of the rows that follow */
  NARU_BLOCK_ROW,
  NARU_BLOCK_SIGNATURE,
  NARU_BLOCK_PICTURE,
} NaruBlockKind;

/**
 * NaruBlock:
 * @cells: texts, by kind: one; key and value; the cells of a row; who, name and date of a signature
 * @shares: (nullable): of a table: how wide its columns are, in relation to each other
 * @picture: (nullable): a signature, or the scan of a page, as PNG
 */
typedef struct
{
  NaruBlockKind kind;
  GStrv cells;
  double *shares;
  GBytes *picture;
} NaruBlock;

/* array of NaruBlock */
GPtrArray *naru_document_get_blocks (NaruDocument *self);
const char *naru_document_get_foot (NaruDocument *self);

/* Pages, in points */
#define NARU_PRINT_SIDE 56.7 /* 20 mm */
#define NARU_PRINT_BOTTOM 62.4
#define NARU_PRINT_SIGNATURE_HEIGHT 48.0

typedef enum
{
  NARU_PIECE_LINES,
  NARU_PIECE_RULE,
  NARU_PIECE_PICTURE,
} NaruPieceKind;

/* What is drawn at one place of one page. */
typedef struct
{
  NaruPieceKind kind;
  guint page;
  double x;
  double y;
  double width;
  double height; /* of a picture: the most that it may have; it stands at the foot of it */
  PangoLayout *layout;
  int first;
  int n_lines;
  gboolean faint;
  const char *tag; /* for those who have a PDF read to them */
  cairo_surface_t *picture;
} NaruPiece;

struct _NaruLayout
{
  NaruDocument *document;
  PangoContext *context;
  NaruPrintFlags flags;
  double width;
  double height;
  double size;
  GPtrArray *pieces;
  guint n_pages;
  double y;
  const NaruBlock *table;
};

cairo_surface_t *naru_document_read_picture (GBytes *png);
PangoLayout *naru_layout_new_text (NaruLayout *self, const char *text, double scale,
                                   PangoWeight weight, double width);
double naru_layout_get_height (PangoLayout *text);
double naru_layout_measure_pair (NaruLayout *self, const char *key, const char *value,
                                 double indent);
double naru_layout_measure_row (NaruLayout *self, const NaruBlock *table, const NaruBlock *row);

G_END_DECLS
