/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stays on this desk: settings, drafts, and the pieces of attachments. */
#include "naru-store-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"

static const char set_setting[] = "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT "
                                  "(key) DO UPDATE SET value = excluded.value";
static const char set_draft[] = "INSERT INTO draft (key, text) VALUES (?, ?) ON CONFLICT (key) DO "
                                "UPDATE SET text = excluded.text";

/* The key of the pending table tells by its first letter which table it is for. */
static gboolean
write_one (NaruDb *db, const char *pending_key, const char *value, GError **error)
{
  gboolean setting = pending_key[0] == 's';
  const char *key = pending_key + 1;

  if (value == NULL)
    return naru_db_run (db, error,
                        setting ? "DELETE FROM setting WHERE key = ?"
                                : "DELETE FROM draft WHERE key = ?",
                        "s", key);
  return naru_db_run (db, error, setting ? set_setting : set_draft, "ss", key, value);
}

/* One that waits, for the caller to free; FALSE if there is none. */
static gboolean
peek_pending (NaruStore *self, char **key, char **value)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->pending_lock);
  GHashTableIter iter;
  gpointer first_key;
  gpointer first_value;

  g_hash_table_iter_init (&iter, self->pending);
  if (!g_hash_table_iter_next (&iter, &first_key, &first_value))
    return FALSE;
  *key = g_strdup (first_key);
  *value = g_strdup (first_value);
  return TRUE;
}

/* Unless it was set to something else while it was written. */
static void
remove_pending (NaruStore *self, const char *key, const char *value)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->pending_lock);

  if (g_strcmp0 (g_hash_table_lookup (self->pending, key), value) == 0)
    g_hash_table_remove (self->pending, key);
}

/* An older value must not be written after a newer one. */
static void
forget_pending (NaruStore *self, const char *key)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->pending_lock);

  g_hash_table_remove (self->pending, key);
}

/**
 * naru_store_has_pending:
 *
 * Returns: whether settings or drafts wait to be written
 */
gboolean
naru_store_has_pending (NaruStore *self)
{
  g_autoptr (GMutexLocker) locker G_GNUC_UNUSED = g_mutex_locker_new (&self->pending_lock);

  return g_hash_table_size (self->pending) > 0;
}

/**
 * naru_store_flush_pending:
 *
 * Writes the settings and drafts that waited. With the writer taken; what cannot be written waits on, and is tried again
 * by the watch. The lock of the table is never held over a write, which may itself wait for another process.
 */
void
naru_store_flush_pending (NaruStore *self)
{
  gboolean done = TRUE;

  while (done)
    {
      g_autofree char *key = NULL;
      g_autofree char *value = NULL;

      if (!peek_pending (self, &key, &value))
        return;
      done = write_one (self->writer, key, value, NULL);
      if (done)
        remove_pending (self, key, value);
    }
}

/* Tries at once; the main loop does not wait for a write of this or another process. */
static gboolean
write_now (NaruStore *self, gboolean wait, const char *pending_key, const char *value,
           GError **error)
{
  gboolean done;

  if (!naru_store_begin_writing (self, wait, error))
    return FALSE;
  sqlite3_busy_timeout (naru_db_get_handle (self->writer), wait ? NARU_DB_BUSY_MILLISECONDS : 0);
  naru_store_flush_pending (self);
  done = write_one (self->writer, pending_key, value, error);
  if (done)
    forget_pending (self, pending_key);
  sqlite3_busy_timeout (naru_db_get_handle (self->writer), NARU_DB_BUSY_MILLISECONDS);
  naru_store_end_writing (self);
  return done;
}

/* It is written when the writer comes to it, and read as written until then. */
static void
write_later (NaruStore *self, const char *pending_key, const char *value)
{
  g_mutex_lock (&self->pending_lock);
  g_hash_table_insert (self->pending, g_strdup (pending_key), g_strdup (value));
  g_mutex_unlock (&self->pending_lock);
  naru_store_push_flush (self);
}

static void
keep_value (NaruStore *self, char kind, const char *key, const char *value)
{
  g_autofree char *pending_key = g_strdup_printf ("%c%s", kind, key);

  if (self->writer != NULL)
    write_later (self, pending_key, value);
}

static gboolean
set_setting_now (NaruStore *self, const char *key, const char *value, GError **error)
{
  g_autofree char *pending_key = g_strconcat ("s", key, NULL);
  g_autoptr (GError) reason = NULL;

  if (self->writer != NULL && naru_store_get_db (self) == self->writer)
    return write_one (self->writer, pending_key, value, error);
  if (write_now (self, self->opener != g_thread_self (), pending_key, value, &reason))
    return TRUE;
  if (reason != NULL
      && (self->opener != g_thread_self ()
          || !g_error_matches (reason, NARU_ERROR, NARU_ERROR_LOCKED)))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  write_later (self, pending_key, value);
  return TRUE;
}

static char *
get_value (NaruStore *self, char kind, const char *key)
{
  g_autofree char *pending_key = g_strdup_printf ("%c%s", kind, key);
  gpointer value = NULL;
  gboolean waiting;
  char *found = NULL;

  g_mutex_lock (&self->pending_lock);
  waiting = g_hash_table_lookup_extended (self->pending, pending_key, NULL, &value);
  if (waiting)
    found = g_strdup (value);
  g_mutex_unlock (&self->pending_lock);
  if (!waiting)
    naru_db_get_text (naru_store_get_db (self), &found, NULL,
                      kind == 's' ? "SELECT value FROM setting WHERE key = ?"
                                  : "SELECT text FROM draft WHERE key = ?",
                      "s", key);
  return found;
}

/**
 * naru_store_get_setting:
 *
 * Returns: (transfer full) (nullable): the setting of this profile
 */
char *
naru_store_get_setting (NaruStore *self, const char *key)
{
  return get_value (self, 's', key);
}

/**
 * naru_store_set_setting:
 * @value: (nullable): %NULL removes it
 *
 * Written at once; only while another thread or process writes, as soon as that is done.
 */
gboolean
naru_store_set_setting (NaruStore *self, const char *key, const char *value, GError **error)
{
  return set_setting_now (self, key, value, error);
}

/**
 * naru_store_keep_setting:
 * @value: (nullable): %NULL removes it
 *
 * Like naru_store_set_setting() for what is not worth an error, such as how a window looks: written by the thread of the
 * store's writer, read as written from now on. Closing the store waits for it; what cannot be written now is tried again.
 * To be called on the thread that opened the store; nothing is kept in one that was opened for reading only.
 */
void
naru_store_keep_setting (NaruStore *self, const char *key, const char *value)
{
  keep_value (self, 's', key, value);
}

/**
 * naru_store_get_draft:
 *
 * Returns: (transfer full) (nullable): what somebody has typed and not saved
 */
char *
naru_store_get_draft (NaruStore *self, const char *key)
{
  return get_value (self, 'd', key);
}

/**
 * naru_store_keep_draft:
 * @text: (nullable): %NULL removes it
 *
 * Like naru_store_keep_setting(): who types never waits for the disk.
 */
void
naru_store_keep_draft (NaruStore *self, const char *key, const char *text)
{
  keep_value (self, 'd', key, text);
}

/* What waits counts as written, in the list too. */
static void
apply_pending (NaruStore *self, const char *prefix, GHashTable *keys)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  g_mutex_lock (&self->pending_lock);
  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *name = (const char *) key + 1;

      if (((const char *) key)[0] != 'd' || !g_str_has_prefix (name, prefix))
        continue;
      if (value != NULL)
        g_hash_table_add (keys, g_strdup (name));
      else
        g_hash_table_remove (keys, name);
    }
  g_mutex_unlock (&self->pending_lock);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/**
 * naru_store_list_drafts:
 * @prefix: beginning of the keys looked for; "" for all
 *
 * Returns: (transfer full): keys of drafts in order
 */
char **
naru_store_list_drafts (NaruStore *self, const char *prefix)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *list = g_ptr_array_new ();
  g_autoptr (NaruStatement) statement = naru_db_query (
      naru_store_get_db (self), NULL,
      "SELECT key FROM draft WHERE substr (key, 1, length (?1)) = ?1", "s", prefix);
  GHashTableIter iter;
  gpointer key;

  while (statement != NULL && naru_statement_step (statement, NULL) == NARU_STEP_ROW)
    g_hash_table_add (keys, naru_statement_dup_text (statement, 0));
  apply_pending (self, prefix, keys);

  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_hash_table_iter_steal (&iter);
      g_ptr_array_add (list, key);
    }
  g_ptr_array_sort (list, compare_keys);
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (list, FALSE);
}

/**
 * naru_store_get_blob:
 *
 * Returns: (transfer full) (nullable): the bytes; %NARU_ERROR_NOT_FOUND if they are not here, %NARU_ERROR_DAMAGED if they
 * are not those that were kept
 */
GBytes *
naru_store_get_blob (NaruStore *self, const char *digest, GError **error)
{
  g_autoptr (NaruStatement) statement
      = naru_db_query (naru_store_get_db (self), error,
                       "SELECT bytes FROM blob WHERE digest = ? ORDER BY position", "s", digest);
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *found = NULL;
  gboolean any = FALSE;
  NaruStep step = NARU_STEP_ERROR;

  while (statement != NULL && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
    {
      any = TRUE;
      g_byte_array_append (whole, naru_statement_get_blob (statement, 0),
                           (guint) naru_statement_get_length (statement, 0));
    }
  if (step == NARU_STEP_ERROR)
    return NULL;
  if (!any)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                           _ ("The attachment is not on this computer."));
      return NULL;
    }
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&whole));
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (strcmp (found, digest) != 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_DAMAGED,
                           _ ("The attachment is damaged or not complete."));
      return NULL;
    }
  return g_steal_pointer (&bytes);
}
