/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands on the life of a case: to another team, or to another centre. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"

/**
 * naru_case_transfer_to_team:
 * @desk: a desk
 * @jobseeker: id of a jobseeker
 * @team: id of the team that looks after the case from now on
 * @reason: why
 * @error: return location for an error
 *
 * Gives a case to another team: it waits in its queue until somebody there takes it. Appointments to come are cancelled, since
 * they are in the calendar of somebody else; the new team sees them among those to rebook.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_transfer_to_team (NaruDesk *desk, const char *jobseeker, const char *team,
                            const char *reason, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, jobseeker, "jobseeker", error);
  g_autoptr (NaruRecord) target
      = record != NULL ? naru_casework_get (desk, team, "team", error) : NULL;
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *label = NULL;
  g_autoptr (NaruCommand) command = NULL;
  guint length;

  if (target == NULL)
    return NULL;
  if (g_strcmp0 (naru_record_get (record, "team"), team) == 0)
    return naru_command_new ("");
  if (naru_casework_is_blank (reason))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Please say why another team looks after this person now."));
      return NULL;
    }
  label = g_strdup_printf (_ ("%1$s: to the team %2$s"), naru_record_get_title (record),
                           naru_record_get_title (target));
  command = naru_command_new (label);
  naru_command_set (command, jobseeker, "team", team);
  naru_command_set (command, jobseeker, "counsellor", NULL);
  length = naru_record_get_length (record, "assignments");
  for (guint i = 0; i < length; i++)
    {
      g_autofree char *from = naru_record_get_element (record, "assignments", i, "from");
      g_autofree char *to = naru_record_get_element (record, "assignments", i, "to");

      if (to == NULL && from != NULL)
        {
          naru_command_set_element (command, jobseeker, "assignments", from, "to", today);
          naru_command_set_element (command, jobseeker, "assignments", from, "reason", reason);
        }
    }
  naru_casework_cancel_coming (desk, command, jobseeker);
  return g_steal_pointer (&command);
}

/**
 * naru_case_transfer_to_centre:
 * @desk: a desk
 * @jobseeker: id of a jobseeker
 * @centre: name of the other centre
 * @reason: (nullable): why
 * @error: return location for an error
 *
 * Ends a case here that goes on at another centre. The handover goes there on paper: databases of centres do not meet.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_transfer_to_centre (NaruDesk *desk, const char *jobseeker, const char *centre,
                              const char *reason, GError **error)
{
  NaruCommand *command;

  if (naru_casework_is_blank (centre))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("Please say to which centre the case goes."));
      return NULL;
    }
  command = naru_case_set_state (desk, jobseeker, "transferred", reason, error);
  if (command != NULL && !naru_command_is_empty (command))
    naru_command_set (command, jobseeker, "transferredTo", centre);
  return command;
}

/**
 * naru_case_set_outcome:
 * @desk: a desk
 * @jobseeker: id of a jobseeker
 * @outcome: (nullable): code of the vocabulary "outcome"; %NULL for none so far
 * @error: return location for an error
 *
 * Says what came of a case, which may go on. Work that began, a course under way and the check after six months say it by
 * themselves.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_set_outcome (NaruDesk *desk, const char *jobseeker, const char *outcome, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, jobseeker, "jobseeker", error);
  g_autofree char *label = NULL;
  NaruCommand *command;

  if (record == NULL || (outcome != NULL && !naru_casework_check_term ("outcome", outcome, error)))
    return NULL;
  if (outcome == NULL && g_strcmp0 (naru_record_get (record, "state"), "closed") == 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("A closed case has an outcome."));
      return NULL;
    }
  label = g_strdup_printf (_ ("%1$s: outcome “%2$s”"), naru_record_get_title (record),
                           outcome != NULL ? naru_casework_term_label ("outcome", outcome)
                                           : _ ("none so far"));
  command = naru_command_new (label);
  naru_command_set (command, jobseeker, "outcome", outcome);
  return command;
}
