/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */

#include "naru-conflict-text.h"

#include <glib/gi18n-lib.h>
#include "naru-chooser.h"
#include "naru-ui-util.h"

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
