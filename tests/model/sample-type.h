/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record type with a field of every kind, for the tests of records. */
#pragma once

#include "naru-record.h"

#define ID "sample:01ARZ3NDEKTSV4RRFFQ69G5FAV"
#define STAFF "staff:01ARZ3NDEKTSV4RRFFQ69G5FAV"
#define COMMON                                                                                     \
  "\"type\":\"sample\",\"schema\":1,\"createdBy\":\"" STAFF                                        \
  "\",\"createdAt\":\"2026-01-02T03:04:05Z\","                                                     \
  "\"modifiedBy\":\"" STAFF "\",\"modifiedAt\":\"2026-01-02T03:04:05Z\""

static const NaruField part_fields[] = {
  { "id", NARU_KIND_TEXT, "Number", NARU_FIELD_REQUIRED, 1 },
  { "hours", NARU_KIND_NUMBER, "Hours", 0, 1 },
  { "from", NARU_KIND_DATE, "From", 0, 1 },
  { "to", NARU_KIND_DATE, "To", 0, 1 },
  { NULL },
};

static const NaruField place_fields[] = {
  { "town", NARU_KIND_TEXT, "Town", 0, 1 },
  { "street", NARU_KIND_TEXT, "Street", 0, 1 },
  { NULL },
};

#define FIELDS                                                                                     \
  { "name", NARU_KIND_TEXT, "Name", NARU_FIELD_REQUIRED | NARU_FIELD_NAME | NARU_FIELD_PERSONAL,   \
    1 },                                                                                           \
      { "note", NARU_KIND_LONG_TEXT, "Note", NARU_FIELD_SEARCH, 1 },                               \
      { "state", NARU_KIND_ENUM, "State", 0, 1, "case-state" },                                    \
      { "occupation", NARU_KIND_CODE, "Occupation", 0, 1, "isco08" },                              \
      { "birthDate", NARU_KIND_DATE, "Date of birth", NARU_FIELD_PERSONAL, 1 },                    \
      { "at", NARU_KIND_TIME, "When", 0, 1 },                                                      \
      { "payWanted", NARU_KIND_MONEY, "Pay wanted", 0, 1 },                                        \
      { "posts", NARU_KIND_NUMBER, "Posts", 0, 1 },                                                \
      { "drives", NARU_KIND_BOOLEAN, "Has a car", 0, 1 },                                          \
      { "team", NARU_KIND_REFERENCE, "Team", 0, 1, "team staff" },                                 \
      { "tags", NARU_KIND_SET, "Tags", NARU_FIELD_INDEXED, 1 },                                    \
      { "roles", NARU_KIND_SET, "Roles", 0, 1, "role" },                                           \
      { "present", NARU_KIND_SET, "Present", 0, 1, "staff" },                                      \
      { "place", NARU_KIND_OBJECT, "Place", 0, 1, .fields = place_fields },                        \
      { "parts", NARU_KIND_LIST, "Parts", 0, 1, .fields = part_fields, .identity = "id" },         \
  {                                                                                                \
    "registerNumber", NARU_KIND_TEXT, "Register number", NARU_FIELD_NAME, 1                        \
  }

static const NaruField sample_fields[] = { FIELDS, { NULL } };

static const NaruRecordType sample_type = {
  "sample",
  "Sample",
  "Samples",
  1,
  NARU_CIRCLE_CASES,
  NARU_ROLE_JOB_COUNSELLOR,
  NARU_ROLE_STAFF,
  .title = "name state",
  .retention = "always",
  .fields = sample_fields,
  .description = "A record for this test.",
};

static inline NaruRecord *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  NaruRecord *record = naru_record_new_from_text (ID, text, -1, &error);

  g_assert_no_error (error);
  return record;
}
