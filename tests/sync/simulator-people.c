/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do at a desk. Each value is a word that nobody else writes, so that it can be found again. */
#include <string.h>

#include "naru-casework.h"
#include "naru-error.h"
#include "simulator-private.h"
#include "store-fixture.h"

const SimRecord sim_employers[SIM_RECORDS] = {
  { HARBOUR, { "phone", "website", "email" } },
  { BAKERY, { "phone", "website", "email" } },
};

static const SimRecord *
choose (World *world)
{
  const SimRecord *records = world->history->teams > 0 ? sim_cases : sim_employers;
  guint n = world->history->teams > 0 ? sim_n_cases : SIM_RECORDS;

  return &records[g_rand_int_range (world->rand, 0, (gint32) n)];
}

static const char *
choose_record (World *world)
{
  return choose (world)->id;
}

static const char *
choose_field (World *world, const SimRecord *record)
{
  return record->fields[g_rand_int_range (world->rand, 0, G_N_ELEMENTS (record->fields))];
}

static void
see (World *world, const char *id, const char *text)
{
  for (guint i = 0; text != NULL && i < world->words->len; i++)
    {
      Word *word = world->words->pdata[i];

      if (strcmp (word->id, id) == 0 && strstr (text, word->word) != NULL)
        word->seen = TRUE;
    }
}

static char *
new_word (World *world)
{
  return g_strdup_printf ("w%03d.%06u.example", g_rand_int_range (world->rand, 0, 1000),
                          world->words->len);
}

static void
remember (Desk *desk, const char *id, const char *field, const char *text, gboolean told)
{
  Word *word = g_new0 (Word, 1);

  *word = (Word){ g_strdup (text), g_strdup (id), g_strdup (field), desk->index, told, FALSE };
  g_ptr_array_add (desk->world->words, word);
}

/* NULL where the store cannot say. */
static NaruRecord *
get_or_make (Desk *desk, const char *id)
{
  g_autoptr (GError) error = NULL;
  NaruRecord *record = naru_store_get (desk->store, id, &error);

  return desk->world->history->teams == 0
                 && g_error_matches (error, NARU_ERROR, NARU_ERROR_NOT_FOUND)
             ? make_employer (id, desk->world->server->name)
             : record;
}

static void
note_writer (Desk *desk)
{
  desk->world->writers |= 1u << desk->index;
}

/* Whether the store has taken it. What it has not taken may still be there after a crash, and be in conflict with others. */
static gboolean
write_record (Desk *desk, NaruRecord *record)
{
  gboolean taken = put (desk->store, "Edit", desk->author, NARU_WRITE_NO_UNDO, record, NULL)
                   && !sim_stores_are_left ();

  if (!taken)
    note_writer (desk);
  return taken;
}

static void
write_word (Desk *desk, NaruRecord *record, const char *field, const char *word)
{
  g_autofree char *id = g_strdup (naru_record_get_id (record));
  g_autoptr (NaruRecord) before = naru_store_get (desk->store, id, NULL);
  gboolean existing = before != NULL;

  if (write_record (desk, record))
    remember (desk, id, field, word, existing);
}

void
sim_edit (Desk *desk)
{
  World *world = desk->world;
  gboolean any = !world->history->stormy;
  const SimRecord *chosen = any ? choose (world) : &sim_employers[0];
  const char *id = chosen->id;
  const char *field = any ? choose_field (world, chosen) : chosen->fields[0];
  g_autoptr (NaruRecord) record = get_or_make (desk, id);
  g_autofree char *word = new_word (world);

  if (record == NULL)
    return;
  see (world, id, naru_record_get (record, field));
  g_assert_true (naru_record_set (record, field, word, NULL));
  write_word (desk, record, field, word);
}

void
sim_clear (Desk *desk)
{
  World *world = desk->world;
  const SimRecord *chosen = choose (world);
  const char *id = chosen->id;
  const char *field = choose_field (world, chosen);
  g_autoptr (NaruRecord) record = naru_store_get (desk->store, id, NULL);

  if (record == NULL || naru_record_get (record, field) == NULL)
    return;
  see (world, id, naru_record_get (record, field));
  note_writer (desk);
  g_assert_true (naru_record_set (record, field, NULL, NULL));
  write_record (desk, record);
}

void
sim_tag (Desk *desk)
{
  const char *id = choose_record (desk->world);
  g_autoptr (NaruRecord) record = get_or_make (desk, id);
  g_autofree char *word = new_word (desk->world);
  g_auto (GStrv) before = record != NULL ? naru_record_get_set (record, "tags") : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) after = NULL;

  if (record == NULL)
    return;
  g_strv_builder_addv (builder, (const char **) before);
  g_strv_builder_add (builder, word);
  after = g_strv_builder_end (builder);
  g_assert_true (naru_record_set_set (record, "tags", (const char *const *) after, NULL));
  write_word (desk, record, "tags", word);
}

void
sim_untag (Desk *desk)
{
  const char *id = choose_record (desk->world);
  g_autoptr (NaruRecord) record = naru_store_get (desk->store, id, NULL);
  g_auto (GStrv) tags = record != NULL ? naru_record_get_set (record, "tags") : NULL;

  if (tags == NULL || tags[0] == NULL)
    return;
  see (desk->world, id, tags[0]);
  g_assert_true (naru_record_set_set (record, "tags", (const char *const *) tags + 1, NULL));
  write_record (desk, record);
}

/* A paragraph more, before or behind what is there. */
void
sim_note (Desk *desk)
{
  const char *id = choose_record (desk->world);
  g_autoptr (NaruRecord) record = get_or_make (desk, id);
  g_autofree char *word = new_word (desk->world);
  const char *before = record != NULL ? naru_record_get (record, "note") : NULL;
  gboolean behind = sim_chance (desk->world, 0.5);
  g_autofree char *after = NULL;

  if (record == NULL)
    return;
  if (before == NULL)
    after = g_strdup (word);
  else
    after = g_strconcat (behind ? before : word, "\n\n", behind ? word : before, NULL);
  g_assert_true (naru_record_set (record, "note", after, NULL));
  write_word (desk, record, "note", word);
}

void
sim_erase (Desk *desk)
{
  const char *id = choose_record (desk->world);
  g_autoptr (NaruRecord) record = naru_store_get (desk->store, id, NULL);

  if (record == NULL)
    return;
  see (desk->world, id, naru_record_get_text (record));
  /* what is made again after that has no base any more */
  desk->world->lost_some = TRUE;
  delete_record (desk->store, "Delete", desk->author, id, NULL);
}

/* One of the values is chosen by somebody who has seen the others. */
void
sim_settle (Desk *desk)
{
  g_autoptr (GPtrArray) conflicts = naru_store_list_conflicts (desk->store, NULL, NULL);
  g_autoptr (NaruDesk) casework = NULL;
  g_autoptr (NaruRecord) record = NULL;
  const NaruConflict *conflict;
  const NaruConflictValue *value;

  if (conflicts == NULL || conflicts->len == 0)
    return;
  conflict = conflicts->pdata[g_rand_int_range (desk->world->rand, 0, (gint32) conflicts->len)];
  if (conflict->values->len == 0)
    return;
  value = conflict->values
              ->pdata[g_rand_int_range (desk->world->rand, 0, (gint32) conflict->values->len)];
  casework = naru_desk_new (desk->store, desk->clock);
  naru_desk_adopt_user (casework, desk->user, NULL);
  record = naru_store_get (desk->store, conflict->record, NULL);
  if (record != NULL)
    see (desk->world, conflict->record, naru_record_get (record, conflict->field));
  for (guint i = 0; i < conflict->values->len; i++)
    if (conflict->values->pdata[i] != value)
      see (desk->world, conflict->record,
           ((const NaruConflictValue *) conflict->values->pdata[i])->value);
  {
    g_autoptr (NaruCommand) command
        = naru_conflict_settle (casework, conflict->id, value->value, NULL);

    if (command != NULL)
      naru_desk_run (casework, command, NULL);
  }
}

/* The server forgets a record without a word: as if somebody had to be forgotten. */
void
sim_purge (World *world)
{
  const char *id = choose_record (world);

  if (world->server->purge == NULL)
    return;
  world->server->purge (world, id);
  for (guint i = 0; i < world->words->len; i++)
    {
      Word *word = world->words->pdata[i];

      if (strcmp (word->id, id) == 0)
        word->seen = TRUE;
    }
  world->purged = world->lost_some = TRUE;
}
