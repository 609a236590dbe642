/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The short vocabularies. A new term is one line; a code that was ever on the wire keeps its meaning for good. */

#include "naru-terms.h"

#include <glib/gi18n-lib.h>

static const NaruTerm pay_period[] = {
  { "hour", N_ ("Hour") },   { "day", N_ ("Day") },   { "week", N_ ("Week") },
  { "month", N_ ("Month") }, { "year", N_ ("Year") }, { NULL },
};

static const NaruTerm weekday[] = {
  { "mon", N_ ("Monday") },    { "tue", N_ ("Tuesday") },
  { "wed", N_ ("Wednesday") }, { "thu", N_ ("Thursday") },
  { "fri", N_ ("Friday") },    { "sat", N_ ("Saturday") },
  { "sun", N_ ("Sunday") },    { NULL },
};

static const NaruTerm role[] = {
  { "job_counsellor", N_ ("Job counsellor") },
  { "employer_counsellor", N_ ("Employer counsellor") },
  { "vacancy_drafter", N_ ("Vacancy drafter") },
  { "partner", N_ ("Partner caseworker") },
  { "manager", N_ ("Centre manager") },
  { "it", N_ ("IT") },
  { "situation", N_ ("May see the situation of jobseekers") },
  { NULL },
};

static const NaruTerm staff_state[] = {
  { "active", N_ ("At work") },
  { "away", N_ ("Away") },
  { "left", N_ ("Left") },
  { NULL },
};

static const NaruTerm speciality[] = {
  { "women_return", N_ ("Women after a career break") },
  { "over40", N_ ("People over 40") },
  { "veterans", N_ ("Veterans") },
  { "youth", N_ ("Young people") },
  { "migrants", N_ ("Migrant workers") },
  { "disability", N_ ("Disabled people") },
  { "intensive", N_ ("Intensive support with partners") },
  { "employers", N_ ("Employer services") },
  { "negotiation", N_ ("Negotiation") },
  { NULL },
};

static const NaruTerm funding[] = {
  { "state", N_ ("State budget") },
  { "insurance", N_ ("Employment insurance") },
  { "municipality", N_ ("Municipality") },
  { "esf", N_ ("European Social Fund") },
  { "employer", N_ ("Employer") },
  { "partner", N_ ("Partner organisation") },
  { "other", N_ ("Other") },
  { NULL },
};

static const NaruTerm team_task[] = {
  { "planning", N_ ("Planning") },
  { "placement", N_ ("Placement and employer service") },
  { "nesp", N_ ("National employment support programme") },
  { "training", N_ ("Training") },
  { "regional", N_ ("Regional co-operation") },
  { "benefits", N_ ("Benefits") },
  { NULL },
};

static const NaruTerm organisation_kind[] = {
  { "welfare", N_ ("Municipal welfare") },
  { "womens_centre", N_ ("Women's career centre") },
  { "middle_aged_centre", N_ ("Centre for people over 40") },
  { "senior_club", N_ ("Senior employment agency") },
  { "veterans_centre", N_ ("Veterans' centre") },
  { "finance_centre", N_ ("Finance centre") },
  { "training", N_ ("Training provider") },
  { "health", N_ ("Health service") },
  { "housing", N_ ("Housing office") },
  { "disability_agency", N_ ("Employment agency for disabled people") },
  { "injury_insurance", N_ ("Injury insurance") },
  { "migrant_centre", N_ ("Migrant centre") },
  { "private_agency", N_ ("Private placement agency") },
  { "research", N_ ("Research and information") },
  { "authority", N_ ("Authority") },
  { "other", N_ ("Other") },
  { NULL },
};

static const NaruTerm catalogue_state[] = {
  { "open", N_ ("Open") },
  { "full", N_ ("Full") },
  { "closed", N_ ("Closed") },
  { NULL },
};

static const NaruTerm course_mode[] = {
  { "classroom", N_ ("In a classroom") },
  { "workplace", N_ ("At a workplace") },
  { "online", N_ ("Online") },
  { "mixed", N_ ("Mixed") },
  { NULL },
};

static const NaruTerm template_kind[] = {
  { "plan", N_ ("Action plan") },
  { "letter", N_ ("Letter") },
  { "message", N_ ("Text message") },
  { "vacancy", N_ ("Vacancy") },
  { "checklist", N_ ("Checklist") },
  { "handbook", N_ ("Handbook page") },
  { NULL },
};

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

static const NaruTerm channel[] = {
  { "in_person", N_ ("In person") }, { "phone", N_ ("Phone") },
  { "video", N_ ("Video") },         { "message", N_ ("Text message") },
  { "email", N_ ("E-mail") },        { "letter", N_ ("Letter") },
  { "online", N_ ("Online") },       { NULL },
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

static const NaruTerm yes_no_unknown[] = {
  { "yes", N_ ("Yes") },
  { "no", N_ ("No") },
  { "unknown", N_ ("Not known") },
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

static const NaruTerm referral_kind[] = {
  { "guidance", N_ ("Guidance") },
  { "course", N_ ("Course") },
  { "measure", N_ ("Measure") },
  { "welfare_benefit", N_ ("Welfare benefit") },
  { "housing_benefit", N_ ("Housing benefit") },
  { "medical_benefit", N_ ("Medical benefit") },
  { "education_benefit", N_ ("Education benefit") },
  { "voucher", N_ ("Voucher") },
  { "childcare", N_ ("Childcare") },
  { "loan_counselling", N_ ("Loan counselling") },
  { "low_interest_loan", N_ ("Low-interest loan") },
  { "relocation_grant", N_ ("Relocation grant") },
  { "rehabilitation", N_ ("Rehabilitation") },
  { "psychological", N_ ("Psychological support") },
  { "disability_agency", N_ ("Employment agency for disabled people") },
  { "injury_insurance", N_ ("Injury insurance") },
  { "start_up", N_ ("Start-up support") },
  { "recognition", N_ ("Recognition of qualifications") },
  { "legal", N_ ("Legal advice") },
  { "language_course", N_ ("Language course") },
  { "other", N_ ("Other") },
  { NULL },
};

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
  { "applied", N_ ("Applied for") }, { "granted", N_ ("Granted") },   { "refused", N_ ("Refused") },
  { "ended", N_ ("Ended") },         { "unknown", N_ ("Not known") }, { NULL },
};

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
  { "json_ld", N_ ("JSON-LD") }, { "text", N_ ("Plain text") }, { "pdf", N_ ("PDF") },
  { "csv", N_ ("CSV") },         { "paper", N_ ("Paper") },     { NULL },
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

static const NaruTerm conference_state[] = {
  { "planned", N_ ("Planned") },
  { "held", N_ ("Held") },
  { "cancelled", N_ ("Cancelled") },
  { NULL },
};

static const NaruTerm conflict_side[] = {
  { "mine", N_ ("Mine") },
  { "theirs", N_ ("Theirs") },
  { NULL },
};

static const NaruTerm conflict_state[] = {
  { "open", N_ ("Open") },
  { "settled", N_ ("Settled") },
  { NULL },
};

const NaruTermList naru_term_lists[] = {
  { "pay-period", pay_period },
  { "weekday", weekday },
  { "role", role },
  { "staff-state", staff_state },
  { "speciality", speciality },
  { "funding", funding },
  { "team-task", team_task },
  { "organisation-kind", organisation_kind },
  { "catalogue-state", catalogue_state },
  { "course-mode", course_mode },
  { "template-kind", template_kind },
  { "client-group", client_group },
  { "sex", sex },
  { "case-state", case_state },
  { "outcome", outcome },
  { "intake-route", intake_route },
  { "case-origin", case_origin },
  { "channel", channel },
  { "recognition", recognition },
  { "skill-level", skill_level },
  { "case-role", case_role },
  { "shift", shift },
  { "yes-no-unknown", yes_no_unknown },
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
  { "referral-state", referral_state },
  { "refusal-reason", refusal_reason },
  { "consent-purpose", consent_purpose },
  { "shared-part", shared_part },
  { "consent-state", consent_state },
  { "activity", activity },
  { "programme", programme },
  { "enrolment-state", enrolment_state },
  { "follow-up-time", follow_up_time },
  { "follow-up-state", follow_up_state },
  { "follow-up-warning", follow_up_warning },
  { "assessment-kind", assessment_kind },
  { "benefit", benefit },
  { "benefit-state", benefit_state },
  { "employer-stage", employer_stage },
  { "sector", sector },
  { "size-class", size_class },
  { "hiring-intention", hiring_intention },
  { "fact-source", fact_source },
  { "contact-part", contact_part },
  { "data-purpose", data_purpose },
  { "interaction-kind", interaction_kind },
  { "promise-state", promise_state },
  { "employer-service", employer_service },
  { "strategy-state", strategy_state },
  { "incentive-state", incentive_state },
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
  { "conference-state", conference_state },
  { "conflict-side", conflict_side },
  { "conflict-state", conflict_state },
  { NULL },
};
