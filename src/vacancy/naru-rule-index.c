/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which wordings a text can concern at all: each has groups of words, and a text must have one of each group. One pass over the
 * text finds the words; the groups, most of which many wordings share (classes of words), are kept once. */
#include "naru-rule-private.h"

#include <string.h>

/* Words are looked up by their first three bytes: three letters, or one syllable of Hangul. */
#define N_FIRST 4096
#define NO_WORD G_MAXUINT
#define MAX_GROUPS 200

typedef struct
{
  char *word;
  guint16 length;
  gboolean begins;
  gboolean ends;
  guint next; /* the next word with the same beginning */
  GArray *groups; /* of guint, that it belongs to */
} Word;

struct _NaruRuleIndex
{
  guint first[N_FIRST];
  GArray *words; /* of Word */
  GPtrArray *groups; /* of GArray of guint: the tries that need it */
  GArray *tries; /* of NaruTry, of the set */
};

static void
clear_word (gpointer data)
{
  Word *word = data;

  g_free (word->word);
  g_array_unref (word->groups);
}

static guint
slot_of (const char *bytes)
{
  const guint8 *b = (const guint8 *) bytes;

  return ((b[0] * 31u + b[1]) * 37u + b[2] * 7u) % N_FIRST;
}

static Word *
find_word (NaruRuleIndex *self, const NaruTrigger *trigger)
{
  guint slot = slot_of (trigger->word);
  Word word = { NULL, (guint16) strlen (trigger->word), trigger->begins, trigger->ends, 0, NULL };

  for (guint i = self->first[slot]; i != NO_WORD;)
    {
      Word *known = &g_array_index (self->words, Word, i);

      if (known->begins == trigger->begins && known->ends == trigger->ends
          && g_str_equal (known->word, trigger->word))
        return known;
      i = known->next;
    }
  word.word = g_strdup (trigger->word);
  word.groups = g_array_new (FALSE, FALSE, sizeof (guint));
  word.next = self->first[slot];
  self->first[slot] = self->words->len;
  g_array_append_val (self->words, word);
  return &g_array_index (self->words, Word, self->words->len - 1);
}

/* What a group consists of, so that the same group is known again. */
static char *
name_group (const GArray *group)
{
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < group->len; i++)
    {
      const NaruTrigger *trigger = &g_array_index (group, NaruTrigger, i);

      g_string_append_printf (name, "%s%c%c", trigger->word, trigger->begins ? '<' : '\1',
                              trigger->ends ? '>' : '\2');
    }
  return g_string_free (name, FALSE);
}

static guint
find_group (NaruRuleIndex *self, GHashTable *known, const GArray *group)
{
  g_autofree char *name = name_group (group);
  gpointer position;

  if (!g_hash_table_lookup_extended (known, name, NULL, &position))
    {
      guint number = self->groups->len;

      position = GUINT_TO_POINTER (number);
      g_ptr_array_add (self->groups, g_array_new (FALSE, FALSE, sizeof (guint)));
      g_hash_table_insert (known, g_steal_pointer (&name), position);
      for (guint i = 0; i < group->len; i++)
        g_array_append_val (find_word (self, &g_array_index (group, NaruTrigger, i))->groups,
                            number);
    }
  return GPOINTER_TO_UINT (position);
}

/**
 * naru_rule_index_new:
 * @tries: (element-type NaruTry): the wordings, which stay the caller's; how many groups of words each needs is written there
 *
 * Returns: (transfer full): an index of them
 */
NaruRuleIndex *
naru_rule_index_new (GArray *tries)
{
  NaruRuleIndex *self = g_new0 (NaruRuleIndex, 1);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < N_FIRST; i++)
    self->first[i] = NO_WORD;
  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  g_array_set_clear_func (self->words, clear_word);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->tries = tries;
  for (guint i = 0; i < tries->len; i++)
    {
      NaruTry *attempt = &g_array_index (tries, NaruTry, i);
      GPtrArray *groups = naru_phrase_get_triggers (attempt->phrase);

      naru_phrase_set_number (attempt->phrase, i);
      for (guint k = 0; k < groups->len && attempt->n_groups < MAX_GROUPS; k++)
        {
          guint number = find_group (self, known, groups->pdata[k]);
          GArray *wanted = self->groups->pdata[number];

          /* the same group twice in one wording */
          if (wanted->len > 0 && g_array_index (wanted, guint, wanted->len - 1) == i)
            continue;
          g_array_append_val (wanted, i);
          attempt->n_groups++;
        }
    }
  return self;
}

/**
 * naru_rule_index_free:
 * @self: an index
 *
 * Frees it.
 */
void
naru_rule_index_free (NaruRuleIndex *self)
{
  g_array_unref (self->words);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

/**
 * naru_rule_index_make_room:
 * @self: an index
 *
 * Returns: (transfer full): what a thread needs to scan with it, to be freed with naru_rule_scan_free()
 */
NaruRuleScan *
naru_rule_index_make_room (NaruRuleIndex *self)
{
  NaruRuleScan *room = g_new0 (NaruRuleScan, 1);

  room->groups = g_new0 (guint, self->groups->len + 1);
  room->tries = g_new0 (guint, self->tries->len + 1);
  room->counts = g_new0 (guint8, self->tries->len + 1);
  room->found = g_array_new (FALSE, FALSE, sizeof (guint));
  return room;
}

/**
 * naru_rule_scan_free:
 * @room: (nullable): room
 *
 * Frees it.
 */
void
naru_rule_scan_free (NaruRuleScan *room)
{
  if (room == NULL)
    return;
  g_free (room->groups);
  g_free (room->tries);
  g_free (room->counts);
  g_array_unref (room->found);
  g_free (room);
}

/* Whether a word may begin or end between two bytes: as the border of a wording says it, but for letters beyond ASCII. */
static gboolean
is_border (char before, char behind)
{
  if ((guchar) before >= 0x80 || (guchar) behind >= 0x80
      || !(g_ascii_isalnum (before) || before == '_')
      || !(g_ascii_isalnum (behind) || behind == '_'))
    return TRUE;
  if (g_ascii_islower (before))
    return g_ascii_isupper (behind) || g_ascii_isdigit (behind);
  return g_ascii_isdigit (before) && g_ascii_isupper (behind);
}

static void
see_group (NaruRuleIndex *self, guint number, NaruRuleScan *room)
{
  const GArray *wanted = self->groups->pdata[number];

  if (room->groups[number] == room->scan)
    return;
  room->groups[number] = room->scan;
  for (guint i = 0; i < wanted->len; i++)
    {
      guint position = g_array_index (wanted, guint, i);

      if (room->tries[position] != room->scan)
        {
          room->tries[position] = room->scan;
          room->counts[position] = 0;
        }
      if (++room->counts[position] == g_array_index (self->tries, NaruTry, position).n_groups)
        g_array_append_val (room->found, position);
    }
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

/**
 * naru_rule_index_scan:
 * @self: an index
 * @text: UTF-8
 * @length: of @text, in bytes
 * @lower: the same in lower case
 * @room: takes in its @found the positions of the wordings that can occur, each once, in order
 *
 * Finds which wordings to try.
 */
void
naru_rule_index_scan (NaruRuleIndex *self, const char *text, gsize length, const char *lower,
                      NaruRuleScan *room)
{
  const Word *words = (const Word *) (gpointer) self->words->data;
  gsize n = strlen (lower);
  /* a few letters have more bytes in lower case: then borders are not looked at */
  gboolean same = n == length;

  room->scan++;
  g_array_set_size (room->found, 0);
  for (gsize at = 0; at + 3 <= n; at++)
    for (guint i = self->first[slot_of (lower + at)]; i != NO_WORD; i = words[i].next)
      {
        const Word *word = &words[i];
        gsize end = at + word->length;

        if (end > n || memcmp (lower + at, word->word, word->length) != 0
            || (same && word->begins && at > 0 && !is_border (text[at - 1], text[at]))
            || (same && word->ends && end < n && !is_border (text[end - 1], text[end])))
          continue;
        for (guint k = 0; k < word->groups->len; k++)
          see_group (self, g_array_index (word->groups, guint, k), room);
      }
  g_array_sort (room->found, compare_positions);
}

/**
 * naru_rule_index_may_be_there:
 * @self: an index
 * @room: what the last scan of a text left there
 * @phrase: a wording of this index
 *
 * Returns: %FALSE if @phrase is not in that text; %TRUE if it may be
 */
gboolean
naru_rule_index_may_be_there (NaruRuleIndex *self, const NaruRuleScan *room, NaruPhrase *phrase)
{
  guint position = naru_phrase_get_number (phrase);
  guint n_groups = g_array_index (self->tries, NaruTry, position).n_groups;

  return n_groups == 0
         || (room->tries[position] == room->scan && room->counts[position] == n_groups);
}
