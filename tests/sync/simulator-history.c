/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making histories up, telling them, and making them shorter. */
#include "simulator.h"

static const struct
{
  SimKind kind;
  const char *name;
  guint weight;
  guint team_weight; /* where there are teams */
} kinds[] = {
  { SIM_EDIT, "edits a field", 28, 24 },
  { SIM_CLEAR, "clears a field", 3, 3 },
  { SIM_TAG, "adds a tag", 6, 0 },
  { SIM_UNTAG, "removes a tag", 3, 0 },
  { SIM_NOTE, "adds a paragraph", 5, 0 },
  { SIM_ERASE, "deletes a record", 4, 1 },
  { SIM_SETTLE, "settles a conflict", 3, 3 },
  { SIM_SYNC, "synchronises", 36, 40 },
  { SIM_CRASH, "is killed", 2, 2 },
  { SIM_CRASH_IN_SYNC, "is killed while it synchronises", 5, 5 },
  { SIM_LINE, "goes offline or comes back", 3, 3 },
  { SIM_SPLIT, "(the nodes lose or find each other)", 5, 4 },
  { SIM_BACK_UP, "(the server is backed up)", 2, 2 },
  { SIM_SET_BACK, "(the server is set back to the backup)", 1, 1 },
  { SIM_MAKE_ANEW, "(the database is made anew)", 0, 0 },
  { SIM_PURGE, "(the server purges a record)", 0, 0 },
  { SIM_SWITCH, "tries to work with an account of another centre", 1, 0 },
  { SIM_MOVE, "gives a case to another team", 0, 9 },
};

/* In one history of eight the server forgets something for good. */
static guint
get_weight (guint i, gboolean forgets, guint teams, gboolean split)
{
  if (teams > 0)
    return split || kinds[i].kind != SIM_SPLIT ? kinds[i].team_weight : 0;
  if (kinds[i].kind == SIM_MAKE_ANEW || kinds[i].kind == SIM_PURGE)
    return forgets ? 1 : 0;
  return kinds[i].weight;
}

static SimKind
choose_kind (GRand *rand, gboolean forgets, guint teams, gboolean split)
{
  guint total = 0;
  guint at;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    total += get_weight (i, forgets, teams, split);
  at = (guint) g_rand_int_range (rand, 0, (gint32) total);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (at < get_weight (i, forgets, teams, split))
        return kinds[i].kind;
      at -= get_weight (i, forgets, teams, split);
    }
  g_assert_not_reached ();
}

/* Every sixteenth history: one desk edits one field again and again, and its requests break. */
static void
make_stormy (SimHistory *history)
{
  history->stormy = TRUE;
  for (guint i = 0; i < history->steps->len; i++)
    {
      SimStep *step = &g_array_index (history->steps, SimStep, i);

      step->desk = 0;
      if (step->kind != SIM_SYNC)
        step->kind = SIM_EDIT;
    }
}

SimHistory *
sim_history_new (guint32 seed, guint teams, gboolean split)
{
  /* most with two or three desks: what needs more of them is rare */
  static const guint desks[] = { 2, 2, 2, 3, 3, 3, 4, 6 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  SimHistory *history = g_new0 (SimHistory, 1);
  gboolean forgets = g_rand_int_range (rand, 0, 8) == 0;
  gint32 n = g_rand_int_range (rand, 10, 40);

  history->n_desks = desks[g_rand_int_range (rand, 0, G_N_ELEMENTS (desks))];
  if (teams == 3 && history->n_desks == 2)
    history->n_desks = 4;
  history->cluster = g_rand_int_range (rand, 0, 3) == 0 && (teams == 0 || split);
  history->teams = teams;
  history->brief = seed % 4 == 2;
  history->steps = g_array_new (FALSE, FALSE, sizeof (SimStep));
  for (gint32 i = 0; i < n; i++)
    {
      SimStep step
          = { choose_kind (rand, forgets, teams, split),
              (guint) g_rand_int_range (rand, 0, (gint32) history->n_desks), g_rand_int (rand) };

      g_array_append_val (history->steps, step);
    }
  if (teams == 0 && seed % 16 == 15)
    make_stormy (history);
  return history;
}

/* A round is without trouble where the first throw of its dice says so. */
SimStep
sim_step_new (SimKind kind, guint desk, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new ();

  do
    g_rand_set_seed (rand, ++seed);
  while (g_rand_double (rand) >= 0.5);
  return (SimStep){ kind, desk, seed };
}

void
sim_history_free (SimHistory *history)
{
  g_array_unref (history->steps);
  g_free (history);
}

char *
sim_history_to_text (const SimHistory *history)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%u desks, %u teams%s%s%s\n", history->n_desks, history->teams,
                          history->cluster ? ", two nodes" : "", history->stormy ? ", a storm" : "",
                          history->brief ? ", brief rounds" : "");
  for (guint i = 0; i < history->steps->len; i++)
    {
      const SimStep *step = &g_array_index (history->steps, SimStep, i);

      g_string_append_printf (out, "  user%u %s (%d, %u, %u)\n", step->desk, kinds[step->kind].name,
                              step->kind, step->desk, step->seed);
    }
  return g_string_free (out, FALSE);
}

/* Without the steps from @at on, @n of them; NULL if then nothing goes wrong. */
static char *
try_without (SimHistory *history, guint at, guint n)
{
  SimHistory shorter = *history;
  SimCount count = { 0 };
  char *wrong;

  shorter.steps = g_array_copy (history->steps);
  g_array_remove_range (shorter.steps, at, n);
  wrong = sim_run (&shorter, &count);
  if (wrong != NULL)
    {
      g_array_unref (history->steps);
      history->steps = g_array_ref (shorter.steps);
    }
  g_array_unref (shorter.steps);
  return wrong;
}

void
sim_shrink (SimHistory *history, char **wrong)
{
  for (guint n = MAX (1, history->steps->len / 2); n > 0; n /= 2)
    for (guint at = 0; at + n <= history->steps->len;)
      {
        char *still = try_without (history, at, n);

        if (still == NULL)
          {
            at += n;
            continue;
          }
        g_free (*wrong);
        *wrong = still;
      }
}
