/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What several desks did to one record at the same time, as the history tells it: the value that both came from, what else they
 * changed, and deletions that gave way. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-agenda-private.h"
#include "naru-merge.h"

#define DAY_LENGTH 10 /* of "2026-11-22" */

static char *
name_of (NaruStore *store, const char *staff)
{
  return staff != NULL && *staff != '\0' ? naru_store_get_title (store, staff) : NULL;
}

static char *
say_deleted (NaruStore *store, const char *staff, const NaruRevival *revival)
{
  g_autofree char *day = naru_agenda_format_date (revival->deleted_at);
  g_autofree char *name = name_of (store, revival->deleted_by);

  if (revival->deleted_by != NULL && g_strcmp0 (revival->deleted_by, staff) == 0)
    return g_strdup_printf (_ ("Deleted by you on %s."), day);
  if (name != NULL)
    /* Translators: a name and a day */
    return g_strdup_printf (_ ("Deleted by %1$s on %2$s."), name, day);
  return g_strdup (_ ("Deleted at another desk."));
}

/* At a desk that deleted the record, the edit came from elsewhere: whoever wrote last is in the record. */
static char *
say_edited (NaruStore *store, const char *staff, const NaruRevival *revival)
{
  gboolean deleted_by_them = g_strcmp0 (revival->deleted_by, staff) == 0;
  g_autoptr (NaruRecord) record
      = deleted_by_them ? naru_store_get (store, revival->record, NULL) : NULL;
  const char *editor = record != NULL ? naru_record_get (record, "modifiedBy") : revival->kept_by;
  g_autofree char *name = name_of (store, editor);

  if (!deleted_by_them && editor != NULL && g_strcmp0 (editor, staff) == 0)
    return g_strdup (_ ("Edited by you at the same time, so it is still there."));
  if (name != NULL && g_strcmp0 (editor, staff) != 0)
    return g_strdup_printf (_ ("Edited by %s at the same time, so it is still there."), name);
  return g_strdup (_ ("Edited at another desk at the same time, so it is still there."));
}

/**
 * naru_revival_format:
 * @staff: (nullable): who reads it
 *
 * Returns: (transfer full): who deleted the record and who kept it, for a reader
 */
char *
naru_revival_format (NaruStore *store, const char *staff, const NaruRevival *revival)
{
  g_autofree char *deleted = say_deleted (store, staff, revival);
  g_autofree char *edited = say_edited (store, staff, revival);

  return g_strdup_printf ("%s %s", deleted, edited);
}

/**
 * naru_revivals_list:
 * @date: today
 *
 * Returns: (transfer full) (element-type NaruRevival) (nullable): the deletions that gave way lately and that nobody here knows of
 *   yet, latest first
 */
GPtrArray *
naru_revivals_list (NaruStore *store, const char *date, GError **error)
{
  g_autofree char *since = naru_date_add_days (date, -NARU_REVIVAL_DAYS);

  return naru_store_list_revivals (store, since, error);
}

/**
 * naru_revival_dismiss:
 * @record: its id
 *
 * Somebody at this desk knows of it, as it is told now: more of it may be known than when it was shown. See
 * naru_store_recall_revival().
 *
 * Returns: whether it was told
 */
gboolean
naru_revival_dismiss (NaruDesk *desk, const char *record)
{
  NaruStore *store = naru_desk_get_store (desk);
  g_autofree char *now = naru_desk_now (desk);
  g_autofree char *today = naru_desk_today (desk);
  g_autoptr (GPtrArray) revivals = naru_revivals_list (store, today, NULL);

  for (guint i = 0; revivals != NULL && i < revivals->len; i++)
    {
      const NaruRevival *revival = revivals->pdata[i];

      if (!g_str_equal (revival->record, record))
        continue;
      naru_store_dismiss_revival (store, revival, now);
      return TRUE;
    }
  return FALSE;
}

/* What a change of the history says of the field of a conflict, before or after it. */
static char *
get_value (const NaruRecordType *type, const NaruConflict *conflict, const NaruChange *change,
           const char *value)
{
  const NaruJsonEdit edit = { change->field, value };
  g_autofree char *body = NULL;

  if (value == NULL || g_str_equal (change->field, conflict->field))
    return g_strdup (value);
  body = naru_json_splice ("{}", &edit, 1);
  return naru_merge_get_value (type, body, conflict->field);
}

static gboolean
is_about (const NaruChange *change, const char *field)
{
  gsize length = strlen (change->field);

  return length > 0 && strncmp (change->field, field, length) == 0
         && (field[length] == '\0' || field[length] == '/');
}

/* The values that led to one, latest first. */
static GPtrArray *
list_earlier (const NaruConflict *conflict, const NaruConflictValue *value, GPtrArray *history)
{
  const NaruRecordType *type = naru_conflict_get_record_type (conflict);
  GPtrArray *earlier = g_ptr_array_new_with_free_func (g_free);
  const char *reached = value->value;

  for (guint i = 0; type != NULL && i < history->len; i++)
    {
      const NaruChange *change = history->pdata[i];
      g_autofree char *to = NULL;

      if (g_strcmp0 (change->author, value->author) != 0 || !is_about (change, conflict->field))
        continue;
      to = get_value (type, conflict, change, change->to);
      if (!naru_json_equal (to, reached))
        continue;
      g_ptr_array_add (earlier, get_value (type, conflict, change, change->from));
      reached = earlier->pdata[earlier->len - 1];
    }
  return earlier;
}

static gboolean
has_value (GPtrArray *values, const char *value)
{
  for (guint i = 0; i < values->len; i++)
    if (naru_json_equal (values->pdata[i], value))
      return TRUE;
  return FALSE;
}

/**
 * naru_conflict_find_before:
 * @history: (element-type NaruChange): of the record, latest first, as far as it is known here
 * @before: (out) (transfer full) (nullable): the JSON text of the value that all of the conflict's came from; %NULL if the field
 *   was empty
 *
 * Returns: whether the history tells
 */
gboolean
naru_conflict_find_before (const NaruConflict *conflict, GPtrArray *history, char **before)
{
  g_autoptr (GPtrArray) chains
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *first;

  *before = NULL;
  for (guint i = 0; i < conflict->values->len; i++)
    g_ptr_array_add (chains, list_earlier (conflict, conflict->values->pdata[i], history));
  if (chains->len < 2)
    return FALSE;
  first = chains->pdata[0];
  for (guint i = 0; i < first->len; i++)
    {
      gboolean shared = TRUE;

      for (guint j = 1; shared && j < chains->len; j++)
        shared = has_value (chains->pdata[j], first->pdata[i]);
      if (shared)
        {
          *before = g_strdup (first->pdata[i]);
          return TRUE;
        }
    }
  return FALSE;
}

/* The first and the last day on which the values were written. */
static void
find_days (GPtrArray *conflicts, const char **first, const char **last)
{
  *first = *last = NULL;
  for (guint i = 0; i < conflicts->len; i++)
    {
      const NaruConflict *conflict = conflicts->pdata[i];

      for (guint j = 0; j < conflict->values->len; j++)
        {
          const char *at = ((const NaruConflictValue *) conflict->values->pdata[j])->at;

          if (at != NULL && (*first == NULL || strncmp (at, *first, DAY_LENGTH) < 0))
            *first = at;
          if (at != NULL && (*last == NULL || strncmp (at, *last, DAY_LENGTH) > 0))
            *last = at;
        }
    }
}

/* Whether one of those who disagree has made the change, in a field that nobody disagrees about. */
static gboolean
is_beside (GPtrArray *conflicts, const NaruChange *change)
{
  gboolean theirs = FALSE;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const NaruConflict *conflict = conflicts->pdata[i];

      if (is_about (change, conflict->field))
        return FALSE;
      for (guint j = 0; j < conflict->values->len; j++)
        theirs = theirs
                 || g_strcmp0 (((const NaruConflictValue *) conflict->values->pdata[j])->author,
                               change->author)
                        == 0;
    }
  return theirs;
}

static gboolean
is_listed (GPtrArray *changes, const NaruChange *change)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_str_equal (((const NaruChange *) changes->pdata[i])->field, change->field))
      return TRUE;
  return FALSE;
}

/**
 * naru_conflicts_list_beside:
 * @conflicts: (element-type NaruConflict): all of one record
 * @history: (element-type NaruChange): of the record, latest first, as far as it is known here
 *
 * What the same people changed in the record on the days of the conflict, and nobody else changed differently: of each field the
 * latest.
 *
 * Returns: (transfer container) (element-type NaruChange): changes of @history, latest first
 */
GPtrArray *
naru_conflicts_list_beside (GPtrArray *conflicts, GPtrArray *history)
{
  GPtrArray *changes = g_ptr_array_new ();
  const char *first, *last;

  find_days (conflicts, &first, &last);
  for (guint i = 0; first != NULL && i < history->len; i++)
    {
      const NaruChange *change = history->pdata[i];

      if (naru_change_get_kind (change) == NARU_CHANGE_FIELD
          && strncmp (change->at, first, DAY_LENGTH) >= 0
          && strncmp (change->at, last, DAY_LENGTH) <= 0 && is_beside (conflicts, change)
          && !is_listed (changes, change))
        g_ptr_array_add (changes, (gpointer) change);
    }
  return changes;
}
