/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a handover sheet is written: headings, items, values in the language of its reader. */
#include "naru-employer-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-employer-work.h"

/**
 * naru_sheet_add_heading:
 *
 * Begins a part of the sheet.
 */
void
naru_sheet_add_heading (NaruSheet *self, const char *text)
{
  g_string_append_printf (self->out, "%s" NARU_SHEET_HEADING "%s\n", self->out->len > 0 ? "\n" : "",
                          naru_speech_say (self->speech, text));
}

/**
 * naru_sheet_add_text:
 *
 * Adds a line of its own.
 */
void
naru_sheet_add_text (NaruSheet *self, const char *text)
{
  g_string_append_printf (self->out, "%s\n", text);
}

/**
 * naru_sheet_add_item:
 *
 * Adds an item, which is one line.
 */
void
naru_sheet_add_item (NaruSheet *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_string_append_printf (self->out, "- %s\n", g_strstrip (g_strdelimit (text, "\r\n", ' ')));
}

/**
 * naru_sheet_join:
 * @parts: (transfer full) (element-type utf8): frees its texts
 *
 * Returns: (transfer full): those that are there and not empty, with @separator between
 */
char *
naru_sheet_join (GPtrArray *parts, const char *separator)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const char *part = parts->pdata[i];

      if (part != NULL && *part != '\0')
        g_string_append_printf (out, "%s%s", out->len > 0 ? separator : "", part);
    }
  g_ptr_array_unref (parts);
  return g_string_free (out, FALSE);
}

/**
 * naru_sheet_title_of:
 *
 * Returns: (transfer full): what the record that @field refers to is called; "" for nothing
 */
char *
naru_sheet_title_of (NaruSheet *self, NaruRecord *record, const char *field)
{
  const char *id = naru_record_get (record, field);
  char *title = id != NULL ? naru_store_get_title (self->store, id) : NULL;

  return title != NULL ? title : g_strdup ("");
}

/**
 * naru_sheet_shorten:
 *
 * Returns: (transfer full): at most so many letters, ended where a sentence or else a word ends
 */
char *
naru_sheet_shorten (const char *text, glong most)
{
  g_autofree char *start = NULL;
  char *end;

  if (text == NULL || g_utf8_strlen (text, -1) <= most)
    return g_strdup (text != NULL ? text : "");
  start = g_utf8_substring (text, 0, most);
  end = g_strrstr (start, ". ");
  if (end != NULL && end - start > (glong) strlen (start) / 2)
    {
      end[1] = '\0';
      return g_steal_pointer (&start);
    }
  end = strrchr (start, ' ');
  if (end != NULL)
    *end = '\0';
  return g_strconcat (start, "…", NULL);
}

/**
 * naru_sheet_say_pair:
 *
 * Returns: (transfer full) (nullable): "Employees: 46"; %NULL where the field is empty
 */
char *
naru_sheet_say_pair (NaruSheet *self, NaruRecord *record, const char *field)
{
  g_autofree char *value = naru_speech_say_field (self->speech, record, field);
  const NaruField *row = naru_record_type_find_field (naru_record_get_record_type (record), field);

  return value != NULL ? g_strdup_printf (naru_speech_say (self->speech, N_ ("%s: %s")),
                                          naru_speech_say (self->speech, row->label), value)
                       : NULL;
}

/**
 * naru_sheet_say_day:
 * @field: a date or a time of @record
 *
 * Returns: (transfer full) (nullable): the day, without a time of day
 */
char *
naru_sheet_say_day (NaruSheet *self, NaruRecord *record, const char *field)
{
  const char *time = naru_record_get (record, field);
  g_autofree char *date = time != NULL ? g_strndup (time, strlen ("2026-11-22")) : NULL;

  return naru_speech_say_date (self->speech, date);
}

/**
 * naru_sheet_find:
 * @order: latest of this first
 * @filter: (nullable): a field that must have @value, besides being of the employer
 *
 * Returns: (transfer full): the records of the type that belong to the employer
 */
GPtrArray *
naru_sheet_find (NaruSheet *self, const char *type, const char *order, const char *filter,
                 const char *value)
{
  g_autoptr (NaruQuery) query = naru_query_new (type);
  GPtrArray *found;

  naru_query_add_filter (query, "employer", NARU_FILTER_IS, naru_record_get_id (self->employer));
  if (filter != NULL)
    naru_query_add_filter (query, filter, NARU_FILTER_IS, value);
  naru_query_set_order (query, order, TRUE);
  found = naru_store_find (self->store, query, NULL);
  return found != NULL ? found : g_ptr_array_new ();
}

/**
 * naru_sheet_is_open_vacancy:
 *
 * Returns: whether the vacancy still waits for somebody
 */
gboolean
naru_sheet_is_open_vacancy (NaruRecord *vacancy)
{
  static const char *const stages[] = { "draft", "with_employer", "agreed", "published", NULL };
  const char *stage = naru_record_get (vacancy, "stage");

  return stage != NULL && g_strv_contains (stages, stage);
}
