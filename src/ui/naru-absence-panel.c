/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels of an absence: when somebody is away, who stands in, and where the meetings of these days go, all undone
 * together; and for whoever stands in, the meetings alone. */

#include "naru-absence-panel.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-form.h"
#include "naru-panel.h"
#include "naru-rebooking-list.h"
#include "naru-record-panel.h"
#include "naru-ui-util.h"

/* Whoever stands in moves the meetings. */

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *staff;
  NaruAbsence *absence;
  GtkWidget *who;
  GtkWidget *list;
} Moving;

static void
moving_free (gpointer data)
{
  Moving *moving = data;

  g_object_unref (moving->desk);
  g_free (moving->staff);
  naru_absence_free (moving->absence);
  g_free (moving);
}

static void
propose (Moving *moving)
{
  gboolean me = gtk_drop_down_get_selected (GTK_DROP_DOWN (moving->who)) == 0;

  naru_panel_set_message (moving->panel, NULL);
  naru_rebooking_list_show (NARU_REBOOKING_LIST (moving->list), moving->staff,
                            moving->absence->from, moving->absence->to,
                            me ? naru_desk_get_staff (moving->desk) : NULL);
}

static void
move_cb (Moving *moving)
{
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  if (naru_rebooking_list_is_reading (NARU_REBOOKING_LIST (moving->list)))
    return;
  chosen = naru_rebooking_list_get_chosen (NARU_REBOOKING_LIST (moving->list));
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

/* "Lee Su-jin, after 27 November 2026" */
static char *
say_after (NaruDesk *desk, const char *staff, const char *to)
{
  g_autofree char *name = naru_store_get_title (naru_desk_get_store (desk), staff);
  g_autofree char *until = naru_ui_format_date (to);

  return g_strdup_printf (_ ("%1$s, after %2$s"), name != NULL ? name : "", until);
}

/**
 * naru_absence_panel_rebook:
 * @staff: somebody who is away today
 *
 * Opens the panel that moves the meetings booked into the absence: to whoever works here, or to the time after it.
 */
void
naru_absence_panel_rebook (NaruWindow *window, const char *staff)
{
  NaruDesk *desk = naru_window_get_desk (window);
  g_autofree char *today = naru_desk_today (desk);
  NaruAbsence *absence = naru_case_find_absence (desk, staff, today);
  g_autofree char *name = naru_store_get_title (naru_desk_get_store (desk), staff);
  GtkWidget *box;
  Moving *moving;
  g_autofree char *title = NULL, *after = NULL;
  const char *choices[] = { NULL, NULL, NULL };

  if (absence == NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  moving = g_new0 (Moving, 1);
  after = say_after (desk, staff, absence->to);
  choices[0] = _ ("I do, at the same time where I am free");
  choices[1] = after;
  moving->desk = g_object_ref (desk);
  moving->staff = g_strdup (staff);
  moving->absence = absence;
  moving->who = naru_ui_drop_down (G_LIST_MODEL (gtk_string_list_new (choices)),
                                   _ ("Who holds the meetings"));
  moving->list = naru_rebooking_list_new (desk);
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Who holds the meetings"), moving->who));
  gtk_box_append (GTK_BOX (box), moving->list);
  g_object_set_data_full (G_OBJECT (box), "naru-moving", moving, moving_free);
  title = g_strdup_printf (_ ("Meetings of %s"), name != NULL ? name : "");
  moving->panel = naru_panel_show (window, title, box);
  naru_panel_set_action (moving->panel, C_ ("action", "Rebook"), G_CALLBACK (move_cb), moving);
  g_signal_connect_swapped (moving->who, "notify::selected", G_CALLBACK (propose), moving);
  propose (moving);
  gtk_widget_grab_focus (moving->who);
}

/* Being away */

/* What happens to the meetings, in the order of the list. */
enum
{
  TO_DEPUTY,
  TO_AFTERWARDS,
  STAY,
};

typedef struct
{
  NaruWindow *window;
  NaruDesk *desk;
  NaruPanel *panel;
  GtkWidget *form;
  GtkWidget *who;
  GtkStringList *ways;
  GtkWidget *list;
  gboolean filling;
} Away;

static void
away_free (gpointer data)
{
  Away *away = data;

  g_object_unref (away->desk);
  g_object_unref (away->ways);
  g_free (away);
}

/* The names in the list of ways follow what is chosen above it; what is selected stays. */
static void
name_ways (Away *away)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (away->form));
  const char *deputy = naru_record_get (draft, "deputy");
  const char *to = naru_record_get (draft, "to");
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (away->who));
  g_autofree char *name
      = deputy != NULL ? naru_store_get_title (naru_desk_get_store (away->desk), deputy) : NULL;
  g_autofree char *with = name != NULL
                              ? g_strdup_printf (_ ("%s, at the same time where free"), name)
                              : g_strdup (_ ("The deputy, at the same time where free"));
  g_autofree char *after = to != NULL && naru_record_has (draft, "staff")
                               ? say_after (away->desk, naru_record_get (draft, "staff"), to)
                               : g_strdup (_ ("The same person, after the absence"));
  const char *names[] = { with, after, _ ("They stay as they are for now"), NULL };

  away->filling = TRUE;
  gtk_string_list_splice (away->ways, 0, g_list_model_get_n_items (G_LIST_MODEL (away->ways)),
                          names);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (away->who),
                              selected <= STAY ? selected : TO_AFTERWARDS);
  away->filling = FALSE;
}

static void
show_meetings (Away *away)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (away->form));
  guint way = gtk_drop_down_get_selected (GTK_DROP_DOWN (away->who));
  const char *staff = naru_record_get (draft, "staff");
  const char *from = naru_record_get (draft, "from");
  const char *to = naru_record_get (draft, "to");
  const char *deputy = naru_record_get (draft, "deputy");

  if (away->filling)
    return;
  if (way == STAY || staff == NULL || from == NULL || to == NULL || g_strcmp0 (from, to) > 0
      || (way == TO_DEPUTY && deputy == NULL))
    naru_rebooking_list_show_none (NARU_REBOOKING_LIST (away->list));
  else
    naru_rebooking_list_show (NARU_REBOOKING_LIST (away->list), staff, from, to,
                              way == TO_DEPUTY ? deputy : NULL);
}

/* Whether it can be saved; what is wrong stands at its field. */
static gboolean
check (Away *away)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (away->form));
  const char *field;
  g_autoptr (GError) error = NULL;

  if (naru_case_check_absence (away->desk, draft, &field, &error))
    return TRUE;
  naru_form_set_message (NARU_FORM (away->form), field, error->message);
  return FALSE;
}

static void
edited_cb (Away *away, const char *field)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (away->form));

  /* whoever is named as deputy takes the meetings, and one day is the usual absence */
  if (g_strcmp0 (field, "deputy") == 0 && naru_record_has (draft, "deputy"))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (away->who), TO_DEPUTY);
  if (g_strcmp0 (field, "from") == 0 && naru_record_has (draft, "from")
      && (!naru_record_has (draft, "to")
          || strcmp (naru_record_get (draft, "to"), naru_record_get (draft, "from")) < 0))
    naru_form_set_value (NARU_FORM (away->form), "to", naru_record_get (draft, "from"));
  naru_panel_set_message (away->panel, NULL);
  if (naru_record_has (draft, "staff") && naru_record_has (draft, "from"))
    check (away);
  name_ways (away);
  show_meetings (away);
}

static void
save_cb (Away *away)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (away->form));
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  naru_form_commit (NARU_FORM (away->form));
  if (!naru_form_check (NARU_FORM (away->form)) || !check (away)
      || naru_rebooking_list_is_reading (NARU_REBOOKING_LIST (away->list)))
    return;
  chosen = naru_rebooking_list_get_chosen (NARU_REBOOKING_LIST (away->list));
  command = naru_case_record_absence (away->desk, draft, chosen, &error);
  if (command == NULL)
    {
      naru_panel_set_message (away->panel, error->message);
      return;
    }
  naru_form_forget_draft (NARU_FORM (away->form));
  naru_panel_run_and_close (away->panel, command);
}

static void
open_cb (GtkButton *button, NaruWindow *window)
{
  /* the panel that it is in goes away */
  g_autofree char *staff = g_strdup (g_object_get_data (G_OBJECT (button), "staff"));
  g_autofree char *absence = g_strdup (g_object_get_data (G_OBJECT (button), "absence"));

  naru_absence_panel_show (window, staff, absence);
}

static void
remove_cb (GtkWidget *button, Away *away)
{
  g_autoptr (GError) error = NULL;
  NaruCommand *command = naru_case_remove_absence (
      away->desk, g_object_get_data (G_OBJECT (button), "absence"), &error);

  if (command == NULL)
    naru_panel_set_message (away->panel, error->message);
  else
    naru_panel_run_and_close (away->panel, command);
}

static char *
describe (NaruDesk *desk, const NaruAbsence *absence)
{
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *from = naru_ui_format_day (absence->from, today);
  g_autofree char *to = naru_ui_format_day (absence->to, today);
  g_autofree char *name = absence->deputy != NULL
                              ? naru_store_get_title (naru_desk_get_store (desk), absence->deputy)
                              : NULL;
  g_autofree char *days = g_strcmp0 (absence->from, absence->to) == 0
                              ? g_strdup (from)
                              /* Translators: first and last day */
                              : g_strdup_printf (_ ("%1$s – %2$s"), from, to);

  /* Translators: days of an absence, and who stands in */
  return name != NULL ? g_strdup_printf (_ ("%1$s · %2$s stands in"), days, name)
                      : g_steal_pointer (&days);
}

/* The absences that are not over; the one that is open is left out. */
static void
add_others (Away *away, GtkWidget *box, const char *staff, const char *open)
{
  NaruStore *store = naru_desk_get_store (away->desk);
  g_autoptr (GPtrArray) absences = naru_case_list_absences (store, staff);
  g_autofree char *today = naru_desk_today (away->desk);
  gboolean some = FALSE;

  for (guint i = 0; i < absences->len; i++)
    {
      const NaruAbsence *absence = absences->pdata[i];
      g_autofree char *text = NULL;
      GtkWidget *line;

      if (g_strcmp0 (absence->to, today) < 0
          || (absence->id != NULL && g_strcmp0 (absence->id, open) == 0))
        continue;
      text = describe (away->desk, absence);
      if (!some)
        gtk_box_append (GTK_BOX (box), naru_ui_label (_ ("Absences"), "heading"));
      some = TRUE;
      if (absence->id == NULL)
        {
          line = naru_ui_wrapped_label (text, NULL);
        }
      else
        {
          line = gtk_button_new ();
          gtk_button_set_child (GTK_BUTTON (line), naru_ui_wrapped_label (text, NULL));
          naru_ui_add_classes (line, "flat");
          naru_ui_name (line, text);
          g_object_set_data_full (G_OBJECT (line), "absence", g_strdup (absence->id), g_free);
          g_object_set_data_full (G_OBJECT (line), "staff", g_strdup (staff), g_free);
          g_signal_connect_object (line, "clicked", G_CALLBACK (open_cb), away->window, 0);
        }
      gtk_box_append (GTK_BOX (box), line);
    }
}

static void
add_meetings (Away *away, GtkWidget *box, gboolean deputy)
{
  away->ways = gtk_string_list_new (NULL);
  away->who
      = naru_ui_drop_down (g_object_ref (G_LIST_MODEL (away->ways)), _ ("Who holds the meetings"));
  away->list = naru_rebooking_list_new (away->desk);
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Who holds the meetings"), away->who));
  gtk_box_append (GTK_BOX (box), away->list);
  name_ways (away);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (away->who), deputy ? TO_DEPUTY : TO_AFTERWARDS);
}

static NaruRecord *
new_draft (NaruDesk *desk, const char *staff)
{
  NaruRecord *draft = naru_record_new (naru_record_type_find ("absence"), NULL);
  g_autofree char *today = naru_desk_today (desk);

  naru_record_set (draft, "staff",
                   naru_case_may_record_absence (desk, staff) ? staff : naru_desk_get_staff (desk),
                   NULL);
  naru_record_set (draft, "from", today, NULL);
  naru_record_set (draft, "to", today, NULL);
  return draft;
}

/**
 * naru_absence_panel_show:
 * @staff: whose absence; where it is not for whoever works here to say, one's own
 * @absence: (nullable): id of an absence to change; %NULL for a new one
 *
 * Opens the panel that says when somebody is away and who stands in, and moves the meetings of these days.
 */
void
naru_absence_panel_show (NaruWindow *window, const char *staff, const char *absence)
{
  static const char *const own_fields[] = { "from", "to", "deputy", NULL };
  static const char *const all_fields[] = { "staff", "from", "to", "deputy", NULL };
  NaruDesk *desk = naru_window_get_desk (window);
  gboolean anybody = naru_case_may_record_absence (desk, NULL);
  g_autoptr (NaruRecord) stored
      = absence != NULL ? naru_store_get (naru_desk_get_store (desk), absence, NULL) : NULL;
  g_autoptr (NaruRecord) draft
      = stored != NULL ? naru_record_copy (stored) : new_draft (desk, staff);
  g_autofree char *whose = g_strdup (naru_record_get (draft, "staff"));
  g_autofree char *name = naru_store_get_title (naru_desk_get_store (desk), whose);
  g_autofree char *title = g_strdup_printf (_ ("Absence of %s"), name != NULL ? name : "");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Away *away = g_new0 (Away, 1);

  away->window = window;
  away->desk = g_object_ref (desk);
  away->form = naru_form_new_for_draft (desk, "absence",
                                        anybody && stored == NULL ? all_fields : own_fields);
  naru_form_set_record (NARU_FORM (away->form), draft);
  gtk_box_append (GTK_BOX (box), away->form);
  add_meetings (away, box, naru_record_has (draft, "deputy"));
  if (stored != NULL)
    {
      GtkWidget *remove = gtk_button_new_with_label (_ ("Not away after all"));

      gtk_widget_set_halign (remove, GTK_ALIGN_START);
      naru_ui_add_classes (remove, "flat late");
      g_object_set_data_full (G_OBJECT (remove), "absence", g_strdup (absence), g_free);
      g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), away);
      gtk_box_append (GTK_BOX (box), remove);
    }
  add_others (away, box, whose, absence);
  g_object_set_data_full (G_OBJECT (box), "naru-away", away, away_free);
  g_signal_connect_swapped (away->form, "edited", G_CALLBACK (edited_cb), away);
  g_signal_connect_swapped (away->who, "notify::selected", G_CALLBACK (show_meetings), away);
  away->panel = naru_panel_show (window, anybody && stored == NULL ? _ ("Absence") : title, box);
  naru_panel_set_action (away->panel, C_ ("action", "Save"), G_CALLBACK (save_cb), away);
  show_meetings (away);
  naru_form_focus (NARU_FORM (away->form), "from");
}
