/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's synchronisation: begun when the window has been painted, ended with it, and asked for by key. */

#include "naru-window-private.h"

#include "naru-account.h"
#include "naru-preferences.h"
#include "naru-intake-preferences.h"
#include "naru-startup.h"

static gboolean
has_account (NaruWindow *self)
{
  g_autoptr (NaruAccount) account = naru_account_load (self->store);

  return account != NULL;
}

/* A profile without a server pays for no second store and no thread. */
static void
filled_cb (GtkWidget *widget)
{
  NaruWindow *self = NARU_WINDOW (widget);

  if (self->sync != NULL || self->desk == NULL || !naru_desk_is_set_up (self->desk))
    return;
  naru_intake_preferences_tell_fault (self);
  self->sync = naru_sync_service_new (self->store);
  naru_sidebar_set_sync (self->sidebar, self->sync);
  if (has_account (self))
    naru_sync_service_start (self->sync);
}

/**
 * naru_window_start_sync:
 *
 * Begins as soon as the first page has its records.
 */
void
naru_window_start_sync (NaruWindow *self)
{
  naru_startup_when_filled (GTK_WIDGET (self), filled_cb);
}

/**
 * naru_window_stop_sync:
 *
 * Ends the round that runs. Nothing is lost by it.
 */
void
naru_window_stop_sync (NaruWindow *self)
{
  if (self->sync != NULL)
    naru_sync_service_stop (self->sync);
  g_clear_object (&self->sync);
}

/**
 * naru_window_get_sync_status:
 *
 * Returns: (transfer none) (nullable): how synchronisation stands; %NULL before the window has been painted
 */
NaruSyncStatus *
naru_window_get_sync_status (NaruWindow *self)
{
  return self->sync != NULL ? naru_sync_service_get_status (self->sync) : NULL;
}

/**
 * naru_window_account_changed:
 *
 * Takes up an account that was set, corrected or forgotten.
 */
void
naru_window_account_changed (NaruWindow *self)
{
  if (self->sync == NULL)
    return;
  if (has_account (self))
    naru_sync_service_start (self->sync);
  naru_sync_service_account_changed (self->sync);
}

/**
 * naru_window_pull_history:
 * @id: a record whose history is looked at
 *
 * Asks the server for what others did to it. What comes is told like any change of the record.
 */
void
naru_window_pull_history (NaruWindow *self, const char *id)
{
  if (self->sync != NULL)
    naru_sync_service_pull_history (self->sync, id);
}

static void
server_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (naru_desk_is_set_up (NARU_WINDOW (widget)->desk))
    naru_preferences_open_server (NARU_WINDOW (widget));
}

/* Where it cannot run, what is missing is asked for. */
static void
sync_now_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *self = NARU_WINDOW (widget);

  if (self->sync == NULL)
    return;
  if (!has_account (self) || naru_account_is_refused (self->store))
    server_action (widget, NULL, NULL);
  else
    naru_sync_service_sync_now (self->sync);
}

/**
 * naru_window_install_sync_actions:
 *
 * Adds the actions of synchronisation, with their key, to the class of the window.
 */
void
naru_window_install_sync_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.sync-now", NULL, sync_now_action);
  gtk_widget_class_install_action (klass, "win.server", NULL, server_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.sync-now", NULL);
}
