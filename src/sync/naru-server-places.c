/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which places a centre has, and what their databases lack: themselves, the rules, and who may open them. */
#include "naru-server-private.h"

#include "naru-access.h"
#include "naru-config.h"
#include "naru-id.h"
#include <glib/gi18n-lib.h>
#include <string.h>

static void
place_free (gpointer data)
{
  NaruServerPlace *place = data;

  g_free (place->name);
  g_strfreev (place->teams);
  g_free (place);
}

/**
 * naru_server_find_place:
 *
 * Returns: (nullable): the place of that name that the centre has or gets
 */
NaruServerPlace *
naru_server_find_place (NaruServerState *self, const char *name)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      NaruServerPlace *place = g_ptr_array_index (self->places, i);

      if (strcmp (place->name, name) == 0)
        return place;
    }
  return NULL;
}

static NaruServerPlace *
add_place (NaruServerState *self, const char *name)
{
  NaruServerPlace *place = naru_server_find_place (self, name);

  if (place != NULL)
    return place;
  place = g_new0 (NaruServerPlace, 1);
  place->name = g_strdup (name);
  place->circle = naru_place_get_circle (name);
  g_ptr_array_add (self->places, place);
  return place;
}

static void
add_team (NaruServerState *self, const char *code)
{
  g_autofree char *cases = naru_place_new (NARU_CIRCLE_CASES, code);
  g_autofree char *situation = naru_place_new (NARU_CIRCLE_SITUATION, code);

  add_place (self, cases);
  add_place (self, situation);
}

/* Slugs of all teams that the centre has. */
static GStrv
list_teams (NaruServerState *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->places->len; i++)
    {
      NaruServerPlace *place = g_ptr_array_index (self->places, i);

      if (place->circle == NARU_CIRCLE_CASES)
        g_strv_builder_add (builder, strchr (place->name, '-') + 1);
    }
  return g_strv_builder_end (builder);
}

/**
 * naru_server_organisation_id:
 * @partner: name or id of an organisation
 *
 * Returns: (transfer full): its id: an organisation that is known by its name alone has one made from it
 */
char *
naru_server_organisation_id (const char *partner)
{
  if (naru_id_has_type (partner, "organisation") && naru_id_is_valid (partner))
    return g_strdup (partner);
  return naru_id_new_natural ("organisation", "organisation", partner);
}

/* "ORGANISATION" or "ORGANISATION=TEAM,TEAM" */
static gboolean
add_partner (NaruServerState *self, const char *text, GError **error)
{
  const char *sign = strrchr (text, '=');
  g_autofree char *partner
      = sign != NULL ? g_strndup (text, (gsize) (sign - text)) : g_strdup (text);
  g_autofree char *id = naru_server_organisation_id (partner);
  g_autofree char *name = naru_place_new (NARU_CIRCLE_PARTNER, id);
  NaruServerPlace *place = add_place (self, name);

  g_strfreev (place->teams);
  place->teams = sign != NULL ? g_strsplit (sign + 1, ",", -1) : list_teams (self);
  for (guint i = 0; sign != NULL && place->teams[i] != NULL; i++)
    {
      g_autofree char *cases = naru_place_new (NARU_CIRCLE_CASES, place->teams[i]);

      if (cases == NULL || naru_server_find_place (self, cases) == NULL)
        {
          g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                       _ ("The centre “%1$s” has no team “%2$s”."), self->centre->name,
                       place->teams[i]);
          return FALSE;
        }
      g_free (place->teams[i]);
      place->teams[i] = g_strdup (strchr (cases, '-') + 1);
    }
  return TRUE;
}

/* The team of a centre that has no other, and the name of its databases. */
static gboolean
check_closing (NaruServerState *self, const char *team, GError **error)
{
  g_autofree char *place = naru_place_new (NARU_CIRCLE_CASES, team);

  if (self->centre->teams != NULL && g_strv_contains (self->centre->teams, team))
    g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED, _ ("The team “%s” is to stay and to go."),
                 team);
  else if (place == NULL)
    g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                 _ ("The centre “%1$s” has no team “%2$s”."), self->centre->name, team);
  else
    return TRUE;
  return FALSE;
}

/**
 * naru_server_is_closing:
 *
 * Returns: whether the place is that of a team that is to go
 */
gboolean
naru_server_is_closing (NaruServerState *self, const char *place)
{
  const char *const *closing = self->centre->closing;

  for (; closing != NULL && *closing != NULL; closing++)
    {
      g_autofree char *cases = naru_place_new (NARU_CIRCLE_CASES, *closing);
      g_autofree char *situation = naru_place_new (NARU_CIRCLE_SITUATION, *closing);

      if (g_strcmp0 (place, cases) == 0 || g_strcmp0 (place, situation) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
collect_places (NaruServerState *self, GError **error)
{
  const char *const *teams = self->centre->teams;
  GHashTableIter iter;
  gpointer database;

  self->places = g_ptr_array_new_with_free_func (place_free);
  add_place (self, naru_circle_get_name (NARU_CIRCLE_COMMON));
  add_place (self, naru_circle_get_name (NARU_CIRCLE_EMPLOYERS));
  add_place (self, naru_circle_get_name (NARU_CIRCLE_MATCH));
  for (const char *const *team = self->centre->closing; team != NULL && *team != NULL; team++)
    if (!check_closing (self, *team, error))
      return FALSE;
  for (; teams != NULL && *teams != NULL; teams++)
    add_team (self, *teams);
  g_hash_table_iter_init (&iter, self->databases);
  while (g_hash_table_iter_next (&iter, &database, NULL))
    {
      g_autofree char *place = naru_place_from_database (self->centre->name, database);

      if (place == NULL || naru_server_is_closing (self, place))
        continue;
      add_place (self, place);
      /* a team has both, also where an earlier run was cut off between them */
      if (naru_place_get_circle (place) == NARU_CIRCLE_CASES)
        add_team (self, strchr (place, '-') + 1);
    }
  if (self->places->len == 3)
    add_team (self, NARU_SERVER_ONLY_TEAM);
  for (const char *const *partner = self->centre->partners; partner != NULL && *partner != NULL;
       partner++)
    if (!add_partner (self, *partner, error))
      return FALSE;
  return TRUE;
}

/* 0.10.0 is later than 0.9.1. */
static int
compare_versions (const char *a, const char *b)
{
  while (*a != '\0' || *b != '\0')
    {
      guint64 left = g_ascii_strtoull (a, (char **) &a, 10);
      guint64 right = g_ascii_strtoull (b, (char **) &b, 10);

      if (left != right)
        return left < right ? -1 : 1;
      a += *a != '\0' ? 1 : 0;
      b += *b != '\0' ? 1 : 0;
    }
  return 0;
}

static void
append_teams (GString *out, GStrv teams)
{
  g_string_append (out, ",\"teams\":[");
  for (guint i = 0; teams[i] != NULL; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      naru_json_append_quoted (out, teams[i]);
    }
  g_string_append_c (out, ']');
}

/* {"version":"0.1.0","centre":"c1","place":"cases-a"}: for the next run, and for whoever looks */
static char *
make_mark (NaruServerState *self, NaruServerPlace *place, const char *version)
{
  GString *out = g_string_new ("{");

  naru_json_append_member (out, "version", version);
  naru_json_append_member (out, "centre", self->centre->name);
  naru_json_append_member (out, "place", place->name);
  if (place->teams != NULL)
    append_teams (out, place->teams);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

/* The teams that share with a partner were said in an earlier run. */
static void
recall_teams (NaruServerState *self, NaruServerPlace *place, NaruJsonSpan mark)
{
  NaruJsonSpan teams = naru_json_span_member (mark, "teams");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  NaruJsonIter iter;
  NaruJsonSpan value;

  if (place->teams != NULL || naru_json_span_kind (teams) != NARU_JSON_ARRAY)
    return;
  naru_json_iter_init (&iter, teams);
  while (naru_json_iter_next (&iter, NULL, &value))
    {
      g_autofree char *team = naru_json_span_dup_string (value);
      g_autofree char *cases = team != NULL ? naru_place_new (NARU_CIRCLE_CASES, team) : NULL;

      if (cases != NULL && !naru_server_is_closing (self, cases))
        g_strv_builder_add (builder, team);
    }
  place->teams = g_strv_builder_end (builder);
}

static gboolean
plan_rules (NaruServerState *self, NaruServerPlace *place, const char *database, gboolean log,
            GError **error)
{
  const char *const path[] = { database, "_design", "naru", NULL };
  g_autofree char *script = naru_access_script (self->centre->name, place->circle, log);
  g_autofree char *quoted = naru_json_quote (script);
  g_autofree char *old = NULL, *old_script = NULL, *version = NULL, *mark = NULL;
  NaruJsonEdit edits[] = { { "_id", "\"_design/naru\"" },
                           { "language", "\"javascript\"" },
                           { "validate_doc_update", quoted },
                           { "naru", NULL } };

  if (g_hash_table_contains (self->databases, database)
      && !naru_server_get (self, path, NULL, &old, error))
    return FALSE;
  if (old != NULL)
    {
      NaruJsonSpan whole = naru_json_span (old, -1);
      NaruJsonSpan old_mark = naru_json_span_member (whole, "naru");

      old_script = naru_json_span_dup_string (naru_json_span_member (whole, "validate_doc_update"));
      version = naru_json_span_dup_string (naru_json_span_member (old_mark, "version"));
      recall_teams (self, place, old_mark);
      mark = make_mark (self, place, version);
      if (g_strcmp0 (old_script, script) == 0
          && naru_json_span_equal (old_mark, naru_json_span (mark, -1)))
        return TRUE;
      if (version != NULL && compare_versions (version, NARU_VERSION) > 0)
        {
          g_set_error (error, NARU_ERROR, NARU_ERROR_TOO_NEW,
                       _ ("%1$s was set up by Naru %2$s, and this is %3$s. Please use the newer "
                          "one."),
                       database, version, NARU_VERSION);
          return FALSE;
        }
    }
  g_free (mark);
  mark = make_mark (self, place, NARU_VERSION);
  edits[3].value = mark;
  naru_server_add_step (self, old != NULL ? NARU_SERVER_NEW_RULES : NARU_SERVER_RULES, database,
                        "PUT", path,
                        naru_json_splice (old != NULL ? old : "{}", edits, G_N_ELEMENTS (edits)));
  return TRUE;
}

static gboolean
has_member (const char *security, const char *role)
{
  NaruJsonSpan members = naru_json_span_member (naru_json_span (security, -1), "members");
  NaruJsonIter iter;
  NaruJsonSpan value;

  naru_json_iter_init (&iter, naru_json_span_member (members, "roles"));
  while (naru_json_iter_next (&iter, NULL, &value))
    {
      g_autofree char *name = naru_json_span_dup_string (value);

      if (g_strcmp0 (name, role) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whom an administrator let in besides stays: backups have accounts of their own. */
static gboolean
plan_members (NaruServerState *self, const char *database, const char *role, GError **error)
{
  const char *const path[] = { database, "_security", NULL };
  g_autofree char *old = NULL;

  if (g_hash_table_contains (self->databases, database)
      && !naru_server_get (self, path, NULL, &old, error))
    return FALSE;
  if (old == NULL || !has_member (old, role))
    naru_server_add_step (self, NARU_SERVER_MEMBERS, database, "PUT", path,
                          g_strdup_printf ("{\"admins\":{\"names\":[],\"roles\":[\"_admin\"]},"
                                           "\"members\":{\"names\":[],\"roles\":[\"%s\"]}}",
                                           role));
  return TRUE;
}

/* History is asked for by record; without an index the server would read all of it. */
static gboolean
plan_index (NaruServerState *self, const char *database, GError **error)
{
  const char *const design[] = { database, "_design", "naru-record", NULL };
  const char *const path[] = { database, "_index", NULL };
  g_autofree char *old = NULL;

  if (g_hash_table_contains (self->databases, database)
      && !naru_server_get (self, design, NULL, &old, error))
    return FALSE;
  if (old == NULL)
    naru_server_add_step (self, NARU_SERVER_INDEX, database, "POST", path,
                          g_strdup ("{\"index\":{\"fields\":[\"record\"]},"
                                    "\"ddoc\":\"naru-record\",\"name\":\"record\"}"));
  return TRUE;
}

static gboolean
plan_database (NaruServerState *self, NaruServerPlace *place, gboolean log, GError **error)
{
  g_autofree char *role = naru_place_database (self->centre->name, place->name, FALSE);
  g_autofree char *database = naru_place_database (self->centre->name, place->name, log);
  const char *const path[] = { database, NULL };

  if (!g_hash_table_contains (self->databases, database))
    naru_server_add_step (self, NARU_SERVER_DATABASE, database, "PUT", path, NULL);
  /* nobody gets in before the rules stand */
  return plan_rules (self, place, database, log, error)
         && (!log || plan_index (self, database, error))
         && plan_members (self, database, role, error);
}

/**
 * naru_server_plan_places:
 * @self: what is known; @databases is
 *
 * Works out the places of the centre and what their databases lack.
 *
 * Returns: %FALSE with an error where the server did not tell
 */
gboolean
naru_server_plan_places (NaruServerState *self, GError **error)
{
  if (!collect_places (self, error))
    return FALSE;
  for (guint i = 0; i < self->places->len; i++)
    for (int log = 0; log < 2; log++)
      if (!plan_database (self, g_ptr_array_index (self->places, i), log, error))
        return FALSE;
  return TRUE;
}
