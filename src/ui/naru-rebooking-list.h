/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The meetings that are booked into an absence, each with where it would go, to be left out one by one. */
#pragma once

#include <adwaita.h>
#include "naru-casework.h"

G_BEGIN_DECLS

#define NARU_TYPE_REBOOKING_LIST (naru_rebooking_list_get_type ())
G_DECLARE_FINAL_TYPE (NaruRebookingList, naru_rebooking_list, NARU, REBOOKING_LIST, AdwBin)

GtkWidget *naru_rebooking_list_new (NaruDesk *desk);
/* @with: who takes the meetings; NULL moves them to the time after the absence */
void naru_rebooking_list_show (NaruRebookingList *self, const char *staff, const char *from,
                               const char *to, const char *with);
void naru_rebooking_list_show_none (NaruRebookingList *self);
/* Of NaruRebooking, owned by the list. */
GPtrArray *naru_rebooking_list_get_chosen (NaruRebookingList *self);
gboolean naru_rebooking_list_is_reading (NaruRebookingList *self);

G_END_DECLS
