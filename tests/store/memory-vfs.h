/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk in memory for SQLite, the default one once it is registered: files are copied at once, writes fail or the power goes
 * off when a test says so. For the thread that registered it. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* What the disk is asked to do. */
typedef enum
{
  DISK_WRITE = 1 << 0,
  DISK_SYNC = 1 << 1,
  DISK_TRUNCATE = 1 << 2,
  DISK_OPEN = 1 << 3,
  DISK_LOCK = 1 << 4,
  DISK_ALL = 31, /* of these, that change something or ask whether they may */
  DISK_READ = 1 << 5,
} DiskCall;

void disk_register (void);
void disk_unregister (void);

/* Files are those below a folder. */
void disk_copy (const char *from, const char *to);
void disk_remove (const char *folder);

/* Calls of these kinds since the disk was last armed or disarmed. */
guint disk_count (void);
/* The call number @after (0 for the next one) of these kinds fails with SQLite's @code, and all later ones if @onwards. */
void disk_arm (DiskCall calls, guint after, int code, gboolean onwards);
void disk_disarm (void);
gboolean disk_has_failed (void);

/* The program ends in the middle: what is open below @folder is lost, and with @power what was not synced may be, too. Whoever
 * still has the files open gets errors. */
void disk_crash (const char *folder, gboolean power, GRand *rand);
/* A connection that was lost that way, and of which nobody wants anything any more, may be used again. */
void disk_revive (sqlite3 *connection);

G_END_DECLS
