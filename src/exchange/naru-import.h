/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Import of a file into one record type: what the file says, which column gives which field, and what became of it. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

#define NARU_TYPE_IMPORT (naru_import_get_type ())
G_DECLARE_FINAL_TYPE (NaruImport, naru_import, NARU, IMPORT, GObject)

/* How many rows the preview has. */
#define NARU_IMPORT_PREVIEW_ROWS 20

/* Opening: format by ending and content (CSV, JSON lines, JSON-LD, vCard, jCard), encoding, separator and mapping guessed;
 * a mapping that was used before for the same headings comes back. The asynchronous form reads off the main loop. */
NaruImport *naru_import_open (NaruDesk *desk, const char *type, GFile *file, GError **error);
void naru_import_open_async (NaruDesk *desk, const char *type, GFile *file,
                             GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
NaruImport *naru_import_open_finish (GAsyncResult *result, GError **error);

const NaruRecordType *naru_import_get_record_type (NaruImport *self);
GFile *naru_import_get_file (NaruImport *self);
/* "CSV", "JSON lines", "JSON-LD", "vCard": for people */
const char *naru_import_get_format (NaruImport *self);

/* Names the origin of the facts and keeps the numbers of one source apart from those of another; guessed from the file
 * name. The same source again recognises its rows. */
void naru_import_set_source (NaruImport *self, const char *source);

/* Encoding: "UTF-8", "UTF-16LE", "UTF-16BE", "CP949" (covers EUC-KR), "WINDOWS-1252". Changing it reads the preview anew. */
const char *naru_import_get_encoding (NaruImport *self);
gboolean naru_import_set_encoding (NaruImport *self, const char *encoding, GError **error);

/* Separator: one of , ; \t | ; 0 where the format has none, and then it cannot be set. */
char naru_import_get_separator (NaruImport *self);
gboolean naru_import_set_separator (NaruImport *self, char separator, GError **error);

/* The preview: headings, and up to NARU_IMPORT_PREVIEW_ROWS rows of as many cells (never NULL). */
guint naru_import_get_n_columns (NaruImport *self);
const char *naru_import_get_column (NaruImport *self, guint column);
guint naru_import_get_n_preview_rows (NaruImport *self);
const char *naru_import_get_cell (NaruImport *self, guint row, guint column);
/* Sentences about the reading itself: damaged characters, repaired quotes, with their rows. */
char **naru_import_get_notes (NaruImport *self);

/**
 * NaruImportTarget: something that a column can give
 * @name: a field, or "object.member": "address.postcode"
 * @label: for people
 * @required: a record is not saved without it
 */
typedef struct
{
  char *name;
  char *label;
  gboolean required;
} NaruImportTarget;

void naru_import_target_free (NaruImportTarget *target);
/* (transfer container): in the order of the dictionary */
GPtrArray *naru_import_list_targets (NaruImport *self);

/* Mapping: NULL for a column that is not imported. Several columns may give one field of long text; elsewhere the first
 * that is filled in counts. */
const char *naru_import_get_target (NaruImport *self, guint column);
gboolean naru_import_set_target (NaruImport *self, guint column, const char *target,
                                 GError **error);
/* What keeps the import from starting: translated sentences; empty when nothing does. */
char **naru_import_get_problems (NaruImport *self);

/* An import of this very file that was stopped: how many rows it has handled, 0 for none. Running goes on after them, unless
 * it is told to begin anew. */
gint64 naru_import_get_stopped_at (NaruImport *self);
void naru_import_set_resume (NaruImport *self, gboolean resume);

/**
 * NaruImportSame: what becomes of a row about an employer that may be here under another number
 * @NARU_IMPORT_SAME_ADD: it is added, and the report tells
 * @NARU_IMPORT_SAME_SKIP: it is left out
 * @NARU_IMPORT_SAME_MERGE: it is added and merged into the one that is here, without a loss: see naru_employer_merge()
 */
typedef enum
{
  NARU_IMPORT_SAME_ADD,
  NARU_IMPORT_SAME_SKIP,
  NARU_IMPORT_SAME_MERGE,
} NaruImportSame;

/**
 * NaruImportDuplicate: a row about an employer that may be here already, or in an earlier row
 * @row: as people count
 * @title: the name in the row
 * @other: the name of the other one
 * @reason: translated: "Same phone, and names that are near"
 */
typedef struct
{
  guint row;
  char *title;
  char *other;
  char *reason;
} NaruImportDuplicate;

void naru_import_duplicate_free (NaruImportDuplicate *duplicate);
/* Reads the whole file and writes nothing; empty for what is no employer. @reader: a store of the thread. Not for the main
 * loop. */
GPtrArray *naru_import_find_duplicates (NaruImport *self, NaruStore *reader,
                                        GCancellable *cancellable, NaruProgressFunc progress,
                                        gpointer progress_data, GError **error);
/* What becomes of them: of all, and of one row by itself. */
void naru_import_set_same (NaruImport *self, NaruImportSame same);
void naru_import_set_same_of (NaruImport *self, guint row, NaruImportSame same);

/**
 * NaruImportRejection: a row, or one value of it, that was not taken
 * @row: line of the table as people count: 1 is the heading; for vCards and JSON lines the number of the card or line
 * @column: heading of the column; NULL when it is about the whole row
 * @reason: one sentence, translated
 * @cells: the row as it was read, under the headings
 */
typedef struct
{
  guint row;
  char *column;
  char *reason;
  char **cells;
} NaruImportRejection;

/**
 * NaruImportReport:
 * @kept: values left alone since somebody here edited them after the last import
 * @asked: of these, what the page of an employer asks about from now on
 * @same: rows about employers that may have been here already: of these @merged were merged and @left_out left out
 * @skipped: handled by an earlier run that was stopped, and not looked at again
 * @cancelled: stopped before the end; what was read so far is in the store
 * @headings: of the file
 * @rejections: of NaruImportRejection
 * @notes: translated sentences with their rows: values kept, rows that say the same, repairs; at most 1,000
 */
typedef struct
{
  gint64 read;
  gint64 added;
  gint64 updated;
  gint64 unchanged;
  gint64 rejected;
  gint64 kept;
  gint64 asked;
  gint64 same;
  gint64 merged;
  gint64 left_out;
  gint64 skipped;
  gboolean cancelled;
  char **headings;
  GPtrArray *rejections;
  GPtrArray *notes;
} NaruImportReport;

void naru_import_report_free (NaruImportReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruImportReport, naru_import_report_free)

/* One sentence: "10,492 read: 10,492 added, 0 updated, 0 unchanged, 0 rejected." */
char *naru_import_report_to_text (const NaruImportReport *report);
/* The rejected rows under their headings, the reason in the last column, for nobody else to read (0600). */
gboolean naru_import_report_write_rejected (const NaruImportReport *report, const char *path,
                                            GError **error);

/* Running: one step of the undo list, written in chunks. progress counts bytes of the file. Cancelling keeps what is
 * written and says so in the report; it is not an error. */
NaruImportReport *naru_import_run (NaruImport *self, GCancellable *cancellable,
                                   NaruProgressFunc progress, gpointer data, GError **error);
void naru_import_run_async (NaruImport *self, GCancellable *cancellable, NaruProgressFunc progress,
                            gpointer progress_data, GAsyncReadyCallback callback,
                            gpointer user_data);
NaruImportReport *naru_import_run_finish (NaruImport *self, GAsyncResult *result, GError **error);

/* What a new record has where nobody says anything else: "draft" as the stage of a vacancy. */
const char *naru_import_default_value (const char *type, const char *field);
void naru_import_fill_defaults (NaruRecord *record);

G_END_DECLS
