/* SPDX-License-Identifier: GPL-3.0-or-later */
/* kill-writer PROFILE FIRST: saves one edit after the other, now and then many at once and an undo, and prints the number
 * of each edit once it is on the disk, until it is killed. */
#include <stdio.h>
#include <stdlib.h>

#include "store-fixture.h"

#define AT_ONCE 40

typedef struct
{
  gint64 number;
  gint64 count;
} Edit;

static gboolean
edit_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  const Edit *edit = data;

  for (gint64 i = 0; i < edit->count; i++)
    {
      gint64 number = edit->number + i;
      g_autofree char *id
          = g_strdup_printf ("employer:01JD000000000000000%07" G_GINT64_FORMAT, number / 3);
      g_autofree char *value = g_strdup_printf ("edit %" G_GINT64_FORMAT, number);
      g_autoptr (NaruRecord) record = naru_transaction_get (transaction, id, NULL);

      if (record == NULL)
        record = make_employer (id, "Employer");
      if (!naru_record_set (record,
                            number % 3 == 0   ? "phone"
                            : number % 3 == 1 ? "website"
                                              : "note",
                            value, error)
          || !naru_transaction_put (transaction, record, error))
        return FALSE;
    }
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruStore) store = naru_store_open (argv[1], NARU_STORE_OPEN_DEFAULT, &error);
  gint64 number = g_ascii_strtoll (argv[2], NULL, 10);

  if (store == NULL)
    g_error ("%s", error->message);
  for (gint64 round = 0;; round++)
    {
      Edit edit = { number, round % 7 == 6 ? AT_ONCE : 1 };
      NaruWriteInfo info
          = { "Edit", ANNA, NOON, round % 7 == 6 ? NARU_WRITE_DEFER_DERIVED : NARU_WRITE_DEFAULT };

      if (round % 13 == 6 && !naru_store_begin_bulk (store, &error))
        g_error ("%s", error->message);
      if (!naru_store_write (store, &info, edit_cb, &edit, &error))
        g_error ("%s", error->message);
      if (round % 13 == 6 && !naru_store_end_bulk (store, &error))
        g_error ("%s", error->message);
      number += edit.count;
      printf ("%" G_GINT64_FORMAT "\n", number - 1);
      fflush (stdout);
      if (round % 5 == 4 && !naru_store_derive_stale (store, NULL, NULL, NULL, &error))
        g_error ("%s", error->message);
    }
}
