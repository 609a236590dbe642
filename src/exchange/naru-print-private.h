/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to printing: what the documents of a case share. */
#pragma once

#include "naru-print.h"

G_BEGIN_DECLS

void naru_print_add_counsellor (NaruDocument *document, NaruDesk *reader, NaruRecord *jobseeker);
void naru_print_set_centre_foot (NaruDocument *document, NaruDesk *reader);

G_END_DECLS
