/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands on the life of a case: to another team or centre, and two records of one person put together and apart again. */
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

/* Merging */

/* What says how a case stands, and not who the person is, is never taken over. */
static gboolean
is_taken_over (const NaruField *field)
{
  static const char *const own[]
      = { "name",           "romanName",    "otherNames",    "state",    "counsellor",
          "team",           "registeredOn", "activeSince",   "closedOn", "outcome",
          "suspendedUntil", "assignments",  "transferredTo", NULL };

  return (field->flags & (NARU_FIELD_DERIVED | NARU_FIELD_FIXED)) == 0
         && !g_strv_contains (own, field->name);
}

static char *
dup_json (NaruRecord *record, const char *field)
{
  NaruJsonSpan span = naru_record_get_span (record, field);

  return span.length > 0 ? g_strndup (span.text, span.length) : NULL;
}

static void
take_over_fields (NaruCommand *command, NaruRecord *keep, NaruRecord *other)
{
  const char *id = naru_record_get_id (keep);

  for (const NaruField *field = naru_record_get_record_type (keep)->fields; field->name != NULL;
       field++)
    {
      g_autofree char *json = NULL;

      if (!is_taken_over (field) || naru_record_has (keep, field->name)
          || !naru_record_has (other, field->name))
        continue;
      json = dup_json (other, field->name);
      if (json != NULL)
        naru_command_set_json (command, id, field->name, json);
    }
}

/* Who looks for the other name finds the person. */
static void
take_over_names (NaruCommand *command, NaruRecord *keep, NaruRecord *other)
{
  g_auto (GStrv) names = naru_record_get_set (keep, "otherNames");
  const char *name = naru_record_get (other, "name");
  g_autoptr (GString) json = g_string_new ("[");

  if (name == NULL || g_strcmp0 (naru_record_get (keep, "name"), name) == 0
      || (names != NULL && g_strv_contains ((const char *const *) names, name)))
    return;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      naru_json_append_quoted (json, names[i]);
      g_string_append_c (json, ',');
    }
  naru_json_append_quoted (json, name);
  g_string_append_c (json, ']');
  naru_command_set_json (command, naru_record_get_id (keep), "otherNames", json->str);
}

typedef void (*OwnedFunc) (NaruDesk *desk, NaruRecord *record, gpointer data);

/* Calls @func for everything that names @jobseeker as its person. */
static gboolean
for_each_owned (NaruDesk *desk, const char *jobseeker, OwnedFunc func, gpointer data,
                GError **error)
{
  for (const NaruRecordType *const *types = naru_record_types (NULL); *types != NULL; types++)
    {
      const NaruField *field = naru_record_type_find_field (*types, "jobseeker");
      g_autoptr (NaruQuery) query = NULL;
      g_autoptr (GPtrArray) records = NULL;

      if (field == NULL || field->kind != NARU_KIND_REFERENCE || (*types)->append_only
          || (field->flags & NARU_FIELD_INDEXED) == 0)
        continue;
      query = naru_query_new ((*types)->name);
      naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, jobseeker);
      records = naru_store_find (naru_desk_get_store (desk), query, error);
      if (records == NULL)
        return FALSE;
      for (guint i = 0; i < records->len; i++)
        func (desk, g_ptr_array_index (records, i), data);
    }
  return TRUE;
}

typedef struct
{
  NaruCommand *command;
  const char *keep;
  const char *other;
  char *at;
} Merge;

static void
move_owned (NaruDesk *desk, NaruRecord *record, gpointer data)
{
  Merge *merge = data;

  naru_command_set (merge->command, naru_record_get_id (record), "jobseeker", merge->keep);
}

/**
 * naru_case_merge:
 * @desk: a desk
 * @keep: id of the record that stays
 * @other: id of another record of the same person
 * @error: return location for an error
 *
 * Puts two records of one person together: plans, steps, meetings and all else go to @keep, whose empty fields are filled from
 * @other. @other stays as it was, closed and pointing at @keep: nothing is lost, and naru_case_unmerge() takes them apart.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_merge (NaruDesk *desk, const char *keep, const char *other, GError **error)
{
  g_autoptr (NaruRecord) stays = naru_casework_get (desk, keep, "jobseeker", error);
  g_autoptr (NaruRecord) goes
      = stays != NULL ? naru_casework_get (desk, other, "jobseeker", error) : NULL;
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *label = NULL;
  g_autoptr (NaruCommand) command = NULL;
  Merge merge = { NULL, keep, other, NULL };

  if (goes == NULL)
    return NULL;
  if (strcmp (keep, other) == 0 || naru_record_has (stays, "mergedInto")
      || naru_record_has (goes, "mergedInto"))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Please choose two different records that are not merged yet."));
      return NULL;
    }
  label = g_strdup_printf (_ ("Merge the records of %s"), naru_record_get_title (stays));
  command = naru_command_new (label);
  merge.command = command;
  take_over_fields (command, stays, goes);
  take_over_names (command, stays, goes);
  if (!for_each_owned (desk, other, move_owned, &merge, error))
    return NULL;
  naru_command_set (command, other, "mergedInto", keep);
  naru_command_set (command, other, "state", "closed");
  naru_command_set (command, other, "closedOn", today);
  naru_command_set (command, other, "outcome", "other");
  return g_steal_pointer (&command);
}

static const NaruChange *
find_change (GPtrArray *history, const char *field, const char *at)
{
  for (guint i = 0; i < history->len; i++)
    {
      const NaruChange *change = g_ptr_array_index (history, i);

      if (strcmp (change->field, field) == 0 && (at == NULL || strcmp (change->at, at) == 0))
        return change;
    }
  return NULL;
}

/* What the merge had changed in the record and nobody since goes back to what it was. */
static void
take_back_fields (NaruDesk *desk, Merge *merge, const char *id)
{
  NaruStore *store = naru_desk_get_store (desk);
  g_autoptr (NaruRecord) record = naru_store_get (store, id, NULL);
  g_autoptr (GPtrArray) history = naru_store_get_history (store, id, NULL);

  for (guint i = 0; record != NULL && history != NULL && i < history->len; i++)
    {
      const NaruChange *change = g_ptr_array_index (history, i);
      g_autofree char *now = NULL;

      if (strcmp (change->at, merge->at) != 0 || *change->field == '\0'
          || naru_record_type_find_field (naru_record_get_record_type (record), change->field)
                 == NULL)
        continue;
      now = dup_json (record, change->field);
      if (g_strcmp0 (now, change->to) == 0)
        naru_command_set_json (merge->command, id, change->field, change->from);
    }
}

static void
take_back_owned (NaruDesk *desk, NaruRecord *record, gpointer data)
{
  Merge *merge = data;
  const char *id = naru_record_get_id (record);
  g_autoptr (GPtrArray) history = naru_store_get_history (naru_desk_get_store (desk), id, NULL);
  const NaruChange *change = history != NULL ? find_change (history, "jobseeker", merge->at) : NULL;
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", merge->other);

  if (change != NULL && g_strcmp0 (change->from, quoted) == 0)
    naru_command_set (merge->command, id, "jobseeker", merge->other);
}

/**
 * naru_case_unmerge:
 * @desk: a desk
 * @other: id of a record that was merged into another
 * @error: return location for an error
 *
 * Takes two records apart again, by their history: what belonged to @other goes back to it, what was filled in is taken out
 * where nobody changed it since. What was added after the merge stays where it is.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED where the history of the merge is not at this desk
 */
NaruCommand *
naru_case_unmerge (NaruDesk *desk, const char *other, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, other, "jobseeker", error);
  g_autoptr (GPtrArray) history = NULL;
  const NaruChange *merged;
  g_autofree char *label = NULL;
  g_autofree char *keep = NULL;
  g_autoptr (NaruCommand) command = NULL;
  Merge merge = { NULL, NULL, other, NULL };

  if (record == NULL)
    return NULL;
  keep = g_strdup (naru_record_get (record, "mergedInto"));
  history = keep != NULL ? naru_store_get_history (naru_desk_get_store (desk), other, error) : NULL;
  merged = history != NULL ? find_change (history, "mergedInto", NULL) : NULL;
  if (merged == NULL)
    {
      if (*error == NULL)
        g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                             keep == NULL ? _ ("This record is not merged.")
                                          : _ ("The history of the merge is not on this computer. "
                                               "Please open the history of both records first."));
      return NULL;
    }
  label = g_strdup_printf (_ ("Separate the records of %s"), naru_record_get_title (record));
  command = naru_command_new (label);
  merge.command = command;
  merge.keep = keep;
  merge.at = merged->at;
  take_back_fields (desk, &merge, other);
  take_back_fields (desk, &merge, keep);
  if (!for_each_owned (desk, keep, take_back_owned, &merge, error))
    return NULL;
  return g_steal_pointer (&command);
}
