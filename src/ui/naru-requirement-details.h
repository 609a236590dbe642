/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a requirement says beside its text: skill and level, language and level, experience, proof. */
#pragma once

#include <adwaita.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_REQUIREMENT_DETAILS (naru_requirement_details_get_type ())
G_DECLARE_FINAL_TYPE (NaruRequirementDetails, naru_requirement_details, NARU, REQUIREMENT_DETAILS,
                      AdwBin)

GtkWidget *naru_requirement_details_new (NaruDesk *desk);
void naru_requirement_details_fill (NaruRequirementDetails *self, NaruRecord *vacancy,
                                    guint position);
void naru_requirement_details_apply (NaruRequirementDetails *self, NaruRecord *vacancy,
                                     const char *id);
void naru_requirement_details_keep (NaruRequirementDetails *self, GHashTable *values,
                                    const char *id);
gboolean naru_requirement_details_put_back (NaruRequirementDetails *self, const char *member,
                                            const char *value);
char *naru_requirement_say_details (NaruRecord *vacancy, guint position);

/* Signals: "edited": something was typed; "save" (const char *member, const char *value): somebody is done with one, or
 * took it away (NULL) */

G_END_DECLS
