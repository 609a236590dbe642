/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the stores of the desks are: on a disk in memory, which is fast and whose power can go off, or in real files. A program
 * that is killed leaves its files as they are at that moment, in the middle of a transaction or between two requests. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "memory-vfs.h"
#include "naru-store-private.h"
#include "simulator-private.h"

#define KILLED ".killed" /* behind the name of a profile: what its program has left */

static gboolean on_files;

/* Of the program that runs on files: how many rows it may still change, and whether it has ended. */
static struct
{
  const Desk *desk;
  guint left;
  gboolean ended;
} run;

void
sim_use_files (void)
{
  on_files = TRUE;
}

/* A real file that is put in the place of another is no file that was written in. */
void
sim_keep_connections (void)
{
  if (!on_files)
    sim_connections_keep ();
}

void
sim_stores_set_up (void)
{
  if (!on_files)
    disk_register ();
}

void
sim_stores_tear_down (void)
{
  if (on_files)
    return;
  sim_connections_close ();
  disk_unregister ();
}

/* The store and its log. The shared memory beside them is nobody's once the program has ended. */
static gboolean
is_of_store (const char *name)
{
  return g_str_has_prefix (name, "naru.db") && !g_str_has_suffix (name, "-shm");
}

static void
copy_files (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (from, 0, &error);
  const char *name;

  g_assert_no_error (error);
  g_mkdir (to, 0700);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autoptr (GFile) source_file = g_file_new_for_path (source);
      g_autoptr (GFile) target_file = g_file_new_for_path (target);

      if (!is_of_store (name))
        continue;
      g_file_copy (source_file, target_file, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
remove_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, "naru.db"))
        g_remove (path);
    }
}

void
sim_stores_copy (const char *from, const char *to)
{
  if (!on_files)
    {
      disk_copy (from, to);
      return;
    }
  remove_files (to);
  copy_files (from, to);
}

void
sim_stores_remove (const char *profile)
{
  if (on_files)
    remove_files (profile);
  else
    disk_remove (profile);
}

static void
kill_program (const Desk *desk)
{
  g_autofree char *killed = g_strconcat (desk->profile, KILLED, NULL);

  remove_files (killed);
  copy_files (desk->profile, killed);
  run.ended = TRUE;
}

static void
count_row (void *data, int operation, const char *database, const char *table, sqlite3_int64 row)
{
  if (!run.ended && run.left-- == 0)
    kill_program (run.desk);
}

void
sim_stores_arm (Desk *desk, guint writes)
{
  if (!on_files)
    {
      disk_arm (DISK_WRITE | DISK_SYNC | DISK_TRUNCATE, writes, SQLITE_IOERR, TRUE);
      return;
    }
  run.desk = desk;
  run.left = writes;
  run.ended = FALSE;
  sqlite3_update_hook (naru_db_get_handle (desk->store->writer), count_row, NULL);
}

gboolean
sim_stores_have_ended (void)
{
  return on_files ? run.ended : disk_has_failed ();
}

gboolean
sim_stores_are_left (void)
{
  return on_files && run.ended;
}

void
sim_stores_crash (Desk *desk)
{
  g_autofree char *killed = g_strconcat (desk->profile, KILLED, NULL);

  if (!on_files)
    {
      disk_disarm ();
      disk_crash (desk->profile, sim_chance (desk->world, 0.5), desk->world->rand);
      sim_desk_close (desk);
      return;
    }
  if (!run.ended)
    kill_program (desk);
  sim_desk_close (desk);
  sim_stores_copy (killed, desk->profile);
  run.ended = FALSE;
}
