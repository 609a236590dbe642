/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guided talk: one question at a time while one sits with the employer, and at its end what the answers suggest. What
 * is not known is skipped. */

#include "naru-employer-panels.h"

#include <glib/gi18n-lib.h>
#include "naru-date-button.h"
#include "naru-employer-talk.h"
#include "naru-form.h"
#include "naru-panel.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

/* A strategy is looked at again after a quarter unless somebody says otherwise. */
#define REVIEW_AFTER_DAYS 90

static const struct
{
  const char *field;
  const char *question;
} questions[] = {
  { "hiringPlan", N_ ("Whom do you plan to hire within a year, and when?") },
  { "bottlenecks", N_ ("Which posts stay open for long, or find nobody?") },
  { "skills", N_ ("What must new people be able to do from the first day on?") },
  { "conditions", N_ ("What do people ask about pay, hours and the way to work?") },
  { "accommodation", N_ ("What could be changed for people with a disability?") },
  { "digitalChange", N_ ("What changes with machines and software?") },
  { "greenChange", N_ ("What changes for energy, materials and waste?") },
  { "safety", N_ ("What is dangerous at work, and what protects people?") },
};

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  NaruRecord *draft;
  guint question; /* beyond the last one: the strategy */
  GtkWidget *progress;
  GtkWidget *back;
  GtkWidget *place;
  GtkWidget *form;
  GtkWidget *aim;
  GtkWidget *services;
  GtkWidget *review;
} Talking;

static void
talking_free (gpointer data)
{
  Talking *self = data;

  g_object_unref (self->desk);
  g_object_unref (self->draft);
  g_free (self);
}

static void show_question (Talking *self);

static void
keep_answer (Talking *self)
{
  if (self->form == NULL)
    return;
  naru_form_commit (NARU_FORM (self->form));
  naru_form_apply (NARU_FORM (self->form), self->draft);
}

static char **
list_services (Talking *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (GtkWidget *check = gtk_widget_get_first_child (self->services); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      g_strv_builder_add (builder, g_object_get_data (G_OBJECT (check), "service"));
  return g_strv_builder_end (builder);
}

static void
finish (Talking *self)
{
  g_auto (GStrv) services = list_services (self);
  g_autoptr (GError) error = NULL;
  NaruCommand *command = naru_employer_finish_talk (
      self->desk, self->draft, gtk_editable_get_text (GTK_EDITABLE (self->aim)),
      (const char *const *) services, naru_date_button_get_date (NARU_DATE_BUTTON (self->review)),
      &error);

  if (command == NULL)
    naru_panel_set_message (self->panel, error->message);
  else
    naru_panel_run_and_close (self->panel, command);
}

static void
next_cb (Talking *self)
{
  keep_answer (self);
  if (self->question >= G_N_ELEMENTS (questions))
    {
      finish (self);
      return;
    }
  self->question++;
  show_question (self);
}

static void
back_cb (Talking *self)
{
  keep_answer (self);
  self->question--;
  show_question (self);
}

static GtkWidget *
make_strategy (Talking *self)
{
  NaruVocabulary *services = naru_vocabulary_get ("employer-service");
  g_auto (GStrv) suggested = naru_needs_suggest_services (self->draft);
  g_autofree char *today = naru_desk_today (self->desk);
  g_autofree char *review = naru_date_add_days (today, REVIEW_AFTER_DAYS);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->aim = gtk_entry_new ();
  gtk_widget_add_css_class (self->aim, "field");
  naru_ui_name (self->aim, _ ("Aim"));
  self->services = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  for (guint i = 0; i < naru_vocabulary_size (services); i++)
    {
      const char *code = naru_vocabulary_code_at (services, i);
      GtkWidget *check = gtk_check_button_new_with_label (naru_vocabulary_label (services, code));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   g_strv_contains ((const char *const *) suggested, code));
      g_object_set_data (G_OBJECT (check), "service", (gpointer) code);
      gtk_box_append (GTK_BOX (self->services), check);
    }
  self->review = naru_date_button_new (self->desk, _ ("No date"), _ ("Review on"));
  naru_date_button_set_date (NARU_DATE_BUTTON (self->review), review);
  gtk_widget_set_halign (self->review, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (
                                     _ ("What do we want to reach for this employer? Without an "
                                        "aim the talk alone is kept."),
                                     NULL));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Aim"), self->aim));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Services; the answers suggest those that "
                                                       "are ticked"),
                                                    self->services));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Review on"), self->review));
  return box;
}

static void
show_question (Talking *self)
{
  guint n = G_N_ELEMENTS (questions);
  gboolean last = self->question >= n;
  g_autofree char *progress
      = last ? g_strdup (_ ("What comes out of it"))
             : g_strdup_printf (_ ("Question %u of %u"), self->question + 1, n);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_label_set_text (GTK_LABEL (self->progress), progress);
  gtk_widget_set_visible (self->back, self->question > 0);
  self->form = NULL;
  if (last)
    gtk_box_append (GTK_BOX (box), make_strategy (self));
  else
    {
      const char *const fields[] = { questions[self->question].field, NULL };

      gtk_box_append (GTK_BOX (box),
                      naru_ui_wrapped_label (_ (questions[self->question].question), "heading"));
      self->form = naru_form_new_for_draft (self->desk, "needs", fields);
      naru_form_set_record (NARU_FORM (self->form), self->draft);
      gtk_box_append (GTK_BOX (box), self->form);
    }
  adw_bin_set_child (ADW_BIN (self->place), box);
  naru_panel_set_message (self->panel, NULL);
  naru_panel_set_action (self->panel, last ? C_ ("action", "Keep the talk") : C_ ("action", "Next"),
                         G_CALLBACK (next_cb), self);
  if (last)
    gtk_widget_grab_focus (self->aim);
  else
    naru_form_focus (NARU_FORM (self->form), questions[self->question].field);
}

/**
 * naru_talk_panel_open:
 *
 * Begins a guided talk about what @employer needs.
 */
void
naru_talk_panel_open (GtkWidget *widget, const char *employer)
{
  NaruWindow *window = naru_window_of (widget);
  g_autofree char *today = NULL;
  GtkWidget *box;
  Talking *self;
  g_autoptr (GError) error = NULL;

  if (window == NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self = g_new0 (Talking, 1);
  self->desk = g_object_ref (naru_window_get_desk (window));
  self->draft = naru_record_new (naru_record_type_find ("needs"), NULL);
  g_object_set_data_full (G_OBJECT (box), "naru-talking", self, talking_free);
  today = naru_desk_today (self->desk);
  if (!naru_record_set (self->draft, "employer", employer, &error)
      || !naru_record_set (self->draft, "on", today, &error)
      || !naru_record_set (self->draft, "staff", naru_desk_get_staff (self->desk), &error))
    g_debug ("A talk was not filled in: %s", error->message);
  self->progress = naru_ui_label ("", "caption dim-label");
  self->place = adw_bin_new ();
  self->back = gtk_button_new_with_label (C_ ("action", "Back"));
  gtk_widget_add_css_class (self->back, "flat");
  gtk_widget_set_halign (self->back, GTK_ALIGN_START);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_cb), self);
  gtk_box_append (GTK_BOX (box), self->progress);
  gtk_box_append (GTK_BOX (box), self->place);
  gtk_box_append (GTK_BOX (box), self->back);
  self->panel = naru_panel_show (window, _ ("Needs talk"), box);
  show_question (self);
}
