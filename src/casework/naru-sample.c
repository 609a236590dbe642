/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling a profile with the sample centre: how many of what, in which order, in how many transactions. */
#include "naru-sample-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"

#define USUAL_JOBSEEKERS 320
#define MOST_JOBSEEKERS 100000
#define MODEST_FROM 3000
#define CASELOAD 85
#define ONE_TRANSACTION 3000 /* up to so many people it is all or nothing */
#define CHUNK 10000

/**
 * Fill: what the transactions share
 * @phase: 0: the centre with its employers and vacancies; 1: people; 2: who was proposed for what
 */
typedef struct
{
  NaruSample sample;
  const NaruSampleOptions *options;
  GCancellable *cancellable;
  int n_employers;
  int n_vacancies;
  int from;
  int to;
} Fill;

static void
clear_employer (gpointer data)
{
  NaruSampleEmployer *employer = data;

  g_free (employer->id);
  g_free (employer->name);
  g_free (employer->contact);
  g_free (employer->contact_name);
  g_free (employer->manager);
}

static void
clear_vacancy (gpointer data)
{
  g_free (((NaruSampleVacancy *) data)->id);
}

static void
clear_availability (gpointer data)
{
  NaruSampleAvailability *availability = data;

  g_free (availability->id);
  g_free (availability->name);
  g_free (availability->phone);
}

static void
init (NaruSample *self, NaruDesk *desk, const NaruSampleOptions *options)
{
  g_autoptr (GDateTime) now = naru_clock_now (naru_desk_get_clock (desk));
  g_autofree char *zone = g_date_time_format (now, "%:z");
  GDate today;

  self->desk = desk;
  self->seed = options->seed;
  self->n_jobseekers = options->jobseekers != 0 ? (int) options->jobseekers : USUAL_JOBSEEKERS;
  self->modest = self->n_jobseekers > MODEST_FROM;
  g_strlcpy (self->zone, zone, sizeof self->zone);
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now),
                  g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
  self->today = (int) g_date_get_julian (&today);
  self->now_minute = g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);
  naru_sample_calendar_init (self);
  self->text = g_string_sized_new (4096);
  self->notes = g_hash_table_new (NULL, NULL);
  self->n_counsellors
      = naru_most ((int) ((gint64) self->n_jobseekers * 54 / 100 + CASELOAD / 2) / CASELOAD, 1);
  self->counsellors = g_new0 (NaruCounsellor, self->n_counsellors);
  self->employer_staff = g_ptr_array_new_with_free_func (g_free);
  self->organisations = g_ptr_array_new_with_free_func (g_free);
  self->measures = g_ptr_array_new_with_free_func (g_free);
  self->courses = g_ptr_array_new_with_free_func (g_free);
  self->course_names = g_ptr_array_new_with_free_func (g_free);
  self->channels = g_ptr_array_new_with_free_func (g_free);
  self->employers = g_array_new (FALSE, FALSE, sizeof (NaruSampleEmployer));
  self->vacancies = g_array_new (FALSE, FALSE, sizeof (NaruSampleVacancy));
  self->availabilities = g_array_new (FALSE, FALSE, sizeof (NaruSampleAvailability));
  g_array_set_clear_func (self->employers, clear_employer);
  g_array_set_clear_func (self->vacancies, clear_vacancy);
  g_array_set_clear_func (self->availabilities, clear_availability);
}

static void
clear (NaruSample *self)
{
  for (int i = 0; i < self->n_counsellors; i++)
    {
      g_free (self->counsellors[i].id);
      g_free (self->counsellors[i].name);
      g_free (self->counsellors[i].booked);
    }
  g_free (self->counsellors);
  g_free (self->working);
  g_string_free (self->text, TRUE);
  g_hash_table_unref (self->notes);
  g_free (self->team);
  g_free (self->centre_author);
  g_free (self->drafter);
  g_free (self->manager);
  g_free (self->social_worker);
  g_ptr_array_unref (self->employer_staff);
  g_ptr_array_unref (self->organisations);
  g_ptr_array_unref (self->measures);
  g_ptr_array_unref (self->courses);
  g_ptr_array_unref (self->course_names);
  g_ptr_array_unref (self->channels);
  g_array_unref (self->employers);
  g_array_unref (self->vacancies);
  g_array_unref (self->availabilities);
  g_clear_error (&self->error);
}

static gboolean
go_on (Fill *fill, gint64 done)
{
  NaruSample *self = &fill->sample;

  if (self->error == NULL && g_cancellable_is_cancelled (fill->cancellable))
    g_set_error_literal (&self->error, NARU_ERROR, NARU_ERROR_CANCELLED, _ ("Cancelled."));
  if (fill->options->progress != NULL)
    fill->options->progress (done, self->n_jobseekers, fill->options->progress_data);
  return self->error == NULL;
}

static gboolean
finish (Fill *fill, GError **error)
{
  if (fill->sample.error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fill->sample.error));
  return FALSE;
}

static gboolean
make_centre (NaruTransaction *transaction, gpointer data, GError **error)
{
  Fill *fill = data;
  NaruSample *self = &fill->sample;

  self->transaction = transaction;
  naru_sample_make_staff (self);
  naru_sample_make_catalogue (self);
  for (int i = 0; i < fill->n_employers && go_on (fill, 0); i++)
    naru_sample_make_employer (self, i);
  for (int i = 0; i < fill->n_vacancies && go_on (fill, 0); i++)
    naru_sample_make_vacancy (self, i);
  return finish (fill, error);
}

static gboolean
make_people (NaruTransaction *transaction, gpointer data, GError **error)
{
  Fill *fill = data;

  fill->sample.transaction = transaction;
  for (int i = fill->from; i < fill->to; i++)
    {
      if (i % 50 == 0 && !go_on (fill, i))
        break;
      naru_sample_make_person (&fill->sample, i);
    }
  return finish (fill, error);
}

static gboolean
make_candidacies (NaruTransaction *transaction, gpointer data, GError **error)
{
  Fill *fill = data;

  fill->sample.transaction = transaction;
  naru_sample_make_candidacies (&fill->sample, 0, fill->n_vacancies);
  return finish (fill, error);
}

static gboolean
make_all (NaruTransaction *transaction, gpointer data, GError **error)
{
  return make_centre (transaction, data, error) && make_people (transaction, data, error)
         && make_candidacies (transaction, data, error);
}

static gboolean
write_all (Fill *fill, const NaruWriteInfo *info, GError **error)
{
  NaruSample *self = &fill->sample;
  NaruStore *store = naru_desk_get_store (self->desk);
  gboolean done;

  fill->to = self->n_jobseekers;
  if (self->n_jobseekers <= ONE_TRANSACTION)
    return naru_store_write (store, info, make_all, fill, error);
  if (!naru_store_begin_bulk (store, error))
    return FALSE;
  done = naru_store_write (store, info, make_centre, fill, error);
  for (fill->from = 0; done && fill->from < self->n_jobseekers; fill->from += CHUNK)
    {
      fill->to = naru_least (fill->from + CHUNK, self->n_jobseekers);
      done = naru_store_write (store, info, make_people, fill, error);
    }
  done = done && naru_store_write (store, info, make_candidacies, fill, error);
  return naru_store_end_bulk (store, done ? error : NULL) && done;
}

static gboolean
check_empty (NaruStore *store, GError **error)
{
  if (naru_store_count_type (store, "jobseeker") == 0
      && naru_store_count_type (store, "employer") == 0)
    return TRUE;
  g_set_error_literal (
      error, NARU_ERROR, NARU_ERROR_REFUSED,
      _ ("There are people or employers in this profile already. The sample needs an empty one."));
  return FALSE;
}

/**
 * naru_sample_fill:
 * @desk: a desk on an empty profile
 * @options: how many people, and the seed
 * @cancellable: (nullable): looked at between people
 * @error: return location for an error
 *
 * Makes a centre of two years up to the clock's day, the same to the byte for the same seed, size and time. Nobody in it
 * exists; numbers and addresses are given to nobody. It leaves no history and nothing to undo. Whoever works at the desk
 * afterwards is its counsellor Park Ji-hoon. Up to 3,000 people it is made whole or not at all.
 *
 * Returns: %TRUE if the centre is there; %NARU_ERROR_REFUSED if the profile was not empty
 */
gboolean
naru_sample_fill (NaruDesk *desk, const NaruSampleOptions *options, GCancellable *cancellable,
                  GError **error)
{
  NaruStore *store = naru_desk_get_store (desk);
  Fill fill = { .options = options, .cancellable = cancellable };
  g_autofree char *now = naru_desk_now (desk);
  NaruWriteInfo info
      = { _ ("Sample centre"), NULL, now, NARU_WRITE_NO_UNDO | NARU_WRITE_NO_HISTORY };
  gboolean done;

  g_return_val_if_fail (options != NULL, FALSE);

  if (!check_empty (store, error))
    return FALSE;
  if (options->jobseekers > MOST_JOBSEEKERS)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                   _ ("The sample has %d jobseekers at most."), MOST_JOBSEEKERS);
      return FALSE;
    }
  init (&fill.sample, desk, options);
  fill.n_employers = CLAMP (fill.sample.n_jobseekers / 4, 24, 1500 + fill.sample.n_jobseekers / 50);
  fill.n_vacancies = fill.n_employers * 5 / 4;
  done = write_all (&fill, &info, error)
         && naru_desk_set_staff (desk, fill.sample.counsellors[0].id, error);
  clear (&fill.sample);
  return done;
}
