/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settling a field that desks gave different values. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"
#include "naru-id.h"
#include "naru-merge.h"

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
 * naru_conflict_is_mine:
 *
 * Returns: whether whoever works here gave the value
 */
gboolean
naru_conflict_is_mine (NaruDesk *desk, const NaruConflictValue *value)
{
  return value->author != NULL && g_strcmp0 (value->author, naru_desk_get_staff (desk)) == 0;
}

/* What becomes of the records of one command. */
typedef struct
{
  NaruDesk *desk;
  NaruCommand *command;
  GHashTable *before; /* id -> NaruRecord */
  GHashTable *texts; /* id -> what it becomes */
} Settling;

/* The text of the record as far as it is settled; NULL if the record is gone: should it come back, the conflict is still open. */
static const char *
find_text (Settling *self, const char *id, GError **error)
{
  const char *text = g_hash_table_lookup (self->texts, id);
  NaruRecord *record;

  if (text != NULL)
    return text;
  record = naru_store_get (naru_desk_get_store (self->desk), id, error);
  if (record == NULL)
    return NULL;
  g_hash_table_insert (self->before, g_strdup (id), record);
  g_hash_table_insert (self->texts, g_strdup (id), g_strdup (naru_record_get_text (record)));
  return g_hash_table_lookup (self->texts, id);
}

static gboolean
set_value (Settling *self, const char *id, const char *path, const char *value, GError **error)
{
  const char *before = find_text (self, id, error);
  g_autofree char *text = NULL;
  g_autofree char *current = NULL;
  g_autofree char *found = NULL;
  g_autofree char *top = g_strndup (path, strcspn (path, "/"));
  const NaruRecordType *type;

  if (before == NULL)
    return FALSE;
  type = naru_record_get_record_type (g_hash_table_lookup (self->before, id));
  current = naru_merge_get_value (type, before, path);
  if (naru_json_equal (current, value))
    return TRUE;
  text = naru_merge_set_value (type, before, path, value);
  found = naru_merge_get_value (type, text, path);
  if (naru_record_type_find_field (type, top) == NULL || !naru_json_equal (found, value))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("This value can only be settled with a newer version of Naru, or as "
                              "it is now."));
      return FALSE;
    }
  g_hash_table_replace (self->texts, g_strdup (id), g_steal_pointer (&text));
  return TRUE;
}

static gboolean
settle_one (Settling *self, const NaruSettlement *settlement, GError **error)
{
  g_autoptr (NaruRecord) record
      = naru_casework_get (self->desk, settlement->conflict, "conflict", error);
  g_autofree char *now = naru_desk_now (self->desk);

  if (record == NULL
      || (settlement->value != NULL && !naru_json_check (settlement->value, -1, error)))
    return FALSE;
  if (g_strcmp0 (naru_record_get (record, "state"), "open") != 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Somebody has settled this already."));
      return FALSE;
    }
  if (!set_value (self, naru_record_get (record, "record"), naru_record_get (record, "field"),
                  settlement->value, error))
    return FALSE;
  naru_command_set (self->command, settlement->conflict, "state", "settled");
  naru_command_set (self->command, settlement->conflict, "settledBy",
                    naru_desk_get_staff (self->desk));
  naru_command_set (self->command, settlement->conflict, "settledAt", now);
  return TRUE;
}

static gboolean
replace_records (Settling *self, GError **error)
{
  GHashTableIter iter;
  gpointer id, before;

  g_hash_table_iter_init (&iter, self->before);
  while (g_hash_table_iter_next (&iter, &id, &before))
    {
      const char *text = g_hash_table_lookup (self->texts, id);
      g_autoptr (NaruRecord) after = NULL;

      if (strcmp (text, naru_record_get_text (before)) == 0)
        continue;
      after = naru_record_new_from_text (id, text, -1, error);
      if (after == NULL)
        return FALSE;
      naru_command_replace (self->command, before, after);
    }
  return TRUE;
}

/**
 * naru_conflicts_settle:
 * @desk: a desk
 * @settlements: (array length=n): open conflicts, each once, with the value that the field is to have
 *
 * Returns: (transfer full) (nullable): one command that sets the fields and closes the conflicts; undone, all are as before.
 * %NARU_ERROR_REFUSED if one of them is settled already
 */
NaruCommand *
naru_conflicts_settle (NaruDesk *desk, const NaruSettlement *settlements, gsize n, GError **error)
{
  g_autoptr (NaruCommand) command = naru_command_new (n == 1 ? _ ("Settle a field with two values")
                                                             : _ ("Settle fields with two values"));
  g_autoptr (GHashTable) before
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Settling self = { desk, command, before, texts };

  for (gsize i = 0; i < n; i++)
    if (!settle_one (&self, &settlements[i], error))
      return NULL;
  return replace_records (&self, error) ? g_steal_pointer (&command) : NULL;
}

/**
 * naru_conflict_settle:
 * @conflict: id of an open conflict: see naru_store_list_conflicts()
 * @value: (nullable): JSON text of the value that the field is to have: one of the conflict's or any other; %NULL to remove it
 *
 * Returns: (transfer full) (nullable): see naru_conflicts_settle()
 */
NaruCommand *
naru_conflict_settle (NaruDesk *desk, const char *conflict, const char *value, GError **error)
{
  const NaruSettlement settlement = { conflict, value };

  return naru_conflicts_settle (desk, &settlement, 1, error);
}
