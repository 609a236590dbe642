/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a meeting that is to be booked: fields, the day that it would be on, and the next free time. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_MEETING_USUAL_MINUTES 40

#define NARU_TYPE_MEETING_FORM (naru_meeting_form_get_type ())
G_DECLARE_FINAL_TYPE (NaruMeetingForm, naru_meeting_form, NARU, MEETING_FORM, AdwBin)

/* @draft: takes what is typed. @moves: the meeting that gets a new time, or NULL. */
GtkWidget *naru_meeting_form_new (NaruDesk *desk, NaruRecord *draft, const char *const *fields,
                                  const char *moves);
NaruRecord *naru_meeting_form_get_draft (NaruMeetingForm *self);
gboolean naru_meeting_form_check (NaruMeetingForm *self);
void naru_meeting_form_focus (NaruMeetingForm *self, const char *field);

/* The first free time from a day on, put into a draft. */
void naru_meeting_draft_propose (NaruDesk *desk, NaruRecord *draft, const char *from_date);
void naru_meeting_draft_set_start (NaruRecord *draft, const char *start);
NaruRecord *naru_meeting_draft_new (NaruDesk *desk, const char *jobseeker, const char *state);

G_END_DECLS
