/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to model: one value between its JSON text, its canonical text, what a person reads, and the rules for it. */
#pragma once

#include "naru-field.h"
#include "naru-json-text.h"

G_BEGIN_DECLS

#define NARU_TEXT_LENGTH 500
#define NARU_LONG_TEXT_LENGTH 100000
#define NARU_NUMBER_LIMIT (G_GINT64_CONSTANT (1) << 53)

gboolean naru_value_is_there (const NaruField *field, NaruJsonSpan span);
char *naru_value_decode (const NaruField *field, NaruJsonSpan span);
gboolean naru_value_read_number (NaruJsonSpan span, gint64 *number);
char **naru_value_read_set (NaruJsonSpan span);
char *naru_value_encode (const NaruField *field, const char *value, GError **error);
char *naru_value_encode_set (const char *const *values);
char *naru_value_encode_money (const char *amount, const char *currency, const char *per);

char *naru_value_format (const NaruField *field, NaruJsonSpan span);

/* Rules. @lenient: of a document written by a newer version, whose new terms are not known here. */
typedef struct
{
  const char *today;
  gboolean lenient;
  gboolean machine; /* written by the program alone: changes, conflicts, blobs */
} NaruRules;

typedef void (*NaruProblemFunc) (const char *path, char *message, gpointer data);

void naru_value_check (const NaruField *field, NaruJsonSpan span, const char *path,
                       const NaruRules *rules, NaruProblemFunc report, gpointer data);

char *naru_value_find_problem (const NaruField *field, const char *json);
char *naru_value_find_slip (const NaruField *field, const char *value);

gboolean naru_email_is_plausible (const char *text);

/* A national identification number in a text. */
gboolean naru_national_id_find (const char *text, gboolean register_number, const char **kind,
                                gsize *offset);

G_END_DECLS
