/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changed from one text to another, line by line. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  NARU_DIFF_SAME,
  NARU_DIFF_ADDED,
  NARU_DIFF_REMOVED,
} NaruDiffKind;

typedef struct
{
  NaruDiffKind kind;
  char *text;
} NaruDiffLine;

GArray *naru_text_diff (const char *before, const char *after);

G_END_DECLS
