/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What whoever works here may not write: it is shown, and said why it cannot be changed. */
#pragma once

#include <gtk/gtk.h>
#include "naru-desk.h"

G_BEGIN_DECLS

char *naru_rights_say (const NaruRecordType *type);
GtkWidget *naru_rights_note_new (const NaruRecordType *type);
void naru_rights_lock (GtkWidget *widget);

G_END_DECLS
