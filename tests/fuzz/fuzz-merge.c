/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three versions of an employer, a line each: the laws of merging hold for any. */
#include "fuzz.h"

#include <string.h>

#include "naru-json-text.h"
#include "naru-merge.h"

static char *
merge (const char *base, const char *mine, const char *theirs)
{
  g_autoptr (GPtrArray) clashes = NULL;
  char *merged
      = naru_merge3 (naru_record_type_find ("employer"), base, mine, theirs, &clashes, NULL);

  g_assert_true (merged == NULL || naru_json_check_object (merged, -1, NULL));
  return merged;
}

static void
assert_same (const char *a, const char *b)
{
  /* what cannot be put together cannot from the other side either */
  g_assert_true ((a == NULL) == (b == NULL));
  if (a == NULL || naru_json_span_equal (naru_json_span (a, -1), naru_json_span (b, -1)))
    return;
  g_printerr ("%s\nis not\n%s\n", a, b);
  g_assert_not_reached ();
}

static void
check_laws (const char *base, const char *mine, const char *theirs)
{
  g_autofree char *merged = merge (base, mine, theirs);
  g_autofree char *mirrored = merge (base, theirs, mine);
  g_autofree char *same = merge (base, mine, mine);
  g_autofree char *again = NULL;

  assert_same (merged, mirrored);
  if (same != NULL)
    assert_same (same, mine);
  if (merged == NULL)
    return;
  /* who has merged and meets the same once more has nothing to do */
  again = merge (theirs, merged, theirs);
  if (again != NULL)
    assert_same (again, merged);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  const char *end = text + size;
  const char *mine = memchr (text, '\n', size);
  const char *theirs = mine != NULL ? memchr (mine + 1, '\n', (gsize) (end - mine - 1)) : NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (theirs == NULL)
    return 0;
  first = g_strndup (text, (gsize) (mine - text));
  second = g_strndup (mine + 1, (gsize) (theirs - mine - 1));
  if (naru_json_check_object (first, -1, NULL) && naru_json_check_object (second, -1, NULL)
      && naru_json_check_object (theirs + 1, -1, NULL))
    check_laws (first, second, theirs + 1);
  return 0;
}
