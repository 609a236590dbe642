/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One block for each field with two values, and for each deletion that gave way: of the record itself, and of what is seen on its
 * page. Settling and deleting are commands like any other, so that they can be undone. */

#include "naru-conflict-bar.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-conflict-text.h"
#include "naru-record-panel.h"
#include "naru-ui-util.h"
#include "naru-window.h"

#define MOST_HEIGHT 240

struct _NaruConflictBar
{
  AdwBin parent_instance;
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (NaruConflictBar, naru_conflict_bar, ADW_TYPE_BIN)

typedef struct
{
  char *conflict;
  char *value;
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_free (choice->conflict);
  g_free (choice->value);
  g_free (choice);
}

static void
keep_cb (GtkWidget *button, Choice *choice)
{
  NaruWindow *window = naru_window_of (button);
  g_autoptr (GError) error = NULL;
  NaruCommand *command = naru_conflict_settle (naru_window_get_desk (window), choice->conflict,
                                               choice->value, &error);

  gtk_widget_set_sensitive (button, FALSE);
  naru_window_run_or_tell (window, command, &error);
}

static const char *
keep_label (gboolean mine, guint n_values)
{
  if (mine)
    return _ ("Keep mine");
  return n_values > 2 ? _ ("Keep this") : _ ("Keep theirs");
}

static GtkWidget *
value_row (NaruDesk *desk, const NaruConflict *conflict, guint number)
{
  const NaruConflictValue *value = conflict->values->pdata[number];
  gboolean mine = naru_conflict_is_mine (desk, value);
  g_autofree char *text = naru_conflict_format_value (desk, conflict, value);
  g_autofree char *by = naru_conflict_format_author (desk, value);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *button = gtk_button_new_with_label (keep_label (mine, conflict->values->len));
  Choice *choice = g_new0 (Choice, 1);

  if (value->is_current)
    {
      g_autofree char *note = g_strdup_printf (_ ("%s. It holds until somebody chooses."), by);

      g_free (by);
      by = g_steal_pointer (&note);
    }
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (text, NULL));
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (by, "caption dim-label"));
  gtk_box_append (GTK_BOX (row), texts);
  choice->conflict = g_strdup (conflict->id);
  choice->value = g_strdup (value->value);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (keep_cb), choice, choice_free, 0);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

/* Both side by side, and any other value. */
static GtkWidget *
new_compare_button (const NaruConflict *conflict)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Compare, or another value"));

  naru_ui_add_classes (button, "flat row-action");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-conflicts");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", conflict->record);
  return button;
}

static void
add_conflict (NaruConflictBar *self, NaruDesk *desk, const char *page_record,
              const NaruConflict *conflict)
{
  const char *label = naru_conflict_get_label (conflict);
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *heading = NULL;

  if (naru_conflict_get_record_type (conflict) == NULL)
    return;
  if (g_str_equal (conflict->record, page_record))
    heading = g_strdup_printf (_ ("“%s” has two values."), label);
  else
    {
      g_autofree char *title = naru_store_get_title (naru_desk_get_store (desk), conflict->record);

      /* Translators: the name of a record, such as a plan step, and of one of its fields */
      heading
          = g_strdup_printf (_ ("%1$s: “%2$s” has two values."), title != NULL ? title : "", label);
    }
  gtk_box_append (GTK_BOX (block), naru_ui_icon_text ("naru-conflict-symbolic", "law", heading));
  for (guint i = 0; i < conflict->values->len; i++)
    gtk_box_append (GTK_BOX (block), value_row (desk, conflict, i));
  gtk_box_append (GTK_BOX (block), new_compare_button (conflict));
  gtk_box_append (GTK_BOX (self->box), block);
}

static void
delete_record_cb (GtkWidget *button, const char *record)
{
  NaruWindow *window = naru_window_of (button);
  g_autoptr (NaruCommand) command
      = naru_record_panel_delete_command (naru_window_get_desk (window), record);

  gtk_widget_set_sensitive (button, FALSE);
  if (command != NULL)
    naru_window_run (window, command);
}

static GtkWidget *
new_revival_button (const char *label, const char *text)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
  return button;
}

static void
add_revival (NaruConflictBar *self, NaruDesk *desk, const char *page_record,
             const NaruRevival *revival)
{
  NaruStore *store = naru_desk_get_store (desk);
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *text = naru_revival_format (store, naru_desk_get_staff (desk), revival);
  g_autofree char *title = g_str_equal (revival->record, page_record)
                               ? NULL
                               : naru_store_get_title (store, revival->record);
  GtkWidget *keep;
  GtkWidget *delete;

  /* the history of others says who it was */
  if (revival->deleted_by == NULL && naru_window_of (GTK_WIDGET (self)) != NULL)
    naru_window_pull_history (naru_window_of (GTK_WIDGET (self)), revival->record);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts),
                  naru_ui_icon_text ("naru-conflict-symbolic", "law",
                                     title != NULL ? title : _ ("Deleted, and still there")));
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (text, NULL));
  gtk_box_append (GTK_BOX (block), texts);
  keep = new_revival_button (C_ ("action", "Keep"), text);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (keep), "win.keep-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (keep), "s", revival->record);
  gtk_box_append (GTK_BOX (block), keep);
  delete = new_revival_button (C_ ("action", "Delete"), text);
  g_signal_connect_data (delete, "clicked", G_CALLBACK (delete_record_cb),
                         g_strdup (revival->record), (GClosureNotify) (void (*) (void)) g_free, 0);
  gtk_box_append (GTK_BOX (block), delete);
  gtk_box_append (GTK_BOX (self->box), block);
}

static gboolean
is_seen_on (NaruDesk *desk, const char *record, const char *page_record)
{
  g_autofree char *seen_on = naru_window_find_page_record (desk, record);

  return g_str_equal (record, page_record) || g_str_equal (seen_on, page_record);
}

static void
show_record (NaruConflictBar *self, NaruDesk *desk, const char *page_record)
{
  NaruStore *store = naru_desk_get_store (desk);
  g_autofree char *today = naru_desk_today (desk);
  g_autoptr (GPtrArray) conflicts = naru_store_list_conflicts (store, NULL, NULL);
  g_autoptr (GPtrArray) revivals = naru_revivals_list (store, today, NULL);

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const NaruConflict *conflict = conflicts->pdata[i];

      if (conflict->record != NULL && conflict->field != NULL
          && is_seen_on (desk, conflict->record, page_record))
        add_conflict (self, desk, page_record, conflict);
    }
  for (guint i = 0; revivals != NULL && i < revivals->len; i++)
    if (is_seen_on (desk, ((NaruRevival *) revivals->pdata[i])->record, page_record))
      add_revival (self, desk, page_record, revivals->pdata[i]);
}

/**
 * naru_conflict_bar_show:
 * @page_record: (nullable): the record whose page it is, %NULL where there is none
 *
 * Shows the open conflicts of the record and of what is seen on its page, and what of it was deleted and is still there, or nothing
 * where there is nothing of the kind.
 */
void
naru_conflict_bar_show (NaruConflictBar *self, NaruDesk *desk, const char *page_record)
{
  naru_ui_clear (self->box);
  if (page_record != NULL)
    show_record (self, desk, page_record);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (self->box) != NULL);
}

static void
naru_conflict_bar_class_init (NaruConflictBarClass *klass)
{
}

static void
naru_conflict_bar_init (NaruConflictBar *self)
{
  GtkWidget *scrolled;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  naru_ui_add_classes (self->box, "notice");
  scrolled = naru_ui_scrolled (self->box);
  gtk_widget_set_vexpand (scrolled, FALSE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  adw_bin_set_child (ADW_BIN (self), scrolled);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
