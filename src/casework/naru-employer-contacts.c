/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People at an employer: who they are, and how one is forgotten. */
#include "naru-employer-work.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"
#include "naru-error.h"
#include "naru-store-sync.h"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (naru_record_get_title (*(NaruRecord *const *) a),
                         naru_record_get_title (*(NaruRecord *const *) b));
}

static gboolean
add_contacts (NaruStore *store, const char *field, NaruFilterOp op, const char *employer,
              gboolean with_left, GPtrArray *into, GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_new ("contact");
  g_autoptr (GPtrArray) found = NULL;

  naru_query_add_filter (query, field, op, employer);
  if (!with_left)
    naru_query_add_filter (query, "leftOn", NARU_FILTER_EMPTY, NULL);
  found = naru_store_find (store, query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    g_ptr_array_add (into, g_object_ref (found->pdata[i]));
  return found != NULL;
}

/**
 * naru_employer_find_contacts:
 * @store: the store
 * @employer: id of an employer
 * @with_left: whether those who left are wanted, too
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type NaruRecord) (nullable): the people at an employer, by name
 */
GPtrArray *
naru_employer_find_contacts (NaruStore *store, const char *employer, gboolean with_left,
                             GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  if (!add_contacts (store, "employer", NARU_FILTER_IS, employer, with_left, found, error)
      || !add_contacts (store, "alsoAt", NARU_FILTER_HAS, employer, with_left, found, error))
    return NULL;
  g_ptr_array_sort (found, compare_names);
  return g_steal_pointer (&found);
}

/* Takes the person's name and addresses out of a text; NULL where it names none of them. */
static char *
without_person (const char *text, char **words)
{
  g_autofree char *left = g_strdup (text);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (left, words[i]) != NULL)
      {
        g_auto (GStrv) parts = g_strsplit (left, words[i], -1);

        g_free (left);
        left = g_strjoinv ("…", parts);
      }
  return g_strcmp0 (left, text) != 0 ? g_steal_pointer (&left) : NULL;
}

static char **
list_words (NaruRecord *contact)
{
  static const char *const fields[] = { "name", "romanName", "phone", "mobile", "email" };
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (naru_record_has (contact, fields[i]))
      g_ptr_array_add (words, g_strdup (naru_record_get (contact, fields[i])));
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&words), FALSE);
}

/* Conversations stay, without the words that tell who it was. */
static gboolean
clean_conversations (NaruDesk *desk, NaruCommand *command, const char *contact, char **words,
                     GError **error)
{
  static const char *const fields[] = { "summary", "nextAction", "question", "answer" };
  g_autoptr (NaruQuery) query = naru_query_new ("interaction");
  g_autoptr (GPtrArray) found = NULL;

  naru_query_add_filter (query, "contact", NARU_FILTER_IS, contact);
  found = naru_store_find (naru_desk_get_store (desk), query, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const char *id = naru_record_get_id (found->pdata[i]);
      gboolean named = FALSE;

      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        {
          const char *text = naru_record_get (found->pdata[i], fields[f]);
          g_autofree char *left = text != NULL ? without_person (text, words) : NULL;

          if (left == NULL)
            continue;
          naru_command_set (command, id, fields[f], left);
          named = TRUE;
        }
      if (named)
        naru_command_forget (command, id);
    }
  return found != NULL;
}

/**
 * naru_contact_erase:
 * @desk: a desk
 * @contact: id of a contact
 * @error: return location for an error
 *
 * Erases a person and keeps the counts: what is left is that somebody at this employer was talked to, when, and in which
 * part. Name, addresses and notes go, also from the conversations with that person, with their history. It cannot be undone.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_contact_erase (NaruDesk *desk, const char *contact, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, contact, "contact", error);
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *today = naru_desk_today (desk);

  if (record == NULL)
    return NULL;
  words = list_words (record);
  command = naru_command_new (_ ("Erase a person"));
  for (const NaruField *field = naru_record_get_record_type (record)->fields; field->name != NULL;
       field++)
    if ((field->flags & NARU_FIELD_PERSONAL) != 0 && strcmp (field->name, "name") != 0
        && naru_record_has (record, field->name))
      naru_command_set_json (command, contact, field->name, NULL);
  naru_command_set (command, contact, "name", _ ("Erased person"));
  naru_command_set (command, contact, "organisationName", NULL);
  naru_command_set (command, contact, "sourceKey", NULL);
  if (!naru_record_has (record, "leftOn"))
    naru_command_set (command, contact, "leftOn", today);
  naru_command_set (command, contact, "erasedOn", today);
  conflicts = naru_store_list_conflicts (naru_desk_get_store (desk), contact, error);
  if (conflicts == NULL)
    return NULL;
  for (guint i = 0; i < conflicts->len; i++)
    naru_command_delete (command, ((const NaruConflict *) conflicts->pdata[i])->id);
  if (!clean_conversations (desk, command, contact, words, error))
    return NULL;
  naru_command_forget (command, contact);
  return g_steal_pointer (&command);
}
