/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gettext answers in the language of the process alone, so the words come from the message catalogues themselves. */
#include "naru-speech.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>
#include <string.h>

#include "naru-catalogue.h"
#include "naru-clock.h"
#include "naru-vocabulary-private.h"

struct _NaruSpeech
{
  char *language;
  NaruCatalogue *catalogue; /* NULL for English */
};

static const char *const months[]
    = { NC_ ("month in a date", "January"),   NC_ ("month in a date", "February"),
        NC_ ("month in a date", "March"),     NC_ ("month in a date", "April"),
        NC_ ("month in a date", "May"),       NC_ ("month in a date", "June"),
        NC_ ("month in a date", "July"),      NC_ ("month in a date", "August"),
        NC_ ("month in a date", "September"), NC_ ("month in a date", "October"),
        NC_ ("month in a date", "November"),  NC_ ("month in a date", "December") };

/* TRANSLATORS: day and month of a date in a printed document: 22 November */
static const char *const day_and_month = NC_ ("day and month", "%1$s %2$s");
static const char *const first_day = NC_ ("first day of a month", "1");

/**
 * naru_speech_new:
 * @language: (nullable): "ko", "en" or "fr"; anything else is taken as English, %NULL as the language of the process
 *
 * Returns: (transfer full): what says things in that language
 */
NaruSpeech *
naru_speech_new (const char *language)
{
  NaruSpeech *self = g_new0 (NaruSpeech, 1);

  self->language = g_strdup (
      language != NULL ? language : naru_vocabulary_languages[naru_vocabulary_current_language ()]);
  if (strcmp (self->language, "en") != 0)
    self->catalogue = naru_catalogue_open (bindtextdomain (GETTEXT_PACKAGE, NULL), self->language,
                                           GETTEXT_PACKAGE);
  return self;
}

/**
 * naru_speech_free:
 * @self: (transfer full): what says things; what it said is gone with it
 */
void
naru_speech_free (NaruSpeech *self)
{
  g_free (self->language);
  g_clear_pointer (&self->catalogue, naru_catalogue_free);
  g_free (self);
}

/**
 * naru_speech_get_language:
 *
 * Returns: (transfer none): the language that it speaks
 */
const char *
naru_speech_get_language (NaruSpeech *self)
{
  return self->language;
}

/**
 * naru_speech_say:
 * @self: what says it
 * @text: a text of the program, marked with N_()
 *
 * Returns: (transfer none): the text in the language; @text itself where it has no translation
 */
const char *
naru_speech_say (NaruSpeech *self, const char *text)
{
  const char *translation = naru_catalogue_lookup (self->catalogue, text);

  return translation != NULL ? translation : text;
}

/**
 * naru_speech_say_term:
 * @self: what says it
 * @vocabulary: name of a vocabulary
 * @code: (nullable): a code of it
 *
 * Returns: (transfer none) (nullable): the label in the language, or @code where there is none
 */
const char *
naru_speech_say_term (NaruSpeech *self, const char *vocabulary, const char *code)
{
  const char *label = code != NULL ? naru_vocabulary_label_in (naru_vocabulary_get (vocabulary),
                                                               code, self->language)
                                   : NULL;

  return label != NULL ? label : code;
}

static const char *
say_in_context (NaruSpeech *self, const char *context, const char *text)
{
  g_autofree char *key = g_strconcat (context, "\004", text, NULL);
  const char *translation = naru_catalogue_lookup (self->catalogue, key);

  return translation != NULL ? translation : text;
}

static const char *
say_month (NaruSpeech *self, GDateTime *day)
{
  return say_in_context (self, "month in a date", months[g_date_time_get_month (day) - 1]);
}

/* "22", and in French "1er" */
static char *
say_number_of_day (NaruSpeech *self, GDateTime *day)
{
  int number = g_date_time_get_day_of_month (day);

  return number == 1 ? g_strdup (say_in_context (self, "first day of a month", first_day))
                     : g_strdup_printf ("%d", number);
}

static char *
say_day (NaruSpeech *self, GDateTime *day)
{
  g_autofree char *number = say_number_of_day (self, day);

  /* TRANSLATORS: day, month and year of a date in a printed document: 22 November 2026 */
  return g_strdup_printf (naru_speech_say (self, N_ ("%1$s %2$s %3$d")), number,
                          say_month (self, day), g_date_time_get_year (day));
}

static GDateTime *
parse_date (const char *date)
{
  g_autofree char *midnight = date != NULL ? g_strconcat (date, "T00:00:00Z", NULL) : NULL;

  return midnight != NULL ? naru_time_parse (midnight) : NULL;
}

/**
 * naru_speech_say_date:
 * @self: what says it
 * @date: (nullable): "2026-11-22"
 *
 * Returns: (transfer full) (nullable): "22 November 2026" in the language
 */
char *
naru_speech_say_date (NaruSpeech *self, const char *date)
{
  g_autoptr (GDateTime) day = parse_date (date);

  return day != NULL ? say_day (self, day) : g_strdup (date);
}

/**
 * naru_speech_say_day_of_year:
 * @self: what says it
 * @date: (nullable): "2026-11-22"
 *
 * Returns: (transfer full) (nullable): "22 November" in the language, where the year is known already
 */
char *
naru_speech_say_day_of_year (NaruSpeech *self, const char *date)
{
  g_autoptr (GDateTime) day = parse_date (date);
  g_autofree char *number = day != NULL ? say_number_of_day (self, day) : NULL;

  if (day == NULL)
    return g_strdup (date);
  return g_strdup_printf (say_in_context (self, "day and month", day_and_month), number,
                          say_month (self, day));
}

/**
 * naru_speech_say_time:
 * @self: what says it
 * @time: (nullable): a time as on the wire
 *
 * Returns: (transfer full) (nullable): "22 November 2026, 14:00" where the desk is, in the language
 */
char *
naru_speech_say_time (NaruSpeech *self, const char *time)
{
  g_autoptr (GDateTime) there = time != NULL ? naru_time_parse (time) : NULL;
  g_autoptr (GDateTime) here = there != NULL ? g_date_time_to_local (there) : NULL;
  g_autofree char *day = here != NULL ? say_day (self, here) : NULL;

  if (day == NULL)
    return g_strdup (time);
  /* TRANSLATORS: a date and a time of day in a printed document: 22 November 2026, 14:00 */
  return g_strdup_printf (naru_speech_say (self, N_ ("%1$s, %2$02d:%3$02d")), day,
                          g_date_time_get_hour (here), g_date_time_get_minute (here));
}

static char *
say_terms (NaruSpeech *self, const char *vocabulary, char **codes)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; codes[i] != NULL; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "",
                            vocabulary != NULL ? naru_speech_say_term (self, vocabulary, codes[i])
                                               : codes[i]);
  return g_string_free (out, FALSE);
}

/**
 * naru_speech_say_field:
 * @self: what says it
 * @record: a record
 * @field: name of a field
 *
 * Returns: (transfer full) (nullable): the value as naru_record_format() has it, with terms and dates in the language; %NULL
 *   if it is absent
 */
char *
naru_speech_say_field (NaruSpeech *self, NaruRecord *record, const char *field)
{
  const NaruField *row = naru_record_type_find_field (naru_record_get_record_type (record), field);
  g_auto (GStrv) codes = NULL;

  if (!naru_record_has (record, field))
    return NULL;
  switch (row->kind)
    {
    case NARU_KIND_ENUM:
    case NARU_KIND_CODE:
      /* several cities have a district of the same name */
      if (g_strcmp0 (row->vocabulary, "regions") == 0)
        return naru_vocabulary_full_label_in (naru_vocabulary_get ("regions"),
                                              naru_record_get (record, field), self->language);
      return g_strdup (
          naru_speech_say_term (self, row->vocabulary, naru_record_get (record, field)));
    case NARU_KIND_DATE:
      return naru_speech_say_date (self, naru_record_get (record, field));
    case NARU_KIND_SET:
      codes = naru_record_get_set (record, field);
      return say_terms (self, row->vocabulary, codes);
    default:
      return naru_record_format (record, field);
    }
}
