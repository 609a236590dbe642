/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pull and push share: rows with their sync state, bodies in flight, and texts of deletions. */
#include "naru-store-sync-private.h"

/**
 * naru_local_clear:
 *
 * Frees what the row holds, not the row.
 */
void
naru_local_clear (NaruLocal *self)
{
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->body, g_free);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->rev, g_free);
  g_clear_pointer (&self->known, g_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->reason, g_free);
}

/**
 * naru_local_load:
 * @self: (out): the row; its number is 0 if there is none
 *
 * Reads a document with all that synchronisation knows of it.
 */
gboolean
naru_local_load (NaruDb *db, const char *id, NaruLocal *self, GError **error)
{
  g_autoptr (NaruStatement) row = naru_db_query (
      db, error,
      "SELECT number, edits, clean, deleted, id, type, body, base, rev, known, place, reason"
      " FROM document WHERE id = ?",
      "s", id);
  NaruStep step = row != NULL ? naru_statement_step (row, error) : NARU_STEP_ERROR;

  *self = (NaruLocal){ 0 };
  if (step != NARU_STEP_ROW)
    return step == NARU_STEP_DONE;
  self->number = naru_statement_get_int (row, 0);
  self->edits = naru_statement_get_int (row, 1);
  self->clean = naru_statement_get_int (row, 2);
  self->deleted = naru_statement_get_int (row, 3) != 0;
  self->id = naru_statement_dup_text (row, 4);
  self->type = naru_statement_dup_text (row, 5);
  self->body = naru_statement_dup_text (row, 6);
  self->base = naru_statement_dup_text (row, 7);
  self->rev = naru_statement_dup_text (row, 8);
  self->known = naru_statement_dup_text (row, 9);
  self->place = naru_statement_dup_text (row, 10);
  self->reason = naru_statement_dup_text (row, 11);
  return TRUE;
}

/**
 * naru_journal_clear:
 *
 * Frees the body, not the struct.
 */
void
naru_journal_clear (NaruJournal *self)
{
  g_clear_pointer (&self->body, g_free);
}

/**
 * naru_journal_load:
 * @self: (out): what of the document is in flight
 */
gboolean
naru_journal_load (NaruDb *db, const char *id, NaruJournal *self, GError **error)
{
  g_autoptr (NaruStatement) row
      = naru_db_query (db, error, "SELECT body, deleted, edits FROM journal WHERE id = ?", "s", id);
  NaruStep step = row != NULL ? naru_statement_step (row, error) : NARU_STEP_ERROR;

  *self = (NaruJournal){ 0 };
  if (step != NARU_STEP_ROW)
    return step == NARU_STEP_DONE;
  self->there = TRUE;
  self->body = naru_statement_dup_text (row, 0);
  self->deleted = naru_statement_get_int (row, 1) != 0;
  self->edits = naru_statement_get_int (row, 2);
  return TRUE;
}

/**
 * naru_journal_settle:
 * @rev: (nullable): revision under which the server has it; %NULL if it does not have it
 *
 * Ends the flight of a body. What the server has is kept for some time in the outbox, for the case that it is set back.
 */
gboolean
naru_journal_settle (NaruDb *db, const char *place, const char *id, const NaruJournal *journal,
                     const char *rev, const char *at, GError **error)
{
  if (!naru_db_run (db, error, "DELETE FROM journal WHERE id = ?", "s", id))
    return FALSE;
  return rev == NULL
         || naru_db_run (
             db, error,
             "INSERT INTO outbox (place, id, rev, body, at, handshake) VALUES (?, ?, ?, "
             "?, ?,"
             " coalesce ((SELECT handshake FROM checkpoint WHERE place = ?1), 0))",
             "sssss", place, id, rev, journal->body, at);
}

/* Without what the program itself writes at every change. */
static char *
get_content (const char *body)
{
  NaruJsonEdit edits[12];
  gsize n = 0;
  g_autofree char *content = NULL;

  for (const NaruField *field = naru_common_fields; field->name != NULL; field++)
    edits[n++] = (NaruJsonEdit){ field->name, NULL };
  g_assert (n <= G_N_ELEMENTS (edits));
  content = naru_json_splice (body, edits, n);
  return naru_json_span_canonical (naru_json_span (content, -1));
}

/**
 * naru_body_same_content:
 *
 * Returns: whether two bodies say the same, leaving aside who wrote them when
 */
gboolean
naru_body_same_content (const char *a, const char *b)
{
  g_autofree char *first = get_content (a);
  g_autofree char *second = get_content (b);

  return strcmp (first, second) == 0;
}

/**
 * naru_body_count_moves:
 *
 * Returns: how often the record has moved from the place of one team to that of another
 */
gint64
naru_body_count_moves (const char *body)
{
  g_autofree char *text
      = naru_json_span_dup (naru_json_span_member (naru_json_span (body, -1), "moves"));

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

/**
 * naru_body_make_tombstone:
 * @body: (nullable): what the server left of a deleted document
 *
 * Returns: (transfer full): how the store keeps it
 */
char *
naru_body_make_tombstone (const char *type, const char *body)
{
  g_autofree char *quoted = naru_json_quote (type);
  NaruJsonEdit edits[] = { { "_deleted", "true" }, { "type", quoted } };

  return naru_json_splice (body != NULL ? body : "{}", edits, G_N_ELEMENTS (edits));
}

/**
 * naru_body_strip_deleted:
 *
 * Returns: (transfer full): a tombstone of the store as it is sent
 */
char *
naru_body_strip_deleted (const char *body)
{
  NaruJsonEdit edit = { "_deleted", NULL };

  return naru_json_splice (body, &edit, 1);
}

/**
 * naru_rev_get_generation:
 * @rev: (nullable): a revision of the server, such as "3-9f1c"
 *
 * Returns: the number that it begins with; 0 for none
 */
guint64
naru_rev_get_generation (const char *rev)
{
  return rev != NULL ? g_ascii_strtoull (rev, NULL, 10) : 0;
}

/**
 * naru_sync_show:
 *
 * Brings the state that lists show for a record up to what is known: an open conflict, not sent, refused, sent.
 */
gboolean
naru_sync_show (NaruDb *db, const char *id, GError **error)
{
  return naru_db_run (
      db, error,
      "UPDATE document SET sync = CASE WHEN deleted = 0 AND EXISTS (SELECT 1 FROM list_conflict"
      " WHERE record = ?1 AND state = 'open') THEN 3 WHEN edits = clean"
      " THEN iif (place IS '" NARU_PLACE_HERE "', 0, 1)"
      " WHEN " NARU_SQL_REASON_IS_LOST " THEN 4 WHEN reason IS NOT NULL THEN 2"
      " ELSE 0 END WHERE id = ?1",
      "s", id);
}

/**
 * naru_revision_new:
 *
 * Returns: (transfer full): a document and one of its revisions
 */
NaruRevision *
naru_revision_new (const char *id, const char *rev)
{
  NaruRevision *revision = g_new0 (NaruRevision, 1);

  *revision = (NaruRevision){ g_strdup (id), g_strdup (rev) };
  return revision;
}

void
naru_revision_free (NaruRevision *revision)
{
  g_free (revision->id);
  g_free (revision->rev);
  g_free (revision);
}
