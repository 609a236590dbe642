/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk in a folder of its own. */
#include "desk-fixture.h"

#include <string.h>

#include "folder.h"

void
desk_fixture_set_up (DeskFixture *fixture, gconstpointer data)
{
  static const char *const roles[] = { "job_counsellor", "employer_counsellor", NULL };
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("naru-desk-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->store = naru_store_open (fixture->folder, NARU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  fixture->clock = naru_clock_new_fixed (NOW);
  fixture->desk = naru_desk_new (fixture->store, fixture->clock);
  g_assert_true (naru_desk_set_up (fixture->desk, "Anna", roles, NULL, "Harbour centre", &error));
  g_assert_no_error (error);
}

void
desk_fixture_tear_down (DeskFixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->desk);
  naru_store_close (fixture->store);
  g_object_unref (fixture->store);
  naru_clock_free (fixture->clock);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static NaruRecord *
draft_valist (const char *type, va_list args)
{
  NaruRecord *record = naru_record_new (naru_record_type_find (type), NULL);
  const char *field;

  while ((field = va_arg (args, const char *)) != NULL)
    {
      g_autoptr (GError) error = NULL;
      const char *value = va_arg (args, const char *);

      naru_record_set (record, field, value, &error);
      g_assert_no_error (error);
    }
  return record;
}

NaruRecord *
desk_draft (const char *type, ...)
{
  va_list args;
  NaruRecord *record;

  va_start (args, type);
  record = draft_valist (type, args);
  va_end (args);
  return record;
}

char *
desk_make (DeskFixture *fixture, const char *type, ...)
{
  g_autoptr (NaruCommand) command = naru_command_new ("Make");
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, type);
  record = draft_valist (type, args);
  va_end (args);
  naru_command_create (command, record);
  naru_desk_run (fixture->desk, command, &error);
  g_assert_no_error (error);
  return g_strdup (naru_record_get_id (record));
}

char *
desk_get (DeskFixture *fixture, const char *id, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) record = naru_store_get (fixture->store, id, &error);

  g_assert_no_error (error);
  return g_strdup (naru_record_get (record, field));
}

gboolean
desk_has (DeskFixture *fixture, const char *id)
{
  g_autoptr (NaruRecord) record = naru_store_get (fixture->store, id, NULL);

  return record != NULL;
}

guint
desk_count (DeskFixture *fixture, const char *type)
{
  return (guint) naru_store_count_type (fixture->store, type);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* All documents, without who changed them last. */
static char *
take_snapshot (DeskFixture *fixture)
{
  GString *text = g_string_new (NULL);
  guint n_types;
  const NaruRecordType *const *types = naru_record_types (&n_types);

  for (guint t = 0; t < n_types; t++)
    {
      g_autoptr (NaruQuery) query = naru_query_new (types[t]->name);
      g_autoptr (GPtrArray) records = naru_store_find (fixture->store, query, NULL);
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

      for (guint i = 0; records != NULL && i < records->len; i++)
        {
          NaruRecord *record = g_ptr_array_index (records, i);
          NaruJsonEdit edits[] = { { "modifiedAt", NULL }, { "modifiedBy", NULL } };
          g_autofree char *plain
              = naru_json_splice (naru_record_get_text (record), edits, G_N_ELEMENTS (edits));
          g_autofree char *canonical = naru_json_span_canonical (naru_json_span (plain, -1));

          g_ptr_array_add (lines,
                           g_strconcat (naru_record_get_id (record), " ", canonical, "\n", NULL));
        }
      g_ptr_array_sort (lines, compare_lines);
      for (guint i = 0; i < lines->len; i++)
        g_string_append (text, g_ptr_array_index (lines, i));
    }
  return g_string_free (text, FALSE);
}

void
desk_run (DeskFixture *fixture, NaruCommand *command)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruUndoReport) undone = NULL;
  g_autoptr (NaruUndoReport) redone = NULL;
  g_autofree char *before = take_snapshot (fixture);
  g_autofree char *after = NULL;
  g_autofree char *back = NULL;
  g_autofree char *again = NULL;

  g_assert_nonnull (command);
  g_assert_false (naru_command_is_empty (command));
  g_assert_true (naru_desk_run (fixture->desk, command, &error));
  g_assert_no_error (error);
  after = take_snapshot (fixture);
  g_assert_cmpstr (before, !=, after);

  undone = naru_desk_undo (fixture->desk, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (undone->label, ==, naru_command_get_label (command));
  g_assert_cmpuint (undone->kept->len, ==, 0);
  back = take_snapshot (fixture);
  g_assert_cmpstr (before, ==, back);

  redone = naru_desk_redo (fixture->desk, &error);
  g_assert_no_error (error);
  again = take_snapshot (fixture);
  g_assert_cmpstr (after, ==, again);
}

void
desk_take (DeskFixture *fixture, NaruCommand *command)
{
  g_autoptr (NaruCommand) own = command;

  desk_run (fixture, own);
}

void
desk_assert_refused (NaruCommand *command, GError **error, NaruError code)
{
  g_assert_null (command);
  g_assert_error (*error, NARU_ERROR, (int) code);
  g_clear_error (error);
}
