/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Circle common: staff, teams and catalogues. All staff read; managers and IT write. */

#include "naru-dictionary.h"

#define READERS (NARU_ROLE_STAFF | NARU_ROLE_PARTNER)
#define WRITERS (NARU_ROLE_MANAGER | NARU_ROLE_IT)

static const NaruField training_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 1 },   { "title", TEXT, N_ ("Training"), REQ, 1 },
  { "on", DATE, N_ ("Date"), 0, 1 },       { "hours", NUMBER, N_ ("Hours"), 0, 1 },
  { "result", TEXT, N_ ("Result"), 0, 1 }, { NULL },
};

static const NaruField absence_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 1 },
  { "from", DATE, N_ ("From"), REQ, 1 },
  { "to", DATE, N_ ("To"), REQ, 1 },
  { "deputy", REF, N_ ("Deputy"), 0, 1, "staff" },
  { NULL },
};

static const NaruField working_hours_fields[] = {
  { "day", ENUM, N_ ("Weekday"), REQ, 1, "weekday" },
  { "from", TEXT, N_ ("From"), REQ, 1 },
  { "to", TEXT, N_ ("To"), REQ, 1 },
  { NULL },
};

static const NaruField staff_fields[] = {
  { "name", TEXT, N_ ("Name"), REQ | IDX | NAME | PERS, 1 },
  { "romanName", TEXT, N_ ("Name in Latin letters"), NAME | PERS, 1 },
  { "userName", TEXT, N_ ("User name"), REQ | IDX | NAME | FIXED, 1 },
  { "roles", SET, N_ ("Roles"), REQ | IDX, 1, "role" },
  { "team", REF, N_ ("Team"), IDX, 1, "team" },
  { "organisation", REF, N_ ("Home organisation"), IDX, 1, "organisation" },
  { "state", ENUM, N_ ("State"), IDX, 1, "staff-state" },
  { "phone", TEXT, N_ ("Phone"), NAME | PERS, 1 },
  { "email", TEXT, N_ ("E-mail"), NAME | PERS, 1 },
  { "room", TEXT, N_ ("Room"), 0, 1 },
  { "languages", SET, N_ ("Languages spoken"), IDX, 1, "languages" },
  { "specialities", SET, N_ ("Specialised in"), IDX, 1, "speciality" },
  { "funding", ENUM, N_ ("Post funded by"), 0, 1, "funding" },
  { "secondedFrom", REF, N_ ("Seconded from"), 0, 1, "organisation" },
  { "qualification", TEXT, N_ ("Qualification"), 0, 1 },
  { "caseloadFrom", NUMBER, N_ ("Caseload, lower bound"), 0, 1 },
  { "caseloadTo", NUMBER, N_ ("Caseload, upper bound"), 0, 1 },
  { "workingHours", LIST, N_ ("Working hours"), 0, 1, .fields = working_hours_fields,
    .identity = "day" },
  { "absences", LIST, N_ ("Absences"), PERS, 1, .fields = absence_fields, .identity = "id" },
  { "trainings", LIST, N_ ("Trainings noted by the personnel office"), PERS, 1,
    .fields = training_fields, .identity = "id" },
  { NULL },
};

const NaruRecordType naru_type_staff = {
  "staff",
  N_ ("Staff member"),
  N_ ("Staff"),
  1,
  NARU_CIRCLE_COMMON,
  WRITERS,
  READERS,
  .natural_key = "userName",
  .title = "name userName",
  .retention = "P5Y modifiedAt",
  .fields = staff_fields,
  .description = N_ ("A person who works here, with roles, team and home organisation."),
};

static const NaruField team_fields[] = {
  { "name", TEXT, N_ ("Name"), REQ | IDX | NAME, 1 },
  { "code", TEXT, N_ ("Short name"), REQ | IDX | NAME | FIXED, 1 },
  { "task", ENUM, N_ ("Division"), IDX, 1, "team-task" },
  { "lead", REF, N_ ("Team lead"), 0, 1, "staff" },
  { "queue", BOOL, N_ ("Takes in new cases"), 0, 1 },
  { "phone", TEXT, N_ ("Phone"), NAME, 1 },
  { NULL },
};

const NaruRecordType naru_type_team = {
  "team",
  N_ ("Team"),
  N_ ("Teams"),
  1,
  NARU_CIRCLE_COMMON,
  WRITERS,
  READERS,
  .natural_key = "code",
  .title = "name code",
  .retention = "always",
  .fields = team_fields,
  .description = N_ ("A team of the centre; cases belong to one team."),
};

static const NaruField organisation_contact_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 1 },
  { "name", TEXT, N_ ("Name"), REQ | NAME | PERS, 1 },
  { "task", TEXT, N_ ("Task"), 0, 1 },
  { "phone", TEXT, N_ ("Phone"), NAME | PERS, 1 },
  { "email", TEXT, N_ ("E-mail"), NAME | PERS, 1 },
  { NULL },
};

/* What is settled before two organisations work with one person */
static const NaruField protocol_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 2 },
  { "point", TEXT, N_ ("Point"), REQ, 2 },
  { "settled", BOOL, N_ ("Settled"), 0, 2 },
  { "on", DATE, N_ ("Settled on"), 0, 2 },
  { "by", REF, N_ ("By"), 0, 2, "staff" },
  { "note", TEXT, N_ ("Note"), 0, 2 },
  { NULL },
};

static const NaruField organisation_fields[] = {
  { "name", TEXT, N_ ("Name"), REQ | IDX | NAME, 1 },
  { "kind", ENUM, N_ ("Kind"), REQ | IDX, 1, "organisation-kind" },
  { "services", SET, N_ ("Services offered"), IDX, 1, "partner-service" },
  { "region", CODE, N_ ("District"), IDX, 1, "regions" },
  { "address", OBJECT, N_ ("Address"), 0, 1, .fields = naru_address_fields },
  { "phone", TEXT, N_ ("Phone"), NAME, 1 },
  { "email", TEXT, N_ ("E-mail"), NAME, 1 },
  { "website", TEXT, N_ ("Website"), 0, 1 },
  { "openingHours", TEXT, N_ ("Opening hours"), 0, 1 },
  { "contacts", LIST, N_ ("Contacts"), PERS, 1, .fields = organisation_contact_fields,
    .identity = "id" },
  { "sharesCases", BOOL, N_ ("Shares cases with us"), IDX, 1 },
  { "agreement", LONG, N_ ("Rules of co-operation"), WORDS, 1 },
  { "protocol", LIST, N_ ("Co-operation checklist"), 0, 2, .fields = protocol_fields,
    .identity = "id" },
  { "note", LONG, N_ ("Note"), WORDS, 1 },
  { NULL },
};

const NaruRecordType naru_type_organisation = {
  "organisation",
  N_ ("Partner organisation"),
  N_ ("Partner organisations"),
  2,
  NARU_CIRCLE_COMMON,
  WRITERS,
  READERS,
  .title = "name",
  .retention = "always",
  .fields = organisation_fields,
  .description = N_ (
      "A partner under the same roof or in town: welfare office, women's centre, veterans' centre, "
      "finance centre, training provider, employment agency for disabled people."),
};

static const NaruField measure_fields[] = {
  { "name", TEXT, N_ ("Name"), REQ | IDX | NAME, 1 },
  { "class", CODE, N_ ("Measure class"), REQ | IDX, 1, "measures" },
  { "provider", REF, N_ ("Provider"), IDX, 1, "organisation" },
  { "funding", ENUM, N_ ("Funded by"), IDX, 1, "funding" },
  { "budget", MONEY, N_ ("Budget"), 0, 1 },
  { "budgetLeft", MONEY, N_ ("Budget left"), 0, 1 },
  { "places", NUMBER, N_ ("Places"), 0, 1 },
  { "placesLeft", NUMBER, N_ ("Places left"), IDX, 1 },
  { "from", DATE, N_ ("From"), IDX, 1 },
  { "to", DATE, N_ ("To"), IDX, 1 },
  { "region", CODE, N_ ("District"), IDX, 1, "regions" },
  { "groups", SET, N_ ("For whom"), IDX, 1, "client-group" },
  { "conditions", LONG, N_ ("Conditions"), WORDS, 1 },
  { "state", ENUM, N_ ("State"), IDX, 1, "catalogue-state" },
  { NULL },
};

const NaruRecordType naru_type_measure = {
  "measure",
  N_ ("Measure"),
  N_ ("Measures"),
  1,
  NARU_CIRCLE_COMMON,
  WRITERS,
  READERS,
  .title = "name",
  .retention = "always",
  .fields = measure_fields,
  .description = N_ ("A labour market measure that this centre can use, with budget and places."),
};

static const NaruField course_fields[] = {
  { "name", TEXT, N_ ("Name"), REQ | IDX | NAME, 1 },
  { "code", TEXT, N_ ("Course number"), IDX | NAME, 1 },
  { "measure", REF, N_ ("Measure"), IDX, 1, "measure" },
  { "provider", REF, N_ ("Provider"), IDX, 1, "organisation" },
  { "occupations", SET, N_ ("Leads to occupations"), IDX, 1, "isco08" },
  { "skills", SET, N_ ("Skills taught"), IDX, 1 },
  { "certificate", TEXT, N_ ("Certificate"), NAME, 1 },
  { "mode", ENUM, N_ ("Way of teaching"), IDX, 1, "course-mode" },
  { "starts", DATE, N_ ("Starts"), IDX, 1 },
  { "ends", DATE, N_ ("Ends"), IDX, 1 },
  { "hours", NUMBER, N_ ("Hours"), 0, 1 },
  { "places", NUMBER, N_ ("Places"), 0, 1 },
  { "placesLeft", NUMBER, N_ ("Places left"), IDX, 1 },
  { "fee", MONEY, N_ ("Fee"), 0, 1 },
  { "region", CODE, N_ ("District"), IDX, 1, "regions" },
  { "link", TEXT, N_ ("Link"), 0, 1 },
  { "description", LONG, N_ ("Description"), WORDS, 1 },
  { NULL },
};

const NaruRecordType naru_type_course = {
  "course",
  N_ ("Course"),
  N_ ("Courses"),
  1,
  NARU_CIRCLE_COMMON,
  WRITERS,
  READERS,
  .title = "name code",
  .retention = "P5Y ends",
  .fields = course_fields,
  .description = N_ ("A training course with dates, places and the skills that it teaches."),
};

static const NaruField template_step_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 1 },
  { "goal", TEXT, N_ ("Goal"), 0, 1 },
  { "title", TEXT, N_ ("Step"), REQ, 1 },
  { "class", CODE, N_ ("Measure class"), 0, 1, "measures" },
  { "responsible", ENUM, N_ ("Who acts"), 0, 1, "responsible" },
  { "dueAfterDays", NUMBER, N_ ("Due after days"), 0, 1 },
  { NULL },
};

static const NaruField template_fields[] = {
  { "name", TEXT, N_ ("Name"), REQ | IDX | NAME, 1 },
  { "kind", ENUM, N_ ("Kind"), REQ | IDX, 1, "template-kind" },
  { "group", ENUM, N_ ("For whom"), IDX, 1, "client-group" },
  { "language", CODE, N_ ("Language"), IDX, 1, "languages" },
  { "steps", LIST, N_ ("Steps"), 0, 1, .fields = template_step_fields, .identity = "id" },
  { "body", LONG, N_ ("Text"), WORDS, 1 },
  { NULL },
};

const NaruRecordType naru_type_template = {
  "template",
  N_ ("Template"),
  N_ ("Templates"),
  1,
  NARU_CIRCLE_COMMON,
  WRITERS,
  READERS,
  .title = "name",
  .retention = "always",
  .fields = template_fields,
  .description
  = N_ ("A plan, letter, message, vacancy or checklist to start from, or a page of the handbook."),
};

/* Published, not counted here: a figure stands with its source and its period. */
static const NaruField market_figure_fields[] = {
  { "name", TEXT, N_ ("Name"), REQ | IDX | NAME, 1 },
  { "figure", ENUM, N_ ("Figure"), REQ | IDX, 1, "market-figure" },
  { "occupation", CODE, N_ ("Occupation"), IDX, 1, "isco08" },
  { "region", CODE, N_ ("District"), IDX, 1, "regions" },
  { "value", NUMBER, N_ ("Value"), REQ | IDX, 1 },
  { "unit", TEXT, N_ ("Unit"), 0, 2 },
  { "period", TEXT, N_ ("Period"), REQ | IDX, 1 },
  { "source", TEXT, N_ ("Source"), REQ | IDX, 1 },
  { "publishedOn", DATE, N_ ("Made public on"), IDX, 1 },
  { "link", TEXT, N_ ("Link"), 0, 1 },
  { "note", LONG, N_ ("Note"), WORDS, 1 },
  { NULL },
};

const NaruRecordType naru_type_market_figure = {
  "marketFigure",
  N_ ("Labour market figure"),
  N_ ("Labour market figures"),
  2,
  NARU_CIRCLE_COMMON,
  WRITERS,
  READERS,
  .natural_key = "source figure name period",
  .title = "name",
  .retention = "always",
  .fields = market_figure_fields,
  .description = N_ ("A published figure on the labour market of an occupation or a district, with "
                     "source and period: offline at every desk."),
};

static const NaruField vocabulary_addition_fields[] = {
  { "vocabulary", ENUM, N_ ("Vocabulary"), REQ | IDX | FIXED, 1, "extensible" },
  { "code", TEXT, N_ ("Code"), REQ | IDX | FIXED, 1 },
  { "parent", TEXT, N_ ("Above it"), 0, 1 },
  { "en", TEXT, N_ ("English label"), REQ | NAME, 1 },
  { "ko", TEXT, N_ ("Korean label"), NAME, 1 },
  { "fr", TEXT, N_ ("French label"), NAME, 1 },
  { NULL },
};

const NaruRecordType naru_type_vocabulary_addition = {
  "vocabularyAddition",
  N_ ("Vocabulary addition"),
  N_ ("Vocabulary additions"),
  1,
  NARU_CIRCLE_COMMON,
  WRITERS,
  READERS,
  .natural_key = "vocabulary code",
  .title = "en code",
  .retention = "always",
  .fields = vocabulary_addition_fields,
  .description = N_ ("A term that this centre adds to a vocabulary of codes."),
};

static const NaruField setting_fields[] = {
  { "key", TEXT, N_ ("Setting"), REQ | IDX | FIXED, 1 },
  { "value", LONG, N_ ("Value"), 0, 1 },
  { NULL },
};

const NaruRecordType naru_type_setting = {
  "setting",
  N_ ("Setting of the centre"),
  N_ ("Settings of the centre"),
  1,
  NARU_CIRCLE_COMMON,
  WRITERS,
  READERS,
  .natural_key = "key",
  .title = "key",
  .retention = "always",
  .fields = setting_fields,
  .description = N_ ("A rule that holds for the whole centre: name, jurisdiction, cadence, "
                     "holidays, intake rules, retention."),
};

static const NaruField saved_view_fields[] = {
  { "name", TEXT, N_ ("Name"), REQ | IDX | NAME, 1 },
  { "of", TEXT, N_ ("List"), REQ | IDX | FIXED, 1 },
  { "query", LONG, N_ ("Filters and order"), REQ, 1 },
  { "columns", SET, N_ ("Columns"), 0, 1 },
  { "owner", REF, N_ ("Belongs to"), IDX, 1, "staff" },
  { "shared", BOOL, N_ ("Shared in the centre"), IDX, 1 },
  { NULL },
};

const NaruRecordType naru_type_saved_view = {
  "savedView",
  N_ ("Saved view"),
  N_ ("Saved views"),
  1,
  NARU_CIRCLE_COMMON,
  NARU_ROLE_STAFF,
  READERS,
  .title = "name",
  .retention = "always",
  .fields = saved_view_fields,
  .description = N_ ("A list with its filters, order and columns, kept under a name."),
};

static const NaruField absence_record_fields[] = {
  { "staff", REF, N_ ("Who is away"), REQ | IDX | FIXED, 1, "staff" },
  { "from", DATE, N_ ("From"), REQ | IDX | PERS, 1 },
  { "to", DATE, N_ ("To"), REQ | IDX | PERS, 1 },
  { "deputy", REF, N_ ("Deputy"), IDX, 1, "staff" },
  { NULL },
};

/* Beside the list in the staff record, which personnel keeps: whoever is away says so without the right to write that. */
const NaruRecordType naru_type_absence = {
  "absence",
  N_ ("Absence"),
  N_ ("Absences"),
  1,
  NARU_CIRCLE_COMMON,
  NARU_ROLE_STAFF,
  READERS,
  .owner = "staff",
  .title = "from",
  .retention = "P1Y to",
  .fields = absence_record_fields,
  .description = N_ ("Days on which somebody who works here is away, and who stands in. Why is "
                     "not asked."),
};

static const NaruField training_record_fields[] = {
  { "staff", REF, N_ ("Staff member"), REQ | IDX | FIXED, 1, "staff" },
  { "title", TEXT, N_ ("Training"), REQ | IDX | PERS, 1 },
  { "on", DATE, N_ ("Date"), REQ | IDX | PERS, 1 },
  { "hours", NUMBER, N_ ("Hours"), PERS, 1 },
  { "result", TEXT, N_ ("Result"), PERS, 1 },
  { NULL },
};

/* Beside the list in the staff record, like an absence: everybody keeps a log of her own. */
const NaruRecordType naru_type_training = {
  "training",
  N_ ("Training"),
  N_ ("Trainings"),
  1,
  NARU_CIRCLE_COMMON,
  NARU_ROLE_STAFF,
  READERS,
  .owner = "staff",
  .title = "title",
  .retention = "P5Y on",
  .fields = training_record_fields,
  .description = N_ ("A training of somebody who works here, in the log that she keeps herself."),
};
