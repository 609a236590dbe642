/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a colleague reads about a company with five years of history: what presses first, in the language of the reader, on
 * few pages. NARU_PRINT_TO names a folder where the pages are left as pictures, to be read. */
#include "desk-fixture.h"
#include "naru-document-private.h"
#include "naru-locale.h"
#include "naru-print.h"
#include "print-text.h"

#include <string.h>

typedef struct
{
  char *employer;
  char *director;
  char *nurse;
} Company;

static void
company_clear (Company *company)
{
  g_free (company->employer);
  g_free (company->director);
  g_free (company->nurse);
}

static const char *const said[] = {
  "Two posts on the day shift fall free in autumn. The first bus comes at 05:50, the early shift "
  "starts at 06:30.",
  "Heard how the two who started in spring are doing. Both stay; one asks for fewer weekends.",
  "Explained that an age limit cannot stand in an advertisement. They took it out.",
  "No news. Hiring again after the audit.",
  "They would try somebody for a week before they decide, paid, with a written agreement.",
  "Lifting aids came. Back pain was why people left, says the head nurse.",
  "Sent three names; two came to the interview, one was taken.",
};

static char *
talk (DeskFixture *fixture, const Company *company, const char *at, const char *kind, guint n)
{
  g_autofree char *time = g_strconcat (at, "T10:00:00+09:00", NULL);

  return desk_make (fixture, "interaction", "employer", company->employer, "kind", kind, "at", time,
                    "contact", n % 3 == 0 ? company->nurse : company->director, "summary",
                    said[n % G_N_ELEMENTS (said)], NULL);
}

static void
make_years (DeskFixture *fixture, const Company *company)
{
  static const char *const kinds[] = { "call", "call", "email", "visit", "call", "meeting" };
  guint n = 0;

  for (int year = 2021; year <= 2026; year++)
    {
      for (int month = 2; month <= 11; month += 1 + (year + month) % 2)
        {
          g_autofree char *at = g_strdup_printf ("%d-%02d-%02d", year, month, 2 + month);

          g_free (talk (fixture, company, at, kinds[n % G_N_ELEMENTS (kinds)], n));
          n++;
        }
      for (int i = 0; i < 2; i++)
        {
          g_autofree char *start = g_strdup_printf ("%d-%02d-01", year, 4 + 5 * i);
          g_autofree char *end = g_strdup_printf ("%d-%02d-20", year, 5 + 5 * i);
          g_autofree char *closes = g_strdup_printf ("%d-%02d-15", year, 5 + 5 * i);

          g_free (desk_make (fixture, "placement", "employer", company->employer, "occupation",
                             "5321", "startOn", start, (year + i) % 3 == 0 ? "endOn" : NULL, end,
                             "endReason", "health", NULL));
          g_free (desk_make (fixture, "vacancy", "employer", company->employer, "title",
                             i == 0 ? "Care worker, day shift" : "Kitchen helper", "stage",
                             "filled", "publishedOn", start, "closesOn", closes, NULL));
        }
    }
}

static void
make_now (DeskFixture *fixture, const Company *company)
{
  g_autofree char *vacancy = NULL;

  g_free (desk_make (fixture, "interaction", "employer", company->employer, "kind", "visit", "at",
                     "2026-11-17T14:00:00+09:00", "contact", company->director, "summary",
                     "Saw both floors. A trial week is possible from 14 December.", "nextAction",
                     "Send the agreement for the trial week", "nextActionOn", "2026-11-20",
                     "nextActionState", "open", "promise", "true", NULL));
  g_free (desk_make (fixture, "interaction", "employer", company->employer, "kind", "call", "at",
                     "2026-11-19T09:00:00+09:00", "contact", company->nurse, "summary",
                     "Short by two at night.", "nextAction", "Two names for the night shift",
                     "nextActionOn", "2026-12-02", "nextActionState", "open", NULL));
  g_free (desk_make (fixture, "interaction", "employer", company->employer, "kind", "call", "at",
                     "2026-03-10T09:00:00+09:00", "summary", "They waited for our list.",
                     "nextAction", "List of graduates of the spring course", "nextActionOn",
                     "2026-03-20", "nextActionState", "dropped", "promise", "true", NULL));
  g_free (desk_make (fixture, "interaction", "employer", company->employer, "kind", "question",
                     "at", "2025-10-28T09:00:00+09:00", "question",
                     "Do part-time staff count for the "
                     "subsidy?",
                     "answer", "Yes, from 15 hours a week.", NULL));
  g_free (desk_make (fixture, "interaction", "employer", company->employer, "kind", "question",
                     "at", "2026-11-05T09:00:00+09:00", "question", "May night pay be a lump sum?",
                     NULL));
  vacancy = desk_make (fixture, "vacancy", "employer", company->employer, "title",
                       "Care worker, night shift", "stage", "published", "publishedOn",
                       "2026-11-21", "closesOn", "2026-12-12", NULL);
  g_free (desk_make (fixture, "candidacy", "vacancy", vacancy, "state", "interview",
                     "introducedName", "Kim Hana", "introducedOn", "2026-11-23", "interviewOn",
                     "2026-12-03T14:00:00+09:00", NULL));
  g_free (desk_make (fixture, "candidacy", "vacancy", vacancy, "state", "declined_person",
                     "introducedName", "Lee Duri", NULL));
  for (int i = 0; i < 2; i++)
    g_free (desk_make (fixture, "candidacy", "vacancy", vacancy, "state", "possible", NULL));
  g_free (desk_make (fixture, "participation", "employer", company->employer, "programme",
                     "leap_package", "state", "enrolled", "from", "2026-06-01", NULL));
  g_free (desk_make (fixture, "incentive", "employer", company->employer, "name",
                     "Subsidy for people over 50", "state", "granted", "appliedOn", "2026-05-02",
                     "to", "2027-01-10", NULL));
  g_free (desk_make (fixture, "needs", "employer", company->employer, "on", "2026-09-02",
                     "hiringPlan", "Four care workers within a year, two of them at night.",
                     "bottlenecks", "5321", "conditions",
                     "People ask about the first bus and about weekends.", NULL));
}

static void
make_company (DeskFixture *fixture, Company *company)
{
  g_autoptr (NaruCommand) command = naru_command_new ("strategy");
  g_autofree char *strategy = NULL;

  company->employer = desk_make (
      fixture, "employer", "name", "Hanbit Care Home", "stage", "cooperating", "industry", "8710",
      "employees", "46", "sizeClass", "small", "region", "KR-41115", "hiringIntention", "soon",
      "safetyNote", "Lifting aids on the second floor only.", "note",
      "They want to be called before ten, never on Mondays.", "accountManager",
      naru_desk_get_staff (fixture->desk), "assignedSince", "2021-02-03", NULL);
  company->director = desk_make (fixture, "contact", "name", "Yoo Kyung-mi", "employer",
                                 company->employer, "function", "Director", "decides", "decides",
                                 "phone", "031-555-0142", "preferredChannel", "phone", NULL);
  company->nurse = desk_make (fixture, "contact", "name", "Baek Seung-min", "employer",
                              company->employer, "function", "Head nurse", "decides", "interviews",
                              "email", "baek@hanbit.example", NULL);
  g_free (desk_make (fixture, "contact", "name", "Nam Ki-jun", "employer", company->employer,
                     "function", "Secretary", "leftOn", "2026-01-31", NULL));
  make_years (fixture, company);
  make_now (fixture, company);
  strategy = desk_make (fixture, "strategy", "employer", company->employer, "aim",
                        "Fill the night shift, and keep who is there.", "state", "active",
                        "reviewOn", "2026-12-01", NULL);
  naru_command_set_element (command, strategy, "services", "preselection", "state", "underway");
  naru_command_set_element (command, strategy, "services", "preselection", "due", "2026-12-10");
  naru_command_set_element (command, strategy, "services", "training", "state", "done");
  naru_command_set_element (command, strategy, "services", "training", "due", "2026-11-10");
  g_assert_true (naru_desk_run (fixture->desk, command, NULL));
}

/* Takes @path. */
static void
keep_page (NaruLayout *layout, guint page, char *path)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) NARU_A4_WIDTH * 2, (int) NARU_A4_HEIGHT * 2);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, 2, 2);
  naru_layout_draw (layout, page, cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_free (path);
}

/* The text, after it was seen that the pages are few. */
static char *
print (DeskFixture *fixture, const Company *company, NaruDocumentFunc make, const char *name,
       const char *language, guint most_pages)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruDocument) document = make (fixture->desk, company->employer, language, &error);
  g_autoptr (NaruLayout) layout = NULL;
  const char *folder = g_getenv ("NARU_PRINT_TO");

  g_assert_no_error (error);
  layout = naru_layout_new (document, NARU_A4_WIDTH, NARU_A4_HEIGHT, NARU_PRINT_ORDINARY);
  g_assert_cmpuint (naru_layout_get_n_pages (layout), <=, most_pages);
  for (guint i = 0; folder != NULL && i < naru_layout_get_n_pages (layout); i++)
    keep_page (layout, i, g_strdup_printf ("%s/%s-%s-%u.png", folder, name, language, i + 1));
  return print_text_of (document);
}

/* Each stands in the text, and after the one before. */
static void
assert_in_order (const char *text, const char *const *parts)
{
  const char *place = text;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      place = strstr (place, parts[i]);
      if (place == NULL)
        g_error ("“%s” is not in its place in: %s", parts[i], text);
    }
}

static void
test_handover (DeskFixture *fixture, gconstpointer data)
{
  static const char *const english[] = {
    "Handover: Hanbit Care Home",
    "In short",
    "Vacancies: 13, open 1",
    "To do and promised",
    "Late, was due 20 November 2026: Send the agreement for the trial week (promised to Yoo "
    "Kyung-mi on 17 November 2026)",
    "By 1 December 2026: Review of the strategy",
    "By 2 December 2026: Two names for the night shift (agreed with Baek Seung-min",
    "By 3 December 2026: Interview for Care worker, night shift: Kim Hana",
    "By 10 December 2026: Agreed service: Preselection",
    "By 12 December 2026: The vacancy closes: Care worker, night shift",
    "Please mind",
    "never on Mondays",
    "Lifting aids on the second floor only.",
    "not answered yet: May night pay be a lump sum?",
    "not kept: List of graduates",
    "Nam Ki-jun left on 31 January 2026",
    "People",
    "Yoo Kyung-mi: Director · Decides · prefers: Phone",
    "Baek Seung-min",
    "What they need",
    "Four care workers within a year",
    "Under way now",
    "Care worker, night shift (Published) · Candidates: Kim Hana (Interview, 3 December 2026); "
    "Possible 2\n",
    "Corporate leap package (Enrolled)\n",
    "The story, year by year",
    "2026 | Call",
    "Kitchen helper",
    "2021 | ",
    "Yes, from 15 hours a week.",
    NULL
  };
  static const char *const korean[] = { "인계서",       "2026년 11월 20일", "Send the agreement",
                                        "Yoo Kyung-mi", "\n11월 17일, ",    NULL };
  static const char *const french[] = { "20 novembre 2026", "Send the agreement", NULL };
  Company company = { 0 };
  g_autofree char *en = NULL, *ko = NULL, *fr = NULL;

  make_company (fixture, &company);
  en = print (fixture, &company, naru_print_handover, "handover", "en", 3);
  assert_in_order (en, english);
  g_assert_null (strstr (en, "Agreed service: Training")); /* it is done */
  /* all of it is in one language */
  ko = print (fixture, &company, naru_print_handover, "handover", "ko", 3);
  assert_in_order (ko, korean);
  g_assert_null (strstr (ko, "Please mind"));
  g_assert_null (strstr (ko, "November"));
  fr = print (fixture, &company, naru_print_handover, "handover", "fr", 3);
  assert_in_order (fr, french);
  g_assert_null (strstr (fr, "Call "));
  g_assert_nonnull (strstr (fr, "1er décembre 2026"));
  company_clear (&company);
}

/* What was written at a handover is printed as it is; a year later one wants to know how things stand. */
static void
test_old_sheet (DeskFixture *fixture, gconstpointer data)
{
  Company company = { 0 };
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *bert = desk_make (fixture, "staff", "name", "Bert", "userName", "bert", "roles",
                                     "employer_counsellor", "state", "active", NULL);
  g_autofree char *fresh = NULL, *stale = NULL;
  g_autoptr (GError) error = NULL;

  make_company (fixture, &company);
  command = naru_employer_assign (fixture->desk, company.employer, bert, "Leave",
                                  "■ Begin here\n- Ask for <Yoo> & co.", &error);
  g_assert_no_error (error);
  g_assert_true (naru_desk_run (fixture->desk, command, NULL));
  fresh = print (fixture, &company, naru_print_handover, "written", "en", 1);
  g_assert_nonnull (strstr (fresh, "Handed over by | Anna"));
  g_assert_nonnull (strstr (fresh, "Leave"));
  g_assert_nonnull (strstr (fresh, "Ask for <Yoo> & co."));
  g_assert_null (strstr (fresh, "In short"));
  naru_clock_advance (fixture->clock, (gint64) 365 * 24 * 60 * 60);
  stale = print (fixture, &company, naru_print_handover, "later", "en", 3);
  g_assert_null (strstr (stale, "Begin here"));
  g_assert_nonnull (strstr (stale, "In short"));
  company_clear (&company);
}

static void
test_visit (DeskFixture *fixture, gconstpointer data)
{
  static const char *const parts[]
      = { "Hanbit Care Home", "To do and promised", "Lately", "Notes of the visit", NULL };
  Company company = { 0 };
  g_autofree char *text = NULL, *korean = NULL;

  make_company (fixture, &company);
  text = print (fixture, &company, naru_print_company, "company", "en", 2);
  assert_in_order (text, parts);
  g_assert_null (strstr (text, "2024"));
  korean = print (fixture, &company, naru_print_company, "company", "ko", 2);
  g_assert_null (strstr (korean, "In short"));
  company_clear (&company);
}

/* Whom to call by today, the longest due first, with what one should know; nobody who is due later or another's. */
static void
test_calls (DeskFixture *fixture, gconstpointer data)
{
  static const char *const parts[] = { "Calls of the day",
                                       "25 November 2026",
                                       "Old Mill",
                                       "Hanbit Care Home",
                                       "Contacts | ",
                                       "Yoo Kyung-mi",
                                       "Hiring intention | ",
                                       "What they plan | Two at night by March",
                                       "Last contact | ",
                                       "Short by two at night.",
                                       NULL };
  const char *me = naru_desk_get_staff (fixture->desk);
  Company company = { 0 };
  g_autoptr (NaruCommand) command = naru_command_new ("due");
  g_autoptr (NaruDocument) mine = NULL;
  g_autoptr (NaruDocument) all = NULL;
  g_autofree char *text = NULL, *everybody = NULL;
  g_autoptr (GError) error = NULL;

  make_company (fixture, &company);
  naru_command_set (command, company.employer, "outreachDue", "2026-11-24");
  naru_command_set (command, company.employer, "hiringNote", "Two at night by March");
  g_assert_true (naru_desk_run (fixture->desk, command, NULL));
  g_free (desk_make (fixture, "employer", "name", "Old Mill", "outreachDue", "2026-11-02",
                     "accountManager", me, NULL));
  g_free (desk_make (fixture, "employer", "name", "Next Week Ltd", "outreachDue", "2026-12-01",
                     "accountManager", me, NULL));
  g_free (desk_make (fixture, "employer", "name", "Nobody's Bakery", "outreachDue", "2026-11-20",
                     NULL));
  mine = naru_print_calls (fixture->desk, me, "en", &error);
  g_assert_no_error (error);
  text = print_text_of (mine);
  assert_in_order (text, parts);
  g_assert_null (strstr (text, "Next Week Ltd"));
  g_assert_null (strstr (text, "Nobody's Bakery"));
  all = naru_print_calls (fixture->desk, "", "en", &error);
  g_assert_no_error (error);
  everybody = print_text_of (all);
  g_assert_nonnull (strstr (everybody, "Nobody's Bakery"));
  company_clear (&company);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/exchange/print-employer/" name, DeskFixture, NULL, desk_fixture_set_up, func,      \
              desk_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "Asia/Seoul", TRUE);
  naru_locale_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("a-handover-of-five-years-says-first-what-presses", test_handover);
  ADD ("a-sheet-is-printed-as-it-was-written-until-it-is-old", test_old_sheet);
  ADD ("before-a-visit-the-latest-year-is-enough", test_visit);
  ADD ("the-calls-of-the-day-say-whom-to-ask-for-and-what-was-said-last", test_calls);
  return g_test_run ();
}
