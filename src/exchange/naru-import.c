/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file that is to be imported, before anything is written: its preview, and what somebody changes about how it is read. */
#include "naru-import-private.h"

#include "naru-decode.h"
#include "naru-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* Enough for the preview of a table; the whole file is read when the import runs. */
#define PREVIEW_BYTES (256 * 1024)

/* A file that is larger is no list of a centre's records. */
#define LARGEST_FILE (G_GINT64_CONSTANT (1) << 30)

G_DEFINE_FINAL_TYPE (NaruImport, naru_import, G_TYPE_OBJECT)

static void
naru_import_finalize (GObject *object)
{
  NaruImport *self = NARU_IMPORT (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->file);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self->source);
  g_free (self->digest);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->targets);
  g_ptr_array_unref (self->preview);
  g_ptr_array_unref (self->notes);
  g_clear_pointer (&self->same_of, g_hash_table_unref);
  G_OBJECT_CLASS (naru_import_parent_class)->finalize (object);
}

static void
naru_import_class_init (NaruImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_import_finalize;
}

static void
naru_import_init (NaruImport *self)
{
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->targets = g_ptr_array_new_with_free_func (g_free);
  self->preview = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->notes = g_ptr_array_new_with_free_func (g_free);
}

/* Only the beginning of a table, up to the end of a line. */
static gsize
preview_length (NaruImport *self, const char *bytes, gsize length)
{
  if (self->format != NARU_TABLE_CSV || length <= PREVIEW_BYTES)
    return length;
  length = PREVIEW_BYTES;
  while (length > PREVIEW_BYTES / 2 && bytes[length - 1] != '\n')
    length--;
  /* the other half of the line end */
  return g_strcmp0 (self->encoding, "UTF-16LE") == 0 ? length + 1 : length;
}

static void
note_damage (NaruImport *self, GArray *lines)
{
  g_autoptr (GString) list = g_string_new (NULL);

  if (lines->len == 0)
    return;
  for (guint i = 0; i < MIN (lines->len, 10); i++)
    g_string_append_printf (list, "%s%u", i > 0 ? ", " : "", g_array_index (lines, guint, i));
  if (lines->len > 10)
    g_string_append (list, ", …");
  g_ptr_array_add (
      self->notes,
      g_strdup_printf (_ ("Some characters cannot be read in these lines: %s."), list->str));
}

/* Reads headings and the first rows; the targets stay if the headings do. */
static gboolean
read_preview (NaruImport *self, GError **error)
{
  gsize length;
  const char *bytes = g_bytes_get_data (self->bytes, &length);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NaruTable) table = NULL;
  g_autofree char *text = NULL;
  const char *problem;
  gboolean repaired;
  guint row;

  length = preview_length (self, bytes, length);
  text = naru_decode (bytes, length, self->encoding, &length, lines, error);
  if (text == NULL)
    return FALSE;
  table = naru_table_new (self->format, text, length, self->separator, error);
  if (table == NULL)
    return FALSE;
  self->separator = naru_table_get_separator (table);
  g_ptr_array_set_size (self->columns, 0);
  g_ptr_array_set_size (self->targets, 0);
  g_ptr_array_set_size (self->preview, 0);
  g_ptr_array_set_size (self->notes, 0);
  note_damage (self, lines);
  for (guint i = 0; i < naru_table_get_n_columns (table); i++)
    g_ptr_array_add (self->columns, g_strdup (naru_table_get_heading (table, i)));
  g_ptr_array_set_size (self->targets, (int) self->columns->len);
  while (self->preview->len < NARU_IMPORT_PREVIEW_ROWS
         && naru_table_next (table, cells, &row, &problem, &repaired))
    {
      g_autoptr (GPtrArray) kept = g_ptr_array_new ();

      if (repaired)
        g_ptr_array_add (
            self->notes,
            g_strdup_printf (_ ("Row %u: the quotation marks do not match; it was read by guess."),
                             row));
      for (guint i = 0; i < self->columns->len; i++)
        g_ptr_array_add (kept, g_strdup (g_ptr_array_index (cells, i)));
      g_ptr_array_add (kept, NULL);
      g_ptr_array_add (self->preview, g_ptr_array_free (g_steal_pointer (&kept), FALSE));
    }
  naru_import_guess_targets (self, table);
  return TRUE;
}

static gboolean
refuse_format (const char *bytes, gsize length, GError **error)
{
  if (length >= 4
      && (memcmp (bytes, "PK\x03\x04", 4) == 0 || memcmp (bytes, "\xd0\xcf\x11\xe0", 4) == 0))
    {
      g_set_error_literal (
          error, NARU_ERROR, NARU_ERROR_FILE,
          _ ("This is a spreadsheet or document. Please save it there as CSV and import that."));
      return TRUE;
    }
  if (length >= 4 && memcmp (bytes, "%PDF", 4) == 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_FILE,
                           _ ("A PDF file has no rows that could be imported."));
      return TRUE;
    }
  return FALSE;
}

static gboolean
check_size (NaruImport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (
      self->file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
      G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("“%s” is a folder."), self->name);
      return FALSE;
    }
  if (g_file_info_get_size (info) <= LARGEST_FILE)
    return TRUE;
  g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("“%s” is larger than 1 GiB."), self->name);
  return FALSE;
}

/* Everything that needs no store, so that it can run on another thread. */
static gboolean
load (NaruImport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;
  const char *bytes;
  gsize length;

  if (check_size (self, cancellable, &reason))
    self->bytes = g_file_load_bytes (self->file, cancellable, NULL, &reason);
  if (self->bytes == NULL)
    {
      if (reason->domain == NARU_ERROR)
        g_propagate_error (error, g_steal_pointer (&reason));
      else
        g_set_error (error, NARU_ERROR,
                     g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                         ? NARU_ERROR_NOT_FOUND
                         : NARU_ERROR_FILE,
                     _ ("“%s” cannot be read: %s"), self->name, reason->message);
      return FALSE;
    }
  bytes = g_bytes_get_data (self->bytes, &length);
  if (length == 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_FILE, _ ("The file is empty."));
      return FALSE;
    }
  if (refuse_format (bytes, length, error))
    return FALSE;
  self->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->bytes);
  self->encoding = naru_decode_guess (bytes, length);
  self->format = naru_table_guess_format (self->name, bytes, length);
  return read_preview (self, error);
}

/* The name of the file without its ending. */
static char *
guess_source (const char *name)
{
  const char *dot = strrchr (name, '.');

  return g_strndup (name, dot != NULL && dot > name ? (gsize) (dot - name) : strlen (name));
}

static NaruImport *
create (NaruDesk *desk, const char *type_name, GFile *file, GError **error)
{
  const NaruRecordType *type = naru_record_type_find (type_name);
  g_autofree char *display = NULL;
  NaruImport *self;

  if (type == NULL || type->append_only || type->circle == NARU_CIRCLE_OWN)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                   _ ("Records of the type “%s” cannot be imported."), type_name);
      return NULL;
    }
  self = g_object_new (NARU_TYPE_IMPORT, NULL);
  self->desk = g_object_ref (desk);
  self->type = type;
  self->file = g_object_ref (file);
  display = g_file_get_basename (file);
  self->name = g_filename_display_name (display != NULL ? display : "");
  self->source = guess_source (self->name);
  return self;
}

/**
 * naru_import_open:
 * @desk: whoever imports
 * @type: name of a record type
 * @file: what to import
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the file, read so far as to show and to change how it is taken; %NULL with
 *   %NARU_ERROR_FILE, %NARU_ERROR_NOT_FOUND or %NARU_ERROR_JSON if there is nothing in it that could be imported
 */
NaruImport *
naru_import_open (NaruDesk *desk, const char *type, GFile *file, GError **error)
{
  g_autoptr (NaruImport) self = NULL;

  g_return_val_if_fail (NARU_IS_DESK (desk) && type != NULL && G_IS_FILE (file), NULL);

  self = create (desk, type, file, error);
  if (self == NULL || !load (self, NULL, error))
    return NULL;
  naru_import_restore_targets (self);
  naru_import_set_resume (self, TRUE);
  return g_steal_pointer (&self);
}

static void
open_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (load (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * naru_import_open_async:
 * @desk: whoever imports
 * @type: name of a record type
 * @file: what to import
 * @cancellable: (nullable): gives up
 * @callback: called on this thread when the file is read
 * @user_data: data for @callback
 *
 * Like naru_import_open(), on another thread.
 */
void
naru_import_open_async (NaruDesk *desk, const char *type, GFile *file, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  NaruImport *self;

  g_return_if_fail (NARU_IS_DESK (desk) && type != NULL && G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, naru_import_open_async);
  self = create (desk, type, file, &error);
  if (self == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, self, g_object_unref);
  g_task_run_in_thread (task, open_cb);
}

/**
 * naru_import_open_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): see naru_import_open()
 */
NaruImport *
naru_import_open_finish (GAsyncResult *result, GError **error)
{
  NaruImport *self;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  self = g_task_get_task_data (G_TASK (result));
  naru_import_restore_targets (self);
  naru_import_set_resume (self, TRUE);
  return g_object_ref (self);
}

/**
 * naru_import_resume_key:
 * @self: an import
 *
 * Returns: (transfer full): the setting that says how far an import of this very file came
 */
char *
naru_import_resume_key (NaruImport *self)
{
  return g_strdup_printf ("import-stopped/%s/%s", self->type->name, self->digest);
}

/**
 * naru_import_get_stopped_at:
 * @self: an import
 *
 * Returns: how many rows of this very file an import has handled that was stopped; 0 for none
 */
gint64
naru_import_get_stopped_at (NaruImport *self)
{
  g_autofree char *key = naru_import_resume_key (self);
  g_autofree char *place = naru_store_get_setting (naru_desk_get_store (self->desk), key);

  return place != NULL ? g_ascii_strtoll (place, NULL, 10) : 0;
}

/**
 * naru_import_set_resume:
 * @self: an import
 * @resume: whether to go on where it was stopped; so it is, unless it is told otherwise
 *
 * Rows that were handled are not compared again; one whose record is gone since, such as by undo, is imported anew.
 */
void
naru_import_set_resume (NaruImport *self, gboolean resume)
{
  self->resume_after = resume ? naru_import_get_stopped_at (self) : 0;
}

/**
 * naru_import_get_record_type:
 * @self: an import
 *
 * Returns: (transfer none): what its rows become
 */
const NaruRecordType *
naru_import_get_record_type (NaruImport *self)
{
  return self->type;
}

/**
 * naru_import_get_file:
 * @self: an import
 *
 * Returns: (transfer none): the file
 */
GFile *
naru_import_get_file (NaruImport *self)
{
  return self->file;
}

/**
 * naru_import_get_format:
 * @self: an import
 *
 * Returns: (transfer none): the name of the format, for people
 */
const char *
naru_import_get_format (NaruImport *self)
{
  switch (self->format)
    {
    case NARU_TABLE_JSON:
      return "JSON";
    case NARU_TABLE_JSON_LD:
      return "JSON-LD";
    case NARU_TABLE_VCARD:
      return "vCard";
    default:
      return "CSV";
    }
}

/**
 * naru_import_set_source:
 * @self: an import
 * @source: a name, such as "companies-house" or "clients of the old system"
 *
 * Names the source: rows of one source are recognised when it is imported again.
 */
void
naru_import_set_source (NaruImport *self, const char *source)
{
  g_autofree char *name = g_strstrip (g_strdup (source != NULL ? source : ""));

  g_free (self->source);
  self->source = *name != '\0' ? g_steal_pointer (&name) : guess_source (self->name);
}

/**
 * naru_import_get_encoding:
 * @self: an import
 *
 * Returns: (transfer none): the encoding that it is read in
 */
const char *
naru_import_get_encoding (NaruImport *self)
{
  return self->encoding;
}

/**
 * naru_import_set_encoding:
 * @self: an import
 * @encoding: one of naru_decode_encodings(), or another name of it
 * @error: return location for an error
 *
 * Reads the preview anew; columns and mapping are guessed again.
 *
 * Returns: %TRUE if the file can be read so; otherwise nothing has changed
 */
gboolean
naru_import_set_encoding (NaruImport *self, const char *encoding, GError **error)
{
  const char *found = naru_decode_find_encoding (encoding);
  const char *before = self->encoding;
  char separator = self->separator;

  if (found == NULL)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("The encoding “%s” is not known."),
                   encoding);
      return FALSE;
    }
  self->encoding = found;
  self->separator = 0;
  if (read_preview (self, error))
    {
      naru_import_restore_targets (self);
      return TRUE;
    }
  self->encoding = before;
  self->separator = separator;
  return FALSE;
}

/**
 * naru_import_get_separator:
 * @self: an import
 *
 * Returns: what stands between cells; 0 if the format has no such thing
 */
char
naru_import_get_separator (NaruImport *self)
{
  return self->separator;
}

/**
 * naru_import_set_separator:
 * @self: an import
 * @separator: one of , ; \t |
 * @error: return location for an error
 *
 * Reads the preview anew; columns and mapping are guessed again.
 *
 * Returns: %TRUE if the file can be read so; otherwise nothing has changed
 */
gboolean
naru_import_set_separator (NaruImport *self, char separator, GError **error)
{
  char before = self->separator;

  if (self->format != NARU_TABLE_CSV || separator == '\0' || strchr (",;\t|", separator) == NULL)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("That cannot stand between the cells of this file."));
      return FALSE;
    }
  self->separator = separator;
  if (read_preview (self, error))
    {
      naru_import_restore_targets (self);
      return TRUE;
    }
  self->separator = before;
  return FALSE;
}

/**
 * naru_import_get_n_columns:
 * @self: an import
 *
 * Returns: how many columns the file has
 */
guint
naru_import_get_n_columns (NaruImport *self)
{
  return self->columns->len;
}

/**
 * naru_import_get_column:
 * @self: an import
 * @column: position
 *
 * Returns: (transfer none): the heading
 */
const char *
naru_import_get_column (NaruImport *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);

  return g_ptr_array_index (self->columns, column);
}

/**
 * naru_import_get_n_preview_rows:
 * @self: an import
 *
 * Returns: how many rows can be shown
 */
guint
naru_import_get_n_preview_rows (NaruImport *self)
{
  return self->preview->len;
}

/**
 * naru_import_get_cell:
 * @self: an import
 * @row: position in the preview
 * @column: position
 *
 * Returns: (transfer none): what the cell says
 */
const char *
naru_import_get_cell (NaruImport *self, guint row, guint column)
{
  g_return_val_if_fail (row < self->preview->len && column < self->columns->len, "");

  return ((char **) g_ptr_array_index (self->preview, row))[column];
}

/**
 * naru_import_get_notes:
 * @self: an import
 *
 * Returns: (transfer full): sentences about how the preview was read
 */
char **
naru_import_get_notes (NaruImport *self)
{
  char **notes = g_new0 (char *, self->notes->len + 1);

  for (guint i = 0; i < self->notes->len; i++)
    notes[i] = g_strdup (g_ptr_array_index (self->notes, i));
  return notes;
}
