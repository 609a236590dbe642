/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands on vacancies: drafting, copying, and the way through the stages, with the versions that employers saw. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"
#include "naru-vacancy-work.h"
#include "naru-vocabulary.h"

static const char *const after_draft[] = { "with_employer", "withdrawn", NULL };
static const char *const after_with_employer[] = { "agreed", "draft", "withdrawn", NULL };
static const char *const after_agreed[] = { "published", "draft", "withdrawn", NULL };
static const char *const after_published[] = { "filled", "draft", "withdrawn", NULL };
static const char *const after_filled[] = { "draft", "withdrawn", NULL };
static const char *const after_withdrawn[] = { "draft", NULL };
static const char *const after_nothing[] = { NULL };

/* Of one draft only: dates, stages and what came from somewhere else stay behind when it is copied. */
static const char *const not_copied[] = {
  "stage",           "agreedOn",    "publishedOn",  "closedOn",      "closesOn", "startOn",
  "withdrawnReason", "outreachDue", "drafter",      "channels",      "versions", "exceptions",
  "source",          "externalId",  "originalText", "supportNeeded", NULL,
};

/* What a reader wants to know, in reading order: the text of a version. */
static const char *const told[] = { "title",
                                    "employerName",
                                    "occupation",
                                    "posts",
                                    "about",
                                    "tasks",
                                    "requirements",
                                    "education",
                                    "experienceMonths",
                                    "workingLanguage",
                                    "payMin",
                                    "payMax",
                                    "payExtras",
                                    "collectiveAgreement",
                                    "contract",
                                    "employment",
                                    "hoursWeek",
                                    "hoursFrom",
                                    "hoursTo",
                                    "days",
                                    "shift",
                                    "flexible",
                                    "remote",
                                    "startOn",
                                    "duration",
                                    "probation",
                                    "region",
                                    "address",
                                    "benefits",
                                    "conditions",
                                    "hazards",
                                    "protection",
                                    "accessibility",
                                    "howToApply",
                                    "schedule",
                                    "closesOn" };

/**
 * naru_vacancy_next_stages:
 * @stage: (nullable): code of the vocabulary "vacancy-stage"
 *
 * Returns: (transfer none) (array zero-terminated=1): where a vacancy can go from there, the usual way first
 */
const char *const *
naru_vacancy_next_stages (const char *stage)
{
  static const struct
  {
    const char *stage;
    const char *const *next;
  } moves[] = {
    { "draft", after_draft },   { "with_employer", after_with_employer },
    { "agreed", after_agreed }, { "published", after_published },
    { "filled", after_filled }, { "withdrawn", after_withdrawn },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (g_strcmp0 (stage, moves[i].stage) == 0)
      return moves[i].next;
  return after_nothing;
}

static gboolean
has_place (NaruRecord *vacancy)
{
  g_autofree char *place = naru_record_get_member (vacancy, "address", "place");
  g_autofree char *lines = naru_record_get_member (vacancy, "address", "lines");

  return place != NULL || lines != NULL || naru_record_has (vacancy, "region")
         || g_strcmp0 (naru_record_get (vacancy, "remote"), "fully") == 0;
}

/**
 * naru_vacancy_missing:
 * @vacancy: a vacancy
 * @fields: (nullable) (element-type utf8): receives for each sentence the name of the field that would complete it
 *
 * Returns: (transfer full) (array zero-terminated=1): sentences, translated, that say what is missing before it can go to
 *   the next stage; none for one that is published or over
 */
char **
naru_vacancy_missing (NaruRecord *vacancy, GPtrArray *fields)
{
  static const char *const over[] = { "published", "filled", "withdrawn", NULL };
  const struct
  {
    const char *field;
    gboolean there;
    const char *sentence;
  } parts[] = {
    { "employer", naru_record_has (vacancy, "employer"), _ ("The employer is missing.") },
    { "tasks", naru_record_has (vacancy, "tasks"), _ ("The tasks are missing.") },
    { "payMin", naru_record_has (vacancy, "payMin"), _ ("The pay is missing.") },
    { "hoursWeek", naru_record_has (vacancy, "hoursWeek") || naru_record_has (vacancy, "hoursFrom"),
      _ ("The working hours are missing.") },
    { "region", has_place (vacancy), _ ("The place of work is missing.") },
    { "closesOn", naru_record_has (vacancy, "closesOn"), _ ("The closing date is missing.") },
  };
  g_autoptr (GStrvBuilder) missing = g_strv_builder_new ();
  const char *stage = naru_record_get (vacancy, "stage");

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!parts[i].there && (stage == NULL || !g_strv_contains (over, stage)))
      {
        g_strv_builder_add (missing, parts[i].sentence);
        if (fields != NULL)
          g_ptr_array_add (fields, (gpointer) parts[i].field);
      }
  return g_strv_builder_end (missing);
}

/**
 * naru_vacancy_draft:
 * @desk: a desk
 * @employer: (nullable): id of the employer
 * @title: (nullable): %NULL takes the label of the occupation
 * @occupation: (nullable): code of the occupation
 * @error: return location for an error
 *
 * Starts a draft, with the employer's name and place.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_vacancy_draft (NaruDesk *desk, const char *employer, const char *title, const char *occupation,
                    GError **error)
{
  g_autoptr (NaruRecord) record = naru_record_new (naru_record_type_find ("vacancy"), NULL);
  g_autoptr (NaruRecord) owner = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *label = NULL;
  const char *name = title;

  if (employer != NULL)
    {
      owner = naru_casework_get (desk, employer, "employer", error);
      if (owner == NULL)
        return NULL;
    }
  if (naru_casework_is_blank (name) && !naru_casework_is_blank (occupation))
    name = naru_vocabulary_label (naru_vocabulary_get ("isco08"), occupation);
  if (naru_casework_is_blank (name))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("Please give the vacancy a title or an occupation."));
      return NULL;
    }
  if (!naru_record_set (record, "title", name, error)
      || !naru_record_set (record, "stage", "draft", error)
      || !naru_record_set (record, "occupation", occupation, error)
      || !naru_record_set (record, "drafter", naru_desk_get_staff (desk), error)
      || !naru_record_set_number (record, "posts", 1, error))
    return NULL;
  if (owner != NULL)
    {
      g_autofree char *address = NULL;

      if (naru_record_has (owner, "address"))
        address = naru_json_span_dup (naru_record_get_span (owner, "address"));
      if (!naru_record_set (record, "employer", employer, error)
          || !naru_record_set (record, "employerName", naru_record_get (owner, "name"), error)
          || !naru_record_set (record, "region", naru_record_get (owner, "region"), error)
          || (address != NULL && !naru_record_set_json (record, "address", address, error)))
        return NULL;
    }
  label = g_strdup_printf (_ ("Draft the vacancy “%s”"), name);
  command = naru_command_new (label);
  naru_command_create (command, record);
  return g_steal_pointer (&command);
}

/**
 * naru_vacancy_copy:
 * @desk: a desk
 * @vacancy: id of a vacancy
 * @error: return location for an error
 *
 * Starts a new draft from the text of another vacancy; its dates, versions and channels stay behind.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_vacancy_copy (NaruDesk *desk, const char *vacancy, GError **error)
{
  g_autoptr (NaruRecord) from = naru_casework_get (desk, vacancy, "vacancy", error);
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *label = NULL;

  if (from == NULL)
    return NULL;
  record = naru_record_new (naru_record_type_find ("vacancy"), NULL);
  for (const NaruField *field = naru_record_get_record_type (from)->fields; field->name != NULL;
       field++)
    {
      g_autofree char *json = NULL;

      if (g_strv_contains (not_copied, field->name) || !naru_record_has (from, field->name))
        continue;
      json = naru_json_span_dup (naru_record_get_span (from, field->name));
      if (!naru_record_set_json (record, field->name, json, error))
        return NULL;
    }
  if (!naru_record_set (record, "stage", "draft", error)
      || !naru_record_set (record, "drafter", naru_desk_get_staff (desk), error))
    return NULL;
  label = g_strdup_printf (_ ("Copy the vacancy “%s”"), naru_record_get_title (from));
  command = naru_command_new (label);
  naru_command_create (command, record);
  return g_steal_pointer (&command);
}

/* The plain words are agreed to with the others. */
static void
append_plain (GString *text, NaruRecord *vacancy)
{
  const NaruField *plain
      = naru_record_type_find_field (naru_record_get_record_type (vacancy), "plain");

  for (const NaruField *member = plain->fields; member->name != NULL; member++)
    {
      g_autofree char *value = naru_vacancy_dup_wording (vacancy, NULL, member->name);

      if (value != NULL)
        g_string_append_printf (text, "%s, %s: %s\n", naru_field_get_label (plain),
                                naru_field_get_label (member), value);
    }
}

static char *
write_text (NaruRecord *vacancy)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      const NaruField *field
          = naru_record_type_find_field (naru_record_get_record_type (vacancy), told[i]);
      g_autofree char *value = NULL;

      if (!naru_record_has (vacancy, told[i]))
        continue;
      value = naru_record_format (vacancy, told[i]);
      if (value != NULL)
        g_string_append_printf (text, "%s: %s\n", naru_field_get_label (field), value);
    }
  append_plain (text, vacancy);
  return g_string_free (text, FALSE);
}

static void
keep_version (NaruDesk *desk, NaruCommand *command, NaruRecord *vacancy, gboolean agreed)
{
  const char *id = naru_record_get_id (vacancy);
  g_autofree char *now = naru_desk_now (desk);
  g_autofree char *number = naru_casework_next_identity (vacancy, "versions", "number", "");
  g_autofree char *text = write_text (vacancy);
  const char *contact = naru_record_get (vacancy, "contact");

  naru_command_set_element (command, id, "versions", number, "at", now);
  naru_command_set_element (command, id, "versions", number, "by", naru_desk_get_staff (desk));
  naru_command_set_element (command, id, "versions", number, "text", text);
  if (!agreed)
    return;
  naru_command_set_element (command, id, "versions", number, "approvedAt", now);
  if (contact != NULL)
    naru_command_set_element (command, id, "versions", number, "approvedBy", contact);
}

static void
clear (NaruCommand *command, NaruRecord *vacancy, const char *field)
{
  if (naru_record_has (vacancy, field))
    naru_command_set (command, naru_record_get_id (vacancy), field, NULL);
}

static void
set_stage (NaruDesk *desk, NaruCommand *command, NaruRecord *vacancy, const char *stage,
           const char *reason)
{
  const char *id = naru_record_get_id (vacancy);
  g_autofree char *today = naru_desk_today (desk);

  naru_command_set (command, id, "stage", stage);
  if (strcmp (stage, "draft") == 0)
    {
      clear (command, vacancy, "agreedOn");
      clear (command, vacancy, "publishedOn");
      clear (command, vacancy, "closedOn");
      clear (command, vacancy, "withdrawnReason");
    }
  else if (strcmp (stage, "with_employer") == 0)
    keep_version (desk, command, vacancy, FALSE);
  else if (strcmp (stage, "agreed") == 0)
    {
      naru_command_set (command, id, "agreedOn", today);
      keep_version (desk, command, vacancy, TRUE);
    }
  else if (strcmp (stage, "published") == 0)
    naru_command_set (command, id, "publishedOn", today);
  else
    naru_command_set (command, id, "closedOn", today);
  if (strcmp (stage, "withdrawn") == 0)
    naru_command_set (command, id, "withdrawnReason", reason);
}

static gboolean
check_complete (NaruRecord *vacancy, GError **error)
{
  g_auto (GStrv) missing = naru_vacancy_missing (vacancy, NULL);
  g_autofree char *sentences = NULL;

  if (missing[0] == NULL)
    return TRUE;
  sentences = g_strjoinv (" ", missing);
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED, sentences);
  return FALSE;
}

/**
 * naru_vacancy_set_stage:
 * @desk: a desk
 * @vacancy: id of a vacancy
 * @stage: code of the vocabulary "vacancy-stage"
 * @reason: (nullable): for "withdrawn" a code of the vocabulary "withdrawal-reason"
 * @error: return location for an error
 *
 * Moves a vacancy on. What is sent to the employer and what is agreed is kept as a version. Withdrawing needs a reason.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED says what is missing
 */
NaruCommand *
naru_vacancy_set_stage (NaruDesk *desk, const char *vacancy, const char *stage, const char *reason,
                        GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, vacancy, "vacancy", error);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *label = NULL;
  const char *from;
  const char *closes;
  gboolean forward;

  if (record == NULL || !naru_casework_check_term ("vacancy-stage", stage, error))
    return NULL;
  from = naru_record_get (record, "stage");
  if (g_strcmp0 (from, stage) == 0)
    return naru_command_new ("");
  if (!g_strv_contains (naru_vacancy_next_stages (from), stage))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
                   _ ("A vacancy in the stage “%s” cannot go to “%s”."),
                   naru_casework_term_label ("vacancy-stage", from),
                   naru_casework_term_label ("vacancy-stage", stage));
      return NULL;
    }
  if (strcmp (stage, "withdrawn") == 0 && naru_casework_is_blank (reason))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Please say why the vacancy is withdrawn."));
      return NULL;
    }
  if (strcmp (stage, "withdrawn") == 0
      && !naru_casework_check_term ("withdrawal-reason", reason, error))
    return NULL;
  forward = strcmp (stage, "with_employer") == 0 || strcmp (stage, "agreed") == 0
            || strcmp (stage, "published") == 0;
  if (forward && !check_complete (record, error))
    return NULL;
  closes = naru_record_get (record, "closesOn");
  if (strcmp (stage, "published") == 0 && g_strcmp0 (closes, today) < 0)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
                   _ ("The closing date %s is over. Please set a later one."), closes);
      return NULL;
    }
  label = g_strdup_printf (_ ("“%s”: stage “%s”"), naru_record_get_title (record),
                           naru_casework_term_label ("vacancy-stage", stage));
  command = naru_command_new (label);
  set_stage (desk, command, record, stage, reason);
  return g_steal_pointer (&command);
}

/**
 * naru_vacancy_agree:
 * @desk: a desk
 * @vacancy: id of a vacancy that is with the employer
 * @contact: (nullable): id of the contact who agreed
 * @how: (nullable): code of the vocabulary "channel"
 * @error: return location for an error
 *
 * Moves a vacancy on to agreed, and keeps the version with who agreed to it and how.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_vacancy_agree (NaruDesk *desk, const char *vacancy, const char *contact, const char *how,
                    GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, vacancy, "vacancy", error);
  g_autofree char *number = NULL;
  NaruCommand *command;

  if (record == NULL || (how != NULL && !naru_casework_check_term ("channel", how, error)))
    return NULL;
  command = naru_vacancy_set_stage (desk, vacancy, "agreed", NULL, error);
  if (command == NULL)
    return NULL;
  number = naru_casework_next_identity (record, "versions", "number", "");
  if (contact != NULL)
    {
      naru_command_set (command, vacancy, "contact", contact);
      naru_command_set_element (command, vacancy, "versions", number, "approvedBy", contact);
    }
  if (how != NULL)
    naru_command_set_element (command, vacancy, "versions", number, "approvedHow", how);
  return command;
}
