/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store's side of synchronisation: what came from the server is taken in, what is to be sent is journalled first. Each
 * function is one transaction and may be called on any thread; none of them knows of a network. */
#pragma once

#include "naru-store.h"

G_BEGIN_DECLS

/**
 * NaruCheckpoint: how far this desk has followed one place of the server
 * @since: raw JSON of the last_seq up to which every document is in the store; %NULL for a place never pulled
 * @database_id: what the server calls the database as an individual
 * @handshake: number of the last round that left its mark on the server
 * @noted: number that the mark of the round under way gets, noted before anything is received or sent: it is above @handshake
 *   where a round that moved something was broken off
 * @session: of the last round
 * @at: when
 */
typedef struct
{
  char *since;
  char *database_id;
  gint64 handshake;
  gint64 noted;
  char *session;
  char *at;
} NaruCheckpoint;

void naru_checkpoint_free (NaruCheckpoint *checkpoint);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruCheckpoint, naru_checkpoint_free)
NaruCheckpoint *naru_store_get_checkpoint (NaruStore *self, const char *place, GError **error);
gboolean naru_store_set_checkpoint (NaruStore *self, const char *place,
                                    const NaruCheckpoint *checkpoint, GError **error);

/* Pull */

/**
 * NaruRemoteStanding: how a version on the server stands to the revision that this desk knows
 * @NARU_REMOTE_UNASKED: nobody asked; a version whose generation is not above the known one is not applied
 * @NARU_REMOTE_DOUBTFUL: the server may have lost what is known here: nothing is applied before it was asked, also a version
 *   with a higher generation
 * @NARU_REMOTE_FOLLOWS: the server knows that revision, so its version is later, whatever its generation
 * @NARU_REMOTE_SET_BACK: the server has lost that revision: it was set back to an earlier state
 */
typedef enum
{
  NARU_REMOTE_UNASKED,
  NARU_REMOTE_DOUBTFUL,
  NARU_REMOTE_FOLLOWS,
  NARU_REMOTE_SET_BACK,
} NaruRemoteStanding;

/**
 * NaruRemoteDocument: one version on the server
 * @body: without _id, _rev and _deleted; %NULL for a deletion that says nothing more
 * @awaited: how often it is asked for again, where it has no body: see %NARU_AWAITED_ALWAYS and %NARU_AWAITED_SOMETIMES
 * @unseen: whether the place where the record lives here has lost what this desk wrote there, so that whoever moved it has not
 *   seen that; see naru_store_list_own_elsewhere()
 * @checked: whether it is certain that naru_json_check_object() would accept @body
 */
typedef struct
{
  char *id;
  char *rev;
  gboolean deleted;
  char *body;
  NaruRemoteStanding standing;
  guint awaited;
  gboolean unseen;
  gboolean checked;
} NaruRemoteDocument;

/* The server has announced a version and did not have it where it was asked: a part of it lags behind. */
#define NARU_AWAITED_ALWAYS 1000000
/* What came cannot be read: it may have been spoiled on its way. */
#define NARU_AWAITED_SOMETIMES 3

typedef struct
{
  char *id;
  char *rev;
} NaruRevision;

NaruRevision *naru_revision_new (const char *id, const char *rev);
void naru_revision_free (NaruRevision *revision);

/**
 * NaruTakenIn: what became of the versions of a page
 * @known: of those that changed nothing, how many were here before, under the same revision
 * @older: (element-type NaruRevision): documents that were not applied, since what the server showed may be older than
 *   what is here, with the revision to ask it for; take them in again with the answer as their standing
 * @kept: (element-type utf8): ids of records that somebody deleted and somebody else changed: they stay
 */
typedef struct
{
  guint added;
  guint changed;
  guint deleted;
  guint unchanged;
  guint known;
  guint merged;
  guint clashes;
  guint skipped;
  GPtrArray *older;
  GPtrArray *kept;
} NaruTakenIn;

void naru_taken_in_clear (NaruTakenIn *taken);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NaruTakenIn, naru_taken_in_clear)
gboolean naru_taken_in_is_news (const NaruTakenIn *taken, gsize n);
gboolean naru_store_take_in (NaruStore *self, const char *place,
                             const NaruRemoteDocument *documents, gsize n,
                             const NaruCheckpoint *checkpoint, const char *author, const char *at,
                             NaruTakenIn *taken, GError **error);

GHashTable *naru_store_list_own_elsewhere (NaruStore *self, const char *place,
                                           const NaruRemoteDocument *documents, gsize n,
                                           GError **error);
GPtrArray *naru_store_list_sent_away (NaruStore *self, const char *place, gint64 handshake,
                                      GError **error);
gboolean naru_store_take_back (NaruStore *self, const char *place, GPtrArray *lost,
                               const char *author, const char *at, NaruTakenIn *taken,
                               GError **error);

/* Push */

/**
 * NaruOutgoing: one document to send
 * @base_rev: (nullable): the revision that it changes; %NULL for a new document
 * @edits: the edit of this desk that it has
 */
typedef struct
{
  char *id;
  char *body;
  char *base_rev;
  gboolean deleted;
  gint64 edits;
} NaruOutgoing;

/**
 * NaruPushOutcome: what the server said about one of them
 * @NARU_PUSH_STORED: it has it
 * @NARU_PUSH_CLASHED: another version came in between (409); take in the version that is there
 * @NARU_PUSH_REFUSED: a rule forbids it; it is kept, and sent again after it was edited
 * @NARU_PUSH_UNKNOWN: nothing was heard; the same is sent again
 */
typedef enum
{
  NARU_PUSH_STORED,
  NARU_PUSH_CLASHED,
  NARU_PUSH_REFUSED,
  NARU_PUSH_UNKNOWN,
} NaruPushOutcome;

typedef struct
{
  const char *id;
  NaruPushOutcome outcome;
  const char *rev;
  const char *reason;
} NaruPushRow;

void naru_outgoing_free (NaruOutgoing *outgoing);
gboolean naru_store_hold_back (NaruStore *self, const char *const *types, GError **error);
gboolean naru_store_hand_over (NaruStore *self, const char *const *places, const char *staff,
                               guint *replaced, GError **error);
gboolean naru_store_assign_places (NaruStore *self, const char *const *places, GError **error);
GPtrArray *naru_store_prepare_push (NaruStore *self, const char *place, guint max_documents,
                                    gsize max_bytes, GPtrArray *flying, const char *at,
                                    GError **error);
gboolean naru_store_settle_push (NaruStore *self, const char *place, const NaruPushRow *rows,
                                 gsize n, const char *at, GError **error);

/* Two versions on the server, of which it shows one */
gboolean naru_store_merge_branch (NaruStore *self, const char *place, const char *id,
                                  const char *winner_rev, const char *base, const char *loser,
                                  const char *author, const char *at, gboolean *ready,
                                  gboolean *changed, GError **error);

/* History, in the companion database of the place. No journal: a change is the same however often it is sent. */
/* What a person was erased from: the server is to forget it as well. In turn the id of a record and names of fields; ids of
 * pieces of attachments. */
char **naru_store_list_erasures (NaruStore *self, const char *place, GError **error);
gboolean naru_store_settle_erasure (NaruStore *self, const char *id, GError **error);
char **naru_store_list_erased_blobs (NaruStore *self, const char *place, GError **error);
gboolean naru_store_settle_erased_blob (NaruStore *self, const char *id, GError **error);
GPtrArray *naru_store_prepare_push_log (NaruStore *self, const char *place, guint max_documents,
                                        GPtrArray *flying, GError **error);
gboolean naru_store_settle_push_log (NaruStore *self, const NaruPushRow *rows, gsize n,
                                     GError **error);
gboolean naru_store_take_in_log (NaruStore *self, const NaruRemoteDocument *documents, gsize n,
                                 GError **error);

/* Attachments, in pieces; naru_store_take_in() takes them in with the rest of the place. */
GPtrArray *naru_store_prepare_push_blobs (NaruStore *self, const char *place, const char *author,
                                          const char *at, guint max_documents, GError **error);
gboolean naru_store_settle_push_blobs (NaruStore *self, const char *place, const NaruPushRow *rows,
                                       gsize n, GError **error);
GPtrArray *naru_store_list_missing_blobs (NaruStore *self, GError **error);

/* Records that move to another place */

/**
 * NaruDeparture: a version that a record has left behind
 * @key: names it for naru_store_settle_departures()
 * @rev: the version to delete; "" where the server has to be asked for it
 * @body: what it was
 * @to: (nullable): the place where the record lives now; %NULL where it was deleted before it came there
 */
typedef struct
{
  char *key;
  char *id;
  char *rev;
  char *body;
  char *to;
} NaruDeparture;

void naru_departure_free (NaruDeparture *departure);
char *naru_store_find_target (NaruStore *self, const char *id, char **team);
gboolean naru_store_move_records (NaruStore *self, const char *const *places,
                                  const char *const *read_only, guint *moved, GError **error);
GPtrArray *naru_store_list_departures (NaruStore *self, const char *place, guint limit,
                                       GError **error);
gboolean naru_store_settle_departures (NaruStore *self, const char *place, const char *const *keys,
                                       GError **error);
gboolean naru_store_resend_log (NaruStore *self, const char *const *records, GError **error);

/* A server that lost something */
GPtrArray *naru_store_list_latest (NaruStore *self, const char *place, gint64 after, guint limit,
                                   GError **error);
gboolean naru_store_reconcile (NaruStore *self, const char *place,
                               const NaruRemoteDocument *summary, gsize n, GPtrArray **to_fetch,
                               GPtrArray **missing, GError **error);
GPtrArray *naru_store_list_absent (NaruStore *self, const char *place,
                                   const NaruRemoteDocument *summary, gsize n, GError **error);
gboolean naru_store_forget_missing (NaruStore *self, const char *const *ids, gint64 handshake,
                                    const char *at, guint *lost, guint *removed, GError **error);

/**
 * NaruLost: a document of this desk that the server had and has lost
 * @edits: the edit that it had when the answer was given
 */
typedef struct
{
  char *id;
  gint64 edits;
  char *reason;
} NaruLost;

void naru_lost_free (NaruLost *lost);
gboolean naru_reason_is_lost (const char *reason);
gint64 naru_store_count_lost (NaruStore *self, char **noticed);
gboolean naru_store_send_again (NaruStore *self, GPtrArray **sent, GError **error);
gboolean naru_store_wait_again (NaruStore *self, GPtrArray *sent, guint *kept, GError **error);

/* A place that may no longer be read */

/**
 * NaruSealed: a document with something that was not sent, of a place that may no longer be read
 */
typedef struct
{
  char *id;
  char *place;
  char *body;
  char *at;
} NaruSealed;

void naru_sealed_free (NaruSealed *sealed);
char **naru_store_list_places (NaruStore *self, GError **error);
gboolean naru_store_leave_place (NaruStore *self, const char *place, const char *at, guint *removed,
                                 guint *sealed, GError **error);
GPtrArray *naru_store_list_sealed (NaruStore *self, GError **error);

/* What is not sent */

/**
 * NaruUnsent:
 * @title: what lists call it
 * @place: (nullable): where it is to go; %NULL if this account has no such place
 * @reason: (nullable): why the server refused it; see also naru_reason_is_lost()
 */
typedef struct
{
  char *id;
  char *title;
  char *place;
  NaruSyncState sync;
  char *reason;
} NaruUnsent;

void naru_unsent_free (NaruUnsent *unsent);
gint64 naru_store_count_unsent (NaruStore *self, const char *place);
gint64 naru_store_count_refused (NaruStore *self);
GPtrArray *naru_store_list_unsent (NaruStore *self, gboolean lost, guint limit, GError **error);

/**
 * NaruSkipped: a version on the server that could not be taken in
 */
typedef struct
{
  char *place;
  char *id;
  char *reason;
  char *at;
} NaruSkipped;

void naru_skipped_free (NaruSkipped *skipped);
GPtrArray *naru_store_list_skipped (NaruStore *self, GError **error);
GPtrArray *naru_store_list_awaited (NaruStore *self, const char *place, GError **error);
gboolean naru_store_forget_awaited (NaruStore *self, const char *place, GError **error);

/* Conflicts */

/**
 * NaruConflictValue:
 * @value: (nullable): JSON text; %NULL where somebody removed the value
 * @is_current: whether the record has it now
 */
typedef struct
{
  char *value;
  char *author;
  char *at;
  gboolean is_current;
} NaruConflictValue;

/**
 * NaruConflict: a field that desks gave different values
 * @field: see #NaruClash
 * @values: (element-type NaruConflictValue): two or more
 */
typedef struct
{
  char *id;
  char *record;
  char *field;
  GPtrArray *values;
} NaruConflict;

void naru_conflict_free (NaruConflict *conflict);
GPtrArray *naru_store_list_conflicts (NaruStore *self, const char *record, GError **error);

G_END_DECLS
