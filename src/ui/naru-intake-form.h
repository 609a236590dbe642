/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One question of the intake interview, with what it is answered with. */
#pragma once

#include <adwaita.h>
#include "naru-intake.h"

G_BEGIN_DECLS

#define NARU_TYPE_INTAKE_FORM (naru_intake_form_get_type ())
G_DECLARE_FINAL_TYPE (NaruIntakeForm, naru_intake_form, NARU, INTAKE_FORM, AdwBin)

GtkWidget *naru_intake_form_new (NaruDesk *desk, NaruIntakeRules *rules,
                                 const NaruIntakeQuestion *question, NaruRecord *jobseeker);
const NaruIntakeQuestion *naru_intake_form_get_question (NaruIntakeForm *self);
char *naru_intake_form_get_answer (NaruIntakeForm *self);
NaruCommand *naru_intake_form_make_command (NaruIntakeForm *self, GError **error);

/* Signal "changed": something was ticked. "submit": Return was pressed in the note. */

G_END_DECLS
