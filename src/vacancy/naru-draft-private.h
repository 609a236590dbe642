/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to vacancy: what a draft holds. */
#pragma once

#include "naru-findings.h"

G_BEGIN_DECLS

typedef struct
{
  char *field;
  char *text; /* as a reader sees it: without marks of HTML, letters put together */
  char *original; /* NULL if it is the same */
  GArray *places; /* NaruTextPlace of each character of @text in @original; NULL with it */
  gboolean essential; /* a requirement that excludes who does not meet it */
} NaruDraftText;

typedef struct
{
  char *rule;
  char *words;
  char *justification;
} NaruDraftException;

/* @structured: whether parts have fields of their own, so that a missing one can be told from one that is in the text */
struct _NaruDraft
{
  GPtrArray *texts; /* NaruDraftText */
  GHashTable *values; /* field -> canonical text */
  GPtrArray *exceptions; /* NaruDraftException */
  gboolean structured;
  guint essentials;
  guint requirements;
};

const char *naru_draft_find_justification (NaruDraft *self, const char *rule, const char *words);
char *naru_draft_join (NaruDraft *self);
gboolean naru_draft_has_text (NaruDraft *self, const char *field);

/* JSON-LD, naru-draft-ld.c */
gboolean naru_draft_is_posting (NaruJsonSpan span);
void naru_draft_read_posting (NaruDraft *self, NaruJsonSpan posting);

G_END_DECLS
