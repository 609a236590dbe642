/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One requirement: its row, and the commands on it. */

#include "naru-requirements-private.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"
#include "naru-window.h"

#define NEED_WIDTH 120

/* What a requirement says beside its text, in the order in which it is asked. */
static const char *const details[]
    = { "skill", "skillLevel", "months", "language", "level", "evidence", NULL };

static void
row_free (gpointer data)
{
  NaruRequirementRow *row = data;

  g_free (row->id);
  g_free (row);
}

/**
 * naru_requirement_row_position:
 *
 * Returns: where the row stands in the list
 */
int
naru_requirement_row_position (NaruRequirementRow *row)
{
  GtkWidget *widget = gtk_widget_get_ancestor (row->text, GTK_TYPE_LIST_BOX_ROW);

  return gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (widget));
}

/**
 * naru_requirement_need_new:
 *
 * Returns: (transfer floating): the choice between essential and desirable
 */
GtkWidget *
naru_requirement_need_new (void)
{
  NaruVocabulary *needs = naru_vocabulary_get ("requirement-need");
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (guint i = 0; i < naru_vocabulary_size (needs); i++)
    gtk_string_list_append (labels,
                            naru_vocabulary_label (needs, naru_vocabulary_code_at (needs, i)));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  naru_ui_add_classes (drop_down, "flat lead");
  gtk_widget_set_size_request (drop_down, NEED_WIDTH, -1);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  naru_ui_name (drop_down, _ ("Essential or desirable"));
  return drop_down;
}

/**
 * naru_requirement_need_get:
 *
 * Returns: (transfer none): the code that is chosen
 */
const char *
naru_requirement_need_get (GtkWidget *drop_down)
{
  return naru_vocabulary_code_at (naru_vocabulary_get ("requirement-need"),
                                  gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down)));
}

static void
set_need (GtkWidget *drop_down, const char *code)
{
  NaruVocabulary *needs = naru_vocabulary_get ("requirement-need");

  int position = naru_vocabulary_position (needs, code);

  if (position >= 0)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), (guint) position);
}

/* Commands */

/**
 * naru_requirements_new_command:
 * @format: what is done, with the title of the vacancy
 *
 * Returns: (transfer full): a command with nothing in it
 */
NaruCommand *
naru_requirements_new_command (NaruRequirementsView *self, const char *format)
{
  g_autofree char *label = g_strdup_printf (format, naru_record_get_title (self->vacancy));

  return naru_command_new (label);
}

/**
 * naru_requirements_run:
 * @quietly: without a notice that offers to undo it
 *
 * Runs a command.
 */
void
naru_requirements_run (NaruRequirementsView *self, NaruCommand *command, gboolean quietly)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  if (window != NULL && quietly)
    naru_window_run_quietly (window, command, NULL, NULL);
  else if (window != NULL)
    naru_window_run (window, command);
}

static void
remove_row (NaruRequirementRow *row)
{
  NaruRequirementsView *self = row->view;
  g_autoptr (NaruCommand) command
      = naru_requirements_new_command (self, _ ("%s: requirement taken out"));

  row->edited = FALSE;
  naru_requirements_keep_draft_soon (self);
  naru_command_remove_element (command, naru_record_get_id (self->vacancy), "requirements",
                               row->id);
  naru_requirements_run (self, command, FALSE);
}

/**
 * naru_requirement_row_save:
 *
 * Saves the text of a row, if it is edited; a row that was emptied is taken out.
 */
void
naru_requirement_row_save (NaruRequirementRow *row)
{
  NaruRequirementsView *self = row->view;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row->text));
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autoptr (NaruCommand) command = NULL;

  if (!row->edited || self->vacancy == NULL)
    return;
  if (*stripped == '\0')
    {
      remove_row (row);
      return;
    }
  row->edited = FALSE;
  naru_requirements_keep_draft_soon (self);
  command = naru_requirements_new_command (self, _ ("%s: requirement changed"));
  naru_command_set_element (command, naru_record_get_id (self->vacancy), "requirements", row->id,
                            "text", stripped);
  naru_requirements_run (self, command, TRUE);
}

static void
save_member_cb (NaruRequirementRow *row, const char *member, const char *value)
{
  NaruRequirementsView *self = row->view;
  g_autoptr (NaruCommand) command = NULL;

  if (self->vacancy == NULL)
    return;
  naru_requirements_keep_draft_soon (self);
  command = naru_requirements_new_command (self, _ ("%s: requirement changed"));
  naru_command_set_element (command, naru_record_get_id (self->vacancy), "requirements", row->id,
                            member, value);
  naru_requirements_run (self, command, TRUE);
}

static void
move_row (NaruRequirementRow *row, int by)
{
  NaruRequirementsView *self = row->view;
  int from = naru_requirement_row_position (row);
  int to = from + by;
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *json = NULL;

  if (to < 0 || to >= (int) naru_record_get_length (self->vacancy, "requirements"))
    return;
  naru_requirement_row_save (row);
  command = naru_requirements_new_command (self, _ ("%s: requirements in another order"));
  json = naru_vacancy_reorder (self->vacancy, "requirements", (guint) from, (guint) to);
  naru_command_set_json (command, naru_record_get_id (self->vacancy), "requirements", json);
  naru_requirements_run (self, command, TRUE);
}

/* Rows */

static void
typed_cb (NaruRequirementRow *row)
{
  if (row->view->filling)
    return;
  row->edited = TRUE;
  naru_requirements_edited (row->view);
}

static void
revert (NaruRequirementRow *row)
{
  NaruRequirementsView *self = row->view;
  guint position = (guint) naru_requirement_row_position (row);
  g_autofree char *text = naru_record_get_element (self->vacancy, "requirements", position, "text");

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (row->text), text != NULL ? text : "");
  self->filling = FALSE;
  row->edited = FALSE;
  naru_requirements_edited (self);
}

/* Details */

static void
detail_edited_cb (NaruRequirementRow *row)
{
  naru_requirements_edited (row->view);
}

static const NaruField *
find_member (const char *name)
{
  const NaruField *list
      = naru_record_type_find_field (naru_record_type_find ("vacancy"), "requirements");

  for (const NaruField *member = list->fields; member->name != NULL; member++)
    if (g_str_equal (member->name, name))
      return member;
  return NULL;
}

/* "Arc welding, proficient · Shown by: a certificate"; NULL where there is nothing to say beside the text. */
static char *
say_details (NaruRecord *record, guint position)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = naru_record_get_element (record, "requirements", position, "text");

  for (guint i = 0; i < G_N_ELEMENTS (details) - 1; i++)
    {
      const NaruField *field = find_member (details[i]);
      g_autofree char *value
          = naru_record_get_element (record, "requirements", position, details[i]);
      g_autofree char *said = value != NULL ? naru_field_format (field, value) : NULL;

      if (said == NULL || g_strcmp0 (said, text) == 0)
        continue;
      if (field->kind == NARU_KIND_NUMBER || g_str_equal (details[i], "evidence"))
        g_ptr_array_add (parts, g_strdup_printf (_ ("%s: %s"), naru_field_get_label (field), said));
      else
        g_ptr_array_add (parts, g_steal_pointer (&said));
    }
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
show_summary (NaruRequirementRow *row, guint position)
{
  g_autofree char *text = say_details (row->view->vacancy, position);

  gtk_label_set_text (GTK_LABEL (row->summary), text != NULL ? text : "");
  gtk_widget_set_visible (row->summary, text != NULL && row->details == NULL);
}

/**
 * naru_requirement_row_open_details:
 *
 * Shows the fields of what a requirement says beside its text.
 */
void
naru_requirement_row_open_details (NaruRequirementRow *row)
{
  NaruRequirementsView *self = row->view;

  if (row->details != NULL)
    return;
  row->details = naru_element_fields_new (self->desk, "vacancy", "requirements", details, 1);
  naru_element_fields_fill (NARU_ELEMENT_FIELDS (row->details), self->vacancy,
                            (guint) naru_requirement_row_position (row));
  g_signal_connect_swapped (row->details, "edited", G_CALLBACK (detail_edited_cb), row);
  g_signal_connect_swapped (row->details, "save", G_CALLBACK (save_member_cb), row);
  gtk_box_append (GTK_BOX (row->below), row->details);
  gtk_widget_set_visible (row->summary, FALSE);
}

static void
toggle_details (NaruRequirementRow *row)
{
  if (row->details == NULL)
    {
      naru_requirement_row_open_details (row);
      gtk_widget_grab_focus (row->details);
      return;
    }
  gtk_widget_grab_focus (row->text); /* which saves what is typed in the one that is left */
  gtk_box_remove (GTK_BOX (row->below), row->details);
  row->details = NULL;
  show_summary (row, (guint) naru_requirement_row_position (row));
}

static void
need_cb (NaruRequirementRow *row)
{
  NaruRequirementsView *self = row->view;
  g_autoptr (NaruCommand) command = NULL;

  if (self->filling || self->vacancy == NULL)
    return;
  command = naru_requirements_new_command (self, _ ("%s: requirement changed"));
  naru_command_set_element (command, naru_record_get_id (self->vacancy), "requirements", row->id,
                            "need", naru_requirement_need_get (row->need));
  naru_requirements_run (self, command, TRUE);
}

static void
left_cb (GtkEventController *controller, NaruRequirementRow *row)
{
  naru_requirement_row_save (row);
}

static gboolean
key_cb (GtkEventController *controller, guint key, guint code, GdkModifierType state,
        NaruRequirementRow *row)
{
  if (key == GDK_KEY_Escape && row->edited && naru_ui_has_focus (row->text))
    {
      revert (row);
      return TRUE;
    }
  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK)
    return FALSE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    {
      toggle_details (row);
      return TRUE;
    }
  if (key == GDK_KEY_Up || key == GDK_KEY_Down)
    {
      move_row (row, key == GDK_KEY_Up ? -1 : 1);
      return TRUE;
    }
  return FALSE;
}

static void
details_action (GSimpleAction *action, GVariant *parameter, gpointer row)
{
  toggle_details (row);
}

static void
up_action (GSimpleAction *action, GVariant *parameter, gpointer row)
{
  move_row (row, -1);
}

static void
down_action (GSimpleAction *action, GVariant *parameter, gpointer row)
{
  move_row (row, 1);
}

static void
remove_action (GSimpleAction *action, GVariant *parameter, gpointer row)
{
  remove_row (row);
}

static GtkWidget *
make_menu (NaruRequirementRow *row, GtkWidget *widget)
{
  static const GActionEntry entries[] = {
    { "details", details_action, NULL, NULL, NULL, { 0 } },
    { "up", up_action, NULL, NULL, NULL, { 0 } },
    { "down", down_action, NULL, NULL, NULL, { 0 } },
    { "remove", remove_action, NULL, NULL, NULL, { 0 } },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), row);
  gtk_widget_insert_action_group (widget, "requirement", G_ACTION_GROUP (actions));
  g_menu_append (menu, _ ("Skill, level, proof"), "requirement.details");
  g_menu_append (menu, _ ("Move up"), "requirement.up");
  g_menu_append (menu, _ ("Move down"), "requirement.down");
  g_menu_append (menu, _ ("Take out"), "requirement.remove");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  naru_ui_add_classes (button, "flat dim-label");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  naru_ui_name (button, _ ("Level, proof, order"));
  return button;
}

/**
 * naru_requirement_text_new:
 *
 * Returns: (transfer floating): an entry for the text of a requirement
 */
GtkWidget *
naru_requirement_text_new (void)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_has_frame (GTK_ENTRY (entry), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_widget_set_hexpand (entry, TRUE);
  naru_ui_add_classes (entry, "bare");
  return entry;
}

static void
add_effect (NaruRequirementRow *row, GtkWidget *line)
{
  row->effect = naru_ui_label ("", "caption dim-label");
  gtk_widget_set_valign (row->effect, GTK_ALIGN_CENTER);
  row->share = gtk_level_bar_new ();
  gtk_widget_set_size_request (row->share, 48, -1);
  gtk_widget_set_valign (row->share, GTK_ALIGN_CENTER);
  naru_ui_add_classes (row->share, "share");
  gtk_widget_set_visible (row->share, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row->share), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (line), row->effect);
  gtk_box_append (GTK_BOX (line), row->share);
}

/* Under the text: in a few words, or as fields. */
static void
add_below (NaruRequirementRow *row, GtkWidget *box)
{
  row->below = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  row->summary = naru_ui_wrapped_label ("", "caption dim-label");
  row->easier = naru_ui_wrapped_label ("", "caption dim-label");
  gtk_widget_set_visible (row->summary, FALSE);
  gtk_widget_set_visible (row->easier, FALSE);
  gtk_widget_set_margin_start (row->below, NEED_WIDTH + NARU_REQUIREMENT_GAP + 10);
  gtk_widget_set_margin_bottom (row->summary, 6);
  gtk_widget_set_margin_bottom (row->easier, 6);
  gtk_box_append (GTK_BOX (row->below), row->summary);
  gtk_box_append (GTK_BOX (row->below), row->easier);
  gtk_box_append (GTK_BOX (box), row->below);
}

/**
 * naru_requirement_row_new:
 * @position: of the requirement in the vacancy
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
naru_requirement_row_new (NaruRequirementsView *self, guint position)
{
  NaruRequirementRow *row = g_new0 (NaruRequirementRow, 1);
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, NARU_REQUIREMENT_GAP);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  row->view = self;
  row->id = naru_record_get_element (self->vacancy, "requirements", position, "id");
  row->need = naru_requirement_need_new ();
  row->text = naru_requirement_text_new ();
  naru_ui_name (row->text, _ ("Requirement"));
  gtk_box_append (GTK_BOX (line), row->need);
  gtk_box_append (GTK_BOX (line), row->text);
  row->symbols = adw_bin_new ();
  gtk_widget_set_visible (row->symbols, FALSE);
  gtk_box_append (GTK_BOX (line), row->symbols);
  add_effect (row, line);
  gtk_box_append (GTK_BOX (line), make_menu (row, widget));
  gtk_box_append (GTK_BOX (box), line);
  add_below (row, box);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), FALSE);
  gtk_widget_set_focusable (widget, FALSE);
  g_object_set_data_full (G_OBJECT (widget), "row", row, row_free);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (row->text, focus);
  gtk_widget_add_controller (widget, keys);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), row);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), row);
  g_signal_connect_swapped (row->text, "changed", G_CALLBACK (typed_cb), row);
  g_signal_connect_swapped (row->text, "activate", G_CALLBACK (naru_requirement_row_save), row);
  g_signal_connect_swapped (row->need, "notify::selected", G_CALLBACK (need_cb), row);
  return widget;
}

/**
 * naru_requirement_row_fill:
 * @position: of the requirement in the vacancy
 *
 * Shows what is saved; what is being typed stays.
 */
void
naru_requirement_row_fill (NaruRequirementsView *self, NaruRequirementRow *row, guint position)
{
  g_autofree char *need = naru_record_get_element (self->vacancy, "requirements", position, "need");
  g_autofree char *text = naru_record_get_element (self->vacancy, "requirements", position, "text");

  set_need (row->need, need);
  if (!row->edited && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row->text)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row->text), text != NULL ? text : "");
  if (row->details != NULL)
    naru_element_fields_fill (NARU_ELEMENT_FIELDS (row->details), self->vacancy, position);
  show_summary (row, position);
}
