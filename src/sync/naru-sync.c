/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A round: who am I, which places may I see, then each place in turn. What goes wrong in one place does not keep the others
 * from being synchronised; what goes wrong with the server ends the round. */
#define G_LOG_DOMAIN "naru-sync"
#include "naru-sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-access.h"
#include "naru-error.h"
#include "naru-place.h"

#define SETTING_CLIENT "sync.client"

G_DEFINE_FINAL_TYPE (NaruSync, naru_sync, G_TYPE_OBJECT)

void
naru_sync_round_free (NaruSyncRound *round)
{
  if (round == NULL)
    return;
  g_ptr_array_unref (round->problems);
  g_free (round);
}

static void
naru_sync_finalize (GObject *object)
{
  NaruSync *self = NARU_SYNC (object);

  g_clear_object (&self->store);
  g_clear_object (&self->transport);
  g_clear_object (&self->status);
  g_clear_pointer (&self->snapshot, naru_sync_snapshot_free);
  g_clear_pointer (&self->account, naru_account_free);
  g_free (self->author);
  g_free (self->client);
  g_free (self->problem);
  g_strfreev (self->focus);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->met, g_hash_table_unref);
  G_OBJECT_CLASS (naru_sync_parent_class)->finalize (object);
}

static void
naru_sync_class_init (NaruSyncClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_sync_finalize;
}

static void
naru_sync_init (NaruSync *self)
{
  self->page = NARU_SYNC_PAGE;
  self->batch = NARU_SYNC_PAGE;
  self->retry_after = -1;
  self->met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * naru_sync_new:
 * @store: the store, used on the thread of this call only
 * @clock: outlives the object
 * @rand: outlives the object
 *
 * Returns: (transfer full): what synchronises the store with the server of the account
 */
NaruSync *
naru_sync_new (NaruStore *store, NaruTransport *transport, const NaruAccount *account,
               NaruClock *clock, GRand *rand)
{
  NaruSync *self = g_object_new (NARU_TYPE_SYNC, NULL);

  self->store = g_object_ref (store);
  self->transport = g_object_ref (transport);
  self->account = naru_account_copy (account);
  self->author = naru_account_get_staff (account);
  self->clock = clock;
  self->rand = rand;
  self->snapshot = naru_sync_read_snapshot (store, TRUE);
  return self;
}

/**
 * naru_sync_get_status:
 *
 * Returns: (transfer none) (nullable): what naru_sync_set_status() was given
 */
NaruSyncStatus *
naru_sync_get_status (NaruSync *self)
{
  return self->status;
}

/**
 * naru_sync_set_status:
 * @status: (nullable): is told how far each round has come, and how it ended
 */
void
naru_sync_set_status (NaruSync *self, NaruSyncStatus *status)
{
  g_set_object (&self->status, status);
}

/**
 * naru_sync_set_focus:
 * @places: (array zero-terminated=1) (nullable): %NULL for all
 *
 * Says which places the next rounds are about, besides those that something waits to be sent to. After a whole round has gone
 * well these ask for no more than what is new: who the account is is left to the next whole one, and whether the server is what
 * it was is asked where there is something new.
 */
void
naru_sync_set_focus (NaruSync *self, const char *const *places)
{
  g_strfreev (self->focus);
  self->focus = g_strdupv ((GStrv) places);
}

/**
 * naru_sync_set_thrifty:
 * @thrifty: whether attachments wait for a time when sending costs nothing
 */
void
naru_sync_set_thrifty (NaruSync *self, gboolean thrifty)
{
  self->thrifty = thrifty;
}

/**
 * naru_sync_get_retry_after:
 *
 * Returns: seconds that the server has asked to wait before the next round; -1 if it did not
 */
int
naru_sync_get_retry_after (NaruSync *self)
{
  return self->retry_after;
}

/* The name of this profile at the server: made once, of chance. */
static gboolean
ensure_client (NaruSync *self, GError **error)
{
  if (self->client == NULL)
    self->client = naru_store_get_setting (self->store, SETTING_CLIENT);
  if (self->client != NULL)
    return TRUE;
  self->client
      = g_strdup_printf ("naru-%08x%08x", g_rand_int (self->rand), g_rand_int (self->rand));
  return naru_store_set_setting (self->store, SETTING_CLIENT, self->client, error);
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;
  int order = (int) naru_place_get_circle (first) - (int) naru_place_get_circle (second);

  return order != 0 ? order : strcmp (first, second);
}

/* What "<centre>:<role>" says about the account; 0 for what is none of it. */
static guint
read_role (NaruSync *self, const char *role)
{
  gsize length = strlen (self->account->centre);

  return g_str_has_prefix (role, self->account->centre) && role[length] == ':'
             ? naru_roles_from_name (role + length + 1)
             : 0;
}

/* The places that the account may see, what others refer to first, and %NULL behind them. */
static gboolean
ask_places (NaruSync *self, GPtrArray *places, GError **error)
{
  static const char *const path[] = { "_session", NULL };
  g_auto (NaruAnswer) answer = { 0 };
  g_autofree char *name = NULL;
  g_auto (GStrv) roles = NULL;

  if (!naru_sync_get (self, path, NULL, &answer, error)
      || !naru_sync_expect_success (self, &answer, NULL, error))
    return FALSE;
  roles = naru_wire_read_roles (answer.root, &name);
  if (g_strcmp0 (name, self->account->user) != 0)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_NETWORK,
                   _ ("The server does not say that %s is logged in."), self->account->user);
      return FALSE;
    }
  self->roles = 0;
  for (guint i = 0; roles[i] != NULL; i++)
    {
      char *place = naru_place_from_database (self->account->centre, roles[i]);

      self->roles |= read_role (self, roles[i]);
      if (place != NULL && !g_ptr_array_find_with_equal_func (places, place, g_str_equal, NULL))
        g_ptr_array_add (places, place);
      else
        g_free (place);
    }
  if (places->len == 0)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_FORBIDDEN,
                   _ ("The account %1$s has no access to anything of the centre “%2$s”. Please ask "
                      "whoever looks after the server."),
                   self->account->user, self->account->centre);
      return FALSE;
    }
  g_ptr_array_sort_with_data (places, compare_places, NULL);
  g_ptr_array_add (places, NULL);
  return TRUE;
}

/**
 * naru_sync_list_places:
 *
 * Returns: (transfer full): the places that the account could see at the latest round
 */
char **
naru_sync_list_places (NaruSync *self)
{
  g_autofree char *places = naru_store_get_setting (self->store, NARU_SYNC_SETTING_PLACES);

  return places != NULL ? g_strsplit (places, " ", -1) : g_new0 (char *, 1);
}

/* What the account could see at the latest round and can no longer see. */
static gboolean
leave_lost (NaruSync *self, GPtrArray *places, GError **error)
{
  g_autofree char *before = naru_store_get_setting (self->store, NARU_SYNC_SETTING_PLACES);
  g_autofree char *now = g_strjoinv (" ", (char **) places->pdata);
  g_auto (GStrv) known = naru_sync_list_places (self);
  g_autofree char *at = naru_sync_now (self);

  /* what was written since the latest round belongs to a lost place as well */
  if (g_strcmp0 (before, now) != 0
      && !naru_store_assign_places (self->store, (const char *const *) known, error))
    return FALSE;
  for (guint i = 0; known[i] != NULL; i++)
    {
      guint removed = 0;
      guint sealed = 0;

      if (g_strv_contains ((const char *const *) places->pdata, known[i]))
        continue;
      if (!naru_store_leave_place (self->store, known[i], at, &removed, &sealed, error))
        return FALSE;
      g_debug ("left %s: %u documents removed, %u sealed", known[i], removed, sealed);
      self->round->removed += removed;
      self->round->sealed += sealed;
    }
  return g_strcmp0 (before, now) == 0
         || naru_store_set_setting (self->store, NARU_SYNC_SETTING_PLACES, now, error);
}

static void
clear_place (NaruSyncPlace *place)
{
  g_free (place->database);
  g_free (place->handshake_rev);
  g_free (place->sequence);
  g_clear_pointer (&place->checkpoint, naru_checkpoint_free);
  g_clear_pointer (&place->branches, g_ptr_array_unref);
}

/* Work from before there was an account may speak of teams that the server knows as others. */
static gboolean
hand_over (NaruSync *self, const NaruSyncPlace *place, GError **error)
{
  g_auto (GStrv) places = NULL;
  guint replaced = 0;

  if (naru_place_get_circle (place->place) != NARU_CIRCLE_COMMON)
    return TRUE;
  places = naru_sync_list_places (self);
  if (!naru_store_hand_over (self->store, (const char *const *) places, self->author, &replaced,
                             error))
    return FALSE;
  g_debug ("%u records gave way to those of the server", replaced);
  return replaced == 0
         || naru_store_assign_places (self->store, (const char *const *) places, error);
}

/* What the account may not write is not offered to the server. An account that was not made by server-setup has no role
 * that is known here, and hears the server's own words. */
static gboolean
hold_back (NaruSync *self, GError **error)
{
  g_auto (GStrv) types = naru_access_read_only (self->roles);

  return self->roles == 0 || naru_store_hold_back (self->store, (const char *const *) types, error);
}

/* Between two whole rounds the handshake is read when the server has something new, and before that is taken in. */
static gboolean
receive (NaruSync *self, NaruSyncPlace *place, gboolean *reconcile, gboolean *lost, GError **error)
{
  gboolean due = naru_sync_is_comparison_due (self, place);

  *reconcile = FALSE;
  place->unread = !due && naru_sync_is_met (self, place);
  if (!place->unread && !naru_sync_handshake (self, place, reconcile, error))
    return FALSE;
  *reconcile = *reconcile || due;
  if (!*reconcile
      && (!naru_sync_fetch_awaited (self, place, reconcile, error)
          || (!*reconcile && !naru_sync_pull (self, place, lost, error))))
    return FALSE;
  /* what the server remembers of this desk says what is sent again */
  if (*lost && !naru_sync_read_unread (self, place, reconcile, error))
    return FALSE;
  return (!*reconcile && !*lost) || naru_sync_reconcile (self, place, error);
}

static gboolean
run_database (NaruSync *self, NaruSyncPlace *place, GError **error)
{
  gboolean reconcile;
  gboolean lost = FALSE;
  gboolean first = place->checkpoint->since == NULL;
  guint pushed;

  if (!receive (self, place, &reconcile, &lost, error)
      || (first && !naru_sync_note_comparison (self, place, error))
      || !naru_sync_merge_branches (self, place, error) || !hand_over (self, place, error))
    return FALSE;
  pushed = self->round->pushed;
  if (!naru_sync_push (self, place, error)
      || (!self->thrifty && !naru_sync_push_blobs (self, place, error))
      || !naru_sync_depart (self, place, error))
    return FALSE;
  /* what was sent is in the feed now: whoever waits for others shall not wake up for it */
  if (self->focus != NULL && self->round->pushed > pushed
      && (!naru_sync_pull (self, place, &lost, error)
          || (lost && !naru_sync_reconcile (self, place, error))))
    return FALSE;
  return place->unread || (!place->moved && !reconcile && !lost)
         || naru_sync_write_handshake (self, place, error);
}

static gboolean
run_place (NaruSync *self, const char *name, GError **error)
{
  NaruSyncPlace place = { name };
  gboolean done;

  naru_sync_tell (self, name, 0, 0);
  place.database = naru_place_database (self->account->centre, name, FALSE);
  place.branches = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_branch_free);
  place.checkpoint = naru_store_get_checkpoint (self->store, name, error);
  done = place.checkpoint != NULL && run_database (self, &place, error)
         && naru_sync_push_log (self, &place, error)
         && naru_sync_erase_history (self, &place, error);
  clear_place (&place);
  return done;
}

/* Whether the trouble is of one place only: no access, not there, a request that the server does not understand. */
static gboolean
concerns_place (const GError *error)
{
  return g_error_matches (error, NARU_ERROR, NARU_ERROR_FORBIDDEN)
         || g_error_matches (error, NARU_ERROR, NARU_ERROR_NOT_FOUND)
         || g_error_matches (error, NARU_ERROR, NARU_ERROR_TOO_LARGE)
         || g_error_matches (error, NARU_ERROR, NARU_ERROR_FAILED);
}

static gboolean
is_concerned (NaruSync *self, const char *place)
{
  return self->focus == NULL || g_strv_contains ((const char *const *) self->focus, place)
         || naru_store_count_unsent (self->store, place) > 0;
}

static gboolean
has_unsent (NaruSync *self, const char *place)
{
  return naru_store_count_unsent (self->store, place) > 0;
}

static gboolean
has_departures (NaruSync *self, const char *place)
{
  g_autoptr (GPtrArray) departures = naru_store_list_departures (self->store, place, 1, NULL);

  return departures != NULL && departures->len > 0;
}

static gboolean
run_some (NaruSync *self, GPtrArray *places,
          gboolean (*concerns) (NaruSync *self, const char *place), GError **error)
{
  for (guint i = 0; g_ptr_array_index (places, i) != NULL; i++)
    {
      g_autoptr (GError) reason = NULL;

      if (!concerns (self, g_ptr_array_index (places, i))
          || run_place (self, g_ptr_array_index (places, i), &reason))
        continue;
      if (!concerns_place (reason))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      g_debug ("%s: trouble %d", (const char *) g_ptr_array_index (places, i), reason->code);
      g_ptr_array_add (self->round->problems, g_strdup (reason->message));
    }
  return TRUE;
}

/* Cases that have gone to another team: made anew in its place, and when the server has all of them there, deleted where they
 * were. */
static gboolean
move_records (NaruSync *self, GPtrArray *places, GError **error)
{
  g_auto (GStrv) read_only
      = self->roles != 0 ? naru_access_read_only (self->roles) : g_new0 (char *, 1);
  guint moved = 0;

  if (!naru_store_move_records (self->store, (const char *const *) places->pdata,
                                (const char *const *) read_only, &moved, error))
    return FALSE;
  return (moved == 0 || run_some (self, places, has_unsent, error))
         && run_some (self, places, has_departures, error);
}

/* Returns: (transfer full) (nullable): the places of the account; asked for in a whole round, or where something went wrong
 * in the one before */
static GPtrArray *
find_places (NaruSync *self, GError **error)
{
  g_autoptr (GPtrArray) places = NULL;

  if (self->focus != NULL && self->places != NULL)
    return g_ptr_array_ref (self->places);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  places = g_ptr_array_new_with_free_func (g_free);
  if (!ask_places (self, places, error) || !leave_lost (self, places, error))
    return NULL;
  self->places = g_ptr_array_ref (places);
  return g_steal_pointer (&places);
}

/* Whoever gave the rights may give them back: until then somebody must know that there is work that nobody sees. */
static gboolean
tell_sealed (NaruSync *self, GError **error)
{
  g_autoptr (GPtrArray) sealed = naru_store_list_sealed (self->store, error);

  if (sealed != NULL && sealed->len > 0)
    g_ptr_array_add (
        self->round->problems,
        g_strdup_printf (
            g_dngettext (
                GETTEXT_PACKAGE,
                "%u record that was not sent yet belongs where you may no longer look. It is "
                "kept on this computer, and sent when you may look there again.",
                "%u records that were not sent yet belong where you may no longer look. They "
                "are kept on this computer, and sent when you may look there again.",
                sealed->len),
            sealed->len));
  return sealed != NULL;
}

static gboolean
run_places (NaruSync *self, GError **error)
{
  g_autoptr (GPtrArray) places = NULL;

  if (!ensure_client (self, error))
    return FALSE;
  places = find_places (self, error);
  return places != NULL && hold_back (self, error)
         && naru_store_assign_places (self->store, (const char *const *) places->pdata, error)
         && run_some (self, places, is_concerned, error) && move_records (self, places, error)
         && tell_sealed (self, error);
}

/**
 * naru_sync_run_round:
 * @cancellable: (nullable): ends the round between two requests, or in the middle of one; nothing is lost by it
 *
 * Runs one round. How it ended is also in the store, for naru_sync_read_snapshot().
 *
 * Returns: (transfer full): what it has done; %NULL with %NARU_ERROR_LOCKED if another process is at it,
 *   %NARU_ERROR_NETWORK or %NARU_ERROR_BUSY if the server is not to be had, %NARU_ERROR_LOGIN if it does not accept the
 *   password, %NARU_ERROR_LOCKED_OUT, %NARU_ERROR_CANCELLED, or what the store says
 */
NaruSyncRound *
naru_sync_run_round (NaruSync *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (NaruSyncRound) round = g_new0 (NaruSyncRound, 1);
  GError *reason = NULL;
  int lock;

  round->problems = g_ptr_array_new_with_free_func (g_free);
  lock = naru_sync_lock (self->store, error);
  if (lock < 0)
    return NULL;
  self->round = round;
  self->cancellable = cancellable;
  self->retry_after = -1;
  naru_sync_tell (self, NULL, 0, 0);
  run_places (self, &reason);
  /* the account may be another one now, or the server */
  if (reason != NULL || round->problems->len > 0)
    {
      g_clear_pointer (&self->places, g_ptr_array_unref);
      g_hash_table_remove_all (self->met);
    }
  /* what makes no sense did not come from the server, or only a part of it did */
  if (g_error_matches (reason, NARU_ERROR, NARU_ERROR_JSON))
    reason->code = NARU_ERROR_NETWORK;
  naru_sync_end (self, reason);
  self->round = NULL;
  self->cancellable = NULL;
  naru_sync_unlock (lock);
  if (reason == NULL)
    return g_steal_pointer (&round);
  g_propagate_error (error, reason);
  return NULL;
}
