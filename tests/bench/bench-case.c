/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-case PROFILE PAIRS: milliseconds from opening a case with 300 meetings and 80 steps until a screenful of it is
 * painted, on its plan and on its meetings, each beside a switch to a case in which nothing is written, in interleaved
 * pairs. Prints a line for each: tab, case, switch, ratio (medians). Writes two cases and leaves them in the profile. */
#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "naru-casework.h"
#include "naru-jobseeker-page.h"

#define N_MEETINGS 300
#define N_STEPS 80
#define N_GOALS 4
#define SCREENFUL 20 /* rows that fill a window of 800 pixels */
#define WARM_UP 3

typedef struct
{
  NaruDetail *page;
  char *full;
  char *empty;
  guint pairs;
} Bench;

/* field, value, …, NULL; the id of the record that the command makes. A value that begins with "[" is a list. */
static char *
add (NaruCommand *command, const char *type, ...)
{
  g_autoptr (NaruRecord) record = naru_record_new (naru_record_type_find (type), NULL);
  va_list args;
  const char *field;

  va_start (args, type);
  while ((field = va_arg (args, const char *)) != NULL)
    {
      g_autoptr (GError) error = NULL;
      const char *value = va_arg (args, const char *);

      if (*value == '[')
        naru_record_set_json (record, field, value, &error);
      else
        naru_record_set (record, field, value, &error);
      g_assert_no_error (error);
    }
  va_end (args);
  naru_command_create (command, record);
  return g_strdup (naru_record_get_id (record));
}

static char *
day_at (NaruDesk *desk, int days)
{
  g_autofree char *today = naru_desk_today (desk);

  return naru_date_add_days (today, days);
}

static void
add_plan (NaruDesk *desk, NaruCommand *command, const char *jobseeker)
{
  static const char goals[]
      = "[{\"id\":\"g0\",\"text\":\"Work as a cook\"},{\"id\":\"g1\",\"text\":\"Korean at B1\"},"
        "{\"id\":\"g2\",\"text\":\"A licence\"},{\"id\":\"g3\",\"text\":\"Childcare\"}]";
  static const char *const states[] = { "done", "underway", "planned" };
  g_autofree char *today = naru_desk_today (desk);
  /* before the steps that are over */
  g_autofree char *began = naru_date_add_days (today, -365);
  g_autofree char *plan = add (command, "plan", "jobseeker", jobseeker, "state", "draft",
                               "startedOn", began, "goals", goals, NULL);

  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autofree char *title = g_strdup_printf ("Step number %u of the plan", i);
      g_autofree char *goal = g_strdup_printf ("g%u", i * N_GOALS / N_STEPS);
      g_autofree char *due = day_at (desk, (int) i - N_STEPS / 2);
      g_autofree char *step = add (command, "step", "jobseeker", jobseeker, "plan", plan, "goal",
                                   goal, "title", title, "class", "11", "responsible", "jobseeker",
                                   "dueOn", due, "state", states[i % G_N_ELEMENTS (states)], NULL);
    }
}

static void
add_meetings (NaruDesk *desk, NaruCommand *command, const char *jobseeker)
{
  for (guint i = 0; i < N_MEETINGS; i++)
    {
      g_autofree char *day = day_at (desk, 14 - (int) (7 * i));
      g_autofree char *start = g_strdup_printf ("%sT10:00:00+09:00", day);
      g_autofree char *end = g_strdup_printf ("%sT10:45:00+09:00", day);
      g_autofree char *notes = g_strdup_printf ("What was said at meeting %u, in a few words", i);
      g_autofree char *meeting
          = add (command, "meeting", "jobseeker", jobseeker, "staff", naru_desk_get_staff (desk),
                 "kind", "counselling", "channel", "in_person", "start", start, "end", end, "state",
                 i < 2 ? "booked" : "held", "notes", notes, NULL);
    }
}

/* The id of a jobseeker, with what is in a case after six years of a meeting each week, or with nothing. */
static char *
write_case (NaruDesk *desk, const char *name, gboolean full)
{
  g_autoptr (NaruCommand) command = naru_command_new ("Bench");
  g_autoptr (GError) error = NULL;
  g_autofree char *today = naru_desk_today (desk);
  char *id = add (command, "jobseeker", "name", name, "state", "active", "counsellor",
                  naru_desk_get_staff (desk), "registeredOn", today, NULL);

  if (full)
    {
      add_plan (desk, command, id);
      add_meetings (desk, command, id);
    }
  naru_desk_run (desk, command, &error);
  g_assert_no_error (error);
  return id;
}

/* The longest list that is seen: how many rows it has. */
static guint
count_rows (GtkWidget *widget)
{
  guint most = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (GTK_IS_LIST_VIEW (widget))
    return g_list_model_get_n_items (
        G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (widget))));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      guint rows = count_rows (child);

      most = MAX (most, rows);
    }
  return most;
}

typedef struct
{
  GtkWidget *page;
  guint least;
  gboolean done;
} Wait;

static void
painted_cb (Wait *wait)
{
  guint rows = count_rows (wait->page);

  wait->done = wait->least > 0 ? rows >= wait->least : rows == 0;
}

/* Milliseconds until a frame was painted in which a list has at least @least rows, or none where that is 0. */
static double
open_case (Bench *self, const char *id, guint least)
{
  Wait wait = { .page = GTK_WIDGET (self->page), .least = least };
  GdkFrameClock *clock = gtk_widget_get_frame_clock (wait.page);
  gint64 start = g_get_monotonic_time ();
  gulong handler = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &wait);

  naru_detail_open (self->page, id);
  gtk_widget_queue_draw (wait.page);
  while (!wait.done)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static gboolean
settled_cb (gpointer settled)
{
  *(gboolean *) settled = TRUE;
  return G_SOURCE_REMOVE;
}

/* Nothing of one case may be left to do while the next is measured. */
static void
settle (void)
{
  gboolean settled = FALSE;

  g_timeout_add (300, settled_cb, &settled);
  while (!settled)
    g_main_context_iteration (NULL, TRUE);
}

static double
median (GArray *values)
{
  g_array_sort (values, bench_compare);
  return g_array_index (values, double, values->len / 2);
}

static void
bench_tab (Bench *self, const char *tab)
{
  g_autoptr (GArray) full = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) empty = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));

  naru_detail_open (self->page, self->empty);
  naru_detail_show_tab (self->page, tab);
  settle ();
  for (guint i = 0; i < WARM_UP + self->pairs; i++)
    {
      double with = open_case (self, self->full, SCREENFUL), without, ratio;

      settle ();
      without = open_case (self, self->empty, 0);
      settle ();
      ratio = with / without;
      if (i < WARM_UP)
        continue;
      g_array_append_val (full, with);
      g_array_append_val (empty, without);
      g_array_append_val (ratios, ratio);
    }
  printf ("%s %.1f %.1f %.2f\n", tab, median (full), median (empty), median (ratios));
}

static void
activate_cb (AdwApplication *application, char **argv)
{
  Bench bench = { .pairs = (guint) atoi (argv[2]) };
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  g_autoptr (GError) error = NULL;
  NaruStore *store = naru_store_open (argv[1], NARU_STORE_OPEN_EXISTING, &error);
  NaruDesk *desk;

  g_assert_no_error (error);
  desk = naru_desk_new (store, NULL);
  bench.full = write_case (desk, "Bench, a long case", TRUE);
  bench.empty = write_case (desk, "Bench, an empty case", FALSE);
  bench.page = NARU_DETAIL (naru_jobseeker_page_new (desk));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), GTK_WIDGET (bench.page));
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  settle ();
  bench_tab (&bench, "plan");
  bench_tab (&bench, "meetings");
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
  g_object_unref (desk);
  naru_store_close (store);
  g_object_unref (store);
  g_free (bench.full);
  g_free (bench.empty);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  if (argc < 3)
    {
      g_printerr ("bench-case PROFILE PAIRS\n");
      return 2;
    }
  application = g_object_new (ADW_TYPE_APPLICATION, "flags", G_APPLICATION_NON_UNIQUE,
                              "resource-base-path", "/io/github/naru/Naru", NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv);
  return g_application_run (G_APPLICATION (application), 0, NULL);
}
