/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rule files: each rule does what its own examples say, and what is not complete does not load. */
#include <glib/gstdio.h>

#include "folder.h"
#include "naru-findings.h"

static void
test_examples (void)
{
  g_autoptr (GPtrArray) problems = naru_checker_test_rules (NULL);

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vacancy/rules/every rule finds its examples and leaves what is lawful",
                   test_examples);
  return g_test_run ();
}
