/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to model: the parts of the three-way merge. */
#pragma once

#include "naru-json-text.h"
#include "naru-merge.h"

G_BEGIN_DECLS

/* The three versions of one value; a span of nothing where a version has none. */
typedef struct
{
  NaruJsonSpan base;
  NaruJsonSpan mine;
  NaruJsonSpan theirs;
} NaruMergeValue;

typedef struct
{
  const NaruRecordType *type;
  GPtrArray *clashes;
  int newer; /* above 0: my side was changed last; below 0: theirs; 0: they cannot be told apart */
  int older; /* above 0: my side was made first */
} NaruMergeRun;

gboolean naru_merge_is_same (NaruJsonSpan a, NaruJsonSpan b);
char *naru_merge_clash (NaruMergeRun *self, const char *path, const NaruMergeValue *value);
char *naru_merge_members (NaruMergeRun *self, const NaruField *fields, const char *path,
                          const NaruMergeValue *value);
gboolean naru_merge_array (NaruMergeRun *self, const NaruField *field, const char *path,
                           const NaruMergeValue *value, char **merged);
gboolean naru_merge_paragraphs (const NaruMergeValue *value, gsize limit, char **merged);
char *naru_merge_element_key (const NaruField *field, NaruJsonSpan element);
char *naru_merge_key_name (const char *key);

G_END_DECLS
