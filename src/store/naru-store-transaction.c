/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a transaction can do to documents. Document, history, undo list and derived data are written together. */
#include "naru-store-sync-private.h"

#include <glib/gi18n-lib.h>

#include "naru-erasure.h"
#include "naru-error.h"
#include "naru-id.h"

/**
 * naru_transaction_get_store:
 *
 * Returns: (transfer none): the store; what is read from it inside the write is what the transaction has left
 */
NaruStore *
naru_transaction_get_store (NaruTransaction *self)
{
  return self->store;
}

/**
 * naru_transaction_get:
 *
 * Returns: (transfer full) (nullable): the record as this transaction has left it
 */
NaruRecord *
naru_transaction_get (NaruTransaction *self, const char *id, GError **error)
{
  return naru_store_get (self->store, id, error);
}

/* Written by the store itself at every put: telling them in the history would tell nothing. */
static gboolean
is_bookkeeping (const char *name)
{
  for (const NaruField *field = naru_common_fields; field->name != NULL; field++)
    if (strcmp (field->name, name) == 0)
      return TRUE;
  return FALSE;
}

/**
 * naru_record_compare_content:
 *
 * Returns: (transfer full): what differs between two versions of a record, without bookkeeping
 */
GPtrArray *
naru_record_compare_content (NaruRecord *before, NaruRecord *after)
{
  GPtrArray *differences = naru_record_compare (before, after);

  for (guint i = differences->len; i-- > 0;)
    if (is_bookkeeping (((NaruDifference *) g_ptr_array_index (differences, i))->name))
      g_ptr_array_remove_index (differences, i);
  return differences;
}

static gboolean
note_change (NaruTransaction *self, const char *id, const char *field, const char *from,
             const char *to, GError **error)
{
  g_autofree char *change = NULL;

  if ((self->info->flags & NARU_WRITE_NO_HISTORY) != 0)
    return TRUE;
  change = naru_id_new ("change", naru_clock_system ());
  return naru_db_run (
      self->db, error,
      "INSERT INTO change (id, record, at, author, field, \"from\", \"to\", command)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, nullif (?, 0))",
      "sssssssi", change, id, self->info->at, self->info->author, field, from, to, self->command);
}

static char *
quote (const char *text)
{
  return text != NULL ? naru_json_quote (text) : NULL;
}

static char *
get_member (const char *text, const char *name)
{
  return text != NULL ? naru_json_span_dup (naru_json_span_member (naru_json_span (text, -1), name))
                      : NULL;
}

/* The members that every record carries. A new record may bring its own: samples and imports tell of the past. Who made an
 * existing record, and when, stays what it was, whatever the caller's version says. */
static NaruRecord *
stamp (NaruTransaction *self, NaruRecord *record, const NaruDocument *old, GError **error)
{
  const NaruRecordType *type = naru_record_get_record_type (record);
  g_autofree char *type_name = quote (type->name);
  g_autofree char *schema = g_strdup_printf ("%u", type->schema);
  g_autofree char *author = quote (self->info->author);
  g_autofree char *at = quote (self->info->at);
  g_autofree char *made_by = get_member (old->body, "createdBy");
  g_autofree char *made_at = get_member (old->body, "createdAt");
  g_autofree char *text = NULL;
  gboolean existing = old->number != 0;
  NaruJsonEdit edits[6];
  gsize n = 0;

  edits[n++] = (NaruJsonEdit){ "type", type_name };
  /* a newer version of the program may have written members that this one keeps without knowing them */
  if (naru_record_get_number (record, "schema", 0) < type->schema)
    edits[n++] = (NaruJsonEdit){ "schema", schema };
  if (made_by != NULL || !naru_record_has (record, "createdBy"))
    edits[n++] = (NaruJsonEdit){ "createdBy", made_by != NULL ? made_by : author };
  if (made_at != NULL || !naru_record_has (record, "createdAt"))
    edits[n++] = (NaruJsonEdit){ "createdAt", made_at != NULL ? made_at : at };
  if (author != NULL && (existing || !naru_record_has (record, "modifiedBy")))
    edits[n++] = (NaruJsonEdit){ "modifiedBy", author };
  if (existing || !naru_record_has (record, "modifiedAt"))
    edits[n++] = (NaruJsonEdit){ "modifiedAt", at };
  text = naru_json_splice (naru_record_get_text (record), edits, n);
  return naru_record_new_from_text (naru_record_get_id (record), text, -1, error);
}

static void
note_references (NaruTransaction *self, NaruRecord *before, NaruRecord *after)
{
  const NaruField *fields = naru_record_get_record_type (after)->fields;

  for (const NaruField *field = fields; field->name != NULL; field++)
    {
      const char *value;

      if (field->kind != NARU_KIND_REFERENCE || (field->flags & NARU_FIELD_REQUIRED) == 0)
        continue;
      value = naru_record_get (after, field->name);
      if (value == NULL
          || (before != NULL && g_strcmp0 (value, naru_record_get (before, field->name)) == 0))
        continue;
      g_hash_table_insert (self->references, g_strdup (value),
                           g_strdup_printf (_ ("%s: the record that is named here does not exist."),
                                            naru_field_get_label (field)));
    }
}

static gint64
first_sync (const NaruRecordType *type)
{
  return type->circle == NARU_CIRCLE_LOCAL ? NARU_SYNC_SENT : NARU_SYNC_ONLY_HERE;
}

static gboolean
insert_document (NaruTransaction *self, NaruRecord *record, gint64 *number, GError **error)
{
  const NaruRecordType *type = naru_record_get_record_type (record);
  gboolean defer = (self->info->flags & NARU_WRITE_DEFER_DERIVED) != 0;

  self->sequence++;
  self->written++;
  if (!naru_db_run (
          self->db, error,
          "INSERT INTO document (id, type, circle, body, edits, sequence, title, derived, sync)"
          " VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)",
          "ssssisii", naru_record_get_id (record), type->name, naru_circle_get_name (type->circle),
          naru_record_get_text (record), self->sequence, naru_record_get_title (record),
          (gint64) !defer, first_sync (type)))
    return FALSE;
  *number = naru_db_last_number (self->db);
  return TRUE;
}

static gboolean
write_document (NaruTransaction *self, NaruDocument *old, NaruRecord *record, GError **error)
{
  gboolean defer = (self->info->flags & NARU_WRITE_DEFER_DERIVED) != 0;

  if (old->number == 0)
    {
      if (!insert_document (self, record, &old->number, error))
        return FALSE;
    }
  else
    {
      self->sequence++;
      self->written++;
      if (!naru_db_run (
              self->db, error,
              /* base: what the server has, kept from the first edit that it has not seen */
              "UPDATE document SET base = iif (rev IS NOT NULL AND base IS NULL, body, base),"
              " body = ?, deleted = 0, edits = edits + 1, sequence = ?, title = ?, derived = ?,"
              " sync = iif (sync = 3, 3, ?), reason = NULL WHERE number = ?",
              "sisiii", naru_record_get_text (record), self->sequence,
              naru_record_get_title (record), (gint64) !defer,
              first_sync (naru_record_get_record_type (record)), old->number))
        return FALSE;
    }
  if (!defer && !naru_derive_put (self->db, old->number, record, error))
    return FALSE;
  /* an open conflict shows in the state of the record that it is about */
  return strcmp (naru_record_get_record_type (record)->name, "conflict") != 0
         || naru_sync_show (self->db, naru_record_get (record, "record"), error);
}

static gboolean
put_new (NaruTransaction *self, NaruDocument *old, NaruRecord *record, GError **error)
{
  const char *id = naru_record_get_id (record);
  g_autoptr (NaruRecord) written = stamp (self, record, old, error);

  if (written == NULL || !naru_record_check (written, self->today, error))
    return FALSE;
  note_references (self, NULL, written);
  return naru_command_note (self, id, NULL, naru_record_get_text (written), error)
         && note_change (self, id, "", old->number != 0 ? "false" : NULL, "true", error)
         && write_document (self, old, written, error);
}

static gboolean
put_changed (NaruTransaction *self, NaruDocument *old, NaruRecord *record, GError **error)
{
  const NaruRecordType *type = naru_record_get_record_type (record);
  const char *id = naru_record_get_id (record);
  g_autoptr (NaruRecord) before = NULL;
  g_autoptr (NaruRecord) written = NULL;
  g_autoptr (GPtrArray) differences = NULL;

  if (strcmp (old->body, naru_record_get_text (record)) == 0)
    return TRUE;
  before = naru_record_new_from_text (id, old->body, -1, error);
  if (before == NULL)
    return FALSE;
  differences = naru_record_compare_content (before, record);
  if (differences->len == 0)
    return TRUE;
  if (type->append_only)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
                   _ ("%s: what was written once stays as it is."),
                   naru_record_type_get_label (type));
      return FALSE;
    }

  written = stamp (self, record, old, error);
  if (written == NULL || !naru_record_check (written, self->today, error))
    return FALSE;
  note_references (self, before, written);
  if (!naru_command_note (self, id, old->body, naru_record_get_text (written), error))
    return FALSE;
  for (guint i = 0; i < differences->len; i++)
    {
      const NaruDifference *difference = g_ptr_array_index (differences, i);

      if (!note_change (self, id, difference->name, difference->from, difference->to, error))
        return FALSE;
    }
  return write_document (self, old, written, error);
}

/**
 * naru_transaction_put:
 * @record: new, or a changed version of one that is there; it is not kept, and not changed
 *
 * Writes the record with its history, its entry in the undo list and its derived data. modifiedBy and modifiedAt, and for
 * a new record what it lacks of type, schema, createdBy and createdAt, are filled in. Where nothing but these differs from
 * what is there, nothing is written. Required references must name records that exist when the transaction ends.
 */
gboolean
naru_transaction_put (NaruTransaction *self, NaruRecord *record, GError **error)
{
  const NaruRecordType *type = naru_record_get_record_type (record);
  const char *id = naru_record_get_id (record);
  g_auto (NaruDocument) old = { 0 };

  if (!naru_id_has_type (id, type->name))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                   _ ("“%s” cannot be the id of a record of the type “%s”."), id, type->name);
      return FALSE;
    }
  if (!naru_document_load (self->db, id, &old, error))
    return FALSE;
  if (old.number == 0 || old.deleted)
    return put_new (self, &old, record, error);
  return put_changed (self, &old, record, error);
}

/**
 * naru_transaction_put_text:
 * @id: a new id of the type that @text names
 * @text: the document, with all that naru_transaction_put() would fill in
 *
 * For bulk work whose write says %NARU_WRITE_NO_UNDO and %NARU_WRITE_NO_HISTORY: checks that @text is a document of a
 * known type and that the id is new, and leaves the rules of the dictionary and the references to the caller.
 */
gboolean
naru_transaction_put_text (NaruTransaction *self, const char *id, const char *text, GError **error)
{
  const guint needed = NARU_WRITE_NO_UNDO | NARU_WRITE_NO_HISTORY;
  g_autoptr (NaruRecord) record = NULL;
  gint64 number = 0;

  g_return_val_if_fail ((self->info->flags & needed) == needed, FALSE);

  if (!naru_id_is_valid (id))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("“%s” cannot be the id of a record."),
                   id);
      return FALSE;
    }
  record = naru_record_new_from_text (id, text, -1, error);
  if (record == NULL || !insert_document (self, record, &number, error))
    return FALSE;
  if ((self->info->flags & NARU_WRITE_DEFER_DERIVED) != 0)
    return TRUE;
  self->unlogged = TRUE;
  return naru_derive_add (self->db, number, record, error);
}

/* A deleted record keeps its type and who wrote it when, so that rights can still be judged; nothing else. */
static char *
make_tombstone (NaruTransaction *self, const NaruDocument *old)
{
  GString *text = g_string_new ("{\"_deleted\":true");
  g_autofree char *author = quote (self->info->author);
  g_autofree char *at = quote (self->info->at);
  g_autofree char *plain = NULL;
  NaruJsonEdit edits[2];
  gsize n = 0;

  for (const NaruField *field = naru_common_fields; field->name != NULL; field++)
    {
      g_autofree char *value = get_member (old->body, field->name);

      if (value != NULL)
        g_string_append_printf (text, ",\"%s\":%s", field->name, value);
    }
  g_string_append_c (text, '}');
  plain = g_string_free (text, FALSE);
  edits[n++] = (NaruJsonEdit){ "modifiedAt", at };
  if (author != NULL)
    edits[n++] = (NaruJsonEdit){ "modifiedBy", author };
  return naru_json_splice (plain, edits, n);
}

/**
 * naru_transaction_delete:
 *
 * Deletes the record: a tombstone stays for the server, and the whole of it in the undo list. What belongs to it is for
 * the caller to delete in the same transaction. %NARU_ERROR_NOT_FOUND if it is not there.
 */
gboolean
naru_transaction_delete (NaruTransaction *self, const char *id, GError **error)
{
  g_auto (NaruDocument) old = { 0 };
  g_autofree char *tombstone = NULL;

  if (!naru_document_load (self->db, id, &old, error))
    return FALSE;
  if (old.number == 0 || old.deleted)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND, _ ("There is no record “%s”."), id);
      return FALSE;
    }
  tombstone = make_tombstone (self, &old);
  self->sequence++;
  self->written++;
  return naru_command_note (self, id, old.body, NULL, error)
         && note_change (self, id, "", "true", "false", error)
         && naru_db_run (self->db, error,
                         "UPDATE document SET base = iif (rev IS NOT NULL AND base IS NULL, body, "
                         "base), body = ?,"
                         " deleted = 1, edits = edits + 1, sequence = ?, title = NULL, derived = 1,"
                         " sync = iif (circle = 'local', 1, 0), reason = NULL WHERE number = ?",
                         "sii", tombstone, self->sequence, old.number)
         && naru_derive_delete (self->db, old.number, old.type, error);
}

/**
 * naru_transaction_forget:
 *
 * Forgets what a record was before in the fields that its "erased" names, see naru_erasure_note(); all of it where there is
 * no such record any longer: history, its place in the undo list, drafts, copies that are kept for a server that is set back.
 * What it is now stays. For erasing a person; it cannot be undone.
 */
gboolean
naru_transaction_forget (NaruTransaction *self, const char *id, GError **error)
{
  static const char *const all[] = { NARU_ERASED_ALL, NULL };
  g_auto (NaruDocument) now = { 0 };
  g_auto (GStrv) fields = NULL;

  if (!naru_document_load (self->db, id, &now, error))
    return FALSE;
  fields = now.deleted || now.number == 0 ? NULL : naru_erasure_list_new (NULL, now.body);
  return naru_erasure_forget (self->db, id, fields != NULL ? (const char *const *) fields : all,
                              error);
}

/**
 * naru_transaction_forget_word:
 *
 * Forgets drafts and names of commands with @word in them. For erasing a person.
 */
gboolean
naru_transaction_forget_word (NaruTransaction *self, const char *word, GError **error)
{
  return naru_db_run (self->db, error, "DELETE FROM draft WHERE instr (text, ?) > 0", "s", word)
         && naru_db_run (self->db, error,
                         "UPDATE command SET label = '' WHERE instr (label, ?) > 0", "s", word);
}

/**
 * naru_transaction_forget_blob:
 *
 * Forgets an attachment, unless a record names it, and notes that a server is to forget it too. Looks through all records.
 */
gboolean
naru_transaction_forget_blob (NaruTransaction *self, const char *digest, GError **error)
{
  return naru_erasure_forget_blob (self->db, digest, error);
}

/**
 * naru_transaction_put_blob:
 *
 * Keeps the bytes of an attachment, in pieces. The same bytes are kept once.
 *
 * Returns: (transfer full) (nullable): the SHA-256 of @bytes in hexadecimal, by which records name it
 */
char *
naru_transaction_put_blob (NaruTransaction *self, GBytes *bytes, GError **error)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  gsize size = g_bytes_get_size (bytes);
  gint64 position = 0;
  gsize offset = 0;

  do
    {
      g_autoptr (GBytes) chunk
          = g_bytes_new_from_bytes (bytes, offset, MIN (size - offset, NARU_BLOB_CHUNK));

      if (!naru_db_run (self->db, error,
                        "INSERT INTO blob (digest, position, bytes) VALUES (?, ?, ?)"
                        " ON CONFLICT (digest, position) DO NOTHING",
                        "sib", digest, position++, chunk))
        return NULL;
      offset += NARU_BLOB_CHUNK;
    }
  while (offset < size);
  return g_steal_pointer (&digest);
}
