/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attachments between this desk and the server: a document for each piece, in the place of the record that names them. */
#include "naru-store-sync-private.h"

#include "naru-id.h"

/**
 * naru_blob_make_id:
 *
 * Returns: (transfer full): the id of a piece of an attachment
 */
char *
naru_blob_make_id (const char *digest, gint64 part)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, part);

  return naru_id_new_natural ("blob", digest, number);
}

/* The place of a record that names the attachment. */
static gboolean
assign_places (NaruDb *db, GError **error)
{
  return naru_db_run (
      db, error,
      "UPDATE blob SET place = (SELECT document.place FROM document WHERE deleted = 0"
      " AND document.place IS NOT NULL AND instr (document.body, blob.digest) > 0 LIMIT 1)"
      " WHERE pushed = 0 AND place IS NULL",
      "");
}

static char *
make_body (NaruStatement *row, const char *author, const char *at)
{
  GString *out = g_string_new ("{\"type\":\"blob\",\"schema\":1");
  g_autofree char *bytes = g_base64_encode (naru_statement_get_blob (row, 2),
                                            (gsize) naru_statement_get_length (row, 2));

  naru_json_append_member (out, "createdBy", author);
  naru_json_append_member (out, "createdAt", at);
  naru_json_append_member (out, "modifiedBy", author);
  naru_json_append_member (out, "modifiedAt", at);
  naru_json_append_member (out, "digest", naru_statement_get_text (row, 0));
  g_string_append_printf (out, ",\"part\":%" G_GINT64_FORMAT ",\"parts\":%" G_GINT64_FORMAT,
                          naru_statement_get_int (row, 1), naru_statement_get_int (row, 3));
  naru_json_append_member (out, "bytes", bytes);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *place;
  const char *author;
  const char *at;
  guint limit;
  GPtrArray *out;
} Prepare;

static gboolean
prepare_cb (NaruDb *db, gpointer data, GError **error)
{
  const Prepare *self = data;
  g_autoptr (NaruStatement) row = NULL;
  NaruStep step = NARU_STEP_ERROR;

  if (!assign_places (db, error))
    return FALSE;
  row = naru_db_query (db, error,
                       "SELECT digest, position, bytes, (SELECT count(*) FROM blob AS other"
                       " WHERE other.digest = blob.digest) FROM blob WHERE pushed = 0 AND place = ?"
                       " ORDER BY number LIMIT ?",
                       "si", self->place, (gint64) self->limit);
  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      NaruOutgoing *outgoing = g_new0 (NaruOutgoing, 1);

      outgoing->id
          = naru_blob_make_id (naru_statement_get_text (row, 0), naru_statement_get_int (row, 1));
      outgoing->body = make_body (row, self->author, self->at);
      g_ptr_array_add (self->out, outgoing);
    }
  return step == NARU_STEP_DONE;
}

/**
 * naru_store_prepare_push_blobs:
 * @place: where they go
 * @author: id of the staff record of the account
 * @at: now, as on the wire
 * @max_documents: how many pieces of 512 KiB at most
 *
 * The same piece has the same id on every desk, so that a place holds it once.
 *
 * Returns: (transfer full) (element-type NaruOutgoing) (nullable): pieces of attachments that were not sent
 */
GPtrArray *
naru_store_prepare_push_blobs (NaruStore *self, const char *place, const char *author,
                               const char *at, guint max_documents, GError **error)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_outgoing_free);
  Prepare prepare = { place, author, at, max_documents, out };

  if (!naru_store_write_db (self, prepare_cb, &prepare, error))
    return NULL;
  return g_steal_pointer (&out);
}

typedef struct
{
  const char *place;
  const NaruPushRow *rows;
  gsize n;
} Settle;

static const NaruPushRow *
find_row (const Settle *self, const char *id)
{
  for (gsize i = 0; i < self->n; i++)
    if (strcmp (self->rows[i].id, id) == 0)
      return &self->rows[i];
  return NULL;
}

static gboolean
settle_cb (NaruDb *db, gpointer data, GError **error)
{
  const Settle *self = data;
  g_autoptr (NaruStatement) row = naru_db_query (
      db, error, "SELECT number, digest, position FROM blob WHERE pushed = 0 AND place = ?", "s",
      self->place);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      g_autofree char *id
          = naru_blob_make_id (naru_statement_get_text (row, 1), naru_statement_get_int (row, 2));
      const NaruPushRow *found = find_row (self, id);
      gint64 pushed = found != NULL ? naru_push_outcome_get_mark (found->outcome) : 0;

      if (pushed != 0
          && !naru_db_run (db, error, "UPDATE blob SET pushed = ? WHERE number = ?", "ii", pushed,
                           naru_statement_get_int (row, 0)))
        return FALSE;
    }
  return step == NARU_STEP_DONE;
}

/**
 * naru_store_settle_push_blobs:
 * @rows: (array length=n): what the server said about pieces of naru_store_prepare_push_blobs(); one that it has already
 *   counts as stored
 */
gboolean
naru_store_settle_push_blobs (NaruStore *self, const char *place, const NaruPushRow *rows, gsize n,
                              GError **error)
{
  Settle settle = { place, rows, n };

  return naru_store_write_db (self, settle_cb, &settle, error);
}

/**
 * naru_blob_take_in:
 * @remote: a piece of an attachment
 * @fits: (out): whether it is one
 *
 * Keeps the piece. Whether all pieces together are what their digest says is looked at when they are read.
 */
gboolean
naru_blob_take_in (NaruDb *db, const char *place, const NaruRemoteDocument *remote, gboolean *fits,
                   GError **error)
{
  NaruJsonSpan body = naru_json_span (remote->body, -1);
  g_autofree char *digest = naru_json_span_dup_string (naru_json_span_member (body, "digest"));
  g_autofree char *part = naru_json_span_dup (naru_json_span_member (body, "part"));
  g_autofree char *text = naru_json_span_dup_string (naru_json_span_member (body, "bytes"));
  g_autofree char *id = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guchar *decoded;
  gsize length = 0;
  gint64 position = part != NULL ? g_ascii_strtoll (part, NULL, 10) : -1;

  id = digest != NULL && position >= 0 ? naru_blob_make_id (digest, position) : NULL;
  *fits = text != NULL && g_strcmp0 (id, remote->id) == 0;
  if (!*fits)
    return TRUE;
  decoded = g_base64_decode (text, &length);
  bytes = g_bytes_new_take (decoded, length);
  return naru_db_run (db, error,
                      "INSERT INTO blob (digest, position, bytes, place, pushed)"
                      " VALUES (?, ?, ?, ?, 1) ON CONFLICT (digest, position) DO UPDATE"
                      " SET pushed = iif (place IS NULL OR place = excluded.place, 1, pushed),"
                      " place = coalesce (place, excluded.place)",
                      "sibs", digest, position, bytes, place);
}

static gboolean
add_missing (NaruDb *db, const NaruRecordType *type, const NaruField *field, GPtrArray *digests,
             GError **error)
{
  g_autofree char *list = g_strconcat ("$.", field->name, NULL);
  g_autoptr (NaruStatement) row = naru_db_query (
      db, error,
      "SELECT DISTINCT json_extract (element.value, '$.digest') AS digest"
      " FROM document, json_each (document.body, ?) AS element WHERE document.type = ?"
      " AND document.deleted = 0 AND digest IS NOT NULL"
      " AND NOT EXISTS (SELECT 1 FROM blob WHERE blob.digest = json_extract (element.value, "
      "'$.digest'))",
      "ss", list, type->name);
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    g_ptr_array_add (digests, naru_statement_dup_text (row, 0));
  return step == NARU_STEP_DONE;
}

/**
 * naru_store_list_missing_blobs:
 *
 * Returns: (transfer full) (element-type utf8) (nullable): digests of attachments that records name and that are not here
 */
GPtrArray *
naru_store_list_missing_blobs (NaruStore *self, GError **error)
{
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func (g_free);
  const NaruRecordType *const *types = naru_record_types (NULL);

  for (; *types != NULL; types++)
    for (const NaruField *field = (*types)->fields; field->name != NULL; field++)
      if (field->kind == NARU_KIND_LIST && g_strcmp0 (field->identity, "digest") == 0
          && !add_missing (naru_store_get_db (self), *types, field, digests, error))
        return NULL;
  return g_steal_pointer (&digests);
}
