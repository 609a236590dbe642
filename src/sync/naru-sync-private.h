/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a round share. */
#pragma once

#include "naru-store-sync.h"
#include "naru-sync.h"
#include "naru-wire.h"

G_BEGIN_DECLS

#define NARU_SYNC_SETTING_PLACES                                                                   \
  "sync.places" /* of the account, as the latest whole round has found them */
#define NARU_SYNC_PAGE 1000
#define NARU_SYNC_BATCH_BYTES ((gsize) 4 * 1024 * 1024)

struct _NaruSync
{
  GObject parent_instance;
  NaruStore *store;
  NaruTransport *transport;
  NaruAccount *account;
  NaruClock *clock;
  GRand *rand;
  char *author; /* id of the staff record of the account */
  char *client; /* names this profile to the server */
  guint page; /* rows asked for at once; smaller for a while after an answer that was too large */
  guint batch; /* documents sent at once; smaller for a while after the server refused the size */
  int retry_after;
  NaruSyncStatus *status;
  NaruSyncSnapshot *snapshot;

  GStrv focus; /* the places that the next rounds are about; NULL for all */
  GPtrArray
      *places; /* of the account, as the latest whole round has found them; NULL: to be asked for */
  GHashTable *
      met; /* places of which this session knows that the server is what it was: place -> gint64, the sequence of the
                      store that the handshake speaks of */
  gboolean thrifty; /* attachments wait */
  char *problem; /* that the latest whole round has met */

  /* of the round that runs */
  guint roles; /* #NaruRole flags that the account has at the centre */
  NaruSyncRound *round;
  GCancellable *cancellable;
};

/**
 * NaruSyncPlace: one database in one round
 * @checkpoint: how far it has come; written with each page
 * @moved: whether anything was received or sent
 * @unread: whether the handshake is read when there is something to take in, and not before
 * @comparing: while all that the server shows is compared with all that is here: it may have been set back. Until the end of the
 *   round where it was not compared whole
 * @compared: whether that was done in this round
 * @incomplete: whether something that was to be compared could not be read
 * @sequence: (nullable): where the feed ended when the database was last asked about itself, as JSON
 * @copies: on how many nodes the server has each document, as it said then
 * @branches: (element-type NaruBranch): documents with several versions on the server
 */
typedef struct
{
  const char *place;
  char *database;
  NaruCheckpoint *checkpoint;
  char *handshake_rev; /* of the handshake document as the server has it */
  gint64 handshake; /* its number there; 0 if there is none */
  gboolean moved;
  gboolean unread;
  gboolean comparing;
  gboolean compared;
  gboolean incomplete;
  char *sequence;
  gint64 copies;
  GPtrArray *branches;
} NaruSyncPlace;

/* Requests, naru-sync-ask.c */
typedef struct
{
  NaruHttpResponse *response;
  NaruJsonSpan root; /* of its body, checked; a span of nothing where that is no JSON */
} NaruAnswer;

void naru_answer_clear (NaruAnswer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NaruAnswer, naru_answer_clear)
gboolean naru_sync_receive (NaruSync *self, const NaruHttpRequest *request, NaruAnswer *answer,
                            GError **error);
gboolean naru_sync_check_answer (NaruAnswer *answer, GError **error);
gboolean naru_sync_send (NaruSync *self, const NaruHttpRequest *request, NaruAnswer *answer,
                         GError **error);
gboolean naru_sync_get (NaruSync *self, const char *const *path, const char *const *query,
                        NaruAnswer *answer, GError **error);
gboolean naru_sync_post (NaruSync *self, const char *database, const char *what,
                         const char *const *query, const char *body, NaruAnswer *answer,
                         GError **error);
NaruFlight *naru_sync_begin_post (NaruSync *self, const char *database, const char *what,
                                  GBytes *body, GError **error);
gboolean naru_sync_end_post (NaruFlight *flight, NaruAnswer *answer, GError **error);
gboolean naru_sync_expect_success (NaruSync *self, const NaruAnswer *answer, const char *what,
                                   GError **error);
char *naru_sync_now (NaruSync *self);
void naru_sync_tell (NaruSync *self, const char *place, gint64 done, gint64 total);

char **naru_sync_list_places (NaruSync *self);
void naru_sync_end (NaruSync *self, const GError *reason);

/* The parts of a round */
gboolean naru_sync_handshake (NaruSync *self, NaruSyncPlace *place, gboolean *reconcile,
                              GError **error);
gboolean naru_sync_ask_database (NaruSync *self, NaruSyncPlace *place, GError **error);
gboolean naru_sync_write_handshake (NaruSync *self, NaruSyncPlace *place, GError **error);
gboolean naru_sync_read_unread (NaruSync *self, NaruSyncPlace *place, gboolean *reconcile,
                                GError **error);
gint64 naru_sync_next_handshake (NaruSyncPlace *place);
gboolean naru_sync_is_met (NaruSync *self, const NaruSyncPlace *place);
gboolean naru_sync_note_handshake (NaruSync *self, NaruSyncPlace *place, GError **error);
gboolean naru_sync_pull (NaruSync *self, NaruSyncPlace *place, gboolean *reconcile, GError **error);
GHashTable *naru_sync_ask_missing (NaruSync *self, NaruSyncPlace *place, GPtrArray *revisions,
                                   GError **error);
gboolean naru_sync_ask_documents (NaruSync *self, NaruSyncPlace *place, GPtrArray *ids,
                                  gboolean whole, NaruWirePage *page, GError **error);
gboolean naru_sync_fetch (NaruSync *self, NaruSyncPlace *place, GPtrArray *wanted, GError **error);
gboolean naru_sync_fetch_awaited (NaruSync *self, NaruSyncPlace *place, gboolean *reconcile,
                                  GError **error);
gboolean naru_sync_take_in (NaruSync *self, NaruSyncPlace *place, GArray *documents,
                            const NaruCheckpoint *checkpoint, GError **error);
gboolean naru_sync_push (NaruSync *self, NaruSyncPlace *place, GError **error);
gboolean naru_sync_push_log (NaruSync *self, NaruSyncPlace *place, GError **error);
gboolean naru_sync_push_blobs (NaruSync *self, NaruSyncPlace *place, GError **error);
gboolean naru_sync_may_move (const char *place);
gboolean naru_sync_ask_elsewhere (NaruSync *self, const NaruSyncPlace *place, GArray *documents,
                                  GError **error);
gboolean naru_sync_depart (NaruSync *self, NaruSyncPlace *place, GError **error);
void naru_sync_append_tombstone (NaruSync *self, GString *out, const NaruRemoteDocument *document,
                                 const char *moved_to);
gboolean naru_sync_pull_history_from (NaruSync *self, const char *place, const char *record,
                                      GError **error);
gboolean naru_sync_erase_history (NaruSync *self, NaruSyncPlace *place, GError **error);
gboolean naru_sync_ask_versions (NaruSync *self, NaruSyncPlace *place, GPtrArray *wanted,
                                 NaruAnswer *answer, GError **error);
GHashTable *naru_sync_ask_ended (NaruSync *self, NaruSyncPlace *place, GPtrArray *revisions,
                                 GHashTable *shown, GError **error);
gboolean naru_sync_complete_deletions (NaruSync *self, NaruSyncPlace *place, GArray *documents,
                                       guint from, GError **error);
gboolean naru_sync_merge_branches (NaruSync *self, NaruSyncPlace *place, GError **error);
gboolean naru_sync_is_comparison_due (NaruSync *self, NaruSyncPlace *place);
gboolean naru_sync_note_comparison (NaruSync *self, NaruSyncPlace *place, GError **error);
gboolean naru_sync_forget_comparison (NaruSync *self, NaruSyncPlace *place, GError **error);

/* All that the server has of a place, naru-sync-summary.c
 * @documents: (element-type NaruRemoteDocument): also deleted ones, without bodies
 * @branched: (element-type utf8): ids of documents with several versions: they are looked at, also where ours is the one that the
 *   server shows
 * @since: where the feed goes on, as JSON
 * @thorough: whether @branched has all that there are */
typedef struct
{
  GArray *documents;
  GPtrArray *branched;
  char *since;
  gboolean thorough;
} NaruSyncSummary;

void naru_sync_summary_free (NaruSyncSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruSyncSummary, naru_sync_summary_free)
NaruSyncSummary *naru_sync_summarise (NaruSync *self, NaruSyncPlace *place, GError **error);
gboolean naru_sync_reconcile (NaruSync *self, NaruSyncPlace *place, GError **error);

/* naru-sync-lock.c */
int naru_sync_lock (NaruStore *store, GError **error);
void naru_sync_unlock (int lock);

G_END_DECLS
