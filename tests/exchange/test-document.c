/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is printed: in the language of the reader, on pages that lose nothing, larger where it is asked for. */
#include "desk-fixture.h"
#include "naru-document-private.h"
#include "naru-locale.h"
#include "naru-print.h"

#include <string.h>

#define SCALE 1.0

static cairo_surface_t *
draw (NaruDocument *document, NaruPrintFlags flags, guint page, guint *n_pages)
{
  g_autoptr (NaruLayout) layout = naru_layout_new (document, NARU_A4_WIDTH, NARU_A4_HEIGHT, flags);
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) (NARU_A4_WIDTH * SCALE), (int) (NARU_A4_HEIGHT * SCALE));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  naru_layout_draw (layout, page, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (n_pages != NULL)
    *n_pages = naru_layout_get_n_pages (layout);
  return surface;
}

/* Pixels that are not white, in a part of the page given in points. */
static guint
count_ink (cairo_surface_t *surface, double left, double top, double right, double bottom)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint ink = 0;

  for (int y = (int) (top * SCALE); y < (int) (bottom * SCALE); y++)
    for (int x = (int) (left * SCALE); x < (int) (right * SCALE); x++)
      ink += data[y * stride + x * 4] < 200;
  return ink;
}

static void
test_words (void)
{
  static const struct
  {
    const char *language;
    const char *date;
    const char *time;
    const char *state;
    const char *text;
  } cases[] = {
    { "en", "2 November 2026", "2 November 2026, 09:05", "Not started", "Your action plan" },
    { "ko", "2026년 11월 2일", "2026년 11월 2일 09:05", "시작 전", "나의 취업활동계획" },
    { "fr", "2 novembre 2026", "2 novembre 2026, 09:05", "Pas commencé", "Votre plan d’action" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NaruDocument) document = naru_document_new (cases[i].language);
      g_autofree char *date = naru_document_say_date (document, "2026-11-02");
      g_autofree char *time = naru_document_say_time (document, "2026-11-02T09:05:00+09:00");

      g_assert_cmpstr (date, ==, cases[i].date);
      g_assert_cmpstr (time, ==, cases[i].time);
      g_assert_cmpstr (naru_document_say_term (document, "step-state", "planned"), ==,
                       cases[i].state);
      g_assert_cmpstr (naru_document_say (document, "Your action plan"), ==, cases[i].text);
    }
}

static NaruDocument *
make_table (guint n_rows)
{
  static const char *const headings[] = { "What will be done", "Who", "Until", NULL };
  static const double shares[] = { 3, 1, 1 };
  static const char *const row[]
      = { "Visit two care homes in Suwon and write down what suits", "You", "30 November", NULL };
  NaruDocument *document = naru_document_new ("en");

  naru_document_add_title (document, "Plan");
  naru_document_begin_table (document, headings, shares);
  for (guint i = 0; i < n_rows; i++)
    naru_document_add_row (document, row);
  naru_document_set_foot (document, "Harbour centre");
  return document;
}

/* The first @n times that @last is written it is on the page on which @first was written before. */
static void
assert_together (NaruLayout *layout, const char *first, const char *last, guint n)
{
  guint page = G_MAXUINT, n_found = 0;

  for (guint i = 0; i < layout->pieces->len && n_found < n; i++)
    {
      const NaruPiece *piece = layout->pieces->pdata[i];
      const char *text
          = piece->kind == NARU_PIECE_LINES ? pango_layout_get_text (piece->layout) : "";

      if (strcmp (text, first) == 0)
        page = piece->page;
      if (strcmp (text, last) != 0)
        continue;
      g_assert_cmpuint (piece->page, ==, page);
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, n);
}

/* In large print a row stands below its captions; it is not parted by the end of a page, nor is a heading from it, wherever
 * on the page they begin. */
static void
test_rows_stay_together (void)
{
  static const char *const headings[] = { "Step", "Who acts", "Until", "State", NULL };
  static const char *const row[]
      = { "Visit two homes", "Jobseeker", "30 November", "Under way", NULL };
  static const double shares[] = { 2, 1, 1, 1 };

  for (guint above = 0; above < 30; above++)
    {
      g_autoptr (NaruDocument) document = naru_document_new ("en");
      g_autoptr (NaruLayout) layout = NULL;

      for (guint i = 0; i < above; i++)
        naru_document_add_item (document, "Above");
      naru_document_add_heading (document, "Goal");
      naru_document_begin_table (document, headings, shares);
      for (guint i = 0; i < 4; i++)
        naru_document_add_row (document, row);
      layout = naru_layout_new (document, NARU_A4_WIDTH, NARU_A4_HEIGHT, NARU_PRINT_LARGE);
      assert_together (layout, "Visit two homes", "Under way", 4);
      assert_together (layout, "Goal", "Visit two homes", 1);
    }
}

/* A table goes over pages, its headings stand on each, and nothing is printed outside of the margins. */
static void
test_pages (void)
{
  g_autoptr (NaruDocument) document = make_table (60);
  guint n_pages, n_large;
  cairo_surface_t *second = draw (document, NARU_PRINT_ORDINARY, 1, &n_pages);
  cairo_surface_t *large = draw (document, NARU_PRINT_LARGE, 1, &n_large);

  g_assert_cmpuint (n_pages, >=, 2);
  g_assert_cmpuint (n_large, >, n_pages * 2);
  /* the headings, on top of the second page, with their rule */
  g_assert_cmpuint (count_ink (second, 56, 51, 540, 70), >, 400);
  g_assert_cmpuint (count_ink (large, 56, 51, 540, 840), >, 400);
  g_assert_cmpuint (count_ink (second, 0, 0, 50, 841), ==, 0);
  g_assert_cmpuint (count_ink (second, 541, 0, 595, 841), ==, 0);
  g_assert_cmpuint (count_ink (second, 0, 0, 595, 45), ==, 0);
  cairo_surface_destroy (second);
  cairo_surface_destroy (large);
}

/* A paragraph longer than a page goes on where it stopped: as many lines are printed as there are. */
static void
test_long_text (void)
{
  g_autoptr (NaruDocument) document = naru_document_new ("ko");
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_pages, pages_with_ink = 0;

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (text, "%u번째 줄: 상담에서 이야기한 내용\n", i + 1);
  naru_document_add_text (document, text->str);
  cairo_surface_destroy (draw (document, NARU_PRINT_ORDINARY, 0, &n_pages));
  g_assert_cmpuint (n_pages, ==, 3);
  for (guint i = 0; i < n_pages; i++)
    {
      cairo_surface_t *page = draw (document, NARU_PRINT_ORDINARY, i, NULL);

      pages_with_ink += count_ink (page, 56, 51, 300, 70) > 20;
      cairo_surface_destroy (page);
    }
  g_assert_cmpuint (pages_with_ink, ==, n_pages);
}

static cairo_status_t
append_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
make_picture (void)
{
  GByteArray *png = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 200, 60);
  cairo_t *cr = cairo_create (surface);

  cairo_move_to (cr, 5, 50);
  cairo_curve_to (cr, 60, 0, 120, 60, 195, 10);
  cairo_set_line_width (cr, 4);
  cairo_stroke (cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, append_cb, png);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (png);
}

/* A signature stands above its line; what is no picture is left out and does no harm. */
static void
test_signature (void)
{
  g_autoptr (GBytes) picture = make_picture ();
  g_autoptr (GBytes) junk = g_bytes_new_static ("no picture", 10);
  GBytes *pictures[] = { NULL, picture, junk };
  guint ink[3];

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (NaruDocument) document = naru_document_new ("en");
      cairo_surface_t *page;

      naru_document_add_signature (document, "Jobseeker", "Kim Min-ji", NULL, pictures[i]);
      naru_document_add_signature (document, "Counsellor", "Park Ji-hoon", "2 November 2026", NULL);
      page = draw (document, NARU_PRINT_ORDINARY, 0, NULL);
      ink[i] = count_ink (page, 56, 51, 290, 96);
      cairo_surface_destroy (page);
    }
  g_assert_cmpuint (ink[0], ==, 0);
  g_assert_cmpuint (ink[1], >, 100);
  g_assert_cmpuint (ink[2], ==, 0);
}

static void
test_pdf (void)
{
  g_autoptr (NaruDocument) document = make_table (60);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = naru_document_to_pdf (document, NARU_PRINT_ORDINARY, &error);
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);

  g_assert_no_error (error);
  g_assert_cmpmem (data, 5, "%PDF-", 5);
  g_assert_nonnull (g_strstr_len (data + size - 16, 16, "%%EOF"));
  g_assert_cmpuint (size, >, 3000);
}

/* The plan of a person, and the refusal while there is none. Names are printed as they are written. */
static void
test_plan (DeskFixture *fixture, gconstpointer data)
{
  g_autofree char *person = desk_make (fixture, "jobseeker", "name", "Fish & Chips <b>", "state",
                                       "active", "language", "ko", NULL);
  g_autoptr (NaruRecord) record = naru_store_get (fixture->store, person, NULL);
  g_autoptr (NaruRecord) step = desk_draft ("step", "title", "두 곳 방문", "responsible",
                                            "jobseeker", "dueOn", "2026-11-30", NULL);
  g_autoptr (NaruDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *page;
  guint n_pages;

  g_assert_cmpstr (naru_print_language_of (record), ==, "ko");
  g_assert_null (naru_print_plan (fixture->desk, person, "ko", &error));
  g_assert_error (error, NARU_ERROR, NARU_ERROR_REFUSED);
  g_clear_error (&error);
  desk_take (fixture,
             naru_case_add_goal (fixture->desk, person, "요양보호사로 일하기", NULL, NULL));
  desk_take (fixture, naru_case_add_step (fixture->desk, person, "g1", step, NULL));
  document = naru_print_plan (fixture->desk, person, "ko", &error);
  g_assert_no_error (error);
  page = draw (document, NARU_PRINT_LARGE, 0, &n_pages);
  g_assert_cmpuint (count_ink (page, 56, 51, 540, 780), >, 2000);
  g_assert_cmpuint (n_pages, <=, 2);
  if (g_getenv ("NARU_KEEP_PICTURES") != NULL)
    cairo_surface_write_to_png (page, g_getenv ("NARU_KEEP_PICTURES"));
  cairo_surface_destroy (page);
}

int
main (int argc, char **argv)
{
  naru_locale_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/rows-stay-together", test_rows_stay_together);
  g_test_add_func ("/document/words", test_words);
  g_test_add_func ("/document/pages", test_pages);
  g_test_add_func ("/document/long-text", test_long_text);
  g_test_add_func ("/document/signature", test_signature);
  g_test_add_func ("/document/pdf", test_pdf);
  g_test_add ("/document/plan", DeskFixture, NULL, desk_fixture_set_up, test_plan,
              desk_fixture_tear_down);
  return g_test_run ();
}
