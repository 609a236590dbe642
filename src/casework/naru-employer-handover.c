/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handover sheet: what one would tell a colleague over coffee before she takes over an employer, most pressing first:
 * who they are, what waits, what to mind, whom to ask, what was agreed; then the story (naru-employer-past.c). It is text,
 * so that the person who leaves can change every word of it. */
#include "naru-employer-work.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"
#include "naru-clock.h"
#include "naru-employer-sheet.h"

#define LONGEST_ACTION 200
#define LONGEST_ANSWER 320
#define SOON_DAYS 60 /* what ends within these is told among what waits */
#define EARLY_DAYS 90 /* who left within these left early: worth asking why */
#define RECENT_DAYS 365 /* promises broken longer ago are forgiven */

static const char *
say (NaruSheet *self, const char *text)
{
  return naru_speech_say (self->speech, text);
}

static gboolean
is_promise (NaruRecord *talk, const char *state)
{
  return naru_record_get_boolean (talk, "promise")
         && g_strcmp0 (naru_record_get (talk, "nextActionState"), state) == 0;
}

static guint
count_promises (NaruSheet *self, const char *state)
{
  guint n = 0;

  for (guint i = 0; i < self->talks->len; i++)
    n += is_promise (self->talks->pdata[i], state);
  return n;
}

/* Which company they are part of, and where else they work. */
static void
add_house (NaruSheet *self)
{
  GPtrArray *sites = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *parent = naru_sheet_title_of (self, self->employer, "parent");
  g_autofree char *names = NULL;

  for (guint i = 0; i < naru_record_get_length (self->employer, "sites"); i++)
    g_ptr_array_add (sites, naru_record_get_element (self->employer, "sites", i, "name"));
  names = naru_sheet_join (sites, ", ");
  if (*parent != '\0')
    naru_sheet_add_item (self, say (self, N_ ("%s: %s")), say (self, N_ ("Part of")), parent);
  if (*names != '\0')
    naru_sheet_add_item (self, say (self, N_ ("%s: %s")), say (self, N_ ("Sites")), names);
}

/* Who they are, and what the years came to, in a few lines. */
static void
add_in_short (NaruSheet *self)
{
  static const char *const fields[] = { "sizeClass", "employees", "stage", "hiringIntention" };
  GPtrArray *facts = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *sums = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *line = NULL, *sum = NULL, *place = NULL;
  const char *since = naru_record_get (self->employer, "assignedSince");
  g_autofree char *manager = naru_sheet_title_of (self, self->employer, "accountManager");
  guint there = 0, open = 0;

  naru_sheet_add_heading (self, N_ ("In short"));
  g_ptr_array_add (facts, naru_speech_say_field (self->speech, self->employer, "industry"));
  place = naru_record_get_member (self->employer, "address", "place");
  g_ptr_array_add (facts, place != NULL
                              ? g_steal_pointer (&place)
                              : naru_speech_say_field (self->speech, self->employer, "region"));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_ptr_array_add (facts, naru_sheet_say_pair (self, self->employer, fields[i]));
  line = naru_sheet_join (facts, " · ");
  if (*line != '\0')
    naru_sheet_add_item (self, "%s", line);
  add_house (self);
  if (*manager != '\0' && since != NULL)
    {
      g_autofree char *day = naru_speech_say_date (self->speech, since);

      naru_sheet_add_item (self, say (self, N_ ("Looked after by %s since %s")), manager, day);
    }
  for (guint i = 0; i < self->placements->len; i++)
    there += !naru_record_has (self->placements->pdata[i], "endOn");
  for (guint i = 0; i < self->vacancies->len; i++)
    open += naru_sheet_is_open_vacancy (self->vacancies->pdata[i]);
  if (self->talks->len > 0)
    {
      g_autofree char *first
          = naru_sheet_say_day (self, self->talks->pdata[self->talks->len - 1], "at");

      g_ptr_array_add (sums, g_strdup_printf (say (self, N_ ("Conversations: %u, since %s")),
                                              self->talks->len, first));
    }
  if (self->vacancies->len > 0)
    g_ptr_array_add (sums, g_strdup_printf (say (self, N_ ("Vacancies: %u, open %u")),
                                            self->vacancies->len, open));
  if (self->placements->len > 0)
    g_ptr_array_add (sums, g_strdup_printf (say (self, N_ ("%u placed, %u still there")),
                                            self->placements->len, there));
  if (count_promises (self, "done") + count_promises (self, "dropped") > 0)
    g_ptr_array_add (sums, g_strdup_printf (say (self, N_ ("Promises: %u kept, %u dropped")),
                                            count_promises (self, "done"),
                                            count_promises (self, "dropped")));
  sum = naru_sheet_join (sums, " · ");
  if (*sum != '\0')
    naru_sheet_add_item (self, "%s", sum);
}

/**
 * Waiting: something that has a date, or none
 * @on: (nullable): by when
 */
typedef struct
{
  char *on;
  char *text;
} Waiting;

static void
waiting_clear (gpointer data)
{
  Waiting *self = data;

  g_free (self->on);
  g_free (self->text);
}

static int
compare_waiting (gconstpointer a, gconstpointer b)
{
  const Waiting *first = a, *second = b;

  return g_strcmp0 (first->on != NULL ? first->on : "9999",
                    second->on != NULL ? second->on : "9999");
}

static void
wait_for (GArray *waiting, const char *on, char *text)
{
  Waiting one = { g_strdup (on), text };

  g_array_append_val (waiting, one);
}

static void
collect_actions (NaruSheet *self, GArray *waiting)
{
  for (guint i = 0; i < self->talks->len; i++)
    {
      NaruRecord *talk = self->talks->pdata[i];
      const char *action = naru_record_get (talk, "nextAction");
      g_autofree char *day = NULL, *contact = NULL, *short_action = NULL;
      const char *word = naru_record_get_boolean (talk, "promise") ? N_ ("promised to %s on %s")
                                                                   : N_ ("agreed with %s on %s");
      g_autofree char *how = NULL;

      if (action == NULL || g_strcmp0 (naru_record_get (talk, "nextActionState"), "open") != 0)
        continue;
      day = naru_sheet_say_day (self, talk, "at");
      contact = naru_sheet_title_of (self, talk, "contact");
      short_action = naru_sheet_shorten (action, LONGEST_ACTION);
      if (*contact != '\0')
        how = g_strdup_printf (say (self, word), contact, day);
      else
        how = g_strdup_printf (say (self, naru_record_get_boolean (talk, "promise")
                                              ? N_ ("promised on %s")
                                              : N_ ("agreed on %s")),
                               day);
      wait_for (waiting, naru_record_get (talk, "nextActionOn"),
                g_strdup_printf ("%s (%s)", short_action, how));
    }
}

/* What the record is called; a programme in the language of the reader. */
static char *
say_title (NaruSheet *self, NaruRecord *record)
{
  const NaruRecordType *type = naru_record_get_record_type (record);

  if (naru_record_type_find_field (type, "programme") != NULL)
    return naru_speech_say_field (self->speech, record, "programme");
  return naru_sheet_shorten (naru_record_get_title (record), LONGEST_ACTION);
}

/* What has a day on which somebody must look at it; @label says what it is about. */
static void
collect_dates (NaruSheet *self, GArray *waiting, GPtrArray *records, const char *field,
               const char *label, gboolean soon)
{
  g_autofree char *until = naru_date_add_days (self->today, SOON_DAYS);

  for (guint i = 0; i < records->len; i++)
    {
      const char *on = naru_record_get (records->pdata[i], field);
      g_autofree char *title = NULL;

      if (on == NULL || (soon && (strcmp (on, self->today) < 0 || strcmp (on, until) > 0)))
        continue;
      title = say_title (self, records->pdata[i]);
      wait_for (waiting, on, g_strdup_printf (say (self, N_ ("%s: %s")), say (self, label), title));
    }
}

static void
collect_follow_ups (NaruSheet *self, GArray *waiting)
{
  g_autoptr (GPtrArray) found = naru_sheet_find (self, "employerFollowUp", "dueOn", "state", "due");

  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *after = naru_speech_say_field (self->speech, found->pdata[i], "after");

      wait_for (waiting, naru_record_get (found->pdata[i], "dueOn"),
                g_strdup_printf (say (self, N_ ("Ask how a new colleague settles in (%s)")),
                                 after != NULL ? after : ""));
    }
}

/* Interviews that are to come: the company expects somebody, and asks afterwards. */
static void
collect_interviews (NaruSheet *self, GArray *waiting, NaruRecord *vacancy)
{
  g_autoptr (GPtrArray) candidates = naru_sheet_find_candidates (self, vacancy);

  for (guint i = 0; i < candidates->len; i++)
    {
      const char *time = naru_record_get (candidates->pdata[i], "interviewOn");
      const char *name = naru_record_get (candidates->pdata[i], "introducedName");
      g_autofree char *day = time != NULL ? g_strndup (time, strlen ("2026-11-22")) : NULL;

      if (day == NULL || strcmp (day, self->today) < 0)
        continue;
      wait_for (waiting, day,
                name != NULL ? g_strdup_printf (say (self, N_ ("Interview for %s: %s")),
                                                naru_record_get_title (vacancy), name)
                             : g_strdup_printf (say (self, N_ ("Interview for %s")),
                                                naru_record_get_title (vacancy)));
    }
}

/* What a strategy promises by a day, and is not done. */
static void
collect_services (NaruSheet *self, GArray *waiting, NaruRecord *strategy)
{
  static const char *const over[] = { "done", "dropped", NULL };

  for (guint i = 0; i < naru_record_get_length (strategy, "services"); i++)
    {
      g_autofree char *service = naru_record_get_element (strategy, "services", i, "service");
      g_autofree char *due = naru_record_get_element (strategy, "services", i, "due");
      g_autofree char *state = naru_record_get_element (strategy, "services", i, "state");

      if (due != NULL && (state == NULL || !g_strv_contains (over, state)))
        wait_for (
            waiting, due,
            g_strdup_printf (say (self, N_ ("%s: %s")), say (self, N_ ("Agreed service")),
                             naru_speech_say_term (self->speech, "employer-service", service)));
    }
}

static void
add_waiting (NaruSheet *self)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  g_autoptr (GPtrArray) strategies = naru_sheet_find (self, "strategy", "reviewOn", "state",
                                                      "draft\x1f"
                                                      "active\x1freviewed");
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  g_array_set_clear_func (waiting, waiting_clear);
  for (guint i = 0; i < self->vacancies->len; i++)
    if (naru_sheet_is_open_vacancy (self->vacancies->pdata[i]))
      {
        g_ptr_array_add (open, self->vacancies->pdata[i]);
        collect_interviews (self, waiting, self->vacancies->pdata[i]);
      }
  collect_actions (self, waiting);
  collect_follow_ups (self, waiting);
  collect_dates (self, waiting, strategies, "reviewOn", N_ ("Review of the strategy"), FALSE);
  for (guint i = 0; i < strategies->len; i++)
    collect_services (self, waiting, strategies->pdata[i]);
  collect_dates (self, waiting, self->programmes, "nextOn", N_ ("Next step of the programme"),
                 FALSE);
  collect_dates (self, waiting, open, "closesOn", N_ ("The vacancy closes"), FALSE);
  collect_dates (self, waiting, self->incentives, "to", N_ ("The incentive ends"), TRUE);
  if (naru_record_has (self->employer, "outreachDue"))
    wait_for (waiting, naru_record_get (self->employer, "outreachDue"),
              g_strdup (say (self, N_ ("Call them"))));
  g_array_sort (waiting, compare_waiting);

  naru_sheet_add_heading (self, N_ ("To do and promised"));
  for (guint i = 0; i < waiting->len; i++)
    {
      const Waiting *one = &g_array_index (waiting, Waiting, i);
      g_autofree char *day = naru_speech_say_date (self->speech, one->on);

      if (one->on == NULL)
        naru_sheet_add_item (self, say (self, N_ ("No date yet: %s")), one->text);
      else if (strcmp (one->on, self->today) < 0)
        naru_sheet_add_item (self, say (self, N_ ("Late, was due %s: %s")), day, one->text);
      else
        naru_sheet_add_item (self, say (self, N_ ("By %s: %s")), day, one->text);
    }
  if (waiting->len == 0)
    naru_sheet_add_item (self, "%s", say (self, N_ ("Nothing is open.")));
}

static void
mind (NaruSheet *self, gboolean *headed, char *text)
{
  g_autofree char *line = text;

  if (line == NULL || *line == '\0')
    return;
  if (!*headed)
    naru_sheet_add_heading (self, N_ ("Please mind"));
  *headed = TRUE;
  naru_sheet_add_item (self, "%s", line);
}

/* What a newcomer would do wrong: asking for who left, and what went wrong not long ago. */
static void
add_to_mind (NaruSheet *self, GPtrArray *people)
{
  g_autofree char *recent = naru_date_add_days (self->today, -RECENT_DAYS);
  gboolean headed = FALSE;

  mind (self, &headed, g_strdup (naru_record_get (self->employer, "note")));
  mind (self, &headed, naru_sheet_say_pair (self, self->employer, "safetyNote"));
  for (guint i = 0; i < self->talks->len; i++)
    {
      NaruRecord *talk = self->talks->pdata[i];
      g_autofree char *day = naru_sheet_say_day (self, talk, "at");

      if (is_promise (talk, "dropped") && strcmp (naru_record_get (talk, "at"), recent) >= 0)
        mind (self, &headed,
              g_strdup_printf (say (self, N_ ("Promised on %s and not kept: %s")), day,
                               naru_record_get (talk, "nextAction")));
      if (naru_record_has (talk, "question") && !naru_record_has (talk, "answer"))
        mind (self, &headed,
              g_strdup_printf (say (self, N_ ("Asked on %s, not answered yet: %s")), day,
                               naru_record_get (talk, "question")));
    }
  for (guint i = 0; i < self->placements->len; i++)
    {
      NaruRecord *placement = self->placements->pdata[i];
      const char *start = naru_record_get (placement, "startOn");
      const char *end = naru_record_get (placement, "endOn");
      g_autofree char *reason = naru_speech_say_field (self->speech, placement, "endReason");
      g_autofree char *work = naru_speech_say_field (self->speech, placement, "occupation");
      int days = end != NULL ? naru_date_days_between (start, end) : EARLY_DAYS;

      if (days < EARLY_DAYS && strcmp (end, recent) >= 0)
        mind (self, &headed,
              g_strdup_printf (say (self, N_ ("Left after %d days: %s (%s)")), days,
                               work != NULL ? work : "", reason != NULL ? reason : "–"));
    }
  for (guint i = 0; i < people->len; i++)
    {
      const char *left = naru_record_get (people->pdata[i], "leftOn");
      g_autofree char *day = naru_speech_say_date (self->speech, left);

      if (left != NULL && strcmp (left, self->today) <= 0
          && !naru_record_has (people->pdata[i], "erasedOn"))
        mind (self, &headed,
              g_strdup_printf (say (self, N_ ("%s left on %s: do not ask for this person.")),
                               naru_record_get_title (people->pdata[i]), day));
    }
}

/* Who decides comes first; then who was spoken to last. */
static int
rank_of_person (NaruRecord *person)
{
  g_auto (GStrv) parts = naru_record_get_set (person, "decides");

  if (g_strv_contains ((const char *const *) parts, "decides"))
    return 0;
  return parts[0] != NULL ? 1 : 2;
}

static void
add_person (NaruSheet *self, NaruRecord *person)
{
  static const char *const fields[] = { "function", "decides", "phone", "mobile", "email" };
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *channel = naru_speech_say_field (self->speech, person, "preferredChannel");
  g_autofree char *line = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_ptr_array_add (parts, naru_speech_say_field (self->speech, person, fields[i]));
  if (channel != NULL)
    g_ptr_array_insert (parts, 2, g_strdup_printf (say (self, N_ ("prefers: %s")), channel));
  for (guint i = 0; i < self->talks->len; i++)
    if (g_strcmp0 (naru_record_get (self->talks->pdata[i], "contact"), naru_record_get_id (person))
        == 0)
      {
        g_autofree char *day = naru_sheet_say_day (self, self->talks->pdata[i], "at");

        g_ptr_array_add (parts, g_strdup_printf (say (self, N_ ("last talk %s")), day));
        break;
      }
  g_ptr_array_add (parts, g_strdup (naru_record_get (person, "note")));
  line = naru_sheet_join (parts, " · ");
  if (*line != '\0')
    naru_sheet_add_item (self, say (self, N_ ("%s: %s")), naru_record_get_title (person), line);
  else
    naru_sheet_add_item (self, "%s", naru_record_get_title (person));
}

static void
add_people (NaruSheet *self, GPtrArray *people)
{
  gboolean headed = FALSE;

  for (int rank = 0; rank <= 2; rank++)
    for (guint i = 0; i < people->len; i++)
      {
        const char *left = naru_record_get (people->pdata[i], "leftOn");

        if (rank_of_person (people->pdata[i]) != rank
            || (left != NULL && strcmp (left, self->today) <= 0))
          continue;
        if (!headed)
          naru_sheet_add_heading (self, N_ ("People"));
        headed = TRUE;
        add_person (self, people->pdata[i]);
      }
}

static void
add_services (NaruSheet *self, NaruRecord *strategy)
{
  for (guint i = 0; i < naru_record_get_length (strategy, "services"); i++)
    {
      g_autofree char *service = naru_record_get_element (strategy, "services", i, "service");
      g_autofree char *due = naru_record_get_element (strategy, "services", i, "due");
      g_autofree char *state = naru_record_get_element (strategy, "services", i, "state");
      g_autofree char *day = naru_speech_say_date (self->speech, due);
      GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *line = NULL;

      g_ptr_array_add (parts, g_strdup (naru_speech_say_term (self->speech, "step-state", state)));
      g_ptr_array_add (parts, g_steal_pointer (&day));
      g_ptr_array_add (parts, naru_record_get_element (strategy, "services", i, "result"));
      line = naru_sheet_join (parts, " · ");
      naru_sheet_add_item (self, say (self, N_ ("%s: %s")),
                           naru_speech_say_term (self->speech, "employer-service", service), line);
    }
}

static void
add_needs (NaruSheet *self)
{
  static const char *const fields[]
      = { "hiringPlan", "bottlenecks",   "skills",        "conditions",
          "safety",     "accommodation", "digitalChange", "greenChange" };
  g_autoptr (GPtrArray) needs = naru_sheet_find (self, "needs", "on", NULL, NULL);
  g_autoptr (GPtrArray) strategies = naru_sheet_find (self, "strategy", "reviewOn", "state",
                                                      "draft\x1f"
                                                      "active\x1freviewed");
  g_autofree char *plan = naru_sheet_say_pair (self, self->employer, "hiringNote");

  if (needs->len == 0 && strategies->len == 0 && plan == NULL)
    return;
  naru_sheet_add_heading (self, N_ ("What they need, and what we agreed to do"));
  if (plan != NULL)
    naru_sheet_add_item (self, "%s", plan);
  for (guint i = 0; needs->len > 0 && i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *pair = naru_sheet_say_pair (self, needs->pdata[0], fields[i]);
      g_autofree char *line = naru_sheet_shorten (pair, LONGEST_ANSWER);

      if (*line != '\0')
        naru_sheet_add_item (self, "%s", line);
    }
  for (guint i = 0; i < strategies->len; i++)
    {
      g_autofree char *aim = naru_sheet_say_pair (self, strategies->pdata[i], "aim");

      if (aim != NULL)
        naru_sheet_add_item (self, "%s", aim);
      add_services (self, strategies->pdata[i]);
    }
}

static char *
write_sheet (NaruDesk *reader, const char *employer, const char *language, gboolean brief,
             GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (reader, employer, "employer", error);
  g_autofree char *today = naru_desk_today (reader);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (NaruSpeech) speech = naru_speech_new (language);
  g_autoptr (GPtrArray) talks = NULL, vacancies = NULL, placements = NULL, incentives = NULL;
  g_autoptr (GPtrArray) people = NULL, programmes = NULL;
  NaruSheet self = { naru_desk_get_store (reader), speech, record, today };

  if (record == NULL)
    return NULL;
  people = naru_employer_find_contacts (self.store, employer, TRUE, error);
  if (people == NULL)
    return NULL;
  self.talks = talks = naru_sheet_find (&self, "interaction", "at", NULL, NULL);
  self.vacancies = vacancies = naru_sheet_find (&self, "vacancy", "closesOn", NULL, NULL);
  self.placements = placements = naru_sheet_find (&self, "placement", "startOn", NULL, NULL);
  self.incentives = incentives = naru_sheet_find (&self, "incentive", "appliedOn", NULL, NULL);
  self.programmes = programmes = naru_sheet_find (&self, "participation", "nextOn", "state",
                                                  "applied\x1f"
                                                  "enrolled");
  self.out = out;
  add_in_short (&self);
  add_waiting (&self);
  add_to_mind (&self, people);
  add_people (&self, people);
  add_needs (&self);
  naru_sheet_add_open (&self);
  naru_sheet_add_past (&self, brief);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * naru_employer_write_handover:
 * @reader: a desk
 * @employer: id of an employer
 * @language: (nullable): "ko", "en" or "fr"; %NULL for that of the process
 * @error: return location for an error
 *
 * Writes what the next account manager must know, as it stands in the store, with the story of the years. Not for the main
 * loop.
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
naru_employer_write_handover (NaruDesk *reader, const char *employer, const char *language,
                              GError **error)
{
  return write_sheet (reader, employer, language, FALSE, error);
}

/**
 * naru_employer_write_brief:
 *
 * The same for who visits the employer: of the years the latest alone.
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
naru_employer_write_brief (NaruDesk *reader, const char *employer, const char *language,
                           GError **error)
{
  return write_sheet (reader, employer, language, TRUE, error);
}

/**
 * naru_employer_last_handover:
 * @employer: an employer
 * @from: (out) (nullable): id of who handed over
 * @on: (out): when
 * @reason: (out) (nullable): why
 *
 * Returns: (transfer full) (nullable): the sheet of the last handover; %NULL if there was none
 */
char *
naru_employer_last_handover (NaruRecord *employer, char **from, char **on, char **reason)
{
  guint n = naru_record_get_length (employer, "assignments");
  char *sheet = n > 0 ? naru_record_get_element (employer, "assignments", n - 1, "handover") : NULL;

  if (sheet == NULL)
    return NULL;
  *from = n > 1 ? naru_record_get_element (employer, "assignments", n - 2, "staff") : NULL;
  *on = naru_record_get_element (employer, "assignments", n - 1, "from");
  *reason = naru_record_get_element (employer, "assignments", n - 1, "reason");
  return sheet;
}
