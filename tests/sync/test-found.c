/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The histories of found.h: nothing is lost in them any more. */
#include "found.h"

static void
test_found (gconstpointer data)
{
  const Found *self = data;
  SimHistory history = {
    .n_desks = self->n_desks, .cluster = self->cluster, .teams = self->teams, .brief = self->brief
  };
  SimCount count = { 0 };
  g_autofree char *wrong = NULL;

  history.steps = g_array_new (FALSE, FALSE, sizeof (SimStep));
  g_array_append_vals (history.steps, self->steps, self->n_steps);
  wrong = sim_run (&history, &count);
  g_array_unref (history.steps);
  g_assert_cmpstr (wrong, ==, NULL);
}

static void
add (const Found *table)
{
  for (; table->name != NULL; table++)
    {
      g_autofree char *path = g_strconcat ("/sync/found/", table->name, NULL);

      g_test_add_data_func (path, table, test_found);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sim_set_up ();
  add (found_in_an_office);
  add (found_with_moves);
  add (found_beside_nodes);
  status = g_test_run ();
  sim_tear_down ();
  return status;
}
