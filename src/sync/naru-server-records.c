/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first records of a centre: its teams, the partners and the people with an account, so that names stand where
 * records refer to them. What is there is never changed: from then on it belongs to the managers. */
#include "naru-server-private.h"

#include "naru-clock.h"
#include "naru-id.h"
#include "naru-place.h"
#include <string.h>

/* A record being written. A staff member is its own author; of the rest it is the account that sets up the
 * server. */
typedef struct
{
  char *id;
  char *name;
  GString *body;
} NewRecord;

static void
new_record_free (gpointer data)
{
  NewRecord *record = data;

  g_free (record->id);
  g_free (record->name);
  g_string_free (record->body, TRUE);
  g_free (record);
}

static NewRecord *
new_record (GPtrArray *records, const char *type, const char *id, const char *author,
            const char *name)
{
  NewRecord *record = g_new0 (NewRecord, 1);
  g_autofree char *now = naru_clock_timestamp (NULL);

  record->id = g_strdup (id);
  record->name = g_strdup (name);
  record->body = g_string_new ("{");
  naru_json_append_member (record->body, "_id", id);
  naru_json_append_member (record->body, "type", type);
  g_string_append (record->body, ",\"schema\":1");
  naru_json_append_member (record->body, "createdBy", author);
  naru_json_append_member (record->body, "createdAt", now);
  naru_json_append_member (record->body, "modifiedBy", author);
  naru_json_append_member (record->body, "modifiedAt", now);
  naru_json_append_member (record->body, "name", name);
  g_ptr_array_add (records, record);
  return record;
}

static char *
team_id (const char *code)
{
  return naru_id_new_natural ("team", "team", code);
}

static void
add_team (GPtrArray *records, const char *author, const char *code)
{
  g_autofree char *id = team_id (code);
  NewRecord *record = new_record (records, "team", id, author, code);

  naru_json_append_member (record->body, "code", code);
}

static void
add_staff (GPtrArray *records, const NaruServerUser *user)
{
  g_autofree char *id = naru_id_new_natural ("staff", "staff", user->name);
  g_autofree char *team
      = user->teams != NULL && user->teams[0] != NULL ? team_id (user->teams[0]) : NULL;
  gboolean partner
      = (user->roles & NARU_ROLE_PARTNER) && user->partners != NULL && user->partners[0] != NULL;
  g_autofree char *organisation = partner ? naru_server_organisation_id (user->partners[0]) : NULL;
  g_autofree char *names = naru_roles_to_string (user->roles);
  g_auto (GStrv) roles = g_strsplit (names, ", ", -1);
  NewRecord *record = new_record (records, "staff", id, id,
                                  user->full_name != NULL ? user->full_name : user->name);

  naru_json_append_member (record->body, "userName", user->name);
  g_string_append (record->body, ",\"roles\":[");
  for (guint i = 0; roles[i] != NULL; i++)
    g_string_append_printf (record->body, "%s\"%s\"", i > 0 ? "," : "", roles[i]);
  g_string_append_c (record->body, ']');
  naru_json_append_member (record->body, "team", team);
  naru_json_append_member (record->body, "organisation", organisation);
}

/* Partners that were named by an id have a record already, on the desk that made it. */
static void
add_partner (GPtrArray *records, const char *author, const char *text)
{
  g_autofree char *name = g_strndup (text, strcspn (text, "="));
  g_autofree char *id = naru_server_organisation_id (name);
  NewRecord *record;

  if (strcmp (id, name) == 0)
    return;
  record = new_record (records, "organisation", id, author, name);
  naru_json_append_member (record->body, "kind", "other");
  g_string_append (record->body, ",\"sharesCases\":true");
}

/* Takes out of @records what the server has. */
static gboolean
drop_known (NaruServerState *self, const char *database, GPtrArray *records, GError **error)
{
  for (guint i = records->len; i-- > 0;)
    {
      NewRecord *record = g_ptr_array_index (records, i);
      const char *const path[] = { database, record->id, NULL };
      g_autofree char *text = NULL;

      if (!naru_server_get (self, path, NULL, &text, error))
        return FALSE;
      if (text != NULL)
        g_ptr_array_remove_index (records, i);
    }
  return TRUE;
}

/**
 * naru_server_plan_records:
 * @self: what is known
 *
 * Works out which records of teams, partners and staff members are missing.
 *
 * Returns: %FALSE with an error where the server did not tell
 */
gboolean
naru_server_plan_records (NaruServerState *self, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (new_record_free);
  g_autofree char *database = naru_place_database (self->centre->name, "common", FALSE);
  const char *const path[] = { database, NULL };
  const NaruServerCentre *centre = self->centre;
  g_autofree char *author = naru_id_new_natural ("staff", "staff", naru_http_get_user (self->http));

  g_autofree char *only = naru_place_new (NARU_CIRCLE_CASES, NARU_SERVER_ONLY_TEAM);

  /* nobody names it, and cases refer to it all the same */
  if (naru_server_find_place (self, only) != NULL
      && !(centre->teams != NULL && g_strv_contains (centre->teams, NARU_SERVER_ONLY_TEAM)))
    add_team (records, author, NARU_SERVER_ONLY_TEAM);
  for (guint i = 0; centre->teams != NULL && centre->teams[i] != NULL; i++)
    add_team (records, author, centre->teams[i]);
  for (guint i = 0; centre->partners != NULL && centre->partners[i] != NULL; i++)
    add_partner (records, author, centre->partners[i]);
  for (guint i = 0; centre->users != NULL && i < centre->users->len; i++)
    add_staff (records, g_ptr_array_index (centre->users, i));
  if (g_hash_table_contains (self->databases, database)
      && !drop_known (self, database, records, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      NewRecord *record = g_ptr_array_index (records, i);

      naru_server_add_step (self, NARU_SERVER_RECORD, record->name, "POST", path,
                            g_strdup_printf ("%s}", record->body->str));
    }
  return TRUE;
}
