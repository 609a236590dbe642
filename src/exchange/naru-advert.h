/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vacancy as an advertisement: its parts in reading order, and the same as plain text, HTML, PDF and JSON-LD. */
#pragma once

#include "naru-document.h"

G_BEGIN_DECLS

typedef enum
{
  NARU_ADVERT_TITLE,
  NARU_ADVERT_PLACE, /* who and where, under the title */
  NARU_ADVERT_PARAGRAPH,
  NARU_ADVERT_HEADING,
  NARU_ADVERT_BULLET,
  NARU_ADVERT_FACT, /* a caption and a value: "Pay", "₩10,320 per hour" */
} NaruAdvertKind;

/**
 * NaruAdvertPart: one piece of an advertisement
 * @field: the field that it shows, as the checker names it: "requirements/r2/text"; "" for a heading
 * @start: where @text begins in the field, in characters; -1 where the text is put together from several values
 * @caption: of a fact, else %NULL
 * @untranslated: in another language than the advertisement, or not in plain language, since nobody has written it so
 */
typedef struct
{
  NaruAdvertKind kind;
  char *field;
  int start;
  char *caption;
  char *text;
  gboolean untranslated;
} NaruAdvertPart;

/**
 * NaruAdvertStyle: how an advertisement speaks
 * @language: "ko", "en" or "fr"; %NULL for the language of the program
 * @plain: in plain language: headings are questions, and texts are those that somebody has written so
 */
typedef struct
{
  const char *language;
  gboolean plain;
} NaruAdvertStyle;

GPtrArray *naru_advert_lay_out (NaruRecord *vacancy, const char *employer_name,
                                const NaruAdvertStyle *style);
void naru_advert_append_text (GString *out, const GPtrArray *parts);
void naru_advert_append_html (GString *out, const GPtrArray *parts);
void naru_advert_append_page (GString *out, const char *title, const char *language,
                              const char *head, const char *articles);
NaruDocument *naru_advert_to_document (const GPtrArray *parts, const char *language);
NaruDocument *naru_advert_make_document (NaruDesk *reader, const char *id, const char *language,
                                         GError **error);

/* schema.org JobPosting, as Google wants it. */
char *naru_job_posting_write (NaruRecord *vacancy, const char *employer_name, const char *today);
char **naru_job_posting_missing (NaruRecord *vacancy, const char *employer_name);

/* Words of the program in one of its languages. */
const char *naru_advert_say (const char *language, const char *text);

G_END_DECLS
