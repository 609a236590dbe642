/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the lists and the timeline of employers show, without a window. */
#include "desk-fixture.h"

#include "naru-access.h"
#include "naru-saved-views.h"
#include "naru-timeline-entry.h"
#include "naru-type-spec.h"

/* The names of the employers in a view, in its order. */
static void
assert_view (DeskFixture *fixture, const char *view, const char *expected)
{
  g_autoptr (NaruQuery) query
      = naru_type_spec_view (naru_type_spec_find ("employer"), view, fixture->desk);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  naru_query_set_order (query, "name", FALSE);
  found = naru_store_find (fixture->store, query, NULL);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (names, "%s ", naru_record_get (found->pdata[i], "name"));
  g_assert_cmpstr (names->str, ==, expected);
}

/* Whom to win next: by stage, by what they plan, by whom they took before. */
static void
test_outreach (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *docks = desk_make (fixture, "employer", "name", "Docks", "stage", "cooperating",
                                      "hiringIntention", "none", NULL);

  g_free (desk_make (fixture, "placement", "employer", docks, "startOn", "2026-05-04", NULL));
  g_free (desk_make (fixture, "employer", "name", "Anchors", "stage", "to_contact",
                     "hiringIntention", "now", NULL));
  g_free (desk_make (fixture, "employer", "name", "Boats", "stage", "interested", "hiringIntention",
                     "maybe", NULL));
  g_free (desk_make (fixture, "employer", "name", "Crates", "stage", "dormant", "supportNeeded",
                     "true", "green", "true", NULL));
  assert_view (fixture, "prospects", "Anchors Boats ");
  assert_view (fixture, "plans", "Anchors Boats ");
  assert_view (fixture, "hired", "Docks ");
  assert_view (fixture, "support", "Crates ");
}

/* How many entries the timeline shows of @kind. */
static guint
count_entries (DeskFixture *fixture, const char *employer, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = naru_timeline_read (fixture->store, employer, kind, NULL, &error);

  g_assert_no_error (error);
  return entries->len;
}

/* One stream of all that happened, and each kind of it alone. */
static void
test_timeline (DeskFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *kind;
    guint entries;
  } kinds[] = { { NULL, 9 },      { "call", 2 },      { "visit", 1 },     { "promise", 1 },
                { "vacancy", 2 }, { "placement", 1 }, { "incentive", 2 }, { "service", 1 },
                { "email", 0 },   { "file", 0 } };
  g_autofree char *docks = desk_make (fixture, "employer", "name", "Docks", NULL);

  g_free (desk_make (fixture, "interaction", "employer", docks, "kind", "call", "at", NOW,
                     "summary", "Two welders", NULL));
  g_free (desk_make (fixture, "interaction", "employer", docks, "kind", "call", "at", NOW,
                     "summary", "Names", "nextAction", "Send them", "promise", "true", NULL));
  g_free (desk_make (fixture, "interaction", "employer", docks, "kind", "visit", "at", NOW,
                     "summary", "The hall", NULL));
  g_free (desk_make (fixture, "vacancy", "employer", docks, "title", "Welder", "stage", "filled",
                     "publishedOn", "2026-04-01", "closedOn", "2026-05-01", NULL));
  g_free (desk_make (fixture, "placement", "employer", docks, "startOn", "2026-05-04", NULL));
  g_free (desk_make (fixture, "incentive", "employer", docks, "name", "Subsidy", "state", "granted",
                     "appliedOn", "2026-05-10", "decidedOn", "2026-06-10", NULL));
  g_free (desk_make (fixture, "service", "employer", docks, "service", "safety", "on", "2026-06-12",
                     NULL));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpuint (count_entries (fixture, docks, kinds[i].kind), ==, kinds[i].entries);
}

/* The names of the saved views of employers that whoever sits here sees. */
static void
assert_saved_views (DeskFixture *fixture, const char *expected)
{
  g_autoptr (GPtrArray) views = naru_saved_views_list (fixture->desk, "employer");
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < views->len; i++)
    {
      const NaruSavedView *view = views->pdata[i];

      g_string_append_printf (names, "%s ", naru_record_get (view->record, "name"));
    }
  g_assert_cmpstr (names->str, ==, expected);
}

/* A view that is shared goes to every desk of the centre, and is seen there; one that is not is its maker's alone. */
static void
test_shared_views (DeskFixture *fixture, gconstpointer data)
{
  g_autoptr (NaruQuery) query = naru_query_new ("employer");
  g_autofree char *json = NULL;
  g_autofree char *bert = desk_make (fixture, "staff", "name", "Bert", "userName", "bert", "roles",
                                     "employer_counsellor", "state", "active", NULL);
  const char *me = naru_desk_get_staff (fixture->desk);

  naru_query_add_filter (query, "green", NARU_FILTER_IS, "true");
  json = naru_query_to_json (query);
  g_free (desk_make (fixture, "savedView", "name", "Green", "of", "employer", "query", json,
                     "owner", me, "shared", "true", NULL));
  g_free (desk_make (fixture, "savedView", "name", "Mine", "of", "employer", "query", json, "owner",
                     me, NULL));
  assert_saved_views (fixture, "Green Mine ");
  g_assert_cmpint (naru_record_type_find ("savedView")->circle, ==, NARU_CIRCLE_COMMON);
  g_assert_true (naru_access_reads (NARU_CIRCLE_COMMON, NARU_ROLE_STAFF));
  g_assert_true (naru_desk_set_staff (fixture->desk, bert, NULL));
  assert_saved_views (fixture, "Green ");
}

/* Of the records of @type @id alone has @value; the list of the window offers to filter by @field. */
static void
assert_only (DeskFixture *fixture, const char *type, const char *field, const char *value,
             const char *id)
{
  g_autoptr (NaruQuery) query = naru_query_new (type);
  g_autoptr (GPtrArray) found = NULL;

  g_assert_true (naru_type_spec_find (type) == NULL
                 || g_strv_contains (naru_type_spec_find (type)->filters, field));
  naru_query_add_filter (query, field, NARU_FILTER_IS, value);
  found = naru_store_find (fixture->store, query, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (naru_record_get_id (found->pdata[0]), ==, id);
}

/* Green jobs, and the colleague who knows a field, are found by what is ticked. */
static void
test_marks (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *green = desk_make (fixture, "employer", "name", "Sun", "green", "true", NULL);
  g_autofree char *vacancy = desk_make (fixture, "vacancy", "employer", green, "title", "Roofer",
                                        "stage", "draft", "green", "true", NULL);
  g_autofree char *bert = desk_make (fixture, "staff", "name", "Bert", "userName", "bert", "roles",
                                     "employer_counsellor", "specialities", "employers", NULL);

  g_free (desk_make (fixture, "employer", "name", "Soot", NULL));
  g_free (
      desk_make (fixture, "vacancy", "employer", green, "title", "Clerk", "stage", "draft", NULL));
  assert_only (fixture, "employer", "green", "true", green);
  assert_only (fixture, "vacancy", "green", "true", vacancy);
  assert_only (fixture, "staff", "specialities", "employers", bert);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/employer-views/" name, DeskFixture, NULL, desk_fixture_set_up, func,            \
              desk_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whom-to-win-next-is-known-by-stage-plans-and-past", test_outreach);
  ADD ("a-timeline-shows-everything-or-one-kind", test_timeline);
  ADD ("a-view-that-is-shared-is-seen-by-others", test_shared_views);
  ADD ("green-jobs-and-specialists-are-found", test_marks);
  return g_test_run ();
}
