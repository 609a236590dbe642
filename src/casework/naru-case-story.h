/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The story of a case: what happened when, out of all records of a person; and what the next counsellor has to know. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/**
 * NaruCaseEvent:
 * @on: the day, or the time as on the wire
 * @icon: name of a symbol
 * @title: what happened, translated
 * @second: (nullable): more about it
 */
typedef struct
{
  char *on;
  const char *icon;
  char *title;
  char *second;
} NaruCaseEvent;

GPtrArray *naru_case_read_story (NaruDesk *desk, const char *jobseeker, GError **error);
char *naru_case_write_handover (NaruDesk *desk, const char *jobseeker);

G_END_DECLS
