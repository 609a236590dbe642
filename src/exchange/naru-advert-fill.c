/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills in a vacancy with what somebody has confirmed, of an old advertisement or of the profile of an occupation. */
#include "naru-advert-read.h"

#include <string.h>

static gboolean
put_requirement (NaruRecord *vacancy, const NaruGuess *guess, guint number, GError **error)
{
  g_autofree char *id = g_strdup_printf ("p%u", number);
  gboolean skill = g_str_equal (guess->field, "skills");

  return naru_record_set_element (vacancy, "requirements", id, "need",
                                  guess->need != NULL ? guess->need : "desirable", error)
         && naru_record_set_element (vacancy, "requirements", id, "text", guess->value, error)
         && (!skill
             || naru_record_set_element (vacancy, "requirements", id, "skill", guess->value,
                                         error));
}

static gboolean
has_line (const char *text, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strv_contains ((const char *const *) lines, line);
}

static gboolean
put_value (NaruRecord *vacancy, const NaruGuess *guess, GError **error)
{
  const NaruField *field
      = naru_record_type_find_field (naru_record_get_record_type (vacancy), guess->field);
  const char *before;
  g_autofree char *both = NULL;

  if (g_str_has_prefix (guess->field, "address."))
    return naru_record_set_member (vacancy, "address", guess->field + strlen ("address."),
                                   guess->value, error);
  if (field != NULL && field->kind == NARU_KIND_SET)
    {
      g_auto (GStrv) values = g_strsplit (guess->value, ", ", -1);

      return naru_record_set_set (vacancy, guess->field, (const char *const *) values, error);
    }
  before = naru_record_get (vacancy, guess->field);
  if (field != NULL && field->kind == NARU_KIND_LONG_TEXT && before != NULL)
    {
      if (has_line (before, guess->value))
        return TRUE;
      both = g_strdup_printf ("%s\n%s", before, guess->value);
    }
  return naru_record_set (vacancy, guess->field, both != NULL ? both : guess->value, error);
}

/* The greatest number of the requirements that came in this way. */
static guint
last_number (NaruRecord *vacancy)
{
  guint last = 0;

  for (guint i = 0; i < naru_record_get_length (vacancy, "requirements"); i++)
    {
      g_autofree char *id = naru_record_get_element (vacancy, "requirements", i, "id");

      if (id != NULL && *id == 'p')
        last = MAX (last, (guint) g_ascii_strtoull (id + 1, NULL, 10));
    }
  return last;
}

static gboolean
has_requirement (NaruRecord *vacancy, const char *text)
{
  for (guint i = 0; i < naru_record_get_length (vacancy, "requirements"); i++)
    {
      g_autofree char *found = naru_record_get_element (vacancy, "requirements", i, "text");

      if (g_strcmp0 (found, text) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * naru_advert_put_together:
 * @vacancy: a vacancy, which is changed
 * @guesses: (element-type NaruGuess): what somebody has confirmed
 * @error: return location for an error
 *
 * Puts guesses into their fields. Lines of a long text and requirements come behind those that are there; what is there
 * already is not said again.
 *
 * Returns: %FALSE if one does not fit its field
 */
gboolean
naru_advert_put_together (NaruRecord *vacancy, GPtrArray *guesses, GError **error)
{
  guint last = last_number (vacancy);

  for (guint i = 0; i < guesses->len; i++)
    {
      const NaruGuess *guess = guesses->pdata[i];
      gboolean requirement
          = g_str_equal (guess->field, "requirements") || g_str_equal (guess->field, "skills");

      if (requirement && has_requirement (vacancy, guess->value))
        continue;
      if (requirement ? !put_requirement (vacancy, guess, ++last, error)
                      : !put_value (vacancy, guess, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * naru_advert_fill:
 * @desk: a desk
 * @vacancy: id of a vacancy
 * @guesses: (element-type NaruGuess): what somebody has confirmed
 * @received: (nullable): the text that they come from, which is kept
 * @label: what is done, translated
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a command that fills in the vacancy
 */
NaruCommand *
naru_advert_fill (NaruDesk *desk, const char *vacancy, GPtrArray *guesses, const char *received,
                  const char *label, GError **error)
{
  g_autoptr (NaruRecord) before = naru_store_get (naru_desk_get_store (desk), vacancy, error);
  g_autoptr (NaruRecord) after = NULL;
  g_autoptr (NaruCommand) command = NULL;

  if (before == NULL)
    return NULL;
  after = naru_record_copy (before);
  if (!naru_advert_put_together (after, guesses, error)
      || (received != NULL && !naru_record_set (after, "originalText", received, error)))
    return NULL;
  command = naru_command_new (label);
  naru_command_replace (command, before, after);
  return g_steal_pointer (&command);
}
