/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the list of meetings shows: headings of months, meetings under them, and the widgets of a row. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_MEETING_ROW (naru_meeting_row_get_type ())
G_DECLARE_FINAL_TYPE (NaruMeetingRow, naru_meeting_row, NARU, MEETING_ROW, GObject)

/* What can be done with a meeting at once: "record", "rebook", or NULL */
const char *naru_meeting_row_get_action (NaruMeetingRow *self);
NaruRecord *naru_meeting_row_get_meeting (NaruMeetingRow *self); /* NULL for a heading */
gboolean naru_meeting_row_can_cancel (NaruMeetingRow *self);

/* @meetings: array of NaruRecord, latest first */
GPtrArray *naru_meeting_rows_read (NaruDesk *desk, GPtrArray *meetings);
void naru_meeting_rows_update (GListStore *store, GPtrArray *rows);

typedef void (*NaruMeetingRowFunc) (NaruMeetingRow *row, gpointer data);
GtkListItemFactory *naru_meeting_row_factory_new (NaruMeetingRowFunc button_clicked,
                                                  NaruMeetingRowFunc row_clicked, gpointer data);

G_END_DECLS
