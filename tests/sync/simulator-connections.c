/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connections to the stores in memory that outlive their store. SQLite reads the whole schema for each new connection, which is
 * more than half of what a history takes. The next store at the same path gets the connection of the one before: for SQLite that
 * is a file which another process has written meanwhile, and its schema is the same.
 *
 * The two functions that begin with sqlite3 stand before those of SQLite, which they call. */
#include <dlfcn.h>
#include <sqlite3.h>

#include "memory-vfs.h"
#include "simulator-private.h"

typedef int (*Open) (const char *, sqlite3 **, int, const char *);
typedef int (*Close) (sqlite3 *);

static GHashTable *idle; /* path -> GQueue of sqlite3 */

static gpointer
find_own (const char *function)
{
  gpointer found = dlsym (RTLD_NEXT, function);

  g_assert_nonnull (found);
  return found;
}

static int
close_own (sqlite3 *handle)
{
  return ((Close) find_own ("sqlite3_close_v2")) (handle);
}

int
sqlite3_open_v2 (const char *name, sqlite3 **handle, int flags, const char *vfs)
{
  GQueue *queue = idle != NULL ? g_hash_table_lookup (idle, name) : NULL;

  if (queue == NULL || g_queue_is_empty (queue))
    return ((Open) find_own ("sqlite3_open_v2")) (name, handle, flags, vfs);
  *handle = g_queue_pop_head (queue);
  return SQLITE_OK;
}

/* Whether the connection is as one that was just opened. The index of words keeps statements of its own. */
static gboolean
calm_down (sqlite3 *handle)
{
  sqlite3_stmt *statement = NULL;

  while ((statement = sqlite3_next_stmt (handle, statement)) != NULL)
    if (sqlite3_stmt_busy (statement))
      return FALSE;
  sqlite3_update_hook (handle, NULL, NULL);
  sqlite3_progress_handler (handle, 0, NULL, NULL);
  if (!sqlite3_get_autocommit (handle))
    sqlite3_exec (handle, "ROLLBACK", NULL, NULL, NULL);
  return sqlite3_get_autocommit (handle)
         && sqlite3_exec (handle, "PRAGMA query_only = OFF", NULL, NULL, NULL) == SQLITE_OK;
}

int
sqlite3_close_v2 (sqlite3 *handle)
{
  const char *name = idle != NULL ? sqlite3_db_filename (handle, "main") : NULL;
  GQueue *queue;

  if (name == NULL || !calm_down (handle))
    return close_own (handle);
  disk_revive (handle);
  queue = g_hash_table_lookup (idle, name);
  if (queue == NULL)
    {
      queue = g_queue_new ();
      g_hash_table_insert (idle, g_strdup (name), queue);
    }
  g_queue_push_tail (queue, handle);
  return SQLITE_OK;
}

void
sim_connections_keep (void)
{
  idle = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
close_one (gpointer handle, gpointer data)
{
  close_own (handle);
}

void
sim_connections_close (void)
{
  g_autoptr (GHashTable) kept = g_steal_pointer (&idle);
  GHashTableIter iter;
  gpointer queue;

  if (kept == NULL)
    return;
  g_hash_table_iter_init (&iter, kept);
  while (g_hash_table_iter_next (&iter, NULL, &queue))
    {
      g_queue_foreach (queue, close_one, NULL);
      g_queue_free (queue);
    }
}
