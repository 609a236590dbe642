/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who looks after how many employers, and the rule that nobody gets one without being told about it. */
#include "naru-employer-work.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"
#include "naru-query.h"

void
naru_workload_free (NaruWorkload *workload)
{
  g_free (workload->staff);
  g_free (workload->name);
  g_free (workload);
}

static gint64
count (NaruStore *store, NaruQuery *query)
{
  return MAX (naru_store_count (store, query, NULL), 0);
}

static NaruWorkload *
read_workload (NaruStore *store, NaruRecord *staff, const char *today)
{
  NaruWorkload *self = g_new0 (NaruWorkload, 1);
  g_autoptr (NaruQuery) employers = naru_query_new ("employer");
  g_autoptr (NaruQuery) open = naru_query_new ("interaction");
  g_autoptr (NaruQuery) late = NULL;

  self->staff = g_strdup (naru_record_get_id (staff));
  self->name = g_strdup (naru_record_get_title (staff));
  naru_query_add_filter (employers, "accountManager", NARU_FILTER_IS, self->staff);
  naru_query_add_filter (employers, "stage", NARU_FILTER_IS_NOT, "dormant");
  naru_query_add_filter (open, "nextActionBy", NARU_FILTER_IS, self->staff);
  naru_query_add_filter (open, "nextActionState", NARU_FILTER_IS, "open");
  late = naru_query_copy (open);
  naru_query_add_filter (late, "nextActionOn", NARU_FILTER_BELOW, today);
  self->employers = count (store, employers);
  self->open = count (store, open);
  self->late = count (store, late);
  return self;
}

/**
 * naru_employer_workloads:
 * @reader: a desk
 * @error: return location for an error
 *
 * Not for the main loop.
 *
 * Returns: (transfer full) (element-type NaruWorkload) (nullable): what each employer counsellor has to do, by name
 */
GPtrArray *
naru_employer_workloads (NaruDesk *reader, GError **error)
{
  NaruStore *store = naru_desk_get_store (reader);
  g_autoptr (NaruQuery) query = naru_query_new ("staff");
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) workloads
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_workload_free);
  g_autofree char *today = naru_desk_today (reader);

  naru_query_add_filter (query, "roles", NARU_FILTER_HAS, "employer_counsellor");
  naru_query_set_order (query, "name", FALSE);
  found = naru_store_find (store, query, error);
  if (found == NULL)
    return NULL;
  for (guint i = 0; i < found->len; i++)
    if (g_strcmp0 (naru_record_get (found->pdata[i], "state"), "left") != 0)
      g_ptr_array_add (workloads, read_workload (store, found->pdata[i], today));
  return g_steal_pointer (&workloads);
}

/**
 * naru_employer_check_assignment:
 * @before: an employer as it is
 * @after: the same as it is about to be
 * @error: return location for %NARU_ERROR_REFUSED
 *
 * Whoever looks after an employer changes together with the entry that says why, and what the next one must know.
 *
 * Returns: %FALSE if that is missing
 */
gboolean
naru_employer_check_assignment (NaruRecord *before, NaruRecord *after, GError **error)
{
  const char *old = naru_record_get (before, "accountManager");
  const char *new = naru_record_get (after, "accountManager");
  guint n = naru_record_get_length (after, "assignments");

  if (old == NULL || new == NULL || strcmp (old, new) == 0)
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *staff = naru_record_get_element (after, "assignments", i, "staff");
      g_autofree char *to = naru_record_get_element (after, "assignments", i, "to");
      g_autofree char *reason = naru_record_get_element (after, "assignments", i, "reason");
      g_autofree char *handover = naru_record_get_element (after, "assignments", i, "handover");

      if (to == NULL && g_strcmp0 (staff, new) == 0 && reason != NULL && handover != NULL)
        return TRUE;
    }
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                       _ ("Another account manager needs a reason and a handover sheet. Please use "
                          "“Assign to somebody else” on the page of the employer."));
  return FALSE;
}
