/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes records as they are read, a buffer at a time. What is sensitive leaves the house only when it is asked for. */
#include "naru-export.h"

#include "naru-csv.h"
#include "naru-error.h"
#include "naru-schema.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define BUFFER_BYTES (64 * 1024)

typedef struct
{
  NaruStore *store;
  const NaruRecordType *type;
  NaruExportFormat format;
  NaruExportFlags flags;
  char **headings;
  char *now;
  GPtrArray *left_out;
} Export;

static gboolean
has_ending (const char *name, const char *ending)
{
  gsize length = strlen (name), end = strlen (ending);

  return length > end && g_ascii_strcasecmp (name + length - end, ending) == 0;
}

static gboolean
guess_advert (const char *name, NaruExportFormat *format)
{
  static const struct
  {
    const char *ending;
    NaruExportFormat format;
  } endings[] = { { ".jsonld", NARU_EXPORT_JOB_POSTING },
                  { ".txt", NARU_EXPORT_TEXT },
                  { ".html", NARU_EXPORT_HTML },
                  { ".htm", NARU_EXPORT_HTML },
                  { ".pdf", NARU_EXPORT_PDF } };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (has_ending (name, endings[i].ending))
      {
        *format = endings[i].format;
        return TRUE;
      }
  return FALSE;
}

/**
 * naru_export_guess_format:
 * @name: name of a file
 * @type: what is to be exported
 * @format: (out): the format that its ending stands for
 * @error: return location for an error
 *
 * Returns: %TRUE, or %NARU_ERROR_INVALID if the ending is not known or not for this type
 */
gboolean
naru_export_guess_format (const char *name, const NaruRecordType *type, NaruExportFormat *format,
                          GError **error)
{
  if (has_ending (name, ".csv"))
    *format = NARU_EXPORT_CSV;
  else if (has_ending (name, ".jsonl") || has_ending (name, ".ndjson")
           || has_ending (name, ".json"))
    *format = NARU_EXPORT_JSON_LINES;
  else if (strcmp (type->name, "vacancy") == 0 && guess_advert (name, format))
    return TRUE;
  else if (has_ending (name, ".vcf") && strcmp (type->name, "contact") == 0)
    *format = NARU_EXPORT_VCARD;
  else if (has_ending (name, ".ics") && strcmp (type->name, "meeting") == 0)
    *format = NARU_EXPORT_CALENDAR;
  else
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                   _ ("The file must end with .csv or .jsonl, for contacts also .vcf, for meetings "
                      "also .ics, for vacancies also .jsonld, .txt, .html or .pdf."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_kept (const NaruField *field, NaruExportFlags flags)
{
  return (flags & NARU_EXPORT_SENSITIVE) != 0 || (field->flags & NARU_FIELD_SENSITIVE) == 0;
}

/* The headings without what is sensitive. */
static char **
list_headings (const NaruRecordType *type, NaruExportFlags flags)
{
  g_auto (GStrv) all = naru_schema_csv_headings (type);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (all[i], strcspn (all[i], "."));
      const NaruField *field = naru_record_type_find_field (type, name);

      if (field == NULL || is_kept (field, flags))
        g_ptr_array_add (kept, g_strdup (all[i]));
    }
  g_ptr_array_add (kept, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&kept), FALSE);
}

/* Words that may have commas in them stand between semicolons, and if they have these too, on lines of their own. */
static char *
join_set (NaruRecord *record, const NaruField *field)
{
  g_auto (GStrv) words = naru_record_get_set (record, field->name);
  gboolean plain = TRUE;
  g_autofree char *joined = NULL;

  if (field->vocabulary != NULL)
    return g_strjoinv (", ", words);
  for (guint i = 0; words[i] != NULL; i++)
    plain = plain && strpbrk (words[i], ";|") == NULL;
  if (plain)
    return g_strjoinv ("; ", words);
  joined = g_strjoinv ("\n", words);
  return g_strconcat (joined, "\n", NULL);
}

static char *
cell_text (Export *export, NaruRecord *record, const char *heading)
{
  g_autofree char *name = g_strndup (heading, strcspn (heading, "."));
  const NaruField *field = naru_record_type_find_field (export->type, name);

  if (strcmp (heading, "id") == 0)
    return g_strdup (naru_record_get_id (record));
  if (field == NULL)
    return g_strdup ("");
  if (strlen (name) < strlen (heading))
    return naru_record_get_member (record, name, heading + strlen (name) + 1);
  return field->kind == NARU_KIND_SET ? join_set (record, field)
                                      : g_strdup (naru_record_get (record, name));
}

static void
append_csv (Export *export, GString *out, NaruRecord *record)
{
  for (guint i = 0; export->headings[i] != NULL; i++)
    {
      g_autofree char *text = cell_text (export, record, export->headings[i]);

      naru_csv_append_cell (out, text, i == 0);
    }
  g_string_append (out, "\r\n");
}

static void
append_json (Export *export, GString *out, NaruRecord *record)
{
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (NaruJsonEdit));
  g_autofree char *id = naru_json_quote (naru_record_get_id (record));
  g_autofree char *text = NULL;
  NaruJsonEdit edit = { "_id", id };

  if (naru_record_get_span (record, "_id").text == NULL)
    g_array_append_val (edits, edit);
  for (const NaruField *field = export->type->fields; field->name != NULL; field++)
    if (!is_kept (field, export->flags) && naru_record_get_span (record, field->name).text != NULL)
      {
        edit = (NaruJsonEdit){ field->name, NULL };
        g_array_append_val (edits, edit);
      }
  text = naru_json_splice (naru_record_get_text (record),
                           (const NaruJsonEdit *) (gpointer) edits->data, edits->len);
  /* a line break in JSON stands between values only */
  g_string_append (out, g_strdelimit (text, "\r\n", ' '));
  g_string_append_c (out, '\n');
}

static char *
reference_title (Export *export, NaruRecord *record, const char *field)
{
  const char *id = naru_record_get (record, field);

  return id != NULL ? naru_store_get_title (export->store, id) : NULL;
}

static void
append_record (Export *export, GString *out, NaruRecord *record)
{
  g_autofree char *title = NULL;

  switch (export->format)
    {
    case NARU_EXPORT_CSV:
      append_csv (export, out, record);
      break;
    case NARU_EXPORT_JSON_LINES:
      append_json (export, out, record);
      break;
    case NARU_EXPORT_VCARD:
      title = reference_title (export, record, "employer");
      naru_export_append_vcard (out, record, title,
                                (export->flags & NARU_EXPORT_VCARD_4) != 0 ? 4 : 3);
      break;
    case NARU_EXPORT_CALENDAR:
      title = (export->flags & NARU_EXPORT_SENSITIVE) != 0
                  ? reference_title (export, record, "jobseeker")
                  : NULL;
      naru_export_append_event (out, record, title, export->now);
      break;
    default: /* advertisements are written together */
      break;
    }
}

static void
append_head (Export *export, GString *out)
{
  if (export->format == NARU_EXPORT_CSV)
    {
      if ((export->flags & NARU_EXPORT_BYTE_ORDER_MARK) != 0)
        g_string_append (out, "\xef\xbb\xbf");
      naru_csv_append_row (out, (const char *const *) export->headings);
    }
  else if (export->format == NARU_EXPORT_CALENDAR)
    g_string_append (
        out,
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Naru//Naru//EN\r\nCALSCALE:GREGORIAN\r\n");
}

static gboolean
flush (GOutputStream *stream, GString *out, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gsize written;

  if (g_output_stream_write_all (stream, out->str, out->len, &written, cancellable, &reason))
    {
      g_string_set_size (out, 0);
      return TRUE;
    }
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, NARU_ERROR, NARU_ERROR_CANCELLED, _ ("Cancelled."));
  else
    g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("The file cannot be written: %s"),
                 reason->message);
  return FALSE;
}

static gboolean
write_adverts (Export *export, GArray *numbers, GOutputStream *stream, GCancellable *cancellable,
               guint *n_records, GError **error)
{
  g_autoptr (GPtrArray) vacancies = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) employers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) left_out = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *today
      = g_strdup_printf ("%.4s-%.2s-%.2s", export->now, export->now + 4, export->now + 6);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GString) out = NULL;

  for (guint i = 0; i < numbers->len; i++)
    {
      NaruRecord *record
          = naru_store_get_by_number (export->store, g_array_index (numbers, gint64, i), NULL);

      if (record == NULL)
        continue;
      g_ptr_array_add (vacancies, record);
      g_ptr_array_add (employers, reference_title (export, record, "employer"));
    }
  bytes = naru_export_adverts (vacancies, (const char *const *) employers->pdata, export->format,
                               today, left_out, error);
  if (bytes == NULL)
    return FALSE;
  *n_records = vacancies->len - left_out->len;
  if (export->left_out != NULL)
    g_ptr_array_extend_and_steal (export->left_out, g_steal_pointer (&left_out));
  out = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  return flush (stream, out, cancellable, error);
}

static gboolean
write_records (Export *export, GArray *numbers, GOutputStream *stream, GCancellable *cancellable,
               guint *n_records, GError **error)
{
  g_autoptr (GString) out = g_string_sized_new (BUFFER_BYTES);

  if (naru_export_is_advert (export->format))
    return write_adverts (export, numbers, stream, cancellable, n_records, error);
  append_head (export, out);
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (NaruRecord) record
          = naru_store_get_by_number (export->store, g_array_index (numbers, gint64, i), NULL);

      /* deleted since the list was made */
      if (record == NULL)
        continue;
      append_record (export, out, record);
      (*n_records)++;
      if (out->len >= BUFFER_BYTES && !flush (stream, out, cancellable, error))
        return FALSE;
    }
  if (export->format == NARU_EXPORT_CALENDAR)
    g_string_append (out, "END:VCALENDAR\r\n");
  return flush (stream, out, cancellable, error);
}

/**
 * naru_export_write:
 * @store: the store
 * @query: which records
 * @format: see naru_export_guess_format()
 * @flags: what may leave the house
 * @stream: where to write
 * @cancellable: (nullable): gives up
 * @n_records: (out): how many were written
 * @left_out: (nullable) (element-type utf8): receives a sentence for each vacancy that lacks what its format needs
 * @error: return location for an error
 *
 * Returns: %TRUE if everything is written
 */
gboolean
naru_export_write (NaruStore *store, const NaruQuery *query, NaruExportFormat format,
                   NaruExportFlags flags, GOutputStream *stream, GCancellable *cancellable,
                   guint *n_records, GPtrArray *left_out, GError **error)
{
  const NaruRecordType *type = naru_record_type_find (naru_query_get_type_name (query));
  g_autoptr (GArray) numbers = naru_store_list (store, query, cancellable, error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_auto (GStrv) headings = NULL;
  g_autofree char *stamp = NULL;
  Export export = { store, type, format, flags, .left_out = left_out };

  *n_records = 0;
  if (numbers == NULL)
    return FALSE;
  export.headings = headings = list_headings (type, flags);
  export.now = stamp = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  return write_records (&export, numbers, stream, cancellable, n_records, error);
}

/**
 * naru_export_to_file:
 * @store: the store
 * @query: which records
 * @format: see naru_export_guess_format()
 * @flags: what may leave the house
 * @file: where to write, for its owner only; what is there is replaced when all is written
 * @cancellable: (nullable): gives up, and leaves what was there
 * @n_records: (out): how many were written
 * @left_out: (nullable) (element-type utf8): receives a sentence for each vacancy that lacks what its format needs
 * @error: return location for an error
 *
 * Returns: %TRUE if everything is written
 */
gboolean
naru_export_to_file (NaruStore *store, const NaruQuery *query, NaruExportFormat format,
                     NaruExportFlags flags, GFile *file, GCancellable *cancellable,
                     guint *n_records, GPtrArray *left_out, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileOutputStream) stream = g_file_replace (
      file, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, cancellable,
      &reason);
  g_autoptr (GCancellable) give_up = g_cancellable_new ();

  if (stream == NULL)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("The file cannot be written: %s"),
                   reason->message);
      return FALSE;
    }
  if (!naru_export_write (store, query, format, flags, G_OUTPUT_STREAM (stream), cancellable,
                          n_records, left_out, error))
    {
      /* closing with a cancelled cancellable throws the new file away */
      g_cancellable_cancel (give_up);
      g_output_stream_close (G_OUTPUT_STREAM (stream), give_up, NULL);
      return FALSE;
    }
  if (g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &reason))
    return TRUE;
  g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("The file cannot be written: %s"),
               reason->message);
  return FALSE;
}
