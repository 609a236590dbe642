/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns that are computed from other records when a row is shown, filtered or ordered. Each is an SQL expression over
 * the list row "l"; ?1 is the moment in UTC, ?2 the day there. Indexes: composite_indexes in naru-derive-tables.c. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-query-private.h"
#include "naru-store-private.h"

static const NaruComputed columns[] = {
  { "jobseeker", "lastContact", N_ ("Last contact"), NARU_KIND_TIME },
  { "jobseeker", "nextMeeting", N_ ("Next meeting"), NARU_KIND_TIME },
  { "jobseeker", "stepsOverdue", N_ ("Steps overdue"), NARU_KIND_NUMBER },
  { "jobseeker", "missedMeetings", N_ ("Missed since last contact"), NARU_KIND_NUMBER },
  { "employer", "lastContact", N_ ("Last contact"), NARU_KIND_TIME },
  { "employer", "lastTalk", N_ ("Last call, visit or meeting"), NARU_KIND_TIME },
  { "employer", "placed", N_ ("Hired through us"), NARU_KIND_NUMBER },
  { "employer", "nextActionOn", N_ ("Next action due"), NARU_KIND_DATE },
  { "employer", "nextAction", N_ ("Next action"), NARU_KIND_TEXT },
  { "employer", "openVacancies", N_ ("Open vacancies"), NARU_KIND_NUMBER },
  { "vacancy", "daysOpen", N_ ("Days open"), NARU_KIND_NUMBER },
  { "plan", "stepsDone", N_ ("Steps done"), NARU_KIND_NUMBER },
  { "plan", "stepsTotal", N_ ("Steps"), NARU_KIND_NUMBER },
};

/* NULL: a column keeps it, see naru_latest_find(). */
static const char *const expressions[] = {
  NULL,
  "(SELECT min(m.start) FROM list_meeting m WHERE m.jobseeker = l.id_ AND m.state = 'booked' AND "
  "m.start >= ?1)",
  "(SELECT count(*) FROM list_step s WHERE s.jobseeker = l.id_ AND s.state IN ('planned', "
  "'underway') AND s.dueOn < ?2)",
  "(SELECT count(*) FROM list_meeting m WHERE m.jobseeker = l.id_ AND m.state IN ('missed', "
  "'cancelled')"
  " AND m.start > coalesce(l.lastContact_, ''))",
  NULL,
  NULL,
  "(SELECT count(*) FROM list_placement p WHERE p.employer = l.id_)",
  "(SELECT min(i.nextActionOn) FROM list_interaction i WHERE i.employer = l.id_ AND "
  "i.nextActionState = 'open')",
  "(SELECT json_extract(d.body, '$.nextAction') FROM list_interaction i JOIN document d ON "
  "d.number = i.number"
  " WHERE i.employer = l.id_ AND i.nextActionState = 'open'"
  " ORDER BY i.nextActionOn IS NULL, i.nextActionOn, i.number LIMIT 1)",
  ("(SELECT count(*) FROM list_vacancy v WHERE v.employer = l.id_"
   " AND v.stage IN ('draft', 'with_employer', 'agreed', 'published'))"),
  "CAST (julianday(coalesce(l.closedOn, ?2)) - julianday(l.publishedOn) AS INTEGER)",
  "(SELECT count(*) FROM list_step s WHERE s.plan = l.id_ AND s.state = 'done')",
  "(SELECT count(*) FROM list_step s WHERE s.plan = l.id_ AND s.state <> 'dropped')",
};

G_STATIC_ASSERT (G_N_ELEMENTS (columns) == G_N_ELEMENTS (expressions));

/**
 * naru_computed_find:
 *
 * Returns: (transfer none) (nullable): the computed column of that name; its label is marked for translation
 */
const NaruComputed *
naru_computed_find (const char *type, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (strcmp (columns[i].type, type) == 0 && strcmp (columns[i].name, name) == 0)
      return &columns[i];
  return NULL;
}

/**
 * naru_computed_get_sql:
 * @type: a record type
 * @name: a computed column of it
 *
 * Returns: (nullable): the expression over the list row "l"; %NULL if there is no such column
 */
const char *
naru_computed_get_sql (const char *type, const char *name)
{
  const NaruComputed *column = naru_computed_find (type, name);

  if (column == NULL)
    return NULL;
  return expressions[column - columns] != NULL ? expressions[column - columns]
                                               : naru_latest_find (type, name);
}

/**
 * naru_computed_bind_now:
 * @statement: a statement with such expressions
 * @now: (nullable): the moment as on the wire; %NULL for the one in which the list is read
 *
 * Gives the statement the moment in UTC and the day there.
 */
void
naru_computed_bind_now (NaruStatement *statement, const char *now)
{
  g_autofree char *moment = now != NULL ? naru_column_time (now) : NULL;
  g_autofree char *day = NULL;

  if (moment != NULL)
    day = g_strndup (now, strlen ("2026-11-22"));
  else
    {
      g_autoptr (GDateTime) here = g_date_time_new_now_local ();
      g_autoptr (GDateTime) utc = g_date_time_to_utc (here);

      moment = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
      day = g_date_time_format (here, "%Y-%m-%d");
    }
  naru_statement_bind_text (statement, 1, moment);
  naru_statement_bind_text (statement, 2, day);
}

/**
 * naru_store_compute:
 * @number: row number of a record of the type
 * @name: a computed column of the type
 * @now: (nullable): time as on the wire
 *
 * Returns: (transfer full) (nullable): the value in canonical text form, times in UTC; %NULL if there is none
 */
char *
naru_store_compute (NaruStore *self, gint64 number, const char *type, const char *name,
                    const char *now)
{
  const char *expression = naru_computed_get_sql (type, name);
  g_autoptr (NaruStatement) statement = NULL;
  g_autofree char *sql = NULL;

  g_return_val_if_fail (expression != NULL, NULL);
  sql = g_strdup_printf ("SELECT %s FROM \"list_%s\" l WHERE l.number = ?3", expression, type);
  statement = naru_db_prepare (naru_store_get_db (self), sql, NULL);
  if (statement == NULL)
    return NULL;
  naru_computed_bind_now (statement, now);
  naru_statement_bind_int (statement, 3, number);
  return naru_statement_step (statement, NULL) == NARU_STEP_ROW
             ? naru_statement_dup_text (statement, 0)
             : NULL;
}
