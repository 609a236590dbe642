/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the sample centre: chance that repeats itself, a calendar, a writer of documents, and what the parts share. */
#pragma once

#include "naru-sample.h"

G_BEGIN_DECLS

/* MIN and MAX of two: the macros of GLib would throw the dice twice. */
static inline int
naru_least (int a, int b)
{
  return a < b ? a : b;
}

static inline int
naru_most (int a, int b)
{
  return a > b ? a : b;
}

/* Chance: the same for the same seed on every machine. */
typedef struct
{
  guint64 state;
} NaruChance;

void naru_chance_init (NaruChance *self, guint64 seed, const char *stream, guint64 index);
guint64 naru_chance_next (NaruChance *self);
int naru_chance_below (NaruChance *self, int n); /* 0 to n - 1 */
int naru_chance_between (NaruChance *self, int from, int to); /* both included */
gboolean naru_chance_per_mille (NaruChance *self, int n);
int naru_chance_weighted (NaruChance *self, const int *weights, int n);
int naru_chance_long_tail (NaruChance *self, double mean, int most); /* 0 to most, mostly small */
#define naru_chance_pick(self, array)                                                              \
  ((array)[naru_chance_below ((self), (int) G_N_ELEMENTS (array))])

/* Texts: patterns with slots, "{o}" or with a particle that fits, "{o|을}". */
typedef enum
{
  NARU_SLOT_OCCUPATION = 'o',
  NARU_SLOT_SKILL = 's',
  NARU_SLOT_LICENCE = 'l',
  NARU_SLOT_EMPLOYER = 'e',
  NARU_SLOT_COURSE = 'k',
  NARU_SLOT_PLACE = 'p',
  NARU_SLOT_NAME = 'x',
  NARU_SLOT_PARTNER = 'q',
} NaruSlot;

typedef struct
{
  const char *occupation;
  const char *skill;
  const char *licence;
  const char *employer;
  const char *course;
  const char *place;
  const char *name;
  const char *partner;
} NaruSlots;

typedef struct
{
  const char *const *lines;
  int n_lines;
} NaruLines;

#define NARU_LINES(array)                                                                          \
  {                                                                                                \
    array, G_N_ELEMENTS (array)                                                                    \
  }

const char *naru_sample_particle (const char *word, const char *pair);
void naru_sample_expand (GString *out, NaruChance *chance, const char *pattern,
                         const NaruSlots *slots);
char *naru_sample_romanize (const char *hangul, gboolean name);

#define MONTH_HOURS 209 /* paid hours of a month of 40-hour weeks, weekly rest included */

/* Work: occupations with what people do, can and hold in them. */
typedef struct
{
  const char *code; /* ISCO-08 */
  const char *name;
  const char *industry; /* ISIC Rev.4 division */
  const char *trade; /* the word in names of companies */
  const char *skills[5];
  const char *licence; /* NULL for none */
  const char *tasks[5];
  int hourly; /* usual pay in won */
  const char *shift;
  const char *hazards; /* JSON list of codes, NULL for none */
  int women; /* per mille of those who seek it */
} NaruSampleTrade;

extern const NaruSampleTrade naru_sample_trades[];
extern const int naru_sample_n_trades;

/* Names */
typedef struct
{
  char *name;
  char *roman;
  const char *nationality;
  const char *language;
} NaruPersonName;

void naru_sample_name (NaruChance *chance, gboolean woman, int birth_year, int foreign_per_mille,
                       NaruPersonName *name);
void naru_person_name_clear (NaruPersonName *name);

/* Places */
typedef struct
{
  const char *region;
  const char *town;
  const char *district;
  const char *postcode;
  int weight;
} NaruSamplePlace;

extern const NaruSamplePlace naru_sample_places[];
extern const int naru_sample_n_places;
const NaruSamplePlace *naru_sample_place (NaruChance *chance);

typedef struct
{
  char *id;
  char *name;
  guint32 *booked; /* half hours taken, by day */
  int n_open;
} NaruCounsellor;

typedef struct
{
  char *id;
  char *name;
  int trade;
  const NaruSamplePlace *place;
  char *contact;
  char *contact_name;
  char *manager;
  const char *manager_before; /* who looked after it until @assigned */
  int since; /* day */
  int assigned; /* day from which @manager looks after it */
} NaruSampleEmployer;

typedef struct
{
  char *id;
  int trade;
  int employer;
  const char *stage;
  int published; /* day */
  int filled;
} NaruSampleVacancy;

typedef struct
{
  char *id;
  int trade;
  const char *counsellor;
  char *name;
  char *phone;
} NaruSampleAvailability;

/**
 * NaruSample: one filling
 * @modest: many people: fewer documents each
 * @today: day number (Julian) of the clock's date; days of the sample are counted from @first_day
 */
typedef struct
{
  NaruDesk *desk;
  NaruTransaction *transaction;
  guint64 seed;
  int n_jobseekers;
  gboolean modest;
  int today;
  int first_day;
  int n_days;
  int now_minute;
  char zone[8];
  guint64 next_id;
  gboolean *working; /* by day since first_day */
  GString *text; /* the document being written */
  char *author;
  GHashTable *notes; /* what was said already */
  GError *error;

  char *team;
  char *centre_author;
  NaruCounsellor *counsellors;
  int n_counsellors;
  GPtrArray *employer_staff; /* ids */
  char *drafter;
  char *manager;
  char *social_worker;
  GPtrArray *organisations; /* ids, in the order of the table */
  GPtrArray *measures;
  GPtrArray *courses; /* ids */
  GPtrArray *course_names;
  GPtrArray *channels;
  GArray *employers;
  GArray *vacancies;
  GArray *availabilities;
  int todays; /* appointments of the desk's own counsellor today */
  int overdue;
  int unbooked;
  int n_mobiles;
  int n_landlines;
} NaruSample;

#define NARU_SAMPLE_PAST_DAYS 760
#define NARU_SAMPLE_COMING_DAYS 30

/* Days are Julian day numbers as in GDate. */
char *naru_sample_date (int day);
char *naru_sample_time (NaruSample *self, int day, int minute);
gboolean naru_sample_is_working (NaruSample *self, int day);
int naru_sample_working_day (NaruSample *self, int day, int step);
char *naru_sample_holidays (NaruSample *self);
void naru_sample_calendar_init (NaruSample *self);
/* books half hours of a counsellor on a working day from @day on, at most 5 days later; the minute of the day, -1 for none */
int naru_sample_book (NaruSample *self, NaruCounsellor *counsellor, NaruChance *chance, int *day,
                      int half_hours);
gboolean naru_sample_book_at (NaruSample *self, NaruCounsellor *counsellor, int day, int minute,
                              int half_hours);

/* Documents */
char *naru_sample_id (NaruSample *self, const char *type, int day);
void naru_doc_begin (NaruSample *self, const char *type, const char *author, int day);
void naru_doc_text (NaruSample *self, const char *name, const char *value);
void naru_doc_raw (NaruSample *self, const char *name, const char *json);
void naru_doc_number (NaruSample *self, const char *name, int value);
void naru_doc_true (NaruSample *self, const char *name);
void naru_doc_date (NaruSample *self, const char *name, int day);
void naru_doc_time (NaruSample *self, const char *name, int day, int minute);
void naru_doc_money (NaruSample *self, const char *name, int amount, const char *per);
void naru_doc_address (NaruSample *self, NaruChance *chance, const NaruSamplePlace *place);
void naru_doc_open_list (NaruSample *self, const char *name);
void naru_doc_open_element (NaruSample *self);
void naru_doc_close_element (NaruSample *self);
void naru_doc_close_list (NaruSample *self);
void naru_doc_strings (NaruSample *self, const char *name, const char *const *values, int n);
void naru_doc_end (NaruSample *self, const char *id);

/* A note that was never written before: one line of each of the tables, in order; @extra adds until it is new. */
char *naru_sample_note (NaruSample *self, NaruChance *chance, const NaruLines *parts, int n_parts,
                        const NaruLines *extra, const NaruSlots *slots);
char *naru_sample_mobile (NaruSample *self);
char *naru_sample_landline (NaruSample *self);

/* What is said; tables in naru-sample-notes.c and naru-sample-talks.c */
char *naru_sample_meeting_note (NaruSample *self, NaruChance *chance, const char *kind,
                                const NaruSlots *slots);
char *naru_sample_message (NaruSample *self, NaruChance *chance, gboolean in,
                           const NaruSlots *slots);
char *naru_sample_person_note (NaruSample *self, NaruChance *chance, const NaruSlots *slots);
char *naru_sample_barrier_note (NaruSample *self, NaruChance *chance, const char *barrier,
                                const NaruSlots *slots);
char *naru_sample_referral_note (NaruSample *self, NaruChance *chance, const NaruSlots *slots);
char *naru_sample_follow_up_note (NaruSample *self, NaruChance *chance, gboolean employer,
                                  const NaruSlots *slots);
char *naru_sample_assessment_note (NaruSample *self, NaruChance *chance, gboolean social,
                                   const NaruSlots *slots);
char *naru_sample_goal (NaruChance *chance, const NaruSlots *slots);
char *naru_sample_talk (NaruSample *self, NaruChance *chance, const char *kind,
                        const NaruSlots *slots);
char *naru_sample_hiring_note (NaruSample *self, NaruChance *chance, const NaruSlots *slots);
char *naru_sample_habit (NaruSample *self, NaruChance *chance, const NaruSlots *slots);
char *naru_sample_aim (NaruSample *self, NaruChance *chance, const NaruSlots *slots);
char *naru_sample_match_reason (NaruSample *self, NaruChance *chance, const NaruSlots *slots);

/* Parts, in order */
void naru_sample_make_staff (NaruSample *self);
void naru_sample_make_catalogue (NaruSample *self);
void naru_sample_make_employer (NaruSample *self, int index);
void naru_sample_make_vacancy (NaruSample *self, int index);
void naru_sample_make_person (NaruSample *self, int index);
void naru_sample_make_candidacies (NaruSample *self, int from, int to);

/**
 * NaruSamplePerson: what the parts of one case share
 */
typedef struct
{
  NaruChance chance;
  char *id;
  NaruPersonName name;
  NaruCounsellor *counsellor;
  const NaruSampleTrade *trade;
  int trade_index;
  const NaruSamplePlace *place;
  const char *state;
  const char *outcome;
  gboolean woman;
  gboolean mine; /* of the desk's own counsellor */
  gboolean detailed;
  gboolean open;
  int age;
  int registered;
  int active_since;
  int closed; /* 0 while open */
  int end; /* closed or today */
  int cadence;
  int review;
  char *availability;
  char *mobile;
  NaruSlots slots;
} NaruSamplePerson;

void naru_sample_make_meetings (NaruSample *self, NaruSamplePerson *person);
void naru_sample_make_plan (NaruSample *self, NaruSamplePerson *person);
void naru_sample_make_situation (NaruSample *self, NaruSamplePerson *person);
void naru_sample_make_placement (NaruSample *self, NaruSamplePerson *person);

G_END_DECLS
