/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open conflicts are read off the main loop, and again when something changes. What is chosen in the record that is
 * shown stays, unless its values became others. */

#include "naru-conflict-page.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-conflict-fields.h"
#include "naru-conflict-text.h"
#include "naru-pane-bar.h"
#include "naru-reading.h"
#include "naru-ui-util.h"
#include "naru-window.h"

#define LIST_WIDTH 240

struct _NaruConflictPage
{
  AdwBin parent_instance;
  NaruDesk *desk;
  NaruReading reading;
  GPtrArray *groups; /* of Group */
  char *record; /* that is shown */
  char *wanted; /* to be shown as soon as it is read */
  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *title;
  GtkWidget *what;
  GtkWidget *fields;
  GtkWidget *all;
  GtkWidget *note;
  GtkWidget *settle;
};

G_DEFINE_FINAL_TYPE (NaruConflictPage, naru_conflict_page, ADW_TYPE_BIN)

/* One record with its conflicts. */
typedef struct
{
  char *record;
  char *title; /* of what it is shown with, such as a jobseeker */
  char *what; /* what it is, in one line */
  GPtrArray *conflicts;
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_free (group->record);
  g_free (group->title);
  g_free (group->what);
  g_ptr_array_unref (group->conflicts);
  g_free (group);
}

static Group *
find_group (GPtrArray *groups, const char *record)
{
  for (guint i = 0; record != NULL && i < groups->len; i++)
    {
      Group *group = groups->pdata[i];

      if (g_str_equal (group->record, record))
        return group;
    }
  return NULL;
}

static Group *
new_group (NaruDesk *reader, const NaruConflict *conflict)
{
  NaruStore *store = naru_desk_get_store (reader);
  const NaruRecordType *type = naru_conflict_get_record_type (conflict);
  g_autofree char *page = naru_window_find_page_record (reader, conflict->record);
  Group *group = g_new0 (Group, 1);

  group->record = g_strdup (conflict->record);
  group->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_conflict_free);
  group->title = naru_store_get_title (store, page);
  if (group->title == NULL)
    group->title = g_strdup (naru_record_type_get_label (type));
  if (g_str_equal (page, conflict->record))
    group->what = g_strdup (naru_record_type_get_label (type));
  else
    {
      g_autofree char *title = naru_store_get_title (store, conflict->record);

      /* Translators: a kind of record, and the name of one */
      group->what = g_strdup_printf (_ ("%1$s “%2$s”"), naru_record_type_get_label (type),
                                     title != NULL ? title : "");
    }
  return group;
}

/* The key 1 is for one's own value. */
static void
put_mine_first (NaruDesk *desk, GPtrArray *values)
{
  for (guint i = 1; i < values->len; i++)
    if (naru_conflict_is_mine (desk, values->pdata[i])
        && !naru_conflict_is_mine (desk, values->pdata[0]))
      {
        gpointer mine = g_ptr_array_steal_index (values, i);

        g_ptr_array_insert (values, 0, mine);
      }
}

/* On another thread. */
static gpointer
read_groups (NaruDesk *reader, const char *id, gconstpointer context, GError **error)
{
  g_autoptr (GPtrArray) conflicts
      = naru_store_list_conflicts (naru_desk_get_store (reader), NULL, error);
  GPtrArray *groups;

  if (conflicts == NULL)
    return NULL;
  groups = g_ptr_array_new_with_free_func (group_free);
  g_ptr_array_set_free_func (conflicts, NULL);
  for (guint i = 0; i < conflicts->len; i++)
    {
      NaruConflict *conflict = conflicts->pdata[i];
      Group *group;

      if (conflict->field == NULL || conflict->values->len == 0
          || naru_conflict_get_record_type (conflict) == NULL)
        {
          naru_conflict_free (conflict);
          continue;
        }
      group = find_group (groups, conflict->record);
      if (group == NULL)
        {
          group = new_group (reader, conflict);
          g_ptr_array_add (groups, group);
        }
      put_mine_first (reader, conflict->values);
      g_ptr_array_add (group->conflicts, conflict);
    }
  return groups;
}

/* Whether the person would see something else. */
static gboolean
is_same (const Group *a, const Group *b)
{
  if (a == NULL || b == NULL || a->conflicts->len != b->conflicts->len)
    return FALSE;
  for (guint i = 0; i < a->conflicts->len; i++)
    {
      const NaruConflict *one = a->conflicts->pdata[i];
      const NaruConflict *other = b->conflicts->pdata[i];

      if (!g_str_equal (one->id, other->id) || one->values->len != other->values->len)
        return FALSE;
      for (guint j = 0; j < one->values->len; j++)
        {
          const NaruConflictValue *first = one->values->pdata[j];
          const NaruConflictValue *second = other->values->pdata[j];

          if (g_strcmp0 (first->value, second->value) != 0
              || first->is_current != second->is_current)
            return FALSE;
        }
    }
  return TRUE;
}

static GtkWidget *
new_row (const Group *group)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *fields = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%1$s: %2$u field", "%1$s: %2$u fields", group->conflicts->len),
      group->what, group->conflicts->len);
  g_autofree char *name = g_strdup_printf ("%s, %s", group->title, fields);

  gtk_box_append (GTK_BOX (box), naru_ui_label (group->title, NULL));
  gtk_box_append (GTK_BOX (box), naru_ui_icon_text ("naru-conflict-symbolic", "law", fields));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  naru_ui_name (row, name);
  return row;
}

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

static void
show_group (NaruConflictPage *self, Group *group)
{
  g_free (self->record);
  self->record = g_strdup (group->record);
  gtk_label_set_text (GTK_LABEL (self->title), group->title);
  gtk_label_set_text (GTK_LABEL (self->what), group->what);
  naru_conflict_fields_show (NARU_CONFLICT_FIELDS (self->fields), group->conflicts);
}

static void
selected_cb (NaruConflictPage *self, GtkListBoxRow *row)
{
  Group *group = row != NULL ? self->groups->pdata[gtk_list_box_row_get_index (row)] : NULL;

  if (group != NULL && g_strcmp0 (group->record, self->record) != 0)
    show_group (self, group);
}

static void
show_groups (GtkWidget *widget, const char *id, gpointer found, gboolean other)
{
  NaruConflictPage *self = NARU_CONFLICT_PAGE (widget);
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->groups);
  Group *shown = before != NULL ? find_group (before, self->record) : NULL;
  gboolean had_keyboard = naru_ui_has_focus (self->list);
  Group *group;

  self->groups = g_ptr_array_ref (found);
  group = find_group (self->groups, self->wanted);
  if (group == NULL)
    group = find_group (self->groups, self->record);
  if (group == NULL && self->groups->len > 0)
    group = self->groups->pdata[0];
  g_clear_pointer (&self->wanted, g_free);
  if (group == NULL)
    g_clear_pointer (&self->record, g_free);
  else if (g_strcmp0 (group->record, self->record) != 0 || !is_same (shown, group))
    show_group (self, group);
  naru_ui_clear (self->list);
  for (guint i = 0; i < self->groups->len; i++)
    {
      GtkWidget *row = new_row (self->groups->pdata[i]);

      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
      if (self->groups->pdata[i] == group)
        {
          gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
          if (had_keyboard)
            gtk_widget_grab_focus (row);
        }
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    self->groups->len > 0 ? "conflicts" : "none");
}

static void
refresh (NaruConflictPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk, "conflicts", read_groups,
                        NULL, show_groups, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * naru_conflict_page_show:
 * @record: (nullable): a record to show first, if it has a field with several values
 */
void
naru_conflict_page_show (NaruConflictPage *self, const char *record)
{
  g_free (self->wanted);
  self->wanted = g_strdup (record);
  refresh (self);
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
  gtk_widget_grab_focus (self->list);
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

  if (self->record != NULL)
    naru_window_open_record (naru_window_of (widget), self->record);
}

static void
naru_conflict_page_dispose (GObject *object)
{
  NaruConflictPage *self = NARU_CONFLICT_PAGE (object);

  naru_reading_clear (&self->reading);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->record, g_free);
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
  gtk_widget_class_install_action (widget_class, "conflicts.choose", "u", choose_action);
  gtk_widget_class_install_action (widget_class, "conflicts.choose-all", "b", choose_all_action);
  gtk_widget_class_install_action (widget_class, "conflicts.open", NULL, open_action);
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

static GtkWidget *
build_list (NaruConflictPage *self)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled;

  gtk_widget_add_css_class (pane, "pane-list");
  gtk_widget_set_size_request (pane, (int) (LIST_WIDTH * naru_ui_text_scale ()), -1);
  gtk_box_append (GTK_BOX (pane), naru_pane_bar_new (_ ("Two values"), NARU_PANE_FIRST));
  self->list = gtk_list_box_new ();
  naru_ui_add_classes (self->list, "navigation-sidebar list-rows");
  naru_ui_name (self->list, _ ("Records with two values"));
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  scrolled = naru_ui_scrolled (self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (pane), scrolled);
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
  gtk_box_append (GTK_BOX (foot), self->note);
  gtk_box_append (GTK_BOX (foot), self->settle);
  gtk_widget_add_css_class (foot, "page-foot");
  return foot;
}

static GtkWidget *
build_record (NaruConflictPage *self)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = naru_pane_bar_new ("", NARU_PANE_LAST);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *open = new_button (_ ("Open record"), "conflicts.open", NULL);
  GtkWidget *scrolled;

  gtk_widget_add_css_class (open, "flat");
  naru_pane_bar_pack_end (NARU_PANE_BAR (bar), open);
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
  gtk_box_append (GTK_BOX (content), self->fields);
  gtk_box_append (GTK_BOX (content), self->all);
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
