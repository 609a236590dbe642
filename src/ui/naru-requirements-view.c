/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of requirements: each has an id of its own, so that two people can change two of them. Text is saved when it is
 * left or with Return, and is a draft in the store until then; an emptied row is taken out. Alt+Up and Alt+Down move a row,
 * Alt+Return opens what it says beside its text. */

#include "naru-requirements-private.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-id.h"
#include "naru-ui-util.h"

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruRequirementsView, naru_requirements_view, ADW_TYPE_BIN)

/**
 * naru_requirement_row_at:
 * @position: in the list
 *
 * Returns: (nullable): the row there
 */
NaruRequirementRow *
naru_requirement_row_at (NaruRequirementsView *self, int position)
{
  GtkListBoxRow *widget = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), position);

  return widget != NULL ? g_object_get_data (G_OBJECT (widget), "row") : NULL;
}

/**
 * naru_requirements_edited:
 *
 * Keeps what was typed as a draft, and tells of it.
 */
void
naru_requirements_edited (NaruRequirementsView *self)
{
  naru_requirements_keep_draft_soon (self);
  g_signal_emit (self, signals[EDITED], 0);
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
  command = naru_requirements_new_command (self, _ ("%s: requirement added"));
  naru_command_set_element (command, naru_record_get_id (self->vacancy), "requirements", id, "need",
                            naru_requirement_need_get (self->new_need));
  naru_command_set_element (command, naru_record_get_id (self->vacancy), "requirements", id, "text",
                            text);
  naru_requirements_run (self, command, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->new_text), "");
  gtk_widget_grab_focus (self->new_text);
}

/* Whether the rows are those of the list, in its order. */
static gboolean
rows_fit (NaruRequirementsView *self, guint length)
{
  for (guint i = 0; i < length; i++)
    {
      NaruRequirementRow *row = naru_requirement_row_at (self, (int) i);
      g_autofree char *id = naru_record_get_element (self->vacancy, "requirements", i, "id");

      if (row == NULL || g_strcmp0 (row->id, id) != 0)
        return FALSE;
    }
  return naru_requirement_row_at (self, (int) length) == NULL;
}

static char *
focused_id (NaruRequirementsView *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (self->list);
  NaruRequirementRow *row = focus != NULL ? g_object_get_data (G_OBJECT (focus), "row") : NULL;

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
      for (int i = 0; naru_requirement_row_at (self, i) != NULL; i++)
        naru_requirement_row_save (naru_requirement_row_at (self, i));
      naru_requirements_keep_draft (self);
      self->filling = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (self->new_text), "");
    }
  g_set_object (&self->vacancy, vacancy);
  self->filling = TRUE;
  if (!same || !rows_fit (self, length))
    {
      naru_ui_clear (self->list);
      for (guint i = 0; i < length; i++)
        gtk_list_box_append (GTK_LIST_BOX (self->list), naru_requirement_row_new (self, i));
    }
  for (guint i = 0; i < length; i++)
    {
      NaruRequirementRow *row = naru_requirement_row_at (self, (int) i);

      naru_requirement_row_fill (self, row, i);
      if (same && g_strcmp0 (row->id, focused) == 0
          && gtk_widget_get_focus_child (self->list) == NULL)
        gtk_widget_grab_focus (row->text);
    }
  if (!same)
    naru_requirements_put_back_draft (self);
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
  for (int i = 0; naru_requirement_row_at (self, i) != NULL; i++)
    {
      NaruRequirementRow *row = naru_requirement_row_at (self, i);
      const char *text = gtk_editable_get_text (GTK_EDITABLE (row->text));

      if (row->edited && *text != '\0'
          && !naru_record_set_element (vacancy, "requirements", row->id, "text", text, NULL))
        g_debug ("A requirement does not fit yet.");
      if (row->details != NULL)
        naru_element_fields_apply (NARU_ELEMENT_FIELDS (row->details), vacancy, row->id);
    }
}

/**
 * naru_requirements_view_set_note:
 * @text: how many candidates there are
 * @more: (nullable): what else than requirements leaves some out, one a line
 */
void
naru_requirements_view_set_note (NaruRequirementsView *self, const char *text, const char *more)
{
  gtk_label_set_text (GTK_LABEL (self->note), text);
  naru_ui_set_text (self->more, more);
}

/**
 * naru_requirements_view_set_effect:
 * @self: the view
 * @id: of a requirement
 * @text: in a word or two
 * @explanation: in a sentence
 * @easier: (nullable): what asking for less would change, in a sentence
 * @share: of all candidates that it leaves out, 0 to 1
 *
 * Says what a requirement does to the number of candidates.
 */
void
naru_requirements_view_set_effect (NaruRequirementsView *self, const char *id, const char *text,
                                   const char *explanation, const char *easier, double share)
{
  for (int i = 0; naru_requirement_row_at (self, i) != NULL; i++)
    {
      NaruRequirementRow *row = naru_requirement_row_at (self, i);

      if (g_strcmp0 (row->id, id) != 0)
        continue;
      gtk_label_set_text (GTK_LABEL (row->effect), text);
      naru_ui_set_text (row->easier, easier);
      naru_ui_set_tooltip (row->effect, explanation);
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

  for (int i = 0; parts[1] != NULL && naru_requirement_row_at (self, i) != NULL; i++)
    if (g_strcmp0 (naru_requirement_row_at (self, i)->id, parts[1]) == 0)
      return gtk_widget_grab_focus (naru_requirement_row_at (self, i)->text);
  return gtk_widget_grab_focus (self->new_text);
}

/**
 * naru_requirements_view_show_findings:
 * @findings: (nullable) (element-type NaruFinding): what was found, in any field
 * @selected: (nullable): the one that keys act on
 *
 * Shows at each row the level of what was found in it, and marks the words of its text.
 */
void
naru_requirements_view_show_findings (NaruRequirementsView *self, GPtrArray *findings,
                                      const NaruFinding *selected)
{
  for (int i = 0; naru_requirement_row_at (self, i) != NULL; i++)
    {
      NaruRequirementRow *row = naru_requirement_row_at (self, i);
      g_autoptr (GPtrArray) here = g_ptr_array_new ();
      g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (NaruLevelMark));
      g_autofree char *prefix = g_strdup_printf ("requirements/%s/", row->id);
      GtkWidget *symbols;

      for (guint k = 0; findings != NULL && k < findings->len; k++)
        {
          const NaruFinding *finding = findings->pdata[k];
          NaruLevelMark mark
              = { finding->level, finding == selected, finding->start, finding->end };

          if (!g_str_has_prefix (finding->field, prefix) || finding->justification != NULL)
            continue;
          g_ptr_array_add (here, (gpointer) finding);
          if (mark.end > mark.start && g_str_has_suffix (finding->field, "/text"))
            g_array_append_val (marks, mark);
        }
      symbols = naru_level_make_symbols (here);
      adw_bin_set_child (ADW_BIN (row->symbols), symbols);
      gtk_widget_set_visible (row->symbols, symbols != NULL);
      naru_level_mark_entry (GTK_ENTRY (row->text), marks);
    }
}

static void
new_typed_cb (NaruRequirementsView *self)
{
  if (self->filling)
    return;
  naru_requirements_edited (self);
}

static void
naru_requirements_view_dispose (GObject *object)
{
  NaruRequirementsView *self = NARU_REQUIREMENTS_VIEW (object);

  if (self->draft_id != 0)
    naru_requirements_keep_draft (self);
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
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, NARU_REQUIREMENT_GAP);

  self->desk = g_object_ref (desk);
  self->count = naru_ui_label ("", "caption dim-label");
  gtk_widget_set_valign (self->count, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (head), naru_ui_label (_ ("Requirements"), "heading"));
  gtk_box_append (GTK_BOX (head), self->count);
  self->note = naru_ui_label ("", "caption dim-label");
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  self->more = naru_ui_wrapped_label ("", "caption dim-label");
  gtk_widget_set_visible (self->more, FALSE);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  naru_ui_add_classes (self->list, "plain-rows tight reqs");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Requirements"), -1);
  self->new_need = naru_requirement_need_new ();
  self->new_text = naru_requirement_text_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->new_text), _ ("Add a requirement"));
  naru_ui_name (self->new_text, _ ("Add a requirement"));
  naru_ui_undo_when_empty (self->new_text);
  gtk_box_append (GTK_BOX (line), self->new_need);
  gtk_box_append (GTK_BOX (line), self->new_text);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->note);
  gtk_box_append (GTK_BOX (box), self->more);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), line);
  g_signal_connect_swapped (self->new_text, "activate", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->new_text, "changed", G_CALLBACK (new_typed_cb), self);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}
