/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up histories of several desks: edits at any moment, lost responses, crashes between any two calls, deletions, refusals.
 * Every edit writes a word that nobody else writes, so that at the end each can be found: in the record, in what somebody
 * wrote over it who had seen it, or in a conflict. NARU_HISTORIES sets how many histories are run. */
#include <string.h>

#include "fake-server.h"
#include "naru-store-private.h"
#include "store-fixture.h"

#define DESKS 3
#define RECORDS 2

static const char *const fields[] = { "phone", "website", "email" };

typedef struct
{
  char *word;
  char *field;
  char *id;
  gboolean seen; /* by somebody who wrote over it, or deleted the record */
} Word;

typedef struct
{
  StoreFixture fixtures[DESKS];
  FakeDesk desks[DESKS];
  FakeServer *server;
  GRand *rand;
  guint number; /* of the history */
  guint n_words;
  char *ids[RECORDS];
  GPtrArray *words;
} World;

static void
word_free (gpointer data)
{
  Word *word = data;

  g_free (word->word);
  g_free (word->field);
  g_free (word->id);
  g_free (word);
}

static gboolean
chance (World *self, double probability)
{
  return g_rand_double (self->rand) < probability;
}

/* Thousands of commits: what the disk would do at each is tested elsewhere. */
static void
open_desk (World *self, guint i)
{
  g_autoptr (GError) error = NULL;

  store_fixture_reopen (&self->fixtures[i]);
  self->desks[i].store = self->fixtures[i].store;
  naru_db_exec (self->desks[i].store->writer, "PRAGMA synchronous = OFF", &error);
  g_assert_no_error (error);
}

static void
see (World *self, const char *text)
{
  for (guint i = 0; text != NULL && i < self->words->len; i++)
    {
      Word *word = g_ptr_array_index (self->words, i);

      if (strcmp (word->word, text) == 0)
        word->seen = TRUE;
    }
}

static void
edit (World *self, FakeDesk *desk)
{
  char *id = self->ids[g_rand_int_range (self->rand, 0, RECORDS)];
  const char *field = fields[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (fields))];
  g_autoptr (NaruRecord) record = naru_store_get (desk->store, id, NULL);
  g_autoptr (GError) error = NULL;
  Word *word = g_new0 (Word, 1);

  if (record == NULL)
    record = make_employer (id, "Harbour");
  see (self, naru_record_get (record, field));
  word->word = g_strdup_printf ("w%03d.%06u.example", g_rand_int_range (self->rand, 0, 1000),
                                self->n_words++);
  word->field = g_strdup (field);
  word->id = g_strdup (id);
  g_ptr_array_add (self->words, word);
  naru_record_set (record, field, word->word, &error);
  g_assert_no_error (error);
  put (desk->store, "Edit", desk->author, NARU_WRITE_NO_UNDO, record, &error);
  g_assert_no_error (error);
}

static void
erase (World *self, FakeDesk *desk)
{
  char *id = self->ids[g_rand_int_range (self->rand, 0, RECORDS)];
  g_autoptr (NaruRecord) record = naru_store_get (desk->store, id, NULL);

  if (record == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    see (self, naru_record_get (record, fields[i]));
  delete_record (desk->store, "Delete", desk->author, id, NULL);
}

static void
maybe_crash (World *self, guint i)
{
  if (chance (self, 0.01))
    open_desk (self, i);
}

/* A push with everything that can go wrong between its calls. */
static void
push (World *self, guint i)
{
  FakeDesk *desk = &self->desks[i];
  g_autoptr (GPtrArray) outgoing = fake_desk_prepare (desk);

  maybe_crash (self, i);
  for (guint j = 0; j < outgoing->len; j++)
    {
      const NaruOutgoing *each = g_ptr_array_index (outgoing, j);
      const char *rev = NULL;

      if (chance (self, 0.03))
        {
          fake_desk_settle (desk, each->id, NARU_PUSH_REFUSED, NULL, "No.");
          continue;
        }
      rev = fake_server_put (self->server, each->id, each->body, each->base_rev, each->deleted);
      if (chance (self, 0.25))
        edit (self, desk);
      maybe_crash (self, i);
      if (chance (self, 0.12))
        continue; /* the answer is lost */
      fake_desk_settle (desk, each->id, rev != NULL ? NARU_PUSH_STORED : NARU_PUSH_CLASHED, rev,
                        NULL);
      maybe_crash (self, i);
      if (rev == NULL && chance (self, 0.9))
        fake_desk_fetch (desk, each->id);
    }
}

static void
act (World *self)
{
  guint i = (guint) g_rand_int_range (self->rand, 0, DESKS);
  double what = g_rand_double (self->rand);

  if (what < 0.35)
    edit (self, &self->desks[i]);
  else if (what < 0.40)
    erase (self, &self->desks[i]);
  else if (what < 0.70)
    fake_desk_pull (&self->desks[i], NULL);
  else
    push (self, i);
  maybe_crash (self, i);
}

/* What was refused is edited and sent again. */
static void
retry_refused (World *self, FakeDesk *desk)
{
  g_autoptr (GPtrArray) unsent = naru_store_list_unsent (desk->store, FALSE, 100, NULL);

  for (guint i = 0; i < unsent->len; i++)
    {
      const NaruUnsent *each = g_ptr_array_index (unsent, i);
      g_autofree char *sql = NULL;
      g_autoptr (GError) error = NULL;

      if (each->reason == NULL)
        continue;
      sql = g_strdup_printf ("UPDATE document SET reason = NULL WHERE id = '%s'", each->id);
      naru_db_exec (desk->store->writer, sql, &error);
      g_assert_no_error (error);
    }
}

static char *
read_body (NaruStore *store, const char *id)
{
  char *body = NULL;

  naru_db_get_text (naru_store_get_db (store), &body, NULL,
                    "SELECT body FROM document WHERE id = ? AND deleted = 0", "s", id);
  return body;
}

static void
assert_equal (World *self, const FakeDocument *document)
{
  for (guint i = 0; i < DESKS; i++)
    {
      g_autofree char *body = read_body (self->desks[i].store, document->id);

      if (document->deleted)
        g_assert_null (body);
      else
        g_assert_cmpstr (body, ==, document->body);
    }
}

static gboolean
is_in_conflict (World *self, const Word *word)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT count(*) FROM document WHERE type = 'conflict' AND deleted = 0"
                         " AND instr (body, '%s') > 0",
                         word->word);

  return ask (self->desks[0].store, sql) > 0;
}

static void
assert_none_lost (World *self)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *word = g_ptr_array_index (self->words, i);
      const FakeDocument *document = fake_server_get (self->server, word->id);

      if (word->seen || is_in_conflict (self, word))
        continue;
      g_assert_nonnull (document);
      g_assert_false (document->deleted);
      if (strstr (document->body, word->word) == NULL)
        g_error ("history %u: %s is lost", self->number, word->word);
    }
}

/* The same record may not be in conflict in the next history, which has its own. */
static void
end_history (World *self)
{
  for (guint i = 0; i < DESKS; i++)
    {
      g_assert_cmpint (naru_store_count_unsent (self->desks[i].store, NULL), ==, 0);
      g_assert_cmpint (ask (self->desks[i].store, "SELECT count(*) FROM journal"), ==, 0);
      naru_db_exec (self->desks[i].store->writer,
                    "UPDATE list_conflict SET state = 'settled' WHERE state = 'open'", NULL);
    }
  g_ptr_array_set_size (self->words, 0);
  g_ptr_array_set_size (self->server->documents, 0);
  for (guint i = 0; i < RECORDS; i++)
    g_free (self->ids[i]);
}

static void
run_history (World *self, guint number)
{
  self->number = number;
  g_rand_set_seed (self->rand, number);
  for (guint i = 0; i < RECORDS; i++)
    self->ids[i] = g_strdup_printf ("employer:01JD000000000000000%05u%02u", number, i);
  for (int steps = g_rand_int_range (self->rand, 15, 45); steps > 0; steps--)
    act (self);

  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < DESKS; i++)
      {
        retry_refused (self, &self->desks[i]);
        fake_desk_sync (&self->desks[i]);
      }
  for (guint i = 0; i < self->server->documents->len; i++)
    assert_equal (self, g_ptr_array_index (self->server->documents, i));
  assert_none_lost (self);
  end_history (self);
}

static void
test_histories (void)
{
  static const char *const authors[DESKS] = { ANNA, BERT, "staff:01JD0000000000000000000CRA" };
  const char *wanted = g_getenv ("NARU_HISTORIES");
  guint histories = wanted != NULL ? (guint) atoi (wanted) : 400;
  World world = { .server = fake_server_new (), .rand = g_rand_new_with_seed (1) };

  world.words = g_ptr_array_new_with_free_func (word_free);
  for (guint i = 0; i < DESKS; i++)
    {
      store_fixture_set_up (&world.fixtures[i], NULL);
      world.desks[i] = (FakeDesk){ NULL, world.server, "employers", authors[i], 2 };
      open_desk (&world, i);
    }
  for (guint number = 1; number <= histories; number++)
    run_history (&world, number);
  g_test_message ("%u histories, %u edits", histories, world.n_words);
  for (guint i = 0; i < DESKS; i++)
    store_fixture_tear_down (&world.fixtures[i], NULL);
  g_ptr_array_unref (world.words);
  g_rand_free (world.rand);
  fake_server_free (world.server);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/sync/no-edit-is-lost-and-all-desks-agree", test_histories);
  return g_test_run ();
}
