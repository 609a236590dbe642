/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Circle match: what is needed to bring people and vacancies together, without names, birth dates or barriers. */

#include "naru-dictionary.h"

#define EVERYBODY (NARU_ROLE_PLACEMENT | NARU_ROLE_MANAGER)
#define WRITERS NARU_ROLE_PLACEMENT

static const NaruField language_level_fields[] = {
  { "language", CODE, N_ ("Language"), REQ, 1, "languages" },
  { "level", CODE, N_ ("Level"), 0, 1, "cefr" },
  { NULL },
};

static const NaruField availability_fields[] = {
  { "occupations", SET, N_ ("Occupations sought"), IDX, 1, "isco08" },
  { "skills", SET, N_ ("Skills"), IDX, 1 },
  { "licences", SET, N_ ("Licences"), IDX, 1 },
  { "languages", SET, N_ ("Languages"), IDX, 1, "languages" },
  { "languageLevels", LIST, N_ ("Language levels"), 0, 1, .fields = language_level_fields,
    .identity = "language" },
  { "education", CODE, N_ ("Education"), IDX, 1, "isced" },
  { "experienceMonths", NUMBER, N_ ("Months of experience"), IDX, 1 },
  { "region", CODE, N_ ("District"), IDX, 1, "regions" },
  { "travelMinutes", NUMBER, N_ ("Travels, minutes"), IDX, 1 },
  { "hoursFrom", NUMBER, N_ ("Hours a week, from"), IDX, 1 },
  { "hoursTo", NUMBER, N_ ("Hours a week, to"), IDX, 1 },
  { "shifts", SET, N_ ("Shifts"), IDX, 1, "shift" },
  { "pay", MONEY, N_ ("Pay wanted"), 0, 1 },
  { "availableFrom", DATE, N_ ("Available from"), IDX, 1 },
  { "state", ENUM, N_ ("State"), IDX, 1, "availability-state" },
  { "counsellor", REF, N_ ("Ask"), IDX, 1, "staff" },
  { "languagesAt", SET, N_ ("Languages at a level"), IDX | DERIVED, 2 },
  { NULL },
};

const NaruRecordType naru_type_availability = {
  "availability",
  N_ ("Availability"),
  N_ ("Availabilities"),
  2,
  NARU_CIRCLE_MATCH,
  WRITERS,
  EVERYBODY,
  .title = "region",
  .retention = "P1Y modifiedAt",
  .fields = availability_fields,
  .description = N_ (
      "What a jobseeker offers and looks for, under a random id: no name, birth date or barrier."),
};

static const NaruField candidacy_fields[] = {
  { "vacancy", REF, N_ ("Vacancy"), REQ | IDX, 1, "vacancy" },
  { "availability", REF, N_ ("Candidate"), IDX, 1, "availability" },
  { "introducedName", TEXT, N_ ("Name, once introduced"), NAME | PERS, 1 },
  { "introducedPhone", TEXT, N_ ("Phone, once introduced"), NAME | PERS, 1 },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "candidacy-state" },
  { "reasons", LONG, N_ ("Reasons"), WORDS, 1 },
  { "dropReason", LONG, N_ ("Why dropped"), WORDS, 1 },
  { "counsellor", REF, N_ ("Counsellor"), IDX, 1, "staff" },
  { "introducedOn", DATE, N_ ("Introduced on"), IDX, 1 },
  { "interviewOn", TIME, N_ ("Interview"), IDX, 1 },
  { "result", LONG, N_ ("Result"), WORDS, 1 },
  { NULL },
};

const NaruRecordType naru_type_candidacy = {
  "candidacy",
  N_ ("Candidacy"),
  N_ ("Candidacies"),
  1,
  NARU_CIRCLE_MATCH,
  WRITERS,
  EVERYBODY,
  .owner = "vacancy",
  .title = "introducedName state",
  .retention = "P2Y modifiedAt",
  .fields = candidacy_fields,
  .description = N_ ("A possible candidate for a vacancy, with reasons. A name enters only when "
                     "the counsellor introduces the person."),
};

static const NaruField placement_fields[] = {
  { "vacancy", REF, N_ ("Vacancy"), IDX, 1, "vacancy" },
  { "employer", REF, N_ ("Employer"), REQ | IDX, 1, "employer" },
  { "candidacy", REF, N_ ("Candidacy"), IDX, 1, "candidacy" },
  { "availability", REF, N_ ("Candidate"), IDX, 1, "availability" },
  { "occupation", CODE, N_ ("Occupation"), IDX, 1, "isco08" },
  { "startOn", DATE, N_ ("Started on"), REQ | IDX, 1 },
  { "endOn", DATE, N_ ("Ended on"), IDX, 1 },
  { "endReason", ENUM, N_ ("Why it ended"), IDX, 1, "job-end-reason" },
  { "contract", ENUM, N_ ("Contract"), IDX, 1, "contract" },
  { "hoursWeek", NUMBER, N_ ("Hours a week"), 0, 1 },
  { "pay", MONEY, N_ ("Pay"), 0, 1 },
  { "measure", REF, N_ ("Measure"), IDX, 1, "measure" },
  { "measureEndsOn", DATE, N_ ("Subsidy or public work ends on"), IDX, 1 },
  { "counsellor", REF, N_ ("Counsellor"), IDX, 1, "staff" },
  { NULL },
};

const NaruRecordType naru_type_placement = {
  "placement",
  N_ ("Placement"),
  N_ ("Placements"),
  1,
  NARU_CIRCLE_MATCH,
  WRITERS,
  EVERYBODY,
  .owner = "employer",
  .title = "occupation startOn",
  .retention = "P5Y endOn",
  .fields = placement_fields,
  .description = N_ ("A job that began, with contract, pay and end."),
};

static const NaruField employer_follow_up_fields[] = {
  { "placement", REF, N_ ("Placement"), REQ | IDX, 1, "placement" },
  { "employer", REF, N_ ("Employer"), REQ | IDX, 1, "employer" },
  { "dueOn", DATE, N_ ("Due"), REQ | IDX, 1 },
  { "after", ENUM, N_ ("Time after the start"), IDX, 1, "follow-up-time" },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "follow-up-state" },
  { "doneOn", DATE, N_ ("Done on"), IDX, 1 },
  { "staff", REF, N_ ("By"), IDX, 1, "staff" },
  { "warning", ENUM, N_ ("Warning"), IDX, 1, "follow-up-warning" },
  { "satisfaction", NUMBER, N_ ("Satisfaction, 1 to 5"), 0, 1 },
  { "note", LONG, N_ ("Note"), WORDS, 1 },
  { NULL },
};

const NaruRecordType naru_type_employer_follow_up = {
  "employerFollowUp",
  N_ ("Follow-up with the employer"),
  N_ ("Follow-ups with employers"),
  1,
  NARU_CIRCLE_MATCH,
  WRITERS,
  EVERYBODY,
  .owner = "placement",
  .title = "after dueOn",
  .retention = "P2Y dueOn",
  .fields = employer_follow_up_fields,
  .description = N_ ("A check with the employer some time after a placement began."),
};
