/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for the whole centre. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>

#include "naru-vocabulary.h"

/**
 * naru_casework_get_setting:
 *
 * Returns: (transfer full) (nullable): what the centre's setting @key says
 */
char *
naru_casework_get_setting (NaruStore *store, const char *key)
{
  g_autoptr (NaruQuery) query = naru_query_new ("setting");
  g_autoptr (GPtrArray) settings = NULL;

  naru_query_add_filter (query, "key", NARU_FILTER_IS, key);
  settings = naru_store_find (store, query, NULL);
  return settings != NULL && settings->len > 0
             ? g_strdup (naru_record_get (g_ptr_array_index (settings, 0), "value"))
             : NULL;
}

/**
 * naru_centre_get_setting:
 * @desk: a desk
 * @key: name of a setting of the centre: "centre" (its name), "holidays", "intakeRules"…
 *
 * Returns: (transfer full) (nullable): its value; %NULL where the centre has none
 */
char *
naru_centre_get_setting (NaruDesk *desk, const char *key)
{
  return naru_casework_get_setting (naru_desk_get_store (desk), key);
}

static void
extend (const char *vocabulary, GPtrArray *additions)
{
  g_autoptr (GArray) terms = g_array_new (FALSE, TRUE, sizeof (NaruVocabularyTerm));

  for (guint i = 0; i < additions->len; i++)
    {
      NaruRecord *addition = additions->pdata[i];
      NaruVocabularyTerm term
          = { naru_record_get (addition, "code"), naru_record_get (addition, "en"),
              naru_record_get (addition, "ko"), naru_record_get (addition, "fr") };

      if (g_strcmp0 (naru_record_get (addition, "vocabulary"), vocabulary) == 0 && term.code != NULL
          && term.en != NULL)
        g_array_append_val (terms, term);
    }
  naru_vocabulary_extend (vocabulary, (const NaruVocabularyTerm *) terms->data, terms->len);
}

/**
 * naru_centre_load_terms:
 * @store: the store
 *
 * Takes the terms that the centre has added into the vocabularies that it may add to: programmes for employers, their
 * stages, and others. To be called when a store is opened, and when additions have changed.
 */
void
naru_centre_load_terms (NaruStore *store)
{
  g_autoptr (NaruQuery) query = naru_query_new ("vocabularyAddition");
  g_autoptr (GPtrArray) additions = NULL;
  NaruVocabulary *extensible = naru_vocabulary_get ("extensible");

  naru_query_set_order (query, "code", FALSE);
  additions = naru_store_find (store, query, NULL);
  for (guint i = 0; additions != NULL && i < naru_vocabulary_size (extensible); i++)
    extend (naru_vocabulary_code_at (extensible, i), additions);
}

/**
 * naru_centre_add_term:
 * @desk: a desk
 * @draft: an addition to a vocabulary; without a code it gets one of its English label
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_centre_add_term (NaruDesk *desk, NaruRecord *draft, GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Add %s"), naru_record_get_title (draft));
  NaruCommand *command;

  if (!naru_record_has (draft, "code") && naru_record_has (draft, "en"))
    {
      g_autofree char *ascii = g_str_to_ascii (naru_record_get (draft, "en"), "en");
      g_autofree char *code = g_ascii_strdown (ascii, -1);

      g_strcanon (code, "abcdefghijklmnopqrstuvwxyz0123456789", '_');
      if (!naru_record_set (draft, "code", code, error))
        return NULL;
    }
  command = naru_command_new (label);
  naru_command_create (command, draft);
  return command;
}
