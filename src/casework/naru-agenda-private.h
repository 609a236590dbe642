/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to casework: what the files of the agenda share. */
#pragma once

#include "naru-agenda.h"

G_BEGIN_DECLS

typedef struct
{
  NaruStore *store;
  const char *staff; /* NULL: everybody's */
  const char *date;
  const char *tomorrow;
  const char *now;
  gint64 now_seconds;
  GPtrArray *people; /* open cases of staff; NULL for everybody's */
  GHashTable *sessions; /* group sessions that have their row */
  char *person_ids; /* their ids, for a filter */
  GPtrArray *rows;
  GError *error;
} NaruAgendaRead;

/**
 * NaruAgendaAsk: which records of a type wait on somebody
 * @owner: the field that names whose they are
 * @state: the field that says how far they are
 * @states: which of its values, with \x1f between
 * @day: the field with the date or time
 * @from: (nullable): the first day
 * @before: the day after the last one
 */
typedef struct
{
  const char *type;
  const char *owner;
  const char *state;
  const char *states;
  const char *day;
  const char *from;
  const char *before;
} NaruAgendaAsk;

NaruAgendaRow *naru_agenda_add (NaruAgendaRead *self, NaruAgendaSection section, NaruRecord *record,
                                const char *subject, char *title, char *reason);
GPtrArray *naru_agenda_find (NaruAgendaRead *self, NaruQuery *query);
GPtrArray *naru_agenda_ask (NaruAgendaRead *self, const NaruAgendaAsk *ask);
char *naru_agenda_title_of (NaruAgendaRead *self, const char *id);
char *naru_agenda_format_date (const char *date);
char *naru_agenda_format_lateness (NaruAgendaRead *self, const char *due);
char *naru_agenda_find_last_message (NaruAgendaRead *self, const char *jobseeker);
gboolean naru_agenda_is_open_case (NaruRecord *jobseeker);

/* one per section or two; each fills rows */
void naru_agenda_read_rebook (NaruAgendaRead *self);
void naru_agenda_read_contact (NaruAgendaRead *self); /* after rebook */
void naru_agenda_read_double (NaruAgendaRead *self);
void naru_agenda_read_queue (NaruAgendaRead *self);
void naru_agenda_read_steps (NaruAgendaRead *self);
void naru_agenda_read_reviews (NaruAgendaRead *self);
void naru_agenda_read_promises (NaruAgendaRead *self);
void naru_agenda_read_follow_ups (NaruAgendaRead *self);
void naru_agenda_read_tasks (NaruAgendaRead *self);
void naru_agenda_read_vacancies (NaruAgendaRead *self);
void naru_agenda_read_conflicts (NaruAgendaRead *self);
void naru_agenda_read_kept (NaruAgendaRead *self);

G_END_DECLS
