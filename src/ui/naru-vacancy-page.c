/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one vacancy. The pane at the end follows every keystroke; a step to the next stage waits until what is
 * typed is saved. */

#include "naru-vacancy-page.h"

#include <glib/gi18n-lib.h>
#include "naru-candidates-meter.h"
#include "naru-casework.h"
#include "naru-local-pay.h"
#include "naru-market-note.h"
#include "naru-requirements-view.h"
#include "naru-stage-bar.h"
#include "naru-ui-util.h"
#include "naru-vacancy-channels.h"
#include "naru-vacancy-panels.h"
#include "naru-vacancy-reader.h"
#include "naru-vacancy-versions.h"
#include "naru-vacancy-ways.h"
#include "naru-vacancy-wordings.h"
#include "naru-vacancy-work.h"

#define READ_AFTER 40 /* milliseconds without a keystroke */

struct _NaruVacancyPage
{
  NaruDetail parent_instance;

  GtkWidget *stages;
  GtkWidget *next;
  GtkWidget *what;
  GtkWidget *offer;
  GtkWidget *requirements;
  NaruCandidatesMeter *meter;
  GtkWidget *start; /* what one can start from, as long as nothing is written */
  GtkWidget *reader;
  GtkWidget *wordings;
  GtkWidget *channels;
  const char *next_stage;
  const char *waiting; /* the stage to go to when everything is saved */
  gboolean rewriting; /* the rewrite of the selected finding waits for that, too */
  guint read_id;
};

G_DEFINE_FINAL_TYPE (NaruVacancyPage, naru_vacancy_page, NARU_TYPE_DETAIL)

static const char *const what_fields[]
    = { "title", "occupation", "employer", "posts", "about", "tasks", NULL };

static const char *const offer_fields[]
    = { "payMin",          "payMax",   "payExtras",  "contract",      "employment",
        "hoursFrom",       "+hoursTo", "+hoursWeek", "days",          "shift",
        "flexible",        "remote",   "startOn",    "duration",      "probation",
        "region",          "address",  "=1",         "education",     "experienceMonths",
        "workingLanguage", "benefits", "conditions", "hazards",       "protection",
        "accessibility",   "green",    "=2",         "contact",       "howToApply",
        "closesOn",        "schedule", "=3",         "supportNeeded", "outreachDue",
        "drafter",         NULL };

static const char *const more_fields[] = { "employerName",
                                           "occupationLocal",
                                           "collectiveAgreement",
                                           "language",
                                           "publishedOn",
                                           "agreedOn",
                                           "payText",
                                           "source",
                                           "externalId",
                                           "originalText",
                                           NULL };

/* Stages */

static void
go_to_stage (NaruVacancyPage *self, const char *stage, const char *reason)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  if (window != NULL && g_str_equal (stage, "agreed"))
    naru_agreement_panel_show (window, naru_detail_get_record (NARU_DETAIL (self)));
  else if (window != NULL)
    naru_window_run_or_tell (window,
                             naru_vacancy_set_stage (naru_detail_get_desk (NARU_DETAIL (self)),
                                                     naru_detail_get_id (NARU_DETAIL (self)), stage,
                                                     reason, &error),
                             &error);
}

static gboolean
has_edits (NaruVacancyPage *self)
{
  return self->what != NULL
         && (naru_form_has_edits (NARU_FORM (self->what))
             || naru_form_has_edits (NARU_FORM (self->offer)));
}

/* (transfer full): the record with what is typed and not saved yet */
static NaruRecord *
dup_typed (NaruVacancyPage *self)
{
  NaruRecord *typed = naru_record_copy (naru_detail_get_record (NARU_DETAIL (self)));

  naru_form_apply (NARU_FORM (self->what), typed);
  naru_form_apply (NARU_FORM (self->offer), typed);
  naru_requirements_view_apply (NARU_REQUIREMENTS_VIEW (self->requirements), typed);
  return typed;
}

/* Says at each field what is missing, and puts the cursor into the first. */
static gboolean
check_complete (NaruVacancyPage *self)
{
  GtkWidget *forms[] = { self->what, self->offer };
  g_autoptr (NaruRecord) typed = dup_typed (self);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_auto (GStrv) missing = naru_vacancy_missing (typed, fields);

  if (fields->len == 0)
    return TRUE;
  naru_detail_show_tab (NARU_DETAIL (self), "editor");
  for (guint f = 0; f < G_N_ELEMENTS (forms); f++)
    {
      for (guint i = 0; i < fields->len; i++)
        naru_form_set_message (NARU_FORM (forms[f]), fields->pdata[i], missing[i]);
      naru_form_focus (NARU_FORM (forms[f]), fields->pdata[0]);
    }
  return FALSE;
}

static void
move_to (NaruVacancyPage *self, const char *stage)
{
  self->waiting = NULL;
  if (self->what != NULL)
    {
      naru_form_commit (NARU_FORM (self->what));
      naru_form_commit (NARU_FORM (self->offer));
      if (!naru_form_check (NARU_FORM (self->what)) || !naru_form_check (NARU_FORM (self->offer)))
        return;
      if (!g_str_equal (stage, "draft") && !check_complete (self))
        return;
    }
  if (has_edits (self))
    self->waiting = stage;
  else
    go_to_stage (self, stage, NULL);
}

static void
next_cb (NaruVacancyPage *self)
{
  if (self->next_stage != NULL)
    move_to (self, self->next_stage);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_to (NARU_VACANCY_PAGE (widget), "draft");
}

/* What is typed is saved before a panel fills in the rest. */
static void
open_panel (GtkWidget *widget, void (*show) (NaruWindow *window, NaruRecord *vacancy))
{
  NaruVacancyPage *self = NARU_VACANCY_PAGE (widget);
  NaruWindow *window = naru_window_of (widget);

  naru_detail_show_tab (NARU_DETAIL (widget), "editor");
  if (window == NULL || self->what == NULL)
    return;
  naru_form_commit (NARU_FORM (self->what));
  naru_form_commit (NARU_FORM (self->offer));
  show (window, naru_detail_get_record (NARU_DETAIL (widget)));
}

static void
start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_panel (widget, naru_occupation_panel_show);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_panel (widget, naru_paste_panel_show);
}

/* Findings */

static void
focus_words (NaruVacancyPage *self, const NaruFinding *finding)
{
  if (g_str_has_prefix (finding->field, "requirements"))
    {
      naru_requirements_view_focus (NARU_REQUIREMENTS_VIEW (self->requirements), finding->field);
      return;
    }
  naru_form_focus_words (NARU_FORM (self->what), finding->field, finding->start, finding->end);
  naru_form_focus_words (NARU_FORM (self->offer), finding->field, finding->start, finding->end);
}

/* Each field shows what was found in it. */
static void
mark_fields (NaruVacancyPage *self)
{
  GPtrArray *findings = naru_vacancy_reader_get_findings (NARU_VACANCY_READER (self->reader));
  const NaruFinding *selected
      = naru_vacancy_reader_get_finding (NARU_VACANCY_READER (self->reader));

  if (self->what == NULL)
    return;
  naru_form_show_findings (NARU_FORM (self->what), findings, selected);
  naru_form_show_findings (NARU_FORM (self->offer), findings, selected);
  naru_requirements_view_show_findings (NARU_REQUIREMENTS_VIEW (self->requirements), findings,
                                        selected);
}

static void
go_there_cb (NaruVacancyPage *self)
{
  const NaruFinding *finding = naru_vacancy_reader_get_finding (NARU_VACANCY_READER (self->reader));

  naru_detail_show_tab (NARU_DETAIL (self), "editor");
  if (finding != NULL && self->what != NULL)
    focus_words (self, finding);
}

static void
rewrite (NaruVacancyPage *self)
{
  const NaruFinding *finding = naru_vacancy_reader_get_finding (NARU_VACANCY_READER (self->reader));
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  self->rewriting = FALSE;
  if (window == NULL || finding == NULL || finding->suggestion == NULL)
    return;
  naru_window_run_or_tell (window,
                           naru_vacancy_rewrite (naru_detail_get_desk (NARU_DETAIL (self)),
                                                 naru_detail_get_id (NARU_DETAIL (self)),
                                                 finding->field, finding->start, finding->text,
                                                 finding->suggestion, &error),
                           &error);
}

/* What is typed is saved first: a rewrite is a change of its own, which can be undone alone. */
static void
rewrite_cb (NaruVacancyPage *self)
{
  const NaruFinding *finding = naru_vacancy_reader_get_finding (NARU_VACANCY_READER (self->reader));

  if (finding == NULL || self->what == NULL)
    return;
  if (finding->suggestion == NULL || *finding->text == '\0')
    {
      go_there_cb (self);
      return;
    }
  naru_form_commit (NARU_FORM (self->what));
  naru_form_commit (NARU_FORM (self->offer));
  self->rewriting = has_edits (self);
  if (!self->rewriting)
    rewrite (self);
}

static void
except_cb (NaruVacancyPage *self, const char *justification)
{
  const NaruFinding *finding = naru_vacancy_reader_get_finding (NARU_VACANCY_READER (self->reader));
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  if (window != NULL && finding != NULL)
    naru_window_run_or_tell (window,
                             naru_vacancy_except (naru_detail_get_desk (NARU_DETAIL (self)),
                                                  naru_detail_get_id (NARU_DETAIL (self)),
                                                  finding->rule, finding->text, justification,
                                                  &error),
                             &error);
}

static void
next_finding_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_detail_show_tab (NARU_DETAIL (widget), "editor");
  naru_vacancy_reader_next_finding (NARU_VACANCY_READER (NARU_VACANCY_PAGE (widget)->reader));
}

static void
rewrite_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rewrite_cb (NARU_VACANCY_PAGE (widget));
}

static void
add_key (GtkEventController *keys, guint key, GdkModifierType held, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (key, held), gtk_named_action_new (action)));
}

/* Before the entry that is typed in: there Ctrl+. would choose an emoji. */
static void
add_keys (NaruVacancyPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, GDK_KEY_period, GDK_CONTROL_MASK, "vacancy.rewrite");
  add_key (keys, GDK_KEY_F8, 0, "vacancy.next-finding");
  add_key (keys, GDK_KEY_F1, 0, "vacancy.help");
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* The head */

static void
show_stage (NaruVacancyPage *self, NaruRecord *record)
{
  const char *stage = naru_record_get (record, "stage");
  const char *const *next = naru_vacancy_next_stages (stage);

  self->next_stage = next[0];
  gtk_widget_set_visible (self->next, next[0] != NULL);
  if (next[0] != NULL)
    gtk_button_set_label (GTK_BUTTON (self->next), naru_stage_get_action (next[0]));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "vacancy.back",
                                 g_strv_contains (next, "draft"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "vacancy.withdraw",
                                 g_strv_contains (next, "withdrawn"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "vacancy.employer",
                                 naru_record_has (record, "employer"));
}

static void
record_changed (NaruDetail *page, NaruRecord *record)
{
  NaruVacancyPage *self = NARU_VACANCY_PAGE (page);
  NaruStore *store = naru_desk_get_store (naru_detail_get_desk (page));
  const char *employer = naru_record_get (record, "employer");
  const char *drafter = naru_record_get (record, "drafter");
  g_autofree char *today = naru_desk_today (naru_detail_get_desk (page));
  g_autofree char *employer_name = employer != NULL ? naru_store_get_title (store, employer) : NULL;
  g_autofree char *drafter_name = drafter != NULL ? naru_store_get_title (store, drafter) : NULL;
  g_autofree char *stage = naru_record_format (record, "stage");
  g_autofree char *closes = naru_ui_format_day (naru_record_get (record, "closesOn"), today);
  g_autofree char *call = naru_ui_format_day (naru_record_get (record, "outreachDue"), today);
  guint versions = naru_record_get_length (record, "versions");
  g_autofree char *version = NULL;
  g_autofree char *open = naru_vacancy_say_open (record, today);

  if (versions > 0)
    version = g_strdup_printf (_ ("version %u"), versions);
  naru_detail_set_name (page, naru_record_get (record, "title"), NULL, version);
  naru_detail_set_fact (page, _ ("Stage"), stage);
  naru_detail_set_fact (page, _ ("Employer"),
                        employer_name != NULL ? employer_name
                                              : naru_record_get (record, "employerName"));
  naru_detail_set_fact (page, _ ("Closes on"), closes);
  naru_detail_set_fact (page, _ ("Drafted by"), drafter_name);
  naru_detail_set_fact (page, _ ("Open for"), open);
  if (naru_record_get_boolean (record, "supportNeeded"))
    naru_detail_set_fact (page, _ ("Call by"), call);
  show_stage (self, record);
}

/* The editor */

static gboolean
read_cb (gpointer data)
{
  NaruVacancyPage *self = data;
  NaruDesk *desk = naru_detail_get_desk (NARU_DETAIL (self));
  g_autoptr (NaruRecord) typed = NULL;

  self->read_id = 0;
  if (naru_detail_get_record (NARU_DETAIL (self)) == NULL || self->what == NULL)
    return G_SOURCE_REMOVE;
  typed = dup_typed (self);
  naru_vacancy_reader_show (NARU_VACANCY_READER (self->reader), typed);
  mark_fields (self);
  naru_local_pay_show (NARU_FORM (self->offer), desk, typed);
  naru_market_note_show_in_form (NARU_FORM (self->what), desk, typed);
  naru_candidates_meter_measure (self->meter, typed);
  return G_SOURCE_REMOVE;
}

static void
edited_cb (NaruVacancyPage *self)
{
  if (self->read_id == 0)
    self->read_id = g_timeout_add (READ_AFTER, read_cb, self);
}

static void
saved_cb (NaruVacancyPage *self)
{
  const char *stage = self->waiting;

  if (has_edits (self))
    return;
  if (self->rewriting)
    rewrite (self);
  if (stage == NULL)
    return;
  self->waiting = NULL;
  go_to_stage (self, stage, NULL);
}

static GtkWidget *
make_form (NaruVacancyPage *self, const char *const *fields)
{
  GtkWidget *form = naru_form_new (naru_detail_get_desk (NARU_DETAIL (self)), "vacancy", fields);

  g_signal_connect_object (form, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  return form;
}

static GtkWidget *
make_offer (NaruVacancyPage *self)
{
  const char *const headings[] = { _ ("=Good to know"), _ ("=Applying"), _ ("=Support") };
  const char *fields[G_N_ELEMENTS (offer_fields)];

  for (guint i = 0; i < G_N_ELEMENTS (offer_fields); i++)
    fields[i] = offer_fields[i] != NULL && *offer_fields[i] == '='
                    ? headings[offer_fields[i][1] - '1']
                    : offer_fields[i];
  return make_form (self, fields);
}

static GtkWidget *
build_editor (NaruDetail *page)
{
  NaruVacancyPage *self = NARU_VACANCY_PAGE (page);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->stages = naru_stage_bar_new ();
  gtk_widget_set_margin_start (self->stages, 24);
  gtk_widget_set_margin_end (self->stages, 12);
  gtk_widget_set_margin_top (self->stages, 12);
  gtk_widget_set_margin_bottom (self->stages, 6);
  self->what = make_form (self, what_fields);
  self->offer = make_offer (self);
  self->requirements = naru_requirements_view_new (naru_detail_get_desk (page));
  self->meter = naru_candidates_meter_new (naru_detail_get_desk (page),
                                           NARU_REQUIREMENTS_VIEW (self->requirements));
  g_signal_connect_object (self->requirements, "edited", G_CALLBACK (edited_cb), self,
                           G_CONNECT_SWAPPED);
  self->start = naru_vacancy_start_new ();
  gtk_box_append (GTK_BOX (column), self->start);
  gtk_box_append (GTK_BOX (column), self->what);
  gtk_box_append (GTK_BOX (column), self->requirements);
  gtk_box_append (GTK_BOX (column), self->offer);
  gtk_widget_add_css_class (column, "form-page");
  gtk_box_append (GTK_BOX (box), self->stages);
  gtk_box_append (GTK_BOX (box), naru_ui_scrolled (column));
  return box;
}

static void
refresh_editor (NaruDetail *page, GtkWidget *child)
{
  NaruVacancyPage *self = NARU_VACANCY_PAGE (page);
  NaruRecord *record = naru_detail_get_record (page);

  naru_form_set_record (NARU_FORM (self->what), record);
  naru_form_set_record (NARU_FORM (self->offer), record);
  naru_requirements_view_show (NARU_REQUIREMENTS_VIEW (self->requirements), record);
  gtk_widget_set_visible (self->start, !naru_record_has (record, "tasks"));
  naru_stage_bar_set_stage (NARU_STAGE_BAR (self->stages), naru_record_get (record, "stage"));
}

static void
refresh_reader (NaruDetail *page, GtkWidget *rail)
{
  NaruVacancyPage *self = NARU_VACANCY_PAGE (page);

  g_clear_handle_id (&self->read_id, g_source_remove);
  read_cb (self);
}

/* Other tabs */

static GtkWidget *
build_wordings (NaruDetail *page)
{
  NARU_VACANCY_PAGE (page)->wordings = naru_vacancy_wordings_new (page);
  return naru_ui_form_page (NARU_VACANCY_PAGE (page)->wordings);
}

static void
refresh_wordings (NaruDetail *page, GtkWidget *child)
{
  naru_vacancy_wordings_refresh (NARU_VACANCY_WORDINGS (NARU_VACANCY_PAGE (page)->wordings));
}

static GtkWidget *
build_channels (NaruDetail *page)
{
  NARU_VACANCY_PAGE (page)->channels = naru_vacancy_channels_new (page);
  return naru_ui_form_page (NARU_VACANCY_PAGE (page)->channels);
}

static void
refresh_channels (NaruDetail *page, GtkWidget *child)
{
  naru_vacancy_channels_refresh (NARU_VACANCY_CHANNELS (NARU_VACANCY_PAGE (page)->channels));
}

/* The type */

static void
naru_vacancy_page_constructed (GObject *object)
{
  NaruVacancyPage *self = NARU_VACANCY_PAGE (object);
  NaruDetail *page = NARU_DETAIL (object);

  G_OBJECT_CLASS (naru_vacancy_page_parent_class)->constructed (object);
  self->reader = naru_vacancy_reader_new (naru_detail_get_desk (page));
  g_signal_connect_object (self->reader, "rewrite", G_CALLBACK (rewrite_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "go-there", G_CALLBACK (go_there_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "except", G_CALLBACK (except_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "selected", G_CALLBACK (mark_fields), self,
                           G_CONNECT_SWAPPED);
  add_keys (self);
  naru_detail_add_tab (page, "editor", _ ("Advertisement"), build_editor, refresh_editor);
  naru_detail_set_rail (page, "editor", self->reader, refresh_reader);
  naru_detail_add_tab (page, "words", _ ("Other words"), build_wordings, refresh_wordings);
  naru_detail_add_tab (page, "channels", _ ("Channels"), build_channels, refresh_channels);
  naru_detail_add_tab (page, "versions", _ ("Versions"), naru_vacancy_versions_build,
                       naru_vacancy_versions_refresh);
  naru_detail_add_form_tab (page, "more", _ ("Source"), more_fields);
  naru_detail_add_history_tab (page);
  self->next = gtk_button_new ();
  gtk_widget_add_css_class (self->next, "suggested-action");
  gtk_widget_set_valign (self->next, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  naru_detail_add_action (page, self->next);
  naru_detail_add_menu_item (page, _ ("Start from an occupation"), "vacancy.start");
  naru_detail_add_menu_item (page, _ ("Take an advertisement apart"), "vacancy.paste");
  naru_detail_add_menu_item (page, _ ("Send to the employer by mail"), "vacancy.mail");
  naru_detail_add_menu_item (page, _ ("Save a mail with the PDF attached"), "vacancy.save-mail");
  naru_detail_add_menu_item (page, _ ("Print the advertisement"), "vacancy.print");
  naru_detail_add_menu_item (page, _ ("Save the advertisement"), "vacancy.save-as");
  naru_detail_add_menu_item (page, _ ("How to draft a vacancy"), "vacancy.help");
  naru_detail_add_menu_item (page, _ ("Back to draft"), "vacancy.back");
  naru_detail_add_menu_item (page, _ ("Withdraw"), "vacancy.withdraw");
  naru_detail_add_menu_item (page, _ ("Copy into a new draft"), "vacancy.copy");
  naru_detail_add_menu_item (page, _ ("Open the employer"), "vacancy.employer");
  naru_detail_add_menu_item (page, _ ("Delete this vacancy"), "vacancy.delete");
}

static void
naru_vacancy_page_dispose (GObject *object)
{
  g_clear_handle_id (&NARU_VACANCY_PAGE (object)->read_id, g_source_remove);
  NARU_VACANCY_PAGE (object)->what = NULL;
  g_clear_pointer (&NARU_VACANCY_PAGE (object)->meter, naru_candidates_meter_free);
  G_OBJECT_CLASS (naru_vacancy_page_parent_class)->dispose (object);
}

static void
naru_vacancy_page_class_init (NaruVacancyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = naru_vacancy_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = naru_vacancy_page_dispose;
  NARU_DETAIL_CLASS (klass)->record_changed = record_changed;
  gtk_widget_class_install_action (widget_class, "vacancy.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "vacancy.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "vacancy.paste", NULL, paste_action);
  naru_vacancy_ways_install (widget_class);
  gtk_widget_class_install_action (widget_class, "vacancy.rewrite", NULL, rewrite_action);
  gtk_widget_class_install_action (widget_class, "vacancy.next-finding", NULL, next_finding_action);
}

static void
naru_vacancy_page_init (NaruVacancyPage *self)
{
}

/**
 * naru_vacancy_page_new:
 *
 * Returns: (transfer floating): the page of a vacancy, see naru_detail_open()
 */
GtkWidget *
naru_vacancy_page_new (NaruDesk *desk)
{
  return g_object_new (NARU_TYPE_VACANCY_PAGE, "desk", desk, NULL);
}
