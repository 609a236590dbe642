/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running commands for the pages: off the main loop, one place that says what was done and offers to undo it. */

#include "naru-window-private.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"

typedef struct
{
  NaruWindow *window;
  NaruCommand *command;
  NaruDoneFunc done;
  gpointer data;
  gboolean quiet;
} Running;

static void
running_free (Running *running)
{
  g_object_unref (running->window);
  naru_command_unref (running->command);
  g_free (running);
}

static void
offer_undo (NaruWindow *self, const char *label)
{
  naru_window_offer (self, label, _ ("Undo"), "win.undo", NULL);
}

static void
update_undo_actions (NaruWindow *self)
{
  g_autofree char *undo = naru_store_get_undo_label (self->store);
  g_autofree char *redo = naru_store_get_redo_label (self->store);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", undo != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", redo != NULL);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Running *running = data;
  NaruWindow *self = running->window;
  g_autoptr (GError) error = NULL;
  gboolean done = naru_desk_run_finish (NARU_DESK (source), result, &error);

  if (!done)
    naru_window_tell_error (self, _ ("This was not saved."), error);
  else
    {
      update_undo_actions (self);
      gtk_revealer_set_reveal_child (self->notice, FALSE);
      if (!running->quiet)
        offer_undo (self, naru_command_get_label (running->command));
    }
  if (running->done != NULL)
    running->done (self, running->command, done, running->data);
  running_free (running);
}

static void
run (NaruWindow *self, NaruCommand *command, gboolean quiet, NaruDoneFunc done, gpointer data)
{
  Running *running;

  if (naru_command_is_empty (command))
    {
      if (done != NULL)
        done (self, command, TRUE, data);
      return;
    }
  running = g_new0 (Running, 1);
  running->window = g_object_ref (self);
  running->command = naru_command_ref (command);
  running->quiet = quiet;
  running->done = done;
  running->data = data;
  naru_desk_run_async (self->desk, command, NULL, ran_cb, running);
}

/**
 * naru_window_run:
 * @command: a reference is kept while it runs
 *
 * Runs a command and says what was done, with a button that undoes it; or why it was refused.
 */
void
naru_window_run (NaruWindow *self, NaruCommand *command)
{
  run (self, command, FALSE, NULL, NULL);
}

/**
 * naru_window_run_full:
 *
 * As naru_window_run(); @done is called afterwards, whether it was done or refused.
 */
void
naru_window_run_full (NaruWindow *self, NaruCommand *command, NaruDoneFunc done, gpointer data)
{
  run (self, command, FALSE, done, data);
}

/**
 * naru_window_run_quietly:
 *
 * As naru_window_run_full(), for what the person sees anyway, such as a field that was just typed: nothing is
 * said when it is done.
 */
void
naru_window_run_quietly (NaruWindow *self, NaruCommand *command, NaruDoneFunc done, gpointer data)
{
  run (self, command, TRUE, done, data);
}

/**
 * naru_window_run_or_tell:
 * @command: (transfer full) (nullable): what a casework function returned
 * @error: where that function put its error, if it returned none; cleared
 *
 * For `naru_window_run_or_tell (window, naru_case_book_meeting (desk, meeting, &error), &error)`.
 */
void
naru_window_run_or_tell (NaruWindow *self, NaruCommand *command, GError **error)
{
  if (command != NULL)
    {
      naru_window_run (self, command);
      naru_command_unref (command);
    }
  else
    naru_window_tell_error (self, _ ("This cannot be done."), *error);
  g_clear_error (error);
}

static void
report (NaruWindow *self, const char *format, NaruUndoReport *undone)
{
  g_autoptr (GString) text = g_string_new (NULL);

  update_undo_actions (self);
  g_string_printf (text, format, undone->label);
  if (undone->kept == NULL || undone->kept->len == 0)
    {
      naru_window_toast (self, text->str);
      return;
    }
  for (guint i = 0; i < undone->kept->len; i++)
    g_string_append_printf (text, "\n%s", (const char *) undone->kept->pdata[i]);
  naru_window_tell (self, text->str);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NaruWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruUndoReport) undone = naru_desk_undo_finish (NARU_DESK (source), result, &error);

  if (undone == NULL)
    naru_window_tell_error (self, _ ("This cannot be undone."), error);
  else
    /* Translators: %s says what was done, such as "Change phone of Kim Min-ji" */
    report (self, _ ("Undone: %s"), undone);
}

/**
 * naru_window_undo:
 *
 * Undoes the last command of this profile, and names what was left alone since others changed it.
 */
void
naru_window_undo (NaruWindow *self)
{
  naru_desk_undo_async (self->desk, undone_cb, g_object_ref (self));
}

static void
redone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NaruWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruUndoReport) redone = naru_desk_undo_finish (NARU_DESK (source), result, &error);

  if (redone == NULL)
    naru_window_tell_error (self, _ ("This cannot be done again."), error);
  else
    report (self, _ ("Done again: %s"), redone);
}

/**
 * naru_window_redo:
 *
 * Does again what was undone last.
 */
void
naru_window_redo (NaruWindow *self)
{
  naru_desk_redo_async (self->desk, redone_cb, g_object_ref (self));
}

/* In a text field the same keys undo typing. */
static gboolean
is_typing (NaruWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return (GTK_IS_TEXT (focus) && gtk_editable_get_editable (GTK_EDITABLE (focus)))
         || (GTK_IS_TEXT_VIEW (focus) && gtk_text_view_get_editable (GTK_TEXT_VIEW (focus)));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_window_undo (NARU_WINDOW (widget));
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_window_redo (NARU_WINDOW (widget));
}

static gboolean
undo_key (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  if (is_typing (NARU_WINDOW (widget)))
    return FALSE;
  return gtk_widget_activate_action (widget, "win.undo", NULL);
}

static gboolean
redo_key (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  if (is_typing (NARU_WINDOW (widget)))
    return FALSE;
  return gtk_widget_activate_action (widget, "win.redo", NULL);
}

/**
 * naru_window_install_command_actions:
 *
 * Adds the actions and keys for undo to the class of the window.
 */
void
naru_window_install_command_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (klass, "win.redo", NULL, redo_action);
  gtk_widget_class_add_binding (klass, GDK_KEY_z, GDK_CONTROL_MASK, undo_key, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, redo_key,
                                NULL);
}
