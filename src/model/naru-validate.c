/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judging a whole record before it is saved: every row by its rules, and what two fields must keep between them. */
#include "naru-record-private.h"

#include "naru-clock.h"
#include "naru-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* Pairs of dates or times in order. Without a type, a row holds for every record and entry of a list with both fields. */
static const struct
{
  const char *type;
  const char *earlier;
  const char *later;
  const char *message;
} orders[] = {
  { "meeting", "start", "end", N_ ("A meeting ends after it starts.") },
  { "step", "plannedOn", "dueOn",
    N_ ("A step cannot be due before the day that it is planned for.") },
  { "referral", "sentOn", "answeredOn", N_ ("A referral cannot be answered before it is sent.") },
  { "financeReferral", "sentOn", "answeredOn",
    N_ ("A referral cannot be answered before it is sent.") },
  { "consent", "givenOn", "withdrawnOn", N_ ("A consent cannot be withdrawn before it is given.") },
  { "consent", "givenOn", "validTo", N_ ("A consent cannot run out before it is given.") },
  { "jobseeker", "birthDate", "registeredOn",
    N_ ("A jobseeker cannot be registered before being born.") },
  { "jobseeker", "registeredOn", "closedOn",
    N_ ("A case cannot be closed before it is registered.") },
  { "incentive", "appliedOn", "decidedOn",
    N_ ("An incentive cannot be decided before it is applied for.") },
  { "vacancy", "publishedOn", "closesOn", N_ ("A vacancy cannot close before it is published.") },
  { "barrier", "since", "resolvedOn", N_ ("A barrier cannot be resolved before it began.") },
  { NULL, "from", "to", N_ ("The last day cannot be before the first day.") },
  { NULL, "startOn", "endOn", N_ ("The end cannot be before the start.") },
  { NULL, "startsOn", "endsOn", N_ ("The end cannot be before the start.") },
  { NULL, "issuedOn", "validTo", N_ ("The last day cannot be before the first day.") },
};

/**
 * naru_problem_free:
 * @problem: (transfer full) (nullable): a problem
 */
void
naru_problem_free (NaruProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->field);
  g_free (problem->message);
  g_free (problem);
}

static void
add_problem (const char *path, char *message, gpointer data)
{
  NaruProblem *problem = g_new0 (NaruProblem, 1);

  problem->field = g_strdup (path);
  problem->message = message;
  g_ptr_array_add (data, problem);
}

static gboolean
in_order (NaruKind kind, const char *earlier, const char *later)
{
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) second = NULL;

  if (kind == NARU_KIND_DATE)
    return !naru_date_is_valid (earlier) || !naru_date_is_valid (later)
           || strcmp (earlier, later) <= 0;
  first = naru_time_parse (earlier);
  second = naru_time_parse (later);
  return first == NULL || second == NULL || g_date_time_compare (first, second) < 0;
}

/* @type: NULL inside a list. */
static void
check_orders (const NaruRecordType *type, const NaruField *fields, NaruJsonSpan object,
              const char *prefix, GPtrArray *problems)
{
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      const NaruField *earlier, *later;
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      if (orders[i].type != NULL && (type == NULL || strcmp (orders[i].type, type->name) != 0))
        continue;
      earlier = naru_fields_find (fields, orders[i].earlier);
      later = earlier != NULL ? naru_fields_find (fields, orders[i].later) : NULL;
      if (later == NULL || earlier->kind != later->kind
          || (later->kind != NARU_KIND_DATE && later->kind != NARU_KIND_TIME))
        continue;
      first = naru_value_decode (earlier, naru_json_span_member (object, earlier->name));
      second = naru_value_decode (later, naru_json_span_member (object, later->name));
      if (first != NULL && second != NULL && !in_order (later->kind, first, second))
        {
          g_autofree char *path = g_strconcat (prefix, later->name, NULL);

          add_problem (path, g_strdup (_ (orders[i].message)), problems);
        }
    }
}

static void
check_list_orders (const NaruField *list, NaruJsonSpan span, GPtrArray *problems)
{
  const NaruField *identity = naru_fields_find (list->fields, list->identity);
  NaruJsonIter iter;
  NaruJsonSpan each;

  if (identity == NULL || naru_json_span_kind (span) != NARU_JSON_ARRAY)
    return;
  naru_json_iter_init (&iter, span);
  for (guint number = 1; naru_json_iter_next (&iter, NULL, &each); number++)
    {
      g_autofree char *key
          = naru_value_decode (identity, naru_json_span_member (each, identity->name));
      g_autofree char *prefix = key != NULL ? g_strdup_printf ("%s/%s/", list->name, key)
                                            : g_strdup_printf ("%s/#%u/", list->name, number);

      check_orders (NULL, list->fields, each, prefix, problems);
    }
}

/**
 * naru_record_validate:
 * @self: a record
 * @today: (nullable): the date of today, to find dates that cannot be in the future
 *
 * Judges every field by its row, and the fields that belong together. A document of a newer schema may have terms that
 * are not known here. What the program alone writes (changes, conflicts, blobs) is judged by its form only.
 *
 * Returns: (transfer full) (element-type NaruProblem): what keeps the record from being saved; empty if nothing does
 */
GPtrArray *
naru_record_validate (NaruRecord *self, const char *today)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_problem_free);
  NaruRules rules = { today, FALSE, FALSE };
  const NaruRecordType *type;
  NaruTypeTable *table;

  g_return_val_if_fail (NARU_IS_RECORD (self), problems);

  table = naru_record_get_table (self);
  type = table->type;
  rules.machine = type->circle == NARU_CIRCLE_OWN;
  rules.lenient = naru_record_get_number (self, "schema", 0) > (gint64) type->schema;
  for (guint i = 0; i < table->n_fields; i++)
    {
      const NaruField *field = table->fields[i];
      NaruJsonSpan span = naru_record_span_at (self, (int) i);

      naru_value_check (field, span, field->name, &rules, add_problem, problems);
      if (field->kind == NARU_KIND_LIST)
        check_list_orders (field, span, problems);
    }
  check_orders (type, type->fields, naru_json_span (naru_record_get_text (self), -1), "", problems);
  return problems;
}

/**
 * naru_record_check:
 * @self: a record
 * @today: (nullable): the date of today
 * @error: return location for an error
 *
 * Returns: %TRUE if naru_record_validate() finds nothing; otherwise %NARU_ERROR_INVALID with what it found first
 */
gboolean
naru_record_check (NaruRecord *self, const char *today, GError **error)
{
  g_autoptr (GPtrArray) problems = naru_record_validate (self, today);

  if (problems->len == 0)
    return TRUE;
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                       ((NaruProblem *) problems->pdata[0])->message);
  return FALSE;
}
