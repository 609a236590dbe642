/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the field table marks as sensitive is in no file unless it is asked for, whatever the record type. */
#include "desk-fixture.h"
#include "naru-assessment.h"
#include "naru-export.h"

#include <string.h>

#define SECRET "zzsecretzz"

static gboolean
put_text_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  NaruRecord *record = data;

  return naru_transaction_put_text (transaction, naru_record_get_id (record),
                                    naru_record_get_text (record), error);
}

/* A record that says the secret in every sensitive field that takes a text; how many those are. */
static guint
make_secret (DeskFixture *fixture, const NaruRecordType *type)
{
  g_autoptr (NaruRecord) record = naru_record_new (type, NULL);
  const NaruWriteInfo info = { "Sync", NULL, NOW, NARU_WRITE_NO_UNDO | NARU_WRITE_NO_HISTORY };
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (const NaruField *field = type->fields; field->name != NULL; field++)
    if ((field->flags & NARU_FIELD_SENSITIVE) != 0
        && (field->kind == NARU_KIND_TEXT || field->kind == NARU_KIND_LONG_TEXT))
      {
        g_assert_true (naru_record_set (record, field->name, SECRET, &error));
        n++;
      }
    else if ((field->flags & NARU_FIELD_SENSITIVE) != 0 && field->kind == NARU_KIND_SET
             && field->vocabulary == NULL)
      {
        g_assert_true (naru_record_set_json (record, field->name, "[\"" SECRET "\"]", &error));
        n++;
      }
  if (n > 0)
    g_assert_true (naru_store_write (fixture->store, &info, put_text_cb, record, &error));
  g_assert_no_error (error);
  return n;
}

static gboolean
tells (DeskFixture *fixture, const NaruRecordType *type, NaruExportFormat format,
       NaruExportFlags flags)
{
  g_autoptr (NaruQuery) query = naru_query_new (type->name);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  g_assert_true (
      naru_export_write (fixture->store, query, format, flags, stream, NULL, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return strstr (text, SECRET) != NULL;
}

static void
test_exports (DeskFixture *fixture, gconstpointer data)
{
  guint n_types = 0, n_checked = 0;
  const NaruRecordType *const *types = naru_record_types (&n_types);

  for (guint i = 0; i < n_types; i++)
    {
      if (types[i]->circle >= NARU_CIRCLE_OWN || make_secret (fixture, types[i]) == 0)
        continue;
      g_test_message ("%s", types[i]->name);
      n_checked++;
      g_assert_false (tells (fixture, types[i], NARU_EXPORT_CSV, 0));
      g_assert_false (tells (fixture, types[i], NARU_EXPORT_JSON_LINES, 0));
      g_assert_true (tells (fixture, types[i], NARU_EXPORT_JSON_LINES, NARU_EXPORT_SENSITIVE));
    }
  g_assert_cmpuint (n_checked, >=, 5);
}

/* Situation, assessments and consents are marked in the table; what they are about is not. */
static void
test_marked (void)
{
  static const char *const wanted[]
      = { "barrier.barrier",        "barrier.severity",       "barrier.action",
          "assessment.barriers",    "assessment.summary",     "benefitStatus.state",
          "benefitStatus.decision", "accommodationNeed.need", "consent.parts",
          "jobseeker.intake",       "jobseeker.groups",       "jobseeker.safeContact" };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_auto (GStrv) parts = g_strsplit (wanted[i], ".", 2);
      const NaruField *field
          = naru_record_type_find_field (naru_record_type_find (parts[0]), parts[1]);

      g_test_message ("%s", wanted[i]);
      g_assert_nonnull (field);
      g_assert_true ((field->flags & NARU_FIELD_SENSITIVE) != 0);
    }
}

/* Whoever writes a file with it is named, once a day for each person. */
static void
test_trace (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = desk_make (fixture, "jobseeker", "name", "Kim Min-ji", "state",
                                       "active", "safeContact", "Text message", NULL);
  g_autofree char *plain
      = desk_make (fixture, "jobseeker", "name", "Park", "state", "active", NULL);
  g_autofree char *barrier = desk_make (fixture, "barrier", "jobseeker", person, "barrier",
                                        "health", "severity", "high", NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, naru_store_get (fixture->store, person, NULL));
  g_ptr_array_add (records, naru_store_get (fixture->store, plain, NULL));
  g_ptr_array_add (records, naru_store_get (fixture->store, barrier, NULL));
  for (guint i = 0; i < 2; i++)
    g_assert_true (naru_desk_note_file (fixture->desk, records, &error));
  g_assert_cmpuint (desk_count (fixture, "reading"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, test, desk_fixture_tear_down)
  ADD ("/sensitive/exports", test_exports);
  g_test_add_func ("/sensitive/marked", test_marked);
  ADD ("/sensitive/trace", test_trace);
  return g_test_run ();
}
