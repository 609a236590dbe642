/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vCard (RFC 2426, which phones read best) and iCalendar (RFC 5545): the same lines, escapes and folding. */
#include "naru-export.h"

#include "naru-clock.h"
#include "naru-vocabulary.h"
#include <string.h>

#define LONGEST_LINE 75

/* Escapes what has a meaning; a line break becomes \n. */
static void
append_escaped (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    if (*text == '\n')
      g_string_append (out, "\\n");
    else if (*text == '\\' || *text == ',' || *text == ';')
      g_string_append_printf (out, "\\%c", *text);
    else if (*text != '\r')
      g_string_append_c (out, *text);
}

/* Folds after 75 bytes, never within a character. */
static void
append_folded (GString *out, const char *line)
{
  gsize room = LONGEST_LINE;

  while (strlen (line) > room)
    {
      gsize length = room;

      while (length > 1 && ((guchar) line[length] & 0xc0) == 0x80)
        length--;
      g_string_append_len (out, line, (gssize) length);
      g_string_append (out, "\r\n ");
      line += length;
      room = LONGEST_LINE - 1;
    }
  g_string_append (out, line);
  g_string_append (out, "\r\n");
}

/* @head: "TEL;TYPE=CELL:"; nothing is written for an empty @text. */
static void
append_line (GString *out, const char *head, const char *text)
{
  g_autoptr (GString) line = g_string_new (head);

  if (text == NULL || *text == '\0')
    return;
  append_escaped (line, text);
  append_folded (out, line->str);
}

static gboolean
is_hangul (gunichar letter)
{
  return letter >= 0xac00 && letter <= 0xd7a3;
}

/* Family and given name: of a Korean name the first syllable, or one of the few family names of two; elsewhere the last
 * word. */
static void
append_name (GString *out, const char *name)
{
  static const char *const two_syllables[]
      = { "남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방", NULL };
  g_autoptr (GString) line = g_string_new ("N:");
  g_autofree char *family = NULL;
  g_autofree char *given = NULL;
  const char *space = strrchr (name, ' ');
  glong length = g_utf8_strlen (name, -1);

  if (space == NULL && is_hangul (g_utf8_get_char (name)) && length >= 2 && length <= 5)
    {
      glong size = 1;

      for (guint i = 0; two_syllables[i] != NULL && length > 2; i++)
        if (g_str_has_prefix (name, two_syllables[i]))
          size = 2;
      family = g_utf8_substring (name, 0, size);
      given = g_utf8_substring (name, size, length);
    }
  else
    {
      family = g_strdup (space != NULL ? space + 1 : name);
      given = space != NULL ? g_strndup (name, (gsize) (space - name)) : g_strdup ("");
    }
  append_escaped (line, family);
  g_string_append_c (line, ';');
  append_escaped (line, given);
  g_string_append (line, ";;;");
  append_folded (out, line->str);
}

static void
append_address (GString *out, NaruRecord *record)
{
  static const char *const members[] = { "lines", "place", "", "postcode", "country", NULL };
  g_autoptr (GString) line = g_string_new ("ADR;TYPE=WORK:;;");

  if (!naru_record_has (record, "address"))
    return;
  for (guint i = 0; members[i] != NULL; i++)
    {
      g_autofree char *value
          = *members[i] != '\0' ? naru_record_get_member (record, "address", members[i]) : NULL;

      if (i > 0)
        g_string_append_c (line, ';');
      append_escaped (line, value != NULL ? value : "");
    }
  append_folded (out, line->str);
}

/* "tel:+82-31-555-0142" where the number says its country and holds nothing else, as 4.0 wants it; else as text. */
static void
append_phone (GString *out, const char *types, const char *number)
{
  g_autofree char *head = NULL;
  g_autofree char *uri = NULL;

  if (number == NULL)
    return;
  if (*number != '+' || strspn (number, "+0123456789 -.()") != strlen (number))
    {
      head = g_strdup_printf ("TEL;TYPE=\"%s\":", types);
      append_line (out, head, number);
      return;
    }
  uri = g_strconcat ("tel:", number, NULL);
  g_strdelimit (uri, " ", '-');
  head = g_strdup_printf ("TEL;VALUE=uri;TYPE=\"%s\":", types);
  append_line (out, head, uri);
}

/**
 * naru_export_append_vcard:
 * @out: where to write
 * @contact: a contact
 * @organisation: (nullable): name of the employer, where the contact names none
 * @version: 3 (RFC 2426, which phones read best) or 4 (RFC 6350)
 *
 * Writes one card. Notes stay in the house.
 */
void
naru_export_append_vcard (GString *out, NaruRecord *contact, const char *organisation,
                          guint version)
{
  const char *own = naru_record_get (contact, "organisationName");
  const char *name = naru_record_get (contact, "name");

  g_string_append_printf (out, "BEGIN:VCARD\r\nVERSION:%u.0\r\n", version);
  append_line (out, "UID:", naru_record_get_id (contact));
  if (version == 4)
    append_line (out, "KIND:", "individual");
  append_line (out, "FN:", name);
  append_name (out, name != NULL ? name : "");
  append_line (out, "ORG:", own != NULL ? own : organisation);
  append_line (out, "TITLE:", naru_record_get (contact, "function"));
  if (version == 4)
    {
      append_phone (out, "work,voice", naru_record_get (contact, "phone"));
      append_phone (out, "cell", naru_record_get (contact, "mobile"));
      append_line (out, "EMAIL;TYPE=work:", naru_record_get (contact, "email"));
      append_line (out, "LANG:", naru_record_get (contact, "language"));
    }
  else
    {
      append_line (out, "TEL;TYPE=WORK,VOICE:", naru_record_get (contact, "phone"));
      append_line (out, "TEL;TYPE=CELL:", naru_record_get (contact, "mobile"));
      append_line (out, "EMAIL;TYPE=INTERNET:", naru_record_get (contact, "email"));
    }
  append_address (out, contact);
  g_string_append (out, "END:VCARD\r\n");
}

static void
append_time (GString *out, const char *head, const char *time)
{
  g_autoptr (GDateTime) parsed = time != NULL ? naru_time_parse (time) : NULL;
  g_autoptr (GDateTime) utc = parsed != NULL ? g_date_time_to_utc (parsed) : NULL;
  g_autofree char *text = utc != NULL ? g_date_time_format (utc, "%Y%m%dT%H%M%SZ") : NULL;

  append_line (out, head, text);
}

/**
 * naru_export_append_event:
 * @out: where to write
 * @meeting: a meeting
 * @person: (nullable): the jobseeker's name; %NULL keeps it out of the calendar
 * @now: when the file is written: "20261122T101500Z"
 *
 * Writes one event. A calendar is easily shared, so that it is marked as private and has no notes.
 */
void
naru_export_append_event (GString *out, NaruRecord *meeting, const char *person, const char *now)
{
  NaruVocabulary *kinds = naru_vocabulary_get ("meeting-kind");
  const char *kind = naru_record_get (meeting, "kind");
  const char *label = kind != NULL && kinds != NULL ? naru_vocabulary_label (kinds, kind) : NULL;
  const char *state = naru_record_get (meeting, "state");
  g_autofree char *summary = g_strjoin (": ", label != NULL ? label : "", person, NULL);

  if (!naru_record_has (meeting, "start"))
    return;
  g_string_append (out, "BEGIN:VEVENT\r\n");
  append_line (out, "UID:", naru_record_get_id (meeting));
  append_line (out, "DTSTAMP:", now);
  append_time (out, "DTSTART:", naru_record_get (meeting, "start"));
  append_time (out, "DTEND:", naru_record_get (meeting, "end"));
  append_line (out, "SUMMARY:", summary);
  append_line (out, "LOCATION:", naru_record_get (meeting, "place"));
  append_line (out, "STATUS:",
               g_strcmp0 (state, "cancelled") == 0 || g_strcmp0 (state, "missed") == 0
                   ? "CANCELLED"
                   : "CONFIRMED");
  append_line (out, "CLASS:", "PRIVATE");
  g_string_append (out, "END:VEVENT\r\n");
}
