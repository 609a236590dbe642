/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels of a transfer and of a merge. Two records are seen side by side before they are one. */

#include "naru-life-panel.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-field-editor.h"
#include "naru-panel.h"
#include "naru-same-panel.h"
#include "naru-ui-util.h"

#define SAME_SHOWN 5

static GtkWidget *
new_entry (const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_add_css_class (entry, "field");
  naru_ui_name (entry, name);
  return entry;
}

static char *
dup_value (GtkWidget *editor)
{
  g_autofree char *value = NULL;
  g_autofree char *message = NULL;

  return naru_field_editor_dup_value (NARU_FIELD_EDITOR (editor), &value, &message)
             ? g_steal_pointer (&value)
             : NULL;
}

/* Transfer */

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *jobseeker;
  GtkWidget *to_team;
  GtkWidget *team_part, *centre_part;
  GtkWidget *team;
  GtkWidget *centre;
  GtkWidget *reason;
} Transfer;

static void
transfer_free (gpointer data)
{
  Transfer *transfer = data;

  g_object_unref (transfer->desk);
  g_free (transfer->jobseeker);
  g_free (transfer);
}

static void
target_cb (Transfer *transfer)
{
  gboolean team = gtk_check_button_get_active (GTK_CHECK_BUTTON (transfer->to_team));

  gtk_widget_set_visible (transfer->team_part, team);
  gtk_widget_set_visible (transfer->centre_part, !team);
}

static void
transfer_cb (Transfer *transfer)
{
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (transfer->reason));
  g_autofree char *team = dup_value (transfer->team);
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (transfer->to_team)))
    command = naru_case_transfer_to_centre (transfer->desk, transfer->jobseeker,
                                            gtk_editable_get_text (GTK_EDITABLE (transfer->centre)),
                                            reason, &error);
  else if (team == NULL)
    {
      naru_panel_set_message (transfer->panel, _ ("Please choose a team."));
      return;
    }
  else
    command
        = naru_case_transfer_to_team (transfer->desk, transfer->jobseeker, team, reason, &error);
  if (command == NULL)
    naru_panel_set_message (transfer->panel, error->message);
  else
    naru_panel_run_and_close (transfer->panel, command);
}

/**
 * naru_life_panel_transfer:
 * @jobseeker: whose case goes elsewhere
 *
 * Opens the panel that gives a case to another team, or to another centre.
 */
void
naru_life_panel_transfer (NaruWindow *window, const char *jobseeker)
{
  NaruDesk *desk = naru_window_get_desk (window);
  const NaruField *field
      = naru_record_type_find_field (naru_record_type_find ("jobseeker"), "team");
  g_autofree char *name = naru_store_get_title (naru_desk_get_store (desk), jobseeker);
  g_autofree char *title = g_strdup_printf (_ ("Transfer %s"), name != NULL ? name : "");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *choices = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *to_centre = gtk_check_button_new_with_label (_ ("To another centre"));
  Transfer *transfer = g_new0 (Transfer, 1);

  transfer->desk = g_object_ref (desk);
  transfer->jobseeker = g_strdup (jobseeker);
  transfer->to_team = gtk_check_button_new_with_label (_ ("To another team"));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (to_centre), GTK_CHECK_BUTTON (transfer->to_team));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (transfer->to_team), TRUE);
  transfer->team = naru_field_editor_new (desk, field);
  transfer->centre = new_entry (_ ("Name of the centre"));
  transfer->reason = new_entry (_ ("Reason for the change"));
  transfer->team_part = naru_ui_captioned (naru_field_get_label (field), transfer->team);
  transfer->centre_part = naru_ui_captioned (_ ("Name of the centre"), transfer->centre);
  gtk_box_append (GTK_BOX (choices), transfer->to_team);
  gtk_box_append (GTK_BOX (choices), to_centre);
  gtk_box_append (GTK_BOX (box), choices);
  gtk_box_append (GTK_BOX (box), transfer->team_part);
  gtk_box_append (GTK_BOX (box), transfer->centre_part);
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Reason for the change"), transfer->reason));
  gtk_box_append (
      GTK_BOX (box),
      naru_ui_wrapped_label (_ ("Appointments to come are cancelled, and stand among those to "
                                "rebook. A team sees the case in its queue."),
                             "dim-label"));
  g_object_set_data_full (G_OBJECT (box), "naru-transfer", transfer, transfer_free);
  g_signal_connect_swapped (transfer->to_team, "toggled", G_CALLBACK (target_cb), transfer);
  transfer->panel = naru_panel_show (window, title, box);
  naru_panel_set_action (transfer->panel, C_ ("action", "Transfer"), G_CALLBACK (transfer_cb),
                         transfer);
  target_cb (transfer);
  gtk_widget_grab_focus (transfer->to_team);
}

/* Merge */

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *jobseeker;
  GtkWidget *other;
  GtkWidget *same; /* records that may be the same, to choose from */
  GtkWidget *grid;
  NaruReading comparing;
  NaruReading reading;
} Merging;

/* What is compared, as it is read on another thread. */
typedef struct
{
  const NaruField *field; /* NULL for the number of meetings */
  char *left;
  char *right;
  gboolean differs;
} Compared;

static void
merging_free (gpointer data)
{
  Merging *merging = data;

  naru_reading_clear (&merging->comparing);
  naru_reading_clear (&merging->reading);
  g_object_unref (merging->desk);
  g_free (merging->jobseeker);
  g_free (merging);
}

static void
add_cell (Merging *merging, const char *text, const char *css_classes, int column, int row)
{
  GtkWidget *label = naru_ui_wrapped_label (text, css_classes);

  gtk_label_set_max_width_chars (GTK_LABEL (label), 14);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (merging->grid), label, column, row, 1, 1);
}

static void
compared_free (gpointer data)
{
  Compared *self = data;

  g_free (self->left);
  g_free (self->right);
  g_free (self);
}

static char *
format_value (NaruStore *store, NaruRecord *record, const NaruField *field)
{
  const char *value = naru_record_get (record, field->name);

  return field->kind == NARU_KIND_REFERENCE && value != NULL
             ? naru_store_get_title (store, value)
             : naru_record_format (record, field->name);
}

static char *
count_meetings (NaruStore *store, NaruRecord *jobseeker)
{
  g_autoptr (NaruQuery) query = naru_query_new ("meeting");

  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, naru_record_get_id (jobseeker));
  return naru_ui_format_count (naru_store_count (store, query, NULL));
}

static void
add_compared (GPtrArray *lines, const NaruField *field, char *left, char *right, gboolean differs)
{
  Compared *self = g_new0 (Compared, 1);

  self->field = field;
  self->left = left;
  self->right = right;
  self->differs = differs;
  g_ptr_array_add (lines, self);
}

static gpointer
read_both (NaruDesk *reader, const char *other, gconstpointer jobseeker, GError **error)
{
  static const char *const fields[] = { "name",   "romanName", "birthDate",    "mobile",    "email",
                                        "region", "state",     "registeredOn", "counsellor" };
  NaruStore *store = naru_desk_get_store (reader);
  g_autoptr (NaruRecord) stays = naru_store_get (store, jobseeker, error);
  g_autoptr (NaruRecord) goes = stays != NULL ? naru_store_get (store, other, error) : NULL;
  GPtrArray *lines;

  if (goes == NULL)
    return NULL;
  lines = g_ptr_array_new_with_free_func (compared_free);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const NaruField *field
          = naru_record_type_find_field (naru_record_get_record_type (stays), fields[i]);
      const char *mine = naru_record_get (stays, fields[i]);
      const char *theirs = naru_record_get (goes, fields[i]);

      if (mine != NULL || theirs != NULL)
        add_compared (lines, field, format_value (store, stays, field),
                      format_value (store, goes, field), g_strcmp0 (mine, theirs) != 0);
    }
  add_compared (lines, NULL, count_meetings (store, stays), count_meetings (store, goes), FALSE);
  return lines;
}

static void
show_both (GtkWidget *grid, const char *other, gpointer found, gboolean is_other)
{
  Merging *merging = g_object_get_data (G_OBJECT (gtk_widget_get_parent (grid)), "naru-merging");
  GPtrArray *lines = found;

  naru_ui_clear (grid);
  add_cell (merging, _ ("Stays"), "caption-heading", 1, 0);
  add_cell (merging, _ ("Goes into it"), "caption-heading", 2, 0);
  for (guint i = 0; i < lines->len; i++)
    {
      const Compared *line = g_ptr_array_index (lines, i);
      gboolean counted = line->field == NULL;
      int row = (int) i + 1;

      add_cell (merging, counted ? _ ("Meetings") : naru_field_get_label (line->field),
                "caption dim-label", 0, row);
      add_cell (merging, line->left, counted ? "numeric" : NULL, 1, row);
      add_cell (merging, line->right,
                counted         ? "numeric"
                : line->differs ? "review"
                                : NULL,
                2, row);
    }
}

static void
compare_cb (Merging *merging)
{
  g_autofree char *id = dup_value (merging->other);

  naru_panel_set_message (merging->panel, NULL);
  naru_reading_clear (&merging->comparing);
  if (id == NULL)
    naru_ui_clear (merging->grid);
  else
    naru_reading_start_with (&merging->comparing, merging->grid, merging->desk, id, read_both,
                             g_strdup (merging->jobseeker), g_free, show_both,
                             (GDestroyNotify) g_ptr_array_unref);
}

/* All that belongs to a person is read for it. */
static gpointer
make_merge (NaruDesk *reader, const char *jobseeker, gconstpointer other, GError **error)
{
  return naru_case_merge (reader, jobseeker, other, error);
}

static void
run_merge (GtkWidget *box, const char *jobseeker, gpointer command, gboolean other)
{
  Merging *merging = g_object_get_data (G_OBJECT (box), "naru-merging");

  naru_panel_run_and_close (merging->panel, naru_command_ref (command));
}

static void
merge_cb (Merging *merging)
{
  char *other = dup_value (merging->other);

  if (other == NULL)
    naru_panel_set_message (merging->panel, _ ("Please choose the other record."));
  else
    naru_reading_start_with (&merging->reading, gtk_widget_get_parent (merging->grid),
                             merging->desk, merging->jobseeker, make_merge, other, g_free,
                             run_merge, (GDestroyNotify) naru_command_unref);
}

static void
show_same (GtkWidget *box, const char *id, gpointer found, gboolean other)
{
  Merging *merging = g_object_get_data (G_OBJECT (box), "naru-merging");

  naru_same_list_fill (merging->same, found, SAME_SHOWN);
}

static void
same_chosen_cb (Merging *merging, GtkListBoxRow *row)
{
  naru_field_editor_set_value (NARU_FIELD_EDITOR (merging->other),
                               g_object_get_data (G_OBJECT (row), "id"));
  compare_cb (merging);
}

static GtkWidget *
new_same_list (Merging *merging)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  naru_ui_add_classes (list, "plain-rows owned-rows");
  naru_ui_name (list, _ ("May be the same"));
  gtk_widget_set_visible (list, FALSE);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (same_chosen_cb), merging);
  return list;
}

/**
 * naru_life_panel_merge:
 * @jobseeker: the record that stays
 *
 * Opens the panel that puts another record of the same person into this one, after both were seen side by side.
 */
void
naru_life_panel_merge (NaruWindow *window, const char *jobseeker)
{
  NaruDesk *desk = naru_window_get_desk (window);
  const NaruField *field
      = naru_record_type_find_field (naru_record_type_find ("jobseeker"), "mergedInto");
  g_autofree char *name = naru_store_get_title (naru_desk_get_store (desk), jobseeker);
  g_autofree char *title = g_strdup_printf (_ ("Merge into %s"), name != NULL ? name : "");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Merging *merging = g_new0 (Merging, 1);

  merging->desk = g_object_ref (desk);
  merging->jobseeker = g_strdup (jobseeker);
  merging->other = naru_field_editor_new (desk, field);
  merging->same = new_same_list (merging);
  merging->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (merging->grid), 9);
  gtk_grid_set_row_spacing (GTK_GRID (merging->grid), 6);
  gtk_box_append (GTK_BOX (box),
                  naru_ui_captioned (_ ("The other record of this person"), merging->other));
  gtk_box_append (GTK_BOX (box), merging->same);
  gtk_box_append (GTK_BOX (box), merging->grid);
  gtk_box_append (
      GTK_BOX (box),
      naru_ui_wrapped_label (_ ("Plan, meetings and all else come here. Empty fields are filled, "
                                "lists become one, and what differs stands in the note. The other "
                                "record stays as it is, closed: both can be separated again."),
                             "dim-label"));
  g_object_set_data_full (G_OBJECT (box), "naru-merging", merging, merging_free);
  g_signal_connect_swapped (merging->other, "edited", G_CALLBACK (compare_cb), merging);
  merging->panel = naru_panel_show (window, title, box);
  naru_panel_set_action (merging->panel, C_ ("action", "Merge"), G_CALLBACK (merge_cb), merging);
  naru_same_find (box, desk, jobseeker, show_same);
  gtk_widget_grab_focus (merging->other);
}

static gpointer
make_unmerge (NaruDesk *reader, const char *jobseeker, gconstpointer context, GError **error)
{
  return naru_case_unmerge (reader, jobseeker, error);
}

static void
run_unmerge (GtkWidget *window, const char *jobseeker, gpointer command, gboolean other)
{
  naru_window_run (NARU_WINDOW (window), command);
}

static void
reading_free (gpointer data)
{
  naru_reading_clear (data);
  g_free (data);
}

/**
 * naru_life_panel_unmerge:
 * @jobseeker: a record that was merged into another
 *
 * Takes the two apart; the history of all that moved is read off the main loop.
 */
void
naru_life_panel_unmerge (NaruWindow *window, const char *jobseeker)
{
  NaruReading *reading = g_new0 (NaruReading, 1);

  g_object_set_data_full (G_OBJECT (window), "naru-unmerging", reading, reading_free);
  naru_reading_start (reading, GTK_WIDGET (window), naru_window_get_desk (window), jobseeker,
                      make_unmerge, NULL, run_unmerge, (GDestroyNotify) naru_command_unref);
}
