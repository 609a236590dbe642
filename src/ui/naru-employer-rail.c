/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rail of the timeline: the next action with its two buttons, contacts, and counts of what was done and kept. */

#include "naru-employer-rail.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-date-button.h"
#include "naru-employer-tabs.h"
#include "naru-owned-list.h"
#include "naru-reading.h"
#include "naru-timeline-view.h"
#include "naru-ui-util.h"
#include "naru-window.h"

struct _NaruEmployerRail
{
  AdwBin parent_instance;

  NaruDesk *desk;
  NaruReading reading;
  char *conversation; /* that the next action belongs to */

  GtkWidget *next;
  GtkWidget *due;
  GtkWidget *buttons;
  GtkWidget *move;
  GtkWidget *more;
  GtkWidget *contacts;
  GtkWidget *programmes;
  GtkWidget *numbers;
};

G_DEFINE_FINAL_TYPE (NaruEmployerRail, naru_employer_rail, ADW_TYPE_BIN)

/* What is read on another thread. */
typedef struct
{
  NaruRecord *next; /* the conversation with the next action */
  guint others; /* open actions after it */
  GPtrArray *numbers; /* sentences */
  GPtrArray *programmes; /* of programmes that it takes part in now: name and stage, in turn */
} Found;

static void
found_free (gpointer data)
{
  Found *self = data;

  g_clear_object (&self->next);
  g_ptr_array_unref (self->numbers);
  g_ptr_array_unref (self->programmes);
  g_free (self);
}

static NaruQuery *
query_conversations (const char *employer, const char *state, gboolean promises)
{
  NaruQuery *query = naru_query_new ("interaction");

  naru_query_add_filter (query, "employer", NARU_FILTER_IS, employer);
  if (state != NULL)
    naru_query_add_filter (query, "nextActionState", NARU_FILTER_IS, state);
  if (promises)
    naru_query_add_filter (query, "promise", NARU_FILTER_IS, "true");
  return query;
}

/* The open action that is due first; those without a date come last. */
static gboolean
read_next (NaruStore *store, const char *employer, Found *into, GError **error)
{
  g_autoptr (NaruQuery) query = query_conversations (employer, "open", FALSE);
  g_autoptr (GPtrArray) found = NULL;
  NaruRecord *first = NULL;

  naru_query_set_order (query, "nextActionOn", FALSE);
  found = naru_store_find (store, query, error);
  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    if (naru_record_has (found->pdata[i], "nextAction"))
      {
        if (first == NULL
            || (!naru_record_has (first, "nextActionOn")
                && naru_record_has (found->pdata[i], "nextActionOn")))
          first = found->pdata[i];
        into->others++;
      }
  if (first != NULL)
    into->others--;
  g_set_object (&into->next, first);
  return TRUE;
}

static char *
say_due (NaruRecord *record, const char *today)
{
  const char *on = naru_record_get (record, "nextActionOn");
  g_autofree char *day = naru_ui_format_day (on, today);
  g_autofree char *late = NULL;
  int days;

  if (on == NULL)
    return g_strdup (_ ("No date"));
  days = naru_date_days_between (on, today);
  if (days <= 0)
    return g_steal_pointer (&day);
  late = naru_ui_format_span (on, today);
  /* Translators: a day and how long ago it was: "Tue 17 Nov, 5 days late" */
  return g_strdup_printf (_ ("%s, %s late"), day, late);
}

static void
show_next (NaruEmployerRail *self, NaruRecord *record, guint others)
{
  g_autofree char *today = naru_desk_today (self->desk);
  g_autofree char *due = record != NULL ? say_due (record, today) : NULL;
  g_autofree char *more = NULL;
  const char *on = record != NULL ? naru_record_get (record, "nextActionOn") : NULL;
  const char *next;

  g_free (self->conversation);
  self->conversation = record != NULL ? g_strdup (naru_record_get_id (record)) : NULL;
  next = record != NULL ? naru_record_get (record, "nextAction") : NULL;
  gtk_label_set_text (GTK_LABEL (self->next), next != NULL ? next : _ ("Nothing agreed yet"));
  gtk_widget_remove_css_class (self->due, "late");
  gtk_widget_remove_css_class (self->due, "dim-label");
  gtk_widget_add_css_class (self->due, on != NULL && strcmp (on, today) < 0 ? "late" : "dim-label");
  naru_ui_set_text (self->due, due);
  gtk_widget_set_visible (self->buttons, record != NULL);
  naru_date_button_set_date (NARU_DATE_BUTTON (self->move), on);
  if (others > 0)
    more = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u more after it", "%u more after it", others), others);
  naru_ui_set_text (self->more, more);
}

static gint64
count (NaruStore *store, NaruQuery *query)
{
  g_autoptr (GError) error = NULL;
  gint64 number = naru_store_count (store, query, &error);

  if (error != NULL)
    g_debug ("A number was not read: %s", error->message);
  return MAX (number, 0);
}

static void
read_placements (NaruStore *store, const char *employer, GPtrArray *numbers)
{
  g_autoptr (NaruQuery) all = naru_query_new ("placement");
  g_autoptr (NaruQuery) there = naru_query_new ("placement");
  g_autoptr (NaruQuery) first = naru_query_new ("placement");
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *since = NULL;
  g_autofree char *placed = NULL;
  g_autofree char *stayed = NULL;
  gint64 number, staying;

  naru_query_add_filter (all, "employer", NARU_FILTER_IS, employer);
  naru_query_add_filter (there, "employer", NARU_FILTER_IS, employer);
  naru_query_add_filter (there, "endOn", NARU_FILTER_EMPTY, NULL);
  naru_query_add_filter (first, "employer", NARU_FILTER_IS, employer);
  naru_query_set_order (first, "startOn", FALSE);
  naru_query_set_limit (first, 1);
  number = count (store, all);
  if (number == 0)
    {
      g_ptr_array_add (numbers, g_strdup (_ ("Nobody placed yet")));
      return;
    }
  staying = count (store, there);
  found = naru_store_find (store, first, NULL);
  if (found != NULL && found->len > 0 && naru_record_has (found->pdata[0], "startOn"))
    since = g_strndup (naru_record_get (found->pdata[0], "startOn"), 4);
  placed
      = since == NULL ? g_strdup_printf (
            g_dngettext (GETTEXT_PACKAGE, "%d placed", "%d placed", (gulong) number), (int) number)
                      : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d placed since %s",
                                                      "%d placed since %s", (gulong) number),
                                         (int) number, since);
  stayed = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d still there", "%d still there", (gulong) staying),
      (int) staying);
  /* Translators: two counts: "9 placed since 2021", "7 still there" */
  g_ptr_array_add (numbers, g_strdup_printf (_ ("%s, %s"), placed, stayed));
}

static void
read_promises (NaruStore *store, const char *employer, GPtrArray *numbers)
{
  g_autoptr (NaruQuery) open = query_conversations (employer, "open", TRUE);
  g_autoptr (NaruQuery) kept = query_conversations (employer, "done", TRUE);
  gint64 n_open = count (store, open);
  gint64 n_kept = count (store, kept);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (n_open == 0 && n_kept == 0)
    return;
  first = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d promise open", "%d promises open", (gulong) n_open),
      (int) n_open);
  second = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d kept", "%d kept", (gulong) n_kept),
                            (int) n_kept);
  g_ptr_array_add (numbers, g_strdup_printf (_ ("%s, %s"), first, second));
}

static void
read_programmes (NaruDesk *reader, const char *employer, GPtrArray *programmes)
{
  g_autoptr (NaruQuery) query = naru_query_new ("participation");
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *today = naru_desk_today (reader);

  naru_query_add_filter (query, "employer", NARU_FILTER_IS, employer);
  naru_query_add_filter (query, "state", NARU_FILTER_IS,
                         "applied\x1f"
                         "enrolled");
  naru_query_set_order (query, "from", TRUE);
  found = naru_store_find (naru_desk_get_store (reader), query, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      char *stage = naru_programme_say_stage (found->pdata[i], today);

      g_ptr_array_add (programmes, naru_record_format (found->pdata[i], "programme"));
      g_ptr_array_add (programmes,
                       stage != NULL ? stage : naru_record_format (found->pdata[i], "state"));
    }
}

static gpointer
read_rail (NaruDesk *reader, const char *employer, gconstpointer context, GError **error)
{
  Found *found = g_new0 (Found, 1);
  NaruStore *store = naru_desk_get_store (reader);
  g_autoptr (NaruQuery) all = query_conversations (employer, NULL, FALSE);
  gint64 talks;

  found->numbers = g_ptr_array_new_with_free_func (g_free);
  found->programmes = g_ptr_array_new_with_free_func (g_free);
  if (!read_next (store, employer, found, error))
    {
      found_free (found);
      return NULL;
    }
  read_placements (store, employer, found->numbers);
  read_promises (store, employer, found->numbers);
  read_programmes (reader, employer, found->programmes);
  talks = count (store, all);
  g_ptr_array_add (found->numbers,
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d conversation",
                                                 "%d conversations", (gulong) talks),
                                    (int) talks));
  return found;
}

static void
show_rail (GtkWidget *widget, const char *employer, gpointer data, gboolean other)
{
  NaruEmployerRail *self = NARU_EMPLOYER_RAIL (widget);
  Found *found = data;

  show_next (self, found->next, found->others);
  naru_ui_clear (self->numbers);
  for (guint i = 0; i < found->numbers->len; i++)
    gtk_box_append (GTK_BOX (self->numbers),
                    naru_ui_wrapped_label (found->numbers->pdata[i], NULL));
  naru_ui_clear (self->programmes);
  gtk_widget_set_visible (gtk_widget_get_parent (self->programmes), found->programmes->len > 0);
  for (guint i = 0; i < found->programmes->len; i++)
    gtk_box_append (GTK_BOX (self->programmes),
                    naru_ui_wrapped_label (found->programmes->pdata[i],
                                           i % 2 == 0 ? NULL : "caption dim-label"));
}

/**
 * naru_employer_rail_show:
 *
 * Shows what belongs to @employer, as it is now; it is read off the main loop.
 */
void
naru_employer_rail_show (NaruEmployerRail *self, const char *employer)
{
  if (g_strcmp0 (self->reading.shown, employer) != 0)
    g_clear_pointer (&self->conversation, g_free);
  naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk, employer, read_rail, NULL,
                      show_rail, found_free);
  naru_owned_list_show (NARU_OWNED_LIST (self->contacts), employer);
}

static void
done_cb (NaruEmployerRail *self)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  if (window != NULL && self->conversation != NULL)
    naru_window_run_or_tell (
        window, naru_employer_close_action (self->desk, self->conversation, "done", &error),
        &error);
}

static void
move_cb (NaruEmployerRail *self, const char *date)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  if (window != NULL && self->conversation != NULL)
    naru_window_run_or_tell (
        window, naru_employer_move_action (self->desk, self->conversation, date, &error), &error);
}

static void
open_cb (NaruEmployerRail *self)
{
  if (self->conversation != NULL)
    naru_conversation_panel_open (GTK_WIDGET (self), self->conversation);
}

static void
naru_employer_rail_dispose (GObject *object)
{
  NaruEmployerRail *self = NARU_EMPLOYER_RAIL (object);

  g_clear_object (&self->desk);
  naru_reading_clear (&self->reading);
  g_clear_pointer (&self->conversation, g_free);
  G_OBJECT_CLASS (naru_employer_rail_parent_class)->dispose (object);
}

static void
naru_employer_rail_class_init (NaruEmployerRailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_employer_rail_dispose;
}

static void
naru_employer_rail_init (NaruEmployerRail *self)
{
}

static GtkWidget *
make_next (NaruEmployerRail *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *done = gtk_button_new_with_label (C_ ("action", "Done"));
  GtkWidget *details = gtk_button_new_with_label (_ ("Details"));

  self->next = naru_ui_wrapped_label ("", NULL);
  self->due = naru_ui_wrapped_label ("", "caption");
  self->more = naru_ui_wrapped_label ("", "caption dim-label");
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->move
      = naru_date_button_new (self->desk, _ ("Move"), _ ("Move the next action to another day"));
  naru_date_button_set_label (NARU_DATE_BUTTON (self->move), _ ("Move"));
  gtk_widget_add_css_class (done, "suggested-action");
  gtk_widget_add_css_class (details, "flat");
  gtk_widget_set_margin_top (self->buttons, 6);
  gtk_box_append (GTK_BOX (self->buttons), done);
  gtk_box_append (GTK_BOX (self->buttons), self->move);
  gtk_box_append (GTK_BOX (self->buttons), details);
  gtk_box_append (GTK_BOX (box), naru_ui_label (_ ("Next action"), "heading"));
  gtk_box_append (GTK_BOX (box), self->next);
  gtk_box_append (GTK_BOX (box), self->due);
  gtk_box_append (GTK_BOX (box), self->buttons);
  gtk_box_append (GTK_BOX (box), self->more);
  g_signal_connect_swapped (done, "clicked", G_CALLBACK (done_cb), self);
  g_signal_connect_swapped (self->move, "chosen", G_CALLBACK (move_cb), self);
  g_signal_connect_swapped (details, "clicked", G_CALLBACK (open_cb), self);
  return box;
}

static GtkWidget *
make_lines (const char *heading, GtkWidget **lines)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), naru_ui_label (heading, "heading"));
  *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (box), *lines);
  return box;
}

/**
 * naru_employer_rail_new:
 *
 * Returns: (transfer floating): the rail of no employer yet, see naru_employer_rail_show()
 */
GtkWidget *
naru_employer_rail_new (NaruDesk *desk)
{
  NaruEmployerRail *self = g_object_new (NARU_TYPE_EMPLOYER_RAIL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 30);
  GtkWidget *next;

  self->desk = g_object_ref (desk);
  next = make_next (self);
  gtk_widget_set_margin_start (next, 18);
  gtk_widget_set_margin_end (next, 18);
  gtk_box_append (GTK_BOX (box), next);
  self->contacts = naru_owned_list_new (desk, &naru_employer_rail_contacts);
  gtk_widget_set_margin_start (self->contacts, 6);
  gtk_widget_set_margin_end (self->contacts, 6);
  gtk_box_append (GTK_BOX (box), self->contacts);
  gtk_box_append (GTK_BOX (box), make_lines (_ ("Programmes"), &self->programmes));
  gtk_widget_hide (gtk_widget_get_parent (self->programmes));
  gtk_box_append (GTK_BOX (box), make_lines (_ ("In numbers"), &self->numbers));
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  adw_bin_set_child (ADW_BIN (self), naru_ui_scrolled (box));
  gtk_widget_set_size_request (GTK_WIDGET (self), 260, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  return GTK_WIDGET (self);
}
