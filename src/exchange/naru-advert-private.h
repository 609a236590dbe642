/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to exchange: the values of a vacancy in the words of an advertisement, in one of the program's languages. */
#pragma once

#include "naru-record.h"

G_BEGIN_DECLS

const char *naru_advert_label (const char *vocabulary, const char *code, const char *language);
char *naru_advert_date (const char *date, const char *language);
char *naru_advert_pay (NaruRecord *vacancy, const char *language);
char *naru_advert_hours (NaruRecord *vacancy, const char *language);
char *naru_advert_format (NaruRecord *vacancy, const NaruField *field, const char *language);
char *naru_advert_translation (NaruRecord *vacancy, const char *language, const char *field);
const char *naru_advert_skip_mark (const char *line);

G_END_DECLS
