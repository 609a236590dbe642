/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two records of one person put together, and apart again by their history. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"

typedef void (*OwnedFunc) (NaruDesk *desk, NaruRecord *record, gpointer data);

/* Calls @func for everything that names @jobseeker as its person. */
static gboolean
for_each_owned (NaruDesk *desk, const char *jobseeker, OwnedFunc func, gpointer data,
                GError **error)
{
  for (const NaruRecordType *const *types = naru_record_types (NULL); *types != NULL; types++)
    {
      const NaruField *field = naru_record_type_find_field (*types, "jobseeker");
      g_autoptr (NaruQuery) query = NULL;
      g_autoptr (GPtrArray) records = NULL;

      if (field == NULL || field->kind != NARU_KIND_REFERENCE || (*types)->append_only
          || (field->flags & NARU_FIELD_INDEXED) == 0)
        continue;
      query = naru_query_new ((*types)->name);
      naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, jobseeker);
      records = naru_store_find (naru_desk_get_store (desk), query, error);
      if (records == NULL)
        return FALSE;
      for (guint i = 0; i < records->len; i++)
        func (desk, g_ptr_array_index (records, i), data);
    }
  return TRUE;
}

typedef struct
{
  NaruCommand *command;
  const char *keep;
  const char *other;
  char *at;
  GString *moved; /* JSON array of ids */
} Merge;

static void
move_owned (NaruDesk *desk, NaruRecord *record, gpointer data)
{
  Merge *merge = data;

  naru_command_set (merge->command, naru_record_get_id (record), "jobseeker", merge->keep);
  if (merge->moved->len > 1)
    g_string_append_c (merge->moved, ',');
  naru_json_append_quoted (merge->moved, naru_record_get_id (record));
}

/**
 * naru_case_merge:
 * @desk: a desk
 * @keep: id of the record that stays
 * @other: id of another record of the same person
 * @error: return location for an error
 *
 * Puts two records of one person together: plans, steps, meetings and all else go to @keep, whose empty fields are filled
 * from @other. Lists and sets of both become one, texts follow each other, and what cannot be told beside the other stands in
 * the note. @other stays as it was, closed and pointing at @keep: naru_case_unmerge() takes them apart.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_case_merge (NaruDesk *desk, const char *keep, const char *other, GError **error)
{
  g_autoptr (NaruRecord) stays = naru_casework_get (desk, keep, "jobseeker", error);
  g_autoptr (NaruRecord) goes
      = stays != NULL ? naru_casework_get (desk, other, "jobseeker", error) : NULL;
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *label = NULL;
  g_autoptr (NaruRecord) after = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (GString) moved = g_string_new ("[");
  Merge merge = { NULL, keep, other, NULL, moved };

  if (goes == NULL)
    return NULL;
  if (strcmp (keep, other) == 0 || naru_record_has (stays, "mergedInto")
      || naru_record_has (goes, "mergedInto"))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Please choose two different records that are not merged yet."));
      return NULL;
    }
  after = naru_casework_join_people (desk, stays, goes, error);
  if (after == NULL)
    return NULL;
  label = g_strdup_printf (_ ("Merge the records of %s"), naru_record_get_title (stays));
  command = naru_command_new (label);
  merge.command = command;
  naru_command_replace (command, stays, after);
  if (!for_each_owned (desk, other, move_owned, &merge, error))
    return NULL;
  g_string_append_c (moved, ']');
  naru_command_set (command, other, "mergedInto", keep);
  /* another desk has their history only when somebody looked at each of them */
  if (moved->len > 2)
    naru_command_set_json (command, other, "mergedRecords", moved->str);
  naru_command_set (command, other, "state", "closed");
  naru_command_set (command, other, "closedOn", today);
  naru_command_set (command, other, "outcome", "other");
  return g_steal_pointer (&command);
}

static const NaruChange *
find_change (GPtrArray *history, const char *field, const char *at)
{
  for (guint i = 0; i < history->len; i++)
    {
      const NaruChange *change = g_ptr_array_index (history, i);

      if (strcmp (change->field, field) == 0 && (at == NULL || strcmp (change->at, at) == 0))
        return change;
    }
  return NULL;
}

/* The texts of a JSON array of texts; empty for anything else. */
static GHashTable *
read_texts (const char *json)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  NaruJsonSpan span = naru_json_span (json != NULL ? json : "[]", -1);
  NaruJsonSpan value;
  NaruJsonIter iter;

  if (naru_json_span_kind (span) != NARU_JSON_ARRAY)
    return texts;
  naru_json_iter_init (&iter, span);
  while (naru_json_iter_next (&iter, NULL, &value))
    {
      char *text = naru_json_span_dup_string (value);

      if (text != NULL)
        g_hash_table_add (texts, text);
    }
  return texts;
}

static void
take_back_set (Merge *merge, NaruRecord *record, const NaruChange *change)
{
  g_autoptr (GHashTable) before = read_texts (change->from);
  g_autoptr (GHashTable) after = read_texts (change->to);
  g_auto (GStrv) now = naru_record_get_set (record, change->field);
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; now != NULL && now[i] != NULL; i++)
    if (g_hash_table_contains (before, now[i]) || !g_hash_table_contains (after, now[i]))
      {
        if (json->len > 1)
          g_string_append_c (json, ',');
        naru_json_append_quoted (json, now[i]);
      }
  g_string_append_c (json, ']');
  naru_command_set_json (merge->command, naru_record_get_id (record), change->field,
                         json->len > 2 ? json->str : NULL);
}

/* The element with an identity in a JSON list; an empty span where there is none. */
static NaruJsonSpan
find_element (const char *json, const NaruField *list, const char *identity)
{
  NaruJsonSpan span = naru_json_span (json != NULL ? json : "[]", -1);
  NaruJsonSpan value;
  NaruJsonIter iter;

  if (naru_json_span_kind (span) != NARU_JSON_ARRAY)
    return (NaruJsonSpan){ NULL, 0 };
  naru_json_iter_init (&iter, span);
  while (naru_json_iter_next (&iter, NULL, &value))
    {
      g_autofree char *here
          = naru_json_span_dup_string (naru_json_span_member (value, list->identity));

      if (g_strcmp0 (here, identity) == 0)
        return value;
    }
  return (NaruJsonSpan){ NULL, 0 };
}

/* Elements that the merge added go, where they are still as it left them; members that it filled in are empty again. */
static void
take_back_list (Merge *merge, NaruRecord *record, const NaruField *list, const NaruChange *change)
{
  const char *id = naru_record_get_id (record);
  g_autofree char *now = naru_json_span_dup (naru_record_get_span (record, list->name));

  for (guint i = 0; i < naru_record_get_length (record, list->name); i++)
    {
      g_autofree char *identity = naru_record_get_element (record, list->name, i, list->identity);
      NaruJsonSpan before = find_element (change->from, list, identity);
      NaruJsonSpan after = find_element (change->to, list, identity);
      NaruJsonSpan here = find_element (now, list, identity);

      if (identity == NULL || after.text == NULL)
        continue;
      if (before.text == NULL && naru_json_span_equal (here, after))
        naru_command_remove_element (merge->command, id, list->name, identity);
      for (const NaruField *member = list->fields; before.text != NULL && member->name != NULL;
           member++)
        if (naru_json_span_member (before, member->name).text == NULL
            && naru_json_span_member (after, member->name).text != NULL
            && naru_json_span_equal (naru_json_span_member (here, member->name),
                                     naru_json_span_member (after, member->name)))
          naru_command_set_element (merge->command, id, list->name, identity, member->name, NULL);
    }
}

/* What the merge put at the end of a text is cut out of it. */
static void
take_back_text (Merge *merge, NaruRecord *record, const NaruChange *change)
{
  g_autofree char *from
      = change->from != NULL ? naru_json_span_dup_string (naru_json_span (change->from, -1)) : NULL;
  g_autofree char *to
      = change->to != NULL ? naru_json_span_dup_string (naru_json_span (change->to, -1)) : NULL;
  const char *now = naru_record_get (record, change->field);
  const char *added
      = from != NULL && to != NULL && g_str_has_prefix (to, from) ? to + strlen (from) : to;
  const char *at = added != NULL && now != NULL ? strstr (now, added) : NULL;
  g_autoptr (GString) rest = NULL;

  if (at == NULL)
    return;
  rest = g_string_new_len (now, at - now);
  g_string_append (rest, at + strlen (added));
  naru_command_set (merge->command, naru_record_get_id (record), change->field, rest->str);
}

/* What the merge had changed in the record goes back to what it was, as far as nobody changed it since. */
static void
take_back_fields (NaruDesk *desk, Merge *merge, const char *id)
{
  NaruStore *store = naru_desk_get_store (desk);
  g_autoptr (NaruRecord) record = naru_store_get (store, id, NULL);
  g_autoptr (GPtrArray) history = naru_store_get_history (store, id, NULL);

  for (guint i = 0; record != NULL && history != NULL && i < history->len; i++)
    {
      const NaruChange *change = g_ptr_array_index (history, i);
      const NaruField *field
          = naru_record_type_find_field (naru_record_get_record_type (record), change->field);
      g_autofree char *now = NULL;

      if (strcmp (change->at, merge->at) != 0 || field == NULL)
        continue;
      now = naru_json_span_dup (naru_record_get_span (record, change->field));
      if (g_strcmp0 (now, change->to) == 0)
        naru_command_set_json (merge->command, id, change->field, change->from);
      else if (field->kind == NARU_KIND_SET)
        take_back_set (merge, record, change);
      else if (field->kind == NARU_KIND_LIST)
        take_back_list (merge, record, field, change);
      else if (field->kind == NARU_KIND_LONG_TEXT)
        take_back_text (merge, record, change);
    }
}

static void
take_back_owned (NaruDesk *desk, NaruRecord *record, gpointer data)
{
  Merge *merge = data;
  const char *id = naru_record_get_id (record);
  g_autoptr (GPtrArray) history = naru_store_get_history (naru_desk_get_store (desk), id, NULL);
  const NaruChange *change = history != NULL ? find_change (history, "jobseeker", merge->at) : NULL;
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", merge->other);

  if (change != NULL && g_strcmp0 (change->from, quoted) == 0)
    naru_command_set (merge->command, id, "jobseeker", merge->other);
}

static void
take_back_moved (NaruDesk *desk, Merge *merge, char **moved)
{
  for (guint i = 0; moved[i] != NULL; i++)
    {
      g_autoptr (NaruRecord) record = naru_store_get (naru_desk_get_store (desk), moved[i], NULL);

      if (record != NULL && g_strcmp0 (naru_record_get (record, "jobseeker"), merge->keep) == 0)
        naru_command_set (merge->command, moved[i], "jobseeker", merge->other);
    }
}

/**
 * naru_case_unmerge:
 * @desk: a desk
 * @other: id of a record that was merged into another
 * @error: return location for an error
 *
 * Takes two records apart again, by their history: what belonged to @other goes back to it, what was filled in is taken out
 * where nobody changed it since. What was added after the merge stays where it is.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED where the history of the merge is not at this desk
 */
NaruCommand *
naru_case_unmerge (NaruDesk *desk, const char *other, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, other, "jobseeker", error);
  g_autoptr (GPtrArray) history = NULL;
  const NaruChange *merged;
  g_autofree char *label = NULL;
  g_autofree char *keep = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_auto (GStrv) moved = NULL;
  Merge merge = { NULL, NULL, other, NULL, NULL };

  if (record == NULL)
    return NULL;
  keep = g_strdup (naru_record_get (record, "mergedInto"));
  history = keep != NULL ? naru_store_get_history (naru_desk_get_store (desk), other, error) : NULL;
  merged = history != NULL ? find_change (history, "mergedInto", NULL) : NULL;
  if (merged == NULL)
    {
      if (error == NULL || *error == NULL)
        g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                             keep == NULL ? _ ("This record is not merged.")
                                          : _ ("The history of the merge is not on this computer. "
                                               "Please open the history of both records first."));
      return NULL;
    }
  label = g_strdup_printf (_ ("Separate the records of %s"), naru_record_get_title (record));
  command = naru_command_new (label);
  merge.command = command;
  merge.keep = keep;
  merge.at = merged->at;
  take_back_fields (desk, &merge, other);
  take_back_fields (desk, &merge, keep);
  moved = naru_record_get_set (record, "mergedRecords");
  if (moved != NULL && moved[0] != NULL)
    take_back_moved (desk, &merge, moved);
  else if (!for_each_owned (desk, keep, take_back_owned, &merge, error))
    return NULL;
  return g_steal_pointer (&command);
}
