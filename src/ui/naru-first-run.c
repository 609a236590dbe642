/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first run. The sample is filled on a thread with a store of its own; the window's store notices. */

#include "naru-first-run.h"

#include <glib/gi18n-lib.h>
#include "naru-error.h"
#include "naru-sample.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

struct _NaruFirstRun
{
  AdwBin parent_instance;
  GtkStack *stack;
  GtkEntry *name;
  GtkBox *roles;
  GtkEntry *team;
  GtkEntry *centre;
  GtkCheckButton *local;
  GtkCheckButton *server;
  GtkLabel *message;
  GtkWidget *begin;
  GtkProgressBar *progress;

  NaruDesk *desk;
  GCancellable *filling;
};

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruFirstRun, naru_first_run, ADW_TYPE_BIN)

static void
tell (NaruFirstRun *self, const char *message)
{
  naru_ui_set_text (GTK_WIDGET (self->message), message);
}

static char **
dup_roles (NaruFirstRun *self)
{
  GPtrArray *roles = g_ptr_array_new ();

  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->roles)); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      g_ptr_array_add (roles, g_strdup (g_object_get_data (G_OBJECT (check), "role")));
  g_ptr_array_add (roles, NULL);
  return (char **) g_ptr_array_free (roles, FALSE);
}

static void
changed_cb (NaruFirstRun *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  g_auto (GStrv) roles = dup_roles (self);

  gtk_widget_set_sensitive (self->begin, *name != '\0' && roles[0] != NULL);
  tell (self, NULL);
}

static void
set_up_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NaruFirstRun) self = data;
  g_autoptr (GError) error = NULL;

  if (naru_desk_set_up_finish (NARU_DESK (source), result, &error))
    g_signal_emit (self, signals[DONE], 0);
  else if (self->desk != NULL) /* the window is still there */
    {
      changed_cb (self);
      tell (self, error->message);
    }
}

static void
begin_cb (NaruFirstRun *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  g_autofree char *team = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->team))));
  g_autofree char *centre
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->centre))));
  g_auto (GStrv) roles = dup_roles (self);

  if (*name == '\0')
    {
      tell (self, _ ("Please write your name first."));
      gtk_widget_grab_focus (GTK_WIDGET (self->name));
    }
  else if (roles[0] == NULL)
    tell (self, _ ("Please choose at least one kind of work."));
  else
    {
      gtk_widget_set_sensitive (self->begin, FALSE);
      naru_desk_set_up_async (self->desk, name, (const char *const *) roles,
                              *team != '\0' ? team : NULL, *centre != '\0' ? centre : NULL,
                              set_up_cb, g_object_ref (self));
    }
}

/* The sample */

typedef struct
{
  NaruFirstRun *page;
  gint64 done;
  gint64 total;
} Progress;

static gboolean
show_progress_cb (gpointer data)
{
  Progress *progress = data;

  if (progress->total > 0)
    gtk_progress_bar_set_fraction (progress->page->progress,
                                   (double) progress->done / (double) progress->total);
  return G_SOURCE_REMOVE;
}

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->page);
  g_free (progress);
}

/* On the thread. */
static void
progress_func (gint64 done, gint64 total, gpointer data)
{
  Progress *progress = g_new0 (Progress, 1);

  progress->page = g_object_ref (data);
  progress->done = done;
  progress->total = total;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_progress_cb, progress, progress_free);
}

static void
fill_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  NaruSampleOptions options = { .progress = progress_func, .progress_data = source };
  GError *error = NULL;
  g_autoptr (NaruStore) store = naru_store_open (data, NARU_STORE_OPEN_DEFAULT, &error);
  g_autoptr (NaruDesk) desk = NULL;
  NaruClock *clock;
  gboolean filled = FALSE;

  if (store != NULL)
    {
      clock = naru_clock_system ();
      desk = naru_desk_new (store, clock);
      filled = naru_sample_fill (desk, &options, cancellable, &error);
      g_clear_object (&desk);
      naru_store_close (store);
      naru_clock_free (clock);
    }
  if (filled)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  NaruFirstRun *self = NARU_FIRST_RUN (source);
  g_autoptr (GError) error = NULL;

  gtk_stack_set_visible_child_name (self->stack, "ask");
  g_clear_object (&self->filling);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_signal_emit (self, signals[DONE], 0);
  else if (!g_error_matches (error, NARU_ERROR, NARU_ERROR_CANCELLED)
           && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (self, error->message);
}

static void
sample_cb (NaruFirstRun *self)
{
  g_autoptr (GTask) task = NULL;

  /* Nobody in the sample belongs on a server. */
  gtk_check_button_set_active (self->local, TRUE);
  self->filling = g_cancellable_new ();
  task = g_task_new (self, self->filling, filled_cb, NULL);
  g_task_set_task_data (task, g_strdup (naru_store_get_profile (naru_desk_get_store (self->desk))),
                        g_free);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_stack_set_visible_child_name (self->stack, "filling");
  g_task_run_in_thread (task, fill_thread);
}

static void
cancel_cb (NaruFirstRun *self)
{
  g_cancellable_cancel (self->filling);
}

static void
naru_first_run_dispose (GObject *object)
{
  NaruFirstRun *self = NARU_FIRST_RUN (object);

  g_cancellable_cancel (self->filling);
  g_clear_object (&self->filling);
  gtk_widget_dispose_template (GTK_WIDGET (self), NARU_TYPE_FIRST_RUN);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_first_run_parent_class)->dispose (object);
}

static void
naru_first_run_class_init (NaruFirstRunClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = naru_first_run_dispose;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/naru/Naru/naru-first-run.ui");
  gtk_widget_class_bind_template_child (widget_class, NaruFirstRun, stack);
  gtk_widget_class_bind_template_child (widget_class, NaruFirstRun, name);
  gtk_widget_class_bind_template_child (widget_class, NaruFirstRun, roles);
  gtk_widget_class_bind_template_child (widget_class, NaruFirstRun, team);
  gtk_widget_class_bind_template_child (widget_class, NaruFirstRun, centre);
  gtk_widget_class_bind_template_child (widget_class, NaruFirstRun, local);
  gtk_widget_class_bind_template_child (widget_class, NaruFirstRun, server);
  gtk_widget_class_bind_template_child (widget_class, NaruFirstRun, message);
  gtk_widget_class_bind_template_child (widget_class, NaruFirstRun, begin);
  gtk_widget_class_bind_template_child (widget_class, NaruFirstRun, progress);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, sample_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
naru_first_run_init (NaruFirstRun *self)
{
  NaruVocabulary *vocabulary = naru_vocabulary_get ("role");

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < naru_vocabulary_size (vocabulary); i++)
    {
      const char *role = naru_vocabulary_code_at (vocabulary, i);
      GtkWidget *check = gtk_check_button_new_with_label (naru_vocabulary_label (vocabulary, role));

      g_object_set_data (G_OBJECT (check), "role", (gpointer) role);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), i == 0);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (changed_cb), self);
      gtk_box_append (self->roles, check);
    }
}

/**
 * naru_first_run_new:
 *
 * Makes the page; "done" tells that the desk is set up in the store.
 */
GtkWidget *
naru_first_run_new (NaruDesk *desk)
{
  NaruFirstRun *self = g_object_new (NARU_TYPE_FIRST_RUN, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/**
 * naru_first_run_wants_server:
 *
 * Whether the records are to be on a server, too, so that the account is to be asked for next.
 */
gboolean
naru_first_run_wants_server (NaruFirstRun *self)
{
  return gtk_check_button_get_active (self->server);
}
