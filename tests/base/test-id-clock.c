/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids that sort and never meet, and time as the wire has it. */
#include "naru-clock.h"
#include "naru-error.h"
#include "naru-id.h"

#include <string.h>

static void
test_fixed_clock (void)
{
  g_autoptr (NaruClock) clock = naru_clock_new_fixed ("2026-11-22T23:59:30+09:00");
  g_autofree char *timestamp = naru_clock_timestamp (clock);
  g_autofree char *today = naru_clock_today (clock);
  g_autofree char *tomorrow = NULL;

  g_assert_cmpstr (timestamp, ==, "2026-11-22T23:59:30+09:00");
  g_assert_cmpstr (today, ==, "2026-11-22");
  naru_clock_advance (clock, 30);
  tomorrow = naru_clock_today (clock);
  g_assert_cmpstr (tomorrow, ==, "2026-11-23");
  g_assert_null (naru_clock_new_fixed ("yesterday"));
}

static void
test_system_clock (void)
{
  g_autofree char *today = NULL;
  g_autofree char *timestamp = NULL;

  /* In a process of its own, since the variable is read once. */
  if (g_test_subprocess ())
    {
      g_setenv ("NARU_NOW", "2031-05-06T12:00:00+00:00", TRUE);
      g_setenv ("TZ", "Asia/Seoul", TRUE);
      today = naru_clock_today (NULL);
      timestamp = naru_clock_timestamp (naru_clock_system ());
      g_assert_cmpstr (today, ==, "2031-05-06");
      g_assert_true (g_str_has_prefix (timestamp, "2031-05-06T21:0"));
      g_assert_true (g_str_has_suffix (timestamp, "+09:00"));
      naru_clock_free (naru_clock_system ());
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_dates (void)
{
  g_autofree char *leap = naru_date_add_days ("2024-02-28", 1);
  g_autofree char *back = naru_date_add_days ("2026-01-01", -1);
  g_autofree char *last = naru_date_add_days ("9999-12-30", 1);

  g_assert_true (naru_date_is_valid ("2024-02-29"));
  g_assert_false (naru_date_is_valid ("2023-02-29"));
  g_assert_false (naru_date_is_valid ("2026-1-01"));
  g_assert_false (naru_date_is_valid ("2026-01-01 "));
  g_assert_false (naru_date_is_valid ("0000-01-01"));
  g_assert_false (naru_date_is_valid (""));
  g_assert_false (naru_date_is_valid (NULL));
  g_assert_cmpstr (leap, ==, "2024-02-29");
  g_assert_cmpstr (back, ==, "2025-12-31");
  g_assert_cmpstr (last, ==, "9999-12-31");
  g_assert_null (naru_date_add_days ("9999-12-31", 1));
  g_assert_null (naru_date_add_days ("0001-01-01", -1));
  g_assert_null (naru_date_add_days ("2026-01-01", G_MAXINT));
  g_assert_null (naru_date_add_days ("soon", 1));
  g_assert_cmpint (naru_date_days_between ("2026-11-22", "2026-12-22"), ==, 30);
  g_assert_cmpint (naru_date_days_between ("2026-11-22T10:00:00+09:00", "2026-11-20"), ==, -2);
  g_assert_cmpint (naru_date_days_between ("", "2026-11-20"), ==, 0);
}

static void
test_times (void)
{
  g_autoptr (GDateTime) time = naru_time_parse ("2026-11-22T10:00:00+09:00");

  g_assert_nonnull (time);
  g_assert_cmpint (g_date_time_to_unix (time), ==, 1795309200);
  g_assert_true (naru_time_is_valid ("2026-11-22T10:00:00Z"));
  g_assert_true (naru_time_is_valid ("2026-11-22T10:00:00.125-03:30"));
  g_assert_false (naru_time_is_valid ("2026-11-22T10:00:00"));
  g_assert_false (naru_time_is_valid ("2026-11-22T10:00+09:00"));
  g_assert_false (naru_time_is_valid ("2026-11-22T24:00:00Z"));
  g_assert_false (naru_time_is_valid ("2026-11-22T10:00:00+9:00"));
  g_assert_false (naru_time_is_valid ("2026-11-22T10:00:00.Z"));
  g_assert_false (naru_time_is_valid ("2026-02-30T10:00:00Z"));
  g_assert_false (naru_time_is_valid ("2026-11-22"));
  g_assert_false (naru_time_is_valid (NULL));
  g_assert_null (naru_time_parse ("now"));
}

static void
test_ulid_order (void)
{
  g_autoptr (NaruClock) clock = naru_clock_new_fixed ("2090-11-22T10:00:00+09:00");
  g_autofree char *last = naru_id_new_ulid (clock);

  for (int i = 0; i < 3000; i++)
    {
      g_autofree char *ulid = NULL;

      naru_clock_advance (clock, i % 3 == 0 ? -100 : i % 3);
      ulid = naru_id_new_ulid (clock);
      g_assert_cmpuint (strlen (ulid), ==, 26);
      g_assert_cmpstr (last, <, ulid);
      g_free (g_steal_pointer (&last));
      last = g_steal_pointer (&ulid);
    }
}

static void
test_ulid_time (void)
{
  g_autoptr (NaruClock) clock = naru_clock_new_fixed ("2120-01-01T00:00:00Z");
  g_autofree char *first = naru_id_new_ulid (clock);
  g_autofree char *second = NULL;

  /* 4733510400000 ms in base 32; the spec's example has this layout. */
  g_assert_true (g_str_has_prefix (first, "049RDK9E00"));
  naru_clock_advance (clock, 1);
  second = naru_id_new_ulid (clock);
  g_assert_true (g_str_has_prefix (second, "049RDK9EZ8"));
  g_assert_cmpstr (first + 10, !=, second + 10);
}

static void
test_ids (void)
{
  g_autofree char *id = naru_id_new ("jobseeker", NULL);
  g_autofree char *type = naru_id_get_type (id);

  g_assert_true (naru_id_is_valid (id));
  g_assert_cmpstr (type, ==, "jobseeker");
  g_assert_true (naru_id_has_type (id, "jobseeker"));
  g_assert_false (naru_id_has_type (id, "job"));
  g_assert_false (naru_id_is_valid ("jobseeker:01ARZ3NDEKTSV4RRFFQ69G5FA"));
  g_assert_false (naru_id_is_valid ("jobseeker:01ARZ3NDEKTSV4RRFFQ69G5FAVX"));
  g_assert_false (naru_id_is_valid ("jobseeker:01ARZ3NDEKTSV4RRFFQ69G5FAU"));
  g_assert_false (naru_id_is_valid ("jobseeker:01arz3ndektsv4rrffq69g5fav"));
  g_assert_false (naru_id_is_valid ("_design/naru"));
  g_assert_false (naru_id_is_valid (""));
  g_assert_false (naru_id_is_valid (NULL));
  g_assert_null (naru_id_get_type ("jobseeker"));
}

static void
test_natural_ids (void)
{
  g_autofree char *id = naru_id_new_natural ("employer", "companies-house", "SC123456");
  g_autofree char *same = naru_id_new_natural ("employer", "Companies-House", "  sc123456 ");
  g_autofree char *other = naru_id_new_natural ("employer", "companies-house", "SC123457");
  g_autofree char *shifted = naru_id_new_natural ("employer", "companies-houses", "C123456");

  /* sha256 ("companies-house" 0x1f "sc123456"): every desk, also one of another make, must find this id. */
  g_assert_cmpstr (id, ==, "employer:ACJQYYPWSG647AVA93K6368329");
  g_assert_true (naru_id_is_valid (id));
  g_assert_cmpstr (id, ==, same);
  g_assert_cmpstr (id, !=, other);
  g_assert_cmpstr (id, !=, shifted);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/clock/fixed-stands-still-until-moved", test_fixed_clock);
  g_test_add_func ("/base/clock/system-starts-where-naru-now-says", test_system_clock);
  g_test_add_func ("/base/clock/dates-exist-in-the-calendar", test_dates);
  g_test_add_func ("/base/clock/times-carry-an-offset", test_times);
  g_test_add_func ("/base/id/ulids-rise-while-the-clock-steps-back", test_ulid_order);
  g_test_add_func ("/base/id/ulids-begin-with-their-time", test_ulid_time);
  g_test_add_func ("/base/id/an-id-names-its-type", test_ids);
  g_test_add_func ("/base/id/natural-keys-give-one-id-on-every-desk", test_natural_ids);
  return g_test_run ();
}
