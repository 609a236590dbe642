/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels of the time after work began. A check of the worker asks for satisfaction, too: with the work, and with us. */

#include "naru-work-panel.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-form.h"
#include "naru-panel.h"
#include "naru-record-panel.h"
#include "naru-ui-util.h"

#define BEST 5 /* of the answers to a question of satisfaction */

static NaruCommand *
begin (NaruDesk *desk, NaruRecord *draft, const char *jobseeker, GError **error)
{
  return naru_case_begin_work (desk, jobseeker, draft, error);
}

/**
 * naru_work_panel_begin:
 * @jobseeker: who began to work
 *
 * Opens the panel that notes where and when, and so plans the checks on both sides.
 */
void
naru_work_panel_begin (NaruWindow *window, const char *jobseeker)
{
  static const char *const fields[]
      = { "employer",  "startOn", "vacancy", "occupation",    "contract",
          "hoursWeek", "pay",     "measure", "measureEndsOn", NULL };
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (NaruRecord) draft = naru_record_new (naru_record_type_find ("placement"), NULL);
  g_autofree char *today = naru_desk_today (desk);

  naru_record_set (draft, "startOn", today, NULL);
  naru_record_panel_add (window, _ ("Work that began"), draft, fields, C_ ("action", "Save"), begin,
                         jobseeker);
}

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *follow_up;
  GtkWidget *reached;
  GtkWidget *form;
  GtkWidget *step_part;
  GtkWidget *step;
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_object_unref (check->desk);
  g_free (check->follow_up);
  g_free (check);
}

static gboolean
is_warned (Check *check)
{
  const char *warning = naru_record_get (naru_form_get_record (NARU_FORM (check->form)), "warning");

  return warning != NULL && g_strcmp0 (warning, "none") != 0;
}

/* Whether an answer lies between 1 and 5; what is wrong stands at the field. */
static gboolean
check_answer (Check *check, const char *field)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (check->form));
  gint64 answer;

  if (naru_record_type_find_field (naru_record_get_record_type (draft), field) == NULL
      || !naru_record_has (draft, field))
    return TRUE;
  answer = naru_record_get_number (draft, field, 0);
  if (answer >= 1 && answer <= BEST)
    return TRUE;
  naru_form_set_message (NARU_FORM (check->form), field, _ ("An answer is 1, 2, 3, 4 or 5."));
  return FALSE;
}

static void
edited_cb (Check *check)
{
  gtk_widget_set_visible (check->step_part, is_warned (check));
  check_answer (check, "satisfaction");
  check_answer (check, "serviceSatisfaction");
  naru_panel_set_message (check->panel, NULL);
}

static void
reached_cb (Check *check)
{
  gboolean reached = gtk_check_button_get_active (GTK_CHECK_BUTTON (check->reached));

  gtk_widget_set_visible (check->form, reached);
  gtk_widget_set_visible (check->step_part, reached && is_warned (check));
}

static void
save_cb (Check *check)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (check->form));
  gboolean worker = g_str_has_prefix (check->follow_up, "jobseekerFollowUp:");
  NaruCheckReport report
      = { .reached = gtk_check_button_get_active (GTK_CHECK_BUTTON (check->reached)) };
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  naru_form_commit (NARU_FORM (check->form));
  if (report.reached
      && (!naru_form_check (NARU_FORM (check->form)) || !check_answer (check, "satisfaction")
          || !check_answer (check, "serviceSatisfaction")))
    return;
  report.warning = naru_record_get (draft, "warning");
  report.note = naru_record_get (draft, "note");
  report.step = gtk_editable_get_text (GTK_EDITABLE (check->step));
  report.satisfaction = (int) naru_record_get_number (draft, "satisfaction", 0);
  if (worker)
    {
      report.still_there = naru_record_get (draft, "stillThere");
      report.service_satisfaction = (int) naru_record_get_number (draft, "serviceSatisfaction", 0);
    }
  command = naru_case_record_check (check->desk, check->follow_up, &report, &error);
  if (command == NULL)
    {
      naru_panel_set_message (check->panel, error->message);
      return;
    }
  naru_form_forget_draft (NARU_FORM (check->form));
  naru_panel_run_and_close (check->panel, command);
}

/**
 * naru_work_panel_check:
 * @follow_up: id of a check with the worker or the employer
 *
 * Opens the panel that writes down what was found; a warning asks what will be done about it.
 */
void
naru_work_panel_check (NaruWindow *window, const char *follow_up)
{
  static const char *const worker_fields[]
      = { "stillThere", "warning", "satisfaction", "serviceSatisfaction", "note", NULL };
  static const char *const employer_fields[] = { "warning", "satisfaction", "note", NULL };
  NaruDesk *desk = naru_window_get_desk (window);
  NaruStore *store = naru_desk_get_store (desk);
  gboolean worker = g_str_has_prefix (follow_up, "jobseekerFollowUp:");
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) record = naru_store_get (store, follow_up, &error);
  GtkWidget *box, *choices, *not_reached;
  g_autofree char *title = NULL, *when = NULL;
  Check *check;

  if (record == NULL)
    {
      naru_window_tell_error (window, _ ("This check cannot be opened."), error);
      return;
    }
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  choices = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  check = g_new0 (Check, 1);
  check->desk = g_object_ref (desk);
  check->follow_up = g_strdup (follow_up);
  check->reached = gtk_check_button_new_with_label (_ ("We talked"));
  not_reached = gtk_check_button_new_with_label (_ ("Not reached: ask again in three days"));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (not_reached), GTK_CHECK_BUTTON (check->reached));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check->reached), TRUE);
  check->form = naru_form_new_for_draft (desk, naru_record_get_record_type (record)->name,
                                         worker ? worker_fields : employer_fields);
  naru_form_set_record (NARU_FORM (check->form), record);
  check->step = gtk_entry_new ();
  gtk_widget_add_css_class (check->step, "field");
  naru_ui_name (check->step, _ ("What will be done about it"));
  check->step_part = naru_ui_captioned (_ ("What will be done about it"), check->step);
  when = naru_record_format (record, "after");
  gtk_box_append (GTK_BOX (box), naru_ui_label (when, "heading"));
  gtk_box_append (GTK_BOX (choices), check->reached);
  gtk_box_append (GTK_BOX (choices), not_reached);
  gtk_box_append (GTK_BOX (box), choices);
  gtk_box_append (GTK_BOX (box), check->form);
  gtk_box_append (GTK_BOX (box), check->step_part);
  g_object_set_data_full (G_OBJECT (box), "naru-check", check, check_free);
  g_signal_connect_swapped (check->reached, "toggled", G_CALLBACK (reached_cb), check);
  g_signal_connect_swapped (check->form, "edited", G_CALLBACK (edited_cb), check);
  title = naru_store_get_title (store, naru_record_get (record, worker ? "jobseeker" : "employer"));
  check->panel = naru_panel_show (window, title != NULL ? title : "", box);
  naru_panel_set_action (check->panel, C_ ("action", "Save"), G_CALLBACK (save_cb), check);
  reached_cb (check);
  gtk_widget_grab_focus (check->reached);
}
