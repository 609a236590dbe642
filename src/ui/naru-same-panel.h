/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that may be the same: found off the main loop, as rows, and one of them beside the form of a new record. */
#pragma once

#include "naru-reading.h"
#include "naru-window.h"

G_BEGIN_DECLS

/* @go_on: called with @page when the person goes on with the one that is there, before its page opens */
void naru_same_panel_show (NaruWindow *window, NaruRecord *draft, const char *id, GtkWidget *page,
                           GCallback go_on);

/* What the reading of a widget finds: NaruDuplicate, g_ptr_array_unref() frees it. */
gpointer naru_same_read (NaruDesk *reader, const char *id, gconstpointer record, GError **error);
void naru_same_find (GtkWidget *widget, NaruDesk *desk, const char *id, NaruReadingShow show);
/* Shows at most @most of them, and hides the list where there are none. */
void naru_same_list_fill (GtkWidget *list, GPtrArray *found, guint most);

G_END_DECLS
