/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of one element of a list, such as a requirement of a vacancy, beside or below what is always seen of it. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_ELEMENT_FIELDS (naru_element_fields_get_type ())
G_DECLARE_FINAL_TYPE (NaruElementFields, naru_element_fields, NARU, ELEMENT_FIELDS, AdwBin)

GtkWidget *naru_element_fields_new (NaruDesk *desk, const char *type, const char *list,
                                    const char *const *members, guint columns);
void naru_element_fields_fill (NaruElementFields *self, NaruRecord *record, guint position);
void naru_element_fields_apply (NaruElementFields *self, NaruRecord *record, const char *id);
void naru_element_fields_keep (NaruElementFields *self, GHashTable *values, const char *id);
gboolean naru_element_fields_put_back (NaruElementFields *self, const char *member,
                                       const char *value);

/* Signals: "edited": something was typed; "save" (const char *member, const char *value): somebody is done with one, or
 * took it away (NULL) */

G_END_DECLS
