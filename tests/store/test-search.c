/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search over a store: what is found, in which order, and that it follows what is written. */
#include <string.h>

#include "list-fixture.h"
#include "naru-error.h"

static const ListRecord people[] = {
  { "kms",
    { "name", "김민수", "mobile", "010-1234-5678", "state", "active", "skills",
      "[{\"skill\":\"지게차 운전\"}]" } },
  { "kmr", { "name", "기무라 유키", "mobile", "+82 10 9999 0000", "state", "active" } },
  { "kmj", { "name", "김민정", "romanName", "Kim Minjeong", "state", "closed" } },
  { "pms",
    { "name", "박민수", "phone", "02-555-0101", "state", "active", "competencyResult",
      "용접 자격증을 준비한다. 김민수 씨의 동료." } },
  { "yms", { "name", "임서연", "email", "seoyeon@example.com", "state", "active" } },
  { "jsz", { "name", "José Łukasz Müller", "otherNames", "Joe Miller|Pepe", "state", "active" } },
  { "gar",
    { "name", "Garçon Ångström", "state", "active", "address",
      "{\"lines\":\"서울로 12\",\"place\":\"Straßburg\"}" } },
};

static void
set_up (StoreFixture *fixture, gconstpointer data)
{
  store_fixture_set_up (fixture, data);
  list_put (fixture, "jobseeker", people, G_N_ELEMENTS (people));
}

static const struct
{
  const char *sentence;
  const char *text;
  const char *found;
} table[] = {
  { "a name", "김민수", "kms pms" },
  { "one syllable inside a name", "수", "kms pms" },
  { "any part of a name", "민정", "kmj" },
  { "a family name, and what it may become", "김", "kmr kms kmj pms" },
  { "initial consonants", "ㄱㅁㅅ", "kms" },
  { "a single consonant", "ㅇ", "kmr yms gar" },
  { "a single Latin letter", "j", "jsz kmj" },
  { "initial consonants inside", "ㅁㅅ", "kms pms" },
  { "a syllable still being composed", "김미", "kms kmj pms" },
  { "a consonant of the next syllable", "김ㅁ", "kms kmj pms" },
  { "a syllable without its final", "기", "kmr kms kmj pms" },
  { "a final that becomes an initial", "깅", "" },
  { "decomposed input",
    "\xe1\x84\x80\xe1\x85\xb5\xe1\x86\xb7\xe1\x84\x86\xe1\x85\xb5\xe1\x86\xab\xe1\x84\x89\xe1\x85"
    "\xae",
    "kms pms" },
  { "accents folded", "muller", "jsz" },
  { "accents typed", "jose\xcc\x81", "jsz" },
  { "case folded", "ŁUKASZ", "jsz" },
  { "a stroked letter", "lukasz", "jsz" },
  { "sharp s in an object", "strassburg", "gar" },
  { "a ring", "angstrom", "gar" },
  { "another name", "pepe", "jsz" },
  { "a phone without dashes", "01012345678", "kms" },
  { "the end of a phone", "5678", "kms" },
  { "a phone with dashes", "010-1234", "kms" },
  { "an international phone", "+82 10 1234 5678", "kms" },
  { "a phone that was written internationally", "01099990000", "kmr" },
  { "an address of mail", "seoyeon@ex", "yms" },
  { "words in any order", "miller joe", "jsz" },
  { "words of different fields", "5678 민수", "kms" },
  { "a word of a name and a word of a text", "박 용접", "pms" },
  { "a word of a text", "용접", "pms" },
  { "a word of a text still being composed", "용저", "pms" },
  { "a word of a text by its inside", "접", "" },
  { "a word of a list", "지게차", "kms" },
  { "a street in an object", "서울", "gar" },
  { "nothing", "없는사람", "" },
  { "one word that is not there", "김민수 없음", "" },
  { "signs of the query language", "\"* OR NEAR(", "" },
  { "blanks only", "   ", "gar jsz kmr kms kmj pms yms" },
};

static void
test_table (StoreFixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_test_message ("%s", table[i].sentence);
      assert_search (fixture, "jobseeker", table[i].text, table[i].found);
    }
}

/* What is sensitive is in no index: only who asks for it finds it, after all else. */
static void
test_sensitive (StoreFixture *fixture, gconstpointer data)
{
  const ListRecord person[]
      = { { "hgd",
            { "name", "홍길동", "state", "active", "guardian", "김민정", "note", "빚이 있다" } } };
  g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
  g_autoptr (GArray) numbers = NULL;

  list_put (fixture, "jobseeker", person, 1);
  assert_search (fixture, "jobseeker", "빚이", "");
  assert_search (fixture, "jobseeker", "김민정", "kmj");
  naru_query_set_sensitive (query, TRUE);
  naru_query_set_search (query, "홍길 빚이");
  assert_list (fixture, query, "hgd");
  naru_query_set_search (query, "김민정");
  assert_list (fixture, query, "kmj hgd");
  naru_query_set_limit (query, 1);
  numbers = naru_store_list (fixture->store, query, NULL, NULL);
  g_assert_cmpuint (numbers->len, ==, 1);
}

static void
test_rank (StoreFixture *fixture, gconstpointer data)
{
  const ListRecord employers[] = {
    { "rest", { "name", "가나한국" } },
    { "wrd", { "name", "가가물산", "note", "한국에서 제일 큰 회사" } },
    { "pre2", { "name", "한국전자" } },
    { "exact", { "name", "한국" } },
    { "pre1", { "name", "나라 한국" } },
  };

  list_put (fixture, "employer", employers, G_N_ELEMENTS (employers));
  assert_search (fixture, "employer", "한국", "exact pre1 pre2 rest wrd");
}

static void
test_follows (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *id = list_id ("jobseeker", "kms");
  g_autoptr (GError) error = NULL;

  assert_search (fixture, "jobseeker", "홍길동", "");
  set_field (fixture->store, "Rename", ANNA, NARU_WRITE_DEFAULT, id, "name", "홍길동", &error);
  g_assert_no_error (error);
  assert_search (fixture, "jobseeker", "홍길동", "kms");
  assert_search (fixture, "jobseeker", "김민수", "pms");
  {
    g_autoptr (NaruUndoReport) report = naru_store_undo (fixture->store, ANNA, NOON, &error);
    g_assert_no_error (error);
    g_assert_nonnull (report);
  }
  assert_search (fixture, "jobseeker", "홍길동", "");
  assert_search (fixture, "jobseeker", "김민수", "kms pms");
  delete_record (fixture->store, "Delete", ANNA, id, &error);
  g_assert_no_error (error);
  assert_search (fixture, "jobseeker", "김민수", "pms");
  assert_search (fixture, "jobseeker", "지게차", "");
  store_fixture_assert_sound (fixture);
}

static gboolean
search_then_fail (NaruTransaction *transaction, gpointer data, GError **error)
{
  StoreFixture *fixture = data;
  g_autofree char *id = list_id ("jobseeker", "kms");
  g_autoptr (NaruRecord) record = naru_transaction_get (transaction, id, error);

  g_assert_true (naru_record_set (record, "name", "홍길동", error));
  g_assert_true (naru_transaction_put (transaction, record, error));
  assert_search (fixture, "jobseeker", "홍길동", "kms");
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no");
  return FALSE;
}

static void
test_transaction (StoreFixture *fixture, gconstpointer data)
{
  NaruWriteInfo info = { "Fail", ANNA, NOON, NARU_WRITE_DEFAULT };
  g_autoptr (GError) error = NULL;

  assert_search (fixture, "jobseeker", "김민수", "kms pms");
  g_assert_false (naru_store_write (fixture->store, &info, search_then_fail, fixture, &error));
  assert_search (fixture, "jobseeker", "홍길동", "");
  assert_search (fixture, "jobseeker", "김민수", "kms pms");
}

static void
test_reindex (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_search (fixture, "jobseeker", "ㄱㅁㅅ", "kms");
  g_assert_true (naru_store_reindex (fixture->store, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  test_table (fixture, data);
  store_fixture_assert_sound (fixture);
}

static void
test_deferred (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *id = list_id ("employer", "ate");
  g_autoptr (NaruRecord) record = make_employer (id, "나중에");
  g_autoptr (GError) error = NULL;

  g_assert_true (put (fixture->store, "Import", ANNA, NARU_WRITE_DEFER_DERIVED, record, &error));
  assert_search (fixture, "employer", "나중에", "");
  g_assert_true (naru_store_derive_stale (fixture->store, NULL, NULL, NULL, &error));
  assert_search (fixture, "employer", "나중에", "ate");
}

static void
test_filtered (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");

  naru_query_set_search (query, "민");
  assert_list (fixture, query, "kms kmj pms");
  naru_query_add_filter (query, "state", NARU_FILTER_IS, "active");
  assert_list (fixture, query, "kms pms");
  naru_query_set_order (query, "mobile", TRUE);
  assert_list (fixture, query, "kms pms");
  naru_query_set_order (query, "name", TRUE);
  assert_list (fixture, query, "pms kms");
}

static void
test_limit (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers = NULL;

  naru_query_set_search (query, "민");
  naru_query_set_limit (query, 2);
  numbers = naru_store_list (fixture->store, query, NULL, &error);
  g_assert_cmpuint (numbers->len, ==, 2);
  g_assert_cmpint (naru_store_count (fixture->store, query, &error), ==, 3);
}

static void
assert_all (StoreFixture *fixture, const char *text, guint limit, const char *names)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers = naru_store_search_all (fixture->store, text, limit, NULL, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = list_names (fixture, numbers);
  g_assert_cmpstr (found, ==, names);
}

static void
test_all (StoreFixture *fixture, gconstpointer data)
{
  const ListRecord employers[]
      = { { "emp", { "name", "김민수" } }, { "mnc", { "name", "민국전자" } } };
  const ListRecord vacancies[] = { { "vac", { "title", "민원 안내", "stage", "draft" } } };

  list_put (fixture, "employer", employers, G_N_ELEMENTS (employers));
  list_put (fixture, "vacancy", vacancies, G_N_ELEMENTS (vacancies));
  assert_all (fixture, "김민수", 0, "kms emp");
  assert_all (fixture, "민", 0, "mnc vac kms kmj pms emp");
  assert_all (fixture, "민", 1, "mnc vac kms");
  assert_all (fixture, "", 5, "");
}

static void
test_cancelled (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruQuery) query = naru_query_new ("jobseeker");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  naru_query_set_search (query, "김");
  g_cancellable_cancel (cancellable);
  g_assert_null (naru_store_list (fixture->store, query, cancellable, &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_CANCELLED);
  assert_search (fixture, "jobseeker", "ㄱㅁㅅ", "kms");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/store/search/" path, StoreFixture, NULL, set_up, func, store_fixture_tear_down)
  ADD ("finds-what-people-type", test_table);
  ADD ("puts-exact-then-prefix-then-rest-then-words", test_rank);
  ADD ("finds-what-is-sensitive-only-when-asked", test_sensitive);
  ADD ("follows-edits-undo-and-deletion", test_follows);
  ADD ("sees-its-own-transaction-and-forgets-one-that-failed", test_transaction);
  ADD ("finds-the-same-after-reindex", test_reindex);
  ADD ("finds-deferred-rows-once-they-are-made", test_deferred);
  ADD ("keeps-to-filters-and-to-a-chosen-order", test_filtered);
  ADD ("counts-beyond-its-limit", test_limit);
  ADD ("of-everything-puts-the-best-of-all-types-first", test_all);
  ADD ("can-be-cancelled", test_cancelled);
  return g_test_run ();
}
