/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document to print: headings, paragraphs, key and value, tables, lines to sign on; laid out on pages, in ordinary or
 * large print, and drawn with cairo: on paper, into a PDF, or on the screen. */
#pragma once

#include <cairo.h>
#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_A4_WIDTH 595.28 /* points */
#define NARU_A4_HEIGHT 841.89

typedef enum
{
  NARU_PRINT_ORDINARY = 0,
  NARU_PRINT_LARGE = 1 << 0, /* letters of 18 points, tables as lists */
} NaruPrintFlags;

typedef struct _NaruDocument NaruDocument;

/* The language of the reader, who may have another than the desk: "ko", "en" or "fr". */
NaruDocument *naru_document_new (const char *language);
NaruDocument *naru_document_ref (NaruDocument *self);
void naru_document_unref (NaruDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruDocument, naru_document_unref)

/* Words in that language. */
const char *naru_document_get_language (NaruDocument *self);
const char *naru_document_say (NaruDocument *self, const char *text);
const char *naru_document_say_term (NaruDocument *self, const char *vocabulary, const char *code);
char *naru_document_say_date (NaruDocument *self, const char *date);
char *naru_document_say_time (NaruDocument *self, const char *time);

/* Its content, from the top. What is empty or NULL is left out. */
void naru_document_add_title (NaruDocument *self, const char *text);
void naru_document_add_heading (NaruDocument *self, const char *text);
void naru_document_add_text (NaruDocument *self, const char *text);
void naru_document_add_note (NaruDocument *self, const char *text);
void naru_document_add_item (NaruDocument *self, const char *text);
void naru_document_add_pair (NaruDocument *self, const char *key, const char *value);
void naru_document_begin_table (NaruDocument *self, const char *const *headings,
                                const double *shares);
void naru_document_add_row (NaruDocument *self, const char *const *cells);
void naru_document_add_signature (NaruDocument *self, const char *who, const char *name,
                                  const char *date, GBytes *picture);
/* A picture (PNG) as large as a page allows, on a page of its own. */
void naru_document_add_picture (NaruDocument *self, GBytes *picture);
void naru_document_set_foot (NaruDocument *self, const char *text);

/* Makes the document about a record in a language; may run on another thread, with a desk that only reads. */
typedef NaruDocument *(*NaruDocumentFunc) (NaruDesk *reader, const char *id, const char *language,
                                           GError **error);

/* Pages. A layout is used on one thread; all measures are points. */
typedef struct _NaruLayout NaruLayout;

NaruLayout *naru_layout_new (NaruDocument *document, double width, double height,
                             NaruPrintFlags flags);
void naru_layout_free (NaruLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruLayout, naru_layout_free)
guint naru_layout_get_n_pages (NaruLayout *self);
void naru_layout_draw (NaruLayout *self, guint page, cairo_t *cr);

GBytes *naru_document_to_pdf (NaruDocument *self, NaruPrintFlags flags, GError **error);
GBytes *naru_documents_to_pdf (GPtrArray *documents, NaruPrintFlags flags, GError **error);

G_END_DECLS
