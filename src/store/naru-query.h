/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list shows: a type, filters, words searched for, an order. The answer is an ordered array of row numbers. */
#pragma once

#include "naru-store.h"

G_BEGIN_DECLS

typedef enum
{
  NARU_FILTER_IS, /* the value, or one of several separated by \x1f */
  NARU_FILTER_IS_NOT,
  NARU_FILTER_HAS, /* a set contains it (posting lists), or one of several separated by \x1f */
  NARU_FILTER_AT_LEAST, /* >= for dates, times and numbers */
  NARU_FILTER_BELOW, /* < */
  NARU_FILTER_EMPTY,
  NARU_FILTER_NOT_EMPTY,
  NARU_FILTER_UNDER, /* a code or one of its descendants: by prefix */
} NaruFilterOp;

typedef struct _NaruQuery NaruQuery;

NaruQuery *naru_query_new (const char *type);
NaruQuery *naru_query_copy (const NaruQuery *self);
void naru_query_free (NaruQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruQuery, naru_query_free)

const char *naru_query_get_type_name (const NaruQuery *self);
void naru_query_add_filter (NaruQuery *self, const char *field, NaruFilterOp op, const char *value);
void naru_query_set_search (NaruQuery *self, const char *text);
const char *naru_query_get_search (const NaruQuery *self);
void naru_query_set_order (NaruQuery *self, const char *field, gboolean descending);
const char *naru_query_get_order (const NaruQuery *self, gboolean *descending);
void naru_query_set_now (NaruQuery *self,
                         const char *now); /* for computed columns: time as on the wire */
const char *naru_query_get_now (const NaruQuery *self); /* NULL where nobody has set it */
void naru_query_set_limit (NaruQuery *self, guint limit);
void naru_query_set_sensitive (NaruQuery *self, gboolean sensitive);
/* text form for saved views: {"type":…,"filters":[{"field","op","value"}],"search":…,"order":…,"descending":…} */
char *naru_query_to_json (const NaruQuery *self);
NaruQuery *naru_query_new_from_json (const char *json, GError **error);

/* Reading: the ordered row numbers (gint64), their count, or the records themselves. A field that is not INDEXED nor a
 * computed column is refused with NARU_ERROR_INVALID, except in naru_store_find, where it costs a scan. */
GArray *naru_store_list (NaruStore *self, const NaruQuery *query, GCancellable *cancellable,
                         GError **error);
gint64 naru_store_count (NaruStore *self, const NaruQuery *query, GError **error);
GPtrArray *naru_store_find (NaruStore *self, const NaruQuery *query, GError **error);
gboolean naru_store_prepare_search (NaruStore *self, const char *type, GError **error);
/* everything of any type by name: for Ctrl+K. Row numbers, best first, at most limit per type */
GArray *naru_store_search_all (NaruStore *self, const char *text, guint limit,
                               GCancellable *cancellable, GError **error);
/* people by how a name sounds: 김민지, Kim Min-ji and Minji Gim find each other */
GPtrArray *naru_store_find_sounding (NaruStore *self, const char *type, const char *name,
                                     guint limit, GError **error);

/**
 * NaruComputed: a column that is computed from other records when a row is shown, filtered or ordered
 */
typedef struct
{
  const char *type;
  const char *name;
  const char *label;
  NaruKind kind;
} NaruComputed;

/* jobseeker: lastContact, nextMeeting, stepsOverdue, missedMeetings; employer: lastContact, nextActionOn, nextAction,
 * openVacancies; vacancy: daysOpen; plan: stepsDone, stepsTotal */
const NaruComputed *naru_computed_find (const char *type, const char *name);
char *naru_store_compute (NaruStore *self, gint64 number, const char *type, const char *name,
                          const char *now);

/**
 * NaruCondition: what a record must meet to be counted, for the candidates meter. Cached bitsets; the cache follows the
 * store's writes
 * @field: an indexed set, or a field with a column
 * @any_of: (array zero-terminated=1): values of which one is enough
 * @op: how a value is met; %NARU_FILTER_EMPTY takes any value for none
 * @or_else: (nullable): what is enough in its place
 */
typedef struct _NaruCondition NaruCondition;
struct _NaruCondition
{
  const char *field;
  const char *const *any_of;
  NaruFilterOp op;
  const NaruCondition *or_else;
};
gint64 naru_store_count_meeting (NaruStore *self, const char *type, const NaruCondition *conditions,
                                 gsize n_conditions, GError **error);

G_END_DECLS
