/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tabs of an employer's page, apart from its timeline. */
#pragma once

#include "naru-detail.h"
#include "naru-owned-list.h"

G_BEGIN_DECLS

extern const char *const naru_contact_fields[];
extern const NaruOwnedSpec naru_employer_rail_contacts;
extern const NaruOwnedSpec naru_employer_programmes;

void naru_employer_add_tabs (NaruDetail *page);
char *naru_programme_say_stage (NaruRecord *record, const char *today);

G_END_DECLS
