/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lists of one workspace show: view, search words, filters, order, and the rows that they give. */
#pragma once

#include "naru-record-list.h"
#include "naru-type-spec.h"

G_BEGIN_DECLS

#define NARU_TYPE_LIST_SOURCE (naru_list_source_get_type ())
G_DECLARE_FINAL_TYPE (NaruListSource, naru_list_source, NARU, LIST_SOURCE, GObject)

NaruListSource *naru_list_source_new (NaruDesk *desk, const NaruTypeSpec *spec);
const NaruTypeSpec *naru_list_source_get_spec (NaruListSource *self);
NaruDesk *naru_list_source_get_desk (NaruListSource *self);

void naru_list_source_set_view (NaruListSource *self, const char *view);
void naru_list_source_set_query (NaruListSource *self, const NaruQuery *query, const char *name);
const char *
naru_list_source_get_view (NaruListSource *self); /* NULL where it shows a query of its own */
const char *naru_list_source_get_name (NaruListSource *self);
void naru_list_source_set_search (NaruListSource *self, const char *text);
const char *naru_list_source_get_search (NaruListSource *self);
void naru_list_source_set_filter (NaruListSource *self, const char *field, const char *code);
const char *naru_list_source_get_filter (NaruListSource *self, const char *field);
gboolean naru_list_source_is_narrowed (NaruListSource *self);
void naru_list_source_clear (NaruListSource *self);
void naru_list_source_set_order (NaruListSource *self, const char *field, gboolean descending);
const char *naru_list_source_get_order (NaruListSource *self, gboolean *descending);

void naru_list_source_load (NaruListSource *self);
gboolean naru_list_source_is_loading (NaruListSource *self);
NaruQuery *naru_list_source_dup_query (NaruListSource *self);
NaruRecordList *
naru_list_source_get_list (NaruListSource *self); /* NULL while the first is being read */
char *naru_list_source_describe (NaruListSource *self); /* "84 people, latest contact first" */

/* Signals: "criteria" when view, search, filters or order changed; "loaded" when there is a new list; "counted" when the
 * list that is there was brought up to date; "failed" (const char *message) */

G_END_DECLS
