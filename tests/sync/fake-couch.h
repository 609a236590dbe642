/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A CouchDB in memory, and the way to it. Two nodes that see each other or do not, trees of revisions, opaque tokens, rows of
 * _bulk_docs that fail each for itself; it can be set back to a backup, made anew, and purged. The way to it loses, cuts, spoils
 * and repeats what a test says. Written after CouchDB 3.5 as it was measured, not after PouchDB. */
#pragma once

#include "naru-transport.h"

G_BEGIN_DECLS

typedef struct _FakeCouch FakeCouch;

/**
 * CouchFault: what happens to a request on its way
 * @COUCH_KEPT: it never arrives
 * @COUCH_LOST: it is done, and nothing comes back
 * @COUCH_TWICE: it is done twice; the answer is that of the second time
 * @COUCH_BUSY: 429, 500 or 503 instead of doing it
 * @COUCH_FAILED_AFTER: it is done, and 500 comes back
 * @COUCH_CUT: it is done, and the answer ends early
 * @COUCH_SPOILED: it is done, and a byte of the answer is no JSON
 */
typedef enum
{
  COUCH_SOUND,
  COUCH_KEPT,
  COUCH_LOST,
  COUCH_TWICE,
  COUCH_BUSY,
  COUCH_FAILED_AFTER,
  COUCH_CUT,
  COUCH_SPOILED,
  N_COUCH_FAULTS,
} CouchFault;

FakeCouch *fake_couch_new (GRand *rand);
void fake_couch_free (FakeCouch *self);

/* It does nothing now and then only: no row twice, no document gone between two looks, no version compacted. */
void fake_couch_set_steady (FakeCouch *self);
/* Databases come into being when they are first asked for. */
/* @copies: on how many nodes it says that each document is */
void fake_couch_set_copies (FakeCouch *self, guint copies);
void fake_couch_split (FakeCouch *self, gboolean split);
void fake_couch_back_up (FakeCouch *self);
/* @with_locals: whether the backup has the handshakes of its time; otherwise there are none. Nothing is done
 * without a backup. */
void fake_couch_set_back (FakeCouch *self, gboolean with_locals);
void fake_couch_make_anew (FakeCouch *self, const char *database);
void fake_couch_purge (FakeCouch *self, const char *database, const char *id);

/* For the test to look at. */
GPtrArray *fake_couch_list (FakeCouch *self, const char *database); /* ids of what is not deleted */
char *fake_couch_get (FakeCouch *self, const char *database, const char *id); /* NULL: not there */
char *fake_couch_get_branches (FakeCouch *self, const char *database);
/* Whether the version @later comes from @earlier, on any node, and no node has told that it knows @later: whoever was told so may
 * take what another node shows as made since. */
gboolean fake_couch_comes_from (FakeCouch *self, const char *database, const char *id,
                                const char *later, const char *earlier);
guint fake_couch_count_requests (FakeCouch *self);
/* What no client may do, in words; NULL if nobody did. */
const char *fake_couch_get_violation (FakeCouch *self);

/* The way of one desk. */
typedef struct
{
  const char *user;
  const char *const *roles;
  /* what happens to the next request; called before it is done */
  CouchFault (*choose) (gpointer data);
  /* the server refuses this document (a row of its own) */
  gboolean (*refuse) (const char *id, gpointer data);
  /* while a request travels */
  void (*meanwhile) (gpointer data);
  gpointer data;
} CouchWay;

NaruTransport *fake_couch_open (FakeCouch *self, const CouchWay *way);

G_END_DECLS
