/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The handover sheet: what one would tell a colleague over coffee before she takes over an employer, most pressing first.
 * It is text, so that the person who leaves can change every word of it. */
#include "naru-employer-work.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"

#define RECENT_TALKS 6
#define LONGEST_SUMMARY 220

typedef struct
{
  NaruDesk *desk;
  NaruStore *store;
  NaruRecord *employer;
  char *today;
  GString *out;
} Sheet;

static void
add_heading (Sheet *self, const char *text)
{
  g_string_append_printf (self->out, "%s" NARU_SHEET_HEADING "%s\n", self->out->len > 0 ? "\n" : "",
                          text);
}

static void add_item (Sheet *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* An item is one line. */
static void
add_item (Sheet *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_string_append_printf (self->out, "- %s\n", g_strstrip (g_strdelimit (text, "\r\n", ' ')));
}

static GPtrArray *
find (Sheet *self, const char *type, const char *order, gboolean descending, guint limit,
      const char *filter, const char *value)
{
  g_autoptr (NaruQuery) query = naru_query_new (type);
  GPtrArray *found;

  naru_query_add_filter (query, "employer", NARU_FILTER_IS, naru_record_get_id (self->employer));
  if (filter != NULL)
    naru_query_add_filter (query, filter, NARU_FILTER_IS, value);
  naru_query_set_order (query, order, descending);
  if (limit > 0)
    naru_query_set_limit (query, limit);
  found = naru_store_find (self->store, query, NULL);
  return found != NULL ? found : g_ptr_array_new ();
}

static char *
title_of (Sheet *self, NaruRecord *record, const char *field)
{
  const char *id = naru_record_get (record, field);
  char *title = id != NULL ? naru_store_get_title (self->store, id) : NULL;

  return title != NULL ? title : g_strdup ("");
}

static char *
day_of (NaruRecord *record, const char *field)
{
  const char *time = naru_record_get (record, field);

  return g_strndup (time != NULL ? time : "", strlen ("2026-11-22"));
}

/* At most so many letters, ended where a word ends. */
static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;
  char *space;

  if (text == NULL || g_utf8_strlen (text, -1) <= LONGEST_SUMMARY)
    return g_strdup (text != NULL ? text : "");
  start = g_utf8_substring (text, 0, LONGEST_SUMMARY);
  space = strrchr (start, ' ');
  if (space != NULL)
    *space = '\0';
  return g_strconcat (start, "…", NULL);
}

static void
add_in_short (Sheet *self)
{
  static const char *const fields[]
      = { "industry", "sizeClass", "employees", "region", "stage", "hiringIntention" };
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  const char *since = naru_record_get (self->employer, "assignedSince");
  g_autofree char *manager = title_of (self, self->employer, "accountManager");

  add_heading (self, _ ("In short"));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const NaruField *field
          = naru_record_type_find_field (naru_record_get_record_type (self->employer), fields[i]);
      g_autofree char *value = naru_record_format (self->employer, fields[i]);

      if (value != NULL && *value != '\0')
        g_ptr_array_add (parts,
                         g_strdup_printf (_ ("%s: %s"), naru_field_get_label (field), value));
    }
  g_ptr_array_add (parts, NULL);
  joined = g_strjoinv (", ", (char **) parts->pdata);
  if (*joined != '\0')
    add_item (self, "%s", joined);
  if (*manager != '\0' && since != NULL)
    add_item (self, _ ("Looked after by %s since %s"), manager, since);
}

static void
add_promises (Sheet *self)
{
  g_autoptr (GPtrArray) found
      = find (self, "interaction", "nextActionOn", FALSE, 0, "nextActionState", "open");
  guint n = 0;

  add_heading (self, _ ("To do and promised"));
  for (guint i = 0; i < found->len; i++)
    {
      NaruRecord *record = found->pdata[i];
      const char *action = naru_record_get (record, "nextAction");
      const char *on = naru_record_get (record, "nextActionOn");
      g_autofree char *said_on = day_of (record, "at");
      const char *word
          = naru_record_get_boolean (record, "promise") ? _ ("promised") : _ ("agreed");

      if (action == NULL)
        continue;
      n++;
      if (on == NULL)
        add_item (self, _ ("%s (%s on %s, no date)"), action, word, said_on);
      else if (strcmp (on, self->today) < 0)
        add_item (self, _ ("Late, was due %s: %s (%s on %s)"), on, action, word, said_on);
      else
        add_item (self, _ ("By %s: %s (%s on %s)"), on, action, word, said_on);
    }
  if (n == 0)
    add_item (self, "%s", _ ("Nothing is open."));
}

static void
add_people (Sheet *self)
{
  g_autoptr (GPtrArray) found
      = naru_employer_find_contacts (self->store, naru_record_get_id (self->employer), TRUE, NULL);

  if (found == NULL || found->len == 0)
    return;
  add_heading (self, _ ("People"));
  for (guint i = 0; i < found->len; i++)
    {
      static const char *const fields[]
          = { "function", "decides", "preferredChannel", "phone", "mobile", "email", "note" };
      g_autoptr (GString) line = g_string_new (naru_record_get_title (found->pdata[i]));
      const char *left = naru_record_get (found->pdata[i], "leftOn");

      if (left != NULL)
        {
          if (!naru_record_has (found->pdata[i], "erasedOn"))
            add_item (self, _ ("%s left on %s: do not ask for this person."), line->str, left);
          continue;
        }
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        {
          g_autofree char *value = naru_record_format (found->pdata[i], fields[f]);

          if (value == NULL || *value == '\0')
            continue;
          if (g_str_equal (fields[f], "preferredChannel"))
            g_string_append_printf (line, _ (", prefers: %s"), value);
          else
            g_string_append_printf (line, ", %s", value);
        }
      add_item (self, "%s", line->str);
    }
}

static void
add_needs (Sheet *self)
{
  static const char *const fields[]
      = { "hiringPlan", "bottlenecks",   "skills",        "conditions",
          "safety",     "accommodation", "digitalChange", "greenChange" };
  g_autoptr (GPtrArray) found = find (self, "needs", "on", TRUE, 1, NULL, NULL);
  const char *plan = naru_record_get (self->employer, "hiringNote");
  const char *safety = naru_record_get (self->employer, "safetyNote");

  if (found->len == 0 && plan == NULL && safety == NULL)
    return;
  add_heading (self, _ ("What they need"));
  if (plan != NULL)
    add_item (self, "%s", plan);
  for (guint i = 0; found->len > 0 && i < G_N_ELEMENTS (fields); i++)
    {
      NaruRecord *needs = found->pdata[0];
      g_autofree char *value = naru_record_format (needs, fields[i]);

      if (value != NULL && *value != '\0')
        add_item (self, "%s (%s): %s",
                  naru_field_get_label (
                      naru_record_type_find_field (naru_record_get_record_type (needs), fields[i])),
                  naru_record_get (needs, "on"), value);
    }
  if (safety != NULL)
    add_item (self, _ ("Workplace safety: %s"), safety);
}

static void
add_strategy (Sheet *self)
{
  g_autoptr (GPtrArray) found = find (self, "strategy", "reviewOn", TRUE, 0, NULL, NULL);
  gboolean headed = FALSE;

  for (guint i = 0; i < found->len; i++)
    {
      NaruRecord *strategy = found->pdata[i];
      g_autofree char *state = naru_record_format (strategy, "state");
      const char *review = naru_record_get (strategy, "reviewOn");

      if (g_strcmp0 (naru_record_get (strategy, "state"), "closed") == 0)
        continue;
      if (!headed)
        add_heading (self, _ ("What we agreed to do"));
      headed = TRUE;
      if (review != NULL)
        add_item (self, _ ("%s (%s, review on %s)"), naru_record_get_title (strategy), state,
                  review);
      else
        add_item (self, "%s (%s)", naru_record_get_title (strategy), state);
      for (guint s = 0; s < naru_record_get_length (strategy, "services"); s++)
        {
          g_autofree char *service = naru_record_get_element (strategy, "services", s, "service");
          g_autofree char *due = naru_record_get_element (strategy, "services", s, "due");
          g_autofree char *step = naru_record_get_element (strategy, "services", s, "state");
          g_autofree char *result = naru_record_get_element (strategy, "services", s, "result");

          add_item (self, "%s: %s%s%s%s%s", naru_casework_term_label ("employer-service", service),
                    step != NULL ? naru_casework_term_label ("step-state", step) : "",
                    due != NULL ? ", " : "", due != NULL ? due : "", result != NULL ? ". " : "",
                    result != NULL ? result : "");
        }
    }
}

static void
add_vacancies (Sheet *self)
{
  g_autoptr (GPtrArray) found = find (self, "vacancy", "title", FALSE, 0, "stage",
                                      "draft\x1fwith_employer\x1f"
                                      "agreed\x1fpublished");

  if (found->len == 0)
    return;
  add_heading (self, _ ("Open vacancies"));
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *stage = naru_record_format (found->pdata[i], "stage");
      const char *closes = naru_record_get (found->pdata[i], "closesOn");

      if (closes != NULL)
        add_item (self, _ ("%s: %s, closes on %s"), naru_record_get_title (found->pdata[i]), stage,
                  closes);
      else
        add_item (self, _ ("%s: %s"), naru_record_get_title (found->pdata[i]), stage);
    }
}

static void
add_placements (Sheet *self)
{
  g_autoptr (GPtrArray) found = find (self, "placement", "startOn", TRUE, 0, NULL, NULL);
  g_autoptr (GPtrArray) incentives = find (self, "incentive", "appliedOn", TRUE, 0, NULL, NULL);
  guint there = 0;

  if (found->len == 0 && incentives->len == 0)
    return;
  add_heading (self, _ ("Placed here, and incentives"));
  for (guint i = 0; i < found->len; i++)
    there += !naru_record_has (found->pdata[i], "endOn");
  if (found->len > 0)
    add_item (self, _ ("%u placed, %u still there"), found->len, there);
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *reason = naru_record_format (found->pdata[i], "endReason");

      if (reason != NULL && naru_record_has (found->pdata[i], "endOn"))
        add_item (self, _ ("One left on %s: %s"), naru_record_get (found->pdata[i], "endOn"),
                  reason);
    }
  for (guint i = 0; i < incentives->len; i++)
    {
      g_autofree char *state = naru_record_format (incentives->pdata[i], "state");
      const char *to = naru_record_get (incentives->pdata[i], "to");

      if (to != NULL)
        add_item (self, _ ("%s: %s, until %s"), naru_record_get_title (incentives->pdata[i]), state,
                  to);
      else
        add_item (self, _ ("%s: %s"), naru_record_get_title (incentives->pdata[i]), state);
    }
}

/* Kept or not: what the employer has come to expect of us. */
static void
add_story (Sheet *self)
{
  g_autoptr (GPtrArray) found = find (self, "interaction", "at", TRUE, 0, NULL, NULL);
  guint kept = 0, dropped = 0, questions = 0;

  if (found->len == 0)
    return;
  add_heading (self, _ ("What was said lately"));
  for (guint i = 0; i < MIN (found->len, RECENT_TALKS); i++)
    {
      NaruRecord *talk = found->pdata[i];
      g_autofree char *day = day_of (talk, "at");
      g_autofree char *kind = naru_record_format (talk, "kind");
      g_autofree char *contact = title_of (self, talk, "contact");
      g_autofree char *summary = shorten (naru_record_get (talk, "summary"));

      add_item (self, "%s, %s%s%s: %s", day, kind, *contact != '\0' ? ", " : "", contact, summary);
    }
  for (guint i = 0; i < found->len; i++)
    {
      const char *state = naru_record_get (found->pdata[i], "nextActionState");

      if (naru_record_get_boolean (found->pdata[i], "promise"))
        {
          kept += g_strcmp0 (state, "done") == 0;
          dropped += g_strcmp0 (state, "dropped") == 0;
        }
    }
  {
    g_autofree char *first = day_of (found->pdata[found->len - 1], "at");

    add_item (self, _ ("In all %u conversations since %s; %u promises kept, %u dropped"),
              found->len, first, kept, dropped);
  }
  for (guint i = 0; i < found->len && questions < 3; i++)
    if (naru_record_has (found->pdata[i], "question"))
      {
        g_autofree char *question = shorten (naru_record_get (found->pdata[i], "question"));
        g_autofree char *answer = shorten (naru_record_get (found->pdata[i], "answer"));

        questions++;
        add_item (self, _ ("Asked: %s Answered: %s"), question,
                  *answer != '\0' ? answer : _ ("not yet"));
      }
}

static void
add_before (Sheet *self)
{
  guint n = naru_record_get_length (self->employer, "assignments");

  if (n < 2)
    return;
  add_heading (self, _ ("Who looked after it before"));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *from = naru_record_get_element (self->employer, "assignments", i, "from");
      g_autofree char *to = naru_record_get_element (self->employer, "assignments", i, "to");
      g_autofree char *staff = naru_record_get_element (self->employer, "assignments", i, "staff");
      g_autofree char *reason
          = naru_record_get_element (self->employer, "assignments", i, "reason");
      g_autofree char *name = staff != NULL ? naru_store_get_title (self->store, staff) : NULL;

      add_item (self, "%s: %s–%s%s%s", name != NULL ? name : "", from, to != NULL ? to : "",
                reason != NULL ? ", " : "", reason != NULL ? reason : "");
    }
}

/**
 * naru_employer_write_handover:
 * @reader: a desk
 * @employer: id of an employer
 * @error: return location for an error
 *
 * Writes what the next account manager must know, as it stands in the store. Not for the main loop.
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
naru_employer_write_handover (NaruDesk *reader, const char *employer, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (reader, employer, "employer", error);
  g_autofree char *today = naru_desk_today (reader);
  g_autoptr (GString) out = g_string_new (NULL);
  Sheet self = { reader, naru_desk_get_store (reader), record, today, out };

  if (record == NULL)
    return NULL;
  add_in_short (&self);
  add_promises (&self);
  add_people (&self);
  add_needs (&self);
  add_strategy (&self);
  add_vacancies (&self);
  add_placements (&self);
  add_story (&self);
  add_before (&self);
  return g_string_free (g_steal_pointer (&out), FALSE);
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
