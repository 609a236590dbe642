/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The candidates meter: how many of the people who look for work near by meet what a vacancy asks, from availabilities
 * alone, and what asking for less would change. The counts are blurred, and so are their differences, so that no one can be
 * singled out by changing a requirement. Who does not say something, such as hours, is not left out for it. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-query.h"
#include "naru-vacancy-work.h"
#include "naru-vocabulary.h"

#define BLUR 5
#define PART_TIME_HOURS 20
#define MOST_CONDITIONS 64

/**
 * naru_meter_blur:
 * @count: a count of people
 *
 * Returns: 0 where there are fewer than 5, otherwise the count rounded to 5
 */
gint64
naru_meter_blur (gint64 count)
{
  return count < BLUR ? 0 : (count + BLUR / 2) / BLUR * BLUR;
}

/**
 * naru_meter_free:
 *
 * Frees it.
 */
void
naru_meter_free (NaruMeter *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->requirements);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

static void
part_free (gpointer data)
{
  NaruMeterPart *part = data;

  g_free (part->id);
  g_free (part->easier);
  g_free (part);
}

/* Conditions */

typedef struct
{
  NaruCondition condition; /* first: a condition is all that others see */
  char **values;
} Made;

/**
 * Counting: what people are counted by
 * @made: (element-type Made): all conditions
 * @asked: (element-type NaruCondition): those that everybody must meet; the first are those of the vacancy itself
 */
typedef struct
{
  NaruStore *store;
  GPtrArray *made;
  GPtrArray *asked;
  GError *error;
} Counting;

static void
made_free (gpointer data)
{
  Made *made = data;

  g_strfreev (made->values);
  g_free (made);
}

/* @values: (transfer full) */
static const NaruCondition *
any_of (Counting *self, const char *field, NaruFilterOp op, char **values,
        const NaruCondition *or_else)
{
  Made *made = g_new0 (Made, 1);

  made->values = values;
  made->condition.field = field;
  made->condition.any_of = (const char *const *) values;
  made->condition.op = op;
  made->condition.or_else = or_else;
  g_ptr_array_add (self->made, made);
  return &made->condition;
}

static const NaruCondition *
one (Counting *self, const char *field, NaruFilterOp op, const char *value,
     const NaruCondition *or_else)
{
  char **values = g_new0 (char *, 2);

  values[0] = g_strdup (value);
  return any_of (self, field, op, values, or_else);
}

static const NaruCondition *
number (Counting *self, const char *field, NaruFilterOp op, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  return one (self, field, op, text, one (self, field, NARU_FILTER_EMPTY, "", NULL));
}

/**
 * Asked: one part with its conditions
 * @condition: %NULL if nothing that is known of people tells who meets it
 * @also: (nullable): goes with it
 * @easier: (nullable): in the place of @condition
 */
typedef struct
{
  NaruMeterPart *part;
  const NaruCondition *condition;
  const NaruCondition *also;
  const NaruCondition *easier;
} Asked;

static gint64
count_these (Counting *self, const NaruCondition *conditions, guint n)
{
  gint64 people = -1;

  if (self->error == NULL)
    people = naru_store_count_meeting (self->store, "availability", conditions, n, &self->error);
  return MAX (people, 0);
}

/* Those who meet all but one of the parts; @easier: (nullable): what is asked in its place */
static gint64
count_without (Counting *self, const Asked *left_out, const NaruCondition *easier)
{
  NaruCondition some[MOST_CONDITIONS + 2];
  guint n = 0;

  for (guint i = 0; i < self->asked->len; i++)
    if (left_out == NULL || self->asked->pdata[i] != left_out->condition)
      if (left_out == NULL || easier != NULL || self->asked->pdata[i] != left_out->also)
        some[n++] = *(const NaruCondition *) self->asked->pdata[i];
  if (easier != NULL)
    some[n++] = *easier;
  return count_these (self, some, n);
}

/* Those of the first @frame conditions who meet one part. */
static gint64
count_alone (Counting *self, guint frame, const Asked *asked)
{
  NaruCondition some[MOST_CONDITIONS + 2];
  guint n = 0;

  for (guint i = 0; i < frame; i++)
    some[n++] = *(const NaruCondition *) self->asked->pdata[i];
  if (asked != NULL)
    some[n++] = *asked->condition;
  if (asked != NULL && asked->also != NULL)
    some[n++] = *asked->also;
  return count_these (self, some, n);
}

static gboolean
anybody (Counting *self, const char *field, const char *value)
{
  const NaruCondition *condition = one (self, field, NARU_FILTER_IS, value, NULL);

  return count_these (self, condition, 1) > 0;
}

static Asked *
ask (Counting *self, GArray *parts, GPtrArray *list, const char *id, const NaruCondition *condition)
{
  NaruMeterPart *part = g_new0 (NaruMeterPart, 1);
  Asked asked = { .part = part };

  part->id = g_strdup (id);
  part->essential = TRUE;
  g_ptr_array_add (list, part);
  if (condition != NULL && self->asked->len + 1 < MOST_CONDITIONS)
    {
      asked.condition = condition;
      part->counted = TRUE;
      g_ptr_array_add (self->asked, (gpointer) condition);
    }
  g_array_append_val (parts, asked);
  return &g_array_index (parts, Asked, parts->len - 1);
}

/* @text: (transfer full): what is asked in its place */
static void
ease (Asked *asked, const NaruCondition *condition, char *text)
{
  if (asked->condition == NULL)
    {
      g_free (text);
      return;
    }
  asked->easier = condition;
  asked->part->easier = text;
}

/* Levels */

/* The level asked for, and all above it. */
static char **
levels_from (const char *vocabulary, int position, const char *prefix)
{
  NaruVocabulary *levels = naru_vocabulary_get (vocabulary);
  g_autoptr (GStrvBuilder) from = g_strv_builder_new ();

  for (guint i = (guint) MAX (position, 0); i < naru_vocabulary_size (levels); i++)
    {
      const char *code = naru_vocabulary_code_at (levels, i);
      g_autofree char *word = prefix != NULL ? naru_language_at (prefix, code) : g_strdup (code);

      g_strv_builder_add (from, word);
    }
  return g_strv_builder_end (from);
}

static void
ask_language (Counting *self, GArray *parts, GPtrArray *list, const char *id, const char *language,
              const char *level)
{
  NaruVocabulary *levels = naru_vocabulary_get ("cefr");
  int position = level != NULL ? naru_vocabulary_position (levels, level) : -1;
  Asked *asked;

  if (position < 0)
    {
      ask (self, parts, list, id, one (self, "languages", NARU_FILTER_IS, language, NULL));
      return;
    }
  /* who reached the level reached those below it, too */
  asked = ask (
      self, parts, list, id,
      any_of (self, "languagesAt", NARU_FILTER_IS, levels_from ("cefr", position, language), NULL));
  if (position > 0)
    ease (asked,
          any_of (self, "languagesAt", NARU_FILTER_IS, levels_from ("cefr", position - 1, language),
                  NULL),
          g_strdup_printf (_ ("If %s were enough"),
                           naru_vocabulary_code_at (levels, (guint) position - 1)));
  else
    ease (asked, one (self, "languages", NARU_FILTER_IS, language, NULL),
          g_strdup (_ ("If no level were asked for")));
}

static void
ask_experience (Counting *self, GArray *parts, GPtrArray *list, const char *id, gint64 months)
{
  Asked *asked = ask (self, parts, list, id,
                      number (self, "experienceMonths", NARU_FILTER_AT_LEAST, months));
  int fewer = (int) months / 2;

  if (fewer > 0)
    ease (asked, number (self, "experienceMonths", NARU_FILTER_AT_LEAST, fewer),
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "If %d month were enough",
                                        "If %d months were enough", (gulong) fewer),
                           fewer));
}

static void
ask_education (Counting *self, GArray *parts, GPtrArray *list, const char *education)
{
  NaruVocabulary *levels = naru_vocabulary_get ("isced");
  int position = naru_vocabulary_position (levels, education);
  Asked *asked;

  if (position <= 0)
    return;
  asked = ask (
      self, parts, list, "education",
      any_of (self, "education", NARU_FILTER_IS, levels_from ("isced", position, NULL), NULL));
  ease (asked,
        any_of (self, "education", NARU_FILTER_IS, levels_from ("isced", position - 1, NULL), NULL),
        g_strdup_printf (_ ("If “%s” were enough"),
                         naru_vocabulary_label (
                             levels, naru_vocabulary_code_at (levels, (guint) position - 1))));
}

/* Requirements */

static void
ask_requirement (Counting *self, GArray *parts, GPtrArray *list, NaruRecord *vacancy, guint i)
{
  g_autofree char *id = naru_record_get_element (vacancy, "requirements", i, "id");
  g_autofree char *need = naru_record_get_element (vacancy, "requirements", i, "need");
  g_autofree char *skill = naru_record_get_element (vacancy, "requirements", i, "skill");
  g_autofree char *text = naru_record_get_element (vacancy, "requirements", i, "text");
  g_autofree char *language = naru_record_get_element (vacancy, "requirements", i, "language");
  g_autofree char *level = naru_record_get_element (vacancy, "requirements", i, "level");
  g_autofree char *months = naru_record_get_element (vacancy, "requirements", i, "months");
  const char *words = skill != NULL ? skill : text;
  gboolean skilled, licensed;

  if (g_strcmp0 (need, "essential") != 0)
    {
      ask (self, parts, list, id, NULL)->part->essential = FALSE;
      return;
    }
  if (language != NULL)
    {
      ask_language (self, parts, list, id, language, level);
      return;
    }
  skilled = words != NULL && anybody (self, "skills", words);
  licensed = words != NULL && anybody (self, "licences", words);
  if (skilled || licensed || skill != NULL)
    ask (self, parts, list, id,
         one (self, "skills", NARU_FILTER_IS, words,
              licensed ? one (self, "licences", NARU_FILTER_IS, words, NULL) : NULL));
  else if (months != NULL)
    ask_experience (self, parts, list, id, g_ascii_strtoll (months, NULL, 10));
  else
    ask (self, parts, list, id, NULL);
}

/* Fields of the vacancy */

/* Who cannot work so many hours is left out, and who needs more. */
static void
ask_hours (Counting *self, GArray *parts, GPtrArray *list, gint64 hours)
{
  Asked *asked
      = ask (self, parts, list, "hoursWeek", number (self, "hoursTo", NARU_FILTER_AT_LEAST, hours));

  if (asked->condition == NULL)
    return;
  asked->also = number (self, "hoursFrom", NARU_FILTER_BELOW, hours + 1);
  g_ptr_array_add (self->asked, (gpointer) asked->also);
  if (hours > PART_TIME_HOURS)
    ease (asked, number (self, "hoursTo", NARU_FILTER_AT_LEAST, PART_TIME_HOURS),
          g_strdup_printf (_ ("If %d hours a week were possible, too"), PART_TIME_HOURS));
}

static void
ask_shift (Counting *self, GArray *parts, GPtrArray *list, const char *shift)
{
  const NaruCondition *unknown = one (self, "shifts", NARU_FILTER_EMPTY, "", NULL);
  Asked *asked
      = ask (self, parts, list, "shift", one (self, "shifts", NARU_FILTER_IS, shift, unknown));

  if (strcmp (shift, "day") != 0)
    ease (asked,
          one (self, "shifts", NARU_FILTER_IS, shift,
               one (self, "shifts", NARU_FILTER_IS, "day", unknown)),
          g_strdup (_ ("If work by day were possible, too")));
}

static void
ask_start (Counting *self, GArray *parts, GPtrArray *list, const char *start)
{
  g_autofree char *after = naru_date_add_days (start, 1);
  g_autofree char *later = naru_date_add_days (start, 31);
  const NaruCondition *unknown = one (self, "availableFrom", NARU_FILTER_EMPTY, "", NULL);
  Asked *asked = ask (self, parts, list, "startOn",
                      one (self, "availableFrom", NARU_FILTER_BELOW, after, unknown));

  ease (asked, one (self, "availableFrom", NARU_FILTER_BELOW, later, unknown),
        g_strdup (_ ("If it were possible to start 30 days later")));
}

/* The first level below a state, by ISO 3166-2: KR-41. */
static const char *
province_of (const char *region)
{
  NaruVocabulary *regions = naru_vocabulary_get ("regions");
  const char *above;

  while ((above = naru_vocabulary_parent (regions, region)) != NULL && strchr (above, '-') != NULL)
    region = above;
  return region;
}

/* In the same town, or near by and ready to travel. */
static const NaruCondition *
near (Counting *self, const char *region, gint64 minutes)
{
  NaruVocabulary *regions = naru_vocabulary_get ("regions");
  const char *above = naru_vocabulary_parent (regions, region);
  const char *town = above != NULL && strcmp (above, province_of (region)) != 0 ? above : region;
  g_auto (GStrv) districts = naru_vocabulary_children (regions, town);
  g_autoptr (GStrvBuilder) places = g_strv_builder_new ();
  g_autofree char *travels = g_strdup_printf ("%" G_GINT64_FORMAT, minutes);

  g_strv_builder_add (places, town);
  for (guint i = 0; districts != NULL && districts[i] != NULL; i++)
    g_strv_builder_add (places, districts[i]);
  return any_of (self, "region", NARU_FILTER_IS, g_strv_builder_end (places),
                 one (self, "travelMinutes", NARU_FILTER_AT_LEAST, travels,
                      one (self, "region", NARU_FILTER_EMPTY, "", NULL)));
}

static void
ask_place (Counting *self, GArray *parts, GPtrArray *list, const char *region)
{
  Asked *asked;

  if (strcmp (province_of (region), region) == 0)
    return;
  asked = ask (self, parts, list, "region", near (self, region, 60));
  ease (asked, near (self, region, 30),
        g_strdup (_ ("If nobody had to travel for over 30 minutes")));
}

static void
ask_fields (Counting *self, GArray *parts, GPtrArray *list, NaruRecord *vacancy)
{
  const char *education = naru_record_get (vacancy, "education");
  const char *language = naru_record_get (vacancy, "workingLanguage");
  const char *shift = naru_record_get (vacancy, "shift");
  const char *start = naru_record_get (vacancy, "startOn");
  const char *region = naru_record_get (vacancy, "region");
  gint64 hours = naru_record_get_number (vacancy, "hoursWeek", 0);
  gint64 months = naru_record_get_number (vacancy, "experienceMonths", 0);

  if (hours > 0)
    ask_hours (self, parts, list, hours);
  if (shift != NULL)
    ask_shift (self, parts, list, shift);
  if (region != NULL && g_strcmp0 (naru_record_get (vacancy, "remote"), "fully") != 0)
    ask_place (self, parts, list, region);
  if (start != NULL && naru_date_is_valid (start))
    ask_start (self, parts, list, start);
  if (education != NULL)
    ask_education (self, parts, list, education);
  if (months > 0)
    ask_experience (self, parts, list, "experienceMonths", months);
  if (language != NULL)
    ask (self, parts, list, "workingLanguage",
         one (self, "languages", NARU_FILTER_IS, language,
              one (self, "languages", NARU_FILTER_EMPTY, "", NULL)));
  if (naru_record_has (vacancy, "payMin"))
    ask (self, parts, list, "payMin", NULL);
  if (naru_record_has (vacancy, "days"))
    ask (self, parts, list, "days", NULL);
}

/* Who could work there at all: looking for work, for this occupation, in the same province. */
static void
add_frame (Counting *self, NaruRecord *vacancy)
{
  const char *occupation = naru_record_get (vacancy, "occupation");
  const char *region = naru_record_get (vacancy, "region");

  g_ptr_array_add (self->asked, (gpointer) one (self, "state", NARU_FILTER_IS, "available", NULL));
  if (occupation != NULL)
    g_ptr_array_add (self->asked,
                     (gpointer) one (self, "occupations", NARU_FILTER_IS, occupation, NULL));
  if (region != NULL && g_strcmp0 (naru_record_get (vacancy, "remote"), "fully") != 0)
    g_ptr_array_add (self->asked,
                     (gpointer) one (self, "region", NARU_FILTER_UNDER, province_of (region),
                                     one (self, "region", NARU_FILTER_EMPTY, "", NULL)));
}

/**
 * naru_vacancy_measure:
 * @store: the store; may be one that only reads, on another thread
 * @vacancy: a vacancy, which may hold what is being typed
 * @error: return location for an error
 *
 * Counts the people near by who look for this kind of work, those of them who meet all that is essential, and what each
 * requirement changes, dropped or eased. Nothing but availabilities is read, which name nobody.
 *
 * Returns: (transfer full) (nullable): the counts; free with naru_meter_free()
 */
NaruMeter *
naru_vacancy_measure (NaruStore *store, NaruRecord *vacancy, GError **error)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (made_free);
  g_autoptr (GPtrArray) asked = g_ptr_array_new ();
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Asked));
  Counting counting = { .store = store, .made = made, .asked = asked };
  g_autoptr (NaruMeter) meter = g_new0 (NaruMeter, 1);
  guint frame;

  meter->requirements = g_ptr_array_new_with_free_func (part_free);
  meter->fields = g_ptr_array_new_with_free_func (part_free);
  add_frame (&counting, vacancy);
  frame = asked->len;
  meter->all = count_alone (&counting, frame, NULL);
  for (guint i = 0; i < naru_record_get_length (vacancy, "requirements"); i++)
    ask_requirement (&counting, parts, meter->requirements, vacancy, i);
  ask_fields (&counting, parts, meter->fields, vacancy);
  meter->meeting = count_without (&counting, NULL, NULL);
  for (guint i = 0; i < parts->len; i++)
    {
      const Asked *one_of = &g_array_index (parts, Asked, i);

      if (one_of->condition == NULL)
        continue;
      one_of->part->without = count_without (&counting, one_of, NULL);
      one_of->part->alone = count_alone (&counting, frame, one_of);
      if (one_of->easier != NULL)
        one_of->part->eased = count_without (&counting, one_of, one_of->easier);
    }
  if (counting.error != NULL)
    {
      g_propagate_error (error, counting.error);
      return NULL;
    }
  return g_steal_pointer (&meter);
}
