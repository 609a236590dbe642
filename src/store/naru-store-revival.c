/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deletions that gave way because somebody else wrote in the record at the same time: whoever deleted it, and whose edit was kept,
 * is told. Nothing more than the history is read for it, and that somebody has been told stays on this computer. */
#include "naru-store-private.h"

#include "naru-clock.h"
#include "naru-id.h"

#define SETTING_TOLD "told/"

/* What was done to one record as a whole. */
typedef struct
{
  NaruRevival *revival; /* NULL where nothing is to be told */
  gboolean deleted_here; /* by a command of this desk */
} Group;

/**
 * naru_revival_free:
 */
void
naru_revival_free (NaruRevival *revival)
{
  g_free (revival->record);
  g_free (revival->deleted_by);
  g_free (revival->deleted_at);
  g_free (revival->kept_by);
  g_free (revival->at);
  g_free (revival);
}

static void
group_clear (Group *group)
{
  g_clear_pointer (&group->revival, naru_revival_free);
  group->deleted_here = FALSE;
}

static gboolean
is_told (NaruStore *self, const NaruRevival *revival)
{
  g_autofree char *key = g_strconcat (SETTING_TOLD, revival->record, NULL);
  g_autofree char *told = naru_store_get_setting (self, key);
  g_autoptr (GDateTime) until = naru_time_parse (told);
  g_autoptr (GDateTime) at = naru_time_parse (revival->at);

  return until != NULL && at != NULL && g_date_time_compare (at, until) <= 0;
}

/* Who takes a deletion of their own back knows of it, also where both come from another desk. */
static gboolean
is_news (NaruStore *self, const Group *group)
{
  const NaruRevival *revival = group->revival;

  if (revival == NULL || g_str_has_prefix (revival->record, "conflict:"))
    return FALSE;
  return (group->deleted_here
          || (revival->kept_by != NULL && g_strcmp0 (revival->deleted_by, revival->kept_by) != 0))
         && !is_told (self, revival);
}

static void
end_group (NaruStore *self, Group *group, GPtrArray *revivals)
{
  if (is_news (self, group))
    g_ptr_array_add (revivals, g_steal_pointer (&group->revival));
  group_clear (group);
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

/* The next change of the record as a whole, in the order of time; but clocks differ, and a deletion of another desk may seem to be
 * later than what it gave way to. */
static void
add_change (Group *group, NaruStatement *statement)
{
  const char *author = naru_statement_get_text (statement, 1);
  const char *at = naru_statement_get_text (statement, 2);
  gboolean deletion = naru_statement_get_int (statement, 3) != 0;
  gboolean by_command = naru_statement_get_int (statement, 4) != 0;

  if (by_command)
    group_clear (group);
  if (by_command && !deletion)
    return;
  if (group->revival == NULL)
    {
      group->revival = g_new0 (NaruRevival, 1);
      group->revival->record = naru_statement_dup_text (statement, 0);
    }
  set_text (&group->revival->at, at);
  if (deletion)
    {
      set_text (&group->revival->deleted_by, author);
      set_text (&group->revival->deleted_at, at);
      group->deleted_here = by_command;
    }
  else
    set_text (&group->revival->kept_by, author != NULL ? author : "");
}

static int
compare_revivals (gconstpointer a, gconstpointer b)
{
  const NaruRevival *one = *(NaruRevival *const *) a;
  const NaruRevival *other = *(NaruRevival *const *) b;
  g_autoptr (GDateTime) first = naru_time_parse (one->at);
  g_autoptr (GDateTime) second = naru_time_parse (other->at);

  if (first == NULL || second == NULL)
    return g_strcmp0 (other->at, one->at);
  return g_date_time_compare (second, first);
}

/**
 * naru_store_list_revivals:
 * @since: only what happened later, as on the wire
 *
 * The records that are there although somebody has deleted them, as far as the history at this desk tells, but for those of
 * naru_store_dismiss_revival() and what somebody has brought back on purpose.
 *
 * Returns: (transfer full) (element-type NaruRevival) (nullable): latest first
 */
GPtrArray *
naru_store_list_revivals (NaruStore *self, const char *since, GError **error)
{
  g_autoptr (GPtrArray) revivals
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_revival_free);
  g_autoptr (NaruStatement) statement
      = naru_db_query (naru_store_get_db (self), error,
                       "SELECT c.record, c.author, c.at, c.\"from\" = 'true', c.command IS NOT NULL"
                       " FROM change c INDEXED BY change_whole JOIN document d ON d.id = c.record"
                       " WHERE c.field = '' AND c.\"from\" IS NOT NULL AND d.deleted = 0"
                       " AND julianday (c.at) > julianday (?)"
                       " ORDER BY c.record, julianday (c.at), c.number",
                       "s", since);
  Group group = { NULL, FALSE };
  NaruStep step = NARU_STEP_ERROR;

  while (statement != NULL && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
    {
      if (group.revival != NULL
          && !g_str_equal (group.revival->record, naru_statement_get_text (statement, 0)))
        end_group (self, &group, revivals);
      add_change (&group, statement);
    }
  if (step == NARU_STEP_DONE)
    end_group (self, &group, revivals);
  group_clear (&group);
  g_ptr_array_sort (revivals, compare_revivals);
  return step == NARU_STEP_DONE ? g_steal_pointer (&revivals) : NULL;
}

static void
keep_told (NaruStore *self, const char *record, const char *until)
{
  g_autofree char *key = g_strconcat (SETTING_TOLD, record, NULL);
  const char *ids[] = { record, NULL };

  naru_store_keep_setting (self, key, until);
  g_signal_emit_by_name (self, "changed", ids);
}

/**
 * naru_store_dismiss_revival:
 * @revival: somebody here knows of it
 * @now: now, as on the wire
 *
 * It is not listed any more on this computer. Emits "changed" for the record. On the thread that opened the store.
 */
void
naru_store_dismiss_revival (NaruStore *self, const NaruRevival *revival, const char *now)
{
  g_autoptr (GDateTime) at = naru_time_parse (revival->at);
  g_autoptr (GDateTime) present = naru_time_parse (now);
  /* the clock of another desk may be ahead */
  gboolean ahead = at != NULL && present != NULL && g_date_time_compare (at, present) > 0;

  keep_told (self, revival->record, ahead ? revival->at : now);
}

/**
 * naru_store_recall_revival:
 * @record: its id
 *
 * Takes back naru_store_dismiss_revival(): it is listed again. Emits "changed" for the record. On the thread that opened the
 * store.
 */
void
naru_store_recall_revival (NaruStore *self, const char *record)
{
  keep_told (self, record, NULL);
}
