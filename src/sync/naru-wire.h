/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What CouchDB's answers say, and how documents are written for it. Pure: text in, text out. */
#pragma once

#include "naru-store-sync.h"

G_BEGIN_DECLS

/**
 * NaruBranch: a document of which the server has several versions, made by nodes that did not see each other
 * @losers: (array zero-terminated): revisions besides the one that the server shows
 */
typedef struct
{
  char *id;
  char *winner;
  GStrv losers;
} NaruBranch;

void naru_branch_free (NaruBranch *branch);

/**
 * NaruWirePage: one page of _changes, or documents that were fetched
 * @documents: of #NaruRemoteDocument
 * @bare: (element-type NaruRevision): what came without the document and must be fetched
 * @branches: (element-type NaruBranch)
 * @branched: (element-type utf8): ids whose row came without the document, and with more than one version
 * @n_rows: how many rows the page has
 * @since: JSON token from which the next page goes on
 * @pending: how many rows follow; -1 if the server does not say
 * @unreadable: set before reading: a row without its document is one of @documents without a body, not one of @bare
 */
typedef struct
{
  GArray *documents;
  GPtrArray *bare;
  GPtrArray *branches;
  GPtrArray *branched;
  guint n_rows;
  char *since;
  gint64 pending;
  gboolean unreadable;
} NaruWirePage;

NaruWirePage *naru_wire_page_new (void);
void naru_wire_page_free (NaruWirePage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruWirePage, naru_wire_page_free)

char *naru_wire_guess_next (const char *text, gsize length, guint limit);
char *naru_wire_since_to_query (const char *since);
gboolean naru_wire_read_changes (NaruWirePage *page, NaruJsonSpan root, GError **error);
char *naru_wire_dup_token (NaruJsonSpan since);
gboolean naru_wire_read_all_docs (NaruWirePage *page, NaruJsonSpan root, GError **error);
GHashTable *naru_wire_read_revisions (NaruJsonSpan root);
gboolean naru_wire_read_document (NaruJsonSpan span, NaruRemoteDocument *document);

char *naru_wire_write_bulk (GPtrArray *outgoing, const char *me);
void naru_wire_append_document (GString *out, const char *id, const char *rev, gboolean deleted,
                                const char *body);
char *naru_wire_write_keys (GPtrArray *ids);
char *naru_wire_write_revisions (GPtrArray *revisions);
GArray *naru_wire_list_versions (NaruJsonSpan root);
gboolean naru_wire_comes_from (NaruJsonSpan version, const char *rev);
void naru_wire_read_missing (NaruJsonSpan root, GHashTable *missing);

typedef enum
{
  NARU_WIRE_STORED,
  NARU_WIRE_CLASHED,
  NARU_WIRE_REFUSED,
  NARU_WIRE_FAILED,
} NaruWireOutcome;

/**
 * NaruWireRow: what became of one document of a _bulk_docs
 */
typedef struct
{
  char *id;
  NaruWireOutcome outcome;
  char *rev;
  char *reason;
} NaruWireRow;

void naru_wire_row_free (NaruWireRow *row);
GPtrArray *naru_wire_read_rows (NaruJsonSpan root, GError **error);
char **naru_wire_read_roles (NaruJsonSpan root, char **name);
gint64 naru_wire_get_integer (NaruJsonSpan object, const char *name, gint64 fallback);
guint naru_wire_get_generation (const char *rev);

G_END_DECLS
