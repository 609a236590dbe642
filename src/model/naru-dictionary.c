/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole dictionary in order of circles, the fields that every record has, and the parts that several share. */

#include "naru-dictionary.h"

/* What was edited after a record had gone to another team starts from this version, as JSON */
static const NaruField moved_base_fields[] = {
  { "rev", TEXT, N_ ("Version"), REQ, 1 },
  { "mark", TEXT, N_ ("Who, and when"), REQ, 1 },
  { "body", LONG, N_ ("Record"), REQ | PERS, 1 },
  { NULL },
};

const NaruField naru_common_fields[] = {
  { "type", TEXT, N_ ("Record type"), REQ | FIXED | DERIVED, 1 },
  { "schema", NUMBER, N_ ("Schema version"), REQ | DERIVED, 1, .merge = NARU_MERGE_NEWEST },
  { "createdBy", REF, N_ ("Made by"), REQ | FIXED | DERIVED, 1, "staff" },
  { "createdAt", TIME, N_ ("Made at"), REQ | FIXED | DERIVED, 1 },
  { "modifiedBy", REF, N_ ("Last changed by"), REQ | DERIVED, 1, "staff",
    .merge = NARU_MERGE_NEWEST },
  { "modifiedAt", TIME, N_ ("Last changed at"), REQ | DERIVED, 1, .merge = NARU_MERGE_NEWEST },
  { "uploadedBy", REF, N_ ("Put on the server by"), DERIVED, 1, "staff",
    .merge = NARU_MERGE_NEWEST },
  { "moves", NUMBER, N_ ("Moves to another team"), DERIVED, 1, .merge = NARU_MERGE_NEWEST },
  { "movedBase", OBJECT, N_ ("Version before the move"), PERS | DERIVED, 1,
    .fields = moved_base_fields, .merge = NARU_MERGE_NEWEST },
  { NULL },
};

const NaruField naru_money_fields[] = {
  { "amount", TEXT, N_ ("Amount"), REQ, 1 },
  { "currency", CODE, N_ ("Currency"), REQ, 1, "currencies" },
  { "per", ENUM, N_ ("Per"), 0, 1, "pay-period" },
  { NULL },
};

const NaruField naru_address_fields[] = {
  { "lines", TEXT, N_ ("Street and number"), NAME | PERS, 1 },
  { "place", TEXT, N_ ("Town"), NAME, 1 },
  { "postcode", TEXT, N_ ("Postcode"), NAME, 1 },
  { "region", CODE, N_ ("District"), 0, 1, "regions" },
  { "country", CODE, N_ ("Country"), 0, 1, "countries" },
  { NULL },
};

/* Where a fact comes from: an import never overwrites what somebody here has edited without asking. */
const NaruField naru_source_fields[] = {
  { "field", TEXT, N_ ("Field"), REQ, 1 },
  { "source", ENUM, N_ ("Source"), REQ, 1, "fact-source" },
  { "name", TEXT, N_ ("Name of the source"), 0, 1 },
  { "on", DATE, N_ ("As of"), 0, 1 },
  { "value", TEXT, N_ ("Value there"), 0, 1 },
  { NULL },
};

const NaruRecordType *const naru_dictionary[] = {
  &naru_type_staff,
  &naru_type_team,
  &naru_type_organisation,
  &naru_type_measure,
  &naru_type_course,
  &naru_type_template,
  &naru_type_market_figure,
  &naru_type_vocabulary_addition,
  &naru_type_setting,
  &naru_type_saved_view,
  &naru_type_absence,
  &naru_type_training,
  &naru_type_employer,
  &naru_type_contact,
  &naru_type_interaction,
  &naru_type_needs,
  &naru_type_strategy,
  &naru_type_service,
  &naru_type_incentive,
  &naru_type_participation,
  &naru_type_vacancy,
  &naru_type_channel,
  &naru_type_availability,
  &naru_type_candidacy,
  &naru_type_placement,
  &naru_type_employer_follow_up,
  &naru_type_jobseeker,
  &naru_type_plan,
  &naru_type_step,
  &naru_type_meeting,
  &naru_type_referral,
  &naru_type_consent,
  &naru_type_task,
  &naru_type_message,
  &naru_type_enrolment,
  &naru_type_jobseeker_follow_up,
  &naru_type_reading,
  &naru_type_assessment,
  &naru_type_barrier,
  &naru_type_benefit_status,
  &naru_type_accommodation_need,
  &naru_type_finance_referral,
  &naru_type_shared_case,
  &naru_type_partner_assessment,
  &naru_type_partner_step,
  &naru_type_partner_note,
  &naru_type_conference,
  &naru_type_change,
  &naru_type_conflict,
  &naru_type_blob,
  NULL,
};

static const NaruField change_fields[] = {
  { "record", REF, N_ ("Record"), REQ | IDX | FIXED, 1, "*" },
  { "at", TIME, N_ ("At"), REQ | FIXED, 1 },
  { "author", REF, N_ ("By"), REQ | FIXED, 1, "staff" },
  { "field", TEXT, N_ ("Field"), FIXED, 1 },
  { "from", LONG, N_ ("From"), FIXED | SENS, 1 },
  { "to", LONG, N_ ("To"), FIXED | SENS, 1 },
  { NULL },
};

const NaruRecordType naru_type_change = {
  "change",
  N_ ("Change"),
  N_ ("Changes"),
  1,
  NARU_CIRCLE_OWN,
  .writers = NARU_ROLE_STAFF | NARU_ROLE_PARTNER,
  .readers = NARU_ROLE_STAFF | NARU_ROLE_PARTNER,
  .owner = "record",
  .title = "field",
  .retention = "P0D with its record",
  .append_only = TRUE,
  .fields = change_fields,
  .description = N_ (
      "One field that one command changed, with the value before and after. Lives in the companion "
      "database of the record's circle; from and to are JSON texts."),
};

/* Told apart by what they say, so that two desks that note the same make the same. */
static const NaruField conflict_value_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 1 },
  { "value", LONG, N_ ("Value"), SENS, 1 },
  { "author", REF, N_ ("By"), 0, 1, "staff" },
  { "at", TIME, N_ ("At"), 0, 1 },
  { NULL },
};

static const NaruField conflict_fields[] = {
  { "record", REF, N_ ("Record"), REQ | IDX | FIXED, 1, "*" },
  { "field", TEXT, N_ ("Field"), REQ | FIXED, 1 },
  { "values", LIST, N_ ("Values"), REQ | SENS, 1, .fields = conflict_value_fields,
    .identity = "id" },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "conflict-state" },
  { "settledBy", REF, N_ ("Settled by"), 0, 1, "staff" },
  { "settledAt", TIME, N_ ("Settled at"), 0, 1 },
  { NULL },
};

const NaruRecordType naru_type_conflict = {
  "conflict",
  N_ ("Field with two values"),
  N_ ("Fields with two values"),
  1,
  NARU_CIRCLE_OWN,
  .writers = NARU_ROLE_STAFF | NARU_ROLE_PARTNER,
  .readers = NARU_ROLE_STAFF | NARU_ROLE_PARTNER,
  .owner = "record",
  .title = "field",
  .retention = "P0D with its record",
  .fields = conflict_fields,
  .description = N_ ("Desks gave one field different values. All are kept, with authors and times, "
                     "until somebody settles it; values are JSON texts."),
};

static const NaruField blob_fields[] = {
  { "digest", TEXT, N_ ("Digest"), REQ | IDX | FIXED, 1 },
  { "part", NUMBER, N_ ("Part"), REQ | FIXED, 1 },
  { "parts", NUMBER, N_ ("Parts"), REQ | FIXED, 1 },
  { "bytes", LONG, N_ ("Content"), REQ | FIXED | SENS, 1 },
  { NULL },
};

const NaruRecordType naru_type_blob = {
  "blob",
  N_ ("Attachment part"),
  N_ ("Attachment parts"),
  1,
  NARU_CIRCLE_OWN,
  .writers = NARU_ROLE_STAFF | NARU_ROLE_PARTNER,
  .readers = NARU_ROLE_STAFF | NARU_ROLE_PARTNER,
  .natural_key = "digest part",
  .title = "digest",
  .retention = "P0D with its record",
  .append_only = TRUE,
  .fields = blob_fields,
  .description = N_ ("512 KiB of an attachment, in base64, by the SHA-256 digest of the whole."),
};
