/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads rule files: paragraphs of "Key: value", lists on indented lines, as in docs/rules.md. What is not complete, has
 * no examples of its own, or does not do what its examples say, is refused with the line. */
#include "naru-rule-private.h"

#include "naru-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* One paragraph of a file. */
typedef struct
{
  char *key;
  char *value;
  GPtrArray *lines;
  guint line;
} Entry;

typedef struct
{
  NaruRuleSet *set;
  const char *file;
  GPtrArray *refused;
  GPtrArray *entries;
  guint line;
} Reader;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key);
  g_free (entry->value);
  g_ptr_array_unref (entry->lines);
  g_free (entry);
}

static void G_GNUC_PRINTF (3, 4) refuse (Reader *reader, guint line, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (reader->refused, g_strdup_printf ("%s:%u: %s", reader->file, line, message));
}

/* "Find[ko]" is the key Find and the part ko. */
static gboolean
split_key (const Entry *entry, const char *name, char **inside)
{
  gsize length = strlen (name);
  gsize whole = strlen (entry->key);

  if (strncmp (entry->key, name, length) != 0)
    return FALSE;
  if (entry->key[length] == '\0')
    {
      *inside = NULL;
      return TRUE;
    }
  if (entry->key[length] != '[' || entry->key[whole - 1] != ']')
    return FALSE;
  *inside = g_strndup (entry->key + length + 1, whole - length - 2);
  return TRUE;
}

static void
set_text (char **place, const Entry *entry)
{
  g_autoptr (GString) text = g_string_new (entry->value);

  for (guint i = 0; i < entry->lines->len; i++)
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, entry->lines->pdata[i]);
    }
  g_free (*place);
  *place = g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *const *
find_class (const char *name, NaruTongue tongue, gpointer data)
{
  NaruRuleSet *set = data;

  return g_hash_table_lookup (set->classes[tongue], name);
}

static NaruPhrase *
make_one_phrase (Reader *reader, const Entry *entry, NaruTongue tongue, GError **error)
{
  g_autoptr (GString) all = g_string_new ("(");

  for (guint i = 0; i < entry->lines->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "|" : "", (const char *) entry->lines->pdata[i]);
  g_string_append_c (all, ')');
  return naru_phrase_new (all->str, tongue, find_class, reader->set, error);
}

/* What is only asked whether it is there becomes one expression: a hit asks for it at once. */
static gboolean
add_one_phrase (Reader *reader, GPtrArray **place, const Entry *entry, NaruTongue tongue)
{
  g_autoptr (GError) error = NULL;
  NaruPhrase *phrase = make_one_phrase (reader, entry, tongue, &error);

  if (phrase == NULL)
    {
      refuse (reader, entry->line, "%s", error->message);
      return FALSE;
    }
  if (*place == NULL)
    *place = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_phrase_free);
  g_ptr_array_add (*place, phrase);
  return TRUE;
}

/* What is looked for in every text must have a word that tells most texts apart; what is looked for around a hit need not. */
static gboolean
add_phrases (Reader *reader, GPtrArray **place, const Entry *entry, NaruTongue tongue,
             gboolean everywhere)
{
  gboolean good = TRUE;

  if (*place == NULL)
    *place = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_phrase_free);
  for (guint i = 0; i < entry->lines->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NaruPhrase) phrase
          = naru_phrase_new (entry->lines->pdata[i], tongue, find_class, reader->set, &error);

      if (phrase == NULL)
        refuse (reader, entry->line, "%s", error->message);
      else if (everywhere && naru_phrase_get_triggers (phrase)->len == 0)
        refuse (reader, entry->line, _ ("A wording needs one word of at least three letters (%s)"),
                (char *) entry->lines->pdata[i]);
      else
        {
          g_ptr_array_add (*place, g_steal_pointer (&phrase));
          continue;
        }
      good = FALSE;
    }
  return good;
}

/* What is said to people who are wanted, or are not: each line of the class @frames with the wordings of @entry, which name
 * them, in the place of "{this}". */
static gboolean
add_framed_phrases (Reader *reader, GPtrArray **place, const Entry *entry, NaruTongue tongue,
                    const char *frames)
{
  const char *const *lines = find_class (frames, tongue, reader->set);
  g_autoptr (GString) group = g_string_new ("(");
  Entry framed = { entry->key, entry->value, NULL, entry->line };
  g_autoptr (GPtrArray) wordings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < entry->lines->len; i++)
    g_string_append_printf (group, "%s%s", i > 0 ? "|" : "", (char *) entry->lines->pdata[i]);
  g_string_append_c (group, ')');
  for (; lines != NULL && *lines != NULL; lines++)
    {
      g_autoptr (GString) wording = g_string_new (*lines);

      g_string_replace (wording, "{this}", group->str, 0);
      g_ptr_array_add (wordings, g_string_free (g_steal_pointer (&wording), FALSE));
    }
  framed.lines = wordings;
  if (wordings->len == 0)
    refuse (reader, entry->line, _ ("There is no such class of words"));
  return wordings->len > 0 && add_phrases (reader, place, &framed, tongue, TRUE);
}

/* Most hits are excepted by nothing, which one question tells. A wording that begins or ends with a mark has other borders in a
 * list than alone, and a long list makes no expression: then each is asked for. */
static void
join_excepts (Reader *reader, NaruRule *rule, const Entry *entry, NaruTongue tongue)
{
  gboolean alike = rule->excepts[tongue] == NULL
                   && rule->parts[NARU_PART_EXCEPT][tongue]->len == entry->lines->len;

  for (guint i = 0; i < entry->lines->len; i++)
    alike = alike && strchr (entry->lines->pdata[i], '\\') == NULL;
  g_clear_pointer (&rule->excepts[tongue], naru_phrase_free);
  if (alike)
    rule->excepts[tongue] = make_one_phrase (reader, entry, tongue, NULL);
}

static void
add_rewrites (GArray **place, const Entry *entry)
{
  if (*place == NULL)
    *place = g_array_new (FALSE, FALSE, sizeof (NaruRewrite));
  for (guint i = 0; i < entry->lines->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (entry->lines->pdata[i], "=>", 2);
      gboolean mapped = parts[0] != NULL && parts[1] != NULL;
      const char *to = g_strstrip (parts[mapped ? 1 : 0]);
      /* a dash: take the words out */
      NaruRewrite rewrite = { mapped ? g_utf8_casefold (g_strstrip (parts[0]), -1) : NULL,
                              g_strdup (g_str_equal (to, "-") ? "" : to) };

      g_array_append_val (*place, rewrite);
    }
}

static void
add_lines (GPtrArray **place, const Entry *entry)
{
  if (*place == NULL)
    *place = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < entry->lines->len; i++)
    g_ptr_array_add (*place, g_strdup (entry->lines->pdata[i]));
}

static gboolean
level_from_name (const char *name, int *level)
{
  for (int i = 0; i < NARU_N_LEVELS; i++)
    if (g_str_equal (name, naru_level_get_name ((NaruLevel) i)))
      {
        *level = i;
        return TRUE;
      }
  *level = NARU_LEVEL_NONE;
  return g_str_equal (name, "none");
}

/* What holds in the Union holds in its members, unless they say otherwise. */
static void
set_level (NaruRule *rule, NaruLaw law, int level, gboolean *said)
{
  rule->levels[law] = level;
  said[law] = TRUE;
  if (law == NARU_LAW_EUROPE)
    {
      if (!said[NARU_LAW_FRANCE])
        rule->levels[NARU_LAW_FRANCE] = level;
      if (!said[NARU_LAW_SLOVENIA])
        rule->levels[NARU_LAW_SLOVENIA] = level;
    }
}

static gboolean
read_level (Reader *reader, NaruRule *rule, const Entry *entry, const char *inside, gboolean *said)
{
  int level;
  NaruLaw law;

  if (!level_from_name (entry->value, &level))
    {
      refuse (reader, entry->line, _ ("A level is legal, review, hint or none, not “%s”"),
              entry->value);
      return FALSE;
    }
  if (inside == NULL)
    {
      for (guint i = 0; i < NARU_N_LAWS; i++)
        if (!said[i])
          rule->levels[i] = level;
      return TRUE;
    }
  if (!naru_law_from_name (inside, &law))
    {
      refuse (reader, entry->line, _ ("There is no jurisdiction “%s”"), inside);
      return FALSE;
    }
  set_level (rule, law, level, said);
  return TRUE;
}

static gboolean
read_source (Reader *reader, NaruRule *rule, const Entry *entry, const char *inside)
{
  NaruLaw law = NARU_N_LAWS;

  if (inside != NULL && !naru_law_from_name (inside, &law))
    {
      refuse (reader, entry->line, _ ("There is no jurisdiction “%s”"), inside);
      return FALSE;
    }
  set_text (&rule->sources[law], entry);
  return TRUE;
}

static gboolean
read_in_tongue (Reader *reader, NaruRule *rule, const Entry *entry, const char *name,
                NaruTongue tongue)
{
  static const char *const parts[NARU_N_PARTS]
      = { "Find", "Except", "Unless", "With", "Unless-text" };
  static const char *const words[NARU_N_WORDS] = { "Message", "Why", "Exceptions" };

  for (guint i = 0; i < NARU_N_PARTS; i++)
    if (g_str_equal (name, parts[i]))
      {
        GPtrArray **place = &rule->parts[i][tongue];

        if (i == NARU_PART_UNLESS || i == NARU_PART_WITH)
          return add_one_phrase (reader, place, entry, tongue);
        if (!add_phrases (reader, place, entry, tongue,
                          i == NARU_PART_FIND || i == NARU_PART_UNLESS_TEXT))
          return FALSE;
        if (i == NARU_PART_EXCEPT)
          join_excepts (reader, rule, entry, tongue);
        return TRUE;
      }
  if (g_str_equal (name, "Wanted") || g_str_equal (name, "Not-wanted"))
    return add_framed_phrases (reader, &rule->parts[NARU_PART_FIND][tongue], entry, tongue,
                               *name == 'W' ? "asked-for" : "turned-away");
  for (guint i = 0; i < NARU_N_WORDS; i++)
    if (g_str_equal (name, words[i]))
      {
        set_text (&rule->words[i][tongue], entry);
        return TRUE;
      }
  if (g_str_equal (name, "Rewrite"))
    add_rewrites (&rule->rewrites[tongue], entry);
  else if (g_str_equal (name, "Found"))
    add_lines (&rule->found[tongue], entry);
  else
    add_lines (&rule->lawful[tongue], entry);
  return TRUE;
}

static gboolean
read_entry (Reader *reader, NaruRule *rule, const Entry *entry, gboolean *said)
{
  static const char *const in_tongues[]
      = { "Find",    "Except", "Unless",     "With",    "Unless-text", "Wanted", "Not-wanted",
          "Message", "Why",    "Exceptions", "Rewrite", "Found",       "Lawful" };
  g_autofree char *inside = NULL;
  NaruTongue tongue;

  if (g_str_equal (entry->key, "Rule"))
    return TRUE;
  if (split_key (entry, "Level", &inside))
    return read_level (reader, rule, entry, inside, said);
  if (split_key (entry, "Source", &inside))
    return read_source (reader, rule, entry, inside);
  if (g_str_equal (entry->key, "Standing") || g_str_equal (entry->key, "Check"))
    {
      gboolean yes = g_str_equal (entry->value, "yes");

      rule->standing = rule->standing || (yes && g_str_equal (entry->key, "Standing"));
      rule->checked = rule->checked || (yes && g_str_equal (entry->key, "Check"));
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (in_tongues); i++)
    if (split_key (entry, in_tongues[i], &inside))
      {
        if (inside != NULL && naru_tongue_from_name (inside, &tongue))
          return read_in_tongue (reader, rule, entry, in_tongues[i], tongue);
        g_clear_pointer (&inside, g_free);
        break;
      }
  refuse (reader, entry->line, _ ("“%s” is no key of a rule, or its language is missing"),
          entry->key);
  return FALSE;
}

static gboolean
is_complete (Reader *reader, const NaruRule *rule, guint line)
{
  gboolean finds = rule->checked;
  gboolean sourced = FALSE;

  for (guint tongue = 0; tongue < NARU_N_TONGUES; tongue++)
    {
      if (rule->words[NARU_WORDS_MESSAGE][tongue] == NULL
          || rule->words[NARU_WORDS_WHY][tongue] == NULL)
        {
          refuse (reader, line, _ ("The rule %s has no Message and Why in “%s”"), rule->id,
                  naru_tongue_names[tongue]);
          return FALSE;
        }
      if (rule->parts[NARU_PART_FIND][tongue] == NULL)
        continue;
      finds = TRUE;
      if (rule->found[tongue] == NULL || rule->lawful[tongue] == NULL)
        {
          refuse (reader, line,
                  _ ("The rule %s has no examples of its own (Found and Lawful) in “%s”"), rule->id,
                  naru_tongue_names[tongue]);
          return FALSE;
        }
    }
  for (guint law = 0; law <= NARU_N_LAWS; law++)
    sourced = sourced || rule->sources[law] != NULL;
  if (!finds)
    refuse (reader, line, _ ("The rule %s finds nothing"), rule->id);
  else if (!sourced)
    refuse (reader, line, _ ("The rule %s names no source"), rule->id);
  return finds && sourced;
}

/* A centre that only has another opinion of how grave it is: the name of a rule of the program, and levels. */
static gboolean
read_levels_alone (Reader *reader, NaruRule *rule)
{
  gboolean said[NARU_N_LAWS] = { FALSE };

  for (guint i = 1; i < reader->entries->len; i++)
    if (!g_str_has_prefix (((Entry *) reader->entries->pdata[i])->key, "Level"))
      return FALSE;
  for (guint i = 1; i < reader->entries->len; i++)
    read_entry (reader, rule, g_ptr_array_index (reader->entries, i), said);
  return TRUE;
}

static void
take_rule (NaruRuleSet *set, NaruRule *rule, NaruRule *replaced)
{
  guint position = set->rules->len;

  if (replaced == NULL)
    g_ptr_array_add (set->rules, rule);
  else
    {
      g_ptr_array_find (set->rules, replaced, &position);
      set->rules->pdata[position] = rule;
    }
  g_hash_table_replace (set->by_id, rule->id, GUINT_TO_POINTER (position + 1));
  naru_rule_free (replaced);
}

static void
read_rule (Reader *reader, const Entry *head)
{
  g_autoptr (NaruRule) rule = NULL;
  NaruRule *before = naru_rule_set_find (reader->set, head->value);
  gboolean said[NARU_N_LAWS] = { FALSE };
  gboolean good = TRUE;
  guint position = 0;

  if (before != NULL
      && (!g_ptr_array_find (reader->set->rules, before, &position)
          || position >= reader->set->n_built_in))
    {
      refuse (reader, head->line, _ ("There are two rules %s"), head->value);
      return;
    }
  if (before != NULL && read_levels_alone (reader, before))
    return;
  rule = g_new0 (NaruRule, 1);
  rule->id = g_strdup (head->value);
  for (guint i = 0; i < NARU_N_LAWS; i++)
    rule->levels[i] = NARU_LEVEL_NONE;
  for (guint i = 0; i < reader->entries->len; i++)
    good = read_entry (reader, rule, g_ptr_array_index (reader->entries, i), said) && good;
  if (!good || !is_complete (reader, rule, head->line))
    return;
  take_rule (reader->set, g_steal_pointer (&rule), before);
}

static void
read_class (Reader *reader, const Entry *head)
{
  for (guint i = 1; i < reader->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (reader->entries, i);
      g_autofree char *inside = NULL;
      g_autoptr (GPtrArray) wordings = g_ptr_array_new_with_free_func (g_free);
      char **before;
      NaruTongue tongue;

      if (!split_key (entry, "Words", &inside) || inside == NULL
          || !naru_tongue_from_name (inside, &tongue))
        {
          refuse (reader, entry->line, _ ("A class has lists of Words in a language, not “%s”"),
                  entry->key);
          continue;
        }
      /* a centre adds to a class by naming it again */
      before = g_hash_table_lookup (reader->set->classes[tongue], head->value);
      for (; before != NULL && *before != NULL; before++)
        g_ptr_array_add (wordings, g_strdup (*before));
      for (guint line = 0; line < entry->lines->len; line++)
        g_ptr_array_add (wordings, g_strdup (entry->lines->pdata[line]));
      g_ptr_array_add (wordings, NULL);
      g_hash_table_replace (reader->set->classes[tongue], g_strdup (head->value),
                            g_ptr_array_free (g_steal_pointer (&wordings), FALSE));
    }
}

static void
end_paragraph (Reader *reader)
{
  const Entry *head;

  if (reader->entries->len == 0)
    return;
  head = g_ptr_array_index (reader->entries, 0);
  if (g_str_equal (head->key, "Rule"))
    read_rule (reader, head);
  else if (g_str_equal (head->key, "Class"))
    read_class (reader, head);
  else
    refuse (reader, head->line, _ ("A paragraph begins with Rule or Class, not “%s”"), head->key);
  g_ptr_array_set_size (reader->entries, 0);
}

static void
read_line (Reader *reader, const char *line)
{
  const char *colon;
  Entry *entry;

  if (*line == '#')
    return;
  if (*line == ' ' || *line == '\t')
    {
      g_autofree char *item = g_strstrip (g_strdup (line));

      if (*item == '\0' || *item == '#')
        return;
      if (reader->entries->len == 0)
        refuse (reader, reader->line, _ ("An indented line belongs to a key"));
      else
        {
          entry = g_ptr_array_index (reader->entries, reader->entries->len - 1);
          g_ptr_array_add (entry->lines, g_steal_pointer (&item));
        }
      return;
    }
  if (*line == '\0')
    {
      end_paragraph (reader);
      return;
    }
  colon = strchr (line, ':');
  if (colon == NULL)
    {
      refuse (reader, reader->line, _ ("A line is “Key: value”, or indented"));
      return;
    }
  entry = g_new0 (Entry, 1);
  entry->key = g_strndup (line, (gsize) (colon - line));
  entry->value = g_strstrip (g_strdup (colon + 1));
  entry->lines = g_ptr_array_new_with_free_func (g_free);
  entry->line = reader->line;
  g_ptr_array_add (reader->entries, entry);
}

/**
 * naru_rule_set_read:
 * @self: a set that is not indexed yet
 * @text: contents of a rule file, UTF-8
 * @name: what to call the file in @refused
 * @refused: (element-type utf8): takes a line for what is refused: "age.rules:12: …"
 *
 * Adds the rules and classes of a file.
 */
void
naru_rule_set_read (NaruRuleSet *self, const char *text, const char *name, GPtrArray *refused)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  Reader reader = { self, name, refused, entries, 0 };
  g_auto (GStrv) lines = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    {
      refuse (&reader, 1, _ ("Text must be in UTF-8."));
      return;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      reader.line = i + 1;
      read_line (&reader, g_strchomp (lines[i]));
    }
  end_paragraph (&reader);
}
