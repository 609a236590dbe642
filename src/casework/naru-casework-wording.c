/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands on words that a rule marks, in a vacancy or a plan: a rewrite that the rule offers, and an exception from it with
 * its reason. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"
#include "naru-id.h"

/* Where @words are: at @start if they are still there, else where they are nearest to it. -1 if they are gone. */
static glong
find_words (const char *text, const char *words, glong start)
{
  glong length = g_utf8_strlen (text, -1);
  glong found = -1;

  if (start <= length && g_str_has_prefix (g_utf8_offset_to_pointer (text, start), words))
    return start;
  for (const char *at = strstr (text, words); at != NULL; at = strstr (at + 1, words))
    {
      glong here = g_utf8_pointer_to_offset (text, at);

      if (found < 0 || ABS (here - start) < ABS (found - start))
        found = here;
    }
  return found;
}

static gboolean
is_open (char letter)
{
  return letter == '\0' || letter == ' ' || letter == '\n' || g_ascii_ispunct (letter);
}

static gboolean
ends_sentence (char letter)
{
  return letter != '\0' && strchr (".!?\n", letter) != NULL;
}

/* Where the clause of @at begins: with its sentence, or with the "or" before what is threatened. */
static const char *
find_clause (const char *text, const char *at)
{
  static const char *const openers[] = { "or ", "otherwise ", "ou ", "sinon " };

  for (; at > text && !ends_sentence (at[-1]); at--)
    for (guint i = 0; at[-1] == ' ' && i < G_N_ELEMENTS (openers); i++)
      if (g_str_has_prefix (at, openers[i]))
        return at;
  return at;
}

/* A replacement that is a sentence stands by itself: it takes the place of all that the sentence says from there on. */
static char *
replace_sentence (const char *text, const char *from, const char *to, const char *replacement)
{
  const char *clause = find_clause (text, from);
  gsize length = (gsize) (clause - text);
  g_autofree char *before = NULL;

  while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == ','))
    length--;
  before = g_strndup (text, length);
  while (*to != '\0' && !ends_sentence (*to))
    to++;
  if (*to != '\0' && *to != '\n')
    to++;
  if (length == 0 || text[length - 1] == '\n')
    return g_strconcat (before, replacement, to, NULL);
  return g_strconcat (before, ends_sentence (text[length - 1]) ? " " : ". ", replacement, to, NULL);
}

/* Words that are taken out take the space before them along, and a comma that would stand alone. */
static char *
replace (const char *text, glong start, const char *words, const char *replacement)
{
  const char *from = g_utf8_offset_to_pointer (text, start);
  const char *to = from + strlen (words);
  g_autofree char *before = NULL;
  g_autofree char *all = NULL;

  if (g_str_has_suffix (replacement, "."))
    return replace_sentence (text, from, to, replacement);
  if (*replacement == '\0')
    {
      if (*to == ',' && (from == text || is_open (from[-1])))
        to++;
      if (is_open (*to) && from > text && from[-1] == ' ')
        from--;
      else if (*to == ' ' && (from == text || from[-1] == '\n'))
        to++;
    }
  before = g_strndup (text, (gsize) (from - text));
  all = g_strconcat (before, replacement, to, NULL);
  return g_strdup (g_strchomp (all));
}

/**
 * naru_wording_replace:
 * @text: what was checked, or what it has become since
 * @start: where the words began when it was checked, in characters
 * @words: what is to be replaced
 * @replacement: what comes in their place; "" takes them out
 *
 * Returns: (transfer full) (nullable): the text with other words; %NULL where the words are no longer there
 */
char *
naru_wording_replace (const char *text, guint start, const char *words, const char *replacement)
{
  glong at = *words != '\0' ? find_words (text, words, (glong) start) : -1;

  return at >= 0 ? replace (text, at, words, replacement) : NULL;
}

/**
 * naru_plan_reword:
 * @desk: a desk
 * @plan: id of a plan
 * @line: the id of one of its steps, or of a goal
 * @start: where the words began when it was checked, in characters
 * @words: what is to be replaced
 * @replacement: what comes in their place; "" takes them out
 * @error: return location for an error
 *
 * Puts other words in place of some in a goal or a step.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED if the words are no longer there
 */
NaruCommand *
naru_plan_reword (NaruDesk *desk, const char *plan, const char *line, guint start,
                  const char *words, const char *replacement, GError **error)
{
  gboolean is_step = naru_id_has_type (line, "step");
  g_autoptr (NaruRecord) record
      = naru_casework_get (desk, is_step ? line : plan, is_step ? "step" : "plan", error);
  g_autofree char *text = NULL, *changed = NULL, *label = NULL;
  NaruCommand *command;

  if (record == NULL)
    return NULL;
  if (is_step)
    text = g_strdup (naru_record_get (record, "title"));
  for (guint i = 0; !is_step && i < naru_record_get_length (record, "goals"); i++)
    {
      g_autofree char *id = naru_record_get_element (record, "goals", i, "id");

      if (g_strcmp0 (id, line) == 0)
        text = naru_record_get_element (record, "goals", i, "text");
    }
  changed = text != NULL ? naru_wording_replace (text, start, words, replacement) : NULL;
  if (changed == NULL || naru_casework_is_blank (changed))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED, _ ("“%s” is no longer there."), words);
      return NULL;
    }
  label = g_strdup_printf (is_step ? _ ("Step “%s”: other words") : _ ("Goal “%s”: other words"),
                           changed);
  command = naru_command_new (label);
  if (is_step)
    naru_command_set (command, line, "title", changed);
  else
    naru_command_set_element (command, plan, "goals", line, "text", changed);
  return command;
}

/**
 * naru_vacancy_rewrite:
 * @desk: a desk
 * @vacancy: id of a vacancy
 * @field: a field of text, or "requirements/ID/text"
 * @start: where the words began when the rule was checked, in characters
 * @words: what is to be replaced
 * @replacement: what comes in their place; "" takes them out
 * @error: return location for an error
 *
 * Puts other words in place of some. A requirement of which nothing is left is taken out.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED if the words are no longer there
 */
NaruCommand *
naru_vacancy_rewrite (NaruDesk *desk, const char *vacancy, const char *field, guint start,
                      const char *words, const char *replacement, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, vacancy, "vacancy", error);
  g_auto (GStrv) path = g_strsplit (field, "/", 3);
  gboolean element = g_strv_length (path) == 3;
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *label = NULL;

  if (record == NULL)
    return NULL;
  for (guint i = 0; element && i < naru_record_get_length (record, path[0]); i++)
    {
      g_autofree char *id = naru_record_get_element (record, path[0], i, "id");

      if (g_strcmp0 (id, path[1]) == 0)
        text = naru_record_get_element (record, path[0], i, path[2]);
    }
  if (!element)
    text = g_strdup (naru_record_get (record, field));
  changed = text != NULL ? naru_wording_replace (text, start, words, replacement) : NULL;
  if (changed == NULL)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED, _ ("“%s” is no longer there."), words);
      return NULL;
    }
  label = *replacement != '\0' ? g_strdup_printf (_ ("“%s” becomes “%s”"), words, replacement)
                               : g_strdup_printf (_ ("“%s” taken out"), words);
  command = naru_command_new (label);
  if (!element)
    naru_command_set (command, vacancy, field, changed);
  else if (naru_casework_is_blank (changed))
    naru_command_remove_element (command, vacancy, path[0], path[1]);
  else
    naru_command_set_element (command, vacancy, path[0], path[1], path[2], changed);
  return g_steal_pointer (&command);
}

/**
 * naru_vacancy_except:
 * @desk: a desk
 * @vacancy: id of a vacancy
 * @rule: id of a rule
 * @words: the words that it is about; "" for all
 * @justification: why it is right here
 * @error: return location for an error
 *
 * Records an exception from a rule, with who made it and when.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED without a reason
 */
NaruCommand *
naru_vacancy_except (NaruDesk *desk, const char *vacancy, const char *rule, const char *words,
                     const char *justification, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, vacancy, "vacancy", error);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *now = naru_desk_now (desk);
  g_autofree char *label = NULL;

  if (record == NULL)
    return NULL;
  if (naru_casework_is_blank (justification))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Please write why it is right here."));
      return NULL;
    }
  label = g_strdup_printf (_ ("Exception recorded for “%s”"), *words != '\0' ? words : rule);
  command = naru_command_new (label);
  /* one for each rule: without words it holds for all that the rule finds */
  naru_command_set_element (command, vacancy, "exceptions", rule, "justification", justification);
  naru_command_set_element (command, vacancy, "exceptions", rule, "words",
                            *words != '\0' ? words : NULL);
  naru_command_set_element (command, vacancy, "exceptions", rule, "by", naru_desk_get_staff (desk));
  naru_command_set_element (command, vacancy, "exceptions", rule, "at", now);
  return g_steal_pointer (&command);
}

/**
 * naru_vacancy_reorder:
 * @vacancy: a vacancy
 * @list: a list of it
 * @from: where an element stands
 * @to: where it goes
 *
 * Returns: (transfer full): the list in its new order, as JSON; elements are copied as they stand
 */
char *
naru_vacancy_reorder (NaruRecord *vacancy, const char *list, guint from, guint to)
{
  NaruJsonIter iter;
  NaruJsonSpan value;
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func (g_free);
  GString *json = g_string_new ("[");
  gpointer moved;

  naru_json_iter_init (&iter, naru_record_get_span (vacancy, list));
  while (naru_json_iter_next (&iter, NULL, &value))
    g_ptr_array_add (elements, naru_json_span_dup (value));
  if (from < elements->len && to < elements->len)
    {
      moved = g_ptr_array_steal_index (elements, from);
      g_ptr_array_insert (elements, (int) to, moved);
    }
  for (guint i = 0; i < elements->len; i++)
    g_string_append_printf (json, "%s%s", i > 0 ? "," : "", (char *) elements->pdata[i]);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}
