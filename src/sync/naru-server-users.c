/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The accounts of a centre: which roles they need on the server, and which are missing. */
#include "naru-server-private.h"

#include "naru-access.h"
#include "naru-id.h"
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/random.h>

#define USER_PREFIX "org.couchdb.user:"

/* Four groups of four characters, without those that look alike: 80 bits. */
static char *
make_password (void)
{
  static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  guint8 bytes[16];
  GString *out = g_string_new (NULL);
  gssize got = getrandom (bytes, sizeof bytes, 0);

  if (got != sizeof bytes)
    g_error ("the system has no random numbers: %s", g_strerror (errno));
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (out, "%s%c", i > 0 && i % 4 == 0 ? "-" : "", alphabet[bytes[i] % 32]);
  return g_string_free (out, FALSE);
}

static gboolean
contains (GStrv list, const char *text)
{
  return list != NULL && g_strv_contains ((const char *const *) list, text);
}

/* Slugs of teams, or places of partners, whichever way they were written. */
static GStrv
name_places (NaruCircle circle, GStrv names)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *id
          = circle == NARU_CIRCLE_PARTNER ? naru_server_organisation_id (names[i]) : NULL;
      g_autofree char *place = naru_place_new (circle, id != NULL ? id : names[i]);

      if (place != NULL)
        g_strv_builder_add (builder, strchr (place, '-') + 1);
    }
  return g_strv_builder_end (builder);
}

static gboolean
shares_team (const NaruServerPlace *place, GStrv teams)
{
  for (guint i = 0; place->teams != NULL && place->teams[i] != NULL; i++)
    if (contains (teams, place->teams[i]))
      return TRUE;
  return FALSE;
}

/* Whether somebody with these roles, teams and partners (slugs) belongs to a place. */
static gboolean
belongs_to (const NaruServerPlace *place, guint roles, GStrv teams, GStrv partners)
{
  const char *part = strchr (place->name, '-');

  switch (place->circle)
    {
    case NARU_CIRCLE_CASES:
    case NARU_CIRCLE_SITUATION:
      return naru_access_reads (place->circle, roles) && contains (teams, part + 1);
    case NARU_CIRCLE_PARTNER:
      return ((roles & NARU_ROLE_PARTNER) && contains (partners, part + 1))
             || (naru_access_reads (place->circle, roles & ~(guint) NARU_ROLE_PARTNER)
                 && shares_team (place, teams));
    default:
      return naru_access_reads (place->circle, roles);
    }
}

static GStrv
make_roles (NaruServerState *self, const char *name, guint roles, GStrv teams, GStrv partners)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new ();

  for (guint i = 0; i < self->places->len; i++)
    {
      NaruServerPlace *place = g_ptr_array_index (self->places, i);

      if (belongs_to (place, roles, teams, partners))
        g_ptr_array_add (places, place->name);
    }
  g_ptr_array_add (places, NULL);
  return naru_access_roles (self->centre->name, name, roles, (const char *const *) places->pdata);
}

/* Whether a role on the server comes from this centre: the rest is somebody else's. */
static gboolean
is_of_centre (NaruServerState *self, const char *role)
{
  const char *centre = self->centre->name;
  gsize length = strlen (centre);
  g_autofree char *place = naru_place_from_database (centre, role);

  return place != NULL
         || (g_str_has_prefix (role, centre) && (role[length] == ':' || role[length] == '='));
}

static GStrv
read_roles (const char *document)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  NaruJsonIter iter;
  NaruJsonSpan value;

  naru_json_iter_init (&iter, naru_json_span_member (naru_json_span (document, -1), "roles"));
  while (naru_json_iter_next (&iter, NULL, &value))
    {
      g_autofree char *role = naru_json_span_dup_string (value);

      if (role != NULL)
        g_strv_builder_add (builder, role);
    }
  return g_strv_builder_end (builder);
}

static char *
roles_to_json (GPtrArray *roles)
{
  GString *out = g_string_new ("[");

  for (guint i = 0; i < roles->len; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      naru_json_append_quoted (out, g_ptr_array_index (roles, i));
    }
  g_string_append_c (out, ']');
  return g_string_free (out, FALSE);
}

static gboolean
is_closing (NaruServerState *self, const char *role)
{
  g_autofree char *place = naru_place_from_database (self->centre->name, role);

  return place != NULL && naru_server_is_closing (self, place);
}

/* The roles that an account is to have, the old ones in their order first. With @take_away those of this centre that it
 * no longer needs go, and otherwise those of teams that go. Returns NULL where nothing changes. */
static char *
join_roles (NaruServerState *self, GStrv old, GStrv needed, gboolean take_away)
{
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();
  gboolean changed = FALSE;

  for (guint i = 0; old[i] != NULL; i++)
    if ((take_away || is_closing (self, old[i])) && is_of_centre (self, old[i])
        && !contains (needed, old[i]))
      changed = TRUE;
    else
      g_ptr_array_add (roles, old[i]);
  for (guint i = 0; needed[i] != NULL; i++)
    if (!contains (old, needed[i]))
      {
        g_ptr_array_add (roles, needed[i]);
        changed = TRUE;
      }
  return changed ? roles_to_json (roles) : NULL;
}

static NaruServerStep *
add_account_step (NaruServerState *self, NaruServerKind kind, const char *name, char *body)
{
  g_autofree char *id = g_strconcat (USER_PREFIX, name, NULL);
  const char *const path[] = { "_users", id, NULL };

  naru_server_add_step (self, kind, name, "PUT", path, body);
  return g_ptr_array_index (self->steps, self->steps->len - 1);
}

static void
plan_new_account (NaruServerState *self, const NaruServerUser *user, GStrv roles)
{
  g_autofree char *id = g_strconcat (USER_PREFIX, user->name, NULL);
  g_autofree char *made = user->password == NULL ? make_password () : NULL;
  g_auto (GStrv) nothing = g_new0 (char *, 1);
  g_autofree char *list = join_roles (self, nothing, roles, FALSE);
  GString *body = g_string_new ("{");
  NaruServerStep *step;

  naru_json_append_member (body, "_id", id);
  naru_json_append_member (body, "name", user->name);
  naru_json_append_member (body, "type", "user");
  naru_json_append_member (body, "password", made != NULL ? made : user->password);
  g_string_append_printf (body, ",\"roles\":%s}", list);
  step = add_account_step (self, NARU_SERVER_ACCOUNT, user->name, g_string_free (body, FALSE));
  step->password = g_steal_pointer (&made);
}

/* An account that is there: what it lacks goes in, everything else of its document stays. */
static void
plan_old_account (NaruServerState *self, const char *name, const char *document, GStrv roles,
                  const NaruServerUser *named)
{
  g_auto (GStrv) old = read_roles (document);
  g_autofree char *list = join_roles (self, old, roles, named != NULL);
  g_autofree char *made = NULL, *quoted = NULL;
  NaruJsonEdit edits[2];
  gsize n = 0;
  NaruServerStep *step;

  if (named != NULL && named->new_password)
    {
      made = named->password == NULL ? make_password () : NULL;
      quoted = naru_json_quote (made != NULL ? made : named->password);
      edits[n++] = (NaruJsonEdit){ "password", quoted };
    }
  if (list != NULL)
    edits[n++] = (NaruJsonEdit){ "roles", list };
  if (n == 0)
    return;
  step = add_account_step (self, quoted != NULL ? NARU_SERVER_PASSWORD : NARU_SERVER_ROLES, name,
                           naru_json_splice (document, edits, n));
  step->password = g_steal_pointer (&made);
}

/* What the roles on the server say about somebody whom nobody named this time. */
static GStrv
recall_roles (NaruServerState *self, const char *name, GStrv old)
{
  g_autoptr (GStrvBuilder) teams = g_strv_builder_new (), partners = g_strv_builder_new ();
  g_auto (GStrv) team_list = NULL, partner_list = NULL;
  gsize length = strlen (self->centre->name);
  guint roles = 0;

  for (guint i = 0; old[i] != NULL; i++)
    {
      g_autofree char *place = naru_place_from_database (self->centre->name, old[i]);

      if (place == NULL)
        roles |= is_of_centre (self, old[i]) ? naru_roles_from_name (old[i] + length + 1) : 0;
      else if (naru_place_get_circle (place) == NARU_CIRCLE_PARTNER)
        g_strv_builder_add (partners, strchr (place, '-') + 1);
      else if (strchr (place, '-') != NULL)
        g_strv_builder_add (teams, strchr (place, '-') + 1);
    }
  team_list = g_strv_builder_end (teams);
  partner_list = g_strv_builder_end (partners);
  return make_roles (self, name, roles, team_list, partner_list);
}

static const NaruServerUser *
find_named (NaruServerState *self, const char *name)
{
  for (guint i = 0; self->centre->users != NULL && i < self->centre->users->len; i++)
    {
      const NaruServerUser *user = g_ptr_array_index (self->centre->users, i);

      if (strcmp (user->name, name) == 0)
        return user;
    }
  return NULL;
}

static gboolean
refuse_user (const char *name, const char *reason, GError **error)
{
  g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, "%s: %s", name, reason);
  return FALSE;
}

static gboolean
check_teams (NaruServerState *self, const NaruServerUser *user, NaruCircle circle, GStrv slugs,
             GStrv names, GError **error)
{
  for (guint i = 0; slugs[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < self->places->len; j++)
        {
          NaruServerPlace *place = g_ptr_array_index (self->places, j);

          found = found
                  || (place->circle == circle
                      && strcmp (strchr (place->name, '-') + 1, slugs[i]) == 0);
        }
      if (!found)
        {
          g_autofree char *reason = g_strdup_printf (
              circle == NARU_CIRCLE_PARTNER ? _ ("there is no partner “%s”; --partner adds one.")
                                            : _ ("there is no team “%s”; --team adds one."),
              names[i]);

          return refuse_user (user->name, reason, error);
        }
    }
  return TRUE;
}

static gboolean
check_user (const NaruServerUser *user, GError **error)
{
  if (*user->name == '\0' || *user->name == '_' || strpbrk (user->name, ":/\"\\\n\r\t") != NULL
      || g_ascii_isspace (*user->name) || strlen (user->name) > 100)
    return refuse_user (user->name,
                        _ ("a user name begins with a letter or digit and has no “:”, “/” or "
                           "quotation mark."),
                        error);
  if (user->roles == 0)
    return refuse_user (user->name, _ ("a role is missing."), error);
  if ((user->roles & NARU_ROLE_PARTNER) && (user->partners == NULL || user->partners[0] == NULL))
    return refuse_user (user->name, _ ("a partner belongs to an organisation."), error);
  if ((user->roles & NARU_ROLE_PARTNER) && (user->roles & ~(guint) NARU_ROLE_PARTNER))
    return refuse_user (user->name, _ ("a partner has no role of the centre itself."), error);
  if ((user->roles & (NARU_ROLE_JOB_COUNSELLOR | NARU_ROLE_SITUATION))
      && (user->teams == NULL || user->teams[0] == NULL))
    return refuse_user (user->name, _ ("a job counsellor belongs to a team."), error);
  return TRUE;
}

static gboolean
plan_named (NaruServerState *self, const NaruServerUser *user, const char *document, GError **error)
{
  g_auto (GStrv) teams = name_places (NARU_CIRCLE_CASES, user->teams);
  g_auto (GStrv) partners = name_places (NARU_CIRCLE_PARTNER, user->partners);
  g_auto (GStrv) roles = NULL;

  if (!check_user (user, error)
      || !check_teams (self, user, NARU_CIRCLE_CASES, teams, user->teams, error)
      || !check_teams (self, user, NARU_CIRCLE_PARTNER, partners, user->partners, error))
    return FALSE;
  roles = make_roles (self, user->name, user->roles, teams, partners);
  if (document != NULL)
    plan_old_account (self, user->name, document, roles, user);
  else
    plan_new_account (self, user, roles);
  return TRUE;
}

/* The account that belongs to a staff member at this centre. */
static gboolean
has_identity (NaruServerState *self, const char *name, const char *document)
{
  g_auto (GStrv) roles = read_roles (document);
  g_autofree char *staff = naru_id_new_natural ("staff", "staff", name);
  g_autofree char *identity = g_strconcat (self->centre->name, "=", staff, NULL);

  return contains (roles, identity);
}

/* Names that differ in their letter case only would be one staff member with two accounts. */
static gboolean
check_identity (GHashTable *owners, const char *name, GError **error)
{
  g_autofree char *staff = naru_id_new_natural ("staff", "staff", name);
  const char *other = g_hash_table_lookup (owners, staff);

  if (other != NULL && strcmp (other, name) != 0)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_EXISTS,
                   _ ("The user names “%1$s” and “%2$s” differ in letter case only."), other, name);
      return FALSE;
    }
  g_hash_table_insert (owners, g_steal_pointer (&staff), g_strdup (name));
  return TRUE;
}

static char *
dup_member (const char *document, const char *name)
{
  return naru_json_span_dup (naru_json_span_member (naru_json_span (document, -1), name));
}

/* An account that is only of this centre goes; any other keeps what is not ours. */
static void
plan_leaver (NaruServerState *self, const char *name, const char *document)
{
  g_auto (GStrv) old = read_roles (document);
  g_auto (GStrv) nothing = g_new0 (char *, 1);
  g_autofree char *rest = join_roles (self, old, nothing, TRUE);
  g_autofree char *id = dup_member (document, "_id");
  g_autofree char *rev = dup_member (document, "_rev");
  NaruJsonEdit edit = { "roles", rest };

  if (rest == NULL)
    return;
  add_account_step (self, NARU_SERVER_LEAVE, name,
                    strcmp (rest, "[]") == 0
                        ? g_strdup_printf ("{\"_id\":%s,\"_rev\":%s,\"_deleted\":true}", id, rev)
                        : naru_json_splice (document, &edit, 1));
}

/* Who is not there has left already. */
static gboolean
plan_leavers (NaruServerState *self, GHashTable *accounts, GError **error)
{
  const char *const *leavers = self->centre->leavers;

  for (; leavers != NULL && *leavers != NULL; leavers++)
    {
      const char *document = g_hash_table_lookup (accounts, *leavers);

      if (find_named (self, *leavers) != NULL)
        return refuse_user (*leavers, _ ("this user is to stay and to leave."), error);
      if (document != NULL)
        plan_leaver (self, *leavers, document);
      g_hash_table_remove (accounts, *leavers);
    }
  return TRUE;
}

/* The accounts of the server by name. */
static gboolean
read_accounts (NaruServerState *self, GHashTable *accounts, GError **error)
{
  static const char *const path[] = { "_users", "_all_docs", NULL };
  static const char *const query[] = { "include_docs", "true", NULL };
  g_autofree char *text = NULL;
  NaruJsonIter iter;
  NaruJsonSpan row;

  if (!self->has_users)
    return TRUE;
  if (!naru_server_get (self, path, query, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  naru_json_iter_init (&iter, naru_json_span_member (naru_json_span (text, -1), "rows"));
  while (naru_json_iter_next (&iter, NULL, &row))
    {
      NaruJsonSpan document = naru_json_span_member (row, "doc");
      g_autofree char *id = naru_json_span_dup_string (naru_json_span_member (row, "id"));

      if (id != NULL && g_str_has_prefix (id, USER_PREFIX)
          && naru_json_span_kind (document) == NARU_JSON_OBJECT)
        g_hash_table_insert (accounts, g_strdup (id + strlen (USER_PREFIX)),
                             naru_json_span_dup (document));
    }
  return TRUE;
}

/* Places may be new since: whoever belongs to them by roles and teams gets in. */
static void
plan_others (NaruServerState *self, GHashTable *accounts)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (accounts), (GCompareFunc) strcmp);

  for (GList *at = names; at != NULL; at = at->next)
    {
      const char *document = g_hash_table_lookup (accounts, at->data);
      g_auto (GStrv) old = read_roles (document);
      g_auto (GStrv) needed = NULL;

      if (find_named (self, at->data) != NULL || !has_identity (self, at->data, document))
        continue;
      needed = recall_roles (self, at->data, old);
      plan_old_account (self, at->data, document, needed, NULL);
    }
}

/**
 * naru_server_plan_users:
 * @self: what is known; @places are
 *
 * Works out which accounts are missing and which roles. Who was named has the roles of this centre that were named and no
 * others; who was not only gets what new places ask for.
 *
 * Returns: %FALSE with an error where the server did not tell, or a user cannot be
 */
gboolean
naru_server_plan_users (NaruServerState *self, GError **error)
{
  g_autoptr (GHashTable) accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, document;

  if (!read_accounts (self, accounts, error))
    return FALSE;
  g_hash_table_iter_init (&iter, accounts);
  while (g_hash_table_iter_next (&iter, &name, &document))
    if (has_identity (self, name, document) && !check_identity (owners, name, error))
      return FALSE;
  for (guint i = 0; self->centre->users != NULL && i < self->centre->users->len; i++)
    {
      const NaruServerUser *user = g_ptr_array_index (self->centre->users, i);

      if (find_named (self, user->name) != user)
        return refuse_user (user->name, _ ("this user is named twice."), error);
      if (!check_identity (owners, user->name, error)
          || !plan_named (self, user, g_hash_table_lookup (accounts, user->name), error))
        return FALSE;
    }
  if (!plan_leavers (self, accounts, error))
    return FALSE;
  plan_others (self, accounts);
  return TRUE;
}
