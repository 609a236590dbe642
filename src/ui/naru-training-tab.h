/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training log of somebody who works here, on the page with her details. */
#pragma once

#include "naru-detail.h"

G_BEGIN_DECLS

void naru_training_tab_add (NaruDetail *page);

G_END_DECLS
