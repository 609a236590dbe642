/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is away, and until when. An absence is a record that whoever is away may write; what personnel keeps in the list of
 * the staff record counts as well. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"
#include "naru-error.h"

/**
 * naru_absence_free:
 * @absence: (transfer full): an absence
 */
void
naru_absence_free (NaruAbsence *absence)
{
  g_free (absence->id);
  g_free (absence->from);
  g_free (absence->to);
  g_free (absence->deputy);
  g_free (absence);
}

static void
take (GPtrArray *absences, const char *id, char *from, char *to, char *deputy)
{
  NaruAbsence *absence = g_new0 (NaruAbsence, 1);

  absence->id = g_strdup (id);
  absence->from = from;
  absence->to = to;
  absence->deputy = deputy;
  if (from == NULL || to == NULL)
    naru_absence_free (absence);
  else
    g_ptr_array_add (absences, absence);
}

static int
compare_absences (gconstpointer a, gconstpointer b)
{
  const NaruAbsence *first = *(NaruAbsence *const *) a;
  const NaruAbsence *second = *(NaruAbsence *const *) b;
  int order = strcmp (first->from, second->from);

  return order != 0 ? order : strcmp (first->to, second->to);
}

/**
 * naru_case_list_absences:
 * @store: a store
 * @staff: (nullable): id of a staff member; %NULL has none
 *
 * Returns: (transfer full) (element-type NaruAbsence): all of them, by their first day
 */
GPtrArray *
naru_case_list_absences (NaruStore *store, const char *staff)
{
  g_autoptr (NaruRecord) record = staff != NULL ? naru_store_get (store, staff, NULL) : NULL;
  g_autoptr (NaruQuery) query = naru_query_new ("absence");
  g_autoptr (GPtrArray) records = NULL;
  GPtrArray *absences = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_absence_free);
  guint length = record != NULL ? naru_record_get_length (record, "absences") : 0;

  for (guint i = 0; i < length; i++)
    take (absences, NULL, naru_record_get_element (record, "absences", i, "from"),
          naru_record_get_element (record, "absences", i, "to"),
          naru_record_get_element (record, "absences", i, "deputy"));
  if (staff == NULL)
    return absences;
  naru_query_add_filter (query, "staff", NARU_FILTER_IS, staff);
  records = naru_store_find (store, query, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      NaruRecord *own = g_ptr_array_index (records, i);

      take (absences, naru_record_get_id (own), g_strdup (naru_record_get (own, "from")),
            g_strdup (naru_record_get (own, "to")), g_strdup (naru_record_get (own, "deputy")));
    }
  g_ptr_array_sort (absences, compare_absences);
  return absences;
}

static const NaruAbsence *
find_on (GPtrArray *absences, const char *date)
{
  for (guint i = 0; i < absences->len; i++)
    {
      const NaruAbsence *absence = g_ptr_array_index (absences, i);

      if (strcmp (absence->from, date) <= 0 && strcmp (absence->to, date) >= 0)
        return absence;
    }
  return NULL;
}

/**
 * naru_casework_is_away:
 * @absences: as from naru_case_list_absences()
 *
 * Returns: whether one of them covers the day
 */
gboolean
naru_casework_is_away (GPtrArray *absences, const char *date)
{
  return find_on (absences, date) != NULL;
}

/**
 * naru_case_find_absence:
 * @desk: a desk
 * @staff: id of a staff member
 * @date: a day
 *
 * Returns: (transfer full) (nullable): the absence that covers the day
 */
NaruAbsence *
naru_case_find_absence (NaruDesk *desk, const char *staff, const char *date)
{
  g_autoptr (GPtrArray) absences = naru_case_list_absences (naru_desk_get_store (desk), staff);
  const NaruAbsence *found = find_on (absences, date);
  NaruAbsence *absence;

  if (found == NULL)
    return NULL;
  absence = g_new0 (NaruAbsence, 1);
  absence->id = g_strdup (found->id);
  absence->from = g_strdup (found->from);
  absence->to = g_strdup (found->to);
  absence->deputy = g_strdup (found->deputy);
  return absence;
}

/**
 * naru_case_may_record_absence:
 * @desk: a desk
 * @staff: (nullable): id of a staff member; %NULL asks whether it may be anybody's
 *
 * One's own absence; managers and IT everybody's, since whoever is ill may not be at a computer.
 *
 * Returns: whether whoever works here may write it down
 */
gboolean
naru_case_may_record_absence (NaruDesk *desk, const char *staff)
{
  return (staff != NULL && g_strcmp0 (staff, naru_desk_get_staff (desk)) == 0)
         || naru_desk_has_role (desk, NARU_ROLE_MANAGER | NARU_ROLE_IT);
}

static gboolean
check_days (NaruDesk *desk, NaruRecord *draft, GError **error)
{
  const char *from = naru_record_get (draft, "from");
  const char *to = naru_record_get (draft, "to");
  g_autoptr (GPtrArray) absences = NULL;

  if (from == NULL || to == NULL)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("Please say the first and the last day."));
      return FALSE;
    }
  if (strcmp (to, from) < 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("The last day cannot be before the first day."));
      return FALSE;
    }
  absences = naru_case_list_absences (naru_desk_get_store (desk), naru_record_get (draft, "staff"));
  for (guint i = 0; i < absences->len; i++)
    {
      const NaruAbsence *other = g_ptr_array_index (absences, i);

      if (g_strcmp0 (other->id, naru_record_get_id (draft)) == 0 || strcmp (other->from, to) > 0
          || strcmp (other->to, from) < 0)
        continue;
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Another absence covers some of these days already."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_deputy (NaruDesk *desk, NaruRecord *draft, GError **error)
{
  const char *deputy = naru_record_get (draft, "deputy");
  g_autoptr (GPtrArray) absences = NULL;

  if (deputy == NULL)
    return TRUE;
  if (!naru_casework_check_staff (desk, deputy, error))
    return FALSE;
  if (strcmp (deputy, naru_record_get (draft, "staff")) == 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("Please choose somebody else as deputy."));
      return FALSE;
    }
  absences = naru_case_list_absences (naru_desk_get_store (desk), deputy);
  for (guint i = 0; i < absences->len; i++)
    {
      const NaruAbsence *other = g_ptr_array_index (absences, i);
      g_autofree char *name = NULL;

      if (strcmp (other->from, naru_record_get (draft, "to")) > 0
          || strcmp (other->to, naru_record_get (draft, "from")) < 0)
        continue;
      name = naru_store_get_title (naru_desk_get_store (desk), deputy);
      g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED, _ ("%s is away then, too."), name);
      return FALSE;
    }
  return TRUE;
}

/**
 * naru_case_check_absence:
 * @desk: a desk
 * @draft: an absence, new or changed
 * @field: (out) (nullable): the field that is wrong
 * @error: return location for an error
 *
 * Returns: whether it can be written down as it is
 */
gboolean
naru_case_check_absence (NaruDesk *desk, NaruRecord *draft, const char **field, GError **error)
{
  const char *staff = naru_record_get (draft, "staff");

  *field = "staff";
  if (!naru_casework_check_staff (desk, staff, error))
    return FALSE;
  if (!naru_case_may_record_absence (desk, staff))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("The absence of a colleague is written down by a manager."));
      return FALSE;
    }
  *field = "to";
  if (!check_days (desk, draft, error))
    return FALSE;
  *field = "deputy";
  return check_deputy (desk, draft, error);
}

/**
 * naru_case_record_absence:
 * @desk: a desk
 * @draft: an absence with staff and days, new or as it is to be from now on
 * @rebookings: (nullable) (element-type NaruRebooking): the meetings that move, as for naru_case_rebook_all()
 * @error: return location for an error
 *
 * Writes down that somebody is away, and moves meetings out of these days, undone together.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED where another absence or one of the deputy is in the
 * way, or it is not for whoever works here to say
 */
NaruCommand *
naru_case_record_absence (NaruDesk *desk, NaruRecord *draft, GPtrArray *rebookings, GError **error)
{
  static const char *const fields[] = { "from", "to", "deputy" };
  NaruStore *store = naru_desk_get_store (desk);
  const char *id = naru_record_get_id (draft);
  const char *field;
  g_autoptr (NaruRecord) before = naru_store_get (store, id, NULL);
  g_autofree char *name = NULL, *label = NULL;
  g_autoptr (NaruCommand) command = NULL;

  if (!naru_case_check_absence (desk, draft, &field, error))
    return NULL;
  name = naru_store_get_title (store, naru_record_get (draft, "staff"));
  label = g_strdup_printf (_ ("Absence of %s"), name);
  command = naru_command_new (label);
  if (before == NULL)
    naru_command_create (command, draft);
  for (guint i = 0; before != NULL && i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (naru_record_get (before, fields[i]), naru_record_get (draft, fields[i])) != 0)
      naru_command_set (command, id, fields[i], naru_record_get (draft, fields[i]));
  if (rebookings != NULL && !naru_casework_append_rebookings (desk, command, rebookings, error))
    return NULL;
  return g_steal_pointer (&command);
}

/**
 * naru_case_remove_absence:
 * @desk: a desk
 * @id: id of an absence
 * @error: return location for an error
 *
 * Somebody is not away after all. Meetings that were moved stay where they are.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_remove_absence (NaruDesk *desk, const char *id, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, id, "absence", error);
  g_autofree char *name = NULL, *label = NULL;
  NaruCommand *command;

  if (record == NULL)
    return NULL;
  if (!naru_case_may_record_absence (desk, naru_record_get (record, "staff")))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("The absence of a colleague is written down by a manager."));
      return NULL;
    }
  name = naru_store_get_title (naru_desk_get_store (desk), naru_record_get (record, "staff"));
  label = g_strdup_printf (_ ("Remove the absence of %s"), name != NULL ? name : "");
  command = naru_command_new (label);
  naru_command_delete (command, id);
  return command;
}

static gboolean
stands_in (NaruRecord *me, NaruRecord *colleague, const NaruAbsence *absence)
{
  if (absence->deputy != NULL)
    return strcmp (absence->deputy, naru_record_get_id (me)) == 0;
  return g_strcmp0 (naru_record_get (me, "team"), naru_record_get (colleague, "team")) == 0;
}

/* Those with an absence that covers the day, or with any in the staff record: few of many. */
static GHashTable *
list_perhaps_away (NaruStore *store, const char *date)
{
  g_autoptr (NaruQuery) query = naru_query_new ("absence");
  g_autofree char *next = naru_date_add_days (date, 1);
  g_autoptr (GPtrArray) records = NULL;
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  naru_query_add_filter (query, "from", NARU_FILTER_BELOW, next);
  naru_query_add_filter (query, "to", NARU_FILTER_AT_LEAST, date);
  records = naru_store_find (store, query, NULL);
  for (guint i = 0; records != NULL && i < records->len; i++)
    g_hash_table_add (ids, g_strdup (naru_record_get (g_ptr_array_index (records, i), "staff")));
  return ids;
}

/**
 * naru_case_find_stood_in_for:
 * @desk: a desk
 * @date: a day
 *
 * Returns: (transfer full) (element-type NaruRecord): the colleagues who are away that day and have named whoever works here
 *   as deputy; and those of the same team who have named nobody
 */
GPtrArray *
naru_case_find_stood_in_for (NaruDesk *desk, const char *date)
{
  NaruStore *store = naru_desk_get_store (desk);
  const char *staff = naru_desk_get_staff (desk);
  g_autoptr (NaruRecord) me = staff != NULL ? naru_store_get (store, staff, NULL) : NULL;
  g_autoptr (NaruQuery) query = naru_query_new ("staff");
  g_autoptr (GHashTable) away = NULL;
  g_autoptr (GPtrArray) colleagues = NULL;
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  if (me == NULL)
    return found;
  away = list_perhaps_away (store, date);
  naru_query_add_filter (query, "roles", NARU_FILTER_HAS, "job_counsellor");
  naru_query_set_order (query, "name", FALSE);
  colleagues = naru_store_find (store, query, NULL);
  for (guint i = 0; colleagues != NULL && i < colleagues->len; i++)
    {
      NaruRecord *colleague = g_ptr_array_index (colleagues, i);
      const char *id = naru_record_get_id (colleague);
      g_autoptr (NaruAbsence) absence = NULL;

      if (strcmp (id, staff) == 0
          || (!g_hash_table_contains (away, id)
              && naru_record_get_length (colleague, "absences") == 0))
        continue;
      absence = naru_case_find_absence (desk, id, date);
      if (absence != NULL && stands_in (me, colleague, absence))
        g_ptr_array_add (found, g_object_ref (colleague));
    }
  return found;
}
