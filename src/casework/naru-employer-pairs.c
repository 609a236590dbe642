/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Employers that are there twice, among all of them: each is put under what it can be told by, and those that meet under
 * one of these are looked at. A key that many share, such as the phone of an office building, tells nothing. */
#include "naru-employer-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-fold.h"
#include "naru-query.h"

#define MOST_UNDER_ONE_KEY 6
#define MIN_PHONE_DIGITS 7
#define MIN_ADDRESS_LETTERS 6

typedef enum
{
  KEY_NUMBER,
  KEY_EMAIL,
  KEY_PHONE,
  KEY_NAME,
  KEY_ADDRESS,
  N_KEYS,
} Key;

typedef struct
{
  char *id;
  char *core; /* of the name */
  char *region;
  char *postcode;
  char *number; /* in the register */
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
  g_free (self->core);
  g_free (self->region);
  g_free (self->postcode);
  g_free (self->number);
  g_free (self);
}

static char *
fold_plain (const char *text, gsize least)
{
  g_autofree char *folded = text != NULL ? naru_fold_name (text) : NULL;
  g_auto (GStrv) words = folded != NULL ? g_strsplit (folded, " ", -1) : NULL;
  g_autofree char *joined = words != NULL ? g_strjoinv ("", words) : NULL;

  return joined != NULL && strlen (joined) >= least ? g_steal_pointer (&joined) : NULL;
}

/**
 * naru_employer_address_key:
 * @employer: an employer
 *
 * Returns: (transfer full) (nullable): its street and number without case, white space and signs; %NULL where they say too
 *   little
 */
char *
naru_employer_address_key (NaruRecord *employer)
{
  g_autofree char *lines = naru_record_get_member (employer, "address", "lines");

  return fold_plain (lines, MIN_ADDRESS_LETTERS);
}

static Entry *
entry_new (NaruRecord *record)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->id = g_strdup (naru_record_get_id (record));
  entry->core = naru_company_core (naru_record_get_title (record));
  entry->region = g_strdup (naru_record_get (record, "region"));
  entry->postcode = naru_record_get_member (record, "address", "postcode");
  entry->number = g_strdup (naru_record_get (record, "registerNumber"));
  return entry;
}

/* What @record is found under: (transfer full) (nullable) */
static char *
make_key (NaruRecord *record, const Entry *entry, Key key)
{
  const char *email = naru_record_get (record, "email");

  switch (key)
    {
    case KEY_NUMBER:
      return fold_plain (entry->number, 4);
    case KEY_EMAIL:
      return email != NULL ? g_utf8_casefold (email, -1) : NULL;
    case KEY_PHONE:
      return fold_plain (naru_record_get (record, "phone"), MIN_PHONE_DIGITS);
    case KEY_NAME:
      return g_strdup (entry->core);
    case KEY_ADDRESS:
    default:
      return naru_employer_address_key (record);
    }
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
      g_autofree char *text = make_key (record, entry, key);
      GArray *positions;

      if (text == NULL || *text == '\0')
        continue;
      positions = g_hash_table_lookup (self->keys[key], text);
      if (positions == NULL)
        {
          positions = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (self->keys[key], g_steal_pointer (&text), positions);
        }
      g_array_append_val (positions, position);
    }
}

static gboolean
differ (const char *a, const char *b)
{
  return a != NULL && b != NULL && strcmp (a, b) != 0;
}

/**
 * naru_company_cores_are_near:
 * @a, @b: names of companies, see naru_company_core()
 *
 * Returns: whether one name goes on where the other ends: "Hanbit" and "Hanbit Suwon"
 */
gboolean
naru_company_cores_are_near (const char *a, const char *b)
{
  gsize shorter = MIN (strlen (a), strlen (b));

  return shorter >= 6 && strncmp (a, b, shorter) == 0;
}

static gboolean
names_are_near (const Entry *a, const Entry *b)
{
  return naru_company_cores_are_near (a->core, b->core);
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
      return names_are_near (a, b) ? _ ("Same e-mail address, and names that are near") : NULL;
    case KEY_PHONE:
      return names_are_near (a, b) ? _ ("Same phone, and names that are near") : NULL;
    case KEY_NAME:
      if (differ (a->region, b->region))
        return NULL;
      if (a->region != NULL && b->region != NULL)
        return _ ("Same name and district");
      return differ (a->postcode, b->postcode) ? NULL : _ ("Same name apart from the legal form");
    case KEY_ADDRESS:
    default:
      return names_are_near (a, b) ? _ ("Same address, and names that are near") : NULL;
    }
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

      if (positions->len < 2 || positions->len > MOST_UNDER_ONE_KEY)
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
      g_autofree char *text = make_key (record, entry, key);
      const GArray *positions
          = text != NULL && *text != '\0' ? g_hash_table_lookup (self->keys[key], text) : NULL;

      for (guint i = 0; pair == NULL && positions != NULL && positions->len < MOST_UNDER_ONE_KEY
                        && i < positions->len;
           i++)
        {
          const Entry *other = self->entries->pdata[g_array_index (positions, guint, i)];
          const char *reason
              = strcmp (other->id, entry->id) != 0 ? judge (key, other, entry) : NULL;

          if (reason != NULL)
            pair = pair_new (other->id, entry->id, reason);
        }
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
