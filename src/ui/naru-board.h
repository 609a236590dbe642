/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A board: a column for each term of a vocabulary, a card for each record. */
#pragma once

#include <adwaita.h>
#include "naru-vocabulary.h"

G_BEGIN_DECLS

/**
 * NaruBoardCard: one record
 * @name: what it is called
 * @note: (nullable): under the name
 * @flag: (nullable): why somebody should look at it, such as "35 days, hard to fill"
 */
typedef struct
{
  char *id;
  char *name;
  char *note;
  char *flag;
} NaruBoardCard;

NaruBoardCard *naru_board_card_new (const char *id, const char *name);
void naru_board_card_free (NaruBoardCard *card);

#define NARU_TYPE_BOARD (naru_board_get_type ())
G_DECLARE_FINAL_TYPE (NaruBoard, naru_board, NARU, BOARD, AdwBin)

GtkWidget *naru_board_new (NaruVocabulary *stages);
void naru_board_fill (NaruBoard *self, guint column, GPtrArray *cards, gint64 count);
GtkWidget *naru_board_make_rows (const char *name);
GtkWidget *naru_board_make_card (const NaruBoardCard *card);
void naru_board_focus (NaruBoard *self, const char *id);

/* Signal "moved" (id, code of the column): somebody took a card to another column */

G_END_DECLS
