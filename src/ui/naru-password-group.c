/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The password is changed on a thread: server and keyring may take their time. It is asked for twice, and what is wrong with it
 * is said while it is typed. */

#include "naru-password-group.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-account.h"
#include "naru-error.h"
#include "naru-ui-util.h"

struct _NaruPasswordGroup
{
  AdwPreferencesGroup parent_instance;
  NaruWindow *window;
  GtkWidget *password;
  GtkWidget *again;
  GtkWidget *state;
  GtkWidget *change;
};

#define NARU_TYPE_PASSWORD_GROUP (naru_password_group_get_type ())
G_DECLARE_FINAL_TYPE (NaruPasswordGroup, naru_password_group, NARU, PASSWORD_GROUP,
                      AdwPreferencesGroup)
G_DEFINE_FINAL_TYPE (NaruPasswordGroup, naru_password_group, ADW_TYPE_PREFERENCES_GROUP)

typedef struct
{
  NaruStore *store;
  char *password;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->store);
  explicit_bzero (change->password, strlen (change->password));
  g_free (change->password);
  g_free (change);
}

static void
say (NaruPasswordGroup *self, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->state), markup);
}

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* Nothing is said of what nobody has begun to type. */
static void
typed_cb (NaruPasswordGroup *self)
{
  const char *password = get_text (self->password);
  const char *again = get_text (self->again);
  g_autoptr (GError) error = NULL;
  gboolean good = naru_account_check_password (password, &error);

  if (*password == '\0' && *again == '\0')
    say (self, "");
  else if (!good)
    say (self, error->message);
  else if (strcmp (password, again) != 0)
    say (self, *again == '\0' ? _ ("Please type it once more.") : _ ("The two are not the same."));
  else
    say (self, "");
  gtk_widget_set_sensitive (self->change, good && strcmp (password, again) == 0);
}

static void
change_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Change *change = data;
  g_autoptr (NaruAccount) account = naru_account_load (change->store);
  g_autofree char *old = NULL;
  GError *error = NULL;

  if (account != NULL)
    old = naru_account_load_password (change->store, account, &error);
  else
    g_set_error_literal (&error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                         _ ("This profile has no account."));
  if (old != NULL
      && naru_account_change_password (change->store, account, old, change->password, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NaruPasswordGroup *self = NARU_PASSWORD_GROUP (source);
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      say (self, error->message);
      gtk_widget_set_sensitive (self->change, TRUE);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  gtk_editable_set_text (GTK_EDITABLE (self->again), "");
  say (self, _ ("The new password is in force."));
  naru_window_account_changed (self->window);
}

static void
change_cb (NaruPasswordGroup *self)
{
  g_autoptr (GTask) task = NULL;
  Change *change;

  if (!gtk_widget_get_sensitive (self->change))
    return;
  change = g_new0 (Change, 1);
  change->store = g_object_ref (naru_desk_get_store (naru_window_get_desk (self->window)));
  change->password = g_strdup (get_text (self->password));
  task = g_task_new (self, NULL, changed_cb, NULL);
  g_task_set_task_data (task, change, change_free);
  gtk_widget_set_sensitive (self->change, FALSE);
  say (self, _ ("Asking the server"));
  g_task_run_in_thread (task, change_thread);
}

static GtkWidget *
add_entry (NaruPasswordGroup *self, const char *title)
{
  GtkWidget *row = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_signal_connect_object (row, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (change_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
naru_password_group_dispose (GObject *object)
{
  g_clear_object (&NARU_PASSWORD_GROUP (object)->window);
  G_OBJECT_CLASS (naru_password_group_parent_class)->dispose (object);
}

static void
naru_password_group_class_init (NaruPasswordGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_password_group_dispose;
}

static void
naru_password_group_init (NaruPasswordGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Another password"));
  self->password = add_entry (self, _ ("New password"));
  self->again = add_entry (self, _ ("The new password again"));
  self->state = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state), _ ("Change the password"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->state), 0);
  self->change = gtk_button_new_with_label (C_ ("action", "Change"));
  gtk_widget_set_valign (self->change, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (self->change, FALSE);
  g_signal_connect_object (self->change, "clicked", G_CALLBACK (change_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->state), self->change);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->state);
}

/**
 * naru_password_group_new:
 *
 * Returns: a group of a preferences page, for the account that the profile has
 */
GtkWidget *
naru_password_group_new (NaruWindow *window)
{
  NaruPasswordGroup *self = g_object_new (NARU_TYPE_PASSWORD_GROUP, NULL);

  self->window = g_object_ref (window);
  return GTK_WIDGET (self);
}
