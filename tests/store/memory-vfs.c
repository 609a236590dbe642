/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. Locks and shared memory are those of one process: several connections of one thread. */
#include "memory-vfs-private.h"

#include <string.h>

GHashTable *disk_files;
GPtrArray *disk_handles;
static struct
{
  DiskCall calls;
  guint count;
  guint after;
  int code;
  gboolean onwards;
  gboolean failed;
} arm;

/* SQLITE_OK, or how the call fails. */
static int
call (Handle *handle, DiskCall kind)
{
  if (handle != NULL && handle->dead)
    return SQLITE_IOERR;
  if ((arm.calls & kind) == 0)
    return SQLITE_OK;
  arm.count++;
  if (arm.code == SQLITE_OK || arm.count <= arm.after || (arm.failed && !arm.onwards))
    return SQLITE_OK;
  arm.failed = TRUE;
  return arm.code;
}

static void
unsynced_free (gpointer data)
{
  Unsynced *unsynced = data;

  g_byte_array_unref (unsynced->before);
  g_free (unsynced);
}

void
disk_forget_unsynced (File *file)
{
  g_queue_clear_full (&file->unsynced, unsynced_free);
}

static void
drop_regions (File *file)
{
  for (guint i = 0; i < REGION_SLOTS; i++)
    g_clear_pointer (&file->regions[i], g_free);
}

static void
file_free (gpointer data)
{
  File *file = data;

  disk_forget_unsynced (file);
  drop_regions (file);
  g_byte_array_unref (file->bytes);
  g_free (file->path);
  g_free (file);
}

static File *
make_file (const char *path)
{
  File *file = g_new0 (File, 1);

  file->path = g_strdup (path);
  file->bytes = g_byte_array_new ();
  g_queue_init (&file->unsynced);
  return file;
}

static int
disk_close (sqlite3_file *base)
{
  Handle *handle = (Handle *) base;

  g_ptr_array_remove_fast (disk_handles, handle);
  if (handle->temporary)
    file_free (handle->file);
  return SQLITE_OK;
}

static int
disk_read (sqlite3_file *base, void *out, int n, sqlite3_int64 at)
{
  Handle *handle = (Handle *) base;
  int code = call (handle, DISK_READ);
  gint64 there;

  if (code != SQLITE_OK)
    return code == SQLITE_IOERR ? SQLITE_IOERR_READ : code;
  there = CLAMP ((gint64) handle->file->bytes->len - at, 0, n);
  if (there > 0)
    memcpy (out, handle->file->bytes->data + at, (gsize) there);
  if (there == n)
    return SQLITE_OK;
  memset ((guint8 *) out + there, 0, (gsize) (n - there));
  return SQLITE_IOERR_SHORT_READ;
}

static void
note_unsynced (File *file, gint64 at, gint64 n)
{
  Unsynced *unsynced = g_new0 (Unsynced, 1);
  gint64 there = CLAMP ((gint64) file->bytes->len - at, 0, n);

  unsynced->at = at;
  unsynced->size_before = file->bytes->len;
  unsynced->before = g_byte_array_sized_new ((guint) there);
  if (there > 0)
    g_byte_array_append (unsynced->before, file->bytes->data + at, (guint) there);
  g_queue_push_head (&file->unsynced, unsynced);
}

void
disk_set_size (File *file, gint64 size)
{
  guint before = file->bytes->len;

  g_byte_array_set_size (file->bytes, (guint) size);
  if (size > before)
    memset (file->bytes->data + before, 0, (gsize) size - before);
}

static int
disk_write (sqlite3_file *base, const void *bytes, int n, sqlite3_int64 at)
{
  Handle *handle = (Handle *) base;
  int code = call (handle, DISK_WRITE);

  if (code != SQLITE_OK)
    return code == SQLITE_IOERR ? SQLITE_IOERR_WRITE : code;
  note_unsynced (handle->file, at, n);
  if (at + n > handle->file->bytes->len)
    disk_set_size (handle->file, at + n);
  memcpy (handle->file->bytes->data + at, bytes, (gsize) n);
  return SQLITE_OK;
}

static int
disk_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  Handle *handle = (Handle *) base;
  int code = call (handle, DISK_TRUNCATE);

  if (code != SQLITE_OK)
    return code == SQLITE_IOERR ? SQLITE_IOERR_TRUNCATE : code;
  note_unsynced (handle->file, size, MAX ((gint64) handle->file->bytes->len - size, 0));
  disk_set_size (handle->file, size);
  return SQLITE_OK;
}

static int
disk_sync (sqlite3_file *base, int flags)
{
  Handle *handle = (Handle *) base;
  int code = call (handle, DISK_SYNC);

  if (code != SQLITE_OK)
    return code == SQLITE_IOERR ? SQLITE_IOERR_FSYNC : code;
  disk_forget_unsynced (handle->file);
  return SQLITE_OK;
}

static int
disk_size (sqlite3_file *base, sqlite3_int64 *size)
{
  *size = ((Handle *) base)->file->bytes->len;
  return SQLITE_OK;
}

static int
disk_lock (sqlite3_file *base, int level)
{
  Handle *handle = (Handle *) base;
  File *file = handle->file;
  int code = call (handle, DISK_LOCK);

  if (code != SQLITE_OK)
    return code == SQLITE_IOERR ? SQLITE_IOERR_LOCK : code;
  if (handle->level >= level)
    return SQLITE_OK;
  if (file->writer != NULL && file->writer != handle)
    return SQLITE_BUSY;
  if (level == SQLITE_LOCK_EXCLUSIVE && file->readers > (handle->level > SQLITE_LOCK_NONE ? 1 : 0))
    return SQLITE_BUSY;
  if (handle->level == SQLITE_LOCK_NONE)
    file->readers++;
  if (level > SQLITE_LOCK_SHARED)
    file->writer = handle;
  handle->level = level;
  return SQLITE_OK;
}

static int
disk_unlock (sqlite3_file *base, int level)
{
  Handle *handle = (Handle *) base;
  File *file = handle->file;

  if (handle->level <= level || handle->dead)
    return SQLITE_OK;
  if (file->writer == handle)
    file->writer = NULL;
  if (level == SQLITE_LOCK_NONE)
    file->readers--;
  handle->level = level;
  return SQLITE_OK;
}

static int
disk_check_lock (sqlite3_file *base, int *reserved)
{
  *reserved = ((Handle *) base)->file->writer != NULL;
  return SQLITE_OK;
}

static int
disk_control (sqlite3_file *base, int what, void *data)
{
  return SQLITE_NOTFOUND;
}

static int
disk_sector_size (sqlite3_file *base)
{
  return 512;
}

static int
disk_characteristics (sqlite3_file *base)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int
disk_shm_map (sqlite3_file *base, int region, int size, int extend, void volatile **out)
{
  Handle *handle = (Handle *) base;
  File *file = handle->file;

  *out = NULL;
  if (handle->dead)
    return SQLITE_IOERR_SHMMAP;
  g_assert_cmpint (region, <, REGION_SLOTS);
  g_assert_cmpint (size, ==, REGION_SIZE);
  if (file->regions[region] == NULL && extend)
    file->regions[region] = g_malloc0 (REGION_SIZE);
  *out = file->regions[region];
  return SQLITE_OK;
}

static gboolean
may_lock (Handle *handle, int slot, gboolean exclusively)
{
  File *file = handle->file;

  if (file->shm_writer[slot] != NULL && file->shm_writer[slot] != handle)
    return FALSE;
  return !exclusively
         || file->shm_readers[slot] == ((handle->shm_shared & (1u << slot)) != 0 ? 1 : 0);
}

static void
set_shm_lock (Handle *handle, int slot, int flags)
{
  File *file = handle->file;
  guint bit = 1u << slot;

  if ((flags & SQLITE_SHM_UNLOCK) != 0)
    {
      if (file->shm_writer[slot] == handle)
        file->shm_writer[slot] = NULL;
      if ((flags & SQLITE_SHM_SHARED) != 0 && (handle->shm_shared & bit) != 0)
        {
          file->shm_readers[slot]--;
          handle->shm_shared &= ~bit;
        }
    }
  else if ((flags & SQLITE_SHM_EXCLUSIVE) != 0)
    file->shm_writer[slot] = handle;
  else if ((handle->shm_shared & bit) == 0)
    {
      file->shm_readers[slot]++;
      handle->shm_shared |= bit;
    }
}

static int
disk_shm_lock (sqlite3_file *base, int first, int n, int flags)
{
  Handle *handle = (Handle *) base;
  gboolean unlock = (flags & SQLITE_SHM_UNLOCK) != 0;
  int code = unlock ? SQLITE_OK : call (handle, DISK_LOCK);

  if (handle->dead)
    return SQLITE_IOERR_SHMLOCK;
  if (code != SQLITE_OK)
    return code == SQLITE_IOERR ? SQLITE_IOERR_SHMLOCK : code;
  for (int i = first; !unlock && i < first + n; i++)
    if (!may_lock (handle, i, (flags & SQLITE_SHM_EXCLUSIVE) != 0))
      return SQLITE_BUSY;
  for (int i = first; i < first + n; i++)
    set_shm_lock (handle, i, flags);
  return SQLITE_OK;
}

static void
disk_shm_barrier (sqlite3_file *base)
{
}

static int
disk_shm_unmap (sqlite3_file *base, int delete_it)
{
  Handle *handle = (Handle *) base;

  if (handle->dead)
    return SQLITE_OK;
  for (int i = 0; i < SQLITE_SHM_NLOCK; i++)
    set_shm_lock (handle, i, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
  if (delete_it)
    drop_regions (handle->file);
  return SQLITE_OK;
}

const sqlite3_io_methods disk_methods = {
  .iVersion = 2,
  .xClose = disk_close,
  .xRead = disk_read,
  .xWrite = disk_write,
  .xTruncate = disk_truncate,
  .xSync = disk_sync,
  .xFileSize = disk_size,
  .xLock = disk_lock,
  .xUnlock = disk_unlock,
  .xCheckReservedLock = disk_check_lock,
  .xFileControl = disk_control,
  .xSectorSize = disk_sector_size,
  .xDeviceCharacteristics = disk_characteristics,
  .xShmMap = disk_shm_map,
  .xShmLock = disk_shm_lock,
  .xShmBarrier = disk_shm_barrier,
  .xShmUnmap = disk_shm_unmap,
};

static int
vfs_open (sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *base, int flags, int *out)
{
  Handle *handle = (Handle *) base;
  int code = call (NULL, DISK_OPEN);

  memset (handle, 0, sizeof *handle);
  if (code != SQLITE_OK)
    return code == SQLITE_IOERR ? SQLITE_CANTOPEN : code;
  handle->temporary = name == NULL;
  handle->file = name != NULL ? g_hash_table_lookup (disk_files, name) : make_file ("");
  if (handle->file == NULL)
    {
      if ((flags & (SQLITE_OPEN_CREATE | SQLITE_OPEN_READWRITE)) == 0)
        return SQLITE_CANTOPEN;
      handle->file = make_file (name);
      g_hash_table_insert (disk_files, handle->file->path, handle->file);
    }
  handle->base.pMethods = &disk_methods;
  g_ptr_array_add (disk_handles, handle);
  if (out != NULL)
    *out = flags;
  return SQLITE_OK;
}

static int
vfs_delete (sqlite3_vfs *vfs, const char *name, int sync_it)
{
  int code = call (NULL, DISK_WRITE);

  if (code != SQLITE_OK)
    return code == SQLITE_IOERR ? SQLITE_IOERR_DELETE : code;
  return g_hash_table_remove (disk_files, name) ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

static int
vfs_access (sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
  File *file = g_hash_table_lookup (disk_files, name);

  /* as SQLite's own: an empty file is none */
  *out = file != NULL && (flags != SQLITE_ACCESS_EXISTS || file->bytes->len > 0);
  return SQLITE_OK;
}

static int
vfs_full_path (sqlite3_vfs *vfs, const char *name, int n, char *out)
{
  g_strlcpy (out, name, (gsize) n);
  return SQLITE_OK;
}

static sqlite3_vfs vfs;

void
disk_register (void)
{
  const sqlite3_vfs *usual;

  /* nobody asks how much memory is in use, and counting it takes a lock for each piece */
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  usual = sqlite3_vfs_find (NULL);

  disk_files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, file_free);
  disk_handles = g_ptr_array_new ();
  /* chance and time are the usual ones */
  vfs = *usual;
  vfs.zName = "memory-disk";
  vfs.szOsFile = sizeof (Handle);
  vfs.xOpen = vfs_open;
  vfs.xDelete = vfs_delete;
  vfs.xAccess = vfs_access;
  vfs.xFullPathname = vfs_full_path;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

void
disk_unregister (void)
{
  sqlite3_vfs_unregister (&vfs);
  g_assert_cmpuint (disk_handles->len, ==, 0);
  g_clear_pointer (&disk_handles, g_ptr_array_unref);
  g_clear_pointer (&disk_files, g_hash_table_unref);
}

gboolean
disk_is_below (const char *path, const char *folder)
{
  return g_str_has_prefix (path, folder) && path[strlen (folder)] == '/';
}

/* -shm is no file here, so a copy has none */
void
disk_copy (const char *from, const char *to)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, disk_files);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    if (disk_is_below (((File *) data)->path, from))
      g_ptr_array_add (found, data);
  for (guint i = 0; i < found->len; i++)
    {
      const File *file = g_ptr_array_index (found, i);
      g_autofree char *path = g_strconcat (to, file->path + strlen (from), NULL);
      File *copy = g_hash_table_lookup (disk_files, path);

      if (copy == NULL)
        {
          copy = make_file (path);
          g_hash_table_insert (disk_files, copy->path, copy);
        }
      disk_clear_shared (copy);
      disk_forget_unsynced (copy);
      g_byte_array_set_size (copy->bytes, 0);
      g_byte_array_append (copy->bytes, file->bytes->data, file->bytes->len);
    }
}

/* Whoever has the file open finds it empty. */
static gboolean
remove_file (gpointer key, gpointer value, gpointer folder)
{
  File *file = value;

  if (!disk_is_below (key, folder))
    return FALSE;
  for (guint i = 0; i < disk_handles->len; i++)
    if (((Handle *) g_ptr_array_index (disk_handles, i))->file == file)
      {
        disk_clear_shared (file);
        disk_forget_unsynced (file);
        g_byte_array_set_size (file->bytes, 0);
        return FALSE;
      }
  return TRUE;
}

void
disk_remove (const char *folder)
{
  g_hash_table_foreach_remove (disk_files, remove_file, (gpointer) folder);
}

guint
disk_count (void)
{
  return arm.count;
}

void
disk_arm (DiskCall calls, guint after, int code, gboolean onwards)
{
  arm.calls = calls;
  arm.count = 0;
  arm.after = after;
  arm.code = code;
  arm.onwards = onwards;
  arm.failed = FALSE;
}

void
disk_disarm (void)
{
  disk_arm (0, 0, SQLITE_OK, FALSE);
}

gboolean
disk_has_failed (void)
{
  return arm.failed;
}
