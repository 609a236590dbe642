/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the disk in memory is made of, for its two files. */
#pragma once

#include <sqlite3.h>

#include "memory-vfs.h"

#define REGION_SLOTS 64
#define REGION_SIZE (32 * 1024)

G_BEGIN_DECLS

/* What a write has replaced, until the file is synced. */
typedef struct
{
  gint64 at;
  gint64 size_before;
  GByteArray *before;
} Unsynced;

typedef struct
{
  char *path;
  GByteArray *bytes;
  GQueue unsynced; /* newest first */
  guint readers; /* handles with at least a shared lock */
  gpointer writer; /* the handle with more than that */
  guint8 *regions[REGION_SLOTS];
  guint shm_readers[SQLITE_SHM_NLOCK];
  gpointer shm_writer[SQLITE_SHM_NLOCK];
} File;

typedef struct
{
  sqlite3_file base;
  File *file;
  int level;
  guint shm_shared; /* bits of the slots on which it has a shared lock */
  gboolean dead;
  gboolean temporary;
} Handle;

extern GHashTable *disk_files; /* path -> File */
extern GPtrArray *disk_handles; /* of what is open */
extern const sqlite3_io_methods disk_methods;

gboolean disk_is_below (const char *path, const char *folder);
void disk_set_size (File *file, gint64 size);
void disk_forget_unsynced (File *file);
/* What the connections have noted beside the file is gone: they look at the file itself. */
void disk_clear_shared (File *file);

G_END_DECLS
