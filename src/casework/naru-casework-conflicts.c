/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settling what desks wrote differently. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"
#include "naru-merge.h"

/**
 * naru_conflict_settle:
 * @desk: a desk
 * @conflict: id of a field with two values
 * @value: (nullable): JSON text of the value that holds, one of those or another; %NULL to remove it
 * @error: return location for an error
 *
 * The record gets the value, and the conflict is settled by whoever works here. The values stay in it, and in the history.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_conflict_settle (NaruDesk *desk, const char *conflict, const char *value, GError **error)
{
  NaruStore *store = naru_desk_get_store (desk);
  g_autoptr (NaruRecord) about = naru_store_get (store, conflict, error);
  g_autoptr (NaruRecord) before = NULL;
  g_autoptr (NaruRecord) after = NULL;
  g_autoptr (NaruCommand) command = naru_command_new (_ ("Settle a field with two values"));
  g_autofree char *text = NULL;
  g_autofree char *now = naru_desk_now (desk);

  if (about == NULL)
    return NULL;
  before = naru_store_get (store, naru_record_get (about, "record"), error);
  if (before == NULL || (value != NULL && !naru_json_check (value, -1, error)))
    return NULL;
  text = naru_merge_set_value (naru_record_get_record_type (before), naru_record_get_text (before),
                               naru_record_get (about, "field"), value);
  after = naru_record_new_from_text (naru_record_get_id (before), text, -1, error);
  if (after == NULL)
    return NULL;
  naru_command_replace (command, before, after);
  naru_command_set (command, conflict, "state", "settled");
  naru_command_set (command, conflict, "settledBy", naru_desk_get_staff (desk));
  naru_command_set (command, conflict, "settledAt", now);
  return g_steal_pointer (&command);
}
