/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trace that reading what is sensitive leaves: once a day, person, part and reader. */
#include "naru-assessment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"
#include "naru-identity.h"

static gboolean
write_readings (NaruTransaction *transaction, gpointer data, GError **error)
{
  GPtrArray *readings = data;

  for (guint i = 0; i < readings->len; i++)
    {
      NaruRecord *reading = g_ptr_array_index (readings, i);
      g_autoptr (NaruRecord) there
          = naru_transaction_get (transaction, naru_record_get_id (reading), NULL);

      if (there == NULL && !naru_transaction_put (transaction, reading, error))
        return FALSE;
    }
  return TRUE;
}

static NaruRecord *
make_reading (const char *id, const char *jobseeker, const char *staff, const char *on,
              const char *part)
{
  g_autoptr (NaruRecord) reading = naru_record_new (naru_record_type_find ("reading"), id);

  return naru_record_set (reading, "jobseeker", jobseeker, NULL)
                 && naru_record_set (reading, "staff", staff, NULL)
                 && naru_record_set (reading, "on", on, NULL)
                 && naru_record_set (reading, "part", part, NULL)
             ? g_steal_pointer (&reading)
             : NULL;
}

/* Under the id that its fields give, so that reading twice leaves one trace. */
static void
add_reading (GPtrArray *readings, NaruDesk *desk, const char *jobseeker, const char *part)
{
  const char *staff = naru_desk_get_staff (desk);
  g_autofree char *today = naru_desk_today (desk);
  g_autoptr (NaruRecord) draft = make_reading (NULL, jobseeker, staff, today, part);
  g_autofree char *id = draft != NULL ? naru_identity_of (draft) : NULL;

  if (id != NULL)
    g_ptr_array_add (readings, make_reading (id, jobseeker, staff, today, part));
}

/**
 * naru_desk_note_reading:
 * @desk: a desk
 * @jobseeker: id of a person
 * @part: code of the vocabulary "read-part"
 *
 * Notes that whoever works here looked at what is sensitive about a person. It is not in the undo list, and is written off
 * the main loop.
 */
void
naru_desk_note_reading (NaruDesk *desk, const char *jobseeker, const char *part)
{
  g_autofree char *now = naru_desk_now (desk);
  NaruWriteInfo info
      = { "", naru_desk_get_staff (desk), now, NARU_WRITE_NO_UNDO | NARU_WRITE_NO_HISTORY };
  GPtrArray *readings;

  if (info.author == NULL)
    return;
  readings = g_ptr_array_new_with_free_func (g_object_unref);
  add_reading (readings, desk, jobseeker, part);
  naru_store_write_async (naru_desk_get_store (desk), &info, write_readings, readings,
                          (GDestroyNotify) g_ptr_array_unref, NULL, NULL, NULL);
}

static gboolean
says_sensitive (NaruRecord *record, const NaruField *field)
{
  return (field->flags & NARU_FIELD_SENSITIVE) != 0 && naru_record_has (record, field->name);
}

/* Whom a record tells something sensitive about; NULL for nobody. */
static const char *
find_person (NaruRecord *record)
{
  const NaruRecordType *type = naru_record_get_record_type (record);
  gboolean sensitive = FALSE;

  for (const NaruField *field = type->fields; field->name != NULL && !sensitive; field++)
    sensitive = says_sensitive (record, field);
  if (!sensitive)
    return NULL;
  if (strcmp (type->name, "jobseeker") == 0)
    return naru_record_get_id (record);
  return naru_record_type_find_field (type, "jobseeker") != NULL
             ? naru_record_get (record, "jobseeker")
             : NULL;
}

/**
 * naru_desk_note_file:
 * @desk: a desk
 * @records: (element-type NaruRecord): what is about to be shown with its sensitive fields, outside the window
 * @error: return location for an error
 *
 * Notes it before it is shown, for each person who is told of.
 *
 * Returns: whether it may be shown; %NARU_ERROR_REFUSED where nobody works who could have read it
 */
gboolean
naru_desk_note_file (NaruDesk *desk, GPtrArray *records, GError **error)
{
  g_autofree char *now = naru_desk_now (desk);
  NaruWriteInfo info
      = { "", naru_desk_get_staff (desk), now, NARU_WRITE_NO_UNDO | NARU_WRITE_NO_HISTORY };
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) readings = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer person;

  for (guint i = 0; i < records->len; i++)
    {
      const char *id = find_person (g_ptr_array_index (records, i));

      if (id != NULL)
        g_hash_table_add (people, (gpointer) id);
    }
  if (g_hash_table_size (people) == 0)
    return TRUE;
  if (info.author == NULL)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Sensitive fields are shown to somebody who works here: reading them "
                              "leaves a trace. Open Naru once and say who you are."));
      return FALSE;
    }
  g_hash_table_iter_init (&iter, people);
  while (g_hash_table_iter_next (&iter, &person, NULL))
    add_reading (readings, desk, person, "file");
  return naru_store_write (naru_desk_get_store (desk), &info, write_readings, readings, error);
}
