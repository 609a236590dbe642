/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The place where fields with several values are settled: the records beside it, one record at a time. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_CONFLICT_PAGE (naru_conflict_page_get_type ())
G_DECLARE_FINAL_TYPE (NaruConflictPage, naru_conflict_page, NARU, CONFLICT_PAGE, AdwBin)

GtkWidget *naru_conflict_page_new (NaruDesk *desk);
void naru_conflict_page_show (NaruConflictPage *self, const char *record);
void naru_conflict_page_search (NaruConflictPage *self);

G_END_DECLS
