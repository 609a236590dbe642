/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "folder.h"

#include <glib/gstdio.h>

/* Removes @path with everything in it; a link goes and what it leads to stays. */
void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir
      = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_remove (path);
}
