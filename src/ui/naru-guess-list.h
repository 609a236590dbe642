/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What could go into a vacancy, to keep, drop or put in another order: one row each. */
#pragma once

#include <adwaita.h>
#include "naru-advert-read.h"

G_BEGIN_DECLS

#define NARU_TYPE_GUESS_LIST (naru_guess_list_get_type ())
G_DECLARE_FINAL_TYPE (NaruGuessList, naru_guess_list, NARU, GUESS_LIST, AdwBin)

GtkWidget *naru_guess_list_new (void);
void naru_guess_list_set (NaruGuessList *self, GPtrArray *guesses);
/* (transfer container) (element-type NaruGuess): what is kept, as it is in the rows; they belong to the list */
GPtrArray *naru_guess_list_get_kept (NaruGuessList *self);

G_END_DECLS
