/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A popover to choose a term, a code or another record from, with a search entry where there are many. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_CHOOSER (naru_chooser_get_type ())
G_DECLARE_FINAL_TYPE (NaruChooser, naru_chooser, NARU, CHOOSER, GtkPopover)

/* @none: what choosing nothing is called, or NULL where a value is needed */
GtkWidget *naru_chooser_new (NaruDesk *desk, const NaruField *field, const char *none);
void naru_chooser_set_current (NaruChooser *self, const char *code);

/* What people read for a code or id of @field; the code itself where nothing is known of it. */
char *naru_choice_label (NaruDesk *desk, const NaruField *field, const char *code);
char *naru_choice_format (NaruDesk *desk, const NaruRecordType *type, const NaruField *field,
                          const char *json);
gboolean naru_field_has_choices (const NaruField *field);

/* Signal "chosen" (const char *code): NULL for none */

G_END_DECLS
