/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The short vocabularies of employers, their vacancies, and of who is introduced to them. */

#include "naru-terms.h"

#include <glib/gi18n-lib.h>

static const NaruTerm employer_stage[] = {
  { "to_contact", N_ ("To contact") }, { "contacted", N_ ("Contacted") },
  { "interested", N_ ("Interested") }, { "cooperating", N_ ("Co-operating") },
  { "dormant", N_ ("Dormant") },       { NULL },
};

static const NaruTerm sector[] = {
  { "private", N_ ("Private") },
  { "public", N_ ("Public") },
  { "non_profit", N_ ("Non-profit") },
  { "household", N_ ("Household") },
  { NULL },
};

static const NaruTerm size_class[] = {
  { "micro", N_ ("1 to 9") },
  { "small", N_ ("10 to 49") },
  { "medium", N_ ("50 to 249") },
  { "under_250", N_ ("1 to 249") },
  { "large", N_ ("250 to 499") },
  { "large_500", N_ ("500 to 999") },
  { "large_1000", N_ ("1,000 to 4,999") },
  { "large_5000", N_ ("5,000 to 19,999") },
  { "large_20000", N_ ("20,000 or more") },
  { "unknown", N_ ("Not known") },
  { NULL },
};

static const NaruTerm hiring_intention[] = {
  { "none", N_ ("None at present") },
  { "maybe", N_ ("Perhaps within a year") },
  { "soon", N_ ("Within three months") },
  { "now", N_ ("Hiring now") },
  { NULL },
};

static const NaruTerm fact_source[] = {
  { "register", N_ ("Register") },      { "external", N_ ("External data") },
  { "employer", N_ ("Employer said") }, { "own", N_ ("Own knowledge") },
  { "file", N_ ("Imported file") },     { NULL },
};

static const NaruTerm fact_state[] = {
  { "asks", N_ ("Waits for an answer") },
  { "kept", N_ ("Known, ours stays") },
  { NULL },
};

static const NaruTerm contact_part[] = {
  { "decides", N_ ("Decides") },
  { "interviews", N_ ("Interviews") },
  { "first_contact", N_ ("First contact") },
  { "payroll", N_ ("Pay and contracts") },
  { "safety", N_ ("Safety and health") },
  { NULL },
};

static const NaruTerm data_purpose[] = {
  { "placement", N_ ("Filling vacancies") },
  { "support", N_ ("Support of the employer") },
  { "statistics", N_ ("Statistics") },
  { "other", N_ ("Other") },
  { NULL },
};

static const NaruTerm interaction_kind[] = {
  { "call", N_ ("Call") },       { "visit", N_ ("Visit") },
  { "meeting", N_ ("Meeting") }, { "email", N_ ("E-mail") },
  { "message", N_ ("Message") }, { "letter", N_ ("Letter") },
  { "note", N_ ("Note") },       { "question", N_ ("Question on regulation") },
  { "event", N_ ("Event") },     { NULL },
};

static const NaruTerm promise_state[] = {
  { "open", N_ ("Open") },
  { "done", N_ ("Done") },
  { "dropped", N_ ("Dropped") },
  { NULL },
};

static const NaruTerm employer_service[] = {
  { "vacancy_drafting", N_ ("Vacancy drafting") },
  { "channels", N_ ("Advertising") },
  { "preselection", N_ ("Preselection") },
  { "regulation_advice", N_ ("Advice on regulation") },
  { "onboarding_plan", N_ ("Onboarding plan") },
  { "training", N_ ("Training of new staff") },
  { "post_placement", N_ ("Support after placement") },
  { "incentive", N_ ("Help with incentives") },
  { "job_fair", N_ ("Job fair") },
  { "leap_package", N_ ("Corporate leap package") },
  { "accommodation", N_ ("Workplace accommodation") },
  { "safety", N_ ("Safety and health advice") },
  { "other", N_ ("Other") },
  { NULL },
};

static const NaruTerm strategy_state[] = {
  { "draft", N_ ("Draft") },
  { "active", N_ ("Active") },
  { "reviewed", N_ ("Reviewed") },
  { "closed", N_ ("Closed") },
  { NULL },
};

static const NaruTerm incentive_state[] = {
  { "considered", N_ ("Considered") },
  { "applied", N_ ("Applied for") },
  { "granted", N_ ("Granted") },
  { "paid", N_ ("Paid") },
  { "refused", N_ ("Refused") },
  { "ended", N_ ("Ended") },
  { NULL },
};

/* A centre adds programmes and stages of its own: see naru_centre_load_terms(). */
static const NaruTerm employer_programme[] = {
  { "leap_package", N_ ("Corporate leap package") },
  { "workplace_innovation", N_ ("Workplace innovation advice") },
  { "work_learning", N_ ("Work and learning side by side") },
  { "youth_leap", N_ ("Youth employment leap") },
  { "regional_industry", N_ ("Measures for a regional industry") },
  { "other", N_ ("Other") },
  { NULL },
};

static const NaruTerm programme_stage[] = {
  { "application", N_ ("Application and selection") },
  { "diagnosis", N_ ("Diagnosis of the company") },
  { "planning", N_ ("Tailored support plan") },
  { "support", N_ ("Support under way") },
  { "review", N_ ("Review of results") },
  { "aftercare", N_ ("Aftercare") },
  { NULL },
};

static const NaruTerm requirement_need[] = {
  { "essential", N_ ("Essential") },
  { "desirable", N_ ("Desirable") },
  { NULL },
};

static const NaruTerm vacancy_stage[] = {
  { "draft", N_ ("Draft") },
  { "with_employer", N_ ("With employer") },
  { "agreed", N_ ("Agreed") },
  { "published", N_ ("Published") },
  { "filled", N_ ("Filled") },
  { "withdrawn", N_ ("Withdrawn") },
  { NULL },
};

static const NaruTerm withdrawal_reason[] = {
  { "employer_wish", N_ ("Employer's wish") },
  { "filled_elsewhere", N_ ("Filled elsewhere") },
  { "post_cut", N_ ("Post cut") },
  { "unlawful", N_ ("Not lawful") },
  { "expired", N_ ("Expired") },
  { "other", N_ ("Other") },
  { NULL },
};

static const NaruTerm contract[] = {
  { "permanent", N_ ("Permanent") },
  { "fixed_term", N_ ("Fixed term") },
  { "daily", N_ ("By the day") },
  { "agency", N_ ("Agency work") },
  { "apprenticeship", N_ ("Apprenticeship") },
  { "internship", N_ ("Internship") },
  { "self_employed", N_ ("Self-employed") },
  { "public_works", N_ ("Public works") },
  { NULL },
};

static const NaruTerm employment[] = {
  { "full_time", N_ ("Full time") },
  { "part_time", N_ ("Part time") },
  { "hourly", N_ ("By the hour") },
  { "seasonal", N_ ("Seasonal") },
  { NULL },
};

static const NaruTerm remote[] = {
  { "no", N_ ("At the workplace") },
  { "partly", N_ ("Partly from home") },
  { "fully", N_ ("From home") },
  { NULL },
};

static const NaruTerm hazard[] = {
  { "noise", N_ ("Noise") },
  { "heights", N_ ("Heights") },
  { "heavy_lifting", N_ ("Heavy lifting") },
  { "chemicals", N_ ("Chemicals") },
  { "dust", N_ ("Dust") },
  { "heat", N_ ("Heat") },
  { "cold", N_ ("Cold") },
  { "machines", N_ ("Machines") },
  { "night_work", N_ ("Night work") },
  { "driving", N_ ("Driving") },
  { "infection", N_ ("Infection") },
  { "emotional", N_ ("Emotional strain") },
  { "customers", N_ ("Difficult customers") },
  { NULL },
};

static const NaruTerm channel_kind[] = {
  { "state_portal", N_ ("State portal") },
  { "private_portal", N_ ("Private portal") },
  { "newspaper", N_ ("Newspaper") },
  { "social", N_ ("Social media") },
  { "notice_board", N_ ("Notice board") },
  { "job_fair", N_ ("Job fair") },
  { "partner", N_ ("Partner") },
  { "own_network", N_ ("Own network") },
  { NULL },
};

static const NaruTerm channel_format[] = {
  { "json_ld", N_ ("JSON-LD") },
  { "text", N_ ("Plain text") },
  { "pdf", N_ ("PDF") },
  { "csv", N_ ("CSV") },
  { "paper", N_ ("Paper") },
  { "html", N_ ("Web page") },
  { NULL },
};

static const NaruTerm availability_state[] = {
  { "available", N_ ("Available") },
  { "paused", N_ ("Paused") },
  { "placed", N_ ("Placed") },
  { "ended", N_ ("Ended") },
  { NULL },
};

static const NaruTerm candidacy_state[] = {
  { "possible", N_ ("Possible") },
  { "asked", N_ ("Person asked") },
  { "introduced", N_ ("Introduced") },
  { "interview", N_ ("Interview") },
  { "offer", N_ ("Offer") },
  { "hired", N_ ("Hired") },
  { "declined_person", N_ ("Person declined") },
  { "declined_employer", N_ ("Employer declined") },
  { "dropped", N_ ("Dropped") },
  { NULL },
};

static const NaruTerm job_end_reason[] = {
  { "contract_ended", N_ ("Contract ended") },
  { "own_wish", N_ ("Own wish") },
  { "dismissed", N_ ("Dismissed") },
  { "closed_down", N_ ("Company closed") },
  { "reduced", N_ ("Post cut") },
  { "health", N_ ("Health") },
  { "care", N_ ("Caring for somebody") },
  { "moved", N_ ("Moved") },
  { "training", N_ ("Training") },
  { "retired", N_ ("Retired") },
  { "other", N_ ("Other") },
  { NULL },
};

const NaruTermList naru_terms_employers[] = {
  { "employer-stage", employer_stage },
  { "sector", sector },
  { "size-class", size_class },
  { "hiring-intention", hiring_intention },
  { "fact-source", fact_source },
  { "fact-state", fact_state },
  { "contact-part", contact_part },
  { "data-purpose", data_purpose },
  { "interaction-kind", interaction_kind },
  { "promise-state", promise_state },
  { "employer-service", employer_service },
  { "strategy-state", strategy_state },
  { "incentive-state", incentive_state },
  { "employer-programme", employer_programme },
  { "programme-stage", programme_stage },
  { "requirement-need", requirement_need },
  { "vacancy-stage", vacancy_stage },
  { "withdrawal-reason", withdrawal_reason },
  { "contract", contract },
  { "employment", employment },
  { "remote", remote },
  { "hazard", hazard },
  { "channel-kind", channel_kind },
  { "channel-format", channel_format },
  { "availability-state", availability_state },
  { "candidacy-state", candidacy_state },
  { "job-end-reason", job_end_reason },
  { NULL },
};
