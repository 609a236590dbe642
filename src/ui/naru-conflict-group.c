/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open conflicts by the records that they are of, with one's own value first. */

#include "naru-conflict-group.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-chooser.h"
#include "naru-conflict-text.h"
#include "naru-window.h"

static void
beside_free (gpointer data)
{
  NaruConflictBeside *beside = data;

  g_free (beside->label);
  g_free (beside->value);
  g_free (beside->by);
  g_free (beside);
}

static void
group_free (gpointer data)
{
  NaruConflictGroup *group = data;

  g_free (group->record);
  g_free (group->page);
  g_free (group->title);
  g_free (group->what);
  g_ptr_array_unref (group->people);
  g_ptr_array_unref (group->conflicts);
  g_ptr_array_unref (group->before);
  g_ptr_array_unref (group->beside);
  g_clear_object (&group->asked);
  g_free (group);
}

/**
 * naru_conflict_group_find:
 * @groups: (element-type NaruConflictGroup)
 * @record: (nullable): id of a record
 *
 * Returns: (transfer none) (nullable): that of the record
 */
NaruConflictGroup *
naru_conflict_group_find (GPtrArray *groups, const char *record)
{
  for (guint i = 0; record != NULL && i < groups->len; i++)
    {
      NaruConflictGroup *group = groups->pdata[i];

      if (g_str_equal (group->record, record))
        return group;
    }
  return NULL;
}

static NaruConflictGroup *
new_group (NaruDesk *reader, const NaruConflict *conflict)
{
  NaruStore *store = naru_desk_get_store (reader);
  const NaruRecordType *type = naru_conflict_get_record_type (conflict);
  NaruConflictGroup *group = g_new0 (NaruConflictGroup, 1);

  group->record = g_strdup (conflict->record);
  group->page = naru_window_find_page_record (reader, conflict->record);
  group->people = g_ptr_array_new_with_free_func (g_free);
  group->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_conflict_free);
  group->before = g_ptr_array_new_with_free_func (g_free);
  group->beside = g_ptr_array_new_with_free_func (beside_free);
  group->title = naru_store_get_title (store, group->page);
  if (group->title == NULL)
    group->title = g_strdup (naru_record_type_get_label (type));
  if (g_str_equal (group->page, conflict->record))
    group->what = g_strdup (naru_record_type_get_label (type));
  else
    {
      g_autofree char *title = naru_store_get_title (store, conflict->record);

      /* Translators: a kind of record, and the name of one */
      group->what = g_strdup_printf (_ ("%1$s “%2$s”"), naru_record_type_get_label (type),
                                     title != NULL ? title : "");
    }
  return group;
}

/* The key 1 is for one's own value. */
static void
put_mine_first (NaruDesk *desk, GPtrArray *values)
{
  for (guint i = 1; i < values->len; i++)
    if (naru_conflict_is_mine (desk, values->pdata[i])
        && !naru_conflict_is_mine (desk, values->pdata[0]))
      {
        gpointer mine = g_ptr_array_steal_index (values, i);

        g_ptr_array_insert (values, 0, mine);
      }
}

static void
add_before (NaruDesk *reader, NaruConflictGroup *group, const NaruConflict *conflict,
            GPtrArray *history)
{
  NaruConflictValue before = { NULL, NULL, NULL, FALSE };
  char *text = NULL;

  if (naru_conflict_find_before (conflict, history, &before.value))
    {
      text = naru_conflict_format_value (reader, conflict, &before);
      g_free (before.value);
    }
  g_ptr_array_add (group->before, text);
}

static void
add_beside (NaruDesk *reader, NaruConflictGroup *group, const NaruChange *change)
{
  const NaruRecordType *type = naru_conflict_get_record_type (group->conflicts->pdata[0]);
  g_autofree char *top = g_strndup (change->field, strcspn (change->field, "/"));
  const NaruField *field = naru_record_type_find_field (type, top);
  const NaruConflictValue by = { NULL, change->author, change->at, FALSE };
  NaruConflictBeside *beside;

  if (field == NULL)
    return;
  beside = g_new0 (NaruConflictBeside, 1);
  beside->label = g_strdup (naru_field_get_label (field));
  beside->value = naru_choice_format (reader, type, field, change->to);
  beside->by = naru_conflict_format_author (reader, &by);
  g_ptr_array_add (group->beside, beside);
}

static void
read_history (NaruDesk *reader, NaruConflictGroup *group)
{
  g_autoptr (GPtrArray) history
      = naru_store_get_history (naru_desk_get_store (reader), group->record, NULL);
  g_autoptr (GPtrArray) beside = NULL;

  if (history == NULL)
    history = g_ptr_array_new ();
  for (guint i = 0; i < group->conflicts->len; i++)
    add_before (reader, group, group->conflicts->pdata[i], history);
  beside = naru_conflicts_list_beside (group->conflicts, history);
  for (guint i = 0; i < beside->len; i++)
    add_beside (reader, group, beside->pdata[i]);
}

static void
find_people (NaruDesk *reader, NaruConflictGroup *group)
{
  for (guint i = 0; i < group->conflicts->len; i++)
    {
      const NaruConflict *conflict = group->conflicts->pdata[i];

      for (guint j = 0; j < conflict->values->len; j++)
        {
          const NaruConflictValue *value = conflict->values->pdata[j];
          char *name = value->author != NULL
                           ? naru_store_get_title (naru_desk_get_store (reader), value->author)
                           : NULL;

          if (name != NULL)
            g_ptr_array_add (group->people, name);
        }
    }
}

static void
find_asked (NaruDesk *reader, NaruConflictGroup *group)
{
  group->asked = naru_conflicts_find_asked (reader, group->page, group->conflicts);
  group->is_asked
      = group->asked != NULL
        && naru_conflicts_are_asked (reader, group->page, group->conflicts, group->asked);
}

/**
 * naru_conflict_groups_read:
 *
 * A #NaruReadingFunc, for another thread.
 *
 * Returns: (transfer full) (element-type NaruConflictGroup) (nullable): the records with open conflicts
 */
gpointer
naru_conflict_groups_read (NaruDesk *reader, const char *id, gconstpointer context, GError **error)
{
  g_autoptr (GPtrArray) conflicts
      = naru_store_list_conflicts (naru_desk_get_store (reader), NULL, error);
  GPtrArray *groups;

  if (conflicts == NULL)
    return NULL;
  groups = g_ptr_array_new_with_free_func (group_free);
  g_ptr_array_set_free_func (conflicts, NULL);
  for (guint i = 0; i < conflicts->len; i++)
    {
      NaruConflict *conflict = conflicts->pdata[i];
      NaruConflictGroup *group;

      if (conflict->field == NULL || conflict->values->len == 0
          || naru_conflict_get_record_type (conflict) == NULL)
        {
          naru_conflict_free (conflict);
          continue;
        }
      group = naru_conflict_group_find (groups, conflict->record);
      if (group == NULL)
        {
          group = new_group (reader, conflict);
          g_ptr_array_add (groups, group);
        }
      put_mine_first (reader, conflict->values);
      g_ptr_array_add (group->conflicts, conflict);
    }
  for (guint i = 0; i < groups->len; i++)
    {
      read_history (reader, groups->pdata[i]);
      find_people (reader, groups->pdata[i]);
      find_asked (reader, groups->pdata[i]);
    }
  return groups;
}

/**
 * naru_conflict_group_is_same:
 * @a: (nullable): a record with its conflicts
 * @b: (nullable): another one, or as it is read later
 *
 * Returns: whether a person would choose among the same
 */
gboolean
naru_conflict_group_is_same (const NaruConflictGroup *a, const NaruConflictGroup *b)
{
  if (a == NULL || b == NULL || a->conflicts->len != b->conflicts->len)
    return FALSE;
  for (guint i = 0; i < a->conflicts->len; i++)
    {
      const NaruConflict *one = a->conflicts->pdata[i];
      const NaruConflict *other = b->conflicts->pdata[i];

      if (!g_str_equal (one->id, other->id) || one->values->len != other->values->len)
        return FALSE;
      for (guint j = 0; j < one->values->len; j++)
        {
          const NaruConflictValue *first = one->values->pdata[j];
          const NaruConflictValue *second = other->values->pdata[j];

          if (g_strcmp0 (first->value, second->value) != 0
              || first->is_current != second->is_current)
            return FALSE;
        }
    }
  return TRUE;
}
