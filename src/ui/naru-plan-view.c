/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of one person. The whole page scrolls; the list of goals and steps inside it is a list view, so that a plan of
 * eighty steps opens at once. Beyond MAX_HEIGHT the list scrolls by itself: a list view keeps some 200 rows. */

#include "naru-plan-view-private.h"

#include <glib/gi18n-lib.h>
#include "naru-barrier-strip.h"
#include "naru-casework.h"
#include "naru-list-cells.h"
#include "naru-market-note.h"
#include "naru-quick-step.h"
#include "naru-ui-util.h"
#include "naru-window.h"

#define MAX_HEIGHT 7000
#define NARROW_WIDTH 600 /* below it, at 100 % text, columns become a line under the step */

G_DEFINE_FINAL_TYPE (NaruPlanView, naru_plan_view, ADW_TYPE_BIN)

/**
 * naru_plan_view_get_selected:
 *
 * Returns: (transfer none) (nullable): the row that has the selection
 */
NaruPlanRow *
naru_plan_view_get_selected (NaruPlanView *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static gboolean
find_row (NaruPlanView *self, const char *key, guint *position)
{
  guint length = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; i < length; i++)
    {
      g_autoptr (NaruPlanRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (g_strcmp0 (naru_plan_row_get_key (row), key) == 0)
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * naru_plan_view_select:
 *
 * Selects a row now, or as soon as it is there, and gives it the focus.
 */
void
naru_plan_view_select (NaruPlanView *self, const char *key)
{
  g_autoptr (NaruPlanRow) row = NULL;
  GtkWidget *cell;
  guint position;

  if (self->wanted != key)
    {
      g_free (self->wanted);
      self->wanted = g_strdup (key);
    }
  if (!find_row (self, self->wanted, &position))
    return;
  naru_growing_list_complete (self->growing);
  gtk_single_selection_set_selected (self->selection, position);
  row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  cell = naru_list_find_cell (self->list, row);
  if (cell != NULL)
    gtk_widget_grab_focus (cell);
  g_clear_pointer (&self->wanted, g_free);
}

/* The strip: what was agreed last, and what changed since. */

static guint
count_changed_since (NaruPlanView *self, const char *at)
{
  g_autoptr (GDateTime) agreed = at != NULL ? naru_time_parse (at) : NULL;
  guint changed = 0;

  for (guint i = 0; agreed != NULL && i < self->steps->len; i++)
    {
      const char *modified = naru_record_get (self->steps->pdata[i], "modifiedAt");
      g_autoptr (GDateTime) time = modified != NULL ? naru_time_parse (modified) : NULL;

      changed += time != NULL && g_date_time_compare (time, agreed) > 0;
    }
  return changed;
}

static char *
describe_agreement (NaruPlanView *self, const char *by, gboolean is_signed, guint changed)
{
  NaruStore *store = naru_desk_get_store (self->desk);
  g_autofree char *person = naru_store_get_title (store, self->jobseeker);
  g_autofree char *staff = by != NULL ? naru_store_get_title (store, by) : NULL;
  g_autofree char *since = NULL;
  g_autofree char *who = NULL;

  if (is_signed && staff != NULL)
    /* Translators: %1$s is the jobseeker, %2$s the counsellor */
    who = g_strdup_printf (_ ("Signed by %1$s and %2$s."), person != NULL ? person : "", staff);
  else if (is_signed)
    who = g_strdup (_ ("Signed."));
  else
    who = g_strdup (_ ("Not signed yet."));
  if (changed == 0)
    return g_steal_pointer (&who);
  since = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u step changed since.", "%u steps changed since.", changed),
      changed);
  return g_strdup_printf ("%s %s", who, since);
}

static void
show_agreement (NaruPlanView *self)
{
  guint n_versions = self->plan != NULL ? naru_record_get_length (self->plan, "versions") : 0;
  g_autofree char *title = NULL, *caption = NULL, *button = NULL, *next = NULL;
  guint changed = 0;
  gboolean is_signed = FALSE, proposed = FALSE;

  gtk_widget_set_visible (self->strip, self->plan != NULL);
  if (self->plan == NULL)
    return;
  if (n_versions == 0)
    {
      title = g_strdup (_ ("Draft"));
      caption = g_strdup (
          _ ("Agree it when goals and steps are right: its text is then kept as it was agreed."));
      button = g_strdup (_ ("Agree plan"));
    }
  else
    {
      g_autofree char *number
          = naru_record_get_element (self->plan, "versions", n_versions - 1, "number");
      g_autofree char *at = naru_record_get_element (self->plan, "versions", n_versions - 1, "at");
      g_autofree char *by = naru_record_get_element (self->plan, "versions", n_versions - 1, "by");
      g_autofree char *signed_on
          = naru_record_get_element (self->plan, "versions", n_versions - 1, "signedJobseekerOn");
      g_autofree char *on = naru_ui_date_of (at);
      g_autofree char *day
          = naru_ui_format_date (on != NULL ? on : naru_record_get (self->plan, "agreedOn"));

      g_autofree char *state
          = naru_record_get_element (self->plan, "versions", n_versions - 1, "state");

      is_signed = signed_on != NULL;
      proposed = g_strcmp0 (state, "proposed") == 0;
      changed = count_changed_since (self, at);
      /* Translators: %1$s is the number of the version of a plan, %2$s a date */
      title = g_strdup_printf (proposed ? _ ("Version %1$s, proposed %2$s")
                                        : _ ("Version %1$s, agreed %2$s"),
                               number, day);
      caption = describe_agreement (self, by, is_signed, changed);
      next = g_strdup_printf ("%" G_GINT64_FORMAT, g_ascii_strtoll (number, NULL, 10) + 1);
      button = g_strdup_printf (_ ("Agree version %s"), proposed && changed == 0 ? number : next);
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (self->strip_icon),
                                n_versions > 0 ? "naru-done-symbolic" : "naru-todo-symbolic");
  gtk_widget_remove_css_class (self->strip_icon, n_versions > 0 ? "dim-label" : "ok");
  gtk_widget_add_css_class (self->strip_icon, n_versions > 0 ? "ok" : "dim-label");
  gtk_label_set_text (GTK_LABEL (self->strip_title), title);
  gtk_label_set_text (GTK_LABEL (self->strip_caption), caption);
  gtk_button_set_label (GTK_BUTTON (self->agree), button);
  gtk_widget_set_visible (self->compare, n_versions > 1 || (n_versions > 0 && changed > 0));
  gtk_widget_set_visible (self->agree, n_versions == 0 || changed > 0 || proposed);
  gtk_widget_set_visible (self->sign, n_versions > 0 && !is_signed && !proposed && changed == 0);
}

/* Which goal the next step serves: that of the selected row, or else the last. */
static void
aim_quick_add (NaruPlanView *self)
{
  NaruPlanRow *row = naru_plan_view_get_selected (self);
  guint n_goals = self->plan != NULL ? naru_record_get_length (self->plan, "goals") : 0;
  g_autofree char *goal = row != NULL ? g_strdup (naru_plan_row_get_goal (row)) : NULL;
  g_autofree char *text = NULL;

  if (row == NULL && n_goals > 0)
    goal = naru_record_get_element (self->plan, "goals", n_goals - 1, "id");
  for (guint i = 0; goal != NULL && text == NULL && i < n_goals; i++)
    {
      g_autofree char *id = naru_record_get_element (self->plan, "goals", i, "id");

      if (g_strcmp0 (id, goal) == 0)
        text = naru_record_get_element (self->plan, "goals", i, "text");
    }
  naru_quick_step_set_target (NARU_QUICK_STEP (self->quick), self->jobseeker, goal, text);
}

/* A plan as it is read on another thread. */
typedef struct
{
  NaruRecord *plan;
  GPtrArray *steps;
  GPtrArray *rows;
  GPtrArray *barriers;
  char *market;
} Found;

static void
found_free (gpointer data)
{
  Found *self = data;

  g_clear_object (&self->plan);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->barriers, g_ptr_array_unref);
  g_free (self->market);
  g_free (self);
}

static gpointer
read_plan (NaruDesk *reader, const char *jobseeker, gconstpointer context, GError **error)
{
  Found *found = g_new0 (Found, 1);
  NaruStore *store = naru_desk_get_store (reader);
  g_autofree char *plan = naru_case_current_plan (reader, jobseeker);

  if (plan != NULL)
    {
      found->plan = naru_store_get (store, plan, error);
      found->steps = found->plan != NULL ? naru_case_get_steps (reader, plan, error) : NULL;
      if (found->steps == NULL)
        {
          found_free (found);
          return NULL;
        }
    }
  else
    found->steps = g_ptr_array_new_with_free_func (g_object_unref);
  found->rows = naru_plan_rows_read (reader, found->plan, found->steps);
  found->barriers = naru_barriers_read (reader, jobseeker);
  found->market = naru_market_note_read_plan (store, found->plan, jobseeker);
  return found;
}

/* Who walks through the steps and changes them with the keyboard sees them in the panel, once one was opened there. */
static void
follow_in_panel (NaruPlanView *self)
{
  NaruPlanRow *row = naru_plan_view_get_selected (self);

  if (self->open_states != NULL && row != NULL && naru_plan_row_get_step (row) != NULL
      && gtk_widget_get_focus_child (self->list) != NULL)
    naru_plan_actions_open (self, row, FALSE);
}

static void
show_plan (GtkWidget *widget, const char *jobseeker, gpointer data, gboolean other)
{
  NaruPlanView *self = NARU_PLAN_VIEW (widget);
  Found *found = data;

  g_set_object (&self->plan, found->plan);
  g_ptr_array_unref (self->steps);
  self->steps = g_ptr_array_ref (found->steps);
  if (other)
    naru_growing_list_restart (self->growing, self->list);
  naru_plan_rows_update (self->rows, found->rows);
  if (other)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_widget_set_visible (self->list_place, found->rows->len > 0);
  gtk_widget_set_visible (self->headings, found->rows->len > 0 && !self->narrow);
  gtk_widget_set_visible (self->empty, found->rows->len == 0);
  show_agreement (self);
  aim_quick_add (self);
  naru_barrier_strip_show (NARU_BARRIER_STRIP (self->barriers), jobseeker, found->barriers);
  naru_ui_set_text (self->market, found->market);
  if (self->wanted != NULL)
    naru_plan_view_select (self, self->wanted);
  follow_in_panel (self);
}

/**
 * naru_plan_view_show:
 * @jobseeker: whose plan
 *
 * Reads the current plan off the main loop and shows it. Rows that are there already are changed in place.
 */
void
naru_plan_view_show (NaruPlanView *self, const char *jobseeker)
{
  if (g_strcmp0 (self->jobseeker, jobseeker) != 0)
    {
      g_free (self->jobseeker);
      self->jobseeker = g_strdup (jobseeker);
      /* What belongs to the other person can no longer be changed. */
      g_clear_object (&self->plan);
      gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
    }
  naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk, jobseeker, read_plan, NULL,
                      show_plan, found_free);
}

/* Rows */

static void
symbol_clicked_cb (GtkWidget *widget, NaruPlanRow *row, gpointer data)
{
  naru_plan_actions_move_state_on (data, row);
}

static void
row_clicked_cb (GtkWidget *widget, NaruPlanRow *row, gpointer data)
{
  NaruPlanView *self = data;
  guint position;

  if (find_row (self, naru_plan_row_get_key (row), &position))
    gtk_single_selection_set_selected (self->selection, position);
  naru_plan_actions_open (self, row, FALSE);
}

static void
activated_cb (NaruPlanView *self, guint position)
{
  g_autoptr (NaruPlanRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (row != NULL)
    naru_plan_actions_open (self, row, TRUE);
}

static void
selected_cb (NaruPlanView *self)
{
  aim_quick_add (self);
  follow_in_panel (self);
}

static void
make_rows (NaruPlanView *self)
{
  g_autoptr (GtkListItemFactory) factory
      = naru_plan_row_factory_new (self->narrow, symbol_clicked_cb, row_clicked_cb, self);

  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
}

static gboolean
narrow_cb (gpointer data)
{
  NaruPlanView *self = data;

  self->narrow_id = 0;
  make_rows (self);
  gtk_widget_set_visible (self->headings,
                          !self->narrow && gtk_widget_get_visible (self->list_place));
  naru_quick_step_set_narrow (NARU_QUICK_STEP (self->quick), self->narrow);
  return G_SOURCE_REMOVE;
}

/* The width that is there decides whether who, when and state get columns. It is known in the middle of an allocation, in
 * which nothing may change its size. */
static void
width_changed_cb (NaruPlanView *self, GParamSpec *pspec, GtkAdjustment *adjustment)
{
  double width = gtk_adjustment_get_page_size (adjustment);
  gboolean narrow = width > 1 && width < NARROW_WIDTH * naru_ui_text_scale ();

  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  if (self->narrow_id == 0)
    self->narrow_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, narrow_cb, self, NULL);
}

static void
text_scale_cb (NaruPlanView *self)
{
  GtkWidget *box = gtk_widget_get_parent (self->headings);
  GtkWidget *headings = naru_plan_row_headings_new ();

  gtk_widget_set_visible (headings, gtk_widget_get_visible (self->headings));
  gtk_box_insert_child_after (GTK_BOX (box), headings, self->headings);
  gtk_box_remove (GTK_BOX (box), self->headings);
  self->headings = headings;
  make_rows (self);
}

/* Making it */

static GtkWidget *
new_strip_button (const char *label, const char *action, const char *css_classes)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  naru_ui_add_classes (button, css_classes);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
new_strip (NaruPlanView *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  naru_ui_add_classes (self->strip, "strip plan-part");
  self->strip_icon = gtk_image_new ();
  self->strip_title = naru_ui_wrapped_label ("", "heading");
  self->strip_caption = naru_ui_wrapped_label ("", "caption dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), self->strip_title);
  gtk_box_append (GTK_BOX (texts), self->strip_caption);
  self->sign = new_strip_button (_ ("Signed today"), "plan.sign", "flat row-action");
  self->compare = new_strip_button (_ ("Compare"), "plan.compare", "flat");
  self->agree = new_strip_button ("", "plan.agree", "flat row-action");
  gtk_box_append (GTK_BOX (self->strip), self->strip_icon);
  gtk_box_append (GTK_BOX (self->strip), texts);
  gtk_box_append (GTK_BOX (self->strip), self->compare);
  gtk_box_append (GTK_BOX (self->strip), self->sign);
  gtk_box_append (GTK_BOX (self->strip), self->agree);
  return self->strip;
}

static GtkWidget *
new_list (NaruPlanView *self)
{
  self->rows = g_list_store_new (NARU_TYPE_PLAN_ROW);
  self->growing = naru_growing_list_new (G_LIST_MODEL (self->rows));
  self->selection
      = gtk_single_selection_new (g_object_ref (naru_growing_list_get_model (self->growing)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->list = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), NULL);
  make_rows (self);
  naru_ui_add_classes (self->list, "plan-rows");
  naru_ui_name (self->list, _ ("Goals and steps"));
  gtk_widget_set_has_tooltip (self->list, FALSE);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  self->list_place = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->list_place), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->list_place), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->list_place), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->list_place), self->list);
  return self->list_place;
}

static void
naru_plan_view_dispose (GObject *object)
{
  NaruPlanView *self = NARU_PLAN_VIEW (object);

  naru_reading_clear (&self->reading);
  g_clear_handle_id (&self->narrow_id, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->growing);
  g_clear_object (&self->rows);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->jobseeker, g_free);
  g_clear_weak_pointer (&self->open_states);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_plan_view_parent_class)->dispose (object);
}

static void
naru_plan_view_class_init (NaruPlanViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_plan_view_dispose;
  naru_plan_actions_install (GTK_WIDGET_CLASS (klass));
}

static void
naru_plan_view_init (NaruPlanView *self)
{
  self->steps = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * naru_plan_view_new:
 *
 * Makes the view; it is empty before naru_plan_view_show().
 */
GtkWidget *
naru_plan_view_new (NaruDesk *desk)
{
  NaruPlanView *self = g_object_new (NARU_TYPE_PLAN_VIEW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *add_goal = new_strip_button (_ ("Add a goal"), "plan.add-goal", "flat row-action");
  GtkWidget *draft
      = new_strip_button (_ ("Draft from a template"), "plan.draft", "flat row-action");
  GtkWidget *adding = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scrolled;
  GtkAdjustment *width;

  self->desk = g_object_ref (desk);
  gtk_box_append (GTK_BOX (box), new_strip (self));
  self->headings = naru_plan_row_headings_new ();
  gtk_box_append (GTK_BOX (box), self->headings);
  gtk_box_append (GTK_BOX (box), new_list (self));
  self->empty = naru_ui_empty (
      "naru-todo-symbolic", _ ("No plan yet"),
      _ ("Draft it from a template, write down the first goal, or type the first step."));
  gtk_widget_set_vexpand (self->empty, FALSE);
  gtk_box_append (GTK_BOX (box), self->empty);
  self->quick = naru_quick_step_new (desk);
  gtk_widget_add_css_class (self->quick, "plan-part");
  gtk_box_append (GTK_BOX (box), self->quick);
  naru_ui_add_classes (adding, "plan-add-goal");
  gtk_box_append (GTK_BOX (adding), add_goal);
  gtk_box_append (GTK_BOX (adding), draft);
  gtk_box_append (GTK_BOX (box), adding);
  self->market = naru_ui_wrapped_label (NULL, "caption dim-label plan-part");
  gtk_widget_set_visible (self->market, FALSE);
  gtk_box_append (GTK_BOX (box), self->market);
  self->barriers = naru_barrier_strip_new (desk);
  gtk_widget_add_css_class (self->barriers, "plan-part");
  gtk_box_append (GTK_BOX (box), self->barriers);

  scrolled = naru_ui_scrolled (box);
  /* the whole list at once: what has no room is scrolled by the page */
  gtk_scrollable_set_vscroll_policy (
      GTK_SCROLLABLE (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled))),
      GTK_SCROLL_NATURAL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_AUTOMATIC);
  width = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled));
  g_signal_connect_object (width, "notify::page-size", G_CALLBACK (width_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (text_scale_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), scrolled);
  naru_plan_actions_add_keys (self);
  return GTK_WIDGET (self);
}
