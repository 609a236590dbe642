/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The account is tried before it is kept, on a thread: server and keyring may take their time. A wrong password is not kept
 * and not tried again. */

#include "naru-server-page.h"

#include <glib/gi18n-lib.h>
#include "naru-account.h"
#include "naru-error.h"
#include "naru-lost-group.h"
#include "naru-password-group.h"
#include "naru-store-sync.h"
#include "naru-ui-util.h"

struct _NaruServerPage
{
  AdwPreferencesPage parent_instance;
  NaruWindow *window;
  GtkWidget *url;
  GtkWidget *centre;
  GtkWidget *user;
  GtkWidget *password;
  GtkWidget *ca_file;
  GtkWidget *allow_http;
  GtkWidget *in_file;
  GtkWidget *connect;
  GtkWidget *forget;
  GtkWidget *forget_group;
  GtkWidget *password_group;
  GtkWidget *state;
};

#define NARU_TYPE_SERVER_PAGE (naru_server_page_get_type ())
G_DECLARE_FINAL_TYPE (NaruServerPage, naru_server_page, NARU, SERVER_PAGE, AdwPreferencesPage)
G_DEFINE_FINAL_TYPE (NaruServerPage, naru_server_page, ADW_TYPE_PREFERENCES_PAGE)

typedef struct
{
  NaruStore *store;
  NaruAccount *account;
  char *password;
  NaruPasswordPlace place;
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  g_object_unref (attempt->store);
  naru_account_free (attempt->account);
  g_free (attempt->password);
  g_free (attempt);
}

static NaruStore *
get_store (NaruServerPage *self)
{
  return naru_desk_get_store (naru_window_get_desk (self->window));
}

static void
say (NaruServerPage *self, const char *title, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text != NULL ? text : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->state), markup);
}

static void
say_status (NaruServerPage *self)
{
  static const char *const titles[] = {
    [NARU_SYNC_PHASE_NONE] = N_ ("No server: everything stays on this computer"),
    [NARU_SYNC_PHASE_IDLE] = N_ ("Connected"),
    [NARU_SYNC_PHASE_WORKING] = N_ ("Synchronising"),
    [NARU_SYNC_PHASE_OFFLINE] = N_ ("Offline: Naru tries again by itself"),
    [NARU_SYNC_PHASE_ATTENTION] = N_ ("Please have a look"),
  };
  NaruSyncStatus *status = naru_window_get_sync_status (self->window);
  g_autoptr (NaruSyncSnapshot) snapshot = status != NULL ? naru_sync_status_get (status) : NULL;
  g_autofree char *today = naru_desk_today (naru_window_get_desk (self->window));
  g_autofree char *when = NULL;
  g_autofree char *last = NULL;

  if (snapshot == NULL)
    return;
  when = naru_ui_format_when (snapshot->since, today);
  if (snapshot->message == NULL && *when != '\0')
    last = g_strdup_printf (_ ("Last complete round: %s"), when);
  say (self, _ (titles[snapshot->phase]), snapshot->message != NULL ? snapshot->message : last);
}

static void
status_changed_cb (NaruServerPage *self)
{
  if (gtk_widget_get_sensitive (self->connect))
    say_status (self);
}

static void
set_busy (NaruServerPage *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->connect, !busy);
  gtk_widget_set_sensitive (self->forget, !busy);
}

static void
show_account (NaruServerPage *self)
{
  g_autoptr (NaruAccount) account = naru_account_load (get_store (self));

  if (account != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->url), account->url);
      gtk_editable_set_text (GTK_EDITABLE (self->centre), account->centre);
      gtk_editable_set_text (GTK_EDITABLE (self->user), account->user);
      gtk_editable_set_text (GTK_EDITABLE (self->ca_file),
                             account->ca_file != NULL ? account->ca_file : "");
      gtk_switch_set_active (GTK_SWITCH (self->allow_http), account->allow_http);
    }
  gtk_widget_set_visible (self->forget_group, account != NULL);
  gtk_widget_set_visible (self->password_group, account != NULL);
}

static char *
read_entry (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static Attempt *
new_attempt (NaruServerPage *self)
{
  Attempt *attempt = g_new0 (Attempt, 1);
  NaruAccount *account = g_new0 (NaruAccount, 1);

  account->url = read_entry (self->url);
  account->centre = read_entry (self->centre);
  account->user = read_entry (self->user);
  account->ca_file = read_entry (self->ca_file);
  if (*account->ca_file == '\0')
    g_clear_pointer (&account->ca_file, g_free);
  account->allow_http = gtk_switch_get_active (GTK_SWITCH (self->allow_http));
  attempt->store = g_object_ref (get_store (self));
  attempt->account = account;
  attempt->password = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->password)));
  attempt->place = gtk_switch_get_active (GTK_SWITCH (self->in_file)) ? NARU_PASSWORD_IN_FILE
                                                                      : NARU_PASSWORD_IN_KEYRING;
  return attempt;
}

/* A server that is not reached now is no reason to refuse the account. */
static void
try_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Attempt *attempt = data;
  GError *error = NULL;

  if (!naru_account_log_in (attempt->account, attempt->password, &error))
    {
      if (!g_error_matches (error, NARU_ERROR, NARU_ERROR_NETWORK)
          && !g_error_matches (error, NARU_ERROR, NARU_ERROR_BUSY))
        {
          g_task_return_error (task, error);
          return;
        }
      g_clear_error (&error);
    }
  if (!naru_account_save_password (attempt->store, attempt->account, attempt->password,
                                   attempt->place, &error)
      || !naru_account_save (attempt->store, attempt->account, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
say_not_kept (NaruServerPage *self, const GError *error)
{
  say (self,
       g_error_matches (error, NARU_ERROR, NARU_ERROR_NOT_FOUND)
           ? _ ("The switch below lets Naru keep the password in a file")
           : _ ("This account was not kept"),
       error->message);
}

static void
adopted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NaruServerPage) self = data;
  g_autoptr (GError) error = NULL;

  set_busy (self, FALSE);
  if (!naru_desk_adopt_user_finish (NARU_DESK (source), result, &error))
    {
      say_not_kept (self, error);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  naru_window_account_changed (self->window);
  show_account (self);
  say (self, _ ("Synchronising"), NULL);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NaruServerPage *self = NARU_SERVER_PAGE (source);
  Attempt *attempt = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      set_busy (self, FALSE);
      say_not_kept (self, error);
      return;
    }
  naru_desk_adopt_user_async (naru_window_get_desk (self->window), attempt->account->user,
                              adopted_cb, g_object_ref (self));
}

static void
connect_cb (NaruServerPage *self)
{
  Attempt *attempt = new_attempt (self);
  g_autoptr (GTask) task = g_task_new (self, NULL, tried_cb, NULL);
  g_autoptr (GError) error = NULL;

  g_task_set_task_data (task, attempt, attempt_free);
  if (!naru_account_check (attempt->store, attempt->account, &error))
    {
      say (self, _ ("This account was not kept"), error->message);
      return;
    }
  if (*attempt->password == '\0')
    {
      say (self, _ ("Please enter the password"), NULL);
      gtk_widget_grab_focus (self->password);
      return;
    }
  set_busy (self, TRUE);
  say (self, _ ("Asking the server"), NULL);
  g_task_run_in_thread (task, try_thread);
}

static void
forget_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (naru_account_forget (NARU_STORE (data), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* What is only here stays, whatever the reason that it was not sent. */
static char *
say_forgotten (NaruServerPage *self)
{
  gint64 unsent = naru_store_count_unsent (get_store (self), NULL);

  if (unsent == 0)
    return g_strdup (_ ("Account and password are forgotten. The records stay."));
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "Account and password are forgotten. The records stay; %lu of them is only on "
                   "this computer, and is sent when the account is connected again.",
                   "Account and password are forgotten. The records stay; %lu of them are only on "
                   "this computer, and are sent when the account is connected again.",
                   (gulong) unsent),
      (gulong) unsent);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NaruServerPage *self = NARU_SERVER_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  set_busy (self, FALSE);
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      say (self, _ ("The account is still there"), error->message);
      return;
    }
  naru_window_account_changed (self->window);
  show_account (self);
  text = say_forgotten (self);
  say (self, _ ("No server: everything stays on this computer"), text);
}

static void
forget_cb (NaruServerPage *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, forgotten_cb, NULL);

  set_busy (self, TRUE);
  g_task_set_task_data (task, g_object_ref (get_store (self)), g_object_unref);
  g_task_run_in_thread (task, forget_thread);
}

static void
ca_chosen_cb (NaruServerPage *self, int response, GtkNativeDialog *chooser)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      gtk_editable_set_text (GTK_EDITABLE (self->ca_file), g_file_peek_path (file));
    }
  g_object_unref (chooser);
}

static void
choose_ca_cb (NaruServerPage *self)
{
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (_ ("Certificates of your own authority, in PEM"),
                                     GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                     GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (ca_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* The page */

static GtkWidget *
add_entry (GtkWidget *group, GtkWidget *row, const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static GtkWidget *
add_switch (GtkWidget *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  naru_ui_name (button, title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return button;
}

static GtkWidget *
add_group (NaruServerPage *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (group));
  return group;
}

static GtkWidget *
new_button (NaruServerPage *self, const char *label, const char *css_class,
            void (*clicked) (NaruServerPage *))
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, css_class);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  return button;
}

static void
build (NaruServerPage *self)
{
  GtkWidget *lost = naru_lost_group_new (self->window);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *account, *safety, *choose;

  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (lost));
  account = add_group (self, _ ("Account"));
  safety = add_group (self, _ ("Safety"));
  self->url = add_entry (account, adw_entry_row_new (), _ ("Address of the server"));
  self->centre = add_entry (account, adw_entry_row_new (), _ ("Centre"));
  self->user = add_entry (account, adw_entry_row_new (), _ ("User name"));
  self->password = add_entry (account, adw_password_entry_row_new (), _ ("Password"));
  g_signal_connect_object (self->password, "entry-activated", G_CALLBACK (connect_cb), self,
                           G_CONNECT_SWAPPED);
  self->state = adw_action_row_new ();
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->state), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self->state), 0);
  self->connect = new_button (self, C_ ("action", "Connect"), "suggested-action", connect_cb);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->state), self->connect);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (account), self->state);

  self->in_file
      = add_switch (safety, _ ("Keep the password in a file"),
                    _ ("Where there is no keyring: a file of the profile that only you can read"));
  self->ca_file
      = add_entry (safety, adw_entry_row_new (), _ ("File with the authorities to trust"));
  naru_ui_set_tooltip (self->ca_file, _ ("Instead of those that the system trusts"));
  choose = new_button (self, C_ ("action", "Choose…"), "flat", choose_ca_cb);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->ca_file), choose);
  self->allow_http = add_switch (safety, _ ("Allow http to another computer"),
                                 _ ("Passwords and records are readable for everybody on the way"));

  self->password_group = naru_password_group_new (self->window);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self),
                            ADW_PREFERENCES_GROUP (self->password_group));

  self->forget_group = add_group (self, _ ("Leave the server"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Forget the account"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("The password goes. The records stay on this computer."));
  self->forget = new_button (self, C_ ("action", "Forget"), "destructive-action", forget_cb);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->forget);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->forget_group), row);
}

static void
naru_server_page_dispose (GObject *object)
{
  g_clear_object (&NARU_SERVER_PAGE (object)->window);
  G_OBJECT_CLASS (naru_server_page_parent_class)->dispose (object);
}

static void
naru_server_page_class_init (NaruServerPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_server_page_dispose;
}

static void
naru_server_page_init (NaruServerPage *self)
{
}

/**
 * naru_server_page_new:
 *
 * Returns: the page, with the account that the profile has
 */
GtkWidget *
naru_server_page_new (NaruWindow *window)
{
  NaruServerPage *self = g_object_new (NARU_TYPE_SERVER_PAGE, NULL);
  NaruSyncStatus *status = naru_window_get_sync_status (window);

  self->window = g_object_ref (window);
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _ ("Server"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "network-server-symbolic");
  build (self);
  show_account (self);
  say_status (self);
  if (status != NULL)
    g_signal_connect_object (status, "changed", G_CALLBACK (status_changed_cb), self,
                             G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
