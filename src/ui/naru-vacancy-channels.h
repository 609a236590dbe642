/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tab of the channels in which a vacancy is advertised. */
#pragma once

#include "naru-detail.h"

G_BEGIN_DECLS

#define NARU_TYPE_VACANCY_CHANNELS (naru_vacancy_channels_get_type ())
G_DECLARE_FINAL_TYPE (NaruVacancyChannels, naru_vacancy_channels, NARU, VACANCY_CHANNELS, AdwBin)

GtkWidget *naru_vacancy_channels_new (NaruDetail *page);
void naru_vacancy_channels_refresh (NaruVacancyChannels *self);

G_END_DECLS
