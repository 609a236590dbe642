/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settling a field that desks gave different values. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"
#include "naru-merge.h"

static gboolean
is_same_json (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return naru_json_span_equal (naru_json_span (a, -1), naru_json_span (b, -1));
}

/* Adds to the command what the record becomes. A record that is gone needs nothing. */
static gboolean
set_value (NaruDesk *desk, NaruCommand *command, const char *id, const char *path,
           const char *value, GError **error)
{
  g_autoptr (NaruRecord) before = naru_store_get (naru_desk_get_store (desk), id, NULL);
  g_autoptr (NaruRecord) after = NULL;
  g_autofree char *text = NULL;
  g_autofree char *current = NULL;
  g_autofree char *found = NULL;
  g_autofree char *top = g_strndup (path, strcspn (path, "/"));
  const NaruRecordType *type;

  if (before == NULL)
    return TRUE;
  type = naru_record_get_record_type (before);
  current = naru_merge_get_value (type, naru_record_get_text (before), path);
  if (is_same_json (current, value))
    return TRUE;
  text = naru_merge_set_value (type, naru_record_get_text (before), path, value);
  found = naru_merge_get_value (type, text, path);
  if (naru_record_type_find_field (type, top) == NULL || !is_same_json (found, value))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("This value can only be settled with a newer version of Naru, or as "
                              "it is now."));
      return FALSE;
    }
  after = naru_record_new_from_text (id, text, -1, error);
  if (after == NULL)
    return FALSE;
  naru_command_replace (command, before, after);
  return TRUE;
}

/**
 * naru_conflict_settle:
 * @desk: a desk
 * @conflict: id of an open conflict: see naru_store_list_conflicts()
 * @value: (nullable): JSON text of the value that the field is to have: one of the conflict's or any other; %NULL to remove it
 *
 * Returns: (transfer full) (nullable): a command that sets the field and closes the conflict; undone, both are as before.
 * %NARU_ERROR_REFUSED if it is settled already
 */
NaruCommand *
naru_conflict_settle (NaruDesk *desk, const char *conflict, const char *value, GError **error)
{
  g_autoptr (NaruCommand) command = naru_command_new (_ ("Settle a field with two values"));
  g_autoptr (NaruRecord) record = naru_casework_get (desk, conflict, "conflict", error);
  g_autofree char *now = naru_desk_now (desk);

  if (record == NULL || (value != NULL && !naru_json_check (value, -1, error)))
    return NULL;
  if (g_strcmp0 (naru_record_get (record, "state"), "open") != 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Somebody has settled this already."));
      return NULL;
    }
  if (!set_value (desk, command, naru_record_get (record, "record"),
                  naru_record_get (record, "field"), value, error))
    return NULL;
  naru_command_set (command, conflict, "state", "settled");
  naru_command_set (command, conflict, "settledBy", naru_desk_get_staff (desk));
  naru_command_set (command, conflict, "settledAt", now);
  return g_steal_pointer (&command);
}
