/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases that go from team to team and back, while people of all of them write in them. The first desk sees every team, others some
 * of them. */
#include <string.h>

#include "simulator-private.h"
#include "store-fixture.h"

#define MINA "jobseeker:01JD0000000000000000000MNA"
#define JUNHO "jobseeker:01JD0000000000000000000JNH"

const SimRecord sim_cases[] = {
  { MINA, { "phone", "mobile", "email" } },
  { JUNHO, { "phone", "mobile", "email" } },
  { "task:01JD0000000000000000000MNA", { "note", "note", "note" } },
  { "task:01JD0000000000000000000JNH", { "note", "note", "note" } },
};
const guint sim_n_cases = G_N_ELEMENTS (sim_cases);

static const struct
{
  const char *id;
  const char *name;
  const char *code;
  const char *database;
} teams[SIM_MOST_TEAMS] = {
  { "team:01JD000000000000000000000A", "A", "a", SIM_CASES_A },
  { "team:01JD000000000000000000000B", "B", "b", SIM_CASES_B },
  { "team:01JD000000000000000000000C", "C", "c", SIM_CASES_C },
};

/* One bit for each team that the desk sees */
static guint
get_teams (const World *world, guint desk)
{
  static const guint of_two[] = { 3, 1, 2, 3, 1, 2 };
  static const guint of_three[] = { 7, 1, 2, 4, 3, 6 };

  return world->history->teams == 2 ? of_two[desk % G_N_ELEMENTS (of_two)]
                                    : of_three[desk % G_N_ELEMENTS (of_three)];
}

const char *const *
sim_moves_roles (const World *world, guint desk)
{
  static const char *const roles[][SIM_MOST_TEAMS + 2] = {
    { NULL },
    { SIM_CASES_A, SIM_COUNSELLOR },
    { SIM_CASES_B, SIM_COUNSELLOR },
    { SIM_CASES_A, SIM_CASES_B, SIM_COUNSELLOR },
    { SIM_CASES_C, SIM_COUNSELLOR },
    { SIM_CASES_A, SIM_CASES_C, SIM_COUNSELLOR },
    { SIM_CASES_B, SIM_CASES_C, SIM_COUNSELLOR },
    { SIM_CASES_A, SIM_CASES_B, SIM_CASES_C, SIM_COUNSELLOR },
  };

  return roles[get_teams (world, desk)];
}

static void
make (Desk *desk, const char *id, const char *const *values)
{
  g_autofree char *type = g_strndup (id, strcspn (id, ":"));
  g_autoptr (NaruRecord) record = naru_record_new (naru_record_type_find (type), id);
  g_autoptr (GError) error = NULL;

  for (; *values != NULL; values += 2)
    g_assert_true (naru_record_set (record, values[0], values[1], NULL));
  put (desk->store, "Make", desk->author, NARU_WRITE_NO_UNDO, record, &error);
  g_assert_no_error (error);
}

static void
sync_well (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruSyncRound) round = sim_desk_round (desk, &error);

  g_assert_no_error (error);
}

/* Every desk knows the teams; two cases, one of each of the first two. */
void
sim_moves_begin (World *world)
{
  world->lost_some = TRUE;
  for (guint i = 0; i < world->history->n_desks; i++)
    for (guint team = 0; team < world->history->teams; team++)
      make (&world->desks[i], teams[team].id,
            (const char *const[]){ "name", teams[team].name, "code", teams[team].code, NULL });
  for (guint i = 0; i < 2; i++)
    {
      const char *case_ = sim_cases[i].id;

      make (world->desks, case_,
            (const char *const[]){ "name", i == 0 ? "Mina" : "Junho", "state", "active", "team",
                                   teams[i].id, NULL });
      make (world->desks, sim_cases[i + 2].id,
            (const char *const[]){ "title", "Call", "jobseeker", case_, "state", "planned", NULL });
    }
  for (guint i = 0; i < world->history->n_desks; i++)
    sync_well (&world->desks[i]);
}

/* Which of the teams it is */
static guint
find_team (const char *id)
{
  guint i = 0;

  while (i < SIM_MOST_TEAMS && g_strcmp0 (teams[i].id, id) != 0)
    i++;
  return i;
}

/* One of the others. Where there is one other only, no dice are thrown. */
static guint
choose_team (World *world, guint team)
{
  guint n = world->history->teams;
  guint further = n == 2 ? 1 : (guint) g_rand_int_range (world->rand, 1, (gint32) n);

  return (team + further) % n;
}

void
sim_move (Desk *desk)
{
  World *world = desk->world;
  const char *id = g_rand_boolean (world->rand) ? MINA : JUNHO;
  g_autoptr (NaruRecord) record = naru_store_get (desk->store, id, NULL);
  guint team;

  if (record == NULL)
    return;
  team = find_team (naru_record_get (record, "team"));
  g_assert_true (naru_record_set (record, "team", teams[choose_team (world, team)].id, NULL));
  put (desk->store, "Move", desk->author, NARU_WRITE_NO_UNDO, record, NULL);
}

static char *
get_member (const char *body, const char *name)
{
  return naru_json_span_dup_string (naru_json_span_member (naru_json_span (body, -1), name));
}

/* Adds what the database has to @all; what is there already is in two of them: one such is told. */
static char *
add_all (GHashTable *all, GHashTable *some)
{
  GHashTableIter iter;
  gpointer id, body;
  char *twice = NULL;

  g_hash_table_iter_init (&iter, some);
  while (g_hash_table_iter_next (&iter, &id, &body))
    if (!g_hash_table_insert (all, g_strdup (id), g_strdup (body)) && twice == NULL)
      twice = g_strdup_printf ("%s is in two databases", (char *) id);
  return twice;
}

static GHashTable *
new_documents (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* @found: what the database of each team has; @records: all of it */
static char *
check_places (GHashTable *records, GHashTable *const *found)
{
  GHashTableIter iter;
  gpointer id, body;

  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, &id, &body))
    {
      g_autofree char *owner = get_member (body, "jobseeker");
      g_autofree char *record = get_member (body, "record");
      const char *of = owner != NULL ? owner : record != NULL ? record : id;
      const char *whole = g_hash_table_lookup (records, of);
      g_autofree char *team = whole != NULL ? get_member (whole, "team") : NULL;

      if (team != NULL && !g_hash_table_contains (found[find_team (team)], id))
        return g_strdup_printf ("%s is in the database of the wrong team", (char *) id);
    }
  return NULL;
}

/* Each desk has what its teams have. */
static char *
check_desks (World *world, GHashTable *const *found)
{
  char *wrong = NULL;

  for (guint i = 0; wrong == NULL && i < world->history->n_desks; i++)
    {
      g_autoptr (GHashTable) seen = new_documents ();

      for (guint team = 0; team < world->history->teams; team++)
        if ((get_teams (world, i) & 1u << team) != 0)
          g_free (add_all (seen, found[team]));
      wrong = sim_check_desk (seen, &world->desks[i]);
    }
  return wrong;
}

char *
sim_moves_check (World *world)
{
  g_autoptr (GString) branches = g_string_new (NULL);
  g_autoptr (GHashTable) all = new_documents ();
  g_autoptr (GHashTable) log = new_documents ();
  GHashTable *found[SIM_MOST_TEAMS] = { NULL };
  char *wrong = g_strdup (world->server->violation (world));

  for (guint team = 0; team < world->history->teams; team++)
    {
      g_autofree char *log_name = g_strconcat (teams[team].database, "-log", NULL);
      g_autoptr (GHashTable) told = world->server->read (world, log_name, branches);

      /* a change may be told in more than one place */
      g_free (add_all (log, told));
      found[team] = world->server->read (world, teams[team].database, branches);
      if (wrong == NULL)
        wrong = add_all (all, found[team]);
    }
  if (wrong == NULL)
    wrong = check_places (all, found);
  if (wrong == NULL)
    wrong = check_desks (world, found);
  for (guint team = 0; team < world->history->teams; team++)
    g_hash_table_unref (found[team]);
  return wrong != NULL ? wrong : sim_check_words (world, all, log);
}
