/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of a history: everything works again, everybody synchronises until nothing moves, and then everybody has everything. */
#include <string.h>

#include "naru-store-private.h"
#include "naru-store-sync.h"
#include "simulator-private.h"

#define MAX_ROUNDS 12
#define DAYS (8 * 24 * 3600)

/* What the server refused while it was in a mood is sent again, as after an edit, and what it has lost as well. */
static void
retry_refused (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  naru_store_send_again (desk->store, NULL, &error);
  g_assert_no_error (error);
  naru_db_exec (desk->store->writer, "UPDATE document SET reason = NULL WHERE reason IS NOT NULL",
                &error);
  g_assert_no_error (error);
}

static gint64
ask_int (Desk *desk, const char *sql)
{
  gint64 answer = -1;

  naru_db_get_int (naru_store_get_db (desk->store), &answer, NULL, sql, "");
  return answer;
}

/* Returns: how much has moved, or was noticed to be lost, which is sent again after asking; what went wrong in @wrong. */
static guint
run_round (Desk *desk, char **wrong)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruSyncRound) round = NULL;

  retry_refused (desk);
  naru_sync_set_focus (desk->sync, NULL);
  round = sim_desk_round (desk, &error);
  if (round == NULL)
    *wrong = g_strdup_printf ("a round of %s fails: %s", desk->user, error->message);
  else if (round->problems->len > 0)
    *wrong = g_strdup_printf ("a round of %s has a problem: %s", desk->user,
                              (char *) round->problems->pdata[0]);
  if (*wrong != NULL)
    return 0;
  return round->pulled + round->pushed + round->merged + round->removed + round->refused
         + round->departed + (guint) naru_store_count_lost (desk->store, NULL);
}

char *
sim_make_peace (World *world)
{
  char *wrong = NULL;
  guint moved = 1;

  g_rand_set_seed (world->rand, 1);
  if (world->server->split != NULL)
    world->server->split (world, FALSE);
  for (guint i = 0; i < world->history->n_desks; i++)
    {
      world->desks[i].offline = FALSE;
      /* a purge is announced to nobody: a week later a place is compared with the server without a reason */
      if (world->purged)
        naru_clock_advance (world->desks[i].clock, DAYS);
    }
  for (guint round = 0; moved > 0 && wrong == NULL; round++)
    {
      if (round == MAX_ROUNDS)
        return g_strdup ("the desks do not come to rest");
      moved = 0;
      for (guint i = 0; wrong == NULL && i < world->history->n_desks; i++)
        moved += run_round (&world->desks[i], &wrong);
    }
  return wrong;
}

static char *
read_body (NaruStore *store, const char *id)
{
  char *body = NULL;

  naru_db_get_text (naru_store_get_db (store), &body, NULL,
                    "SELECT body FROM document WHERE id = ? AND deleted = 0", "s", id);
  return body;
}

/* Who put a document on the server is noted there only. */
static char *
get_content (const char *body)
{
  const NaruJsonEdit edit = { "uploadedBy", NULL };
  g_autofree char *without = body != NULL ? naru_json_splice (body, &edit, 1) : NULL;

  return without != NULL ? naru_json_span_canonical (naru_json_span (without, -1)) : NULL;
}

/* @records: id -> body: what the server has */
static char *
check_document (GHashTable *records, Desk *desk, const char *id)
{
  g_autofree char *ours = read_body (desk->store, id);
  g_autofree char *there = get_content (g_hash_table_lookup (records, id));
  g_autofree char *here = get_content (ours);

  if (g_strcmp0 (there, here) == 0)
    return NULL;
  return g_strdup_printf ("%s: the server has\n    %s\n  and %s has\n    %s", id, there, desk->user,
                          here);
}

static GPtrArray *
list_here (Desk *desk)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NaruStatement) row
      = naru_db_query (naru_store_get_db (desk->store), NULL,
                       "SELECT id FROM document WHERE deleted = 0 AND place <> 'here'", "");

  while (row != NULL && naru_statement_step (row, NULL) == NARU_STEP_ROW)
    g_ptr_array_add (ids, naru_statement_dup_text (row, 0));
  return ids;
}

char *
sim_check_desk (GHashTable *records, Desk *desk)
{
  g_autoptr (GPtrArray) here = list_here (desk);
  GHashTableIter iter;
  gpointer id;
  char *wrong = NULL;

  g_hash_table_iter_init (&iter, records);
  while (wrong == NULL && g_hash_table_iter_next (&iter, &id, NULL))
    wrong = check_document (records, desk, id);
  for (guint i = 0; wrong == NULL && i < here->len; i++)
    wrong = check_document (records, desk, here->pdata[i]);
  if (wrong != NULL)
    return wrong;
  if (ask_int (desk, "SELECT count(*) FROM document WHERE edits <> clean AND place <> 'here'") > 0
      || ask_int (desk, "SELECT count(*) FROM journal") > 0)
    return g_strdup_printf ("%s has something that is not sent", desk->user);
  return NULL;
}

/* All that is told of a kind of document, one text. */
static char *
collect (GHashTable *documents, const char *prefix)
{
  g_autoptr (GString) out = g_string_new (NULL);
  GHashTableIter iter;
  gpointer id, body;

  g_hash_table_iter_init (&iter, documents);
  while (g_hash_table_iter_next (&iter, &id, &body))
    if (g_str_has_prefix (id, prefix))
      g_string_append (out, body);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
check_word (World *world, GHashTable *records, const Word *word, const char *conflicts,
            const char *told)
{
  const char *current = g_hash_table_lookup (records, word->id);

  /* with a record that was purged goes what was not sent of its history */
  if (word->told && !world->purged && strstr (told, word->word) == NULL)
    return g_strdup_printf ("%s of user%u is in no history", word->word, word->desk);
  if (word->seen || (current != NULL && strstr (current, word->word) != NULL)
      || strstr (conflicts, word->word) != NULL)
    return NULL;
  return g_strdup_printf ("%s, %s: %s of user%u is lost", word->id, word->field, word->word,
                          word->desk);
}

/* @records: what the server has; @log: its history */
char *
sim_check_words (World *world, GHashTable *records, GHashTable *log)
{
  g_autofree char *conflicts = collect (records, "conflict:");
  g_autofree char *told = collect (log, "change:");
  char *wrong = NULL;

  for (guint i = 0; wrong == NULL && i < world->words->len; i++)
    wrong = check_word (world, records, world->words->pdata[i], conflicts, told);
  return wrong;
}

/* A field that one desk alone has written is in no conflict, unless the server has lost something, or showed it two faces. */
static char *
check_conflict (World *world, const NaruConflict *conflict)
{
  guint desks = world->writers;
  guint some = 0;

  for (guint i = 0; i < world->words->len; i++)
    {
      const Word *word = world->words->pdata[i];

      if (strcmp (word->id, conflict->record) == 0
          && g_str_has_prefix (conflict->field, word->field))
        {
          desks |= 1u << word->desk;
          some = word->desk;
        }
    }
  if (world->lost_some || world->cluster || (desks & ~(1u << some)) != 0)
    return NULL;
  return g_strdup_printf ("user%u is in conflict with nobody else: %s, %s", some, conflict->record,
                          conflict->field);
}

static char *
check_conflicts (World *world)
{
  g_autoptr (GPtrArray) conflicts = naru_store_list_conflicts (world->desks[0].store, NULL, NULL);
  char *wrong = NULL;

  world->conflicts = conflicts->len;
  for (guint i = 0; wrong == NULL && i < conflicts->len; i++)
    wrong = check_conflict (world, conflicts->pdata[i]);
  return wrong;
}

char *
sim_check (World *world)
{
  g_autofree char *elsewhere = g_strconcat (world->server->other, "-employers", NULL);
  g_autoptr (GString) branches = g_string_new (NULL);
  g_autoptr (GHashTable) records = world->server->read (world, world->database, branches);
  g_autoptr (GHashTable) log = world->server->read (world, world->log_database, branches);
  g_autoptr (GHashTable) strange = world->server->read (world, elsewhere, branches);
  char *wrong = g_strdup (world->server->violation (world));

  if (wrong == NULL)
    wrong = g_strdup (world->went_back);
  if (wrong == NULL && g_hash_table_size (strange) > 0)
    wrong = g_strdup ("records of one centre are on the server of another");
  for (guint i = 0; wrong == NULL && i < world->history->n_desks; i++)
    wrong = sim_check_desk (records, &world->desks[i]);
  if (wrong == NULL && branches->len > 0)
    wrong = g_strdup_printf ("versions are left on the server: %s", branches->str);
  if (wrong == NULL)
    wrong = sim_check_words (world, records, log);
  return wrong != NULL ? wrong : check_conflicts (world);
}
