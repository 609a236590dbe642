/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Overlaps and gaps. Co-operation that depends on people knowing each other leaves both: two offices pay for one childcare
 * place, and nobody looks at the debts. */
#include "naru-notices.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"

/* An organisation that works on a barrier, in months since year 0. */
typedef struct
{
  char *organisation;
  char *barrier;
  int first;
  int last;
} Work;

typedef struct
{
  NaruDesk *desk;
  const char *jobseeker;
  int month; /* now */
  GArray *works;
  GHashTable *covered; /* barriers that somebody works on */
  GPtrArray *notices;
  GError *error;
} Search;

/**
 * naru_notice_free:
 * @notice: (transfer full): a notice
 */
void
naru_notice_free (NaruNotice *notice)
{
  g_free (notice->barrier);
  g_free (notice->text);
  g_free (notice);
}

static void
work_clear (gpointer data)
{
  Work *work = data;

  g_free (work->organisation);
  g_free (work->barrier);
}

static int
month_of (const char *date, int fallback)
{
  int year, month;

  if (date == NULL || !naru_date_is_valid (date))
    return fallback;
  year = (int) g_ascii_strtoll (date, NULL, 10);
  month = (int) g_ascii_strtoll (date + 5, NULL, 10);
  return year * 12 + month - 1;
}

static GPtrArray *
find (Search *self, const char *type, const char *field, const char *id)
{
  g_autoptr (NaruQuery) query = naru_query_new (type);
  GPtrArray *records;

  naru_query_add_filter (query, field, NARU_FILTER_IS, id);
  records = self->error == NULL
                ? naru_store_find (naru_desk_get_store (self->desk), query, &self->error)
                : NULL;
  return records != NULL ? records : g_ptr_array_new ();
}

static gboolean
is_one_of (NaruRecord *record, const char *field, const char *states)
{
  g_auto (GStrv) list = g_strsplit (states, " ", -1);
  const char *state = naru_record_get (record, field);

  return state != NULL && g_strv_contains ((const char *const *) list, state);
}

static void
add_work (Search *self, const char *organisation, const char *barrier, const char *from,
          const char *to, gboolean open)
{
  Work work;

  if (barrier == NULL)
    return;
  if (open)
    g_hash_table_add (self->covered, g_strdup (barrier));
  if (organisation == NULL)
    return;
  work.organisation = g_strdup (organisation);
  work.barrier = g_strdup (barrier);
  work.first = month_of (from, self->month);
  work.last = MAX (month_of (to, open ? self->month : work.first), work.first);
  g_array_append_val (self->works, work);
}

static void
read_referrals (Search *self, const char *type, const char *barrier)
{
  g_autoptr (GPtrArray) referrals = find (self, type, "jobseeker", self->jobseeker);

  for (guint i = 0; i < referrals->len; i++)
    {
      NaruRecord *referral = g_ptr_array_index (referrals, i);
      const char *starts = naru_record_get (referral, "startsOn");

      if (is_one_of (referral, "state", "refused planned"))
        continue;
      add_work (self, naru_record_get (referral, "organisation"),
                barrier != NULL ? barrier : naru_record_get (referral, "barrier"),
                starts != NULL ? starts : naru_record_get (referral, "sentOn"),
                naru_record_get (referral, "endsOn"),
                !is_one_of (referral, "state", "completed ended_early"));
    }
}

static void
read_steps_of (Search *self, const char *type, const char *field, const char *id,
               const char *organisation)
{
  g_autoptr (GPtrArray) steps = find (self, type, field, id);

  for (guint i = 0; i < steps->len; i++)
    {
      NaruRecord *step = g_ptr_array_index (steps, i);
      const char *own
          = organisation != NULL ? organisation : naru_record_get (step, "organisation");

      if (!is_one_of (step, "state", "dropped"))
        add_work (self, own, naru_record_get (step, "barrier"), naru_record_get (step, "dueOn"),
                  naru_record_get (step, "doneOn"), !is_one_of (step, "state", "done"));
    }
}

static void
read_partners (Search *self)
{
  g_autoptr (GPtrArray) shared = find (self, "sharedCase", "jobseeker", self->jobseeker);

  for (guint i = 0; i < shared->len; i++)
    {
      NaruRecord *record = g_ptr_array_index (shared, i);

      read_steps_of (self, "partnerStep", "sharedCase", naru_record_get_id (record),
                     naru_record_get (record, "organisation"));
    }
}

static void
add_notice (Search *self, NaruNoticeKind kind, const char *barrier, char *text)
{
  NaruNotice *notice = g_new0 (NaruNotice, 1);

  notice->kind = kind;
  notice->barrier = g_strdup (barrier);
  notice->text = text;
  g_ptr_array_add (self->notices, notice);
}

static void
add_overlap (Search *self, const Work *a, const Work *b)
{
  NaruStore *store = naru_desk_get_store (self->desk);
  g_autofree char *one = naru_store_get_title (store, a->organisation);
  g_autofree char *other = naru_store_get_title (store, b->organisation);

  if (one != NULL && other != NULL)
    add_notice (self, NARU_NOTICE_OVERLAP, a->barrier,
                /* Translators: a barrier, such as "Childcare", and two organisations */
                g_strdup_printf (_ ("%1$s: %2$s and %3$s work on it in the same month. Please "
                                    "agree who leads."),
                                 naru_casework_term_label ("barrier", a->barrier), one, other));
}

/* Two organisations on one barrier in one month, this one or the one before: what is long over is of no use. */
static void
find_overlaps (Search *self)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->works->len; i++)
    for (guint j = i + 1; j < self->works->len; j++)
      {
        const Work *a = &g_array_index (self->works, Work, i);
        const Work *b = &g_array_index (self->works, Work, j);
        const char *first
            = strcmp (a->organisation, b->organisation) < 0 ? a->organisation : b->organisation;
        const char *second = first == a->organisation ? b->organisation : a->organisation;

        if (strcmp (a->barrier, b->barrier) != 0 || strcmp (a->organisation, b->organisation) == 0
            || MAX (a->first, b->first) > MIN (a->last, b->last)
            || MIN (a->last, b->last) < self->month - 1)
          continue;
        if (g_hash_table_add (told, g_strjoin (" ", a->barrier, first, second, NULL)))
          add_overlap (self, a, b);
      }
}

/* Barriers are seen by those with the role: elsewhere there are none, and no gap. */
static void
find_gaps (Search *self)
{
  g_autoptr (GPtrArray) barriers = find (self, "barrier", "jobseeker", self->jobseeker);

  for (guint i = 0; i < barriers->len; i++)
    {
      NaruRecord *barrier = g_ptr_array_index (barriers, i);
      const char *code = naru_record_get (barrier, "barrier");

      if (code != NULL && !naru_record_has (barrier, "resolvedOn")
          && !naru_record_has (barrier, "lead") && !g_hash_table_contains (self->covered, code))
        add_notice (self, NARU_NOTICE_GAP, code,
                    g_strdup_printf (_ ("%s: nobody works on it yet."),
                                     naru_casework_term_label ("barrier", code)));
    }
}

/**
 * naru_case_find_notices:
 * @desk: a desk
 * @jobseeker: id of a person
 * @error: return location for an error
 *
 * Looks for barriers that two organisations work on in one calendar month, by referrals, steps and the partners' own steps,
 * and for open barriers without a lead that no referral and no step is for.
 *
 * Returns: (transfer full) (element-type NaruNotice) (nullable): overlaps first
 */
GPtrArray *
naru_case_find_notices (NaruDesk *desk, const char *jobseeker, GError **error)
{
  g_autofree char *today = naru_desk_today (desk);
  g_autoptr (GArray) works = g_array_new (FALSE, FALSE, sizeof (Work));
  g_autoptr (GHashTable) covered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) notices
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_notice_free);
  Search search = { desk, jobseeker, month_of (today, 0), works, covered, notices, NULL };

  g_array_set_clear_func (works, work_clear);
  read_referrals (&search, "referral", NULL);
  if (naru_desk_has_role (desk, NARU_ROLE_SITUATION))
    read_referrals (&search, "financeReferral", "financial");
  read_steps_of (&search, "step", "jobseeker", jobseeker, NULL);
  read_partners (&search);
  find_overlaps (&search);
  find_gaps (&search);
  if (search.error != NULL)
    {
      g_propagate_error (error, search.error);
      return NULL;
    }
  return g_steal_pointer (&notices);
}
