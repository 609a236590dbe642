/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People whose meeting fell through and who have no new one. Whoever it was that could not come makes no difference to
 * the order: only how long there has been no contact, and how often it did not work out since. No score of a person. */
#include <glib/gi18n-lib.h>

#include "naru-agenda-private.h"
#include "naru-casework-private.h"

#define MANY_MEETINGS 1000

typedef struct
{
  NaruRecord *meeting; /* the latest that fell through: the one to rebook */
  gint64 start;
} Candidate;

static void
candidate_free (gpointer data)
{
  Candidate *candidate = data;

  g_object_unref (candidate->meeting);
  g_free (candidate);
}

static GHashTable *
find_candidates (NaruAgendaRead *self)
{
  g_autoptr (NaruQuery) query = naru_query_new ("meeting");
  g_autoptr (GPtrArray) meetings = NULL;
  GHashTable *candidates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, candidate_free);

  naru_query_add_filter (query, "state", NARU_FILTER_IS,
                         "missed\x1f"
                         "cancelled");
  naru_query_add_filter (query, "rebookedAs", NARU_FILTER_EMPTY, NULL);
  if (self->staff != NULL)
    naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, self->person_ids);
  meetings = naru_agenda_find (self, query);
  for (guint i = 0; i < meetings->len; i++)
    {
      NaruRecord *meeting = g_ptr_array_index (meetings, i);
      const char *jobseeker = naru_record_get (meeting, "jobseeker");
      gint64 start = naru_meeting_parse (naru_record_get (meeting, "start"));
      Candidate *candidate;

      if (jobseeker == NULL || start == G_MININT64)
        continue;
      candidate = g_hash_table_lookup (candidates, jobseeker);
      if (candidate == NULL)
        {
          candidate = g_new0 (Candidate, 1);
          g_hash_table_insert (candidates, g_strdup (jobseeker), candidate);
        }
      else if (candidate->start >= start)
        continue;
      g_set_object (&candidate->meeting, meeting);
      candidate->start = start;
    }
  return candidates;
}

/* Whether nothing was held or booked after the meeting that fell through. */
static gboolean
is_left_open (NaruAgendaRead *self, const char *jobseeker, const Candidate *candidate)
{
  g_autoptr (NaruQuery) query = naru_query_new ("meeting");

  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, jobseeker);
  naru_query_add_filter (query, "state", NARU_FILTER_IS, "booked\x1fheld");
  naru_query_add_filter (query, "start", NARU_FILTER_AT_LEAST,
                         naru_record_get (candidate->meeting, "start"));
  return naru_store_count (self->store, query, &self->error) == 0;
}

static void
take_later (char **latest, const char *time)
{
  if (time == NULL
      || (*latest != NULL && naru_meeting_parse (*latest) >= naru_meeting_parse (time)))
    return;
  g_free (*latest);
  *latest = g_strdup (time);
}

/**
 * naru_agenda_find_last_message:
 *
 * Returns: (transfer full) (nullable): when the last message went either way
 */
char *
naru_agenda_find_last_message (NaruAgendaRead *self, const char *jobseeker)
{
  g_autoptr (NaruQuery) query = naru_query_new ("message");
  g_autoptr (GPtrArray) messages = NULL;

  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, jobseeker);
  naru_query_set_order (query, "at", TRUE);
  naru_query_set_limit (query, 1);
  messages = naru_agenda_find (self, query);
  return messages->len > 0 ? g_strdup (naru_record_get (g_ptr_array_index (messages, 0), "at"))
                           : NULL;
}

/* The last meeting held, or message either way, up to now. */
static char *
find_last_contact (NaruAgendaRead *self, const char *jobseeker, GPtrArray *meetings)
{
  g_autofree char *message = naru_agenda_find_last_message (self, jobseeker);
  char *latest = NULL;

  for (guint i = 0; i < meetings->len; i++)
    if (g_strcmp0 (naru_record_get (g_ptr_array_index (meetings, i), "state"), "held") == 0)
      take_later (&latest, naru_record_get (g_ptr_array_index (meetings, i), "start"));
  take_later (&latest, message);
  return latest;
}

static char *
describe_sides (GPtrArray *fell_through)
{
  static const struct
  {
    const char *code;
    const char *pattern;
  } sides[] = {
    { "office", N_ ("office %d") },
    { "jobseeker", N_ ("jobseeker %d") },
    { "partner", N_ ("partner %d") },
  };
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  int others = (int) fell_through->len;

  for (guint s = 0; s < G_N_ELEMENTS (sides); s++)
    {
      int count = 0;

      for (guint i = 0; i < fell_through->len; i++)
        if (g_strcmp0 (naru_record_get (g_ptr_array_index (fell_through, i), "fellThroughBy"),
                       sides[s].code)
            == 0)
          count++;
      others -= count;
      if (count > 0)
        g_ptr_array_add (parts, g_strdup_printf (_ (sides[s].pattern), count));
    }
  if (others > 0)
    g_ptr_array_add (parts, g_strdup_printf (_ ("neither side %d"), others));
  g_ptr_array_add (parts, NULL);
  /* Translators: stands between the items of a list */
  return g_strjoinv (_ (", "), (char **) parts->pdata);
}

static char *
describe (NaruAgendaRead *self, const char *contact, int days, GPtrArray *fell_through)
{
  guint n = fell_through->len;
  g_autofree char *sides = describe_sides (fell_through);
  g_autofree char *when = naru_agenda_format_date (contact);
  g_autofree char *since = NULL;
  g_autofree char *then = g_strdup_printf (
      ngettext ("%d meeting fell through", "%d meetings fell through", n), (int) n);

  if (contact == NULL)
    /* Translators: "2 meetings fell through", "office 1, jobseeker 1" */
    return g_strdup_printf (_ ("No contact yet; %1$s: %2$s"), then, sides);
  since = g_strdup_printf (
      ngettext ("%d day since last contact (%s)", "%d days since last contact (%s)", (gulong) days),
      days, when);
  /* Translators: "31 days since last contact (23 Oct)", "2 meetings fell through", "office 1, jobseeker 1" */
  return g_strdup_printf (_ ("%1$s, then %2$s: %3$s"), since, then, sides);
}

static void
add_candidate (NaruAgendaRead *self, NaruRecord *jobseeker, const Candidate *candidate)
{
  const char *id = naru_record_get_id (jobseeker);
  g_autoptr (NaruQuery) query = naru_query_new ("meeting");
  g_autoptr (GPtrArray) meetings = NULL;
  g_autoptr (GPtrArray) fell_through = g_ptr_array_new ();
  g_autofree char *contact = NULL;
  const char *since;
  gint64 from;
  int days;
  NaruAgendaRow *row;

  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, id);
  naru_query_add_filter (query, "state", NARU_FILTER_IS,
                         "held\x1fmissed\x1f"
                         "cancelled");
  meetings = naru_agenda_find (self, query);
  contact = find_last_contact (self, id, meetings);
  from = naru_meeting_parse (contact);
  for (guint i = 0; i < meetings->len; i++)
    {
      NaruRecord *meeting = g_ptr_array_index (meetings, i);

      if (g_strcmp0 (naru_record_get (meeting, "state"), "held") != 0
          && naru_meeting_parse (naru_record_get (meeting, "start")) > from)
        g_ptr_array_add (fell_through, meeting);
    }
  if (fell_through->len == 0)
    return; /* a message since: the person was reached */
  since = contact != NULL ? contact : naru_record_get (jobseeker, "registeredOn");
  days = MAX (naru_date_days_between (since, self->date), 0);
  row = naru_agenda_add (self, NARU_AGENDA_REBOOK, candidate->meeting, id,
                         g_strdup (naru_record_get_title (jobseeker)),
                         describe (self, contact, days, fell_through));
  row->at = g_strdup (naru_record_get (candidate->meeting, "start"));
  row->action = "rebook";
  row->order = (gint64) days * MANY_MEETINGS + MIN (fell_through->len, MANY_MEETINGS - 1);
}

/**
 * naru_agenda_read_rebook:
 *
 * Adds the people whose meeting fell through and who have no new one.
 */
void
naru_agenda_read_rebook (NaruAgendaRead *self)
{
  g_autoptr (GHashTable) candidates = NULL;
  GHashTableIter iter;
  gpointer id, candidate;

  if (self->staff != NULL && self->people->len == 0)
    return;
  candidates = find_candidates (self);
  g_hash_table_iter_init (&iter, candidates);
  while (self->error == NULL && g_hash_table_iter_next (&iter, &id, &candidate))
    {
      g_autoptr (NaruRecord) jobseeker = NULL;

      if (!is_left_open (self, id, candidate))
        continue;
      jobseeker = naru_store_get (self->store, id, NULL);
      if (jobseeker != NULL && naru_agenda_is_open_case (jobseeker))
        add_candidate (self, jobseeker, candidate);
    }
}
