/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wire dictionary: record types and their fields. One row declares a field; properties, JSON, columns, search,
 * CSV headings, labels, history, validation, JSON Schema and the server's checks all read the same row. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NaruKind:
 * @NARU_KIND_TEXT: one line of text
 * @NARU_KIND_LONG_TEXT: paragraphs
 * @NARU_KIND_ENUM: a term of one of the program's own vocabularies; an unknown term is refused
 * @NARU_KIND_CODE: a code of a published classification; an unknown code is kept, since classifications grow
 * @NARU_KIND_DATE: "2026-11-22"
 * @NARU_KIND_TIME: "2026-11-22T10:00:00+09:00", always with an offset
 * @NARU_KIND_MONEY: {"amount":"10320","currency":"KRW","per":"hour"}: the amount is a decimal string
 * @NARU_KIND_NUMBER: an integer of at most 2^53
 * @NARU_KIND_BOOLEAN: true or false
 * @NARU_KIND_REFERENCE: the id of another record; @vocabulary names the types allowed, separated by spaces
 * @NARU_KIND_OBJECT: one object with the fields of @fields
 * @NARU_KIND_LIST: a list of objects with the fields of @fields; @identity names the member that tells elements apart
 * @NARU_KIND_SET: a list of different codes, references or words (of @vocabulary, if named); posting lists are kept for it
 *   when the row says %NARU_FIELD_INDEXED
 */
typedef enum
{
  NARU_KIND_TEXT,
  NARU_KIND_LONG_TEXT,
  NARU_KIND_ENUM,
  NARU_KIND_CODE,
  NARU_KIND_DATE,
  NARU_KIND_TIME,
  NARU_KIND_MONEY,
  NARU_KIND_NUMBER,
  NARU_KIND_BOOLEAN,
  NARU_KIND_REFERENCE,
  NARU_KIND_OBJECT,
  NARU_KIND_LIST,
  NARU_KIND_SET,
} NaruKind;

/**
 * NaruFieldFlags:
 * @NARU_FIELD_REQUIRED: a record without it is not saved
 * @NARU_FIELD_INDEXED: the store keeps a column and an index (a posting list for a set)
 * @NARU_FIELD_NAME: found by any part of it: names, phone numbers, register numbers, titles
 * @NARU_FIELD_SEARCH: found by its words
 * @NARU_FIELD_PERSONAL: about an identifiable person: never in a log, erased with the person
 * @NARU_FIELD_SENSITIVE: health, family, money, consent: not in lists, searches or exports unless asked for
 * @NARU_FIELD_FIXED: set when the record is made, never edited afterwards
 * @NARU_FIELD_DERIVED: written by the program, shown but not offered in a form
 */
typedef enum
{
  NARU_FIELD_PLAIN = 0,
  NARU_FIELD_REQUIRED = 1 << 0,
  NARU_FIELD_INDEXED = 1 << 1,
  NARU_FIELD_NAME = 1 << 2,
  NARU_FIELD_SEARCH = 1 << 3,
  NARU_FIELD_PERSONAL = 1 << 4,
  NARU_FIELD_SENSITIVE = 1 << 5,
  NARU_FIELD_FIXED = 1 << 6,
  NARU_FIELD_DERIVED = 1 << 7,
} NaruFieldFlags;

/**
 * NaruMerge: how two edits of one field since a common base are put together
 * @NARU_MERGE_BY_KIND: a list by the identity of its elements, a set as a set, long text by paragraph, an object member by
 *   member, everything else as one value
 * @NARU_MERGE_VALUE: as one value: two different edits are a conflict
 * @NARU_MERGE_NEWEST: the later time wins without a conflict: for bookkeeping such as modifiedAt
 */
typedef enum
{
  NARU_MERGE_BY_KIND,
  NARU_MERGE_VALUE,
  NARU_MERGE_NEWEST,
} NaruMerge;

typedef struct _NaruField NaruField;

/**
 * NaruField:
 * @name: JSON member, never renamed or reused
 * @kind: what its value is
 * @label: what people call it; marked for translation, read through naru_field_get_label()
 * @flags: what the program does with it
 * @since: schema version of the record type that brought it
 * @vocabulary: see #NaruKind
 * @fields: for objects and lists, the fields of an element; ends with a row without name
 * @identity: for lists, the member that identifies an element
 * @merge: see #NaruMerge
 */
struct _NaruField
{
  const char *name;
  NaruKind kind;
  const char *label;
  guint flags;
  guint since;
  const char *vocabulary;
  const NaruField *fields;
  const char *identity;
  NaruMerge merge;
};

typedef enum
{
  NARU_CIRCLE_COMMON,
  NARU_CIRCLE_EMPLOYERS,
  NARU_CIRCLE_MATCH,
  NARU_CIRCLE_CASES,
  NARU_CIRCLE_SITUATION,
  NARU_CIRCLE_PARTNER,
  NARU_CIRCLE_OWN, /* of the record that it belongs to: conflicts, changes, blobs */
  NARU_CIRCLE_LOCAL, /* never leaves the profile */
} NaruCircle;

typedef enum
{
  NARU_ROLE_JOB_COUNSELLOR = 1 << 0,
  NARU_ROLE_EMPLOYER_COUNSELLOR = 1 << 1,
  NARU_ROLE_VACANCY_DRAFTER = 1 << 2,
  NARU_ROLE_PARTNER = 1 << 3,
  NARU_ROLE_MANAGER = 1 << 4,
  NARU_ROLE_IT = 1 << 5,
  NARU_ROLE_SITUATION = 1 << 6, /* may read and write the situation of the team's jobseekers */
  NARU_ROLE_STAFF = NARU_ROLE_JOB_COUNSELLOR | NARU_ROLE_EMPLOYER_COUNSELLOR
                    | NARU_ROLE_VACANCY_DRAFTER | NARU_ROLE_MANAGER | NARU_ROLE_IT,
  NARU_ROLE_PLACEMENT
  = NARU_ROLE_JOB_COUNSELLOR | NARU_ROLE_EMPLOYER_COUNSELLOR | NARU_ROLE_VACANCY_DRAFTER,
} NaruRole;

/**
 * NaruRecordType:
 * @name: the `type` of the document and the prefix of its id
 * @label, @plural: what people call it; marked for translation
 * @schema: version of the field table
 * @circle: the database that it lives in
 * @writers, @readers: #NaruRole flags
 * @natural_key: fields that identify it in the world outside, separated by spaces: where all of them are filled in, the id is
 *   made from them, so that two desks that import one register make the same record; elsewhere it is a ULID. %NULL for always a ULID
 * @owner: for records that belong to another record, the reference field that says to which
 * @title: the fields that name it in lists, best first, separated by spaces: the first that is not empty is shown
 * @retention: how long it is kept: an ISO 8601 duration, a space, and the date field that it counts from; or "always"
 * @append_only: %TRUE if it is never changed after it was written
 * @fields: the field table; ends with a row without name. naru_common_fields are part of every record besides
 * @description: one sentence for the people who integrate; marked for translation
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *plural;
  guint schema;
  NaruCircle circle;
  guint writers;
  guint readers;
  const char *natural_key;
  const char *owner;
  const char *title;
  const char *retention;
  gboolean append_only;
  const NaruField *fields;
  const char *description;
} NaruRecordType;

extern const NaruField naru_common_fields[];
extern const NaruField naru_money_fields[];

const NaruRecordType *const *naru_record_types (guint *n_types);
const NaruRecordType *naru_record_type_find (const char *name);
void naru_record_type_add (const NaruRecordType *type);

const char *naru_record_type_get_label (const NaruRecordType *type);
const char *naru_record_type_get_plural (const NaruRecordType *type);
const NaruField *naru_record_type_find_field (const NaruRecordType *type, const char *name);

const char *naru_field_get_label (const NaruField *field);
const char *naru_field_get_kind_name (const NaruField *field);
char *naru_field_format (const NaruField *field, const char *value);
gboolean naru_field_refers_to (const NaruField *field, const char *type);
const char *naru_circle_get_name (NaruCircle circle);
char *naru_roles_to_string (guint roles);
guint naru_roles_from_name (const char *name);

G_END_DECLS
