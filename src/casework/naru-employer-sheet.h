/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the handover sheet: what its files share. */
#pragma once

#include "naru-desk.h"
#include "naru-speech.h"

G_BEGIN_DECLS

/**
 * NaruSheet: a handover sheet while it is written
 * @talks: all conversations, newest first; @vacancies, @placements, @incentives: all of them
 * @programmes: those that they take part in now
 */
typedef struct
{
  NaruStore *store;
  NaruSpeech *speech;
  NaruRecord *employer;
  char *today;
  GPtrArray *talks;
  GPtrArray *vacancies;
  GPtrArray *placements;
  GPtrArray *incentives;
  GPtrArray *programmes;
  GString *out;
} NaruSheet;

void naru_sheet_add_heading (NaruSheet *self, const char *text);
void naru_sheet_add_text (NaruSheet *self, const char *text);
void naru_sheet_add_item (NaruSheet *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
char *naru_sheet_join (GPtrArray *parts, const char *separator);
char *naru_sheet_title_of (NaruSheet *self, NaruRecord *record, const char *field);
char *naru_sheet_say_pair (NaruSheet *self, NaruRecord *record, const char *field);
char *naru_sheet_say_day (NaruSheet *self, NaruRecord *record, const char *field);
GPtrArray *naru_sheet_find (NaruSheet *self, const char *type, const char *order,
                            const char *filter, const char *value);
gboolean naru_sheet_is_open_vacancy (NaruRecord *vacancy);
char *naru_sheet_shorten (const char *text, glong most);

/* What is under way: vacancies with their candidates, programmes, incentives. */
GPtrArray *naru_sheet_find_candidates (NaruSheet *self, NaruRecord *vacancy);
void naru_sheet_add_open (NaruSheet *self);

/* The story of the years, what was asked, and who looked after it. */
void naru_sheet_add_past (NaruSheet *self, gboolean latest);

G_END_DECLS
