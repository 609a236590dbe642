/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to exchange: what the parts of an import share. */
#pragma once

#include "naru-employer-merge.h"
#include "naru-import-value.h"
#include "naru-import.h"
#include "naru-table.h"

G_BEGIN_DECLS

struct _NaruImport
{
  GObject parent_instance;
  NaruDesk *desk;
  const NaruRecordType *type;
  GFile *file;
  char *name;
  GBytes *bytes;
  char *digest;
  const char *encoding;
  NaruTableFormat format;
  char separator;
  char *source;
  GPtrArray *columns; /* of char* */
  GPtrArray *targets; /* of char*, NULL for a column that is not imported */
  GPtrArray *preview; /* of char** */
  GPtrArray *notes; /* of char* */
  gint64 resume_after; /* rows that an earlier run of the same file has handled; 0 to begin anew */
  NaruImportSame same;
  GHashTable *same_of; /* row to NaruImportSame + 1, where the person chose for one */
};

/* Mapping */
void naru_import_guess_targets (NaruImport *self, NaruTable *table);
gboolean naru_import_restore_targets (NaruImport *self);
gboolean naru_import_keep_targets (NaruImport *self, GError **error);
gboolean naru_import_is_target (const NaruRecordType *type, const char *target);
const char *naru_import_heading_of (NaruImport *self, const char *target);

/**
 * NaruImportSlot: where a column goes
 * @kind: a field, or one of the two that are none
 */
typedef struct
{
  enum
  {
    SLOT_NONE,
    SLOT_FIELD,
    SLOT_MEMBER, /* "address.place": @member of @field */
    SLOT_ID, /* "id": the record itself */
    SLOT_AS_OF, /* "sources.on": when the source says so */
  } kind;
  const NaruField *field;
  const NaruField *member;
} NaruImportSlot;

NaruImportSlot naru_import_find_slot (const NaruRecordType *type, const char *target);

/**
 * NaruImportRun: one run over the file
 * @orders: how dates of each column are written
 * @slots: where each column goes
 * @dummy_id: for records that only carry the values of a row
 * @seen: ids met in this file, to their row and values
 * @committed: rows that earlier chunks have written for good
 * @names: names of records looked up for references
 * @index: (nullable): employers that are here, to find those that come a second time
 * @merges: of NaruPair: what the person wants merged, when all rows are in
 * @at_end: no row is left; what is to be merged may be
 * @times: times of imports so far: a change at another time was made by somebody
 */
typedef struct
{
  NaruImport *import;
  NaruTable *table;
  char *text;
  gsize length;
  NaruImportSlot *slots;
  NaruDateOrder *orders;
  char *dummy_id;
  GHashTable *seen;
  GHashTable *names;
  GHashTable *times;
  NaruEmployerIndex *index;
  GPtrArray *merges;
  gboolean at_end;
  char *author;
  char *at;
  char *today;
  char *as_of;
  NaruImportReport *report;
  gint64 committed;
  gboolean wrote;
  gboolean done;
  gboolean linked; /* our own export: values are taken as they are */
  GCancellable *cancellable;
} NaruImportRun;

/**
 * NaruImportRow: what one row says
 * @record: the values, under an id that is not the record's
 * @id: of the record that it is about
 * @column: where the trouble is, for an error
 */
typedef struct
{
  NaruRecord *record;
  char *id;
  const char *as_of;
  const char *column;
} NaruImportRow;

void naru_import_row_clear (NaruImportRow *row);
gboolean naru_import_build_row (NaruImportRun *run, NaruStore *store, char **cells,
                                NaruImportRow *row, GError **error);

/* What is special to a record type. */
gboolean naru_import_employer_value (NaruImportRun *run, const char *heading,
                                     const NaruField *field, NaruRecord *record, const char *value,
                                     gboolean *taken, GError **error);
gboolean naru_import_finish_employer (NaruImportRun *run, char **cells, NaruImportRow *row,
                                      GError **error);
gboolean naru_import_vacancy_value (NaruImportRun *run, const NaruField *field, NaruRecord *record,
                                    const char *value, gboolean *taken, GError **error);
gboolean naru_import_finish_vacancy (NaruImportRun *run, char **cells, NaruImportRow *row,
                                     GError **error);
gboolean naru_import_finish_person (NaruImportRun *run, char **cells, NaruImportRow *row,
                                    GError **error);
char *naru_import_digest (const char *first, ...) G_GNUC_NULL_TERMINATED;

NaruImportReport *naru_import_report_new (NaruImport *import);

void naru_import_note_pay (NaruImportRun *run, NaruRecord *record, guint number);
void naru_import_add_note (NaruImportRun *run, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean naru_import_update_record (NaruImportRun *run, NaruTransaction *transaction,
                                    NaruRecord *existing, NaruImportRow *row, guint number,
                                    GError **error);

/* Employers that may be here already */
gboolean naru_import_begin_same (NaruImportRun *run, NaruStore *store, GError **error);
gboolean naru_import_may_add (NaruImportRun *run, NaruStore *store, NaruImportRow *row,
                              guint number);
gboolean naru_import_merge_some (NaruImportRun *run, NaruTransaction *transaction, GError **error);

/* A run that writes nothing yet */
NaruImportRun *naru_import_run_new (NaruImport *self, GCancellable *cancellable, GError **error);
void naru_import_run_free (NaruImportRun *run);
void naru_import_tell_progress (NaruImportRun *run, NaruProgressFunc progress, gpointer data);
gboolean naru_import_open_table (NaruImportRun *run, GError **error);

NaruRecord *naru_import_follow_merge (NaruTransaction *transaction, NaruRecord *existing);
char *naru_import_resume_key (NaruImport *self);

/* Where facts come from, and whether somebody here changed one since. */
gboolean naru_import_mark_origin (NaruImportRun *run, NaruRecord *record, const char *as_of,
                                  GError **error);
gboolean naru_import_add_sources (NaruImportRun *run, NaruRecord *record, GPtrArray *fields,
                                  const char *as_of, GError **error);
gboolean naru_import_was_edited (NaruImportRun *run, NaruStore *store, NaruRecord *existing,
                                 const char *field);
gboolean naru_import_put_beside (NaruImportRun *run, NaruRecord *record, const char *field,
                                 const char *json, const char *as_of, gboolean *changed,
                                 GError **error);
gboolean naru_import_settle (NaruImportRun *run, NaruRecord *record, const char *field,
                             gboolean *changed, GError **error);

G_END_DECLS
