/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record: the text of one document, read and edited through the field table of its type. */
#pragma once

#include <glib-object.h>
#include "naru-field.h"
#include "naru-json-text.h"

G_BEGIN_DECLS

/* NaruRecord is abstract; every record type has a final class of its own, made from its field table when first asked
 * for, with one GObject property per field ("familyName" is "family-name"), so that GtkExpression can bind to it. */
#define NARU_TYPE_RECORD (naru_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (NaruRecord, naru_record, NARU, RECORD, GObject)

struct _NaruRecordClass
{
  GObjectClass parent_class;
  const NaruRecordType *type;
};

GType naru_record_type_get_gtype (const NaruRecordType *type);

NaruRecord *naru_record_new (const NaruRecordType *type, const char *id);
NaruRecord *naru_record_new_from_text (const char *id, const char *text, gssize length,
                                       GError **error);
NaruRecord *naru_record_copy (NaruRecord *self);

const NaruRecordType *naru_record_get_record_type (NaruRecord *self);
const char *naru_record_get_id (NaruRecord *self);
const char *naru_record_get_text (NaruRecord *self);

/* Reading. Values are in canonical text form: text as it is, codes, dates, "true", "false", decimal numbers. */
const char *naru_record_get (NaruRecord *self, const char *field);
gboolean naru_record_has (NaruRecord *self, const char *field);
gint64 naru_record_get_number (NaruRecord *self, const char *field, gint64 fallback);
gboolean naru_record_get_boolean (NaruRecord *self, const char *field);
char **naru_record_get_set (NaruRecord *self, const char *field);
NaruJsonSpan naru_record_get_span (NaruRecord *self, const char *field);
guint naru_record_get_length (NaruRecord *self, const char *list);
char *naru_record_get_element (NaruRecord *self, const char *list, guint position,
                               const char *member);
char *naru_record_get_member (NaruRecord *self, const char *object, const char *member);
const char *naru_record_get_title (NaruRecord *self);
char *naru_record_format (NaruRecord *self, const char *field);

/* Editing: each call splices the member into the text and leaves every other byte. "" or NULL removes the member.
 * A value that does not fit the row is refused with NARU_ERROR_INVALID and changes nothing. */
gboolean naru_record_set (NaruRecord *self, const char *field, const char *value, GError **error);
gboolean naru_record_set_number (NaruRecord *self, const char *field, gint64 value, GError **error);
gboolean naru_record_set_set (NaruRecord *self, const char *field, const char *const *values,
                              GError **error);
gboolean naru_record_set_money (NaruRecord *self, const char *field, const char *amount,
                                const char *currency, const char *per, GError **error);
gboolean naru_record_set_json (NaruRecord *self, const char *field, const char *json,
                               GError **error);
gboolean naru_record_set_member (NaruRecord *self, const char *object, const char *member,
                                 const char *value, GError **error);
gboolean naru_record_set_element (NaruRecord *self, const char *list, const char *identity,
                                  const char *member, const char *value, GError **error);
gboolean naru_record_remove_element (NaruRecord *self, const char *list, const char *identity,
                                     GError **error);

/**
 * NaruProblem: what keeps a record from being saved, or should be looked at
 * @field: name of the field, or "list/identity/member" inside a list
 * @message: one sentence, translated, that says what is wrong and what would be right
 */
typedef struct
{
  char *field;
  char *message;
} NaruProblem;

void naru_problem_free (NaruProblem *problem);
GPtrArray *naru_record_validate (NaruRecord *self, const char *today);
gboolean naru_record_check (NaruRecord *self, const char *today, GError **error);

/**
 * NaruDifference: one field that two versions of a record tell differently; values are JSON texts, %NULL for none
 */
typedef struct
{
  const NaruField *field;
  char *name;
  char *from;
  char *to;
} NaruDifference;

void naru_difference_free (NaruDifference *difference);
GPtrArray *naru_record_compare (NaruRecord *before, NaruRecord *after);

G_END_DECLS
