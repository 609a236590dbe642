/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Circle employers: what the centre knows of employers, what was said and promised, and their vacancies. */

#include "naru-dictionary.h"

#define EVERYBODY NARU_ROLE_STAFF
#define WRITERS (NARU_ROLE_PLACEMENT | NARU_ROLE_MANAGER)

static const NaruField site_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 1 },
  { "name", TEXT, N_ ("Name"), REQ | NAME, 1 },
  { "address", OBJECT, N_ ("Address"), 0, 1, .fields = naru_address_fields },
  { "phone", TEXT, N_ ("Phone"), NAME, 1 },
  { "employees", NUMBER, N_ ("Employees"), 0, 1 },
  { NULL },
};

static const NaruField assignment_fields[] = {
  { "from", DATE, N_ ("From"), REQ, 1 },
  { "to", DATE, N_ ("To"), 0, 1 },
  { "staff", REF, N_ ("Account manager"), REQ, 1, "staff" },
  { "reason", TEXT, N_ ("Reason for the change"), 0, 1 },
  { "handover", LONG, N_ ("Handover note"), 0, 1 },
  { NULL },
};

static const NaruField external_id_fields[] = {
  { "system", TEXT, N_ ("System"), REQ, 1 },
  { "number", TEXT, N_ ("Number there"), REQ | NAME, 1 },
  { NULL },
};

static const NaruField fact_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 2 },
  { "field", TEXT, N_ ("Field"), REQ, 2 },
  { "source", ENUM, N_ ("Source"), REQ, 2, "fact-source" },
  { "name", TEXT, N_ ("Name of the source"), 0, 2 },
  { "on", DATE, N_ ("As of"), 0, 2 },
  { "value", LONG, N_ ("Value there"), 0, 2 },
  { "state", ENUM, N_ ("State"), 0, 2, "fact-state" },
  { NULL },
};

static const NaruField employer_fields[] = {
  { "name", TEXT, N_ ("Name"), REQ | IDX | NAME, 1 },
  { "romanName", TEXT, N_ ("Name in Latin letters"), NAME, 1 },
  { "otherNames", SET, N_ ("Other names"), NAME, 1 },
  { "register", TEXT, N_ ("Register"), IDX, 1 },
  { "registerNumber", TEXT, N_ ("Register number"), IDX | NAME, 1 },
  { "stage", ENUM, N_ ("Relationship"), IDX, 1, "employer-stage" },
  { "accountManager", REF, N_ ("Account manager"), IDX, 1, "staff" },
  { "assignedSince", DATE, N_ ("Assigned since"), IDX, 1 },
  { "industry", CODE, N_ ("Industry"), IDX, 1, "isic4" },
  { "industryLocal", SET, N_ ("National industry codes"), IDX, 1 },
  { "sector", ENUM, N_ ("Sector"), IDX, 1, "sector" },
  { "sizeClass", ENUM, N_ ("Size"), IDX, 1, "size-class" },
  { "employees", NUMBER, N_ ("Employees"), IDX, 1 },
  { "region", CODE, N_ ("District"), IDX, 1, "regions" },
  { "address", OBJECT, N_ ("Address"), WORDS, 1, .fields = naru_address_fields },
  { "phone", TEXT, N_ ("Phone"), NAME, 1 },
  { "email", TEXT, N_ ("E-mail"), NAME, 1 },
  { "website", TEXT, N_ ("Website"), NAME, 1 },
  { "parent", REF, N_ ("Part of"), IDX, 1, "employer" },
  { "sites", LIST, N_ ("Sites"), 0, 1, .fields = site_fields, .identity = "id" },
  { "assignments", LIST, N_ ("Account managers so far"), 0, 1, .fields = assignment_fields,
    .identity = "from" },
  { "hiringIntention", ENUM, N_ ("Hiring intention"), IDX, 1, "hiring-intention" },
  { "hiringNote", LONG, N_ ("What they plan"), WORDS, 1 },
  { "tags", SET, N_ ("Tags"), IDX, 1 },
  { "green", BOOL, N_ ("Green jobs"), IDX, 1 },
  { "safetyNote", LONG, N_ ("Workplace safety"), WORDS, 1 },
  { "accidentInsurance", ENUM, N_ ("Accident insurance"), 0, 1, "yes-no-unknown" },
  { "foreignWorkers", ENUM, N_ ("Employs foreign workers"), 0, 1, "yes-no-unknown" },
  { "supportNeeded", BOOL, N_ ("Wants support"), IDX, 1 },
  { "outreachDue", DATE, N_ ("Call by"), IDX, 1 },
  { "lists", SET, N_ ("Call lists"), IDX, 1 },
  { "programmeStage", TEXT, N_ ("Programme stage"), 0, 1 },
  { "externalIds", LIST, N_ ("Numbers in other systems"), 0, 1, .fields = external_id_fields,
    .identity = "system" },
  { "sources", LIST, N_ ("Where each fact comes from"), DERIVED, 1, .fields = naru_source_fields,
    .identity = "field" },
  { "mergedInto", REF, N_ ("Merged into"), IDX | DERIVED, 1, "employer" },
  { "note", LONG, N_ ("Note"), WORDS, 1 },
  { "facts", LIST, N_ ("What other sources say"), DERIVED, 2, .fields = fact_fields,
    .identity = "id" },
  { "toSettle", BOOL, N_ ("A source says something else"), IDX | DERIVED, 2 },
  { "erased", SET, N_ ("Erased from it"), DERIVED, 2 },
  { NULL },
};

const NaruRecordType naru_type_employer = {
  "employer",
  N_ ("Employer"),
  N_ ("Employers"),
  2,
  NARU_CIRCLE_EMPLOYERS,
  WRITERS,
  EVERYBODY,
  .natural_key = "register registerNumber",
  .title = "name",
  .retention = "P5Y modifiedAt",
  .fields = employer_fields,
  .description = N_ ("A company, authority or household that employs people, with its account "
                     "manager and the source of each fact."),
};

static const NaruField contact_fields[] = {
  { "name", TEXT, N_ ("Name"), REQ | IDX | NAME | PERS, 1 },
  { "romanName", TEXT, N_ ("Name in Latin letters"), NAME | PERS, 1 },
  { "employer", REF, N_ ("Employer"), IDX, 1, "employer" },
  { "alsoAt", SET, N_ ("Also at"), IDX, 1, "employer" },
  { "function", TEXT, N_ ("Function"), NAME, 1 },
  { "decides", SET, N_ ("Part in hiring"), IDX, 1, "contact-part" },
  { "phone", TEXT, N_ ("Phone"), NAME | PERS, 1 },
  { "mobile", TEXT, N_ ("Mobile phone"), NAME | PERS, 1 },
  { "email", TEXT, N_ ("E-mail"), NAME | PERS, 1 },
  { "preferredChannel", ENUM, N_ ("Prefers"), 0, 1, "channel" },
  { "language", CODE, N_ ("Language"), 0, 1, "languages" },
  { "organisationName", TEXT, N_ ("Organisation"), NAME, 1 },
  { "address", OBJECT, N_ ("Address"), PERS, 1, .fields = naru_address_fields },
  { "leftOn", DATE, N_ ("Left on"), IDX, 1 },
  { "purpose", ENUM, N_ ("Kept for"), 0, 1, "data-purpose" },
  { "source", ENUM, N_ ("Source"), 0, 1, "fact-source" },
  { "sourceKey", TEXT, N_ ("Number at the source"), IDX | DERIVED, 1 },
  { "note", LONG, N_ ("Note"), WORDS | PERS, 1 },
  { "erasedOn", DATE, N_ ("Erased on"), DERIVED, 2 },
  { "erased", SET, N_ ("Erased from it"), DERIVED, 2 },
  { NULL },
};

const NaruRecordType naru_type_contact = {
  "contact",
  N_ ("Contact"),
  N_ ("Contacts"),
  2,
  NARU_CIRCLE_EMPLOYERS,
  WRITERS,
  EVERYBODY,
  .natural_key = "sourceKey",
  .owner = "employer",
  .title = "name",
  .retention = "P3Y modifiedAt",
  .fields = contact_fields,
  .description = N_ ("A person at an employer."),
};

static const NaruField attachment_fields[] = {
  { "digest", TEXT, N_ ("Digest"), REQ, 1 },
  { "name", TEXT, N_ ("File name"), REQ, 1 },
  { "kind", TEXT, N_ ("Media type"), 0, 1 },
  { "size", NUMBER, N_ ("Bytes"), 0, 1 },
  { NULL },
};

static const NaruField interaction_fields[] = {
  { "employer", REF, N_ ("Employer"), REQ | IDX, 1, "employer" },
  { "kind", ENUM, N_ ("Kind"), REQ | IDX, 1, "interaction-kind" },
  { "at", TIME, N_ ("When"), REQ | IDX, 1 },
  { "summary", LONG, N_ ("What was said"), WORDS, 1 },
  { "contact", REF, N_ ("With"), IDX, 1, "contact" },
  { "staff", REF, N_ ("By"), IDX, 1, "staff" },
  { "alsoPresent", SET, N_ ("Also present"), 0, 1, "staff" },
  { "nextAction", TEXT, N_ ("Next action"), NAME, 1 },
  { "nextActionOn", DATE, N_ ("Due"), IDX, 1 },
  { "nextActionBy", REF, N_ ("Who does it"), IDX, 1, "staff" },
  { "nextActionState", ENUM, N_ ("State of the next action"), IDX, 1, "promise-state" },
  { "nextActionDoneOn", DATE, N_ ("Done on"), 0, 1 },
  { "promise", BOOL, N_ ("Promised to the employer"), IDX, 1 },
  { "question", LONG, N_ ("Question on regulation"), WORDS, 1 },
  { "answer", LONG, N_ ("Answer given"), WORDS, 1 },
  { "vacancy", REF, N_ ("Vacancy"), IDX, 1, "vacancy" },
  { "attachments", LIST, N_ ("Attachments"), 0, 1, .fields = attachment_fields,
    .identity = "digest" },
  { "erased", SET, N_ ("Erased from it"), DERIVED, 2 },
  { NULL },
};

const NaruRecordType naru_type_interaction = {
  "interaction",
  N_ ("Conversation"),
  N_ ("Conversations"),
  2,
  NARU_CIRCLE_EMPLOYERS,
  WRITERS,
  EVERYBODY,
  .owner = "employer",
  .title = "summary",
  .retention = "P5Y at",
  .fields = interaction_fields,
  .description = N_ ("A call, visit, mail or note, with what was promised and what comes next."),
};

static const NaruField needs_fields[] = {
  { "employer", REF, N_ ("Employer"), REQ | IDX, 1, "employer" },
  { "on", DATE, N_ ("Talk on"), REQ | IDX, 1 },
  { "staff", REF, N_ ("Talk held by"), IDX, 1, "staff" },
  { "hiringPlan", LONG, N_ ("Hiring plans"), WORDS, 1 },
  { "bottlenecks", SET, N_ ("Hard to fill"), IDX, 1, "isco08" },
  { "skills", SET, N_ ("Skills needed"), IDX, 1 },
  { "accommodation", LONG, N_ ("Accommodation of disabilities"), WORDS, 1 },
  { "greenChange", LONG, N_ ("Green change"), WORDS, 1 },
  { "digitalChange", LONG, N_ ("Digital change"), WORDS, 1 },
  { "conditions", LONG, N_ ("Working conditions"), WORDS, 1 },
  { "safety", LONG, N_ ("Safety and health"), WORDS, 1 },
  { "erased", SET, N_ ("Erased from it"), DERIVED, 2 },
  { NULL },
};

const NaruRecordType naru_type_needs = {
  "needs",
  N_ ("Needs talk"),
  N_ ("Needs talks"),
  2,
  NARU_CIRCLE_EMPLOYERS,
  WRITERS,
  EVERYBODY,
  .owner = "employer",
  .title = "hiringPlan on",
  .retention = "P5Y on",
  .fields = needs_fields,
  .description = N_ ("What an employer needs, from a guided talk."),
};

static const NaruField strategy_service_fields[] = {
  { "service", ENUM, N_ ("Service"), REQ, 1, "employer-service" },
  { "due", DATE, N_ ("Due"), 0, 1 },
  { "owner", REF, N_ ("Owner"), 0, 1, "staff" },
  { "state", ENUM, N_ ("State"), 0, 1, "step-state" },
  { "result", TEXT, N_ ("Result"), 0, 1 },
  { NULL },
};

static const NaruField strategy_fields[] = {
  { "employer", REF, N_ ("Employer"), REQ | IDX, 1, "employer" },
  { "aim", LONG, N_ ("Aim"), REQ | WORDS, 1 },
  { "needs", REF, N_ ("From needs talk"), 0, 1, "needs" },
  { "services", LIST, N_ ("Services"), 0, 1, .fields = strategy_service_fields,
    .identity = "service" },
  { "owner", REF, N_ ("Owner"), IDX, 1, "staff" },
  { "reviewOn", DATE, N_ ("Review on"), IDX, 1 },
  { "state", ENUM, N_ ("State"), IDX, 1, "strategy-state" },
  { "result", LONG, N_ ("Result"), WORDS, 1 },
  { "erased", SET, N_ ("Erased from it"), DERIVED, 2 },
  { NULL },
};

const NaruRecordType naru_type_strategy = {
  "strategy",
  N_ ("Support strategy"),
  N_ ("Support strategies"),
  2,
  NARU_CIRCLE_EMPLOYERS,
  WRITERS,
  EVERYBODY,
  .owner = "employer",
  .title = "aim",
  .retention = "P5Y modifiedAt",
  .fields = strategy_fields,
  .description = N_ ("What the centre does for an employer, who owns it, and when it is reviewed."),
};

static const NaruField service_fields[] = {
  { "employer", REF, N_ ("Employer"), REQ | IDX, 1, "employer" },
  { "service", ENUM, N_ ("Service"), REQ | IDX, 1, "employer-service" },
  { "on", DATE, N_ ("Date"), REQ | IDX, 1 },
  { "staff", REF, N_ ("By"), IDX, 1, "staff" },
  { "programme", TEXT, N_ ("Programme"), IDX, 1 },
  { "minutes", NUMBER, N_ ("Minutes"), 0, 1 },
  { "result", LONG, N_ ("Result"), WORDS, 1 },
  { "erased", SET, N_ ("Erased from it"), DERIVED, 2 },
  { NULL },
};

const NaruRecordType naru_type_service = {
  "service",
  N_ ("Service given"),
  N_ ("Services given"),
  2,
  NARU_CIRCLE_EMPLOYERS,
  WRITERS,
  EVERYBODY,
  .owner = "employer",
  .title = "service on",
  .retention = "P5Y on",
  .fields = service_fields,
  .description = N_ ("A service given to an employer: the ledger of corporate support."),
};

static const NaruField incentive_fields[] = {
  { "employer", REF, N_ ("Employer"), REQ | IDX, 1, "employer" },
  { "name", TEXT, N_ ("Incentive"), REQ | NAME, 1 },
  { "measure", REF, N_ ("Measure"), IDX, 1, "measure" },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "incentive-state" },
  { "amount", MONEY, N_ ("Amount"), 0, 1 },
  { "persons", NUMBER, N_ ("Persons"), 0, 1 },
  { "appliedOn", DATE, N_ ("Applied on"), IDX, 1 },
  { "decidedOn", DATE, N_ ("Decided on"), 0, 1 },
  { "from", DATE, N_ ("From"), 0, 1 },
  { "to", DATE, N_ ("To"), IDX, 1 },
  { "note", LONG, N_ ("Note"), WORDS, 1 },
  { "erased", SET, N_ ("Erased from it"), DERIVED, 2 },
  { NULL },
};

const NaruRecordType naru_type_incentive = {
  "incentive",
  N_ ("Incentive"),
  N_ ("Incentives"),
  2,
  NARU_CIRCLE_EMPLOYERS,
  WRITERS,
  EVERYBODY,
  .owner = "employer",
  .title = "name",
  .retention = "P5Y to",
  .fields = incentive_fields,
  .description = N_ ("A hiring subsidy or other incentive, from application to payment."),
};

static const NaruField participation_stage_fields[] = {
  { "stage", ENUM, N_ ("Stage"), REQ, 1, "programme-stage" },
  { "state", ENUM, N_ ("State"), 0, 1, "step-state" },
  { "from", DATE, N_ ("From"), 0, 1 },
  { "to", DATE, N_ ("To"), 0, 1 },
  { "result", TEXT, N_ ("Result"), 0, 1 },
  { NULL },
};

static const NaruField participation_fields[] = {
  { "employer", REF, N_ ("Employer"), REQ | IDX, 1, "employer" },
  { "programme", ENUM, N_ ("Programme"), REQ | IDX, 1, "employer-programme" },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "enrolment-state" },
  { "from", DATE, N_ ("From"), IDX, 1 },
  { "to", DATE, N_ ("To"), IDX, 1 },
  { "stages", LIST, N_ ("Stages"), 0, 1, .fields = participation_stage_fields,
    .identity = "stage" },
  { "staff", REF, N_ ("Who sees to it"), IDX, 1, "staff" },
  { "nextOn", DATE, N_ ("Next step by"), IDX, 1 },
  { "note", LONG, N_ ("Note"), WORDS, 1 },
  { "erased", SET, N_ ("Erased from it"), DERIVED, 2 },
  { NULL },
};

const NaruRecordType naru_type_participation = {
  "participation",
  N_ ("Part in a programme"),
  N_ ("Parts in programmes"),
  2,
  NARU_CIRCLE_EMPLOYERS,
  WRITERS,
  EVERYBODY,
  .owner = "employer",
  .title = "programme from",
  .retention = "P5Y to",
  .fields = participation_fields,
  .description = N_ ("An employer's part in a programme with stages, such as the corporate leap "
                     "package."),
};

static const NaruField requirement_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 1 },
  { "need", ENUM, N_ ("Essential or desirable"), REQ, 1, "requirement-need" },
  { "text", TEXT, N_ ("Requirement"), REQ, 1 },
  { "skill", TEXT, N_ ("Skill"), 0, 1 },
  { "language", CODE, N_ ("Language"), 0, 1, "languages" },
  { "level", CODE, N_ ("Level"), 0, 1, "cefr" },
  { "evidence", TEXT, N_ ("Shown by"), 0, 1 },
  { "months", NUMBER, N_ ("Months of experience"), 0, 1 },
  { "skillLevel", ENUM, N_ ("Level of the skill"), 0, 2, "skill-level" },
  { NULL },
};

static const NaruField vacancy_channel_fields[] = {
  { "channel", REF, N_ ("Channel"), REQ, 1, "channel" },
  { "from", DATE, N_ ("Since"), 0, 1 },
  { "to", DATE, N_ ("Until"), 0, 1 },
  { "reference", TEXT, N_ ("Reference there"), 0, 1 },
  { "applicants", NUMBER, N_ ("Applicants"), 0, 1 },
  { NULL },
};

static const NaruField vacancy_version_fields[] = {
  { "number", NUMBER, N_ ("Version"), REQ, 1 },
  { "at", TIME, N_ ("Made at"), REQ, 1 },
  { "by", REF, N_ ("Made by"), 0, 1, "staff" },
  { "text", LONG, N_ ("Text"), 0, 1 },
  { "approvedBy", REF, N_ ("Agreed by"), 0, 1, "contact" },
  { "approvedAt", TIME, N_ ("Agreed at"), 0, 1 },
  { "approvedHow", ENUM, N_ ("Agreed how"), 0, 1, "channel" },
  { NULL },
};

static const NaruField exception_fields[] = {
  { "rule", TEXT, N_ ("Rule"), REQ, 1 },
  { "words", TEXT, N_ ("Words"), 0, 1 },
  { "justification", LONG, N_ ("Justification"), REQ, 1 },
  { "by", REF, N_ ("By"), 0, 1, "staff" },
  { "at", TIME, N_ ("At"), 0, 1 },
  { NULL },
};

/* The texts of an advertisement in another language; what nobody has translated is left out. Requirements stand one a line,
 * in the order of the vacancy. */
static const NaruField translation_fields[] = {
  { "language", CODE, N_ ("Language"), REQ, 1, "languages" },
  { "title", TEXT, N_ ("Title"), 0, 1 },
  { "about", LONG, N_ ("About the job"), 0, 1 },
  { "tasks", LONG, N_ ("Tasks"), 0, 1 },
  { "requirements", LONG, N_ ("Requirements"), 0, 1 },
  { "payExtras", TEXT, N_ ("Pay extras"), 0, 1 },
  { "duration", TEXT, N_ ("Duration"), 0, 1 },
  { "probation", TEXT, N_ ("Probation"), 0, 1 },
  { "benefits", LONG, N_ ("Benefits"), 0, 1 },
  { "conditions", LONG, N_ ("Workplace conditions"), 0, 1 },
  { "accessibility", LONG, N_ ("Accessibility"), 0, 1 },
  { "howToApply", LONG, N_ ("How to apply"), 0, 1 },
  { NULL },
};

/* The same texts in plain language, as somebody has written them; what nobody has is left out. Requirements stand one a line,
 * in the order of the vacancy. */
static const NaruField plain_fields[] = {
  { "title", TEXT, N_ ("Title"), 0, 2 },
  { "about", LONG, N_ ("About the job"), 0, 2 },
  { "tasks", LONG, N_ ("Tasks"), 0, 2 },
  { "requirements", LONG, N_ ("Requirements"), 0, 2 },
  { "payExtras", TEXT, N_ ("Pay extras"), 0, 2 },
  { "duration", TEXT, N_ ("Duration"), 0, 2 },
  { "probation", TEXT, N_ ("Probation"), 0, 2 },
  { "benefits", LONG, N_ ("Benefits"), 0, 2 },
  { "conditions", LONG, N_ ("Workplace conditions"), 0, 2 },
  { "accessibility", LONG, N_ ("Accessibility"), 0, 2 },
  { "howToApply", LONG, N_ ("How to apply"), 0, 2 },
  { NULL },
};

static const NaruField vacancy_fields[] = {
  { "title", TEXT, N_ ("Title"), REQ | IDX | NAME, 1 },
  { "employer", REF, N_ ("Employer"), IDX, 1, "employer" },
  { "employerName", TEXT, N_ ("Employer as published"), NAME, 1 },
  { "stage", ENUM, N_ ("Stage"), REQ | IDX, 1, "vacancy-stage" },
  { "occupation", CODE, N_ ("Occupation"), IDX, 1, "isco08" },
  { "occupationLocal", CODE, N_ ("National occupation code"), IDX, 1, "keco" },
  { "posts", NUMBER, N_ ("Posts"), 0, 1 },
  { "about", LONG, N_ ("About the job"), WORDS, 1 },
  { "tasks", LONG, N_ ("Tasks"), WORDS, 1 },
  { "requirements", LIST, N_ ("Requirements"), WORDS, 1, .fields = requirement_fields,
    .identity = "id" },
  { "essentialSkills", SET, N_ ("Essential skills"), IDX | DERIVED, 1 },
  { "payMin", MONEY, N_ ("Pay from"), 0, 1 },
  { "payMax", MONEY, N_ ("Pay to"), 0, 1 },
  { "payExtras", TEXT, N_ ("Pay extras"), 0, 1 },
  { "payText", TEXT, N_ ("Pay as received"), 0, 1 },
  { "collectiveAgreement", TEXT, N_ ("Collective agreement"), 0, 1 },
  { "contract", ENUM, N_ ("Contract"), IDX, 1, "contract" },
  { "employment", ENUM, N_ ("Working time"), IDX, 1, "employment" },
  { "hoursWeek", NUMBER, N_ ("Hours a week"), IDX, 1 },
  { "hoursFrom", TEXT, N_ ("Work starts at"), 0, 1 },
  { "hoursTo", TEXT, N_ ("Work ends at"), 0, 1 },
  { "days", SET, N_ ("Days"), IDX, 1, "weekday" },
  { "shift", ENUM, N_ ("Shift"), IDX, 1, "shift" },
  { "flexible", BOOL, N_ ("Flexible hours"), IDX, 1 },
  { "remote", ENUM, N_ ("Remote work"), IDX, 1, "remote" },
  { "startOn", DATE, N_ ("Start"), IDX, 1 },
  { "duration", TEXT, N_ ("Duration"), 0, 1 },
  { "probation", TEXT, N_ ("Probation"), 0, 1 },
  { "region", CODE, N_ ("District"), IDX, 1, "regions" },
  { "address", OBJECT, N_ ("Place of work"), 0, 1, .fields = naru_address_fields },
  { "benefits", LONG, N_ ("Benefits"), WORDS, 1 },
  { "conditions", LONG, N_ ("Workplace conditions"), WORDS, 1 },
  { "hazards", SET, N_ ("Hazards"), IDX, 1, "hazard" },
  { "protection", TEXT, N_ ("Protective equipment"), 0, 1 },
  { "accessibility", LONG, N_ ("Accessibility"), WORDS, 1 },
  { "workingLanguage", CODE, N_ ("Working language"), IDX, 1, "languages" },
  { "education", CODE, N_ ("Education"), IDX, 1, "isced" },
  { "experienceMonths", NUMBER, N_ ("Months of experience"), IDX, 1 },
  { "green", BOOL, N_ ("Green job"), IDX, 1 },
  { "howToApply", LONG, N_ ("How to apply"), WORDS, 1 },
  { "contact", REF, N_ ("Contact"), 0, 1, "contact" },
  { "closesOn", DATE, N_ ("Closes on"), IDX, 1 },
  { "schedule", LONG, N_ ("Steps of the selection"), 0, 1 },
  { "publishedOn", DATE, N_ ("Published on"), IDX, 1 },
  { "agreedOn", DATE, N_ ("Agreed on"), 0, 1 },
  { "closedOn", DATE, N_ ("Closed on"), IDX, 1 },
  { "withdrawnReason", ENUM, N_ ("Why withdrawn"), 0, 1, "withdrawal-reason" },
  { "supportNeeded", BOOL, N_ ("Employer wants help"), IDX, 1 },
  { "outreachDue", DATE, N_ ("Call by"), IDX, 1 },
  { "drafter", REF, N_ ("Drafted by"), IDX, 1, "staff" },
  { "channels", LIST, N_ ("Channels"), 0, 1, .fields = vacancy_channel_fields,
    .identity = "channel" },
  { "versions", LIST, N_ ("Versions"), DERIVED, 1, .fields = vacancy_version_fields,
    .identity = "number" },
  { "exceptions", LIST, N_ ("Justified exceptions"), 0, 1, .fields = exception_fields,
    .identity = "rule" },
  { "source", TEXT, N_ ("Source"), IDX, 1 },
  { "externalId", TEXT, N_ ("Number at the source"), IDX | NAME, 1 },
  { "originalText", LONG, N_ ("Text as received"), WORDS, 1 },
  { "language", CODE, N_ ("Language of the text"), 0, 1, "languages" },
  { "translations", LIST, N_ ("Translations"), WORDS, 1, .fields = translation_fields,
    .identity = "language" },
  { "plain", OBJECT, N_ ("In plain language"), WORDS, 2, .fields = plain_fields },
  { "erased", SET, N_ ("Erased from it"), DERIVED, 2 },
  { NULL },
};

const NaruRecordType naru_type_vacancy = {
  "vacancy",
  N_ ("Vacancy"),
  N_ ("Vacancies"),
  2,
  NARU_CIRCLE_EMPLOYERS,
  WRITERS,
  EVERYBODY,
  .natural_key = "source externalId",
  .title = "title",
  .retention = "P5Y closedOn",
  .fields = vacancy_fields,
  .description = N_ ("A job to fill, from first draft to filled, with requirements, pay, hours, "
                     "versions and channels."),
};

static const NaruField channel_fields[] = {
  { "name", TEXT, N_ ("Name"), REQ | IDX | NAME, 1 },
  { "kind", ENUM, N_ ("Kind"), IDX, 1, "channel-kind" },
  { "takes", ENUM, N_ ("Takes"), 0, 1, "channel-format" },
  { "region", CODE, N_ ("District"), IDX, 1, "regions" },
  { "link", TEXT, N_ ("Link"), 0, 1 },
  { "note", LONG, N_ ("Note"), WORDS, 1 },
  { NULL },
};

const NaruRecordType naru_type_channel = {
  "channel",
  N_ ("Advertising channel"),
  N_ ("Advertising channels"),
  2,
  NARU_CIRCLE_EMPLOYERS,
  WRITERS,
  EVERYBODY,
  .title = "name",
  .retention = "always",
  .fields = channel_fields,
  .description = N_ ("Where vacancies are advertised, and in which form."),
};
