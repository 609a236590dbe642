/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages out of a document. Every block becomes columns of text; their lines are put on pages, a short block stays in one
 * piece, a heading stays with what it heads. In large print nothing stands beside anything else. */
#include "naru-document-private.h"

#define MAX_COLUMNS 6
#define TOP 51.0
#define GAP 12.0
#define KEY_SHARE .3
#define KEPT_LINES 4 /* a block of so many lines is not parted */

/* Letters of 18 points are what associations of the blind ask of large print. */
#define SIZE_ORDINARY 10.5
#define SIZE_LARGE 18.0

typedef struct
{
  PangoLayout *layouts[MAX_COLUMNS];
  double x[MAX_COLUMNS];
  guint n;
  gboolean faint;
  const char *tag;
} Columns;

static void
piece_free (gpointer data)
{
  NaruPiece *piece = data;

  g_clear_object (&piece->layout);
  g_clear_pointer (&piece->picture, cairo_surface_destroy);
  g_free (piece);
}

static gboolean
is_large (NaruLayout *self)
{
  return (self->flags & NARU_PRINT_LARGE) != 0;
}

static double
get_bottom (NaruLayout *self)
{
  return self->height - NARU_PRINT_BOTTOM;
}

static double
get_inner_width (NaruLayout *self)
{
  return self->width - 2 * NARU_PRINT_SIDE;
}

static NaruPiece *
add_piece (NaruLayout *self, NaruPieceKind kind, double x, double y)
{
  NaruPiece *piece = g_new0 (NaruPiece, 1);

  piece->kind = kind;
  piece->page = self->n_pages - 1;
  piece->x = x;
  piece->y = y;
  g_ptr_array_add (self->pieces, piece);
  return piece;
}

static void
add_rule (NaruLayout *self, double x, double width, double y, gboolean faint)
{
  NaruPiece *piece = add_piece (self, NARU_PIECE_RULE, x, y);

  piece->width = width;
  piece->faint = faint;
}

static void
add_column (Columns *columns, PangoLayout *layout, double x)
{
  columns->layouts[columns->n] = layout;
  columns->x[columns->n++] = x;
}

static void
clear_columns (Columns *columns)
{
  for (guint i = 0; i < columns->n; i++)
    g_clear_object (&columns->layouts[i]);
}

static double
get_columns_height (const Columns *columns)
{
  double height = 0;

  for (guint i = 0; i < columns->n; i++)
    height = MAX (height, naru_layout_get_height (columns->layouts[i]));
  return height;
}

static int
get_most_lines (const Columns *columns)
{
  int most = 0;

  for (guint i = 0; i < columns->n; i++)
    most = MAX (most, pango_layout_get_line_count (columns->layouts[i]));
  return most;
}

/* The lines of one column from @first on that have room; returns how far down they go. */
static double
place_lines (NaruLayout *self, const Columns *columns, guint column, int *first)
{
  PangoLayout *layout = columns->layouts[column];
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  gboolean fresh = self->y <= TOP;
  int start = 0, end = 0, line = 0, begin = *first;

  do
    {
      int from, to;

      if (line < begin)
        continue;
      pango_layout_iter_get_line_yrange (iter, &from, &to);
      if (line == begin)
        start = from;
      if (self->y + (double) (to - start) / PANGO_SCALE > get_bottom (self)
          && !(fresh && line == begin))
        break;
      end = to;
      *first = line + 1;
    }
  while (line++, pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  if (*first > begin)
    {
      NaruPiece *piece = add_piece (self, NARU_PIECE_LINES, columns->x[column], self->y);

      piece->layout = g_object_ref (layout);
      piece->first = begin;
      piece->n_lines = *first - begin;
      piece->faint = columns->faint;
      piece->tag = columns->tag;
    }
  return *first > begin ? (double) (end - start) / PANGO_SCALE : 0;
}

static void place_table_head (NaruLayout *self);

static void
begin_page (NaruLayout *self)
{
  self->n_pages++;
  self->y = TOP;
  if (self->table != NULL && !is_large (self))
    place_table_head (self);
}

/* Room for @height, on this page or the next; what is higher than a page goes over several. */
static void
make_room (NaruLayout *self, double height)
{
  if (self->y > TOP && self->y + height > get_bottom (self) && height < get_bottom (self) - TOP)
    begin_page (self);
}

static void
place_columns (NaruLayout *self, const Columns *columns)
{
  int next[MAX_COLUMNS] = { 0 };
  gboolean more = TRUE;

  if (get_most_lines (columns) <= KEPT_LINES || columns->n > 1)
    make_room (self, get_columns_height (columns));
  while (more)
    {
      double height = 0;

      more = FALSE;
      for (guint i = 0; i < columns->n; i++)
        {
          double used = place_lines (self, columns, i, &next[i]);

          height = MAX (height, used);
          more = more || next[i] < pango_layout_get_line_count (columns->layouts[i]);
        }
      self->y += height;
      if (more)
        begin_page (self);
    }
}

static void
place_text (NaruLayout *self, const char *text, double scale, PangoWeight weight, double indent,
            gboolean faint, const char *tag)
{
  Columns columns = { .faint = faint, .tag = tag };

  add_column (&columns,
              naru_layout_new_text (self, text, scale, weight, get_inner_width (self) - indent),
              NARU_PRINT_SIDE + indent);
  place_columns (self, &columns);
  clear_columns (&columns);
}

static void
place_pair (NaruLayout *self, const char *key, const char *value, double indent)
{
  Columns columns = { .tag = "P" };
  double width = get_inner_width (self) - indent;
  double key_width = width * KEY_SHARE;

  if (is_large (self))
    {
      /* a caption is not left alone at the end of a page */
      make_room (self, MIN (naru_layout_measure_pair (self, key, value, indent), self->size * 4));
      place_text (self, key, .8, PANGO_WEIGHT_BOLD, indent, FALSE, "P");
      place_text (self, value, 1, PANGO_WEIGHT_NORMAL, indent, FALSE, "P");
      return;
    }
  add_column (&columns, naru_layout_new_text (self, key, 1, PANGO_WEIGHT_BOLD, key_width - GAP),
              NARU_PRINT_SIDE + indent);
  add_column (&columns,
              naru_layout_new_text (self, value, 1, PANGO_WEIGHT_NORMAL, width - key_width),
              NARU_PRINT_SIDE + indent + key_width);
  place_columns (self, &columns);
  clear_columns (&columns);
}

static void
place_item (NaruLayout *self, const char *text)
{
  Columns columns = { .tag = "P" };
  double indent = self->size * 1.2;

  add_column (&columns, naru_layout_new_text (self, "•", 1, PANGO_WEIGHT_NORMAL, indent),
              NARU_PRINT_SIDE);
  add_column (
      &columns,
      naru_layout_new_text (self, text, 1, PANGO_WEIGHT_NORMAL, get_inner_width (self) - indent),
      NARU_PRINT_SIDE + indent);
  place_columns (self, &columns);
  clear_columns (&columns);
}

/* Cells beside each other, as wide as the table says. */
static void
place_cells (NaruLayout *self, const NaruBlock *table, GStrv cells, double scale,
             PangoWeight weight)
{
  Columns columns = { .faint = scale < 1, .tag = "P" };
  guint n = MIN (g_strv_length (table->cells), MAX_COLUMNS);
  double width = get_inner_width (self);
  double sum = 0, x = NARU_PRINT_SIDE;

  for (guint i = 0; i < n; i++)
    sum += table->shares[i];
  for (guint i = 0; i < n && cells[i] != NULL; i++)
    {
      double share = width * table->shares[i] / sum;

      add_column (
          &columns,
          naru_layout_new_text (self, cells[i], scale, weight, share - (i + 1 < n ? GAP : 0)), x);
      x += share;
    }
  place_columns (self, &columns);
  clear_columns (&columns);
}

static void
place_table_head (NaruLayout *self)
{
  const NaruBlock *table = self->table;

  self->table = NULL; /* not once more where it does not fit */
  place_cells (self, table, table->cells, .85, PANGO_WEIGHT_BOLD);
  self->table = table;
  self->y += 3;
  add_rule (self, NARU_PRINT_SIDE, get_inner_width (self), self->y, FALSE);
  self->y += 5;
}

static void
place_row (NaruLayout *self, const NaruBlock *row)
{
  guint n = g_strv_length (self->table->cells);

  if (!is_large (self))
    {
      place_cells (self, self->table, row->cells, 1, PANGO_WEIGHT_NORMAL);
      self->y += 3;
      add_rule (self, NARU_PRINT_SIDE, get_inner_width (self), self->y, TRUE);
      self->y += 5;
      return;
    }
  make_room (self, MAX (naru_layout_measure_row (self, self->table, row), self->size * 7));
  place_text (self, row->cells[0], 1, PANGO_WEIGHT_BOLD, 0, FALSE, "P");
  for (guint i = 1; i < n && row->cells[i] != NULL; i++)
    if (*row->cells[i] != '\0')
      place_pair (self, self->table->cells[i], row->cells[i], self->size);
  self->y += self->size * .8;
}

/* Signatures */

static void
place_signature (NaruLayout *self, const NaruBlock *block, double x, double width)
{
  double top = self->y;
  Columns columns = { .tag = "P" };
  g_autoptr (GString) text = g_string_new (block->cells[0]);

  if (block->picture != NULL)
    {
      NaruPiece *piece = add_piece (self, NARU_PIECE_PICTURE, x, top);

      piece->width = width;
      piece->height = NARU_PRINT_SIGNATURE_HEIGHT;
      piece->picture = naru_document_read_picture (block->picture);
    }
  self->y = top + NARU_PRINT_SIGNATURE_HEIGHT;
  add_rule (self, x, width, self->y, FALSE);
  self->y += 3;
  if (*block->cells[1] != '\0')
    g_string_append_printf (text, " · %s", block->cells[1]);
  if (*block->cells[2] != '\0')
    g_string_append_printf (text, "\n%s", block->cells[2]);
  add_column (&columns, naru_layout_new_text (self, text->str, .9, PANGO_WEIGHT_NORMAL, width), x);
  place_columns (self, &columns);
  clear_columns (&columns);
}

/* One, or two that follow each other: beside each other where there is room. Returns how many. */
static guint
place_signatures (NaruLayout *self, GPtrArray *blocks, guint at)
{
  const NaruBlock *second = at + 1 < blocks->len ? g_ptr_array_index (blocks, at + 1) : NULL;
  double width = (get_inner_width (self) - 2 * GAP) / 2;
  double top, end;

  make_room (self, NARU_PRINT_SIGNATURE_HEIGHT + self->size * 5);
  top = self->y;
  if (is_large (self) || second == NULL || second->kind != NARU_BLOCK_SIGNATURE)
    {
      place_signature (self, g_ptr_array_index (blocks, at), NARU_PRINT_SIDE,
                       is_large (self) ? get_inner_width (self) : width);
      return 1;
    }
  place_signature (self, g_ptr_array_index (blocks, at), NARU_PRINT_SIDE, width);
  end = self->y;
  self->y = top;
  place_signature (self, second, NARU_PRINT_SIDE + width + 2 * GAP, width);
  self->y = MAX (self->y, end);
  return 2;
}

/* On a page of its own, unless this one is empty; what comes after it goes on the next. */
static void
place_picture (NaruLayout *self, const NaruBlock *block)
{
  double height = get_bottom (self) - TOP;
  cairo_surface_t *picture = naru_document_read_picture (block->picture);
  double scale;
  NaruPiece *piece;

  if (picture == NULL)
    return;
  if (self->y > TOP)
    begin_page (self);
  scale = MIN (get_inner_width (self) / MAX (cairo_image_surface_get_width (picture), 1),
               height / MAX (cairo_image_surface_get_height (picture), 1));
  piece = add_piece (self, NARU_PIECE_PICTURE, NARU_PRINT_SIDE, self->y);
  piece->width = get_inner_width (self);
  piece->height = cairo_image_surface_get_height (picture) * scale;
  piece->picture = picture;
  self->y += height;
}

/* White space above a block, in heights of a letter; none at the top of a page. */
static double
get_space (const NaruBlock *block, const NaruBlock *before)
{
  if (before == NULL)
    return 0;
  switch (block->kind)
    {
    case NARU_BLOCK_HEADING:
      return 1.6;
    case NARU_BLOCK_SIGNATURE:
      return 2;
    case NARU_BLOCK_PAIR:
    case NARU_BLOCK_ITEM:
      return before->kind == block->kind ? .25 : .6;
    case NARU_BLOCK_ROW:
    case NARU_BLOCK_PICTURE:
      return 0;
    case NARU_BLOCK_TITLE:
    case NARU_BLOCK_TEXT:
    case NARU_BLOCK_NOTE:
    case NARU_BLOCK_TABLE:
    default:
      return before->kind == NARU_BLOCK_HEADING ? .4 : .7;
    }
}

/* A heading stays with what begins under it. */
static void
make_room_for_heading (NaruLayout *self, GPtrArray *blocks, guint at)
{
  const NaruBlock *table = at + 1 < blocks->len ? g_ptr_array_index (blocks, at + 1) : NULL;
  const NaruBlock *row = at + 2 < blocks->len ? g_ptr_array_index (blocks, at + 2) : NULL;
  double height = self->size * 7;

  if (is_large (self) && row != NULL && table->kind == NARU_BLOCK_TABLE
      && row->kind == NARU_BLOCK_ROW)
    height = MAX (height, self->size * 4 + naru_layout_measure_row (self, table, row));
  make_room (self, height);
}

static void
place_block (NaruLayout *self, GPtrArray *blocks, guint at)
{
  const NaruBlock *block = g_ptr_array_index (blocks, at);

  if (block->kind != NARU_BLOCK_ROW)
    self->table = NULL;
  switch (block->kind)
    {
    case NARU_BLOCK_TITLE:
      place_text (self, block->cells[0], 1.9, PANGO_WEIGHT_BOLD, 0, FALSE, "H1");
      break;
    case NARU_BLOCK_HEADING:
      make_room_for_heading (self, blocks, at);
      place_text (self, block->cells[0], 1.25, PANGO_WEIGHT_BOLD, 0, FALSE, "H2");
      break;
    case NARU_BLOCK_TEXT:
      place_text (self, block->cells[0], 1, PANGO_WEIGHT_NORMAL, 0, FALSE, "P");
      break;
    case NARU_BLOCK_NOTE:
      place_text (self, block->cells[0], is_large (self) ? 1 : .85, PANGO_WEIGHT_NORMAL, 0, TRUE,
                  "P");
      break;
    case NARU_BLOCK_ITEM:
      place_item (self, block->cells[0]);
      break;
    case NARU_BLOCK_PAIR:
      place_pair (self, block->cells[0], block->cells[1], 0);
      break;
    case NARU_BLOCK_TABLE:
      self->table = block;
      if (!is_large (self))
        {
          make_room (self, self->size * 5);
          if (self->y > TOP)
            place_table_head (self);
        }
      break;
    case NARU_BLOCK_ROW:
      if (self->table != NULL)
        place_row (self, block);
      break;
    case NARU_BLOCK_PICTURE:
      place_picture (self, block);
      break;
    case NARU_BLOCK_SIGNATURE:
    default:
      break;
    }
}

static void
place_all (NaruLayout *self)
{
  GPtrArray *blocks = naru_document_get_blocks (self->document);
  const NaruBlock *before = NULL;
  guint i = 0;

  self->n_pages = 1;
  self->y = TOP;
  while (i < blocks->len)
    {
      const NaruBlock *block = g_ptr_array_index (blocks, i);

      if (self->y > TOP)
        self->y += get_space (block, before) * self->size;
      if (block->kind == NARU_BLOCK_SIGNATURE)
        {
          self->table = NULL;
          i += place_signatures (self, blocks, i);
        }
      else
        {
          place_block (self, blocks, i);
          i++;
        }
      before = block;
    }
}

/**
 * naru_layout_new:
 * @document: what to print
 * @width: of the paper, in points
 * @height: of the paper, in points
 * @flags: whether in large print
 *
 * Lays a document out on pages.
 *
 * Returns: (transfer full): the pages, at least one
 */
NaruLayout *
naru_layout_new (NaruDocument *document, double width, double height, NaruPrintFlags flags)
{
  NaruLayout *self = g_new0 (NaruLayout, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  self->document = naru_document_ref (document);
  self->flags = flags;
  self->width = width;
  self->height = height;
  self->size = is_large (self) ? SIZE_LARGE : SIZE_ORDINARY;
  self->pieces = g_ptr_array_new_with_free_func (piece_free);
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  pango_cairo_context_set_resolution (self->context, 72);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_language (self->context,
                              pango_language_from_string (naru_document_get_language (document)));
  place_all (self);
  return self;
}

/**
 * naru_layout_free:
 * @self: (nullable): pages
 *
 * Frees them.
 */
void
naru_layout_free (NaruLayout *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->pieces);
  g_object_unref (self->context);
  naru_document_unref (self->document);
  g_free (self);
}

/**
 * naru_layout_get_n_pages:
 *
 * Returns: the number of pages, at least one
 */
guint
naru_layout_get_n_pages (NaruLayout *self)
{
  return self->n_pages;
}
