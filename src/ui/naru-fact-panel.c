/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel that notes what a source says of one fact. */

#include "naru-employer-panels.h"

#include <glib/gi18n-lib.h>
#include "naru-date-button.h"
#include "naru-facts.h"
#include "naru-form.h"
#include "naru-panel.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

static const char *const fields[]
    = { "employees", "sizeClass", "industry", "sector",          "name",       "romanName", "phone",
        "email",     "website",   "region",   "hiringIntention", "hiringNote", "parent" };

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *employer;
  NaruRecord *draft;
  GtkWidget *field;
  GtkWidget *form_place;
  GtkWidget *form;
  GtkWidget *source;
  GtkWidget *name;
  GtkWidget *on;
  GtkWidget *ours;
} Noting;

static void
noting_free (gpointer data)
{
  Noting *self = data;

  g_object_unref (self->desk);
  g_object_unref (self->draft);
  g_free (self->employer);
  g_free (self);
}

static const char *
chosen_field (Noting *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->field));

  return fields[MIN (chosen, G_N_ELEMENTS (fields) - 1)];
}

static void
field_cb (Noting *self)
{
  const char *const form_fields[] = { chosen_field (self), NULL };

  self->form = naru_form_new_for_draft (self->desk, "employer", form_fields);
  naru_form_set_record (NARU_FORM (self->form), self->draft);
  adw_bin_set_child (ADW_BIN (self->form_place), self->form);
}

static void
note_cb (Noting *self)
{
  NaruVocabulary *sources = naru_vocabulary_get ("fact-source");
  const char *source = naru_vocabulary_code_at (
      sources, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->source)));
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->name));
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  naru_form_commit (NARU_FORM (self->form));
  if (!naru_form_check (NARU_FORM (self->form)))
    return;
  command = naru_employer_note_fact (
      self->desk, self->employer, naru_form_get_record (NARU_FORM (self->form)),
      chosen_field (self), source, *name != '\0' ? name : NULL,
      naru_date_button_get_date (NARU_DATE_BUTTON (self->on)),
      gtk_check_button_get_active (GTK_CHECK_BUTTON (self->ours)), &error);
  if (command == NULL)
    naru_panel_set_message (self->panel, error->message);
  else
    naru_panel_run_and_close (self->panel, command);
}

static GtkWidget *
make_fields (void)
{
  const NaruRecordType *type = naru_record_type_find ("employer");
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_string_list_append (labels,
                            naru_field_get_label (naru_record_type_find_field (type, fields[i])));
  return gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
}

static GtkWidget *
make_sources (void)
{
  NaruVocabulary *sources = naru_vocabulary_get ("fact-source");
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (guint i = 0; i < naru_vocabulary_size (sources); i++)
    gtk_string_list_append (labels,
                            naru_vocabulary_label (sources, naru_vocabulary_code_at (sources, i)));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  for (guint i = 0; i < naru_vocabulary_size (sources); i++)
    if (g_strcmp0 (naru_vocabulary_code_at (sources, i), "employer") == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), i);
  return drop_down;
}

/**
 * naru_fact_panel_open:
 *
 * Asks which fact, who says so, as of when, and whether it is held true from now on.
 */
void
naru_fact_panel_open (GtkWidget *widget, const char *employer)
{
  NaruWindow *window = naru_window_of (widget);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Noting *self;
  g_autofree char *today = NULL;

  if (window == NULL)
    {
      g_object_unref (g_object_ref_sink (box));
      return;
    }
  self = g_new0 (Noting, 1);
  self->desk = g_object_ref (naru_window_get_desk (window));
  self->employer = g_strdup (employer);
  self->draft = naru_record_new (naru_record_type_find ("employer"), NULL);
  g_object_set_data_full (G_OBJECT (box), "naru-noting", self, noting_free);
  today = naru_desk_today (self->desk);
  self->field = make_fields ();
  self->form_place = adw_bin_new ();
  self->source = make_sources ();
  self->name = gtk_entry_new ();
  gtk_widget_add_css_class (self->name, "field");
  self->on = naru_date_button_new (self->desk, _ ("No date"), _ ("As of"));
  naru_date_button_set_date (NARU_DATE_BUTTON (self->on), today);
  gtk_widget_set_halign (self->on, GTK_ALIGN_START);
  self->ours = gtk_check_button_new_with_label (_ ("Hold it true from now on"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->ours), TRUE);
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Fact"), self->field));
  gtk_box_append (GTK_BOX (box), self->form_place);
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Source"), self->source));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Name of the source"), self->name));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("As of"), self->on));
  gtk_box_append (GTK_BOX (box), self->ours);
  naru_ui_name (self->field, _ ("Fact"));
  naru_ui_name (self->source, _ ("Source"));
  naru_ui_name (self->name, _ ("Name of the source"));
  g_signal_connect_swapped (self->field, "notify::selected", G_CALLBACK (field_cb), self);
  field_cb (self);
  self->panel = naru_panel_show (window, _ ("What a source says"), box);
  naru_panel_set_action (self->panel, C_ ("action", "Add"), G_CALLBACK (note_cb), self);
  gtk_widget_grab_focus (self->field);
}
