/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The views of a list that were saved under a name, as far as they are one's own or shared. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/**
 * NaruSavedView:
 * @record: the saved view
 * @query: what it asks for
 */
typedef struct
{
  NaruRecord *record;
  NaruQuery *query;
} NaruSavedView;

GPtrArray *naru_saved_views_list (NaruDesk *desk, const char *type);

G_END_DECLS
