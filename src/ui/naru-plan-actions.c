/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does with goals and steps, by key, by menu and by mouse: all of it as commands that can be undone. */

#include "naru-plan-view-private.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-list-cells.h"
#include "naru-plan-panels.h"
#include "naru-record-panel.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

static const char *const step_fields[]
    = { "title",  "class",    "measure",   "responsible", "organisation", "plannedOn", "dueOn",
        "doneOn", "evidence", "blockedBy", "barrier",     "note",         NULL };

static void
run (NaruPlanView *self, NaruCommand *command, GError **error)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  if (window != NULL)
    naru_window_run_or_tell (window, command, error);
  else
    g_clear_pointer (&command, naru_command_unref);
}

static void
set_state (NaruPlanView *self, NaruRecord *step, const char *state)
{
  g_autoptr (GError) error = NULL;

  run (self, naru_case_set_step_state (self->desk, naru_record_get_id (step), state, &error),
       &error);
}

/**
 * naru_plan_actions_move_state_on:
 *
 * Not started, under way, done, and from the beginning; a dropped step is taken up again.
 */
void
naru_plan_actions_move_state_on (NaruPlanView *self, NaruPlanRow *row)
{
  NaruRecord *step = naru_plan_row_get_step (row);
  const char *state = step != NULL ? naru_record_get (step, "state") : NULL;

  if (step != NULL)
    set_state (self, step,
               g_strcmp0 (state, "planned") == 0    ? "underway"
               : g_strcmp0 (state, "underway") == 0 ? "done"
                                                    : "planned");
}

/* The states of a step, as choices above its form. */

static void
state_chosen_cb (GtkDropDown *states, GParamSpec *pspec, NaruPlanView *self)
{
  const char *id = g_object_get_data (G_OBJECT (states), "naru-step");
  guint position = gtk_drop_down_get_selected (states);
  g_autoptr (NaruRecord) step = naru_store_get (naru_desk_get_store (self->desk), id, NULL);

  if (step != NULL && position != GTK_INVALID_LIST_POSITION)
    set_state (self, step, naru_vocabulary_code_at (naru_vocabulary_get ("step-state"), position));
}

static GtkWidget *
new_states (NaruPlanView *self, NaruRecord *step)
{
  NaruVocabulary *states = naru_vocabulary_get ("step-state");
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *drop_down;
  guint current = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < naru_vocabulary_size (states); i++)
    {
      const char *code = naru_vocabulary_code_at (states, i);

      gtk_string_list_append (names, naru_vocabulary_label (states, code));
      if (g_strcmp0 (code, naru_record_get (step, "state")) == 0)
        current = i;
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  naru_ui_name (drop_down, _ ("State"));
  naru_ui_add_classes (drop_down, "field");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), current);
  g_object_set_data_full (G_OBJECT (drop_down), "naru-step", g_strdup (naru_record_get_id (step)),
                          g_free);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (state_chosen_cb), self, 0);
  gtk_box_append (GTK_BOX (box), naru_ui_label (_ ("State"), "caption dim-label"));
  gtk_box_append (GTK_BOX (box), drop_down);
  return box;
}

/**
 * naru_plan_actions_open:
 *
 * Opens a row in the panel: the form of a step, or the words of a goal.
 */
void
naru_plan_actions_open (NaruPlanView *self, NaruPlanRow *row, gboolean focus)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  NaruRecord *step = naru_plan_row_get_step (row);
  GtkWidget *states;
  NaruPanel *panel;

  if (window == NULL)
    return;
  if (step == NULL)
    {
      if (naru_plan_row_get_goal (row) != NULL)
        naru_plan_goal_edit (self, naru_plan_row_get_goal (row));
      return;
    }
  states = new_states (self, step);
  g_set_weak_pointer (&self->open_states, states);
  panel = naru_record_panel_edit (window, naru_record_get_id (step), step_fields, states);
  if (panel != NULL && focus)
    gtk_widget_child_focus (GTK_WIDGET (panel), GTK_DIR_TAB_FORWARD);
}

/* Moving. Positions are counted anew, and only steps whose position or goal differ are written. */

static NaruCommand *
renumber (NaruPlanView *self, GPtrArray *rows, NaruPlanRow *moved)
{
  g_autofree char *label = g_strdup_printf (_ ("Move “%s”"), naru_plan_row_get_title (moved));
  NaruCommand *command = naru_command_new (label);
  const char *goal = NULL;
  gint64 position = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      NaruPlanRow *row = rows->pdata[i];
      NaruRecord *step = naru_plan_row_get_step (row);
      g_autofree char *number = NULL;

      if (step == NULL)
        {
          goal = naru_plan_row_get_goal (row);
          continue;
        }
      position++;
      number = g_strdup_printf ("%" G_GINT64_FORMAT, position);
      if (naru_record_get_number (step, "position", 0) != position)
        naru_command_set (command, naru_record_get_id (step), "position", number);
      if (row == moved && g_strcmp0 (naru_record_get (step, "goal"), goal) != 0)
        naru_command_set (command, naru_record_get_id (step), "goal", goal);
    }
  return command;
}

/* The first row is a goal where there are goals: a step never goes above it. */
static void
move_step (NaruPlanView *self, guint at, int by)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint length = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  g_autoptr (NaruCommand) command = NULL;
  gpointer moved;
  gint64 to = (gint64) at + by;

  for (guint i = 0; i < length; i++)
    g_ptr_array_add (rows, g_list_model_get_item (G_LIST_MODEL (self->rows), i));
  if (to < 0 || to >= length || (to == 0 && naru_plan_row_is_goal (rows->pdata[0])))
    return;
  moved = rows->pdata[at];
  rows->pdata[at] = rows->pdata[to];
  rows->pdata[to] = moved;
  command = renumber (self, rows, moved);
  naru_plan_view_select (self, naru_plan_row_get_key (moved));
  self->wanted = g_strdup (naru_plan_row_get_key (moved));
  run (self, g_steal_pointer (&command), &(GError *){ NULL });
}

static void
move (NaruPlanView *self, int by)
{
  NaruPlanRow *row = naru_plan_view_get_selected (self);
  g_autoptr (GError) error = NULL;

  if (row == NULL)
    return;
  if (naru_plan_row_get_step (row) != NULL)
    move_step (self, gtk_single_selection_get_selected (self->selection), by);
  else if (naru_plan_row_get_goal (row) != NULL)
    {
      NaruCommand *command = naru_plan_goal_move_command (self, naru_plan_row_get_goal (row), by);

      if (command != NULL)
        {
          self->wanted = g_strdup (naru_plan_row_get_key (row));
          run (self, command, &error);
        }
    }
}

/* Actions */

static void
state_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruPlanView *self = NARU_PLAN_VIEW (widget);
  NaruPlanRow *row = naru_plan_view_get_selected (self);

  if (row != NULL && naru_plan_row_get_step (row) != NULL)
    set_state (self, naru_plan_row_get_step (row), g_variant_get_string (parameter, NULL));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruPlanView *self = NARU_PLAN_VIEW (widget);
  NaruPlanRow *row = naru_plan_view_get_selected (self);

  if (row != NULL)
    naru_plan_actions_open (self, row, TRUE);
}

static void
move_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (NARU_PLAN_VIEW (widget), -1);
}

static void
move_down_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move (NARU_PLAN_VIEW (widget), 1);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruPlanView *self = NARU_PLAN_VIEW (widget);
  NaruPlanRow *row = naru_plan_view_get_selected (self);
  NaruRecord *step = row != NULL ? naru_plan_row_get_step (row) : NULL;
  NaruCommand *command = NULL;
  g_autoptr (GError) error = NULL;

  if (step != NULL)
    command = naru_record_panel_delete_command (self->desk, naru_record_get_id (step));
  else if (row != NULL && naru_plan_row_get_goal (row) != NULL)
    command = naru_plan_goal_delete_command (self, naru_plan_row_get_goal (row));
  if (command != NULL)
    run (self, command, &error);
}

static void
add_goal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_plan_goal_add (NARU_PLAN_VIEW (widget));
}

/* What opens in the panel: agreeing, signing, comparing, drafting. */
static void
panel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruPlanView *self = NARU_PLAN_VIEW (widget);
  NaruWindow *window = naru_window_of (widget);
  const char *plan = self->plan != NULL ? naru_record_get_id (self->plan) : NULL;

  if (window == NULL || self->jobseeker == NULL)
    return;
  if (g_str_equal (name, "plan.draft"))
    naru_plan_panel_draft (window, self->jobseeker);
  else if (plan != NULL && g_str_equal (name, "plan.agree"))
    naru_plan_panel_agree (window, plan);
  else if (plan != NULL && g_str_equal (name, "plan.sign"))
    naru_plan_panel_sign (window, plan);
  else if (plan != NULL)
    naru_plan_panel_compare (window, plan);
}

/**
 * naru_plan_actions_install:
 *
 * Installs the actions on steps and goals in the class of the plan's view.
 */
void
naru_plan_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "plan.set-state", "s", state_action);
  gtk_widget_class_install_action (klass, "plan.open", NULL, open_action);
  gtk_widget_class_install_action (klass, "plan.move-up", NULL, move_up_action);
  gtk_widget_class_install_action (klass, "plan.move-down", NULL, move_down_action);
  gtk_widget_class_install_action (klass, "plan.delete", NULL, delete_action);
  gtk_widget_class_install_action (klass, "plan.add-goal", NULL, add_goal_action);
  gtk_widget_class_install_action (klass, "plan.agree", NULL, panel_action);
  gtk_widget_class_install_action (klass, "plan.sign", NULL, panel_action);
  gtk_widget_class_install_action (klass, "plan.compare", NULL, panel_action);
  gtk_widget_class_install_action (klass, "plan.draft", NULL, panel_action);
}

/* The menu of a row, at its key or at the pointer. */

static GMenuModel *
new_menu (gboolean step)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) states = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();
  NaruVocabulary *terms = naru_vocabulary_get ("step-state");

  for (guint i = 0; step && i < naru_vocabulary_size (terms); i++)
    {
      const char *code = naru_vocabulary_code_at (terms, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (naru_vocabulary_label (terms, code), NULL);

      g_menu_item_set_action_and_target (item, "plan.set-state", "s", code);
      g_menu_append_item (states, item);
    }
  if (step)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (states));
  g_menu_append (rest, C_ ("action", "Open"), "plan.open");
  g_menu_append (rest, _ ("Move up"), "plan.move-up");
  g_menu_append (rest, _ ("Move down"), "plan.move-down");
  g_menu_append (rest, C_ ("action", "Delete"), "plan.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static gboolean
show_menu (NaruPlanView *self, const GdkRectangle *at)
{
  NaruPlanRow *row = naru_plan_view_get_selected (self);
  g_autoptr (GMenuModel) menu = NULL;
  GtkWidget *cell = row != NULL ? naru_list_find_cell (self->list, row) : NULL;

  if (cell == NULL
      || (naru_plan_row_get_step (row) == NULL && naru_plan_row_get_goal (row) == NULL))
    return FALSE;
  menu = new_menu (naru_plan_row_get_step (row) != NULL);
  return naru_list_pop_up (&self->menu, GTK_WIDGET (self), cell, menu, at);
}

static void
secondary_click_cb (NaruPlanView *self, int n_press, double x, double y)
{
  GdkRectangle at = { 0, 0, 1, 1 };
  double left, top;

  if (!naru_list_select_at (self->list, self->selection, x, y)
      || !gtk_widget_translate_coordinates (self->list, GTK_WIDGET (self), x, y, &left, &top))
    return;
  at.x = (int) left;
  at.y = (int) top;
  show_menu (self, &at);
}

static gboolean
key_cb (NaruPlanView *self, guint key, guint code, GdkModifierType state)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  NaruPlanRow *row = naru_plan_view_get_selected (self);

  if (row == NULL)
    return FALSE;
  if (modifiers == GDK_ALT_MASK && (key == GDK_KEY_Up || key == GDK_KEY_KP_Up))
    move (self, -1);
  else if (modifiers == GDK_ALT_MASK && (key == GDK_KEY_Down || key == GDK_KEY_KP_Down))
    move (self, 1);
  else if (modifiers == 0 && (key == GDK_KEY_space || key == GDK_KEY_KP_Space))
    naru_plan_actions_move_state_on (self, row);
  else if (modifiers == 0 && (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete))
    gtk_widget_activate_action (GTK_WIDGET (self), "plan.delete", NULL);
  else if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && modifiers == GDK_SHIFT_MASK))
    return show_menu (self, NULL);
  else
    return FALSE;
  return TRUE;
}

/**
 * naru_plan_actions_add_keys:
 *
 * Keys and the other mouse button. Space would select in a list: it is taken before the row sees
 * it.
 */
void
naru_plan_actions_add_keys (NaruPlanView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->list, keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (secondary_click_cb), self);
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (click));
}
