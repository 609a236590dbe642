/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who works at a desk: the first run, and the user name that an account on a server brings. */

#include "naru-desk-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"
#include "naru-identity.h"
#include "naru-vocabulary.h"

/* A record that is there is edited, so that nothing that others know of it gets lost. */
static void
create_or_set (NaruDesk *self, NaruCommand *command, NaruRecord *record, const char *const *fields)
{
  g_autoptr (NaruRecord) existing
      = naru_store_get (naru_desk_get_store (self), naru_record_get_id (record), NULL);

  if (existing == NULL)
    {
      naru_command_create (command, record);
      return;
    }
  for (guint i = 0; fields[i] != NULL; i++)
    if (g_strcmp0 (naru_record_get (existing, fields[i]), naru_record_get (record, fields[i])) != 0
        && naru_record_has (record, fields[i]))
      {
        g_autofree char *json = naru_json_span_dup (naru_record_get_span (record, fields[i]));

        naru_command_set_json (command, naru_record_get_id (record), fields[i], json);
      }
}

static NaruRecord *
new_natural (const char *type_name, const char *key)
{
  const NaruRecordType *type = naru_record_type_find (type_name);
  const char *const values[] = { key, NULL };
  g_autofree char *id = naru_identity_for (type, values);

  return naru_record_new (type, id);
}

static gboolean
check_roles (const char *const *roles, GError **error)
{
  NaruVocabulary *vocabulary = naru_vocabulary_get ("role");

  for (guint i = 0; roles[i] != NULL; i++)
    if (!naru_vocabulary_has (vocabulary, roles[i]))
      {
        g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("“%s” is not a role."), roles[i]);
        return FALSE;
      }
  if (roles[0] != NULL)
    return TRUE;
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                       _ ("Please choose at least one role."));
  return FALSE;
}

/* The first run */

typedef struct
{
  NaruRecord *staff;
  NaruRecord *team;
  NaruRecord *setting; /* %NULL where the centre has no name */
} SetUp;

static void
set_up_free (gpointer data)
{
  SetUp *set_up = data;

  g_clear_object (&set_up->staff);
  g_clear_object (&set_up->team);
  g_clear_object (&set_up->setting);
  g_free (set_up);
}

static gboolean
fill_set_up (SetUp *set_up, const char *name, const char *const *roles, const char *team,
             const char *centre, GError **error)
{
  g_autofree char *clean_name = g_strstrip (g_strdup (name != NULL ? name : ""));
  const char *team_name = team != NULL && *team != '\0' ? team : "all";
  const char *user = g_get_user_name ();

  if (*clean_name == '\0')
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("Please enter your name."));
      return FALSE;
    }
  set_up->staff = new_natural ("staff", user);
  set_up->team = new_natural ("team", team_name);
  if (centre != NULL && *centre != '\0')
    set_up->setting = new_natural ("setting", "centre");
  return check_roles (roles, error)
         && naru_record_set (set_up->team, "name",
                             team != NULL && *team != '\0' ? team : _ ("Whole centre"), error)
         && naru_record_set (set_up->team, "code", team_name, error)
         && naru_record_set (set_up->staff, "name", clean_name, error)
         && naru_record_set (set_up->staff, "userName", user, error)
         && naru_record_set_set (set_up->staff, "roles", roles, error)
         && naru_record_set (set_up->staff, "team", naru_record_get_id (set_up->team), error)
         && naru_record_set (set_up->staff, "state", "active", error)
         && (set_up->setting == NULL
             || (naru_record_set (set_up->setting, "key", "centre", error)
                 && naru_record_set (set_up->setting, "value", centre, error)));
}

/* In any thread. */
static gboolean
write_set_up (NaruDesk *self, const SetUp *set_up, GError **error)
{
  static const char *const staff_fields[] = { "name", "roles", "team", NULL };
  static const char *const value_fields[] = { "value", NULL };
  static const char *const no_fields[] = { NULL };
  const char *staff = naru_record_get_id (set_up->staff);
  g_autoptr (NaruCommand) command = naru_command_new (_ ("Set up this desk"));

  create_or_set (self, command, set_up->team, no_fields);
  create_or_set (self, command, set_up->staff, staff_fields);
  if (set_up->setting != NULL)
    create_or_set (self, command, set_up->setting, value_fields);
  return naru_desk_run_as (self, command, staff, NARU_WRITE_NO_UNDO, error)
         && naru_desk_keep_staff (self, staff, error);
}

static void
set_up_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_set_up (source, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * naru_desk_set_up_async:
 * @self: a desk
 * @name: name of whoever works here
 * @roles: (array zero-terminated=1): codes of the vocabulary "role"
 * @team: (nullable): name of the team; %NULL for a centre with one team
 * @centre: (nullable): name of the centre
 *
 * The first run: makes the staff record under the account's user name, the team, and the name of the centre, off the main
 * loop.
 */
void
naru_desk_set_up_async (NaruDesk *self, const char *name, const char *const *roles,
                        const char *team, const char *centre, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  SetUp *set_up = g_new0 (SetUp, 1);
  GError *error = NULL;

  g_task_set_task_data (task, set_up, set_up_free);
  if (fill_set_up (set_up, name, roles, team, centre, &error))
    g_task_run_in_thread (task, set_up_thread);
  else
    g_task_return_error (task, error);
}

/**
 * naru_desk_set_up_finish:
 *
 * Returns: %TRUE if the desk is ready to work
 */
gboolean
naru_desk_set_up_finish (NaruDesk *self, GAsyncResult *result, GError **error)
{
  const SetUp *set_up = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  naru_desk_know_staff (self, naru_record_get_id (set_up->staff));
  return TRUE;
}

/**
 * naru_desk_set_up:
 *
 * Like naru_desk_set_up_async(), at once.
 *
 * Returns: as naru_desk_set_up_finish() does
 */
gboolean
naru_desk_set_up (NaruDesk *self, const char *name, const char *const *roles, const char *team,
                  const char *centre, GError **error)
{
  SetUp *set_up = g_new0 (SetUp, 1);
  gboolean written = fill_set_up (set_up, name, roles, team, centre, error)
                     && write_set_up (self, set_up, error);

  if (written)
    naru_desk_know_staff (self, naru_record_get_id (set_up->staff));
  set_up_free (set_up);
  return written;
}

/* Adopting a user */

typedef struct
{
  char *before; /* %NULL where nobody works here yet */
  char *after;
} Adoption;

static Adoption *
adoption_new (NaruDesk *self, const char *user)
{
  const char *const values[] = { user, NULL };
  Adoption *adoption = g_new0 (Adoption, 1);

  adoption->before = g_strdup (naru_desk_get_staff (self));
  adoption->after = naru_identity_for (naru_record_type_find ("staff"), values);
  return adoption;
}

static void
adoption_free (gpointer data)
{
  Adoption *adoption = data;

  g_free (adoption->before);
  g_free (adoption->after);
  g_free (adoption);
}

/* In any thread. */
static gboolean
adopt (NaruDesk *self, const Adoption *adoption, GError **error)
{
  if (g_strcmp0 (adoption->before, adoption->after) == 0)
    return TRUE;
  return (adoption->before == NULL
          || naru_store_rename_record (naru_desk_get_store (self), adoption->before,
                                       adoption->after, error))
         && naru_desk_keep_staff (self, adoption->after, error);
}

static void
adopt_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (adopt (source, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * naru_desk_adopt_user_async:
 * @user: user name of an account on a server, not empty
 *
 * From now on whoever works here works as @user; what they wrote before, while nobody else had it, gets the same author.
 * That is done off the main loop, since there may be much of it.
 */
void
naru_desk_adopt_user_async (NaruDesk *self, const char *user, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_task_data (task, adoption_new (self, user), adoption_free);
  g_task_run_in_thread (task, adopt_thread);
}

/**
 * naru_desk_adopt_user_finish:
 *
 * Returns: %TRUE if it is done; %NARU_ERROR_REFUSED if others have records of another author from this profile
 */
gboolean
naru_desk_adopt_user_finish (NaruDesk *self, GAsyncResult *result, GError **error)
{
  const Adoption *adoption = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  naru_desk_know_staff (self, adoption->after);
  return TRUE;
}

/**
 * naru_desk_adopt_user:
 *
 * Like naru_desk_adopt_user_async(), at once.
 *
 * Returns: as naru_desk_adopt_user_finish() does
 */
gboolean
naru_desk_adopt_user (NaruDesk *self, const char *user, GError **error)
{
  Adoption *adoption = adoption_new (self, user);
  gboolean adopted = adopt (self, adoption, error);

  if (adopted)
    naru_desk_know_staff (self, adoption->after);
  adoption_free (adoption);
  return adopted;
}
