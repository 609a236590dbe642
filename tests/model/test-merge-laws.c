/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws of putting two edits together, over made-up documents. */
#include <string.h>

#include "naru-merge.h"
#include "sample-type.h"

#define DOCUMENTS 1500

static char *
canonical (const char *text)
{
  return text != NULL ? naru_json_span_canonical (naru_json_span (text, -1)) : NULL;
}

static NaruJsonSpan
member (const char *text, const char *name)
{
  return naru_json_span_member (naru_json_span (text, -1), name);
}

static char *
merge (const char *base, const char *mine, const char *theirs, GPtrArray **clashes)
{
  g_autoptr (GError) error = NULL;
  char *merged = naru_merge3 (&sample_type, base, mine, theirs, clashes, &error);

  g_assert_no_error (error);
  g_assert_true (naru_json_check_object (merged, -1, &error));
  g_assert_no_error (error);
  return merged;
}

/* Documents by chance */

static const char *const words[] = { "oak", "elm", "ash", "fir", "yew" };

static const char *
word (GRand *rand)
{
  return words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))];
}

static gboolean
chance (GRand *rand, int of)
{
  return g_rand_int_range (rand, 0, of) == 0;
}

static char *
make_paragraphs (GRand *rand)
{
  GString *text = g_string_new ("\"");

  for (int i = g_rand_int_range (rand, 1, 6); i > 0; i--)
    g_string_append_printf (text, "%s %s%s", word (rand), word (rand), i > 1 ? "\\n" : "");
  g_string_append_c (text, '"');
  return g_string_free (text, FALSE);
}

static char *
make_set (GRand *rand)
{
  GString *text = g_string_new ("[");
  int first = g_rand_int_range (rand, 0, G_N_ELEMENTS (words));

  for (int i = 0, n = g_rand_int_range (rand, 0, 4); i < n; i++)
    g_string_append_printf (text, "%s\"%s\"", i > 0 ? ", " : "",
                            words[(first + i) % (int) G_N_ELEMENTS (words)]);
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static char *
make_list (GRand *rand)
{
  GString *text = g_string_new ("[");
  int first = g_rand_int_range (rand, 0, G_N_ELEMENTS (words));
  int step = chance (rand, 2) ? 1 : (int) G_N_ELEMENTS (words) - 1;

  for (int i = 0, n = g_rand_int_range (rand, 0, 4); i < n; i++)
    g_string_append_printf (text, "%s{\"id\":\"%s\",\"hours\":%d, \"odd\":\"%s\"}",
                            i > 0 ? "," : "",
                            words[(first + i * step) % (int) G_N_ELEMENTS (words)],
                            g_rand_int_range (rand, 1, 4), word (rand));
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static char *
make_value (GRand *rand, const char *name)
{
  if (strcmp (name, "note") == 0)
    return make_paragraphs (rand);
  if (strcmp (name, "tags") == 0)
    return make_set (rand);
  if (strcmp (name, "parts") == 0)
    return make_list (rand);
  if (strcmp (name, "place") == 0)
    return g_strdup_printf ("{\"town\":\"%s\",\"street\":\"%s\",\"odd\":1.10}", word (rand),
                            word (rand));
  if (strcmp (name, "posts") == 0)
    return g_strdup_printf ("%d", g_rand_int_range (rand, 1, 5));
  if (strcmp (name, "unknown2") == 0)
    return g_strdup_printf ("{\"a\":[1.0,%d],  \"b\":9007199254740993}",
                            g_rand_int_range (rand, 1, 3));
  return g_strdup_printf ("\"%s\"", word (rand));
}

static const char *const single_names[] = { "name", "state", "posts", "unknown1", "unknown2" };
static const char *const names[]
    = { "name", "note", "state", "posts", "tags", "place", "parts", "unknown1", "unknown2" };

static char *
edit_one (GRand *rand, const char *text, const char *name)
{
  g_autofree char *value = chance (rand, 5) ? NULL : make_value (rand, name);
  NaruJsonEdit edit = { name, value };

  return naru_json_splice (text, &edit, 1);
}

static char *
make_document (GRand *rand)
{
  char *text = g_strdup ("{ \"type\": \"sample\",\"schema\":1 }");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (!chance (rand, 4))
      {
        g_autofree char *before = text;

        text = edit_one (rand, before, names[i]);
      }
  return text;
}

static char *
change_document (GRand *rand, const char *base)
{
  char *text = g_strdup (base);

  for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
    {
      g_autofree char *before = text;

      text = edit_one (rand, before, names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))]);
    }
  return text;
}

typedef struct
{
  char *base;
  char *mine;
  char *theirs;
  char *merged;
  GPtrArray *clashes;
} Case;

static void
case_init (Case *self, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  self->base = make_document (rand);
  self->mine = change_document (rand, self->base);
  self->theirs = change_document (rand, self->base);
  self->merged = merge (self->base, self->mine, self->theirs, &self->clashes);
}

static void
case_clear (Case *self)
{
  g_free (self->base);
  g_free (self->mine);
  g_free (self->theirs);
  g_free (self->merged);
  g_ptr_array_unref (self->clashes);
}

static const NaruClash *
find_clash (const Case *self, const char *field)
{
  for (guint i = 0; i < self->clashes->len; i++)
    if (strcmp (((NaruClash *) g_ptr_array_index (self->clashes, i))->field, field) == 0)
      return g_ptr_array_index (self->clashes, i);
  return NULL;
}

static void
for_each_case (void (*check) (const Case *self))
{
  for (guint32 seed = 1; seed <= DOCUMENTS; seed++)
    {
      Case self;

      case_init (&self, seed);
      check (&self);
      case_clear (&self);
    }
}

/* Laws */

static void
check_identity (const Case *self)
{
  g_autofree char *both = merge (self->base, self->mine, self->mine, NULL);
  g_autofree char *only_theirs = merge (self->base, self->base, self->theirs, NULL);
  g_autofree char *only_mine = merge (self->base, self->mine, self->base, NULL);
  g_autofree char *found = canonical (only_mine);
  g_autofree char *expected = canonical (self->mine);

  g_assert_cmpstr (both, ==, self->mine);
  g_assert_cmpstr (only_theirs, ==, self->theirs);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_identity (void)
{
  for_each_case (check_identity);
}

static void
check_symmetry (const Case *self)
{
  g_autoptr (GPtrArray) clashes = NULL;
  g_autofree char *exchanged = merge (self->base, self->theirs, self->mine, &clashes);
  g_autofree char *first = canonical (self->merged);
  g_autofree char *second = canonical (exchanged);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpuint (clashes->len, ==, self->clashes->len);
  for (guint i = 0; i < clashes->len; i++)
    {
      const NaruClash *clash = g_ptr_array_index (clashes, i);
      const NaruClash *other = find_clash (self, clash->field);

      g_assert_nonnull (other);
      g_assert_cmpstr (clash->mine, ==, other->theirs);
      g_assert_cmpstr (clash->theirs, ==, other->mine);
      g_assert_true (clash->mine_is_current != other->mine_is_current);
    }
}

static void
test_symmetry (void)
{
  for_each_case (check_symmetry);
}

/* A second merge of the result, as happens when a response was lost, changes nothing and doubles nothing, also where something
 * clashed. */
static void
check_again (const Case *self)
{
  g_autofree char *again = merge (self->base, self->mine, self->merged, NULL);
  g_autofree char *first = canonical (self->merged);
  g_autofree char *second = canonical (again);

  g_assert_cmpstr (first, ==, second);
}

static void
test_again (void)
{
  for_each_case (check_again);
}

static void
check_single_values (const Case *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (single_names); i++)
    {
      NaruJsonSpan base = member (self->base, single_names[i]);
      NaruJsonSpan mine = member (self->mine, single_names[i]);
      NaruJsonSpan theirs = member (self->theirs, single_names[i]);
      NaruJsonSpan merged = member (self->merged, single_names[i]);
      const NaruClash *clash = find_clash (self, single_names[i]);

      if (naru_json_span_equal (mine, theirs) || naru_json_span_equal (mine, base))
        g_assert_true (naru_json_span_equal (merged, theirs));
      else if (naru_json_span_equal (theirs, base))
        g_assert_true (naru_json_span_equal (merged, mine));
      else
        {
          g_autofree char *first = naru_json_span_canonical (mine);
          g_autofree char *second = naru_json_span_canonical (theirs);

          g_assert_nonnull (clash);
          g_assert_true (clash->mine_is_current == (g_strcmp0 (first, second) > 0));
          g_assert_true (naru_json_span_equal (merged, clash->mine_is_current ? mine : theirs));
          continue;
        }
      g_assert_null (clash);
    }
}

static void
test_single_values (void)
{
  for_each_case (check_single_values);
}

/* A number that only grows is the larger one, and nobody has to settle it. */
static void
check_growing (const Case *self)
{
  guint mine = 2 + (guint) strlen (self->mine) % 3;
  guint theirs = 2 + (guint) strlen (self->theirs) % 3;
  g_autofree char *one = g_strdup_printf ("%u", mine);
  g_autofree char *other = g_strdup_printf ("%u", theirs);
  g_autofree char *larger = g_strdup_printf ("%u", MAX (mine, theirs));
  const NaruJsonEdit own = { "schema", one };
  const NaruJsonEdit foreign = { "schema", other };
  g_autofree char *first = naru_json_splice (self->mine, &own, 1);
  g_autofree char *second = naru_json_splice (self->theirs, &foreign, 1);
  g_autoptr (GPtrArray) clashes = NULL;
  g_autofree char *merged = merge (self->base, first, second, &clashes);
  g_autofree char *found = naru_json_span_dup (member (merged, "schema"));

  g_assert_cmpuint (clashes->len, ==, self->clashes->len);
  g_assert_cmpstr (found, ==, larger);
}

static void
test_growing (void)
{
  for_each_case (check_growing);
}

static gboolean
has_part (const char *text, const char *name, const char *part)
{
  g_autofree char *value = canonical (text);
  g_autofree char *of = NULL;

  of = naru_json_span_canonical (member (text, name));
  return of != NULL && strstr (of, part) != NULL;
}

/* Each paragraph, word of a set and member of an element is from one side; what a side added is there, or in a clash. */
static void
check_parts (const Case *self, const char *name, const char *const *parts, gsize n)
{
  const NaruClash *clash = find_clash (self, name);

  for (gsize i = 0; i < n; i++)
    {
      gboolean in_base = has_part (self->base, name, parts[i]);
      gboolean in_mine = has_part (self->mine, name, parts[i]);
      gboolean in_theirs = has_part (self->theirs, name, parts[i]);
      gboolean in_merged = has_part (self->merged, name, parts[i]);

      if (in_merged)
        g_assert_true (in_mine || in_theirs);
      if (clash == NULL && !in_base && (in_mine || in_theirs))
        g_assert_true (in_merged);
      if (clash == NULL && in_base && in_mine && in_theirs)
        g_assert_true (in_merged);
      if (clash == NULL && in_base && !in_mine && !in_theirs)
        g_assert_false (in_merged);
    }
}

static void
check_nothing_invented (const Case *self)
{
  g_autoptr (GPtrArray) paragraphs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_ptr_array_add (elements, g_strdup_printf ("\"%s\"", words[i]));
      for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
        g_ptr_array_add (paragraphs, g_strdup_printf ("%s %s", words[i], words[j]));
    }
  check_parts (self, "note", (const char *const *) paragraphs->pdata, paragraphs->len);
  check_parts (self, "tags", (const char *const *) elements->pdata, elements->len);
}

static void
test_nothing_invented (void)
{
  for_each_case (check_nothing_invented);
}

/* For each element of the list, and each of its members, the same rule as for a field. */
static void
check_elements (const Case *self)
{
  static const char *const members[] = { "hours", "odd" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (members); j++)
      {
        g_autofree char *path = g_strdup_printf ("parts/%s/%s", words[i], members[j]);
        g_autofree char *element = g_strdup_printf ("parts/%s/", words[i]);
        g_autofree char *base = naru_merge_get_value (&sample_type, self->base, path);
        g_autofree char *mine = naru_merge_get_value (&sample_type, self->mine, path);
        g_autofree char *theirs = naru_merge_get_value (&sample_type, self->theirs, path);
        g_autofree char *merged = naru_merge_get_value (&sample_type, self->merged, path);
        const NaruClash *clash = find_clash (self, path);

        if (find_clash (self, element) != NULL)
          g_assert_cmpstr (merged, ==, mine != NULL ? mine : theirs);
        else if (g_strcmp0 (mine, theirs) == 0 || g_strcmp0 (mine, base) == 0)
          g_assert_cmpstr (merged, ==, theirs);
        else if (g_strcmp0 (theirs, base) == 0)
          g_assert_cmpstr (merged, ==, mine);
        else
          {
            g_assert_nonnull (clash);
            g_assert_cmpstr (merged, ==, clash->mine_is_current ? mine : theirs);
            continue;
          }
        g_assert_null (clash);
      }
}

static void
test_elements (void)
{
  for_each_case (check_elements);
}

static void
check_bytes (const Case *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *theirs = naru_json_span_dup (member (self->theirs, names[i]));
      g_autofree char *merged = naru_json_span_dup (member (self->merged, names[i]));

      if (naru_json_span_equal (member (self->merged, names[i]), member (self->theirs, names[i])))
        g_assert_cmpstr (merged, ==, theirs);
    }
  g_assert_true (g_str_has_prefix (self->merged, "{ \"type\": \"sample\",\"schema\":1"));
}

static void
test_bytes (void)
{
  for_each_case (check_bytes);
}

/* Settling a clash for either side puts that side's value there and changes nothing else. */
static void
check_settling (const Case *self)
{
  for (guint i = 0; i < self->clashes->len; i++)
    {
      const NaruClash *clash = g_ptr_array_index (self->clashes, i);
      const char *sides[] = { clash->mine, clash->theirs };
      g_autofree char *current = naru_merge_get_value (&sample_type, self->merged, clash->field);
      g_autofree char *first = canonical (current);
      g_autofree char *second = canonical (clash->mine_is_current ? clash->mine : clash->theirs);

      g_assert_cmpstr (first, ==, second);
      for (gsize side = 0; side < G_N_ELEMENTS (sides); side++)
        {
          g_autofree char *settled
              = naru_merge_set_value (&sample_type, self->merged, clash->field, sides[side]);
          g_autofree char *back
              = naru_merge_set_value (&sample_type, settled, clash->field, current);
          g_autofree char *value = naru_merge_get_value (&sample_type, settled, clash->field);

          g_assert_true (naru_json_check_object (settled, -1, NULL));
          g_assert_cmpstr (value, ==, sides[side]);
          g_assert_cmpuint (strlen (back), >=, 2);
        }
    }
}

static void
test_settling (void)
{
  for_each_case (check_settling);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  naru_record_type_add (&sample_type);

  g_test_add_func ("/model/merge/what-one-side-changed-is-as-it-has-it", test_identity);
  g_test_add_func ("/model/merge/both-desks-make-the-same", test_symmetry);
  g_test_add_func ("/model/merge/merging-again-changes-nothing", test_again);
  g_test_add_func ("/model/merge/single-values-clash-exactly-where-both-changed-them",
                   test_single_values);
  g_test_add_func ("/model/merge/a-number-that-grows-is-the-larger-one", test_growing);
  g_test_add_func ("/model/merge/no-part-is-invented-or-lost", test_nothing_invented);
  g_test_add_func ("/model/merge/members-of-elements-are-merged-one-by-one", test_elements);
  g_test_add_func ("/model/merge/every-other-byte-stays", test_bytes);
  g_test_add_func ("/model/merge/a-clash-can-be-settled-where-it-is", test_settling);
  return g_test_run ();
}
