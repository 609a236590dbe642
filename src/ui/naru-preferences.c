/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preferences act at once. Checking and backing up a store are long: they run off the main loop and say how they ended. */

#include "naru-preferences.h"

#include <glib/gi18n-lib.h>
#include "naru-intake-preferences.h"
#include "naru-reminder.h"
#include "naru-server-page.h"
#include "naru-ui-util.h"

#define STYLE_SETTING "style"

static const struct
{
  const char *name;
  const char *label;
  AdwColorScheme scheme;
} styles[] = {
  { "system", N_ ("As the desktop"), ADW_COLOR_SCHEME_DEFAULT },
  { "light", N_ ("Light"), ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "dark", N_ ("Dark"), ADW_COLOR_SCHEME_FORCE_DARK },
};

static guint
chosen_style (NaruWindow *window)
{
  g_autofree char *name = naru_window_get_setting (window, STYLE_SETTING);

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (styles[i].name, name) == 0)
      return i;
  return 0;
}

/**
 * naru_preferences_apply_style:
 *
 * Light, dark or as the desktop: what the person chose in this profile.
 */
void
naru_preferences_apply_style (NaruWindow *window)
{
  guint chosen = chosen_style (window);

  /* Setting the default again would undo what a desktop or a test has chosen for the program. */
  if (chosen > 0
      || adw_style_manager_get_color_scheme (adw_style_manager_get_default ())
             != ADW_COLOR_SCHEME_DEFAULT)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), styles[chosen].scheme);
}

static void
style_chosen_cb (AdwComboRow *row, GParamSpec *pspec, NaruWindow *window)
{
  guint chosen = adw_combo_row_get_selected (row);

  if (chosen >= G_N_ELEMENTS (styles))
    return;
  naru_window_set_setting (window, STYLE_SETTING, styles[chosen].name);
  naru_preferences_apply_style (window);
}

/* Care of the store */

typedef struct
{
  NaruWindow *window;
  AdwActionRow *row;
  GtkWidget *button;
  char *file;
  GPtrArray *problems;
  gboolean (*work) (NaruStore *store, gpointer care, GError **error);
  char *(*say) (gpointer care);
} Care;

static void
care_free (gpointer data)
{
  Care *care = data;

  g_clear_object (&care->window);
  g_clear_object (&care->row);
  g_clear_object (&care->button);
  g_clear_pointer (&care->problems, g_ptr_array_unref);
  g_free (care->file);
  g_free (care);
}

static gboolean
care_read (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Care *care = data;

  return care->work (reader, care, error);
}

static void
care_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Care *care = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (naru_store_read_finish (NARU_STORE (source), result, &error))
    text = care->say (care);
  else
    text = g_strdup (error->message);
  {
    g_autofree char *markup = g_markup_escape_text (text, -1);

    adw_action_row_set_subtitle (care->row, markup);
  }
  gtk_widget_set_sensitive (care->button, TRUE);
  care_free (care);
}

static void
care_start (Care *care, const char *what)
{
  adw_action_row_set_subtitle (care->row, what);
  gtk_widget_set_sensitive (care->button, FALSE);
  naru_store_read_async (naru_desk_get_store (naru_window_get_desk (care->window)), care_read, care,
                         NULL, NULL, care_done_cb, care);
}

static gboolean
verify (NaruStore *store, gpointer data, GError **error)
{
  Care *care = data;
  g_autoptr (GError) failed = NULL;

  /* Problems found are an answer, not a failure of the check. */
  if (!naru_store_verify (store, &care->problems, &failed)
      && (care->problems == NULL || care->problems->len == 0))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  return TRUE;
}

static char *
say_verified (gpointer data)
{
  Care *care = data;

  if (care->problems == NULL || care->problems->len == 0)
    return g_strdup (_ ("The data is sound."));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u problem was found. The first: %s",
                                       "%u problems were found. The first: %s",
                                       care->problems->len),
                          care->problems->len, (const char *) care->problems->pdata[0]);
}

static Care *
care_new (NaruWindow *window, GtkWidget *button)
{
  Care *care = g_new0 (Care, 1);

  care->window = g_object_ref (window);
  care->button = g_object_ref (button);
  care->row = ADW_ACTION_ROW (g_object_ref (gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW)));
  return care;
}

static void
verify_cb (GtkWidget *button, NaruWindow *window)
{
  Care *care = care_new (window, button);

  care->work = verify;
  care->say = say_verified;
  care_start (care, _ ("Checking every record…"));
}

static gboolean
back_up (NaruStore *store, gpointer data, GError **error)
{
  return naru_store_backup (store, ((Care *) data)->file, error);
}

static char *
say_backed_up (gpointer data)
{
  return g_strdup_printf (_ ("Saved as %s"), ((Care *) data)->file);
}

static void
backup_response_cb (GtkFileChooserNative *chooser, int response, GtkWidget *button)
{
  NaruWindow *window = g_object_get_data (G_OBJECT (chooser), "naru-window");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      Care *care = care_new (window, button);

      care->file = g_file_get_path (file);
      care->work = back_up;
      care->say = say_backed_up;
      care_start (care, _ ("Copying…"));
    }
  g_object_unref (chooser);
}

static void
backup_cb (GtkWidget *button, NaruWindow *window)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Back up to"), GTK_WINDOW (gtk_widget_get_root (button)), GTK_FILE_CHOOSER_ACTION_SAVE,
      C_ ("action", "_Save"), C_ ("action", "_Cancel"));
  g_autofree char *today = naru_desk_today (naru_window_get_desk (window));
  g_autofree char *name = g_strdup_printf ("naru-%s.db", today);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_object_set_data (G_OBJECT (chooser), "naru-window", window);
  g_signal_connect_object (chooser, "response", G_CALLBACK (backup_response_cb), button, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* The pages */

static GtkWidget *
button_row (const char *title, const char *subtitle, const char *label, GCallback clicked,
            NaruWindow *window)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *markup = subtitle != NULL ? g_markup_escape_text (subtitle, -1) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup != NULL ? markup : "");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (button, "clicked", clicked, window, 0);
  return row;
}

static void
open_me_cb (GtkWidget *button, NaruWindow *window)
{
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (button)));
  naru_window_open_record (window, naru_desk_get_staff (naru_window_get_desk (window)));
}

static GtkWidget *
you_group (NaruWindow *window)
{
  GtkWidget *group = adw_preferences_group_new ();
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (NaruRecord) me
      = naru_store_get (naru_desk_get_store (desk), naru_desk_get_staff (desk), NULL);
  g_autofree char *roles = me != NULL ? naru_record_format (me, "roles") : NULL;
  const char *name = me != NULL ? naru_record_get_title (me) : NULL;
  g_autofree char *title = g_markup_escape_text (name != NULL ? name : "", -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("You"));
  adw_preferences_group_add (
      ADW_PREFERENCES_GROUP (group),
      button_row (title, roles, C_ ("action", "Change"), G_CALLBACK (open_me_cb), window));
  return group;
}

static GtkWidget *
look_group (NaruWindow *window)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_combo_row_new ();
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_string_list_append (names, _ (styles[i].label));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Look"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Colours"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), chosen_style (window));
  g_object_unref (names);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (style_chosen_cb), window, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

static const int reminder_minutes[] = { 0, 5, 10, 15, 30, 60 };

static void
reminder_chosen_cb (AdwComboRow *row, GParamSpec *pspec, NaruWindow *window)
{
  guint chosen = adw_combo_row_get_selected (row);

  if (chosen < G_N_ELEMENTS (reminder_minutes))
    naru_reminder_set_minutes (window, reminder_minutes[chosen]);
}

static GtkWidget *
reminder_group (NaruWindow *window)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  int minutes = naru_reminder_get_minutes (window);
  guint selected = 0;

  for (guint i = 0; i < G_N_ELEMENTS (reminder_minutes); i++)
    {
      g_autofree char *name
          = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d minute before", "%d minutes before",
                                          (gulong) reminder_minutes[i]),
                             reminder_minutes[i]);

      gtk_string_list_append (names, reminder_minutes[i] == 0 ? _ ("Never") : name);
      if (reminder_minutes[i] <= minutes)
        selected = i;
    }
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Appointments"));
  /* Beside the choice it would leave no room for it in large print. */
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _ ("A notification, which names nobody"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Remind me"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (reminder_chosen_cb), window, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

static GtkWidget *
data_group (NaruWindow *window)
{
  GtkWidget *group = adw_preferences_group_new ();
  NaruStore *store = naru_desk_get_store (naru_window_get_desk (window));
  GtkWidget *place = adw_action_row_new ();
  g_autofree char *path = g_markup_escape_text (naru_store_get_profile (store), -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Data on this computer"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (place), _ ("Where it lies"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (place), path);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (place), 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), place);
  adw_preferences_group_add (
      ADW_PREFERENCES_GROUP (group),
      button_row (_ ("Back up"), _ ("One file with everything in it, readable by you alone"),
                  C_ ("action", "Back up…"), G_CALLBACK (backup_cb), window));
  adw_preferences_group_add (
      ADW_PREFERENCES_GROUP (group),
      button_row (_ ("Check"), _ ("Reads every record and compares what is derived from it"),
                  C_ ("action", "Check"), G_CALLBACK (verify_cb), window));
  return group;
}

static void
open_preferences (NaruWindow *window, gboolean server)
{
  GtkWidget *preferences = adw_preferences_window_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *server_page = naru_server_page_new (window);

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _ ("General"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "emblem-system-symbolic");

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (you_group (window)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (look_group (window)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (reminder_group (window)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (naru_intake_preferences_new (window)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page),
                            ADW_PREFERENCES_GROUP (data_group (window)));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (preferences), ADW_PREFERENCES_PAGE (page));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (preferences),
                              ADW_PREFERENCES_PAGE (server_page));
  if (server)
    adw_preferences_window_set_visible_page (ADW_PREFERENCES_WINDOW (preferences),
                                             ADW_PREFERENCES_PAGE (server_page));
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (preferences), FALSE);
  gtk_window_set_title (GTK_WINDOW (preferences), _ ("Preferences"));
  gtk_window_set_transient_for (GTK_WINDOW (preferences), GTK_WINDOW (window));
  gtk_window_set_modal (GTK_WINDOW (preferences), TRUE);
  naru_ui_stay_in_front (GTK_WINDOW (preferences));
  gtk_window_present (GTK_WINDOW (preferences));
}

/**
 * naru_preferences_open:
 * @window: whose preferences
 */
void
naru_preferences_open (NaruWindow *window)
{
  open_preferences (window, FALSE);
}

/**
 * naru_preferences_open_server:
 *
 * Opens the preferences where the account on a server is.
 */
void
naru_preferences_open_server (NaruWindow *window)
{
  open_preferences (window, TRUE);
}
