/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check-css FILE...: prints "file:line: message" for everything in a style sheet that GTK refuses. Needs no display. */
#include <gtk/gtk.h>

typedef struct
{
  const char *path;
  guint refused;
} Sheet;

static void
parsing_error_cb (GtkCssProvider *provider, GtkCssSection *section, const GError *error,
                  gpointer user_data)
{
  Sheet *sheet = user_data;

  sheet->refused++;
  g_print ("%s:%" G_GSIZE_FORMAT ": %s\n", sheet->path,
           gtk_css_section_get_start_location (section)->lines + 1, error->message);
}

int
main (int argc, char **argv)
{
  guint refused = 0;

  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
      Sheet sheet = { argv[i], 0 };

      g_signal_connect (provider, "parsing-error", G_CALLBACK (parsing_error_cb), &sheet);
      gtk_css_provider_load_from_path (provider, argv[i]);
      refused += sheet.refused;
    }
  return refused > 0 ? 1 : 0;
}
