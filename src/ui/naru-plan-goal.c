/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals of a plan: they are elements of the plan's record, so they have a small form of their own. */

#include "naru-plan-view-private.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-field-editor.h"
#include "naru-form-draft.h"
#include "naru-market-note.h"
#include "naru-panel.h"
#include "naru-ui-util.h"
#include "naru-wording-hint.h"

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *jobseeker;
  char *plan;
  char *goal; /* NULL for a new one */
  char *before; /* its text as it is saved */
  GtkWidget *text;
  GtkWidget *occupation;
  GtkWidget *market;
} Goal;

static void
goal_free (gpointer data)
{
  Goal *goal = data;

  g_object_unref (goal->desk);
  g_free (goal->jobseeker);
  g_free (goal->plan);
  g_free (goal->goal);
  g_free (goal->before);
  g_free (goal);
}

static char *
draft_key (Goal *goal)
{
  return goal->goal != NULL ? naru_form_draft_key ("plan", goal->plan, goal->goal)
                            : naru_form_draft_key ("plan", goal->jobseeker, "goal");
}

static const NaruField *
goal_field (const char *name)
{
  const NaruField *field
      = naru_record_type_find_field (naru_record_type_find ("plan"), "goals")->fields;

  while (field->name != NULL && g_strcmp0 (field->name, name) != 0)
    field++;
  return field;
}

static char *
dup_member (NaruRecord *plan, const char *goal, const char *member)
{
  for (guint i = 0; i < naru_record_get_length (plan, "goals"); i++)
    {
      g_autofree char *id = naru_record_get_element (plan, "goals", i, "id");

      if (g_strcmp0 (id, goal) == 0)
        return naru_record_get_element (plan, "goals", i, member);
    }
  return NULL;
}

/* What is typed and not saved is kept, as in a form. */
static void
typed_cb (Goal *goal)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *key = draft_key (goal);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (goal->text));

  if (g_strcmp0 (text, goal->before) != 0)
    g_hash_table_insert (values, "text", (gpointer) text);
  naru_form_draft_keep (naru_desk_get_store (goal->desk), key, values);
}

static void
put_back (Goal *goal)
{
  g_autofree char *key = draft_key (goal);
  g_autoptr (GHashTable) values = naru_form_draft_read (naru_desk_get_store (goal->desk), key);
  const char *text = values != NULL ? g_hash_table_lookup (values, "text") : NULL;

  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (goal->text), text);
}

static void
save_cb (Goal *goal)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (goal->text))));
  g_autofree char *occupation = NULL;
  g_autofree char *message = NULL;
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  if (!naru_field_editor_dup_value (NARU_FIELD_EDITOR (goal->occupation), &occupation, &message))
    {
      naru_panel_set_message (goal->panel, message);
      return;
    }
  if (goal->goal == NULL)
    command = naru_case_add_goal (goal->desk, goal->jobseeker, text, occupation, &error);
  else if (*text == '\0')
    {
      naru_panel_set_message (goal->panel, _ ("Please write what the goal is."));
      return;
    }
  else
    {
      g_autofree char *label = g_strdup_printf (_ ("Change the goal “%s”"), text);

      command = naru_command_new (label);
      naru_command_set_element (command, goal->plan, "goals", goal->goal, "text", text);
      naru_command_set_element (command, goal->plan, "goals", goal->goal, "occupation", occupation);
    }
  if (command == NULL)
    {
      naru_panel_set_message (goal->panel, error->message);
      return;
    }
  key = draft_key (goal);
  naru_store_keep_draft (naru_desk_get_store (goal->desk), key, NULL);
  naru_panel_run_and_close (goal->panel, command);
}

static NaruCommand *
new_delete_command (NaruDesk *desk, NaruRecord *plan, const char *goal)
{
  g_autofree char *text = dup_member (plan, goal, "text");
  g_autofree char *label = g_strdup_printf (_ ("Delete the goal “%s”"), text != NULL ? text : "");
  g_autoptr (NaruQuery) query = naru_query_new ("step");
  g_autoptr (GPtrArray) steps = NULL;
  NaruCommand *command = naru_command_new (label);

  naru_command_remove_element (command, naru_record_get_id (plan), "goals", goal);
  naru_query_add_filter (query, "plan", NARU_FILTER_IS, naru_record_get_id (plan));
  steps = naru_store_find (naru_desk_get_store (desk), query, NULL);
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    if (g_strcmp0 (naru_record_get (steps->pdata[i], "goal"), goal) == 0)
      naru_command_set (command, naru_record_get_id (steps->pdata[i]), "goal", NULL);
  return command;
}

/**
 * naru_plan_goal_delete_command:
 *
 * Deletes a goal; its steps stay, under "Other steps".
 */
NaruCommand *
naru_plan_goal_delete_command (NaruPlanView *self, const char *goal)
{
  return self->plan != NULL ? new_delete_command (self->desk, self->plan, goal) : NULL;
}

static void
delete_cb (Goal *goal)
{
  g_autoptr (NaruRecord) plan = naru_store_get (naru_desk_get_store (goal->desk), goal->plan, NULL);

  if (plan == NULL)
    naru_panel_close (goal->panel);
  else
    naru_panel_run_and_close (goal->panel, new_delete_command (goal->desk, plan, goal->goal));
}

static void
show_market_cb (Goal *goal)
{
  g_autofree char *occupation = NULL;
  g_autofree char *message = NULL;

  naru_field_editor_dup_value (NARU_FIELD_EDITOR (goal->occupation), &occupation, &message);
  naru_market_note_show (goal->market, goal->desk, occupation, goal->jobseeker, naru_ui_set_text);
}

static void
show (NaruPlanView *self, const char *id)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Goal *goal = g_new0 (Goal, 1);

  goal->desk = g_object_ref (self->desk);
  goal->jobseeker = g_strdup (self->jobseeker);
  goal->plan = self->plan != NULL ? g_strdup (naru_record_get_id (self->plan)) : NULL;
  goal->goal = g_strdup (id);
  goal->text = gtk_entry_new ();
  naru_ui_add_classes (goal->text, "field");
  naru_ui_name (goal->text, _ ("Goal"));
  goal->occupation = naru_field_editor_new (self->desk, goal_field ("occupation"));
  gtk_box_append (GTK_BOX (box),
                  naru_ui_captioned (_ ("Goal, in the person's own words"), goal->text));
  gtk_box_append (GTK_BOX (box), naru_wording_hint_new (GTK_EDITABLE (goal->text)));
  gtk_box_append (
      GTK_BOX (box),
      naru_ui_captioned (naru_field_get_label (goal_field ("occupation")), goal->occupation));
  goal->market = naru_ui_wrapped_label (NULL, "caption dim-label");
  gtk_widget_set_visible (goal->market, FALSE);
  gtk_box_append (GTK_BOX (box), goal->market);
  if (id != NULL)
    {
      GtkWidget *delete = gtk_button_new_with_label (C_ ("action", "Delete"));
      g_autofree char *text = dup_member (self->plan, id, "text");
      g_autofree char *occupation = dup_member (self->plan, id, "occupation");

      gtk_editable_set_text (GTK_EDITABLE (goal->text), text != NULL ? text : "");
      naru_field_editor_set_value (NARU_FIELD_EDITOR (goal->occupation), occupation);
      gtk_widget_set_halign (delete, GTK_ALIGN_START);
      naru_ui_add_classes (delete, "flat late");
      g_signal_connect_swapped (delete, "clicked", G_CALLBACK (delete_cb), goal);
      gtk_box_append (GTK_BOX (box), delete);
    }
  goal->before = g_strdup (gtk_editable_get_text (GTK_EDITABLE (goal->text)));
  put_back (goal);
  show_market_cb (goal);
  g_signal_connect_swapped (goal->occupation, "edited", G_CALLBACK (show_market_cb), goal);
  g_signal_connect_swapped (goal->text, "changed", G_CALLBACK (typed_cb), goal);
  g_signal_connect_swapped (goal->text, "activate", G_CALLBACK (save_cb), goal);
  g_object_set_data_full (G_OBJECT (box), "naru-goal", goal, goal_free);
  goal->panel = naru_panel_show (window, id != NULL ? _ ("Goal") : _ ("New goal"), box);
  naru_panel_set_action (goal->panel, id != NULL ? C_ ("action", "Save") : _ ("Add goal"),
                         G_CALLBACK (save_cb), goal);
  gtk_widget_grab_focus (goal->text);
}

/**
 * naru_plan_goal_add:
 *
 * Opens the panel that adds a goal.
 */
void
naru_plan_goal_add (NaruPlanView *self)
{
  if (naru_window_of (GTK_WIDGET (self)) != NULL && self->jobseeker != NULL)
    show (self, NULL);
}

/**
 * naru_plan_goal_edit:
 *
 * Opens the panel that changes the words and the occupation of a goal.
 */
void
naru_plan_goal_edit (NaruPlanView *self, const char *goal)
{
  if (naru_window_of (GTK_WIDGET (self)) != NULL && self->plan != NULL)
    show (self, goal);
}

/**
 * naru_plan_goal_move_command:
 * @goal: id of a goal
 * @by: -1 for up, 1 for down
 *
 * Returns: (transfer full) (nullable): the command; %NULL where it is the first or the last already
 */
NaruCommand *
naru_plan_goal_move_command (NaruPlanView *self, const char *goal, int by)
{
  g_autoptr (GPtrArray) goals = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = dup_member (self->plan, goal, "text");
  g_autofree char *label = NULL;
  g_autoptr (GString) json = g_string_new ("[");
  NaruCommand *command;
  NaruJsonIter iter;
  NaruJsonSpan name, value;
  gint64 at = -1;
  gpointer moved;

  naru_json_iter_init (&iter, naru_record_get_span (self->plan, "goals"));
  while (naru_json_iter_next (&iter, &name, &value))
    {
      g_autofree char *id = naru_json_span_dup_string (naru_json_span_member (value, "id"));

      if (g_strcmp0 (id, goal) == 0)
        at = goals->len;
      g_ptr_array_add (goals, naru_json_span_dup (value));
    }
  if (at < 0 || at + by < 0 || at + by >= goals->len)
    return NULL;
  moved = goals->pdata[at];
  goals->pdata[at] = goals->pdata[at + by];
  goals->pdata[at + by] = moved;
  for (guint i = 0; i < goals->len; i++)
    g_string_append_printf (json, "%s%s", i > 0 ? "," : "", (const char *) goals->pdata[i]);
  g_string_append_c (json, ']');
  label = g_strdup_printf (_ ("Move “%s”"), text != NULL ? text : "");
  command = naru_command_new (label);
  naru_command_set_json (command, naru_record_get_id (self->plan), "goals", json->str);
  return command;
}
