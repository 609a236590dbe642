/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts of a vacancy in other words: in plain language, and in other languages. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-json-text.h"
#include "naru-vacancy-work.h"
#include "naru-vocabulary.h"

static const char *const members[]
    = { "title",     "about",    "tasks",      "requirements",  "payExtras",  "duration",
        "probation", "benefits", "conditions", "accessibility", "howToApply", NULL };

/**
 * naru_vacancy_wording_members:
 *
 * Returns: (transfer none) (array zero-terminated=1): the texts that can be said in other words, in reading order
 */
const char *const *
naru_vacancy_wording_members (void)
{
  return members;
}

/**
 * naru_vacancy_dup_text:
 * @vacancy: a vacancy
 * @member: one of naru_vacancy_wording_members()
 *
 * Returns: (transfer full) (nullable): the text as it was written; requirements stand one a line
 */
char *
naru_vacancy_dup_text (NaruRecord *vacancy, const char *member)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  if (strcmp (member, "requirements") != 0)
    return g_strdup (naru_record_get (vacancy, member));
  for (guint i = 0; i < naru_record_get_length (vacancy, "requirements"); i++)
    {
      g_autofree char *text = naru_record_get_element (vacancy, "requirements", i, "text");

      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", text != NULL ? text : "");
    }
  return lines->len > 0 ? g_strdup (lines->str) : NULL;
}

/**
 * naru_vacancy_dup_wording:
 * @vacancy: a vacancy
 * @language: (nullable): of a translation; %NULL for plain language
 * @member: one of naru_vacancy_wording_members()
 *
 * Returns: (transfer full) (nullable): the text in these words, if somebody has written it
 */
char *
naru_vacancy_dup_wording (NaruRecord *vacancy, const char *language, const char *member)
{
  if (language == NULL)
    return naru_record_get_member (vacancy, "plain", member);
  for (guint i = 0; i < naru_record_get_length (vacancy, "translations"); i++)
    {
      g_autofree char *found = naru_record_get_element (vacancy, "translations", i, "language");

      if (g_strcmp0 (found, language) == 0)
        return naru_record_get_element (vacancy, "translations", i, member);
    }
  return NULL;
}

/* The same requirements, each with its line; FALSE where the lines are not as many. */
static void
put_requirements (NaruRecord *vacancy, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = g_strv_length (lines);

  for (guint i = 0; i < MIN (n, naru_record_get_length (vacancy, "requirements")); i++)
    {
      g_autofree char *id = naru_record_get_element (vacancy, "requirements", i, "id");

      if (*g_strstrip (lines[i]) != '\0'
          && !naru_record_set_element (vacancy, "requirements", id, "text", lines[i], NULL))
        g_debug ("A requirement does not fit.");
    }
}

/**
 * naru_vacancy_in_other_words:
 * @vacancy: a vacancy
 * @language: (nullable): of a translation; %NULL for plain language
 *
 * Returns: (transfer full): the vacancy with the texts of that wording in their places, to be checked; what nobody has written
 *   is left out, but for the requirements
 */
NaruRecord *
naru_vacancy_in_other_words (NaruRecord *vacancy, const char *language)
{
  NaruRecord *other = naru_record_copy (vacancy);

  for (guint i = 0; members[i] != NULL; i++)
    {
      g_autofree char *text = naru_vacancy_dup_wording (vacancy, language, members[i]);

      if (strcmp (members[i], "requirements") == 0)
        put_requirements (other, text != NULL ? text : "");
      else if (!naru_record_set (other, members[i], text, NULL))
        g_debug ("A text does not fit.");
    }
  if (language != NULL && !naru_record_set (other, "language", language, NULL))
    g_debug ("The language does not fit.");
  return other;
}

/**
 * naru_vacancy_set_wording:
 * @desk: a desk
 * @vacancy: id of a vacancy
 * @language: (nullable): of a translation; %NULL for plain language
 * @member: one of naru_vacancy_wording_members()
 * @text: (nullable): the text in these words; %NULL takes it away
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_vacancy_set_wording (NaruDesk *desk, const char *vacancy, const char *language,
                          const char *member, const char *text, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, vacancy, "vacancy", error);
  g_autoptr (NaruRecord) after = NULL;
  g_autofree char *label = NULL;
  g_autoptr (NaruCommand) command = NULL;

  if (record == NULL)
    return NULL;
  label = language == NULL
              ? g_strdup_printf (_ ("%s: plain language"), naru_record_get_title (record))
              : g_strdup_printf (_ ("%s: translation"), naru_record_get_title (record));
  command = naru_command_new (label);
  if (language != NULL)
    {
      naru_command_set_element (command, vacancy, "translations", language, member, text);
      return g_steal_pointer (&command);
    }
  after = naru_record_copy (record);
  if (!naru_record_set_member (after, "plain", member, text, error))
    return NULL;
  naru_command_replace (command, record, after);
  return g_steal_pointer (&command);
}
