/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tab of a vacancy's versions: what the employer was shown and agreed to, and what changed from one to the next. */
#pragma once

#include "naru-detail.h"

G_BEGIN_DECLS

GtkWidget *naru_vacancy_versions_build (NaruDetail *page);
void naru_vacancy_versions_refresh (NaruDetail *page, GtkWidget *child);

G_END_DECLS
