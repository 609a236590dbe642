/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up Korean employment centre of two years, the same for the same seed. Nobody in it exists. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

typedef struct
{
  guint jobseekers; /* 0: 320, the size of a small centre */
  guint64 seed;
  NaruProgressFunc progress;
  gpointer progress_data;
} NaruSampleOptions;

/* Fills an empty profile; refused when there is a jobseeker or an employer in it. The desk is set up as its counsellor. */
gboolean naru_sample_fill (NaruDesk *desk, const NaruSampleOptions *options,
                           GCancellable *cancellable, GError **error);

G_END_DECLS
