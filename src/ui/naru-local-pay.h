/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this centre's past vacancies for an occupation paid, for whoever writes the next one. */
#pragma once

#include "naru-casework.h"
#include "naru-form.h"

G_BEGIN_DECLS

gpointer naru_local_pay_read (NaruDesk *reader, const char *id, gconstpointer context,
                              GError **error);
char *naru_local_pay_say (const NaruPastVacancies *past, double amount);
void naru_local_pay_show (NaruForm *form, NaruDesk *desk, NaruRecord *vacancy);

G_END_DECLS
