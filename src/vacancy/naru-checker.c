/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks drafts. Texts are cut into paragraphs; what the rules find in one is remembered with it, so that a keystroke costs
 * one paragraph. What depends on the whole advertisement, and on numbers, is decided anew each time. */
#include "naru-checker-private.h"

#include "naru-clock.h"
#include "naru-error.h"
#include "naru-text-private.h"
#include <glib/gi18n-lib.h>
#include <string.h>

static NaruTongue
tongue_of (const char *language)
{
  g_autofree char *name = g_strndup (language, 2);
  NaruTongue tongue;

  return naru_tongue_from_name (name, &tongue) ? tongue : NARU_TONGUE_ENGLISH;
}

static NaruTongue
tongue_of_reader (void)
{
  const char *const *names = g_get_language_names ();
  NaruTongue tongue;

  for (guint i = 0; names[i] != NULL; i++)
    if (naru_tongue_from_name (names[i], &tongue))
      return tongue;
  return NARU_TONGUE_ENGLISH;
}

static void
free_rooms (NaruChecker *self)
{
  for (guint tongue = 0; tongue < NARU_N_TONGUES; tongue++)
    g_clear_pointer (&self->rooms[tongue], naru_rule_scan_free);
}

/**
 * naru_checker_use_set:
 * @self: a checker
 * @set: (transfer full): its rules from now on
 *
 * Takes the rules.
 */
void
naru_checker_use_set (NaruChecker *self, NaruRuleSet *set)
{
  free_rooms (self);
  naru_rule_set_unref (self->set);
  self->set = set;
  g_hash_table_remove_all (self->units);
}

/**
 * naru_checker_new:
 * @language: language of the advertisements: "ko", "en", "fr" or a locale; rules in English for any other
 * @jurisdiction: (nullable): "KR", "EU", "GB", "FR", "SI", "NA"; %NULL for what goes with the language
 *
 * Returns: (transfer full): a checker with the program's rules
 */
NaruChecker *
naru_checker_new (const char *language, const char *jurisdiction)
{
  NaruChecker *self = g_new0 (NaruChecker, 1);
  g_autoptr (NaruClock) clock = naru_clock_system ();

  if (jurisdiction == NULL || !naru_law_from_name (jurisdiction, &self->law))
    naru_law_from_name (naru_checker_default_jurisdiction (language), &self->law);
  self->tongue = tongue_of (language);
  self->reader = tongue_of_reader ();
  self->today = naru_clock_today (clock);
  self->units = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, naru_unit_free);
  naru_checker_use_set (self, naru_rule_set_built_in ());
  return self;
}

/**
 * naru_checker_free:
 * @self: (nullable): a checker
 *
 * Frees it.
 */
void
naru_checker_free (NaruChecker *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->units);
  free_rooms (self);
  naru_rule_set_unref (self->set);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self->today);
  g_free (self);
}

/**
 * naru_checker_set_reader:
 * @self: a checker
 * @language: who reads the findings; by default the language of the process
 *
 * Sets the language of messages and explanations.
 */
void
naru_checker_set_reader (NaruChecker *self, const char *language)
{
  self->reader = tongue_of (language);
}

/**
 * naru_checker_set_today:
 * @self: a checker
 * @today: "2026-11-22": what a vacancy without a start is measured by
 *
 * Sets the day.
 */
void
naru_checker_set_today (NaruChecker *self, const char *today)
{
  g_free (self->today);
  self->today = g_strdup (today);
}

/* All files of the centre, over the program's rules; problems of those from @first on go to @refused. */
static gboolean
read_files (NaruChecker *self, guint first, GPtrArray *refused)
{
  NaruRuleSet *set = naru_rule_set_copy_built_in ();
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i + 1 < self->files->len; i += 2)
    naru_rule_set_read (set, self->files->pdata[i + 1], self->files->pdata[i],
                        i < first ? old : found);
  naru_rule_set_index (set);
  naru_checker_use_set (self, set);
  for (guint i = 0; refused != NULL && i < found->len; i++)
    g_ptr_array_add (refused, g_strdup (found->pdata[i]));
  return found->len == 0;
}

static void
add_file (NaruChecker *self, const char *name, char *text)
{
  if (self->files == NULL)
    self->files = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->files, g_strdup (name));
  g_ptr_array_add (self->files, text);
}

/**
 * naru_checker_add_text:
 * @self: a checker
 * @text: (nullable): rules of a centre, as a rule file has them
 * @name: what to call them in @refused
 * @refused: (element-type utf8) (nullable): takes a line for each rule that is refused, and why
 *
 * Adds the rules of a centre to those that were added before.
 *
 * Returns: whether nothing was refused
 */
gboolean
naru_checker_add_text (NaruChecker *self, const char *text, const char *name, GPtrArray *refused)
{
  guint first = self->files != NULL ? self->files->len : 0;

  if (text == NULL || *text == '\0')
    return TRUE;
  add_file (self, name, g_strdup (text));
  return read_files (self, first, refused);
}

/**
 * naru_checker_add_folder:
 * @self: a checker
 * @folder: where a centre keeps rule files of its own (*.rules)
 * @refused: (element-type utf8) (nullable): takes a line for each rule that is refused, and why
 *
 * Adds the rules of a centre. Whether they do what their examples say is for naru_checker_test_rules() to tell.
 *
 * Returns: whether nothing was refused
 */
gboolean
naru_checker_add_folder (NaruChecker *self, const char *folder, GPtrArray *refused)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint first = self->files != NULL ? self->files->len : 0;
  gboolean good = TRUE;
  const char *name;

  if (dir == NULL)
    return TRUE;
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".rules"))
      g_ptr_array_add (names, g_strdup (name));
  if (names->len == 0)
    return TRUE;
  naru_rule_set_sort_names (names);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autoptr (GError) error = NULL;
      char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, &error))
        add_file (self, names->pdata[i], text);
      else if (refused != NULL)
        g_ptr_array_add (refused, g_strdup (error->message));
      good = good && error == NULL;
    }
  return self->files == NULL || (read_files (self, first, refused) && good);
}

/* --- findings ---------------------------------------------------------------------------------------------------- */

static char *
fill_in (const char *text, const char *words, const char *value, const char *limit)
{
  g_autoptr (GString) out = NULL;

  if (text == NULL)
    return NULL;
  out = g_string_new (text);
  g_string_replace (out, "{words}", words, 0);
  g_string_replace (out, "{value}", value != NULL ? value : "", 0);
  g_string_replace (out, "{limit}", limit != NULL ? limit : "", 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* @alone: whether what is left makes sense when the words are taken out */
static char *
find_rewrite (const NaruRule *rule, NaruTongue tongue, const char *words, gboolean alone)
{
  g_autofree char *folded = NULL;
  const GArray *rewrites = rule->rewrites[tongue];

  if (rewrites == NULL)
    return NULL;
  folded = g_utf8_casefold (words, -1);
  for (guint i = 0; i < rewrites->len; i++)
    {
      const NaruRewrite *rewrite = &g_array_index (rewrites, NaruRewrite, i);
      g_autoptr (GString) capital = g_string_new (NULL);

      if (rewrite->from != NULL && strcmp (rewrite->from, folded) != 0)
        continue;
      if (rewrite->from == NULL && *rewrite->to == '\0' && !alone)
        continue;
      if (!g_unichar_isupper (g_utf8_get_char (words)) || *rewrite->to == '\0')
        return g_strdup (rewrite->to);
      g_string_append_unichar (capital, g_unichar_toupper (g_utf8_get_char (rewrite->to)));
      g_string_append (capital, g_utf8_next_char (rewrite->to));
      return g_string_free (g_steal_pointer (&capital), FALSE);
    }
  return NULL;
}

static NaruFinding *
add_finding (NaruCheck *check, const NaruRule *rule, const char *field, char *words,
             const char *value, const char *limit, gboolean alone)
{
  NaruChecker *self = check->checker;
  NaruFinding *finding = g_new0 (NaruFinding, 1);

  finding->rule = g_strdup (rule->id);
  finding->level = (NaruLevel) rule->levels[self->law];
  finding->field = g_strdup (field);
  finding->text = words;
  finding->message
      = fill_in (naru_rule_get_words (rule, NARU_WORDS_MESSAGE, self->reader), words, value, limit);
  finding->explanation
      = fill_in (naru_rule_get_words (rule, NARU_WORDS_WHY, self->reader), words, value, limit);
  finding->exceptions = g_strdup (naru_rule_get_words (rule, NARU_WORDS_EXCEPTIONS, self->reader));
  finding->source = g_strdup (naru_rule_get_source (rule, self->law));
  finding->suggestion = find_rewrite (rule, self->tongue, words, alone);
  finding->justification = g_strdup (naru_draft_find_justification (check->draft, rule->id, words));
  g_ptr_array_add (check->findings, finding);
  return finding;
}

/**
 * naru_check_add:
 * @check: a check under way
 * @hit: what was found
 *
 * Adds a finding of the program's own checks; does nothing where the rule does not hold under the law of the checker.
 */
void
naru_check_add (NaruCheck *check, const NaruCheckHit *hit)
{
  const NaruRule *rule = naru_rule_set_find (check->checker->set, hit->rule);
  NaruFinding *finding;
  char *words;

  if (rule == NULL || rule->levels[check->checker->law] == NARU_LEVEL_NONE)
    return;
  words = hit->text != NULL ? g_strndup (hit->text + hit->start, hit->end - hit->start)
                            : g_strdup ("");
  finding = add_finding (check, rule, hit->field, words, hit->value, hit->limit, TRUE);
  if (hit->text != NULL)
    {
      finding->start = hit->counted
                           ? hit->first
                           : (guint) g_utf8_pointer_to_offset (hit->text, hit->text + hit->start);
      finding->end = finding->start + (guint) g_utf8_strlen (words, -1);
    }
  if (hit->suggestion != NULL)
    {
      g_free (finding->suggestion);
      finding->suggestion = g_strdup (hit->suggestion);
    }
}

typedef struct
{
  const NaruDraftText *text;
  guint order; /* of the text */
  guint rule;
  guint first;
  guint behind;
  gsize start; /* in bytes, where they are known */
  gsize end;
} Place;

/* Counting characters from the beginning for each finding takes longer than finding it. */
static char *
copy_words (const Place *place)
{
  if (place->end > 0)
    return g_strndup (place->text->text + place->start, place->end - place->start);
  return g_utf8_substring (place->text->text, place->first, place->behind);
}

static void
collect_text (NaruCheck *check, const NaruDraftText *text, guint order, GArray *places,
              GHashTable *silenced)
{
  g_autofree char *masked = naru_text_mask (text->text);
  /* every mark of HTML was of single bytes, as it nearly always is: places in bytes hold in the text itself */
  gboolean same = strlen (masked) == strlen (text->text);
  gsize at = 0, start, end, counted = 0;
  guint characters = 0;

  while (naru_text_next_unit (masked, &at, &start, &end))
    {
      NaruUnit *unit = naru_checker_get_unit (check->checker, masked + start, end - start);

      g_ptr_array_add (check->units, unit);
      characters += (guint) g_utf8_pointer_to_offset (masked + counted, masked + start);
      for (guint i = 0; i < unit->hits->len; i++)
        {
          const NaruHit *hit = &g_array_index (unit->hits, NaruHit, i);
          Place place
              = { text, order, hit->rule, characters + hit->first, characters + hit->behind, 0, 0 };

          if (same)
            {
              place.start = start + hit->start;
              place.end = start + hit->end;
            }

          g_array_append_val (places, place);
        }
      for (guint i = 0; i < unit->markers->len; i++)
        g_hash_table_add (silenced, GUINT_TO_POINTER (g_array_index (unit->markers, guint, i)));
      characters += unit->characters;
      counted = end;
    }
}

/* No finding is longer: what begins further before it does not reach it. */
#define LONGEST_FINDING 2000

/* By text, in which they were collected, and place. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *x = a, *y = b;

  if (x->order != y->order)
    return x->order < y->order ? -1 : 1;
  return (x->first > y->first) - (x->first < y->first);
}

/* Whether another finding on these words says the same, and more: of one family ("age.limit", "age.young"). */
static gboolean
is_covered (NaruChecker *self, const GArray *places, guint position)
{
  const Place *place = &g_array_index (places, Place, position);
  const NaruRule *rule = g_ptr_array_index (self->set->rules, place->rule);
  gsize family = strcspn (rule->id, ".");
  guint from = position;

  while (from > 0 && g_array_index (places, Place, from - 1).order == place->order
         && g_array_index (places, Place, from - 1).first + LONGEST_FINDING > place->first)
    from--;
  for (guint i = from; i < places->len; i++)
    {
      const Place *other = &g_array_index (places, Place, i);
      const NaruRule *another = g_ptr_array_index (self->set->rules, other->rule);

      if (other->order != place->order || other->first >= place->behind)
        break;
      if (i == position || other->behind <= place->first || strcspn (another->id, ".") != family
          || strncmp (another->id, rule->id, family) != 0)
        continue;
      if (another->levels[self->law] < rule->levels[self->law]
          || (another->levels[self->law] == rule->levels[self->law]
              && (other->behind - other->first > place->behind - place->first
                  || (other->behind - other->first == place->behind - place->first
                      && i < position))))
        return TRUE;
    }
  return FALSE;
}

/* "Waiter, male, full time": between marks, where words can be taken out; "The maximum age is 40" leaves half a sentence. */
static gboolean
is_alone (const Place *place)
{
  const char *text = place->text->text;
  gsize from = place->start, to = place->end;

  if (to == 0)
    return FALSE;
  while (from > 0 && text[from - 1] == ' ')
    from--;
  while (text[to] == ' ')
    to++;
  return (from == 0 || strchr ("\n,;(/.:-", text[from - 1]) != NULL)
         && (text[to] == '\0' || strchr ("\n,;)/.", text[to]) != NULL);
}

static void
find_words (NaruCheck *check)
{
  NaruChecker *self = check->checker;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr (GHashTable) silenced = g_hash_table_new (NULL, NULL);
  guint kept = 0;

  for (guint i = 0; i < check->draft->texts->len; i++)
    collect_text (check, g_ptr_array_index (check->draft->texts, i), i, places, silenced);
  for (guint i = 0; i < places->len; i++)
    {
      Place place = g_array_index (places, Place, i);

      if (!g_hash_table_contains (silenced, GUINT_TO_POINTER (place.rule)))
        g_array_index (places, Place, kept++) = place;
    }
  g_array_set_size (places, kept);
  g_array_sort (places, compare_places);
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      NaruFinding *finding;

      if (is_covered (self, places, i))
        continue;
      finding = add_finding (check, g_ptr_array_index (self->set->rules, place->rule),
                             place->text->field, copy_words (place), NULL, NULL,
                             self->tongue == NARU_TONGUE_KOREAN || is_alone (place));
      finding->start = place->first;
      finding->end = place->behind;
    }
}

static guint
position_of (NaruDraft *draft, const char *field)
{
  for (guint i = 0; i < draft->texts->len; i++)
    if (g_str_equal (((NaruDraftText *) draft->texts->pdata[i])->field, field))
      return i;
  return G_MAXUINT;
}

/* By level, then as the advertisement is read. */
static int
compare_findings (gconstpointer a, gconstpointer b, gpointer data)
{
  const NaruFinding *x = *(NaruFinding *const *) a, *y = *(NaruFinding *const *) b;
  guint p = position_of (data, x->field), q = position_of (data, y->field);

  if (x->level != y->level)
    return x->level < y->level ? -1 : 1;
  if (p != q)
    return p < q ? -1 : 1;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return strcmp (x->rule, y->rule);
}

/* From what a reader sees to the field as it is. Findings mostly come in the order of their places, so that characters are
 * counted on from the last one. */
static void
restore_places (NaruDraft *draft, GPtrArray *findings)
{
  const NaruDraftText *last = NULL;
  const char *at = NULL, *behind;
  guint counted = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      NaruFinding *finding = g_ptr_array_index (findings, i);
      guint position = position_of (draft, finding->field);
      const NaruDraftText *text
          = position != G_MAXUINT ? g_ptr_array_index (draft->texts, position) : NULL;

      if (finding->end == 0 || text == NULL || text->places == NULL
          || finding->end > text->places->len)
        continue;
      finding->start = g_array_index (text->places, NaruTextPlace, finding->start).start;
      finding->end = g_array_index (text->places, NaruTextPlace, finding->end - 1).end;
      if (text != last || finding->start < counted)
        {
          last = text;
          at = text->original;
          counted = 0;
        }
      at = g_utf8_offset_to_pointer (at, (glong) (finding->start - counted));
      counted = finding->start;
      behind = g_utf8_offset_to_pointer (at, (glong) (finding->end - finding->start));
      g_free (finding->text);
      finding->text = g_strndup (at, (gsize) (behind - at));
    }
}

static void
summarise (NaruCheck *check, NaruFindingSummary *summary)
{
  g_autofree char *joined = naru_draft_join (check->draft);

  memset (summary, 0, sizeof *summary);
  naru_gender_decode (joined, FALSE, &summary->gender);
  naru_readability_measure (joined, naru_tongue_names[check->checker->tongue],
                            &summary->readability);
}

/**
 * naru_checker_check:
 * @self: a checker
 * @draft: what to check
 * @summary: (out caller-allocates) (optional): counts, gender-coded words, readability
 *
 * Returns: (transfer full) (element-type NaruFinding): what was found, the legal level first, then as the draft is read
 */
GPtrArray *
naru_checker_check (NaruChecker *self, NaruDraft *draft, NaruFindingSummary *summary)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_finding_free);
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  NaruCheck check = { self, draft, findings, units };
  NaruFindingSummary figures;

  self->generation++;
  find_words (&check);
  summarise (&check, &figures);
  naru_check_parts (&check);
  naru_check_pay (&check);
  naru_check_gender (&check);
  naru_check_reading (&check, &figures);
  restore_places (draft, findings);
  g_ptr_array_sort_with_data (findings, compare_findings, draft);
  for (guint i = 0; i < findings->len; i++)
    {
      const NaruFinding *finding = g_ptr_array_index (findings, i);

      if (finding->justification != NULL)
        figures.justified++;
      else
        figures.counts[finding->level]++;
    }
  naru_checker_forget_units (self);
  if (summary != NULL)
    *summary = figures;
  return findings;
}
