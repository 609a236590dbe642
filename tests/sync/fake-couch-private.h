/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trees of revisions, nodes and databases: what the answers are made from. */
#pragma once

#include "fake-couch.h"
#include "naru-json-text.h"

G_BEGIN_DECLS

#define COUCH_NODES 2

typedef struct _CouchRev CouchRev;

struct _CouchRev
{
  char *name; /* "3-9f1c..." */
  guint generation;
  CouchRev *parent; /* of the same document and node */
  gboolean deleted;
  gboolean inner; /* somebody's parent */
  char *body; /* an object without what is CouchDB's own */
};

typedef struct
{
  char *id;
  GPtrArray *revs; /* CouchRev */
  guint sequence;
} CouchDocument;

typedef struct
{
  GHashTable *documents; /* id -> CouchDocument */
  guint sequence;
  /* sequences of this node and of the other at moments when both had the same */
  GArray *meetings;
} CouchNode;

typedef struct
{
  guint own;
  guint other;
} CouchMeeting;

typedef struct
{
  char *name;
  char *born; /* instance_start_time */
  CouchNode nodes[COUCH_NODES];
  GHashTable *locals; /* name -> body */
  GHashTable *known; /* set of "id rev": versions of which somebody was told that they are there */
} CouchDatabase;

CouchDatabase *couch_database_new (const char *name, guint number);
void couch_database_free (CouchDatabase *self);
CouchDatabase *couch_database_copy (const CouchDatabase *self);
void couch_database_meet (CouchDatabase *self);

CouchDocument *couch_node_get (CouchNode *node, const char *id);
CouchRev *couch_document_find (const CouchDocument *document, const char *name);
CouchRev *couch_document_winner (const CouchDocument *document);
gboolean couch_node_takes (CouchNode *node, const char *id, const char *base);
/* the new revision; NULL for 409 */
CouchRev *couch_node_put (CouchNode *node, const char *id, const char *base, gboolean deleted,
                          const char *body);
/* CouchDocument, by their sequence */
GPtrArray *couch_node_changes (CouchNode *node, guint since);
void couch_append_document (GString *out, const CouchDocument *document, const CouchRev *rev,
                            gboolean conflicts, gboolean revisions);

/* One request that is answered. @doubled: (out): whether a document came twice in one body */
typedef struct
{
  const CouchWay *way;
  GRand *rand;
  gboolean split;
  guint copies;
  gboolean steady;
  CouchDatabase *database;
  guint node;
  const NaruHttpRequest *request;
  NaruJsonSpan body;
  gboolean doubled;
} CouchCall;

NaruHttpResponse *couch_respond (guint status, const char *body);
NaruHttpResponse *couch_answer (CouchCall *call);

G_END_DECLS
