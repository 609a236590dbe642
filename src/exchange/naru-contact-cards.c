/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards of people at one employer. A person who is known at another one is there, too, from then on. */
#include "naru-contact-cards.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-decode.h"
#include "naru-error.h"
#include "naru-export.h"
#include "naru-identity.h"
#include "naru-table.h"

/* What a field does not take is no reason to refuse a card. */
static void
set_cell (NaruRecord *record, const char *target, const char *cell)
{
  const char *dot = strchr (target, '.');
  g_autofree char *object = dot != NULL ? g_strndup (target, (gsize) (dot - target)) : NULL;
  g_autoptr (GError) error = NULL;

  if (*cell == '\0')
    return;
  if (!(object != NULL ? naru_record_set_member (record, object, dot + 1, cell, &error)
                       : naru_record_set (record, target, cell, &error)))
    g_debug ("A line of a card was left out: %s", error->message);
}

static NaruRecord *
read_card (GPtrArray *headings, const NaruTableRow *row, const char *employer)
{
  g_autoptr (NaruRecord) record = naru_record_new (naru_record_type_find ("contact"), NULL);
  const char *uid;
  g_autofree char *key = NULL;
  g_autofree char *id = NULL;

  for (guint i = 0; i < headings->len && row->cells[i] != NULL; i++)
    {
      const char *target = naru_table_vcard_target (headings->pdata[i]);

      if (target != NULL)
        set_cell (record, target, row->cells[i]);
    }
  uid = naru_record_get (record, "sourceKey");
  key = uid != NULL ? g_strconcat ("vcard:", uid, NULL) : NULL;
  set_cell (record, "sourceKey", key != NULL ? key : "");
  set_cell (record, "employer", employer);
  set_cell (record, "source", "file");
  set_cell (record, "purpose", "placement");
  if (!naru_record_has (record, "name"))
    return NULL;
  id = naru_identity_of (record);
  return id == NULL ? g_steal_pointer (&record)
                    : naru_record_new_from_text (id, naru_record_get_text (record), -1, NULL);
}

/* Somebody who is known here; whether there is something to write. */
static gboolean
add_to_known (NaruCommand *command, NaruRecord *known, const char *employer, GError **error)
{
  g_auto (GStrv) also = naru_record_get_set (known, "alsoAt");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (NaruRecord) after = naru_record_copy (known);
  g_auto (GStrv) all = NULL;

  if (g_strcmp0 (naru_record_get (known, "employer"), employer) == 0
      || g_strv_contains ((const char *const *) also, employer))
    return TRUE;
  g_strv_builder_addv (builder, (const char **) also);
  g_strv_builder_add (builder, employer);
  all = g_strv_builder_end (builder);
  if (!naru_record_set_set (after, "alsoAt", (const char *const *) all, error))
    return FALSE;
  naru_command_replace (command, known, after);
  return TRUE;
}

static gboolean
take_cards (NaruDesk *desk, NaruCommand *command, GPtrArray *headings, GPtrArray *rows,
            const char *employer, guint *n_taken, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (NaruRecord) record = read_card (headings, rows->pdata[i], employer);
      g_autoptr (NaruRecord) known = NULL;

      if (record == NULL || !g_hash_table_add (seen, g_strdup (naru_record_get_id (record))))
        continue;
      (*n_taken)++;
      known = naru_store_get (naru_desk_get_store (desk), naru_record_get_id (record), NULL);
      if (known == NULL)
        naru_command_create (command, record);
      else if (!add_to_known (command, known, employer, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * naru_contact_cards_take:
 * @desk: a desk
 * @employer: id of an employer
 * @bytes: vCards of any version
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a command that adds the people to the employer
 */
NaruCommand *
naru_contact_cards_take (NaruDesk *desk, const char *employer, GBytes *bytes, GError **error)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_table_row_free);
  g_autoptr (GArray) damaged = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (NaruCommand) command = naru_command_new (_ ("Add people from a file of vCards"));
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text
      = naru_decode (data, length, naru_decode_guess (data, length), &length, damaged, error);
  guint n_taken = 0;

  if (text == NULL)
    return NULL;
  naru_table_read_vcard (headings, rows, text, length);
  if (!take_cards (desk, command, headings, rows, employer, &n_taken, error))
    return NULL;
  if (n_taken > 0)
    return g_steal_pointer (&command);
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_FILE, _ ("There is nobody in this file."));
  return NULL;
}

/**
 * naru_contact_cards_write:
 * @reader: a store
 * @ids: ids of contacts
 * @version: of the cards, 3 or 4
 * @file: where to write, for its owner only
 * @error: return location for an error
 *
 * Returns: %TRUE if they are written
 */
gboolean
naru_contact_cards_write (NaruStore *reader, const char *const *ids, guint version, GFile *file,
                          GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (NaruRecord) contact = naru_store_get (reader, ids[i], error);
      g_autofree char *organisation = NULL;

      if (contact == NULL)
        return FALSE;
      if (naru_record_has (contact, "employer"))
        organisation = naru_store_get_title (reader, naru_record_get (contact, "employer"));
      naru_export_append_vcard (out, contact, organisation, version);
    }
  return g_file_replace_contents (file, out->str, out->len, NULL, FALSE,
                                  G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                  NULL, error);
}
