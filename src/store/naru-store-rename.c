/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Giving a record another id while nobody else knows it: a person who has worked without a server gets the user name that
 * the server has for them. */
#include "naru-store-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"

typedef struct
{
  const char *from;
  const char *to;
} Rename;

static gboolean
check_unsent (NaruDb *db, GError **error)
{
  gint64 sent = 0;

  if (!naru_db_get_int (db, &sent, error, "SELECT count(*) FROM document WHERE known IS NOT NULL",
                        ""))
    return FALSE;
  if (sent == 0)
    return TRUE;
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                       _ ("Others have records of this profile already: who wrote them can no "
                          "longer be changed."));
  return FALSE;
}

/* What is there under the new id, or will come, is the same person and has more to say: this record is not sent. */
static gboolean
move_document (NaruDb *db, const Rename *rename, GError **error)
{
  g_auto (NaruDocument) old = { 0 };
  gint64 there = 0;

  if (!naru_document_load (db, rename->from, &old, error)
      || !naru_db_get_int (db, &there, error, "SELECT count(*) FROM document WHERE id = ?", "s",
                           rename->to))
    return FALSE;
  if (old.number == 0)
    return TRUE;
  if (there == 0)
    return naru_db_run (db, error,
                        "UPDATE document SET id = ?, clean = edits, sync = 1 WHERE number = ?",
                        "si", rename->to, old.number);
  return naru_derive_delete (db, old.number, old.type, error)
         && naru_db_run (db, error, "DELETE FROM document WHERE number = ?", "i", old.number);
}

/**
 * naru_rename_everywhere:
 * @from: id of a record that nobody else knows
 *
 * Makes everything that names @from name @to: an id occurs nowhere but where it is meant.
 */
gboolean
naru_rename_everywhere (NaruDb *db, const char *from, const char *to, GError **error)
{
  static const char *const updates[] = {
    "UPDATE document SET body = replace (body, ?1, ?2), derived = 0 WHERE instr (body, ?1)",
    "UPDATE change SET record = replace (record, ?1, ?2), author = replace (author, ?1, ?2),"
    " \"from\" = replace (\"from\", ?1, ?2), \"to\" = replace (\"to\", ?1, ?2)",
    "UPDATE command SET author = replace (author, ?1, ?2)",
    "UPDATE OR IGNORE command_record SET id = replace (id, ?1, ?2),"
    " before = replace (before, ?1, ?2), after = replace (after, ?1, ?2)",
    "UPDATE setting SET value = replace (value, ?1, ?2) WHERE instr (value, ?1)",
    "UPDATE draft SET text = replace (text, ?1, ?2) WHERE instr (text, ?1)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (updates); i++)
    if (!naru_db_run (db, error, updates[i], "ss", from, to))
      return FALSE;
  return TRUE;
}

static gboolean
rename_cb (NaruDb *db, gpointer data, GError **error)
{
  const Rename *rename = data;

  return check_unsent (db, error) && move_document (db, rename, error)
         && naru_rename_everywhere (db, rename->from, rename->to, error);
}

/**
 * naru_store_rename_record:
 * @from: id of a record
 * @to: its new id
 *
 * Gives a record another id, everywhere where it is named: in records, history, the undo list, settings and drafts. The
 * record itself is not sent any more: under the new id the server has one.
 * %NARU_ERROR_REFUSED once anything of the profile was synchronised: others know the old id.
 */
gboolean
naru_store_rename_record (NaruStore *self, const char *from, const char *to, GError **error)
{
  Rename rename = { from, to };

  if (!naru_store_write_db (self, rename_cb, &rename, error))
    return FALSE;
  naru_store_notice_later (self, TRUE);
  return naru_store_derive_stale (self, NULL, NULL, NULL, error);
}
