/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of Today, made in code: they are few, and each section has its own symbol. */

#include "naru-today-rows.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"

#define GUTTER 44
#define SHORTEST_REASON 20
#define LARGE_TEXT 1.5
#define ROW_KEY "naru-agenda-row"
#define BUTTON_KEY "naru-row-button"
#define FREE_KEY "naru-free-from"

static const struct
{
  const char *icon;
  const char *css_class;
} section_icons[NARU_AGENDA_N_SECTIONS] = {
  [NARU_AGENDA_MEETINGS] = { "naru-calendar-symbolic", NULL },
  [NARU_AGENDA_DOUBLE] = { "naru-conflict-symbolic", "late" },
  [NARU_AGENDA_TO_RECORD] = { "naru-talk-symbolic", "hint" },
  [NARU_AGENDA_REBOOK] = { "naru-rebook-symbolic", "review" },
  [NARU_AGENDA_CONTACT] = { "naru-talk-symbolic", "review" },
  [NARU_AGENDA_QUEUE] = { "naru-people-symbolic", "hint" },
  [NARU_AGENDA_STEPS] = { "naru-late-symbolic", "late" },
  [NARU_AGENDA_REVIEWS] = { "naru-calendar-symbolic", NULL },
  [NARU_AGENDA_PROMISES] = { "naru-promise-symbolic", NULL },
  [NARU_AGENDA_FOLLOW_UPS] = { "naru-phone-symbolic", NULL },
  [NARU_AGENDA_TASKS] = { "naru-todo-symbolic", NULL },
  [NARU_AGENDA_VACANCIES] = { "naru-briefcase-symbolic", NULL },
  [NARU_AGENDA_CONFLICTS] = { "naru-conflict-symbolic", "late" },
  [NARU_AGENDA_KEPT] = { "naru-conflict-symbolic", "hint" },
};

static NaruAgendaRow *
copy_row (const NaruAgendaRow *row)
{
  NaruAgendaRow *copy = g_new0 (NaruAgendaRow, 1);

  *copy = *row;
  copy->record = g_strdup (row->record);
  copy->subject = g_strdup (row->subject);
  copy->title = g_strdup (row->title);
  copy->reason = g_strdup (row->reason);
  copy->at = g_strdup (row->at);
  copy->until = g_strdup (row->until);
  return copy;
}

static void
free_row (gpointer row)
{
  naru_agenda_row_free (row);
}

static GtkWidget *
wrap (GtkWidget *child, const NaruAgendaRow *row)
{
  GtkWidget *list_row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (list_row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (list_row), row != NULL);
  if (row != NULL)
    {
      g_object_set_data_full (G_OBJECT (list_row), ROW_KEY, copy_row (row), free_row);
      naru_ui_name (list_row, row->title);
      gtk_widget_set_has_tooltip (list_row, FALSE);
    }
  return list_row;
}

static GtkWidget *
gutter_label (const char *text, const char *css_classes)
{
  GtkWidget *label = naru_ui_label (text, css_classes);

  gtk_widget_set_size_request (label, (int) (GUTTER * naru_ui_text_scale ()), -1);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  return label;
}

static GtkWidget *
action_button (const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  naru_ui_add_classes (button, "flat row-action");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

/* The button of the one action of a row, named with whom it is about. */
static GtkWidget *
named_button (const NaruAgendaRow *row)
{
  const char *label = naru_agenda_action_label (row->action);
  GtkWidget *button = action_button (label);
  /* Translators: %1$s is the action of a button, such as "Rebook", %2$s is whom it is about. */
  g_autofree char *name = g_strdup_printf (_ ("%1$s: %2$s"), label, row->title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/* Of a grid, and with a least width for what wraps: text that wraps is laid out a dozen times oftener in a horizontal box,
 * which asks how narrow it can be for its height. */
static GtkWidget *
row_grid (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  return grid;
}

static GtkWidget *
reason_label (const NaruAgendaRow *row)
{
  GtkWidget *reason = naru_ui_wrapped_label (row->reason, "caption dim-label");
  gboolean large = naru_ui_text_scale () >= LARGE_TEXT;

  gtk_label_set_width_chars (GTK_LABEL (reason), large ? SHORTEST_REASON / 2 : SHORTEST_REASON);
  return reason;
}

/**
 * naru_today_meeting_row:
 * @row: an appointment
 * @now: time as on the wire: what is over is dimmed
 *
 * Returns: (transfer floating): a #GtkListBoxRow with times, bar, title, reason and, for what is to come, its sync state
 */
GtkWidget *
naru_today_meeting_row (const NaruAgendaRow *row, const char *now)
{
  GtkWidget *grid = row_grid ();
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title, *reason, *list_row;
  g_autofree char *from = naru_ui_format_clock (row->at);
  g_autofree char *until = naru_ui_format_clock (row->until);
  g_autoptr (GDateTime) end = naru_time_parse (row->until != NULL ? row->until : row->at);
  g_autoptr (GDateTime) present = naru_time_parse (now);
  gboolean over = end != NULL && present != NULL && g_date_time_compare (end, present) <= 0;
  int lines = over ? 2 : 3;

  gtk_grid_attach (GTK_GRID (grid), gutter_label (from, over ? "numeric dim-label" : "numeric"), 0,
                   0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), gutter_label (until, "numeric caption dim-label"), 0, 1, 1, 1);
  naru_ui_add_classes (bar, over ? "bar" : "bar mine");
  gtk_grid_attach (GTK_GRID (grid), bar, 1, 0, 1, lines);
  title = naru_ui_label (row->title, over ? "dim-label" : NULL);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_grid_attach (GTK_GRID (grid), title, 2, 0, 1, 1);
  reason = reason_label (row);
  gtk_grid_attach (GTK_GRID (grid), reason, 2, 1, 1, 1);
  if (!over)
    {
      NaruDocumentState state = { .sync = row->sync };
      const char *css_class = NULL;
      const char *icon = naru_ui_sync_icon (row->sync, &css_class);
      g_autofree char *text = naru_ui_sync_text (&state, now);

      gtk_grid_attach (GTK_GRID (grid), naru_ui_icon_text (icon, css_class, text), 2, 2, 1, 1);
    }
  list_row = wrap (grid, row);
  /* what is over has one thing left to do */
  if (g_strcmp0 (row->action, "record") == 0)
    {
      GtkWidget *button = named_button (row);

      gtk_grid_attach (GTK_GRID (grid), button, 3, 0, 1, lines);
      g_object_set_data (G_OBJECT (list_row), BUTTON_KEY, button);
    }
  return list_row;
}

/**
 * naru_today_now_row:
 *
 * The line that says where the day stands.
 */
GtkWidget *
naru_today_now_row (const char *now)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *row;
  g_autofree char *clock = naru_ui_format_clock (now);

  gtk_box_append (GTK_BOX (box), gutter_label (clock, "numeric caption-heading hint"));
  gtk_widget_add_css_class (line, "nowline");
  gtk_widget_set_hexpand (line, TRUE);
  gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), line);
  row = wrap (box, NULL);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  naru_ui_name (row, _ ("Now"));
  return row;
}

/**
 * naru_today_free_row:
 * @from: time as on the wire
 * @minutes: how long nothing is booked
 */
GtkWidget *
naru_today_free_row (const char *from, int minutes)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = action_button (C_ ("action", "Book"));
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label, *row;
  g_autofree char *clock = naru_ui_format_clock (from);
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d minute free", "%d minutes free", (gulong) minutes),
      minutes);

  gtk_box_append (GTK_BOX (box), gutter_label (clock, "numeric dim-label"));
  gtk_widget_set_size_request (bar, 3, -1);
  gtk_box_append (GTK_BOX (box), bar);
  label = naru_ui_label (text, "dim-label");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  row = wrap (box, NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  naru_ui_name (row, text);
  gtk_widget_set_has_tooltip (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), FREE_KEY, g_strdup (from), g_free);
  g_object_set_data (G_OBJECT (row), BUTTON_KEY, button);
  return row;
}

/**
 * naru_today_queue_row:
 * @row: something that waits
 *
 * Returns: (transfer floating): a #GtkListBoxRow with symbol, title, reason and the button of its one action
 */
GtkWidget *
naru_today_queue_row (const NaruAgendaRow *row)
{
  GtkWidget *grid = row_grid ();
  GtkWidget *icon = naru_ui_icon (section_icons[row->section].icon,
                                  section_icons[row->section].css_class, NULL);
  GtkWidget *title = naru_ui_label (row->title, NULL);
  GtkWidget *reason = reason_label (row);
  gboolean large = naru_ui_text_scale () >= LARGE_TEXT;
  GtkWidget *list_row;

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 2);
  gtk_grid_attach (GTK_GRID (grid), icon, 0, 0, 1, 2);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_grid_attach (GTK_GRID (grid), title, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), reason, 1, 1, 1, 1);
  list_row = wrap (grid, row);
  if (row->action != NULL)
    {
      GtkWidget *button = named_button (row);

      if (large)
        {
          /* Large text leaves no room for both beside each other. */
          gtk_widget_set_halign (button, GTK_ALIGN_START);
          gtk_grid_attach (GTK_GRID (grid), button, 1, 2, 1, 1);
        }
      else
        gtk_grid_attach (GTK_GRID (grid), button, 2, 0, 1, 2);
      g_object_set_data (G_OBJECT (list_row), BUTTON_KEY, button);
    }
  return list_row;
}

/**
 * naru_today_row_get:
 *
 * What a row is about: kept on the list row. NULL where it is not about a record.
 */
const NaruAgendaRow *
naru_today_row_get (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), ROW_KEY);
}

/**
 * naru_today_row_get_free_from:
 *
 * Returns: (nullable): when the free time of the row begins, as on the wire; %NULL for other
 * rows
 */
const char *
naru_today_row_get_free_from (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), FREE_KEY);
}

/**
 * naru_today_row_get_button:
 *
 * The button of the row, whose action is what Ctrl+Return does, or NULL
 */
GtkWidget *
naru_today_row_get_button (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), BUTTON_KEY);
}
