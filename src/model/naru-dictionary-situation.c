/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Circle situation of a team: what stands between a person and work. Only those with the role hold it on their desks. */

#include "naru-dictionary.h"

#define READERS NARU_ROLE_SITUATION

static const NaruField assessment_barrier_fields[] = {
  { "barrier", ENUM, N_ ("Barrier"), REQ | SENS, 1, "barrier" },
  { "severity", ENUM, N_ ("Severity"), SENS, 1, "severity" },
  { "observation", LONG, N_ ("What was seen"), SENS, 1 },
  { NULL },
};

static const NaruField reopening_fields[] = {
  { "at", TIME, N_ ("At"), REQ, 2 },
  { "by", REF, N_ ("By"), 0, 2, "staff" },
  { "signedOn", DATE, N_ ("Was signed on"), 0, 2 },
  { "reason", TEXT, N_ ("Reason"), REQ | SENS, 2 },
  { NULL },
};

static const NaruField assessment_fields[] = {
  { "jobseeker", REF, N_ ("Jobseeker"), REQ | IDX, 1, "jobseeker" },
  { "kind", ENUM, N_ ("Assessment by"), REQ | IDX, 1, "assessment-kind" },
  { "on", DATE, N_ ("Date"), REQ | IDX, 1 },
  { "author", REF, N_ ("Author"), IDX, 1, "staff" },
  { "signedOn", DATE, N_ ("Signed on"), IDX, 1 },
  { "barriers", LIST, N_ ("Barriers"), SENS, 1, .fields = assessment_barrier_fields,
    .identity = "barrier" },
  { "strengths", LONG, N_ ("Strengths"), SENS, 1 },
  { "summary", LONG, N_ ("Summary"), SENS, 1 },
  { "replaces", REF, N_ ("New version of"), IDX | DERIVED, 2, "assessment" },
  { "reopenings", LIST, N_ ("Reopened"), DERIVED | SENS, 2, .fields = reopening_fields,
    .identity = "at" },
  { NULL },
};

const NaruRecordType naru_type_assessment = {
  "assessment",
  N_ ("Assessment"),
  N_ ("Assessments"),
  2,
  NARU_CIRCLE_SITUATION,
  READERS,
  READERS,
  .owner = "jobseeker",
  .title = "kind on",
  .retention = "P3Y on",
  .fields = assessment_fields,
  .description
  = N_ ("What one professional sees of a person's situation, signed; or the joint version of two. "
        "Once signed it changes no more: it is reopened with a reason, or a new version replaces "
        "it."),
};

static const NaruField barrier_fields[] = {
  { "jobseeker", REF, N_ ("Jobseeker"), REQ | IDX, 1, "jobseeker" },
  { "barrier", ENUM, N_ ("Barrier"), REQ | IDX | SENS, 1, "barrier" },
  { "severity", ENUM, N_ ("Severity"), REQ | IDX | SENS, 1, "severity" },
  { "trend", ENUM, N_ ("Trend"), IDX | SENS, 1, "trend" },
  { "lead", REF, N_ ("Lead"), IDX, 1, "organisation" },
  { "action", LONG, N_ ("What is being done"), SENS, 1 },
  { "since", DATE, N_ ("Since"), SENS, 1 },
  { "resolvedOn", DATE, N_ ("Resolved on"), IDX | SENS, 1 },
  { NULL },
};

const NaruRecordType naru_type_barrier = {
  "barrier",
  N_ ("Barrier"),
  N_ ("Barriers"),
  1,
  NARU_CIRCLE_SITUATION,
  READERS,
  READERS,
  .owner = "jobseeker",
  .title = "barrier severity",
  .retention = "P3Y modifiedAt",
  .fields = barrier_fields,
  .description
  = N_ ("Something that stands between a person and work, with severity, trend and who leads."),
};

static const NaruField benefit_status_fields[] = {
  { "jobseeker", REF, N_ ("Jobseeker"), REQ | IDX, 1, "jobseeker" },
  { "benefit", ENUM, N_ ("Benefit"), REQ | IDX | SENS, 1, "benefit" },
  { "state", ENUM, N_ ("State"), REQ | IDX | SENS, 1, "benefit-state" },
  { "decision", TEXT, N_ ("Decision"), SENS, 1 },
  { "from", DATE, N_ ("From"), SENS, 1 },
  { "to", DATE, N_ ("To"), IDX | SENS, 1 },
  { "source", TEXT, N_ ("Source"), 0, 1 },
  { "asOf", DATE, N_ ("As of"), 0, 1 },
  { "origin", ENUM, N_ ("Known from"), IDX | DERIVED, 2, "benefit-origin" },
  { NULL },
};

const NaruRecordType naru_type_benefit_status = {
  "benefitStatus",
  N_ ("Benefit status"),
  N_ ("Benefit statuses"),
  2,
  NARU_CIRCLE_SITUATION,
  READERS,
  READERS,
  .owner = "jobseeker",
  .title = "benefit state",
  .retention = "P3Y to",
  .fields = benefit_status_fields,
  .description = N_ ("What the insurance or welfare office decided, as imported from there and "
                     "never edited here; or "
                     "what the person says."),
};

static const NaruField accommodation_need_fields[] = {
  { "jobseeker", REF, N_ ("Jobseeker"), REQ | IDX, 1, "jobseeker" },
  { "need", TEXT, N_ ("What is needed at work"), REQ | SENS, 1 },
  { "context", TEXT, N_ ("Where it matters"), SENS, 1 },
  { "tellEmployer", BOOL, N_ ("May be told to an employer"), SENS, 1 },
  { "funding", ENUM, N_ ("Paid by"), 0, 1, "funding" },
  { "state", ENUM, N_ ("State"), IDX, 1, "step-state" },
  { NULL },
};

const NaruRecordType naru_type_accommodation_need = {
  "accommodationNeed",
  N_ ("Accommodation need"),
  N_ ("Accommodation needs"),
  1,
  NARU_CIRCLE_SITUATION,
  READERS,
  READERS,
  .owner = "jobseeker",
  .title = "need",
  .retention = "P3Y modifiedAt",
  .fields = accommodation_need_fields,
  .description = N_ ("What a person needs at work: never a diagnosis."),
};

static const NaruField finance_referral_fields[] = {
  { "jobseeker", REF, N_ ("Jobseeker"), REQ | IDX, 1, "jobseeker" },
  { "direction", ENUM, N_ ("Direction"), REQ | IDX, 1, "referral-direction" },
  { "kind", ENUM, N_ ("Kind"), REQ | IDX | SENS, 1, "finance-kind" },
  { "organisation", REF, N_ ("Partner"), REQ | IDX | SENS, 1, "organisation" },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "referral-state" },
  { "sentOn", DATE, N_ ("Sent on"), IDX, 1 },
  { "answeredOn", DATE, N_ ("Answered on"), IDX, 1 },
  { "startsOn", DATE, N_ ("Starts on"), IDX, 1 },
  { "endsOn", DATE, N_ ("Ends on"), IDX, 1 },
  { "refusalReason", ENUM, N_ ("Why refused"), IDX | SENS, 1, "refusal-reason" },
  { "result", LONG, N_ ("Result"), SENS, 1 },
  { "note", LONG, N_ ("Note"), SENS, 1 },
  { NULL },
};

const NaruRecordType naru_type_finance_referral = {
  "financeReferral",
  N_ ("Referral for financial help"),
  N_ ("Referrals for financial help"),
  1,
  NARU_CIRCLE_SITUATION,
  READERS,
  READERS,
  .owner = "jobseeker",
  .title = "kind state",
  .retention = "P3Y modifiedAt",
  .fields = finance_referral_fields,
  .description = N_ ("A person sent to, or received from, a finance centre: loans and debts are "
                     "seen by those with the role alone."),
};
