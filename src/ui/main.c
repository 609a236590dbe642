/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desktop program: options, translations, then the application. */

#include <glib/gi18n-lib.h>

#include "naru-application.h"
#include "naru-config.h"
#include "naru-locale.h"

/* A program in its build folder finds the translations that were built with it. */
static void
find_built_translations (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self == NULL ? NULL : g_path_get_dirname (self);
  g_autofree char *top = folder == NULL ? NULL : g_path_get_dirname (folder);
  g_autofree char *mark = NULL;
  g_autofree char *built = NULL;

  if (top == NULL)
    return;
  mark = g_build_filename (top, "meson-private", NULL);
  built = g_build_filename (top, "po", NULL);
  if (g_file_test (mark, G_FILE_TEST_IS_DIR))
    g_setenv ("NARU_LOCALEDIR", built, FALSE);
}

/* libadwaita replaces the theme of GTK by an empty one and brings its own. GTK would have read its theme by then, which is
 * a sixth of the work until the first frame: it is told of the empty one before. A theme that the user names stays. GTK says
 * once only that there is no display: %FALSE. */
static gboolean
init_toolkit (void)
{
  gboolean named = g_getenv ("GTK_THEME") != NULL;
  gboolean opened;

  if (!named)
    g_setenv ("GTK_THEME", "Adwaita-empty", TRUE);
  opened = gtk_init_check ();
  if (opened)
    gtk_settings_get_default ();
  if (!named)
    g_unsetenv ("GTK_THEME");
  return opened;
}

int
main (int argc, char *argv[])
{
  g_autofree char *profile = NULL;
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruApplication) application = NULL;
  gboolean version = FALSE;

  find_built_translations ();
  naru_locale_init ();

  {
    const GOptionEntry entries[] = {
      { "profile", 0, 0, G_OPTION_ARG_FILENAME, &profile, _ ("Folder of the data"), _ ("DIR") },
      { "version", 0, 0, G_OPTION_ARG_NONE, &version, _ ("Show the version"), NULL },
      { NULL },
    };
    context = g_option_context_new (NULL);
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  }
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("naru: %s\n", error->message);
      return 2;
    }
  if (version)
    {
      g_print ("naru %s\n", NARU_VERSION);
      return 0;
    }
  if (!init_toolkit ())
    {
      g_printerr ("naru: %s\n",
                  _ ("There is no display to open a window on. naru-cli works without one."));
      return 1;
    }
  application = naru_application_new (profile);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
