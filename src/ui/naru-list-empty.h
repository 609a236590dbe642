/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the place of a list without rows: why there are none, and what to do first. */
#pragma once

#include <adwaita.h>
#include "naru-list-source.h"

G_BEGIN_DECLS

#define NARU_TYPE_LIST_EMPTY (naru_list_empty_get_type ())
G_DECLARE_FINAL_TYPE (NaruListEmpty, naru_list_empty, NARU, LIST_EMPTY, AdwBin)

void naru_list_empty_show (NaruListEmpty *self, NaruListSource *source);

G_END_DECLS
