/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What different sources say of an employer, side by side: what is held true has its source in `sources`, what others say
 * otherwise stands in `facts` until somebody takes it over or keeps what is there. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/* The value as `sources` keeps and compares it. */
char *naru_fact_text (NaruRecord *record, const char *field);

/* Of how many facts a source says otherwise, and nobody has answered yet. */
guint naru_fact_count_asked (NaruRecord *record);

/* Edits of a record that is about to be written. @json: the value there, as JSON. */
gboolean naru_fact_offer (NaruRecord *record, const char *field, const char *source,
                          const char *name, const char *on, const char *json, gboolean *changed,
                          GError **error);
gboolean naru_fact_withdraw (NaruRecord *record, const char *field, const char *source,
                             gboolean *changed, GError **error);

/* Commands. @fact: the id of an element of `facts`. */
NaruCommand *naru_employer_take_fact (NaruDesk *desk, const char *employer, const char *fact,
                                      GError **error);
NaruCommand *naru_employer_keep_fact (NaruDesk *desk, const char *employer, const char *fact,
                                      GError **error);
NaruCommand *naru_employer_forget_fact (NaruDesk *desk, const char *employer, const char *fact,
                                        GError **error);
NaruCommand *naru_employer_note_fact (NaruDesk *desk, const char *employer, NaruRecord *draft,
                                      const char *field, const char *source, const char *name,
                                      const char *on, gboolean ours, GError **error);

G_END_DECLS
