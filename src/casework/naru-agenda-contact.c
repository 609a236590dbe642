/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is booked twice, since two desks did not know of each other; and who has not been in contact for longer than agreed. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-agenda-private.h"
#include "naru-casework-private.h"

typedef struct
{
  NaruRecord *meeting;
  gint64 start;
  gint64 end;
} Booked;

static int
compare_booked (gconstpointer a, gconstpointer b)
{
  const Booked *first = a, *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return strcmp (naru_record_get_id (first->meeting), naru_record_get_id (second->meeting));
}

static gboolean
same (NaruRecord *a, NaruRecord *b, const char *field)
{
  const char *value = naru_record_get (a, field);

  return value != NULL && g_strcmp0 (value, naru_record_get (b, field)) == 0;
}

static char *
describe_times (NaruAgendaRead *self, NaruRecord *meeting)
{
  const char *end = naru_record_get (meeting, "end");
  g_autofree char *day = naru_agenda_format_date (naru_record_get (meeting, "start"));
  g_autoptr (GDateTime) from = naru_time_parse (naru_record_get (meeting, "start"));
  g_autoptr (GDateTime) from_here = g_date_time_to_local (from);
  g_autofree char *begins = g_date_time_format (from_here, "%H:%M");
  g_autoptr (GDateTime) to = end != NULL ? naru_time_parse (end) : NULL;
  g_autoptr (GDateTime) to_here = to != NULL ? g_date_time_to_local (to) : NULL;
  g_autofree char *ends = to_here != NULL ? g_date_time_format (to_here, "%H:%M") : NULL;

  return ends != NULL ? g_strdup_printf ("%s %s–%s", day, begins, ends)
                      : g_strdup_printf ("%s %s", day, begins);
}

/* The one that was made later is the one to move: its row is shown. */
static void
add_double (NaruAgendaRead *self, NaruRecord *a, NaruRecord *b)
{
  gboolean first_is_later
      = g_strcmp0 (naru_record_get (a, "createdAt"), naru_record_get (b, "createdAt")) > 0;
  NaruRecord *later = first_is_later ? a : b;
  NaruRecord *earlier = first_is_later ? b : a;
  const char *jobseeker = naru_record_get (later, "jobseeker");
  g_autofree char *times = describe_times (self, later);
  g_autofree char *others = describe_times (self, earlier);
  g_autofree char *by = naru_agenda_title_of (self, naru_record_get (later, "createdBy"));
  g_autofree char *who = NULL;
  char *reason;
  NaruAgendaRow *row;

  if (same (a, b, "staff"))
    {
      who = naru_agenda_title_of (self, naru_record_get (earlier, "jobseeker"));
      /* Translators: %1$s and %3$s are days with times, %2$s a jobseeker, %4$s a staff member */
      reason = g_strdup_printf (_ ("%1$s, and %2$s %3$s; booked last by %4$s"), times, who, others,
                                by);
    }
  else
    {
      who = naru_agenda_title_of (self, naru_record_get (earlier, "staff"));
      /* Translators: %1$s and %3$s are days with times, %2$s and %4$s staff members */
      reason = g_strdup_printf (_ ("%1$s, and with %2$s %3$s; booked last by %4$s"), times, who,
                                others, by);
    }
  row = naru_agenda_add (self, NARU_AGENDA_DOUBLE, later, jobseeker,
                         naru_agenda_title_of (self, jobseeker), reason);
  row->at = g_strdup (naru_record_get (later, "start"));
  row->action = "rebook";
  row->order = -naru_meeting_parse (row->at);
}

static void
booked_clear (gpointer data)
{
  g_object_unref (((Booked *) data)->meeting);
}

static void
collect_booked (NaruAgendaRead *self, GArray *booked, GHashTable *known, const char *field,
                const char *value)
{
  g_autoptr (NaruQuery) query = naru_query_new ("meeting");
  g_autoptr (GPtrArray) meetings = NULL;

  naru_query_add_filter (query, "state", NARU_FILTER_IS, "booked");
  naru_query_add_filter (query, "start", NARU_FILTER_AT_LEAST, self->date);
  if (field != NULL)
    naru_query_add_filter (query, field, NARU_FILTER_IS, value);
  meetings = naru_agenda_find (self, query);
  for (guint i = 0; i < meetings->len; i++)
    {
      NaruRecord *meeting = g_ptr_array_index (meetings, i);
      Booked at = { meeting, 0, 0 };

      if (naru_meeting_get_times (meeting, &at.start, &at.end) && at.end > self->now_seconds
          && g_hash_table_add (known, g_strdup (naru_record_get_id (meeting))))
        {
          g_object_ref (meeting);
          g_array_append_val (booked, at);
        }
    }
}

/**
 * naru_agenda_read_double:
 *
 * Adds the meetings that share their time with another of the same counsellor, or of the same person. Booking refuses that:
 * it comes from two desks that had not synchronised.
 */
void
naru_agenda_read_double (NaruAgendaRead *self)
{
  g_autoptr (GArray) booked = g_array_new (FALSE, FALSE, sizeof (Booked));
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_array_set_clear_func (booked, booked_clear);
  collect_booked (self, booked, known, self->staff != NULL ? "staff" : NULL, self->staff);
  if (self->staff != NULL && self->people->len > 0)
    collect_booked (self, booked, known, "jobseeker", self->person_ids);
  g_array_sort (booked, compare_booked);
  for (guint i = 0; i < booked->len; i++)
    {
      const Booked *first = &g_array_index (booked, Booked, i);

      for (guint j = i + 1; j < booked->len; j++)
        {
          const Booked *second = &g_array_index (booked, Booked, j);

          if (second->start >= first->end)
            break;
          if (naru_meeting_is_same_session (first->meeting, second->meeting))
            continue;
          if (same (first->meeting, second->meeting, "staff")
              || same (first->meeting, second->meeting, "jobseeker"))
            add_double (self, first->meeting, second->meeting);
        }
    }
}

/* Contact */

static gboolean
waits_for_rebooking (NaruAgendaRead *self, const char *jobseeker)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const NaruAgendaRow *row = g_ptr_array_index (self->rows, i);

      if (row->section == NARU_AGENDA_REBOOK && strcmp (row->subject, jobseeker) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
compute (NaruAgendaRead *self, NaruRecord *person, const char *column)
{
  g_autoptr (NaruDocumentState) state
      = naru_store_get_state (self->store, naru_record_get_id (person), NULL);

  return state != NULL
             ? naru_store_compute (self->store, state->number, "jobseeker", column, self->now)
             : NULL;
}

static char *
find_last_contact (NaruAgendaRead *self, NaruRecord *person)
{
  char *message = naru_agenda_find_last_message (self, naru_record_get_id (person));
  char *held = compute (self, person, "lastContact");
  gboolean held_is_later = naru_meeting_parse (held) > naru_meeting_parse (message);

  g_free (held_is_later ? message : held);
  return held_is_later ? held : message;
}

static char *
describe_contact (NaruRecord *person, const char *contact, int days, int cadence)
{
  g_autofree char *when = naru_agenda_format_date (contact);
  g_autofree char *passed = NULL;
  g_autofree char *usual = g_strdup_printf (
      ngettext ("meets every %d day", "meets every %d days", (gulong) cadence), cadence);

  if (contact == NULL)
    passed
        = g_strdup_printf (ngettext ("%d day since registration, no contact yet",
                                     "%d days since registration, no contact yet", (gulong) days),
                           days);
  else
    passed = g_strdup_printf (ngettext ("%d day since last contact (%s)",
                                        "%d days since last contact (%s)", (gulong) days),
                              days, when);
  /* Translators: "35 days since last contact (21 Oct)", "meets every 21 days", how many days that is more */
  return g_strdup_printf (_ ("%1$s, %2$s: %3$d over"), passed, usual, days - cadence);
}

static void
add_contact (NaruAgendaRead *self, NaruRecord *person)
{
  const char *id = naru_record_get_id (person);
  g_autofree char *next = compute (self, person, "nextMeeting");
  g_autofree char *contact = NULL;
  int cadence = naru_case_get_cadence (self->store, person);
  const char *since;
  NaruAgendaRow *row;
  int days;

  if (next != NULL || waits_for_rebooking (self, id))
    return;
  contact = find_last_contact (self, person);
  since = contact != NULL ? contact : naru_record_get (person, "registeredOn");
  days = since != NULL ? naru_date_days_between (since, self->date) : 0;
  if (days <= cadence)
    return;
  row = naru_agenda_add (self, NARU_AGENDA_CONTACT, person, id,
                         g_strdup (naru_record_get_title (person)),
                         describe_contact (person, contact, days, cadence));
  row->at = g_strdup (since);
  row->action = "book";
  row->order = days - cadence;
}

/**
 * naru_agenda_read_contact:
 *
 * Adds the people of one counsellor who have nothing booked and were not in contact for longer than their cadence. Who waits
 * for a meeting to be rebooked stands there already; a suspended case can wait.
 */
void
naru_agenda_read_contact (NaruAgendaRead *self)
{
  for (guint i = 0; self->people != NULL && i < self->people->len && self->error == NULL; i++)
    {
      NaruRecord *person = g_ptr_array_index (self->people, i);

      if (g_strcmp0 (naru_record_get (person, "state"), "suspended") != 0
          && g_strcmp0 (naru_record_get (person, "state"), "in_work") != 0
          && naru_agenda_is_open_case (person))
        add_contact (self, person);
    }
}

/* Nobody reads a queue of hundreds on Today: the list of the team has them all. */
#define MOST_QUEUED 20

/**
 * naru_agenda_read_queue:
 *
 * Adds the open cases of the person's team that nobody looks after, for those who counsel jobseekers.
 */
void
naru_agenda_read_queue (NaruAgendaRead *self)
{
  g_autoptr (NaruRecord) me
      = self->staff != NULL ? naru_store_get (self->store, self->staff, NULL) : NULL;
  const char *team = me != NULL ? naru_record_get (me, "team") : NULL;
  g_auto (GStrv) roles = me != NULL ? naru_record_get_set (me, "roles") : NULL;
  g_autoptr (NaruQuery) query = NULL;
  g_autoptr (GPtrArray) people = NULL;

  if (team == NULL || roles == NULL
      || !g_strv_contains ((const char *const *) roles, "job_counsellor"))
    return;
  query = naru_query_new ("jobseeker");
  naru_query_add_filter (query, "team", NARU_FILTER_IS, team);
  naru_query_add_filter (query, "counsellor", NARU_FILTER_EMPTY, NULL);
  naru_query_add_filter (query, "state", NARU_FILTER_IS,
                         "new\x1f"
                         "active\x1f"
                         "reopened\x1f"
                         "suspended");
  naru_query_set_order (query, "registeredOn", FALSE);
  naru_query_set_limit (query, MOST_QUEUED);
  people = naru_agenda_find (self, query);
  for (guint i = 0; i < people->len; i++)
    {
      NaruRecord *person = g_ptr_array_index (people, i);
      const char *since = naru_record_get (person, "registeredOn");
      const char *route
          = naru_casework_term_label ("intake-route", naru_record_get (person, "route"));
      g_autofree char *when = naru_agenda_format_date (since);
      g_autofree char *waits = since != NULL ? g_strdup_printf (_ ("registered %s"), when) : NULL;
      NaruAgendaRow *row;

      if (naru_record_has (person, "mergedInto"))
        continue;
      row = naru_agenda_add (
          self, NARU_AGENDA_QUEUE, person, NULL, g_strdup (naru_record_get_title (person)),
          route != NULL && waits != NULL ? g_strdup_printf ("%s · %s", route, waits)
                                         : g_strdup (route != NULL ? route : waits));
      row->at = g_strdup (since);
      row->action = "take";
      row->order = since != NULL ? naru_date_days_between (since, self->date) : 0;
    }
}
