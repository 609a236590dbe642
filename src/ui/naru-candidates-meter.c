/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts candidates off the main loop whenever something that they are counted by has changed, and puts the counts beside the
 * requirements. */

#include "naru-candidates-meter.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-reading.h"

struct _NaruCandidatesMeter
{
  NaruDesk *desk;
  GtkWidget *view;
  char *measured; /* what was counted by */
  NaruReading reading;
};

static char *
say_count (gint64 blurred)
{
  if (blurred == 0)
    return g_strdup (_ ("fewer than 5"));
  return g_strdup_printf ("%" G_GINT64_FORMAT, blurred);
}

/* "excludes 40": of blurred numbers, so that the difference tells no more than they do. */
static char *
say_excluded (const NaruMeter *meter, const NaruMeterPart *part, double *share)
{
  gint64 all = naru_meter_blur (meter->all);
  gint64 excluded = all - naru_meter_blur (part->alone);

  *share = all > 0 ? (double) excluded / (double) all : 0;
  return excluded > 0 ? g_strdup_printf (_ ("excludes %d"), (int) excluded)
                      : g_strdup (_ ("excludes few"));
}

/* "If B1 were enough: 45 in place of 30"; NULL where that makes no difference that can be shown. */
static char *
say_easier (const NaruMeter *meter, const NaruMeterPart *part)
{
  gint64 meeting = naru_meter_blur (meter->meeting);
  gint64 eased = naru_meter_blur (part->eased);
  g_autofree char *now = NULL;
  g_autofree char *then = NULL;

  if (part->easier == NULL || eased <= meeting)
    return NULL;
  now = say_count (meeting);
  then = say_count (eased);
  /* Translators: what would be asked; how many would meet all then, and how many do now: numbers, or "fewer than 5" */
  return g_strdup_printf (_ ("%s: %s in place of %s"), part->easier, then, now);
}

static void
show_requirement (NaruCandidatesMeter *self, const NaruMeter *meter, const NaruMeterPart *part)
{
  NaruRequirementsView *view = NARU_REQUIREMENTS_VIEW (self->view);
  g_autofree char *without = NULL;
  g_autofree char *text = NULL;
  g_autofree char *note = NULL;
  g_autofree char *easier = NULL;
  double share;

  if (!part->essential)
    {
      naru_requirements_view_set_effect (view, part->id, _ ("excludes no one"),
                                         _ ("Desirable: nobody is left out for it."), NULL, 0);
      return;
    }
  if (!part->counted)
    {
      naru_requirements_view_set_effect (
          view, part->id, _ ("cannot be counted"),
          _ ("Nothing that is known of jobseekers tells who meets this."), NULL, 0);
      return;
    }
  without = say_count (naru_meter_blur (part->without));
  text = say_excluded (meter, part, &share);
  note = g_strdup_printf (_ ("Without it %s would meet every essential one."), without);
  easier = say_easier (meter, part);
  naru_requirements_view_set_effect (view, part->id, text, note, easier, share);
}

static const char *
find_label (const char *field)
{
  return naru_field_get_label (
      naru_record_type_find_field (naru_record_type_find ("vacancy"), field));
}

/* Hours, place and the like: a line for each that leaves somebody out, and one for those that tell nothing. */
static char *
say_fields (const NaruMeter *meter)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) uncounted = g_string_new (NULL);

  for (guint i = 0; i < meter->fields->len; i++)
    {
      const NaruMeterPart *part = meter->fields->pdata[i];
      g_autofree char *excluded = NULL;
      g_autofree char *without = NULL;
      g_autofree char *easier = NULL;
      double share;

      if (!part->counted)
        {
          g_string_append_printf (uncounted, "%s%s", uncounted->len > 0 ? ", " : "",
                                  find_label (part->id));
          continue;
        }
      excluded = say_excluded (meter, part, &share);
      if (share <= 0)
        continue;
      without = say_count (naru_meter_blur (part->without));
      easier = say_easier (meter, part);
      /* Translators: a field such as hours, "excludes 40", how many would meet all without it */
      g_string_append_printf (lines, _ ("%s: %s; without it %s"), find_label (part->id), excluded,
                              without);
      if (easier != NULL)
        g_string_append_printf (lines, " · %s", easier);
      g_string_append_c (lines, '\n');
    }
  if (uncounted->len > 0)
    g_string_append_printf (lines, _ ("Cannot be counted: %s"), uncounted->str);
  return g_strdup (g_strchomp (lines->str));
}

static void
show_cb (GtkWidget *widget, const char *id, gpointer found, gboolean other)
{
  NaruCandidatesMeter *self = g_object_get_data (G_OBJECT (widget), "naru-meter");
  const NaruMeter *meter = found;
  g_autofree char *all = NULL;
  g_autofree char *meeting = NULL;
  g_autofree char *text = NULL;
  g_autofree char *fields = NULL;

  if (self == NULL)
    return;
  all = say_count (naru_meter_blur (meter->all));
  meeting = say_count (naru_meter_blur (meter->meeting));
  /* Translators: both are numbers, or "fewer than 5" */
  text = g_strdup_printf (_ ("Local candidates: %s; meeting all that is essential: %s"), all,
                          meeting);
  fields = say_fields (meter);
  naru_requirements_view_set_note (NARU_REQUIREMENTS_VIEW (widget), text, fields);
  for (guint i = 0; i < meter->requirements->len; i++)
    show_requirement (self, meter, meter->requirements->pdata[i]);
}

static gpointer
read_cb (NaruDesk *reader, const char *id, gconstpointer context, GError **error)
{
  return naru_vacancy_measure (naru_desk_get_store (reader), (NaruRecord *) context, error);
}

/* What people are counted by, as one text. */
static char *
describe (NaruRecord *vacancy)
{
  static const char *const fields[]
      = { "occupation", "education",        "region",          "hoursWeek", "shift", "startOn",
          "remote",     "experienceMonths", "workingLanguage", "payMin",    "days" };
  GString *out = g_string_new (naru_record_get_id (vacancy));
  g_autofree char *requirements
      = naru_record_has (vacancy, "requirements")
            ? naru_json_span_dup (naru_record_get_span (vacancy, "requirements"))
            : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = naru_json_span_dup (naru_record_get_span (vacancy, fields[i]));

      g_string_append_printf (out, "\x1f%s", value != NULL ? value : "");
    }
  g_string_append_printf (out, "\x1f%s", requirements != NULL ? requirements : "");
  return g_string_free (out, FALSE);
}

/**
 * naru_candidates_meter_measure:
 * @self: the meter
 * @vacancy: a vacancy, which may hold what is being typed
 *
 * Counts anew, if what people are counted by has changed.
 */
void
naru_candidates_meter_measure (NaruCandidatesMeter *self, NaruRecord *vacancy)
{
  g_autofree char *text = describe (vacancy);

  if (g_strcmp0 (text, self->measured) == 0)
    return;
  g_free (self->measured);
  self->measured = g_steal_pointer (&text);
  naru_reading_start_with (&self->reading, self->view, self->desk, naru_record_get_id (vacancy),
                           read_cb, naru_record_copy (vacancy), g_object_unref, show_cb,
                           (GDestroyNotify) naru_meter_free);
}

/**
 * naru_candidates_meter_new:
 * @desk: a desk
 * @view: where the counts are shown; it outlives the meter
 *
 * Returns: (transfer full): a meter
 */
NaruCandidatesMeter *
naru_candidates_meter_new (NaruDesk *desk, NaruRequirementsView *view)
{
  NaruCandidatesMeter *self = g_new0 (NaruCandidatesMeter, 1);

  self->desk = g_object_ref (desk);
  self->view = GTK_WIDGET (view);
  g_object_set_data (G_OBJECT (view), "naru-meter", self);
  return self;
}

/**
 * naru_candidates_meter_free:
 * @self: (nullable): a meter
 *
 * Stops counting.
 */
void
naru_candidates_meter_free (NaruCandidatesMeter *self)
{
  if (self == NULL)
    return;
  naru_reading_clear (&self->reading);
  g_object_set_data (G_OBJECT (self->view), "naru-meter", NULL);
  g_object_unref (self->desk);
  g_free (self->measured);
  g_free (self);
}
