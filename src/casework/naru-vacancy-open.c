/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vacancies that stay open for long, and what people and vacancies are matched by: it follows from their other fields. */
#include "naru-vacancy-work.h"

#include <glib/gi18n-lib.h>

#include "naru-clock.h"
#include "naru-vocabulary.h"

/* Days after which a vacancy counts as a bottleneck: the drafter looks at its requirements and pay again. */
#define HARD_TO_FILL 30

static gboolean
is_published (NaruRecord *vacancy)
{
  return g_strcmp0 (naru_record_get (vacancy, "stage"), "published") == 0;
}

/**
 * naru_vacancy_bottleneck_day:
 * @today: the day
 *
 * Returns: (transfer full): the last day on which a vacancy was published that is a bottleneck today if it is still open
 */
char *
naru_vacancy_bottleneck_day (const char *today)
{
  return naru_date_add_days (today, -HARD_TO_FILL);
}

/**
 * naru_vacancy_is_bottleneck:
 * @vacancy: a vacancy
 * @today: the day
 *
 * Returns: whether it is still published after 30 days
 */
gboolean
naru_vacancy_is_bottleneck (NaruRecord *vacancy, const char *today)
{
  const char *from = naru_record_get (vacancy, "publishedOn");

  return is_published (vacancy) && from != NULL
         && naru_date_days_between (from, today) >= HARD_TO_FILL;
}

/**
 * naru_vacancy_is_past_closing:
 * @vacancy: a vacancy
 * @today: the day
 *
 * Returns: whether it is still published though its closing date is over
 */
gboolean
naru_vacancy_is_past_closing (NaruRecord *vacancy, const char *today)
{
  const char *closes = naru_record_get (vacancy, "closesOn");

  return is_published (vacancy) && closes != NULL && g_strcmp0 (closes, today) < 0;
}

/**
 * naru_vacancy_say_open:
 * @vacancy: a vacancy
 * @today: the day
 *
 * Returns: (transfer full) (nullable): "35 days, hard to fill"; %NULL if it was never published
 */
char *
naru_vacancy_say_open (NaruRecord *vacancy, const char *today)
{
  const char *from = naru_record_get (vacancy, "publishedOn");
  const char *closed = naru_record_get (vacancy, "closedOn");
  g_autofree char *days = NULL;
  int n;

  if (from == NULL)
    return NULL;
  n = MAX (naru_date_days_between (from, closed != NULL ? closed : today), 0);
  days = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong) n), n);
  if (naru_vacancy_is_past_closing (vacancy, today))
    return g_strdup_printf (_ ("%s, closing date over"), days);
  if (naru_vacancy_is_bottleneck (vacancy, today))
    return g_strdup_printf (_ ("%s, hard to fill"), days);
  return g_steal_pointer (&days);
}

/* Nothing is written where the words are there already. */
static gboolean
set_words (NaruRecord *record, const char *field, GPtrArray *words, GError **error)
{
  g_auto (GStrv) before = naru_record_get_set (record, field);
  const char *const none[] = { NULL };

  g_ptr_array_add (words, NULL);
  if (g_strv_equal (before != NULL ? (const char *const *) before : none,
                    (const char *const *) words->pdata))
    return TRUE;
  return naru_record_set_set (record, field,
                              words->len > 1 ? (const char *const *) words->pdata : NULL, error);
}

/* The skill that an essential requirement names, or its own words where it asks for nothing else. */
static char *
skill_of (NaruRecord *vacancy, guint position)
{
  static const char *const others[] = { "language", "months" };
  g_autofree char *need = naru_record_get_element (vacancy, "requirements", position, "need");
  g_autofree char *skill = naru_record_get_element (vacancy, "requirements", position, "skill");

  if (g_strcmp0 (need, "essential") != 0)
    return NULL;
  if (skill != NULL)
    return g_steal_pointer (&skill);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *other
          = naru_record_get_element (vacancy, "requirements", position, others[i]);

      if (other != NULL)
        return NULL;
    }
  return naru_record_get_element (vacancy, "requirements", position, "text");
}

/**
 * naru_vacancy_derive:
 * @vacancy: a vacancy, which is changed
 * @error: return location for an error
 *
 * Makes its essential skills those of its essential requirements, for those who match people by them.
 *
 * Returns: whether they fit
 */
gboolean
naru_vacancy_derive (NaruRecord *vacancy, GError **error)
{
  g_autoptr (GPtrArray) skills = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < naru_record_get_length (vacancy, "requirements"); i++)
    {
      char *skill = skill_of (vacancy, i);

      if (skill == NULL || g_ptr_array_find_with_equal_func (skills, skill, g_str_equal, NULL))
        g_free (skill);
      else
        g_ptr_array_add (skills, skill);
    }
  return set_words (vacancy, "essentialSkills", skills, error);
}

/**
 * naru_language_at:
 * @language: code of the language
 * @level: code of the vocabulary "cefr"
 *
 * Returns: (transfer full): the word for both in the set languagesAt
 */
char *
naru_language_at (const char *language, const char *level)
{
  return g_strdup_printf ("%s %s", language, level);
}

/**
 * naru_availability_derive:
 * @availability: an availability, which is changed
 * @error: return location for an error
 *
 * Says of each language with a level all levels that it reaches, so that people can be counted by them.
 *
 * Returns: whether they fit
 */
gboolean
naru_availability_derive (NaruRecord *availability, GError **error)
{
  NaruVocabulary *levels = naru_vocabulary_get ("cefr");
  g_autoptr (GPtrArray) reached = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < naru_record_get_length (availability, "languageLevels"); i++)
    {
      g_autofree char *language
          = naru_record_get_element (availability, "languageLevels", i, "language");
      g_autofree char *level = naru_record_get_element (availability, "languageLevels", i, "level");
      int position = level != NULL ? naru_vocabulary_position (levels, level) : -1;

      for (int k = 0; language != NULL && k <= position; k++)
        g_ptr_array_add (reached,
                         naru_language_at (language, naru_vocabulary_code_at (levels, (guint) k)));
    }
  return set_words (availability, "languagesAt", reached, error);
}
