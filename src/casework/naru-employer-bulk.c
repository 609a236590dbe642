/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many employers at once: a tag or a list for all of them, one account manager for all of them, how many were reached. */
#include "naru-employer-bulk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"
#include "naru-employer-work.h"
#include "naru-error.h"
#include "naru-query.h"

static gboolean
check_number (const char *const *ids, GError **error)
{
  guint n = g_strv_length ((char **) ids);

  if (n > 0 && n <= NARU_BULK_MOST)
    return TRUE;
  if (n == 0)
    g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED, _ ("The list is empty."));
  else
    g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
                 _ ("These are more than %d. Please narrow the list first."), NARU_BULK_MOST);
  return FALSE;
}

/**
 * naru_employers_add_word:
 * @reader: a desk
 * @ids: ids of employers
 * @field: "tags" or "lists"
 * @word: the tag, or the name of the list
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a command that adds it to all of them
 */
NaruCommand *
naru_employers_add_word (NaruDesk *reader, const char *const *ids, const char *field,
                         const char *word, GError **error)
{
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *label = NULL;
  guint n = g_strv_length ((char **) ids);

  if (!check_number (ids, error))
    return NULL;
  if (naru_casework_is_blank (word))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("Please give it a name."));
      return NULL;
    }
  label = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "“%s” for %u employer", "“%s” for %u employers", n), word, n);
  command = naru_command_new (label);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (NaruRecord) record = naru_casework_get (reader, ids[i], "employer", error);
      g_autoptr (NaruRecord) after = record != NULL ? naru_record_copy (record) : NULL;
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_auto (GStrv) words = NULL;
      g_auto (GStrv) all = NULL;

      if (record == NULL)
        return NULL;
      words = naru_record_get_set (record, field);
      if (g_strv_contains ((const char *const *) words, word))
        continue;
      g_strv_builder_addv (builder, (const char **) words);
      g_strv_builder_add (builder, word);
      all = g_strv_builder_end (builder);
      if (!naru_record_set_set (after, field, (const char *const *) all, error))
        return NULL;
      naru_command_replace (command, record, after);
    }
  return g_steal_pointer (&command);
}

static gboolean
assign_one (NaruDesk *reader, NaruCommand *command, const char *id, const char *staff,
            const char *reason, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (reader, id, "employer", error);
  g_autofree char *today = naru_desk_today (reader);
  g_autofree char *sheet = NULL;

  if (record == NULL)
    return FALSE;
  if (g_strcmp0 (naru_record_get (record, "accountManager"), staff) == 0)
    return TRUE;
  if (naru_record_has (record, "accountManager"))
    {
      if (naru_casework_is_blank (reason))
        {
          g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                               _ ("Please say why somebody else looks after these employers now."));
          return FALSE;
        }
      sheet = naru_employer_write_handover (reader, id, NULL, error);
      if (sheet == NULL)
        return FALSE;
    }
  naru_command_set (command, id, "accountManager", staff);
  naru_command_set (command, id, "assignedSince", today);
  naru_casework_reassign (command, record, staff, today, reason, sheet);
  return TRUE;
}

/**
 * naru_employers_assign:
 * @reader: a desk
 * @ids: ids of employers
 * @staff: who looks after them from now on
 * @reason: (nullable): why; needed where somebody looks after one of them already
 * @error: return location for an error
 *
 * Each gets a handover sheet as it is written from what is known.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_employers_assign (NaruDesk *reader, const char *const *ids, const char *staff,
                       const char *reason, GError **error)
{
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  guint n = g_strv_length ((char **) ids);

  if (!check_number (ids, error) || !naru_casework_check_staff (reader, staff, error))
    return NULL;
  name = naru_store_get_title (naru_desk_get_store (reader), staff);
  label = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s looks after %u employer", "%s looks after %u employers", n),
      name, n);
  command = naru_command_new (label);
  for (guint i = 0; ids[i] != NULL; i++)
    if (!assign_one (reader, command, ids[i], staff, reason, error))
      return NULL;
  return g_steal_pointer (&command);
}

/**
 * naru_employer_set_stage:
 * @desk: a desk
 * @employer: id of an employer
 * @stage: a code of "employer-stage"
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_employer_set_stage (NaruDesk *desk, const char *employer, const char *stage, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, employer, "employer", error);
  g_autofree char *label = NULL;
  NaruCommand *command;

  if (record == NULL || !naru_casework_check_term ("employer-stage", stage, error))
    return NULL;
  label = g_strdup_printf (_ ("%s: %s"), naru_record_get_title (record),
                           naru_casework_term_label ("employer-stage", stage));
  command = naru_command_new (label);
  if (g_strcmp0 (naru_record_get (record, "stage"), stage) != 0)
    naru_command_set (command, employer, "stage", stage);
  return command;
}

void
naru_coverage_free (NaruCoverage *coverage)
{
  g_free (coverage->code);
  g_free (coverage->label);
  g_free (coverage);
}

static NaruCoverage *
find_row (GPtrArray *rows, const char *code, const char *vocabulary)
{
  const char *label;
  NaruCoverage *row;

  for (guint i = 0; i < rows->len; i++)
    if (strcmp (((NaruCoverage *) rows->pdata[i])->code, code) == 0)
      return rows->pdata[i];
  row = g_new0 (NaruCoverage, 1);
  row->code = g_strdup (code);
  label = *code != '\0' ? naru_casework_term_label (vocabulary, code) : NULL;
  row->label = g_strdup (label != NULL ? label : _ ("Not known"));
  g_ptr_array_add (rows, row);
  return row;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const NaruCoverage *first = *(NaruCoverage *const *) a, *second = *(NaruCoverage *const *) b;

  if (first->all != second->all)
    return first->all > second->all ? -1 : 1;
  return strcmp (first->code, second->code);
}

/**
 * naru_employer_coverage:
 * @reader: a desk
 * @field: "industry", counted by divisions of two digits, or "sizeClass"
 * @since: the first day that counts: calls, visits and meetings do, a note or a mail tells of nobody who was talked to
 * @error: return location for an error
 *
 * Not for the main loop.
 *
 * Returns: (transfer full) (element-type NaruCoverage) (nullable): the most frequent first
 */
GPtrArray *
naru_employer_coverage (NaruDesk *reader, const char *field, const char *since, GError **error)
{
  NaruStore *store = naru_desk_get_store (reader);
  g_autoptr (NaruQuery) all = naru_query_new ("employer");
  g_autoptr (NaruQuery) reached = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GArray) reached_numbers = NULL;
  g_autoptr (GHashTable) among = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *rows;
  gboolean industry = strcmp (field, "industry") == 0;

  naru_query_add_filter (all, "mergedInto", NARU_FILTER_EMPTY, NULL);
  reached = naru_query_copy (all);
  naru_query_add_filter (reached, "lastTalk", NARU_FILTER_AT_LEAST, since);
  numbers = naru_store_list (store, all, NULL, error);
  reached_numbers = numbers != NULL ? naru_store_list (store, reached, NULL, error) : NULL;
  if (reached_numbers == NULL)
    return NULL;
  for (guint i = 0; i < reached_numbers->len; i++)
    g_hash_table_add (among, &g_array_index (reached_numbers, gint64, i));
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_coverage_free);
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (NaruRecord) record
          = naru_store_get_by_number (store, g_array_index (numbers, gint64, i), NULL);
      const char *value = record != NULL ? naru_record_get (record, field) : NULL;
      g_autofree char *code = g_strndup (value != NULL ? value : "",
                                         industry ? 2 : strlen (value != NULL ? value : ""));
      NaruCoverage *row;

      if (record == NULL)
        continue;
      row = find_row (rows, code, industry ? "isic4" : "size-class");
      row->all++;
      row->reached += g_hash_table_contains (among, &g_array_index (numbers, gint64, i));
    }
  g_ptr_array_sort (rows, compare_rows);
  return rows;
}
