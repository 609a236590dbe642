/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of the process. */
#include "naru-locale.h"

#include <libintl.h>
#include <locale.h>

#include "naru-config.h"

/**
 * naru_locale_init:
 *
 * Takes the language of the environment and finds the translations. The first line of main() in every program. The
 * environment variable NARU_LOCALEDIR names a folder of translations that is not installed, such as build/po.
 */
void
naru_locale_init (void)
{
  const char *folder = g_getenv ("NARU_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL && *folder != '\0' ? folder : NARU_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
