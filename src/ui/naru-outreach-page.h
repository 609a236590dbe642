/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outreach: employers on a board by how far one is with them, the calls of the day, and how many were reached. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_OUTREACH_PAGE (naru_outreach_page_get_type ())
G_DECLARE_FINAL_TYPE (NaruOutreachPage, naru_outreach_page, NARU, OUTREACH_PAGE, AdwBin)

GtkWidget *naru_outreach_page_new (NaruDesk *desk);

G_END_DECLS
