/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases that go from one team to the other and back, while people of both write in them. The first desk sees both teams, others
 * one of them. */
#include <string.h>

#include "simulator-private.h"
#include "store-fixture.h"

#define TEAM_A "team:01JD000000000000000000000A"
#define TEAM_B "team:01JD000000000000000000000B"
#define MINA "jobseeker:01JD0000000000000000000MNA"
#define JUNHO "jobseeker:01JD0000000000000000000JNH"

const SimRecord sim_cases[] = {
  { MINA, { "phone", "mobile", "email" } },
  { JUNHO, { "phone", "mobile", "email" } },
  { "task:01JD0000000000000000000MNA", { "note", "note", "note" } },
  { "task:01JD0000000000000000000JNH", { "note", "note", "note" } },
};
const guint sim_n_cases = G_N_ELEMENTS (sim_cases);

/* Bits: of team a, of team b */
static guint
get_teams (guint desk)
{
  static const guint teams[] = { 3, 1, 2, 3, 1, 2 };

  return teams[desk % G_N_ELEMENTS (teams)];
}

const char *const *
sim_moves_roles (guint desk)
{
  static const char *const both[]
      = { SIM_CASES_A, SIM_CASES_B, SIM_CENTRE ":job_counsellor", NULL };
  static const char *const a[] = { SIM_CASES_A, SIM_CENTRE ":job_counsellor", NULL };
  static const char *const b[] = { SIM_CASES_B, SIM_CENTRE ":job_counsellor", NULL };
  static const char *const *const roles[] = { NULL, a, b, both };

  return roles[get_teams (desk)];
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

/* Every desk knows the teams; two cases, one of each. */
void
sim_moves_begin (World *world)
{
  world->lost_some = TRUE;
  for (guint i = 0; i < world->history->n_desks; i++)
    {
      make (&world->desks[i], TEAM_A, (const char *const[]){ "name", "A", "code", "a", NULL });
      make (&world->desks[i], TEAM_B, (const char *const[]){ "name", "B", "code", "b", NULL });
    }
  for (guint i = 0; i < 2; i++)
    {
      const char *case_ = sim_cases[i].id;

      make (world->desks, case_,
            (const char *const[]){ "name", i == 0 ? "Mina" : "Junho", "state", "active", "team",
                                   i == 0 ? TEAM_A : TEAM_B, NULL });
      make (world->desks, sim_cases[i + 2].id,
            (const char *const[]){ "title", "Call", "jobseeker", case_, "state", "planned", NULL });
    }
  for (guint i = 0; i < world->history->n_desks; i++)
    sync_well (&world->desks[i]);
}

void
sim_move (Desk *desk)
{
  const char *id = g_rand_boolean (desk->world->rand) ? MINA : JUNHO;
  g_autoptr (NaruRecord) record = naru_store_get (desk->store, id, NULL);
  const char *team = record != NULL ? naru_record_get (record, "team") : NULL;

  if (record == NULL)
    return;
  g_assert_true (
      naru_record_set (record, "team", g_strcmp0 (team, TEAM_A) == 0 ? TEAM_B : TEAM_A, NULL));
  put (desk->store, "Move", desk->author, NARU_WRITE_NO_UNDO, record, NULL);
}

static char *
get_member (const char *body, const char *name)
{
  return naru_json_span_dup_string (naru_json_span_member (naru_json_span (body, -1), name));
}

/* Adds what the database has to @all; what is there already is in two of them. */
static char *
add_all (GHashTable *all, GHashTable *some)
{
  GHashTableIter iter;
  gpointer id, body;

  g_hash_table_iter_init (&iter, some);
  while (g_hash_table_iter_next (&iter, &id, &body))
    if (!g_hash_table_insert (all, g_strdup (id), g_strdup (body)))
      return g_strdup_printf ("%s is in both databases", (char *) id);
  return NULL;
}

static char *
check_places (GHashTable *records, GHashTable *a)
{
  GHashTableIter iter;
  gpointer id, body;

  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, &id, &body))
    {
      g_autofree char *owner = get_member (body, "jobseeker");
      g_autofree char *record = get_member (body, "record");
      const char *of = owner != NULL ? owner : record != NULL ? record : id;
      const char *found = g_hash_table_lookup (records, of);
      g_autofree char *team = found != NULL ? get_member (found, "team") : NULL;

      if (team != NULL && g_hash_table_contains (a, id) != (strcmp (team, TEAM_A) == 0))
        return g_strdup_printf ("%s is in the database of the wrong team", (char *) id);
    }
  return NULL;
}

char *
sim_moves_check (World *world)
{
  g_autoptr (GString) branches = g_string_new (NULL);
  g_autoptr (GHashTable) a = world->server->read (world, SIM_CASES_A, branches);
  g_autoptr (GHashTable) b = world->server->read (world, SIM_CASES_B, branches);
  g_autoptr (GHashTable) log_a = world->server->read (world, SIM_CASES_A "-log", branches);
  g_autoptr (GHashTable) log_b = world->server->read (world, SIM_CASES_B "-log", branches);
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *const seen[] = { none, a, b, all };
  GHashTableIter iter;
  gpointer id, body;
  char *wrong = g_strdup (world->server->violation (world));

  if (wrong == NULL)
    wrong = add_all (all, a);
  if (wrong == NULL)
    wrong = add_all (all, b);
  if (wrong == NULL)
    wrong = check_places (all, a);
  for (guint i = 0; wrong == NULL && i < world->history->n_desks; i++)
    wrong = sim_check_desk (seen[get_teams (i)], &world->desks[i]);
  g_hash_table_iter_init (&iter, log_b);
  while (g_hash_table_iter_next (&iter, &id, &body))
    g_hash_table_insert (log_a, g_strdup (id), g_strdup (body));
  return wrong != NULL ? wrong : sim_check_words (world, all, log_a);
}
