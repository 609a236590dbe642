/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to exchange: what people write in a cell, to the canonical text of a field. */
#pragma once

#include "naru-field.h"

G_BEGIN_DECLS

/* How 03/04/2021 is meant: told by the other dates of its column. */
typedef enum
{
  NARU_DATE_ORDER_UNKNOWN,
  NARU_DATE_ORDER_DAY_FIRST,
  NARU_DATE_ORDER_MONTH_FIRST,
} NaruDateOrder;

gboolean naru_import_is_nothing (const char *text);
char *naru_import_parse_date (const char *text, NaruDateOrder order, gboolean *ambiguous);
NaruDateOrder naru_import_date_order (const char *text);
char *naru_import_parse_code (const char *vocabulary, const char *text);
char *naru_import_parse_size_class (const char *text);
/* What keeps an advertised pay from being certain. */
typedef enum
{
  NARU_PAY_CERTAIN = 0,
  NARU_PAY_NO_AMOUNT = 1 << 0,
  NARU_PAY_NO_CURRENCY = 1 << 1,
  NARU_PAY_NO_PERIOD = 1 << 2,
  NARU_PAY_UNCLEAR = 1 << 3, /* numbers that are no amount, or two currencies or periods */
} NaruPayDoubt;

/* One amount of a pay. */
typedef struct
{
  double number;
  double factor; /* what a unit behind it multiplied it by: "k", 만 */
  double base; /* the number without it */
  gboolean dotted; /* 2.500: two thousand five hundred, or two and a half */
  gboolean yearly; /* its unit says for how long: LPA */
  gboolean open; /* a number follows that belongs to none of its units */
} NaruPayAmount;

const char *naru_import_skip_counted (const char *start, const char *at);
const char *naru_import_read_amount (const char *at, NaruPayAmount *amount);
NaruPayDoubt naru_import_read_pay (const char *text, const char *country,
                                   const char *usual_currency, char **pay_min, char **pay_max);
gboolean naru_import_parse_pay (const char *text, const char *country, char **pay_min,
                                char **pay_max);
char *naru_import_parse_value (const NaruField *field, const char *text, NaruDateOrder order,
                               GError **error);
char *naru_import_plain_text (const char *text);

G_END_DECLS
