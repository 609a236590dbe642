/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Putting two edits of one document together, against the version that both started from. */
#pragma once

#include "naru-field.h"

G_BEGIN_DECLS

/**
 * NaruClash: one value that both sides changed, and not to the same
 * @field: where: "field", "object/member", "list/identity/member", or "list/identity/" for an element that one side
 *   removed and the other changed
 * @base: JSON text of what both started from; %NULL for none, as for the other two
 * @mine: what this side made of it
 * @theirs: what the other side made of it
 * @mine_is_current: which of the two the merged text has: the one whose canonical JSON sorts bytewise higher
 */
typedef struct
{
  char *field;
  char *base;
  char *mine;
  char *theirs;
  gboolean mine_is_current;
} NaruClash;

void naru_clash_free (NaruClash *clash);

char *naru_merge3 (const NaruRecordType *type, const char *base, const char *mine,
                   const char *theirs, GPtrArray **clashes, GError **error);

/* The value that a clash is about, in any version of the document. */
char *naru_merge_get_value (const NaruRecordType *type, const char *text, const char *field);
char *naru_merge_set_value (const NaruRecordType *type, const char *text, const char *field,
                            const char *value);

G_END_DECLS
