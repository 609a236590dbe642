/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The short vocabularies of jobseekers: their plans, meetings, referrals, consents, and their situation. */

#include "naru-terms.h"

#include <glib/gi18n-lib.h>

static const NaruTerm client_group[] = {
  { "women_return", N_ ("Women after a career break") },
  { "over40", N_ ("People over 40") },
  { "veterans", N_ ("Veterans") },
  { "youth", N_ ("Young people") },
  { "public_works", N_ ("Leaving public works") },
  { "migrant", N_ ("Migrant workers") },
  { "foreign_qualification", N_ ("With foreign qualifications") },
  { "disability", N_ ("Disabled people") },
  { "long_term", N_ ("Long out of work") },
  { "low_income", N_ ("On a low income") },
  { "single_parent", N_ ("Single parents") },
  { "at_risk", N_ ("At risk of losing work") },
  { "standard", N_ ("Standard") },
  { NULL },
};

static const NaruTerm sex[] = {
  { "female", N_ ("Female") },
  { "male", N_ ("Male") },
  { "other", N_ ("Other") },
  { "undisclosed", N_ ("Not stated") },
  { NULL },
};

static const NaruTerm case_state[] = {
  { "new", N_ ("New") },
  { "active", N_ ("Active") },
  { "suspended", N_ ("Suspended") },
  { "in_work", N_ ("In work, followed") },
  { "closed", N_ ("Closed") },
  { "reopened", N_ ("Reopened") },
  { "transferred", N_ ("Transferred") },
  { NULL },
};

static const NaruTerm outcome[] = {
  { "employment", N_ ("Employment") },
  { "sustained_employment", N_ ("Sustained employment") },
  { "self_employment", N_ ("Self-employment") },
  { "training", N_ ("Training or education") },
  { "retirement", N_ ("Retirement") },
  { "moved", N_ ("Moved away") },
  { "other_service", N_ ("Other service") },
  { "no_contact", N_ ("No contact any more") },
  { "own_wish", N_ ("Own wish") },
  { "other", N_ ("Other") },
  { NULL },
};

static const NaruTerm intake_route[] = {
  { "welfare", N_ ("Municipal welfare") },
  { "benefits", N_ ("Benefits, then measures") },
  { "special", N_ ("Specialised staff") },
  { "standard", N_ ("Standard staff") },
  { NULL },
};

static const NaruTerm intake_state[] = {
  { "open", N_ ("Not finished") },
  { "done", N_ ("Finished") },
  { NULL },
};

static const NaruTerm case_origin[] = {
  { "self", N_ ("Came by themselves") },
  { "benefits", N_ ("Benefits office") },
  { "welfare", N_ ("Municipal welfare") },
  { "partner", N_ ("Another partner") },
  { "employer", N_ ("Employer") },
  { "outreach", N_ ("Outreach") },
  { "online", N_ ("Online") },
  { NULL },
};

static const NaruTerm recognition[] = {
  { "none", N_ ("Not applied for") },
  { "applied", N_ ("Applied for") },
  { "partial", N_ ("Recognised in part") },
  { "recognised", N_ ("Recognised") },
  { "refused", N_ ("Refused") },
  { "not_needed", N_ ("Not needed") },
  { NULL },
};

static const NaruTerm skill_level[] = {
  { "basic", N_ ("Basic") },
  { "working", N_ ("Working") },
  { "proficient", N_ ("Proficient") },
  { "expert", N_ ("Expert") },
  { NULL },
};

static const NaruTerm case_role[] = {
  { "counsellor", N_ ("Counsellor") },
  { "co_counsellor", N_ ("Second counsellor") },
  { "social_worker", N_ ("Social worker") },
  { "trainer", N_ ("Trainer") },
  { "interpreter", N_ ("Interpreter") },
  { "guardian", N_ ("Guardian") },
  { "other", N_ ("Other") },
  { NULL },
};

static const NaruTerm shift[] = {
  { "day", N_ ("Daytime") },
  { "evening", N_ ("Evening") },
  { "night", N_ ("Night") },
  { "rotating", N_ ("Rotating") },
  { "weekend", N_ ("Weekend") },
  { "split", N_ ("Split") },
  { NULL },
};

static const NaruTerm plan_state[] = {
  { "draft", N_ ("Draft") },   { "proposed", N_ ("Proposed") },     { "agreed", N_ ("Agreed") },
  { "signed", N_ ("Signed") }, { "superseded", N_ ("Superseded") }, { NULL },
};

static const NaruTerm responsible[] = {
  { "jobseeker", N_ ("Jobseeker") },
  { "counsellor", N_ ("Counsellor") },
  { "partner", N_ ("Partner") },
  { "employer", N_ ("Employer") },
  { NULL },
};

static const NaruTerm step_state[] = {
  { "planned", N_ ("Not started") },
  { "underway", N_ ("Under way") },
  { "done", N_ ("Done") },
  { "dropped", N_ ("Dropped") },
  { NULL },
};

static const NaruTerm barrier[] = {
  { "financial", N_ ("Financial") },
  { "housing", N_ ("Housing") },
  { "health", N_ ("Health") },
  { "transport", N_ ("Transport") },
  { "childcare", N_ ("Childcare") },
  { "family", N_ ("Family ties") },
  { "administrative", N_ ("Administrative or legal") },
  { "communication", N_ ("Communication") },
  { NULL },
};

static const NaruTerm severity[] = {
  { "low", N_ ("Low") },
  { "medium", N_ ("Medium") },
  { "high", N_ ("High") },
  { NULL },
};

static const NaruTerm trend[] = {
  { "easing", N_ ("Easing") },
  { "unchanged", N_ ("Unchanged") },
  { "worse", N_ ("Getting worse") },
  { NULL },
};

static const NaruTerm meeting_kind[] = {
  { "first", N_ ("First meeting") },
  { "counselling", N_ ("Counselling") },
  { "plan", N_ ("Plan meeting") },
  { "review", N_ ("Plan review") },
  { "three_way", N_ ("Three-way meeting") },
  { "group", N_ ("Group session") },
  { "interview_practice", N_ ("Interview practice") },
  { "job_search", N_ ("Job-search help") },
  { "follow_up", N_ ("Follow-up") },
  { "other", N_ ("Other") },
  { NULL },
};

static const NaruTerm meeting_state[] = {
  { "booked", N_ ("Booked") },
  { "held", N_ ("Held") },
  { "missed", N_ ("Did not take place") },
  { "cancelled", N_ ("Cancelled") },
  { NULL },
};

static const NaruTerm side[] = {
  { "jobseeker", N_ ("Jobseeker") },
  { "office", N_ ("Office") },
  { "partner", N_ ("Partner") },
  { "neither", N_ ("Neither") },
  { NULL },
};

static const NaruTerm absence_reason[] = {
  { "illness", N_ ("Illness") },
  { "care", N_ ("Caring for somebody") },
  { "transport", N_ ("Transport") },
  { "work", N_ ("Work or interview") },
  { "training", N_ ("Training") },
  { "not_informed", N_ ("Did not get the message") },
  { "room", N_ ("No room or equipment") },
  { "staff_absent", N_ ("Staff absent") },
  { "overlap", N_ ("Another appointment") },
  { "weather", N_ ("Weather") },
  { "unknown", N_ ("Not known") },
  { "other", N_ ("Other") },
  { NULL },
};

static const NaruTerm referral_direction[] = {
  { "out", N_ ("Out") },
  { "in", N_ ("In") },
  { NULL },
};

/* What a person is referred for in the open part of a case, and a partner offers */
#define OPEN_KINDS                                                                                 \
  { "guidance", N_ ("Guidance") }, { "course", N_ ("Course") }, { "measure", N_ ("Measure") },     \
      { "welfare_benefit", N_ ("Welfare benefit") },                                               \
      { "housing_benefit", N_ ("Housing benefit") },                                               \
      { "medical_benefit", N_ ("Medical benefit") },                                               \
      { "education_benefit", N_ ("Education benefit") }, { "voucher", N_ ("Voucher") },            \
      { "childcare", N_ ("Childcare") }, { "relocation_grant", N_ ("Relocation grant") },          \
      { "rehabilitation", N_ ("Rehabilitation") },                                                 \
      { "psychological", N_ ("Psychological support") },                                           \
      { "disability_agency", N_ ("Employment agency for disabled people") },                       \
      { "injury_insurance", N_ ("Injury insurance") }, { "start_up", N_ ("Start-up support") },    \
      { "recognition", N_ ("Recognition of qualifications") }, { "legal", N_ ("Legal advice") },   \
  {                                                                                                \
    "language_course", N_ ("Language course")                                                      \
  }

/* Money troubles belong to the situation of a person, which only those with the role see. */
#define FINANCE_KINDS                                                                              \
  { "loan_counselling", N_ ("Loan counselling") },                                                 \
      { "low_interest_loan", N_ ("Low-interest loan") },                                           \
  {                                                                                                \
    "debt_settlement", N_ ("Debt settlement")                                                      \
  }

#define OTHER_KIND                                                                                 \
  {                                                                                                \
    "other", N_ ("Other")                                                                          \
  }

static const NaruTerm referral_kind[] = { OPEN_KINDS, OTHER_KIND, { NULL } };
static const NaruTerm finance_kind[] = { FINANCE_KINDS, OTHER_KIND, { NULL } };
static const NaruTerm partner_service[] = { OPEN_KINDS, FINANCE_KINDS, OTHER_KIND, { NULL } };

static const NaruTerm referral_state[] = {
  { "planned", N_ ("Planned") },
  { "sent", N_ ("Sent") },
  { "accepted", N_ ("Accepted") },
  { "waiting", N_ ("Waiting") },
  { "underway", N_ ("Under way") },
  { "completed", N_ ("Completed") },
  { "refused", N_ ("Refused") },
  { "ended_early", N_ ("Ended early") },
  { NULL },
};

static const NaruTerm refusal_reason[] = {
  { "own_wish", N_ ("Own wish") },
  { "no_place", N_ ("No place free") },
  { "conditions", N_ ("Conditions not met") },
  { "distance", N_ ("Too far") },
  { "time", N_ ("Times do not fit") },
  { "health", N_ ("Health") },
  { "care", N_ ("Caring for somebody") },
  { "other", N_ ("Other") },
  { NULL },
};

static const NaruTerm consent_purpose[] = {
  { "intensive_support", N_ ("Joint support with partners") },
  { "share_partner", N_ ("Sharing with a partner") },
  { "introduce_employer", N_ ("Introduction to employers") },
  { "survey", N_ ("Survey") },
  { "messages", N_ ("Messages") },
  { NULL },
};

static const NaruTerm shared_part[] = {
  { "contact", N_ ("Contact details") }, { "plan", N_ ("Plan and steps") },
  { "barriers", N_ ("Barriers") },       { "profile", N_ ("Profile") },
  { "meetings", N_ ("Meetings") },       { NULL },
};

static const NaruTerm consent_state[] = {
  { "given", N_ ("Given") },
  { "refused", N_ ("Refused") },
  { "withdrawn", N_ ("Withdrawn") },
  { "expired", N_ ("Expired") },
  { NULL },
};

static const NaruTerm read_part[] = {
  { "situation", N_ ("Situation") },
  { "barriers", N_ ("Barriers beside the plan") },
  { "profile", N_ ("Sensitive fields of the profile") },
  { "file", N_ ("Sensitive fields in a file or on the command line") },
  { NULL },
};

static const NaruTerm activity[] = {
  { "guidance", N_ ("Guidance") },
  { "training_referral", N_ ("Referral to training") },
  { "livelihood", N_ ("Livelihood support") },
  { "recruiter_support", N_ ("Support of recruiters") },
  { "urgent_local", N_ ("Urgent local task") },
  { "other", N_ ("Other") },
  { NULL },
};

static const NaruTerm programme[] = {
  { "nesp1", N_ ("National employment support programme, type 1") },
  { "nesp2", N_ ("National employment support programme, type 2") },
  { "success_package", N_ ("Employment success package") },
  { "youth_guarantee", N_ ("Youth guarantee") },
  { "public_works", N_ ("Public works") },
  { "other", N_ ("Other") },
  { NULL },
};

static const NaruTerm enrolment_state[] = {
  { "applied", N_ ("Applied for") }, { "enrolled", N_ ("Enrolled") },
  { "completed", N_ ("Completed") }, { "left", N_ ("Left early") },
  { "refused", N_ ("Refused") },     { NULL },
};

static const NaruTerm follow_up_time[] = {
  { "week", N_ ("After a week") },
  { "month", N_ ("After a month") },
  { "three_months", N_ ("After three months") },
  { "six_months", N_ ("After six months") },
  { "year", N_ ("After a year") },
  { NULL },
};

static const NaruTerm follow_up_state[] = {
  { "due", N_ ("Due") },
  { "done", N_ ("Done") },
  { "not_reached", N_ ("Not reached") },
  { "dropped", N_ ("Dropped") },
  { NULL },
};

static const NaruTerm follow_up_warning[] = {
  { "none", N_ ("None") },
  { "hours", N_ ("Hours or shifts") },
  { "pay", N_ ("Pay") },
  { "tasks", N_ ("Tasks") },
  { "conflict", N_ ("Conflict at work") },
  { "health", N_ ("Health") },
  { "transport", N_ ("Transport") },
  { "care", N_ ("Caring for somebody") },
  { "thinking_of_leaving", N_ ("Thinking of leaving") },
  { "other", N_ ("Other") },
  { NULL },
};

static const NaruTerm assessment_kind[] = {
  { "counsellor", N_ ("Counsellor") },
  { "social_worker", N_ ("Social worker") },
  { "joint", N_ ("Joint version") },
  { NULL },
};

static const NaruTerm benefit[] = {
  { "employment_insurance", N_ ("Employment insurance") },
  { "unemployment", N_ ("Unemployment benefit") },
  { "basic_livelihood", N_ ("Basic livelihood") },
  { "housing", N_ ("Housing benefit") },
  { "medical", N_ ("Medical benefit") },
  { "education", N_ ("Education benefit") },
  { "disability", N_ ("Disability allowance") },
  { "injury", N_ ("Injury insurance") },
  { "other", N_ ("Other") },
  { NULL },
};

static const NaruTerm benefit_state[] = {
  { "applied", N_ ("Applied for") }, { "granted", N_ ("Granted") },
  { "refused", N_ ("Refused") },     { "ended", N_ ("Ended") },
  { "insured", N_ ("Insured") },     { "not_insured", N_ ("Not insured") },
  { "unknown", N_ ("Not known") },   { NULL },
};

static const NaruTerm benefit_origin[] = {
  { "office", N_ ("As the office says") },
  { "person", N_ ("As the person says") },
  { NULL },
};

const NaruTermList naru_terms_cases[] = {
  { "client-group", client_group },
  { "sex", sex },
  { "case-state", case_state },
  { "outcome", outcome },
  { "intake-route", intake_route },
  { "intake-state", intake_state },
  { "case-origin", case_origin },
  { "recognition", recognition },
  { "skill-level", skill_level },
  { "case-role", case_role },
  { "shift", shift },
  { "plan-state", plan_state },
  { "responsible", responsible },
  { "step-state", step_state },
  { "barrier", barrier },
  { "severity", severity },
  { "trend", trend },
  { "meeting-kind", meeting_kind },
  { "meeting-state", meeting_state },
  { "side", side },
  { "absence-reason", absence_reason },
  { "referral-direction", referral_direction },
  { "referral-kind", referral_kind },
  { "finance-kind", finance_kind },
  { "partner-service", partner_service },
  { "referral-state", referral_state },
  { "refusal-reason", refusal_reason },
  { "consent-purpose", consent_purpose },
  { "shared-part", shared_part },
  { "consent-state", consent_state },
  { "read-part", read_part },
  { "activity", activity },
  { "programme", programme },
  { "enrolment-state", enrolment_state },
  { "follow-up-time", follow_up_time },
  { "follow-up-state", follow_up_state },
  { "follow-up-warning", follow_up_warning },
  { "assessment-kind", assessment_kind },
  { "benefit", benefit },
  { "benefit-state", benefit_state },
  { "benefit-origin", benefit_origin },
  { NULL },
};
