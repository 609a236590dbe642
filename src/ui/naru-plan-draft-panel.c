/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drafting a plan: a template, the occupation aimed at, and what follows from them and from the situation, to tick. */

#include "naru-plan-panels.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-field-editor.h"
#include "naru-market-note.h"
#include "naru-panel.h"
#include "naru-plan-draft.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  NaruRecord *person;
  GPtrArray *templates;
  GPtrArray *proposals;
  GHashTable *there; /* titles of the steps that are in the plan */
  GtkWidget *choice;
  GtkWidget *occupation;
  GtkWidget *market;
  GtkWidget *list;
  GPtrArray *checks; /* one per proposal; NULL where the step is there already */
} Draft;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_object_unref (draft->desk);
  g_object_unref (draft->person);
  g_ptr_array_unref (draft->templates);
  g_clear_pointer (&draft->proposals, g_ptr_array_unref);
  g_hash_table_unref (draft->there);
  g_ptr_array_unref (draft->checks);
  g_free (draft);
}

static const NaruPlanTemplate *
get_template (Draft *draft)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (draft->choice));

  return g_ptr_array_index (draft->templates, MIN (position, draft->templates->len - 1));
}

static GtkWidget *
new_proposal (Draft *draft, const NaruPlanProposal *proposal, gboolean there)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *today = naru_desk_today (draft->desk);
  g_autofree char *day = naru_ui_format_day (proposal->due, today);
  const char *who
      = proposal->responsible != NULL
            ? naru_vocabulary_label (naru_vocabulary_get ("responsible"), proposal->responsible)
            : NULL;
  g_autofree char *caption
      = there ? g_strdup (_ ("in the plan already"))
              : g_strdup_printf ("%s · %s · %s", who != NULL ? who : "", day, proposal->reason);

  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (proposal->step, NULL));
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (caption, "caption dim-label"));
  gtk_widget_set_margin_start (texts, 6);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), texts);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !there);
  gtk_widget_set_sensitive (check, !there);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  proposal->step, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, caption, -1);
  return check;
}

static void
show_proposals (Draft *draft)
{
  g_autofree char *occupation = NULL, *message = NULL;
  g_autoptr (GError) error = NULL;
  const char *goal = NULL;

  naru_field_editor_dup_value (NARU_FIELD_EDITOR (draft->occupation), &occupation, &message);
  naru_market_note_show (draft->market, draft->desk, occupation, naru_record_get_id (draft->person),
                         naru_ui_set_text);
  g_clear_pointer (&draft->proposals, g_ptr_array_unref);
  draft->proposals = naru_plan_propose (draft->desk, draft->person, get_template (draft)->id,
                                        occupation, &error);
  naru_ui_clear (draft->list);
  g_ptr_array_set_size (draft->checks, 0);
  naru_panel_set_message (draft->panel, error != NULL ? error->message : message);
  for (guint i = 0; draft->proposals != NULL && i < draft->proposals->len; i++)
    {
      const NaruPlanProposal *proposal = g_ptr_array_index (draft->proposals, i);
      gboolean there = g_hash_table_contains (draft->there, proposal->step);
      GtkWidget *check = new_proposal (draft, proposal, there);

      if (g_strcmp0 (goal, proposal->goal) != 0)
        {
          GtkWidget *heading = naru_ui_wrapped_label (proposal->goal, "heading");

          gtk_widget_set_margin_top (heading, 6);
          gtk_box_append (GTK_BOX (draft->list), heading);
        }
      goal = proposal->goal;
      gtk_box_append (GTK_BOX (draft->list), check);
      g_ptr_array_add (draft->checks, there ? NULL : check);
    }
}

static void
apply_cb (Draft *draft)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  for (guint i = 0; i < draft->checks->len; i++)
    if (draft->checks->pdata[i] != NULL && gtk_check_button_get_active (draft->checks->pdata[i]))
      g_ptr_array_add (chosen, draft->proposals->pdata[i]);
  command = naru_case_add_proposals (draft->desk, naru_record_get_id (draft->person),
                                     get_template (draft)->id, chosen, &error);
  if (command == NULL)
    naru_panel_set_message (draft->panel, error->message);
  else
    naru_panel_run_and_close (draft->panel, command);
}

static GHashTable *
find_titles (NaruDesk *desk, const char *jobseeker)
{
  GHashTable *titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *plan = naru_case_current_plan (desk, jobseeker);
  g_autoptr (GPtrArray) steps = plan != NULL ? naru_case_get_steps (desk, plan, NULL) : NULL;

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    g_hash_table_add (titles, g_strdup (naru_record_get_title (steps->pdata[i])));
  return titles;
}

static GtkWidget *
new_choice (Draft *draft)
{
  const NaruPlanTemplate *fits = naru_plan_template_for (draft->templates, draft->person);
  GtkStringList *names = gtk_string_list_new (NULL);
  guint position = 0;

  for (guint i = 0; i < draft->templates->len; i++)
    {
      const NaruPlanTemplate *template = g_ptr_array_index (draft->templates, i);

      gtk_string_list_append (names, template->name);
      if (template == fits)
        position = i;
    }
  draft->choice = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  naru_ui_add_classes (draft->choice, "field");
  naru_ui_name (draft->choice, _ ("Template"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (draft->choice), position);
  g_signal_connect_swapped (draft->choice, "notify::selected", G_CALLBACK (show_proposals), draft);
  return naru_ui_captioned (_ ("Template"), draft->choice);
}

static GtkWidget *
new_occupation (Draft *draft)
{
  const NaruField *field
      = naru_record_type_find_field (naru_record_type_find ("plan"), "goals")->fields;
  g_auto (GStrv) sought = naru_record_get_set (draft->person, "occupations");

  while (g_strcmp0 (field->name, "occupation") != 0)
    field++;
  draft->occupation = naru_field_editor_new (draft->desk, field);
  naru_field_editor_set_value (NARU_FIELD_EDITOR (draft->occupation),
                               sought != NULL ? sought[0] : NULL);
  g_signal_connect_swapped (draft->occupation, "commit", G_CALLBACK (show_proposals), draft);
  return naru_ui_captioned (naru_field_get_label (field), draft->occupation);
}

/**
 * naru_plan_panel_draft:
 *
 * Opens the panel that drafts the plan of a person.
 */
void
naru_plan_panel_draft (NaruWindow *window, const char *jobseeker)
{
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (NaruRecord) person = naru_store_get (naru_desk_get_store (desk), jobseeker, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Draft *draft;

  if (person == NULL)
    {
      g_object_unref (g_object_ref_sink (box));
      return;
    }
  draft = g_new0 (Draft, 1);
  draft->desk = g_object_ref (desk);
  draft->person = g_object_ref (person);
  draft->templates = naru_plan_templates (desk);
  draft->there = find_titles (desk, jobseeker);
  draft->checks = g_ptr_array_new ();
  draft->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (box), new_choice (draft));
  gtk_box_append (GTK_BOX (box), new_occupation (draft));
  draft->market = naru_ui_wrapped_label (NULL, "caption dim-label");
  gtk_widget_set_visible (draft->market, FALSE);
  gtk_box_append (GTK_BOX (box), draft->market);
  gtk_box_append (GTK_BOX (box), draft->list);
  gtk_box_append (GTK_BOX (box),
                  naru_ui_wrapped_label (
                      _ ("Without the mouse: Ctrl+D opens this, the arrow keys choose a "
                         "template, Tab goes on, Space takes the tick off a step, Ctrl+Return "
                         "adds what is ticked. Each step can be changed afterwards, and Ctrl+Z "
                         "takes all of them back."),
                      "caption dim-label"));
  g_object_set_data_full (G_OBJECT (box), "naru-draft", draft, draft_free);
  draft->panel = naru_panel_show (window, _ ("Draft a plan"), box);
  naru_panel_set_action (draft->panel, _ ("Add to the plan"), G_CALLBACK (apply_cb), draft);
  show_proposals (draft);
  gtk_widget_grab_focus (draft->choice);
}
