/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that ends, or whose power goes off, and connections that are used again after it. */
#include <string.h>

#include "memory-vfs-private.h"

/* Some of the writes since the latest sync have not reached the disk, in any order. */
static void
lose_unsynced (File *file, GRand *rand)
{
  for (GList *link = file->unsynced.head; link != NULL; link = link->next)
    {
      const Unsynced *unsynced = link->data;

      if (g_rand_boolean (rand))
        continue;
      if (unsynced->at + unsynced->before->len > file->bytes->len)
        disk_set_size (file, unsynced->at + unsynced->before->len);
      if (unsynced->before->len > 0)
        memcpy (file->bytes->data + unsynced->at, unsynced->before->data, unsynced->before->len);
      /* a file that had grown last is as long as before */
      if (link == file->unsynced.head)
        disk_set_size (file, unsynced->size_before);
    }
}

/* Whoever has mapped the regions may still look at them, until the file is closed. */
void
disk_clear_shared (File *file)
{
  for (guint i = 0; i < REGION_SLOTS; i++)
    if (file->regions[i] != NULL)
      memset (file->regions[i], 0, REGION_SIZE);
}

void
disk_crash (const char *folder, gboolean power, GRand *rand)
{
  GHashTableIter iter;
  gpointer data;

  for (guint i = 0; i < disk_handles->len; i++)
    {
      Handle *handle = g_ptr_array_index (disk_handles, i);

      if (!handle->temporary && disk_is_below (handle->file->path, folder))
        handle->dead = TRUE;
    }
  g_hash_table_iter_init (&iter, disk_files);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      File *file = data;

      if (!disk_is_below (file->path, folder))
        continue;
      if (power)
        lose_unsynced (file, rand);
      disk_forget_unsynced (file);
      disk_clear_shared (file);
      memset (file->shm_readers, 0, sizeof file->shm_readers);
      memset (file->shm_writer, 0, sizeof file->shm_writer);
      file->readers = 0;
      file->writer = NULL;
    }
}

static void
revive (sqlite3 *connection, int which)
{
  sqlite3_file *base = NULL;
  Handle *handle;

  if (sqlite3_file_control (connection, "main", which, &base) != SQLITE_OK || base == NULL
      || base->pMethods != &disk_methods)
    return;
  handle = (Handle *) base;
  if (!handle->dead)
    return;
  handle->dead = FALSE;
  handle->shm_shared = 0;
  if (handle->level == SQLITE_LOCK_NONE)
    return;
  handle->level = SQLITE_LOCK_SHARED;
  handle->file->readers++;
}

void
disk_revive (sqlite3 *connection)
{
  revive (connection, SQLITE_FCNTL_FILE_POINTER);
  revive (connection, SQLITE_FCNTL_JOURNAL_POINTER);
}
