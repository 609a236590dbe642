/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a meeting comes again: every so many days, weeks or months, until there are so many, or until a day. */
#pragma once

#include <adwaita.h>
#include "naru-casework.h"

G_BEGIN_DECLS

#define NARU_TYPE_SERIES_EDITOR (naru_series_editor_get_type ())
G_DECLARE_FINAL_TYPE (NaruSeriesEditor, naru_series_editor, NARU, SERIES_EDITOR, AdwBin)

/* @cadence: after how many days the person meets, as agreed; 0 for no rhythm of their own */
GtkWidget *naru_series_editor_new (NaruDesk *desk, int cadence);
void naru_series_editor_set_start (NaruSeriesEditor *self, const char *start);
/* FALSE where the meeting is one alone. The rule points into the editor. */
gboolean naru_series_editor_get_rule (NaruSeriesEditor *self, NaruSeriesRule *rule);

G_END_DECLS
