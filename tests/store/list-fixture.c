/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "list-fixture.h"

#include <string.h>

/* An id that says what it is of: "jobseeker:01JD0000000000000000000KMS". Names are of the letters of a ULID, which has
 * no i, l, o, u. */
char *
list_id (const char *type, const char *name)
{
  g_autofree char *upper = g_ascii_strup (name, -1);

  return g_strdup_printf ("%s:%.*s%s", type, (int) (26 - strlen (upper)),
                          "01JD0000000000000000000000", upper);
}

static NaruRecord *
make_record (const char *type, const ListRecord *row)
{
  g_autofree char *id = list_id (type, row->id);
  const NaruRecordType *record_type = naru_record_type_find (type);
  NaruRecord *record = naru_record_new (record_type, id);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (row->values) && row->values[i] != NULL; i += 2)
    {
      const char *field = row->values[i];
      const char *value = row->values[i + 1];

      if (naru_record_type_find_field (record_type, field)->kind == NARU_KIND_SET)
        {
          g_auto (GStrv) words = g_strsplit (value, "|", -1);

          naru_record_set_set (record, field, (const char *const *) words, &error);
        }
      else if (*value == '{' || *value == '[')
        naru_record_set_json (record, field, value, &error);
      else
        naru_record_set (record, field, value, &error);
      g_assert_no_error (error);
    }
  return record;
}

static gboolean
put_all (NaruTransaction *transaction, gpointer data, GError **error)
{
  GPtrArray *records = data;

  for (guint i = 0; i < records->len; i++)
    if (!naru_transaction_put (transaction, g_ptr_array_index (records, i), error))
      return FALSE;
  return TRUE;
}

void
list_put (StoreFixture *fixture, const char *type, const ListRecord *records, gsize n_records)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_object_unref);
  NaruWriteInfo info = { "Fill", ANNA, NOON, NARU_WRITE_NO_UNDO };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n_records; i++)
    g_ptr_array_add (made, make_record (type, &records[i]));
  naru_store_write (fixture->store, &info, put_all, made, &error);
  g_assert_no_error (error);
}

/* The last parts of the ids, without the zeros before them, separated by spaces. */
char *
list_names (StoreFixture *fixture, GArray *numbers)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (NaruRecord) record
          = naru_store_get_by_number (fixture->store, g_array_index (numbers, gint64, i), NULL);
      const char *name;
      g_autofree char *lower = NULL;

      g_assert_nonnull (record);
      name = strchr (naru_record_get_id (record), ':') + 1 + strlen ("01JD");
      lower = g_ascii_strdown (name + strspn (name, "0"), -1);
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", lower);
    }
  return g_string_free (out, FALSE);
}

void
assert_list (StoreFixture *fixture, const NaruQuery *query, const char *names)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers = naru_store_list (fixture->store, query, NULL, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = list_names (fixture, numbers);
  g_assert_cmpstr (found, ==, names);
  g_assert_cmpint (naru_store_count (fixture->store, query, &error), ==, numbers->len);
  g_assert_no_error (error);
}

void
assert_search (StoreFixture *fixture, const char *type, const char *text, const char *names)
{
  g_autoptr (NaruQuery) query = naru_query_new (type);

  naru_query_set_search (query, text);
  g_test_message ("search %s", text);
  assert_list (fixture, query, names);
}
