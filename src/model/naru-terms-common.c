/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The short vocabularies of the centre itself: staff, teams, partners, measures, templates, and what several types share. */

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

static const NaruTerm market_figure[] = {
  { "vacancies", N_ ("Vacancies") },
  { "jobseekers", N_ ("Jobseekers") },
  { "vacancies_per_100", N_ ("Vacancies to 100 jobseekers") },
  { "hard_to_fill", N_ ("Vacancies that are hard to fill") },
  { "employed", N_ ("People employed") },
  { "pay_month", N_ ("Usual pay a month") },
  { "change", N_ ("Expected change of employment, per cent") },
  { "other", N_ ("Other") },
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

static const NaruTerm channel[] = {
  { "in_person", N_ ("In person") }, { "phone", N_ ("Phone") },
  { "video", N_ ("Video") },         { "message", N_ ("Text message") },
  { "email", N_ ("E-mail") },        { "letter", N_ ("Letter") },
  { "online", N_ ("Online") },       { NULL },
};

static const NaruTerm yes_no_unknown[] = {
  { "yes", N_ ("Yes") },
  { "no", N_ ("No") },
  { "unknown", N_ ("Not known") },
  { NULL },
};

static const NaruTerm conference_state[] = {
  { "planned", N_ ("Planned") },
  { "held", N_ ("Held") },
  { "cancelled", N_ ("Cancelled") },
  { NULL },
};

/* Vocabularies whose codes the program keeps and shows and draws no conclusion from: a centre may add to them. */
static const NaruTerm extensible[] = {
  { "employer-programme", N_ ("Programmes for employers") },
  { "programme-stage", N_ ("Stages of programmes") },
  { "employer-service", N_ ("Services to employers") },
  { "hazard", N_ ("Hazards at work") },
  { NULL },
};

static const NaruTerm conflict_state[] = {
  { "open", N_ ("Open") },
  { "settled", N_ ("Settled") },
  { NULL },
};

const NaruTermList naru_terms_common[] = {
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
  { "market-figure", market_figure },
  { "template-kind", template_kind },
  { "channel", channel },
  { "yes-no-unknown", yes_no_unknown },
  { "conference-state", conference_state },
  { "extensible", extensible },
  { "conflict-state", conflict_state },
  { NULL },
};
