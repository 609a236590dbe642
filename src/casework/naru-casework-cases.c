/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands on a jobseeker's case: taking in, states, who looks after it; and what all files of commands share. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-case-story.h"
#include "naru-error.h"
#include "naru-id.h"
#include "naru-vocabulary.h"

/* Which states a case can go to. A closed case comes back as reopened, so that its first run stays countable. */
static const struct
{
  const char *from;
  const char *to;
} state_moves[] = {
  { "new", "active suspended in_work closed transferred" },
  { "active", "suspended in_work closed transferred" },
  { "suspended", "active in_work closed transferred" },
  { "in_work", "active suspended closed transferred" },
  { "reopened", "active suspended in_work closed transferred" },
  { "closed", "reopened" },
  { "transferred", "reopened" },
};

/**
 * naru_casework_get:
 *
 * naru_store_get(), but the record must be of @type.
 *
 * Returns: (transfer full) (nullable): the record
 */
NaruRecord *
naru_casework_get (NaruDesk *desk, const char *id, const char *type, GError **error)
{
  if (!naru_id_has_type (id, type))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                   _ ("“%s” is not a record of the type “%s”."), id != NULL ? id : "", type);
      return NULL;
    }
  return naru_store_get (naru_desk_get_store (desk), id, error);
}

/**
 * naru_casework_check_term:
 *
 * Returns: whether @code is in the vocabulary; otherwise %NARU_ERROR_INVALID
 */
gboolean
naru_casework_check_term (const char *vocabulary, const char *code, GError **error)
{
  if (code != NULL && naru_vocabulary_has (naru_vocabulary_get (vocabulary), code))
    return TRUE;
  g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
               _ ("“%s” is not one of the values that can be chosen."), code != NULL ? code : "");
  return FALSE;
}

/**
 * naru_casework_term_label:
 *
 * Returns: (transfer none) (nullable): the label of @code, or @code itself where the vocabulary has none
 */
const char *
naru_casework_term_label (const char *vocabulary, const char *code)
{
  const char *label
      = code != NULL ? naru_vocabulary_label (naru_vocabulary_get (vocabulary), code) : NULL;

  return label != NULL ? label : code;
}

/**
 * naru_casework_check_staff:
 *
 * Returns: whether @staff names somebody who still works here; otherwise %NARU_ERROR_REFUSED or what the store says
 */
gboolean
naru_casework_check_staff (NaruDesk *desk, const char *staff, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, staff, "staff", error);

  if (record == NULL)
    return FALSE;
  if (g_strcmp0 (naru_record_get (record, "state"), "left") != 0)
    return TRUE;
  g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED, _ ("%s does not work here any more."),
               naru_record_get_title (record));
  return FALSE;
}

/**
 * naru_casework_is_blank:
 *
 * Returns: whether @text says nothing
 */
gboolean
naru_casework_is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

/**
 * naru_casework_next_identity:
 *
 * Returns: (transfer full): the first of "g1", "g2", … that is higher than all identities of the list
 */
char *
naru_casework_next_identity (NaruRecord *record, const char *list, const char *identity,
                             const char *prefix)
{
  guint length = naru_record_get_length (record, list);
  guint64 highest = 0;

  for (guint i = 0; i < length; i++)
    {
      g_autofree char *value = naru_record_get_element (record, list, i, identity);

      if (value != NULL && g_str_has_prefix (value, prefix))
        highest = MAX (highest, g_ascii_strtoull (value + strlen (prefix), NULL, 10));
    }
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT, prefix, highest + 1);
}

static void
add_first_assignment (NaruCommand *command, NaruRecord *employer, const char *today)
{
  const char *manager = naru_record_get (employer, "accountManager");
  const char *since = naru_record_get (employer, "assignedSince");
  const char *id = naru_record_get_id (employer);

  if (manager == NULL || since == NULL || strcmp (since, today) >= 0)
    return;
  naru_command_set_element (command, id, "assignments", since, "staff", manager);
  naru_command_set_element (command, id, "assignments", since, "to", today);
}

/**
 * naru_casework_reassign:
 *
 * Adds the steps that end the open assignment today and begin a new one. The account manager of an
 * employer that came with an import is put on the list first.
 */
void
naru_casework_reassign (NaruCommand *command, NaruRecord *record, const char *staff,
                        const char *today, const char *reason, const char *handover)
{
  const char *id = naru_record_get_id (record);
  guint length = naru_record_get_length (record, "assignments");

  if (length == 0 && naru_id_has_type (id, "employer"))
    add_first_assignment (command, record, today);
  for (guint i = 0; i < length; i++)
    {
      g_autofree char *from = naru_record_get_element (record, "assignments", i, "from");
      g_autofree char *to = naru_record_get_element (record, "assignments", i, "to");

      if (to == NULL && from != NULL && strcmp (from, today) != 0)
        naru_command_set_element (command, id, "assignments", from, "to", today);
    }
  naru_command_set_element (command, id, "assignments", today, "staff", staff);
  if (!naru_casework_is_blank (reason))
    naru_command_set_element (command, id, "assignments", today, "reason", reason);
  if (!naru_casework_is_blank (handover))
    naru_command_set_element (command, id, "assignments", today, "handover", handover);
}

/**
 * naru_case_take_in:
 * @desk: a desk
 * @jobseeker: a new jobseeker with at least a name
 * @error: return location for an error
 *
 * Adds a person: state, date, team and, at the desk of a job counsellor, the counsellor are filled in where they are empty.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_take_in (NaruDesk *desk, NaruRecord *jobseeker, GError **error)
{
  g_autoptr (NaruRecord) record = naru_record_copy (jobseeker);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *label = NULL;
  const char *staff = naru_desk_get_staff (desk);
  g_autoptr (NaruRecord) me
      = staff != NULL ? naru_store_get (naru_desk_get_store (desk), staff, NULL) : NULL;
  const char *team = me != NULL ? naru_record_get (me, "team") : NULL;

  if (naru_casework_is_blank (naru_record_get (record, "name")))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("Please enter the person's name."));
      return NULL;
    }
  if (!naru_record_has (record, "state") && !naru_record_set (record, "state", "new", error))
    return NULL;
  /* a case begins with the interview: it is among those to finish until it is over */
  if (g_strcmp0 (naru_record_get (record, "state"), "new") == 0
      && !naru_record_has (record, "intakeState")
      && !naru_record_set (record, "intakeState", "open", error))
    return NULL;
  if (!naru_record_has (record, "registeredOn")
      && !naru_record_set (record, "registeredOn", today, error))
    return NULL;
  if (!naru_record_has (record, "team") && team != NULL
      && !naru_record_set (record, "team", team, error))
    return NULL;
  if (!naru_record_has (record, "counsellor") && naru_desk_has_role (desk, NARU_ROLE_JOB_COUNSELLOR)
      && !naru_record_set (record, "counsellor", staff, error))
    return NULL;

  label = g_strdup_printf (_ ("Take in %s"), naru_record_get_title (record));
  command = naru_command_new (label);
  naru_command_create (command, record);
  if (naru_record_has (record, "counsellor") && naru_record_get_length (record, "assignments") == 0)
    naru_casework_reassign (command, record, naru_record_get (record, "counsellor"), today, NULL,
                            NULL);
  return g_steal_pointer (&command);
}

static gboolean
can_move (const char *from, const char *to)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_moves); i++)
    if (g_strcmp0 (state_moves[i].from, from) == 0)
      {
        g_auto (GStrv) allowed = g_strsplit (state_moves[i].to, " ", -1);

        return g_strv_contains ((const char *const *) allowed, to);
      }
  return TRUE; /* a case without a state, from an import */
}

/**
 * naru_casework_cancel_coming:
 *
 * Cancels the appointments that are still to come: they make no sense when the case ends or goes elsewhere.
 */
void
naru_casework_cancel_coming (NaruDesk *desk, NaruCommand *command, const char *jobseeker)
{
  g_autofree char *now = naru_desk_now (desk);
  gint64 from = naru_meeting_parse (now);
  g_autoptr (GPtrArray) meetings
      = naru_meeting_find_booked (desk, "jobseeker", jobseeker, from, G_MAXINT64);

  for (guint i = 0; meetings != NULL && i < meetings->len; i++)
    {
      NaruRecord *meeting = g_ptr_array_index (meetings, i);

      naru_command_set (command, naru_record_get_id (meeting), "state", "cancelled");
      naru_command_set (command, naru_record_get_id (meeting), "fellThroughBy", "neither");
      naru_command_set (command, naru_record_get_id (meeting), "fellThroughReason", "other");
    }
}

static void
set_availability (NaruDesk *desk, NaruCommand *command, NaruRecord *jobseeker, const char *state)
{
  const char *id = naru_record_get (jobseeker, "availability");
  g_autoptr (NaruRecord) record
      = id != NULL ? naru_store_get (naru_desk_get_store (desk), id, NULL) : NULL;

  if (record != NULL && g_strcmp0 (naru_record_get (record, "state"), state) != 0)
    naru_command_set (command, id, "state", state);
}

static void
note_reason (NaruCommand *command, NaruRecord *jobseeker, const char *state, const char *today,
             const char *reason)
{
  g_autofree char *line = g_strdup_printf ("%s %s: %s", today,
                                           naru_casework_term_label ("case-state", state), reason);
  const char *note = naru_record_get (jobseeker, "note");
  g_autofree char *text = note != NULL ? g_strconcat (note, "\n\n", line, NULL) : g_strdup (line);

  naru_command_set (command, naru_record_get_id (jobseeker), "note", text);
}

static void
set_dates (NaruCommand *command, NaruRecord *record, const char *state, const char *today)
{
  const char *id = naru_record_get_id (record);
  gboolean open = strcmp (state, "active") == 0 || strcmp (state, "reopened") == 0;

  if (open && (strcmp (state, "reopened") == 0 || !naru_record_has (record, "activeSince")))
    naru_command_set (command, id, "activeSince", today);
  if (strcmp (state, "reopened") == 0)
    {
      naru_command_set (command, id, "closedOn", NULL);
      naru_command_set (command, id, "outcome", NULL);
    }
  if (strcmp (state, "suspended") != 0 && naru_record_has (record, "suspendedUntil"))
    naru_command_set (command, id, "suspendedUntil", NULL);
  if (strcmp (state, "in_work") == 0)
    naru_command_set (command, id, "inWork", "true");
}

/**
 * naru_case_set_state:
 * @desk: a desk
 * @jobseeker: id of a jobseeker
 * @state: code of the vocabulary "case-state"
 * @reason_or_outcome: (nullable): for "closed" a code of the vocabulary "outcome"; for "suspended" the date until when, or
 *   a reason; otherwise a reason, which is kept in the note
 * @error: return location for an error
 *
 * Moves a case on. Closing needs an outcome, cancels the appointments to come and ends the availability.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED if the case cannot go there
 */
NaruCommand *
naru_case_set_state (NaruDesk *desk, const char *jobseeker, const char *state,
                     const char *reason_or_outcome, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, jobseeker, "jobseeker", error);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *label = NULL;
  const char *from;
  gboolean closed = g_strcmp0 (state, "closed") == 0;

  if (record == NULL || !naru_casework_check_term ("case-state", state, error))
    return NULL;
  from = naru_record_get (record, "state");
  if (g_strcmp0 (from, state) == 0)
    return naru_command_new ("");
  if (!can_move (from, state))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
                   _ ("A case in the state “%s” cannot become “%s”."),
                   naru_casework_term_label ("case-state", from),
                   naru_casework_term_label ("case-state", state));
      return NULL;
    }
  if (closed && naru_casework_is_blank (reason_or_outcome))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Closing a case needs an outcome."));
      return NULL;
    }
  if (closed && !naru_casework_check_term ("outcome", reason_or_outcome, error))
    return NULL;

  label = g_strdup_printf (_ ("%s: state “%s”"), naru_record_get_title (record),
                           naru_casework_term_label ("case-state", state));
  command = naru_command_new (label);
  naru_command_set (command, jobseeker, "state", state);
  set_dates (command, record, state, today);
  if (closed || strcmp (state, "transferred") == 0)
    {
      naru_command_set (command, jobseeker, "closedOn", today);
      naru_casework_cancel_coming (desk, command, jobseeker);
      set_availability (desk, command, record, "ended");
    }
  else
    set_availability (desk, command, record,
                      strcmp (state, "suspended") == 0 ? "paused"
                      : strcmp (state, "in_work") == 0 ? "placed"
                                                       : "available");
  if (closed)
    naru_command_set (command, jobseeker, "outcome", reason_or_outcome);
  else if (strcmp (state, "suspended") == 0 && naru_date_is_valid (reason_or_outcome))
    naru_command_set (command, jobseeker, "suspendedUntil", reason_or_outcome);
  else if (!naru_casework_is_blank (reason_or_outcome))
    note_reason (command, record, state, today, reason_or_outcome);
  return g_steal_pointer (&command);
}

/**
 * naru_case_assign:
 * @desk: a desk
 * @jobseeker: id of a jobseeker
 * @staff: id of the staff member who looks after the case from now on
 * @reason: (nullable): why; needed if somebody looks after it already
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_assign (NaruDesk *desk, const char *jobseeker, const char *staff, const char *reason,
                  GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, jobseeker, "jobseeker", error);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *name = NULL;
  g_autofree char *handover = NULL;
  g_autofree char *label = NULL;
  g_autoptr (NaruRecord) availability_record = NULL;
  const char *before;
  const char *availability;

  if (record == NULL || !naru_casework_check_staff (desk, staff, error))
    return NULL;
  before = naru_record_get (record, "counsellor");
  if (g_strcmp0 (before, staff) == 0)
    return naru_command_new ("");
  if (before != NULL && naru_casework_is_blank (reason))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Please say why somebody else looks after this person now."));
      return NULL;
    }
  name = naru_store_get_title (naru_desk_get_store (desk), staff);
  label = g_strdup_printf (_ ("%s: counsellor %s"), naru_record_get_title (record), name);
  command = naru_command_new (label);
  naru_command_set (command, jobseeker, "counsellor", staff);
  handover = before != NULL ? naru_case_write_handover (desk, jobseeker) : NULL;
  naru_casework_reassign (command, record, staff, today, reason, handover);
  availability = naru_record_get (record, "availability");
  availability_record = availability != NULL
                            ? naru_store_get (naru_desk_get_store (desk), availability, NULL)
                            : NULL;
  if (availability_record != NULL)
    naru_command_set (command, availability, "counsellor", staff);
  return g_steal_pointer (&command);
}
