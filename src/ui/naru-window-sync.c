/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's synchronisation: begun when the window has been painted, ended with it, and asked for by key. */

#include "naru-window-private.h"

#include <glib/gi18n-lib.h>

#include "naru-account.h"
#include "naru-casework.h"
#include "naru-preferences.h"
#include "naru-intake-preferences.h"
#include "naru-startup.h"
#include "naru-store-sync.h"
#include "naru-ui-util.h"

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

/* What the server has lost */

static void
send_again_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *sent = NULL;
  GError *error = NULL;

  if (naru_store_send_again (NARU_STORE (data), &sent, &error))
    g_task_return_pointer (task, sent, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
sent_again_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NaruWindow *self = NARU_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sent = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  if (sent == NULL)
    {
      naru_window_tell (self, error->message);
      return;
    }
  count = naru_ui_format_count (sent->len);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s record is sent again",
                                       "%s records are sent again", sent->len),
                          count);
  naru_window_offer (self, text, _ ("Undo"), "win.wait-again", NULL);
  g_clear_pointer (&self->sent_again, g_ptr_array_unref);
  self->sent_again = g_steal_pointer (&sent);
}

static void
send_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GTask) task = g_task_new (widget, NULL, sent_again_cb, NULL);

  g_task_set_task_data (task, g_object_ref (NARU_WINDOW (widget)->store), g_object_unref);
  g_task_run_in_thread (task, send_again_thread);
}

typedef struct
{
  NaruStore *store;
  GPtrArray *sent;
} Wait;

static void
wait_free (gpointer data)
{
  Wait *wait = data;

  g_object_unref (wait->store);
  g_ptr_array_unref (wait->sent);
  g_free (wait);
}

static void
wait_again_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Wait *wait = data;
  GError *error = NULL;
  guint kept = 0;

  if (naru_store_wait_again (wait->store, wait->sent, &kept, &error))
    g_task_return_int (task, kept);
  else
    g_task_return_error (task, error);
}

static void
waited_again_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NaruWindow *self = NARU_WINDOW (source);
  const Wait *wait = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gssize kept = g_task_propagate_int (G_TASK (result), &error);
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  if (kept < 0)
    {
      naru_window_tell (self, error->message);
      return;
    }
  if ((guint) kept == wait->sent->len)
    {
      naru_window_toast (self, _ ("Nothing was sent; it waits for you again"));
      return;
    }
  count = naru_ui_format_count (wait->sent->len - kept);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s record had left already",
                                       "%s records had left already",
                                       (gulong) (wait->sent->len - kept)),
                          count);
  naru_window_toast (self, text);
}

static void
wait_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *self = NARU_WINDOW (widget);
  g_autoptr (GTask) task = NULL;
  Wait *wait;

  if (self->sent_again == NULL)
    return;
  wait = g_new0 (Wait, 1);
  wait->store = g_object_ref (self->store);
  wait->sent = g_steal_pointer (&self->sent_again);
  task = g_task_new (widget, NULL, waited_again_cb, NULL);
  g_task_set_task_data (task, wait, wait_free);
  g_task_run_in_thread (task, wait_again_thread);
}

/* What was deleted and is still there */

static void
keep_record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *self = NARU_WINDOW (widget);
  const char *record = g_variant_get_string (parameter, NULL);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  if (!naru_revival_dismiss (self->desk, record))
    return;
  title = naru_store_get_title (self->store, record);
  /* Translators: %s is the name of a record that somebody had deleted */
  text = g_strdup_printf (_ ("Keep %s"), title != NULL ? title : "");
  naru_window_offer (self, text, _ ("Undo"), "win.tell-again", parameter);
}

static void
tell_again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_store_recall_revival (NARU_WINDOW (widget)->store, g_variant_get_string (parameter, NULL));
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
  gtk_widget_class_install_action (klass, "win.send-again", NULL, send_again_action);
  gtk_widget_class_install_action (klass, "win.wait-again", NULL, wait_again_action);
  gtk_widget_class_install_action (klass, "win.keep-record", "s", keep_record_action);
  gtk_widget_class_install_action (klass, "win.tell-again", "s", tell_again_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.sync-now", NULL);
}
