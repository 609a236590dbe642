/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. A file that is faulty is told with its name and line, and the path that held goes on. */

#include "naru-intake-preferences.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include "naru-intake.h"
#include "naru-ui-util.h"

typedef struct
{
  NaruWindow *window;
  GtkWidget *group; /* owns this */
  GtkWidget *path;
  GtkWidget *read;
  guint version;
} Intake;

static void
intake_free (gpointer data)
{
  g_free (data);
}

static gboolean
may_change (NaruDesk *desk)
{
  return naru_desk_has_role (desk, NARU_ROLE_MANAGER) || naru_desk_has_role (desk, NARU_ROLE_IT);
}

static void
set_subtitle (GtkWidget *row, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
}

static void
show_path (Intake *intake)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruIntakeRules) rules
      = naru_intake_rules_load (naru_window_get_desk (intake->window), 0, &error);
  g_autofree char *which = NULL, *text = NULL;

  if (rules == NULL)
    {
      set_subtitle (intake->path, error->message);
      return;
    }
  intake->version = rules->version;
  which = rules->version == 1 ? g_strdup (_ ("The program’s own"))
                              : g_strdup_printf (_ ("Version %u, of this centre"), rules->version);
  text = rules->fault != NULL ? g_strdup_printf ("%s\n%s", which, rules->fault)
                              : g_steal_pointer (&which);
  set_subtitle (intake->path, text);
}

/* Reading a file */

static void
adopted_cb (NaruWindow *window, NaruCommand *command, gboolean done, gpointer data)
{
  g_autoptr (GtkWidget) group = data;
  Intake *intake = g_object_get_data (G_OBJECT (group), "naru-intake");

  if (!done || intake == NULL)
    return;
  show_path (intake);
  set_subtitle (intake->read, _ ("It holds for who comes from now on. Who began under another path "
                                 "stays on it."));
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) group = data;
  Intake *intake = g_object_get_data (G_OBJECT (group), "naru-intake");
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = NULL;
  gsize length = 0;

  if (intake == NULL)
    return;
  if (g_file_load_contents_finish (G_FILE (source), result, &contents, &length, NULL, &error)
      && g_utf8_validate (contents, (gssize) length, NULL))
    command = naru_intake_rules_adopt (naru_window_get_desk (intake->window), contents, &error);
  if (command == NULL)
    {
      g_autofree char *name = g_file_get_parse_name (G_FILE (source));
      g_autofree char *text = g_strdup_printf (
          "%s: %s", name, error != NULL ? error->message : _ ("This is not text in UTF-8."));

      set_subtitle (intake->read, text);
      return;
    }
  naru_window_run_full (intake->window, command, adopted_cb, g_object_ref (group));
}

static void
read_chosen_cb (GtkFileChooserNative *chooser, int response, GtkWidget *group)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    g_file_load_contents_async (file, NULL, read_done_cb, g_object_ref (group));
  g_object_unref (chooser);
}

static void
choose (Intake *intake, GtkWidget *button, const char *title, GtkFileChooserAction action,
        GCallback chosen)
{
  gboolean save = action == GTK_FILE_CHOOSER_ACTION_SAVE;
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      title, GTK_WINDOW (gtk_widget_get_root (button)), action,
      save ? C_ ("action", "_Save") : _ ("_Open"), C_ ("action", "_Cancel"));

  if (save)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "intake.json");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", chosen, intake->group, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
read_cb (GtkWidget *button, GtkWidget *group)
{
  choose (g_object_get_data (G_OBJECT (group), "naru-intake"), button, _ ("Read a path"),
          GTK_FILE_CHOOSER_ACTION_OPEN, G_CALLBACK (read_chosen_cb));
}

/* Saving what holds, to begin with */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) group = data;
  Intake *intake = g_object_get_data (G_OBJECT (group), "naru-intake");
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error) && intake != NULL)
    set_subtitle (intake->path, error->message);
}

static void
save_chosen_cb (GtkFileChooserNative *chooser, int response, GtkWidget *group)
{
  Intake *intake = g_object_get_data (G_OBJECT (group), "naru-intake");
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  char *text = naru_intake_rules_get_text (naru_window_get_desk (intake->window), intake->version);

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && text != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

      g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                           saved_cb, g_object_ref (group));
    }
  else
    g_free (text);
  g_object_unref (chooser);
}

static void
save_cb (GtkWidget *button, GtkWidget *group)
{
  choose (g_object_get_data (G_OBJECT (group), "naru-intake"), button, _ ("Save the path as"),
          GTK_FILE_CHOOSER_ACTION_SAVE, G_CALLBACK (save_chosen_cb));
}

/* Telling at the start */

typedef struct
{
  NaruWindow *window;
  NaruClock *clock;
  char *fault;
} Telling;

static void
telling_free (gpointer data)
{
  Telling *telling = data;

  g_object_unref (telling->window);
  g_free (telling->fault);
  g_free (telling);
}

static gboolean
find_fault (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Telling *telling = data;
  g_autoptr (NaruDesk) desk = naru_desk_new (reader, telling->clock);
  g_autoptr (NaruIntakeRules) rules = naru_intake_rules_load (desk, 0, error);

  if (rules != NULL)
    telling->fault = g_strdup (rules->fault);
  return rules != NULL;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Telling *telling = data;

  if (naru_store_read_finish (NARU_STORE (source), result, NULL) && telling->fault != NULL)
    naru_window_toast (telling->window, telling->fault);
  telling_free (telling);
}

/**
 * naru_intake_preferences_tell_fault:
 * @window: a window that has been painted
 *
 * Tells whoever may change the path of the interview that a newer one is faulty and not followed. It is read off the main
 * loop.
 */
void
naru_intake_preferences_tell_fault (NaruWindow *window)
{
  NaruDesk *desk = naru_window_get_desk (window);
  Telling *telling;

  if (!may_change (desk))
    return;
  telling = g_new0 (Telling, 1);
  telling->window = g_object_ref (window);
  telling->clock = naru_desk_get_clock (desk);
  naru_store_read_async (naru_desk_get_store (desk), find_fault, telling, NULL, NULL, found_cb,
                         telling);
}

static GtkWidget *
add_button_row (GtkWidget *group, const char *title, const char *subtitle, const char *label,
                GCallback clicked)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (label);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  set_subtitle (row, subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (button, "clicked", clicked, group, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

/**
 * naru_intake_preferences_new:
 *
 * Makes the group of the preferences; the way to change the path is there for managers and IT.
 */
GtkWidget *
naru_intake_preferences_new (NaruWindow *window)
{
  GtkWidget *group = adw_preferences_group_new ();
  Intake *intake = g_new0 (Intake, 1);

  intake->window = window;
  intake->group = group;
  g_object_set_data_full (G_OBJECT (group), "naru-intake", intake, intake_free);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Intake interview"));
  intake->path = add_button_row (group, _ ("Path that holds"), "", C_ ("action", "Save as…"),
                                 G_CALLBACK (save_cb));
  show_path (intake);
  if (may_change (naru_window_get_desk (window)))
    intake->read
        = add_button_row (group, _ ("Another path"),
                          _ ("A file made from the one that holds. It is checked first, and "
                             "older paths stay for who began under them."),
                          C_ ("action", "Read…"), G_CALLBACK (read_cb));
  return group;
}
