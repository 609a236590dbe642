/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands on many employers at once, each one step of the undo list, and the numbers of outreach. Building them reads a
 * record for each employer: not for the main loop where there are many. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/* More at once is refused: one looks at a list before it changes as a whole. */
#define NARU_BULK_MOST 5000

NaruCommand *naru_employers_add_word (NaruDesk *reader, const char *const *ids, const char *field,
                                      const char *word, GError **error);
NaruCommand *naru_employers_assign (NaruDesk *reader, const char *const *ids, const char *staff,
                                    const char *reason, GError **error);
NaruCommand *naru_employer_set_stage (NaruDesk *desk, const char *employer, const char *stage,
                                      GError **error);

/**
 * NaruCoverage: one row of "whom have we talked to"
 * @code: of the industry's division, or of the size class; "" where it is not known
 * @label: for people
 * @all: employers of that kind
 * @reached: of these, called, visited or met since
 */
typedef struct
{
  char *code;
  char *label;
  gint64 all;
  gint64 reached;
} NaruCoverage;

void naru_coverage_free (NaruCoverage *coverage);
GPtrArray *naru_employer_coverage (NaruDesk *reader, const char *field, const char *since,
                                   GError **error);

G_END_DECLS
