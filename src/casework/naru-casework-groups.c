/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands on group sessions. Everybody invited has a meeting of their own, of one series and time: so attendance, rebooking
 * and the rhythm of each person work as for any meeting. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"

/**
 * naru_meeting_is_same_session:
 *
 * Returns: whether two meetings are one group session
 */
gboolean
naru_meeting_is_same_session (NaruRecord *a, NaruRecord *b)
{
  const char *series = naru_record_get (a, "series");

  return series != NULL && g_strcmp0 (series, naru_record_get (b, "series")) == 0
         && g_strcmp0 (naru_record_get (a, "kind"), "group") == 0
         && g_strcmp0 (naru_record_get (b, "kind"), "group") == 0
         && naru_meeting_parse (naru_record_get (a, "start"))
                == naru_meeting_parse (naru_record_get (b, "start"));
}

/**
 * naru_case_find_session:
 * @desk: a desk
 * @meeting: id of one of its meetings
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type NaruRecord) (nullable): the meetings of a group session, one for each person invited
 */
GPtrArray *
naru_case_find_session (NaruDesk *desk, const char *meeting, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, meeting, "meeting", error);
  g_autoptr (NaruQuery) query = naru_query_new ("meeting");
  const char *series = record != NULL ? naru_record_get (record, "series") : NULL;
  GPtrArray *meetings;

  if (record == NULL)
    return NULL;
  if (series == NULL)
    {
      meetings = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (meetings, g_object_ref (record));
      return meetings;
    }
  naru_query_add_filter (query, "series", NARU_FILTER_IS, series);
  meetings = naru_store_find (naru_desk_get_store (desk), query, error);
  for (guint i = meetings != NULL ? meetings->len : 0; i-- > 0;)
    if (!naru_meeting_is_same_session (record, g_ptr_array_index (meetings, i)))
      g_ptr_array_remove_index (meetings, i);
  return meetings;
}

/**
 * naru_case_book_group:
 * @desk: a desk
 * @session: a new meeting with topic, start, end and place
 * @people: (array zero-terminated): ids of those invited
 * @error: return location for an error
 *
 * Invites people to a group session. Who has another appointment then is named, and nothing is booked.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_book_group (NaruDesk *desk, NaruRecord *session, const char *const *people,
                      GError **error)
{
  guint n = g_strv_length ((char **) people);
  const char *topic = naru_record_get (session, "topic");
  g_autofree char *label = NULL;
  g_autofree char *series = NULL;
  g_autoptr (NaruCommand) command = NULL;

  if (n == 0 || naru_casework_is_blank (topic))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("A group session needs a topic and at least one person."));
      return NULL;
    }
  label = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Invite %u person: %s", "Invite %u people: %s", n), n, topic);
  command = naru_command_new (label);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NaruRecord) meeting = naru_record_new (naru_record_type_find ("meeting"), NULL);

      if (series == NULL)
        series = g_strdup (naru_record_get_id (meeting));
      for (const NaruField *field = naru_record_get_record_type (session)->fields;
           field->name != NULL; field++)
        if (naru_record_has (session, field->name) && field->kind != NARU_KIND_LIST
            && !naru_record_set (meeting, field->name, naru_record_get (session, field->name),
                                 error))
          return NULL;
      if (!naru_record_set (meeting, "jobseeker", people[i], error)
          || !naru_record_set (meeting, "kind", "group", error)
          || !naru_record_set (meeting, "series", series, error)
          || !naru_casework_append_booking (desk, command, meeting, error))
        return NULL;
    }
  return g_steal_pointer (&command);
}

/**
 * naru_case_finish_group:
 * @desk: a desk
 * @meeting: id of one meeting of the session
 * @absent: (array zero-terminated): ids of the meetings of those who did not come
 * @notes: (nullable): what was done, for everybody who came
 * @error: return location for an error
 *
 * Writes down who came to a group session. Why somebody did not come is not known yet and blames nobody.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_finish_group (NaruDesk *desk, const char *meeting, const char *const *absent,
                        const char *notes, GError **error)
{
  g_autoptr (GPtrArray) meetings = naru_case_find_session (desk, meeting, error);
  g_autofree char *now = naru_desk_now (desk);
  g_autofree char *label = NULL;
  g_autoptr (NaruCommand) command = NULL;

  if (meetings == NULL || meetings->len == 0)
    return NULL;
  if (naru_date_days_between (now, naru_record_get (g_ptr_array_index (meetings, 0), "start")) > 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("This meeting is still to come."));
      return NULL;
    }
  label = g_strdup_printf (_ ("Who came: %s"),
                           naru_record_get_title (g_ptr_array_index (meetings, 0)));
  command = naru_command_new (label);
  for (guint i = 0; i < meetings->len; i++)
    {
      const char *id = naru_record_get_id (g_ptr_array_index (meetings, i));
      gboolean came = !g_strv_contains (absent, id);

      if (g_strcmp0 (naru_record_get (g_ptr_array_index (meetings, i), "state"), "cancelled") == 0)
        continue;
      naru_command_set (command, id, "state", came ? "held" : "missed");
      naru_command_set (command, id, "fellThroughBy", came ? NULL : "neither");
      naru_command_set (command, id, "fellThroughReason", came ? NULL : "unknown");
      if (came && !naru_casework_is_blank (notes))
        naru_command_set (command, id, "notes", notes);
    }
  return g_steal_pointer (&command);
}
