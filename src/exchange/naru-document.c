/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a printed document says, in the language of its reader: gettext answers in that of the process alone, so the words
 * come from the message catalogues themselves. */
#include "naru-document-private.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>
#include <string.h>

#include "naru-catalogue.h"
#include "naru-clock.h"
#include "naru-vocabulary.h"

struct _NaruDocument
{
  gatomicrefcount references;
  char *language;
  NaruCatalogue *catalogue; /* NULL for English */
  GPtrArray *blocks;
  char *foot;
};

static const char *const months[]
    = { NC_ ("month in a date", "January"),   NC_ ("month in a date", "February"),
        NC_ ("month in a date", "March"),     NC_ ("month in a date", "April"),
        NC_ ("month in a date", "May"),       NC_ ("month in a date", "June"),
        NC_ ("month in a date", "July"),      NC_ ("month in a date", "August"),
        NC_ ("month in a date", "September"), NC_ ("month in a date", "October"),
        NC_ ("month in a date", "November"),  NC_ ("month in a date", "December") };

static void
block_free (gpointer data)
{
  NaruBlock *block = data;

  g_strfreev (block->cells);
  g_free (block->shares);
  g_clear_pointer (&block->picture, g_bytes_unref);
  g_free (block);
}

/**
 * naru_document_new:
 * @language: "ko", "en" or "fr"; anything else is taken as English
 *
 * Returns: (transfer full): an empty document
 */
NaruDocument *
naru_document_new (const char *language)
{
  NaruDocument *self = g_new0 (NaruDocument, 1);

  g_atomic_ref_count_init (&self->references);
  self->language = g_strdup (language != NULL ? language : "en");
  if (strcmp (self->language, "en") != 0)
    self->catalogue = naru_catalogue_open (bindtextdomain (GETTEXT_PACKAGE, NULL), self->language,
                                           GETTEXT_PACKAGE);
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  return self;
}

/**
 * naru_document_ref:
 *
 * Returns: (transfer full): @self
 */
NaruDocument *
naru_document_ref (NaruDocument *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * naru_document_unref:
 *
 * Gives up a reference.
 */
void
naru_document_unref (NaruDocument *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->language);
  g_clear_pointer (&self->catalogue, naru_catalogue_free);
  g_ptr_array_unref (self->blocks);
  g_free (self->foot);
  g_free (self);
}

/**
 * naru_document_get_language:
 *
 * Returns: (transfer none): the language that it is written in
 */
const char *
naru_document_get_language (NaruDocument *self)
{
  return self->language;
}

/**
 * naru_document_get_blocks:
 *
 * Returns: (transfer none) (element-type NaruBlock): its content, from the top
 */
GPtrArray *
naru_document_get_blocks (NaruDocument *self)
{
  return self->blocks;
}

/**
 * naru_document_get_foot:
 *
 * Returns: (transfer none) (nullable): what stands at the foot of every page
 */
const char *
naru_document_get_foot (NaruDocument *self)
{
  return self->foot;
}

/**
 * naru_document_say:
 * @self: a document
 * @text: a text of the program, marked with N_()
 *
 * Returns: (transfer none): the text in the language of the document; @text itself where it has no translation
 */
const char *
naru_document_say (NaruDocument *self, const char *text)
{
  const char *translation = naru_catalogue_lookup (self->catalogue, text);

  return translation != NULL ? translation : text;
}

/**
 * naru_document_say_term:
 * @self: a document
 * @vocabulary: name of a vocabulary
 * @code: (nullable): a code of it
 *
 * Returns: (transfer none) (nullable): the label in the language of the document, or @code where there is none
 */
const char *
naru_document_say_term (NaruDocument *self, const char *vocabulary, const char *code)
{
  const char *label = code != NULL ? naru_vocabulary_label_in (naru_vocabulary_get (vocabulary),
                                                               code, self->language)
                                   : NULL;

  return label != NULL ? label : code;
}

static char *
format_day (NaruDocument *self, GDateTime *day)
{
  const char *month = months[g_date_time_get_month (day) - 1];
  g_autofree char *key = g_strconcat ("month in a date\004", month, NULL);
  const char *translation = naru_catalogue_lookup (self->catalogue, key);

  /* TRANSLATORS: day, month and year of a date in a printed document: 22 November 2026 */
  return g_strdup_printf (naru_document_say (self, N_ ("%1$d %2$s %3$d")),
                          g_date_time_get_day_of_month (day),
                          translation != NULL ? translation : month, g_date_time_get_year (day));
}

/**
 * naru_document_say_date:
 * @self: a document
 * @date: (nullable): "2026-11-22"
 *
 * Returns: (transfer full) (nullable): "22 November 2026" in the language of the document
 */
char *
naru_document_say_date (NaruDocument *self, const char *date)
{
  g_autofree char *midnight = date != NULL ? g_strconcat (date, "T00:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) day = midnight != NULL ? naru_time_parse (midnight) : NULL;

  return day != NULL ? format_day (self, day) : g_strdup (date);
}

/**
 * naru_document_say_time:
 * @self: a document
 * @time: (nullable): a time as on the wire
 *
 * Returns: (transfer full) (nullable): "22 November 2026, 14:00" where the desk is, in the language of the document
 */
char *
naru_document_say_time (NaruDocument *self, const char *time)
{
  g_autoptr (GDateTime) there = time != NULL ? naru_time_parse (time) : NULL;
  g_autoptr (GDateTime) here = there != NULL ? g_date_time_to_local (there) : NULL;
  g_autofree char *day = here != NULL ? format_day (self, here) : NULL;

  if (day == NULL)
    return g_strdup (time);
  /* TRANSLATORS: a date and a time of day in a printed document: 22 November 2026, 14:00 */
  return g_strdup_printf (naru_document_say (self, N_ ("%1$s, %2$02d:%3$02d")), day,
                          g_date_time_get_hour (here), g_date_time_get_minute (here));
}

static NaruBlock *
add (NaruDocument *self, NaruBlockKind kind, const char *const *cells)
{
  NaruBlock *block = g_new0 (NaruBlock, 1);

  block->kind = kind;
  block->cells = g_strdupv ((GStrv) cells);
  g_ptr_array_add (self->blocks, block);
  return block;
}

static void
add_one (NaruDocument *self, NaruBlockKind kind, const char *text)
{
  const char *const cells[] = { text, NULL };

  if (text != NULL && *text != '\0')
    add (self, kind, cells);
}

/**
 * naru_document_add_title:
 *
 * Adds the name of the document.
 */
void
naru_document_add_title (NaruDocument *self, const char *text)
{
  add_one (self, NARU_BLOCK_TITLE, text);
}

/**
 * naru_document_add_heading:
 *
 * Adds the heading of a part. It stays with what comes after it.
 */
void
naru_document_add_heading (NaruDocument *self, const char *text)
{
  add_one (self, NARU_BLOCK_HEADING, text);
}

/**
 * naru_document_add_text:
 *
 * Adds a paragraph; line breaks in it are kept.
 */
void
naru_document_add_text (NaruDocument *self, const char *text)
{
  add_one (self, NARU_BLOCK_TEXT, text);
}

/**
 * naru_document_add_note:
 *
 * Adds a paragraph in smaller letters.
 */
void
naru_document_add_note (NaruDocument *self, const char *text)
{
  add_one (self, NARU_BLOCK_NOTE, text);
}

/**
 * naru_document_add_item:
 *
 * Adds a point of a list.
 */
void
naru_document_add_item (NaruDocument *self, const char *text)
{
  add_one (self, NARU_BLOCK_ITEM, text);
}

/**
 * naru_document_add_pair:
 *
 * Adds a line of what something is called and what it is.
 */
void
naru_document_add_pair (NaruDocument *self, const char *key, const char *value)
{
  const char *const cells[] = { key, value, NULL };

  if (key != NULL && value != NULL && *value != '\0')
    add (self, NARU_BLOCK_PAIR, cells);
}

/**
 * naru_document_begin_table:
 * @self: a document
 * @headings: (array zero-terminated): of the columns, at most six
 * @shares: how wide they are, in relation to each other
 *
 * Begins a table; its headings stand on every page that it goes over.
 */
void
naru_document_begin_table (NaruDocument *self, const char *const *headings, const double *shares)
{
  NaruBlock *block = add (self, NARU_BLOCK_TABLE, headings);

  block->shares = g_memdup2 (shares, g_strv_length (block->cells) * sizeof *shares);
}

/**
 * naru_document_add_row:
 * @self: a document in which a table was begun
 * @cells: (array zero-terminated): as many as the table has columns; "" for an empty one
 *
 * Adds a row.
 */
void
naru_document_add_row (NaruDocument *self, const char *const *cells)
{
  add (self, NARU_BLOCK_ROW, cells);
}

/**
 * naru_document_add_signature:
 * @self: a document
 * @who: in which part: "Jobseeker"
 * @name: (nullable): the name in print
 * @date: (nullable): when it was signed, as people say it; a line to fill in is left without it
 * @picture: (nullable): the signature as PNG
 *
 * Adds a line to sign on. Two in a row stand beside each other.
 */
void
naru_document_add_signature (NaruDocument *self, const char *who, const char *name,
                             const char *date, GBytes *picture)
{
  const char *const cells[] = { who, name != NULL ? name : "", date != NULL ? date : "", NULL };
  NaruBlock *block = add (self, NARU_BLOCK_SIGNATURE, cells);

  block->picture = picture != NULL ? g_bytes_ref (picture) : NULL;
}

/**
 * naru_document_add_picture:
 * @self: a document
 * @picture: as PNG
 *
 * Adds a picture, such as a scan, on a page of its own, as large as it can be.
 */
void
naru_document_add_picture (NaruDocument *self, GBytes *picture)
{
  const char *const cells[] = { "", NULL };

  add (self, NARU_BLOCK_PICTURE, cells)->picture = g_bytes_ref (picture);
}

/**
 * naru_document_set_foot:
 *
 * What stands at the foot of every page, beside its number.
 */
void
naru_document_set_foot (NaruDocument *self, const char *text)
{
  g_free (self->foot);
  self->foot = g_strdup (text);
}
