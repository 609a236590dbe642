/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters of a list: a button per field that opens its choices, and more fields behind one more button. */
#pragma once

#include "naru-list-source.h"

G_BEGIN_DECLS

#define NARU_TYPE_FILTER_BAR (naru_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (NaruFilterBar, naru_filter_bar, NARU, FILTER_BAR, GtkWidget)

void naru_filter_bar_set_source (NaruFilterBar *self, NaruListSource *source);

G_END_DECLS
