/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each meeting with where it would go, to be left out one by one; a new proposal where somebody else takes them. */

#include "naru-absence-panel.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-panel.h"
#include "naru-ui-util.h"

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *staff;
  NaruAbsence *absence;
  GPtrArray *rebookings;
  GtkWidget *who;
  GtkWidget *lines;
} Moving;

static void
moving_free (gpointer data)
{
  Moving *moving = data;

  g_object_unref (moving->desk);
  g_free (moving->staff);
  naru_absence_free (moving->absence);
  g_clear_pointer (&moving->rebookings, g_ptr_array_unref);
  g_free (moving);
}

static char *
describe (Moving *moving, const NaruRebooking *rebooking)
{
  g_autofree char *today = naru_desk_today (moving->desk);
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
add_line (Moving *moving, NaruRebooking *rebooking)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *second = describe (moving, rebooking);
  g_autofree char *name = g_strdup_printf ("%s, %s", rebooking->title, second);

  gtk_box_append (GTK_BOX (texts), naru_ui_label (rebooking->title, NULL));
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (second, "caption dim-label"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), rebooking->start != NULL);
  gtk_widget_set_sensitive (check, rebooking->start != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (check), "rebooking", rebooking);
  gtk_box_append (GTK_BOX (line), check);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (GTK_BOX (moving->lines), line);
}

static void
propose (Moving *moving)
{
  gboolean me = gtk_drop_down_get_selected (GTK_DROP_DOWN (moving->who)) == 0;
  g_autoptr (GError) error = NULL;

  naru_ui_clear (moving->lines);
  g_clear_pointer (&moving->rebookings, g_ptr_array_unref);
  moving->rebookings
      = naru_case_propose_rebooking (moving->desk, moving->staff, moving->absence,
                                     me ? naru_desk_get_staff (moving->desk) : NULL, &error);
  naru_panel_set_message (moving->panel, error != NULL ? error->message : NULL);
  for (guint i = 0; moving->rebookings != NULL && i < moving->rebookings->len; i++)
    add_line (moving, moving->rebookings->pdata[i]);
  if (moving->rebookings != NULL && moving->rebookings->len == 0)
    gtk_box_append (
        GTK_BOX (moving->lines),
        naru_ui_wrapped_label (_ ("No meeting is booked into this time."), "dim-label"));
}

static void
move_cb (Moving *moving)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  for (GtkWidget *line = gtk_widget_get_first_child (moving->lines); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    {
      GtkWidget *check = gtk_widget_get_first_child (line);

      if (GTK_IS_CHECK_BUTTON (check) && gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        g_ptr_array_add (chosen, g_object_get_data (G_OBJECT (check), "rebooking"));
    }
  if (chosen->len == 0)
    {
      naru_panel_set_message (moving->panel, _ ("Please choose at least one meeting."));
      return;
    }
  command = naru_case_rebook_all (moving->desk, chosen, &error);
  if (command == NULL)
    naru_panel_set_message (moving->panel, error->message);
  else
    naru_panel_run_and_close (moving->panel, command);
}

/**
 * naru_absence_panel_show:
 * @staff: somebody who is away today
 *
 * Opens the panel that moves the meetings booked into the absence: to whoever works here, or to the time after it.
 */
void
naru_absence_panel_show (NaruWindow *window, const char *staff)
{
  NaruDesk *desk = naru_window_get_desk (window);
  g_autofree char *today = naru_desk_today (desk);
  NaruAbsence *absence = naru_case_find_absence (desk, staff, today);
  g_autofree char *name = naru_store_get_title (naru_desk_get_store (desk), staff);
  GtkWidget *box;
  Moving *moving;
  g_autofree char *title = NULL, *until = NULL, *after = NULL;
  const char *choices[] = { NULL, NULL, NULL };

  if (absence == NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  moving = g_new0 (Moving, 1);
  until = naru_ui_format_day (absence->to, today);
  after = g_strdup_printf (_ ("%1$s, after %2$s"), name != NULL ? name : "", until);
  choices[0] = _ ("I do, at the same time where I am free");
  choices[1] = after;
  moving->desk = g_object_ref (desk);
  moving->staff = g_strdup (staff);
  moving->absence = absence;
  moving->who = gtk_drop_down_new_from_strings (choices);
  gtk_widget_add_css_class (moving->who, "field");
  naru_ui_name (moving->who, _ ("Who holds the meetings"));
  moving->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Who holds the meetings"), moving->who));
  gtk_box_append (GTK_BOX (box), moving->lines);
  g_object_set_data_full (G_OBJECT (box), "naru-moving", moving, moving_free);
  title = g_strdup_printf (_ ("Meetings of %s"), name != NULL ? name : "");
  moving->panel = naru_panel_show (window, title, box);
  naru_panel_set_action (moving->panel, C_ ("action", "Rebook"), G_CALLBACK (move_cb), moving);
  g_signal_connect_swapped (moving->who, "notify::selected", G_CALLBACK (propose), moving);
  propose (moving);
  gtk_widget_grab_focus (moving->who);
}
