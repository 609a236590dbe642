/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that a rule marked are replaced where they are now, and an exception has its reason. */
#include "desk-fixture.h"

static char *
make_vacancy (DeskFixture *fixture)
{
  return desk_make (fixture, "vacancy", "title", "Care worker", "stage", "draft", "about",
                    "We are young. Join our young and energetic team.", "requirements",
                    "[{\"id\":\"r1\",\"need\":\"essential\",\"text\":\"Aged 25 to 40\"}]", NULL);
}

static void
rewrite (DeskFixture *fixture, const char *id, const char *field, guint start, const char *words,
         const char *replacement)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command
      = naru_vacancy_rewrite (fixture->desk, id, field, start, words, replacement, &error);

  g_assert_no_error (error);
  desk_run (fixture, command);
}

static void
test_rewrite (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_vacancy (fixture);
  g_autoptr (GError) error = NULL;

  /* the second "young", though it has moved since the rule looked */
  rewrite (fixture, id, "about", 21, "young", "welcoming");
  assert_value (fixture, id, "about", "We are young. Join our welcoming and energetic team.");
  rewrite (fixture, id, "about", 7, "young", "");
  assert_value (fixture, id, "about", "We are. Join our welcoming and energetic team.");
  rewrite (fixture, id, "requirements/r1/text", 0, "Aged 25 to 40", "");
  assert_value (fixture, id, "requirements", NULL);
  g_assert_null (naru_vacancy_rewrite (fixture->desk, id, "about", 7, "young", "", &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
}

static void
test_except (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *id = make_vacancy (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (NaruRecord) vacancy = NULL;
  g_autofree char *by = NULL;

  g_assert_null (naru_vacancy_except (fixture->desk, id, "age.limit", "young", "  ", &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
  g_clear_error (&error);
  command
      = naru_vacancy_except (fixture->desk, id, "age.limit", "young", "Youth guarantee", &error);
  g_assert_no_error (error);
  desk_run (fixture, command);
  vacancy = naru_store_get (fixture->store, id, NULL);
  by = naru_record_get_element (vacancy, "exceptions", 0, "by");
  g_assert_cmpstr (by, ==, naru_desk_get_staff (fixture->desk));
}

/* What a rule offers for a threat is a sentence, which no half of another may run into. */
static void
test_sentence (DeskFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text, *words, *becomes;
  } cases[] = {
    { "Find work or your benefit will be cut", "or your benefit will be cut",
      "Find work. Call us." },
    { "Go to the course, or there will be a sanction.", "sanction", "Go to the course. Call us." },
    { "If you stay away, your benefit will be cut. Bring a form.", "benefit will be cut",
      "Call us. Bring a form." },
    { "양식을 냅니다. 안 오면 불이익이 있습니다.", "불이익", "양식을 냅니다. Call us." },
    { "Venez, sinon votre allocation sera suspendue\nMerci", "allocation sera suspendue",
      "Venez. Call us.\nMerci" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *becomes
          = naru_wording_replace (cases[i].text, 0, cases[i].words, "Call us.");

      g_assert_cmpstr (becomes, ==, cases[i].becomes);
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/casework/wording/" name, DeskFixture, NULL, desk_fixture_set_up, func,             \
              desk_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("replaces-words-where-they-are-now", test_rewrite);
  ADD ("puts-a-sentence-for-a-sentence", test_sentence);
  ADD ("excepts-only-with-a-reason", test_except);
  return g_test_run ();
}
