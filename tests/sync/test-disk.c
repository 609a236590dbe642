/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A save and a round on a disk that fails: each open, write, sync, truncate and lock in turn, once and from then on; the same with
 * reading, and with SQLite's memory running out at each allocation in turn, for good at one of 13. Afterwards the store is sound,
 * and what it had taken is there. */
#include <sqlite3.h>

#include "memory-vfs.h"
#include "simulator-private.h"

/* The sanitizers take several times as long. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define STRIDE 20
#endif
#endif
#ifndef STRIDE
#define STRIDE 1
#endif

/* In which the failing begins: before it everything works. */
#define FROM 9

static struct
{
  sqlite3_mem_methods usual;
  guint count;
  guint after;
  gboolean armed;
  gboolean onwards;
} memory;

static gboolean
is_out (void)
{
  guint number = memory.count++;

  return memory.armed && (memory.onwards ? number >= memory.after : number == memory.after);
}

static void *
memory_malloc (int size)
{
  return is_out () ? NULL : memory.usual.xMalloc (size);
}

static void *
memory_realloc (void *block, int size)
{
  return is_out () ? NULL : memory.usual.xRealloc (block, size);
}

static void
take_memory (void)
{
  sqlite3_mem_methods own;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &memory.usual), ==, SQLITE_OK);
  own = memory.usual;
  own.xMalloc = memory_malloc;
  own.xRealloc = memory_realloc;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &own), ==, SQLITE_OK);
  /* small blocks come from the same place */
  sqlite3_config (SQLITE_CONFIG_LOOKASIDE, 0, 0);
}

/* Two desks change the same and different things; then one of them goes on while its disk fails. */
static SimHistory *
make_history (void)
{
  static const struct
  {
    SimKind kind;
    guint desk;
  } steps[] = {
    { SIM_EDIT, 0 }, { SIM_EDIT, 1 }, { SIM_SYNC, 0 }, { SIM_SYNC, 1 }, { SIM_SYNC, 0 },
    { SIM_EDIT, 1 }, { SIM_NOTE, 1 }, { SIM_TAG, 1 },  { SIM_SYNC, 1 }, /* from here on: */
    { SIM_EDIT, 0 }, { SIM_NOTE, 0 }, { SIM_SYNC, 0 }, { SIM_EDIT, 0 }, { SIM_SYNC, 0 },
  };
  SimHistory *history = g_new0 (SimHistory, 1);

  history->n_desks = 2;
  history->steps = g_array_new (FALSE, FALSE, sizeof (SimStep));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      SimStep step = sim_step_new (steps[i].kind, steps[i].desk, 100 * (i + 1));

      g_array_append_val (history->steps, step);
    }
  return history;
}

static void
begin_disk (const SimDisk *disk)
{
  disk_arm (DISK_ALL, disk->after, disk->code, disk->onwards);
}

static void
begin_reading (const SimDisk *disk)
{
  disk_arm (DISK_READ, disk->after, disk->code, disk->onwards);
}

static guint
end_disk (void)
{
  guint calls = disk_count ();

  disk_disarm ();
  return calls;
}

static void
begin_memory (const SimDisk *disk)
{
  memory.count = 0;
  memory.after = disk->after;
  memory.onwards = disk->onwards;
  memory.armed = disk->code != SQLITE_OK;
}

static guint
end_memory (void)
{
  memory.armed = FALSE;
  return memory.count;
}

/* Each call, or one of some: @once of those that fail once, @onwards of those from which on all fail. */
static void
fail_each (SimDisk *disk, int code, guint once, guint onwards)
{
  SimHistory *history = make_history ();
  World *world;
  guint runs = 0;

  disk->from = FROM;
  world = sim_begin_with_disk (history, disk);
  g_assert_cmpuint (disk->calls, >, 40);
  disk->code = code;
  for (guint pass = 0; pass < 2; pass++)
    for (disk->after = pass; disk->after < disk->calls; disk->after += pass == 0 ? once : onwards)
      {
        disk->onwards = pass != 0;
        if (!sim_go_on_with_disk (world, disk))
          g_error ("call %u fails with %d%s", disk->after, code, disk->onwards ? " for good" : "");
        runs++;
      }
  g_test_message ("%u calls, %u runs", disk->calls, runs);
  sim_world_free (world);
  sim_history_free (history);
}

static void
test_disk (gconstpointer data)
{
  SimDisk disk = { .begin = begin_disk, .end = end_disk };

  fail_each (&disk, GPOINTER_TO_INT (data), STRIDE, STRIDE);
}

static void
test_reading (void)
{
  SimDisk disk = { .begin = begin_reading, .end = end_disk };

  fail_each (&disk, SQLITE_IOERR, STRIDE, STRIDE);
}

static void
test_memory (void)
{
  SimDisk disk = { .begin = begin_memory, .end = end_memory };

  fail_each (&disk, SQLITE_NOMEM, STRIDE, 13 * STRIDE);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  take_memory ();
  sim_set_noted (FALSE);
  sim_set_up ();
  g_test_add_data_func ("/sync/disk/that-fails-loses-nothing", GINT_TO_POINTER (SQLITE_IOERR),
                        test_disk);
  g_test_add_data_func ("/sync/disk/that-is-full-loses-nothing", GINT_TO_POINTER (SQLITE_FULL),
                        test_disk);
  g_test_add_func ("/sync/disk/that-cannot-be-read-loses-nothing", test_reading);
  g_test_add_func ("/sync/disk/memory-that-runs-out-loses-nothing", test_memory);
  status = g_test_run ();
  sim_tear_down ();
  return status;
}
