/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the form: what was typed and not saved, as one JSON object per form in the store. */
#pragma once

#include "naru-store.h"

G_BEGIN_DECLS

char *naru_form_draft_key (const char *type, const char *id, const char *first_field);
void naru_form_draft_keep (NaruStore *store, const char *key, GHashTable *values);
GHashTable *naru_form_draft_read (NaruStore *store, const char *key);

G_END_DECLS
