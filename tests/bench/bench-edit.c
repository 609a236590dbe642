/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits the first N employers of a profile, as whoever has its account: what is then to be sent is measured by tests/bench/run.
 * Prints how many there were. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "naru-account.h"
#include "naru-clock.h"
#include "naru-error.h"

#define AT_ONCE 1000

typedef struct
{
  char **ids;
  guint n;
} Some;

static gboolean
edit_some (NaruTransaction *transaction, gpointer data, GError **error)
{
  const Some *some = data;

  for (guint i = 0; i < some->n; i++)
    {
      g_autoptr (NaruRecord) record = naru_transaction_get (transaction, some->ids[i], error);
      g_autofree char *phone = NULL;

      if (record == NULL)
        return FALSE;
      phone = g_strdup_printf ("051 %05u", i);
      if (!naru_record_set (record, "phone", phone, error)
          || !naru_transaction_put (transaction, record, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
edit (NaruStore *store, char **ids, guint n, GError **error)
{
  g_autoptr (NaruAccount) account = naru_account_load (store);
  g_autofree char *staff = account != NULL ? naru_account_get_staff (account) : NULL;
  g_autofree char *at = naru_clock_timestamp (naru_clock_system ());
  NaruWriteInfo info = { "Edit", staff, at, NARU_WRITE_NO_UNDO };

  for (guint i = 0; i < n; i += AT_ONCE)
    {
      Some some = { ids + i, MIN (n - i, AT_ONCE) };

      if (!naru_store_write (store, &info, edit_some, &some, error))
        return FALSE;
    }
  return TRUE;
}

/* ids on standard input, a line each */
static char **
read_ids (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  char line[256];

  while (fgets (line, sizeof line, stdin) != NULL)
    g_strv_builder_add (builder, g_strstrip (line));
  return g_strv_builder_end (builder);
}

int
main (int argc, char **argv)
{
  g_autoptr (NaruStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) ids = read_ids ();

  setlocale (LC_ALL, "");
  if (argc != 2)
    {
      fprintf (stderr, "Usage: bench-edit PROFILE <IDS\n");
      return 2;
    }
  store = naru_store_open (argv[1], NARU_STORE_OPEN_EXISTING, &error);
  if (store == NULL || !edit (store, ids, g_strv_length (ids), &error))
    {
      fprintf (stderr, "bench-edit: %s\n", error->message);
      return 1;
    }
  printf ("%u\n", g_strv_length (ids));
  return 0;
}
