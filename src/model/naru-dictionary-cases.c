/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Circle cases of a team: the people who are looked after, their plans and meetings. Job counsellors of the team only. */

#include "naru-dictionary.h"

#define TEAM (NARU_ROLE_JOB_COUNSELLOR | NARU_ROLE_MANAGER)
#define WRITERS NARU_ROLE_JOB_COUNSELLOR

static const NaruField external_id_fields[] = {
  { "system", TEXT, N_ ("System"), REQ, 1 },
  { "number", TEXT, N_ ("Number there"), REQ | NAME, 1 },
  { NULL },
};

static const NaruField intake_answer_fields[] = {
  { "question", TEXT, N_ ("Question"), REQ, 1 },
  { "answer", TEXT, N_ ("Answer"), REQ, 1 },
  { "reason", TEXT, N_ ("Reason"), 0, 1 },
  { "rule", TEXT, N_ ("Rule"), 0, 1 },
  { "by", REF, N_ ("By"), 0, 1, "staff" },
  { "at", TIME, N_ ("At"), 0, 1 },
  { NULL },
};

static const NaruField digital_skill_fields[] = {
  { "area", CODE, N_ ("Area"), REQ, 1, "digcomp" },
  { "level", NUMBER, N_ ("Level, 0 to 3"), REQ, 1 },
  { NULL },
};

static const NaruField work_history_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 1 },
  { "from", DATE, N_ ("From"), 0, 1 },
  { "to", DATE, N_ ("To"), 0, 1 },
  { "title", TEXT, N_ ("Job"), REQ, 1 },
  { "occupation", CODE, N_ ("Occupation"), 0, 1, "isco08" },
  { "employer", TEXT, N_ ("Employer"), 0, 1 },
  { "country", CODE, N_ ("Country"), 0, 1, "countries" },
  { "endReason", ENUM, N_ ("Why it ended"), 0, 1, "job-end-reason" },
  { NULL },
};

static const NaruField education_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 1 },
  { "level", CODE, N_ ("Level"), 0, 1, "isced" },
  { "title", TEXT, N_ ("Degree or course"), REQ, 1 },
  { "school", TEXT, N_ ("School"), 0, 1 },
  { "country", CODE, N_ ("Country"), 0, 1, "countries" },
  { "endedOn", DATE, N_ ("Ended on"), 0, 1 },
  { "recognition", ENUM, N_ ("Recognition"), 0, 1, "recognition" },
  { NULL },
};

static const NaruField skill_fields[] = {
  { "skill", TEXT, N_ ("Skill"), REQ, 1 },
  { "level", ENUM, N_ ("Level"), 0, 1, "skill-level" },
  { "evidence", TEXT, N_ ("Shown by"), 0, 1 },
  { "origin", CODE, N_ ("Acquired in"), 0, 1, "countries" },
  { "recognition", ENUM, N_ ("Recognition"), 0, 1, "recognition" },
  { NULL },
};

static const NaruField language_fields[] = {
  { "language", CODE, N_ ("Language"), REQ, 1, "languages" },
  { "level", CODE, N_ ("Level"), 0, 1, "cefr" },
  { "evidence", TEXT, N_ ("Shown by"), 0, 1 },
  { NULL },
};

static const NaruField licence_fields[] = {
  { "name", TEXT, N_ ("Licence"), REQ, 1 },
  { "issuedOn", DATE, N_ ("Issued on"), 0, 1 },
  { "validTo", DATE, N_ ("Valid to"), 0, 1 },
  { NULL },
};

static const NaruField assignment_fields[] = {
  { "from", DATE, N_ ("From"), REQ, 1 },
  { "to", DATE, N_ ("To"), 0, 1 },
  { "staff", REF, N_ ("Counsellor"), REQ, 1, "staff" },
  { "reason", TEXT, N_ ("Reason for the change"), 0, 1 },
  { "handover", LONG, N_ ("Handover note"), PERS, 1 },
  { NULL },
};

static const NaruField case_role_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 1 },
  { "staff", REF, N_ ("Person"), 0, 1, "staff" },
  { "organisation", REF, N_ ("Organisation"), 0, 1, "organisation" },
  { "role", ENUM, N_ ("Part in the case"), REQ, 1, "case-role" },
  { "from", DATE, N_ ("From"), 0, 1 },
  { "to", DATE, N_ ("To"), 0, 1 },
  { NULL },
};

static const NaruField jobseeker_fields[] = {
  { "name", TEXT, N_ ("Name"), REQ | IDX | NAME | PERS, 1 },
  { "romanName", TEXT, N_ ("Name in Latin letters"), NAME | PERS, 1 },
  { "otherNames", SET, N_ ("Other names"), NAME | PERS, 1 },
  { "birthDate", DATE, N_ ("Date of birth"), IDX | PERS, 1 },
  { "sex", ENUM, N_ ("Sex"), PERS, 1, "sex" },
  { "nationality", CODE, N_ ("Nationality"), PERS, 1, "countries" },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "case-state" },
  { "counsellor", REF, N_ ("Counsellor"), IDX, 1, "staff" },
  { "team", REF, N_ ("Team"), IDX, 1, "team" },
  { "registeredOn", DATE, N_ ("Registered on"), IDX, 1 },
  { "activeSince", DATE, N_ ("Active since"), IDX, 1 },
  { "closedOn", DATE, N_ ("Closed on"), IDX, 1 },
  { "outcome", ENUM, N_ ("Outcome"), IDX, 1, "outcome" },
  { "suspendedUntil", DATE, N_ ("Suspended until"), IDX, 1 },
  { "inWork", BOOL, N_ ("In work now"), IDX, 1 },
  { "atRisk", BOOL, N_ ("At risk of losing work"), IDX, 1 },
  { "phone", TEXT, N_ ("Phone"), NAME | PERS, 1 },
  { "mobile", TEXT, N_ ("Mobile phone"), IDX | NAME | PERS, 1 },
  { "email", TEXT, N_ ("E-mail"), IDX | NAME | PERS, 1 },
  { "safeContact", TEXT, N_ ("Safe way to contact"), SENS, 1 },
  { "preferredChannel", ENUM, N_ ("Preferred channel"), IDX, 1, "channel" },
  { "channelReason", TEXT, N_ ("Why this channel"), PERS, 1 },
  { "protectedAddress", BOOL, N_ ("Address is protected"), SENS, 1 },
  { "address", OBJECT, N_ ("Address"), PERS, 1, .fields = naru_address_fields },
  { "region", CODE, N_ ("District"), IDX, 1, "regions" },
  { "language", CODE, N_ ("Language to speak"), IDX, 1, "languages" },
  { "interpreter", BOOL, N_ ("Needs an interpreter"), IDX, 1 },
  { "guardian", TEXT, N_ ("Guardian"), NAME | SENS, 1 },
  { "groups", SET, N_ ("Client groups"), IDX | SENS, 1, "client-group" },
  { "route", ENUM, N_ ("Route"), IDX, 1, "intake-route" },
  { "routeReason", TEXT, N_ ("Why this route"), 0, 1 },
  { "routeRule", TEXT, N_ ("Rule of the route"), DERIVED, 1 },
  { "intake", LIST, N_ ("Intake interview"), SENS, 1, .fields = intake_answer_fields,
    .identity = "question" },
  { "intakeState", ENUM, N_ ("Interview"), IDX | DERIVED, 3, "intake-state" },
  { "origin", ENUM, N_ ("Came through"), IDX, 1, "case-origin" },
  { "digitalSkills", LIST, N_ ("Digital skills"), PERS, 1, .fields = digital_skill_fields,
    .identity = "area" },
  { "paperPlan", BOOL, N_ ("Gets the plan on paper"), 0, 1 },
  { "occupations", SET, N_ ("Occupations sought"), IDX, 1, "isco08" },
  { "workHistory", LIST, N_ ("Work history"), PERS, 1, .fields = work_history_fields,
    .identity = "id" },
  { "education", LIST, N_ ("Education"), PERS, 1, .fields = education_fields, .identity = "id" },
  { "educationLevel", CODE, N_ ("Highest education"), IDX, 1, "isced" },
  { "skills", LIST, N_ ("Skills"), WORDS, 1, .fields = skill_fields, .identity = "skill" },
  { "languages", LIST, N_ ("Languages"), 0, 1, .fields = language_fields, .identity = "language" },
  { "licences", LIST, N_ ("Licences"), WORDS, 1, .fields = licence_fields, .identity = "name" },
  { "competencyResult", LONG, N_ ("Competency and career-type results"), WORDS | PERS, 1 },
  { "availableFrom", DATE, N_ ("Available from"), IDX, 1 },
  { "hoursFrom", NUMBER, N_ ("Hours a week, from"), 0, 1 },
  { "hoursTo", NUMBER, N_ ("Hours a week, to"), 0, 1 },
  { "shifts", SET, N_ ("Shifts"), IDX, 1, "shift" },
  { "payWanted", MONEY, N_ ("Pay wanted"), 0, 1 },
  { "travelMinutes", NUMBER, N_ ("Travels, minutes"), 0, 1 },
  { "drives", BOOL, N_ ("Has a car"), 0, 1 },
  { "permit", TEXT, N_ ("Residence or work permit"), PERS, 1 },
  { "permitUntil", DATE, N_ ("Permit valid to"), IDX | PERS, 1 },
  { "contractLanguage", CODE, N_ ("Language of the contract"), 0, 1, "languages" },
  { "conditionsNote", LONG, N_ ("Working conditions to note"), WORDS | PERS, 1 },
  { "returnGoal", LONG, N_ ("Return and remittance goals"), WORDS | SENS, 1 },
  { "injuryInsurance", ENUM, N_ ("Injury insurance"), 0, 1, "yes-no-unknown" },
  { "externalIds", LIST, N_ ("Numbers in other systems"), PERS, 1, .fields = external_id_fields,
    .identity = "system" },
  { "sourceKey", TEXT, N_ ("Number at the source"), IDX | DERIVED, 1 },
  { "cadenceDays", NUMBER, N_ ("Meets every days"), IDX, 1 },
  { "planReviewOn", DATE, N_ ("Plan review"), IDX, 1 },
  { "assignments", LIST, N_ ("Counsellors so far"), 0, 1, .fields = assignment_fields,
    .identity = "from" },
  { "caseRoles", LIST, N_ ("Who takes part"), PERS, 1, .fields = case_role_fields,
    .identity = "id" },
  { "availability", REF, N_ ("Availability record"), DERIVED, 1, "availability" },
  { "transferredTo", TEXT, N_ ("Transferred to"), 0, 2 },
  { "mergedInto", REF, N_ ("Merged into"), IDX | DERIVED, 1, "jobseeker" },
  { "mergedRecords", SET, N_ ("Went along with the merge"), DERIVED, 3 },
  { "note", LONG, N_ ("Note"), WORDS | SENS, 1 },
  { NULL },
};

const NaruRecordType naru_type_jobseeker = {
  "jobseeker",
  N_ ("Jobseeker"),
  N_ ("Jobseekers"),
  3,
  NARU_CIRCLE_CASES,
  WRITERS,
  TEAM,
  .natural_key = "sourceKey",
  .title = "name romanName",
  .retention = "P5Y closedOn",
  .fields = jobseeker_fields,
  .description
  = N_ ("A person who is looked after, out of work or in work and at risk of losing it."),
};

static const NaruField goal_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 1 },
  { "text", TEXT, N_ ("Goal"), REQ, 1 },
  { "occupation", CODE, N_ ("Target occupation"), 0, 1, "isco08" },
  { NULL },
};

static const NaruField plan_version_fields[] = {
  { "number", NUMBER, N_ ("Version"), REQ, 1 },
  { "state", ENUM, N_ ("State"), REQ, 1, "plan-state" },
  { "at", TIME, N_ ("At"), 0, 1 },
  { "by", REF, N_ ("By"), 0, 1, "staff" },
  { "signedJobseekerOn", DATE, N_ ("Signed by the jobseeker on"), 0, 1 },
  { "signature", TEXT, N_ ("Signature or scan"), SENS, 1 },
  { "text", LONG, N_ ("Text"), 0, 1 },
  { NULL },
};

static const NaruField plan_fields[] = {
  { "jobseeker", REF, N_ ("Jobseeker"), REQ | IDX, 1, "jobseeker" },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "plan-state" },
  { "template", TEXT, N_ ("Made from"), 0, 1 },
  { "goals", LIST, N_ ("Goals"), WORDS, 1, .fields = goal_fields, .identity = "id" },
  { "startedOn", DATE, N_ ("Started on"), IDX, 1 },
  { "agreedOn", DATE, N_ ("Agreed on"), IDX, 1 },
  { "reviewOn", DATE, N_ ("Review on"), IDX, 1 },
  { "versions", LIST, N_ ("Versions"), 0, 1, .fields = plan_version_fields, .identity = "number" },
  { "note", LONG, N_ ("Note"), WORDS, 1 },
  { NULL },
};

const NaruRecordType naru_type_plan = {
  "plan",
  N_ ("Action plan"),
  N_ ("Action plans"),
  1,
  NARU_CIRCLE_CASES,
  WRITERS,
  TEAM,
  .owner = "jobseeker",
  .title = "startedOn",
  .retention = "P5Y modifiedAt",
  .fields = plan_fields,
  .description = N_ ("What jobseeker and counsellor agreed to do: goals, versions and review date. "
                     "Steps are records of their own."),
};

static const NaruField step_fields[] = {
  { "jobseeker", REF, N_ ("Jobseeker"), REQ | IDX, 1, "jobseeker" },
  { "plan", REF, N_ ("Plan"), IDX, 1, "plan" },
  { "goal", TEXT, N_ ("Goal"), 0, 1 },
  { "title", TEXT, N_ ("Step"), REQ | IDX | NAME, 1 },
  { "class", CODE, N_ ("Measure class"), IDX, 1, "measures" },
  { "measure", REF, N_ ("Measure"), IDX, 1, "measure" },
  { "responsible", ENUM, N_ ("Who acts"), IDX, 1, "responsible" },
  { "organisation", REF, N_ ("Partner"), IDX, 1, "organisation" },
  { "plannedOn", DATE, N_ ("Planned on"), 0, 1 },
  { "dueOn", DATE, N_ ("Due"), IDX, 1 },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "step-state" },
  { "doneOn", DATE, N_ ("Done on"), IDX, 1 },
  { "evidence", TEXT, N_ ("Shown by"), 0, 1 },
  { "blockedBy", REF, N_ ("Waits for"), IDX, 1, "step" },
  { "barrier", ENUM, N_ ("Eases barrier"), IDX | SENS, 1, "barrier" },
  { "position", NUMBER, N_ ("Order"), DERIVED, 1 },
  { "note", LONG, N_ ("Note"), WORDS, 1 },
  { NULL },
};

const NaruRecordType naru_type_step = {
  "step",
  N_ ("Step"),
  N_ ("Steps"),
  1,
  NARU_CIRCLE_CASES,
  WRITERS,
  TEAM,
  .owner = "jobseeker",
  .title = "title",
  .retention = "P5Y modifiedAt",
  .fields = step_fields,
  .description
  = N_ ("One step of an action plan: who acts, until when, under which measure class."),
};

static const NaruField next_step_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 1 },
  { "text", TEXT, N_ ("Agreed"), REQ, 1 },
  { "step", REF, N_ ("Step"), 0, 1, "step" },
  { NULL },
};

static const NaruField attendee_fields[] = {
  { "id", TEXT, N_ ("Number"), REQ, 1 },
  { "jobseeker", REF, N_ ("Jobseeker"), 0, 1, "jobseeker" },
  { "staff", REF, N_ ("Staff member"), 0, 1, "staff" },
  { "name", TEXT, N_ ("Name"), PERS, 1 },
  { "attended", BOOL, N_ ("Came"), 0, 1 },
  { NULL },
};

static const NaruField meeting_fields[] = {
  { "jobseeker", REF, N_ ("Jobseeker"), IDX, 1, "jobseeker" },
  { "staff", REF, N_ ("With"), IDX, 1, "staff" },
  { "kind", ENUM, N_ ("Kind"), REQ | IDX, 1, "meeting-kind" },
  { "channel", ENUM, N_ ("Channel"), REQ | IDX, 1, "channel" },
  { "channelReason", TEXT, N_ ("Why this channel"), 0, 1 },
  { "start", TIME, N_ ("Starts"), REQ | IDX, 1 },
  { "end", TIME, N_ ("Ends"), IDX, 1 },
  { "place", TEXT, N_ ("Room or link"), 0, 1 },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "meeting-state" },
  { "fellThroughBy", ENUM, N_ ("Fell through on the side of"), IDX, 1, "side" },
  { "fellThroughReason", ENUM, N_ ("Reason"), IDX, 1, "absence-reason" },
  { "topic", TEXT, N_ ("Topic"), NAME, 1 },
  { "notes", LONG, N_ ("Notes"), WORDS | PERS, 1 },
  { "agreed", LIST, N_ ("Agreed next"), 0, 1, .fields = next_step_fields, .identity = "id" },
  { "attendees", LIST, N_ ("Who attended"), PERS, 1, .fields = attendee_fields, .identity = "id" },
  { "series", TEXT, N_ ("Series"), IDX | DERIVED, 1 },
  { "rebookedAs", REF, N_ ("Rebooked as"), IDX, 1, "meeting" },
  { "organisation", REF, N_ ("With partner"), IDX, 1, "organisation" },
  { NULL },
};

const NaruRecordType naru_type_meeting = {
  "meeting",
  N_ ("Meeting"),
  N_ ("Meetings"),
  1,
  NARU_CIRCLE_CASES,
  WRITERS,
  TEAM,
  .owner = "jobseeker",
  .title = "topic start",
  .retention = "P5Y start",
  .fields = meeting_fields,
  .description = N_ ("An appointment, from booking to what was said and agreed; also group "
                     "sessions and three-way meetings."),
};

static const NaruField referral_fields[] = {
  { "jobseeker", REF, N_ ("Jobseeker"), REQ | IDX, 1, "jobseeker" },
  { "direction", ENUM, N_ ("Direction"), REQ | IDX, 1, "referral-direction" },
  { "kind", ENUM, N_ ("Kind"), REQ | IDX, 1, "referral-kind" },
  { "organisation", REF, N_ ("Partner"), IDX, 1, "organisation" },
  { "course", REF, N_ ("Course"), IDX, 1, "course" },
  { "measure", REF, N_ ("Measure"), IDX, 1, "measure" },
  { "step", REF, N_ ("Step"), IDX, 1, "step" },
  { "barrier", ENUM, N_ ("For barrier"), IDX | SENS, 1, "barrier" },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "referral-state" },
  { "sentOn", DATE, N_ ("Sent on"), IDX, 1 },
  { "answeredOn", DATE, N_ ("Answered on"), IDX, 1 },
  { "startsOn", DATE, N_ ("Starts on"), IDX, 1 },
  { "endsOn", DATE, N_ ("Ends on"), IDX, 1 },
  { "attendance", NUMBER, N_ ("Attendance, per cent"), 0, 1 },
  { "refusalReason", ENUM, N_ ("Why refused"), IDX, 1, "refusal-reason" },
  { "result", LONG, N_ ("Result"), WORDS | PERS, 1 },
  { "note", LONG, N_ ("Note"), WORDS | PERS, 1 },
  { NULL },
};

const NaruRecordType naru_type_referral = {
  "referral",
  N_ ("Referral"),
  N_ ("Referrals"),
  1,
  NARU_CIRCLE_CASES,
  WRITERS,
  TEAM,
  .owner = "jobseeker",
  .title = "kind state",
  .retention = "P5Y modifiedAt",
  .fields = referral_fields,
  .description = N_ ("A person sent to, or received from, a partner, a course or a measure, with "
                     "state and result."),
};

static const NaruField consent_fields[] = {
  { "jobseeker", REF, N_ ("Jobseeker"), REQ | IDX, 1, "jobseeker" },
  { "purpose", ENUM, N_ ("Purpose"), REQ | IDX | SENS, 1, "consent-purpose" },
  { "organisation", REF, N_ ("Shared with"), IDX, 1, "organisation" },
  { "parts", SET, N_ ("What is shared"), SENS, 1, "shared-part" },
  { "state", ENUM, N_ ("State"), REQ | IDX | SENS, 1, "consent-state" },
  { "givenOn", DATE, N_ ("Given on"), IDX, 1 },
  { "givenHow", ENUM, N_ ("Given how"), 0, 1, "channel" },
  { "withdrawnOn", DATE, N_ ("Withdrawn on"), IDX, 1 },
  { "validTo", DATE, N_ ("Valid to"), IDX, 1 },
  { "signature", TEXT, N_ ("Signature or scan"), SENS, 1 },
  { NULL },
};

const NaruRecordType naru_type_consent = {
  "consent",
  N_ ("Consent"),
  N_ ("Consents"),
  1,
  NARU_CIRCLE_CASES,
  WRITERS,
  TEAM,
  .owner = "jobseeker",
  .title = "purpose givenOn",
  .retention = "P5Y withdrawnOn",
  .fields = consent_fields,
  .description
  = N_ ("What a person agreed to share, with whom, and until when. Withdrawing needs no reason."),
};

static const NaruField task_fields[] = {
  { "title", TEXT, N_ ("Task"), REQ | IDX | NAME, 1 },
  { "jobseeker", REF, N_ ("Jobseeker"), IDX, 1, "jobseeker" },
  { "owner", REF, N_ ("Who does it"), IDX, 1, "staff" },
  { "dueOn", DATE, N_ ("Due"), IDX, 1 },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "step-state" },
  { "doneOn", DATE, N_ ("Done on"), IDX, 1 },
  { "activity", ENUM, N_ ("Activity"), IDX, 1, "activity" },
  { "conference", REF, N_ ("From conference"), IDX, 1, "conference" },
  { "note", LONG, N_ ("Note"), WORDS | PERS, 1 },
  { NULL },
};

const NaruRecordType naru_type_task = {
  "task",
  N_ ("Task"),
  N_ ("Tasks"),
  1,
  NARU_CIRCLE_CASES,
  WRITERS,
  TEAM,
  .title = "title",
  .retention = "P2Y modifiedAt",
  .fields = task_fields,
  .description = N_ ("Something that a staff member is to do."),
};

static const NaruField message_fields[] = {
  { "jobseeker", REF, N_ ("Jobseeker"), REQ | IDX, 1, "jobseeker" },
  { "direction", ENUM, N_ ("Direction"), REQ | IDX, 1, "referral-direction" },
  { "channel", ENUM, N_ ("Channel"), REQ | IDX, 1, "channel" },
  { "at", TIME, N_ ("When"), REQ | IDX, 1 },
  { "staff", REF, N_ ("By"), IDX, 1, "staff" },
  { "subject", TEXT, N_ ("Subject"), NAME, 1 },
  { "body", LONG, N_ ("Text"), WORDS | PERS, 1 },
  { "template", REF, N_ ("Template"), 0, 1, "template" },
  { NULL },
};

const NaruRecordType naru_type_message = {
  "message",
  N_ ("Message"),
  N_ ("Messages"),
  1,
  NARU_CIRCLE_CASES,
  WRITERS,
  TEAM,
  .owner = "jobseeker",
  .title = "subject at",
  .retention = "P2Y at",
  .fields = message_fields,
  .description = N_ ("A letter, mail or text message sent to or received from a jobseeker."),
};

static const NaruField enrolment_fields[] = {
  { "jobseeker", REF, N_ ("Jobseeker"), REQ | IDX, 1, "jobseeker" },
  { "programme", ENUM, N_ ("Programme"), REQ | IDX, 1, "programme" },
  { "stage", NUMBER, N_ ("Stage"), IDX, 1 },
  { "from", DATE, N_ ("From"), REQ | IDX, 1 },
  { "to", DATE, N_ ("To"), IDX, 1 },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "enrolment-state" },
  { "allowance", MONEY, N_ ("Allowance"), SENS, 1 },
  { "note", LONG, N_ ("Note"), WORDS | PERS, 1 },
  { NULL },
};

const NaruRecordType naru_type_enrolment = {
  "enrolment",
  N_ ("Programme enrolment"),
  N_ ("Programme enrolments"),
  1,
  NARU_CIRCLE_CASES,
  WRITERS,
  TEAM,
  .owner = "jobseeker",
  .title = "programme from",
  .retention = "P5Y to",
  .fields = enrolment_fields,
  .description = N_ ("A person's part in a programme with stages, such as the national employment "
                     "support programme."),
};

static const NaruField jobseeker_follow_up_fields[] = {
  { "jobseeker", REF, N_ ("Jobseeker"), REQ | IDX, 1, "jobseeker" },
  { "placement", REF, N_ ("Placement"), IDX, 1, "placement" },
  { "dueOn", DATE, N_ ("Due"), REQ | IDX, 1 },
  { "after", ENUM, N_ ("Time after the start"), IDX, 1, "follow-up-time" },
  { "state", ENUM, N_ ("State"), REQ | IDX, 1, "follow-up-state" },
  { "doneOn", DATE, N_ ("Done on"), IDX, 1 },
  { "staff", REF, N_ ("By"), IDX, 1, "staff" },
  { "warning", ENUM, N_ ("Warning"), IDX, 1, "follow-up-warning" },
  { "stillThere", ENUM, N_ ("Still in the job"), IDX, 1, "yes-no-unknown" },
  { "satisfaction", NUMBER, N_ ("Satisfaction, 1 to 5"), 0, 1 },
  { "note", LONG, N_ ("Note"), WORDS | PERS, 1 },
  { "serviceSatisfaction", NUMBER, N_ ("Satisfaction with our help, 1 to 5"), 0, 2 },
  { NULL },
};

const NaruRecordType naru_type_jobseeker_follow_up = {
  "jobseekerFollowUp",
  N_ ("Follow-up with the jobseeker"),
  N_ ("Follow-ups with jobseekers"),
  2,
  NARU_CIRCLE_CASES,
  WRITERS,
  TEAM,
  .owner = "jobseeker",
  .title = "after dueOn",
  .retention = "P2Y dueOn",
  .fields = jobseeker_follow_up_fields,
  .description = N_ ("A check with the person some time after work began."),
};

static const NaruField reading_fields[] = {
  { "jobseeker", REF, N_ ("Jobseeker"), REQ | IDX | FIXED, 1, "jobseeker" },
  { "staff", REF, N_ ("Who read it"), REQ | IDX | FIXED, 1, "staff" },
  { "on", DATE, N_ ("Day"), REQ | IDX | FIXED, 1 },
  { "part", ENUM, N_ ("What was read"), REQ | FIXED, 1, "read-part" },
  { NULL },
};

const NaruRecordType naru_type_reading = {
  "reading",
  N_ ("Trace of reading"),
  N_ ("Traces of reading"),
  1,
  NARU_CIRCLE_CASES,
  WRITERS,
  TEAM,
  .natural_key = "jobseeker staff on part",
  .owner = "jobseeker",
  .title = "on",
  .retention = "P2Y on",
  .append_only = TRUE,
  .fields = reading_fields,
  .description
  = N_ ("That somebody looked at what is sensitive about a person: once a day, part and "
        "reader."),
};
