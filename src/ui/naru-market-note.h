/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is published on the labour market of an occupation, where somebody aims at it or looks for people in it. */
#pragma once

#include "naru-form.h"

G_BEGIN_DECLS

/**
 * NaruMarketSay: says the line in @widget; %NULL where nothing is known
 */
typedef void (*NaruMarketSay) (GtkWidget *widget, const char *line);

void naru_market_note_show (GtkWidget *widget, NaruDesk *desk, const char *occupation,
                            const char *whose, NaruMarketSay say);
void naru_market_note_show_in_form (NaruForm *form, NaruDesk *desk, NaruRecord *typed);
char *naru_market_note_read_plan (NaruStore *store, NaruRecord *plan, const char *jobseeker);

G_END_DECLS
