/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a printed document says, in the language of its reader: gettext answers in that of the process alone, so the words
 * come from the message catalogues themselves. */
#include "naru-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-speech.h"

struct _NaruDocument
{
  gatomicrefcount references;
  NaruSpeech *speech;
  GPtrArray *blocks;
  char *foot;
};

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
  self->speech = naru_speech_new (language != NULL ? language : "en");
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
  naru_speech_free (self->speech);
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
  return naru_speech_get_language (self->speech);
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
  return naru_speech_say (self->speech, text);
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
  return naru_speech_say_term (self->speech, vocabulary, code);
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
  return naru_speech_say_date (self->speech, date);
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
  return naru_speech_say_time (self->speech, time);
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
