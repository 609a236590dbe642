/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Circle of a partner organisation: what was consented to, the partner's own view, and conferences. */

#include "naru-dictionary.h"

#define CENTRE NARU_ROLE_JOB_COUNSELLOR
#define BOTH (NARU_ROLE_JOB_COUNSELLOR | NARU_ROLE_PARTNER | NARU_ROLE_MANAGER)

static const NaruField shared_step_fields[] = {
  { "step", REF, N_ ("Step"), REQ, 1, "step" },
  { "title", TEXT, N_ ("Step"), REQ, 1 },
  { "responsible", ENUM, N_ ("Who acts"), 0, 1, "responsible" },
  { "dueOn", DATE, N_ ("Due"), 0, 1 },
  { "state", ENUM, N_ ("State"), 0, 1, "step-state" },
  { NULL },
};

static const NaruField shared_barrier_fields[] = {
  { "barrier", ENUM, N_ ("Barrier"), REQ | SENS, 1, "barrier" },
  { "severity", ENUM, N_ ("Severity"), SENS, 1, "severity" },
  { "lead", TEXT, N_ ("Lead"), 0, 1 },
  { NULL },
};

static const NaruField shared_case_fields[] = {
  { "jobseeker", REF, N_ ("Jobseeker"), REQ | IDX, 1, "jobseeker" },
  { "organisation", REF, N_ ("Shared with"), REQ | IDX, 1, "organisation" },
  { "consent", REF, N_ ("Consent"), REQ, 1, "consent" },
  { "name", TEXT, N_ ("Name"), REQ | IDX | NAME | PERS, 1 },
  { "phone", TEXT, N_ ("Phone"), NAME | PERS, 1 },
  { "counsellor", REF, N_ ("Counsellor"), IDX, 1, "staff" },
  { "goals", LONG, N_ ("Goals"), WORDS | PERS, 1 },
  { "steps", LIST, N_ ("Steps"), PERS, 1, .fields = shared_step_fields, .identity = "step" },
  { "barriers", LIST, N_ ("Barriers"), SENS, 1, .fields = shared_barrier_fields,
    .identity = "barrier" },
  { "validTo", DATE, N_ ("Shared until"), IDX, 1 },
  { NULL },
};

const NaruRecordType naru_type_shared_case = {
  "sharedCase",
  N_ ("Shared case"),
  N_ ("Shared cases"),
  1,
  NARU_CIRCLE_PARTNER,
  CENTRE,
  BOTH,
  .owner = "jobseeker",
  .title = "name",
  .retention = "P0D validTo",
  .fields = shared_case_fields,
  .description = N_ ("The part of a case that the person agreed to share with one partner. Only "
                     "the centre writes it."),
};

static const NaruField partner_assessment_fields[] = {
  { "sharedCase", REF, N_ ("Shared case"), REQ | IDX, 1, "sharedCase" },
  { "on", DATE, N_ ("Date"), REQ | IDX, 1 },
  { "author", REF, N_ ("Author"), IDX, 1, "staff" },
  { "signedOn", DATE, N_ ("Signed on"), 0, 1 },
  { "barriers", LIST, N_ ("Barriers"), SENS, 1, .fields = shared_barrier_fields,
    .identity = "barrier" },
  { "summary", LONG, N_ ("Summary"), SENS, 1 },
  { NULL },
};

const NaruRecordType naru_type_partner_assessment = {
  "partnerAssessment",
  N_ ("Partner's assessment"),
  N_ ("Partners' assessments"),
  1,
  NARU_CIRCLE_PARTNER,
  NARU_ROLE_PARTNER,
  BOTH,
  .owner = "sharedCase",
  .title = "on",
  .retention = "P3Y on",
  .fields = partner_assessment_fields,
  .description
  = N_ ("What the partner's professional sees of a shared case. Only the partner writes it."),
};

static const NaruField partner_step_fields[] = {
  { "sharedCase", REF, N_ ("Shared case"), REQ | IDX, 1, "sharedCase" },
  { "title", TEXT, N_ ("Step"), REQ | NAME, 1 },
  { "barrier", ENUM, N_ ("Eases barrier"), IDX | SENS, 1, "barrier" },
  { "responsible", ENUM, N_ ("Who acts"), IDX, 1, "responsible" },
  { "dueOn", DATE, N_ ("Due"), IDX, 1 },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "step-state" },
  { "doneOn", DATE, N_ ("Done on"), IDX, 1 },
  { "note", LONG, N_ ("Note"), WORDS | PERS, 1 },
  { NULL },
};

const NaruRecordType naru_type_partner_step = {
  "partnerStep",
  N_ ("Partner's step"),
  N_ ("Partners' steps"),
  1,
  NARU_CIRCLE_PARTNER,
  NARU_ROLE_PARTNER,
  BOTH,
  .owner = "sharedCase",
  .title = "title",
  .retention = "P3Y modifiedAt",
  .fields = partner_step_fields,
  .description = N_ ("A step that the partner takes in a shared case. Only the partner writes it."),
};

static const NaruField partner_note_fields[] = {
  { "sharedCase", REF, N_ ("Shared case"), REQ | IDX, 1, "sharedCase" },
  { "at", TIME, N_ ("When"), REQ | IDX, 1 },
  { "author", REF, N_ ("Author"), IDX, 1, "staff" },
  { "text", LONG, N_ ("Note"), REQ | WORDS | PERS, 1 },
  { NULL },
};

const NaruRecordType naru_type_partner_note = {
  "partnerNote",
  N_ ("Partner's note"),
  N_ ("Partners' notes"),
  1,
  NARU_CIRCLE_PARTNER,
  NARU_ROLE_PARTNER,
  BOTH,
  .owner = "sharedCase",
  .title = "text",
  .retention = "P3Y at",
  .fields = partner_note_fields,
  .description = N_ ("A note of the partner on a shared case. Only the partner writes it."),
};

static const NaruField conference_case_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 1 },
  { "sharedCase", REF, N_ ("Shared case"), 0, 1, "sharedCase" },
  { "jobseeker", REF, N_ ("Jobseeker"), 0, 1, "jobseeker" },
  { "consent", REF, N_ ("Consent"), 0, 1, "consent" },
  { "question", TEXT, N_ ("Question"), 0, 1 },
  { "minutes", LONG, N_ ("What was said"), SENS, 1 },
  { NULL },
};

static const NaruField decision_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 1 },
  { "case", TEXT, N_ ("Case"), REQ, 1 },
  { "decision", TEXT, N_ ("Decision"), REQ | PERS, 1 },
  { "owner", REF, N_ ("Owner"), REQ, 1, "staff" },
  { "dueOn", DATE, N_ ("Due"), REQ, 1 },
  { "became", REF, N_ ("Became"), 0, 1, "step task partnerStep" },
  { NULL },
};

static const NaruField conference_fields[] = {
  { "at", TIME, N_ ("When"), REQ | IDX, 1 },
  { "place", TEXT, N_ ("Place"), 0, 1 },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "conference-state" },
  { "chair", REF, N_ ("Chair"), IDX, 1, "staff" },
  { "present", SET, N_ ("Present"), 0, 1, "staff" },
  { "organisation", REF, N_ ("Partner"), IDX, 1, "organisation" },
  { "cases", LIST, N_ ("Agenda"), SENS, 1, .fields = conference_case_fields, .identity = "id" },
  { "decisions", LIST, N_ ("Decisions"), SENS, 1, .fields = decision_fields, .identity = "id" },
  { NULL },
};

const NaruRecordType naru_type_conference = {
  "conference",
  N_ ("Case conference"),
  N_ ("Case conferences"),
  1,
  NARU_CIRCLE_PARTNER,
  BOTH,
  BOTH,
  .title = "at",
  .retention = "P3Y at",
  .fields = conference_fields,
  .description
  = N_ ("A meeting of professionals on several cases; each decision has an owner and a date."),
};
