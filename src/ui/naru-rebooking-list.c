/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Free times are looked for off the main loop: each of many meetings asks for the calendars of two people. */

#include "naru-rebooking-list.h"

#include <glib/gi18n-lib.h>
#include "naru-reading.h"
#include "naru-ui-util.h"

struct _NaruRebookingList
{
  AdwBin parent_instance;

  NaruDesk *desk;
  NaruReading reading;
  GPtrArray *rebookings;
  GtkWidget *lines;
};

G_DEFINE_FINAL_TYPE (NaruRebookingList, naru_rebooking_list, ADW_TYPE_BIN)

static char *
describe (NaruRebookingList *self, const NaruRebooking *rebooking)
{
  g_autofree char *today = naru_desk_today (self->desk);
  g_autofree char *was = naru_ui_format_when (rebooking->was, today);
  g_autofree char *now = naru_ui_format_when (rebooking->start, today);

  if (rebooking->start == NULL)
    return g_strdup_printf (_ ("%s · no free time was found"), was);
  if (g_strcmp0 (rebooking->start, rebooking->was) == 0)
    return g_strdup_printf (_ ("%s · the time stays"), was);
  /* Translators: the old and the new time of an appointment */
  return g_strdup_printf (_ ("%1$s → %2$s"), was, now);
}

static void
add_line (NaruRebookingList *self, NaruRebooking *rebooking)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *second = describe (self, rebooking);
  g_autofree char *name = g_strdup_printf ("%s, %s", rebooking->title, second);

  gtk_box_append (GTK_BOX (texts), naru_ui_label (rebooking->title, NULL));
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (second, "caption dim-label"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), rebooking->start != NULL);
  gtk_widget_set_sensitive (check, rebooking->start != NULL);
  naru_ui_name (check, name);
  g_object_set_data (G_OBJECT (check), "rebooking", rebooking);
  gtk_box_append (GTK_BOX (line), check);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (GTK_BOX (self->lines), line);
}

typedef struct
{
  NaruAbsence absence;
  char *with;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->absence.from);
  g_free (question->absence.to);
  g_free (question->with);
  g_free (question);
}

static gpointer
read_rebookings (NaruDesk *reader, const char *staff, gconstpointer context, GError **error)
{
  const Question *question = context;

  return naru_case_propose_rebooking (reader, staff, &question->absence, question->with, error);
}

static void
show_rebookings (GtkWidget *widget, const char *staff, gpointer found, gboolean other)
{
  NaruRebookingList *self = NARU_REBOOKING_LIST (widget);

  naru_ui_clear (self->lines);
  g_clear_pointer (&self->rebookings, g_ptr_array_unref);
  self->rebookings = g_ptr_array_ref (found);
  for (guint i = 0; i < self->rebookings->len; i++)
    add_line (self, self->rebookings->pdata[i]);
  if (self->rebookings->len == 0)
    gtk_box_append (
        GTK_BOX (self->lines),
        naru_ui_wrapped_label (_ ("No meeting is booked into this time."), "dim-label"));
}

/**
 * naru_rebooking_list_show:
 * @staff: id of somebody who is away
 * @from: the first day
 * @to: the last day
 * @with: (nullable): id of whoever takes the meetings, at their own time where it is free; %NULL moves them to the time
 *   after the absence
 *
 * Looks for a new time for every meeting that is booked into these days, and shows what was found.
 */
void
naru_rebooking_list_show (NaruRebookingList *self, const char *staff, const char *from,
                          const char *to, const char *with)
{
  Question *question = g_new0 (Question, 1);

  question->absence.from = g_strdup (from);
  question->absence.to = g_strdup (to);
  question->with = g_strdup (with);
  naru_reading_start_with (&self->reading, GTK_WIDGET (self), self->desk, staff, read_rebookings,
                           question, question_free, show_rebookings,
                           (GDestroyNotify) g_ptr_array_unref);
}

/**
 * naru_rebooking_list_show_none:
 *
 * Shows nothing: it is not known yet who is away and when, or the meetings stay.
 */
void
naru_rebooking_list_show_none (NaruRebookingList *self)
{
  naru_reading_clear (&self->reading);
  naru_ui_clear (self->lines);
  g_clear_pointer (&self->rebookings, g_ptr_array_unref);
}

/**
 * naru_rebooking_list_get_chosen:
 *
 * Returns: (transfer container) (element-type NaruRebooking): those that are ticked
 */
GPtrArray *
naru_rebooking_list_get_chosen (NaruRebookingList *self)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (GtkWidget *line = gtk_widget_get_first_child (self->lines); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    {
      GtkWidget *check = gtk_widget_get_first_child (line);

      if (GTK_IS_CHECK_BUTTON (check) && gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        g_ptr_array_add (chosen, g_object_get_data (G_OBJECT (check), "rebooking"));
    }
  return chosen;
}

/**
 * naru_rebooking_list_is_reading:
 *
 * Returns: whether what it shows may be about other days than those that were asked for last
 */
gboolean
naru_rebooking_list_is_reading (NaruRebookingList *self)
{
  return self->reading.under_way != NULL;
}

static void
naru_rebooking_list_dispose (GObject *object)
{
  NaruRebookingList *self = NARU_REBOOKING_LIST (object);

  naru_reading_clear (&self->reading);
  g_clear_pointer (&self->rebookings, g_ptr_array_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_rebooking_list_parent_class)->dispose (object);
}

static void
naru_rebooking_list_class_init (NaruRebookingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_rebooking_list_dispose;
}

static void
naru_rebooking_list_init (NaruRebookingList *self)
{
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  adw_bin_set_child (ADW_BIN (self), self->lines);
}

/**
 * naru_rebooking_list_new:
 *
 * Returns: (transfer floating): the list, empty
 */
GtkWidget *
naru_rebooking_list_new (NaruDesk *desk)
{
  NaruRebookingList *self = g_object_new (NARU_TYPE_REBOOKING_LIST, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
