/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do in the three workspaces, as commands ready to run. Each returns a new command, or NULL with the reason
 * why it cannot be done. Nothing is written before naru_desk_run(). */
#pragma once

#include "naru-attachment.h"
#include "naru-desk.h"
#include "naru-store-sync.h"

G_BEGIN_DECLS

/* Jobseekers */
NaruCommand *naru_case_take_in (NaruDesk *desk, NaruRecord *jobseeker, GError **error);
NaruCommand *naru_case_set_state (NaruDesk *desk, const char *jobseeker, const char *state,
                                  const char *reason_or_outcome, GError **error);
NaruCommand *naru_case_assign (NaruDesk *desk, const char *jobseeker, const char *staff,
                               const char *reason, GError **error);

/* to the queue of another team, or to another centre, which ends it here */
NaruCommand *naru_case_transfer_to_team (NaruDesk *desk, const char *jobseeker, const char *team,
                                         const char *reason, GError **error);
NaruCommand *naru_case_transfer_to_centre (NaruDesk *desk, const char *jobseeker,
                                           const char *centre, const char *reason, GError **error);
NaruCommand *naru_case_set_outcome (NaruDesk *desk, const char *jobseeker, const char *outcome,
                                    GError **error);
/* two records of one person */
NaruCommand *naru_case_merge (NaruDesk *desk, const char *keep, const char *other, GError **error);
NaruCommand *naru_case_unmerge (NaruDesk *desk, const char *other, GError **error);

/* Plans: one current plan per person; it is made when the first goal or step is added. */
char *naru_case_current_plan (NaruDesk *desk, const char *jobseeker);
GPtrArray *naru_case_get_steps (NaruDesk *desk, const char *plan, GError **error);
NaruCommand *naru_case_add_goal (NaruDesk *desk, const char *jobseeker, const char *text,
                                 const char *occupation, GError **error);
NaruCommand *naru_case_add_step (NaruDesk *desk, const char *jobseeker, const char *goal_id,
                                 NaruRecord *step, GError **error);
GPtrArray *naru_case_validate (NaruDesk *desk, NaruRecord *record, const char *today);
NaruCommand *naru_case_set_step_state (NaruDesk *desk, const char *step, const char *state,
                                       GError **error);
/**
 * NaruPlanLine: a line of a plan that two versions tell differently, or a goal under which there is one
 * @before, @after: %NULL where it is new, or was taken out; a goal that is the same is in both
 */
typedef struct
{
  gboolean goal;
  char *before;
  char *after;
} NaruPlanLine;

/* Its versions: proposed, agreed, signed; what a newer one replaces is superseded. */
char *naru_case_write_plan (NaruDesk *desk, const char *plan, GError **error);
NaruCommand *naru_case_propose_plan (NaruDesk *desk, const char *plan, const char *review,
                                     GError **error);
NaruCommand *naru_case_agree_plan (NaruDesk *desk, const char *plan, gboolean signed_by_jobseeker,
                                   const char *review, GError **error);
NaruCommand *naru_case_sign_plan (NaruDesk *desk, const char *plan, const NaruAttachment *signature,
                                  GError **error);
GPtrArray *naru_plan_compare_versions (const char *before, const char *after);

/* Words that a rule marks in a text, a goal or a step */
char *naru_wording_replace (const char *text, guint start, const char *words,
                            const char *replacement);
NaruCommand *naru_plan_reword (NaruDesk *desk, const char *plan, const char *line, guint start,
                               const char *words, const char *replacement, GError **error);

/* Meetings. Booking refuses a time that the counsellor or the jobseeker is already booked for. */
NaruCommand *naru_case_book_meeting (NaruDesk *desk, NaruRecord *meeting, GError **error);
char *naru_case_find_overlap (NaruDesk *desk, const char *staff, const char *jobseeker,
                              const char *start, const char *end, const char *except);
NaruCommand *naru_case_record_meeting (NaruDesk *desk, const char *meeting, const char *notes,
                                       GError **error);
NaruCommand *naru_case_meeting_fell_through (NaruDesk *desk, const char *meeting, const char *state,
                                             const char *side, const char *reason, GError **error);
NaruCommand *naru_case_rebook (NaruDesk *desk, const char *meeting, const char *start,
                               const char *end, GError **error);
/* first time of the given length, from a day on, that is free in working hours: "2026-11-25T14:00:00+09:00" */
char *naru_case_find_free_time (NaruDesk *desk, const char *staff, const char *jobseeker,
                                const char *from_date, int minutes);

/* what is unusual about a time that can be booked all the same: a translated sentence, or NULL */
char *naru_case_describe_time (NaruDesk *desk, const char *staff, const char *start,
                               const char *end);
/* after how many days the next meeting is due: the person's own cadence, the centre's, or 21 */
int naru_case_get_cadence (NaruStore *store, NaruRecord *jobseeker);

typedef enum
{
  NARU_REPEAT_DAYS,
  NARU_REPEAT_WEEKS,
  NARU_REPEAT_MONTHS, /* on the same weekday: the second Tuesday; a fifth one is the last */
} NaruRepeat;

/**
 * NaruSeriesRule: when meetings come again
 * @every: how many days, weeks or months lie between two of them
 * @count: how many, the first one included; 0 goes on until a day
 * @until: (nullable): the last day that may be, where @count is 0
 */
typedef struct
{
  NaruRepeat unit;
  int every;
  int count;
  const char *until;
} NaruSeriesRule;

GPtrArray *naru_case_list_series (const char *start, const NaruSeriesRule *rule, GError **error);
/* which weekday of its month a day is: 1 to 4, and 5 for the last */
int naru_case_weekday_of_month (GDateTime *day);
NaruCommand *naru_case_book_series (NaruDesk *desk, NaruRecord *meeting, const NaruSeriesRule *rule,
                                    GError **error);

/**
 * NaruMeetingReport: how a meeting went, in one command
 * @state: "held", "missed" or "cancelled"
 * @side: on whose side it fell through, a code of the vocabulary "side"; for a meeting that did not take place
 * @reason: (nullable): why, a code of the vocabulary "absence-reason"
 * @channel: (nullable): the way in which it took place; %NULL leaves what was booked
 * @channel_reason: (nullable): why in this way
 * @notes: (nullable): what was said; %NULL leaves the notes
 * @agreed: (nullable) (element-type NaruRecord): new steps for the plan
 * @next: (nullable): the next meeting, with a start
 */
typedef struct
{
  const char *state;
  const char *side;
  const char *reason;
  const char *channel;
  const char *channel_reason;
  const char *notes;
  GPtrArray *agreed;
  NaruRecord *next;
} NaruMeetingReport;

NaruCommand *naru_case_finish_meeting (NaruDesk *desk, const char *meeting,
                                       const NaruMeetingReport *report, GError **error);

/**
 * NaruRebooking: where a meeting of an absent colleague could go
 * @start, @end: times as on the wire; %NULL if no free time was found
 */
typedef struct
{
  char *meeting;
  char *title;
  char *was;
  char *start;
  char *end;
  char *staff;
} NaruRebooking;

/**
 * NaruAbsence: days, the last one included, and who stands in
 * @id: (nullable): of its record; %NULL where personnel keeps it in the staff record
 */
typedef struct
{
  char *id;
  char *from;
  char *to;
  char *deputy;
} NaruAbsence;

void naru_rebooking_free (NaruRebooking *rebooking);
void naru_absence_free (NaruAbsence *absence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruAbsence, naru_absence_free)
GPtrArray *naru_case_list_absences (NaruStore *store, const char *staff);
NaruAbsence *naru_case_find_absence (NaruDesk *desk, const char *staff, const char *date);
gboolean naru_case_may_record_absence (NaruDesk *desk, const char *staff);
gboolean naru_case_check_absence (NaruDesk *desk, NaruRecord *draft, const char **field,
                                  GError **error);
NaruCommand *naru_case_record_absence (NaruDesk *desk, NaruRecord *draft, GPtrArray *rebookings,
                                       GError **error);
NaruCommand *naru_case_remove_absence (NaruDesk *desk, const char *id, GError **error);
/* @with: (nullable): who takes the meetings; NULL moves them to the time after the absence */
GPtrArray *naru_case_propose_rebooking (NaruDesk *desk, const char *staff,
                                        const NaruAbsence *absence, const char *with,
                                        GError **error);
/* colleagues who are away and whose work is done here */
GPtrArray *naru_case_find_stood_in_for (NaruDesk *desk, const char *date);
/* one's own appointments that begin within some minutes */
GPtrArray *naru_case_find_reminders (NaruDesk *desk, int minutes);
NaruCommand *naru_case_rebook_all (NaruDesk *desk, GPtrArray *rebookings, GError **error);

/* Group sessions: a meeting for each person invited, of one series and time */
NaruCommand *naru_case_book_group (NaruDesk *desk, NaruRecord *session, const char *const *people,
                                   GError **error);
NaruCommand *naru_case_finish_group (NaruDesk *desk, const char *meeting, const char *const *absent,
                                     const char *notes, GError **error);
GPtrArray *naru_case_find_session (NaruDesk *desk, const char *meeting, GError **error);

/**
 * NaruChannelAdvice: a channel that suits, and why
 * @channel: code of the vocabulary "channel"
 * @reason: translated
 */
typedef struct
{
  char *channel;
  char *reason;
} NaruChannelAdvice;

void naru_channel_advice_free (NaruChannelAdvice *advice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruChannelAdvice, naru_channel_advice_free)
NaruChannelAdvice *naru_case_advise_channel (NaruDesk *desk, NaruRecord *jobseeker,
                                             const char *service, const char *objective);

/* Referrals */
NaruCommand *naru_case_refer (NaruDesk *desk, NaruRecord *referral, GError **error);
NaruCommand *naru_case_set_referral_state (NaruDesk *desk, const char *referral, const char *state,
                                           const char *reason, GError **error);
NaruCommand *naru_partner_take_checklist (NaruDesk *desk, const char *partner, GError **error);
gboolean naru_referral_is_over (const char *state);
const char *const *naru_referral_next_states (const char *state);
/* provider, dates, places and budget left of a course or measure, in one line */
char *naru_case_describe_offer (NaruDesk *desk, const char *id);

/* Work that began */
NaruCommand *naru_case_begin_work (NaruDesk *desk, const char *jobseeker, NaruRecord *placement,
                                   GError **error);

/**
 * NaruCheckReport: what a check with the worker or the employer found
 * @reached: whether somebody answered
 * @still_there: (nullable): a code of the vocabulary "yes-no-unknown"; asked of the worker
 * @warning: (nullable): a code of the vocabulary "follow-up-warning"
 * @step: (nullable): what will be done about the warning
 * @satisfaction: with the work, 1 to 5, or 0 where nobody answered
 * @service_satisfaction: with the help of the centre, 1 to 5, or 0; asked of the worker
 */
typedef struct
{
  gboolean reached;
  const char *still_there;
  const char *warning;
  const char *step;
  const char *note;
  int satisfaction;
  int service_satisfaction;
} NaruCheckReport;

NaruCommand *naru_case_record_check (NaruDesk *desk, const char *check,
                                     const NaruCheckReport *report, GError **error);

/* Employers */
NaruCommand *naru_employer_log (NaruDesk *desk, const char *employer, const char *kind,
                                const char *summary, const char *contact, const char *next_action,
                                const char *next_action_on, gboolean promise, GError **error);
/* "Will send two names by Friday" : the date named in a line of text, in Korean, English or French; NULL if none */
char *naru_employer_guess_date (const char *text, const char *today);
NaruCommand *naru_employer_close_action (NaruDesk *desk, const char *interaction, const char *state,
                                         GError **error);
NaruCommand *naru_employer_move_action (NaruDesk *desk, const char *interaction, const char *date,
                                        GError **error);
NaruCommand *naru_employer_assign (NaruDesk *desk, const char *employer, const char *staff,
                                   const char *reason, const char *handover, GError **error);

/* Vacancies */
NaruCommand *naru_vacancy_draft (NaruDesk *desk, const char *employer, const char *title,
                                 const char *occupation, GError **error);
NaruCommand *naru_vacancy_copy (NaruDesk *desk, const char *vacancy, GError **error);
NaruCommand *naru_vacancy_set_stage (NaruDesk *desk, const char *vacancy, const char *stage,
                                     const char *reason, GError **error);
NaruCommand *naru_vacancy_agree (NaruDesk *desk, const char *vacancy, const char *contact,
                                 const char *how, GError **error);
const char *const *naru_vacancy_next_stages (const char *stage);
/* what is missing before it can go to the next stage: translated sentences; empty when nothing is */
char **naru_vacancy_missing (NaruRecord *vacancy, GPtrArray *fields);
char *naru_vacancy_reorder (NaruRecord *vacancy, const char *list, guint from, guint to);
/* Words that a rule marks: others in their place, or an exception from the rule with its reason */
NaruCommand *naru_vacancy_rewrite (NaruDesk *desk, const char *vacancy, const char *field,
                                   guint start, const char *words, const char *replacement,
                                   GError **error);
NaruCommand *naru_vacancy_except (NaruDesk *desk, const char *vacancy, const char *rule,
                                  const char *words, const char *justification, GError **error);

/**
 * NaruAsked: a requirement that past vacancies asked for
 */
typedef struct
{
  char *text;
  guint times;
  guint essential; /* in how many of them it was essential */
} NaruAsked;

/**
 * NaruPastVacancies: what the centre's vacancies for an occupation asked and paid
 * @n: how many there are
 * @n_paid: how many name a pay of the commonest currency and period, which the quartiles are of
 * @low, @middle, @high: quartiles, in @currency per @per
 * @oldest, @newest: days, published or else made
 * @asked: (element-type NaruAsked): the commonest requirements
 */
typedef struct
{
  guint n;
  guint n_paid;
  double low, middle, high;
  char *currency;
  char *per;
  char *oldest;
  char *newest;
  GPtrArray *asked;
} NaruPastVacancies;

GPtrArray *naru_market_find (NaruStore *store, const char *occupation, const char *region,
                             GError **error);
char *naru_market_say (GPtrArray *figures);

NaruPastVacancies *naru_vacancy_read_past (NaruStore *store, const char *occupation,
                                           const char *except, GError **error);
void naru_past_vacancies_free (NaruPastVacancies *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruPastVacancies, naru_past_vacancies_free)

/**
 * NaruMeterPart: what one requirement, or one field of the vacancy, does to the number of candidates
 * @id: of the requirement, or name of the field
 * @essential: whether somebody is left out for it
 * @counted: whether what is known of people tells if they meet it; the rest is set only then
 * @alone: how many meet it, whatever else is asked for
 * @without: how many would meet all if it were not asked for
 * @easier: (nullable): what could be asked in its place, such as "B1 is enough", translated
 * @eased: how many would meet all then
 */
typedef struct
{
  char *id;
  gboolean essential;
  gboolean counted;
  gint64 alone;
  gint64 without;
  char *easier;
  gint64 eased;
} NaruMeterPart;

/**
 * NaruMeter: candidates for a vacancy. Counts are exact: show them through naru_meter_blur() alone
 * @all: people near by who look for this kind of work
 * @meeting: those of them who meet all that is essential and can be counted
 * @requirements: (element-type NaruMeterPart): as in the vacancy
 * @fields: (element-type NaruMeterPart): hours, shift, education and others that are filled in
 */
typedef struct
{
  gint64 all;
  gint64 meeting;
  GPtrArray *requirements;
  GPtrArray *fields;
} NaruMeter;

NaruMeter *naru_vacancy_measure (NaruStore *store, NaruRecord *vacancy, GError **error);
gint64 naru_meter_blur (gint64 count);
void naru_meter_free (NaruMeter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruMeter, naru_meter_free)

/* What holds for the whole centre */
char *naru_centre_get_setting (NaruDesk *desk, const char *key);
void naru_centre_load_terms (NaruStore *store);
NaruCommand *naru_centre_add_term (NaruDesk *desk, NaruRecord *draft, GError **error);

/* Fields with two values */
/**
 * NaruSettlement:
 * @conflict: id of an open conflict
 * @value: (nullable): JSON text of what the field is to have: a value of the conflict or any other; %NULL to remove it
 */
typedef struct
{
  const char *conflict;
  const char *value;
} NaruSettlement;

NaruCommand *naru_conflicts_settle (NaruDesk *desk, const NaruSettlement *settlements, gsize n,
                                    GError **error);
NaruCommand *naru_conflict_settle (NaruDesk *desk, const char *conflict, const char *value,
                                   GError **error);
const NaruRecordType *naru_conflict_get_record_type (const NaruConflict *conflict);
const char *naru_conflict_get_label (const NaruConflict *conflict);
gboolean naru_conflict_is_mine (NaruDesk *desk, const NaruConflictValue *value);
gboolean naru_conflict_find_before (const NaruConflict *conflict, GPtrArray *history,
                                    char **before);
GPtrArray *naru_conflicts_list_beside (GPtrArray *conflicts, GPtrArray *history);
NaruRecord *naru_conflicts_find_asked (NaruDesk *desk, const char *about, GPtrArray *conflicts);
gboolean naru_conflicts_are_asked (NaruDesk *desk, const char *about, GPtrArray *conflicts,
                                   NaruRecord *colleague);
NaruCommand *naru_conflicts_ask (NaruDesk *desk, const char *about, GPtrArray *conflicts,
                                 NaruRecord *colleague, GError **error);

/* Deletions that gave way, as long as they are told */
#define NARU_REVIVAL_DAYS 30
GPtrArray *naru_revivals_list (NaruStore *store, const char *date, GError **error);
gboolean naru_revival_dismiss (NaruDesk *desk, const char *record);
char *naru_revival_format (NaruStore *store, const char *staff, const NaruRevival *revival);

G_END_DECLS
