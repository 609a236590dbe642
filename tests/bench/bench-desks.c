/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many desks in one process, each with the store and the thread of synchronisation that the program has. What they do is
 * asked for on standard input, a line each, and answered by a line of JSON:
 *
 *   wait SECONDS                 until every desk has nothing to do: {"seconds":1.2,"left":0}
 *   edit SECONDS PER_MINUTE      so many edits of employers, by a desk taken at random; another one is watched until it has
 *                                seen it: {"edits":60,"seen":60,"median":0.5,"most":0.9}
 *   memory                       {"mib":120}
 *
 * The end of standard input ends it. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "naru-account.h"
#include "naru-clock.h"
#include "naru-error.h"
#include "naru-sync-worker.h"

#define POLL_MILLISECONDS 10
#define LONGEST_SECONDS 60
#define EMPLOYER_ID "employer:%026u"

typedef struct
{
  char *profile;
  char *staff;
  NaruStore *store;
  NaruSyncStatus *status;
  NaruSyncWorker *worker;
  GThread *thread;
} Desk;

/* An edit that somebody else has yet to see. */
typedef struct
{
  char *id;
  char *phone;
  const Desk *seer;
  gint64 written;
} Edit;

static void
desk_free (gpointer data)
{
  Desk *desk = data;

  naru_sync_worker_say (desk->worker, NARU_SYNC_WORD_QUIT);
  g_thread_join (desk->thread);
  naru_sync_worker_unref (desk->worker);
  g_object_unref (desk->status);
  naru_store_close (desk->store);
  g_object_unref (desk->store);
  g_free (desk->staff);
  g_free (desk->profile);
  g_free (desk);
}

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  g_free (edit->id);
  g_free (edit->phone);
  g_free (edit);
}

static Desk *
desk_new (const char *profile, GError **error)
{
  NaruStore *store = naru_store_open (profile, NARU_STORE_OPEN_EXISTING, error);
  g_autoptr (NaruAccount) account = store != NULL ? naru_account_load (store) : NULL;
  Desk *desk;

  if (store == NULL)
    return NULL;
  desk = g_new0 (Desk, 1);
  desk->profile = g_strdup (profile);
  desk->staff = account != NULL ? naru_account_get_staff (account) : NULL;
  desk->store = store;
  desk->status = naru_sync_status_new ();
  desk->worker = naru_sync_worker_new (profile, desk->status);
  desk->thread
      = g_thread_new ("naru-sync", naru_sync_worker_run, naru_sync_worker_ref (desk->worker));
  return desk;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static double
seconds_since (gint64 then)
{
  return (double) (g_get_monotonic_time () - then) / G_USEC_PER_SEC;
}

static gboolean
is_idle (const Desk *desk)
{
  g_autoptr (NaruSyncSnapshot) snapshot = naru_sync_status_get (desk->status);

  return snapshot != NULL && snapshot->phase == NARU_SYNC_PHASE_IDLE && snapshot->unsent == 0;
}

static guint
count_busy (GPtrArray *desks)
{
  guint busy = 0;

  for (guint i = 0; i < desks->len; i++)
    busy += !is_idle (desks->pdata[i]);
  return busy;
}

static void
wait_idle (GPtrArray *desks, double longest)
{
  gint64 start = g_get_monotonic_time ();
  guint busy;

  while ((busy = count_busy (desks)) > 0 && seconds_since (start) < longest)
    g_main_context_iteration (NULL, TRUE);
  printf ("{\"seconds\":%.2f,\"left\":%u}\n", seconds_since (start), busy);
}

static gboolean
edit_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  const Edit *edit = data;
  g_autoptr (NaruRecord) record = naru_transaction_get (transaction, edit->id, error);

  return record != NULL && naru_record_set (record, "phone", edit->phone, error)
         && naru_transaction_put (transaction, record, error);
}

/* Writes as one desk does, and says so to its thread as the program does. */
static Edit *
make_edit (GPtrArray *desks, GRand *rand, guint n_records, guint number, GError **error)
{
  guint author = (guint) g_rand_int_range (rand, 0, (gint32) desks->len);
  guint seer = (author + (guint) g_rand_int_range (rand, 1, (gint32) desks->len)) % desks->len;
  Desk *desk = desks->pdata[author];
  g_autofree char *at = naru_clock_timestamp (naru_clock_system ());
  NaruWriteInfo info = { "Edit", desk->staff, at, NARU_WRITE_NO_UNDO };
  Edit *edit = g_new0 (Edit, 1);

  edit->id = g_strdup_printf (EMPLOYER_ID, number % n_records);
  edit->phone = g_strdup_printf ("051 %06u", number);
  edit->seer = desks->pdata[seer];
  edit->written = g_get_monotonic_time ();
  if (!naru_store_write (desk->store, &info, edit_cb, edit, error))
    {
      edit_free (edit);
      return NULL;
    }
  naru_sync_worker_say (desk->worker, NARU_SYNC_WORD_WRITTEN);
  return edit;
}

static gboolean
is_seen (const Edit *edit)
{
  g_autoptr (NaruRecord) record = naru_store_get (edit->seer->store, edit->id, NULL);
  const char *phone = record != NULL ? naru_record_get (record, "phone") : NULL;

  return g_strcmp0 (phone, edit->phone) == 0;
}

static void
look (GPtrArray *waiting, GArray *delays)
{
  for (guint i = waiting->len; i-- > 0;)
    {
      const Edit *edit = waiting->pdata[i];
      double delay = seconds_since (edit->written);

      if (!is_seen (edit))
        continue;
      g_array_append_val (delays, delay);
      g_ptr_array_remove_index_fast (waiting, i);
    }
}

/* Each record is edited once: nobody else's edit hides the value that is waited for. */
static gboolean
edit_for (GPtrArray *desks, GRand *rand, double seconds, double per_minute, guint n_records,
          GError **error)
{
  static guint number;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func (edit_free);
  g_autoptr (GArray) delays = g_array_new (FALSE, FALSE, sizeof (double));
  double next = 0;
  guint edits = 0;

  while (seconds_since (start) < seconds
         || (waiting->len > 0 && seconds_since (start) < seconds + LONGEST_SECONDS))
    {
      if (seconds_since (start) >= next && seconds_since (start) < seconds)
        {
          Edit *edit = make_edit (desks, rand, n_records, number++, error);

          if (edit == NULL)
            return FALSE;
          g_ptr_array_add (waiting, edit);
          edits++;
          next += 60 / per_minute * g_rand_double_range (rand, 0.5, 1.5);
        }
      look (waiting, delays);
      g_main_context_iteration (NULL, TRUE);
    }
  g_array_sort (delays, bench_compare);
  printf ("{\"edits\":%u,\"seen\":%u,\"median\":%.2f,\"most\":%.2f}\n", edits, delays->len,
          delays->len > 0 ? g_array_index (delays, double, delays->len / 2) : 0,
          delays->len > 0 ? g_array_index (delays, double, delays->len - 1) : 0);
  return TRUE;
}

static void
print_memory (void)
{
  g_autofree char *text = NULL;
  const char *line = NULL;

  if (g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    line = strstr (text, "\nPss:");
  printf ("{\"mib\":%.0f}\n",
          line != NULL ? g_ascii_strtod (line + strlen ("\nPss:"), NULL) / 1024 : 0);
}

static gboolean
obey (GPtrArray *desks, GRand *rand, guint n_records, char *line, GError **error)
{
  g_auto (GStrv) words = g_strsplit (g_strstrip (line), " ", -1);
  guint n = g_strv_length (words);

  if (n == 2 && strcmp (words[0], "wait") == 0)
    wait_idle (desks, g_ascii_strtod (words[1], NULL));
  else if (n == 3 && strcmp (words[0], "edit") == 0)
    {
      if (!edit_for (desks, rand, g_ascii_strtod (words[1], NULL), g_ascii_strtod (words[2], NULL),
                     n_records, error))
        return FALSE;
    }
  else if (n == 1 && strcmp (words[0], "memory") == 0)
    print_memory ();
  else
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, "what is \"%s\"?", line);
      return FALSE;
    }
  fflush (stdout);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) desks = g_ptr_array_new_with_free_func (desk_free);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;
  guint n_records = argc > 3 ? (guint) atoi (argv[1]) : 0;
  char line[256];

  setlocale (LC_ALL, "");
  if (n_records == 0)
    {
      fprintf (stderr, "Usage: bench-desks EMPLOYERS PROFILE PROFILE...\n");
      return 2;
    }
  for (int i = 2; i < argc && error == NULL; i++)
    {
      Desk *desk = desk_new (argv[i], &error);

      if (desk != NULL)
        g_ptr_array_add (desks, desk);
    }
  g_timeout_add (POLL_MILLISECONDS, wake_cb, NULL);
  while (error == NULL && fgets (line, sizeof line, stdin) != NULL)
    obey (desks, rand, n_records, line, &error);
  if (error != NULL)
    fprintf (stderr, "bench-desks: %s\n", error->message);
  return error == NULL ? 0 : 1;
}
