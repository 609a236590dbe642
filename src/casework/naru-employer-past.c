/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The story of an employer on the handover sheet, newest year first: what each year came to in one line, and the few
 * conversations that tell most. The rest is in the timeline. */
#include "naru-employer-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-employer-work.h"
#include "naru-vocabulary.h"

#define TALKS_THIS_YEAR 5
#define TALKS_A_YEAR 2
#define MOST_YEARS 6 /* conversations are kept for five */
#define LONGEST_TALK 200
#define LONGEST_ANSWER 240
#define MOST_QUESTIONS 4

static const char *
say (NaruSheet *self, const char *text)
{
  return naru_speech_say (self->speech, text);
}

static int
year_of (NaruRecord *record, const char *field)
{
  const char *date = naru_record_get (record, field);

  return date != NULL ? (int) g_ascii_strtoll (date, NULL, 10) : 0;
}

/* A visit tells more than a call, a promise more than a visit, and who wrote much had reason to. */
static glong
weigh (NaruRecord *talk)
{
  const char *kind = naru_record_get (talk, "kind");
  const char *summary = naru_record_get (talk, "summary");
  glong weight = summary != NULL ? MIN (g_utf8_strlen (summary, -1), LONGEST_TALK) : 0;

  if (g_strcmp0 (kind, "visit") == 0 || g_strcmp0 (kind, "meeting") == 0)
    weight += LONGEST_TALK / 2;
  if (naru_record_get_boolean (talk, "promise"))
    weight += LONGEST_TALK;
  return weight;
}

static int
compare_weights (gconstpointer a, gconstpointer b)
{
  NaruRecord *const *first = a, *const *second = b;
  glong difference = weigh (*second) - weigh (*first);

  if (difference != 0)
    return difference < 0 ? -1 : 1;
  return -g_strcmp0 (naru_record_get (*first, "at"), naru_record_get (*second, "at"));
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  NaruRecord *const *first = a, *const *second = b;

  return -g_strcmp0 (naru_record_get (*first, "at"), naru_record_get (*second, "at"));
}

/* "Call 8, Visit 2" */
static char *
count_kinds (NaruSheet *self, GPtrArray *talks)
{
  NaruVocabulary *kinds = naru_vocabulary_get ("interaction-kind");
  GString *out = g_string_new (NULL);

  for (guint k = 0; k < naru_vocabulary_size (kinds); k++)
    {
      const char *kind = naru_vocabulary_code_at (kinds, k);
      guint n = 0;

      for (guint i = 0; i < talks->len; i++)
        n += g_strcmp0 (naru_record_get (talks->pdata[i], "kind"), kind) == 0;
      if (n > 0)
        g_string_append_printf (out, "%s%s %u", out->len > 0 ? ", " : "",
                                naru_speech_say_term (self->speech, "interaction-kind", kind), n);
    }
  return g_string_free (out, FALSE);
}

static int
year_of_vacancy (NaruRecord *vacancy)
{
  static const char *const fields[] = { "publishedOn", "agreedOn", "closesOn", "createdAt" };
  int year = 0;

  for (guint i = 0; year == 0 && i < G_N_ELEMENTS (fields); i++)
    year = year_of (vacancy, fields[i]);
  return year;
}

/* "Care worker, day shift (Filled)" */
static char *
list_vacancies (NaruSheet *self, int year)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->vacancies->len; i++)
    {
      NaruRecord *vacancy = self->vacancies->pdata[i];
      g_autofree char *stage = naru_speech_say_field (self->speech, vacancy, "stage");

      /* what is open was told above */
      if (year_of_vacancy (vacancy) == year && !naru_sheet_is_open_vacancy (vacancy))
        g_ptr_array_add (parts,
                         g_strdup_printf ("%s (%s)", naru_record_get_title (vacancy), stage));
    }
  return naru_sheet_join (parts, "; ");
}

static char *
say_day (NaruSheet *self, NaruRecord *record, const char *field)
{
  const char *time = naru_record_get (record, field);
  g_autofree char *date = time != NULL ? g_strndup (time, strlen ("2026-11-22")) : NULL;

  return naru_speech_say_day_of_year (self->speech, date);
}

/* The days on which people in one occupation began or left, and why they left. */
static char *
list_days (NaruSheet *self, int year, const char *field, const char *occupation)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = self->placements->len; i > 0; i--)
    {
      NaruRecord *placement = self->placements->pdata[i - 1];
      g_autofree char *day = say_day (self, placement, field);
      g_autofree char *reason = g_str_equal (field, "endOn")
                                    ? naru_speech_say_field (self->speech, placement, "endReason")
                                    : NULL;

      if (year_of (placement, field) != year
          || g_strcmp0 (naru_record_get (placement, "occupation"), occupation) != 0)
        continue;
      g_ptr_array_add (parts,
                       reason != NULL ? g_strdup_printf ("%s, %s", day, reason) : g_strdup (day));
    }
  return naru_sheet_join (parts, "; ");
}

/* "Care worker (1 April; 1 September)" */
static char *
list_placements (NaruSheet *self, int year, const char *field)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->placements->len; i++)
    {
      NaruRecord *placement = self->placements->pdata[i];
      const char *occupation = naru_record_get (placement, "occupation");
      g_autofree char *days = NULL;

      if (year_of (placement, field) != year
          || !g_hash_table_add (seen, (gpointer) (occupation != NULL ? occupation : "")))
        continue;
      days = list_days (self, year, field, occupation);
      g_ptr_array_add (
          parts, occupation != NULL ? g_strdup_printf (
                     "%s (%s)", naru_speech_say_term (self->speech, "isco08", occupation), days)
                                    : g_strdup (days));
    }
  return naru_sheet_join (parts, ", ");
}

static char *
list_incentives (NaruSheet *self, int year)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->incentives->len; i++)
    {
      NaruRecord *incentive = self->incentives->pdata[i];
      g_autofree char *state = naru_speech_say_field (self->speech, incentive, "state");
      g_autofree char *amount = naru_record_format (incentive, "amount");

      if (year_of (incentive, "appliedOn") == year)
        g_ptr_array_add (
            parts,
            amount != NULL
                ? g_strdup_printf ("%s (%s, %s)", naru_record_get_title (incentive), state, amount)
                : g_strdup_printf ("%s (%s)", naru_record_get_title (incentive), state));
    }
  return naru_sheet_join (parts, "; ");
}

static void
add_line (NaruSheet *self, const char *label, char *text)
{
  g_autofree char *line = text;

  if (*line != '\0')
    naru_sheet_add_item (self, say (self, N_ ("%s: %s")), say (self, label), line);
}

static void
add_talk (NaruSheet *self, NaruRecord *talk)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *head = NULL;
  g_autofree char *summary = naru_sheet_shorten (naru_record_get (talk, "summary"), LONGEST_TALK);

  g_ptr_array_add (parts, say_day (self, talk, "at"));
  g_ptr_array_add (parts, naru_speech_say_field (self->speech, talk, "kind"));
  g_ptr_array_add (parts, naru_sheet_title_of (self, talk, "contact"));
  head = naru_sheet_join (parts, ", ");
  naru_sheet_add_item (self, say (self, N_ ("%s: %s")), head, summary);
}

static void
add_year (NaruSheet *self, int year, gboolean first)
{
  g_autoptr (GPtrArray) talks = g_ptr_array_new ();
  g_autofree char *line = NULL, *kinds = NULL;
  guint most = first ? TALKS_THIS_YEAR : TALKS_A_YEAR;

  for (guint i = 0; i < self->talks->len; i++)
    if (year_of (self->talks->pdata[i], "at") == year)
      g_ptr_array_add (talks, self->talks->pdata[i]);
  kinds = count_kinds (self, talks);
  line = g_strdup_printf (NARU_SHEET_YEAR "%d · %s", year, *kinds != '\0' ? kinds : "–");
  naru_sheet_add_text (self, line);
  add_line (self, N_ ("Vacancies"), list_vacancies (self, year));
  add_line (self, N_ ("Started here"), list_placements (self, year, "startOn"));
  add_line (self, N_ ("Left again"), list_placements (self, year, "endOn"));
  add_line (self, N_ ("Incentives"), list_incentives (self, year));
  g_ptr_array_sort (talks, compare_weights);
  for (guint i = talks->len; i > 0; i--)
    if (i > most || !naru_record_has (talks->pdata[i - 1], "summary"))
      g_ptr_array_remove_index (talks, i - 1);
  g_ptr_array_sort (talks, compare_times);
  for (guint i = 0; i < talks->len; i++)
    add_talk (self, talks->pdata[i]);
}

static int
compare_years (gconstpointer a, gconstpointer b)
{
  return *(const int *) b - *(const int *) a;
}

static void
add_years_of (GArray *years, GPtrArray *records, const char *field)
{
  for (guint i = 0; i < records->len; i++)
    {
      int year = field != NULL ? year_of (records->pdata[i], field)
                               : year_of_vacancy (records->pdata[i]);
      gboolean there = year == 0;

      for (guint y = 0; !there && y < years->len; y++)
        there = g_array_index (years, int, y) == year;
      if (!there)
        g_array_append_val (years, year);
    }
}

static void
add_story (NaruSheet *self, guint most)
{
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));

  add_years_of (years, self->talks, "at");
  add_years_of (years, self->vacancies, NULL);
  add_years_of (years, self->placements, "startOn");
  add_years_of (years, self->placements, "endOn");
  add_years_of (years, self->incentives, "appliedOn");
  if (years->len == 0)
    return;
  g_array_sort (years, compare_years);
  naru_sheet_add_heading (self, most > 1 ? N_ ("The story, year by year") : N_ ("Lately"));
  for (guint i = 0; i < MIN (years->len, most); i++)
    add_year (self, g_array_index (years, int, i), i == 0);
}

static void
add_questions (NaruSheet *self)
{
  guint n = 0;

  for (guint i = 0; i < self->talks->len && n < MOST_QUESTIONS; i++)
    {
      NaruRecord *talk = self->talks->pdata[i];
      g_autofree char *day = naru_sheet_say_day (self, talk, "at");
      g_autofree char *question
          = naru_sheet_shorten (naru_record_get (talk, "question"), LONGEST_ANSWER);
      g_autofree char *answer
          = naru_sheet_shorten (naru_record_get (talk, "answer"), LONGEST_ANSWER);

      /* what waits for an answer stands among what to mind */
      if (*question == '\0' || *answer == '\0')
        continue;
      if (n++ == 0)
        naru_sheet_add_heading (self, N_ ("What they asked, and what we answered"));
      naru_sheet_add_item (self, "%s → %s (%s)", question, answer, day);
    }
}

static void
add_managers (NaruSheet *self)
{
  guint n = naru_record_get_length (self->employer, "assignments");

  if (n < 2)
    return;
  naru_sheet_add_heading (self, N_ ("Who has looked after them"));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *from = naru_record_get_element (self->employer, "assignments", i, "from");
      g_autofree char *to = naru_record_get_element (self->employer, "assignments", i, "to");
      g_autofree char *staff = naru_record_get_element (self->employer, "assignments", i, "staff");
      g_autofree char *reason
          = naru_record_get_element (self->employer, "assignments", i, "reason");
      g_autofree char *name = staff != NULL ? naru_store_get_title (self->store, staff) : NULL;
      g_autofree char *first = naru_speech_say_date (self->speech, from);
      g_autofree char *last = naru_speech_say_date (self->speech, to);
      GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *line = NULL;

      if (first != NULL)
        g_ptr_array_add (parts, last != NULL
                                    ? g_strdup_printf ("%s – %s", first, last)
                                    : g_strdup_printf (say (self, N_ ("%s until today")), first));
      g_ptr_array_add (parts, g_steal_pointer (&reason));
      line = naru_sheet_join (parts, " · ");
      naru_sheet_add_item (self, say (self, N_ ("%s: %s")), name != NULL ? name : "", line);
    }
}

/**
 * naru_sheet_add_past:
 * @latest: whether the latest year is enough
 *
 * Tells the years, what was asked, and who looked after the employer.
 */
void
naru_sheet_add_past (NaruSheet *self, gboolean latest)
{
  add_story (self, latest ? 1 : MOST_YEARS);
  if (latest)
    return;
  add_questions (self);
  add_managers (self);
}
