/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How names of people sound, as posting lists, for finding somebody who is here already under another spelling. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-derive-private.h"
#include "naru-fold.h"
#include "naru-query.h"
#include "naru-sound.h"
#include "naru-store-private.h"

/* The lists stand under the record type and this, which no field is called. */
#define FIELD ".~sound"

/* People, whose names are written in many ways. */
static gboolean
has_sounds (const NaruRecordType *type)
{
  return naru_record_type_find_field (type, "birthDate") != NULL;
}

/* One sound for each name: whoever searches asks for all orders in which its parts may stand. */
static GHashTable *
collect_sounds (const char *names)
{
  const char separator[] = { NARU_FOLD_SEPARATOR, '\0' };
  GHashTable *sounds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) all = g_strsplit (names != NULL ? names : "", separator, -1);

  for (char **name = all; *name != NULL; name++)
    {
      /* phone numbers and addresses for mail are looked for by what they are */
      gboolean is_name = strpbrk (*name, "@0123456789") == NULL;
      g_auto (GStrv) keys = is_name ? naru_sound_keys (*name) : NULL;

      if (keys != NULL && keys[0] != NULL)
        g_hash_table_add (sounds, g_strdup (keys[0]));
    }
  return sounds;
}

static gboolean
run_each (NaruDb *db, const char *sql, const char *field, GHashTable *sounds, GHashTable *except,
          gint64 number, GError **error)
{
  GHashTableIter iter;
  gpointer sound;

  g_hash_table_iter_init (&iter, sounds);
  while (g_hash_table_iter_next (&iter, &sound, NULL))
    if ((except == NULL || !g_hash_table_contains (except, sound))
        && !naru_db_run (db, error, sql, "ssi", field, sound, number))
      return FALSE;
  return TRUE;
}

static gboolean
check_each (NaruDb *db, const char *field, GHashTable *sounds, gint64 number, GPtrArray *problems,
            GError **error)
{
  GHashTableIter iter;
  gpointer sound;

  g_hash_table_iter_init (&iter, sounds);
  while (g_hash_table_iter_next (&iter, &sound, NULL))
    {
      gint64 found = 0;

      if (!naru_db_get_int (db, &found, error,
                            "SELECT count(*) FROM posting WHERE field = ? AND value = ? AND number "
                            "= ?",
                            "ssi", field, sound, number))
        return FALSE;
      if (found == 0)
        g_ptr_array_add (problems,
                         g_strdup_printf (_ ("Row %lld is not found by the sound of its name."),
                                          (long long) number));
    }
  return TRUE;
}

/**
 * naru_sounds_put:
 * @number: row number of the record
 * @before: (nullable): its names until now
 * @names: (nullable): its names now
 * @problems: (nullable) (element-type utf8): where to add sentences about what is missing, instead of writing it
 *
 * Brings the posting lists of sounds up to the names of a record.
 */
gboolean
naru_sounds_put (NaruDb *db, const NaruRecordType *type, gint64 number, const char *before,
                 const char *names, GPtrArray *problems, GError **error)
{
  g_autoptr (GHashTable) old_sounds = NULL;
  g_autoptr (GHashTable) new_sounds = NULL;
  g_autofree char *field = NULL;

  if (!has_sounds (type))
    return TRUE;
  field = g_strconcat (type->name, FIELD, NULL);
  old_sounds = collect_sounds (before);
  new_sounds = collect_sounds (names);
  if (problems != NULL)
    return check_each (db, field, new_sounds, number, problems, error);
  return run_each (db, "DELETE FROM posting WHERE field = ? AND value = ? AND number = ?", field,
                   old_sounds, new_sounds, number, error)
         /* all of them: where the same names are derived anew, the lists may be empty */
         && run_each (db, "INSERT OR IGNORE INTO posting (field, value, number) VALUES (?, ?, ?)",
                      field, new_sounds, NULL, number, error);
}

/**
 * naru_store_find_sounding:
 * @type: a record type of people
 * @name: a name as somebody writes it, in Hangul or Latin letters
 * @limit: at most so many
 *
 * Returns: (transfer full) (element-type NaruRecord) (nullable): people with a name that sounds the same, in whichever
 *   order its parts stand
 */
GPtrArray *
naru_store_find_sounding (NaruStore *self, const char *type, const char *name, guint limit,
                          GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_auto (GStrv) keys = naru_sound_keys (name);
  g_autofree char *field = g_strconcat (type, FIELD, NULL);

  for (char **key = keys; *key != NULL && records->len < limit; key++)
    {
      g_autoptr (NaruStatement) statement = naru_db_query (
          naru_store_get_db (self), error,
          "SELECT number FROM posting WHERE field = ? AND value = ?", "ss", field, *key);
      NaruStep step = NARU_STEP_ERROR;

      while (statement != NULL && records->len < limit
             && (step = naru_statement_step (statement, error)) == NARU_STEP_ROW)
        {
          gint64 number = naru_statement_get_int (statement, 0);
          NaruRecord *record;

          if (!g_hash_table_add (seen, g_memdup2 (&number, sizeof number)))
            continue;
          record = naru_store_get_by_number (self, number, error);
          if (record == NULL)
            return NULL;
          g_ptr_array_add (records, record);
        }
      if (step == NARU_STEP_ERROR)
        return NULL;
    }
  return g_steal_pointer (&records);
}
