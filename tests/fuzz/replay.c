/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives the files of a folder to a fuzz target, and each of them cut short at every place: the target as a usual test, for
 * compilers without a fuzzer. */
#include "fuzz.h"

#include <stdlib.h>

static void
replay (gconstpointer data)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (data, &bytes, &size, &error);
  g_assert_no_error (error);
  for (gsize length = 0; length <= size; length++)
    LLVMFuzzerTestOneInput ((const guint8 *) bytes, length);
}

int
main (int argc, char **argv)
{
  const char *folder = g_getenv ("NARU_CORPUS");
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  if (folder == NULL || (dir = g_dir_open (folder, 0, &error)) == NULL)
    g_error ("NARU_CORPUS names no folder: %s", error != NULL ? error->message : "it is not set");
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/fuzz/%s", name);

      g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), replay, g_free);
    }
  return g_test_run ();
}
