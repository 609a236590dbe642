/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding what may be there already: by key, phone, e-mail, and by name with something else that fits. */
#include "naru-employer-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-clock.h"
#include "naru-company-name.h"
#include "naru-fold.h"
#include "naru-identity.h"
#include "naru-sound.h"

#define MANY_HITS 200
#define MANY_SOUNDING 24 /* people of one name: who reads further knows it is no duplicate */
#define MIN_PHONE_DIGITS 7

typedef struct
{
  NaruStore *store;
  NaruRecord *record;
  const NaruRecordType *type;
  GPtrArray *found;
  GHashTable *seen;
} Search;

static const char *const phone_fields[] = { "mobile", "phone", NULL };

/**
 * naru_duplicate_free:
 * @duplicate: (transfer full): a duplicate
 */
void
naru_duplicate_free (NaruDuplicate *duplicate)
{
  g_free (duplicate->id);
  g_free (duplicate->title);
  g_free (duplicate->reason);
  g_free (duplicate);
}

static void
add (Search *self, NaruRecord *other, const char *reason)
{
  NaruDuplicate *duplicate;
  const char *id = naru_record_get_id (other);

  if (strcmp (id, naru_record_get_id (self->record)) == 0 || naru_record_has (other, "mergedInto")
      || !g_hash_table_add (self->seen, g_strdup (id)))
    return;
  duplicate = g_new0 (NaruDuplicate, 1);
  duplicate->id = g_strdup (id);
  duplicate->title = g_strdup (naru_record_get_title (other));
  duplicate->reason = g_strdup (reason);
  g_ptr_array_add (self->found, duplicate);
}

static GPtrArray *
search (Search *self, const char *words, GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_new (self->type->name);

  naru_query_set_search (query, words);
  naru_query_set_limit (query, MANY_HITS);
  return naru_store_find (self->store, query, error);
}

static gboolean
search_key (Search *self, GError **error)
{
  g_autofree char *id = naru_identity_of (self->record);
  g_autoptr (NaruRecord) other = id != NULL ? naru_store_get (self->store, id, NULL) : NULL;

  if (other != NULL)
    add (self, other, _ ("Same number in the register"));
  return TRUE;
}

static char *
get_digits (NaruRecord *record, const char *field)
{
  const char *value
      = naru_record_type_find_field (naru_record_get_record_type (record), field) != NULL
            ? naru_record_get (record, field)
            : NULL;
  g_autofree char *digits = value != NULL ? naru_fold_plain (value) : NULL;

  return digits != NULL && strlen (digits) >= MIN_PHONE_DIGITS ? g_steal_pointer (&digits) : NULL;
}

static gboolean
search_phone (Search *self, GError **error)
{
  for (guint i = 0; phone_fields[i] != NULL; i++)
    {
      g_autofree char *digits = get_digits (self->record, phone_fields[i]);
      g_autoptr (GPtrArray) hits = NULL;

      if (digits == NULL)
        continue;
      hits = search (self, digits, error);
      if (hits == NULL)
        return FALSE;
      for (guint h = 0; h < hits->len; h++)
        for (guint f = 0; phone_fields[f] != NULL; f++)
          {
            g_autofree char *others = get_digits (g_ptr_array_index (hits, h), phone_fields[f]);

            if (g_strcmp0 (digits, others) == 0)
              add (self, g_ptr_array_index (hits, h),
                   f == 0 ? _ ("Same mobile phone") : _ ("Same phone"));
          }
    }
  return TRUE;
}

static gboolean
search_email (Search *self, GError **error)
{
  const char *email = naru_record_get (self->record, "email");
  g_autofree char *folded = email != NULL ? g_utf8_casefold (email, -1) : NULL;
  g_autoptr (GPtrArray) hits = NULL;

  if (email == NULL)
    return TRUE;
  hits = search (self, email, error);
  if (hits == NULL)
    return FALSE;
  for (guint h = 0; h < hits->len; h++)
    {
      const char *others = naru_record_get (g_ptr_array_index (hits, h), "email");
      g_autofree char *others_folded = others != NULL ? g_utf8_casefold (others, -1) : NULL;

      if (g_strcmp0 (folded, others_folded) == 0)
        add (self, g_ptr_array_index (hits, h), _ ("Same e-mail address"));
    }
  return TRUE;
}

static gboolean
same_value (NaruRecord *a, NaruRecord *b, const char *field)
{
  const NaruRecordType *type = naru_record_get_record_type (a);
  const char *value;

  if (naru_record_type_find_field (type, field) == NULL)
    return FALSE;
  value = naru_record_get (a, field);
  return value != NULL && g_strcmp0 (value, naru_record_get (b, field)) == 0;
}

/* One digit of a date is easily mistyped, and day and month are easily swapped. */
static gboolean
is_near_date (NaruRecord *a, NaruRecord *b)
{
  const char *first = naru_record_get (a, "birthDate"), *second = naru_record_get (b, "birthDate");
  guint differing = 0;

  if (first == NULL || second == NULL || strlen (first) != 10 || strlen (second) != 10)
    return FALSE;
  for (guint i = 0; i < 10; i++)
    differing += first[i] != second[i];
  return differing == 1
         || (strncmp (first, second, 4) == 0 && strncmp (first + 5, second + 8, 2) == 0
             && strncmp (first + 8, second + 5, 2) == 0);
}

/* Why two records of one name may be one: persons need a second fact, since many share a name. */
static const char *
judge_same_name (NaruRecord *record, NaruRecord *other, gboolean company)
{
  if (company)
    return same_value (record, other, "region") ? _ ("Same name and district")
                                                : _ ("Same name apart from the legal form");
  if (same_value (record, other, "birthDate"))
    return _ ("Same name and date of birth");
  if (naru_record_has (record, "birthDate") && naru_record_has (other, "birthDate"))
    return is_near_date (record, other) ? _ ("Same name, and nearly the same date of birth") : NULL;
  if (same_value (record, other, "region"))
    return _ ("Same name and district");
  if (same_value (record, other, "employer"))
    return _ ("Same name at the same employer");
  return NULL;
}

static char *
core_of_name (NaruRecord *record, const char *field, gboolean company)
{
  const char *value = naru_record_get (record, field);
  g_autoptr (NaruCompanyName) name
      = value != NULL && company ? naru_company_name_new (value) : NULL;

  if (value == NULL)
    return NULL;
  return company ? g_strdup (name->core) : naru_fold_plain (value);
}

/* Looks for @words and compares what is found with the name's core. */
static gboolean
search_words (Search *self, const char *words, const char *field, const char *core,
              gboolean company, GError **error)
{
  g_autoptr (GPtrArray) hits = search (self, words, error);

  if (hits == NULL)
    return FALSE;
  for (guint h = 0; h < hits->len; h++)
    {
      NaruRecord *other = g_ptr_array_index (hits, h);
      g_autofree char *others = core_of_name (other, field, company);
      const char *reason = NULL;

      if (g_strcmp0 (core, others) == 0)
        reason = judge_same_name (self->record, other, company);
      if (reason != NULL)
        add (self, other, reason);
    }
  return TRUE;
}

/* The name as it is, and its core: one may be written with spaces or a legal form that the other has not. */
static gboolean
search_name_in (Search *self, const char *field, gboolean company, GError **error)
{
  g_autofree char *core = NULL;

  if (naru_record_type_find_field (self->type, field) == NULL)
    return TRUE;
  core = core_of_name (self->record, field, company);
  if (core == NULL || *core == '\0')
    return TRUE;
  return search_words (self, naru_record_get (self->record, field), field, core, company, error)
         && search_words (self, core, field, core, company, error);
}

/* Employers that are found by @words, near the place that is filled in, and are judged as pairs are. */
static gboolean
search_company (Search *self, const char *words, GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_new (self->type->name);
  const char *region = naru_record_get (self->record, "region");
  g_autoptr (GPtrArray) hits = NULL;

  naru_query_set_search (query, words);
  if (region != NULL)
    naru_query_add_filter (query, "region", NARU_FILTER_IS, region);
  naru_query_set_limit (query, MANY_HITS);
  hits = naru_store_find (self->store, query, error);
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      const char *reason = naru_employer_judge (self->record, hits->pdata[i]);

      if (reason != NULL)
        add (self, hits->pdata[i], reason);
    }
  return hits != NULL;
}

/* A letter is mistyped in one half of a name, and the other half finds it. */
static gboolean
search_company_halves (Search *self, GError **error)
{
  const char *value = naru_record_get (self->record, "name");
  g_autoptr (NaruCompanyName) name = value != NULL ? naru_company_name_new (value) : NULL;
  g_autofree char *lines = naru_record_get_member (self->record, "address", "lines");
  g_auto (GStrv) words = NULL;
  g_autofree char *first = NULL;
  const char *last;

  if (name == NULL || *name->core == '\0')
    return TRUE;
  words = g_strsplit (name->words != NULL ? name->words : name->core, " ", -1);
  last = words[g_strv_length (words) - 1];
  first = g_strdup (words[0]);
  if (name->words == NULL)
    {
      glong half = g_utf8_strlen (name->core, -1) / 2;

      last = g_utf8_offset_to_pointer (name->core, half);
      g_free (first);
      first = g_strndup (name->core, (gsize) (last - name->core));
    }
  return (*first == '\0' || search_company (self, first, error))
         && search_company (self, last, error)
         && (lines == NULL || search_company (self, lines, error));
}

static gboolean
has_field (const NaruRecordType *type, const char *field)
{
  return naru_record_type_find_field (type, field) != NULL;
}

/* All names that a person goes by. */
static char **
get_names (NaruRecord *record)
{
  static const char *const fields[] = { "name", "romanName" };
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) others = naru_record_get_set (record, "otherNames");

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (naru_record_has (record, fields[i]))
      g_strv_builder_add (all, naru_record_get (record, fields[i]));
  if (others != NULL)
    g_strv_builder_addv (all, (const char **) others);
  return g_strv_builder_end (all);
}

/* Keys of all of them, see naru_sound_keys(). */
static char **
get_sounds (NaruRecord *record)
{
  g_auto (GStrv) names = get_names (record);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  for (char **name = names; *name != NULL; name++)
    {
      g_auto (GStrv) keys = naru_sound_keys (*name);

      g_strv_builder_addv (all, (const char **) keys);
    }
  return g_strv_builder_end (all);
}

/* Persons born on one day whose names sound alike: 김민지 and Kim Min-ji. */
static gboolean
search_birth_date (Search *self, GError **error)
{
  const char *birth = naru_record_get (self->record, "birthDate");
  g_autoptr (NaruQuery) query = naru_query_new (self->type->name);
  g_auto (GStrv) sounds = birth != NULL ? get_sounds (self->record) : NULL;
  g_autoptr (GPtrArray) hits = NULL;

  if (sounds == NULL || sounds[0] == NULL)
    return TRUE;
  naru_query_add_filter (query, "birthDate", NARU_FILTER_IS, birth);
  naru_query_set_limit (query, MANY_HITS);
  hits = naru_store_find (self->store, query, error);
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      NaruRecord *other = g_ptr_array_index (hits, i);
      g_auto (GStrv) others = get_sounds (other);

      if (naru_sound_same ((const char *const *) sounds, (const char *const *) others))
        add (self, other, _ ("Same date of birth, and a name that sounds the same"));
      else if (naru_sound_near ((const char *const *) sounds, (const char *const *) others))
        add (self, other, _ ("Same date of birth, and a similar name"));
    }
  return hits != NULL;
}

/**
 * Sounding: somebody whose name sounds the same, and who was not born on the same day as far as is known
 * @rank: how near the dates of birth are; the least is shown first
 */
typedef struct
{
  NaruRecord *record;
  int rank;
} Sounding;

#define NEAR_DATE 0
#define NO_DATE 1

static int
rank_of (NaruRecord *record, NaruRecord *other)
{
  const char *first = naru_record_get (record, "birthDate");
  const char *second = naru_record_get (other, "birthDate");

  if (is_near_date (record, other))
    return NEAR_DATE;
  if (first == NULL || second == NULL)
    return NO_DATE;
  return NO_DATE + 1 + ABS (naru_date_days_between (first, second));
}

static int
compare_soundings (gconstpointer a, gconstpointer b)
{
  return ((const Sounding *) a)->rank - ((const Sounding *) b)->rank;
}

static gboolean
shares_a_name (NaruRecord *record, NaruRecord *other)
{
  g_auto (GStrv) names = get_names (record);
  g_auto (GStrv) others = get_names (other);

  for (char **name = names; *name != NULL; name++)
    for (char **each = others; *each != NULL; each++)
      {
        g_autofree char *a = naru_fold_plain (*name);
        g_autofree char *b = naru_fold_plain (*each);

        if (strcmp (a, b) == 0)
          return TRUE;
      }
  return FALSE;
}

/* Two people may well share a name: what speaks against one person is said along. */
static char *
say_sounding (NaruRecord *record, const Sounding *sounding)
{
  gboolean same = shares_a_name (record, sounding->record);
  g_autofree char *date = NULL;

  if (sounding->rank == NEAR_DATE)
    return g_strdup (_ ("A name that sounds the same, and nearly the same date of birth"));
  if (sounding->rank == NO_DATE)
    return g_strdup (same ? _ ("Same name; no date of birth to compare")
                          : _ ("A name that sounds the same; no date of birth to compare"));
  date = naru_record_format (sounding->record, "birthDate");
  /* Translators: %s is a date */
  return g_strdup_printf (same ? _ ("Same name, but born on %s")
                               : _ ("A name that sounds the same, but born on %s"),
                          date);
}

/* People whose names sound alike, whatever is known of their dates of birth. */
static gboolean
search_sound (Search *self, GError **error)
{
  g_auto (GStrv) names = get_names (self->record);
  g_autoptr (GArray) soundings = g_array_new (FALSE, FALSE, sizeof (Sounding));
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);

  for (char **name = names; *name != NULL; name++)
    {
      g_autoptr (GPtrArray) hits
          = naru_store_find_sounding (self->store, self->type->name, *name, MANY_HITS, error);

      if (hits == NULL)
        return FALSE;
      for (guint i = 0; i < hits->len; i++)
        {
          NaruRecord *other = g_object_ref (g_ptr_array_index (hits, i));
          Sounding sounding = { other, rank_of (self->record, other) };

          g_ptr_array_add (kept, other);
          g_array_append_val (soundings, sounding);
        }
    }
  g_array_sort (soundings, compare_soundings);
  for (guint i = 0; i < soundings->len && self->found->len < MANY_SOUNDING; i++)
    {
      const Sounding *sounding = &g_array_index (soundings, Sounding, i);
      g_autofree char *reason = say_sounding (self->record, sounding);

      add (self, sounding->record, reason);
    }
  return TRUE;
}

/**
 * naru_desk_find_duplicates:
 * @self: a desk
 * @record: a jobseeker, an employer, a contact, or any record with a natural key; need not be saved
 * @error: return location for an error
 *
 * Records that may be the same: the same number in a register, the same phone or e-mail, the same name with a birth date
 * or district that fits, people whose name sounds the same, with what their birth dates say; names of companies are compared
 * without their legal form, and those that are near count with the same place, see naru_employer_judge(). In a store of 100,000 people it takes some milliseconds: not for the main loop.
 *
 * Returns: (transfer full) (element-type NaruDuplicate) (nullable): most certain first
 */
GPtrArray *
naru_desk_find_duplicates (NaruDesk *self, NaruRecord *record, GError **error)
{
  g_autoptr (GPtrArray) found
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_duplicate_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const NaruRecordType *type = naru_record_get_record_type (record);
  Search state = { naru_desk_get_store (self), record, type, found, seen };
  gboolean company = strcmp (type->name, "employer") == 0;

  if (!search_key (&state, error) || (has_field (type, "phone") && !search_phone (&state, error))
      || (has_field (type, "email") && !search_email (&state, error))
      || (has_field (type, "name") && !search_name_in (&state, "name", company, error))
      || !search_name_in (&state, "romanName", company, error)
      || (company && !search_company_halves (&state, error))
      || (has_field (type, "birthDate")
          && (!search_birth_date (&state, error) || !search_sound (&state, error))))
    return NULL;
  return g_steal_pointer (&found);
}
