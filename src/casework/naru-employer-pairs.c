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

typedef struct
{
  GPtrArray *entries;
  GHashTable *keys[N_KEYS]; /* of GArray of guint */
} Index;

void
naru_pair_free (NaruPair *pair)
{
  g_free (pair->first);
  g_free (pair->second);
  g_free (pair->reason);
  g_free (pair);
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

/* Takes the key. */
static void
put_under (Index *self, Key key, char *text, guint position)
{
  GArray *positions;

  if (text == NULL || *text == '\0')
    {
      g_free (text);
      return;
    }
  positions = g_hash_table_lookup (self->keys[key], text);
  if (positions == NULL)
    {
      positions = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->keys[key], g_strdup (text), positions);
    }
  g_array_append_val (positions, position);
  g_free (text);
}

static void
add_entry (Index *self, NaruRecord *record)
{
  g_autofree char *lines = naru_record_get_member (record, "address", "lines");
  g_autofree char *address = fold_plain (lines, MIN_ADDRESS_LETTERS);
  const char *email = naru_record_get (record, "email");
  guint position = self->entries->len;
  Entry *entry = g_new0 (Entry, 1);

  entry->id = g_strdup (naru_record_get_id (record));
  entry->core = naru_company_core (naru_record_get_title (record));
  entry->region = g_strdup (naru_record_get (record, "region"));
  entry->postcode = naru_record_get_member (record, "address", "postcode");
  if (naru_record_has (record, "registerNumber"))
    entry->number = g_strdup (naru_record_get (record, "registerNumber"));
  g_ptr_array_add (self->entries, entry);
  put_under (self, KEY_NUMBER, fold_plain (naru_record_get (record, "registerNumber"), 4),
             position);
  put_under (self, KEY_EMAIL, email != NULL ? g_utf8_casefold (email, -1) : NULL, position);
  put_under (self, KEY_PHONE, fold_plain (naru_record_get (record, "phone"), MIN_PHONE_DIGITS),
             position);
  put_under (self, KEY_NAME, g_strdup (entry->core), position);
  put_under (self, KEY_ADDRESS, g_steal_pointer (&address), position);
}

static gboolean
differ (const char *a, const char *b)
{
  return a != NULL && b != NULL && strcmp (a, b) != 0;
}

/* One name goes on where the other ends: "Hanbit" and "Hanbit Suwon". */
static gboolean
names_are_near (const Entry *a, const Entry *b)
{
  gsize length_a = strlen (a->core), length_b = strlen (b->core);
  gsize shorter = MIN (length_a, length_b);

  return shorter >= 6 && strncmp (a->core, b->core, shorter) == 0;
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
add_pairs (Index *self, Key key, GHashTable *ids, GHashTable *seen, GPtrArray *pairs)
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
            NaruPair *pair;

            if (ids != NULL && !g_hash_table_contains (ids, a->id)
                && !g_hash_table_contains (ids, b->id))
              continue;
            reason = judge (key, a, b);
            if (reason == NULL || !g_hash_table_add (seen, g_strdup_printf ("%s %s", a->id, b->id)))
              continue;
            pair = g_new0 (NaruPair, 1);
            pair->first = g_strdup (a->id);
            pair->second = g_strdup (b->id);
            pair->reason = g_strdup (reason);
            g_ptr_array_add (pairs, pair);
          }
    }
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
  g_autoptr (NaruQuery) query = naru_query_new ("employer");
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *pairs;
  Index index = { entries };

  naru_query_add_filter (query, "mergedInto", NARU_FILTER_EMPTY, NULL);
  numbers = naru_store_list (store, query, NULL, error);
  if (numbers == NULL)
    return NULL;
  pairs = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_pair_free);
  for (guint key = 0; key < N_KEYS; key++)
    index.keys[key]
        = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (NaruRecord) record
          = naru_store_get_by_number (store, g_array_index (numbers, gint64, i), NULL);

      if (record != NULL)
        add_entry (&index, record);
    }
  for (guint key = 0; key < N_KEYS; key++)
    {
      add_pairs (&index, key, ids, seen, pairs);
      g_hash_table_unref (index.keys[key]);
    }
  return pairs;
}
