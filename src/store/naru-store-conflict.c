/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields that several desks gave different values: a document for each, with all the values, until somebody settles it. */
#include "naru-store-sync-private.h"

#include "naru-id.h"
#include "naru-merge.h"

#define ID_LENGTH 32

static char *
get_text (const char *body, const char *name)
{
  return naru_json_span_dup_string (naru_json_span_member (naru_json_span (body, -1), name));
}

/* What tells a value from another. */
static char *
make_value_id (const char *value)
{
  g_autofree char *canonical = NULL;
  char *id;

  if (value == NULL)
    return g_strdup ("none");
  canonical = naru_json_span_canonical (naru_json_span (value, -1));
  id = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);
  id[ID_LENGTH] = '\0';
  return id;
}

static gboolean
has_value (NaruJsonSpan values, const char *id)
{
  NaruJsonIter iter;
  NaruJsonSpan element;

  naru_json_iter_init (&iter, values);
  while (naru_json_iter_next (&iter, NULL, &element))
    {
      g_autofree char *found = naru_json_span_dup_string (naru_json_span_member (element, "id"));

      if (g_strcmp0 (found, id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* @values: an array without its closing bracket */
static gboolean
has_listed (const GString *values, const char *id)
{
  g_autofree char *so_far = g_strconcat (values->str, "]", NULL);

  return has_value (naru_json_span (so_far, -1), id);
}

/* @values: an array without its closing bracket; @body: the version of the record that has @value. */
static void
append_value (GString *values, const char *value, const char *body)
{
  g_autofree char *id = make_value_id (value);
  g_autofree char *author = get_text (body, "modifiedBy");
  g_autofree char *at = get_text (body, "modifiedAt");

  if (has_listed (values, id))
    return;
  g_string_append (values, values->len > 1 ? ",{" : "{");
  naru_json_append_member (values, "id", id);
  naru_json_append_member (values, "value", value);
  naru_json_append_member (values, "author", author);
  naru_json_append_member (values, "at", at);
  g_string_append_c (values, '}');
}

/* The values of an open conflict, to be added to. */
static GString *
begin_values (const NaruLocal *local)
{
  g_autofree char *state
      = local->number != 0 && !local->deleted ? get_text (local->body, "state") : NULL;
  NaruJsonSpan values = { NULL, 0 };

  if (g_strcmp0 (state, "open") == 0)
    values = naru_json_span_member (naru_json_span (local->body, -1), "values");
  if (naru_json_span_kind (values) != NARU_JSON_ARRAY)
    return g_string_new ("[");
  return g_string_new_len (values.text, (gssize) values.length - 1);
}

static char *
make_new (NaruTakeIn *self, const char *record, const char *field)
{
  GString *out = g_string_new ("{\"type\":\"conflict\",\"schema\":1");

  naru_json_append_member (out, "createdBy", self->author);
  naru_json_append_member (out, "createdAt", self->at);
  naru_json_append_member (out, "record", record);
  naru_json_append_member (out, "field", field);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static char *
make_open (NaruTakeIn *self, const char *body, const char *values)
{
  g_autofree char *author = self->author != NULL ? naru_json_quote (self->author) : NULL;
  g_autofree char *at = naru_json_quote (self->at);
  NaruJsonEdit edits[] = {
    { "values", values }, { "state", "\"open\"" }, { "settledBy", NULL },    { "settledAt", NULL },
    { "_deleted", NULL }, { "modifiedAt", at },    { "modifiedBy", author },
  };

  return naru_json_splice (body, edits, G_N_ELEMENTS (edits) - (author == NULL));
}

static gboolean
is_settled (const char *side)
{
  g_autofree char *state = get_text (side, "state");

  return g_strcmp0 (state, "settled") == 0;
}

static gboolean
note_one (NaruTakeIn *self, const char *record, const NaruClash *clash, const char *mine,
          const char *theirs, GError **error)
{
  g_autofree char *id = naru_id_new_natural ("conflict", record, clash->field);
  g_auto (NaruLocal) local = { 0 };
  g_autofree char *made = NULL;
  g_autofree char *before = NULL;
  g_autofree char *all = NULL;
  GString *values;

  if (!naru_local_load (self->db, id, &local, error))
    return FALSE;
  values = begin_values (&local);
  append_value (values, clash->mine, mine);
  append_value (values, clash->theirs, theirs);
  g_string_append_c (values, ']');
  all = g_string_free (values, FALSE);

  if (local.number == 0)
    {
      local.id = g_strdup (id);
      local.type = g_strdup ("conflict");
      local.place = g_strdup (self->place);
    }
  made = local.number == 0 || local.deleted ? make_new (self, record, clash->field) : NULL;
  before = g_steal_pointer (&local.body);
  if (made == NULL)
    {
      g_autofree char *known
          = naru_json_span_dup (naru_json_span_member (naru_json_span (before, -1), "values"));

      /* what is not on its way as open may have been settled, here or where this desk has not looked yet, and what was chosen is
       * overruled now */
      if (local.edits != local.clean && !is_settled (before) && g_strcmp0 (known, all) == 0)
        return TRUE;
    }
  local.body = make_open (self, made != NULL ? made : before, all);
  if (local.rev != NULL && local.base == NULL)
    local.base = g_steal_pointer (&before);
  local.deleted = FALSE;
  if (self->waiting && local.edits == local.clean)
    local.reason = naru_reason_new_lost (self->at);
  else
    naru_local_try_again (&local);
  local.edits++;
  self->taken->clashes++;
  return naru_take_in_write (self, &local, error);
}

/**
 * naru_conflicts_note:
 * @record: id of the record
 * @clashes: (element-type NaruClash): what both sides changed
 * @mine: the version of this desk
 * @theirs: the version of the server
 *
 * Makes a conflict for each field, or adds the values to the one that is open already. Its id is made from record and field,
 * so that all desks speak of the same one.
 */
gboolean
naru_conflicts_note (NaruTakeIn *self, const char *record, GPtrArray *clashes, const char *mine,
                     const char *theirs, GError **error)
{
  for (guint i = 0; i < clashes->len; i++)
    if (!note_one (self, record, g_ptr_array_index (clashes, i), mine, theirs, error))
      return FALSE;
  return TRUE;
}

/* Whether the side was settled with every value of the merged one at hand. */
static gboolean
settles_all (const char *side, const char *merged)
{
  NaruJsonSpan seen = naru_json_span_member (naru_json_span (side, -1), "values");
  NaruJsonIter iter;
  NaruJsonSpan element;

  naru_json_iter_init (&iter, naru_json_span_member (naru_json_span (merged, -1), "values"));
  while (naru_json_iter_next (&iter, NULL, &element))
    {
      g_autofree char *id = naru_json_span_dup_string (naru_json_span_member (element, "id"));

      if (id != NULL && !has_value (seen, id))
        return FALSE;
    }
  return TRUE;
}

/* What a side that is open has to settle, and the merged one has not. @values: an array without its closing bracket */
static void
append_unsettled (GString *values, const char *side)
{
  NaruJsonIter iter;
  NaruJsonSpan element;

  if (is_settled (side))
    return;
  naru_json_iter_init (&iter, naru_json_span_member (naru_json_span (side, -1), "values"));
  while (naru_json_iter_next (&iter, NULL, &element))
    {
      g_autofree char *id = naru_json_span_dup_string (naru_json_span_member (element, "id"));

      if (id == NULL || has_listed (values, id))
        continue;
      if (values->len > 1)
        g_string_append_c (values, ',');
      g_string_append_len (values, element.text, (gssize) element.length);
    }
}

/* A value that both come from, and that one of them has not any more, may have been settled there and come up anew at the other
 * desk, as where it had chosen that value: a list alone does not tell. */
static char *
keep_unsettled (const char *mine, const char *theirs, char *merged)
{
  g_autofree char *owned = merged;
  NaruJsonSpan span = naru_json_span_member (naru_json_span (merged, -1), "values");
  gboolean listed = naru_json_span_kind (span) == NARU_JSON_ARRAY;
  g_autoptr (GString) values
      = g_string_new_len (listed ? span.text : "[", listed ? (gssize) span.length - 1 : 1);
  gsize before = values->len;
  gboolean mine_first = strcmp (mine, theirs) >= 0; /* at the other desk, too */
  NaruJsonEdit edit = { "values", NULL };

  append_unsettled (values, mine_first ? mine : theirs);
  append_unsettled (values, mine_first ? theirs : mine);
  if (values->len == before)
    return g_steal_pointer (&owned);
  g_string_append_c (values, ']');
  edit.value = values->str;
  return naru_json_splice (owned, &edit, 1);
}

/**
 * naru_conflicts_reopen:
 * @mine: one version of a conflict
 * @theirs: the other
 * @merged: (transfer full): what was merged from them
 *
 * A conflict that was settled without one of its values is open again: whoever settled it has not seen that value. So is one
 * that the other desk has found anew, with the same values: what was chosen may have been overruled there, as where a server
 * was set back behind the choice. What is open in either of them is there.
 *
 * Returns: (transfer full): the merged conflict
 */
char *
naru_conflicts_reopen (const char *mine, const char *theirs, char *merged)
{
  g_autofree char *owned = keep_unsettled (mine, theirs, merged);
  NaruJsonEdit edits[] = { { "state", "\"open\"" }, { "settledBy", NULL }, { "settledAt", NULL } };

  if (!is_settled (owned)
      || (is_settled (mine) && is_settled (theirs)
          && (settles_all (mine, owned) || settles_all (theirs, owned))))
    return g_steal_pointer (&owned);
  return naru_json_splice (owned, edits, G_N_ELEMENTS (edits));
}

static void
conflict_value_free (gpointer data)
{
  NaruConflictValue *value = data;

  g_free (value->value);
  g_free (value->author);
  g_free (value->at);
  g_free (value);
}

void
naru_conflict_free (NaruConflict *conflict)
{
  g_free (conflict->id);
  g_free (conflict->record);
  g_free (conflict->field);
  g_clear_pointer (&conflict->values, g_ptr_array_unref);
  g_free (conflict);
}

/* @current: what the record has now */
static void
read_values (NaruConflict *conflict, const char *body, const char *current)
{
  NaruJsonIter iter;
  NaruJsonSpan element;

  conflict->values = g_ptr_array_new_with_free_func (conflict_value_free);
  naru_json_iter_init (&iter, naru_json_span_member (naru_json_span (body, -1), "values"));
  while (naru_json_iter_next (&iter, NULL, &element))
    {
      NaruConflictValue *value = g_new0 (NaruConflictValue, 1);

      value->value = naru_json_span_dup_string (naru_json_span_member (element, "value"));
      value->author = naru_json_span_dup_string (naru_json_span_member (element, "author"));
      value->at = naru_json_span_dup_string (naru_json_span_member (element, "at"));
      /* only whole documents are checked on their way in, not the texts inside them */
      if (value->value != NULL && !naru_json_check (value->value, -1, NULL))
        g_clear_pointer (&value->value, g_free);
      value->is_current = naru_json_equal (value->value, current);
      g_ptr_array_add (conflict->values, value);
    }
}

static NaruConflict *
read_conflict (NaruDb *db, NaruStatement *row, GError **error)
{
  NaruConflict *conflict = g_new0 (NaruConflict, 1);
  const char *body = naru_statement_get_text (row, 1);
  g_auto (NaruDocument) record = { 0 };
  g_autofree char *current = NULL;

  conflict->id = naru_statement_dup_text (row, 0);
  conflict->record = get_text (body, "record");
  conflict->field = get_text (body, "field");
  if (conflict->record != NULL && conflict->field != NULL
      && !naru_document_load (db, conflict->record, &record, error))
    {
      naru_conflict_free (conflict);
      return NULL;
    }
  if (record.number != 0)
    current
        = naru_merge_get_value (naru_record_type_find (record.type), record.body, conflict->field);
  read_values (conflict, body, current);
  return conflict;
}

/**
 * naru_store_list_conflicts:
 * @record: (nullable): id of a record; %NULL for all records that are here
 *
 * A record that is deleted may come back, since an edit beats a deletion: until then its conflicts are left open, and nobody is
 * asked.
 *
 * Returns: (transfer full) (element-type NaruConflict) (nullable): the open conflicts, oldest first
 */
GPtrArray *
naru_store_list_conflicts (NaruStore *self, const char *record, GError **error)
{
  NaruDb *db = naru_store_get_db (self);
  g_autoptr (GPtrArray) conflicts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_conflict_free);
  g_autoptr (NaruStatement) row = naru_db_query (
      db, error,
      "SELECT document.id, document.body FROM list_conflict JOIN document USING (number)"
      " WHERE list_conflict.state = 'open' AND iif (?1 IS NULL, EXISTS (SELECT 1 FROM document"
      " AS about WHERE about.id = list_conflict.record AND about.deleted = 0),"
      " list_conflict.record = ?1) ORDER BY number",
      "s", record);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      NaruConflict *conflict = read_conflict (db, row, error);

      if (conflict == NULL)
        return NULL;
      g_ptr_array_add (conflicts, conflict);
    }
  return step == NARU_STEP_DONE ? g_steal_pointer (&conflicts) : NULL;
}
