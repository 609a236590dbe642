/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of one record that have several values: side by side, one to be chosen of each. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_CONFLICT_FIELDS (naru_conflict_fields_get_type ())
G_DECLARE_FINAL_TYPE (NaruConflictFields, naru_conflict_fields, NARU, CONFLICT_FIELDS, AdwBin)

GtkWidget *naru_conflict_fields_new (NaruDesk *desk);
void naru_conflict_fields_clear (NaruConflictFields *self);
void naru_conflict_fields_add (NaruConflictFields *self, const char *title, GPtrArray *conflicts);
void naru_conflict_fields_set_before (NaruConflictFields *self, const char *conflict,
                                      const char *before);
gboolean naru_conflict_fields_choose (NaruConflictFields *self, guint number);
void naru_conflict_fields_choose_all (NaruConflictFields *self, gboolean mine);
guint naru_conflict_fields_count (NaruConflictFields *self, guint *n_chosen);
GPtrArray *naru_conflict_fields_dup_choices (NaruConflictFields *self, char **message);

/* Signal "changed": something was chosen or taken back */

G_END_DECLS
