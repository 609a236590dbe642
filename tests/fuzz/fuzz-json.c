/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON texts from anywhere: what passes the check can be read, made canonical and edited, and an edit of one member leaves
 * every byte of the others. */
#include "fuzz.h"

#include <string.h>

#include "naru-json-text.h"

#define EDITED "fuzzed"

static void
read_all (NaruJsonSpan span)
{
  NaruJsonKind kind = naru_json_span_kind (span);
  NaruJsonIter iter;
  NaruJsonSpan name;
  NaruJsonSpan value;

  g_assert_cmpint (kind, !=, NARU_JSON_MISSING);
  if (kind == NARU_JSON_STRING)
    {
      g_autofree char *text = naru_json_span_dup_string (span);

      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
    }
  if (kind != NARU_JSON_OBJECT && kind != NARU_JSON_ARRAY)
    return;
  naru_json_iter_init (&iter, span);
  while (naru_json_iter_next (&iter, &name, &value))
    read_all (value);
}

static void
check_canonical (NaruJsonSpan span)
{
  g_autofree char *once = naru_json_span_canonical (span);
  g_autofree char *twice = NULL;

  g_assert_true (naru_json_check (once, -1, NULL));
  twice = naru_json_span_canonical (naru_json_span (once, -1));
  g_assert_cmpstr (once, ==, twice);
  g_assert_true (naru_json_span_equal (span, naru_json_span (once, -1)));
}

static gboolean
is_edited (NaruJsonSpan name)
{
  g_autofree char *text = naru_json_span_dup_string (name);

  return g_strcmp0 (text, EDITED) == 0;
}

static gboolean
next_other (NaruJsonIter *iter, NaruJsonSpan *name, NaruJsonSpan *value)
{
  while (naru_json_iter_next (iter, name, value))
    if (!is_edited (*name))
      return TRUE;
  return FALSE;
}

static void
assert_others_same (const char *before, const char *after)
{
  NaruJsonIter a;
  NaruJsonIter b;
  NaruJsonSpan a_name, a_value, b_name, b_value;

  naru_json_iter_init (&a, naru_json_span (before, -1));
  naru_json_iter_init (&b, naru_json_span (after, -1));
  while (next_other (&a, &a_name, &a_value))
    {
      g_assert_true (next_other (&b, &b_name, &b_value));
      g_assert_cmpmem (a_name.text, a_name.length, b_name.text, b_name.length);
      g_assert_cmpmem (a_value.text, a_value.length, b_value.text, b_value.length);
    }
  g_assert_false (next_other (&b, &b_name, &b_value));
}

static void
check_splice (const char *text)
{
  const NaruJsonEdit set = { EDITED, "[1,\"\\u0000\"]" };
  const NaruJsonEdit unset = { EDITED, NULL };
  g_autofree char *with = naru_json_splice (text, &set, 1);
  g_autofree char *without = NULL;
  NaruJsonSpan member;

  g_assert_true (naru_json_check_object (with, -1, NULL));
  member = naru_json_span_member (naru_json_span (with, -1), EDITED);
  g_assert_cmpmem (member.text, member.length, set.value, strlen (set.value));
  assert_others_same (text, with);
  without = naru_json_splice (with, &unset, 1);
  g_assert_true (naru_json_check_object (without, -1, NULL));
  g_assert_cmpint (
      naru_json_span_kind (naru_json_span_member (naru_json_span (without, -1), EDITED)), ==,
      NARU_JSON_MISSING);
  assert_others_same (text, without);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  /* no zero behind the end: reading too far is seen */
  g_autofree char *exact = g_memdup2 (data, size);
  g_autofree char *text = NULL;

  if (size == 0 || !naru_json_check (exact, (gssize) size, NULL))
    return 0;
  read_all (naru_json_span (exact, (gssize) size));
  check_canonical (naru_json_span (exact, (gssize) size));
  text = g_strndup (exact, size);
  /* the member that is added may make the text too large */
  if (size < NARU_JSON_MAX_SIZE - 64 && naru_json_check_object (text, -1, NULL))
    check_splice (text);
  return 0;
}
