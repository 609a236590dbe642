/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server in a few lines: documents with revisions in one line, a feed of changes, 409 on a wrong base revision. */
#pragma once

#include "naru-store-sync.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *rev;
  char *body;
  gboolean deleted;
  guint sequence;
  GPtrArray *revs; /* all it ever had */
} FakeDocument;

typedef struct
{
  GPtrArray *documents;
  guint sequence;
} FakeServer;

FakeServer *fake_server_new (void);
void fake_server_free (FakeServer *self);
FakeDocument *fake_server_get (FakeServer *self, const char *id);
const char *fake_server_put (FakeServer *self, const char *id, const char *body,
                             const char *base_rev, gboolean deleted);
GArray *fake_server_changes (FakeServer *self, guint since, guint limit, guint *last);
NaruRemoteDocument fake_document_show (const FakeDocument *document);
gboolean fake_document_knows (const FakeDocument *document, const char *rev);

/* A desk that talks to it */
typedef struct
{
  NaruStore *store;
  FakeServer *server;
  const char *place;
  const char *author;
  guint page; /* documents of a page */
} FakeDesk;

void fake_desk_pull (FakeDesk *self, NaruTakenIn *taken);
void fake_desk_fetch (FakeDesk *self, const char *id);
GPtrArray *fake_desk_prepare (FakeDesk *self);
void fake_desk_settle (FakeDesk *self, const char *id, NaruPushOutcome outcome, const char *rev,
                       const char *reason);
void fake_desk_push (FakeDesk *self);
void fake_desk_sync (FakeDesk *self);

G_END_DECLS
