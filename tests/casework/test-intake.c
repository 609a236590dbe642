/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The intake interview: where each path leads, that stored answers lead there again, and what is written down. */
#include "desk-fixture.h"
#include "naru-intake.h"

#include <string.h>

typedef struct
{
  DeskFixture *fixture;
  NaruIntakeRules *rules;
  GHashTable *fired;
  guint n_paths;
} Walk;

static char *
take_in (DeskFixture *fixture)
{
  return desk_make (fixture, "jobseeker", "name", "Nguyen Thi Lan", "state", "new", NULL);
}

static void
answer (DeskFixture *fixture, const char *person, const char *question, const char *answers)
{
  g_auto (GStrv) words = g_strsplit (answers, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = naru_intake_answer (
      fixture->desk, person, question, (const char *const *) words, "in her words", &error);

  g_assert_no_error (error);
  naru_desk_run (fixture->desk, command, &error);
  g_assert_no_error (error);
}

/* Where Figure 3.3 sends people. */
static void
test_routes (DeskFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *need;
    const char *insured;
    const char *groups;
    const char *route;
    const char *rule;
  } cases[] = {
    { "no", NULL, NULL, "welfare", "no-need@1" },
    { "yes", NULL, NULL, NULL, NULL },
    { "yes", "yes", NULL, "benefits", "insured@1" },
    { "yes", "no", NULL, NULL, NULL },
    { "yes", "no", "retirement", "special", "retirement@1" },
    { "yes", "no", "career_break", "special", "career-break@1" },
    { "yes", "no", "veteran", "special", "veteran@1" },
    { "yes", "no", "none", "standard", "standard@1" },
    { "yes", "no", "career_break veteran", "special", "veteran-and-career-break@1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *person = take_in (fixture);

      answer (fixture, person, "need", cases[i].need);
      if (cases[i].insured != NULL)
        answer (fixture, person, "insured", cases[i].insured);
      if (cases[i].groups != NULL)
        answer (fixture, person, "groups", cases[i].groups);
      assert_value (fixture, person, "route", cases[i].route);
      assert_value (fixture, person, "routeRule", cases[i].rule);
    }
}

static void walk (Walk *self, GHashTable *given);

static void
try_answers (Walk *self, GHashTable *given, const NaruIntakeQuestion *question, const char *answers)
{
  g_autoptr (GHashTable) next = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, given);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (next, key, value);
  g_hash_table_insert (next, question->id, (char *) answers);
  walk (self, next);
}

/* The path is through as far as questions with choices go: it is stored and replayed. */
static void
check_path (Walk *self, GHashTable *given, const NaruIntakeState *state)
{
  g_autofree char *person = take_in (self->fixture);
  g_autofree char *route = NULL, *replayed = NULL;
  g_autoptr (NaruRecord) record = NULL;

  for (guint i = 0; i < state->path->len; i++)
    {
      const NaruIntakeQuestion *question = g_ptr_array_index (state->path, i);
      const char *answers = g_hash_table_lookup (given, question->id);

      if (answers != NULL)
        answer (self->fixture, person, question->id, answers);
    }
  g_assert_nonnull (state->rule);
  g_hash_table_add (self->fired, state->rule->id);
  record = naru_store_get (self->fixture->store, person, NULL);
  route = desk_get (self->fixture, person, "route");
  replayed = naru_intake_replay (self->rules, record);
  g_assert_cmpstr (route, ==, state->rule->outcome);
  g_assert_cmpstr (replayed, ==, route);
  for (guint i = 0; i < naru_record_get_length (record, "intake"); i++)
    {
      static const char *const members[] = { "answer", "reason", "rule", "by", "at" };

      for (guint m = 0; m < G_N_ELEMENTS (members); m++)
        {
          g_autofree char *value = naru_record_get_element (record, "intake", i, members[m]);

          g_assert_nonnull (value);
        }
    }
  self->n_paths++;
}

static void
walk (Walk *self, GHashTable *given)
{
  g_autoptr (NaruIntakeState) state = naru_intake_evaluate (self->rules, given, TRUE);
  const NaruIntakeQuestion *question = state->next;
  guint n;

  if (question == NULL || question->kind > NARU_INTAKE_MANY)
    {
      check_path (self, given, state);
      return;
    }
  n = question->answers->len;
  for (guint bits = 1; bits < 1u << n; bits++)
    {
      g_autoptr (GString) answers = g_string_new (NULL);
      gboolean possible = question->kind == NARU_INTAKE_MANY || (bits & (bits - 1)) == 0;

      for (guint i = 0; i < n; i++)
        {
          const NaruIntakeAnswer *one = g_ptr_array_index (question->answers, i);

          if ((bits & 1u << i) == 0)
            continue;
          possible = possible && (!one->alone || bits == 1u << i);
          g_string_append_printf (answers, "%s%s", answers->len > 0 ? " " : "", one->id);
        }
      if (possible)
        try_answers (self, given, question, answers->str);
    }
}

/* Every path there is leads somewhere, and its stored answers lead there again. Every rule is of use. */
static void
test_replay (DeskFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruIntakeRules) rules = naru_intake_rules_load (fixture->desk, 0, &error);
  g_autoptr (GHashTable) fired = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  Walk self = { fixture, rules, fired, 0 };

  g_assert_no_error (error);
  walk (&self, none);
  /* no need; insured; not known; 7 sets of 3 groups, and none of them */
  g_assert_cmpuint (self.n_paths, ==, 11);
  g_assert_cmpuint (g_hash_table_size (fired), ==, rules->rules->len);
}

static void
test_half_way (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = take_in (fixture);
  g_autoptr (NaruIntakeRules) rules = naru_intake_rules_load (fixture->desk, 0, NULL);
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (GHashTable) given = NULL;
  g_autoptr (NaruIntakeState) state = NULL;

  answer (fixture, person, "need", "yes");
  answer (fixture, person, "insured", "no");
  record = naru_store_get (fixture->store, person, NULL);
  given = naru_intake_read_answers (record);
  state = naru_intake_evaluate (rules, given, TRUE);
  g_assert_cmpuint (state->n_answered, ==, 2);
  g_assert_cmpstr (state->next->id, ==, "groups");
  g_assert_cmpuint (state->path->len, ==, 6);
  g_assert_null (state->rule);
}

/* Answers of a branch that was left do not count, and come back with it. */
static void
test_change_of_mind (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = take_in (fixture);

  answer (fixture, person, "need", "yes");
  answer (fixture, person, "insured", "no");
  answer (fixture, person, "groups", "veteran");
  assert_value (fixture, person, "groups", "veterans");
  answer (fixture, person, "insured", "yes");
  assert_value (fixture, person, "route", "benefits");
  answer (fixture, person, "insured", "no");
  assert_value (fixture, person, "routeRule", "veteran@1");
  answer (fixture, person, "groups", "none");
  assert_value (fixture, person, "groups", NULL);
  assert_value (fixture, person, "route", "standard");
}

static void
test_wrong_answers (DeskFixture *fixture, gconstpointer data)
{
  static const char *const two[] = { "yes", "no", NULL };
  static const char *const none_and[] = { "none", "veteran", NULL };
  static const char *const nothing[] = { NULL };
  static const char *const other[] = { "perhaps", NULL };
  g_autofree char *person = take_in (fixture);
  GError *error = NULL;

  desk_assert_refused (naru_intake_answer (fixture->desk, person, "need", two, NULL, &error),
                       &error, NARU_ERROR_INVALID);
  desk_assert_refused (naru_intake_answer (fixture->desk, person, "need", other, NULL, &error),
                       &error, NARU_ERROR_INVALID);
  desk_assert_refused (naru_intake_answer (fixture->desk, person, "groups", nothing, NULL, &error),
                       &error, NARU_ERROR_INVALID);
  desk_assert_refused (naru_intake_answer (fixture->desk, person, "groups", none_and, NULL, &error),
                       &error, NARU_ERROR_INVALID);
  desk_assert_refused (naru_intake_answer (fixture->desk, person, "digital", two, NULL, &error),
                       &error, NARU_ERROR_NOT_FOUND);
}

static void
test_reroute (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = take_in (fixture);
  g_autoptr (NaruIntakeRules) rules = naru_intake_rules_load (fixture->desk, 0, NULL);
  g_autoptr (NaruRecord) record = NULL;
  g_autofree char *replayed = NULL;
  GError *error = NULL;

  answer (fixture, person, "need", "no");
  desk_assert_refused (naru_intake_reroute (fixture->desk, person, "standard", "  ", &error),
                       &error, NARU_ERROR_REFUSED);
  desk_take (fixture, naru_intake_reroute (fixture->desk, person, "special", "Wants it", &error));
  desk_take (fixture, naru_intake_reroute (fixture->desk, person, "standard", "Nearer", &error));
  assert_value (fixture, person, "route", "standard");
  assert_value (fixture, person, "routeReason", "Nearer");
  answer (fixture, person, "need", "no");
  assert_value (fixture, person, "route", "standard");
  record = naru_store_get (fixture->store, person, NULL);
  replayed = naru_intake_replay (rules, record);
  g_assert_cmpstr (replayed, ==, "standard");
  g_assert_cmpuint (naru_record_get_length (record, "intake"), ==, 3);
}

static const char second_path[]
    = "{\"version\":2,\"questions\":[{\"id\":\"need\",\"kind\":\"one\",\"short\":\"Need\","
      "\"title\":{\"en\":\"Need?\"},\"answers\":[{\"id\":\"yes\",\"title\":\"Yes\"},"
      "{\"id\":\"no\",\"title\":\"No\"}]}],\"rules\":[{\"id\":\"all\",\"when\":[],"
      "\"route\":\"standard\",\"words\":\"Everybody\"}]}";

static gboolean
put_cb (NaruTransaction *transaction, gpointer data, GError **error)
{
  return naru_transaction_put (transaction, data, error);
}

/* A centre's own path holds for who comes now; who began under another stays on it. A faulty one is told, not followed. */
static void
test_versions (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *before = take_in (fixture);
  g_autofree char *after = NULL;
  g_autofree char *setting = NULL;
  g_autoptr (NaruRecord) faulty = NULL;
  g_autoptr (NaruCommand) refused = NULL, next = NULL;
  g_auto (GStrv) created = NULL;
  const NaruWriteInfo info
      = { "Sync", naru_desk_get_staff (fixture->desk), NOW, NARU_WRITE_DEFAULT };
  g_autoptr (NaruIntakeRules) rules = NULL;
  g_autoptr (GError) error = NULL;

  answer (fixture, before, "need", "yes");
  assert_value (fixture, before, "intakeState", "open");
  setting = desk_make (fixture, "setting", "key", "intakeRules-2", "value", second_path, NULL);
  refused = naru_intake_rules_adopt (fixture->desk, "{\"version\":3}", &error);
  g_assert_null (refused);
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  g_clear_error (&error);
  faulty = desk_draft ("setting", "key", "intakeRules-3", "value", "{\"version\":3}", NULL);
  refused = naru_command_new ("By hand");
  naru_command_create (refused, faulty);
  g_assert_false (naru_desk_run (fixture->desk, refused, &error));
  g_assert_nonnull (strstr (error->message, "intakeRules-3: Line 1: "));
  g_clear_error (&error);
  /* as another program may have sent it */
  g_assert_true (naru_store_write (fixture->store, &info, put_cb, faulty, &error));
  after = take_in (fixture);
  answer (fixture, after, "need", "no");
  assert_value (fixture, after, "routeRule", "all@2");
  assert_value (fixture, after, "intakeState", "done");
  answer (fixture, before, "insured", "yes");
  assert_value (fixture, before, "routeRule", "insured@1");
  rules = naru_intake_rules_load (fixture->desk, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rules->version, ==, 2);
  g_assert_nonnull (strstr (rules->fault, "Version 3"));
  g_assert_nonnull (strstr (rules->fault, "Line 1"));
  next = naru_intake_rules_adopt (fixture->desk, second_path, &error);
  g_assert_true (naru_desk_run (fixture->desk, next, &error));
  created = naru_command_get_created (next);
  assert_value (fixture, created[0], "key", "intakeRules-4");
  g_assert_null (naru_intake_rules_load (fixture->desk, 9, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND);
}

/* The line of the fault, which somebody looks for in an editor. */
static void
test_line (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruIntakeRules) rules = naru_intake_rules_parse (
      "{\"version\":1,\n\"questions\":[\n{\"id\":\"a\",\"kind\":\"consent\",\"short\":\"A\","
      "\"title\":"
      "\"A\"}],\n\"rules\":[\n{\"id\":\"r\",\"when\":[],\"route\":\"nowhere\",\"words\":\"w\"}]}",
      &error);

  g_assert_null (rules);
  g_assert_error (error, NARU_ERROR, NARU_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "Line 5: "));
}

static void
test_faulty (void)
{
  static const char *const faulty[] = {
    "[]",
    "{\"version\":1}",
    "{\"version\":1,\"questions\":[{\"id\":\"a\",\"kind\":\"one\",\"short\":\"A\",\"title\":\"A\"}]"
    ","
    "\"rules\":[{\"id\":\"r\",\"when\":[],\"route\":\"standard\",\"words\":\"w\"}]}",
    "{\"version\":1,\"questions\":[{\"id\":\"a\",\"kind\":\"consent\",\"short\":\"A\",\"title\":"
    "\"A\","
    "\"ask\":[[\"later\",\"yes\"]]}],"
    "\"rules\":[{\"id\":\"r\",\"when\":[],\"route\":\"standard\",\"words\":\"w\"}]}",
    "{\"version\":1,\"questions\":[{\"id\":\"a\",\"kind\":\"consent\",\"short\":\"A\","
    "\"title\":\"A\"}],\"rules\":[{\"id\":\"r\",\"when\":[],\"route\":\"nowhere\",\"words\":\"w\"}]"
    "}",
    "{\"version\":1,\"questions\":[{\"id\":\"a b\",\"kind\":\"consent\",\"short\":\"A\","
    "\"title\":\"A\"}],\"rules\":[{\"id\":\"r\",\"when\":[],\"route\":\"standard\",\"words\":\"w\"}"
    "]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (faulty); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (naru_intake_rules_parse (faulty[i], &error));
      g_assert_nonnull (error);
    }
}

static GHashTable *
levels (const char *digits)
{
  static const char *const areas[] = { "1", "2", "3", "4", "5" };
  static const char *const names[] = { "0", "1", "2", "3" };
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; digits[i] != '\0'; i++)
    g_hash_table_insert (table, (char *) areas[i], (char *) names[digits[i] - '0']);
  return table;
}

static void
test_screening (DeskFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *levels;
    const char *channel;
    gboolean paper;
  } cases[] = {
    { "33333", "online", FALSE },   { "22200", "online", FALSE },   { "12222", "phone", TRUE },
    { "00000", "in_person", TRUE }, { "30333", "in_person", TRUE }, { "11111", "in_person", TRUE },
  };
  g_autoptr (NaruIntakeRules) rules = naru_intake_rules_load (fixture->desk, 0, NULL);
  g_autofree char *person = take_in (fixture);
  g_autoptr (GHashTable) some = levels ("222");
  g_autoptr (GHashTable) low = levels ("10100");
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) table = levels (cases[i].levels);
      const NaruIntakeRule *rule = naru_screening_evaluate (rules, table);

      g_assert_cmpstr (rule->outcome, ==, cases[i].channel);
      g_assert_cmpint (rule->paper, ==, cases[i].paper);
    }
  desk_assert_refused (naru_intake_screen (fixture->desk, person, some, NULL, FALSE, NULL, &error),
                       &error, NARU_ERROR_INVALID);
  desk_take (fixture, naru_intake_screen (fixture->desk, person, low, NULL, TRUE, NULL, &error));
  assert_value (fixture, person, "preferredChannel", "in_person");
  assert_value (fixture, person, "paperPlan", "true");
  desk_take (fixture,
             naru_intake_screen (fixture->desk, person, low, "message", FALSE, NULL, &error));
  assert_value (fixture, person, "preferredChannel", "message");
  assert_value (fixture, person, "channelReason", "Own wish");
  assert_value (fixture, person, "paperPlan", "false");
}

static void
test_needs (DeskFixture *fixture, gconstpointer data)
{
  static const char *const needs[] = { "childcare", "transport", NULL };
  g_autofree char *person = take_in (fixture);
  g_autoptr (NaruRecord) record = NULL;
  g_autoptr (NaruCommand) command = NULL, again = NULL;
  GError *error = NULL;

  desk_assert_refused (naru_intake_note_needs (fixture->desk, person, needs, "words", &error),
                       &error, NARU_ERROR_REFUSED);
  command = naru_command_new ("Role");
  naru_command_set_json (command, naru_desk_get_staff (fixture->desk), "roles",
                         "[\"job_counsellor\",\"situation\"]");
  g_assert_true (naru_desk_run (fixture->desk, command, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  desk_take (fixture, naru_intake_note_needs (fixture->desk, person, needs, "words", &error));
  again = naru_intake_note_needs (fixture->desk, person, needs, NULL, &error);
  g_assert_true (naru_desk_run (fixture->desk, again, &error));
  g_assert_cmpuint (desk_count (fixture, "barrier"), ==, 2);
  record = naru_store_get (fixture->store, person, NULL);
  g_assert_null (strstr (naru_record_get_text (record), "childcare"));
  g_assert_null (strstr (naru_record_get_text (record), "words"));
}

static void
test_consent (DeskFixture *fixture, gconstpointer data)
{
  static const char *const parts[] = { "plan", "contact", NULL };
  static const char *const nothing[] = { NULL };
  g_autofree char *person = take_in (fixture);
  GError *error = NULL;

  desk_assert_refused (naru_intake_consent (fixture->desk, person, TRUE, nothing, NULL, &error),
                       &error, NARU_ERROR_INVALID);
  desk_take (fixture, naru_intake_consent (fixture->desk, person, TRUE, parts, NULL, &error));
  desk_take (fixture, naru_intake_consent (fixture->desk, person, FALSE, nothing, NULL, &error));
  g_assert_cmpuint (desk_count (fixture, "consent"), ==, 2);
}

static void
test_alternatives (DeskFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruIntakeRules) rules = naru_intake_rules_load (fixture->desk, 0, NULL);
  g_autoptr (GHashTable) given = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) sentences = NULL;

  g_hash_table_insert (given, "need", "yes");
  g_hash_table_insert (given, "insured", "no");
  g_hash_table_insert (given, "groups", "career_break");
  sentences = naru_intake_alternatives (rules, given, naru_intake_rules_find (rules, "groups"));
  /* retirement age as well changes nothing: the women's team stays first */
  g_assert_cmpuint (g_strv_length (sentences), ==, 2);
  g_assert_cmpstr (
      sentences[0], ==,
      "With “Veteran”: Women’s re-employment team or veterans’ centre, as she chooses");
  g_assert_cmpstr (sentences[1], ==, "With “None of these”: Standard counsellor");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                            \
  g_test_add (path, DeskFixture, NULL, desk_fixture_set_up, test, desk_fixture_tear_down)
  ADD ("/intake/routes", test_routes);
  ADD ("/intake/replay", test_replay);
  ADD ("/intake/half-way", test_half_way);
  ADD ("/intake/change-of-mind", test_change_of_mind);
  ADD ("/intake/wrong-answers", test_wrong_answers);
  ADD ("/intake/reroute", test_reroute);
  ADD ("/intake/versions", test_versions);
  ADD ("/intake/screening", test_screening);
  ADD ("/intake/needs", test_needs);
  ADD ("/intake/consent", test_consent);
  ADD ("/intake/alternatives", test_alternatives);
  g_test_add_func ("/intake/line", test_line);
  g_test_add_func ("/intake/faulty", test_faulty);
  return g_test_run ();
}
