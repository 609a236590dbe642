/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The candidates meter: how many of the people who look for work meet what a vacancy asks, from availabilities alone. The
 * counts are blurred, and so are their differences, so that no one can be singled out by changing a requirement. */
#include "naru-casework-private.h"

#include <string.h>

#include "naru-query.h"
#include "naru-vocabulary.h"

#define BLUR 5
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
  g_free (self);
}

static void
requirement_free (gpointer data)
{
  NaruMeterRequirement *requirement = data;

  g_free (requirement->id);
  g_free (requirement);
}

/**
 * Conditions: what people are counted by; the first are those of the vacancy itself
 */
typedef struct
{
  NaruCondition conditions[MOST_CONDITIONS];
  guint n;
  GPtrArray *values; /* of char**, which the conditions point at */
  NaruStore *store;
  GError *error;
} Conditions;

static void
add (Conditions *self, const char *field, char **values)
{
  g_ptr_array_add (self->values, values);
  if (self->n == MOST_CONDITIONS)
    return;
  self->conditions[self->n].field = field;
  self->conditions[self->n].any_of = (const char *const *) values;
  self->n++;
}

static void
add_one (Conditions *self, const char *field, const char *value)
{
  char **values = g_new0 (char *, 2);

  values[0] = g_strdup (value);
  add (self, field, values);
}

/* @left_out: of the conditions, or -1 */
static gint64
count (Conditions *self, guint n, int left_out)
{
  NaruCondition some[MOST_CONDITIONS];
  guint n_some = 0;
  gint64 people;

  for (guint i = 0; i < n; i++)
    if ((int) i != left_out)
      some[n_some++] = self->conditions[i];
  if (self->error != NULL)
    return 0;
  people = naru_store_count_meeting (self->store, "availability", some, n_some, &self->error);
  return MAX (people, 0);
}

static gint64
count_having (Conditions *self, const char *field, const char *value)
{
  const char *const values[] = { value, NULL };
  const NaruCondition condition = { field, values };
  gint64 people;

  if (self->error != NULL)
    return 0;
  people = naru_store_count_meeting (self->store, "availability", &condition, 1, &self->error);
  return MAX (people, 0);
}

/* The level asked for, and all above it. */
static char **
levels_from (const char *vocabulary, const char *code)
{
  NaruVocabulary *levels = naru_vocabulary_get (vocabulary);
  g_autoptr (GStrvBuilder) from = g_strv_builder_new ();
  gboolean reached = FALSE;

  for (guint i = 0; i < naru_vocabulary_size (levels); i++)
    {
      const char *level = naru_vocabulary_code_at (levels, i);

      reached |= g_str_equal (level, code);
      if (reached)
        g_strv_builder_add (from, level);
    }
  return g_strv_builder_end (from);
}

/* FALSE if nothing in an availability tells whether somebody meets it. */
static gboolean
add_requirement (Conditions *self, NaruRecord *vacancy, guint position)
{
  g_autofree char *skill = naru_record_get_element (vacancy, "requirements", position, "skill");
  g_autofree char *text = naru_record_get_element (vacancy, "requirements", position, "text");
  g_autofree char *language
      = naru_record_get_element (vacancy, "requirements", position, "language");
  const char *words = skill != NULL ? skill : text;
  gint64 skilled, licensed;

  if (language != NULL)
    {
      add_one (self, "languages", language);
      return TRUE;
    }
  if (words == NULL)
    return FALSE;
  skilled = count_having (self, "skills", words);
  licensed = count_having (self, "licences", words);
  if (skilled == 0 && licensed == 0 && skill == NULL)
    return FALSE;
  add_one (self, licensed > skilled ? "licences" : "skills", words);
  return TRUE;
}

/* Who could work there at all: looking for work, for this occupation, in these hours, with this schooling. */
static void
add_frame (Conditions *self, NaruRecord *vacancy)
{
  const char *occupation = naru_record_get (vacancy, "occupation");
  const char *education = naru_record_get (vacancy, "education");

  add_one (self, "state", "available");
  if (occupation != NULL)
    add_one (self, "occupations", occupation);
  if (education != NULL)
    add (self, "education", levels_from ("isced", education));
}

/**
 * naru_vacancy_measure:
 * @store: the store; may be one that only reads, on another thread
 * @vacancy: a vacancy, which may hold what is being typed
 * @error: return location for an error
 *
 * Counts the people who look for this kind of work, those of them who meet every essential requirement, and what each
 * requirement changes. Nothing but availabilities is read, which name nobody.
 *
 * Returns: (transfer full) (nullable): the counts; free with naru_meter_free()
 */
NaruMeter *
naru_vacancy_measure (NaruStore *store, NaruRecord *vacancy, GError **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  Conditions conditions = { .values = values, .store = store };
  g_autoptr (NaruMeter) meter = g_new0 (NaruMeter, 1);
  guint frame;

  meter->requirements = g_ptr_array_new_with_free_func (requirement_free);
  add_frame (&conditions, vacancy);
  frame = conditions.n;
  meter->all = count (&conditions, frame, -1);
  for (guint i = 0; i < naru_record_get_length (vacancy, "requirements"); i++)
    {
      g_autofree char *need = naru_record_get_element (vacancy, "requirements", i, "need");
      NaruMeterRequirement *requirement = g_new0 (NaruMeterRequirement, 1);

      requirement->id = naru_record_get_element (vacancy, "requirements", i, "id");
      requirement->essential = g_strcmp0 (need, "essential") == 0;
      requirement->condition = -1;
      if (requirement->essential && conditions.n < MOST_CONDITIONS
          && add_requirement (&conditions, vacancy, i))
        requirement->condition = (int) conditions.n - 1;
      g_ptr_array_add (meter->requirements, requirement);
    }
  meter->meeting = count (&conditions, conditions.n, -1);
  for (guint i = 0; i < meter->requirements->len; i++)
    {
      NaruMeterRequirement *requirement = meter->requirements->pdata[i];
      Conditions alone = conditions;

      if (requirement->condition < 0)
        continue;
      requirement->without = count (&conditions, conditions.n, requirement->condition);
      alone.conditions[frame] = conditions.conditions[requirement->condition];
      requirement->alone = count (&alone, frame + 1, -1);
      if (conditions.error == NULL)
        conditions.error = alone.error;
    }
  if (conditions.error != NULL)
    {
      g_propagate_error (error, conditions.error);
      return NULL;
    }
  return g_steal_pointer (&meter);
}
