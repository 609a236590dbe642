/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Today: what one person has to do on one day, in sections, each row with its reason and its one obvious action. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

typedef enum
{
  NARU_AGENDA_MEETINGS,
  NARU_AGENDA_DOUBLE, /* meetings at the same time, from two desks */
  NARU_AGENDA_TO_RECORD, /* past meetings without a result */
  NARU_AGENDA_REBOOK,
  NARU_AGENDA_CONTACT, /* nothing booked, and longer without contact than agreed */
  NARU_AGENDA_QUEUE, /* cases of the team that nobody looks after */
  NARU_AGENDA_STEPS,
  NARU_AGENDA_REVIEWS,
  NARU_AGENDA_PROMISES,
  NARU_AGENDA_FOLLOW_UPS,
  NARU_AGENDA_TASKS,
  NARU_AGENDA_VACANCIES,
  NARU_AGENDA_CONFLICTS,
  NARU_AGENDA_KEPT, /* deleted by one, edited by another */
  NARU_AGENDA_N_SECTIONS,
} NaruAgendaSection;

/**
 * NaruAgendaRow:
 * @record: the record that the row is about
 * @subject: the record that opens: the jobseeker, employer or vacancy
 * @title: translated
 * @reason: translated; says why it is here, with the arithmetic of the order
 * @at: time or date
 * @until: for meetings, the end
 * @action: the detailed action name of the obvious action: "rebook", "book", "take", "done", "record", "call", "open", "settle"
 * @order: place in the section: days since contact, days late
 */
typedef struct
{
  NaruAgendaSection section;
  char *record;
  char *subject;
  char *title;
  char *reason;
  char *at;
  char *until;
  const char *action;
  NaruSyncState sync;
  gint64 order;
} NaruAgendaRow;

void naru_agenda_row_free (NaruAgendaRow *row);
const char *naru_agenda_section_title (NaruAgendaSection section);
const char *naru_agenda_section_order (NaruAgendaSection section); /* how it is ordered, in words */
const char *naru_agenda_action_label (const char *action);
/* array of NaruAgendaRow, by section, in order. staff NULL: everybody's */
GPtrArray *naru_agenda_read (NaruStore *store, const char *staff, const char *date, const char *now,
                             GError **error);
void naru_agenda_read_async (NaruDesk *desk, const char *staff, const char *date,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
GPtrArray *naru_agenda_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
