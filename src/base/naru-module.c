/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a part of the program. Where it lies is written into the program (its run path): the build folder before, and
 * a folder beside the other libraries after it was installed. */
#include "naru-module.h"

#include <dlfcn.h>
#include <glib/gi18n-lib.h>
#include <gmodule.h>

#include "naru-error.h"

/* In the folders where the program's own libraries are looked for. */
static char *
find_file (const char *file)
{
  void *program = dlopen (NULL, RTLD_LAZY);
  Dl_serinfo size = { 0 };
  g_autofree Dl_serinfo *folders = NULL;

  if (program == NULL || dlinfo (program, RTLD_DI_SERINFOSIZE, &size) != 0)
    return NULL;
  folders = g_malloc0 (size.dls_size);
  if (dlinfo (program, RTLD_DI_SERINFOSIZE, folders) != 0
      || dlinfo (program, RTLD_DI_SERINFO, folders) != 0)
    return NULL;
  for (guint i = 0; i < folders->dls_cnt; i++)
    {
      g_autofree char *path = g_build_filename (folders->dls_serpath[i].dls_name, file, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

/**
 * naru_module_find:
 * @linked: (nullable): address of @symbol as a weak symbol: in naru-cli and the tests the part is in the program
 * @file: name of the module
 * @symbol: name of the table of functions that it offers
 * @error: return location for %NARU_ERROR_FAILED if the module is not there, or is of another version
 *
 * May be called in any thread, and costs nothing but the first time. A module stays open.
 *
 * Returns: (transfer none) (nullable): the table
 */
gconstpointer
naru_module_find (gconstpointer linked, const char *file, const char *symbol, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) cause = NULL;
  GModule *module = NULL;
  gpointer table = NULL;

  if (linked != NULL)
    return linked;
  path = find_file (file);
  /* Not by dlopen(): libsoup asks GModule for something while it is loaded. If the loader were locked first and GModule
   * after it, another thread that opens a module, such as the one that reads the first icon, could wait for ever. */
  if (path != NULL)
    module = g_module_open_full (path, G_MODULE_BIND_LOCAL, &cause);
  if (module != NULL)
    {
      g_module_make_resident (module);
      g_module_symbol (module, symbol, &table);
    }
  if (table == NULL)
    g_set_error (error, NARU_ERROR, NARU_ERROR_FAILED,
                 _ ("A part of Naru is missing. Please install it again: %s"),
                 cause != NULL ? cause->message : file);
  return table;
}
