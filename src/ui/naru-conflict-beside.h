/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What else those who gave a field two values changed in the same record, which nobody has to settle. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWidget *naru_conflict_beside_new (void);
void naru_conflict_beside_show (GtkWidget *self, GPtrArray *beside);

G_END_DECLS
