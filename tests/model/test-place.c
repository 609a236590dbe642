/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places and the names of their databases. */
#include "naru-place.h"

#define PARTNER "organisation:01JD0000000000000000000ABC"

static void
assert_place (NaruCircle circle, const char *part, const char *expected)
{
  g_autofree char *place = naru_place_new (circle, part);

  g_assert_cmpstr (place, ==, expected);
  if (place != NULL)
    g_assert_cmpint (naru_place_get_circle (place), ==, circle);
}

static void
test_new (void)
{
  assert_place (NARU_CIRCLE_COMMON, NULL, "common");
  assert_place (NARU_CIRCLE_EMPLOYERS, "ignored", "employers");
  assert_place (NARU_CIRCLE_MATCH, NULL, "match");
  assert_place (NARU_CIRCLE_CASES, "North-2", "cases-north-2");
  assert_place (NARU_CIRCLE_SITUATION, "all", "situation-all");
  assert_place (NARU_CIRCLE_PARTNER, PARTNER, "partner-01jd0000000000000000000abc");
  assert_place (NARU_CIRCLE_CASES, NULL, NULL);
  assert_place (NARU_CIRCLE_CASES, "", NULL);
  assert_place (NARU_CIRCLE_OWN, "a", NULL);
  assert_place (NARU_CIRCLE_LOCAL, "a", NULL);
}

static void
test_slug (void)
{
  static const char *const awkward[]
      = { "1팀", "North team", "-a",    "a-",
          "",    "log",        "a-log", "a-very-long-code-of-a-team-that-nobody-would-type" };
  g_autofree char *plain = naru_place_slug ("A1");

  g_assert_cmpstr (plain, ==, "a1");
  for (guint i = 0; i < G_N_ELEMENTS (awkward); i++)
    {
      g_autofree char *slug = naru_place_slug (awkward[i]);
      g_autofree char *again = naru_place_slug (slug);

      g_assert_cmpuint (strlen (slug), ==, 11);
      g_assert_cmpint (slug[0], ==, 'x');
      g_assert_cmpstr (again, ==, slug);
    }
}

static void
test_database (void)
{
  g_autofree char *database = naru_place_database ("c1", "cases-a", FALSE);
  g_autofree char *log = naru_place_database ("c1", "cases-a", TRUE);
  g_autofree char *place = naru_place_from_database ("c1", database);

  g_assert_cmpstr (database, ==, "c1-cases-a");
  g_assert_cmpstr (log, ==, "c1-cases-a-log");
  g_assert_cmpstr (place, ==, "cases-a");
  g_assert_null (naru_place_from_database ("c1", log));
  g_assert_null (naru_place_from_database ("c", database));
  g_assert_null (naru_place_from_database ("c1", "c1-nothing"));
  g_assert_null (naru_place_from_database ("c1", "c1-cases-"));
  g_assert_null (naru_place_from_database ("c1", "c1-own"));
  g_assert_null (naru_place_from_database ("c1", "c1"));
}

static void
test_centre (void)
{
  g_assert_true (naru_centre_is_valid ("c1"));
  g_assert_true (naru_centre_is_valid ("north-east"));
  g_assert_false (naru_centre_is_valid (""));
  g_assert_false (naru_centre_is_valid ("1c"));
  g_assert_false (naru_centre_is_valid ("C1"));
  g_assert_false (naru_centre_is_valid ("c1-"));
  g_assert_false (naru_centre_is_valid ("c/1"));
  g_assert_false (naru_centre_is_valid ("c1-cases"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/place/is-named-by-its-circle-and-team", test_new);
  g_test_add_func ("/model/place/code-that-a-database-cannot-hold-is-replaced", test_slug);
  g_test_add_func ("/model/place/database-says-its-place", test_database);
  g_test_add_func ("/model/place/centre-has-a-name-that-is-not-ambiguous", test_centre);
  return g_test_run ();
}
