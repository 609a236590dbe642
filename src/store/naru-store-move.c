/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that move from the database of one team to that of another. A record lives where its team says. Where it says
 * something else than the place in which the record was received, whoever may use both places makes it anew in the right one,
 * with a number that counts its moves, and deletes it in the other when the new one has all of it. Until then, and where
 * somebody who sees the old place alone goes on writing there, two versions stand beside each other: the one that has moved
 * oftener is the record, and what the other one has is put into it by whoever moved it. */
#include "naru-store-sync-private.h"

#include "naru-place.h"

#define SETTING_CHECKED                                                                            \
  "move.checked" /* sequence of the latest document looked at, and the places of that time */
#define MOVES "moves"

typedef struct
{
  NaruDb *db;
  const char *const *places;
  const char *const *read_only;
  GHashTable *parts;
  gint64 checked;
  guint moved;
} Move;

static GPtrArray *
read_ids (NaruStatement *row, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    g_ptr_array_add (ids, naru_statement_dup_text (row, 0));
  return step == NARU_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/* Where the record belongs; NULL where nobody can say, or where this account has no such place. */
static gboolean
find_target (Move *self, const NaruLocal *local, char **target, GError **error)
{
  const NaruRecordType *type = naru_record_type_find (local->type);
  g_autofree char *record = NULL;
  g_autofree char *place = NULL;

  *target = NULL;
  if (type == NULL)
    return TRUE;
  if (type->circle == NARU_CIRCLE_OWN)
    {
      record = naru_json_span_dup_string (
          naru_json_span_member (naru_json_span (local->body, -1), "record"));
      if (record == NULL
          || !naru_db_get_text (self->db, &place, error,
                                "SELECT place FROM document WHERE id = ? AND deleted = 0", "s",
                                record))
        return record == NULL;
    }
  else if (!naru_place_find_right (self->db, self->parts, local->id, type->circle, &place, error))
    return FALSE;
  if (place != NULL && strcmp (place, local->place) != 0 && g_strv_contains (self->places, place))
    *target = g_steal_pointer (&place);
  return TRUE;
}

/* Pieces of attachments go where the record goes that names them, and stay as well where another one names them. */
static gboolean
move_blobs (Move *self, const NaruLocal *local, const char *target, GError **error)
{
  return naru_db_run (
             self->db, error,
             "INSERT OR REPLACE INTO departure (id, place, rev, body)"
             " SELECT 'blob:' || digest || ':' || position, place, '',"
             " json_object ('type', 'blob', 'schema', 1, 'digest', digest, 'part', position)"
             " FROM blob WHERE pushed = 1 AND place = ?1 AND instr (?2, digest) > 0"
             " AND NOT EXISTS (SELECT 1 FROM document WHERE document.place = ?1 AND deleted = 0"
             " AND document.number <> ?3 AND instr (document.body, digest) > 0)",
             "ssi", local->place, local->body, local->number)
         && naru_db_run (self->db, error,
                         "DELETE FROM departure WHERE place = ?1 AND rev = '' AND id IN"
                         " (SELECT 'blob:' || digest || ':' || position FROM blob"
                         " WHERE instr (?2, digest) > 0)",
                         "ss", target, local->body)
         && naru_db_run (self->db, error,
                         "UPDATE blob SET place = ?1, pushed = 0 WHERE place = ?2"
                         " AND instr (?3, digest) > 0",
                         "sss", target, local->place, local->body);
}

/* Whether nothing of the record is under way, and the account may write it. */
static gboolean
is_at_rest (Move *self, const NaruLocal *local, gboolean *rests, GError **error)
{
  gint64 journal = 0;

  if (!naru_db_get_int (self->db, &journal, error,
                        "SELECT EXISTS (SELECT 1 FROM journal WHERE id = ?)", "s", local->id))
    return FALSE;
  *rests = journal == 0 && !local->deleted && local->edits == local->clean && local->rev != NULL
           && !g_strv_contains (self->read_only, local->type);
  return TRUE;
}

/* Made anew in @target, or again where it has been before. */
static gboolean
move_one (Move *self, const NaruLocal *local, const char *target, GError **error)
{
  g_autofree char *moves
      = g_strdup_printf ("%" G_GINT64_FORMAT, naru_body_count_moves (local->body) + 1);
  const NaruJsonEdit edit = { MOVES, moves };
  g_autofree char *body = naru_json_splice (local->body, &edit, 1);
  g_auto (NaruDeparted) before = { 0 };

  self->moved++;
  if (!naru_departure_load (self->db, local->id, target, &before, error))
    return FALSE;
  return naru_departure_drop (self->db, local->id, target, error)
         && naru_departure_put (self->db, local->id, local->place, local->rev, local->body, error)
         && move_blobs (self, local, target, error)
         && naru_db_run (self->db, error,
                         "UPDATE document SET place = ?, body = ?, base = ?, rev = ?4, known = ?4,"
                         " edits = edits + 1, sync = iif (sync = 3, 3, 0),"
                         " sequence = (SELECT max (sequence) + 1 FROM document) WHERE number = ?",
                         "ssssi", target, body, before.there ? before.body : local->body,
                         before.rev, local->number);
}

static gboolean examine_all (Move *self, GPtrArray *ids, GError **error);

/* What belongs to a jobseeker goes with the case. */
static gboolean
examine_owned (Move *self, const char *id, GError **error)
{
  for (const NaruRecordType *const *types = naru_record_types (NULL); *types != NULL; types++)
    {
      const NaruField *field = naru_record_type_find_field (*types, "jobseeker");
      g_autofree char *sql = NULL;
      g_autoptr (NaruStatement) row = NULL;
      g_autoptr (GPtrArray) ids = NULL;

      if (((*types)->circle != NARU_CIRCLE_CASES && (*types)->circle != NARU_CIRCLE_SITUATION)
          || field == NULL || (field->flags & NARU_FIELD_INDEXED) == 0)
        continue;
      sql = g_strdup_printf ("SELECT id_ FROM \"list_%s\" WHERE \"jobseeker\" = ?", (*types)->name);
      row = naru_db_query (self->db, error, sql, "s", id);
      ids = read_ids (row, error);
      if (ids == NULL || !examine_all (self, ids, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
examine_conflicts (Move *self, const char *id, GError **error)
{
  g_autoptr (NaruStatement) row
      = naru_db_query (self->db, error, "SELECT id_ FROM list_conflict WHERE record = ?", "s", id);
  g_autoptr (GPtrArray) ids = read_ids (row, error);

  return ids != NULL && examine_all (self, ids, error);
}

static gboolean
examine (Move *self, const char *id, GError **error)
{
  g_auto (NaruLocal) local = { 0 };
  g_autofree char *target = NULL;
  gboolean rests, belongings;

  if (!naru_local_load (self->db, id, &local, error))
    return FALSE;
  if (local.number == 0 || local.place == NULL)
    return TRUE;
  if (!is_at_rest (self, &local, &rests, error)
      || (rests && !find_target (self, &local, &target, error))
      || (target != NULL && !move_one (self, &local, target, error)))
    return FALSE;
  /* also where somebody else has moved it, who sees less than this account does, or where it was edited here and back again before
   * it was sent: what belongs to it may have gone ahead */
  belongings
      = target != NULL || naru_body_count_moves (local.body) > 0 || (rests && local.edits > 0);
  return !belongings
         || (examine_conflicts (self, id, error)
             && (strcmp (local.type, "jobseeker") != 0 || examine_owned (self, id, error)));
}

static gboolean
examine_all (Move *self, GPtrArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!examine (self, g_ptr_array_index (ids, i), error))
      return FALSE;
  return TRUE;
}

static char *
make_mark (Move *self, gint64 sequence)
{
  g_autofree char *places = g_strjoinv (" ", (GStrv) self->places);

  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", sequence, places);
}

static gboolean
move_cb (NaruDb *db, gpointer data, GError **error)
{
  Move *self = data;
  g_autoptr (NaruStatement) row = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autofree char *mark = NULL;
  gint64 sequence = 0;

  self->db = db;
  row = naru_db_query (db, error,
                       "SELECT id FROM document WHERE sequence > ? AND place IS NOT NULL"
                       " AND deleted = 0 AND circle IN ('cases', 'situation', 'own')"
                       " ORDER BY sequence",
                       "i", self->checked);
  ids = read_ids (row, error);
  if (ids == NULL
      || !naru_db_get_int (db, &sequence, error, "SELECT max (sequence) FROM document", "")
      || !examine_all (self, ids, error))
    return FALSE;
  mark = make_mark (self, sequence);
  return naru_db_run (
      db, error, "INSERT OR REPLACE INTO setting (key, value) VALUES ('" SETTING_CHECKED "', ?)",
      "s", mark);
}

static gboolean
is_divided (const char *const *places)
{
  guint teams = 0;

  for (; *places != NULL; places++)
    teams += naru_place_get_circle (*places) == NARU_CIRCLE_CASES;
  return teams > 1;
}

/**
 * naru_store_move_records:
 * @places: (array zero-terminated=1): the places that this account may use
 * @read_only: (array zero-terminated=1): names of the types that it may not write
 * @moved: (out): how many records were moved
 *
 * Moves what was written since the last time and belongs to another team than the one in whose place it is, with all that belongs
 * to it: to be sent to the new place, and to be deleted in the old one when naru_store_list_departures() names it. What is not
 * sent yet waits until it is. Nothing is done where the account sees one team alone: somebody who sees both does it.
 */
gboolean
naru_store_move_records (NaruStore *self, const char *const *places, const char *const *read_only,
                         guint *moved, GError **error)
{
  g_autoptr (GHashTable) parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Move move = { .places = places, .read_only = read_only, .parts = parts };
  g_autofree char *before = NULL;
  g_autofree char *mark = NULL;
  gint64 sequence = 0;

  *moved = 0;
  if (!is_divided (places))
    return TRUE;
  if (!naru_db_get_int (naru_store_get_db (self), &sequence, error,
                        "SELECT max (sequence) FROM document", ""))
    return FALSE;
  before = naru_store_get_setting (self, SETTING_CHECKED);
  mark = make_mark (&move, sequence);
  if (g_strcmp0 (before, mark) == 0)
    return TRUE;
  if (before != NULL && strcmp (strchr (before, ' '), strchr (mark, ' ')) == 0)
    move.checked = g_ascii_strtoll (before, NULL, 10);
  if (!naru_store_write_db (self, move_cb, &move, error))
    return FALSE;
  *moved = move.moved;
  if (move.moved > 0)
    naru_store_notice_later (self, FALSE);
  return TRUE;
}

/**
 * naru_store_find_target:
 * @id: id of a record of a divided circle
 * @team: (out) (nullable) (transfer full): id of the team that it belongs to, where it names one
 *
 * Returns: (transfer full) (nullable): the place where the record belongs, if it is in another one; %NULL where it is where
 *   it belongs, or nothing says where that is
 */
char *
naru_store_find_target (NaruStore *self, const char *id, char **team)
{
  NaruDb *db = naru_store_get_db (self);
  g_autoptr (GHashTable) parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (NaruLocal) local = { 0 };
  g_autofree char *place = NULL;
  const NaruRecordType *type;

  *team = NULL;
  if (!naru_local_load (db, id, &local, NULL) || local.number == 0 || local.deleted
      || local.place == NULL || strcmp (local.place, NARU_PLACE_HERE) == 0)
    return NULL;
  type = naru_record_type_find (local.type);
  if (type == NULL || type->circle != NARU_CIRCLE_CASES
      || !naru_place_find_right (db, parts, id, type->circle, &place, NULL) || place == NULL
      || strcmp (place, local.place) == 0)
    return NULL;
  *team
      = naru_json_span_dup_string (naru_json_span_member (naru_json_span (local.body, -1), "team"));
  return g_steal_pointer (&place);
}

void
naru_departure_free (NaruDeparture *departure)
{
  g_free (departure->key);
  g_free (departure->id);
  g_free (departure->rev);
  g_free (departure->body);
  g_free (departure->to);
  g_free (departure);
}

/* Pieces of attachments are kept under their digest and number, and have ids on the server that are made from these. */
static char *
make_id (const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, ":", 3);

  return g_strv_length (parts) == 3
             ? naru_blob_make_id (parts[1], g_ascii_strtoll (parts[2], NULL, 10))
             : g_strdup (key);
}

/**
 * naru_store_list_departures:
 * @limit: how many at most
 *
 * Returns: (transfer full) (element-type NaruDeparture) (nullable): what can be deleted in a place, since the server has all
 *   of it in another one
 */
GPtrArray *
naru_store_list_departures (NaruStore *self, const char *place, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_departure_free);
  g_autoptr (NaruStatement) row = naru_db_query (
      naru_store_get_db (self), error,
      /* deleted before it was sent where it was to go: nobody shall look for it there */
      "SELECT departure.id, departure.rev, departure.body,"
      " iif (deleted = 1 AND known IS NULL, NULL, document.place) FROM departure"
      " JOIN document ON document.id = departure.id WHERE departure.place = ?1"
      " AND departure.rev IS NOT NULL AND edits = clean AND document.place <> departure.place"
      " AND (deleted = 1 OR known IS NOT NULL)"
      " UNION ALL SELECT departure.id, departure.rev, departure.body, blob.place FROM departure"
      " JOIN blob ON departure.id = 'blob:' || digest || ':' || position"
      " WHERE departure.place = ?1 AND departure.rev IS NOT NULL AND pushed = 1"
      " AND blob.place <> departure.place LIMIT ?2",
      "si", place, (gint64) limit);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      NaruDeparture *departure = g_new0 (NaruDeparture, 1);

      departure->key = naru_statement_dup_text (row, 0);
      departure->id = make_id (departure->key);
      departure->rev = naru_statement_dup_text (row, 1);
      departure->body = naru_statement_dup_text (row, 2);
      departure->to = naru_statement_dup_text (row, 3);
      g_ptr_array_add (list, departure);
    }
  return step == NARU_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

typedef struct
{
  const char *place;
  const char *const *keys;
} Settle;

static gboolean
settle_cb (NaruDb *db, gpointer data, GError **error)
{
  const Settle *self = data;

  for (gsize i = 0; self->keys[i] != NULL; i++)
    if (!naru_db_run (db, error,
                      "DELETE FROM departure WHERE place = ? AND id = ? AND EXISTS ("
                      " SELECT 1 FROM document WHERE document.id = departure.id AND deleted = 1"
                      " AND json_extract (document.body, '$.movedTo') IS NOT NULL)",
                      "ss", self->place, self->keys[i])
        || !naru_db_run (db, error, "UPDATE departure SET rev = NULL WHERE place = ? AND id = ?",
                         "ss", self->place, self->keys[i]))
      return FALSE;
  return naru_db_run (db, error, "DELETE FROM departure WHERE rev IS NULL AND id LIKE 'blob:%:%'",
                      "");
}

/**
 * naru_store_settle_departures:
 * @keys: (array zero-terminated=1): of those of naru_store_list_departures() that are deleted there
 *
 * What the record was when it left is kept: somebody who had not heard of it may still write there. It goes where the record has
 * moved on to a place that this desk does not see.
 */
gboolean
naru_store_settle_departures (NaruStore *self, const char *place, const char *const *keys,
                              GError **error)
{
  Settle settle = { place, keys };

  return naru_store_write_db (self, settle_cb, &settle, error);
}

static gboolean
resend_cb (NaruDb *db, gpointer data, GError **error)
{
  for (const char *const *record = data; *record != NULL; record++)
    if (!naru_db_run (db, error, "UPDATE change SET pushed = 0 WHERE record = ? AND pushed = 1",
                      "s", *record))
      return FALSE;
  return TRUE;
}

/**
 * naru_store_resend_log:
 * @records: (array zero-terminated=1): ids of records that have moved
 *
 * Their history, as far as it is here, goes to the companion database of the new place as well.
 */
gboolean
naru_store_resend_log (NaruStore *self, const char *const *records, GError **error)
{
  return naru_store_write_db (self, resend_cb, (gpointer) records, error);
}

/**
 * naru_departures_return:
 * @place: a place that may no longer be read
 *
 * What was on its way there and has not arrived is where it came from again; what was left there is nobody's any more.
 */
gboolean
naru_departures_return (NaruDb *db, const char *place, GError **error)
{
  return naru_db_run (db, error,
                      "UPDATE document SET place = left.place, rev = left.rev, known = left.rev,"
                      " base = left.body FROM departure AS left WHERE left.id = document.id"
                      " AND left.rev IS NOT NULL AND left.place <> ?1 AND document.place = ?1"
                      " AND document.known IS NULL",
                      "s", place)
         && naru_db_run (db, error,
                         "DELETE FROM departure WHERE place = ?1 OR EXISTS (SELECT 1 FROM document"
                         " WHERE document.id = departure.id AND document.place = departure.place)",
                         "s", place);
}
