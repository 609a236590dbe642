/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample centre repeats itself to the byte, and looks like life. */
#include "folder.h"
#include "naru-agenda.h"
#include "naru-error.h"
#include "naru-sample.h"

#include <string.h>

#define NOW "2026-11-25T10:10:00+09:00"
#define TODAY "2026-11-25"

typedef struct
{
  char *folder;
  NaruStore *store;
  NaruClock *clock;
  NaruDesk *desk;
} Centre;

static void
centre_open (Centre *centre, guint jobseekers, guint64 seed, const char *now)
{
  NaruSampleOptions options = { .jobseekers = jobseekers, .seed = seed };
  g_autoptr (GError) error = NULL;

  centre->folder = g_dir_make_tmp ("naru-sample-XXXXXX", NULL);
  centre->store = naru_store_open (centre->folder, NARU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  centre->clock = naru_clock_new_fixed (now);
  centre->desk = naru_desk_new (centre->store, centre->clock);
  naru_sample_fill (centre->desk, &options, NULL, &error);
  g_assert_no_error (error);
}

static void
centre_close (Centre *centre)
{
  g_object_unref (centre->desk);
  naru_store_close (centre->store);
  g_object_unref (centre->store);
  naru_clock_free (centre->clock);
  remove_folder (centre->folder);
  g_free (centre->folder);
}

static GPtrArray *
find_all (Centre *centre, const char *type)
{
  g_autoptr (NaruQuery) query = naru_query_new (type);
  g_autoptr (GError) error = NULL;
  GPtrArray *records = naru_store_find (centre->store, query, &error);

  g_assert_no_error (error);
  return records;
}

typedef void (*Visit) (NaruRecord *record, gpointer data);

static void
visit_all (Centre *centre, Visit visit, gpointer data)
{
  guint n_types;
  const NaruRecordType *const *types = naru_record_types (&n_types);

  for (guint t = 0; t < n_types; t++)
    {
      g_autoptr (GPtrArray) records = find_all (centre, types[t]->name);

      for (guint i = 0; i < records->len; i++)
        visit (g_ptr_array_index (records, i), data);
    }
}

static void
add_to_checksum (NaruRecord *record, gpointer data)
{
  g_checksum_update (data, (const guchar *) naru_record_get_id (record), -1);
  g_checksum_update (data, (const guchar *) naru_record_get_text (record), -1);
}

static char *
digest_of (guint64 seed)
{
  Centre centre;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  centre_open (&centre, 60, seed, NOW);
  visit_all (&centre, add_to_checksum, checksum);
  centre_close (&centre);
  return g_strdup (g_checksum_get_string (checksum));
}

static void
test_seed (void)
{
  g_autofree char *first = digest_of (7);
  g_autofree char *again = digest_of (7);
  g_autofree char *other = digest_of (8);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
}

static void
test_empty (gconstpointer data)
{
  Centre *centre = (Centre *) data;
  NaruSampleOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (naru_sample_fill (centre->desk, &options, NULL, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
}

static void
check_note (NaruRecord *record, gpointer data)
{
  static const char *const fields[] = { "notes",   "summary",    "body",       "action", "note",
                                        "reasons", "hiringNote", "hiringPlan", "aim" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const NaruField *field
          = naru_record_type_find_field (naru_record_get_record_type (record), fields[i]);
      const char *text = field != NULL && field->kind == NARU_KIND_LONG_TEXT
                             ? naru_record_get (record, fields[i])
                             : NULL;

      if (text == NULL)
        continue;
      if (!g_hash_table_add (data, g_strdup (text)))
        g_error ("written twice: %s", text);
      g_assert_null (strchr (text, '{'));
    }
}

static void
test_notes (gconstpointer data)
{
  Centre *centre = (Centre *) data;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  visit_all (centre, check_note, seen);
  g_assert_cmpuint (g_hash_table_size (seen), >, 1500);
}

static void
check_record (NaruRecord *record, gpointer data)
{
  g_autoptr (GPtrArray) problems = naru_record_validate (record, TODAY);

  for (guint i = 0; i < problems->len; i++)
    g_error ("%s: %s: %s", naru_record_get_id (record), ((NaruProblem *) problems->pdata[i])->field,
             ((NaruProblem *) problems->pdata[i])->message);
  for (const NaruField *field = naru_record_get_record_type (record)->fields; field->name != NULL;
       field++)
    {
      const char *value
          = field->kind == NARU_KIND_REFERENCE ? naru_record_get (record, field->name) : NULL;

      if (value != NULL)
        {
          g_autofree char *title = naru_store_get_title (((Centre *) data)->store, value);

          if (title == NULL)
            g_error ("%s: %s names nothing", naru_record_get_id (record), field->name);
        }
    }
}

static void
test_valid (gconstpointer data)
{
  Centre *centre = (Centre *) data;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  visit_all (centre, check_record, centre);
  g_assert_true (naru_store_verify (centre->store, &problems, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
check_numbers (NaruRecord *record, gpointer data)
{
  static const char *const fields[] = { "phone", "mobile", "introducedPhone" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const NaruRecordType *type = naru_record_get_record_type (record);
      const char *value = naru_record_type_find_field (type, fields[i]) != NULL
                              ? naru_record_get (record, fields[i])
                              : NULL;

      if (value != NULL
          && !g_regex_match_simple ("^(010-0\\d{3}|031-0\\d{2})-\\d{4}$", value, 0, 0))
        g_error ("%s could be somebody's", value);
    }
  if (naru_record_type_find_field (naru_record_get_record_type (record), "email") != NULL)
    {
      const char *email = naru_record_get (record, "email");

      g_assert_true (email == NULL || g_str_has_suffix (email, "example.kr"));
    }
}

static void
test_numbers (gconstpointer data)
{
  Centre *centre = (Centre *) data;
  visit_all (centre, check_numbers, NULL);
}

static void
test_caseload (gconstpointer data)
{
  Centre *centre = (Centre *) data;
  g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
  gint64 open;

  naru_query_add_filter (query, "counsellor", NARU_FILTER_IS, naru_desk_get_staff (centre->desk));
  naru_query_add_filter (query, "state", NARU_FILTER_IS,
                         "new\x1f"
                         "active\x1fsuspended\x1fin_work\x1freopened");
  open = naru_store_count (centre->store, query, NULL);
  g_assert_cmpint (open, >=, 70);
  g_assert_cmpint (open, <=, 100);
  g_assert_true (naru_desk_has_role (centre->desk, NARU_ROLE_JOB_COUNSELLOR));
}

static void
test_stages (gconstpointer data)
{
  Centre *centre = (Centre *) data;
  static const char *const stages[]
      = { "draft", "with_employer", "agreed", "published", "filled", "withdrawn" };

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autoptr (NaruQuery) query = naru_query_new ("vacancy");

      naru_query_add_filter (query, "stage", NARU_FILTER_IS, stages[i]);
      g_assert_cmpint (naru_store_count (centre->store, query, NULL), >, 0);
    }
}

static void
test_pay (gconstpointer data)
{
  Centre *centre = (Centre *) data;
  g_autoptr (GPtrArray) vacancies = find_all (centre, "vacancy");
  guint below = 0;

  for (guint i = 0; i < vacancies->len; i++)
    {
      g_autofree char *amount
          = naru_record_get_member (g_ptr_array_index (vacancies, i), "payMin", "amount");
      g_autofree char *per
          = naru_record_get_member (g_ptr_array_index (vacancies, i), "payMin", "per");
      gint64 won = g_ascii_strtoll (amount, NULL, 10);

      if (won < (strcmp (per, "hour") == 0 ? 10320 : 10320 * 209))
        {
          g_test_message ("%s: %s per %s", naru_record_get_title (g_ptr_array_index (vacancies, i)),
                          amount, per);
          below++;
        }
    }
  g_assert_cmpuint (below, ==, 1);
}

static void
test_today (gconstpointer data)
{
  Centre *centre = (Centre *) data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows
      = naru_agenda_read (centre->store, naru_desk_get_staff (centre->desk), TODAY, NOW, &error);
  guint counts[NARU_AGENDA_N_SECTIONS] = { 0 };
  gboolean past = FALSE;
  gboolean now = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      NaruAgendaRow *row = g_ptr_array_index (rows, i);

      counts[row->section]++;
      past = past
             || (row->section == NARU_AGENDA_MEETINGS && g_strcmp0 (row->action, "record") == 0);
      now = now
            || (row->section == NARU_AGENDA_MEETINGS && strcmp (row->at, NOW) <= 0
                && strcmp (row->until, NOW) > 0);
    }
  g_assert_cmpuint (counts[NARU_AGENDA_MEETINGS], >=, 6);
  g_assert_cmpuint (counts[NARU_AGENDA_REBOOK], >=, 3);
  g_assert_cmpuint (counts[NARU_AGENDA_STEPS], >=, 3);
  g_assert_cmpuint (counts[NARU_AGENDA_PROMISES], >=, 2);
  g_assert_cmpuint (counts[NARU_AGENDA_VACANCIES], >=, 1);
  g_assert_true (past);
  g_assert_true (now);
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
test_calendar (gconstpointer data)
{
  Centre *centre = (Centre *) data;
  g_autoptr (GPtrArray) meetings = find_all (centre, "meeting");
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < meetings->len; i++)
    {
      NaruRecord *meeting = g_ptr_array_index (meetings, i);
      g_autoptr (GDateTime) start = naru_time_parse (naru_record_get (meeting, "start"));
      int minute = g_date_time_get_hour (start) * 60 + g_date_time_get_minute (start);
      g_autofree char *staff = NULL;
      g_autofree char *from = NULL;

      g_assert_cmpint (g_date_time_get_day_of_week (start), <=, 5);
      g_assert_cmpint (minute, >=, 9 * 60);
      g_assert_cmpint (minute, <, 18 * 60);
      g_assert_cmpint (minute % 30, ==, 0);
      g_assert_false (g_str_has_prefix (naru_record_get (meeting, "start"), "2026-09-25"));
      g_assert_false (g_str_has_prefix (naru_record_get (meeting, "start"), "2025-10-09"));
      staff = g_strdup (naru_record_get (meeting, "staff"));
      from = g_strdup (naru_record_get (meeting, "start"));
      g_ptr_array_add (spans, g_strjoin (" ", staff, from, naru_record_get (meeting, "end"), NULL));
    }
  g_ptr_array_sort (spans, compare_starts);
  for (guint i = 1; i < spans->len; i++)
    {
      g_auto (GStrv) before = g_strsplit (g_ptr_array_index (spans, i - 1), " ", -1);
      g_auto (GStrv) after = g_strsplit (g_ptr_array_index (spans, i), " ", -1);

      if (strcmp (before[0], after[0]) == 0)
        g_assert_cmpstr (before[2], <=, after[1]);
    }
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static void
test_distributions (gconstpointer data)
{
  Centre *centre = (Centre *) data;
  g_autoptr (GPtrArray) people = find_all (centre, "jobseeker");
  g_autoptr (GPtrArray) meetings = find_all (centre, "meeting");
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) of_closed = g_array_new (FALSE, FALSE, sizeof (int));
  guint kims = 0;

  for (guint i = 0; i < meetings->len; i++)
    {
      const char *person = naru_record_get (g_ptr_array_index (meetings, i), "jobseeker");

      g_hash_table_insert (
          counts, (char *) person,
          GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, person)) + 1));
    }
  for (guint i = 0; i < people->len; i++)
    {
      NaruRecord *person = g_ptr_array_index (people, i);
      int n = GPOINTER_TO_INT (g_hash_table_lookup (counts, naru_record_get_id (person)));

      kims += g_str_has_prefix (naru_record_get (person, "name"), "김");
      if (g_strcmp0 (naru_record_get (person, "state"), "closed") == 0)
        g_array_append_val (of_closed, n);
    }
  g_assert_cmpuint (people->len, ==, 320);
  g_assert_cmpuint (kims * 100, >, people->len * 14);
  g_assert_cmpuint (kims * 100, <, people->len * 28);
  g_array_sort (of_closed, compare_counts);
  g_assert_cmpint (g_array_index (of_closed, int, of_closed->len / 2), <=, 8);
  g_assert_cmpint (g_array_index (of_closed, int, of_closed->len - 1), >=, 15);
}

/* Whoever looks at the sample on a Sunday sees a full day as well. */
static void
test_sunday (void)
{
  Centre centre;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  centre_open (&centre, 0, 3, "2026-11-22T13:40:00+09:00");
  rows = naru_agenda_read (centre.store, naru_desk_get_staff (centre.desk), "2026-11-22",
                           "2026-11-22T13:40:00+09:00", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, >, 10);
  g_assert_cmpint (((NaruAgendaRow *) rows->pdata[0])->section, ==, NARU_AGENDA_MEETINGS);
  centre_close (&centre);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    GTestDataFunc test;
  } tests[] = {
    { "/casework/sample/only-an-empty-profile-is-filled", test_empty },
    { "/casework/sample/every-record-is-valid-and-every-reference-names-one", test_valid },
    { "/casework/sample/no-note-is-written-twice", test_notes },
    { "/casework/sample/numbers-and-addresses-are-nobody's", test_numbers },
    { "/casework/sample/a-counsellor-has-seventy-to-a-hundred-open-cases", test_caseload },
    { "/casework/sample/vacancies-are-in-every-stage", test_stages },
    { "/casework/sample/one-vacancy-pays-less-than-the-minimum", test_pay },
    { "/casework/sample/today-is-full", test_today },
    { "/casework/sample/nobody-meets-two-people-at-once-or-on-holidays", test_calendar },
    { "/casework/sample/distributions-look-like-life", test_distributions },
  };
  Centre centre;
  int result;

  g_test_init (&argc, &argv, NULL);
  centre_open (&centre, 0, 1, NOW);
  g_test_add_func ("/casework/sample/the-same-seed-gives-the-same-bytes", test_seed);
  g_test_add_func ("/casework/sample/a-sunday-is-full-too", test_sunday);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add_data_func (tests[i].path, &centre, tests[i].test);
  result = g_test_run ();
  centre_close (&centre);
  return result;
}
