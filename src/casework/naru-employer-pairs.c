/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Employers that are there twice, among all of them: each is put under what it can be told by, and those that meet under
 * one of these are looked at. A key that many share, such as the phone of an office building, tells nothing. */
#include "naru-employer-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-company-name.h"
#include "naru-fold.h"
#include "naru-query.h"

#define MOST_UNDER_ONE_KEY 6
#define MOST_OF_ONE_BEGINNING 60 /* in one place */
#define MIN_PHONE_DIGITS 7
#define MIN_ADDRESS_LETTERS 6
#define END_LETTERS                                                                                \
  4 /* a letter is mistyped in one half: the beginning or the end of a name is as it should be */

/* Under what two meet, most certain first. */
typedef enum
{
  KEY_NUMBER,
  KEY_EMAIL,
  KEY_PHONE,
  KEY_NAME,
  KEY_ADDRESS,
  KEY_WORDS,
  KEY_SOUND,
  KEY_SPELLING,
  N_KEYS,
} Key;

typedef struct
{
  char *id;
  GPtrArray *names; /* of NaruCompanyName; the name itself first */
  char *region;
  char *postcode;
  char *number; /* in the register */
  char *email;
  char *phone;
  char *address;
} Entry;

struct _NaruEmployerIndex
{
  GPtrArray *entries;
  GHashTable *keys[N_KEYS]; /* of GArray of guint */
};

void
naru_pair_free (NaruPair *pair)
{
  g_free (pair->first);
  g_free (pair->second);
  g_free (pair->reason);
  g_free (pair);
}

static NaruPair *
pair_new (const char *first, const char *second, const char *reason)
{
  NaruPair *self = g_new0 (NaruPair, 1);

  self->first = g_strdup (first);
  self->second = g_strdup (second);
  self->reason = g_strdup (reason);
  return self;
}

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->id);
  g_ptr_array_unref (self->names);
  g_free (self->region);
  g_free (self->postcode);
  g_free (self->number);
  g_free (self->email);
  g_free (self->phone);
  g_free (self->address);
  g_free (self);
}

static char *
fold_long (const char *text, gsize least)
{
  g_autofree char *folded = text != NULL ? naru_fold_plain (text) : NULL;

  return folded != NULL && strlen (folded) >= least ? g_steal_pointer (&folded) : NULL;
}

static void
add_name (Entry *entry, const char *text)
{
  if (text != NULL)
    g_ptr_array_add (entry->names, naru_company_name_new (text));
}

static Entry *
entry_new (NaruRecord *record)
{
  Entry *entry = g_new0 (Entry, 1);
  g_auto (GStrv) others = naru_record_get_set (record, "otherNames");
  g_autofree char *postcode = naru_record_get_member (record, "address", "postcode");
  g_autofree char *lines = naru_record_get_member (record, "address", "lines");
  const char *email = naru_record_get (record, "email");

  entry->id = g_strdup (naru_record_get_id (record));
  entry->names = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_company_name_free);
  add_name (entry, naru_record_get_title (record));
  add_name (entry, naru_record_get (record, "romanName"));
  for (guint i = 0; others != NULL && others[i] != NULL; i++)
    add_name (entry, others[i]);
  entry->region = g_strdup (naru_record_get (record, "region"));
  entry->postcode = fold_long (postcode, 1);
  entry->number = g_strdup (naru_record_get (record, "registerNumber"));
  entry->email = email != NULL ? g_utf8_casefold (email, -1) : NULL;
  entry->phone = fold_long (naru_record_get (record, "phone"), MIN_PHONE_DIGITS);
  entry->address = fold_long (lines, MIN_ADDRESS_LETTERS);
  return entry;
}

static void
add_key (GPtrArray *keys, const char *place, const char *sign, const char *text)
{
  if (text != NULL && *text != '\0')
    g_ptr_array_add (keys, g_strdup_printf ("%s%s%s", place, sign, text));
}

/* Beginning and end of a name that is long enough to be mistyped and still be known. */
static void
add_ends (GPtrArray *keys, const char *place, const NaruCompanyName *name)
{
  glong length = g_utf8_strlen (name->letters, -1);
  const char *end = length >= 2 * END_LETTERS
                        ? g_utf8_offset_to_pointer (name->letters, length - END_LETTERS)
                        : NULL;
  g_autofree char *beginning
      = end != NULL ? g_utf8_substring (name->letters, 0, END_LETTERS) : NULL;

  add_key (keys, place, "<", beginning);
  add_key (keys, place, ">", end);
}

/* What @entry is found under: (transfer full) (element-type utf8) */
static GPtrArray *
make_keys (const Entry *entry, Key key)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  const char *place = entry->postcode != NULL ? entry->postcode : entry->region;

  switch (key)
    {
    case KEY_NUMBER:
      if (entry->number != NULL && strlen (entry->number) > 3)
        g_ptr_array_add (keys, naru_fold_plain (entry->number));
      return keys;
    case KEY_EMAIL:
      add_key (keys, "", "", entry->email);
      return keys;
    case KEY_PHONE:
      add_key (keys, "", "", entry->phone);
      return keys;
    case KEY_ADDRESS:
      add_key (keys, "", "", entry->address);
      return keys;
    default:
      break;
    }
  for (guint i = 0; i < entry->names->len; i++)
    {
      const NaruCompanyName *name = entry->names->pdata[i];

      if (key == KEY_NAME)
        add_key (keys, "", "", name->core);
      else if (key == KEY_WORDS)
        add_key (keys, "", "", name->words);
      else if (key == KEY_SOUND && place != NULL)
        add_key (keys, place, " ", name->sound);
      else if (key == KEY_SPELLING && place != NULL)
        add_ends (keys, place, name);
    }
  return keys;
}

/**
 * naru_employer_index_add:
 * @self: an index
 * @record: an employer
 *
 * From now on others are found to be the same as @record.
 */
void
naru_employer_index_add (NaruEmployerIndex *self, NaruRecord *record)
{
  guint position = self->entries->len;
  Entry *entry = entry_new (record);

  g_ptr_array_add (self->entries, entry);
  for (guint key = 0; key < N_KEYS; key++)
    {
      g_autoptr (GPtrArray) texts = make_keys (entry, key);

      for (guint i = 0; i < texts->len; i++)
        {
          GArray *positions = g_hash_table_lookup (self->keys[key], texts->pdata[i]);

          if (positions == NULL)
            {
              positions = g_array_new (FALSE, FALSE, sizeof (guint));
              g_hash_table_insert (self->keys[key], g_strdup (texts->pdata[i]), positions);
            }
          /* it may meet itself under two of its names */
          if (positions->len == 0
              || g_array_index (positions, guint, positions->len - 1) != position)
            g_array_append_val (positions, position);
        }
    }
}

static gboolean
differ (const char *a, const char *b)
{
  return a != NULL && b != NULL && strcmp (a, b) != 0;
}

static gboolean
same (const char *a, const char *b)
{
  return a != NULL && g_strcmp0 (a, b) == 0;
}

typedef gboolean (*CompareNames) (const NaruCompanyName *a, const NaruCompanyName *b);

/* Whether any name of one and any of the other compare so. */
static gboolean
any_names (const Entry *a, const Entry *b, CompareNames compare)
{
  for (guint i = 0; i < a->names->len; i++)
    for (guint j = 0; j < b->names->len; j++)
      if (compare (a->names->pdata[i], b->names->pdata[j]))
        return TRUE;
  return FALSE;
}

/* A name alone that is only near says too little: the place must be the same, and nothing about it speak against it. */
static gboolean
in_one_place (const Entry *a, const Entry *b)
{
  return !differ (a->region, b->region) && !differ (a->postcode, b->postcode)
         && (same (a->region, b->region) || same (a->postcode, b->postcode));
}

/* Under the same core; the district says more than the postcode, which large employers have many of. */
static const char *
judge_name (const Entry *a, const Entry *b)
{
  const NaruCompanyName *first = a->names->pdata[0], *second = b->names->pdata[0];

  if (differ (a->region, b->region))
    return NULL;
  if (strcmp (first->core, second->core) != 0)
    return differ (a->postcode, b->postcode) ? NULL : _ ("Another name of it is the same");
  if (naru_company_forms_differ (first, second))
    return NULL;
  if (a->region != NULL && b->region != NULL)
    return _ ("Same name and district");
  return differ (a->postcode, b->postcode) ? NULL : _ ("Same name apart from the legal form");
}

/* Why two that meet under a key may be one; NULL where the rest speaks against it: companies of a group share address and
 * phone and begin alike, but each has a number of its own. */
static const char *
judge (Key key, const Entry *a, const Entry *b)
{
  if (key != KEY_NUMBER && key != KEY_NAME && differ (a->number, b->number))
    return NULL;
  switch (key)
    {
    case KEY_NUMBER:
      return _ ("Same number in the register");
    case KEY_EMAIL:
      return any_names (a, b, naru_company_names_near)
                 ? _ ("Same e-mail address, and names that are near")
                 : NULL;
    case KEY_PHONE:
      return any_names (a, b, naru_company_names_near) ? _ ("Same phone, and names that are near")
                                                       : NULL;
    case KEY_NAME:
      return judge_name (a, b);
    case KEY_ADDRESS:
      return any_names (a, b, naru_company_names_near) ? _ ("Same address, and names that are near")
                                                       : NULL;
    case KEY_WORDS:
      return in_one_place (a, b) && any_names (a, b, naru_company_names_near)
                 ? _ ("The same words in another order, and the same place")
                 : NULL;
    case KEY_SOUND:
      return in_one_place (a, b) && any_names (a, b, naru_company_sounds_same)
                 ? _ ("A name that sounds the same, and the same place")
                 : NULL;
    case KEY_SPELLING:
    default:
      return in_one_place (a, b) && any_names (a, b, naru_company_spelt_alike)
                 ? _ ("A name that is spelt nearly the same, and the same place")
                 : NULL;
    }
}

/* A key that many share tells nothing; beginnings of names are shared by more. */
static gboolean
tells (Key key, const GArray *positions)
{
  return positions->len <= (key == KEY_SPELLING ? MOST_OF_ONE_BEGINNING : MOST_UNDER_ONE_KEY);
}

static void
add_pairs (const NaruEmployerIndex *self, Key key, GHashTable *ids, GHashTable *seen,
           GPtrArray *pairs)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->keys[key]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const GArray *positions = value;

      if (positions->len < 2 || !tells (key, positions))
        continue;
      for (guint i = 0; i < positions->len; i++)
        for (guint j = i + 1; j < positions->len; j++)
          {
            const Entry *a = self->entries->pdata[g_array_index (positions, guint, i)];
            const Entry *b = self->entries->pdata[g_array_index (positions, guint, j)];
            const char *reason;

            if (ids != NULL && !g_hash_table_contains (ids, a->id)
                && !g_hash_table_contains (ids, b->id))
              continue;
            reason = judge (key, a, b);
            if (reason == NULL || !g_hash_table_add (seen, g_strdup_printf ("%s %s", a->id, b->id)))
              continue;
            g_ptr_array_add (pairs, pair_new (a->id, b->id, reason));
          }
    }
}

/**
 * naru_employer_index_free:
 * @self: (transfer full): an index
 */
void
naru_employer_index_free (NaruEmployerIndex *self)
{
  g_ptr_array_unref (self->entries);
  for (guint key = 0; key < N_KEYS; key++)
    g_hash_table_unref (self->keys[key]);
  g_free (self);
}

/**
 * naru_employer_index_new:
 * @store: the store
 * @error: return location for an error
 *
 * Reads every employer, but for those that were merged into another. Not for the main loop.
 *
 * Returns: (transfer full) (nullable): under what each of them is found
 */
NaruEmployerIndex *
naru_employer_index_new (NaruStore *store, GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_new ("employer");
  g_autoptr (GArray) numbers = NULL;
  NaruEmployerIndex *self;

  naru_query_add_filter (query, "mergedInto", NARU_FILTER_EMPTY, NULL);
  numbers = naru_store_list (store, query, NULL, error);
  if (numbers == NULL)
    return NULL;
  self = g_new0 (NaruEmployerIndex, 1);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  for (guint key = 0; key < N_KEYS; key++)
    self->keys[key]
        = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (NaruRecord) record
          = naru_store_get_by_number (store, g_array_index (numbers, gint64, i), NULL);

      if (record != NULL)
        naru_employer_index_add (self, record);
    }
  return self;
}

static NaruPair *
find_under (const NaruEmployerIndex *self, Key key, const char *text, const Entry *entry)
{
  const GArray *positions = g_hash_table_lookup (self->keys[key], text);

  for (guint i = 0; positions != NULL && tells (key, positions) && i < positions->len; i++)
    {
      const Entry *other = self->entries->pdata[g_array_index (positions, guint, i)];
      const char *reason = strcmp (other->id, entry->id) != 0 ? judge (key, other, entry) : NULL;

      if (reason != NULL)
        return pair_new (other->id, entry->id, reason);
    }
  return NULL;
}

static gboolean
meet (const Entry *a, const Entry *b, Key key)
{
  g_autoptr (GPtrArray) first = make_keys (a, key);
  g_autoptr (GPtrArray) second = make_keys (b, key);

  for (guint i = 0; i < first->len; i++)
    if (g_ptr_array_find_with_equal_func (second, first->pdata[i], g_str_equal, NULL))
      return TRUE;
  return FALSE;
}

/**
 * naru_employer_judge:
 * @a, @b: employers, saved or not
 *
 * Returns: (nullable): why they may be one, translated; %NULL where nothing says so
 */
const char *
naru_employer_judge (NaruRecord *a, NaruRecord *b)
{
  Entry *first = entry_new (a), *second = entry_new (b);
  const char *reason = NULL;

  for (guint key = 0; reason == NULL && key < N_KEYS; key++)
    if (meet (first, second, key))
      reason = judge (key, first, second);
  entry_free (first);
  entry_free (second);
  return reason;
}

/**
 * naru_employer_index_find:
 * @self: an index
 * @record: an employer that is not in it
 *
 * Returns: (transfer full) (nullable): the one that it may be the same as, most certain first; the first of the pair is the
 *   one that is in the index
 */
NaruPair *
naru_employer_index_find (const NaruEmployerIndex *self, NaruRecord *record)
{
  Entry *entry = entry_new (record);
  NaruPair *pair = NULL;

  for (guint key = 0; pair == NULL && key < N_KEYS; key++)
    {
      g_autoptr (GPtrArray) texts = make_keys (entry, key);

      for (guint i = 0; pair == NULL && i < texts->len; i++)
        pair = find_under (self, key, texts->pdata[i], entry);
    }
  entry_free (entry);
  return pair;
}

/**
 * naru_employer_find_pairs:
 * @store: the store
 * @ids: (nullable) (element-type utf8): pairs with one of these alone
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type NaruPair) (nullable): employers that may be there twice, most certain first
 */
GPtrArray *
naru_employer_find_pairs (NaruStore *store, GHashTable *ids, GError **error)
{
  g_autoptr (NaruEmployerIndex) index = naru_employer_index_new (store, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *pairs;

  if (index == NULL)
    return NULL;
  pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_pair_free);
  for (guint key = 0; key < N_KEYS; key++)
    add_pairs (index, key, ids, seen, pairs);
  return pairs;
}
