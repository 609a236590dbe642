/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with a vacancy as a whole: its ways out of the program (on paper, as a file, by mail to the employer),
 * withdrawing, copying, deleting it. */
#pragma once

#include "naru-detail.h"

G_BEGIN_DECLS

/* Actions "vacancy.print", "save-as", "mail", "withdraw", "copy", "employer" and "delete" of a page */
void naru_vacancy_ways_install (GtkWidgetClass *page_class);

void naru_vacancy_save_in (NaruDetail *page, const char *suffix);

G_END_DECLS
