/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of requirements: each has an id of its own, so that two people can change two of them. Text is saved when it is
 * left or with Return; an emptied row is taken out. Alt+Up and Alt+Down move a row. */

#include "naru-requirements-view.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-id.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"
#include "naru-window.h"

#define NEED_WIDTH 120
#define COLUMN_GAP 18 /* as in forms, so that the texts stand below each other */

struct _NaruRequirementsView
{
  AdwBin parent_instance;

  NaruDesk *desk;
  NaruRecord *vacancy;
  GtkWidget *list;
  GtkWidget *count;
  GtkWidget *note;
  GtkWidget *new_need;
  GtkWidget *new_text;
  gboolean filling;
};

typedef struct
{
  NaruRequirementsView *view;
  char *id;
  GtkWidget *need;
  GtkWidget *text;
  GtkWidget *effect;
  GtkWidget *share;
  gboolean edited;
} Row;

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruRequirementsView, naru_requirements_view, ADW_TYPE_BIN)

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->id);
  g_free (row);
}

static Row *
row_at (NaruRequirementsView *self, int position)
{
  GtkListBoxRow *widget = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), position);

  return widget != NULL ? g_object_get_data (G_OBJECT (widget), "row") : NULL;
}

static int
position_of (Row *row)
{
  GtkWidget *widget = gtk_widget_get_ancestor (row->text, GTK_TYPE_LIST_BOX_ROW);

  return gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (widget));
}

static GtkWidget *
make_need (void)
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

static const char *
get_need (GtkWidget *drop_down)
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

static NaruCommand *
new_command (NaruRequirementsView *self, const char *format)
{
  g_autofree char *label = g_strdup_printf (format, naru_record_get_title (self->vacancy));

  return naru_command_new (label);
}

static void
run (NaruRequirementsView *self, NaruCommand *command, gboolean quietly)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  if (window != NULL && quietly)
    naru_window_run_quietly (window, command, NULL, NULL);
  else if (window != NULL)
    naru_window_run (window, command);
}

static void
remove_row (Row *row)
{
  NaruRequirementsView *self = row->view;
  g_autoptr (NaruCommand) command = new_command (self, _ ("%s: requirement taken out"));

  row->edited = FALSE;
  naru_command_remove_element (command, naru_record_get_id (self->vacancy), "requirements",
                               row->id);
  run (self, command, FALSE);
}

static void
save_row (Row *row)
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
  command = new_command (self, _ ("%s: requirement changed"));
  naru_command_set_element (command, naru_record_get_id (self->vacancy), "requirements", row->id,
                            "text", stripped);
  run (self, command, TRUE);
}

static void
move_row (Row *row, int by)
{
  NaruRequirementsView *self = row->view;
  int from = position_of (row);
  int to = from + by;
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *json = NULL;

  if (to < 0 || to >= (int) naru_record_get_length (self->vacancy, "requirements"))
    return;
  save_row (row);
  command = new_command (self, _ ("%s: requirements in another order"));
  json = naru_vacancy_reorder (self->vacancy, "requirements", (guint) from, (guint) to);
  naru_command_set_json (command, naru_record_get_id (self->vacancy), "requirements", json);
  run (self, command, TRUE);
}

static void
add_cb (NaruRequirementsView *self)
{
  g_autofree char *text
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->new_text))));
  g_autofree char *id = NULL;
  g_autoptr (NaruCommand) command = NULL;

  if (*text == '\0' || self->vacancy == NULL)
    return;
  id = naru_id_new_ulid (naru_desk_get_clock (self->desk));
  command = new_command (self, _ ("%s: requirement added"));
  naru_command_set_element (command, naru_record_get_id (self->vacancy), "requirements", id, "need",
                            get_need (self->new_need));
  naru_command_set_element (command, naru_record_get_id (self->vacancy), "requirements", id, "text",
                            text);
  run (self, command, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->new_text), "");
  gtk_widget_grab_focus (self->new_text);
}

/* Rows */

static void
typed_cb (Row *row)
{
  if (row->view->filling)
    return;
  row->edited = TRUE;
  g_signal_emit (row->view, signals[EDITED], 0);
}

static void
need_cb (Row *row)
{
  NaruRequirementsView *self = row->view;
  g_autoptr (NaruCommand) command = NULL;

  if (self->filling || self->vacancy == NULL)
    return;
  command = new_command (self, _ ("%s: requirement changed"));
  naru_command_set_element (command, naru_record_get_id (self->vacancy), "requirements", row->id,
                            "need", get_need (row->need));
  run (self, command, TRUE);
}

static void
left_cb (GtkEventController *controller, Row *row)
{
  save_row (row);
}

static gboolean
key_cb (GtkEventController *controller, guint key, guint code, GdkModifierType state, Row *row)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK)
    return FALSE;
  if (key == GDK_KEY_Up || key == GDK_KEY_Down)
    {
      move_row (row, key == GDK_KEY_Up ? -1 : 1);
      return TRUE;
    }
  return FALSE;
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
make_menu (Row *row, GtkWidget *widget)
{
  static const GActionEntry entries[] = {
    { "up", up_action, NULL, NULL, NULL, { 0 } },
    { "down", down_action, NULL, NULL, NULL, { 0 } },
    { "remove", remove_action, NULL, NULL, NULL, { 0 } },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), row);
  gtk_widget_insert_action_group (widget, "requirement", G_ACTION_GROUP (actions));
  g_menu_append (menu, _ ("Move up"), "requirement.up");
  g_menu_append (menu, _ ("Move down"), "requirement.down");
  g_menu_append (menu, _ ("Take out"), "requirement.remove");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  naru_ui_add_classes (button, "flat dim-label");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  naru_ui_name (button, _ ("Move or take out"));
  return button;
}

static GtkWidget *
make_text (void)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_has_frame (GTK_ENTRY (entry), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_widget_set_hexpand (entry, TRUE);
  naru_ui_add_classes (entry, "bare");
  return entry;
}

static void
add_effect (Row *row, GtkWidget *line)
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

static GtkWidget *
make_row (NaruRequirementsView *self, guint position)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, COLUMN_GAP);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  row->view = self;
  row->id = naru_record_get_element (self->vacancy, "requirements", position, "id");
  row->need = make_need ();
  row->text = make_text ();
  naru_ui_name (row->text, _ ("Requirement"));
  gtk_box_append (GTK_BOX (line), row->need);
  gtk_box_append (GTK_BOX (line), row->text);
  add_effect (row, line);
  gtk_box_append (GTK_BOX (line), make_menu (row, widget));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), FALSE);
  gtk_widget_set_focusable (widget, FALSE);
  g_object_set_data_full (G_OBJECT (widget), "row", row, row_free);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (row->text, focus);
  gtk_widget_add_controller (widget, keys);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), row);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), row);
  g_signal_connect_swapped (row->text, "changed", G_CALLBACK (typed_cb), row);
  g_signal_connect_swapped (row->text, "activate", G_CALLBACK (save_row), row);
  g_signal_connect_swapped (row->need, "notify::selected", G_CALLBACK (need_cb), row);
  return widget;
}

static void
fill_row (NaruRequirementsView *self, Row *row, guint position)
{
  g_autofree char *need = naru_record_get_element (self->vacancy, "requirements", position, "need");
  g_autofree char *text = naru_record_get_element (self->vacancy, "requirements", position, "text");

  set_need (row->need, need);
  if (!row->edited && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row->text)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row->text), text != NULL ? text : "");
}

/* Whether the rows are those of the list, in its order. */
static gboolean
rows_fit (NaruRequirementsView *self, guint length)
{
  for (guint i = 0; i < length; i++)
    {
      Row *row = row_at (self, (int) i);
      g_autofree char *id = naru_record_get_element (self->vacancy, "requirements", i, "id");

      if (row == NULL || g_strcmp0 (row->id, id) != 0)
        return FALSE;
    }
  return row_at (self, (int) length) == NULL;
}

static char *
focused_id (NaruRequirementsView *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (self->list);
  Row *row = focus != NULL ? g_object_get_data (G_OBJECT (focus), "row") : NULL;

  return row != NULL ? g_strdup (row->id) : NULL;
}

/**
 * naru_requirements_view_show:
 *
 * Shows the requirements of @vacancy; what is being typed in a row stays.
 */
void
naru_requirements_view_show (NaruRequirementsView *self, NaruRecord *vacancy)
{
  gboolean same
      = self->vacancy != NULL
        && g_strcmp0 (naru_record_get_id (self->vacancy), naru_record_get_id (vacancy)) == 0;
  guint length = naru_record_get_length (vacancy, "requirements");
  g_autofree char *focused = focused_id (self);
  g_autofree char *text = NULL;

  if (!same)
    {
      for (int i = 0; row_at (self, i) != NULL; i++)
        save_row (row_at (self, i));
      gtk_editable_set_text (GTK_EDITABLE (self->new_text), "");
    }
  g_set_object (&self->vacancy, vacancy);
  self->filling = TRUE;
  if (!same || !rows_fit (self, length))
    {
      naru_ui_clear (self->list);
      for (guint i = 0; i < length; i++)
        gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, i));
    }
  for (guint i = 0; i < length; i++)
    {
      Row *row = row_at (self, (int) i);

      fill_row (self, row, i);
      if (same && g_strcmp0 (row->id, focused) == 0
          && gtk_widget_get_focus_child (self->list) == NULL)
        gtk_widget_grab_focus (row->text);
    }
  self->filling = FALSE;
  gtk_widget_set_visible (self->list, length > 0);
  if (length == 0)
    text = g_strdup (_ ("None yet: ask for what the work needs, and no more"));
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u asked for", "%u asked for", length),
                            length);
  gtk_label_set_text (GTK_LABEL (self->count), text);
}

/**
 * naru_requirements_view_apply:
 *
 * Puts what is typed and not saved yet into @vacancy.
 */
void
naru_requirements_view_apply (NaruRequirementsView *self, NaruRecord *vacancy)
{
  for (int i = 0; row_at (self, i) != NULL; i++)
    {
      Row *row = row_at (self, i);
      const char *text = gtk_editable_get_text (GTK_EDITABLE (row->text));

      if (row->edited && *text != '\0'
          && !naru_record_set_element (vacancy, "requirements", row->id, "text", text, NULL))
        g_debug ("A requirement does not fit yet.");
    }
}

/**
 * naru_requirements_view_set_note:
 *
 * Says how many candidates there are.
 */
void
naru_requirements_view_set_note (NaruRequirementsView *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->note), text);
}

/**
 * naru_requirements_view_set_effect:
 * @self: the view
 * @id: of a requirement
 * @text: in a word or two
 * @explanation: in a sentence
 * @share: of all candidates that it leaves out, 0 to 1
 *
 * Says what a requirement does to the number of candidates.
 */
void
naru_requirements_view_set_effect (NaruRequirementsView *self, const char *id, const char *text,
                                   const char *explanation, double share)
{
  for (int i = 0; row_at (self, i) != NULL; i++)
    {
      Row *row = row_at (self, i);

      if (g_strcmp0 (row->id, id) != 0)
        continue;
      gtk_label_set_text (GTK_LABEL (row->effect), text);
      gtk_widget_set_tooltip_text (row->effect, explanation);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row->text),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, explanation, -1);
      gtk_level_bar_set_value (GTK_LEVEL_BAR (row->share), CLAMP (share, 0, 1));
      gtk_widget_set_visible (row->share, share > 0);
    }
}

/**
 * naru_requirements_view_focus:
 *
 * Puts the cursor into the requirement of @path, "requirements/ID/text", or into the entry for a new one.
 *
 * Returns: whether it could take it
 */
gboolean
naru_requirements_view_focus (NaruRequirementsView *self, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", 3);

  for (int i = 0; parts[1] != NULL && row_at (self, i) != NULL; i++)
    if (g_strcmp0 (row_at (self, i)->id, parts[1]) == 0)
      return gtk_widget_grab_focus (row_at (self, i)->text);
  return gtk_widget_grab_focus (self->new_text);
}

static void
new_typed_cb (NaruRequirementsView *self)
{
  g_signal_emit (self, signals[EDITED], 0);
}

static void
naru_requirements_view_dispose (GObject *object)
{
  NaruRequirementsView *self = NARU_REQUIREMENTS_VIEW (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->vacancy);
  G_OBJECT_CLASS (naru_requirements_view_parent_class)->dispose (object);
}

static void
naru_requirements_view_class_init (NaruRequirementsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_requirements_view_dispose;
  signals[EDITED] = g_signal_new ("edited", NARU_TYPE_REQUIREMENTS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
naru_requirements_view_init (NaruRequirementsView *self)
{
}

/**
 * naru_requirements_view_new:
 *
 * Returns: (transfer floating): the rows of no vacancy yet, see naru_requirements_view_show()
 */
GtkWidget *
naru_requirements_view_new (NaruDesk *desk)
{
  NaruRequirementsView *self = g_object_new (NARU_TYPE_REQUIREMENTS_VIEW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, COLUMN_GAP);

  self->desk = g_object_ref (desk);
  self->count = naru_ui_label ("", "caption dim-label");
  gtk_widget_set_valign (self->count, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (head), naru_ui_label (_ ("Requirements"), "heading"));
  gtk_box_append (GTK_BOX (head), self->count);
  self->note = naru_ui_label ("", "caption dim-label");
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  naru_ui_add_classes (self->list, "plain-rows tight reqs");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Requirements"), -1);
  self->new_need = make_need ();
  self->new_text = make_text ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->new_text), _ ("Add a requirement"));
  naru_ui_name (self->new_text, _ ("Add a requirement"));
  naru_ui_undo_when_empty (self->new_text);
  gtk_box_append (GTK_BOX (line), self->new_need);
  gtk_box_append (GTK_BOX (line), self->new_text);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->note);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), line);
  g_signal_connect_swapped (self->new_text, "activate", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->new_text, "changed", G_CALLBACK (new_typed_cb), self);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}
