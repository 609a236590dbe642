/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The intake interview of one person: the path, the question, and why. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_INTAKE_PAGE (naru_intake_page_get_type ())
G_DECLARE_FINAL_TYPE (NaruIntakePage, naru_intake_page, NARU, INTAKE_PAGE, AdwBin)

GtkWidget *naru_intake_page_new (NaruDesk *desk);
void naru_intake_page_open (NaruIntakePage *self, const char *jobseeker);
const char *naru_intake_page_get_id (NaruIntakePage *self);

G_END_DECLS
