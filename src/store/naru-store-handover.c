/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Work from before there was an account. What the account may not write stays here and is no unsent work; where the server
 * has the same team, partner or catalogue entry under another id, every record speaks of that one from then on. */
#include "naru-place.h"
#include "naru-store-sync-private.h"

typedef struct
{
  NaruDb *db;
  const char *const *places;
  const char *staff;
  guint replaced;
} HandOver;

/* What was never on the server, of a type that the account may not write, is nobody's unsent work. */
static gboolean
hold_back_cb (NaruDb *db, gpointer data, GError **error)
{
  const char *const *names = data;
  g_autoptr (GString) types = g_string_new ("[");

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_string_append (types, i > 0 ? "," : "");
      naru_json_append_quoted (types, names[i]);
    }
  g_string_append_c (types, ']');
  return naru_db_run (db, error,
                      "UPDATE document SET place = NULL, clean = edits - 1, sync = 0"
                      " WHERE place = '" NARU_PLACE_HERE "' AND known IS NULL AND deleted = 0"
                      " AND type NOT IN (SELECT value FROM json_each (?))",
                      "s", types->str)
         && naru_db_run (db, error,
                         "DELETE FROM journal WHERE id IN (SELECT id FROM document"
                         " WHERE known IS NULL AND edits <> clean"
                         " AND type IN (SELECT value FROM json_each (?)))",
                         "s", types->str)
         && naru_db_run (db, error,
                         "UPDATE document SET place = '" NARU_PLACE_HERE "', clean = edits,"
                         " base = NULL, reason = NULL, sync = 0 WHERE known IS NULL"
                         " AND edits <> clean AND type IN (SELECT value FROM json_each (?))",
                         "s", types->str);
}

/**
 * naru_store_hold_back:
 * @types: (array zero-terminated=1): names of the types that the account may not write
 *
 * Keeps records of these types that the server never had on this computer: they are neither sent nor refused, and become
 * what the server has as soon as it has a record of the same id. Those that were held back before and may be written now
 * are sent.
 */
gboolean
naru_store_hold_back (NaruStore *self, const char *const *types, GError **error)
{
  gint64 waiting = 0;

  /* a round with nothing to do leaves the disk alone */
  if (!naru_db_get_int (
          naru_store_get_db (self), &waiting, error,
          "SELECT EXISTS (SELECT 1 FROM document WHERE known IS NULL AND edits <> clean)"
          " OR EXISTS (SELECT 1 FROM document WHERE known IS NULL"
          " AND place = '" NARU_PLACE_HERE "')",
          ""))
    return FALSE;
  return waiting == 0 || naru_store_write_db (self, hold_back_cb, (gpointer) types, error);
}

/* Every record that speaks of @from speaks of @to, and @from is gone. Nobody else knows @from. */
static gboolean
replace_record (HandOver *self, const char *from, const char *to, GError **error)
{
  g_auto (NaruLocal) local = { 0 };
  gint64 sequence = 0;

  self->replaced++;
  return naru_local_load (self->db, from, &local, error)
         && naru_departures_drop (self->db, from, error)
         && naru_local_remove (self->db, &local, error)
         && naru_db_get_int (self->db, &sequence, error, "SELECT max (sequence) FROM document", "")
         && naru_db_run (self->db, error,
                         "UPDATE document SET base = iif (edits = clean AND rev IS NOT NULL, body,"
                         " base), clean = clean + (place IS '" NARU_PLACE_HERE "'),"
                         " edits = edits + 1, reason = NULL, sequence = ?2 + number,"
                         " sync = iif (sync = 3, 3, 0)"
                         " WHERE instr (body, ?1) AND circle <> 'local'",
                         "si", from, sequence)
         && naru_db_run (self->db, error, "DELETE FROM journal WHERE instr (body, ?)", "s", from)
         && naru_rename_everywhere (self->db, from, to, error);
}

static gboolean
replace_pairs (HandOver *self, GPtrArray *pairs, GError **error)
{
  for (guint i = 0; i < pairs->len; i += 2)
    if (!replace_record (self, pairs->pdata[i], pairs->pdata[i + 1], error))
      return FALSE;
  return TRUE;
}

/* What is only here and has the name of something on the server is that. */
static gboolean
match_names (HandOver *self, GError **error)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NaruStatement) row = naru_db_query (
      self->db, error,
      "SELECT here.id, there.id FROM document AS here JOIN document AS there USING (type)"
      " WHERE here.type IN ('organisation', 'measure', 'course', 'template')"
      " AND here.place = '" NARU_PLACE_HERE "' AND here.known IS NULL AND here.deleted = 0"
      " AND there.known IS NOT NULL AND there.deleted = 0"
      " AND lower (json_extract (here.body, '$.name')) = lower (json_extract (there.body, "
      "'$.name'))"
      " GROUP BY here.id",
      "");
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      g_ptr_array_add (pairs, naru_statement_dup_text (row, 0));
      g_ptr_array_add (pairs, naru_statement_dup_text (row, 1));
    }
  return step == NARU_STEP_DONE && replace_pairs (self, pairs, error);
}

static gboolean
has_cases_place (HandOver *self, const char *code)
{
  g_autofree char *place = code != NULL ? naru_place_new (NARU_CIRCLE_CASES, code) : NULL;

  return place != NULL && g_strv_contains (self->places, place);
}

/* The team of the account that stands for the one named @name here: that of the same name, that of whoever works here, or
 * the first. NULL if the account has none. */
static gboolean
choose_team (HandOver *self, const char *name, char **chosen, GError **error)
{
  g_autofree char *own = NULL;
  g_autofree char *first = NULL;
  g_autofree char *mine = NULL;
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autoptr (NaruStatement) row = NULL;
  NaruStep step = NARU_STEP_ERROR;

  *chosen = NULL;
  if (!naru_db_get_text (self->db, &own, error,
                         "SELECT json_extract (body, '$.team') FROM document WHERE id = ?", "s",
                         self->staff))
    return FALSE;
  row = naru_db_query (self->db, error,
                       "SELECT id, json_extract (body, '$.code'), json_extract (body, '$.name')"
                       " FROM document WHERE type = 'team' AND known IS NOT NULL AND deleted = 0"
                       " ORDER BY number",
                       "");
  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      const char *id = naru_statement_get_text (row, 0);
      const char *title = naru_statement_get_text (row, 2);
      g_autofree char *other = g_utf8_casefold (title != NULL ? title : "", -1);

      if (!has_cases_place (self, naru_statement_get_text (row, 1)))
        continue;
      if (*chosen == NULL && strcmp (folded, other) == 0)
        *chosen = g_strdup (id);
      if (g_strcmp0 (id, own) == 0)
        mine = g_strdup (id);
      if (first == NULL)
        first = g_strdup (id);
    }
  if (*chosen == NULL)
    *chosen = mine != NULL ? g_steal_pointer (&mine) : g_steal_pointer (&first);
  return step == NARU_STEP_DONE;
}

/* Cases of a team that the server does not have could go nowhere. */
static gboolean
match_teams (HandOver *self, GError **error)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NaruStatement) row = naru_db_query (
      self->db, error,
      "SELECT id, json_extract (body, '$.code'), json_extract (body, '$.name') FROM document"
      " WHERE type = 'team' AND known IS NULL AND deleted = 0",
      "");
  NaruStep step = NARU_STEP_ERROR;

  while (row != NULL && (step = naru_statement_step (row, error)) == NARU_STEP_ROW)
    {
      const char *name = naru_statement_get_text (row, 2);
      g_autofree char *team = NULL;

      if (has_cases_place (self, naru_statement_get_text (row, 1)))
        continue;
      if (!choose_team (self, name != NULL ? name : "", &team, error))
        return FALSE;
      if (team == NULL)
        continue;
      g_ptr_array_add (pairs, naru_statement_dup_text (row, 0));
      g_ptr_array_add (pairs, g_steal_pointer (&team));
    }
  return step == NARU_STEP_DONE && replace_pairs (self, pairs, error);
}

static gboolean
hand_over_cb (NaruDb *db, gpointer data, GError **error)
{
  HandOver *self = data;

  self->db = db;
  return match_names (self, error) && match_teams (self, error)
         && (self->replaced == 0 || naru_removal_note (db, error));
}

/**
 * naru_store_hand_over:
 * @places: (array zero-terminated=1): the places that the account may use
 * @staff: id of the staff record of the account
 * @replaced: (out): how many records of this computer gave way to one of the server
 *
 * Called when the common place was received. A team that only this computer knows becomes one of the account's, by its name
 * if it can be; partners, measures, courses and templates that were held back become those of the same name. All that
 * referred to them is rewritten in one transaction, for naru_store_derive_stale() to put into lists, and sent.
 */
gboolean
naru_store_hand_over (NaruStore *self, const char *const *places, const char *staff,
                      guint *replaced, GError **error)
{
  HandOver job = { .places = places, .staff = staff };
  gint64 waiting = 0;

  *replaced = 0;
  if (!naru_db_get_int (naru_store_get_db (self), &waiting, error,
                        "SELECT EXISTS (SELECT 1 FROM document WHERE known IS NULL AND deleted = 0"
                        " AND type IN ('team', 'organisation', 'measure', 'course', 'template'))",
                        ""))
    return FALSE;
  if (waiting == 0)
    return TRUE;
  if (!naru_store_write_db (self, hand_over_cb, &job, error))
    return FALSE;
  *replaced = job.replaced;
  if (job.replaced > 0)
    naru_store_notice_later (self, TRUE);
  return TRUE;
}
