/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the documents of the sample as text, member by member: a hundred thousand people in less than a minute. */
#include "naru-sample-private.h"

#include <string.h>

#include "naru-error.h"

static const char base32[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * naru_sample_id:
 *
 * Returns: (transfer full): an id whose ULID is made of the day and the next number, stirred: the same for the same seed
 */
char *
naru_sample_id (NaruSample *self, const char *type, int day)
{
  GDate date;
  GDate epoch;
  NaruChance chance;
  guint64 time;
  guint64 high, low;
  gsize length = strlen (type);
  char *id = g_malloc (length + 28);
  char *at = id + length + 1;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) day);
  g_date_clear (&epoch, 1);
  g_date_set_dmy (&epoch, 1, 1, 1970);
  time = (guint64) naru_most (g_date_days_between (&epoch, &date), 0) * 86400000
         + self->next_id % 86400000;
  naru_chance_init (&chance, self->seed, "id", self->next_id++);
  high = naru_chance_next (&chance);
  low = naru_chance_next (&chance);

  memcpy (id, type, length);
  id[length] = ':';
  for (int shift = 45; shift >= 0; shift -= 5)
    *at++ = base32[(time >> shift) & 31];
  for (int i = 0; i < 8; i++)
    *at++ = base32[(high >> (i * 5)) & 31];
  for (int i = 0; i < 8; i++)
    *at++ = base32[(low >> (i * 5)) & 31];
  *at = '\0';
  return id;
}

static void
add_name (NaruSample *self, const char *name)
{
  char last = self->text->str[self->text->len - 1];

  if (last != '{' && last != '[')
    g_string_append_c (self->text, ',');
  g_string_append_c (self->text, '"');
  g_string_append (self->text, name);
  g_string_append (self->text, "\":");
}

/**
 * naru_doc_text:
 *
 * Adds a text; nothing for %NULL and "".
 */
void
naru_doc_text (NaruSample *self, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  add_name (self, name);
  naru_json_append_quoted (self->text, value);
}

/**
 * naru_doc_raw:
 *
 * Adds JSON text as it is; nothing for %NULL.
 */
void
naru_doc_raw (NaruSample *self, const char *name, const char *json)
{
  if (json == NULL)
    return;
  add_name (self, name);
  g_string_append (self->text, json);
}

/**
 * naru_doc_number:
 *
 * Adds a number.
 */
void
naru_doc_number (NaruSample *self, const char *name, int value)
{
  add_name (self, name);
  g_string_append_printf (self->text, "%d", value);
}

/**
 * naru_doc_true:
 *
 * Adds the value true.
 */
void
naru_doc_true (NaruSample *self, const char *name)
{
  naru_doc_raw (self, name, "true");
}

/**
 * naru_doc_date:
 *
 * Adds a date; nothing for day 0.
 */
void
naru_doc_date (NaruSample *self, const char *name, int day)
{
  g_autofree char *date = day > 0 ? naru_sample_date (day) : NULL;

  naru_doc_text (self, name, date);
}

/**
 * naru_doc_time:
 *
 * Adds a time.
 */
void
naru_doc_time (NaruSample *self, const char *name, int day, int minute)
{
  g_autofree char *time = naru_sample_time (self, day, minute);

  naru_doc_text (self, name, time);
}

/**
 * naru_doc_money:
 *
 * Adds an amount in won.
 */
void
naru_doc_money (NaruSample *self, const char *name, int amount, const char *per)
{
  add_name (self, name);
  g_string_append_printf (self->text, "{\"amount\":\"%d\",\"currency\":\"KRW\"", amount);
  if (per != NULL)
    g_string_append_printf (self->text, ",\"per\":\"%s\"", per);
  g_string_append_c (self->text, '}');
}

/**
 * naru_doc_open_list:
 *
 * Begins a list.
 */
void
naru_doc_open_list (NaruSample *self, const char *name)
{
  add_name (self, name);
  g_string_append_c (self->text, '[');
}

/**
 * naru_doc_open_element:
 *
 * Begins an element of a list.
 */
void
naru_doc_open_element (NaruSample *self)
{
  if (self->text->str[self->text->len - 1] != '[')
    g_string_append_c (self->text, ',');
  g_string_append_c (self->text, '{');
}

/**
 * naru_doc_close_element:
 *
 * Ends an element.
 */
void
naru_doc_close_element (NaruSample *self)
{
  g_string_append_c (self->text, '}');
}

/**
 * naru_doc_close_list:
 *
 * Ends a list.
 */
void
naru_doc_close_list (NaruSample *self)
{
  g_string_append_c (self->text, ']');
}

/**
 * naru_doc_strings:
 *
 * Adds a list of texts; nothing for none.
 */
void
naru_doc_strings (NaruSample *self, const char *name, const char *const *values, int n)
{
  if (n == 0)
    return;
  naru_doc_open_list (self, name);
  for (int i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (self->text, ',');
      naru_json_append_quoted (self->text, values[i]);
    }
  naru_doc_close_list (self);
}

/**
 * naru_doc_address:
 *
 * Adds an address in a street that no town has.
 */
void
naru_doc_address (NaruSample *self, NaruChance *chance, const NaruSamplePlace *place)
{
  static const char *const streets[]
      = { "나루빛로", "솔바람길", "여울담로", "달무리길", "해담로",   "늘찬길",
          "물빛샘로", "들꽃뜰길", "새벽결로", "모람길",   "은하뜰로", "다온샘길" };
  g_autofree char *lines = NULL;

  if (place->district != NULL)
    lines = g_strdup_printf ("%s %s %d", place->district, naru_chance_pick (chance, streets),
                             naru_chance_between (chance, 1, 240));
  else
    lines = g_strdup_printf ("%s %d", naru_chance_pick (chance, streets),
                             naru_chance_between (chance, 1, 240));
  add_name (self, "address");
  g_string_append_c (self->text, '{');
  naru_doc_text (self, "lines", lines);
  naru_doc_text (self, "place", place->town);
  naru_doc_text (self, "postcode", place->postcode);
  naru_doc_text (self, "region", place->region);
  naru_doc_text (self, "country", "KR");
  g_string_append_c (self->text, '}');
}

/**
 * naru_doc_begin:
 *
 * Begins a document made and last changed on @day, in the evening.
 */
void
naru_doc_begin (NaruSample *self, const char *type, const char *author, int day)
{
  int made = naru_least (day, self->today);
  int minute = made == self->today ? naru_least (self->now_minute, 8 * 60 + 30)
                                   : 17 * 60 + 30 + (int) (self->next_id % 29);
  g_autofree char *at = naru_sample_time (self, made, minute);

  g_string_assign (self->text, "{\"type\":\"");
  g_string_append (self->text, type);
  g_string_append (self->text, "\",\"schema\":1");
  naru_doc_text (self, "createdBy", author);
  naru_doc_text (self, "createdAt", at);
  naru_doc_text (self, "modifiedBy", author);
  naru_doc_text (self, "modifiedAt", at);
}

/**
 * naru_doc_end:
 *
 * Ends the document and writes it; after a failure, kept in @self->error, nothing is written any more.
 */
void
naru_doc_end (NaruSample *self, const char *id)
{
  if (self->error != NULL)
    return;
  g_string_append_c (self->text, '}');
  naru_transaction_put_text (self->transaction, id, self->text->str, &self->error);
}

/* 010-0xxx and 031-0xx are given to nobody: a number of these never begins with 0. */
static char *
number (NaruSample *self, const char *prefix, int width, int count)
{
  int digits = (int) (((guint64) (count % 10000) * 7919 + self->seed % 10000) % 10000);

  return g_strdup_printf ("%s-%0*d-%04d", prefix, width, count / 10000, digits);
}

/**
 * naru_sample_mobile:
 *
 * 010-0xxx is given to nobody: a number after 010 never begins with 0.
 *
 * Returns: (transfer full): the next mobile phone number
 */
char *
naru_sample_mobile (NaruSample *self)
{
  return number (self, "010", 4, self->n_mobiles++);
}

/**
 * naru_sample_landline:
 *
 * 031-0xx is given to nobody.
 *
 * Returns: (transfer full): the next phone number
 */
char *
naru_sample_landline (NaruSample *self)
{
  return number (self, "031", 3, self->n_landlines++);
}

/* Enough to tell notes apart without keeping them all; two that meet by chance make one of them a sentence longer. */
static gpointer
digest (const char *text)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (const char *at = text; *at != '\0'; at++)
    hash = (hash ^ (guchar) *at) * G_GUINT64_CONSTANT (0x100000001b3);
  return GSIZE_TO_POINTER ((gsize) hash);
}

/**
 * naru_sample_note:
 *
 * Puts a note together of one line of each of @parts, and as many of @extra as make it new.
 *
 * Returns: (transfer full): a note that was not written before
 */
char *
naru_sample_note (NaruSample *self, NaruChance *chance, const NaruLines *parts, int n_parts,
                  const NaruLines *extra, const NaruSlots *slots)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < n_parts; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      naru_sample_expand (text, chance,
                          parts[i].lines[naru_chance_below (chance, parts[i].n_lines)], slots);
    }
  while (!g_hash_table_add (self->notes, digest (text->str)))
    {
      g_string_append_c (text, ' ');
      naru_sample_expand (text, chance, extra->lines[naru_chance_below (chance, extra->n_lines)],
                          slots);
    }
  return g_string_free (text, FALSE);
}
