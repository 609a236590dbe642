/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to model: the tables of the wire dictionary, one file per circle. */
#pragma once

#include <glib/gi18n-lib.h>
#include "naru-field.h"

G_BEGIN_DECLS

/* Short names, so that a row of a table is one line. */
#define TEXT NARU_KIND_TEXT
#define LONG NARU_KIND_LONG_TEXT
#define ENUM NARU_KIND_ENUM
#define CODE NARU_KIND_CODE
#define DATE NARU_KIND_DATE
#define TIME NARU_KIND_TIME
#define MONEY NARU_KIND_MONEY
#define NUMBER NARU_KIND_NUMBER
#define BOOL NARU_KIND_BOOLEAN
#define REF NARU_KIND_REFERENCE
#define OBJECT NARU_KIND_OBJECT
#define LIST NARU_KIND_LIST
#define SET NARU_KIND_SET

#define REQ NARU_FIELD_REQUIRED
#define IDX NARU_FIELD_INDEXED
#define NAME NARU_FIELD_NAME
#define WORDS NARU_FIELD_SEARCH
#define PERS NARU_FIELD_PERSONAL
#define SENS (NARU_FIELD_SENSITIVE | NARU_FIELD_PERSONAL)
#define FIXED NARU_FIELD_FIXED
#define DERIVED NARU_FIELD_DERIVED

extern const NaruField naru_address_fields[];
extern const NaruField naru_source_fields[];

extern const NaruRecordType *const naru_dictionary[];

extern const NaruRecordType naru_type_staff, naru_type_team, naru_type_organisation,
    naru_type_measure, naru_type_course, naru_type_template, naru_type_market_figure,
    naru_type_vocabulary_addition, naru_type_setting, naru_type_saved_view, naru_type_absence,
    naru_type_training;
extern const NaruRecordType naru_type_employer, naru_type_contact, naru_type_interaction,
    naru_type_needs, naru_type_strategy, naru_type_service, naru_type_incentive,
    naru_type_participation, naru_type_vacancy, naru_type_channel;
extern const NaruRecordType naru_type_availability, naru_type_candidacy, naru_type_placement,
    naru_type_employer_follow_up;
extern const NaruRecordType naru_type_jobseeker, naru_type_plan, naru_type_step, naru_type_meeting,
    naru_type_referral, naru_type_consent, naru_type_task, naru_type_message, naru_type_enrolment,
    naru_type_jobseeker_follow_up, naru_type_reading;
extern const NaruRecordType naru_type_assessment, naru_type_barrier, naru_type_benefit_status,
    naru_type_accommodation_need, naru_type_finance_referral;
extern const NaruRecordType naru_type_shared_case, naru_type_partner_assessment,
    naru_type_partner_step, naru_type_partner_note, naru_type_conference;
extern const NaruRecordType naru_type_change, naru_type_conflict, naru_type_blob;

G_END_DECLS
