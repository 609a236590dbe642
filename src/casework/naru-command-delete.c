/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deleting a record takes along what belongs to it, in the same command: what is left would point at nothing, and would
 * keep facts about a person who is gone. */
#include "naru-command-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"
#include "naru-id.h"
#include "naru-query.h"

/**
 * Link:
 *
 * Records that go with another though they do not name it as their owner, and references that are emptied.
 */
typedef struct
{
  const char *of;
  const char *type;
  const char *field;
  gboolean goes; /* otherwise only the reference is taken out */
} Link;

static const Link links[] = {
  { "jobseeker", "task", "jobseeker", TRUE },
  { "availability", "candidacy", "availability", FALSE },
  { "availability", "placement", "availability", FALSE },
  { "vacancy", "interaction", "vacancy", FALSE },
  { "vacancy", "placement", "vacancy", FALSE },
  { "contact", "interaction", "contact", FALSE },
  { "contact", "vacancy", "contact", FALSE },
  { "employer", "vacancy", "employer", FALSE },
  { "candidacy", "placement", "candidacy", FALSE },
  { "placement", "jobseekerFollowUp", "placement", FALSE },
  { "step", "referral", "step", FALSE },
  { "step", "step", "blockedBy", FALSE },
  { "plan", "step", "plan", TRUE },
  { "meeting", "meeting", "rebookedAs", FALSE },
  { "needs", "strategy", "needs", FALSE },
};

static const char *const open_stages = "draft\x1fwith_employer\x1f"
                                       "agreed\x1fpublished";

static GPtrArray *
find_referring (NaruTransaction *transaction, const char *type, const char *field, const char *id,
                GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_new (type);

  naru_query_add_filter (query, field, NARU_FILTER_IS, id);
  return naru_store_find (naru_transaction_get_store (transaction), query, error);
}

static gboolean
check_employer (NaruTransaction *transaction, const char *id, GError **error)
{
  NaruStore *store = naru_transaction_get_store (transaction);
  g_autoptr (NaruQuery) query = naru_query_new ("vacancy");
  g_autofree char *title = NULL;
  gint64 n_open;

  naru_query_add_filter (query, "employer", NARU_FILTER_IS, id);
  naru_query_add_filter (query, "stage", NARU_FILTER_IS, open_stages);
  n_open = naru_store_count (store, query, error);
  if (n_open < 0)
    return FALSE;
  if (n_open == 0)
    return TRUE;
  title = naru_store_get_title (store, id);
  g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
               ngettext ("%s has %lld open vacancy. Please fill or withdraw it first.",
                         "%s has %lld open vacancies. Please fill or withdraw them first.",
                         (gulong) n_open),
               title, (long long) n_open);
  return FALSE;
}

/* A vacancy that outlives its employer keeps the name that was published. */
static gboolean
let_go (NaruTransaction *transaction, NaruRecord *record, const char *field, const char *id,
        GError **error)
{
  if (naru_record_type_find_field (naru_record_get_record_type (record), "employerName") != NULL
      && g_strcmp0 (field, "employer") == 0 && !naru_record_has (record, "employerName"))
    {
      g_autofree char *name = naru_store_get_title (naru_transaction_get_store (transaction), id);

      if (!naru_record_set (record, "employerName", name, error))
        return FALSE;
    }
  return naru_record_set (record, field, NULL, error)
         && naru_transaction_put (transaction, record, error);
}

static gboolean collect (NaruTransaction *transaction, const char *id, GHashTable *seen,
                         GPtrArray *order, GError **error);

static gboolean
collect_referring (NaruTransaction *transaction, const char *type, const char *field,
                   const char *id, GHashTable *seen, GPtrArray *order, GError **error)
{
  g_autoptr (GPtrArray) records = find_referring (transaction, type, field, id, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (!collect (transaction, naru_record_get_id (g_ptr_array_index (records, i)), seen, order,
                  error))
      return FALSE;
  return TRUE;
}

/* Puts @id and all that belongs to it into @order, parts before the whole. */
static gboolean
collect (NaruTransaction *transaction, const char *id, GHashTable *seen, GPtrArray *order,
         GError **error)
{
  g_autofree char *name = naru_id_get_type (id);
  guint n_types;
  const NaruRecordType *const *types = naru_record_types (&n_types);

  if (!g_hash_table_add (seen, g_strdup (id)))
    return TRUE;
  if (g_strcmp0 (name, "employer") == 0 && !check_employer (transaction, id, error))
    return FALSE;
  for (guint i = 0; i < n_types; i++)
    {
      const NaruField *owner;

      if (types[i]->owner == NULL || types[i]->append_only)
        continue;
      owner = naru_record_type_find_field (types[i], types[i]->owner);
      if (owner == NULL || name == NULL || !naru_field_refers_to (owner, name))
        continue;
      if (!collect_referring (transaction, types[i]->name, owner->name, id, seen, order, error))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    if (links[i].goes && g_strcmp0 (links[i].of, name) == 0
        && !collect_referring (transaction, links[i].type, links[i].field, id, seen, order, error))
      return FALSE;
  if (g_strcmp0 (name, "jobseeker") == 0)
    {
      g_autoptr (NaruRecord) person = naru_transaction_get (transaction, id, error);
      g_autoptr (NaruRecord) availability = NULL;
      const char *reference;

      if (person == NULL)
        return FALSE;
      reference = naru_record_get (person, "availability");
      if (reference != NULL)
        availability = naru_transaction_get (transaction, reference, NULL);
      if (availability != NULL && !collect (transaction, reference, seen, order, error))
        return FALSE;
    }
  g_ptr_array_add (order, g_strdup (id));
  return TRUE;
}

static gboolean
empty_references (NaruTransaction *transaction, const char *id, GHashTable *going, GError **error)
{
  g_autofree char *name = naru_id_get_type (id);

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autoptr (GPtrArray) records = NULL;

      if (links[i].goes || g_strcmp0 (links[i].of, name) != 0)
        continue;
      records = find_referring (transaction, links[i].type, links[i].field, id, error);
      if (records == NULL)
        return FALSE;
      for (guint r = 0; r < records->len; r++)
        {
          NaruRecord *record = g_ptr_array_index (records, r);

          if (!g_hash_table_contains (going, naru_record_get_id (record))
              && !let_go (transaction, record, links[i].field, id, error))
            return FALSE;
        }
    }
  return TRUE;
}

/**
 * naru_command_delete_with_parts:
 * @transaction: where to write
 * @id: id of a record
 * @error: return location for an error
 *
 * Deletes a record and, recursively, the records whose owner it is. References of records that stay are taken out.
 *
 * Returns: %TRUE if all of them are deleted; %NARU_ERROR_REFUSED for an employer with open vacancies
 */
gboolean
naru_command_delete_with_parts (NaruTransaction *transaction, const char *id, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NaruRecord) record = naru_transaction_get (transaction, id, error);

  if (record == NULL || !collect (transaction, id, seen, order, error))
    return FALSE;
  for (guint i = 0; i < order->len; i++)
    if (!empty_references (transaction, g_ptr_array_index (order, i), seen, error))
      return FALSE;
  for (guint i = 0; i < order->len; i++)
    if (!naru_transaction_delete (transaction, g_ptr_array_index (order, i), error))
      return FALSE;
  return TRUE;
}
