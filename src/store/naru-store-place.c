/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where each document goes on the server, and what has not gone there yet. */
#include "naru-place.h"
#include "naru-store-sync-private.h"

#define MAX_OWNERS 8 /* a record that belongs to one that belongs to one … */

typedef struct
{
  NaruDb *db;
  const char *const *places;
  GHashTable *
      parts; /* id -> code of the team or id of the organisation that the record belongs to; "" for none */
} Assign;

static char *
get_text (const char *body, const char *name)
{
  return naru_json_span_dup_string (naru_json_span_member (naru_json_span (body, -1), name));
}

static char *
find_code (Assign *self, const char *team, GError **error)
{
  g_auto (NaruDocument) document = { 0 };

  if (!naru_document_load (self->db, team, &document, error))
    return NULL;
  return document.number != 0 && !document.deleted ? get_text (document.body, "code") : NULL;
}

/* The record that it belongs to. */
static char *
find_owner (const NaruDocument *document)
{
  const NaruRecordType *type = naru_record_type_find (document->type);

  return get_text (document->body, type != NULL && type->owner != NULL ? type->owner : "jobseeker");
}

static char *
find_part (Assign *self, const char *id, gboolean partner, guint depth, GError **error)
{
  g_autofree char *key = g_strconcat (partner ? "p" : "t", id, NULL);
  const char *known = g_hash_table_lookup (self->parts, key);
  g_auto (NaruDocument) document = { 0 };
  g_autofree char *named = NULL;
  g_autofree char *owner = NULL;
  char *part = NULL;

  if (known != NULL)
    return *known != '\0' ? g_strdup (known) : NULL;
  if (!naru_document_load (self->db, id, &document, error) || document.number == 0)
    return NULL;
  named = get_text (document.body, partner ? "organisation" : "team");
  owner = find_owner (&document);
  if (named != NULL)
    part = partner ? g_steal_pointer (&named) : find_code (self, named, error);
  else if (owner != NULL && depth < MAX_OWNERS)
    part = find_part (self, owner, partner, depth + 1, error);
  g_hash_table_insert (self->parts, g_steal_pointer (&key), g_strdup (part != NULL ? part : ""));
  return part;
}

/**
 * naru_place_find_right:
 * @parts: (element-type utf8 utf8): empty at first; remembers what was found
 * @circle: a circle that is divided
 * @place: (out): where the record belongs by its team or organisation, or by that of the record that it belongs to; %NULL
 *   where nothing says
 */
gboolean
naru_place_find_right (NaruDb *db, GHashTable *parts, const char *id, NaruCircle circle,
                       char **place, GError **error)
{
  Assign assign = { .db = db, .parts = parts };
  g_autoptr (GError) reason = NULL;
  g_autofree char *part = find_part (&assign, id, circle == NARU_CIRCLE_PARTNER, 0, &reason);

  *place = part != NULL ? naru_place_new (circle, part) : NULL;
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static const char *
first_place (Assign *self, NaruCircle circle)
{
  for (gsize i = 0; self->places[i] != NULL; i++)
    if (naru_place_get_circle (self->places[i]) == circle)
      return self->places[i];
  return NULL;
}

/* NULL if the account has no such place. */
static char *
find_place (Assign *self, const char *id, NaruCircle circle, GError **error)
{
  gboolean partner = circle == NARU_CIRCLE_PARTNER;
  g_autofree char *part = find_part (self, id, partner, 0, error);
  g_autofree char *place = part != NULL ? naru_place_new (circle, part) : NULL;

  if (place == NULL)
    return g_strdup (first_place (self, circle));
  return g_strv_contains (self->places, place) ? g_steal_pointer (&place) : NULL;
}

static gboolean
set_place (Assign *self, gint64 number, const char *place, GError **error)
{
  return place == NULL
         || naru_db_run (self->db, error, "UPDATE document SET place = ? WHERE number = ?", "si",
                         place, number);
}

/* Cases, situation and partners, of which a centre has several: each by the team or organisation it belongs to. */
static gboolean
assign_divided (Assign *self, NaruCircle circle, GError **error)
{
  g_autoptr (NaruStatement) row = naru_db_query (
      self->db, error,
      "SELECT number, id FROM document WHERE place IS NULL AND edits <> clean AND circle = ?", "s",
      naru_circle_get_name (circle));
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      g_autoptr (GError) reason = NULL;
      g_autofree char *place = find_place (self, naru_statement_get_text (row, 1), circle, &reason);

      if (reason != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      if (!set_place (self, naru_statement_get_int (row, 0), place, error))
        return FALSE;
    }
  return step == NARU_STEP_DONE;
}

static gboolean
assign_whole (Assign *self, NaruCircle circle, GError **error)
{
  const char *name = naru_circle_get_name (circle);

  return !g_strv_contains (self->places, name)
         || naru_db_run (self->db, error,
                         "UPDATE document SET place = ?1 WHERE place IS NULL AND edits <> clean "
                         "AND circle = ?1",
                         "s", name);
}

/* Conflicts live with their record. */
static gboolean
assign_own (Assign *self, GError **error)
{
  return naru_db_run (self->db, error,
                      "UPDATE document SET place = (SELECT record.place FROM list_conflict"
                      " JOIN document AS record ON record.id = list_conflict.record"
                      " WHERE list_conflict.number = document.number)"
                      " WHERE place IS NULL AND edits <> clean AND circle = 'own'",
                      "");
}

static gboolean
assign_cb (NaruDb *db, gpointer data, GError **error)
{
  Assign *self = data;
  gint64 waiting = 0;

  self->db = db;
  if (!naru_sealed_open (db, self->places, error))
    return FALSE;
  if (!naru_db_get_int (db, &waiting, error,
                        "SELECT EXISTS (SELECT 1 FROM document WHERE place IS NULL"
                        " AND edits <> clean AND circle <> 'local')",
                        ""))
    return FALSE;
  return waiting == 0
         || (assign_whole (self, NARU_CIRCLE_COMMON, error)
             && assign_whole (self, NARU_CIRCLE_EMPLOYERS, error)
             && assign_whole (self, NARU_CIRCLE_MATCH, error)
             && assign_divided (self, NARU_CIRCLE_CASES, error)
             && assign_divided (self, NARU_CIRCLE_SITUATION, error)
             && assign_divided (self, NARU_CIRCLE_PARTNER, error) && assign_own (self, error));
}

/**
 * naru_store_assign_places:
 * @places: (array zero-terminated=1): the places that this account may use
 *
 * Says of each document that was made since where it goes: by its circle, and where a circle is divided, by the team or
 * organisation of the record or of the one that it belongs to; one that belongs to none goes to the first place of its
 * circle. What has no place among @places is not sent. What was sealed of these places is opened again, for
 * naru_store_derive_stale() to put into lists.
 */
gboolean
naru_store_assign_places (NaruStore *self, const char *const *places, GError **error)
{
  g_autoptr (GHashTable) parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Assign assign = { .places = places, .parts = parts };

  return naru_store_write_db (self, assign_cb, &assign, error);
}

void
naru_unsent_free (NaruUnsent *unsent)
{
  g_free (unsent->id);
  g_free (unsent->title);
  g_free (unsent->place);
  g_free (unsent->reason);
  g_free (unsent);
}

/**
 * naru_store_count_unsent:
 * @place: (nullable): a place; %NULL for all
 *
 * Returns: how many documents the server does not have as they are here, refused ones included
 */
gint64
naru_store_count_unsent (NaruStore *self, const char *place)
{
  gint64 count = 0;

  naru_db_get_int (naru_store_get_db (self), &count, NULL,
                   "SELECT count(*) FROM document WHERE edits <> clean AND circle <> 'local'"
                   " AND (?1 IS NULL OR place = ?1)",
                   "s", place);
  return count;
}

/**
 * naru_store_count_refused:
 *
 * Returns: how many documents of those not sent the server has refused; 0 also if they cannot be counted
 */
gint64
naru_store_count_refused (NaruStore *self)
{
  gint64 count = 0;

  naru_db_get_int (naru_store_get_db (self), &count, NULL,
                   "SELECT count(*) FROM document WHERE edits <> clean AND circle <> 'local'"
                   " AND sync = ?",
                   "i", (gint64) NARU_SYNC_REFUSED);
  return count;
}

/**
 * naru_store_list_unsent:
 * @lost: whether only what waits for naru_store_send_again() is wanted
 * @limit: how many at most
 *
 * Returns: (transfer full) (element-type NaruUnsent) (nullable): what is not sent, and why; what was refused comes first
 */
GPtrArray *
naru_store_list_unsent (NaruStore *self, gboolean lost, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_unsent_free);
  g_autoptr (NaruStatement) row = naru_db_query (
      naru_store_get_db (self), error,
      "SELECT id, title, place, sync, reason FROM document"
      " WHERE edits <> clean AND circle <> 'local' AND (?1 = 0 OR " NARU_SQL_REASON_IS_LOST ")"
      " ORDER BY reason IS NULL, number LIMIT ?2",
      "ii", (gint64) lost, (gint64) limit);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      NaruUnsent *unsent = g_new0 (NaruUnsent, 1);

      unsent->id = naru_statement_dup_text (row, 0);
      unsent->title = naru_statement_dup_text (row, 1);
      unsent->place = naru_statement_dup_text (row, 2);
      unsent->sync = (NaruSyncState) naru_statement_get_int (row, 3);
      unsent->reason = naru_statement_dup_text (row, 4);
      g_ptr_array_add (list, unsent);
    }
  return step == NARU_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

void
naru_skipped_free (NaruSkipped *skipped)
{
  g_free (skipped->place);
  g_free (skipped->id);
  g_free (skipped->reason);
  g_free (skipped->at);
  g_free (skipped);
}

/**
 * naru_store_list_skipped:
 *
 * Returns: (transfer full) (element-type NaruSkipped) (nullable): what the server has and could not be taken in, and why
 */
GPtrArray *
naru_store_list_skipped (NaruStore *self, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_skipped_free);
  g_autoptr (NaruStatement) row
      = naru_db_query (naru_store_get_db (self), error,
                       "SELECT place, id, reason, at FROM skipped ORDER BY place, id", "");
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      NaruSkipped *skipped = g_new0 (NaruSkipped, 1);

      skipped->place = naru_statement_dup_text (row, 0);
      skipped->id = naru_statement_dup_text (row, 1);
      skipped->reason = naru_statement_dup_text (row, 2);
      skipped->at = naru_statement_dup_text (row, 3);
      g_ptr_array_add (list, skipped);
    }
  return step == NARU_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

/**
 * naru_store_list_awaited:
 *
 * Returns: (transfer full) (element-type NaruRevision) (nullable): what the server has announced of a place and did not have
 *   where it was asked, or what came spoiled: to be fetched again
 */
GPtrArray *
naru_store_list_awaited (NaruStore *self, const char *place, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_revision_free);
  g_autoptr (NaruStatement) row = naru_db_query (
      naru_store_get_db (self), error,
      "SELECT id, rev FROM skipped WHERE place = ? AND awaited > 0 ORDER BY id", "s", place);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    g_ptr_array_add (list, naru_revision_new (naru_statement_get_text (row, 0),
                                              naru_statement_get_text (row, 1)));
  return step == NARU_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

static gboolean
forget_awaited_cb (NaruDb *db, gpointer data, GError **error)
{
  return naru_db_run (db, error, "DELETE FROM skipped WHERE place = ? AND awaited > 0", "s",
                      (const char *) data);
}

/**
 * naru_store_forget_awaited:
 *
 * Called before all that the server has is compared with what is here: what is awaited is met there, or it was purged.
 */
gboolean
naru_store_forget_awaited (NaruStore *self, const char *place, GError **error)
{
  return naru_store_write_db (self, forget_awaited_cb, (gpointer) place, error);
}
