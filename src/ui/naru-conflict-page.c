/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open conflicts are read off the main loop, and again when something changes. One record of the list is shown, or several
 * of them below each other, to be settled at once. What is chosen in them stays, unless their values became others. */

#include "naru-conflict-page.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-conflict-beside.h"
#include "naru-conflict-fields.h"
#include "naru-conflict-group.h"
#include "naru-conflict-list.h"
#include "naru-conflict-text.h"
#include "naru-pane-bar.h"
#include "naru-reading.h"
#include "naru-ui-util.h"
#include "naru-window.h"

#define LIST_WIDTH 240
#define MOST_HISTORIES 20 /* that are asked for at once */

struct _NaruConflictPage
{
  AdwBin parent_instance;
  NaruDesk *desk;
  NaruReading reading;
  GPtrArray *groups; /* of NaruConflictGroup */
  GPtrArray *shown; /* ids of the records that are shown */
  gboolean wants_keyboard; /* as soon as the list is there */
  char *wanted; /* to be shown as soon as it is read */
  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *title;
  GtkWidget *what;
  GtkWidget *open;
  GtkWidget *content; /* all and fields */
  GtkWidget *choose;
  GtkWidget *fields;
  GtkWidget *beside;
  GtkWidget *all;
  GtkWidget *note;
  GtkWidget *ask;
  GtkWidget *settle;
};

G_DEFINE_FINAL_TYPE (NaruConflictPage, naru_conflict_page, ADW_TYPE_BIN)

static void
fields_changed_cb (NaruConflictPage *self)
{
  guint chosen = 0;
  guint n = naru_conflict_fields_count (NARU_CONFLICT_FIELDS (self->fields), &chosen);
  g_autofree char *text = g_strdup_printf (
      _ ("%1$u of %2$u chosen. What you do not choose stays in the history, with its author."),
      chosen, n);

  naru_ui_set_text (self->note, text);
  gtk_widget_set_visible (self->all, n > 1);
  gtk_widget_set_sensitive (self->settle, chosen > 0);
}

/* A step of somebody is told with whose it is. */
static char *
make_heading (const NaruConflictGroup *group)
{
  return g_strdup_printf (C_ ("a record, and what it is", "%1$s, %2$s"), group->title, group->what);
}

/* @chosen: (element-type NaruConflictGroup): one, or several */
static void
show_chosen (NaruConflictPage *self, GPtrArray *chosen)
{
  NaruConflictFields *fields = NARU_CONFLICT_FIELDS (self->fields);
  NaruConflictGroup *first = chosen->pdata[0];
  gboolean one = chosen->len == 1;
  g_autofree char *many = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u record chosen", "%u records chosen", chosen->len),
      chosen->len);

  gtk_label_set_text (GTK_LABEL (self->title), one ? first->title : many);
  gtk_label_set_text (GTK_LABEL (self->what),
                      one ? first->what
                          : _ ("They are settled together, and one undo takes all of it back."));
  gtk_widget_set_visible (self->open, one);
  g_ptr_array_set_size (self->shown, 0);
  naru_conflict_fields_clear (fields);
  for (guint i = 0; i < chosen->len; i++)
    {
      NaruConflictGroup *group = chosen->pdata[i];
      g_autofree char *heading = one ? NULL : make_heading (group);

      g_ptr_array_add (self->shown, g_strdup (group->record));
      naru_conflict_fields_add (fields, heading, group->conflicts);
      if (i < MOST_HISTORIES)
        naru_window_pull_history (naru_window_of (GTK_WIDGET (self)), group->record);
    }
}

/* NULL where several records are shown, or none. */
static const NaruConflictGroup *
get_only_group (NaruConflictPage *self)
{
  return self->shown->len == 1 ? naru_conflict_group_find (self->groups, self->shown->pdata[0])
                               : NULL;
}

/* One colleague is asked about one record. */
static void
show_asked (NaruConflictPage *self)
{
  const NaruConflictGroup *group = get_only_group (self);
  NaruRecord *asked = group != NULL ? group->asked : NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->ask, asked != NULL);
  if (asked == NULL)
    return;
  label = g_strdup_printf (group->is_asked ? _ ("%s is asked") : C_ ("action", "Ask %s"),
                           naru_record_get_title (asked));
  gtk_button_set_label (GTK_BUTTON (self->ask), label);
  gtk_widget_set_sensitive (self->ask, !group->is_asked);
}

/* What the history tells, which may come later than the values. */
static void
show_history (NaruConflictPage *self)
{
  GPtrArray *beside = NULL;

  for (guint i = 0; i < self->shown->len; i++)
    {
      const NaruConflictGroup *group
          = naru_conflict_group_find (self->groups, self->shown->pdata[i]);

      for (guint j = 0; group != NULL && j < group->conflicts->len; j++)
        naru_conflict_fields_set_before (NARU_CONFLICT_FIELDS (self->fields),
                                         ((NaruConflict *) group->conflicts->pdata[j])->id,
                                         group->before->pdata[j]);
      if (group != NULL && self->shown->len == 1)
        beside = group->beside;
    }
  naru_conflict_beside_show (self->beside, beside);
}

static gboolean
is_shown (NaruConflictPage *self, const NaruConflictGroup *group)
{
  return g_ptr_array_find_with_equal_func (self->shown, group->record, g_str_equal, NULL);
}

/* Whether these are shown already, with the same values. @before: (nullable): the groups that they were shown from */
static gboolean
are_shown (NaruConflictPage *self, GPtrArray *before, GPtrArray *chosen)
{
  if (before == NULL || chosen->len != self->shown->len)
    return FALSE;
  for (guint i = 0; i < chosen->len; i++)
    if (!is_shown (self, chosen->pdata[i])
        || !naru_conflict_group_is_same (
            naru_conflict_group_find (before, ((NaruConflictGroup *) chosen->pdata[i])->record),
            chosen->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Where nothing is chosen any more, what is shown stays. */
static void
chosen_cb (NaruConflictPage *self)
{
  g_autoptr (GPtrArray) chosen = naru_conflict_list_dup_chosen (NARU_CONFLICT_LIST (self->list));

  if (chosen->len == 0 || are_shown (self, self->groups, chosen))
    return;
  show_chosen (self, chosen);
  show_history (self);
  show_asked (self);
}

/* What is shown next: what was asked for, or what was shown, or the first. */
static GPtrArray *
list_chosen (NaruConflictPage *self)
{
  GPtrArray *chosen = g_ptr_array_new ();
  NaruConflictGroup *wanted = naru_conflict_group_find (self->groups, self->wanted);

  g_clear_pointer (&self->wanted, g_free);
  if (wanted != NULL)
    g_ptr_array_add (chosen, wanted);
  for (guint i = 0; wanted == NULL && i < self->groups->len; i++)
    if (is_shown (self, self->groups->pdata[i]))
      g_ptr_array_add (chosen, self->groups->pdata[i]);
  if (chosen->len == 0 && self->groups->len > 0)
    g_ptr_array_add (chosen, self->groups->pdata[0]);
  return chosen;
}

static void
show_groups (GtkWidget *widget, const char *id, gpointer found, gboolean other)
{
  NaruConflictPage *self = NARU_CONFLICT_PAGE (widget);
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->groups);
  g_autoptr (GPtrArray) chosen = NULL;

  self->groups = g_ptr_array_ref (found);
  chosen = list_chosen (self);
  if (chosen->len == 0)
    g_ptr_array_set_size (self->shown, 0);
  else if (!are_shown (self, before, chosen))
    show_chosen (self, chosen);
  show_history (self);
  show_asked (self);
  naru_conflict_list_fill (NARU_CONFLICT_LIST (self->list), self->groups, self->shown,
                           self->wants_keyboard);
  self->wants_keyboard = FALSE;
  gtk_widget_set_visible (self->choose, self->groups->len > 1);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    self->groups->len > 0 ? "conflicts" : "none");
}

static void
refresh (NaruConflictPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk, "conflicts",
                        naru_conflict_groups_read, NULL, show_groups,
                        (GDestroyNotify) g_ptr_array_unref);
}

/**
 * naru_conflict_page_show:
 * @record: (nullable): a record to show first, if it has a field with several values
 *
 * Gives the list the keyboard: the next key may choose already.
 */
void
naru_conflict_page_show (NaruConflictPage *self, const char *record)
{
  self->wants_keyboard = TRUE;
  g_free (self->wanted);
  self->wanted = g_strdup (record);
  refresh (self);
}

/**
 * naru_conflict_page_search:
 *
 * Puts the cursor into the search of the list.
 */
void
naru_conflict_page_search (NaruConflictPage *self)
{
  naru_conflict_list_search (NARU_CONFLICT_LIST (self->list));
}

static void
settle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruConflictPage *self = NARU_CONFLICT_PAGE (widget);
  NaruWindow *window = naru_window_of (widget);
  g_autofree char *message = NULL;
  g_autoptr (GPtrArray) choices
      = naru_conflict_fields_dup_choices (NARU_CONFLICT_FIELDS (self->fields), &message);
  g_autofree NaruSettlement *settlements = NULL;
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  if (choices == NULL)
    {
      naru_ui_toast (widget, message);
      return;
    }
  if (choices->len == 0)
    return;
  settlements = g_new0 (NaruSettlement, choices->len / 2);
  for (guint i = 0; i < choices->len; i += 2)
    settlements[i / 2] = (NaruSettlement){ choices->pdata[i], choices->pdata[i + 1] };
  command = naru_conflicts_settle (self->desk, settlements, choices->len / 2, &error);
  naru_window_run_or_tell (window, command, &error);
  naru_conflict_list_take_keyboard (NARU_CONFLICT_LIST (self->list));
}

static void
ask_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruConflictPage *self = NARU_CONFLICT_PAGE (widget);
  const NaruConflictGroup *group = get_only_group (self);
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  if (group == NULL || group->asked == NULL)
    return;
  command = naru_conflicts_ask (self->desk, group->page, group->conflicts, group->asked, &error);
  naru_window_run_or_tell (naru_window_of (widget), command, &error);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_conflict_fields_choose (NARU_CONFLICT_FIELDS (NARU_CONFLICT_PAGE (widget)->fields),
                               g_variant_get_uint32 (parameter));
}

static void
choose_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_conflict_fields_choose_all (NARU_CONFLICT_FIELDS (NARU_CONFLICT_PAGE (widget)->fields),
                                   g_variant_get_boolean (parameter));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruConflictPage *self = NARU_CONFLICT_PAGE (widget);

  if (self->shown->len == 1)
    naru_window_open_record (naru_window_of (widget), self->shown->pdata[0]);
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruConflictPage *self = NARU_CONFLICT_PAGE (widget);

  naru_conflict_list_choose_all (NARU_CONFLICT_LIST (self->list));
  gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD);
}

static void
naru_conflict_page_dispose (GObject *object)
{
  NaruConflictPage *self = NARU_CONFLICT_PAGE (object);

  naru_reading_clear (&self->reading);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_conflict_page_parent_class)->dispose (object);
}

static void
naru_conflict_page_class_init (NaruConflictPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = naru_conflict_page_dispose;
  gtk_widget_class_install_action (widget_class, "conflicts.settle", NULL, settle_action);
  gtk_widget_class_install_action (widget_class, "conflicts.ask", NULL, ask_action);
  gtk_widget_class_install_action (widget_class, "conflicts.choose", "u", choose_action);
  gtk_widget_class_install_action (widget_class, "conflicts.choose-all", "b", choose_all_action);
  gtk_widget_class_install_action (widget_class, "conflicts.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "conflicts.select-all", NULL, select_all_action);
  for (guint i = 0; i < 9; i++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, 0, "conflicts.choose", "u",
                                           i);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + i, 0, "conflicts.choose",
                                           "u", i);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "conflicts.settle", NULL);
}

static GtkWidget *
new_button (const char *label, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  return button;
}

static void
leave_list_cb (NaruConflictPage *self)
{
  gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
build_list (NaruConflictPage *self)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = naru_pane_bar_new (_ ("Two values"), NARU_PANE_FIRST);

  gtk_widget_add_css_class (pane, "pane-list");
  gtk_widget_set_size_request (pane, (int) (LIST_WIDTH * naru_ui_text_scale ()), -1);
  self->choose = new_button (_ ("Choose all"), "conflicts.select-all", NULL);
  gtk_widget_add_css_class (self->choose, "flat");
  naru_ui_set_tooltip (self->choose, _ ("Several: Ctrl and a click, or Shift and the arrow keys"));
  naru_pane_bar_pack_end (NARU_PANE_BAR (bar), self->choose);
  gtk_box_append (GTK_BOX (pane), bar);
  self->list = naru_conflict_list_new ();
  g_signal_connect_object (self->list, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "leave", G_CALLBACK (leave_list_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (pane), self->list);
  return pane;
}

static GtkWidget *
build_foot (NaruConflictPage *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->note = naru_ui_wrapped_label ("", "caption dim-label");
  gtk_widget_set_hexpand (self->note, TRUE);
  self->settle = new_button (C_ ("action", "Settle"), "conflicts.settle", NULL);
  gtk_widget_add_css_class (self->settle, "suggested-action");
  gtk_widget_set_valign (self->settle, GTK_ALIGN_CENTER);
  self->ask = new_button ("", "conflicts.ask", NULL);
  gtk_widget_add_css_class (self->ask, "flat");
  gtk_widget_set_valign (self->ask, GTK_ALIGN_CENTER);
  naru_ui_set_tooltip (self->ask, _ ("As a task for today"));
  gtk_box_append (GTK_BOX (foot), self->note);
  gtk_box_append (GTK_BOX (foot), self->ask);
  gtk_box_append (GTK_BOX (foot), self->settle);
  gtk_widget_add_css_class (foot, "page-foot");
  naru_window_keep_foot_clear (foot);
  return foot;
}

static GtkWidget *
build_record (NaruConflictPage *self)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = naru_pane_bar_new ("", NARU_PANE_LAST);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled;

  self->content = content;
  self->open = new_button (_ ("Open record"), "conflicts.open", NULL);
  gtk_widget_add_css_class (self->open, "flat");
  naru_pane_bar_pack_end (NARU_PANE_BAR (bar), self->open);
  gtk_widget_add_css_class (pane, "pane-page");
  gtk_widget_set_hexpand (pane, TRUE);
  self->all = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->title = naru_ui_wrapped_label ("", "page-title");
  self->what = naru_ui_wrapped_label ("", "dim-label");
  self->fields = naru_conflict_fields_new (self->desk);
  gtk_box_append (GTK_BOX (self->all), new_button (_ ("All mine"), "conflicts.choose-all",
                                                   g_variant_new_boolean (TRUE)));
  gtk_box_append (GTK_BOX (self->all), new_button (_ ("All theirs"), "conflicts.choose-all",
                                                   g_variant_new_boolean (FALSE)));
  gtk_box_append (GTK_BOX (content), self->title);
  gtk_box_append (GTK_BOX (content), self->what);
  gtk_box_append (GTK_BOX (content), self->all);
  gtk_box_append (GTK_BOX (content), self->fields);
  self->beside = naru_conflict_beside_new ();
  gtk_box_append (GTK_BOX (content), self->beside);
  gtk_widget_add_css_class (content, "form-page");
  scrolled = naru_ui_scrolled (content);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (pane), bar);
  gtk_box_append (GTK_BOX (pane), scrolled);
  gtk_box_append (GTK_BOX (pane), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (pane), build_foot (self));
  g_signal_connect_object (self->fields, "changed", G_CALLBACK (fields_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return pane;
}

static GtkWidget *
build_empty (void)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *empty
      = naru_ui_empty ("naru-conflict-symbolic", _ ("Nothing to settle"),
                       _ ("Where two desks give one field different values, both are kept, and you "
                          "choose here."));

  gtk_widget_add_css_class (pane, "pane-page");
  gtk_widget_set_vexpand (empty, TRUE);
  gtk_box_append (GTK_BOX (pane),
                  naru_pane_bar_new (_ ("Two values"), NARU_PANE_FIRST | NARU_PANE_LAST));
  gtk_box_append (GTK_BOX (pane), empty);
  return pane;
}

static void
naru_conflict_page_init (NaruConflictPage *self)
{
  self->stack = gtk_stack_new ();
  self->shown = g_ptr_array_new_with_free_func (g_free);
  adw_bin_set_child (ADW_BIN (self), self->stack);
}

/**
 * naru_conflict_page_new:
 *
 * Returns: (transfer floating): the page, which follows the store
 */
GtkWidget *
naru_conflict_page_new (NaruDesk *desk)
{
  NaruConflictPage *self = g_object_new (NARU_TYPE_CONFLICT_PAGE, NULL);
  GtkWidget *panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->desk = g_object_ref (desk);
  gtk_box_append (GTK_BOX (panes), build_list (self));
  gtk_box_append (GTK_BOX (panes), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (panes), build_record (self));
  gtk_stack_add_named (GTK_STACK (self->stack), build_empty (), "none");
  gtk_stack_add_named (GTK_STACK (self->stack), panes, "conflicts");
  g_signal_connect_object (naru_desk_get_store (desk), "changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (refresh), NULL);
  return GTK_WIDGET (self);
}
