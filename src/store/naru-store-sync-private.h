/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files about synchronisation share. */
#pragma once

#include "naru-store-private.h"
#include "naru-store-sync.h"

G_BEGIN_DECLS

gboolean naru_checkpoint_put (NaruDb *db, const char *place, const NaruCheckpoint *checkpoint,
                              GError **error);

G_END_DECLS
