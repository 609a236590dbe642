/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with an assessment besides filling it in: signing it; once it is signed, reopening it or writing a new
 * version. */
#pragma once

#include <gtk/gtk.h>
#include "naru-desk.h"

G_BEGIN_DECLS

extern const char *const naru_assessment_fields[];

GtkWidget *naru_assessment_actions_new (NaruDesk *desk, NaruRecord *assessment);
gboolean naru_assessment_is_signed (NaruRecord *assessment);

G_END_DECLS
