/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files about synchronisation share. */
#pragma once

#include "naru-store-private.h"
#include "naru-store-sync.h"

G_BEGIN_DECLS

/* In the column of places: what only this computer has, and what is not to be sent */
#define NARU_PLACE_HERE "here"

gboolean naru_checkpoint_put (NaruDb *db, const char *place, const NaruCheckpoint *checkpoint,
                              GError **error);

/* The reason of what the server has lost begins so, and goes on with the time when that was noticed. A server that gives such a
 * reason for refusing a record has it wait as well. */
#define NARU_REASON_LOST "naru:lost "
#define NARU_SQL_REASON_IS_LOST "reason GLOB '" NARU_REASON_LOST "*'"

/* One document as it is here. It is dirty while clean, the edit that the server has, is not edits. */
typedef struct
{
  gint64 number;
  gint64 edits;
  gint64 clean;
  gboolean deleted;
  char *id;
  char *type;
  char *body;
  char *base; /* what the server has, of a dirty document that it has */
  char *rev; /* to be changed by the next push; NULL where the server has none, or a deleted one */
  char *known; /* latest revision heard of, also of a deleted one */
  char *place;
  char *reason;
} NaruLocal;

void naru_local_clear (NaruLocal *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NaruLocal, naru_local_clear)
void naru_local_try_again (NaruLocal *self);
void naru_local_set_lost (NaruLocal *self, const char *at);
char *naru_reason_new_lost (const char *at);
/* number is 0 if there is no such row */
gboolean naru_local_load (NaruDb *db, const char *id, NaruLocal *self, GError **error);

/* A body in flight. */
typedef struct
{
  gboolean there;
  gboolean deleted;
  gint64 edits;
  char *body;
} NaruJournal;

void naru_journal_clear (NaruJournal *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NaruJournal, naru_journal_clear)
gboolean naru_journal_load (NaruDb *db, const char *id, NaruJournal *self, GError **error);
gboolean naru_journal_settle (NaruDb *db, const char *place, const char *id,
                              const NaruJournal *journal, const char *rev, const char *at,
                              GError **error);

/* What is taken in by one transaction */
typedef struct
{
  NaruStore *store;
  NaruDb *db;
  const char *place;
  const char *author;
  const char *at;
  NaruTakenIn *taken;
  gboolean defer; /* derived data is made afterwards */
  gboolean any_journal;
  gboolean any_skipped;
  gboolean any_departures;
  gboolean waiting; /* conflicts that are noted are of a record that waits, and wait with it */
  gint64 sequence;
  GHashTable *open; /* records with an open conflict */
  GHashTable *touched; /* records whose conflicts changed */
} NaruTakeIn;

typedef gboolean (*NaruTakeInFunc) (NaruTakeIn *self, gpointer data, GError **error);
gboolean naru_take_in_run (NaruStore *store, const char *place, const char *author, const char *at,
                           NaruTakeInFunc func, gpointer data, NaruTakenIn *taken, GError **error);

/* Writes @local as the row of its number with the derived data; @record is made from the body if it can be. */
gboolean naru_take_in_write (NaruTakeIn *self, NaruLocal *local, GError **error);
gboolean naru_take_in_await (NaruTakeIn *self, const char *place, const char *id, GError **error);
gboolean naru_take_in_rebase (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote,
                              GError **error);
gboolean naru_take_in_absorb (NaruTakeIn *self, NaruLocal *local, const NaruRemoteDocument *remote,
                              const char *base, GError **error);
gboolean naru_take_in_is_own_work (NaruTakeIn *self, const char *id, const char *rev,
                                   gboolean *found, GError **error);
char *naru_take_in_guess_base (NaruTakeIn *self, const NaruLocal *local,
                               const NaruRemoteDocument *remote, GError **error);
gboolean naru_take_in_elsewhere (NaruTakeIn *self, NaruLocal *local,
                                 const NaruRemoteDocument *remote, GError **error);
gboolean naru_take_in_departed (NaruTakeIn *self, NaruLocal *local,
                                const NaruRemoteDocument *remote, gboolean *done, GError **error);

/* The version that a record has left behind in a place */
typedef struct
{
  gboolean there;
  char *rev; /* to be deleted there; NULL where it is */
  char *body;
} NaruDeparted;

void naru_departed_clear (NaruDeparted *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NaruDeparted, naru_departed_clear)
gboolean naru_departure_load (NaruDb *db, const char *id, const char *place, NaruDeparted *self,
                              GError **error);
gboolean naru_departure_put (NaruDb *db, const char *id, const char *place, const char *rev,
                             const char *body, GError **error);
gboolean naru_departure_drop (NaruDb *db, const char *id, const char *place, GError **error);
gboolean naru_departures_drop (NaruDb *db, const char *id, GError **error);
gboolean naru_departures_empty (NaruDb *db, const char *id, GError **error);
gboolean naru_departure_renew (NaruDb *db, const NaruRemoteDocument *remote, const char *place,
                               GError **error);
gboolean naru_departures_return (NaruDb *db, const char *place, GError **error);
gboolean naru_place_find_right (NaruDb *db, GHashTable *parts, const char *id, NaruCircle circle,
                                char **place, GError **error);
gboolean naru_conflicts_note (NaruTakeIn *self, const char *record, GPtrArray *clashes,
                              const char *mine, const char *theirs, GError **error);
char *naru_conflicts_reopen (const char *mine, const char *theirs, char *merged);

/* Text helpers */
gboolean naru_body_same_content (const char *a, const char *b);
gint64 naru_body_count_moves (const char *body);
char *naru_body_add_moved_base (const char *body, const char *author,
                                const NaruRemoteDocument *tombstone, const char *base,
                                const char *rev);
char *naru_body_take_moved_base (const char *body, char **base);
char *naru_body_merge_moved_base (const char *mine, const char *theirs, char *merged);
char *naru_body_make_tombstone (const char *type, const char *body);
char *naru_body_strip_deleted (const char *body);
guint64 naru_rev_get_generation (const char *rev);
gint64 naru_push_outcome_get_mark (NaruPushOutcome outcome);
GHashTable *naru_outgoing_list_ids (GPtrArray *outgoing);

/* Pieces of attachments */
char *naru_blob_make_id (const char *digest, gint64 part);
gboolean naru_blob_take_in (NaruDb *db, const char *place, const NaruRemoteDocument *remote,
                            gboolean *fits, GError **error);

/* What a person was erased from */
gboolean naru_erasure_forget (NaruDb *db, const char *id, const char *const *fields,
                              GError **error);
gboolean naru_erasure_forget_blob (NaruDb *db, const char *digest, GError **error);
gboolean naru_erasure_take_in_blob (NaruDb *db, const char *id, GError **error);

/* Removing documents from this desk */
gboolean naru_local_remove (NaruDb *db, const NaruLocal *local, GError **error);
gboolean naru_removal_note (NaruDb *db, GError **error);
gboolean naru_sealed_open (NaruDb *db, const char *const *places, GError **error);

G_END_DECLS
