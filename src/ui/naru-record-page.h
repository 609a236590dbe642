/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a record whose type has no page of its own: all fields, and the history. */
#pragma once

#include "naru-detail.h"

G_BEGIN_DECLS

#define NARU_TYPE_RECORD_PAGE (naru_record_page_get_type ())
G_DECLARE_FINAL_TYPE (NaruRecordPage, naru_record_page, NARU, RECORD_PAGE, NaruDetail)

GtkWidget *naru_record_page_new (NaruDesk *desk);
GtkWidget *naru_staff_page_new (NaruDesk *desk);
GtkWidget *naru_partner_page_new (NaruDesk *desk);

G_END_DECLS
