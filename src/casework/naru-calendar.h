/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendar of one staff member: days with their hours, what is in them, and what was booked twice. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/**
 * NaruCalendarEntry: a meeting on one day
 * @subject: the record that opens: the jobseeker, or the meeting itself
 * @title: whom it is with, or its topic
 * @second: translated: kind, channel and place
 * @from, @to: minutes since midnight here
 * @state: code of the vocabulary "meeting-state"
 * @double_booked: it is booked, and touches another that is booked
 * @people: of a group session: how many are invited; 0 for any other meeting
 * @lane, @n_lanes: where it stands beside others at the same time
 */
typedef struct
{
  char *meeting;
  char *subject;
  char *title;
  char *second;
  char *start;
  char *end;
  char *state;
  int from;
  int to;
  NaruSyncState sync;
  gboolean double_booked;
  guint people;
  char *series;
  guint lane;
  guint n_lanes;
} NaruCalendarEntry;

/**
 * NaruCalendarDay:
 * @opens, @closes: working hours, in minutes since midnight; the same where nobody works
 * @closed: (nullable): why nobody works, translated: the name of a holiday, an absence
 * @entries: (element-type NaruCalendarEntry): by time
 */
typedef struct
{
  char *date;
  int opens;
  int closes;
  char *closed;
  GPtrArray *entries;
} NaruCalendarDay;

void naru_calendar_day_free (NaruCalendarDay *day);
/* array of NaruCalendarDay; on any thread */
GPtrArray *naru_calendar_read (NaruStore *store, const char *staff, const char *date, int n_days,
                               GError **error);
char *naru_calendar_week_begins (const char *date); /* the Monday of the week */

G_END_DECLS
