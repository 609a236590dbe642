/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy of the store in one file, and a store put in the place of another, each whole or not at all. */
#include "naru-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "naru-error.h"

/* The bytes that SQLite locks in a database file: PENDING_BYTE to the end of SHARED (sqlite.org/fileformat2.html). */
#define LOCK_START 0x40000000
#define LOCK_LENGTH 512

static gboolean
fail_errno (const char *file, GError **error)
{
  int saved = errno;

  return naru_db_fail_file (file, SQLITE_IOERR, saved, NULL, error);
}

static gboolean
sync_path (const char *path, int flags, GError **error)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    fail_errno (path, error);
  if (fd >= 0)
    close (fd);
  return done;
}

static gboolean
sync_folder_of (const char *file, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file);

  return sync_path (folder, O_RDONLY | O_DIRECTORY, error);
}

/* An empty file of a name of its own beside @file, that only its owner may read. */
static char *
make_temporary (const char *file, GError **error)
{
  g_autofree char *name = g_strconcat (file, ".part-XXXXXX", NULL);
  int fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      fail_errno (file, error);
      return NULL;
    }
  close (fd);
  return g_steal_pointer (&name);
}

/* VACUUM INTO reads one moment of the source, also while others write, and leaves a file without a -wal. */
static char *
copy_store (const char *from, NaruDbMode mode, const char *beside, GError **error)
{
  g_autoptr (NaruDb) db = naru_db_open (from, mode, error);
  g_autofree char *part = NULL;
  gint64 version = 0;

  if (db == NULL || !naru_schema_check (db, &version, error))
    return NULL;
  if (version == 0)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_DAMAGED,
                   _ ("“%s” is not a Naru store. Nothing was changed."), from);
      return NULL;
    }
  part = make_temporary (beside, error);
  if (part == NULL)
    return NULL;
  if (naru_db_exec (db, "PRAGMA query_only = OFF", error)
      && naru_db_run (db, error, "VACUUM INTO ?", "s", part) && sync_path (part, O_RDWR, error))
    return g_steal_pointer (&part);
  g_unlink (part);
  return NULL;
}

/**
 * naru_store_backup:
 * @file: where to; what is there is replaced when the copy is whole
 *
 * Copies the store as it is at one moment, readable by its owner only. Any thread may call it, others may write meanwhile.
 */
gboolean
naru_store_backup (NaruStore *self, const char *file, GError **error)
{
  g_autofree char *target = g_canonicalize_filename (file, NULL);
  g_autofree char *part = NULL;

  if (strcmp (target, self->file) == 0)
    {
      g_set_error_literal (
          error, NARU_ERROR, NARU_ERROR_REFUSED,
          _ ("This is the store itself. Please choose another place for the backup."));
      return FALSE;
    }
  part = copy_store (self->file, self->writer != NULL ? NARU_DB_READ_WRITE : NARU_DB_READ_ONLY,
                     target, error);
  if (part == NULL)
    return FALSE;
  if (g_rename (part, target) != 0)
    {
      fail_errno (target, error);
      g_unlink (part);
      return FALSE;
    }
  return sync_folder_of (target, error);
}

static gboolean
check_sound (const char *file, GError **error)
{
  g_autoptr (NaruDb) db = naru_db_open (file, NARU_DB_READ_WRITE, error);
  g_autofree char *answer = NULL;

  if (db == NULL || !naru_db_get_text (db, &answer, error, "PRAGMA integrity_check(1)", ""))
    return FALSE;
  if (g_strcmp0 (answer, "ok") == 0)
    return TRUE;
  g_set_error (error, NARU_ERROR, NARU_ERROR_DAMAGED,
               _ ("The backup is damaged (%s). Nothing was changed."), answer);
  return FALSE;
}

/* Brings what waits in the -wal into the file. A store that is too damaged for that is kept as it is, -wal and all. */
static void
settle (const char *file)
{
  g_autoptr (NaruDb) db = naru_db_open (file, NARU_DB_READ_WRITE, NULL);

  if (db == NULL)
    return;
  sqlite3_busy_timeout (naru_db_get_handle (db), 0);
  naru_db_exec (db, "PRAGMA journal_mode = DELETE", NULL);
}

/* Every connection to a store in WAL mode holds a shared lock, so nobody has it open while this one is held. It is an
 * open file description's lock: closing another descriptor of the file does not end it. */
static gboolean
lock_file (int fd, const char *file, GError **error)
{
  struct flock lock
      = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCK_START, .l_len = LOCK_LENGTH };

  if (fcntl (fd, F_OFD_SETLK, &lock) == 0)
    return TRUE;
  if (errno == EACCES || errno == EAGAIN)
    return naru_db_fail_file (file, SQLITE_BUSY, 0, NULL, error);
  return fail_errno (file, error);
}

/* A second name for the same file, or a copy where the disk has no second names. */
static gboolean
keep_aside (const char *file, const char *aside, GError **error)
{
  g_autoptr (GFile) source = g_file_new_for_path (file);
  g_autoptr (GFile) target = g_file_new_for_path (aside);

  if (link (file, aside) == 0)
    return TRUE;
  if (errno != EPERM && errno != EOPNOTSUPP && errno != EMLINK)
    return fail_errno (aside, error);
  return g_file_copy (source, target, G_FILE_COPY_ALL_METADATA, NULL, NULL, NULL, error)
         && sync_path (aside, O_RDWR, error);
}

static char *
make_aside_name (const char *file)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y%m%dT%H%M%S");
  char *name = g_strdup_printf ("%s.before-restore-%s", file, time);

  for (int i = 2; g_file_test (name, G_FILE_TEST_EXISTS); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.before-restore-%s-%d", file, time, i);
    }
  return name;
}

/* The order matters: first everything is kept aside, then the old -wal goes, since with a new file beside it, it would be
 * played into that; then the new file takes the place in one step. */
static gboolean
swap (const char *file, const char *part, GError **error)
{
  g_autofree char *aside = make_aside_name (file);
  g_autofree char *wal = g_strconcat (file, "-wal", NULL);
  g_autofree char *shm = g_strconcat (file, "-shm", NULL);
  g_autofree char *aside_wal = g_strconcat (aside, "-wal", NULL);

  if (!keep_aside (file, aside, error))
    return FALSE;
  if (g_file_test (wal, G_FILE_TEST_EXISTS) && !keep_aside (wal, aside_wal, error))
    return FALSE;
  if (!sync_folder_of (file, error))
    return FALSE;
  g_unlink (wal);
  g_unlink (shm);
  return g_rename (part, file) == 0 || fail_errno (file, error);
}

static gboolean
replace (const char *file, const char *part, GError **error)
{
  int fd;
  gboolean done;

  settle (file);
  fd = g_open (file, O_RDWR | O_CLOEXEC, 0);
  if (fd < 0 && errno == ENOENT)
    return (g_rename (part, file) == 0 || fail_errno (file, error)) && sync_folder_of (file, error);
  if (fd < 0)
    return fail_errno (file, error);
  done = lock_file (fd, file, error) && swap (file, part, error) && sync_folder_of (file, error);
  close (fd);
  return done;
}

/**
 * naru_store_restore:
 * @profile: folder of the store, which nobody may have open
 * @file: a backup
 *
 * Puts the backup in the place of the store, if it is a sound store of this version or an earlier one. The present store,
 * sound or not, is kept beside it as "naru.db.before-restore-" and the time.
 */
gboolean
naru_store_restore (const char *profile, const char *file, GError **error)
{
  g_autofree char *store = g_build_filename (profile, NARU_STORE_FILE, NULL);
  g_autofree char *part = NULL;

  if (g_access (file, F_OK) != 0)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND, _ ("There is no file “%s”."), file);
      return FALSE;
    }
  if (g_mkdir_with_parents (profile, 0700) != 0)
    return fail_errno (profile, error);
  part = copy_store (file, NARU_DB_READ_ONLY, store, error);
  if (part == NULL)
    return FALSE;
  if (check_sound (part, error) && replace (store, part, error))
    return TRUE;
  g_unlink (part);
  return FALSE;
}
