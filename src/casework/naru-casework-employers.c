/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands on employers: conversations, what comes next and was promised, and who looks after them. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"

static gboolean
set_if (NaruRecord *record, const char *field, const char *value, GError **error)
{
  return naru_casework_is_blank (value) || naru_record_set (record, field, value, error);
}

static gboolean
fill_next_action (NaruDesk *desk, NaruRecord *record, const char *next_action,
                  const char *next_action_on, gboolean promise, GError **error)
{
  if (naru_casework_is_blank (next_action))
    return TRUE;
  return naru_record_set (record, "nextAction", next_action, error)
         && set_if (record, "nextActionOn", next_action_on, error)
         && naru_record_set (record, "nextActionState", "open", error)
         && set_if (record, "nextActionBy", naru_desk_get_staff (desk), error)
         && (!promise || naru_record_set (record, "promise", "true", error));
}

/**
 * naru_employer_log:
 * @desk: a desk
 * @employer: id of an employer
 * @kind: code of the vocabulary "interaction-kind"
 * @summary: what was said; of a question on regulation, the question
 * @contact: (nullable): id of the contact
 * @next_action: (nullable): what comes next
 * @next_action_on: (nullable): until when
 * @promise: whether that was promised to the employer
 * @error: return location for an error
 *
 * Logs a conversation that took place now. An employer that was only on a list counts as contacted from then on.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_employer_log (NaruDesk *desk, const char *employer, const char *kind, const char *summary,
                   const char *contact, const char *next_action, const char *next_action_on,
                   gboolean promise, GError **error)
{
  g_autoptr (NaruRecord) owner = naru_casework_get (desk, employer, "employer", error);
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *now = naru_desk_now (desk);
  g_autofree char *label = NULL;

  if (owner == NULL || !naru_casework_check_term ("interaction-kind", kind, error))
    return NULL;
  if (naru_casework_is_blank (summary) && naru_casework_is_blank (next_action))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("Please write what was said, or what comes next."));
      return NULL;
    }
  record = naru_record_new (naru_record_type_find ("interaction"), NULL);
  if (!naru_record_set (record, "employer", employer, error)
      || !naru_record_set (record, "kind", kind, error)
      || !naru_record_set (record, "at", now, error)
      || !set_if (record, strcmp (kind, "question") == 0 ? "question" : "summary", summary, error)
      || !set_if (record, "contact", contact, error)
      || !set_if (record, "staff", naru_desk_get_staff (desk), error)
      || !fill_next_action (desk, record, next_action, next_action_on, promise, error))
    return NULL;

  label = g_strdup_printf (_ ("Log a conversation with %s"), naru_record_get_title (owner));
  command = naru_command_new (label);
  naru_command_create (command, record);
  if (g_strcmp0 (naru_record_get (owner, "stage"), "to_contact") == 0 && strcmp (kind, "note") != 0)
    naru_command_set (command, employer, "stage", "contacted");
  return g_steal_pointer (&command);
}

static NaruRecord *
get_with_action (NaruDesk *desk, const char *interaction, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, interaction, "interaction", error);

  if (record == NULL)
    return NULL;
  if (naru_record_has (record, "nextAction"))
    return g_steal_pointer (&record);
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                       _ ("This conversation names nothing that is still to be done."));
  return NULL;
}

/**
 * naru_employer_close_action:
 * @desk: a desk
 * @interaction: id of a conversation with a next action
 * @state: code of the vocabulary "promise-state": "done", "dropped", or "open" again
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_employer_close_action (NaruDesk *desk, const char *interaction, const char *state,
                            GError **error)
{
  g_autoptr (NaruRecord) record = get_with_action (desk, interaction, error);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *label = NULL;
  gboolean done = g_strcmp0 (state, "done") == 0;

  if (record == NULL || !naru_casework_check_term ("promise-state", state, error))
    return NULL;
  label = g_strdup_printf (_ ("“%s”: %s"), naru_record_get (record, "nextAction"),
                           naru_casework_term_label ("promise-state", state));
  command = naru_command_new (label);
  naru_command_set (command, interaction, "nextActionState", state);
  if (done || naru_record_has (record, "nextActionDoneOn"))
    naru_command_set (command, interaction, "nextActionDoneOn", done ? today : NULL);
  return g_steal_pointer (&command);
}

/**
 * naru_employer_move_action:
 * @desk: a desk
 * @interaction: id of a conversation with a next action
 * @date: the new date
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_employer_move_action (NaruDesk *desk, const char *interaction, const char *date,
                           GError **error)
{
  g_autoptr (NaruRecord) record = get_with_action (desk, interaction, error);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *label = NULL;

  if (record == NULL)
    return NULL;
  if (!naru_date_is_valid (date))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("Please choose a date."));
      return NULL;
    }
  label = g_strdup_printf (_ ("Move “%s” to %s"), naru_record_get (record, "nextAction"), date);
  command = naru_command_new (label);
  naru_command_set (command, interaction, "nextActionOn", date);
  return g_steal_pointer (&command);
}

/**
 * naru_employer_assign:
 * @desk: a desk
 * @employer: id of an employer
 * @staff: id of the staff member who looks after it from now on
 * @reason: (nullable): why; needed if somebody looks after it already
 * @handover: (nullable): the handover sheet; needed if somebody looks after it already
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_employer_assign (NaruDesk *desk, const char *employer, const char *staff, const char *reason,
                      const char *handover, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, employer, "employer", error);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  const char *before;

  if (record == NULL || !naru_casework_check_staff (desk, staff, error))
    return NULL;
  before = naru_record_get (record, "accountManager");
  if (g_strcmp0 (before, staff) == 0)
    return naru_command_new ("");
  if (before != NULL && naru_casework_is_blank (reason))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Please say why somebody else looks after this employer now."));
      return NULL;
    }
  if (before != NULL && naru_casework_is_blank (handover))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Please write what the next one must know."));
      return NULL;
    }
  name = naru_store_get_title (naru_desk_get_store (desk), staff);
  label = g_strdup_printf (_ ("%s: account manager %s"), naru_record_get_title (record), name);
  command = naru_command_new (label);
  naru_command_set (command, employer, "accountManager", staff);
  naru_command_set (command, employer, "assignedSince", today);
  naru_casework_reassign (command, record, staff, today, reason, handover);
  return g_steal_pointer (&command);
}
