/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one vacancy. The pane at the end follows every keystroke; a step to the next stage waits until what is
 * typed is saved. */

#include "naru-vacancy-page.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-form.h"
#include "naru-record-panel.h"
#include "naru-requirements-view.h"
#include "naru-stage-bar.h"
#include "naru-ui-util.h"
#include "naru-vacancy-reader.h"

#define READ_AFTER 40 /* milliseconds without a keystroke */

struct _NaruVacancyPage
{
  NaruDetail parent_instance;

  GtkWidget *stages;
  GtkWidget *next;
  GtkWidget *what;
  GtkWidget *offer;
  GtkWidget *requirements;
  GtkWidget *reader;
  const char *next_stage;
  const char *waiting; /* the stage to go to when everything is saved */
  guint read_id;
};

G_DEFINE_FINAL_TYPE (NaruVacancyPage, naru_vacancy_page, NARU_TYPE_DETAIL)

static const char *const what_fields[]
    = { "title", "occupation", "employer", "posts", "about", "tasks", NULL };

static const char *const offer_fields[]
    = { "payMin",          "payMax",    "payExtras",  "contract",      "employment",
        "hoursWeek",       "hoursFrom", "hoursTo",    "days",          "shift",
        "flexible",        "remote",    "startOn",    "duration",      "probation",
        "region",          "address",   "=1",         "education",     "experienceMonths",
        "workingLanguage", "benefits",  "conditions", "hazards",       "protection",
        "accessibility",   "green",     "=2",         "contact",       "howToApply",
        "closesOn",        "schedule",  "=3",         "supportNeeded", "outreachDue",
        "drafter",         NULL };

static const char *const more_fields[]
    = { "channels", "employerName", "occupationLocal", "collectiveAgreement",
        "language", "publishedOn",  "agreedOn",        "payText",
        "source",   "externalId",   "originalText",    NULL };

/* Stages */

static void
go_to_stage (NaruVacancyPage *self, const char *stage, const char *reason)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  if (window != NULL)
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

static NaruCommand *
withdraw (NaruDesk *desk, NaruRecord *draft, const char *context, GError **error)
{
  return naru_vacancy_set_stage (desk, context, "withdrawn",
                                 naru_record_get (draft, "withdrawnReason"), error);
}

static void
withdraw_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const fields[] = { "withdrawnReason", NULL };
  NaruDetail *page = NARU_DETAIL (widget);
  NaruWindow *window = naru_window_of (widget);
  g_autoptr (NaruRecord) draft = NULL;

  if (window == NULL || naru_detail_get_record (page) == NULL)
    return;
  draft = naru_record_copy (naru_detail_get_record (page));
  naru_record_panel_add (window, _ ("Withdraw this vacancy"), draft, fields, _ ("Withdraw"),
                         withdraw, naru_detail_get_id (page));
}

static void
copied_cb (NaruWindow *window, NaruCommand *command, gboolean done, gpointer data)
{
  g_auto (GStrv) created = done ? naru_command_get_created (command) : NULL;

  if (created != NULL && created[0] != NULL)
    naru_window_open_record (window, created[0]);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruDetail *page = NARU_DETAIL (widget);
  NaruWindow *window = naru_window_of (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command
      = naru_vacancy_copy (naru_detail_get_desk (page), naru_detail_get_id (page), &error);

  if (window == NULL)
    return;
  if (command == NULL)
    naru_window_tell_error (window, _ ("This vacancy cannot be copied."), error);
  else
    naru_window_run_full (window, command, copied_cb, NULL);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_record_panel_delete_page (NARU_DETAIL (widget), "vacancies");
}

static void
employer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *window = naru_window_of (widget);
  NaruRecord *record = naru_detail_get_record (NARU_DETAIL (widget));
  const char *employer = record != NULL ? naru_record_get (record, "employer") : NULL;

  if (window != NULL && employer != NULL)
    naru_window_open_record (window, employer);
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

  if (versions > 0)
    version = g_strdup_printf (_ ("version %u"), versions);
  naru_detail_set_name (page, naru_record_get (record, "title"), NULL, version);
  naru_detail_set_fact_with_sync (page, _ ("Stage"), stage, naru_detail_get_id (page));
  naru_detail_set_fact (page, _ ("Employer"),
                        employer_name != NULL ? employer_name
                                              : naru_record_get (record, "employerName"));
  naru_detail_set_fact (page, _ ("Closes on"), closes);
  naru_detail_set_fact (page, _ ("Drafted by"), drafter_name);
  if (naru_record_get_boolean (record, "supportNeeded"))
    naru_detail_set_fact (page, _ ("Call by"), call);
  show_stage (self, record);
}

/* The editor */

static gboolean
read_cb (gpointer data)
{
  NaruVacancyPage *self = data;
  g_autoptr (NaruRecord) typed = NULL;

  self->read_id = 0;
  if (naru_detail_get_record (NARU_DETAIL (self)) == NULL || self->what == NULL)
    return G_SOURCE_REMOVE;
  typed = dup_typed (self);
  naru_vacancy_reader_show (NARU_VACANCY_READER (self->reader), typed);
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

  if (stage == NULL || has_edits (self))
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
  static const char *fields[G_N_ELEMENTS (offer_fields)];

  for (guint i = 0; i < G_N_ELEMENTS (offer_fields); i++)
    if (g_strcmp0 (offer_fields[i], "=1") == 0)
      fields[i] = _ ("=Good to know");
    else if (g_strcmp0 (offer_fields[i], "=2") == 0)
      fields[i] = _ ("=Applying");
    else if (g_strcmp0 (offer_fields[i], "=3") == 0)
      fields[i] = _ ("=Support");
    else
      fields[i] = offer_fields[i];
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
  g_signal_connect_object (self->requirements, "edited", G_CALLBACK (edited_cb), self,
                           G_CONNECT_SWAPPED);
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
  naru_stage_bar_set_stage (NARU_STAGE_BAR (self->stages), naru_record_get (record, "stage"));
}

static void
refresh_reader (NaruDetail *page, GtkWidget *rail)
{
  NaruVacancyPage *self = NARU_VACANCY_PAGE (page);

  g_clear_handle_id (&self->read_id, g_source_remove);
  read_cb (self);
}

/* Versions */

static GtkWidget *
build_versions (NaruDetail *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_widget_add_css_class (box, "form-page");
  return naru_ui_scrolled (box);
}

static void
add_version (NaruDetail *page, GtkWidget *box, NaruRecord *record, guint position,
             const char *today)
{
  NaruStore *store = naru_desk_get_store (naru_detail_get_desk (page));
  g_autofree char *number = naru_record_get_element (record, "versions", position, "number");
  g_autofree char *at = naru_record_get_element (record, "versions", position, "at");
  g_autofree char *by = naru_record_get_element (record, "versions", position, "by");
  g_autofree char *text = naru_record_get_element (record, "versions", position, "text");
  g_autofree char *agreed_at = naru_record_get_element (record, "versions", position, "approvedAt");
  g_autofree char *agreed_by = naru_record_get_element (record, "versions", position, "approvedBy");
  g_autofree char *heading = g_strdup_printf (_ ("Version %s"), number);
  g_autofree char *when = naru_ui_format_when (at, today);
  g_autofree char *name = by != NULL ? naru_store_get_title (store, by) : NULL;
  g_autofree char *note = name != NULL ? g_strdup_printf ("%s, %s", when, name) : g_strdup (when);
  GtkWidget *version = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (version), naru_ui_heading (heading, note));
  if (agreed_at != NULL)
    {
      g_autofree char *day = naru_ui_format_when (agreed_at, today);
      g_autofree char *contact = agreed_by != NULL ? naru_store_get_title (store, agreed_by) : NULL;
      g_autofree char *sentence = contact != NULL
                                      ? g_strdup_printf (_ ("Agreed %s by %s"), day, contact)
                                      : g_strdup_printf (_ ("Agreed %s"), day);
      gtk_box_append (GTK_BOX (version), naru_ui_icon_text ("naru-done-symbolic", "ok", sentence));
    }
  if (text != NULL)
    {
      GtkWidget *label = naru_ui_wrapped_label (text, NULL);

      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (version), label);
    }
  gtk_box_append (GTK_BOX (box), version);
}

static void
refresh_versions (NaruDetail *page, GtkWidget *child)
{
  GtkWidget *box = gtk_viewport_get_child (
      GTK_VIEWPORT (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (child))));
  NaruRecord *record = naru_detail_get_record (page);
  guint length = naru_record_get_length (record, "versions");
  g_autofree char *today = naru_desk_today (naru_detail_get_desk (page));

  naru_ui_clear (box);
  for (guint i = length; i > 0; i--)
    add_version (page, box, record, i - 1, today);
  if (length == 0)
    gtk_box_append (
        GTK_BOX (box),
        naru_ui_empty (
            "naru-briefcase-symbolic", _ ("No version yet"),
            _ ("What the employer is asked to agree to, and what is agreed, is kept here.")));
}

/* The type */

static void
naru_vacancy_page_constructed (GObject *object)
{
  NaruVacancyPage *self = NARU_VACANCY_PAGE (object);
  NaruDetail *page = NARU_DETAIL (object);

  G_OBJECT_CLASS (naru_vacancy_page_parent_class)->constructed (object);
  self->reader = naru_vacancy_reader_new (naru_detail_get_desk (page));
  naru_detail_add_tab (page, "editor", _ ("Advertisement"), build_editor, refresh_editor);
  naru_detail_set_rail (page, "editor", self->reader, refresh_reader);
  naru_detail_add_form_tab (page, "more", _ ("Channels and source"), more_fields);
  naru_detail_add_tab (page, "versions", _ ("Versions"), build_versions, refresh_versions);
  naru_detail_add_history_tab (page);
  self->next = gtk_button_new ();
  gtk_widget_add_css_class (self->next, "suggested-action");
  gtk_widget_set_valign (self->next, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  naru_detail_add_action (page, self->next);
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
  gtk_widget_class_install_action (widget_class, "vacancy.withdraw", NULL, withdraw_action);
  gtk_widget_class_install_action (widget_class, "vacancy.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "vacancy.employer", NULL, employer_action);
  gtk_widget_class_install_action (widget_class, "vacancy.delete", NULL, delete_action);
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
