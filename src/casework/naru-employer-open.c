/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is under way when an employer changes hands: open vacancies with their candidates, programmes, incentives. A candidate
 * has a name here only once the counsellor has introduced the person; the others are counted. */
#include "naru-employer-sheet.h"

#include <glib/gi18n-lib.h>

#include "naru-vocabulary.h"

static const char *
say (NaruSheet *self, const char *text)
{
  return naru_speech_say (self->speech, text);
}

/**
 * naru_sheet_find_candidates:
 * @vacancy: a vacancy
 *
 * Returns: (transfer full): the candidacies for it that are not over
 */
GPtrArray *
naru_sheet_find_candidates (NaruSheet *self, NaruRecord *vacancy)
{
  g_autoptr (NaruQuery) query = naru_query_new ("candidacy");
  GPtrArray *found;

  naru_query_add_filter (query, "vacancy", NARU_FILTER_IS, naru_record_get_id (vacancy));
  naru_query_add_filter (query, "state", NARU_FILTER_IS,
                         "possible\x1f"
                         "asked\x1f"
                         "introduced\x1f"
                         "interview\x1f"
                         "offer");
  naru_query_set_order (query, "introducedOn", TRUE);
  found = naru_store_find (self->store, query, NULL);
  return found != NULL ? found : g_ptr_array_new ();
}

/* "Kim Hana (Interview, 3 December 2026)" */
static char *
say_candidate (NaruSheet *self, NaruRecord *candidate)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *how = NULL;

  g_ptr_array_add (parts, naru_speech_say_field (self->speech, candidate, "state"));
  g_ptr_array_add (parts, naru_sheet_say_day (self, candidate,
                                              naru_record_has (candidate, "interviewOn")
                                                  ? "interviewOn"
                                                  : "introducedOn"));
  how = naru_sheet_join (parts, ", ");
  return g_strdup_printf ("%s (%s)", naru_record_get (candidate, "introducedName"), how);
}

/* "Candidates: Kim Hana (Interview, 3 December 2026); Possible 2" */
static char *
say_candidates (NaruSheet *self, NaruRecord *vacancy)
{
  NaruVocabulary *states = naru_vocabulary_get ("candidacy-state");
  g_autoptr (GPtrArray) found = naru_sheet_find_candidates (self, vacancy);
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  for (guint i = 0; i < found->len; i++)
    if (naru_record_has (found->pdata[i], "introducedName"))
      g_ptr_array_add (parts, say_candidate (self, found->pdata[i]));
  for (guint s = 0; s < naru_vocabulary_size (states); s++)
    {
      const char *state = naru_vocabulary_code_at (states, s);
      guint n = 0;

      for (guint i = 0; i < found->len; i++)
        n += !naru_record_has (found->pdata[i], "introducedName")
             && g_strcmp0 (naru_record_get (found->pdata[i], "state"), state) == 0;
      if (n > 0)
        g_ptr_array_add (
            parts, g_strdup_printf (
                       "%s %u", naru_speech_say_term (self->speech, "candidacy-state", state), n));
    }
  list = naru_sheet_join (parts, "; ");
  return *list != '\0'
             ? g_strdup_printf (say (self, N_ ("%s: %s")), say (self, N_ ("Candidates")), list)
             : NULL;
}

/* The stages of a programme that are under way. */
static char *
say_stages (NaruSheet *self, NaruRecord *programme)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < naru_record_get_length (programme, "stages"); i++)
    {
      g_autofree char *stage = naru_record_get_element (programme, "stages", i, "stage");
      g_autofree char *state = naru_record_get_element (programme, "stages", i, "state");

      if (g_strcmp0 (state, "underway") == 0)
        g_ptr_array_add (parts,
                         g_strdup (naru_speech_say_term (self->speech, "programme-stage", stage)));
    }
  return naru_sheet_join (parts, ", ");
}

/* "Care worker, night shift (Published) · Candidates: …": what @name says, or the title; takes @more. */
static void
add_item (NaruSheet *self, gboolean *headed, NaruRecord *record, const char *name,
          const char *state, char *more)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *named = name != NULL ? naru_speech_say_field (self->speech, record, name)
                                        : g_strdup (naru_record_get_title (record));
  g_autofree char *how = naru_speech_say_field (self->speech, record, state);
  g_autofree char *line = NULL;

  if (!*headed)
    naru_sheet_add_heading (self, N_ ("Under way now"));
  *headed = TRUE;
  g_ptr_array_add (parts, g_strdup_printf ("%s (%s)", named, how));
  g_ptr_array_add (parts, more);
  line = naru_sheet_join (parts, " · ");
  naru_sheet_add_item (self, "%s", line);
}

/**
 * naru_sheet_add_open:
 *
 * Tells what is under way: the vacancies and who may come for them, the programmes, the incentives that are not paid yet.
 */
void
naru_sheet_add_open (NaruSheet *self)
{
  static const char *const over[] = { "refused", "ended", "paid", NULL };
  gboolean headed = FALSE;

  for (guint i = 0; i < self->vacancies->len; i++)
    if (naru_sheet_is_open_vacancy (self->vacancies->pdata[i]))
      add_item (self, &headed, self->vacancies->pdata[i], NULL, "stage",
                say_candidates (self, self->vacancies->pdata[i]));
  for (guint i = 0; i < self->programmes->len; i++)
    add_item (self, &headed, self->programmes->pdata[i], "programme", "state",
              say_stages (self, self->programmes->pdata[i]));
  for (guint i = 0; i < self->incentives->len; i++)
    {
      const char *state = naru_record_get (self->incentives->pdata[i], "state");

      if (state != NULL && !g_strv_contains (over, state))
        add_item (self, &headed, self->incentives->pdata[i], NULL, "state", NULL);
    }
}
