/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happened, newest first, as a long list that is read off the main loop: a story of a case, the changes of a record. */
#pragma once

#include <adwaita.h>
#include "naru-reading.h"

G_BEGIN_DECLS

#define NARU_TYPE_EVENT_LIST (naru_event_list_get_type ())
G_DECLARE_FINAL_TYPE (NaruEventList, naru_event_list, NARU, EVENT_LIST, AdwBin)

/* @read returns a list of naru_events_new(), filled with naru_events_add(). */
GtkWidget *naru_event_list_new (NaruDesk *desk, NaruReadingFunc read, const char *empty_title,
                                const char *empty_what);
void naru_event_list_show (NaruEventList *self, const char *id);

/* On any thread. @icon (a text that stays) and @second may be NULL. */
GListStore *naru_events_new (void);
void naru_events_add (GListStore *events, const char *icon, const char *title, const char *second,
                      const char *note);

G_END_DECLS
