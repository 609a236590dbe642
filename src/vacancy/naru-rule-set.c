/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules that are loaded. */
#include "naru-rule-private.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCE_FOLDER "/io/github/naru/Naru/rules/"

const char *const naru_tongue_names[NARU_N_TONGUES + 1] = { "en", "ko", "fr", NULL };
const char *const naru_law_names[NARU_N_LAWS + 1] = { "KR", "EU", "GB", "FR", "SI", "NA", NULL };

static void
clear_rewrite (gpointer data)
{
  g_free (((NaruRewrite *) data)->from);
  g_free (((NaruRewrite *) data)->to);
}

/**
 * naru_rule_free:
 * @rule: (nullable): a rule
 *
 * Frees it.
 */
void
naru_rule_free (NaruRule *rule)
{
  if (rule == NULL)
    return;
  g_free (rule->id);
  for (guint law = 0; law <= NARU_N_LAWS; law++)
    g_free (rule->sources[law]);
  for (guint tongue = 0; tongue < NARU_N_TONGUES; tongue++)
    {
      for (guint i = 0; i < NARU_N_WORDS; i++)
        g_free (rule->words[i][tongue]);
      for (guint i = 0; i < NARU_N_PARTS; i++)
        g_clear_pointer (&rule->parts[i][tongue], g_ptr_array_unref);
      for (guint i = 0; rule->rewrites[tongue] != NULL && i < rule->rewrites[tongue]->len; i++)
        clear_rewrite (&g_array_index (rule->rewrites[tongue], NaruRewrite, i));
      g_clear_pointer (&rule->excepts[tongue], naru_phrase_free);
      g_clear_pointer (&rule->rewrites[tongue], g_array_unref);
      g_clear_pointer (&rule->found[tongue], g_ptr_array_unref);
      g_clear_pointer (&rule->lawful[tongue], g_ptr_array_unref);
    }
  g_free (rule);
}

static gboolean
find_name (const char *const *names, const char *name, guint *position)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], name) == 0)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * naru_tongue_from_name:
 * @name: "en", "ko", "fr"
 * @tongue: (out): the language
 *
 * Returns: whether rules can be written in it
 */
gboolean
naru_tongue_from_name (const char *name, NaruTongue *tongue)
{
  guint position = 0;
  gboolean known = find_name (naru_tongue_names, name, &position);

  *tongue = (NaruTongue) position;
  return known;
}

/**
 * naru_law_from_name:
 * @name: "KR", "EU", "GB", "FR", "SI", "NA"
 * @law: (out): the jurisdiction
 *
 * Returns: whether rules know it
 */
gboolean
naru_law_from_name (const char *name, NaruLaw *law)
{
  guint position = 0;
  gboolean known = find_name (naru_law_names, name, &position);

  *law = (NaruLaw) position;
  return known;
}

/**
 * naru_rule_get_words:
 * @rule: a rule
 * @words: which of its texts
 * @reader: language of the reader
 *
 * Returns: (nullable): the text, the English one where there is none
 */
const char *
naru_rule_get_words (const NaruRule *rule, NaruWords words, NaruTongue reader)
{
  const char *text = rule->words[words][reader];

  return text != NULL ? text : rule->words[words][NARU_TONGUE_ENGLISH];
}

/**
 * naru_rule_get_source:
 * @rule: a rule
 * @law: a jurisdiction
 *
 * Returns: the article of this law; of the Union's law where a member has none of its own; or the study
 */
const char *
naru_rule_get_source (const NaruRule *rule, NaruLaw law)
{
  if (rule->sources[law] != NULL)
    return rule->sources[law];
  if ((law == NARU_LAW_FRANCE || law == NARU_LAW_SLOVENIA)
      && rule->sources[NARU_LAW_EUROPE] != NULL)
    return rule->sources[NARU_LAW_EUROPE];
  return rule->sources[NARU_N_LAWS] != NULL ? rule->sources[NARU_N_LAWS] : "";
}

/**
 * naru_rule_set_new:
 *
 * Returns: (transfer full): a set without rules, to be read into and then indexed
 */
NaruRuleSet *
naru_rule_set_new (void)
{
  NaruRuleSet *self = g_new0 (NaruRuleSet, 1);

  g_atomic_ref_count_init (&self->references);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_rule_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < NARU_N_TONGUES; i++)
    self->classes[i]
        = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  return self;
}

/**
 * naru_rule_set_unref:
 * @self: (nullable): a set
 *
 * Frees it with the last reference.
 */
void
naru_rule_set_unref (NaruRuleSet *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->rules);
  for (guint i = 0; i < NARU_N_TONGUES; i++)
    {
      g_hash_table_unref (self->classes[i]);
      g_clear_pointer (&self->tries[i], g_array_unref);
      g_clear_pointer (&self->indexes[i], naru_rule_index_free);
      naru_phrase_free (self->everybody[i]);
    }
  g_free (self);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * naru_rule_set_sort_names:
 * @names: (element-type utf8): names of rule files
 *
 * Puts them into the order in which they are read: by bytes, so that 00-classes.rules comes first.
 */
void
naru_rule_set_sort_names (GPtrArray *names)
{
  g_ptr_array_sort (names, compare_names);
}

/**
 * naru_rule_set_copy_built_in:
 *
 * Returns: (transfer full): the rules of the program in a set of its own that is not indexed, for a centre to add to
 */
NaruRuleSet *
naru_rule_set_copy_built_in (void)
{
  NaruRuleSet *self = naru_rule_set_new ();
  g_autoptr (GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) names = g_resources_enumerate_children (RESOURCE_FOLDER, 0, NULL);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (g_str_has_suffix (names[i], ".rules"))
      g_ptr_array_add (sorted, names[i]);
  naru_rule_set_sort_names (sorted);
  for (guint i = 0; i < sorted->len; i++)
    {
      g_autofree char *path = g_strconcat (RESOURCE_FOLDER, sorted->pdata[i], NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);

      if (bytes != NULL)
        naru_rule_set_read (self, g_bytes_get_data (bytes, NULL), sorted->pdata[i], refused);
    }
  for (guint i = 0; i < refused->len; i++)
    g_warning ("%s", (char *) refused->pdata[i]);
  self->n_built_in = self->rules->len;
  return self;
}

static gpointer
load_built_in (gpointer data)
{
  NaruRuleSet *self = naru_rule_set_copy_built_in ();

  naru_rule_set_index (self);
  return self;
}

/**
 * naru_rule_set_built_in:
 *
 * Returns: (transfer full): the rules of the program, read once
 */
NaruRuleSet *
naru_rule_set_built_in (void)
{
  static GOnce once = G_ONCE_INIT;
  NaruRuleSet *self = g_once (&once, load_built_in, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * naru_rule_set_find:
 * @self: a set
 * @id: id of a rule
 *
 * Returns: (transfer none) (nullable): the rule
 */
NaruRule *
naru_rule_set_find (NaruRuleSet *self, const char *id)
{
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, id));

  return position > 0 ? g_ptr_array_index (self->rules, position - 1) : NULL;
}

static const char *const *
find_class (const char *name, NaruTongue tongue, gpointer data)
{
  NaruRuleSet *self = data;

  return g_hash_table_lookup (self->classes[tongue], name);
}

static void
add_try (GArray *tries, guint rule, NaruPart part, NaruPhrase *phrase)
{
  NaruTry attempt = { rule, part, phrase, 0 };

  if (phrase != NULL)
    g_array_append_val (tries, attempt);
}

/**
 * naru_rule_set_index:
 * @self: a set that everything was read into
 *
 * Prepares it for naru_rule_index_scan(); nothing is read into it afterwards.
 */
void
naru_rule_set_index (NaruRuleSet *self)
{
  for (guint tongue = 0; tongue < NARU_N_TONGUES; tongue++)
    {
      self->tries[tongue] = g_array_new (FALSE, FALSE, sizeof (NaruTry));
      self->everybody[tongue]
          = naru_phrase_new ("{everybody}", (NaruTongue) tongue, find_class, self, NULL);
      add_try (self->tries[tongue], 0, NARU_PART_UNLESS, self->everybody[tongue]);
      for (guint r = 0; r < self->rules->len; r++)
        {
          const NaruRule *rule = g_ptr_array_index (self->rules, r);

          add_try (self->tries[tongue], r, NARU_PART_EXCEPT, rule->excepts[tongue]);
          for (guint part = 0; part < NARU_N_PARTS; part++)
            {
              GPtrArray *phrases = rule->parts[part][tongue];

              for (guint i = 0; phrases != NULL && i < phrases->len; i++)
                add_try (self->tries[tongue], r, (NaruPart) part, g_ptr_array_index (phrases, i));
            }
        }
      self->indexes[tongue] = naru_rule_index_new (self->tries[tongue]);
    }
}
