/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The story of a case. Barriers and assessments are not told: who may see them finds them in the situation. */
#include "naru-case-story.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"

#define HANDOVER_STEPS 10

typedef struct
{
  NaruDesk *desk;
  const char *jobseeker;
  GPtrArray *events;
} Story;

static void
event_free (gpointer data)
{
  NaruCaseEvent *event = data;

  g_free (event->on);
  g_free (event->title);
  g_free (event->second);
  g_free (event);
}

/* Takes @title and @second. */
static void
add (Story *self, const char *on, const char *icon, char *title, char *second)
{
  NaruCaseEvent *event;

  if (on == NULL || title == NULL)
    {
      g_free (title);
      g_free (second);
      return;
    }
  event = g_new0 (NaruCaseEvent, 1);
  event->on = g_strdup (on);
  event->icon = icon;
  event->title = title;
  event->second = second;
  g_ptr_array_add (self->events, event);
}

static GPtrArray *
find (Story *self, const char *type)
{
  g_autoptr (NaruQuery) query = naru_query_new (type);
  GPtrArray *found;

  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, self->jobseeker);
  found = naru_store_find (naru_desk_get_store (self->desk), query, NULL);
  return found != NULL ? found : g_ptr_array_new ();
}

static char *
title_of (Story *self, const char *id)
{
  return id != NULL ? naru_store_get_title (naru_desk_get_store (self->desk), id) : NULL;
}

static void
tell_person (Story *self, NaruRecord *person)
{
  add (self, naru_record_get (person, "registeredOn"), "naru-people-symbolic",
       g_strdup (_ ("Registered")), NULL);
  add (self, naru_record_get (person, "closedOn"), "naru-done-symbolic",
       g_strdup (_ ("Case closed")), naru_record_format (person, "outcome"));
  for (guint i = 0; i < naru_record_get_length (person, "assignments"); i++)
    {
      g_autofree char *from = naru_record_get_element (person, "assignments", i, "from");
      g_autofree char *staff = naru_record_get_element (person, "assignments", i, "staff");
      g_autofree char *name = title_of (self, staff);

      add (self, from, "naru-people-symbolic",
           g_strdup_printf (_ ("Counsellor: %s"), name != NULL ? name : ""),
           naru_record_get_element (person, "assignments", i, "reason"));
    }
}

static void
tell_intake (Story *self, NaruRecord *person)
{
  g_autofree char *last = NULL;

  for (guint i = 0; i < naru_record_get_length (person, "intake"); i++)
    {
      g_autofree char *question = naru_record_get_element (person, "intake", i, "question");
      g_autofree char *at = naru_record_get_element (person, "intake", i, "at");

      if (question != NULL && g_str_has_prefix (question, "reroute-"))
        {
          g_autofree char *route = naru_record_get_element (person, "intake", i, "answer");

          add (self, at, "naru-rebook-symbolic",
               g_strdup_printf (_ ("Another route: %s"),
                                naru_casework_term_label ("intake-route", route)),
               naru_record_get_element (person, "intake", i, "reason"));
        }
      else if (at != NULL && g_strcmp0 (at, last) > 0)
        {
          g_free (last);
          last = g_steal_pointer (&at);
        }
    }
  if (last != NULL)
    add (self, last, "naru-talk-symbolic", g_strdup (_ ("Intake interview")),
         naru_record_format (person, "route"));
}

static void
tell_meetings (Story *self)
{
  g_autoptr (GPtrArray) meetings = find (self, "meeting");

  for (guint i = 0; i < meetings->len; i++)
    {
      NaruRecord *meeting = g_ptr_array_index (meetings, i);
      const char *state = naru_record_get (meeting, "state");
      const char *notes = naru_record_get (meeting, "notes");
      gboolean held = g_strcmp0 (state, "held") == 0;

      add (self, naru_record_get (meeting, "start"),
           held ? "naru-talk-symbolic" : "naru-calendar-symbolic",
           g_strdup_printf (
               "%s · %s",
               naru_casework_term_label ("meeting-kind", naru_record_get (meeting, "kind")),
               naru_casework_term_label ("meeting-state", state)),
           g_strdup (notes));
    }
}

static void
tell_plans (Story *self)
{
  g_autoptr (GPtrArray) plans = find (self, "plan");
  g_autoptr (GPtrArray) steps = find (self, "step");

  for (guint p = 0; p < plans->len; p++)
    {
      NaruRecord *plan = g_ptr_array_index (plans, p);

      for (guint i = 0; i < naru_record_get_length (plan, "versions"); i++)
        {
          g_autofree char *number = naru_record_get_element (plan, "versions", i, "number");
          g_autofree char *at = naru_record_get_element (plan, "versions", i, "at");
          g_autofree char *signed_on
              = naru_record_get_element (plan, "versions", i, "signedJobseekerOn");

          add (self, at, "naru-promise-symbolic", g_strdup_printf (_ ("Plan, version %s"), number),
               g_strdup (signed_on != NULL ? _ ("Signed") : NULL));
        }
    }
  for (guint i = 0; i < steps->len; i++)
    {
      NaruRecord *step = g_ptr_array_index (steps, i);

      if (g_strcmp0 (naru_record_get (step, "state"), "done") == 0)
        add (self, naru_record_get (step, "doneOn"), "naru-done-symbolic",
             g_strdup_printf (_ ("Step done: %s"), naru_record_get_title (step)),
             g_strdup (naru_record_get (step, "evidence")));
    }
}

static void
tell_others (Story *self)
{
  g_autoptr (GPtrArray) referrals = find (self, "referral");
  g_autoptr (GPtrArray) consents = find (self, "consent");

  for (guint i = 0; i < referrals->len; i++)
    {
      NaruRecord *referral = g_ptr_array_index (referrals, i);
      g_autofree char *name = title_of (self, naru_record_get (referral, "organisation"));

      add (self, naru_record_get (referral, "sentOn"),
           g_strcmp0 (naru_record_get (referral, "direction"), "in") == 0 ? "naru-down-symbolic"
                                                                          : "naru-up-symbolic",
           g_strdup_printf (
               _ ("Referral: %s"),
               naru_casework_term_label ("referral-kind", naru_record_get (referral, "kind"))),
           g_steal_pointer (&name));
    }
  for (guint i = 0; i < consents->len; i++)
    {
      NaruRecord *consent = g_ptr_array_index (consents, i);

      add (self, naru_record_get (consent, "givenOn"), "naru-promise-symbolic",
           g_strdup (_ ("Consent given")), NULL);
      add (self, naru_record_get (consent, "withdrawnOn"), "naru-refused-symbolic",
           g_strdup (_ ("Consent withdrawn")), NULL);
    }
}

/* Work that began, once for all checks of it, and the checks that were made. */
static void
tell_work (Story *self)
{
  g_autoptr (GPtrArray) checks = find (self, "jobseekerFollowUp");
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < checks->len; i++)
    {
      NaruRecord *check = g_ptr_array_index (checks, i);
      const char *placement = naru_record_get (check, "placement");
      g_autoptr (NaruRecord) work
          = placement != NULL && g_hash_table_add (told, (gpointer) placement)
                ? naru_store_get (naru_desk_get_store (self->desk), placement, NULL)
                : NULL;
      const char *warning = naru_record_get (check, "warning");
      const char *when
          = naru_casework_term_label ("follow-up-time", naru_record_get (check, "after"));

      if (work != NULL)
        add (self, naru_record_get (work, "startOn"), "naru-briefcase-symbolic",
             g_strdup (_ ("Began to work")), title_of (self, naru_record_get (work, "employer")));
      if (g_strcmp0 (naru_record_get (check, "state"), "done") == 0)
        add (self, naru_record_get (check, "doneOn"), "naru-talk-symbolic",
             g_strdup_printf (_ ("Asked how work goes: %s"), when != NULL ? when : ""),
             g_strcmp0 (warning, "none") != 0
                 ? g_strdup (naru_casework_term_label ("follow-up-warning", warning))
                 : NULL);
    }
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const NaruCaseEvent *first = *(NaruCaseEvent *const *) a, *second = *(NaruCaseEvent *const *) b;

  return strcmp (second->on, first->on);
}

/**
 * naru_case_read_story:
 * @desk: a desk
 * @jobseeker: id of a person
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type NaruCaseEvent) (nullable): what happened, the newest first
 */
GPtrArray *
naru_case_read_story (NaruDesk *desk, const char *jobseeker, GError **error)
{
  g_autoptr (NaruRecord) person = naru_casework_get (desk, jobseeker, "jobseeker", error);
  Story self = { desk, jobseeker, NULL };

  if (person == NULL)
    return NULL;
  self.events = g_ptr_array_new_with_free_func (event_free);
  tell_person (&self, person);
  tell_intake (&self, person);
  tell_meetings (&self);
  tell_plans (&self);
  tell_others (&self);
  tell_work (&self);
  g_ptr_array_sort (self.events, compare_events);
  return self.events;
}

/**
 * naru_case_write_handover:
 * @desk: a desk
 * @jobseeker: id of a person
 *
 * Returns: (transfer full): what goes with the case to the next counsellor, in lines: the next meeting and the steps that are
 *   open
 */
char *
naru_case_write_handover (NaruDesk *desk, const char *jobseeker)
{
  g_autofree char *plan = naru_case_current_plan (desk, jobseeker);
  g_autoptr (GPtrArray) steps = plan != NULL ? naru_case_get_steps (desk, plan, NULL) : NULL;
  g_autofree char *now = naru_desk_now (desk);
  g_autoptr (GPtrArray) meetings = naru_meeting_find_booked (desk, "jobseeker", jobseeker,
                                                             naru_meeting_parse (now), G_MAXINT64);
  GString *text = g_string_new (NULL);
  guint n = 0;

  if (meetings != NULL && meetings->len > 0)
    {
      g_autofree char *when = naru_record_format (g_ptr_array_index (meetings, 0), "start");

      g_string_append_printf (text, _ ("Next meeting: %s"), when);
    }
  for (guint i = 0; steps != NULL && i < steps->len && n < HANDOVER_STEPS; i++)
    {
      NaruRecord *step = g_ptr_array_index (steps, i);
      const char *state = naru_record_get (step, "state");
      g_autofree char *due = naru_record_format (step, "dueOn");

      if (g_strcmp0 (state, "done") == 0 || g_strcmp0 (state, "dropped") == 0)
        continue;
      n++;
      g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "\n" : "",
                              naru_record_get_title (step), due != NULL ? ", " : "",
                              due != NULL ? due : "");
    }
  return g_string_free (text, FALSE);
}
