/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */

#include "naru-conflict-text.h"

#include <glib/gi18n-lib.h>
#include "naru-chooser.h"
#include "naru-id.h"
#include "naru-ui-util.h"

/**
 * naru_conflict_get_record_type:
 *
 * Returns: (nullable): the type of the record that has the field; %NULL if this version does not know it
 */
const NaruRecordType *
naru_conflict_get_record_type (const NaruConflict *conflict)
{
  g_autofree char *name = conflict->record != NULL ? naru_id_get_type (conflict->record) : NULL;

  return name != NULL ? naru_record_type_find (name) : NULL;
}

/**
 * naru_conflict_get_label:
 *
 * Returns: what the field of a name such as "phone" or "requirements/identity/level" is called
 */
const char *
naru_conflict_get_label (const NaruConflict *conflict)
{
  const NaruRecordType *type = naru_conflict_get_record_type (conflict);
  g_auto (GStrv) parts = g_strsplit (conflict->field, "/", 2);
  const NaruField *field = type != NULL ? naru_record_type_find_field (type, parts[0]) : NULL;

  return field != NULL ? naru_field_get_label (field) : conflict->field;
}

/**
 * naru_conflict_format_value:
 *
 * Returns: (transfer full): a value as people read it
 */
char *
naru_conflict_format_value (NaruDesk *desk, const NaruConflict *conflict,
                            const NaruConflictValue *value)
{
  const NaruRecordType *type = naru_conflict_get_record_type (conflict);
  const NaruField *field
      = type != NULL ? naru_record_type_find_field (type, conflict->field) : NULL;
  g_autofree char *text = NULL;

  /* a member of an element stands for itself */
  if (field == NULL && value->value != NULL)
    {
      text = naru_json_span_dup_string (naru_json_span (value->value, -1));
      if (text != NULL)
        return g_steal_pointer (&text);
    }
  return naru_choice_format (desk, type, field, value->value);
}

/**
 * naru_conflict_is_mine:
 *
 * Returns: whether whoever works here gave the value
 */
gboolean
naru_conflict_is_mine (NaruDesk *desk, const NaruConflictValue *value)
{
  return value->author != NULL && g_strcmp0 (value->author, naru_desk_get_staff (desk)) == 0;
}

/**
 * naru_conflict_format_author:
 *
 * Returns: (transfer full): who gave the value, and when
 */
char *
naru_conflict_format_author (NaruDesk *desk, const NaruConflictValue *value)
{
  g_autofree char *author = naru_conflict_is_mine (desk, value) ? g_strdup (_ ("You"))
                            : value->author != NULL
                                ? naru_store_get_title (naru_desk_get_store (desk), value->author)
                                : NULL;
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *when = naru_ui_format_when (value->at, today);

  return g_strdup_printf (_ ("%s, %s"), author != NULL ? author : _ ("Somebody else"), when);
}
