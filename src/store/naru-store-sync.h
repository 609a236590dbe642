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
 * @session: of the last round
 * @at: when
 */
typedef struct
{
  char *since;
  char *database_id;
  gint64 handshake;
  char *session;
  char *at;
} NaruCheckpoint;

void naru_checkpoint_free (NaruCheckpoint *checkpoint);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruCheckpoint, naru_checkpoint_free)
NaruCheckpoint *naru_store_get_checkpoint (NaruStore *self, const char *place, GError **error);
gboolean naru_store_set_checkpoint (NaruStore *self, const char *place,
                                    const NaruCheckpoint *checkpoint, GError **error);

G_END_DECLS
