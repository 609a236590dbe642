/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands on referrals: sending somebody to a partner, a course or a measure, and what became of it. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"

/* A refusal or an end can be taken back by going on; nobody is sent twice with one record. */
static const struct
{
  const char *from;
  const char *const to[6];
} moves[] = {
  { "planned", { "sent", "refused", NULL } },
  { "sent", { "accepted", "waiting", "refused", NULL } },
  { "waiting", { "accepted", "refused", NULL } },
  { "accepted", { "underway", "refused", "ended_early", NULL } },
  { "underway", { "completed", "ended_early", NULL } },
  { "completed", { NULL } },
  { "refused", { "sent", NULL } },
  { "ended_early", { "underway", NULL } },
};

/**
 * naru_referral_next_states:
 * @state: (nullable): code of the vocabulary "referral-state"
 *
 * Returns: (transfer none) (array zero-terminated): the states that come next, the usual one first
 */
const char *const *
naru_referral_next_states (const char *state)
{
  static const char *const none[] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (g_strcmp0 (moves[i].from, state) == 0)
      return moves[i].to;
  return none;
}

/**
 * naru_referral_is_over:
 * @state: (nullable): code of the vocabulary "referral-state"
 *
 * Returns: whether nothing more comes of the referral
 */
gboolean
naru_referral_is_over (const char *state)
{
  return g_strcmp0 (state, "completed") == 0 || g_strcmp0 (state, "refused") == 0
         || g_strcmp0 (state, "ended_early") == 0;
}

static gboolean
take (NaruRecord *referral, const char *field, NaruRecord *offer, const char *from, GError **error)
{
  return naru_record_has (referral, field) || !naru_record_has (offer, from)
         || naru_record_set (referral, field, naru_record_get (offer, from), error);
}

/* What the course or the measure says already: provider, dates, kind. */
static gboolean
fill_from_offer (NaruDesk *desk, NaruRecord *referral, GError **error)
{
  NaruStore *store = naru_desk_get_store (desk);
  const char *course_id = naru_record_get (referral, "course");
  const char *measure_id = naru_record_get (referral, "measure");
  g_autoptr (NaruRecord) course
      = course_id != NULL ? naru_store_get (store, course_id, NULL) : NULL;
  g_autoptr (NaruRecord) measure
      = measure_id != NULL ? naru_store_get (store, measure_id, NULL) : NULL;

  if (course != NULL
      && (!take (referral, "organisation", course, "provider", error)
          || !take (referral, "measure", course, "measure", error)
          || !take (referral, "startsOn", course, "starts", error)
          || !take (referral, "endsOn", course, "ends", error)))
    return FALSE;
  if (measure != NULL && course == NULL
      && !take (referral, "organisation", measure, "provider", error))
    return FALSE;
  if (naru_record_has (referral, "kind"))
    return TRUE;
  return naru_record_set (referral, "kind",
                          course != NULL    ? "course"
                          : measure != NULL ? "measure"
                                            : "guidance",
                          error);
}

/**
 * naru_case_refer:
 * @desk: a desk
 * @referral: a new referral with at least the jobseeker
 * @error: return location for an error
 *
 * Sends somebody to a partner, a course or a measure, or notes where they came from. Provider, dates and kind come from the
 * course or measure where nothing else is said; a referral out is sent today unless it is planned.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_refer (NaruDesk *desk, NaruRecord *referral, GError **error)
{
  g_autoptr (NaruRecord) record = naru_record_copy (referral);
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *name = NULL, *label = NULL;
  g_autoptr (NaruCommand) command = NULL;

  if (!fill_from_offer (desk, record, error))
    return NULL;
  if (!naru_record_has (record, "direction")
      && !naru_record_set (record, "direction", "out", error))
    return NULL;
  if (!naru_record_has (record, "state") && !naru_record_set (record, "state", "sent", error))
    return NULL;
  if (!naru_record_has (record, "organisation"))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("Please choose a partner, a course or a measure."));
      return NULL;
    }
  if (strcmp (naru_record_get (record, "state"), "planned") != 0
      && !naru_record_has (record, "sentOn") && !naru_record_set (record, "sentOn", today, error))
    return NULL;
  name = naru_store_get_title (naru_desk_get_store (desk), naru_record_get (record, "jobseeker"));
  label = g_strdup_printf (_ ("Referral of %s"), name != NULL ? name : "");
  command = naru_command_new (label);
  naru_command_create (command, record);
  return g_steal_pointer (&command);
}

/* A course that is under way is an outcome of the case while there is no other; one that ended early is none. */
static void
note_training (NaruDesk *desk, NaruCommand *command, NaruRecord *referral, const char *state)
{
  const char *jobseeker = naru_record_get (referral, "jobseeker");
  g_autoptr (NaruRecord) person = naru_store_get (naru_desk_get_store (desk), jobseeker, NULL);
  const char *outcome = person != NULL ? naru_record_get (person, "outcome") : NULL;

  if (person == NULL || !naru_record_has (referral, "course"))
    return;
  if (strcmp (state, "underway") == 0 && outcome == NULL)
    naru_command_set (command, jobseeker, "outcome", "training");
  else if (strcmp (state, "ended_early") == 0 && g_strcmp0 (outcome, "training") == 0
           && g_strcmp0 (naru_record_get (person, "state"), "closed") != 0)
    naru_command_set (command, jobseeker, "outcome", NULL);
}

/**
 * naru_case_set_referral_state:
 * @desk: a desk
 * @referral: id of a referral
 * @state: code of the vocabulary "referral-state"
 * @reason: (nullable): for "refused" a code of the vocabulary "refusal-reason"
 * @error: return location for an error
 *
 * Moves a referral on, with the day of each answer, beginning and end.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED where it cannot go there
 */
NaruCommand *
naru_case_set_referral_state (NaruDesk *desk, const char *referral, const char *state,
                              const char *reason, GError **error)
{
  static const struct
  {
    const char *state;
    const char *field;
  } dates[] = { { "sent", "sentOn" },
                { "accepted", "answeredOn" },
                { "refused", "answeredOn" },
                { "waiting", "answeredOn" },
                { "underway", "startsOn" } };
  g_autoptr (NaruRecord) record = naru_casework_get (desk, referral, "referral", error);
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *label = NULL;
  g_autoptr (NaruCommand) command = NULL;
  gboolean refused = g_strcmp0 (state, "refused") == 0;

  if (record == NULL || !naru_casework_check_term ("referral-state", state, error)
      || (refused && !naru_casework_check_term ("refusal-reason", reason, error)))
    return NULL;
  if (!g_strv_contains (naru_referral_next_states (naru_record_get (record, "state")), state))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
                   _ ("A referral in the state “%s” cannot become “%s”."),
                   naru_casework_term_label ("referral-state", naru_record_get (record, "state")),
                   naru_casework_term_label ("referral-state", state));
      return NULL;
    }
  label = g_strdup_printf (_ ("Referral: %s"), naru_casework_term_label ("referral-state", state));
  command = naru_command_new (label);
  naru_command_set (command, referral, "state", state);
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    if (strcmp (dates[i].state, state) == 0
        && (!naru_record_has (record, dates[i].field)
            || strcmp (naru_record_get (record, dates[i].field), today) > 0))
      naru_command_set (command, referral, dates[i].field, today);
  if (strcmp (state, "completed") == 0 || strcmp (state, "ended_early") == 0)
    naru_command_set (command, referral, "endsOn", today);
  if (refused || naru_record_has (record, "refusalReason"))
    naru_command_set (command, referral, "refusalReason", refused ? reason : NULL);
  note_training (desk, command, record, state);
  return g_steal_pointer (&command);
}

static void
append (GString *text, char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
  g_free (part);
}

static char *
describe_dates (NaruRecord *offer, const char *from, const char *to)
{
  g_autofree char *begins = naru_record_format (offer, from);
  g_autofree char *ends = naru_record_format (offer, to);

  if (begins == NULL || *begins == '\0')
    return NULL;
  return ends != NULL && *ends != '\0' ? g_strdup_printf ("%s – %s", begins, ends)
                                       : g_strdup (begins);
}

/* When a number of the catalogue was brought up to date: its own change, where the history of it is here. */
static char *
find_updated (NaruStore *store, NaruRecord *offer, const char *field)
{
  g_autoptr (GPtrArray) history = naru_store_get_history (store, naru_record_get_id (offer), NULL);

  for (guint i = 0; history != NULL && i < history->len; i++)
    {
      const NaruChange *change = g_ptr_array_index (history, i);

      if (strcmp (change->field, field) == 0)
        return g_strdup (change->at);
    }
  return g_strdup (naru_record_get (offer, "modifiedAt"));
}

/* Who was sent there since the catalogue was brought up to date, and was not refused and did not leave: their places and
 * what they cost are no longer free. A refusal gives both back. */
static GPtrArray *
find_since (NaruStore *store, const char *field, NaruRecord *offer, const char *number)
{
  g_autofree char *updated = find_updated (store, offer, number);
  g_autofree char *day = g_strndup (updated != NULL ? updated : "", strlen ("2026-11-22"));
  g_autoptr (NaruQuery) query = naru_query_new ("referral");
  GPtrArray *found;

  naru_query_add_filter (query, field, NARU_FILTER_IS, naru_record_get_id (offer));
  naru_query_add_filter (query, "sentOn", NARU_FILTER_AT_LEAST, day);
  naru_query_add_filter (query, "state", NARU_FILTER_IS,
                         "sent\x1f"
                         "accepted\x1funderway\x1f"
                         "completed");
  found = naru_store_find (store, query, NULL);
  if (found == NULL)
    return g_ptr_array_new ();
  for (guint i = found->len; i-- > 0;)
    {
      NaruRecord *referral = g_ptr_array_index (found, i);
      const char *made = naru_record_get (referral, "createdAt");

      /* of the same day those count that were written after it */
      if (g_strcmp0 (naru_record_get (referral, "sentOn"), day) == 0
          && naru_meeting_parse (made) < naru_meeting_parse (updated))
        g_ptr_array_remove_index (found, i);
    }
  return found;
}

static void
append_places (GString *text, NaruStore *store, NaruRecord *offer, gboolean course)
{
  g_autoptr (GPtrArray) since = NULL;
  int left;

  if (!naru_record_has (offer, "placesLeft"))
    return;
  since = find_since (store, course ? "course" : "measure", offer, "placesLeft");
  left = MAX ((int) naru_record_get_number (offer, "placesLeft", 0) - (int) since->len, 0);
  append (text,
          g_strdup_printf (ngettext ("%d place left", "%d places left", (gulong) left), left));
  if (since->len > 0)
    append (text,
            g_strdup_printf (ngettext ("%d person sent since", "%d people sent since", since->len),
                             (int) since->len));
}

static gint64
get_amount (NaruRecord *record, const char *field, const char *currency)
{
  g_autofree char *amount = naru_record_get_member (record, field, "amount");
  g_autofree char *own = naru_record_get_member (record, field, "currency");

  return amount != NULL && g_strcmp0 (own, currency) == 0 ? g_ascii_strtoll (amount, NULL, 10) : 0;
}

/* What one person costs: the fee of the course, or a place's share of the whole budget. */
static gint64
find_cost (NaruStore *store, NaruRecord *referral, NaruRecord *measure, const char *currency)
{
  const char *course_id = naru_record_get (referral, "course");
  g_autoptr (NaruRecord) course
      = course_id != NULL ? naru_store_get (store, course_id, NULL) : NULL;
  gint64 fee = course != NULL ? get_amount (course, "fee", currency) : 0;
  gint64 places = naru_record_get_number (measure, "places", 0);

  return fee > 0 || places <= 0 ? fee : get_amount (measure, "budget", currency) / places;
}

static void
append_budget (GString *text, NaruStore *store, NaruRecord *measure)
{
  g_autoptr (NaruRecord) now = naru_record_copy (measure);
  g_autoptr (GPtrArray) since = NULL;
  g_autofree char *currency = naru_record_get_member (measure, "budgetLeft", "currency");
  g_autofree char *amount = NULL, *left = NULL;
  gint64 spent = 0;

  append (text, naru_record_format (measure, "funding"));
  if (currency == NULL)
    return;
  since = find_since (store, "measure", measure, "budgetLeft");
  for (guint i = 0; i < since->len; i++)
    spent += find_cost (store, g_ptr_array_index (since, i), measure, currency);
  amount = g_strdup_printf ("%" G_GINT64_FORMAT,
                            MAX (get_amount (measure, "budgetLeft", currency) - spent, 0));
  if (spent > 0)
    naru_record_set_money (now, "budgetLeft", amount, currency, NULL, NULL);
  left = naru_record_format (now, "budgetLeft");
  append (text, g_strdup_printf (_ ("budget left: %s"), left));
}

/**
 * naru_case_describe_offer:
 * @desk: a desk
 * @id: id of a course or a measure
 *
 * Provider, dates and who pays, as the catalogue has them, and places and budget that are left of what it says after those
 * who were sent there since, as far as this desk knows of them.
 *
 * Returns: (transfer full) (nullable): one line, translated; %NULL if there is no such record
 */
char *
naru_case_describe_offer (NaruDesk *desk, const char *id)
{
  NaruStore *store = naru_desk_get_store (desk);
  g_autoptr (NaruRecord) offer = id != NULL ? naru_store_get (store, id, NULL) : NULL;
  g_autoptr (NaruRecord) measure = NULL;
  const char *provider;
  gboolean course;
  GString *text;

  if (offer == NULL)
    return NULL;
  course = strcmp (naru_record_get_record_type (offer)->name, "course") == 0;
  if (course && naru_record_has (offer, "measure"))
    measure = naru_store_get (store, naru_record_get (offer, "measure"), NULL);
  text = g_string_new (NULL);
  provider = naru_record_get (offer, "provider");
  append (text, provider != NULL ? naru_store_get_title (store, provider) : NULL);
  append (text, describe_dates (offer, course ? "starts" : "from", course ? "ends" : "to"));
  append_places (text, store, offer, course);
  if (!course || measure != NULL)
    append_budget (text, store, course ? measure : offer);
  return g_string_free (text, FALSE);
}
