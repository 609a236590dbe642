/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel that gives an employer to somebody: who has room for it, why it changes hands, and the handover sheet, which is
 * written from what is known and changed by the person who leaves. */

#include "naru-employer-panels.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-employer-work.h"
#include "naru-panel.h"
#include "naru-print-panel.h"
#include "naru-print.h"
#include "naru-reading.h"
#include "naru-ui-util.h"

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  NaruReading reading;
  char *employer;
  char *manager; /* who looks after it until now */
  char *chosen;
  GtkWidget *people;
  GtkWidget *reason;
  GtkWidget *sheet;
} Assigning;

static void
assigning_free (gpointer data)
{
  Assigning *self = data;

  naru_reading_clear (&self->reading);
  g_object_unref (self->desk);
  g_free (self->employer);
  g_free (self->manager);
  g_free (self->chosen);
  g_free (self);
}

/* The sheet for the colleague, as soon as the employer is theirs. */
static void
show_handover (NaruWindow *window, gpointer data)
{
  g_autofree char *employer = data;

  naru_print_panel_show (window, _ ("Handover sheet"), employer, naru_print_handover, NULL, FALSE);
}

static void
assign_cb (Assigning *self)
{
  g_autofree char *sheet = naru_ui_dup_text (self->sheet);
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  if (self->chosen == NULL)
    {
      naru_panel_set_message (self->panel, _ ("Please choose who looks after this employer."));
      return;
    }
  command
      = naru_employer_assign (self->desk, self->employer, self->chosen,
                              gtk_editable_get_text (GTK_EDITABLE (self->reason)), sheet, &error);
  if (command == NULL)
    naru_panel_set_message (self->panel, error->message);
  else if (self->manager != NULL)
    naru_panel_run_then (self->panel, command, show_handover, g_strdup (self->employer));
  else
    naru_panel_run_and_close (self->panel, command);
}

/* What is read on another thread. */
typedef struct
{
  GPtrArray *workloads;
  char *sheet;
} Found;

static void
found_free (gpointer data)
{
  Found *self = data;

  g_ptr_array_unref (self->workloads);
  g_free (self->sheet);
  g_free (self);
}

static gpointer
read_all (NaruDesk *reader, const char *employer, gconstpointer context, GError **error)
{
  g_autoptr (GPtrArray) workloads = naru_employer_workloads (reader, error);
  g_autofree char *sheet
      = workloads != NULL ? naru_employer_write_handover (reader, employer, NULL, error) : NULL;
  Found *found;

  if (sheet == NULL)
    return NULL;
  found = g_new0 (Found, 1);
  found->workloads = g_steal_pointer (&workloads);
  found->sheet = g_steal_pointer (&sheet);
  return found;
}

static void
toggled_cb (GtkCheckButton *button, Assigning *self)
{
  if (!gtk_check_button_get_active (button))
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (g_object_get_data (G_OBJECT (button), "staff"));
  naru_panel_set_message (self->panel, NULL);
}

/* "37 employers, 12 actions open, 3 late" */
static char *
say_workload (const NaruWorkload *workload)
{
  g_autofree char *employers = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d employer", "%d employers", (gulong) workload->employers),
      (int) workload->employers);
  g_autofree char *open = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d action open", "%d actions open", (gulong) workload->open),
      (int) workload->open);
  g_autofree char *late = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d late", "%d late", (gulong) workload->late),
      (int) workload->late);

  return g_strjoin (", ", employers, open, workload->late > 0 ? late : NULL, NULL);
}

static GtkWidget *
make_person (Assigning *self, const NaruWorkload *workload, GtkWidget *group)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *load = say_workload (workload);

  gtk_box_append (GTK_BOX (texts), naru_ui_label (workload->name, NULL));
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (load, "caption dim-label"));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button),
                              group != NULL ? GTK_CHECK_BUTTON (group) : NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  naru_ui_name (button, workload->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  load, -1);
  g_object_set_data_full (G_OBJECT (button), "staff", g_strdup (workload->staff), g_free);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (self->people), row);
  return button;
}

static void
show_all (GtkWidget *widget, const char *employer, gpointer data, gboolean other)
{
  Assigning *self = g_object_get_data (G_OBJECT (widget), "naru-assigning");
  const Found *found = data;
  GtkWidget *group = NULL;
  GtkWidget *first = NULL;

  naru_ui_clear (self->people);
  for (guint i = 0; i < found->workloads->len; i++)
    {
      const NaruWorkload *workload = found->workloads->pdata[i];

      if (g_strcmp0 (workload->staff, self->manager) == 0)
        continue;
      group = make_person (self, workload, group);
      if (first == NULL)
        first = group;
    }
  if (self->manager != NULL)
    naru_ui_set_view_text (self->sheet, found->sheet);
  if (first != NULL)
    gtk_widget_grab_focus (first);
  else
    gtk_box_append (GTK_BOX (self->people),
                    naru_ui_wrapped_label (_ ("Nobody else here looks after employers."), NULL));
}

static void
append_labelled (GtkWidget *box, const char *caption, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (caption, widget));
  naru_ui_name (widget, caption);
}

/**
 * naru_assign_panel_open:
 *
 * Asks who looks after the employer from now on, why, and what the next one must know.
 */
void
naru_assign_panel_open (GtkWidget *widget, const char *employer)
{
  NaruWindow *window = naru_window_of (widget);
  GtkWidget *box;
  Assigning *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) record = NULL;

  if (window == NULL)
    return;
  record = naru_store_get (naru_desk_get_store (naru_window_get_desk (window)), employer, &error);
  if (record == NULL)
    {
      naru_window_tell_error (window, _ ("This cannot be opened."), error);
      return;
    }
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self = g_new0 (Assigning, 1);
  self->desk = g_object_ref (naru_window_get_desk (window));
  self->employer = g_strdup (employer);
  self->manager = g_strdup (naru_record_get (record, "accountManager"));
  g_object_set_data_full (G_OBJECT (box), "naru-assigning", self, assigning_free);
  self->people = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->reason = gtk_entry_new ();
  gtk_widget_add_css_class (self->reason, "field");
  self->sheet = naru_ui_text_view (320);
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Who looks after it"), self->people));
  append_labelled (box, _ ("Reason for the change"), self->reason);
  append_labelled (box, _ ("Handover sheet"), self->sheet);
  if (self->manager == NULL)
    {
      gtk_widget_hide (gtk_widget_get_parent (self->reason));
      gtk_widget_hide (gtk_widget_get_parent (self->sheet));
    }
  self->panel = naru_panel_show (window, _ ("Account manager"), box);
  naru_panel_set_action (self->panel, C_ ("action", "Assign"), G_CALLBACK (assign_cb), self);
  naru_reading_start (&self->reading, box, self->desk, employer, read_all, NULL, show_all,
                      found_free);
}
