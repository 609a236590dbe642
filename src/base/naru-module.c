/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a part of the program. Where it lies is written into the program (its run path): the build folder before, and
 * a folder beside the other libraries after it was installed. */
#include "naru-module.h"

#include <dlfcn.h>
#include <glib/gi18n-lib.h>

#include "naru-error.h"

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
  void *module;
  gconstpointer table;

  if (linked != NULL)
    return linked;
  module = dlopen (file, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  table = module != NULL ? dlsym (module, symbol) : NULL;
  if (table == NULL)
    g_set_error (error, NARU_ERROR, NARU_ERROR_FAILED,
                 _ ("A part of Naru is missing. Please install it again: %s"), dlerror ());
  return table;
}
