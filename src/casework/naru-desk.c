/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk: whoever works here, the clock, and running commands in one transaction each. */
#include "naru-desk-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"
#include "naru-id.h"
#include "naru-identity.h"
#include "naru-vocabulary.h"

#define SETTING_STAFF "staff"

struct _NaruDesk
{
  GObject parent_instance;
  NaruStore *store;
  NaruClock *clock;
  char *staff;
  guint roles;
  gboolean roles_known;
  gulong changed_id;
};

G_DEFINE_FINAL_TYPE (NaruDesk, naru_desk, G_TYPE_OBJECT)

static const struct
{
  const char *code;
  NaruRole role;
} role_codes[] = {
  { "job_counsellor", NARU_ROLE_JOB_COUNSELLOR },
  { "employer_counsellor", NARU_ROLE_EMPLOYER_COUNSELLOR },
  { "vacancy_drafter", NARU_ROLE_VACANCY_DRAFTER },
  { "partner", NARU_ROLE_PARTNER },
  { "manager", NARU_ROLE_MANAGER },
  { "it", NARU_ROLE_IT },
  { "situation", NARU_ROLE_SITUATION },
};

static void
on_changed_cb (NaruStore *store, const char *const *ids, NaruDesk *self)
{
  if (ids == NULL || (self->staff != NULL && g_strv_contains (ids, self->staff)))
    self->roles_known = FALSE;
}

static void
naru_desk_finalize (GObject *object)
{
  NaruDesk *self = NARU_DESK (object);

  if (self->store != NULL)
    g_signal_handler_disconnect (self->store, self->changed_id);
  g_clear_object (&self->store);
  g_free (self->staff);
  G_OBJECT_CLASS (naru_desk_parent_class)->finalize (object);
}

static void
naru_desk_class_init (NaruDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_desk_finalize;
}

static void
naru_desk_init (NaruDesk *self)
{
}

/**
 * naru_desk_new:
 * @store: the store of the profile
 * @clock: (nullable): a clock that outlives the desk; %NULL is the system's
 *
 * Returns: (transfer full): a desk; whoever worked at the profile before works at it again
 */
NaruDesk *
naru_desk_new (NaruStore *store, NaruClock *clock)
{
  NaruDesk *self;

  g_return_val_if_fail (NARU_IS_STORE (store), NULL);

  self = g_object_new (NARU_TYPE_DESK, NULL);
  self->store = g_object_ref (store);
  self->clock = clock != NULL ? clock : naru_clock_system ();
  self->staff = naru_store_get_setting (store, SETTING_STAFF);
  self->changed_id = g_signal_connect (store, "changed", G_CALLBACK (on_changed_cb), self);
  return self;
}

/**
 * naru_desk_get_store:
 *
 * Returns: (transfer none): its store
 */
NaruStore *
naru_desk_get_store (NaruDesk *self)
{
  return self->store;
}

/**
 * naru_desk_get_clock:
 *
 * Returns: (transfer none): its clock
 */
NaruClock *
naru_desk_get_clock (NaruDesk *self)
{
  return self->clock;
}

/**
 * naru_desk_today:
 *
 * Returns: (transfer full): the date, as on the wire
 */
char *
naru_desk_today (NaruDesk *self)
{
  return naru_clock_today (self->clock);
}

/**
 * naru_desk_now:
 *
 * Returns: (transfer full): the time, as on the wire
 */
char *
naru_desk_now (NaruDesk *self)
{
  return naru_clock_timestamp (self->clock);
}

/**
 * naru_desk_is_set_up:
 * @self: a desk
 *
 * Returns: whether somebody works here; otherwise the first run asks who
 */
gboolean
naru_desk_is_set_up (NaruDesk *self)
{
  return self->staff != NULL;
}

/**
 * naru_desk_get_staff:
 *
 * Returns: (transfer none) (nullable): id of the staff record of whoever works here
 */
const char *
naru_desk_get_staff (NaruDesk *self)
{
  return self->staff;
}

/**
 * naru_desk_keep_staff:
 * @staff: id of a staff record, which may be on its way from a server
 *
 * Keeps with the profile who works here. Only the store is used, so that any thread may do it.
 */
gboolean
naru_desk_keep_staff (NaruDesk *self, const char *staff, GError **error)
{
  return naru_store_set_setting (self->store, SETTING_STAFF, staff, error);
}

/**
 * naru_desk_know_staff:
 * @staff: what naru_desk_keep_staff() has kept
 */
void
naru_desk_know_staff (NaruDesk *self, const char *staff)
{
  g_free (self->staff);
  self->staff = g_strdup (staff);
  self->roles_known = FALSE;
}

/**
 * naru_desk_set_staff:
 * @self: a desk
 * @staff: id of a staff record
 * @error: return location for an error
 *
 * Says who works here; kept with the profile.
 *
 * Returns: %TRUE if there is such a person
 */
gboolean
naru_desk_set_staff (NaruDesk *self, const char *staff, GError **error)
{
  g_autoptr (NaruRecord) record = NULL;

  if (!naru_id_has_type (staff, "staff"))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("“%s” is not a staff member."), staff);
      return FALSE;
    }
  record = naru_store_get (self->store, staff, error);
  if (record == NULL || !naru_desk_keep_staff (self, staff, error))
    return FALSE;
  naru_desk_know_staff (self, staff);
  return TRUE;
}

/**
 * naru_desk_has_role:
 * @self: a desk
 * @role: one or several roles
 *
 * Returns: whether whoever works here has one of them
 */
gboolean
naru_desk_has_role (NaruDesk *self, NaruRole role)
{
  if (!self->roles_known && self->staff != NULL)
    {
      g_autoptr (NaruRecord) record = naru_store_get (self->store, self->staff, NULL);

      self->roles = 0;
      if (record != NULL)
        {
          g_auto (GStrv) codes = naru_record_get_set (record, "roles");

          for (guint i = 0; i < G_N_ELEMENTS (role_codes); i++)
            if (g_strv_contains ((const char *const *) codes, role_codes[i].code))
              self->roles |= role_codes[i].role;
        }
      self->roles_known = TRUE;
    }
  return (self->roles & role) != 0;
}

/**
 * naru_desk_may_write:
 * @self: a desk
 * @type: a record type
 *
 * Says what a server takes from whoever works here, by the roles that the dictionary names. Where nobody at all has one of
 * them, such as at a desk on its own, the work has to be done by whoever is there.
 *
 * Returns: whether records of @type are theirs to write
 */
gboolean
naru_desk_may_write (NaruDesk *self, const NaruRecordType *type)
{
  g_autofree char *roles = naru_roles_to_string (type->writers);
  g_auto (GStrv) codes = g_strsplit (roles, ", ", -1);
  g_autofree char *any = g_strjoinv ("\037", codes);
  g_autoptr (NaruQuery) query = NULL;

  if (self->staff == NULL || type->circle >= NARU_CIRCLE_OWN
      || naru_desk_has_role (self, type->writers))
    return TRUE;
  query = naru_query_new ("staff");
  naru_query_add_filter (query, "roles", NARU_FILTER_IS, any);
  return naru_store_count (self->store, query, NULL) == 0;
}

static gboolean
apply_func (NaruTransaction *transaction, gpointer data, GError **error)
{
  return naru_command_apply (data, transaction, error);
}

/**
 * naru_desk_run_as:
 * @author: id of a staff record, which @command may make
 *
 * Like naru_desk_run(), also of a desk that is not set up, and in any thread.
 */
gboolean
naru_desk_run_as (NaruDesk *self, NaruCommand *command, const char *author, NaruWriteFlags flags,
                  GError **error)
{
  g_autofree char *now = naru_desk_now (self);
  NaruWriteInfo info = { naru_command_get_label (command), author, now, flags };

  return naru_store_write (self->store, &info, apply_func, command, error);
}

static gboolean
check_set_up (NaruDesk *self, GError **error)
{
  if (self->staff != NULL)
    return TRUE;
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                       _ ("Please say first who works here: Naru notes who changed what."));
  return FALSE;
}

/**
 * naru_desk_run:
 * @self: a desk
 * @command: what to do
 * @error: return location for an error
 *
 * Runs a command in one transaction; it is one entry of the undo list. A command that does nothing is done at once.
 *
 * Returns: %TRUE if it is done and on the disk; otherwise nothing was changed
 */
gboolean
naru_desk_run (NaruDesk *self, NaruCommand *command, GError **error)
{
  if (naru_command_is_empty (command))
    return TRUE;
  return check_set_up (self, error)
         && naru_desk_run_as (self, command, self->staff, NARU_WRITE_DEFAULT, error);
}

typedef struct
{
  NaruCommand *command;
  char *author;
  char *at;
} RunJob;

static void
run_job_free (gpointer data)
{
  RunJob *job = data;

  naru_command_unref (job->command);
  g_free (job->author);
  g_free (job->at);
  g_free (job);
}

static gboolean
run_job_func (NaruTransaction *transaction, gpointer data, GError **error)
{
  RunJob *job = data;

  return naru_command_apply (job->command, transaction, error);
}

static void
run_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (naru_store_write_finish (NARU_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * naru_desk_run_async:
 * @self: a desk
 * @command: what to do
 * @cancellable: (nullable): gives up as long as nothing is on the disk
 * @callback: called on this thread when it is done
 * @user_data: data for @callback
 *
 * Like naru_desk_run(), off the main loop. Commands run in the order in which they were started.
 */
void
naru_desk_run_async (NaruDesk *self, NaruCommand *command, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  NaruWriteInfo info = { 0 };
  RunJob *job;

  g_task_set_source_tag (task, naru_desk_run_async);
  if (naru_command_is_empty (command))
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  if (!check_set_up (self, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  job = g_new0 (RunJob, 1);
  job->command = naru_command_ref (command);
  job->author = g_strdup (self->staff);
  job->at = naru_desk_now (self);
  info.label = naru_command_get_label (command);
  info.author = job->author;
  info.at = job->at;
  naru_store_write_async (self->store, &info, run_job_func, job, run_job_free, cancellable,
                          run_done_cb, task);
}

/**
 * naru_desk_run_finish:
 * @self: a desk
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: %TRUE if it is done and on the disk; otherwise nothing was changed
 */
gboolean
naru_desk_run_finish (NaruDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * naru_desk_undo:
 * @self: a desk
 * @error: return location for an error
 *
 * Undoes the latest command, as a new edit: what others changed since stays and is named in the report.
 *
 * Returns: (transfer full) (nullable): what was undone
 */
NaruUndoReport *
naru_desk_undo (NaruDesk *self, GError **error)
{
  g_autofree char *now = naru_desk_now (self);

  return check_set_up (self, error) ? naru_store_undo (self->store, self->staff, now, error) : NULL;
}

/**
 * naru_desk_redo:
 * @self: a desk
 * @error: return location for an error
 *
 * Does again what was undone last.
 *
 * Returns: (transfer full) (nullable): what was done again
 */
NaruUndoReport *
naru_desk_redo (NaruDesk *self, GError **error)
{
  g_autofree char *now = naru_desk_now (self);

  return check_set_up (self, error) ? naru_store_redo (self->store, self->staff, now, error) : NULL;
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  NaruUndoReport *report = naru_store_undo_finish (NARU_STORE (source), result, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) naru_undo_report_free);
  else
    g_task_return_error (task, error);
}

/* The task to be handed to the store; NULL if nobody works here, which the caller is told. */
static GTask *
undo_task_new (NaruDesk *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, undo_task_new);
  if (check_set_up (self, &error))
    return g_steal_pointer (&task);
  g_task_return_error (task, error);
  return NULL;
}

/**
 * naru_desk_undo_async:
 * @self: a desk
 * @callback: called on this thread when it is done
 * @user_data: data for @callback
 *
 * Like naru_desk_undo(), off the main loop, after the commands that were started before.
 */
void
naru_desk_undo_async (NaruDesk *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *now = naru_desk_now (self);
  GTask *task = undo_task_new (self, callback, user_data);

  if (task != NULL)
    naru_store_undo_async (self->store, self->staff, now, undone_cb, task);
}

/**
 * naru_desk_redo_async:
 * @self: a desk
 * @callback: called on this thread when it is done
 * @user_data: data for @callback
 *
 * Like naru_desk_redo(), off the main loop, after the commands that were started before.
 */
void
naru_desk_redo_async (NaruDesk *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *now = naru_desk_now (self);
  GTask *task = undo_task_new (self, callback, user_data);

  if (task != NULL)
    naru_store_redo_async (self->store, self->staff, now, undone_cb, task);
}

/**
 * naru_desk_undo_finish:
 * @self: a desk
 * @result: what the callback of naru_desk_undo_async() or naru_desk_redo_async() got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what was undone or done again
 */
NaruUndoReport *
naru_desk_undo_finish (NaruDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
