/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form made from the field table: each field is checked while typing and saved by itself when it is left. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"
#include "naru-findings.h"

G_BEGIN_DECLS

#define NARU_TYPE_FORM (naru_form_get_type ())
G_DECLARE_FINAL_TYPE (NaruForm, naru_form, NARU, FORM, AdwBin)

/* @fields: names of fields in order, "=Heading" starts a section (translated by the caller), "+name" stands beside the field
 * before it, ends with NULL. NULL for all that a person may edit. Sensitive fields wait under a button. */
GtkWidget *naru_form_new (NaruDesk *desk, const char *type, const char *const *fields);
/* A form of a record that is not in the store: changes go into the record, and nothing is saved before the caller runs a
 * command with it. */
GtkWidget *naru_form_new_for_draft (NaruDesk *desk, const char *type, const char *const *fields);

void naru_form_set_record (NaruForm *self, NaruRecord *record);
NaruRecord *naru_form_get_record (NaruForm *self);
void naru_form_apply (NaruForm *self,
                      NaruRecord *record); /* puts what is typed and right into another record */
void naru_form_set_value (NaruForm *self, const char *field, const char *value); /* of a draft */
gboolean
naru_form_check (NaruForm *self); /* all fields; shows what is wrong and goes to the first */
void naru_form_commit (NaruForm *self); /* saves what is being typed */
gboolean naru_form_has_edits (NaruForm *self);
void naru_form_focus (NaruForm *self, const char *field);
void naru_form_focus_words (NaruForm *self, const char *field, guint start, guint end);
void naru_form_show_findings (NaruForm *self, GPtrArray *findings, const NaruFinding *selected);
void naru_form_set_message (NaruForm *self, const char *field, const char *message);
void naru_form_set_note (NaruForm *self, const char *field, const char *note);
void naru_form_forget_draft (NaruForm *self);

/* Signal "edited" (const char *field): a value was typed or chosen. "saved" (const char *field): it is in the store. */

G_END_DECLS
