/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server that was set back or made anew is compared, by ids and revisions alone: what differs is fetched, what it has lost and
 * this desk wrote lately is kept, to be sent again when somebody has said so (see naru_store_send_again()), what it has lost of
 * others goes. Unsent work stays in any case. Once a week the same is done without a reason: what was purged on a server is
 * announced to nobody. */
#define G_LOG_DOMAIN "naru-sync"
#include "naru-sync-private.h"

#include <string.h>

#include "naru-error.h"

#define SETTING_COMPARED "sync.compared." /* and the name of the place: when */
#define SETTING_AGAIN                                                                              \
  "sync.compared.again." /* and the name of the place: how often it was begun anew */
#define MAX_AGAIN 3
#define DAYS 7

/* What differs is fetched; what the server may have lost is asked for on the way. */
static gboolean
fetch_different (NaruSync *self, NaruSyncPlace *place, GPtrArray *to_fetch, GError **error)
{
  for (guint from = 0; from < to_fetch->len; from += NARU_SYNC_PAGE)
    {
      g_autoptr (GPtrArray) some = g_ptr_array_new ();

      for (guint i = from; i < MIN (to_fetch->len, from + NARU_SYNC_PAGE); i++)
        g_ptr_array_add (some, g_ptr_array_index (to_fetch, i));
      if (!naru_sync_fetch (self, place, some, error))
        return FALSE;
      naru_sync_tell (self, place->place, from + some->len, to_fetch->len);
    }
  return TRUE;
}

static void
remove_present (GPtrArray *revisions, GHashTable *missing)
{
  for (guint i = revisions->len; i-- > 0;)
    if (!g_hash_table_contains (missing,
                                ((const NaruRevision *) g_ptr_array_index (revisions, i))->id))
      g_ptr_array_remove_index (revisions, i);
}

/* What this desk had sent to the place, of records that have left it since: the feed does not speak of that, nor of the record. */
static gboolean
take_back (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (GHashTable) missing = NULL;
  g_auto (NaruTakenIn) taken = { 0 };
  g_autofree char *at = naru_sync_now (self);

  if (!naru_sync_may_move (place->place))
    return TRUE;
  sent = naru_store_list_sent_away (self->store, place->place, place->handshake, error);
  if (sent == NULL || sent->len == 0)
    return sent != NULL;
  missing = naru_sync_ask_missing (self, place, sent, error);
  if (missing == NULL)
    return FALSE;
  remove_present (sent, missing);
  if (sent->len == 0)
    return TRUE;
  if (!naru_store_take_back (self->store, place->place, sent, self->author, at, &taken, error))
    return FALSE;
  g_debug ("%s: %u documents of this desk were lost that have moved", place->database, sent->len);
  self->round->merged += taken.merged;
  self->round->clashes += taken.clashes;
  return TRUE;
}

static gboolean
is_of (gconstpointer revision, gconstpointer id)
{
  return strcmp (((const NaruRevision *) revision)->id, id) == 0;
}

static gboolean
compare (NaruSync *self, NaruSyncPlace *place, const NaruSyncSummary *summary, GError **error)
{
  g_autoptr (GPtrArray) to_fetch = NULL;
  g_autoptr (GPtrArray) missing = NULL;
  g_autofree char *at = naru_sync_now (self);
  guint lost = 0;
  guint removed = 0;

  if (!naru_store_reconcile (self->store, place->place,
                             (const NaruRemoteDocument *) summary->documents->data,
                             summary->documents->len, &to_fetch, &missing, error))
    return FALSE;
  g_debug ("%s: %u documents differ, %u are missing", place->database, to_fetch->len, missing->len);
  for (guint i = 0; i < summary->branched->len; i++)
    {
      const char *id = g_ptr_array_index (summary->branched, i);

      if (!g_ptr_array_find_with_equal_func (to_fetch, id, is_of, NULL))
        g_ptr_array_add (to_fetch, naru_revision_new (id, NULL));
    }
  if (!fetch_different (self, place, to_fetch, error) || !take_back (self, place, error))
    return FALSE;
  if (missing->len == 0)
    return TRUE;
  g_ptr_array_add (missing, NULL);
  if (!naru_store_forget_missing (self->store, (const char *const *) missing->pdata,
                                  place->handshake, at, &lost, &removed, error))
    return FALSE;
  g_debug ("%s: %u documents of this desk were lost, %u removed", place->database, lost, removed);
  self->round->removed += removed;
  return TRUE;
}

static char *
get_setting (NaruSyncPlace *place)
{
  return g_strconcat (SETTING_COMPARED, place->place, NULL);
}

/**
 * naru_sync_forget_comparison:
 *
 * The next round compares all of the place.
 */
gboolean
naru_sync_forget_comparison (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  g_autofree char *setting = get_setting (place);

  return naru_store_set_setting (self->store, setting, NULL, error);
}

/* What could not be read is awaited, but then nobody would know any more that the server may have been set back behind what is
 * here of it: the next rounds compare again, some times, since it may never be readable. So does the next one behind a comparison
 * that was not thorough. */
static gboolean
note_end (NaruSync *self, NaruSyncPlace *place, gboolean thorough, GError **error)
{
  g_autofree char *again = g_strconcat (SETTING_AGAIN, place->place, NULL);
  g_autofree char *before = naru_store_get_setting (self->store, again);
  guint64 times = before != NULL ? g_ascii_strtoull (before, NULL, 10) : 0;
  g_autofree char *next = NULL;

  if (!place->incomplete || times >= MAX_AGAIN)
    return (before == NULL || naru_store_set_setting (self->store, again, NULL, error))
           && (thorough ? naru_sync_note_comparison (self, place, error)
                        : naru_sync_forget_comparison (self, place, error));
  next = g_strdup_printf ("%" G_GUINT64_FORMAT, times + 1);
  return naru_store_set_setting (self->store, again, next, error)
         && naru_sync_forget_comparison (self, place, error);
}

/**
 * naru_sync_is_comparison_due:
 *
 * Returns: whether the place has not been compared for a week
 */
gboolean
naru_sync_is_comparison_due (NaruSync *self, NaruSyncPlace *place)
{
  g_autofree char *setting = get_setting (place);
  g_autofree char *day = naru_store_get_setting (self->store, setting);
  g_autofree char *today = naru_clock_today (self->clock);

  return place->checkpoint->since != NULL
         && (day == NULL || naru_date_days_between (day, today) >= DAYS
             || naru_date_days_between (day, today) < 0);
}

/**
 * naru_sync_note_comparison:
 *
 * Notes that all of the place is known today.
 */
gboolean
naru_sync_note_comparison (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  g_autofree char *setting = get_setting (place);
  g_autofree char *today = naru_clock_today (self->clock);

  return naru_store_set_setting (self->store, setting, today, error);
}

/**
 * naru_sync_reconcile:
 *
 * Compares all that the server has in the place with all that is here, fetches what differs, and settles what is here and was
 * not there. Until it has come to its end, every round begins it anew: checkpoint and handshake are written behind it.
 */
gboolean
naru_sync_reconcile (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  g_autoptr (NaruSyncSummary) summary = NULL;
  gboolean done;

  g_debug ("comparing all of %s", place->database);
  /* where a part of the server lags behind, what is removed comes back, but its history would not */
  if (!naru_sync_push_log (self, place, error)
      || !naru_store_forget_awaited (self->store, place->place, error))
    return FALSE;
  summary = naru_sync_summarise (self, place, error);
  if (summary == NULL)
    return FALSE;
  place->incomplete = FALSE;
  place->comparing = TRUE;
  place->compared = TRUE;
  done = compare (self, place, summary, error);
  /* what could not be read then is met again where the server does not take what is sent: that is doubtful, too */
  place->comparing = place->incomplete;
  if (!done || !naru_sync_merge_branches (self, place, error))
    return FALSE;
  g_free (place->checkpoint->since);
  place->checkpoint->since = g_steal_pointer (&summary->since);
  g_free (place->checkpoint->at);
  place->checkpoint->at = naru_sync_now (self);
  return note_end (self, place, summary->thorough, error)
         && naru_store_set_checkpoint (self->store, place->place, place->checkpoint, error);
}
