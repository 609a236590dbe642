/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Classifications as their offices publish them, into the local tables of the profile. */
#pragma once

#include "naru-store.h"

G_BEGIN_DECLS

const char *const *naru_classification_names (void);
gboolean naru_classification_import (NaruStore *store, const char *name, const char *path,
                                     guint *n_rows, GError **error);

G_END_DECLS
